"""What a host's robots.txt says, read once for a refresh (RFC 9309)."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from protego import Protego

from corpus.net.clock import Clock
from corpus.net.errors import AddressRefused, BadBody, BadStatus, FetchFailure, RobotsRefused, TooBig
from corpus.net.guarding import Hop
from corpus.net.targets import Origin, Target

__all__ = ["LARGEST", "Robots"]

LARGEST = 512 * 1024
"""Bytes of a robots.txt that are read; the standard asks for 500 KiB at least, and what is beyond does not count."""

_KEPT = 24 * 3600.0  # seconds, as the standard says
_KEPT_FAILURE = 300.0


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one host said, until when that holds; or why it could not be asked."""

    until: float
    rules: Protego | None = None
    failure: FetchFailure | None = None


class Robots:
    """The rules of all hosts met, for one agent. `read` gets a robots.txt, or raises why not."""

    def __init__(self, agent: str, clock: Clock, read: Callable[[Hop], Awaitable[bytes]]) -> None:
        self._agent = agent.partition("/")[0].strip()
        self._clock = clock
        self._read = read
        self._known: dict[Origin, _Rules] = {}
        self._asking: dict[Origin, asyncio.Lock] = {}

    async def check(self, hop: Hop) -> float:
        """The seconds that a host wants between two requests, if its rules let a page be fetched at all.

        Raises `RobotsRefused` if they do not or cannot be read for now, and what goes wrong on the way to the host.
        """
        target = hop.target
        async with self._asking.setdefault(target.origin, asyncio.Lock()):
            known = self._known.get(target.origin)
            if known is None or known.until <= self._clock.monotonic():
                known = self._known[target.origin] = await self._ask(hop)
        url = str(target.url)
        if isinstance(known.failure, BadStatus | BadBody | TooBig):
            reason = f"the host's robots.txt cannot be read now ({known.failure.reason}), so nothing is fetched from it"
            raise RobotsRefused(url, reason, retry_after=known.failure.retry_after)
        if known.failure is not None:
            # The host itself cannot be reached or is refused. The same words, of this page.
            raise type(known.failure)(url, known.failure.reason, retry_after=known.failure.retry_after)
        if known.rules is None:
            return 0.0
        if not known.rules.can_fetch(url, self._agent):
            raise RobotsRefused(url, "the host's robots.txt asks programs not to fetch it")
        delay = known.rules.crawl_delay(self._agent) or 0.0
        rate = known.rules.request_rate(self._agent)
        if rate is not None and rate.requests > 0:
            delay = max(delay, rate.seconds / rate.requests)
        return delay if math.isfinite(delay) else 0.0

    async def _ask(self, hop: Hop) -> _Rules:
        now = self._clock.monotonic()
        try:
            file = Target.parse(str(hop.target.url.origin().with_path("/robots.txt")))
            body = await self._read(Hop(file, may_be_private=hop.may_be_private))
        except BadStatus as failure:
            if 300 <= failure.status < 500 and failure.status != 429:
                return _Rules(now + _KEPT)  # "unavailable": the host has no wishes
            return _Rules(now + _KEPT_FAILURE, failure=failure)
        except AddressRefused:
            raise  # which may depend on how we came here
        except FetchFailure as failure:
            return _Rules(now + _KEPT_FAILURE, failure=failure)
        return _Rules(now + _KEPT, rules=Protego.parse(body.decode("utf-8-sig", "replace")))
