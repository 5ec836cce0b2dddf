"""A Discord of one's own on the loopback: the REST API and the gateway as they are documented, and people who use them.

It keeps Discord's rules: three seconds and fifteen minutes for interactions, limits of messages and components, nonces,
privileged intents, permissions, rate limits. Bodies are JSON under exactly `application/json`.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import WSMsgType, web

__all__ = [
    "ADA",
    "APPLICATION",
    "BOT",
    "FORUM",
    "GENERAL",
    "GUILD",
    "Discord",
    "Fault",
    "Told",
    "discord_server",
    "texts",
]

APPLICATION = 900
BOT = 900
GUILD = 100 << 22
GENERAL = 201
SECOND = 202
FORUM = 203
BOT_ROLE = 301
ADMIN_ROLE = 302
OWNER = 399
ADA = 401
TOKEN = "a.token.of.tests"
_EPHEMERAL = 64
_V2 = 1 << 15
_MESSAGE_CONTENT = 1 << 15
_MANAGE_GUILD = 1 << 5
_EVERYTHING = (1 << 50) - 1


@dataclass(slots=True)
class Fault:
    """What a matching request is answered instead, so many times; `after` does the request first and hides its success."""

    method: str
    path: str
    status: int
    times: int = 1
    body: Mapping[str, Any] = field(default_factory=lambda: {"message": "fault", "code": 0})
    headers: Mapping[str, str] = field(default_factory=dict)
    after: bool = False


@dataclass(slots=True)
class Told:
    """An interaction: when it was sent, when and how it was first responded to, and what followed."""

    id: int
    token: str
    kind: int
    channel: int
    user: int
    at: float
    message: int | None = None
    responded: float | None = None
    response: int = 0
    data: Mapping[str, Any] = field(default_factory=dict)
    original: int | None = None
    followed: list[int] = field(default_factory=list)
    over: bool = False


class Refusal(Exception):
    """An error of the API."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


