"""Addresses of filings in the SEC's archives: a filing's folder, and its index page, for which a fact sheet stands."""

from __future__ import annotations

import re

from corpus.document import Revision

__all__ = ["filing_folder", "index_page", "is_index_page", "is_sheet"]

_IN_ARCHIVES = re.compile(r"https://www\.sec\.gov(/Archives/edgar/data/\d+/\d{18}/)(\d{10}-\d{2}-\d{6}-index\.html?$)?")


def filing_folder(url: str) -> str:
    """The folder of the SEC's archives that a document of a filing is in; "" for what is no such address."""
    found = _IN_ARCHIVES.match(url)
    return found[1] if found is not None else ""


def is_index_page(url: str) -> bool:
    """Whether an address is that of a filing's index page."""
    found = _IN_ARCHIVES.match(url)
    return found is not None and found[2] is not None


def index_page(cik: str, accession: str) -> str:
    """The address of a filing's index page."""
    return f"https://www.sec.gov/Archives/edgar/data/{int(cik)}/{accession.replace('-', '')}/{accession}-index.htm"


def is_sheet(revision: Revision) -> bool:
    """Whether a revision is a fact sheet: it stands for a filing's index page, which has no tags itself."""
    return bool(revision.tags) and is_index_page(revision.url)
