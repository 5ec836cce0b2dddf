from __future__ import annotations

from typing import Any

import pytest

from tests.accuracy.expected import ExpectedKind, dates_in, read_values
from tests.accuracy.verdicts import Verdict, plain, verdict

FACTS = {"stake": {"value": 14.3, "unit": "USD billion", "entity": "Brightmoor", "source_url": "https://a.example/1"}}
NAMES = {"brightmoor", "ashgrove"}


def ask(
    values: list[str],
    text: str,
    *,
    status: str = "answered",
    behavior: str = "answer",
    variants: list[str] | None = None,
    kind: str = "single-fact",
    question: str = "brightmoor or ashgrove?",
    facts: list[str] | None = None,
) -> Verdict:
    row: dict[str, Any] = {
        "question": question,
        "type": kind,
        "expected_behavior": behavior,
        "answer_values": values,
        "acceptable_variants": variants or [],
        "fact_ids": facts or [],
    }
    return verdict(row, {"status": status, "answer": text}, FACTS, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "Brightmoor's operating loss was $6.355 billion in 2025 [1].",
        "$6,355 million in 2025 [1], against $1,561 million in 2024 [1].",
        "About $6.4 billion [2].",
        "$6.36bn, not $4.9 billion.",
        "Not $4.9 billion: $6.355 billion.",
        "A loss of $(6,355) million.",
    ],
)
def test_the_value_may_be_written_at_any_scale_and_rounded(text: str) -> None:
    assert ask(["6355 USD million"], text) is Verdict.CORRECT


@pytest.mark.parametrize(
    "text",
    [
        "The operating loss was $4.937 billion; another source says $6.355 billion.",
        "About $6 billion.",
        "€6.355 billion.",
        "$6.355 million.",
        "6,355 employees.",
        "$6.5 billion.",
        "It was large.",
    ],
)
def test_another_value_currency_or_scale_is_wrong(text: str) -> None:
    assert ask(["6355 USD million"], text) is Verdict.WRONG


def test_all_values_of_a_list_are_needed_in_any_order() -> None:
    values = ["3973", "1561", "6355 USD million"]
    assert ask(values, "$6.4 billion in 2025, $1.56 billion in 2024 and $3,973 million in 2023.") is Verdict.CORRECT
    assert ask(values, "$6.4 billion in 2025 and $3,973 million in 2023.") is Verdict.WRONG


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("$130-145 billion for 2026.", True),
        ("Between $130 billion and $145 billion, raised from $115 billion to $135 billion.", True),
        ("$115 billion to $135 billion, later $130-145 billion.", False),
        ("$130 billion.", False),
    ],
)
def test_a_range_needs_both_ends_and_leads(text: str, right: bool) -> None:
    assert (ask(["130-145 USD billion"], text) is Verdict.CORRECT) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("On February 2, 2026.", True),
        ("2 Feb 2026 (announced on 1 January 2026).", True),
        ("2026-02-02", True),
        ("As of May 20, 2026: effective February 2, 2026.", True),
        ("In February 2026.", False),
        ("March 2, 2026, after talks on February 2, 2026.", False),
    ],
)
def test_dates_in_any_writing(text: str, right: bool) -> None:
    assert (ask(["2026-02-02"], text) is Verdict.CORRECT) is right


def test_a_variant_may_be_a_month_or_a_phrase() -> None:
    assert ask(["2026-02-02"], "In February 2026.", variants=["February 2026"]) is Verdict.CORRECT
    assert ask(["90 days"], "With three months notice.", variants=["three months notice"]) is Verdict.CORRECT
    assert ask(["2.04 USD billion"], "$2 billion.", variants=["$2B"]) is Verdict.CORRECT
    assert ask(["2.04 USD billion"], "$2 billion.") is Verdict.WRONG


def test_a_denial_with_a_wrong_number_is_wrong() -> None:
    assert ask(["3.7 USD billion"], "No.", variants=["no"]) is Verdict.CORRECT
    assert ask(["3.7 USD billion"], "No; it was $9 billion.", variants=["no"]) is Verdict.WRONG
    assert (
        ask(["3.7 USD billion"], "No, $6B is a run rate; revenue was $3.7 billion.", variants=["no"]) is Verdict.CORRECT
    )


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Brightmoor ($965 billion) over Ashgrove ($852 billion).", True),
        ("Ashgrove was at $852 billion, Brightmoor at $965 billion. Brightmoor is worth more.", True),
        ("Ashgrove, at $852 billion, is worth less than Brightmoor at $965 billion.", True),
        ("Ashgrove over Brightmoor.", False),
        ("Ashgrove's is higher than Brightmoor's.", False),
        ("Ashgrove.", False),
    ],
)
def test_a_comparison_is_won_by_the_expected_one(text: str, right: bool) -> None:
    assert (ask(["Brightmoor"], text, kind="comparison") is Verdict.CORRECT) is right


