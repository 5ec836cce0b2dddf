"""The SEC's company facts: every number that a filer ever tagged, as JSON, parted by the filing that first stated it.

`api/xbrl/companyfacts/CIK##########.json` lists each fact once for each filing that states it, so that a year's revenue
occurs in three annual reports. Here a filing keeps the facts that it was the first to state, and those that it stated
otherwise than the filing before it. What `fy` and `fp` say is about the filing that a fact was taken from, not about the
fact: only its days tell what a number is for.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from corpus.archives import index_page
from corpus.dates import iso_date, month_end_near
from corpus.document import words_of
from corpus.errors import ImportFailure

__all__ = ["Fact", "FiledFacts", "YearEnd", "is_company_facts", "read_company_facts", "year_long"]

_BEGINNING = re.compile(rb'\s*\{\s*"cik"\s*:')
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}", re.ASCII)
_CONCEPT = re.compile(r"[A-Za-z][\w-]{0,40}:[A-Za-z]\w{0,250}", re.ASCII)
_FORM = re.compile(r"[A-Z0-9][\w /.-]{0,24}", re.ASCII)
_UNIT = re.compile(r"[A-Za-z][\w/*-]{0,60}", re.ASCII)
_MOST = 1_000_000  # facts; the filers with the most have some 100,000
_LONGEST = 300  # characters of a label
_DIGITS = 40
_YEAR = (350, 378)  # days, both ends counted, of a fiscal year of 52 or 53 weeks or twelve months
_YEARLY = ("10-K", "20-F", "40-F")
_STATE = re.compile(r"\s*/\s*[A-Za-z]{2,3}\s*/?$")
_SPOKEN = re.compile(r"[A-Z](?=[A-Z]*[AEIOUY])[A-Z]{3}")  # a word and no acronym, as IBM and ASML are
_DEPRECATED = re.compile(r"\s*\(Deprecated[^()]*\)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """A number for a stretch of time, or for a moment where `begins` is None.

    `unit` is as the SEC writes it: "USD", "shares", "USD/shares", "pure". `was` is what it was said to be before, by the
    form `was_form` filed on `was_filed`; None where nobody said otherwise.
    """

    concept: str
    label: str
    unit: str
    begins: date | None
    ends: date
    value: Decimal
    was: Decimal | None = None
    was_form: str = ""
    was_filed: date | None = None


@dataclass(frozen=True, slots=True)
class YearEnd:
    """When a filer's fiscal year ends: the month and day, the same week each year where it is one of whole weeks (`drifts`).

    `named` is what is added to the calendar year that it ends in to get its name: 0, or -1 where fiscal 2024 ends in
    early 2025.
    """

    month: int
    day: int
    drifts: bool = False
    named: int = 0

    @property
    def is_calendar(self) -> bool:
        """Whether the fiscal year is the calendar year, or ends within days of it."""
        return (self.month, self.day) == (12, 31)


@dataclass(frozen=True, slots=True)
class FiledFacts:
    """The facts that one filing stated for the first time, or otherwise than before."""

    cik: str
    company: str
    accession: str
    form: str
    filed: date
    facts: tuple[Fact, ...]
    year_end: YearEnd | None = None

    @property
    def url(self) -> str:
        """The address of the filing's index page on the SEC's own site."""
        return index_page(self.cik, self.accession)


def is_company_facts(data: bytes) -> bool:
    """Whether a file begins like the SEC's company facts."""
    return _BEGINNING.match(data[:200]) is not None and b'"facts"' in data[:2000]


