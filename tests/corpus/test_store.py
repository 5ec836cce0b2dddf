"""The store: idempotent, keeps revisions, survives being killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from corpus.document import Extracted, SourceType
from corpus.errors import StoreError, UnknownDocument
from corpus.plaintext import extract_text
from corpus.store import Change, Kind, Store

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
URL = "https://ledger.example/2031/larkspur"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "corpus.db") as opened:
        yield opened


def put(store: Store, text: str = "Larkspur spent $2.4 billion.", url: str = URL, **fields: object) -> Change:
    values: dict[str, object] = {
        "title": "Larkspur", "publisher": "Ledger", "published": date(2031, 3, 3), "source_type": SourceType.ARTICLE, "now": NOW,
        **fields,
    }  # fmt: skip
    return store.put(extract_text(text), url=url, **values)  # type: ignore[arg-type]


def test_the_same_again_changes_nothing(store: Store) -> None:
    first = put(store)
    again = put(store, now=NOW + timedelta(days=1))
    assert (first.kind, again.kind) == (Kind.NEW, Kind.UNCHANGED)
    assert again.revision_id == first.revision_id
    assert len(store.history(first.document_id)) == 1
    assert store.revision(first.revision_id).fetched_at == NOW
    assert store.verify() == []


def test_a_changed_text_or_title_is_a_new_revision_and_the_old_one_stays(store: Store) -> None:
    first = put(store)
    second = put(store, "Larkspur spent $2.6 billion.")
    third = put(store, "Larkspur spent $2.6 billion.", title="Larkspur, corrected")
    assert [second.kind, third.kind] == [Kind.CHANGED, Kind.CHANGED]
    assert len({first.revision_id, second.revision_id, third.revision_id}) == 3
    assert store.revision(first.revision_id).text == "Larkspur spent $2.4 billion."
    assert store.current_ids() == [(first.document_id, third.revision_id)]
    assert [event.kind for event in store.history(first.document_id)] == [Kind.NEW, Kind.CHANGED, Kind.CHANGED]
    assert store.documents()[0].revisions == 3
    back = put(store)
    assert (back.kind, back.revision_id) == (Kind.CHANGED, first.revision_id)


def test_one_document_under_all_spellings_of_its_url(store: Store) -> None:
    put(store)
    assert put(store, url=f"{URL}/?utm_source=feed#top").kind is Kind.UNCHANGED
    assert put(store, url=URL.replace("https", "http")).kind is Kind.UNCHANGED
    assert len(store.documents()) == 1


def test_a_revision_comes_back_as_it_went_in(store: Store) -> None:
    extracted = extract_text("A title\n\nOne paragraph with “quotes”.\n\n- an item\n- another")
    change = store.put(
        extracted, url=URL, title="T", publisher="P", published=None, source_type=SourceType.BLOG, now=NOW, author="A. Quist",
        language="en", digest=True,
    )  # fmt: skip
    found = store.revision(change.revision_id)
    assert (found.text, found.blocks) == (extracted.text, extracted.blocks)
    assert (found.author, found.language, found.digest, found.published) == ("A. Quist", "en", True, None)
    assert found.source_type is SourceType.BLOG
    assert found.voice == change.document_id
    assert list(store.current()) == [found]


def test_a_removed_document_is_not_current_but_its_revisions_resolve(store: Store) -> None:
    change = put(store)
    store.remove(change.document_id, NOW)
    store.remove(change.document_id, NOW)
    assert store.current_ids() == []
    assert store.documents() == []
    assert store.documents(removed=True)[0].removed_at == NOW
    assert store.revision(change.revision_id).text
    assert put(store).kind is Kind.NEW
    assert [e.kind for e in store.history()] == [Kind.NEW, Kind.REMOVED, Kind.NEW]


def test_unknown_ids_are_said_to_be_unknown(store: Store) -> None:
    with pytest.raises(UnknownDocument, match="'d0'"):
        store.remove("d0", NOW)
    with pytest.raises(UnknownDocument, match="'r0'"):
        store.revision("r0")
    with pytest.raises(LookupError, match="'d0'"):
        store.history("d0")


def test_a_transaction_is_all_or_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.transaction():  # noqa: PT012 — what fails is the block
        put(store)
        with store.transaction():
            put(store, url=f"{URL}2")
        raise RuntimeError
    assert store.documents() == []
    with store.transaction():
        put(store)
        with pytest.raises(RuntimeError), store.transaction():  # noqa: PT012
            put(store, url=f"{URL}2")
            raise RuntimeError
    assert len(store.documents()) == 1


def test_times_need_a_zone(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        put(store, now=datetime(2031, 3, 4))  # noqa: DTZ001 — what is refused
    assert store.documents() == []


def test_verify_finds_what_was_tampered_with(store: Store) -> None:
    change = put(store)
    with sqlite3.connect(store.path) as database:
        database.execute("UPDATE revisions SET text = 'Larkspur spent $9.4 billion.'")
    database.close()
    problems = store.verify()
    assert len(problems) == 1
    assert change.revision_id in problems[0]


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    path.write_bytes(b"not a database, whatever its name says" * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(path)
    newer = tmp_path / "newer.db"
    with sqlite3.connect(newer) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(StoreError, match="version 99"):
        Store(newer)


STORY = (
    "Larkspur Compute spent about $2.4 billion of cash last year, more than its board had planned. The company had revenue of "
    "$910 million in the same twelve months and employed 1,240 people at the end of them. Its finance chief said in a letter "
    "that spending would fall in the second half, once the new halls are running. Two banks have been asked to arrange a loan. "
)


def test_copies_share_the_voice_of_the_earliest(store: Store) -> None:
    original = put(store, STORY, published=date(2031, 3, 2))
    copy = put(store, STORY + "Reporting by the desk.", url="https://wire.example/7", published=date(2031, 3, 3))
    other = put(store, "Quite another matter, " * 30, url="https://wire.example/8")
    assert store.revision(copy.revision_id).voice == original.document_id
    assert store.revision(original.revision_id).voice == original.document_id
    assert store.revision(other.revision_id).voice == other.document_id
    store.remove(original.document_id, NOW)
    assert store.revision(copy.revision_id).voice == copy.document_id


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from corpus.document import SourceType
from corpus.plaintext import extract_text
from corpus.store import Store
with Store(Path(sys.argv[1])) as store:
    for number in range(int(sys.argv[2]), 100_000):
        store.put(extract_text(f"Hall {number} draws {number} megawatts. " * 50), url=f"https://a.example/{number}", title="t",
                  publisher="p", published=None, source_type=SourceType.ARTICLE, now=datetime.now(UTC))
        print(number, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_being_killed_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    start = 0
    for attempt in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(start)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.05 + 0.03 * attempt)
            process.kill()
            printed = process.stdout.read().split()
        with Store(path) as store:
            assert store.verify() == []
            held = {document.url for document in store.documents()}
            assert all(f"https://a.example/{int(number)}" in held for number in printed)
            start = len(held)
    assert start > 4


def test_many_documents_are_read_one_at_a_time(store: Store) -> None:
    with store.transaction():
        for number in range(300):
            put(store, f"Hall {number} draws {number} megawatts from the grid.", url=f"https://a.example/{number}")
    assert sum(1 for _ in store.current()) == 300
    assert [d for d, _ in store.current_ids()] == sorted(d for d, _ in store.current_ids())


def test_an_empty_text_can_be_told_from_none(store: Store) -> None:
    change = store.put(
        replace(Extracted("", ())),
        url=URL,
        title="",
        publisher="",
        published=None,
        source_type=SourceType.ARTICLE,
        now=NOW,
    )
    assert store.revision(change.revision_id).blocks == ()
