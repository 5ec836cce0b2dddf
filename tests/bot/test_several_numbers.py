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
