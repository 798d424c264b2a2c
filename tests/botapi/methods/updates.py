"""getUpdates and the webhook that excludes it."""

from __future__ import annotations

import time
from typing import Any

from tests.botapi.hooks import Pump
from tests.botapi.json_types import Json
from tests.botapi.methods.registry import method
from tests.botapi.parameters import Parameters
from tests.botapi.refusal import Refusal, bad_request
from tests.botapi.world import World

TERMINATED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
LONGEST = 50  # seconds that Telegram lets a poll wait


@method("getUpdates")
async def get_updates(world: World, parameters: Parameters) -> list[Json]:
    """Unconfirmed updates, at once where there are any, else when one comes or the timeout is over."""
    if world.webhook.get("url"):
        raise Refusal(409, WEBHOOK_ACTIVE)
    queue = world.queue
    _allow(world, parameters)
    poll = queue.begin()
    try:
        queue.confirm(parameters.integer("offset"))
        world.bell.ring()
        limit = min(max(parameters.integer("limit", 100), 1), 100)
        until = time.monotonic() + min(max(parameters.integer("timeout"), 0), LONGEST)
        while True:
            if poll.terminated:
                raise Refusal(409, TERMINATED)
            if (batch := queue.take(limit)) or (left := until - time.monotonic()) <= 0:
                return batch
            await queue.bell.wait(left)
    finally:
        if queue.poll is poll:
            queue.poll = None


@method("setWebhook")
def set_webhook(world: World, parameters: Parameters) -> bool:
    """Keep the webhook's settings; an empty url removes it.

    An http url is taken too, as a Bot API server run locally does, and updates are carried there; those for an https
    url wait for `deliver_to`, since nothing here speaks TLS.
    """
    url = parameters.text("url")
    if not url:
        return _forget_webhook(world, parameters)
    if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = parameters.text("secret_token")
    if not secret.replace("_", "").replace("-", "").isalnum() and secret:
        raise bad_request("bad webhook: secret token contains unallowed characters")
    _allow(world, parameters)
    world.queue.bell.ring()
    world.webhook = {
        "url": url,
        "secret_token": secret,
        "max_connections": parameters.integer("max_connections", 40),
    }
    if parameters.flag("drop_pending_updates"):
        world.queue.confirm(world.queue.next_id)
    if url.startswith("http://") and world.pump is None:
        world.pump = Pump(world, url)
    return True


@method("deleteWebhook")
def delete_webhook(world: World, parameters: Parameters) -> bool:
    """Forget the webhook, and the updates that wait where that is asked for."""
    return _forget_webhook(world, parameters)


def _forget_webhook(world: World, parameters: Parameters) -> bool:
    world.webhook = {}
    if world.pump:
        world.pump.stop()
        world.pump = None
    if parameters.flag("drop_pending_updates"):
        world.queue.confirm(world.queue.next_id)
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, parameters: Parameters) -> Json:
    """The webhook as it is set, without its secret."""
    info: Json = {
        "url": world.webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": world.queue.waiting(None),
    }
    if world.webhook:
        shown = ("max_connections", "last_error_date", "last_error_message")
        info |= {name: world.webhook[name] for name in shown if name in world.webhook}
    if world.queue.allowed:
        info["allowed_updates"] = sorted(world.queue.allowed)
    return info


def _allow(world: World, parameters: Parameters) -> None:
    allowed: Any = parameters.object("allowed_updates")
    if isinstance(allowed, list):
        world.queue.allowed = frozenset(str(kind) for kind in allowed)
