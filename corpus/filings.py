"""The structure of regulatory filings: parts, items, sections and what stands under them, as headings with levels.

Filings have no heading elements. What tells a heading is how its line is set (weight, slope, size, colour, place),
its numbering ("Item 7.", "Note 3"), and whether the table of contents names it. Parts are level 2; items, and the
sections of documents without items, level 3; what stands under them nests by how it is set, level 4 and on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.contents import Contents, read_contents
from corpus.divisions import Division, division_of, spaced
from corpus.document import BlockKind
from corpus.looks import Look
from corpus.running import running_heads
from corpus.walking import Found, is_title

__all__ = ["structured"]

_DEEPEST = 9
_CONTINUED = re.compile(r"\s*[\[(–—-]*\s*(?:continued|cont[’'.]*d?\.?)\s*[\])]*\s*", re.IGNORECASE)
_CLOSING = re.compile(r"signatures?(?: pages?)?|exhibits? index|index to (?:exhibits|.{0,40}financial statements.{0,40})", re.IGNORECASE)
_NOTE = re.compile(r"(?:note|footnote)\s+\d{1,2}[a-z]?\b", re.IGNORECASE)
_NOTES = re.compile(r"notes to (?:the )?.{0,60}financial statements\b.{0,30}", re.IGNORECASE)
_CAPTION = re.compile(r"\b(?:millions|thousands|billions|per share|unaudited|continued)\b|/s/|\bby:", re.IGNORECASE)

_HTML = re.compile(r"h[1-6]")

_Rank = tuple[int, float, bool, bool, bool, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading that what follows stands under. `rank` is None for parts, items and sections."""

    level: int
    rank: _Rank | None = None
    text: str = ""
    note: bool = False
    notes: bool = False


def structured(found: Sequence[Found]) -> list[Found]:
    """The filing's blocks with its headings found and given levels; the tops of pages that repeat one are gone."""
    contents = read_contents(found)
    dropped = running_heads(found)
    kept = [number for number in range(len(found)) if number not in dropped]
    listed = {place for place, number in enumerate(kept) if number in contents.blocks}
    slanted = _slanted([found[number] for number in kept])
    lines = [_as_heading(found[number], place in slanted) for place, number in enumerate(kept)]
    tables = Counter(one.draft.table for one in lines if one.draft.table is not None)
    divisions = {
        place: division
        for place, one in enumerate(lines)
        if place not in listed and (division := _division(one, tables)) is not None
    }
    lines, divisions = _joined([_unlisted(one) if place in listed else one for place, one in enumerate(lines)], divisions)
    return _levelled(lines, divisions, contents)


def _unlisted(one: Found) -> Found:
    """A line of the table of contents is no heading, however it is set."""
    if one.draft.kind is not BlockKind.HEADING:
        return one
    return replace(one, draft=replace(one.draft, kind=BlockKind.PARAGRAPH, level=0))


def _slanted(found: Sequence[Found]) -> set[int]:
    """The numbers of the lines in italics or underlined that are headings: short, alone, and not the only ones."""
    numbers = [
        number
        for number, one in enumerate(found)
        if one.draft.kind is BlockKind.PARAGRAPH
        and (one.look.italic or one.look.underlined)
        and one.linked < 0.5 * one.size
        and len(one.draft.text) <= 100
        and is_title(one.draft.text)
        and not one.draft.text.endswith(":")
        and one.draft.text[0].isupper()
        and _CAPTION.search(one.draft.text) is None
    ]
    looks = Counter(found[number].look for number in numbers)
    return {number for number in numbers if looks[found[number].look] >= 3}


def _as_heading(one: Found, slanted: bool) -> Found:  # noqa: FBT001
    return replace(one, draft=replace(one.draft, kind=BlockKind.HEADING, level=4)) if slanted else one


def _division(one: Found, tables: Counter[int]) -> Division | None:
    """The part or item that a line opens."""
    draft = one.draft
    if draft.kind is BlockKind.ROW:
        cells = [cell.text for cell in draft.cells]
        alone = draft.table is not None and tables[draft.table] == 1 and len(cells) == 2 and len(cells[0]) <= 12
        return division_of(" ".join(cells)) if alone else None
    division = division_of(draft.text) if draft.kind is not BlockKind.ITEM else None
    if division is None or one.linked > 0.5 * one.size:
        return None
    return division if _is_set_off(one) or division.official or not division.title else None


def _is_set_off(one: Found) -> bool:
    look = one.look
    return one.draft.kind is BlockKind.HEADING or look.italic or look.underlined or one.draft.text.isupper()


def _joined(
    lines: Sequence[Found], divisions: dict[int, Division]
) -> tuple[list[Found], dict[int, Division]]:
    """With items whose number and title stand in two lines made one, and items set as a row of cells made lines."""
    kept: list[Found] = []
    found: dict[int, Division] = {}
    skip = -1
    for number, one in enumerate(lines):
        if number == skip:
            continue
        division = divisions.get(number)
        if division is None:
            kept.append(one)
            continue
        after = lines[number + 1] if number + 1 < len(lines) else None
        if not division.title and after is not None and _is_rest(division, after, number + 1 in divisions):
            division = division.titled(after.draft.text)
            skip = number + 1
        elif not division.title and not division.official and not _is_set_off(one):
            kept.append(one)
            continue
        found[len(kept)] = division
        draft = replace(one.draft, kind=BlockKind.HEADING, text=division.text, cells=(), table=None)
        kept.append(replace(one, draft=draft, size=len(division.text)))
    return kept, found


