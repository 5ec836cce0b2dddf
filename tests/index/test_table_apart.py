"""Numbers of filings' tables that would be taken for others: each of these was read otherwise once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from index.figure import Figure
from index.fiscal import FiscalCalendar
from index.period import PeriodKind
from index.taxonomy import Taxonomy
from tests.index.tabled import figures, table, values


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def millions(*numbers: float) -> set[Decimal]:
    return {Decimal(str(number)) * 1_000_000 for number in numbers}


def by_time(found: list[Figure], metric: str, part: str = "") -> dict[str, Decimal]:
    return {f.period.label: f.amount.value / 1_000_000 for f in found if f.metric == metric and f.dimension == part and f.period}


YEAR = "| Year Ended December 31, 2024"
INCOME = table(
    "(in millions, except per share amounts)", YEAR, "Total revenues | $ 46,300", "Cost of sales | 26,500", "Gross profit | 19,800", "Operating income | 3,700",
    "Income before income taxes | 3,500", "Net income | 3,200",
)  # fmt: skip


def test_a_quarter_without_a_year_is_of_the_year_in_the_header_beside_it(taxonomy: Taxonomy) -> None:
    body = table("(in millions)", "| For the periods ended June 30, | | |", "| 2024 | 2025 | 2024 | 2025", "| Second Quarter | Second Quarter | First Half | First Half", "Total revenues | 190 | 250 | 410 | 480")
    body = body.replace("<td>For the periods ended June 30,</td><td></td><td></td><td></td>", '<td colspan="4">For the periods ended June 30,</td>')
    assert by_time(figures(body, taxonomy), "revenue") == {"Q2 2024": 190, "Q2 2025": 250, "H1 2024": 410, "H1 2025": 480}


def test_a_scale_after_years_ended_leaves_the_days_over_the_columns_ends_of_years(taxonomy: Taxonomy) -> None:
    found = figures(table("Years Ended (In Millions, Except Per Share Amounts) | Dec 28, 2024 | Dec 30, 2023", "Net revenue | $ 5,400 | $ 6,300", "Cost of sales | 3,200 | 3,600"), taxonomy, FiscalCalendar(12, 31))
    assert {f.period.kind for f in found if f.period} == {PeriodKind.YEAR}


def test_the_day_over_one_column_holds_for_the_year_over_the_next(taxonomy: Taxonomy) -> None:
    found = figures(table("In millions | December 31, 2024 | 2023", "Total current assets | $ 7,986 | $ 5,424", "Total assets | 56,146 | 50,435", "Total liabilities | 40,000 | 39,000"), taxonomy)
    assert by_time(found, "current_assets") == {"December 31, 2024": 7_986, "December 31, 2023": 5_424}


def test_what_a_segment_has_stands_beside_its_quarter_and_is_of_its_last_day(taxonomy: Taxonomy) -> None:
    found = figures(table("(in millions)", "| Presses | Drills | Total", "Second Quarter 2024", "Total assets | 56 | 44 | 100"), taxonomy)
    assert {f.period.end for f in found if f.metric == "total_assets" and f.period} == {date(2024, 6, 30)}
    assert {f.period.kind for f in found if f.metric == "total_assets" and f.period} == {PeriodKind.INSTANT}


def test_a_balance_at_january_1_is_of_the_year_before(taxonomy: Taxonomy) -> None:
    found = figures(table("Consolidated Statement of Changes in Equity", "(in millions) | 2024 | 2023", "Retained Earnings", "Balance at January 1 | 522 | 502", "Net income | 40 | 60", "Balance at December 31 | 521 | 522"), taxonomy)
    assert by_time(found, "retained_earnings")["December 31, 2024"] == 521
    assert by_time(found, "retained_earnings")["December 31, 2023"] == 522


def test_the_year_over_the_labels_goes_before_a_day_that_a_sentence_tells_of(taxonomy: Taxonomy) -> None:
    body = "<p>We completed the sale of Larkmoor Media on September 1, 2021.</p><p>(dollars in millions)</p>" + table("2024 | Consumer | Business | Total", "Total revenues | 101 | 30 | 131")
    assert {f.period.label for f in figures(body, taxonomy) if f.period} == {"2024"}


def test_columns_beside_a_total_are_of_parts_whatever_they_are_called(taxonomy: Taxonomy) -> None:
    found = figures(table("(in millions)", "| U.S. | Corporate Other | Total", "Fiscal 2024", "Income before income taxes | $ 2,504 | 131 | 2,635"), taxonomy)
    assert values(found, "pretax_income") == millions(2_635)
    assert values(found, "pretax_income", "Corporate Other") == millions(131)
    assert values(found, "pretax_income", "U.S.") == millions(2_504)


def test_goodwill_in_the_united_states_is_not_all_of_it(taxonomy: Taxonomy) -> None:
    body = "<p>The following table presents the activity in goodwill by segment:</p>" + table("In millions | U.S. | International | Consolidated", "Balance at December 31, 2023 (a) | $ 1,815 | $ 1,085 | $ 2,900")
    found = figures(body, taxonomy)
    assert values(found, "goodwill") == millions(2_900)
    assert values(found, "goodwill", "U.S.") == millions(1_815)


def test_a_day_with_a_footnote_is_no_part_of_goodwill(taxonomy: Taxonomy) -> None:
    body = "<p>The changes in the carrying amount of goodwill were as follows (in millions):</p>" + table("| Presses | Drills | Total Goodwill", "December 31, 2024 (a) | $ 3,039 | $ 297 | $ 3,336")
    assert values(figures(body, taxonomy), "goodwill", "Presses") == millions(3_039)
    assert values(figures(body, taxonomy), "goodwill") == millions(3_336)


def test_what_adds_up_to_a_total_has_its_measure_not_that_of_the_heading(taxonomy: Taxonomy) -> None:
    body = "<h3>Cash and equivalents</h3>" + table(
        "In millions | 2024 | 2023", "Presses | $ 10,568 | $ 9,588", "Drills | 2,382 | 1,297", "Total revenues | $ 12,950 | $ 10,885",
        "Presses | $ 5,694 | $ 5,136", "Drills | 831 | 926", "Total operating income | $ 6,525 | $ 6,062",
    )  # fmt: skip
    found = figures(body, taxonomy)
    assert values(found, "operating_income", "Presses") == millions(5_694, 5_136)
    assert values(found, "revenue", "Drills") == millions(2_382, 1_297)
    assert not values(found, "cash", "Presses")


def test_a_part_under_several_sections_is_told_by_them(taxonomy: Taxonomy) -> None:
    body = "<h3>Revenues</h3>" + table(
        "(in millions) | 2024", "Company-operated sales", "Presses | $ 3,221", "Drills | 5,702", "Total | $ 8,923", "Franchised revenues", "Presses | $ 7,163", "Drills | 6,549", "Total | $ 13,712",
    )  # fmt: skip
    found = figures(body, taxonomy)
    assert not values(found, "revenue", "Presses")
    assert values(found, "revenue", "Presses Franchised revenues") == millions(7_163)


def test_what_segments_sold_each_other_is_not_what_they_sold(taxonomy: Taxonomy) -> None:
    body = table(
        "(in millions)", "| Presses | Drills | Eliminations | Total", "Fiscal 2024", "External revenues | $ 25,002 | $ 1,834 | — | $ 26,836", "Intersegment revenues | 10,206 | 172 | (10,378) | —",
        "Total revenues | $ 35,208 | $ 2,006 | $ (10,378) | $ 26,836",
    )  # fmt: skip
    found = figures(body, taxonomy)
    assert values(found, "revenue", "Presses") == millions(25_002)
    assert values(found, "revenue") == millions(26_836)


def test_owners_equity_under_a_group_of_columns_goes_before_that_with_others(taxonomy: Taxonomy) -> None:
    head = "<tr><td></td><td colspan='2'>Equity Attributable to Larkmoor Systems</td><td></td><td></td></tr>"
    body = "<p>(in millions)</p>" + table("| Retained Earnings | Total | Equity Attributable to Non-controlling Interests | Total Equity", "Balance at December 31, 2024 | $ 357 | $ 485 | $ 103 | $ 588").replace("<table>", f"<table>{head}")
    found = figures(body, taxonomy)
    assert values(found, "equity") == millions(485)
    assert values(found, "equity", "with noncontrolling interests") == millions(588)


def test_net_sales_of_a_section_end_it(taxonomy: Taxonomy) -> None:
    body = INCOME + "<p>Revenue by segment was as follows (in millions):</p>" + table(
        YEAR, "Aero", "Original Equipment | $ 6,070", "Aftermarket | 15,330", "Net Aero sales | 21,400", "Safety", "Sensing | 7,230", "Warehouse | 17,670", "Net Safety sales | 24,900", "Net sales | $ 46,300",
    )  # fmt: skip
    found = figures(body, taxonomy)
    assert values(found, "revenue", "Aero") == millions(21_400)
    assert values(found, "revenue", "Safety") == millions(24_900)
    assert values(found, "revenue") == millions(46_300)


def test_what_others_sold_under_a_companys_name_is_none_of_its_revenue(taxonomy: Taxonomy) -> None:
    body = INCOME + "<h3>Franchised sales</h3>" + table("(in millions) | 2024", "Presses | $ 149,914", "Drills | 38,264", "Total | $ 188,178")
    found = figures(body, taxonomy)
    assert values(found, "revenue") == millions(46_300)
    assert not values(found, "revenue", "Drills")


def test_a_scale_that_makes_another_sum_of_the_companys_is_not_meant(taxonomy: Taxonomy) -> None:
    body = INCOME + "<h3>Total net sales and revenue</h3><p>(Dollars in billions)</p>" + table(YEAR, "Presses | $ 46,198", "Drills | 102", "Total revenues | $ 46,300")
    found = figures(body, taxonomy)
    assert values(found, "revenue", "Drills") == millions(102)
    assert values(found, "revenue") == millions(46_300)


def test_an_adjusted_loss_is_not_the_loss(taxonomy: Taxonomy) -> None:
    body = INCOME + "<h3>Non-GAAP measures</h3>" + table("(in millions)", YEAR, "Net income | $ 3,200", "Gain on sale of a business | (3,900)", "Adjusted net income (loss) | $ (700)")
    found = figures(body, taxonomy)
    assert not values(found, "net_loss")
    assert values(found, "net_loss", "adjusted") == millions(700)


def test_a_parents_balance_is_not_the_companys(taxonomy: Taxonomy) -> None:
    own = table("(in millions)", "| December 31, 2024", "Total current assets | $ 23,615", "Total assets | $ 54,810", "Total current liabilities | 17,000")
    issuer = "<h3>Summarized financial information</h3>" + table("(in millions)", "| December 31, 2024", "Total current assets | $ 5,998", "Total assets | $ 10,504", "Total current liabilities | 3,393")
    found = [f for f in figures(own + issuer, taxonomy) if f.metric == "total_assets"]
    assert max(found, key=lambda f: f.confidence).amount.value == 54_810_000_000
    assert min(f.confidence for f in found) < 0.8


def test_taxes_that_are_added_as_they_are_taken_off_are_an_expense(taxonomy: Taxonomy) -> None:
    body = table("(in millions)", YEAR, "Total revenues | $ 46,300", "Operating income | 3,700", "Income before provision for income taxes | 3,500", "Provision for income taxes | (300)", "Net income | 3,200")
    assert values(figures(body, taxonomy), "income_tax") == millions(300)


def test_net_income_per_share_is_earnings_per_share(taxonomy: Taxonomy) -> None:
    body = table("(in millions, except per share amounts)", YEAR, "Net income attributable to Larkmoor | $ 3,200", "Net income attributable to Larkmoor per common share – diluted | $ 6.56")
    found = figures(body, taxonomy)
    assert values(found, "eps", "Diluted") == {Decimal("6.56")}
    assert values(found, "net_income") == millions(3_200)


def test_what_is_divided_to_earnings_per_share_is_none(taxonomy: Taxonomy) -> None:
    body = "<h3>Earnings per share</h3>" + table("(in millions, except per share amounts)", YEAR, "Net income attributable to common shareholders | $ 265", "Diluted earnings per share | $ 0.21")
    assert values(figures(body, taxonomy), "eps", "Diluted") | values(figures(body, taxonomy), "eps") == {Decimal("0.21")}


def test_basic_and_diluted_stand_under_what_they_are_forms_of(taxonomy: Taxonomy) -> None:
    body = table("(in millions, except per share data)", YEAR, "Earnings per share attributable to Larkmoor:", "Diluted", "Continuing operations | $ 1.14", "Discontinued operations | (0.03)", "| $ 1.11")
    found = figures(body, taxonomy)
    assert values(found, "eps", "Diluted Continuing operations") == {Decimal("1.14")}
    assert all(abs(f.amount.value) < 10 for f in found)


def test_net_income_that_comes_back_per_share_is_no_part(taxonomy: Taxonomy) -> None:
    body = table(
        "(in millions, except per share amounts)", YEAR, "Total revenues | $ 46,300", "Operating income | 3,700", "Net income | 3,300", "Net income attributable to Larkmoor | 3,200",
        "Basic Earnings Per Common Share", "Net income attributable to Larkmoor | $ 2.76", "Diluted Earnings Per Common Share", "Net income attributable to Larkmoor | $ 2.75",
    )  # fmt: skip
    assert values(figures(body, taxonomy), "net_income") == millions(3_200)


def test_a_years_service_cost_of_pensions_is_no_cost_of_services(taxonomy: Taxonomy) -> None:
    body = "<h3>Pensions</h3>" + table("(in millions) | 2024", "Service cost - Cost of services | $ 182", "Interest cost | 90")
    assert not {f.metric for f in figures(body, taxonomy)} & {"cost_of_revenue"}


def test_a_margin_that_is_a_sum_and_pay_in_shares_are_in_the_scale_of_their_table(taxonomy: Taxonomy) -> None:
    body = table("(In Thousands, Except Shares and Per Share Amounts)", YEAR, "Contribution margin | $ 336,433", "Share-based compensation | 47,596")
    assert {f.amount.value for f in figures(body, taxonomy)} == {Decimal(336_433_000), Decimal(47_596_000)}


def test_parts_have_the_names_that_the_text_spells_out(taxonomy: Taxonomy) -> None:
    body = "<p>Our segments are Larkmoor Foods North America (LFNA) and Africa, Middle East and South Asia (AMESA).</p>" + table("(in millions)", "| Year Ended December 31, 2024", "LFNA | $ 6,000", "AMESA | 3,000", "Total revenues | $ 9,000")
    assert values(figures(body, taxonomy), "revenue", "Larkmoor Foods North America (LFNA)") == millions(6_000)
    assert values(figures(body, taxonomy), "revenue", "Africa, Middle East and South Asia (AMESA)") == millions(3_000)


def test_a_company_with_its_subsidiaries_has_its_own_statements(taxonomy: Taxonomy) -> None:
    body = "<p>LARKMOOR INC. AND SUBSIDIARY COMPANIES</p>" + table("(MILLIONS) | December 31, 2024", "Deferred tax assets | $ 8", "Total current assets | 51", "Total assets | $ 197", "Total liabilities | 120")
    assert values(figures(body, taxonomy), "total_assets") == millions(197)


def test_a_scale_said_after_what_it_leaves_out_holds_for_tables(taxonomy: Taxonomy) -> None:
    money = "<p>All dollar amounts in the financial statements and tables in these notes, except per-share amounts, are presented in millions unless otherwise indicated.</p>"
    assert values(figures(table(YEAR, "Presses | $ 13,040", "Drills | 4,479", "Total revenues | $ 17,519"), taxonomy, money=money), "revenue") == millions(17_519)


def test_owners_equity_by_the_companys_whole_name_is_all_that_is_theirs(taxonomy: Taxonomy) -> None:
    body = table("(in millions)", "| December 31, 2024", "Total assets | $ 42,448", "Total liabilities | 35,473", "Larkmoor Incorporated Stockholders' Equity | 6,929", "Non-controlling interests | 46", "Total Equity | 6,975")
    found = figures(body, taxonomy)
    assert values(found, "equity") == millions(6_929)
    assert values(found, "equity", "with noncontrolling interests") == millions(6_975)


def test_treasury_stock_is_no_equity_under_the_name_of_all_of_it(taxonomy: Taxonomy) -> None:
    head = "<tr><td></td><td colspan='2'>Stockholders' Equity</td><td></td></tr>"
    body = "<p>(in millions)</p>" + table("| Class A Treasury Stock | Larkmoor Incorporated Stockholders' Equity | Total Equity", "Balance at December 31, 2020 | $ (36,658) | $ 6,391 | $ 6,488").replace("<table>", f"<table>{head}")
    assert values(figures(body, taxonomy), "equity") <= millions(6_391, 6_488)


def test_parts_of_a_half_stay_of_the_half_that_ends_with_its_quarter(taxonomy: Taxonomy) -> None:
    body = "<p>Revenue by market (in millions):</p>" + table(
        "| Three Months Ended June 30, 2024 | Six Months Ended June 30, 2024", "Presses | $ 411 | $ 802", "Drills | 100 | 200", "Total revenue | $ 511 | $ 1,002",
    )  # fmt: skip
    assert by_time(figures(body, taxonomy), "revenue", "Presses") == {"Q2 2024": 411, "H1 2024": 802}


def test_what_contracts_brought_a_segment_is_not_all_of_its_revenue(taxonomy: Taxonomy) -> None:
    body = table(
        "(in millions)", "| Presses | Drills | Total", "Fiscal 2024", "Revenue from contracts with customers (b) | $ 2,864 | $ 1,499 | $ 4,363", "Interest income | 883 | 352 | 1,235",
        "Total revenues net of interest expense | $ 3,747 | $ 1,851 | $ 5,598",
    )  # fmt: skip
    found = figures(body, taxonomy)
    assert values(found, "revenue", "Presses") == millions(3_747)
    assert values(found, "revenue", "Drills") == millions(1_851)
