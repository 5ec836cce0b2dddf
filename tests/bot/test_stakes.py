"""Whose a company is, where sources give several a stake in it and nobody all of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "old.md": ("# Marrick and Tolver Labs\n\nMarrick Group held a stake of 32% in Tolver Labs in 2023.\n", "2024-01-20", "article"),
    "new.md": ("# Tolver Labs after its round\n\nAfter the round of March 2025, Marrick Group held a stake of 27% in Tolver Labs.\n", "2025-03-20", "article"),
    "other.md": ("# Corran buys in\n\nCorran Systems took a stake of 11% in Tolver Labs in May 2025. Tolver Labs holds a stake of 5% in Istra Dyes.\n", "2025-05-20", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("stakes"), PAGES, date(2025, 11, 10))


def test_the_newest_stake_of_each_is_told(ask: Callable[[str], Answer]) -> None:
    answer = ask("who owns tolver labs")
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith("No source I hold says who owns all of Tolver Labs.")
    assert answer.text.index("Marrick Group: stake of 27%") < answer.text.index("Corran Systems: stake of 11%")
    assert "32%" not in answer.text
    assert "5%" not in answer.text


def test_who_holds_so_much_is_told_by_the_number(ask: Callable[[str], Answer]) -> None:
    answer = ask("who owns 11% of tolver labs")
    assert "Corran Systems: stake of 11%" in answer.text
    assert "Marrick" not in answer.text


@pytest.mark.parametrize("question", ["who owns marrick group", "who owns 64% of tolver labs"])
def test_no_stake_is_made_up(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is not Status.ANSWERED
