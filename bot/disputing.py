"""Disputing: sentences of other sources that set a number of their own against the one that an answer gives."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
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


_PUTS = lazy_pattern(
    r"\b(?:puts?|gets?|got|reckons?|reckoned|estimates?|estimated|makes?|made|counts?|counted)\s(?:(?:it|that|this|(?:the|its|their)\s(?:\w+\s){1,2}?)\s?)?(?:(?:at|as|to be|is|was|are|were)\s)?(?:(?:nearer|closer|about|roughly|around|only|just|some|more like|almost|nearly)\s)?(?:to\s)?[$€£¥]?$",
    re.IGNORECASE,
)
"""What stands before a number that somebody else comes to."""
_YEAR = lazy_pattern(r"\b(?:19|20)\d\d\b")
_NEXT = 3
"""Sentences behind a number in which the same page may say what others make of it."""


class Disputed(NamedTuple):
    """A sentence that disputes a number, by its place in a document."""

    document: DocumentMeta
    start: int
    end: int


def disputed(fit: Fit, companies: Collection[str], library: Library, as_of: date | None) -> Disputed | None:
    """The sentence of another document that sets a number against a figure's: "was nearer $22 billion than $30 billion"; None where none does."""
    figure = fit.figure
    own = _on_its_page(fit, library)
    if own is not None:
        return own
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


def _on_its_page(fit: Fit, library: Library) -> Disputed | None:
    """The sentence right behind a figure's that gives what somebody else makes of its number: "four employees put the number nearer to 120"."""
    figure, text = fit.figure, library.text(fit.figure.document_id)
    end = text.find("\n\n", figure.end)
    spans = list(sentence_spans(text, figure.end, end if end >= 0 else len(text)))[:_NEXT] if figure.table is None else []
    for start, stop in spans:
        sentence = text[start:stop]
        if not _PUTS_ANY.search(sentence) or _YEAR.search(sentence):
            continue
        put = [a for a in find_amounts(sentence) if a.unit in ("", figure.amount.unit) and a.per == figure.amount.per and _PUTS.search(sentence[: a.start]) and not _SPENT_ON.match(sentence, a.end)]
        if len(put) == 1 and any(other.metric not in {"", figure.metric} for other in library.snapshot.figures_within(figure.document_id, start, stop) if other.amount.start == start + put[0].start):
            continue  # what is read as another measure is none that somebody else comes to
        if len(put) == 1 and not agree(replace(put[0], unit=figure.amount.unit), figure.amount):
            return Disputed(fit.document, start, stop)
    return None


_SPENT_ON = lazy_pattern(r"\s(?:into|in|toward\w*|aside|up)\b", re.IGNORECASE)
_PUTS_ANY = lazy_pattern(r"\b(?:put|get|got|reckon|estimate|ma[kd]e|count)(?:s|ed|d)?\b", re.IGNORECASE)
