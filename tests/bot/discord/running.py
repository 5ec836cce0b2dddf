"""The real front end against a Discord of the tests, on the small corpus."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.chat.desk import Desk
from bot.discord.app import DiscordFrontEnd, front_end
from tests.bot.discord.server import Discord, discord_server

__all__ = ["Running", "running"]

NOW = datetime(2025, 11, 10, 12, tzinfo=UTC)


@dataclass(slots=True)
class Running:
    """A Discord and the front end that is connected to it."""

    discord: Discord
    app: DiscordFrontEnd
    desk: Desk


@asynccontextmanager
async def running(desk: Desk, prepare: Callable[[Discord], None] = lambda _: None) -> AsyncIterator[Running]:
    """A front end that is connected; `prepare` sets the Discord up before."""
    async with discord_server() as served:
        prepare(served)
        async with connected(served, desk) as app:
            yield Running(served, app, desk)


@asynccontextmanager
async def connected(served: Discord, desk: Desk) -> AsyncIterator[DiscordFrontEnd]:
    """The front end, connected to a Discord that is there; may be used again for a restart."""
    app = front_end(served.environ(), desk)
    assert app is not None
    task = asyncio.create_task(app.run())
    try:
        async with asyncio.timeout(20):
            while not app.ready:
                if task.done():
                    await task
                await asyncio.sleep(0.01)
        yield app
    finally:
        await app.stop()
        await task


def copied(data_dir: Path, to: Path) -> Path:
    """A data directory with the same generation, for state of its own."""
    for one in data_dir.iterdir():
        if one.name not in {"chat.sqlite", "chat.sqlite-wal", "chat.sqlite-shm"}:
            (to / one.name).symlink_to(one, target_is_directory=one.is_dir())
    return to
