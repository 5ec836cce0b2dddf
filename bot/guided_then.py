"""Guided then: the plan that was given in a month that a question names, whatever time it is for.

"What did Acme guide for capex in February" asks for what was said in February of the year, and for no month's spending. Of
two months the plan of each is told, and how far they are apart where that is asked for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot import measures
from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.figure_answers import figure_sentence, freshness
from bot.fitness import PLANS
from bot.library import Library
from bot.quantity import flows
from bot.question import Intent, Question
from bot.reckoned import difference
from bot.selection import Fit, fits
from bot.wording import basis_words, in_short, plain
from bot.words import stem
from index.amounts import agree
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.periods import calendar_year, find_periods, shifted

__all__ = ["guided_then", "plans_apart"]


def guided_then(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The newest plan of those given in the month asked about, or before it; None where none was, or a question asks for no plan."""
    if question.intent is not Intent.FIGURE or not (question.bases & PLANS or _SAID_THEN.search(question.text)):
        return None
    months, others = _times(question)
    if len(months) != 1 or len(others) > 1 or not flows(question, library):
        return None
    month = months[0]
    if month.end is None or month.end >= question.asked_on:
        return None
    if not others and _THAT_YEAR.search(question.text):
        others = [_year_of(month)]
    before = _BEFORE_MONTH.search(question.text) is not None
    lead = _given(question, others, month, library, as_of, before=before)
    if lead is None:
        return None
    draft = Draft(library, question.text)
    number = draft.cite_fit(lead)
    draft.state(lead, (number,))
    draft.say(figure_sentence(lead, library, number))
    said = "before" if before else "as of"
    draft.say(f"This is {basis_words(lead.figure.basis)}, {said} {month.label}. {measures.caveat(library.taxonomy, lead.figure.metric)}".strip())
    if lead.figure.table is None:
        draft.say(f"“{plain(library.quote(lead.figure))}” [{number}]")
    draft.say(freshness(lead, 1))
    return draft.answer(Status.ANSWERED)


