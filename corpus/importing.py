"""Importing local files: HTML, PDF, Markdown, text and the SEC's company facts, with or without a manifest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from corpus.companyfacts import is_company_facts
from corpus.document import Extracted, SourceType
from corpus.errors import ImportFailure
from corpus.extraction import LARGEST, SUFFIXES
from corpus.factsheet import pack_sheet
from corpus.manifest import Entry, Manifest
from corpus.store import Change, Kind, Store
from corpus.urls import LOCAL, document_id, local_url
from corpus.worker import Worker

__all__ = ["Failure", "ImportReport", "Imported", "import_paths", "readable_files"]


@dataclass(frozen=True, slots=True)
class Imported:
    """A file that was read, and the revision that it is now."""

    path: str
    document_id: str
    revision_id: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or a line of a manifest, that was not imported, and why."""

    path: str
    reason: str


@dataclass(slots=True)
class ImportReport:
    """What an import did, file by file."""

    new: list[Imported] = field(default_factory=list)
    changed: list[Imported] = field(default_factory=list)
    unchanged: list[Imported] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)

    @property
    def published(self) -> bool:
        """Whether anything is different from before."""
        return bool(self.new or self.changed)


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    root: Path | None
    entry: Entry | None


def import_paths(
    store: Store,
    paths: Sequence[Path],
    manifest: Manifest | None,
    now: datetime,
    progress: Callable[[int, int, Path], None] | None = None,
    *,
    seconds: float | None = None,
) -> ImportReport:
    """Import files and folders (searched for .html, .pdf, .md, .txt and the like, in all depths).

    Each file is committed by itself: what was imported before an interruption stays imported. A file that cannot be
    read, a file that the manifest names and that is not there, and a wrong line of the manifest are failures of
    their own; the rest is imported. Files named by the manifest are looked for in the given paths, then beside the
    manifest. `progress` is called before each file with how many are done, how many there are, and its path.
    `seconds` is the most that reading one file may take.
    """
    report = ImportReport()
    tasks = _tasks(paths, manifest, report)
    seen: dict[str, Path] = {}
    with Worker(seconds) as worker:
        for number, task in enumerate(tasks):
            if progress is not None:
                progress(number, len(tasks), task.path)
            try:
                for extracted in _read(worker, task.path):
                    _note(report, *_import(store, extracted, task, now, seen))
            except (ImportFailure, ValueError) as error:
                report.failed.append(Failure(str(task.path), str(error)))
    return report


def _note(report: ImportReport, imported: Imported, change: Change) -> None:
    kinds = {Kind.NEW: report.new, Kind.CHANGED: report.changed}
    kinds.get(change.kind, report.unchanged).append(imported)


def _read(worker: Worker, path: Path) -> Iterator[Extracted]:
    """The document of a file, or those of each filing whose facts it has."""
    data = _facts_of(path)
    if data is None:
        yield worker.file(path)
        return
    for filed in worker.facts(data):
        yield worker.data(pack_sheet(filed), name=path.name)


def _facts_of(path: Path) -> bytes | None:
    """The bytes of a file of company facts, None where it is something else."""
    try:
        if path.stat().st_size > LARGEST:
            return None
        with path.open("rb") as file:
            beginning = file.read(4096)
            return beginning + file.read() if is_company_facts(beginning) else None
    except OSError:
        return None  # the worker says why


def _import(store: Store, extracted: Extracted, task: _Task, now: datetime, seen: dict[str, Path]) -> tuple[Imported, Change]:
    entry = task.entry or Entry(0, task.path.name)
    url = entry.url or extracted.url or local_url(task.path, task.root)
    document = document_id(url)
    if document in seen:
        raise ImportFailure(
            f"it has the same URL as {seen[document].name} ({url}); leave one of them out, "
            "or give each its own in a manifest"
        )
    seen[document] = task.path
    title = entry.title or extracted.title or task.path.stem
    change = store.put(
        extracted,
        url=url,
        title=title,
        publisher=entry.publisher or extracted.publisher or _host(url),
        published=entry.published or extracted.published,
        source_type=entry.source_type or extracted.source_type or SourceType.ARTICLE,
        now=now,
        author=extracted.author,
        language=extracted.language,
        digest=entry.digest or extracted.digest,
    )
    return Imported(str(task.path), document, change.revision_id, url, title), change


def _host(url: str) -> str:
    return "" if url.startswith(LOCAL) else (urlsplit(url).hostname or "").removeprefix("www.")


def _tasks(paths: Sequence[Path], manifest: Manifest | None, report: ImportReport) -> list[_Task]:
    """The files to import, each once, in a fixed order; what cannot be found goes into the report."""
    found: dict[Path, _Task] = {}
    for given in paths:
        path = given.absolute()
        if path.is_dir():
            files = list(readable_files(path, facts=True))
            if not files and manifest is None:
                report.failed.append(Failure(str(given), f"the folder holds no {', '.join(sorted(SUFFIXES))} files"))
            for file in files:
                found.setdefault(file.resolve(), _Task(file, path, None))
        elif path.exists():
            found.setdefault(path.resolve(), _Task(path, None, None))
        else:
            report.failed.append(Failure(str(given), "there is no such file or folder"))
    if manifest is not None:
        report.failed.extend(Failure(str(manifest.path), reason) for _, reason in manifest.bad_lines)
        for entry in manifest.entries:
            path_or_none = _locate(entry.file, paths, manifest.path)
            if path_or_none is None:
                report.failed.append(
                    Failure(
                        entry.file, f"line {entry.line} of {manifest.path.name} names it, but there is no such file"
                    )
                )
                continue
            known = found.get(path_or_none.resolve())
            found[path_or_none.resolve()] = _Task(path_or_none, known.root if known is not None else None, entry)
        # The manifest may lie in the folder that is imported, as may another that was not asked for.
        found.pop(manifest.path.resolve(), None)
    return list(found.values())


_FACTS = re.compile(r"CIK\d{10}\.json", re.ASCII)


def readable_files(folder: Path, *, facts: bool = False) -> Iterator[Path]:
    """The readable files of a folder and those below it, sorted; hidden ones and links to folders left out.

    With `facts` the SEC's company facts are among them, which are many documents each.
    """
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from readable_files(path, facts=facts)
        elif path.suffix.lower() in SUFFIXES or (facts and _FACTS.fullmatch(path.name)):
            yield path


def _locate(name: str, paths: Sequence[Path], manifest: Path) -> Path | None:
    for given in paths:
        candidates = (
            [given / name] if given.is_dir() else [given.parent / name, *([given] if given.name == name else [])]
        )
        for candidate in candidates:
            if candidate.is_file():
                return candidate.absolute()
    beside = manifest.parent / name
    return beside.absolute() if beside.is_file() else None
