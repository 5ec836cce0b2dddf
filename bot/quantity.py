"""Quantities: a measure for a time, as a source states it or put together from what sources state."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot import measures
from bot.fitness import aims
from bot.library import Library
from bot.question import Question
from bot.reckoned import percent, total, vague
from bot.selection import Fit, cluster, fits, glances
from bot.splits import since_split
from bot.stretches import Stretch, path, stretch_of
from bot.times import dated_period
from bot.wording import in_short, period_words
from index.amount import Amount, turned
from index.figure import Basis
from index.fiscal import Match
from index.period import Period, PeriodKind
from index.taxonomy import Span

__all__ = ["Quantity", "adds_up", "best_by_stretch", "defined_of", "flows", "going_with", "held", "is_moment", "measured", "precise", "quantity", "softened", "times_held"]

_SETTLED = frozenset({Basis.ACTUAL, Basis.REPORTED, Basis.ESTIMATE, Basis.RUN_RATE})
_SOFT = {"over": "about", "nearly": "about", "at_least": "about"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of a measure for a time, with the figures it is or is computed from; `how` is "" where it is stated."""

    amount: Amount
    metric: str
    fits: tuple[Fit, ...]
    period: Period | None
    how: str = ""

    @property
    def lead(self) -> Fit:
        """The first of the figures, which says whose it is and of which part."""
        return self.fits[0]

    @property
    def when(self) -> str:
        """The time, as the tail of a sentence."""
        return period_words(self.period, self.lead.document.published)

    def fit(self) -> Fit:
        """The quantity as if a source stated it."""
        lead = self.lead
        return replace(lead, figure=replace(lead.figure, amount=self.amount, metric=self.metric, period=self.period))


def is_moment(metric: str, library: Library) -> bool:
    """Whether a measure is how things stand at a day."""
    return metric in library.taxonomy and library.taxonomy.metric(metric).span is Span.INSTANT


def flows(question: Question, library: Library) -> bool:
    """Whether all that a question asks for comes about over time, and stands at no day."""
    return bool(question.metrics) and all(m.metric in library.taxonomy and library.taxonomy.metric(m.metric).span is Span.FLOW for m in question.metrics)


def adds_up(metric: str, library: Library) -> bool:
    """Whether the quarters of a measure make up its year: money that flows, and nothing per share."""
    if metric not in library.taxonomy:
        return False
    known = library.taxonomy.metric(metric)
    return known.span is Span.FLOW and set(known.units) == {"money"} and metric not in measures.RELATIONS


def measured(question: Question, metric: str) -> Question:
    """The same question for another measure."""
    mention = question.metrics[0]._replace(metric=metric, words=metric.replace("_", " "))
    return replace(question, metrics=(mention,))


def held(question: Question, library: Library, as_of: date | None, *, period: Period | None = None, like: Fit | None = None) -> list[Fit]:
    """The figures that something may be computed from, best first: results, not plans, and of one part, measure and unit.

    They are of `period`, or of any time. `like` is one that they have to go with: those of its own document come first,
    since a later one may have restated both.
    """
    alike, usable = going_with(question, library, as_of, period=period, like=like)
    return list(filter(usable, alike))


def going_with(
    question: Question, library: Library, as_of: date | None, *, period: Period | None = None, like: Fit | None = None
) -> tuple[list[Fit], Callable[[Fit], bool]]:
    """The figures that `held` takes its own from, in their order, and the test of which those are: it reads sentences, so it comes last."""
    meant = _meant(question, library)

    def usable(fit: Fit) -> bool:
        return _usable(fit, question, meant, library)

    if period is not None and period.kind is PeriodKind.SPAN:
        return [], usable  # what lies within it is not the whole of it
    found = [softened(f, library) for f in fits(replace(question, periods=(period,) if period else ()), library, as_of=as_of)]
    if any(f.figure.amount.per == "share" for f in found):
        # Amounts per share from before a split count other shares.
        every = since_split(fits(replace(question, periods=()), library, as_of=as_of))
        kept = {(f.figure.document_id, f.figure.amount.start) for f in every}
        found = [f for f in found if (f.figure.document_id, f.figure.amount.start) in kept]
    found = [f for f in found if period is None or f.match is Match.EXACT or (f.match is Match.WEAK and is_moment(f.figure.metric, library))]
    lead = like or next(filter(usable, found), None)
    alike = [f for f in found if _goes_with(f, lead, library)] if lead is not None else []
    if like is not None:
        alike.sort(key=lambda f: f.figure.document_id != like.figure.document_id)
    return alike, usable


def precise(found: Sequence[Fit], library: Library) -> list[Fit]:
    """Figures with the one in front that says the same as the first, but more exactly."""
    if not found:
        return []
    best = cluster(found, library.names)[0].best
    return [best, *(f for f in found if f is not best)]


