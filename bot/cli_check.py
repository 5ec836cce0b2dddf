"""The command that checks a text: `burnrate check`."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from bot.cli_opening import opened_engine
from bot.cli_shared import Invocation, print_json, shared
from bot.errors import QuestionError

__all__ = ["check"]

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("claim")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--as-of", type=_DAY, metavar="DATE", help="Only documents published by this day (YYYY-MM-DD).")
@click.option("--today", type=_DAY, metavar="DATE", help='The day that "last year" counts from.')
@shared
@click.pass_obj
def check(obj: Invocation, claim: str, as_json: bool, as_of: datetime | None, today: datetime | None) -> None:
    """Say of each claim in CLAIM, a sentence or a paragraph, whether the sources bear it out; - reads standard input."""
    text = sys.stdin.read() if claim == "-" else claim
    if not text.strip():
        msg = "there is no text to check; give a sentence or a paragraph"
        raise QuestionError(msg)
    engine = opened_engine(obj.settings())
    from bot.checking import check as check_text

    day = today.date() if today else datetime.now().astimezone().date()
    checked = check_text(engine, text, today=day, as_of=as_of.date() if as_of else None)
    if as_json:
        print_json(checked.to_json())
        return
    from rich.console import Console

    from bot.terminal_checks import show_checked

    show_checked(checked, Console(highlight=False))
