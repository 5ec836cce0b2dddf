"""The Web API of the tests' Slack: each method, with the rules that it is documented with."""

from __future__ import annotations

import json
import time

from tests.bot.slack import rules
from tests.bot.slack.state import APP_TOKEN, BOT, BOT_ID, TEAM, Fields, State, finished, kept

__all__ = ["Methods"]


class Methods(State):
    """Answers calls."""

    def answered(self, method: str, args: Fields, token: str) -> Fields:
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
        self.tokens[granted["access_token"]] = (granted["team"] or granted["enterprise"])["id"]
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
        message = self.stand(channel, BOT, str(args.get("text") or ""), thread, **kept(args), bot_id=BOT_ID)
        message["finished"] = finished(message)
        self.echo(message)
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
        if problem := self.wrong_blocks(args):
            return _no(problem)
        found.pop("markdown", None)
        found.update(kept(args), text=str(args.get("text") or ""), edited=True)
        found["finished"] = finished(found)
        return {"ok": True, "ts": found["ts"], "channel": found["channel"]}

    def _m_chat_delete(self, args: Fields) -> Fields:
        gone = self.messages.pop((str(args["channel"]), str(args["ts"])), None)
        if gone is None:
            return _no("message_not_found")
        event = {"subtype": "message_deleted", "hidden": True, "channel": args["channel"], "deleted_ts": args["ts"]}
        self.echo({"type": "message", "ts": self.ts(), "previous_message": gone, **event})
        return {"ok": True}

    def _m_chat_postephemeral(self, args: Fields) -> Fields:
        if problem := self._refusal(args):
            return _no(problem)
        if self.members[str(args["channel"])] and str(args["user"]) not in self.members[str(args["channel"])]:
            return _no("user_not_in_channel")
        thread = args.get("thread_ts")
        if thread and not any(one.get("thread_ts") == thread for one in self.messages.values()):
            return {"ok": True, "message_ts": self.ts()}  # taken, and shown to nobody
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
        if problem := self.wrong_blocks(args):
            return _no(problem)
        self._stream(message, args)
        message.pop("streaming")
        message.update(kept(args))
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
        if self.tokens[args["token"]].startswith("E") and not args.get("team_id"):
            return _no("missing_argument")  # a token of a whole organisation has to say of which workspace
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
        return self.wrong_blocks(args) if blocks else ""

    def wrong_blocks(self, args: Fields) -> str:
        blocks = args.get("blocks") or []
        if rules.problem(blocks):
            return "invalid_blocks"
        if any(
            one["type"] == "image" and "slack_file" in one and not self.files[one["slack_file"]["id"]].get("done")
            for one in blocks
        ):
            return "invalid_blocks"
        return "msg_blocks_too_long" if rules.too_long(blocks) else ""

    def echo(self, message: Fields) -> None:
        """Tell the app of its own message; how is the server's affair."""


def _no(error: str, detail: str = "") -> Fields:
    return {"ok": False, "error": error} | ({"response_metadata": {"messages": [detail]}} if detail else {})
