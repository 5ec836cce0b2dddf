"""Pages from the web: asked for politely, only if they changed, and never from where we should not go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

import stamina
import stamina.instrumentation
from aiohttp.abc import AbstractResolver

from corpus.net.clock import Clock, SystemClock
from corpus.net.errors import AddressRefused, BadStatus, FetchFailure, IdentityMissing
from corpus.net.exchange import Answer, Exchange
from corpus.net.guarding import Hop
from corpus.net.memory import FetchMemory, Validators
from corpus.net.pacing import Pace
from corpus.net.retrying import PASSING_STATUSES, backoff, retry_after
from corpus.net.robots import LARGEST, Robots
from corpus.net.settings import FetchSettings
from corpus.net.sniffing import media_type
from corpus.net.targets import Target
from corpus.net.turns import Turns

__all__ = ["Fetcher", "Page"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_REDIRECTS = 5
_ROBOTS_SECONDS = 20.0
_SEC_AT_ONCE = 4
_VALIDATOR = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,510}[\x21-\x7e])?")
_WHY = {
    401: "it wants a login",
    402: "it wants to be paid",
    403: "the server refuses it",
    404: "there is no such page",
    410: "the page is gone",
    429: "the server has had too many requests",
    451: "the page is withheld for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What came back for a URL.

    `url` is the address as asked for and `final_url` the one after redirects. `body` is decoded from its transfer and
    content encodings, and empty where `not_modified`. `content_type` is the header, "" where there is none;
    `media_type` tells what the body really is. `validators` are to be remembered once the body is kept. `private`
    tells that it came from a private address, which a setting opened.
    """

    url: str
    final_url: str
    body: bytes
    content_type: str
    fetched_at: datetime
    validators: Validators
    not_modified: bool = False
    private: bool = False

    @property
    def media_type(self) -> str:
        """What the body is, by its bytes, and by the header only where they leave it open."""
        return media_type(self.content_type, self.body)


@dataclass(slots=True)
class _Budget:
    """When the time for one page is over, by the clock; waiting for one's turn at a busy host moves it."""

    until: float


