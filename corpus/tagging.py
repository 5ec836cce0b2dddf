"""Inline XBRL: what a filing's own tags say of its numbers, and where these stand in its text.

The tags are read before anything is pruned, for what they refer to (contexts, units) is in hidden parts of the page.
Each tag of a number gets a number, kept as an attribute of its element, which survives until the text is made. The
shapes are those of Inline XBRL 1.1 and of the SEC's EDGAR Filer Manual, volume II.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

from corpus.assembly import Draft
from corpus.document import Block, Tag

__all__ = ["TagDraft", "number_of", "place_tags", "read_tags", "standing_in"]

_NUMBER = "data-burnrate-tag"
_TAG = "ix:nonfraction"
_MOST = 20_000  # tags of one filing; the longest known have some 6,000
_LONGEST = 40  # characters of a tagged number
_ZERO = frozenset({"fixed-zero", "fixedzero", "zerodash", "numdash"})
_COMMA = frozenset({"num-comma-decimal", "numcommadecimal"})
_DIGITS = re.compile(r"\d[\d ,.]*|\.\d+")


@dataclass(frozen=True, slots=True)
class TagDraft:
    """A tag before its place in the text is known; the fields are those of `corpus.document.Tag`."""

    concept: str
    value: Decimal
    unit: str
    begins: date | None
    ends: date
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Context:
    begins: date | None
    ends: date
    members: tuple[tuple[str, str], ...]


def read_tags(root: etree._Element) -> dict[int, TagDraft]:
    """The tags of a page's numbers by number, each element marked with its own; a tag that makes no sense is left out."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.get(_NUMBER) is not None:
            del element.attrib[_NUMBER]  # it is ours alone to give
    contexts = {key: context for element in root.iter("xbrli:context", "context") if (key := element.get("id")) and (context := _context(element))}
    if not contexts:
        return {}
    units = {key: _unit(element) for element in root.iter("xbrli:unit", "unit") if (key := element.get("id"))}
    found: dict[int, TagDraft] = {}
    for element in root.iter(_TAG):
        draft = _draft(element, contexts, units)
        if draft is not None and len(found) < _MOST:
            element.set(_NUMBER, str(len(found)))
            found[len(found)] = draft
    return found


def number_of(element: etree._Element) -> int | None:
    """The number of the tag that an element is; None where it is none that was read."""
    if element.tag != _TAG:
        return None
    number = element.get(_NUMBER)
    return None if number is None else int(number)


def standing_in(text: str, tags: Sequence[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """The first of some tags that stand in a line, in their order: a paragraph's lines share its tags."""
    position = 0
    inside = 0
    for _, words in tags:
        found = text.find(words, position)
        if found < 0:
            break
        position = found + len(words)
        inside += 1
    return tuple(tags[:inside])


def place_tags(drafts: Sequence[Draft], blocks: Sequence[Block], text: str, read: Mapping[int, TagDraft]) -> tuple[Tag, ...]:
    """The tags with their places: the whole cell of a row, the number itself in a line of text.

    `drafts` are those that `blocks` were made of, in the same order. A cell with several tags says nothing of any one.
    """
    placed: list[Tag] = []
    for draft, block in zip(drafts, blocks, strict=True):
        for number, start, end in _spans(draft, block, text):
            one = read.get(number)
            if one is not None:
                placed.append(Tag(start, end, one.concept, one.value, one.unit, one.begins, one.ends, one.members))
    return tuple(placed)


def _spans(draft: Draft, block: Block, text: str) -> Iterator[tuple[int, int, int]]:
    if draft.cells:
        for cell, put in zip([c for c in draft.cells if c.text], block.cells, strict=True):
            if len(cell.tags) == 1:
                yield cell.tags[0], put.start, put.end
        return
    position = block.start
    for number, words in draft.tags:
        found = text.find(words, position, block.end)
        if found >= 0:
            position = found + len(words)
            yield number, found, position


def _draft(element: etree._Element, contexts: Mapping[str, _Context], units: Mapping[str, str]) -> TagDraft | None:
    concept = element.get("name") or ""
    context = contexts.get(element.get("contextref") or "")
    value = _value(element)
    if not concept or context is None or value is None:
        return None
    unit = units.get(element.get("unitref") or "", "")
    return TagDraft(concept, value, unit, context.begins, context.ends, context.members)


def _value(element: etree._Element) -> Decimal | None:
    shape = (element.get("format") or "").rpartition(":")[2].casefold()
    if element.get("xsi:nil") == "true":
        return None
    if shape in _ZERO:
        return Decimal(0)
    written = " ".join("".join(element.itertext()).split())
    if len(written) > _LONGEST or _DIGITS.fullmatch(written) is None:
        return None  # in words ("two"), or hidden
    plain = written.replace(" ", "")
    plain = plain.replace(".", "").replace(",", ".") if shape in _COMMA else plain.replace(",", "")
    scale = element.get("scale") or "0"
    if not re.fullmatch(r"-?\d{1,2}", scale):
        return None
    try:
        value = Decimal(plain).scaleb(int(scale))
    except InvalidOperation:
        return None
    return -value if element.get("sign") == "-" else value


def _context(element: etree._Element) -> _Context | None:
    days = {name: day for name in ("startdate", "enddate", "instant") if (day := _day(element, name)) is not None}
    ends = days.get("instant") or days.get("enddate")
    begins = days.get("startdate")
    if ends is None or (begins is not None and begins > ends):
        return None
    members = [
        ((one.get("dimension") or "").strip(), " ".join("".join(one.itertext()).split()))
        for one in element.iter("xbrldi:explicitmember", "xbrldi:typedmember", "explicitmember")
    ]
    return _Context(begins, ends, tuple(sorted(members)))


def _day(element: etree._Element, name: str) -> date | None:
    found = next(element.iter(f"xbrli:{name}", name), None)
    if found is None:
        return None
    try:
        return date.fromisoformat("".join(found.itertext()).strip()[:10])
    except ValueError:
        return None


def _unit(element: etree._Element) -> str:
    """The unit's measures: "USD", or "USD/shares" where one is divided by another."""
    parts = []
    for side in ("unitnumerator", "unitdenominator"):
        held = next(element.iter(f"xbrli:{side}", side), None)
        if held is not None:
            parts.append(_measures(held))
    return "/".join(parts) if len(parts) == 2 else _measures(element)


def _measures(element: etree._Element) -> str:
    found = ["".join(one.itertext()).strip().rpartition(":")[2] for one in element.iter("xbrli:measure", "measure")]
    return "*".join(sorted(found))
