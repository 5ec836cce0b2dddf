"""The desk: where every event of every platform arrives, and from where every reply goes out."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog

from bot.chat import notices
from bot.chat.answering import Answering
from bot.chat.attending import is_meant
from bot.chat.channels import Mode
from bot.chat.cleaning import question_text
from bot.chat.handled import Key, Taken, key_of
from bot.chat.home import Home
from bot.chat.limiting import Limits
from bot.chat.memory import Memory
from bot.chat.message import Asked, Clicked, Commanded, Entry, Person, Place
from bot.chat.ordering import Ordering
from bot.chat.port import Event, Gone, Port, Reply
from bot.chat.pressing import OF_ANSWERS, Pressing
from bot.chat.prompting import Prompts
from bot.chat.questions import Kept
from bot.chat.tally import Tally
from bot.chat.tending import Tending
from bot.chat.work import End, Work
from index.errors import NoGeneration

__all__ = ["Commands", "Desk"]

_log = structlog.get_logger()
_REMEMBERED = 20_000
_TAKEN_UP_AGAIN = timedelta(hours=1)
"""How old a question may be that a restart interrupted, to be answered after it; nobody waits for older ones."""
_UNASKED = {Entry.FOLLOW_UP, Entry.OPEN}


class Commands(Protocol):
    """Who runs what admins and people command, and whose buttons are not about an answer."""

    async def run(self, commanded: Commanded, port: Port) -> None:
        """Run a command and reply to it, once: the desk has seen to that."""

    async def clicked(self, clicked: Clicked, port: Port) -> None:
        """A button of a command's reply was pressed: publish, discard, add, remove, cancel and the like."""

    async def home(self, person: Person, recent: list[str], port: Port) -> Home:
        """The home of a person, with the questions that they asked last."""


