"""Kinds of tables: a company's own statements, which say its figures as a whole, and rows that carry a balance forward.

A number of a statement stands before the same measure in a note or a discussion, which may be of a part of the company or
of what was booked under it. A statement is told by the rows that only it has together, for its title may stand on another page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache

from index._calendar import instant
from index.grid import GridRow, TableText
from index.period import Period, PeriodKind
from index.taxonomy import Metric, Span, Taxonomy

__all__ = ["HELD", "at_its_edge", "is_balance", "is_cash_flow", "is_statement", "of_acquisition", "of_fair_values", "of_parent_alone", "of_taxes"]

_RESULT = frozenset({"net_income", "net_loss"})
_ABOVE_RESULT = frozenset(
    "revenue cost_of_revenue gross_profit total_expenses operating_expenses operating_income operating_loss pretax_income income_tax eps loss_per_share".split()
)
_FLOWS = frozenset({"operating_cash_flow", "operating_cash_used", "investing_cash_flow", "investing_cash_used", "financing_cash_flow", "financing_cash_used"})
_BALANCE = frozenset({"total_liabilities", "current_assets", "current_liabilities", "equity"})
_FEWEST = 4
"""How many rows of an income statement a table needs to be one."""
_OF_OTHERS = re.compile(
    r"\bparent[- ](?:company|only)\b|\bguarantor|\bpro[- ]forma\b|\bregistrant\b|\bsegments?\b|\bsubsidiar(?:y|ies)\b|\bconsolidating\b"
    r"|\bunconsolidated\b|\binvestees?\b|\bjoint ventures?\b|\bdiscontinued\b|\bnon-gaap\b|\badjust|\breconcil|\bpercentage\b|\bas previously reported\b|\brestate",
    re.IGNORECASE,
)
_WITH_ALL = re.compile(r"\band (?:its )?(?:consolidated |wholly[- ]owned )*subsidiar(?:y|ies)(?: companies)?\b", re.IGNORECASE)
"""How a company that reports for all it owns is called: "Acme Inc. and subsidiary companies"."""
_TITLE = re.compile(
    r"\W*(?:interim |condensed |unaudited )*consolidated (?:condensed |interim |unaudited )*(?:statements? of (?:\w+ )?(?:income|operations|earnings|profit|loss|cash flows?|financial (?:position|condition))\b"
    r"|balance sheets?\b|income statements?\b|cash flows? statements?\b)(?!.*\b(?:data|note|accompanying)\b).{0,60}$",
    re.IGNORECASE,
)
_CASH_FLOW = re.compile(r"\W*(?:\w+ ){0,4}(?:statements? of cash flows?|cash flows? statements?)\b", re.IGNORECASE)
_OF_CASH = re.compile(r"\W*(?:net )?cash flows?\b", re.IGNORECASE)
_PARENT_ALONE = re.compile(r"\bparent[- ](?:company|only)\b|\bcondensed financial information of (?:the )?registrant\b", re.IGNORECASE)
_SCHEDULE = re.compile(r"^\W*schedule [IV\d]+\b", re.IGNORECASE)
_OWNED = re.compile(r"\b(?:investments?|equity|dividends?|due|receivable|payable)\b.*\bsubsidiar(?:y|ies)\b", re.IGNORECASE)
_TAXED = re.compile(r"\bdeferred (?:income )?tax (?:assets?|liabilit)|\bstatutory (?:\w+ ){0,4}rates?\b", re.IGNORECASE)
_SCALED = re.compile(r"\([^()]*\b(?:except\b|in (?:thousand|million|billion)s\b)[^()]*\)", re.IGNORECASE)
"""What a statement's numbers are in, and which are not: "(In millions, except per share and percentage data)"."""
_NOTE = re.compile(r"\s*(?:\*|\(\w{1,2}\)|[†‡§])")
_TIMES = r"(?:period|year|fiscal year|quarter|month|half)s?"
_BEGINS = re.compile(rf"\b(?:beginning|start) of (?:the )?{_TIMES}\b|^\W*(?:beginning|opening) (?:\w+ )?balances?\b|^\W*balances?,? (?:at )?beginning\b|,? beginning of {_TIMES}\b", re.IGNORECASE)
_ENDS = re.compile(rf"\b(?:end|close) of (?:the )?{_TIMES}\b|^\W*(?:ending|closing) (?:\w+ )?balances?\b|^\W*balances?,? (?:at )?end(?:ing)?\b", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:changes?|increase|decrease)\b", re.IGNORECASE)
_CARRIED = re.compile(
    r"^\W*(?:(?:beginning|ending|opening|closing)\s+balances?|balances?)\b\W*(?:(?:as|at|of|the|on|end|ending|beginning|start|close|period|year|fiscal|quarter|half|in|january|february|march|april"
    r"|net|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[\d,.()–-]+)\b\W*)*$",
    re.IGNORECASE,
)


_EQUITY_ON = re.compile(r"\W*(?:total )?(?:\w+holders['’]?s? )?(?:equity|deficit)\W+(?:(?:at|as of|balance) )*(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}, (?:19|20)\d\d\W*$", re.IGNORECASE)
"""A balance of a statement of equity under the name of all of it: "Equity – June 30, 2025"."""


