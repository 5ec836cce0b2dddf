"""Patience: a call of Discord's API made again after passing faults, and its lasting ones told apart."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord
import structlog

from bot.chat.port import Gone

__all__ = ["Unseen", "patiently"]

_T = TypeVar("_T")
_log = structlog.get_logger()
_TRIES = 5
_LONGEST_WAIT = 60.0
_TRIED_BY_LIBRARY = frozenset({500, 502, 504, 524})
_TOKEN_OVER = frozenset({10015, 10062, 50027})
_CLICK = {
    50001: "burnrate cannot see that channel: give its role View Channel there",
    50013: "burnrate may not write there: give its role Send Messages, Send Messages in Threads, Embed Links and Attach Files",
    50007: "that person takes no direct messages from burnrate",
    160002: "burnrate may not reply there: give its role Read Message History",
}


class Unseen(Exception):
    """The interaction by which something was to be said is over; another way may be there."""


async def patiently(call: Callable[[], Awaitable[_T]]) -> _T:
    """Make a call, again after a 429 or a passing fault.

    Raises `Gone` where its message, channel or right is not there (a missing right is logged with what to click),
    `Unseen` where the interaction is over, and what discord.py raises for anything else.
    """
    for attempt in range(_TRIES):
        last = attempt == _TRIES - 1
        try:
            return await call()
        except discord.NotFound as error:
            if error.code in _TOKEN_OVER:
                raise Unseen(f"{error.code}: {error.text}") from error
            raise Gone(f"{error.code}: {error.text}") from error
        except discord.Forbidden as error:
            _log.warning(
                "discord forbids it",
                code=error.code,
                click=_CLICK.get(error.code, "check burnrate's role and the channel's permissions"),
            )
            raise Gone(f"{error.code}: {error.text}") from error
        except discord.HTTPException as error:
            if error.status == 401 and error.code in _TOKEN_OVER:
                raise Unseen(f"{error.code}: {error.text}") from error
            if last or error.status in _TRIED_BY_LIBRARY or not (error.status == 429 or error.status >= 500):
                raise
            # The library waits out the limits that come with a header of Discord's proxy, not those without.
            await asyncio.sleep(_wait(error, attempt))
        except (TimeoutError, aiohttp.ClientError, OSError):
            if last:
                raise
            await asyncio.sleep(0.5 * 2**attempt)
    raise AssertionError("every try returns or raises")


def _wait(error: discord.HTTPException, attempt: int) -> float:
    told = error.response.headers.get("Retry-After", "") if error.status == 429 else ""
    try:
        return min(max(float(told), 0.05), _LONGEST_WAIT)
    except ValueError:
        return 0.5 * 2.0**attempt
