"""Names: gathering the entity table of a whole corpus, with what filings say of their own fiscal years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.document import Revision, SourceType
from index.discovery import Discovered, discover
from index.entities import Entities
from index.entity_merging import merge
from index.entity_table import EntityTable

__all__ = ["gather"]

_YEAR_END = re.compile(
    r"(?:[Ff]iscal|[Ff]inancial) years? (?:ended|ending|ends):?\s+(?:on\s+)?"
    r"(?:(?P<month>[A-Z][a-z]+)\s+(?P<day>\d{1,2})|(?P<day_first>\d{1,2})\s+(?P<month_second>[A-Z][a-z]+))\b"
)
_MONTHS = "January February March April May June July August September October November December".split()


def gather(revisions: Iterable[Revision], known: Entities) -> EntityTable:
    """The table of every name in `revisions`, on top of the list.

    A company whose fiscal year the list leaves out has the one that the cover of its annual filing gives.
    """
    ends: dict[str, tuple[int, int]] = {}

    def discovered() -> Iterator[Discovered]:
        for revision in revisions:
            end = _fiscal_year_end(revision)
            if end is not None:
                ends[revision.document_id] = end
            yield discover(revision, known)

    table = merge(discovered(), known)
    for document, end in ends.items():
        entry = table.entry(table.principal(document))
        if entry is not None and entry.year_end is None and end != (12, 31):
            entry.year_end = end
    return table


def _fiscal_year_end(revision: Revision) -> tuple[int, int] | None:
    """Month and day that an annual filing's cover gives as the end of its fiscal year."""
    if revision.source_type is not SourceType.FILING:
        return None
    found = _YEAR_END.search(revision.text, 0, 8000)
    month = (found["month"] or found["month_second"]) if found else None
    if found is None or month not in _MONTHS:
        return None
    return _MONTHS.index(month) + 1, int(found["day"] or found["day_first"])