def is_statement(table: TableText, headings: Sequence[str], taxonomy: Taxonomy) -> bool:
    """Whether a table is a company's own statement of income, of its balance or of its cash flows."""
    # A note that stands above a table is of the one before it.
    around = [_WITH_ALL.sub(" ", _SCALED.sub(" ", words)) for words in (*headings[-1:], *table.caption.splitlines(), *table.stub) if not _NOTE.match(words)]
    if any(_OF_OTHERS.search(words) for words in around) or of_parent_alone(table, headings) or of_fair_values(table) or of_acquisition(table):
        return False
    rows = {metric for row in table.rows if (metric := taxonomy.row_metric(row.label)) is not None}
    if len(rows & _FLOWS) > 1 or (rows and any(_TITLE.match(words) for words in around)) or ("total_assets" in rows and rows & _BALANCE):
        return True
    return bool(rows & _RESULT) and len(rows & _ABOVE_RESULT) + 1 >= _FEWEST


def of_parent_alone(table: TableText, headings: Sequence[str]) -> bool:
    """Whether a table is of a parent company without those that it owns, as a schedule to its report gives it."""
    if any(_PARENT_ALONE.search(words) for words in (*headings[-2:], *table.caption.splitlines())):
        return True
    return sum(1 for row in table.rows if _OWNED.search(row.label)) > 0 and any(_SCHEDULE.search(words) for words in headings[-2:])


def of_fair_values(table: TableText) -> bool:
    """Whether a table says what is measured at fair value, and how surely: its "Total assets" are not all that a company has."""
    return any(_FAIR.search(words) for row in table.rows[:2] for cell in row.cells for words in cell.headers)


def of_acquisition(table: TableText) -> bool:
    """Whether a table says what was bought with a company: its assets and its goodwill are those of the one bought."""
    return any(_ACQUIRED.search(row.label) for row in table.rows)


_ACQUIRED = re.compile(
    r"\W*(?:(?:total|estimated|less|fair value of|identifiable|recognized)\W+)*(?:net (?:identifiable )?assets acquired|(?:assets acquired and )?liabilities assumed|(?:total |net )?(?:purchase )?(?:price|consideration)(?: transferred| paid)?\W*$)",
    re.IGNORECASE,
)
"""Rows that only such a table has, unlike "Intangible assets acquired through business combinations"."""
_FAIR = re.compile(r"\blevels? (?:[123]|I{1,3})\b|\bquoted prices in active\b|\bfair value measure|\bsignificant (?:other )?(?:un)?observable\b", re.IGNORECASE)


def of_taxes(table: TableText) -> bool:
    """Whether a table says what taxes are due to: its rows are called like balances and expenses and are the tax on them."""
    return any(_TAXED.search(words) for row in table.rows for words in (row.label, *row.sections))


def is_cash_flow(table: TableText, headings: Sequence[str], taxonomy: Taxonomy) -> bool:
    """Whether a table is a statement of cash flows, in which a row called like a balance says how that changed."""
    if any(_CASH_FLOW.match(words) for words in (*headings[-1:], *table.caption.splitlines())):
        return True
    flows = len({taxonomy.row_metric(row.label) for row in table.rows} & _FLOWS)
    return flows > 1 or (flows > 0 and any(_OF_CASH.match(words) for words in (*headings[-1:], *table.caption.splitlines()[-1:])))


@lru_cache(maxsize=2048)
def is_balance(label: str) -> bool:
    """Whether a row says how much there was at a time, and nothing of what: "Balance at end of period"."""
    return _CARRIED.match(label) is not None or _EQUITY_ON.match(label) is not None


HELD = frozenset(
    "total_assets total_liabilities current_assets current_liabilities equity cash marketable_securities accounts_receivable accounts_payable "
    "inventory goodwill retained_earnings property_and_equipment deferred_revenue".split()
)
"""What a company has on a day: beside the flows of a quarter it is what there was at its end."""


_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(rf"\b(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}})\b(?!,? (?:19|20)\d\d)")


def _on_day(month: str, day: int, period: Period) -> tuple[Period, bool]:
    """The balance of a day that a row names without its year: "Balance at January 1" under 2023 is what there was when 2022 ended."""
    at = (_MONTHS.index(month) + 1, day)
    if period.start is not None and at == (period.start.month, period.start.day):
        return instant(period.start - timedelta(days=1)), True
    if period.end is not None and at == (period.end.month, period.end.day):
        return instant(period.end), True
    return period, False


def at_its_edge(row: GridRow, metric: Metric, period: Period | None, *, of_cash: bool, own: bool = False) -> tuple[Period | None, bool]:
    """The day that a balance "at end of period" is for, and whether it is known; a period as it is for all else.

    In a statement of cash flows (`of_cash`) only cash has balances, at the end unless its row says otherwise. In a company's `own`
    report what it has stands under the quarter or year at whose end it had it.
    """
    if metric.span is not Span.INSTANT or period is None:
        return period, True
    label = row.label
    if of_cash and (metric.id != "cash" or _CHANGES.search(label)):
        return period, False
    if _BEGINS.search(label):
        if period.kind is PeriodKind.INSTANT or period.start is None:
            return period, False
        return instant(period.start - timedelta(days=1)), True
    day = _DAY.search(label) if period.kind is not PeriodKind.INSTANT and period.start is not None and period.end is not None else None
    if day is not None and not of_cash:
        return _on_day(day["month"], int(day["day"]), period)
    at_end = of_cash or _ENDS.search(label) or (own and metric.id in HELD and not _CHANGES.search(label))
    if at_end and period.kind is not PeriodKind.INSTANT and period.end is not None:
        return instant(period.end), True
    return period, True
