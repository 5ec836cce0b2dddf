"""A measure from one end asked for to the other: every point held between them, and none outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "morrowgate.md": (
        "# Morrowgate's years\n\nMorrowgate's revenue was $410 million in 2022, $530 million in 2023, $690 million in 2024 and $910 million in 2025.\n",
        "2026-02-10",
        "company",
    ),
    "round-a.md": ("# Morrowgate raises\n\nMorrowgate raised its series A in March 2024 at a valuation of $1.2 billion.\n", "2024-03-10", "news"),
    "round-b.md": ("# Morrowgate raises\n\nMorrowgate raised its series B in January 2025 at a valuation of $2.6 billion. Tilde Partners led the round of January 2025.\n", "2025-01-10", "news"),
    "round-c.md": ("# Morrowgate raises\n\nMorrowgate raised its series C in May 2026 at a valuation of $5.1 billion.\n", "2026-05-10", "news"),
    "plan.md": ("# Morrowgate's spending\n\nMorrowgate guided to capital expenditures of $120 million to $140 million for 2026. Its capital expenditures were $72 million in 2025. In early 2025 Morrowgate had guided to capital expenditures of $60 million for 2025.\n", "2026-02-12", "news"),
    "halls.md": ("# Morrowgate's halls\n\nMorrowgate had 40 megawatts of power capacity in June 2026. Morrowgate added 3 megawatts of power capacity in 90 days.\n", "2026-07-01", "news"),
    "ashgrove.md": (
        "# Ashgrove's years\n\nAshgrove's revenue was $410 million in 2022, $390 million in 2023, $690 million in 2024 and $910 million in 2025.\n",
        "2026-02-10",
        "company",
    ),
    "quarters.md": (
        "# Morrowgate by quarter\n\n| | Q3 2025 | Q4 2025 | Q1 2026 | Q2 2026 |\n|---|---|---|---|---|\n| Backlog ($ millions) | 210 | 240 | 280 | 330 |\n",
        "2026-08-10",
        "filing",
        "Morrowgate",
    ),
    "rate.md": ("# Morrowgate's pace\n\nMorrowgate's annualized revenue was $1.1 billion in February 2026. Morrowgate's annualized revenue was $1.4 billion in April 2026.\n", "2026-05-20", "news"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("courses"), PAGES, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("how did morrowgate's revenue evolve between 2022 and 2024", [410, 530, 690]),
        ("morrowgate revenue from 2023 to 2025", [530, 690, 910]),
        ("how's morrowgate revenue moved from 2022 through 2025", [410, 530, 690, 910]),
        ("morrowgate valuation from the series A through the series C", [1200, 2600, 5100]),
        ("how has morrowgate's valuation climbed from march 2024 to the series B", [1200, 2600]),
        ("morrowgate's annualised revenue month by month in 2026", [1100, 1400]),
        ("morrowgate backlog by quarter, q3 25 thru q2 26", [210, 240, 280, 330]),
    ],
)
def test_every_point_between_the_ends_is_given(ask: Callable[[str], Answer], question: str, given: list[int]) -> None:
    assert [int(stated.amount.value / 1_000_000) for stated in ask(question).figures] == given


def test_one_point_is_no_course(ask: Callable[[str], Answer]) -> None:
    assert not ask("morrowgate revenue from 2018 to 2020").figures


def test_a_course_leads_with_its_first_and_last_point(ask: Callable[[str], Answer]) -> None:
    led = ask("morrowgate revenue from 2023 to 2025").text.split("\n")[0]
    assert led == "Morrowgate's revenue rose from $530 million in 2023 to $910 million in 2025."


def test_a_round_asked_for_by_its_letter_is_that_round(ask: Callable[[str], Answer]) -> None:
    assert "$2.6 billion" in ask("morrowgate series b valuation").text


def test_who_led_an_older_round_is_not_who_led_the_last(ask: Callable[[str], Answer]) -> None:
    assert "Tilde Partners" in ask("who led morrowgate's series b round?").text
    assert ask("who led morrowgate's last round?").status is Status.NOT_FOUND


def test_a_plan_is_set_against_what_came_where_that_is_asked(ask: Callable[[str], Answer]) -> None:
    answer = ask("morrowgate's capex guidance for 2026, how does it compare to 2025 capex?")
    assert [int(f.amount.value / 1_000_000) for f in answer.figures] == [120, 72]
    assert "only planned or expected" in answer.text


def test_how_much_was_added_is_not_how_much_there_is(ask: Callable[[str], Answer]) -> None:
    assert "3 megawatts" in ask("how many mw did morrowgate add in 90 days?").text.splitlines()[0]
    assert "40 megawatts" in ask("how many mw does morrowgate have?").text.splitlines()[0]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("has morrowgate's revenue grown every year?", "Yes, each time in what I hold: it rose from $410 million in 2022 to $910 million in 2025."),
        ("has ashgrove's revenue gone up every year since 2022", "No: it fell from $410 million in 2022 to $390 million in 2023."),
        ("did ashgrove revenue ever fall?", "Yes: it fell from $410 million in 2022 to $390 million in 2023."),
        ("has morrowgate revenue ever dropped", "No, not in what I hold: it rose from $410 million in 2022 to $910 million in 2025."),
        ("ashgrove revenue consistently down?", "No: it rose from $390 million in 2023 to $690 million in 2024, and from $690 million in 2024 to $910 million in 2025."),
    ],
)
def test_what_happened_every_year_is_told_of_every_step(ask: Callable[[str], Answer], question: str, said: str) -> None:
    answer = ask(question)
    assert answer.text.split("\n")[0] == said
    assert len(answer.figures) == 4
