"""At a round: a measure at the time of a funding round that a question names, where no source gives it beside the name.

"Run rate around the series B" is told by what is held of the month in which the series B was.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.figure_answers import single
from bot.library import Library
from bot.named_rounds import round_names
from bot.quantity import is_moment
from bot.question import Question
from bot.selection import fits
from index.pattern import lazy_pattern
from index.period import Period
from index.periods import calendar_month
from index.taxonomy import MetricMention

__all__ = ["at_a_round"]

_RAISED = (MetricMention("funding_raised", 0, 0, "raised"),)
_NO_TIME_OF = frozenset({"funding_raised", "stake", "announced_investment", "voting_power"})
"""What is a round's own, and not how things stood at its time."""
_AT_ITS_TIME = lazy_pattern(r",?\s*\b(?:(?:at|around|by|in|during|as of|with|before|after) )?(?:the time of )?(?:the |its |their )?series[ -][a-n]\b(?: (?:round|raise|funding|financing))?", re.IGNORECASE, signs=("series",))


def at_a_round(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The measure asked for in the month of the one round that a question names; None where that month or the measure in it is not held."""
    rounds = round_names(question.text)
    if len(rounds) != 1 or not rounds[0].startswith("series ") or len(question.entities) != 1 or question.periods or not question.metrics:
        return None
    if any(m.metric in _NO_TIME_OF or not is_moment(m.metric, library) for m in question.metrics):
        return None
    raised = replace(question, metrics=_RAISED, bases=frozenset(), terms=(), firm=frozenset(), phrases=rounds)
    held = [fit for fit in fits(raised, library, as_of=as_of) if not fit.kin and fit.figure.period is not None and fit.figure.period.end is not None]
    if not held or held[0].figure.period is None:
        return None
    month = _month_of(held[0].figure.period)
    words = {*rounds[0].split(), "seri"}
    terms = tuple(term for term in question.terms if term not in words)
    text = _AT_ITS_TIME.sub("", question.text)
    answer = single(replace(question, text=text, periods=(month,), phrases=tuple(p for p in question.phrases if p not in rounds), terms=terms, firm=question.firm & frozenset(terms)), library, as_of)
    if answer is None or answer.status is not Status.ANSWERED:
        return None
    draft = Draft(library, question.text)
    draft.cite_fit(held[0])
    (told,) = draft.answer(Status.ANSWERED).citations
    number = next((c.n for c in answer.citations if (c.document_id, c.start, c.end) == (told.document_id, told.start, told.end)), len(answer.citations) + 1)
    cited = answer.citations if number <= len(answer.citations) else (*answer.citations, replace(told, n=number))
    return replace(answer, text=f"{answer.text}\nThe {rounds[0].title()} was in {month.label} [{number}].", citations=cited)


def _month_of(period: Period) -> Period:
    """The month in which a period ends."""
    end = period.end or date.min
    return calendar_month(end.year, end.month)
