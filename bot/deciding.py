"""Deciding: what is held is published or discarded, and what was published is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.building import rebuild, store_path
from bot.errors import RefreshError
from bot.holding import Changes, Pending, changes_between, pending, recover, release
from bot.publishing import settle
from bot.serving import Publication, make_current, publications, served_listing, serving
from corpus.audit import Actor, note
from corpus.exclusion import exclusively
from corpus.net.memory import FetchMemory
from corpus.seen import seen
from corpus.sources.offer import Offer
from corpus.store import Store
from corpus.taking import Keeper, take
from corpus.withheld import GONE, Held, Withheld, withheld
from corpus.worker import Worker
from index.errors import GenerationDamaged, NoGeneration
from index.generation import current_id, generations, open_generation

__all__ = ["Decision", "discard_documents", "discard_held", "earlier", "publish_documents", "publish_held", "roll_back"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided: in words, about which documents, and which generation is served and which held after it."""

    done: str
    documents: Sequence[str]
    serving: str | None
    held: str | None = None
    golden: Sequence[Mapping[str, Any]] = ()

    def to_json(self) -> dict[str, Any]:
        """The decision for people and programs."""
        return {
            "done": self.done, "documents": list(self.documents), "generation": self.serving,
            "held_generation": self.held, "golden": list(self.golden),
        }  # fmt: skip


def publish_held(
    data_dir: Path, actor: Actor, *, model: Path | None = None, generation: str | None = None
) -> Decision:
    """Publish the generation that is held, if it is still this one. Raises RefreshError where it is not, CorpusBusy.

    Where something else was published meanwhile, what it changes is added to that, and a new one is built.
    """
    with exclusively(data_dir, actor, "publishing"), Store(store_path(data_dir)) as store, withheld(data_dir) as kept:
        served = served_listing(data_dir)
        held = _held(recover(data_dir, store, served), generation, kept, "publish")
        for document, content in _hashes(store, held.changes).items():
            kept.allow(document, content)
        listing = _with(dict(store.current_ids()), held.changes)
        # The store first: should the pointer not follow, `recover` takes this back and nothing has happened.
        store.restore(listing, datetime.now(UTC))
        if _listing(data_dir, held.generation) == listing:
            make_current(data_dir, held.generation, actor, "publish")
            served_now = held.generation
        elif listing == served:
            served_now = current_id(data_dir)
        else:
            served_now = rebuild(data_dir, store, model=model, published=False).id
            make_current(data_dir, served_now, actor, "publish")
        release(data_dir)
        note(data_dir, actor, "publish", generation=served_now, documents=list(held.changes))
    return Decision(f"published generation {served_now}", list(held.changes), served_now)


def discard_held(data_dir: Path, actor: Actor, *, generation: str | None = None) -> Decision:
    """Discard the generation that is held, if it is still this one. Raises RefreshError where it is not, CorpusBusy.

    What it would have changed is not taken again before it changes.
    """
    with exclusively(data_dir, actor, "discarding"), Store(store_path(data_dir)) as store, withheld(data_dir) as kept:
        held = _held(recover(data_dir, store, served_listing(data_dir)), generation, kept, "discard")
        _refuse(kept, store, held.changes, f"discarded by {actor.who}")
        release(data_dir)
        note(data_dir, actor, "discard", generation=held.generation, documents=list(held.changes))
    return Decision(f"discarded generation {held.generation}", list(held.changes), serving(data_dir))


def publish_documents(data_dir: Path, actor: Actor, documents: Sequence[str], *, model: Path | None = None) -> Decision:
    """Take documents that are held for review as they are, and publish a generation with them.

    Golden questions are asked as for a refresh, and may hold it. Raises UnknownDocument, ImportFailure, CorpusBusy.
    """
    now = datetime.now(UTC)
    with exclusively(data_dir, actor, "publishing"), Store(store_path(data_dir)) as store, withheld(data_dir) as kept:
        recover(data_dir, store, served_listing(data_dir))
        chosen = [kept.get(document) for document in documents]
        with Worker() as worker, seen(data_dir) as sightings:
            keeper = Keeper(store, sightings, kept, FetchMemory(data_dir), worker)
            for held in chosen:
                _take(held, keeper, now)
        settled = settle(data_dir, store, actor, "publish", model=model)
        note(data_dir, actor, "publish", documents=list(documents), generation=settled.generation,
             published=settled.published)  # fmt: skip
    done = f"took {len(chosen)} documents"
    if settled.held:
        done += (
            f"; generation {settled.generation} is held, as golden answers break: `corpus publish` or `corpus discard`"
        )
    elif settled.generation:
        done += f"; published generation {settled.generation}"
    return Decision(
        done, list(documents), serving(data_dir), settled.generation if settled.held else None,
        [g.to_json() for g in settled.golden],
    )  # fmt: skip


def _take(held: Held, keeper: Keeper, now: datetime) -> None:
    body = keeper.withheld.body(held)
    offer = Offer(
        held.offered, body, held.content_type, held.name, held.title, held.author, held.publisher, held.published,
        held.source_type, held.offered, None,
    )  # fmt: skip
    keeper.withheld.allow(held.document_id)
    extracted = keeper.worker.data(body, name=held.name, content_type=held.content_type, url=held.offered)
    former = keeper.seen.get(held.offered)
    _, sighting = take(
        offer, extracted, held.source, keeper, former.mark if former is not None else "", now, trusted=True
    )
    keeper.seen.keep(sighting)


