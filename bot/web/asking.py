"""Asking over HTTP: POST /v1/ask, with a bearer token."""

from __future__ import annotations

import asyncio
import hmac
import json
import math
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import limits
from aiohttp import web
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from bot.answer import Status
from bot.batch import BatchQuestion, read_question
from bot.chat.answering import Answering
from bot.errors import QuestionError
from bot.gaps import record
from bot.web.metrics import Metrics
from bot.web.refusals import refuse, reply
from bot.web.settings import HttpSettings
from index.errors import GenerationDamaged, NoGeneration

__all__ = ["Asking"]

_MOST_BYTES = 64 * 1024
_LONGEST = 2000
"""Characters of a question or a turn: what the engine reads."""
_MOST_TURNS = 50
_BODY_SECONDS = 10.0
_GUESSES = limits.parse("30/minute")
"""Wrong tokens that an address may send before it is not listened to."""
_KEYS = {"question", "context", "asked_on", "id"}


class Asking:
    """Takes questions for an `Answering`. After `stop` it takes no more; those in hand are answered."""

    def __init__(self, answering: Answering, data_dir: Path, settings: HttpSettings, metrics: Metrics) -> None:
        self._metrics = metrics
        self._answering = answering
        self._data_dir = data_dir
        self._settings = settings
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._rate = limits.RateLimitItemPerMinute(settings.rate)
        self._in_hand = 0
        self._stopped = False

    def stop(self) -> None:
        """Take no more questions."""
        self._stopped = True

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one question, or say why not."""
        if self._stopped:
            return refuse(503, "stopping", "burnrate is stopping; ask again in a moment", {"Retry-After": "5"})
        refused = await self._unwelcome(request) or _unfit(request)
        if refused is not None:
            return refused
        asked = await _read(request)
        if isinstance(asked, web.Response):
            return asked
        if self._in_hand >= self._settings.waiting:
            return refuse(429, "busy", f"{self._in_hand} questions are waiting; ask again in a moment", {"Retry-After": "1"})
        self._in_hand += 1
        try:
            return await self._answer(asked)
        finally:
            self._in_hand -= 1

    async def _unwelcome(self, request: web.Request) -> web.Response | None:
        """Why whoever asks is not answered, None where they may ask."""
        token = self._settings.token
        if token is None:
            return refuse(403, "not_set_up", "this port takes no questions yet: set BURNRATE_API_TOKEN and start serve again")
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        caller = request.remote or ""
        # Whether a token was right must not be told by how long the comparison took.
        if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
            if not await self._limiter.hit(_GUESSES, "guess", caller):
                return await self._later(_GUESSES, "guess", caller)
            return refuse(
                401, "unauthorized", 'send the header "Authorization: Bearer TOKEN" with the token that BURNRATE_API_TOKEN has',
                {"WWW-Authenticate": 'Bearer realm="burnrate"'},
            )  # fmt: skip
        if not await self._limiter.hit(self._rate, "ask"):
            return await self._later(self._rate, "ask")
        return None

    async def _later(self, rate: limits.RateLimitItem, *who: str) -> web.Response:
        reset, _ = await self._limiter.get_window_stats(rate, *who)
        seconds = max(1, math.ceil(reset - time.time()))
        return refuse(429, "too_many", f"more than {rate}; try again in {seconds} s", {"Retry-After": str(seconds)})

    async def _answer(self, asked: BatchQuestion) -> web.Response:
        today = asked.asked_on or datetime.now().astimezone().date()
        try:
            with self._metrics.one_question():
                answer = await self._answering.ask(asked.question, today=today, context=asked.context)
        except (NoGeneration, GenerationDamaged) as error:
            return refuse(503, "no_index", f"there is no index to answer from: {error}", {"Retry-After": "10"})
        self._metrics.answers.labels(answer.status.value).inc()
        if answer.status is Status.NOT_FOUND:
            await asyncio.to_thread(record, self._data_dir, [answer.question])
        row = answer.to_json()
        return reply({"id": asked.id, **row} if asked.has_id else row)


def _unfit(request: web.Request) -> web.Response | None:
    """Why the body of a request is not read, None where it is."""
    if request.content_type != "application/json":
        return refuse(415, "not_json", 'send a JSON object with the header "Content-Type: application/json"')
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        return refuse(415, "compressed", "send the body as it is, without Content-Encoding")
    if request.content_length is not None and request.content_length > _MOST_BYTES:
        return _too_large()
    return None


def _too_large() -> web.Response:
    return refuse(413, "too_large", f"the body is over {_MOST_BYTES:,} bytes; shorten the question or its context")


async def _read(request: web.Request) -> BatchQuestion | web.Response:
    """The question in a request, or the response that says what is wrong with it."""
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > _MOST_BYTES:
                    return _too_large()
    except TimeoutError:
        return refuse(408, "slow", f"the body did not come within {_BODY_SECONDS:g} s")
    try:
        row: Any = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return refuse(400, "not_json", f"the body is not JSON in UTF-8 ({error})")
    try:
        return _checked(row)
    except QuestionError as error:
        return refuse(400, "bad_question", str(error))


def _checked(row: Any) -> BatchQuestion:
    asked = read_question(row)
    unknown = sorted(row.keys() - _KEYS)
    if unknown:
        raise QuestionError(f'unknown key {unknown[0]!r}; the keys are "question" and, where they help, "context", "asked_on"')
    if not asked.question.strip():
        raise QuestionError('"question" is empty')
    if len(asked.context) > _MOST_TURNS:
        raise QuestionError(f'"context" has {len(asked.context)} turns; at most {_MOST_TURNS} are read')
    if len(asked.question) > _LONGEST:
        raise QuestionError(f'"question" has {len(asked.question):,} characters; at most {_LONGEST:,} are read')
    return asked
