"""Settings of chat: who administers, how much may be asked, and how long what was said is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import limits

from bot.chat.message import Platform
from bot.errors import SettingError

__all__ = ["Admin", "ChatSettings"]

_HOW_ADMINS = (
    "give a comma list such as slack:U123,slack:S0GROUP,slack:managers:T123,discord:123,discord:role:456,"
    "discord:managers:789"
)
_MOST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Admin:
    """Somebody, or a group of people, who may run the corpus from chat: a user id, a Slack user group, a Discord role.

    With `managers`, `id` is a workspace, and whoever the platform says manages it may.
    """

    platform: Platform
    id: str
    group: bool = False
    managers: bool = False


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """All settings of chat.

    `retention_days` is how long questions, answers and turns are kept, `longest_question` what of a question is read, in
    characters, `most_in_hand` how many questions are worked on or waiting before more are told to come later, and the
    rates are in the notation of `limits` ("20/minute", several with a semicolon between).
    """

    admins: tuple[Admin, ...] = ()
    retention_days: int = 30
    person_rate: str = "20/minute;300/day"
    channel_rate: str = "300/minute"
    workspace_rate: str = "1000/minute"
    longest_question: int = 1500
    most_in_hand: int = 500

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> ChatSettings:
        """Read the settings from `environ`; what is missing or empty there keeps its default.

        Raises SettingError, naming the key and the value, for one that cannot be used.
        """
        plain = cls()
        given = {key: value.strip() for key, value in environ.items() if value.strip()}

        def rate(key: str, default: str) -> str:
            return _rate(key, given[key]) if key in given else default

        def whole(key: str, default: int, least: int, most: int) -> int:
            return _whole(key, given[key], least, most) if key in given else default

        return cls(
            admins=_admins("BURNRATE_ADMINS", given.get("BURNRATE_ADMINS", "")),
            retention_days=whole("BURNRATE_CHAT_RETENTION_DAYS", plain.retention_days, 1, _MOST_DAYS),
            person_rate=rate("BURNRATE_CHAT_PERSON_RATE", plain.person_rate),
            channel_rate=rate("BURNRATE_CHAT_CHANNEL_RATE", plain.channel_rate),
            workspace_rate=rate("BURNRATE_CHAT_WORKSPACE_RATE", plain.workspace_rate),
            longest_question=whole("BURNRATE_CHAT_LONGEST_QUESTION", plain.longest_question, 100, 2000),
            most_in_hand=whole("BURNRATE_CHAT_MOST_IN_HAND", plain.most_in_hand, 1, 100_000),
        )


def _whole(key: str, value: str, least: int, most: int) -> int:
    if not (value.isascii() and value.isdecimal() and least <= int(value) <= most):
        raise SettingError(f"{key} is {value!r}; give a whole number from {least} to {most}")
    return int(value)


def _rate(key: str, value: str) -> str:
    try:
        limits.parse_many(value)
    except ValueError:
        raise SettingError(
            f"{key} is {value!r}; give a rate such as 20/minute, or several as 20/minute;300/day"
        ) from None
    return value


def _admins(key: str, value: str) -> tuple[Admin, ...]:
    return tuple(dict.fromkeys(_admin(key, one.strip()) for one in value.split(",") if one.strip()))


def _admin(key: str, entry: str) -> Admin:
    platform, _, rest = entry.partition(":")
    whose, _, workspace = rest.partition(":")
    if platform in set(Platform) and whose == "managers" and workspace.isascii() and workspace.isalnum():
        return Admin(Platform(platform), workspace, managers=True)
    if platform == Platform.SLACK and rest.isascii() and rest.isalnum():
        # Slack's ids say what they are: people begin with U or W, user groups with S.
        if rest[0] in "UW":
            return Admin(Platform.SLACK, rest)
        if rest[0] == "S":
            return Admin(Platform.SLACK, rest, group=True)
    if platform == Platform.DISCORD:
        role = rest.startswith("role:")
        number = rest.removeprefix("role:")
        if number.isascii() and number.isdecimal():
            return Admin(Platform.DISCORD, number, group=role)
    raise SettingError(f"{key} names {entry!r}; {_HOW_ADMINS}")
