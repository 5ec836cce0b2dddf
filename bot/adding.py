"""Adding a source: an address is tried at once, and what it would give is shown before it is followed."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import yaml

from bot.building import extra_file, store_path
from bot.errors import RefreshError
from corpus.audit import Actor, note
from corpus.catalog.reading import catalog_dir, read_catalog
from corpus.document import Revision, SourceType
from corpus.errors import ImportFailure
from corpus.judging import doubt
from corpus.net.fetching import Fetcher
from corpus.net.memory import FetchMemory
from corpus.net.settings import FetchSettings
from corpus.source import Source, SourceKind
from corpus.sources.entries import entries_apart
from corpus.sources.offer import Failed, Gone, Offer
from corpus.sources.reading import read_source
from corpus.store import Store
from corpus.urls import document_id, shown_url
from corpus.worker import Worker

__all__ = ["Find", "Trial", "keep", "try_address"]

_TRIED = 3  # entries of a feed that are looked at
_FEED = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?[^>]*>\s*|<!DOCTYPE[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Find:
    """A document that an address would give. `like` are documents held that say nearly the same, by id and title."""

    url: str
    title: str
    publisher: str
    published: date | None
    language: str | None
    characters: int
    figures: int
    held: bool
    like: Sequence[tuple[str, str]] = ()
    warning: str = ""

    def to_json(self) -> dict[str, object]:
        """The document for people and programs."""
        return {
            "url": self.url, "title": self.title, "publisher": self.publisher,
            "published": self.published.isoformat() if self.published else None, "language": self.language,
            "characters": self.characters, "figures": self.figures, "held_already": self.held,
            "near_duplicates": [{"document_id": d, "title": t} for d, t in self.like], "warning": self.warning,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """What an address turned out to be: the source that would be followed, and the documents looked at."""

    source: Source
    finds: Sequence[Find]
    entries: int = 1
    failures: Sequence[str] = ()
    followed: str | None = None
    """The name under which the address is followed already."""

    def to_json(self) -> dict[str, object]:
        """The trial for people and programs."""
        return {
            "name": self.source.name, "kind": self.source.kind.value, "url": self.source.where,
            "publisher": self.source.publisher, "source_type": self.source.source_type.value, "entries": self.entries,
            "documents": [find.to_json() for find in self.finds], "failures": list(self.failures),
            "followed_as": self.followed,
        }  # fmt: skip

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """The source of the trial that `to_json` wrote; what it found is for reading, and left out."""
        source = Source(
            row["name"], SourceKind(row["kind"]), row["url"], row["publisher"], SourceType(row["source_type"]), timedelta(days=1)
        )
        return cls(source, (), row["entries"], row["failures"], row["followed_as"])


def try_address(data_dir: Path, url: str, environ: Mapping[str, str] | None = None) -> Trial:
    """Fetch an address, tell whether it is a feed or a page, and look at what it gives. Nothing is kept.

    Raises the FetchFailures of `corpus.net.errors`, ImportFailure for a page that cannot be read, and CatalogError.
    """
    try:
        where = shown_url(url)
    except ValueError as error:
        raise RefreshError(str(error)) from error
    followed = read_catalog(data_dir).sources
    known = next((s.name for s in followed if s.where == where), None)
    names = {s.name.casefold() for s in followed}
    with tempfile.TemporaryDirectory() as scratch:
        settings = FetchSettings.read(os.environ if environ is None else environ)
        return asyncio.run(_try(data_dir, where, names, known, settings, Path(scratch)))


async def _try(
    data_dir: Path, where: str, names: set[str], known: str | None, settings: FetchSettings, scratch: Path
) -> Trial:
    async with Fetcher(settings, FetchMemory(scratch)) as fetcher:
        page = await fetcher.get(where, conditional=False)
        kind, entries = SourceKind.PAGE, 1
        if _FEED.search(page.body[:4096]):
            entries = len(await asyncio.to_thread(entries_apart, page.body, page.final_url, page.content_type))
            kind = SourceKind.FEED
        host = (urlsplit(where).hostname or "").removeprefix("www.")
        source = Source(
            _name(where, host, names), kind, where, "" if kind is SourceKind.PAGE else host, SourceType.ARTICLE,
            timedelta(days=1), limit=_TRIED,
        )  # fmt: skip
        finds: list[Find] = []
        failures: list[str] = []
        with Worker() as worker:
            async for item in read_source(source, fetcher, lambda _url: False):
                if isinstance(item, Failed):
                    failures.append(f"{item.url}: {item.reason}")
                elif isinstance(item, Gone):
                    failures.append(f"{item.url}: the server answers {item.status}")
                elif isinstance(item, Offer):
                    try:
                        finds.append(_look(item, host, data_dir, worker, scratch))
                    except ImportFailure as error:
                        failures.append(f"{item.url}: {error}")
    if kind is SourceKind.PAGE and failures:
        raise ImportFailure(failures[0])
    publisher = source.publisher or (finds[0].publisher if finds else "") or host
    source = Source(source.name, kind, where, publisher, SourceType.ARTICLE, source.every)
    return Trial(source, finds, entries, failures, known)


def _look(offer: Offer, host: str, data_dir: Path, worker: Worker, scratch: Path) -> Find:
    extracted = worker.data(offer.body, name=offer.name, content_type=offer.content_type, url=offer.url)
    title = offer.title or extracted.title or offer.name or offer.url
    published = offer.published or extracted.published
    publisher = offer.publisher or extracted.publisher or host
    with Store(scratch / "trial.sqlite") as trial:
        change = trial.put(
            extracted, url=offer.url, title=title, publisher=publisher, published=published,
            source_type=offer.source_type, now=datetime.now(UTC),
        )  # fmt: skip
        revision = trial.revision(change.revision_id)
    held, like = False, []
    if store_path(data_dir).is_file():
        with Store(store_path(data_dir)) as store:
            held = store.current_id(document_id(offer.url)) is not None
            like = store.alike(extracted.text, but=document_id(offer.url))
    return Find(
        offer.url, title, publisher, published, extracted.language, len(extracted.text), _figures(data_dir, revision), held,
        like, doubt(extracted, offer.body, None, title=title, published=published) or "",
    )  # fmt: skip


def _figures(data_dir: Path, revision: Revision) -> int:
    """How many figures the rules find in a text by itself."""
    from index.entities import Entities
    from index.extraction import figures_of
    from index.names import gather
    from index.taxonomy import Taxonomy

    names = gather([revision], Entities.load(extra_file(data_dir, "entities.yaml")))
    found = figures_of(revision, Taxonomy.load(extra_file(data_dir, "metrics.yaml")), names)
    return sum(1 for figure in found if figure.entity and figure.metric)


def keep(data_dir: Path, trial: Trial, actor: Actor) -> Path:
    """Follow what was tried from now on: it is added to `catalog/added.yaml`, which this gives.

    Raises RefreshError where it is followed already, CatalogError where the file cannot be read any more.
    """
    source = trial.source
    # Whoever tried it may have thought it over for long: others add sources too.
    followed = read_catalog(data_dir).sources
    known = trial.followed or next((s.name for s in followed if s.where == source.where), None)
    if known is not None:
        raise RefreshError(f"{source.where} is followed already, as {known!r}")
    if any(s.name.casefold() == source.name.casefold() for s in followed):
        raise RefreshError(f"another source is named {source.name!r} by now; try the address again")
    path = catalog_dir(data_dir) / "added.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    entry = {"name": source.name, source.kind.value: source.where, "publisher": source.publisher,
             "source_type": source.source_type.value}  # fmt: skip
    before = path.read_text(encoding="utf-8") if path.is_file() else "# Sources added with `burnrate corpus add`.\n"
    added = yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=1000)
    part = path.with_name(f".{path.name}-{os.getpid()}")
    part.write_text(before.rstrip("\n") + "\n" + added, encoding="utf-8")
    part.replace(path)
    read_catalog(data_dir)
    note(data_dir, actor, "add", source=source.name, url=source.where)
    return path


def _name(where: str, host: str, taken: set[str]) -> str:
    """A name that no other source has: the site's, and what tells the page from others of it."""
    words = [
        w for w in re.split(r"[^a-z0-9]+", urlsplit(where).path.lower()) if w and w not in {"html", "htm", "index"}
    ]
    base = "-".join([*host.split(".")[:-1], *words[-4:]])[:60].strip("-") or "source"
    names = (base, *(f"{base}-{number}" for number in range(2, 1000)))
    return next(name for name in names if name.casefold() not in taken)
