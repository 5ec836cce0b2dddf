"""Parts of a company, asked about by the names that its filing has for them."""

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
from tests.corpus.tagged_pages import number, page, row, table

COVER = "<p>LARKMOOR SYSTEMS INC</p><p>(Exact name of registrant as specified in its charter)</p><p>FORM 10-K</p>"
TABLES = (
    table(
        row("Total revenue", number("37,895", "Revenues"), ""),
        row("Cost of revenue", number("8,643", "CostOfRevenue"), ""),
        row("Research and development", number("5,493", "ResearchAndDevelopmentExpense"), ""),
        row("Sales and marketing", number("13,257", "SellingAndMarketingExpense"), ""),
    ),
    table(
        row("Sales", number("8,322", "Revenues", "y25-sales"), ""),
        row("Service", number("9,054", "Revenues", "y25-service"), ""),
        row("Cloud &amp; Relay", number("5,281", "Revenues", "y25-cloud"), ""),
    ),
    table(row("Sales", number("1,035", "CostOfRevenue", "y25-sales"), ""), row("Service", number("2,118", "CostOfRevenue", "y25-service"), "")),
    table(row("Sales and marketing", number("1,205", "AllocatedShareBasedCompensationExpense", "y25-marketing"), "")),
    table(row("Cash and cash equivalents", number("8,848", "CashAndCashEquivalentsAtCarryingValue", "now"), "")),
    table(row("Cash", number("7,001", "CashAndCashEquivalentsAtCarryingValue", "now-funds"), "")),
)


@pytest.fixture(scope="module")
def engine(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Engine:
    data_dir, folder = new_data_dir(), tmp_path_factory.mktemp("segments")
    (folder / "annual.html").write_text(page(COVER, *TABLES), "utf-8")
    line = {"file": "annual.html", "url": "https://larkmoor.example/10k", "title": "Larkmoor Systems Inc Form 10-K", "publisher": "SEC EDGAR", "published": "2025-02-26", "source_type": "filing"}
    (folder / "manifest.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    report, _ = import_files(data_dir, [folder], read_manifest(folder / "manifest.jsonl"))
    assert (len(report.new), report.failed) == (1, [])
    return Engine(Library.open(data_dir))


@pytest.mark.parametrize(
    ("question", "millions"),
    [
        ("Larkmoor revenue fiscal 2025", 37895),
        ("what were Larkmoor's sales in fy25?", 37895),
        ("larkmoor sales cloud revenue fy25", 8322),
        ("what were Larkmoor Service Cloud's sales in fiscal 2025?", 9054),
        ("larkmoor cloud and relay revenue fy25", 5281),
        ("cost of revenue for Larkmoor Service Cloud, FY2025", 2118),
        ("Larkmoor sales cloud cost of sales fy25", 1035),
        ("how much sales and marketing did Larkmoor report in fiscal 2025", 13257),
        ("Larkmoor cash and cash equivalents as of January 26, 2025", 8848),
        ("Larkmoor cash as of January 26, 2025", 8848),
    ],
)
def test_a_part_answers_by_its_whole_name_and_the_company_otherwise(engine: Engine, question: str, millions: int) -> None:
    answer = engine.ask(question, today=date(2025, 6, 1))
    assert answer.status is Status.ANSWERED
    assert answer.figures[0].amount.value == Decimal(millions) * 1_000_000


def test_a_part_that_the_filing_has_not_is_answered_by_no_other_part(engine: Engine) -> None:
    answer = engine.ask("larkmoor commerce cloud revenue fy25", today=date(2025, 6, 1))
    assert not {one.amount.value for one in answer.figures} & {Decimal(m) * 1_000_000 for m in (8322, 9054, 5281)}


@pytest.mark.parametrize("question", ["What are the business segments Larkmoor reports?", "which segments does larkmoor have", "list larkmoor's divisions"])
def test_the_parts_that_a_company_reports_are_told_by_what_they_sell(engine: Engine, question: str) -> None:
    text = engine.ask(question, today=date(2025, 6, 1)).text
    assert [part in text for part in ("Sales", "Service", "Cloud & Relay")] == [True] * 3, text
