"""Profits: whether somebody makes one, told in words: "We don't make a profit", "the unit has never made money"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.answer import Answer, Status
from bot.coverage import stem_line
from bot.drafting import Draft
from bot.evidence import Asking
from bot.figure_answers import asks_for_loss, asks_for_profit
from bot.library import Library
from bot.question import Intent, Question
from bot.reading import Candidate, read
from bot.text_answers import found_for
from bot.wording import origin_words, plain
from bot.words import STOP_WORDS, fold, stem, stems
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["presumed_profit", "says_profit", "told_of_profit"]

_MAKES = r"(?:mak(?:e|es|ing)|made|turn(?:s|ed|ing)?|earn(?:s|ed|ing)?|post(?:s|ed)?|book(?:s|ed)?|report(?:s|ed)?|show(?:s|ed|n)?)"
_NONE = lazy_pattern(
    rf"(?:\b(?:not|never|cannot|yet to|no longer|hardly|far from)\b|n['’]t\b)(?: (?:yet|ever|been|be|currently|to|have|has|so far|fully))*(?: (?:{_MAKES} (?:an? |any )?(?:[\w-]+ )?(?:profits?|money)|(?:been )?profitable|in the black|break(?:ing)? even|broken even))\b"
    r"|\bunprofitable\b|\bloss-?making\b|\b(?:loses?|losing|lost) money\b(?! (?:on|with) (?:each|every|that|this|one)\b)|\bin the red\b|\bno profits?\b",
    re.IGNORECASE,
)
_SOME = lazy_pattern(
    rf"\b(?:is|are|was|were|been|became|become|turned|stayed|remains?|already) (?:now |already |also |highly |very |modestly |finally )?profitable\b|\b{_MAKES} (?:an?|its|their|our) (?:(?!loss\b)[\w-]+ ){{0,3}}profit\b|\bin the black\b|\bmakes money\b",
    re.IGNORECASE,
)
_OPEN = lazy_pattern(
    r"\b(?:will|would|could|might|may|should|expect\w*|hop\w+|plan\w*|aim\w*|target\w*|project\w*|forecast\w*|until|before|when|whether|if|unless|path to|on track|intend\w*|asked|once)\b(?: (?!and\b|but\b)[\w'’,-]+){0,6} ?$",
    re.IGNORECASE,
)
"""What stands before a profit that is only to come, or only asked about."""
_PRESUMED = lazy_pattern(
    r"\b(?:now that|since|given(?: that)?|seeing(?: that)?|after)\b.{2,60}\b(?:turned|became|is|are|went|made|makes|making|reached)\b (?:a |now |finally )?(?:profit\w*|money|(?:in|into) the black)"
    r"|\b(?:when|(?:what|which) (?:fiscal )?(?:year|quarter|month))\b.*\bdid\b.{2,60}\b(?:become|turn|make|reach|break|go|start|post|book|show)\b.{0,24}\b(?:profit\w*|money|the black|even)\b"
    r"|\b(?:when|(?:what|which) (?:fiscal )?(?:year|quarter|month))\b.*\bdid\b.{2,60}\bbreakeven\b", re.IGNORECASE,
    signs=("profit", "money", "the black", "even")
)
"""That a profit was made is taken for granted: "now that it makes money", "in what year did it first turn a profit"."""
_OF_PART = lazy_pattern(r"\b(?:segment|unit|division|arm|branch|subsidiary|app|product|site|store|model|line)\b|\b(?:its|our|their|the) (?!whole|main)[\w-]+ business\b", re.IGNORECASE)
_ABOUT_THEN = 120
"""Days within which a newer source does not come before one nearer to the origin."""
_WORDS = tuple(stem(word) for word in ("profit", "profitable", "money", "loss"))


def says_profit(sentence: str) -> int:
    """1 where a sentence says that a profit is made, -1 where none is, 0 where it says neither, or of a time to come."""
    for pattern, way in ((_NONE, -1), (_SOME, 1)):
        if any(not _OPEN.search(sentence[: found.start()]) for found in pattern.finditer(sentence)):
            return way
    return 0


def told_of_profit(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """Whether a profit is made, yes or no, by what a page says in words."""
    # Cash that comes in is no profit.
    of_cash = any(m.metric.endswith("cash_flow") for m in question.metrics)
    return _told(question, library, as_of, presumed=False) if asks_for_profit(question) and not of_cash else None


def presumed_profit(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The answer that no profit is made, where a question takes one for granted and a page says so in words."""
    return _told(question, library, as_of, presumed=True) if _PRESUMED.search(question.text) else None


def _told(question: Question, library: Library, as_of: date | None, *, presumed: bool) -> Answer | None:
    if len(question.entities) != 1 or question.periods:
        return None
    # Whether there was a profit is asked here, whatever day of it the question is for.
    text = " ".join(question.entities) if presumed else question.text
    asking = Asking(replace(question, text=text, intent=Intent.CHECK, terms=(*question.terms, *_WORDS), firm=frozenset(), metrics=()), library)
    query, hits = found_for(question, library)
    told: list[tuple[date, float, Candidate, tuple[int, int], int]] = []
    for one in read(asking, query, hits, as_of=as_of):
        text = library.text(one.document.document_id)
        for start, end in (span for part in one.parts if not one.row for span in sentence_spans(text, *part)):
            way = says_profit(text[start:end])
            if way and _is_of(asking, question, one, text[start:end], presumed=presumed):
                told.append((one.document.published or date.min, one.score, one, (start, end), way))
    if not told:
        return None
    # Of about the same time the one nearest to the origin tells.
    since = max(each[0] for each in told).toordinal() - _ABOUT_THEN
    day, _, lead, span, way = max((each for each in told if each[0].toordinal() >= since), key=lambda each: (each[2].document.source_type.authority, *each[:2]))
    if (presumed and way > 0) or any(each[0] == day and each[4] != way for each in told):
        return None
    draft = Draft(library, question.text)
    if asks_for_loss(question):
        draft.say("No: it makes a profit, by this source." if way > 0 else "Yes, by this source.")
    else:
        draft.say("Yes, by this source." if way > 0 else "No: it makes no profit, by this source.")
    draft.say(f"“{plain(library.text(lead.document.document_id)[slice(*span)])}” [{draft.cite(lead.document, *span)}]")
    draft.say(f"Source: {origin_words(lead.document)}.")
    return draft.answer(Status.ANSWERED)


def _is_of(asking: Asking, question: Question, one: Candidate, sentence: str, *, presumed: bool) -> bool:
    """Whether a sentence is of the company asked about, and of the part or thing of it that a question names."""
    names = asking.library.names
    companies = {m.name for m in names.companies(sentence) if fold(m.name) not in fold(one.document.publisher)}
    about = asking.library.names.subjects(one.document.document_id)[:1]
    if companies - asking.family or (not companies and asking.companies.isdisjoint(about)):
        return False
    if not question.parts and _OF_PART.search(sentence) and not _OF_PART.search(question.text):
        return False
    said = stem_line(sentence).split()
    parts = [root for part in question.parts for root in stems(part) if root not in STOP_WORDS]
    asked = [] if presumed else [term for term in question.terms if term not in _IDLE]
    return all(root in said for root in parts) and all(asking.meeting.of(" ".join(said))[asking.meeting.terms.index(term)] for term in asked)


_IDLE = frozenset(stem(word) for word in "turn turned still now yet actually any make makes making money company whole".split())
