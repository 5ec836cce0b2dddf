"""Measures of tables: what a cell's number measures, for which part of whom, by its row, column and caption."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from index._modifier import KINDS, OF_PARTS
from index.amounts import unit_in_label
from index.grid import GridCell, GridRow, TableText
from index.table_equity import COMPONENT, is_of_components
from index.table_kind import is_balance
from index.table_times import DATED, ONLY_TIME, says_time_alone
from index.table_units import introduces
from index.taxonomy import PER_SHARE, RowReading, Taxonomy

__all__ = ["caption_metric", "cell_metric", "column_words", "form_of"]

_WHOLE = re.compile(r"^(?:[Tt]otal|TOTAL|[Cc]onsolidated|[Gg]roup|[Aa]ll|[Oo]verall|[Ss]um)\b(?:\s+[a-z]\S*)?\W*$")
_SCALE_ALONE = re.compile(
    r"^\W*(?:\w{0,3}[$€£¥]?['’]?000s?\W*$|(?:\w{0,3}[$€£¥]\W*|[A-Z]{3}\s)?(?:in )?(?:thousands?|millions?|billions?)\b|[A-Za-z]{0,3}[$€£¥%]\W*$|(?:yen|dollars|euros?|percent)\W*$)",
    re.IGNORECASE,
)
_COSTS = frozenset({"cost_of_revenue", "gross_profit", "operating_income", "operating_loss", "total_expenses", "operating_expenses"})
_HELD = re.compile(r"\b(?:units?|warrants?|options?|notes?|awards?|shares outstanding|securities)\b", re.IGNORECASE)
_FORMS = {"basic": "Basic", "diluted": "Diluted", "dilution": "Diluted"}
_OF_EQUIPMENT = frozenset({"property_and_equipment"})
_TRADED = frozenset({"accounts_payable", "accounts_receivable"})
_TRADE = re.compile(r"trade(?: \(.*\)|,? net.*)?$", re.IGNORECASE)
_HALVED = frozenset({"deferred_revenue", "customer_deposits"})
"""Balances that a balance sheet states in two rows, what falls due within a year and what later does."""
_TERMS = re.compile(r"(?P<later>\b(?:non-?current|long(?:-?term)?)\b|\b(?:less|net of|excluding|after) (?:the )?(?:current|short-term) (?:portion|part|maturities)\b)|\b(?:current|short(?:-?term)?)\b", re.IGNORECASE)
_OF_WHOLES = frozenset(
    "operating_cash_flow operating_cash_used investing_cash_flow investing_cash_used financing_cash_flow financing_cash_used".split()
)
"""Totals of a statement: what heads the rows above them is none of their parts."""
_ENDED = re.compile(r"\bdiscontinued operations\b", re.IGNORECASE)
_NO_PART = re.compile(r"(?:(?:capital|common|preferred|preference|treasury) stock|summary|supplemental|reconciliation|interest|numerator|denominator|taxes|dividends?|shares?)\b", re.IGNORECASE)
"""Sections of a statement whose end no total marks: what follows them is none of their parts."""
_OWN_EQUITY = re.compile(r"['’]s (?:share|stock)(?:holder|owner)s?['’]?s? (?:equity|deficit|investment)\W*$|^total (?!.*liabilit).{1,60}\b(?:share|stock)(?:holder|owner)s?['’]?s? (?:equity|deficit|investment)\W*$"
    r"|\b(?:inc|incorporated|corp|corporation|company|co|plc|ltd|limited|llc)\.?,? (?:share|stock)(?:holder|owner)s?['’]?s? (?:equity|deficit)\W*$", re.IGNORECASE)
"""What a company's owners have, by its name: "Acme's stockholders' equity" beside that of others."""
_OF_PENSIONS = re.compile(r"(?:current |employer )?service costs?(?:\W*$| ?[-–—])", re.IGNORECASE)
"""What a year's work adds to pensions: no cost of the services that a company sells."""
_OPERATIONS = re.compile(r"\b(?:dis)?continu(?:ed|ing) operations\b", re.IGNORECASE)
"""What of a sum per share is of what a company goes on with, or no longer does."""
_SPENT = re.compile(r"\b(?:expenses?|depreciation|amortization|impairments?|taxes|compensation)\b", re.IGNORECASE)
"""What is no revenue, whatever stands over its table."""
_NET_OF_PART = re.compile(r"(?:total )?net (?P<what>\w.*) (?:sales|revenues?)\W*$", re.IGNORECASE)
_ONE_COST = re.compile(r"total cost\W*$", re.IGNORECASE)
_TAX_SAVED = re.compile(r"\btax (?:benefits?|effects?|deductions?)\b", re.IGNORECASE)
"""What an expense saves in taxes, which is not the expense."""
_WHOLES = re.compile(r"total\b", re.IGNORECASE)
_IN_ALL = re.compile(r"\btotal\b|^consolidated\b", re.IGNORECASE)
_SHORTEST_PART = 3
_LONGEST_PART = 50
_TOTAL = re.compile(r"^total\W*$", re.IGNORECASE)
_TOTAL_OF = re.compile(r"^total (?!segments?\b|reportable\b|other\b|(?:\w+ )?compan)(?=[A-Za-zÀ-ÿ])", re.IGNORECASE)
"""What a part is called by in its last row: "Total Acme Cloud" is the Acme Cloud."""
_OF_TOTAL = re.compile(r"\btotal\W*$", re.IGNORECASE)
_SCALE_BESIDE = re.compile(
    r"(?:\b[A-Z]{1,2})?[$€£¥]\s?(?:['’]?000s?|thousands?|millions?|billions?|mn?|bn|k)?(?![a-z])|\b(?:in )?(?:thousands?|millions?|billions?)(?: of \w+)?", re.IGNORECASE
)
_RUNS = re.compile(r"\b(?:live|active|running|operating|operational|online|in service|energi[sz]ed|installed|built)\b", re.IGNORECASE)
_CONTRACTED = re.compile(r"\b(?:contracted|under contract|signed|secured|committed|pipeline)\b", re.IGNORECASE)
_OF_POWER = re.compile(r"\b(?:power|capacity|energi[sz]ed|load|megawatts|MW|GW)\b", re.IGNORECASE)
_POWER = frozenset({"kilowatt", "megawatt", "gigawatt", "terawatt"})
_STATEMENT_WORDS = re.compile(
    r"\b(?:operating|activities|expenses?|assets?|liabilities|equity|cash flows?|income|loss(?:es)?|revenues?|costs?|share|data|"
    r"adjust\w*|reconcil\w*|supplement\w*|current|other|weighted|basic|diluted|statements?|consolidated|condensed|unaudited|"
    r"predecessor|successor|months|years?|quarters?|fiscal|half|first|second|third|fourth|ended|change|total|actual|prior|previous|updated|revised|outlook|guidance|forecasts?|"
    r"low|high|midpoint|range|notes?|amount|us\$?|usd|page|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b",
    re.IGNORECASE,
)


