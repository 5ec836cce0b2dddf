"""Reads sources as a refresh does: what is offered is held, and only then are its validators remembered."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from corpus.document import SourceType
from corpus.net.fetching import Fetcher
from corpus.net.memory import FetchMemory
from corpus.net.settings import FetchSettings
from corpus.source import Source, SourceKind
from corpus.sources.offer import Item, Listed, Offer
from corpus.sources.reading import read_source
from tests.web import Web

__all__ = ["Following", "source"]


class Following:
    """A data directory and the servers that sources are read from."""

    def __init__(self, data_dir: Path, *webs: Web, **settings: str) -> None:
        environ = {key: value for web in webs for key, value in web.environ().items()}
        self.settings = FetchSettings.read({"BURNRATE_FETCH_ATTEMPTS": "1", **environ, **settings})
        self.memory = FetchMemory(data_dir)
        self.held: dict[str, Offer] = {}

    def refresh(self, *sources: Source, keep: bool = True) -> list[Item]:
        """What the sources hand over, one source after the other."""
        return asyncio.run(self._refresh(sources, keep=keep))

    async def _refresh(self, sources: Sequence[Source], *, keep: bool) -> list[Item]:
        items: list[Item] = []
        async with Fetcher(self.settings, self.memory) as fetcher:
            for one in sources:
                async for item in read_source(one, fetcher, self.held.__contains__):
                    items.append(item)
                    if keep:
                        self._keep(item)
        return items

    def _keep(self, item: Item) -> None:
        if isinstance(item, Offer):
            self.held[item.url] = item
        if isinstance(item, Offer | Listed) and item.validators is not None:
            self.memory.keep(item.fetched_from, item.validators)


def source(
    kind: SourceKind,
    where: str,
    *,
    publisher: str = "Quillon",
    source_type: SourceType = SourceType.ARTICLE,
    forms: tuple[str, ...] = (),
    topics: tuple[str, ...] = (),
    limit: int = 40,
    facts: int = 0,
) -> Source:
    """A source as a catalog would give it."""
    return Source(
        "tried", kind, where, publisher, source_type, timedelta(hours=6), forms, topics, limit, facts, "tried.yaml:1"
    )
