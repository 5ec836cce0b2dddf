"""Breakdowns: a measure segment by segment, as one source gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.figure_answers import figure_sentence, freshness
from bot.library import Library
from bot.question import Intent, Question
from bot.selection import Fit, fits
from bot.times import period_rank
from corpus.dates import known_by
from index.fiscal import Match, same_period

__all__ = ["breakdown"]


def breakdown(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The parts of a measure (segments, products, regions) as one source gives them; None where none does."""
    if not re.search(r"\b(?:segments?|break ?down|split|per|each|by (?:product|region|division|business))\b", question.text, re.I):
        return None
    asked = {m.metric for m in question.metrics}
    entity = library.figures_of(set(question.entities), asked)
    dated = [p for p in question.periods if p.year or p.end]
    parts: dict[tuple[str, int | None, str], list[Fit]] = {}  # by source, table and time; what prose tells has no table
    for figure in entity:
        document = library.document(figure.document_id)
        if not figure.dimension or figure.amount.unit == "percent":
            continue
        if as_of is not None and not known_by(document.published, as_of):
            continue
        end = library.names.year_end(figure.entity)
        if dated and (
            figure.period is None or all(same_period(figure.period, p, year_end=end) is not Match.EXACT for p in dated)
        ):
            continue
        label = figure.period.label if figure.period else ""
        parts.setdefault((figure.document_id, figure.table, label), []).append(Fit.held(figure, document, 0.0))
    whole = [group for group in parts.values() if len(group) >= 2]
    if not whole:
        return _named_parts(question, library, as_of)
    best = max(
        whole, key=lambda g: (g[0].document.source_type.authority, period_rank(g[0].figure.period, g[0].document), -len(g))
    )
    return _told(question, list({f.figure.dimension: f for f in best}.values()), library)


def _named_parts(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The same of parts that have names of their own, as one source tells them for one time; None where none tells two."""
    if len(question.entities) != 1:
        return None
    names, owner = library.names, question.entities[0]
    told: dict[tuple[str, str], dict[str, Fit]] = {}
    for part in (part for part in names.parts(owner) if names.lineage(part)[1] == owner):
        about = replace(question, entities=(part,), terms=(), firm=frozenset(), intent=Intent.FIGURE)
        for fit in fits(about, library, as_of=as_of):
            if not fit.kin and fit.figure.entity == part and not fit.figure.dimension and fit.figure.period is not None:
                told.setdefault((fit.figure.document_id, fit.figure.period.label), {}).setdefault(part, fit)
    several = [list(parts.values()) for parts in told.values() if len(parts) > 1]
    if not several:
        return None
    best = max(several, key=lambda parts: (len(parts), parts[0].document.source_type.authority, period_rank(parts[0].figure.period, parts[0].document)))
    return _told(question, best, library)


def _told(question: Question, parts: Sequence[Fit], library: Library) -> Answer:
    """A line for each part, the largest first."""
    draft = Draft(library, question.text)
    for fit in sorted(parts, key=lambda f: -abs(f.figure.amount.value)):
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(figure_sentence(fit, library, number))
    draft.say(freshness(parts[0], 1))
    return draft.answer(Status.ANSWERED)
