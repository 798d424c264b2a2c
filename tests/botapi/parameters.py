"""A call's parameters, however they came: query, JSON body, form or multipart."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, MultipartReader, web

from tests.botapi.json_types import Json
from tests.botapi.refusal import bad_request

WORDS = frozenset(
    {"text", "caption", "parse_mode", "callback_query_id", "url", "name", "description", "short_description", "action"}
    | {"file_id", "language_code", "secret_token", "question", "title", "custom_title", "callback_data"}
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values as they came (JSON in text where a form brought them), and the files beside them."""

    raw: Json
    files: dict[str, Upload] = field(default_factory=dict)

    def decoded(self) -> Json:
        """Every value with its JSON read, for the record; a file is named, not shown."""
        said = {name: value if name in WORDS else _read(value) for name, value in self.raw.items()}
        return said | {name: f"<{file.name}, {len(file.content)} bytes>" for name, file in self.files.items()}

    def text(self, name: str, default: str = "") -> str:
        """A string."""
        value = self.raw.get(name)
        return default if value is None else value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """An integer; nonsense is taken as Telegram takes it, for the default."""
        value = self.raw.get(name)
        try:
            return default if value is None else int(value)
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """A Boolean: true, yes or 1 in a form."""
        value = self.raw.get(name)
        return value is True or str(value).lower() in {"true", "yes", "1"}

    def object(self, name: str) -> Any:
        """A JSON value, None where it was not given; refuses what is no JSON."""
        value = self.raw.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None


async def read(request: web.Request) -> Parameters:
    """The parameters of a request; the body's win over the query's."""
    raw: Json = dict(request.query)
    files: dict[str, Upload] = {}
    if request.method == "POST" and request.can_read_body:
        kind = request.content_type
        if kind == "application/json":
            body = json.loads(await request.read() or b"{}")
            if not isinstance(body, dict):
                raise bad_request("object expected in the request body")
            raw.update((name, value) for name, value in body.items() if value is not None)
        elif kind.startswith("multipart/"):
            await _read_parts(await request.multipart(), raw, files)
        else:
            raw.update(await request.post())
    return Parameters(raw, files)


async def _read_parts(reader: MultipartReader, raw: Json, files: dict[str, Upload]) -> None:
    while (part := await reader.next()) is not None:
        assert isinstance(part, BodyPartReader)
        content = bytes(await part.read())
        if part.filename is None:
            raw[part.name or ""] = content.decode()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            files[part.name or ""] = Upload(part.filename, mime, content)


def _read(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
