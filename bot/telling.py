"""Telling: whether what an attempt answers is told of its number, where a question wants a share, a sum, a difference or what is left."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from bot.answer import Answer, Status
from bot.changes import leads_with_change
from bot.comparing import COMPARATIVES
from bot.coverage import stem_set
from bot.gap_answers import told_apart
from bot.library import Library
from bot.picking import says_sum
from bot.question import Question
from bot.words import STOP_WORDS, stem, stems, synonyms_of
from index.pattern import lazy_pattern

__all__ = ["apart", "left_out", "of_a_share", "summed"]

Attempt = Callable[[Question, Library, date | None], Answer | None]


def left_out(attempt: Attempt, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What an attempt answers, where a source says of that number that something is left out of it."""
    answer = attempt(question, library, as_of)
    return answer if answer is None or answer.status is not Status.ANSWERED or told_apart(answer) else None


def apart(attempt: Attempt, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What an attempt answers, where that is how far two numbers are apart."""
    answer = attempt(question, library, as_of)
    if answer is None or answer.status is not Status.ANSWERED or any(stated.computed for stated in answer.figures):
        return answer
    return answer if leads_with_change(answer) else None


def summed(attempt: Attempt, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What an attempt answers, where that is a sum: one of two numbers is not both together."""
    answer = attempt(question, library, as_of)
    if answer is None or answer.status is not Status.ANSWERED or any(stated.computed for stated in answer.figures):
        return answer
    return answer if any(says_sum(citation.quote) for citation in answer.citations) else None


def of_a_share(attempt: Attempt, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What an attempt answers, where a quote of it speaks of a share: growth of 142 % is none."""
    answer = attempt(question, library, as_of)
    shares = {m.metric for m in question.metrics if library.taxonomy.compatible(m.metric, "percent")}
    if answer is None or answer.status is not Status.ANSWERED or any(stated.metric in shares for stated in answer.figures):
        return answer
    told = " ".join(f"{c.quote} {c.heading} {c.title}" for c in answer.citations)
    asked = question.computation
    # Of what the share is has to be said, too.
    known = stem_set(" ".join((*question.entities, *(p.label for p in question.periods))))
    part = {s for s in stems(asked.part) if s not in STOP_WORDS} - known if asked is not None else set()
    part = {s for s in part - _LOOSE if not s[0].isdigit() and not s.startswith("fy")}
    said = stem_set(f"{told} {answer.text}")
    met = [s for s in part if s in said or not said.isdisjoint(synonyms_of(s))]
    return answer if _SHARE.search(told) and 2 * len(met) >= len(part) else None


_LOOSE = frozenset(stem(w) for w in (*COMPARATIVES, "single", "sole", "q1", "q2", "q3", "q4", "top"))
_SHARE = lazy_pattern(r"(?:%|per ?cent(?:age)?|half|a (?:third|quarter|fifth|tenth)|fraction|bulk|majority|portion|one in \w+)\)?,? (?:\w+ ){0,2}of\b|\bshares? of\b|\b(?:as a|of) (?:percent|%)|\bmix\b|accounted for", re.IGNORECASE)
