"""Listeners: every event, command, shortcut, button and form of Slack's, acknowledged at once and handed to the desk.

Slack wants to be answered within three seconds and sends again what was not; so nothing is worked on before it is.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any, Protocol

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.chat.card import Action
from bot.chat.desk import Desk
from bot.chat.message import Asked, Clicked, Commanded, Entry, Person, Platform
from bot.chat.port import Event
from bot.slack import events
from bot.slack.events import Identity, Payload
from bot.slack.manifest import COMMANDS
from bot.slack.port import SlackPort
from bot.slack.views import ABOUT_FORM, BUTTON_FORM, typed_into

__all__ = ["Listeners", "Spawn"]

Body = dict[str, Any]


class Spawn(Protocol):
    """Runs the work on an event in a task of its own, which tells the person where it fails."""

    def __call__(self, work: Coroutine[Any, Any, None], name: str, event: Event | None = None) -> None:
        """Begin it; `event` is what the person is told about by."""


class Listeners:
    """What Bolt calls. Everything goes to the desk in tasks."""

    def __init__(self, desk: Desk, port: SlackPort, spawn: Spawn) -> None:
        self._desk = desk
        self._port = port
        self._spawn = spawn

    def attach(self, app: AsyncApp) -> None:
        """Have Bolt call them."""
        app.middleware(self.located)
        app.event("app_mention")(self.mention)
        app.event("message")(self.message)
        app.event("app_home_opened")(self.home_opened)
        app.event("agent_session_stopped")(self.session_stopped)
        app.event("assistant_thread_started")(self.thread_started)
        if app.installation_store is not None:
            app.enable_token_revocation_listeners()
        app.event(re.compile(".*"))(self.other)
        for name in COMMANDS:
            app.command(name)(self.ask_command if name == "/ask" else self.command)
        app.shortcut("burnrate_check")(self.check)
        app.shortcut("burnrate_ask_about")(self.ask_about)
        app.action(re.compile(".*"))(self.pressed)
        app.view(BUTTON_FORM)(self.form_sent)
        app.view(ABOUT_FORM)(self.question_sent)
        app.view(re.compile(".*"))(self.other_form)

    async def located(self, body: Body, context: AsyncBoltContext, next: Callable[[], Awaitable[None]]) -> None:  # noqa: A002  Bolt's name
        """Find out which workspace an event is from, where the app is installed in a whole organisation."""
        team = events.workspace_of(body, context.team_id or "")
        if context.is_enterprise_install:
            self._port.learn(team, context.enterprise_id or "")
        context["workspace"] = team or context.enterprise_id or ""
        await next()

    # Events

    async def mention(self, event: Body, context: AsyncBoltContext) -> None:
        """Somebody mentioned us; the same comes as a message too, with the same ts."""
        identity = _identity(context)
        if events.is_from_person(event, identity):
            self._ask(events.asked_in_message(event, identity, str(event["channel"]), Entry.MENTION))

    async def message(self, event: Body, context: AsyncBoltContext) -> None:
        """Somebody wrote, changed or deleted a message where we can read."""
        identity, subtype = _identity(context), event.get("subtype") or ""
        channel = str(event.get("channel") or "")
        if subtype == "message_changed":
            self._changed(event, identity, channel)
        elif subtype == "message_deleted":
            self._deleted(event.get("previous_message") or {}, str(event.get("deleted_ts") or ""), identity, channel)
        elif events.is_from_person(event, identity):
            direct = event.get("channel_type") in {"im", "app_home"}
            if (entry := self._entry(event, identity, channel, direct=direct)) is not None:
                self._ask(events.asked_in_message(event, identity, channel, entry))

    async def home_opened(self, event: Body, context: AsyncBoltContext) -> None:
        """Somebody opened our home, or the conversation with us."""
        identity, user = _identity(context), str(event["user"])
        if event.get("tab") == "home":
            self._spawn(self._show_home(Person(Platform.SLACK, identity.team, user), identity.team), "a home")
        elif event.get("tab") == "messages" and event.get("channel"):
            place = events.place_of(identity, str(event["channel"]), "")
            self._spawn(self._port.suggest(place, self._desk.suggestions()), "prompts")

    async def thread_started(self, event: Body, context: AsyncBoltContext) -> None:
        """Somebody opened the assistant, as workspaces have it that lack the agent view."""
        thread = event.get("assistant_thread") or {}
        place = events.place_of(_identity(context), str(thread.get("channel_id") or ""), "")
        place = replace(place, thread=str(thread.get("thread_ts") or ""))
        self._spawn(self._port.suggest(place, self._desk.suggestions()), "prompts")

    async def session_stopped(self, event: Body, context: AsyncBoltContext) -> None:
        """Somebody pressed Slack's stop button."""
        place = events.place_of(_identity(context), str(event.get("channel") or ""), str(event.get("thread_ts") or ""))

        async def stop() -> None:
            try:
                await self._desk.stopped(place, self._port)
            finally:
                await self._port.idle(replace(place, thread=str(event.get("thread_ts") or "")))

        self._spawn(stop(), "a stop")

    async def other(self) -> None:
        """Any other event: taken, so that Slack does not send it again."""

    # Commands and shortcuts

    async def ask_command(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """`/ask`: a question whose answer the person alone sees; without one, help."""
        await ack()
        identity = _identity(context)
        asked = events.asked_by_command(body, identity)
        if asked.text:
            self._ask(asked)
        else:
            help_wanted = replace(events.commanded(body, identity), command="burnrate", words=("help",))
            self._spawn(self._commanded(help_wanted), "a command", help_wanted)

    async def command(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """`/corpus` and `/burnrate`."""
        await ack()
        commanded = events.commanded(body, _identity(context))
        self._spawn(self._commanded(commanded), "a command", commanded)

    async def check(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """The shortcut "Check this claim"."""
        await ack()
        if "message" in body:
            self._ask(events.asked_about(body, _identity(context), Entry.CHECK))

    async def ask_about(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """The shortcut "Ask about this": opens a form for the question."""
        await ack()
        if "message" in body:
            form = events.form_about(body, _identity(context))
            self._spawn(self._port.ask_about(form, str(body.get("trigger_id") or "")), "a form")

    # Buttons and forms

    async def pressed(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """A button."""
        await ack()
        clicked = events.clicked(body, _identity(context))
        if clicked is not None:
            self._port.remember(clicked)
            self._spawn(self._clicked(clicked), "a press", clicked)

    async def form_sent(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """A form that a button opened."""
        await ack()
        clicked = events.clicked_in_form(body, _identity(context), typed_into(body["view"]))
        self._spawn(self._clicked(clicked), "a form", clicked)

    async def question_sent(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """A question about somebody's message."""
        await ack()
        self._ask(events.asked_in_form(body, _identity(context), typed_into(body["view"])))

    async def other_form(self, ack: AsyncAck) -> None:
        """A form that is none of ours, or of an older version."""
        await ack()

    # What the tasks do

    def _ask(self, asked: Asked) -> None:
        self._spawn(self._desk.asked(asked, self._port), "a question", asked)

    async def _commanded(self, commanded: Commanded) -> None:
        await self._desk.commanded(replace(commanded, person=await self._grouped(commanded)), self._port)

    async def _clicked(self, clicked: Clicked) -> None:
        # A form opens within three seconds of the press or not at all, and needs no rights.
        person = clicked.person if clicked.action in _ANYBODY else await self._grouped(clicked)
        await self._desk.clicked(replace(clicked, person=person), self._port)

    async def _grouped(self, event: Commanded | Clicked) -> Person:
        groups = await self._port.groups(event.person, event.place.workspace)
        return replace(event.person, groups=groups)

    async def _show_home(self, person: Person, team: str) -> None:
        known = replace(person, groups=await self._port.groups(person, team))
        await self._port.publish_home(known, team, await self._desk.home(known, self._port))

    def _entry(self, event: Payload, identity: Identity, channel: str, *, direct: bool) -> Entry | None:
        """By which door a message comes in; None where it is none of our business."""
        if direct or channel.startswith("D"):
            return Entry.DIRECT
        if events.mentioned(event, identity):
            return Entry.MENTION
        if events.addresses_others(event):
            return None
        thread = str(event.get("thread_ts") or "")
        if thread and self._desk.follows(events.place_of(identity, channel, thread)):
            return Entry.FOLLOW_UP
        if self._desk.answers_all(events.place_of(identity, channel, thread)):
            return Entry.OPEN
        return None

    def _changed(self, event: Payload, identity: Identity, channel: str) -> None:
        message, before = event.get("message") or {}, event.get("previous_message") or {}
        if message.get("subtype") == "tombstone":  # deleted, though a thread hangs on it
            self._deleted(before, str(message.get("ts") or before.get("ts") or ""), identity, channel)
            return
        # Slack changes messages itself too, to unfold links; and people change them without a new word.
        if not events.is_from_person(message, identity) or message.get("text") == before.get("text"):
            return
        direct = event.get("channel_type") == "im"
        entry = self._entry(message, identity, channel, direct=direct)
        was = self._entry(before, identity, channel, direct=direct) if before else None
        known = entry or was
        if known is not None:
            # The desk knows whether it was asked before; one that became a question by the change is asked now.
            asked = events.asked_in_message(message, identity, channel, known)
            self._spawn(self._desk.edited(asked, self._port), "a changed question", asked)

    def _deleted(self, before: Payload, ts: str, identity: Identity, channel: str) -> None:
        if ts and not self._port.took_away(channel, ts):
            place = events.place_of(identity, channel, str(before.get("thread_ts") or ts))
            self._spawn(self._desk.deleted(place, ts, self._port), "a deleted question")


_ANYBODY = {Action.UNHELPFUL.value}


def _identity(context: AsyncBoltContext) -> Identity:
    """Who we are where an event is from, as Bolt found it."""
    return Identity(str(context["workspace"]), context.bot_user_id or "", context.bot_id or "")