def softened(fit: Fit, library: Library) -> Fit:
    """A count or balance that is "over 900 million" is about that."""
    qualifier = fit.figure.amount.qualifier or ""
    if qualifier not in _SOFT or not is_moment(fit.figure.metric, library):
        return fit
    return replace(fit, figure=replace(fit.figure, amount=replace(fit.figure.amount, qualifier=_SOFT[qualifier])))


def _usable(fit: Fit, question: Question, meant: Collection[str], library: Library) -> bool:
    figure = fit.figure
    if figure.metric not in meant or vague(figure.amount):
        return False
    if figure.amount.per is not None and figure.amount.per != "share":
        return False
    # A run rate may be told as a plain fact: it "hit $1 billion in December".
    wanted = question.bases if question.bases - {Basis.RUN_RATE} else _SETTLED
    if figure.basis not in wanted or (figure.amount.unit == "percent" and not library.taxonomy.compatible(figure.metric, "percent")):
        return False
    if fit.kin and not any(measures.is_vague(m.metric) for m in question.metrics):
        return False
    if figure.basis is Basis.RUN_RATE and aims(library.quote(figure)):
        return False
    of_a_part = figure.table is None and adds_up(figure.metric, library) and library.kept(_of_a_part, figure.entity, figure.document_id, figure.start, figure.end)
    return not of_a_part


def _meant(question: Question, library: Library) -> set[str]:
    """The measures that a question's may be: itself, with the other sign, by another name, and for a vague word its kin."""
    out: set[str] = set()
    for mention in question.metrics:
        kin = [k.metric for k in library.taxonomy.kin(mention.metric)] if measures.is_vague(mention.metric) else []
        out |= {mention.metric, *kin, *measures.interchanged(mention.metric)}
    return out | {other for metric in out if (other := measures.opposite(library.taxonomy, metric)) is not None}


def _of_a_part(library: Library, own: str, document_id: str, start: int, end: int) -> bool:
    """Whether a sentence speaks of a part of the company that a figure is filed under first: what a unit "brought Acme"."""
    for named in library.names.find(library.text(document_id)[start:end]):
        if named.name == own:
            return False
        if own in library.names.lineage(named.name)[1:]:
            return True
    return False


def _goes_with(fit: Fit, like: Fit, library: Library) -> bool:
    own, other = fit.figure, like.figure
    # "$66 a month, down from $85": what one sentence sets side by side is per the same.
    one_sentence = (own.document_id, own.start) == (other.document_id, other.start) and None in {own.amount.per, other.amount.per}
    if own.dimension != other.dimension or own.entity != other.entity or own.amount.unit != other.amount.unit or not (own.amount.per == other.amount.per or one_sentence):
        return False
    return own.metric == other.metric or own.metric == measures.opposite(library.taxonomy, other.metric)


def signed(fit: Fit, metric: str) -> Amount:
    """A figure's amount as one of a measure: a loss is a negative income."""
    amount = fit.figure.amount
    return amount if fit.figure.metric == metric else turned(amount)


def quantity(question: Question, library: Library, as_of: date | None, period: Period, *, like: Fit | None = None) -> Quantity | None:
    """A measure for a time: as stated, else made up of other times, else by its definition. None where neither is held."""
    found = held(question, library, as_of, period=period, like=like)
    if found:
        lead = precise(found, library)[0]
        metric = like.figure.metric if like is not None else lead.figure.metric
        return Quantity(signed(lead, metric), metric, (lead,), lead.figure.period)
    return _pieced(question, library, as_of, period, like) or (_defined(question, library, as_of, period) if like is None or like.figure.metric in _DEFINED else None)


def _pieced(question: Question, library: Library, as_of: date | None, period: Period, like: Fit | None) -> Quantity | None:
    """A quantity made up of other times: a fourth quarter from the year and what came before it."""
    if not _may_be_pieced(question, library, period):
        return None
    alike, usable = going_with(question, library, as_of, like=like)
    first = next(filter(usable, alike), None)
    if first is None or not adds_up(first.figure.metric, library):
        return None
    metric = first.figure.metric
    calendar = library.names.calendar(first.figure.entity)
    dated = calendar.resolve(period) if calendar is not None else period
    target = stretch_of(dated)
    if target is None:
        return None
    best = best_by_stretch(alike, library, usable)
    steps = path(target, best)
    if steps is None:
        return None
    # Each part is what a plain question for its time is answered with.
    parts = tuple((_told(best[one], question, library, as_of), sign) for one, sign in steps)
    made = total([(signed(fit, metric), sign) for fit, sign in parts])
    if made is None or (made.value <= 0 and measures.opposite(library.taxonomy, metric) is None):
        return None
    turned = measures.opposite(library.taxonomy, metric) if made.value < 0 else None
    if turned is not None and like is None:
        metric, made = turned, replace(made, value=-made.value)
    return Quantity(made, metric, tuple(fit for fit, _ in parts), dated, _sum_words(parts))


