"""Independence: whether a company is its own still, by what sources tell of a purchase of it."""

from __future__ import annotations

import re
from datetime import date

from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.library import Library
from bot.parsing import parse
from bot.question import Intent, Question
from bot.text_answers import from_text
from bot.whether_bought import Deal, deal_told
from bot.wording import origin_words, plain
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["independent"]

_ASKS = lazy_pattern(
    r"^\W*(?:(?:so|and|but|ok|hey)\W+)*(?:is|are|does|do|did|was|has)\b.{2,60}?\b(?:independent|stand[- ]?alone|its own (?:company|boss|firm)|on its own|(?:a|its own) separate company|(?:stay|remain)(?:s|ed)? (?:independent|separate))\b(?! (?:of|from|data|research|board|auditor|director|power))",
    re.IGNORECASE,
    signs=("independent", "alone", "own", "separate"),
)
_SAID = {
    Deal.DONE: "No: it was bought, by what sources say.",
    Deal.OPEN: "No source I hold says that it was bought. What is open, by this source:",
    Deal.OFF: "It was not bought, by what sources say: that did not come about.",
    Deal.OTHER: "No source I hold says that it was bought. What there was instead:",
}


_TURNED = lazy_pattern(r"\b(?:no longer|not|never)\b|n['’]t\b", re.IGNORECASE)


def _said(deal: Deal | None, asked: str) -> str:
    """What became of a company; a question whether it is no longer its own is answered by that alone, since "no" would deny it."""
    said = _SAID[deal] if deal is not None else ""
    return said.removeprefix("No: ").replace("it was", "It was", 1) if _TURNED.search(asked) and said.startswith("No: ") else said


def independent(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """Whether the company of a question is its own, with the sentence that tells what became of it; None where nothing is told or asked of that."""
    if question.intent is not Intent.CHECK or len(question.entities) != 1 or question.metrics or question.amounts or not _ASKS.search(question.text):
        return None
    (name,) = question.entities
    for asked in (f"who bought {name}?", f"what became of the acquisition of {name}?", f"is {name} still a separate company?", f"what deal was struck with {name}?"):
        answer = from_text(parse(asked, question.asked_on, library.names, library.taxonomy), library, as_of)
        quotes = [(_told(c.quote, name, library), c) for c in answer.citations] if answer is not None and answer.status is Status.ANSWERED else []
        told = min(((_ORDER.index(deal), place) for place, (deal, _) in enumerate(quotes) if deal is not None), default=None)
        if told is not None:
            deal, quote = quotes[told[1]]
            draft = Draft(library, question.text)
            draft.say(_said(deal, question.text))
            document = library.document(quote.document_id)
            draft.say(f"“{plain(quote.quote)}” [{draft.cite(document, quote.start, quote.end)}]")
            draft.say(f"Source: {origin_words(document)}.")
            return draft.answer(Status.ANSWERED)
    return None


def _told(quote: str, name: str, library: Library) -> Deal | None:
    """How a quote tells of a purchase of a company, or of what there was in place of one; None where it is of another, or of what this one bought."""
    sentences = [quote[start:end] for start, end in sentence_spans(quote, 0, len(quote))]
    deal = next((deal for one in sentences if _is_bought_in(one, name, library) and (deal := deal_told(one)) is not None), None)
    if deal is Deal.DONE and _UNDER_WAY.search(quote):
        return Deal.OPEN
    return None if deal is Deal.OTHER and not _INSTEAD.search(quote) else deal


def _is_bought_in(sentence: str, name: str, library: Library) -> bool:
    """Whether a company stands in a sentence behind what is done to it, or before "was bought"."""
    own = library.names.same((name,))
    places = [match for match in library.names.find(sentence) if match.name in own]
    return any(_DONE_TO.search(sentence, 0, match.start) or _WAS_BOUGHT.match(sentence, match.end) for match in places)


_DONE_TO = lazy_pattern(r"\b(?:b(?:ought|uys?|uying)|acqui\w+|purchase[sd]?|takeover|took over|take over|merge\w*|licen[cs]\w+|stakes?|deal with)\b[^.;]{0,60}$", re.IGNORECASE)
_WAS_BOUGHT = lazy_pattern(r"[^.;]{0,40}?\b(?:was|were|is|been|be|being|got)\b[^.;]{0,20}\b(?:bought|acquired|purchased|taken over|merged|absorbed)\b", re.IGNORECASE)
_UNDER_WAY = lazy_pattern(r"\b(?:is|was|be|were|are) (?:buying|acquiring)\b|\bto (?:buy|acquire|purchase)\b", re.IGNORECASE)
_INSTEAD = lazy_pattern(r"\b(?:licen[cs]\w+|stakes?|staff|rehire\w*|not an acquisition)\b", re.IGNORECASE)
"""What is bought in place of a company."""
_ORDER = (Deal.DONE, Deal.OFF, Deal.OPEN, Deal.OTHER)
"""What tells most of whether a company is its own comes first."""
