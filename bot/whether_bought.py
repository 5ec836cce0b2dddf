"""Whether one of two companies bought or owns the other, by the sentence that tells what there was between them.

"Did NVIDIA buy Groq" finds no purchase where there was a licence; that there was one, and what the source calls it, is the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.fitness import undone
from bot.library import Library
from bot.owners import BOUGHT, OWN
from bot.parties import doer_between
from bot.question import Intent, Question
from bot.text_answers import found_for
from bot.wording import origin_words, period_words, plain
from bot.words import stem
from corpus.dates import known_by
from index.fiscal import overlaps
from index.pattern import lazy_pattern
from index.periods import find_periods
from index.records import DocumentMeta
from index.sentences import sentence_spans

__all__ = ["Deal", "any_deal", "deal_told", "whether_bought"]

_DEEDS = BOUGHT | {OWN} | {stem(word) for word in ("acquiring", "acquires", "buying", "buys", "absorbed", "swallowed")}
_ASKS = lazy_pattern(
    r"\b(?:buys?|bought|buying|acquire[sd]?|acquiring|acquisition|purchase[sd]?|takeover|tak(?:e|es|en|ing) over|took over|own(?:s|ed)?|snap(?:s|ped)? up|swallow(?:s|ed)?|absorb(?:s|ed)?|merge[sd]?)\b", re.IGNORECASE,
    signs=("buy", "bought", "acqui", "purchas", "over", "own", "snap", "swallow", "absorb", "merge"),
)
_OF_A_THING = lazy_pattern(r"\b(?:stakes?|shares?|part|piece|minority|percent|chips?|gpus?|servers?|power|capacity|compute|cloud|services?|spectrum|land|licen[cs]es?|patents?|from|option|bonds?|notes?)\b|%", re.IGNORECASE)
"""What is bought in place of the company, or from it."""
_PURCHASE = lazy_pattern(r"\b(?:b(?:ought|uys?|uying)|acqui(?:re[sd]?|ring|sitions?)|purchase[sd]?|takeover|took over|take over|owns|owned by|merge[sdr]?|merging|subsidiary|absorbed)\b", re.IGNORECASE)
_DEAL = lazy_pattern(r"\b(?:licen[cs]\w+|stakes?|invest\w+|deals?|agree\w+|bids?|offer\w*|talks|option|partner\w*|hire[sd]?|rehire)\b", re.IGNORECASE)
_NOT_ONE = lazy_pattern(r"\b(?:not|no|never|n['’]t)\b[^.;]{0,30}\b(?:acquisition|purchase|takeover|bought|buy|acquired?|merge[rd]?)\b|\bnon-exclusive licen[cs]e\b", re.IGNORECASE)
_SET_ON = lazy_pattern(r"^\W*(?:it|this|that|the (?:deal|agreement|transaction|talks|price|arrangement|purchase|acquisition|bid|offer))\b", re.IGNORECASE)
"""How a sentence begins that goes on about the deal of the one before it."""
_UNSETTLED = lazy_pattern(r"\b(?:in talks|talks|option|bid|offer(?:ed)?|agreed|consider\w*|explor\w*|reported(?:ly)?|plans?|planned|propos\w+|would|could|may|might)\b", re.IGNORECASE)
_IN_PASSING = lazy_pattern(r"\b(?:before|after|since|despite|without|ahead of|until|unlike|besides|following)\b[^,.;]{0,30}$", re.IGNORECASE)
"""What stands before a deal that a sentence only dates something by."""
_PASSIVE = lazy_pattern(r"\bby\b|\bbelongs? to\b", re.IGNORECASE)
_SETTLED = lazy_pattern(r"\b(?:took effect|complet(?:ed|ion)|closed|bought|acquired)\b", re.IGNORECASE)
_REACH = 60
"""Characters behind a purchase in which it is said of what."""
_MOST = 2


class Deal(Enum):
    """How a sentence tells of the purchase of a company."""

    DONE = "done"
    OPEN = "open"
    OFF = "off"
    OTHER = "other"


def deal_told(text: str) -> Deal | None:
    """How some sentences tell of a purchase, or of what there was in place of one; None where they tell of neither."""
    if undone(text):
        return Deal.OFF
    if not _tells_deal(text):
        return None
    if not _speaks_of_purchase(text):
        return Deal.OTHER
    return Deal.OPEN if _is_open(text) else Deal.DONE


def _is_open(text: str) -> bool:
    return _UNSETTLED.search(text) is not None and not _SETTLED.search(text)


def _speaks_of_purchase(text: str) -> bool:
    return any(not _OF_A_THING.search(text, found.end(), found.end() + _REACH) for found in _PURCHASE.finditer(text)) and not _NOT_ONE.search(text)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence, with the one that goes on about it, says of a deal of two companies; `doer` is who bought the other, "" where it does not say that one did."""

    document: DocumentMeta
    start: int
    end: int
    text: str
    doer: str

    @property
    def rank(self) -> tuple[bool, bool, int, date]:
        """What is said outright and as settled comes first, then what is nearest to its origin, then the newest."""
        return bool(self.doer) and not self.open, self.purchase, self.document.source_type.authority, self.document.published or date.min

    @property
    def open(self) -> bool:
        """Whether it is told as a plan, an offer or talks."""
        return _is_open(self.text)

    @property
    def purchase(self) -> bool:
        """Whether it speaks of a purchase, which that of chips or services is not."""
        return _speaks_of_purchase(self.text)


