"""What a question that gets no answer is told instead: the figure held without some of its words, and which words those are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "orrinvale-year.md": (
        """# Orrinvale Group results

Orrinvale's revenue was $512 million in 2025. SpanGate, which Orrinvale owns, is a messaging service.

Orrinvale's Routing segment, which sells SpanGate, had operating income of $44 million in 2025. Orrinvale as a whole had operating income of $61 million in 2025.
""",
        "2026-02-12",
        "filing",
    ),
    "orrinvale-listing.md": (
        "# Orrinvale lists\n\nOrrinvale wanted to raise $300 million in its initial public offering. Orrinvale booked $345 million of IPO proceeds in the first half of 2026.\n",
        "2026-08-02",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("nearest"), PAGES, date(2026, 11, 20))


def test_what_is_held_without_a_word_is_shown_and_not_given_as_the_answer(ask: Callable[..., Answer]) -> None:
    answer = ask("orrinvale revenue from bakeries in 2025")
    assert answer.status is Status.NOT_FOUND
    assert "with “bakeries” beside it. Without that word I hold this:" in answer.text
    assert "$512 million in 2025 [1]" in answer.text
    assert [c.title for c in answer.citations] == ["Orrinvale Group results"]


def test_what_nothing_is_held_of_is_not_found_in_so_many_words(ask: Callable[..., Answer]) -> None:
    answer = ask("orrinvale headcount in bakeries in 2025")
    assert answer.status is Status.NOT_FOUND
    assert "no source I hold says" in answer.text
    assert not answer.citations


def test_what_was_wanted_is_not_asked_for_where_the_outcome_is(ask: Callable[..., Answer]) -> None:
    answer = ask("how much did orrinvale's ipo bring in in the end? the 300m target or something else")
    assert "$345 million" in answer.text.split("[1]")[0]
