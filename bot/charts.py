"""Charts: a series of three or more points as a picture, for a phone, in light and in dark.

Only the object interface of matplotlib is used, which keeps no state between charts, so that threads may draw at once.
It is imported when a chart is drawn, never before.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from bot.answer import Answer, Citation
from bot.chat.card import Picture
from bot.series import Point, Series, SeriesKind, series_of
from bot.wording import day_words, in_short, plain
from index.amount import is_money
from index.amounts import format_amount
from index.figure import Basis

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["drawn", "picture", "write_chart"]

_WIDTH, _DPI = 6.4, 200
"""Inches and dots an inch: 1,280 pixels across, which a phone shows at a third."""
_BAR = 0.62
_CAPTION = 92
"""Characters of a line of the caption."""
_SOURCES = 4
_BASES = {
    Basis.GUIDANCE: "guidance", Basis.PROJECTION: "projection", Basis.COMMITMENT: "commitment", Basis.ESTIMATE: "estimate",
    Basis.REPORTED: "reported", Basis.RUN_RATE: "run rate",
}  # fmt: skip
_UNSURE = {Basis.ESTIMATE: "an estimate", Basis.REPORTED: "reported, not confirmed"}
_WORDS = ((12, "T"), (9, "B"), (6, "M"), (3, "K"))


@dataclass(frozen=True, slots=True)
class _Look:
    ground: str
    ink: str
    faint: str
    rule: str
    colours: tuple[str, ...]
    loss: str


_LIGHT = _Look("#ffffff", "#1a1d21", "#5f6670", "#d9dde3", ("#2563eb", "#e07b00", "#0d9488", "#9333ea"), "#c2410c")
_DARK = _Look("#1e2024", "#f1f3f5", "#a8b0bb", "#3a3f47", ("#6ea8fe", "#ffb057", "#4fd1c5", "#c79bff"), "#ff8a66")


def picture(answer: Answer, *, dark: bool = False) -> Picture | None:
    """The chart of an answer as PNG with its alt text; None where it tells no course and no comparison of three or more."""
    series = series_of(answer)
    return None if series is None else _picture(series, tuple(answer.citations), dark=dark)


@lru_cache(maxsize=32)
def _picture(series: Series, citations: tuple[Citation, ...], *, dark: bool) -> Picture:
    """The chart of a series. The same is often asked by many in a channel, and drawing costs as much as twenty answers."""
    out = io.BytesIO()
    alt = _alt(series, citations)
    drawn(series, citations, dark=dark).savefig(out, format="png", metadata={"Description": alt, "Software": None})
    return Picture(out.getvalue(), alt)


def write_chart(answer: Answer, path: Path, *, dark: bool = False) -> bool:
    """Write the chart of an answer to a .png or .svg file; False where there is none. Raises OSError."""
    series = series_of(answer)
    if series is None:
        return False
    alt = _alt(series, answer.citations)
    svg = path.suffix.lower() == ".svg"
    metadata: dict[str, Any] = {"Title": series.title, "Description": alt, "Date": None} if svg else {"Description": alt, "Software": None}
    drawn(series, answer.citations, dark=dark).savefig(path, format="svg" if svg else "png", metadata=metadata)
    return True


def drawn(series: Series, citations: Sequence[Citation], *, dark: bool = False) -> Figure:
    """The chart of a series, laid out."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    look = _DARK if dark else _LIGHT
    caption = _caption(series, citations)
    across = series.kind is not SeriesKind.COURSE
    body = max(2.3, 0.46 * len(series.points) + 0.5) if across else 3.1
    top, bottom = 0.72 + 0.26 * (len(_titled(series)) - 1), 0.24 + 0.17 * len(caption)
    height = top + body + bottom + (0.12 if across else 0.42)
    figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, facecolor=look.ground)
    FigureCanvasAgg(figure)
    left = _margin(series) if across else 0.05
    low = (bottom + (0.08 if across else 0.4)) / height
    axes = figure.add_axes((left, low, 0.95 - left, body / height), facecolor=look.ground)
    if across:
        _bars_across(axes, series, look)
    elif series.dated or len(series.names) > 1:
        _lines(axes, series, look)
    else:
        _columns(axes, series, look)
    _frame(figure, axes, series, caption, look, height)
    return figure


def _titled(series: Series) -> list[str]:
    return textwrap.wrap(plain(series.title), 40)[:2]


