"""Claims of growth: whether something grew by what a question says, by what a source states of it or by what two figures come to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from bot import measures
from bot.answer import Answer, Status
from bot.changes import moved_by
from bot.claims import SOURCES_DIFFER
from bot.coverage import stem_set
from bot.directions import asks_way, direction
from bot.drafting import Draft
from bot.figure_answers import figure_sentence, freshness
from bot.fitness import PLANS
from bot.growth_answers import growth
from bot.leftovers import ways
from bot.library import Library
from bot.named_otherwise import named_otherwise
from bot.premises import went
from bot.question import Computation, Intent, Question, Reckoning
from bot.selection import Fit, fits
from bot.wording import amount_words, plain
from bot.words import stem
from index.amount import Amount
from index.fiscal import Match
from index.pattern import lazy_pattern
from index.taxonomy import MetricMention

__all__ = ["growth_claimed"]

_VERBS = (
    r"gr[eo]w(?:n|s|ing|th)?|r[io]se[ns]?|rising|up|increas(?:e|ed|es|ing)|jump(?:ed|s)?|climb(?:ed|s)?|surg(?:e|ed|es)|soar(?:ed|s)?|expand(?:ed|s)?|"
    r"f[ae]ll(?:en|s|ing)?|drop(?:ped|s)?|declin(?:e|ed|es|ing)|down|decreas(?:e|ed|es|ing)|shr[iau]nk(?:s|ing)?|slip(?:ped|s)?|slid|tumbled?|plunged?"
)
_BEFORE = lazy_pattern(rf"\b(?P<verb>{_VERBS})\b(?!\sto\b)[^.;?]{{0,40}}?$", re.IGNORECASE)
_AFTER = lazy_pattern(r"\s?(?:yoy\s|year[- ](?:over|on)[- ]year\s)?(?P<verb>growth|rise|increase|jump|surge|drop|decline|fall|decrease)\b", re.IGNORECASE)
_LEVEL = lazy_pattern(r"\b(?:to|at|from)\s(?:about\s|around\s|over\s)?$", re.IGNORECASE)
"""What stands before a share that something came to, and that it did not move by."""
_OF = lazy_pattern(r"\s?(?:of|more|less|fewer|higher|lower|than|margin|stake|share)\b", re.IGNORECASE)
_TIMES = (("quadrupl", Decimal(300)), ("trebl", Decimal(200)), ("tripl", Decimal(200)), ("doubl", Decimal(100)))
_STEPS = lazy_pattern(r"\b(?:qoq|q/q|sequential(?:ly)?|quarter[- ](?:over|on|to)[- ]quarter|(?:from|than|over) the (?:quarter before|(?:previous|prior|last) quarter))\b", re.IGNORECASE)
_ROUGHLY = Decimal("0.07")
_AT_LEAST, _AT_MOST = frozenset({"over", "at_least"}), frozenset({"under", "up_to"})
_LOOKED_AT = 6
_GROW = frozenset(map(stem, ("grow", "grew", "grown", "growing", "shrink", "shrank", "shrinking")))
"""What a company does whose sales rise or fall."""


class _Said(NamedTuple):
    """What a question says that something moved by, and which way; `factor` where it says so many times over, `bare` where it says no more than the way."""

    amount: Amount
    way: int
    factor: bool = False
    bare: bool = False


def growth_claimed(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """Yes or no to a growth that a question puts up ("did Acme grow 28% in 2025"), led by the growth that is stated or computed; None where neither is held."""
    said = _said(question, library)
    if said is None or (said.bare and (went(question, library, as_of) is not None)):
        return None
    asked = tuple(m for m in question.metrics if m.metric != "revenue_growth") or measures.UNNAMED
    terms = tuple(term for term in question.terms if not direction(term) and not term.startswith(tuple(root for root, _ in _TIMES)))
    base = replace(question, intent=Intent.FIGURE, metrics=asked, amounts=(), terms=terms, firm=question.firm & set(terms), computation=None)
    step = "quarter" if _STEPS.search(question.text) else ""
    computation = Computation(Reckoning.GROWTH, base, step=step)
    if said.factor and (answer := growth(computation, question, library, as_of)) is not None and answer.status is Status.ANSWERED:
        return None  # by how many times it grew is told by what it was and what it is
    stated = _stated(said, base, library, as_of) if not step and {m.metric for m in asked} == {"revenue"} else None
    return stated or (_computed(said, computation, question, library, as_of) if not (said.factor or said.bare) else None) or (_beside(said, computation, base, library, as_of) if not step else None)


def _said(question: Question, library: Library) -> _Said | None:
    if question.intent is not Intent.CHECK or len(question.entities) != 1 or len(question.periods) > 1 or question.bases & PLANS:
        return None
    if any(m.metric in library.taxonomy and set(library.taxonomy.metric(m.metric).units) == {"percent"} for m in question.metrics if m.metric != "revenue_growth"):
        return None  # of a margin it is points
    if not question.amounts:
        way = asks_way(question)
        if way and {m.metric for m in question.metrics} <= {"revenue_growth"} and (question.metrics or any(term in _GROW for term in question.terms)):
            return _Said(Amount(0, 0, Decimal(0), "percent", qualifier="over"), way, bare=True)
        factor = next((by for root, by in _TIMES if any(term.startswith(root) for term in question.terms)), None)
        return _Said(Amount(0, 0, factor, "percent", digits=3, qualifier="at_least"), 1, factor=True) if factor is not None and question.metrics else None
    (amount, *others) = question.amounts
    if others or amount.unit != "percent" or amount.high is not None:
        return None
    before = question.text[: amount.start]
    verb = _AFTER.match(question.text, amount.end) or (None if _LEVEL.search(before) or _OF.match(question.text, amount.end) else _BEFORE.search(before))
    if verb is None:
        return _Said(amount, 1) if {m.metric for m in question.metrics} == {"revenue_growth"} and not _LEVEL.search(before) else None
    return _Said(amount, direction(verb["verb"]) or 1)


def _holds(said: _Said, held: Amount, way: int) -> bool:
    """Whether something that moved by an amount, up or down, moved as is said."""
    if way != said.way:
        return False
    size, bound = abs(held.value), abs(said.amount.value)
    if said.amount.qualifier in _AT_LEAST:
        return size >= bound
    if said.amount.qualifier in _AT_MOST:
        return size <= bound
    room = max(Decimal(10) ** said.amount.scale, Decimal(10) ** held.scale) / 2
    if said.amount.qualifier or held.qualifier:
        room = max(room, bound * _ROUGHLY)
    return abs(size - bound) <= room


def _of_growth(base: Question) -> Question:
    return replace(base, metrics=(MetricMention("revenue_growth", 0, 0, "growth"),))


def _way(fit: Fit, library: Library) -> int:
    """Which way a growth that is read from a page went."""
    if fit.figure.amount.value < 0:
        return -1
    return ways(library.text(fit.figure.document_id)[: fit.figure.end], fit.figure.amount, growth=True)


def _stated(said: _Said, base: Question, library: Library, as_of: date | None) -> Answer | None:
    """By a growth of revenue that a source states for the time and the part asked about."""
    asked = _of_growth(base)
    words = stem_set(" ".join((base.text, *base.terms)))

    def fitting(question: Question) -> list[Fit]:
        return [f for f in fits(question, library, as_of=as_of) if not f.kin and f.figure.metric == "revenue_growth" and stem_set(f.figure.dimension) <= words and f.figure.basis not in PLANS]

    found, why = [f for f in fitting(asked) if not base.periods or f.match is Match.EXACT], ""
    if not found and base.periods:
        named = named_otherwise(asked, library, as_of)
        found, why = [f for f in named.fits if not f.kin and f.figure.metric == "revenue_growth" and stem_set(f.figure.dimension) <= words and f.figure.basis not in PLANS], named.why
    if not found:
        return None
    if said.bare and not base.periods:
        found.sort(key=lambda f: _end(f) or date.min, reverse=True)  # whether it grows is told by the newest
    lead = found[0]
    so = _holds(said, lead.figure.amount, _way(lead, library))
    if not so and not base.periods:
        # Of no time in particular it is so where it was of a newer time than the one that leads.
        newer = next((f for f in found if _holds(said, f.figure.amount, _way(f, library)) and (_end(f) or date.min) > (_end(lead) or date.max)), None)
        lead, so = (newer, True) if newer is not None else (lead, so)
    same = [f for f in found if f.figure.document_id != lead.figure.document_id and f.figure.period == lead.figure.period and f.figure.dimension == lead.figure.dimension]
    another = next((f for f in same if not so and _holds(said, f.figure.amount, _way(f, library))), None)
    draft = Draft(library, base.text)
    for fit, opening in ((lead, SOURCES_DIFFER if another is not None else "Yes. " if so else "No. "), *([(another, "Another source differs: ")] if another is not None else [])):
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(f"{opening}{figure_sentence(fit, library, number)}")
        if fit.figure.table is None:
            draft.say(f"“{plain(library.quote(fit.figure))}” [{number}]")
    elsewhere = None if so or another is not None or said.factor or said.bare else next((f for f in fitting(replace(asked, periods=()))[:_LOOKED_AT] if _holds(said, f.figure.amount, _way(f, library))), None)
    if elsewhere is not None and elsewhere.figure.period is not None:
        number = draft.cite_fit(elsewhere)
        draft.state(elsewhere, (number,))
        draft.say(f"The number claimed is of another time: {figure_sentence(elsewhere, library, number)}")
    draft.say(why)
    draft.say(freshness(lead, 1))
    return draft.answer(Status.ANSWERED)


def _end(fit: Fit) -> date | None:
    return fit.figure.period.end if fit.figure.period is not None else None


def _computed(said: _Said, asked: Computation, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """By what two figures come to."""
    answer = growth(asked, question, library, as_of)
    if answer is None or answer.status is not Status.ANSWERED:
        return None
    grown = next((f.amount for f in answer.figures if f.computed), None)
    if grown is None or grown.unit != "percent":
        return None
    so = _holds(said, grown, 1 if grown.value > 0 else -1)
    return replace(answer, text=f"{'Yes' if so else 'No'}. {answer.text}")


def _within(fit: Fit, base: Question) -> bool:
    """Whether a figure is of a day in the time asked about: staff at the end of the year."""
    end = _end(fit)
    return end is not None and all(p.start is not None and p.end is not None and p.start <= end <= p.end for p in base.periods)


def _beside(said: _Said, computation: Computation, base: Question, library: Library, as_of: date | None) -> Answer | None:
    """By what the sentence of a figure says that it moved by: "78,865 employees, up 6%"."""
    found = [f for f in fits(base, library, as_of=as_of) if not f.kin and f.figure.table is None and (not base.periods or f.match is Match.EXACT or _within(f, base))][:_LOOKED_AT]
    named = stem_set(" ".join((base.text, *base.terms)))
    for lead in found:
        quote, told = library.quote(lead.figure), moved_by(lead, computation, library)
        if lead.figure.metric != found[0].figure.metric or told is None or told[1].unit != "percent" or not stem_set(lead.figure.dimension) <= named:
            continue
        moved = told[1]
        way = ways(quote, moved, growth=False)
        if not way:
            continue
        draft = Draft(library, base.text)
        number = draft.cite_fit(lead)
        draft.state(lead, (number,))
        draft.say(f"{'Yes' if _holds(said, moved, way) else 'No'}. It went {'up' if way > 0 else 'down'} by {amount_words(moved, quote[moved.start : moved.end])} [{number}].")
        draft.say(figure_sentence(lead, library, number))
        draft.say(f"“{plain(quote)}” [{number}]")
        draft.say(freshness(lead, 1))
        return draft.answer(Status.ANSWERED)
    return None
