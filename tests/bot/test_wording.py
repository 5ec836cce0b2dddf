"""Amounts, periods and days in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.wording import amount_words, basis_words, day_words, in_short, is_plural, origin_words, period_words, plain
from corpus.dates import Month
from corpus.document import SourceType
from index.amounts import find_amounts
from index.figure import Basis
from index.period import Period, PeriodKind
from index.records import DocumentMeta


def test_what_a_table_counts_in_billions_is_spelt_in_them() -> None:
    (billions,) = find_amounts("₩1,112.8 billion")
    assert amount_words(billions, "1,112.8") == "₩1.1 trillion (₩1,112.8 billion)"
    (millions,) = find_amounts("₩1,112,800 million")
    assert amount_words(millions, "1,112,800") == "₩1.1 trillion (₩1,112,800 million)"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("$6.4 billion", "$6.4 billion"),
        ("$213.0 million", "$213.0 million"),
        ("$320 million to $330 million", "$320 million to $330 million"),
        ("41%", "41%"),
        ("1,180 employees", "1,180 employees"),
        ("about 1,180 employees", "about 1,180 employees"),
        ("more than $65 billion", "over $65 billion"),
        ("just under $100 million", "nearly $100 million"),
        ("up to 5 GW", "up to 5 gigawatts"),
    ],
)
def test_amounts_read_as_they_were_written(written: str, words: str) -> None:
    (amount,) = find_amounts(written)
    assert amount_words(amount, written) == words


def test_a_long_amount_is_rounded_and_given_in_full() -> None:
    (amount,) = find_amounts("$6,355 million")
    words = amount_words(amount, "$6,355 million")
    assert words.startswith("$6.4 billion")
    assert "6,355 million" in words


@pytest.mark.parametrize(
    ("written", "words"),
    [("$6,355 million", "$6.4 billion"), ("$910 million", "$910 million"), ("1,180 employees", "1,180 employees")],
)
def test_in_short_large_money_is_rounded_and_nothing_else(written: str, words: str) -> None:
    (amount,) = find_amounts(written)
    assert in_short(amount) == words


def test_a_bare_cell_is_given_in_millions() -> None:
    (amount,) = find_amounts("$6,355 million")
    assert "$6,355 million" in amount_words(amount, "6,355")


def test_days() -> None:
    assert day_words(date(2026, 5, 2)) == "2 May 2026"
    assert day_words(Month(2026, 5, 1)) == "May 2026"
    assert day_words(None) == "undated"


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(PeriodKind.YEAR, "2025", 2025), "in 2025"),
        (Period(PeriodKind.INSTANT, "June 30, 2026", 2026, end=date(2026, 6, 30)), "at June 30, 2026"),
        (Period(PeriodKind.QUARTER, "quarter ended August 1, 2026", 2026), "in the quarter ended August 1, 2026"),
        (None, "as published 4 March 2025"),
    ],
)
def test_periods_end_a_sentence(period: Period | None, words: str) -> None:
    assert period_words(period, date(2025, 3, 4)) == words


def test_what_happened_was_on_a_day_and_what_stood_so_at_it() -> None:
    day = Period(PeriodKind.INSTANT, "June 30, 2026", 2026, end=date(2026, 6, 30))
    assert period_words(day, None, happened=True) == "on June 30, 2026"
    assert period_words(day, None) == "at June 30, 2026"


@pytest.mark.parametrize("basis", list(Basis))
def test_every_basis_but_actual_is_told(basis: Basis) -> None:
    assert bool(basis_words(basis)) is (basis is not Basis.ACTUAL)


def test_plain_text_is_one_line_without_hidden_characters() -> None:
    assert plain(" a\n\tb\u200b c\u202e d ") == "a b c d"


def test_values_keep_every_digit() -> None:
    (amount,) = find_amounts("$6,355,125,000")
    assert amount.value == Decimal(6_355_125_000)
    assert "6.4 billion" in amount_words(amount, "$6,355,125,000")


def test_where_nobody_is_named_the_title_tells_where_an_answer_is_from() -> None:
    named = DocumentMeta("d", "r", "https://acme.example/a", "Acme's year", "Acme", date(2026, 5, 20), SourceType.ARTICLE, datetime(2026, 5, 21, tzinfo=UTC))
    assert origin_words(named) == "Acme, 20 May 2026"
    assert origin_words(replace(named, publisher="", published=None)) == "Acme's year, undated"
    assert origin_words(replace(named, digest=True)) == "our digest of Acme, 20 May 2026"


@pytest.mark.parametrize(("written", "words"), [("$1.75 trillion", "$1.75 trillion"), ("$6.36 billion", "$6.36 billion"), ("$6,355 million", "$6.4 billion"), ("$72.22 billion", "$72.2 billion")])
def test_three_digits_that_are_given_are_kept(written: str, words: str) -> None:
    assert in_short(find_amounts(written)[0]) == words


@pytest.mark.parametrize(
    ("name", "plural"),
    [("capital expenditures", True), ("cash and cash equivalents", True), ("gains on investments", True), ("net loss", False), ("sale of existing shares", False), ("revenue (services)", False), ("income before taxes", False)],
)
def test_names_of_measures_in_the_plural(name: str, plural: bool) -> None:
    assert is_plural(name) is plural
