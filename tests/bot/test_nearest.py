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
    "orrinvale-outlook.md": (
        "# Orrinvale looks ahead\n\nOrrinvale expects capital expenditures of $90 million in 2027. In March 2025 Orrinvale expected revenue of $500 million in 2025. Orrinvale's capital expenditures were $61 million in 2025.\n",
        "2026-03-12",
        "article",
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


def test_what_will_be_spent_is_told_by_what_is_planned(ask: Callable[..., Answer]) -> None:
    assert "$90 million in 2027 [1]" in ask("how much will orrinvale spend on capex").text
    assert "$61 million in 2025 [1]" in ask("how much did orrinvale spend on capex").text


def test_what_will_be_is_not_told_by_what_was(ask: Callable[..., Answer]) -> None:
    answer = ask("what will orrinvale's revenue be")
    assert answer.status is Status.NOT_FOUND
    assert "no source I hold gives guidance or a projection that still stands" in answer.text
    assert "$512 million in 2025 [1]" in answer.text


DEALS = {
    "halm-offer.md": ("# Halm buys\n\nHalm Systems agreed in July 2025 to buy Corvey Networks for $9 billion in stock.\n", "2025-07-20", "article"),
    "corvey-quarter.md": ("# Corvey's quarter\n\nThe merger of Halm Systems and Corvey Networks was terminated, and the two remain separate companies.\n", "2026-05-07", "article"),
    "corvey-suit.md": ("# A suit\n\nHalm Systems sought $120 million in damages from Orrin Labs in its lawsuit.\n", "2026-06-07", "article"),
}


@pytest.fixture(scope="module")
def of_deals(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("deals"), DEALS, date(2026, 11, 20))


def test_a_deal_that_did_not_come_about_is_said_before_its_price(of_deals: Callable[..., Answer]) -> None:
    answer = of_deals("what did halm systems end up paying for corvey networks")
    assert answer.text.startswith("It did not come about.")
    assert answer.text.index("terminated") < answer.text.index("$9 billion")
    assert not of_deals("what did halm systems offer for corvey networks").text.startswith("It did not")


def test_what_was_asked_for_in_court_is_not_what_a_court_gave(of_deals: Callable[..., Answer]) -> None:
    assert of_deals("how much did the jury give halm systems").status is Status.NOT_FOUND
    assert "$120 million" in of_deals("how much did halm systems seek from orrin labs").text
