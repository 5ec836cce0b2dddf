"""Reading sources into the store, with a reader that hands over what a test says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from corpus.document import SourceType
from corpus.net.errors import RobotsRefused
from corpus.net.fetching import Fetcher
from corpus.net.memory import FetchMemory, Validators
from corpus.net.settings import FetchSettings
from corpus.outcome import Entry, Outcome, SourceProgress
from corpus.refreshing import refresh_sources
from corpus.seen import seen
from corpus.source import Source, SourceKind
from corpus.sources.offer import Failed, Gone, Item, Listed, Offer, Unchanged
from corpus.store import Store
from corpus.taking import Keeper
from corpus.withheld import withheld
from corpus.worker import Worker

FEED = "https://ledger.example/feed"
PAGE = "https://ledger.example/verrin"
LISTED = Listed(FEED, FEED, Validators(etag='"1"'))
TEXT = b"<html><title>Verrin</title><p>Verrin Labs makes chips for data centres in Tromso.</p></html>"


def offer(url: str = PAGE, body: bytes = TEXT) -> Offer:
    return Offer(url, body, "text/html", "", None, None, "The Ledger", None, SourceType.ARTICLE, url, Validators(etag='"1"'))


def feed(name: str = "ledger", where: str = FEED) -> Source:
    return Source(name, SourceKind.FEED, where, "The Ledger", SourceType.ARTICLE, timedelta(hours=6))


class Reading:
    """A data directory, and what was told of the refreshes in it."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.told: list[SourceProgress] = []

    def refresh(self, **handed: list[Item | Exception]) -> list[Entry]:
        """Read sources by these names, which hand over items, or fail with an error."""

        async def read(source: Source, _fetcher: Fetcher, _holds: Callable[[str], bool]) -> AsyncIterator[Item]:
            for item in handed[source.name]:
                if isinstance(item, Exception):
                    raise item
                yield item

        with ExitStack() as opened:
            memory = FetchMemory(self.data_dir)
            keeper = Keeper(
                opened.enter_context(Store(self.data_dir / "corpus.sqlite")), opened.enter_context(seen(self.data_dir)),
                opened.enter_context(withheld(self.data_dir)), memory, opened.enter_context(Worker()),
            )  # fmt: skip
            sources = [feed(name, f"{FEED}/{name}") for name in handed]
            fetcher = Fetcher(FetchSettings.read({}), memory)
            return asyncio.run(refresh_sources(sources, keeper, fetcher, read, tell=self.told.append))

    @property
    def remembers_the_list(self) -> bool:
        return FetchMemory(self.data_dir).get(FEED) is not None


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    return Reading(tmp_path)


@pytest.mark.parametrize("dead", [Failed("https://ledger.example/a", "status 403"), Gone("https://ledger.example/a", 404)])
def test_a_dead_link_has_no_list_read_again(reading: Reading, dead: Item) -> None:
    found = reading.refresh(ledger=[offer(), dead, LISTED])
    assert [entry.outcome for entry in found] == [Outcome.NEW, Outcome.FAILED]
    assert reading.remembers_the_list


def test_what_another_look_may_mend_has_the_list_read_again(reading: Reading) -> None:
    reading.refresh(ledger=[Failed("https://ledger.example/a", "status 503", 900.0), LISTED])
    assert not reading.remembers_the_list


def test_a_held_page_that_is_gone_has_the_list_read_again_until_it_is_retired(reading: Reading) -> None:
    reading.refresh(ledger=[offer()])
    reading.refresh(ledger=[Gone(PAGE, 404), LISTED])
    assert not reading.remembers_the_list


def test_an_unchanged_list_tells_what_on_it_waits_for_someone(reading: Reading) -> None:
    wall = b"<html><title>Verrin</title><p>Subscribe to continue reading. Already a subscriber? Sign in.</p></html>"
    story = offer(body=TEXT.replace(b"chips", b"chips " * 200))
    reading.refresh(ledger=[story, offer("https://ledger.example/fine"), offer("https://ledger.example/empty", b""), LISTED])
    reading.refresh(ledger=[offer(body=wall), LISTED])
    found = reading.refresh(ledger=[Unchanged(f"{FEED}/ledger")])
    assert [(entry.outcome, entry.url) for entry in found] == [
        (Outcome.UNCHANGED, f"{FEED}/ledger"), (Outcome.HELD, PAGE),
    ]  # fmt: skip


def test_a_reader_that_raises_is_one_failed_source_whatever_it_raises(reading: Reading) -> None:
    # It is also an OSError, as a full disk is, which does end a refresh.
    refusal = RobotsRefused(FEED, "its robots.txt does not want us")
    found = reading.refresh(closed=[refusal], mistaken=[RuntimeError("a mistake")], ledger=[offer()])
    assert {entry.source: (entry.outcome, entry.whole) for entry in found} == {
        "closed": (Outcome.FAILED, True), "mistaken": (Outcome.FAILED, True), "ledger": (Outcome.NEW, False),
    }  # fmt: skip
    with pytest.RaisesGroup(pytest.RaisesExc(OSError, match="No space left")):
        reading.refresh(ledger=[OSError(28, "No space left on device")])


def test_progress_counts_what_became_of_each_document(reading: Reading) -> None:
    reading.refresh(ledger=[offer(), Failed("https://ledger.example/a", "status 403"), RuntimeError("a mistake")])
    assert reading.told[0] == SourceProgress("ledger", {})
    assert reading.told[-1] == SourceProgress("ledger", {"new": 1, "failed": 2}, done=True)
