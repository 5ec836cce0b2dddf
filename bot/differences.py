"""Differences between two generations: documents that came, changed and went, and the figures that moved with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from index.figure import Figure
from index.generation import open_generation
from index.records import DocumentMeta
from index.snapshot import Snapshot

__all__ = ["Differences", "Held", "Moved", "differences"]

_Key: TypeAlias = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Held:
    """A value with what bears it: the document and the words."""

    value: str
    unit: str
    document: DocumentMeta
    quote: str

    def to_json(self) -> dict[str, object]:
        """The value with its citation."""
        return {
            "value": self.value, "unit": self.unit, "document_id": self.document.document_id,
            "revision_id": self.document.revision_id, "title": self.document.title, "publisher": self.document.publisher,
            "url": self.document.url, "quote": self.quote,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure whose value is another: everything held of it before, and after."""

    entity: str
    metric: str
    period: str
    basis: str
    dimension: str
    before: tuple[Held, ...]
    after: tuple[Held, ...]

    def to_json(self) -> dict[str, object]:
        """The figure with its old and new values."""
        return {
            "entity": self.entity, "metric": self.metric, "period": self.period, "basis": self.basis,
            "dimension": self.dimension, "before": [one.to_json() for one in self.before],
            "after": [one.to_json() for one in self.after],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Differences:
    """What is different in the generation `after`."""

    before: str
    after: str
    added: tuple[DocumentMeta, ...]
    changed: tuple[DocumentMeta, ...]
    removed: tuple[DocumentMeta, ...]
    moved: tuple[Moved, ...]

    def to_json(self) -> dict[str, object]:
        """The differences for programs."""
        return {
            "before": self.before, "after": self.after,
            **{kind: [_document(d) for d in documents] for kind, documents in (
                ("added", self.added), ("changed", self.changed), ("removed", self.removed))},
            "figures": [one.to_json() for one in self.moved],
        }  # fmt: skip


def differences(data_dir: Path, before: str, after: str) -> Differences:
    """What is different between two generations that are kept. Raises NoGeneration, GenerationDamaged."""
    with open_generation(data_dir, before) as old, open_generation(data_dir, after) as new:
        was, now = ({d.document_id: d for d in snapshot.documents()} for snapshot in (old, new))
        added = [now[key] for key in sorted(now.keys() - was.keys())]
        removed = [was[key] for key in sorted(was.keys() - now.keys())]
        changed = [now[k] for k in sorted(now.keys() & was.keys()) if now[k].revision_id != was[k].revision_id]
        touched = {d.document_id for d in (*added, *removed, *changed)}
        return Differences(
            old.id, new.id, tuple(added), tuple(changed), tuple(removed), tuple(_moved(old, new, touched))
        )


def _moved(old: Snapshot, new: Snapshot, touched: Collection[str]) -> Iterable[Moved]:
    """The figures of documents that differ whose values, over all documents, are others than before."""
    keys = {key for snapshot in (old, new) for f in snapshot.figures(document=touched) if (key := _key(f)) is not None}
    if not keys:
        return
    held = [_by_key(snapshot, keys) for snapshot in (old, new)]
    for key in sorted(keys):
        before, after = (one.get(key, []) for one in held)
        if before and after and _values(before) != _values(after):
            entity, metric, period, basis, dimension = key
            yield Moved(entity, metric, period, basis, dimension, _held(old, before), _held(new, after))


def _by_key(snapshot: Snapshot, keys: Collection[_Key]) -> dict[_Key, list[Figure]]:
    out: dict[_Key, list[Figure]] = {}
    for figure in snapshot.figures(entity={key[0] for key in keys}, metric={key[1] for key in keys}):
        key = _key(figure)
        if key is not None and key in keys:
            out.setdefault(key, []).append(figure)
    return out


def _key(figure: Figure) -> _Key | None:
    """What a figure is of, None where that is not known well enough to tell whether it moved."""
    if not figure.entity or not figure.metric or figure.period is None:
        return None
    return figure.entity, figure.metric, figure.period.label, figure.basis.value, figure.dimension


def _values(figures: Iterable[Figure]) -> set[tuple[object, ...]]:
    return {(f.amount.value, f.amount.high, f.amount.unit) for f in figures}


def _held(snapshot: Snapshot, figures: Iterable[Figure]) -> tuple[Held, ...]:
    """Each value once, with a document that says it."""
    found: dict[tuple[str, str], Held] = {}
    for figure in figures:
        amount = figure.amount
        value = f"{amount.value:f}" + (f" to {amount.high:f}" if amount.high is not None else "")
        if (value, amount.unit) not in found:
            quote = snapshot.text(figure.document_id)[figure.start : figure.end]
            found[value, amount.unit] = Held(value, amount.unit, snapshot.document(figure.document_id), quote)
    return tuple(found.values())


def _document(document: DocumentMeta) -> dict[str, object]:
    return {
        "document_id": document.document_id, "revision_id": document.revision_id, "url": document.url,
        "title": document.title, "publisher": document.publisher,
        "published": document.published.isoformat() if document.published else None,
    }  # fmt: skip
