"""Watching: new figures about a company are announced in the channels that watch it, once, whatever happens in between.

What was ever seen of a watched company is kept by what it says (measure, period, basis, value), so that neither another
source of the same figure, nor a rollback, nor a restart announces it again. News waits in the state file until a
platform takes it; it is taken out before it is posted, as twice is worse than once too few.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from bot.chat.message import Place, Platform
from bot.library import Library
from bot.wording import basis_words, day_words, in_short, metric_words, period_words, plain
from corpus.audit import Actor, note
from corpus.state import open_state
from index.figure import Figure

__all__ = ["Item", "News", "Watch", "look", "pending_news", "put_back", "resolve", "unwatch", "watch", "watches"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS watches (
    platform TEXT NOT NULL, workspace TEXT NOT NULL, channel TEXT NOT NULL, company TEXT NOT NULL, who TEXT NOT NULL,
    at TEXT NOT NULL, PRIMARY KEY (platform, workspace, channel, company)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS watched_figures (company TEXT NOT NULL, mark BLOB NOT NULL, PRIMARY KEY (company, mark)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS watched_revisions (revision TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS watch_news (
    number INTEGER PRIMARY KEY, platform TEXT NOT NULL, workspace TEXT NOT NULL, channel TEXT NOT NULL, company TEXT NOT NULL,
    items TEXT NOT NULL, tries INTEGER NOT NULL
);
"""
_TRIES = 5
_SURE = 0.5
"""With how much confidence a figure must have been read to be announced; nobody asked, so nobody weighs it."""
_KEPT = 60
"""Figures of one company that one piece of news has; of a long filing the weightiest."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A channel that is told about a company."""

    place: Place
    company: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """A new figure in words, with what bears it."""

    what: str
    value: str
    note: str
    quote: str
    title: str
    publisher: str
    published: str
    url: str


@dataclass(frozen=True, slots=True)
class News:
    """What a channel is to be told about a company. `more` counts the figures that were left out."""

    place: Place
    company: str
    items: tuple[Item, ...]
    more: int
    tries: int = 0


def resolve(library: Library, typed: str) -> tuple[str | None, list[str]]:
    """The company of a corpus that is meant, None where none is, and then those with a name like it."""
    held = [name for name, _ in library.snapshot.entities()]
    folded = typed.strip().casefold()
    known = [name for name in held if name.casefold() == folded]
    known += [match.name for match in library.names.match(typed) if match.name in held]
    if known:
        return known[0], []
    return None, [name for name in held if folded[:3] and name.casefold().startswith(folded[:3])][:5]


def watch(data_dir: Path, library: Library, place: Place, company: str, actor: Actor) -> bool:
    """Have a channel watch a company from now on, what is held now being known; False where it does already."""
    look(data_dir, library)
    key = _key(place)
    with open_state(data_dir, _SCHEMA) as database:
        if database.execute("SELECT 1 FROM watches WHERE platform=? AND workspace=? AND channel=? AND company=?", (*key, company)).fetchone():
            return False
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO watches VALUES (?,?,?,?,?,?)", (*key, company, actor.who, datetime.now(UTC).isoformat()))
        _remember(database, library, company, _figures(library, company))
        database.execute("COMMIT")
    note(data_dir, actor, "watch", company=company, channel=place.channel)
    return True


def unwatch(data_dir: Path, place: Place, company: str, actor: Actor) -> bool:
    """Have a channel watch a company no more; False where it does not."""
    with open_state(data_dir, _SCHEMA) as database:
        gone = database.execute(
            "DELETE FROM watches WHERE platform=? AND workspace=? AND channel=? AND company=? COLLATE NOCASE", (*_key(place), company)
        ).rowcount
    if gone:
        note(data_dir, actor, "unwatch", company=company, channel=place.channel)
    return bool(gone)


def watches(data_dir: Path, platform: Platform | None = None, workspace: str | None = None) -> list[Watch]:
    """What is watched, everywhere or in one workspace."""
    with open_state(data_dir, _SCHEMA) as database:
        rows = database.execute("SELECT * FROM watches ORDER BY company, channel").fetchall()
    found = [Watch(Place(Platform(row[0]), row[1], row[2]), row[3], row[4], datetime.fromisoformat(row[5])) for row in rows]
    return [one for one in found if platform is None or (one.place.platform, one.place.workspace) == (platform, workspace)]


def look(data_dir: Path, library: Library) -> int:
    """Look at what is published for what was not seen before; gives how many pieces of news there are."""
    with open_state(data_dir, _SCHEMA) as database:
        # Everything in one transaction: of two that look at once, the second finds nothing new.
        database.execute("BEGIN IMMEDIATE")
        watching: dict[str, list[tuple[str, str, str]]] = {}
        for row in database.execute("SELECT company, platform, workspace, channel FROM watches"):
            watching.setdefault(row[0], []).append((row[1], row[2], row[3]))
        known = {row[0] for row in database.execute("SELECT revision FROM watched_revisions")}
        fresh = {document.revision_id for document in library.snapshot.documents()} - known
        count = 0
        if watching and fresh:
            count = sum(_look_at(database, library, company, where, fresh) for company, where in watching.items())
        database.execute("COMMIT")
    return count


