"""Whose a number of a page is where its sentence does not say: pages of several sentences on invented firms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from corpus.document import Revision, SourceType
from corpus.markdown import extract_markdown
from index._people import people_of
from index.entities import Entities
from index.figure import Basis
from index.names import gather
from index.prose import prose_figures
from index.taxonomy import Taxonomy


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def _page(text: str, *, title: str = "A page", publisher: str = "The Wire", url: str = "https://wire.example/1", kind: SourceType = SourceType.ARTICLE) -> Revision:
    read = extract_markdown(f"# {title}\n\n{text}\n")
    return Revision(
        revision_id="r1", document_id="d1", url=url, title=title, publisher=publisher, published=date(2026, 10, 20), source_type=kind,
        text=read.text, blocks=read.blocks, fetched_at=datetime(2026, 10, 21, tzinfo=UTC),
    )  # fmt: skip


def _owners(page: Revision, taxonomy: Taxonomy) -> dict[tuple[str, str], str]:
    """The owner of each number with a measure, by its words and the measure."""
    names = gather([page], Entities.load())
    figures = prose_figures(page, taxonomy, names, names.principal("d1"))
    return {(page.text[f.amount.start : f.amount.end], f.metric): f.entity for f in figures if f.metric}


def test_a_person_has_no_staff(taxonomy: Taxonomy) -> None:
    page = _page(
        "Sallowbank, which makes looms, has closed a $40 million Series B, co-founder and CEO Cormac Pellatt told us.\n\nPellatt plans to go from 130 employees to 200.",
        title="Sallowbank raises $40 million",
    )
    owners = _owners(page, taxonomy)
    assert owners["130", "headcount"] == owners["200", "headcount"] == "Sallowbank"


def test_whom_a_page_goes_on_about_as_he_or_she_is_a_person() -> None:
    page = _page("On the morning I meet Thessaly Brackley, she is on her knees. Brackley built Sallowbank Labs. Rudd Ironside left; he and Brackley did not speak for a year.")
    people = people_of(page, gather([page], Entities.load()))
    assert {"Thessaly Brackley", "Brackley"} <= people.keys()
    assert "Sallowbank Labs" not in people


def test_an_officer_is_known_with_the_company() -> None:
    page = _page("Sallowbank Labs raised $5 million. Sallowbank Labs chief executive Ann Pellatt said so. Cormac Rudd, founder of Tollgate Systems, did not. Tollgate Systems Inc. is small.")
    people = people_of(page, gather([page], Entities.load()))
    assert people["Ann Pellatt"] == "Sallowbank Labs"
    assert people["Cormac Rudd"] == "Tollgate Systems"
    assert "Financial Officer" not in people_of(_page("Chief Financial Officer Ann Pellatt spoke."), gather([page], Entities.load()))


def test_a_backer_owns_neither_the_round_nor_what_comes_after_it(taxonomy: Taxonomy) -> None:
    page = _page(
        "Sallowbank Labs has closed a round of $180 million.\n\nOsier Growth led the round, joined by returning backers Quillon Capital and the Irish state's fund, and by a new one, the venture arm of Danish drugmaker Lindmark. "
        "It values the company at $1.6 billion, four times what it fetched two years ago, when Quillon led a $95 million round.",
        title="Sallowbank Labs raises $180 million",
    )
    owners = _owners(page, taxonomy)
    assert owners["$1.6 billion", "valuation"] == owners["$95 million", "funding_raised"] == "Sallowbank Labs"


def test_investors_put_a_price_on_another(taxonomy: Taxonomy) -> None:
    page = _page(
        "Sallowbank Labs took in $61 million last year. The company, which investors including Tern Capital and Castell Partners put at $900 million in 2023, has not raised since.\n\n"
        "It is the second round of cuts: 60 jobs went in April 2025.",
        title="Sallowbank Labs lets one in five go",
    )
    owners = _owners(page, taxonomy)
    assert owners["$900 million", "valuation"] == "Sallowbank Labs"
    assert owners["60", "layoffs"] == "Sallowbank Labs"


def test_who_compiled_a_number_does_not_own_it(taxonomy: Taxonomy) -> None:
    page = _page(
        "Sallowbank Labs borrowed $300 million on Tuesday. The loan takes its total debt to $5.1 billion, according to data compiled by Kessler Ratings, which rates the company B-plus.",
        title="Sallowbank Labs borrows",
    )
    assert _owners(page, taxonomy)["$5.1 billion", "debt"] == "Sallowbank Labs"


def test_a_paragraph_is_about_whom_its_first_words_name(taxonomy: Taxonomy) -> None:
    page = _page(
        "Sallowbank Systems said on Tuesday it would buy Hexham Photonics for $640 million. Sallowbank Systems has factories, and Sallowbank Systems will pay in cash.\n\n"
        "Hexham Photonics, founded in 2017, makes lasers and counts Tollgate Cloud among its customers. It employs 310 people. Revenue last year was $88 million, according to a presentation on Sallowbank Systems' website.",
        title="Sallowbank Systems to buy Hexham Photonics",
    )
    assert _owners(page, taxonomy)["$88 million", "revenue"] == "Hexham Photonics"


@pytest.mark.parametrize(
    ("title", "publisher", "kind"),
    [
        ("The Warm Loom, no. 58", "The Warm Loom", SourceType.BLOG),
        ("Tuesday Loom #41: Sallowbank Labs's big quarter, staff cash out", "Tuesday Loom", SourceType.ARTICLE),
        ("#12: Who makes money?", "The Warm Loom", SourceType.ARTICLE),
    ],
)
def test_an_issue_of_a_letter_is_about_nobody(title: str, publisher: str, kind: SourceType) -> None:
    page = _page(
        "Sallowbank Labs had revenue of $884 million. Sallowbank Labs has 90 employees. I hear Tollgate Systems is for sale; I think it has 40 employees, and tell me if I'm wrong.",
        title=title, publisher=publisher, url="https://warmloom.example/p/58", kind=kind,
    )  # fmt: skip
    assert gather([page], Entities.load()).principal("d1") == ""


def test_a_numbered_heading_names_whom_an_item_is_about(taxonomy: Taxonomy) -> None:
    page = _page(
        "## 1. Sallowbank\n\nRevenue was $884 million, up 40%.\n\n## 6. Gadbrook\n\nThe labeller is in talks to raise about $100 million at a valuation of $900 million.",
        title="Tuesday Loom #41", publisher="Tuesday Loom",
    )  # fmt: skip
    owners = _owners(page, taxonomy)
    assert owners["$100 million", "funding_raised"] == owners["$900 million", "valuation"] == "Gadbrook"


def test_a_note_is_about_the_company_whose_letters_head_it() -> None:
    page = _page(
        "Rating: Neutral. Price target: $64 (was $72).\n\nPallaster is paying 7.3 times sales for Hexham Photonics Inc. Hexham Photonics has no profit. Hexham Photonics is small. "
        "We see net debt at Pallaster of $290 million.",
        title="PLST: paying up for glass", publisher="Rowan Securities", url="https://rowan.example/plst",
    )  # fmt: skip
    assert gather([page], Entities.load()).principal("d1") == "Pallaster"


def test_a_town_council_is_no_company() -> None:
    page = _page(
        "The council voted for the campus that Sallowbank Systems Inc. plans. Sallowbank Systems will pay for the road. The council meets again in May. Sallowbank Systems is glad.",
        title="Council backs giant data centre",
    )
    assert gather([page], Entities.load()).principal("d1") == "Sallowbank Systems"


def test_a_town_before_a_noun_describes_a_company(taxonomy: Taxonomy) -> None:
    page = _page(
        "Sallowbank's round was announced in Hull on 3 October. The Hull company raised $52 million. Marchbank Ventures put in $20 million. It has now raised $83 million in all.",
        title="Sallowbank raises $52 million",
    )
    owners = _owners(page, taxonomy)
    assert owners["$52 million", "funding_raised"] == "Sallowbank"
    assert owners["$83 million", "total_funding"] == "Sallowbank"


def test_whom_somebody_works_for_is_not_whose_the_number_is(taxonomy: Taxonomy) -> None:
    page = _page(
        "Sallowbank Labs had no money then. Its order book was thin, says Cecil Thirl of Marchbank Ventures, who led the round at a valuation of $130 million. Cecil Thirl, 50, is kind.",
        title="Sallowbank Labs",
    )
    assert _owners(page, taxonomy)["$130 million", "valuation"] == "Sallowbank Labs"


def test_who_is_named_after_the_number_has_a_part_in_it_at_most(taxonomy: Taxonomy) -> None:
    page = _page(
        "Sallowbank Labs makes looms. Its order book stood at $510 million in May, a sum that leans heavily on a single customer: Tollgate Systems.",
        title="Sallowbank Labs",
    )
    assert _owners(page, taxonomy)["$510 million", "backlog"] == "Sallowbank Labs"


def test_what_stands_behind_a_name_tells_that_it_is_a_company(taxonomy: Taxonomy) -> None:
    page = _page("Cotholm, the lab she founded in 2023, still lives above the bakery. It now employs 163 people. The models have many users.", title="The lab above the bakery")
    assert _owners(page, taxonomy)["163", "headcount"] == "Cotholm"


def test_the_company_of_a_page_about_a_site_is_the_first_one_named(taxonomy: Taxonomy) -> None:
    page = _page(
        "Sallowbank Robotics will open a plant at Slagford Yard. Slagford Yard is old.\n\nTollgate Systems Inc. has a shop at Slagford Yard too. Tollgate Systems is small.\n\n"
        "The company has never made a profit. It lost $71 million last year.",
        title="Robot maker to open plant at Slagford Yard",
    )
    assert _owners(page, taxonomy)["$71 million", "loss"] == "Sallowbank Robotics"


@pytest.mark.parametrize("title", ["Tech earnings live: Sallowbank Labs slides; Tollgate jumps", "Corrections and clarifications, Sallowbank Labs", "This week in layoffs: Sallowbank Labs cuts"])
def test_a_round_up_is_about_nobody(title: str) -> None:
    page = _page("Sallowbank Labs had revenue of $884 million. Sallowbank Labs has 90 employees. Sallowbank Labs is here.", title=title)
    assert gather([page], Entities.load()).principal("d1") == ""


def test_a_country_in_a_title_is_no_company() -> None:
    page = _page(
        "The list names customers of Strandholm Foundry A/S. Strandholm Foundry said no. Strandholm Foundry has a plant. Hexhaven Semiconductor Inc. is first; Hexhaven Semiconductor has a desk.",
        title="The list: who really buys Norland's chips",
    )
    assert gather([page], Entities.load()).principal("d1") != "Norland"


def test_it_may_be_what_a_company_makes(taxonomy: Taxonomy) -> None:
    page = _page("Sallowbank Labs is at work on Wren 3 in Hull. It will have about 7 billion parameters and speak Welsh. It has 340 employees.", title="Sallowbank Labs")
    owners = _owners(page, taxonomy)
    assert owners["7 billion", "parameters"] == "Wren 3"
    assert owners["340", "headcount"] == "Sallowbank Labs"


def test_what_a_model_is_called_is_what_it_stands_for(taxonomy: Taxonomy) -> None:
    page = _page("Sallowbank Labs has two. The small model is called Burin. It has 14 billion parameters.", title="Sallowbank Labs")
    assert _owners(page, taxonomy)["14 billion", "parameters"] == "Burin"


def test_a_product_has_its_own_users(taxonomy: Taxonomy) -> None:
    page = _page("Tansy Bell, the talking companion made by Sallowbank Labs of Dublin, now has 4.5 million paying subscribers. Sallowbank Labs is a company.", title="A companion")
    assert _owners(page, taxonomy)["4.5 million", "subscribers"] == "Tansy Bell"


def test_where_a_company_is_owns_nothing(taxonomy: Taxonomy) -> None:
    page = _page("Founded in 1994 in Augsburg, the company serves some 6,200 customers. Sallowbank Software is happy.", title="Sallowbank Software grows")
    assert _owners(page, taxonomy)["6,200", "customers"] == "Sallowbank Software"


def test_who_asks_and_who_answers_own_nothing(taxonomy: Taxonomy) -> None:
    page = _page(
        "Leela Mukham: Revenue of Kaverstone Cloud was $12 million.\n\nDarshan Oaks: How much of it comes from the largest customer?\n\nLeela Mukham: It's 17 percent of revenue.\n\n"
        "Darshan Oaks: And how many people does Leela Mukham have?\n\nLeela Mukham: There are 340 employees.",
        title="Kaverstone Cloud Q2 2026 earnings call transcript",
    )
    owners = _owners(page, taxonomy)
    assert {owner for (_, metric), owner in owners.items() if metric in {"revenue", "revenue_share", "headcount"}} == {"Kaverstone Cloud"}


def test_a_penalty_is_that_of_whom_it_is_against(taxonomy: Taxonomy) -> None:
    page = _page(
        "The Office imposes on Murrowline Ltd a penalty of $3,640,000. For comparison, the penalty against Larkhill Voice in 2025, which concerned recordings, was $6,750,000.",
        title="Penalty notice: Murrowline Ltd", publisher="Voice Office",
    )  # fmt: skip
    owners = _owners(page, taxonomy)
    assert owners["$3,640,000", "fine"] == "Murrowline"
    assert owners["$6,750,000", "fine"] == "Larkhill Voice"


def test_the_time_of_a_live_post_stands_before_whom_it_is_about(taxonomy: Taxonomy) -> None:
    page = _page(
        "Sallowbank Labs Inc. and Tollgate Systems Inc. report today.\n\n### 21:40 Tollgate Systems: numbers are out\n\nFourth-quarter revenue was $1.62 billion.\n\n"
        "### 21:08 Sallowbank Labs shares off in late trading\n\nGross margin was 58.8%.",
        title="Tech earnings live: Sallowbank Labs slides",
    )
    owners = _owners(page, taxonomy)
    assert owners["$1.62 billion", "revenue"] == "Tollgate Systems"
    assert owners["58.8%", "gross_margin"] == "Sallowbank Labs"


def test_an_item_that_begins_with_a_company_is_about_it(taxonomy: Taxonomy) -> None:
    page = _page(
        "Ostmark Cooling Inc. is small, and so is Sallowbank Labs Inc.\n\n- Ostmark Cooling, Leipzig: 18 million euros at a valuation of 95 million euros for pumps.\n- Another.",
        title="October's money",
    )
    assert _owners(page, taxonomy)["95 million euros", "valuation"] == "Ostmark Cooling"


def test_a_subsidiarys_numbers_are_its_own(taxonomy: Taxonomy) -> None:
    page = _page("Brightgate, a subsidiary of Orrinvale, had revenue of $40 million in 2025. Orrinvale had revenue of $99 million in 2025. Brightgate is a unit of Orrinvale.")
    assert _owners(page, taxonomy) == {("$40 million", "revenue"): "Brightgate", ("$99 million", "revenue"): "Orrinvale"}


def test_who_says_we_raised_is_who_raised(taxonomy: Taxonomy) -> None:
    page = _page(
        "Some news. We've raised a $420 million Series C, led by Blackthorn Row, with new money from Hanbyel Memory and more from Firefly Lane.\n\nOur chip is called Caryat. We are 460 people today.",
        title="Four hundred and twenty million reasons", publisher="Thessaly Logic", url="https://thessalylogic.example/journal/c", kind=SourceType.BLOG,
    )  # fmt: skip
    assert _owners(page, taxonomy)[("$420 million", "funding_raised")] == "Thessaly Logic"


def test_whose_memory_a_chip_carries_draws_no_power(taxonomy: Taxonomy) -> None:
    page = _page(
        "Ketterby Labs makes Caryat 2, an accelerator for inference. Caryat 2 is Ketterby's second chip. It carries 192 GB of Hanbyel Memory's HBM4 and draws 780 watts.",
        title="Ketterby Labs shows Caryat 2",
    )
    assert "Hanbyel" not in _owners(page, taxonomy)[("780 watts", "power_draw")]


def test_a_call_is_of_the_company_that_its_title_names_once(taxonomy: Taxonomy) -> None:
    said = "Ondine Labs sells to us, and Ondine Labs grew.\n\nMarguerite Solheim: Our seats at Ondine Labs grew, and we buy from Ondine Labs. Annual seat retention is 93 percent."
    page = _page(said, title="Corvane Software (CRVN) Q3 FY27 earnings call transcript")
    assert _owners(page, taxonomy)[("93 percent", "retention")] == "Corvane Software"


def test_how_long_machines_are_written_off_is_their_useful_life(taxonomy: Taxonomy) -> None:
    page = _page("Ketterby Labs rents out machines. Ketterby Labs depreciates its servers over six years. Effective July 1, 2026 Ketterby Labs lengthened the useful life of its racks from five years to seven years.", title="Ketterby Labs")
    assert _owners(page, taxonomy)[("six years", "useful_life")] == "Ketterby Labs"


def test_what_came_in_above_the_outlook_is_no_outlook(taxonomy: Taxonomy) -> None:
    page = _page("Ketterby Labs' revenue rose to $214 million in 2025, above the company's outlook of October 2025. Ketterby Labs' outlook for 2026 is revenue of $300 million.", title="Ketterby Labs")
    names = gather([page], Entities.load())
    read = {page.text[f.amount.start : f.amount.end]: f.basis for f in prose_figures(page, taxonomy, names, names.principal("d1")) if f.metric == "revenue"}
    assert read == {"$214 million": Basis.ACTUAL, "$300 million": Basis.GUIDANCE}


def test_a_sum_before_a_projects_name_is_what_that_is_to_cost(taxonomy: Taxonomy) -> None:
    page = _page(
        "Ketterby Labs agreed in 2025 with Hanbyel Systems to a capacity deal of $30 billion over five years, tied to the $50 billion Starfield project. Starfield is a joint venture. Starfield was announced in May.",
        title="Ketterby Labs and Hanbyel Systems",
    )
    read = _owners(page, taxonomy)
    assert read[("$50 billion", "announced_investment")] == "Starfield"
    assert ("$50 billion", "purchase_commitments") not in read


def test_a_number_in_brackets_behind_a_reports_own_is_that_of_the_year_before(taxonomy: Taxonomy) -> None:
    page = _page(
        "Third quarter 2026\n\nNet sales amounted to SEK 1 284 m (1 506) in the third quarter of 2026. Cards accounted for SEK 982 m of net sales in the third quarter of 2026 (1 221), systems for SEK 187 m (179).",
        title="Ketterby Compute interim report January–September 2026", publisher="Ketterby Compute", url="https://ketterbycompute.example/q3", kind=SourceType.FILING,
    )  # fmt: skip
    names = gather([page], Entities.load())
    read = {(int(f.amount.value), f.dimension, f.period.label if f.period else "") for f in prose_figures(page, taxonomy, names, names.principal("d1")) if f.metric == "revenue"}
    assert (1_284_000_000, "", "Q3 2026") in read
    assert (1_506_000_000, "", "Q3 2025") in read
    assert (982_000_000, "Cards", "Q3 2026") in read
    assert {value for value, part, _ in read if not part} == {1_284_000_000, 1_506_000_000}


def test_prices_on_cards_are_of_the_plans_above_them(taxonomy: Taxonomy) -> None:
    page = _page(
        "## Free\n\n$0\n\n## Plus\n\n$18 $20 / month\n\nor $180 a year\n\n60 answers a day\n\n## Team\n\n$29 / seat / month\n\n## Questions\n\nDo I pay $5 a month for more?",
        title="Plans and prices", publisher="Ketterby Labs", url="https://ketterbylabs.example/plans", kind=SourceType.PRESS_RELEASE,
    )  # fmt: skip
    names = gather([page, _page("Ketterby Labs makes Askance. Ketterby Labs grew.", title="Ketterby Labs")], Entities.load())
    read = {(f.dimension, f.amount.value, f.amount.per) for f in prose_figures(page, taxonomy, names, "Ketterby Labs") if f.metric == "subscription_price" and f.dimension}
    assert read == {("Plus", Decimal(18), "month"), ("Plus", Decimal(180), "year"), ("Team", Decimal(29), "month")}


def test_what_a_company_that_is_bought_has_is_not_the_buyers(taxonomy: Taxonomy) -> None:
    page = _page("Ketterby Labs has signed an agreement to buy Fjell Systems, a maker of exchangers with 410 employees and sales of about $120 million, from its founders.", title="Ketterby Labs")
    assert {owner for (_, metric), owner in _owners(page, taxonomy).items() if metric in {"headcount", "revenue"}} <= {"Fjell Systems"}


def test_a_part_may_stand_behind_its_measure_and_what_was_lost_is_none(taxonomy: Taxonomy) -> None:
    page = _page(
        "In 2025 revenue of Power Supplies was $1,801.2 million and of Services $588.3 million. The weaker dollar cost $151 million of revenue.",
        title="Ketterby Labs annual report", publisher="Ketterby Labs", url="https://ketterbylabs.example/r", kind=SourceType.FILING,
    )  # fmt: skip
    names = gather([page, _page("Ketterby Labs makes fans. Ketterby Labs grew.", title="Ketterby Labs")], Entities.load())
    read = {page.text[f.amount.start : f.amount.end]: f.dimension for f in prose_figures(page, taxonomy, names, "Ketterby Labs") if f.metric == "revenue"}
    assert read == {"$1,801.2 million": "Power Supplies", "$588.3 million": "Services"}


def test_what_a_number_is_set_against_was_so_before(taxonomy: Taxonomy) -> None:
    page = _page("Ketterby Labs left June 2026 at an annual run rate of $31 billion, against $13 billion twelve months before.", title="Ketterby Labs")
    names = gather([page], Entities.load())
    read = {page.text[f.amount.start : f.amount.end]: f.confidence for f in prose_figures(page, taxonomy, names, names.principal("d1")) if f.metric == "run_rate_revenue"}
    assert read["$13 billion"] < 0.46 < read["$31 billion"]


def test_one_cluster_is_not_all_that_there_is(taxonomy: Taxonomy) -> None:
    page = _page("Ketterby Labs brought a 24,000-accelerator cluster into service in Amarillo. Ketterby Labs runs 61,000 GPUs.", title="Ketterby Labs")
    names = gather([page], Entities.load())
    read = {page.text[f.amount.start : f.amount.end]: f.dimension for f in prose_figures(page, taxonomy, names, names.principal("d1")) if f.metric == "gpus"}
    assert read == {"24,000": "one cluster", "61,000": ""}


def test_the_company_of_a_report_is_whose_report_it_is(taxonomy: Taxonomy) -> None:
    page = _page(
        "Sallowbank Labs has reported results. Revenue of Sallowbank Labs was $412 million.\n\nTollgate Systems, Inc. accounted for 38% of revenue.\n\nFor 2027 the company expects revenue of $1.46 billion.",
        title="Sallowbank Labs reports third quarter results",
        kind=SourceType.PRESS_RELEASE,
    )
    assert _owners(page, taxonomy)["$1.46 billion", "revenue"] == "Sallowbank Labs"


def test_a_heading_that_asks_who_somebody_is_names_whom_the_text_below_is_about(taxonomy: Taxonomy) -> None:
    page = _page(
        "Sallowbank Labs has agreed to buy Tollgate Systems. Sallowbank Labs is big.\n\n## Who is Tollgate Systems?\n\nA maker of looms from Calder Bay with 131 employees.",
        title="Sallowbank Labs buys: what we know",
    )
    assert _owners(page, taxonomy)["131", "headcount"] == "Tollgate Systems"


def test_a_price_is_above_its_range_and_not_of_it(taxonomy: Taxonomy) -> None:
    page = _page("Sallowbank Labs had sold 38 million shares late on Thursday at $27 apiece, above a range of $22 to $25.", title="Sallowbank Labs lists")
    names = gather([page], Entities.load())
    found = {page.text[f.amount.start : f.amount.end]: f for f in prose_figures(page, taxonomy, names, names.principal("d1"))}
    assert found["$27"].metric == "offering_price"
    assert found["$22 to $25"].confidence < found["$27"].confidence


def test_a_note_on_somebodys_accounts_is_about_whose_they_are(taxonomy: Taxonomy) -> None:
    page = _page(
        "The first of the big labs to file has filed. I spent the weekend with it.\n\nGross margin was just under 55% in fiscal 2026. Compare Tollgate Systems: 38%.\n\nWith $611 million in the bank, Sallowbank could last a year.",
        title="Reading Sallowbank's S-1 so that you need not",
        publisher="Kettle Corner",
        url="https://kettlecorner.example/p/1",
        kind=SourceType.BLOG,
    )
    assert _owners(page, taxonomy)["55%", "gross_margin"] == "Sallowbank"


@pytest.mark.parametrize(
    "title",
    [
        "The full memo Sallowbank's CEO sent to staff about layoffs and life after Tollgate",
        "Sallowbank's chief executive tells staff why Tollgate fell through",
        "A letter from the founder of Sallowbank on Tollgate",
        "Sallowbank's memo to staff on Tollgate",
    ],
)
def test_what_a_head_wrote_to_its_own_is_about_that_company(title: str, taxonomy: Taxonomy) -> None:
    page = _page(
        "Sallowbank is cutting staff a week after its merger with Tollgate was abandoned.\n\nTeam,\n\nWe and Tollgate stopped because we could not agree on what Tollgate had. Tollgate has a lot to do.\n\n"
        "Annual recurring revenue was $148 million at the end of July. It was $152 million at the end of April.",
        title=title,
    )  # fmt: skip
    assert gather([page], Entities.load()).principal("d1") == "Sallowbank"
    owners = _owners(page, taxonomy)
    assert owners["$148 million", "arr"] == owners["$152 million", "arr"] == "Sallowbank"


def test_two_sums_told_respectively_are_of_the_two_companies_in_their_order(taxonomy: Taxonomy) -> None:
    told = "Revenue recognised by Sallowbank Labs in 2025 was $121mn. For Tollgate Systems the equivalent figure was $133mn. Neither made a profit: operating losses were $94mn and $71mn respectively."
    owners = _owners(_page(told, title="Sallowbank Labs and Tollgate Systems part"), taxonomy)
    assert owners == {
        ("$121mn", "revenue"): "Sallowbank Labs", ("$133mn", "revenue"): "Tollgate Systems",
        ("$94mn", "operating_loss"): "Sallowbank Labs", ("$71mn", "operating_loss"): "Tollgate Systems",
    }  # fmt: skip


def test_a_value_for_another_is_that_others_in_a_companys_own_filing(taxonomy: Taxonomy) -> None:
    text = "Sallowbank Labs holds an option to buy Tollgate Systems. The option, as of April 2026, uses an implied equity value of $60.0 billion for Tollgate Systems, payable in stock of Sallowbank Labs after the IPO."
    page = _page(f"{text} Tollgate Systems has 90 employees.", title="Sallowbank Labs Form S-1", publisher="SEC EDGAR", kind=SourceType.FILING)
    assert _owners(page, taxonomy)["$60.0 billion", "valuation"] == "Tollgate Systems"


@pytest.mark.parametrize("told", ["Of that increase, $1,673 million was depreciation of GPUs.", "Depreciation was higher: $1,673 million of that rise was depreciation."])
def test_a_part_of_a_rise_is_no_level(told: str, taxonomy: Taxonomy) -> None:
    owners = _owners(_page(f"Costs of Sallowbank Labs rose by $2 billion in 2025. {told}", title="Sallowbank Labs"), taxonomy)
    assert not any(number == "$1,673 million" for number, _ in owners)


def test_money_put_in_through_notes_is_no_debt_of_all(taxonomy: Taxonomy) -> None:
    owners = _owners(_page("Tollgate Systems has put money into Sallowbank Labs through convertible notes: $1.25 billion in 2023 and $1.3 billion in the fourth quarter of 2024.", title="Sallowbank Labs"), taxonomy)
    assert not owners
