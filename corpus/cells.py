"""The cells of a page's tables: their text, their footnote marks, and whether a table holds data at all."""

from __future__ import annotations

import re

from lxml import etree

from corpus.assembly import clean
from corpus.tables import Slot
from corpus.tagging import number_of

__all__ = ["BLOCKS", "SYMBOL", "cell_slot", "holds_table", "is_layout", "is_list", "own_rows", "superscript"]

BLOCKS = frozenset(
    ("address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
     "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol optgroup p pre section summary table "
     "tbody td tfoot th thead time-block tr ul").split()
)  # fmt: skip
_LONGEST = 500  # characters; a longer cell is prose, which has its marks within it
_UP = str.maketrans("0123456789()+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻")
_LETTERS = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_NOTE = re.compile(r"(?:[(\[]?\s*(?:\d{1,2}|[a-z]|[*†‡§#]+)\s*[)\]]?[\s,]*){1,5}", re.IGNORECASE)
_POWER = re.compile(r"(?:^|[\s\d(/.])(?:[mkcd]?m|ft|in|yd|s|mi|10|[xyr])$")
_MARK = re.compile(
    r"(?P<text>.*?[^\s⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾])\s*(?P<mark>[⁽⁰¹²³⁴⁵⁶⁷⁸⁹][⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹,\s]*|(?<=\s)[ᵃ-ᶻⁱⁿʰʲʷʸˡˢˣ⁽⁾]{1,5})",
    re.DOTALL,
)
SYMBOL = re.compile(r"[•·●▪◦‣■□–—-]|o|\uf0b7|\uf0a7|§")
_NUMERAL = re.compile(r"[☒☐☑✓✔]|[(\[]?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)\]]{1,2}|[*†‡]{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁰]+")


def superscript(element: etree._Element, before: str) -> str | None:
    """A footnote mark or a power in superior characters, or None where it is ordinary text ("20th")."""
    text = clean("".join(element.itertext()))
    if not text:
        return ""
    if (_NOTE.fullmatch(text) is None or re.fullmatch(r"[a-zA-Z]{2,}", text)) and not re.fullmatch(
        r"[-−+]?\d{1,3}", text
    ):
        return None
    before = before[-200:].rpartition("\n")[2]
    if not before.strip():
        return f"{text} "
    raised = re.sub(r"\s+", "", text).translate(_UP).translate(_LETTERS)
    # A mark set apart leaves the number before it a number; a power belongs to its unit.
    return raised if _POWER.search(before.rstrip()) and text[-1].isdigit() else f" {raised} "


def cell_slot(cell: etree._Element) -> Slot:
    """The text and spans of a table cell; its parts are separated by spaces."""
    if cell.tag in BLOCKS and not len(cell):
        return _slot(cell, clean(cell.text or ""), ())  # filings set numbers apart by many empty cells
    parts: list[str] = []
    tags: list[int] = []
    stack: list[tuple[etree._Element, bool]] = [(cell, False)]
    while stack:
        element, done = stack.pop()
        if not done and (tag := number_of(element)) is not None:
            tags.append(tag)
        block = element.tag in BLOCKS or element.tag == "br"
        if done:
            if block:
                parts.append(" ")
            if element is not cell:
                parts.append(element.tail or "")
            continue
        if block:
            parts.append(" ")
        stack.append((element, True))
        if element.tag == "sup" and (shown := superscript(element, "".join(parts[-6:]))) is not None:
            parts.append(shown)
            continue
        parts.append(element.text or "")
        stack.extend((child, False) for child in reversed(element))
    return _slot(cell, clean("".join(parts)), tuple(tags))


def _slot(cell: etree._Element, text: str, tags: tuple[int, ...]) -> Slot:
    mark = ""
    if text and len(text) <= _LONGEST and (marked := _MARK.fullmatch(text)) is not None and not _POWER.search(marked["text"]):
        text, mark = marked["text"], clean(marked["mark"])
    header = cell.tag == "th" or (cell.get("role") or "") in {"columnheader", "rowheader"}
    return Slot(text, _count(cell, "colspan"), _count(cell, "rowspan"), header, mark, tags)


def _count(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or cell.get(f"aria-{name}") or "1").strip()
    return max(1, min(int(value), 1000)) if value.isdecimal() and len(value) < 6 else 1


def own_rows(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of the table's own rows, nested tables aside. Cells outside of any row make a row of their own."""
    rows: list[list[etree._Element]] = []
    loose: list[etree._Element] = []
    stack = list(reversed(table))
    while stack:
        element = stack.pop()
        role = element.get("role") or ""
        if element.tag == "tr" or role == "row":
            rows.append([c for c in element.iter("*") if _is_cell(c) and _row_of(c) is element])
        elif element.tag in {"td", "th"}:
            loose.append(element)
        elif element.tag not in {"table", "caption", "colgroup"}:
            stack.extend(reversed(element))
    if loose:
        rows.append(loose)
    return rows


def _is_cell(element: etree._Element) -> bool:
    return element.tag in {"td", "th"} or (element.get("role") or "") in {
        "cell",
        "gridcell",
        "columnheader",
        "rowheader",
    }


def _row_of(cell: etree._Element) -> etree._Element | None:
    parent = cell.getparent()
    while parent is not None and parent.tag != "tr" and parent.get("role") != "row":
        if parent.tag == "table":
            return None
        parent = parent.getparent()
    return parent


def is_list(slots: list[list[Slot]]) -> bool:
    """Rows of a bullet or footnote mark and a text: a list set as a table."""
    shown = [[s.text for s in row if s.text] for row in slots]
    shown = [row for row in shown if row]
    if not shown or not all(len(row) == 2 for row in shown):
        return False
    marked = all(SYMBOL.fullmatch(row[0]) or _NUMERAL.fullmatch(row[0]) for row in shown)
    return marked and any(len(row[1]) > 20 for row in shown)


def holds_table(table: etree._Element) -> bool:
    """Whether there is a table within the table: the outer one then only arranges the page."""
    return any(e.tag == "table" or e.get("role") in {"table", "grid", "treegrid"} for e in table.iterdescendants("*"))


def is_layout(rows: list[list[etree._Element]], slots: list[list[Slot]]) -> bool:
    """Whether a table only arranges the page: one column, whole paragraphs side by side."""
    shown = [[s for s in row if s.text] for row in slots]
    widest = max((len(row) for row in shown), default=0)
    if widest <= 1:
        return True
    filled = sum(bool(row) for row in shown)
    headers = any(s.header for row in shown for s in row)
    cells = [cell for row in rows for cell in row]
    if filled <= 4 and any(
        True for cell in cells for _ in cell.iter("h1", "h2", "h3", "h4", "ul", "ol", "dl", "article")
    ):
        return True
    if filled <= 4 and not headers:
        longest = max(len(s.text) for row in shown for s in row)
        paragraphs = max((sum(1 for _ in cell.iter("p", "div", "br")) for cell in cells), default=0)
        if longest > 400 or (longest > 150 and paragraphs >= 2):
            return True
    if filled == 1 and not headers:
        return not any(re.search(r"\d", s.text) for row in shown for s in row[1:])
    return False