def _look_at(
    database: sqlite3.Connection, library: Library, company: str, channels: Sequence[tuple[str, str, str]], fresh: Collection[str]
) -> int:
    figures = _figures(library, company)
    seen = {row[0] for row in database.execute("SELECT mark FROM watched_figures WHERE company=?", (company,))}
    # A figure of a text that was read before is not new, though the rules read it only now.
    new = [figure for figure in figures if figure.revision_id in fresh and _mark(figure) not in seen]
    _remember(database, library, company, figures)
    if not new:
        return 0
    items, more = _told(library, new)
    packed = _pack(items, more)
    database.executemany(
        "INSERT INTO watch_news (platform, workspace, channel, company, items, tries) VALUES (?,?,?,?,?,0)",
        [(*channel, company, packed) for channel in channels],
    )
    return len(channels)


def pending_news(data_dir: Path, platform: Platform) -> list[list[News]]:
    """Take out what channels of a platform are to be told, channel by channel; what is not put back counts as told."""
    with open_state(data_dir, _SCHEMA) as database:
        # Looked at every few seconds: only where there is something does it write.
        if database.execute("SELECT 1 FROM watch_news WHERE platform=? LIMIT 1", (platform.value,)).fetchone() is None:
            return []
        rows = database.execute(
            "DELETE FROM watch_news WHERE platform=? RETURNING number, workspace, channel, company, items, tries", (platform.value,)
        ).fetchall()
        still = set(database.execute("SELECT workspace, channel, company FROM watches WHERE platform=?", (platform.value,)))
    batches: dict[tuple[str, str], list[News]] = {}
    for _, workspace, channel, company, packed, tries in sorted(rows):
        if (workspace, channel, company) in still:
            row = json.loads(packed)
            news = News(Place(platform, workspace, channel), company, tuple(Item(**one) for one in row["items"]), row["more"], tries)
            batches.setdefault((workspace, channel), []).append(news)
    return list(batches.values())


def put_back(data_dir: Path, batch: Iterable[News]) -> None:
    """Keep what could not be posted for another try, a few times."""
    with open_state(data_dir, _SCHEMA) as database:
        for one in batch:
            if one.tries + 1 < _TRIES:
                database.execute(
                    "INSERT INTO watch_news (platform, workspace, channel, company, items, tries) VALUES (?,?,?,?,?,?)",
                    (*_key(one.place), one.company, _pack(one.items, one.more), one.tries + 1),
                )


def _key(place: Place) -> tuple[str, str, str]:
    return place.platform.value, place.workspace, place.channel


def _figures(library: Library, company: str) -> list[Figure]:
    """The figures of a company that say what they measure and for when."""
    # A later generation may have found another form of the name to call it by.
    name = resolve(library, company)[0] or company
    found = library.snapshot.figures(entity={name})
    return [one for one in found if one.metric in library.taxonomy and one.period is not None and one.confidence >= _SURE]


def _mark(figure: Figure) -> bytes:
    """What a figure says, whoever says it."""
    amount, period = figure.amount, figure.period
    said = (
        figure.metric, figure.dimension, period.label if period is not None else "", figure.basis.value,
        f"{amount.value.normalize():f}", f"{amount.high.normalize():f}" if amount.high is not None else "", amount.unit, amount.per or "",
    )  # fmt: skip
    return sha256("\0".join(said).encode()).digest()[:16]


def _remember(database: sqlite3.Connection, library: Library, company: str, figures: Sequence[Figure]) -> None:
    database.executemany("INSERT OR IGNORE INTO watched_figures VALUES (?,?)", {(company, _mark(figure)) for figure in figures})
    revisions = [(document.revision_id,) for document in library.snapshot.documents()]
    database.executemany("INSERT OR IGNORE INTO watched_revisions VALUES (?)", revisions)


def _told(library: Library, figures: Sequence[Figure]) -> tuple[list[Item], int]:
    """New figures in words, each once, the weightiest first: of the whole company, by the most authoritative, for the latest time."""
    once: dict[bytes, Figure] = {}
    for figure in sorted(figures, key=lambda one: _weight(library, one), reverse=True):
        once.setdefault(_mark(figure), figure)
    chosen = list(once.values())
    return [_item(library, figure) for figure in chosen[:_KEPT]], max(0, len(chosen) - _KEPT)


def _weight(library: Library, figure: Figure) -> tuple[object, ...]:
    document = library.document(figure.document_id)
    order = [metric.id for metric in library.taxonomy].index(figure.metric)
    year = figure.period.year if figure.period is not None and figure.period.year is not None else 0
    return not figure.dimension, document.source_type.authority, year, figure.confidence, -order


def _item(library: Library, figure: Figure) -> Item:
    document = library.document(figure.document_id)
    return Item(
        f"{metric_words(figure, library.taxonomy)} {period_words(figure.period, document.published)}", in_short(figure.amount),
        basis_words(figure.basis), plain(library.quote(figure)), plain(document.title), plain(document.publisher),
        day_words(document.published), document.url,
    )  # fmt: skip


def _pack(items: Sequence[Item], more: int) -> str:
    rows = [{name: getattr(item, name) for name in Item.__slots__} for item in items]
    return json.dumps({"items": rows, "more": more}, ensure_ascii=False)
