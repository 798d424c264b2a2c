"""Settings: read from the environment, checked once, each with a default but the token."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.store.errors import StoreKeyError
from bot.store.keyfile import read_key

APP = "anchor-coach"
TELEGRAM = "https://api.telegram.org"
LEVELS = ("debug", "info", "warning", "error")


class SettingsError(Exception):
    """A setting is wrong or missing. The message is one sentence that names it; a secret's value is never in it."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the webhook server listens."""

    host: str
    port: int


def _token(value: SecretStr) -> SecretStr:
    token = value.get_secret_value().strip()  # copied with a blank, most likely
    if not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token):
        raise ValueError("is not a bot's token; copy it from @BotFather, it looks like 123456:ABC-DEF")
    return SecretStr(token)


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        whole = False
    if not whole:
        raise ValueError("is not a web address; write it like https://example.org/telegram")
    return value.rstrip("/")


def _database(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value.startswith(("postgresql:", "postgres:")):
        raise ValueError("names a PostgreSQL server, and this version keeps its data in SQLite; name a file")
    if "://" in value:
        raise ValueError("is not a file; write a path like /var/lib/anchor/anchor.sqlite3")
    return _path(value.removeprefix("sqlite:"))


def _path(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return Path(value).expanduser()
    except RuntimeError:
        raise ValueError("begins with ~ and this user has no home; write the whole path") from None


def _secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
        raise ValueError("must be 1 to 256 letters, digits, _ or -; make one with: openssl rand -hex 32")
    return value


def _listen(value: object) -> object:
    if not isinstance(value, str):
        return value
    host, colon, port = value.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not (colon and host and port.isascii() and port.isdigit() and 0 <= int(port) <= 65_535):
        raise ValueError("is not a host and a port; write it like 127.0.0.1:8080")
    return Listen(host, int(port))


def _level(value: object) -> object:
    level = value.strip().lower() if isinstance(value, str) else value
    if level not in LEVELS:
        raise ValueError(f"must be one of {', '.join(LEVELS)}")
    return level


def _key(value: SecretStr) -> SecretStr:
    try:
        read_key(value.get_secret_value(), "it")
    except StoreKeyError:
        raise ValueError("is not 32 bytes in base64; make one with: openssl rand -base64 32") from None
    return value


Token = Annotated[SecretStr, AfterValidator(_token)]
Url = Annotated[str, AfterValidator(_url)]
Database = Annotated[Path, BeforeValidator(_database)]
File = Annotated[Path, BeforeValidator(_path)]
Key = Annotated[SecretStr, AfterValidator(_key)]
WebhookSecret = Annotated[SecretStr, AfterValidator(_secret)]
Address = Annotated[Listen, NoDecode, BeforeValidator(_listen)]
Level = Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_level)]


class Settings(BaseSettings):
    """Everything that can be set, checked."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True)

    token: Token | None = Field(default=None, validation_alias="TELEGRAM_BOT_TOKEN")
    api_url: Url = Field(default=TELEGRAM, validation_alias="TELEGRAM_API_URL")
    database: Database = Field(
        default_factory=lambda: platformdirs.user_data_path(APP) / "anchor.sqlite3", validation_alias="COACH_DATABASE"
    )
    key_file: File = Field(
        default_factory=lambda: platformdirs.user_config_path(APP) / "coach.key", validation_alias="COACH_KEY_FILE"
    )
    key: Key | None = Field(default=None, validation_alias="COACH_KEY")
    next_key: Key | None = Field(default=None, validation_alias="COACH_KEY_NEXT")
    webhook_url: Url | None = Field(default=None, validation_alias="COACH_WEBHOOK_URL")
    webhook_secret: WebhookSecret | None = Field(default=None, validation_alias="COACH_WEBHOOK_SECRET")
    listen: Address = Field(default=Listen("127.0.0.1", 8080), validation_alias="COACH_LISTEN")
    log: Level = Field(default="info", validation_alias="COACH_LOG")

    @property
    def master_key(self) -> bytes | Path:
        """The key itself where COACH_KEY gives it, else its file: what `open_store` takes."""
        return self.key_file if self.key is None else read_key(self.key.get_secret_value(), "COACH_KEY")

    @property
    def following_key(self) -> bytes | None:
        """The key that COACH_KEY_NEXT gives, for `rotate_key`."""
        return None if self.next_key is None else read_key(self.next_key.get_secret_value(), "COACH_KEY_NEXT")

    def bot_token(self) -> str:
        """The bot's token; SettingsError where it is not set."""
        if self.token is None:
            raise SettingsError("TELEGRAM_BOT_TOKEN is not set; get a token from @BotFather and put it there.")
        return self.token.get_secret_value()

    def secret_of_webhook(self) -> str:
        """What Telegram shows to prove itself: as set, or made from the token and so the same on every machine."""
        if self.webhook_secret is not None:
            return self.webhook_secret.get_secret_value()
        return hmac.digest(self.bot_token().encode(), b"webhook secret", hashlib.sha256).hex()


def settings() -> Settings:
    """The settings of this environment; SettingsError at the first one that is wrong."""
    try:
        found = Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        fault = str(first.get("ctx", {}).get("error", first["msg"]))
        raise SettingsError(f"{first['loc'][0]} {fault}.") from None
    if found.webhook_url and found.webhook_url.startswith("http:") and found.api_url == TELEGRAM:
        raise SettingsError("COACH_WEBHOOK_URL must begin with https://, for Telegram delivers to nothing else.")
    return found
