"""Periods that people name otherwise than the company does, and products and offerings by what they cost or brought."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "fennimore.md": (
        ("# Fennimore Chips\n\nFennimore Chips makes accelerators. Our fiscal year ends on the last Sunday in January.\n\n"
        "Fennimore Chips had revenue of $4,100 million in fiscal 2025, which ended on January 26, 2025.\n\n"
        "Fennimore Chips had revenue of $6,200 million in fiscal 2026, which ended on January 25, 2026.\n\n"
        "Fennimore Chips had revenue of $2,300 million in the second quarter of fiscal 2027, which ended on July 26, 2026.\n"),
        "2026-08-27",
        "filing",
    ),
    "worth.md": ("# What Quell Mills is worth\n\nIn January 2025 Quell Mills was valued at $2.5 million.\n", "2025-02-01", "article"),
    "orrell.md": (
        ("# Orrell AI\n\nOrrell AI booked $856 million of IPO proceeds in the first half of 2026.\n\n"
        "In May 2026 Orrell AI aimed to raise about $750 million.\n\n"
        "Orrell AI's Wren 2 cost $5 per million input tokens and $25 per million output tokens in June 2026.\n\n"
        "Orrell AI's Hollin site in Marlhaven held 12,000 GPUs as of June 2026.\n\n"
        "Orrell AI's annualised revenue had reached $140 million at the time of the round.\n\n"
        "If the deal runs to 2029, Fennimore Chips would pay more than $40 million.\n\n"
        "Orrell AI agreed in 2025 to pay $190 million for spectrum of Kelder Radio Inc.\n\nOrrell AI closed its takeover of Marram AI in April 2026.\n\n"
        "Orrell AI's first chip was tested, the Ledger reported on August 13, 2026.\n\n"
        "Orrell AI declared dividends of $0.40 per share in 2025. Orrell AI paid dividends of $50 million in 2025.\n\n"
        "Wren 2 had 117 million monthly active users in June 2026.\n\n"
        "The Hollin unit of Orrell AI had operating income of $44 million in 2025.\n"),
        "2026-08-04",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("named"), PAGES, date(2026, 11, 20))


def test_a_year_by_its_number_is_the_fiscal_one_and_the_one_that_covers_most_of_it_stands_beside(ask: Callable[[str], Answer]) -> None:
    answer = ask("fennimore revenue 2025")
    assert answer.status is Status.ANSWERED
    assert [f.amount.value for f in answer.figures] == [Decimal(4_100_000_000), Decimal(6_200_000_000)]
    assert "not the calendar's" in answer.text


def test_how_things_stood_at_the_start_of_a_year_is_told_by_its_january(ask: Callable[[str], Answer]) -> None:
    assert ask("quell mills valuation at the start of 2025").text.startswith("Quell Mills: valuation of $2.5 million in January 2025 [1].")
    assert ask("quell mills valuation at the end of 2024").status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["fennimore revenue calendar 2025", "fennimore revenue 2023", "fennimore revenue q1 2026"])
def test_no_other_year_stands_for_one_that_is_not_held(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


def test_the_last_quarter_is_the_last_that_was_reported(ask: Callable[[str], Answer]) -> None:
    answer = ask("fennimore revenue last quarter")
    assert answer.status is Status.ANSWERED
    assert answer.figures[0].amount.value == Decimal(2_300_000_000)


def test_what_a_listing_raised_is_what_it_brought_in(ask: Callable[[str], Answer]) -> None:
    answer = ask("how much did the orrell ipo raise")
    assert answer.status is Status.ANSWERED
    assert answer.figures[0].amount.value == Decimal(856_000_000)


def test_both_prices_of_a_sentence_are_given_and_neither_contradicts_the_other(ask: Callable[[str], Answer]) -> None:
    answer = ask("wren 2 price")
    assert [f.amount.value for f in answer.figures] == [Decimal(5), Decimal(25)]
    assert not answer.disagreements


def test_what_stands_at_a_site_is_found_for_its_company(ask: Callable[[str], Answer]) -> None:
    answer = ask("how many gpus does orrell have")
    assert answer.status is Status.ANSWERED
    assert answer.figures[0].amount.value == Decimal(12_000)


def test_active_users_answer_a_question_for_users_by_their_own_name(ask: Callable[[str], Answer]) -> None:
    answer = ask("how many people use wren 2")
    assert answer.status is Status.ANSWERED
    assert "monthly active users" in answer.text


@pytest.mark.parametrize("question", ["orrell revenue 2025", "how much did orrell pay for fenchurch"])
def test_neither_a_rate_nor_what_someone_else_pays_is_given(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert "140" not in answer.text
    assert "40 million" not in answer.text


@pytest.mark.parametrize("question", ["how much did orrell pay for marram ai", "when did orrell test its first chip"])
def test_neither_another_deal_nor_the_day_of_a_report_is_given(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert "190" not in answer.text
    assert not answer.text.startswith("August")


@pytest.mark.parametrize(("question", "value"), [("how much did orrell pay in dividends in 2025", "50000000"), ("orrell dividend per share 2025", "0.40")])
def test_what_was_paid_in_dividends_is_a_sum_and_what_a_share_got_is_not(ask: Callable[[str], Answer], question: str, value: str) -> None:
    answer = ask(question)
    assert answer.figures[0].amount.value == Decimal(value)
