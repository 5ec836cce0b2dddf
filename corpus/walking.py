"""From a pruned page to drafts of blocks: the tree is walked in reading order, text is kept as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.assembly import Draft, DraftCell, clean
from corpus.cells import BLOCKS, SYMBOL, cell_slot, holds_table, is_layout, is_list, own_rows, superscript
from corpus.document import BlockKind
from corpus.looks import PLAIN, Look, line_look, look_of
from corpus.plaintext import BULLET, text_drafts
from corpus.tables import Slot, join_cells, mark_headers, place
from corpus.tagging import number_of, standing_in

__all__ = ["Found", "is_title", "walk"]

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_DOT = re.compile(r"[•●▪◦‣■·]\s*(?=\S)")
_PART = re.compile(r"(?:part|item)\s+[\divx]+[a-c]?\b", re.IGNORECASE)
_TABULAR = {"table": "table", "grid": "table", "treegrid": "table"}


@dataclass(frozen=True, slots=True)
class Found:
    """A draft with where it was found: its element, how many of its characters are links, and how it is set."""

    draft: Draft
    element: etree._Element
    size: int
    linked: int
    look: Look = PLAIN


@dataclass(slots=True)
class _Context:
    """The nearest block element around the text being read."""

    element: etree._Element
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    used: bool = False


_Piece = tuple[str, bool, Look]
"""A run of text, whether it is a link, and how it is set."""


@dataclass(slots=True)
class _Walker:
    found: list[Found] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    contexts: list[_Context] = field(default_factory=list)
    looks: list[Look] = field(default_factory=lambda: [PLAIN])
    term: str | None = None
    links: int = 0
    tables: int = 0
    tags: list[tuple[int, str]] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        if text:
            self.pieces.append((text.replace("\n", " ").replace("\r", " "), self.links > 0, self.looks[-1]))

    def emit(
        self, draft: Draft, element: etree._Element, size: int | None = None, linked: int = 0, look: Look = PLAIN
    ) -> None:
        self.found.append(Found(draft, element, len(draft.text) if size is None else size, linked, look))

    def flush(self) -> None:
        if not self.pieces:
            return
        pieces, self.pieces = self.pieces, []
        tags, self.tags = self.tags, []
        context = self.contexts[-1]
        for line in _lines(pieces, split=context.kind is not BlockKind.HEADING):
            text = clean("".join(piece[0] for piece in line))
            if not any(c.isalnum() for c in text):
                continue  # a rule of dashes, a lone tick box
            inside = standing_in(text, tags)
            tags = tags[len(inside) :]
            self._line(text, line, context, inside)

    def _line(self, text: str, line: list[_Piece], context: _Context, tags: tuple[tuple[int, str], ...]) -> None:
        letters = sum(len(piece[0].strip()) for piece in line)
        linked = sum(len(piece[0].strip()) for piece in line if piece[1])
        look = line_look([(piece[0], piece[2]) for piece in line])
        kind, level = context.kind, context.level
        if kind is BlockKind.ITEM and context.used:
            kind = BlockKind.PARAGRAPH
        context.used = True
        if context.element.tag == "dt":
            self.term = text if self.term is None else f"{self.term} {text}"
            return
        if context.element.tag == "dd" and self.term is not None:
            text, self.term = f"{self.term}\n{text}", None
        if kind is not BlockKind.HEADING and (dot := _DOT.match(text)) is not None:
            kind, text = BlockKind.ITEM, text[dot.end() :]
        if kind is BlockKind.PARAGRAPH and (bullet := BULLET.match(text)) is not None:
            # Word processors write lists as paragraphs that begin with a dash, but so begins a signature.
            symbol, named = bullet[0].strip(), "list" in (context.element.get("class") or "").lower()
            if named and SYMBOL.fullmatch(symbol):
                kind, text = BlockKind.ITEM, text[bullet.end() :]
        if kind is BlockKind.PARAGRAPH and look.bold and is_title(text):
            kind, level = BlockKind.HEADING, _level(text)
        self.emit(Draft(kind, text, level=level, tags=tags), context.element, letters, linked, look)


def walk(root: etree._Element) -> list[Found]:
    """The drafts of all that the tree shows, in reading order. The tree must be free of comments."""
    walker = _Walker()
    walker.contexts.append(_Context(root))
    stack: list[tuple[etree._Element, int]] = [(root, 0)]
    while stack:
        element, state = stack.pop()
        if state:
            _leave(walker, element, state)
            if element is not root:
                walker.add(element.tail)
            continue
        state, descend = _enter(walker, element)
        stack.append((element, state))
        if descend:
            walker.add(element.text)
            stack.extend((child, 0) for child in reversed(element))
    walker.flush()
    return walker.found


_INLINE, _BLOCK, _LINK, _STYLED = 1, 2, 4, 8


def _enter(walker: _Walker, element: etree._Element) -> tuple[int, bool]:
    """What to undo when leaving the element, and whether to go into it."""
    tag = element.tag
    if tag == "br":
        walker.pieces.append(("\n", False, PLAIN))
        return _INLINE, False
    if tag == "sup":
        shown = superscript(element, "".join(piece[0] for piece in walker.pieces[-6:]))
        if shown is not None:
            walker.add(shown)
            return _INLINE, False
    if (number := number_of(element)) is not None:
        walker.tags.append((number, clean("".join(element.itertext()))))
    state = _INLINE
    if tag == "a":
        walker.links += 1
        state |= _LINK
    look = look_of(element, walker.looks[-1])
    if look is not walker.looks[-1]:
        walker.looks.append(look)
        state |= _STYLED
    if tag not in BLOCKS and not element.get("role"):
        return state, True
    role = element.get("role") or ""
    if tag in BLOCKS or role in {"row", "cell", "table", "listitem", "heading", "paragraph"}:
        walker.flush()
        state |= _BLOCK
        walker.contexts.append(_context(walker, element, role))
    else:
        return state, True
    if (tag == "table" and role not in {"presentation", "none"}) or _TABULAR.get(role):
        return state, not _table(walker, element)
    if tag == "dl":
        return state, not _pairs(walker, element)
    if tag == "pre":
        _preformatted(walker, element)
        return state, False
    return state, True


def _leave(walker: _Walker, element: etree._Element, state: int) -> None:
    if state & _BLOCK:
        walker.flush()
        if element.tag == "dl" and walker.term is not None:
            walker.emit(Draft(BlockKind.PARAGRAPH, walker.term), element)
            walker.term = None
        walker.contexts.pop()
    if state & _LINK:
        walker.links -= 1
    if state & _STYLED:
        walker.looks.pop()


def _context(walker: _Walker, element: etree._Element, role: str) -> _Context:
    tag = element.tag
    if tag in _HEADINGS:
        return _Context(element, BlockKind.HEADING, _HEADINGS[tag])
    if role == "heading":
        level = element.get("aria-level") or "2"
        return _Context(element, BlockKind.HEADING, min(max(int(level), 1), 6) if level.isdigit() else 2)
    if tag == "li" or role == "listitem":
        return _Context(element, BlockKind.ITEM)
    outer = walker.contexts[-1]
    if outer.kind is BlockKind.ITEM and tag in {"p", "div"} and not outer.used:
        outer.used = True
        return _Context(element, BlockKind.ITEM)
    if outer.kind is BlockKind.HEADING and tag in {"p", "div"}:
        return _Context(element, outer.kind, outer.level)
    if outer.element.tag in {"dt", "dd"} and tag in {"p", "div"}:
        return outer
    return _Context(element)


def is_title(text: str) -> bool:
    """Whether a line that is set as a heading reads like one, rather than like a sentence or a label."""
    if not 2 < len(text) <= 140 or text.startswith("(") or (text.endswith((".", ",", ";")) and not _PART.match(text)):
        return False
    letters = sum(c.isalpha() for c in text)
    return letters >= 3 and letters >= 0.5 * len(text.replace(" ", ""))


def _level(text: str) -> int:
    if part := _PART.match(text):
        return 2 if part[0].lower().startswith("part") else 3
    return 4


def _lines(pieces: list[_Piece], *, split: bool) -> Iterator[list[_Piece]]:
    """Split at line breaks, unless the break only wraps a sentence."""
    if not split:
        yield [(" ", False, PLAIN) if piece[0] == "\n" else piece for piece in pieces]
        return
    line: list[_Piece] = []
    for number, piece in enumerate(pieces):
        if piece[0] != "\n":
            line.append(piece)
            continue
        before = "".join(p[0] for p in line).strip()
        after = next((p[0].strip() for p in pieces[number + 1 :] if p[0].strip()), "")
        doubled = number + 1 < len(pieces) and pieces[number + 1][0] == "\n"
        if before and after and not doubled and (after[0].islower() or (len(before) > 40 and before.endswith(","))):
            line.append((" ", False, PLAIN))
            continue
        yield line
        line = []
    yield line


def _table(walker: _Walker, table: etree._Element) -> bool:
    """Emit a table's rows, or say that it is no table of data but a way to lay out the page."""
    if holds_table(table):
        return False
    rows = own_rows(table)
    slots = [[cell_slot(cell) for cell in row] for row in rows]
    if is_list(slots):
        for row in slots:
            first, rest = next(((s, row[i + 1 :]) for i, s in enumerate(row) if s.text), (None, []))
            if first is None:
                continue
            text = " ".join(s.text for s in rest if s.text)
            if text and not SYMBOL.fullmatch(first.text):
                text = f"{first.text} {text}"
            walker.emit(Draft(BlockKind.ITEM, text or first.text), table)
        return True
    if is_layout(rows, slots):
        return False
    for caption in table.iterchildren("caption"):
        text = cell_slot(caption).text
        if text:
            walker.emit(Draft(BlockKind.PARAGRAPH, text), table)
    number = walker.tables
    walker.tables += 1
    linked = {id(row): sum(len("".join(a.itertext())) for cell in row for a in cell.iter("a")) for row in rows}
    for row, cells in zip(rows, mark_headers(join_cells(place(slots))), strict=True):
        if cells:
            size = sum(len(cell.text) for cell in cells)
            walker.emit(Draft(BlockKind.ROW, table=number, cells=cells), table, size, linked[id(row)])
    return True


