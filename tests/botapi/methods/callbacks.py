"""answerCallbackQuery: once a press, and in time."""

from __future__ import annotations

from tests.botapi.methods.registry import method
from tests.botapi.parameters import Parameters
from tests.botapi.refusal import bad_request
from tests.botapi.text import utf16
from tests.botapi.world import World

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
LONGEST = 200


@method("answerCallbackQuery")
def answer_callback_query(world: World, parameters: Parameters) -> bool:
    """Stops the button's clock and shows a toast where there is text."""
    press = world.presses.get(parameters.text("callback_query_id"))
    if press is None or press.answer is not None or world.now() - press.at > world.press_lifetime:
        raise bad_request(TOO_OLD)
    text = parameters.text("text")
    if utf16(text) > LONGEST:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answer = {"text": text, "show_alert": parameters.flag("show_alert"), "url": parameters.text("url")}
    world.happened("answered", press.chat_id, details={"press": press.id, **press.answer})
    return True
