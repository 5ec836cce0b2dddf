"""Answers to questions that list several measures: one line for each, and what of them is not held."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot import measures
from bot.answer import Answer, Status
from bot.claims import meant
from bot.drafting import Draft
from bot.figure_answers import aside_words, figure_sentence
from bot.library import Library
from bot.nearest import when_asked
from bot.question import Intent, Question
from bot.selection import Fit, fits
from bot.words import stems
from index.figure import Basis
from index.taxonomy import MetricMention

__all__ = ["asked_places", "own_bases", "several"]


def asked_places(question: Question) -> list[tuple[MetricMention, ...]]:
    """The measures asked for, by where they stand in the question: what one word may mean is one of them."""
    places: dict[tuple[int, int], list[MetricMention]] = {}
    seen: set[str] = set()
    for mention in question.metrics:
        if mention.metric not in seen:
            seen.add(mention.metric)
            places.setdefault((mention.start, mention.end), []).append(mention)
    return [tuple(mentions) for mentions in places.values()]


def own_bases(question: Question, mentions: tuple[MetricMention, ...]) -> frozenset[Basis]:
    """The bases that a question asks of one measure of a list: "run rate" says of its own figure what it is, not of the others."""
    run_rate = any("run_rate" in m.metric or m.metric == "arr" for m in mentions)
    return question.bases if run_rate else question.bases - {Basis.RUN_RATE}


def _described(question: Question, mentions: tuple[MetricMention, ...]) -> frozenset[str]:
    """The stems of the words that stand right before a measure of a list."""
    before = re.search(rf"((?:[\w-]+\s){{1,2}}){re.escape(mentions[0].words)}", question.text, re.IGNORECASE)
    return frozenset(stems(before[1])) if before is not None else frozenset()


def several(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """One figure for each measure of a list; where not most of them are held, what is held and what is not of a list that is one in so many words, else None."""
    found: list[Fit] = []
    is_it: list[Fit] = []
    put_up = question.amounts[0] if question.intent is Intent.CHECK and len(question.amounts) == 1 else None
    missing: list[str] = []
    places = asked_places(question)
    described = [_described(question, mentions) for mentions in places]
    for place, mentions in enumerate(places):
        bases = own_bases(question, mentions)
        # "Revenue and GAAP profit": what stands before one of them says nothing of the others.
        others = frozenset().union(*(said for other, said in enumerate(described) if other != place)) - described[place]
        terms = tuple(term for term in question.terms if term not in others)
        fitting = [f for f in fits(replace(question, metrics=mentions, bases=bases, terms=terms, firm=question.firm & frozenset(terms)), library, as_of=as_of) if not f.kin]
        if fitting:
            same = next((f for f in fitting if put_up is not None and meant(put_up, f.figure.amount)), None)
            is_it += [same] if same is not None else []
            found.append(same or fitting[0])
        else:
            missing.append(measures.name(library.taxonomy, mentions[0].metric))
    if len(found) < 2 or len(missing) >= len(found):
        return _in_part(question, places, found, missing, library)
    draft = Draft(library, question.text)
    if len(is_it) == 1:
        # "Is 13 billion its burn or its revenue" is told by the one that it is.
        draft.say(f"It is {measures.name(library.taxonomy, is_it[0].figure.metric)}.")
        found = [*is_it, *(fit for fit in found if fit is not is_it[0])]
    for fit in found:
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(f"{figure_sentence(fit, library, number)}{aside_words(fit)}")
    if missing:
        draft.say(f"I could not find {' or '.join(missing)}.")
    return draft.answer(Status.ANSWERED)


_JOINT = r"\s*(?:,|&|\+|/|\band\b|\bplus\b|\bas well as\b)\s*(?:and\s+)?(?:(?:the|its|their|of)\s+)?(?:[\w-]+\s+)?"


def _in_part(question: Question, places: list[tuple[MetricMention, ...]], found: list[Fit], missing: list[str], library: Library) -> Answer | None:
    """What of a list of measures is held, and what is not; None where the question does not join them, or asks for words besides."""
    joined = all(re.search(re.escape(one[0].words) + _JOINT + re.escape(other[0].words), question.text, re.IGNORECASE) for one, other in pairwise(places))
    if not joined or question.intent is not Intent.FIGURE or question.terms or question.phrases or len(question.periods) > 1:
        return None
    draft = Draft(library, question.text)
    draft.say(f"I could not find {' or '.join(missing)} for {' and '.join(question.entities)}{when_asked(question)}: no source I hold says.{' To the rest:' if found else ''}")
    for fit in found:
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(f"{figure_sentence(fit, library, number)}{aside_words(fit)}")
    return draft.answer(Status.NOT_FOUND)