def times_held(question: Question, library: Library) -> set[tuple[str, Period]]:
    """The times that figures of a question's measures are held for, with whose they are, and perhaps more than can be computed from."""
    return library.once(_times_held, replace(question, periods=()))


def _times_held(library: Library, question: Question) -> set[tuple[str, Period]]:
    meant = _meant(question, library)
    return {(one.entity, own) for one in glances(question, library) if one.metric in meant and (own := dated_period(one, library)) is not None}


def _may_be_pieced(question: Question, library: Library, period: Period) -> bool:
    """Whether the times that are held make up another, whatever else tells their figures from each other."""
    held: dict[str, set[Stretch]] = {}
    for entity, own in times_held(question, library):
        if (stretch := stretch_of(own)) is not None:
            held.setdefault(entity, set()).add(stretch)
    for entity, stretches in held.items():
        calendar = library.names.calendar(entity)
        target = stretch_of(calendar.resolve(period) if calendar is not None else period)
        if target is not None and path(target, stretches) is not None:
            return True
    return False


def _told(fit: Fit, question: Question, library: Library, as_of: date | None) -> Fit:
    if fit.figure.period is None:
        return fit
    found = [f for f in held(question, library, as_of, period=fit.figure.period) if _goes_with(f, fit, library)]
    return precise(found, library)[0] if found else fit


def best_by_stretch(found: Sequence[Fit], library: Library, usable: Callable[[Fit], bool] | None = None) -> dict[Stretch, Fit]:
    """For each time the figure to compute with: the `usable` one that fits best, which a plain question would be answered with."""
    best: dict[Stretch, Fit] = {}
    for fit in found:
        stretch = stretch_of(dated_period(fit.figure, library))
        if stretch is not None and stretch not in best and (usable is None or usable(fit)):
            best[stretch] = fit
    return best


def _sum_words(parts: Sequence[tuple[Fit, int]]) -> str:
    """How a sum was made: "$281.7 billion in fiscal 2025 less $205.3 billion in the first nine months"."""
    words = ""
    for fit, sign in parts:
        own = f"{in_short(fit.figure.amount)} {period_words(fit.figure.period, fit.document.published)}"
        words += f"{' plus ' if sign > 0 else ' less '}{own}" if words else own
    return words


_DEFINED: dict[str, tuple[tuple[str, str, str], ...]] = {
    "gross_margin": (("share", "gross_profit", "revenue"), ("rest", "cost_of_revenue", "revenue")),
    "operating_margin": (("share", "operating_income", "revenue"),),
    "net_margin": (("share", "net_income", "revenue"),),
    "free_cash_flow_margin": (("share", "free_cash_flow", "revenue"),),
    "ebitda_margin": (("share", "ebitda", "revenue"),),
    "gross_profit": (("less", "revenue", "cost_of_revenue"),),
    "free_cash_flow": (("less", "operating_cash_flow", "capital_expenditures"),),
}
"""Measures that others make up, by two of them: the one as a share of the other, what that leaves of it, or one less the other."""


def defined_of(metric: str) -> tuple[str, ...]:
    """The measures that make up another by its definition; none where it is one of its own."""
    return tuple(dict.fromkeys(second for _, _, second in _DEFINED.get(metric, ())))


_HOW = {"share": "{0} as a share of {1}", "rest": "what {0} leaves of {1}, as a share of it", "less": "{0} less {1}"}


def _defined(question: Question, library: Library, as_of: date | None, period: Period) -> Quantity | None:
    """A measure by its definition, from two others of the same time."""
    for way, first, second in _DEFINED.get(question.metrics[0].metric, ()):
        one = quantity(measured(question, first), library, as_of, period)
        other = quantity(measured(question, second), library, as_of, period) if one is not None else None
        if one is None or other is None or not _together(one, other):
            continue
        made = _made(way, one, other, first, second)
        if made is not None:
            names = [measures.name(library.taxonomy, metric) for metric in (first, second)]
            return Quantity(made, question.metrics[0].metric, (*one.fits, *other.fits), one.period, _HOW[way].format(*names))
    return None


def _together(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are of one part, in one unit and for as long."""
    a, b = one.lead.figure, other.lead.figure
    if (a.entity, a.dimension, a.amount.unit) != (b.entity, b.dimension, b.amount.unit):
        return False
    kinds = {q.period.kind for q in (one, other) if q.period is not None}
    return len(kinds) == 1


def _made(way: str, one: Quantity, other: Quantity, first: str, second: str) -> Amount | None:
    a = one.amount if one.metric == first else replace(one.amount, value=-one.amount.value)
    b = other.amount if other.metric == second else replace(other.amount, value=-other.amount.value)
    if way == "less":
        # What was paid for equipment stands in some tables as a negative number.
        return total([(a, 1), (replace(b, value=abs(b.value)), -1)])
    if b.value <= 0:
        return None
    if way == "rest":
        rest = total([(b, 1), (replace(a, value=abs(a.value)), -1)])
        return percent(rest, b) if rest is not None else None
    return percent(a, b)
