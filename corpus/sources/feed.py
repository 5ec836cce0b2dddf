"""RSS and Atom feeds, and the pages that they link to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import date, timedelta
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from corpus.document import SourceType
from corpus.errors import ImportFailure
from corpus.net.errors import FetchFailure
from corpus.net.fetching import Fetcher, Page
from corpus.source import Source
from corpus.sources.entries import Entry, entries_apart
from corpus.sources.lists import Patience, list_address
from corpus.sources.offer import Failed, Item, Listed, Offer, Unchanged
from corpus.sources.page import offered, without
from corpus.sources.redirects import Redirects
from corpus.sources.topics import topic_test
from corpus.urls import canonical_url, shown_url

__all__ = ["read_feed"]

_FRESH = timedelta(days=3)
"""How long after an entry's date a page without validators is fetched again: corrections come soon, or not at all."""
_NOT_READ = frozenset(".mp3 .m4a .ogg .wav .mp4 .mov .webm .jpg .jpeg .png .gif .webp .svg .zip .gz .dmg .exe".split())
_SECOND_LEVEL = frozenset("ac co com edu go gov gr ne net or org".split())
_ON_SITE_ONLY = frozenset({SourceType.FILING, SourceType.PRESS_RELEASE})


async def read_feed(source: Source, fetcher: Fetcher, holds: Callable[[str], bool]) -> AsyncIterator[Item]:
    """The pages that a feed links to, newest first, as far as they name a topic that is followed.

    A page that is held is asked for again only where its server gave validators, or for three days after its date.
    Pages of another site than the feed's get no more authority than an article. A public feed leads to no private address.
    """
    try:
        page = await fetcher.get(list_address(source.where, source))
    except FetchFailure as failure:
        yield Failed(source.where, failure.reason, failure.retry_after)
        return
    if page.not_modified:
        yield Unchanged(source.where)
        return
    try:
        entries = await asyncio.to_thread(entries_apart, page.body, page.final_url, page.content_type)
    except ImportFailure as error:
        yield Failed(source.where, str(error))
        return
    patience = Patience()
    redirects = Redirects(fetcher.memory.data_dir)
    handed: set[str] = set()
    for link, entry in _wanted(entries, source):
        held = holds(link) or holds(redirects.get(link))
        item = await _read(link, entry, page, source, fetcher, patience, held=held)
        if isinstance(item, Offer) and canonical_url(item.url) != canonical_url(link):
            redirects.keep(link, item.url)
        if (known := canonical_url(item.url)) not in handed:
            handed.add(known)
            yield item
    if not patience.put_off:
        yield Listed(source.where, page.url, page.validators)


def _wanted(entries: Iterable[Entry], source: Source) -> list[tuple[str, Entry]]:
    """The entries to read, each page once, newest first; what has no date keeps its place in front."""
    matches = topic_test(source.topics)
    found: dict[str, tuple[str, Entry]] = {}
    for entry in entries:
        try:
            url = shown_url(entry.link)
        except ValueError:  # mailto: and the like
            continue
        if PurePosixPath(urlsplit(url).path).suffix.lower() not in _NOT_READ and matches(entry.about):
            found.setdefault(canonical_url(url), (url, entry))
    ordered = sorted(found.values(), key=lambda pair: pair[1].moved or date.max, reverse=True)
    return ordered[: source.limit]


async def _read(
    url: str, entry: Entry, feed: Page, source: Source, fetcher: Fetcher, patience: Patience, *, held: bool
) -> Item:
    if held:
        fresh = entry.moved is not None and feed.fetched_at.date() - entry.moved <= _FRESH
        if not fresh and not fetcher.memory.get(url):
            return Unchanged(url)
    if (lost := patience.lost(url)) is not None:
        patience.put_off += 1
        return Failed(url, f"not asked for: {lost.reason}", lost.retry_after)
    try:
        page = await fetcher.get(url, conditional=held, private=feed.private)
    except FetchFailure as failure:
        patience.failed(url, failure)
        return without(url, failure)
    patience.answered(url)
    return Unchanged(url) if page.not_modified else _offer(page, entry, feed, source)


def _offer(page: Page, entry: Entry, feed: Page, source: Source) -> Offer:
    at_home = _site(page.final_url) == _site(feed.final_url)
    lowered = SourceType.ARTICLE if not at_home and source.source_type in _ON_SITE_ONLY else None
    return offered(
        page,
        source,
        url=shown_url(page.final_url),
        title=entry.title or None,
        author=entry.author or None,
        publisher=source.publisher if at_home else entry.source,
        published=entry.published,
        source_type=lowered,
    )


def _site(url: str) -> str:
    """The part of a host's name that one owner has, as far as that can be told without a list: "example.co.uk"."""
    labels = (urlsplit(url).hostname or "").split(".")
    wide = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if wide else labels[-2:])
