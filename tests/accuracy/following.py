"""The real filings as a refresh brings them: the filers of the shipped catalog, from an EDGAR on the loopback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.accuracy.asking import refresh
from tests.edgar import Edgar, file_real_filings

__all__ = ["SOURCES", "Followed", "following"]

SOURCES = ("nvidia-filings", "meta-filings", "alphabet-filings")


@dataclass(frozen=True, slots=True)
class Followed:
    """An EDGAR that has the filings, the data directory that follows it, and what the first refresh said."""

    edgar: Edgar
    data_dir: Path
    files: Mapping[str, str]
    """The files in ../shared by the addresses that their filings are cited by."""
    report: Mapping[str, Any]

    def refresh(self) -> Mapping[str, Any]:
        """The report of another refresh."""
        return refresh(SOURCES, self.data_dir, self.edgar.environ())


@contextmanager
def following(data_dir: Path) -> Iterator[Followed]:
    """Refreshes an empty data directory from an EDGAR, which goes on running meanwhile. Raises ProgramFailed."""
    with Edgar() as edgar:
        addresses = file_real_filings(edgar)
        report = refresh(SOURCES, data_dir, edgar.environ())
        yield Followed(edgar, data_dir, {url: f"{name}.html" for name, url in addresses.items()}, report)
