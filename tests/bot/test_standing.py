"""What filings' tags say of one number: the newest leads, the filing's own page is cited, and the older one stays on record."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.building import import_files
from bot.engine import Engine
from bot.library import Library
from corpus.companyfacts import read_company_facts
from corpus.manifest import read_manifest
from tests.corpus.fact_files import CIK, RESTATED, company_facts, larkmoor, split
from tests.corpus.tagged_pages import number, page, row, table

TODAY = date(2027, 6, 1)
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def library(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Library:
    data_dir, folder = new_data_dir(), tmp_path_factory.mktemp("facts")
    (folder / f"CIK{CIK:010}.json").write_bytes(larkmoor())
    (folder / "CIK0008800777.json").write_bytes(split(8800777))
    retailer = {
        ("us-gaap:Revenues", "Revenues", "USD"): [
            (("0008800888-24-000002", "10-K", "2024-03-20", 2023, "FY"), "2023-01-29", "2024-02-03", 412000000),
            (("0008800888-25-000002", "10-K", "2025-03-20", 2024, "FY"), "2024-02-04", "2025-02-01", 455000000),
        ],
    }
    (folder / "CIK0008800888.json").write_bytes(company_facts(retailer, 8800888, "TARN OUTFITTERS INC /DE/"))
    cover = "<p>LARKMOOR SYSTEMS INC</p><p>(Exact name of registrant as specified in its charter)</p><p>FORM 10-K</p>"
    (folder / "annual.html").write_text(page(cover, table(row("Revenue", number("9,398", "Revenues"), number("6,087", "Revenues", "y24")))), "utf-8")
    url = read_company_facts(larkmoor())[-1].url.rpartition("/")[0] + "/lark-20260125.htm"
    line = {"file": "annual.html", "url": url, "title": "Larkmoor Systems Inc Form 10-K", "publisher": "SEC EDGAR", "published": RESTATED[2], "source_type": "filing"}
    (folder / "manifest.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    report, _ = import_files(data_dir, [folder], read_manifest(folder / "manifest.jsonl"))
    assert (len(report.new), report.failed) == (10, [])
    return Library.open(data_dir)


@pytest.fixture(scope="module")
def ask(library: Library) -> Ask:
    engine = Engine(library)
    return lambda text, **more: engine.ask(text, today=TODAY, **more)


def test_a_figure_of_company_facts_is_cited_by_its_filing(ask: Ask) -> None:
    answer = ask("what was Larkmoor's revenue in Q2 fiscal 2026?")
    assert answer.status is Status.ANSWERED
    assert answer.figures[0].amount.value == 3107000000
    (citation,) = answer.citations
    assert citation.quote == "Revenues | three months ended July 27, 2025 (second quarter of fiscal 2026) | $3,107,000,000"
    assert citation.title == "Larkmoor Systems INC Form 10-Q filed August 27, 2025 (SEC company facts)"
    assert citation.url.endswith("/0008800456-25-000031-index.htm")
    assert citation.published == date(2025, 8, 27)


def test_the_year_before_is_not_taken_for_the_filings_own(ask: Ask) -> None:
    assert ask("Larkmoor revenue Q2 FY25").figures[0].amount.value == 2301000000


def test_what_a_newer_filing_restates_leads_and_the_older_value_is_said(ask: Ask) -> None:
    answer = ask("Larkmoor revenue fiscal 2025")
    assert answer.figures[0].amount.value == 9398000000
    assert [one.figure.amount.value for one in answer.disagreements] == [9412000000]
    assert "restated since" in answer.disagreements[0].why


def test_the_filings_own_page_is_cited_before_its_sheet_of_facts_and_both_are_one_voice(ask: Ask, library: Library) -> None:
    answer = ask("Larkmoor revenue fiscal 2025")
    assert answer.citations[0].url.endswith("/lark-20260125.htm")
    own = library.document(answer.citations[0].document_id)
    (sheet,) = [d for d in library.sheets if library.document(d).url.rpartition("/")[0] == own.url.rpartition("/")[0]]
    assert (library.document(sheet).voice or sheet) == (own.voice or own.document_id)


def test_as_of_a_day_only_what_was_filed_by_then_counts(ask: Ask) -> None:
    assert ask("Larkmoor revenue fiscal 2025", as_of=date(2025, 12, 31)).figures[0].amount.value == 9412000000
    assert ask("Larkmoor revenue fiscal 2025", as_of=date(2025, 1, 31)).status is not Status.ANSWERED


@pytest.mark.parametrize(("text", "expected"), [("Larkmoor diluted EPS fy25", "2.36"), ("Larkmoor basic EPS fy25", "2.41"), ("Larkmoor eps FY2025", "2.36")])
def test_per_share_numbers_after_a_split_lead_in_the_form_asked_for(ask: Ask, text: str, expected: str) -> None:
    assert str(ask(text).figures[0].amount.value) == expected


def test_a_fact_that_is_no_measure_is_found_by_its_label(ask: Ask) -> None:
    assert ask("Larkmoor operating lease liability").figures[0].amount.value == 412000000


def test_a_quarter_that_no_filing_states_is_not_answered_with_something_else(ask: Ask) -> None:
    assert ask("Larkmoor net income in Q3 fiscal 2026").status is not Status.ANSWERED
    # Of that day there is a balance whose label has the words.
    assert ask("Larkmoor net income in Q4 fiscal 2024").status is not Status.ANSWERED


def test_a_course_of_amounts_per_share_begins_after_the_split(ask: Ask) -> None:
    answer = ask("Brackenfell Power EPS over time", as_of=None)
    assert [str(one.amount.value) for one in answer.figures] == ["1.74", "1.91", "2.94", "4.91"]
    before = ask("Brackenfell Power EPS over time", as_of=date(2025, 6, 1))
    assert [str(one.amount.value) for one in before.figures] == ["4.82", "6.63", "17.4", "19.1"]


def test_no_growth_is_computed_across_a_split(ask: Ask) -> None:
    assert " fell " not in ask("Brackenfell Power EPS growth in 2023").text
    assert "162%" in ask("Brackenfell Power EPS growth in 2023", as_of=date(2025, 6, 1)).text
    assert "54%" in ask("Brackenfell Power EPS growth in 2025").text


def test_an_amount_of_before_a_split_says_so_once_the_split_is_known(ask: Ask) -> None:
    said = "the shares as they were before a later split"
    assert said in ask("Brackenfell Power EPS 2022").text
    assert said not in ask("Brackenfell Power EPS 2022", as_of=date(2025, 6, 1)).text
    assert said not in ask("Brackenfell Power EPS 2025").text
    assert said not in ask("Larkmoor revenue fiscal 2025").text


def test_a_year_has_the_name_that_the_company_gives_it(ask: Ask) -> None:
    answer = ask("Tarn Outfitters revenue fiscal 2024")
    assert answer.figures[0].amount.value == 455000000
    assert answer.citations[0].quote == "Revenues | year ended February 1, 2025 (fiscal 2024) | $455,000,000"
    assert answer.citations[0].title == "Tarn Outfitters INC Form 10-K filed March 20, 2025 (SEC company facts)"
    assert ask("Tarn Outfitters sales FY23").figures[0].amount.value == 412000000
