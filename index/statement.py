"""Figures in tables: each number cell with its row, column, caption and scale made into a figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.document import Block, Revision
from index._declared import declared, written_out
from index.amount import Amount
from index.amounts import Caption, parse_cell
from index.basis import basis_of
from index.entity_table import EntityMatch
from index.figure import STATED, Basis, Figure
from index.fiscal import FiscalCalendar
from index.grid import GridCell, GridRow, TableText, is_field_list, read_table, tables
from index.period import Period, PeriodKind
from index.table_apart import told_apart
from index.table_arithmetic import balanced, unlabelled_sums
from index.table_below import parts_below
from index.table_equity import happened_between
from index.table_kind import (
    HELD,
    at_its_edge,
    is_cash_flow,
    is_statement,
    of_acquisition,
    of_fair_values,
    of_parent_alone,
    of_taxes,
)
from index.table_metric import caption_metric, cell_metric, column_words, form_of
from index.table_names import in_full
from index.table_owners import owners_told
from index.table_parts import NAMED, OF_WHICH, WIDER, of_kind, part_of, parts_told
from index.table_pay import pay_told
from index.table_period import cell_period, is_day_first, is_earlier_view, is_given_before, without_views, years_alone
from index.table_sums import held_against, of_segments
from index.table_times import says_time_alone
from index.table_totals import of_partial_totals
from index.table_units import (
    caption_of,
    goes_on,
    in_real_units,
    introduces,
    is_small_sum,
    own_caption,
    percent_columns,
    says_scale,
    too_small,
)
from index.table_whole import reconciled, spent_in_all
from index.taxonomy import PER_SHARE, Taxonomy

__all__ = ["table_figures"]

_CHANGE = re.compile(
    r"^(?:\$|%|Δ|change|increase|decrease|inc|dec|yoy|y/y|growth|variation|var\.?|[()/%\s$ΔQ]|vs\.?)+$", re.IGNORECASE
)
_CHANGE_ROW = re.compile(r"^(?:change|difference|variance|increase|decrease)\s*(?:\([^()]*\))?$", re.IGNORECASE)
_ASIDE = re.compile(r"^\W*(?:notes?|ref(?:erence)?s?\.?|footnotes?|no\.?|#|rank|page)\W*$", re.IGNORECASE)
_COMMITTED = re.compile(
    r"\bcommitments?\b|\bobligations?\b|\bfuture (?:minimum|lease)\b|\bmaturit(?:y|ies)\b", re.IGNORECASE
)
_PER_SHARE = frozenset({"eps", "loss_per_share", "share_price", "offering_price", "price_target", "dividend"})
_EARNED = {"net_income": "eps", "net_loss": "loss_per_share"}
_MOST_PER_SHARE = 100_000
_MOST_EARNED = 1_000
_PLURAL = re.compile(r"(?:[a-z](?<![ius])s|people|personnel|count|number|staff|force|tokens?|window|context|length)\b", re.IGNORECASE)
_OF_PEOPLE = frozenset({"headcount", "users", "customers", "subscribers", "developers"})
"""Counts of people: under a title that says whom a table counts its rows need not ("Full-time employees", "Engineering", "Total")."""
_MARGINS = {"gross_profit": "gross_margin", "operating_income": "operating_margin"}
_MOST_PERCENT = 100
_SUMS = {margin: profit for profit, margin in _MARGINS.items()}
_OF_REVENUE = re.compile(r"\bpercentage of (?:\w+ )?(?:revenue|sales)\b|% of (?:\w+ )?(?:revenue|sales)\b", re.IGNORECASE)
# Not the square of a square metre.
_FOOTNOTE = re.compile(r"(?<![\d\s]m)(?<!ft)[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ᵃᵇᶜᵈᵉ*†‡]+|\s?\(\d{1,2}\)(?=\s*(?:$|›))")
_OUTLOOK = re.compile(r"\b(?:outlook|guidance|(?:old|new) targets?|(?:revised|previous|full-year|earnings) forecasts?|forecasts? of)\b", re.IGNORECASE)
_LONGEST_CAPTION = 160
_LONGEST_TITLE = 80
_OWN_REPORT = 4
_MAY_YET = re.compile(r"\bmay yet be (?:re)?purchased\b", re.IGNORECASE)
_OF_TAXES = frozenset({"income_tax", "tax_rate", "pretax_income", "pretax_loss"})
_DISCONTINUED = re.compile(r"\bdiscontinued\b", re.IGNORECASE)
_CHARGED = frozenset({"income_tax", "interest_expense"})
_PAID = re.compile(r"\bpaid\b|\bpayments?\b|\bsupplement", re.IGNORECASE)
_IN_ALL = frozenset({"total_assets", "total_liabilities"})
_UNNAMED = 0.6
_EARLIER = 0.4
"""How sure a figure is that a newer one beside it has replaced."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """What all cells of one table have in common."""

    revision: Revision
    table: TableText
    headings: Sequence[str]
    caption: Caption
    above: str
    taxonomy: Taxonomy
    find_names: Callable[[str], Sequence[EntityMatch]]
    find_products: Callable[[str], Sequence[EntityMatch]]
    entity: str
    calendar: FiscalCalendar | None
    around: Sequence[str]
    statement: bool
    cash_flow: bool
    parent_alone: bool
    taxes: bool
    fair_values: bool
    acquired: bool
    unscaled: bool
    percents: frozenset[int]
    day_first: bool | None
    outlook: bool
    of_companies: bool


def table_figures(
    revision: Revision,
    taxonomy: Taxonomy,
    find_names: Callable[[str], Sequence[EntityMatch]],
    principal: str,
    calendar: FiscalCalendar | None = None,
    find_products: Callable[[str], Sequence[EntityMatch]] = lambda _: [],
) -> Iterator[Figure]:
    """Yield a figure for each number cell of a revision's tables, named or not by a metric of the taxonomy.

    `find_names` gives the names in a label that may own a row's figures, `find_products` those of what companies make.

    A cell whose row and column name no known metric keeps metric "" and its words as `label`, so that a
    question in the table's own words still finds it.
    """
    document = declared(revision)
    found = list(tables(revision.text, revision.blocks))
    records = _records(revision.text, [rows for rows, _, _ in found])
    before: tuple[TableText, Caption | None, str, str] | None = None
    out: list[Figure] = []
    names: dict[int, str] = {}
    bare: set[int] = set()
    unnamed: list[Figure] = []
    for rows, lead, headings in found:
        subject = headings[-1] if headings and _first_words(revision.text, rows) in records else ""
        table = read_table(revision.text, rows, lead, subject)
        entity = _named_above(table, principal, find_names, own=revision.source_type.authority >= _OWN_REPORT)
        own = own_caption(table, headings)
        bare_money = own is not None and own.factor == 1 and not says_scale(table)
        if (own is None or bare_money) and before is not None and goes_on(table, before[0]):
            own = before[1] or own
        above, kind = caption_metric(table, headings, taxonomy)
        if not above and before is not None and not table.caption and _has_rows_of(table, before[0]):
            above, kind = before[2:]
        before = table, own, above, kind
        caption = caption_of(table, own, document)
        unscaled = own is None and document.scaled and caption.factor == 1
        reader = _Reader(revision, table, headings, caption, above, taxonomy, find_names, find_products, entity, calendar, _introductions(table, headings), is_statement(table, headings, taxonomy), is_cash_flow(table, headings, taxonomy), of_parent_alone(table, headings), of_taxes(table) and not is_statement(table, headings, taxonomy), of_fair_values(table), of_acquisition(table), unscaled, percent_columns(table), is_day_first(table), any(_says_outlook(line.partition(";")[0]) for line in (*_captions(table), *headings[-1:])), _lists_companies(table, revision))
        lines: list[list[Figure]] = []
        base: list[Figure] = []
        for row in table.rows:
            made = (_cell_figure(reader, row, cell) for cell in row.cells)
            line = _signed([figure for figure in made if figure is not None], taxonomy)
            if OF_WHICH.match(row.label) and base and base[0].metric and line and not line[0].metric:
                line = [part_of(figure, base[0], row.label) for figure in line]
            elif not OF_WHICH.match(row.label):
                base = line
            lines.append(line)
        told = parts_told(lines, table, [_FOOTNOTE.sub("", row.label) for row in table.rows], own=[taxonomy.row_metric(row.label) is not None for row in table.rows], statement=reader.statement and not reader.cash_flow)
        told = pay_told(told, table)
        told = parts_below(told, table, [_FOOTNOTE.sub("", row.label) for row in table.rows])
        told = told_apart(happened_between(told, table, calendar), table, taxonomy)
        told = owners_told(told, table, headings)
        if kind:
            told = [[of_kind(figure, above, kind) for figure in line] for line in told]
        out += [figure for line in told for figure in line]
        out += spent_in_all(told) if reader.statement else []
        unnamed += unlabelled_sums(told, table) if reader.statement and not reader.cash_flow else []
        names[table.number] = _called(table, headings)
        if unscaled:
            bare.add(table.number)
    yield from in_full(of_partial_totals(of_segments(reconciled(held_against(balanced(out, unnamed), taxonomy), names, taxonomy, unscaled=bare))), revision.text)


def _has_rows_of(table: TableText, former: TableText) -> bool:
    """Whether a table has the rows of the one right before it: the year before, set as a table of its own."""
    labels, others = {row.label for row in table.rows}, {row.label for row in former.rows}
    return len(labels & others) > 1 and 2 * len(labels & others) >= len(labels)


_OF_MODELS = frozenset({"benchmark_score", "api_price", "context_window", "parameters", "error_rate", "training_tokens", "training_compute"})
"""What tables compare models by, each in a column of its own."""


def _name_over(reader: _Reader, header: str) -> str:
    """The model or company that a column is called by; "" where its header says something else."""
    return _named(reader.find_names(header), header)


def _named(names: Sequence[EntityMatch], words: str) -> str:
    """The first name found in some words, where it is most of them; else ""."""
    return names[0].name if names and (names[0].end - names[0].start) * 2 >= len(words) else ""


def _of_model(reader: _Reader, row: GridRow, cell: GridCell, owner: str, dimension: str) -> tuple[str, str]:
    """Whose a number is that models are compared by, and what of it: that of the model in its row or over its column, where one stands there."""
    if len(row.labels) > 1 and (model := _named(reader.find_products(row.labels[0].text), row.labels[0].text)):
        # Who makes each may stand in the next column.
        owner, dimension = model, dimension.removeprefix(row.labels[0].text).strip()
    if cell.headers and (over := _name_over(reader, cell.headers[-1])):
        owner, dimension = over, dimension.removesuffix(cell.headers[-1]).strip()
    return owner, dimension


_COMPANIES = re.compile(r"\W*(?:vendor|manufacturer|maker|supplier|company|companies|brand|lab|provider|operator|developer|issuer|firm|competitor)(?:s|y|ies)?(?: name)?\W*$", re.IGNORECASE)
_OF_NONE = re.compile(r"\W*(?:(?:all |the )?(?:others?|rest)|(?:grand |market |industry |worldwide )?total|(?:total |whole )?market|(?:industry )?average|all (?:vendors|companies|makers|suppliers))\b[^›]{0,20}$", re.IGNORECASE)


def _lists_companies(table: TableText, revision: Revision) -> bool:
    """Whether each row of a table is of another company, by what its first column is called; in a company's own report all are its own in sum."""
    return revision.source_type.authority < _OWN_REPORT and any(_COMPANIES.match(words) for words in table.stub)


