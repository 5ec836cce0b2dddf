"""Up and down in words, and whether figures bear it out."""

from __future__ import annotations

import pytest

from bot.directions import direction, moved
from index.amount import Amount
from index.amounts import find_amounts


def amount(text: str) -> Amount:
    return find_amounts(text)[0]


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("why did acme cut its dividend", -1),
        ("what made sales shrink", -1),
        ("why was the outlook slashed", -1),
        ("why has bolt raised its capex guidance", 1),
        ("what made revenue soar", 1),
        ("the red ink got deeper every year", 1),
        ("why did the loss widen", 1),
        ("why did revenue rise while margins fell", 0),
        ("why did acme cut jobs", 0),
        ("why did acme raise money", 0),
        ("what is the revenue", 0),
    ],
)
def test_the_direction_of_words(text: str, way: int) -> None:
    assert direction(text) == way


@pytest.mark.parametrize(
    ("old", "new", "way"),
    [
        ("$5 million", "$6 million", 1),
        ("$6 million", "$5 million", -1),
        ("$6.4 billion", "$6.36 billion", 0),
        ("$5 million to $6 million", "$6 million to $7 million", 1),
        ("$5 million to $6 million", "$4 million to $7 million", 0),
        ("$5 million", "€6 million", 0),
    ],
)
def test_the_direction_of_figures(old: str, new: str, way: int) -> None:
    assert moved(amount(old), amount(new)) == way
