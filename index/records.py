"""Records: how documents and figures are laid out in the columns of a generation's content."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from sys import intern
from typing import Any, NamedTuple

from corpus.document import Revision, SourceType
from corpus.packing import from_iso, iso_day
from index.amount import Amount
from index.figure import Basis, Figure
from index.frozen import maker
from index.outline import Outline
from index.period import Period, PeriodKind

__all__ = [
    "DOCUMENT",
    "FIGURE",
    "PASSAGE",
    "Body",
    "DocumentMeta",
    "Passage",
    "Units",
    "document_of",
    "document_row",
    "figure_of",
    "figure_row",
    "passage_of",
]


@dataclass(frozen=True, slots=True)
class DocumentMeta:
    """What is known about a document besides its text: a Revision without `text` and `blocks`."""

    document_id: str
    revision_id: str
    url: str
    title: str
    publisher: str
    published: date | None
    source_type: SourceType
    fetched_at: datetime
    author: str | None = None
    language: str | None = None
    digest: bool = False
    voice: str = ""


@dataclass(frozen=True)
class Body:
    """What a document's revision says: its text, and its outline as it is stored."""

    text: str
    packed: bytes = field(repr=False)

    @cached_property
    def outline(self) -> Outline:
        """The blocks of the text."""
        return Outline.unpacked(self.packed)


@dataclass(frozen=True, slots=True)
class Passage:
    """`text[start:end]` of a document's revision, the unit of retrieval.

    `passage_id` means something within one generation only. `heading` is the path of headings above the
    passage; `context` what was put before its text where it was indexed (title, headings, a table's header).
    """

    passage_id: int
    document_id: str
    start: int
    end: int
    heading: str
    context: str
    text: str
    table: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Units:
    """The sentences, list items and rows of a passage: their spans in its text, and the row of the first one's vector."""

    row: int
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def unpacked(cls, row: int, packed: bytes) -> Units:
        """The units that `packed` wrote."""
        return cls(row, tuple(struct.iter_unpack("<ii", packed)))

    def packed(self) -> bytes:
        """The spans as they are stored, the same on every machine."""
        return b"".join(struct.pack("<ii", *span) for span in self.spans)

    @staticmethod
    def row_at(row: int, packed: bytes, offset: int) -> int:
        """The row of the last unit that starts at or before an offset of the passage's text, of units that were `packed`."""
        starts = struct.unpack(f"<{len(packed) // 4}i", packed)[::2]
        return row + max(0, bisect_right(starts, offset) - 1)


class TableCell(NamedTuple):
    """A figure of a table by its number, with as much of it as tells whether it need be looked at."""

    number: int
    label: str
    entity: str
    metric: str
    table: int
    period: Period | None


class Place(NamedTuple):
    """Where a number stands: the span of the quote that bears it, and the number's own offset."""

    document_id: str
    start: int
    end: int
    at: int


class Glance(NamedTuple):
    """A figure by its number, with as much of it as tells whether it need be read."""

    number: int
    document_id: str
    entity: str
    metric: str
    label: str
    unit: str
    table: int | None
    confidence: float
    start: int
    end: int
    at: int
    period: Period | None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.document_id, self.start, self.end, self.at)


_amount, _figure, _document = maker(Amount), maker(Figure), maker(DocumentMeta)
passage_of = maker(Passage)
"""The passage of a row."""

# The columns, in the order of the rows below.
DOCUMENT = (
    "document_id, revision_id, url, title, publisher, published, source_type, fetched_at, author, language, "
    "digest, voice"
)
PASSAGE = "passage_id, document_id, start, end, heading, context, text, tbl, page"
FIGURE = (
    "document_id, revision_id, entity, metric, label, basis, dimension, start, end, tbl, confidence, amount_start, "
    "amount_end, value, unit, high, per, qualifier, digits, scale, "
)
FIGURE_PERIOD = "period_kind, period_label, period_year, period_number, period_fiscal, period_start, period_end"
FIGURE += FIGURE_PERIOD
GLANCE = f"figure_id, document_id, entity, metric, label, unit, tbl, confidence, start, end, amount_start, {FIGURE_PERIOD}"