def _pairs(walker: _Walker, listing: etree._Element) -> bool:
    """Emit a description list of short facts as rows; say no where it is a dialogue or prose."""
    pairs: list[tuple[Slot, Slot]] = []
    term: Slot | None = None
    for element in listing.iter("dt", "dd"):
        slot = cell_slot(element)
        if element.tag == "dt":
            term = slot
        elif term is not None and slot.text:
            pairs.append((term, slot))
            term = None
    if not pairs or any(len(dd.text) > 90 or len(dt.text) > 60 or not dt.text for dt, dd in pairs):
        return False
    if any(re.search(r"[.!?][”\"]?$", dd.text) and len(dd.text.split()) > 6 for _, dd in pairs):
        return False
    if sum(1 for _ in listing.iter("dd")) != len(pairs):
        return False
    number = walker.tables
    walker.tables += 1
    for dt, dd in pairs:
        cells = (DraftCell(dt.text, 0, header=True, mark=dt.mark), DraftCell(dd.text, 1, mark=dd.mark))
        walker.emit(Draft(BlockKind.ROW, table=number, cells=cells), listing, len(dt.text) + len(dd.text))
    return True


def _preformatted(walker: _Walker, element: etree._Element) -> None:
    drafts = text_drafts("".join(element.itertext()), walker.tables)
    walker.tables = max((draft.table + 1 for draft in drafts if draft.table is not None), default=walker.tables)
    for draft in drafts:
        walker.emit(draft, element, len(draft.shown))
