"""The HTTP port: its routes, and how it opens and closes."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import structlog
from aiohttp import web

from bot.errors import SettingError
from bot.web.asking import Asking
from bot.web.metrics import Metrics
from bot.web.readiness import Readiness
from bot.web.refusals import refuse, reply
from bot.web.settings import HttpSettings

__all__ = ["HttpServer"]

_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
_MOST_BYTES = 1024 * 1024
"""Of any request: events of platforms are larger than questions."""
_HEARD = 0.1
"""Seconds in which what connects in the moment of closing says what it wants."""
_log = structlog.get_logger()


class HttpServer:
    """The port. `close` waits up to `patience` seconds for the requests in hand."""

    def __init__(
        self,
        settings: HttpSettings,
        asking: Asking,
        readiness: Readiness,
        metrics: Metrics,
        data_dir: Path,
        routes: Iterable[web.RouteDef] = (),
        patience: float = 20.0,
    ) -> None:
        self._settings = settings
        self._readiness = readiness
        self._metrics = metrics
        self._data_dir = data_dir
        app = web.Application(middlewares=[self._outermost], client_max_size=_MOST_BYTES)
        app.add_routes(
            [
                web.get("/healthz", self._alive),
                web.get("/readyz", self._ready),
                web.get("/metrics", self._measures),
                web.post("/v1/ask", asking.handle),
                *routes,
            ]
        )
        # Nothing that is sent here need be packed, and what is must not grow in memory before anyone has looked at it.
        self._runner = web.AppRunner(app, access_log=None, auto_decompress=False, shutdown_timeout=patience)

    async def open(self) -> str:
        """Listen; gives the address. Raises SettingError where that cannot be."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._settings.host, self._settings.port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            raise SettingError(
                f"BURNRATE_HTTP_HOST and BURNRATE_HTTP_PORT name {self._settings.host}:{self._settings.port}, where "
                f"nothing can listen ({error.strerror or error}); name another port, or stop what listens there"
            ) from error
        host, port = self._runner.addresses[0][:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    async def close(self) -> None:
        """Listen no more, wait for the requests in hand, and close."""
        for site in list(self._runner.sites):
            await site.stop()
        # What connected just before is heard first: aiohttp waits its whole patience for a request that came between.
        await asyncio.sleep(_HEARD)
        await self._runner.cleanup()

    @web.middleware
    async def _outermost(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Counts requests, and turns whatever goes wrong into a response that says so."""
        resource = request.match_info.route.resource
        route = resource.canonical if resource is not None else "other"
        try:
            response = await handler(request)
        except web.HTTPException as error:
            response = _told(request, error)
        # The outermost edge: people get a reference, the log has the traceback.
        except Exception:  # noqa: BLE001 - whatever it is
            reference = secrets.token_hex(4)
            _log.exception("request failed", route=route, reference=reference)
            response = refuse(500, "failed", f"something went wrong here; the log has it under {reference}")
        self._metrics.requests.labels(route, str(response.status)).inc()
        return response

    async def _alive(self, _request: web.Request) -> web.StreamResponse:
        return reply({"ok": True})

    async def _ready(self, _request: web.Request) -> web.StreamResponse:
        row = self._readiness.to_json()
        return reply(row, 200 if row["ready"] else 503)

    async def _measures(self, _request: web.Request) -> web.StreamResponse:
        for one in self._readiness.platforms:
            self._metrics.connected.labels(one.name).set(one.ready)
        body = await asyncio.to_thread(self._metrics.told, self._data_dir)
        return web.Response(body=body, headers={"Content-Type": _PROMETHEUS})


def _told(request: web.Request, error: web.HTTPException) -> web.StreamResponse:
    """What the framework refuses, in our words."""
    if error.status == 404:
        return refuse(404, "unknown_path", f"there is no {request.path}; POST /v1/ask asks a question")
    if isinstance(error, web.HTTPMethodNotAllowed):
        allowed = ", ".join(sorted(error.allowed_methods))
        return refuse(405, "wrong_method", f"{request.path} takes {allowed}, not {request.method}", {"Allow": allowed})
    if error.status == 413:
        return refuse(413, "too_large", f"the body is over {_MOST_BYTES:,} bytes")
    if error.status >= 400:
        return refuse(error.status, "refused", error.reason)
    return error
