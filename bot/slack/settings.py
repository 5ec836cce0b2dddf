"""Settings of Slack: the credentials, and where Slack is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bot.errors import SettingError

__all__ = ["SlackSettings"]

_API_URL = "https://slack.com/api/"
_AUTHORIZE_URL = "https://slack.com/oauth/v2/authorize"
_PUBLIC_URL = "BURNRATE_SLACK_PUBLIC_URL"


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """All settings of Slack. Secrets are left out where it is printed.

    With `bot_token` one workspace is served; with `client_id` and `client_secret` every workspace that installs the app.
    With `app_token` events come over a WebSocket that we open (Socket Mode); with `signing_secret` they may come as
    signed HTTP requests too. `public_url` is how people's browsers reach the HTTP port, for installing.
    """

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    public_url: str = ""
    api_url: str = _API_URL
    authorize_url: str = _AUTHORIZE_URL

    @property
    def enabled(self) -> bool:
        """Whether there is anything to serve: a token of a workspace, or what installs the app in workspaces."""
        return bool(self.bot_token or self.client_id)

    @property
    def installs(self) -> bool:
        """Whether workspaces install the app by OAuth."""
        return bool(self.client_id)

    @property
    def sockets(self) -> bool:
        """Whether events come over Socket Mode."""
        return bool(self.app_token)

    @property
    def redirect_url(self) -> str | None:
        """Where Slack sends the browser back after an install; None leaves it to the app's own setting."""
        return f"{self.public_url}/slack/oauth_redirect" if self.public_url else None

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> SlackSettings:
        """Read the settings from `environ`; what is missing or empty there keeps its default.

        Raises SettingError, naming the key, for a value that cannot be used or that lacks its other half.
        """
        given = {key: value.strip() for key, value in environ.items() if value.strip()}
        settings = cls(
            bot_token=_token(given, "BURNRATE_SLACK_BOT_TOKEN", "xoxb-", "OAuth & Permissions > Bot User OAuth Token"),
            app_token=_token(
                given,
                "BURNRATE_SLACK_APP_TOKEN",
                "xapp-",
                "Basic Information > App-Level Tokens, with connections:write",
            ),
            signing_secret=_secret(given, "BURNRATE_SLACK_SIGNING_SECRET"),
            client_id=_secret(given, "BURNRATE_SLACK_CLIENT_ID"),
            client_secret=_secret(given, "BURNRATE_SLACK_CLIENT_SECRET"),
            public_url=cls.public_address(given),
            api_url=_address(given, "BURNRATE_SLACK_API_URL", _API_URL).rstrip("/") + "/",
            authorize_url=_address(given, "BURNRATE_SLACK_AUTHORIZE_URL", _AUTHORIZE_URL),
        )
        settings._check()
        return settings

    @staticmethod
    def public_address(environ: Mapping[str, str]) -> str:
        """How browsers and Slack reach the HTTP port; empty where nothing is set. Raises SettingError."""
        return _address({_PUBLIC_URL: environ.get(_PUBLIC_URL, "").strip()}, _PUBLIC_URL, "").rstrip("/")

    def _check(self) -> None:
        """Raise SettingError for settings that are no use without others."""
        if bool(self.client_id) != bool(self.client_secret):
            missing = "BURNRATE_SLACK_CLIENT_SECRET" if self.client_id else "BURNRATE_SLACK_CLIENT_ID"
            raise SettingError(f"{missing} is not set, though its other half is; both are in Basic Information")
        if self.client_id and not self.signing_secret:
            raise SettingError(
                "BURNRATE_SLACK_SIGNING_SECRET is not set, though BURNRATE_SLACK_CLIENT_ID is: installing needs the HTTP port; it is in Basic Information > Signing Secret"
            )
        if self.enabled and not (self.app_token or self.signing_secret):
            raise SettingError(
                "BURNRATE_SLACK_APP_TOKEN (Socket Mode) and BURNRATE_SLACK_SIGNING_SECRET (HTTP events) are both not set; Slack's events have no way in, so set one"
            )


def _token(given: Mapping[str, str], key: str, prefix: str, where: str) -> str:
    value = given.get(key, "")
    if value and (not value.startswith(prefix) or not _is_plain(value)):
        # The value is a secret: its beginning says enough.
        raise SettingError(f"{key} begins with {value[:5]!r}; a token that begins with {prefix} is needed ({where})")
    return value


def _secret(given: Mapping[str, str], key: str) -> str:
    value = given.get(key, "")
    if value and not _is_plain(value):
        raise SettingError(f"{key} has white space or signs that no such value of Slack's has; copy it again")
    return value


def _is_plain(value: str) -> bool:
    return re.fullmatch(r"[!-~]{1,400}", value) is not None


def _address(given: Mapping[str, str], key: str, default: str) -> str:
    value = given.get(key, default)
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment):
        raise SettingError(f"{key} is {value!r}; give an http or https address without ? or #")
    return value
