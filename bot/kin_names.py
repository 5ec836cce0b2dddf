"""Kin names: products of one family that a question names by their last words alone ("grand vs petite quillbert")."""

from __future__ import annotations

import re

from index.entity_table import EntityTable
from index.pattern import lazy_pattern

__all__ = ["with_kin_named"]

_AND = r"(?:vs\.?|versus|or|and|against|compared (?:to|with)|than)"
_BEFORE = lazy_pattern(rf"(?P<one>[\w.-]+) (?P<and>{_AND}) (?P<other>[\w.-]+) $", re.IGNORECASE)
_AFTER = lazy_pattern(rf"^ (?P<and>{_AND}) (?:the )?(?P<other>[\w.-]+)\b", re.IGNORECASE)
_ANY = lazy_pattern(rf"\b{_AND}\b", re.IGNORECASE)


def with_kin_named(text: str, names: EntityTable) -> str:
    """The text with two products of one family, of which one shares the other's first words, each called by its whole name."""
    if not _ANY.search(text):
        return text
    for match in reversed(names.match(text)):
        called = text[match.start : match.end]
        before = _BEFORE.search(text[: match.start])
        if before and all(_is_name(f"{called} {before[side]}", names) for side in ("one", "other")):
            return f"{text[: before.start()]}{called} {before['one']} {before['and']} {called} {before['other']}{text[match.end :]}"
        after = _AFTER.match(text[match.end :])
        family = called.rpartition(" ")[0]
        if after and family and _is_name(f"{family} {after['other']}", names):
            place = match.end + after.start("other")
            return f"{text[:place]}{family} {text[place:]}"
    return text


def _is_name(words: str, names: EntityTable) -> bool:
    found = names.match(words)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(words))
