"""What statements of filings were misread for: capital stock above equity, costs without a name, balances of other days, sums without a label."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from index.figure import Figure
from index.taxonomy import Taxonomy
from tests.index.tabled import figures, table, values


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def millions(*numbers: float) -> set[Decimal]:
    return {Decimal(str(number)) * 1_000_000 for number in numbers}


def by_part(found: list[Figure], metric: str) -> dict[str, Decimal]:
    return {f.dimension: f.amount.value / 1_000_000 for f in found if f.metric == metric}


def by_time(found: list[Figure], metric: str, part: str = "") -> dict[str, Decimal]:
    return {f.period.label: f.amount.value / 1_000_000 for f in found if f.metric == metric and f.dimension == part and f.period}


# ------------------------------------------------------------------ scale


def test_how_many_shares_there_may_be_leaves_equity_in_its_scale(taxonomy: Taxonomy) -> None:
    body = table(
        "Millions, except share and per share amounts | Jun. 30, 2025", "Total assets | $ 68,576", "Total liabilities | 52,318", "Common shares, $2.50 par value, 1,400,000,000 authorized; 1,113,174,759 and",
        "593,009,409 outstanding | 2,783", "Retained earnings | 67,532", "Total common shareholders' equity | 16,258",
    )  # fmt: skip
    found = figures(body, taxonomy)
    assert values(found, "retained_earnings") == millions(67_532)
    assert values(found, "equity") == millions(16_258)


def test_commitments_without_a_number_head_no_rows(taxonomy: Taxonomy) -> None:
    body = table("(in millions) | December 31, 2024", "Total assets | $ 900", "Commitments and contingencies (Note 12)", "Redeemable interest | 118", "Total liabilities | 400")
    assert not values(figures(body, taxonomy), "purchase_commitments", "Redeemable interest")


def test_allowances_in_a_label_are_no_scale(taxonomy: Taxonomy) -> None:
    body = table("(in millions) | December 31, 2024", "Cash | $ 200", "Accounts receivable, net of allowances of $985 and $1,000 | 21,276", "Total assets | 300,000", "Total liabilities | 200,000")
    assert values(figures(body, taxonomy), "accounts_receivable") == millions(21_276)


def test_a_scale_written_as_a_number_is_one(taxonomy: Taxonomy) -> None:
    assert values(figures(table("(in $1,000) | 2024", "Revenue | 46,300", "Net income | 3,200"), taxonomy), "revenue") == {Decimal(46_300_000)}


# ------------------------------------------------------------------ costs and sums without a name


COSTS = table(
    "(in millions) | 2024", "Revenue:", "Services | $ 7,682", "Sales | 9,129", "Financing | 166", "Total revenue | 16,977", "Cost:", "Services | 5,280", "Sales | 1,630", "Financing | 90",
    "Total cost | 7,001", "Gross profit | 9,977", "Net income | 2,194",
)  # fmt: skip


def test_what_revenue_loses_to_gross_profit_is_its_cost(taxonomy: Taxonomy) -> None:
    found = figures(COSTS, taxonomy)
    assert by_part(found, "cost_of_revenue") == {"": 7_001, "Services": 5_280, "Sales": 1_630, "Financing": 90}
    assert by_part(found, "revenue") == {"": 16_977, "Services": 7_682, "Sales": 9_129, "Financing": 166}


def test_the_sum_without_a_label_that_both_sides_come_to_is_all_assets(taxonomy: Taxonomy) -> None:
    body = table(
        "Consolidated Balance Sheet", "(in millions) | December 31, 2024", "Total current assets | 29,977", "Goodwill | 74,492", "| $ 104,469", "Total current liabilities | 23,394",
        "Total equity | 81,075", "| $ 104,469",
    )  # fmt: skip
    assert values(figures(body, taxonomy), "total_assets") == millions(104_469)


def test_one_sum_without_a_label_is_left_unnamed(taxonomy: Taxonomy) -> None:
    body = table("Consolidated Balance Sheet", "(in millions) | December 31, 2024", "Total current assets | 29,977", "Goodwill | 74,492", "| $ 104,469", "Total current liabilities | 23,394")
    assert not values(figures(body, taxonomy), "total_assets")


def test_a_total_below_what_it_sums_up_is_one_row_of_the_total_of_all(taxonomy: Taxonomy) -> None:
    body = table("(in millions) | 2024", "Asia | $ 119", "Oceania | 56", "Total abroad | 175", "Home | 625", "Total revenues | $ 800")
    assert by_part(figures(body, taxonomy), "revenue") == {"": 800, "Asia": 119, "Oceania": 56, "Total abroad": 175, "Home": 625}


# ------------------------------------------------------------------ what other tables call so


def test_what_is_measured_at_fair_value_is_not_all_that_a_company_has(taxonomy: Taxonomy) -> None:
    body = table("(in millions) | Level 1 | Level 2 | Total", "December 31, 2024", "Foreign currency contracts | 149 | 0 | 149", "Total assets | 1,593 | 1,213 | 2,806", "Total liabilities | 9 | 340 | 349")
    assert not values(figures(body, taxonomy), "total_assets")


def test_what_was_bought_with_a_company_is_not_the_companys(taxonomy: Taxonomy) -> None:
    body = table("(in millions) | December 31, 2024", "Goodwill | 2,842", "Total assets | 5,222", "Total liabilities | 522", "Net assets acquired | $ 4,700")
    found = figures(body, taxonomy)
    assert not values(found, "goodwill")
    assert values(found, "goodwill", "acquired") == millions(2_842)


def test_what_a_company_has_by_acquisitions_leaves_its_balance_its_own(taxonomy: Taxonomy) -> None:
    body = table("(in millions) | January 31, 2025", "Total current assets | 29,727", "Intangible assets acquired through business combinations, net | 4,428", "Goodwill | 51,283", "Total assets | 102,928", "Total liabilities | 41,755")
    assert values(figures(body, taxonomy), "total_assets") == millions(102_928)


def test_part_of_a_statement_of_cash_flows_has_changes_and_no_balances(taxonomy: Taxonomy) -> None:
    body = "<h3>Cash Flows from Operating Activities:</h3>" + table("(in millions)", "| Six months ended June 30, 2024", "Net income | 1,385", "Accounts payable | 135", "Net cash provided by operating activities | 2,784")
    assert not values(figures(body, taxonomy), "accounts_payable")


def test_taxes_paid_are_no_tax_expense(taxonomy: Taxonomy) -> None:
    body = table(
        "Consolidated Statements of Cash Flows", "(in millions) | 2024", "Net cash provided by operating activities | 2,784", "Net cash used in investing activities | (900)",
        "Cash paid during the period for:", "Income taxes | 2,025",
    )  # fmt: skip
    assert not values(figures(body, taxonomy), "income_tax")


def test_what_heads_rows_of_a_statement_of_cash_flows_is_no_part(taxonomy: Taxonomy) -> None:
    body = table(
        "Consolidated Statements of Cash Flows", "(in millions) | 2024", "Non-cash items:", "Stock-based compensation | 407", "Net cash provided by operating activities | 2,784",
        "Net cash used in investing activities | (900)",
    )  # fmt: skip
    assert values(figures(body, taxonomy), "stock_compensation") == millions(407)


# ------------------------------------------------------------------ before and after taxes, with and without


def test_pay_in_shares_before_taxes_is_all_of_it_and_after_them_not(taxonomy: Taxonomy) -> None:
    body = table("(in millions) | 2024", "Pre-tax stock-based compensation cost | $ 441", "Income tax benefits | (156)", "Total net stock-based compensation cost | $ 285")
    assert by_part(figures(body, taxonomy), "stock_compensation") == {"": 441, "after taxes": 285}


def test_a_section_before_taxes_is_no_part_and_taxes_saved_no_pay(taxonomy: Taxonomy) -> None:
    body = table(
        "(in millions) | 2024", "Stock-based compensation, before tax:", "Stock options | 13", "Retention awards | 58", "Total stock-based compensation, before tax | $ 71",
        "Excess income tax benefits from equity compensation plans | 8",
    )  # fmt: skip
    assert values(figures(body, taxonomy), "stock_compensation") == millions(71)


def test_a_row_that_leaves_something_out_is_part_of_the_row_of_all(taxonomy: Taxonomy) -> None:
    body = table(
        "(in millions) | 2024", "Net sales | $ 13,262", "Cost of products sold | 9,000", "Gross profit | 4,262", "Selling, general and administrative expenses, excluding impairment losses | 1,639",
        "Impairment losses | 619", "Selling, general and administrative expenses | 2,258", "Operating income | 2,004", "Net income | 1,041",
    )  # fmt: skip
    assert values(figures(body, taxonomy), "selling_general_administrative") == millions(2_258)


def test_what_segments_earn_is_not_the_operating_income_of_the_company(taxonomy: Taxonomy) -> None:
    own = table("(in millions) | 2024", "Net sales | $ 40,109", "Cost of products sold | 18,000", "Operating earnings | 6,478", "Net earnings | 5,723")
    body = own + table("(in millions) | 2024", "Total segment profit | $ 10,278", "Corporate costs | (3,800)")
    assert by_part(figures(body, taxonomy), "operating_income") == {"": 6_478, "all segments": 10_278}


# ------------------------------------------------------------------ statements of equity


EQUITY = table(
    "(in millions)", "| Six Months Ended June 30, 2023", "| Common Stock | Additional Paid-in Capital | Accumulated Deficit | Total Stockholders' Equity", "Balances December 31, 2022 | 5.2 | 5,045.1 | (597.6) | 4,452.7",
    "Net loss | 0 | 0 | (235.5) | (235.5)", "Stock-based compensation | 2,353.4 | 25.9 | 0 | 25.9", "Balances March 31, 2023 | 5.2 | 5,071.0 | (833.1) | 4,243.1", "Net earnings | 0 | 0 | 8.6 | 8.6",
    "Balances June 30, 2023 | 5.2 | 5,071.0 | (824.5) | 4,251.7",
)  # fmt: skip
EQUITY = EQUITY.replace("<td>Six Months Ended June 30, 2023</td>", '<td colspan="4">Six Months Ended June 30, 2023</td>')


def test_what_happened_between_two_balances_is_of_the_time_between_them(taxonomy: Taxonomy) -> None:
    found = figures(EQUITY, taxonomy)
    assert by_time(found, "net_loss") == {"Q1 2023": Decimal("235.5")}
    assert by_time(found, "net_income") == {"Q2 2023": Decimal("8.6")}


def test_a_balance_in_a_statement_of_equity_is_of_its_own_day(taxonomy: Taxonomy) -> None:
    found = figures(EQUITY, taxonomy)
    assert {f.period.end: f.amount.value / 1_000_000 for f in found if f.metric == "equity" and not f.dimension and f.period} == {
        date(2022, 12, 31): Decimal("4452.7"), date(2023, 3, 31): Decimal("4243.1"), date(2023, 6, 30): Decimal("4251.7"),
    }  # fmt: skip


def test_pay_in_shares_that_is_added_to_common_stock_is_not_all_of_it(taxonomy: Taxonomy) -> None:
    assert not values(figures(EQUITY, taxonomy), "stock_compensation")


def test_the_total_of_columns_that_make_up_equity_is_equity(taxonomy: Taxonomy) -> None:
    body = table("Millions | Common shares | Paid-in surplus | Retained earnings | Total", "Balance at June 30, 2024 | 2,783 | 5,249 | 63,820 | 71,852")
    assert values(figures(body, taxonomy), "equity") == millions(71_852)


def test_shareholders_investment_is_equity(taxonomy: Taxonomy) -> None:
    body = table("(in millions) | December 31, 2023", "Total assets | 73,214", "Total Acme Shareholders' Investment | 38,603", "Noncontrolling interests | 224", "Total Shareholders' Investment | 38,827", "Total liabilities | 34,387")
    assert by_part(figures(body, taxonomy), "equity") == {"": 38_603, "with noncontrolling interests": 38_827}


# ------------------------------------------------------------------ per share, and kinds of revenue


def test_assuming_dilution_is_a_form_of_earnings_per_share(taxonomy: Taxonomy) -> None:
    body = table(
        "(in millions, except per share amounts) | 2024", "Revenue | 16,977", "Net income | 2,194", "Earnings per share of common stock:", "Assuming dilution:", "Continuing operations | $ 2.30",
        "Total | $ 2.31", "Basic:", "Continuing operations | $ 2.35", "Total | $ 2.36",
    )  # fmt: skip
    found = [f for f in figures(body, taxonomy) if f.metric == "eps"]
    assert {(f.dimension, f.amount.value, f.amount.per) for f in found if f.dimension in {"Diluted", "Basic"}} == {("Diluted", Decimal("2.31"), "share"), ("Basic", Decimal("2.36"), "share")}


def test_what_subscription_revenues_consisted_of_are_parts_of_that_kind(taxonomy: Taxonomy) -> None:
    body = "<p>Subscription revenues consisted of the following (in millions):</p>" + table("| 2024", "Sales | $ 8,322", "Analytics | 5,775", "Total | $ 14,097")
    assert by_part(figures(body, taxonomy), "revenue") == {"Sales subscription": 8_322, "Analytics subscription": 5_775, "subscription": 14_097}
