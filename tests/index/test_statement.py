"""Figures in tables: scale, sign, period, part of the company and measure of each number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from index.figure import Basis
from index.fiscal import FiscalCalendar
from index.period import PeriodKind
from index.statement import table_figures
from index.taxonomy import Taxonomy
from tests.index.tabled import OWNER, figures, filing, only


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


STATEMENT = """<table>
<tr><td colspan="3">(in thousands, except per share data)</td></tr>
<tr><td></td><td colspan="2">Year ended December 31,</td></tr>
<tr><td></td><td>2024</td><td>2023</td></tr>
<tr><td>Revenue</td><td>213,000</td><td>141,700</td></tr>
<tr><td>Gross margin</td><td>41%</td><td>38%</td></tr>
<tr><td>Operating expenses:</td><td></td><td></td></tr>
<tr><td>Research and development</td><td>121,400</td><td>97,300</td></tr>
<tr><td>Income (loss) from operations</td><td>(58,600)</td><td>4,200</td></tr>
<tr><td>Net loss</td><td>(61,900)</td><td>(70,100)</td></tr>
<tr><td>Net loss per share</td><td>(1.12)</td><td>(1.31)</td></tr>
</table>"""


def test_the_captions_scale_counts_for_money(taxonomy: Taxonomy) -> None:
    revenue = only(figures(STATEMENT, taxonomy), "revenue", 2024)
    assert (revenue.amount.value, revenue.amount.unit) == (Decimal(213_000_000), "USD")
    assert revenue.entity == OWNER
    assert revenue.basis is Basis.ACTUAL
    assert revenue.period is not None
    assert (revenue.period.start, revenue.period.end) == (date(2024, 1, 1), date(2024, 12, 31))


def test_the_captions_scale_leaves_out_what_it_excepts(taxonomy: Taxonomy) -> None:
    per_share = only(figures(STATEMENT, taxonomy), "loss_per_share", 2024)
    assert (abs(per_share.amount.value), per_share.amount.per) == (Decimal("1.12"), "share")


def test_the_captions_scale_leaves_out_percentages(taxonomy: Taxonomy) -> None:
    margin = only(figures(STATEMENT, taxonomy), "gross_margin", 2023)
    assert (margin.amount.value, margin.amount.unit) == (Decimal(38), "percent")


def test_a_bracketed_loss_is_a_loss_of_that_much(taxonomy: Taxonomy) -> None:
    found = figures(STATEMENT, taxonomy)
    assert only(found, "net_loss", 2024).amount.value == Decimal(61_900_000)


def test_brackets_tell_losses_from_profits_in_one_row(taxonomy: Taxonomy) -> None:
    found = figures(STATEMENT, taxonomy)
    assert only(found, "operating_loss", 2024).amount.value == Decimal(58_600_000)
    assert only(found, "operating_income", 2023).amount.value == Decimal(4_200_000)


def test_a_figures_quote_is_its_row_and_its_number_stands_in_it(taxonomy: Taxonomy) -> None:
    revision = filing(STATEMENT)
    for one in table_figures(revision, taxonomy, lambda _: [], OWNER):
        assert one.start <= one.amount.start < one.amount.end <= one.end
        assert revision.text[one.start : one.end].count("|") == 2
        assert any(c.isdigit() for c in revision.text[one.amount.start : one.amount.end])


def test_headers_over_two_rows_give_each_column_its_period(taxonomy: Taxonomy) -> None:
    found = figures(
        """<table><tr><td colspan="5">(in millions)</td></tr>
        <tr><td></td><td colspan="2">Three months ended June 30,</td><td colspan="2">Six months ended June 30,</td></tr>
        <tr><td></td><td>2024</td><td>2023</td><td>2024</td><td>2023</td></tr>
        <tr><td>Revenue</td><td>41</td><td>30</td><td>79</td><td>58</td></tr></table>""",
        taxonomy,
    )
    spans = [(f.period.start, f.period.end, f.amount.value) for f in found if f.period and f.metric == "revenue"]
    assert spans == [
        (date(2024, 4, 1), date(2024, 6, 30), Decimal(41_000_000)),
        (date(2023, 4, 1), date(2023, 6, 30), Decimal(30_000_000)),
        (date(2024, 1, 1), date(2024, 6, 30), Decimal(79_000_000)),
        (date(2023, 1, 1), date(2023, 6, 30), Decimal(58_000_000)),
    ]


def test_segments_under_a_measure_are_parts_and_the_total_is_the_whole(taxonomy: Taxonomy) -> None:
    found = figures(
        """<table><tr><td colspan="2">(in millions)</td></tr><tr><td></td><td>2024</td></tr>
        <tr><td>Revenue:</td><td></td></tr><tr><td>Northern Cloud</td><td>120</td></tr>
        <tr><td>Field Devices</td><td>93</td></tr><tr><td>Total revenue</td><td>213</td></tr></table>""",
        taxonomy,
    )
    revenue = {f.dimension: f.amount.value for f in found if f.metric == "revenue"}
    assert revenue == {
        "Northern Cloud": Decimal(120_000_000),
        "Field Devices": Decimal(93_000_000),
        "": Decimal(213_000_000),
    }


def test_years_may_be_rows_and_measures_columns(taxonomy: Taxonomy) -> None:
    found = figures(
        """<p>Key figures, in millions of dollars:</p><table><tr><th>Year</th><th>Revenue</th><th>Net loss</th></tr>
        <tr><td>2023</td><td>142</td><td>(70)</td></tr><tr><td>2024</td><td>213</td><td>(62)</td></tr></table>""",
        taxonomy,
    )
    assert only(found, "revenue", 2023).amount.value == Decimal(142_000_000)
    assert only(found, "net_loss", 2024).amount.value == Decimal(62_000_000)


def test_columns_of_change_are_no_figures(taxonomy: Taxonomy) -> None:
    found = figures(
        """<table><tr><td></td><td>2024</td><td>2023</td><td>% Change</td></tr>
        <tr><td>Revenue</td><td>$213m</td><td>$142m</td><td>50%</td></tr></table>""",
        taxonomy,
    )
    assert [f.amount.unit for f in found if f.metric == "revenue"] == ["USD", "USD"]


def test_rows_of_years_to_come_under_commitments_are_commitments(taxonomy: Taxonomy) -> None:
    found = figures(
        """<p>Purchase commitments at December 31, 2024, in millions:</p>
        <table><tr><th>Year</th><th>Purchase commitments</th></tr>
        <tr><td>2025</td><td>$40</td></tr><tr><td>2026</td><td>$25</td></tr></table>""",
        taxonomy,
    )
    assert {f.basis for f in found} == {Basis.COMMITMENT}
    assert [f.period.year for f in found if f.period] == [2025, 2026]


def test_a_row_of_no_known_measure_keeps_its_own_words(taxonomy: Taxonomy) -> None:
    found = figures(
        "<table><tr><td></td><td>2024</td></tr><tr><td>Trees planted</td><td>312</td></tr></table>", taxonomy
    )
    (trees,) = found
    assert trees.metric == ""
    assert "Trees planted" in trees.label
    assert trees.amount.value == Decimal(312)
    assert trees.confidence < 0.9


def test_counts_of_shares_are_shares(taxonomy: Taxonomy) -> None:
    found = figures(
        """<table><tr><td colspan="2">(in thousands, except share data)</td></tr><tr><td></td><td>2024</td></tr>
        <tr><td>Revenue</td><td>213,000</td></tr>
        <tr><td>Weighted-average shares outstanding</td><td>55,300,000</td></tr></table>""",
        taxonomy,
    )
    shares = [f for f in found if f.amount.unit == "share"]
    assert [f.amount.value for f in shares] == [Decimal(55_300_000)]


def test_an_outlook_gives_ranges_and_says_which_was_replaced(taxonomy: Taxonomy) -> None:
    found = figures(
        """<h2>Outlook</h2><p>The company raises its outlook for 2025:</p><table>
        <tr><th></th><th>Prior (November 4, 2024)</th><th>Updated (February 20, 2025)</th></tr>
        <tr><td>Revenue</td><td>$210 to $230 million</td><td>$240 to $250 million</td></tr>
        <tr><td>Gross margin</td><td>40%</td><td>approximately 42%</td></tr></table>""",
        taxonomy,
    )
    prior, updated = (f for f in found if f.metric == "revenue")
    assert (updated.amount.value, updated.amount.high) == (Decimal(240_000_000), Decimal(250_000_000))
    assert {f.basis for f in found} == {Basis.GUIDANCE}
    assert {f.period.label for f in found if f.period} == {"2025"}
    assert prior.confidence < updated.confidence / 2


@pytest.mark.parametrize("given", ["As given", "Guidance as of", "Issued"])
def test_of_two_dated_views_of_an_outlook_the_older_was_replaced(taxonomy: Taxonomy, given: str) -> None:
    found = figures(
        f"""<h2>Business outlook</h2><table>
        <tr><th>Measure</th><th>{given} November 4, 2024</th><th>{given} February 20, 2025</th></tr>
        <tr><td>2025 revenue</td><td>$210 million to $230 million</td><td>$240 million to $250 million</td></tr></table>""",
        taxonomy,
    )
    prior, updated = (f for f in found if f.metric == "revenue")
    assert [f.period.label for f in (prior, updated) if f.period] == ["2025", "2025"]
    assert updated.amount.value == Decimal(240_000_000)
    assert prior.confidence < updated.confidence / 2


def test_prices_per_million_tokens_are_not_scaled(taxonomy: Taxonomy) -> None:
    found = figures(
        """<p>Prices in US dollars per million tokens.</p><table>
        <tr><th rowspan="2">Model</th><th colspan="2">Standard</th><th colspan="2">Batch</th></tr>
        <tr><th>Input</th><th>Output</th><th>Input</th><th>Output</th></tr>
        <tr><td>Mirel Large</td><td>$5.00</td><td>$20.00</td><td>$2.50</td><td>$10.00</td></tr>
        <tr><td>Mirel Small</td><td>$0.40</td><td>$1.60</td><td>-</td><td>-</td></tr></table>""",
        taxonomy,
    )
    prices = {f.dimension: (f.metric, f.amount.value, f.amount.unit, f.amount.per) for f in found}
    assert prices["Mirel Large Batch Input"] == ("api_price", Decimal("2.50"), "USD", "million tokens")
    assert prices["Mirel Small Standard Output"] == ("api_price", Decimal("1.60"), "USD", "million tokens")
    assert len(found) == 6


def test_a_trackers_row_is_about_its_first_cell_and_its_columns_name_the_measures(taxonomy: Taxonomy) -> None:
    found = figures(
        """<table><tr><th>Campus</th><th>Region</th><th>Power (MW)</th><th>Planned (MW)</th><th>Accelerators</th></tr>
        <tr><td>Fernhollow</td><td>Ohio</td><td>310</td><td>500</td><td>142,000</td></tr></table>""",
        taxonomy,
    )
    read = [(f.metric, f.amount.value, f.amount.unit, f.dimension, f.basis) for f in found]
    assert read == [
        ("power_capacity", Decimal(310), "megawatt", "Fernhollow", Basis.ACTUAL),
        ("power_capacity", Decimal(500), "megawatt", "Fernhollow", Basis.PROJECTION),
        ("gpus", Decimal(142_000), "", "Fernhollow", Basis.ACTUAL),
    ]


@pytest.mark.parametrize(
    ("said", "unit", "value"),
    [
        ("<tr><td>Revenue, £m</td><td>61</td></tr>", "GBP", 61_000_000),
        ("<tr><td>Revenue (€ thousand)</td><td>61</td></tr>", "EUR", 61_000),
        ("<tr><td>Revenue – US$ millions</td><td>61</td></tr>", "USD", 61_000_000),
    ],
)
def test_a_rows_own_unit_counts(said: str, unit: str, value: int, taxonomy: Taxonomy) -> None:
    (one,) = figures(f"<table><tr><td></td><td>2024</td></tr>{said}</table>", taxonomy)
    assert (one.metric, one.amount.unit, int(one.amount.value)) == ("revenue", unit, value)


def test_a_units_statement_above_the_label_column_counts(taxonomy: Taxonomy) -> None:
    (one,) = figures(
        "<table><tr><th>€ million</th><th>2024</th></tr><tr><td>Revenue</td><td>301.2</td></tr></table>", taxonomy
    )
    assert (one.amount.unit, one.amount.value) == ("EUR", Decimal(301_200_000))


def test_what_a_document_says_of_all_its_numbers_counts_for_each_table(taxonomy: Taxonomy) -> None:
    (one,) = figures(
        "<p>Amounts in EUR thousands unless otherwise stated.</p><h2>Results</h2>"
        "<table><tr><td></td><td>2024</td></tr><tr><td>Revenue</td><td>1,204</td></tr></table>",
        taxonomy,
    )
    assert (one.amount.unit, one.amount.value) == ("EUR", Decimal(1_204_000))


def test_a_table_of_unknown_currency_yields_no_sum_of_money(taxonomy: Taxonomy) -> None:
    (one,) = figures(
        "<p>Rivals cost €4 billion and £3 billion.</p><h2>Results</h2>"
        "<table><tr><td></td><td>2024</td></tr><tr><td>Revenue</td><td>1,204</td></tr></table>",
        taxonomy,
    )
    assert (one.metric, one.amount.unit) == ("", "")


def test_a_column_of_notes_holds_no_figures(taxonomy: Taxonomy) -> None:
    found = figures(
        "<p>€ million</p><table><tr><th></th><th>Notes</th><th>2024</th></tr>"
        "<tr><td>Revenue</td><td>3</td><td>487.3</td></tr></table>",
        taxonomy,
    )
    assert [f.amount.value for f in found] == [Decimal(487_300_000)]


def test_running_text_above_a_table_gives_it_neither_basis_nor_unit(taxonomy: Taxonomy) -> None:
    (one,) = figures(
        "<p>We estimate that it will need £200 million in 2025.</p>"
        "<table><tr><td></td><td>2024</td></tr><tr><td>Revenue, $m</td><td>12</td></tr></table>",
        taxonomy,
    )
    assert (one.basis, one.amount.unit) == (Basis.ACTUAL, "USD")


def test_a_scale_of_money_leaves_counts_alone(taxonomy: Taxonomy) -> None:
    found = figures(
        "<p>$ in millions, except customer counts</p><table><tr><td></td><td>2024</td></tr><tr><td>Revenue</td><td>12</td></tr>"
        "<tr><td>Customers</td><td>412</td></tr><tr><td>GPUs (thousands)</td><td>46</td></tr></table>",
        taxonomy,
    )
    read = [(f.metric, int(f.amount.value)) for f in found]
    assert read == [("revenue", 12_000_000), ("customers", 412), ("gpus", 46_000)]


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("<p>Amounts in the tables are in € million.</p>", Decimal(139_500_000), "EUR"),
        ("<p>All tables are in millions of Canadian dollars.</p>", Decimal(139_500_000), "CAD"),
    ],
)
def test_a_table_without_a_caption_is_in_the_documents_money(
    said: str, value: Decimal, unit: str, taxonomy: Taxonomy
) -> None:
    body = "<h2>Figures</h2><table><tr><td></td><td>2024</td></tr><tr><td>Revenue</td><td>139.5</td></tr><tr><td>Employees</td><td>870</td></tr></table>"
    found = list(table_figures(filing(body, said), taxonomy, lambda _: [], OWNER))
    revenue = only(found, "revenue", 2024)
    assert (revenue.amount.value, revenue.amount.unit) == (value, unit)
    assert only(found, "headcount", 2024).amount.value == Decimal(870)


@pytest.mark.parametrize("said", ["", "<p>It paid $3 and €4 for lunch.</p>", "<p>It paid $3 for lunch.</p>"])
def test_a_sum_whose_currency_or_scale_nothing_tells_is_no_figure(said: str, taxonomy: Taxonomy) -> None:
    body = "<table><tr><td></td><td>2024</td></tr><tr><td>Revenue</td><td>139.5</td></tr></table>"
    assert not [f for f in table_figures(filing(body, said), taxonomy, lambda _: [], OWNER) if f.metric or f.amount.unit == "EUR"]


BALANCE = """<p>(In millions, except per share data)</p><table>
<tr><td></td><td>Dec 31, 2024</td></tr>
<tr><td>Total current assets</td><td>$80,126</td></tr>
<tr><td>Preferred stock, $0.001 par value; 20 shares authorized</td><td>—</td></tr>
<tr><td>Retained earnings</td><td>68,038</td></tr>
<tr><td>Total shareholders' equity</td><td>79,327</td></tr></table>"""


