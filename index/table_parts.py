"""Rows that are parts of others: what a row is of, by the rows that it stands among."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from index._modifier import KINDS
from index.amount import is_money
from index.figure import STATED, Figure
from index.grid import TableText
from index.period import Period, PeriodKind
from index.table_arithmetic import costs_taken_off, left_after_taxes, taxes_taken_off
from index.table_times import ONLY_TIME
from index.taxonomy import PER_SHARE

__all__ = ["COMMON", "NAMED", "OF_WHICH", "OTHERS", "OWNERS", "WIDER", "of_kind", "part_of", "parts_told"]

NAMED = 0.95
"""How sure a figure is whose row or column names its measure."""
OWNERS = re.compile(r"\b(?:attributable|available) (?:to|for)\b|\bshare of equity\b|\b(?:share|stock)(?:holders|owners)\b", re.IGNORECASE)
OTHERS = re.compile(r"\b(?:non-?controlling|minority)\b", re.IGNORECASE)
COMMON = re.compile(r"\bcommon (?:share|stock)", re.IGNORECASE)
_TOTALS = re.compile(r"total\b", re.IGNORECASE)
_NAMED_TOTAL = re.compile(r",? (?:sub)?total\W*$", re.IGNORECASE)
_SUBTOTAL = re.compile(r"total\b|.*[^\W_] (?:sub)?total\W*$", re.IGNORECASE)
WIDER = re.compile(r"\b(?:restricted|marketable|investments?)\b", re.IGNORECASE)
"""What a row has beside the measure that it is counted as: cash with securities."""
OF_WHICH = re.compile(r"^\W*(?:of which|thereof|o/w|including)\b", re.IGNORECASE)
_WEAR = re.compile(r"\baccumulated (?:depreciation|amortization)\b", re.IGNORECASE)
_NET = re.compile(r"\bnet\b", re.IGNORECASE)
_KINDLESS = ("inventory", "accounts_receivable", "accounts_payable", "property_and_equipment", "deferred_revenue", "selling_general_administrative", "research_and_development")
_COST_OF = re.compile(r"^(?:total )?costs? of (?=products?\b|services?\b|equipment\b|goods\b|sales of\b)", re.IGNORECASE)
_CLASS = re.compile(r"\b(?:Class|Series) [A-Z](?:-\d)?\b")
_COMPREHENSIVE = re.compile(r"\bcomprehensive (?:income|loss|\(loss\)|earnings)", re.IGNORECASE)
_UNTAXED = frozenset({"pretax_income", "pretax_loss", "revenue"})
_AND = re.compile(r"\s*&\s*")
_TERM = re.compile(r"\b(?:non-?current|current|long|short)\b", re.IGNORECASE)
_WITH = re.compile(r"^total |,? (?:at )?(?:end|beginning) of .*$", re.IGNORECASE)


def parts_told(lines: Sequence[list[Figure]], table: TableText, labels: Sequence[str], *, own: Sequence[bool] = (), statement: bool = False) -> list[list[Figure]]:
    """The figures of a table's rows, line by line; those that the rows among which they stand show to be parts are named as such.

    `own` says of each row whether its label names a measure: all else took its measure from what stands above it.
    In a company's own `statement` of income or of its balance what stands in one row alone is all of it: "Merchandise inventories".
    """
    out = list(lines)
    if statement:
        costs_taken_off(out, table)
        _with_less(out, table)
        _alone(out)
        _later_half(out)
    _below_each(out, table)
    taxes_taken_off(out)
    left_after_taxes(out, labels)
    _of_gains(out, table)
    _widened(out, labels)
    _before_depreciation(out, table)
    _owners_first(out, table)
    _total_first(out, table)
    _of_several(out, table)
    _of_one_kind(out, table)
    _in_full(out, table)
    _first_class(out)
    out = _parts_of_totals(out, labels, own or [True] * len(out))
    _part_of_namesake(out)
    return out


def part_of(figure: Figure, whole: Figure, label: str) -> Figure:
    """A figure of a row "of which ..." as part of the row above."""
    amount = figure.amount if figure.amount.unit else replace(figure.amount, unit=whole.amount.unit)
    if amount.unit != whole.amount.unit:
        return figure
    part = OF_WHICH.sub("", label).strip(" :,")
    return replace(figure, amount=amount, metric=whole.metric, dimension=part, confidence=whole.confidence)


def of_kind(figure: Figure, metric: str, kind: str) -> Figure:
    """A figure of a table that is all of one kind of a measure, as of that kind: the total of "Subscription revenues consisted of"."""
    if figure.metric != metric or kind in figure.dimension.casefold():
        return figure
    return replace(figure, dimension=f"{figure.dimension} {kind}".strip(), confidence=min(figure.confidence, NAMED))


def _alone(lines: list[list[Figure]]) -> None:
    """Make a row a whole that is the only one of its measure, where all that it says more is what kind of thing was sold or is owed."""
    for metric in _KINDLESS:
        of_metric = [i for i, line in enumerate(lines) if line and line[0].metric == metric]
        if len(of_metric) == 1 and all(f.dimension and f.label.rpartition(" › ")[2].startswith(f.dimension) for f in lines[of_metric[0]]) and not _TERM.search(lines[of_metric[0]][0].dimension):
            lines[of_metric[0]] = [replace(f, dimension="", confidence=STATED) for f in lines[of_metric[0]]]


def _later_half(lines: list[list[Figure]]) -> None:
    """What stands once under the current liabilities of a balance sheet, and once more below them, is due later there."""
    for metric in ("deferred_revenue", "customer_deposits"):
        of_metric = [i for i, line in enumerate(lines) if line and line[0].metric == metric]
        if len(of_metric) == 2 and [lines[i][0].dimension for i in of_metric] == ["current liabilities", ""]:
            lines[of_metric[1]] = [replace(f, dimension="non-current liabilities", confidence=min(f.confidence, NAMED)) for f in lines[of_metric[1]]]


def _with_less(lines: list[list[Figure]], table: TableText) -> None:
    """Make a row a part by what it leaves out, where the row of all of it stands in the statement too: "expenses, excluding impairment losses"."""
    for metric in {line[0].metric for line in lines if line and line[0].metric}:
        wholes = _wholes(lines, metric)
        less = [i for i in wholes if _EXCLUDING.search(table.rows[i].label)]
        for i in less if len(less) < len(wholes) else ():
            left_out = "".join(_EXCLUDING.findall(table.rows[i].label)).strip(" ,")
            lines[i] = [replace(f, dimension=left_out, confidence=min(f.confidence, NAMED)) for f in lines[i]]


_EXCLUDING = re.compile(r"\b(?:excluding|exclusive of)\b.*$", re.IGNORECASE)
_OFTEN = 3


def _below_each(lines: list[list[Figure]], table: TableText) -> None:
    """Make a row that comes back under one row after another, as "Gross margin" under each segment, one of the row above it."""
    labels = [row.label for row in table.rows]
    # "Net income attributable to Acme" comes back as a sum per share, which is another measure.
    alike = [(row.label, line[0].metric, line[0].amount.per) if line else None for row, line in zip(table.rows, lines, strict=True)]
    for one in {one for one in alike if one is not None and alike.count(one) >= _OFTEN}:
        label = one[0]
        places = [i for i, own in enumerate(alike) if own == one]
        above = [labels[i - 1] if i else "" for i in places]
        if len(set(above)) < len(places) or label in above or not all(above):
            continue
        for i, part in zip(places, above, strict=True):
            plain = re.sub(r"\s*\(\w{1,2}\)", "", part)
            lines[i] = [f if _TOTALS.match(part) else replace(f, dimension=plain, confidence=min(f.confidence, NAMED)) for f in lines[i]]


def _of_gains(lines: list[list[Figure]], table: TableText) -> None:
    """Make taxes a part of their own that no income before them stands over in a table of comprehensive income: they are on gains not yet made."""
    of_taxes = [i for i, line in enumerate(lines) if line and line[0].metric == "income_tax"]
    if not of_taxes or not any(_COMPREHENSIVE.search(words) for words in (table.caption, *(row.label for row in table.rows))):
        return
    before = next((i for i, line in enumerate(lines) if line and line[0].metric in _UNTAXED and not line[0].dimension), len(lines))
    for i in (i for i in of_taxes if i < before):
        lines[i] = [replace(f, dimension=f.dimension or "on other comprehensive income", confidence=min(f.confidence, NAMED)) for f in lines[i]]


def _widened(lines: list[list[Figure]], labels: Sequence[str]) -> None:
    """Make rows of cash with more than cash a part of their own where the table has a row of cash alone."""
    of_cash = [i for i, line in enumerate(lines) if line and line[0].metric == "cash" and not line[0].dimension]
    wider = [i for i in of_cash if WIDER.search(lines[i][0].label)]
    if len(wider) < len(of_cash):
        for i in wider:
            lines[i] = [replace(f, dimension=f.dimension or _WITH.sub("", labels[i]), confidence=min(f.confidence, NAMED)) for f in lines[i]]


def _before_depreciation(lines: list[list[Figure]], table: TableText) -> None:
    """Make what equipment cost a part of its own where the table says what is left of it: gross is not net."""
    worn = [i for i, row in enumerate(table.rows) if _WEAR.search(row.label)]
    for i, line in enumerate(lines[: worn[-1]] if worn else []):
        if line and line[0].metric == "property_and_equipment" and not _NET.search(table.rows[i].label):
            lines[i] = [replace(f, dimension=f.dimension or "before depreciation", confidence=min(f.confidence, NAMED)) for f in line]


def _wholes(lines: Sequence[list[Figure]], metric: str) -> list[int]:
    return [i for i, line in enumerate(lines) if line and line[0].metric == metric and not line[0].dimension]


def _differ(one: Sequence[Figure], other: Sequence[Figure]) -> bool:
    """Whether two rows have different values in a column."""
    return any(a.period == b.period and a.amount.unit == b.amount.unit and a.amount.value != b.amount.value for a in one for b in other)


def _owners_first(lines: list[list[Figure]], table: TableText) -> None:
    """Make what others own too a part of its own, where a table has a row of what the company's owners have."""
    for metric in ("equity", "net_income", "net_loss"):
        wholes = _wholes(lines, metric)
        owners = [i for i in wholes if OWNERS.search(table.rows[i].label)]
        common = [i for i in owners if COMMON.search(table.rows[i].label)]
        if metric != "equity" and len(common) < len(wholes) and not any(OTHERS.search(row.label) for row in table.rows):
            owners = [i for i in owners if i not in common]
        for i in common if owners != common else ():
            # What is left for them after preferred dividends is less than what the company earned.
            lines[i] = [replace(f, dimension="of common shareholders", confidence=min(f.confidence, NAMED)) for f in lines[i]]
        if len(owners) > 1 and any(OTHERS.search(row.label) for row in table.rows[owners[0] : owners[-1]]):
            owners = owners[:1]  # "Total shareholders' equity" below that of Acme's and what others have
        for i in wholes if owners else ():
            if i not in owners and any(_differ(lines[i], lines[own]) for own in owners):
                lines[i] = [replace(f, dimension="with noncontrolling interests", confidence=min(f.confidence, NAMED)) for f in lines[i]]


