"""What stands first of several figures: from the first point to the last, and which is the largest as far as the numbers tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from tests.bot.asking import asker

PAGES = {
    "course.md": ("# Tolver Labs\n\nTolver Labs had capital expenditures of $24 million in the first quarter of 2025, $35 million in the second quarter of 2025, $38 million in the third quarter of 2025 and $31 million in the fourth quarter of 2025.\n", "2026-02-20", "article"),
    "rate.md": ("# Tolver Labs\n\nTolver Labs had annualized revenue of $100 million in December 2024. Tolver Labs had annualized revenue of $700 million in October 2025. Tolver Labs had annualized revenue of $900 million in January 2026.\n", "2026-02-21", "article"),
    "worth.md": ("# Corran Systems\n\nCorran Systems was valued at $86 million in an employee share sale in early 2024. Corran Systems was valued at $157 million in October 2024. Corran Systems was valued at $852 million in January 2026.\n", "2026-02-01", "article"),
    "beside.md": ("# The round of Corran Systems\n\nThe valuation given for Corran Systems was $840 million.\n", "2026-01-28", "blog"),
    "profit.md": ("# Quell Mills\n\nQuell Mills had net income of $8 million in 2024. Quell Mills had a net loss of $5 million in 2025.\n", "2026-02-02", "article"),
    "plans.md": ("# Plans\n\nTolver Labs guided to capital expenditures of $125 million to $145 million for 2026. Corran Systems guided to capital expenditures of $190 million for 2026. Quell Mills guided to capital expenditures of $180 million to $195 million for 2026. Marrick Group guided to capital expenditures of $220 million for 2026.\n", "2026-02-03", "article"),
    "prices.md": ("# Prices\n\nWren 3 costs $1.25 per million input tokens as of January 2026. Heron 5 costs $5 per million input tokens as of January 2026. Wren 3 is a model of Tolver Labs, and Heron 5 is a model of Corran Systems.\n", "2026-01-06", "article"),
    "orders.md": ("# Orders\n\nThe backlog of Quell Mills was $664 million on December 31, 2025. The backlog of Marrick Group was $627 million on December 31, 2025. The backlog of Ister Group was $104 million on December 31, 2025.\n", "2026-02-05", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("headlines"), PAGES, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("tolver labs capex last 4 quarters", ["Tolver Labs's capital expenditures rose from $24 million in Q1 2025 to $31 million in Q4 2025.", "In the last step it fell, from $38 million in Q3 2025."]),
        ("how did corran systems' valuation evolve", ["Corran Systems's valuation rose from $86 million in 2024 to $852 million in January 2026."]),
        ("quell mills net income by year", ["Quell Mills went from net income of $8 million in 2024 to net loss of $5 million in 2025."]),
    ],
)  # fmt: skip
def test_a_course_is_told_from_its_first_point_to_its_last(ask: Callable[..., Answer], question: str, first: list[str]) -> None:
    assert ask(question).text.split("\n")[: len(first)] == first


def test_what_is_told_without_a_time_is_no_step_beside_a_time_of_the_same_weeks(ask: Callable[..., Answer]) -> None:
    assert "$840 million" not in ask("how did corran systems' valuation evolve").text


@pytest.mark.parametrize("question", ["tolver labs run rate by month", "tolver labs run rate trend"])
def test_what_holds_of_every_line_is_said_once(ask: Callable[..., Answer], question: str) -> None:
    text = ask(question).text
    assert text.count("run rate, not revenue") == 1
    assert text.endswith("Each of these is an annualised run rate, not revenue earned in a year.")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("rank quell mills, marrick group and ister group by backlog", "The largest: Quell Mills, $664 million against $627 million for the next, Marrick Group."),
        ("compare the backlog of quell mills and marrick group", "The larger: Quell Mills, $664 million against $627 million."),
        ("rank tolver labs, corran systems, quell mills and marrick group by 2026 capex guidance", "The largest: Marrick Group, $220 million against $190 million for the next, Corran Systems."),
        ("corran systems vs quell mills capex guidance 2026", "It is open which is the larger, since a range holds the other: Corran Systems ($190 million) or Quell Mills ($180 million to $195 million)."),
        ("corran systems vs tolver labs capex guidance 2026", "The larger: Corran Systems, $190 million against $125 million to $145 million."),
        ("how many times cheaper is wren 3 input than heron 5", "Heron 5 costs 4.0x as much as Wren 3 (computed)."),
        ("corran systems valuation october 2024 vs january 2026, how many x?", "Corran Systems had 5.4x as much in January 2026 as in October 2024 (computed)."),
        ("how much bigger is quell mills' backlog than marrick group's in %", "Quell Mills: 6% more than Marrick Group (computed)."),
        ("how much smaller is marrick group's backlog than quell mills' in %", "Marrick Group: 6% less than Quell Mills (computed)."),
    ],
)  # fmt: skip
def test_what_is_ahead_is_said_as_far_as_the_numbers_tell(ask: Callable[..., Answer], question: str, first: str) -> None:
    assert ask(question).text.split("\n")[0] == first
