"""What a message takes from those before it: the other stretch, the next year, a quarter, a sibling."""

from __future__ import annotations

from datetime import date

import pytest

from bot.question import Intent, Question, Turn
from bot.understanding import understand
from index.entity_table import EntityTable, TableEntry
from index.taxonomy import Taxonomy

ASKED_ON = date(2026, 11, 10)
NAMES = EntityTable(
    [
        TableEntry("Acme Compute", kind="company", aliases={"Acme"}),
        TableEntry("Bolt", kind="company"),
        TableEntry("Corran Systems", kind="company", year_end=(5, 31)),
        TableEntry("Plover 2", kind="product"),
        TableEntry("Plover 2 Nano", kind="product"),
        TableEntry("Plover 2 Grand", kind="product"),
    ]
)


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load(None)


def after(before: str, reply: str, text: str, taxonomy: Taxonomy) -> Question:
    turns = [Turn("user", before), Turn("bot", reply)]
    return understand(text, asked_on=ASKED_ON, names=NAMES, taxonomy=taxonomy, context=turns)


@pytest.mark.parametrize(
    ("before", "reply", "text", "label"),
    [
        ("acme revenue q3 2026", "$5 million.", "and q2?", "Q2 2026"),
        ("acme revenue q1 fy26", "$5 million.", "and q2?", "Q2 fiscal 2026"),
        ("acme revenue q1 2026", "$5 million.", "the quarter before?", "Q4 2025"),
        ("acme revenue q3 2026", "$5 million.", "what about the first half", "H1 2026"),
        ("acme sales", "$5 million in the three months ended September 30, 2026.", "thats the quarter not the nine months, gimme the other", "first nine months of 2026"),
        ("acme revenue latest half", "$5 million in the six months ended September 30, 2026.", "a year ago?", "six months ended September 30, 2025"),
        ("acme capex in fiscal 2026", "$5 million.", "and whats planned for this one", "fiscal 2027"),
        ("acme revenue q3 2026", "$5 million.", "and q2 2025?", "Q2 2025"),
        ("corran systems backlog at the end of fy26", "$5 million at the end of fiscal 2026.", "a quarter later?", "August 2026"),
        ("acme revenue q1 2026", "$5 million.", "vs last year?", "Q1 2025"),
        ("acme revenue in 2025", "$5 million.", "down from?", "2024"),
        ("acme users in june 2024", "$5 million.", "and December?", "December 2024"),
        ("acme users in december 2025", "$5 million.", "and march?", "March 2026"),
        ("acme users in december 2025", "$5 million.", "in oct", "October 2025"),
        ("acme revenue q2 2026", "$5 million.", "sorry, Q1", "Q1 2026"),
        ("acme revenue in 2025", "$5 million.", "and Q1 26?", "Q1 2026"),
        ("acme revenue in 2025", "$5 million.", "what about the second quarter of 26", "Q2 2026"),
        ("acme revenue in 2024", "$5 million.", "and in the first half of 2025?", "H1 2025"),
        ("acme revenue in 2024", "$5 million.", "and H1 25?", "H1 2025"),
        ("acme revenue in 2024", "$5 million.", "and 25?", "2025"),
        ("acme revenue in 2024", "$5 million.", "and the first half?", "H1 2024"),
        ("acme revenue q1 2026", "$5 million.", "next quarter after this one?", "Q2 2026"),
        ("acme revenue q3 2026", "$5 million.", "and the quarter before this one?", "Q2 2026"),
        ("acme revenue in the april 2026 quarter", "$5 million.", "and the next quarter after that?", "quarter ended July 31, 2026"),
    ],
)  # fmt: skip
def test_the_period_named_by_the_one_before(before: str, reply: str, text: str, label: str, taxonomy: Taxonomy) -> None:
    question = after(before, reply, text, taxonomy)
    assert [period.label for period in question.periods] == [label]
    assert question.metrics


def test_a_question_about_the_period_is_no_claim(taxonomy: Taxonomy) -> None:
    reply = "$5 million in the three months ended September 30, 2026."
    question = after("acme sales", reply, "is that the quarter or the 9 months? gimme the other", taxonomy)
    assert question.intent is Intent.FIGURE


@pytest.mark.parametrize(("text", "name"), [("and nano?", "Plover 2 Nano"), ("what about the grand", "Plover 2 Grand")])
def test_a_sibling_is_named_by_its_last_word(text: str, name: str, taxonomy: Taxonomy) -> None:
    question = after("input price plover 2", "$3 per million tokens.", text, taxonomy)
    assert question.entities == (name,)
    assert [m.metric for m in question.metrics] == ["api_price"]


def test_another_company_is_no_sibling(taxonomy: Taxonomy) -> None:
    assert after("input price plover 2", "$3.", "and acme?", taxonomy).entities == ("Acme Compute",)


@pytest.mark.parametrize("text", ["n what was it before they bumped it", "what was it initially", "and the old figure?", "prior to that?", "and the round before?"])
def test_what_stood_before_is_asked_in_many_ways(text: str, taxonomy: Taxonomy) -> None:
    question = after("acme capex guidance 2026", "$5 million.", text, taxonomy)
    assert question.earlier
    assert [m.metric for m in question.metrics] == ["capital_expenditures"]


def test_the_round_before_is_not_the_one_that_was_named(taxonomy: Taxonomy) -> None:
    question = after("acme valuation after the series C?", "$5 million.", "what was it worth in the round before that?", taxonomy)
    assert (question.earlier, question.terms, question.phrases) == (True, (), ())


