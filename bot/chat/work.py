"""Work: a question in hand, and what may happen to it before it is answered."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import Enum

from bot.chat.handled import Key, key_of
from bot.chat.message import Asked, Entry, Place
from bot.chat.ordering import Ticket
from bot.chat.port import Event, Port, Reply
from bot.chat.questions import Kept

__all__ = ["End", "Work"]


class End(Enum):
    """Why a question in hand is not to be answered any more."""

    DELETED = 1
    STOPPED = 2


@dataclass(eq=False, slots=True)
class Work:
    """A question in hand. `event` is what the platform replies to: the question, or the button that asked it.

    `version` counts how often the question was changed; an answer to an earlier one never lands.
    """

    event: Event
    asked: Asked
    port: Port
    kept: Kept
    cut: bool = False
    reply: Reply | None = None
    ticket: Ticket | None = None
    version: int = 0
    end: End | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def key(self) -> Key:
        """What makes the question one of its kind."""
        return key_of(self.asked.place, self.asked.id)

    def stands_in(self, place: Place) -> bool:
        """Whether the question belongs to a thread or conversation."""
        mine = self.asked.place
        if (mine.platform, mine.workspace, mine.channel) != (place.platform, place.workspace, place.channel):
            return False
        if not place.thread:
            return self.asked.entry is Entry.DIRECT and not mine.thread
        return place.thread in {mine.thread, self.kept.conversation, self.asked.id}

    def finish(self, end: End) -> None:
        """Let go of it."""
        self.end = self.end or end
        self.changed.set()

    def change(self, asked: Asked, kept: Kept, *, cut: bool) -> None:
        """It is another question now."""
        self.asked, self.kept, self.cut = asked, kept, cut
        self.version += 1
        self.changed.set()
