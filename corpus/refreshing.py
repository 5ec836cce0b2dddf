"""Refreshing: sources are read, what they give is judged, and what is good becomes the current revisions."""

from __future__ import annotations

import asyncio
import errno
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from corpus.errors import ImportFailure, StoreError, TookTooLong
from corpus.net.fetching import Fetcher
from corpus.outcome import Entry, Outcome, SourceProgress
from corpus.seen import Sighting
from corpus.source import Source, SourceKind
from corpus.sources.offer import Failed, Gone, Item, Listed, Offer, Unchanged
from corpus.taking import Keeper, mark_of, take
from corpus.urls import document_id
from corpus.withheld import GONE

__all__ = ["ReadSource", "refresh_sources"]

_TOGETHER = 6  # sources read at a time; most of the time is spent waiting for servers
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG})
_TOLD = 0.2  # seconds between two words of progress on one source

ReadSource = Callable[[Source, Fetcher, Callable[[str], bool]], AsyncIterator[Item]]


async def refresh_sources(
    sources: Sequence[Source],
    keeper: Keeper,
    fetcher: Fetcher,
    read: ReadSource,
    *,
    tell: Callable[[SourceProgress], None],
) -> list[Entry]:
    """Read sources, several at a time, and keep what is new in them; says what became of each document.

    A document is committed before its validators are remembered, so that one that a kill prevents is fetched again.
    A source that fails is an entry; only what concerns all of them (a full disk, a damaged store) is raised, as
    a group of `OSError`, `CorpusError` or `sqlite3.Error`. `tell` is called as documents come in, and once when a source is done.
    """
    reading = asyncio.Semaphore(_TOGETHER)
    extracting = asyncio.Lock()
    mine = keeper.store.own_words() | {document for document, _ in keeper.pending} | keeper.withheld.refused_documents()

    def holds(url: str) -> bool:
        sighting = keeper.seen.get(url)
        return (sighting.document_id if sighting is not None else document_id(url)) in mine

    async def one(source: Source) -> list[Entry]:
        async with reading:
            return await _refresh_one(source, read(source, fetcher, holds), keeper, extracting, tell)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(source)) for source in sources]
    return [entry for task in tasks for entry in task.result()]


async def _refresh_one(
    source: Source,
    items: AsyncIterator[Item],
    keeper: Keeper,
    extracting: asyncio.Lock,
    tell: Callable[[SourceProgress], None],
) -> list[Entry]:
    entries: list[Entry] = []
    loop = asyncio.get_running_loop()
    told = loop.time()
    counts: Counter[str] = Counter()
    tell(SourceProgress(source.name, {}))
    try:
        async for item in items:
            for entry in await _item(item, source, keeper, extracting, entries):
                entries.append(entry)
                counts[entry.outcome.value] += 1
            if loop.time() - told > _TOLD:
                told = loop.time()
                tell(SourceProgress(source.name, dict(counts)))
    # A reader's own mistake is the failure of its source, never of the others; what is not is let through.
    except Exception as error:
        if _of_all(error):
            raise
        entries.append(
            Entry(Outcome.FAILED, source.name, source.where, whole=True, reason=f"{type(error).__name__}: {error}")
        )
        counts[Outcome.FAILED.value] += 1
    tell(SourceProgress(source.name, dict(counts), done=True))
    return entries


def _of_all(error: Exception) -> bool:
    """Whether an error concerns the whole refresh: what comes in cannot be kept."""
    if isinstance(error, sqlite3.Error | StoreError):
        return True
    return isinstance(error, OSError) and error.errno in _NO_ROOM


async def _item(
    item: Item, source: Source, keeper: Keeper, extracting: asyncio.Lock, before: list[Entry]
) -> list[Entry]:
    now = datetime.now(UTC)
    if isinstance(item, Offer):
        return [await _offered(item, source, keeper, extracting, now)]
    if isinstance(item, Unchanged):
        return _unchanged(item, source, keeper)
    if isinstance(item, Gone):
        return [_gone(item.url, item.status, source, keeper, now)]
    if isinstance(item, Failed):
        later = None if item.retry_after is None else now + timedelta(seconds=item.retry_after)
        return [Entry(Outcome.FAILED, source.name, item.url, reason=item.reason, next_try=later,
                      whole=item.url == source.where)]  # fmt: skip
    return _listed(item, source, keeper, before, now)


def _listed(item: Listed, source: Source, keeper: Keeper, before: list[Entry], now: datetime) -> list[Entry]:
    # What another look may mend, or retire, takes the list to be read again; a dead link on it does not.
    if item.validators is not None and all(e.next_try is None for e in before):
        keeper.memory.keep(item.fetched_from, item.validators)
    if source.kind is not SourceKind.FOLDER:
        return []
    named = set(item.urls)
    return [_gone(s.url, 0, source, keeper, now) for s in keeper.seen.of_source(source.name) if s.url not in named]


