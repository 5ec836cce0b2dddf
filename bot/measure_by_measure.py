"""Measure by measure: several measures of several companies, each measure of all of them: "Acme and Bolt: backlog and revenue"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot import measures
from bot.ahead import Standing, ahead
from bot.answer import Answer, Status
from bot.asides import asides_of
from bot.common_time import at_one_time
from bot.comparing import wants_less
from bot.comparison_answers import of_other_lengths, one_time
from bot.drafting import Draft
from bot.figure_answers import figure_sentence
from bot.library import Library
from bot.measures import RELATIONS
from bot.question import Intent, Question
from bot.selection import Fit
from bot.several_answers import asked_places, own_bases
from bot.sides import Side, figure_of, same_unit, sides_of
from bot.wording import in_short
from index.taxonomy import MetricMention

__all__ = ["measure_by_measure"]

_ASKED = frozenset({Intent.FIGURE, Intent.FACT, Intent.LIST, Intent.COMPARISON})


def measure_by_measure(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """Which company is ahead by each of several measures; None where each company has a measure of its own, or most of it is not held."""
    places = asked_places(question)
    if len(places) < _TWO or len(question.entities) < _TWO or question.over_time or len(question.periods) > 1 or question.amounts or question.intent not in _ASKED:
        return None
    if any(m.metric in RELATIONS for m in question.metrics) or _one_each(question, places, library):
        return None
    found = [(mentions, _held(replace(question, metrics=mentions, bases=own_bases(question, mentions), terms=(), firm=frozenset()), library, as_of)) for mentions in places]
    have = sum(len(held) for _, held in found)
    if have * 2 <= len(places) * len(question.entities):
        return None
    draft = Draft(library, question.text)
    less = wants_less(question.text)
    for mentions, held in found:
        name = measures.name(library.taxonomy, mentions[0].metric)
        fits = [fit for _, fit in held]
        kinds = {fit.figure.metric for fit in fits}
        alike = len(held) >= _TWO and not of_other_lengths(fits, library) and (len(kinds) == 1 or kinds <= {m.metric for m in mentions})
        if alike and same_unit(fits):
            standing = sorted((Standing(side.name, in_short(fit.figure.amount), fit.figure.amount) for side, fit in held), key=lambda one: one.middle, reverse=not less)
            told = ahead(standing, less=less)
            draft.say(f"By {name}, {told[0].lower()}{told[1:]}")
        aside, of_all = asides_of(fits)
        for _, fit in held:
            number = draft.cite_fit(fit)
            draft.state(fit, (number,))
            draft.say(f"{figure_sentence(fit, library, number)}{aside(fit)}")
        draft.say(of_all)
        if len(held) >= _TWO and not alike:
            unlike = "for times of different length" if of_other_lengths(fits, library) else "not the same measure"
            draft.say(f"These are {unlike}, and not to be compared.")
        elif len(kinds) > 1:
            draft.say("These are not quite the same measure: " + ", ".join(sorted(measures.name(library.taxonomy, kind) for kind in kinds)) + ".")
        elif len(held) >= _TWO and not one_time(fits, library):
            draft.say("The periods or dates are not the same; compare with care.")
        absent = [entity for entity in question.entities if entity not in {side.name for side, _ in held}]
        if absent:
            draft.say(f"I could not find {name} for {' and '.join(absent)}.")
    return draft.answer(Status.ANSWERED)


_TWO = 2


def _one_each(question: Question, places: Sequence[tuple[MetricMention, ...]], library: Library) -> bool:
    """Whether a company stands between the measures, so that each has its own: "Acme's revenue against Bolt's backlog"."""
    text = question.text.lower()
    stood = [text.find(mentions[0].words.lower()) for mentions in places]
    return min(stood) < 0 or any(min(stood) < match.start < max(stood) for match in library.names.match(question.text))


def _held(question: Question, library: Library, as_of: date | None) -> list[tuple[Side, Fit]]:
    asked = {m.metric for m in question.metrics}
    vague = any(measures.is_vague(metric) for metric in asked)
    held = [(side, fit) for side in sides_of(question, library) if (fit := figure_of(side, library, as_of)) is not None and (vague or fit.figure.metric in asked or not fit.kin)]
    return at_one_time(question, held, library, as_of)
