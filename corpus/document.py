"""The nouns of the corpus: documents, revisions and the blocks their text is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

__all__ = ["Block", "BlockKind", "Cell", "Extracted", "Revision", "SourceType", "Tag", "words_of"]


class SourceType(StrEnum):
    """What kind of publication a document is; decides its authority."""

    FILING = "filing"
    PRESS_RELEASE = "press_release"
    ARTICLE = "article"
    BLOG = "blog"
    DATASET = "dataset"

    @property
    def authority(self) -> int:
        """5 (regulatory filing) down to 1 (aggregator), the order of docs/architecture.md."""
        return _AUTHORITY[self]


_AUTHORITY = {
    SourceType.FILING: 5,
    SourceType.PRESS_RELEASE: 4,
    SourceType.ARTICLE: 3,
    SourceType.BLOG: 2,
    SourceType.DATASET: 1,
}


class BlockKind(StrEnum):
    """The role of a block of text on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: its span in the revision's text and its place in the table's grid.

    `column` is the first grid column (from 0) and `span` how many it covers, after
    spreading column and row spans.
    """

    start: int
    end: int
    column: int
    span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table row: `text[start:end]` of its revision.

    Blocks do not overlap and come in reading order. `level` is the heading's depth (1 to 9),
    0 otherwise. `table` numbers the tables of a revision from 0; only rows have one. A row's text is
    its non-empty cells joined with ` | `. `page` counts from 1, for paged media.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    table: int | None = None
    cells: tuple[Cell, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """What an inline XBRL tag says of the number at `text[start:end]` of its revision.

    `value` is the number scaled and signed as the tag has it, `unit` the unit's measures ("USD", "shares",
    "USD/shares", "pure"). `begins` is None for a moment. `members` are the pairs of axis and member that make the
    number one of a part, names as the filing has them ("us-gaap:StatementBusinessSegmentsAxis", "goog:GoogleCloudMember").
    """

    start: int
    end: int
    concept: str
    value: Decimal
    unit: str
    begins: date | None
    ends: date
    members: tuple[tuple[str, str], ...] = ()


_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def words_of(name: str) -> str:
    """The name of a tag's concept or member in words: "Cost Of Revenue" for "CostOfRevenue"."""
    return _CAMEL.sub(" ", name)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an extractor read from one file: normalised text, its blocks, and metadata found in it."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None
    source_type: SourceType | None = None
    digest: bool = False
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """The text of a document as it was at one time, and what is known about the document then.

    `revision_id` is derived from the document and the content hash; `document_id` from the canonical URL.
    `digest` is true where the text is our own summary of the source at `url`, not the source's words.
    """

    revision_id: str
    document_id: str
    url: str
    title: str
    publisher: str
    published: date | None
    source_type: SourceType
    text: str
    blocks: tuple[Block, ...]
    fetched_at: datetime
    author: str | None = None
    language: str | None = None
    digest: bool = False
    voice: str = ""
    """Documents that copy one another share a voice: the document id of the earliest."""
    tags: tuple[Tag, ...] = ()
    """The tags of a filing in inline XBRL, in the order of the text."""
