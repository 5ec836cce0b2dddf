"""The front end as `serve` runs it: connecting, being refused, stopping, and Discord found where the settings say."""

from __future__ import annotations

import asyncio

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.discord.app import front_end
from bot.errors import Refused
from tests.bot.discord.conftest import OpenDesk
from tests.bot.discord.running import connected
from tests.bot.discord.server import discord_server


def test_without_a_token_there_is_none(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau:
            assert front_end({"BURNRATE_DISCORD_TOKEN": " "}, bureau.desk) is None

    asyncio.run(scenario())


def test_discord_is_found_where_the_settings_say_and_only_while_it_runs(open_desk: OpenDesk) -> None:
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY

    async def scenario() -> None:
        async with open_desk() as bureau, discord_server() as served:
            async with connected(served, bureau.desk) as app:
                assert served.base == Route.BASE
                assert str(DiscordWebSocket.DEFAULT_GATEWAY) == served.gateway
                assert app.port is not None
            assert not app.ready

    asyncio.run(scenario())
    assert before == (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY)


def test_the_gateway_that_the_api_names_is_used_where_none_is_set(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, discord_server() as served:
            environ = served.environ()
            del environ["BURNRATE_DISCORD_GATEWAY_URL"]
            app = front_end(environ, bureau.desk)
            assert app is not None
            task = asyncio.create_task(app.run())
            await served.until(lambda: served.identifies)
            await app.stop()
            await task

    asyncio.run(scenario())


def test_a_token_that_is_not_taken_is_refused_with_what_to_click(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, discord_server() as served:
            app = front_end({**served.environ(), "BURNRATE_DISCORD_TOKEN": "another.token.here"}, bureau.desk)
            assert app is not None
            with pytest.raises(Refused, match="Reset Token"):
                await app.run()
            await app.stop()

    asyncio.run(scenario())


def test_it_stops_while_it_is_still_trying_to_connect(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, discord_server() as served:
            app = front_end({**served.environ(), "BURNRATE_DISCORD_GATEWAY_URL": "ws://127.0.0.1:9/"}, bureau.desk)
            assert app is not None
            task = asyncio.create_task(app.run())
            await served.until(lambda: served.syncs)
            async with asyncio.timeout(5):
                await app.stop()
                await task
            assert not app.ready

    asyncio.run(scenario())


def test_it_may_be_stopped_before_it_ran(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, discord_server() as served:
            app = front_end(served.environ(), bureau.desk)
            assert app is not None
            await app.stop()
            await app.run()
            assert not served.identifies

    asyncio.run(scenario())


def test_nothing_privileged_is_asked_for_but_what_messages_say() -> None:
    from bot.discord.client import intents

    wanted = {name for name, on in intents(content=True) if on}
    assert wanted == {"guilds", "guild_messages", "dm_messages", "message_content"}
    assert not {"members", "presences"} & {name for name, on in intents(content=False) if on}
