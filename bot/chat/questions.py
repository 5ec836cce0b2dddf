"""Questions: what was asked where, by whom, and how it was answered, for as long as the settings say."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter

from bot.answer import Answer
from bot.chat.card import Picture
from bot.chat.handled import Key
from bot.chat.layout import Laid
from bot.chat.message import Asked, Entry, Person, Place, Platform
from bot.chat.store import Store
from bot.question import Turn

__all__ = ["SCHEMA", "Kept", "Questions"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS questions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, platform TEXT NOT NULL, workspace TEXT NOT NULL,
    channel TEXT NOT NULL, thread TEXT NOT NULL, message TEXT NOT NULL, conversation TEXT NOT NULL,
    person TEXT NOT NULL, home TEXT NOT NULL, entry TEXT NOT NULL, private INTEGER NOT NULL, question TEXT NOT NULL,
    about TEXT NOT NULL, at TEXT NOT NULL, run TEXT NOT NULL, done INTEGER NOT NULL, reply TEXT NOT NULL, shared TEXT NOT NULL,
    said TEXT NOT NULL, result TEXT NOT NULL, laid TEXT NOT NULL, offered TEXT NOT NULL, picture BLOB, alt TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS questions_message ON questions (platform, workspace, channel, message);
CREATE INDEX IF NOT EXISTS questions_conversation ON questions (platform, workspace, channel, conversation);
CREATE INDEX IF NOT EXISTS questions_person ON questions (platform, person, number);
CREATE INDEX IF NOT EXISTS questions_at ON questions (at);
"""
_COLUMNS = (
    "id, platform, workspace, channel, thread, message, conversation, person, home, entry, private, question, about, at, "
    "reply, shared, laid, offered, picture, alt"
)
_LAID = TypeAdapter(Laid)
_IN_MEMORY = 200
_TURNS = 12  # earlier questions that a follow-up is read with
_MOST_THREADS = 50_000
_ONE_SITTING = timedelta(hours=2)
"""How far a conversation without threads reaches back: what was asked yesterday is not gone on from."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A question with what became of it. `reply` is the id of the message that answers it, `shared` of one that shows it.

    `conversation` is the thread that it is in or began, "" in a direct conversation without threads. `offered` are the
    questions that its card offers to ask.
    """

    id: str
    place: Place
    message: str
    conversation: str
    person: Person
    entry: Entry
    private: bool
    question: str
    about: str
    at: datetime
    reply: str = ""
    shared: str = ""
    laid: Laid | None = None
    offered: tuple[str, ...] = ()
    picture: Picture | None = None

    @property
    def key(self) -> Key:
        """What makes its message one of its kind."""
        return self.place.platform.value, self.place.workspace, self.place.channel, self.message


