"""Like is compared with like, and a part is told by what it is and not by how much it grew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "prices.md": (
        """# What models cost

Brightmere makes the model Tarn 4. Tarn 4 cost $1.50 per million input tokens and $12 per million output tokens in June 2026.

Culverhay makes the model Osier 2. Osier 2 cost $6 per million input tokens and $24 per million output tokens in June 2026.
""",
        "2026-06-20",
        "article",
    ),
    "parts.md": (
        """# Halm Systems' parts

Halm Systems had revenue of $99 million in 2025. The Handling segment of Halm Systems, its robots business, had revenue of $40 million in 2025.
Halm Systems' Vision segment had revenue of $59 million in 2025.
""",
        "2026-02-22",
        "article",
    ),
    "year.md": (
        """# Orrinvale's year

Orrinvale had revenue of $90 million in 2025. Orrinvale had data center revenue of $41 million in 2025, up 37% and a record for Orrinvale.

Orrinvale sells chips. It runs six data centers.
""",
        "2026-02-20",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("alike"), PAGES, date(2026, 11, 10))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("is tarn 4 cheaper than osier 2", "$1.50 per million tokens against $6 per million tokens"),
        ("tarn 4 vs osier 2, cheaper output tokens in june 2026?", "$12 per million tokens against $24 per million tokens"),
    ],
)
def test_prices_are_compared_of_one_kind_of_token(ask: Callable[..., Answer], question: str, said: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text.partition("\n")[0]


@pytest.mark.parametrize("question", ["how much of orrinvale's 2025 revenue was data center", "orrinvale datacenter revenue 2025"])
def test_how_much_of_a_sum_a_part_is_is_not_how_much_it_grew(ask: Callable[..., Answer], question: str) -> None:
    first = ask(question).text.partition("[1]")[0]
    assert "$41 million" in first
    assert "37%" not in first


def test_a_part_asked_for_after_the_whole_is_of_the_same_measure(ask: Callable[..., Answer]) -> None:
    assert "$41 million" in ask("and just the data center part?", "orrinvale revenue 2025").text
    assert "$41 million" not in ask("how many data centers does orrinvale have").text


def test_parts_that_sentences_tell_are_given_where_a_measure_is_asked_for_by_segment(ask: Callable[..., Answer]) -> None:
    answer = ask("halm systems revenue by segment 2025")
    assert [(f.part, int(f.amount.value)) for f in answer.figures] == [("Vision", 59_000_000), ("Handling", 40_000_000)]


def test_who_took_part_is_not_missing_for_want_of_the_sum(ask: Callable[..., Answer]) -> None:
    answer = ask("who invested in halm systems' series b")
    assert answer.status is Status.NOT_FOUND
    assert "funding raised" not in answer.text