def discard_documents(data_dir: Path, actor: Actor, documents: Sequence[str]) -> Decision:
    """Discard documents held for review; these texts are not taken again. Raises UnknownDocument, CorpusBusy."""
    now = datetime.now(UTC)
    with exclusively(data_dir, actor, "discarding"), withheld(data_dir) as kept:
        for held in [kept.get(document) for document in documents]:
            kept.refuse(held.document_id, held.content_hash, f"discarded by {actor.who} on {now:%Y-%m-%d}", now)
            kept.release(held.document_id)
        note(data_dir, actor, "discard", documents=list(documents))
    return Decision(f"discarded {len(documents)} documents", list(documents), serving(data_dir))


def roll_back(
    data_dir: Path, actor: Actor, generation: str | None = None, *, leaving: str | None = None
) -> Decision:
    """Serve an earlier generation again, the one served before this one unless told which; its documents come back.

    `leaving` is the generation that has to be the one served now. The texts that this takes out of service are not
    taken again before they change. Raises NoGeneration, GenerationDamaged, RefreshError where there is nothing to go
    back to or another generation is served, CorpusBusy.
    """
    with exclusively(data_dir, actor, "a rollback"), Store(store_path(data_dir)) as store, withheld(data_dir) as kept:
        recover(data_dir, store, served_listing(data_dir))
        if leaving is not None and leaving != serving(data_dir):
            raise RefreshError(f"generation {leaving} is not served any more; {serving(data_dir)} is")
        target = generation or earlier(data_dir)
        held = pending(data_dir)
        if held is not None and held.generation == target:
            raise RefreshError(f"generation {target} is held and was never served; `corpus publish` publishes it")
        with open_generation(data_dir, target) as snapshot:
            listing = snapshot.listing()
        changes = changes_between(listing, served_listing(data_dir))
        now = datetime.now(UTC)
        store.restore(listing, now)
        for document, content in _hashes(store, listing).items():
            kept.allow(document, content)
        _refuse(kept, store, changes, f"rolled back by {actor.who}")
        make_current(data_dir, target, actor, "rollback")
        note(data_dir, actor, "rollback", generation=target, documents=list(changes))
    return Decision(f"generation {target} is served again", list(changes), target)


def earlier(data_dir: Path) -> str:
    """The generation that was served before the one that is now, and is still kept. Raises RefreshError, NoGeneration."""
    now, kept = current_id(data_dir), {info.id: info for info in generations(data_dir)}
    known = publications(data_dir)
    # Generations made before publications were written down are taken by their age; of later ones, some were discarded.
    older = [g.id for g in kept.values() if not known or g.built_at < known[-1].at]
    for one in (*reversed(_line(known)), *older):
        if one in kept and one != now:
            return one
    later = next((p.generation for p in known if p.generation in kept and p.generation != now), None)
    forward = f"; to go forward again, name it: `corpus rollback {later}`" if later is not None else ""
    raise RefreshError(f"there is no earlier generation than {now}; `corpus history` shows those that are kept{forward}")


def _line(known: Sequence[Publication]) -> list[str]:
    """The generations that led to the one served, from publications, the newest first: what was rolled back left it.

    So one rollback after another goes further and further back.
    """
    line: list[str] = []
    for one in reversed(known):
        if one.how == "rollback" and one.generation in line:
            del line[line.index(one.generation) :]
        line.append(one.generation)
    return line


def _refuse(kept: Withheld, store: Store, changes: Changes, why: str) -> None:
    now = datetime.now(UTC)
    for document, content in _hashes(store, changes).items():
        kept.refuse(document, content, f"{why} on {now:%Y-%m-%d}", now)


def _hashes(store: Store, changes: Changes) -> dict[str, str]:
    """The hash of the text that each document would have."""
    return {d: (GONE if r is None else store.content_hash(r) or GONE) for d, r in changes.items()}


def _with(listing: dict[str, str], changes: Changes) -> dict[str, str]:
    changed: dict[str, str | None] = {**listing, **changes}
    return {document: revision for document, revision in changed.items() if revision is not None}


def _listing(data_dir: Path, generation: str) -> Mapping[str, str] | None:
    try:
        with open_generation(data_dir, generation) as snapshot:
            return snapshot.listing()
    except (NoGeneration, GenerationDamaged):
        return None


def _held(held: Pending | None, generation: str | None, kept: Withheld, what: str) -> Pending:
    if held is None:
        raise RefreshError(_nothing(kept, what))
    if generation is not None and held.generation != generation:
        raise RefreshError(f"generation {generation} is not held any more; {held.generation} is")
    return held


def _nothing(kept: Withheld, what: str) -> str:
    held = kept.all()
    if not held:
        return "nothing is held"
    names = ", ".join(h.document_id for h in held[:5])
    return f"no generation is held, but {len(held)} documents are; name those to {what}: {names}"