def _is_rest(division: Division, after: Found, divides: bool) -> bool:  # noqa: FBT001
    """Whether a line can be the title of the item whose number stands before it."""
    draft = after.draft
    if divides or draft.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH} or after.linked > 0.5 * after.size:
        return False
    return (_is_set_off(after) or division.titled(draft.text).official) and len(draft.text) <= 250 and not _NOTE.match(draft.text)


def _levelled(lines: Sequence[Found], divisions: Mapping[int, Division], contents: Contents) -> list[Found]:
    """The blocks with the levels of their headings set, repeats of running heads left out."""
    kept: list[Found] = []
    stack: list[_Open] = []
    sections = _sections(lines, divisions, contents)
    inner = _inner(lines, divisions)
    seen: set[str] = set()
    for number, one in enumerate(lines):
        draft = one.draft
        if draft.kind is not BlockKind.HEADING:
            kept.append(one)
            continue
        plain = _CONTINUED.sub(" ", draft.text).strip(" -–—").casefold()
        if plain in seen and _CONTINUED.search(draft.text):
            continue  # the top of a page that goes on with what the page before it began
        seen.add(plain)
        if number in divisions or number in sections:
            level = divisions[number].level if number in divisions else 3
            if plain in {held.text for held in stack}:
                continue  # the top of a page within the item
            stack = [held for held in stack if held.level < level]
            stack.append(_Open(level, text=plain))
        else:
            level = _nested(one, stack, inner)
        kept.append(replace(one, draft=replace(draft, text=spaced(draft.text), level=level)))
    return kept


def _sections(lines: Sequence[Found], divisions: Mapping[int, Division], contents: Contents) -> set[int]:
    """The numbers of the headings that are sections beside the items, or in their stead.

    Before the first item, and where there are hardly any, what the table of contents names; after it, what closes a
    filing: its signatures, its indexes.
    """
    items = [number for number, division in divisions.items() if division.level == 3]
    first = items[0] if len(items) >= 3 else len(lines)
    headings = [number for number, one in enumerate(lines) if one.draft.kind is BlockKind.HEADING]
    named = [
        number
        for number in headings
        if number < first and number not in divisions and contents.names(lines[number].draft.text) and not _HTML.fullmatch(lines[number].element.tag)
    ]  # fmt: skip
    ranks = Counter(_rank(lines[number]) for number in named)
    usual = max(ranks.items(), key=lambda pair: (pair[1], pair[0]))[0] if ranks else None
    sections = {number for number in named if usual is not None and _rank(lines[number]) >= usual}
    below = {number + 1 for number in items}
    opened = items[0] if items else len(lines)
    closing = {n for n in headings if n > opened and n not in below and _CLOSING.fullmatch(lines[n].draft.text)}
    return sections | (closing - divisions.keys())


def _inner(lines: Sequence[Found], divisions: Mapping[int, Division]) -> set[_Rank]:
    """The looks of headings that stand within the notes to the financial statements: they never close a note.

    A look above that of the notes counts only if it is mostly found there.
    """
    headings = [
        (number, one) for number, one in enumerate(lines)
        if one.draft.kind is BlockKind.HEADING and number not in divisions
    ]  # fmt: skip
    notes = [number for number, one in headings if _NOTE.match(one.draft.text)]
    if len(notes) < 3:
        return set()
    of_notes = max(_rank(lines[number]) for number in notes)
    every: Counter[_Rank] = Counter()
    within: Counter[_Rank] = Counter()
    for number, one in headings:
        if not _NOTE.match(one.draft.text):
            every[_rank(one)] += 1
            within[_rank(one)] += notes[0] < number < notes[-1]
    return {rank for rank, count in every.items() if within[rank] > (0 if rank <= of_notes else 0.6 * count)}


def _nested(one: Found, stack: list[_Open], inner: set[_Rank]) -> int:
    """The level of a heading by how it is set; it is opened on the stack."""
    text = one.draft.text
    rank = _rank(one)
    note, notes = _NOTE.match(text) is not None, _NOTES.fullmatch(text) is not None
    while stack and (above := stack[-1].rank) is not None:
        if note:
            # A note stands under the title of the notes, however both are set.
            closes = not stack[-1].notes and above[0] <= rank[0]
        elif stack[-1].note:
            closes = notes or (rank >= above and rank not in inner)
        else:
            closes = above <= rank
        if not closes:
            break
        stack.pop()
    least = min(one.draft.level, 4) if _HTML.fullmatch(one.element.tag) else 4
    level = min(max(least, stack[-1].level + 1 if stack else least), _DEEPEST)
    stack.append(_Open(level, rank, note=note, notes=notes))
    return level


def _rank(one: Found) -> _Rank:
    """How high a line's look puts it: larger, in capitals, coloured, centred, bold, underlined, upright."""
    look: Look = one.look
    tag = one.element.tag
    of_tag = 7 - int(tag[1]) if _HTML.fullmatch(tag) else 0
    caps = one.draft.text.isupper() and sum(map(str.isalpha, one.draft.text)) >= 5
    return (of_tag, look.size, caps, bool(look.colour), look.centred, look.bold, look.underlined, not look.italic)
