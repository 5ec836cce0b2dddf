"""Rankings by the newest that is held of each company, whoever is set aside, and whose measure grew faster."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "worth.md": ("# Values\n\nTolver Labs was valued at $100 million in August 2023. Corran Systems was valued at $90 million in June 2025. Quell Mills was valued at $40 million in May 2025.\n", "2025-06-20", "article"),
    "newer.md": ("# Tolver Labs\n\nTolver Labs was valued at $134 million in its Series L, a round that ran on for months.\n", "2025-10-02", "blog"),
    "talks.md": ("# Talks\n\nIn October 2025 Quell Mills was in talks to raise money at a valuation of $200 million. Ister Group was in talks in October 2025 to raise money at a valuation of $300 million.\n", "2025-10-20", "article"),
    "rounds.md": ("# Rounds\n\nTolver Labs raised $65 million in May 2025. Corran Systems raised $12 million in February 2025. The funding round of Tolver Labs was reported in April 2025, at its first close, as $50 million.\n", "2025-06-01", "article"),
    "total.md": ("# What was raised\n\nQuell Mills has raised $14 million in total since 2021.\n", "2025-06-01", "article"),
    "staff.md": ("# Staff\n\nTolver Labs had 110 employees on December 31, 2024 and 100 employees on December 31, 2023. Corran Systems had 1,020 employees on December 31, 2024 and 1,000 employees on December 31, 2023. Quell Mills had 5,000 employees on December 31, 2024.\n", "2025-02-06", "article"),
    "sales.md": ("# Sales\n\nTolver Labs had revenue of $130 million in 2023 and $215 million in 2024. Corran Systems had revenue of $60 million in 2024.\n", "2025-02-07", "article"),
    "grew.md": ("# Growth\n\nRevenue of Corran Systems grew 56% in 2024. Revenue of Corran Systems grew 12% in 2023.\n", "2025-02-08", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("newest_of_each"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize("question", ["rank companies by valuation", "rank the private labs by valuation", "top 5 valuations among private AI startups"])
def test_each_stands_by_its_newest_and_none_by_talks(ask: Callable[..., Answer], question: str) -> None:
    text = ask(question).text
    lines = ["1. Tolver Labs: $134 million as published 2 October 2025", "2. Corran Systems: $90 million", "3. Quell Mills: $40 million", "only planned or talked about: Ister Group."]
    assert [line in text for line in lines] == [True] * len(lines), text


def test_the_least_is_not_said_over_one_that_is_less(ask: Callable[..., Answer]) -> None:
    assert ask("smallest valuation").text.startswith("Quell Mills has the least of the three companies")


def test_rounds_are_not_what_was_raised_in_all_nor_their_first_close(ask: Callable[..., Answer]) -> None:
    text = ask("biggest funding rounds ever for AI").text
    assert "1. Tolver Labs: $65 million" in text
    assert "2. Corran Systems: $12 million" in text
    assert "$50 million" not in text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("did tolver labs' headcount grow faster than corran systems'", "Yes. The faster: Tolver Labs, about 10% against 2%."),
        ("did corran systems' headcount grow faster than tolver labs'", "No. The faster: Tolver Labs, about 10% against 2%."),
        ("whose headcount grew slower, tolver labs or corran systems", "The slower: Corran Systems, 2% against about 10%."),
        ("which grew faster in 2024, tolver labs or corran systems", "The faster: Tolver Labs, about 70% against 56%."),
        ("is corran systems growing faster than tolver labs", "No. The faster: Tolver Labs, about 70% against 56%."),
    ],
)
def test_growth_is_set_against_growth(ask: Callable[..., Answer], question: str, first: str) -> None:
    assert ask(question).text.split("\n")[0] == first


def test_a_level_is_no_growth(ask: Callable[..., Answer]) -> None:
    answer = ask("did quell mills' headcount grow faster than tolver labs'")
    assert answer.status is Status.NOT_FOUND
    assert answer.text.startswith("I cannot compare that: I could not find by how much headcount grew for Quell Mills. I do hold this:")
