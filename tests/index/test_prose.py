"""Figures in prose: whose each amount is, what it measures, for when, and what stands behind it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from corpus.document import Revision, SourceType
from corpus.markdown import extract_markdown
from index.entities import Entities
from index.figure import Basis, Figure
from index.names import gather
from index.period import PeriodKind
from index.prose import prose_figures
from index.taxonomy import Taxonomy

OPENING = (
    "Larkmoor Systems, Inc. (NASDAQ: LRKM), or Larkmoor for short, makes servers. Vantry Labs, Inc. (NYSE: VNTR), "
    "or Vantry for short, rents them. Readers know Larkmoor and Vantry well.\n\n"
)


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def page(text: str, *, title: str, kind: SourceType) -> Revision:
    read = extract_markdown(f"# {title}\n\n{OPENING}{text}\n")
    return Revision(
        revision_id="r1", document_id="d1", url="https://wire.example/1", title=title, publisher="The Wire",
        published=date(2025, 3, 4), source_type=kind, text=read.text, blocks=read.blocks,
        fetched_at=datetime(2025, 3, 5, tzinfo=UTC),
    )  # fmt: skip


def figures(
    text: str, taxonomy: Taxonomy, *, title: str = "Larkmoor Systems", kind: SourceType = SourceType.ARTICLE
) -> dict[Decimal, Figure]:
    revision = page(text, title=title, kind=kind)
    names = gather([revision], Entities.load())
    found = list(prose_figures(revision, taxonomy, names, names.principal("d1")))
    for one in found:
        assert one.start <= one.amount.start < one.amount.end <= one.end
    return {one.amount.value / 1_000_000 if one.amount.unit == "USD" else one.amount.value: one for one in found}


def year(figure: Figure) -> int | None:
    return figure.period.year if figure.period else None


def test_a_plain_statement(taxonomy: Taxonomy) -> None:
    found = figures("Revenue at Larkmoor was $213.0 million in 2024.", taxonomy)
    one = found[Decimal(213)]
    assert (one.entity, one.metric, year(one), one.basis) == ("Larkmoor Systems", "revenue", 2024, Basis.ACTUAL)


def test_a_comparison_gives_each_amount_its_own_year(taxonomy: Taxonomy) -> None:
    found = figures("Larkmoor's revenue was $213.0 million in 2024, up from $141.7 million a year earlier.", taxonomy)
    assert {(v, f.metric, year(f)) for v, f in found.items()} == {
        (Decimal(213), "revenue", 2024),
        (Decimal("141.7"), "revenue", 2023),
    }


def test_two_companies_in_one_sentence(taxonomy: Taxonomy) -> None:
    found = figures(
        "Larkmoor's revenue was $213 million in 2024, while Vantry's revenue was $88 million in 2024.", taxonomy
    )
    assert found[Decimal(213)].entity == "Larkmoor Systems"
    assert found[Decimal(88)].entity == "Vantry Labs"


def test_the_possessor_owns_the_figure_and_not_the_partner(taxonomy: Taxonomy) -> None:
    found = figures("Vantry's revenue from its contract with Larkmoor was $31 million in 2024.", taxonomy)
    assert found[Decimal(31)].entity == "Vantry Labs"


def test_each_amount_has_the_measure_named_with_it(taxonomy: Taxonomy) -> None:
    found = figures("In 2024 Larkmoor's revenue was $213 million; its net loss was $61.9 million.", taxonomy)
    assert {v: f.metric for v, f in found.items()} == {Decimal(213): "revenue", Decimal("61.9"): "net_loss"}


def test_a_pronoun_carries_the_company_on(taxonomy: Taxonomy) -> None:
    found = figures(
        "Vantry grew fast. Its revenue was $88 million in 2024.", taxonomy, title="Two companies that make servers"
    )
    assert found[Decimal(88)].entity == "Vantry Labs"


def test_what_a_number_is_denied_to_be_it_is_not(taxonomy: Taxonomy) -> None:
    found = figures("Larkmoor's operating loss was $58.6 million in 2024; it is not cash burn.", taxonomy)
    assert found[Decimal("58.6")].metric == "operating_loss"


@pytest.mark.parametrize(
    ("text", "amount", "metric", "basis"),
    [
        ("Larkmoor's annualized revenue reached $400 million in May 2025.", 400, "run_rate_revenue", Basis.RUN_RATE),
        ("Larkmoor now expects revenue of $320 million for 2025.", 320, "revenue", Basis.GUIDANCE),
        ("Larkmoor guided to revenue of $320 million in 2025.", 320, "revenue", Basis.GUIDANCE),
        ("Larkmoor's revenue is projected to reach $900 million in 2028.", 900, "revenue", Basis.PROJECTION),
        ("Larkmoor's revenue reportedly was $213 million in 2024.", 213, "revenue", Basis.REPORTED),
    ],
)  # fmt: skip
def test_the_words_around_decide_the_basis(
    taxonomy: Taxonomy, text: str, amount: int, metric: str, basis: Basis
) -> None:
    one = figures(text, taxonomy)[Decimal(amount)]
    assert (one.metric, one.basis) == (metric, basis)


def test_in_a_filing_we_are_the_registrant(taxonomy: Taxonomy) -> None:
    found = figures(
        "We compete with Vantry. We had net losses of $61.9 million in 2024.", taxonomy, kind=SourceType.FILING
    )
    assert found[Decimal("61.9")].entity == "Larkmoor Systems"


def test_a_range_is_one_figure_with_both_ends(taxonomy: Taxonomy) -> None:
    found = figures("Larkmoor expects revenue of $320 million to $330 million for 2025.", taxonomy)
    (one,) = found.values()
    assert one.amount.high == Decimal(330_000_000)


def test_an_amount_that_no_measure_names_is_kept_under_its_own_words(taxonomy: Taxonomy) -> None:
    (one,) = figures("A lunch there costs the visitor $40 and the mood is good.", taxonomy).values()
    assert (one.metric, one.label) == ("", "A lunch there costs the visitor and the mood is good")
    assert not figures("Either side may leave within 90 days; clause 7 says so.", taxonomy)


def test_what_was_inferred_from_further_away_is_less_sure(taxonomy: Taxonomy) -> None:
    near = figures("Larkmoor's revenue was $213 million in 2024.", taxonomy)[Decimal(213)]
    far = figures("Revenue was $214 million in 2024.", taxonomy)[Decimal(214)]
    assert far.entity == "Larkmoor Systems"
    assert far.confidence < near.confidence


def test_counts_of_people(taxonomy: Taxonomy) -> None:
    found = figures("Larkmoor had 1,180 full-time employees at December 31, 2024.", taxonomy)
    one = found[Decimal(1180)]
    assert (one.metric, one.amount.unit, one.entity) == ("headcount", "employee", "Larkmoor Systems")


def test_a_price_is_of_the_kind_of_tokens_named_with_it(taxonomy: Taxonomy) -> None:
    found = figures("Larkmoor's Plover costs $5 per million input tokens, $0.50 per million cached input tokens and $25 per million output tokens.", taxonomy)
    told = {f.amount.value: f.dimension for f in found.values()}
    assert told == {Decimal(5): "input tokens", Decimal("0.50"): "cached input tokens", Decimal(25): "output tokens"}


@pytest.mark.parametrize(
    "text",
    [
        "Larkmoor's data arm had a loss that reduced its 2024 operating profit by about $17 million.",
        "Larkmoor's revenue grew by $317 million in 2024.",
        "Revenue at Larkmoor rose in 2024 by another $12 million.",
    ],
)
def test_the_amount_that_a_measure_changed_by_is_not_the_measure(text: str, taxonomy: Taxonomy) -> None:
    assert not figures(text, taxonomy)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The operating loss widened to $702 million from $389 million in 2023, and Larkmoor consumed about $815 million.",
            {(702, "operating_loss", 2024), (389, "operating_loss", 2023), (815, "cash_burn", 2024)},
        ),
        (
            "Larkmoor had revenue of $212 million in 2024 (previous year: $128 million) and a net loss of $19 million.",
            {(212, "revenue", 2024), (128, "revenue", 2023), (19, "net_loss", 2024)},
        ),
        (
            "Order intake was $612 million in the first half of 2024 (H1 2023: $455 million).",
            {(612, "bookings", 2024), (455, "bookings", 2023)},
        ),
        (
            "Revenue rose from $90 million in 2023 to $120 million in 2024.",
            {(90, "revenue", 2023), (120, "revenue", 2024)},
        ),
    ],
)
def test_what_an_amount_is_compared_with_has_its_measure_and_a_time_of_its_own(
    text: str, wanted: set[tuple[int, str, int]], taxonomy: Taxonomy
) -> None:
    assert {(int(v), f.metric, year(f)) for v, f in figures(text, taxonomy).items()} == wanted


def test_a_plan_in_the_next_clause_lends_no_date(taxonomy: Taxonomy) -> None:
    found = figures("Larkmoor had 1,130 employees, and plans 1,500 by the end of 2027.", taxonomy)
    assert found[Decimal(1130)].period is None
    assert found[Decimal(1130)].basis is Basis.ACTUAL


def test_a_replaced_outlook_is_still_one_but_less_sure(taxonomy: Taxonomy) -> None:
    found = figures("Larkmoor now expects 2025 revenue of $240 million (previously $220 million).", taxonomy)
    new, old = found[Decimal(240)], found[Decimal(220)]
    assert (new.basis, old.basis, year(old)) == (Basis.GUIDANCE, Basis.GUIDANCE, 2025)
    assert old.confidence < new.confidence / 2


def test_growth_said_beside_revenue_is_growth_and_the_amount_stays(taxonomy: Taxonomy) -> None:
    found = figures("Revenue of $213 million in 2024, up 50% year over year.", taxonomy)
    assert {f.metric for f in found.values()} == {"revenue", "revenue_growth"}
    assert found[Decimal(50)].amount.unit == "percent"


def test_who_speaks_publishes_or_is_only_included_owns_nothing(taxonomy: Taxonomy) -> None:
    kind = SourceType.PRESS_RELEASE
    for text in (
        "Vantry Labs: Capital expenditures were $742 million.",
        "Remaining performance obligations of $742 million, including the agreement with Vantry Labs.",
    ):
        assert figures(text, taxonomy, kind=kind)[Decimal(742)].entity == "Larkmoor Systems"


def test_a_day_told_of_in_the_past_is_past(taxonomy: Taxonomy) -> None:
    (one,) = figures("At the end of December Larkmoor had $12 million of cash.", taxonomy).values()
    assert one.period is not None
    assert one.period.end == date(2024, 12, 31)


def test_a_bare_big_number_beside_sums_is_money(taxonomy: Taxonomy) -> None:
    found = figures("Larkmoor ended with 1,506 employees and liquidity of $1.9 billion, counting a revolver of 1.25 billion.", taxonomy)
    assert found[Decimal(1900)].metric == "liquidity"
    assert all(f.metric != "headcount" for v, f in found.items() if v != Decimal(1506))


def test_an_aside_about_a_name_gives_no_date(taxonomy: Taxonomy) -> None:
    found = figures("Larkmoor, founded in 2019, lost $12 million on operations.", taxonomy)
    assert year(found[Decimal(12)]) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Hosting has 126 MW energized, up 22 MW in the month.",
        "We brought 6,500 more GPUs into service.",
        "It hired 120 additional employees in 2024.",
    ],
)
def test_what_came_on_top_is_not_the_whole(sentence: str, taxonomy: Taxonomy) -> None:
    said = figures(sentence, taxonomy)
    assert not {22, 6500, 120} & {int(value) for value in said}


@pytest.mark.parametrize(
    "text",
    [
        "Larkmoor brought 6,500 more GPUs into service.",
        "Larkmoor installed an additional 6,500 GPUs.",
        "Larkmoor has 61,400 GPUs, up 6,500 in the quarter.",
    ],
)
def test_what_was_added_is_no_total(text: str, taxonomy: Taxonomy) -> None:
    assert Decimal(6500) not in figures(text, taxonomy)


def test_an_outlook_that_replaces_another_is_not_of_the_day_of_the_news(taxonomy: Taxonomy) -> None:
    found = figures("Larkmoor now expects full-year revenue of $155 million, down from the $170 million it gave in August.", taxonomy)[Decimal(155)]
    assert found.period is None or found.period.kind is not PeriodKind.INSTANT


def test_when_a_plan_was_told_before_is_not_when_it_is_for(taxonomy: Taxonomy) -> None:
    plan = figures("Capital expenditures at Larkmoor will be higher than we told you in August, at $340 million.", taxonomy)[Decimal(340)]
    assert plan.period is None or plan.period.label != "August 2024"
    assert plan.basis is not Basis.ACTUAL


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Advertising revenue at Larkmoor was $160 million in 2024.", "Advertising"),
        ("Larkmoor had subscription revenue of $160 million in 2024.", "subscription"),
        ("Larkmoor's Data Center revenue was $160 million in 2024.", "Data Center"),
        ("Revenue attributable to our Compute and Networking segment was $160 million in 2024.", "Compute and Networking"),
        ("The Handling segment of Larkmoor, its robots business, had revenue of $160 million in 2024.", "Handling"),
        ("Larkmoor's Vision segment had revenue of $160 million in 2024.", "Vision"),
        ("Larkmoor's robots business lost $160 million in 2024.", "robots"),
        ("The services arm of Larkmoor earned an operating profit of $160 million in 2024.", "services"),
        ("Larkmoor's whole business lost $160 million in 2024.", ""),
        ("The robots business is small, and Larkmoor had revenue of $160 million in 2024.", ""),
        ("Larkmoor's business customers brought revenue of $160 million in 2024.", ""),
        ("Larkmoor employs 160 people in Porto.", "Porto"),
        ("Larkmoor's first-quarter revenue was $160 million.", ""),
        ("Larkmoor said that record quarterly revenue of $160 million was luck.", ""),
        ("Larkmoor, a cloud software maker, had revenue of $160 million.", ""),
        ("In May Larkmoor revenue was $160 million.", ""),
    ],
)
def test_what_is_said_of_a_part_is_not_the_whole_companys(text: str, part: str, taxonomy: Taxonomy) -> None:
    assert figures(text, taxonomy)[Decimal(160)].dimension == part


@pytest.mark.parametrize(
    "text",
    [
        "The additional week added $61 million to Larkmoor's revenue.",
        "Larkmoor's revenue increased $61 million in 2024.",
        "Costs rose on an increase in revenue of $61 million at Larkmoor.",
        "Expenses grew, driven by increases in pay of $9 million, depreciation expense of $61 million and fees of $3 million.",
    ],
)
def test_what_something_moved_by_is_no_level(text: str, taxonomy: Taxonomy) -> None:
    assert Decimal(61) not in figures(text, taxonomy)


def test_a_bracket_with_a_number_keeps_its_time_to_itself(taxonomy: Taxonomy) -> None:
    found = figures("In 2024 Larkmoor had adjusted EBITDA of $61 million, with a gross margin of 41% (40% in 2023).", taxonomy)
    assert year(found[Decimal(61)]) == 2024


def test_a_laws_year_is_no_period(taxonomy: Taxonomy) -> None:
    text = "This report is filed under the Securities Exchange Act of 1934. Revenue was $61 million."
    assert year(figures(text, taxonomy, kind=SourceType.FILING)[Decimal(61)]) != 1934


def test_those_who_work_are_employees_and_those_who_use_are_users(taxonomy: Taxonomy) -> None:
    assert figures("Larkmoor has 430 staff.", taxonomy)[Decimal(430)].amount.unit == "employee"
    assert figures("Larkmoor says 500 people use its servers every week.", taxonomy)[Decimal(500)].amount.unit == "user"


def test_what_only_a_generous_count_gives_is_no_level(taxonomy: Taxonomy) -> None:
    assert not figures("Larkmoor runs something like 64,000 GPUs, if I count the racks on the floor.", taxonomy)


def test_a_paragraph_that_points_back_at_no_one_is_not_about_the_one_before(taxonomy: Taxonomy) -> None:
    text = "Vantry offered to buy a rival.\n\nIn January, investors put in $32 million.\n\nIt has 430 staff."
    found = figures(text, taxonomy, title="Two companies that make servers")
    assert found[Decimal(32)].entity == ""
    assert found[Decimal(430)].entity == "Vantry Labs"


def test_a_bare_count_is_not_of_what_is_named_after_it(taxonomy: Taxonomy) -> None:
    assert {f.metric for f in figures("Each costs $9,000 to build, and only 26 had gone to customers.", taxonomy).values()} == {"build_cost"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Larkmoor closed a funding round of $40.0 million led by Vantry, at a valuation of $300.0 million.",
        "Larkmoor raised $40.0 million in a round co-led by Vantry.",
        "Vantry leads a $40.0 million round for Larkmoor.",
    ],
)
def test_who_leads_a_round_raises_nothing(sentence: str, taxonomy: Taxonomy) -> None:
    assert {one.entity for one in figures(sentence, taxonomy).values()} == {"Larkmoor Systems"}


@pytest.mark.parametrize(
    ("sentence", "metric", "amount"),
    [
        ("Larkmoor's revenue rose 34% to $34.6 million in 2024.", "revenue", "34.6"),
        ("Larkmoor's revenue grew 56% in 2024, to $4.5 million.", "revenue", "4.5"),
        ("Larkmoor's sales jumped by 9 percent, reaching $61.0 million in 2024.", "revenue", "61"),
        ("Larkmoor agreed to pay $1.5 million to settle a class action by authors.", "settlement", "1.5"),
        ("Larkmoor signed a cloud deal with Vantry in 2024 that is worth $38.0 million.", "contract_value", "38"),
        ("Vantry agreed in May 2024 to buy Larkmoor, the start-up of Ilse Tarn, for $6.5 million in equity.", "acquisition_price", "6.5"),
        ("Larkmoor pledged to buy over $10.0 million of cloud services over a decade.", "purchase_commitments", "10"),
        ("Vantry committed up to $25.0 million of additional investment in Larkmoor.", "investment", "25"),
        ("Larkmoor had an operating loss of $8.8 million in 2024, on costs of $12.5 million.", "total_expenses", "12.5"),
        ("Larkmoor expected to spend about $13.0 million of cash in 2025, a bit over $1.0 million a month.", "cash_burn", "13"),
    ],
)
def test_what_news_says_a_sum_is(sentence: str, metric: str, amount: str, taxonomy: Taxonomy) -> None:
    assert figures(sentence, taxonomy)[Decimal(amount)].metric == metric


def test_what_a_sum_beside_growth_is_otherwise(taxonomy: Taxonomy) -> None:
    found = figures("Larkmoor's revenue grew 5% and it returned cash to holders at $4.0 million in 2024.", taxonomy)
    assert found[Decimal(4)].metric != "revenue"
    assert Decimal("10.1") not in figures("Larkmoor added $10.1 million of revenue from 2023 to 2024.", taxonomy)


@pytest.mark.parametrize(
    "sentence",
    [
        "For 2025, Larkmoor said in January 2025 that it expected capital expenditures of about $60.0 million.",
        "For the whole of 2025, Larkmoor in February 2025 guided to capital expenditures of $60.0 million.",
    ],
)
def test_when_a_plan_was_told_is_not_when_it_is_for(sentence: str, taxonomy: Taxonomy) -> None:
    one = figures(sentence, taxonomy)[Decimal(60)]
    assert one.period is not None
    assert one.period.label == "2025"


def test_a_target_that_was_passed_was_not_had(taxonomy: Taxonomy) -> None:
    found = figures("Larkmoor closed a funding round of $20.0 million on January 6, 2025, above a target of $15.0 million.", taxonomy)
    assert (found[Decimal(20)].basis, found[Decimal(15)].basis) == (Basis.ACTUAL, Basis.PROJECTION)


def test_a_price_of_a_year_that_runs_is_no_plan(taxonomy: Taxonomy) -> None:
    assert figures("Larkmoor was valued at $86.0 million in early 2025.", taxonomy)[Decimal(86)].basis is Basis.ACTUAL


def test_a_measure_right_after_an_amount_is_its_own(taxonomy: Taxonomy) -> None:
    found = figures("Larkmoor announced a $65 million Series H at a $965 million post-money valuation in May 2025.", taxonomy)
    assert found[Decimal(965)].metric == "valuation"
    found = figures("A $100 million extension in March 2025 took Larkmoor to a $700 million valuation.", taxonomy)
    assert found[Decimal(700)].metric == "valuation"
    assert all(one.metric != "valuation" for value, one in found.items() if value == Decimal(100))


def test_a_quarter_after_a_name_is_no_part_of_it(taxonomy: Taxonomy) -> None:
    found = figures("Larkmoor Q2 2024 revenue was $41 million. Vantry RPO was $90 million at the end of 2024.", taxonomy)
    assert found[Decimal(41)].entity == "Larkmoor Systems"
    assert found[Decimal(90)].entity == "Vantry Labs"


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("Larkmoor completed a $41 million Vantry investment in 2024.", "investment"),
        ("Larkmoor closed the $30 million Vantry acquisition in 2024.", "acquisition_price"),
    ],
)
def test_a_name_may_stand_between_a_sum_and_what_it_is(taxonomy: Taxonomy, sentence: str, metric: str) -> None:
    (one,) = figures(sentence, taxonomy).values()
    assert one.metric == metric
