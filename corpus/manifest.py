"""Manifests: what is known of the files of an import, one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.dates import iso_date
from corpus.document import SourceType
from corpus.errors import ManifestError
from corpus.urls import canonical_url

__all__ = ["Entry", "Manifest", "read_manifest"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a manifest. What is None is read from the page."""

    line: int
    file: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    source_type: SourceType | None = None
    digest: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """The entries of a manifest, and its lines that could not be read: line number and why."""

    path: Path
    entries: tuple[Entry, ...]
    bad_lines: tuple[tuple[int, str], ...] = ()


def read_manifest(path: Path) -> Manifest:
    """Read a manifest: JSON Lines of `file`, `url`, `title`, `publisher`, `published`, `source_type`.

    A line that is wrong becomes one of `bad_lines`; the others count. Raises `ManifestError` where the file itself
    cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(f"the manifest {path} cannot be read ({error}); it must be a text file in UTF-8") from error
    entries: list[Entry] = []
    bad: list[tuple[int, str]] = []
    named: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            entry = _entry(number, line)
        except ValueError as error:
            bad.append((number, f"line {number} of {path.name}: {error}"))
            continue
        if entry.file in named:
            bad.append((number, f"line {number} of {path.name}: {entry.file!r} was named on line {named[entry.file]}"))
            continue
        named[entry.file] = number
        entries.append(entry)
    return Manifest(path, tuple(entries), tuple(bad))


def _entry(number: int, line: str) -> Entry:
    try:
        fields = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"not JSON ({error}); write one object a line") from None
    if not isinstance(fields, dict):
        raise ValueError(  # noqa: TRY004 — a line's content is wrong, not a caller's argument
            f"not a JSON object but {line.strip()[:60]!r}"
        )
    values = {}
    for name in ("file", "url", "title", "publisher", "published", "source_type"):
        value = fields.get(name)
        if value is not None and not isinstance(value, str):
            raise ValueError(f"{name} must be a string, not {value!r}")
        values[name] = (value or "").strip() or None
    if values["file"] is None:
        raise ValueError("it names no file")
    if values["url"] is not None:
        canonical_url(values["url"])
    published = None
    if values["published"] is not None:
        published = iso_date(values["published"])
        if published is None:
            raise ValueError(f"published is {values['published']!r}; write YYYY-MM-DD or YYYY-MM")
    kind = values["source_type"]
    digest = kind == "digest"
    known = {member.value for member in SourceType}
    if kind is not None and not digest and kind not in known:
        raise ValueError(f"source_type is {kind!r}; use one of {', '.join(sorted(known))}")
    source_type = SourceType(kind) if kind is not None and not digest else None
    return Entry(
        number, values["file"], values["url"], values["title"], values["publisher"], published, source_type, digest
    )
