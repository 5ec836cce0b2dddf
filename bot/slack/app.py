"""The front end of Slack: its Bolt app, its socket, its routes, and the tasks in which its events are worked on."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import uuid
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.chat.card import Card, CardKind
from bot.chat.desk import Desk
from bot.chat.frontend import FrontEnd
from bot.chat.message import Platform
from bot.chat.port import Event, Gone
from bot.errors import Refused
from bot.settings import Settings
from bot.slack.calls import ApiRefused, Calls, Unsure, web_client
from bot.slack.delivery import Delivery, what_to_click
from bot.slack.listeners import Listeners
from bot.slack.port import SlackPort
from bot.slack.private import Responses
from bot.slack.settings import SlackSettings
from bot.slack.workspaces import Workspaces

__all__ = ["SlackFrontEnd", "front_end"]

_LOG = logging.getLogger(__name__)
_MOST_BYTES = 1024 * 1024
_PING_SECONDS = 5.0
_LOOK_SECONDS = 1.0
_LOST_SECONDS = 60.0
_CLOSE_SECONDS = 2.0
_CONNECTIONS = 50  # to all of Slack at once; a wait for one counts as a wait for Slack
_HELD_BACK = 0.5  # seconds that work waits at most while requests of Slack's are still to be acknowledged
_CREDENTIALS = {
    "invalid_auth",
    "not_authed",
    "token_revoked",
    "token_expired",
    "account_inactive",
    "not_allowed_token_type",
}


def front_end(environ: Mapping[str, str], desk: Desk) -> FrontEnd | None:
    """Slack, as the settings have it; None where it has no credentials. Raises SettingError."""
    settings = SlackSettings.read(environ)
    return SlackFrontEnd(settings, desk, Settings.read(environ).data_dir) if settings.enabled else None


class SlackFrontEnd:
    """Slack, for one workspace or many, over Socket Mode, HTTP or both."""

    def __init__(
        self,
        settings: SlackSettings,
        desk: Desk,
        data_dir: Path,
        *,
        calls: Calls | None = None,
        ping_seconds: float = _PING_SECONDS,
    ) -> None:
        self._settings = settings
        self._desk = desk
        self._ping_seconds = ping_seconds
        self._tasks: set[asyncio.Task[None]] = set()
        self._own_session: aiohttp.ClientSession | None = None
        self._socket: AsyncSocketModeHandler | None = None
        self._app: AsyncApp | None = None
        self._ready = False
        self._stopping = asyncio.Event()
        self._unacknowledged = 0
        self._acknowledged = asyncio.Event()
        self._acknowledged.set()
        self._verifier = SignatureVerifier(settings.signing_secret or uuid.uuid4().hex)  # without one, no request fits
        calls = calls or Calls()
        self._calls = calls
        self._workspaces = Workspaces(settings, data_dir, self._session, calls)
        self._delivery = Delivery(calls, self._session, self._later)
        self._port = SlackPort(
            self._workspaces, self._delivery, Responses(self._session, first_pause=calls.first_pause)
        )

    @property
    def platform(self) -> Platform:
        """Slack."""
        return Platform.SLACK

    @property
    def ready(self) -> bool:
        """Whether events can come in now."""
        return self._ready

    @property
    def port(self) -> SlackPort | None:
        """By which to post; None before Slack took the credentials."""
        return self._port if self._ready else None

    @property
    def routes(self) -> Sequence[web.RouteDef]:
        """POST /slack/events where requests are signed, and the pages of an install where workspaces install the app."""
        routes = [web.post("/slack/events", self._http)] if self._settings.signing_secret else []
        if self._settings.installs:
            routes += [
                web.get("/slack/install", self._install),
                web.get("/slack/oauth_redirect", self._installed),
            ]
        return routes

    async def run(self) -> None:
        """Take events until `stop`. Raises Refused where Slack does not take the credentials, ConnectionError where it is down."""
        connecting, stopping = asyncio.ensure_future(self._connect()), asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait([connecting, stopping], return_when=asyncio.FIRST_COMPLETED)
            if not connecting.done():
                return  # nobody waits any more for a Slack that does not answer
            connecting.result()
            self._ready = True
            self.spawn(self._desk.resumed(self._port), "what an earlier run left")
            if self._socket is None:
                await self._stopping.wait()
            else:
                await self._watch(self._socket)
        finally:
            self._ready = False
            connecting.cancel()
            stopping.cancel()
            await asyncio.wait([connecting, stopping])
            await self._disconnect()

    async def stop(self) -> None:
        """Take no more, let tasks end, and close."""
        self._stopping.set()
        await self._disconnect()
        if self._tasks:
            _, left = await asyncio.wait(set(self._tasks), timeout=_CLOSE_SECONDS)
            for task in left:
                task.cancel()
        if self._own_session is not None:
            await self._own_session.close()
            self._own_session = None

    def bolt(self) -> AsyncApp:
        """The Bolt app; made when it is first needed, as it needs the running loop."""
        if self._app is None:
            self._app = AsyncApp(
                name="burnrate",
                signing_secret=self._verifier.signing_secret,
                client=web_client(None, self._settings.api_url, self._session()),
                authorize=self._workspaces,  # type: ignore[arg-type]  # Bolt's own class gives None where it finds nothing
                installation_store=self._workspaces.store,
                oauth_flow=self._workspaces.flow(),
                attaching_conversation_kwargs_enabled=False,
                ignoring_self_events_enabled=False,  # that somebody deleted an answer of ours is our business
                user_facing_authorize_error_message="burnrate is not installed in this workspace, or not for this person.",
            )
            Listeners(self._desk, self._port, self.spawn).attach(self._app)
        return self._app

    def spawn(self, work: Coroutine[Any, Any, None], name: str, event: Event | None = None) -> None:
        """Work on something in a task; where that fails the person gets a reference and the log what happened."""
        task = asyncio.ensure_future(self._worked(work, name, event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _later(self, work: Coroutine[Any, Any, None], name: str) -> None:
        self.spawn(work, name)

    async def _worked(self, work: Coroutine[Any, Any, None], name: str, event: Event | None) -> None:
        try:
            await work
        except Gone as error:
            _LOG.info("%s has nowhere to go: %s", name, error)
        except Exception as error:  # noqa: BLE001  the outermost edge: nobody else would hear of it
            reference = uuid.uuid4().hex[:8]
            _LOG.exception("%s failed (reference %s)", name, reference)
            if event is not None:
                await self._told(event, reference, error)

    async def _told(self, event: Event, reference: str, error: Exception) -> None:
        hint = what_to_click(error) if isinstance(error, ApiRefused) else ""
        says = f"Something went wrong on our side; the reference is {reference}." + (
            f" To mend it, {hint}." if hint else ""
        )
        try:
            await self._port.whisper(event, Card(CardKind.ERROR, lead=says))
        except (Gone, ApiRefused, Unsure) as second:
            _LOG.warning("reference %s could not be told: %s", reference, second)

    def _session(self) -> aiohttp.ClientSession:
        if self._own_session is None or self._own_session.closed:
            self._own_session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=60), connector=aiohttp.TCPConnector(limit=_CONNECTIONS)
            )
        return self._own_session

    async def _connect(self) -> None:
        app = self.bolt()
        try:
            if self._settings.bot_token and not self._settings.installs:
                identity = await self._workspaces.identity()
                _LOG.info("Slack knows us as %s in %s", identity.user, identity.team)
            if self._settings.sockets:
                client = web_client(None, self._settings.api_url, self._session())
                opened = await self._calls.make(
                    "apps.connections.open",
                    lambda: client.apps_connections_open(app_token=self._settings.app_token),
                    longest=60,
                )
                self._socket = AsyncSocketModeHandler(
                    app, self._settings.app_token, web_client=client, ping_interval=self._ping_seconds
                )
                self._socket.client.wss_uri = str(opened["url"])
                async with asyncio.timeout(_LOST_SECONDS):  # by itself it would try one address for ever
                    await self._socket.client.connect()  # type: ignore[no-untyped-call]  # slack-sdk leaves it untyped
        except ApiRefused as error:
            if error.error in _CREDENTIALS or error.error == "missing_scope":
                raise Refused(f"{error}; {what_to_click(error)}") from error
            raise
        except (Unsure, TimeoutError) as error:
            raise ConnectionError(f"Slack is not to be reached: {str(error) or 'no answer'}") from error

    async def _watch(self, socket: AsyncSocketModeHandler) -> None:
        """Return when stopped, or when the connection is lost for so long that a new client is called for."""
        loop = asyncio.get_running_loop()
        seen = loop.time()
        while not self._stopping.is_set():
            self._ready = await socket.client.is_connected()
            if self._ready:
                seen = loop.time()
            elif loop.time() - seen > _LOST_SECONDS:
                _LOG.warning("the connection to Slack is lost; beginning anew")
                return
            try:
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._stopping.wait()
            except TimeoutError:
                continue

    async def _disconnect(self) -> None:
        socket, self._socket = self._socket, None
        if socket is not None:
            await socket.client.close()  # type: ignore[no-untyped-call]  # slack-sdk leaves it untyped

    async def _http(self, request: web.Request) -> web.Response:
        """A signed request of Slack's: an event, a command, a press or a form."""
        if self._stopping.is_set():
            return web.json_response({"error": "stopping"}, status=503)  # Slack sends it again, to who comes after us
        if (request.content_length or 0) > _MOST_BYTES:
            return web.json_response({"error": "too large"}, status=413)
        if not re.fullmatch(r"[0-9]{1,12}", request.headers.get("X-Slack-Request-Timestamp", "")):
            return web.json_response({"error": "invalid request"}, status=401)  # Bolt would stumble over it
        self._unacknowledged += 1
        self._acknowledged.clear()
        try:
            try:
                bolt_request = await to_bolt_request(request)
            except (UnicodeDecodeError, json.JSONDecodeError, ValueError):
                return web.json_response({"error": "not what Slack sends"}, status=400)
            if self._is_event(bolt_request, request.headers):
                # Bolt takes longer than the rest of it, and has nothing to say to an event.
                self.spawn(self._dispatched(bolt_request), "an event")
                return web.Response()
            return await to_aiohttp_response(await self.bolt().async_dispatch(bolt_request))
        finally:
            self._unacknowledged -= 1
            if not self._unacknowledged:
                self._acknowledged.set()

    def _is_event(self, request: AsyncBoltRequest, headers: Mapping[str, str]) -> bool:
        """Whether a request is an event that Slack signed just now."""
        stamp, signature = headers.get("X-Slack-Request-Timestamp", ""), headers.get("X-Slack-Signature", "")
        return request.body.get("type") == "event_callback" and self._verifier.is_valid(
            request.raw_body, stamp, signature
        )

    async def _dispatched(self, request: AsyncBoltRequest) -> None:
        """Hand an event to Bolt, once all that came with it is acknowledged: of hundreds at once the last would be late."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_HELD_BACK):
                await self._acknowledged.wait()
        await self.bolt().async_dispatch(request)

    async def _install(self, request: web.Request) -> web.Response:
        """The page with the button that installs the app in a workspace."""
        flow = self.bolt().oauth_flow
        if flow is None:
            raise web.HTTPNotFound
        return await to_aiohttp_response(await flow.handle_installation(await to_bolt_request(request)))

    async def _installed(self, request: web.Request) -> web.Response:
        """Where Slack sends the browser back to."""
        flow = self.bolt().oauth_flow
        if flow is None:
            raise web.HTTPNotFound
        return await to_aiohttp_response(await flow.handle_callback(await to_bolt_request(request)))
