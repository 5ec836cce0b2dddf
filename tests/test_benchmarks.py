"""Benchmarks: what they are given is looked at before anything is measured."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks import annual, prose


def test_an_annual_report_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "annual-report.html"
    monkeypatch.setattr(sys, "argv", ["annual", __file__, str(missing)])
    with pytest.raises(SystemExit) as ended:
        annual.main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert str(missing) in said
    assert __file__ not in said
    assert "Traceback" not in said


def test_numbers_of_a_labelled_page_are_judged_by_each_of_their_sides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "pages_set"
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "loom.html").write_text(
        "<html><head><title>Sallowbank Labs</title></head><body><article><h1>Sallowbank Labs had a good year</h1><p>Sallowbank Labs had revenue of "
        "$61 million in 2025. It has 340 employees, and nobody knows how many looms. Tollgate Systems lost $9 million in 2024, its accounts say.</p>"
        "<p>Sallowbank Labs makes looms that weave by themselves, and it sells them to mills in the north of England and in Portugal.</p></article></body></html>",
        "utf-8",
    )
    (folder / "manifest.jsonl").write_text(
        json.dumps({"file": "loom.html", "url": "https://loom.example/1", "title": "Sallowbank Labs had a good year", "publisher": "Loom", "published": "2026-03-01", "source_type": "article"}) + "\n"
    )
    labels = [
        {"quote": "revenue of $61 million in 2025", "amount": "$61 million", "owner": "Sallowbank Labs", "metric": "revenue", "period": "2025", "basis": "actual"},
        {"quote": "It has 340 employees, and nobody", "amount": "340", "owner": "Tollgate Systems", "metric": "headcount", "period": "", "basis": "actual"},
        {"quote": "lost $9 million in 2024, its accounts", "amount": "$9 million", "owner": "Tollgate Systems", "metric": "loss", "period": "2023", "basis": "actual"},
    ]
    (folder / "figures.jsonl").write_text("".join(json.dumps({"page": "loom.html", "also": [], "also_metric": [], **label}) + "\n" for label in labels))
    assert prose.main([str(folder)]) == 0
    assert "3 numbers; right 1 (33.3%), period 1 (33.3%), owner 1 (33.3%)" in capsys.readouterr().out


def test_single_numbers_of_a_set_kept_apart_are_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    apart = Path(__file__).parent / "accuracy" / "fixtures" / "apart" / "sixth2"
    assert prose.main([str(apart), "--show"]) == 2
    assert "only totals" in capsys.readouterr().err
