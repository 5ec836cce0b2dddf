"""What `doctor` finds of Discord, and `burnrate discord invite`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import discord as library
import pytest
from click.testing import CliRunner

from bot.cli import cli
from bot.discord.checkup import check
from bot.discord.invite import PERMISSIONS
from bot.discord.settings import DiscordSettings
from tests.bot.discord.conftest import OpenDesk
from tests.bot.discord.running import connected
from tests.bot.discord.server import Discord, discord_server

ID = "123456789012345678"
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gxyz.abc"


def found(prepare: Callable[[Discord], None], token: str | None = None) -> dict[str, tuple[bool, str]]:
    async def scenario() -> dict[str, tuple[bool, str]]:
        async with discord_server() as served:
            prepare(served)
            environ = served.environ() | ({"BURNRATE_DISCORD_TOKEN": token} if token else {})
            settings = DiscordSettings.read(environ)
            assert settings is not None
            return {one.name: (one.ok, one.detail) for one in await check(settings)}

    return asyncio.run(scenario())


def test_all_is_well(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, discord_server() as served:
            async with connected(served, bureau.desk):
                pass
            settings = DiscordSettings.read(served.environ())
            assert settings is not None
            checks = await check(settings)
            assert all(one.ok for one in checks), [one for one in checks if not one.ok]
            assert len(checks) == 6

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("prepare", "name", "said"),
    [
        (
            lambda d: setattr(d, "content_approved", False),
            "Discord message content",
            "Message Content Intent, Save Changes",
        ),
        (
            lambda d: setattr(d, "endpoint", "https://elsewhere.example/i"),
            "Discord interactions",
            "empty Interactions Endpoint URL",
        ),
        (lambda d: setattr(d, "in_guild", False), "Discord servers", "oauth2/authorize"),
        (lambda d: setattr(d, "everyone", 1 << 10), "Discord server A server", "lacks Send Messages"),
        (lambda _: None, "Discord commands", "burnrate serve"),
    ],
)
def test_what_is_missing_is_told_with_what_to_click(prepare: Callable[[Discord], None], name: str, said: str) -> None:
    ok, detail = found(prepare)[name]
    assert not ok
    assert said in detail


def test_a_token_that_is_not_taken() -> None:
    checks = found(lambda _: None, "another.token.here")
    assert list(checks) == ["Discord token"]
    assert "Reset Token" in checks["Discord token"][1]
    assert "another.token" not in str(checks)


def test_user_installs_switched_off_are_told_and_no_failure() -> None:
    ok, detail = found(lambda d: setattr(d, "user_installs", False))["Discord installs"]
    assert ok
    assert "User Install" in detail


def test_the_invite_asks_for_what_is_needed_and_no_more() -> None:
    out = CliRunner().invoke(cli, ["discord", "invite", "--json"], env={"BURNRATE_DISCORD_TOKEN": TOKEN})
    assert out.exit_code == 0, out.output
    links = json.loads(out.stdout)
    server, person = (parse_qs(urlsplit(links[key]).query) for key in ("server", "person"))
    assert server["client_id"] == person["client_id"] == [ID]
    assert server["scope"] == ["bot applications.commands"]
    assert person["scope"] == ["applications.commands"]
    asked = library.Permissions(int(server["permissions"][0]))
    assert asked == PERMISSIONS
    assert not asked.administrator
    assert not asked.mention_everyone
    assert not asked.manage_messages


def test_the_invite_asks_discord_where_the_token_does_not_tell() -> None:
    async def scenario() -> None:
        async with discord_server() as served:
            run = CliRunner().invoke
            out = await asyncio.to_thread(run, cli, ["discord", "invite"], env=served.environ())
            assert "client_id=900" in out.output, out.output

    asyncio.run(scenario())


def test_the_invite_without_a_token_says_what_to_do() -> None:
    out = CliRunner().invoke(cli, ["discord", "invite"], env={"BURNRATE_DISCORD_TOKEN": ""})
    assert "Application ID" in str(out.exception)
    given = CliRunner().invoke(cli, ["discord", "invite", "--application", ID])
    assert f"client_id={ID}" in given.output
    assert CliRunner().invoke(cli, ["discord", "invite", "--application", "x"]).exit_code == 2
