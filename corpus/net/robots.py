"""What a host's robots.txt says, read once for a refresh (RFC 9309)."""

from __future__ import annotations

import asyncio
import math
import re
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
_KEPT_FAILURES = (1.0, 3.0, 300.0)  # the first, which may pass, shorter than pages wait before they try again
_ROOM = 2 * 1024 * 1024  # bytes of all rules kept; parsed they take some fifty times as much


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one host said, until when that holds; or why it could not be asked, and how often that was so in a row."""

    until: float
    size: int = 0
    rules: Protego | None = None
    failure: FetchFailure | None = None
    failures: int = 0

    @property
    def may_pass(self) -> bool:
        """Whether the host is asked again soon."""
        return self.failures < len(_KEPT_FAILURES)


class Robots:
    """The rules of all hosts met, for one agent. `read` gets a robots.txt, or raises why not."""

    def __init__(self, agent: str, clock: Clock, read: Callable[[Hop], Awaitable[bytes]]) -> None:
        self._agent = re.split(r"[/\s]", agent, maxsplit=1)[0]
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
                known = await self._ask(hop, known.failures if known is not None else 0)
                self._keep(target.origin, known)
        url = str(target.url)
        if isinstance(known.failure, BadStatus | BadBody | TooBig):
            reason = f"the host's robots.txt cannot be read now ({known.failure.reason}), so nothing is fetched from it"
            raise RobotsRefused(url, reason, retry_after=known.failure.retry_after, transient=known.may_pass)
        if known.failure is not None:
            # The host itself cannot be reached or is refused. The same words, of this page.
            kind, reason = type(known.failure), known.failure.reason
            raise kind(url, reason, retry_after=known.failure.retry_after, transient=known.may_pass)
        if known.rules is None:
            return 0.0
        if not known.rules.can_fetch(url, self._agent):
            raise RobotsRefused(url, "the host's robots.txt asks programs not to fetch it")
        delay = known.rules.crawl_delay(self._agent) or 0.0
        rate = known.rules.request_rate(self._agent)
        if rate is not None and rate.requests > 0:
            delay = max(delay, rate.seconds / rate.requests)
        return delay if math.isfinite(delay) else 0.0

    async def _ask(self, hop: Hop, failures: int) -> _Rules:
        file = Target.parse(str(hop.target.url.origin().with_path("/robots.txt")))
        try:
            body = await self._read(Hop(file, may_be_private=hop.may_be_private))
        except AddressRefused:
            raise  # which may depend on how we came here
        except FetchFailure as failure:
            now = self._clock.monotonic()
            if isinstance(failure, BadStatus) and failure.status < 500 and failure.status != 429:
                return _Rules(now + _KEPT)  # "unavailable": the host has no wishes
            kept = _KEPT_FAILURES[min(failures, len(_KEPT_FAILURES) - 1)]
            return _Rules(now + kept, failure=failure, failures=failures + 1)
        rules = Protego.parse(body.decode("utf-8-sig", "replace"))
        return _Rules(self._clock.monotonic() + _KEPT, len(body), rules)

    def _keep(self, origin: Origin, rules: _Rules) -> None:
        """Keep what a host said, and let go of what was kept longest where there is no more room."""
        self._known.pop(origin, None)
        self._known[origin] = rules
        while sum(kept.size for kept in self._known.values()) > _ROOM:
            self._known.pop(next(iter(self._known)))
