"""What Telegram says no with."""

from __future__ import annotations

from tests.botapi.json_types import Json


class Refusal(Exception):  # noqa: N818  # an answer, not an error of ours
    """An answer with "ok": false: HTTP status, description, and `parameters` (retry_after, migrate_to_chat_id)."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """The JSON object that goes over the wire."""
        answer: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = dict(self.parameters)
        return answer


def bad_request(what: str, **parameters: int) -> Refusal:
    """400, for a request that makes no sense."""
    return Refusal(400, f"Bad Request: {what}", **parameters)


def forbidden(what: str) -> Refusal:
    """403, for a chat that the bot may not write in."""
    return Refusal(403, f"Forbidden: {what}")


def too_many(seconds: int) -> Refusal:
    """429, with the whole seconds to wait."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
