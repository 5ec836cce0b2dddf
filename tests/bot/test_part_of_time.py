"""Where another measure stands in for the one asked for, what is held of that itself for a part of the time is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "marrick.md": ("# Marrick Group\n\nMarrick Group had an operating loss of $640 million in 2024. Its cash burn was $950 million in the first nine months of 2024. Its cash burn was $300 million in the first quarter of 2024.\n", "2025-02-20", "article"),
    "tolver.md": ("# Tolver Labs\n\nTolver Labs had an operating loss of $2.1 billion in 2024. Tolver Labs burned $800 million of cash in 2024.\n", "2025-02-20", "article"),
    "yarrow.md": ("# Yarrow Looms\n\nYarrow Looms had an operating loss of $90 million in 2024. It had revenue of $12 million in 2024.\n", "2025-02-20", "article"),
    "corran.md": ("# Corran Systems\n\nCorran Systems had an operating loss of $70 million in 2024.\n", "2025-02-20", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("part_of_time"), PAGES, date(2025, 11, 10))


def test_burn_of_nine_months_stands_beside_the_loss_of_the_year(ask: Callable[[str], Answer]) -> None:
    answer = ask("marrick group burn 2024")
    assert "operating loss of $640 million in 2024" in answer.text
    assert "For a part of that time: Marrick Group: cash burn of $950 million in the first nine months of 2024" in answer.text
    assert "$300 million" not in answer.text


def test_two_months_that_are_the_ends_of_a_quarter_ask_for_no_course(ask: Callable[[str], Answer]) -> None:
    assert ask("how much cash did marrick group burn between january and march 2024").text.startswith("Marrick Group: cash burn of $300 million in Q1 2024 [1].")


def test_a_comparison_of_burn_is_none_of_losses_where_burn_is_held(ask: Callable[[str], Answer]) -> None:
    answer = ask("who burned more in 2024, marrick group or tolver labs")
    assert answer.status is Status.NOT_FOUND
    assert "$950 million in the first nine months of 2024" in answer.text
    assert "$800 million in 2024" in answer.text
    assert "$2.1 billion" not in answer.text


def test_a_comparison_by_a_stand_in_says_so(ask: Callable[[str], Answer]) -> None:
    answer = ask("who burned more in 2024, yarrow looms or corran systems")
    assert "By operating loss, not cash burn: an operating loss is an accounting loss, not cash spent." in answer.text


def test_a_loss_is_told_without_a_word_of_burn(ask: Callable[[str], Answer]) -> None:
    assert "For a part of that time" not in ask("what was marrick group's operating loss in 2024").text


@pytest.mark.parametrize("question", ["yarrow looms revenue 2024 in euros", "how much revenue did yarrow looms have in 2024, in yen?"])
def test_what_is_held_in_another_currency_is_given_in_it(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_FOUND
    assert not answer.figures
    assert answer.text.startswith(f"No source I hold gives it in {'euros' if 'euros' in question else 'Japanese yen'}, and I do not convert currencies.")
    assert "$12 million" in answer.text


def test_a_currency_finds_nothing_that_is_not_held(ask: Callable[[str], Answer]) -> None:
    answer = ask("yarrow looms capex 2024 in euros")
    assert answer.status is Status.NOT_FOUND
    assert not answer.citations
