"""Rows: lists that a question asks for by what a table calls its rows, "sites", "models", "which campuses were cancelled"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.answer import Answer, Status
from bot.cells import header_of, heading_of_rows, met, tables_about
from bot.coverage import stem_set
from bot.drafting import Draft
from bot.fitness import basis_fits
from bot.library import Library
from bot.question import Question
from bot.wording import origin_words, plain
from bot.words import stem, stems, tokens
from index.figure import Figure

__all__ = ["listed_rows", "one_row"]

_MOST = 12


def listed_rows(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """Each row of a table that a question asks to list; None unless it calls the rows by the table's own word.

    Whatever else it says has to stand in a row for that row to be listed.
    """
    kinds = _plurals(question)
    if not kinds or question.periods or not question.entities:
        return None
    said = {s for m in question.metrics for s in stems(m.words)}
    best: list[Figure] = []
    fewest = 2 if len(question.entities) < 2 and not [t for t in question.terms if t not in kinds] else 1
    for rows in tables_about(question, library, as_of).values():
        heading = stem_set(heading_of_rows(rows[0], library))
        kind = {k for k in kinds if heading and met(k, heading, library)}
        if not kind or said - kinds:
            continue
        terms = [t for t in question.terms if t not in kind]
        fitting = [row for row in rows if all(met(t, stem_set(library.quote(row)), library) for t in terms)]
        if (terms and len(fitting) == len(rows)) or len(fitting) > _MOST or not all(basis_fits(question, row) or terms for row in fitting):
            continue
        best = max(best, fitting, key=len)
    return _answer(question, best, library) if len(best) >= fewest else None


def one_row(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The one row that names what is asked about and says, or whose table's header says, all else that is asked."""
    if not question.entities or not question.terms or question.periods:
        return None
    found: list[Figure] = []
    asked = set(question.entities)

    def named(label: str) -> bool:
        return not asked.isdisjoint(library.names_in(label.partition(" › ")[0]))

    for rows in tables_about(question, library, as_of, named).values():
        header = header_of(rows[0], library)
        columns = stem_set(library.text(rows[0].document_id)[header[0] : header[1]]) if header else frozenset()
        for row in rows:
            if not named(row.label):
                continue
            words = stem_set(library.quote(row)) | columns
            if all(met(term, words, library) for term in question.terms):
                found.append(row)
    if len({(row.document_id, row.start) for row in found}) != 1:
        return None
    return _answer(question, found[:1], library)


def _plurals(question: Question) -> set[str]:
    """The stems of the words in the plural among what is asked."""
    asked = {*question.terms, *(s for m in question.metrics for s in stems(m.words))}
    return {root for word, _, _ in tokens(question.text) if word.endswith("s") and (root := stem(word)) != word and root in asked}


def _answer(question: Question, rows: Sequence[Figure], library: Library) -> Answer:
    draft = Draft(library, question.text)
    document = library.document(rows[0].document_id)
    for row in rows:
        number = draft.cite(document, row.start, row.end)
        draft.say(f"“{plain(library.quote(row))}” [{number}]")
    header = header_of(rows[0], library)
    if header:
        draft.say(f"The table's columns are named in [{draft.cite(document, *header)}].")
    draft.say(f"Source: {origin_words(document)}.")
    return draft.answer(Status.ANSWERED)