def _frame(figure: Figure, axes: Axes, series: Series, caption: Sequence[str], look: _Look, height: float) -> None:
    """The title, what it is counted in, and where it is from."""
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, colors=look.ink)
    title = _titled(series)
    figure.text(0.05, 1 - 0.16 / height, "\n".join(title), ha="left", va="top", fontsize=16, weight="bold", color=look.ink, parse_math=False, linespacing=1.15)
    figure.text(0.05, 1 - (0.2 + 0.27 * len(title)) / height, _under(series), ha="left", va="top", fontsize=10.5, color=look.faint, parse_math=False)
    figure.text(0.05, 0.1 / height, "\n".join(caption), ha="left", va="bottom", fontsize=7.8, color=look.faint, parse_math=False, linespacing=1.3)


def _under(series: Series) -> str:
    """What the numbers are in, and what hatching means."""
    amount = series.points[0].amount
    unit = amount.unit
    parts = []
    if is_money(unit):
        parts.append({"USD": "US dollars", "EUR": "euros", "GBP": "pounds"}.get(unit, unit) + (f" per {amount.per}" if amount.per else ""))
    elif unit:
        parts.append({"percent": "percent", "percentage_points": "percentage points"}.get(unit, f"number of {unit}s") + (f" per {amount.per}" if amount.per else ""))
    if series.flipped:
        parts.append("losses below zero")
    other = sorted({_BASES[p.basis] for p in series.points if p.planned})
    if other:
        parts.append(f"hatched: {' or '.join(other)}, not a result" if series.kind is not SeriesKind.COURSE or not _as_lines(series) else f"hollow: {' or '.join(other)}, not a result")
    unsure = sorted({_UNSURE[p.basis] for p in series.points if p.basis in _UNSURE})
    if unsure:
        parts.append(f"* {' or '.join(unsure)}")
    return " · ".join(parts)


def _as_lines(series: Series) -> bool:
    return series.dated or len(series.names) > 1


def _short(point: Point) -> str:
    """A number as short as it can be read: "$6.4B", "24.1%", "$125B to $145B"."""
    amount = point.amount
    mark = "*" if point.basis in _UNSURE else ""
    if amount.high is not None:
        return f"{_one(point, amount.value)}–{_one(point, amount.high).lstrip('$€£')}{mark}"
    return _one(point, amount.value) + mark


def _one(point: Point, value: Decimal) -> str:
    unit, size = point.amount.unit, abs(value)
    sign = "−" if value < 0 else ""
    symbol = {"USD": "$", "EUR": "€", "GBP": "£"}.get(unit, f"{unit} " if is_money(unit) else "")
    after = {"percent": "%", "percentage_points": " pp", "ratio": "x"}.get(unit, "")
    for power, letter in _WORDS:
        if size >= Decimal(10) ** power and (power > 3 or size >= 100_000):
            scaled = size.scaleb(-power)
            digits = 0 if scaled >= 1000 else 1 if scaled >= 10 else 2
            return f"{sign}{symbol}{_trimmed(scaled, digits)}{letter}{after}"
    return f"{sign}{symbol}{_trimmed(size, 2)}{after}"


def _trimmed(value: Decimal, digits: int) -> str:
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _numbers(points: Sequence[Point]) -> list[float]:
    return [float(p.middle) for p in points]


def _fill(point: Point, colour: str, look: _Look) -> dict[str, Any]:
    """How a bar is filled: solid for what happened, outlined and hatched for what is planned."""
    if point.planned:
        return {"facecolor": look.ground, "edgecolor": colour, "hatch": "////", "linewidth": 1.6}
    return {"facecolor": colour, "edgecolor": colour, "linewidth": 1.6}


def _colour(point: Point, series: Series, look: _Look) -> str:
    if series.flipped and point.amount.value < 0:
        return look.loss
    return look.colours[series.names.index(point.name) % len(look.colours)] if series.kind is SeriesKind.COURSE else look.colours[0]


def _columns(axes: Axes, series: Series, look: _Look) -> None:
    """Columns over years or quarters; a period for which nothing is held keeps its place, empty."""
    slots = {**{p.place: _time(p.period) for p in series.points}, **{place: _time(label) for place, label in series.missing}}
    count = len(slots)
    values = _numbers(series.points)
    span = max(*values, 0) - min(*values, 0) or 1
    size = 11 if count <= 7 else 9 if count <= 10 else 7.5
    for point, value in zip(series.points, values, strict=True):
        axes.bar(point.place, value, width=_BAR, zorder=2, **_fill(point, _colour(point, series, look), look))
        top = value
        if point.amount.high is not None:
            top = float(point.amount.high)
            axes.errorbar(point.place, value, yerr=[[value - float(point.amount.value)], [top - value]], color=look.ink, capsize=4, linewidth=1.2, zorder=3)
        below = value < 0
        axes.text(point.place, top + (-0.02 if below else 0.02) * span, _short(point), ha="center", va="top" if below else "bottom", fontsize=size, weight="bold", color=look.ink, parse_math=False)
    for place, _ in series.missing:
        axes.text(place, 0.02 * span, "not\nheld", ha="center", va="bottom", fontsize=size - 2, color=look.faint, style="italic", parse_math=False)
    axes.axhline(0, color=look.faint, linewidth=1, zorder=1)
    places = sorted(slots)
    axes.set_xticks(places, [slots[p] for p in places], fontsize=size, color=look.ink, parse_math=False)
    axes.set_xlim(places[0] - 0.6, places[-1] + 0.6)
    axes.set_ylim(min(*values, 0) - (0.14 * span if min(values) < 0 else 0), max(*values, 0) + 0.14 * span)
    axes.set_yticks([])


