"""A platform in memory, as faithful as the core can tell: the second implementation of `Port`."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.chat.card import Action, Card, CardKind
from bot.chat.message import Clicked, Person, Place, Platform
from bot.chat.port import Event, Gone

__all__ = ["Message", "Platformed", "until"]


@dataclass(eq=False)
class Message:
    """A message of burnrate's: everything that it ever showed, and whom it is for."""

    id: str
    place: Place
    under: str  # the id of the event that it replies to, "" for an announcement
    only_for: str = ""
    cards: list[Card] = field(default_factory=list)
    removed: bool = False

    @property
    def card(self) -> Card:
        """What it shows now."""
        return self.cards[-1]

    def button(self, action: Action) -> str:
        """The `ref` of a button."""
        return next(button.ref for button in self.card.buttons if button.action is action)

    def has(self, action: Action) -> bool:
        return any(button.action is action for button in self.card.buttons)


async def until(true: Callable[[], bool]) -> None:
    """Let others run until something is so."""
    while not true():  # noqa: ASYNC110  what is waited for has no event of its own
        await asyncio.sleep(0)


class _Reply:
    def __init__(self, port: Platformed, message: Message) -> None:
        self._port = port
        self._message = message

    @property
    def message(self) -> str:
        return self._message.id

    async def show(self, card: Card) -> None:
        await self._port.happen("show")
        if self._message.removed:
            raise Gone
        self._message.cards.append(card)

    async def remove(self) -> None:
        await self._port.happen("remove")
        self._message.removed = True


class Platformed:
    """Keeps messages as a platform does. `before` is called with the name of each call, and may wait or raise."""

    def __init__(self, platform: Platform = Platform.SLACK) -> None:
        self._platform = platform
        self._numbers = itertools.count(1)
        self.messages: list[Message] = []
        self.whispers: list[tuple[Event, Card]] = []
        self.forms: list[tuple[Clicked, str]] = []
        self.managers: set[str] = set()
        self.closed: set[str] = set()  # channels in which nothing may be posted
        self.replies_only: set[str] = set()  # channels in which nothing may be posted but in reply to an interaction
        self.before: Callable[[str], None] | None = None

    @property
    def platform(self) -> Platform:
        return self._platform

    async def begin(self, event: Event, card: Card, *, private: bool = False) -> _Reply:
        await self.happen("begin")
        if not private and event.place.channel in self.closed:
            raise Gone
        return _Reply(self, self._post(event.place, card, under=event.id, only_for=event.person.id if private else ""))

    async def standing(self, place: Place, message: str) -> _Reply:
        await self.happen("standing")
        for one in self.messages:
            if one.id == message and one.place.channel == place.channel and not one.removed:
                return _Reply(self, one)
        raise Gone

    async def announce(self, place: Place, card: Card) -> str:
        await self.happen("announce")
        if place.channel in self.closed | self.replies_only:
            raise Gone
        return self._post(place, card, under="").id

    async def whisper(self, event: Event, card: Card) -> None:
        await self.happen("whisper")
        self.whispers.append((event, card))

    async def ask_back(self, event: Clicked, question: str) -> None:
        await self.happen("ask_back")
        self.forms.append((event, question))

    async def may_manage(self, person: Person, place: Place) -> bool:
        await self.happen("may_manage")
        return person.id in self.managers

    async def happen(self, what: str) -> None:
        """Anything that goes over a wire lets others run meanwhile."""
        await asyncio.sleep(0)
        if self.before is not None:
            self.before(what)

    def replies(self, under: str) -> list[Message]:
        """The messages that reply to an event."""
        return [one for one in self.messages if one.under == under and not one.removed]

    def reply(self, under: str) -> Message:
        """The one message that replies to an event."""
        (found,) = self.replies(under)
        return found

    def whispered(self) -> str:
        """The last thing that was whispered."""
        return self.whispers[-1][1].lead

    def _post(self, place: Place, card: Card, *, under: str, only_for: str = "") -> Message:
        message = Message(f"m{next(self._numbers)}", place, under, only_for, [card])
        self.messages.append(message)
        assert card.kind in CardKind
        return message
