"""Assembling the files of a generation: passages and figures out of revisions, then vectors and indexes."""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from corpus.archives import is_sheet
from corpus.document import Revision
from index import dense, lexical, pooled
from index.chunking import CHUNKING_VERSION, Sizes, chunks
from index.content import Content, ContentWriter, Taken
from index.embedding import Embedder
from index.figure import Figure
from index.manifest import GenerationInfo
from index.records import Passage, Units
from index.sentences import unit_spans
from index.speaking import with_turns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Carry", "ExtractFigures", "Previous", "Progress", "ReadTold", "Revisions", "SubjectOf", "assemble"]

ExtractFigures = Callable[[Revision], Iterable[Figure]]
ReadTold = Callable[[Revision], Iterable[str]]
"""What each block of a revision tells, as `index.told` packs it."""
SubjectOf = Callable[[str], str]
"""The name that a document is about, "" for none."""
Carry = Callable[[str], Callable[[str, str], bool]]
"""From the names of the generation before: tells of a document's id and text whether its figures and what it tells are to be read anew."""

Progress = Callable[[str, int, int], None]
"""Told the stage ("read", "embed" or "index"), how much is done and how much there is."""

_WINDOW = 512
"""Passages embedded in one go, like lengths together; all that is held in memory of them."""
_COPIED = 16_384
"""Vectors copied in one go."""


class Revisions(Protocol):
    """Where revisions come from: `corpus.store.Store`."""

    def current(self) -> Iterable[Revision]:
        """The revisions to index, one per document."""

    def current_ids(self) -> list[tuple[str, str]]:
        """Their (document id, revision id)."""


@runtime_checkable
class Lookup(Revisions, Protocol):
    """One that gives single revisions, so that those indexed before need not be read: `corpus.store.Store`."""

    def revision(self, revision_id: str) -> Revision:
        """One revision."""

    def voices(self) -> Mapping[str, str]:
        """Whom each document speaks for: the earliest of those that copy one another."""


@dataclass(frozen=True, slots=True)
class Previous:
    """The generation before, whose work is used again where nothing changed."""

    directory: Path
    info: GenerationInfo


def assemble(  # noqa: PLR0913 - a generation is made of that many things
    directory: Path,
    store: Revisions,
    model: Path,
    *,
    identity: str,
    built_at: datetime,
    extract_figures: ExtractFigures | None,
    figures_version: str,
    notes: Mapping[str, str],
    previous: Previous | None,
    progress: Progress | None,
    carry: Carry | None = None,
    read_told: ReadTold | None = None,
    subject_of: SubjectOf | None = None,
) -> GenerationInfo:
    """Writes everything but the manifest of a generation into `directory`.

    Memory stays bounded however large the corpus: one revision at a time is read, one window of passages
    embedded, one block of vectors indexed.
    """
    tell = progress or _tell_nobody
    embedder = Embedder(model, threads=len(os.sched_getaffinity(0)))
    before = None if previous is None else Content(previous.directory / "content.sqlite")
    writer = ContentWriter(
        directory / "content.sqlite", None if previous is None else previous.directory / "content.sqlite"
    )
    try:
        same_rules = before is not None and figures_version != "" and before.meta("figures_version") == figures_version
        reusable = previous is not None and previous.info.model_key == embedder.key
        same_cuts = before is not None and reusable and before.meta("chunking_version") == str(CHUNKING_VERSION)
        stale = carry(before.meta("names") or "{}") if carry and before is not None and same_rules else None
        documents, passages, figures, taken = _read(
            writer, store, embedder, extract_figures, read_told,
            _Former(before, same_rules=same_rules, same_cuts=same_cuts, stale=stale) if before is not None else None, tell,
        )  # fmt: skip
        embedded = _embed(directory, writer, embedder, passages, taken, previous if reusable else None, before, tell)
        for key, value in (
            ("generation", identity),
            ("built_at", built_at.isoformat()),
            ("model_key", embedder.key),
            ("chunking_version", str(CHUNKING_VERSION)),
            ("figures_version", figures_version),
            *notes.items(),
        ):
            writer.set_meta(key, value)
        tell("index", 0, passages)
        dense.write(directory, passages, embedder.dimensions)
        writer.add_subjects(subject_of or _of_none)
        lexical.write(directory / "lexical", (lexical.Entry(*words) for words in writer.words()))
        writer.finish()
        tell("index", passages, passages)
    finally:
        writer.close()
        if before is not None:
            before.close()
    return GenerationInfo(
        id=identity,
        built_at=built_at,
        model_key=embedder.key,
        documents=documents,
        passages=passages,
        figures=figures,
        embedded=embedded,
    )


