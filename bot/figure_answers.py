"""Answers made of figures: one figure, a comparison, a course over time, a number held against what was claimed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot import measures
from bot.answer import Answer, Status
from bot.chat_writing import written_out
from bot.claims import another_measure, either, is_claim, meant, undone, verdict
from bot.comparing import wants_less
from bot.drafting import Draft
from bot.library import Library
from bot.question import Question
from bot.selection import RELATIONS, Fit, cluster, dated_period, fits, period_rank, same_measure
from bot.sides import figure_of, same_unit, sides_of
from bot.wording import amount_words, basis_words, day_words, metric_words, period_words, plain
from corpus.dates import known_by
from index.amounts import agree
from index.figure import Basis
from index.fiscal import Match, same_period
from index.period import PeriodKind
from index.taxonomy import Span

__all__ = ["aside_words", "breakdown", "compare", "course", "figure_sentence", "single"]

_MOST_DIFFERENT = 3
_SPAN_OF_YEARS = re.compile(r"\b(?:last|past|previous) \w+ (?:fiscal )?years\b|\b\d{4} to \d{4}$", re.IGNORECASE)
_COUNTED = frozenset({"loss", "profit", "commitment", "stake", "valuation", "deal", "settlement"})
_IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def single(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The answer of one figure, or None where none fits."""
    found = fits(question, library, as_of=as_of) or _last_fiscal(question, library, as_of)
    if question.earlier:
        found = _earlier(found, library)
    if not found:
        return None
    if _outdated(question, found[0], library):
        return _too_old(question, found[0], library)
    both = either(question, found, library, as_of)
    if len(both) >= 2:
        return _both(question, both, library)
    draft = Draft(library, question.text)
    groups = cluster(found, library.names)
    lead = groups[0].best
    claimed = is_claim(question, lead)
    number = draft.cite_fit(lead)
    if lead.figure.metric in RELATIONS and undone(library.quote(lead.figure)):
        draft.say("It did not come to that, by the source's words.")
    draft.say(f"{verdict(question, lead, library, claimed=claimed)}{figure_sentence(lead, library, number)}")
    draft.state(lead, (number,))
    draft.say(_what_it_is(question, lead, library))
    if lead.figure.table is None:
        draft.say(f"“{plain(library.quote(lead.figure))}” [{number}]")
    if claimed and not any(meant(a, lead.figure.amount) for a in question.amounts):
        other_measure = another_measure(question, lead, library)
        if other_measure is not None:
            other = draft.cite_fit(other_measure)
            draft.state(other_measure, (other,))
            told = figure_sentence(other_measure, library, other)
            if other_measure.figure.table is None:
                told = f"“{plain(library.quote(other_measure.figure))}” [{other}]"
            draft.say(f"The number claimed is another measure: {told}")
    for kin in _kin_beside(question, found, lead, library):
        other = draft.cite_fit(kin)
        draft.state(kin, (other,))
        draft.say(f"Beside it: {figure_sentence(kin, library, other)}")
    for group in groups[1 : 1 + _MOST_DIFFERENT]:
        other = draft.cite_fit(group.best)
        why = _why_different(lead, group.best)
        draft.differ(group.best, other, why)
        draft.say(f"Another source differs: {figure_sentence(group.best, library, other)} {why}")
    shown = [group.best.figure.amount for group in groups[1:]]
    for older in _superseded(found, lead, library):
        if any(agree(older.figure.amount, amount) for amount in shown):
            continue
        other = draft.cite_fit(older)
        draft.differ(older, other, "An earlier figure for the same period, since replaced.")
        draft.say(f"Before that: {figure_sentence(older, library, other)} ({day_words(older.document.published)})")
    draft.say(_freshness(lead, groups[0].voices))
    return draft.answer(Status.ANSWERED)


