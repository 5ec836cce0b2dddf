"""Prompting: names and questions to offer, of which it is known that the corpus can answer them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

import structlog

from bot import measures
from bot.answer import Answer, Status
from bot.chat.answering import Answering
from bot.engine import Engine
from bot.library import Library
from bot.question import Question, Turn
from bot.selection import fits
from bot.understanding import understand
from bot.wording import period_words
from index.errors import NoGeneration
from index.figure import Basis, Figure
from index.period import PeriodKind

__all__ = ["Prompts", "offers"]

_MEASURES = ("revenue", "operating_loss", "net_income", "net_loss", "capital_expenditures", "headcount")
_COMPANIES = 12
_OFFERED = 4
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Offered:
    """What a generation has to offer."""

    generation: str = ""
    companies: tuple[str, ...] = ()
    questions: tuple[tuple[str, str], ...] = ()


class Prompts:
    """Names and questions of the generation that is published, worked out beside and kept until the next one is."""

    def __init__(self, answering: Answering, today: Callable[[], date]) -> None:
        self._answering = answering
        self._today = today
        self._offered = _Offered()
        self._task: asyncio.Task[None] | None = None

    def companies(self, typed: str, limit: int) -> list[str]:
        """Names that a typed text begins, or a word of which it does; those with most figures first."""
        self.look()
        start = typed.strip().casefold()
        names = self._offered.companies
        if not self._offered.generation:
            # Asked for before anything was worked out: the names alone are quickly had.
            try:
                names = tuple(name for name, _ in self._answering.engine().library.snapshot.entities())
            except NoGeneration:
                return []
        first = [name for name in names if name.casefold().startswith(start)]
        inside = [name for name in names if any(word.startswith(start) for word in name.casefold().split()[1:])]
        return list(dict.fromkeys([*first, *inside]))[:limit]

    def questions(self) -> list[tuple[str, str]]:
        """Titles and questions."""
        self.look()
        return list(self._offered.questions)

    async def warm(self) -> None:
        """Work out what the published generation offers; nothing where none is published."""
        with suppress(NoGeneration):
            await self._answering.work(self._renew)

    async def close(self) -> None:
        """Work nothing out any more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    def look(self) -> None:
        """Work it out anew where another generation is published: beside what goes on, or at once in a worker thread."""
        if self._answering.published() == self._offered.generation:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            with suppress(NoGeneration):
                self._renew(self._answering.engine())
            return
        if self._task is None or self._task.done():
            self._task = loop.create_task(self.warm())

    def _renew(self, engine: Engine) -> None:
        try:
            self._offered = _work_out(engine, self._today())
        except Exception:  # noqa: BLE001  what is offered is a courtesy: without it everything else goes on
            _log.exception("cannot work out what to offer")
            self._offered = _Offered(engine.library.snapshot.id)


def offers(engine: Engine, text: str, answer: Answer, today: date, context: Sequence[Turn]) -> tuple[str, ...]:
    """Questions near one that found nothing, or was not plain enough, each of which has an answer."""
    library = engine.library
    if answer.status not in {Status.NOT_FOUND, Status.CLARIFY}:
        return ()
    question = understand(text, asked_on=today, names=library.names, taxonomy=library.taxonomy, context=context)
    if not question.metrics or question.unknown:
        return ()
    near = _other_times(question, library) if question.entities else _of_companies(question, library, today)
    found = [one for one in dict.fromkeys(near) if engine.ask(one, today=today).status is Status.ANSWERED]
    return tuple(found[:3])


def _other_times(question: Question, library: Library) -> list[str]:
    held = fits(replace(question, periods=(), terms=()), library, as_of=None)
    figures = [f.figure for f in held if not f.kin and f.figure.period is not None and not f.figure.dimension]
    return [_asking(figure, library) for figure in figures][:4]


def _of_companies(question: Question, library: Library, today: date) -> list[str]:
    metrics = [m.metric for m in question.metrics][:1]
    newest = [_newest(library, name, metrics, today) for name, _ in library.snapshot.entities()[:_COMPANIES]]
    return [_asking(figure, library) for figure in newest if figure is not None][:4]


def _work_out(engine: Engine, today: date) -> _Offered:
    library = engine.library
    names = tuple(name for name, _ in library.snapshot.entities())
    found: list[tuple[str, str]] = []
    used: dict[str, int] = dict.fromkeys(_MEASURES, 0)
    for name in names[:_COMPANIES]:
        # The measure that is offered least so far goes first, so that they are not all alike.
        for metric in sorted(_MEASURES, key=lambda one: used[one]):
            figure = _newest(library, name, [metric], today)
            if figure is None:
                continue
            asked = _asking(figure, library)
            answer = engine.ask(asked, today=today)
            if answer.status is Status.ANSWERED and any(f.entity == name and f.metric == metric for f in answer.figures):
                used[metric] += 1
                found.append((f"{name}: {measures.name(library.taxonomy, metric)}", asked))
                break
        if len(found) == _OFFERED:
            break
    return _Offered(library.snapshot.id, names, tuple(found))


def _newest(library: Library, name: str, metrics: Sequence[str], today: date) -> Figure | None:
    """The newest figure of a whole year that is over."""
    whole = [
        f for f in library.figures_of([name], metrics)
        if f.basis is Basis.ACTUAL and not f.dimension and f.period is not None and f.period.kind is PeriodKind.YEAR
        and (f.period.year or 0) <= today.year
    ]  # fmt: skip
    return max(whole, key=lambda f: (f.period.year or 0) if f.period else 0, default=None)


def _asking(figure: Figure, library: Library) -> str:
    when = f" {period_words(figure.period, None)}" if figure.period is not None else ""
    return f"What was the {measures.name(library.taxonomy, figure.metric)} of {figure.entity}{when}?"
