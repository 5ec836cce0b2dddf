"""Single pages and files on the web."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from corpus.document import SourceType
from corpus.net.errors import BadStatus, FetchFailure
from corpus.net.fetching import Fetcher, Page
from corpus.source import Source
from corpus.sources.offer import Failed, Gone, Item, Offer, Unchanged
from corpus.urls import shown_url

__all__ = ["file_name", "offered", "read_page", "without"]

_NOT_THERE = (404, 410)


async def read_page(source: Source, fetcher: Fetcher, holds: Callable[[str], bool]) -> AsyncIterator[Item]:
    """The page that a source names, known by the address that the catalog gives, wherever that leads today.

    A page that is not held, though its validators are remembered, is asked for as if for the first time.
    """
    try:
        page = await fetcher.get(source.where, conditional=holds(source.where))
    except FetchFailure as failure:
        yield without(source.where, failure)
        return
    if page.not_modified:
        yield Unchanged(source.where)
        return
    yield offered(page, source, url=shown_url(source.where))


def offered(
    page: Page,
    source: Source,
    *,
    url: str,
    title: str | None = None,
    author: str | None = None,
    publisher: str | None = None,
    published: date | None = None,
    source_type: SourceType | None = None,
) -> Offer:
    """The offer of a page that was fetched. Publisher and kind are the source's where none are given."""
    return Offer(
        url=url,
        body=page.body,
        content_type=page.content_type,
        name=file_name(page.final_url),
        title=title,
        author=author,
        publisher=source.publisher if publisher is None else publisher,
        published=published,
        source_type=source_type or source.source_type,
        fetched_from=page.url,
        validators=page.validators,
    )


def without(url: str, failure: FetchFailure) -> Gone | Failed:
    """What is said of a document that could not be fetched."""
    if isinstance(failure, BadStatus) and failure.status in _NOT_THERE:
        return Gone(url, failure.status)
    return Failed(url, failure.reason, failure.retry_after)


def file_name(url: str) -> str:
    """The last part of an address's path, which may hint at a file's kind."""
    return PurePosixPath(urlsplit(url).path).name
