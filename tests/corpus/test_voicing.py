"""Voices that are brought up to date are those that comparing everything gives."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from corpus.companyfacts import read_company_facts
from corpus.document import SourceType
from corpus.factsheet import extract_sheet, pack_sheet
from corpus.markdown import extract_markdown
from corpus.store import Store
from tests.corpus.fact_files import larkmoor

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


def test_a_fact_sheet_and_its_filing_are_one_voice(tmp_path: Path) -> None:
    with Store(tmp_path / "corpus.sqlite") as store:
        sheets = []
        for filed in read_company_facts(larkmoor()):
            page = extract_sheet(pack_sheet(filed))
            sheets.append(
                store.put(page, url=filed.url, title=str(page.title), publisher="SEC EDGAR", published=filed.filed, source_type=SourceType.FILING, now=NOW).document_id
            )
        assert [store.voice(one) for one in sheets] == sheets
        folder = read_company_facts(larkmoor())[0].url.rpartition("/")[0]
        annual = store.put(
            extract_markdown("# Larkmoor Form 10-K\n\nRevenue grew.\n"), url=f"{folder}/lark-20250126.htm", title="10-K", publisher="SEC EDGAR",
            published=date(2025, 2, 26), source_type=SourceType.FILING, now=NOW,
        ).document_id  # fmt: skip
        assert [store.voice(one) for one in (annual, *sheets)] == [annual, annual, *sheets[1:]]
        store.remove(annual, NOW)
        assert store.voice(sheets[0]) == sheets[0]