def read_company_facts(data: bytes, wanted: Callable[[str], bool] = bool) -> tuple[FiledFacts, ...]:
    """The facts of a file by the filing that stated them, the oldest filing first; a fact that makes no sense is left out.

    Only filings of the forms that are `wanted` count. Raises `ImportFailure` where the file is not of that shape, or holds no fact.
    """
    try:
        read = json.loads(data, parse_float=Decimal, parse_int=_whole, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ImportFailure(f"it is not JSON that can be read ({str(error)[:100]}); get it again from the SEC") from None
    cik, company, kinds = _head(read)
    every = list(_rows(kinds))
    if not every:
        raise ImportFailure("it is the SEC's company facts without a single fact that can be read; get it again from the SEC")
    rows = sorted((row for row in every if wanted(row.form)), key=_order)
    year_end = _year_end(rows)
    found = []
    for (filed, accession), of_filing in groupby(_stated(rows), key=lambda row: (row.filed, row.accession)):
        stated = list(of_filing)
        found.append(FiledFacts(cik, company, accession, stated[0].form, filed, tuple(row.fact for row in stated), year_end))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Row:
    fact: Fact
    accession: str
    form: str
    filed: date
    year: int | None
    annual: bool


def _whole(written: str) -> Decimal:
    if len(written) > _DIGITS:
        raise ValueError(f"a number has {len(written)} digits")
    return Decimal(written)


def _no_number(written: str) -> None:
    raise ValueError(f"{written} is no number")


def _head(read: Any) -> tuple[str, str, dict[str, Any]]:
    cik = str(read.get("cik", "")) if isinstance(read, dict) else ""
    kinds = read.get("facts") if isinstance(read, dict) else None
    if not cik.isdigit() or not 0 < int(cik) < 10**10 or not isinstance(kinds, dict):
        raise ImportFailure("it is JSON, and not the SEC's company facts: it lacks cik and facts")
    name = read.get("entityName")
    company = _named(" ".join(name.split())[:_LONGEST]) if isinstance(name, str) else ""
    return f"{int(cik):010}", company or f"CIK {int(cik):010}", kinds


def _named(name: str) -> str:
    """A filer's name without the state that the SEC adds, and not all in capitals: "QUALCOMM INC/DE" is Qualcomm INC."""
    name = _STATE.sub("", name)
    if any(c.islower() for c in name):
        return name
    return " ".join(word.capitalize() if _SPOKEN.match(word) else word for word in name.split())


def _rows(kinds: dict[str, Any]) -> Iterator[_Row]:
    count = 0
    for kind, concepts in kinds.items():
        for name, about in concepts.items() if isinstance(concepts, dict) else ():
            concept = f"{kind}:{name}"
            units = about.get("units") if isinstance(about, dict) else None
            if not isinstance(units, dict) or not _CONCEPT.fullmatch(concept):
                continue
            label = _label(about.get("label"), name)
            for unit, stated in units.items():
                for one in stated if isinstance(stated, list) and _UNIT.fullmatch(unit) else ():
                    row = _row(one, concept, label, unit)
                    if row is not None:
                        count += 1
                        yield row
                    if count > _MOST:
                        raise ImportFailure(f"it has more than {_MOST:,} facts, far more than any filer")


def _label(given: Any, name: str) -> str:
    label = " ".join(given.split()) if isinstance(given, str) else ""
    label = _DEPRECATED.sub("", label)
    return (label if label and len(label) <= _LONGEST else words_of(name)).replace("|", "/")


def _row(one: Any, concept: str, label: str, unit: str) -> _Row | None:
    if not isinstance(one, dict):
        return None
    value, accession, form = one.get("val"), one.get("accn"), one.get("form")
    ends, filed = _day(one.get("end")), _day(one.get("filed"))
    begins = _day(one.get("start")) if one.get("start") is not None else None
    if isinstance(value, bool) or not isinstance(value, Decimal) or ends is None or filed is None:
        return None
    if (one.get("start") is not None and begins is None) or (begins is not None and begins > ends):
        return None
    if not isinstance(accession, str) or not _ACCESSION.fullmatch(accession) or not isinstance(form, str) or not _FORM.fullmatch(form):
        return None
    year = one.get("fy")
    annual = one.get("fp") == "FY" and form.startswith(_YEARLY)
    return _Row(Fact(concept, label, unit, begins, ends, value), accession, form, filed, int(year) if isinstance(year, Decimal) else None, annual)


def _day(value: Any) -> date | None:
    return iso_date(value) if isinstance(value, str) and len(value) == 10 else None


def _order(row: _Row) -> tuple[date, str, str, str, date, date]:
    fact = row.fact
    return row.filed, row.accession, fact.concept, fact.unit, fact.begins or date.min, fact.ends


def _stated(rows: Sequence[_Row]) -> Iterator[_Row]:
    """The rows that say something new, each with what was said before it, in their order."""
    last: dict[tuple[str, str, date | None, date], _Row] = {}
    for row in rows:
        fact = row.fact
        key = (fact.concept, fact.unit, fact.begins, fact.ends)
        before = last.get(key)
        if before is None:
            last[key] = row
            yield row
        elif not _repeats(fact.value, before.fact.value):
            last[key] = row
            # The same to more digits corrects nothing.
            finer = _repeats(before.fact.value, fact.value)
            yield row if finer else replace(row, fact=replace(fact, was=before.fact.value, was_form=before.form, was_filed=before.filed))


def _repeats(value: Decimal, known: Decimal) -> bool:
    """Whether a value is one that is known, or that rounded to fewer digits, as texts do beside their tables."""
    if value == known:
        return True
    if not value or not known:
        return False
    exponent = _rounded_to(value)
    return exponent > _rounded_to(known) and abs(value - known) <= Decimal(1).scaleb(exponent) / 2


def _rounded_to(value: Decimal) -> int:
    """The power of ten that a number may be rounded to: thousands and millions, or a tenth of such where it has more than one digit.

    Ten million is ten times a million, not one time ten.
    """
    _, digits, exponent = value.normalize().as_tuple()
    power = int(exponent)
    if power <= 0 or power % 3 == 0 or (power % 3 == 2 and len(digits) > 1):
        return power
    return power - power % 3


def year_long(fact: Fact) -> bool:
    """Whether a fact is for a fiscal year."""
    return fact.begins is not None and _YEAR[0] <= (fact.ends - fact.begins).days + 1 <= _YEAR[1]


def _year_end(rows: Sequence[_Row]) -> YearEnd | None:
    """When the fiscal year ends, from the last day that each annual report gives a year for; None where there is none."""
    last: dict[str, tuple[date, int | None]] = {}
    for row in rows:
        if row.annual and year_long(row.fact) and row.fact.ends <= row.filed:
            known = last.get(row.accession)
            if known is None or row.fact.ends > known[0]:
                last[row.accession] = (row.fact.ends, row.year)
    newest = list(last.values())[-5:]
    if not newest:
        return None
    ends = newest[-1][0]
    closing = month_end_near(ends)
    alike = [day for day, _ in newest if abs((month_end_near(day).month) - closing.month) == 0]
    drifts = len({(day.month, day.day) for day in alike} - {(2, 28), (2, 29)}) > 1
    names = Counter(year - month_end_near(day).year for day, year in newest if year is not None)
    named = next((offset for offset, _ in names.most_common(1) if offset in {0, -1}), 0)
    return YearEnd(closing.month, 28 if closing.month == 2 else closing.day, drifts, named)