def _called(table: TableText, headings: Sequence[str]) -> str:
    """What stands right over a table, or else its heading."""
    return next((line for line in (*reversed(table.caption.splitlines()[-1:]), *headings[-1:]) if line), "")


def _records(text: str, found: Sequence[Sequence[Block]]) -> set[str]:
    """The first labels of lists of fields that occur again and again: each list is about what its heading names."""
    first = Counter(_first_words(text, rows) for rows in found if is_field_list(text, rows))
    return {words for words, times in first.items() if times > 1}


def _first_words(text: str, rows: Sequence[Block]) -> str:
    return next((text[c.start : c.end].strip() for c in rows[0].cells), "")


def _named_above(
    table: TableText, principal: str, find_names: Callable[[str], Sequence[EntityMatch]], *, own: bool
) -> str:
    """Whose a table is: named in its caption, which in a company's own report has to be a title and no sentence."""
    for line in reversed(table.caption.splitlines()):
        if _FORECASTS.search(line):
            continue  # "Acme Research estimates" are of another
        if own and principal and (len(line) > _LONGEST_TITLE or line.rstrip().endswith((".", ":"))):
            continue
        names = find_names(line)
        if names:
            return names[0].name
    return principal


_FORECASTS = re.compile(r"\b(?:estimates|forecasts|projections|expectations|vs\.? consensus)\b", re.IGNORECASE)
_FORECAST_COLUMN = re.compile(r"\b(?:[1-4]Q|Q[1-4]|[HF]Y?|CY)?\s?['’]?(?:20)?\d\d(?P<kind>[AEeF])\b|\bconsensus\b", re.IGNORECASE)
# Measures whose sign says something; of all others a minus or parentheses only say which way the money went.
_SIGNED = frozenset(
    "gross_profit ebitda adjusted_ebitda free_cash_flow investing_cash_flow financing_cash_flow equity other_income "
    "income_tax eps revenue_growth net_debt gain_on_investments".split()
)


