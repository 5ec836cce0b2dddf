"""Changes: what a source says something rose or fell by, where a question asks for that and it cannot be computed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.answer import Answer, Status
from bot.coverage import stem_set
from bot.drafting import Draft
from bot.figure_answers import freshness
from bot.library import Library
from bot.question import Computation, Question
from bot.selection import Fit, fits
from bot.wording import amount_words, plain
from index.amount import Amount
from index.amounts import agree, find_amounts
from index.change import is_change
from index.pattern import lazy_pattern
from index.period import PeriodKind

__all__ = ["leads_with_change", "moved_by", "of_a_change", "of_effect", "says_change", "stated_change"]

_SHARES = frozenset({"percent", "percentage_points", "ratio", "basis_point"})
_MOVED = lazy_pattern(
    r"\b(?:up|down|rose|grew|fell|gain|lost|jump|climb|drop|surg|declin|increas|decreas|shrank|slipp|widen|narrow|doubl|tripl|rise|growth|growing|add(?:ed|ing)|more than doubl)\w*\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_MOVES = lazy_pattern(r"\s(?:growth|increase|decrease|rise|drop|decline|fall|jump|more|less|higher|lower)\b", re.IGNORECASE)
_Attempt = Callable[[Question, Library, date | None], Answer | None]


_EFFECT = lazy_pattern(
    r"\bwhat (?:do|does|did|would|will) (?:\S+ ){1,6}(?:do|does|mean) (?:to|for)\b|\bsensitivity\b"
    r"|\bhow (?:did|does|do|has|have|will|would) (?:\S+ ){1,7}?(?:hit|affect(?:ed)?|impact(?:ed)?|hurt|help(?:ed)?|dent(?:ed)?|weigh(?:ed)? on|moved?) (?:its|their|the|our|\w+['’]s) "
    r"|\b(?:impact|effect|hit|drag|headwind|tailwind|toll|dent)\b(?:\s(?:\w+\s){0,3})?(?:on|to|from)\b"
    r"|\b(?:what|how much) would (?:it|that|this) (?:cost|save|add|bring|take off|do)\b(?=.*\b(?:to|if)\b)"
    r"|\bhow (?:much|many \w+) (?:\S+ ){0,4}did (?:\S+ ){1,4}(?:eat|shave|knock|dent|hurt|take off|cost|trim|add|boost|lift)\b(?! (?:up|in)\b)(?=.*\b(?:margins?|earnings|profits?|eps|growth|revenue|sales)\b)",
    re.IGNORECASE,
    signs=("what do", "what did", "what would", "what will", "sensitivity", "impact", "effect", "hit", "drag", "headwind", "tailwind", "toll", "dent", "how much", "how many", "how did", "how do", "how has", "how have", "how will", "how would"),
)


def of_effect(text: str) -> bool:
    """Whether a question is by how much one thing moved another: "tariff impact on margin"."""
    return _EFFECT.search(text) is not None


def says_change(sentence: str, amount: Amount) -> bool:
    """Whether an amount of a sentence is what something moved by."""
    if amount.unit in _SHARES:
        return bool(_MOVED.search(sentence[: amount.start]) or _MOVES.match(sentence[amount.end :]))
    return is_change(sentence, amount)


def of_a_change(attempt: _Attempt, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What an attempt answers, where the number that it leads with says by how much something moved."""
    answer = attempt(question, library, as_of)
    if answer is None or answer.status is not Status.ANSWERED or not leads_with_change(answer):
        return None
    return answer if question.computation is None or _of_step(answer.citations[0].quote, question.computation) else None


def leads_with_change(answer: Answer) -> bool:
    """Whether the number that an answer leads with is one that something moved by, in the words of its quote."""
    said = next(iter(find_amounts(answer.text.partition("“")[0])), None)
    quote = answer.citations[0].quote if answer.citations else ""
    return said is not None and any(agree(a, said) and says_change(quote, a) for a in find_amounts(quote))


