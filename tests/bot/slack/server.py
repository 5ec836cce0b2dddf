"""A Slack of one's own on the loopback: its Web API, its events and its Socket Mode, with its rules and its faults.

It keeps what it documents: three seconds to acknowledge and retries after that, twin events for a mention, 429 with
Retry-After, checked blocks, streams that end, addresses for replies that are used up, triggers that expire.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import io
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from tests.bot.slack.methods import Methods
from tests.bot.slack.people import People
from tests.bot.slack.state import BOT, BOT_ID, BOT_TOKEN, TEAM, Call, Delivered, Fault, Fields, finished, kept

__all__ = ["BOT", "BOT_TOKEN", "TEAM", "Call", "Delivered", "Fault", "Slack"]


class Slack(People, Methods):
    """The server. Start it with `running`; `events_url` is where the app takes signed requests."""

    def __init__(self) -> None:
        super().__init__()
        self.sockets: list[web.WebSocketResponse] = []
        self._client: aiohttp.ClientSession | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Slack]:
        """Serve on a free port."""
        app = web.Application(client_max_size=8 * 1024 * 1024)
        app.router.add_post("/api/{method}", self._api)
        app.router.add_get("/api/{method}", self._api)
        app.router.add_post("/respond/{key}", self._respond)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_get("/socket", self._socket)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.base = "http://{}:{}".format(*runner.addresses[0][:2])
        self._client = aiohttp.ClientSession()
        try:
            yield self
        finally:
            for task in self._background:
                task.cancel()
            for socket in self.sockets:
                await socket.close()
            await self._client.close()
            await runner.cleanup()

    async def deliver(self, body: Mapping[str, Any], *, kind: str = "events_api", retries: int = 3) -> Delivered:
        """Send a body to the app as Slack does: over a socket where one is open, else signed; with retries of events."""
        self.sent.append(dict(body))
        if self.sockets:
            return await self._deliver_by_socket(body, kind)
        result = Delivered(0, "", 0.0)
        for number in range(retries + 1 if kind == "events_api" else 1):
            headers = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": "http_error"} if number else {}
            result = await self.post(body, kind=kind, headers=headers)
            result = Delivered(result.status, result.body, result.seconds, number + 1)
            if result.status == 200:
                break
        return result

    async def post(
        self,
        body: Mapping[str, Any] | bytes,
        *,
        kind: str = "events_api",
        headers: Mapping[str, str] | None = None,
        secret: str | None = None,
        at: float | None = None,
    ) -> Delivered:
        """Send one signed request; `secret` and `at` may be others than they should be."""
        if isinstance(body, bytes):
            raw, content = body, "application/json"
        elif kind == "events_api":
            raw, content = json.dumps(body).encode(), "application/json"
        else:
            fields = body if kind == "slash_commands" else {"payload": json.dumps(body)}
            raw, content = urlencode(fields).encode(), "application/x-www-form-urlencoded"
        stamp = str(int(at or time.time()))
        key = (self.secret if secret is None else secret).encode()
        signature = "v0=" + hmac.new(key, b"v0:" + stamp.encode() + b":" + raw, hashlib.sha256).hexdigest()
        sent = {
            "Content-Type": content,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature,
            **(headers or {}),
        }
        assert self._client is not None
        began = time.monotonic()
        try:
            async with (
                asyncio.timeout(3),
                self._client.post(self.events_url, data=io.BytesIO(raw), headers=sent) as response,
            ):
                return Delivered(response.status, await response.text(), time.monotonic() - began)
        except TimeoutError:
            return Delivered(0, "not acknowledged within three seconds", time.monotonic() - began)

    async def _deliver_by_socket(self, body: Mapping[str, Any], kind: str) -> Delivered:
        envelope = f"e{next(self._number)}"
        message = {
            "envelope_id": envelope,
            "type": kind,
            "payload": dict(body),
            "accepts_response_payload": kind != "events_api",
        }
        self.unacked[envelope] = message
        began = time.monotonic()
        with suppress(ConnectionError):  # it goes to the next socket, as all that was not acknowledged
            await self.sockets[-1].send_json(message)
        try:
            await self.until(lambda: envelope in self.acked, 10)
        except TimeoutError:
            return Delivered(0, "not acknowledged", time.monotonic() - began)
        return Delivered(200, "", self.acked[envelope] - began)

    async def drop_socket(self) -> None:
        """Break the connection off, without a word."""
        for socket in self.sockets:
            transport = socket.get_extra_info("socket") and socket._req and socket._req.transport
            if transport:
                transport.abort()
        self.sockets.clear()

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        self.sockets.append(socket)
        for message in list(self.unacked.values()):
            await socket.send_json(message | {"retry_attempt": 1, "retry_reason": "timeout"})
        await self._tell()
        async for received in socket:
            if received.type is aiohttp.WSMsgType.TEXT:
                answered = json.loads(received.data)
                self.acked[answered["envelope_id"]] = time.monotonic()
                self.unacked.pop(answered["envelope_id"], None)
                await self._tell()
        if socket in self.sockets:
            self.sockets.remove(socket)
        return socket

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(args.get("token") or "")
        call = Call(method, args, token)
        self.calls.append(call)
        fault = self._fault(method, args)
        if fault is not None and not fault.done:
            return await self._faulty(request, call, fault)
        call.answer = self.answered(method, args, token)
        await self._tell()
        if fault is not None:
            return await self._faulty(request, call, fault)
        return web.json_response(call.answer, headers={"x-oauth-scopes": self.scopes})

    def _fault(self, method: str, args: Fields) -> Fault | None:
        if waiting := self.faults[method]:
            return waiting.pop(0)
        pause = self.limits.get(method)
        if pause is not None:
            key = (method, str(args.get("channel") or args.get("channel_id") or ""))
            now = time.monotonic()
            if now - self._last.get(key, -1e9) < pause:
                return Fault("ratelimited", 429, retry_after=1)
            self._last[key] = now
        return None

    async def _faulty(self, request: web.Request, call: Call, fault: Fault) -> web.StreamResponse:
        if fault.drop:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        call.answer = {"ok": False, "error": fault.error, **fault.more}
        await self._tell()
        headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
        if not fault.error:
            return web.Response(status=fault.status, text="<html>Bad gateway</html>", content_type="text/html")
        return web.json_response(call.answer, status=fault.status, headers=headers)

    def echo(self, message: Fields) -> None:
        """Tell the app of its own message, as Slack does."""
        event = {key: value for key, value in message.items() if key != "finished"} | {
            "event_ts": message["ts"],
            "channel_type": "channel",
            "team": TEAM,
        }
        if self.events_url or self.sockets:
            task = asyncio.ensure_future(self.deliver(self.event(event)))
            self._background.add(task)
            task.add_done_callback(self._background.discard)

    async def _respond(self, request: web.Request) -> web.Response:
        url = self._urls.get(request.match_info["key"])
        body = await request.json()
        self.calls.append(Call("response_url", body))
        try:
            if waiting := self.faults["response_url"]:
                fault = waiting.pop(0)
                return web.Response(status=fault.status, headers={"Retry-After": str(fault.retry_after or 0)})
            if url is None or url["uses"] >= 5:
                return web.Response(status=404, text='{"ok":false,"error":"expired_url"}')
            url["uses"] += 1
            if body.get("delete_original"):
                if url["original"] in self.ephemeral:
                    self.ephemeral.remove(url["original"])
                return web.Response(text="ok")
            if problem := self.wrong_blocks(body):
                return web.json_response({"ok": False, "error": problem}, status=400)
            if body.get("replace_original") and url["original"] is not None:
                where = next((one for one in self.ephemeral if one["ts"] == url["original"]["ts"]), None)
                if where is not None:
                    where.update(kept(body), text=str(body.get("text") or ""), edited=True)
                return web.Response(text="ok")
            if body.get("response_type") == "in_channel":
                message = self.stand(url["channel"], BOT, str(body.get("text") or ""), **kept(body), bot_id=BOT_ID)
                message["finished"] = finished(message)
            else:
                self._whispered(url["channel"], url["user"], body)
                url["original"] = self.ephemeral[-1]
            return web.Response(text="ok")
        finally:
            await self._tell()

    async def _upload(self, request: web.Request) -> web.Response:
        data = await request.post()
        sent = data["file"]
        content = sent.file.read() if isinstance(sent, web.FileField) else b""
        self.files[request.match_info["file"]]["content"] = content
        return web.Response(text=f"OK - {len(content)}")


async def _arguments(request: web.Request) -> Fields:
    args: Fields = dict(request.query)
    if request.content_type == "application/json":
        args |= await request.json()
    elif request.method == "POST":
        args |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    for key in ("blocks", "metadata", "chunks", "view"):
        if isinstance(args.get(key), str):
            args[key] = json.loads(args[key])
    return args
