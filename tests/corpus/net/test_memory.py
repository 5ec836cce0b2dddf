"""Validators are remembered in the state file, beside whatever else it holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus.errors import StoreError
from corpus.net.memory import FetchMemory, Validators
from corpus.state import open_state, state_path

URL = "https://news.example/a"


def test_what_is_kept_is_given_back_until_it_is_forgotten(tmp_path: Path) -> None:
    memory = FetchMemory(tmp_path)
    assert memory.get(URL) is None
    memory.keep(URL, Validators('"1"', "Tue, 04 Mar 2031 10:00:00 GMT", "https://news.example/b"))
    memory.keep(URL + "2", Validators(None, "yesterday"))
    assert FetchMemory(tmp_path).get(URL) == Validators(
        '"1"', "Tue, 04 Mar 2031 10:00:00 GMT", "https://news.example/b"
    )
    assert memory.get(URL + "2") == Validators(None, "yesterday", URL + "2")
    memory.keep(URL, Validators('"2"'))
    assert memory.get(URL) == Validators('"2"', None, URL)
    memory.forget(URL)
    memory.forget("https://never.example/")
    assert memory.get(URL) is None


def test_a_page_without_validators_is_not_remembered(tmp_path: Path) -> None:
    memory = FetchMemory(tmp_path)
    memory.keep(URL, Validators('"1"'))
    memory.keep(URL, Validators(final_url=URL))
    assert memory.get(URL) is None


def test_it_shares_the_state_file(tmp_path: Path) -> None:
    with open_state(tmp_path, "CREATE TABLE IF NOT EXISTS other (x)") as state:
        state.execute("INSERT INTO other VALUES (1)")
        FetchMemory(tmp_path).keep(URL, Validators('"1"'))
        assert state.execute("SELECT x FROM other").fetchall() == [(1,)]
    with sqlite3.connect(state_path(tmp_path)) as read:
        assert read.execute("SELECT url, etag FROM fetched").fetchall() == [(URL, '"1"')]
    read.close()


def test_a_broken_state_file_is_told(tmp_path: Path) -> None:
    state_path(tmp_path).write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match=r"state\.sqlite"):
        FetchMemory(tmp_path).get(URL)