def test_a_row_of_dashes_is_no_heading_of_the_rows_below(taxonomy: Taxonomy) -> None:
    found = figures(BALANCE, taxonomy)
    read = {f.metric: f.amount.value / 1_000_000 for f in found}
    assert read == {"current_assets": 80_126, "retained_earnings": 68_038, "equity": 79_327}


def test_averaged_shares_are_in_the_captions_scale(taxonomy: Taxonomy) -> None:
    (one,) = figures(
        "<p>(In millions, except per share data)</p><table><tr><td></td><td>2024</td></tr>"
        "<tr><td>Weighted average shares used in per share computation:</td><td></td></tr>"
        "<tr><td>Basic</td><td>24,555</td></tr></table>",
        taxonomy,
    )
    assert (one.amount.value, one.amount.unit, one.amount.per) == (Decimal(24_555_000_000), "share", None)


def test_a_share_of_revenue_is_a_margin(taxonomy: Taxonomy) -> None:
    found = figures(
        "<p>The following sets forth results as a percentage of revenue:</p><table><tr><td></td><td>2024</td></tr>"
        "<tr><td>Gross profit</td><td>75.0%</td></tr><tr><td>Operating income</td><td>62.4%</td></tr></table>",
        taxonomy,
    )
    assert {f.metric: f.amount.value for f in found} == {"gross_margin": Decimal("75.0"), "operating_margin": Decimal("62.4")}


