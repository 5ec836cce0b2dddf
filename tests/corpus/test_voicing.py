"""Voices that are brought up to date are those that comparing everything gives."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from corpus.document import SourceType
from corpus.markdown import extract_markdown
from corpus.store import Store

NOW = datetime(2026, 3, 4, tzinfo=UTC)
WORDS = "loom kiln lathe pump anchor kite valve lantern ledger turbine sensor drone".split()


def text(seed: int) -> str:
    return " ".join(f"{WORDS[(seed * 7 + n * (seed % 5 + 1)) % 12]}{(seed * n) % 19} of hall {n % (seed + 2)}" for n in range(60)) + "."


def put(store: Store, name: str, words: str, day: int) -> str:
    return store.put(
        extract_markdown(f"# About {name}\n\n{words}\n"), url=f"https://{name}.example/a", title=name, publisher=name,
        published=date(2026, 2, day), source_type=SourceType.ARTICLE, now=NOW,
    ).document_id  # fmt: skip


def test_copies_are_found_one_by_one_as_they_come_change_and_go(tmp_path: Path) -> None:
    with Store(tmp_path / "corpus.sqlite") as store:
        first = [put(store, f"plain{n}", text(n), 10) for n in range(30)]
        assert [store.voice(d) for d in first] == first
        copy = put(store, "copier", text(3), 12)
        assert store.voice(copy) == first[3]
        original = put(store, "early", text(3), 2)
        assert {store.voice(d) for d in (copy, original, first[3])} == {original}
        put(store, "early", text(90), 2)
        assert {store.voice(d) for d in (copy, first[3])} == {first[3]}
        store.remove(first[3], NOW)
        assert store.voice(copy) == copy
        said = {d: store.voice(d) for d, _ in store.current_ids()}
        store._database.executescript("DROP TABLE voices; DROP TABLE voice_marks")
        store._voices = None
        assert {d: store.voice(d) for d, _ in store.current_ids()} == said
