"""Figures in tables: each number cell with its row, column, caption and scale made into a figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from corpus.document import Revision
from index._declared import declared, money_of
from index.amount import Amount
from index.amounts import Caption, parse_cell, scale_of_caption
from index.basis import basis_of
from index.entity_table import EntityMatch
from index.figure import Basis, Figure
from index.fiscal import FiscalCalendar
from index.grid import GridCell, GridRow, TableText, read_table, tables
from index.period import Period, PeriodKind
from index.periods import find_periods
from index.taxonomy import Metric, Taxonomy

__all__ = ["table_figures"]

_PER_SHARE = re.compile(r"\bper (?:\w+ ){0,3}share\b|\bper ADS\b|\beps\b|\bearnings \(loss\) per\b", re.IGNORECASE)
_SHARES = re.compile(r"\bshares\b|\bweighted[- ]average\b", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bpercent(?:age)?\b|\bper cent\b|\bΔ\s?%", re.IGNORECASE)
_CHANGE = re.compile(
    r"^(?:\$|%|Δ|change|increase|decrease|inc|dec|yoy|y/y|growth|variation|var\.?|[()/%\s$ΔQ]|vs\.?)+$", re.IGNORECASE
)
_OWN_SCALE = re.compile(r"\d\s?(?:thousand|million|billion|trillion|bn|mn|mln|bln|tn|[mbk])\b", re.IGNORECASE)
_COMMITTED = re.compile(
    r"\bcommitments?\b|\bobligations?\b|\bfuture (?:minimum|lease)\b|\bmaturit(?:y|ies)\b", re.IGNORECASE
)


def table_figures(
    revision: Revision,
    taxonomy: Taxonomy,
    find_names: Callable[[str], Sequence[EntityMatch]],
    principal: str,
    calendar: FiscalCalendar | None = None,
) -> Iterator[Figure]:
    """Yield a figure for each number cell of a revision's tables, named or not by a metric of the taxonomy.

    A cell whose row and column name no known metric keeps metric "" and its words as `label`, so that a
    question in the table's own words still finds it.
    """
    document = declared(revision)
    for rows, above, headings in tables(revision.text, revision.blocks):
        table = read_table(revision.text, rows, above)
        first_headers = " ".join(dict.fromkeys(h for r in table.rows[:1] for c in r.cells for h in c.headers))
        nearest_first = [*reversed(table.caption.splitlines()), first_headers, *reversed(headings[-2:])]
        own = next(filter(None, map(scale_of_caption, nearest_first)), None)
        caption = money_of(table, own, document)
        heading_names = find_names(table.caption) if table.caption else []
        entity = heading_names[0].name if heading_names else principal
        lines: list[list[Figure]] = []
        for row in table.rows:
            found = (
                _cell_figure(revision, table, row, cell, caption, headings, taxonomy, find_names, entity, calendar)
                for cell in row.cells
            )
            lines.append(_signed([figure for figure in found if figure is not None], taxonomy))
        for line in _parts_of_totals(lines, [row.label for row in table.rows]):
            yield from line


# Measures whose sign says something; of all others a minus or parentheses only say which way the money went.
_SIGNED = frozenset(
    "gross_profit ebitda adjusted_ebitda free_cash_flow investing_cash_flow financing_cash_flow equity other_income "
    "income_tax eps revenue_growth net_debt".split()
)


def _signed(figures: Sequence[Figure], taxonomy: Taxonomy) -> list[Figure]:
    """Write losses as losses: a negative income is its opposite, a bracketed expense or loss is positive.

    In a row called a loss, signs that differ from cell to cell tell losses from profits.
    """
    mixed = len({figure.amount.value < 0 for figure in figures if figure.amount.value}) > 1
    return [_signed_one(figure, taxonomy, mixed=mixed) for figure in figures]


def _signed_one(figure: Figure, taxonomy: Taxonomy, *, mixed: bool) -> Figure:
    if not figure.metric or figure.metric in _SIGNED or figure.amount.unit == "percent":
        return figure
    opposite = taxonomy.metric(figure.metric).opposite
    negative = figure.amount.value < 0
    positive = replace(figure, amount=replace(figure.amount, value=abs(figure.amount.value)))
    if opposite and _is_loss(figure.metric):
        return replace(positive, metric=opposite) if mixed and not negative else positive
    return replace(positive, metric=opposite) if opposite and negative else positive


def _parts_of_totals(lines: Sequence[list[Figure]], labels: Sequence[str]) -> list[list[Figure]]:
    """Rows that no metric names but that add up to the named row right below them are its parts."""
    out = list(lines)
    first = 0
    for place, line in enumerate(lines):
        if not line or not line[0].metric:
            continue
        rows = [i for i in range(first, place) if lines[i] and not lines[i][0].metric]
        first = place + 1
        if len(rows) < 2 or rows[-1] != place - 1 or not _adds_up([lines[i] for i in rows], line):
            continue
        for i in rows:
            out[i] = [replace(f, metric=line[0].metric, dimension=labels[i], confidence=line[0].confidence) for f in lines[i]]
    return out


def _adds_up(parts: Sequence[list[Figure]], total: list[Figure]) -> bool:
    """Whether the parts' first column sums to the total's, as far as rounding allows."""
    whole = total[0].amount.value
    same = [p[0].amount for p in parts if p[0].period == total[0].period and p[0].amount.unit == total[0].amount.unit]
    if len(same) != len(parts) or not whole:
        return False
    return abs(sum((a.value for a in same), Decimal(0)) - whole) <= abs(whole) / 500


def _is_loss(metric: str) -> bool:
    return "loss" in metric or metric.endswith("_used")


def _cell_figure(
    revision: Revision,
    table: TableText,
    row: GridRow,
    cell: GridCell,
    caption: Caption,
    headings: Sequence[str],
    taxonomy: Taxonomy,
    find_names: Callable[[str], Sequence[EntityMatch]],
    entity: str,
    calendar: FiscalCalendar | None,
) -> Figure | None:
    parsed = parse_cell(cell.text)
    if parsed is None:
        return None
    column = " ".join(cell.headers)
    if cell.headers and _CHANGE.match(cell.headers[-1].strip()):
        return None
    period, sure = _cell_period(revision, table, row, cell.headers, headings, calendar)
    metric, dimension = _cell_metric(table, row, column, headings, taxonomy)
    amount = _scaled(parsed, cell, row, column, caption, metric, taxonomy)
    per_unit = bool(metric) and "money_per_unit" in taxonomy.metric(metric).units
    if caption.of_document and (per_unit or not _is_money(amount.unit)):
        # The document's scale is that of its money; counts and prices of one are as they are written.
        amount = _scaled(parsed, cell, row, column, replace(caption, factor=Decimal(1)), metric, taxonomy)
    if metric and not per_unit and _too_small(amount, cell, taxonomy.metric(metric)):
        return None
    if metric and not taxonomy.compatible(metric, amount.unit):
        metric = ""
    label = " › ".join(part for part in (*row.sections, row.label, _words_only(column)) if part)
    row_names = find_names(row.label) if not metric or dimension else []
    owner = row_names[0].name if row_names else entity
    words = f"{table.caption} {' '.join(row.sections)} {row.label} {column}"
    basis = basis_of(f"{row.label} {column} {table.caption.splitlines()[-1] if table.caption else ''}")
    if (
        basis is Basis.PROJECTION
        and period is not None
        and period.end
        and revision.published
        and period.end <= revision.published
    ):
        basis = Basis.ACTUAL
    if basis is Basis.ACTUAL and _COMMITTED.search(words):
        basis = (
            Basis.COMMITMENT
            if period is None or not period.end or not revision.published or period.end > revision.published
            else basis
        )
    return Figure(
        document_id=revision.document_id,
        revision_id=revision.revision_id,
        amount=replace(amount, start=cell.cell.start, end=cell.cell.end),
        start=row.block.start,
        end=row.block.end,
        entity=owner,
        metric=metric,
        label=label,
        basis=basis,
        period=period,
        dimension=dimension,
        table=table.number,
        confidence=round((0.95 if metric else 0.6) * sure, 3),
    )


def _words_only(column: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[^A-Za-zÀ-ÿ&/ -]", " ", column)).strip()


_TIMED = re.compile(r"\b(?:ended|ending|months|weeks|quarter|half)\b", re.IGNORECASE)
_BARE_YEAR = re.compile(r"^(?:19|20)\d\d\b[^A-Za-z]*$")


def _cell_period(
    revision: Revision,
    table: TableText,
    row: GridRow,
    headers: Sequence[str],
    headings: Sequence[str],
    calendar: FiscalCalendar | None,
) -> tuple[Period | None, float]:
    def periods(words: str) -> list[Period]:
        return [f.period for f in find_periods(words, published=revision.published, calendar=calendar)]

    in_row = [p for p in periods(row.label) if _year_of(p)]
    together = [p for p in periods(" ".join(headers)) if _year_of(p)]
    if in_row and (not together or in_row[0].kind is not PeriodKind.INSTANT):
        # "2028 | 5,265" under "Computing commitments": the row is the period.
        return in_row[0], 1.0
    for words in reversed(headers):
        inner = [p for p in periods(words) if _year_of(p)]
        if not inner:
            continue
        chosen = max(inner, key=_precision)
        bare = bool(_BARE_YEAR.search(words.strip()))
        wider = [
            p
            for p in together
            if _year_of(p) == _year_of(chosen) and (_precision(p) > _precision(chosen) or (bare and p.kind is not chosen.kind))
        ]
        timed = bool(_TIMED.search(" ".join(headers)))
        above = [
            p for p in periods(f"{_last_time_words(table.caption)} {words}") if _year_of(p) == _year_of(chosen) and not timed
        ]
        if wider:
            return max(wider, key=_precision), 1.0
        if above and chosen.kind is PeriodKind.YEAR and not re.search(r"[a-z]", words, re.IGNORECASE):
            return max(above, key=_precision), 0.95
        return chosen, 1.0
    if together:
        return max(together, key=_precision), 1.0
    for words in (*reversed(row.sections), *reversed(table.caption.splitlines()), *reversed(headings[-2:])):
        found = [p for p in periods(words) if _year_of(p)]
        if found:
            return max(found, key=_precision), 0.85
    return None, 0.8


def _last_time_words(caption: str) -> str:
    found = re.findall(
        r"(?:for the )?(?:(?:fiscal )?years?|(?:three|six|nine|twelve) months|quarters?|\d\d weeks) (?:ended|ending)[^\n|(]{0,24}|as (?:of|at) [A-Z]\w+ \d{1,2},?",
        caption,
        re.IGNORECASE,
    )
    return found[-1] if found else ""


def _year_of(period: Period) -> int | None:
    return period.year or (period.end.year if period.end else None)


def _precision(period: Period) -> int:
    """How much a period says: a dated stretch of time most, then a day, then a label alone."""
    if period.kind is PeriodKind.INSTANT:
        return 3
    return 1 + (2 if period.end else 0) + (2 if period.start else 0) - (2 if period.kind is PeriodKind.SPAN else 0)


def _cell_metric(
    table: TableText, row: GridRow, column: str, headings: Sequence[str], taxonomy: Taxonomy
) -> tuple[str, str]:
    """The metric a cell is of, and the part of the company it is for ("" for the whole)."""
    of_row = taxonomy.row_reading(row.label)
    if of_row is not None:
        return of_row.metric, of_row.part or _dimension(table, row, column, taxonomy)
    words = _words_only(column)
    of_column = taxonomy.row_metric(words) if words else None
    if of_column:
        return of_column, "" if row.label.lower().startswith(("total", "consolidated")) else row.label
    for section in reversed(row.sections):
        of_section = taxonomy.row_metric(section)
        if of_section:
            whole = row.label.lower().startswith("total") and len(row.label.split()) <= 2
            return of_section, "" if whole else row.label
    for above in (*reversed(table.caption.splitlines()), *headings[-1:]):
        named = taxonomy.find_metrics(above)
        if len({m.metric for m in named}) == 1:
            whole = row.label.lower().startswith("total") or bool(_ONLY_TIME.match(row.label))
            return named[0].metric, "" if whole else row.label
        if named:
            break
    return "", ""


_ONLY_TIME = re.compile(r"^(?:(?:fiscal|year|years|fy|remainder of|remaining|thereafter|after|h[12]|q[1-4])\b|[\s\d(),–-])+$", re.IGNORECASE)


def _dimension(table: TableText, row: GridRow, column: str, taxonomy: Taxonomy) -> str:
    """A segment that a section row or a column names beside the row's own metric."""
    for section in reversed(row.sections):
        if section and not taxonomy.row_metric(section) and _segment_like(section):
            return section
    words = _words_only(column)
    if (
        words
        and _segment_like(words)
        and not re.search(r"\b(?:ended|months|year|quarter|weeks|total|consolidated|as of)\b", words, re.IGNORECASE)
    ):
        return words
    return ""


