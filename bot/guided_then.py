"""Guided then: the plan that was given in a month that a question names, whatever time it is for.

"What did Acme guide for capex in February" asks for what was said in February of the year, and for no month's spending.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot import measures
from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.figure_answers import figure_sentence, freshness
from bot.fitness import PLANS
from bot.library import Library
from bot.question import Intent, Question
from bot.selection import Fit, fits
from bot.wording import basis_words, plain
from index.period import Period, PeriodKind
from index.taxonomy import Span

__all__ = ["guided_then"]


def guided_then(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The newest plan of those given in the month asked about; None where none was, or a question asks for no plan."""
    if not question.bases & PLANS or len(question.periods) != 1 or question.intent is not Intent.FIGURE or question.periods[0].kind is not PeriodKind.MONTH:
        return None
    month = question.periods[0]
    if any(library.taxonomy.metric(m.metric).span is not Span.FLOW for m in question.metrics) or month.end is None or month.end >= question.asked_on:
        return None
    found = [fit for fit in fits(replace(question, periods=()), library, as_of=as_of) if not fit.kin and fit.figure.basis in PLANS and _said_in(month, fit, library)]
    if not found:
        return None
    lead = found[0]
    draft = Draft(library, question.text)
    number = draft.cite_fit(lead)
    draft.state(lead, (number,))
    draft.say(figure_sentence(lead, library, number))
    draft.say(f"This is {basis_words(lead.figure.basis)}, as of {month.label}. {measures.caveat(library.taxonomy, lead.figure.metric)}".strip())
    if lead.figure.table is None:
        draft.say(f"“{plain(library.quote(lead.figure))}” [{number}]")
    draft.say(freshness(lead, 1))
    return draft.answer(Status.ANSWERED)


def _said_in(month: Period, fit: Fit, library: Library) -> bool:
    """Whether a figure's sentence names the month, or its source was published in it and names none."""
    quote = library.quote(fit.figure)
    if month.label in quote:
        return True
    published = fit.document.published
    return published is not None and (published.year, published.month) == (month.year, month.number)
