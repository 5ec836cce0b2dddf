"""Workspaces: those that the app is installed in, with a client for each, and who we are there.

One workspace is served by a token of the settings, or any number by installations that OAuth brings, which are kept in
`slack.sqlite` of the data directory. An installation may be of a whole Enterprise Grid organisation: its token serves each
workspace of it, and which those are is learnt from their events. Installing checks the state that it began with, so that
nobody can be made to finish an install that somebody else began.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store.sqlite3 import SQLite3InstallationStore
from slack_sdk.oauth.state_store.sqlite3 import SQLite3OAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.port import Gone
from bot.slack.calls import ApiRefused, Calls, Unsure, web_client
from bot.slack.events import Identity
from bot.slack.manifest import BOT_SCOPES
from bot.slack.settings import SlackSettings

__all__ = ["Workspaces"]

_STATE_SECONDS = 600
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Token:
    """A token, and whether it is of a whole organisation."""

    token: str = field(repr=False)
    whole: bool = False


class _Installations(SQLite3InstallationStore):
    """slack-sdk's store, which lacks what Bolt calls when an app is removed."""

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget the token of a workspace, or of an organisation where there is no `team_id`."""
        self.delete_bot(enterprise_id=enterprise_id, team_id=team_id or "")

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Forget who installed the app."""
        self.delete_installation(enterprise_id=enterprise_id, team_id=team_id or "", user_id=user_id)


class Workspaces(AsyncAuthorize):
    """Finds the token of a workspace and, for Bolt, who we are with it."""

    def __init__(
        self, settings: SlackSettings, data_dir: Path, session: Callable[[], aiohttp.ClientSession], calls: Calls
    ) -> None:
        self._settings = settings
        self._session = session
        self._calls = calls
        self._path = data_dir / "slack.sqlite"
        self._known: dict[str, AuthorizeResult] = {}  # by token
        self._enterprises: dict[str, str] = {}  # by workspace
        self._kept: dict[str, str] = {}  # the same, of those that are kept
        self.store: SQLite3InstallationStore | None = None
        if settings.installs:
            data_dir.mkdir(parents=True, exist_ok=True)
            self.store = _Installations(database=str(self._path), client_id=settings.client_id, logger=_LOG)
            with closing(sqlite3.connect(self._path)) as database, database:
                database.execute(
                    "CREATE TABLE IF NOT EXISTS workspaces (team TEXT PRIMARY KEY, enterprise TEXT NOT NULL)"
                )

    def flow(self) -> AsyncOAuthFlow | None:
        """How workspaces install the app; None where one token is all there is."""
        if self.store is None:
            return None
        settings = AsyncOAuthSettings(
            client_id=self._settings.client_id,
            client_secret=self._settings.client_secret,
            scopes=list(BOT_SCOPES),
            user_scopes=[],
            redirect_uri=self._settings.redirect_url,
            authorization_url=self._settings.authorize_url,
            installation_store=self.store,
            state_store=SQLite3OAuthStateStore(
                database=str(self._path), expiration_seconds=_STATE_SECONDS, logger=_LOG
            ),
            state_expiration_seconds=_STATE_SECONDS,
        )
        client = web_client(None, self._settings.api_url, self._session())
        return AsyncOAuthFlow(client=client, logger=_LOG, settings=settings)

    async def __call__(
        self,
        *,
        context: Any,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,  # noqa: ARG002  Bolt passes it
        **_others: str | None,
    ) -> AuthorizeResult | None:
        """Who we are in the workspace that an event is from, None where the app is not installed there."""
        if team_id and enterprise_id:
            self._enterprises[team_id] = enterprise_id
        whole = bool(getattr(context, "is_enterprise_install", False))
        found = self._found(enterprise_id, None if whole else team_id)
        if found is None:
            return None
        try:
            return await self._who(found.token)
        except (ApiRefused, Unsure) as error:
            _LOG.warning("who we are in %s cannot be asked: %s", team_id, error)
            return None

    async def identity(self) -> Identity:
        """Who we are in the workspace of the settings' token. Raises ApiRefused or Unsure where Slack does not say."""
        who = await self._who(self._settings.bot_token)
        return Identity(who.team_id or "", who.bot_user_id or "", who.bot_id or "")

    def learn(self, team: str, enterprise: str) -> None:
        """Keep that a workspace is of an organisation which the app is installed in as a whole: no token says so."""
        if self.store is None or not team or not enterprise or self._kept.get(team) == enterprise:
            return
        with closing(sqlite3.connect(self._path)) as database, database:
            database.execute("INSERT OR REPLACE INTO workspaces (team, enterprise) VALUES (?, ?)", (team, enterprise))
        self._kept[team] = self._enterprises[team] = enterprise

    def client(self, team: str) -> AsyncWebClient:
        """A client for a workspace. Raises Gone where the app is not, or no longer, installed there."""
        found = self._found(self._enterprises.get(team), team)
        if found is None:
            raise Gone(f"the app is not installed in the Slack workspace {team}")
        of_many = found.whole and team.startswith("T")
        return web_client(found.token, self._settings.api_url, self._session(), team if of_many else None)

    def bot(self, team: str) -> str:
        """The id of our bot in a workspace; empty where that was not asked yet."""
        found = self._found(self._enterprises.get(team), team)
        known = self._known.get(found.token) if found else None
        return "" if known is None else known.bot_id or ""

    def installed(self) -> list[tuple[str, str]]:
        """The workspaces, and whole organisations, that the app is installed in by OAuth: ids and names."""
        if self.store is None:
            return []
        with closing(self.store.connect()) as database:
            rows = database.execute(
                "SELECT DISTINCT iif(team_id = '', enterprise_id, team_id), iif(team_id = '', enterprise_name, team_name) "
                "FROM slack_bots WHERE client_id = ? ORDER BY 1",
                (self._settings.client_id,),
            ).fetchall()
        return [(str(team), str(name or "")) for team, name in rows]

    def _found(self, enterprise: str | None, team: str | None) -> _Token | None:
        """The token for a workspace: its own, or that of the organisation that it belongs to."""
        if self.store is None:
            return _Token(self._settings.bot_token)
        if team and team.startswith("E"):
            enterprise, team = team, None
        if team and not enterprise:
            enterprise = self._enterprise_of(team)
        for of, workspace in [(enterprise, team), (None, team), (enterprise, None)]:
            if not (of or workspace):
                continue
            bot = self.store.find_bot(enterprise_id=of, team_id=workspace, is_enterprise_install=workspace is None)
            if bot is not None:
                return _Token(str(bot.bot_token), whole=not bot.team_id)
        return None

    def _enterprise_of(self, team: str) -> str:
        """The organisation that a workspace is of, by its own install or by what was learnt; empty where it has none."""
        with closing(sqlite3.connect(self._path)) as database:
            row = (
                database.execute(
                    "SELECT enterprise_id FROM slack_bots WHERE client_id = ? AND team_id = ? ORDER BY installed_at DESC LIMIT 1",
                    (self._settings.client_id, team),
                ).fetchone()
                or database.execute("SELECT enterprise FROM workspaces WHERE team = ?", (team,)).fetchone()
            )
        return str(row[0]) if row and row[0] else ""

    async def _who(self, token: str) -> AuthorizeResult:
        if (known := self._known.get(token)) is not None:
            return known
        client = web_client(token, self._settings.api_url, self._session())
        response = await self._calls.make("auth.test", client.auth_test, longest=20)
        who = AuthorizeResult.from_auth_test_response(bot_token=token, auth_test_response=response)
        self._known[token] = who
        return who
