"""Answers to comparisons: a line for each side, and which is ahead."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot import measures
from bot.ahead import Standing, ahead
from bot.among_parts import among_parts
from bot.answer import Answer, Status
from bot.asides import asides_of
from bot.common_time import at_one_time, newer_alone
from bot.comparing import wants_less
from bot.coverage import stem_set
from bot.drafting import Draft
from bot.figure_answers import aside_words, figure_sentence
from bot.fitness import FUTURE
from bot.library import Library
from bot.lining_up import lined_up
from bot.measures import RELATIONS
from bot.parsing import year_shifted
from bot.part_of_time import stands_in, with_parts
from bot.parts import tell
from bot.quantity import adds_up, defined_of, measured
from bot.question import Question
from bot.selection import Fit, fits
from bot.set_apart import set_apart
from bot.sides import Side, figure_of, named_together, same_unit, sides_of
from bot.times import period_rank
from bot.told_beside import of_other, of_year_before
from bot.wording import in_short, metric_words, period_words
from bot.yes_or_no import said_so
from index.amount import is_money
from index.figure import Basis
from index.fiscal import Match, same_period
from index.pattern import lazy_pattern
from index.period import PeriodKind
from index.periods import calendar_year

__all__ = ["compare", "of_other_lengths", "one_time", "side_by_side", "some_of_them"]


def compare(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """One line for each company or period compared and which is larger; None where fewer than two are held."""
    among = among_parts(question, library)
    if among is None:
        return None
    question = _counted_back(among, library, as_of)
    sides = sides_of(question, library)
    of_deals = bool(question.metrics) and all(m.metric in RELATIONS for m in question.metrics)
    if of_deals and len(question.entities) > 2 and any(len(side.question.entities) < 2 for side in sides):
        # Of the deals of one with two others, each is between two: the sides are not the companies named.
        return None
    held = [(side, fit) for side in sides if (fit := figure_of(side, library, as_of)) is not None]
    held = _with_told_beside(question, sides, _by_one_measure(question, with_parts(held, library, as_of), library, as_of), library)
    held = _of_one_kind(held, library, as_of)
    by_itself = held
    held = at_one_time(question, held, library, as_of)
    leads = [fit for _, fit in held]
    absent = [side.name for side in sides if side.name not in {named.name for named, _ in held}]
    if absent:
        return _some_sides(question, leads, absent, library)
    if len(leads) < 2 or len({(f.figure.document_id, f.figure.amount.start) for f in leads}) < len(leads):
        return None
    asked = {m.metric for m in question.metrics}
    if len({f.figure.metric for f in leads} & asked) > 1 and len({m.start for m in question.metrics}) > 1:
        return None  # of two measures that are both asked for, one company's of the one is not held against another's of the other
    unlike = len({_planned(f) for f in leads}) > 1
    if unlike and not question.bases & FUTURE:
        return _some_sides(question, leads, [], library)
    if of_other_lengths(leads, library):
        return _some_sides(question, leads, [], library)
    draft = Draft(library, question.text)
    less = wants_less(question.text)
    turned = {fit.figure.metric for _, fit in held if fit.figure.metric not in asked and measures.opposite(library.taxonomy, fit.figure.metric) in asked}
    held.sort(key=lambda pair: _standing(pair[0], pair[1], question, turned, library).middle, reverse=not less)
    if same_unit(leads):
        apart = set_apart(question, [(_name(side, fit, question), fit) for side, fit in held], library)
        if apart is not None:
            draft.say(apart.sentence)
            draft.state(replace(leads[0], figure=replace(leads[0].figure, amount=apart.amount)), tuple(draft.cite_fit(f) for f in leads), apart.how)
        standing = ahead([_standing(side, fit, question, turned, library) for side, fit in held], less=less)
        clear = not turned and standing.startswith(("The larger: ", "The smaller: ")) and not _turned_since(by_itself, leads)
        so = said_so(question, held[-1 if less else 0][0].name, library) if clear else ""
        draft.say(f"{so}{standing}")
    elif all(is_money(f.figure.amount.unit) for f in leads):
        draft.say("These are in different currencies, which I do not convert, so I cannot say which is larger.")
    aside, of_all = asides_of(leads)
    for _, fit in held:
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(f"{figure_sentence(fit, library, number)}{aside(fit)}")
    draft.say(of_all)
    if unlike:
        draft.say("Not all of these are results: some are only planned or expected.")
    kinds = {f.figure.metric for f in leads}
    if stands_in(question, leads[0], library):
        given, wanted = (measures.name(library.taxonomy, m) for m in (leads[0].figure.metric, question.metrics[0].metric))
        draft.say(f"By {given}, not {wanted}: {measures.difference(library.taxonomy, question.metrics[0].metric, leads[0].figure.metric)}.")
    if len(kinds) > 1:
        draft.say("These are not the same measure: " + ", ".join(sorted(measures.name(library.taxonomy, k) for k in kinds)) + ".")
    if len(question.entities) >= 2 and not one_time(leads, library):
        draft.say("The periods or dates are not the same; compare with care.")
    for newer in newer_alone(by_itself, leads):
        number = draft.cite_fit(newer)
        draft.state(newer, (number,))
        draft.say(f"Newer, and held of one alone: {figure_sentence(newer, library, number)}{aside_words(newer)}")
    return draft.answer(Status.ANSWERED)


def _turned_since(by_itself: Sequence[tuple[Side, Fit]], leads: Sequence[Fit]) -> bool:
    """Whether what is newer of one alone is more than all that is compared, of which it was the smaller: who is ahead now is then not told by who was."""
    sizes = {fit.figure.entity: abs(fit.figure.amount.value) for fit in leads}
    most = max(sizes.values())
    return any(abs(newer.figure.amount.value) > most > sizes.get(newer.figure.entity, most) for newer in newer_alone(by_itself, leads) if newer.figure.amount.unit == leads[0].figure.amount.unit)


_YEAR_AGO = lazy_pattern(r"\b(?:a |the )?(?:year|yr) (?:ago|before|earlier|prior)\b|\b(?:prior|previous|last) (?:year|yr)(?:['’]?s)?\b", re.IGNORECASE)


def _counted_back(question: Question, library: Library, as_of: date | None) -> Question:
    """The question with its year counted back from the newest quarter held: "the latest quarter vs a year ago"."""
    if len(question.periods) != _TWO or len(question.entities) != 1 or _YEAR_AGO.search(question.text) is None:
        return question
    newest, before = question.periods
    if newest.year is not None or newest.end is not None or before.kind is not PeriodKind.YEAR or before.year != question.asked_on.year - 1:
        return question
    found = figure_of(Side(newest.label, replace(question, periods=(newest,))), library, as_of)
    own = found.figure.period if found is not None else None
    return question if own is None or own.year is None or own.kind is not newest.kind else replace(question, periods=(own, year_shifted(own, -1)))


def _with_told_beside(question: Question, sides: Sequence[Side], held: list[tuple[Side, Fit]], library: Library) -> list[tuple[Side, Fit]]:
    """The sides with the one of two that is held only in what the other's sentence is set against."""
    if len(sides) != _TWO or len(held) != 1 or question.bases & FUTURE:
        return held
    side, fit = held[0]
    other = next(one for one in sides if one.name != side.name)
    if len(question.entities) > 1:
        beside = of_other(fit, other.name, library)
    else:
        times = side.question.periods, other.question.periods
        beside = of_year_before(fit, times[0][0], times[1][0], library) if all(len(some) == 1 for some in times) else None
    return [(side, fit), (other, beside)] if beside is not None else held


