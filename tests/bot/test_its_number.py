"""Claims that name no measure: what "so Acme's at 29.3 billion?" means is told by the number, and whether it still stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from tests.bot.asking import asker

PAGES = {
    "march.md": ("# Tolver Labs raises\n\nTolver Labs was valued at $29.3 billion in a round in March 2025.\n", "2025-03-20", "article"),
    "august.md": ("# Tolver Labs raises again\n\nTolver Labs raised $4 billion in August 2025 at a valuation of $51 billion.\n", "2025-08-20", "article"),
    "orders.md": ("# Marrick Cloud at the end of the year\n\nThe backlog of Marrick Cloud was $240 million on December 31, 2024.\n", "2025-02-01", "article"),
    "orders2.md": ("# Marrick Cloud in June\n\nThe backlog of Marrick Cloud was $514 million on June 30, 2025.\n", "2025-07-21", "article"),
    "deal.md": ("# Corran and Istra\n\nCorran Systems invested $14.3 million in Istra Dyes in June 2025. Corran Systems had revenue of $77 million in 2024 and a loss of $77 million.\n", "2025-06-21", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("its_number"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize("question", ["so tolver's at 51 billion?", "is tolver at 51bn now"])
def test_the_number_tells_what_is_meant(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("Yes. Tolver Labs: valuation of $51 billion"), answer.text


def test_what_was_so_before_is_said_to_be_of_then(ask: Callable[[str], Answer]) -> None:
    answer = ask("tolver labs still at 29.3bn?")
    assert answer.text.startswith("No. Tolver Labs: valuation of $51 billion")
    assert "The number claimed is of an earlier time: Tolver Labs: valuation of $29.3 billion in March 2025" in answer.text


def test_a_measure_in_other_words_is_told_by_its_number(ask: Callable[[str], Answer]) -> None:
    answer = ask("Marrick Cloud has 240 million of orders waiting, right?")
    assert "$514 million" in answer.text
    assert "earlier time: Marrick Cloud: backlog of $240 million" in answer.text


def test_of_two_names_the_quote_has_both(ask: Callable[[str], Answer]) -> None:
    assert "Yes. Corran Systems: investment of $14.3 million" in ask("corran's istra dyes ticket, was it 14.3").text


@pytest.mark.parametrize("question", ["so tolver's at 88 billion?", "corran's at 77 million?", "marrick cloud's at 51bn?"])
def test_nothing_is_told_by_a_number_that_nobody_gives_or_of_two_things(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert not answer.figures, answer.text
