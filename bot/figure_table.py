"""The table of figures: what is believed of whom, measure by measure, each with the words that bear it.

Rows are read one company at a time, so that the whole table needs no more memory than the largest company.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from bot import measures
from bot.errors import QuestionError
from bot.library import Library
from bot.times import dated_period, period_match, period_rank
from bot.words import STOP_WORDS, tokens
from index.figure import Basis, Figure
from index.fiscal import FiscalCalendar, Match
from index.period import Period
from index.periods import question_period
from index.records import DocumentMeta
from index.taxonomy import Span

__all__ = ["FigureRow", "Wanted", "held_instead", "rows", "wanted"]

_COLUMNS = (
    "entity", "part", "metric", "measure", "value", "high", "unit", "per", "qualifier", "period",
    "period_kind", "period_start", "period_end", "fiscal", "basis", "confidence", "document_id",
    "revision_id", "title", "publisher", "url", "published", "source_type", "digest_of", "quote", "start",
    "end", "amount_start", "amount_end",
)
_SIMPLE = re.compile(r"[\w &-]+")
_NAMED = 8
"""How many things are named where a filter finds nothing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures are wanted: all where a field is empty. `periods` is what was typed, read for each company's calendar."""

    entities: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    periods: str = ""
    basis: Basis | None = None
    today: date = date.min


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with the document that it is from and the words that bear it."""

    figure: Figure
    document: DocumentMeta
    measure: str
    quote: str

    def to_json(self) -> dict[str, object]:
        """The row as `figures --json` prints it: the figure as in an answer, and its citation."""
        flat = self.columns()
        cited = ("document_id", "revision_id", "title", "publisher", "url", "published", "source_type", "digest_of", "quote", "start", "end")
        out = {name: value for name, value in flat.items() if name not in cited}
        return {**out, "citation": {name: flat[name] for name in cited}}

    @staticmethod
    def names() -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return _COLUMNS

    def columns(self) -> dict[str, str | int | float | bool | None]:
        """The row as columns, the same for every row; amounts are exact decimals, as text."""
        figure, amount, period, document = self.figure, self.figure.amount, self.figure.period, self.document
        return {
            "entity": figure.entity,
            "part": figure.dimension,
            "metric": figure.metric,
            "measure": self.measure,
            "value": _plain(amount.value),
            "high": None if amount.high is None else _plain(amount.high),
            "unit": amount.unit,
            "per": amount.per,
            "qualifier": amount.qualifier,
            "period": period.label if period else None,
            "period_kind": period.kind.value if period else None,
            "period_start": _day(period.start if period else None),
            "period_end": _day(period.end if period else None),
            "fiscal": period.fiscal if period else None,
            "basis": figure.basis.value,
            "confidence": figure.confidence,
            "document_id": document.document_id,
            "revision_id": document.revision_id,
            "title": document.title,
            "publisher": document.publisher,
            "url": document.url,
            "published": _day(document.published),
            "source_type": "digest" if document.digest else document.source_type.value,
            "digest_of": document.source_type.value if document.digest else None,
            "quote": self.quote,
            "start": figure.start,
            "end": figure.end,
            "amount_start": figure.amount.start,
            "amount_end": figure.amount.end,
        }


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def wanted(
    library: Library, *, entity: str | None, metric: str | None, period: str | None, basis: str | None, today: date
) -> Wanted:
    """What is asked for, in any wording. Raises QuestionError naming the nearest where it is not known."""
    return Wanted(
        entities=_entities(entity, library) if entity is not None else (),
        metrics=_metrics(metric, library) if metric is not None else (),
        periods=_period(period, today) if period is not None else "",
        basis=_basis(basis) if basis is not None else None,
        today=today,
    )


def _entities(text: str, library: Library) -> tuple[str, ...]:
    if library.names.entry(text) is not None:
        return (text,)
    found = library.names.match(text)
    taken = [(m.start, m.end) for m in found]
    rest = [w for w, start, end in tokens(text) if w not in STOP_WORDS and not any(s < end and start < e for s, e in taken)]
    if found and not rest:
        return tuple(dict.fromkeys(m.name for m in found))
    held = {name.lower(): name for name, _ in library.snapshot.entities() if name}
    near = [held[name] for name in get_close_matches(text.lower(), held, n=3, cutoff=0.5)]
    most = [name for name, _ in library.snapshot.entities() if name][:_NAMED]
    msg = f"--entity names {text!r}, of whom no figure is held; " + (f"nearest: {_listed(near)}" if near else f"there are {_listed(most)} and others")
    raise QuestionError(msg)


def _metrics(text: str, library: Library) -> tuple[str, ...]:
    taxonomy = library.taxonomy
    key = text.strip().lower().replace(" ", "_").replace("-", "_")
    if key in taxonomy:
        return (key,)
    found = taxonomy.find_metrics(text, asked=True)
    taken = [(m.start, m.end) for m in found]
    rest = [w for w, start, end in tokens(text) if w not in STOP_WORDS and not any(s < end and start < e for s, e in taken)]
    if found and not rest:
        return tuple(dict.fromkeys(m.metric for m in found))
    words = {name: metric.id for metric in taxonomy for name in (*metric.rows, *metric.asks, *metric.aliases)}
    known = {name.lower(): metric for name, metric in words.items() if _SIMPLE.fullmatch(name)}
    known |= {name.lower(): metric.id for metric in taxonomy for name in (metric.id, metric.name)}
    near = list(dict.fromkeys(known[name] for name in get_close_matches(text.lower(), known, n=5, cutoff=0.5)))
    if not near:
        near = list(dict.fromkeys(m.metric for m in found))
    msg = f"--metric {text!r} is no measure that I know; " + (f"nearest: {_listed(near)}" if near else f"some are {_listed(sorted(m.id for m in taxonomy)[:_NAMED])}")
    raise QuestionError(msg)


def _period(text: str, today: date) -> str:
    if not _periods(text, today, None):
        msg = f'--period {text!r} is no period; write it as "2025", "fy25", "Q2 2026", "H1 2025" or "March 2026"'
        raise QuestionError(msg)
    return text


def _periods(text: str, today: date, calendar: FiscalCalendar | None) -> tuple[Period, ...]:
    found = question_period(text, asked_on=today, calendar=calendar).periods
    return tuple(p for p in found if p.year is not None or p.end is not None)


def _basis(text: str) -> Basis:
    key = _bare(text)
    for basis in Basis:
        if key == _bare(basis.value):
            return basis
    near = get_close_matches(key, list(Basis), n=1, cutoff=0.4)
    msg = f"--basis {text!r} is none of {_listed([b.value for b in Basis])}" + (f"; do you mean {near[0]}?" if near else "")
    raise QuestionError(msg)


def _bare(text: str) -> str:
    """A name without what people write in it in different ways: "run rate", "Run-Rate", "run_rate"."""
    return re.sub(r"[\W_]+", "", text).lower()


def _listed(names: list[str]) -> str:
    return ", ".join(names)


def rows(library: Library, which: Wanted) -> Iterator[FigureRow]:
    """The figures wanted: company by company, measure by measure, from the oldest period on, the best source first."""
    place = {metric.id: number for number, metric in enumerate(library.taxonomy)}
    names = which.entities or tuple(sorted((name for name, _ in library.snapshot.entities() if name), key=str.casefold))

    def order(row: FigureRow) -> tuple[object, ...]:
        figure, document = row.figure, row.document
        published = (document.published or date.min).toordinal()
        return (place.get(figure.metric, len(place)), figure.dimension, _spoken_for(row, library), -document.source_type.authority, -published, figure.document_id, figure.amount.start)

    for name in names:
        yield from sorted(_of(name, library, which), key=order)


def _spoken_for(row: FigureRow, library: Library) -> date:
    return period_rank(dated_period(row.figure, library), row.document)


def _of(name: str, library: Library, which: Wanted) -> Iterator[FigureRow]:
    periods = _periods(which.periods, which.today, library.names.calendar(name)) if which.periods else ()
    for figure in library.snapshot.figures(entity=[name], metric=which.metrics or None):
        if not figure.metric or (which.basis is not None and figure.basis is not which.basis):
            continue
        if periods and not _in_time(figure, periods, library):
            continue
        yield FigureRow(figure, library.document(figure.document_id), measures.name(library.taxonomy, figure.metric), library.quote(figure))


def _in_time(figure: Figure, periods: tuple[Period, ...], library: Library) -> bool:
    """Whether a figure is for one of the periods, fiscal or not where no calendar is known; a balance also at a moment within."""
    found = period_match(figure, periods, library)
    if found is not Match.WEAK or figure.period is None:
        return found is Match.EXACT
    metric = library.taxonomy.metric(figure.metric) if figure.metric in library.taxonomy else None
    return any(figure.period.kind is p.kind for p in periods) or (metric is not None and metric.span is Span.INSTANT)


def held_instead(library: Library, which: Wanted) -> str:
    """What is held where nothing is of what is wanted, as a sentence or two."""
    told = []
    for name in which.entities[:2]:
        figures = [f for f in library.snapshot.figures(entity=[name]) if f.metric]
        if not figures:
            told.append(f"No figure of {name} is held.")
            continue
        own = [f for f in figures if not which.metrics or f.metric in which.metrics]
        if not own:
            counted = sorted({f.metric for f in figures}, key=lambda m: -sum(f.metric == m for f in figures))
            told.append(f"Of {name} I hold {_listed(counted[:_NAMED])}{' and others' if len(counted) > _NAMED else ''}.")
            continue
        labels = dict.fromkeys(f.period.label for f in sorted(own, key=lambda f: _ending(f, library), reverse=True) if f.period)
        bases = dict.fromkeys(f.basis.value for f in own)
        told.append(f"Of {name} I hold it for {_listed(list(labels)[:_NAMED])} ({_listed(list(bases))}).")
    return " ".join(told) or "No figure is held that fits all of that; leave one of the filters out."


def _ending(figure: Figure, library: Library) -> date:
    return period_rank(dated_period(figure, library), library.document(figure.document_id))
