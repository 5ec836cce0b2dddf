"""The corpus run from Discord: real commands on a real corpus whose sources stand on a web of the test's own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.chat.answering import Answering
from bot.chat.commands import ChatCommands
from bot.chat.desk import Desk
from bot.chat.memory import Memory
from bot.chat.message import Platform
from bot.chat.settings import Admin, ChatSettings
from bot.discord.app import DiscordFrontEnd
from bot.holding import pending
from bot.serving import serving
from tests.bot.chat.admin import done_here
from tests.bot.discord.running import connected
from tests.bot.discord.server import (
    ADA,
    ADMIN_ROLE,
    BOT,
    GENERAL,
    SECOND,
    Discord,
    Fault,
    Told,
    discord_server,
    texts,
    walk,
)
from tests.bot.following import follow, story
from tests.web import Web

MALLORY, ROLED = 666, 667


@asynccontextmanager
async def administered(data_dir: Path) -> AsyncIterator[tuple[Discord, DiscordFrontEnd, ChatCommands]]:
    admins = (Admin(Platform.DISCORD, str(ADA)), Admin(Platform.DISCORD, str(ADMIN_ROLE), group=True))
    answering, memory = Answering(data_dir), Memory(data_dir, ChatSettings(admins=admins))
    commands = ChatCommands(data_dir, answering, memory, do=done_here)
    desk = Desk(answering, memory, commands)
    try:
        async with discord_server() as discord, connected(discord, desk) as app:
            yield discord, app, commands
    finally:
        await desk.close()
        memory.close()
        answering.close()


async def said(discord: Discord, told: Told, words: str) -> dict[str, Any]:
    """The reply to an interaction, once it says certain words."""

    def found() -> dict[str, Any] | None:
        numbers = [told.original, *told.followed]
        shown = [discord.messages[n] for n in numbers if n is not None and n in discord.messages]
        return next((one for one in shown if words in texts(one)), None)

    out: dict[str, Any] = await discord.until(found, 30)
    return out


def labels(message: dict[str, Any]) -> set[str]:
    return {part["label"] for part in walk(message["components"]) if part.get("type") == 2}


def test_a_day_of_an_admin(followed: Path, web: Web) -> None:
    async def scenario() -> None:
        async with administered(followed) as (discord, app, commands):
            # Who is no admin is told no, alone, whatever they may see.
            no = await discord.answer_in(discord.slash(MALLORY, GENERAL, "corpus refresh"))
            assert "admins" in texts(no)
            assert no["flags"] & 64

            told = discord.slash(ADA, GENERAL, "corpus refresh", which="verrin")
            message = await said(discord, told, "Published as generation")
            assert not message["flags"] & 64
            assert "Verrin Labs reports its results" in texts(message)
            assert len(discord.by_bot(GENERAL)) == 2
            first = serving(followed)

            watching = discord.slash(ADA, GENERAL, "corpus watch", company="Verrin Labs", channel=SECOND)
            await discord.until(
                lambda: any("now watches Verrin Labs" in texts(one) for one in discord.by_bot(SECOND)), 30
            )
            await discord.until(lambda: watching.responded)
            assert app.port is not None
            await commands.tell_news({Platform.DISCORD: app.port})

            # A golden answer that breaks holds the next generation; a button publishes it, for admins.
            (followed / "golden.yaml").write_text(
                "- question: verrin labs revenue 2024\n  value: 12000000\n", encoding="utf-8"
            )
            web.put("/verrin", story(14))
            discord.roles_of[ROLED] = [ADMIN_ROLE]
            held = await said(
                discord, discord.slash(ROLED, GENERAL, "corpus refresh", which="verrin"), "golden answer breaks"
            )
            assert serving(followed) == first
            waiting = pending(followed)
            assert waiting is not None
            publish = next(one for one in labels(held) if one.startswith("Publish"))
            refused = await discord.answer_in(discord.press(MALLORY, int(held["id"]), publish))
            assert "admins" in texts(refused)
            assert serving(followed) == first
            discord.press(ADA, int(held["id"]), publish)
            await discord.until(lambda: "Published generation" in texts(held), 30)
            assert serving(followed) == waiting.generation

            # What is new is told where it is watched, once.
            await commands.tell_news({Platform.DISCORD: app.port})
            await commands.tell_news({Platform.DISCORD: app.port})
            news = [one for one in discord.by_bot(SECOND) if "New figures about Verrin Labs" in texts(one)]
            assert len(news) == 1
            assert "$14 million" in texts(news[0])

            back = next(one for one in labels(held) if "back" in one.lower())
            discord.press(ADA, int(held["id"]), back)
            await discord.until(lambda: serving(followed) == first, 30)
            history = await said(discord, discord.slash(ADA, GENERAL, "corpus history", page=1), f"discord:{ADA}")
            assert history["flags"] & 64
            answer = await discord.answer_to(
                discord.say(MALLORY, GENERAL, f"<@{BOT}> What was Verrin Labs' revenue in 2024?")
            )
            assert "$12 million" in texts(answer)

            # A channel is set to have every question answered, by an admin alone.
            refused = await discord.answer_in(
                discord.slash(MALLORY, SECOND, "burnrate config", setting="mode", value="every")
            )
            assert "admins" in texts(refused)
            await said(
                discord, discord.slash(ADA, SECOND, "burnrate config", setting="mode", value="every"), "every question"
            )
            asked = discord.say(MALLORY, SECOND, "What was Verrin Labs' revenue in 2024?")
            assert "$12 million" in texts(await discord.answer_to(asked))
            await said(discord, discord.slash(MALLORY, GENERAL, "burnrate forget"), "forgotten")
            await said(discord, discord.slash(MALLORY, GENERAL, "burnrate help"), "/burnrate")
            assert not discord.refusals
            assert not discord.rung

    asyncio.run(scenario())


def test_adding_a_page_is_confirmed_and_removing_too(followed: Path, web: Web) -> None:
    url = web.put("/arden", story(40, "Ardenmoor"))

    async def scenario() -> None:
        async with administered(followed) as (discord, _, _):
            added = await said(
                discord, discord.slash(ADA, GENERAL, "corpus add", url=url), "Ardenmoor reports its results"
            )
            assert serving(followed) is None
            label = next(one for one in labels(added) if one != "Cancel")
            assert "admins" in texts(await discord.answer_in(discord.press(MALLORY, int(added["id"]), label)))
            assert serving(followed) is None
            discord.press(ADA, int(added["id"]), label)
            await discord.until(lambda: serving(followed) is not None, 30)

    asyncio.run(scenario())


def test_a_refresh_that_fails_half_way_is_told_in_its_message(followed: Path, web: Web) -> None:
    follow(followed, verrin=web.url("/verrin"), quillane=web.put("/quillane", story(30, "Quillane")))
    web.fail("/verrin", 503)

    async def scenario() -> None:
        async with administered(followed) as (discord, _, _):
            discord.faults = [Fault("PATCH", r"/messages/", 503)]
            report = await said(
                discord,
                discord.slash(ADA, GENERAL, "corpus refresh", which="verrin quillane"),
                "Published as generation",
            )
            assert "503" in texts(report)
            assert "Quillane reports its results" in texts(report)
            assert len(discord.by_bot(GENERAL)) == 1
            asked = discord.say(MALLORY, GENERAL, f"<@{BOT}> What was Quillane's revenue in 2024?")
            assert "$30 million" in texts(await discord.answer_to(asked))

    asyncio.run(scenario())