# A note that says under which expenses another was booked: "stock-based compensation was as follows: cost of revenue ..."
_ALLOCATED = frozenset({"stock_compensation", "depreciation_amortization", "restructuring_charge", "impairment"})
_BORROWED = frozenset({"loan", "interest_rate"})
"""What the names of debts are taken for: "DDTL 2.0 facility", "9.25% Senior Notes"."""
_OF_STAFF = frozenset({"headcount"})
"""Counts whose parts are called like what their work costs: "General and administrative" under "Employees by function"."""
_BOOKED_UNDER = frozenset(
    "cost_of_revenue research_and_development sales_and_marketing general_and_administrative "
    "selling_general_administrative operating_expenses".split()
)


_WITH_MORE = re.compile(r",? (?:including|inclusive of) .*$|\s*\((?:including|includes|inclusive of) [^()]*\)\s*$", re.IGNORECASE)
"""What a row says that it has in it too: "Purchases of property and equipment, including construction in progress"."""
_LESS_WITHOUT = frozenset("revenue gross_profit operating_income operating_loss pretax_income pretax_loss net_income net_loss equity eps loss_per_share cash total_expenses cost_of_revenue".split())
"""Measures that are another number with what a row says it has in it too: "Net income including noncontrolling interests"."""


def _with_more(label: str, taxonomy: Taxonomy) -> RowReading | None:
    """What a row is of that says what it has in it too, by what stands before that."""
    reading = taxonomy.row_reading(_WITH_MORE.sub("", label)) if _WITH_MORE.search(label) else None
    return None if reading is None or reading.metric in _LESS_WITHOUT else reading


