"""The desk: where every event of every platform arrives, and from where every reply goes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from bot.answer import Answer, Status
from bot.chat.answering import Answering
from bot.chat.card import Card, CardKind, Quoted, SourceLine
from bot.chat.channels import Mode
from bot.chat.home import Home
from bot.chat.memory import Memory
from bot.chat.message import Asked, Clicked, Commanded, Person, Place
from bot.chat.port import Port, Reply
from bot.wording import day_words

__all__ = ["Commands", "Desk"]

_KINDS = {
    Status.ANSWERED: CardKind.ANSWER,
    Status.NOT_FOUND: CardKind.NOT_FOUND,
    Status.CLARIFY: CardKind.CLARIFY,
    Status.DECLINED: CardKind.DECLINED,
}
_Key = tuple[str, str, str, str]


class Commands(Protocol):
    """Who runs what admins and people command, and whose buttons are not about an answer."""

    async def run(self, commanded: Commanded, port: Port) -> None:
        """Run a command and reply to it, once: the desk has seen to that."""

    async def clicked(self, clicked: Clicked, port: Port) -> None:
        """A button of a command's reply was pressed: publish, discard, add, remove, cancel and the like."""

    async def home(self, person: Person, recent: list[str], port: Port) -> Home:
        """The home of a person, with the questions that they asked last."""


class Desk:
    """Takes events and sees to their replies; knows no platform. One for the whole program."""

    def __init__(
        self,
        answering: Answering,
        memory: Memory,
        commands: Commands,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._answering = answering
        self._memory = memory
        self._commands = commands
        self._clock = clock
        self._replies: dict[_Key, Reply] = {}
        self._seen: set[_Key] = set()
        self._threads: set[_Key] = set()

    async def asked(self, asked: Asked, port: Port) -> None:
        """Answer a question, once however often it comes."""
        key = _key(asked.place, asked.id)
        if key in self._seen:
            return
        self._seen.add(key)
        self._threads.add(_key(asked.place, asked.place.thread or asked.id))
        reply = await port.begin(asked, Card(CardKind.WAITING, lead="Looking …"), private=asked.private)
        self._replies[key] = reply
        await self._answer(asked, reply)

    async def edited(self, asked: Asked, port: Port) -> None:  # noqa: ARG002  as the platforms call it
        """Answer a question that was changed anew, in place of the first answer."""
        reply = self._replies.get(_key(asked.place, asked.id))
        if reply is not None:
            await self._answer(asked, reply)

    async def deleted(self, place: Place, message: str, port: Port) -> None:  # noqa: ARG002  the same
        """A question was deleted: its reply goes too."""
        reply = self._replies.pop(_key(place, message), None)
        if reply is not None:
            await reply.remove()

    async def clicked(self, clicked: Clicked, port: Port) -> None:
        """Do what a button says."""
        await self._commands.clicked(clicked, port)

    async def commanded(self, commanded: Commanded, port: Port) -> None:
        """Run a command, once however often it comes."""
        key = _key(commanded.place, commanded.id)
        if key not in self._seen:
            self._seen.add(key)
            await self._commands.run(commanded, port)

    async def stopped(self, place: Place, port: Port) -> None:
        """Somebody pressed the platform's own stop button: what is worked on in that place is let go."""

    def follows(self, place: Place) -> bool:
        """Whether a place is a thread that burnrate answered in."""
        return bool(place.thread) and _key(place, place.thread) in self._threads

    def answers_all(self, place: Place) -> bool:
        """Whether an admin opted a channel in to every question."""
        return self._memory.channels.of(place).mode is Mode.EVERY

    def companies(self, typed: str, limit: int = 25) -> list[str]:
        """Names of companies that the corpus tells of and that begin with what was typed, those told of most first."""
        start = typed.strip().casefold()
        held = self._answering.engine().library.snapshot.entities()
        return [name for name, _ in held if name.casefold().startswith(start)][:limit]

    def suggestions(self) -> list[tuple[str, str]]:
        """Titles and questions that the corpus can answer now."""
        return []

    async def home(self, person: Person, port: Port) -> Home:
        """What a person finds of burnrate before they ask."""
        return await self._commands.home(person, await self._memory.recent(person), port)

    async def close(self) -> None:
        """Take no more and finish those in hand."""

    async def _answer(self, asked: Asked, reply: Reply) -> None:
        answer = await self._answering.ask(asked.text, today=self._clock().date())
        await reply.show(_card(answer))


def _key(place: Place, message: str) -> _Key:
    return place.platform.value, place.workspace, place.channel, message


def _card(answer: Answer) -> Card:
    return Card(
        _KINDS[answer.status],
        lead=answer.text,
        quotes=tuple(Quoted(one.quote, one.n) for one in answer.citations),
        sources=tuple(
            SourceLine(one.n, one.title, one.url, f"{one.publisher}, {day_words(one.published)}")
            for one in answer.citations
        ),
    )
