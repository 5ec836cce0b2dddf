"""Told together: the times or companies that a conversation told one measure of, for a follow-up that has them computed.

"Acme capex 2023", "2024?", "so how much in all" adds up the two; "how many staff has it", "and in 2024?", "what's the
growth" is the growth from the one to the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.question import Question, Reckoning
from index.period import Period

__all__ = ["told_together"]

_PAIR = 2


def told_together(base: Question, reckoning: Reckoning, told: Sequence[Question]) -> Question:
    """The question for the parts of a computation, of what was told last where the message names no part itself.

    `told` are the questions of the turns before as they were meant, each for the time that its answer told of, the newest last.
    """
    last = _of_one_measure(told)
    whose = [question.entities[0] for question in last]
    times = _times(last)
    if len(set(whose)) == 1 and len(times) >= _PAIR:
        return replace(base, entities=(whose[0],), periods=times[-_PAIR:] if reckoning is Reckoning.GROWTH else times, latest=False)
    if reckoning is Reckoning.SUM and len(set(whose)) == len(whose) >= _PAIR and len(times) <= 1:
        return replace(base, entities=tuple(whose), periods=times)
    return base


def _of_one_measure(told: Sequence[Question]) -> list[Question]:
    """The last of some questions that ask for the same measure of one company each."""
    out: list[Question] = []
    for question in reversed(told):
        if len(question.entities) != 1 or not question.metrics or (out and {m.metric for m in question.metrics} != {m.metric for m in out[0].metrics}):
            break
        out.append(question)
    return out[::-1]


def _times(told: Sequence[Question]) -> tuple[Period, ...]:
    """The times of some questions, each once; none where one of them has none or several."""
    if any(len(question.periods) != 1 for question in told):
        return ()
    return tuple({question.periods[0].label: question.periods[0] for question in told}.values())
