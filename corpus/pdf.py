"""PDF, page by page: lines joined into paragraphs, words that were hyphenated at a line's end mended."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import count

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from corpus.assembly import Draft, DraftCell, assemble, clean
from corpus.dates import iso_date
from corpus.document import BlockKind, Extracted
from corpus.errors import ImportFailure, TooLarge
from corpus.metadata import Metadata, cover_title, is_filing, published_in, source_type
from corpus.plaintext import BULLET

__all__ = ["extract_pdf"]

_MOST_PAGES = 3000
_MOST_CHARACTERS = 10_000_000
_LONGEST_ROW = 400
_LONGEST_PARAGRAPH = 20_000
_AMOUNT = re.compile(
    r"(?:[$€£]\s?)?\(?(?:[$€£]\s?)?-?(?:\d[\d,]*\d|\d)(?:\.\d+)?\s?\)?\s?%?\s?\)?(?=\s|$)|[—–](?=\s|$)|(?<=\s)-(?=\s|$)"
)
_ROW = re.compile(rf"(?P<label>(?:\S.*?)?)\s*(?P<amounts>(?:(?<!\S)(?:{_AMOUNT.pattern})\s*){{2,10}})")
_MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)$", re.I
)
_DAY = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2},", re.I
)
_PERIOD = re.compile(
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
    r"aug|sept?|oct|nov|dec)\.?\s+\d{1,2},\s+)?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_ENDS = (".", "!", "?", ":", ";", "”", '"', ")")


def extract_pdf(data: bytes) -> Extracted:
    """Read a PDF's text; every block knows its page, counted from 1.

    Lines that stand at the top or bottom of most pages (running heads, page numbers) are left out.
    Raises `ImportFailure` for an encrypted or damaged file, or one that holds pictures of text only.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = _pages(reader) if not locked else []
        about = reader.metadata if not locked else None
        title = clean(about.title) if about is not None and isinstance(about.title, str) else ""
        author = clean(about.author) if about is not None and isinstance(about.author, str) else ""
        created = about.get("/CreationDate") if about is not None else None
    except ImportFailure:
        raise
    except ImportError as error:
        raise ImportFailure(
            f"the PDF is encrypted in a way that needs another library ({error}); save a copy without a password"
        ) from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError,
            AssertionError, ZeroDivisionError, NotImplementedError, OverflowError) as error:  # fmt: skip
        raise ImportFailure(
            f"the PDF cannot be read ({type(error).__name__}: {str(error)[:120]}); "
            "it is damaged or cut short: get it again"
        ) from error
    if locked:
        raise ImportFailure("the PDF is encrypted; save a copy without a password and import that")
    lines = [[line.strip() for line in page.split("\n") if clean(line)] for page in pages]
    running = _running(lines)
    drafts: list[Draft] = []
    tables = count()
    for number, page in enumerate(lines, 1):
        last = len(page) - 1
        kept = [line for i, line in enumerate(page) if not (i in {0, 1, last - 1, last} and _bare(line) in running)]
        drafts.extend(_paragraphs(kept, number, tables))
    if not drafts:
        raise ImportFailure(
            "the PDF holds no text, probably only pictures of pages; run text recognition (OCR) on it first"
        )
    text, blocks = assemble(drafts)
    opening = text[:6000].split("\n")
    filing = is_filing([line for line in opening if line], title, "")
    shown: str | None = title
    if (
        not title
        or " " not in title
        or re.fullmatch(r"(?i)untitled|microsoft word.*|.*\.(?:docx?|pdf|indd|htm)", title)
    ):
        shown = cover_title([(False, line) for line in opening if line][:60]) if filing else None
    stamp = iso_date(created[2:]) if isinstance(created, str) and created.startswith("D:") else None
    return Extracted(
        text,
        blocks,
        title=shown or None,
        author=author if author and not filing else None,
        published=published_in([line for line in text.split("\n") if line], filing=filing) or stamp,
        source_type=source_type(text, Metadata(), filing=filing),
    )


def _pages(reader: PdfReader) -> list[str]:
    """The text of each page. Raises `TooLarge` where there is more of it than in any document."""
    pages: list[str] = []
    left = _MOST_CHARACTERS
    for page in reader.pages[:_MOST_PAGES]:
        pages.append(page.extract_text() or "")
        left -= len(pages[-1])
        if left < 0:
            raise TooLarge(f"the PDF has more than {_MOST_CHARACTERS // 1_000_000} million characters of text; split it")
    return pages


def _bare(line: str) -> str:
    return re.sub(r"\d+", "0", clean(line))


def _running(pages: list[list[str]]) -> set[str]:
    """Heads and feet: lines at the edges of at least half of the pages, numbers aside."""
    if len(pages) < 4:
        return set()
    counts: dict[str, int] = {}
    for page in pages:
        for line in {_bare(line) for line in page[:2] + page[-2:]}:
            counts[line] = counts.get(line, 0) + 1
    return {line for line, times in counts.items() if times >= len(pages) / 2 and not line.endswith((".", ",", "-"))}