class Fetcher:
    """Fetches pages: an async context manager, one for a whole refresh, safe under concurrency.

    `memory` holds validators of pages that are kept. The caller remembers a page's validators once it is stored.
    `clock` and `resolver` are the system's where none are given.
    """

    def __init__(
        self,
        settings: FetchSettings,
        memory: FetchMemory,
        *,
        clock: Clock | None = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._settings = settings
        self._memory = memory
        self._clock = clock or SystemClock()
        pace = Pace(memory.data_dir / "sec-pace", settings.sec_rate, self._clock)
        self._exchange = Exchange(settings, pace, self._clock, resolver)
        self._turns = Turns(self._clock)
        self._opened = AsyncExitStack()
        self._robots = Robots(settings.agent, self._clock, self._robots_file)

    @property
    def settings(self) -> FetchSettings:
        """The settings that it goes by."""
        return self._settings

    @property
    def memory(self) -> FetchMemory:
        """What is remembered of pages that are kept."""
        return self._memory

    async def __aenter__(self) -> Self:
        # By default stamina prints each retry, on standard output too, which a command with --json has other uses for.
        stamina.instrumentation.set_on_retry_hooks(())
        async with AsyncExitStack() as stack:
            stack.enter_context(self._memory.held_open())
            await stack.enter_async_context(self._exchange)
            self._opened = stack.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._opened.aclose()

    async def get(self, url: str, *, conditional: bool = True, sec: bool = False, private: bool = True) -> Page:
        """Fetch a page.

        With `conditional`, a server that says the remembered version is still the one makes a page that is
        `not_modified`. `sec` says that the page is the SEC's, which is refused if no setting says the same. Without
        `private` not even a private address that a setting opens is asked: so for links on a page that is not
        `private` itself.

        Raises the `FetchFailure` family with what happened, and `StoreError` where the state file cannot be read.
        """
        target = Target.parse(url)
        if sec and target.origin not in self._settings.sec_origins:
            raise AddressRefused(
                url, "it is not where the SEC is, by BURNRATE_SEC_DATA_URL and BURNRATE_SEC_ARCHIVES_URL"
            )
        known = self._memory.get(url) if conditional else None
        budget = _Budget(self._clock.monotonic() + self._settings.total_seconds)

        def again(error: Exception) -> bool | float:
            left = budget.until - self._clock.monotonic()
            return backoff(error, left=left, longest=self._settings.longest_retry_after)

        caller = stamina.AsyncRetryingCaller(
            attempts=self._settings.attempts, timeout=None, wait_initial=0.5, wait_max=10, wait_jitter=1
        )
        return await caller(again, self._walk, url, Hop(target, may_be_private=private), known, budget)

    async def _walk(self, url: str, hop: Hop, known: Validators | None, budget: _Budget) -> Page:
        """Follow redirects to a page, each looked at like the first address."""
        first = str(hop.target.url)
        seen: set[str] = set()
        try:
            while True:
                here = str(hop.target.url)
                seen.add(here)
                # Where nothing else is said, they are those of the address that was asked for.
                own = {here, url} if here == first else {here}
                usable = known if known is not None and known.final_url in own else None
                answer = await self._ask(hop, usable, budget)
                if answer.status not in _REDIRECTS or "Location" not in answer.headers:
                    return self._page(url, hop, answer, usable)
                hop = self._next(hop, answer, seen, self._settings.redirects)
        except FetchFailure as failure:
            raise failure.asked(url, first=first) from failure.__cause__

    def _next(self, hop: Hop, answer: Answer, seen: set[str], most: int) -> Hop:
        """Where an answer redirects to. Raises `BadStatus` for circles and endless chains, `AddressRefused` as ever."""
        here = str(hop.target.url)
        target = hop.target.join(answer.headers["Location"])
        if hop.target.scheme == "https" and target.scheme == "http":
            raise AddressRefused(here, f"it redirects from https to http ({target.url})")
        if str(target.url) in seen:
            raise BadStatus(here, "it redirects in a circle", status=answer.status)
        if len(seen) > most:
            raise BadStatus(here, f"it redirects more than {most} times", status=answer.status)
        # A page of the public web has no business with a private address, even one that a setting opens for others.
        return Hop(target, may_be_private=hop.private)

    async def _ask(self, hop: Hop, known: Validators | None, budget: _Budget) -> Answer:
        """One hop, by the rules of its host. Raises what is wrong with the answer, unless it is a page or a redirect."""
        hop.sec = self._settings.is_sec(hop.target.origin)
        self._exchange.guard.enter(hop)
        delay = 0.0 if hop.sec else await self._robots.check(hop)
        answer = await self._send(hop, _conditions(known), budget, delay=delay)
        if answer.status == 200 or (answer.status in _REDIRECTS and "Location" in answer.headers):
            return answer
        if answer.status == 304 and known is not None:
            return answer
        raise self._bad_status(hop, answer)

    async def _send(
        self, hop: Hop, headers: Mapping[str, str], budget: _Budget, *, delay: float = 0.0, robots: bool = False
    ) -> Answer:
        settings = self._settings
        host = f"{hop.target.host}:{hop.target.port}"
        self._exchange.guard.enter(hop)
        if (alone := self._turns.left_alone(host)) > 0:
            raise BadStatus(
                str(hop.target.url), "the server asked to be left alone for now", status=429, retry_after=alone
            )
        if hop.sec and settings.sec_identity is None:
            raise IdentityMissing(
                str(hop.target.url),
                "the SEC wants to know who asks: set BURNRATE_SEC_IDENTITY to a name and an e-mail address, such as "
                "'Example Research admin@research.example'",
            )
        if hop.sec:
            pause = 0.0  # the pace of all requests to the SEC is kept elsewhere
        else:
            pause = min(delay, settings.longest_crawl_delay)
            if not hop.private:  # one's own hosts need no such care
                pause = max(pause, settings.least_pause)
        at_once = max(settings.per_host, _SEC_AT_ONCE) if hop.sec else settings.per_host
        async with self._turns.turn(host, at_once=at_once, pause=pause) as waited:
            budget.until += waited
            seconds = min(settings.attempt_seconds, budget.until - self._clock.monotonic())
            most = LARGEST if robots else settings.most_bytes
            answer = await self._exchange.ask(hop, headers, seconds=max(0.0, seconds), most=most, any_kind=robots)
        asked = retry_after(answer.headers.get("Retry-After"), self._clock.now())
        if answer.status in {429, 503} and asked is not None:
            self._turns.leave_alone(host, asked, longest=settings.longest_retry_after)
        return answer

    async def _robots_file(self, hop: Hop) -> bytes:
        """A host's robots.txt, over at most five redirects. Raises `BadStatus` for any status but 200."""
        budget = _Budget(self._clock.monotonic() + min(_ROBOTS_SECONDS, self._settings.attempt_seconds))
        seen: set[str] = set()
        while True:
            seen.add(str(hop.target.url))
            hop.sec = self._settings.is_sec(hop.target.origin)
            answer = await self._send(hop, {}, budget, robots=True)
            if answer.status == 200:
                return answer.body
            if answer.status not in _REDIRECTS or "Location" not in answer.headers:
                raise self._bad_status(hop, answer)
            hop = self._next(hop, answer, seen, _ROBOTS_REDIRECTS)

    def _bad_status(self, hop: Hop, answer: Answer) -> BadStatus:
        status = answer.status
        after = retry_after(answer.headers.get("Retry-After"), self._clock.now())
        reason = f"status {status}: {_WHY.get(status) or ('the server failed' if status >= 500 else 'no page')}"
        if hop.sec and status == 403:
            reason += "; check that BURNRATE_SEC_IDENTITY is a real name and e-mail address, or wait ten minutes"
            after = after or 600.0
        return BadStatus(
            str(hop.target.url), reason, status=status, retry_after=after, transient=status in PASSING_STATUSES
        )

    def _page(self, url: str, hop: Hop, answer: Answer, known: Validators | None) -> Page:
        final_url = str(hop.target.url)
        fresh = _validators(answer.headers, final_url)
        same = answer.status == 304
        if same and known is not None and not fresh:
            fresh = known
        content_type = re.sub(r"[^ -~]", "?", answer.headers.get("Content-Type", "")[:300])
        now = self._clock.now()
        return Page(url, final_url, answer.body, content_type, now, fresh, not_modified=same, private=hop.private)


def _conditions(known: Validators | None) -> dict[str, str]:
    """The headers that ask only for what is newer."""
    if known is None:
        return {}
    wanted = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in wanted.items() if value is not None and _VALIDATOR.fullmatch(value)}


def _validators(headers: Mapping[str, str], final_url: str) -> Validators:
    """What a server gave to recognise the version by; what could not be sent back in a header is passed over."""
    given = (headers.get("ETag"), headers.get("Last-Modified"))
    etag, modified = (value if value is not None and _VALIDATOR.fullmatch(value) else None for value in given)
    return Validators(etag, modified, final_url)