class Discord:
    """The server, its state and its people. Make one with `discord_server`."""

    def __init__(self) -> None:
        self.messages: dict[int, dict[str, Any]] = {}
        self.channels: dict[int, dict[str, Any]] = {
            GENERAL: {"id": str(GENERAL), "type": 0, "name": "general", "guild_id": str(GUILD)},
            SECOND: {"id": str(SECOND), "type": 0, "name": "second", "guild_id": str(GUILD)},
            FORUM: {"id": str(FORUM), "type": 15, "name": "questions", "guild_id": str(GUILD)},
        }
        self.managers: set[int] = set()
        self.roles_of: dict[int, list[int]] = {}
        self.closed_to_messages: set[int] = set()
        self.forbidden: set[int] = set()
        self.no_files = False
        self.commands: list[dict[str, Any]] = []
        self.syncs = 0
        self.faults: list[Fault] = []
        self.interactions: dict[str, Told] = {}
        self.requests: list[tuple[str, str]] = []
        self.refusals: list[str] = []
        self.rung: list[str] = []
        self.answered: dict[int, float] = {}  # when each message first said more than that it is being looked for
        self.sent_bodies: list[dict[str, Any]] = []
        self.deleted: list[int] = []
        self.identifies: list[dict[str, Any]] = []
        self.resumes = 0
        self.content_approved = True
        self.shards = 1
        self.in_guild = True
        self.everyone = _EVERYTHING & ~_MANAGE_GUILD & ~8
        self.endpoint: str | None = None
        self.user_installs = True
        self.refuses_components = False
        self.remaining = 1000
        self.base = ""
        self.gateway = ""
        self._number = 10_000
        self._changed = asyncio.Event()
        self._sockets: dict[int, web.WebSocketResponse] = {}
        self._intents: dict[int, int] = {}
        self._sequence: dict[int, int] = {}
        self._log: dict[int, list[dict[str, Any]]] = {}
        self._nonces: dict[tuple[int, str], int] = {}
        self._direct: dict[int, int] = {}

    # What tests ask of it

    def environ(self) -> dict[str, str]:
        """Settings that point burnrate here."""
        return {
            "BURNRATE_DISCORD_TOKEN": TOKEN,
            "BURNRATE_DISCORD_API_URL": self.base,
            "BURNRATE_DISCORD_GATEWAY_URL": self.gateway,
        }

    async def until(self, holds: Callable[[], Any], seconds: float = 10) -> Any:
        """Wait until something holds, looked at after every change; gives what `holds` gave."""
        try:
            async with asyncio.timeout(seconds):
                while not (found := holds()):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            shown = [texts(one)[:80] for one in self.by_bot()]
            raise AssertionError(
                f"never held; last asked {self.requests[-8:]}; refused {self.refusals}; shown {shown}"
            ) from None
        return found

    def by_bot(self, channel: int | None = None) -> list[dict[str, Any]]:
        """Messages of the bot that are there, oldest first."""
        return [
            one
            for one in self.messages.values()
            if one["author"]["id"] == str(BOT) and (channel is None or one["channel_id"] == str(channel))
        ]

    def replies_to(self, message: int) -> list[dict[str, Any]]:
        """The bot's replies to a message."""
        return [one for one in self.by_bot() if (one.get("message_reference") or {}).get("message_id") == str(message)]

    async def answer_to(self, message: int, seconds: float = 10) -> dict[str, Any]:
        """The reply to a message, once it shows more than that it is being looked for."""
        found: dict[str, Any] = await self.until(
            lambda: next((one for one in self.replies_to(message) if not waiting(one)), None), seconds
        )
        return found

    async def answer_in(self, told: Told, seconds: float = 10) -> dict[str, Any]:
        """What came of an interaction, once it is more than a wait."""

        def found() -> dict[str, Any] | None:
            numbers = [*([told.original] if told.message is None else []), *told.followed]
            shown = [self.messages[one] for one in numbers if one is not None and one in self.messages]
            return next((one for one in shown if not waiting(one)), None)

        out: dict[str, Any] = await self.until(found, seconds)
        return out

    def thread(self, name: str, parent: int = GENERAL) -> int:
        """Open a thread and tell the bot of it."""
        number = self._next()
        self.channels[number] = _thread(number, name, parent)
        self._emit("THREAD_CREATE", {**self.channels[number], "newly_created": True})
        return number

    def direct(self, user: int) -> int:
        """The channel of direct messages with a person."""
        if user not in self._direct:
            number = self._next()
            self._direct[user] = number
            self.channels[number] = {"id": str(number), "type": 1, "recipients": [_user(user)]}
        return self._direct[user]

    def say(
        self, user: int, channel: int, text: str, *, reply_to: int | None = None, number: int | None = None, **more: Any
    ) -> int:
        """Have a person write a message; gives its id."""
        number = number or self._next()
        message = self._message(number, channel, _user(user), text)
        if reply_to is not None:
            message["type"] = 19
            message["message_reference"] = {"message_id": str(reply_to), "channel_id": str(channel)}
            message["referenced_message"] = self.messages.get(reply_to)
        message |= more
        self.messages[number] = message
        self._emit("MESSAGE_CREATE", self._with_member(message, user))
        return number

    def again(self, message: int) -> None:
        """Send the event of a message once more, as happens after reconnections."""
        one = self.messages[message]
        self._emit("MESSAGE_CREATE", self._with_member(one, int(one["author"]["id"])))

    def edit(self, message: int, text: str) -> None:
        """Have a person edit their message."""
        one = self.messages[message]
        one["content"] = text
        one["mentions"] = _mentions(text)
        one["edited_timestamp"] = datetime.now(UTC).isoformat()
        self._emit("MESSAGE_UPDATE", self._with_member(one, int(one["author"]["id"])))

    def unfold(self, message: int) -> None:
        """Have Discord add a preview to a message, which it tells of as an update."""
        one = self.messages[message]
        one["embeds"] = [{"title": "a page", "type": "link"}]
        self._emit("MESSAGE_UPDATE", self._with_member(one, int(one["author"]["id"])))

    def delete(self, *numbers: int) -> None:
        """Have messages deleted by people."""
        gone = [self.messages.pop(number) for number in numbers]
        where = {
            "channel_id": gone[0]["channel_id"],
            **({"guild_id": gone[0]["guild_id"]} if "guild_id" in gone[0] else {}),
        }
        if len(numbers) == 1:
            self._emit("MESSAGE_DELETE", {"id": str(numbers[0]), **where})
        else:
            self._emit("MESSAGE_DELETE_BULK", {"ids": [str(one) for one in numbers], **where})
        self._touch()

    def slash(self, user: int, channel: int, path: str, /, **options: Any) -> Told:
        """Have a person run a command: its name and its subcommand, and its options."""
        name, *sub = path.split()
        given = [{"name": key, "value": value, "type": _option_type(value)} for key, value in options.items()]
        channels = {str(one["value"]): self.channels[one["value"]] for one in given if one["value"] in self.channels}
        for one in given:
            if one["value"] in self.channels:
                one |= {"type": 7, "value": str(one["value"])}
        resolved = (
            {"resolved": {"channels": {key: {**one, "permissions": "0"} for key, one in channels.items()}}}
            if channels
            else {}
        )
        command = next(one for one in self.commands if one["name"] == name and one.get("type", 1) == 1)
        if sub:
            given = [{"name": sub[0], "type": 1, "options": given}]
        return self._interact(
            2, user, channel, {"id": command["id"], "name": name, "type": 1, "options": given, **resolved}
        )

    def complete(self, user: int, channel: int, name: str, option: str, typed: str) -> Told:
        """Have a person type into an option of a command."""
        command = next(one for one in self.commands if one["name"] == name)
        options = [{"name": option, "value": typed, "type": 3, "focused": True}]
        return self._interact(4, user, channel, {"id": command["id"], "name": name, "type": 1, "options": options})

    def menu(self, user: int, message: int, name: str) -> Told:
        """Have a person use a command on a message."""
        one = self.messages[message]
        command = next(c for c in self.commands if c["name"] == name)
        data = {
            "id": command["id"], "name": name, "type": 3, "target_id": str(message), "resolved": {"messages": {str(message): one}},
        }  # fmt: skip
        return self._interact(2, user, int(one["channel_id"]), data)

    def press(self, user: int, message: int, label: str) -> Told:
        """Have a person press a button by its label."""
        one = self.messages[message]
        button = next(part for part in walk(one["components"]) if part.get("type") == 2 and part.get("label") == label)
        return self.press_id(user, message, button["custom_id"])

    def press_id(self, user: int, message: int, custom_id: str) -> Told:
        """Have a person press what carries an id, also where no such button was sent, as only a forger could."""
        data = {"custom_id": custom_id, "component_type": 2}
        told = self._interact(3, user, int(self.messages[message]["channel_id"]), data, message=message)
        told.message = message
        return told

    def submit(self, user: int, form: Told, text: str) -> Told:
        """Have a person fill in the form that an interaction opened."""
        entry = next(part for part in walk(form.data["components"]) if part.get("type") == 4)
        shape = [
            {"type": 18, "id": 1, "component": {"type": 4, "id": 2, "custom_id": entry["custom_id"], "value": text}}
        ]
        data = {"custom_id": form.data["custom_id"], "components": shape}
        told = self._interact(5, user, form.channel, data, message=form.message)
        told.message = form.message
        return told

    async def drop(self, *, resumable: bool = True) -> None:
        """Cut every connection, as a network does."""
        if not resumable:
            self._log.clear()
        for socket in list(self._sockets.values()):
            await socket.close(code=4000)

    def emit(self, event: str, data: dict[str, Any]) -> None:
        """Send any event."""
        self._emit(event, data)

    # The REST API

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer any request."""
        path = re.sub(r"^/api/v10", "", request.path)
        self.requests.append((request.method, path))
        fault = next(
            (f for f in self.faults if f.method == request.method and re.search(f.path, path) and f.times > 0), None
        )
        if fault is not None:
            fault.times -= 1
            if fault.after:
                await self._done(request, path)
            self._touch()
            return web.json_response(dict(fault.body), status=fault.status, headers=dict(fault.headers))
        out = await self._done(request, path)
        self._touch()
        return out

    async def _done(self, request: web.Request, path: str) -> web.StreamResponse:
        headers = {"X-RateLimit-Bucket": request.method + re.sub(r"\d+", "n", path)[:30], "X-RateLimit-Remaining": str(self.remaining), "X-RateLimit-Limit": "1000", "X-RateLimit-Reset-After": "1.0", "X-RateLimit-Reset": str(time.time() + 1)}  # fmt: skip
        try:
            if request.headers.get("Authorization", f"Bot {TOKEN}") != f"Bot {TOKEN}":
                raise Refusal(401, 0, "401: Unauthorized")  # noqa: TRY301  answered like all others, below
            body = await _body(request)
            if body and request.method in {"POST", "PATCH"}:
                self.sent_bodies.append(body)
            for method, pattern, handle in _ROUTES:
                match = re.fullmatch(pattern, path)
                if match and method == request.method:
                    out = handle(self, body, *match.groups())
                    if out is None:
                        return web.Response(status=204, headers=headers)
                    return web.Response(
                        body=json.dumps(out).encode(), headers={**headers, "Content-Type": "application/json"}
                    )
        except Refusal as error:
            self.refusals.append(f"{error.code}: {error}")
            said = json.dumps({"message": str(error), "code": error.code}).encode()
            return web.Response(body=said, status=error.status, headers={**headers, "Content-Type": "application/json"})
        self.refusals.append(f"no route {request.method} {path}")
        return web.json_response({"message": "404: Not Found", "code": 0}, status=404)

    def _me(self, _body: dict[str, Any]) -> dict[str, Any]:
        return {**_user(BOT), "username": "burnrate", "bot": True}

    def _application(self, _body: dict[str, Any]) -> dict[str, Any]:
        flags = 1 << 19 if self.content_approved else 0
        return {
            "id": str(APPLICATION), "name": "burnrate", "icon": None, "description": "", "bot_public": True, "bot_require_code_grant": False,
            "verify_key": "0" * 64, "flags": flags, "team": None, "owner": _user(OWNER),
            "integration_types_config": {"0": {}, **({"1": {}} if self.user_installs else {})}, "interactions_endpoint_url": self.endpoint,
        }  # fmt: skip

    def _gateway_bot(self, _body: dict[str, Any]) -> dict[str, Any]:
        limit = {"total": 1000, "remaining": 999, "reset_after": 1000, "max_concurrency": 1}
        return {"url": self.gateway, "shards": self.shards, "session_start_limit": limit}

    def _get_commands(self, _body: dict[str, Any], _app: str) -> list[dict[str, Any]]:
        return self.commands

    def _put_commands(self, body: Any, app: str) -> list[dict[str, Any]]:
        self.syncs += 1
        # As Discord writes them back: permissions as text, what is empty left out, ids added.
        self.commands = []
        for number, one in enumerate(body):
            kept = {
                key: value for key, value in one.items() if value not in (None, [], False) and key != "dm_permission"
            }
            if "default_member_permissions" in kept:
                kept["default_member_permissions"] = str(kept["default_member_permissions"])
            self.commands.append({**kept, "id": str(700 + number), "application_id": app, "version": "1", "description": one.get("description", "")})  # fmt: skip
        return self.commands

    def _post_message(self, body: dict[str, Any], channel: str) -> dict[str, Any]:
        number = int(channel)
        if number not in self.channels:
            raise Refusal(404, 10003, "Unknown Channel")
        if number in self.forbidden:
            raise Refusal(403, 50013, "Missing Permissions")
        if number in {self._direct.get(user) for user in self.closed_to_messages}:
            raise Refusal(403, 50007, "Cannot send messages to this user")
        nonce = (number, str(body.get("nonce")))
        if body.get("enforce_nonce") and self._nonces.get(nonce) in self.messages:
            return self.messages[self._nonces[nonce]]
        message = self._shown(body, self._message(self._next(), number, self._me({}), ""))
        if "message_reference" in body:
            message["message_reference"] = {key: str(value) for key, value in body["message_reference"].items()}
            message["type"] = 19
        self.messages[int(message["id"])] = message
        if body.get("enforce_nonce"):
            self._nonces[nonce] = int(message["id"])
        self._emit("MESSAGE_CREATE", message)
        return message

    def _patch_message(self, body: dict[str, Any], channel: str, number: str) -> dict[str, Any]:
        message = self._found(int(number), int(channel))
        if message["flags"] & _EPHEMERAL:
            raise Refusal(404, 10008, "Unknown Message")
        if int(channel) in self.forbidden:
            raise Refusal(403, 50001, "Missing Access")
        return self._shown(body, message)

    def _get_message(self, _body: dict[str, Any], channel: str, number: str) -> dict[str, Any]:
        return self._found(int(number), int(channel))

    def _delete_message(self, _body: dict[str, Any], channel: str, number: str) -> None:
        self._found(int(number), int(channel))
        del self.messages[int(number)]
        self.deleted.append(int(number))

    def _get_channel(self, _body: dict[str, Any], channel: str) -> dict[str, Any]:
        if int(channel) not in self.channels:
            raise Refusal(404, 10003, "Unknown Channel")
        return self.channels[int(channel)]

    def _get_user(self, _body: dict[str, Any], user: str) -> dict[str, Any]:
        return _user(int(user))

    def _open_direct(self, body: dict[str, Any]) -> dict[str, Any]:
        return self.channels[self.direct(int(body["recipient_id"]))]

    def _get_member(self, _body: dict[str, Any], _guild: str, user: str) -> dict[str, Any]:
        return {"user": _user(int(user)), **self._member(int(user))}

    def _my_guilds(self, _body: dict[str, Any]) -> list[dict[str, Any]]:
        kept = ("id", "name", "icon", "banner", "features")
        return (
            [{**{key: self._guild()[key] for key in kept}, "owner": False, "permissions": "0"}] if self.in_guild else []
        )

    def _roles(self, _body: dict[str, Any], _guild: str) -> list[dict[str, Any]]:
        roles: list[dict[str, Any]] = self._guild()["roles"]
        return roles

    def _respond(self, body: dict[str, Any], number: str, token: str) -> dict[str, Any]:
        told = self.interactions.get(token)
        if told is None or told.id != int(number) or told.over or time.monotonic() - told.at > 3:
            raise Refusal(404, 10062, "Unknown interaction")
        if told.responded is not None:
            raise Refusal(400, 40060, "Interaction has already been acknowledged.")
        told.responded, told.response = time.monotonic(), body["type"]
        told.data = body.get("data") or {}
        resource: dict[str, Any] = {"type": body["type"]}
        if body["type"] in {4, 5}:
            flags = told.data.get("flags", 0) & _EPHEMERAL
            message = self._message(self._next(), told.channel, self._me({}), "")
            message |= {"flags": flags | (128 if body["type"] == 5 else 0), "user": told.user}
            if body["type"] == 4:
                self._shown({**told.data, "flags": told.data.get("flags", 0)}, message)
            self.messages[int(message["id"])] = message
            told.original = int(message["id"])
            resource["message"] = message
        elif body["type"] in {6, 7}:
            told.original = told.message
        return {
            "interaction": {
                "id": number,
                "type": told.kind,
                "response_message_ephemeral": bool(told.data.get("flags", 0) & _EPHEMERAL),
            },
            "resource": resource,
        }

    def _followed(self, body: dict[str, Any], _app: str, token: str) -> dict[str, Any]:
        told = self._alive(token)
        if (
            told.original is not None
            and told.response == 5
            and self.messages.get(told.original, {}).get("flags", 0) & 128
        ):
            self.messages[told.original]["flags"] &= ~128
            return self._shown(body, self.messages[told.original])  # the first follow-up fills what was put off
        message = self._message(self._next(), told.channel, self._me({}), "")
        message |= {"flags": body.get("flags", 0) & _EPHEMERAL, "user": told.user}
        self._shown(body, message)
        self.messages[int(message["id"])] = message
        told.followed.append(int(message["id"]))
        return message

    def _edit_followed(self, body: dict[str, Any], _app: str, token: str, number: str) -> dict[str, Any]:
        message = self._of(token, number)
        message["flags"] &= ~128
        return self._shown(body, message)

    def _get_followed(self, _body: dict[str, Any], _app: str, token: str, number: str) -> dict[str, Any]:
        return self._of(token, number)

    def _delete_followed(self, _body: dict[str, Any], _app: str, token: str, number: str) -> None:
        message = self._of(token, number)
        del self.messages[int(message["id"])]
        self.deleted.append(int(message["id"]))

    def _of(self, token: str, number: str) -> dict[str, Any]:
        told = self._alive(token)
        if number == "@original":
            if told.original is None:
                raise Refusal(404, 10008, "Unknown Message")
            return self._found(told.original, told.channel)
        if int(number) not in told.followed:
            raise Refusal(404, 10008, "Unknown Message")
        return self._found(int(number), told.channel)

    def _alive(self, token: str) -> Told:
        told = self.interactions.get(token)
        if told is None or told.over:
            raise Refusal(401, 50027, "Invalid Webhook Token")
        if told.responded is None:
            raise Refusal(404, 10015, "Unknown Webhook")
        return told

    def _found(self, number: int, channel: int) -> dict[str, Any]:
        message = self.messages.get(number)
        if message is None or message["channel_id"] != str(channel):
            raise Refusal(404, 10008, "Unknown Message")
        return message

    def _shown(self, body: dict[str, Any], message: dict[str, Any]) -> dict[str, Any]:
        """A message as a body says it should be, held against Discord's limits."""
        flags = body.get("flags", 0)
        components = body.get("components", message["components"]) or []
        v2 = bool(flags & _V2 or message["flags"] & _V2)
        content = body["content"] if "content" in body else message["content"]
        embeds = body["embeds"] if "embeds" in body else message["embeds"]
        if v2 and self.refuses_components:
            raise Refusal(400, 50035, "Invalid Form Body: flags")
        _check(components, content or "", embeds or [], v2=v2)
        if self.no_files and body.get("attachments"):
            raise Refusal(403, 50013, "Missing Permissions")
        attached = {f"attachment://{one['filename']}" for one in body.get("attachments", ())}
        shown = (
            [item for part in walk(components) if part["type"] == 12 for item in part["items"]]
            if "components" in body
            else []
        )
        if any(item["media"]["url"] not in attached for item in shown):
            raise Refusal(400, 50035, "Invalid Form Body: a picture that is not attached")
        if "attachments" in body:
            for one in body["attachments"]:
                if len(one.get("description") or "") > 1024:
                    raise Refusal(400, 50035, "Invalid Form Body: description")
            message["attachments"] = [
                {"id": str(self._next()), "filename": one["filename"], "size": 1, "url": "https://cdn.example/a", "proxy_url": "https://cdn.example/a", "description": one.get("description")}
                for one in body["attachments"]
            ]  # fmt: skip
        message["components"], message["content"], message["embeds"] = components, content or "", embeds or []
        message["flags"] |= flags & (_V2 | _EPHEMERAL | 4)
        if not waiting(message):
            self.answered.setdefault(int(message["id"]), time.monotonic())
        self._ring(body.get("allowed_mentions"), message)
        message.setdefault("versions", []).append(texts(message))
        return message

    def _ring(self, allowed: Mapping[str, Any] | None, message: Mapping[str, Any]) -> None:
        """Write down whom a message rings, by what Discord does with mentions that are not forbidden to ring."""
        said = texts(message)
        kinds = ("everyone", "users", "roles") if allowed is None else allowed.get("parse", ())
        patterns = {"everyone": r"@(?:everyone|here)\b", "users": r"<@!?\d+>", "roles": r"<@&\d+>"}
        self.rung += [found for kind in kinds for found in re.findall(patterns[kind], said)]
        if allowed is None or allowed.get("users") or allowed.get("roles") or allowed.get("replied_user"):
            self.rung.append(f"could ring: {allowed}")

    # The gateway

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """A connection of a shard."""
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_str(json.dumps({"op": 10, "d": {"heartbeat_interval": 41_250}, "s": None, "t": None}))
        shard = 0
        async for got in socket:
            if got.type is not WSMsgType.TEXT:
                continue
            payload = json.loads(got.data)
            data = payload.get("d")
            if payload["op"] == 1:
                await socket.send_str(json.dumps({"op": 11}))
            elif payload["op"] == 2:
                self.identifies.append(data)
                self._touch()
                shard = (data.get("shard") or [0, 1])[0]
                if data["token"] != TOKEN:
                    await socket.close(code=4004)
                elif data["intents"] & _MESSAGE_CONTENT and not self.content_approved:
                    await socket.close(code=4014)
                else:
                    self._sockets[shard], self._intents[shard] = socket, data["intents"]
                    self._sequence[shard], self._log[shard] = 0, []
                    await self._greet(shard)
            elif payload["op"] == 6:
                shard = int(str(data["session_id"]).rpartition("-")[2])
                if shard not in self._log:
                    await socket.send_str(json.dumps({"op": 9, "d": False}))
                    continue
                self.resumes += 1
                for missed in self._log[shard]:
                    if missed["s"] > data["seq"]:
                        await socket.send_str(json.dumps(missed))
                self._sockets[shard] = socket
                await socket.send_str(json.dumps({"op": 0, "t": "RESUMED", "s": self._sequence[shard], "d": {}}))
                self._touch()
        if self._sockets.get(shard) is socket:
            del self._sockets[shard]
        self._touch()
        return socket

    async def _greet(self, shard: int) -> None:
        guilds = [GUILD] if self._shard_of(GUILD) == shard else []
        ready = {
            "v": 10, "user": self._me({}), "guilds": [{"id": str(one), "unavailable": True} for one in guilds],
            "session_id": f"session-{shard}", "resume_gateway_url": self.gateway, "shard": [shard, self.shards],
            "application": {"id": str(APPLICATION), "flags": 0},
        }  # fmt: skip
        self._emit("READY", ready, shard=shard)
        for _ in guilds:
            self._emit("GUILD_CREATE", self._guild(), shard=shard)

    def _shard_of(self, guild: int) -> int:
        return (guild >> 22) % self.shards

    def _guild(self) -> dict[str, Any]:
        roles = [
            (GUILD, "@everyone", self.everyone, {}),
            (BOT_ROLE, "burnrate", 0, {"bot_id": str(BOT)}),
            (ADMIN_ROLE, "admins", _MANAGE_GUILD, {}),
        ]
        return {
            "id": str(GUILD), "name": "A server", "owner_id": str(OWNER), "unavailable": False, "member_count": 3,
            "roles": [
                {"id": str(n), "name": name, "permissions": str(bits), "position": p, "color": 0, "hoist": False, "managed": bool(tags), "mentionable": False, "flags": 0, **({"tags": tags} if tags else {})}
                for p, (n, name, bits, tags) in enumerate(roles)
            ],
            "channels": [{**one, "position": 0, "permission_overwrites": [], **({"available_tags": []} if one["type"] == 15 else {})} for one in self.channels.values() if one.get("guild_id") and one["type"] not in {10, 11, 12}],
            "threads": [one for one in self.channels.values() if one["type"] == 11],
            "members": [{"user": self._me({}), **self._member(BOT)}], "emojis": [], "features": [], "stickers": [], "presences": [],
            "voice_states": [], "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [], "icon": None, "splash": None,
            "discovery_splash": None, "afk_channel_id": None, "afk_timeout": 300, "verification_level": 0, "default_message_notifications": 0,
            "explicit_content_filter": 0, "mfa_level": 0, "system_channel_id": None, "system_channel_flags": 0, "rules_channel_id": None,
            "vanity_url_code": None, "description": None, "banner": None, "premium_tier": 0, "preferred_locale": "en-US",
            "public_updates_channel_id": None, "nsfw_level": 0, "premium_progress_bar_enabled": False, "large": False,
            "joined_at": "2025-01-01T00:00:00+00:00", "safety_alerts_channel_id": None,
        }  # fmt: skip

    def _emit(self, event: str, data: dict[str, Any], shard: int | None = None) -> None:
        if shard is None:
            shard = self._shard_of(int(data.get("guild_id") or 0)) if self.shards > 1 else 0
        if event in {"MESSAGE_CREATE", "MESSAGE_UPDATE"} and not self._may_read(shard, data):
            data = {**data, "content": "", "embeds": [], "components": [], "attachments": []}
        if shard not in self._sequence:
            return
        self._sequence[shard] += 1
        payload = {"op": 0, "t": event, "s": self._sequence[shard], "d": json.loads(json.dumps(data))}
        self._log[shard].append(payload)
        socket = self._sockets.get(shard)
        if socket is not None and not socket.closed:
            task = asyncio.get_running_loop().create_task(_sent(socket, json.dumps(payload)))
            _SENDING.add(task)
            task.add_done_callback(_SENDING.discard)

    def _may_read(self, shard: int, data: Mapping[str, Any]) -> bool:
        if self._intents.get(shard, 0) & _MESSAGE_CONTENT or "guild_id" not in data:
            return True
        return data["author"]["id"] == str(BOT) or any(one["id"] == str(BOT) for one in data["mentions"])

    def _interact(self, kind: int, user: int, channel: int, data: dict[str, Any], message: int | None = None) -> Told:
        number = self._next()
        told = Told(number, f"token-{number}", kind, channel, user, time.monotonic())
        self.interactions[told.token] = told
        where = self.channels[channel]
        guild = where.get("guild_id")
        permissions = str(_EVERYTHING if user in self.managers else _EVERYTHING & ~_MANAGE_GUILD & ~8)
        payload = {
            "id": str(number), "application_id": str(APPLICATION), "type": kind, "token": told.token, "version": 1, "data": data,
            "channel_id": str(channel), "channel": where, "locale": "en-US", "entitlements": [], "attachment_size_limit": 10_000_000,
            "app_permissions": str(_EVERYTHING), "authorizing_integration_owners": {"0": str(guild or 0)}, "context": 0 if guild else 1,
            **({"guild_id": guild, "guild": {"id": guild, "features": [], "locale": "en-US"}, "guild_locale": "en-US", "member": {"user": _user(user), **self._member(user), "permissions": permissions}} if guild else {"user": _user(user)}),
            **({"message": _with_button(self.messages[message], data)} if message is not None else {}),
        }  # fmt: skip
        self._emit("INTERACTION_CREATE", payload)
        return told

    def _message(self, number: int, channel: int, author: dict[str, Any], text: str) -> dict[str, Any]:
        where = self.channels[channel]
        return {
            "id": str(number), "channel_id": str(channel), "author": author, "content": text, "timestamp": datetime.now(UTC).isoformat(),
            "edited_timestamp": None, "tts": False, "mention_everyone": "@everyone" in text, "mentions": _mentions(text),
            "mention_roles": re.findall(r"<@&(\d+)>", text), "attachments": [], "embeds": [], "pinned": False, "type": 0, "flags": 0, "components": [],
            **({"guild_id": where["guild_id"]} if where.get("guild_id") else {}),
        }  # fmt: skip

    def _with_member(self, message: dict[str, Any], user: int) -> dict[str, Any]:
        return {**message, "member": self._member(user)} if "guild_id" in message else message

    def _member(self, user: int) -> dict[str, Any]:
        roles = (
            [BOT_ROLE]
            if user == BOT
            else [*self.roles_of.get(user, []), *([ADMIN_ROLE] if user in self.managers else [])]
        )
        return {
            "roles": [str(one) for one in roles],
            "joined_at": "2025-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
            "nick": None,
            "avatar": None,
        }

    def _next(self) -> int:
        # An id of Discord's holds when it was made, and the library reads it: interactions age by it.
        self._number += 1
        return ((int(time.time() * 1000) - 1_420_070_400_000) << 22) + self._number % (1 << 22)

    def _touch(self) -> None:
        self._changed.set()


