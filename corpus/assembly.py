"""Text out of drafts: normalised pieces of a page are joined into one text with its blocks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.document import Block, BlockKind, Cell

__all__ = ["BAR", "Draft", "DraftCell", "assemble", "clean"]

BAR = " | "
"""What separates the cells of a row."""

_SPACES = re.compile(r"\s+")
_LINES = re.compile(r"[^\S\n]*\n\s*")
_SUSPECT = re.compile(r"[^\x20-\x7e]")
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}


class _Shown(dict[int, int | None]):
    """What becomes of a character, by its code: itself or nothing; filled as they are met."""

    def __missing__(self, code: int) -> int | None:
        character = chr(code)
        self[code] = found = code if character.isspace() or unicodedata.category(character) not in _DROPPED else None
        return found


_SHOWN = _Shown()


def clean(text: str, *, lines: bool = False) -> str:
    """The text in NFC, without control, zero-width, bidirectional and private characters, white space collapsed.

    Private-use characters go because they are pictures in a symbol font, not text. With `lines`, single line
    breaks are kept.
    """
    if _SUSPECT.search(text):
        text = unicodedata.normalize("NFC", text)
        text = text.translate(_SHOWN)
        # Dropping a character can bring a letter and its accent together.
        text = unicodedata.normalize("NFC", text)
    if lines:
        return re.sub(r"[^\S\n]+", " ", _LINES.sub("\n", text)).strip()
    return _SPACES.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A cell before its row has a place in the text. `mark` is a trailing footnote mark, outside the cell's span.

    `tags` are the numbers of the inline XBRL tags in it (`corpus.tagging`).
    """

    text: str
    column: int
    span: int = 1
    header: bool = False
    mark: str = ""
    tags: tuple[int, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A block before it has a place in the text. A row's text is made from its cells.

    `tags` are the numbers of the inline XBRL tags in a line of text, each with the words that it stands around.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    table: int | None = None
    cells: tuple[DraftCell, ...] = ()
    page: int | None = None
    tags: tuple[tuple[int, str], ...] = ()

    @cached_property
    def shown(self) -> str:
        """The text that the block will have; empty where it will be none."""
        return row_text(self.cells) if self.cells else self.text


def assemble(drafts: Iterable[Draft]) -> tuple[str, tuple[Block, ...]]:
    """The text and its blocks; rows of one table are a line apart, all else a blank line. Empty drafts vanish.

    Tables are numbered anew from 0 in order of appearance.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    numbers: dict[int | None, int] = {}
    position = 0
    previous: Draft | None = None
    for draft in drafts:
        text = draft.shown
        if not text:
            continue
        if previous is not None:
            together = draft.table is not None and draft.table == previous.table
            parts.append("\n" if together else "\n\n")
            position += len(parts[-1])
        table = None if draft.table is None else numbers.setdefault(draft.table, len(numbers))
        cells = _place(draft.cells, position)
        blocks.append(Block(draft.kind, position, position + len(text), draft.level, table, cells, draft.page))
        parts.append(text)
        position += len(text)
        previous = draft
    return "".join(parts), tuple(blocks)


def row_text(cells: Sequence[DraftCell]) -> str:
    """The row's cells, each with its footnote mark, joined with bars."""
    return BAR.join(_shown(cell) for cell in cells if cell.text)


def _shown(cell: DraftCell) -> str:
    return f"{cell.text} {cell.mark}" if cell.mark else cell.text


def _place(cells: Sequence[DraftCell], position: int) -> tuple[Cell, ...]:
    placed = []
    for cell in cells:
        if not cell.text:
            continue
        placed.append(Cell(position, position + len(cell.text), cell.column, cell.span, cell.header))
        position += len(_shown(cell)) + len(BAR)
    return tuple(placed)
