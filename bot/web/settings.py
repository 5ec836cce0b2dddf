"""Settings of the HTTP port: where it listens, who may ask, and how often."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.errors import SettingError

__all__ = ["HttpSettings"]

_HOST = re.compile(r"[A-Za-z0-9_.:-]{1,253}")


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """All settings of the HTTP port. Without a `token` it takes no questions; port 0 is any that is free.

    `rate` is how many questions a minute are taken, `waiting` how many may be in hand at once.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    token: str | None = field(default=None, repr=False)
    rate: int = 1200
    waiting: int = 256

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> HttpSettings:
        """Read the settings; what is missing or empty keeps its default. Raises SettingError, naming the key."""
        plain = cls()
        given = {key: value.strip() for key, value in environ.items() if value.strip()}
        host = given.get("BURNRATE_HTTP_HOST", plain.host)
        if not _HOST.fullmatch(host):
            raise SettingError(f"BURNRATE_HTTP_HOST is {host!r}; give a name or an address to listen on, such as 127.0.0.1")
        token = given.get("BURNRATE_API_TOKEN")
        if token is not None and not (token.isascii() and token.isprintable() and " " not in token):
            # The value is a secret, so the message does not show it.
            raise SettingError("BURNRATE_API_TOKEN has spaces or characters beyond ASCII; give one printable word")
        return cls(
            host, _whole(given, "BURNRATE_HTTP_PORT", plain.port, 0, 65535), token,
            _whole(given, "BURNRATE_HTTP_RATE", plain.rate, 1, 1_000_000), plain.waiting,
        )  # fmt: skip


def _whole(given: Mapping[str, str], key: str, default: int, least: int, most: int) -> int:
    value = given.get(key, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
        raise SettingError(f"{key} is {value!r}; give a whole number from {least} to {most}")
    return int(value)
