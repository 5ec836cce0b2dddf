"""Conversations that go on: a follow-up that asks for something else is never answered by the figure just given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import talker

PAGES = {
    "q2.md": ("# Brack Compute in the second quarter\n\nBrack Compute's revenue was $250 million in the second quarter of 2025, up 112%. Brack Compute's net income was $50 million in the second quarter of 2025.\n", "2025-08-11", "press_release"),
    "q1.md": ("# Brack Compute in the first quarter\n\nBrack Compute's revenue was $200 million in the first quarter of 2025. Brack Compute's net income was $20 million in the first quarter of 2025.\n", "2025-05-09", "press_release"),
    "spending.md": ("# What Brack Compute spent\n\nBrack Compute had capital expenditures of $30 million in 2022. Brack Compute had capital expenditures of $41 million in 2023. Brack Compute had capital expenditures of $60 million in 2024. Dornick Systems had capital expenditures of $21 million in 2024.\n", "2025-02-20", "article"),
    "staff.md": ("# Staff of Brack Compute\n\nBrack Compute had 740 employees at December 31, 2023.\n\nBrack Compute had 814 employees at December 31, 2024.\n", "2025-02-21", "article"),
    "plan.md": ("# A first plan\n\nIn March 2025 Dornick Systems planned capital expenditures of about $35 million for 2025.\n", "2025-03-12", "article"),
    "plan2.md": ("# A new plan\n\nBy September 2025 Dornick Systems forecast capital expenditures of about $50 million for 2025, compared with $21 million in 2024.\n", "2025-09-14", "article"),
    "rates.md": ("# Run rates\n\nBrack Compute's annualized revenue run rate reached $700 million in May 2024. Dornick Systems' annualized revenue run rate reached $900 million in April 2024. Brack Compute had revenue of $640 million in 2024.\n", "2025-01-04", "article"),
    "rates2.md": ("# Run rates now\n\nBrack Compute's annualized revenue run rate reached $1.4 billion in September 2025. Dornick Systems' annualized revenue run rate reached $1.1 billion in September 2025.\n", "2025-10-04", "article"),
    "prices.md": ("# Prices\n\nBrack Compute's Wren 3 costs $1.25 per million input tokens and $10 per million output tokens as of June 2025. Dornick Systems' Heron 5 costs $5 per million input tokens and $25 per million output tokens as of June 2025.\n", "2025-06-06", "article"),
    "case.md": ("# The authors' case\n\nIn June 2025 Dornick Systems agreed to a settlement of $30 million with authors. The settlement covers about 10,000 works. It comes to about $3,000 per work.\n", "2025-06-08", "article"),
    "users.md": ("# Users of ChatGPT\n\nChatGPT had 400 million weekly active users in February 2025.\n", "2025-10-30", "article"),
    "owner.md": ("# OpenAI\n\nOpenAI's capital expenditures were $30 million in 2024. OpenAI was founded in 2015.\n", "2025-10-29", "article"),
    "loss.md": ("# Losses of Marlow Grid\n\nMarlow Grid had an operating loss of $6 million in 2024.\n\nMarlow Grid had an operating loss of $2 million in 2023.\n\nMarlow Grid had capital expenditures of $9 million in 2024.\n", "2025-02-22", "article"),
    "deal.md": ("# Dornick Systems in the red\n\nDornick Systems had a net loss of $38.5 million in 2024. Dornick Systems signed a cloud deal in 2024 that is worth $38 million over seven years.\n", "2025-02-25", "article"),
    "value.md": ("# What Dornick Systems is worth\n\nDornick Systems was valued at $300 million in March 2023. Dornick Systems was valued at $500 million in March 2024. Dornick Systems was valued at $900 million in March 2025.\n", "2025-04-01", "article"),
    "profit.md": ("# Profits of Marlow Grid\n\nMarlow Grid had a net income of $4 million in 2024. Marlow Grid had a net loss of $3 million in 2023.\n", "2025-03-22", "article"),
    "stake.md": ("# A stake\n\nIn May 2025 Dornick Systems took a stake of 20% in Ostrel. The stake of Dornick Systems in Ostrel was worth about $60 million.\n", "2025-05-22", "article"),
    "backlog.md": ("# Orders\n\nBrack Compute's backlog was $60 million at the end of 2024.\n", "2025-02-26", "article"),
    "backlog2.md": ("# Orders now\n\nBrack Compute had about $90 million of backlog.\n", "2025-08-20", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def talk(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return talker(new_data_dir(), tmp_path_factory.mktemp("going_on"), PAGES, date(2025, 11, 10))


def test_the_quarter_before_is_that_before_the_one_just_told(talk: Callable[..., Answer]) -> None:
    answer = talk("brack compute capex 2024", "and the net income in its latest quarter", "and the quarter before")
    assert answer.figures[0].amount.value == 20_000_000


def test_growth_from_quarter_to_quarter_is_none_from_the_year_before(talk: Callable[..., Answer]) -> None:
    answer = talk("brack compute revenue q2 2025", "and the quarter before", "so growth q/q?")
    assert "rose by 25%" in answer.text
    assert "112%" not in answer.text.partition("\n")[0]


def test_growth_is_between_the_two_that_were_just_told(talk: Callable[..., Answer]) -> None:
    assert "rose by 10%" in talk("how many employees does brack compute have", "and in 2023?", "what's the growth").text


@pytest.mark.parametrize("sum_of", ["so how much in all", "sum", "and in total?"])
def test_what_was_told_year_by_year_is_added_up(talk: Callable[..., Answer], sum_of: str) -> None:
    answer = talk("brack compute capex 2022", "2023?", "2024?", sum_of)
    assert "$131 million in all" in answer.text


def test_a_sum_between_leaves_what_is_spoken_of(talk: Callable[..., Answer]) -> None:
    answer = talk("brack compute revenue q1 2025", "q2?", "sum", "net income for the same")
    assert "$70 million in all" in answer.text


def test_how_much_more_is_not_told_by_the_number_itself(talk: Callable[..., Answer]) -> None:
    answer = talk("brack compute capex 2024", "how much more is that")
    assert answer.status is Status.NOT_FOUND
    assert "work that out" in answer.text


def test_the_plan_before_is_no_other_years_spending(talk: Callable[..., Answer]) -> None:
    answer = talk("dornick systems 2025 capex plan", "what was it before")
    assert answer.figures[0].amount.value == 35_000_000


def test_so_many_months_before_what_was_compared(talk: Callable[..., Answer]) -> None:
    answer = talk("brack compute vs dornick systems run rate now", "and 16 months earlier")
    assert "$1.4 billion" not in answer.text
    assert "$700 million" in answer.text


def test_who_is_bigger_is_told_by_how_things_stand(talk: Callable[..., Answer]) -> None:
    answer = talk("dornick systems 2024 revenue", "and brack compute's?", "ok what about run rates", "who is bigger")
    assert answer.text.startswith("The larger: Brack Compute, $1.4 billion against $1.1 billion.")


def test_a_word_narrows_what_was_asked(talk: Callable[..., Answer]) -> None:
    answer = talk("how much does wren 3 cost", "output?")
    assert [f.amount.value for f in answer.figures] == [10]


def test_per_work_is_not_told_by_the_whole(talk: Callable[..., Answer]) -> None:
    assert talk("dornick systems settlement with authors", "how much per work?").figures[0].amount.value == 3000


def test_a_third_after_two_that_were_compared_is_told_by_itself(talk: Callable[..., Answer]) -> None:
    answer = talk("brack compute capex 2024", "vs dornick systems", "and marlow grid")
    assert {f.entity for f in answer.figures} == {"Marlow Grid"}
    assert "$9 million" in answer.text


def test_margin_is_that_of_the_profit_just_spoken_of(talk: Callable[..., Answer]) -> None:
    answer = talk("brack compute revenue q2 2025", "and net income?", "margin?")
    assert answer.figures[0].metric == "net_margin"
    assert answer.figures[0].amount.value == 20


def test_why_so_high_is_not_told_by_how_high(talk: Callable[..., Answer]) -> None:
    answer = talk("marlow grid operating loss 2024", "why so high")
    assert answer.status is Status.NOT_FOUND


def test_an_aside_leaves_what_is_spoken_of(talk: Callable[..., Answer]) -> None:
    assert "$60 million" in talk("brack compute capex 2023", "is that the whole story", "and 2024?").text


@pytest.mark.parametrize("aside", ["are you sure?", "source?", "really?"])
def test_doubt_leaves_what_is_spoken_of(talk: Callable[..., Answer], aside: str) -> None:
    assert talk("brack compute capex 2023", aside, "and 2024?").text.startswith("Brack Compute: capital expenditures of $60 million")


def test_a_total_is_not_told_by_one_of_its_parts(talk: Callable[..., Answer]) -> None:
    answer = talk("brack compute run rate", "and how many employees has it", "total")
    assert answer.status is Status.NOT_FOUND


def test_what_is_the_owners_alone_is_said_of_the_owner(talk: Callable[..., Answer]) -> None:
    answer = talk("how many weekly users had chatgpt in february 2025", "and capex in 2024?")
    assert answer.text.startswith("OpenAI: capital expenditures of $30 million")
    assert "This is said of OpenAI, which ChatGPT is part of." in answer.text


def test_later_is_not_told_by_the_same_plan(talk: Callable[..., Answer]) -> None:
    assert talk("dornick systems 2025 capex plan", "and later?").status is Status.NOT_FOUND


@pytest.mark.parametrize("before", ["brack compute revenue q2 2025", "brack compute revenue q1 2025", "brack compute capex 2024"])
def test_whether_it_is_profitable_is_no_question_for_what_the_number_is(talk: Callable[..., Answer], before: str) -> None:
    answer = talk(before, "is it profitable?")
    assert answer.text.startswith("Yes. Brack Compute: net income of $")


def test_what_the_number_is_is_told_by_no_other_that_is_about_the_same(talk: Callable[..., Answer]) -> None:
    assert talk("dornick systems net loss 2024", "is that cash?").text.startswith("No, it is net loss: $38.5 million")


def test_what_the_number_is_leaves_what_is_spoken_of(talk: Callable[..., Answer]) -> None:
    assert "cash" not in talk("dornick systems net loss 2024", "is that cash?", "what about brack compute").text.partition("\n")[0]


@pytest.mark.parametrize("growing", ["is it growing?", "growing?", "still growing?"])
def test_whether_it_grows_is_asked_of_what_was_told(talk: Callable[..., Answer], growing: str) -> None:
    text = talk("how many employees does brack compute have", growing).text
    assert text.startswith(("Brack Compute's headcount rose from 740 employees", "Yes, it went up."))
    assert "814 employees" in text
    assert "740 employees" in text


def test_growth_to_a_number_that_its_page_dates_is_told_by_its_ends(talk: Callable[..., Answer]) -> None:
    answer = talk("what is brack compute's backlog", "how much did it grow")
    assert answer.status is Status.ANSWERED
    assert "rose from $60 million at December 31, 2024 to $90 million" in answer.text


def test_before_that_again_is_what_stood_before_that(talk: Callable[..., Answer]) -> None:
    assert talk("dornick systems valuation", "before that?").figures[0].amount.value == 500_000_000
    assert talk("dornick systems valuation", "before that?", "and before that?").figures[0].amount.value == 300_000_000


def test_whether_a_profit_was_made_is_asked_of_another_year(talk: Callable[..., Answer]) -> None:
    assert talk("did marlow grid make a profit in 2024?", "and in 2023?").text.startswith("No. Marlow Grid: net loss of $3 million in 2023")


def test_what_was_told_year_by_year_is_averaged(talk: Callable[..., Answer]) -> None:
    assert "on average" in talk("brack compute capex 2022", "2023?", "2024?", "average").text


def test_a_stake_asked_for_after_another_time_is_told(talk: Callable[..., Answer]) -> None:
    assert talk("how much did dornick systems spend on capex in 2024", "and its stake in ostrel?").figures[0].amount.value == 20


def test_what_a_stake_is_worth_is_no_valuation(talk: Callable[..., Answer]) -> None:
    assert "$60 million" in talk("dornick systems stake in ostrel", "value?").text.partition("\n")[0]