class _Former:
    """What of the generation before can be taken over: passages where they are cut alike, figures and what is told where rules are the same."""

    def __init__(
        self, content: Content, *, same_rules: bool, same_cuts: bool, stale: Callable[[str, str], bool] | None
    ) -> None:
        self.content = content
        self._rules, self._cuts, self._stale = same_rules, same_cuts, stale
        self._known = content.listing()
        self.voices = content.voices()

    def has_passages(self, document: str, revision: str) -> bool:
        """Whether a revision's passages are there, cut as they would be now."""
        return self._cuts and self._known.get(document) == revision

    def has_figures(self, document: str, revision: str, text: Callable[[], str]) -> bool:
        """Whether a revision's figures are there, as they would be found now."""
        if not self._rules or self._known.get(document) != revision:
            return False
        return self._stale is None or not self._stale(document, text())


def _read(
    writer: ContentWriter,
    store: Revisions,
    embedder: Embedder,
    extract_figures: ExtractFigures | None,
    read_told: ReadTold | None,
    former: _Former | None,
    tell: Progress,
) -> tuple[int, int, int, list[Taken]]:
    """Fills the content; says how many documents, passages and figures there are, and which passages were taken over."""
    sizes = Sizes.for_model(embedder.max_tokens)
    listing = store.current_ids()
    documents = passages = figures = rows = 0
    taken: list[Taken] = []
    voices = store.voices() if former is not None and isinstance(store, Lookup) else {}
    tell("read", 0, len(listing))
    for document, revision_id, get in _each(store, listing):
        if former is not None and former.has_passages(document, revision_id):
            part = writer.take(document, passages, rows)
            cut, units = part.count, part.units
            joined = taken[-1].joined(part) if taken else None
            taken[-1 if joined else len(taken) :] = [joined or part]
            if (voice := voices.get(document)) is not None and voice != former.voices[document]:
                writer.set_voice(document, voice)
        else:
            revision = get()
            writer.add_document(revision)
            made = list(_passages(revision, embedder, sizes, passages, rows))
            writer.add_passages(made)
            cut, units = len(made), sum(len(units.spans) for _, _, units in made)
        if former is not None and former.has_figures(document, revision_id, lambda d=document: writer.text(d)):  # type: ignore[misc]  # bound now
            figures += writer.take_figures(document)
            writer.take_told(document)
        elif extract_figures is not None or read_told is not None:
            revision = get()
            figures += writer.add_figures(extract_figures(revision)) if extract_figures is not None else 0
            writer.add_told(document, read_told(revision) if read_told is not None else ())
        documents += 1
        passages += cut
        rows += units
        tell("read", documents, max(len(listing), documents))
    return documents, passages, figures, taken


def _each(store: Revisions, listing: list[tuple[str, str]]) -> Iterator[tuple[str, str, Callable[[], Revision]]]:
    """Each document with its revision's id and a way to read it, which need not be gone."""
    if isinstance(store, Lookup):
        for document, revision_id in listing:
            yield document, revision_id, partial(_spoken, store, revision_id)
        return
    for revision in store.current():
        yield revision.document_id, revision.revision_id, partial(with_turns, revision)


def _spoken(store: Lookup, revision_id: str) -> Revision:
    return with_turns(store.revision(revision_id))


def _of_none(_document: str) -> str:
    """Where nobody says what documents are about."""
    return ""


def _tell_nobody(_stage: str, _done: int, _total: int) -> None:
    """Where nobody asked to be told."""


