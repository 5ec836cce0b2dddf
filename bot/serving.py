"""Serving: which generation is served, which were before, and who decided it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.audit import Actor
from corpus.state import open_state
from index.errors import GenerationDamaged, NoGeneration
from index.generation import current_id, open_current, publish

__all__ = ["Publication", "make_current", "publications", "served_listing", "serving"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS publications (
    number INTEGER PRIMARY KEY, generation TEXT NOT NULL, how TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Publication:
    """A generation became the one served: how (a refresh, a rollback, ...), by whom and when."""

    generation: str
    how: str
    who: str
    at: datetime


def make_current(data_dir: Path, generation: str, actor: Actor, how: str) -> None:
    """Serve a generation from now on, and write down who decided it."""
    publish(data_dir, generation)
    with open_state(data_dir, _SCHEMA) as database:
        database.execute(
            "INSERT INTO publications (generation, how, who, at) VALUES (?,?,?,?)",
            (generation, how, actor.who, datetime.now(UTC).isoformat()),
        )


def publications(data_dir: Path) -> list[Publication]:
    """What was served when, the newest first."""
    with open_state(data_dir, _SCHEMA) as database:
        rows = database.execute("SELECT generation, how, who, at FROM publications ORDER BY number DESC").fetchall()
    return [Publication(row[0], row[1], row[2], datetime.fromisoformat(row[3])) for row in rows]


def served_listing(data_dir: Path) -> Mapping[str, str]:
    """The documents and revisions of the published generation; none where there is none that can be read."""
    try:
        with open_current(data_dir) as snapshot:
            return snapshot.listing()
    except (NoGeneration, GenerationDamaged):
        return {}


def serving(data_dir: Path) -> str | None:
    """The generation that is served, None where none is."""
    try:
        return current_id(data_dir)
    except NoGeneration:
        return None

