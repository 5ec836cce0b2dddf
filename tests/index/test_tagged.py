"""Figures of tagged filings: what a tag says goes before what its row, column and caption say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from corpus.archives import is_sheet
from corpus.companyfacts import read_company_facts
from corpus.document import Revision, SourceType
from corpus.factsheet import extract_sheet, pack_sheet
from index.entities import Entities
from index.figure import TAGGED, Figure
from index.fiscal import FiscalCalendar
from index.names import gather
from index.period import PeriodKind
from index.prose import prose_figures
from index.statement import table_figures
from index.tagged import calendar_of, sheet_figures, tagged_figures, tagged_period
from index.taxonomy import Taxonomy
from tests.corpus.fact_files import ANNUAL, company_facts, larkmoor
from tests.corpus.tagged_pages import number, read_tagged, row, table

OWNER = "Larkmoor Systems"
JANUARY = FiscalCalendar(1, 26)


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def filing(*parts: str) -> Revision:
    page = read_tagged(*parts)
    return Revision(
        revision_id="r1", document_id="d1", url="https://larkmoor.example/10k", title="10-K", publisher=OWNER,
        published=date(2025, 2, 26), source_type=SourceType.FILING, text=page.text, blocks=page.blocks,
        fetched_at=datetime(2025, 2, 27, tzinfo=UTC), tags=page.tags,
    )  # fmt: skip


def figures(taxonomy: Taxonomy, *parts: str) -> list[Figure]:
    revision = filing(*parts)
    return list(tagged_figures(table_figures(revision, taxonomy, lambda _: [], OWNER), revision, taxonomy, OWNER, None))


def test_the_year_is_named_by_the_day_the_filing_says_it_ends(taxonomy: Taxonomy) -> None:
    (now, before) = figures(taxonomy, table(row("Revenue", number("130,497", "Revenues"), number("60,922", "Revenues", "y24"))))
    assert now.period is not None
    assert before.period is not None
    assert (now.period.label, before.period.label) == ("fiscal 2025", "fiscal 2024")
    assert (now.period.start, now.period.end) == (date(2024, 1, 29), date(2025, 1, 26))


def test_nine_months_are_no_quarter_and_no_year() -> None:
    revision = filing(table(row("Revenue", number("91,166", "Revenues", "m9"), number("39,331", "Revenues", "q4"))))
    nine, last = (tagged_period(tag, JANUARY) for tag in revision.tags)
    assert (nine.kind, nine.year) == (PeriodKind.NINE_MONTHS, 2025)
    assert (last.kind, last.number, last.year) == (PeriodKind.QUARTER, 4, 2025)


def test_the_calendar_is_that_of_the_yearly_numbers() -> None:
    assert calendar_of(filing(table(row("Revenue", number("1", "Revenues"), "2"))).tags) == JANUARY


def test_scale_comes_from_the_tag_where_the_caption_misleads(taxonomy: Taxonomy) -> None:
    (one,) = figures(taxonomy, f"<table>{row('Long-term debt', number('1,000', 'LongTermDebt', 'now'), '')}{row('', 'x', 'y')}</table>")
    assert one.amount.value == 1_000_000_000
    assert one.amount.unit == "USD"


def test_cost_of_revenue_is_never_revenue(taxonomy: Taxonomy) -> None:
    (one,) = figures(taxonomy, table(row("Revenue, cost of", number("32,639", "CostOfRevenue"), "")))
    assert one.metric == "cost_of_revenue"


def test_a_change_in_a_balance_is_not_the_balance(taxonomy: Taxonomy) -> None:
    found = figures(
        taxonomy,
        table(
            row("Accounts receivable", number("23,065", "AccountsReceivableNetCurrent", "now"), ""),
            row("Accounts receivable", f"({number('13,063', 'IncreaseDecreaseInAccountsReceivable')})", ""),
        ),
    )
    assert [(one.metric, one.amount.value) for one in found if one.metric] == [("accounts_receivable", Decimal(23_065_000_000))]


def test_a_loss_is_a_loss_of_so_much(taxonomy: Taxonomy) -> None:
    shown = number("17,729", "OperatingIncomeLoss", more='sign="-"')
    (one,) = figures(taxonomy, table(row("Income (loss) from operations", f"({shown})", "")))
    assert (one.metric, one.amount.value) == ("operating_loss", Decimal(17_729_000_000))


def test_a_row_of_a_loss_is_one_though_its_tag_has_lost_the_sign(taxonomy: Taxonomy) -> None:
    (one,) = figures(taxonomy, table(row("Loss from operations", f"({number('131.9', 'OperatingIncomeLoss')})", "")))
    assert (one.metric, one.amount.value) == ("operating_loss", Decimal(131_900_000))
    (other,) = figures(taxonomy, table(row("Income (loss) from operations", f"({number('131.9', 'OperatingIncomeLoss')})", "")))
    assert (other.metric, other.amount.value) == ("operating_income", Decimal(131_900_000))


def test_purchases_in_brackets_are_spending(taxonomy: Taxonomy) -> None:
    shown = f"({number('3,236', 'PaymentsToAcquirePropertyPlantAndEquipment')})"
    (one,) = figures(taxonomy, table(row("Purchases of property and equipment", shown, "")))
    assert (one.metric, one.amount.value) == ("capital_expenditures", Decimal(3_236_000_000))


def test_a_segments_number_is_the_segments_in_its_rows_words(taxonomy: Taxonomy) -> None:
    (one,) = figures(taxonomy, table(row("Cloud & Relay", number("40,000", "Revenues", "y25-cloud"), "")))
    assert (one.metric, one.dimension) == ("revenue", "Cloud & Relay")


@pytest.mark.parametrize(("total", "dimension"), [("130,497", ""), ("131,000", "Operating Segments")])
def test_what_the_segments_come_to_is_the_companys_where_it_is_the_same(taxonomy: Taxonomy, total: str, dimension: str) -> None:
    found = figures(
        taxonomy,
        table(row("Revenue", number("130,497", "Revenues"), ""), row("Total revenue", number(total, "Revenues", "y25-segments"), "")),
    )
    assert [one.dimension for one in found if one.metric == "revenue"] == ["", dimension]


def test_a_segment_that_its_row_does_not_name_is_called_by_its_member(taxonomy: Taxonomy) -> None:
    (one,) = figures(taxonomy, table(row("Revenue", number("40,000", "Revenues", "y25-cloud"), "")))
    assert one.dimension == "Cloud And Relay"


def test_basic_and_diluted_stay_apart(taxonomy: Taxonomy) -> None:
    found = figures(
        taxonomy,
        table(
            "<tr><td>Net income per share:</td><td></td><td></td></tr>",
            row("Basic", "$ " + number("2.97", "EarningsPerShareBasic", scale=0, unit="each"), ""),
            row("Diluted", "$ " + number("2.94", "EarningsPerShareDiluted", scale=0, unit="each"), ""),
        ),
    )
    assert [(one.metric, one.dimension, one.amount.value, one.amount.per) for one in found] == [
        ("eps", "Basic", Decimal("2.97"), "share"), ("eps", "Diluted", Decimal("2.94"), "share"),
    ]  # fmt: skip


def test_a_rate_is_a_percentage(taxonomy: Taxonomy) -> None:
    shown = number("13.3", "EffectiveIncomeTaxRateContinuingOperations", scale=-2, unit="pure")
    (one,) = figures(taxonomy, table(row("Effective tax rate", f"{shown} %", "")))
    assert (one.metric, one.amount.value, one.amount.unit) == ("tax_rate", Decimal("13.3"), "percent")


def test_a_moment_is_the_day_of_its_balance(taxonomy: Taxonomy) -> None:
    (one,) = figures(taxonomy, table(row("Cash and cash equivalents", number("8,589", "CashAndCashEquivalentsAtCarryingValue", "now"), "")))
    assert one.period is not None
    assert (one.period.kind, one.period.end) == (PeriodKind.INSTANT, date(2025, 1, 26))


def retold(taxonomy: Taxonomy, concept: str, *, told: str, again: str) -> Figure:
    """What becomes of a number of an untagged row, read as fiscal 2025's revenue, beside one that is tagged."""
    row_again = f"<tr><td>Revenue</td><td>$ {again}</td><td>$ 80,000</td></tr>"
    revision = filing(
        table(row("As reported", number(told, concept), "")),
        f"<p>(In millions)</p><table><tr><td></td><td>Fiscal 2025</td><td>Fiscal 2024</td></tr>{row_again}</table>",
    )
    read = [replace(one, metric="revenue") for one in table_figures(revision, taxonomy, lambda _: [], OWNER) if one.label == "Revenue"]
    return next(iter(tagged_figures(read, revision, taxonomy, OWNER, None)))


