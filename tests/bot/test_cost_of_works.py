"""What a campus will cost is told in any words, the newest first; the price of a service is none of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from tests.bot.asking import asker

PAGES = {
    "plan.md": (
        """# Halvorsen Compute builds

Most of the chips are destined for Ravnholm, outside Odda, where Halvorsen Compute is building a hall at a cost of $5.4 billion.
""",
        "2026-02-10",
        "press_release",
    ),
    "later.md": (
        """# Notes from the north

Ravnholm will open in the spring, a year late. Sigrid Aas, of Halvorsen Compute, told a conference on Tuesday that the cost had gone up too, to $6.1 billion.
""",
        "2026-10-18",
        "blog",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("works"), PAGES, date(2026, 11, 10))


@pytest.mark.parametrize("question", ["how much will ravnholm cost", "how much is ravnholm going to cost", "cost of ravnholm"])
def test_what_a_site_costs_is_what_was_said_of_it_last(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert "$6.1 billion" in answer.text.partition("\n")[0]
