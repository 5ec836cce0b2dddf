"""Rounds added up: what a company has raised in all, where one source's table lists its rounds and nobody gives the sum."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.answer import Answer, Status
from bot.deal_ranking import each_once, rounds_of
from bot.drafting import Draft
from bot.figure_answers import aside_words, figure_sentence
from bot.library import Library
from bot.question import Intent, Question
from bot.reckoned import total
from bot.selection import Fit, fits
from bot.wording import in_short, origin_words
from index.pattern import lazy_pattern
from index.taxonomy import MetricMention

__all__ = ["rounds_added"]

_ROUNDS = frozenset({"funding_raised", "total_funding"})
_IN_ALL = lazy_pattern(r"\b(?:in (?:all|total)|total|altogether|to date|so far|overall|combined|add(?:ed)? up|adding up|sum(?:med)?|all (?:of )?(?:its|their|the|his|her)? ?rounds|ever)\b", re.IGNORECASE)
_PLAIN = frozenset({Intent.FIGURE, Intent.FACT, Intent.LIST})
_FEWEST = 2
_MOST = 8


def rounds_added(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The sum of the rounds of one table, each shown; else the rounds that are held, without a sum: others may be missing. None where one is stated."""
    asked = {m.metric for m in question.metrics}
    if question.intent not in _PLAIN or not asked or not asked <= _ROUNDS or len(question.entities) != 1 or question.periods or question.phrases or not _IN_ALL.search(question.text):
        return None
    whole = replace(question, metrics=(MetricMention("total_funding", 0, 0, "raised"),), terms=(), firm=frozenset(), computation=None)
    if any(fit.figure.metric == "total_funding" for fit in fits(whole, library, as_of=as_of)):
        return None
    held = [fit for fit in rounds_of("funding_raised", None, library, as_of) if fit.figure.entity in library.names.same(question.entities)]
    tables: dict[tuple[str, int | None], list[Fit]] = {}
    for fit in held:
        if fit.figure.table is not None:
            tables.setdefault((fit.figure.document_id, fit.figure.table), []).append(fit)
    listed = max(tables.values(), key=len, default=[])
    draft = Draft(library, question.text)
    made = total([(fit.figure.amount, 1) for fit in listed]) if len(listed) >= _FEWEST and len({fit.figure.amount.unit for fit in listed}) == 1 else None
    told = sorted(listed if made is not None else each_once(held), key=lambda fit: fit.figure.period.end if fit.figure.period is not None and fit.figure.period.end is not None else date.min)
    if len(told) < _FEWEST:
        return None
    numbers = tuple(draft.cite_fit(fit) for fit in told[-_MOST:])
    if made is not None:
        how = " plus ".join(in_short(fit.figure.amount) for fit in told)
        draft.state(replace(told[-1], figure=replace(told[-1].figure, amount=made, metric="total_funding", period=None, dimension="")), tuple(draft.cite_fit(fit) for fit in told), how)
        draft.say(f"The rounds of {question.entities[0]} that one source lists come to {in_short(made)}: {how} (computed).")
    else:
        draft.say(f"No source I hold says what {question.entities[0]} has raised in all. Rounds that I hold; there may be others:")
    for fit, number in zip(told[-_MOST:], numbers, strict=True):
        draft.state(fit, (number,))
        draft.say(f"{figure_sentence(fit, library, number)}{aside_words(fit)}")
    draft.say(f"Source: {origin_words(told[-1].document)}.")
    return draft.answer(Status.ANSWERED if made is not None else Status.NOT_FOUND)
