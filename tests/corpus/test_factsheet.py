"""Fact sheets: a row in words for each fact, its value tagged exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from corpus.archives import filing_folder, is_index_page, is_sheet
from corpus.companyfacts import FiledFacts, YearEnd, read_company_facts
from corpus.document import BlockKind, Extracted, Revision, SourceType
from corpus.errors import ImportFailure
from corpus.factsheet import extract_sheet, filer_names, pack_sheet
from tests.corpus.fact_files import ANNUAL, company_facts, larkmoor


def sheets() -> list[Extracted]:
    return [extract_sheet(pack_sheet(one)) for one in read_company_facts(larkmoor())]


def rows(sheet: Extracted) -> list[str]:
    return [sheet.text[block.start : block.end] for block in sheet.blocks if block.kind is BlockKind.ROW]


def one_fact(unit: str, value: float, begins: str | None = "2024-02-01", ends: str = "2025-01-31", concept: str = "us-gaap:Thing") -> str:
    filed = read_company_facts(company_facts({(concept, "Thing", unit): [(ANNUAL, begins, ends, value)]}))[0]
    return rows(extract_sheet(pack_sheet(filed)))[1].removeprefix("Thing | ")


def test_a_row_says_what_a_number_is_in_words() -> None:
    annual, quarter, restated = sheets()
    assert annual.title == "Larkmoor Systems INC Form 10-K filed February 26, 2025 (SEC company facts)"
    assert (annual.published, annual.publisher, annual.source_type) == (date(2025, 2, 26), "SEC EDGAR", SourceType.FILING)
    assert "Revenues | year ended January 26, 2025 (fiscal 2025) | $9,412,000,000" in rows(annual)
    assert "Operating Lease, Liability | as of January 26, 2025 | $412,000,000" in rows(annual)
    assert "Effective Income Tax Rate Reconciliation, Percent | year ended January 26, 2025 (fiscal 2025) | 13.3%" in rows(annual)
    assert "Entity Common Stock, Shares Outstanding | as of February 14, 2025 | 1,204,000,000 shares" in rows(annual)
    assert "Net Income (Loss) Attributable to Parent | year ended January 28, 2024 (fiscal 2024) | -$1,310,000,000" in rows(annual)
    assert "Revenues | three months ended July 27, 2025 (second quarter of fiscal 2026) | $3,107,000,000" in rows(quarter)
    # A year before the filing's own period, whatever the filing's fy and fp say.
    assert "Revenues | three months ended July 28, 2024 (second quarter of fiscal 2025) | $2,301,000,000" in rows(quarter)
    assert "Revenues | six months ended July 27, 2025 (fiscal 2026) | $5,990,000,000" in rows(quarter)
    assert (
        "Revenues | year ended January 26, 2025 (fiscal 2025) | $9,398,000,000 | $9,412,000,000 in Form 10-K filed February 26, 2025" in rows(restated)
    )


def test_every_value_is_tagged_with_what_it_is() -> None:
    for sheet, filed in zip(sheets(), read_company_facts(larkmoor()), strict=True):
        assert {(tag.concept, tag.unit, tag.begins, tag.ends, tag.value) for tag in sheet.tags} == {
            (fact.concept, fact.unit, fact.begins, fact.ends, fact.value) for fact in filed.facts
        }
        assert len(sheet.tags) == len(filed.facts)
    (eps,) = [tag for tag in sheets()[0].tags if tag.concept == "us-gaap:EarningsPerShareDiluted"]
    assert (sheets()[0].text[eps.start : eps.end], eps.value) == ("$23.6 per share", Decimal("23.6"))


@pytest.mark.parametrize(
    ("unit", "value", "shown"),
    [
        ("EUR", 1234000, "EUR 1,234,000"), ("EUR", -1234000, "EUR -1,234,000"), ("JPY/shares", 12.5, "JPY 12.5 per share"), ("USD/shares", -0.94, "-$0.94 per share"),
        ("USD", 0, "$0"), ("pure", 12, "12"), ("segment", 2, "2 segment"), ("USD", 0.5, "$0.5"), ("USD", 1e21, "$1,000,000,000,000,000,000,000"),
    ],
)  # fmt: skip
def test_a_value_has_its_unit(unit: str, value: float, shown: str) -> None:
    assert one_fact(unit, value).rpartition(" | ")[2] == shown


@pytest.mark.parametrize(
    ("begins", "ends", "expected"),
    [
        ("2024-02-01", "2025-01-31", "year ended January 31, 2025 (fiscal 2025)"),
        ("2024-11-01", "2025-01-31", "three months ended January 31, 2025 (fourth quarter of fiscal 2025)"),
        ("2024-02-01", "2024-10-31", "nine months ended October 31, 2024 (fiscal 2025)"),
        ("2024-01-01", "2024-12-31", "year ended December 31, 2024"),  # of no fiscal year of theirs
        ("2024-08-01", "2025-01-31", "six months ended January 31, 2025"),
        ("2024-02-01", "2024-05-22", "February 1, 2024 to May 22, 2024"),
        ("2023-02-01", "2025-01-31", "February 1, 2023 to January 31, 2025"),
        (None, "2025-01-31", "as of January 31, 2025"),
    ],
)
def test_a_period_is_said_by_its_own_days(begins: str | None, ends: str, expected: str) -> None:
    year = (ANNUAL, "2024-02-01", "2025-01-31", 7)
    filed = read_company_facts(company_facts({("us-gaap:Thing", "Thing", "USD"): [(ANNUAL, begins, ends, 5)], ("us-gaap:Year", "Year", "USD"): [year]}))[0]
    (row,) = [row for row in rows(extract_sheet(pack_sheet(filed))) if row.startswith("Thing")]
    assert row == f"Thing | {expected} | $5"


def test_a_calendar_year_has_no_other_name() -> None:
    assert one_fact("USD", 5, "2024-01-01", "2024-12-31") == "year ended December 31, 2024 | $5"


def test_a_label_cannot_break_its_row() -> None:
    concept = ("us-gaap:Thing", "Thing | other\nthing", "USD")
    filed = read_company_facts(company_facts({concept: [(ANNUAL, None, "2025-01-31", 5)]}))[0]
    assert rows(extract_sheet(pack_sheet(filed)))[1] == "Thing / other thing | as of January 31, 2025 | $5"


def test_a_concept_without_a_label_is_named_by_its_words() -> None:
    data = company_facts({("ifrs-full:RevenueFromSaleOfGoods", "", "EUR"): [(ANNUAL, None, "2025-01-31", 5)]})
    assert "Revenue From Sale Of Goods | as of January 31, 2025 | EUR 5" in rows(extract_sheet(pack_sheet(read_company_facts(data)[0])))


def test_the_same_facts_give_the_same_text() -> None:
    assert sheets() == sheets()


def test_when_the_year_ends_is_said_as_the_names_are_read() -> None:
    filed = FiledFacts("0008800456", "Larkmoor", ANNUAL[0], "10-K", date(2025, 2, 26), read_company_facts(larkmoor())[0].facts, YearEnd(1, 31, drifts=True))
    assert "Fiscal year ends January 31, or within a week of that." in extract_sheet(pack_sheet(filed)).text


@pytest.mark.parametrize("data", [b'{"fact sheet": 5}', b'{"fact sheet": {"cik": "5"}}', b"{", b"[]"])
def test_what_is_no_sheet_is_refused(data: bytes) -> None:
    with pytest.raises(ImportFailure, match="no sheet"):
        extract_sheet(data)


def test_a_sheet_is_told_by_its_address_and_tags() -> None:
    page = sheets()[0]
    held = Revision(
        "r1", "d1", str(page.url), "t", "p", None, SourceType.FILING, page.text, page.blocks, datetime(2026, 1, 1, tzinfo=UTC), tags=page.tags
    )
    assert is_sheet(held)
    assert filer_names(replace(held, title="Larkmoor Form 10-K filed February 26, 2025 (SEC company facts)")) == ("Larkmoor", "Larkmoor Systems INC")
    main = "https://www.sec.gov/Archives/edgar/data/8800456/000880045625000010/lark-20250126.htm"
    assert filing_folder(main) == filing_folder(held.url)
    assert not is_index_page(main)
    assert not filing_folder("https://larkmoor.example/000880045625000010/")