def _passages(
    revision: Revision, embedder: Embedder, sizes: Sizes, first: int, row: int
) -> Iterator[tuple[Passage, bytes, Units]]:
    """The passages of a revision, numbered from `first` on, each with its digest and its units, from `row` on.

    A fact sheet has none: forty that begin in the same words would stand before what has something to say.
    """
    if is_sheet(revision):
        return
    spans = list(unit_spans(revision.text, revision.blocks))
    ends = [end for _, end in spans]
    for number, chunk in enumerate(chunks(revision, embedder.token_spans, sizes), first):
        passage = Passage(
            passage_id=number,
            document_id=revision.document_id,
            start=chunk.start,
            end=chunk.end,
            heading=chunk.heading,
            context=chunk.context,
            text=revision.text[chunk.start : chunk.end],
            table=chunk.table,
            page=chunk.page,
        )
        units = Units(row, tuple(_within(spans, bisect_right(ends, chunk.start), chunk.start, chunk.end)))
        row += len(units.spans)
        # The same text may be cut into other units elsewhere.
        embedded = hashlib.sha256(_embedded_text(passage).encode())
        embedded.update(units.packed())
        yield passage, embedded.digest()[:16], units


def _within(spans: Sequence[tuple[int, int]], first: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans from the one numbered `first` on, as far as they lie in a passage, seen from its start; one at least."""
    last = first
    while last < len(spans) and spans[last][0] < end:
        yield max(spans[last][0], start) - start, min(spans[last][1], end) - start
        last += 1
    if last == first:
        yield 0, end - start


def _embedded_text(passage: Passage) -> str:
    return f"{passage.context}\n{passage.text}" if passage.context else passage.text


def _embedded_spans(passage: Passage, units: Units) -> list[tuple[int, int]]:
    """Where the units are in what is embedded for their passage."""
    before = len(passage.context) + 1 if passage.context else 0
    return [(before + start, before + end) for start, end in units.spans]


def _embed(
    directory: Path,
    writer: ContentWriter,
    embedder: Embedder,
    count: int,
    taken: Sequence[Taken],
    previous: Previous | None,
    before: Content | None,
    tell: Progress,
) -> int:
    """Writes the vectors of every passage and of its units; says for how many passages they had to be computed."""
    vectors = dense.open_vectors(directory, count, embedder.dimensions, create=True)
    old = old_units = None
    waiting: dict[bytes, list[tuple[Passage, Units]]] = {}
    embedded = 0

    def embed_waiting() -> int:
        firsts = [same[0] for same in waiting.values()]
        wholes, parts = embedder.embed_parts(
            [_embedded_text(passage) for passage, _ in firsts], [_embedded_spans(*first) for first in firsts]
        )
        for whole, of_units, same in zip(wholes, parts, waiting.values(), strict=True):
            for passage, units in same:
                vectors[passage.passage_id] = whole
                pooled.write(unit_file, units.row, of_units)
        waiting.clear()
        return len(firsts)

    tell("embed", 0, count)
    with ExitStack() as files:
        unit_file = files.enter_context(pooled.create(directory))
        if previous is not None and before is not None:
            old = dense.open_vectors(previous.directory, previous.info.passages, embedder.dimensions)
            old_units = files.enter_context((previous.directory / pooled.UNITS).open("rb"))
            for part in taken:
                _copy(part, old, vectors)
                pooled.copy(old_units, part.former_row, unit_file, part.row, part.units, embedder.dimensions)
        fresh = chain.from_iterable(writer.passages(first, last) for first, last in _between(taken, count))
        for passage, digest, units in fresh:
            known = before.passage_with_hash(digest) if before is not None and previous is not None else None
            if known is not None and old is not None and old_units is not None:
                vectors[passage.passage_id] = old[known[0]]
                pooled.copy(old_units, known[1], unit_file, units.row, len(units.spans), embedder.dimensions)
            else:
                waiting.setdefault(digest, []).append((passage, units))
            if len(waiting) >= _WINDOW:
                embedded += embed_waiting()
                tell("embed", passage.passage_id + 1, count)
        embedded += embed_waiting()
    if count:
        vectors.flush()  # type: ignore[attr-defined]  # a memmap unless there is nothing to embed
    tell("embed", count, count)
    return embedded


def _between(taken: Sequence[Taken], count: int) -> Iterator[tuple[int, int]]:
    """The passages that were not taken over, as spans of their numbers."""
    at = 0
    for part in taken:
        if at < part.first:
            yield at, part.first
        at = part.first + part.count
    if at < count:
        yield at, count


def _copy(part: Taken, old: NDArray[np.float16], new: NDArray[np.float16]) -> None:
    """Copies the vectors of passages that were taken over, a block of them at a time."""
    for start in range(0, part.count, _COPIED):
        stop = min(start + _COPIED, part.count)
        new[part.first + start : part.first + stop] = old[part.former + start : part.former + stop]
