"""A made-up web for refreshing without one: pages by address, read by a reader that keeps to the readers' contract."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from bot.refreshing import RefreshReport, refresh
from corpus.audit import Actor
from corpus.net.fetching import Fetcher
from corpus.net.memory import Validators
from corpus.source import Source
from corpus.sources.offer import Failed, Gone, Item, Offer, Unchanged

__all__ = ["ANNA", "Web", "page", "story"]

ANNA = Actor("anna", "a test")


@dataclass
class Web:
    """Pages by address: their bytes, or the status that the server answers. `sent` counts bodies handed over."""

    pages: dict[str, str | int] = field(default_factory=dict)
    sent: int = 0

    async def read(self, source: Source, fetcher: Fetcher, holds: Callable[[str], bool]) -> AsyncIterator[Item]:
        found = self.pages.get(source.where, 404)
        if found == 0:
            raise RuntimeError("the reader has a mistake")
        if isinstance(found, int):
            yield Gone(source.where, found) if found in {404, 410} else Failed(source.where, f"the server answers {found}")
            return
        mark = Validators(etag=sha256(found.encode()).hexdigest())
        known = fetcher.memory.get(source.where)
        if known is not None and known.etag == mark.etag and holds(source.where):
            yield Unchanged(source.where)
            return
        self.sent += 1
        yield Offer(
            source.where, found.encode(), "text/html", "page.html", None, None, source.publisher, None, source.source_type,
            source.where, mark,
        )  # fmt: skip

    def refresh(self, data_dir: Path, *names: str) -> RefreshReport:
        """Refresh what the catalog of a data directory names."""
        return refresh(data_dir, ANNA, names, read=self.read, environ={})


def follow(data_dir: Path, **pages: str) -> None:
    """Have the catalog of a data directory follow pages, by the names of their sources."""
    (data_dir / "catalog").mkdir(parents=True, exist_ok=True)
    rows = [f"- name: {name}\n  page: {url}\n  publisher: The Ledger\n  source_type: article\n" for name, url in pages.items()]
    (data_dir / "catalog" / "own.yaml").write_text("".join(rows), encoding="utf-8")


def page(title: str, *paragraphs: str) -> str:
    """A page with a title and paragraphs."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"


def story(millions: int, company: str = "Verrin Labs") -> str:
    """A story with a company's revenue in 2024, long enough to be compared with what it becomes."""
    return page(
        f"{company} reports its results",
        f"{company}, Inc. makes chips for data centres. Revenue at {company} was ${millions} million in 2024.",
        f"{company} was founded in 2015 in Tromso by two engineers who had met at a maker of marine sensors. It sells to "
        "operators of small data centres in the north, who like that its boards run without fans.",
        "The company said that it would build a second plant in Varna, and that it had found a partner for it. It did not "
        "say what the plant would cost, nor when it would open, but it wants to hire two hundred people there.",
        "Analysts had expected about as much. One of them said that the margin was better than she had thought, as the "
        "company pays less for memory than a year ago, and that she would look closely at the next quarter.",
    )
