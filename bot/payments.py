"""Payments: what one of two pays or gives the other, where a question names no measure: "what does Acme pay Bolt", "what did Bolt get from Acme".

Sources tell it as the value of a contract, as what was committed, as a price, a settlement or a fine. Each of them answers
by its own name, where its sentence names both and does not tell that it is the other one who pays.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.answer import Answer, Status
from bot.figure_answers import single
from bot.library import Library
from bot.measures import BOUGHT
from bot.parties import Payment, doer_between, payment
from bot.question import Intent, Question
from bot.words import stem
from index.pattern import lazy_pattern
from index.taxonomy import MetricMention

__all__ = ["paid"]

_INVESTED = "investment"
_OWED = ("acquisition_price", "settlement", "damages", "fine", "termination_fee")
_BUYS = frozenset(map(stem, "pay paid buy bought order rent lease commit spend spent license purchase acquire owe reserve settle settled".split()))
_SELLS = frozenset(map(stem, "sell sold supply provide deliver host receive".split()))
"""What they do who pay and who are paid."""
_IDLE = frozenset(map(stem, "pay paid paying owe get got gotten receive take took taken collect give gave given shell fork hand cough over out up money cash year month annually annual yearly monthly each".split()))
_EACH = lazy_pattern(r"\b(?:a|per|each|every) (?P<unit>year|month|quarter|week|day)\b|\b(?P<often>annual|year|month|quarter|week)ly\b", re.IGNORECASE)


def paid(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What sources say that one of two pays the other, or None where the question is not for that or nothing is held."""
    between = payment(question, library)
    if between is None:
        return None
    start, end = between.said
    # What was given is what was invested; what was only signed has not come yet.
    known = ((_INVESTED,), (*BOUGHT, *_OWED)) if between.given else ((*BOUGHT, *_OWED),)
    for measures in known:
        mentions = tuple(MetricMention(metric, start, end, question.text[start:end]) for metric in measures)
        answer = _of_measures(replace(question, metrics=mentions), between, library, as_of)
        if answer is not None:
            return answer
    return None


def _of_measures(question: Question, between: Payment, library: Library, as_of: date | None) -> Answer | None:
    terms = tuple(term for term in question.terms if term not in _IDLE)
    asked = replace(question, intent=Intent.FIGURE, terms=terms, firm=question.firm & set(terms), wants="money", computation=None)
    answer = single(asked, library, as_of)
    if answer is None or answer.status is not Status.ANSWERED or not answer.figures or not _pays(between, answer, library):
        return None
    each = _EACH.search(question.text)
    unit = (each["unit"] or each["often"]).lower() if each else ""
    if not unit or any(figure.amount.per == unit for figure in answer.figures):
        return answer
    first, _, rest = answer.text.partition("\n")
    return replace(answer, text=f"{first}\nNo source that I hold gives it by the {unit}.\n{rest}")


def _pays(between: Payment, answer: Answer, library: Library) -> bool:
    """Whether what an answer leads with is paid by the one who is asked about."""
    lead, quote, names = answer.figures[0], answer.citations[0].quote, library.names
    if lead.metric in {*BOUGHT, _INVESTED}:
        return between.payer in names.lineage(lead.entity)
    pair = {between.payer, between.payee}
    return doer_between(quote, _BUYS, pair, library) != between.payee and doer_between(quote, _SELLS, pair, library) != between.payer
