"""Questions that list measures, and comparisons of which one side is not held."""

from __future__ import annotations

from bot.answer import Status
from tests.bot.conftest import Ask


def test_each_measure_of_a_list_has_its_line(ask: Ask) -> None:
    answer = ask("thornwick revenue, r&d and net loss in 2024")
    assert answer.status is Status.ANSWERED
    assert [f.metric for f in answer.figures] == ["revenue", "research_and_development", "net_loss"]


def test_what_of_a_list_is_not_held_is_said(ask: Ask) -> None:
    answer = ask("thornwick revenue, net loss and capex in 2024")
    assert [f.metric for f in answer.figures] == ["revenue", "net_loss"]
    assert "could not find capital expenditures" in answer.text


def test_half_a_comparison_is_no_answer_but_is_shown(ask: Ask) -> None:
    answer = ask("thornwick vs ardenmoor net loss 2024")
    assert answer.status is Status.NOT_FOUND
    assert "cannot compare" in answer.text
    assert "Ardenmoor" in answer.text


def test_which_of_two_measures_a_number_is(ask: Ask) -> None:
    revenue, loss = ask("thornwick revenue and net loss in 2024").figures
    for stated, name in ((revenue, "revenue"), (loss, "net loss")):
        millions = abs(stated.amount.value) / 1_000_000
        assert ask(f"is {millions} million thornwick's revenue or its net loss in 2024").text.startswith(f"It is {name}.")
