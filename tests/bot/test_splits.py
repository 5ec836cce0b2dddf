"""Splits: they show where filings state amounts per share of several periods anew."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.selection import Fit
from bot.splits import since_split
from corpus.document import SourceType
from index.amount import Amount
from index.figure import Basis, Figure
from index.period import Period, PeriodKind
from index.records import DocumentMeta


def stated(year: int, value: str, filed: int, *, metric: str = "eps", source: SourceType = SourceType.FILING, confidence: float = 0.99) -> Fit:
    """Earnings per share of a year by a report filed in another."""
    number = Decimal(value)
    amount = Amount(0, 4, number, "USD", per="share", digits=len(number.as_tuple().digits), scale=int(number.as_tuple().exponent))
    period = Period(PeriodKind.YEAR, str(year), year, start=date(year, 1, 1), end=date(year, 12, 31))
    figure = Figure(f"d{filed}", "r1", amount, 0, 9, "Brackenfell", metric, "Diluted", Basis.ACTUAL, period, "Diluted", 0, confidence)
    document = DocumentMeta(f"d{filed}", "r1", "https://brackenfell.example/", "10-K", "", date(filed, 2, 20), source, datetime(filed, 3, 1, tzinfo=UTC))
    return Fit(figure, document, 3.0, False, None, 0.0)


def left(*fits: Fit) -> list[tuple[int | None, str]]:
    return [(fit.figure.period.year if fit.figure.period else None, str(fit.figure.amount.value)) for fit in since_split(fits)]


BEFORE = [stated(2021, "4.82", 2022), stated(2022, "17.44", 2023), stated(2023, "19.11", 2024)]


def test_what_was_filed_before_a_split_is_left_out() -> None:
    after = [stated(2022, "1.74", 2025), stated(2023, "1.91", 2025), stated(2024, "2.94", 2025)]
    assert left(*BEFORE, *after) == [(2022, "1.74"), (2023, "1.91"), (2024, "2.94")]


def test_a_reverse_split_shows_too() -> None:
    after = [stated(2022, "174.4", 2025), stated(2023, "191.1", 2025)]
    assert left(*BEFORE, *after) == [(2022, "174.4"), (2023, "191.1")]


def test_after_two_splits_only_what_follows_the_last_is_left() -> None:
    first = [stated(2022, "8.72", 2025), stated(2023, "9.56", 2025)]
    second = [stated(2023, "2.39", 2026), stated(2024, "3.10", 2026), stated(2022, "2.18", 2026)]
    assert {value for _, value in left(*BEFORE, *first, *second)} == {"2.39", "3.10", "2.18"}


@pytest.mark.parametrize(
    "after",
    [
        [stated(2023, "1.91", 2025)],  # one period alone may be a correction
        [stated(2022, "17.12", 2025), stated(2023, "18.80", 2025)],  # restated, but no whole number of times
        [stated(2022, "11.60", 2025), stated(2023, "12.70", 2025)],
        [stated(2022, "1.74", 2025), stated(2023, "9.56", 2025)],  # each by another number
        [stated(2022, "2", 2025), stated(2023, "2", 2025)],  # too few digits to tell
        [stated(2022, "1.74", 2025, confidence=0.6), stated(2023, "1.91", 2025, confidence=0.6)],  # not tagged
        [stated(2022, "1.74", 2025, source=SourceType.ARTICLE), stated(2023, "1.91", 2025, source=SourceType.ARTICLE)],
    ],
)
def test_what_is_no_split_leaves_everything(after: list[Fit]) -> None:
    assert len(left(*BEFORE, *after)) == len(BEFORE) + len(after)
