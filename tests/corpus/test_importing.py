"""Importing: what can be read is imported, what cannot is one clear line each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.document import SourceType
from corpus.errors import ImportFailure, ManifestError, TookTooLong
from corpus.extraction import LARGEST
from corpus.importing import ImportReport, import_paths
from corpus.manifest import Manifest, read_manifest
from corpus.store import Store
from corpus.worker import Worker
from tests.corpus.fact_files import ANNUAL, CIK, larkmoor

NOW = datetime(2031, 3, 4, tzinfo=UTC)
PAGE = "<!DOCTYPE html><html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p></body></html>"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "data" / "corpus.db") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pages"
    (made / "deep").mkdir(parents=True)
    (made / "a.html").write_text(
        PAGE.format("Larkspur grows", "Larkspur had revenue of $910 million in 2030."), "utf-8"
    )
    (made / "deep" / "b.md").write_text(
        "---\nurl: https://b.example/x\npublished: 2031-02\n---\n# Beta\n\nIt has 12 halls.\n", "utf-8"
    )
    (made / "c.txt").write_text("Gamma lost $12 million in the year.", "utf-8")
    (made / "picture.png").write_bytes(b"\x89PNG")
    (made / ".hidden.txt").write_text("not this", "utf-8")
    return made


def run(store: Store, *paths: Path, manifest: Manifest | None = None) -> ImportReport:
    return import_paths(store, paths, manifest, NOW)


def lines(path: Path, *entries: object) -> Manifest:
    path.write_text("\n".join(e if isinstance(e, str) else json.dumps(e) for e in entries) + "\n", "utf-8")
    return read_manifest(path)


def test_a_folder_is_imported_in_all_depths_and_again_changes_nothing(store: Store, folder: Path) -> None:
    calls: list[tuple[int, int, str]] = []
    report = import_paths(store, [folder], None, NOW, lambda done, total, path: calls.append((done, total, path.name)))
    assert [Path(one.path).name for one in report.new] == ["a.html", "c.txt", "b.md"]
    assert report.failed == []
    assert calls == [(0, 3, "a.html"), (1, 3, "c.txt"), (2, 3, "b.md")]
    again = run(store, folder)
    assert (len(again.unchanged), again.new, again.changed, again.published) == (3, [], [], False)
    beta = next(d for d in store.documents() if d.url == "https://b.example/x")
    assert (beta.title, beta.publisher, beta.published) == ("Beta", "b.example", date(2031, 2, 1))


def test_a_changed_file_is_a_new_revision_also_when_given_by_itself(store: Store, folder: Path) -> None:
    run(store, folder)
    (folder / "c.txt").write_text("Gamma lost $14 million in the year.", "utf-8")
    report = run(store, folder / "c.txt")
    assert [one.url for one in report.changed] == ["local:pages/c.txt"]
    assert store.verify() == []


def test_the_manifest_says_what_the_page_does_not(store: Store, folder: Path, tmp_path: Path) -> None:
    manifest = lines(
        tmp_path / "manifest.jsonl",
        {"file": "a.html", "url": "https://ledger.example/a/", "publisher": "Ledger", "published": "2031-03-03T06:30:00+01:00",
         "source_type": "press_release"},
    )  # fmt: skip
    report = run(store, folder, manifest=manifest)
    assert len(report.new) == 3
    found = next(d for d in store.documents() if d.publisher == "Ledger")
    assert (found.title, found.published, found.source_type) == (
        "Larkspur grows",
        date(2031, 3, 3),
        SourceType.PRESS_RELEASE,
    )
    assert found.url == "https://ledger.example/a/"


def test_files_named_relative_to_the_manifest_are_found(store: Store, folder: Path, tmp_path: Path) -> None:
    manifest = lines(tmp_path / "m.jsonl", {"file": "pages/a.html", "url": "https://ledger.example/a"})
    assert [one.url for one in run(store, folder / "c.txt", manifest=manifest).new] == [
        "local:pages/c.txt",
        "https://ledger.example/a",
    ]


def test_wrong_lines_and_missing_files_are_named_and_the_rest_imported(
    store: Store, folder: Path, tmp_path: Path
) -> None:
    manifest = lines(
        tmp_path / "m.jsonl",
        {"file": "gone.html", "url": "https://ledger.example/gone"},
        "{not json",
        ["a.html"],
        {"file": "a.html", "published": "soon"},
        {"file": "c.txt", "source_type": "rumour"},
        {"file": "c.txt", "url": "ftp://c.example"},
        {"url": "https://ledger.example/x"},
        "",
        {"file": "c.txt", "title": "Gamma"},
        {"file": "c.txt"},
    )
    report = run(store, folder, manifest=manifest)
    reasons = [failure.reason for failure in report.failed]
    assert [f"line {n} " in reason for n, reason in zip((2, 3, 4, 5, 6, 7, 10), reasons, strict=False)] == [True] * 7
    assert report.failed[-1].path == "gone.html"
    assert "line 1 of m.jsonl" in reasons[-1]
    assert len(report.new) == 3


def test_a_manifest_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be read"):
        read_manifest(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.html", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("zip.html", b"PK\x03\x04" + bytes(100), "ZIP"),
        ("noise.html", bytes(range(256)) * 20, "binary"),
        ("cut.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n", "damaged"),
        ("not.pdf", b"this is no such file", "PDF"),
        ("scripted.html", b"<html><head><title>x</title></head><body><script>1</script></body></html>", "no text"),
        ("bad.md", b"---\ntitle: [\n---\ntext", "YAML"),
        ("day.md", b"---\npublished: yesterday\n---\ntext", "published"),
    ],
)
def test_broken_files_fail_with_a_reason(store: Store, tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    good = tmp_path / "good.txt"
    good.write_text("Delta has 4 halls.", "utf-8")
    bad = tmp_path / name
    bad.write_bytes(content)
    report = run(store, bad, good, tmp_path / "absent.html")
    assert len(report.new) == 1
    assert [Path(failure.path).name for failure in report.failed] == ["absent.html", name]
    assert reason in report.failed[1].reason
    assert store.verify() == []


def test_a_file_over_the_limit_is_refused_unread(store: Store, tmp_path: Path) -> None:
    big = tmp_path / "big.html"
    with big.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert "the limit is 50 MB" in run(store, big).failed[0].reason


def test_two_files_of_one_url_do_not_overwrite_each_other(store: Store, tmp_path: Path) -> None:
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text(f"---\nurl: https://b.example/x\n---\nFile {name} speaks.", "utf-8")
    report = run(store, tmp_path / "one.md", tmp_path / "two.md")
    assert len(report.new) == 1
    assert "same URL as one.md" in report.failed[0].reason


def test_an_empty_folder_is_said_to_be_empty(store: Store, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert "holds no" in run(store, tmp_path / "none").failed[0].reason


def test_wrong_encodings_are_read(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Sertão pays £5 million – “at most”.".encode("cp1252"))
    (tmp_path / "b.txt").write_bytes("Sertão pays £5 million.".encode("utf-16"))
    (tmp_path / "c.html").write_bytes(b"<meta charset=utf-8>" + "<p>Sertão pays £5 million.</p>".encode("latin-1"))
    report = run(store, *(tmp_path / name for name in ("a.txt", "b.txt", "c.html")))
    assert report.failed == []
    assert all("Sertão pays £5 million" in revision.text for revision in store.current())


def test_a_worker_goes_on_after_a_file_that_takes_too_long(tmp_path: Path) -> None:
    slow = tmp_path / "slow.html"
    slow.write_text("<table>" + "<tr><td>1<td>x" * 200_000, "utf-8")
    fast = tmp_path / "fast.txt"
    fast.write_text("Delta has 4 halls.", "utf-8")
    with Worker(seconds=0.3) as worker:
        with pytest.raises(TookTooLong, match=r"0\.3 seconds"):
            worker.file(slow)
        worker.seconds = 30
        assert worker.file(fast).text == "Delta has 4 halls."
        assert worker.data(b"# Epsilon\n\ntext", name="e.md").title == "Epsilon"
        with pytest.raises(ImportFailure, match="empty"):
            worker.data(b"", name="e.md")


def test_company_facts_become_a_document_of_each_filing_and_again_change_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / f"CIK{CIK:010}.json"
    path.write_bytes(larkmoor())
    report = run(store, path)
    assert [one.title for one in report.new] == [
        "Larkmoor Systems INC Form 10-K filed February 26, 2025 (SEC company facts)",
        "Larkmoor Systems INC Form 10-Q filed August 27, 2025 (SEC company facts)",
        "Larkmoor Systems INC Form 10-K filed February 25, 2026 (SEC company facts)",
    ]
    first = store.revision(report.new[0].revision_id)
    assert first.url == f"https://www.sec.gov/Archives/edgar/data/{CIK}/{ANNUAL[0].replace('-', '')}/{ANNUAL[0]}-index.htm"
    assert (first.published, first.publisher, first.source_type) == (date(2025, 2, 26), "SEC EDGAR", SourceType.FILING)
    assert len(first.tags) == 11
    again = run(store, path)
    assert (len(again.new), len(again.changed), len(again.unchanged), again.failed) == (0, 0, 3, [])


def test_other_json_is_refused_and_the_rest_imported(store: Store, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"name": "Larkmoor", "facts": 3}', "utf-8")
    (tmp_path / "broken.json").write_bytes(larkmoor()[:-40])
    (tmp_path / "good.json").write_bytes(larkmoor())
    report = run(store, *(tmp_path / f"{name}.json" for name in ("settings", "broken", "good")))
    assert len(report.new) == 3
    other, broken = report.failed
    assert "only the SEC's company facts" in other.reason
    assert "not JSON that can be read" in broken.reason


def test_a_folder_of_company_facts_is_imported_and_its_other_json_passed_over(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / f"CIK{CIK:010}.json").write_bytes(larkmoor())
    (folder / "package.json").write_text("{}", "utf-8")
    report = run(store, folder)
    assert (len(report.new), report.failed) == (3, [])


def test_company_facts_made_to_do_harm_end_within_the_caps() -> None:
    with Worker(megabytes=400) as worker:
        with pytest.raises(TookTooLong):
            worker.facts(b'{"cik": 5, "facts": [' + b"{}," * 6_000_000 + b"{}]}")
        with pytest.raises(ImportFailure, match="not JSON"):
            worker.facts(b'{"cik": 5, "facts": ' + b"[" * 1_000_000)
        assert len(worker.facts(larkmoor())) == 3
