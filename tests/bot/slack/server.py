"""A Slack of one's own on the loopback: its Web API, its events and its Socket Mode, with its rules and its faults.

It keeps what it documents: three seconds to acknowledge and retries after that, twin events for a mention, 429 with
Retry-After, checked blocks, streams that end, addresses for replies that are used up, triggers that expire.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from tests.bot.slack import rules

__all__ = ["BOT", "BOT_TOKEN", "TEAM", "Call", "Delivered", "Fault", "Slack"]

TEAM, BOT, BOT_ID = "T0TEAM", "U0BOT", "B0BOT"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-1-test", "xapp-1-test", "5ecret0fthetests"
Fields = dict[str, Any]


@dataclass(slots=True)
class Call:
    """A call of the Web API, with its arguments and what it was answered."""

    method: str
    args: Fields
    answer: Fields = field(default_factory=dict)
    at: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class Fault:
    """What a call is answered in place of what it should be; with `done` only after it was done."""

    error: str = ""
    status: int = 200
    retry_after: int | None = None
    drop: bool = False
    done: bool = False
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivered:
    """How a delivery went: the status of the answer, its body, after how many seconds and tries."""

    status: int
    body: str
    seconds: float
    tries: int = 1


class Slack:
    """The server. Start it with `running`; `events_url` is where the app takes signed requests."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.messages: dict[tuple[str, str], Fields] = {}
        self.ephemeral: list[Fields] = []
        self.members: dict[str, set[str]] = defaultdict(set)
        self.users: dict[str, Fields] = {}
        self.usergroups: list[Fields] = []
        self.views: list[Fields] = []
        self.homes: dict[str, Fields] = {}
        self.files: dict[str, Fields] = {}
        self.statuses: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.prompts: list[Fields] = []
        self.tokens: dict[str, str] = {BOT_TOKEN: TEAM}
        self.lacking: set[str] = set()  # methods that this Slack does not have
        self.streams_last = 300.0
        self.limits: dict[str, float] = {}  # method -> seconds between two calls in one channel
        self.base = ""
        self.events_url = ""
        self.secret = SECRET
        self.sent: list[Fields] = []  # envelopes and events delivered, as bodies
        self.sockets: list[web.WebSocketResponse] = []
        self.acked: dict[str, float] = {}
        self._faults: dict[str, list[Fault]] = defaultdict(list)
        self._last: dict[tuple[str, str], float] = {}
        self._urls: dict[str, Fields] = {}
        self._triggers: dict[str, float] = {}
        self._codes: dict[str, Fields] = {}
        self._changed = asyncio.Condition()
        self._number = itertools.count(1)
        self._moment = 1_763_000_000.0
        self._background: set[asyncio.Task[Any]] = set()
        self._client: aiohttp.ClientSession | None = None
        self._unacked: dict[str, Fields] = {}

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

    def environ(self, *, sockets: bool = False) -> dict[str, str]:
        """Settings with which the app finds this Slack."""
        found = {
            "BURNRATE_SLACK_API_URL": f"{self.base}/api/",
            "BURNRATE_SLACK_AUTHORIZE_URL": f"{self.base}/oauth/v2/authorize",
            "BURNRATE_SLACK_BOT_TOKEN": BOT_TOKEN,
        }
        return found | (
            {"BURNRATE_SLACK_APP_TOKEN": APP_TOKEN} if sockets else {"BURNRATE_SLACK_SIGNING_SECRET": self.secret}
        )

    def fail(self, method: str, *faults: Fault) -> None:
        """Have the next calls of a method answered with these faults, one each."""
        self._faults[method] += faults

    def grant(self, code: str, **fields: Any) -> None:
        """Let an OAuth code be exchanged for what is given."""
        self._codes[code] = fields

    def called(self, method: str) -> list[Call]:
        """The calls of a method that came in."""
        return [call for call in self.calls if call.method == method]

    def ours(self, channel: str, thread: str | None = None) -> list[Fields]:
        """The messages that burnrate has standing in a channel, or in one of its threads."""
        return [
            message
            for (where, _), message in self.messages.items()
            if where == channel and message["user"] == BOT and (thread is None or message.get("thread_ts") == thread)
        ]

    async def until(self, met: Callable[[], Any], seconds: float = 20.0) -> Any:
        """Wait until something is so; gives what `met` gave. Raises TimeoutError, with the calls made."""
        try:
            async with asyncio.timeout(seconds), self._changed:
                while not (found := met()):
                    await self._changed.wait()
                return found
        except TimeoutError:
            told = "\n".join(
                f"{call.method} {str(call.args)[:300]} -> {str(call.answer)[:200]}" for call in self.calls[-12:]
            )
            raise TimeoutError(f"it did not come to be; the last calls:\n{told}") from None

    async def answer(self, channel: str, thread: str, seconds: float = 20.0) -> Fields:
        """The finished answer in a thread."""

        def finished() -> Fields | None:
            found = [one for one in self.ours(channel, thread) if one["finished"]]
            return found[0] if found else None

        return dict(await self.until(finished, seconds))

    # What people do

    def ts(self) -> str:
        """The next moment, as a ts."""
        self._moment += 1
        return f"{self._moment:.6f}"

    def stand(self, channel: str, user: str, text: str, thread: str = "", **more: Any) -> Fields:
        """A message that stands in a channel, of which no app was told."""
        ts = self.ts()
        message: Fields = {
            "type": "message",
            "user": user,
            "text": text,
            "ts": ts,
            "channel": channel,
            "finished": True,
        }
        if thread:
            message["thread_ts"] = thread
        message.update(more)
        self.messages[channel, ts] = message
        return message

    async def say(
        self, channel: str, user: str, text: str, thread: str = "", **more: Any
    ) -> tuple[str, list[Delivered]]:
        """Somebody writes; the app gets the message and, where it is mentioned, its twin. Gives the ts."""
        message = self.stand(channel, user, text, thread, **more)
        kind = "im" if channel.startswith("D") else "channel"
        event = {key: value for key, value in message.items() if key != "finished"} | {
            "event_ts": message["ts"],
            "channel_type": kind,
            "team": more.get("team", TEAM),
        }
        bodies = [self.event(event)]
        if f"<@{BOT}>" in text and kind != "im":
            twin = {key: value for key, value in event.items() if key != "channel_type"} | {"type": "app_mention"}
            bodies.append(self.event(twin))
        return str(message["ts"]), list(await asyncio.gather(*map(self.deliver, bodies)))

    async def edit(self, channel: str, ts: str, text: str) -> Delivered:
        """Somebody changes a message of theirs."""
        before = dict(self.messages[channel, ts])
        after = self.messages[channel, ts] = before | {
            "text": text,
            "edited": {"user": before["user"], "ts": self.ts()},
        }
        return await self.deliver(
            self.event(self._change("message_changed", channel, message=after, previous_message=before))
        )

    async def delete(self, channel: str, ts: str) -> Delivered:
        """Somebody deletes a message of theirs; where a thread hangs on it, a tombstone stays."""
        before = self.messages.pop((channel, ts))
        hangs = any(where == channel and one.get("thread_ts") == ts for (where, _), one in self.messages.items())
        if hangs:
            tombstone = before | {"subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted."}
            body = self._change("message_changed", channel, message=tombstone, previous_message=before)
        else:
            body = self._change("message_deleted", channel, deleted_ts=ts, previous_message=before)
        return await self.deliver(self.event(body))

    def _change(self, subtype: str, channel: str, **more: Any) -> Fields:
        kind = "im" if channel.startswith("D") else "channel"
        return {
            "type": "message",
            "subtype": subtype,
            "channel": channel,
            "hidden": True,
            "ts": self.ts(),
            "channel_type": kind,
            **more,
        }

    async def command(self, command: str, text: str, user: str, channel: str, **more: Any) -> Delivered:
        """Somebody types a slash command."""
        body = {
            "command": command,
            "text": text,
            "user_id": user,
            "user_name": "spoofed",
            "team_id": TEAM,
            "channel_id": channel,
            "channel_name": "x",
            "response_url": self.url_for(channel, user),
            "trigger_id": self.trigger(),
            "api_app_id": "A1",
            **more,
        }
        return await self.deliver(body, kind="slash_commands")

    async def press(
        self, message: Mapping[str, Any], action: str, user: str, number: int = 0, **more: Any
    ) -> Delivered:
        """Somebody presses a button; `action` is what it does, `number` which of those."""
        buttons = [
            one
            for block in message.get("blocks") or []
            if block["type"] == "actions"
            for one in block["elements"]
            if one["action_id"].startswith(f"burnrate.{action}.")
        ]
        button = buttons[number]
        channel = str(message.get("channel") or "")
        private = bool(message.get("private"))
        container: Fields = {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": channel,
            "is_ephemeral": private,
        }
        if message.get("thread_ts"):
            container["thread_ts"] = message["thread_ts"]
        body: Fields = {
            "type": "block_actions",
            "user": {"id": user, "team_id": TEAM},
            "team": {"id": TEAM},
            "api_app_id": "A1",
            "container": container,
            "channel": {"id": channel},
            "trigger_id": self.trigger(),
            "response_url": self.url_for(channel, user, message if private else None),
            "actions": [
                {
                    "type": "button",
                    "action_id": button["action_id"],
                    "block_id": "b",
                    "value": button.get("value", ""),
                    "action_ts": self.ts(),
                }
            ],
            **more,
        }
        if not private:
            body["message"] = {key: value for key, value in message.items() if key != "finished"}
        return await self.deliver(body, kind="interactive")

    async def shortcut(self, callback: str, message: Mapping[str, Any], user: str) -> Delivered:
        """Somebody uses a shortcut on a message."""
        channel = str(message["channel"])
        body = {
            "type": "message_action",
            "callback_id": callback,
            "user": {"id": user, "team_id": TEAM},
            "team": {"id": TEAM},
            "channel": {"id": channel, "name": "x"},
            "message_ts": message["ts"],
            "action_ts": self.ts(),
            "message": {key: value for key, value in message.items() if key != "finished"},
            "response_url": self.url_for(channel, user),
            "trigger_id": self.trigger(),
            "api_app_id": "A1",
        }
        return await self.deliver(body, kind="interactive")

    async def submit(self, view: Mapping[str, Any], typed: str, user: str) -> Delivered:
        """Somebody fills in a form and sends it."""
        values = {"typed": {"typed": {"type": "plain_text_input", "value": typed}}}
        body = {
            "type": "view_submission",
            "user": {"id": user, "team_id": TEAM},
            "team": {"id": TEAM},
            "api_app_id": "A1",
            "trigger_id": self.trigger(),
            "view": dict(view) | {"id": f"V{next(self._number)}", "state": {"values": values}},
        }
        return await self.deliver(body, kind="interactive")

    def event(self, event: Mapping[str, Any], **more: Any) -> Fields:
        """An event in its envelope."""
        return {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": "A1",
            "event": dict(event),
            "event_time": int(time.time()),
            "event_id": f"Ev{next(self._number)}",
            "authorizations": [
                {"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}
            ],
            "is_ext_shared_channel": False,
            **more,
        }

    def url_for(self, channel: str, user: str, message: Mapping[str, Any] | None = None) -> str:
        """An address for replies to one interaction."""
        key = f"r{next(self._number)}"
        self._urls[key] = {"channel": channel, "user": user, "uses": 0, "original": dict(message) if message else None}
        return f"{self.base}/respond/{key}"

    def trigger(self) -> str:
        """What opens a form, for three seconds."""
        key = f"t{next(self._number)}"
        self._triggers[key] = time.monotonic() + 3
        return key

    def expire_urls(self) -> None:
        """Let half an hour pass for all addresses for replies."""
        for url in self._urls.values():
            url["uses"] = 99

    # Deliveries

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
            async with asyncio.timeout(3), self._client.post(self.events_url, data=raw, headers=sent) as response:
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
        self._unacked[envelope] = message
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
        for message in list(self._unacked.values()):
            await socket.send_json(message | {"retry_attempt": 1, "retry_reason": "timeout"})
        await self._tell()
        async for received in socket:
            if received.type is aiohttp.WSMsgType.TEXT:
                answered = json.loads(received.data)
                self.acked[answered["envelope_id"]] = time.monotonic()
                self._unacked.pop(answered["envelope_id"], None)
                await self._tell()
        if socket in self.sockets:
            self.sockets.remove(socket)
        return socket

    # The Web API

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args = await _arguments(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(args.get("token") or "")
        call = Call(method, args)
        self.calls.append(call)
        fault = self._fault(method, args)
        if fault is not None and not fault.done:
            return await self._faulty(request, call, fault)
        call.answer = self._answer(method, args, token)
        await self._tell()
        if fault is not None:
            return await self._faulty(request, call, fault)
        return web.json_response(call.answer, headers={"x-oauth-scopes": "chat:write,app_mentions:read"})

    def _fault(self, method: str, args: Fields) -> Fault | None:
        if waiting := self._faults[method]:
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

    def _answer(self, method: str, args: Fields, token: str) -> Fields:
        handler = getattr(self, "_m_" + method.replace(".", "_").lower(), None)
        if handler is None or method in self.lacking:
            return _no("unknown_method")
        if method == "apps.connections.open":
            return handler(args) if token == APP_TOKEN else _no("invalid_auth")
        if method == "oauth.v2.access":
            return dict(handler(args))
        if token not in self.tokens:
            return _no("invalid_auth")
        return dict(handler(args | {"token": token}))

    def _m_auth_test(self, args: Fields) -> Fields:
        return {
            "ok": True,
            "team_id": self.tokens[args["token"]],
            "user_id": BOT,
            "bot_id": BOT_ID,
            "user": "burnrate",
            "team": "Team",
            "url": "https://team.example/",
        }

    def _m_apps_connections_open(self, args: Fields) -> Fields:
        return {"ok": True, "url": f"{self.base.replace('http', 'ws')}/socket?ticket={next(self._number)}"}

    def _m_oauth_v2_access(self, args: Fields) -> Fields:
        granted = self._codes.pop(str(args.get("code")), None)
        if granted is None:
            return _no("invalid_code")
        self.tokens[granted["access_token"]] = granted["team"]["id"]
        return {
            "ok": True,
            "app_id": "A1",
            "bot_user_id": BOT,
            "scope": "chat:write",
            "token_type": "bot",
            "authed_user": {"id": "U1"},
            "enterprise": None,
            "is_enterprise_install": False,
            **granted,
        }

    def _m_chat_postmessage(self, args: Fields) -> Fields:
        channel, thread = str(args["channel"]), str(args.get("thread_ts") or "")
        if problem := self._refusal(args):
            return _no(problem)
        message = self.stand(channel, BOT, str(args.get("text") or ""), thread, **_kept(args), bot_id=BOT_ID)
        message["finished"] = _finished(message)
        self._echo(message)
        return {"ok": True, "ts": message["ts"], "channel": channel}

    def _m_chat_update(self, args: Fields) -> Fields:
        found = self.messages.get((str(args["channel"]), str(args["ts"])))
        if found is None:
            return _no("message_not_found")
        if found["user"] != BOT:
            return _no("cant_update_message")
        if found.get("streaming"):
            return _no("streaming_state_conflict")
        if len(str(args.get("text") or "")) > 4000:
            return _no("msg_too_long")
        if problem := self._wrong_blocks(args):
            return _no(problem)
        found.pop("markdown", None)
        found.update(_kept(args), text=str(args.get("text") or ""), edited=True)
        found["finished"] = _finished(found)
        return {"ok": True, "ts": found["ts"], "channel": found["channel"]}

    def _m_chat_delete(self, args: Fields) -> Fields:
        gone = self.messages.pop((str(args["channel"]), str(args["ts"])), None)
        return {"ok": True} if gone else _no("message_not_found")

    def _m_chat_postephemeral(self, args: Fields) -> Fields:
        if problem := self._refusal(args):
            return _no(problem)
        if self.members[str(args["channel"])] and str(args["user"]) not in self.members[str(args["channel"])]:
            return _no("user_not_in_channel")
        self._whispered(str(args["channel"]), str(args["user"]), args)
        return {"ok": True, "message_ts": self.ephemeral[-1]["ts"]}

    def _m_chat_startstream(self, args: Fields) -> Fields:
        channel, thread = str(args["channel"]), str(args.get("thread_ts") or "")
        if not thread:
            return _no("invalid_thread_ts")
        if not channel.startswith("D") and not (args.get("recipient_user_id") and args.get("recipient_team_id")):
            return _no("missing_recipient_user_id")
        if problem := self._refusal(args, blocks=False):
            return _no(problem)
        message = self.stand(
            channel, BOT, "", thread, bot_id=BOT_ID, streaming=time.monotonic(), markdown="", finished=False
        )
        message["finished"] = False
        self._stream(message, args)
        return {"ok": True, "ts": message["ts"], "channel": channel}

    def _m_chat_appendstream(self, args: Fields) -> Fields:
        message = self._streaming(args)
        if message is None:
            return _no("message_not_in_streaming_state")
        self._stream(message, args)
        return {"ok": True, "ts": message["ts"]}

    def _m_chat_stopstream(self, args: Fields) -> Fields:
        message = self._streaming(args)
        if message is None:
            return _no("message_not_in_streaming_state")
        if problem := self._wrong_blocks(args):
            return _no(problem)
        self._stream(message, args)
        message.pop("streaming")
        message.update(_kept(args))
        message["finished"] = bool(message["markdown"] or message.get("blocks"))
        return {"ok": True, "ts": message["ts"]}

    def _streaming(self, args: Fields) -> Fields | None:
        message = self.messages.get((str(args["channel"]), str(args["ts"])))
        if message is None or "streaming" not in message:
            return None
        if time.monotonic() - message["streaming"] > self.streams_last:
            message.pop("streaming")
            return None
        return message

    @staticmethod
    def _stream(message: Fields, args: Fields) -> None:
        for chunk in args.get("chunks") or []:
            if chunk["type"] == "markdown_text":
                message["markdown"] += chunk["text"]
            else:
                message.setdefault("tasks", []).append((chunk["title"], chunk["status"]))

    def _m_conversations_replies(self, args: Fields) -> Fields:
        thread = str(args["ts"])
        found = [
            one
            for (where, ts), one in self.messages.items()
            if where == args["channel"] and thread in {ts, one.get("thread_ts")}
        ]
        return {"ok": True, "messages": found}

    def _m_conversations_history(self, args: Fields) -> Fields:
        return {"ok": True, "messages": [one for (where, _), one in self.messages.items() if where == args["channel"]]}

    def _m_conversations_open(self, args: Fields) -> Fields:
        return {"ok": True, "channel": {"id": f"D{args['users']}"}}

    def _m_views_open(self, args: Fields) -> Fields:
        until = self._triggers.pop(str(args.get("trigger_id")), None)
        if until is None:
            return _no("invalid_trigger_id")
        if until < time.monotonic():
            return _no("expired_trigger_id")
        if rules.problem(args["view"]["blocks"]) or len(args["view"].get("private_metadata") or "") > 3000:
            return _no("invalid_arguments")
        self.views.append(args["view"])
        return {"ok": True, "view": {"id": f"V{next(self._number)}"}}

    def _m_views_publish(self, args: Fields) -> Fields:
        if found := rules.problem(args["view"]["blocks"], view=True):
            return _no("invalid_blocks", found)
        self.homes[str(args["user_id"])] = args["view"]
        return {"ok": True}

    def _m_users_info(self, args: Fields) -> Fields:
        found = self.users.get(str(args["user"]))
        return {"ok": True, "user": {"id": args["user"], "team_id": TEAM, **found}} if found else _no("user_not_found")

    def _m_usergroups_list(self, args: Fields) -> Fields:
        return {"ok": True, "usergroups": self.usergroups}

    def _m_agents_sessions_setstatus(self, args: Fields) -> Fields:
        self.statuses[str(args["channel_id"]), str(args["thread_ts"])].append(str(args["status"]))
        return {"ok": True}

    def _m_assistant_threads_setstatus(self, args: Fields) -> Fields:
        self.statuses[str(args["channel_id"]), str(args["thread_ts"])].append("assistant: " + str(args["status"]))
        return {"ok": True}

    def _m_assistant_threads_setsuggestedprompts(self, args: Fields) -> Fields:
        self.prompts.append(args)
        return {"ok": True}

    def _m_files_getuploadurlexternal(self, args: Fields) -> Fields:
        file = f"F{next(self._number)}"
        self.files[file] = {"alt": args.get("alt_txt"), "length": int(args["length"])}
        return {"ok": True, "file_id": file, "upload_url": f"{self.base}/upload/{file}"}

    def _m_files_completeuploadexternal(self, args: Fields) -> Fields:
        for one in json.loads(args["files"]) if isinstance(args["files"], str) else args["files"]:
            self.files[one["id"]].update(done=True, channel=args.get("channel_id"), thread=args.get("thread_ts"))
        return {"ok": True, "files": []}

    def _refusal(self, args: Fields, *, blocks: bool = True) -> str:
        channel, thread = str(args["channel"]), str(args.get("thread_ts") or "")
        if not channel.startswith("D") and self.members[channel] and BOT not in self.members[channel]:
            return "not_in_channel"
        if (
            thread
            and (channel, thread) not in self.messages
            and not any(one.get("thread_ts") == thread for one in self.messages.values())
        ):
            return "thread_not_found"
        return self._wrong_blocks(args) if blocks else ""

    def _wrong_blocks(self, args: Fields) -> str:
        blocks = args.get("blocks") or []
        if rules.problem(blocks):
            return "invalid_blocks"
        if any(
            one["type"] == "image" and "slack_file" in one and not self.files[one["slack_file"]["id"]].get("done")
            for one in blocks
        ):
            return "invalid_blocks"
        return "msg_blocks_too_long" if rules.too_long(blocks) else ""

    def _echo(self, message: Fields) -> None:
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

    def _whispered(self, channel: str, user: str, args: Fields) -> None:
        self.ephemeral.append(
            {
                "channel": channel,
                "private": True,
                "to": user,
                "ts": self.ts(),
                "text": str(args.get("text") or ""),
                **_kept(args),
                "thread_ts": args.get("thread_ts"),
            }
        )

    async def _respond(self, request: web.Request) -> web.Response:
        url = self._urls.get(request.match_info["key"])
        body = await request.json()
        self.calls.append(Call("response_url", body))
        try:
            if url is None or url["uses"] >= 5:
                return web.Response(status=404, text='{"ok":false,"error":"expired_url"}')
            url["uses"] += 1
            if body.get("delete_original"):
                if url["original"] in self.ephemeral:
                    self.ephemeral.remove(url["original"])
                return web.Response(text="ok")
            if problem := self._wrong_blocks(body):
                return web.json_response({"ok": False, "error": problem}, status=400)
            if body.get("replace_original") and url["original"] is not None:
                where = next((one for one in self.ephemeral if one["ts"] == url["original"]["ts"]), None)
                if where is not None:
                    where.update(_kept(body), text=str(body.get("text") or ""), edited=True)
                return web.Response(text="ok")
            if body.get("response_type") == "in_channel":
                message = self.stand(url["channel"], BOT, str(body.get("text") or ""), **_kept(body), bot_id=BOT_ID)
                message["finished"] = _finished(message)
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

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


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


def _no(error: str, detail: str = "") -> Fields:
    return {"ok": False, "error": error} | ({"response_metadata": {"messages": [detail]}} if detail else {})


def _kept(args: Mapping[str, Any]) -> Fields:
    return {key: args[key] for key in ("blocks", "metadata", "unfurl_links", "unfurl_media") if key in args}


def _finished(message: Mapping[str, Any]) -> bool:
    """Whether a message is more than a word that one is coming."""
    return not rules.read(message).startswith("⏳")
