"""The whole of `serve` in one process: the real clients of both platforms on loopback servers, and HTTP beside them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.building import import_files
from bot.chat.commands import ChatCommands
from bot.service import Service
from bot.settings import Settings
from corpus.audit import deeds
from corpus.manifest import read_manifest
from index.generation import current_id
from tests.bot.chat.admin import done_here
from tests.bot.discord.server import ADA, GENERAL, SECOND, Discord, discord_server, texts
from tests.bot.pages import PAGES, write_pages
from tests.bot.slack.server import BOT, Slack
from tests.bot.web.serving import TOKEN, until

QUESTION = "what was the operating loss of ardenmoor in 2024?"
NOTES = "https://notes.example/ardenmoor"
BASE = {
    "BURNRATE_HTTP_PORT": "0", "BURNRATE_API_TOKEN": TOKEN, "BURNRATE_ADMINS": f"slack:U1ANNA,discord:{ADA}",
    "BURNRATE_CHAT_RETENTION_DAYS": "3650",  # the clock of the tests' Slack stands in the past
}  # fmt: skip


@dataclass
class Everything:
    """A service, the two platforms that it serves, and a client of its port."""

    service: Service
    slack: Slack
    discord: Discord
    client: aiohttp.ClientSession

    async def readiness(self) -> dict[str, Any]:
        async with self.client.get("/readyz") as response:
            body: dict[str, Any] = await response.json()
            return body

    async def ready(self) -> None:
        """Wait until all of it is."""
        body = await self.readiness()
        while not body["ready"]:
            await asyncio.sleep(0.02)
            body = await self.readiness()


@asynccontextmanager
async def everything(data_dir: Path, **more: str) -> AsyncIterator[Everything]:
    async with Slack().running() as slack, discord_server() as discord:
        environ = {**BASE, **slack.environ(), **discord.environ(), **more}
        service = Service(Settings(data_dir, scheduled=False), environ)
        running = asyncio.create_task(service.run())
        try:
            await until(lambda: service.address or running.done())
            slack.events_url = f"{service.address}/slack/events"
            async with aiohttp.ClientSession(service.address) as client:
                yield Everything(service, slack, discord, client)
        finally:
            service.stop()
            await asyncio.wait_for(running, 60)


def shown(message: Any) -> str:
    """All that a message of Slack's says."""
    return json.dumps(message.get("blocks") or message.get("text"), ensure_ascii=False)