def whether_bought(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What sources tell of a purchase between the two companies of a question, or of what there was in place of one; None where it asks for something else.

    What is only agreed, offered or talked of may stand otherwise since, which the ways that read on tell.
    """
    told = _found(question, library, as_of)
    return None if not told or OWN in question.terms or (told[0].purchase and told[0].open) else _said(question, told, library)


def any_deal(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The same where nothing else tells: of what is only agreed, and where it is asked whether one owns the other."""
    told = _found(question, library, as_of)
    return _said(question, told, library) if told else None


def _found(question: Question, library: Library, as_of: date | None) -> list[_Told]:
    """What is told of a deal of the two companies that a question sets in one, the foremost first."""
    names = library.names
    asks = question.intent is Intent.CHECK and len(question.entities) == _MOST and not question.amounts and {m.metric for m in question.metrics} <= {"acquisition_price"}
    if not asks or not _ASKS.search(question.text) or _OF_A_THING.search(question.text) or any(names.is_product(name) and not names.is_company(name) for name in question.entities):
        return []
    return sorted({told.text: told for told in _told(question, library, as_of)}.values(), key=lambda told: told.rank, reverse=True)


def _said(question: Question, found: list[_Told], library: Library) -> Answer:
    draft = Draft(library, question.text)
    lead = found[0]
    opening = _opening(question, lead)
    if opening:
        draft.say(opening)
    beside = [other for other in found[1:] if other.document.document_id != lead.document.document_id and other.doer and lead.doer and other.open == lead.open]
    for told in [lead, *beside][:_MOST]:
        draft.say(f"“{plain(told.text)}” [{draft.cite(told.document, told.start, told.end)}]")
    draft.say(f"Source: {origin_words(lead.document)}.")
    return draft.answer(Status.ANSWERED)


def _told(question: Question, library: Library, as_of: date | None) -> Iterator[_Told]:
    """What the passages found for a question say of a deal of the two, each with the next sentence where that goes on about the deal."""
    own = [library.names.same((name,)) for name in question.entities]
    _, hits = found_for(question, library)
    documents = library.document.all(hit.passage.document_id for hit in hits)
    for hit in hits:
        place, document = hit.passage, documents[hit.passage.document_id]
        if as_of is not None and not known_by(document.published, as_of):
            continue
        text = library.text(place.document_id)
        spans = [*sentence_spans(text, place.start, place.end)]
        for (start, end), following in zip(spans, [*spans[1:], None], strict=True):
            sentence = text[start:end]
            here = library.names_in(sentence)
            if any(here.isdisjoint(family) for family in own) or not _tells_deal(sentence):
                continue
            goes_on = following is not None and "\n" not in text[end : following[0]] and _SET_ON.match(text[slice(*following)])
            stop = following[1] if goes_on and following is not None else end
            yield _Told(document, start, stop, text[start:stop], doer_between(sentence, _DEEDS, question.entities, library))


def _tells_deal(sentence: str) -> bool:
    """Whether a sentence, which no heading is, speaks of a deal for itself and not to date something else by it."""
    return sentence.rstrip("”\"') ")[-1:] in {".", "!", "?"} and any(not _IN_PASSING.search(sentence[: m.start()]) for m in (*_PURCHASE.finditer(sentence), *_DEAL.finditer(sentence)))


def _opening(question: Question, lead: _Told) -> str:
    """What is said before the quotes: how what they tell differs from what was asked; "" where it does not."""
    if undone(lead.text):
        return "That purchase did not come about, by what sources say."
    if not lead.purchase:
        return f"No source I hold says that one of {' and '.join(question.entities)} bought the other. What there was between them:"
    # Of two that are named in the order of a question the first is asked to have bought, unless it says "by" the second.
    if lead.doer and lead.doer != question.entities[_PASSIVE.search(question.text) is not None]:
        return f"It was the other way round: {lead.doer} is the buyer, by what sources say."
    if lead.open:
        return "Not as something done, by this source:"
    told = [f.period for f in find_periods(lead.text, published=lead.document.published)]
    if question.periods and told and not any(overlaps(one, asked) for one in told for asked in question.periods):
        return f"Not {period_words(question.periods[0], None)}, by what sources say:"
    return ""
