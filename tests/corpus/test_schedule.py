"""When sources are due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus.document import SourceType
from corpus.schedule import due, next_due, record, standings
from corpus.source import Source, SourceKind

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def source(name: str = "ledger") -> Source:
    return Source(name, SourceKind.PAGE, "https://ledger.example/a", "The Ledger", SourceType.ARTICLE, DAY)


def wait(tmp_path: Path) -> timedelta:
    found = next_due(source(), standings(tmp_path)["ledger"])
    assert found is not None
    return found - NOW


def test_what_was_never_tried_is_due() -> None:
    assert due([source()], {}, NOW) == [source()]


def test_it_is_due_again_after_its_interval_and_some_jitter(tmp_path: Path) -> None:
    record(tmp_path, "ledger", NOW)
    assert DAY <= wait(tmp_path) <= 1.1 * DAY
    assert wait(tmp_path) == wait(tmp_path)
    assert due([source()], standings(tmp_path), NOW + 0.9 * DAY) == []
    # However long nothing ran, it is due once.
    assert due([source()], standings(tmp_path), NOW + 9 * DAY) == [source()]
    assert len({next_due(source(name), standings(tmp_path)["ledger"]) for name in "abcdef"}) > 1


def test_failures_back_off_up_to_the_interval_and_a_success_forgets_them(tmp_path: Path) -> None:
    waits = []
    for _ in range(12):
        record(tmp_path, "ledger", NOW, "the server answered 500")
        waits.append(wait(tmp_path))
    assert waits[:3] == [timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=40)]
    assert waits == sorted(waits)
    assert waits[-1] <= 1.1 * DAY
    assert standings(tmp_path)["ledger"].failures == 12
    record(tmp_path, "ledger", NOW)
    assert (standings(tmp_path)["ledger"].failures, standings(tmp_path)["ledger"].succeeded) == (0, NOW)


def test_a_server_that_names_a_moment_is_left_alone_until_then(tmp_path: Path) -> None:
    record(tmp_path, "ledger", NOW, "429", NOW + 2 * DAY)
    assert wait(tmp_path) == 2 * DAY
