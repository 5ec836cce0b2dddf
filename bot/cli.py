"""The command line."""

from __future__ import annotations

import json
import sqlite3
import sys
import traceback
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli_check import check
from bot.cli_corpus import corpus
from bot.cli_discord import discord
from bot.cli_figures import figures
from bot.cli_opening import opened_engine
from bot.cli_serve import serve
from bot.cli_shared import Invocation, bar, print_json, shared
from bot.cli_slack import slack
from bot.errors import BotError, QuestionError, RefreshError
from bot.settings import Settings
from corpus.errors import CatalogError, CorpusError
from corpus.net.errors import FetchSettingError
from index.errors import IndexingError

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.engine import Engine

__all__ = ["main"]

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data-dir", metavar="FOLDER", help="Where everything is kept (or BURNRATE_DATA_DIR).")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="burnrate")
@click.pass_context
def cli(context: click.Context, data_dir: str | None, debug: bool) -> None:
    """Answers questions about AI companies from documents, and shows the words it relies on."""
    context.obj = Invocation(data_dir, debug)


cli.add_command(check)
cli.add_command(corpus)
cli.add_command(discord)
cli.add_command(figures)
cli.add_command(serve)
cli.add_command(slack)


@cli.command()
@click.argument("question", required=False)
@click.option(
    "--batch", type=click.Path(allow_dash=True), metavar="FILE", help="JSON Lines of questions; - reads standard input."
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--as-of", type=_DAY, metavar="DATE", help="Only documents published by this day (YYYY-MM-DD).")
@click.option("--today", type=_DAY, metavar="DATE", help='The day that "last year" counts from.')
@click.option("--chart", metavar="FILE", help="Draw a course or comparison of three or more figures into FILE (.png or .svg).")
@click.option("--dark", is_flag=True, help="Draw it for a dark ground.")
@shared
@click.pass_obj
def ask(
    obj: Invocation,
    question: str | None,
    batch: str | None,
    as_json: bool,
    as_of: datetime | None,
    today: datetime | None,
    chart: str | None,
    dark: bool,
) -> None:
    """Answer one QUESTION, or each question of a batch."""
    if (question is None) == (batch is None):
        msg = "give one QUESTION, or --batch FILE"
        raise click.UsageError(msg)
    if chart is not None and (batch is not None or Path(chart).suffix.lower() not in {".png", ".svg"}):
        msg = f"--chart goes with one QUESTION and names a .png or .svg file, not {chart!r}"
        raise click.UsageError(msg)
    settings = obj.settings()
    engine = opened_engine(settings, for_one=batch is None)
    day = today.date() if today else datetime.now().astimezone().date()
    until = as_of.date() if as_of else None
    if batch is not None:
        _keep_gaps(settings, _ask_batch(engine, batch, day, until))
        return
    answer = engine.ask(question or "", today=day, as_of=until)
    _keep_gaps(settings, [answer])
    if chart is not None:
        _draw(answer, Path(chart), dark=dark)
    if as_json:
        print_json(answer.to_json())
        return
    from rich.console import Console

    from bot.terminal import show_answer

    show_answer(answer, Console(highlight=False))


def _draw(answer: Answer, path: Path, *, dark: bool) -> None:
    """Draw an answer where it tells a course or a comparison; else say on standard error that there is nothing to draw."""
    from bot.charts import write_chart

    if write_chart(answer, path, dark=dark):
        click.echo(f"chart: {path}", err=True)
    else:
        click.echo("no chart: the answer has no course or comparison of three or more figures of one measure", err=True)


def _ask_batch(engine: Engine, batch: str, day: date, until: date | None) -> list[Answer]:
    """Answer a batch; gives the answers to those that found nothing."""
    from bot.batch import read_batch

    if batch != "-" and not Path(batch).is_file():
        msg = f"--batch names {batch!r}, which is not a file"
        raise QuestionError(msg)
    opened = nullcontext(sys.stdin) if batch == "-" else Path(batch).open(encoding="utf-8")  # noqa: SIM115 - closed below
    found_nothing: list[Answer] = []
    with opened as lines:
        for row in read_batch(lines):
            answer: Answer = engine.ask(row.question, today=row.asked_on or day, context=row.context, as_of=until)
            out = {"id": row.id, **answer.to_json()} if row.has_id else answer.to_json()
            click.echo(json.dumps(out, ensure_ascii=False))
            if answer.status == "not_found":
                found_nothing.append(answer)
    return found_nothing


def _keep_gaps(settings: Settings, answers: Sequence[Answer]) -> None:
    """Write down the questions that found nothing, for `corpus gaps`."""
    questions = [answer.question for answer in answers if answer.status == "not_found"]
    if questions:
        from bot.gaps import record

        record(settings.data_dir, questions)


@cli.command()
@click.option("--empty", is_flag=True, help="Without the starter corpus.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def init(obj: Invocation, empty: bool, as_json: bool) -> None:
    """Create the data directory, with the starter corpus unless --empty."""
    settings = obj.settings()
    from bot.building import start, store_path
    from corpus.store import Store

    settings.data_dir.mkdir(parents=True, exist_ok=True)
    generation = None
    if empty:
        with Store(store_path(settings.data_dir)):
            pass
    else:
        with bar() as tell:
            generation = start(
                settings.data_dir,
                model=settings.model,
                reading=lambda done, total, _: tell("files", done + 1, total),
                progress=tell,
            ).id
    if as_json:
        print_json({"data_dir": str(settings.data_dir), "generation": generation})
    else:
        click.echo(f"{settings.data_dir} is ready" + ("." if generation is None else f": generation {generation}."))


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def doctor(obj: Invocation, as_json: bool) -> None:
    """Check configuration, credentials, model and index, and say what to fix."""
    import asyncio
    import os

    from bot.checkup import checkup, platform_checks, setting_checks

    settings = obj.settings()
    checks = [
        *checkup(settings),
        *setting_checks(os.environ, settings.data_dir),
        *asyncio.run(platform_checks(os.environ, settings.data_dir)),
    ]
    if as_json:
        print_json(
            {
                "ok": all(c.ok for c in checks),
                "checks": [{"name": c.name, "ok": c.ok, "detail": c.detail} for c in checks],
            }
        )
    else:
        for check in checks:
            click.echo(
                f"{click.style('ok ', fg='green') if check.ok else click.style('FIX', fg='red')} {check.name}: {check.detail}"
            )
    if not all(c.ok for c in checks):
        raise SystemExit(1)


def main() -> None:
    """Run the command line: exit code 0 done, 1 failed, 2 wrong usage or bad configuration."""
    debug = "--debug" in sys.argv
    try:
        cli.main(standalone_mode=False)
    except click.UsageError as error:
        error.show()
        raise SystemExit(2) from None
    except click.Abort:
        raise SystemExit(1) from None
    except click.ClickException as error:
        error.show()
        raise SystemExit(1) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(1) from None
    except (BotError, CorpusError, IndexingError, OSError, sqlite3.Error) as error:
        if debug:
            traceback.print_exc()
        click.echo(f"burnrate: {error}", err=True)
        wrong = isinstance(error, BotError | CatalogError | FetchSettingError) and not isinstance(error, RefreshError)
        raise SystemExit(2 if wrong else 1) from None


if __name__ == "__main__":
    main()
