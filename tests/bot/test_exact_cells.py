"""Whether a cell may be exact is told without judging all of them, and never otherwise than by judging them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot import cell_answers, cells
from bot.building import import_files
from bot.library import Library
from bot.question import Question
from bot.understanding import understand
from corpus.manifest import read_manifest

REPORT = """<html><head><title>Brambleworth Inc. annual report 2024</title></head><body><h1>Brambleworth Inc. annual report 2024</h1>
<p>Brambleworth Inc. ("Brambleworth") makes looms.</p><h2>Consolidated statements of income</h2>
<table><tr><th>(in millions)</th><th>2023</th><th>2024</th></tr>
<tr><td>Revenue</td><td>$ 4,100</td><td>$ 5,300</td></tr><tr><td>Cost of revenue</td><td>1,900</td><td>2,250</td></tr>
<tr><td>Operating income</td><td>800</td><td>1,020</td></tr><tr><td>Operating lease liabilities, current</td><td>70</td><td>75</td></tr>
<tr><td>Looms under test</td><td>61</td><td>88</td></tr></table>
<h2>Revenue by division</h2>
<table><tr><th>(in millions)</th><th>Weaving</th><th>Dyeing</th><th>Total</th></tr>
<tr><td>Revenue 2024</td><td>$ 3,200</td><td>$ 2,100</td><td>$ 5,300</td></tr>
<tr><td>Operating income 2024</td><td>700</td><td>320</td><td>1,020</td></tr></table></body></html>"""
ASKED = (
    "What was Brambleworth's revenue in 2024?",
    "What was Brambleworth's cost of revenue in 2023?",
    "Brambleworth operating income 2024",
    "Brambleworth operating lease liabilities in 2024",
    "Brambleworth dyeing revenue 2024",
    "looms under test at Brambleworth in 2023",
    "Brambleworth revenue by division",
)


@pytest.fixture(scope="module")
def library(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("exact")
    (folder / "report.html").write_text(REPORT, encoding="utf-8")
    row = {"file": "report.html", "url": "https://brambleworth.example/2024", "publisher": "Brambleworth", "published": "2025-02-03", "source_type": "press_release"}
    (folder / "manifest.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    data_dir = new_data_dir()
    import_files(data_dir, [folder], read_manifest(folder / "manifest.jsonl"))
    found = Library.open(data_dir)
    yield found
    found.snapshot.close()


def asked(question: str, library: Library) -> Question:
    return understand(question, asked_on=date(2025, 6, 1), names=library.names, taxonomy=library.taxonomy)


@pytest.mark.parametrize("question", ASKED)
def test_no_exact_cell_is_missed(library: Library, monkeypatch: pytest.MonkeyPatch, question: str) -> None:
    quick = cell_answers.exact_cell(asked(question, library), library, None)
    monkeypatch.setattr(cell_answers, "may_be_exact", lambda *_: True)
    assert cell_answers.exact_cell(asked(question, library), library, None) == quick


def test_a_plain_question_for_a_measure_judges_few_cells(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []
    judge = cells._judged

    def counted(*given: object) -> object:
        judged.append(given[1])
        return judge(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(cells, "_judged", counted)
    assert not cells.may_be_exact(asked(ASKED[1], library), library, None)
    assert len(judged) < len(library.once(cells._Near, asked(ASKED[1], library), None).figures)
