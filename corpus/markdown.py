"""Markdown: front matter, headings, lists, pipe tables and paragraphs."""

from __future__ import annotations

import html
import re
from datetime import date, datetime

import yaml

from corpus.assembly import Draft, DraftCell, assemble, clean
from corpus.dates import iso_date
from corpus.document import BlockKind, Extracted, SourceType
from corpus.errors import ImportFailure
from corpus.tables import WIDEST, mark_headers

__all__ = ["extract_markdown"]

_LONGEST_FRONT = 10_000  # characters
_LONGEST_HEADING = 2000
_FRONT = re.compile(r"\A---[^\S\n]*\n(.*?)^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_ITEM = re.compile(r"\s*(?:[-*+]|(\d{1,3}[.)]))\s+(.*)")
_RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*")
_DIVIDER = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?\s*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)


def extract_markdown(text: str) -> Extracted:
    """Read Markdown, with or without YAML front matter.

    Front matter may give `title`, `publisher`, `author`, `url`, `published`, `language`, `source_type` and `digest`;
    other keys are passed over. Raises `ImportFailure` where it is not YAML or a value is not what it should be.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    if front is not None and len(front[1]) > _LONGEST_FRONT:
        raise ImportFailure(f"its front matter has more than {_LONGEST_FRONT:,} characters; shorten it")
    fields = _front_matter(front[1]) if front is not None else {}
    drafts = _drafts(_HIDDEN.sub("", text[front.end() :] if front is not None else text).split("\n"))
    title = fields.get("title") or next((d.text for d in drafts if d.kind is BlockKind.HEADING and d.level == 1), None)
    body, blocks = assemble(drafts)
    published = fields.get("published") or fields.get("date")
    day = iso_date(published) if published else None
    if published and day is None:
        raise ImportFailure(f"its front matter says it was published {published!r}; write YYYY-MM-DD or YYYY-MM")
    kind = fields.get("source_type")
    if kind and kind not in {*SourceType, "digest"}:
        raise ImportFailure(f"its front matter has source_type {kind!r}; use one of {', '.join(SourceType)}")
    return Extracted(
        body,
        blocks,
        title=title,
        publisher=fields.get("publisher"),
        author=fields.get("author"),
        published=day,
        url=fields.get("url"),
        language=fields.get("language"),
        source_type=SourceType(kind) if kind and kind != "digest" else None,
        digest=fields.get("digest") == "true" or kind == "digest",
    )


def _front_matter(source: str) -> dict[str, str]:
    try:
        fields = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ImportFailure(f"its front matter is not YAML ({' '.join(str(error).split())})") from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise ImportFailure("its front matter is not a list of `key: value` lines")
    found = {}
    for name, value in fields.items():
        if isinstance(value, bool):
            found[str(name)] = str(value).lower()
        elif isinstance(value, date | datetime):
            found[str(name)] = value.isoformat()[:10]
        elif isinstance(value, str | int | float):
            found[str(name)] = clean(str(value))
    return found


def _drafts(lines: list[str]) -> list[Draft]:
    drafts: list[Draft] = []
    waiting: list[str] = []
    kind = BlockKind.PARAGRAPH
    fence: str | None = None
    tables = 0

    def flush() -> None:
        nonlocal kind
        if waiting:
            drafts.append(Draft(kind, _inline(" ".join(waiting))))
        waiting.clear()
        kind = BlockKind.PARAGRAPH

    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        opened = _FENCE.match(line)
        if fence is not None or opened is not None:
            flush()
            if opened is not None and (fence is None or opened[1].startswith(fence)):
                fence = opened[1] if fence is None else None
            else:
                drafts.append(Draft(BlockKind.PARAGRAPH, clean(line)))
            continue
        line = re.sub(r"^\s*(?:>\s?)+", "", line)
        following = lines[number] if number < len(lines) else ""
        if not line.strip():
            flush()
        elif len(line) <= _LONGEST_HEADING and (heading := _HEADING.fullmatch(line)) is not None:
            flush()
            drafts.append(Draft(BlockKind.HEADING, _inline(heading[2]), level=len(heading[1])))
        elif "|" in line and "-" in following and "|" in following and _DIVIDER.fullmatch(following):
            flush()
            rows = [_cells(line)]
            number += 1
            while number < len(lines) and "|" in lines[number] and lines[number].strip():
                rows.append(_cells(lines[number]))
                number += 1
            drafts.extend(_table(rows, tables))
            tables += 1
        elif not waiting and _RULE.fullmatch(line):
            continue
        elif waiting and kind is BlockKind.PARAGRAPH and (under := _UNDERLINE.fullmatch(line)) is not None:
            drafts.append(Draft(BlockKind.HEADING, _inline(" ".join(waiting)), level=1 if under[1][0] == "=" else 2))
            waiting.clear()
        elif (item := _ITEM.fullmatch(line)) is not None:
            flush()
            kind = BlockKind.ITEM
            waiting.append(f"{item[1]} {item[2]}" if item[1] else item[2])
        else:
            waiting.append(line)
            if line.endswith("  "):
                flush()
    flush()
    return [draft for draft in drafts if draft.text or draft.cells]


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [_inline(part.replace("\\|", "|")) for part in re.split(r"(?<!\\)\|", inner, maxsplit=WIDEST)[:WIDEST]]


def _table(rows: list[list[str]], number: int) -> list[Draft]:
    cells = [
        tuple(DraftCell(text, column, header=row == 0) for column, text in enumerate(texts) if text)
        for row, texts in enumerate(rows)
    ]
    return [Draft(BlockKind.ROW, table=number, cells=row) for row in mark_headers(cells) if row]


def _inline(text: str) -> str:
    """The text as it is shown: without emphasis, with the words of a link instead of its address."""
    # Every repetition has an end, so that a flood of openings takes no longer than its length.
    text = re.sub(r"\(data:[^()\s]*\)", "()", text)
    text = re.sub(r"!\[[^\[\]]{0,500}\]\([^()]{0,2000}\)", " ", text)
    text = re.sub(r"\[([^\[\]]{0,1000})\]\((?:[^()]|\([^()]{0,500}\)){0,2000}\)", r"\1", text)
    text = re.sub(r"\[([^\[\]]{1,1000})\]\[[^\[\]]{0,500}\]", r"\1", text)
    text = re.sub(r"<(https?://[^>\s]+)>", r"\1", text)
    text = re.sub(r"</?[a-zA-Z][^<>]*>", " ", text)
    text = re.sub(r"(?<!\\)(\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\\\w*])\*(?=[^\s*])([^*]{1,1000}?)(?<=[^\s*\\])\*(?![\w*])", r"\1", text)
    text = re.sub(r"(?<![\\\w])_(?=\S)(.{1,1000}?)(?<=\S)_(?!\w)", r"\1", text)
    text = re.sub(r"(?<!`)`{1,4}([^`]{1,2000})`{1,4}", r"\1", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+\-.!|$~<>&])", r"\1", text)
    return clean(html.unescape(text))