_RUNNING = re.compile(r"[a-z]\w*[.!?]\W*$")
_LEADS = re.compile(r"\b(?:follow(?:s|ing)|below|above|tables?|present(?:s|ed)|shows?|shown|set(?:s)? (?:out|forth)|summar(?:y|i[sz]e[sd]?)|breakdown|(?:were|was|are|is|be) as)\b", re.IGNORECASE)


_PARTED_BY = re.compile(r"(?P<what>\w+(?: \w+){0,3}) by (?:\w+ ?){1,8}$", re.IGNORECASE)


def caption_metric(table: TableText, headings: Sequence[str], taxonomy: Taxonomy) -> tuple[str, str]:
    """The one metric that the words above a table name, the nearest first, and the kind of it that all of the table is of.

    Both are "" where they name none or several: "subscription and support" revenues that "consisted of the following".
    """
    lines = (line for line in reversed(table.caption.splitlines()) if introduces(line) and not (_RUNNING.search(line) and not _LEADS.search(line)))
    for above in (*reversed(table.stub), *lines, *headings[-1:]):
        # "Revenue by billing location of the customer" names no measure but the first.
        title = _PARTED_BY.match(above)
        words = title["what"] if title else above
        mentions = taxonomy.find_metrics(words)
        kind = _kind_before(words, mentions[0].start) if len(mentions) == 1 and mentions[0].metric in OF_PARTS else ""
        if kind and (title or not _CONSISTED.search(above)):
            return "", ""  # "subscription revenue by segment" is a part of each segment's
        named = {m.metric for m in mentions}
        booked = named & (_ALLOCATED | _OF_STAFF)
        if len(booked) == 1 and _books(table, taxonomy):
            return booked.pop(), ""
        if len(named) == 1 and not _of_many(table, named, taxonomy):
            return named.pop(), kind
        if named:
            return "", ""
    return "", ""


def _of_many(table: TableText, above: Collection[str], taxonomy: Taxonomy) -> bool:
    """Whether the rows of a table are called by many measures: they are not all of the one that a headline over them tells of."""
    return len({metric for row in table.rows if (metric := taxonomy.row_metric(row.label)) is not None} - set(above)) >= _MANY


_MANY = 3


_CONSISTED = re.compile(r"\b(?:consist(?:s|ed)?|(?:is|are|was|were) (?:comprised|composed|made up)) of\b", re.IGNORECASE)
_KIND_BEFORE = re.compile(r"(?:\w[\w-]*(?:,? and |, | & ))*\w[\w-]*\s*$")


def _kind_before(words: str, start: int) -> str:
    """The kind of business that stands before a measure's name: "Subscription and support" revenues; "" where none does."""
    found = _KIND_BEFORE.search(words[:start])
    return found.group().strip().lower() if found is not None and found.group().split()[-1].lower() in KINDS else ""


def _books(table: TableText, taxonomy: Taxonomy) -> bool:
    """Whether all that the rows of a table name are expenses under which something was booked, or people whose work these pay for."""
    rows = {metric for row in table.rows if (metric := taxonomy.row_metric(row.label)) is not None}
    return bool(rows) and rows <= _BOOKED_UNDER | _ALLOCATED | _OF_STAFF


