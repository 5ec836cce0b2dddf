"""Settings of Discord: the bot's token, and where Discord is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yarl import URL

from bot.errors import SettingError

__all__ = ["DiscordSettings"]

_API_URL = "https://discord.com/api/v10"


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """All settings of Discord.

    `api_url` is the base of the REST API with its version, `gateway_url` the websocket to connect to (None: the one
    that the API names), and `shards` the number of connections (None: as many as the API recommends).
    """

    token: str = field(repr=False)
    api_url: str = _API_URL
    gateway_url: str | None = None
    shards: int | None = None

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> DiscordSettings | None:
        """Read the settings from `environ`; None where there is no token.

        Raises SettingError, naming the key and the value, for one that cannot be used.
        """
        given = {key: value.strip() for key, value in environ.items() if value.strip()}
        token = given.get("BURNRATE_DISCORD_TOKEN", "").removeprefix("Bot ").strip()
        if not token:
            return None
        if not token.isascii() or not token.isprintable() or " " in token:
            raise SettingError(
                "BURNRATE_DISCORD_TOKEN has spaces or characters that no token has; copy it anew from the Developer "
                "Portal, page Bot, button Reset Token"
            )
        api_url = _address("BURNRATE_DISCORD_API_URL", given.get("BURNRATE_DISCORD_API_URL", _API_URL), "http", "https")
        gateway = given.get("BURNRATE_DISCORD_GATEWAY_URL")
        return cls(
            token,
            api_url.rstrip("/"),
            _address("BURNRATE_DISCORD_GATEWAY_URL", gateway, "ws", "wss") if gateway else None,
            _shards("BURNRATE_DISCORD_SHARDS", given.get("BURNRATE_DISCORD_SHARDS")),
        )


def _address(key: str, value: str, *schemes: str) -> str:
    try:
        url = URL(value)
    except ValueError:
        url = URL()
    if url.scheme not in schemes or not url.host or url.query_string or url.fragment:
        raise SettingError(
            f"{key} is {value!r}; give an address that begins with {' or '.join(f'{s}://' for s in schemes)}"
        )
    return value


def _shards(key: str, value: str | None) -> int | None:
    if value is None:
        return None
    if not (value.isascii() and value.isdecimal() and 1 <= int(value) <= 10_000):
        raise SettingError(f"{key} is {value!r}; give a whole number from 1 to 10000, or leave it out")
    return int(value)
