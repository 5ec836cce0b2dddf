"""HTML: what a reader of the page sees as its article, filing or release, with its structure."""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import lxml.html
from lxml import etree

from corpus.assembly import Draft, assemble
from corpus.document import Block, BlockKind, Extracted
from corpus.errors import ImportFailure, TooLarge
from corpus.filings import structured
from corpus.furniture import LABEL, is_comments, is_teaser_heading, is_teaser_line, remove_controls, remove_furniture
from corpus.metadata import Metadata, cover_title, is_filing, published_in, read_metadata, revised_in, source_type
from corpus.tagging import place_tags, read_tags
from corpus.visibility import drop, remove_hidden
from corpus.walking import Found, walk

__all__ = ["extract_html"]

_MOST_ELEMENTS = 500_000
_MOST_SEARCHED = 60_000  # elements; on a larger page the main content is not looked for
_MOST_CHARACTERS = 20_000_000
_VOTING = 40  # rows of a table that are looked for in the main content

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\b)\s*(?:©\s*)?.{0,60}?\b(?:19|20)\d\d|.{0,80}all rights reserved", re.IGNORECASE
)


def extract_html(markup: str, *, url: str | None = None) -> Extracted:
    """Read a page: its main content as text and blocks, and its metadata.

    For articles, trafilatura says which text is the main content; filings, word processor pages and pages it makes
    little of are taken whole, without menus. Hidden text is never taken. Raises `ImportFailure` where it cannot be
    parsed.
    """
    root = _parse(markup)
    # lxml makes an element's object anew whenever it is come to again, unless something holds it.
    held = list(root.iter())
    if len(held) > _MOST_ELEMENTS:
        raise TooLarge(f"the page has more than {_MOST_ELEMENTS} elements; split it")
    about = read_metadata(root, url)
    native = "<ix:" in markup[:200_000] or "urn:schemas-microsoft-com:office" in markup[:2000]
    tags = read_tags(root) if native else {}
    remove_hidden(root)
    remove_controls(root)
    body = root.find("body")
    if body is None:
        body = root
    title = about.headlines[0] if about.headlines else ""
    opening = _opening(body)
    filing = is_filing(opening, title, about.kind) or "<ix:header" in markup[:400_000]
    if filing or native:
        found = structured(walk(body))
        headline = None
    else:
        remove_furniture(body)
        found, headline = _article(body, about)
    drafts = [one.draft for one in found]
    text, blocks = assemble(drafts)
    lines = text.split("\n")
    lines = [line for line in lines if line]
    return Extracted(
        text,
        blocks,
        title=headline or _title(about, blocks, text, filing=filing),
        publisher=about.publisher if not filing else None,
        author=about.author,
        published=revised_in(lines, about.published) or published_in(lines, filing=filing),
        url=about.url,
        language=about.language,
        source_type=source_type(text, about, filing=filing),
        tags=place_tags([one for one in drafts if one.shown], blocks, text, tags) if tags else (),
    )


_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]{0,30})\s[^<>]{20000,}>")
"""A tag as long as this holds a picture, or a flood of attributes that takes hours to tell apart."""


def _parse(markup: str) -> etree._Element:
    markup = _LONG_TAG.sub(r"<\1>", markup.replace("\x00", ""))
    if markup.count("<") > 2 * _MOST_ELEMENTS:
        raise TooLarge(f"the page has more than {_MOST_ELEMENTS} elements; split it")
    if len(markup) > _MOST_CHARACTERS:
        raise TooLarge(f"the page has more than {_MOST_CHARACTERS // 1_000_000} million characters; split it")
    # lxml refuses text with its own encoding declaration.
    markup = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup, count=1)
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    try:
        root = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ImportFailure(f"the page cannot be parsed ({error}); save it again from a browser") from error
    return root


def _opening(body: etree._Element) -> list[str]:
    """The first lines of the visible text, at most some 6,000 characters."""
    lines: list[str] = []
    size = 0
    for text in body.itertext():
        line = " ".join(text.split())
        if line:
            lines.append(line)
            size += len(line)
            if size > 6000 or len(lines) > 120:
                break
    return lines


