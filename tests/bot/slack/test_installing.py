"""Workspaces install the app by OAuth, and each is answered with its own token."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.chat.answering import Answering
from bot.chat.card import Card, CardKind
from bot.chat.message import Place, Platform
from bot.chat.port import Gone
from bot.slack.checkup import check
from bot.slack.settings import SlackSettings
from tests.bot.slack.rules import read
from tests.bot.slack.server import BOT, Slack
from tests.bot.slack.world import Burnrate, burnrate

# slack-sdk 3.47 exchanges codes with it.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

QUESTION = "What was Thornwick's revenue in 2024?"
FIGURE = "$213.0 million"


def many(slack: Slack) -> dict[str, str]:
    """Settings with which workspaces install the app."""
    environ = slack.environ() | {
        "BURNRATE_SLACK_CLIENT_ID": "1.2",
        "BURNRATE_SLACK_CLIENT_SECRET": "c0ffee",
        "BURNRATE_SLACK_PUBLIC_URL": "https://burnrate.example",
    }
    environ.pop("BURNRATE_SLACK_BOT_TOKEN")
    return environ


@asynccontextmanager
async def installable(answering: Answering, kept: Path) -> AsyncIterator[tuple[Slack, Burnrate]]:
    async with Slack().running() as slack:
        slack.tokens.clear()
        async with burnrate(slack, answering, kept, environ=many(slack)) as bot:
            yield slack, bot


async def begin(bot: Burnrate) -> tuple[str, str, str]:
    """Open the page of the install; gives the address that its button leads to, the state and the cookie."""
    async with aiohttp.ClientSession() as browser, browser.get(f"{bot.url}/slack/install") as page:
        assert page.status == 200
        address = re.findall(r'href="([^"]+oauth/v2/authorize[^"]+)"', await page.text())[0].replace("&amp;", "&")
        cookie = page.headers["Set-Cookie"].split(";")[0]
    state = re.findall(r"[?&]state=([^&]+)", address)[0]
    return address, state, cookie


async def come_back(bot: Burnrate, query: Mapping[str, str], cookie: str) -> tuple[int, str]:
    """Come back from Slack with a code."""
    async with (
        aiohttp.ClientSession() as browser,
        browser.get(f"{bot.url}/slack/oauth_redirect", params=query, headers={"Cookie": cookie}) as page,
    ):
        return page.status, await page.text()


async def install(slack: Slack, bot: Burnrate, team: str) -> None:
    """Install the app in a workspace."""
    _, state, cookie = await begin(bot)
    slack.grant(f"code-{team}", access_token=f"xoxb-{team}", team={"id": team, "name": f"Team {team}"})
    status, _ = await come_back(bot, {"code": f"code-{team}", "state": state}, cookie)
    assert status == 200


def test_the_button_leads_to_slack_with_every_scope(answering: Answering, tmp_path: Path) -> None:
    async def run() -> None:
        async with installable(answering, tmp_path) as (slack, bot):
            address, state, cookie = await begin(bot)
            assert address.startswith(f"{slack.base}/oauth/v2/authorize?")
            assert "client_id=1.2" in address
            assert "chat:write" in address
            assert "redirect_uri=https://burnrate.example/slack/oauth_redirect" in address
            assert state in cookie

    asyncio.run(run())


def test_each_workspace_is_answered_with_its_own_token(answering: Answering, tmp_path: Path) -> None:
    async def run() -> None:
        async with installable(answering, tmp_path) as (slack, bot):
            for team in ("T1", "T2"):
                await install(slack, bot, team)
            exchanged = slack.called("oauth.v2.access")[0].args
            assert exchanged["redirect_uri"] == "https://burnrate.example/slack/oauth_redirect"
            for team in ("T1", "T2"):
                message = slack.stand(f"C{team}", "U1", f"<@{BOT}> {QUESTION}")
                event = {key: value for key, value in message.items() if key != "finished"} | {"type": "app_mention"}
                told = {"enterprise_id": None, "team_id": team, "user_id": BOT, "is_bot": True}
                await slack.deliver(slack.event(event, team_id=team, authorizations=[told]))
                assert FIGURE in read(await slack.answer(f"C{team}", message["ts"]))
            used = {(call.args["channel"], call.token) for call in slack.calls if "channel" in call.args}
            assert used == {("CT1", "xoxb-T1"), ("CT2", "xoxb-T2")}

    asyncio.run(run())


def test_an_install_outlives_a_restart_and_is_checked(answering: Answering, tmp_path: Path) -> None:
    async def run() -> None:
        async with Slack().running() as slack:
            async with burnrate(slack, answering, tmp_path, environ=many(slack)) as bot:
                await install(slack, bot, "T1")
            found = await check(SlackSettings.read(many(slack)), tmp_path)
            assert [(one.name, one.ok) for one in found if "Team T1" in one.name] == [
                ("Slack token of Team T1", True),
                ("Slack scopes of Team T1", True),
            ]

    asyncio.run(run())


@pytest.mark.parametrize(
    ("case", "status"), [("another state", 400), ("no cookie", 400), ("used", 401), ("denied", 200), ("bad code", 401)]
)
def test_an_install_that_is_not_as_it_began_is_refused(
    answering: Answering, tmp_path: Path, case: str, status: int
) -> None:
    async def run() -> None:
        async with installable(answering, tmp_path) as (slack, bot):
            _, state, cookie = await begin(bot)
            slack.grant("code", access_token="xoxb-T1", team={"id": "T1", "name": "Team"})
            query = {"code": "code", "state": state}
            if case == "another state":
                query["state"] = "00000000-0000-4000-8000-000000000000"
            elif case == "no cookie":
                cookie = ""
            elif case == "used":
                assert (await come_back(bot, query, cookie))[0] == 200
                slack.grant("code", access_token="xoxb-T9", team={"id": "T9", "name": "Team"})
            elif case == "denied":
                query = {"error": "access_denied", "state": state}
            else:
                query["code"] = "another"
            got, page = await come_back(bot, query, cookie)
            assert got == status
            assert "xoxb" not in page
            if case != "used":
                assert not slack.tokens
            assert "xoxb-T9" not in slack.tokens

    asyncio.run(run())


@pytest.mark.parametrize("event", ["tokens_revoked", "app_uninstalled"])
def test_an_app_that_is_removed_forgets_the_token(answering: Answering, tmp_path: Path, event: str) -> None:
    async def run() -> None:
        async with installable(answering, tmp_path) as (slack, bot):
            await install(slack, bot, "T1")
            told = {"enterprise_id": None, "team_id": "T1", "user_id": BOT, "is_bot": True}
            body: dict[str, object] = {"type": event}
            if event == "tokens_revoked":
                body["tokens"] = {"oauth": [], "bot": [BOT]}
            await slack.deliver(slack.event(body, team_id="T1", authorizations=[told]), retries=0)
            found = await check(SlackSettings.read(many(slack)), tmp_path)
            assert [one.detail for one in found if one.name == "Slack installs"] == [
                "none yet; open /slack/install of the HTTP port in a browser"
            ]

    asyncio.run(run())


def test_an_organisation_installs_it_once_for_all_its_workspaces(answering: Answering, tmp_path: Path) -> None:
    """Of an Enterprise Grid organisation one token serves every workspace, and Slack names none but in the event."""
    organisation = {"id": "E1", "name": "Holding"}
    told = {"enterprise_id": "E1", "team_id": None, "user_id": BOT, "is_bot": True, "is_enterprise_install": True}

    async def run() -> None:
        async with Slack().running() as slack:
            slack.tokens.clear()
            slack.usergroups = [{"id": "S0ADMIN", "users": ["U1"]}]
            async with burnrate(slack, answering, tmp_path, environ=many(slack)) as bot:
                _, state, cookie = await begin(bot)
                granted = {"team": None, "enterprise": organisation, "is_enterprise_install": True}
                slack.grant("code", access_token="xoxb-E1", **granted)
                assert (await come_back(bot, {"code": "code", "state": state}, cookie))[0] == 200
                for team in ("T1", "T2"):
                    message = slack.stand(f"C{team}", "U1", f"<@{BOT}> {QUESTION}", team=team)
                    event = {key: value for key, value in message.items() if key != "finished"}
                    body = slack.event(event | {"type": "app_mention"}, team_id=team, enterprise_id="E1")
                    await slack.deliver(body | {"authorizations": [told]})
                    assert FIGURE in read(await slack.answer(f"C{team}", message["ts"]))
                    kept = await bot.memory.questions.at(Place(Platform.SLACK, team, f"C{team}"), message["ts"])
                    assert kept is not None
                    assert kept.person.workspace == team
                grid = {"enterprise_id": "E1", "is_enterprise_install": "true", "team_id": "T1"}
                await slack.command("/corpus", "status", "U1", "CT1", **grid)
                await slack.until(lambda: slack.ephemeral)
                assert bot.spoken.commands[0].person.groups == {"S0ADMIN"}
                answer = slack.ours("CT1")[0]
                of_all: dict[str, Any] = {"enterprise": organisation, "is_enterprise_install": True}
                await slack.press(answer, "good", "U1", home="T1", team=None, **of_all)
                await slack.until(lambda: len(slack.ephemeral) == 2)
                assert "Thank you" in read(slack.ephemeral[1])
            async with burnrate(slack, answering, tmp_path, environ=many(slack)) as bot:
                # Which workspaces are of the organisation is known after a restart, before any event of theirs.
                assert bot.front.port is not None
                await bot.front.port.announce(
                    Place(Platform.SLACK, "T2", "CT2"), Card(CardKind.DONE, lead="New figures")
                )
                assert {call.token for call in slack.calls if "channel" in call.args} == {"xoxb-E1"}
                found = await check(SlackSettings.read(many(slack)), tmp_path)
                assert ("Slack token of Holding", True) in [(one.name, one.ok) for one in found]
                removed = slack.event({"type": "app_uninstalled"}, team_id="T1", enterprise_id="E1")
                await slack.deliver(removed | {"authorizations": [told]}, retries=0)
                with pytest.raises(Gone):
                    await bot.front.port.announce(Place(Platform.SLACK, "T2", "CT2"), Card(CardKind.DONE, lead="More"))

    asyncio.run(run())


def test_a_workspace_that_did_not_install_it_is_not_answered(answering: Answering, tmp_path: Path) -> None:
    async def run() -> None:
        async with installable(answering, tmp_path) as (slack, _):
            message = {
                "type": "app_mention",
                "user": "U1",
                "channel": "C1",
                "ts": "1.1",
                "text": f"<@{BOT}> {QUESTION}",
            }
            await slack.deliver(slack.event(message), retries=0)
            assert [call.method for call in slack.calls] == []

    asyncio.run(run())
