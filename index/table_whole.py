"""Wholes: what the tables of one document say of a company together, held against its own statements.

A table in a discussion may be of one region or of one kind of revenue, and call its last row "Total revenues" all the same. That it is
of a part shows in the numbers: the company's statement has another sum for the same time. Then all that stands in such a table is of
what it is called.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from index.amount import is_money
from index.amounts import agree, scale_of_caption
from index.figure import STATED, Figure
from index.period import PeriodKind
from index.table_parts import COMMON, NAMED, OTHERS, OWNERS, WIDER
from index.table_times import ONLY_TIME
from index.taxonomy import PER_SHARE, Taxonomy

__all__ = ["reconciled", "spent_in_all"]

_LONGEST_NAME = 60
_TELLING = 4
"""How many digits a number needs that no other has by chance."""
_MUCH_LESS = Decimal("0.97")
"""A part is at most this much of the whole; what is nearer to it may be the whole before what was taken off."""
_WIDER = {"cash": (WIDER, "with restricted cash"), "accounts_payable": (re.compile(r"\bpayables? and (?:accrued|other)\b", re.IGNORECASE), "and accrued liabilities")}
"""Balances that rows state with something beside them, and what these are called where the document has the balance alone too."""
_OWNED = frozenset({"equity", "net_income", "net_loss"})
"""Measures of which a company's owners have a share, and others theirs."""
_KEY = tuple[str, PeriodKind | None, object, str, str | None]


def _key(figure: Figure) -> _KEY:
    period = figure.period
    day = None if period is None else (period.end or period.label)
    return figure.metric, None if period is None else period.kind, day, figure.amount.unit, figure.amount.per


def reconciled(found: Sequence[Figure], names: Mapping[int, str], taxonomy: Taxonomy, *, unscaled: Collection[int] = ()) -> Iterator[Figure]:
    """The figures of a document's tables, those that its statements show to be of a part named by their table's name.

    `names` are what tables are called: the heading or the line above each, by its number; `unscaled` are those that do not say in what
    they count.
    """
    found = _scaled_alike(found, unscaled) if unscaled else found
    stated: dict[_KEY, list[Figure]] = defaultdict(list)
    for figure in found:
        if figure.metric and not figure.dimension and figure.confidence >= STATED:
            stated[_key(figure)].append(figure)
    of_table: dict[int | None, list[Figure]] = defaultdict(list)
    for figure in found:
        of_table[figure.table].append(figure)
    told = _with_largest(found, stated)
    less = {table: name for table, name in names.items() if _is_partial(of_table.get(table, ()), told)}
    partial = {table: name for table, name in less.items() if _may_name(name, taxonomy)}
    wider = {metric: dimension for metric, (beside, dimension) in _WIDER.items() if _is_wider(found, metric, beside)}
    # Without others there are only those who come before the common shareholders, and what those get is not the company's less theirs.
    shared = any(OTHERS.search(f.label) for f in found)
    owned = {_key(f): f.amount for f in found if f.metric in _OWNED and not f.dimension and OWNERS.search(f.label) and (shared or not COMMON.search(f.label))}
    for figure in found:
        name = partial.get(figure.table or 0, "")
        if name and figure.metric and figure.confidence < STATED and name.casefold() not in figure.dimension.casefold():
            yield replace(figure, dimension=f"{figure.dimension} {name}".strip(), confidence=min(figure.confidence, NAMED))
        elif figure.table in less and figure.metric and not figure.dimension and _is_less(figure, told):
            yield replace(figure, confidence=min(figure.confidence, _OF_SOME_PART))
        elif figure.metric in wider and not figure.dimension and _WIDER[figure.metric][0].search(_called(figure)):
            yield replace(figure, dimension=wider[figure.metric], confidence=min(figure.confidence, NAMED))
        elif not figure.dimension and not OWNERS.search(figure.label) and (own := owned.get(_key(figure))) is not None and not agree(own, figure.amount):
            yield replace(figure, dimension="with noncontrolling interests", confidence=min(figure.confidence, NAMED))
        else:
            yield figure


_ONCE_MORE = 2
_OF_SOME_PART = 0.7
_SUMMED = frozenset({"revenue", "operating_income", "cost_of_revenue", "operating_expenses", "capital_expenditures", "total_assets"})


def _with_largest(found: Sequence[Figure], stated: Mapping[_KEY, Sequence[Figure]]) -> Mapping[_KEY, Sequence[Figure]]:
    """What is stated, and where no statement has a measure the largest that several tables have for a time: the segments' income in all."""
    wholes: dict[_KEY, list[Figure]] = defaultdict(list)
    for figure in found:
        if figure.metric in _SUMMED and not figure.dimension and figure.table is not None and _key(figure) not in stated:
            wholes[_key(figure)].append(figure)
    out = dict(stated)
    for key, figures in wholes.items():
        most = [f for f in figures if f.amount.value == max(one.amount.value for one in figures)]
        if len({f.table for f in most}) >= _ONCE_MORE:
            out[key] = most
    return out


