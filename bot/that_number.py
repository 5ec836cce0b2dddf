"""That number: what a number is that a question holds up: of which time, net or operating, planned or spent, by whose word.

"That 190bn capex figure, is it the fiscal year's?" says which number is meant, and does not ask for the newest one.
"""

from __future__ import annotations

import re
from datetime import date

from bot import measures
from bot.answer import Answer, Status
from bot.claims import apart
from bot.drafting import Draft
from bot.figure_answers import aside_words, figure_sentence, freshness
from bot.library import Library
from bot.question import Question
from bot.selection import Fit
from bot.wording import plain
from corpus.dates import known_by
from index.amount import Amount
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["held_up", "that_number"]

_HELD_UP = lazy_pattern(
    r"(?:\b(?:the|that|this|those|its|their)|['’]s?)\s(?:(?:about|roughly|nearly|some|famous|whole|reported|alleged|supposed)\s)?$", re.IGNORECASE
)
"""What stands before a number that is held up."""
_ASKED_OF_IT = lazy_pattern(
    r"\b(?:which|what) (?:(?:fiscal|calendar) )?(?:year|quarter|period|month|half|date|measure|metric|kind|sort|type)\b|\bwhen (?:was|is|were|did|does|do)\b"
    r"|\b(?:calendar|fiscal|full|whole|annual) (?:or|vs|year)\b|\b(?:net|operating|gross|pre-?tax|gaap|adjusted|actual|guidance|guided|forecast|projected|planned|spent|committed|annuali[sz]ed|quarterly|monthly|yearly) or\b"
    r"|\bor (?:is (?:it|that) )?(?:just |only |a |an |the )?(?:net|operating|gross|pre-?tax|gaap|adjusted|actual|guidance|guided|forecast|projection|projected|planned?|spent|commitment|committed|annuali[sz]ed|quarterly|monthly|yearly|run[- ]rate|estimate|target|fiscal|calendar|(?:full|whole) year)\b"
    r"|\bwhere (?:does|did|do|is|was|are) (?:it|that|this|they|the)\b.*\bfrom\b|\bwhere(?:['’]s| is) (?:it|that|this|the) .*\bfrom\b|\bwho(?:['’]s| is)? (?:says?|said|reported|reports|the source|claims?)\b|\b(?:source|sourced|citation)\b"
    r"|\b(?:is|was|are|were) (?:it|that|this|those|they|the number|the figure)\b|\b(?:that|it|this)(?: is|['’]s| was) (?:for|an?|their|the|just|only)\b|\bwhat (?:is|was) (?:it|that|this)\b",
    re.IGNORECASE,
)
"""What is asked of a number and not for one."""
_ASKED_BEFORE = lazy_pattern(
    r"\W*(?:(?:so|and|but|ok|okay|hey|um)\W+)*(?:where (?:is|are|was|were|do|does|did|['’]s)\b.*\bfrom\b|(?:which|what) (?:fiscal |calendar )?(?:year|quarter|period|month|half) (?:is|was|does|did)\b"
    r"|who (?:said|says|reported|reports|claims|claimed|gave|gives|put out|came up with)\b|what(?:['’]s| is) the source\b|(?:any )?sources? (?:for|of|on|behind)\b)",
    re.IGNORECASE,
)
"""The same where it stands before the number: "where does the $5 billion come from"."""
_POINTS_BACK = lazy_pattern(r"\W*(?:That|This|It|These|Those|The (?:figure|number|sum|total|estimate|outlook|guidance|amount))\b")


def that_number(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What sources say the one number of a question is, where it is held up and something asked of it; None where none has it."""
    if len(question.amounts) != 1 or not question.entities or question.over_time:
        return None
    said = question.amounts[0]
    asked = _ASKED_OF_IT.search(question.text, said.end) or _ASKED_BEFORE.match(question.text)
    if not asked or not held_up(question.text, said):
        return None
    found = _held(question, library, as_of)
    if not found:
        return None
    lead = found[0]
    draft = Draft(library, question.text)
    number = draft.cite_fit(lead)
    draft.state(lead, (number,))
    draft.say(f"{figure_sentence(lead, library, number)}{aside_words(lead)}")
    draft.say(measures.caveat(library.taxonomy, lead.figure.metric))
    if lead.figure.table is None:
        draft.say(f"“{plain(library.quote(lead.figure))}” [{number}]")
        for start, end in _more_said(lead, library):
            draft.say(f"“{plain(library.text(lead.figure.document_id)[start:end])}” [{draft.cite(lead.document, start, end)}]")
    told = {_kind(lead)}
    for other in found[1:]:
        if _kind(other) not in told and len(told) < _MOST:
            told.add(_kind(other))
            beside = draft.cite_fit(other)
            draft.state(other, (beside,))
            draft.say(f"The same number is also this: {figure_sentence(other, library, beside)}{aside_words(other)}")
    draft.say(freshness(lead, 1))
    return draft.answer(Status.ANSWERED)


def held_up(text: str, said: Amount) -> bool:
    """Whether a number of a question is one that it points to, of which something else is asked: "that 190bn", "its $30 billion"."""
    return _HELD_UP.search(text[: said.start]) is not None


_MOST = 3
"""Things that one number is, which are told."""


def _kind(fit: Fit) -> tuple[str, str, str, str]:
    figure = fit.figure
    return figure.entity, figure.metric, figure.dimension, figure.period.label if figure.period is not None else ""


def _held(question: Question, library: Library, as_of: date | None) -> list[Fit]:
    """The figures that are the number, of the measure asked about where one is named: the surest first, and the newest of those."""
    said = question.amounts[0]
    asked = {mention.metric for mention in question.metrics}
    meant = asked | {kin.metric for metric in asked for kin in library.taxonomy.kin(metric)}
    found: list[tuple[tuple[bool, bool, int, float, date], Fit]] = []
    for name in sorted(library.names.family(question.entities)):
        for figure in library.snapshot.figures(entity=[name]):
            off = apart(said, figure.amount) if figure.metric and (not asked or figure.metric in meant) else None
            if off is None or (said.unit and figure.amount.unit != said.unit):
                continue
            if name not in question.entities and library.names.same(question.entities).isdisjoint(library.names_in(library.quote(figure))):
                continue  # its parent's or its part's own, with which it has nothing to do
            document = library.document(figure.document_id)
            if as_of is not None and not known_by(document.published, as_of):
                continue
            fit = Fit.held(figure, document)
            rank = (name in question.entities, figure.metric in asked, document.source_type.authority, -float(off), document.published or date.min)
            found.append((rank, fit))
    return [fit for _, fit in sorted(found, key=lambda one: one[0], reverse=True)]


def _more_said(lead: Fit, library: Library) -> list[tuple[int, int]]:
    """The next sentence, where it goes on about the number: "That outlook is for the calendar year"."""
    text = library.text(lead.figure.document_id)
    spans = list(sentence_spans(text, lead.figure.end, min(len(text), lead.figure.end + _NEAR)))
    return [spans[0]] if spans and _POINTS_BACK.match(text[slice(*spans[0])]) and "\n\n" not in text[lead.figure.end : spans[0][0]] else []


_NEAR = 300
"""Characters in which a sentence that goes on about a number ends."""