_STATEMENT_WORDS = re.compile(
    r"\b(?:operating|activities|expenses?|assets?|liabilities|equity|cash flows?|income|loss(?:es)?|revenues?|costs?|share|data|"
    r"adjust\w*|reconcil\w*|supplement\w*|current|other|weighted|basic|diluted|statements?|consolidated|condensed|unaudited|"
    r"months|years?|quarters?|fiscal|half|first|second|third|fourth|ended|change|total|actual|prior|amount|us\$?|usd|page|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b",
    re.IGNORECASE,
)


def _segment_like(words: str) -> bool:
    return 2 < len(words) < 50 and not _STATEMENT_WORDS.search(words) and words[:1].isupper()


def _scaled(
    parsed: Amount, cell: GridCell, row: GridRow, column: str, caption: Caption, metric: str, taxonomy: Taxonomy
) -> Amount:
    """The cell's number in its real unit: caption scale applied, except to shares' prices and percentages."""
    label = " ".join((*row.sections[-1:], row.label))
    own = scale_of_caption(f"{row.label} ({column})") or scale_of_caption(row.label)
    if own is not None:
        scaled = own.factor != 1
        caption = replace(
            caption,
            unit=own.unit or caption.unit,
            factor=own.factor if scaled else caption.factor,
            of_document=caption.of_document and not scaled,
        )
    if _OWN_SCALE.search(cell.text):
        return replace(parsed, unit=parsed.unit or caption.unit or "")
    if parsed.unit in {"percent", "ratio"}:
        return parsed
    if _PERCENT.search(f"{row.label} {column}") and not parsed.unit:
        return replace(parsed, unit="percent")
    if _PER_SHARE.search(label) or _PER_SHARE.search(column):
        return replace(parsed, unit=parsed.unit or caption.unit or "", per="share")
    unit = parsed.unit
    if not unit:
        if _SHARES.search(row.label):
            unit = "share"
        elif metric:
            unit = _unit_for(metric, caption, taxonomy)
        else:
            unit = caption.unit or ""
    if caption.excepts(label):
        return replace(parsed, unit=unit)
    return replace(
        parsed,
        unit=unit,
        value=parsed.value * caption.factor,
        high=parsed.high * caption.factor if parsed.high is not None else None,
        scale=parsed.scale + (caption.factor.adjusted() if caption.factor != 1 else 0),
    )


def _unit_for(metric: str, caption: Caption, taxonomy: Taxonomy) -> str:
    """The unit of a bare number; money whose currency nothing tells has none, and so is no figure of its metric."""
    money = caption.unit or ""
    if money and taxonomy.compatible(metric, money):
        return money
    # A row of a table of money is of money whatever it is called; a scale that is the document's says no such thing.
    return "" if caption.of_document and _is_money(money) else money


def _is_money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


_SMALLEST_SUM = 10_000


def _too_small(amount: Amount, cell: GridCell, metric: Metric) -> bool:
    """Whether a company's sum is written without the scale that it must have: revenue of "$301.2"."""
    if not _is_money(amount.unit) or amount.per or "money" not in metric.units or _OWN_SCALE.search(cell.text):
        return False
    return 0 < abs(amount.value) < _SMALLEST_SUM