class Questions:
    """The questions kept. The newest are in memory too, so that what is shown works where the file does not."""

    def __init__(self, store: Store, run: str) -> None:
        self._store = store
        self._run = run
        self._recent: OrderedDict[str, Kept] = OrderedDict()
        self._threads: OrderedDict[Key, None] = OrderedDict.fromkeys(store.at_once(_threads))

    @staticmethod
    def begin(asked: Asked, conversation: str) -> Kept:
        """A question to be answered, with an id that nobody can guess; kept once `keep` is called."""
        return Kept(
            secrets.token_urlsafe(12), asked.place, asked.id, conversation, replace(asked.person, groups=frozenset(), manages=False),
            asked.entry, asked.private, asked.text or asked.about, asked.about, asked.at,
        )  # fmt: skip

    async def keep(self, kept: Kept) -> None:
        """Keep a question that is being answered, before anything is said."""
        self._remember(kept)
        row = (*_row(kept), self._run, 0, "", "")
        sql = (
            f"INSERT OR IGNORE INTO questions ({_COLUMNS}, run, done, said, result) VALUES ({','.join('?' * len(row))})"
        )
        await self._store.attempt(lambda database: database.execute(sql, row).rowcount, 0)

    async def replied(self, kept: Kept) -> None:
        """Keep by what message a question is answered, where it was kept before."""
        self._remember(kept)
        await self._set(kept.id, reply=kept.reply)

    async def answered(self, kept: Kept, answer: Answer, laid: Laid, offered: Sequence[str] = ()) -> Kept:
        """Keep an answer, before it is shown, in place of an earlier one. Nothing where the person was forgotten since."""
        out = replace(kept, laid=laid, offered=tuple(offered), picture=None)
        self._remember(out)
        await self._set(
            kept.id, question=kept.question, said=answer.text, result=json.dumps(answer.to_json(), ensure_ascii=False),
            laid=_LAID.dump_json(laid).decode(), offered=json.dumps(out.offered), run=self._run,
            picture=None, alt="",
        )  # fmt: skip
        return out

    async def drawn(self, kept: Kept, picture: Picture) -> Kept:
        """Keep the chart of an answer, before it is shown."""
        out = replace(kept, picture=picture)
        self._remember(out)
        await self._set(kept.id, picture=picture.png, alt=picture.alt)
        return out

    async def finished(self, kept: Kept) -> None:
        """A question has its answer, or needs none any more: it is not taken up again."""
        if kept.conversation and kept.laid is not None and not kept.private:
            self._follow((*kept.key[:3], kept.conversation))

        def work(database: sqlite3.Connection) -> None:
            database.execute("UPDATE questions SET done = 1 WHERE id = ?", (kept.id,))
            database.execute(
                "UPDATE handled SET done = 1 WHERE platform = ? AND workspace = ? AND channel = ? AND message = ?", kept.key
            )

        await self._store.attempt(work, None)

    async def shared(self, kept: Kept, message: str) -> Kept:
        """Keep that an answer that was private was shown to its channel, after which anybody there may open it."""
        out = replace(kept, shared=message, private=False)
        self._remember(out)
        await self._set(kept.id, shared=message, private=0)
        return out

    async def get(self, answer: str) -> Kept | None:
        """The question of an id; None where it is not kept, or not any more."""
        known = self._recent.get(answer)
        return known if known is not None else await self._one("id = ?", (answer,))

    async def at(self, place: Place, message: str) -> Kept | None:
        """The question of a message, or the one that a message replies to or shows."""
        where = (place.platform.value, place.workspace, place.channel)
        known = next((k for k in reversed(self._recent.values()) if k.key[:3] == where and message in {k.message, k.reply, k.shared}), None)
        if known is not None:
            return known
        return await self._one(
            "platform = ? AND workspace = ? AND channel = ? AND (message = ? OR reply = ? OR shared = ?) ORDER BY number DESC",
            (*where, message, message, message),
        )

    async def is_ours(self, place: Place, message: str) -> bool:
        """Whether a message is one by which a question was answered."""
        kept = await self.at(place, message)
        return kept is not None and kept.message != message

    async def turns(self, kept: Kept) -> list[Turn]:
        """The turns of a conversation before a question; what was private only where the same person asks."""
        if kept.conversation == kept.message or (not kept.conversation and kept.entry is not Entry.DIRECT):
            return []  # it begins its conversation
        since = (kept.at.astimezone(UTC) - _ONE_SITTING).isoformat() if not kept.conversation else ""
        rows: list[tuple[Any, ...]] = await self._store.attempt(
            lambda database: database.execute(
                "SELECT question, said FROM questions WHERE platform = ? AND workspace = ? AND channel = ? AND conversation = ? "
                "AND said != '' AND (private = 0 OR person = ?) AND at >= ? "
                "AND number < coalesce((SELECT number FROM questions WHERE id = ?), 9e18) ORDER BY number DESC LIMIT ?",
                (*kept.key[:3], kept.conversation, kept.person.id, since, kept.id, _TURNS),
            ).fetchall(),
            [],
        )
        return [turn for asked, said in reversed(rows) for turn in (Turn("user", asked), Turn("bot", said))]

    async def unfinished(self, platform: Platform, since: datetime) -> list[Kept]:
        """The questions that an earlier run of the program left half-way and whose reply stands there."""
        rows: list[tuple[Any, ...]] = await self._store.attempt(
            lambda database: database.execute(
                f"SELECT {_COLUMNS} FROM questions WHERE done = 0 AND run != ? AND reply != '' AND platform = ? AND at >= ? ORDER BY number",
                (self._run, platform.value, since.isoformat()),
            ).fetchall(),
            [],
        )
        return list(map(_read, rows))

    async def recent(self, person: Person, limit: int) -> list[str]:
        """The questions that a person asked last, each once, the newest first."""
        rows: list[tuple[Any, ...]] = await self._store.attempt(
            lambda database: database.execute(
                f"SELECT question FROM questions WHERE {_OF_PERSON} AND said != '' GROUP BY question ORDER BY max(number) DESC LIMIT ?",
                (*_whose(person), limit),
            ).fetchall(),
            [],
        )
        return [row[0] for row in rows]

    def follows(self, place: Place) -> bool:
        """Whether a place is a thread in which a question was answered for all to see."""
        return bool(place.thread) and (place.platform.value, place.workspace, place.channel, place.thread) in self._threads

    async def drop(self, kept: Kept) -> None:
        """Forget one question with its answer, and what was said of it."""
        self._recent.pop(kept.id, None)

        def work(database: sqlite3.Connection) -> None:
            database.execute("DELETE FROM feedback WHERE answer = ?", (kept.id,))
            database.execute("DELETE FROM questions WHERE id = ?", (kept.id,))

        await self._store.attempt(work, None)

    async def forget(self, person: Person) -> int:
        """Forget what a person asked and said of answers; gives how many questions. Raises StoreFailed."""

        def work(database: sqlite3.Connection) -> tuple[int, list[Key]]:
            mine = f"SELECT id FROM questions WHERE {_OF_PERSON}"
            database.execute(f"DELETE FROM feedback WHERE answer IN ({mine})", _whose(person))
            database.execute("DELETE FROM feedback WHERE platform = ? AND person = ?", (person.platform.value, person.id))
            gone = database.execute(f"DELETE FROM questions WHERE {_OF_PERSON}", _whose(person)).rowcount
            return gone, _threads(database)

        gone, threads = await self._store.do(work)
        for answer in [k.id for k in self._recent.values() if (k.person.platform, k.person.id) == (person.platform, person.id)]:
            del self._recent[answer]
        self._threads = OrderedDict.fromkeys(threads)
        return gone

    async def tidy(self, before: datetime) -> None:
        """Forget what was asked, answered, said and handled before a time."""

        def work(database: sqlite3.Connection) -> list[Key]:
            day = (before.isoformat(),)
            database.execute("DELETE FROM feedback WHERE answer NOT IN (SELECT id FROM questions WHERE at >= ?)", day)
            database.execute("DELETE FROM questions WHERE at < ?", day)
            database.execute("DELETE FROM handled WHERE at < ?", day)
            return _threads(database)

        threads = await self._store.attempt(work, None)
        if threads is not None:
            self._threads = OrderedDict.fromkeys(threads)

    def _remember(self, kept: Kept) -> None:
        self._recent[kept.id] = kept
        self._recent.move_to_end(kept.id)
        while len(self._recent) > _IN_MEMORY:
            self._recent.popitem(last=False)

    def _follow(self, thread: Key) -> None:
        self._threads[thread] = None
        while len(self._threads) > _MOST_THREADS:
            self._threads.popitem(last=False)

    async def _one(self, where: str, values: tuple[str, ...]) -> Kept | None:
        row = await self._store.attempt(
            lambda database: database.execute(f"SELECT {_COLUMNS} FROM questions WHERE {where} LIMIT 1", values).fetchone(), None
        )
        return None if row is None else _read(row)

    async def _set(self, answer: str, **values: str | int | bytes | None) -> None:
        sets = ", ".join(f"{name} = ?" for name in values)
        await self._store.attempt(
            lambda database: database.execute(f"UPDATE questions SET {sets} WHERE id = ?", (*values.values(), answer)).rowcount, 0
        )


