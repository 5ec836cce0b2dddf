"""When a number of a page was so: times of other things beside it are not its own. Sentences on invented firms."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corpus.document import Revision, SourceType
from corpus.markdown import extract_markdown
from index.entities import Entities
from index.names import gather
from index.prose import prose_figures
from index.taxonomy import Taxonomy


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def _times(text: str, taxonomy: Taxonomy, *, title: str, kind: SourceType = SourceType.ARTICLE) -> dict[str, str]:
    """The period of each number with a measure, by its words; "" for none."""
    read = extract_markdown(f"# {title}\n\n{text}\n")
    page = Revision(
        revision_id="r1", document_id="d1", url="https://wire.example/1", title=title, publisher="The Wire", published=date(2026, 8, 20), source_type=kind,
        text=read.text, blocks=read.blocks, fetched_at=datetime(2026, 8, 21, tzinfo=UTC),
    )  # fmt: skip
    names = gather([page], Entities.load())
    return {page.text[f.amount.start : f.amount.end]: f.period.label if f.period else "" for f in prose_figures(page, taxonomy, names, names.principal("d1")) if f.metric}


@pytest.mark.parametrize(
    "text",
    [
        "Founded in 2016, Sallowbank Labs has 210 employees.",
        "Sallowbank Labs was founded in 2016, is based in Hull and employs 210 people.",
        "Set up in 2016 as a web host, Sallowbank Labs now has 210 employees.",
        "Founded in 2016 by Ann Pellatt and Cormac Rudd, Sallowbank Labs employs 210 people in Hull.",
    ],
)
def test_when_a_company_was_founded_dates_none_of_its_numbers(text: str, taxonomy: Taxonomy) -> None:
    assert _times(text, taxonomy, title="Sallowbank Labs grows")["210"] == ""


def test_a_sum_since_the_founding_is_not_of_that_year(taxonomy: Taxonomy) -> None:
    assert _times("Sallowbank Labs has raised $3.4 billion in all since it was founded in 2021.", taxonomy, title="Sallowbank Labs raises")["$3.4 billion"] == ""


def test_the_day_results_came_out_is_not_what_they_are_for(taxonomy: Taxonomy) -> None:
    text = "Second-quarter results of Sallowbank Labs on August 6 were better than we had modeled: revenue of $118.4 million beat our estimate."
    assert _times(text, taxonomy, title="Sallowbank Labs")["$118.4 million"] == "Q2 2026"


def test_a_deed_keeps_its_day(taxonomy: Taxonomy) -> None:
    assert _times("On August 6 Sallowbank Labs raised $118.4 million.", taxonomy, title="Sallowbank Labs raises")["$118.4 million"] == "August 6, 2026"


def test_a_time_to_come_dates_nothing_that_is_so_now(taxonomy: Taxonomy) -> None:
    text = "Sallowbank Labs expects to open its site in the fourth quarter of 2027 and to spend $40 million on it. We had 318 employees."
    assert _times(text, taxonomy, title="Sallowbank Labs opens", kind=SourceType.FILING)["318"] == ""


def test_the_first_quarter_in_which_something_happened_is_no_quarter_of_a_year(taxonomy: Taxonomy) -> None:
    text = "This was the first quarter in which we shipped more than 1,000 robots."
    assert not _times(text, taxonomy, title="Sallowbank Robotics Q3 2026 earnings call").get("1,000", "").startswith("Q1")


def test_what_came_before_a_deed_has_its_own_time(taxonomy: Taxonomy) -> None:
    text = "Sallowbank Labs will cut 130 jobs, or 15% of its staff, after sales in the first half came in far below budget."
    assert "H1" not in _times(text, taxonomy, title="Sallowbank Labs cuts jobs")["130"]


def test_a_later_clause_has_its_own_time(taxonomy: Taxonomy) -> None:
    text = "Sallowbank Labs, which employs 880 people, expects the cuts to save $9.5 million a year and to cost $3.1 million in severance, most of it in the fourth quarter."
    assert _times(text, taxonomy, title="Sallowbank Labs cuts jobs")["880"] == ""


def test_a_time_between_another_measure_and_its_number_is_that_numbers(taxonomy: Taxonomy) -> None:
    text = "Sallowbank Labs has 88 people and, by its own cheerful admission, revenue last year of $2 million."
    times = _times(text, taxonomy, title="Sallowbank Labs is small")
    assert times["$2 million"] == "2025"
    assert times["88"] == ""


def test_when_something_failed_is_not_when_it_was_sold(taxonomy: Taxonomy) -> None:
    text = "The administrators of Sallowbank Labs, the robot maker that failed in 2024, have sold it to Tollgate Systems for $14 million."
    assert _times(text, taxonomy, title="Tollgate Systems buys Sallowbank Labs").get("$14 million", "") != "2024"


def test_a_price_is_not_of_the_year_of_the_one_it_is_a_multiple_of(taxonomy: Taxonomy) -> None:
    text = "The round values Sallowbank Labs at $14.2 billion including the new money, almost three times the $4.8 billion at which it last raised, in November 2024."
    assert _times(text, taxonomy, title="Sallowbank Labs raises")["$14.2 billion"] != "November 2024"


def test_two_years_before_a_quarter_is_the_same_quarter(taxonomy: Taxonomy) -> None:
    text = "China is down to 4% of sales. It was 19% two years ago, before the licensing rules."
    assert _times(text, taxonomy, title="Sallowbank Semiconductor Q2 2026 earnings call")["19%"] == "Q2 2024"


def test_what_is_booked_in_the_months_ahead_does_not_date_the_backlog(taxonomy: Taxonomy) -> None:
    text = "Remaining performance obligations of Sallowbank Labs were $3.42 billion at June 30, 2026, of which we expect to recognize 29% over the next twelve months."
    assert _times(text, taxonomy, title="Sallowbank Labs Form 10-Q", kind=SourceType.FILING)["$3.42 billion"] == "June 30, 2026"


def test_growth_over_the_same_months_is_of_the_later_ones(taxonomy: Taxonomy) -> None:
    text = "For the six months ended June 30, 2026 revenue of Sallowbank Labs was $1,007.5 million, an increase of 83% over the same period of 2025."
    assert _times(text, taxonomy, title="Sallowbank Labs")["83%"] == "H1 2026"


def test_what_is_so_now_of_a_part_that_is_expected_is_a_fact(taxonomy: Taxonomy) -> None:
    read = extract_markdown("# Sallowbank Labs\n\nRemaining performance obligations of Sallowbank Labs were $3.42 billion, of which we expect to recognize 29% in 2027.\n")
    page = Revision(
        revision_id="r1", document_id="d1", url="https://wire.example/1", title="Sallowbank Labs", publisher="The Wire", published=date(2026, 8, 20),
        source_type=SourceType.ARTICLE, text=read.text, blocks=read.blocks, fetched_at=datetime(2026, 8, 21, tzinfo=UTC),
    )  # fmt: skip
    names = gather([page], Entities.load())
    owed = next(f for f in prose_figures(page, taxonomy, names, names.principal("d1")) if f.metric == "remaining_performance_obligations")
    assert (owed.basis.value, owed.period) == ("actual", None)


@pytest.mark.parametrize(
    ("text", "number", "when"),
    [
        ("For the nine months to June revenue of Sallowbank Labs was $688.2 million.", "$688.2 million", "nine months ended June 30, 2026"),
        ("Sallowbank Labs took in $52 million of revenue in the year to March.", "$52 million", "fiscal 2026"),
        ("Revenue of Sallowbank Labs was $31 million in the three months to June.", "$31 million", "Q2 2026"),
        ("Sallowbank Labs has paid $8.3 billion of capital expenditures in the three fiscal years to May.", "$8.3 billion", ""),
        ("Sallowbank Labs had over $5 billion in sales in the twelve months to June, and 7,000 people on the payroll.", "7,000", ""),
        ("Sallowbank Labs carried $11.7 billion of debt at the end of December.", "$11.7 billion", "December 31, 2025"),
        ("Sallowbank Labs shipped 1,260 robots, and a year ago it was 870.", "1,260", ""),
        ("Sallowbank Labs raised $52 million, a good deal below the figures that did the rounds in June.", "$52 million", ""),
        ("The appeal of Sallowbank Labs against a fine of $3.6 million will be heard in February.", "$3.6 million", ""),
    ],
)
def test_a_stretch_ends_with_a_month_and_other_things_have_their_own_time(text: str, number: str, when: str, taxonomy: Taxonomy) -> None:
    assert _times(text, taxonomy, title="Sallowbank Labs").get(number) == when


def test_the_quarter_and_the_nine_months_of_a_report_are_told_apart(taxonomy: Taxonomy) -> None:
    text = "Capital expenditures were $302.5 million in the quarter and $811.0 million in the nine months."
    read = extract_markdown(f"# Sallowbank Labs Third Quarter 2026 Results\n\n{text}\n")
    page = Revision(
        revision_id="r1", document_id="d1", url="https://wire.example/1", title="Sallowbank Labs Third Quarter 2026 Results", publisher="Sallowbank Labs",
        published=date(2026, 11, 5), source_type=SourceType.PRESS_RELEASE, text=read.text, blocks=read.blocks, fetched_at=datetime(2026, 11, 6, tzinfo=UTC),
    )  # fmt: skip
    names = gather([page], Entities.load())
    told = {page.text[f.amount.start : f.amount.end]: f.period.label if f.period else "" for f in prose_figures(page, taxonomy, names, names.principal("d1"))}
    assert told == {"$302.5 million": "Q3 2026", "$811.0 million": "first nine months of 2026"}


@pytest.mark.parametrize(
    ("text", "number", "basis"),
    [
        ("Sallowbank Labs, which employs 880 people, expects the cuts to save $9.5 million a year.", "880", "actual"),
        ("Sallowbank Labs, a house in Asheville with 41 employees, would not see much of it.", "41", "actual"),
        ("The new model of Sallowbank Labs will cost $4.20 per million output tokens, compared with $6.50 on the present one.", "$6.50", "actual"),
        ("The new model of Sallowbank Labs will cost $4.20 per million output tokens, compared with $6.50 on the present one.", "$4.20", "projection"),
        ("Sallowbank Labs consumed about $11 million of cash a month in the first part of this year.", "$11 million", "actual"),
        ("Sallowbank Labs is building a 90 MW hall outside Hull.", "90 MW", "projection"),
        ("The hall of Sallowbank Labs was to have 120 megawatts.", "120 megawatts", "projection"),
        ("Sallowbank Labs has a hall of 48 MW in Hull.", "48 MW", "actual"),
        ("Sallowbank Labs has power. The first 120 megawatts were to be energized in November.", "120 megawatts", "projection"),
        ("Sallowbank Labs has close to 800 megawatts of power capacity still to build.", "800 megawatts", "projection"),
        ("## Outlook for fiscal year 2027\n\n- Revenue in the range of $6.0 billion to $6.4 billion", "$6.0 billion to $6.4 billion", "guidance"),
        ("## Full-year guidance\n\nRevenue of $6.0 billion. Last year revenue was $4.1 billion.", "$6.0 billion", "guidance"),
        ("## Full-year guidance\n\nRevenue of $6.0 billion. Last year revenue was $4.1 billion.", "$4.1 billion", "actual"),
        ("## Guidance raised after a strong quarter\n\nSallowbank Labs has revenue of $4.1 billion.", "$4.1 billion", "actual"),
        ("Sallowbank Labs: revenue of $6.0 billion in fiscal 2027.", "$6.0 billion", "projection"),
        ("Sallowbank Labs forecast capital expenditures of about $50 billion for 2026, compared with $21.2 billion in 2025.", "$21.2 billion", "actual"),
        ("Sallowbank Labs forecast capital expenditures of about $50 billion for 2028, compared with $21.2 billion in 2027.", "$21.2 billion", "projection"),
        ("Sallowbank Labs forecast capital expenditures of about $50 billion for fiscal 2026, compared with $21.2 billion in fiscal 2025.", "$21.2 billion", "actual"),
    ],
)
def test_what_is_so_and_what_is_to_come_are_told_apart(text: str, number: str, basis: str, taxonomy: Taxonomy) -> None:
    read = extract_markdown(f"# Sallowbank Labs\n\n{text}\n")
    page = Revision(
        revision_id="r1", document_id="d1", url="https://wire.example/1", title="Sallowbank Labs", publisher="The Wire", published=date(2026, 8, 20),
        source_type=SourceType.ARTICLE, text=read.text, blocks=read.blocks, fetched_at=datetime(2026, 8, 21, tzinfo=UTC),
    )  # fmt: skip
    names = gather([page], Entities.load())
    told = {page.text[f.amount.start : f.amount.end]: f.basis.value for f in prose_figures(page, taxonomy, names, names.principal("d1")) if f.metric}
    assert told[number] == basis


@pytest.mark.parametrize(
    ("title", "text", "number", "when"),
    [
        ("Sallowbank Labs Second Quarter 2026 Results", "Gross margin narrowed to 41.9% from 43.3%.", "43.3%", "Q2 2025"),
        ("Sallowbank Labs Second Quarter 2026 Results", "Free cash flow was $8.6 million, compared with $27.1 million.", "$27.1 million", "Q2 2025"),
        ("Sallowbank Labs in 2025", "Revenue of Sallowbank Labs was $412.7 million in 2025, up 188% from $143.3 million.", "$143.3 million", "2024"),
        ("Sallowbank Labs Fourth Quarter and Fiscal Year 2026 Results", "## Fiscal year 2026 highlights\n\n- Operating income was $214 million, compared with $268 million.", "$268 million", "fiscal 2025"),
        ("Sallowbank Labs files", "## Comparison of the six months ended June 30, 2025 and 2026\n\nGross margin was 55%, compared with 45% in the same period of 2025.", "55%", "H1 2026"),
        ("Sallowbank Labs files", "## Comparison of the six months ended June 30, 2025 and 2026\n\nGross margin was 55%, compared with 45% in the same period of 2025.", "45%", "H1 2025"),
    ],
)
def test_what_a_quarter_or_year_is_compared_with_is_that_of_a_year_before(title: str, text: str, number: str, when: str, taxonomy: Taxonomy) -> None:
    assert _times(text, taxonomy, title=title, kind=SourceType.PRESS_RELEASE)[number] == when


def test_the_quarter_in_a_title_is_what_an_article_on_results_is_about(taxonomy: Taxonomy) -> None:
    times = _times("We look for a net loss of $205 million. The company raised $40 million.", taxonomy, title="Sallowbank Labs: Q3 2026 preview")
    assert times["$205 million"] == "Q3 2026"
    assert times["$40 million"] == ""


def test_costs_beside_revenue_are_not_its_earlier_value(taxonomy: Taxonomy) -> None:
    times = _times("Sallowbank Labs had revenue of $8.6 million in 2024, its best year, against costs of $171 million.", taxonomy, title="Sallowbank Labs")
    assert times.get("$171 million") != "2023"


def test_a_filing_is_no_report_on_a_year_long_past(taxonomy: Taxonomy) -> None:
    text = "Ann Pellatt, who led the operations of Tollgate Systems in 2017, joins the board. The Company had revenue of $210 million."
    assert "2017" not in _times(text, taxonomy, title="Sallowbank Labs Form 8-K", kind=SourceType.FILING)["$210 million"]


def test_what_was_expected_before_is_not_what_was_a_year_before(taxonomy: Taxonomy) -> None:
    text = "We have trimmed 2026 revenue of Sallowbank Labs to $8.3 billion (from $8.4 billion)."
    assert _times(text, taxonomy, title="Sallowbank Labs preview")["$8.4 billion"] != "2025"


@pytest.mark.parametrize(
    ("text", "number", "when"),
    [
        ("Revenue of Sallowbank Labs in the second quarter was $1,286 million, which is 41 percent over the same quarter of last year.", "$1,286 million", "Q2 2026"),
        ("For the nine months to June revenue of Sallowbank Labs was $688.2 million; in the same stretch of last year, it was $274.9 million.", "$274.9 million", "nine months ended June 30, 2025"),
        ("Sallowbank Labs has 9,200 GPUs. By March Sallowbank Labs should have 14,000 GPUs.", "14,000", "March 2027"),
        ("Revenue of Sallowbank Labs was $85 million in July, against $130 million in January.", "$130 million", "January 2026"),
        ("Revenue of Sallowbank Labs was $85 million in the second quarter, against $130 million a year earlier.", "$130 million", "Q2 2025"),
        ("December 2025: revenue of Sallowbank Labs for the year comes to $74 million.", "$74 million", "2025"),
        ("December 2025: revenue of Sallowbank Labs comes to $74 million.", "$74 million", "December 2025"),
        ("Revenue of Sallowbank Labs in the second quarter was $8 million. Sallowbank Labs brought its first cluster online in 122 days.", "122 days", ""),
        ("Revenue of Sallowbank Labs in 2025 was $2.05 billion. Its capital expenditures will be around $180 million.", "$180 million", ""),
    ],
)
def test_a_time_beside_a_comparison_or_a_plan_is_read_for_it(text: str, number: str, when: str, taxonomy: Taxonomy) -> None:
    assert _times(text, taxonomy, title="Sallowbank Labs")[number] == when
