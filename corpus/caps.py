"""The most that reading one file may take, from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from corpus.errors import ReadSettingError

__all__ = ["Caps"]


@dataclass(frozen=True, slots=True)
class Caps:
    """Seconds of wall time and megabytes of address space for reading one file."""

    seconds: float = 120.0
    megabytes: int = 3072

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        """Read BURNRATE_READ_SECONDS and BURNRATE_READ_MEGABYTES. Raises `ReadSettingError`, naming the key."""
        return cls(
            _number(environ, "BURNRATE_READ_SECONDS", cls().seconds, least=1, most=3600),
            int(_number(environ, "BURNRATE_READ_MEGABYTES", cls().megabytes, least=512, most=1_000_000)),
        )


def _number(environ: Mapping[str, str], key: str, usual: float, *, least: int, most: int) -> float:
    given = environ.get(key, "").strip()
    if not given:
        return usual
    try:
        number = float(given)
    except ValueError:
        number = -1.0
    if not least <= number <= most:
        raise ReadSettingError(f"{key} is {given!r}; give a number from {least} to {most}")
    return number