# A person of Discord is the same on every server; one of Slack is known by the workspace too.
_OF_PERSON = "platform = ? AND person = ? AND (platform = 'discord' OR home = ?)"


def _whose(person: Person) -> tuple[str, str, str]:
    return person.platform.value, person.id, person.workspace


def _threads(database: sqlite3.Connection) -> list[Key]:
    return database.execute(
        "SELECT platform, workspace, channel, conversation FROM questions "
        f"WHERE done = 1 AND said != '' AND private = 0 AND conversation != '' GROUP BY 1, 2, 3, 4 ORDER BY max(number) DESC LIMIT {_MOST_THREADS}"
    ).fetchall()[::-1]


def _row(kept: Kept) -> tuple[str | int | bytes | None, ...]:
    place = kept.place
    return (
        kept.id, place.platform.value, place.workspace, place.channel, place.thread, kept.message, kept.conversation,
        kept.person.id, kept.person.workspace, kept.entry.value, int(kept.private), kept.question, kept.about,
        kept.at.astimezone(UTC).isoformat(), kept.reply, kept.shared, "" if kept.laid is None else _LAID.dump_json(kept.laid).decode(),
        json.dumps(kept.offered), *((None, "") if kept.picture is None else (kept.picture.png, kept.picture.alt)),
    )  # fmt: skip


def _read(row: tuple[Any, ...]) -> Kept:
    (answer, platform, workspace, channel, thread, message, conversation, person, home, entry, private, question, about, at,
     reply, shared, laid, offered, picture, alt) = row  # fmt: skip
    return Kept(
        answer, Place(Platform(platform), workspace, channel, thread), message, conversation, Person(Platform(platform), home, person),
        Entry(entry), bool(private), question, about, datetime.fromisoformat(at), reply, shared,
        _LAID.validate_json(laid) if laid else None, tuple(json.loads(offered)),
        Picture(picture, alt) if picture else None,
    )  # fmt: skip
