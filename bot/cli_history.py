"""The commands that look back: what was served, what changed, who changed it, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from bot.cli_shared import Invocation, bar, open_store, print_json, shared
from corpus.audit import Actor

__all__ = ["add_to"]

_RETENTION = timedelta(days=30)


def add_to(group: click.Group) -> None:
    """Put the commands into the group of those for the corpus."""
    for command in (history, rollback, diff, verify, gc, audit):
        group.add_command(command)


@click.command()
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Refreshes to show.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def history(obj: Invocation, limit: int, as_json: bool) -> None:
    """Show the generations that are kept, what was served when, and the latest refreshes."""
    from bot.holding import pending
    from bot.serving import publications, serving
    from corpus.runs import runs
    from index.generation import generations

    data_dir = obj.settings().data_dir
    now, held = serving(data_dir), pending(data_dir)
    kept = [
        {"id": g.id, "built_at": g.built_at.isoformat(timespec="seconds"), "documents": g.documents, "passages": g.passages,
         "figures": g.figures, "serving": g.id == now, "held": held is not None and g.id == held.generation}
        for g in generations(data_dir)
    ]  # fmt: skip
    served = [
        {"generation": p.generation, "at": p.at.isoformat(timespec="seconds"), "how": p.how, "who": p.who}
        for p in publications(data_dir)[:limit]
    ]
    refreshes: list[dict[str, Any]] = [
        {"number": r.number, "who": r.who, "from": r.origin, "began": r.began.isoformat(timespec="seconds"),
         "ended": r.ended and r.ended.isoformat(timespec="seconds"), **_summary(r.report)}
        for r in runs(data_dir, limit)
    ]  # fmt: skip
    if as_json:
        print_json({"generations": kept, "served": served, "refreshes": refreshes})
        return
    for one in kept:
        state = "served" if one["serving"] else "held" if one["held"] else ""
        click.echo(f"{one['id']}  {one['documents']:>6} documents  {one['figures']:>7} figures  {state}")
    for row in served:
        click.echo(f"{row['at']}  {row['generation']} served: {row['how']} by {row['who']}")
    for run in refreshes:
        told = run.get("error") or _counted(run.get("counts", {})) or "running"
        click.echo(f"{run['began']}  refresh {run['number']} by {run['who']}: {told}")


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)


def _summary(report: Mapping[str, Any] | None) -> dict[str, Any]:
    if report is None:
        return {}
    if "error" in report:
        return {"error": report["error"]}
    kinds = ("new", "changed", "unchanged", "retired", "held", "failed")
    return {
        "counts": {kind: len(report[kind]) for kind in kinds},
        "generation": report["generation"],
        "published": report["published"],
        "took": report["took"],
    }


@click.command()
@click.argument("generation", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def rollback(obj: Invocation, generation: str | None, as_json: bool) -> None:
    """Serve the generation before, or the one named, again; its documents come back."""
    from bot.deciding import roll_back

    decided = roll_back(obj.settings().data_dir, Actor.here(), generation)
    if as_json:
        print_json(decided.to_json())
    else:
        count = len(decided.documents)
        click.echo(f"{decided.done}; {count} {'document is as it was' if count == 1 else 'documents are as they were'}")


@click.command()
@click.argument("before", metavar="GENERATION")
@click.argument("after", metavar="GENERATION")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def diff(obj: Invocation, before: str, after: str, as_json: bool) -> None:
    """Show which documents and figures are different in the second GENERATION."""
    from bot.differences import differences

    found = differences(obj.settings().data_dir, before, after)
    if as_json:
        print_json(found.to_json())
        return
    for kind, documents in (("added", found.added), ("changed", found.changed), ("removed", found.removed)):
        for document in documents:
            click.echo(f"{kind:<8} {document.publisher}: {document.title} ({document.url})")
    for moved in found.moved:
        what = " ".join(filter(None, (moved.entity, moved.dimension, moved.metric.replace("_", " "), moved.period)))
        click.echo(f"figure   {what} ({moved.basis})")
        for when, values in (("before", moved.before), ("after", moved.after)):
            for one in values:
                click.echo(f"  {when}: {one.value} {one.unit} — {one.document.publisher}, {one.document.url}")
    if not (found.added or found.changed or found.removed):
        click.echo("the two generations have the same documents")


@click.command()
@click.option("--repair", "mend", is_flag=True, help="Mend what can be mended.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def verify(obj: Invocation, mend: bool, as_json: bool) -> None:
    """Check checksums, references and stored texts; --repair mends what it can."""
    from bot.repairing import Findings, examine, repair

    settings = obj.settings()
    if mend:
        with bar() as tell:
            found = repair(settings.data_dir, Actor.here(), model=settings.model, progress=tell)
    else:
        with open_store(obj) as store:
            found = Findings(tuple(examine(settings.data_dir, store)))
    if as_json:
        print_json(found.to_json())
    else:
        for line in found.repaired:
            click.echo(line)
        for problem in found.problems:
            click.echo(f"burnrate: {problem}", err=True)
        click.echo("everything is as it should be" if not found.problems else f"{len(found.problems)} problems")
    if found.problems:
        raise SystemExit(1)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def gc(obj: Invocation, as_json: bool) -> None:
    """Remove generations past those kept, leftovers of builds, and discarded pages of more than 30 days.

    Texts that were ever served stay, so that every citation resolves.
    """
    from corpus.audit import note
    from corpus.exclusion import exclusively
    from corpus.withheld import withheld
    from index.generation import clean

    data_dir = obj.settings().data_dir
    actor = Actor.here()
    with exclusively(data_dir, actor, "a clean-up"):
        removed = clean(data_dir)
        with withheld(data_dir) as kept:
            bodies = kept.sweep(datetime.now(UTC) - _RETENTION)
        if removed or bodies:
            note(data_dir, actor, "gc", generations=removed, bodies=len(bodies))
    if as_json:
        print_json({"removed": removed, "bodies": bodies})
    else:
        click.echo(f"removed {len(removed)} generations and leftovers, {len(bodies)} discarded pages")


@click.command()
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="Lines to show.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def audit(obj: Invocation, limit: int, as_json: bool) -> None:
    """Show who changed the corpus, how, when and from where, the latest first."""
    from corpus.audit import deeds

    found = deeds(obj.settings().data_dir, limit)
    if as_json:
        print_json([deed.to_json() for deed in found])
        return
    for deed in found:
        click.echo(f"{deed.at:%Y-%m-%d %H:%M:%S}  {deed.what:<9} {deed.who} ({deed.origin})  {_told(deed.detail)}")


def _told(detail: Mapping[str, Any]) -> str:
    parts = []
    for key, value in detail.items():
        if isinstance(value, Sequence) and not isinstance(value, str):
            if value:
                parts.append(
                    f"{key}: {', '.join(map(str, value[:3]))}"
                    + (f" and {len(value) - 3} more" if len(value) > 3 else "")
                )
        elif isinstance(value, Mapping):
            parts.append(", ".join(f"{n} {kind}" for kind, n in value.items()))
        elif value not in {None, ""}:
            parts.append(f"{key}: {value}")
    return "; ".join(parts)
