"""`burnrate figures` on the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.bot.test_cli import Run, run

__all__ = ["run"]


def test_a_person_sees_a_table(run: Run) -> None:
    done = run("figures", "--entity", "thornwick", "--metric", "net loss")
    assert (done.code, done.err) == (0, "")
    assert "$61.9 million" in done.out
    assert "3 figures." in done.out


def test_json_is_alone_on_standard_output(run: Run) -> None:
    out = run("figures", "--entity", "thornwick", "--metric", "net loss", "--period", "2024", "--json").json()
    assert out["count"] == 1
    assert out["figures"][0]["citation"]["quote"] == "Net loss | (61,900) | (70,100) | (66,400)"


def test_csv_goes_to_standard_output_or_a_file(run: Run, tmp_path: Path) -> None:
    printed = run("figures", "--entity", "thornwick", "--csv")
    path = tmp_path / "out.csv"
    written = run("figures", "--entity", "thornwick", "--csv", path)
    assert (written.code, written.out) == (0, "")
    assert str(path) in written.err
    assert path.read_text("utf-8") == printed.out
    assert len(list(csv.DictReader(io.StringIO(printed.out)))) > 15


def test_what_is_empty_says_what_is_held_and_is_no_failure(run: Run) -> None:
    done = run("figures", "--entity", "thornwick", "--metric", "revenue", "--period", "2009")
    assert done.code == 0
    assert "I hold it for" in done.out


def test_wrong_usage_ends_with_2(run: Run, tmp_path: Path) -> None:
    assert run("figures", "--entity", "Thornwix Corp").code == 2
    assert run("figures", "--json", "--csv").code == 2
    missing = run("figures", "--csv", tmp_path / "none" / "out.csv")
    assert missing.code == 1
    assert "none" in missing.err
