"""Listings: whether a company's shares trade, and where they do not what it has filed for that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.answer import Answer, Citation, Status
from bot.coverage import stem_set
from bot.drafting import Draft
from bot.library import Library
from bot.outright import FILED, LISTED
from bot.question import Intent, Question
from bot.text_answers import from_text
from bot.wording import origin_words, plain
from bot.words import stems
from index.pattern import lazy_pattern

__all__ = ["listed", "only_filed"]

_IS_PUBLIC = lazy_pattern(
    r"^\W*(?:(?:so|and|but|hey|ok)\W+)*(?:is|are|has|have|did|was)\b[^?]*\b(?:(?:a )?public(?:ly[- ](?:traded|listed))?(?: company)?|listed|ipo['’]?(?:e?d)?|(?:gone|go|went) public)(?: (?:yet|now|already|at all|company))?\W*$", re.IGNORECASE,
    signs=("public", "listed", "ipo"),
)
_WHEN_PUBLIC = lazy_pattern(r"\bwhen\b.*\b(?:ipo|go(?:es|ing)? public|gone public|listing|list(?:ed|s)?|flotation)\b", re.IGNORECASE, signs=("ipo", "public", "list", "flotation"))
_OF_LISTING = stem_set("public publicly listed traded trade ipo ipoed go gone went company stock exchange yet already")
"""What a question whether a company is listed is about; whether its roadmap is public is another."""
_FILING = lazy_pattern(r"\bfil(?:e|ed|ing)\b|\bsubmit|\bs-?1\b|\bprospectus\b|\bpric\w+", re.IGNORECASE)


def listed(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """Yes with the day that shares began to trade, or that nobody says so, with what was filed; None where a question is for something else."""
    if question.intent is not Intent.CHECK or len(question.entities) != 1 or question.metrics or not _IS_PUBLIC.search(question.text) or not _OF_LISTING.issuperset(question.terms):
        return None
    traded = _told(question, f"when did {question.entities[0]} go public", LISTED, library, as_of)
    filed = () if traded else _told(question, f"when did {question.entities[0]} file for an ipo", FILED, library, as_of)
    traded = traded or [quote for quote in filed if LISTED.search(quote.quote)]
    if traded:
        return _quoted(question, "Yes: its shares trade.", traded, library, Status.ANSWERED)
    if filed:
        return _quoted(question, _NO_SHARES, filed, library, Status.ANSWERED)
    return Answer(question.text, Status.NOT_FOUND, f"No source I hold says whether shares of {question.entities[0]} trade.")


def only_filed(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """For the day of a listing that no source gives: that, with what was filed for it."""
    if question.intent is not Intent.WHEN or len(question.entities) != 1 or not _WHEN_PUBLIC.search(question.text) or _FILING.search(question.text):
        return None
    filed = _told(question, f"when did {question.entities[0]} file for an ipo", FILED, library, as_of)
    if not filed or any(LISTED.search(quote.quote) for quote in filed):
        return None
    return _quoted(question, "No source I hold gives the day of a listing. What was filed for one:", filed, library, Status.NOT_FOUND)


_NO_SHARES = "No source I hold says that its shares trade. What was filed for that:"


def _told(question: Question, text: str, says: re.Pattern[str], library: Library, as_of: date | None) -> Sequence[Citation]:
    """The quotes that say so of the company, by a question for the day of it."""
    terms = tuple(root for root in stems(text.rpartition(question.entities[0])[2]) if len(root) > 2 and root not in {"for", "an"})
    answer = from_text(Question(text, question.asked_on, Intent.WHEN, entities=question.entities, terms=terms), library, as_of)
    if answer is None or answer.status is not Status.ANSWERED:
        return ()
    own = library.names.same(question.entities)
    return [c for c in answer.citations if says.search(c.quote) and own & (library.names_in(c.quote) | frozenset(library.names.subjects(c.document_id)))][:2]


def _quoted(question: Question, opening: str, quotes: Sequence[Citation], library: Library, status: Status) -> Answer:
    draft = Draft(library, question.text)
    draft.say(opening)
    for quote in quotes:
        draft.say(f"“{plain(quote.quote)}” [{draft.cite(library.document(quote.document_id), quote.start, quote.end)}]")
    draft.say(f"Source: {origin_words(library.document(quotes[0].document_id))}.")
    return draft.answer(status)