_BASES = {basis.value: basis for basis in Basis}
_SOURCE_TYPES = {kind.value: kind for kind in SourceType}
"""What the words of a row stand for: a question reads hundreds of rows."""


def document_row(revision: Revision) -> tuple[Any, ...]:
    """The row of a revision's document."""
    return (
        revision.document_id,
        revision.revision_id,
        revision.url,
        revision.title,
        revision.publisher,
        iso_day(revision.published),
        revision.source_type.value,
        revision.fetched_at.isoformat(),
        revision.author,
        revision.language,
        revision.digest,
        revision.voice,
    )


def document_of(row: tuple[Any, ...]) -> DocumentMeta:
    """The document of a row."""
    identity, revision, url, title, publisher, published, kind, fetched, author, language, digest, voice = row
    return _document(
        intern(identity),
        intern(revision),
        url,
        title,
        intern(publisher),
        from_iso(published),
        _SOURCE_TYPES[kind],
        datetime.fromisoformat(fetched),
        author,
        language,
        bool(digest),
        voice,
    )


def figure_row(figure: Figure) -> tuple[Any, ...]:
    """The row of a figure; decimals are text, as SQLite's numbers would round them."""
    amount, period = figure.amount, figure.period
    row: tuple[Any, ...] = (
        figure.document_id,
        figure.revision_id,
        figure.entity,
        figure.metric,
        figure.label,
        figure.basis.value,
        figure.dimension,
        figure.start,
        figure.end,
        figure.table,
        figure.confidence,
        amount.start,
        amount.end,
        str(amount.value),
        amount.unit,
        None if amount.high is None else str(amount.high),
        amount.per,
        amount.qualifier,
        amount.digits,
        amount.scale,
    )
    if period is None:
        return (*row, None, None, None, None, None, None, None)
    return (
        *row,
        period.kind.value,
        period.label,
        period.year,
        period.number,
        int(period.fiscal),
        period.start and period.start.isoformat(),
        period.end and period.end.isoformat(),
    )


def figure_of(row: tuple[Any, ...]) -> Figure:
    """The figure of a row."""
    document, revision, entity, metric, label, basis, dimension, start, end, table, confidence, first, last, value, unit, high, per, qualifier, digits, scale, *period = row
    # Thousands are held, of a few documents, companies and measures: what is the same is held once.
    document, revision, entity, metric, label, dimension, unit = map(intern, (document, revision, entity, metric, label, dimension, unit))
    amount = _amount(first, last, Decimal(value), unit, None if high is None else Decimal(high), per, qualifier, digits, scale)
    return _figure(document, revision, amount, start, end, entity, metric, label, _BASES[basis], period_of(period), dimension, table, confidence)


def glance_of(row: tuple[Any, ...]) -> Glance:
    """The glance at a figure of a row."""
    number, document, entity, metric, label, unit, table, confidence, start, end, at, *period = row
    # Thousands are held, of a few documents, companies and measures: what is the same is held once.
    values = (number, intern(document), intern(entity), intern(metric), intern(label), intern(unit), table, confidence, start, end, at, period_of(period))
    return tuple.__new__(Glance, values)  # half the time of calling it


def period_of(row: Sequence[Any]) -> Period | None:
    """The period of a figure's last columns."""
    return None if row[0] is None else _period(*row)


@lru_cache(maxsize=1024)
def _period(kind: str, label: str, year: int | None, number: int | None, fiscal: int, begins: str | None, ends: str | None) -> Period:
    """The period of a row's last columns; a company's figures are for the same few."""
    return Period(
        kind=PeriodKind(kind),
        label=label,
        year=year,
        number=number,
        fiscal=bool(fiscal),
        start=None if begins is None else date.fromisoformat(begins),
        end=None if ends is None else date.fromisoformat(ends),
    )
