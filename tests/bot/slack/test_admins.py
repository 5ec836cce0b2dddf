"""The corpus run from Slack: real commands on a real corpus whose sources stand on a web of the test's own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.chat.answering import Answering
from bot.chat.commands import ChatCommands
from bot.chat.memory import Memory
from bot.chat.message import Platform
from bot.serving import serving
from tests.bot.chat.admin import done_here
from tests.bot.following import follow, story
from tests.bot.slack.rules import read
from tests.bot.slack.server import BOT, Fault, Slack
from tests.bot.slack.world import Burnrate, burnrate
from tests.web import Web

ADMINS = {"BURNRATE_ADMINS": "slack:U0ADA,slack:S0DESK"}


@asynccontextmanager
async def administered(data_dir: Path) -> AsyncIterator[tuple[Slack, Burnrate, ChatCommands]]:
    made: list[ChatCommands] = []

    def commands(answering: Answering, memory: Memory) -> ChatCommands:
        made.append(ChatCommands(data_dir, answering, memory, do=done_here))
        return made[0]

    answering = Answering(data_dir)
    try:
        async with Slack().running() as slack:
            slack.usergroups = [{"id": "S0DESK", "users": ["U0BEA"]}]
            async with burnrate(slack, answering, data_dir, chat=ADMINS, commands=commands) as bot:
                yield slack, bot, made[0]
    finally:
        answering.close()


async def told(slack: Slack, who: str, words: str) -> dict[str, Any]:
    """What a person was told privately, once it has certain words."""
    found: dict[str, Any] = await slack.until(
        lambda: next((one for one in slack.ephemeral if one["to"] == who and words in read(one)), None)
    )
    return found


async def posted(slack: Slack, channel: str, words: str) -> dict[str, Any]:
    """The message of ours in a channel that has certain words, once it is there."""
    found: dict[str, Any] = await slack.until(
        lambda: next((one for one in slack.ours(channel) if words in read(one)), None)
    )
    return found


def test_a_day_of_an_admin(followed: Path, web: Web) -> None:
    async def run() -> None:
        async with administered(followed) as (slack, bot, commands):
            # Who is no admin is told no, alone, whatever they claim.
            await slack.command("/corpus", "refresh", "U0EVE", "C1", user_name="U0ADA", text2="slack:U0ADA")
            await told(slack, "U0EVE", "admins")
            assert not slack.ours("C1")

            # A refresh is one message, changed in place, that ends in its report.
            await slack.command("/corpus", "refresh verrin", "U0ADA", "C1")
            message = await posted(slack, "C1", "Published as generation")
            assert "Verrin Labs reports its results" in read(message)
            assert len(slack.ours("C1")) == 1
            first = serving(followed)

            # A group's members are admins too; what is watched is told where it is watched, once.
            await slack.command("/corpus", "watch Verrin Labs <#C2|news>", "U0BEA", "C1")
            await posted(slack, "C2", "now watches Verrin Labs")
            port = bot.front.port
            assert port is not None
            await commands.tell_news({Platform.SLACK: port})

            # A golden answer that breaks holds the next generation; a button publishes it, for admins.
            golden = "- question: verrin labs revenue 2024\n  value: 12000000\n"
            (followed / "golden.yaml").write_text(golden, encoding="utf-8")
            web.put("/verrin", story(14))
            await slack.command("/corpus", "refresh verrin", "U0BEA", "C1")
            held = await posted(slack, "C1", "golden answer breaks")
            assert serving(followed) == first
            await slack.press(held, "publish", "U0EVE")
            await slack.until(lambda: len([one for one in slack.ephemeral if one["to"] == "U0EVE"]) == 2)
            assert serving(followed) == first
            await slack.press(held, "publish", "U0ADA")
            await posted(slack, "C1", "Published generation")
            assert serving(followed) != first
            for _ in range(2):
                await commands.tell_news({Platform.SLACK: port})
            news = [one for one in slack.ours("C2") if "New figures about Verrin Labs" in read(one)]
            assert len(news) == 1
            assert "$14 million" in read(news[0])

            await slack.press(held, "rollback", "U0ADA")
            await slack.until(lambda: serving(followed) == first)
            await slack.command("/corpus", "history", "U0ADA", "C1")
            await told(slack, "U0ADA", "slack:U0ADA")
            ts, _ = await slack.say("C1", "U0EVE", f"<@{BOT}> What was Verrin Labs' revenue in 2024?")
            assert "$12 million" in read(await slack.answer("C1", ts))

            # A channel is set to have every question answered, by an admin alone; and what was asked is forgotten.
            await slack.command("/burnrate", "config mode every", "U0EVE", "C3")
            await slack.until(lambda: [one for one in slack.ephemeral if one["channel"] == "C3"])
            await slack.say("C3", "U0EVE", "What was Verrin Labs' revenue in 2024?")
            await slack.command("/burnrate", "config mode every", "U0ADA", "C3")
            await told(slack, "U0ADA", "every question")
            ts, _ = await slack.say("C3", "U0EVE", "What was Verrin Labs' revenue in 2024?")
            assert "$12 million" in read(await slack.answer("C3", ts))
            assert len(slack.ours("C3")) == 1
            await slack.command("/burnrate", "help", "U0EVE", "C1")
            await told(slack, "U0EVE", "/burnrate forget")
            await slack.command("/burnrate", "forget", "U0EVE", "C1")
            await told(slack, "U0EVE", "orgot")

            # The home has the panel for admins alone.
            for who in ("U0ADA", "U0EVE"):
                event = {"type": "app_home_opened", "user": who, "channel": "D1", "tab": "home"}
                await slack.deliver(slack.event(event))
            await slack.until(lambda: len(slack.homes) == 2)
            assert "What was Verrin Labs' revenue" not in read(slack.homes["U0EVE"])  # forgotten
            assert len(read(slack.homes["U0ADA"])) > len(read(slack.homes["U0EVE"]))

    asyncio.run(run())


def test_a_page_is_added_after_it_was_looked_at(followed: Path, web: Web) -> None:
    async def run() -> None:
        async with administered(followed) as (slack, _, _):
            url = web.put("/other", story(30).replace("Verrin", "Quillane"))
            await slack.command("/corpus", f"add <{url}>", "U0ADA", "C1")
            preview = await slack.until(
                lambda: next(
                    (one for one in [*slack.ephemeral, *slack.ours("C1")] if "burnrate.add" in str(one.get("blocks"))),
                    None,
                )
            )
            await slack.press(preview, "add", "U0EVE")
            await told(slack, "U0EVE", "admins")
            await slack.press(preview, "add", "U0ADA")
            await slack.until(lambda: "burnrate.add" not in str(preview.get("blocks")))
            await slack.until(lambda: serving(followed) is not None)
            ts, _ = await slack.say("C1", "U0EVE", f"<@{BOT}> What was Quillane Labs' revenue in 2024?")
            assert "$30 million" in read(await slack.answer("C1", ts))

    asyncio.run(run())


def test_a_refresh_that_fails_half_way_is_told_in_its_message(followed: Path, web: Web) -> None:
    follow(followed, verrin=web.url("/verrin"), quillane=web.put("/quillane", story(30, "Quillane")))
    web.fail("/verrin", 503)

    async def run() -> None:
        async with administered(followed) as (slack, _, _):
            slack.fail("chat.update", Fault(status=502), Fault("ratelimited", 429, retry_after=0))
            await slack.command("/corpus", "refresh verrin quillane", "U0ADA", "C1")
            report = await posted(slack, "C1", "Published as generation")
            assert "503" in read(report)
            assert "Quillane reports its results" in read(report)
            assert len(slack.ours("C1")) == 1
            ts, _ = await slack.say("C1", "U0EVE", f"<@{BOT}> What was Quillane's revenue in 2024?")
            assert "$30 million" in read(await slack.answer("C1", ts))

    asyncio.run(run())
