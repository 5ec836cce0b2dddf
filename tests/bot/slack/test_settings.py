"""Settings of Slack: what is read, and what is said of what cannot be used."""

from __future__ import annotations

import pytest

from bot.errors import SettingError
from bot.slack.settings import SlackSettings

BOT = {"BURNRATE_SLACK_BOT_TOKEN": "xoxb-1-2-abc"}
APP = {"BURNRATE_SLACK_APP_TOKEN": "xapp-1-abc"}
SECRET = {"BURNRATE_SLACK_SIGNING_SECRET": "0123456789abcdef"}
OAUTH = {"BURNRATE_SLACK_CLIENT_ID": "1.2", "BURNRATE_SLACK_CLIENT_SECRET": "c0ffee"}


def test_without_credentials_slack_is_off() -> None:
    settings = SlackSettings.read({"PATH": "/bin", "BURNRATE_SLACK_BOT_TOKEN": "  "})
    assert not settings.enabled
    assert settings.api_url == "https://slack.com/api/"
    assert settings.authorize_url == "https://slack.com/oauth/v2/authorize"


def test_what_is_set_says_how_events_come() -> None:
    one = SlackSettings.read(BOT | APP)
    assert (one.enabled, one.sockets, one.installs) == (True, True, False)
    many = SlackSettings.read(OAUTH | SECRET | {"BURNRATE_SLACK_PUBLIC_URL": "https://b.example/"})
    assert (many.enabled, many.sockets, many.installs) == (True, False, True)
    assert many.redirect_url == "https://b.example/slack/oauth_redirect"


def test_addresses_may_be_elsewhere() -> None:
    settings = SlackSettings.read({"BURNRATE_SLACK_API_URL": "http://127.0.0.1:9/api"})
    assert settings.api_url == "http://127.0.0.1:9/api/"


def test_no_secret_is_printed() -> None:
    shown = repr(SlackSettings.read(BOT | APP | SECRET | OAUTH))
    for value in ("abc", "0123456789abcdef", "c0ffee"):
        assert value not in shown


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        (BOT, "BURNRATE_SLACK_APP_TOKEN .* both not set"),
        (
            {"BURNRATE_SLACK_BOT_TOKEN": "xapp-1"},
            "BURNRATE_SLACK_BOT_TOKEN begins with 'xapp-'; a token that begins with xoxb-",
        ),
        (BOT | {"BURNRATE_SLACK_APP_TOKEN": "xoxb-1"}, "BURNRATE_SLACK_APP_TOKEN begins with 'xoxb-'"),
        (BOT | {"BURNRATE_SLACK_SIGNING_SECRET": "a b"}, "BURNRATE_SLACK_SIGNING_SECRET has white space"),
        ({"BURNRATE_SLACK_CLIENT_ID": "1"}, "BURNRATE_SLACK_CLIENT_SECRET is not set"),
        ({"BURNRATE_SLACK_CLIENT_SECRET": "1"}, "BURNRATE_SLACK_CLIENT_ID is not set"),
        (OAUTH, "BURNRATE_SLACK_SIGNING_SECRET is not set"),
        ({"BURNRATE_SLACK_API_URL": "slack.com/api"}, "BURNRATE_SLACK_API_URL is 'slack.com/api'"),
        ({"BURNRATE_SLACK_AUTHORIZE_URL": "https://a.example/?x=1"}, "BURNRATE_SLACK_AUTHORIZE_URL"),
        ({"BURNRATE_SLACK_PUBLIC_URL": "ftp://a.example"}, "BURNRATE_SLACK_PUBLIC_URL"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_key(environ: dict[str, str], says: str) -> None:
    with pytest.raises(SettingError, match=says):
        SlackSettings.read(environ)
