"""Tags of filings in inline XBRL: their values, dates and parts, and where they stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.document import Extracted, SourceType, Tag
from corpus.store import Kind, Store
from tests.corpus.tagged_pages import number, read_tagged, row, table
from tests.corpus.test_store import NOW

FILED = date(2025, 2, 26)


def words(found: Extracted) -> list[str]:
    return [found.text[tag.start : tag.end] for tag in found.tags]


def test_a_tags_place_is_its_whole_cell() -> None:
    found = read_tagged(table(row("Revenue", f"$ {number('130,497', 'Revenues')}", number("60,922", "Revenues", "y24"))))
    assert words(found) == ["$ 130,497", "60,922"]
    assert [tag.value for tag in found.tags] == [Decimal(130_497_000_000), Decimal(60_922_000_000)]
    assert [(tag.begins, tag.ends) for tag in found.tags] == [
        (date(2024, 1, 29), date(2025, 1, 26)), (date(2023, 1, 30), date(2024, 1, 28)),
    ]  # fmt: skip
    assert {tag.unit for tag in found.tags} == {"USD"}


def test_a_number_split_over_cells_is_one() -> None:
    found = read_tagged(table(f"<tr><td>Capital expenditures</td><td>(</td><td>{number('3,236', 'PaymentsToAcquireProductiveAssets')}</td><td>)</td></tr>"))
    assert words(found) == ["(3,236)"]
    assert found.tags[0].value == 3_236_000_000  # the tag has no sign, whatever the brackets say


@pytest.mark.parametrize(
    ("shown", "more", "scale", "value"),
    [
        ("4.6", 'format="ixt:num-dot-decimal" sign="-"', 9, Decimal(-4_600_000_000)),
        ("1.234,5", 'format="ixt:num-comma-decimal"', 3, Decimal(1_234_500)),
        ("—", 'format="ixt:fixed-zero"', 6, Decimal(0)),
        ("11", "", -2, Decimal("0.11")),
        ("1 234", 'format="ixt:num-dot-decimal"', 0, Decimal(1234)),
    ],
)
def test_values_follow_format_scale_and_sign(shown: str, more: str, scale: int, value: Decimal) -> None:
    found = read_tagged(table(row("Other", number(shown, "OtherNonoperatingIncomeExpense", more=more, scale=scale), "12")))
    assert [tag.value for tag in found.tags] == [value]


@pytest.mark.parametrize(
    "broken",
    [
        number("two", "NumberOfReportableSegments", more='format="ixt-sec:numwordsen"', scale=0),
        number("5", "Revenues", context="nowhere"),
        number("5", "Revenues", scale=6, more='xsi:nil="true"'),
        number("5,0,", "Revenues", more='format="ixt:num-dot-decimal" scale="x"').replace('scale="6" ', ""),
    ],
)
def test_a_tag_that_makes_no_sense_is_left_out(broken: str) -> None:
    found = read_tagged(table(row("Some", broken, number("7", "Assets", "now"))))
    assert [tag.concept for tag in found.tags] == ["us-gaap:Assets"]


def test_parts_moments_and_prices_are_read() -> None:
    found = read_tagged(
        table(
            row("Cloud and relay", number("40,000", "Revenues", "y25-cloud"), ""),
            row("Cash", number("8,589", "CashAndCashEquivalentsAtCarryingValue", "now"), ""),
            row("Diluted", f"$ {number('2.94', 'EarningsPerShareDiluted', scale=0, unit='each')}", ""),
        )
    )
    part, cash, price = found.tags
    assert part.members == (("us-gaap:StatementBusinessSegmentsAxis", "lark:CloudAndRelayMember"),)
    assert (cash.begins, cash.ends) == (None, date(2025, 1, 26))
    assert (price.unit, price.value) == ("USD/shares", Decimal("2.94"))


def test_tags_in_a_sentence_stand_at_their_numbers() -> None:
    said = f"<p>Sales of ${number('4.5', 'Revenues', scale=9)} billion and costs of ${number('4.5', 'CostOfRevenue', scale=9)} billion were alike.</p>"
    found = read_tagged(said)
    first, second = found.tags
    assert found.text[first.start : first.end] == found.text[second.start : second.end] == "4.5"
    assert first.concept == "us-gaap:Revenues"
    assert first.end < found.text.index("costs of") < second.start


def test_a_page_cannot_number_its_own_elements() -> None:
    forged = number("9", "Revenues", context="nowhere").replace("<ix:nonFraction", '<ix:nonFraction data-burnrate-tag="0"')
    found = read_tagged(table(row("Forged", forged, number("7", "Assets", "now"))))
    assert words(found) == ["7"]


def test_a_page_without_contexts_has_no_tags() -> None:
    assert read_tagged("<p>Nothing here is tagged, though it is long enough to be a page of its own.</p>").tags == ()


def put(store: Store, found: Extracted) -> Kind:
    return store.put(
        found, url="https://lark.example/10k", title="10-K", publisher="Lark", published=FILED,
        source_type=SourceType.FILING, now=NOW,
    ).kind  # fmt: skip


def test_tags_are_kept_with_their_revision_and_found_again(tmp_path: Path) -> None:
    found = read_tagged(table(row("Revenue", number("130,497", "Revenues"), number("7", "Assets", "y25-cloud"))))
    with Store(tmp_path / "corpus.sqlite") as store:
        assert put(store, found) is Kind.NEW
        (held,) = store.current()
        assert held.tags == found.tags
        assert isinstance(held.tags[0], Tag)


def test_a_revision_kept_without_tags_gets_them_when_it_is_read_again(tmp_path: Path) -> None:
    from dataclasses import replace

    found = read_tagged(table(row("Revenue", number("130,497", "Revenues"), "7")))
    with Store(tmp_path / "corpus.sqlite") as store:
        put(store, replace(found, tags=()))
        assert put(store, found) is Kind.UNCHANGED
        (held,) = store.current()
        assert held.tags == found.tags
