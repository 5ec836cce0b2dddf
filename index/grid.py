"""Tables as grids: which rows are headers, what each column and section is called.

The rules follow how financial tables are set: a caption above (sometimes as the first, full-width row), one or
more header rows whose cells may span columns, section rows that hold words alone ("Operating expenses:"), and
rows of a label with numbers under the headers. A header that occurs further down replaces the ones above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.document import Block, BlockKind, Cell
from index.amounts import parse_cell, scale_of_caption
from index.table_times import DATED, ONLY_TIME

__all__ = ["GridCell", "GridRow", "TableText", "is_field_list", "read_table", "tables"]

_YEAR = re.compile(r"^(?:FY\s?'?|fiscal\s+(?:year\s+)?)?(?:19|20)\d\d[AEP]?\*?$", re.IGNORECASE)
_DAY = re.compile(r"20\d\d-\d\d-\d\d|\d\d?[./]\d\d?[./]20\d\d|\d{1,2} [A-Z][a-z]{2,8}\.? 20\d\d|[A-Z][a-z]{2,8}\.? \d{1,2}, 20\d\d")
_ASIDE = re.compile(r"^\W*(?:notes?|ref(?:erence)?s?\.?|footnotes?|no\.?|nr\.?|#|rank|row|page|item)\W*$", re.IGNORECASE)
_YEARS = re.compile(r"^\W*(?:(?:fiscal|financial|calendar|reporting)\s+)?(?:years?|periods?|FY)\b", re.IGNORECASE)
# A column of units beside the labels: "Revenue | € million | 642.7".
_UNIT = re.compile(
    r"(?:in\s)?(?:(?:[A-Z]{0,3}\s?[$€£¥₹]|[A-Z]{3})\s?)?(?:thousands?|millions?|billions?|mn?|bn|k|'?000s?)|[A-Z]{0,3}[$€£¥₹%]|[kMGT]Wh?|FTEs?|number|units?|x|years?|hours?|days?",
    re.IGNORECASE,
)
_FORM = re.compile(r"^\W*(?:basic|(?:fully )?diluted|(?:assuming )?(?:full |no )?dilution)\W*$", re.IGNORECASE)
_HEADS_NOTHING = re.compile(r"\W*commitments\b.{0,4}\b(?:and )?contingenc(?:y|ies)\b|.*\b(?:par|stated) value\b.*\d|.*\b(?:authorized|issued)\b.*\d|.*\d.*\b(?:authorized|issued)\b", re.IGNORECASE)
"""Rows of a balance sheet that say something without a number under the columns, and head nothing: how many shares there may be."""
_AGES = re.compile(r"\d{1,3}\s?(?:[–—-]|to)\s?\d{1,3}(?:\s?[Dd]ays?)?|\d{2,3}\s?\+(?:\s?[Dd]ays?)?")
"""What heads columns of what is overdue: "31 - 60", "91+"."""
_LONE_NUMBERS = re.compile(r"[\d\s,.;:–—-]*\d{1,3},\d{3}[\d\s,.;:–—-]*")
"""Numbers under a label that no column is of: "2024 - 2,279,164,313" below how many shares were issued."""
_STRETCH = re.compile(r"\b(?:months?|quarters?|weeks|years?|half)\b.*\bend(?:ed|ing)\b", re.IGNORECASE)
_PERIODISH = re.compile(
    r"(?:\b(?:19|20)\d\d\b|\b[1-4]Q\s?\d\d|\bQ[1-4]\b|\b[12]H\s?\d\d|\bH[12]\b|\bFY\s?\d\d|\bended\b|\bending\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its text and the words above it, outermost header first."""

    cell: Cell
    text: str
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row that carries numbers: its label, the section rows above it, and its number cells.

    `labels` are the cells that `label` joins: a tracker's row may start with a campus, its operator and its region.
    """

    block: Block
    label: str
    sections: tuple[str, ...]
    cells: tuple[GridCell, ...]
    labels: tuple[GridCell, ...] = ()


@dataclass(frozen=True, slots=True)
class TableText:
    """The words around one table: what stands above it, and its header rows' full-width cells.

    `stub` are the headers above the labels: "Campus", "(in millions)", "Year ended March 31".
    """

    number: int
    caption: str
    rows: tuple[GridRow, ...]
    header_spans: tuple[tuple[int, int], ...] = field(default=())
    stub: tuple[str, ...] = ()


def tables(text: str, blocks: Sequence[Block]) -> Iterator[tuple[list[Block], str, list[str]]]:
    """Yield each table's row blocks, the words just above it (nearest last), and its heading path."""
    headings: list[tuple[int, str]] = []
    above: list[str] = []
    rows: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.ROW and (not rows or rows[-1].table == block.table):
            rows.append(block)
            continue
        if rows:
            yield rows, "\n".join(above[-3:]), [words for _, words in headings]
            rows, above = [], []
        if block.kind is BlockKind.ROW:
            rows = [block]
            continue
        words = text[block.start : block.end]
        if block.kind is BlockKind.HEADING:
            headings = [h for h in headings if h[0] < (block.level or 6)] + [(block.level or 6, words)]
            above = []
        elif len(words) <= 400:
            above.append(words)
        else:
            above = [_last_sentence(words)]
    if rows:
        yield rows, "\n".join(above[-3:]), [words for _, words in headings]


