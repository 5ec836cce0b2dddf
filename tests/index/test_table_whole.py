"""Tables of parts of a company: told from the whole by its own statements, and by the rows and columns among which they stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from index.figure import Figure
from index.period import PeriodKind
from index.taxonomy import Taxonomy
from tests.index.tabled import figures, table, values


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def millions(*numbers: float) -> set[Decimal]:
    return {Decimal(str(number)) * 1_000_000 for number in numbers}


def parts(found: list[Figure], metric: str) -> dict[str, Decimal]:
    return {f.dimension: f.amount.value / 1_000_000 for f in found if f.metric == metric}


STATEMENT = table(
    "(in millions)", "| Year Ended December 31, 2024", "Revenues | $ 46,300", "Cost of sales | 26,500", "Gross profit | 19,800",
    "Operating income | 3,700", "Net income | 3,200",
)  # fmt: skip
REGION = "<h3>Northern Region</h3>" + table("(in millions) | 2024", "Revenues by:", "Boots | $ 12,600", "Coats | 6,900", "Total revenues | $ 19,500", "Operating income | 4,800")


def test_what_a_table_of_one_region_says_is_not_the_companys(taxonomy: Taxonomy) -> None:
    found = figures(STATEMENT + REGION, taxonomy)
    assert values(found, "revenue") == millions(46_300)
    assert values(found, "operating_income") == millions(3_700)
    assert values(found, "operating_income", "Northern Region") == millions(4_800)
    assert values(found, "revenue", "Boots Northern Region") == millions(12_600)


def test_a_table_whose_total_is_the_companys_is_of_the_company(taxonomy: Taxonomy) -> None:
    body = STATEMENT + "<h3>By product</h3>" + table("(in millions) | 2024", "Revenues by:", "Boots | $ 29,400", "Coats | 16,900", "Total revenues | $ 46,300")
    assert parts(figures(body, taxonomy), "revenue") == {"": 46_300, "Boots": 29_400, "Coats": 16_900}


def test_cash_with_what_is_restricted_is_a_part_at_each_time(taxonomy: Taxonomy) -> None:
    balance = table("(in millions)", "| December 31, 2024", "Cash and cash equivalents | $ 1,016", "Total assets | 67,000", "Total liabilities | 50,000")
    flows = table(
        "Consolidated Statements of Cash Flows", "(in millions) | Year Ended December 31, 2024 | Year Ended December 31, 2022", "Cash provided by operating activities | 9,346 | 9,362",
        "Cash used in investing activities | (3,325) | (3,471)", "Cash, cash equivalents and restricted cash at end of year | $ 1,028 | $ 987",
    )  # fmt: skip
    found = figures(balance + flows, taxonomy)
    assert values(found, "cash") == millions(1_016)
    assert values(found, "cash", "with restricted cash") == millions(1_028, 987)


def test_operating_expenses_that_are_all_expenses_are_both(taxonomy: Taxonomy) -> None:
    body = table("(in millions)", "| 2024", "Operating revenues | $ 24,250", "Total operating expenses | 14,537", "Operating income | 9,713", "Income taxes | 2,000", "Net income | 6,747")
    found = figures(body, taxonomy)
    assert values(found, "total_expenses") == values(found, "operating_expenses") == millions(14_537)


def test_operating_expenses_beside_the_cost_of_revenue_are_not_all(taxonomy: Taxonomy) -> None:
    body = table(
        "(in millions)", "| 2024", "Revenue | $ 1,000", "Cost of revenue | 400", "Gross profit | 600", "Total operating expenses | 500", "Operating income | 100", "Net income | 80",
    )  # fmt: skip
    assert not values(figures(body, taxonomy), "total_expenses")


# ------------------------------------------------------------------ rows and columns


def test_the_times_between_the_rows_of_segments_leave_the_names_of_the_columns(taxonomy: Taxonomy) -> None:
    body = table(
        "(in millions)", "| North | South | Consolidated", "Three Months Ended June 27, 2025", "Net revenues:", "Third party | 900 | 500 | 1,400", "Total net revenues | 950 | 550 | 1,400",
        "Cost of goods sold | 400 | 300 | 700", "Three Months Ended June 28, 2024", "Net revenues:", "Third party | 800 | 400 | 1,200", "Total net revenues | 820 | 420 | 1,200",
        "Cost of goods sold | 350 | 250 | 600",
    )  # fmt: skip
    found = figures(body, taxonomy)
    costs = {(f.dimension, f.period.end.year if f.period and f.period.end else 0): f.amount.value / 1_000_000 for f in found if f.metric == "cost_of_revenue"}
    assert costs == {("North", 2025): 400, ("South", 2025): 300, ("", 2025): 700, ("North", 2024): 350, ("South", 2024): 250, ("", 2024): 600}
    assert {f.period.kind for f in found if f.period} == {PeriodKind.QUARTER}


def test_years_over_the_labels_are_those_of_the_days_over_the_columns(taxonomy: Taxonomy) -> None:
    (found,) = [f for f in figures(table("(in millions)", "Years Ended | July 27, 2024", "Net sales | 53,803"), taxonomy) if f.metric == "revenue"]
    assert found.period is not None
    assert (found.period.kind, found.period.end) == (PeriodKind.YEAR, date(2024, 7, 27))


def test_shares_between_the_rows_are_no_parts_and_hide_none(taxonomy: Taxonomy) -> None:
    body = table(
        "(in millions) | 2024", "Americas | $ 12,891", "Percentage of total revenue | 60%", "EMEA | 5,554", "Percentage of total revenue | 26%",
        "Far East | 3,060", "Percentage of total revenue | 14%", "Total revenue | $ 21,505",
    )  # fmt: skip
    assert parts([f for f in figures(body, taxonomy) if f.amount.unit == "USD"], "revenue") == {"Americas": 12_891, "EMEA": 5_554, "Far East": 3_060, "": 21_505}


def test_parts_of_parts_are_read_too(taxonomy: Taxonomy) -> None:
    body = table("(in millions) | 2024", "Halls | $ 115", "Compute | 102", "Cables | 13", "Toys | 11", "Total revenue | $ 126")
    assert parts(figures(body, taxonomy), "revenue") == {"Halls": 115, "Compute": 102, "Cables": 13, "Toys": 11, "": 126}


def test_each_column_of_parts_has_its_own(taxonomy: Taxonomy) -> None:
    body = table("(in millions) | 2024", "| Presses | Cables | Total", "Europe | $ 30 | $ 20 | $ 50", "Asia | $ 60 | $ 10 | $ 70", "Net sales | $ 90 | $ 30 | $ 120")
    assert parts(figures(body, taxonomy), "revenue") == {"Europe Presses": 30, "Europe Cables": 20, "Europe": 50, "Asia Presses": 60, "Asia Cables": 10, "Asia": 70, "Presses": 90, "Cables": 30, "": 120}


def test_what_only_subscriptions_brought_in_is_not_all_of_a_segments_revenue(taxonomy: Taxonomy) -> None:
    body = "<p>Subscription revenue by segment was as follows (in millions):</p>" + table("| 2024", "Design | $ 15,547", "Print | 4,864", "Total subscription revenue | $ 20,411")
    assert not values(figures(body, taxonomy), "revenue", "Design")


def test_what_sales_cost_is_not_what_they_brought_in(taxonomy: Taxonomy) -> None:
    body = table(
        "(in millions) | 2024", "Revenues", "Van sales | $ 15,700", "Van leasing | 300", "Total van revenues | 16,000", "Services and other | 3,000", "Total revenues | 19,000",
        "Cost of revenues", "Van sales | 13,500", "Van leasing | 200", "Total van cost of revenues | 13,700", "Services and other | 2,800", "Total cost of revenues | 16,500",
    )  # fmt: skip
    found = figures(body, taxonomy)
    assert parts(found, "cost_of_revenue") == {"Van sales": 13_500, "Van leasing": 200, "van": 13_700, "Services and other": 2_800, "": 16_500}
    assert values(found, "revenue", "van") == millions(16_000)


def test_costs_of_products_and_of_services_are_each_a_part(taxonomy: Taxonomy) -> None:
    body = table("(in millions) | 2024", "Revenue | 66,000", "Cost of products | 57,000", "Cost of services | 11,000", "Net income | 500")
    assert parts(figures(body, taxonomy), "cost_of_revenue") == {"products": 57_000, "services": 11_000}


def test_inventories_of_one_kind_are_all_where_a_balance_sheet_has_no_others(taxonomy: Taxonomy) -> None:
    body = table("(in millions)", "| December 31, 2024", "Merchandise inventories | 23,451", "Trade accounts receivable, net | 4,900", "Total assets | 96,000", "Total liabilities | 89,000")
    found = figures(body, taxonomy)
    assert (values(found, "inventory"), values(found, "accounts_receivable")) == (millions(23_451), millions(4_900))


def test_sums_per_share_of_other_classes_are_their_own(taxonomy: Taxonomy) -> None:
    body = table("(in millions, except per share data) | 2024", "Net income | 19,700", "Diluted earnings per share", "Class A common stock | $ 9.73", "Class B common stock | $ 15.45")
    assert values(figures(body, taxonomy), "eps", "Diluted") == {Decimal("9.73")}


@pytest.mark.parametrize(("row", "metric"), [("Net income per common share – assuming dilution", "eps"), ("Diluted Net Income Per Share1", "eps")])
def test_sums_per_share_are_diluted_by_other_words_too(taxonomy: Taxonomy, row: str, metric: str) -> None:
    assert values(figures(table("(in millions, except per share data) | 2024", "Net income | 700", f"{row} | $ 7.13"), taxonomy), metric, "Diluted") == {Decimal("7.13")}


def test_numbers_under_a_percentage_are_percentages(taxonomy: Taxonomy) -> None:
    body = "<p>Amounts in millions unless otherwise noted.</p>" + table("| 2024", "Gross profit | 38.1%", "General and administrative | 6.0", "Research and development | 2.2")
    assert {f.amount.unit for f in figures(body, taxonomy)} == {"percent"}


def test_a_gross_margin_in_money_is_the_gross_profit_in_the_scale_of_its_table(taxonomy: Taxonomy) -> None:
    body = "<p>Gross margin by segment (in millions, except percentages):</p>" + table("| 2024", "Gross margin | $ 34,828", "Gross margin percentage | 64.7%")
    found = figures(body, taxonomy)
    assert values(found, "gross_profit") == millions(34_828)
    assert {f.amount.unit for f in found if f.metric == "gross_margin"} == {"percent"}


def test_tax_in_brackets_after_the_benefit_is_an_expense(taxonomy: Taxonomy) -> None:
    body = table("(in millions) | 2024", "Revenue | 900", "Earnings before income taxes | 500", "Benefit (provision) for income taxes | (333)", "Net earnings | 167")
    assert values(figures(body, taxonomy), "income_tax") == millions(333)


def test_the_days_in_a_label_are_not_those_of_its_columns(taxonomy: Taxonomy) -> None:
    body = table("(in millions)", "| June 29, 2025 | December 29, 2024", "Accounts receivable, less allowances $167 (2024, $152) | 17,846 | 14,842", "Total assets | 190,000 | 180,000")
    at = {f.period.end: f.amount.value for f in figures(body, taxonomy) if f.metric == "accounts_receivable" and f.period}
    assert at == {date(2025, 6, 29): 17_846_000_000, date(2024, 12, 29): 14_842_000_000}


def test_a_sentence_in_a_paragraph_may_say_the_scale_of_all_tables(taxonomy: Taxonomy) -> None:
    preface = "<p>The statements are prepared in conformity with accounting principles. Unless otherwise noted, tables are presented in U.S. dollars in millions. " + "Certain columns may not add due to rounding. " * 8 + "</p>"
    assert values(figures(preface + table("| 2024", "Total revenues | $ 31,185", "Total expenses | 30,076"), taxonomy), "revenue") == millions(31_185)


def test_what_owners_earned_goes_before_what_all_did_in_other_tables(taxonomy: Taxonomy) -> None:
    result = ("Net sales | 675,000", "Operating income | 29,300", "Interest:", "Debt | 2,249", "Income before income taxes | 26,300", "Consolidated net income | 20,157")
    summary = "<h3>Results</h3>" + table("(in millions) | Fiscal 2024", *(row for row in result if "Interest" not in row))
    statement = "<h3>Statement</h3>" + table("(in millions) | Fiscal 2024", *result, "Consolidated net loss attributable to noncontrolling interest | (721)", "Consolidated net income attributable to Larkmoor | 19,436")
    assert values(figures(summary + statement, taxonomy), "net_income") == millions(19_436)


def test_columns_of_a_statement_of_equity_are_parts_of_it(taxonomy: Taxonomy) -> None:
    body = "<p>Statement of changes in equity (in millions)</p>" + table(
        "| Larkmoor Systems Share of Equity | Larkmoor Systems Share of Equity | Larkmoor Systems Share of Equity | ", "| Earnings Reinvested | Common Stock Held in Treasury | Larkmoor Systems Share of Equity | Total Equity",
        "Balance as of March 31, 2024 | 458,339 | (257,891) | 205,250 | 213,052",
    )  # fmt: skip
    assert millions(-257_891).isdisjoint(values(figures(body, taxonomy), "equity"))