def _title(about: Metadata, blocks: Sequence[Block], text: str, *, filing: bool) -> str | None:
    """The page's title; for a filing, whose pages rarely have one, what its cover says."""
    if filing and (covered := cover_title([(b.kind is BlockKind.HEADING, text[b.start : b.end]) for b in blocks[:60]])):
        return covered
    return about.headlines[0] if about.headlines else next((text[b.start : b.end] for b in blocks[:3]), None)


def _article(body: etree._Element, about: Metadata) -> tuple[list[Found], str | None]:
    found = walk(body)
    headline = _headline(found, about)
    main = _squeeze(_main_text(body))
    sizes = sum(one.size for one in found)
    supported = _supported(found, main) if main else [False] * len(found)
    weight = sum(one.size for one, inside in zip(found, supported, strict=True) if inside)
    container = None
    if weight >= max(0.2 * sizes, 200):
        container = _container(found, supported, headline)
    going = _cut(found, headline or 0)
    kept = [found[number] for number in _select(found, supported, container, headline) if number in going]
    if sum(one.size for one in kept) < 0.1 * sizes:
        kept = found
    shown = found[headline].draft.text if headline is not None else None
    return [one for one in kept if not _is_label(one)], shown


def _main_text(body: etree._Element) -> str:
    import trafilatura  # slow to load: only articles wait for it

    if sum(1 for _ in body.iter()) > _MOST_SEARCHED:
        return ""
    page = lxml.html.Element("html")
    page.append(copy.deepcopy(body))
    for cell in page.iter("td", "th"):
        for name in ("colspan", "rowspan"):
            cell.attrib.pop(name, None)  # it fills in every place that a cell asks for
    for row in [row for table in page.iter("table") for row in table.findall(".//tr")[_VOTING + 5 :]]:
        if row.getparent() is not None:
            drop(row)
    try:
        return (
            trafilatura.extract(
                page, favor_recall=True, include_comments=False, include_tables=True, include_formatting=False,
                deduplicate=False, fast=True,
            )
            or ""
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, etree.LxmlError, RecursionError):
        return ""


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _supported(found: list[Found], main: str) -> list[bool]:
    """Which blocks are in the main content. A long table's first rows speak for the rest of it."""
    votes: dict[int, list[bool]] = defaultdict(list)
    supported = []
    for one in found:
        table = one.draft.table
        if table is not None and len(votes[table]) >= _VOTING:
            supported.append(2 * sum(votes[table]) > len(votes[table]))
            continue
        supported.append(_is_in(one.draft, main))
        if table is not None:
            votes[table].append(supported[-1])
    return supported


def _is_in(draft: Draft, main: str) -> bool:
    text = _squeeze("".join(cell.text for cell in draft.cells) or draft.text)
    return len(text) > 3 and (text in main or (len(text) > 120 and text[20:100] in main))


def _headline(found: list[Found], about: Metadata) -> int | None:
    """Which block is the headline: the one most like the page's title, or its first first-level heading."""
    best, best_score = None, 0.0
    for number, one in enumerate(found[:80]):
        draft = one.draft
        if draft.kind in {BlockKind.ROW, BlockKind.ITEM} or len(draft.text) > 300:
            continue
        score = max((_overlap(draft.text, title) for title in about.headlines), default=0.0)
        score += {1: 0.3, 2: 0.1}.get(draft.level, 0.0)
        score += 0.1 if "headline" in f"{one.element.get('class')} {one.element.get('itemprop')}".lower() else 0.0
        if score > best_score and (score >= 0.6 or draft.level == 1):
            best, best_score = number, score
    if best is not None:
        one = found[best]
        found[best] = replace(one, draft=replace(one.draft, kind=BlockKind.HEADING, level=1))
    return best


