"""Units of tables: the currency, unit and scale of a cell's number, from the cell outward to the whole document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from index._declared import Declared, money_of, states_amounts
from index.amount import Amount, is_money
from index.amounts import Caption, find_amounts, parse_cell, scale_of_caption, unit_in_label
from index.grid import GridCell, GridRow, TableText
from index.taxonomy import Metric, Taxonomy

__all__ = ["caption_of", "goes_on", "in_real_units", "introduces", "is_small_sum", "own_caption", "percent_columns", "says_scale", "too_small"]

_PER_SHARE = re.compile(r"\bper (?:\w+ ){0,3}share(?:\b|(?=\d))|\bper ADS\b|\beps\b|\bearnings \(loss\) per\b", re.IGNORECASE)
_HUNDREDTHS = re.compile(r"\((?:in )?(?:p|pence|c|(?:US )?cents?)\)|\b(?:pence|cents)\b")
"""A sum per share in hundredths of its currency: "Basic loss per share (p)"."""
_FORM = re.compile(r"\W*(?:basic|(?:fully )?diluted|(?:assuming )?(?:full |no )?dilution)\W*$", re.IGNORECASE)
_FOR_SHARE = re.compile(r"^(?:net )?(?:income|earnings|loss|profit|numerator|denominator)\b[^|]* (?:for|used (?:in|to)|to compute|to calculate)\b", re.IGNORECASE)
"""What is divided: "net income for diluted EPS" is a sum of money."""
_SHARES = re.compile(r"\bshares\b|\bweighted[- ]average\b", re.IGNORECASE)
_NUMBER_OF_SHARES = re.compile(r"\bnumber of (?:[\w ]+ )?shares\b|\bshares (?:purchased|repurchased|granted|outstanding|sold)\b", re.IGNORECASE)
_AVERAGE_PRICE = re.compile(r"\bprice paid per\b[\w ]*\bshare\b|\bprice per share\b|\bfair value per share\b", re.IGNORECASE)
_WEIGHTED = re.compile(r"\bweighted[- ]average\b[^|]{0,40}\bshares\b|\bshares used in\b", re.IGNORECASE)
_PERCENT = re.compile(r"(?<!\d)%|\bpercent(?:age)?\b|\bper cent\b|\bΔ\s?%", re.IGNORECASE)
_OWN_SCALE = re.compile(r"\d\s?(?:thousand|million|billion|trillion|crores?|lakhs?|bn|mn|mln|bln|tn|[mbk])\b", re.IGNORECASE)
_SUM = re.compile(r"\d\s?(?:thousand|million|billion|trillion|bn|mn|[mbk]\b)", re.IGNORECASE)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_MOST_PERCENT = 1000
_PROFITS = frozenset({"gross_profit", "operating_income"})
_MARGIN = re.compile(r"\bmargins?\b", re.IGNORECASE)
_SMALLEST_SUM = 10_000
_SMALLEST_UNSCALED = 1_000_000
"""The same for a table that says no scale, where others of its document do: what it counts in may stand on another page."""


def own_caption(table: TableText, headings: Sequence[str]) -> Caption | None:
    """What is said of a table's numbers beside it, or else in its headings; None where nothing is."""
    by_column = [own for r in table.rows[:1] for c in r.cells if (own := scale_of_caption(" ".join(c.headers))) is not None]
    if len({own.factor for own in by_column}) > 1:
        # "Total pay ($)" beside "Net income ($ millions)": each column says for itself.
        return replace(by_column[0], factor=Decimal(1))
    # "2026 (US$ thousand)" over the last of five columns says nothing of the others.
    few = 2 * len(by_column) < max((len(r.cells) for r in table.rows[:1]), default=0) or _counts_beside(table)
    first = "" if few else " ".join(dict.fromkeys(h for r in table.rows[:1] for c in r.cells for h in c.headers))
    near = [*reversed(table.stub), *filter(introduces, reversed(table.caption.splitlines())), first]
    return next(filter(None, map(scale_of_caption, [*near, *(h for h in reversed(headings[-2:]) if not _SUM.search(h))])), None)


def _counts_beside(table: TableText) -> bool:
    """Whether beside columns of money one counts something else by its own name: "Amount ($m)" and "Staff"."""
    headers = [" ".join(cell.headers) for row in table.rows[:1] for cell in row.cells]
    return any(_COUNTS_ALONE.match(words) for words in headers) and any(scale_of_caption(words) is not None for words in headers)


_COUNTS_ALONE = re.compile(r"\W*(?:(?:number of|total|no\. of) )?(?:staff|employees|headcount|people|customers|users|subscribers|gpus|sites|rounds|units|founders|ftes)\W*$", re.IGNORECASE)


