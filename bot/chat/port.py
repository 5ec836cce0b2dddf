"""The port: what the core asks of a platform. Slack and Discord each have one."""

from __future__ import annotations

from typing import Protocol

from bot.chat.card import Card
from bot.chat.message import Asked, Clicked, Commanded, Person, Place, Platform

__all__ = ["Event", "Gone", "Port", "Reply"]

Event = Asked | Clicked | Commanded


class Gone(Exception):
    """The message, the channel or the right to write there is no longer there; saying it again will not help."""


class Reply(Protocol):
    """A reply that stands in a channel, shown as begun and then filled; the same message is edited in place."""

    @property
    def message(self) -> str:
        """The platform's id of the message, by which `Port.standing` finds it again; empty where nobody can edit it."""

    async def show(self, card: Card) -> None:
        """Show this card in place of what stood there. Raises `Gone` where the message is."""

    async def remove(self) -> None:
        """Take the message away; nothing where it is gone."""


class Port(Protocol):
    """A platform. Every call waits out rate limits and tries passing faults again before it raises."""

    @property
    def platform(self) -> Platform:
        """Which one it is."""

    async def begin(self, event: Event, card: Card, *, private: bool = False) -> Reply:
        """Reply to an event, in its thread, with a first card ("Looking ..."); private ones are seen by the person alone."""

    async def standing(self, place: Place, message: str) -> Reply:
        """A reply sent earlier, perhaps before a restart, to show something else in its place."""

    async def announce(self, place: Place, card: Card) -> str:
        """Post without having been asked; gives the id of the message."""

    async def whisper(self, event: Event, card: Card) -> None:
        """Tell the person alone, as privately as the platform can."""

    async def ask_back(self, event: Clicked, question: str) -> None:
        """Open a form with one question; what is typed comes back as a `Clicked` with the same action and `ref` and a text."""

    async def may_manage(self, person: Person, place: Place) -> bool:
        """Whether the platform says that a person manages the workspace; asked again each time, and no where it fails."""
