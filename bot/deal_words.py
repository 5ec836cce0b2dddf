"""Deals in other words: who picked up what was left of a company, whether a side can walk away, whether one is part of another.

Such a question is put in the words that sources have for it before it is read; it is shown as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.entity_table import EntityMatch, EntityTable
from index.pattern import lazy_pattern

__all__ = ["in_deal_words"]

_BUYS = lazy_pattern(r"\b(?P<verb>(?:pick|scoop|gobble|hoover|snap)(?P<past>ped|ed|d)?(?:s|ping|ing)? up|(?P<swallow>swallow)(?P<late>ed)?(?: up)?)\s(?=(?:the |what )?(?:rest|remainder|remains|remnants|leftovers|was left|is left|remained)\b|[\w(])", re.IGNORECASE)
_REST = lazy_pattern(r"\b(?:the (?:remainder|remains|remnants|leftovers)|what(?:['’]s| was| is)? (?:left|remained|remains|remaining)) of\s", re.IGNORECASE, signs=("remain", "remnant", "leftover", "left of"))
_OF_REST = lazy_pattern(r"(?:the rest of\s)?", re.IGNORECASE)
_LEAVES = lazy_pattern(
    r"^\W*(?:(?:so|and|but|ok)\W+)*(?:can|could|may|might|is|are|does|do|would)\b.*?\b(?:exit|terminate|end|cancel|leave|quit|drop|scrap|(?:get|back|pull) out of|walk (?:away from|out (?:of|on)))\b.*\b(?P<deal>deal|agreement|contract|arrangement|pact|lease|rental)s?\b", re.IGNORECASE,
    signs=("exit", "terminate", "end", "cancel", "leave", "quit", "drop", "scrap", "out of", "walk"),
)
_WAY_OUT = lazy_pattern(r"\b(?:exit|break|termination|opt-?out|get-?out|cancellation) (?:clause|right|option|provision)s?\b|\bway out of\b", re.IGNORECASE, signs=("clause", "right", "option", "provision", "way out"))
_NOTICE = lazy_pattern(r"\b(?:how (?:much|long)(?: a)? notice|what notice|notice (?:period|clause|time)|(?:length|period) of notice)\b", re.IGNORECASE, signs=("notice",))
_PART_OF = lazy_pattern(r"\W*(?:(?:so|and|but)\W+)*(?P<asks>is|was|does|did|has)\s", re.IGNORECASE)
_BELONGS = lazy_pattern(r"\s(?:now |still |already |currently |really |be |been )*(?:an? |the )?(?:(?:(?:\w+ )?subsidiary|part|unit|division|arm) of|belong(?:s|ed)? to)\s(?:the )?", re.IGNORECASE)
_OWNS = lazy_pattern(r"\s(?:now |already |still |actually |fully )*owns\s", re.IGNORECASE)
_TAG = lazy_pattern(r"\W*(?:right|yes|correct|no|true|doesn['’]?t it|does it not|isn['’]?t that (?:so|right))?\W*", re.IGNORECASE)
_PAIR = 2


def in_deal_words(text: str, names: EntityTable) -> str:
    """A question about a deal in the words that sources use; any other as it is."""
    text = _bought(text, names)
    if not (_LEAVES.search(text) or _WAY_OUT.search(text) or _NOTICE.search(text) or _PART_OF.match(text) or " owns " in text):
        return text
    pair = [match for match in names.match(text) if names.is_company(match.name) or names.is_product(match.name)]
    pair = [match for match in pair if text[match.start : match.end].lower() not in {"clause", "clauses"}]
    if len(pair) != _PAIR:
        return text
    return _owned(text, pair) or _ended(text, pair) or text


def _bought(text: str, names: EntityTable) -> str:
    """The text with a company that was picked up, or what was left of it, put as bought."""
    for found in reversed([*_REST.finditer(text)]):
        if _starts_at(text, found.end(), names):
            text = f"{text[: found.start()]}the rest of {text[found.end() :]}"
    for found in reversed([*_BUYS.finditer(text)]):
        behind = _OF_REST.match(text, found.end())
        if behind is not None and _starts_at(text, behind.end(), names):
            verb = "bought" if found["past"] or found["late"] else "buy"
            text = f"{text[: found.start()]}{verb} {text[found.end() :]}"
    return text


def _starts_at(text: str, place: int, names: EntityTable) -> bool:
    """Whether the name of a company stands at a place and nothing goes on from it: of "Acme customers" it is those that were picked up."""
    match = next((m for m in names.match(text) if m.start == place and (names.is_company(m.name) or names.is_product(m.name))), None)
    return match is not None and not re.match(r"(?:['’]s?)?\s(?!(?:and|or|for|in|at|after|from|then|last|this|when|back|with|by|to|as|on|instead|off|did|has|is|was)\b)[a-z]", text[match.end :])


def _owned(text: str, pair: Sequence[EntityMatch]) -> str:
    """Whether one of two owns the other, for "is Bolt part of Acme" and "Acme owns Bolt, right?"."""
    one, other = pair
    first, second = (text[m.start : m.end] for m in pair)
    between, behind = text[one.end : other.start], text[other.end :]
    opening = _PART_OF.fullmatch(text[: one.start])
    if opening is not None and _BELONGS.fullmatch(between):
        return f"{'did' if opening['asks'].lower() == 'did' else 'does'} {second} own {first}{behind}"
    if not text[: one.start].strip(" ,.so") and _OWNS.fullmatch(between) and _TAG.fullmatch(behind) and behind.strip(" .!"):
        return f"does {first} own {second}?"
    return ""


def _ended(text: str, pair: Sequence[EntityMatch]) -> str:
    """How a contract of two may be ended, which is told of either side."""
    sides = " ".join(text[m.start : m.end] for m in pair)
    if _NOTICE.search(text):
        return f"on how much notice may either side end the {sides} agreement?"
    leaves = _LEAVES.search(text)
    if _WAY_OUT.search(text) or (leaves is not None and pair[0].start < leaves.end("deal")):
        return f"can either side terminate the {sides} agreement?"
    return ""