def percent_columns(table: TableText) -> frozenset[int]:
    """The columns of which the first number has the sign of a percentage and the rest only its size: "38.1%" above "2.2"."""
    columns: dict[int, list[Amount]] = {}
    for row in table.rows:
        for cell in row.cells:
            amount = parse_cell(cell.text)
            if amount is not None:
                columns.setdefault(cell.cell.column, []).append(amount)
    return frozenset(column for column, held in columns.items() if held[0].unit == "percent" and all(a.unit == "percent" or (not a.unit and abs(a.value) < _MOST_PERCENT) for a in held))


def says_scale(table: TableText) -> bool:
    """Whether what stands over a table, and not only in its columns, says in what it counts: "Common Stock, $0.001 Par Value" does not."""
    return any(scale_of_caption(words) is not None for words in (*table.stub, *filter(introduces, table.caption.splitlines())))


def goes_on(table: TableText, former: TableText) -> bool:
    """Whether a table has the columns of the one before it, as the second half of one that was set as two has."""
    columns, others = ({h for row in each.rows for c in row.cells for h in c.headers if not _DATED.search(h)} for each in (table, former))
    return len(columns) > 1 and columns == others


def caption_of(table: TableText, own: Caption | None, document: Declared) -> Caption:
    """What holds for a table's numbers: what its own caption says, or else its cells and the whole document."""
    caption = money_of(table, own, document)
    if own is None and any(scale_of_caption(row.label) or unit_in_label(row.label) for row in table.rows):
        return replace(caption, factor=Decimal(1))  # each row says for itself
    return caption


@lru_cache(maxsize=1024)
def introduces(line: str) -> bool:
    """Whether a line above a table may speak of its numbers; a sentence with sums of its own speaks of those, "13.0 million shares" among them."""
    return not (line.rstrip().endswith(".") and (states_amounts(line) or any(is_money(a.unit) for a in find_amounts(line))))


class _Said(NamedTuple):
    """What the words of a row or a column say of its numbers."""

    weighted: bool
    number_of_shares: bool
    shares: bool
    percent: bool
    for_share: bool
    per_share: bool
    average_price: bool


@lru_cache(maxsize=2048)
def _said(words: str) -> _Said:
    found = (pattern.search(words) is not None for pattern in (_WEIGHTED, _NUMBER_OF_SHARES, _SHARES, _PERCENT, _FOR_SHARE, _PER_SHARE, _AVERAGE_PRICE))
    return _Said(*found)


def in_real_units(
    parsed: Amount, cell: GridCell, row: GridRow, column: str, caption: Caption, metric: str, taxonomy: Taxonomy
) -> Amount:
    """The cell's number in its real unit: the caption's scale applied, except to shares' prices and percentages.

    A money measure in a table that names no currency has the unit "", never a guessed one.
    """
    label = " ".join((*row.sections[-2 if _FORM.match(" ".join(row.sections[-1:])) else -1 :], row.label))
    if metric in _PROFITS:
        label = _MARGIN.sub("profit", label)  # a sum, whatever it is called
    over, beside, named = _said(column), _said(label), _said(row.label)
    weighted = beside.weighted
    # "Shares" beside "Amount" counts them in the caption's scale; "Class B shares" in a list of holders may be bare.
    number_of = over.number_of_shares or cell.headers[-1:] == ("Shares",)
    shares = weighted or number_of or named.shares
    own = scale_of_caption(f"{row.label} ({column})") or scale_of_caption(row.label)
    scaled = own is not None and own.factor != 1
    measured = unit_in_label(row.label) or next(filter(None, map(unit_in_label, reversed(cell.headers))), "")
    if own is not None:
        caption = replace(
            caption,
            unit=own.unit or caption.unit,
            factor=own.factor if scaled else caption.factor,
            of_document=caption.of_document and not scaled,
            per=own.per or caption.per,
        )
    money = caption.unit if caption.unit and is_money(caption.unit) else ""
    if _OWN_SCALE.search(cell.text):
        return replace(parsed, unit=parsed.unit or (money if not metric or taxonomy.compatible(metric, money) else ""))
    if parsed.unit in {"percent", "ratio"}:
        return parsed
    if not parsed.unit and (named.percent or over.percent or _PERCENT.search(f"{row.label[-4:]} {column[:5]}")):
        return replace(parsed, unit="percent")
    if (not shares and not named.for_share and (beside.per_share or over.per_share)) or over.average_price:
        if not parsed.unit and money and _HUNDREDTHS.search(f"{row.label} {column}"):
            parsed = replace(parsed, value=parsed.value.scaleb(-2), scale=parsed.scale - 2)
        return replace(parsed, unit=parsed.unit or money, per="share")
    if measured and not parsed.unit and not scaled:
        return replace(parsed, unit=measured)
    unit = parsed.unit
    if not unit:
        if shares:
            unit = "share"
        elif _COUNTS_PEOPLE.match(row.label) and not _PAID_FOR.search(row.label):
            unit = ""
        elif metric:
            unit = _unit_for(metric, caption, taxonomy)
        elif caption.by_document or (scaled and own is not None and own.unit is None):
            # What a row of no known measure counts ("GPU hours, in millions") only its own table can say.
            unit = "" if own is None or own.unit is None else own.unit
        elif own is not None and own.unit:
            unit = own.unit
        elif caption.factor != 1:
            unit = caption.unit or ""
    per = parsed.per or (caption.per if is_money(unit) else None)
    priced = bool(metric) and "money_per_unit" in taxonomy.metric(metric).units
    # "R$ thousand" says nothing of how many customers or employees there are.
    counted = bool(money) and not scaled and not is_money(unit) and unit != "share"
    # "except per share data" leaves the number of shares that the data are per in the caption's scale.
    in_scale = weighted and all("per" in exception.split() for exception in caption.exceptions)
    # "In thousands, except share and per share amounts": what stands under "Shares" is written in full.
    in_full = number_of and any(_OF_SHARES.match(exception) for exception in caption.exceptions)
    if counted or in_full or (caption.excepts(_scaled_words(label, parsed)) and not in_scale) or (per and per != "year") or (caption.of_document and priced):
        return replace(parsed, unit=unit, per=per)
    return replace(
        parsed,
        unit=unit,
        per=per,
        value=parsed.value * caption.factor,
        high=parsed.high * caption.factor if parsed.high is not None else None,
        scale=parsed.scale + (caption.factor.adjusted() if caption.factor != 1 else 0),
    )