def _last_sentence(words: str) -> str:
    return re.split(r"(?<=[.:;])\s+(?=[A-Z(])", words)[-1][-400:]


def is_field_list(text: str, rows: Sequence[Block]) -> bool:
    """Whether a table is a list of labels with one value each, some of them words: "Operator | Acme", "Power | 90 MW"."""
    pairs = [row.cells for row in rows]
    if len(pairs) < 2 or any(len(cells) != 2 or cells[0].column or cells[1].header for cells in pairs):
        return False
    values = [text[value.start : value.end].strip() for _, value in pairs]
    worded = [bool(_is_words(words)) for words in values]
    return all(label.header for label, _ in pairs) or (not all(worded) and any(worded[1:]) and not pairs[0][0].header)


def read_table(text: str, rows: Sequence[Block], above: str, subject: str = "") -> TableText:
    """Read one table's rows into labelled number cells; `subject` is what a list of labels and values is about."""
    if is_field_list(text, rows):
        return _read_fields(text, rows, above, subject)
    captions = [above] if above else []
    headers: list[tuple[Cell, str]] = []
    sections: list[str] = []
    indented: list[str] = []
    out: list[GridRow] = []
    header_spans: list[tuple[int, int]] = []
    stub: list[str] = []
    spanned: list[tuple[Cell, str]] = []
    band, building, columns = "", True, _Columns()
    valued = {c.column for row in rows for c in row.cells if c.column and not c.header and _is_value(text[c.start : c.end].strip())}
    width = max((c.column + c.span for row in rows for c in row.cells), default=0)
    totals = [text[row.cells[0].start : row.cells[0].end].strip() if row.cells else "" for row in rows]
    for position, row in enumerate(rows):
        cells = [(c, text[c.start : c.end].strip()) for c in row.cells if text[c.start : c.end].strip()]
        if not cells or (len(cells) == 1 and out and not cells[0][0].column and _LONE_NUMBERS.fullmatch(cells[0][1])):
            continue
        if len(cells) == 1 and (out or headers) and _is_band(cells[0], headers):
            band, sections, indented = cells[0][1], [], []
            header_spans.append((row.start, row.end))
            continue
        if len(cells) == 1 and out and (replaced := _with_stretch(cells[0][1], headers)):
            headers, sections, indented = replaced, [], []
            header_spans.append((row.start, row.end))
            continue
        if len(cells) == 1 and _is_words(cells[0][1]):
            cell, words = cells[0]
            wide = cell.span >= max(2, width - 1) or position == 0
            scaled = scale_of_caption(words) is not None and (not cell.column or cell.span > 1)
            # Under the names of the columns "Revenue:" heads the rows that follow.
            titled = wide and not cell.column and (not headers or bool(_PERIODISH.search(words)))
            if not out and (scaled or titled):
                captions.append(words)
                header_spans.append((row.start, row.end))
            elif cell.column == 0:
                # "Diluted" under "Earnings per share:" is one of its two forms, "Basic" further down the other.
                sections = [*(s for s in sections[-2:] if not _FORM.match(s)), words] if _FORM.match(words) else [] if _HEADS_NOTHING.match(words) else [words]
                indented = []
            else:
                headers = [h for h in headers if building] + [(cell, words)]
                building = True
            continue
        if _is_header(cells, building=not out or building):
            headers = ([*headers] if building else []) + cells
            building = True
            header_spans.append((row.start, row.end))
            stub += [words for c, words in cells if c.column == 0 and c.span < width and words not in stub]
            continue
        building = False
        label_cells, numbers = _split(cells, headers, valued)
        if numbers and label_cells:
            label_cells = spanned = _spanned(cells, spanned) + label_cells
        if not numbers and any(not re.search(r"[^\W\d_]", words) or re.match(r"\W*\d", words) for _, words in cells[1:]):
            continue  # dashes, or numbers of a kind not read: a row, not a heading
        if not numbers:
            sections = [" ".join(words for _, words in label_cells)]
            continue
        label = " ".join(f"({words})" if i and _UNIT.fullmatch(words) else words for i, (c, words) in enumerate(label_cells) if not i or not any(map(_MATURES.match, _above(c, headers))))
        out.append(
            GridRow(
                row,
                label.strip(" :"),
                tuple(s.strip(" :") for s in [band, *sections, *indented] if s),
                tuple(GridCell(c, words, columns.over(c, headers)) for c, words in numbers),
                tuple(GridCell(c, words, columns.over(c, headers)) for c, words in label_cells),
            )
        )
        if _ends_section(label, sections, totals[position + 1 :]):
            # "Basic" follows "Diluted" with its total, under the same heading.
            sections = sections[:-1] if _FORM.match(sections[-1] if sections else "") else []
    return TableText(
        rows[0].table or 0, "\n".join(captions), tuple(out), header_spans=tuple(header_spans), stub=tuple(stub)
    )


