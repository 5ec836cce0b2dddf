"""Speaking: who says "we" in a sentence: whose page it is, or whom the page is about."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.library import Library
from index.pattern import lazy_pattern
from index.records import DocumentMeta

__all__ = ["is_about", "ours", "speakers"]

_OURS = lazy_pattern(r"\b(?:we|our|ours|we['’](?:re|ve|ll|d))\b(?!\s(?:all|both) know\b)", re.IGNORECASE)


def is_about(document: DocumentMeta, family: Collection[str], library: Library) -> bool:
    """Whether a document is about one of some names: its first subject, or named by its title."""
    return not {*library.names.subjects(document.document_id)[:1], *library.names_in(document.title)}.isdisjoint(family)


def ours(sentence: str) -> bool:
    """Whether a sentence is told by those whom it is about."""
    return _OURS.search(sentence) is not None


def speakers(document: DocumentMeta, library: Library) -> frozenset[str]:
    """Who speaks of themselves in a document: the company that publishes it, or else the one that it is about."""
    return library.kept(_speakers, document.document_id, document.publisher)


def _speakers(library: Library, document_id: str, publisher: str) -> frozenset[str]:
    published = frozenset(name for name in library.names_in(publisher or "") if library.names.is_company(name))
    return published or frozenset(library.names.subjects(document_id)[:1])
