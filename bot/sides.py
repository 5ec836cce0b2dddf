"""Sides: what a comparison puts against each other, and the figure that answers for each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from bot.cells import CLEAR, cells_of
from bot.chat_writing import written_out
from bot.coverage import stem_set
from bot.fitness import FUTURE
from bot.library import Library
from bot.measures import RELATIONS
from bot.question import Intent, Question
from bot.selection import Fit, fits
from bot.times import dated_period, period_rank
from bot.words import stems
from index.amount import is_money
from index.fiscal import FiscalCalendar
from index.pattern import lazy_pattern
from index.periods import QuestionPeriods, question_period

__all__ = ["Side", "figure_of", "named_together", "same_unit", "sides_of"]

_NEAR_DAYS = 50
"""How far a fiscal period's end may lie from the calendar one asked about: NVIDIA's year ends a month late."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its name for people, the question that asks for it alone, and of which part."""

    name: str
    question: Question
    dimension: str = ""


def sides_of(question: Question, library: Library) -> list[Side]:
    """The sides of a comparison, fewer than two where it has none.

    They are companies, each with a time of its own where one stands beside it ("acme's 2025 and bolt's fy26"); partners
    in deals of one company; segments of one company; or periods.
    """
    # "Acme Cloud of Acme" is one company's part, not two sides.
    own = tuple(e for e in question.entities if not any(e in library.names.lineage(o)[1:] for o in question.entities))
    question = replace(question, entities=own) if len(question.periods) > 1 else question
    paired = _with_own_periods(question, library)
    if len(paired) >= 2:
        return paired
    if len(question.entities) >= 3 and {m.metric for m in question.metrics} & RELATIONS:
        for subject in question.entities:
            others = [e for e in question.entities if e != subject]
            deals = [Side(e, replace(question, entities=(subject, e), intent=Intent.FIGURE)) for e in others]
            if all(fits(side.question, library) for side in deals):
                return deals
    if len(question.parts) >= 2 and len(question.entities) == 1:
        return [Side(part, replace(question, parts=(part,))) for part in question.parts]
    segments = _segments(question, library)
    if len(segments) >= 2:
        return segments
    if len(question.entities) >= 2:
        return [_company(_named_for(e, question, library), question, library) for e in question.entities]
    if len(question.periods) == 1 and question.latest and len(question.entities) == 1 and _AND_NOW.search(question.text):
        then, now = replace(question, latest=False), replace(question, periods=())
        return [Side(question.periods[0].label, _as_it_was(then)), Side("the newest", now)]
    return [Side(period.label, _as_it_was(replace(question, periods=(period,)))) for period in question.periods]


_AND_NOW = lazy_pattern(r"\b(?:now|today|currently|at present|these days)\b", re.IGNORECASE)


def _said_twice(question: Question) -> bool:
    """Whether a question names its measure with each of two times: "2026 capex guidance vs 2025 capex"."""
    text = question.text.lower()
    return any(text.count(metric.words.lower()) > 1 for metric in question.metrics if metric.words)


_AS_IT_WAS = lazy_pattern(r"\b(?:actuals?|real|reported|results?|came in)\b", re.IGNORECASE)


def _as_it_was(question: Question) -> Question:
    """For a time that is over what it came to, where a question sets a plan against what was: "2026 guidance vs 2025 actual"."""
    end = question.periods[0].end
    if question.bases & FUTURE and end is not None and end < question.asked_on and (_AS_IT_WAS.search(question.text) or _said_twice(question)):
        return replace(question, bases=frozenset())
    return question


def _segments(question: Question, library: Library) -> list[Side]:
    """The parts of one company, by the labels of its figures, that a question names: "cloud or licences"."""
    asked = {m.metric for m in question.metrics}
    said = stem_set(written_out(question.text, question.asked_on))
    for company in question.entities:
        labels = {f.dimension for f in library.figures_of({company}, asked) if f.dimension and f.table is not None}
        own = {label: frozenset(stems(label)) - stem_set(company) for label in labels}
        named = sorted((label for label, words in own.items() if words and words <= said), key=lambda label: -len(own[label]))
        if len(named) < 2:
            named = _by_one_word(own, frozenset(question.terms))
        if len(named) >= 2:
            alone = replace(question, entities=(company,), parts=(), unknown=(), firm=frozenset())
            return [Side(label, replace(alone, terms=tuple(sorted(own[label]))), label) for label in named]
    return []


def _by_one_word(own: Mapping[str, frozenset[str]], terms: frozenset[str]) -> list[str]:
    """The labels that a term of a question stands for, which no other label has: "racks" for "Rack systems"."""
    found = {term: [label for label, words in own.items() if term in words] for term in terms}
    named = [labels[0] for labels in found.values() if len(labels) == 1]
    return sorted(set(named)) if len(named) == sum(map(bool, found.values())) else []


def _named_for(entity: str, question: Question, library: Library) -> str:
    """A company, or the one of its parts that the measure's own words name where the company has none of it: "cloud backlog" of Acme is Acme Cloud's."""
    alone = replace(question, entities=(entity,))
    if not question.metrics or fits(alone, library):
        return entity
    names, said = library.names, stem_set(question.text)
    entry = names.entry(entity)
    own = frozenset(stems(" ".join((entity, *(entry.aliases if entry is not None else ())))))
    named = [part for part in names.parts(entity) if frozenset() < frozenset(stems(part)) - own <= said and fits(replace(alone, entities=(part,)), library)]
    return named[0] if len(named) == 1 else entity


