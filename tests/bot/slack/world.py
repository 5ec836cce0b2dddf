"""burnrate's Slack front end, run against the Slack of the tests, with the real desk and the real engine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.chat.answering import Answering
from bot.chat.card import Action, Button, Card, CardKind
from bot.chat.desk import Commands, Desk
from bot.chat.home import Home
from bot.chat.memory import Memory
from bot.chat.message import Clicked, Commanded, Person
from bot.chat.port import Port
from bot.chat.settings import ChatSettings
from bot.slack.app import SlackFrontEnd
from bot.slack.calls import Calls
from bot.slack.settings import SlackSettings
from tests.bot.slack.server import Slack

__all__ = ["NOW", "Burnrate", "Play", "Scene", "Spoken", "burnrate"]

NOW = datetime(2025, 11, 10, 9, 30, tzinfo=UTC)


class Spoken:
    """Commands that note what they are told and answer with it; `then` is what else a press or command does."""

    def __init__(self) -> None:
        self.commands: list[Commanded] = []
        self.clicks: list[Clicked] = []
        self.then: Callable[[Commanded | Clicked, Port], Awaitable[None]] | None = None

    async def run(self, commanded: Commanded, port: Port) -> None:
        """Say what was heard, privately, with a button."""
        self.commands.append(commanded)
        if self.then is not None:
            await self.then(commanded, port)
            return
        button = Button(Action.PUBLISH, "g1", "Publish")
        heard = Card(CardKind.NOTICE, lead=f"heard {commanded.command}: {' '.join(commanded.words)}", buttons=(button,))
        await port.begin(commanded, heard, private=True)

    async def clicked(self, clicked: Clicked, port: Port) -> None:
        """Note it."""
        self.clicks.append(clicked)
        if self.then is not None:
            await self.then(clicked, port)

    async def home(self, person: Person, recent: list[str], port: Port) -> Home:
        """A home that says whose it is."""
        groups = ", ".join(sorted(person.groups))
        return Home("burnrate", (Card(CardKind.NOTICE, lead=f"home of {person.id} in [{groups}]"),))


@dataclass(frozen=True, slots=True)
class Burnrate:
    """What runs: the front end, the desk behind it and where its own HTTP port is."""

    front: SlackFrontEnd
    desk: Desk
    memory: Memory
    spoken: Spoken
    answering: Answering
    url: str

    def hold(self, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
        """Have every answer wait for the event that is given."""
        gate, work = asyncio.Event(), self.answering.work

        async def held(*args: Any, **options: Any) -> Any:
            await gate.wait()
            return await work(*args, **options)

        monkeypatch.setattr(self.answering, "work", held)
        return gate


Scene = Callable[[Slack, Burnrate], Awaitable[None]]
Play = Callable[[Scene], None]


@asynccontextmanager
async def burnrate(
    slack: Slack,
    answering: Answering,
    kept: Path,
    *,
    sockets: bool = False,
    environ: Mapping[str, str] | None = None,
    chat: Mapping[str, str] | None = None,
    patience: float = 25,
    commands: Callable[[Answering, Memory], Commands] | None = None,
) -> AsyncIterator[Burnrate]:
    """Run it: `answering` is the corpus, opened, and `kept` is where chat keeps its own.

    At the end it has `patience` seconds to finish what is in hand.
    """
    settings = SlackSettings.read(slack.environ(sockets=sockets) if environ is None else environ)
    memory = Memory(kept, ChatSettings.read(chat or {}))
    spoken = Spoken()
    desk = Desk(answering, memory, spoken if commands is None else commands(answering, memory), clock=lambda: NOW)
    front = SlackFrontEnd(settings, desk, kept, calls=Calls(first_pause=0.01, longest=60), ping_seconds=0.2)
    app = web.Application(client_max_size=2 * 1024 * 1024)
    app.router.add_routes(front.routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = "http://{}:{}".format(*runner.addresses[0][:2])
    running = asyncio.ensure_future(front.run())
    try:
        while not front.ready and not running.done():  # noqa: ASYNC110  serve has no other way to know either
            await asyncio.sleep(0.005)
        if running.done():
            running.result()
        if not sockets:
            slack.events_url = f"{url}/slack/events"
        yield Burnrate(front, desk, memory, spoken, answering, url)
    finally:
        slack.events_url = ""
        await desk.close(patience)
        await front.stop()
        running.cancel()
        await asyncio.wait([running])
        await runner.cleanup()
        memory.close()
