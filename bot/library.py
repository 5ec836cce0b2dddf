"""The library: one published generation with what is needed to answer from it, shared by all questions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from bot.coverage import Weights, stem_set
from bot.labels import Labels, labels_of
from bot.people import People
from bot.shelf import Shelf
from bot.words import fold
from index.entities import Entities, EntityListError
from index.entity_table import EntityTable
from index.figure import Figure
from index.outline import Outline
from index.records import Body, Glance, Passage
from index.search import Hit
from index.snapshot import Snapshot
from index.taxonomy import Taxonomy
from index.told import Told, read_block, unpack

__all__ = ["Library"]

_K = TypeVar("_K", bound=Hashable)
_T = TypeVar("_T")
_HITS = 24
"""Passages that a question is looked for in."""
_LETTERS = 8_000_000
"""How much of the texts of documents is kept, in letters: a few annual reports, or thousands of short pages."""
_Wanted = tuple[str, str, frozenset[str]]
"""Of whom, and for which measure or in rows with which labels figures are wanted; "" for any company."""
_GLANCES = 4_000
"""At how many figures glances are kept of those that were looked for by company and measure."""
_FIGURES = 3_000
"""How many figures are kept of those that were read."""
_CELLS = 60_000
"""Of how many cells of tables it is kept which words their labels have: those of some forty annual reports."""
_RAISED = 1.6
"""What the score of a passage counts whose document is about whom a question is."""


class Library:
    """A snapshot with its names, its taxonomy and its words' weights. Safe to share between threads."""

    def __init__(self, snapshot: Snapshot, taxonomy: Taxonomy, companies: Path | None = None) -> None:
        """`companies` is an admin's list of them, where there is one."""
        self.snapshot = snapshot
        self._companies = companies
        self.taxonomy = taxonomy
        self.names = EntityTable.from_json(snapshot.meta("names") or "{}")
        self.weights = Weights(snapshot.frequency, snapshot.info.passages)
        self.newest = snapshot.newest() or date.min
        self._passages = Shelf(snapshot.passages_at, 1024)
        self.unnamed = lru_cache(maxsize=64)(snapshot.unnamed)
        self._glances = Shelf(self._glanced, _GLANCES, size=_count)
        self._labels = lru_cache(maxsize=64)(snapshot.labels)
        self._labelled = lru_cache(maxsize=256)(self._having)
        self.parts_of = lru_cache(maxsize=64)(snapshot.parts)
        self.owners_of = lru_cache(maxsize=64)(snapshot.owners)
        self.body = Shelf(snapshot.some_bodies, _LETTERS, size=_size)
        self.document = Shelf(snapshot.some_documents, 4096)
        self.names_in = lru_cache(maxsize=8192)(self._names_in)
        self.labels = Shelf(partial(labels_of, self), _CELLS, size=_cells)
        self.figure = Shelf(snapshot.numbered, _FIGURES)
        self._found = lru_cache(maxsize=16)(self._searched)
        self._once = lru_cache(maxsize=48)(partial(_applied, self))
        self._shelves: dict[Callable[..., Any], Shelf[Any, Any]] = {}
        self._kept = lru_cache(maxsize=2048)(partial(_applied, self))

    @classmethod
    def open(cls, data_dir: Path, generation: str | None = None) -> Library:
        """Open a generation of a data directory, the published one unless told which. Raises NoGeneration."""
        from index.generation import open_current, open_generation

        extra, companies = (path if path.is_file() else None for path in (data_dir / "metrics.yaml", data_dir / "entities.yaml"))
        snapshot = open_current(data_dir) if generation is None else open_generation(data_dir, generation)
        return cls(snapshot, Taxonomy.load(extra, packed=snapshot.meta("taxonomy")), companies)

    @cached_property
    def people(self) -> People:
        """Whose name stands for which company, by the lists of names as they are now; by the one that is shipped where an admin's cannot be read."""
        try:
            return People(Entities.load(self._companies).all())
        except EntityListError:
            return People(Entities.load().all())  # the build that reads it says what is wrong with it

    def figures_of(
        self, entities: Collection[str], metrics: Collection[str], words: Collection[str] = ()
    ) -> list[Figure]:
        """The figures of these names for any of the metrics, and those in rows of tables that have all of the words; see `glances`."""
        return self.figures(self.glances(entities, metrics, words))

    def figures(self, glances: Iterable[Glance]) -> list[Figure]:
        """The figures that were glanced at, read at once."""
        numbers = [one.number for one in glances]
        held = self.figure.all(numbers)
        return [held[number] for number in numbers]

    def glances(
        self, entities: Collection[str], metrics: Collection[str], words: Collection[str] = ()
    ) -> list[Glance]:
        """Glances at the figures of these names for any of the metrics, and at those in rows of tables that have all of the words.

        Words are stems. A large company has thousands of figures; a glance tells most that do not matter.
        """
        out: list[Glance] = []
        for entity in sorted(entities):
            keys: list[_Wanted] = [(entity, metric, frozenset()) for metric in metrics]
            labels = self._labelled(entity, tuple(words)) if words else None
            keys += [(entity, "", labels)] if labels else []
            found = {one.number: one for some in self._glances.all(keys).values() for one in some}
            out += [found[number] for number in sorted(found)]
        return out

    def of_metric(self, metric: str) -> list[Glance]:
        """Glances at every figure of a metric, whosever it is."""
        return self._glances(("", metric, frozenset()))

    def _glanced(self, wanted: Sequence[_Wanted]) -> dict[_Wanted, list[Glance]]:
        found: dict[_Wanted, list[Glance]] = {one: [] for one in wanted}
        by_entity: dict[str, list[str]] = {}
        for entity, metric, labels in wanted:
            if labels:
                found[entity, metric, labels] = self.snapshot.glances(entity=entity, label=labels)
            else:
                by_entity.setdefault(entity, []).append(metric)
        for entity, metrics in by_entity.items():
            for one in self.snapshot.glances(entity=entity or None, metric=metrics):
                found[entity, one.metric, frozenset()].append(one)
        return found

    def _having(self, entity: str, words: tuple[str, ...]) -> frozenset[str]:
        return frozenset(one for one in self._labels(entity) if _says_together(one, words))

    def once(self, work: Callable[..., _T], *of: object) -> _T:
        """What `work` makes of this library and a question, worked out once however many ways of answering need it."""
        found: _T = self._once(work, *of)
        return found

    def kept(self, work: Callable[..., _T], *of: object) -> _T:
        """What `work` makes of this library and a place in a document, kept for the questions that follow."""
        found: _T = self._kept(work, *of)
        return found

    def each(self, work: Callable[[Library, Sequence[_K]], Mapping[_K, _T]], keys: Iterable[_K]) -> dict[_K, _T]:
        """What `work` makes of this library and each of some places in documents, kept like that, those not yet known at once."""
        shelf = self._shelves.get(work)
        if shelf is None:
            shelf = self._shelves.setdefault(work, Shelf(partial(work, self), 2048))
        return shelf.all(keys)

    def text(self, document_id: str) -> str:
        """A document's text. Raises KeyError where the generation does not list it."""
        return self.body(document_id).text

    def outline(self, document_id: str) -> Outline:
        """A document's blocks. Raises KeyError where the generation does not list it."""
        return self.body(document_id).outline

    def told(self, blocks: Mapping[str, Collection[int]]) -> dict[str, dict[int, tuple[Told, ...]]]:
        """What the blocks of some numbers of documents tell; read now where the generation does not hold it."""
        packed = self.snapshot.told(blocks)
        found = {}
        for document, numbers in blocks.items():
            held = {number: unpack(units) for number, units in packed.get(document, {}).items()}
            for number in numbers:
                if number not in held:
                    held[number] = tuple(read_block(self.text(document), self.outline(document)[number], self.taxonomy, self.names))
            found[document] = held
        return found

    def search(self, query: str, about: Collection[str] = ()) -> list[Hit]:
        """The passages found for a query, best first, those of documents about some names raised.

        Ways of answering one question ask for the same ones.
        """
        return self._found(query, tuple(about))

    def _searched(self, query: str, about: tuple[str, ...]) -> list[Hit]:
        return self.snapshot.search(query, limit=_HITS, about=about, raised=_RAISED)

    def _names_in(self, words: str) -> frozenset[str]:
        return frozenset(match.name for match in self.names.find(words))

    @cached_property
    def _publishers(self) -> list[tuple[str, str]]:
        """Every publisher, by its folded name and as it is written."""
        return [(fold(publisher), publisher) for publisher in self.snapshot.publishers()]

    def published_by(self, name: str) -> list[str]:
        """The documents of the publishers whose names have a name in them."""
        folded = fold(name)
        return self.snapshot.published_by([publisher for own, publisher in self._publishers if folded in own])

    @cached_property
    def sheets(self) -> dict[str, int]:
        """The documents that are fact sheets, each with its place among them, the newest first."""
        return {document: place for place, document in enumerate(self.snapshot.sheets())}

    def quote(self, figure: Figure) -> str:
        """The words of a document that bear a figure."""
        return self.text(figure.document_id)[figure.start : figure.end]

    def passage_at(self, document_id: str, offset: int) -> Passage | None:
        """The last passage of a document that starts at or before an offset of its text; None where there is none."""
        return self._passages((document_id, offset))

    def passages_at(self, figures: Iterable[Figure]) -> None:
        """Read the passages of figures that are looked at one by one after this."""
        self._passages.all((figure.document_id, figure.start) for figure in figures)

    def around(self, figure: Figure) -> str:
        """The title, headings and table header over a figure."""
        passage = self.passage_at(figure.document_id, figure.start)
        return f"{passage.heading} {passage.context}" if passage else ""


def _size(body: Body) -> int:
    return len(body.text) + len(body.packed) + _OVERHEAD


def _count(glances: list[Glance]) -> int:
    return len(glances) + 1


def _cells(labels: Labels) -> int:
    return labels.size + 1


_OVERHEAD = 500
"""About what keeping a text takes besides its letters."""


def _says_together(label: str, words: Collection[str]) -> bool:
    """Whether one of a cell's labels has all of some stems: "Deferred income taxes" under "Operating activities" is no operating income."""
    return stem_set(label).issuperset(words) and any(stem_set(part).issuperset(words) for part in label.split(" › "))


def _applied(library: Library, work: Callable[..., Any], *of: object) -> Any:
    return work(library, *of)
