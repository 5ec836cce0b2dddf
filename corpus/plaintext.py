"""Plain text: paragraphs between blank lines, lists by their bullets, tables by their columns, wrapped lines joined."""

from __future__ import annotations

import re

from corpus.assembly import Draft, assemble, clean
from corpus.columns import column_table
from corpus.document import BlockKind, Extracted
from corpus.furniture import is_teaser_line

__all__ = ["BULLET", "extract_text", "is_wrapped", "text_drafts"]

BULLET = re.compile(r"\s*(?:[-*•‣▪●◦·–—o]|\(?\d{1,2}[.)])\s+(?=\S)")
"""What a list item begins with."""

_UNDERLINE = re.compile(r"\s*[=\-_*~#]{3,}\s*")


def extract_text(text: str) -> Extracted:
    """Read plain text. A first paragraph of one short line without a full stop is taken for the title."""
    drafts = text_drafts(text)
    title = None
    if drafts and drafts[0].kind is BlockKind.PARAGRAPH and _is_title(drafts[0].text) and len(drafts) > 1:
        title = drafts[0].text
        drafts[0] = Draft(BlockKind.HEADING, title, level=1)
    body, blocks = assemble(drafts)
    return Extracted(body, blocks, title=title)


def text_drafts(text: str, tables: int = 0) -> list[Draft]:
    """The paragraphs, list items and rows of tables of plain text, without lines that name other stories.

    `tables` is the number that the first table has in its document.
    """
    drafts: list[Draft] = []
    for chunk in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")):
        all_lines = chunk.split("\n")
        lines = [line for line in all_lines if line.strip() and not _UNDERLINE.fullmatch(line)]
        if len(all_lines) > 1 and _is_underlined(all_lines[0], all_lines[1]):
            drafts.append(Draft(BlockKind.HEADING, clean(all_lines[0]), level=2))
            lines = lines[1:]
        while (found := column_table(lines, tables)) is not None:
            first, last, rows = found
            drafts += [*_paragraphs(lines[:first]), *rows]
            lines, tables = lines[last:], tables + 1
        drafts.extend(_paragraphs(lines))
    return drafts


def _is_underlined(line: str, under: str) -> bool:
    """Whether a line is a heading by the line of dashes under it, about as long as it is."""
    words, drawn = line.strip(), under.strip()
    return bool(_UNDERLINE.fullmatch(under)) and _is_title(words) and any(letter.isalpha() for letter in words) and abs(len(words) - len(drawn)) <= max(_ABOUT, len(words) // 4)


_ABOUT = 3


def _is_title(line: str) -> bool:
    return len(line) <= 120 and not line.endswith((".", ",", ";", ":"))


def _paragraphs(lines: list[str]) -> list[Draft]:
    joined: list[tuple[BlockKind, str]] = []
    wrapped = is_wrapped(lines)
    for line in lines:
        bullet = BULLET.match(line)
        if bullet is not None:
            # A number that opens an item is part of what it says; a dot or dash is not.
            start = 0 if bullet[0].strip().strip("().").isdigit() else bullet.end()
            joined.append((BlockKind.ITEM, line[start:]))
        elif joined and (wrapped or (joined[-1][0] is BlockKind.ITEM and line[:1].isspace())):
            joined[-1] = (joined[-1][0], f"{joined[-1][1]} {line}")
        else:
            joined.append((BlockKind.PARAGRAPH, line))
    return [Draft(kind, cleaned) for kind, line in joined if (cleaned := clean(line)) and not is_teaser_line(cleaned)]


def is_wrapped(lines: list[str]) -> bool:
    """Whether the lines look like one paragraph broken at a margin, rather than each a paragraph of its own."""
    if len(lines) < 2:
        return False
    lengths = [len(line) for line in lines[:-1]]
    longest = max(lengths)
    if longest > 140:
        return False
    full = sum(length >= 0.7 * longest for length in lengths) / len(lengths)
    ended = sum(line.rstrip().endswith((".", "!", "?", ":", "”", '"')) for line in lines[:-1]) / len(lengths)
    return longest >= 40 and full >= 0.6 and ended <= 0.6
