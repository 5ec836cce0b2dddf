"""What else is held of a number: what it replaced, what differs from it, and with how many digits the two are told apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from tests.bot.asking import asker

PAGES = {
    "raised.md": ("# Tolver Labs raises its guidance\n\nIn October 2025 Tolver Labs raised its guidance for 2026 capital expenditures to a range of $125 million to $145 million.\n", "2025-10-29", "article"),
    "first.md": ("# Tolver Labs guides\n\nTolver Labs guided to capital expenditures of $115 million to $135 million for 2026.\n", "2025-08-04", "article"),
    "cut.md": ("# Corran Systems cuts\n\nCorran Systems in October 2025 cut its guidance for 2026 capital expenditures to a range of $12 million to $14 million.\n", "2025-10-11", "article"),
    "uncut.md": ("# Corran Systems guides\n\nCorran Systems guided to capital expenditures of $20 million to $23 million for 2026.\n", "2025-05-15", "article"),
    "rate.md": ("# Quell Mills\n\nQuell Mills had annualized revenue of $65 million in September 2025.\n", "2025-10-17", "article"),
    "rate2.md": ("# Quell Mills earlier\n\nQuell Mills had annualized revenue of $47 million in July 2025.\n", "2025-08-02", "article"),
    "write.md": ("# Marrick Group\n\nThe inventory write-down of Marrick Group was $1,000 million in 2023.\n", "2025-02-21", "article"),
    "write2.md": ("# Marrick Group before\n\nThe inventory write-down of Marrick Group was $1,040 million in 2023.\n", "2024-02-24", "article"),
    "spent.md": ("# Ister Group\n\nIster Group spent $43.2 million on capital expenditures in the first quarter of 2025.\n", "2025-05-01", "article"),
    "spent2.md": ("# The spending of Ister Group\n\nCapital expenditures of Ister Group came to $43.2 million in the first quarter of 2025, a report says.\n", "2025-05-03", "article"),
    "spent3.md": ("# Ister Group once more\n\nIster Group had capital expenditures of $44.2 million in the first quarter of 2025.\n", "2025-05-02", "blog"),
    "worth.md": ("# Ister Group\n\nIster Group was valued at $1.75 billion in October 2025. Revenue of Ister Group was $180 million in the first quarter of 2025.\n", "2025-10-02", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("told_apart"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("tolver labs 2026 capex guidance", "Raised from: Tolver Labs: capital expenditures of $115 million to $135 million in 2026 [2]. (4 August 2025)"),
        ("corran systems 2026 capex guidance", "Lowered from: Corran Systems: capital expenditures of $20 million to $23 million in 2026 [2]. (15 May 2025)"),
    ],
)
def test_a_plan_that_was_replaced_is_no_other_account(ask: Callable[..., Answer], question: str, told: str) -> None:
    text = ask(question).text
    assert told in text
    assert "differs" not in text


def test_an_earlier_point_is_no_account_of_the_same_time(ask: Callable[..., Answer]) -> None:
    assert "Earlier another source had: Quell Mills: run-rate revenue of $47 million in July 2025" in ask("quell mills run rate").text


def test_numbers_that_look_the_same_are_told_apart_by_their_digits(ask: Callable[..., Answer]) -> None:
    text = ask("marrick group inventory write-down 2023").text
    assert text.startswith("Marrick Group: inventory write-down of $1.0 billion ($1,000 million) in 2023 [1].")
    assert "differs: Marrick Group: inventory write-down of $1.0 billion ($1,040 million) in 2023" in text


def test_sources_that_agree_do_so_on_a_number_where_another_differs(ask: Callable[..., Answer]) -> None:
    text = ask("ister group capex q1 2025").text
    assert "Another source differs: Ister Group: capital expenditures of $44.2 million" in text
    assert text.endswith("; two independent sources agree on this number.")


def test_three_digits_that_are_given_are_kept(ask: Callable[..., Answer]) -> None:
    assert ask("ister group valuation").text.startswith("Ister Group: valuation of $1.75 billion in October 2025 [1].")


def test_expenditures_come_to_a_share(ask: Callable[..., Answer]) -> None:
    assert "Ister Group's capital expenditures come to 24.0% of Ister Group's revenue" in ask("what share of ister group's revenue was capex in q1 2025").text
