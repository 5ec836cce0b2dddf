"""Names: gathering the entity table of a whole corpus, with what filings say of their own fiscal years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from corpus.archives import is_sheet
from corpus.document import Revision
from corpus.factsheet import filer_names
from index.discovery import Discovered, DiscoveredName, discover
from index.entities import Entities
from index.entity_merging import merge
from index.entity_table import EntityTable
from index.fiscal import YearEnd
from index.fiscal_reading import year_end_of
from index.mentions import LEGAL
from index.readings import Reading, Readings

__all__ = ["gather", "gather_remembering"]


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
    found = _of_sheet(revision, known) if is_sheet(revision) else discover(revision, known)
    return Reading(found, year_end_of(revision))


def _of_sheet(revision: Revision, known: Entities) -> Discovered:
    """What a fact sheet says about names: whose it is, and nothing else, as its labels are no names."""
    names = [re.sub(rf",?\s+{LEGAL}$", "", name).strip(" ,") for name in filer_names(revision)]
    listed = next((entity.name for name in names if (entity := known.resolve(name)) is not None), "")
    filer = listed or names[0]
    own = () if listed else (DiscoveredName(filer, "company", 1, frozenset(names) - {filer}),)
    return Discovered(revision.document_id, filer, own, title=revision.title, registrant=filer, listed=((listed, 1),) if listed else ())


def _table(readings: Iterable[Reading], known: Entities) -> EntityTable:
    ends: dict[str, YearEnd] = {}

    def discovered() -> Iterator[Discovered]:
        for reading in readings:
            if reading.year_end is not None:
                ends[reading.discovered.document_id] = reading.year_end
            yield reading.discovered

    table = merge(discovered(), known)
    for document, end in sorted(ends.items(), key=lambda each: -len(each[1])):  # what says how years are called goes first
        entry = table.entry(table.principal(document))
        if entry is not None and entry.year_end is None and end != (12, 31):
            entry.year_end = end
    return table
