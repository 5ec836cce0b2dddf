"""The check-up of Slack for `doctor`: tokens, scopes and sockets, asked of Slack itself, and what to click."""

from __future__ import annotations

from pathlib import Path

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.checkup import Check
from bot.slack.calls import ApiRefused, Calls, Unsure, web_client
from bot.slack.delivery import what_to_click
from bot.slack.manifest import BOT_SCOPES
from bot.slack.settings import SlackSettings
from bot.slack.workspaces import Workspaces

__all__ = ["check"]

_LONGEST = 15.0
_APP = "https://api.slack.com/apps"


async def check(settings: SlackSettings, data_dir: Path | None = None) -> list[Check]:
    """Ask Slack about every credential that is set; with `data_dir` about those of installed workspaces too."""
    if not settings.enabled:
        return [Check("Slack", ok=True, detail="not set up; docs/slack.md tells how")]
    calls = Calls(longest=_LONGEST, first_pause=0.1)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_LONGEST)) as session:

        def client(token: str | None) -> AsyncWebClient:
            return web_client(token, settings.api_url, session)

        checks: list[Check] = []
        if settings.bot_token and not settings.installs:
            checks += await _token("Slack token", calls, client(settings.bot_token))
        if settings.app_token:
            checks.append(await _socket(calls, client(None), settings.app_token))
        if settings.signing_secret:
            checks.append(_signing(settings.signing_secret))
        if settings.installs and data_dir is not None:
            workspaces = Workspaces(settings, data_dir, lambda: session, calls)
            checks += await _installs(workspaces, calls)
        return checks


async def _token(name: str, calls: Calls, client: AsyncWebClient) -> list[Check]:
    try:
        who = await calls.make("auth.test", client.auth_test, longest=_LONGEST)
    except ApiRefused as error:
        click = what_to_click(error) or f"look at the app at {_APP}"
        return [Check(name, ok=False, detail=f"Slack says {error.error}; {click}")]
    except Unsure as error:
        return [Check(name, ok=False, detail=f"Slack could not be asked ({error}); is BURNRATE_SLACK_API_URL right?")]
    if not who.get("bot_id"):
        return [
            Check(name, ok=False, detail="it is a person's token; use the Bot User OAuth Token of OAuth & Permissions")
        ]
    found = Check(name, ok=True, detail=f"{who.get('user')} in {who.get('team')} ({who.get('team_id')})")
    return [found, _scopes(name, str(who.headers.get("x-oauth-scopes") or ""))]


def _scopes(name: str, header: str) -> Check:
    name = name.replace("token", "scopes")
    granted = {scope.strip() for scope in header.split(",") if scope.strip()}
    if not granted:
        return Check(name, ok=True, detail="Slack does not tell them")
    missing = [f"{scope} (to {why})" for scope, why in BOT_SCOPES.items() if scope not in granted]
    if not missing:
        return Check(name, ok=True, detail=f"all {len(BOT_SCOPES)}")
    click = "add them in OAuth & Permissions > Bot Token Scopes, then press Reinstall to Workspace"
    return Check(name, ok=False, detail=f"missing: {', '.join(missing)}; {click}")


async def _socket(calls: Calls, client: AsyncWebClient, token: str) -> Check:
    name = "Slack Socket Mode"
    try:
        await calls.make(
            "apps.connections.open", lambda: client.apps_connections_open(app_token=token), longest=_LONGEST
        )
    except ApiRefused as error:
        click = "make an app-level token with connections:write in Basic Information > App-Level Tokens, and switch on Socket Mode in Settings > Socket Mode"
        return Check(name, ok=False, detail=f"Slack says {error.error}; {click}")
    except Unsure as error:
        return Check(name, ok=False, detail=f"Slack could not be asked ({error}); is BURNRATE_SLACK_API_URL right?")
    return Check(name, ok=True, detail="a connection can be opened")


def _signing(secret: str) -> Check:
    """Slack cannot be asked about it; but it has a form."""
    name = "Slack signing secret"
    if len(secret) == 32 and all(sign in "0123456789abcdef" for sign in secret):
        return Check(name, ok=True, detail="set; requests to /slack/events are checked with it")
    detail = "it is not 32 hexadecimal digits as Slack's are; copy it from Basic Information > Signing Secret"
    return Check(name, ok=False, detail=detail)


async def _installs(workspaces: Workspaces, calls: Calls) -> list[Check]:
    teams = workspaces.installed()
    if not teams:
        return [Check("Slack installs", ok=True, detail="none yet; open /slack/install of the HTTP port in a browser")]
    checks: list[Check] = []
    for team, name in teams:
        checks += await _token(f"Slack token of {name or team}", calls, workspaces.client(team))
    return checks
