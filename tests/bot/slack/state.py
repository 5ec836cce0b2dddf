"""The state of the tests' Slack: who and what is in it, what was called, and how it is made to fail."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bot.slack.manifest import BOT_SCOPES
from tests.bot.slack import rules

__all__ = [
    "APP_TOKEN",
    "BOT",
    "BOT_ID",
    "BOT_TOKEN",
    "SECRET",
    "TEAM",
    "Call",
    "Delivered",
    "Fault",
    "Fields",
    "State",
    "finished",
    "kept",
]

TEAM, BOT, BOT_ID = "T0TEAM", "U0BOT", "B0BOT"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-1-test", "xapp-1-test", "5ec7e70f7a11e5750123456789abcdef"
Fields = dict[str, Any]


@dataclass(slots=True)
class Call:
    """A call of the Web API, with its arguments and what it was answered."""

    method: str
    args: Fields
    token: str = ""
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


class State:
    """All that Slack knows, and how tests ask it."""

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
        self.scopes = ",".join(BOT_SCOPES)
        self.sent: list[Fields] = []  # envelopes and events delivered, as bodies
        self.acked: dict[str, float] = {}
        self.faults: dict[str, list[Fault]] = defaultdict(list)
        self._last: dict[tuple[str, str], float] = {}
        self._urls: dict[str, Fields] = {}
        self._triggers: dict[str, float] = {}
        self._codes: dict[str, Fields] = {}
        self._changed = asyncio.Condition()
        self._number = itertools.count(1)
        self._moment = 1_763_000_000.0
        self._background: set[asyncio.Task[Any]] = set()
        self.unacked: dict[str, Fields] = {}

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
        self.faults[method] += faults

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
                    # Not all that happens is told here: what the desk does, for one.
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._changed.wait(), 0.05)
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

    def _whispered(self, channel: str, user: str, args: Fields) -> None:
        self.ephemeral.append(
            {
                "channel": channel,
                "private": True,
                "to": user,
                "ts": self.ts(),
                "text": str(args.get("text") or ""),
                **kept(args),
                "thread_ts": args.get("thread_ts"),
            }
        )

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


def kept(args: Mapping[str, Any]) -> Fields:
    return {key: args[key] for key in ("blocks", "metadata", "unfurl_links", "unfurl_media") if key in args}


def finished(message: Mapping[str, Any]) -> bool:
    """Whether a message is more than a word that one is coming."""
    return not rules.read(message).startswith("⏳")
