"""Caseless text: how patterns that ignore case see words, to tell quickly where one of them cannot match.

A pattern of many alternatives takes a hundred times as long to find nothing as looking for a few strings does.
"""

from __future__ import annotations

from collections.abc import Iterable

from index._phrase import lowered

__all__ = ["caseless", "has_any", "in_lower_case"]


def caseless(text: str) -> str:
    """A text in the letters that patterns are written in, where these match it whatever its case.

    Its length may differ. Nothing that such a pattern matches is lost: "ſ" is an s to it, and "ı" and "İ" an i.
    """
    folded = text.casefold()
    return folded if folded.isascii() else folded.replace("ı", "i")


def in_lower_case(text: str) -> str:
    """The same in lower case, of the same length, so that a pattern in lower case finds in it what one without regard to case would."""
    low = lowered(text)
    return low if low.isascii() else low.replace("ſ", "s").replace("ı", "i").replace("İ", "i")


def has_any(text: str, parts: Iterable[str]) -> bool:
    """Whether a text contains one of some strings."""
    return any(map(text.__contains__, parts))
