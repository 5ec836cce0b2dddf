"""What tables without tags were misread for: scales that a sentence lends them, columns that are no parts, people counted in money, and British wordings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.document import SourceType
from index.amounts import scale_of_caption
from index.figure import Figure
from index.period import PeriodKind
from index.taxonomy import Taxonomy
from tests.index.tabled import figures, table, values


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def thousands(*numbers: int) -> set[Decimal]:
    return {Decimal(number) * 1_000 for number in numbers}


def called(found: list[Figure], label: str) -> list[Figure]:
    return [f for f in found if label in f.label]


BALANCE = "Consolidated Balance Sheets"
STATEMENT = ("(in thousands) | Year ended December 31, 2024", "Revenue | $ 310,582", "Cost of revenue | 131,992", "Gross profit | 178,590", "Net loss | (32,170)")


# ------------------------------------------------------------------ scale


def test_shares_counted_in_the_sentence_above_are_no_scale_of_the_table(taxonomy: Taxonomy) -> None:
    body = table(*STATEMENT) + "<p>The plan was amended, which increased the shares of common stock reserved for issuance by 13.0 million shares.</p>" + table(
        "| Year ended December 31, 2024", "Awards that vest by results | $ (4,703)", "Awards that vest in time | 36,873", "Total stock-based compensation | $ 32,170",
    )  # fmt: skip
    assert not [f for f in figures(body, taxonomy) if f.metric == "stock_compensation" and f.amount.value > 1_000_000_000]


EQUITY = (
    "| Common Stock, $0.001 Par Value | Common Stock, $0.001 Par Value | Paid-In | Total", "| Shares | $ | Capital | Total", "Balances at December 31, {0} | 50,448 | $ 50 | $ 2,136,908 | $ 1,334,348",
    "Issuance of common stock under stock plans | 332 | 1 | 6,513 | 6,514", "Balances at March 31, {1} | 50,780 | $ 51 | $ 2,143,421 | $ 1,340,862",
)  # fmt: skip


def equity(first: int) -> str:
    return table(*(row.format(first, first + 1) for row in EQUITY))


def test_the_second_of_two_tables_is_in_the_scale_of_the_first_though_its_columns_have_a_dollar_sign(taxonomy: Taxonomy) -> None:
    body = f"<p>(in thousands, except per share amounts)</p>{equity(2024)}{equity(2023)}"
    assert values(figures(body, taxonomy), "equity") == thousands(1_334_348, 1_340_862)


def test_what_is_added_to_equity_between_two_balances_is_no_equity(taxonomy: Taxonomy) -> None:
    found = figures(f"<p>(in thousands)</p>{equity(2024)}", taxonomy)
    assert {f.metric for f in called(found, "Issuance of common stock")} == {""}


def test_shares_that_a_caption_leaves_out_of_its_scale_are_written_in_full(taxonomy: Taxonomy) -> None:
    rows = ("| Common Stock | Paid-In | Total", "| Shares | Capital | Total", "Balance at December 31, 2023 | 78,523,517 | $ 506,961 | $ 275,631", "Balance at December 31, 2024 | 79,523,517 | $ 516,961 | $ 285,631")
    found = figures(f"<p>(in thousands, except for share and per share amounts)</p>{table(*rows)}", taxonomy)
    assert {f.amount.value for f in found if f.amount.unit == "share"} == {78_523_517, 79_523_517}


def test_people_in_a_table_of_money_are_counted(taxonomy: Taxonomy) -> None:
    found = figures(table("(EUR million) | 2024", "Net sales | 640.2", "Order backlog at end of period | 120.5", "Personnel at end of period | 1,250", "Average personnel | 1,200", "Personnel expenses | 80.1"), taxonomy)
    assert values(found, "headcount") == {1_250}
    assert {f.amount.value for f in called(found, "Average personnel")} == {1_200}
    assert {f.amount.value for f in called(found, "Personnel expenses")} == {Decimal("80100000.0")}


@pytest.mark.parametrize("said", ["US$ per million tokens", "US dollars for each million tokens", "list price in US$ for a million tokens"])
def test_what_prices_are_for_is_no_scale(said: str) -> None:
    caption = scale_of_caption(said)
    assert caption is not None
    assert (caption.unit, caption.factor, caption.per) == ("USD", Decimal(1), "million tokens")


# ------------------------------------------------------------------ columns


def test_a_company_before_and_after_its_merger_is_the_company(taxonomy: Taxonomy) -> None:
    body = f"<p>{BALANCE}</p>" + table("| Successor | Predecessor", "(in thousands) | September 30, 2024 | December 31, 2023", "Total current assets | $ 16,911 | $ 9,838", "Total assets | 17,619 | 10,778", "Total liabilities | 139,359 | 143,242")
    found = figures(body, taxonomy)
    assert values(found, "total_assets") == thousands(17_619, 10_778)
    assert values(found, "current_assets") == thousands(16_911, 9_838)


def test_a_column_from_one_day_to_another_is_no_quarter(taxonomy: Taxonomy) -> None:
    body = table("| Three Months Ended September 30, | Three Months Ended September 30,", "(in thousands) | Predecessor July 1, 2024 to July 21, 2024 | Successor July 22, 2024 to September 30, 2024", "Revenue | $ 1,100 | $ 5,500")
    found = [f for f in figures(body, taxonomy) if f.metric == "revenue"]
    assert len(found) == 2
    assert all(f.period is not None and f.period.kind is PeriodKind.SPAN for f in found)


MARKET = ("Vendor | Units | Unit share | Average price", "Acme | 1,200 | 40% | $ 25,000", "Bolt | 900 | 30% | $ 22,000", "Others | 900 | 30% | $ 20,000", "Total | 3,000 | 100% | $ 22,600")


def test_what_all_vendors_and_the_rest_of_them_ship_is_nobodys(taxonomy: Taxonomy) -> None:
    found = figures(f"<p>Larkmoor accelerators: shipments by vendor, 2024</p>{table(*MARKET)}", taxonomy, source=SourceType.ARTICLE)
    assert {f.entity for f in found if f.label.startswith(("Others", "Total"))} == {""}


def test_columns_of_units_their_share_and_their_price_are_three_measures(taxonomy: Taxonomy) -> None:
    found = [f for f in figures(f"<p>Shipments by vendor, 2024</p>{table(*MARKET)}", taxonomy) if f.label.startswith("Acme")]
    assert {f.metric: (f.dimension, f.amount.value) for f in found} == {"shipments": ("Acme", Decimal(1_200)), "market_share": ("Acme", Decimal(40)), "unit_price": ("Acme", Decimal(25_000))}


def test_scores_of_models_side_by_side_have_the_models_whole_name(taxonomy: Taxonomy) -> None:
    found = figures("<p>Benchmark results</p>" + table("Benchmark | Heron 4 | Heron 5", "MMLU | 88.1 | 90.2", "GPQA Diamond | 61.0 | 70.1"), taxonomy)
    assert {f.dimension: f.amount.value for f in found} == {"MMLU Heron 4": Decimal("88.1"), "MMLU Heron 5": Decimal("90.2"), "GPQA Diamond Heron 4": Decimal("61.0"), "GPQA Diamond Heron 5": Decimal("70.1")}


# ------------------------------------------------------------------ rows


def test_what_is_left_after_the_current_portion_is_due_later(taxonomy: Taxonomy) -> None:
    found = figures(f"<p>{BALANCE}</p>" + table("(in thousands) | December 31, 2024", "Total assets | $ 90,000", "Current liabilities:", "Deferred revenue, current portion | 2,458", "Total current liabilities | 9,000", "Deferred revenue, less current portion | 15,801", "Total liabilities | 30,000"), taxonomy)
    assert values(found, "deferred_revenue", "current liabilities") == thousands(2_458)
    assert values(found, "deferred_revenue", "non-current liabilities") == thousands(15_801)


def test_what_a_row_has_in_it_too_leaves_its_measure(taxonomy: Taxonomy) -> None:
    found = figures(table("(in thousands) | Year ended December 31, 2024", "Purchases of property and equipment, including construction in progress | $ (193,704)"), taxonomy)
    assert values(found, "capital_expenditures") == thousands(193_704)


def test_income_with_what_others_own_is_not_the_companys(taxonomy: Taxonomy) -> None:
    rows = ("(in thousands) | Year ended December 31, 2024", "Net income including noncontrolling interests | $ 2,500", "Depreciation | 300")
    assert not values(figures(table(*rows), taxonomy), "net_income")


def test_a_british_statement_of_income_is_read(taxonomy: Taxonomy) -> None:
    body = "<p>Consolidated income statement (£ thousand)</p>" + table(
        "| 2024", "Turnover | 120,400", "Cost of sales | (60,000)", "Gross profit | 60,400", "Administrative expenses | (30,000)", "EBITA | 33,000", "Operating profit | 30,400", "Finance income | 400",
        "Finance expense | (1,800)", "Profit before taxation | 29,000", "Taxation | (6,000)", "Profit for the financial year | 23,000",
    )  # fmt: skip
    found = figures(body, taxonomy, money="")
    wanted = {
        "revenue": 120_400, "general_and_administrative": 30_000, "ebita": 33_000, "operating_income": 30_400, "interest_income": 400, "interest_expense": 1_800, "pretax_income": 29_000, "income_tax": 6_000,
        "net_income": 23_000,
    }  # fmt: skip
    assert {metric: values(found, metric) for metric in wanted} == {metric: thousands(number) for metric, number in wanted.items()}


def test_net_finance_income_is_no_income_from_interest(taxonomy: Taxonomy) -> None:
    assert taxonomy.row_metric("Net financial income") != "interest_income"


# ------------------------------------------------------------------ parts


def test_what_adds_up_to_a_balance_carried_forward_is_not_the_balance(taxonomy: Taxonomy) -> None:
    body = "<p>The changes in goodwill were as follows (in thousands):</p>" + table(
        "| Nine Months Ended September 30, 2024 | Nine Months Ended September 30, 2024", "| Presses | Total", "Goodwill | 9,630 | 18,131", "Accumulated impairment loss | (659) | (781)", "Balance at beginning of period | 8,971 | 17,350",
        "Acquisitions | 17 | 294", "Balance at end of period | $ 8,988 | $ 17,644",
    )  # fmt: skip
    found = [f for f in figures(body, taxonomy) if f.metric == "goodwill"]
    assert {(f.period.label, f.dimension, int(f.amount.value / 1_000)) for f in found if f.period} == {
        ("December 31, 2023", "Presses", 8_971), ("December 31, 2023", "", 17_350), ("September 30, 2024", "Presses", 8_988), ("September 30, 2024", "", 17_644),
    }  # fmt: skip


def test_parts_of_a_kind_of_revenue_are_of_that_kind(taxonomy: Taxonomy) -> None:
    years = "(in thousands) | 2024"
    body = "<p>Revenue of our segments:</p>" + table(years, "Consumer | $ 101,600", "Business | 30,100", "Total revenue | $ 131,700") + "<p>Cable revenue of our segments:</p>" + table(years, "Consumer | $ 11,558", "Business | 1,136", "Total cable revenue | $ 12,694")
    found = {f.dimension: f.amount.value / 1_000 for f in figures(body, taxonomy) if f.metric == "revenue"}
    assert found == {"Consumer": 101_600, "Business": 30_100, "": 131_700, "Consumer cable": 11_558, "Business cable": 1_136, "cable": 12_694}


def test_ranges_that_an_outlook_gives_are_no_header(taxonomy: Taxonomy) -> None:
    body = "<p>Outlook for 2025</p>" + table("EUR million | Previous forecast (May 12) | New forecast", "Net sales | 400-420 | 420-440", "Capital expenditures | 40-45 | 45-50")
    found = [f for f in figures(body, taxonomy) if f.metric]
    assert [(f.metric, f.dimension, int(f.amount.value / 1_000_000), f.period.label if f.period else "") for f in found if "New" in f.label] == [("revenue", "", 420, "2025"), ("capital_expenditures", "", 45, "2025")]
    assert all(f.confidence < 0.5 for f in found if "Previous" in f.label)
