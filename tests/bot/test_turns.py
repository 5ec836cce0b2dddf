"""Follow-ups that set against each other what was told, point at a round, or narrow a price."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "tolver.md": ("# Tolver Labs\n\nTolver Labs had revenue of $130 million in 2024. Tolver Labs was valued at $965 million on May 28, 2025, in a round that it announced that day.\n", "2025-06-20", "article"),
    "corran.md": ("# Corran Systems\n\nCorran Systems had revenue of $115 million in 2024. Corran Systems was valued at $852 million in March 2025.\n", "2025-06-21", "article"),
    "february.md": ("# Tolver Labs raises\n\nTolver Labs raised $30 million in February 2025 at a valuation of $380 million. Ostman Capital led the round.\n", "2025-02-20", "article"),
    "prices.md": ("# Prices\n\nTolver Labs' Wren 3 costs $1.25 per million input tokens and $10 per million output tokens as of June 2025. Corran Systems' Heron 5 costs $5 per million input tokens and $25 per million output tokens as of June 2025.\n", "2025-06-06", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("turns"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    "turns",
    [
        ("and corran systems?", "tolver labs revenue 2024"),
        ("vs corran systems", "tolver labs revenue 2024"),
        ("how does that compare to corran systems", "tolver labs revenue 2024"),
    ],
)
def test_the_other_one_is_told(ask: Callable[..., Answer], turns: tuple[str, ...]) -> None:
    assert "$115 million" in ask(*turns).text


@pytest.mark.parametrize("question", ["which is bigger", "who's ahead", "and which one is larger?"])
def test_which_is_bigger_is_of_the_two_just_told(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question, "tolver labs revenue 2024", "and corran systems?")
    assert answer.text.startswith("The larger: Tolver Labs, $130 million against $115 million.")


def test_a_question_against_another_compares(ask: Callable[..., Answer]) -> None:
    assert ask("vs corran systems", "tolver labs revenue 2024").text.startswith("The larger: Tolver Labs")


def test_output_only_is_no_order(ask: Callable[..., Answer]) -> None:
    assert ask("output only", "price of wren 3 per million tokens").status.value != "declined"


def test_who_led_a_round_is_told_of_no_other_round(ask: Callable[..., Answer]) -> None:
    assert "Ostman" in ask("who led the february 2025 round of tolver labs").text
    assert ask("who led the may 2025 round of tolver labs").status is not Status.ANSWERED


def test_a_ranking_is_made_anew_by_another_measure(ask: Callable[..., Answer]) -> None:
    assert "1. Tolver Labs: $130 million" in ask("and by revenue in 2024?", "top 3 by valuation").text
