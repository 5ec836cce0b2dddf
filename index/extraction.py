"""Extraction: all figures of a revision, from its prose and from its tables."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Revision
from index.entity_table import EntityTable
from index.figure import Figure
from index.prose import prose_figures
from index.statement import table_figures
from index.taxonomy import Taxonomy

__all__ = ["EXTRACTION_VERSION", "figures_of"]

EXTRACTION_VERSION = 3
"""Goes up whenever the rules find other figures in the same text, so that nothing older is carried over."""


def figures_of(revision: Revision, taxonomy: Taxonomy, names: EntityTable) -> Iterator[Figure]:
    """Yield the figures of a revision, its prose first and then its tables."""
    principal = names.principal(revision.document_id)
    yield from prose_figures(revision, taxonomy, names, principal)
    yield from table_figures(revision, taxonomy, names.companies, principal, names.calendar(principal))
