"""Numbers of a question side by side: each that is held is told with its own words, and each that is not is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "parlour.md": (
        """# Osierly Systems now has 52 million monthly users

Osierly Systems, which makes a sketching app, has 52 million people who open it at least once a month, the company says.

Weekly use is lower: 31 million, by its own count. It costs $6 a month.

The Board of the fund that owns it paid $19 million for its offices in 2025.
""",
        "2026-07-02",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("numbers"), PAGES, date(2026, 11, 10))


@pytest.mark.parametrize("question", ["osierly users: i see 52m and 31m", "does osierly have 31 million or 52 million users?"])
def test_each_number_that_is_held_is_told_by_its_own_words(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith("Both are on record; they are not the same thing.")
    assert "monthly active users of 52 million" in answer.text
    assert "“Weekly use is lower: 31 million, by its own count.”" in answer.text


@pytest.mark.parametrize("unheard", ["74m", "19m"])
def test_a_number_that_is_not_held_is_named_as_such(ask: Callable[[str], Answer], unheard: str) -> None:
    """Not by the number itself, which no quote has; a sum of money on the same page is no number of users."""
    answer = ask(f"osierly user numbers: i see 52m 31m and {unheard}")
    assert answer.text.startswith("Some of these are on record; they are not the same thing.")
    assert "Weekly use is lower: 31 million" in answer.text
    assert "I have no source for the third number that you give." in answer.text
    assert "offices" not in answer.text


_TWO = {
    "karsa.md": (
        ("# Karsa Motors\n\nKarsa Motors' backlog was $638 million on May 31, 2026. Karsa Motors' backlog was $664 million on August 31, 2026.\n\n"
        "Karsa Motors had revenue of $34.6 million in 2025.\n"),
        "2026-09-10",
        "press_release",
    ),
    "first.md": ("# Karsa Motors\n\nKarsa Motors guided to capital expenditures of $35 million for 2026.\n", "2026-02-01", "press_release"),
    "second.md": ("# Karsa Motors\n\nKarsa Motors now guides to capital expenditures of $50 million for 2026.\n", "2026-06-01", "press_release"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask_of_two(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("two"), _TWO, date(2026, 11, 10))


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("is Karsa Motors' backlog 638 or 664 million", "Both are on record, of two times.\nKarsa Motors: backlog of $664 million"),
        ("is Karsa Motors' capex plan 35 or 50 million", "Both are on record; the first replaced the second.\nKarsa Motors: capital expenditures of $50 million"),
        ("was Karsa Motors' 2025 revenue 30 or 34.6 million", "Of the two, the second. Karsa Motors: revenue of $34.6 million"),
        ("was Karsa Motors' 2025 revenue 34.6 or 36 million", "Of the two, the first. Karsa Motors: revenue of $34.6 million"),
    ],
)
def test_of_two_numbers_neither_is_confirmed_by_yes(ask_of_two: Callable[[str], Answer], question: str, opening: str) -> None:
    """The first of them has no scale of its own, and stands behind a word as the number of a name does."""
    assert ask_of_two(question).text.startswith(opening)