def cell_metric(row: GridRow, cell: GridCell, above: str, taxonomy: Taxonomy, around: Sequence[str] = ()) -> tuple[str, str]:
    """The metric a cell is of ("" where none is named) and the part of the company it is for ("" for the whole).

    `above` is the metric that the table's caption names, `around` the words that introduce the table, the nearest first. A column such as "Constant currency" or "Pro forma" is a part
    too: what it holds is not what was reported.
    """
    metric, part = _metric_and_part(row, cell, above, taxonomy)
    if not metric and cell.headers and row.labels and row.labels[0].headers and _SUMS.match(cell.headers[-1]) and any(_LISTS_ROUNDS.search(words) for words in around):
        return "funding_raised", _item(row)  # "Company | Amount | Valuation" under "Selected rounds, October"
    if metric in _VAGUE and taxonomy.row_metric(row.label) != metric:
        return "", ""  # "unrealized losses" of securities are not the company's loss
    if metric in PER_SHARE:
        operations = _OPERATIONS.search(row.label)
        part = " ".join(filter(None, (form_of(row, cell), operations[0] if operations else ""))) or part
    elif metric in _HALVED and not part and not _IN_ALL.search(row.label):
        part = next((half for half in map(_half, (row.label, *reversed(row.sections), *around)) if half), "")
    elif metric in _TRADED and _TRADE.match(part):
        part = ""  # what is owed for goods, beside what is owed for all else
    if metric == "benchmark_score" and cell.headers and (over := cell.headers[-1]) and not _SAYS_SCORE.match(over) and not ONLY_TIME.match(over):
        return metric, " ".join(dict.fromkeys((*([] if _SAYS_SCORE.match(row.label) else [row.label]), over)))  # "MMLU Heron 4": the number is part of the name
    if metric == "power_capacity" and cell.headers and len(row.labels) >= _LISTED:
        # "Contracted" and "Live" under "Critical MW", in a list of sites.
        if _CONTRACTED.search(cell.headers[-1]):
            return "contracted_power", _item(row)
        if _RUNS.search(cell.headers[-1]):
            return metric, _item(row)
    variant = next((_words_only(h) for h in cell.headers if _VARIANT.search(h)), "")
    part = _TOTAL_OF.sub("", part)
    return metric, part if not variant or variant in part else f"{part} {variant}".strip()


def _metric_and_part(row: GridRow, cell: GridCell, above: str, taxonomy: Taxonomy) -> tuple[str, str]:
    column = column_words(cell, row.label)
    if (by_name := _owners_column(cell, row) or _net_of_section(row) or _of_list(row, cell, taxonomy)) is not None:
        return by_name
    of_row = RowReading("equity") if _OWN_EQUITY.search(_bare(row.label)) else taxonomy.row_reading(row.label) or _with_more(row.label, taxonomy)
    if above in _ALLOCATED | _OF_STAFF and of_row is not None and of_row.metric in _BOOKED_UNDER:
        return above, row.label
    if above == "debt" and of_row is not None and of_row.metric in _BORROWED:
        of_row = None  # "Revolving credit facility" in a table of what is owed is how much of it is
    if _OF_PENSIONS.match(_bare(row.label)) or (of_row is not None and _is_not_it(of_row.metric, row.label)):
        return "", ""
    if of_row is not None and of_row.metric == "revenue" and of_row.part and not _WHOLES.match(row.label):
        # "Automotive sales" under "Cost of revenues" is what these cost.
        over = next((metric for s in reversed(row.sections) if (metric := taxonomy.row_metric(s)) is not None), None)
        if over in _COSTS:
            return over, _with_column(row.label, column, row)
    if of_row is not None:
        # "Total Acme shareholders' equity" is all of it that is Acme's.
        part = "" if of_row.metric == "equity" and _WHOLES.match(of_row.part) else of_row.part
        return of_row.metric, part or _dimension(row, _short_enough(cell, column), of_row.metric, taxonomy)
    # "Accelerator cards" under "Revenue" counts no accelerators.
    named = set() if above in _OF_STAFF else {m.metric for m in taxonomy.find_metrics(row.label) if not all(unit.startswith("count:") for unit in taxonomy.metric(m.metric).units)}
    if named and not (above == "debt" and named <= _BORROWED | {"debt"}):
        above = above if above in named else ""
    item = _section_ended(row, taxonomy) or ("" if _WHOLE.match(_bare(row.label)) or ONLY_TIME.match(_bare(row.label)) else _item(row))
    if is_balance(_bare(row.label)):
        # In a statement of equity set as a list, what it is the balance of stands above.
        item = next((s for s in reversed(row.sections) if not taxonomy.row_metric(s) and not ONLY_TIME.match(s) and not _IN_ALL.search(s)), "")
    of_column = _column(cell, taxonomy)
    if of_column is not None:
        # Several columns of one measure differ in what they are for: "Standard input", "Batch input".
        alike = {column_words(c, row.label) for c in row.cells if (other := _column(c, taxonomy)) and other.metric == of_column.metric}
        part = _words_only(column) if len(alike) > 1 else of_column.part
        if len(alike) > 1 and len(part) >= _LONGEST_PART and len(cell.headers) > 1 and taxonomy.row_metric(cell.headers[-1]) != of_column.metric:
            # "Held in Treasury" under "Acme's share of equity".
            return of_column.metric, " ".join(filter(None, (item, _words_only(cell.headers[-1]))))
        of_total = any(_OF_TOTAL.search(words) for words in alike)
        own = next((h for h in reversed(cell.headers) if not _SCALE_ALONE.match(h)), "")
        part = _words_only(_short_enough(cell, part))
        if of_total and not _OF_TOTAL.search(own) and (DATED.search(row.label) or not ONLY_TIME.match(own)):
            return of_column.metric, " ".join(filter(None, (item, own)))
        return of_column.metric, " ".join(filter(None, (item, part if _segment_like(part) and not _OF_TOTAL.search(own) else "")))
    for section in reversed(row.sections):
        of_section = taxonomy.row_metric(section)
        if of_section and named and of_section not in named:
            break  # "Total Acme Cloud costs and expenses" further down under "Revenues:"
        if of_section:
            # How many units dilute, under "Diluted earnings per share", is none of these.
            diluting = of_section in PER_SHARE and _HELD.search(row.label)
            return ("", "") if diluting else (of_section, _with_column(item, column, row))
    if above and not (above == "revenue" and _SPENT.search(row.label)):
        return above, _with_column(item, column, row)
    for words in (*cell.headers[-1:], row.label, cell.text):
        if unit_in_label(words) in _POWER:
            metric = "contracted_power" if _CONTRACTED.search(f"{row.label} {column}") else "power_capacity"
            return metric, "" if _OF_POWER.search(row.label) else item
    return "", ""


