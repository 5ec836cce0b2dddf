"""The commands that bring the corpus up to date and decide what is served."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from bot.cli_shared import Invocation, print_json, shared
from corpus.audit import Actor
from corpus.errors import CorpusBusy, CorpusError

__all__ = ["add_to", "show_report"]

_KINDS = ("new", "changed", "retired", "held", "failed")


def add_to(group: click.Group) -> None:
    """Put the commands into the group of those for the corpus."""
    for command in (refresh, publish, discard):
        group.add_command(command)


@click.command()
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--follow", is_flag=True, help="Show how far the refresh is that runs already, and its report.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@shared
@click.pass_obj
def refresh(obj: Invocation, names: tuple[str, ...], follow: bool, as_json: bool) -> None:
    """Read what is followed, or the SOURCEs named, and publish what is new.

    A generation that breaks a golden question is held: `corpus publish` or `corpus discard` decides.
    """
    from bot.building import store_path

    settings = obj.settings()
    untouched = not store_path(settings.data_dir).is_file()
    with _board() as tell:
        report = _follow(settings.data_dir, tell) if follow else _refresh(obj, names, tell)
    if as_json:
        print_json(report)
    else:
        show_report(report)
        if untouched and report["generation"]:
            click.echo("The starter corpus is not among the documents; `burnrate init` adds it.")
    if "error" in report or _nothing_read(report):
        raise SystemExit(1)


def _refresh(obj: Invocation, names: Sequence[str], tell: Any) -> Mapping[str, Any]:
    from bot.refresh_process import in_child
    from corpus import runs

    settings = obj.settings()
    try:
        return in_child(settings.data_dir, Actor.here(), names, model=settings.model, tell=tell, debug=obj.debug)
    except CorpusBusy as error:
        run = runs.latest(settings.data_dir)
        so_far = f" ({run.so_far()})" if run is not None and run.ended is None else ""
        raise CorpusBusy(f"{error}{so_far}") from error


def _nothing_read(report: Mapping[str, Any]) -> bool:
    """Whether not one of the sources could be read."""
    dead = {entry["source"] for entry in report["failed"] if entry.get("whole_source")}
    return bool(report["sources"]) and dead >= set(report["sources"])


def _follow(data_dir: Path, tell: Any) -> Mapping[str, Any]:
    """The report of the refresh that runs now, after it has ended."""
    from corpus import runs
    from corpus.exclusion import holder

    run = runs.latest(data_dir)
    while run is not None and run.ended is None:
        for source in run.progress.get("sources", []):
            tell({"stage": "sources", **source})
        if run.progress:
            tell({key: run.progress[key] for key in ("stage", "done", "total")})
        time.sleep(0.5)
        run = runs.latest(data_dir)
        if run is not None and run.ended is None and holder(data_dir) is None:
            raise CorpusError("the refresh that was followed was killed; what it had read is kept: refresh again")
    if run is None or run.report is None:
        raise CorpusError("no refresh has run yet; `burnrate corpus refresh` starts one")
    if "error" in run.report:
        raise CorpusError(f"the refresh ended before it was done: {run.report['error']}")
    return run.report


@click.command()
@click.argument("documents", metavar="[DOCUMENT]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def publish(obj: Invocation, documents: tuple[str, ...], as_json: bool) -> None:
    """Publish the generation that is held, or take the DOCUMENTs held for review."""
    from bot.deciding import publish_documents, publish_held

    settings = obj.settings()
    if documents:
        decided = publish_documents(settings.data_dir, Actor.here(), documents, model=settings.model)
    else:
        decided = publish_held(settings.data_dir, Actor.here(), model=settings.model)
    _show_decision(decided.to_json(), as_json)


@click.command()
@click.argument("documents", metavar="[DOCUMENT]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def discard(obj: Invocation, documents: tuple[str, ...], as_json: bool) -> None:
    """Discard the generation that is held, or the DOCUMENTs held for review.

    What is discarded is not taken again before it changes.
    """
    from bot.deciding import discard_documents, discard_held

    settings = obj.settings()
    if documents:
        decided = discard_documents(settings.data_dir, Actor.here(), documents)
    else:
        decided = discard_held(settings.data_dir, Actor.here())
    _show_decision(decided.to_json(), as_json)


def _show_decision(row: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(row)
        return
    click.echo(row["done"])
    _show_golden(row["golden"])


def show_report(report: Mapping[str, Any]) -> None:
    """Print a report for people."""
    if not report["sources"]:
        click.echo("Nothing is followed yet; `burnrate corpus add URL` follows a page or feed.")
        return
    for kind in _KINDS:
        for entry in report[kind]:
            reason = f" ({entry['reason']})" if entry.get("reason") else ""
            again = f"; next try {entry['next_try']}" if entry.get("next_try") else ""
            click.echo(f"{kind:<8} {entry['source']}: {entry.get('title') or entry['url']}{reason}{again}")
    counts = ", ".join(f"{len(report[kind])} {kind}" for kind in (*_KINDS[:2], "unchanged", *_KINDS[2:]))
    click.echo(f"{counts}; {report['took']:.1f} s, for {report['who']}")
    if report["published"]:
        click.echo(f"published generation {report['generation']}")
    elif report["held_generation"] is None:
        click.echo("nothing to publish")
    _show_golden(report["golden"])
    if report["held_generation"]:
        click.echo(
            f"generation {report['held_generation']} is held: `burnrate corpus publish` or `burnrate corpus discard` decides"
        )


def _show_golden(golden: Sequence[Mapping[str, Any]]) -> None:
    """Print the golden questions that are not as they were, with both answers."""
    for one in golden:
        if one["verdict"] == "kept":
            continue
        click.echo(
            f"golden question {one['verdict']}: {one['question']}" + (f" ({one['why']})" if one.get("why") else "")
        )
        for when in ("before", "after"):
            answer = one.get(when)
            if answer is not None:
                cited = "; ".join(f"{c['publisher']}, {c['url']}" for c in answer["citations"])
                said = answer["answer"].replace("\n", "\n    ")
                click.echo(f"  {when}: {said}" + (f" [{cited}]" if cited else ""))


@contextmanager
def _board() -> Iterator[Any]:
    from bot.terminal import refresh_board

    with refresh_board() as tell:
        yield tell
