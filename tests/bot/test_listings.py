"""Whether a company's shares trade, and what it has filed where they do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "traded.md": ("# Tolver Labs goes public\n\nTolver Labs shares began trading on June 12, 2025, the day of its IPO. Tolver Labs had filed its Form S-1 publicly on May 20, 2025.\n", "2025-06-12", "article"),
    "filed.md": ("# Corran Systems files\n\nCorran Systems announced on June 1, 2025, that it had confidentially submitted a draft S-1 for an IPO.\n", "2025-06-02", "article"),
    "private.md": ("# Quell Mills\n\nQuell Mills makes looms. A public tender brought Quell Mills $4 million in 2024.\n", "2025-06-03", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("listings"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize("question", ["is tolver labs public yet", "did tolver labs go public", "is tolver labs a public company"])
def test_shares_that_trade_are_told_with_the_day(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("Yes: its shares trade.")
    assert "June 12, 2025" in answer.text


@pytest.mark.parametrize("question", ["is corran systems public", "has corran systems gone public already"])
def test_what_was_only_filed_is_no_listing(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("No source I hold says that its shares trade.")
    assert "draft S-1" in answer.text


def test_the_day_of_a_listing_to_come_is_not_held_and_what_was_filed_is_told(ask: Callable[[str], Answer]) -> None:
    answer = ask("when is corran systems' ipo")
    assert answer.status is Status.NOT_FOUND
    assert "draft S-1" in answer.text


def test_of_a_company_that_filed_nothing_nothing_is_told(ask: Callable[[str], Answer]) -> None:
    assert ask("is quell mills public").status is not Status.ANSWERED


def test_what_else_is_public_is_no_question_of_shares(ask: Callable[[str], Answer]) -> None:
    assert "shares" not in ask("is the roadmap of quell mills public").text
