"""What a company has raised in all: by the table of one source, by a stated sum, and without either."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

TABLE = """# Tolver Labs

Tolver Labs makes looms. Its rounds:

| Round | Date | Amount |
|---|---|---|
| Seed | June 2018 | $4 million |
| Series A | February 2020 | $22 million |
| Series B | September 2022 | $95 million |
"""
PAGES = {
    "table.md": (TABLE, "2025-06-20", "article"),
    "corran.md": ("# Corran Systems\n\nCorran Systems raised $30 million in February 2024. Corran Systems raised $65 million in May 2025.\n", "2025-06-21", "article"),
    "again.md": ("# The round of Corran Systems\n\nCorran Systems raised $65 million on May 28, 2025.\n", "2025-05-29", "article"),
    "deals.md": (
        ("# Marrick Group and others\n\nMarrick Group agreed in May 2025 to buy Pennow Works for $65 million. Marrick Group bought Yarrow Looms for $20 million in March 2024. "
        "Marrick Group's plan to buy Halvern Dyes for $90 million was called off in July 2025.\n"),
        "2025-07-21",
        "article",
    ),
    "quell.md": ("# Quell Mills\n\nQuell Mills raised $10 million in March 2023 and $20 million in March 2025. Quell Mills has raised $47 million in total.\n", "2025-06-22", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("rounds_added"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize("question", ["how much has tolver labs raised in total", "add up everything tolver labs has raised across all its rounds"])
def test_the_rounds_of_one_table_are_added_up(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert "come to $121 million: $4 million plus $22 million plus $95 million (computed)" in answer.text


def test_rounds_of_several_sources_are_told_and_not_added_up(ask: Callable[[str], Answer]) -> None:
    answer = ask("how much has corran systems raised in total")
    assert answer.status is Status.NOT_FOUND
    assert answer.text.count("$65 million") == 1
    assert "$30 million" in answer.text
    assert "$95 million" not in answer.text


def test_a_sum_that_is_stated_stands(ask: Callable[[str], Answer]) -> None:
    assert "$47 million" in ask("how much has quell mills raised in total").text.splitlines()[0]


def test_the_deals_of_a_company_are_listed_and_what_did_not_come_about_said_so(ask: Callable[[str], Answer]) -> None:
    answer = ask("marrick group acquisitions")
    assert [name in answer.text for name in ("Pennow Works", "Yarrow Looms")] == [True, True]
    assert "It did not come to that: “Marrick Group's plan to buy Halvern Dyes" in answer.text
    assert 90_000_000 not in [figure.amount.value for figure in answer.figures]


def test_rounds_are_listed_the_newest_first(ask: Callable[[str], Answer]) -> None:
    text = ask("corran systems' funding rounds").text
    assert text.index("$65 million") < text.index("$30 million")
