"""Real servers on this machine's loopback, a clock that tests move, and a fetcher that may go there."""

from __future__ import annotations

import asyncio
import functools
import heapq
import socket
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ParamSpec

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from corpus.net.clock import Clock
from corpus.net.fetching import Fetcher
from corpus.net.memory import FetchMemory
from corpus.net.settings import FetchSettings

P = ParamSpec("P")
Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
HTML = "<!doctype html><title>Larkspur</title><p>Larkspur spent $2.4 billion in 2031.</p>"


def scenario(test: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    """A test that is a coroutine."""

    @functools.wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


@dataclass
class Seen:
    """A request as a server saw it."""

    path: str
    headers: dict[str, str]
    at: float


@dataclass
class Web:
    """A web server: handlers by path, and what was asked of it. Without a handler it answers 404."""

    port: int = 0
    host: str = "127.0.0.1"
    seen: list[Seen] = field(default_factory=list)
    handlers: dict[str, Handler] = field(default_factory=dict)

    def url(self, path: str = "/", host: str | None = None) -> str:
        return f"http://{host or self.host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [seen.path for seen in self.seen if seen.path != "/robots.txt"]

    def on(self, path: str, handler: Handler) -> None:
        self.handlers[path] = handler

    def page(self, path: str, text: str = HTML, **headers: str) -> None:
        async def answer(request: web.BaseRequest) -> web.StreamResponse:
            return web.Response(text=text, headers={"Content-Type": "text/html; charset=utf-8", **named(headers)})

        self.on(path, answer)

    def status(self, path: str, status: int, body: bytes = b"", **headers: str) -> None:
        async def answer(request: web.BaseRequest) -> web.StreamResponse:
            return web.Response(status=status, body=body, headers=named(headers))

        self.on(path, answer)

    def redirect(self, path: str, location: str, status: int = 302) -> None:
        self.status(path, status, Location=location)


def named(headers: dict[str, str]) -> dict[str, str]:
    """Headers given as keywords: If_None_Match is If-None-Match."""
    return {name.replace("_", "-"): value for name, value in headers.items()}


@asynccontextmanager
async def serve(host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Web]:
    """A web server on the loopback."""
    served = Web(port, host)

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        served.seen.append(Seen(request.path, dict(request.headers), time.monotonic()))
        handler = served.handlers.get(request.path)
        return web.Response(status=404) if handler is None else await handler(request)

    runner = web.ServerRunner(web.Server(answer, access_log=None), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    served.port = runner.addresses[0][1]
    try:
        yield served
    finally:
        await runner.cleanup()


@dataclass
class Raw:
    """A server that sends bytes as they are: to each connection, and to whatever is asked."""

    port: int = 0
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


Script = Callable[[asyncio.StreamWriter, bytes], Awaitable[None]]


@asynccontextmanager
async def serve_raw(
    answer: bytes | Script, *, everything: bool = False, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Raw]:
    """A server that answers each request with the same bytes, or as a script says, and hangs up.

    It has no robots.txt, whatever the script, unless `everything` is answered alike.
    """
    served = Raw()
    talks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.connections += 1
        if (task := asyncio.current_task()) is not None:
            talks.add(task)
        try:
            asked = await reader.readuntil(b"\r\n\r\n")
            served.requests.append(asked)
            if asked.startswith(b"GET /robots.txt ") and not everything:
                writer.write(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            elif isinstance(answer, bytes):
                writer.write(answer)
            else:
                await answer(writer, asked)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client hung up, or the test is over
        finally:
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=tls)
    served.port = server.sockets[0].getsockname()[1]
    try:
        yield served
    finally:
        server.close()
        for task in talks:
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


class Names(AbstractResolver):
    """A name server of our own: what it says of each name, each time it is asked."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        answers = self.answers.get(host.split(".", maxsplit=1)[0])
        if not answers:
            raise OSError(f"{host} is not known")
        now = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            ResolveResult(hostname=host, host=address, port=port, family=socket.AF_UNSPEC, proto=0, flags=0)
            for address in now
        ]

    async def close(self) -> None:
        pass


@dataclass
class TestClock:
    """A clock whose time passes at once for those who wait, in the order in which they would wake."""

    __test__ = False

    time: float = 1000.0
    slept: list[float] = field(default_factory=list)
    _waking: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.time

    def now(self) -> datetime:
        return datetime(2031, 3, 4, 12, tzinfo=UTC) + timedelta(seconds=self.time - 1000.0)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        until = self.time + seconds
        heapq.heappush(self._waking, until)
        while self.time < until:
            await asyncio.sleep(0.001)
            if self._waking[0] == until:
                self.time = max(self.time, until)
        self._waking.remove(until)
        heapq.heapify(self._waking)


def settings_for(permits: str = "127.0.0.1", **changed: Any) -> FetchSettings:
    """Settings by which the loopback may be fetched from, with short times."""
    opened = FetchSettings.read({"BURNRATE_FETCH_ALLOW_PRIVATE": permits}).permits
    values: dict[str, Any] = {
        "permits": opened, "attempts": 1, "connect_seconds": 2.0, "header_seconds": 2.0, "attempt_seconds": 4.0,
        "least_pause": 0.0,
        **changed,
    }  # fmt: skip
    return FetchSettings(**values)


@asynccontextmanager
async def fetching(
    data_dir: Path,
    permits: str = "127.0.0.1",
    *,
    clock: Clock | None = None,
    resolver: AbstractResolver | None = None,
    **changed: Any,
) -> AsyncIterator[Fetcher]:
    """A fetcher that may go to the loopback."""
    memory = FetchMemory(data_dir)
    async with Fetcher(settings_for(permits, **changed), memory, clock=clock, resolver=resolver) as fetcher:
        yield fetcher
