"""Filed: whose word a question wants its answer on: "per the annual report", "in the S-1", "according to the Courier".

Such words name a source. They say nothing of what the answer is about, and an answer from elsewhere is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.library import Library
from bot.question import Question
from corpus.document import SourceType
from index.pattern import lazy_pattern
from index.records import DocumentMeta

__all__ = ["from_source_asked", "without_source"]

_FORMS: tuple[tuple[str, str], ...] = (
    (r"annual reports?|10-?ks?(?:/a)?|20-?fs?", r"\b(?:10-?K|20-?F|annual report)\b"),
    (r"quarterly (?:reports?|filings?)|10-?qs?", r"\b(?:10-?Q|quarterly report)\b"),
    (r"s-?1s?(?:/a)?|f-?1s?|(?:ipo )?prospectus(?:es)?|registration statements?|ipo filings?", r"\b(?:S-?1|F-?1|424B\d?|prospectus|registration statement)\b"),
    (r"8-?ks?|6-?ks?", r"\b(?:8-?K|6-?K)\b"),
)
_ANY = r"(?:sec |regulatory )?filings?"
_ASKED = lazy_pattern(
    r"\b(?:(?:as )?per|according to|in|from|by|based on|out of|going by)\s+(?:(?:the|its|their|his|that|this|an?|[\w.&’'-]+['’]s)\s+)?(?:(?:latest|last|newest|most recent|recent|fy ?\d+|20\d\d|amended|full)\s+)?(?:"
    + "|".join(rf"(?P<f{place}>{said})" for place, (said, _) in enumerate(_FORMS))
    + rf"|(?P<any>{_ANY}))\b",
    re.IGNORECASE,
)
_TITLES = tuple(lazy_pattern(title, re.IGNORECASE) for _, title in _FORMS)
_BEFORE = r"\b(?:according to|as per|per|reported by|in|from|by|going by)\s(?:the\s)?"
_TELLS = r"(?:say|says|said|report|reports|reported|list|lists|listed|give|gives|gave|put|puts|claim|claims|claimed|show|shows|showed|quote|quotes|quoted|write|writes|wrote|count|counts|counted|estimate|estimates|estimated|track|tracks|tell|tells|told)\b"


def without_source(question: Question, library: Library) -> Question:
    """The question with a publisher that it names as its source set apart from whom it is about."""
    if len(question.entities) < 2:
        return question
    # A company that pages are about is asked about, whatever it publishes.
    sources = tuple(name for name in question.entities if not library.names.documents_about(name) and library.published_by(name) and _as_source(question.text, name))
    left = tuple(name for name in question.entities if name not in sources)
    return replace(question, entities=left, sources=sources) if sources and left else question


def _as_source(text: str, name: str) -> bool:
    """Whether a question names somebody as who says what it asks: "does the Courier say", "per Rackline"."""
    said = rf"{re.escape(name)}(?:['’]s)?"
    return re.search(rf"{_BEFORE}{said}(?!\s(?:inc|corp|ltd)\b)|\b(?:does|did|do|has|have)\s(?:the\s)?{said}\s(?:\w+\s)?{_TELLS}|\b{said}\s{_TELLS}", text, re.IGNORECASE) is not None


def from_source_asked(question: Question, library: Library) -> Callable[[DocumentMeta, str], bool] | None:
    """What tells whether words of a document come from the source that a question names; None where it names none, or no such is held.

    Only documents about a company of the question, or about whose part it is, count as held: who asks for its annual report gets
    no news report of the same. A publisher's word may be passed on by another who names it.
    """
    return library.once(_from_source_asked, question)


def _from_source_asked(library: Library, question: Question) -> Callable[[DocumentMeta, str], bool] | None:
    if question.sources:
        own = {document for name in question.sources for document in library.published_by(name)}
        return lambda document, words: document.document_id in own or any(name.lower() in words.lower() for name in question.sources)
    found = _ASKED.search(question.text)
    if found is None or not question.entities:
        return None
    title = None if found["any"] else _TITLES[next(place for place in range(len(_FORMS)) if found[f"f{place}"])]

    def filed(document: DocumentMeta, _: str = "") -> bool:
        return document.source_type is SourceType.FILING and (title is None or title.search(document.title) is not None)

    # What a part of a company did stands in the company's filing.
    whose = {parent for name in library.names.same(question.entities) for parent in library.names.lineage(name)}
    about = {document for name in whose for document in library.names.documents_about(name)}
    return filed if any(filed(document) for document in library.document.all(about).values()) else None