def _total_first(lines: list[list[Figure]], table: TableText) -> None:
    """Make rows of a measure parts by their own names, where a row below them is its total and more."""
    for metric in {line[0].metric for line in lines if line and line[0].metric}:
        wholes = _wholes(lines, metric)
        total = next((i for i in wholes if _TOTALS.match(table.rows[i].label)), None)
        for i in wholes if total is not None else ():
            if total is not None and i < total and not _TOTALS.match(table.rows[i].label) and _less(lines[i], lines[total]):
                lines[i] = [replace(f, dimension=table.rows[i].label, confidence=min(f.confidence, NAMED)) for f in lines[i]]


def _of_several(lines: list[list[Figure]], table: TableText) -> None:
    """Make rows parts that together are another row of their measure, or that say of what their costs are: "Cost of products"."""
    for metric in ("revenue", "cost_of_revenue"):
        wholes = _wholes(lines, metric)
        whole = next((i for i in wholes if len(wholes) > 2 and _adds_up([lines[k] for k in wholes if k != i], lines[i], exactly=True)), None)
        parts = [i for i in wholes if i != whole and (whole is not None or (metric == "cost_of_revenue" and _COST_OF.match(table.rows[i].label)))]
        for i in parts if len(parts) > 1 and any(_differ(lines[parts[0]], lines[i]) for i in parts[1:]) else ():
            name = _COST_OF.sub("", table.rows[i].label) or table.rows[i].label
            lines[i] = [replace(f, dimension=name, confidence=min(f.confidence, NAMED)) for f in lines[i]]