_SENDING: set[asyncio.Task[None]] = set()
_NUMBER = r"(\d+)"
_TOKEN = r"([\w-]+)"
_ROUTES: list[tuple[str, str, Callable[..., Any]]] = [
    ("GET", "/users/@me", Discord._me),
    ("GET", "/oauth2/applications/@me|/applications/@me", Discord._application),
    ("GET", "/gateway/bot", Discord._gateway_bot),
    ("GET", f"/applications/{_NUMBER}/commands", Discord._get_commands),
    ("PUT", f"/applications/{_NUMBER}/commands", Discord._put_commands),
    ("POST", f"/channels/{_NUMBER}/messages", Discord._post_message),
    ("GET", f"/channels/{_NUMBER}/messages/{_NUMBER}", Discord._get_message),
    ("PATCH", f"/channels/{_NUMBER}/messages/{_NUMBER}", Discord._patch_message),
    ("DELETE", f"/channels/{_NUMBER}/messages/{_NUMBER}", Discord._delete_message),
    ("GET", f"/channels/{_NUMBER}", Discord._get_channel),
    ("GET", f"/users/{_NUMBER}", Discord._get_user),
    ("POST", "/users/@me/channels", Discord._open_direct),
    ("GET", "/users/@me/guilds", Discord._my_guilds),
    ("GET", f"/guilds/{_NUMBER}/roles", Discord._roles),
    ("GET", f"/guilds/{_NUMBER}/members/{_NUMBER}", Discord._get_member),
    ("POST", f"/interactions/{_NUMBER}/{_TOKEN}/callback", Discord._respond),
    ("POST", f"/webhooks/{_NUMBER}/{_TOKEN}", Discord._followed),
    ("PATCH", f"/webhooks/{_NUMBER}/{_TOKEN}/messages/(@original|\\d+)", Discord._edit_followed),
    ("GET", f"/webhooks/{_NUMBER}/{_TOKEN}/messages/(@original|\\d+)", Discord._get_followed),
    ("DELETE", f"/webhooks/{_NUMBER}/{_TOKEN}/messages/(@original|\\d+)", Discord._delete_followed),
]


