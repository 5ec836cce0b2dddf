"""Finding: what is done with a question in a worker thread, from the engine to the cards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import structlog

from bot import gaps
from bot.answer import Answer, Status
from bot.charts import picture
from bot.chat.card import Picture
from bot.chat.channels import Channel
from bot.chat.checking import as_answer, lay_out_checked
from bot.chat.layout import Laid, lay_out
from bot.chat.message import Asked, Entry
from bot.chat.prompting import offers
from bot.checking import check
from bot.engine import Engine
from bot.question import Turn
from bot.series import series_of
from bot.words import fold

__all__ = ["Found", "Sought", "draw", "find", "note_gap"]

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Sought:
    """A question with all that it is answered by.

    `cut` says that it was longer than is read, `longest` how much is, and `offering` whether there is time to look for
    questions to offer where nothing is found.
    """

    asked: Asked
    turns: tuple[Turn, ...]
    channel: Channel
    today: date
    longest: int
    cut: bool
    offering: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """An answer with its cards and what they offer to ask.

    `names` says whether a company of the corpus was named, `drawable` whether there is a chart to draw.
    """

    answer: Answer
    laid: Laid
    offered: tuple[str, ...]
    names: bool
    drawable: bool = False


def find(engine: Engine, sought: Sought) -> Found:
    """Answer a question and lay the answer out."""
    asked, turns = sought.asked, sought.turns
    notes = [f"That was long: I have read its first {sought.longest:,} characters."] if sought.cut else []
    text = asked.text or asked.about
    names = bool(engine.library.names.companies(text))
    if asked.entry is Entry.CHECK:
        checked = check(engine, text, today=sought.today)
        answer = as_answer(checked)
        outside = _outside(engine, sought, answer)
        if not outside:
            return Found(answer, lay_out_checked(checked, answer, sought.channel.language, notes), (), names)
    else:
        turns = (Turn("user", asked.about), *turns) if asked.about and asked.text else turns
        answer = engine.ask(text, today=sought.today, context=turns)
        outside = _outside(engine, sought, answer)
    if outside:
        answer = Answer(answer.question, Status.DECLINED, outside, generation=answer.generation)
    offered = offers(engine, text, answer, sought.today, turns) if sought.offering else ()
    return Found(answer, lay_out(answer, sought.channel.language, notes), offered, names, series_of(answer) is not None)


def draw(answer: Answer) -> Picture | None:
    """The chart of an answer, where it has one; an answer is the same without."""
    try:
        return picture(answer)
    except Exception:  # noqa: BLE001  whatever the drawing library may raise
        _log.exception("a chart cannot be drawn")
        return None


def note_gap(data_dir: Path, found: Found) -> None:
    """Write down a question that found nothing."""
    if found.answer.status is Status.NOT_FOUND:
        gaps.record(data_dir, [found.answer.question])


def _outside(engine: Engine, sought: Sought, answer: Answer) -> str:
    """What to say where an answer is about nothing that its channel is for; "" where it is."""
    topics = sought.channel.topics
    if not topics or answer.status in {Status.CLARIFY, Status.DECLINED}:
        return ""
    names = engine.library.names
    asked = [match.name for match in names.companies(sought.asked.text or sought.asked.about)]
    told = [figure.entity for figure in answer.figures] or [n for c in answer.citations for n in names.subjects(c.document_id)]
    wanted = {fold(name) for topic in topics for name in (topic, *names.family([topic]))}
    if any(fold(name) in wanted for name in (asked or told)):
        return ""
    listed = re.sub(r", ([^,]+)$", r" and \1", ", ".join(topics))
    return f"In this channel I answer about {listed} only. You can ask me about others in a direct message."

