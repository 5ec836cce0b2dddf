"""Hearing: what somebody wrote, pressed or commanded in Discord, in the words of chat."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import discord

from bot.chat.message import Asked, Entry, Person, Place, Platform
from bot.discord.escaping import visible

__all__ = ["person_of", "place_in", "plain_words", "question_in", "said_in"]

_MENTION = re.compile(
    r"<(?:@(?P<role>&)?!?(?P<id>\d+)|#(?P<channel>\d+)|a?:(?P<emoji>\w+):\d+|/(?P<command>[^:>]{1,100}):\d+|t:(?P<time>-?\d{1,12})(?::\w)?)>"
)
_PLAIN_TYPES = frozenset({discord.MessageType.default, discord.MessageType.reply})


def place_in(workspace: int | None, channel: discord.abc.Snowflake | None, channel_id: int) -> Place:
    """The place of a channel, or of a thread in one, of which only the id may be known."""
    server = str(workspace) if workspace else ""
    if isinstance(channel, discord.Thread):
        return Place(Platform.DISCORD, server, str(channel.parent_id), str(channel.id))
    return Place(Platform.DISCORD, server, str(channel_id))


def person_of(
    user: discord.User | discord.Member, workspace: int | None, permissions: discord.Permissions | None = None
) -> Person:
    """The person that Discord says it is, with their roles and whether they may manage the server."""
    if not isinstance(user, discord.Member):
        return Person(Platform.DISCORD, str(workspace) if workspace else "", str(user.id))
    allowed = permissions if permissions is not None else user.guild_permissions
    return Person(
        Platform.DISCORD,
        str(user.guild.id),
        str(user.id),
        frozenset(str(role) for role in user._roles),  # noqa: SLF001  ids, also of roles that the library has not seen
        allowed.manage_guild or allowed.administrator,
    )


def question_in(
    message: discord.Message, me: discord.ClientUser, place: Place, *, follows: bool, answers_all: bool
) -> Asked | None:
    """The question that a message is; None where it is none for burnrate.

    Other bots, webhooks, burnrate itself and messages of Discord's own ask nothing. A reply to burnrate and a message
    in a thread that it answered in are follow-ups; where every question is answered, the rest are questions too.
    """
    if message.author.bot or message.webhook_id is not None or message.type not in _PLAIN_TYPES:
        return None
    if message.guild is not None and message.author.id == me.id:
        return None
    reply_to = _replied_to(message)
    if message.guild is None:
        entry = Entry.DIRECT
    elif _mentioned(message, me):
        entry = Entry.MENTION
    elif follows or (reply_to and _replies_to(message, me)):
        entry = Entry.FOLLOW_UP
    elif answers_all:
        entry = Entry.OPEN
    else:
        return None
    text = plain_words(message, without=me)
    if place.thread == str(message.id) and isinstance(message.channel, discord.Thread):
        text = _with_title(message.channel.name, text)
    return Asked(
        id=str(message.id),
        place=place,
        person=person_of(message.author, message.guild.id if message.guild else None),
        text=text,
        entry=entry,
        at=message.edited_at or message.created_at,
        reply_to=reply_to,
        via=message,
    )


def plain_words(message: discord.Message, without: discord.ClientUser | None = None) -> str:
    """What a message says, with names in place of mentions and the one of burnrate (`without`) left out."""
    names = {user.id: user.display_name for user in message.mentions}
    roles = {role.id: role.name for role in message.role_mentions}
    ours = _role_of(message, without)

    def named(match: re.Match[str]) -> str:
        if match["id"]:
            number = int(match["id"])
            if match["role"]:
                return " " if number == ours else roles.get(number, "a role")
            return " " if without is not None and number == without.id else names.get(number, "someone")
        if match["channel"]:
            channel = message.guild.get_channel_or_thread(int(match["channel"])) if message.guild else None
            return f"#{channel.name}" if channel is not None else "a channel"
        if match["time"]:
            return _day(int(match["time"]))
        return f"/{match['command']}" if match["command"] else f":{match['emoji']}:"

    text = _MENTION.sub(named, visible(message.content))
    return re.sub(r"[^\S\n]+", " ", text).strip()


def said_in(message: discord.Message) -> str:
    """All that a message says, its embeds and components too, for one that is asked about."""
    parts = [plain_words(message), *(snapshot.content for snapshot in message.message_snapshots)]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or "", *(f"{one.name}: {one.value}" for one in embed.fields)]
    parts += _displayed(message.components)
    return "\n".join(part.strip() for part in parts if part and part.strip())


def _displayed(components: list[Any]) -> list[str]:
    out: list[str] = []
    for component in components:
        if isinstance(component, discord.TextDisplay):
            out.append(component.content)
        out += _displayed(list(getattr(component, "children", None) or getattr(component, "components", None) or []))
    return out


def _mentioned(message: discord.Message, me: discord.ClientUser) -> bool:
    """Whether burnrate is named in the text itself; a reply that rings names its author beside it."""
    ours = _role_of(message, me)
    for match in _MENTION.finditer(message.content):
        if match["id"] and (int(match["id"]) == (ours if match["role"] else me.id)):
            return True
    return False


def _role_of(message: discord.Message, me: discord.ClientUser | None) -> int | None:
    """The role that the server gave burnrate; people pick it in place of the bot, which has the same name."""
    if me is None or message.guild is None or message.guild.self_role is None:
        return None
    return message.guild.self_role.id


def _replied_to(message: discord.Message) -> str:
    reference = message.reference
    if reference is None or reference.message_id is None or message.type is not discord.MessageType.reply:
        return ""
    return str(reference.message_id)


def _replies_to(message: discord.Message, me: discord.ClientUser) -> bool:
    resolved = message.reference.resolved if message.reference is not None else None
    return isinstance(resolved, discord.Message) and resolved.author.id == me.id


def _with_title(title: str, text: str) -> str:
    """The question of a forum's post: its title, its text, or both where only the text asks."""
    title = visible(title).strip()
    if "?" in title and "?" not in text:
        return title
    return f"{title}: {text}" if text else title


def _day(seconds: int) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
