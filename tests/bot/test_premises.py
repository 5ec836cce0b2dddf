"""Questions that take for granted what the figures contradict, and those that do not."""

from __future__ import annotations

import pytest

from bot.answer import Status
from tests.bot.conftest import Ask


@pytest.mark.parametrize(
    ("question", "said", "value"),
    [
        ("what drove thornwick's net profit in 2024", "no net income", "$61.9 million"),
        ("why was thornwick's net income in 2022 so high", "no net income", "$66.4 million"),
        ("why did thornwick's revenue fall in 2024", "did not go down", "$213.0 million"),
        ("how come thornwick r&d shrank in 2024", "did not go down", "$121.4 million"),
        ("why did thornwick's net loss grow in 2024", "did not go up", "$61.9 million"),
        ("why did thornwick cut its 2025 revenue outlook", "did not go down", "$320 million to $330 million"),
    ],
)
def test_the_premise_is_set_right_with_the_figure(ask: Ask, question: str, said: str, value: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text.split("\n")[0]
    assert value in answer.text
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "why did thornwick's revenue rise in 2024",
        "why did thornwick make a net loss in 2024",
        "why did thornwick's net income turn negative in 2024",
        "why did thornwick's server revenue fall in 2024",
        "why did thornwick raise its 2025 revenue outlook",
        "why did thornwick's revenue fall in 2019",
    ],
)
def test_a_premise_that_holds_or_is_not_known_is_left_alone(ask: Ask, question: str) -> None:
    text = ask(question).text
    assert "did not go" not in text
    assert "There was no" not in text


@pytest.mark.parametrize(
    ("question", "opening", "values"),
    [
        ("did thornwick raise its 2025 revenue outlook", "Yes, it went up.", ("$320 million", "$290 million")),
        ("has thornwick cut its 2025 revenue outlook", "No, it went up.", ("$320 million", "$290 million")),
        ("did thornwick's revenue grow in 2024", "Yes, it went up.", ("$213.0 million", "$141.7 million")),
        ("did thornwick's operating loss shrink in 2024", "Yes, it went down.", ("$58.6 million", "$71.2 million")),
    ],
)
def test_whether_it_rose_or_fell_is_shown_with_both_figures(
    ask: Ask, question: str, opening: str, values: tuple[str, str]
) -> None:
    answer = ask(question)
    assert answer.text.startswith(opening), answer.text
    assert all(value in answer.text for value in values)


def test_without_what_it_is_measured_against_nothing_is_said_of_its_way(ask: Ask) -> None:
    assert "it went" not in ask("did thornwick's revenue grow in 2022").text
    assert "it went" not in ask("did thornwick's revenue double in 2024").text
