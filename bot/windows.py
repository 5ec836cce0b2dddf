"""Windows: the pieces of documents that may be quoted, one sentence or row, or two or three sentences in a row.

What answers a question is often said next to the sentence that names the thing asked about: "The agreement was signed
in May. It ends in 2031." A window never leaves a section, and what of it stands in different paragraphs is quoted apart:
between two of them the page may have held something that is not kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from corpus.document import BlockKind
from index.caseless import caseless, has_any
from index.outline import Outline
from index.pattern import lazy_pattern
from index.speaking import is_speaker
from index.told import Told

__all__ = ["Unit", "Window", "answering", "is_byline", "is_credit", "is_menu", "names_columns", "stretch", "units", "windows"]

_LONGEST_TABLE = 60
"""Rows over which a table's header is looked for."""
_LONGEST = 480
"""Characters of a quote of several sentences; one sentence may be longer."""


_BYLINE_LONGEST = 160
_DIGIT = lazy_pattern(r"\d")
_ENDS = lazy_pattern(r"[.!?:;][”\"'’)]*\s*$")
_CLOCK = lazy_pattern(r"\b[ap]\.m\.\s*$")
_DATED = lazy_pattern(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\b\d+[- ]min(?:ute)?s?\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b", re.IGNORECASE
)
_PARTED = lazy_pattern(r"\s[|·•/–—]\s|^(?:by|posted|published|updated|written|words)\b", re.IGNORECASE)


_NAMED = r"[A-ZÀ-Þ][\w.'’-]*(?:\s(?:de|da|van|von|bin|al|[A-ZÀ-Þ][\w.'’-]*)){1,4}"
_BY_LINE = lazy_pattern(rf"^\W*(?:By|Words|Text|Story by|Interview by)[:\s]+{_NAMED}(?:(?:,|,? and|\s&)\s{_NAMED})*\W*$")
_DATE_WORDS = lazy_pattern(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*|published|updated|posted|last|first|on|at|of|am|pm|a\.m|p\.m"
    r"|[ecmp][ds]?t|gmt|utc|bst|cest|min(?:ute)?s?|read|\d{1,4}(?:st|nd|rd|th)?)\b",
    re.IGNORECASE,
)
_DAY_FIRST = lazy_pattern(rf"\W*{_DATE_WORDS.pattern}", re.IGNORECASE)
_CREDIT = lazy_pattern(
    r"^\W*(?:(?:additional )?(?:reporting|writing|editing|compiled|photograph|illustration)s?\sby\b|(?:image|photo|photograph|picture|illustration|credit)s?(?:\scredit)?\s?[:/])",
    re.IGNORECASE,
)


_NAME_AND_DAY = lazy_pattern(
    rf"^\W*(?:By\s)?{_NAMED},?\s(?:on\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s\d{{4}}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})\W*$"
)
"""Who wrote it and when, and nothing else: "Vera Lind, 10 March 2026"."""


def is_byline(words: str) -> bool:
    """Whether a line only says who wrote a page and when: "Ada Hale | May 3, 2026, 7:40 a.m.", "By Ada Hale", "May 3, 2026"."""
    if len(words) > _BYLINE_LONGEST:
        return False
    if _BY_LINE.match(words):
        return True
    if not _DIGIT.search(words):
        return False  # no day, and so none of what follows
    if _NAME_AND_DAY.match(words):
        return True
    # Few lines start with a word of a date or are parted; only of those the slow patterns are asked.
    of_a_day, parted = _DAY_FIRST.match(words), _PARTED.search(words)
    if not (of_a_day or parted) or not _DATED.search(words):
        return False
    if of_a_day and not re.search(r"\w", _DATE_WORDS.sub("", words)):
        return True
    return parted is not None and not _ENDS.search(_CLOCK.sub("", words))


