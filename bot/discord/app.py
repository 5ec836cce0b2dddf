"""The front end of Discord, as `serve` runs it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import aiohttp
import discord
import structlog
import yarl
from aiohttp import web
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.chat.desk import Desk
from bot.chat.message import Platform
from bot.discord.client import BurnrateClient
from bot.discord.port import DiscordPort
from bot.discord.settings import DiscordSettings
from bot.errors import Refused

__all__ = ["DiscordFrontEnd", "addresses", "front_end"]

_log = structlog.get_logger()
NO_CONTENT = (
    "the intent Message Content is switched off, so burnrate cannot read follow-ups that do not mention it nor channels "
    "with every question answered; switch it on in the Developer Portal: your application, page Bot, Privileged Gateway "
    "Intents, Message Content Intent, Save Changes, and restart burnrate"
)

NO_LOGIN = (
    "BURNRATE_DISCORD_TOKEN is not taken by Discord; make a new one in the Developer Portal: your application, page Bot, "
    "button Reset Token"
)


def front_end(environ: Mapping[str, str], desk: Desk) -> DiscordFrontEnd | None:
    """The front end; None where there is no token. Raises SettingError for a setting that cannot be used."""
    settings = DiscordSettings.read(environ)
    return DiscordFrontEnd(settings, desk) if settings is not None else None


@contextmanager
def addresses(settings: DiscordSettings) -> Iterator[None]:
    """Discord found where the settings say, while it lasts: the library keeps its addresses for the whole program."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody talks here
    Route.BASE = settings.api_url
    if settings.gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


class DiscordFrontEnd:
    """Discord, connected while `run` runs."""

    platform = Platform.DISCORD
    routes: Sequence[web.RouteDef] = ()

    def __init__(self, settings: DiscordSettings, desk: Desk) -> None:
        self._settings = settings
        self._desk = desk
        self._port = DiscordPort()
        self.client: BurnrateClient | None = None
        self._running: asyncio.Future[None] | None = None
        self._stopped = False
        self._reads_content = True

    @property
    def ready(self) -> bool:
        """Whether every shard is connected and told of its servers."""
        client = self.client
        return (
            client is not None and client.is_ready() and not any(shard.is_closed() for shard in client.shards.values())
        )

    @property
    def port(self) -> DiscordPort | None:
        """By which to post without having been asked; None while Discord is not connected."""
        return self._port if self.ready else None

    async def run(self) -> None:
        """Connect and take events until `stop`. Raises Refused where Discord does not take the token, OSError where it is down."""
        while not self._stopped:
            self._running = asyncio.ensure_future(self._connected())
            try:
                await self._running
            except asyncio.CancelledError:
                if not self._stopped:
                    self._running.cancel()
                    raise
            except discord.PrivilegedIntentsRequired:
                if not self._reads_content:
                    raise
                _log.warning("discord without message content", click=NO_CONTENT)
                self._reads_content = False
            except discord.LoginFailure as error:
                raise Refused(NO_LOGIN) from error
            except (
                discord.DiscordServerError,
                discord.GatewayNotFound,
                discord.ConnectionClosed,
                aiohttp.ClientError,
            ) as error:
                raise ConnectionError(f"Discord is not to be reached: {error}") from error
            else:
                return

    async def stop(self) -> None:
        """Close the connection, or end the attempt to make one."""
        self._stopped = True
        if self.client is not None:
            await self.client.leave()
        if self._running is not None:
            self._running.cancel()

    async def _connected(self) -> None:
        with addresses(self._settings):
            client = BurnrateClient(self._desk, self._port, content=self._reads_content, shards=await self._shards())
            self.client = client
            try:
                async with client:
                    await client.start(self._settings.token)
            finally:
                self._port.client = None

    async def _shards(self) -> int | None:
        """How many connections; None leaves it, and the gateway's address, to what the API recommends."""
        if self._settings.shards is not None or self._settings.gateway_url is None:
            return self._settings.shards
        # A gateway of one's own is connected to as it is set; the API's word decides only how often.
        async with discord.Client(intents=discord.Intents(guilds=True)) as asking:
            await asking.http.static_login(self._settings.token)
            try:
                shards, _, _ = await asking.http.get_bot_gateway()
            except discord.GatewayNotFound:
                return 1
            return shards
