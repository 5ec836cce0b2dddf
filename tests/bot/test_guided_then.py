"""A plan is asked for by the month in which it was told, or before which; of two months both are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "first.md": ("# Tolver Labs guides\n\nIn January 2025 Tolver Labs guided to 2025 capital expenditures of $115 million to $135 million.\n", "2025-01-29", "article"),
    "raised.md": ("# Tolver Labs raises\n\nIn April 2025 Tolver Labs raised its guidance for 2025 capital expenditures to a range of $125 million to $145 million.\n", "2025-04-29", "article"),
    "corran.md": ("# Corran Systems plans\n\nIn September 2024 Corran Systems planned capital expenditures of about $35 million for 2025.\n", "2024-09-11", "article"),
    "corran2.md": ("# Corran Systems plans more\n\nBy December 2024 Corran Systems forecast capital expenditures of about $50 million for 2025.\n", "2024-12-12", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("guided_then"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("tolver labs january capex range for 2025 before they raised it", "$115 million to $135 million in 2025 [1]."),
        ("what did tolver labs say in jan 2025 it'd spend on capex that year", "$115 million to $135 million in 2025 [1]."),
        ("tolver labs 2025 capex guide prior to the april one", "$115 million to $135 million in 2025 [1]."),
        ("what is tolver labs planning to spend on capex this year per the april update", "$125 million to $145 million in 2025 [1]."),
        ("how much did corran systems plan for 2025 capex after the september 2024 update", "about $35 million in 2025 [1]."),
    ],
)
def test_a_plan_is_that_of_the_month_in_which_it_was_told(ask: Callable[..., Answer], question: str, told: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert told in answer.text.partition("\n")[0]


def test_of_two_months_both_plans_are_told(ask: Callable[..., Answer]) -> None:
    text = ask("did tolver labs' capex guide for 2025 move between january and april").text
    assert text.startswith("Yes, it was changed.\nAs of January 2025: Tolver Labs: capital expenditures of $115 million to $135 million in 2025 [1].\nAs of April 2025:")


def test_how_far_two_plans_are_apart_is_reckoned(ask: Callable[..., Answer]) -> None:
    assert ask("corran systems 2025 capex plan, how much higher in dec than in sept").text.startswith("It was raised by about $15 million (computed).")
