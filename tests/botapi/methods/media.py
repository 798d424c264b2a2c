"""Files both ways: documents and photos sent, anything fetched."""

from __future__ import annotations

from tests.botapi import rooms
from tests.botapi.filing import LARGEST_DOCUMENT, LARGEST_DOWNLOAD, LARGEST_PHOTO, basics, document, keep, photo
from tests.botapi.json_types import Json
from tests.botapi.methods.registry import method
from tests.botapi.parameters import Parameters
from tests.botapi.posting import post, said
from tests.botapi.refusal import Refusal, bad_request
from tests.botapi.text import MAX_CAPTION
from tests.botapi.world import StoredFile, World


@method("sendDocument")
def send_document(world: World, parameters: Parameters) -> Json:
    """A file with its name, and perhaps a caption."""
    chat = rooms.writable(world, parameters)
    file = _given(world, parameters, "document", LARGEST_DOCUMENT)
    return post(world, parameters, {"document": document(file)} | said(parameters, "caption", MAX_CAPTION), chat)


@method("sendPhoto")
def send_photo(world: World, parameters: Parameters) -> Json:
    """A picture in several sizes, and perhaps a caption."""
    chat = rooms.writable(world, parameters)
    file = _given(world, parameters, "photo", LARGEST_PHOTO)
    return post(world, parameters, {"photo": photo(file)} | said(parameters, "caption", MAX_CAPTION), chat)


@method("getFile")
def get_file(world: World, parameters: Parameters) -> Json:
    """Where the file can be fetched for the next hour."""
    file = world.files.get(parameters.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return basics(file) | {"file_path": file.path}


def _given(world: World, parameters: Parameters, kind: str, largest: int) -> StoredFile:
    """The file that a call uploads, or names by the id of one that Telegram has."""
    said_name = parameters.text(kind)
    upload = parameters.files.get(said_name.removeprefix("attach://")) or parameters.files.get(kind)
    if upload is None:
        if known := world.files.get(said_name):
            return known
        raise bad_request(
            "wrong remote file identifier specified" if said_name else f"there is no {kind} in the request"
        )
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > largest:
        raise Refusal(413, "Request Entity Too Large")
    return keep(world, kind, upload.name, upload.content, upload.mime)
