"""Answers that are computed: what a question wants computed, by who computes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.answer import Answer, Status
from bot.course_answers import course
from bot.growth_answers import growth
from bot.library import Library
from bot.pace_answers import pace, runway
from bot.question import Computation, Intent, Question, Reckoning
from bot.ranking_answers import ranking
from bot.share_answers import per_head, share
from bot.total_answers import added_up, average

__all__ = ["computed", "half_held", "went_by_steps"]

_WAYS: dict[Reckoning, Callable[[Computation, Question, Library, date | None], Answer | None]] = {
    Reckoning.GROWTH: growth,
    Reckoning.SHARE: share,
    Reckoning.SUM: added_up,
    Reckoning.AVERAGE: average,
    Reckoning.PACE: pace,
    Reckoning.RUNWAY: runway,
    Reckoning.PER_HEAD: per_head,
    Reckoning.RANKING: ranking,
}


def computed(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What a question wants computed, with its parts cited; None where one of them is not held."""
    answer = _reckoned(question, library, as_of)
    return answer if answer is not None and answer.status is Status.ANSWERED else None


def half_held(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """That something cannot be computed, with the part of it that is held."""
    answer = _reckoned(question, library, as_of)
    return answer if answer is not None and answer.status is Status.NOT_FOUND else None


def went_by_steps(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """From what to what something went, where its growth is asked for and cannot be computed, as of a number that is dated only by its page."""
    asked = question.computation
    if asked is None or asked.reckoning is not Reckoning.GROWTH or asked.base.periods or asked.step not in {"", "bare"}:
        return None
    return course(replace(asked.base, text=question.text, intent=Intent.TREND, over_time=True, latest=False), library, as_of)


def _reckoned(question: Question, library: Library, as_of: date | None) -> Answer | None:
    asked = question.computation
    return library.once(_work, question, as_of) if asked is not None else None


def _work(library: Library, question: Question, as_of: date | None) -> Answer | None:
    asked = question.computation
    return _WAYS[asked.reckoning](asked, question, library, as_of) if asked is not None else None
