"""Reading a source: one door for all kinds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

from corpus.net.fetching import Fetcher
from corpus.source import Source, SourceKind
from corpus.sources.feed import read_feed
from corpus.sources.filer import read_filer
from corpus.sources.folder import read_folder
from corpus.sources.offer import Item
from corpus.sources.page import read_page

__all__ = ["read_source"]

_READERS = {
    SourceKind.FILER: read_filer,
    SourceKind.FEED: read_feed,
    SourceKind.PAGE: read_page,
    SourceKind.FOLDER: read_folder,
}


def read_source(source: Source, fetcher: Fetcher, holds: Callable[[str], bool]) -> AsyncIterator[Item]:
    """Everything a source has that is new or may have changed, one item at a time, newest first.

    `holds` says whether the store has the document that was offered with a URL, in its source's own words: a digest
    does not count, and one stored under another address, which its page gives, does. One item that cannot be
    had never ends the others, and a source of which nothing can be read gives one `Failed`. Offers are to be stored
    in the order in which they come: that the main document of a filing is held says that its exhibits are too.
    """
    return _READERS[source.kind](source, fetcher, holds)