def stated_change(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What a source says that a measure moved by: "$627 billion, up 99%"; None where it says nothing or several things."""
    asked = question.computation
    if asked is None:
        return None
    found = [f for f in fits(asked.base, library, as_of=as_of) if not f.kin and f.figure.table is None][:_LOOKED_AT]
    for lead in found:
        if lead.figure.metric != found[0].figure.metric or not _says_terms(lead, asked, library):
            continue
        moved = moved_by(lead, asked, library) or _said_beside(lead, asked, library)
        if moved is None:
            continue
        (start, end), amount = moved
        draft = Draft(library, question.text)
        number = draft.cite_fit(lead)
        quote = library.text(lead.figure.document_id)[start:end]
        also = number if start == lead.figure.start else draft.cite(lead.document, start, end)
        draft.say(f"{amount_words(amount, quote[amount.start : amount.end])} [{also}].")
        draft.say(f"“{plain(library.quote(lead.figure))}” [{number}]")
        if also != number:
            draft.say(f"“{plain(quote)}” [{also}]")
        draft.say(freshness(lead, 1))
        return draft.answer(Status.ANSWERED)
    return None


def _says_terms(lead: Fit, asked: Computation, library: Library) -> bool:
    """Whether the sentence of a figure says what else is asked for before its number: behind that it may be of another change."""
    return not asked.base.terms or set(asked.base.terms) <= stem_set(library.quote(lead.figure)[: lead.figure.amount.end - lead.figure.start])


def moved_by(lead: Fit, asked: Computation, library: Library) -> tuple[tuple[int, int], Amount] | None:
    """What the sentence of a figure says that it moved by, before it comes to another measure; with the span of the sentence."""
    figure, quote = lead.figure, library.quote(lead.figure)
    place = figure.amount.end - figure.start
    others = [f.amount.start - figure.start for f in library.snapshot.figures(document=[figure.document_id]) if f.metric and f.start == figure.start and not says_change(quote, replace(f.amount, start=f.amount.start - figure.start, end=f.amount.end - figure.start))]
    named = [m.start for m in library.taxonomy.find_metrics(quote) if m.metric not in {"revenue_growth", figure.metric} or m.start >= place + _OWN_UNIT]
    until = min((start for start in (*others, *named) if start >= place), default=len(quote))
    moved = [a for a in find_amounts(quote) if place <= a.start < until and says_change(quote, a) and (a.unit in _SHARES) is (asked.unit != "difference")]
    return ((figure.start, figure.end), moved[0]) if len(moved) == 1 and _of_step(quote, asked) else None


def _said_beside(lead: Fit, asked: Computation, library: Library) -> tuple[tuple[int, int], Amount] | None:
    """What another sentence near that of a figure says that its measure moved by in the same time: "The backlog was up 55%"."""
    figure, text = lead.figure, library.text(lead.figure.document_id)
    beside = {(f.start, f.end) for f in library.snapshot.figures(document=[figure.document_id]) if f.table is None and f.start != figure.start and abs(f.start - figure.start) < _NEAR and (f.entity, f.period, f.dimension) == (figure.entity, figure.period, figure.dimension)}
    said: list[tuple[tuple[int, int], Amount]] = []
    for start, end in beside:
        sentence = text[start:end]
        measures = [m for m in library.taxonomy.find_metrics(sentence) if m.metric != "revenue_growth"]
        if not measures or any(m.metric != figure.metric for m in measures) or not _of_step(sentence, asked):
            continue
        moved = [a for a in find_amounts(sentence) if says_change(sentence, a) and (a.unit in _SHARES) is (asked.unit != "difference")]
        said += [((start, end), moved[0])] if len(moved) == 1 else []
    return said[0] if len(said) == 1 else None


def _of_step(sentence: str, asked: Computation) -> bool:
    """Whether what a sentence says something moved by is from the quarter before or the year before, as it is asked for."""
    by_quarter = _SINCE_QUARTER.search(sentence) is not None
    if asked.step in {"quarter", "year"}:
        return by_quarter is (asked.step == "quarter")
    return not by_quarter or (bool(asked.base.periods) and asked.base.periods[0].kind is PeriodKind.QUARTER)


_SINCE_QUARTER = lazy_pattern(r"\bsequential\w*|\bq/q\b|\bqoq\b|\bquarter[- ](?:over|on|to)[- ]quarter\b|\bin (?:a|one) single quarter\b|\bin (?:a|one) quarter\b|\b(?:from|than|over|on) the (?:(?:previous|prior|preceding|last) quarter|quarter before)\b", re.IGNORECASE, signs=("sequential", "q/q", "qoq", "quarter"))
_NEAR = 600
"""How far from a figure's sentence another may stand that says what it moved by."""
_OWN_UNIT = 2
"""Within how many characters behind a number its own measure may be named: "78,865 employees"."""
_LOOKED_AT = 3