_TURNED = re.compile(r"\bbenefit \((?:provision|expense)\)|\bincome tax(?:es)? \((?:provision|expense)\)", re.IGNORECASE)
"""Rows in which what is paid stands in brackets: "Benefit (provision) for income taxes"."""


def _signed(figures: Sequence[Figure], taxonomy: Taxonomy) -> list[Figure]:
    """Write losses as losses: a negative income is its opposite, a bracketed expense or loss is positive.

    In a row called a loss, signs that differ from cell to cell tell losses from profits.
    """
    mixed = len({figure.amount.value < 0 for figure in figures if figure.amount.value}) > 1
    return [_signed_one(figure, taxonomy, mixed=mixed) for figure in figures]


def _signed_one(figure: Figure, taxonomy: Taxonomy, *, mixed: bool) -> Figure:
    if figure.metric == "income_tax" and _TURNED.search(figure.label):
        return replace(figure, amount=replace(figure.amount, value=-figure.amount.value))
    if not figure.metric or figure.metric in _SIGNED or figure.amount.unit == "percent":
        return figure
    opposite = taxonomy.metric(figure.metric).opposite
    negative = figure.amount.value < 0
    positive = replace(figure, amount=replace(figure.amount, value=abs(figure.amount.value))) if figure.amount.value.is_signed() else figure
    if opposite and _is_loss(figure.metric):
        return replace(positive, metric=opposite) if mixed and not negative else positive
    return replace(positive, metric=opposite) if opposite and negative else positive