_ROUNDS = re.compile(r"\W*(?:funding )?(?:round|stage|series)\W*$", re.IGNORECASE)
_SUMS = re.compile(r"\W*(?:(?:amount|size|sum|raised|money)(?: raised)?|(?:round|deal) size|how much)\b[^a-z]*(?:\([^)]*\))?\W*$", re.IGNORECASE)


def _of_list(row: GridRow, cell: GridCell, taxonomy: Taxonomy) -> tuple[str, str] | None:
    """The measure that the column of a list of things names, each with words in several columns, and which of them; None where it is no such list.

    "Series B" in a row is no measure of what stands under "Valuation"; a sum beside a round is what was raised.
    """
    heads = [h for label in row.labels for h in label.headers]
    if len(row.labels) < _LISTED or not row.labels[0].headers or not cell.headers:
        return None
    if any(_ROUNDS.match(h) for h in heads) and _SUMS.match(cell.headers[-1]):
        return "funding_raised", _item(row)
    of_column = _column(cell, taxonomy)
    misled = any(taxonomy.row_metric(label.text) for label in row.labels[1:])
    return (of_column.metric, _item(row)) if misled and of_column is not None and not of_column.part else None


_LISTED = 2
_LISTS_ROUNDS = re.compile(r"\b(?:(?:funding |financing |private |venture |largest |biggest |selected )?rounds|raises|fundings|financings)\b", re.IGNORECASE)


def _is_not_it(metric: str, label: str) -> bool:
    """Whether a row called like a measure is another number: "Total cost" of shares bought back, "Excess income tax benefits from equity compensation plans"."""
    return (metric == "total_expenses" and _ONE_COST.match(label) is not None) or (metric in _ALLOCATED and _TAX_SAVED.search(label) is not None)


_OWNERS_COLUMNS = re.compile(r"^total (?!equity|share|stock|liabilit)[A-Z][\w.&’' ]* equity\W*$|^total\b.*\b(?:share|stock)(?:holder|owner)s?['’]?s? (?:equity|deficit)|\bequity\b.*\battributable to (?!(?:the )?(?:non|minority|redeemable))|['’]s (?:share|stock)(?:holder|owner)s?['’]?s? (?:equity|deficit)", re.IGNORECASE)
_OTHERS_COLUMN = re.compile(r"\b(?:non-?controlling|minority) interests?\b", re.IGNORECASE)


def _net_of_section(row: GridRow) -> tuple[str, str] | None:
    """The part that a row is the net sales of, below what it sells: "Net Acme Cloud sales" under "Acme Cloud"."""
    named = _NET_OF_PART.match(_bare(row.label))
    return ("revenue", named["what"]) if named is not None and any(s.casefold() == named["what"].casefold() for s in row.sections) else None


