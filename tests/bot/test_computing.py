"""The words that ask for something computed, and those that only look like them."""

from __future__ import annotations

import pytest

from bot.computing import goes_on_computing, reckoning_asked
from bot.question import Reckoning


@pytest.mark.parametrize(
    ("text", "reckoning", "rest"),
    [
        ("acme capex yoy q1 2026", Reckoning.GROWTH, "acme capex q1 2026"),
        ("by how much did acme capex grow in 2025", Reckoning.GROWTH, "acme capex in 2025"),
        ("how much has acme revenue fallen since 2023", Reckoning.GROWTH, "acme revenue since 2023"),
        ("how fast is acme growing", Reckoning.GROWTH, "acme"),
        ("acme revenue cagr 2022 to 2025", Reckoning.GROWTH, "acme revenue 2022 to 2025"),
        ("by how many bps did acme gross margin change", Reckoning.GROWTH, "acme gross margin"),
        ("acme r&d grew by what pct in 2025", Reckoning.GROWTH, "acme r&d in 2025"),
        ("acme backlog up how much %", Reckoning.GROWTH, "acme backlog"),
        ("acme burn per day", Reckoning.PACE, "acme burn"),
        ("how much does acme lose every hour", Reckoning.PACE, "how much does acme lose"),
        ("acme revenue per employee 2024", Reckoning.PER_HEAD, "acme revenue 2024"),
        ("average quarterly revenue of acme in 2024", Reckoning.AVERAGE, "revenue of acme in 2024"),
        ("combined capex of acme and bolt", Reckoning.SUM, "capex of acme and bolt"),
        ("top 5 by capex 2025", Reckoning.RANKING, "by capex 2025"),
        ("how long would $20B last acme at that rate", Reckoning.RUNWAY, "acme"),
    ],
)
def test_what_is_to_be_computed_is_read_and_taken_out(text: str, reckoning: Reckoning, rest: str) -> None:
    asked = reckoning_asked(text)
    assert asked is not None
    assert (asked.reckoning, asked.rest) == (reckoning, rest)


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("what share of acme's loss is the cloud unit", "the cloud unit", "acme's loss"),
        ("what percent of acme revenue comes from racks?", "racks", "acme revenue"),
        ("what % of revenue did acme spend on r&d", "acme spend on r&d", "revenue"),
        ("acme capex as a % of revenue", "acme capex", "revenue"),
        ("racks share of acme revenue", "racks", "acme revenue"),
        ("how much of acme's loss comes from the cloud unit", "the cloud unit", "acme's loss"),
        ("acme racks revenue share", "acme racks", "revenue"),
    ],
)
def test_a_share_is_of_a_part_and_a_whole(text: str, part: str, whole: str) -> None:
    asked = reckoning_asked(text)
    assert asked is not None
    assert (asked.reckoning, asked.part, asked.whole) == (Reckoning.SHARE, part, whole)


@pytest.mark.parametrize(("text", "step", "unit"), [("acme revenue qoq", "quarter", ""), ("acme sales y/y", "year", ""), ("acme margin change in basis points", "", "point")])
def test_the_step_of_growth_is_read(text: str, step: str, unit: str) -> None:
    asked = reckoning_asked(text)
    assert asked is not None
    assert (asked.step, asked.unit) == (step, unit)


@pytest.mark.parametrize(
    "text",
    ["acme revenue 2025", "what stake does bolt own in acme", "what share of the company does bolt hold", "acme average selling price", "who runs acme", "how long has acme existed", "acme PP&E at december 31, 2024"],
)
def test_what_a_source_states_is_not_computed(text: str) -> None:
    assert reckoning_asked(text) is None


@pytest.mark.parametrize(("text", "going_on"), [("and the year before?", True), ("and bolt?", True), ("what was its net income", False), ("who is the ceo", False)])
def test_a_follow_up_goes_on_where_it_asks_nothing_of_its_own(text: str, going_on: bool) -> None:
    assert goes_on_computing(text) is going_on