def plans_apart(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The plans for one time that were given in two months, and by how much they differ; None where one of them is not held."""
    if not question.bases & PLANS or len(question.periods) < _MONTHS_AND_YEAR or len(question.entities) != 1:
        return None
    months, others = _times(question)
    if len(months) != _PAIR or len(others) != 1 or not flows(question, library):
        return None
    given = [_given_in(question, others, month, library, as_of) for month in months]
    (first, old), (last, new) = sorted(given, key=lambda one: one[0].start or date.min)
    if old is None or new is None or first == last or old.figure.amount.unit != new.figure.amount.unit:
        return None
    draft = Draft(library, question.text)
    numbers = (draft.cite_fit(old), draft.cite_fit(new))
    same = agree(old.figure.amount, new.figure.amount)
    # What is planned is known to the digits that it is given in, "about" or not.
    about = "about" if "about" in {old.figure.amount.qualifier, new.figure.amount.qualifier} else None
    exact = [replace(f.figure.amount, qualifier=None if f.figure.amount.qualifier == "about" else f.figure.amount.qualifier) for f in (old, new)]
    step = None if same else difference(exact[0], exact[1])
    moved = None if step is None else replace(step, qualifier=step.qualifier or about)
    if moved is not None:
        draft.state(replace(new, figure=replace(new.figure, amount=moved)), numbers, f"the plan of {last.label} less that of {first.label}")
        draft.say(f"It was {'raised' if moved.value > 0 else 'lowered'} by {'about ' if about else ''}{in_short(replace(moved, value=abs(moved.value), qualifier=None))} (computed).")
    elif question.intent is Intent.CHECK:
        draft.say("No, it stayed the same." if same else "Yes, it was changed.")
    for fit, month, number in zip((old, new), (first, last), numbers, strict=True):
        draft.state(fit, (number,))
        draft.say(f"As of {month.label}: {figure_sentence(fit, library, number)}")
    draft.say(f"These are plans, not results. {measures.caveat(library.taxonomy, new.figure.metric)}".strip())
    return draft.answer(Status.ANSWERED)


_MONTHS_AND_YEAR = 3
_PAIR = 2
_SAID_THEN = lazy_pattern(r"\b(?:say|said|tell|told|think|thought|announce\w*)\b.*?\b(?:it|they|he|she)(?:['’]?d| would| was going to| were going to)\b|\brange\b", re.IGNORECASE)
"""What asks for a plan by when it was told: "what did it say in January it would spend"."""
_MONTH_OF_YEAR = lazy_pattern(r"\b([a-z]{3})[a-z]*\.?,? ((?:19|20)\d\d)\b", re.IGNORECASE)
_THAT_YEAR = lazy_pattern(r"\bthat (?:same )?year\b", re.IGNORECASE)
_NAMES = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
_BEFORE_MONTH = lazy_pattern(rf"\b(?:before|prior to|ahead of|preceding)\s(?:the |its |that |their )?(?:{_NAMES})\b", re.IGNORECASE, signs=("before", "prior to", "ahead of", "preceding"))
_OF_TELLING = frozenset(map(stem, "update revision announcement report call results earnings print number numbers one say said move".split()))
"""What names the telling of a plan, and nothing of it: "after the December update"."""


def _times(question: Question) -> tuple[list[Period], list[Period]]:
    """The months that a question names, and its other times."""
    return [p for p in question.periods if p.kind is PeriodKind.MONTH], [p for p in question.periods if p.kind is not PeriodKind.MONTH]


def _year_of(month: Period) -> Period:
    return calendar_year(month.year or 0)


def _given(question: Question, others: list[Period], month: Period, library: Library, as_of: date | None, *, before: bool = False) -> Fit | None:
    """The newest plan for a time that was given in a month, or before it."""
    terms = tuple(t for t in question.terms if t not in _OF_TELLING)
    asked = replace(question, periods=tuple(others), terms=terms, firm=question.firm & frozenset(terms), phrases=(), earlier=False, intent=Intent.FIGURE, over_time=False, bases=question.bases or PLANS)
    found = [fit for fit in fits(asked, library, as_of=as_of) if not fit.kin and fit.figure.basis in PLANS]
    if not before:
        return next((fit for fit in found if _said_in(month, fit, library)), None)
    told = [(when, fit) for fit in found if (when := _told_on(fit, library)) is not None and month.start is not None and when < month.start]
    return max(told, key=lambda one: one[0])[1] if told else None


def _given_in(question: Question, others: list[Period], month: Period, library: Library, as_of: date | None) -> tuple[Period, Fit | None]:
    """The newest plan that was given in a month, or in that of the year before, where the year is not said: a plan for 2025 was told in no month of 2026."""
    given = _given(question, others, month, library, as_of)
    earlier = shifted(month, -1)
    if given is None and f"{month.label[:3]} {month.year}".lower() not in {f"{found[1]} {found[2]}".lower() for found in _MONTH_OF_YEAR.finditer(question.text)}:
        given = _given(question, others, earlier, library, as_of)
        month = earlier if given is not None else month
    return month, given


def _told_on(fit: Fit, library: Library) -> date | None:
    """The day in or by which a plan was told: the month that its sentence names, else when its source was published."""
    named = [f.period.start for f in find_periods(library.quote(fit.figure), published=fit.document.published) if f.period.kind is PeriodKind.MONTH and f.period.start is not None]
    return min(named) if named else fit.document.published


def _said_in(month: Period, fit: Fit, library: Library) -> bool:
    """Whether a figure's sentence names the month, or its source was published in it and names none."""
    quote = library.quote(fit.figure)
    if month.label in quote:
        return True
    published = fit.document.published
    return published is not None and (published.year, published.month) == (month.year, month.number)
