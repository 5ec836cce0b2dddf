"""Through the command line: each broken file gets one clear line, the exit code is 1, and the good files are there."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter

from corpus.extraction import extract_file

GOOD = "# Yard\n\nMerrow Systems, Inc. said that its revenue was $41 million in 2024.\n"
_PROGRAM = "import sys; sys.argv[0] = 'burnrate'; from bot.cli import main; main()"


def _pdf(*, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _import(data_dir: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "BURNRATE_DATA_DIR": str(data_dir)}
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, "corpus", "import", *map(str, arguments)],
        env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_each_broken_file_gets_one_line_and_the_good_ones_are_imported(
    new_data_dir: Callable[[], Path], tmp_path: Path
) -> None:
    data_dir, pages = new_data_dir(), tmp_path / "pages"
    pages.mkdir()
    broken = {
        "empty.html": b"",
        "encrypted.pdf": _pdf(password="secret"),
        "truncated.pdf": _pdf()[:180],
        "binary.html": bytes(range(256)) * 64,
    }
    for name, content in broken.items():
        (pages / name).write_bytes(content)
    with (pages / "page-of-60-mb.html").open("wb") as file:
        file.truncate(60 * 2**20)
    (pages / "good.md").write_text(GOOD, encoding="utf-8")
    (pages / "latin.html").write_bytes(
        "<html><head><meta charset='utf-8'></head><body><p>Société Merrow’s café costs €3 million.</p></body></html>"
        .encode("cp1252")
    )
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text(json.dumps({"file": "missing.html", "url": "https://wire.example/m"}) + "\n", encoding="utf-8")

    done = _import(data_dir, pages, "--manifest", manifest)

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    lines = (done.stdout + done.stderr).splitlines()
    for name in (*broken, "page-of-60-mb.html", "missing.html"):
        (line,) = [line for line in lines if name in line]
        assert len(line.partition(name)[2].strip(" :")) > 10, f"no reason: {line}"
    again = _import(data_dir, pages, "--manifest", manifest, "--json")
    assert again.returncode == 1
    report = json.loads(again.stdout)
    assert sorted(Path(one["path"]).name for one in report["unchanged"]) == ["good.md", "latin.html"]
    assert sorted(Path(one["path"]).name for one in report["failed"]) == sorted(
        (*broken, "page-of-60-mb.html", "missing.html")
    )


def test_a_page_of_nearly_50_mb_fails_alone_or_is_read(new_data_dir: Callable[[], Path], tmp_path: Path) -> None:
    data_dir, page, good = new_data_dir(), tmp_path / "large.html", tmp_path / "good.md"
    row = "<tr><td>Merrow</td><td>1,234</td></tr>\n"
    page.write_text(f"<html><body><table>{row * (49 * 2**20 // len(row))}</table></body></html>", encoding="utf-8")
    good.write_text(GOOD, encoding="utf-8")
    done = _import(data_dir, page, good, "--json")
    report = json.loads(done.stdout)
    assert [Path(one["path"]).name for one in report["new"]][-1] == "good.md"
    for failed in report["failed"]:
        assert Path(failed["path"]).name == "large.html"
        assert failed["reason"]
    assert done.returncode == bool(report["failed"])


@pytest.mark.parametrize("text", ["Merrow’s revenue was €3 million.", "Café Société earned £5 million."])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_wrong_or_rare_encoding_is_read_as_it_was_meant(tmp_path: Path, text: str, encoding: str) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(text.encode(encoding))
    assert extract_file(page).text.strip() == text