def test_a_note_that_books_an_expense_under_others_is_about_that_expense(taxonomy: Taxonomy) -> None:
    found = figures(
        "<p>Stock-based compensation expense was as follows, in millions:</p><table><tr><td></td><td>2024</td></tr>"
        "<tr><td>Cost of revenue</td><td>178</td></tr><tr><td>Research and development</td><td>3,423</td></tr></table>",
        taxonomy,
    )
    assert {(f.metric, f.dimension) for f in found} == {
        ("stock_compensation", "Cost of revenue"),
        ("stock_compensation", "Research and development"),
    }


def test_a_column_that_adjusts_is_a_part_and_one_of_change_is_none(taxonomy: Taxonomy) -> None:
    found = figures(
        """<p>in millions</p><table><tr><td></td><td>2024</td><td>2024 Constant currency</td><td>$ Change</td></tr>
        <tr><td>Total revenue</td><td>350</td><td>352</td><td>40</td></tr></table>""",
        taxonomy,
    )
    assert [(int(f.amount.value / 1_000_000), bool(f.dimension)) for f in found] == [(350, False), (352, True)]


def test_a_segment_that_sounds_like_a_count_counts_nothing(taxonomy: Taxonomy) -> None:
    found = figures(
        "<p>Revenue, in millions, except percentages:</p><table><tr><td></td><td>2024</td></tr>"
        "<tr><td>Data Center</td><td>115,186</td></tr></table>",
        taxonomy,
    )
    assert all(f.metric != "data_centers" for f in found)


