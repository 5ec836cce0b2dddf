"""A refresh from end to end: sources are read, a generation is built and checked, and published or held."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from bot.building import store_path
from bot.golden import golden_questions
from bot.holding import Pending, recover
from bot.publishing import settle
from bot.serving import served_listing
from corpus import runs, schedule
from corpus.audit import Actor, note
from corpus.catalog.reading import read_catalog
from corpus.errors import CorpusError
from corpus.exclusion import exclusively
from corpus.net.fetching import Fetcher
from corpus.net.memory import FetchMemory
from corpus.net.settings import FetchSettings
from corpus.outcome import Entry, Outcome, SourceProgress
from corpus.refreshing import ReadSource, refresh_sources
from corpus.seen import seen
from corpus.source import Source
from corpus.sources.reading import read_source
from corpus.store import Store
from corpus.taking import Keeper
from corpus.withheld import withheld
from corpus.worker import Worker

__all__ = ["Progress", "RefreshReport", "Tell", "refresh"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh is: `stage` is "sources", one of those of a build, or "golden"."""

    stage: str
    done: int
    total: int
    source: SourceProgress | None = None

    def to_json(self) -> dict[str, object]:
        """The progress for a pipe."""
        row: dict[str, object] = {"stage": self.stage, "done": self.done, "total": self.total}
        if self.source is None:
            return row
        # `done` and `total` count sources, `finished` is about this one.
        told = self.source.to_json()
        return {**row, "source": told["source"], "counts": told["counts"], "finished": told["done"]}


Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did. `generation` is what it built, None where nothing had changed; `published` whether it is served.

    `waiting` says whether a generation is held now, by this refresh or an earlier one.
    """

    who: str
    origin: str
    began: datetime
    took: float
    sources: Sequence[str]
    entries: Sequence[Entry]
    generation: str | None = None
    published: bool = False
    waiting: str | None = None
    golden: Sequence[Mapping[str, Any]] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    def lists(self) -> dict[str, list[Entry]]:
        """The entries by outcome, all of them there."""
        return {kind.value: [e for e in self.entries if e.outcome is kind] for kind in Outcome}

    @property
    def nothing_read(self) -> bool:
        """Whether not one of the sources could be read."""
        dead = {e.source for e in self.entries if e.whole and e.outcome is Outcome.FAILED}
        return bool(self.sources) and dead >= set(self.sources)

    def to_json(self) -> dict[str, Any]:
        """The report as CONTRACTS lays it down, with more added."""
        return {
            **{kind: [entry.to_json() for entry in entries] for kind, entries in self.lists().items()},
            "generation": self.generation,
            "published": self.published,
            "held_generation": self.waiting,
            "golden": list(self.golden),
            "sources": list(self.sources),
            "who": self.who,
            "from": self.origin,
            "began": self.began.isoformat(timespec="seconds"),
            "took": round(self.took, 3),
            **self.more,
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """The report that `to_json` wrote."""
        entries = [Entry.from_json(kind, one) for kind in Outcome for one in row[kind.value]]
        return cls(
            row["who"], row["from"], datetime.fromisoformat(row["began"]), row["took"], row["sources"], entries,
            row["generation"], row["published"], row["held_generation"], row["golden"], {"usage": row.get("usage", {})},
        )  # fmt: skip


def refresh(
    data_dir: Path,
    actor: Actor,
    names: Sequence[str] = (),
    *,
    model: Path | None = None,
    tell: Tell | None = None,
    read: ReadSource = read_source,
    environ: Mapping[str, str] | None = None,
) -> RefreshReport:
    """Refresh sources, all of the catalog where none is named, under the lock that keeps other changes out.

    Raises `CorpusBusy` where the corpus is being changed, CatalogError, GoldenError, and OSError or sqlite3.Error
    where the disk is full. Whatever happens, what was read before is kept and what is served is whole.
    """
    began, clock = datetime.now(UTC), time.perf_counter()
    with exclusively(data_dir, actor, "a refresh"):
        sources = read_catalog(data_dir).named(names)
        golden_questions(data_dir)  # what is wrong with them is said before anything is fetched
        number = runs.begin(data_dir, actor)
        board = _Board(data_dir, number, [s.name for s in sources], tell)
        try:
            with Store(store_path(data_dir)) as store:
                held = recover(data_dir, store, served_listing(data_dir))
                entries = _read(data_dir, sources, store, held, board, read, environ)
                settled = settle(data_dir, store, actor, "refresh", model=model, tell=board.build)
        except BaseException as error:
            _give_up(data_dir, number, error)
            raise
        waiting = settled.generation if settled.held else (held.generation if held is not None else None)
        report = RefreshReport(
            actor.who, actor.origin, began, time.perf_counter() - clock, [s.name for s in sources], entries,
            settled.generation, settled.published, waiting, [g.to_json() for g in settled.golden],
        )  # fmt: skip
        _remember(data_dir, sources, entries)
        counts = {kind: len(found) for kind, found in report.lists().items() if found}
        note(data_dir, actor, "refresh", sources=list(names), counts=counts, generation=report.generation,
             published=report.published)  # fmt: skip
        runs.end(data_dir, number, report.to_json())
    return report


def _read(
    data_dir: Path,
    sources: Sequence[Source],
    store: Store,
    held: Pending | None,
    board: _Board,
    read: ReadSource,
    environ: Mapping[str, str] | None,
) -> list[Entry]:
    settings = FetchSettings.read(os.environ if environ is None else environ)
    memory = FetchMemory(data_dir)
    waiting = frozenset((d, r) for d, r in (held.changes if held else {}).items() if r is not None)
    with ExitStack() as opened:
        keeper = Keeper(
            store,
            opened.enter_context(seen(data_dir)),
            opened.enter_context(withheld(data_dir)),
            memory,
            opened.enter_context(Worker()),
            waiting,
        )

        async def work() -> list[Entry]:
            async with Fetcher(settings, memory) as fetcher:
                return await refresh_sources(sources, keeper, fetcher, read, tell=board.source)

        try:
            return asyncio.run(work())
        except BaseExceptionGroup as group:
            # The first of what went wrong at once says it; a group of errors says nothing to people.
            raise _first(group) from group


def _first(group: BaseExceptionGroup[Any]) -> BaseException:
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _remember(data_dir: Path, sources: Sequence[Source], entries: Sequence[Entry]) -> None:
    """Write down for the schedule how each source went."""
    now = datetime.now(UTC)
    for source in sources:
        failed = [e for e in entries if e.source == source.name and e.whole and e.outcome is Outcome.FAILED]
        schedule.record(
            data_dir, source.name, now, failed[0].reason if failed else "", failed[0].next_try if failed else None
        )


def _give_up(data_dir: Path, number: int, error: BaseException) -> None:
    try:
        runs.end(data_dir, number, {"error": str(error) or type(error).__name__})
    except (OSError, sqlite3.Error, CorpusError):
        return  # the disk may be what is wrong; the next refresh finds the run without its end


class _Board:
    """Where progress is put: told to who asked, and written down for those who follow, a few times a second."""

    def __init__(self, data_dir: Path, number: int, names: Sequence[str], tell: Tell | None) -> None:
        self._data_dir, self._number, self._tell = data_dir, number, tell
        self._sources: dict[str, dict[str, object]] = {
            name: {"source": name, "counts": {}, "finished": False} for name in names
        }
        self._written = 0.0
        self._last: dict[str, object] = {}

    def source(self, told: SourceProgress) -> None:
        """A source has come further."""
        self._sources[told.source] = {"source": told.source, "counts": dict(told.counts), "finished": told.done}
        done = sum(bool(one["finished"]) for one in self._sources.values())
        self._put(Progress("sources", done, len(self._sources), told))

    def build(self, stage: str, done: int, total: int) -> None:
        """The build has come further."""
        self._put(Progress(stage, done, total))

    def _put(self, progress: Progress) -> None:
        if self._tell is not None:
            self._tell(progress)
        now = time.monotonic()
        if now - self._written > 0.5 or progress.done == progress.total:
            self._written = now
            self._last = {"stage": progress.stage, "done": progress.done, "total": progress.total}
            # Nobody misses a word of progress; a disk that is full stops what has to be kept.
            with suppress(sqlite3.Error, CorpusError):
                runs.progress(self._data_dir, self._number, {**self._last, "sources": list(self._sources.values())})
