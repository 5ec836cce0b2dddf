"""Several measures of several companies: each measure of all of them, and never one of these against another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "orders.md": ("# Orders\n\nThe backlog of Tolver Labs was $664 million on December 31, 2025. The backlog of Corran Systems was $104 million on December 31, 2025. The backlog of Quell Mills was $70 million on December 31, 2025.\n", "2026-02-05", "article"),
    "sales.md": ("# Sales\n\nTolver Labs had revenue of $67 million in 2025. Corran Systems had revenue of $130 million in 2025. Quell Mills had revenue of $9 million in the fourth quarter of 2025.\n", "2026-02-06", "article"),
    "staff.md": ("# Staff\n\nTolver Labs had 400 employees on December 31, 2025.\n", "2026-02-06", "article"),
    "losses.md": ("# Losses\n\nThe net loss of Corran Systems was $12 million in 2025.\n", "2026-02-07", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("measure_by_measure"), PAGES, date(2026, 3, 1))


@pytest.mark.parametrize("question", ["corran systems and tolver labs: backlog and revenue", "tolver labs vs corran systems backlog and revenue", "compare tolver labs and corran systems on backlog and revenue"])
def test_each_measure_is_set_against_itself(ask: Callable[..., Answer], question: str) -> None:
    text = ask(question).text
    assert "By backlog, the larger: Tolver Labs, $664 million against $104 million." in text
    assert "By revenue, the larger: Corran Systems, $130 million against $67 million." in text
    assert "not the same measure" not in text


def test_a_quarter_is_not_set_against_a_year(ask: Callable[..., Answer]) -> None:
    text = ask("quell mills and tolver labs: backlog and revenue").text
    assert "By backlog, the larger: Tolver Labs" in text
    assert "By revenue" not in text
    assert "These are for times of different length, and not to be compared." in text


def test_what_one_of_them_lacks_is_said(ask: Callable[..., Answer]) -> None:
    text = ask("tolver labs and corran systems: backlog, revenue and headcount").text
    assert "I could not find headcount for Corran Systems." in text


def test_a_measure_held_of_neither_is_said_to_be_missing(ask: Callable[..., Answer]) -> None:
    text = ask("tolver labs and quell mills: backlog, valuation and revenue").text
    assert "By backlog, the larger: Tolver Labs" in text
    assert "I could not find valuation for Tolver Labs and Quell Mills." in text


@pytest.mark.parametrize("question", ["headcount of tolver labs and corran systems in 2025", "how many people work at tolver labs and corran systems?"])
def test_the_number_of_one_does_not_answer_for_two(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_FOUND
    assert "could not find headcount for Corran Systems" in answer.text
    assert "Tolver Labs: headcount of 400 employees" in answer.text


def test_a_loss_of_one_is_not_said_to_be_held_of_neither(ask: Callable[..., Answer]) -> None:
    text = ask("corran systems vs tolver labs losses").text
    assert "could not find loss for Tolver Labs" in text
    assert "Corran Systems: net loss of $12 million in 2025" in text
