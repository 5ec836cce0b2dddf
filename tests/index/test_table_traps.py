"""Traps of tables without tags: numbers that look like what is asked and are something else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from index.figure import STATED, Basis, Figure
from index.fiscal import FiscalCalendar
from index.period import PeriodKind
from index.taxonomy import Taxonomy
from tests.index.tabled import figures, table, values


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def millions(*numbers: float) -> set[Decimal]:
    return {Decimal(str(number)) * 1_000_000 for number in numbers}


def of(found: list[Figure], metric: str) -> list[Figure]:
    return [f for f in found if f.metric == metric]


# ------------------------------------------------------------------ thousands against millions


def test_capitals_that_end_in_m_are_no_scale(taxonomy: Taxonomy) -> None:
    body = table("(in thousands)", "| Thirteen Weeks Ended", "| November 2, 2024", "Net sales | 293,618", "INCOME FROM OPERATIONS | 54,483", "NET INCOME | 44,172")
    assert values(figures(body, taxonomy), "operating_income") == {Decimal(54_483_000)}


HELD = ("Fair value | Cash and cash equivalents | Marketable securities", "Government bonds | $ 27,420 | $ 1,050 | $ 26,370", "Cash | 12,407 | 12,407 | 0", "Total | $ 83,250 | $ 23,466 | $ 72,191")
OTHERS = table("(in thousands)", "| 2024", "Awards | 5,100") + table("(in millions)", "| 2024", "Revenue | 9,100")


def test_the_second_half_of_a_table_is_in_the_scale_of_the_first(taxonomy: Taxonomy) -> None:
    body = (
        OTHERS + "<p>The following tables summarize our cash and securities (in millions):</p>" + table("As of December 31, 2023", *(f"| {HELD[0]}", *HELD[1:]))
        + "<p>(1) Gross gains and losses.</p>" + table("As of December 31, 2024", *(f"| {HELD[0]}", *HELD[1:]))
    )  # fmt: skip
    at = {f.period.end for f in of(figures(body, taxonomy), "cash") if not f.dimension and f.amount.value == 23_466_000_000 and f.period}
    assert at == {date(2023, 12, 31), date(2024, 12, 31)}


def test_a_sum_of_a_table_whose_scale_is_lost_is_no_figure(taxonomy: Taxonomy) -> None:
    body = OTHERS + "<p>What we hold is below.</p>" + table("As of December 31, 2024", f"| {HELD[0]}", *HELD[1:])
    assert not [f for f in of(figures(body, taxonomy), "cash") if f.amount.value]


def test_what_is_said_of_all_amounts_holds_for_tables_that_say_nothing(taxonomy: Taxonomy) -> None:
    body = (
        "<p>Amounts in millions of dollars except per share amounts or as otherwise specified.</p><p>Sales were as follows (in billions):</p>"
        + table("| 2024 | 2023", "United States | $ 40.4 | $ 40.2") + "<p>Segments are below.</p>" + table("| 2024 | 2023", "Net sales | $ 84,284 | $ 84,039")
    )  # fmt: skip
    assert values(figures(body, taxonomy, money=""), "revenue") == millions(84_284, 84_039)


# ------------------------------------------------------------------ three months against nine


def test_weeks_in_words_are_as_long_as_they_say(taxonomy: Taxonomy) -> None:
    body = table(
        "(in thousands)", "| Thirteen Weeks Ended | Thirty-Nine Weeks Ended | Twenty-Six Weeks Ended | Fifty-Two Weeks Ended",
        "| November 2, 2024 | November 2, 2024 | August 3, 2024 | February 3, 2024", "Net sales | 293,618 | 838,490 | 544,872 | 1,261,102",
    )  # fmt: skip
    kinds = {f.amount.value: f.period.kind for f in of(figures(body, taxonomy), "revenue") if f.period}
    assert kinds == {
        Decimal(293_618_000): PeriodKind.QUARTER, Decimal(838_490_000): PeriodKind.NINE_MONTHS,
        Decimal(544_872_000): PeriodKind.HALF, Decimal(1_261_102_000): PeriodKind.YEAR,
    }  # fmt: skip


def test_a_stretch_with_a_colon_goes_on_with_the_year_over_each_column(taxonomy: Taxonomy) -> None:
    body = table("(Dollars in millions) | Yr.-to-Yr. Change", "For the three months ended June 30: | 2024 | 2023", "Total revenue | $ 16,977 | $ 15,770")
    labels = {f.amount.value: f.period.label for f in of(figures(body, taxonomy), "revenue") if f.period}
    assert labels == {Decimal(16_977_000_000): "Q2 2024", Decimal(15_770_000_000): "Q2 2023"}


def test_a_row_that_comes_back_under_each_segment_is_of_that_segment(taxonomy: Taxonomy) -> None:
    body = table(
        "(Dollars in millions)", "| 2024 | 2023", "Revenue:", "Software | $ 7,387 | $ 6,739", "Gross margin | 83.9% | 83.6%", "Consulting | 5,314 | 5,179", "Gross margin | 27.5% | 26.3%",
        "Infrastructure | 4,142 | 3,645", "Gross margin | 61.5% | 56.5%", "Total revenue | $ 16,843 | $ 15,563", "Total gross margin | 58.8% | 56.8%",
    )  # fmt: skip
    found = of(figures(body, taxonomy), "gross_margin")
    assert values(found, "gross_margin") == {Decimal("58.8"), Decimal("56.8")}
    assert values(found, "gross_margin", "Consulting") == {Decimal("27.5"), Decimal("26.3")}


def test_what_may_yet_be_bought_back_was_not(taxonomy: Taxonomy) -> None:
    body = "<p>Share repurchase program</p>" + table(
        "| Dollar value of shares repurchased | Approximate dollar value of shares that may yet be purchased under the program", "April 2024 | $ 5,000,000 | $ 2,007,000,000"
    )  # fmt: skip
    assert not [f for f in of(figures(body, taxonomy), "buyback") if f.amount.value == 2_007_000_000]


# ------------------------------------------------------------------ a balance against how it changed


CASH_FLOWS = table(
    "(in millions)", "| Year Ended December 31, 2024 | Year Ended December 31, 2023", "Net income | 900 | 800", "Changes in assets and liabilities: | |",
    "Accounts receivable | (410) | (290)", "Deferred revenue | 73 | 55", "Net cash provided by operating activities | 1,400 | 1,100",
    "Net cash used in investing activities | (500) | (450)", "Net change in cash and cash equivalents | 900 | 650",
    "Cash, cash equivalents, and restricted cash at beginning of the period | 2,200 | 1,550", "Cash, cash equivalents, and restricted cash at end of the period | 3,100 | 2,200",
    "Cash and cash equivalents | 2,900 | 2,050", "Restricted cash | 200 | 150",
)  # fmt: skip


@pytest.mark.parametrize("metric", ["accounts_receivable", "deferred_revenue"])
def test_what_a_statement_of_cash_flows_calls_like_a_balance_is_a_change(taxonomy: Taxonomy, metric: str) -> None:
    assert not of(figures(CASH_FLOWS, taxonomy), metric)


def test_cash_in_a_statement_of_cash_flows_is_what_was_there_at_the_end(taxonomy: Taxonomy) -> None:
    cash = [f for f in of(figures(CASH_FLOWS, taxonomy), "cash") if not f.dimension]
    assert {(f.amount.value, f.period and f.period.end) for f in cash} == {(Decimal(2_900_000_000), date(2024, 12, 31)), (Decimal(2_050_000_000), date(2023, 12, 31))}
    assert {f.period and f.period.kind for f in cash} == {PeriodKind.INSTANT}


def test_a_balance_at_the_beginning_is_of_the_day_before(taxonomy: Taxonomy) -> None:
    body = "<h3>Deferred Revenue</h3><p>The following table shows the changes in short- and long-term deferred revenue:</p>" + table(
        "| Year Ended December 31, 2024", "(In millions) |", "Balance at beginning of period | $ 1,337", "Deferred revenue additions | 5,083",
        "Revenue recognized | (4,607)", "Balance at end of period | $ 1,813",
    )  # fmt: skip
    whole = {f.period and f.period.end: f.amount.value for f in of(figures(body, taxonomy), "deferred_revenue") if not f.dimension}
    assert whole == {date(2023, 12, 31): Decimal(1_337_000_000), date(2024, 12, 31): Decimal(1_813_000_000)}


# ------------------------------------------------------------------ the whole against its parts


def test_of_a_statement_of_equity_only_the_total_is_equity(taxonomy: Taxonomy) -> None:
    body = "<h3>Consolidated statements of stockholders' equity</h3>" + table(
        "(in millions)", "| Common Stock and Additional Paid-in Capital | Retained Earnings | Total Stockholders' Equity", "Balances as of December 31, 2023 | 61,774 | 191,484 | 253,258",
        "Repurchases of stock | (3,404) | (55,892) | (59,296)", "Balances as of December 31, 2024 | 68,184 | 195,563 | 263,747",
    )  # fmt: skip
    assert values(figures(body, taxonomy), "equity") >= millions(253_258, 263_747)
    assert not values(figures(body, taxonomy), "equity") & millions(61_774, 68_184, 191_484, 195_563)


def test_a_balance_under_a_kind_of_equity_is_of_that_kind(taxonomy: Taxonomy) -> None:
    body = "<h3>Consolidated statements of stockholders' equity</h3>" + table(
        "(in millions)", "| July 1, 2023", "Treasury stock | ", "Balance, beginning of period | (3,099)", "Balance, end of period | (3,430)", "Total stockholders' equity | 55,136"
    )  # fmt: skip
    assert values(figures(body, taxonomy), "equity") == millions(55_136)


def test_goodwill_of_segments_is_not_the_companys(taxonomy: Taxonomy) -> None:
    body = "<p>Changes in the carrying amount of goodwill were as follows (in millions):</p>" + table(
        "| Core Services | Cloud | Total", "Balance as of December 31, 2023 | $ 21,118 | $ 7,199 | $ 29,198", "Acquisitions | 2,400 | 288 | 2,688", "BALANCE AT DECEMBER 31, 2024 - NET (1) | $ 23,521 | $ 7,490 | $ 31,885"
    )  # fmt: skip
    found = figures(body, taxonomy)
    assert values(found, "goodwill") == millions(29_198, 31_885)
    assert values(found, "goodwill", "Cloud") == millions(7_199, 7_490)


def test_deferred_revenue_within_a_year_is_not_all_of_it(taxonomy: Taxonomy) -> None:
    body = "<h3>Balance sheet components</h3>" + table("| Jan 26, 2025", "Accrued and Other Current Liabilities: | (In millions)", "Taxes payable | $ 881", "Deferred revenue | 837", "Total | $ 1,718")
    assert values(figures(body, taxonomy), "deferred_revenue") == set()
    assert values(figures(body, taxonomy), "deferred_revenue", "current liabilities") == millions(837)


def test_equipment_before_depreciation_is_not_net(taxonomy: Taxonomy) -> None:
    body = table("(in millions)", "| December 31, 2024", "Land | 200", "Total property and equipment | 1,143", "Accumulated depreciation | (1,007)", "Property and equipment, net | 136")
    assert values(figures(body, taxonomy), "property_and_equipment") == millions(136)


def test_a_row_that_names_another_measure_is_not_of_its_caption(taxonomy: Taxonomy) -> None:
    body = table("(in millions)", "| 2024", "Revenues: | ", "Acme Cloud | $ 43,229", "Total revenues | $ 350,018", "Total Acme Cloud costs and expenses | $ 37,117")
    assert Decimal(37_117_000_000) not in {f.amount.value for f in of(figures(f"<p>Segment revenue is below.</p>{body}", taxonomy), "revenue")}


def test_the_caption_of_many_holdings_is_not_what_each_column_holds(taxonomy: Taxonomy) -> None:
    body = "<p>Cash, cash equivalents, and marketable securities were (in millions):</p>" + table("As of December 31, 2024", f"| {HELD[0]}", *HELD[1:])
    assert values(figures(body, taxonomy), "cash") == millions(23_466)


def test_a_part_of_each_segments_revenue_is_not_its_revenue(taxonomy: Taxonomy) -> None:
    body = "<p>Subscription revenue by segment for fiscal 2024 was as follows:</p>" + table("(in millions) | 2024", "Digital Experience | $ 4,864", "Total subscription revenue | $ 20,521")
    assert Decimal(4_864_000_000) not in {f.amount.value for f in of(figures(body, taxonomy), "revenue")}


def test_a_schedule_of_the_parent_alone_is_not_the_companys(taxonomy: Taxonomy) -> None:
    body = "<h3>Schedule I</h3><h4>Condensed Financial Information of Registrant</h4><p>Balance Sheets</p>" + table(
        "(in thousands)", "| December 31, 2024", "Investments in subsidiaries | $ 100,428", "Total assets | 107,064", "Total liabilities | 44,015"
    )  # fmt: skip
    found = of(figures(body, taxonomy), "total_assets")
    assert [f.dimension for f in found] == ["parent company alone"]


def test_a_note_that_books_pay_in_shares_under_expenses_is_of_that_pay(taxonomy: Taxonomy) -> None:
    said = "<p>Our Consolidated Statements of Income include stock-based compensation expense, net of amounts capitalized into inventory and recognized to cost of revenue, as follows:</p>"
    body = said + table("| 2024", "(In millions) |", "Cost of revenue | $ 178", "Research and development | 3,423", "Sales, general and administrative | 1,136", "Total | $ 4,737")
    found = figures(body, taxonomy)
    assert not of(found, "research_and_development")
    assert values(found, "stock_compensation") == millions(4_737)


@pytest.mark.parametrize("over", ["Deferred tax assets:", "Tax expense computed at the federal statutory rate"])
def test_the_tax_on_a_balance_is_not_the_balance(taxonomy: Taxonomy, over: str) -> None:
    body = table("(in millions)", "| December 31, 2024", f"{over} | 40", "Inventories | 13", "Stock-based compensation | 7", "Research and development | 1,251", "Effective tax rate | 13.3%")
    found = figures(body, taxonomy)
    assert {f.metric for f in found} <= {"", "tax_rate"}


def test_the_rate_that_the_law_sets_is_not_the_effective_one(taxonomy: Taxonomy) -> None:
    body = table("| 2024", "Federal statutory tax rate | 21.0%", "Effective tax rate | 13.3%")
    assert {f.amount.value for f in of(figures(body, taxonomy), "tax_rate")} == {Decimal("13.3")}


def test_deferred_taxes_are_no_deferred_income(taxonomy: Taxonomy) -> None:
    body = "<h4>Deferred Income Taxes</h4>" + table("(in millions)", "| December 31, 2024", "Tax credits | 6,384", "Total deferred tax assets | 44,857")
    assert not of(figures(body, taxonomy), "deferred_revenue")


# ------------------------------------------------------------------ the company's own statement goes first


INCOME = table(
    "(in millions, except per share data)", "| 2024 | 2023", "Revenue | 9,412 | 6,087", "Cost of revenue | 3,120 | 2,205", "Income before income taxes | 3,300 | 1,500",
    "Net income | 2,871 | 1,310", "Basic net income per share | 2.36 | 1.08", "Diluted net income per share | 2.31 | 1.05",
)  # fmt: skip


def test_a_figure_of_a_companys_own_statement_is_surest(taxonomy: Taxonomy) -> None:
    assert {f.confidence for f in of(figures(INCOME, taxonomy), "revenue")} == {STATED}
    segments = "<h4>Segments</h4>" + INCOME
    assert max(f.confidence for f in of(figures(segments, taxonomy), "revenue")) < STATED


def test_basic_and_diluted_are_told_apart(taxonomy: Taxonomy) -> None:
    found = figures(INCOME, taxonomy)
    assert (values(found, "eps", "Basic"), values(found, "eps", "Diluted"), values(found, "eps")) == ({Decimal("2.36"), Decimal("1.08")}, {Decimal("2.31"), Decimal("1.05")}, set())


def test_what_is_divided_is_no_sum_per_share(taxonomy: Taxonomy) -> None:
    body = table("(in millions, except per share amounts)", "| 2024", "Numerator: | ", "Net income for diluted EPS | $ 23,200", "Diluted EPS | $ 8.59")
    assert not [f for f in figures(body, taxonomy) if f.amount.per == "share" and f.amount.value > 100]


def test_what_shares_cost_in_total_is_not_what_the_company_spent(taxonomy: Taxonomy) -> None:
    body = table("(in millions, except per share data)", "| 2024", "Shares repurchased in the open market | 64", "Average repurchase cost per share | $ 266.30", "Total cost | $ 16,958")
    assert not of(figures(body, taxonomy), "total_expenses")


def test_what_was_reported_before_is_told_apart(taxonomy: Taxonomy) -> None:
    body = table("(in millions, except per share data)", "| Three Months Ended June 30, 2024 | Three Months Ended June 30, 2024", "| As Previously Reported | As Adjusted", "Diluted earnings per share | 0.42 | 0.40")
    assert values(figures(body, taxonomy), "eps", "Diluted") == set()


def test_purchases_of_a_class_of_shares_are_buybacks(taxonomy: Taxonomy) -> None:
    body = table("(in millions)", "| 2024 | 2023", "Repurchases of Class A common stock | (30,125) | (19,774)")
    assert values(figures(body, taxonomy), "buyback") == millions(30_125, 19_774)


@pytest.mark.parametrize(
    ("label", "metric"),
    [
        ("SALES, Net of returns and allowances", "revenue"), ("Cost of products sold", "cost_of_revenue"), ("Earnings/(Loss) before income taxes", "pretax_income"),
        ("Net earnings/(loss)", "net_income"), ("Cost of products sold, excluding amortization of intangible assets", "cost_of_revenue"), ("CASH AND EQUIVALENTS", "cash"), ("Total costs and other deductions", "total_expenses"), ("Earnings reinvested", "retained_earnings"), ("Property, equipment and technology, net", "property_and_equipment"), ("Purchases of property and equipment excluding finance leases, net of sales", "capital_expenditures"), ("Net income attributable to Larkmoor Systems", "net_income"), ("Accounts receivable, less allowance for doubtful accounts", "accounts_receivable"),
        ("Total Larkmoor Systems shareholders' equity", "equity"), ("Total Larkmoor share of equity", "equity"), ("Operating, selling, general and administrative expenses", "selling_general_administrative"),
    ],
)  # fmt: skip
def test_rows_are_called_in_many_ways(taxonomy: Taxonomy, label: str, metric: str) -> None:
    assert values(figures(table("(in millions)", "| December 31, 2024", f"{label} | 4,100"), taxonomy), metric) == millions(4_100)


def test_what_owners_have_goes_before_what_others_have_too(taxonomy: Taxonomy) -> None:
    body = table("(in millions)", "| 2024", "Net income including noncontrolling interests | 15,387", "Net income attributable to Larkmoor Systems | 14,795")
    assert values(figures(body, taxonomy), "net_income") == millions(14_795)
    assert {f.confidence < STATED for f in of(figures(CASH_FLOWS, taxonomy), "net_income")} == {True}
    body = table("(in millions)", "| December 31, 2024", "Total Larkmoor Systems shareholders' equity | 52,551", "Noncontrolling interests | 171", "Total equity | 52,722")
    assert values(figures(body, taxonomy), "equity") == millions(52_551)


def test_a_segments_rows_go_on_after_its_totals(taxonomy: Taxonomy) -> None:
    body = table(
        "(in millions)", "| 2024", "Larkmoor U.S. | ", "Net sales | 462,415", "Total revenues | 465,009", "Cost of sales | 336,451", "Larkmoor International | ", "Net sales | 121,885",
        "Total revenues | 123,363", "Cost of sales | 95,267",
    )  # fmt: skip
    found = figures(body, taxonomy)
    assert (values(found, "cost_of_revenue"), values(found, "cost_of_revenue", "Larkmoor International")) == (set(), millions(95_267))


def test_a_total_goes_before_the_rows_of_its_measure(taxonomy: Taxonomy) -> None:
    body = table("(in millions)", "| 2024", "Sales and other operating revenue | 79,477", "Income from equity affiliates | 1,462", "Total revenues and other income | 81,506")
    assert values(figures(body, taxonomy), "revenue") == millions(81_506)


def test_what_belongs_to_others_is_not_the_companys_income(taxonomy: Taxonomy) -> None:
    body = table("(in millions)", "| 2024", "Net income attributable to noncontrolling interests | 41")
    assert not of(figures(body, taxonomy), "net_income")


def test_a_year_that_ends_in_february_is_called_after_the_one_before(taxonomy: Taxonomy) -> None:
    body = table("(in millions)", "| 53 Weeks Ended February 3, 2024", "Net sales | 5,273")
    (sales,) = of(figures(body, taxonomy, FiscalCalendar(1, 31, -1)), "revenue")
    assert sales.period is not None
    assert (sales.period.year, sales.period.fiscal) == (2023, True)


# ------------------------------------------------------------------ pay tables, basis points


def test_each_column_of_a_pay_table_has_its_own_scale(taxonomy: Taxonomy) -> None:
    body = "<h3>Pay versus performance</h3><p>The table sets out pay and the financial performance of the company:</p>" + table(
        "Fiscal Year | Summary Compensation Table Total for CEO ($) | Compensation Actually Paid to CEO ($) | Net Income ($ millions) | Non-GAAP Operating Income ($ millions)",
        "2024 | 49,866,251 | 468,900,517 | 72,880 | 86,789", "2023 | 34,167,902 | 234,093,329 | 29,760 | 37,134",
    )  # fmt: skip
    found = figures(body, taxonomy)
    assert values(found, "net_income") == millions(72_880, 29_760)
    assert max(f.amount.value for f in found) == Decimal(86_789_000_000)
    assert not {Decimal(49_866_251), Decimal(468_900_517)} & {f.amount.value for f in found if f.metric in {"net_income", "revenue", "operating_income"}}


def test_all_that_officers_earn_is_no_income_of_the_company(taxonomy: Taxonomy) -> None:
    body = "<h3>Summary compensation table</h3>" + table(
        "Name and Principal Position | Year | Salary ($) | Stock Awards ($) | All Other Compensation ($) | Total ($)",
        "Ilse Vantongeren, Chief Executive Officer | 2024 | 996,514 | 38,811,306 | 3,482,114 | 49,866,251", "Owen Brask, Chief Revenue Officer | 2024 | 896,863 | 11,009,460 | 21,075 | 12,508,480",
    )  # fmt: skip
    assert {f.metric for f in figures(body, taxonomy)} & {"revenue", "net_income", "stock_compensation", "operating_income", "total_expenses"} == set()


def test_basis_points_of_change_are_no_margin(taxonomy: Taxonomy) -> None:
    body = table("($ millions) | 2025 | 2024 | Change vs. 2024", "Net sales | $ 14,964 | $ 15,220 | (2)%", "Gross margin | 51.2 % | 51.4 % | (20) bps")
    found = figures(body, taxonomy)
    assert values(found, "gross_margin") == {Decimal("51.2"), Decimal("51.4")}
    assert values(found, "revenue") == millions(14_964, 15_220)


def test_payments_on_finance_leases_are_no_purchases(taxonomy: Taxonomy) -> None:
    body = table(
        "(in millions)", "| 2024", "Cash flows from investing activities: | ", "Purchases of property and equipment | (712)", "Net cash used in investing activities | (900)",
        "Cash flows from financing activities: | ", "Principal payments on finance leases | (64)", "Net cash used in financing activities | (410)",
    )  # fmt: skip
    assert values(figures(body, taxonomy), "capital_expenditures") == millions(712)


def test_the_years_of_a_table_that_calls_them_fiscal_are_the_companys(taxonomy: Taxonomy) -> None:
    found = figures(table("Fiscal year to June ($m) | 2024A | 2025E old | 2025E (new)", "Revenue | 410.5 | 502.0 | 520.0", "Net income | 31.0 | 40.0 | 44.5"), taxonomy, FiscalCalendar(6, 30))
    old, new = (f for f in found if f.metric == "revenue" and f.period is not None and f.period.year == 2025)
    assert new.period is not None
    assert (new.period.label, new.period.end) == ("fiscal 2025", date(2025, 6, 30))
    assert (old.dimension, new.dimension) == ("", "")
    assert old.confidence < new.confidence


def test_quarters_whose_year_stands_over_them_are_no_years(taxonomy: Taxonomy) -> None:
    rows = ("<table><tr><td></td><td colspan='4'>Three Months Ended, 2024</td></tr><tr><td></td><td>Mar. 31</td><td>June 30</td><td>Sept. 30</td><td>Dec. 31</td></tr>"
            "<tr><td>Total revenue</td><td>451,930</td><td>558,214</td><td>689,047</td><td>825,184</td></tr></table>")
    found = figures(f"<p>Selected quarterly data (in thousands)</p>{rows}", taxonomy)
    read = {(f.period.kind, f.period.end): f.amount.value for f in found if f.metric == "revenue" and f.period}
    assert read == {
        (PeriodKind.QUARTER, date(2024, 3, 31)): 451_930_000,
        (PeriodKind.QUARTER, date(2024, 6, 30)): 558_214_000,
        (PeriodKind.QUARTER, date(2024, 9, 30)): 689_047_000,
        (PeriodKind.QUARTER, date(2024, 12, 31)): 825_184_000,
    }


def test_a_column_in_another_currency_says_nothing_of_the_others(taxonomy: Taxonomy) -> None:
    money = "<p>(Unit: KRW million unless stated. US$ amounts are in thousands, solely for convenience.)</p>"
    body = table("Account | 2024 | 2023 | 2024 (US$ thousand)", "Operating expenses | 311,146 | 192,929 | 216,449", "Operating profit (loss) | △96,340 | △71,552 | (67,019)")
    found = figures(body, taxonomy, money=money)
    read = {(f.metric, f.period.year if f.period else None, f.amount.unit): f.amount.value for f in found if f.metric in {"operating_expenses", "operating_loss"}}
    assert read[("operating_expenses", 2023, "KRW")] == 192_929_000_000
    assert read[("operating_loss", 2024, "KRW")] == 96_340_000_000
    assert read[("operating_loss", 2024, "USD")] == 67_019_000


def test_the_new_view_of_an_outlook_is_of_the_whole_and_surer_than_the_old_one(taxonomy: Taxonomy) -> None:
    body = "<h2>Outlook</h2>" + table("Fiscal year ending April 30, 2027 | New | Previous", "Total revenue | $12.32 - $12.38 billion | $12.10 - $12.25 billion")
    new, old = sorted((f for f in figures(body, taxonomy) if f.metric == "revenue"), key=lambda f: -f.amount.value)
    assert not new.dimension
    assert not old.dimension
    assert new.confidence > old.confidence


def test_what_was_expected_earlier_is_no_result_of_that_day(taxonomy: Taxonomy) -> None:
    body = "<h2>2025 outlook</h2>" + table("Full year 2025 | Earlier (May 12) | Now (August 11)", "Total revenue | $5.8bn – $6.1bn | $6.1bn – $6.4bn")
    read = {f.amount.value: (f.basis.value, f.period.label if f.period else "") for f in figures(body, taxonomy) if f.metric == "revenue"}
    assert set(read.values()) == {("guidance", "2025")}


def test_rows_that_sum_up_to_the_one_above_them_are_its_parts(taxonomy: Taxonomy) -> None:
    money = "<p>(Unit: KRW million unless stated.)</p>"
    rows = ("Account | 2024 | 2023", "Revenue | 214,806 | 121,377", "Model services | 118,450 | 52,912", "Equipment resale | 96,356 | 68,465", "Operating expenses | 311,146 | 192,929")
    found = figures(table(*rows), taxonomy, money=money)
    assert values(found, "revenue", "Model services") == {118_450_000_000, 52_912_000_000}
    assert values(found, "revenue") == {214_806_000_000, 121_377_000_000}
    off = figures(table(*rows[:3], "Equipment resale | 96,355 | 68,465", rows[4]), taxonomy, money=money)
    assert not values(off, "revenue", "Model services")


def test_what_an_officer_is_paid_is_the_total_and_a_row_of_a_year_is_the_officers_above_it(taxonomy: Taxonomy) -> None:
    body = "<h3>Summary compensation table</h3>" + table(
        "Name and Principal Position | Year | Salary ($) | Stock Awards ($) | Total ($)",
        "Ilse Vantongeren, Chief Executive Officer | 2024 | 996,514 | 38,811,306 | 39,807,820", "| 2023 | 900,000 | 20,000,000 | 20,900,000",
        "Owen Brask, Chief Financial Officer | 2024 | 896,863 | 11,009,460 | 11,906,323",
    )  # fmt: skip
    found = figures(body, taxonomy)
    assert values(found, "executive_pay", "Ilse Vantongeren, Chief Executive Officer") == {Decimal(39_807_820), Decimal(20_900_000)}
    assert values(found, "executive_pay", "Owen Brask, Chief Financial Officer") == {Decimal(11_906_323)}


def test_a_headline_over_a_table_of_results_makes_none_of_its_rows_what_it_tells_of(taxonomy: Taxonomy) -> None:
    body = "<p>Strong first half since the listing; full-year revenue guidance raised</p>" + table(
        "$m unless stated | 2024 | 2023", "Revenue | 44.8 | 33.9", "Adjusted EBITDA | 7.1 | 4.4", "Loss before tax | (1.9) | (2.8)", "Net cash | 31.7 | 24.5", "Listing costs | (4.6) | (3.1)"
    )
    found = figures(body, taxonomy)
    assert values(found, "revenue") == millions(44.8, 33.9)
    assert {f.basis for f in found if f.metric == "revenue"} == {Basis.ACTUAL}


def test_pence_are_hundredths_of_a_pound(taxonomy: Taxonomy) -> None:
    body = "<p>£m unless stated</p>" + table("£m unless stated | 2024 | 2023", "Revenue | 44.8 | 33.9", "Basic loss per share (p) | (0.7) | (1.1)")
    assert values(figures(body, taxonomy, money="<p>All amounts are in £.</p>"), "loss_per_share", "Basic") == {Decimal("0.007"), Decimal("0.011")}


def test_data_centers_under_revenue_are_what_is_sold_to_them(taxonomy: Taxonomy) -> None:
    body = "<p>Revenue by market platform (in millions)</p>" + table("| 2024 | 2023", "Data Center | 4,118.2 | 2,104.5", "Automotive | 461.9 | 402.7", "Total revenue | 4,580.1 | 2,507.2")
    assert values(figures(body, taxonomy), "revenue", "Data Center") == millions(4118.2, 2104.5)


def test_unless_noted_is_no_unit(taxonomy: Taxonomy) -> None:
    body = "<h2>Forecast for the fiscal year ending March 31, 2026</h2><p>(Millions of yen unless noted)</p>" + table(
        "| Revenue | Operating profit | Basic EPS (yen)", "Previous forecast (A) (May 14, 2025) | 420,000 | 94,000 | 382.85", "Revised forecast (B) | 455,000 | 108,000 | 441.10"
    )
    new = max((f for f in figures(body, taxonomy) if f.metric == "operating_income"), key=lambda f: f.confidence)
    assert (new.amount.value, new.amount.unit) == (Decimal(108_000_000_000), "JPY")


# ------------------------------------------------------------------ people, debts and what there was before


def test_a_table_of_employees_counts_people_in_rows_called_like_expenses(taxonomy: Taxonomy) -> None:
    body = "<p>Employees by function at year end</p>" + table("Function | 2024 | 2023", "Research and development | 8,940 | 7,215", "Engineering | 561 | 334", "General and administrative | 754 | 690", "Total | 10,255 | 8,239")
    found = figures(body, taxonomy)
    assert values(found, "headcount") == {Decimal(10_255), Decimal(8_239)}
    assert values(found, "headcount", "Engineering") == {Decimal(561), Decimal(334)}
    assert values(found, "headcount", "General and administrative") == {Decimal(754), Decimal(690)}
    assert not of(found, "research_and_development")
    assert not of(found, "general_and_administrative")


def test_what_a_debt_falls_due_in_is_neither_its_name_nor_the_time_of_its_amount(taxonomy: Taxonomy) -> None:
    body = "<p>Debt (dollars in thousands)</p>" + table(
        "Instrument | Interest rate | Maturity | December 31, 2024 | December 31, 2023",
        "DDTL 2.0 facility | SOFR + 4.75% | June 2030 | 4,106,250 | 1,240,000", "9.25% Senior Notes | 9.25% | May 2030 | 2,000,000 | 2,000,000", "Total debt | | | 6,106,250 | 3,240,000",
    )  # fmt: skip
    found = figures(body, taxonomy)
    facility = [f for f in of(found, "debt") if f.dimension == "DDTL 2.0 facility"]
    assert {(f.amount.value, f.period.end if f.period else None) for f in facility} == {(Decimal(4_106_250_000), date(2024, 12, 31)), (Decimal(1_240_000_000), date(2023, 12, 31))}
    assert values(found, "debt", "9.25% Senior Notes") == {Decimal(2_000_000_000)}
    notes = "<p>Long-term debt ($ in millions)</p>" + table("Notes | January 25, 2026 | January 26, 2025", "3.10% Notes due 2027 | 600 | 600", "5.05% Notes due 2054 | 400 | 400", "Total principal | 1,000 | 1,000")
    dated = {f.period.end for f in of(figures(notes, taxonomy), "debt") if f.period}
    assert dated == {date(2026, 1, 25), date(2025, 1, 26)}


def test_what_there_was_before_and_its_change_are_no_parts_of_what_there_is(taxonomy: Taxonomy) -> None:
    body = "<p>Consolidated Statements of Cash Flows (in millions)</p>" + table(
        "| Fiscal Year Ended", "| January 25, 2026 | January 26, 2025", "Net cash provided by operating activities | 4,642 | 3,263", "Change in cash and cash equivalents | 403 | 244",
        "Cash and cash equivalents, beginning of year | 1,916 | 1,672", "Cash and cash equivalents, end of year | $2,319 | $1,916",
    )  # fmt: skip
    assert {(f.dimension, f.amount.value) for f in of(figures(body, taxonomy), "cash")} == {("", Decimal(2_319_000_000)), ("", Decimal(1_916_000_000))}
