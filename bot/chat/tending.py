"""Tending: seeing one question through, from the first "Looking ..." to the answer that stands in its place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

import structlog

from bot.answer import Status
from bot.chat import notices
from bot.chat.answering import Answering
from bot.chat.card import Card
from bot.chat.finding import Found, Sought, draw, find, note_gap
from bot.chat.memory import Memory
from bot.chat.message import Entry
from bot.chat.port import Gone
from bot.chat.questions import Kept
from bot.chat.tally import Tally
from bot.chat.work import End, Work

__all__ = ["Tending"]

_T = TypeVar("_T")
_log = structlog.get_logger()


class Tending:
    """Sees questions through. An answer to what a question was before it was changed, or to one let go, never lands."""

    def __init__(self, answering: Answering, memory: Memory, tally: Tally, clock: Callable[[], datetime]) -> None:
        self._answering = answering
        self._memory = memory
        self._tally = tally
        self._clock = clock
        self._drawing = asyncio.Semaphore(1)

    async def tend(self, work: Work) -> None:
        """Answer a question that was let in. Raises what goes wrong; `Gone` where its place is no more."""
        began = asyncio.get_running_loop().time()
        if work.reply is not None:
            await work.reply.show(notices.waiting(work.kept.id))
        elif work.asked.entry is not Entry.OPEN:
            await self._begin(work, notices.waiting(work.kept.id))
        status = ""
        while True:
            # Whatever comes while something is awaited sets `changed`; only where nothing did is this the end.
            work.changed.clear()
            if work.end is None:
                found = await _unless_changed(work, self._find(work))
                if found is None or not await self._land(work, found):
                    continue
                if not status:
                    self._tally.seconds.labels(work.key[0]).observe(asyncio.get_running_loop().time() - began)
                status = found.answer.status.value
                if work.ticket is not None:
                    work.ticket.give_back()
                if found.drawable:
                    await self._memory.questions.finished(work.kept)
                    await self._illustrate(work, found)
            elif work.end is End.DELETED:
                await self._take_away(work)
            elif not status and work.reply is not None:
                await work.reply.show(notices.STOPPED)
            await self._memory.questions.finished(work.kept)
            if not work.changed.is_set():
                break
        asked = work.asked
        ended = work.end.name.lower() if work.end is not None and not status else status
        self._tally.questions.labels(asked.place.platform.value, asked.entry.value, ended or "passed").inc()

    async def _begin(self, work: Work, card: Card) -> None:
        """Reply for the first time, and keep by which message."""
        work.reply = await work.port.begin(work.event, card, private=work.kept.private)
        work.kept = replace(work.kept, reply=work.reply.message)
        await self._memory.questions.keep(work.kept)

    async def _find(self, work: Work) -> Found:
        settings = self._memory.settings
        if work.ticket is not None:
            await work.ticket.turn()
        sought = Sought(
            work.asked, tuple(await self._memory.questions.turns(work.kept)), self._memory.channels.of(work.asked.place),
            self._clock().date(), settings.longest_question, work.cut, not self._answering.busy,
        )  # fmt: skip
        return await self._answering.work(lambda engine: find(engine, sought))

    async def _land(self, work: Work, found: Found) -> bool:
        """Keep an answer and show it; says whether it was shown."""
        answer = found.answer
        if work.reply is None:
            if answer.status is not Status.ANSWERED and not (found.names and answer.status is Status.NOT_FOUND):
                return True  # people of a channel talk of other things too: nothing is said of those
            await self._memory.questions.keep(work.kept)
        kept = await self._memory.questions.answered(work.kept, answer, found.laid, found.offered)
        if work.changed.is_set():
            return False
        work.kept = kept
        card = self._dressed(kept)
        if work.reply is None:
            await self._begin(work, card)
            await self._memory.questions.replied(work.kept)
        else:
            await work.reply.show(card)
        if answer.status is Status.NOT_FOUND and work.asked.entry is not Entry.CHECK:
            await asyncio.to_thread(note_gap, self._answering.data_dir, found)
        return True

    async def _illustrate(self, work: Work, found: Found) -> None:
        """Draw the chart of an answer that stands there, one at a time, and show the answer with it."""
        async with self._drawing:
            picture = await _unless_changed(work, asyncio.to_thread(draw, found.answer))
        if picture is None or work.reply is None:
            return
        kept = await self._memory.questions.drawn(work.kept, picture)
        if work.changed.is_set():
            return
        work.kept = kept
        try:
            await work.reply.show(self._dressed(kept))
        except Gone:
            raise
        except Exception:  # noqa: BLE001  the answer stands there, if without its chart
            _log.exception("a chart cannot be shown", platform=work.key[0])

    def _dressed(self, kept: Kept) -> Card:
        return notices.dressed(kept, may_share=not self._memory.channels.of(kept.place).private)

    async def _take_away(self, work: Work) -> None:
        """The question is gone: so are its reply and what was kept of it."""
        await self._memory.questions.drop(work.kept)
        if work.reply is not None:
            with suppress(Gone):
                await work.reply.remove()


async def _unless_changed(work: Work, doing: Coroutine[Any, Any, _T]) -> _T | None:
    """What comes of something, or None as soon as the question is changed or let go; then it is given up."""
    task = asyncio.create_task(doing)
    changed = asyncio.create_task(work.changed.wait())
    try:
        await asyncio.wait({task, changed}, return_when=asyncio.FIRST_COMPLETED)
        return None if work.changed.is_set() else task.result()
    finally:
        task.cancel()
        changed.cancel()
        await asyncio.wait({task, changed})
        if not task.cancelled():
            task.exception()  # of what is given up, an error is nobody's concern