@asynccontextmanager
async def discord_server() -> AsyncIterator[Discord]:
    """A Discord on a free port."""
    served = Discord()
    app = web.Application(client_max_size=30 << 20)
    app.router.add_get("/gateway/", served.connect)
    app.router.add_route("*", "/api/v10/{rest:.*}", served.answer)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    served.base, served.gateway = f"http://127.0.0.1:{port}/api/v10", f"ws://127.0.0.1:{port}/gateway/"
    try:
        yield served
    finally:
        await runner.cleanup()


def texts(message: Mapping[str, Any]) -> str:
    """All that a message says, however it is laid out."""
    parts = [message.get("content") or ""]
    parts += [part["content"] for part in walk(message["components"]) if part.get("type") == 10]
    parts += [embed.get("description", "") for embed in message["embeds"]]
    return "\n".join(part for part in parts if part)


def waiting(message: Mapping[str, Any]) -> bool:
    """Whether a message says only that an answer is being looked for, or nothing yet."""
    said = texts(message)
    return not said or said.startswith("Looking")


def walk(components: Any) -> list[dict[str, Any]]:
    """Components and those in them."""
    out = []
    for one in components:
        out += [one, *walk(one.get("components", [])), *([one["component"]] if "component" in one else [])]
    return out


def _check(components: list[dict[str, Any]], content: str, embeds: list[dict[str, Any]], *, v2: bool) -> None:
    parts = walk(components)
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    if len(ids) != len(set(ids)) or any(len(one) > 100 for one in ids):
        raise Refusal(400, 50035, "Invalid Form Body: custom_id")
    if any(part["type"] == 1 and len(part["components"]) > 5 for part in parts):
        raise Refusal(400, 50035, "Invalid Form Body: a row has five buttons at most")
    if v2:
        shown = [part["content"] for part in parts if part["type"] == 10]
        if content or embeds:
            raise Refusal(400, 50035, "Invalid Form Body: content and embeds cannot be used with components v2")
        if len(parts) > 40 or sum(len(one.encode("utf-16-le")) // 2 for one in shown) > 4000 or not all(shown):
            raise Refusal(400, 50035, "Invalid Form Body: components")
    else:
        if any(part["type"] not in {1, 2} for part in parts) or len(components) > 5:
            raise Refusal(400, 50035, "Invalid Form Body: components")
        if len(content) > 2000 or any(len(one.get("description", "")) > 4096 for one in embeds):
            raise Refusal(400, 50035, "Invalid Form Body: content")
        if not content and not embeds:
            raise Refusal(400, 50006, "Cannot send an empty message")


async def _body(request: web.Request) -> dict[str, Any]:
    if request.content_type.startswith("multipart/"):
        form = await request.post()
        parsed: dict[str, Any] = json.loads(str(form["payload_json"]))
        return parsed
    raw = await request.read()
    if not raw:
        return {}
    assert request.headers["Content-Type"] == "application/json"
    out: dict[str, Any] = json.loads(raw)
    return out


async def _sent(socket: web.WebSocketResponse, text: str) -> None:
    try:
        await socket.send_str(text)
    except ConnectionError:
        return


def _user(number: int) -> dict[str, Any]:
    return {
        "id": str(number),
        "username": f"person{number}",
        "global_name": f"Person {number}",
        "discriminator": "0",
        "avatar": None,
        "bot": False,
        "public_flags": 0,
    }


def _mentions(text: str) -> list[dict[str, Any]]:
    return [{**_user(int(one)), "bot": int(one) == BOT} for one in dict.fromkeys(re.findall(r"<@!?(\d+)>", text))]


def _thread(number: int, name: str, parent: int) -> dict[str, Any]:
    meta = {
        "archived": False,
        "auto_archive_duration": 1440,
        "archive_timestamp": "2025-01-01T00:00:00+00:00",
        "locked": False,
    }
    return {
        "id": str(number), "type": 11, "name": name, "parent_id": str(parent), "guild_id": str(GUILD), "owner_id": str(ADA), "message_count": 1,
        "member_count": 1, "thread_metadata": meta, "rate_limit_per_user": 0, "last_message_id": None, "flags": 0,
    }  # fmt: skip


def _with_button(message: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """The message with the button that was pressed on it."""
    if data.get("component_type") != 2 or any(
        p.get("custom_id") == data["custom_id"] for p in walk(message["components"])
    ):
        return message
    button = {"type": 2, "id": 99, "style": 2, "label": "forged", "custom_id": data["custom_id"]}
    return {**message, "components": [*message["components"], {"type": 1, "id": 98, "components": [button]}]}


def _option_type(value: Any) -> int:
    return 5 if isinstance(value, bool) else 4 if isinstance(value, int) else 3
