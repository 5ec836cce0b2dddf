"""Bare numbers: sums without a currency of their own, and second numbers without the scale and unit of the first."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corpus.document import Revision, SourceType
from corpus.markdown import extract_markdown
from index.entities import Entities
from index.names import gather
from index.prose import prose_figures
from index.taxonomy import Taxonomy

ENTITIES = Entities.load()


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def read(text: str, taxonomy: Taxonomy) -> list[str]:
    page = extract_markdown(f"# Larkmoor news\n\n{text}\n")
    revision = Revision(
        revision_id="r1", document_id="d1", url="https://wire.example/1", title="Larkmoor news", publisher="The Wire",
        published=date(2026, 11, 4), source_type=SourceType.ARTICLE, text=page.text, blocks=page.blocks,
        fetched_at=datetime(2026, 11, 5, tzinfo=UTC),
    )  # fmt: skip
    names = gather([revision], ENTITIES)
    found = [f for f in prose_figures(revision, taxonomy, names, names.principal("d1")) if f.metric]
    return [f"{f.metric} {f.amount.value}{f'-{f.amount.high}' if f.amount.high is not None else ''} {f.amount.unit}".strip() for f in found]


PAGES: dict[str, tuple[str, list[str]]] = {
    "a call that says its currency": (
        (
            "Larkmoor AI, Inc. held its call on Tuesday. All amounts are in euros.\n\n"
            "Sales in the third quarter were 310 million, against 275 million a year earlier. Operating profit fell to 21 million, from 34. "
            "We closed the quarter with 480 million of cash and no debt.\n\n"
            "For the full year we expect revenue of 1.2 to 1.25 billion. Previously we had said 1.15 to 1.2. We serve 4.2 million users."
        ),
        [
            "revenue 310000000 EUR", "revenue 275000000 EUR", "operating_income 21000000 EUR", "operating_income 34000000 EUR", "cash 480000000 EUR",
            "revenue 1200000000-1250000000 EUR", "revenue 1150000000-1200000000 EUR", "users 4200000 user",
        ],
    ),
    "crores where rupees are spoken of": (
        "Larkmoor AI, Inc. is based in Pune. Its cards rent for 162 rupees an hour.\n\nEBITDA was 96 crore, up from 71. The order book stands at 1,800 crores. We have 2.3 crore users.",
        ["unit_price 162 INR", "ebitda 960000000 INR", "ebitda 710000000 INR", "backlog 18000000000 INR", "users 23000000 user"],
    ),
    "another way to say it": (
        (
            "Larkmoor AI, Inc. reported on Monday. Numbers in this letter are given in Swedish kronor.\n\n"
            "Net sales: 1,240 million. Gross margin: 44.2 percent, compared with 41.9 in the second quarter and 40.3 a year ago. The app was downloaded 12 million times."
        ),
        ["revenue 1240000000 SEK", "gross_margin 44.2 percent", "gross_margin 41.9 percent", "gross_margin 40.3 percent", "downloads 12000000 ratio"],
    ),
    "sums that share a sign": (
        (
            "Larkmoor AI, Inc. had revenue of $200 million, net income of $20 million and cash of $90 million in 2025.\n\n"
            "Revenue this year should be 260 million, and capital expenditure 45 million. It has 3 million subscribers. It trained its model on 4 billion tokens."
        ),
        ["revenue 200000000 USD", "net_income 20000000 USD", "cash 90000000 USD", "revenue 260000000 USD", "capital_expenditures 45000000 USD", "subscribers 3000000 subscriber"],
    ),
    "the currency of the sentence before": (
        "Larkmoor AI, Inc. raised $40 million in May. Tern raised €30 million; its sales were 12 million.",
        ["funding_raised 40000000 USD", "funding_raised 30000000 EUR", "revenue 12000000 EUR"],
    ),
    "what was asked for in the unit of what is used": (
        "Larkmoor AI, Inc. may use 240,000 litres of water a day. It had asked for 1.1 million. Its office cost $3 million, its hall $4 million.",
        ["water_use 240000 litre", "water_use 1100000"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAGES.values(), ids=PAGES.keys())
def test_bare_numbers_are_in_what_the_page_counts_in(text: str, expected: list[str], taxonomy: Taxonomy) -> None:
    found = read(text, taxonomy)
    for line in expected:
        assert line in found


def test_where_nothing_tells_a_bare_sum_stays_one(taxonomy: Taxonomy) -> None:
    mixed = "Larkmoor AI, Inc. raised $40 million.\n\nTern raised €30 million.\n\nRevenue at Larkmoor was 12 million."
    assert not [line for line in read(mixed, taxonomy) if line.startswith("revenue")]


def test_a_count_beside_a_sum_takes_no_currency(taxonomy: Taxonomy) -> None:
    found = read("Larkmoor AI, Inc. had revenue of $9 million, up from $5 million, and 4 million users, up from 3 million.", taxonomy)
    assert "users 4000000 user" in found
    assert not [line for line in found if line.startswith("users") and line.endswith("USD")]


def test_pence_are_money_and_the_lines_of_a_picture_are_not(taxonomy: Taxonomy) -> None:
    found = read("Larkmoor AI, Inc. makes cameras. Its list price went from 1.4p to 0.9p a minute. It records in 1080p.", taxonomy)
    assert found == ["unit_price 0.014 GBP", "unit_price 0.009 GBP"]


def test_items_of_a_headline_are_read_one_by_one(taxonomy: Taxonomy) -> None:
    found = read("Larkmoor AI, Inc. reported its third quarter.\n\nRevenue up 22% to $351.6 million · Software run rate passes $430 million · Backlog of $612 million", taxonomy)
    assert found == ["revenue_growth 22 percent", "revenue 351600000 USD", "run_rate_revenue 430000000 USD", "backlog 612000000 USD"]
