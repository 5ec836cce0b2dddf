"""An EDGAR of one's own: submissions, archives and tickers in the shapes of data.sec.gov and www.sec.gov."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.web import Answer, Web, at

__all__ = ["DATA", "Edgar", "Filed", "file_real_filings"]

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
"""Where the data at hand is, if it is."""

_NAMES = (
    "accessionNumber", "filingDate", "reportDate", "acceptanceDateTime", "act", "form", "fileNumber", "filmNumber",
    "items", "core_type", "size", "isXBRL", "isInlineXBRL", "primaryDocument", "primaryDocDescription",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filed:
    """A filing: its accession number, form, days, main document and exhibits as (type, name, description)."""

    accession: str
    form: str
    filed: str
    period: str
    document: str
    items: str = ""
    exhibits: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class _Company:
    cik: int
    name: str
    tickers: tuple[str, ...]
    filings: list[Filed] = field(default_factory=list)


class Edgar(Web):
    """A server that speaks as the SEC's do. Who does not say who they are, with an e-mail address, is answered 403.

    `recent` is how many filings the first file of a company lists; the real one has a thousand or a year.
    """

    def __init__(self, recent: int = 1000) -> None:
        super().__init__()
        self.recent = recent
        self.companies: dict[int, _Company] = {}

    def environ(self) -> dict[str, str]:
        """Settings with which the program takes this for the SEC."""
        return {
            "BURNRATE_SEC_DATA_URL": self.base,
            "BURNRATE_SEC_ARCHIVES_URL": f"{self.base}/Archives",
            "BURNRATE_SEC_IDENTITY": "Example Research admin@research.example",
            "BURNRATE_FETCH_RETRY_AFTER": "1",
        }

    def refusal(self, request: web.BaseRequest) -> Answer | None:
        if "@" in request.headers.get("User-Agent", ""):
            return None
        page = b"<html><title>SEC.gov | Request Rate Threshold Exceeded</title><p>Undeclared Automated Tool</p></html>"
        return Answer(page, status=403, tag=False)

    def company(self, cik: int, name: str, *tickers: str) -> None:
        """Let there be a company."""
        self.companies[cik] = _Company(cik, name, tickers)
        self._list(cik)

    def file(
        self, cik: int, filed: Filed, body: bytes | str, exhibits: Sequence[bytes | str] = (), *, sent: str = ""
    ) -> str:
        """Let a company file something: its main document and the bodies of its exhibits.

        Gives the address that the SEC's own site would have the main document at.
        """
        folder = f"/Archives/edgar/data/{cik}/{filed.accession.replace('-', '')}"
        day = at(sent or filed.filed)
        names = [filed.document, *(name for _, name, _ in filed.exhibits)]
        for name, content in zip(names, (body, *exhibits), strict=True):
            self.put(f"{folder}/{name}", content, modified=day)
        self.put(f"{folder}/{filed.accession}-index-headers.html", _header(filed), modified=day)
        listing = {
            "directory": {
                "item": [
                    {"last-modified": f"{filed.filed} 12:00:00", "name": name, "type": "text.gif", "size": ""}
                    for name in (f"{filed.accession}-index-headers.html", f"{filed.accession}.txt", *names)
                ],
                "name": folder,
                "parent-dir": folder.rpartition("/")[0],
            }
        }
        self.put(f"{folder}/index.json", json.dumps(listing), "application/json", modified=day)
        self.companies[cik].filings.append(filed)
        self._list(cik)
        return f"https://www.sec.gov{folder}/{filed.document}"

    def _list(self, cik: int) -> None:
        """Bring a company's lists up to date."""
        company = self.companies[cik]
        filings = sorted(company.filings, key=lambda filed: (filed.filed, filed.accession), reverse=True)
        older = [filings[start : start + self.recent] for start in range(self.recent, len(filings), self.recent)]
        files = []
        for number, part in enumerate(older, 1):
            name = f"CIK{cik:010}-submissions-{number:03}.json"
            files.append(
                {"name": name, "filingCount": len(part), "filingFrom": part[-1].filed, "filingTo": part[0].filed}
            )
            self.put(f"/submissions/{name}", json.dumps(_columns(part)), "application/json")
        submissions = {
            "cik": f"{cik:010}",
            "entityType": "operating",
            "name": company.name,
            "tickers": list(company.tickers),
            "exchanges": ["Nasdaq" for _ in company.tickers],
            "filings": {"recent": _columns(filings[: self.recent]), "files": files},
        }
        self.put(f"/submissions/CIK{cik:010}.json", json.dumps(submissions), "application/json")
        tickers = [
            {"cik_str": each.cik, "ticker": ticker, "title": each.name}
            for each in self.companies.values()
            for ticker in each.tickers
        ]
        rows = {str(number): row for number, row in enumerate(tickers)}
        self.put("/files/company_tickers.json", json.dumps(rows), "application/json")


