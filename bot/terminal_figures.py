"""Figures as a table in the terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.figure_table import FigureRow
from bot.wording import in_short, plain

__all__ = ["show_figures"]

_ABOUT = {"about": "~", "over": "> ", "under": "< ", "up_to": "≤ ", "nearly": "just < ", "at_least": "≥ "}
_TWICE = re.compile(r"(\S+) (trillion|billion|million) to (\S+ \2)")
"""A range that says its scale at both ends."""


def show_figures(rows: Sequence[FigureRow], console: Console) -> None:
    """Print figures for a person, company by company and measure by measure: for when, how much, on what footing, by whom."""
    cells = [_cells(row) for row in rows]
    widths = [max(len(cell[place]) for cell in cells) for place in range(_FIXED)]
    whose, what = "", ""
    table: Table | None = None
    for row, cell in zip(rows, cells, strict=True):
        figure = row.figure
        measure = f"{row.measure} ({plain(figure.dimension)})" if figure.dimension else row.measure
        if table is None or (whose, what) != (figure.entity, measure):
            if table is not None:
                console.print(table)
            if whose != figure.entity:
                console.print(Text(f"{chr(10) if whose else ''}{plain(figure.entity)}", style="bold"))
            console.print(Padding(Text(measure, style="cyan"), (0, 0, 0, 1)))
            table = _table(widths)
        whose, what = figure.entity, measure
        link = row.document.url if row.document.url.startswith("http") else None
        table.add_row(*map(Text, cell[:_FIXED]), Text(cell[_FIXED], style=Style(link=link)))
    if table is not None:
        console.print(table)
    console.print(f"\n{len(rows):,} figure{'' if len(rows) == 1 else 's'}.")


_FIXED = 4
"""Columns as wide as they are; the source has what is left of the line."""


def _table(widths: Sequence[int]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for place, width in enumerate(widths):
        table.add_column(min_width=width, no_wrap=True, justify="right" if place == 1 else "left", style="dim" if place > 1 else "")
    table.add_column(style="dim", no_wrap=True, overflow="ellipsis")
    return table


def _cells(row: FigureRow) -> tuple[str, ...]:
    figure, document = row.figure, row.document
    return (
        f"  {figure.period.label if figure.period else '-'}",
        _ABOUT.get(figure.amount.qualifier or "", "") + _TWICE.sub(r"\1 to \3", in_short(figure.amount)),
        "" if figure.basis.value == "actual" else figure.basis.value.replace("_", " "),
        document.published.isoformat() if document.published else "-",
        f"{plain(document.publisher or document.title)}{' (digest)' if document.digest else ''}",
    )
