"""A question for one round is answered with that round's sum, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.named_rounds import of_another_round, round_asked, round_names
from tests.bot.asking import asker

PAGES = {
    "tollan.md": (
        """# Tollan Looms: how it got here

Tollan Looms makes software for mills. A seed round of $7 million was followed in 2023 by a Series A of $31 million from Ebbing Capital.

In May 2026 Tollan Looms closed a Series B of $120 million at a valuation of $900 million. It values the company at three times what it fetched in its Series A.

In all, Tollan Looms has raised $158 million. Some newsletters say that Tollan Looms is raising at a valuation of $4 billion.
""",
        "2026-05-20",
        "article",
    ),
    "post.md": (
        """# Our Series C: more time with patients

Today I am happy to share that Orsett Health has raised $135 million in new funding so that fewer doctors have to type.
""",
        "2026-06-11",
        "press_release",
    ),
    "table.html": (
        (
            "<html><head><title>Rounds of October 2026</title></head><body><h1>Rounds of October 2026</h1><table>"
            "<tr><th>Company</th><th>Round</th><th>Amount raised ($m)</th><th>Valuation ($m)</th></tr>"
            "<tr><td>Pendle Robotics</td><td>Series C</td><td>$64</td><td>$310</td></tr></table></body></html>"
        ),
        "2026-10-30",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("rounds"), PAGES, date(2026, 11, 10))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("tollan looms seed round size", 7_000_000),
        ("how much did tollan looms' seed bring in", 7_000_000),
        ("tollan looms series a", 31_000_000),
        ("how much did tollan looms raise in its series b", 120_000_000),
        ("tollan looms series b valuation", 900_000_000),
        ("orsett health series c size", 135_000_000),
    ],
)
def test_the_sum_beside_the_name_of_the_round_answers(ask: Callable[[str], Answer], question: str, number: int) -> None:
    assert [int(f.amount.value) for f in ask(question).figures] == [number]


@pytest.mark.parametrize("question", ["tollan looms series c", "tollan looms pre-seed", "pendle robotics seed round", "pendle robotics series b"])
def test_no_other_round_answers(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


def test_of_a_row_the_sum_right_beside_the_round_is_its_own(ask: Callable[[str], Answer]) -> None:
    assert 310_000_000 not in [int(f.amount.value) for f in ask("pendle robotics series c size").figures]


@pytest.mark.parametrize(
    ("text", "asked"),
    [("acme series b", "b"), ("acme pre-seed", "pre-seed"), ("what did the seed come to", "seed"), ("which random seed", ""), ("series a or series b", ""), ("seed investors in acme", "")],
)
def test_the_round_asked_for(text: str, asked: str) -> None:
    assert round_asked(text) == asked


def test_a_round_is_looked_for_as_a_source_writes_it() -> None:
    assert round_names("acme Series-B and seed") == ("series b", "seed")


def test_one_sum_in_two_currencies_is_one() -> None:
    quote = "Acme raised €1.7 billion (about $2 billion) in its Series C round."
    assert not of_another_round("c", "funding_raised", quote, quote.index("€"), before="", over="")
