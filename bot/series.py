"""Series: what of an answer's figures makes a picture or a table, a course over time, companies or parts side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot import measures
from bot.answer import Answer, StatedFigure, Status
from index.amount import Amount
from index.figure import Basis
from index.period import Period, PeriodKind
from index.periods import find_periods

__all__ = ["Point", "Series", "SeriesKind", "series_of"]

FEWEST = 3
_MOST = 16
"""Places of a picture, beyond which nothing on it can be read on a phone."""
_MOST_NAMES = 4
_PLANNED = frozenset({Basis.GUIDANCE, Basis.PROJECTION, Basis.COMMITMENT})
_DAYS = frozenset({PeriodKind.INSTANT, PeriodKind.MONTH})
_OPPOSITES = (
    ("net_income", "net_loss"), ("operating_income", "operating_loss"), ("profit_unspecified", "loss"), ("pretax_income", "pretax_loss"),
    ("eps", "loss_per_share"), ("operating_cash_flow", "operating_cash_used"), ("investing_cash_flow", "investing_cash_used"), ("net_cash", "net_debt"),
)  # fmt: skip
"""Measures of one thing with either sign, the gain first."""
_STEPS = {PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}
_SHORT = frozenset({"arr", "ebitda", "eps", "arpu", "api", "ipo", "rpo", "gpus"})


class SeriesKind(StrEnum):
    """What runs along a series."""

    COURSE = "course"
    COMPANIES = "companies"
    PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Point:
    """One number of a series: of whom or what (`name`), for when (`period`), and where it stands along it.

    `amount` has the sign that it is drawn with. `place` counts periods (years, quarters) or days; 0 where no time runs.
    """

    name: str
    period: str
    amount: Amount
    basis: Basis
    citations: tuple[int, ...]
    place: int = 0

    @property
    def planned(self) -> bool:
        """Whether it is what somebody expects or promised, not what happened."""
        return self.basis in _PLANNED

    @property
    def middle(self) -> Decimal:
        """The number, or the middle of a range."""
        return self.amount.value if self.amount.high is None else (self.amount.value + self.amount.high) / 2


@dataclass(frozen=True, slots=True)
class Series:
    """Three or more points of one measure in one unit.

    `missing` are the periods between the first and the last for which nothing is held, each with its place; `dated` is
    whether places are days.
    """

    kind: SeriesKind
    title: str
    points: tuple[Point, ...]
    missing: tuple[tuple[int, str], ...] = ()
    dated: bool = False
    flipped: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Whose points they are, in the order of the answer."""
        return tuple(dict.fromkeys(p.name for p in self.points))


@dataclass(frozen=True, slots=True)
class _Read:
    figure: StatedFigure
    amount: Amount
    period: Period | None


def series_of(answer: Answer) -> Series | None:
    """The series that an answer tells; None where it has fewer than three figures of one measure, unit and kind."""
    if answer.status is not Status.ANSWERED or len(answer.figures) < FEWEST:
        return None
    found = _alike([f for f in answer.figures if not f.computed], answer.as_of)
    if found is None:
        return None
    read, measure, flipped = found
    names = list(dict.fromkeys(r.figure.entity for r in read))
    parts = list(dict.fromkeys(r.figure.part for r in read))
    if len(names) == 1 and len(parts) == len(read) >= FEWEST:
        return _side_by_side(SeriesKind.PARTS, f"{names[0]}: {measure} by part", read, [r.figure.part or names[0] for r in read], flipped=flipped)
    if len(parts) > 1:
        return None
    of = f" ({parts[0]})" if parts[0] else ""
    if len(names) == len(read) >= FEWEST:
        return _side_by_side(SeriesKind.COMPANIES, f"{_capital(measure)}{of} compared", read, names, flipped=flipped)
    if len(names) > _MOST_NAMES:
        return None
    title = f"{names[0]}: {measure}{of}" if len(names) == 1 else f"{_capital(measure)}{of}"
    return _course(title, read, flipped=flipped)


