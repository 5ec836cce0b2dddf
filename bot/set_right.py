"""Set right: what a newer page says of a number that an older one printed, "It was $4.8 million, not $48 million".

What is said to be right leads, wherever the number that it replaces was found first, and that one is told as what was
first printed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from bot.corrections import put_right
from bot.library import Library
from bot.measures import interchanged, opposite
from bot.question import Question
from bot.selection import Fit, fits
from corpus.dates import known_by
from index.amount import Amount
from index.amounts import agree
from index.records import DocumentMeta
from index.sentences import sentence_spans

__all__ = ["SetRight", "right_fit", "set_right"]

_PASSAGES = 6
"""Passages that have a number's digits and the company's name, in which a correction is looked for."""


class SetRight(NamedTuple):
    """A sentence that says that a number is wrong and which one is right, by its place in a document."""

    document: DocumentMeta
    start: int
    end: int
    right: Amount


def set_right(lead: Fit, library: Library, as_of: date | None) -> SetRight | None:
    """The newest sentence of a newer document that puts a figure's number right, or its own that does; None where none does."""
    figure = lead.figure
    own_words = library.quote(figure) if figure.table is None else ""
    put = put_right(own_words) if own_words else None
    if put is not None and put[1].start == figure.amount.start - figure.start:
        return SetRight(library.document(figure.document_id), figure.start, figure.start + len(own_words), put[0])
    told, own = library.document(figure.document_id).published, library.names.same((figure.entity,))
    if told is None or figure.table is not None:
        return None
    written = library.text(figure.document_id)[figure.amount.start : figure.amount.end]
    found: list[SetRight] = []
    for passage in library.snapshot.with_words(f"{figure.entity} {written}", _PASSAGES):
        document = library.document(passage.document_id)
        late = document.published is not None and document.published >= told and passage.document_id != figure.document_id
        if not late or (as_of is not None and not known_by(document.published, as_of)):
            continue
        text = library.text(passage.document_id)
        for start, end in sentence_spans(text, passage.start, passage.end):
            said = put_right(text[start:end])
            if said is not None and _same(said[1], figure.amount) and _about(passage.document_id, text, start, end, own, library) and _of_measure(lead, document, start, said[0], library):
                found.append(SetRight(document, start, end, said[0]))
    return max(found, key=lambda one: one.document.published or date.min, default=None)


def _same(wrong: Amount, printed: Amount) -> bool:
    return agree(wrong, printed) or (wrong.value == printed.value and not wrong.unit)


def _about(document_id: str, text: str, start: int, end: int, own: set[str], library: Library) -> bool:
    """Whether the paragraph of a sentence speaks of a company, or its page does where the paragraph names none."""
    above, below = text.rfind("\n\n", 0, start), text.find("\n\n", end)
    named = library.names_in(text[above + 1 : below if below >= 0 else len(text)])
    companies = {name for name in named if library.names.is_company(name)}
    return bool(own & named) or (not companies and bool(own & set(library.names.subjects(document_id))))


def _akin(metric: str, library: Library) -> set[str]:
    taxonomy = library.taxonomy
    kin = {kin.metric for kin in taxonomy.kin(metric)} if metric in taxonomy else set()
    return {metric, opposite(taxonomy, metric) or metric, *interchanged(metric), *kin}


def _of_measure(lead: Fit, document: DocumentMeta, start: int, right: Amount, library: Library) -> bool:
    """Whether what is said to be right was read as the measure of the figure that it replaces, or one akin to it, if it was read as one."""
    read = [f for f in library.snapshot.figures_within(document.document_id, start, start + right.end) if f.amount.start == start + right.start]
    return not any(f.metric for f in read) or any(f.metric in _akin(lead.figure.metric, library) for f in read)


def right_fit(question: Question, lead: Fit, correction: SetRight, library: Library, as_of: date | None) -> Fit | None:
    """The figure that was read of the number that is right, as a fit for the question; None where none was."""
    mention = question.metrics[0]
    asked = {m.metric for m in question.metrics}
    more = tuple(mention._replace(metric=metric) for metric in sorted(_akin(lead.figure.metric, library) - asked))
    place = correction.start + correction.right.start
    for fit in fits(replace(question, metrics=(*question.metrics, *more), terms=(), firm=frozenset()), library, as_of=as_of):
        if fit.figure.document_id == correction.document.document_id and fit.figure.amount.start == place:
            return replace(fit, kin=fit.figure.metric not in asked)
    return None
