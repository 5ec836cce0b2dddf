"""What is computed is told to the places that its parts are known to, and not at all where they leave it open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.reckoned import change, difference, percent, quotient, total, yearly
from index.amount import Amount
from index.amounts import find_amounts, format_amount


def amount(text: str) -> Amount:
    return find_amounts(text)[0]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [("$39.23 billion", "$72.22 billion", "84.1%"), ("$3.7 billion", "$13.07 billion", "250%"), ("$4 million", "$5 million", None), ("$100 million", "$80 million", "-20%")],
)
def test_growth_is_as_sure_as_its_parts(before: str, after: str, said: str | None) -> None:
    grown = change(amount(before), amount(after))
    assert (format_amount(grown) if grown else None) == said


def test_growth_from_a_loss_to_a_profit_is_none() -> None:
    loss = amount("$5.00 million")
    assert change(Amount(0, 1, -loss.value, "USD", digits=3, scale=4), loss) is None


def test_a_difference_of_nearly_equal_rounded_sums_is_none() -> None:
    assert total([(amount("$8.1 billion"), 1), (amount("$7.9 billion"), -1)]) is None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [("$15 billion", "$20 billion", "$5 billion"), ("about $10.9 billion", "$11.5 billion", "$600 million"), ("$8.1 billion", "$8.2 billion", None), ("$85", "$66", "-$19"), ("over $4 billion", "$9 billion", None)],
)
def test_a_difference_is_told_unless_its_places_leave_it_open(before: str, after: str, said: str | None) -> None:
    apart = difference(amount(before), amount(after))
    assert (format_amount(apart) if apart else None) == said


def test_a_sum_is_told_to_the_coarsest_of_its_parts() -> None:
    made = total([(amount("$281,724 million"), 1), (amount("$205.3 billion"), -1)])
    assert made is not None
    assert (made.value, made.scale) == (Decimal(76400000000), 8)


@pytest.mark.parametrize(("part", "said"), [("$115,186 million", "88.3%"), ("over $115 billion", None), ("$110 billion to $120 billion", None)])
def test_a_bound_or_a_range_gives_no_share(part: str, said: str | None) -> None:
    found = percent(amount(part), amount("$130,497 million"))
    assert (format_amount(found) if found else None) == said


def test_a_yearly_rate_makes_the_one_of_the_other() -> None:
    rate = yearly(amount("$100.00 million"), amount("$121.00 million"), 2)
    assert rate is not None
    assert rate.value == 10


def test_a_rate_is_of_what_was_divided() -> None:
    each = quotient(amount("$6,355 million"), Decimal(365), Decimal(0), "USD", "day")
    assert each is not None
    assert format_amount(each) == "$17.41 million per day"