def _time(label: str) -> str:
    """A period as short as an axis has room for: "Q1 fiscal 2027" is Q1 over FY27."""
    words = label.replace("fiscal ", "FY").split()
    out = [f"FY{w[4:]}" if w.startswith("FY") and len(w) == 6 else w for w in words]
    return "\n".join(out) if len(out) == 2 and len(out[0]) < 4 else " ".join(out)


def _lines(axes: Axes, series: Series, look: _Look) -> None:
    """Lines over days, or of several companies; what is planned is hollow, and the way there is dashed."""
    every = _numbers(series.points)
    span = max(*every, 0) - min(*every, 0) or 1
    several = len(series.names) > 1
    for name in series.names:
        own = [p for p in series.points if p.name == name]
        values = _numbers(own)
        colour = _colour(own[0], series, look)
        for (one, first), (other, second) in zip(zip(own, values, strict=True), list(zip(own, values, strict=True))[1:], strict=False):
            far = not series.dated and other.place - one.place > 1
            if not far:  # between two periods that are not neighbours the line is left open
                axes.plot([one.place, other.place], [first, second], color=colour, linewidth=2.4, linestyle="--" if other.planned or one.planned else "-", zorder=2)
        for point, value in zip(own, values, strict=True):
            axes.plot([point.place], [value], marker="o", markersize=8, markerfacecolor=look.ground if point.planned else colour, markeredgecolor=colour, markeredgewidth=2, zorder=3)
        _label_line(axes, own, values, series, colour if several else look.ink, look.ground)
    _time_axis(axes, series, look)
    axes.axhline(0, color=look.rule, linewidth=1, zorder=1)
    axes.set_ylim(min(*every, 0) - 0.12 * span, max(*every, 0) + (0.3 if several else 0.16) * span)
    axes.set_yticks([])
    if several:
        for place, name in enumerate(series.names):
            axes.plot([], [], color=look.colours[place % len(look.colours)], marker="o", linewidth=2.4, label=name)
        legend = axes.legend(loc="upper left", frameon=False, fontsize=10, labelcolor=look.ink, ncols=min(4, len(series.names)), borderaxespad=0)
        for text in legend.get_texts():
            text.set_parse_math(False)


def _label_line(axes: Axes, own: Sequence[Point], values: Sequence[float], series: Series, colour: str, ground: str) -> None:
    """The values beside a line, those left out that would stand on the one before."""
    from matplotlib.patheffects import withStroke

    span = max(*values, 0) - min(*values, 0) or 1
    width = (max(p.place for p in series.points) - min(p.place for p in series.points)) or 1
    last: tuple[float, float] | None = None
    # The ends and what lies far enough from them are labelled; alt text and answer have all.
    for number, (point, value) in sorted(enumerate(zip(own, values, strict=True)), key=lambda each: (each[0] not in {0, len(own) - 1}, each[0])):
        if last is not None and number not in {0, len(own) - 1}:
            near = [(p.place, v) for p, v in zip(own, values, strict=True) if p is not point and abs(p.place - point.place) / width < 0.085 and abs(v - value) / span < 0.09]
            if near:
                continue
        last = (point.place, value)
        side, up = _beside(number, values)
        text = axes.annotate(
            _short(point), (point.place, value), (-4 if side == "right" else 4 if side == "left" else 0, 9 if up else -10), textcoords="offset points",
            ha=side, va="bottom" if up else "top", fontsize=10.5, weight="bold", color=colour, parse_math=False, zorder=4,
        )  # fmt: skip
        text.set_path_effects([withStroke(linewidth=3.5, foreground=ground)])


def _beside(number: int, values: Sequence[float]) -> tuple[Literal["left", "center", "right"], bool]:
    """On which side of a point its number stands clear of the line, and whether above it."""
    before = values[number] - values[number - 1] if number else 0.0
    after = values[number + 1] - values[number] if number + 1 < len(values) else 0.0
    if number == 0:
        return "left", after <= 0 or len(values) == 1
    if number == len(values) - 1:
        return "right", before >= 0
    if before < 0 < after:
        return "center", False
    return "right" if after > 0 else "left" if before < 0 else "center", True


