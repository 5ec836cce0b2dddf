"""Parts of a company whose filing has no tags: what is asked of a part is not answered with the whole, nor with half of its name."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.answer import Status
from bot.building import import_files
from bot.engine import Engine
from bot.library import Library
from corpus.manifest import read_manifest
from tests.index.tabled import table

COVER = "<p>LARKMOOR SYSTEMS INC</p><p>(Exact name of registrant as specified in its charter)</p><p>FORM 10-K</p><p>For the fiscal year ended December 31, 2024</p>"
YEAR = "| Year Ended December 31, 2024"
TABLES = (
    "<p>Consolidated Statements of Income</p>",
    table("(in millions)", YEAR, "Revenue | $ 9,000", "Cost of revenue | 4,000", "Gross profit | 5,000", "Total operating expenses | 3,000", "Operating income | 2,000", "Net income | 1,500"),
    "<p>Revenue by segment was as follows (in millions):</p>",
    table(YEAR, "Presses &amp; Cables | $ 6,000", "Drills | 3,000", "Total revenue | $ 9,000"),
    "<p>Revenue by region was as follows (in millions):</p>",
    table(YEAR, "APAC | $ 2,500", "Americas | 6,500", "Total revenue | $ 9,000"),
    "<p>Revenue by market was as follows (in millions):</p>",
    table(YEAR, "U.S. | $ 5,200", "International Operated Markets | 3,800", "Total revenue | $ 9,000"),
    "<p>Revenue of the segments was as follows (in millions):</p>",
    table(YEAR, "Total reportable segments | $ 9,050", "Eliminations | (50)", "Total revenue | $ 9,000"),
    "<p>Capital expenditures were as follows (in millions):</p>",
    table(YEAR, "Drills | $ 120", "Presses &amp; Cables, at home | 300"),
    "<p>Rent expense under operating leases was $346 million in the year ended December 31, 2024.</p>",
    "<p>Closing fees were $20,810 in the year ended December 31, 2024.</p>",
    "<p>Derivatives at December 31, 2024 (in millions):</p>",
    table("| Other Assets Fair Value | Other Liabilities Fair Value", "Total derivatives, net | $ 253 | $ 98"),
    "<p>What is due at December 31, 2024 (in millions):</p>",
    table("| December 31, 2024", "Accounts and notes receivable:", "Affiliates | $ 211", "Other | 148", "Other current assets | 12"),
    "<p>Consolidated Statements of Stockholders' Equity (in millions)</p>",
    table("| Common Stock | Treasury Stock | Total", "Balances as of December 31, 2023 | $ 7,700 | $ (6,900) | $ 800", "Net income | 1,500 | — | 1,500"),
)


@pytest.fixture(scope="module")
def engine(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Engine:
    data_dir, folder = new_data_dir(), tmp_path_factory.mktemp("untagged")
    (folder / "annual.html").write_text(f"<html><body>{COVER}{''.join(TABLES)}</body></html>", "utf-8")
    line = {"file": "annual.html", "url": "https://larkmoor.example/10k", "title": "Larkmoor Systems Inc Form 10-K", "publisher": "SEC EDGAR", "published": "2025-02-26", "source_type": "filing"}
    (folder / "manifest.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    report, _ = import_files(data_dir, [folder], read_manifest(folder / "manifest.jsonl"))
    assert (len(report.new), report.failed) == (1, [])
    return Engine(Library.open(data_dir))


@pytest.mark.parametrize(
    ("question", "millions"),
    [
        ("Larkmoor revenue 2024", 9_000),
        ("what was Larkmoor's total revenue in 2024?", 9_000),
        ("Larkmoor Presses and Cables revenue 2024", 6_000),
        ("what was Larkmoor Drills's revenue in 2024?", 3_000),
        ("Larkmoor Asia Pacific revenue 2024", 2_500),
        ("Larkmoor operating expenses 2024", 3_000),
        ("Larkmoor International Operated Markets revenue 2024", 3_800),
        ("how much revenue did Larkmoor report in 2024?", 9_000),  # nothing is called "reportable"
        ("Larkmoor Drills capital expenditures 2024", 120),
    ],
)
def test_a_part_is_found_by_its_name_and_the_whole_without_one(engine: Engine, question: str, millions: int) -> None:
    answer = engine.ask(question, today=date(2025, 6, 1))
    assert answer.status is Status.ANSWERED
    assert answer.figures[0].amount.value == Decimal(millions) * 1_000_000


@pytest.mark.parametrize(
    "question",
    [
        "Larkmoor Presses revenue 2024",  # half of a segment's name
        "what was Larkmoor Drills's operating expenses in 2024?",  # held for the whole alone
        "Larkmoor Lathes revenue 2024",  # no part at all
        "what was Larkmoor Other Tools's total revenue in 2024?",
        "Larkmoor Australian Market revenue 2024",  # a word that several parts have is none of their names
        "Larkmoor LM Financial operating income 2024",  # initials before a part's name are some of it
        "Larkmoor capital expenditures 2024",  # held for parts alone
        "what was Larkmoor Presses and Cables's cost of revenue in 2024?",  # what it sold is not what it cost
        "Larkmoor closing fees revenue 2024",  # in thousands, perhaps
        "Larkmoor total assets as of December 31, 2024",  # "Other assets" are not all of them
        "Larkmoor accounts receivable as of December 31, 2024",  # what stands over "Other" does not make it all
    ],
)
def test_neither_the_whole_nor_another_part_stands_for_a_part(engine: Engine, question: str) -> None:
    answer = engine.ask(question, today=date(2025, 6, 1))
    assert not answer.figures
    assert answer.status is not Status.ANSWERED


def test_one_column_of_a_statement_of_equity_is_not_the_equity(engine: Engine) -> None:
    answer = engine.ask("Larkmoor stockholders equity as of December 31, 2023", today=date(2025, 6, 1))
    assert {figure.amount.value for figure in answer.figures} <= {Decimal(800_000_000)}
