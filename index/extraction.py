"""Extraction: all figures of a revision, from its prose, its tables and its tags."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from corpus.archives import is_sheet
from corpus.document import Revision
from index.entity_table import EntityMatch, EntityTable
from index.figure import Figure
from index.prose import prose_figures
from index.statement import table_figures
from index.tagged import sheet_figures, tagged_figures
from index.taxonomy import Taxonomy

__all__ = ["EXTRACTION_VERSION", "figures_of"]

EXTRACTION_VERSION = 56
"""Goes up whenever the rules find other figures, or `index.told` other things, in the same text, so that nothing older is
carried over."""


_OWN_REPORT = 4


def figures_of(revision: Revision, taxonomy: Taxonomy, names: EntityTable) -> Iterator[Figure]:
    """Yield the figures of a revision, its prose first and then its tables."""
    principal = names.principal(revision.document_id)

    def owners(text: str) -> list[EntityMatch]:
        # In a company's own report a row is about the company, its parts, or one that the list knows to matter.
        found = [m for m in names.find(text) if names.is_company(m.name) or (names.is_product(m.name) and principal in names.lineage(m.name)[1:])]
        if not principal or revision.source_type.authority < _OWN_REPORT:
            return found
        return [m for m in found if names.is_listed(m.name) or principal in names.lineage(m.name)]

    def products(text: str) -> list[EntityMatch]:
        return [m for m in names.find(text) if names.is_product(m.name)]

    calendar = names.calendar(principal)
    if is_sheet(revision):
        yield from sheet_figures(revision, taxonomy, principal, calendar)
        return
    found = chain(
        prose_figures(revision, taxonomy, names, principal),
        table_figures(revision, taxonomy, owners, principal, calendar, products),
    )
    yield from tagged_figures(found, revision, taxonomy, principal, calendar)
