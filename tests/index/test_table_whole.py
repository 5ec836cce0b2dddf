"""Tables of parts of a company: told from the whole by its own statements, and by the rows and columns among which they stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from index.figure import STATED, Figure
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


# ------------------------------------------------------------------ captions, sections, owners


def test_what_a_caption_leaves_out_of_its_scale_makes_a_statement_no_note(taxonomy: Taxonomy) -> None:
    body = "<p>Consolidated Statements of Earnings</p><p>(In millions, except per share and percentage data)</p>" + table(
        "Fiscal Years Ended", "| February 2, 2024 | February 2, 2024 | February 3, 2023 | February 3, 2023", "| Amount | % Sales | Amount | % Sales",
        "Net sales | $ 86,377 | 100.00% | $ 97,059 | 100.00%", "Operating income | 11,557 | 13.38 | 10,159 | 10.47", "Pre-tax earnings | 10,175 | 11.78 | 9,036 | 9.31",
        "Income tax provision | 2,449 | 2.83 | 2,599 | 2.68", "Net earnings | $ 7,726 | 8.95% | $ 6,437 | 6.63%",
    )  # fmt: skip
    found = figures(body, taxonomy)
    assert values(found, "operating_income") == millions(11_557, 10_159)
    assert values(found, "pretax_income") == millions(10_175, 9_036)
    assert all(f.confidence >= STATED for f in found if f.metric == "operating_income" and not f.dimension and f.amount.unit == "USD")


def test_the_total_of_a_section_is_of_that_section(taxonomy: Taxonomy) -> None:
    body = "<p>The components of the income tax provision are as follows:</p>" + table(
        "(In millions)", "| 2024 | 2023", "Current:", "Federal | $ 1,955 | $ 2,226", "Total current1 | 2,444 | 2,787", "Deferred:", "Federal | 3 | (179)",
        "Total deferred1 | 5 | (188)", "Total income tax provision | $ 2,449 | $ 2,599",
    )  # fmt: skip
    assert values(figures(body, taxonomy), "income_tax") == millions(2_449, 2_599)


def test_taxes_on_gains_not_yet_made_are_not_the_companys(taxonomy: Taxonomy) -> None:
    body = "<p>Consolidated Statement of Comprehensive Income</p><p>(in millions)</p>" + table(
        "| 2024 | 2023", "Net income | $ 404 | $ 454", "Other comprehensive income (loss):", "Unrealized losses on securities | (2,391) | (3,204)",
        "Other comprehensive loss before income taxes | (2,512) | (3,443)", "Income tax benefit | (509) | (690)", "Comprehensive loss | $ (1,599) | $ (2,299)",
    )  # fmt: skip
    assert not values(figures(body, taxonomy), "income_tax")


def test_what_is_left_for_common_shareholders_is_not_all_income_where_there_are_no_others(taxonomy: Taxonomy) -> None:
    rows = ("Revenue | $ 9,000", "Pretax income | 3,000", "Income tax provision | 549", "Net income | $ 2,451")
    statement = "<p>Consolidated Statements of Income</p>" + table("(in millions)", "| 2024", *rows)
    note = "<p>Earnings per share</p>" + table("(in millions)", "| 2024", "Earnings allocated to awards | 33", "Net income attributable to common shareholders | $ 2,418")
    assert values([f for f in figures(statement + note, taxonomy) if f.confidence >= STATED], "net_income") == millions(2_451)
    both = "<p>Consolidated Statements of Income</p>" + table("(in millions)", "| 2024", *rows, "Net income attributable to common stockholders | 2,418")
    assert values(figures(both, taxonomy), "net_income") == millions(2_451)


def test_owners_equity_under_the_companys_name_goes_before_all(taxonomy: Taxonomy) -> None:
    body = table(
        "(in millions)", "| June 30, 2024", "Total assets | 60,000", "Stockholders' Equity", "Common stock | 8", "Acme Inc.'s stockholders' equity | 19,997", "Noncontrolling interests | 512",
        "Total equity | 20,509",
    )  # fmt: skip
    found = figures(body, taxonomy)
    assert values(found, "equity") == millions(19_997)
    assert values(found, "equity", "with noncontrolling interests") == millions(20_509)


# ------------------------------------------------------------------ days, scales, namesakes


def test_the_day_over_the_labels_is_that_of_each_years_column(taxonomy: Taxonomy) -> None:
    body = "<p>Consolidated Balance Sheets</p>" + table("December 31 (in millions, except share data) | 2024 | 2023", "Receivables, net | $ 13,813 | $ 12,672", "Total assets | 200,000 | 190,000", "Total equity | 90,000 | 80,000")
    found = [f for f in figures(body, taxonomy) if f.metric == "accounts_receivable"]
    assert {f.period.end for f in found if f.period and f.period.kind is PeriodKind.INSTANT} == {date(2024, 12, 31), date(2023, 12, 31)}


def test_the_years_over_a_stretch_stay_years(taxonomy: Taxonomy) -> None:
    body = table("Year ended December 31 (in millions) | 2024 | 2023", "Revenue | $ 13,813 | $ 12,672")
    assert {f.period.kind for f in figures(body, taxonomy) if f.metric == "revenue" and f.period} == {PeriodKind.YEAR}


def test_a_day_in_a_balances_label_names_no_part(taxonomy: Taxonomy) -> None:
    body = "<p>Goodwill was as follows (in millions):</p>" + table("| North | South | Consolidated", "Goodwill - January 1, 2024 | $ 16,621 | $ 2,411 | $ 19,032", "Additions | 5 | 6 | 11")
    assert values(figures(body, taxonomy), "goodwill") == millions(19_032)


def test_a_table_without_a_scale_has_that_of_the_table_with_its_numbers(taxonomy: Taxonomy) -> None:
    parted = ("Revenue:", "Government | $ 1,222,215 | $ 1,071,776", "Commercial | 1,002,797 | 834,095", "Total revenue | $ 2,225,012 | $ 1,905,871")
    body = table("(in millions)", "| 2023", "Awards | 5") + "<p>How the years compare</p>" + table("| 2023 | 2022", *parted) + "<p>Segments were as follows (in thousands):</p>" + table("| 2023 | 2022", *parted)
    assert values(figures(body, taxonomy), "revenue", "Commercial") == millions(1_002.797, 834.095)


def test_a_part_with_the_name_of_its_sum_is_told_from_it(taxonomy: Taxonomy) -> None:
    body = "<p>Net sales by segment and business (in millions)</p>" + table("| 2024", "Energy | $ 1,672", "Packaging and Plastics | 4,268", "Packaging & Plastics | $ 5,940", "Coatings | 2,197", "Total net sales | $ 8,137")
    assert values(figures(body, taxonomy), "revenue", "Packaging & Plastics") == millions(5_940)


def test_units_that_dilute_are_no_earnings_per_share(taxonomy: Taxonomy) -> None:
    body = table("(in thousands, except per share data)", "| 2024", "Diluted earnings per share of common stock:", "Restricted stock units | 330,928", "Net income (loss) per share of common stock - diluted | $ 1.06")
    assert values(figures(body, taxonomy), "eps", "Diluted") == {Decimal("1.06")}


def test_what_a_programme_may_yet_buy_is_no_buyback_of_a_year(taxonomy: Taxonomy) -> None:
    body = table(
        "| Total Number of Shares Purchased | Average Price Per Share | Total Dollar Amount Purchased Under the Publicly Announced Authorization | Maximum Dollar Value of Shares That May Yet Be Purchased",
        "October 1-31, 2023 | 40,000 | $ 45.10 | $ 1,899,957,474 | $ 6,600,042,767", "Total | 60,000 | $ 44.20 | $ 3,499,999,677 | $ 5,000,000,000",
    )  # fmt: skip
    assert not [f for f in figures(body, taxonomy) if f.metric == "buyback"]


def test_rows_without_a_currency_are_parts_of_the_total_that_has_one(taxonomy: Taxonomy) -> None:
    body = table(
        "(in millions) | 2026 | 2025", "Boot advertising | 11,934 | 10,711", "Coat advertising | 4,188 | 3,769", "Boots & Coats total | 16,122 | 14,480",
        "Cloud of Boots | 5,214 | 3,560", "Total revenues | 21,336 | 18,040",
    ) + table("(in millions)", "| Year Ended December 31, 2026", "Revenues | $ 21,336", "Net income | $ 3,200")  # fmt: skip
    found = {(f.dimension, f.amount.value, f.amount.unit) for f in figures(body, taxonomy) if f.metric == "revenue" and f.dimension}
    assert {("Cloud of Boots", Decimal("5214E+6"), "USD"), ("Boots & Coats", Decimal("14480E+6"), "USD")} <= found


def test_parts_below_their_whole_are_told_beside_columns_of_change(taxonomy: Taxonomy) -> None:
    body = table(
        "Amounts in billions of Korean won (KRW)", "| Q3 2026 | Q3 2025 | Change", "Sales | 1,580.4 | 1,012.3 | 56.1%", "Packaging | 1,112.8 | 598.0 | 86.1%", "Modules | 349.1 | 310.6 | 12.4%",
        "Tests | 118.5 | 103.7 | 14.3%", "Cost of sales | (1,134.1) | (812.7)",
    )  # fmt: skip
    found = {(f.dimension, f.amount.value) for f in figures(body, taxonomy) if f.metric == "revenue"}
    assert {("Packaging", Decimal("1112.8E+9")), ("Tests", Decimal("103.7E+9"))} <= found


def test_a_loss_on_investments_is_no_gain(taxonomy: Taxonomy) -> None:
    body = table("(in millions) | 2026 | 2025", "Revenue | $ 900 | $ 800", "Gains (losses) on investments, net | (31) | 27", "Net income | $ 90 | $ 80")
    assert values(figures(body, taxonomy), "gain_on_investments") == millions(-31, 27)