def test_a_row_of_its_own_scale_is_not_taken_for_money(taxonomy: Taxonomy) -> None:
    body = "<table><tr><td></td><td>2024</td></tr><tr><td>Rack hours sold (in millions)</td><td>118.6</td></tr></table>"
    (hours,) = [f for f in figures(body, taxonomy) if f.label.startswith("Rack hours")]
    assert (hours.amount.value, hours.amount.unit) == (Decimal(118_600_000), "")


KEY_METRICS = """<h2>Obligations pass $11 billion</h2><h3>Key metrics</h3><table>
<tr><td></td><td>Sept. 30, 2024</td></tr>
<tr><td>Customers</td><td>1,318</td></tr>
<tr><td>Annual recurring revenue (in millions)</td><td>$212.4</td></tr>
<tr><td>Total MW energized</td><td>418</td></tr>
<tr><td>of which AI hosting</td><td>126</td></tr>
<tr><td>Contracted power (MW)</td><td>690</td></tr></table>"""


def test_rows_that_say_their_own_units_are_read_by_them(taxonomy: Taxonomy) -> None:
    found = figures(KEY_METRICS, taxonomy)
    assert [(f.metric, f.amount.value, f.amount.unit, f.dimension) for f in found] == [
        ("customers", Decimal(1_318), "", ""),
        ("arr", Decimal(212_400_000), "USD", ""),
        ("power_capacity", Decimal(418), "megawatt", ""),
        ("power_capacity", Decimal(126), "megawatt", "AI hosting"),
        ("contracted_power", Decimal(690), "megawatt", ""),
    ]