_OF_PAGE = lazy_pattern(
    r"^\W*(?:(?:page|article|document) )?(?:last |first )?(?:reviewed|updated|modified|revised|edited)(?: on|:)? (?:\d{1,2} [A-Z][a-z]{2,8}\.?,? 20\d\d|[A-Z][a-z]{2,8}\.? \d{1,2},? 20\d\d|[A-Z][a-z]{2,8} 20\d\d|20\d\d-\d\d-\d\d)\W*$", re.IGNORECASE
)
_MENU = lazy_pattern(r"^\W*(?:[^|›»·.:;\d]{2,40}[|›»·]\s?){2,}[^|›»·.:;\d]{2,40}$")
_COLUMNS = lazy_pattern(r"^(?:[^|\d]{1,40}\|){2,}[^|\d]{1,40}$")


def is_menu(words: str) -> bool:
    """Whether a line only says when a page was last seen to or where else to go: "Last reviewed 25 August 2026", "Overview | Audit | Contact"."""
    if len(words) > _BYLINE_LONGEST * 2:
        return False
    return bool(_OF_PAGE.match(words)) or (has_any(words, ("|", "›", "»", "·")) and bool(_MENU.match(words)))


def names_columns(words: str) -> bool:
    """Whether the first row of a table has three short cells or more without a number, as one that names its columns has."""
    return words.count("|") >= _COLUMN_MARKS and _COLUMNS.match(words) is not None


_COLUMN_MARKS = 2


def is_credit(words: str) -> bool:
    """Whether a line only says who worked on a page or took its picture: "(Reporting by Ada Hale)", "Photo: Ada Hale"."""
    return len(words) <= _BYLINE_LONGEST * 2 and bool(_CREDIT.match(words))


class Unit(NamedTuple):
    """A sentence, list item, table row or heading of block number `block`, with the headings over it and what stands beside it.

    Beside a sentence stand the one before and the one after, beside a row its table's header and the sentence that leads up.
    `asked` are the questions of the page that it answers, as in an interview, `place` which
    sentence of the answer it is, and `asks` whether it is a question itself.
    """

    told: Told
    headings: tuple[Told, ...]
    beside: tuple[Told, ...]
    page: int | None
    block: int = 0
    row: bool = False
    title: bool = False
    asked: tuple[Told, ...] = ()
    asks: bool = False
    place: int = 0

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.told.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.told.end

    @property
    def near(self) -> tuple[Told, ...]:
        """What stands over and beside it."""
        return (*self.headings, *self.beside, *self.asked)


class Window(NamedTuple):
    """Units that follow one another, to be quoted together."""

    units: tuple[Unit, ...]

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.units[0].told.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.units[-1].told.end

    @property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """The start and end of what is quoted in one, paragraph by paragraph."""
        if len(self.units) == 1:
            return ((self.start, self.end),)
        blocks = [list(some) for _, some in groupby(self.units, key=lambda unit: unit.block)]
        return tuple((some[0].start, some[-1].end) for some in blocks)


class Stretch(NamedTuple):
    """The blocks of a stretch of text by their numbers: the headings over it, the first row of each table in it, and its own."""

    over: list[int]
    headers: dict[int, int]
    span: range

    @property
    def needed(self) -> list[int]:
        """Those that `units` has to know."""
        return [*self.over, *self.headers.values(), *self.span]


def stretch(blocks: Outline, start: int, end: int) -> Stretch:
    """The blocks from `start` to `end` of a text."""
    first = max(0, bisect_right(blocks.starts, start) - 1)
    last = max(first, bisect_left(blocks.starts, end) - 1)
    tables = {blocks.table_of(number): number for number in range(last, first - 1, -1)}
    headers = {table: blocks.table_start(number, _LONGEST_TABLE) for table, number in tables.items() if table is not None}
    return Stretch(blocks.over(first), headers, range(first, last + 1))