def _alike(figures: Sequence[StatedFigure], as_of: date | None) -> tuple[list[_Read], str, bool] | None:
    """The figures of the commonest measure and unit, the name of the measure, and whether losses are drawn below zero."""
    pairs = {one: pair for pair in _OPPOSITES for one in pair}
    kinds = Counter((pairs.get(f.metric, (f.metric, "")), f.amount.unit, f.amount.per) for f in figures)
    if not kinds:
        return None
    (metrics, unit, per), count = kinds.most_common(1)[0]
    if count < FEWEST or count < len(figures) - 1:
        return None
    kept = [f for f in figures if f.metric in metrics and (f.amount.unit, f.amount.per) == (unit, per)]
    used = {f.metric for f in kept}
    flipped = len(used) > 1
    read = []
    for figure in kept:
        amount = figure.amount
        if flipped and figure.metric == metrics[1]:
            amount = replace(amount, value=-abs(amount.value), high=None if amount.high is None else -abs(amount.high))
        elif not flipped and figure.metric == metrics[1]:
            amount = replace(amount, value=abs(amount.value))
        read.append(_Read(figure, amount, _period(figure.period, as_of)))
    return read, _measure(metrics[0] if flipped else next(iter(used))), flipped


def _measure(metric: str) -> str:
    words = " ".join(word.upper() if word in _SHORT else word for word in metric.replace("_", " ").split())
    return words.replace("run rate ", "run-rate ")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _basis(figure: StatedFigure) -> Basis:
    """What a figure is; of what is signed for a table's row and a sentence say the same, whether or not they call it promised."""
    return Basis.ACTUAL if figure.basis is Basis.COMMITMENT and figure.metric in measures.SIGNED_FOR else figure.basis


def _period(label: str, as_of: date | None) -> Period | None:
    """The period that a figure's label names."""
    found = find_periods(label, published=as_of)
    return found[0].period if found else None


def _side_by_side(kind: SeriesKind, title: str, read: Sequence[_Read], names: Sequence[str], *, flipped: bool) -> Series | None:
    if len(read) > _MOST:
        return None
    points = [Point(name, r.figure.period, r.amount, _basis(r.figure), r.figure.citations) for name, r in zip(names, read, strict=True)]
    points.sort(key=lambda p: -p.middle)
    periods = {p.period for p in points}
    return Series(kind, f"{title.removesuffix(' compared')}, {periods.pop()}" if len(periods) == 1 else title, tuple(points), flipped=flipped)


def _course(title: str, read: Sequence[_Read], *, flipped: bool) -> Series | None:
    """Points over time, of periods of one length, or of the days on which a balance was struck."""
    timed = [(r, r.period) for r in read if r.period is not None]
    kinds = Counter(period.kind for _, period in timed)
    dated = any(kind in _DAYS for kind in kinds)
    kind = None if dated or not kinds else kinds.most_common(1)[0][0]
    chosen: dict[tuple[str, int], Point] = {}
    labels: dict[int, Period] = {}
    for r, period in timed:
        place = _day(r, period) if dated else _place(period)
        # Of a balance "in 2024" nobody knows the day.
        if place is None or (kind is not None and period.kind is not kind) or (dated and period.kind is PeriodKind.YEAR):
            continue
        labels[place] = period
        chosen.setdefault((r.figure.entity, place), Point(r.figure.entity, r.figure.period, r.amount, _basis(r.figure), r.figure.citations, place))
    points = sorted(chosen.values(), key=lambda p: (p.place, p.name))
    if len(points) < FEWEST or 2 * len(points) < len(timed):
        return None
    missing = () if dated else _gaps(labels)
    if len(labels) + len(missing) > _MOST:
        return None
    return Series(SeriesKind.COURSE, title, tuple(points), missing, dated, flipped)


def _day(read: _Read, period: Period) -> int | None:
    day = read.figure.until or period.end
    return day.toordinal() if day else None


def _place(period: Period) -> int | None:
    """Where a period stands among those of its length: the year, or the quarters or halves since the year 0."""
    if period.year is None:
        return None
    steps = _STEPS.get(period.kind, 1)
    return period.year * steps + (period.number or 1) - 1 if steps > 1 else period.year


def _gaps(labels: dict[int, Period]) -> tuple[tuple[int, str], ...]:
    """The periods between the first and the last that there is no label for."""
    like = labels[max(labels)]
    steps = _STEPS.get(like.kind, 1)
    letter = {4: "Q", 2: "H"}.get(steps, "")
    fiscal = "fiscal " if like.fiscal else ""
    out = []
    for place in range(min(labels), max(labels)):
        if place not in labels:
            year, number = divmod(place, steps)
            out.append((place, f"{letter}{number + 1} {fiscal}{year}" if letter else f"{fiscal}{year}"))
    return tuple(out)
