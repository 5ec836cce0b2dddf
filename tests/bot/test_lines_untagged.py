"""Lines of statements in a filing without tags: what is called otherwise, or is of another part, answers no question for one of them."""

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
BODY = (
    "<p>Consolidated Statements of Income</p>",
    table("(in millions)", YEAR, "Revenue | $ 9,000", "Cost of revenue | 4,000", "Gross profit | 5,000", "Operating income | 2,000", "Net income | 1,500"),
    "<p>Consolidated Balance Sheets</p>",
    table(
        "(in millions)", "| December 31, 2024", "Total assets | $ 7,000", "Warrant liability | 22", "Total liabilities | 3,000", "Larkmoor Systems, Inc. shareholders' equity | 3,900", "Noncontrolling interests | 100",
        "Total equity | 4,000", "Total liabilities and equity | 7,000",
    ),
    "<p>Goodwill at December 31, 2024 was $27 million for the Presses segment, $36 million for the Drills segment and $17 million for the Cables segment.</p>",
    "<p>Drills revenue of $310 million increased 13 percent in 2024 as customers bought more of them.</p>",
    "<p>At December 31, 2024, we also had $67 million of equity investments without readily determinable fair values.</p>",
    "<p>Cash paid for leases (in millions):</p>",
    table(YEAR, "Operating expenses:", "Cash paid for operating leases | $ 74"),
)


@pytest.fixture(scope="module")
def engine(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Engine:
    data_dir, folder = new_data_dir(), tmp_path_factory.mktemp("lines")
    (folder / "annual.html").write_text(f"<html><body>{COVER}{''.join(BODY)}</body></html>", "utf-8")
    line = {"file": "annual.html", "url": "https://larkmoor.example/10k", "title": "Larkmoor Systems Inc Form 10-K", "publisher": "SEC EDGAR", "published": "2025-02-26", "source_type": "filing"}
    (folder / "manifest.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    report, _ = import_files(data_dir, [folder], read_manifest(folder / "manifest.jsonl"))
    assert (len(report.new), report.failed) == (1, [])
    return Engine(Library.open(data_dir))


@pytest.mark.parametrize(
    "question",
    [
        "Larkmoor current liabilities as of December 31, 2024",  # not the warrant liability
        "Larkmoor operating expenses 2024",  # not what leases cost in cash
        "what was Larkmoor Drills's cost of revenue in 2024?",  # not what drills brought in
        "Larkmoor Widgets goodwill as of December 31, 2024",
    ],
)
def test_what_is_called_otherwise_is_no_answer(engine: Engine, question: str) -> None:
    answer = engine.ask(question, today=date(2025, 6, 1))
    assert answer.status is not Status.ANSWERED, answer.text


def test_of_several_parts_side_by_side_the_first_is_not_the_one_asked_about(engine: Engine) -> None:
    answer = engine.ask("Larkmoor Cables goodwill as of December 31, 2024", today=date(2025, 6, 1))
    assert "$27 million [" not in answer.text
    assert not answer.figures or answer.figures[0].amount.value == Decimal(17_000_000)


@pytest.mark.parametrize(("question", "millions"), [("Larkmoor total equity as of December 31, 2024", 4_000), ("Larkmoor shareholders' equity as of December 31, 2024", 3_900)])
def test_total_equity_is_the_row_called_so(engine: Engine, question: str, millions: int) -> None:
    answer = engine.ask(question, today=date(2025, 6, 1))
    assert answer.status is Status.ANSWERED
    assert answer.figures[0].amount.value == Decimal(millions) * 1_000_000
