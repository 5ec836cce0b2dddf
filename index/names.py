"""Names: gathering the entity table of a whole corpus, with what filings say of their own fiscal years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from corpus.document import Revision, SourceType
from corpus.factsheet import without_facts
from index.discovery import Discovered, discover
from index.entities import Entities
from index.entity_merging import merge
from index.entity_table import EntityTable
from index.readings import Reading, Readings

__all__ = ["gather", "gather_remembering"]

_YEAR_END = re.compile(
    r"(?:[Ff]iscal|[Ff]inancial) (?:years?(?: \d{4},?)?|\d{4},?) (?:which |that )?(?:ended|ending|ends):?\s+(?:on\s+)?"
    r"(?:(?P<month>[A-Z][a-z]+)\s+(?P<day>\d{1,2})|(?P<day_first>\d{1,2})\s+(?P<month_second>[A-Z][a-z]+)"
    r"|the last [A-Z][a-z]+day (?:in|of) (?P<month_last>[A-Z][a-z]+))\b"
)
_LAST_WEEK = 28
"""The day that a year which ends on the last Sunday of a month ends about."""
_LONGEST_MONTH = 31
_MONTHS = "January February March April May June July August September October November December".split()


class Listed(Protocol):
    """Documents and their revisions, by id: `corpus.store.Store`."""

    def current_ids(self) -> list[tuple[str, str]]:
        """The (document id, revision id) of every current document."""

    def revision(self, revision_id: str) -> Revision:
        """One revision."""


def gather(revisions: Iterable[Revision], known: Entities) -> EntityTable:
    """The table of every name in `revisions`, on top of the list.

    A company whose fiscal year the list leaves out has the one that the cover of its annual filing gives.
    """
    return _table((_reading(revision, known) for revision in revisions), known)


def gather_remembering(store: Listed, known: Entities, file: Path, rules: str) -> EntityTable:
    """The same of the current revisions of a store, of which only those not yet in `file`, by these rules, are read."""
    with Readings(file, rules) as memory:

        def readings() -> Iterator[Reading]:
            for _, revision_id in store.current_ids():
                reading = memory.get(revision_id)
                if reading is None:
                    reading = _reading(store.revision(revision_id), known)
                    memory.keep(revision_id, reading)
                yield reading

        return _table(readings(), known)


def _reading(revision: Revision, known: Entities) -> Reading:
    said = without_facts(revision)
    return Reading(discover(said, known), _fiscal_year_end(said))


def _table(readings: Iterable[Reading], known: Entities) -> EntityTable:
    ends: dict[str, tuple[int, int]] = {}

    def discovered() -> Iterator[Discovered]:
        for reading in readings:
            if reading.year_end is not None:
                ends[reading.discovered.document_id] = reading.year_end
            yield reading.discovered

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
    month = (found["month"] or found["month_second"] or found["month_last"]) if found else None
    if found is None or month not in _MONTHS:
        return None
    day = int(found["day"] or found["day_first"] or _LAST_WEEK)
    return (_MONTHS.index(month) + 1, day) if 1 <= day <= _LONGEST_MONTH else None
