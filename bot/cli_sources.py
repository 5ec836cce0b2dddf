"""The commands for what is followed, and for what people asked in vain."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from bot.cli_shared import Invocation, print_json, shared
from corpus.audit import Actor

__all__ = ["add_to"]


def add_to(group: click.Group) -> None:
    """Put the commands into the group of those for the corpus."""
    for command in (sources, add, gaps):
        group.add_command(command)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def sources(obj: Invocation, as_json: bool) -> None:
    """List what is followed, how each source stands, and when it is read next."""
    from corpus.catalog.reading import read_catalog
    from corpus.schedule import next_due, standings

    data_dir = obj.settings().data_dir
    standing = standings(data_dir)
    rows: list[dict[str, Any]] = []
    for source in read_catalog(data_dir).sources:
        known = standing.get(source.name)
        due = next_due(source, known)
        rows.append(
            {
                "name": source.name, "kind": source.kind.value, "where": source.where, "publisher": source.publisher,
                "source_type": source.source_type.value, "every_seconds": int(source.every.total_seconds()),
                "topics": list(source.topics), "forms": list(source.forms), "origin": source.origin,
                "tried": known and known.tried.isoformat(timespec="seconds"),
                "read": known and known.succeeded and known.succeeded.isoformat(timespec="seconds"),
                "failures": known.failures if known else 0, "reason": known.reason if known else "",
                "next": due and due.isoformat(timespec="seconds"),
            }
        )  # fmt: skip
    if as_json:
        print_json(rows)
        return
    for row in rows:
        state = "never read" if row["tried"] is None else f"read {row['read'] or 'never'}"
        wrong = f"; failed {row['failures']} times: {row['reason']}" if row["failures"] else ""
        click.echo(f"{row['name']:<32} {row['kind']:<6} {row['publisher']}: {state}{wrong}")
    click.echo(f"{len(rows)} sources", err=True)


@click.command()
@click.argument("url", metavar="URL")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def add(obj: Invocation, url: str, yes: bool, as_json: bool) -> None:
    """Try a page or feed, show what it would add, follow it and read it."""
    from bot.adding import keep, try_address
    from bot.refresh_process import in_child

    settings = obj.settings()
    actor = Actor.here()
    trial = try_address(settings.data_dir, url)
    if not as_json:
        _show_trial(trial.to_json())
    asked = not yes and sys.stdin.isatty()
    if asked and trial.followed is None and not click.confirm(f"Follow it as {trial.source.name}?", err=True):
        raise SystemExit(1)
    keep(settings.data_dir, trial, actor)
    report = in_child(settings.data_dir, actor, [trial.source.name], model=settings.model, debug=obj.debug)
    if as_json:
        print_json({"kept": True, **trial.to_json(), "refresh": report})
    else:
        from bot.cli_refresh import show_report

        click.echo(f"followed as {trial.source.name}")
        show_report(report)


def _show_trial(row: Mapping[str, Any]) -> None:
    click.echo(
        f"a {row['kind']} of {row['publisher']}" + (f" with {row['entries']} entries" if row["kind"] == "feed" else "")
    )
    for find in row["documents"]:
        click.echo(
            f"{find['title']}\n  {find['publisher']}, {find['published'] or 'undated'}, language {find['language'] or 'unknown'}, "
            f"{find['characters']:,} characters, {find['figures']} figures\n  {find['url']}"
        )
        if find["held_already"]:
            click.echo("  it is held already")
        for like in find["near_duplicates"]:
            click.echo(f"  nearly the same as {like['document_id']}: {like['title']}")
        if find["warning"]:
            click.echo(f"  careful: {find['warning']}")
    for failure in row["failures"]:
        click.echo(f"burnrate: {failure}", err=True)


@click.command()
@click.option("--clear", "forget", is_flag=True, help="Forget them all.")
@click.option("--limit", type=click.IntRange(1, 5000), default=50, show_default=True, help="Questions to show.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def gaps(obj: Invocation, forget: bool, limit: int, as_json: bool) -> None:
    """List the questions that found nothing, the most frequent first."""
    from bot import gaps as asked
    from corpus.audit import note

    data_dir = obj.settings().data_dir
    if forget:
        count = asked.clear(data_dir)
        note(data_dir, Actor.here(), "gaps cleared", count=count)
        if as_json:
            print_json({"cleared": count})
        else:
            click.echo(f"forgot {count} question{'s' if count != 1 else ''}")
        return
    found = asked.gaps(data_dir, limit)
    if as_json:
        print_json([gap.to_json() for gap in found])
        return
    for gap in found:
        click.echo(f"{gap.count:>5}  {gap.last:%Y-%m-%d}  {gap.question}")
    click.echo(f"{len(found)} questions", err=True)