def test_what_a_filing_tags_as_its_own_goes_before_what_was_read_as_the_same(taxonomy: Taxonomy) -> None:
    assert retold(taxonomy, "Revenues", told="130,497", again="130,497").metric == "revenue"
    assert retold(taxonomy, "Revenues", told="130,497", again="90,123").metric == ""


def test_a_tagged_number_without_its_tag_elsewhere_is_that_number_again(taxonomy: Taxonomy) -> None:
    assert retold(taxonomy, "CostOfRevenue", told="32,639", again="32,639").metric == "cost_of_revenue"
    assert retold(taxonomy, "CostOfRevenue", told="32,639", again="40,000").metric == "revenue"


def test_of_two_numbers_that_are_one_measure_the_one_that_says_it_best_is_it(taxonomy: Taxonomy) -> None:
    of_all = "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"
    found = figures(taxonomy, table(row("Total equity", number("40,855", of_all, "now"), ""), row("Shareholders’ equity", number("40,793", "StockholdersEquity", "now"), "")))
    assert [(one.metric, one.label) for one in found] == [("", "Total equity"), ("equity", "Shareholders’ equity")]


def test_a_filing_without_tags_keeps_what_was_read(taxonomy: Taxonomy) -> None:
    revision = filing("<table><tr><td>Revenue in 2024</td><td>$ 12 million</td></tr><tr><td>Other</td><td>3</td></tr></table>")
    read = list(table_figures(revision, taxonomy, lambda _: [], OWNER))
    assert list(tagged_figures(read, revision, taxonomy, OWNER, None)) == read


