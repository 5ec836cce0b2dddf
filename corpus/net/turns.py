"""Politeness: how many may ask a host at once, how long to pause in between, and when to leave it alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from corpus.net.clock import Clock

__all__ = ["Turns"]


class _Host:
    def __init__(self, at_once: int) -> None:
        self.room = asyncio.Semaphore(at_once)
        self.next_at = 0.0
        self.left_alone_until = 0.0


class Turns:
    """Whose turn it is, host by host, among all tasks of one refresh."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, *, at_once: int, pause: float) -> AsyncIterator[float]:
        """Wait for one's turn and hold it; gives the seconds waited.

        At most `at_once` hold a turn at a host, and `pause` seconds lie between the beginnings of two.
        """
        state = self._hosts.setdefault(host, _Host(at_once))
        asked = self._clock.monotonic()
        async with state.room:
            while (wait := state.next_at - self._clock.monotonic()) > 0:
                await self._clock.sleep(wait)
            now = self._clock.monotonic()
            state.next_at = now + pause
            yield now - asked

    def leave_alone(self, host: str, seconds: float, *, longest: float) -> None:
        """Heed that a host asked to be left alone: everyone waits up to `longest`, or is not let through at all."""
        state = self._hosts.get(host)
        if state is None:
            return
        until = self._clock.monotonic() + seconds
        if seconds <= longest:
            state.next_at = max(state.next_at, until)
        else:
            state.left_alone_until = max(state.left_alone_until, until)

    def left_alone(self, host: str) -> float:
        """For how many more seconds a host is not to be asked at all."""
        state = self._hosts.get(host)
        return 0.0 if state is None else max(0.0, state.left_alone_until - self._clock.monotonic())