_NOW = re.compile(r"\b(?:now|nowadays|these days|current(?:ly)?|today|at the moment|still|at present|presently|stands?)\b", re.IGNORECASE)
_STALE_DAYS = 400
"""How old a figure may be to answer for now: what is published once a year just passes."""
_LAST_YEAR = re.compile(r"\b(?:last|past|previous|prior) (?:year|yr)\b", re.IGNORECASE)


def _outdated(question: Question, lead: Fit, library: Library) -> bool:
    """Whether a question about now would be answered with a figure of long ago."""
    if not question.latest or question.periods or not _NOW.search(question.text):
        return False
    spoken = period_rank(dated_period(lead.figure, library), lead.document)
    return spoken != date.min and (question.asked_on - spoken).days > _STALE_DAYS


def _too_old(question: Question, lead: Fit, library: Library) -> Answer:
    draft = Draft(library, question.text)
    number = draft.cite_fit(lead)
    draft.say("I could not find how it stands now. The newest that I hold is old:")
    draft.state(lead, (number,))
    draft.say(f"{figure_sentence(lead, library, number)}{aside_words(lead)}")
    return draft.answer(Status.NOT_FOUND)


def _last_fiscal(question: Question, library: Library, as_of: date | None) -> list[Fit]:
    """For "last year" of a company whose years are not the calendar's: its last fiscal year that was over."""
    if len(question.periods) != 1 or not _LAST_YEAR.search(written_out(question.text, question.asked_on)):
        return []
    if question.periods[0].kind is not PeriodKind.YEAR or question.periods[0].year != question.asked_on.year - 1:
        return []
    over = [
        f
        for f in fits(replace(question, periods=()), library, as_of=as_of)
        if f.figure.period is not None
        and f.figure.period.kind is PeriodKind.YEAR
        and f.figure.period.fiscal
        and f.figure.basis is Basis.ACTUAL
        and (f.figure.period.end or f.document.published or date.max) <= question.asked_on
    ]
    newest = max((f.figure.period.year or 0 for f in over if f.figure.period), default=0)
    return [f for f in over if f.figure.period and f.figure.period.year == newest]


