"""The commands for the documents: importing, listing, showing, removing and checking them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from bot import cli_history, cli_refresh, cli_sources
from bot.cli_shared import Invocation, bar, open_store, print_json, shared
from corpus.errors import CorpusError

__all__ = ["corpus"]


@click.group()
def corpus() -> None:
    """The documents that answers come from."""


cli_refresh.add_to(corpus)
cli_history.add_to(corpus)
cli_sources.add_to(corpus)


@corpus.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="JSON Lines with file, url, title, publisher, published, source_type.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@shared
@click.pass_obj
def import_(obj: Invocation, paths: tuple[Path, ...], manifest: Path | None, as_json: bool) -> None:
    """Add local HTML, PDF, Markdown or text files, or the SEC's company facts, and publish a new generation."""
    from bot.building import import_files
    from corpus.manifest import read_manifest

    settings = obj.settings()
    listed = read_manifest(manifest) if manifest is not None else None
    with bar() as tell:
        report, info = import_files(
            settings.data_dir, list(paths), listed, model=settings.model,
            reading=lambda done, total, _: tell("files", done + 1, total), progress=tell,
        )  # fmt: skip
    if as_json:
        print_json(
            {
                "new": [_imported(i) for i in report.new],
                "changed": [_imported(i) for i in report.changed],
                "unchanged": [_imported(i) for i in report.unchanged],
                "failed": [{"path": f.path, "reason": f.reason} for f in report.failed],
                "generation": info.id if info else None,
            }
        )
    else:
        click.echo(
            f"{len(report.new)} new, {len(report.changed)} changed, {len(report.unchanged)} unchanged, {len(report.failed)} failed"
            + (f"; published generation {info.id}" if info else "; nothing to publish")
        )
    for failure in report.failed:
        click.echo(f"burnrate: {failure.path}: {failure.reason}", err=True)
    if report.failed:
        raise SystemExit(1)


def _imported(item: Any) -> dict[str, object]:
    return {"path": str(item.path), "document_id": item.document_id, "revision_id": item.revision_id}


@corpus.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def list_(obj: Invocation, as_json: bool) -> None:
    """List the documents."""
    with open_store(obj) as store:
        rows = store.documents()
    if as_json:
        print_json([_summary(row) for row in rows])
        return
    for row in rows:
        click.echo(
            f"{row.document_id}  {row.published or '          '}  {row.source_type.value:<13}  {row.publisher}: {row.title}"
        )
    click.echo(f"{len(rows)} documents", err=True)


def _summary(row: Any) -> dict[str, object]:
    return {
        "id": row.document_id, "revision_id": row.revision_id, "url": row.url, "title": row.title, "publisher": row.publisher,
        "published": row.published.isoformat() if row.published else None, "source_type": row.source_type.value,
    }  # fmt: skip


@corpus.command()
@click.argument("document_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def show(obj: Invocation, document_id: str, as_json: bool) -> None:
    """Show one document: what is known about it and its stored text."""
    with open_store(obj) as store:
        current = dict(store.current_ids())
        if document_id not in current:
            msg = f"there is no document {document_id!r}; `burnrate corpus list` names them"
            raise CorpusError(msg)
        revision = store.revision(current[document_id])
        history = store.history(document_id)
    if as_json:
        print_json(
            {
                **_summary(revision) | {"id": revision.document_id},
                "digest": revision.digest,
                "text": revision.text,
                "history": [str(e) for e in history],
            }
        )
        return
    click.echo(
        f"{revision.title}\n{revision.publisher}, {revision.published or 'undated'}, {revision.source_type.value}\n{revision.url}\n\n{revision.text}"
    )


@corpus.command()
@click.argument("document_id", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def remove(obj: Invocation, document_id: str, yes: bool, as_json: bool) -> None:
    """Remove a document and publish a generation without it."""
    from bot.building import remove_document

    settings = obj.settings()
    with open_store(obj) as store:
        if document_id not in dict(store.current_ids()):
            raise CorpusError(f"there is no document {document_id!r}; `burnrate corpus list` names them")
    if not yes and sys.stdin.isatty() and not click.confirm(f"Remove {document_id}?", err=True):
        raise SystemExit(1)
    with bar() as tell:
        info = remove_document(settings.data_dir, document_id, model=settings.model, progress=tell)
    if as_json:
        print_json({"removed": document_id, "generation": info.id})
    else:
        click.echo(f"removed {document_id}; published generation {info.id}")


@corpus.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@shared
@click.pass_obj
def status(obj: Invocation, as_json: bool) -> None:
    """Say which generation is served, what is in it, and what is held."""
    from bot.holding import pending
    from corpus.withheld import withheld
    from index.generation import open_current

    settings = obj.settings()
    with open_current(settings.data_dir) as snapshot:
        info = snapshot.info
        newest = snapshot.newest()
    waiting = pending(settings.data_dir)
    with withheld(settings.data_dir) as kept:
        held = [one.to_json() for one in kept.all()]
    row: dict[str, Any] = {
        "data_dir": str(settings.data_dir), "generation": info.id, "built_at": info.built_at.isoformat(), "documents": info.documents,
        "passages": info.passages, "figures": info.figures, "newest_document": newest.isoformat() if newest else None,
        "held_generation": waiting.generation if waiting is not None else None, "held_documents": held,
    }  # fmt: skip
    if as_json:
        print_json(row)
        return
    for name, value in row.items():
        if name != "held_documents" and value is not None:
            click.echo(f"{name.replace('_', ' '):<16} {value}")
    for one in held:
        click.echo(f"held             {one['document_id']} {one['title']}: {one['reason']}")