@pytest.fixture(autouse=True)
def _jobs_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs are done in this process, which a child would take seconds longer to begin."""
    monkeypatch.setattr("bot.service.ChatCommands", partial(ChatCommands, do=done_here))


def test_one_process_answers_everywhere_and_is_run_from_either_platform(own_data_dir: Path) -> None:
    async def work() -> None:
        async with everything(own_data_dir) as it:
            await it.ready()
            assert (await it.readiness())["platforms"] == {"slack": "connected", "discord": "connected"}

            # A question on each, and over HTTP.
            ts, delivered = await it.slack.say("C1", "U2BEN", f"<@{BOT}> {QUESTION}")
            assert [one.status for one in delivered] == [200, 200]
            number = it.discord.say(ADA, GENERAL, f"<@{900}> {QUESTION}")
            assert "$310 million" in shown(await it.slack.answer("C1", ts))
            assert "$310 million" in texts(await it.discord.answer_to(number))
            async with it.client.post("/v1/ask", json={"question": QUESTION}, headers={"Authorization": f"Bearer {TOKEN}"}) as response:
                assert (await response.json())["figures"][0]["value"] == "310000000"

            # Who is no admin is told so, privately, on both.
            await it.slack.command("/corpus", "status", "U2BEN", "C1")
            await it.slack.until(lambda: any("admins" in shown(one) for one in it.slack.ephemeral))
            stranger = it.discord.slash(ADA + 1, GENERAL, "corpus status")
            assert "admins" in texts(await it.discord.answer_in(stranger))

            # An admin removes a document by a command and a button: it is out of answers on both.
            before = current_id(own_data_dir)
            await it.slack.command("/corpus", f"remove {NOTES}", "U1ANNA", "C1")
            preview = await it.slack.until(lambda: next((one for one in it.slack.ours("C1") if "Remove" in shown(one)), None))
            await it.slack.press(preview, "remove", "U2BEN")
            await it.slack.press(preview, "remove", "U1ANNA")
            await it.slack.until(lambda: any("is served without it" in shown(one) for one in it.slack.ours("C1")))
            assert current_id(own_data_dir) != before
            status = it.discord.slash(ADA, GENERAL, "corpus status")
            assert "5" in texts(await it.discord.answer_in(status))
            assert [(deed.what, deed.who) for deed in deeds(own_data_dir)] == [("remove", "slack:U1ANNA")]

            # And from the other one it is put back.
            it.discord.slash(ADA, GENERAL, "corpus rollback", which=before)
            await it.discord.until(lambda: any("is served again" in texts(one) for one in it.discord.by_bot(GENERAL)))
            assert current_id(own_data_dir) == before
            assert deeds(own_data_dir)[0].who == f"discord:{ADA}"

            # Both have a home for it; an admin's has the panel.
            homes = {}
            for user in ("U1ANNA", "U2BEN"):
                await it.slack.deliver(it.slack.event({"type": "app_home_opened", "user": user, "tab": "home", "channel": "D1"}))
                await it.slack.until(partial(it.slack.homes.get, user))
                homes[user] = json.dumps(it.slack.homes[user])
            assert "Golden questions" in homes["U1ANNA"]
            assert "Golden questions" not in homes["U2BEN"]
            assert "operating loss of ardenmoor" in homes["U2BEN"]

            async with it.client.get("/metrics") as response:
                text = await response.text()
            assert 'burnrate_questions_total{entry="mention",platform="slack",status="answered"} 1.0' in text
            assert 'burnrate_platform_connected{platform="discord"} 1.0' in text

    asyncio.run(work())


def test_a_channel_that_watches_is_told_whoever_published(own_data_dir: Path, tmp_path: Path) -> None:
    manifest = write_pages(tmp_path)
    (tmp_path / "ardenmoor-profile.md").write_text(PAGES["ardenmoor-profile.md"].replace("$310 million", "$320 million"), encoding="utf-8")

    async def work() -> None:
        async with everything(own_data_dir) as it:
            await it.ready()
            await it.slack.command("/corpus", "watch ardenmoor <#C9|numbers>", "U1ANNA", "C1")
            await it.slack.until(lambda: any("now watches Ardenmoor AI" in shown(one) for one in it.slack.ours("C9")))
            await asyncio.to_thread(import_files, own_data_dir, [tmp_path], read_manifest(manifest))
            news = await it.slack.until(lambda: next((one for one in it.slack.ours("C9") if "New figures about Ardenmoor" in shown(one)), None))
            assert "$320 million" in shown(news)
            assert "northledger.example" in shown(news)
            assert "$96 million" not in shown(news)  # that was known

    asyncio.run(work())


def test_a_conversation_goes_on_when_another_generation_is_published_in_it(own_data_dir: Path, tmp_path: Path) -> None:
    """What is asked after it is answered from the new one; what was answered before keeps its own sources."""
    manifest = write_pages(tmp_path)
    for page, old, new in (("ardenmoor-profile.md", "$310 million", "$320 million"), ("thornwick-blog.md", "$230 million", "$240 million")):
        (tmp_path / page).write_text(PAGES[page].replace(old, new), encoding="utf-8")
    revenue, follow_up = "What was Thornwick's revenue in 2024?", "and what was the operating loss in 2024?"

    async def work() -> None:
        async with everything(own_data_dir) as it:
            await it.ready()
            ts, _ = await it.slack.say("C1", "U2BEN", f"<@{BOT}> {QUESTION}")
            number = it.discord.say(ADA, GENERAL, f"<@{900}> {QUESTION}")
            told = [await it.slack.answer("C1", ts), await it.discord.answer_to(number)]
            assert "$310 million" in shown(told[0])
            assert "$310 million" in texts(told[1])
            other, _ = await it.slack.say("C2", "U2BEN", f"<@{BOT}> {revenue}")
            differing = [
                await it.slack.answer("C2", other),
                await it.discord.answer_to(it.discord.say(ADA, SECOND, f"<@{900}> {revenue}")),
            ]
            await asyncio.to_thread(import_files, own_data_dir, [tmp_path], read_manifest(manifest))

            # Follow-ups, without a mention and without the company.
            await it.slack.say("C1", "U2BEN", follow_up, ts)
            after = await it.slack.until(lambda: next((one for one in it.slack.ours("C1", ts)[1:] if one["finished"]), None))
            assert "$320 million" in shown(after)
            follow = it.discord.say(ADA, GENERAL, follow_up, reply_to=int(told[1]["id"]))
            assert "$320 million" in texts(await it.discord.answer_to(follow))

            # The buttons of the first answers show what those rested on.
            await it.slack.press(differing[0], "differ", "U2BEN")
            await it.slack.until(lambda: it.slack.ephemeral)
            assert "$230 million" in shown(it.slack.ephemeral[-1])
            unfolded = await it.discord.answer_in(it.discord.press(ADA, int(differing[1]["id"]), "1 source differs"))
            assert "$230 million" in texts(unfolded)
            assert len(it.slack.ours("C1")) == 2
            assert len([one for one in it.discord.by_bot(GENERAL) if not one["flags"] & 64]) == 2

    asyncio.run(work())


def test_one_platform_answers_while_the_other_is_down(own_data_dir: Path, unused: Callable[[], int]) -> None:
    async def work() -> None:
        async with everything(own_data_dir, BURNRATE_SLACK_API_URL=f"http://127.0.0.1:{unused()}/api/") as it:
            await until(lambda: it.discord.identifies)
            number = it.discord.say(ADA, GENERAL, f"<@{900}> {QUESTION}")
            assert "$310 million" in texts(await it.discord.answer_to(number, 30))
            body = await it.readiness()
            # A question may be answered before the index counts as loaded, which it is once all that keeps it quick is warm.
            while body["platforms"]["discord"] != "connected" or body["generation"] is None:
                await asyncio.sleep(0.02)
                body = await it.readiness()
            assert body["platforms"]["slack"] == "not connected"
            assert len(body["reasons"]) == 1

    asyncio.run(work())


@pytest.fixture
def unused() -> Callable[[], int]:
    """Ports at which nothing listens."""
    import socket

    def port() -> int:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            return int(one.getsockname()[1])

    return port
