"""The manifest has all that the code hears and calls, and the command prints it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import cli
from bot.slack import listeners
from bot.slack.manifest import BOT_SCOPES, COMMANDS, SHORTCUTS, app_manifest

HEARD = set(re.findall(r'app\.event\("(\w+)"\)', Path(listeners.__file__).read_text("utf-8")))


def test_every_event_that_is_heard_is_subscribed_to() -> None:
    newer = set(app_manifest()["settings"]["event_subscriptions"]["bot_events"])
    older = set(app_manifest(older_view=True)["settings"]["event_subscriptions"]["bot_events"])
    assert HEARD - {"message"} <= newer | older
    assert {"message.channels", "message.groups", "message.im", "message.mpim"} <= newer & older
    assert "agent_session_stopped" in newer
    assert "assistant_thread_started" in older


def test_socket_mode_needs_no_address_and_http_has_one_everywhere() -> None:
    sockets = json.dumps(app_manifest())
    assert "request_url" not in sockets
    assert app_manifest()["settings"]["socket_mode_enabled"]
    http = app_manifest(sockets=False, public_url="https://b.example/")
    events = "https://b.example/slack/events"
    assert http["settings"]["event_subscriptions"]["request_url"] == events
    assert http["settings"]["interactivity"] == {"is_enabled": True, "request_url": events}
    assert {one["url"] for one in http["features"]["slash_commands"]} == {events}
    assert http["oauth_config"]["redirect_urls"] == ["https://b.example/slack/oauth_redirect"]
    assert not http["settings"]["socket_mode_enabled"]
    # With an address workspaces install it, and whole organisations too.
    assert (http["settings"]["org_deploy_enabled"], app_manifest()["settings"]["org_deploy_enabled"]) == (True, False)


def test_it_keeps_to_the_limits_of_slacks_manifests() -> None:
    for found in (app_manifest(), app_manifest(older_view=True)):
        display, features = found["display_information"], found["features"]
        assert len(display["name"]) <= 35
        assert len(display["description"]) <= 140
        assert 174 <= len(display["long_description"]) <= 4000
        assert {one["command"] for one in features["slash_commands"]} == set(COMMANDS)
        assert {one["callback_id"] for one in features["shortcuts"]} == set(SHORTCUTS)
        assert all(len(one["name"]) <= 24 for one in features["shortcuts"])
        assert all(one["should_escape"] and len(one["description"]) <= 2000 for one in features["slash_commands"])
        assert ("agent_view" in features) != ("assistant_view" in features)
        assert found["oauth_config"]["scopes"]["bot"] == sorted(BOT_SCOPES)


@pytest.mark.parametrize("options", [[], ["--http", "--url", "https://b.example"], ["--assistant"]])
def test_the_command_prints_json_alone(options: list[str]) -> None:
    done = CliRunner().invoke(cli, ["slack", "manifest", *options])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["display_information"]["name"] == "burnrate"


def test_http_without_an_address_is_refused() -> None:
    done = CliRunner().invoke(cli, ["slack", "manifest", "--http"], env={"BURNRATE_SLACK_PUBLIC_URL": ""})
    assert done.exit_code == 2
    assert "--http needs --url" in done.stderr
