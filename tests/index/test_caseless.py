"""Caseless text: what is looked for before a slow pattern is tried is in all that the pattern can match."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import pytest

import bot.engine  # noqa: F401 - for the patterns that a question may need
import index.names  # noqa: F401 - for those that names are gathered with
from index import _cell, _currency, _further, basis, mentions, pattern
from index.caseless import caseless, has_any, in_lower_case

_ANYTHING = "\0"
"""What stands for a character that may be any."""


def _matches(parsed: Any) -> list[str]:
    """What a parsed pattern may match, in lower case, repetitions as few times as they may be."""
    codes = import_module("re._constants")
    found = [""]
    for code, given in parsed:
        if code is codes.LITERAL:
            here = [chr(given).lower()]
        elif code is codes.BRANCH:
            here = [words for branch in given[1] for words in _matches(branch)]
        elif code is codes.SUBPATTERN:
            here = _matches(given[3])
        elif code in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
            least, most, inner = given
            here = _matches(inner) if least or most == 1 else []
            here = here if least else ["", *here] if most == 1 else [_ANYTHING]
        elif code is codes.IN:
            but = given[0][0] is codes.NEGATE
            here = [chr(value).lower() for kind, value in given if kind is codes.LITERAL and not but] or [_ANYTHING]
        else:
            here = [""] if code in {codes.AT, codes.ASSERT, codes.ASSERT_NOT} else [_ANYTHING]
        found = [before + words for before in found for words in here]
    return found


def without(pattern: re.Pattern[str], *needed: Sequence[str]) -> list[str]:
    """What a pattern may match that has none of the strings of one of some lists."""
    every = _matches(import_module("re._parser").parse(pattern.pattern))
    assert all(every)
    return [words for words in every if not all(has_any(words, parts) for parts in needed)]


def test_what_a_match_leaves_out_is_told() -> None:
    assert without(re.compile(r"\b(?:plans? to|will|may (?:yet )?be)\b"), ("plan", "will")) == ["may be", "may yet be"]


@pytest.mark.parametrize(("kind", "needed", "cue"), basis._CUES)
def test_no_cue_of_a_basis_is_missed(kind: str, needed: Sequence[str], cue: re.Pattern[str]) -> None:
    assert not without(cue, needed), kind


@pytest.mark.parametrize(("some", "others", "pattern"), basis._ORDERS)
def test_no_order_is_missed(some: Sequence[str], others: Sequence[str], pattern: re.Pattern[str]) -> None:
    assert not without(pattern, some, others)


def test_no_currency_is_missed() -> None:
    assert not without(_currency.CURRENCY_WORD, _currency._NEEDED)


@pytest.mark.parametrize("pattern", [_cell._FACTOR, _cell._LONE, _cell._SIGN, _cell._OF_NOUN, _cell._NOUN_IN, _cell._IN_MEASURE, _cell._IN_PERCENT])
def test_no_unit_or_scale_of_a_caption_is_missed(pattern: re.Pattern[str]) -> None:
    assert not without(pattern, _cell._NEEDED)


def _late(kind: type) -> dict[Any, str]:
    """Every pattern of a kind that is compiled late, with where it is."""
    found: dict[Any, str] = {}
    for name, module in sorted(sys.modules.items()):
        if name.startswith(("bot.", "index.")):
            todo = list(vars(module).values())
            while todo:
                one = todo.pop()
                if isinstance(one, kind):
                    found[one] = name
                todo += one if isinstance(one, tuple) else (one.before, one.after) if isinstance(one, _further._Cue) else ()
    return found


def test_no_match_of_a_pattern_is_without_its_signs() -> None:
    found = _late(pattern._Signed)
    assert len(found) > 120
    for one, name in found.items():
        assert all(sign and sign == sign.lower() and sign.isascii() for sign in one.signs), (name, one.pattern)
        assert not without(one, one.signs), (name, one.pattern)


def test_no_match_of_a_pattern_begins_as_it_is_not_looked_for() -> None:
    found = _late(pattern._Begun)
    assert len(found) > 5
    for one, name in found.items():
        assert all(begin and begin == in_lower_case(begin) for begin in one.begins), (name, one.pattern)
        assert [words for words in _matches(import_module("re._parser").parse(one.pattern)) if not words.startswith(tuple(one.begins))] == [], (name, one.pattern)


def test_no_registered_name_is_missed() -> None:
    forms = [form.lower() for form in mentions.LEGAL_FORMS]
    assert not [words for words in _matches(import_module("re._parser").parse(f" {mentions.LEGAL}")) if not words.startswith(tuple(forms))]


@pytest.mark.parametrize("letter", ["ſ", "ı", "İ", "\u212a", "K", "S"])
def test_letters_are_those_that_patterns_without_case_take_them_for(letter: str) -> None:
    like = next(plain for plain in "sik" if re.fullmatch(plain, letter, re.IGNORECASE))
    assert like in caseless(letter)
    assert in_lower_case(letter) == like


def test_lower_case_has_the_same_length() -> None:
    assert in_lower_case("İſ Straße IN FISCAL") == "is straße in fiscal"
