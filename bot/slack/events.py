"""Events: what Slack tells us, told in the words of the core. Nothing here calls Slack.

Who speaks and where comes from Slack's own fields alone; a text decides nothing but what is asked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.chat.message import Asked, Clicked, Commanded, Entry, Person, Place, Platform
from bot.slack.blocks import ACTION_PREFIX
from bot.slack.escapes import argument_words, mentions, plain_words

__all__ = [
    "Form",
    "Identity",
    "Payload",
    "Via",
    "addresses_others",
    "asked_about",
    "asked_by_command",
    "asked_in_form",
    "asked_in_message",
    "clicked",
    "clicked_in_form",
    "commanded",
    "form_about",
    "is_from_person",
    "mentioned",
    "place_of",
    "workspace_of",
]

# Messages of people that Slack gives a subtype.
_SUBTYPES = {"", "file_share", "thread_broadcast", "me_message"}
_SLACKBOT = "USLACKBOT"

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are in a workspace: its id, our user and our bot there."""

    team: str
    user: str
    bot: str


@dataclass(frozen=True, slots=True)
class Via:
    """What is needed to reply to an interaction: where to answer it, and what opens a form.

    `private` says that the message which was acted on is seen by one person alone, `slash` that a command was typed: the
    reply at its address can be changed there. `thread` is where in a direct conversation the reply belongs, which is one
    conversation whatever threads it has.
    """

    response_url: str = ""
    trigger: str = ""
    private: bool = False
    slash: bool = False
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What a form has to remember while somebody types: the button that it is about, or the message."""

    place: Place
    message: str
    action: str = ""
    ref: str = ""
    about: str = ""
    response_url: str = ""

    def packed(self) -> str:
        """As Slack keeps it with the form; the message asked about is cut to what there is room for."""
        place = [self.place.workspace, self.place.channel, self.place.thread]
        value = [place, self.message, self.action, self.ref, self.response_url, ""]
        room = 2900 - len(json.dumps(value))
        value[-1] = self.about
        while len(json.dumps(value)) - len(json.dumps("")) > room + 2 and value[-1]:
            value[-1] = value[-1][: int(len(value[-1]) * 0.9)]
        return json.dumps(value)

    @classmethod
    def unpacked(cls, text: str) -> Form:
        """From what Slack kept."""
        (workspace, channel, thread), message, action, ref, response_url, about = json.loads(text)
        place = Place(Platform.SLACK, workspace, channel, thread)
        return cls(place, message, action, ref, about, response_url)


def is_from_person(event: Payload, identity: Identity) -> bool:
    """Whether a message is one that a person wrote: no bot, not ourselves, no notice of Slack's own."""
    return bool(
        event.get("user")
        and event["user"] not in {identity.user, _SLACKBOT}
        and not event.get("bot_id")
        and not event.get("bot_profile")
        and not event.get("hidden")
        and (event.get("subtype") or "") in _SUBTYPES
    )


def workspace_of(body: Payload, team: str) -> str:
    """The workspace that something came from, where Slack says no more than that an organisation has the app.

    `team` is the workspace that has the app itself, which goes before all else; "" where it is the organisation.
    """
    user = body.get("user")
    said = (body.get("context_team_id"), body.get("team_id"), user.get("team_id") if isinstance(user, Mapping) else "")
    return team or next((str(one) for one in said if one), "")


def place_of(identity: Identity, channel: str, thread: str) -> Place:
    """A place in the workspace that we are installed in; in shared channels others of their own workspaces speak.

    A direct conversation is one place: what is said in a thread of it goes on from what was said before.
    """
    return Place(Platform.SLACK, identity.team, channel, "" if channel.startswith("D") else thread)


def person_of(event: Payload, identity: Identity) -> Person:
    """Who wrote a message, with the workspace that Slack says they are of."""
    team = str(event.get("user_team") or event.get("source_team") or event.get("team") or identity.team)
    return Person(Platform.SLACK, team, str(event["user"]))


def message_text(message: Payload) -> str:
    """The words of a message; those of its attachments where it has none of its own."""
    if text := str(message.get("text") or ""):
        return text
    attached = message.get("attachments") or []
    return "\n".join(str(one.get("text") or one.get("fallback") or "") for one in attached if isinstance(one, dict))


def asked_in_message(event: Payload, identity: Identity, channel: str, entry: Entry) -> Asked:
    """A question in a message; every one opens or is in a thread, where its answer goes."""
    ts = str(event["ts"])
    thread = str(event.get("thread_ts") or ts)
    return Asked(
        id=ts,
        place=place_of(identity, channel, thread),
        person=person_of(event, identity),
        text=plain_words(message_text(event), identity.user),
        entry=entry,
        at=_moment(ts),
        via=Via(thread=thread),
    )


def mentioned(event: Payload, identity: Identity) -> bool:
    """Whether a message mentions us."""
    return mentions(str(event.get("text") or ""), identity.user)


