"""Features: which of several plans, models or editions has what a row of a table marks with "Yes" and "No" under each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.answer import Answer, Status
from bot.coverage import stem_line
from bot.drafting import Draft
from bot.evidence import Asking
from bot.library import Library
from bot.question import Question
from bot.speaking import is_about
from bot.stages import stage
from bot.wording import origin_words, plain
from bot.words import stem
from corpus.dates import known_by
from index.pattern import lazy_pattern
from index.records import DocumentMeta

__all__ = ["marked"]

_ASKED = lazy_pattern(
    r"\b(?:which|what)\s(?:of\s)?(?:[\w'’.-]+\s){0,4}?(?P<kind>plans?|tiers?|editions?|packages?|versions?|models?|subscriptions?|levels?|variants?)\b"
    r"(?:\s(?:do|does|can|that|will))?\s(?:come|comes|has|have|include|includes|offer|offers|support|supports|get|gets|give|gives|allow|allows|with|got|let|lets)\b",
    re.IGNORECASE,
    signs=("plan", "tier", "edition", "package", "version", "model", "subscription", "level", "variant"),
)
_HAS = lazy_pattern(r"\s*(?:yes|included|✓|✔|☑|●|•|x)\s*\*?\s*", re.IGNORECASE)
_LACKS = lazy_pattern(r"\s*(?:no|not included|✗|✘|☐|○|-|–|—|n/a)\s*\*?\s*", re.IGNORECASE)
_FEWEST = 3
"""Cells of a row: what it is and two that have it or not."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a table, with its place and its cells."""

    start: int
    end: int
    cells: tuple[str, ...]


def marked(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The columns that a row marks as having what a question asks for, with the row and its header; None where no one row does."""
    asked = _ASKED.search(question.text)
    if asked is None or len(question.entities) != 1 or question.metrics:
        return None
    asking = Asking(question, library)
    about = [term for term in asking.terms if term != stem(asked["kind"])]
    if not about:
        return None
    with stage("search"):
        hits = library.search(" ".join((*question.entities, question.text)), question.entities)
    family = library.names.family(set(question.entities))
    documents = library.document.all(hit.passage.document_id for hit in hits)
    found: dict[tuple[str, int], tuple[DocumentMeta, _Line, _Line]] = {}
    for hit in hits:
        document = documents[hit.passage.document_id]
        if hit.passage.table is None or (as_of is not None and not known_by(document.published, as_of)) or not is_about(document, family, library):
            continue
        for header, row in _marks(library.text(document.document_id), hit.passage.start, hit.passage.end):
            met = asking.meeting.by_term(stem_line(row.cells[0]))
            if all(met[term] for term in about):
                found.setdefault((document.document_id, row.start), (document, header, row))
    if len(found) != 1:
        return None
    document, header, row = next(iter(found.values()))
    having = [name for name, cell in zip(header.cells[1 - len(row.cells) :], row.cells[1:], strict=True) if _HAS.fullmatch(cell)]
    draft = Draft(library, question.text)
    number = draft.cite(document, row.start, row.end)
    draft.say(f"{' and '.join(filter(None, (', '.join(having[:-1]), having[-1]))) if having else 'None of them'} [{number}][{draft.cite(document, header.start, header.end)}].")
    text = library.text(document.document_id)
    draft.say(f"“{plain(text[row.start : row.end])}” [{number}]")
    draft.say(f"Source: {origin_words(document)}.")
    return draft.answer(Status.ANSWERED)


def _marks(text: str, start: int, end: int) -> Iterator[tuple[_Line, _Line]]:
    """The rows of marks in a stretch of text, each with the header of its table, whose first cell is kept only where it says something."""
    header: _Line | None = None
    place = start
    for line in text[start:end].split("\n"):
        cells = tuple(cell.strip() for cell in line.split("|"))
        one, place = _Line(place, place + len(line), cells), place + len(line) + 1
        if len(cells) < _FEWEST - 1:
            header = None
        elif header is None:
            header = one
        elif len(cells) >= _FEWEST and len(cells) - len(header.cells) in {0, 1} and all(_HAS.fullmatch(cell) or _LACKS.fullmatch(cell) for cell in cells[1:]) and any(map(_HAS.fullmatch, cells[1:])):
            yield header, one
