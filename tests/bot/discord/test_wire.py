"""Every way to ask over the real wire: discord.py against a gateway and a REST API on the loopback."""

from __future__ import annotations

import asyncio

from tests.bot.discord.conftest import OpenDesk
from tests.bot.discord.running import running
from tests.bot.discord.server import ADA, BOT, GENERAL, texts

REVENUE = "What was Thornwick's revenue in 2024?"


def test_a_mention_is_answered_in_a_reply(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as desk, running(desk) as up:
            asked = up.discord.say(ADA, GENERAL, f"<@{BOT}> {REVENUE}")
            answer = await up.discord.answer_to(asked)
            assert "$213" in texts(answer)
            assert answer["flags"] & (1 << 15)
            assert not up.discord.rung
            assert not up.discord.refusals

    asyncio.run(scenario())


def test_a_command_is_answered(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as desk, running(desk) as up:
            told = up.discord.slash(ADA, GENERAL, "ask", question=REVENUE, private=True)
            answer = await up.discord.answer_in(told)
            assert "$213" in texts(answer)
            assert answer["flags"] & 64
            assert told.responded is not None
            assert told.responded - told.at < 3
            assert not up.discord.refusals

    asyncio.run(scenario())