def addresses_others(event: Payload) -> bool:
    """Whether a message begins with the mention of somebody, and so is said to them."""
    return str(event.get("text") or "").lstrip().startswith(("<@", "<!subteam^"))


def commanded(body: Payload, identity: Identity) -> Commanded:
    """A slash command."""
    return Commanded(
        id=str(body.get("trigger_id") or ""),
        place=_channel_place(body, identity),
        person=_commander(body, identity),
        command=str(body["command"]).removeprefix("/"),
        words=argument_words(str(body.get("text") or "")),
        at=datetime.now(UTC),
        via=_slash(body),
    )


def asked_by_command(body: Payload, identity: Identity) -> Asked:
    """A question by `/ask`, whose answer the person alone sees."""
    return Asked(
        id=str(body.get("trigger_id") or ""),
        place=_channel_place(body, identity),
        person=_commander(body, identity),
        text=plain_words(str(body.get("text") or ""), identity.user),
        entry=Entry.COMMAND,
        at=datetime.now(UTC),
        private=True,
        via=_slash(body),
    )


def asked_about(body: Payload, identity: Identity, entry: Entry) -> Asked:
    """A question about somebody's message, by a shortcut on it; the person alone sees the answer."""
    message = body["message"]
    about = plain_words(message_text(message), identity.user)
    return Asked(
        id=str(body.get("trigger_id") or body.get("action_ts") or ""),
        place=place_of(identity, str(body["channel"]["id"]), str(message.get("thread_ts") or "")),
        person=_presser(body, identity),
        text=about,
        entry=entry,
        at=datetime.now(UTC),
        private=True,
        about=about,
        via=Via(str(body.get("response_url") or ""), str(body.get("trigger_id") or "")),
    )


def form_about(body: Payload, identity: Identity) -> Form:
    """What a form about somebody's message has to remember."""
    message = body["message"]
    return Form(
        place_of(identity, str(body["channel"]["id"]), str(message.get("thread_ts") or "")),
        str(message.get("ts") or ""),
        about=plain_words(message_text(message), identity.user),
        response_url=str(body.get("response_url") or ""),
    )


def clicked(body: Payload, identity: Identity) -> Clicked | None:
    """A button that was pressed, None where it is none of ours."""
    action = body["actions"][0]
    name = str(action.get("action_id") or "")
    if not name.startswith(ACTION_PREFIX):
        return None
    container, message = body.get("container") or {}, body.get("message") or {}
    channel = str(container.get("channel_id") or (body.get("channel") or {}).get("id") or "")
    thread = str(container.get("thread_ts") or message.get("thread_ts") or "")
    return Clicked(
        id=str(body.get("trigger_id") or action.get("action_ts") or ""),
        place=place_of(identity, channel, thread),
        person=_presser(body, identity),
        action=name.removeprefix(ACTION_PREFIX).rpartition(".")[0],
        ref=str(action.get("value") or ""),
        message=str(container.get("message_ts") or message.get("ts") or ""),
        at=datetime.now(UTC),
        via=Via(
            str(body.get("response_url") or ""),
            str(body.get("trigger_id") or ""),
            private=bool(container.get("is_ephemeral")),
            thread=thread,
        ),
    )


def clicked_in_form(body: Payload, identity: Identity, typed: str) -> Clicked:
    """What was typed into a form that a button opened."""
    form = Form.unpacked(str(body["view"]["private_metadata"]))
    return Clicked(
        id=str(body.get("trigger_id") or body["view"]["id"]),
        place=form.place,
        person=_presser(body, identity),
        action=form.action,
        ref=form.ref,
        message=form.message,
        at=datetime.now(UTC),
        text=typed,
        via=Via(form.response_url, str(body.get("trigger_id") or ""), private=True),
    )


def asked_in_form(body: Payload, identity: Identity, typed: str) -> Asked:
    """A question that was typed into a form about somebody's message."""
    form = Form.unpacked(str(body["view"]["private_metadata"]))
    return Asked(
        id=str(body.get("trigger_id") or body["view"]["id"]),
        place=form.place,
        person=_presser(body, identity),
        text=plain_words(typed),
        entry=Entry.ASK_ABOUT,
        at=datetime.now(UTC),
        private=True,
        about=form.about,
        via=Via(form.response_url, str(body.get("trigger_id") or "")),
    )


def _channel_place(body: Payload, identity: Identity) -> Place:
    return place_of(identity, str(body.get("channel_id") or ""), str(body.get("thread_ts") or ""))


def _commander(body: Payload, identity: Identity) -> Person:
    return Person(Platform.SLACK, str(body.get("team_id") or identity.team), str(body["user_id"]))


def _presser(body: Payload, identity: Identity) -> Person:
    user = body["user"]
    return Person(Platform.SLACK, str(user.get("team_id") or identity.team), str(user["id"]))


def _slash(body: Payload) -> Via:
    return Via(str(body.get("response_url") or ""), str(body.get("trigger_id") or ""), slash=True)


def _moment(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), UTC)