def sheet(place: int, calendar: FiscalCalendar | None = None) -> list[Figure]:
    filed = read_company_facts(larkmoor())[place]
    page = extract_sheet(pack_sheet(filed))
    revision = Revision(
        revision_id="r1", document_id="d1", url=filed.url, title=str(page.title), publisher="SEC EDGAR", published=filed.filed,
        source_type=SourceType.FILING, text=page.text, blocks=page.blocks, fetched_at=datetime(2026, 2, 27, tzinfo=UTC), tags=page.tags,
    )  # fmt: skip
    assert is_sheet(revision)
    return list(sheet_figures(revision, Taxonomy.load(), OWNER, calendar))


def test_each_row_of_a_sheet_is_a_figure_of_the_whole_company() -> None:
    found = {(f.metric, f.dimension, f.period.label if f.period else ""): f for f in sheet(0)}
    revenue = found["revenue", "", "fiscal 2025"]
    assert (revenue.amount.value, revenue.amount.unit, revenue.amount.digits, revenue.amount.scale) == (Decimal(9412000000), "USD", 4, 6)
    assert (revenue.entity, revenue.confidence >= TAGGED) == (OWNER, True)
    assert found["net_loss", "", "fiscal 2024"].amount.value == Decimal(1310000000)
    eps = found["eps", "Diluted", "fiscal 2025"].amount
    assert (eps.value, eps.unit, eps.per) == (Decimal("23.6"), "USD", "share")
    rate = found["tax_rate", "", "fiscal 2025"].amount
    assert (rate.value, rate.unit, rate.scale) == (Decimal("13.3"), "percent", -1)


def test_a_row_whose_concept_is_no_measure_keeps_its_label() -> None:
    (lease,) = [f for f in sheet(0) if f.label == "Operating Lease, Liability"]
    assert (lease.metric, lease.amount.value, lease.amount.unit) == ("", Decimal(412000000), "USD")


def test_a_quarter_of_a_sheet_without_a_year_has_the_name_of_the_companys_calendar() -> None:
    labels = {f.period.label for f in sheet(1, FiscalCalendar(1, 31)) if f.period is not None and f.metric == "revenue"}
    assert labels == {"Q2 fiscal 2026", "Q2 fiscal 2025", "H1 fiscal 2026"}


def test_of_two_concepts_of_a_measure_in_one_sheet_the_first_on_the_list_is_it() -> None:
    year = ("2024-01-01", "2024-12-31")
    wide, narrow = (("us-gaap:Revenues", "Revenues", "USD"), ("us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax", "Revenue from Contract", "USD"))
    filed = read_company_facts(company_facts({narrow: [(ANNUAL, *year, 340)], wide: [(ANNUAL, *year, 350)]}))[0]
    page = extract_sheet(pack_sheet(filed))
    revision = replace(filing(), url=filed.url, text=page.text, blocks=page.blocks, tags=page.tags)
    found = {f.label: f.metric for f in sheet_figures(revision, Taxonomy.load(), OWNER, None)}
    assert found == {"Revenues": "revenue", "Revenue from Contract": ""}


@pytest.mark.parametrize(("said", "metric"), [("$130.50 billion", "revenue"), ("$130 billion", "revenue"), ("$130.9 billion", "")])
def test_prose_that_rounds_a_tagged_number_is_that_measure(taxonomy: Taxonomy, said: str, metric: str) -> None:
    revision = filing(f"<p>Revenue for fiscal 2025 was {said}, up from the year before.</p>", table(row("Revenue", number("130,497", "Revenues"), number("60,922", "Revenues", "y24"))))
    calendar = calendar_of(revision.tags)
    read = prose_figures(revision, taxonomy, gather([revision], Entities.load()), OWNER)
    told = [one for one in tagged_figures(read, revision, taxonomy, OWNER, calendar) if one.table is None and one.amount.unit == "USD"]
    assert [(one.metric, one.entity) for one in told] == [(metric, OWNER)]


def test_numbers_tagged_as_the_companys_own_that_cannot_all_be_so_are_of_what_their_rows_say(taxonomy: Taxonomy) -> None:
    rows = {"Boots": "900", "Coats": "400", "Hats": "150", "Total operating income": "1,450"}
    tagged = [row(label, f"$ {number(shown, 'OperatingIncomeLoss')}", "") for label, shown in rows.items()]
    found = figures(taxonomy, table(row("Operating income:", "", ""), *tagged))
    assert {(f.dimension, int(f.amount.value / 1_000_000)) for f in found if f.metric == "operating_income"} == {("Boots", 900), ("Coats", 400), ("Hats", 150), ("", 1_450)}
