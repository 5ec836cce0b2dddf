"""Installs by OAuth, and answers, against a Slack that is not ours."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import aiohttp
import pytest

from bot.chat.answering import Answering
from bot.slack.checkup import check
from bot.slack.settings import SlackSettings
from tests.bot.slack.emulator import APP, Emulated, emulated, missing
from tests.bot.slack.rules import read
from tests.bot.slack.server import Slack
from tests.bot.slack.world import Burnrate, burnrate

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=missing()),
    # slack-sdk 3.47 exchanges codes with it.
    pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning"),
]

GENERAL = "C000000001"
QUESTION = "What was Thornwick's revenue in 2024?"
FIGURE = "$213.0 million"
OTHER_FIGURE = "$141.7 million"


@asynccontextmanager
async def opened(answering: Answering, kept: Path) -> AsyncIterator[tuple[Emulated, Slack, Burnrate, dict[str, str]]]:
    """An emulated Slack, burnrate with it, and what signs events, which it does not send of itself."""
    async with emulated(kept) as other, Slack().running() as slack:
        environ = {
            "BURNRATE_SLACK_API_URL": f"{other.base}/api",
            "BURNRATE_SLACK_AUTHORIZE_URL": f"{other.base}/oauth/v2/authorize",
            "BURNRATE_SLACK_CLIENT_ID": APP["client_id"],
            "BURNRATE_SLACK_CLIENT_SECRET": APP["client_secret"],
            "BURNRATE_SLACK_SIGNING_SECRET": slack.secret,
            "BURNRATE_SLACK_PUBLIC_URL": "https://burnrate.example",
        }
        async with burnrate(slack, answering, kept, environ=environ) as bot:
            yield other, slack, bot, environ


async def install(other: Emulated, bot: Burnrate) -> dict[str, str]:
    """What somebody does who installs the app: our page, its button, Slack's page, its button, and back again."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
        async with browser.get(f"{bot.url}/slack/install") as page:
            cookie = page.headers["Set-Cookie"].split(";")[0]
            address = re.findall(r'href="([^"]+/oauth/v2/authorize[^"]+)"', await page.text())[0].replace("&amp;", "&")
        back = await other.allowed(address)
        assert back.startswith(APP["redirect_uri"])
        query = dict(parse_qsl(urlsplit(back).query))
        # In between stands the proxy that has the certificate of burnrate.example.
        async with browser.get(f"{bot.url}/slack/oauth_redirect", params=query, headers={"Cookie": cookie}) as done:
            assert done.status == 200, await done.text()
    return query


async def ours(other: Emulated, thread: str, me: str) -> list[dict[str, Any]]:
    found = await other.called("conversations.replies", channel=GENERAL, ts=thread)
    return [one for one in found["messages"] if one["user"] == me]


def test_an_install_goes_through_its_pages_and_what_it_brings_answers(answering: Answering, tmp_path: Path) -> None:
    async def run() -> None:
        async with opened(answering, tmp_path) as (other, slack, bot, environ):
            await install(other, bot)
            (team, name), *more = bot.front._workspaces.installed()
            assert (name, more) == ("Emulated", [])
            found = await check(SlackSettings.read(environ), tmp_path)
            assert [one.ok for one in found if one.name == "Slack token of Emulated"] == [True]
            client = bot.front._workspaces.client(team)
            me = str((await client.auth_test())["user_id"])
            await other.called("conversations.join", channel=GENERAL)
            await other.called("conversations.invite", channel=GENERAL, users=me)  # /invite @burnrate

            async def say(text: str, thread: str = "") -> dict[str, Any]:
                fields = {"thread_ts": thread} if thread else {}
                said = dict((await other.called("chat.postMessage", channel=GENERAL, text=text, **fields))["message"])
                event = said | {"channel": GENERAL, "channel_type": "channel"}
                told = {"enterprise_id": None, "team_id": team, "user_id": me, "is_bot": True}
                assert (await slack.deliver(slack.event(event, team_id=team, authorizations=[told]))).status == 200
                return said

            async def answered(thread: str, count: int) -> str:
                async with asyncio.timeout(30):
                    while True:
                        stand = await ours(other, thread, me)
                        if len(stand) >= count and not read(stand[-1]).startswith("⏳"):
                            assert len(stand) == count
                            return read(stand[-1])
                        await asyncio.sleep(0.05)

            asked = await say(f"<@{me}> {QUESTION}")
            assert FIGURE in await answered(asked["ts"], 1)
            await say("And in 2023?", asked["ts"])
            assert OTHER_FIGURE in await answered(asked["ts"], 2)
            # Its own messages come back to it as events: it leaves them alone.
            (first, _) = await ours(other, asked["ts"], me)
            await slack.deliver(slack.event(first | {"channel": GENERAL}, team_id=team))
            assert len(await ours(other, asked["ts"], me)) == 2

    asyncio.run(run())


def test_a_code_is_good_once_and_only_for_who_began(answering: Answering, tmp_path: Path) -> None:
    async def run() -> None:
        async with opened(answering, tmp_path) as (other, _, bot, _):
            query = await install(other, bot)
            async with aiohttp.ClientSession() as browser:
                async with browser.get(f"{bot.url}/slack/oauth_redirect", params=query) as again:
                    assert again.status == 400
                async with browser.get(f"{bot.url}/slack/install") as page:
                    cookie = page.headers["Set-Cookie"].split(";")[0]
                    state = re.findall(r"[?&;]state=([^&\"]+)", await page.text())[0]
                used = {"code": query["code"], "state": state}
                async with browser.get(
                    f"{bot.url}/slack/oauth_redirect", params=used, headers={"Cookie": cookie}
                ) as again:
                    assert again.status == 401
                    assert "xoxb" not in await again.text()

    asyncio.run(run())
