"""Calls: limits waited out in a line, faults tried again only where that does no harm."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calls import ApiRefused, Calls, Unsure, web_client
from tests.bot.slack.server import BOT_TOKEN, Fault, Slack

Scene = Callable[[Slack, AsyncWebClient, Calls], Awaitable[None]]


def play(scene: Scene) -> None:
    async def run() -> None:
        async with Slack().running() as slack, aiohttp.ClientSession() as session:
            await scene(slack, web_client(BOT_TOKEN, f"{slack.base}/api", session), Calls(first_pause=0.001))

    asyncio.run(run())


def test_those_that_are_limited_wait_as_long_as_slack_asks_and_go_one_after_the_other() -> None:
    async def scene(slack: Slack, client: AsyncWebClient, calls: Calls) -> None:
        slack.fail("auth.test", Fault("ratelimited", 429, retry_after=1))
        began = time.monotonic()
        await calls.make("first", client.auth_test)
        assert time.monotonic() - began >= 1  # a lower bound, which no slow machine breaks
        slack.fail("auth.test", *[Fault("ratelimited", 429, retry_after=0)] * 3)
        await asyncio.gather(*(calls.make("one kind", client.auth_test) for _ in range(6)))
        assert len(slack.called("auth.test")) == 2 + 6 + 3
        assert not calls._lines
        assert not calls._until

    play(scene)


def test_nobody_waits_longer_than_they_can() -> None:
    async def scene(slack: Slack, client: AsyncWebClient, calls: Calls) -> None:
        slack.fail("auth.test", Fault("ratelimited", 429, retry_after=30))
        with pytest.raises(ApiRefused, match="ratelimited"):
            await calls.make("x", client.auth_test, longest=2)

    play(scene)


@pytest.mark.parametrize(
    "fault", [Fault(status=500), Fault("internal_error", 500), Fault(drop=True), Fault("fatal_error")]
)
def test_what_may_have_been_done_is_not_done_again_unless_that_is_harmless(fault: Fault) -> None:
    async def scene(slack: Slack, client: AsyncWebClient, calls: Calls) -> None:
        slack.fail("auth.test", fault)
        with pytest.raises(Unsure):
            await calls.make("x", client.auth_test, again=False)
        assert len(slack.called("auth.test")) == 1
        slack.fail("auth.test", fault)
        assert (await calls.make("x", client.auth_test))["ok"]

    play(scene)


def test_a_no_is_a_no_with_what_is_missing() -> None:
    async def scene(slack: Slack, client: AsyncWebClient, calls: Calls) -> None:
        slack.fail("auth.test", Fault("missing_scope", more={"needed": "users:read"}))
        with pytest.raises(ApiRefused, match=r"x: missing_scope \(needs users:read\)"):
            await calls.make("x", client.auth_test)
        assert len(slack.called("auth.test")) == 1

    play(scene)


def test_a_method_that_is_not_there_is_a_no_in_whatever_words() -> None:
    async def scene(slack: Slack, client: AsyncWebClient, calls: Calls) -> None:
        slack.fail("auth.test", Fault(status=404))  # an HTML page
        elsewhere = web_client(BOT_TOKEN, f"{slack.base}/nowhere", client.session)  # type: ignore[arg-type]  # it has one
        for nowhere in (client, elsewhere):  # the other is plain text
            with pytest.raises(ApiRefused, match="x: status 404"):
                await calls.make("x", nowhere.auth_test)
        assert len(slack.called("auth.test")) == 1

    play(scene)


def test_a_slack_that_hangs_is_let_go() -> None:
    async def scene(slack: Slack, client: AsyncWebClient, calls: Calls) -> None:
        async def hangs() -> object:
            await asyncio.sleep(60)
            return None

        with pytest.raises(Unsure, match="TimeoutError"):
            await calls.make("x", hangs, again=False, patience=0.01)  # type: ignore[arg-type]  # it gives nothing at all

    play(scene)
