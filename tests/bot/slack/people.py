"""What people do in the tests' Slack: write, change, delete, type commands, press buttons and fill in forms."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from tests.bot.slack.state import BOT, TEAM, Delivered, Fields, State

__all__ = ["People"]


class People(State):
    """People of the workspace. Each gives how the app acknowledged what Slack told it."""

    async def deliver(self, body: Mapping[str, Any], *, kind: str = "events_api", retries: int = 3) -> Delivered:
        """Send a body to the app; how is the server's affair."""
        raise NotImplementedError

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
        self, message: Mapping[str, Any], action: str, user: str, number: int = 0, home: str = TEAM, **more: Any
    ) -> Delivered:
        """Somebody of the workspace `home` presses a button; `action` is what it does, `number` which of those."""
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
            "user": {"id": user, "team_id": home},
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
