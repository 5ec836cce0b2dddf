"""A desk on the pages of the tests, and people who write to it."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from prometheus_client import Counter

from bot.chat.answering import Answering
from bot.chat.card import Action, Card, CardKind
from bot.chat.desk import Desk
from bot.chat.home import Home
from bot.chat.memory import Memory
from bot.chat.message import Asked, Clicked, Commanded, Entry, Person, Place, Platform
from bot.chat.port import Port
from bot.chat.settings import ChatSettings
from bot.chat.tally import Tally
from bot.engine import Engine
from index.generation import current_id
from tests.bot.chat.port import Message, Platformed, until

__all__ = ["NOW", "Office", "Orders", "office", "person", "place"]

NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)
_T = TypeVar("_T")
_engines: dict[tuple[Path, str], Engine] = {}
_numbers = itertools.count(1)


def place(channel: str = "C1", thread: str = "", workspace: str = "T1", platform: Platform = Platform.SLACK) -> Place:
    return Place(platform, workspace, channel, thread)


def person(name: str = "U1", workspace: str = "T1", platform: Platform = Platform.SLACK) -> Person:
    return Person(platform, workspace, name)


class Orders:
    """Commands, written down; an "explode" raises."""

    def __init__(self) -> None:
        self.ran: list[Commanded] = []
        self.pressed: list[Clicked] = []

    async def run(self, commanded: Commanded, port: Port) -> None:
        self.ran.append(commanded)
        if "explode" in commanded.words:
            raise RuntimeError("exploded")
        await port.begin(commanded, Card(CardKind.DONE, lead="done"))

    async def clicked(self, clicked: Clicked, port: Port) -> None:
        self.pressed.append(clicked)

    async def home(self, person: Person, recent: list[str], port: Port) -> Home:
        return Home("burnrate", tuple(Card(CardKind.NOTICE, lead=question) for question in recent))


class Gate(Answering):
    """Answering that can be held up, by question, in the worker thread or before it; counts what it is asked."""

    def __init__(self, data_dir: Path, *, threads: int = 2) -> None:
        super().__init__(data_dir, threads=threads)
        self.asked = 0
        self.held = asyncio.Event()
        self.held.set()
        self.waiting = 0

    def engine(self) -> Engine:
        """The engine on what is published now, opened once for all tests."""
        key = self.data_dir, current_id(self.data_dir)
        if key not in _engines:
            _engines[key] = super().engine()
        return _engines[key]

    async def work(self, work: Callable[[Engine], _T]) -> _T:
        self.asked += 1
        self.waiting += 1
        try:
            await self.held.wait()
        finally:
            self.waiting -= 1
        return await super().work(work)

    async def until_waiting(self, count: int = 1) -> None:
        await until(lambda: self.waiting >= count)


class Office:
    """A desk with all that it needs."""

    def __init__(self, data_dir: Path, home: Path, settings: ChatSettings) -> None:
        self.port = Platformed()
        self.answering = Gate(data_dir)
        self.memory = Memory(home, settings)
        self.orders = Orders()
        self.tally = Tally()
        self.now = NOW
        self.desk = Desk(self.answering, self.memory, self.orders, lambda: self.now, self.tally)

    def question(self, text: str, entry: Entry = Entry.MENTION, **other: Any) -> Asked:
        """A question, by its next number unless `id` says otherwise."""
        at = {"id": f"q{next(_numbers)}", "place": place(), "person": person(), "at": self.now, **other}
        return Asked(text=text, entry=entry, **at)

    async def ask(self, text: str, entry: Entry = Entry.MENTION, **other: Any) -> Message:
        """The reply to a question."""
        asked = self.question(text, entry, **other)
        await self.desk.asked(asked, self.port)
        return self.port.reply(asked.id)

    async def press(self, message: Message, action: Action, *, by: str = "U1", text: str | None = None, **other: Any) -> Clicked:
        """Press a button of a message."""
        ref = other.pop("ref", None) or message.button(action)
        clicked = Clicked(f"k{next(_numbers)}", message.place, person(by), action.value, ref, message.id, self.now, text)
        clicked = replace(clicked, **other)
        await self.desk.clicked(clicked, self.port)
        return clicked

    def counted(self, name: str, **labels: str) -> float:
        """What the tally has counted."""
        metric: Counter = getattr(self.tally, name)
        samples = [sample for family in metric.collect() for sample in family.samples if sample.name.endswith("_total")]
        return sum(sample.value for sample in samples if labels.items() <= sample.labels.items())


@asynccontextmanager
async def office(data_dir: Path, home: Path, **settings: Any) -> AsyncIterator[Office]:
    """A desk that answers from the pages in `data_dir` and remembers in `home`."""
    made = Office(data_dir, home, ChatSettings(**settings))
    try:
        yield made
    finally:
        await made.desk.close()
        made.memory.close()
        made.answering.close()