def _company(entity: str, question: Question, library: Library) -> Side:
    """A company as a side; "last fiscal year" is that of its own calendar."""
    alone = replace(question, entities=(entity,), parts=_parts_of(entity, question, library))
    if len(question.periods) == 1 and _RELATIVE.search(question.text):
        own = _periods(written_out(question.text, question.asked_on), entity, question.asked_on, library)
        if len(own.periods) == 1:
            alone = replace(alone, periods=own.periods, latest=own.latest)
    return Side(entity, alone)


_RELATIVE = lazy_pattern(r"\b(?:last|latest|this|current|previous|most recent) (?:\w+ ){0,2}(?:year|yr|quarter|qtr)\b", re.IGNORECASE)


def _parts_of(entity: str, question: Question, library: Library) -> tuple[str, ...]:
    return tuple(part for part in question.parts if entity in library.names.lineage(part))


def _with_own_periods(question: Question, library: Library) -> list[Side]:
    """Companies that each have a period beside them; those named without one are no side then."""
    if len(question.entities) < 2 or len(question.periods) < 2:
        return []
    text = written_out(question.text, question.asked_on)
    places = [m for m in library.names.match(text) if m.name in question.entities]
    found: list[Side] = []
    for place, match in enumerate(places):
        until = places[place + 1].start if place + 1 < len(places) else len(text)
        periods = _periods(text[match.start : until], match.name, question.asked_on, library).periods
        if len(periods) == 1:
            found.append(Side(match.name, replace(question, entities=(match.name,), periods=periods)))
    named = [side.name for side in found]
    return found if len(set(named)) == len(named) and len(found) >= 2 else []


def _periods(text: str, entity: str, asked_on: date, library: Library) -> QuestionPeriods:
    end = library.names.year_end(entity)
    return question_period(text, asked_on=asked_on, calendar=FiscalCalendar(*end) if end else None)


def figure_of(side: Side, library: Library, as_of: date | None) -> Fit | None:
    """The figure that answers for a side.

    Where a company's years are not the calendar's, its period that ends nearest to the one asked about will do: the
    answer says which it is.
    """
    found = fits(side.question, library, as_of=as_of)
    if side.dimension:
        return next((f for f in found if f.figure.dimension == side.dimension), None)
    if found:
        actual = [f for f in found if f.figure.basis not in FUTURE and not f.kin]
        return actual[0] if actual and not side.question.bases else found[0]
    cells = cells_of(side.question, library, as_of)
    clear = [each for each in cells if each.score > cells[0].score - CLEAR]
    if len(clear) == 1 and _measures(side.question, clear[0].lead, library):
        return clear[0].lead
    asked = side.question.periods
    if len(asked) != 1 or asked[0].end is None or asked[0].fiscal:
        return None
    kind, day = asked[0].kind, asked[0].end
    any_time = fits(replace(side.question, periods=()), library, as_of=as_of)
    near = [f for f in any_time if f.figure.period is not None and f.figure.period.kind is kind and not f.kin]
    near = [f for f in near if _days_from(day, f, library) <= _NEAR_DAYS]
    return min(near, key=lambda f: (_days_from(day, f, library), -f.score), default=None)


def _measures(question: Question, fit: Fit, library: Library) -> bool:
    """Whether a cell is of the measure asked for, or of none that is known and in a unit of it."""
    own, unit = fit.figure.metric, fit.figure.amount.unit
    asked = [m.metric for m in question.metrics]
    return own in asked or (not own and bool(unit) and any(library.taxonomy.compatible(metric, unit) for metric in asked))


def _days_from(day: date, fit: Fit, library: Library) -> int:
    return abs((period_rank(dated_period(fit.figure, library), fit.document) - day).days)


_BESIDE = lazy_pattern(r"(?:['’]s?)?\s*(?:,|&|\+|/|,?\s*(?:and|plus|as well as|along with))(?:\s+(?:also|for|of|at|in|the|both))*\s*", re.IGNORECASE)
"""What stands between two companies that are asked about in the same way: "of Acme and Bolt", "Acme, Bolt"."""
_OF_BOTH_AT_ONCE = lazy_pattern(r"\bbetween\b|\bdeals?\b|\bmerg\w+|\bcombin\w+|\btogether\b|\bwith\b", re.IGNORECASE)


def named_together(question: Question, library: Library) -> bool:
    """Whether a question asks the same of all its companies, of each by itself: "revenue of Acme and Bolt", and not the deal between the two."""
    names = library.names
    if len(question.entities) < 2 or "entities" in question.inherited or _OF_BOTH_AT_ONCE.search(question.text):
        return False
    if any(one != other and one in names.lineage(other) for one in question.entities for other in question.entities):
        return False
    places = [match for match in names.match(question.text) if match.name in question.entities]
    between = [question.text[one.end : other.start] for one, other in pairwise(places)]
    return len(places) == len(question.entities) and all(_BESIDE.fullmatch(words) for words in between)


def same_unit(held: Sequence[Fit]) -> bool:
    """Whether figures may be ranked: one unit, where a bare count goes with any counted thing."""
    units = {fit.figure.amount.unit for fit in held}
    counts = {unit for unit in units if not is_money(unit) and unit != "percent"}
    return len({fit.figure.amount.per for fit in held}) == 1 and (len(units) == 1 or (units == counts and "" in units and len(units) == 2))
