"""Labels: which cells of a document's tables have which words, and which are of one time, worked out once for all questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.coverage import stem_set
from bot.words import STOP_WORDS, stem, stems
from index.records import TableCell

if TYPE_CHECKING:
    from bot.library import Library

__all__ = ["Alike", "Labels", "content", "labels_of"]

# Words that tell one row or column from another as little as its time does; standard is what is meant unless more is said.
_PLAIN = frozenset(
    stem(w)
    for w in """total net gaap million millions thousand thousands billion unaudited audited consolidated group standard regular year quarter month
    months ended three six nine twelve fiscal first second third fourth half january february march april may june july august september october
    november december jan feb mar apr jun jul aug sep sept oct nov dec usd eur gbp jpy note notes per mw gw""".split()
)
_STOP = STOP_WORDS - {"other", "all"}
_START = 3
"""Letters by which words are looked up that one may be short for."""


@lru_cache(maxsize=16384)
def content(words: str) -> frozenset[str]:
    """The stems of a label that tell it from others."""
    return frozenset(s for s in stems(words) if s not in _STOP and s not in _PLAIN and not s.isdigit() and len(s) > 1)


class Alike(NamedTuple):
    """Cells of one company, measure and time: the first of them, and of each its number and label."""

    first: TableCell
    cells: tuple[tuple[int, str], ...]


class Labels:
    """The cells of one document's tables by company, measure and time, and their labels by the words that they have."""

    def __init__(self, cells: Sequence[TableCell]) -> None:
        groups: dict[Hashable, list[TableCell]] = defaultdict(list)
        for cell in cells:
            groups[cell.entity, cell.metric, cell.period].append(cell)
        self.alike = tuple(Alike(group[0], tuple((cell.number, cell.label) for cell in group)) for group in groups.values())
        self.size = len(cells)
        self.every = frozenset(cell.label for cell in cells)
        self.bare = frozenset(label for label in self.every if not content(label))
        self._having: dict[str, list[str]] = defaultdict(list)
        for label in self.every:
            for word in stem_set(label):
                self._having[word].append(label)
        self._starting: dict[str, list[str]] = defaultdict(list)
        self._joined: dict[str, list[str]] = defaultdict(list)
        for word in self._having:
            self._starting[word[:_START]].append(word)
            if " " in word:
                self._joined[word.replace(" ", "")].append(word)

    def meeting(self, sure: Collection[str], loose: Collection[str], meets: Callable[[str], bool]) -> set[str]:
        """The labels with any of some stems, or with a word of which `meets` says that it meets one of those that may be met loosely."""
        words = {word for word in sure if word in self._having}
        near = [word for start in {term[:_START] for term in loose} for word in self._starting.get(start, ())]
        near += [word for term in loose for word in self._joined.get(term, ())]
        words.update(word for word in near if word not in words and meets(word))
        return {label for word in words for label in self._having[word]}


def labels_of(library: Library, documents: Sequence[str]) -> dict[str, Labels]:
    """The labels of the tables of some documents."""
    none = Labels(())  # most pages have no tables
    return {document: Labels(cells) if cells else none for document, cells in library.snapshot.table_cells(documents).items()}