def units(blocks: Outline, part: Stretch, told_by: Mapping[int, Sequence[Told]]) -> Iterator[Unit]:
    """The sentences, rows and headings of a stretch of text, each with what stands beside it.

    `told_by` is what the blocks that it needs tell.
    """
    over_first, headers, span = part
    above = [(blocks[number].level, told_by[number][0]) for number in over_first]
    header: tuple[Told, ...] = ()
    lead: tuple[Told, ...] = ()
    previous: tuple[Told, ...] = ()
    for position in span:
        block, told = blocks[position], told_by[position]
        headings = tuple(one for _, one in above)
        if block.kind is BlockKind.HEADING:
            over = tuple(one for level, one in above if level < block.level)
            above = [one for one in above if one[0] < block.level] + [(block.level, told[0])]
            previous = ()
            yield Unit(told[0], over, (), block.page, position, title=True)
            continue
        if block.kind is BlockKind.ROW:
            header = tuple(told_by[headers[block.table]]) if block.table is not None else header
            yield Unit(told[0], headings, (*header, *lead), block.page, position, row=True)
            continue
        lead = tuple(told[:1]) or lead
        for place, one in enumerate(told):
            before = tuple(told[place - 1 : place]) if place else previous
            yield Unit(one, headings, (*before, *told[place + 1 : place + 2]), block.page, position)
        previous = tuple(told[-1:])


_TAKES_BACK = lazy_pattern(
    r"\b(?:story|article|report|chart|table|graphic|headline|caption|post|version|column|piece|item|profile|review|feature|interview)s?\b[^.;]{0,60}?"
    r"\b(?:misstated|misidentified|misreported|wrongly|incorrectly|mistakenly|gave the wrong|gave a wrong|overstated|understated|gave|said)\b",
    re.IGNORECASE,
)
_WAYS_TO_TAKE_BACK = ("misstated", "misidentified", "misreported", "wrongly", "incorrectly", "mistakenly", "gave", "overstated", "understated", "said")
_ENTRY = lazy_pattern(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2}\b")
_SHORT_ANSWER = 60
"""Characters from which on the first sentence of an answer is quoted alone."""
_ANSWERS = 4
"""Sentences after a question of a page that may answer it, of one paragraph."""


def answering(some: Iterable[Unit], text: str) -> Iterator[Unit]:
    """Units in their order with the questions of the page that they answer, without the lines that only name who speaks."""
    asked: tuple[Told, ...] = ()
    over: tuple[Told, ...] = ()
    count, last = 0, -1
    for unit in some:
        words = text[unit.start : unit.end].rstrip()
        made = unit
        if unit.row:
            asked = ()
        elif unit.title or words.endswith("?"):
            # Several questions in a row are asked at once.
            before = asked if not count and not unit.title and unit.headings == over else ()
            made = unit._replace(asks=words.endswith("?"))
            asked, count = (*before, unit.told) if made.asks else (), 0
        elif is_speaker(words):
            continue
        elif has_any(caseless(words), _WAYS_TO_TAKE_BACK) and _TAKES_BACK.search(words):
            # What a correction puts right is said by what it takes back: "The story gave 40 people. It was 30."
            asked, count = (unit.told,), 0
        elif asked:
            if count == _ANSWERS or (count and unit.block != last):
                asked = ()
            made = unit._replace(asked=asked, place=count)
            count += 1
        last, over = unit.block, unit.headings
        yield made


def windows(passage: Sequence[Unit], place: int, *, alone: bool = False) -> Iterator[Window]:
    """The windows around unit `place` of a passage: itself and, unless `alone`, with one or two of its neighbours."""
    own = passage[place]
    # "It is on hold." says no more than was asked.
    if alone or not own.asked or own.place or own.end - own.start >= _SHORT_ANSWER or place + 1 == len(passage) or passage[place + 1].block != own.block:
        yield Window((own,))
    if alone:
        return
    for before, after in ((0, 1), (0, 2), (-1, 0), (-1, 1)):
        first, last = place + before, place + after
        if first < 0 or last >= len(passage):
            continue
        some = passage[first : last + 1]
        if any(unit.row or unit.title or unit.headings != some[0].headings for unit in some):
            continue
        if any(unit.asks and unit.block != some[-1].block for unit in some) or any(unit.asks for unit in some[1:]):
            continue  # what is asked in another paragraph goes without saying
        if any(unit.block != some[0].block and _ENTRY.match(unit.told.line) for unit in some):
            continue  # entries of a log have each their own day
        if some[-1].end - some[0].start <= _LONGEST:
            yield Window(tuple(some))
