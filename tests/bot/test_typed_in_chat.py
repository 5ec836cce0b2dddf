"""What people type in a chat: marks to be reached, models by their codes, how a case ended, what a hit was, prices of deals, slips of spelling."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "year.md": ("# Tolver Labs in 2024\n\nTolver Labs had revenue of $13.1 billion in 2024. Tolver Labs employs 4,000 people.\n", "2025-02-20", "article"),
    "quarters.md": ("# Spending of Tolver Labs\n\nTolver Labs' capital expenditures were $4 billion in the first quarter of 2025 and $5 billion in the second quarter of 2025.\n", "2025-08-20", "article"),
    "site.md": ("# Tolver Labs opens a hall\n\nTolver Labs' hall in Hull held 200,000 Norvane accelerators in June 2025.\n", "2025-06-21", "article"),
    "case.md": (
        "# Tolver Labs wins in court\n\nOn May 18, 2025, a jury found that the claims of Marrick Group against Tolver Labs came too late. The judge took that over.\n\nMarrick Group had sought $134 million in damages in its lawsuit against Tolver Labs, by this report's account. The court case of Marrick Group against Tolver Labs drew crowds.\n",
        "2025-05-19",
        "article",
    ),
    "charge.md": ("# Norvane in the spring\n\nNorvane Devices took a charge of $450 million in the second quarter of 2025 for inventory of the N20 chip that it may no longer export.\n", "2025-08-02", "article"),
    "deal.md": ("# Corran bought\n\nQuell Mills agreed in May 2025 to buy Corran Systems for $65 million.\n", "2025-05-21", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("typed_in_chat"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("did tolver labs hit 10bn in revenue", "Yes. Tolver Labs: revenue of $13.1 billion"),
        ("did tolver labs revenue pass 12 billion in 2024", "Yes. "),
        ("did tolver labs revenue reach 20 billion in 2024", "No. "),
        ("was tolver labs revenue 10bn in 2024", "No. "),
    ],
)
def test_a_mark_is_reached_by_what_goes_beyond_it(ask: Callable[..., Answer], question: str, opening: str) -> None:
    assert ask(question).text.startswith(opening)


def test_models_are_not_counted_by_other_chips(ask: Callable[..., Answer]) -> None:
    assert ask("how many X100s are in the hall of tolver labs in hull").status is not Status.ANSWERED


@pytest.mark.parametrize("question", ["How did the court case Marrick Group v. Tolver Labs end?", "outcome of the marrick group lawsuit against tolver labs"])
def test_how_a_case_ended_is_told_by_what_was_decided(ask: Callable[..., Answer], question: str) -> None:
    assert ask(question).citations[0].quote.startswith("On May 18, 2025, a jury found")


@pytest.mark.parametrize("question", ["size of the hit norvane devices took on its N20 chip", "hit norvane devices took on the N20 stuff"])
def test_a_hit_is_a_charge(ask: Callable[..., Answer], question: str) -> None:
    assert "$450 million" in ask(question).text.splitlines()[0]


def test_how_something_is_is_not_told_by_how_much_it_is(ask: Callable[..., Answer]) -> None:
    assert ask("how concentrated is tolver labs' revenue").status is not Status.ANSWERED


def test_the_price_of_a_deal_is_that_of_a_purchase(ask: Callable[..., Answer]) -> None:
    assert "$65 million" in ask("price of the corran systems deal").text.splitlines()[0]


@pytest.mark.parametrize(("question", "number"), [("tolver labs employes", "4,000"), ("how much did tolver labs spend on capitl expenditures in q2 2025", "$5 billion")])
def test_slips_are_read_as_meant(ask: Callable[..., Answer], question: str, number: str) -> None:
    assert number in ask(question).text.splitlines()[0]
