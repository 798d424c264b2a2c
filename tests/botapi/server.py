"""The HTTP side: finds the bot and the method, lets the weather strike, answers, and keeps the record."""

from __future__ import annotations

import asyncio
import inspect
import json
import time
import traceback
from collections.abc import Awaitable
from typing import Any

from aiohttp import web

from tests.botapi.control import VERBS
from tests.botapi.faults import Fault, Kind
from tests.botapi.json_types import Json
from tests.botapi.methods import METHODS
from tests.botapi.parameters import Parameters, read
from tests.botapi.refusal import Refusal
from tests.botapi.schema import documentation
from tests.botapi.world import Call, World, new_token, new_world

LARGEST_BODY = 64 * 1024 * 1024
LONGEST_HANG = 600.0
UNAUTHORIZED = Refusal(401, "Unauthorized")
NOT_FOUND = Refusal(404, "Not Found")
ERROR_PAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"

Worlds = dict[str, World]
WORLDS: web.AppKey[Worlds] = web.AppKey("worlds", dict)


def application(*tokens: str) -> web.Application:
    """The server for bots of these tokens; more can be made while it runs."""
    app = web.Application(client_max_size=LARGEST_BODY)
    app[WORLDS] = {token: new_world(token) for token in tokens}
    app.router.add_route("*", "/bot{token:[^/]+}/{method}", _call)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", _download)
    app.router.add_post("/control/new", _new)
    app.router.add_post("/control/gone", _gone)
    app.router.add_post("/control/{token:[^/]+}/{verb}", _control)
    return app


async def _call(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLDS].get(request.match_info["token"])
    if world is None:
        return _answer(UNAUTHORIZED.code, UNAUTHORIZED.body())
    name, function = METHODS.get(request.match_info["method"].lower(), (request.match_info["method"], None))
    parameters = await _read(request)
    call = _record(world, name, parameters)
    if function is None or isinstance(parameters, Refusal):
        return _told(call, (parameters if isinstance(parameters, Refusal) else NOT_FOUND))
    fault = world.weather.strike(name, call.chat_id)
    call.fault = fault.kind if fault else ""
    world.stir(+1, call)
    try:
        return await _process(request, world, call, function(world, parameters) if _reached(fault) else None, fault)
    except Refusal as refusal:
        return _told(call, refusal)
    except Exception as bug:
        trail = traceback.extract_tb(bug.__traceback__)[-1]
        world.violations.append(
            f"the test server itself failed at {name}: {bug!r} in {trail.name}, line {trail.lineno}"
        )
        return _told(call, Refusal(500, "Internal Server Error"))
    finally:
        call.seconds = time.time() + world.clock_ahead - call.at
        world.stir(-1, call)


def _reached(fault: Fault | None) -> bool:
    return fault is None or fault.kind in (Kind.LOSE_ANSWER, Kind.SLOW)


async def _process(
    request: web.Request, world: World, call: Call, result: Any | Awaitable[Any], fault: Fault | None
) -> web.StreamResponse:
    if inspect.isawaitable(result):
        result = await result
    if fault is None:
        return _told(call, result)
    if fault.kind is Kind.REFUSE:
        return _told(call, fault.refusal())
    if fault.kind is Kind.GARBLE:
        call.status, call.response = fault.status, json.dumps(ERROR_PAGE)
        return web.Response(status=fault.status, text=ERROR_PAGE, content_type="text/html")
    if fault.kind is Kind.SLOW:
        response = _told(call, result)
        await asyncio.sleep(fault.seconds)
        return response
    if fault.kind is Kind.LOSE_ANSWER:
        _told(call, result)
    if fault.hang:
        world.stir(-1, call)  # nobody works on a lost call, so it keeps nobody waiting
        try:
            await asyncio.sleep(LONGEST_HANG)
        finally:
            world.stir(+1, call)
    if request.transport:
        request.transport.close()
    return web.Response()


async def _read(request: web.Request) -> Parameters | Refusal:
    try:
        return await read(request)
    except Refusal as refusal:
        return refusal
    except ValueError:
        return Refusal(400, "Bad Request: can't parse the request body")


def _record(world: World, name: str, parameters: Parameters | Refusal) -> Call:
    given = Parameters({}) if isinstance(parameters, Refusal) else parameters
    chat = given.text("chat_id")
    number = int(chat) if chat.lstrip("-").isdigit() else None
    call = Call(len(world.calls) + 1, name, world.now(), given.decoded(), number)
    world.calls.append(call)
    known = documentation()
    if known and name in known.methods:
        world.violations += known.faults(name, given)
    return call


def _told(call: Call, result: Any) -> web.Response:
    """The HTTP answer to a call, noted in its record."""
    status, body = (
        (result.code, result.body()) if isinstance(result, Refusal) else (200, {"ok": True, "result": result})
    )
    call.status, call.response = status, json.dumps(body)
    return web.Response(status=status, text=call.response, content_type="application/json")


def _answer(status: int, body: Json) -> web.Response:
    return web.json_response(body, status=status)


async def _download(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLDS].get(request.match_info["token"])
    if world is None:
        return _answer(UNAUTHORIZED.code, UNAUTHORIZED.body())
    for file in world.files.values():
        if file.path == request.match_info["path"]:
            return web.Response(body=file.content, content_type="application/octet-stream")
    return _answer(NOT_FOUND.code, NOT_FOUND.body())


async def _new(request: web.Request) -> web.StreamResponse:
    token = (await request.json()).get("token") or new_token()
    request.app[WORLDS][token] = new_world(token)
    return _answer(200, {"result": token})


async def _gone(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLDS].pop((await request.json())["token"], None)
    if world and world.pump:
        world.pump.stop()
    return _answer(200, {"result": world is not None})


async def _control(request: web.Request) -> web.StreamResponse:
    world = request.app[WORLDS].get(request.match_info["token"])
    verb = VERBS.get(request.match_info["verb"])
    if world is None or verb is None:
        return _answer(400, {"error": f"no bot or no verb at {request.path}"})
    wishes = await request.json()
    try:
        result = verb(world, **wishes)
        return _answer(200, {"result": await result if inspect.isawaitable(result) else result})
    except (LookupError, ValueError, TypeError, AssertionError) as mistake:
        return _answer(400, {"error": f"{request.match_info['verb']}: {mistake or type(mistake).__name__}"})
    except Refusal as refusal:
        return _answer(400, {"error": refusal.description})
