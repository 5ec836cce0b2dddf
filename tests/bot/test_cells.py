"""Answers from tables whose rows, columns and captions say what no metric names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.building import import_files
from bot.engine import Engine
from bot.library import Library
from corpus.manifest import read_manifest

UPDATE = """<html><head><title>Quellmark Power: operating figures for May 2025</title></head><body>
<h1>Quellmark Power: operating figures for May 2025</h1>
<p>Quellmark Power Inc. ("Quellmark") rents out halls for computers and stores electricity.</p>
<table><tr><th></th><th>May 2025</th><th>April 2025</th><th>May 2024</th></tr>
<tr><td>Battery cells replaced</td><td>412</td><td>388</td><td>275</td></tr>
<tr><td>Wafers probed (thousands)</td><td>17.5</td><td>16.1</td><td>9.4</td></tr>
<tr><td>Share of night load</td><td>31%</td><td>29%</td><td>22%</td></tr></table>
<h2>Halls</h2>
<table><tr><th>Hall</th><th>Country</th><th>Planned MW</th><th>Live MW</th><th>Cost</th><th>Next step</th></tr>
<tr><td>Osmer Reach</td><td>Wales</td><td>120</td><td>45</td><td>$1.4bn</td><td>Second hall in 2026</td></tr>
<tr><td>Tindle Flats</td><td>Utah</td><td>200</td><td>0</td><td>$2.2bn</td><td>Waiting for a permit</td></tr></table>
<h2>Customers</h2><p>Share of revenue by customer:</p><table><tr><td></td><td>May 2025</td></tr><tr><td>Customer A</td><td>23%</td></tr>
<tr><td>Customer B</td><td>11%</td></tr></table>
<h2>Wind</h2><table><tr><td></td><td>North</td><td>South</td></tr><tr><td>Year Ended January 28, 2024</td><td></td><td></td></tr>
<tr><td>Turbines greased</td><td>41</td><td>17</td></tr></table>
<h2>Pay</h2><p>Summary compensation of the officers:</p>
<table><tr><th>Name</th><th>Year</th><th>Salary ($)</th><th>Bonus ($)</th><th>Total ($)</th></tr>
<tr><td rowspan="2">Ilse Vantongeren</td><td>2024</td><td>610,000</td><td>240,000</td><td>850,000</td></tr>
<tr><td>2023</td><td>580,000</td><td>110,000</td><td>690,000</td></tr></table>
<table><tr><th>Owner</th><th>Class A shares</th><th>Class B shares</th></tr><tr><td>Ilse Vantongeren</td><td>3,100</td><td>7,200</td></tr></table>
<p>Our commitments for network capacity fall due as follows:</p>
<table><tr><td></td><td>(in millions)</td></tr><tr><td>2026</td><td>$ 310</td></tr><tr><td>2027</td><td>455</td></tr></table>
</body></html>"""

PRICES = """<html><head><title>Fennimore Labs releases Sandpiper 2</title></head><body><h1>Fennimore Labs releases Sandpiper 2</h1>
<p>Fennimore Labs today releases Sandpiper 2 and Sandpiper 2 Lite.</p><h2>Prices</h2><p>US dollars per million tokens.</p>
<table><tr><th>Model</th><th>Input</th><th>Output</th></tr><tr><td>Sandpiper 2</td><td>3.10</td><td>12.40</td></tr>
<tr><td>Sandpiper 2 Lite</td><td>0.30</td><td>1.20</td></tr></table><h2>Tests</h2>
<table><tr><th>Test</th><th>Sandpiper 2</th><th>Sandpiper 2 Lite</th></tr><tr><td>LedgerMaze</td><td>71.5%</td><td>55.0%</td></tr></table>
</body></html>"""


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Answer]]:
    folder = tmp_path_factory.mktemp("tables")
    rows = []
    for name, text, publisher in (("quellmark", UPDATE, "Quellmark Power"), ("fennimore", PRICES, "Fennimore Labs")):
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
        row = {"file": f"{name}.html", "url": f"https://{name}.example/may", "publisher": publisher}
        rows.append(row | {"published": "2025-06-03", "source_type": "press_release"})
    (folder / "manifest.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    data_dir = new_data_dir()
    report, _ = import_files(data_dir, [folder], read_manifest(folder / "manifest.jsonl"))
    assert not report.failed
    library = Library.open(data_dir)
    engine = Engine(library)
    yield lambda question: engine.ask(question, today=date(2025, 6, 20))
    library.snapshot.close()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how many battery cells did quellmark replace in april", "388"),
        ("quellmark battery cells replaced, may 2024", "275"),
        ("quellmark wafers probed in may 2025", "17,500"),
        ("share of night load at quellmark", "31%"),
        ("planned mw at tindle flats", "200 megawatts"),
        ("what does osmer reach cost", "$1.4 billion"),
        ("total pay of ilse vantongeren in 2023", "690,000"),
        ("bonus of ilse vantongeren 2024", "240,000"),
        ("output price of sandpiper 2 lite", "$1.20 per million tokens"),
        ("sandpiper 2 on ledgermaze", "71.5%"),
        ("sandpiper 2 lite ledgermaze score", "55.0%"),
        ("class b shares of ilse vantongeren", "7,200"),
    ],
)
def test_a_cell_is_told_by_its_row_column_and_time(ask: Callable[[str], Answer], question: str, expected: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert expected in answer.text.splitlines()[0]


def test_a_row_of_a_year_is_of_what_introduces_its_table(ask: Callable[[str], Answer]) -> None:
    answer = ask("how much network capacity has quellmark committed to pay for in 2027")
    assert [f.amount.value for f in answer.figures] == [455_000_000]


def test_the_time_that_heads_rows_is_said_once_and_not_as_a_part_of_what_they_are_called(ask: Callable[[str], Answer]) -> None:
    answer = ask("turbines greased in the south by quellmark")
    assert answer.text.splitlines()[0].startswith("Quellmark Power: Turbines greased › South: 17 ")


def test_what_a_row_says_after_its_number_is_quoted(ask: Callable[[str], Answer]) -> None:
    assert "Waiting for a permit" in ask("live megawatts at tindle flats").text


def test_a_price_without_its_side_gives_each(ask: Callable[[str], Answer]) -> None:
    answer = ask("sandpiper 2 token price")
    assert [str(f.amount.value) for f in answer.figures] == ["3.10", "12.40"]


def test_a_list_gives_each_row(ask: Callable[[str], Answer]) -> None:
    answer = ask("quellmark halls with planned power")
    assert [int(f.amount.value) for f in answer.figures] == [120, 200]


def test_a_row_answers_what_its_column_is_called(ask: Callable[[str], Answer]) -> None:
    answer = ask("next step at tindle flats?")
    assert [c.quote.partition(" | ")[0] for c in answer.citations] == ["Tindle Flats", "Hall"]


def test_a_course_gives_a_row_through_time(ask: Callable[[str], Answer]) -> None:
    answer = ask("how has the share of night load at quellmark changed")
    assert [int(f.amount.value) for f in answer.figures] == [22, 29, 31]


def test_two_times_asked_for_are_both_given(ask: Callable[[str], Answer]) -> None:
    answer = ask("quellmark battery cells replaced may 2025 vs may 2024")
    assert [int(f.amount.value) for f in answer.figures] == [412, 275]


def test_rows_are_listed_by_what_their_table_calls_them(ask: Callable[[str], Answer]) -> None:
    assert [c.quote.partition(" | ")[0] for c in ask("which halls does quellmark have").citations] == ["Osmer Reach", "Tindle Flats", "Hall"]
    assert [c.quote.partition(" | ")[0] for c in ask("which quellmark halls are waiting for a permit").citations] == ["Tindle Flats", "Hall"]


@pytest.mark.parametrize(
    "question",
    ["pension of ilse vantongeren in 2023", "quellmark battery cells sold in april", "planned mw at osmer gate", "sandpiper 2 max output price", "which company is customer A of quellmark?"],
)
def test_no_cell_is_given_that_says_something_else(ask: Callable[[str], Answer], question: str) -> None:
    assert not ask(question).figures


def test_the_row_with_the_most_or_least_of_a_column_is_found(ask: Callable[[str], Answer]) -> None:
    assert [int(f.amount.value) for f in ask("which quellmark hall has the most planned mw").figures] == [200]
    assert [int(f.amount.value) for f in ask("which quellmark hall has the lowest planned mw").figures] == [120]
