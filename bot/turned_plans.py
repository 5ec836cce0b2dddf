"""Turned plans: a question why an outlook was cut, where pages say that it was raised, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.answer import Answer, Status
from bot.directions import direction
from bot.drafting import Draft
from bot.evidence import Asking
from bot.library import Library
from bot.question import Intent, Question
from bot.reading import Candidate, read
from bot.text_answers import found_for
from bot.wording import origin_words, plain
from bot.words import fold, stem
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["turned_plan"]

_PLAN = r"(?:outlook|forecasts?|guidance|guide|targets?|projections?|estimates?|range|expectations?)"
_NAMED = lazy_pattern(rf"\b{_PLAN}\b", re.IGNORECASE)
_RAISED = r"(?:rais(?:ed?|es|ing)|lift(?:ed|s|ing)?|increas(?:ed?|es|ing)|hik(?:ed?|es|ing)|boost(?:ed|s|ing)?|bump(?:ed|s|ing)?|upgrad(?:ed?|es|ing)|upwards?|higher)"
_CUT = r"(?:cut|cuts|cutting|lower(?:ed|s|ing)?|reduc(?:ed?|es|ing)|slash(?:ed|es|ing)?|trim(?:med|s|ming)?|downgrad(?:ed?|es|ing)|downwards?)"
_WAYS = {
    way: lazy_pattern(rf"\b{verb}\s(?:[\w'’.,$€£¥%-]+\s){{0,8}}?{_PLAN}\b|\b{_PLAN}\b[^.;:]{{0,90}}?\b{verb}\b", re.IGNORECASE) for way, verb in ((1, _RAISED), (-1, _CUT))
}
"""How a sentence says that a plan was raised, and that it was cut."""
_VERBS = (stem("raise"), stem("lower"))


def turned_plan(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The answer that a plan went the other way than a question takes for granted; None where no page says so, or one says as it does."""
    way = direction(question.text)
    if question.intent is not Intent.WHY or not way or len(question.entities) != 1 or not _NAMED.search(question.text) or not _WAYS[way].search(question.text):
        return None
    # What says the opposite is looked for as well as what bears it out.
    plans = tuple(stem(match.group().lower()) for match in _NAMED.finditer(question.text))
    asking = Asking(replace(question, intent=Intent.CHECK, terms=(*plans, *_VERBS), firm=frozenset()), library)
    query, hits = found_for(question, library)
    found = list(_told(asking, read(asking, query, hits, as_of=as_of)))
    if not found or any(_WAYS[way].search(sentence) for _, _, sentence in found):
        return None
    told = [(one, span) for one, span, sentence in found if _WAYS[-way].search(sentence)]
    if not told:
        return None
    lead, span = max(told, key=lambda each: (each[0].document.published or date.min, each[0].score))
    draft = Draft(library, question.text)
    draft.say(f"It was not {'raised' if way > 0 else 'cut'}; it was {'cut' if way > 0 else 'raised'}, by this source.")
    draft.say(f"“{plain(library.text(lead.document.document_id)[slice(*span)])}” [{draft.cite(lead.document, *span)}]")
    draft.say(f"Source: {origin_words(lead.document)}.")
    return draft.answer(Status.ANSWERED)


def _told(asking: Asking, found: list[Candidate]) -> Iterator[tuple[Candidate, tuple[int, int], str]]:
    """The sentences of what was found that speak of a plan of the company asked about, each once."""
    names = asking.library.names
    known: set[tuple[str, int]] = set()
    for one in found:
        if one.row or asking.companies.isdisjoint(asking.about(one.document.document_id) | one.named):
            continue
        text = asking.library.text(one.document.document_id)
        for start, end in (span for part in one.parts for span in sentence_spans(text, *part)):
            sentence = text[start:end]
            place = (one.document.document_id, start)
            # Who passes it on is nobody else.
            others = {m.name for m in names.companies(sentence) if fold(m.name) not in fold(one.document.publisher)} - asking.family
            measured = not asking.metrics or not asking.metrics.isdisjoint(m.metric for m in asking.library.taxonomy.find_metrics(sentence))
            if place not in known and _NAMED.search(sentence) and measured and not others:
                known.add(place)
                yield one, (start, end), sentence
