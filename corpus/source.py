"""The noun of what is followed: a source, as an entry of a catalog names it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from corpus.document import SourceType

__all__ = ["Source", "SourceKind"]


class SourceKind(StrEnum):
    """How a source is read."""

    FILER = "filer"
    """A company's filings with the SEC."""
    FEED = "feed"
    """An RSS or Atom feed, and the pages that it links to."""
    PAGE = "page"
    """A single page or file on the web."""
    FOLDER = "folder"
    """Files in a local folder."""


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of a catalog.

    `where` is the ten digits of a filer's CIK or its ticker, the address of a feed or page, or the path of a folder.
    `source_type` gives its documents their authority. `forms` are the forms followed of a filer, each with its
    amendments. With `topics`, only entries of a feed that name one of them are taken. `every` is how often it is due.
    `limit` is how far back a list is read: the newest filings of a filer, the newest entries of a feed. `facts` is
    of how many of a filer's newest filings the SEC's company facts are taken. `origin` says where the entry was read, as "file:line", for messages.
    """

    name: str
    kind: SourceKind
    where: str
    publisher: str
    source_type: SourceType
    every: timedelta
    forms: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    limit: int = 40
    facts: int = 0
    origin: str = ""
