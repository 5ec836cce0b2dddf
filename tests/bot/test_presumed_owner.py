"""Ownership taken for granted by a question: a purchase that was called off, and a stake that is no whole company."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from tests.bot.asking import asker

PAGES = {
    "off.md": ("# Marrick and Tolver Labs\n\nMarrick Group's $3 billion bid for Tolver Labs collapsed in July 2025. Tolver Labs had revenue of $82 million in 2024.\n", "2025-07-20", "article"),
    "marrick.md": ("# Marrick Group in 2024\n\nMarrick Group had revenue of $900 million in 2024. Marrick Group employs 400 people.\n", "2025-02-20", "article"),
    "stake.md": ("# Corran Systems buys into Istra Dyes\n\nCorran Systems paid $14 million in June 2025 for a stake of 49% in Istra Dyes. Istra Dyes had revenue of $7 million in 2024. Corran Systems wanted the dyes of Istra Dyes because its own fade.\n", "2025-06-20", "article"),
    "done.md": ("# Quell Mills buys Yarrow Looms\n\nQuell Mills bought Yarrow Looms in May 2025 because it needed the looms. Yarrow Looms had revenue of $5 million in 2024. Its rival Pennow Works was to be bought by Ister Group, a deal that was called off.\n", "2025-05-20", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("presumed_owner"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize("question", ["how much revenue does tolver labs bring marrick group now that they own it", "why did marrick group buy tolver labs", "when did marrick group complete its acquisition of tolver labs"])
def test_a_purchase_that_was_called_off_is_said_so(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("That purchase did not come about"), answer.text
    assert "collapsed in July 2025" in answer.text


@pytest.mark.parametrize("question", ["why did corran systems buy istra dyes outright", "when did corran systems complete its takeover of istra dyes"])
def test_a_stake_is_not_the_whole_company(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("No source I hold says that Corran Systems bought all of Istra Dyes. Corran Systems: stake of 49%"), answer.text


@pytest.mark.parametrize("question", ["why did corran systems buy a stake in istra dyes", "when will corran systems complete its takeover of istra dyes", "why did quell mills buy yarrow looms", "what was the revenue of yarrow looms in 2024"])
def test_what_came_about_is_not_denied(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert "did not come about" not in answer.text
    assert "No source I hold says" not in answer.text


@pytest.mark.parametrize("question", ["now that tolver labs and marrick group are one company who runs the combined group", "since marrick group and tolver labs merged, what is their revenue"])
def test_a_merger_that_a_question_takes_for_granted_is_said_not_to_have_come_about(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).text.startswith("That merger did not come about"), ask(question).text
