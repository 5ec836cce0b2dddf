"""Messages: what somebody said to burnrate or pressed, where, and on which platform."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

__all__ = ["Asked", "Clicked", "Commanded", "Entry", "Person", "Place", "Platform"]


class Platform(StrEnum):
    """Where people talk."""

    SLACK = "slack"
    DISCORD = "discord"


class Entry(StrEnum):
    """By which door a question came in."""

    MENTION = "mention"
    DIRECT = "direct"
    FOLLOW_UP = "follow_up"  # in a thread that burnrate answered in, without a new mention
    OPEN = "open"  # in a channel whose admins opted in to every question
    COMMAND = "command"
    ASK_ABOUT = "ask_about"  # "Ask about this" on somebody's message
    CHECK = "check"  # "Check this claim" on somebody's message


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, a thread in it or a direct conversation; `workspace` is a Slack team or a Discord server.

    Ids are the platform's own. `thread` is empty outside threads, `workspace` outside workspaces (a Discord DM).
    """

    platform: Platform
    workspace: str
    channel: str
    thread: str = ""

    @property
    def outside_thread(self) -> Place:
        """The channel that a thread belongs to; the place itself where it is none."""
        return replace(self, thread="")


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks. What they may do comes from the platform's signed word alone, never from a message's text.

    `groups` are Slack user groups or Discord roles, `manages` whether the platform says that they manage the workspace.
    """

    platform: Platform
    workspace: str
    id: str
    groups: frozenset[str] = frozenset()
    manages: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. `id` is the platform's id of the message or interaction; the same one may come in many times.

    `text` has no mention of burnrate left in it, `about` is somebody else's message that a shortcut was used on,
    `reply_to` the id of the message that this one is a reply to, and `via` whatever the platform's port needs to
    reply (an interaction), which nobody else looks into.
    """

    id: str
    place: Place
    person: Person
    text: str
    entry: Entry
    at: datetime
    private: bool = False
    about: str = ""
    reply_to: str = ""
    via: object = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Clicked:
    """A button was pressed: `action` and `ref` as the card had them, `message` the id of the message it is on.

    `text` is what was typed into a form that the button opened, None before it was.
    """

    id: str
    place: Place
    person: Person
    action: str
    ref: str
    message: str
    at: datetime
    text: str | None = None
    via: object = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command: its first word ("corpus", "burnrate") and the words after it, as typed."""

    id: str
    place: Place
    person: Person
    command: str
    words: tuple[str, ...]
    at: datetime
    via: object = field(default=None, compare=False, repr=False)