_MATURES = re.compile(r"\W*(?:(?:final|stated|contractual|scheduled) )?(?:maturit(?:y|ies)|matures|due|expir(?:y|es|ation)|expires)(?: (?:date|in|on))?\W*$", re.IGNORECASE)
"""The column of the days on which what the rows are called falls due: no name of theirs, and not when their numbers are of."""


def _is_band(cell: tuple[Cell, str], headers: Sequence[tuple[Cell, str]]) -> bool:
    """Whether the one cell of a row says for when the rows below it are, under columns that have names and no times."""
    place, words = cell
    named = [h for c, h in headers if c.column > 0 and c.column != place.column]
    names = [h for h in named if not ONLY_TIME.match(h) and scale_of_caption(h) is None]
    return bool(names) and not any(_PERIODISH.search(h) for h in named) and DATED.search(words) is not None and ONLY_TIME.match(words.strip(" :")) is not None


def _with_stretch(words: str, headers: Sequence[tuple[Cell, str]]) -> list[tuple[Cell, str]]:
    """The headers with another stretch of time in place of the one they say: "Six Months Ended" over the days that stay; none where nothing is replaced."""
    if not _STRETCH.search(words) or DATED.search(words) or not ONLY_TIME.match(words.strip(" :")):
        return []
    old = [h for c, h in headers if c.column > 0 and _STRETCH.search(h) and not DATED.search(h) and ONLY_TIME.match(h)]
    return [(c, words if h in old else h) for c, h in headers] if len(old) == 1 else []