def _of_one_kind(lines: list[list[Figure]], table: TableText) -> None:
    """Say of parts what kind their total is of: those of "Total subscription revenue" are what each earned by subscriptions."""
    first = 0
    for place, line in enumerate(lines):
        kind = line[0].dimension if line and _TOTALS.match(table.rows[place].label) else ""
        if not line or not kind:
            continue
        rows = [i for i in range(first, place) if lines[i] and lines[i][0].metric == line[0].metric and lines[i][0].amount.unit == line[0].amount.unit and lines[i][0].dimension]
        first = place + 1
        if kind in KINDS and len(rows) > 1 and not any(kind in lines[i][0].dimension.casefold() for i in rows) and _adds_up([lines[i] for i in rows], line):
            for i in rows:
                lines[i] = [replace(f, dimension=f"{f.dimension} {kind}") for f in lines[i]]


def _in_full(lines: list[list[Figure]], table: TableText) -> None:
    """Call a row by all of its words where a total has the name that its measure's word leaves: "Automotive sales" beside "Total automotive revenues"."""
    totals = {(line[0].metric, line[0].dimension.casefold()) for i, line in enumerate(lines) if line and line[0].metric and line[0].dimension and _TOTALS.match(table.rows[i].label)}
    for i, line in enumerate(lines):
        if line and (line[0].metric, line[0].dimension.casefold()) in totals and not _TOTALS.match(table.rows[i].label):
            name = line[0].dimension
            lines[i] = [replace(f, dimension=table.rows[i].label if f.dimension == name else f.dimension) for f in lines[i]]


