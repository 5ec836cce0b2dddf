"""Means: what commands work with, and one command as it is run."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from bot.chat.admins import actor_of
from bot.chat.answering import Answering
from bot.chat.card import Card, CardKind
from bot.chat.memory import Memory
from bot.chat.message import Clicked, Commanded, Place
from bot.chat.port import Gone, Port, Reply
from bot.errors import BotError
from bot.jobs import Order
from corpus.audit import Actor
from corpus.errors import CorpusError
from index.errors import IndexingError

__all__ = ["FAILURES", "Call", "Do", "Means", "Press", "failed"]

FAILURES = (BotError, CorpusError, IndexingError, OSError, sqlite3.Error)
"""What a command may end in, with a message for people."""


class Do(Protocol):
    """Has a job done somewhere, and gives its report: `refresh_process.job_in_child`."""

    def __call__(
        self,
        order: Order,
        *,
        tell: Callable[[Mapping[str, Any]], None] | None = None,
        started: Callable[[subprocess.Popen[bytes]], None] | None = None,
    ) -> Mapping[str, Any]:
        """Do it. Raises what `FAILURES` names."""


@dataclass(frozen=True, slots=True)
class Means:
    """The data directory, what chat remembers, the engine that answers, and who does what takes long."""

    data_dir: Path
    answering: Answering
    memory: Memory
    do: Do
    model: Path | None = None
    children: set[subprocess.Popen[bytes]] = field(default_factory=set)

    async def job(
        self,
        job: str,
        actor: Actor,
        args: Mapping[str, Any],
        *,
        tell: Callable[[Mapping[str, Any]], None] | None = None,
        started: Callable[[subprocess.Popen[bytes]], None] | None = None,
    ) -> Mapping[str, Any]:
        """Have a job done; gives its report. Raises what `FAILURES` names."""
        loop = asyncio.get_running_loop()

        def begun(child: subprocess.Popen[bytes]) -> None:
            loop.call_soon_threadsafe(self.children.add, child)
            if started is not None:
                started(child)

        try:
            return await asyncio.to_thread(self.do, Order(job, self.data_dir, actor, args, self.model), tell=tell, started=begun)
        finally:
            self.children.difference_update([child for child in self.children if child.poll() is not None])

    def stop(self) -> None:
        """End what is being done; nothing is lost by it."""
        for child in self.children:
            if child.poll() is None:
                child.terminate()


@dataclass(frozen=True, slots=True)
class Call:
    """A command with the words after its own, whoever gave it being allowed to."""

    commanded: Commanded
    words: tuple[str, ...]
    port: Port

    @property
    def place(self) -> Place:
        """Where it was given."""
        return self.commanded.place

    @property
    def actor(self) -> Actor:
        """Who is written down for it."""
        return actor_of(self.commanded.person, self.place)

    async def whisper(self, card: Card) -> None:
        """Tell who gave the command."""
        await self.port.whisper(self.commanded, card)

    async def begin(self, card: Card) -> Reply:
        """Reply for all to see."""
        return await self.port.begin(self.commanded, card)


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed by somebody who may."""

    clicked: Clicked
    port: Port

    @property
    def place(self) -> Place:
        """Where the button is."""
        return self.clicked.place

    @property
    def actor(self) -> Actor:
        """Who is written down for it."""
        return actor_of(self.clicked.person, self.place)

    async def whisper(self, card: Card) -> None:
        """Tell who pressed."""
        await self.port.whisper(self.clicked, card)

    async def begin(self, card: Card) -> Reply:
        """Show a card in place of the one with the button, or below it where that is gone."""
        try:
            reply = await self.port.standing(self.clicked.place, self.clicked.message)
            await reply.show(card)
        except Gone:
            return await self.port.begin(self.clicked, card)
        return reply


def failed(what: str, error: Exception) -> Card:
    """A command ended in an error whose message says what to do."""
    return Card(CardKind.ERROR, headline=what, lines=tuple(str(error).splitlines()[:10]) or (type(error).__name__,))