def _ends_section(label: str, sections: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row is the total of what its section heads, or the net of it by its name: "Net Acme Cloud sales" under "Acme Cloud"."""
    low = label.casefold()
    if low.startswith("net ") and any(len(s) > 2 and s.strip(" :").casefold() in low for s in sections):
        return True
    return low.startswith("total") and _closes(label, sections) and not _goes_on(label, sections, below)


def _closes(total: str, sections: Sequence[str]) -> bool:
    """Whether a total is the end of what its section heads: "Total revenues" under the name of a segment is not."""
    words = {word for section in sections for word in re.findall(r"\w{3,}", section.lower())}
    return not words or any(s.rstrip().endswith(":") for s in sections) or total.lower().strip(" :") == "total" or bool(words & set(re.findall(r"\w{3,}", total.lower())))


def _goes_on(total: str, sections: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a total is of a part of its section, whose own total stands further below: "Total automotive cost of revenues"."""
    headed = {word for section in sections for word in re.findall(r"\w{3,}", section.lower())}
    if not set(re.findall(r"\w{3,}", total.lower())) - headed - {"total", "net"}:
        return False
    return any(words == {"total"} | headed or words == {"total", "net"} | headed for label in below if (words := set(re.findall(r"\w{3,}", label.lower()))))


def _read_fields(text: str, rows: Sequence[Block], above: str, subject: str) -> TableText:
    pairs = [[GridCell(c, text[c.start : c.end].strip()) for c in row.cells] for row in rows]
    worded = tuple(value for _, value in pairs if parse_cell(value.text) is None)
    out = [
        GridRow(row, label.text.strip(" :"), (subject,) if subject else (), (value,), (label, *worded))
        for row, (label, value) in zip(rows, pairs, strict=True)
        if parse_cell(value.text) is not None
    ]
    return TableText(rows[0].table or 0, above, tuple(out))


def _is_value(text: str) -> bool:
    """Whether a cell is a number with a unit of its own, so that its column holds values."""
    parsed = parse_cell(text)
    return parsed is not None and bool(parsed.unit)


def _is_words(text: str) -> bool:
    return bool(re.search(r"[A-Za-zÀ-ÿ]{2}", text)) and (parse_cell(text) is None or bool(_PERIODISH.search(text)))


def _is_header(cells: list[tuple[Cell, str]], *, building: bool) -> bool:
    if all(c.header for c, _ in cells):
        return True
    beyond = [words for c, words in cells if c.column > 0] or [words for _, words in cells]
    ages = building and _are_ages(beyond)
    numeric = [w for w in beyond if parse_cell(w) is not None and not _YEAR.match(w) and not (ages and _AGES.fullmatch(w))]
    if numeric:
        return False
    periods = [w for w in beyond if _YEAR.match(w) or _PERIODISH.search(w)]
    if periods and len(periods) * 2 >= len(beyond):
        first = cells[0]
        # A row whose label is words and whose cells are years is a header only where no number rows went before
        # or its label is empty or about time ("Year ended", "Fiscal").
        return first[0].column > 0 or building or bool(_PERIODISH.search(first[1])) or len(beyond) > 1
    return building and not any(parse_cell(w) for w in beyond if not (ages and _AGES.fullmatch(w)))


def _are_ages(cells: Sequence[str]) -> bool:
    """Whether ranges side by side are how long something is overdue, each of which begins a day after the one before: "400-420 | 420-440" is an outlook."""
    found = [words for words in cells if _AGES.fullmatch(words)]
    ranges = [[int(n) for n in re.findall(r"\d+", words)] for words in found]
    return any(one[-1] + 1 == other[0] for one, other in pairwise(ranges)) or any("+" in words for words in found) or (bool(ranges) and ranges[0][0] in _FIRST_DAYS)


_FIRST_DAYS = frozenset({0, 1, 30, 31})
"""Where the first of such ranges begins."""


def _split(
    cells: list[tuple[Cell, str]], headers: list[tuple[Cell, str]], valued: AbstractSet[int]
) -> tuple[list[tuple[Cell, str]], list[tuple[Cell, str]]]:
    """Part a row into its label cells and its number cells; words in one of the `valued` columns are a value."""
    labels: list[tuple[Cell, str]] = []
    days: list[tuple[Cell, str]] = []
    numbers: list[tuple[Cell, str]] = []
    for index, (cell, words) in enumerate(cells):
        is_number = parse_cell(words) is not None
        if is_number and not numbers and any(_ASIDE.match(above) for above in _above(cell, headers)[-1:]):
            continue  # the row's own number
        if index == 0 and (cell.column == 0 or not headers) and (not is_number or _YEAR.match(words)):
            labels.append((cell, words))
        elif is_number and not (index == 0 and _YEAR.match(words)):
            numbers.append((cell, words))
        elif not numbers and _DAY.fullmatch(words):
            days.append((cell, words))
        elif not numbers and len(words) < 120 and cell.column not in valued and (_is_words(words) or _UNIT.fullmatch(words) or _is_year_of(words, cell, headers) or _is_letter_of(words, cell, headers)):
            labels.append((cell, words))
    return (labels + days if labels else labels), numbers


_LETTERED = re.compile(r"\W*(?:funding )?(?:round|stage|series)\W*$", re.IGNORECASE)


def _is_letter_of(words: str, cell: Cell, headers: list[tuple[Cell, str]]) -> bool:
    """Whether a cell is the letter of the round that its row is of, in a column called so."""
    return len(words) == 1 and words.isalpha() and words.isupper() and any(_LETTERED.match(above) for above in _above(cell, headers))


def _is_year_of(words: str, cell: Cell, headers: list[tuple[Cell, str]]) -> bool:
    """Whether a cell is the year that its row is for, in a column called so."""
    return bool(_YEAR.match(words)) and any(_YEARS.match(above) for above in _above(cell, headers))


def _spanned(cells: list[tuple[Cell, str]], before: list[tuple[Cell, str]]) -> list[tuple[Cell, str]]:
    """The labels of the row before that stand left of all of a row's cells: they cover several rows, as HTML lets them.

    They do where the row before has a label too in the column that this one begins with.
    """
    first = cells[0][0].column
    if not first or not any(cell.column == first for cell, _ in before):
        return []
    return [(cell, words) for cell, words in before if cell.column < first]


class _Columns:
    """What stands above the cells of a table; the rows under the same headers have their cells in the same columns."""

    def __init__(self) -> None:
        self._headers: list[tuple[Cell, str]] = []
        self._over: dict[tuple[int, int], tuple[str, ...]] = {}

    def over(self, cell: Cell, headers: list[tuple[Cell, str]]) -> tuple[str, ...]:
        """The headers above a cell, outermost first."""
        if headers is not self._headers:
            self._headers, self._over = headers, {}
        place = cell.column, cell.span
        if place not in self._over:
            self._over[place] = _above(cell, headers)
        return self._over[place]


def _above(cell: Cell, headers: list[tuple[Cell, str]]) -> tuple[str, ...]:
    first, last = cell.column, cell.column + cell.span
    found: list[str] = []
    for header, words in headers:
        if header.column < last and header.column + header.span > first and words not in found:
            found.append(words)
    if found:
        return tuple(found)
    # Filings give a number its own narrow column beside the header's: take the nearest header to the left.
    left = [(h, w) for h, w in headers if h.column > 0 and h.column <= first]
    if not left:
        return ()
    nearest = max(h.column for h, _ in left)
    return tuple(w for h, w in left if h.column == nearest)