def test_a_column_of_units_belongs_to_the_labels(taxonomy: Taxonomy) -> None:
    found = figures(
        "<table><tr><th></th><th></th><th>2024</th></tr><tr><td>Revenue</td><td>€ million</td><td>642.7</td></tr>"
        "<tr><td>EBITDA margin</td><td>%</td><td>45.4</td></tr><tr><td>Employees</td><td>FTE</td><td>1,284</td></tr></table>",
        taxonomy,
    )
    assert [(f.metric, f.amount.value, f.amount.unit) for f in found] == [
        ("revenue", Decimal(642_700_000), "EUR"),
        ("ebitda_margin", Decimal("45.4"), "percent"),
        ("headcount", Decimal(1_284), ""),
    ]


def test_measures_in_columns_and_times_in_rows(taxonomy: Taxonomy) -> None:
    found = figures(
        """<table><tr><th></th><th colspan="2">Net sales</th><th colspan="2">Operating profit</th></tr>
        <tr><th>Six months ended</th><th>Millions of yen</th><th>%</th><th>Millions of yen</th><th>%</th></tr>
        <tr><td>September 30, 2024</td><td>184,762</td><td>31.4</td><td>27,918</td><td>74.6</td></tr></table>""",
        taxonomy,
    )
    named = [f for f in found if f.metric]
    assert [(f.metric, f.amount.unit, f.dimension) for f in named] == [("revenue", "JPY", ""), ("operating_income", "JPY", "")]
    assert {(f.period.start, f.period.end) for f in named if f.period} == {(date(2024, 4, 1), date(2024, 9, 30))}