def _paragraphs(lines: list[str], page: int, tables: Iterator[int]) -> list[Draft]:
    """A page's paragraphs, items and rows. Lines that end in two or more amounts are rows of a table."""
    if not lines:
        return []
    width = sorted(len(line) for line in lines)[int(len(lines) * 0.9)]
    drafts: list[Draft] = []
    values = [_values(clean(line)) for line in lines]
    table: int | None = None
    columns = 0
    previous = ""
    for number, line in enumerate(lines):
        cells = values[number]
        if table is not None and cells is None:
            plain = _values(clean(line), plain=True)
            following = any(values[number + 1 : number + 3])
            if plain is not None and plain[-1].column == columns:
                cells = plain
            elif following and len(line) <= 100 and not line.endswith("."):
                cells = (DraftCell(clean(line), 0),)  # the name of a group of rows
            elif not following:
                table = None
        bullet = BULLET.match(line + " ")
        if cells is not None:
            if table is None:
                table, columns = next(tables), cells[-1].column
                drafts = _with_headings(drafts, columns, table, page)
            drafts.append(Draft(BlockKind.ROW, table=table, cells=cells, page=page))
        elif bullet is not None and bullet.end() < len(line):
            numbered = bullet[0].strip().strip("().").isdigit()
            drafts.append(Draft(BlockKind.ITEM, clean(line if numbered else line[bullet.end() :]), page=page))
        elif (
            drafts and drafts[-1].kind is not BlockKind.ROW and len(drafts[-1].text) < _LONGEST_PARAGRAPH
            and _continues(previous, line, width)
        ):  # fmt: skip
            drafts[-1] = replace(drafts[-1], text=clean(_glued(drafts[-1].text, line)))
        else:
            drafts.append(Draft(BlockKind.PARAGRAPH, clean(line), page=page))
        previous = line
    return [draft for draft in drafts if draft.text or draft.cells]


def _values(line: str, *, plain: bool = False) -> tuple[DraftCell, ...] | None:
    """The label and the amounts of a line such as "Net income $ 22,291 $ 17,556", or None for any other line.

    `plain` takes bare whole numbers for amounts too, as they are inside a table.
    """
    # Patterns take long to fail on a long line, which is prose in any case.
    match = _ROW.fullmatch(line) if len(line) <= _LONGEST_ROW else None
    if match is None or len(match["label"]) > 140 or _MONTH.search(match["label"]):
        return None
    amounts = [amount[0] for amount in _AMOUNT.finditer(match["amounts"])]
    # "see pages 12 14" and the like: amounts have a separator, a sign or a dash among them.
    if len(amounts) < 2 or not (plain or re.search(r"[,.$€£%()—–-]", match["amounts"])):
        return None
    if all(re.fullmatch(r"(?:19|20)\d\d", amount) for amount in amounts):
        return None
    label = [DraftCell(match["label"].strip(), 0)] if match["label"].strip() else []
    return (*label, *(DraftCell(amount.strip(), column) for column, amount in enumerate(amounts, 1)))


def _with_headings(drafts: list[Draft], columns: int, table: int, page: int) -> list[Draft]:
    """The drafts, with the lines above a table that name a period for each column made its heading rows."""
    for back in range(1, min(5, len(drafts)) + 1):
        draft = drafts[-back]
        if draft.kind is not BlockKind.PARAGRAPH or len(draft.text) > 160:
            break
        periods = list(_PERIOD.finditer(draft.text))
        if len(periods) < columns or columns < 2:
            continue
        label = draft.text[: periods[-columns].start()].strip()
        names = tuple(DraftCell(p[0], column, header=True) for column, p in enumerate(periods[-columns:], 1))
        if draft.text[periods[-1].end() :].strip():
            continue
        over: tuple[DraftCell, ...] = (DraftCell(label, 1, columns, header=True),) if label else ()
        days = list(_DAY.finditer(drafts[-back - 1].text)) if len(drafts) > back else []
        if len(days) == columns and not label:
            over = tuple(DraftCell(day[0], column, header=True) for column, day in enumerate(days, 1))
            drafts = [*drafts[: -back - 1], *drafts[-back:]]
        rows = [Draft(BlockKind.ROW, table=table, cells=cells, page=page) for cells in (over, names) if cells]
        return [*drafts[:-back], *rows, *drafts[len(drafts) - back + 1 :]]
    return drafts


def _continues(previous: str, line: str, width: int) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if _is_row(previous) or _is_row(line):
        return False
    if line[0].islower():
        return not previous.endswith((".", "!", "?"))
    if len(previous) < 0.75 * width:
        return False
    return not (previous.endswith(_ENDS) and len(previous) < 0.9 * width)


def _is_row(line: str) -> bool:
    """A line with several numbers and few words is a row of a table; it must not run into its neighbours."""
    if len(line) > _LONGEST_ROW:
        return False
    numbers = re.findall(r"(?<!\w)[$€£(]*\s?\d[\d,.]*\)?%?(?!\w)", line)
    words = re.findall(r"[^\W\d_]{2,}", line)
    return len(numbers) >= 2 and len(words) <= 2 * len(numbers) + 4


def _glued(text: str, line: str) -> str:
    if re.search(r"[^\W\d_]{2,}-$", text[-80:]) and line[0].islower():
        return text[:-1] + line
    return f"{text} {line}"
