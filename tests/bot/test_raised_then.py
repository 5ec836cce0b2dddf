"""What a company took in in a month is what it raised then; with whom it did something is the other one that is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from tests.bot.asking import asker

PAGES = {
    "round.md": ("# Tolver Labs raises\n\nTolver Labs raised $30 million in February 2025 at a valuation of $380 million.\n", "2025-02-20", "article"),
    "year.md": ("# Tolver Labs sells\n\nTolver Labs had revenue of $12 million in 2024.\n", "2025-02-10", "article"),
    "plant.md": ("# A plant\n\nTolver Labs and Corran Systems announced a chip plant in March 2025.\n", "2025-03-20", "article"),
    "chips.md": ("# Chips for Tolver Labs\n\nTolver Labs and Quell Mills agreed in October 2025 on the deployment of 6 gigawatts of Quell Mills GPUs.\n", "2025-10-06", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("raised_then"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize("question", ["how much did tolver labs bring in in february 2025", "how much cash did tolver labs pull in in february 2025"])
def test_what_was_taken_in_in_a_month_is_what_was_raised_in_it(ask: Callable[..., Answer], question: str) -> None:
    text = ask(question).text
    assert text.startswith("Tolver Labs: funding raised of $30 million in February 2025 [1].")
    assert "This is what it raised" in text


def test_what_was_taken_in_in_a_year_is_what_was_sold(ask: Callable[..., Answer]) -> None:
    assert ask("how much did tolver labs bring in in 2024").text.startswith("Tolver Labs: revenue of $12 million in 2024 [1].")


def test_with_whom_is_told_by_the_other_name(ask: Callable[..., Answer]) -> None:
    assert ask("tolver labs announced a chip plant with whom").text.startswith("Corran Systems [1].")


def test_one_gpu_is_of_the_gpus(ask: Callable[..., Answer]) -> None:
    assert "6 gigawatts" in ask("how much gpu capacity did tolver labs sign up for with quell mills").text.partition("\n")[0]
