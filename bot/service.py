"""The service: everything that `serve` runs, in one process and on one event loop."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import structlog

from bot.chat.answering import Answering
from bot.chat.commands import ChatCommands
from bot.chat.desk import Desk
from bot.chat.frontend import FrontEnd
from bot.chat.memory import Memory
from bot.chat.message import Platform
from bot.chat.settings import ChatSettings
from bot.chat.supervising import Supervised
from bot.chat.tally import Tally
from bot.errors import BotError
from bot.jobs import Order
from bot.refresh_process import job_in_child
from bot.scheduling import Schedule
from bot.settings import Settings
from bot.web.asking import Asking
from bot.web.metrics import Metrics
from bot.web.readiness import Readiness
from bot.web.server import HttpServer
from bot.web.settings import HttpSettings
from corpus.audit import Actor
from corpus.errors import CorpusError
from index.errors import IndexingError, NoGeneration
from index.generation import current_id

__all__ = ["Service", "front_ends"]

_PATIENCE = 20.0
"""Seconds that what is in hand has to end in after it is to stop."""
_LOOK = 2.0
"""Seconds between two looks at which generation is published."""
_AGAIN = 60.0
"""Seconds after which a first index that could not be built is tried again."""
_WARM = "how much revenue was there last year?"
_WHAT_TO_SET = (
    "BURNRATE_SLACK_BOT_TOKEN and BURNRATE_SLACK_APP_TOKEN (or BURNRATE_SLACK_SIGNING_SECRET) for Slack, "
    "BURNRATE_DISCORD_TOKEN for Discord"
)
_log = structlog.get_logger()


def front_ends(environ: Mapping[str, str], desk: Desk) -> list[FrontEnd]:
    """The platforms whose credentials are set. Raises SettingError where some cannot be used."""
    found: list[FrontEnd | None] = []
    # A platform's library takes a while to load: not where nothing is set for it.
    if _any_set(environ, Platform.SLACK):
        from bot.slack.app import front_end as slack

        found.append(slack(environ, desk))
    if _any_set(environ, Platform.DISCORD):
        from bot.discord.app import front_end as discord

        found.append(discord(environ, desk))
    return [one for one in found if one is not None]


def _any_set(environ: Mapping[str, str], platform: Platform) -> bool:
    return any(key.startswith(f"BURNRATE_{platform.name}_") and value.strip() for key, value in environ.items())


class Service:
    """Answers, refreshes and is asked how it is, until `stop`. Everything that can be wrong with its settings is said by the constructor."""

    def __init__(self, settings: Settings, environ: Mapping[str, str]) -> None:
        """Put it together. Raises SettingError, and StoreFailed where what chat remembers cannot be used."""
        self.address = ""
        """Of the HTTP port, once it is open."""
        self._settings = settings
        self._data_dir = settings.data_dir
        http = HttpSettings.read(environ)
        self._metrics = Metrics()
        threads = max(2, min(8, os.cpu_count() or 2))
        self._answering = Answering(self._data_dir, threads=threads)
        self._memory = Memory(self._data_dir, ChatSettings.read(environ))
        self._commands = ChatCommands(self._data_dir, self._answering, self._memory, settings.model)
        self._desk = Desk(self._answering, self._memory, self._commands, tally=Tally(self._metrics.registry))
        # The data directory may come from the command line; some platforms keep things there too.
        there = {**environ, "BURNRATE_DATA_DIR": str(self._data_dir)}
        self._platforms = [Supervised(one) for one in front_ends(there, self._desk)]
        self._readiness = Readiness(platforms=tuple(self._platforms))
        self._asking = Asking(self._answering, self._data_dir, http, self._metrics)
        routes = [route for one in self._platforms for route in one.front_end.routes]
        self._server = HttpServer(
            http, self._asking, self._readiness, self._metrics, self._data_dir, routes, _PATIENCE
        )
        self._takes_questions = http.token is not None
        self._schedule = Schedule(self._data_dir, _log, settings.model)
        self._stopping = asyncio.Event()
        self._loaded = asyncio.Event()
        self._child: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """Take no more, finish what is in hand, and let `run` end."""
        self._stopping.set()
        self._loaded.set()
        self._readiness.stopping = True
        self._asking.stop()
        self._schedule.stop()
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()

    async def run(self) -> None:
        """Run all of it until `stop`. Raises SettingError where the port is taken."""
        self.address = address = await self._server.open()
        platforms = [one.name for one in self._platforms]
        _log.info("serving", address=address, data_dir=str(self._data_dir), platforms=platforms,
                  takes_questions=self._takes_questions)  # fmt: skip
        if not platforms:
            _log.info("no platform is set up", set=_WHAT_TO_SET)
        if not self._takes_questions:
            _log.info("POST /v1/ask is off", set="BURNRATE_API_TOKEN")
        tasks = [
            asyncio.create_task(self._kept_up("index", self._keep_index)),
            *([asyncio.create_task(self._kept_up("schedule", self._refresh))] if self._settings.scheduled else []),
            asyncio.create_task(self._kept_up("watching", self._tell_news)),
            *(asyncio.create_task(self._kept_up(one.name, one.run)) for one in self._platforms),
        ]
        try:
            await self._stopping.wait()
        finally:
            self.stop()
            await self._close(tasks)
            _log.info("stopped")

    async def _close(self, tasks: Sequence[asyncio.Task[None]]) -> None:
        """Finish what is in hand, then close what it needed."""
        # The platforms stay connected meanwhile: what is finished has to be said.
        await asyncio.gather(
            self._within("the conversations", self._desk.close(_PATIENCE)),
            self._within("the commands", self._commands.close()),
            self._within("the requests", self._server.close()),
        )
        await asyncio.gather(*(one.stop() for one in self._platforms))
        _, late = await asyncio.wait(tasks, timeout=_PATIENCE / 2)
        for task in late:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._within("the answers", asyncio.to_thread(self._answering.close))
        await self._within("what chat remembers", asyncio.to_thread(self._memory.close))

    async def _within(self, what: str, ending: Coroutine[Any, Any, None]) -> None:
        try:
            await asyncio.wait_for(ending, _PATIENCE + 5)
        except TimeoutError:
            _log.warning("not finished in time", what=what, seconds=_PATIENCE)
        except Exception:  # noqa: BLE001 - the rest is still to be closed
            _log.exception("not closed cleanly", what=what)

    async def _kept_up(self, what: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do something until it is to stop; a mistake in it is logged, and it is begun again."""
        while not self._stopping.is_set():
            try:
                await work()
            except Exception:  # noqa: BLE001 - the edge of the program: the other parts go on
                _log.exception("failed", what=what, again_in_s=_AGAIN)
                await self._pause(_AGAIN)

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    async def _refresh(self) -> None:
        """Refresh what is followed, once there is an index."""
        await self._loaded.wait()
        if not self._stopping.is_set():
            await self._schedule.run()

    async def _tell_news(self) -> None:
        """Tell the channels that watch companies what is new, by the platforms that are connected."""
        await self._loaded.wait()
        ends = [one.front_end for one in self._platforms if one.ready]
        ports = {one.platform: port for one in ends if (port := one.port) is not None}
        if ports and not self._stopping.is_set():
            await self._commands.tell_news(ports)
        await self._pause(_LOOK)

    async def _keep_index(self) -> None:
        """See that there is an index, and that the newest is loaded before anybody has to wait for it."""
        wait = _LOOK
        try:
            published = await asyncio.to_thread(current_id, self._data_dir)
            if published != self._readiness.generation:
                answer = await self._answering.ask(_WARM, today=datetime.now().astimezone().date())
                await self._desk.warm()
                self._readiness.generation = answer.generation
                self._loaded.set()
                _log.info("index loaded", generation=answer.generation)
        except NoGeneration:
            wait = await self._build()
        except (IndexingError, OSError, sqlite3.Error) as error:
            self._unusable(error)
        await self._pause(wait)

    async def _build(self) -> float:
        """Build the first index; gives the seconds to wait before looking again."""
        self._readiness.generation = None
        self._readiness.preparing = "the first index is being built, which takes about a minute"
        _log.info("building the first index", data_dir=str(self._data_dir))
        try:
            order = Order("first", self._data_dir, Actor.here(), model=self._settings.model)
            await asyncio.to_thread(job_in_child, order, tell=self._built, started=self._started)
        except (BotError, CorpusError, IndexingError, OSError, sqlite3.Error) as error:
            if not self._stopping.is_set():
                self._unusable(error)
            return _AGAIN
        finally:
            self._child = None
        return 0.0

    def _built(self, told: Mapping[str, object]) -> None:
        self._readiness.preparing = f"the first index is being built: {told['stage']}, {told['done']} of {told['total']}"

    def _started(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child
        if self._stopping.is_set():
            child.terminate()

    def _unusable(self, error: Exception) -> None:
        reason = f"there is no index: {error}"
        if reason != self._readiness.preparing:
            _log.error("no index", reason=str(error))
        if self._readiness.generation is None:
            self._readiness.preparing = reason
