"""A filing's table of contents: where it stands, and the titles that it names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.divisions import Division, division_of
from corpus.document import BlockKind
from corpus.walking import Found

__all__ = ["Contents", "read_contents"]

_HEAD = re.compile(r"(?:table of )?contents|index|table des matières|(?:form 10-[kq] )?(?:table of contents|index)", re.IGNORECASE)
_PAGE = r"(?:\d{1,3}|[ivxlc]{1,6}|[A-Z]{1,2}-\d{1,3}|n/?a|\*|—|-)"
_CELL = re.compile(_PAGE + r"(?:\s*[-–,]\s*" + _PAGE + r")*", re.IGNORECASE)
_LINE = re.compile(r"(?P<title>\D.{2,200}?)(?:\s*[.…·]{2,}\s*|\s{1,4})(?P<page>\d{1,3}|[ivxlc]{1,6}|[A-Z]-\d{1,3})")
_PROSE = 150  # characters; a longer block is no entry and ends the contents
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Contents:
    """The numbers of the blocks that are the table of contents, and the titles in it, folded."""

    blocks: frozenset[int] = frozenset()
    titles: frozenset[str] = frozenset()

    def names(self, text: str) -> bool:
        """Whether the table names a heading with these words."""
        return _folded(text) in self.titles


def read_contents(found: Sequence[Found]) -> Contents:
    """Find the table of contents of a filing, and lists like it (an index of exhibits with links).

    It is a run of short lines and rows, most of them with a page number or a link, that is headed as one, or links
    most of its lines, or lists items that open again further on.
    """
    entries = [_entry(one) for one in found]
    divisions = [division_of(words) if len(words := _words(one)) <= _PROSE else None for one in found]
    keys = _keys(divisions)
    every = _Keys(key for key in keys if key)
    blocks: set[int] = set()
    titles: set[str] = set()
    start = 0
    while start < len(found):
        end = _run(found, entries, keys, start)
        run = range(start, end)
        named = [number for number in run if entries[number] or keys[number]]
        if len(named) >= _FEWEST and _is_contents(found, entries, run, named):
            listed = [key for number in named if (key := keys[number])]
            if 2 * sum(every.times(key) > 1 for key in listed) >= len(listed):
                blocks.update(run)
                titles.update(entries[number] for number in named)
        start = max(end, start + 1)
    # An item opens somewhere: the index of the statements below "Item 8" does not take the item with it.
    opened = _Keys(key for number, key in enumerate(keys) if key and number not in blocks)
    last = {key: number for number, key in enumerate(keys) if key and found[number].draft.kind is not BlockKind.ROW}
    blocks.difference_update(number for key, number in last.items() if not opened.times(key))
    return Contents(frozenset(blocks), frozenset(title for title in titles if len(title) >= 4))


_Key = tuple[str, str]
"""The part that a division is in, "" where none was named yet, and its own number."""


class _Keys:
    """How often parts and items occur; an item whose part is not named is any part's."""

    def __init__(self, keys: Iterable[_Key] = ()) -> None:
        self._parts: dict[str, Counter[str]] = defaultdict(Counter)
        for key in keys:
            self.add(key)

    def add(self, key: _Key) -> None:
        self._parts[key[1]][key[0]] += 1

    def times(self, key: _Key) -> int:
        part, name = key
        parts = self._parts.get(name, Counter())
        return sum(parts.values()) if not part else parts[part] + parts[""]


def _keys(divisions: Sequence[Division | None]) -> list[_Key | None]:
    """What tells the part or item of each block from others."""
    keys: list[_Key | None] = []
    part = ""
    for division in divisions:
        if division is not None and division.level == 2:
            part = division.key
        keys.append(None if division is None else ("" if division.level == 2 else part, division.key))
    return keys


def _words(one: Found) -> str:
    """The words of a line or a row; a page number in a row's last cell is none of them."""
    cells = [cell.text for cell in one.draft.cells]
    if len(cells) > 1 and _CELL.fullmatch(cells[-1]):
        cells.pop()
    return " ".join(cells) or one.draft.text


def _entry(one: Found) -> str:
    """The folded title of a line of a table of contents, "" where the block is none."""
    draft = one.draft
    if draft.kind is BlockKind.ROW:
        cells = [cell.text for cell in draft.cells]
        paged = len(cells) > 1 and _CELL.fullmatch(cells[-1]) is not None
        if not cells or not (paged or one.linked >= 0.4 * one.size):
            return ""
        words = cells[:-1] if paged else cells
        return _folded(" ".join(words)) if sum(map(len, words)) <= 250 else ""
    if len(draft.text) > 250:
        return ""
    if one.linked >= 0.6 * one.size:
        return _folded(re.sub(r"\W+\d{1,3}$", "", draft.text))
    line = _LINE.fullmatch(draft.text)
    return _folded(line["title"]) if line is not None else ""


def _folded(text: str) -> str:
    """A title without its number, its punctuation and its capitals."""
    division = division_of(text) if len(text) <= 260 else None
    title = division.title if division is not None and division.title else text
    return re.sub(r"[\W_]+", " ", title.casefold()).strip()


def _run(found: Sequence[Found], entries: Sequence[str], keys: Sequence[_Key | None], start: int) -> int:
    """The end of the run of entries that begins at a block; a few short lines between them belong to it.

    It ends where an item comes for the second time: there the filing itself begins.
    """
    end = number = start
    met = _Keys()
    while number < len(found) and number - end <= 3:
        key = keys[number]
        if key is not None:
            if met.times(key):
                break
            met.add(key)
        if entries[number] or key is not None:
            end = number + 1
        elif number == start or len(_words(found[number])) > _PROSE:
            break
        number += 1
    return end


def _is_contents(found: Sequence[Found], entries: Sequence[str], run: range, named: Sequence[int]) -> bool:
    headed = any(_HEAD.fullmatch(_words(found[number]).strip(" :")) for number in range(max(0, run.start - 4), run.start))
    linked = sum(found[number].linked >= 0.4 * found[number].size for number in named)
    divided = sum(not entries[number] or division_of(_words(found[number])) is not None for number in named)
    return headed or 2 * linked >= len(named) or divided >= _FEWEST
