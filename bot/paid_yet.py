"""Answers to whether money that is only promised was paid already.

Of a commitment a source tells that it was made. That none of it has been paid since is more than it says, so the answer is
that no source tells of a payment, with what the sum is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot import measures
from bot.answer import Answer, Status
from bot.coverage import stem_set
from bot.drafting import Draft
from bot.figure_answers import aside_words, figure_sentence, freshness
from bot.library import Library
from bot.question import Question
from bot.selection import Fit, fits
from bot.wording import plain
from bot.words import STOP_WORDS, stem
from index.amounts import agree
from index.figure import Basis
from index.pattern import lazy_pattern
from index.taxonomy import MetricMention

__all__ = ["not_paid_yet"]

_PAID = r"(?:paid|spent|handed over|transferred|pay|spend|gone)"
_ALREADY = lazy_pattern(
    rf"\balready\b(?: \S+){{0,4}} {_PAID}\b|\b{_PAID}\b.*\balready\b|\balready out\b.*\bdoor\b|\b(?:money|cash) (?:that (?:is|was|has been) )?(?:already )?(?:spent|paid|gone|out (?:of )?the door)\b",
    re.IGNORECASE,
)
_HOW_MUCH_YET = lazy_pattern(rf"\bhow much\b.*\b(?:has|have|had|did)\b.*\b{_PAID}\b.*\b(?:so far|yet|to date|already|by now|until now)\b|\bhow much\b.*\b(?:has|have|had|did)\b.*\b(?:actually|already|really)\b.*\b{_PAID}\b", re.IGNORECASE)
_WHETHER = lazy_pattern(r"\b(?:is|are|was|were|has|have|had|did)\b", re.IGNORECASE)
_PROMISED = ("purchase_commitments", "contract_value", "announced_investment")
_SUMS = (*_PROMISED, "investment", "spending", "capital_expenditures", "total_expenses", "acquisition_price", "licensing_deal")
_AHEAD = frozenset({Basis.COMMITMENT, Basis.GUIDANCE, Basis.PROJECTION})
_SMALLEST = 1_000_000


def not_paid_yet(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """That a sum is a commitment or a plan and no payment, where a question is whether it was paid; None where it is held as paid."""
    if len(question.amounts) != 1 or question.amounts[0].value < _SMALLEST or not question.entities:
        return None
    how_much = _HOW_MUCH_YET.search(question.text) is not None
    if how_much:
        question = replace(question, text=f"already paid, has it: {question.text}")
    if not _ALREADY.search(question.text) or not _WHETHER.search(question.text):
        return None
    said = question.amounts[0]
    asked = replace(question, metrics=tuple(MetricMention(metric, 0, 0, "") for metric in _SUMS), amounts=(), terms=(), firm=frozenset(), bases=frozenset(), periods=())
    told = [f for f in fits(asked, library, as_of=as_of) if f.figure.table is None and agree(replace(f.figure.amount, unit=said.unit, per=said.per), said)]
    told = [f for f in told if _between(question, f, library) and not _of_another(question, f, library)]
    if not told or not all(_is_promised(f) for f in told):
        return None
    lead = told[0]
    draft = Draft(library, question.text)
    number = draft.cite_fit(lead)
    draft.state(lead, (number,))
    what = "a plan" if lead.figure.basis in {Basis.GUIDANCE, Basis.PROJECTION} else "a commitment"
    draft.say(f"No source that I hold says that it was paid: it is told of as {what}. {figure_sentence(lead, library, number)}{aside_words(lead)}")
    draft.say(measures.caveat(library.taxonomy, lead.figure.metric))
    draft.say(f"“{plain(library.quote(lead.figure))}” [{number}]")
    draft.say(freshness(lead, 1))
    # How much was paid is what was asked for, and that is not held.
    return draft.answer(Status.NOT_FOUND if how_much else Status.ANSWERED)


def _is_promised(fit: Fit) -> bool:
    return fit.figure.metric in _PROMISED or fit.figure.basis in _AHEAD


def _between(question: Question, fit: Fit, library: Library) -> bool:
    """Whether a figure's sentence names all that the question does, its owner aside."""
    named = {other for name in library.names_in(library.quote(fit.figure)) for other in library.names.lineage(name)}
    return set(question.entities) <= named | {fit.figure.entity}


_PARTY = lazy_pattern(rf"\b(?:{_PAID}|to|with|from|at|by|for)\s+(?:the\s+)?(?P<party>[a-z][\w-]+)", re.IGNORECASE)


def _of_another(question: Question, fit: Fit, library: Library) -> bool:
    """Whether a question names a party, known by no list, that the sentence of a figure does not name."""
    said = {found["party"].lower() for found in _PARTY.finditer(question.text)} - STOP_WORDS
    told = stem_set(library.quote(fit.figure))
    return any(stem(word) in question.terms and stem(word) not in told for word in said)