_TWO = 2


def _article(name: str) -> str:
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def _name(side: Side, fit: Fit, question: Question) -> str:
    """What a side is called: a period as its source has it, since the quarter asked for by its number may stand there as a date."""
    by_time = side.name in {period.label for period in question.periods}
    return period_words(fit.figure.period, fit.document.published).removeprefix("in ") if by_time else side.name


def _standing(side: Side, fit: Fit, question: Question, turned: Collection[str], library: Library) -> Standing:
    amount, loss = fit.figure.amount, fit.figure.metric in turned
    said = f"{_article(metric_words(fit.figure, library.taxonomy))} of {in_short(amount)}" if loss else in_short(amount)
    return Standing(_name(side, fit, question), said, amount, turned=loss)


def compare_made(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """A comparison of what some side has only by its parts: a margin by its definition, a quarter out of the year."""
    by_time = len(question.entities) == 1 and len(question.periods) > 1
    if len(question.metrics) != 1 or question.bases or question.parts or not (by_time or (len(question.entities) > 1 and len(question.periods) < 2)):
        return None
    metric = question.metrics[0].metric
    if not (adds_up(metric, library) or defined_of(metric)) or (not question.periods and not defined_of(metric)):
        return None
    period = question.periods[0] if question.periods else calendar_year(question.asked_on.year - 1)
    bare = replace(question, terms=(), firm=frozenset())
    asked = [(question.entities[0], p) for p in question.periods] if by_time else [(e, period) for e in question.entities]
    found = [lined_up(replace(bare, entities=(e,), periods=(p,)), library, as_of, p) for e, p in asked]
    made = [(q, note) for q, note in found if q is not None]
    if len(made) < len(found) or not any(q.how for q, _ in made) or len({(q.amount.unit, q.metric) for q, _ in made}) > 1:
        return None
    less = wants_less(question.text)
    made.sort(key=lambda one: (1 if less else -1) * one[0].amount.value)
    first, second = made[0][0], made[1][0]
    draft = Draft(library, question.text)
    ahead = first.when.removeprefix("in ") if by_time else first.lead.figure.entity
    draft.say(f"The {'smaller' if less else 'larger'}: {ahead}, {in_short(first.amount)} against {in_short(second.amount)} (computed).")
    for note in dict.fromkeys(note for _, note in made if note):
        draft.say(note)
    for each, _ in made:
        tell(each, draft, library)
    return draft.answer(Status.ANSWERED)


def _of_one_kind(held: list[tuple[Side, Fit]], library: Library, as_of: date | None) -> list[tuple[Side, Fit]]:
    """Prices of the same kind of token or plan for all sides, the first that all have; none where they have none in common."""
    kinds = {fit.figure.dimension for _, fit in held}
    of_several = len({side.question.entities for side, _ in held}) > 1
    if not of_several or len(kinds) < 2 or any(fit.figure.metric not in _OF_KINDS for _, fit in held):
        return held
    found = [(side, fits(side.question, library, as_of=as_of)) for side, _ in held]
    for kind in dict.fromkeys(fit.figure.dimension for fit in found[0][1]):
        alike = [(side, fit) for side, some in found if (fit := next((one for one in some if one.figure.dimension == kind), None)) is not None]
        if len(alike) == len(held):
            return alike
    return []


_OF_KINDS = frozenset({"api_price", "subscription_price"})


def _by_one_measure(question: Question, held: list[tuple[Side, Fit]], library: Library, as_of: date | None) -> list[tuple[Side, Fit]]:
    """For a vague word ("lost"), the figures of one measure that all sides have; as they are where there is none."""
    if len({fit.figure.metric for _, fit in held}) < 2 or not any(measures.is_vague(m.metric) for m in question.metrics):
        return held
    for metric in dict.fromkeys(fit.figure.metric for _, fit in held):
        found = [(side, figure_of(replace(side, question=measured(side.question, metric)), library, as_of)) for side, _ in held]
        alike = [(side, fit) for side, fit in found if fit is not None and fit.figure.metric == metric]
        if len(alike) == len(held):
            return alike
    return held


def of_other_lengths(leads: Sequence[Fit], library: Library) -> bool:
    """Whether what adds up over time is given for times of different length: a quarter is no match for a year."""
    if not leads or not all(adds_up(f.figure.metric, library) for f in leads):
        return False
    kinds = {f.figure.period.kind for f in leads if f.figure.period is not None and f.figure.period.kind is not PeriodKind.TRAILING_YEAR}
    return len(kinds) > 1 and PeriodKind.SPAN not in kinds and PeriodKind.INSTANT not in kinds


def side_by_side(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The same measure of several companies, where a question names them and compares nothing: "revenue of Acme and Bolt"."""
    answer = some_of_them(question, library, as_of)
    return answer if answer is not None and answer.status is Status.ANSWERED else None


def some_of_them(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The same of those of several companies that it is held for, which is said: the number of one does not answer for both."""
    if len(question.entities) < 2 or any(m.metric in RELATIONS for m in question.metrics) or _DEALS_WITH.search(question.text):
        return None
    terms = tuple(t for t in question.terms if t not in _BESIDE)
    return compare(replace(question, terms=terms, firm=question.firm & set(terms)), library, as_of)


_DEALS_WITH = lazy_pattern(
    r"\b(?:did|does|do|has|have|had|will|is|are)\b.{1,40}\b(?:order|buy|bought|purchas|acquir|rent|leas|hir|receiv|suppl|sell|sold|deliver|install|test|licen[cs])\w*", re.IGNORECASE
)
"""What one does with what is another's: how many of Acme's chips Bolt ordered is not how many each of them has."""
_BESIDE = stem_set("side by side each both respectively together table")


def _planned(fit: Fit) -> bool:
    """Whether a figure is of a time that was still to come when it was published."""
    told = fit.document.published
    if fit.figure.basis not in {Basis.GUIDANCE, Basis.PROJECTION}:
        return False
    # A month that has begun is spoken of as it is.
    return told is None or fit.figure.period is None or period_rank(fit.figure.period, fit.document) - told > timedelta(days=31)


def _some_sides(question: Question, leads: Sequence[Fit], absent: Sequence[str], library: Library) -> Answer | None:
    """That a comparison cannot be made, with the sides that are held: a part of it is no answer to it."""
    if not leads or (leads[0].kin and not any(measures.is_vague(m.metric) for m in question.metrics)):
        return None
    draft = Draft(library, question.text)
    whole = "the two" if len(leads) + len(absent) == 2 else "all of them"
    lengths = of_other_lengths(leads, library)
    name = measures.name(library.taxonomy, question.metrics[0].metric) if question.metrics else "it"
    why = f"I could not find {name} for {' and '.join(absent)}" if absent else "these are for times of different length" if lengths else "what is planned and what is so are different things"
    draft.say(f"{why[0].upper()}{why[1:]}. I do hold this:" if absent and named_together(question, library) else f"I cannot compare {whole}: {why}. I do hold this:")
    for held in leads:
        number = draft.cite_fit(held)
        draft.state(held, (number,))
        draft.say(f"{figure_sentence(held, library, number)}{aside_words(held)}")
    return draft.answer(Status.NOT_FOUND)


def one_time(leads: Sequence[Fit], library: Library) -> bool:
    """Whether figures are of one time, or told by one sentence."""
    first = leads[0].figure
    for fit in leads[1:]:
        if (fit.figure.document_id, fit.figure.start) == (first.document_id, first.start):
            continue  # one sentence tells both
        if first.period is None or fit.figure.period is None:
            return False
        if (
            same_period(first.period, fit.figure.period, year_end=library.names.year_end(first.entity))
            is not Match.EXACT
        ):
            return False
    return True
