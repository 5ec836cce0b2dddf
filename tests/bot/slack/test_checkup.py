"""The check-up of Slack: it asks Slack, and says what to click."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.checkup import Check
from bot.slack.checkup import check
from bot.slack.settings import SlackSettings
from tests.bot.slack.server import Fault, Slack


def checked(prepare: Callable[[Slack], None], *, sockets: bool = True) -> dict[str, Check]:
    async def run() -> list[Check]:
        async with Slack().running() as slack:
            prepare(slack)
            return await check(SlackSettings.read(slack.environ(sockets=sockets)))

    return {one.name: one for one in asyncio.run(run())}


def test_all_is_well() -> None:
    found = checked(lambda slack: None)
    assert [one.ok for one in found.values()] == [True, True, True]
    assert found["Slack token"].detail == "burnrate in Team (T0TEAM)"
    assert checked(lambda slack: None, sockets=False)["Slack signing secret"].ok


def test_without_credentials_there_is_nothing_to_check() -> None:
    (one,) = asyncio.run(check(SlackSettings()))
    assert one.ok
    assert "docs/slack.md" in one.detail


def test_a_missing_scope_is_named_with_what_it_is_for() -> None:
    def prepare(slack: Slack) -> None:
        slack.scopes = slack.scopes.replace("files:write,", "")

    scopes = checked(prepare)["Slack scopes"]
    assert not scopes.ok
    assert "files:write (to attach charts)" in scopes.detail
    assert "Reinstall to Workspace" in scopes.detail


def test_a_dead_token_says_what_to_do() -> None:
    found = checked(lambda slack: slack.tokens.clear())
    assert not found["Slack token"].ok
    assert "invalid_auth" in found["Slack token"].detail
    assert "reinstall the app" in found["Slack token"].detail


def test_a_wrong_app_token_says_where_to_make_one() -> None:
    found = checked(lambda slack: slack.fail("apps.connections.open", Fault("not_allowed_token_type")))
    assert not found["Slack Socket Mode"].ok
    assert "connections:write" in found["Slack Socket Mode"].detail


def test_a_signing_secret_of_another_form_is_noticed() -> None:
    def prepare(slack: Slack) -> None:
        slack.secret = "not-a-secret"

    assert not checked(prepare, sockets=False)["Slack signing secret"].ok


def test_a_slack_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    environ = {
        "BURNRATE_SLACK_API_URL": "http://127.0.0.1:9/api",
        "BURNRATE_SLACK_BOT_TOKEN": "xoxb-1",
        "BURNRATE_SLACK_SIGNING_SECRET": "x",
    }
    found = asyncio.run(check(SlackSettings.read(environ), tmp_path))
    assert not found[0].ok
    assert "BURNRATE_SLACK_API_URL" in found[0].detail