def compare(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """One line for each company or period compared and which is larger; None where fewer than two are held."""
    sides = sides_of(question, library)
    held = [(side, fit) for side in sides if (fit := figure_of(side, library, as_of)) is not None]
    leads = [fit for _, fit in held]
    absent = [side.name for side in sides if side.name not in {named.name for named, _ in held}]
    if absent:
        return _some_sides(question, leads, absent, library)
    if len(leads) < 2 or len({(f.figure.document_id, f.figure.amount.start) for f in leads}) < len(leads):
        return None
    draft = Draft(library, question.text)
    less = wants_less(question.text)
    held.sort(key=lambda pair: (1 if less else -1) * abs(pair[1].figure.amount.value))
    if same_unit(leads):
        (side, first), (_, second) = held[0], held[1]
        by_time = len(question.entities) < 2 and not question.parts
        name = period_words(first.figure.period, first.document.published) if by_time else side.name
        equal = agree(first.figure.amount, second.figure.amount)
        draft.say("The two are equal as far as they are rounded." if equal else f"The {'smaller' if less else 'larger'}: {name}.")
    for _, fit in held:
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(f"{figure_sentence(fit, library, number)}{aside_words(fit)}")
    kinds = {f.figure.metric for f in leads}
    if len(kinds) > 1:
        draft.say("These are not the same measure: " + ", ".join(sorted(measures.name(library.taxonomy, k) for k in kinds)) + ".")
    if len(question.entities) >= 2 and not _one_time(leads, library):
        draft.say("The periods or dates are not the same; compare with care.")
    return draft.answer(Status.ANSWERED)


def _some_sides(question: Question, leads: Sequence[Fit], absent: Sequence[str], library: Library) -> Answer | None:
    """That a comparison cannot be made, with the sides that are held: a part of it is no answer to it."""
    if not leads or leads[0].kin:
        return None
    draft = Draft(library, question.text)
    whole = "the two" if len(leads) + len(absent) == 2 else "all of them"
    draft.say(f"I cannot compare {whole}: I could not find it for {' and '.join(absent)}. I do hold this:")
    for held in leads:
        number = draft.cite_fit(held)
        draft.state(held, (number,))
        draft.say(f"{figure_sentence(held, library, number)}{aside_words(held)}")
    return draft.answer(Status.NOT_FOUND)


def course(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The same measure period after period, oldest first; None where fewer than two periods are held."""
    asked = question if len(question.periods) != 1 or not question.over_time else replace(question, periods=())
    found = fits(asked, library, periods=() if len(asked.periods) < 2 else asked.periods, as_of=as_of)
    found = [
        f for f in found if f.figure.period is not None and (not f.kin or f.figure.metric == found[0].figure.metric)
    ]
    if len(found) < 2:
        return None
    lead = found[0]
    measures_too = {lead.figure.metric, measures.opposite(library.taxonomy, lead.figure.metric)}
    same = [
        f
        for f in found
        if f.figure.metric in measures_too
        and f.figure.dimension == lead.figure.dimension
        and same_unit((f, lead))
    ]
    since = next((p.start for p in question.periods if p.kind is PeriodKind.SPAN and p.label.startswith("since")), None)
    if since is not None:
        same = [f for f in same if period_rank(f.figure.period, f.document) >= since]
    points: list[Fit] = []
    for fit in same:
        if not any(same_measure(fit, p, library.names) for p in points):
            points.append(fit)
    kind = _common_kind(points)
    points = [p for p in points if p.figure.basis in {Basis.ACTUAL, Basis.REPORTED, Basis.RUN_RATE, Basis.ESTIMATE}]
    moment = lead.figure.metric in library.taxonomy and library.taxonomy.metric(lead.figure.metric).span is Span.INSTANT
    chosen = [
        p
        for p in points
        if p.figure.period is not None
        and (
            moment
            or p.figure.period.kind is kind
            or period_rank(p.figure.period, p.document)
            > max(
                (
                    period_rank(q.figure.period, q.document)
                    for q in points
                    if q.figure.period and q.figure.period.kind is kind
                ),
                default=date.min,
            )
        )
    ]
    if kind is PeriodKind.YEAR and any(p.kind is PeriodKind.SPAN for p in question.periods):
        # "The last three years" are years, and end with the last one.
        chosen = [c for c in chosen if c.figure.period and c.figure.period.kind is kind]
    chosen.sort(key=lambda f: period_rank(f.figure.period, f.document))
    if len(chosen) < 2:
        return None
    draft = Draft(library, question.text)
    alike = [c for c in chosen if c.figure.period and (moment or c.figure.period.kind is kind)]
    if len(alike) >= 2:
        first, last = alike[-2].figure.amount.value, alike[-1].figure.amount.value
        word = "rose" if abs(last) > abs(first) else "fell" if abs(last) < abs(first) else "did not change"
        draft.say(
            f"{lead.figure.entity}'s {metric_words(lead.figure, library.taxonomy)} {word} in the last step on record."
        )
    short = _years_missing(question, chosen)
    if short:
        draft.say(short)
    for fit in chosen[-8:]:
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(f"{figure_sentence(fit, library, number)}{aside_words(fit)}")
    return draft.answer(Status.NOT_FOUND if short else Status.ANSWERED)


def _years_missing(question: Question, chosen: Sequence[Fit]) -> str:
    """What of the years asked for ("the last three years", "2022 to 2025") is not held; "" where all are."""
    wanted: list[int] = []
    for period in question.periods:
        if period.kind is PeriodKind.SPAN and period.start and period.end and _SPAN_OF_YEARS.search(period.label):
            wanted += range(period.start.year, period.end.year + 1)
        elif period.kind is PeriodKind.YEAR and period.year is not None:
            wanted.append(period.year)
    held = {fit.figure.period.year for fit in chosen if fit.figure.period and fit.figure.period.kind is PeriodKind.YEAR}
    missing = [str(year) for year in wanted if year not in held]
    if not missing or not held or len(wanted) < 2 or len(held) >= len(wanted):
        return ""
    return f"I could not find it for {' and '.join(missing)}. I do hold this:"


def breakdown(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The parts of a measure (segments, products, regions) as one source gives them; None where none does."""
    if not re.search(r"\b(?:segments?|break ?down|split|per|each|by (?:product|region|division|business))\b", question.text, re.I):
        return None
    asked = {m.metric for m in question.metrics}
    entity = library.figures_of(set(question.entities), asked)
    dated = [p for p in question.periods if p.year or p.end]
    parts: dict[tuple[str, int | None, str], list[Fit]] = {}
    for figure in entity:
        document = library.document(figure.document_id)
        if not figure.dimension or figure.table is None or figure.amount.unit == "percent":
            continue
        if as_of is not None and not known_by(document.published, as_of):
            continue
        end = library.names.year_end(figure.entity)
        if dated and (
            figure.period is None or all(same_period(figure.period, p, year_end=end) is not Match.EXACT for p in dated)
        ):
            continue
        label = figure.period.label if figure.period else ""
        parts.setdefault((figure.document_id, figure.table, label), []).append(Fit(figure, document, 0.0, kin=False, match=None, coverage=1.0))
    whole = [group for group in parts.values() if len(group) >= 2]
    if not whole:
        return None
    best = max(
        whole, key=lambda g: (g[0].document.source_type.authority, period_rank(g[0].figure.period, g[0].document), -len(g))
    )
    draft = Draft(library, question.text)
    for fit in sorted({f.figure.dimension: f for f in best}.values(), key=lambda f: -abs(f.figure.amount.value)):
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(figure_sentence(fit, library, number))
    draft.say(_freshness(best[0], 1))
    return draft.answer(Status.ANSWERED)


def figure_sentence(fit: Fit, library: Library, number: int) -> str:
    """A figure as one sentence with the number of its citation."""
    figure = fit.figure
    written = library.text(figure.document_id)[figure.amount.start : figure.amount.end]
    words = amount_words(figure.amount, written)
    return f"{figure.entity or fit.document.title}: {metric_words(figure, library.taxonomy)} of {words} {period_words(figure.period, fit.document.published)} [{number}]."


def aside_words(fit: Fit) -> str:
    """What a figure's basis says of it, in parentheses, or ""."""
    words = basis_words(fit.figure.basis)
    return f" ({words[0].upper()}{words[1:]}.)" if words else ""


def _what_it_is(question: Question, lead: Fit, library: Library) -> str:
    parts: list[str] = []
    words = basis_words(lead.figure.basis)
    if words:
        parts.append(f"This is {words}.")
    if lead.kin and question.metrics:
        asked = question.metrics[0]
        given, wanted = (measures.name(library.taxonomy, m) for m in (lead.figure.metric, asked.metric))
        how = measures.difference(library.taxonomy, asked.metric, lead.figure.metric)
        article = "" if given.split()[-1] not in _COUNTED else "an " if given[0] in "aeiou" else "a "
        parts.append(f"This is {article}{given}, not {wanted}: {how}.")
    elif measures.caveat(library.taxonomy, lead.figure.metric):
        parts.append(measures.caveat(library.taxonomy, lead.figure.metric))
    if lead.match is Match.WEAK and lead.figure.period is not None:
        parts.append(f"The period is as the source gives it: {lead.figure.period.label}.")
    return " ".join(parts)


def _earlier(found: Sequence[Fit], library: Library) -> list[Fit]:
    """What stood before the figure that leads: of its measure, for an earlier time or said earlier of the same."""
    if not found:
        return []
    lead = found[0]

    def day(fit: Fit) -> tuple[date, date, float]:
        # A plan and the one it replaced may stand in one sentence: the older is read with less confidence.
        sure = fit.figure.confidence if fit.figure.basis in {Basis.GUIDANCE, Basis.PROJECTION} else 0.0
        return period_rank(fit.figure.period, fit.document), fit.document.published or date.min, sure

    older = [
        f
        for f in found
        if f.figure.metric == lead.figure.metric
        and f.figure.dimension == lead.figure.dimension
        and day(f) < day(lead)
        and not agree(f.figure.amount, lead.figure.amount)
    ]
    return sorted(older, key=lambda f: (day(f), f.score), reverse=True)


def _both(question: Question, told: Sequence[Fit], library: Library) -> Answer:
    draft = Draft(library, question.text)
    draft.say("Both are on record; they are not the same thing." if len(told) == 2 else "All are on record.")
    for fit in told:
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(f"{figure_sentence(fit, library, number)}{aside_words(fit)}")
        if fit.figure.table is None:
            draft.say(f"“{plain(library.quote(fit.figure))}” [{number}]")
    return draft.answer(Status.ANSWERED)


def _kin_beside(question: Question, found: Sequence[Fit], lead: Fit, library: Library) -> list[Fit]:
    """For a vague word ("burn", "lost"), the best figure of each other measure it may mean, for the same time."""
    asked = {m.metric for m in question.metrics}
    if not any(measures.is_vague(m) for m in asked) and not lead.kin:
        return []
    out: dict[str, Fit] = {}
    for fit in found:
        metric = fit.figure.metric
        if (
            metric == lead.figure.metric
            or metric in out
            or fit.figure.dimension
            or metric in asked & {lead.figure.metric}
        ):
            continue
        if (
            fit.figure.basis not in {Basis.ACTUAL, Basis.REPORTED}
            or fit.figure.period is None
            or lead.figure.period is None
        ):
            continue
        if fit.figure.period.year == lead.figure.period.year:
            out[metric] = fit
    return list(out.values())[:2]


def _superseded(found: Sequence[Fit], lead: Fit, library: Library) -> list[Fit]:
    """Older guidance for the same period, which the answer's replaced."""
    if lead.figure.basis not in {Basis.GUIDANCE, Basis.PROJECTION}:
        return []
    out: list[Fit] = []
    for fit in found:
        older = (fit.document.published or date.min) < (lead.document.published or date.min)
        if older and same_measure(fit, lead, library.names) and not agree(fit.figure.amount, lead.figure.amount):
            if not any(agree(fit.figure.amount, o.figure.amount) for o in out):
                out.append(fit)
    return out[:2]


def _why_different(lead: Fit, other: Fit) -> str:
    if other.document.source_type.authority < lead.document.source_type.authority:
        return f"({lead.document.publisher} ranks before {other.document.publisher}: it is closer to the origin.)"
    if lead.document.published and other.document.published and other.document.published < lead.document.published:
        return f"(It is older: {day_words(other.document.published)}.)"
    if other.figure.period != lead.figure.period:
        return "(It may be for another period.)"
    return "(It may be defined differently.)"


def _freshness(lead: Fit, voices: int) -> str:
    digest = "our digest of " if lead.document.digest else ""
    count = _IN_WORDS[voices] if voices < len(_IN_WORDS) else "many"
    backed = f"; {count} independent sources agree" if voices > 1 else ""
    return f"Source: {digest}{lead.document.publisher or lead.document.title}, {day_words(lead.document.published)}{backed}."


def _one_time(leads: Sequence[Fit], library: Library) -> bool:
    first = leads[0].figure
    for fit in leads[1:]:
        if first.period is None or fit.figure.period is None:
            return False
        if (
            same_period(first.period, fit.figure.period, year_end=library.names.year_end(first.entity))
            is not Match.EXACT
        ):
            return False
    return True


def _common_kind(points: Sequence[Fit]) -> PeriodKind:
    kinds = [p.figure.period.kind for p in points if p.figure.period is not None]
    if kinds.count(PeriodKind.YEAR) >= 2:
        return PeriodKind.YEAR
    return max(set(kinds), key=kinds.count)