def test_forecasts_in_rows_are_forecasts_and_the_older_is_less_sure(taxonomy: Taxonomy) -> None:
    found = figures(
        """<p>The forecasts announced on November 12, 2024 have been revised as follows.</p>
        <table><tr><th></th><th>Net sales</th></tr><tr><th></th><th>Millions of yen</th></tr>
        <tr><td>Previous forecasts (A)</td><td>355,000</td></tr><tr><td>Revised forecasts (B)</td><td>392,000</td></tr>
        <tr><td>Change (B–A)</td><td>37,000</td></tr></table>""",
        taxonomy,
    )
    old, new = found
    assert old.confidence < new.confidence / 2
    assert {f.basis for f in found} <= {Basis.GUIDANCE, Basis.PROJECTION}
    assert [f.dimension for f in found] == ["", ""]


def test_a_label_over_several_rows_names_each_and_a_column_of_years_dates_them(taxonomy: Taxonomy) -> None:
    found = figures(
        """<table><tr><th>Name</th><th>Year</th><th>Bonus ($)</th></tr>
        <tr><td rowspan="2">Odile Marchetti</td><td>2024</td><td>410,000</td></tr><tr><td>2023</td><td>365,000</td></tr></table>""",
        taxonomy,
    )
    said = [(f.label, f.period and f.period.year, f.amount.value, f.amount.unit) for f in found]
    assert said == [
        ("Odile Marchetti 2024 › Bonus ($)", 2024, Decimal(410_000), "USD"),
        ("Odile Marchetti 2023 › Bonus ($)", 2023, Decimal(365_000), "USD"),
    ]


def test_a_word_that_ends_in_a_currencys_code_is_no_currency(taxonomy: Taxonomy) -> None:
    found = figures(
        """<table><tr><td>Revenue by country (in thousands)</td></tr><tr><td></td><td>2024</td></tr>
        <tr><td>Norway</td><td>51,300</td></tr></table>""",
        taxonomy,
    )
    assert {f.amount.unit for f in found} == {"USD"}


@pytest.mark.parametrize(
    ("first", "second"), [("06/30/2024", "12/31/2023"), ("30.06.2024", "31.12.2023"), ("30/06/2024", "31/12/2023")]
)
def test_days_in_digits_date_a_column(taxonomy: Taxonomy, first: str, second: str) -> None:
    found = figures(f"<table><tr><td></td><td>{first}</td><td>{second}</td></tr><tr><td>Net debt / EBITDA</td><td>4.1x</td><td>3.6x</td></tr></table>", taxonomy)
    assert [f.period and f.period.end for f in found] == [date(2024, 6, 30), date(2023, 12, 31)]


def test_a_day_in_digits_that_may_be_either_dates_nothing(taxonomy: Taxonomy) -> None:
    found = figures("<table><tr><td></td><td>03/04/2024</td></tr><tr><td>Net debt / EBITDA</td><td>4.1x</td></tr></table>", taxonomy)
    assert [f.period for f in found] == [None]