def _overlap(text: str, title: str) -> float:
    """The share of words that two titles have in common, 1 where one contains the other's words in a row."""
    ours, theirs = (re.findall(r"\w+", t.casefold()) for t in (text, title))
    if min(len(ours), len(theirs)) < 2:
        return 1.0 if ours == theirs and ours else 0.0
    if " ".join(theirs) in " ".join(ours) and len(ours) <= 2 * len(theirs) + 2:
        return 1.0
    return len(set(ours) & set(theirs)) / len(set(ours) | set(theirs))


def _container(found: list[Found], supported: list[bool], headline: int | None) -> etree._Element | None:
    """The deepest element that holds nearly all of the main content, widened to its article or main element."""
    weights: dict[etree._Element, int] = defaultdict(int)
    total = 0
    depth: dict[etree._Element, int] = {}
    for number, one in enumerate(found):
        if not supported[number] or number == headline:
            continue
        total += one.size
        chain = [one.element, *one.element.iterancestors()]
        for level, element in enumerate(reversed(chain)):
            weights[element] += one.size
            depth[element] = level
    holding = [element for element, weight in weights.items() if weight >= 0.85 * total]
    if not holding:
        return None
    container = max(holding, key=lambda element: depth[element])
    for ancestor in container.iterancestors():
        if ancestor.tag in {"article", "main"} and sum(1 for _ in ancestor.iter("article")) <= 1 + (
            ancestor.tag == "main"
        ):
            container = ancestor
            break
    return container


def _select(
    found: list[Found], supported: list[bool], container: etree._Element | None, headline: int | None
) -> list[int]:
    """The numbers of the blocks that belong to the article, by where they stand."""
    inside = [container is None or one.element is container or _within(one.element, container) for one in found]
    first = next((number for number, within in enumerate(inside) if within), len(found))
    start = 0
    if headline is not None:
        before = sum(one.size for one in found[:headline] if len(one.draft.text) > 100)
        start = headline if before < 0.4 * sum(one.size for one in found) else 0
    kept = []
    for number, one in enumerate(found):
        if number < start:
            continue
        furniture = one.linked >= 0.6 * one.size and one.draft.kind is not BlockKind.ROW
        between = headline is not None and headline <= number < first and not furniture
        if inside[number] or between or number == headline or (supported[number] and one.size > 60 and not furniture):
            kept.append(number)
    return kept


def _within(element: etree._Element, container: etree._Element) -> bool:
    return any(ancestor is container for ancestor in element.iterancestors())


def _cut(found: list[Found], start: int) -> set[int]:
    """The numbers of the blocks not in a section, after the headline, of other stories or comments."""
    kept = set(range(start + 1))
    cutting = 0
    for number, one in enumerate(found[start + 1 :], start + 1):
        draft = one.draft
        label = draft.text if draft.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} else ""
        if label and is_comments(label) and (draft.kind is BlockKind.HEADING or len(label) < 30):
            break
        if draft.kind is BlockKind.HEADING and draft.level > 1 and is_teaser_heading(label):
            cutting = draft.level
            continue
        if cutting and draft.kind is BlockKind.HEADING:
            cutting = cutting if draft.level > cutting else 0
        elif cutting and (draft.kind is BlockKind.ROW or (_is_prose(one) and one.size > 160)):
            cutting = 0
        if not cutting:
            kept.add(number)
    return kept


def _is_prose(one: Found) -> bool:
    return one.draft.kind is BlockKind.PARAGRAPH and one.linked < 0.5 * one.size


def _is_label(one: Found) -> bool:
    draft = one.draft
    if draft.kind is BlockKind.ROW or draft.level == 1:
        return False
    if len(draft.text) <= 200 and _COPYRIGHT.match(draft.text):
        return True
    if (len(draft.text) <= 60 and LABEL.fullmatch(draft.text)) or (draft.kind is not BlockKind.HEADING and is_teaser_line(draft.text)):
        return True
    if re.match(
        r"(?:tags|topics|filed under|read more|see also|related|more|share(?: this)?)\b\s*:", draft.text, re.IGNORECASE
    ):
        return one.linked > 0.3 * one.size or len(draft.text) < 100
    return draft.kind is BlockKind.PARAGRAPH and one.linked >= 0.9 * one.size and len(draft.text) < 200
