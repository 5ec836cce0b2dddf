"""The nouns that a source hands over: a document, or word of one that is unchanged, gone or not to be had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from corpus.document import SourceType
from corpus.net.memory import Validators

__all__ = ["Failed", "Gone", "Item", "Listed", "Offer", "Unchanged"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A document that a source has, read from the web or the disk, its text not yet extracted.

    `url` is canonical: what it will be cited by and known as. `name` is a file name that hints at its kind.
    `validators` are to be kept under `fetched_from` once the document is stored, and not before: what was not kept is
    then fetched again. What is None, and a publisher that is "", is to be read from the document.
    """

    url: str
    body: bytes
    content_type: str
    name: str
    title: str | None
    author: str | None
    publisher: str
    published: date | None
    source_type: SourceType
    fetched_from: str
    validators: Validators | None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A document, or a whole list of them, that is as it was: the server said so, or a filing is held already."""

    url: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A document that its server says is not there (404) or is there no more (410)."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A document or a list that could not be had: why, and after how many seconds the server would be asked again."""

    url: str
    reason: str
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A list (a feed, a filer's submissions, a folder) was read to its end; all it names has been handed over before.

    Its `validators` are to be kept under `fetched_from` once every offer before it is stored. It is left out where
    something on the list could not be had for now, so that the next refresh reads the list again. `urls` are all the
    documents that the list names now, held ones included: what a folder named before and does not name now is gone.
    """

    url: str
    fetched_from: str
    validators: Validators | None
    urls: tuple[str, ...] = ()


Item: TypeAlias = Offer | Unchanged | Gone | Failed | Listed
