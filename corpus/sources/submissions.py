"""The lists of filings that EDGAR keeps of a filer, as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.dates import iso_date
from corpus.errors import ImportFailure

__all__ = ["Filing", "Submissions", "follows", "is_of", "read_older", "read_submissions"]

_LARGEST = 30 * 1024 * 1024
_COLUMNS = ("accessionNumber", "form", "filingDate", "reportDate", "primaryDocument")
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}", re.ASCII)
_NAME = re.compile(r"(?:[A-Za-z0-9][\w.-]*/)?[A-Za-z0-9][\w.-]*", re.ASCII)
_OLDER = re.compile(r"CIK\d{10}-submissions-\d{3}\.json", re.ASCII)
_VARIANTS = {"10-K": r"10-K(?:405|T|SB)?", "10-Q": r"10-Q(?:T|SB)?", "424B": r"424B[1-8]"}
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Filing:
    """One filing: `period` is the day that it reports on, `document` the file name of its main document."""

    accession: str
    form: str
    filed: date
    period: date | None
    document: str

    @property
    def folder(self) -> str:
        """The name of its folder in the archives."""
        return self.accession.replace("-", "")


@dataclass(frozen=True, slots=True)
class Submissions:
    """The newest filings of a filer, and the names of the files that list the older ones, newest first."""

    filings: tuple[Filing, ...]
    older: tuple[str, ...]


def read_submissions(data: bytes) -> Submissions:
    """Read `submissions/CIK##########.json`: at least a year of filings, or the last thousand.

    Rows that make no sense are passed over. Raises `ImportFailure` where the file is not of that shape.
    """
    filings = _object(_object(_load(data)).get("filings"))
    older = filings.get("files")
    names = [item.get("name") for item in older if isinstance(item, dict)] if isinstance(older, list) else []
    return Submissions(
        _rows(filings.get("recent")),
        tuple(name for name in names if isinstance(name, str) and _OLDER.fullmatch(name)),
    )


def read_older(data: bytes) -> tuple[Filing, ...]:
    """Read a file that lists older filings. Raises `ImportFailure` as `read_submissions` does."""
    return _rows(_load(data))


def follows(filing: Filing, forms: Iterable[str]) -> bool:
    """Whether a filing is of one of the forms: itself, its amendments, and its variants (a 10-KT is a 10-K)."""
    return is_of(filing.form, forms)


def is_of(form: str, forms: Iterable[str]) -> bool:
    """Whether a form is one of some, an amendment of one, or a variant."""
    return any(re.fullmatch(f"(?:{_VARIANTS.get(one, re.escape(one))})(?:/A)?", form) for one in forms)


def _load(data: bytes) -> Any:
    if len(data) > _LARGEST:
        raise ImportFailure(f"the list of filings has {len(data) / 2**20:.0f} MB, far more than EDGAR's lists have")
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ImportFailure(f"the list of filings is not JSON ({str(error)[:100]})") from None


def _object(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise ImportFailure("the list of filings is not of the shape that EDGAR gives; has the address changed?")


def _rows(table: Any) -> tuple[Filing, ...]:
    columns = [_object(table).get(name) for name in _COLUMNS]
    if not all(isinstance(column, list) for column in columns):
        missing = ", ".join(
            name for name, column in zip(_COLUMNS, columns, strict=True) if not isinstance(column, list)
        )
        raise ImportFailure(f"the list of filings lacks {missing}; EDGAR's lists have it")
    return tuple(filing for row in zip(*columns, strict=False) if (filing := _filing(row)) is not None)


def _filing(row: tuple[Any, ...]) -> Filing | None:
    if not all(isinstance(cell, str) for cell in row):
        return None
    accession, form, filed, period, document = row
    day = iso_date(filed)
    if day is None or not _ACCESSION.fullmatch(accession) or not form or len(form) > _SHOWN:
        return None
    if document and not _NAME.fullmatch(document):
        return None
    # What EDGAR took in before 2001 has no main document of its own, only the text of the whole submission.
    return Filing(accession, form, day, iso_date(period), document or f"{accession}.txt")
