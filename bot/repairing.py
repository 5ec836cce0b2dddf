"""Verification of everything that a data directory keeps, and the repair of what can be made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.building import rebuild, store_path
from bot.holding import pending, recover, release
from bot.serving import make_current, served_listing, serving
from corpus.audit import Actor, note
from corpus.exclusion import exclusively
from corpus.net.memory import FetchMemory
from corpus.seen import seen
from corpus.store import Store
from corpus.withheld import withheld
from index.errors import GenerationDamaged, NoGeneration
from index.generation import generations, open_generation, remove
from index.verification import verify as verify_index

__all__ = ["Findings", "examine", "repair"]


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong, and what was done about it, a sentence each."""

    problems: tuple[str, ...]
    repaired: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The findings for programs."""
        return {"ok": not self.problems, "problems": list(self.problems), "repaired": list(self.repaired)}


def examine(data_dir: Path, store: Store) -> list[str]:
    """What is wrong with the store, the generations and what is remembered between refreshes."""
    try:
        indexed = verify_index(data_dir)
    except NoGeneration as error:
        indexed = [str(error)] if store.current_ids() else []
    return [*store.verify(), *indexed, *_dangling(data_dir, store)]


def _dangling(data_dir: Path, store: Store) -> list[str]:
    """What refers to something that is not there."""
    problems = []
    for info in generations(data_dir):
        # A content file that cannot be read is told of by its checksum.
        with suppress(sqlite3.DatabaseError), open_generation(data_dir, info.id) as snapshot:
            lost = [d.revision_id for d in snapshot.documents() if store.content_hash(d.revision_id) is None]
            if lost:
                problems.append(f"{info.id}: it lists {len(lost)} revisions that the store does not have, such as {lost[0]}")
    with withheld(data_dir) as kept:
        problems += [
            f"held document {h.document_id}: its body is missing"
            for h in kept.all()
            if not (kept.folder / h.body_file).is_file()
        ]
    with seen(data_dir) as sightings:
        lost_urls = [s.url for s in sightings.all() if s.revision_id and store.content_hash(s.revision_id) is None]
    if lost_urls:
        problems.append(
            f"{len(lost_urls)} addresses are remembered for revisions that are not there, such as {lost_urls[0]}"
        )
    held = pending(data_dir)
    if held is not None:
        lost_changes = [r for r in held.changes.values() if r is not None and store.content_hash(r) is None]
        if lost_changes:
            problems.append(f"the generation that is held lists {len(lost_changes)} revisions that are not there")
    return problems


def repair(
    data_dir: Path, actor: Actor, *, model: Path | None = None, progress: Callable[[str, int, int], None] | None = None
) -> Findings:
    """Mend what can be mended; the findings say what still is wrong afterwards.

    Damaged texts give way to the last good ones of their documents, or the documents are removed, and are fetched
    again by the next refresh; what is remembered of things that are not there is forgotten; damaged generations are
    removed, and where the one served is damaged a new one is built. Raises CorpusBusy.
    """
    done: list[str] = []
    with exclusively(data_dir, actor, "a repair"), Store(store_path(data_dir)) as store:
        served = served_listing(data_dir)
        recover(data_dir, store, served)
        done += _texts(data_dir, store)
        done += _references(data_dir, store)
        done += _generations(data_dir, store, actor, model, progress)
        note(data_dir, actor, "repair", repaired=done)
        return Findings(tuple(examine(data_dir, store)), tuple(done))


def _texts(data_dir: Path, store: Store) -> list[str]:
    done = []
    listing = dict(store.current_ids())
    bad = store.damaged()
    memory = FetchMemory(data_dir)
    for document, revision in list(listing.items()):
        if revision not in bad:
            continue
        earlier = [e.revision_id for e in reversed(store.history(document)) if e.revision_id not in bad]
        if earlier:
            listing[document] = earlier[0]
            done.append(f"document {document} is as it was in revision {earlier[0]}, as {revision} is damaged")
        else:
            del listing[document]
            done.append(f"document {document} was removed, as its only text is damaged")
        with seen(data_dir) as sightings:
            for sighting in sightings.all():
                if sighting.document_id == document:
                    memory.forget(sighting.url)
                    sightings.forget(sighting.url)
    if done:
        store.restore(listing, datetime.now(UTC))
    return done


def _references(data_dir: Path, store: Store) -> list[str]:
    done = []
    memory = FetchMemory(data_dir)
    with seen(data_dir) as sightings, withheld(data_dir) as kept:
        for held in kept.all():
            if not (kept.folder / held.body_file).is_file():
                kept.release(held.document_id)
                memory.forget(held.url)
                sightings.forget(held.url)
                done.append(f"held document {held.document_id} was let go, as its body is missing; it is fetched again")
        for sighting in sightings.all():
            if sighting.revision_id and store.content_hash(sighting.revision_id) is None:
                memory.forget(sighting.url)
                sightings.forget(sighting.url)
                done.append(f"{sighting.url} was forgotten, so that it is fetched again")
    pended = pending(data_dir)
    if pended is not None and any(r is not None and store.content_hash(r) is None for r in pended.changes.values()):
        release(data_dir)
        done.append(f"generation {pended.generation} is held no more, as its texts are missing")
    return done


def _generations(
    data_dir: Path,
    store: Store,
    actor: Actor,
    model: Path | None,
    progress: Callable[[str, int, int], None] | None,
) -> list[str]:
    done = []
    now = serving(data_dir)
    try:
        bad = {line.split(":", 1)[0] for line in verify_index(data_dir)}
    except NoGeneration:
        bad = set()
    broken = now is None or now in bad or now in _unreadable(data_dir) or any(now in line for line in bad)
    damaged = sorted({*bad, *_unreadable(data_dir)} - {now})
    done += [f"generation {name} was removed, as it is damaged" for name in damaged if remove(data_dir, name)]
    listing = dict(store.current_ids())
    if listing and (broken or served_listing(data_dir) != listing):
        if broken and now is not None:
            remove(data_dir, now)
        info = rebuild(data_dir, store, model=model, progress=progress, published=False)
        make_current(data_dir, info.id, actor, "repair")
        done.append(f"generation {info.id} was built and is served")
    return done


def _unreadable(data_dir: Path) -> set[str]:
    """The generations that cannot be opened."""
    root = data_dir / "generations"
    found = set()
    for path in root.iterdir() if root.is_dir() else ():
        if path.is_dir() and not path.name.startswith("."):
            try:
                open_generation(data_dir, path.name).close()
            except (NoGeneration, GenerationDamaged):
                found.add(path.name)
    return found