def _is_less(figure: Figure, stated: Mapping[_KEY, Sequence[Figure]]) -> bool:
    return any(abs(figure.amount.value) < abs(whole.amount.value) * _MUCH_LESS for whole in stated.get(_key(figure), ()))


def _scaled_alike(found: Sequence[Figure], unscaled: Collection[int]) -> Sequence[Figure]:
    """The figures with those of tables that do not say in what they count scaled as the tables are that have the same numbers."""
    said: dict[_KEY, set[Decimal]] = defaultdict(set)
    for figure in found:
        if figure.table not in unscaled and figure.metric and figure.amount.scale and is_money(figure.amount.unit):
            said[_key(figure)].add(abs(figure.amount.value))
    scales: dict[int | None, set[int]] = defaultdict(set)
    for figure in found:
        amount = figure.amount
        if figure.table in unscaled and figure.metric and not amount.scale and amount.digits >= _TELLING and (known := said.get(_key(figure))):
            scales[figure.table].update(scale for scale in (0, 3, 6) if abs(amount.value).scaleb(scale) in known)
    return [
        replace(f, amount=replace(f.amount, value=f.amount.value.scaleb(scale), high=f.amount.high if f.amount.high is None else f.amount.high.scaleb(scale), scale=scale))
        if len(scales[f.table]) == 1 and (scale := min(scales[f.table])) and is_money(f.amount.unit) and not (f.amount.scale or f.amount.per) else f
        for f in found
    ]  # fmt: skip


def _is_partial(figures: Sequence[Figure], stated: Mapping[_KEY, Sequence[Figure]]) -> bool:
    """Whether a table's totals are all of less than the company, and none of them is its whole."""
    less = 0
    for figure in figures:
        wholes = stated.get(_key(figure), ()) if figure.metric and not figure.dimension and figure.metric not in PER_SHARE else ()
        if any(figure.confidence >= STATED or agree(figure.amount, whole.amount) for whole in wholes):
            return False
        less += any(abs(figure.amount.value) < abs(whole.amount.value) * _MUCH_LESS for whole in wholes)
    return less > 0


def _may_name(name: str, taxonomy: Taxonomy) -> bool:
    """Whether what stands over a table may be the name of a part: no sentence, no measure and no time."""
    return 1 < len(name) <= _LONGEST_NAME and not name.rstrip().endswith((".", ":", ";")) and not ONLY_TIME.match(name) and scale_of_caption(name) is None and not taxonomy.find_metrics(name) and any(c.isalpha() for c in name)


def _is_wider(found: Sequence[Figure], metric: str, beside: re.Pattern[str]) -> bool:
    """Whether a document has a balance alone, and beside it one of the same time that has more in it."""
    of_metric = [f for f in found if f.metric == metric and not f.dimension]
    alone = {_key(f): f.amount for f in of_metric if not beside.search(_called(f))}
    return any((own := alone.get(_key(f))) is not None and not agree(own, f.amount) for f in of_metric if beside.search(_called(f)))


def _called(figure: Figure) -> str:
    """What a balance is called by its row, not by what stands above it: "Accounts payable" under "Accounts payable and accrued liabilities"."""
    return next((words for words in reversed(figure.label.split(" › ")) if _BALANCES.search(words)), figure.label)


_BALANCES = re.compile(r"\bcash\b|\bpayables?\b", re.IGNORECASE)


def spent_in_all(lines: Sequence[Sequence[Figure]]) -> list[Figure]:
    """What a company spent in all, where it calls this its operating expenses: its revenue less its operating income."""
    revenue, spent, left = (_of_whole(lines, metrics) for metrics in ({"revenue"}, {"operating_expenses"}, {"operating_income", "operating_loss"}))
    if _of_whole(lines, {"total_expenses"}):
        return []
    out = []
    for figure in spent:
        key = _key(figure)[1:]
        earned = [f.amount.value for f in revenue if _key(f)[1:] == key]
        kept = [-f.amount.value if f.metric == "operating_loss" else f.amount.value for f in left if _key(f)[1:] == key]
        if any(one - other == abs(figure.amount.value) for one in earned for other in kept):
            out.append(replace(figure, metric="total_expenses"))
    return out


def _of_whole(lines: Sequence[Sequence[Figure]], metrics: set[str]) -> list[Figure]:
    return [figure for line in lines for figure in line if figure.metric in metrics and not figure.dimension]