_OF_SHARES = re.compile(r"(?:the )?(?:number of )?shares?\b", re.IGNORECASE)
_COUNTS_PEOPLE = re.compile(r"\W*(?:(?:average|total|mean) )*(?:number of )?(?:(?:full-time |permanent )*(?:personnel|employees|staff|headcount|workforce|FTEs?)\b)", re.IGNORECASE)
_PAID_FOR = re.compile(r"\b(?:expenses?|costs?|benefits?|payables?|wages|salar\w+|remuneration|compensation|related|loans?|receivables?|options?|contributions?)\b", re.IGNORECASE)
"""Rows that count people, and those that say what people cost: in a table of money only the latter are money."""
_PAID_IN_SHARES = re.compile(r"\b(?:shares?|stock|equity)-based\b", re.IGNORECASE)
_OF_RATES = re.compile(r"\b(?:margins?|rates?)\b", re.IGNORECASE)


def _scaled_words(label: str, parsed: Amount) -> str:
    """The words of a row that tell whether its number is in its table's scale.

    Share-based compensation is no number of shares, and a margin of "336,433" or the effect of exchange rates no rate.
    """
    words = _PAID_IN_SHARES.sub(" ", label)
    is_sum = parsed.unit != "percent" and (is_money(parsed.unit or "") or abs(parsed.value) > _MOST_RATE)
    return _OF_RATES.sub(" ", words) if is_sum else words


_MOST_RATE = 100
"""No margin or rate is written as more than this without a percent sign."""


def _unit_for(metric: str, caption: Caption, taxonomy: Taxonomy) -> str:
    """The unit of a bare number; money whose currency nothing tells has none, and so is no figure of its metric."""
    unit = caption.unit or ""
    if unit and taxonomy.compatible(metric, unit):
        return unit
    # A row of a table of money is of money whatever it is called, unless its caption lets other things in.
    of_money = is_money(unit) and caption.factor != 1 and not (caption.of_document or caption.exceptions)
    return unit if of_money else ""



_SMALL_UNITS = {"JPY": 100, "KRW": 1000, "TWD": 30, "INR": 80, "HUF": 300, "IDR": 10_000, "VND": 20_000, "CLP": 900, "COP": 4000}
"""How many of a currency's units a dollar or a euro is worth, about: of yen a company has a hundred times as many."""


def too_small(amount: Amount, cell: GridCell, metric: Metric, *, unscaled: bool = False) -> bool:
    """Whether a company's sum is written without the scale that it must have: revenue of "$301.2".

    `unscaled` is whether the table says no scale in a document whose tables have one.
    """
    if not is_money(amount.unit) or amount.per or "money" not in metric.units or _OWN_SCALE.search(cell.text):
        return False
    return 0 < abs(amount.value) < (_SMALLEST_UNSCALED * _SMALL_UNITS.get(amount.unit, 1) if unscaled else _SMALLEST_SUM)


def is_small_sum(amount: Amount, cell: GridCell) -> bool:
    """Whether a number is money of less than a company's sums, and neither a price nor written with a scale of its own."""
    return is_money(amount.unit) and not amount.per and not _OWN_SCALE.search(cell.text) and 0 < abs(amount.value) < _SMALLEST_UNSCALED