def _owners_column(cell: GridCell, row: GridRow) -> tuple[str, str] | None:
    """What a balance is in a column of a statement of equity that is of the owners in all, or of others; None in all other columns."""
    if not cell.headers or not is_balance(_bare(row.label)):
        return None
    inner = cell.headers[-1]
    if _OTHERS_COLUMN.search(inner) and not _TOTAL_EQUITY.match(inner):
        return "", ""
    if _TOTAL.match(inner) and len(cell.headers) == 1 and is_of_components(row):
        return "equity", ""
    of_group = len(cell.headers) > 1 and _TOTAL.match(inner) and any(_OWNERS_COLUMNS.search(h) for h in cell.headers[:-1])
    if of_group or (_OWNERS_COLUMNS.search(inner) and _IN_ALL.match(inner)) or _OWN_EQUITY.search(inner):
        return "equity", ""
    if len(cell.headers) > 1 and COMPONENT.search(inner):
        return "", ""
    return None


_TOTAL_EQUITY = re.compile(r"\W*total equity\b", re.IGNORECASE)


def _short_enough(cell: GridCell, column: str) -> str:
    """What a column is called: all that its headers say, or only the last of them where that is too long for a name."""
    return column if len(column) < _LONGEST_PART else column_words(replace(cell, headers=cell.headers[-1:]))


def form_of(row: GridRow, cell: GridCell) -> str:
    """Whether a sum per share is basic or diluted, by its row, its column or the row it stands under; "" where it is both or neither."""
    for words in (row.label, *reversed(cell.headers), *row.sections[-1:]):
        said = {form for word, form in _FORMS.items() if word in words.casefold().replace("no dilution", "basic")}
        if said:
            return said.pop() if len(said) == 1 else ""
    return ""


def _half(words: str) -> str:
    """Which half of a balance is meant, as it falls due within a year or later; "" where nothing says."""
    found = {bool(term["later"]) for term in _TERMS.finditer(words)}
    return "" if len(found) != 1 else "non-current liabilities" if found.pop() else "current liabilities"


@lru_cache(maxsize=2048)
def _bare(label: str) -> str:
    """A label without the marks of its footnotes."""
    return re.sub(r"\s*\(\w{1,2}\)", "", label)


def _with_column(item: str, column: str, row: GridRow) -> str:
    """What a cell is for where only its caption says the measure: its row's item, and what its column says but a total.

    Of several totals the last is of the whole: "Total Acme Cloud" stands before "Total Acme, Inc.".
    """
    words = _words_only(column)
    if _COUNTS.match(words):
        return item
    totals = [other for c in row.cells if _IN_ALL.search(other := _words_only(column_words(c, row.label)))]
    if words in totals and words != totals[-1]:
        words = _TOTAL_OF.sub("", words)
    if _SHORT_NAME.fullmatch(words):
        return item if words in item else f"{item} {words}".strip()
    if not words or _IN_ALL.search(words) or len(re.sub(r"\W", "", _STATEMENT_WORDS.sub("", words))) < _SHORTEST_PART or words in item:
        return item
    return f"{item} {words}".strip()


def column_words(cell: GridCell, row: str = "") -> str:
    """The headers of a cell without those that only say a scale or a time: "Heron 4 Small", "Planned MW".

    Where the label of its `row` gives the time, a column "Second quarter-end" says something else.
    """
    return _words_over(cell.headers, dated=_is_dated(row))


@lru_cache(maxsize=1024)
def _is_dated(words: str) -> bool:
    return DATED.search(words) is not None


@lru_cache(maxsize=1024)
def _words_over(headers: tuple[str, ...], *, dated: bool) -> str:
    kept = [h for h in headers if re.search(r"[^\W\d_]", h) and not _SCALE_ALONE.match(h) and not is_balance(h)]
    return " ".join(h for h in kept if dated or _TOTAL.match(h) or not ONLY_TIME.match(_SCALE_BESIDE.sub(" ", h)))


