"""What a question asks for: two-digit years, claimed numbers, the measure at its head, names that are no names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.asked import (
    called_parts,
    head_metrics,
    in_segments,
    makers,
    meant_names,
    only_governed,
    said_amounts,
    without_deals,
)
from bot.chat_writing import written_out
from index.entity_table import EntityMatch, EntityTable, TableEntry
from index.taxonomy import Taxonomy

ASKED_ON = date(2025, 11, 10)


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("acme burn in 25?", "acme burn in 2025?"),
        ("acme capex 24 vs 25 pls", "acme capex 2024 vs 2025 pls"),
        ("acme sales of '24", "acme sales of 2024"),
        ("built in 24 days", "built in 24 days"),
        ("does acme own 27 or 32.5 percent", "does acme own 27 or 32.5 percent"),
        ("was it 3.24 or 25", "was it 3.24 or 25"),
        ("layoffs in 85?", "layoffs in 85?"),
    ],
)
def test_years_of_two_digits(text: str, read: str) -> None:
    assert written_out(text, ASKED_ON) == read


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("acme capex 162b?", [Decimal(162_000_000_000)]),
        ("did it lose 4.9 or 6.4 billion", [Decimal(4_900_000_000), Decimal(6_400_000_000)]),
        ("was the round 110b or 122b", [Decimal(110_000_000_000), Decimal(122_000_000_000)]),
        ("is it 21 or 34 pct", [Decimal(21), Decimal(34)]),
        ("was it 44.2 or 43.2 bn in q1", [Decimal(44_200_000_000), Decimal(43_200_000_000)]),
    ],
)
def test_numbers_said_share_their_scale(text: str, values: list[Decimal]) -> None:
    assert [amount.value for amount in said_amounts(text, [], money=True)] == values


def test_a_models_name_is_no_sum() -> None:
    assert not said_amounts("context window of quillon 70b", [], money=False)
    assert not said_amounts("price of the 70b model", [], money=True)


@pytest.mark.parametrize(
    ("text", "name", "asked"),
    [
        ("how much did acme spend on capex", "acme", {"capital_expenditures"}),
        ("how much did acme spend", "acme", {"total_expenses"}),
        ("did acme hit its own sales guidance", "acme", {"revenue"}),
        ("acme series b valuation", "acme", {"valuation"}),
        ("acme revenue q4 2025 growth", "acme", {"revenue_growth"}),
        ("acme revenue and net loss", "acme", {"revenue", "net_loss"}),
    ],
)
def test_the_measure_at_the_head(text: str, name: str, asked: set[str], taxonomy: Taxonomy) -> None:
    start = text.index(name)
    names = [EntityMatch("Acme", start, start + len(name))]
    metrics, _ = head_metrics(text, taxonomy.find_metrics(text, asked=True), names)
    assert {m.metric for m in metrics} == asked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("acme ebit 2024", ["Acme"]),
        ("acme ad revenue", ["Acme"]),
        ("acme data center revenue", ["Acme"]),
        ("acme lumen revenue", ["Acme", "Lumen"]),
    ],
)
def test_a_heading_is_no_name(text: str, kept: list[str], taxonomy: Taxonomy) -> None:
    table = EntityTable(
        [
            TableEntry("Acme", kind="company"),
            *(TableEntry(n, kind="other") for n in ("EBIT", "Ad Revenue", "Data Center", "Lumen")),
        ]
    )
    found = meant_names(text, table.match(text), taxonomy.find_metrics(text, asked=True), table)
    assert [match.name for match in found] == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("acme robots revenue 2024", ["Acme"]),
        ("acme data center revenue", ["Acme"]),
        ("acme data center or lumen", ["Acme", "Lumen"]),
    ],
)
def test_a_company_with_plain_words_is_the_company(text: str, kept: list[str], taxonomy: Taxonomy) -> None:
    table = EntityTable(
        [
            TableEntry("Acme", kind="company"),
            TableEntry("Lumen", kind="company"),
            TableEntry("Acme Data Center", kind="other"),
        ]
    )
    found = meant_names(text, table.match(text), taxonomy.find_metrics(text, asked=True), table)
    assert [match.name for match in found] == kept


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("base pay for the new chief at acme", {"executive_pay"}),
        ("what did acme pay for lumen", {"acquisition_price"}),
        ("acme chip business sales", {"revenue"}),
        ("how much acme turnover shipped to norway", {"revenue"}),
        ("why did acme raise its capex outlook", {"capital_expenditures"}),
        ("why did acme cut its dividend", {"dividend"}),
        ("did acme make a profit of 5m", {"net_income"}),
    ],
)
def test_verbs_and_idioms_give_way_to_the_measure(text: str, asked: set[str], taxonomy: Taxonomy) -> None:
    start = text.index("acme")
    metrics, _ = head_metrics(text, taxonomy.find_metrics(text, asked=True), [EntityMatch("Acme", start, start + 4)])
    assert {m.metric for m in metrics} == asked


@pytest.mark.parametrize(
    ("text", "governed"),
    [
        ("how much memory is on the new chips of acme", True),
        ("daily water cap for acme's data center", True),
        ("what portion of acme's chips is made in lunde", True),
        ("what hit did acme take on chips", True),
        ("how many gpus are in acme's campus", False),
        ("number of employees at acme", False),
        ("how big is acme's fleet of gpus", False),
        ("gpus of acme", False),
        ("acme's revenue from chips", False),
    ],
)
def test_what_only_says_what_something_is_of_is_no_measure(text: str, governed: bool, taxonomy: Taxonomy) -> None:
    start = text.index("acme")
    names = [EntityMatch("Acme", start, start + 4)]
    asked, _ = head_metrics(text, taxonomy.find_metrics(text, asked=True), names)
    counts = {m.metric for m in asked if all(unit.startswith("count:") for unit in taxonomy.metric(m.metric).units)}
    assert only_governed(text, asked, names, counts.__contains__) is governed


@pytest.mark.parametrize(("text", "name"), [("what is Linnet's maker worth", "Halvery"), ("linnets maker headcount", "Halvery"), ("how many use Linnet", "Linnet")])
def test_the_maker_of_a_product_is_whom_it_belongs_to(text: str, name: str) -> None:
    table = EntityTable([TableEntry("Halvery", "company"), TableEntry("Linnet", "product", parent="Halvery")])
    assert [m.name for m in makers(text, table.match(text), table)] == [name]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("what did Halvery lose on its cloud business in 2025", "what did Halvery lose on its cloud segment in 2025"),
        ("Halvery's cloud unit revenue", "Halvery's cloud segment revenue"),
        ("Lumen's cloud unit revenue", "Lumen's cloud unit revenue"),
        ("Halvery's paper unit revenue", "Halvery's paper unit revenue"),
    ],
)
def test_a_unit_is_a_segment_where_its_company_has_one_of_that_name(text: str, meant: str) -> None:
    table = EntityTable(
        [TableEntry("Halvery", "company"), TableEntry("Lumen", "company"), TableEntry("Halvery Cloud", "company", aliases={"Cloud segment"}, parent="Halvery")]
    )
    assert in_segments(text, table) == meant


@pytest.mark.parametrize(
    ("text", "kept"),
    [("what was Halvery valued at in the Lumen merger", ["Halvery"]), ("Halvery vs Lumen valuation", ["Halvery", "Lumen"]), ("what was Halvery valued at by Lumen", ["Halvery", "Lumen"])],
)
def test_a_deal_names_no_one_asked_about(text: str, kept: list[str], taxonomy: Taxonomy) -> None:
    table = EntityTable([TableEntry("Halvery", "company"), TableEntry("Lumen", "company")])
    assert [m.name for m in without_deals(text, table.match(text), taxonomy.find_metrics(text, asked=True))] == kept


@pytest.mark.parametrize(
    ("text", "meant"),
    [("halv cloud backlog", "Halvery Cloud backlog"), ("halv's cloud backlog", "Halvery Cloud backlog"), ("halv paper backlog", "halv paper backlog"), ("lumen cloud backlog", "lumen cloud backlog")],
)
def test_a_part_goes_by_any_name_of_its_company(text: str, meant: str) -> None:
    table = EntityTable(
        [TableEntry("Halvery", "company", aliases={"HALV"}), TableEntry("Lumen", "company"), TableEntry("Halvery Cloud", "company", parent="Halvery")]
    )
    assert called_parts(text, table.match(text), table) == meant