def test_the_deal_just_spoken_of_is_with_who_was_spoken_of(taxonomy: Taxonomy) -> None:
    question = after("what did acme sell for", "Bolt licensed its technology.", "how much did bolt pay for the licence", taxonomy)
    assert question.entities == ("Bolt", "Acme Compute")
    assert after("what did acme sell for", "$5 million.", "and bolt's revenue?", taxonomy).entities == ("Bolt",)


def test_another_form_is_of_the_same_measure_and_time(taxonomy: Taxonomy) -> None:
    question = after("acme eps q3 2026", "GAAP: $1.15 per diluted share.", "what about non-gaap?", taxonomy)
    assert [m.metric for m in question.metrics] == ["eps"]
    assert [p.label for p in question.periods] == ["Q3 2026"]
    assert "gaap" in question.firm


def test_a_letter_alone_is_the_same_question_of_another_round(taxonomy: Taxonomy) -> None:
    question = after("who led larkmoor's series C", "Vantry led it. [1]", "and the D?", taxonomy)
    assert question.text == "who led larkmoor's series D"
    assert question.intent is Intent.WHO


@pytest.mark.parametrize(
    ("before", "text", "metric"),
    [
        ("acme net loss 2025", "operating?", "operating_loss"),
        ("acme weekly users", "monthly you mean?", "monthly_active_users"),
        ("how much did acme raise in its series b", "what was it worth before?", "valuation"),
        ("acme net loss 2025", "actually revenue", "revenue"),
        ("acme capex guidance 2026", "did they raise it?", "capital_expenditures"),
        ("acme capex guidance 2026", "when did they cut it", "capital_expenditures"),
        ("acme capex guidance 2026", "was it raised?", "capital_expenditures"),
        ("acme capex guidance 2026", "has it been cut since", "capital_expenditures"),
    ],
)
def test_the_measure_that_a_follow_up_names(before: str, text: str, metric: str, taxonomy: Taxonomy) -> None:
    assert metric in {m.metric for m in after(before, "$5 million.", text, taxonomy).metrics}


@pytest.mark.parametrize("text", ["did it hit 35 billion?", "did it get past 3bn", "has it ever reached $5 billion?"])
def test_what_was_told_is_held_against_a_number(text: str, taxonomy: Taxonomy) -> None:
    question = after("acme revenue in 2025", "$5 million.", text, taxonomy)
    assert [m.metric for m in question.metrics] == ["revenue"]
    assert question.intent is Intent.CHECK
    assert not question.terms


def test_a_verb_that_claims_do_not_know_holds_nothing_against_a_number(taxonomy: Taxonomy) -> None:
    assert not after("acme revenue in 2025", "$5 million.", "did it beat 4 billion", taxonomy).metrics


def test_what_happened_asks_for_no_reason(taxonomy: Taxonomy) -> None:
    assert after("why is acme suing bolt", "Over a patent.", "what happened", taxonomy).intent is Intent.FACT


def test_who_was_ahead_then_is_of_the_two_compared(taxonomy: Taxonomy) -> None:
    question = after("compare acme's and bolt's run rates", "The larger: Acme.", "who was ahead in february?", taxonomy)
    assert question.intent is Intent.COMPARISON
    assert question.entities == ("Acme Compute", "Bolt")
    assert [m.metric for m in question.metrics] == ["run_rate_revenue"]


def test_what_a_person_makes_is_no_revenue(taxonomy: Taxonomy) -> None:
    question = after("who is the ceo of acme", "Petra Lindqvist.", "how much does she earn", taxonomy)
    assert [m.metric for m in question.metrics] == ["executive_pay"]


def test_a_measure_after_two_that_were_compared_is_compared(taxonomy: Taxonomy) -> None:
    question = after("acme vs bolt revenue 2025", "The larger: Acme.", "and headcount?", taxonomy)
    assert question.intent is Intent.COMPARISON
    assert question.entities == ("Acme Compute", "Bolt")


@pytest.mark.parametrize("text", ["when?", "when was that", "and when was this?"])
def test_when_a_figure_was_is_told_by_the_figure(text: str, taxonomy: Taxonomy) -> None:
    question = after("acme headcount", "Acme: headcount of 500 in May 2026.", text, taxonomy)
    assert question.intent is Intent.FIGURE
    assert [m.metric for m in question.metrics] == ["headcount"]


def test_which_is_the_biggest_is_of_all_that_were_asked_about(taxonomy: Taxonomy) -> None:
    turns = [Turn("user", text) for text in ("acme capex 2025", "bolt?", "corran systems?")]
    question = understand("which is the biggest", asked_on=ASKED_ON, names=NAMES, taxonomy=taxonomy, context=turns)
    assert question.entities == ("Acme Compute", "Bolt", "Corran Systems")
    assert question.intent is Intent.COMPARISON


def test_before_that_again_is_one_step_further_back(taxonomy: Taxonomy) -> None:
    turns = [Turn("user", "acme valuation"), Turn("bot", "$5 billion."), Turn("user", "before that?"), Turn("bot", "$3 billion.")]
    question = understand("and before that?", asked_on=ASKED_ON, names=NAMES, taxonomy=taxonomy, context=turns)
    assert (question.earlier, question.steps_back) == (True, 2)


def test_whom_no_source_names_is_nobody_to_go_on_about(taxonomy: Taxonomy) -> None:
    turns = [Turn("user", "input price plover 2"), Turn("user", "and Zwimble?")]
    question = understand("bolt?", asked_on=ASKED_ON, names=NAMES, taxonomy=taxonomy, context=turns)
    assert [m.metric for m in question.metrics] == ["api_price"]
