"""Payments: what one of two pays the other, where a question names no measure: "what does Acme pay Bolt".

Sources tell it as the value of a contract, as what was committed, as a price, a settlement or a fine. Each of them answers
by its own name, where its sentence names both and does not tell that it is the other one who pays.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from bot.answer import Answer, Status
from bot.figure_answers import single
from bot.library import Library
from bot.parties import doer_between
from bot.question import Intent, Question
from bot.words import stem
from index.pattern import lazy_pattern
from index.taxonomy import MetricMention

__all__ = ["paid"]

_BOUGHT = ("contract_value", "purchase_commitments", "licensing_deal", "customer_deposits")
"""Measures that are the payer's own."""
_OWED = ("acquisition_price", "settlement", "damages", "fine", "termination_fee")
_PAYS = lazy_pattern(r"\b(?:pay|pays|paid|paying|owes?|owed|owing|(?:shell|fork|hand|cough)\w* (?:out|over|up))\b(?! (?:back|off|attention)\b)", re.IGNORECASE)
_BY = lazy_pattern(r"\b(?:by|from)\W*$", re.IGNORECASE)
_BUYS = frozenset(map(stem, "pay paid buy bought order rent lease commit spend spent license purchase acquire owe reserve".split()))
_SELLS = frozenset(map(stem, "sell sold supply provide deliver host receive".split()))
"""What they do who pay and who are paid."""
_IDLE = frozenset(map(stem, "pay paid paying owe shell fork hand cough over out up money cash year month annually annual yearly monthly each".split()))
_EACH = lazy_pattern(r"\b(?:a|per|each|every) (?P<unit>year|month|quarter|week|day)\b|\b(?P<often>annual|year|month|quarter|week)ly\b", re.IGNORECASE)


class _Payment(NamedTuple):
    payer: str
    payee: str


def _payment(question: Question, library: Library) -> _Payment | None:
    """Who a question asks pays whom; None where it asks something else."""
    if question.metrics or len(question.entities) != 2 or question.intent not in {Intent.FIGURE, Intent.FACT} or question.amounts:
        return None
    first, *others = (m for m in library.names.match(question.text) if m.name in question.entities)
    said = _PAYS.search(question.text, first.end)
    if not others or said is None or said.end() > others[-1].start:
        return None
    one, other = first.name, others[-1].name
    if not (library.names.is_company(one) and library.names.is_company(other)):
        return None  # what a company paid for is not what one person got of it
    return _Payment(other, one) if _BY.search(question.text[: others[-1].start]) else _Payment(one, other)


def paid(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What sources say that one of two pays the other, or None where the question is not for that or nothing is held."""
    between = _payment(question, library)
    if between is None:
        return None
    start = question.text.lower().find("pa")
    metrics = tuple(MetricMention(metric, start, start + 3, "pay") for metric in (*_BOUGHT, *_OWED))
    terms = tuple(term for term in question.terms if term not in _IDLE)
    asked = replace(question, intent=Intent.FIGURE, metrics=metrics, terms=terms, firm=question.firm & set(terms), wants="money", computation=None)
    answer = single(asked, library, as_of)
    if answer is None or answer.status is not Status.ANSWERED or not answer.figures or not _pays(between, answer, library):
        return None
    each = _EACH.search(question.text)
    unit = (each["unit"] or each["often"]).lower() if each else ""
    if not unit or any(figure.amount.per == unit for figure in answer.figures):
        return answer
    first, _, rest = answer.text.partition("\n")
    return replace(answer, text=f"{first}\nNo source that I hold gives it by the {unit}.\n{rest}")


def _pays(between: _Payment, answer: Answer, library: Library) -> bool:
    """Whether what an answer leads with is paid by the one who is asked about."""
    lead, quote, names = answer.figures[0], answer.citations[0].quote, library.names
    if lead.metric in _BOUGHT:
        return between.payer in names.lineage(lead.entity)
    pair = {*between}
    return doer_between(quote, _BUYS, pair, library) != between.payee and doer_between(quote, _SELLS, pair, library) != between.payer
