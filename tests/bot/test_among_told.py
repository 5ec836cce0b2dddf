"""How far the figures just told are apart, where a message names nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.among_told import asks_apart_of_told
from bot.answer import Answer
from tests.bot.asking import talker

PAGES = {
    "sales.md": ("# Sales\n\nTolver Labs had revenue of $120 million in the first quarter of 2025. Tolver Labs had revenue of $150 million in the second quarter of 2025. Tolver Labs had a net loss of $31 million in the second quarter of 2025. Corran Systems had revenue of $100 million in the second quarter of 2025.\n", "2025-08-20", "article"),
    "staff.md": ("# Staff\n\nTolver Labs had 1,200 employees on December 31, 2025. Tolver Labs had 1,000 employees on December 31, 2024. Corran Systems had 500 employees on December 31, 2024.\n", "2026-01-20", "article"),
    "orders.md": ("# Orders\n\nThe backlog of Tolver Labs was $664 million on December 31, 2025. The backlog of Corran Systems was $332 million on December 31, 2025.\n", "2026-02-05", "article"),
    "plan.md": ("# Plans\n\nCorran Systems had capital expenditures of $20 million in 2025. Corran Systems guided to capital expenditures of $40 million to $45 million for 2026. Before that year, in January 2025, Corran Systems guided to capital expenditures of $18 million for 2025.\n", "2026-02-06", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def talk(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return talker(new_data_dir(), tmp_path_factory.mktemp("among_told"), PAGES, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("questions", "first"),
    [
        (("tolver labs revenue q2 2025", "and q1?", "difference?"), "Tolver Labs's revenue rose by $30 million, from $120 million in Q1 2025 to $150 million in Q2 2025 (computed)."),
        (("tolver labs revenue q1 2025", "q2?", "in percent"), "Tolver Labs's revenue rose by 25%, from $120 million in Q1 2025 to $150 million in Q2 2025 (computed)."),
        (("tolver labs revenue q1 2025", "q2?", "difference?", "in percent"), "Tolver Labs's revenue rose by 25%, from $120 million in Q1 2025 to $150 million in Q2 2025 (computed)."),
        (("tolver labs revenue q1 2025", "q2?", "by how much did it grow"), "Tolver Labs's revenue rose by 25%, or $30 million, from $120 million in Q1 2025 to $150 million in Q2 2025 (computed)."),
        (("tolver labs revenue q2 2025", "corran systems?", "what's the difference"), "The difference is $50 million (computed)."),
        (("tolver labs revenue q2 2025", "corran systems?", "who is ahead", "by how much"), "The difference is $50 million (computed)."),
        (("tolver labs revenue q2 2025", "corran systems?", "difference?", "and sum?"), "Together, revenue: $250 million in all, $150 million (Tolver Labs) plus $100 million (Corran Systems) (computed)."),
        (("tolver labs backlog", "vs corran systems", "how much bigger in %"), "Tolver Labs: 100% more than Corran Systems (computed)."),
        (("tolver labs backlog", "corran systems?", "how many times"), "Tolver Labs has 2.00x as much as Corran Systems (computed)."),
        (("how many employees does tolver labs have?", "and the year before?", "up by how much"), "Tolver Labs's headcount rose by 20%, or 200 employees, from 1,000 employees at December 31, 2024 to 1,200 employees at December 31, 2025 (computed)."),
    ],
)  # fmt: skip
def test_it_is_reckoned_with_the_two_just_told(talk: Callable[..., Answer], questions: tuple[str, ...], first: str) -> None:
    assert talk(*questions).text.split("\n")[0] == first


def test_what_was_asked_before_something_else_is_none_of_them(talk: Callable[..., Answer]) -> None:
    assert "$30 million" not in talk("tolver labs revenue q1 2025", "tolver labs backlog", "tolver labs revenue q2 2025", "difference?").text


def test_the_year_before_is_carried_to_another_company(talk: Callable[..., Answer]) -> None:
    answer = talk("how many employees does tolver labs have?", "and the year before that?", "how about corran systems?")
    assert answer.text.startswith("Corran Systems: headcount of 500 employees at December 31, 2024")


@pytest.mark.parametrize("text", ["difference", "and the gap between them?", "in %", "how much is that in percent?", "how much bigger", "by how much", "so up how much?", "how many times more"])
def test_messages_that_name_nothing(text: str) -> None:
    assert asks_apart_of_told(text)


@pytest.mark.parametrize("text", ["difference between revenue and run rate", "how much bigger is corran systems", "change of control?", "what percent does it own", "what percent of staff"])
def test_messages_that_name_something(text: str) -> None:
    assert not asks_apart_of_told(text)


def test_what_was_spent_is_told_apart_from_what_is_planned(talk: Callable[..., Answer]) -> None:
    answer = talk("corran systems capex 2025", "guidance for 2026", "how much more is that")
    assert "$18 million" not in answer.text
    assert answer.text.startswith("I cannot compare the two: what is planned and what is so are different things.")
