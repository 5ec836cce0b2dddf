"""Plans of several companies are added up, ranges by their ends; parts of a sum are shown so that they come to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "plans.md": (
        ("# Plans\n\nTolver Labs guided to capital expenditures of $125 million to $145 million in 2026. Corran Systems expects capital expenditures of about $200 million in 2026. "
        "Quell Mills had capital expenditures of $50 million in 2025.\n"), "2026-02-05", "article",
    ),
    "quarters.md": ("# Quarters\n\nTolver Labs had revenue of $2.08 billion in the first quarter of 2025. In the second quarter of 2025 Tolver Labs had revenue of $2,575 million.\n", "2025-08-05", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("plans_added_up"), PAGES, date(2026, 3, 1))


@pytest.mark.parametrize("question", ["combined 2026 capex guidance of tolver labs and corran systems", "sum the 2026 capex guidance of tolver labs and corran systems"])
def test_a_range_and_a_number_make_a_range(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("Together, capital expenditures: about $325 million to $345 million in all, $125 million to $145 million (Tolver Labs) plus about $200 million (Corran Systems) (computed).")
    assert "These are plans and expectations, not results." in answer.text
    assert len(answer.citations) == 2


def test_a_result_is_not_added_to_plans(ask: Callable[..., Answer]) -> None:
    answer = ask("combined 2026 capex guidance of tolver labs and quell mills")
    assert answer.status is Status.NOT_FOUND
    assert "I cannot add that up" in answer.text


def test_what_is_added_up_comes_to_its_sum_as_shown(ask: Callable[..., Answer]) -> None:
    text = ask("tolver labs revenue q1 plus q2 2025").text
    assert text.startswith("Tolver Labs's revenue: $4.66 billion in all, $2.08 billion in Q1 2025 plus $2.575 billion in Q2 2025 (computed).")
