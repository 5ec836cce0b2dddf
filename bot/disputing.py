"""Disputing: sentences of other sources that set a number of their own against the one that an answer gives."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from bot.library import Library
from bot.selection import Fit
from corpus.dates import known_by
from index.amounts import agree, find_amounts
from index.pattern import lazy_pattern
from index.records import DocumentMeta
from index.sentences import sentence_spans

__all__ = ["Disputed", "disputed"]

_PASSAGES = 6
"""Passages that have a number's digits and the company's name, in which a dispute is looked for."""
_FEW = 3
"""Numbers in a sentence that sets one against another; more of them are a list."""
_DISPUTES = lazy_pattern(
    r"\b(?:in conflict with|conflicts? with|contradict\w*|disput(?:e|es|ed|ing)|argu(?:e|es|ed|ing)|question(?:s|ed) (?:the|that|whether)|rather than|instead of|not the|nearer(?: to)?|closer to|"
    r"understat\w+|overstat\w+|mis(?:stat|report|read|attribut)\w+|erroneous\w*|wrong(?:ly)?|by mistake|in error|tenfold|differs? from|at odds with|where others?|others? (?:put|give|say|report)s?)\b",
    re.IGNORECASE,
)


class Disputed(NamedTuple):
    """A sentence that disputes a number, by its place in a document."""

    document: DocumentMeta
    start: int
    end: int


def disputed(fit: Fit, companies: Collection[str], library: Library, as_of: date | None) -> Disputed | None:
    """The sentence of another document that sets a number against a figure's: "was nearer $22 billion than $30 billion"; None where none does."""
    figure = fit.figure
    written = library.text(figure.document_id)[figure.amount.start : figure.amount.end]
    wanted = set(companies)
    for passage in library.snapshot.with_words(f"{' '.join(companies)} {written}", _PASSAGES):
        if passage.document_id == figure.document_id or not _DISPUTES.search(passage.text):
            continue
        document, text = library.document(passage.document_id), library.text(passage.document_id)
        if as_of is not None and not known_by(document.published, as_of):
            continue
        about = set(library.names.subjects(passage.document_id))
        for start, end in sentence_spans(text, passage.start, passage.end):
            sentence = text[start:end]
            if not _DISPUTES.search(sentence) or not wanted <= library.names_in(sentence) | about:
                continue
            alike = [a for a in find_amounts(sentence) if (a.unit, a.per) == (figure.amount.unit, figure.amount.per)]
            same = [a for a in alike if agree(a, figure.amount) or agree(figure.amount, a)]
            if same and len(same) < len(alike) <= _FEW:
                return Disputed(document, start, end)
    return None
