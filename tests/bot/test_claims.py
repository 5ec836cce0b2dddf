"""Numbers that a question puts up: confirmed, denied, and what they really are."""

from __future__ import annotations

import pytest

from bot.answer import Status
from tests.bot.conftest import Ask


@pytest.mark.parametrize(
    ("question", "opening", "value"),
    [
        ("so thornwick had 213m revenue in 2024?", "Yes.", "$213.0 million"),
        ("thornwick's 2024 revenue was 300m?", "No.", "$213.0 million"),
        ("thornwick 2023 operating loss 71.2m right?", "Yes.", "$71.2 million"),
        ("so ardenmoor is worth 9bn?", "No.", "$4.2 billion"),
        ("thornwick had 250m revenue in 2024?", "No.", "$213.0 million"),
    ],
)
def test_a_claim_is_confirmed_or_denied(ask: Ask, question: str, opening: str, value: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(opening)
    assert value in answer.text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("did thornwick have revenue of more than $200 million in 2024?", "Yes. Thornwick Systems: revenue of $213.0 million"),
        ("did thornwick have revenue of more than $250 million in 2024?", "No. Thornwick Systems: revenue of $213.0 million"),
        ("did thornwick have revenue of less than $250 million in 2024?", "Yes. Thornwick Systems: revenue of $213.0 million"),
        ("did thornwick have revenue of at least $213 million in 2024?", "Yes. Thornwick Systems: revenue of $213.0 million"),
        ("did thornwick have revenue of under $213 million in 2024?", "Thornwick Systems: revenue of $213.0 million"),
    ],
)
def test_more_or_less_than_a_number_is_weighed_as_such(ask: Ask, question: str, opening: str) -> None:
    assert ask(question).text.startswith(opening)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("did ardenmoor lose $31 billion in 2024?", "No. Ardenmoor AI: operating loss of $310 million"),
        ("ardenmoor lost over 3.1 billion in 2024, right?", "No. Ardenmoor AI: operating loss of $310 million"),
        ("did ardenmoor lose $620 million in 2024?", "No source I hold says so. Ardenmoor AI: operating loss of $310 million"),
        ("did ardenmoor lose $310 million in 2024?", "Yes. Ardenmoor AI: operating loss of $310 million"),
        ("did ardenmoor lose over $200 million in 2024?", "Ardenmoor AI: operating loss of $310 million"),
    ],
)
def test_a_number_far_from_all_that_is_held_of_its_kind_is_denied(ask: Ask, question: str, opening: str) -> None:
    """"Lost" may mean a net loss, of which nothing is held; what is held is named by what it is."""
    answer = ask(question)
    assert answer.text.startswith(opening)
    assert "This is an operating loss" in answer.text


@pytest.mark.parametrize(
    "question", ["thornwick made a net loss of 121.4m in 2024?", "so thornwick's 2024 net loss was $121.4 million?"]
)
def test_the_number_of_another_measure_is_named(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("No. Thornwick Systems: net loss of $61.9 million")
    assert "another measure" in answer.text
    assert "research and development" in answer.text.lower()


@pytest.mark.parametrize("question", ["so thornwick had 213m revenue in 2019?", "so bramblewick is worth 9bn?"])
def test_a_claim_of_what_is_not_held_is_neither(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert not answer.text.startswith(("Yes", "No."))
    assert answer.status is not Status.ANSWERED
