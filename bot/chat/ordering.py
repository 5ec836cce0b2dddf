"""Ordering: the questions of one conversation are answered in the order that they came, each after the one before."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable

__all__ = ["Ordering", "Ticket"]


class Ticket:
    """A place in the queue of a conversation. Whoever has one must give it back."""

    def __init__(self, ordering: Ordering, conversation: Hashable, before: Ticket | None) -> None:
        self.conversation = conversation
        self.before = before
        self.behind: Ticket | None = None
        self.given_back = False
        self.over = asyncio.Event()
        self._ordering = ordering
        if before is not None:
            before.behind = self

    async def turn(self) -> None:
        """Wait until it is one's turn."""
        if self.before is not None:
            await self.before.over.wait()

    def give_back(self) -> None:
        """Let the next one go on, once those before are through too: giving up is no way past them."""
        self.given_back = True
        self._ordering.settle(self)


class Ordering:
    """Gives out tickets; forgets a conversation when nobody waits in it."""

    def __init__(self) -> None:
        self._last: dict[Hashable, Ticket] = {}

    def ticket(self, conversation: Hashable) -> Ticket:
        """A place in the queue of a conversation, behind those that were given out before."""
        ticket = self._last[conversation] = Ticket(self, conversation, self._last.get(conversation))
        return ticket

    def settle(self, ticket: Ticket | None) -> None:
        """Close what is given back and has nothing open before it, and so on down the queue."""
        while ticket is not None and ticket.given_back and ticket.before is None:
            ticket.over.set()
            if self._last.get(ticket.conversation) is ticket:
                del self._last[ticket.conversation]
            if ticket.behind is not None:
                ticket.behind.before = None
            ticket = ticket.behind

    def __len__(self) -> int:
        return len(self._last)