def _is_loss(metric: str) -> bool:
    return "loss" in metric or metric.endswith("_used")


@lru_cache(maxsize=1024)
def _says_change(header: str) -> bool:
    return _CHANGE.match(header.strip()) is not None


@lru_cache(maxsize=2048)
def _says_outlook(words: str) -> bool:
    """Whether a caption, a row or a column is of what is expected; of a headline the first clause tells: "Strong first half; guidance raised"."""
    return _OUTLOOK.search(words) is not None


_SOLD_TOO = frozenset({"data_centers", "gpus"})
_BY_WHAT_IS_SOLD = frozenset({"revenue", "cost_of_revenue", "gross_profit", "operating_income", "backlog", "bookings"})
_COUNTED = re.compile(r"\b(?:number|count|installed|units?|shipped|in service)\b|#", re.IGNORECASE)


def _cell_figure(reader: _Reader, row: GridRow, cell: GridCell) -> Figure | None:
    parsed = parse_cell(cell.text)
    if parsed is None:
        return None
    if _CHANGE_ROW.match(row.label):
        return None
    if cell.cell.column in reader.percents and not parsed.unit:
        parsed = replace(parsed, unit="percent")
    table, taxonomy, revision = reader.table, reader.taxonomy, reader.revision
    alone, replaced = years_alone(cell.headers)
    cell = cell if alone is cell.headers else replace(cell, headers=alone)
    column = " ".join(cell.headers)
    if cell.headers and (any(map(_says_change, cell.headers)) or _ASIDE.match(cell.headers[-1])):
        return None
    outlook = reader.outlook or _says_outlook(row.label) or _says_outlook(column)
    headers = without_views(cell.headers) if outlook else cell.headers
    viewed = outlook and not without_views((row.label,))
    period, sure = cell_period(revision, table, replace(row, label="") if viewed else row, headers, reader.headings, reader.calendar, day_first=reader.day_first)
    if replaced or (outlook and (is_earlier_view((row.label, *cell.headers)) or is_given_before(cell.headers, (other.headers for other in row.cells)))):
        sure = _EARLIER
    if viewed and period is not None and period.kind is PeriodKind.INSTANT:
        period = None  # when the forecast was given, not what it is for
    metric, dimension = cell_metric(row, cell if headers is cell.headers else replace(cell, headers=headers), reader.above, taxonomy, reader.around)
    dimension = "" if viewed else dimension
    if metric in _SOLD_TOO and reader.above in _BY_WHAT_IS_SOLD and not _COUNTED.search(row.label):
        metric, dimension = reader.above, row.label  # "Data Center" under "Revenue by market" is what is sold to them
    if metric == "buyback" and any(_MAY_YET.search(words) for other in row.cells for words in other.headers):
        metric = dimension = ""  # what each month of a quarter and its programme bought, and what all of it may
    if reader.taxes and metric not in _OF_TAXES:
        metric = dimension = ""
    if says_time_alone(dimension):
        metric = dimension = ""  # a header that says when is over what counts something else
    dimension = _part_in(reader, row, metric, dimension)
    if metric:
        period, known = at_its_edge(row, taxonomy.metric(metric), period, of_cash=reader.cash_flow, own=revision.source_type.authority >= _OWN_REPORT)
        if not known:
            metric = dimension = ""
    if metric in _SUMS and _is_sum(parsed):
        metric = _SUMS[metric]
    amount = in_real_units(parsed, cell, row, column, reader.caption, metric, taxonomy)
    if amount.unit == "percent" and metric in _MARGINS and _OF_REVENUE.search(table.caption):
        metric = _MARGINS[metric]
    if metric and "money_per_unit" not in taxonomy.metric(metric).units and too_small(amount, cell, taxonomy.metric(metric), unscaled=reader.unscaled or (reader.caption.factor != 1 and not amount.scale)):
        return None
    if not metric and reader.unscaled and is_small_sum(amount, cell) and not written_out(table):
        return None
    metric, dimension = _earned(metric, dimension, amount, row, cell)
    if amount.per == "share" and metric and metric == reader.above and metric not in _PER_SHARE:
        metric = dimension = ""
    if metric and not (taxonomy.compatible(metric, amount.unit) and (amount.unit or _countable(metric, row, cell, taxonomy) or (metric == reader.above and metric in _OF_PEOPLE))):
        metric = dimension = ""
        amount = in_real_units(parsed, cell, row, column, reader.caption, metric, taxonomy)
    label = " › ".join(part for part in (*row.sections, row.label, column_words(cell, row.label)) if part)
    label = _FOOTNOTE.sub("", label)
    owner, dimension = _owner(reader, row, _FOOTNOTE.sub("", dimension), named=not metric or bool(dimension))
    if metric in _OF_MODELS:
        owner, dimension = _of_model(reader, row, cell, owner, dimension)
    of_whole = not dimension or metric in PER_SHARE
    # What a statement of cash flows begins with is what all owners earned together.
    of_owners = reader.cash_flow and metric in {"net_income", "net_loss"}
    stated = (reader.statement or metric == "tax_rate") and metric and not of_owners and of_whole and sure > _EARLIER and not (metric == "cash" and WIDER.search(row.label))
    confidence = STATED if stated else (NAMED if metric else _UNNAMED) * sure
    return Figure(
        document_id=revision.document_id,
        revision_id=revision.revision_id,
        amount=replace(amount, start=cell.cell.start, end=cell.cell.end),
        start=row.block.start,
        end=row.block.end,
        entity=owner,
        metric=metric,
        label=label,
        basis=_basis(reader, row, column, period, outlook=outlook),
        period=period,
        dimension=dimension,
        table=table.number,
        confidence=round(confidence, 3),
    )


