"""Every door of Slack, from a signed request or a socket to the answer that stands in the channel."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.bot.slack.rules import read
from tests.bot.slack.server import BOT, Slack
from tests.bot.slack.world import burnrate

QUESTION = "What was Thornwick's revenue in 2024?"


@pytest.mark.parametrize("sockets", [False, True], ids=["http", "socket"])
def test_a_mention_is_answered_once_in_its_thread(data_dir: Path, tmp_path: Path, sockets: bool) -> None:
    async def run() -> None:
        async with Slack().running() as slack, burnrate(slack, data_dir, tmp_path, sockets=sockets):
            ts, delivered = await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
            assert [one.status for one in delivered] == [200, 200]
            answer = await slack.answer("C1", ts)
            assert "$213.0 million" in read(answer)
            assert len(slack.ours("C1")) == 1

    asyncio.run(run())
