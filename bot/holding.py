"""Holding: a generation that is not published before someone decides, and what its documents are meanwhile.

While it is held the store lists what the generation served lists, so that nothing else that is built brings the
doubtful texts back by accident. The texts themselves stay in the store, as all revisions do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.audit import Actor
from corpus.state import open_state
from corpus.store import Store

__all__ = ["Pending", "changes_between", "hold", "pending", "recover", "release"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS pending (
    only INTEGER PRIMARY KEY CHECK (only = 1), generation TEXT NOT NULL, base TEXT NOT NULL, changes TEXT NOT NULL,
    golden TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL
);
"""

Changes = Mapping[str, str | None]
"""The revision that each document would have, None for one that would be gone."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A generation that is held: what it was to follow, what it changes, and which golden answers it breaks."""

    generation: str
    base: str
    changes: Changes
    golden: Sequence[Mapping[str, Any]]
    at: datetime
    who: str

    def to_json(self) -> dict[str, object]:
        """What people are shown of it."""
        return {
            "generation": self.generation, "base": self.base, "changes": dict(self.changes), "golden": list(self.golden),
            "since": self.at.isoformat(timespec="seconds"), "who": self.who,
        }  # fmt: skip


def pending(data_dir: Path) -> Pending | None:
    """The generation that is held, None where none is."""
    with open_state(data_dir, _SCHEMA) as database:
        row = database.execute("SELECT generation, base, changes, golden, at, who FROM pending").fetchone()
    if row is None:
        return None
    return Pending(row[0], row[1], json.loads(row[2]), json.loads(row[3]), datetime.fromisoformat(row[4]), row[5])


def hold(
    data_dir: Path,
    store: Store,
    served: Mapping[str, str],
    generation: str,
    base: str,
    golden: Sequence[Any],
    actor: Actor,
) -> Pending:
    """Hold a generation that was built from what the store lists now, and let the store list what is `served` again.

    What an earlier generation held is added to it.
    """
    changes = dict(changes_between(served, dict(store.current_ids())))
    former = pending(data_dir)
    if former is not None and former.generation != generation:
        changes = {**former.changes, **changes}
    now = datetime.now(UTC)
    with open_state(data_dir, _SCHEMA) as database:
        database.execute(
            "INSERT OR REPLACE INTO pending VALUES (1,?,?,?,?,?,?)",
            (generation, base, json.dumps(changes), json.dumps(golden, ensure_ascii=False), now.isoformat(), actor.who),
        )
    store.restore(served, now)
    return Pending(generation, base, changes, golden, now, actor.who)


def release(data_dir: Path) -> None:
    """Nothing is held any more."""
    with open_state(data_dir, _SCHEMA) as database:
        database.execute("DELETE FROM pending")


def recover(data_dir: Path, store: Store, served: Mapping[str, str]) -> Pending | None:
    """The generation that is held, after the store has been brought in line with that, should a kill have prevented it."""
    held = pending(data_dir)
    if held is not None:
        listing = dict(store.current_ids())
        undone = dict(listing)
        for document, revision in held.changes.items():
            if listing.get(document) == revision != served.get(document):
                if document in served:
                    undone[document] = served[document]
                else:
                    undone.pop(document, None)
        if undone != listing:
            store.restore(undone, datetime.now(UTC))
    return held


def changes_between(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str | None]:
    """What is different in the second listing: the new revision of each document, None for one that it lacks."""
    return {
        document: after.get(document)
        for document in sorted(before.keys() | after.keys())
        if before.get(document) != after.get(document)
    }

