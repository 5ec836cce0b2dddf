"""Chat-style questions, understood: company, measure, period, intent, and what a follow-up leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from bot.among_parts import among_parts
from bot.asked import meant_names
from bot.intents import asked_intent
from bot.library import Library
from bot.question import Intent, Question, Turn
from bot.understanding import understand
from index.entity_table import EntityMatch
from index.figure import Basis

ASKED_ON = date(2025, 11, 10)


class Understand:
    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, text: str, after: Sequence[Turn] = ()) -> Question:
        library = self._library
        return understand(text, asked_on=ASKED_ON, names=library.names, taxonomy=library.taxonomy, context=after)


@pytest.fixture(scope="module")
def read(library: Library) -> Understand:
    return Understand(library)


def metrics(question: Question) -> set[str]:
    return {mention.metric for mention in question.metrics}


@pytest.mark.parametrize(
    ("text", "entity", "metric"),
    [
        ("thornwick revenue", "Thornwick Systems", "revenue"),
        ("whats THWKs revenue??", "Thornwick Systems", "revenue"),
        ("hey, what did thornwick's sales come to", "Thornwick Systems", "revenue"),
        ("THORNWICK NET LOSS", "Thornwick Systems", "net_loss"),
        ("capex at thornwick", "Thornwick Systems", "capital_expenditures"),
        ("thornwick r&d spending", "Thornwick Systems", "research_and_development"),
        ("what is ardenmoor worth", "Ardenmoor", "valuation"),
        ("ardenmoor burn rate", "Ardenmoor", "cash_burn"),
        ("how many ppl work at thornwick, headcount?", "Thornwick Systems", "headcount"),
        ("thornwick gross margins", "Thornwick Systems", "gross_margin"),
    ],
)
def test_company_and_measure(read: Understand, text: str, entity: str, metric: str) -> None:
    question = read(text)
    assert [name.removesuffix(" AI") for name in question.entities] == [entity]
    assert metric in metrics(question)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("thornwick revenue 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("thornwick revenue last year", date(2024, 1, 1), date(2024, 12, 31)),
        ("thornwick revenue in q2 2025", date(2025, 4, 1), date(2025, 6, 30)),
        ("thornwick revenue 1h25", date(2025, 1, 1), date(2025, 6, 30)),
    ],
)
def test_the_period_counts_from_the_day_asked(read: Understand, text: str, start: date, end: date) -> None:
    (period,) = read(text).periods
    assert (period.start, period.end) == (start, end)


def test_the_latest_is_no_period_but_a_wish(read: Understand) -> None:
    assert read("thornwick's latest quarterly revenue").latest
    assert not read("thornwick revenue 2024").latest


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("thornwick revenue 2024", Intent.FIGURE),
        ("how much did thornwick lose", Intent.FIGURE),
        ("thornwick vs ardenmoor revenue", Intent.COMPARISON),
        ("who made more revenue, thornwick or ardenmoor?", Intent.COMPARISON),
        ("how has thornwick's revenue changed", Intent.TREND),
        ("thornwick revenue over time", Intent.TREND),
        ("who runs ardenmoor?", Intent.WHO),
        ("when did ardenmoor raise money", Intent.WHEN),
        ("where is ardenmoor's office", Intent.WHERE),
        ("why did thornwick raise its outlook", Intent.WHY),
        ("thornwick revenue was $640m in 2024, right?", Intent.CHECK),
        ("do we know thornwick's revenue in 2024?", Intent.FIGURE),
        ("could you tell me thornwick's headcount", Intent.FIGURE),
        ("is there any figure for thornwick's capex", Intent.FIGURE),
        ("do you know who runs ardenmoor?", Intent.WHO),
        ("do they have any revenue at thornwick?", Intent.CHECK),
        ("thornwick list price of a server", Intent.FIGURE),
        ("which day did thornwick file", Intent.WHEN),
    ],
)
def test_what_kind_of_answer_is_wanted(read: Understand, text: str, intent: Intent) -> None:
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("thornwick's guidance for 2025 revenue", Basis.GUIDANCE),
        ("what revenue does thornwick expect in 2025", Basis.GUIDANCE),
        ("ardenmoor run rate", Basis.RUN_RATE),
        ("what has thornwick committed to buy", Basis.COMMITMENT),
    ],
)
def test_the_basis_asked_for(read: Understand, text: str, basis: Basis) -> None:
    assert basis in read(text).bases


def test_most_questions_ask_for_no_basis(read: Understand) -> None:
    assert not read("thornwick revenue 2024").bases


def test_an_amount_in_a_question_is_a_claim(read: Understand) -> None:
    (amount,) = read("thornwick revenue was $640m in 2024, right?").amounts
    assert (amount.value, amount.unit) == (Decimal(640_000_000), "USD")


def test_companies_of_no_document_are_told_apart(read: Understand) -> None:
    question = read("what was the revenue of Quellmark last year")
    assert question.entities == ()
    assert question.unknown == ("Quellmark",)


def test_both_companies_of_a_comparison_in_their_order(read: Understand) -> None:
    names = [name.removesuffix(" AI") for name in read("ardenmoor or thornwick: more revenue in 2024?").entities]
    assert names == ["Ardenmoor", "Thornwick Systems"]


def test_small_talk_around_a_question_changes_nothing(read: Understand) -> None:
    plain = read("thornwick revenue 2024")
    chatty = read("hey so um could you pls tell me what thornwick's revenue was in 2024, thx!")
    assert (chatty.entities, metrics(chatty), chatty.periods) == (plain.entities, metrics(plain), plain.periods)


def test_a_follow_up_inherits_and_says_what(read: Understand) -> None:
    question = read("and in 2023?", [Turn("user", "thornwick revenue 2024"), Turn("bot", "$213.0 million")])
    assert question.entities == ("Thornwick Systems",)
    assert metrics(question) == {"revenue"}
    assert [period.year for period in question.periods] == [2023]
    assert question.inherited >= {"entities", "metrics"}


def test_a_follow_up_of_a_follow_up(read: Understand) -> None:
    turns = [Turn("user", "thornwick revenue 2024"), Turn("user", "and the net loss?")]
    question = read("and in 2022?", turns)
    assert question.entities == ("Thornwick Systems",)
    assert metrics(question) == {"net_loss"}
    assert [period.year for period in question.periods] == [2022]


def test_only_what_the_asker_said_counts_as_context(read: Understand) -> None:
    question = read(
        "and the net loss?", [Turn("user", "thornwick revenue 2024"), Turn("bot", "Ardenmoor raised more.")]
    )
    assert question.entities == ("Thornwick Systems",)


def test_a_question_of_its_own_inherits_no_company_or_measure(read: Understand) -> None:
    question = read("ardenmoor's valuation in march 2025", [Turn("user", "thornwick revenue 2024")])
    assert [name.removesuffix(" AI") for name in question.entities] == ["Ardenmoor"]
    assert metrics(question) == {"valuation"}


@pytest.mark.parametrize(
    ("text", "before", "years"),
    [
        ("and the year before?", "thornwick revenue 2024", [2023]),
        ("what about a year later", "thornwick revenue 2023", [2024]),
        ("and the full year?", "thornwick revenue in q2 2025", [2025]),
    ],
)
def test_a_follow_up_moves_the_period(read: Understand, text: str, before: str, years: list[int]) -> None:
    question = read(text, [Turn("user", before)])
    assert metrics(question) == {"revenue"}
    assert [period.year for period in question.periods] == years


def test_what_is_planned_is_not_for_the_year_just_spoken_of(read: Understand) -> None:
    question = read("and whats the guidance", [Turn("user", "thornwick revenue 2023")])
    assert metrics(question) == {"revenue"}
    assert not question.periods


def test_a_follow_up_may_ask_for_what_stood_before(read: Understand) -> None:
    question = read("and before that round?", [Turn("user", "what is ardenmoor worth")])
    assert question.earlier
    assert metrics(question) == {"valuation"}


def test_when_may_only_date_a_number(read: Understand) -> None:
    assert read("thornwick headcount when 2024 ended").intent is Intent.FIGURE
    assert read("when was thornwick founded").intent is Intent.WHEN


def test_who_did_something_at_the_time_is_not_whose_number_it_is(read: Understand) -> None:
    told = read("thornwick valuation when ardenmoor bought it")
    assert told.entities == ("Thornwick Systems",)
    assert "ardenmoor" in told.firm
    assert read("thornwick headcount at the time ardenmoor took it").entities == ("Thornwick Systems",)
    assert len(read("what did thornwick pay when it bought ardenmoor").entities) == 2
    assert read("what was thornwick priced at when it went into ardenmoor").intent is Intent.FACT


def test_what_a_sum_is_of_besides_a_deal_has_to_be_met(read: Understand) -> None:
    assert {"legal", "fee"} <= read("what legal fees did thornwick's settlement come to").firm
    assert "lawyer" in read("hourly rate of thornwick's settlement lawyers").firm
    assert "launch" in read("thornwick space (launch) segment operating profit 2025").firm


def test_what_one_gives_to_a_round_is_not_what_it_brings_in(read: Understand) -> None:
    assert metrics(read("ardenmoor's slice of thornwick's series b")) == {"investment"}
    assert metrics(read("how much did ardenmoor put into thornwick's series b")) == {"investment"}
    assert metrics(read("ardenmoor's own money in the thornwick round")) == {"investment"}
    assert metrics(read("how big was thornwick's series b")) == {"funding_raised"}


def test_a_range_of_years_has_all_of_them(read: Understand) -> None:
    assert [p.year for p in read("thornwick revenue fy22 thru fy25").periods] == [2022, 2023, 2024, 2025]
    assert [p.year for p in read("thornwick revenue 2022 vs 2024").periods] == [2022, 2024]


def test_what_happened_at_the_time_meant_is_asked_too(read: Understand) -> None:
    assert "stand" in read("thornwick megawatts when the annex stood empty").firm
    assert "onlin" in read("thornwick megawatts when the annex was switched on").firm
    assert not read("when was thornwick founded").firm


def test_a_round_is_known_by_its_letter(read: Understand) -> None:
    assert "series f" in read("how big was ardenmoor's series F").phrases


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("where did thornwick's 2024 revenue end up", Intent.FIGURE),
        ("where does thornwick's backlog stand", Intent.FIGURE),
        ("where is thornwick based", Intent.WHERE),
        ("first day of trading of thornwick's stock", Intent.WHEN),
        ("ardenmoor takeover done by when", Intent.WHEN),
        ("how big was the hit that thornwick took when the rules changed", Intent.FIGURE),
        ("has thornwick grown its revenue every year", Intent.TREND),
        ("thornwick subscriber growth since 2023", Intent.TREND),
        ("thornwick revenue growth 2024", Intent.FIGURE),
        ("thornwick revenue h1 against the whole of 2024", Intent.COMPARISON),
        ("did thornwick or ardenmoor lose more in 2024", Intent.COMPARISON),
        ("so thornwick lost 60m?", Intent.CHECK),
        ("thornwick revenue 2024?", Intent.FIGURE),
    ],
)
def test_the_kind_of_answer_wanted(read: Understand, text: str, intent: Intent) -> None:
    assert read(text).intent is intent


def test_growth_of_a_count_asks_for_the_count(read: Understand) -> None:
    assert metrics(read("thornwick subscriber growth since 2023")) == {"subscribers"}
    assert metrics(read("thornwick revenue growth 2024")) == {"revenue_growth"}


@pytest.mark.parametrize(
    ("text", "root", "firm"),
    [
        ("how much revenue did thornwick ship to norway in 2024", "norway", True),
        ("how much did thornwick pay to license software", "licens", False),
        ("did marlowe put 5bn into ardenmoor", "marlow", True),
    ],
)
def test_places_and_doers_narrow_what_is_asked(read: Understand, text: str, root: str, firm: bool) -> None:
    assert (root in read(text).firm) is firm


def test_fall_may_be_what_a_loan_does(read: Understand) -> None:
    assert not read("when does thornwick's loan fall due").periods
    assert read("thornwick revenue in fall 2024").periods


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("thornwick's previous 2025 revenue guidance", True),
        ("what was thornwick's 2025 revenue outlook before", True),
        ("thornwick's original revenue target for 2025", True),
        ("ardenmoor valuation before the raise", True),
        ("thornwick revenue in the previous year", False),
        ("thornwick prior year revenue", False),
        ("thornwick 2025 revenue guidance", False),
    ],
)
def test_what_stood_before_may_be_asked_at_once(read: Understand, text: str, earlier: bool) -> None:
    assert read(text).earlier is earlier


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("thornwick h1 revenue 2024", ["H1 2024"]),
        ("thornwick q2 sales in 2023", ["Q2 2023"]),
        ("thornwick q2 2025 vs 2024", ["Q2 2025", "Q2 2024"]),
        ("thornwick sales q2 this year vs last year", ["Q2 2025", "Q2 2024"]),
    ],
)
def test_a_part_and_a_year_said_apart_are_one_time(read: Understand, text: str, labels: list[str]) -> None:
    assert [period.label for period in read(text).periods] == labels


@pytest.mark.parametrize(
    ("text", "metric", "happened"),
    [
        ("thornwick capex 2025, the actual, not the plan", "capital_expenditures", True),
        ("thornwick revenue 2025, not the run rate", "revenue", True),
        ("thornwick revenue in 2025 rather than guidance", "revenue", True),
        ("thornwick capex plan for 2025", "capital_expenditures", False),
        ("what is thornwick annualised at these days", "run_rate_revenue", False),
        ("thornwick list price for 1M output tokens", "api_price", False),
    ],
)
def test_what_is_wanted_and_what_is_not(read: Understand, text: str, metric: str, *, happened: bool) -> None:
    question = read(text)
    assert metrics(question) == {metric}
    assert (Basis.ACTUAL in question.bases) is happened
    assert not question.amounts


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("thornwick revenue 2022, 23, 24", ["2022", "2023", "2024"]),
        ("thornwick revenue in the closing quarter of 2024", ["Q4 2024"]),
        ("thornwick revenue in the last quarter of 2024", ["Q4 2024"]),
        ("how many employees does thornwick want by year end", ["December 31, 2025"]),
    ],
)
def test_times_as_people_write_them(read: Understand, text: str, labels: list[str]) -> None:
    assert [period.label for period in read(text).periods] == labels


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("thornwick team plan per seat", False),
        ("which thornwick plans come with support", False),
        ("thornwick enterprise plan price", False),
        ("thornwick capex plan", True),
        ("thornwick plans for headcount next year", True),
    ],
)
def test_a_plan_that_is_sold_is_nothing_to_come(read: Understand, text: str, planned: bool) -> None:
    assert (Basis.GUIDANCE in read(text).bases) is planned


def test_whether_anyone_else_did_asks_who() -> None:
    assert asked_intent("did anyone else bid for thornwick", measured=True, several=False, claims=0) is Intent.WHO
    assert asked_intent("did vantry bid for thornwick", measured=True, several=False, claims=0) is Intent.CHECK


def test_a_name_within_a_measures_wording_is_still_asked_about(library: Library) -> None:
    text = "how much is acme paying for bolt"
    names = [EntityMatch("Acme Systems", 12, 16), EntityMatch("Bolt Labs", 28, 32)]
    assert meant_names(text, names, library.taxonomy.find_metrics(text, asked=True), library.names) == names


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("what fixed thornwick's margins", True),
        ("what accounting change pushed up thornwick's depreciation", True),
        ("what's dragging thornwick's revenue down", True),
        ("on what grounds was it fined", True),
        ("what revenue did thornwick have", False),
        ("what adjusted ebitda does thornwick report", False),
        ("what diluted eps did thornwick have", False),
    ],
)
def test_what_made_a_measure_move_is_asked_for(text: str, why: bool) -> None:
    assert (asked_intent(text, measured=True, several=False, claims=0) is Intent.WHY) is why


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("why did thornwick cut its outlook", set()),
        ("why did thornwick cut so many jobs", {"headcount", "layoffs"}),
        ("thornwick cuts in 2025", {"layoffs"}),
        ("why is thornwick paying a dividend", {"dividend"}),
        ("why did thornwick raise its year-end target", set()),
    ],
)
def test_a_measure_by_a_word_in_another_sense_is_none(read: Understand, text: str, measured: set[str]) -> None:
    assert metrics(read(text)) == measured


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("spacex connectivity operating income 2025", ("Starlink",)),
        ("connectivity operating income 25 at spacex", ("Starlink", "SpaceX")),
        ("how much did spacex spend on connectivity in 2025", ("SpaceX",)),
        ("google parent's bottom line 2024", ("Alphabet",)),
    ],
)
def test_a_word_beside_a_company_or_before_a_measure_may_name_its_segment(read: Understand, text: str, entities: tuple[str, ...]) -> None:
    question = read(text)
    assert question.entities == entities
    assert "parent" not in question.terms


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("starlink vs xai, which spacex business sold more in 2025", ("Starlink", "xAI")),
        ("which spacex unit sold more in 2025, starlink or bakeries", None),
        ("spacex or starlink, who sold more in 2025", ("SpaceX", "Starlink")),
    ],
)
def test_a_company_named_as_the_owner_of_two_parts_is_no_side(read: Understand, library: Library, text: str, parts: tuple[str, ...] | None) -> None:
    among = among_parts(read(text), library)
    assert (among and set(among.entities)) == (parts and set(parts))


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("what changes did the watchdog order at ardenmoor", set()),
        ("what total did the watchdog order at ardenmoor", {"contract_value"}),
        ("what is ardenmoor going to do with the loan money", set()),
    ],
)
def test_a_measure_that_only_tells_of_what_is_asked_for_is_none(read: Understand, text: str, measured: set[str]) -> None:
    question = read(text)
    assert metrics(question) == measured
    assert measured or not question.wants