def test_a_rows_own_number_and_day_leave_its_words_its_label(taxonomy: Taxonomy) -> None:
    (found,) = figures(
        """<table><tr><th>No.</th><th>Date</th><th>Site</th><th>Works</th><th>MW</th></tr>
        <tr><td>17</td><td>2024-03-16</td><td>Amber Weir</td><td>switchyard</td><td>22</td></tr></table>""",
        taxonomy,
    )
    assert (found.label, found.amount.value) == ("Amber Weir switchyard 2024-03-16 › MW", Decimal(22))
    assert found.period is not None
    assert found.period.end == date(2024, 3, 16)


def test_lists_of_the_same_fields_are_about_what_their_headings_name(taxonomy: Taxonomy) -> None:
    fields = "<h2>{}</h2><dl><dt>Operator</dt><dd>{}</dd><dt>Announced</dt><dd>{}</dd><dt>Planned power</dt><dd>{} MW</dd></dl>"
    body = fields.format("Amber Weir", "Larkmoor Systems", "$1.2 billion", 90) + fields.format("Cold Quay", "Larkmoor Systems", "$700 million", 40)
    found = figures(body, taxonomy)
    assert [(f.label, f.amount.value) for f in found if f.amount.unit == "megawatt"] == [
        ("Amber Weir › Planned power", Decimal(90)),
        ("Cold Quay › Planned power", Decimal(40)),
    ]


def test_the_words_of_a_column_keep_their_numbers(taxonomy: Taxonomy) -> None:
    found = figures(
        "<table><tr><th>Test</th><th>Sandpiper 2</th><th>Sandpiper 1.5</th></tr><tr><td>LedgerMaze</td><td>71%</td><td>55%</td></tr></table>", taxonomy
    )
    assert [f.label for f in found] == ["LedgerMaze › Sandpiper 2", "LedgerMaze › Sandpiper 1.5"]


@pytest.mark.parametrize("column", ["Q3 2024", "3Q24", "Sept 2024", "H1 2024 £m", "Year ended 31 December 2024 (audited)", "FY2024", "9M 2024"])
def test_a_column_that_only_says_a_time_is_no_part_of_the_label(taxonomy: Taxonomy, column: str) -> None:
    found = figures(f"<table><tr><th></th><th>{column}</th></tr><tr><td>Wafers probed</td><td>1,204</td></tr></table>", taxonomy)
    assert [f.label for f in found] == ["Wafers probed"]


def test_round_sums_are_not_in_the_scale_of_the_documents_other_tables(taxonomy: Taxonomy) -> None:
    found = figures(
        """<table><tr><td>(in thousands)</td></tr><tr><td></td><td>2024</td></tr><tr><td>Revenue</td><td>$ 213,419</td></tr></table>
        <h2>Fees of the auditor</h2>
        <table><tr><td></td><td>2024</td><td>2023</td></tr><tr><td>Audit fees</td><td>$1,412,000</td><td>$986,500</td></tr></table>""",
        taxonomy,
    )
    assert [f.amount.value for f in found if f.label == "Audit fees"] == [Decimal(1_412_000), Decimal(986_500)]


def test_what_a_column_adds_to_a_dated_row_is_its_part(taxonomy: Taxonomy) -> None:
    found = figures(
        """<table><tr><td></td><td colspan="3">Annual dividends per share</td></tr>
        <tr><td></td><td>Second quarter-end</td><td>Fiscal year-end</td><td>Total</td></tr>
        <tr><td>Fiscal year ended March 31, 2024</td><td>18.00</td><td>22.00</td><td>40.00</td></tr></table>""",
        taxonomy,
    )
    assert [(f.dimension, f.amount.value) for f in found if f.metric == "dividend"] == [
        ("Second quarter-end", Decimal("18.00")),
        ("Fiscal year-end", Decimal("22.00")),
        ("", Decimal("40.00")),
    ]


def test_running_text_above_a_table_is_not_what_its_rows_measure(taxonomy: Taxonomy) -> None:
    found = figures(
        """<p>An impairment charge is recorded where the fair value is lower.</p>
        <table><tr><td>(in millions)</td></tr><tr><td></td><td>2024</td></tr><tr><td>Northern Cloud</td><td>$ 120</td></tr></table>""",
        taxonomy,
    )
    assert {f.metric for f in found} == {""}


