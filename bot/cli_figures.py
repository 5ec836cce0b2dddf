"""The command that lists and exports what is believed: `burnrate figures`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli_opening import opened_engine
from bot.cli_shared import Invocation, shared

if TYPE_CHECKING:
    from bot.figure_table import FigureRow, Wanted
    from bot.library import Library

__all__ = ["figures"]

_SHOWN = 400
"""Rows that a terminal shows; an export has all."""


@click.command()
@click.option("--entity", metavar="NAME", help="Of whom: a company, segment or product, by any of its names.")
@click.option("--metric", metavar="MEASURE", help='Which measure, in any words: revenue, capex, "net loss".')
@click.option("--period", metavar="PERIOD", help='For when: 2024, fy25, "Q2 2026", "March 2026".')
@click.option("--basis", metavar="BASIS", help="actual, guidance, projection, run_rate, commitment, estimate or reported.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--csv", "as_csv", is_flag=False, flag_value="-", metavar="[FILE]", help="Write CSV to FILE, or print it.")
@click.option("--parquet", metavar="FILE", help="Write Parquet to FILE (needs pyarrow).")
@shared
@click.pass_obj
def figures(
    obj: Invocation, entity: str | None, metric: str | None, period: str | None, basis: str | None,
    as_json: bool, as_csv: str | None, parquet: str | None,
) -> None:  # fmt: skip
    """List or export the figures believed, each with the words that bear it."""
    if sum((as_json, as_csv is not None, parquet is not None)) > 1:
        msg = "give one of --json, --csv and --parquet"
        raise click.UsageError(msg)
    library = opened_engine(obj.settings()).library
    from bot.figure_table import rows, wanted

    today = datetime.now().astimezone().date()
    which = wanted(library, entity=entity, metric=metric, period=period, basis=basis, today=today)
    found = rows(library, which)
    if as_json:
        from bot.figure_files import write_json

        write_json(found, library.snapshot.id, sys.stdout.write)
    elif as_csv is not None or parquet is not None:
        _export(found, as_csv, parquet)
    else:
        _show(found, library, which)


def _export(found: Iterator[FigureRow], as_csv: str | None, parquet: str | None) -> None:
    from bot.figure_files import new_file, write_csv, write_parquet

    if as_csv == "-":
        write_csv(found, sys.stdout)
        return
    path = Path(as_csv or parquet or "")
    if as_csv is not None:
        with new_file(path) as made, made.open("w", encoding="utf-8", newline="") as out:
            count = write_csv(found, out)
    else:
        count = write_parquet(found, path)
    click.echo(f"{count} figures in {path}", err=True)


def _show(found: Iterator[FigureRow], library: Library, which: Wanted) -> None:
    from itertools import islice

    from rich.console import Console

    from bot.figure_table import held_instead
    from bot.terminal_figures import show_figures

    console = Console(highlight=False)
    shown = list(islice(found, _SHOWN))
    if not shown:
        console.print(f"No figures. {held_instead(library, which)}")
        return
    more = sum(1 for _ in found)
    show_figures(shown, console)
    if more:
        console.print(f"{more:,} more; narrow it with --entity, --metric, --period or --basis, or export all with --csv FILE.")