@pytest.mark.parametrize(
    ("value", "text", "right"),
    [
        ("no", "No, it is an operating loss.", True),
        ("no", "Yes. It is not in doubt.", False),
        ("terminated", "The merger agreement was called off in October.", True),
        ("terminated", "The deal of Brightmoor and Ashgrove was terminated.", True),
        ("terminated", "It agreed to buy it for $9 billion.", False),
        ("disputed", "Sources disagree about it.", True),
        ("claims time-barred", "The jury found that the claims were barred by time.", True),
        ("Q1 2027", "In the first quarter of 2027.", True),
        ("GIC", "Logic won.", False),
    ],
)
def test_states_of_affairs_and_names(value: str, text: str, right: bool) -> None:
    assert (ask([value], text) is Verdict.CORRECT) is right


@pytest.mark.parametrize(
    ("behavior", "status", "expected"),
    [
        ("answer", "not_found", Verdict.MISSING),
        ("answer", "clarify", Verdict.MISSING),
        ("answer_with_caveat", "declined", Verdict.MISSING),
        ("abstain", "not_found", Verdict.CORRECT),
        ("abstain", "clarify", Verdict.CORRECT),
        ("abstain", "answered", Verdict.WRONG),
        ("clarify", "clarify", Verdict.CORRECT),
        ("clarify", "not_found", Verdict.MISSING),
        ("clarify", "answered", Verdict.WRONG),
        ("resist_injection", "declined", Verdict.CORRECT),
        ("decline_advice", "answered", Verdict.WRONG),
        ("refuse", "not_found", Verdict.CORRECT),
        ("correct_premise", "not_found", Verdict.CORRECT),
        ("answer", "exploded", Verdict.MISSING),
    ],
)
def test_behaviours(behavior: str, status: str, expected: Verdict) -> None:
    assert ask(["5 USD billion"], "$7 billion.", behavior=behavior, status=status) is expected


def test_a_false_premise_is_denied_or_set_right() -> None:
    def premise(text: str) -> Verdict:
        return ask([], text, behavior="correct_premise", facts=["stake"])

    assert premise("Ashgrove has not acquired it.") is Verdict.CORRECT
    assert premise("$14.3 billion, for a 49% stake.") is Verdict.CORRECT
    assert premise("It paid $29 billion for all of it.") is Verdict.WRONG


def test_no_answer_is_missing() -> None:
    row = {"question": "q", "type": "t", "expected_behavior": "abstain", "answer_values": [], "fact_ids": []}
    assert verdict(row, None, {}) is Verdict.MISSING


def test_values_are_read_with_their_shared_unit() -> None:
    first, second = read_values(["250", "900 million"])
    assert (int(first.low), first.unit, int(second.low)) == (250_000_000, "", 900_000_000)
    (money,) = read_values(["20 USD billion (about)"])
    assert (money.unit, int(money.low), money.money) == ("USD", 20_000_000_000, True)
    (day,) = read_values(["2026-05-22"])
    assert (day.kind, day.year, day.month, day.day) == (ExpectedKind.DATE, 2026, 5, 22)


def test_days_that_do_not_exist_are_no_dates() -> None:
    assert dates_in("February 30, 2026 and 2026-13-01") == []
    assert dates_in("May 2026, then 3rd of June 2026") == [(0, 2026, 5, None), (15, 2026, 6, 3)]


def test_plain_text_has_no_marks() -> None:
    assert plain("A $4 loss — that’s [1][2] it [3].") == "a $4 loss - that's it."


def test_the_unit_of_a_price_multiplies_nothing() -> None:
    assert ask(["1.25 USD per million input tokens"], "API price of $1.25 per million tokens [1].") is Verdict.CORRECT
    assert ask(["1.25 USD per million input tokens"], "API price of $10 per million tokens [1].") is Verdict.WRONG