def _part_in(reader: _Reader, row: GridRow, metric: str, dimension: str) -> str:
    """The part that a number is for, by what kind of table it stands in."""
    if reader.cash_flow and dimension in row.sections and not _DISCONTINUED.search(dimension):
        # "Adjustments to reconcile net income" head no part, and what taxes were paid in cash is not what they came to.
        dimension = "paid in cash" if metric in _CHARGED and _PAID.search(dimension) else ""
    if reader.fair_values and metric in _IN_ALL:
        dimension = f"measured at fair value {dimension}".strip()
    if reader.acquired and metric in HELD:
        dimension = f"acquired {dimension}".strip()
    return dimension or ("parent company alone" if metric and reader.parent_alone else "")


def _earned(metric: str, dimension: str, amount: Amount, row: GridRow, cell: GridCell) -> tuple[str, str]:
    """The measure and part of what was earned, where a table says it per share: "Net income attributable to Acme per common share - diluted"."""
    if metric not in {*_EARNED, *_EARNED.values()}:
        return metric, dimension
    if amount.per == "share":
        if not _is_per_share(amount, row.label, cell.text):
            return "", ""  # what is divided, under "Diluted earnings per share are calculated using"
        return (_EARNED[metric], form_of(row, cell) or dimension) if metric in _EARNED else (metric, dimension)
    # A tax on what is earned, in a table that says what that is per share.
    return ("", "") if metric in _EARNED.values() and not amount.per and abs(amount.value) > _MOST_PER_SHARE else (metric, dimension)


