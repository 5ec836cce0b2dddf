"""Tables of an invented company's annual report, read as those of any document without tags."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from corpus.document import Revision, SourceType
from corpus.html import extract_html
from index.figure import Figure
from index.fiscal import FiscalCalendar
from index.statement import table_figures
from index.taxonomy import Taxonomy

__all__ = ["OWNER", "figures", "filing", "only", "table", "values"]

OWNER = "Larkmoor Systems"
MONEY = "<p>All amounts are in U.S. dollars ($) unless noted.</p>"


def filing(body: str, money: str = MONEY, source: SourceType = SourceType.FILING) -> Revision:
    page = extract_html(f"<html><body><h1>Larkmoor Systems annual report</h1>{money}{body}</body></html>")
    return Revision(
        revision_id="r1", document_id="d1", url="https://larkmoor.example/10k", title="Annual report", publisher=OWNER,
        published=date(2025, 2, 20), source_type=source, text=page.text, blocks=page.blocks,
        fetched_at=datetime(2025, 2, 21, tzinfo=UTC),
    )  # fmt: skip


def figures(body: str, taxonomy: Taxonomy, calendar: FiscalCalendar | None = None, *, money: str = MONEY, source: SourceType = SourceType.FILING) -> list[Figure]:
    return list(table_figures(filing(body, money, source), taxonomy, lambda _: [], OWNER, calendar))


def table(*rows: str) -> str:
    """A table out of rows of cells between bars; a lone cell stands over all columns."""
    width = max(row.count("|") for row in rows) + 1
    made = []
    for row in rows:
        cells = [cell.strip() for cell in row.split("|")]
        made.append(f'<tr><td colspan="{width}">{cells[0]}</td></tr>' if len(cells) == 1 else f"<tr>{''.join(f'<td>{c}</td>' for c in cells)}</tr>")
    return f"<table>{''.join(made)}</table>"


def values(found: list[Figure], metric: str, part: str = "") -> set[Decimal]:
    """The different values of a measure for a part, the whole where none is named."""
    return {f.amount.value for f in found if f.metric == metric and f.dimension == part}


def only(found: list[Figure], metric: str, year: int | None = None) -> Figure:
    (one,) = [f for f in found if f.metric == metric and (year is None or (f.period and f.period.year == year))]
    return one