def test_assets_held_for_sale_are_no_sales(taxonomy: Taxonomy) -> None:
    found = figures("<table><tr><td>(in millions)</td></tr><tr><td></td><td>2024</td></tr><tr><td>Assets held for sale</td><td>$ 120</td></tr></table>", taxonomy)
    assert {f.metric for f in found} == {""}


def test_a_trailing_year_in_a_rows_name_leaves_its_columns_day(taxonomy: Taxonomy) -> None:
    found = figures("<table><tr><td></td><td>June 30, 2024</td></tr><tr><td>Net debt / LTM EBITDA</td><td>4.1x</td></tr></table>", taxonomy)
    assert [f.period and f.period.end for f in found] == [date(2024, 6, 30)]


def test_words_in_a_column_of_values_are_no_label(taxonomy: Taxonomy) -> None:
    found = figures(
        """<table><tr><th></th><th>Solo</th><th>Pro</th><th>Team</th></tr>
        <tr><td>Per month, billed yearly</td><td>Free</td><td>$15</td><td>$29</td></tr>
        <tr><td>Files kept</td><td>$1</td><td>$2</td><td>unlimited</td></tr></table>""",
        taxonomy,
    )
    assert [f.label for f in found if f.amount.value > 2] == ["Per month, billed yearly › Pro", "Per month, billed yearly › Team"]


HEADED = """<table>
<tr><td></td><td colspan="2">2026</td><td colspan="2">2025</td></tr>
<tr><td></td><td colspan="4">(in thousands, except per share data)</td></tr>
<tr><td colspan="5">Revenue:</td></tr>
<tr><td>Looms</td><td>$</td><td>618,440</td><td>$</td><td>504,915</td></tr>
<tr><td>Total revenue</td><td>$</td><td>618,440</td><td>$</td><td>504,915</td></tr>
<tr><td>Unallocated costs</td><td></td><td>(96,318)</td><td></td><td>(88,204)</td></tr>
<tr><td>Net income per share, diluted</td><td>$</td><td>1.62</td><td>$</td><td>1.15</td></tr>
</table>"""


def test_a_caption_under_the_names_of_the_columns_is_said_of_the_table(taxonomy: Taxonomy) -> None:
    found = figures(HEADED, taxonomy)
    assert [f.amount.value for f in found if f.metric == "revenue" and f.label.endswith("Total revenue")] == [Decimal(618_440_000), Decimal(504_915_000)]
    assert only(found, "eps", 2026).amount.value == Decimal("1.62")


def test_a_heading_under_the_names_of_the_columns_ends_with_its_total(taxonomy: Taxonomy) -> None:
    assert [f.metric for f in figures(HEADED, taxonomy) if f.label == "Unallocated costs"] == ["", ""]


def test_the_bare_years_of_a_companys_statement_are_its_fiscal_years(taxonomy: Taxonomy) -> None:
    found = list(table_figures(filing(HEADED), taxonomy, lambda _: [], OWNER, FiscalCalendar(6, 30)))
    period = only(found, "eps", 2025).period
    assert period is not None
    assert (period.label, period.end) == ("fiscal 2025", date(2025, 6, 30))


def test_what_follows_by_in_a_caption_names_no_measure(taxonomy: Taxonomy) -> None:
    found = figures(
        """<h2>Revenue by billing location of the customer</h2>
        <table><tr><td>(in thousands)</td></tr><tr><td></td><td>2024</td></tr><tr><td>Norway</td><td>$ 213,419</td></tr></table>""",
        taxonomy,
    )
    assert [(f.metric, f.dimension) for f in found] == [("revenue", "Norway")]


def test_the_corner_of_a_table_may_say_which_months_end_on_the_days_of_its_columns(taxonomy: Taxonomy) -> None:
    heads = "<tr><th>Three months ended</th><th>July 3, 2026</th><th>June 27, 2025</th></tr>"
    found = figures(f"<p>(in millions)</p><table>{heads}<tr><td>Revenue</td><td>1,940.2</td><td>1,376.0</td></tr><tr><td>Net income</td><td>112.9</td><td>88.4</td></tr></table>", taxonomy)
    revenue = only(found, "revenue", 2026)
    assert revenue.period is not None
    assert (revenue.period.kind, revenue.period.end) == (PeriodKind.QUARTER, date(2026, 7, 3))
