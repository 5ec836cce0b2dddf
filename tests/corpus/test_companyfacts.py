"""Company facts: which filing stated what first, what was restated, and when a filer's year ends."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.companyfacts import FiledFacts, is_company_facts, read_company_facts
from corpus.errors import ImportFailure
from tests.corpus.fact_files import ANNUAL, QUARTER, RESTATED, Row, company_facts, larkmoor
from tests.edgar import DATA

REVENUE = ("us-gaap:Revenues", "Revenues", "USD")


def stated(filed: FiledFacts, concept: str = "us-gaap:Revenues") -> list[tuple[date | None, date, Decimal]]:
    return [(fact.begins, fact.ends, fact.value) for fact in filed.facts if fact.concept == concept]


def test_each_filing_keeps_what_it_says_first_or_otherwise() -> None:
    annual, quarter, restated = read_company_facts(larkmoor())
    assert [one.accession for one in (annual, quarter, restated)] == [ANNUAL[0], QUARTER[0], RESTATED[0]]
    assert len(stated(annual)) == 2
    assert len(stated(quarter)) == 3
    # The year before last is repeated as it was, and is left out.
    assert stated(restated) == [
        (date(2024, 1, 29), date(2025, 1, 26), Decimal(9398000000)),
        (date(2025, 1, 27), date(2026, 1, 25), Decimal(13204000000)),
    ]
    assert stated(quarter, "us-gaap:Assets") == [(None, date(2025, 7, 27), Decimal(20115000000))]


def test_what_is_restated_says_what_it_was_and_where() -> None:
    restated = read_company_facts(larkmoor())[-1]
    (fact,) = [one for one in restated.facts if one.concept == "us-gaap:Revenues" and one.was is not None]
    assert (fact.was, fact.was_form, fact.was_filed) == (Decimal(9412000000), "10-K", date(2025, 2, 26))


def test_a_number_rounded_to_fewer_digits_is_no_restatement() -> None:
    assert not stated(read_company_facts(larkmoor())[-1], "us-gaap:NetIncomeLoss")


@pytest.mark.parametrize(("before", "after"), [(14_000_000, 10_000_000), (5_000_000, 10_000_000), (143_000_000, 100_000_000), (11.93, 1.19)])
def test_a_round_number_is_not_taken_for_a_rounded_one(before: float, after: float) -> None:
    year = ("2024-01-01", "2024-12-31")
    _, later = read_company_facts(company_facts({REVENUE: [(ANNUAL, *year, before), (RESTATED, *year, after)]}))
    assert (later.facts[0].value, later.facts[0].was) == (Decimal(str(after)), Decimal(str(before)))


def test_a_number_to_more_digits_is_kept_and_is_no_restatement() -> None:
    year = ("2024-01-01", "2024-12-31")
    _, later = read_company_facts(company_facts({REVENUE: [(ANNUAL, *year, 27400000000), (RESTATED, *year, 27353000000)]}))
    assert (later.facts[0].value, later.facts[0].was) == (Decimal(27353000000), None)


def test_values_are_exact() -> None:
    data = larkmoor().replace(b"23.6", b"23.600000000000000001")
    (eps,) = [fact for fact in read_company_facts(data)[0].facts if fact.concept.endswith("PerShareDiluted")]
    assert eps.value == Decimal("23.600000000000000001")


@pytest.mark.parametrize(
    ("ends", "fiscal", "expected"),
    [
        (["2023-01-29", "2024-01-28", "2025-01-26"], [2023, 2024, 2025], (1, 31, True, 0)),
        (["2023-12-31", "2024-12-31"], [2023, 2024], (12, 31, False, 0)),
        (["2023-12-31", "2024-12-29", "2026-01-03"], [2023, 2024, 2025], (12, 31, True, 0)),
        (["2024-02-03", "2025-02-01"], [2023, 2024], (1, 31, True, -1)),
        (["2023-02-28", "2024-02-29"], [2023, 2024], (2, 28, False, 0)),
        (["2023-06-15", "2024-06-15"], [2023, 2024], (6, 15, False, 0)),
    ],
)
def test_the_year_ends_when_the_annual_reports_say(ends: list[str], fiscal: list[int], expected: tuple[int, int, bool, int]) -> None:
    rows: list[Row] = []
    for place, (end, named) in enumerate(zip(ends, fiscal, strict=True)):
        day = date.fromisoformat(end)
        begins = date.fromordinal(day.toordinal() - 363).isoformat()
        filing = (f"0008800456-{day.year % 100:02}-{place:06}", "10-K", date.fromordinal(day.toordinal() + 60).isoformat(), named, "FY")
        rows.append((filing, begins, end, 5))
    found = read_company_facts(company_facts({REVENUE: rows}))[-1].year_end
    assert found is not None
    assert (found.month, found.day, found.drifts, found.named) == expected


def test_the_address_is_that_of_the_filings_index_page() -> None:
    assert read_company_facts(larkmoor())[0].url == (
        "https://www.sec.gov/Archives/edgar/data/8800456/000880045625000010/0008800456-25-000010-index.htm"
    )


def test_only_filings_of_the_forms_wanted_count() -> None:
    assert [one.form for one in read_company_facts(larkmoor(), lambda form: form == "10-Q")] == ["10-Q"]
    assert read_company_facts(larkmoor(), lambda form: form == "20-F") == ()


@pytest.mark.parametrize(
    "broken",
    [
        {"end": "soon"}, {"end": None}, {"val": "12"}, {"val": None}, {"val": True}, {"accn": "../../etc"}, {"accn": 5}, {"filed": ""},
        {"form": "<script>"}, {"start": "2026-01-01"}, {"start": 7},
    ],
)  # fmt: skip
def test_a_fact_that_makes_no_sense_costs_only_itself(broken: dict[str, object]) -> None:
    read = json.loads(larkmoor())
    read["facts"]["us-gaap"]["Revenues"]["units"]["USD"][1].update(broken)
    annual = read_company_facts(json.dumps(read).encode())[0]
    assert [value for _, _, value in stated(annual)] == [Decimal(6087000000)]
    assert stated(annual, "us-gaap:NetIncomeLoss")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"cik": 5, "facts": {', "not JSON"),
        (b'{"cik": 5, "facts": {"us-gaap": {"A": {"units": {"USD": [{"val": ' + b"9" * 90 + b"}]}}}}}", "90 digits"),
        (b'{"cik": 5, "facts": {"us-gaap": {"A": {"units": {"USD": [{"val": NaN}]}}}}}', "no number"),
        (b'{"cik": 5, "facts": []}', "lacks cik and facts"),
        (b'{"cik": "abc", "facts": {}}', "lacks cik and facts"),
        (b'{"cik": 5, "facts": {"us-gaap": {"A": 7, "B": {"units": []}, "C": {"units": {"USD": {}}}}}}', "without a single fact"),
        (b'{"cik": ' + b"[" * 100_000, "not JSON"),
    ],
)
def test_a_file_that_is_broken_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(ImportFailure, match=why):
        read_company_facts(data)


def test_a_filer_by_its_number_as_text_is_the_same() -> None:
    """The SEC writes it both ways."""
    assert read_company_facts(company_facts({REVENUE: [(ANNUAL, None, "2025-01-26", 5)]}, cik="0008800456"))[0].cik == "0008800456"


def test_company_facts_are_told_by_how_they_begin() -> None:
    assert is_company_facts(larkmoor())
    assert not is_company_facts(b'{"cik": 5, "name": "Larkmoor"}')
    assert not is_company_facts(b"<html>")


@pytest.mark.parametrize("name", ["CIK0001045810.json", "CIK0001652044.json"])
def test_every_fact_of_the_real_files_is_said_once(name: str) -> None:
    path: Path = DATA / "companyfacts" / name
    if not path.is_file():
        pytest.skip(f"the real company facts are not at {path}")
    data = path.read_bytes()
    last: dict[tuple[object, ...], tuple[str, Decimal]] = {}
    for kind, concepts in json.loads(data, parse_float=Decimal)["facts"].items():
        for concept, about in concepts.items():
            for unit, rows in about["units"].items():
                for row in rows:
                    key = (f"{kind}:{concept}", unit, row.get("start"), row["end"])
                    last[key] = max(last.get(key, ("", Decimal(0))), (row["filed"], Decimal(row["val"])))
    filed = read_company_facts(data)
    said: dict[tuple[object, ...], Decimal] = {
        (fact.concept, fact.unit, fact.begins and fact.begins.isoformat(), fact.ends.isoformat()): fact.value for one in filed for fact in one.facts
    }
    assert said.keys() == last.keys()
    # Where the last said differs, it is the same in millions, or in a tenth of a billion beside a table in millions.
    assert sum(said[key] != value for key, (_, value) in last.items()) < len(last) / 20
    assert all(abs(said[key] - value) <= max(Decimal(500_000), abs(value) / 20) for key, (_, value) in last.items())