_EACH = re.compile(r"\bper (?:\w+ ){0,3}(?:share|unit|ads)\b|\beps\b", re.IGNORECASE)


def _is_per_share(amount: Amount, label: str, written: str) -> bool:
    """Whether what is earned is so for a share, as its row says or its cents show, and not all of it in a table of what is divided."""
    return abs(amount.value) <= _MOST_EARNED and (_EACH.search(label) is not None or "." in written)


def _is_sum(written: Amount) -> bool:
    """Whether a number is an amount of money and no rate: many call their gross profit their gross margin."""
    return written.unit != "percent" and (bool(written.unit) or abs(written.value) > _MOST_PERCENT)


def _countable(metric: str, row: GridRow, cell: GridCell, taxonomy: Taxonomy) -> bool:
    """Whether a bare number can be of a metric: "Data Center 115,186" counts nothing, "AI capacity 148,027" may be anything."""
    units = taxonomy.metric(metric).units
    if {"power", "duration"} & set(units):
        return False
    counted = all(unit.startswith("count:") for unit in units)
    return not counted or any(_PLURAL.search(words) for words in (row.label, *cell.headers, *row.sections))


def _introductions(table: TableText, headings: Sequence[str]) -> list[str]:
    """What introduces a table, the nearest first: the title over its labels, the lines above it, its heading."""
    return [*reversed(table.stub), *reversed(_captions(table)), *headings[-1:]]


def _captions(table: TableText) -> list[str]:
    """The lines above a table that introduce it, not the running text that happens to stand there."""
    return [line for line in table.caption.splitlines()[-2:] if len(line) <= _LONGEST_CAPTION and introduces(line)]


def _owner(reader: _Reader, row: GridRow, dimension: str, *, named: bool) -> tuple[str, str]:
    """Whose a row is and which part of it: the company that one of its labels is, else the table's.

    What is left of a list of companies, and what all of them come to, is nobody's.
    """
    if reader.of_companies and _OF_NONE.match(row.label):
        return "", dimension
    if not named:
        return reader.entity, dimension
    for words in [label.text for label in row.labels] or [row.label]:
        names = reader.find_names(words)
        if names and (names[0].end - names[0].start) * 2 >= len(words):
            return names[0].name, "" if dimension == words else dimension
    return reader.entity, dimension


def _basis(reader: _Reader, row: GridRow, column: str, period: Period | None, *, outlook: bool) -> Basis:
    captions = _captions(reader.table)
    basis = basis_of(f"{row.label} {column} {captions[-1].partition(';')[0] if captions else ''}")
    published = reader.revision.published
    past = period is not None and bool(period.end and published and period.end <= published)
    marked = _FORECAST_COLUMN.search(column)
    if marked is not None:
        # Analysts mark what was with an A and what they expect with an E: "2025A | 2026E".
        return Basis.ACTUAL if (marked["kind"] or "").upper() == "A" else Basis.ESTIMATE
    if outlook and basis is Basis.ACTUAL and not past:
        return Basis.GUIDANCE
    if basis in {Basis.PROJECTION, Basis.GUIDANCE} and past and basis_of(f"{row.label} {column}" if basis is Basis.GUIDANCE else column) is not basis:
        return Basis.ACTUAL
    words = f"{reader.table.caption} {' '.join(row.sections)} {row.label} {column}"
    if basis is Basis.ACTUAL and _COMMITTED.search(words) and (period is None or not past):
        return Basis.COMMITMENT
    return basis
