"""Claims that are turned round: what is answered is the question as it was put."""

from __future__ import annotations

import pytest

from bot.answer import Answer, Status
from bot.chat.layout import lay_out
from bot.turned_round import TURNED_OPENINGS, turned_round
from tests.bot.conftest import Ask


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Is it false that Acme lost $4bn?", "is it true that Acme lost $4bn?"),
        ("so is it a myth that Acme is profitable", "is it true that Acme is profitable?"),
        ("am I wrong in thinking Acme had 3bn in revenue?", "is it true that Acme had 3bn in revenue?"),
        ("It's not true that Acme lost 4bn, right?", "is it true that Acme lost 4bn?"),
        ("Acme never made a profit, right?", "Acme made a profit, right?"),
        ("Acme has never turned a profit, correct?", "Acme has turned a profit, right?"),
        ("Acme isn't profitable yet, right?", "Acme is profitable, right?"),
        ("Acme didn't buy Bolt, did it?", "Acme did buy Bolt, right?"),
        ("Acme has no profit so far, right?", "Acme made a profit, right?"),
        ("Surely Acme's backlog isn't 66 billion?", "Surely Acme's backlog is 66 billion, right?"),
        ("isn't it true that Acme lost 4bn?", "is it true that Acme lost 4bn?"),
        ("Didn't Acme lose 4bn in 2025?", "Did Acme lose 4bn in 2025?"),
    ],
)
def test_the_claim_is_what_is_looked_for(question: str, claim: str) -> None:
    turned = turned_round(question)
    assert turned is not None
    assert turned.text == claim


@pytest.mark.parametrize(
    "question",
    [
        "is it true that Acme lost 4bn?",
        "did Acme lose 4bn?",
        "why isn't Acme profitable?",
        "who hasn't invested in Acme?",
        "what has Acme not disclosed, right?",
        "Acme lost not only money, right?",
        "what does Acme lose if it isn't paid?",
        "Acme never said that it isn't for sale, right?",
        "Acme isn't profitable",
    ],
)
def test_what_turns_nothing_round_is_left_as_it_is(question: str) -> None:
    assert turned_round(question) is None


@pytest.mark.parametrize(
    ("question", "opening", "value"),
    [
        ("Is it false that Thornwick's revenue was $213 million in 2024?", "No, that is true. ", "$213.0 million"),
        ("Is it wrong that Thornwick's revenue was $190 million in 2024?", "Yes, that is false. ", "$213.0 million"),
        ("am I wrong that Thornwick's revenue was $213 million in 2024?", "No, that is true. ", "$213.0 million"),
        ("Thornwick's revenue wasn't $213 million in 2024, was it?", "No, it is so. ", "$213.0 million"),
        ("Thornwick's revenue wasn't $190 million in 2024, right?", "Right, it is not so. ", "$213.0 million"),
        ("Thornwick didn't make a profit in 2024, did it?", "Right, it is not so. ", "$61.9 million"),
        ("Thornwick never made a profit, right?", "Right for the time that I hold it for. ", "$61.9 million"),
        ("Thornwick's revenue didn't grow in 2024, right?", "No, it is so: it went up.", "$213.0 million"),
        ("wasn't Thornwick's revenue $213 million in 2024?", "Yes. ", "$213.0 million"),
    ],
)
def test_yes_and_no_are_of_the_question_as_it_was_put(ask: Ask, question: str, opening: str, value: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(opening), answer.text
    assert value in answer.text
    assert answer.question == question


def test_a_plan_is_no_yes_of_its_own() -> None:
    turned = turned_round("Acme isn't spending 145 billion in 2026, is it?")
    assert turned is not None
    answer = Answer("", Status.ANSWERED, "As guidance, yes: Acme: capital expenditures of $145 billion in 2026 [1].\nThis is guidance, not a result.")
    assert turned.put(answer).text == "No, it is so. Acme: capital expenditures of $145 billion in 2026 [1].\nThis is guidance, not a result."


def test_a_card_is_headed_by_it(ask: Ask) -> None:
    (card, *_) = lay_out(ask("Is it false that Thornwick's revenue was $213 million in 2024?")).shown
    assert card.headline.startswith(TURNED_OPENINGS[0][:-2])