def _columns(filings: Sequence[Filed]) -> dict[str, list[Any]]:
    """A list of filings as EDGAR gives it: a list for each column."""
    columns: dict[str, list[Any]] = {name: [] for name in _NAMES}
    for filed in filings:
        row = {
            "accessionNumber": filed.accession,
            "filingDate": filed.filed,
            "reportDate": filed.period,
            "acceptanceDateTime": f"{filed.filed}T21:00:00.000Z",
            "act": "34",
            "form": filed.form,
            "fileNumber": "001-00000",
            "filmNumber": "25000000",
            "items": filed.items,
            "core_type": filed.form,
            "size": 1000,
            "isXBRL": 1,
            "isInlineXBRL": 1,
            "primaryDocument": filed.document,
            "primaryDocDescription": filed.form,
        }
        for name, value in row.items():
            columns[name].append(value)
    return columns


def _header(filed: Filed) -> str:
    """The page with the header of a submission, as EDGAR makes it: SGML, escaped."""
    parts = [(filed.form, filed.document, filed.form), *filed.exhibits]
    documents = "".join(
        f"<DOCUMENT>\n<TYPE>{type_}\n<SEQUENCE>{number}\n<FILENAME>{name}\n<DESCRIPTION>{description}\n<TEXT>\n</TEXT>\n</DOCUMENT>\n"
        for number, (type_, name, description) in enumerate(parts, 1)
    )
    sgml = (
        f"<SEC-DOCUMENT>{filed.accession}.txt : {filed.filed.replace('-', '')}\n<SEC-HEADER>\n"
        f"<TYPE>{filed.form}\n<PERIOD>{filed.period.replace('-', '')}\n</SEC-HEADER>\n{documents}</SEC-DOCUMENT>\n"
    )
    return f"<html><head><title>{filed.accession}</title></head><body><pre>{html.escape(sgml)}</pre></body></html>"


def file_real_filings(edgar: Edgar) -> dict[str, str]:
    """File the real filings at hand, as NVIDIA, Meta and Alphabet. Gives their addresses by file name.

    Skips the test where they are not there. The accession number of Meta's is made up.
    """
    folder = DATA / "filings"
    if not folder.is_dir():
        pytest.skip(f"the real filings are not at {folder}")
    companies = {
        1045810: ("NVIDIA CORP", "NVDA"),
        1326801: ("Meta Platforms, Inc.", "META"),
        1652044: ("Alphabet Inc.", "GOOGL"),
    }
    filings = {
        "nvda-10-k-2025-02-26": (1045810, Filed("0001045810-25-000023", "10-K", "2025-02-26", "2025-01-26", "nvda-20250126.htm")),
        "nvda-10-q-2025-08-27": (1045810, Filed("0001045810-25-000209", "10-Q", "2025-08-27", "2025-07-27", "nvda-20250727.htm")),
        "meta-10-k-2025-01-30": (1326801, Filed("0001326801-25-999999", "10-K", "2025-01-30", "2024-12-31", "meta-20241231.htm")),
        "googl-10-k-2025-02-05": (1652044, Filed("0001652044-25-000014", "10-K", "2025-02-05", "2024-12-31", "goog-20241231.htm")),
    }  # fmt: skip
    for cik, (name, *tickers) in companies.items():
        edgar.company(cik, name, *tickers)
    return {
        name: edgar.file(cik, filed, (folder / f"{name}.html").read_bytes()) for name, (cik, filed) in filings.items()
    }
