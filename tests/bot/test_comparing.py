"""Which questions put sides against each other, by their comparatives."""

from __future__ import annotations

import pytest

from bot.comparing import COMPARATIVES, compares


@pytest.mark.parametrize(
    "text",
    [
        "did acme or bolt earn more in 2025",
        "acme vs bolt, who has the fatter order book",
        "which of acme and bolt employs fewer people",
        "who is deeper in the red, acme or bolt",
        "between acme and bolt whose chips are pricier",
        "is acme's margin wider than bolt's",
    ],
)
def test_sides_are_compared(text: str) -> None:
    assert compares(text)


@pytest.mark.parametrize(
    "text",
    [
        "did acme pay more than $5 billion for bolt",
        "is acme buying bolt",
        "who invested in acme and bolt",
        "how much did acme pay bolt",
    ],
)
def test_a_threshold_or_a_deal_compares_nothing(text: str) -> None:
    assert not compares(text)


def test_the_degrees_of_adjectives_are_spelt_right() -> None:
    assert {"fatter", "pricier", "larger", "deeper", "cheapest", "widest", "thinner", "fewer"} <= COMPARATIVES
    assert not {"order", "customer", "power", "server", "user"} & COMPARATIVES
