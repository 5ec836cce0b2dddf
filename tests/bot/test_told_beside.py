"""What a figure's own words say of the time or thing that it is set against is a side of a comparison."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "results.md": (
        """# Merrow Parks reports

Merrow Parks had capital expenditures of $598.1 million in the first half of 2026, compared to $402.7 million.

Merrow Parks had net losses of $166 million in the third quarter of 2026, against analysts' estimates of $150 million.

Merrow Parks brought a 24,000-accelerator cluster into service in Amarillo in May 2026.

Annualized revenue of Merrow Parks passed $240 million in May 2026. A year before it was $58 million.

Merrow Parks sold 31% of its passes online in the third quarter of 2026. Gross margin was 14.2% in the third quarter of 2026, compared with 15.8% a year earlier.

The company now has 840 employees, up from 310 a year ago.
""",
        "2026-10-20",
        "article",
    ),
    "models.md": (
        """# Plover 2 is here

Plover 2, the new speech model of Garth Voice, has a word error rate of 4.1%, against 5.6% for Plover 1. Plover 1 came out in 2024.

Plover 1 is the older model of Garth Voice.
""",
        "2026-10-21",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("beside"), PAGES, date(2026, 11, 10))


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("merrow parks capex first half 2026 vs first half 2025", {"598100000", "402700000"}),
        ("merrow parks annualized revenue may 2026 vs may 2025", {"240000000", "58000000"}),
        ("plover 2 vs plover 1 word error rate", {"4.1", "5.6"}),
        ("merrow parks gross margin latest quarter vs a year ago", {"14.2", "15.8"}),
        ("merrow parks headcount now vs a year ago", {"310", "840"}),
    ],
)
def test_both_sides_stand_in_the_words_of_one(ask: Callable[[str], Answer], question: str, numbers: set[str]) -> None:
    assert {str(figure.amount.value) for figure in ask(question).figures} == numbers


@pytest.mark.parametrize("question", ["merrow parks net loss q3 2026 vs q3 2025", "merrow parks capex first half 2026 vs first half 2024"])
def test_what_it_is_set_against_besides_is_no_year_before(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND, ask(question).text


@pytest.mark.parametrize(
    ("question", "number"),
    [("merrow parks capex first half 2025", "402700000"), ("merrow parks annualized revenue in may 2025", "58000000")],
)
def test_the_year_before_alone_is_told_by_the_same_words(ask: Callable[[str], Answer], question: str, number: str) -> None:
    assert [str(figure.amount.value) for figure in ask(question).figures] == [number]


def test_a_number_is_whose_name_stands_right_behind_it(ask: Callable[[str], Answer]) -> None:
    assert ask("plover 1 word error rate").text.startswith("5.6%")


def test_one_cluster_is_not_all_there_is(ask: Callable[[str], Answer]) -> None:
    assert "(one cluster)" in ask("how many gpus does merrow parks have").text
    assert ask("how many gpus does merrow parks have in total").status is Status.NOT_FOUND