def _unchanged(item: Unchanged, source: Source, keeper: Keeper) -> list[Entry]:
    keeper.seen.found(item.url)
    sighting = keeper.seen.get(item.url)
    if sighting is not None:
        return [_as_before(sighting, source, keeper)]
    if item.url != source.where or source.kind is SourceKind.PAGE:
        # A document kept before its addresses were remembered.
        return [Entry(Outcome.UNCHANGED, source.name, item.url, _known_id(item.url))]
    # A list that did not change: of what it ever named only that is told which waits for someone.
    told = {s.document_id: _as_before(s, source, keeper) for s in keeper.seen.of_source(source.name)}
    listed = Entry(Outcome.UNCHANGED, source.name, item.url, reason="nothing on the list has changed", whole=True)
    return [listed, *(entry for entry in told.values() if entry.outcome is Outcome.HELD)]


def _as_before(sighting: Sighting, source: Source, keeper: Keeper) -> Entry:
    """What an address that gives the same as the last time comes to."""
    document = sighting.document_id
    if sighting.failure:
        reason = f"{sighting.failure} (it has not changed since)"
        return Entry(Outcome.FAILED, source.name, sighting.url, document, reason=reason)
    if not sighting.revision_id:
        held = [h for h in keeper.withheld.all() if h.document_id == document]
        if held:
            return Entry(Outcome.HELD, source.name, sighting.url, document, held[0].title,
                         f"{held[0].reason} (since {held[0].at:%Y-%m-%d})")  # fmt: skip
        return Entry(Outcome.UNCHANGED, source.name, sighting.url, document, reason="this text was refused before")
    if (document, sighting.revision_id) in keeper.pending:
        reason = "it waits in the generation that is held"
        return Entry(Outcome.HELD, source.name, sighting.url, document, reason=reason)
    return Entry(Outcome.UNCHANGED, source.name, sighting.url, document)


def _known_id(url: str) -> str:
    try:
        return document_id(url)
    except ValueError:
        return ""


def _gone(url: str, status: int, source: Source, keeper: Keeper, now: datetime) -> Entry:
    sighting = keeper.seen.get(url)
    document = sighting.document_id if sighting is not None else _known_id(url)
    why = f"the server answers {status}" if status else "the file is not there any more"
    if keeper.store.current_id(document) is None:
        absence = keeper.seen.absence(url)
        if absence is not None and absence.retired:
            reason = f"{why} since {absence.since:%Y-%m-%d}; it was retired"
            return Entry(Outcome.UNCHANGED, source.name, url, document, reason=reason)
        return Entry(Outcome.FAILED, source.name, url, document, reason=why, whole=url == source.where)
    absence = keeper.seen.miss(url, status, now)
    due = absence.since + keeper.grace
    if now < due:
        reason = f"{why} since {absence.since:%Y-%m-%d}; it is retired on {due:%Y-%m-%d} unless it comes back"
        return Entry(Outcome.FAILED, source.name, url, document, reason=reason, next_try=now + source.every)
    refused = keeper.withheld.refused(document, GONE)
    if refused is not None:
        reason = f"{why} since {absence.since:%Y-%m-%d}; it stays, as that it goes was {refused}"
        return Entry(Outcome.UNCHANGED, source.name, url, document, reason=reason)
    keeper.store.remove(document, now)
    # It may come back with the validators that it had; then it has to be sent whole.
    keeper.memory.forget(url)
    keeper.seen.retire(absence)
    return Entry(Outcome.RETIRED, source.name, url, document, reason=f"{why} since {absence.since:%Y-%m-%d}")


async def _offered(offer: Offer, source: Source, keeper: Keeper, extracting: asyncio.Lock, now: datetime) -> Entry:
    mark = mark_of(offer)
    sighting = keeper.seen.get(offer.url)
    if sighting is not None and sighting.mark == mark and (
        not sighting.revision_id or keeper.store.current_id(sighting.document_id) == sighting.revision_id
        or (sighting.document_id, sighting.revision_id) in keeper.pending
    ):  # fmt: skip
        entry = _as_before(sighting, source, keeper)
    else:
        async with extracting:
            entry, sighting = await _read(offer, source, keeper, mark, now)
        keeper.seen.keep(sighting)
        if offer.fetched_from != offer.url and offer.fetched_from.startswith("http"):
            keeper.seen.keep(replace(sighting, url=offer.fetched_from))
    keeper.seen.found(offer.url)
    if offer.validators is not None and not (entry.outcome is Outcome.FAILED and not sighting.failure):
        keeper.memory.keep(offer.fetched_from, offer.validators)
    return entry


async def _read(offer: Offer, source: Source, keeper: Keeper, mark: str, now: datetime) -> tuple[Entry, Sighting]:
    try:
        extracted = await asyncio.to_thread(
            keeper.worker.data, offer.body, name=offer.name, content_type=offer.content_type, url=offer.url
        )
    except ImportFailure as error:
        # What took too long may fare better on a quieter day.
        later = isinstance(error, TookTooLong)
        entry = Entry(Outcome.FAILED, source.name, offer.url, reason=str(error), next_try=now + source.every if later else None)
        failure = "" if later else str(error)
        return entry, Sighting(offer.url, source.name, "" if later else mark, _known_id(offer.url), failure=failure)
    return take(offer, extracted, source.name, keeper, mark, now)
