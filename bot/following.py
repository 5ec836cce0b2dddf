"""Following: what a message takes from the ones before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.chat_writing import written_out
from bot.parsing import word_stems, year_shifted
from bot.question import Intent, Question
from bot.words import stem
from index.figure import Basis
from index.period import Period, PeriodKind

__all__ = ["follow", "moves"]

_POINTS_BACK = frozenset(stem(w) for w in "same other cash before prior previous earlier later after usd eur gbp".split())
_YEAR_BEFORE = re.compile(r"\b(?:the )?(?:year|yr) (?:before|prior|earlier)\b|\b(?:previous|prior) (?:year|yr)\b|\ba (?:year|yr) (?:ago|earlier|before)\b", re.I)
_YEAR_AFTER = re.compile(r"\b(?:the )?(?:year|yr) (?:after|later)\b|\b(?:following|next) (?:year|yr)\b|\ba (?:year|yr) later\b", re.I)
_MOVES = re.compile(rf"{_YEAR_BEFORE.pattern}|{_YEAR_AFTER.pattern}", re.I)
_EARLIER = re.compile(
    r"\bbefore (?:that|this|then|it|they|the \w+)\b(?: \w+)?|\b(?:the )?(?:previous|prior|earlier) (?:one|figure|number|target|plan|level)\b"
    r"|\bpreviously\b|\boriginally\b|\bused to be\b",
    re.I,
)
_STRETCHES = (
    (PeriodKind.HALF, re.compile(r"\b(?:the )?(?:half[- ]year|first half|half|six months|6 months|h1)\b", re.I)),
    (PeriodKind.NINE_MONTHS, re.compile(r"\b(?:nine|9) months\b|\b9m\b", re.I)),
    (PeriodKind.YEAR, re.compile(r"\b(?:full|whole|entire|fiscal) (?:year|yr)\b|\bthe year\b|\bannual(?:ly)?\b", re.I)),
)


def _moved(text: str, before: Sequence[Period]) -> tuple[Period, ...]:
    """The period that a follow-up names by the one before it: "the year before", "and the half year?"."""
    if len(before) != 1 or (before[0].year is None and before[0].end is None):
        return ()
    one = before[0]
    if _YEAR_BEFORE.search(text):
        return (year_shifted(one, -1),)
    if _YEAR_AFTER.search(text):
        return (year_shifted(one, 1),)
    for kind, words in _STRETCHES:
        if words.search(text) and one.kind is not kind and one.year is not None:
            return _longer(one, kind)
    return ()


def _longer(one: Period, kind: PeriodKind) -> tuple[Period, ...]:
    """The half, nine months or year that a quarter or half is part of; none where the days are not known."""
    year, number = one.year or 0, one.number or 1
    if kind is PeriodKind.YEAR:
        return (Period(kind, f"fiscal {year}" if one.fiscal else str(year), year, fiscal=one.fiscal,
                       start=None if one.fiscal else date(year, 1, 1), end=None if one.fiscal else date(year, 12, 31)),)  # fmt: skip
    if one.fiscal:
        return ()
    if kind is PeriodKind.HALF:
        half = 1 if one.kind is PeriodKind.NINE_MONTHS or number <= 2 else 2
        first = date(year, 1 if half == 1 else 7, 1)
        return (Period(kind, f"H{half} {year}", year, half, start=first, end=date(year, 6, 30) if half == 1 else date(year, 12, 31)),)
    return (Period(kind, f"first nine months of {year}", year, start=date(year, 1, 1), end=date(year, 9, 30)),)


def follow(question: Question, before: Question) -> Question:
    """A follow-up takes from the turn before what it leaves out."""
    inherited: set[str] = set()
    said = written_out(question.text, question.asked_on)
    out = question
    if not question.entities and not question.unknown:
        out = replace(out, entities=before.entities, unknown=before.unknown, parts=question.parts or before.parts)
        inherited.add("entities")
    moved = _moved(said, before.periods)
    earlier = None if moved or _YEAR_BEFORE.search(said) else _EARLIER.search(said)
    if (earlier and before.metrics and question.intent is Intent.FIGURE) or (question.intent is Intent.FACT and earlier):
        # "And before that round?" asks for the same measure, as it stood earlier.
        out = replace(out, earlier=True, terms=(), firm=frozenset())
        if all(earlier.start() <= m.start and m.end <= earlier.end() for m in question.metrics):
            question = out = replace(out, metrics=(), periods=())
    bare = out.earlier or (not question.metrics and not [t for t in question.terms if t not in _POINTS_BACK])
    if bare and question.intent in {Intent.FIGURE, Intent.FACT, Intent.COMPARISON, Intent.CHECK, Intent.TREND}:
        out = replace(
            out,
            metrics=before.metrics,
            terms=before.terms,
            firm=before.firm,
            phrases=out.phrases or (() if out.earlier else before.phrases),
            bases=out.bases or before.bases,
        )
        if question.intent is Intent.FACT:
            out = replace(out, intent=before.intent)
        inherited.add("metrics")
    else:
        out = replace(
            out,
            background=tuple(
                dict.fromkeys(
                    (*before.terms, *before.background, *(w for m in before.metrics for w in word_stems(m.words)))
                )
            ),
        )
        if not question.metrics and question.bases and before.metrics:
            out = replace(out, metrics=before.metrics, terms=before.terms, firm=before.firm)
            inherited.add("metrics")
    if moved and (question.metrics or bare):
        return replace(out, periods=moved, latest=False, inherited=frozenset(inherited | {"periods"}))
    if not question.periods and not question.latest and not question.over_time and (question.metrics or bare):
        over = all(p.end is not None and p.end < question.asked_on for p in before.periods)
        ahead = bool(question.bases & {Basis.GUIDANCE, Basis.PROJECTION}) and not before.bases
        if not (ahead and over):
            # What is planned is planned for a time to come, not for the one just spoken of.
            out = replace(out, periods=before.periods, latest=before.latest)
            inherited.add("periods")
    return replace(out, inherited=frozenset(inherited))


def moves(text: str, asked_on: date) -> bool:
    """Whether a message names its period by the one before it."""
    return bool(_MOVES.search(written_out(text, asked_on)))
