"""Hostile documents: each ends within its caps, with one clear line or a sane extraction, and the next file is read."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from corpus.document import Extracted
from corpus.errors import ImportFailure, TookTooLong
from corpus.worker import Worker
from tests.corpus.hostile import GOOD, HOSTILE

SECONDS = 6.0
MEGABYTES = 1536


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One reader for all of them, as in an import of many files; it has read a good one before the clock starts."""
    with Worker(SECONDS, MEGABYTES) as reading:
        reading.data(GOOD, name="good.html")
        yield reading


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_ends_within_its_caps(worker: Worker, name: str) -> None:
    data = HOSTILE[name]()
    started = time.monotonic()
    found: Extracted | None = None
    reason = ""
    try:
        found = worker.data(data, name=name)
    except ImportFailure as failure:
        reason = str(failure)
    assert time.monotonic() - started < SECONDS + 3
    if found is None:
        assert 10 < len(reason) < 400
        assert "\n" not in reason
    else:
        assert 0 < len(found.text) <= 5_000_000
        assert "root:" not in found.text
    assert "$41 million" in _good(worker).text


def _good(worker: Worker) -> Extracted:
    try:
        return worker.data(GOOD, name="good.html")
    except TookTooLong:  # a reader that starts anew on a busy machine; never twice
        return worker.data(GOOD, name="good.html")


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 50
