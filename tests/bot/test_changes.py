from __future__ import annotations

import pytest

from bot.changes import of_effect, says_change
from index.amounts import find_amounts


@pytest.mark.parametrize(
    ("sentence", "moved"),
    [
        ("Backlog stood at $627 million, up 99%.", ["99%"]),
        ("Revenue rose by $58 million, or 22.2%, in 2025.", ["$58 million", "22.2%"]),
        ("Acme holds 27% of Bolt, worth $135 million.", []),
        ("Sales saw 12% growth.", ["12%"]),
    ],
)
def test_a_change_is_told_from_a_level(sentence: str, moved: list[str]) -> None:
    assert [sentence[a.start : a.end].strip() for a in find_amounts(sentence) if says_change(sentence, a)] == moved


@pytest.mark.parametrize(("text", "is_one"), [("how did the restatement hit its cash flow", True), ("how has the tariff affected acme's margin", True), ("what would it cost acme to go from 6 to 5 years of useful life", True), ("what would it cost", False), ("how did acme do in q3", False)])
def test_how_one_thing_moved_another_is_not_told_by_the_other(text: str, is_one: bool) -> None:
    assert of_effect(text) is is_one
