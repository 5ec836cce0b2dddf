"""The real front end against a Discord of the tests, on the small corpus."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.chat.desk import Desk
from bot.discord.app import DiscordFrontEnd, front_end
from tests.bot.discord.server import Discord, discord_server

__all__ = ["connected", "running"]


@asynccontextmanager
async def running(desk: Desk, prepare: Callable[[Discord], None] = lambda _: None) -> AsyncIterator[Discord]:
    """A Discord that the front end is connected to; `prepare` sets it up before."""
    async with discord_server() as served:
        prepare(served)
        async with connected(served, desk):
            yield served


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
