"""The HTTP port on a free port of the loopback, with the small corpus behind it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.chat.answering import Answering
from bot.web.asking import Asking
from bot.web.metrics import Metrics
from bot.web.readiness import Readiness
from bot.web.server import HttpServer
from bot.web.settings import HttpSettings

__all__ = ["TOKEN", "Served", "answering", "served", "until"]

TOKEN = "a-token-of-the-tests"


@dataclass
class Served:
    """A port that is open, its parts, and a client of it."""

    client: aiohttp.ClientSession
    readiness: Readiness
    asking: Asking
    metrics: Metrics

    async def ask(self, body: object = None, **more: Any) -> tuple[int, dict[str, Any], dict[str, str]]:
        """POST /v1/ask with the token; gives status, body and headers."""
        headers = {"Authorization": f"Bearer {TOKEN}", **more.pop("headers", {})}
        if body is not None:
            more["json"] = body
        async with self.client.post("/v1/ask", headers=headers, **more) as response:
            return response.status, await response.json(), dict(response.headers)

    async def get(self, path: str) -> tuple[int, str]:
        """GET a path; gives status and text."""
        async with self.client.get(path) as response:
            return response.status, await response.text()


@asynccontextmanager
async def served(data_dir: Path, settings: HttpSettings | None = None) -> AsyncIterator[Served]:
    """Open a port for a data directory."""
    settings = settings or HttpSettings(port=0, token=TOKEN)
    metrics, readiness = Metrics(), Readiness()
    behind = Answering(data_dir)
    asking = Asking(behind, data_dir, settings, metrics)
    server = HttpServer(settings, asking, readiness, metrics, data_dir, patience=5)
    address = await server.open()
    try:
        async with aiohttp.ClientSession(address) as client:
            yield Served(client, readiness, asking, metrics)
    finally:
        await server.close()
        await asyncio.to_thread(behind.close)


def answering(
    data_dir: Path, work: Callable[[Served], Coroutine[Any, Any, None]], settings: HttpSettings | None = None
) -> None:
    """Do something with an open port."""

    async def run() -> None:
        async with served(data_dir, settings) as port:
            await work(port)

    asyncio.run(run())


async def until(holds: Callable[[], object]) -> None:
    """Wait for what nothing tells of."""
    while not holds():  # noqa: ASYNC110 - it is the program's own state that is looked at
        await asyncio.sleep(0.01)
