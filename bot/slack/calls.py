"""Calls to Slack's Web API: rate limits waited out, passing faults tried again, lasting ones told apart."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

__all__ = ["ApiRefused", "Calls", "Unsure", "web_client"]

_PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "rollup_error"}
_PASSING_STATUS = {500, 502, 503, 504}
_LONGEST_WAIT = 300.0
_ATTEMPTS = 5
_SECONDS = 20.0
_LEAST_WAIT = 0.05


class ApiRefused(Exception):
    """Slack said no, and would say it again: `error` is its word for why, `needed` the scope that is missing."""

    def __init__(self, error: str, method: str, needed: str = "", detail: str = "") -> None:
        super().__init__(f"Slack refused {method}: {error}" + (f" (needs {needed})" if needed else "") + detail)
        self.error = error
        self.method = method
        self.needed = needed


class Unsure(Exception):
    """A call broke off, and Slack may have done what was asked, or may not have."""


def web_client(
    token: str | None, api_url: str, session: aiohttp.ClientSession, team_id: str | None = None
) -> AsyncWebClient:
    """A client without retries of its own: `Calls` sees to them."""
    return AsyncWebClient(token, base_url=api_url, session=session, team_id=team_id, retry_handlers=[])


@dataclass(slots=True)
class _Line:
    """Calls that Slack limits, one after the other: whose turn it is, and how many wait or are made."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class Calls:
    """Makes calls, and holds those of one kind back while Slack asks for it."""

    def __init__(self, *, longest: float = _LONGEST_WAIT, first_pause: float = 0.5) -> None:
        """`longest` is how many seconds a call may wait in all, `first_pause` how long before the second attempt."""
        self._longest = longest
        self.first_pause = first_pause
        self._until: dict[str, float] = {}
        self._lines: dict[str, _Line] = {}

    async def make(
        self,
        what: str,
        call: Callable[[], Awaitable[AsyncSlackResponse]],
        *,
        again: bool = True,
        longest: float | None = None,
        patience: float = _SECONDS,
    ) -> AsyncSlackResponse:
        """Make a call; `what` names those that Slack limits together (a method in a channel).

        `again` says whether it does no harm to make it twice, and `patience` is how many seconds Slack has to answer
        each time. Raises `ApiRefused` for a lasting no, and `Unsure` where it
        broke off: at once where it must not be made again, after some attempts otherwise.
        """
        deadline = asyncio.get_running_loop().time() + (self._longest if longest is None else longest)
        line = self._lines.get(what)
        try:
            if line is None:
                return await self._made(what, call, again=again, deadline=deadline, patience=patience)
            # Slack limits this kind of call just now: one after the other, or all that wait would come back at once.
            line.length += 1
            try:
                async with line.turn:
                    return await self._made(what, call, again=again, deadline=deadline, patience=patience)
            finally:
                line.length -= 1
        finally:
            if (stood := self._lines.get(what)) is not None and not stood.length:
                del self._lines[what]

    async def _made(
        self,
        what: str,
        call: Callable[[], Awaitable[AsyncSlackResponse]],
        *,
        again: bool,
        deadline: float,
        patience: float,
    ) -> AsyncSlackResponse:
        loop = asyncio.get_running_loop()
        attempt = 0
        while True:
            await self._turn(what, deadline)
            try:
                async with asyncio.timeout(patience):
                    return await call()
            except SlackApiError as error:
                wait = _asked_to_wait(error)
                if wait is not None:
                    if loop.time() + wait > deadline:
                        raise ApiRefused("ratelimited", what) from None
                    self._lines.setdefault(what, _Line())
                    self._until[what] = max(self._until.get(what, 0.0), loop.time() + wait)
                    continue
                if not _is_passing(error):
                    raise _refused(error, what) from None
                cause: Exception = error
            except aiohttp.ClientConnectorError as error:
                cause = error  # it was never sent: no harm in sending it
                if attempt + 1 < _ATTEMPTS and loop.time() < deadline:
                    await self._pause(attempt)
                    attempt += 1
                    continue
            except (aiohttp.ClientError, TimeoutError, OSError, SlackClientError) as error:
                cause = error
            attempt += 1
            if not again or attempt >= _ATTEMPTS or loop.time() >= deadline:
                raise Unsure(f"{what} broke off: {type(cause).__name__}: {cause}") from cause
            await self._pause(attempt - 1)

    async def _turn(self, what: str, deadline: float) -> None:
        """Wait while calls of this kind are held back."""
        loop = asyncio.get_running_loop()
        while (until := self._until.get(what, 0.0)) > (now := loop.time()):
            if until > deadline:
                raise ApiRefused("ratelimited", what)
            await asyncio.sleep(until - now + random.uniform(0, 0.25))  # noqa: S311  spreads calls, hides nothing
        self._until.pop(what, None)

    async def _pause(self, attempt: int) -> None:
        await asyncio.sleep(self.first_pause * 2**attempt * random.uniform(0.8, 1.2))  # noqa: S311  the same


def _asked_to_wait(error: SlackApiError) -> float | None:
    """The seconds that Slack asks to wait for, None where it asks for nothing."""
    response: Any = error.response
    status, data = getattr(response, "status_code", 0), getattr(response, "data", None)
    limited = isinstance(data, dict) and data.get("error") in {"ratelimited", "rate_limited"}
    if status != 429 and not limited:
        return None
    wait = 1.0
    with suppress(AttributeError, TypeError, ValueError):
        wait = float(response.headers.get("Retry-After", 1))
    return min(max(wait, _LEAST_WAIT), 3600.0)


def _is_passing(error: SlackApiError) -> bool:
    response: Any = error.response
    data = getattr(response, "data", None)
    if isinstance(data, dict) and data.get("error"):
        return data["error"] in _PASSING
    # No JSON at all: an error page of a proxy on the way, or of something that does not have the method.
    status = int(getattr(response, "status_code", getattr(response, "status", 0)))
    return status in _PASSING_STATUS or (not isinstance(data, dict) and not 400 <= status < 500)


def _refused(error: SlackApiError, what: str) -> ApiRefused:
    data: Any = getattr(error.response, "data", None)
    data = data if isinstance(data, dict) else {}
    messages = data.get("response_metadata")
    detail = "; ".join(map(str, messages.get("messages", ()))) if isinstance(messages, dict) else ""
    name = str(data.get("error") or f"status {getattr(error.response, 'status_code', '?')}")
    return ApiRefused(name, what, str(data.get("needed") or ""), f": {detail}" if detail else "")