def _time_axis(axes: Axes, series: Series, look: _Look) -> None:
    places = sorted({p.place for p in series.points} | {place for place, _ in series.missing})
    width = places[-1] - places[0] or 1
    labels = {p.place: p.period for p in series.points} | dict(series.missing)
    shown: list[int] = []
    for place in places:
        if not shown or (place - shown[-1]) / width > 0.14:
            shown.append(place)
    if series.dated:
        words = [f"{date.fromordinal(p):%b}\n{date.fromordinal(p):%Y}" for p in shown]
    else:
        words = [_time(labels[p]) for p in shown]
    axes.set_xticks(shown, words, fontsize=10, color=look.ink, parse_math=False)
    axes.set_xlim(places[0] - 0.07 * width, places[-1] + 0.05 * width)


def _margin(series: Series) -> float:
    longest = max(len(_name(p, series)) for p in series.points)
    return min(0.42, 0.07 + 0.0125 * min(longest, 26))


def _name(point: Point, series: Series) -> str:
    """Whose number it is, with its time where those differ."""
    name = textwrap.shorten(plain(point.name), 26, placeholder="…")
    return name if len({p.period for p in series.points}) == 1 else f"{name}\n{_time(point.period).replace(chr(10), ' ')}"


def _bars_across(axes: Axes, series: Series, look: _Look) -> None:
    """Bars side by side, the largest on top."""
    values = _numbers(series.points)
    span = max(*values, 0) - min(*values, 0) or 1
    for place, (point, value) in enumerate(zip(series.points, values, strict=True)):
        axes.barh(place, value, height=_BAR, zorder=2, **_fill(point, _colour(point, series, look), look))
        end = value
        if point.amount.high is not None:
            end = float(point.amount.high)
            axes.errorbar(value, place, xerr=[[value - float(point.amount.value)], [end - value]], color=look.ink, capsize=4, linewidth=1.2, zorder=3)
        below = value < 0
        axes.text(end + (-0.015 if below else 0.015) * span, place, _short(point), ha="right" if below else "left", va="center", fontsize=11, weight="bold", color=look.ink, parse_math=False)
    axes.axvline(0, color=look.faint, linewidth=1, zorder=1)
    axes.set_yticks(range(len(series.points)), [_name(p, series) for p in series.points], fontsize=11, color=look.ink, parse_math=False)
    axes.invert_yaxis()
    axes.set_xlim(min(*values, 0) - (0.2 * span if min(values) < 0 else 0), max(*values, 0) + 0.22 * span)
    axes.set_xticks([])


def _caption(series: Series, citations: Sequence[Citation]) -> list[str]:
    """The sources with their days, newest first, and that some are our digests."""
    used = {n for point in series.points for n in point.citations}
    own = sorted((c for c in citations if c.n in used), key=lambda c: c.published or date.min, reverse=True)
    days: dict[str, list[str]] = {}
    for citation in own:
        day = day_words(citation.published)
        named = days.setdefault(plain(citation.publisher or citation.title), [])
        if day not in named:
            named.append(day)
    told = [f"{name} ({', '.join(each)})" for name, each in days.items()]
    more = f" and {len(told) - _SOURCES} more" if len(told) > _SOURCES else ""
    digest = ", as digested by burnrate" if any(c.digest for c in own) else ""
    lines = textwrap.wrap(f"Source{'s' if len(told) > 1 else ''}: {'; '.join(told[:_SOURCES])}{more}{digest}.", _CAPTION)
    return lines[:3] if len(lines) <= 3 else [*lines[:2], textwrap.shorten(" ".join(lines[2:]), _CAPTION, placeholder=" …")]


def _alt(series: Series, citations: Sequence[Citation]) -> str:
    """The chart in words: what it shows, every number, what is missing and the sources."""
    told = []
    for point in series.points:
        whose = "" if series.kind is SeriesKind.COURSE and len(series.names) == 1 else f"{plain(point.name)} "
        note = f" ({_BASES[point.basis]})" if point.basis in _BASES and point.basis is not Basis.RUN_RATE else ""
        number = in_short(point.amount) if point.amount.high is None else format_amount(point.amount)
        told.append(f"{whose}{point.period}: {number}{note}")
    missing = f" Not held: {', '.join(label for _, label in series.missing)}." if series.missing else ""
    shape = "Bar chart" if series.kind is not SeriesKind.COURSE or not _as_lines(series) else "Line chart"
    return f"{shape}. {plain(series.title)}. {'; '.join(told)}.{missing} {' '.join(_caption(series, citations))}"
