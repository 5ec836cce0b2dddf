"""Wording: figures, periods and caveats as short plain sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot import measures
from corpus.dates import Month
from index.amount import Amount, is_money
from index.amounts import format_amount
from index.figure import Basis, Figure
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.records import DocumentMeta
from index.taxonomy import Taxonomy

__all__ = ["amount_words", "basis_words", "currency_words", "day_words", "in_short", "is_plural", "metric_words", "origin_words", "period_words", "plain", "shown_value"]

_BASIS = {
    Basis.ACTUAL: "",
    Basis.GUIDANCE: "guidance, not a result",
    Basis.PROJECTION: "a projection, not a result",
    Basis.RUN_RATE: "an annualised run rate, not revenue earned in a year",
    Basis.COMMITMENT: "a commitment, not money spent",
    Basis.ESTIMATE: "an estimate",
    Basis.REPORTED: "reported, not confirmed by the company",
}
_BREAKING = lazy_pattern(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def plain(text: str) -> str:
    """Text on one line, without characters that hide or reorder others."""
    return re.sub(r"\s+", " ", _BREAKING.sub("", text)).strip()


def day_words(day: date | None) -> str:
    """A day as people write it: "20 May 2026", or "May 2026" where only the month is known."""
    if day is None:
        return "undated"
    return f"{day:%B %Y}" if isinstance(day, Month) else f"{day.day} {day:%B %Y}"


def currency_words(code: str) -> str:
    """What people call the money of an ISO 4217 code: "euros", "US dollars"."""
    from babel.numbers import get_currency_name  # a moment to load, for few answers

    return get_currency_name(code, count=2, locale="en")


def origin_words(document: DocumentMeta) -> str:
    """Who published a document and when, by its title where nobody is named: "our digest of SEC EDGAR, 20 May 2026"."""
    digest = "our digest of " if document.digest else ""
    return f"{digest}{document.publisher or document.title}, {day_words(document.published)}"


def amount_words(amount: Amount, written: str, *, exact: bool = False) -> str:
    """The amount for people, rounded to one decimal of its scale, and in full where that says more or it has to be `exact`.

    `written` is the source's own writing: "$6.4 billion ($6,355 million)". What the source calls "about" or "over"
    so much is called so.
    """
    short = f"{_ROUGHLY.get(amount.qualifier or '', '')}{in_short(amount)}"
    size = amount.value.copy_abs()
    if not _large_money(amount) or size < 1_000_000_000 or (_rounded(amount) == amount.value and not exact):
        return short
    spelt = _spelt(amount, plain(written))
    return f"{short} ({spelt})" if spelt != short else short


_ROUGHLY = {"about": "about ", "over": "over ", "under": "under ", "up_to": "up to ", "nearly": "nearly ", "at_least": "at least "}


def in_short(amount: Amount) -> str:
    """The amount for people, large money rounded to at most one decimal of its scale: "$6.4 billion", "$10 billion".

    What is given to three digits keeps them: "$1.75 trillion".
    """
    if not _large_money(amount):
        return format_amount(amount)
    rounded = _rounded(amount)
    place = _place(amount)
    short = format_amount(replace(amount, value=rounded, digits=rounded.adjusted() - place + 1, scale=place))
    # "$910 million" is not known to the decimal that "$910.0 million" would claim.
    return min(format_amount(amount), short, key=len) if rounded == amount.value else short


def shown_value(amount: Amount) -> Decimal:
    """The value that `in_short` shows of an amount."""
    return _rounded(amount) if _large_money(amount) else amount.value


def _large_money(amount: Amount) -> bool:
    money = is_money(amount.unit)
    return money and amount.high is None and amount.value.copy_abs() >= 1_000_000 and not amount.per


def _place(amount: Amount) -> int:
    """The power of ten of the first decimal of an amount's scale: 8 for billions; of the second where the source gives just that one more."""
    size = min(amount.value.adjusted(), 14)
    just_one_more = size % 3 == 0 and amount.digits == _IN_FULL and amount.scale == size - 2
    return 3 * (size // 3) - 1 - just_one_more


_IN_FULL = 3
"""Digits that are shown where a source gives no more."""


def _rounded(amount: Amount) -> Decimal:
    return amount.value.quantize(Decimal(1).scaleb(_place(amount)), rounding=ROUND_HALF_UP)


def _spelt(amount: Amount, written: str) -> str:
    """The source's writing where it reads by itself, else the full value (a bare table cell needs its scale)."""
    if re.search(r"[a-z]{2}|(?:\d\s?(?:bn|m|b|k))\b", written, re.IGNORECASE):
        return written
    # As its table counts: sums of trillions are mostly written in billions.
    billions = amount.scale >= _BILLIONS and amount.value.copy_abs() >= _TRILLION
    sized = (amount.value.copy_abs() / (1_000_000_000 if billions else 1_000_000)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    number = f"{sized:,f}".removesuffix(".0")
    sign = "-" if amount.value < 0 else ""
    symbol = _symbol(amount)
    return f"{sign}{symbol}{number} {'billion' if billions else 'million'}"


_BILLIONS = 8
"""The power of ten of the last digit of a number that is written in billions with a decimal."""
_TRILLION = 1_000_000_000_000


def _symbol(amount: Amount) -> str:
    match = re.match(r"[^\d]*", format_amount(replace(amount, value=amount.value.copy_abs(), qualifier=None)))
    return match.group() if match else ""


def period_words(period: Period | None, published: date | None, *, happened: bool = False) -> str:
    """A period as the tail of a sentence: "in 2025", "in the quarter ended August 1, 2026", "at June 30, 2026".

    Something `happened` on a day, and stood so at it.
    """
    if period is None:
        return f"as published {'in ' if isinstance(published, Month) else ''}{day_words(published)}" if published else "at an unstated time"
    label = period.label
    if period.kind is PeriodKind.INSTANT:
        return f"{'on' if happened else 'at'} {label}" if not re.match(r"(?:at|as|on|by|end)\b", label) else label
    article = (
        "the "
        if re.match(r"(?:three|six|nine|twelve|first|second|third|fourth|quarter|half|year|\d+ weeks|months)\b", label)
        else ""
    )
    return label if re.match(r"(?:since|from|between|until|by)\b", label) else f"in {article}{label}"


def metric_words(figure: Figure, taxonomy: Taxonomy) -> str:
    """What a figure measures, with the part of the company where it is one."""
    name = measures.name(taxonomy, figure.metric) if figure.metric else figure.label
    return f"{name} ({figure.dimension})" if figure.dimension else name


def is_plural(name: str) -> bool:
    """Whether the name of a measure is a plural: "capital expenditures", and not "net loss" or "sale of existing shares"."""
    head = re.split(r" (?:of|from|in|for|on|before|per|to)\b| \(", name, maxsplit=1)[0]
    return head.endswith("s") and not head.endswith("ss")


def basis_words(basis: Basis) -> str:
    """What a basis other than actual means for the number, or ""."""
    return _BASIS[basis]
