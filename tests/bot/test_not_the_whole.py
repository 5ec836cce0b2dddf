"""A number of one kind, of the last quarter or of one side alone is no answer to what all of it came to; a share is told as one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "halm-year.md": (
        """# Halm Systems' annual report

Halm Systems' capital expenditures were $77 million in 2024. Halm Systems employed about 15,600 full-time and part-time staff at December 31, 2024.

Halm Systems has put money into Corvey Labs through notes: $12 million in 2023, $27 million in the first quarter of 2024 and $13 million in the fourth quarter of 2024.
""",
        "2025-02-12",
        "filing",
    ),
    "halm-models.md": ("# Halm's models\n\nOsprey has 34 billion parameters. Its little sister, Osprey Mini, reads 32,000 tokens at once.\n", "2026-03-20", "article"),
    "halm-deal.md": ("# Halm rents chips\n\nHalm Systems signed a $41 million contract with Corvey Labs in March 2026 for chips.\n", "2026-03-22", "article"),
    "halm-loss.md": ("# Halm's loss\n\nHalm Systems lost $12 million in 2025.\n", "2026-02-20", "article"),
    "halm-cuts.md": ("# Halm cuts\n\nHalm Systems announced about 800 layoffs in April 2026, which is 5% of its workforce.\n", "2026-04-20", "article"),
    "corvey-talks.md": (
        ("# Corvey Labs seeks money\n\nIn May 2026 Corvey Labs, valued at $900 million in March, was in talks to raise $50 million at a valuation of $1.4 billion, two people said.\n\n"
        "Corvey Labs was reported to be on track for a run rate of $90 million by the end of 2026.\n"),
        "2026-05-20",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("whole"), PAGES, date(2026, 11, 10))


def test_the_staff_of_two_kinds_are_not_those_of_one(ask: Callable[..., Answer]) -> None:
    assert ask("halm systems part-time staff end of 2024").status is Status.NOT_FOUND
    for question in ("halm systems staff end of 2024", "how many people did halm systems employ at the end of 2024, part-timers included"):
        assert "15,600" in ask(question).text


def test_what_was_paid_by_then_is_not_the_last_part_of_it(ask: Callable[..., Answer]) -> None:
    assert ask("how much of halm systems corvey labs money was paid by end of 2024").status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["what percentage of halm systems was laid off in april 2026", "how many percent of its staff did halm systems cut"])
def test_a_share_is_told_as_one(ask: Callable[..., Answer], question: str) -> None:
    assert ask(question).text.startswith("5% [1]")


def test_what_was_talked_about_is_said_to_be_talk(ask: Callable[..., Answer]) -> None:
    assert "These were talks, not a deal." in ask("how much did corvey labs raise in may 2026").text


def test_what_is_talked_about_stands_behind_what_was_agreed_but_where_talks_are_asked_about(ask: Callable[..., Answer]) -> None:
    assert "$900 million" in ask("corvey labs valuation").text.partition("[1]")[0]
    assert "$1.4 billion" in ask("what valuation is corvey labs discussing").text.partition("[1]")[0]


def test_a_rate_that_is_still_to_be_reached_is_a_projection(ask: Callable[..., Answer]) -> None:
    assert "This is a projection, not a result." in ask("corvey labs run rate december 2026").text


@pytest.mark.parametrize("question", ["zorbon labs run rate december 2026", "how much money did zorbon systems spend in 2024", "zorbon labs layoffs in april 2026"])
def test_a_company_that_no_document_names_has_no_number_of_another(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.NOT_FOUND
    assert not answer.citations


def test_a_model_is_not_its_smaller_sister_nor_a_contract_the_price_of_an_hour(ask: Callable[..., Answer]) -> None:
    assert ask("osprey mini parameters").status is Status.NOT_FOUND
    assert "$41 million" not in ask("what does halm systems pay corvey labs per gpu hour").text


def test_a_loss_by_the_month_is_no_cash_burn(ask: Callable[..., Answer]) -> None:
    assert "per month" not in ask("halm systems cash burn per month").text
    assert "$1.0 million per month" in ask("halm systems burn per month").text
