"""Commands, menus, buttons and forms in simcord, which holds a bot to Discord's rules for interactions."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import simcord
from simcord import ChannelHandle, Env, GuildHandle, MemberActor

from bot.chat.desk import Desk
from bot.discord.client import BurnrateClient
from bot.discord.port import DiscordPort
from tests.bot.discord.conftest import OpenDesk
from tests.bot.discord.server import walk

REVENUE = "What was Thornwick's revenue in 2024?"


@dataclass(slots=True)
class Scene:
    """A server with a channel, a person and a manager in it."""

    env: Env
    guild: GuildHandle
    general: ChannelHandle
    ada: MemberActor
    boss: MemberActor


@asynccontextmanager
async def scene(desk: Desk) -> AsyncIterator[Scene]:
    async with simcord.run(client_on(desk), settle_timeout=30) as env:
        guild = env.create_guild()
        general = guild.create_text_channel("general")
        boss = guild.add_member(
            env.create_user("boss"), roles=[guild.create_role("bosses", permissions=discord_manager())]
        )
        yield Scene(env, guild, general, guild.add_member(env.create_user("ada")), boss)


def discord_manager() -> Any:
    import discord

    return discord.Permissions(manage_guild=True, send_messages=True, view_channel=True, use_application_commands=True)


def client_on(desk: Desk) -> BurnrateClient:
    return BurnrateClient(desk, DiscordPort(), shards=1)


def said(message: Any) -> str:
    assert message is not None
    parts = [one["content"] for one in walk(message.components) if one.get("type") == 10]
    return "\n".join([message.content, *parts])


def test_ask_is_acknowledged_and_answered(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, scene(bureau.desk) as up:
            result = await up.ada.slash(up.general, "ask", question=REVENUE)
            assert result.acknowledged
            assert not result.ephemeral
            assert "# $213.0 million" in said(result.response)
            private = await up.ada.slash(up.general, "ask", question=REVENUE, private=True)
            assert private.ephemeral
            assert "# $213.0 million" in said(private.response)

    asyncio.run(scenario())


def test_buttons_and_forms_work_after_a_restart(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, scene(bureau.desk) as up:
            result = await up.ada.slash(up.general, "ask", question=REVENUE)
            answer = result.response
            assert answer is not None
            await up.env.restart_bot(client_on(bureau.desk))
            good = await up.ada.click(answer, label="Helpful")
            assert good.acknowledged
            assert "Thank you" in said(good.followups[0])
            assert good.followups[0].ephemeral

            form = await up.ada.click(answer, label="Not helpful")
            assert form.modal is not None
            assert form.modal["title"].startswith("What is wrong")
            await up.env.restart_bot(client_on(bureau.desk))
            field = next(one for one in walk(form.modal["components"]) if one.get("type") == 4)
            told = await up.ada.submit_modal(form, {field["custom_id"]: "It is from an old filing"})
            assert "admins will see it" in said(told.followups[0])

    asyncio.run(scenario())


def test_corpus_is_for_managers(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, scene(bureau.desk) as up:
            assert "corpus refresh" not in up.ada.available_commands(up.general)
            assert "ask" in up.ada.available_commands(up.general)
            assert "corpus refresh" in up.boss.available_commands(up.general)
            await up.boss.slash(up.general, "corpus refresh")
            assert bureau.orders.ran[0].person.manages
            with pytest.raises(Exception, match=r"(?i)permission|not visible|unavailable|cannot|not found"):
                await up.ada.slash(up.general, "corpus refresh")
            assert len(bureau.orders.ran) == 1

    asyncio.run(scenario())


def test_companies_are_completed(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, scene(bureau.desk) as up:
            await bureau.desk.warm()
            choices = await up.ada.autocomplete(up.general, "ask", "question", "revenue of arden")
            assert "revenue of Ardenmoor AI" in [one["value"] for one in choices]

    asyncio.run(scenario())


def test_menus(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, scene(bureau.desk) as up:
            claim = await up.boss.send(up.general, "Thornwick had revenue of $213 million in 2024.")
            result = await up.ada.context_menu(up.general, "Check this claim", claim)
            assert result.ephemeral
            assert "213" in said(result.response)

    asyncio.run(scenario())


def test_a_failing_command_tells_a_reference_to_its_author_alone(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, scene(bureau.desk) as up:
            result = await up.boss.slash(up.general, "corpus refresh", which="explode")
            assert result.ephemeral
            assert "reference" in said(result.response)

    asyncio.run(scenario())
