"""Who is ahead: comparisons for the newest time that all have, and rankings of deals, prices, plans and users."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "tolver.md": ("# Tolver Labs\n\nTolver Labs had revenue of $130 million in 2024. In the first quarter of 2025 Tolver Labs had revenue of $57 million.\n", "2025-05-20", "article"),
    "corran.md": ("# Corran Systems\n\nCorran Systems had revenue of $48 million in the first quarter of 2025. Revenue of Corran Systems was $115 million in the second quarter of 2025.\n", "2025-08-20", "article"),
    "rounds.md": ("# Rounds\n\nTolver Labs raised $650 million in May 2025. Corran Systems raised $300 million in February 2025. Quell Mills raised $90 million in March 2024.\n", "2025-06-01", "article"),
    "again.md": ("# The round of Tolver Labs\n\nTolver Labs raised $650 million, it said on May 28, 2025.\n", "2025-05-29", "article"),
    "bought.md": ("# Purchases\n\nQuell Mills bought Yarrow Looms for $60 million in May 2025. Marrick Group acquired Pennow Works for $25 million in June 2025. Ister Group's plan to buy Halvern Dyes for $900 million was called off.\n", "2025-07-01", "article"),
    "plans.md": ("# What they will spend\n\nTolver Labs expects capital expenditures of $40 million in 2026. Corran Systems guided to capital expenditures of $55 million to $60 million for 2026.\n", "2025-09-01", "article"),
    "orders.md": ("# Orders\n\nThe backlog of Quell Mills was $66 million on June 30, 2025. Marrick Group had remaining performance obligations of $627 million on June 30, 2025.\n", "2025-08-05", "article"),
    "staff.md": ("# Staff\n\nQuell Mills had 900 employees on June 30, 2025. Marrick Group had 400 employees on June 30, 2025. Ister Group had 7,000 employees on December 31, 2021.\n", "2025-08-06", "article"),
    "prices.md": ("# Prices\n\nWren 3 costs $1.25 per million input tokens and $10 per million output tokens as of June 2025. Heron 5 costs $5 per million input tokens and $25 per million output tokens as of June 2025. Wren 3 is a model of Tolver Labs, and Heron 5 is a model of Corran Systems.\n", "2025-06-06", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("who_is_ahead"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    "question",
    ["who's ahead on revenue, tolver labs or corran systems", "tolver labs vs corran systems revenue", "who makes more, tolver labs or corran systems", "is tolver labs ahead of corran systems in revenue"],
)
def test_sides_are_compared_for_the_newest_time_that_both_have(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.text.removeprefix("Yes. ").startswith("The larger: Tolver Labs, $57 million against $48 million."), answer.text
    assert "Newer, and held of one alone: Corran Systems: revenue of $115 million in Q2 2025" in answer.text


def test_a_time_that_is_asked_about_stays(ask: Callable[[str], Answer]) -> None:
    assert ask("tolver labs vs corran systems revenue 2024").status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("largest funding rounds", ["1. Tolver Labs: $650 million", "2. Corran Systems: $300 million", "3. Quell Mills: $90 million"]),
        ("biggest ai funding round of 2025", ["1. Tolver Labs: $650 million", "2. Corran Systems: $300 million"]),
        ("who raised the most money in 2025", ["1. Tolver Labs: $650 million", "2. Corran Systems: $300 million"]),
        ("largest acquisitions", ["1. Quell Mills: $60 million", "2. Pennow Works: $25 million"]),
        ("who spends most on capex in 2026", ["1. Corran Systems: $55 million to $60 million", "2. Tolver Labs: $40 million"]),
        ("who has the biggest backlog", ["1. Marrick Group: $627 million", "(remaining performance obligations)", "2. Quell Mills: $66 million"]),
        ("which model is cheapest", ["1. Wren 3: $1.25", "2. Heron 5: $5"]),
        ("cheapest output tokens", ["1. Wren 3: $10", "2. Heron 5: $25"]),
        ("who has the most employees", ["Ister Group has the most", "1. Ister Group: 7,000 employees at December 31, 2021", "2. Quell Mills: 900", "3. Marrick Group: 400", "The newest that I hold of each is of different times, December 31, 2021 to June 30, 2025: compare with care."]),
    ],
)
def test_what_is_held_is_ranked(ask: Callable[[str], Answer], question: str, lines: list[str]) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert [line in answer.text for line in lines] == [True] * len(lines), answer.text


def test_one_deal_told_twice_stands_once_and_none_that_was_called_off(ask: Callable[[str], Answer]) -> None:
    assert ask("largest funding rounds").text.count("$650 million") == 1
    assert "Halvern" not in ask("largest acquisitions").text


def test_with_whom_a_purchase_was_is_quoted(ask: Callable[[str], Answer]) -> None:
    assert "“Quell Mills bought Yarrow Looms for $60 million in May 2025.”" in ask("largest acquisitions").text


def test_one_company_alone_is_not_ranked(ask: Callable[[str], Answer]) -> None:
    answer = ask("who has the highest market cap")
    assert answer.status is Status.NOT_FOUND
