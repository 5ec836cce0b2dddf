"""Figures as files: what is in them, and what a spreadsheet makes of them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.errors import SettingError
from bot.figure_files import new_file, write_csv, write_json, write_parquet
from bot.figure_table import FigureRow, Wanted, rows
from bot.library import Library


@pytest.fixture(scope="module")
def found(library: Library) -> list[FigureRow]:
    return list(rows(library, Wanted(today=date(2025, 11, 10))))


def test_csv_has_every_figure_with_its_citation(found: list[FigureRow], library: Library) -> None:
    out = io.StringIO()
    assert write_csv(found, out) == len(found) > 20
    read = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert len(read) == len(found)
    for row in read:
        assert library.text(row["document_id"])[int(row["start"]) : int(row["end"])] == row["quote"].removeprefix("'")
        assert row["url"].startswith("https://")


@pytest.mark.parametrize("evil", ['=HYPERLINK("http://evil.example")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1+1", "\n=1"])
def test_no_cell_of_text_is_computed_by_a_spreadsheet(found: list[FigureRow], evil: str) -> None:
    row = replace(found[0], document=replace(found[0].document, title=evil, publisher=evil), quote=evil)
    out = io.StringIO()
    write_csv([row], out)
    read = next(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    for name in ("title", "publisher", "quote"):
        assert read[name] == f"'{evil}"


def test_a_negative_number_stays_a_number(found: list[FigureRow]) -> None:
    amount = replace(found[0].figure.amount, value=-found[0].figure.amount.value)
    out = io.StringIO()
    write_csv([replace(found[0], figure=replace(found[0].figure, amount=amount))], out)
    assert next(csv.DictReader(io.StringIO(out.getvalue())))["value"].startswith("-")


def test_json_is_one_object(found: list[FigureRow]) -> None:
    parts: list[str] = []
    assert write_json(found, "g1", parts.append) == len(found)
    read = json.loads("".join(parts))
    assert read["generation"] == "g1"
    assert read["count"] == len(read["figures"]) == len(found)
    assert {"document_id", "title", "publisher", "url", "published", "source_type", "quote", "start", "end"} <= set(read["figures"][0]["citation"])


def test_json_of_nothing_is_an_object_too() -> None:
    parts: list[str] = []
    write_json([], "g1", parts.append)
    assert json.loads("".join(parts)) == {"generation": "g1", "figures": [], "count": 0}


def test_parquet_holds_the_same_rows(found: list[FigureRow], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an extra of its own: 170 MB")
    path = tmp_path / "figures.parquet"
    assert write_parquet(iter(found), path) == len(found)
    assert parquet.read_table(path).to_pylist() == [row.columns() for row in found]


def test_without_pyarrow_it_says_what_to_install(found: list[FigureRow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(SettingError, match=r"burnrate\[parquet\]"):
        write_parquet(iter(found), tmp_path / "figures.parquet")
    assert not list(tmp_path.iterdir())


def test_a_file_that_fails_halfway_is_not_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text("before", encoding="utf-8")

    def fail() -> None:
        with new_file(path) as made:
            made.write_text("half", encoding="utf-8")
            raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        fail()
    assert path.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]