def _item(row: GridRow) -> str:
    """What a row is about: its first label that is no day; a tracker's further labels say whose it is, and where."""
    if len(row.labels) < _LISTED or not row.labels[0].headers:
        return row.label
    return next((label.text for label in row.labels if not says_time_alone(label.text)), row.labels[0].text)


def _section_ended(row: GridRow, taxonomy: Taxonomy) -> str:
    """The section that a row is the total of: "Total current" below "Current:" is of the current part, not of all."""
    named = _SECTION_TOTAL.match(_bare(row.label))
    over = (s for s in reversed(row.sections) if named is not None and s.strip(" :").casefold() == named["what"].casefold())
    return next((s.strip(" :") for s in over if not taxonomy.row_metric(s)), "")


_SAYS_SCORE = re.compile(r"\W*(?:benchmark |test |eval(?:uation)? )?(?:scores?|results?|accuracy|benchmarks?|pass rate|%|percent)\W*$", re.IGNORECASE)
"""What is said of any benchmark."""
_COUNTS = re.compile(r"(?:number(?: of units)?|units?)(?: (?:shipped|sold|delivered))?$", re.IGNORECASE)
"""Columns that say no more than that their numbers count; what "Volume" added to sales in money is a part of them."""
_SECTION_TOTAL = re.compile(r"[Tt]otal (?P<what>\w.*?)\d?\W*$")
_VAGUE = frozenset({"loss", "profit_unspecified"})
_VARIANT = re.compile(
    r"\bconstant[- ]currenc|\bcurrency (?:effect|impact)|\bfx\b|\b(?:effect|impact)s?\b|\bpro[- ]forma\b|\badjust|\bexcluding\b|\beliminat|\bintersegment\b"
    r"|\bnon-gaap\b|\bhedging\b|\breclassif|\bas (?:previously|originally) (?:reported|filed|stated)\b",
    re.IGNORECASE,
)


def _column(cell: GridCell, taxonomy: Taxonomy) -> RowReading | None:
    """The metric that a column's headers name, the innermost first."""
    for header in reversed(cell.headers):
        found = taxonomy.row_reading(header) or taxonomy.row_reading(header.partition(",")[0])
        if found is not None:
            return found
    words = _words_only(" ".join(cell.headers))
    metric = taxonomy.row_metric(words) if words else None
    return RowReading(metric) if metric else None


def _words_only(column: str) -> str:
    """The words of a header, without its numbers and signs."""
    return re.sub(r"\s+", " ", _POINT.sub(" ", re.sub(r"[^A-Za-zÀ-ÿ&/ .-]", " ", column))).strip()


_POINT = re.compile(r"(?<!\b[A-Z])\.")
"""A point that is none of an abbreviation's: not those of "U.S."."""
_SHORT_NAME = re.compile(r"(?:[A-Z]\.){2,}(?: & [A-Z]\w+)?")
"""The short name of a place: "U.S."."""


def _dimension(row: GridRow, column: str, metric: str, taxonomy: Taxonomy) -> str:
    """A segment that a section row or a column names beside the row's own metric."""
    ended = next((s for s in row.sections if metric in _OF_WHOLES and _ENDED.search(s)), "")
    if ended:
        return ended
    whole = metric in _OF_WHOLES or (metric == "equity" and (_WHOLES.match(row.label) or _OWN_EQUITY.search(_bare(row.label))) is not None)
    for section in () if whole else reversed(row.sections):
        again = metric in _OF_EQUIPMENT and section.casefold() in row.label.casefold()  # "Net property" under "Property"
        if section and not again and not taxonomy.row_metric(section) and _segment_like(section) and not _NO_PART.match(section):
            return section
    words = _words_only(column)
    if (
        words
        and _segment_like(words)
        and not re.search(r"\b(?:ended|months|year|quarter|weeks|total|consolidated|as of)\b", words, re.IGNORECASE)
    ):
        return words
    return ""


_OF_NUMBERS = frozenset({"rate", "rates", "percent", "percentage", "tax rate"})
"""Headers that say how a number is written."""


def _segment_like(words: str) -> bool:
    if _SHORT_NAME.fullmatch(words):
        return True
    if words.casefold() in _OF_NUMBERS:
        return False
    return 2 < len(words) < _LONGEST_PART and re.search(r"[^\W\d_]{3}", words) is not None and not _STATEMENT_WORDS.search(words) and words[:1].isupper()