def _first_class(lines: list[list[Figure]]) -> None:
    """Of sums per share of several classes of stock make those of all but the first a class's own."""
    for metric in PER_SHARE:
        of_metric = [i for i, line in enumerate(lines) if line and line[0].metric == metric]
        classes = {i: found[0] for i in of_metric if (found := _CLASS.search(lines[i][0].label))}
        first = next(iter(classes.values()), "")
        for i, name in classes.items():
            if name != first:
                lines[i] = [replace(f, dimension=f"{f.dimension} {name}".strip(), confidence=min(f.confidence, NAMED)) for f in lines[i]]


def _part_of_namesake(lines: list[list[Figure]]) -> None:
    """Tell a part from the sum it is in where both have one name: "Packaging and Plastics" above "Packaging & Plastics"."""
    for i, line in enumerate(lines):
        name = _AND.sub(" and ", line[0].dimension.casefold()) if line and line[0].metric else ""
        above = next((k for k in range(i - 1, -1, -1) if name and lines[k] and lines[k][0].metric == line[0].metric and _AND.sub(" and ", lines[k][0].dimension.casefold()) == name), None)
        if above is not None and any(_adds_up(lines[k:i], line, exactly=True) for k in range(above + 1) if all(lines[k:i])) and _differ(lines[above], line):
            lines[above] = [replace(f, dimension=f"{f.dimension} within {line[0].dimension}", confidence=min(f.confidence, NAMED)) for f in lines[above]]


def _less(part: Sequence[Figure], total: Sequence[Figure]) -> bool:
    return any(a.period == b.period and a.amount.unit == b.amount.unit and 0 < a.amount.value < b.amount.value for a in part[:1] for b in total)


def _parts_of_totals(lines: Sequence[list[Figure]], labels: Sequence[str], own: Sequence[bool]) -> list[list[Figure]]:
    """Rows that no metric names but that add up to the named row right below them are its parts."""
    out = list(lines)
    first = after = 0
    for place, line in enumerate(lines):
        # "Percentage of total revenue" under each part is neither a part nor their total.
        if not line or not line[0].metric or line[0].amount.unit == "percent":
            continue
        of_sales = line[0].metric == "revenue" and _TOTALS.match(labels[place]) is not None
        # What adds up to all sales is a part of them, whatever else it is called like: "Compute", "Subscribers".
        # So is what adds up to a total that names its measure itself, where no row above it does: "Total operating income" below regions.
        of_names = _TOTALS.match(labels[place]) is not None and own[place] and not any(own[after:place])
        rows = [i for i in range(after if of_sales or of_names else first, place) if lines[i] and lines[i][0].amount.unit != "percent"]
        between = range(rows[-1] + 1, place) if rows else ()
        first, after = place + 1, place + 1 if _TOTALS.match(labels[place]) else after
        if len(rows) < 2 or not all(lines[i] for i in between) or any(ONLY_TIME.match(labels[i]) or _ROLLED.search(labels[i]) for i in rows):
            continue
        sized = {i: _in_money_of(lines[i], line) for i in rows}
        if not any(_adds_up([sized[i] for i in some], line) for some in (rows, _top_rows(lines, rows), _with_subtotals(lines, rows, labels))):
            continue
        for i in (i for i in rows if lines[i][0].metric != line[0].metric):
            out[i] = [replace(f, metric=line[0].metric, dimension=f"{_NAMED_TOTAL.sub('', labels[i])} {_of_column(f, line)}".strip(), period=_time_of(f, line), confidence=line[0].confidence) for f in sized[i]]
    return out


