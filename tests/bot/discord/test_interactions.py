"""Commands, menus, buttons and forms in simcord, which holds a bot to Discord's rules for interactions."""

from __future__ import annotations

import asyncio

import simcord

from bot.discord.client import BurnrateClient
from bot.discord.port import DiscordPort
from tests.bot.discord.conftest import OpenDesk

REVENUE = "What was Thornwick's revenue in 2024?"


def said(message: simcord.ResponseMessage | None) -> str:
    from tests.bot.discord.server import walk

    assert message is not None
    parts = [one["content"] for one in walk(message.components) if one.get("type") == 10]
    return "\n".join([message.content, *parts])


def test_ask(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as desk:
            client = BurnrateClient(desk, DiscordPort(), shards=1)
            async with simcord.run(client) as env:
                guild = env.create_guild()
                general = guild.create_text_channel("general")
                ada = guild.add_member(env.create_user("ada"))
                result = await ada.slash(general, "ask", question=REVENUE)
                assert result.acknowledged
                assert not result.ephemeral
                assert "$213" in said(result.response)

    asyncio.run(scenario())
