"""Admins: who may run the corpus from chat, by the platform's word, asked anew each time."""

from __future__ import annotations

from collections.abc import Collection

from bot.chat.message import Person, Place
from bot.chat.port import Port
from bot.chat.settings import Admin
from corpus.audit import Actor

__all__ = ["actor_of", "may_run"]


async def may_run(admins: Collection[Admin], person: Person, place: Place, port: Port) -> bool:
    """Whether a person is among the admins: by id, by a group they are in, or as a manager of a workspace that is named."""
    ours = [admin for admin in admins if admin.platform is person.platform is port.platform]
    for admin in ours:
        if not admin.managers and (admin.id in person.groups if admin.group else admin.id == person.id):
            return True
    if not person.workspace or person.workspace != place.workspace:
        return False
    named = any(admin.managers and admin.id == person.workspace for admin in ours)
    return named and await port.may_manage(person, place)


def actor_of(person: Person, place: Place) -> Actor:
    """A person for the audit log: who, and where they said it."""
    where = ", ".join(
        f"{what} {which}" for what, which in (("workspace", place.workspace), ("channel", place.channel)) if which
    )
    return Actor(f"{person.platform.value}:{person.id}", f"{place.platform.value}, {where}" if where else place.platform.value)
