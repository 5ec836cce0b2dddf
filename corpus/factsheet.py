"""Fact sheets: what one filing states in the SEC's company facts, as a document with a row for each fact."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from corpus.assembly import Draft, DraftCell, assemble, clean
from corpus.companyfacts import Fact, FiledFacts, YearEnd
from corpus.dates import iso_date, long_day
from corpus.document import BlockKind, Extracted, Revision, SourceType, Tag
from corpus.errors import ImportFailure

__all__ = ["PUBLISHER", "SHEET", "extract_sheet", "filer_names", "pack_sheet", "sheet_title"]

PUBLISHER = "SEC EDGAR"
SHEET = b'{"fact sheet":'
"""What a packed sheet begins with."""

_LENGTHS = ((80, 100, "three months"), (172, 192, "six months"), (262, 285, "nine months"), (350, 378, "year"))
_QUARTERS = ("first", "second", "third", "fourth")
_PERCENT = re.compile(r"(?:Rate|Percent|Percentage)(?=[A-Z0-9]|$)")
_HEAD = ("Fact", "Period", "Value", "Stated before")
_FILER = re.compile(r" Form .{1,25} filed \w+ \d+, \d{4} \(SEC company facts\)$")
_CURRENCY = re.compile(r"[A-Z]{3}")


def filer_names(revision: Revision) -> tuple[str, str]:
    """What the filer of a sheet is called in its title, and what the SEC calls it."""
    head = revision.blocks[0]
    return _FILER.sub("", revision.title), _FILER.sub("", revision.text[head.start : head.end])


def sheet_title(company: str, filed: FiledFacts) -> str:
    """The title of a sheet: whose, of which filing."""
    return f"{company} Form {filed.form} filed {long_day(filed.filed)} (SEC company facts)"


def pack_sheet(filed: FiledFacts) -> bytes:
    """The facts of a filing as bytes, which `extract_sheet` reads."""
    return json.dumps({"fact sheet": asdict(filed)}, default=str, separators=(",", ":")).encode()


def extract_sheet(data: bytes) -> Extracted:
    """The document of a packed sheet: a table with a row for each fact, its value tagged with what it is.

    Raises `ImportFailure` where the bytes are no packed sheet.
    """
    try:
        filed = _unpacked(json.loads(data)["fact sheet"])
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
        raise ImportFailure(f"it is no sheet of facts ({type(error).__name__}: {str(error)[:100]})") from None
    facts = sorted(filed.facts, key=_place)
    drafts = list(_drafts(filed, facts))
    text, blocks = assemble(drafts)
    rows = [block for block in blocks if block.kind is BlockKind.ROW][1:]
    tags = tuple(
        Tag(row.cells[2].start, row.cells[2].end, fact.concept, fact.value, fact.unit, fact.begins, fact.ends)
        for row, fact in zip(rows, facts, strict=True)
    )
    return Extracted(
        text, blocks, title=sheet_title(filed.company, filed), publisher=PUBLISHER, published=filed.filed, url=filed.url,
        language="en", source_type=SourceType.FILING, tags=tags,
    )  # fmt: skip


def _unpacked(read: dict[str, Any]) -> FiledFacts:
    filed = _day(read["filed"])
    facts = tuple(_fact(one) for one in read["facts"])
    end = read["year_end"]
    return FiledFacts(read["cik"], read["company"], read["accession"], read["form"], filed, facts, None if end is None else YearEnd(**end))


def _fact(read: dict[str, Any]) -> Fact:
    was, was_filed, begins = read["was"], read["was_filed"], read["begins"]
    return Fact(
        read["concept"], clean(read["label"]), read["unit"], None if begins is None else _day(begins), _day(read["ends"]), Decimal(read["value"]),
        None if was is None else Decimal(was), read["was_form"], None if was_filed is None else _day(was_filed),
    )  # fmt: skip


def _day(written: str) -> date:
    day = iso_date(written)
    if day is None:
        raise ValueError(f"{written!r} is no day")
    return day


def _place(fact: Fact) -> tuple[int, int, str, str]:
    """The newest first, of one day the longest first, moments last."""
    return -fact.ends.toordinal(), (fact.begins or date.max).toordinal(), fact.concept, fact.unit


def _drafts(filed: FiledFacts, facts: list[Fact]) -> Iterator[Draft]:
    yield Draft(BlockKind.HEADING, clean(sheet_title(filed.company, filed)), level=1)
    yield Draft(
        BlockKind.PARAGRAPH,
        clean(
            f"What {filed.company} (CIK {filed.cik}) tagged in its Form {filed.form}, filed on {long_day(filed.filed)}, accession number "
            f"{filed.accession}, without what an earlier filing states in the same way; from the SEC's company facts."
        ),
    )
    if filed.year_end is not None:
        day = long_day(date(2024, filed.year_end.month, filed.year_end.day)).partition(",")[0]
        about = ", or within a week of that" if filed.year_end.drifts else ""
        yield Draft(BlockKind.PARAGRAPH, f"Fiscal year ends {day}{about}.")
    restated = any(fact.was is not None for fact in facts)
    yield Draft(BlockKind.ROW, table=0, cells=tuple(DraftCell(words, column, header=True) for column, words in enumerate(_HEAD[: 4 if restated else 3])))
    for fact in facts:
        words = [fact.label, _period(fact, filed.year_end), _value(fact, fact.value)]
        if fact.was is not None and fact.was_filed is not None:
            words.append(f"{_value(fact, fact.was)} in Form {fact.was_form} filed {long_day(fact.was_filed)}")
        yield Draft(BlockKind.ROW, table=0, cells=tuple(DraftCell(each, column) for column, each in enumerate(words)))


def _period(fact: Fact, year_end: YearEnd | None) -> str:
    ends = long_day(fact.ends)
    if fact.begins is None:
        return f"as of {ends}"
    days = (fact.ends - fact.begins).days + 1
    length = next((name for least, most, name in _LENGTHS if least <= days <= most), None)
    if length is None:
        return f"{long_day(fact.begins)} to {ends}"
    fiscal = "" if year_end is None or year_end.is_calendar else _fiscal(fact.ends, length, year_end)
    return f"{length} ended {ends}{fiscal}"


def _fiscal(ends: date, length: str, year_end: YearEnd) -> str:
    """What the company calls a stretch of its year: " (second quarter of fiscal 2026)"; "" where it is none of them."""
    for year in (ends.year, ends.year + 1):
        left = (date(year, year_end.month, year_end.day) - ends).days
        if -10 <= left < 355:
            ago = round(left / 91.3)
            if abs(left - ago * 91.3) > 10:
                return ""
            name = f"fiscal {year + year_end.named}"
            if length == "three months":
                return f" ({_QUARTERS[3 - ago]} quarter of {name})"
            whole = {"six months": 2, "nine months": 3, "year": 4}[length] == 4 - ago
            return f" ({name})" if whole else ""
    return ""


def _value(fact: Fact, value: Decimal) -> str:
    sign, size = "-" if value < 0 else "", abs(value)
    money, _, per = fact.unit.partition("/")
    if _CURRENCY.fullmatch(money) and per in {"", "shares"}:
        amount = f"{sign}${size:,f}" if money == "USD" else f"{money} {sign}{size:,f}"
        return f"{amount} per share" if per else amount
    if fact.unit == "pure":
        return f"{sign}{(size * 100).normalize():,f}%" if _PERCENT.search(fact.concept) else f"{sign}{size:,f}"
    return f"{sign}{size:,f} {fact.unit}"