_ROLLED = re.compile(r"\b(?:beginning|start) of (?:the )?(?:period|year|quarter|fiscal|month)|^\W*(?:beginning|opening)\b|^\W*balances?,? (?:at )?beginning\b", re.IGNORECASE)
"""What there was before, which is no part of what there is in the end: "Cash, beginning of year" above "Cash, end of year"."""
_SCALES = frozenset({3, 6, 9})


def _in_money_of(line: list[Figure], total: Sequence[Figure]) -> list[Figure]:
    """A row whose numbers nothing says the unit of ("Acme Cloud | 3,560", in millions) in the money and scale of the total below it."""
    whole, own = total[0].amount, line[0].amount
    shift = whole.scale - own.scale
    if own.unit or not is_money(whole.unit) or whole.per or shift not in _SCALES:
        return line
    return [replace(f, amount=replace(f.amount, unit=whole.unit, value=f.amount.value.scaleb(shift), scale=f.amount.scale + shift)) if not f.amount.unit else f for f in line]


def _same_time(one: Period | None, other: Period | None) -> bool:
    """Whether two figures of one column are for one time: what was taken for a balance is of the last day of its year."""
    if one == other or one is None or other is None:
        return one == other
    # A quarter and a half may end on one day; only one of them is a day.
    return PeriodKind.INSTANT in {one.kind, other.kind} and one.end is not None and one.end == other.end


def _time_of(figure: Figure, totals: Sequence[Figure]) -> Period | None:
    """The time that the total of a figure's column is for."""
    alike = [total.period for total in totals if _same_time(total.period, figure.period)]
    return figure.period if figure.period in alike or not alike else alike[0]


def _of_column(figure: Figure, totals: Sequence[Figure]) -> str:
    """Which part the total of a figure's column is of: under "Acme Cloud" a row's number is of its item there alone."""
    column = figure.label.rpartition(" › ")[2]
    own = next((total.dimension for total in totals if total.dimension and total.label.rpartition(" › ")[2] == column), "")
    return own or next((total.dimension for total in totals[:1] if total.dimension in KINDS), "")


def _top_rows(lines: Sequence[list[Figure]], rows: Sequence[int]) -> list[int]:
    """The rows that no row above them is the sum of: under "Data Center" stand what it sells, which are parts of it."""
    out: list[int] = []
    at = 0
    while at < len(rows):
        out.append(rows[at])
        within = next((n for n in range(2, len(rows) - at) if _adds_up([lines[i] for i in rows[at + 1 : at + 1 + n]], lines[rows[at]], exactly=True)), 0)
        at += within + 1
    return out


def _with_subtotals(lines: Sequence[list[Figure]], rows: Sequence[int], labels: Sequence[str]) -> list[int]:
    """The rows with those left out that a total between them sums up: "Total non-U.S. revenues" stands below what it is made of."""
    out: list[int] = []
    for i in rows:
        within = next((n for n in range(2, len(out) + 1) if _SUBTOTAL.match(labels[i]) and _adds_up([lines[k] for k in out[-n:]], lines[i], exactly=True)), 0)
        out = [*out[: len(out) - within], i]
    return out


def _adds_up(parts: Sequence[list[Figure]], total: list[Figure], *, exactly: bool = False) -> bool:
    """Whether the parts' first column sums to the total's, as far as rounding allows."""
    whole = total[0].amount.value
    same = [p[0].amount for p in parts if _same_time(p[0].period, total[0].period) and p[0].amount.unit == total[0].amount.unit]
    if len(same) != len(parts) or not whole:
        return False
    return abs(sum((a.value for a in same), Decimal(0)) - whole) <= (0 if exactly else abs(whole) / 500)
