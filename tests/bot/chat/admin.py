"""Commands on a data directory of a test's own, whose sources stand on a web of its own."""

from __future__ import annotations

import asyncio
import itertools
import subprocess
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.chat.answering import Answering
from bot.chat.card import Action
from bot.chat.commands import ChatCommands
from bot.chat.memory import Memory
from bot.chat.message import Clicked, Commanded, Person, Place, Platform
from bot.chat.settings import Admin, ChatSettings
from bot.jobs import JOBS, Order
from tests.bot.chat.port import Message, Platformed

__all__ = ["ANNA", "BEN", "Room", "done_here", "here", "room", "words"]

NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)
ANNA = Person(Platform.SLACK, "T1", "U1ANNA")
BEN = Person(Platform.SLACK, "T1", "U2BEN")
here = Place(Platform.SLACK, "T1", "C1")
_numbers = itertools.count(1)


def done_here(
    order: Order,
    *,
    tell: Callable[[Mapping[str, Any]], None] | None = None,
    started: Callable[[subprocess.Popen[bytes]], None] | None = None,
) -> Mapping[str, Any]:
    """Does a job in this process, which a child would take a second longer to begin."""
    return JOBS[order.job](order, tell or (lambda _event: None))


class Room:
    """Commands with a port, and people who use them. Anna is an admin, Ben is not."""

    def __init__(self, data_dir: Path, do: Any = done_here, admins: tuple[Admin, ...] = (Admin(Platform.SLACK, "U1ANNA"),)) -> None:
        self.data_dir = data_dir
        self.port = Platformed()
        self.memory = Memory(data_dir, ChatSettings(admins=admins))
        self.answering = Answering(data_dir)
        self.commands = ChatCommands(data_dir, self.answering, self.memory, do=do)

    async def say(self, line: str, person: Person = ANNA, place: Place = here) -> str:
        """Give a command as it is typed; gives its id."""
        words = line.split()
        said = Commanded(f"c{next(_numbers)}", replace(place, workspace=person.workspace), person, words[0].lstrip("/"), tuple(words[1:]), NOW)
        await self.commands.run(said, self.port)
        return said.id

    async def reply(self, line: str, person: Person = ANNA) -> Message:
        """The one message that a command ended in."""
        return self.port.reply(await self.say(line, person))

    async def whispered(self, line: str, person: Person = ANNA) -> str:
        """All words of what a command was answered privately."""
        await self.say(line, person)
        return words(self.port.whispers[-1][1])

    async def press(self, message: Message, action: Action, person: Person = ANNA, ref: str | None = None) -> None:
        clicked = Clicked(f"k{next(_numbers)}", message.place, person, action.value, ref or message.button(action), message.id, NOW)
        await self.commands.clicked(clicked, self.port)

    def close(self) -> None:
        self.memory.close()
        self.answering.close()


def words(card: Any) -> str:
    """All that a card says."""
    fields = [f"{one.name}: {one.value}" for one in card.fields]
    sources = [f"[{one.n}] {one.title} {one.url} {one.about}" for one in card.sources]
    quotes = [one.text for one in card.quotes]
    buttons = [f"<{one.label}>" for one in card.buttons]
    return "\n".join(filter(None, [card.headline, card.lead, *card.lines, *fields, *card.items, *quotes, *sources, card.footer, *buttons]))


def room(data_dir: Path, work: Callable[[Room], Coroutine[Any, Any, None]], **more: Any) -> None:
    """Do something in a room."""

    async def run() -> None:
        made = Room(data_dir, **more)
        try:
            await work(made)
        finally:
            made.close()

    asyncio.run(run())
