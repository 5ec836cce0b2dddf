"""Another number of a figure's sentence, where the question's words stand by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "plan.md": (
        "# Torvane's plans\n\nTorvane guided to capital expenditures of about $8 billion for 2026, of which $900 million is due to dearer transformers.\n",
        "2026-03-02",
        "company",
    ),
    "round.md": ("# Ellery raises\n\nEllery Labs raised $270 million in June 2025, at a valuation of $2.2 billion.\n", "2025-06-10", "news"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("siblings"), PAGES, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("how much of torvane's 2026 capex is down to transformers", "$900 million"),
        ("torvane capex 2026", "Torvane: capital expenditures of $8 billion"),
        ("how much did ellery raise in 2025 (the money, not the valuation)", "Ellery Labs: funding raised of $270 million"),
    ],
)
def test_the_number_that_the_question_speaks_of_leads(ask: Callable[[str], Answer], question: str, first: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(first)
