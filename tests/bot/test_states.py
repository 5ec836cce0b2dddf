"""States: how a matter stands by a sentence's words."""

from __future__ import annotations

import pytest

from bot.states import State, asks_standing, state_of


@pytest.mark.parametrize(
    ("sentence", "state"),
    [
        ("A judge delayed approval of the $1.5 billion settlement.", State.OFF),
        ("By February no $100 billion deal between the two had closed.", State.OFF),
        ('She said that the figure was "never a commitment".', State.OFF),
        ("The council has not approved the plant.", State.OFF),
        ("The regulator blocked the merger in May.", State.OFF),
        ("The settlement won final approval on April 14.", State.DONE),
        ("Corvid completed its purchase of Lathom.", State.DONE),
        ("Tessaly launched the model in June, after it had been delayed twice.", State.DONE),
        ("The deal closed in March despite being suspended for a while.", State.DONE),
        ("Corvid agreed to buy Lathom.", State.PLANNED),
        ("The merger is expected to close in May.", State.PLANNED),
        ("The two will be split before the deal is completed.", State.PLANNED),
        ("A US judge gave the settlement preliminary approval.", State.PLANNED),
        ("Corvid has 400 employees.", None),
    ],
)
def test_how_a_matter_stands(sentence: str, state: State | None) -> None:
    assert state_of(sentence) is state


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("what's the status of the corvid deal", True),
        ("what became of corvid's plant", True),
        ("where does the lathom purchase stand", True),
        ("how much did corvid pay for lathom", False),
        ("latest corvid revenue", False),
    ],
)
def test_who_asks_how_a_matter_stands(question: str, asks: bool) -> None:
    assert asks_standing(question) is asks
