"""Whether an answer says no more than what was just told, or something else than is asked of it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answer import Answer, Status
from bot.just_told import repeats
from bot.question import Intent, Question, Turn
from index.entity_table import EntityTable

TURNS = [Turn("user", "how long does the acme deal run"), Turn("bot", "seven years [1].\n“Acme signed a cloud deal that is worth $38 billion over seven years.” [1]")]


@pytest.mark.parametrize(
    ("text", "answer", "again"),
    [
        ("per year?", "$38 billion [1].", True),
        ("so what is that a year?", "$38 billion [1].", True),
        ("per year?", "$5.4 billion a year [1].", False),
        ("a year?", "about $5.4 billion per year [1].", False),
        ("how much?", "$38 billion [1].", False),
    ],
)
def test_what_it_is_a_year_is_not_told_by_what_it_is_in_all(text: str, answer: str, again: bool) -> None:
    question = Question(text, date(2026, 1, 1), Intent.FIGURE, entities=("Acme",), inherited=frozenset({"entities"}))
    assert repeats(Answer(text, Status.ANSWERED, answer), question, TURNS, EntityTable([])) is again
