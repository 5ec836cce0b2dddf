"""The command line."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.errors import BotError, QuestionError
from bot.settings import Settings
from corpus.errors import CorpusError
from index.errors import IndexingError

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.engine import Engine

__all__ = ["main"]

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@dataclass(slots=True)
class _Context:
    data_dir: str | None
    debug: bool

    def settings(self) -> Settings:
        return Settings.read(os.environ, self.data_dir)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data-dir", metavar="FOLDER", help="Where everything is kept (or BURNRATE_DATA_DIR).")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="burnrate")
@click.pass_context
def cli(context: click.Context, data_dir: str | None, debug: bool) -> None:
    """Answers questions about AI companies from documents, and shows the words it relies on."""
    context.obj = _Context(data_dir, debug)


def _shared(command: Any) -> Any:
    """Let --data-dir and --debug stand after the command's name too."""

    def keep(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
        if value:
            setattr(context.obj, parameter.name or "", value)
        return value

    command = click.option(
        "--data-dir", metavar="FOLDER", callback=keep, expose_value=False, help="Where everything is kept."
    )(command)
    return click.option("--debug", is_flag=True, callback=keep, expose_value=False, help="Show tracebacks.")(command)


@cli.command()
@click.argument("question", required=False)
@click.option(
    "--batch", type=click.Path(allow_dash=True), metavar="FILE", help="JSON Lines of questions; - reads standard input."
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.option("--as-of", type=_DAY, metavar="DATE", help="Only documents published by this day (YYYY-MM-DD).")
@click.option("--today", type=_DAY, metavar="DATE", help='The day that "last year" counts from.')
@_shared
@click.pass_obj
def ask(
    obj: _Context,
    question: str | None,
    batch: str | None,
    as_json: bool,
    as_of: datetime | None,
    today: datetime | None,
) -> None:
    """Answer one QUESTION, or each question of a batch."""
    if (question is None) == (batch is None):
        msg = "give one QUESTION, or --batch FILE"
        raise click.UsageError(msg)
    settings = obj.settings()
    engine = _engine(settings)
    day = today.date() if today else datetime.now().astimezone().date()
    until = as_of.date() if as_of else None
    if batch is not None:
        _ask_batch(engine, batch, day, until)
        return
    answer = engine.ask(question or "", today=day, as_of=until)
    if as_json:
        _print_json(answer.to_json())
        return
    from rich.console import Console

    from bot.terminal import show_answer

    show_answer(answer, Console(highlight=False))


def _ask_batch(engine: Engine, batch: str, day: date, until: date | None) -> None:
    from bot.batch import read_batch

    if batch != "-" and not Path(batch).is_file():
        msg = f"--batch names {batch!r}, which is not a file"
        raise QuestionError(msg)
    opened = nullcontext(sys.stdin) if batch == "-" else Path(batch).open(encoding="utf-8")  # noqa: SIM115 - closed below
    with opened as lines:
        for row in read_batch(lines):
            answer: Answer = engine.ask(row.question, today=row.asked_on or day, context=row.context, as_of=until)
            out = {"id": row.id, **answer.to_json()} if row.has_id else answer.to_json()
            click.echo(json.dumps(out, ensure_ascii=False))


def _engine(settings: Settings) -> Engine:
    """The engine on the published generation; on an empty data directory the starter corpus is built first."""
    from bot.engine import Engine
    from bot.library import Library
    from index.errors import NoGeneration

    try:
        return Engine(Library.open(settings.data_dir))
    except NoGeneration:
        from bot.building import rebuild, start, store_path
        from bot.terminal import progress_bar

        click.echo("No index yet: building one from the starter corpus (once, about a minute).", err=True)
        with progress_bar() as tell:
            if store_path(settings.data_dir).is_file():
                from corpus.store import Store

                with Store(store_path(settings.data_dir)) as store:
                    rebuild(settings.data_dir, store, model=settings.model, progress=tell)
            else:
                start(
                    settings.data_dir,
                    model=settings.model,
                    reading=lambda done, total, _: tell("files", done + 1, total),
                    progress=tell,
                )
        return Engine(Library.open(settings.data_dir))


@cli.command()
@click.option("--empty", is_flag=True, help="Without the starter corpus.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_shared
@click.pass_obj
def init(obj: _Context, empty: bool, as_json: bool) -> None:
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
        with _bar() as tell:
            generation = start(
                settings.data_dir,
                model=settings.model,
                reading=lambda done, total, _: tell("files", done + 1, total),
                progress=tell,
            ).id
    if as_json:
        _print_json({"data_dir": str(settings.data_dir), "generation": generation})
    else:
        click.echo(f"{settings.data_dir} is ready" + ("." if generation is None else f": generation {generation}."))


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_shared
@click.pass_obj
def doctor(obj: _Context, as_json: bool) -> None:
    """Check configuration, model and index, and say what to fix."""
    from bot.checkup import checkup

    checks = checkup(obj.settings())
    if as_json:
        _print_json(
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


@cli.group()
def corpus() -> None:
    """The documents that answers come from."""


@corpus.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--manifest",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="JSON Lines with file, url, title, publisher, published, source_type.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@_shared
@click.pass_obj
def import_(obj: _Context, paths: tuple[Path, ...], manifest: Path | None, as_json: bool) -> None:
    """Add local HTML, PDF, Markdown or text files and publish a new generation."""
    from bot.building import import_files
    from corpus.manifest import read_manifest

    settings = obj.settings()
    listed = read_manifest(manifest) if manifest is not None else None
    with _bar() as tell:
        report, info = import_files(
            settings.data_dir, list(paths), listed, model=settings.model,
            reading=lambda done, total, _: tell("files", done + 1, total), progress=tell,
        )  # fmt: skip
    if as_json:
        _print_json(
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
@_shared
@click.pass_obj
def list_(obj: _Context, as_json: bool) -> None:
    """List the documents."""
    with _store(obj) as store:
        rows = store.documents()
    if as_json:
        _print_json([_summary(row) for row in rows])
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
@_shared
@click.pass_obj
def show(obj: _Context, document_id: str, as_json: bool) -> None:
    """Show one document: what is known about it and its stored text."""
    with _store(obj) as store:
        current = dict(store.current_ids())
        if document_id not in current:
            msg = f"there is no document {document_id!r}; `burnrate corpus list` names them"
            raise CorpusError(msg)
        revision = store.revision(current[document_id])
        history = store.history(document_id)
    if as_json:
        _print_json(
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
@_shared
@click.pass_obj
def remove(obj: _Context, document_id: str, yes: bool, as_json: bool) -> None:
    """Remove a document and publish a generation without it."""
    from bot.building import rebuild

    settings = obj.settings()
    with _store(obj) as store:
        if document_id not in dict(store.current_ids()):
            msg = f"there is no document {document_id!r}; `burnrate corpus list` names them"
            raise CorpusError(msg)
        if not yes and sys.stdin.isatty() and not click.confirm(f"Remove {document_id}?", err=True):
            raise SystemExit(1)
        store.remove(document_id, datetime.now(UTC))
        with _bar() as tell:
            info = rebuild(settings.data_dir, store, model=settings.model, progress=tell)
    if as_json:
        _print_json({"removed": document_id, "generation": info.id})
    else:
        click.echo(f"removed {document_id}; published generation {info.id}")


@corpus.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_shared
@click.pass_obj
def status(obj: _Context, as_json: bool) -> None:
    """Say which generation is served and what is in it."""
    from index.generation import open_current

    settings = obj.settings()
    with open_current(settings.data_dir) as snapshot:
        info = snapshot.info
        newest = snapshot.newest()
    row = {
        "data_dir": str(settings.data_dir), "generation": info.id, "built_at": info.built_at.isoformat(), "documents": info.documents,
        "passages": info.passages, "figures": info.figures, "newest_document": newest.isoformat() if newest else None,
    }  # fmt: skip
    if as_json:
        _print_json(row)
        return
    for name, value in row.items():
        click.echo(f"{name.replace('_', ' '):<16} {value}")


@corpus.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_shared
@click.pass_obj
def verify(obj: _Context, as_json: bool) -> None:
    """Check checksums, references and stored texts."""
    from index.verification import verify as verify_index

    settings = obj.settings()
    with _store(obj) as store:
        problems = [*store.verify(), *verify_index(settings.data_dir)]
    if as_json:
        _print_json({"ok": not problems, "problems": problems})
    else:
        for problem in problems:
            click.echo(f"burnrate: {problem}", err=True)
        click.echo("everything is as it should be" if not problems else f"{len(problems)} problems")
    if problems:
        raise SystemExit(1)


@contextmanager
def _store(obj: _Context) -> Iterator[Any]:
    from bot.building import store_path
    from corpus.store import Store

    path = store_path(obj.settings().data_dir)
    if not path.is_file():
        msg = f"there is no corpus in {path.parent}; `burnrate init` makes one"
        raise CorpusError(msg)
    with Store(path) as store:
        yield store


@contextmanager
def _bar() -> Iterator[Any]:
    from bot.terminal import progress_bar

    with progress_bar() as tell:
        yield tell


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


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
    except (BotError, CorpusError, IndexingError, OSError) as error:
        if debug:
            traceback.print_exc()
        click.echo(f"burnrate: {error}", err=True)
        raise SystemExit(2 if isinstance(error, BotError) else 1) from None


if __name__ == "__main__":
    main()