class Desk:
    """Takes events and sees to their replies; knows no platform. One for the whole program, on one event loop."""

    def __init__(
        self,
        answering: Answering,
        memory: Memory,
        commands: Commands,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        tally: Tally | None = None,
    ) -> None:
        self._memory = memory
        self._commands = commands
        self._clock = clock
        self._tally = tally if tally is not None else Tally()
        self._limits = Limits(memory.settings)
        self._ordering = Ordering()
        self._works: dict[Key, Work] = {}
        self._past: OrderedDict[Key, None] = OrderedDict()
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False
        self._prompts = Prompts(answering, lambda: clock().date())
        self._tending = Tending(answering, memory, self._tally, clock)
        self._pressing = Pressing(memory, self._tally, self._works.values(), self._ask)

    async def warm(self) -> None:
        """Open the published generation and work out what to offer, so that the first question need not wait for it."""
        await self._prompts.warm()

    async def asked(self, asked: Asked, port: Port) -> None:
        """Answer a question, once however often and by however many doors it comes."""
        if asked.entry in _UNASKED and not is_meant(asked.text, follows=asked.entry is Entry.FOLLOW_UP):
            return
        await self._ask(asked, asked, port)

    async def edited(self, asked: Asked, port: Port) -> None:
        """Answer a question that was changed anew, in place of the first answer."""
        text, cut = self._read(asked.text)
        if not self._change(asked, text, cut=cut):
            kept = await self._memory.questions.at(asked.place, asked.id)
            if kept is None or kept.message != asked.id:
                if asked.entry in {Entry.MENTION, Entry.DIRECT}:
                    await self._ask(asked, asked, port)
            elif kept.question != text and kept.reply and not self._change(asked, text, cut=cut):
                if await self._within_limits(asked, port):
                    again = replace(asked, text=text, about=kept.about, entry=kept.entry, private=kept.private)
                    await self._again(again, replace(kept, question=text), port, cut=cut)

    async def deleted(self, place: Place, message: str, port: Port) -> None:
        """A message was deleted: where it is a question its reply goes too, where it is a reply nothing is kept of it."""
        key = key_of(place, message)
        self._remember(key)  # its question may come after it
        work = self._works.get(key) or next(
            (one for one in self._works.values() if one.kept.reply == message and one.key[:3] == key[:3]), None
        )
        if work is not None:
            work.finish(End.DELETED)
            return
        kept = await self._memory.questions.at(place, message)
        if kept is not None:
            await self._memory.questions.drop(kept)
            for standing in {kept.reply, kept.shared} - {"", message}:
                try:
                    await (await port.standing(kept.place, standing)).remove()
                except Gone:
                    continue

    async def clicked(self, clicked: Clicked, port: Port) -> None:
        """Do what a button says, once."""
        key = ("clicked", clicked.id, clicked.action, "" if clicked.text is None else "told")
        if key in self._past:
            return
        self._remember(key)
        of_answers = clicked.action in {action.value for action in OF_ANSWERS}
        try:
            await (self._pressing.press(clicked, port) if of_answers else self._commands.clicked(clicked, port))
        except Gone:
            _log.info("a button's message is gone", platform=clicked.place.platform.value, action=clicked.action)
        except Exception as error:  # noqa: BLE001  the outermost edge: people see a reference, the log has the rest
            await self._tell_failed(error, clicked, port)

    async def commanded(self, commanded: Commanded, port: Port) -> None:
        """Run a command, once however often it comes."""
        key = key_of(commanded.place, commanded.id)
        if key in self._past:
            return
        self._remember(key)
        try:
            if await self._memory.handled.take(key, self._clock()) is not Taken.NO and await self._within_limits(commanded, port):
                await self._commands.run(commanded, port)
            await self._memory.handled.done(key, self._clock())
        except Gone:
            _log.info("the place of a command is gone", platform=commanded.place.platform.value)
        except Exception as error:  # noqa: BLE001  the same
            await self._tell_failed(error, commanded, port)

    async def stopped(self, place: Place, port: Port) -> None:  # noqa: ARG002  as the platforms call it
        """Somebody pressed the platform's own stop button: what is worked on in that place is let go."""
        for work in self._works.values():
            if work.stands_in(place):
                work.finish(End.STOPPED)

    async def resumed(self, port: Port) -> None:
        """A platform is connected: answer what an earlier run of the program had begun to and did not end."""
        since = self._clock() - _TAKEN_UP_AGAIN
        for kept in await self._memory.questions.unfinished(port.platform, since):
            asked = Asked(kept.message, kept.place, kept.person, kept.question, kept.entry, kept.at, kept.private, kept.about)
            if kept.key not in self._works and kept.key not in self._past:
                await self._again(asked, kept, port, cut=False)

    def follows(self, place: Place) -> bool:
        """Whether a place is a thread that burnrate answered in."""
        return self._memory.questions.follows(place) or any(
            work.stands_in(place) and not work.kept.private for work in self._works.values() if place.thread
        )

    def answers_all(self, place: Place) -> bool:
        """Whether an admin opted a channel in to every question."""
        return self._memory.channels.of(place).mode is Mode.EVERY

    def companies(self, typed: str, limit: int = 25) -> list[str]:
        """Names of companies that the corpus tells of and that a typed text begins, those told of most first."""
        return self._prompts.companies(typed, limit)

    def suggestions(self) -> list[tuple[str, str]]:
        """Titles and questions that the corpus can answer now; none until that was worked out."""
        return self._prompts.questions()

    async def home(self, person: Person, port: Port) -> Home:
        """What a person finds of burnrate before they ask."""
        return await self._commands.home(person, await self._memory.recent(person), port)

    async def close(self, patience: float = 25.0) -> None:
        """Take no more and finish those in hand; what takes longer, in seconds, is taken up again after a restart."""
        self._closing = True
        try:
            await asyncio.wait_for(self._idle.wait(), patience)
        except TimeoutError:
            _log.warning("questions left for the next start", count=len(self._works))
        await self._prompts.close()

    def _read(self, text: str) -> tuple[str, bool]:
        return question_text(text, self._memory.settings.longest_question)

    async def _ask(self, event: Event, asked: Asked, port: Port) -> None:
        """Take a question up, unless it was before."""
        key = key_of(asked.place, asked.id)
        if key in self._works or key in self._past:
            return
        if self._closing:
            await port.whisper(event, notices.CLOSING)
            return
        text, cut = self._read(asked.text)
        about, about_cut = self._read(asked.about)
        private = asked.private or (asked.entry is not Entry.DIRECT and self._memory.channels.of(asked.place).private)
        asked = replace(asked, text="" if text == about else text, about=about, private=private)
        await self._see_through(Work(event, asked, port, self._memory.questions.begin(asked, _conversation(asked)), cut or about_cut))

    async def _again(self, asked: Asked, kept: Kept, port: Port, *, cut: bool) -> None:
        """Answer a question in place of the reply that stands."""
        work = Work(asked, asked, port, kept, cut)
        self._past.pop(work.key, None)
        await self._see_through(work, known=True)

    async def _see_through(self, work: Work, *, known: bool = False) -> None:
        """See a question through, whatever happens to it."""
        key = work.key
        self._works[key] = work
        crowded = len(self._works) > self._memory.settings.most_in_hand
        admitted = known
        self._idle.clear()
        self._tally.in_hand.set(len(self._works))
        try:
            if known or not work.asked.reply_to:
                work.ticket = self._ordering.ticket((*key[:3], work.kept.conversation))
            if known:
                work.reply = await work.port.standing(work.kept.place, work.kept.reply)
            admitted = known or await self._let_in(work, crowded=crowded)
            if admitted:
                await self._tending.tend(work)
        except Gone:
            await self._memory.questions.finished(work.kept)
            _log.info("the place of a question is gone", platform=key[0])
        except Exception as error:  # noqa: BLE001  the same
            await self._tell_failed(error, work.event, work.port, work.reply)
            await self._memory.questions.finished(work.kept)
        finally:
            del self._works[key]
            self._remember(key)
            if work.ticket is not None:
                work.ticket.give_back()
            self._tally.in_hand.set(len(self._works))
            if not self._works:
                self._idle.set()
        if not admitted:
            await self._memory.handled.done(key, self._clock())
        await self._memory.tidy(self._clock())

    async def _let_in(self, work: Work, *, crowded: bool) -> bool:
        """Whether a question is to be answered: new, in a place where it may be, within the limits and the room there is."""
        asked, port = work.asked, work.port
        if await self._memory.questions.is_ours(asked.place, asked.id):
            return False
        mode = self._memory.channels.of(asked.place).mode
        if asked.entry is not Entry.DIRECT and mode is Mode.NEVER:
            if asked.entry not in _UNASKED:
                await port.whisper(work.event, notices.SILENT_HERE)
            return False
        taken = await self._memory.handled.take(work.key, self._clock())
        if taken is Taken.NO or (asked.entry is Entry.OPEN and mode is not Mode.EVERY):
            return False
        if asked.reply_to:
            before = await self._memory.questions.at(asked.place, asked.reply_to)
            if before is not None:
                work.kept = replace(work.kept, conversation=before.conversation)
            work.ticket = self._ordering.ticket((*work.key[:3], work.kept.conversation))
        if taken is Taken.AGAIN:
            kept = await self._memory.questions.at(asked.place, asked.id)
            if kept is not None and kept.message == asked.id:
                work.kept = replace(kept, question=asked.text)
                work.reply = await port.standing(kept.place, kept.reply) if kept.reply else None
        if not await self._within_limits(asked, port, work.event):
            return False
        if crowded:
            self._tally.limited.labels(work.key[0], "room").inc()
            await port.whisper(work.event, notices.BUSY)
            return False
        return True

    async def _within_limits(self, said: Asked | Commanded, port: Port, event: Event | None = None) -> bool:
        over = self._limits.over(said.place, said.person)
        if over is not None:
            self._tally.limited.labels(said.place.platform.value, over.scope).inc()
            await port.whisper(event if event is not None else said, notices.limited(over))
        return over is None

    def _change(self, asked: Asked, text: str, *, cut: bool) -> bool:
        """Change a question that is in hand; says whether it is."""
        work = self._works.get(key_of(asked.place, asked.id))
        if work is not None and work.asked.text != text:
            work.change(replace(work.asked, text=text), replace(work.kept, question=text), cut=cut)
        return work is not None

    async def _tell_failed(self, error: Exception, event: Event, port: Port, reply: Reply | None = None) -> None:
        """Log what was raised with its traceback, and show a reference to it."""
        reference = secrets.token_hex(4)
        platform = event.place.platform.value
        if isinstance(error, NoGeneration):
            card = notices.NO_INDEX
        else:
            card = notices.failed(reference)
            _log.error("an event failed", reference=reference, platform=platform, kind=type(event).__name__, exc_info=error)
        self._tally.failed.labels(platform).inc()
        try:
            await (reply.show(card) if reply is not None else port.whisper(event, card))
        except Exception:  # noqa: BLE001  the platform fails as well: there is nobody left to tell
            _log.exception("cannot tell of a failure", reference=reference, platform=platform)

    def _remember(self, key: Key) -> None:
        self._past[key] = None
        while len(self._past) > _REMEMBERED:
            self._past.popitem(last=False)


def _conversation(asked: Asked) -> str:
    """The thread that a question is in or begins; "" in a direct conversation, which is one by itself."""
    if asked.private and asked.entry is not Entry.DIRECT:
        return asked.id
    return asked.place.thread or ("" if asked.entry is Entry.DIRECT else asked.id)
