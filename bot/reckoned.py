"""Reckoned amounts: sums, quotients and changes of amounts, to the places that their parts are known to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from index.amount import Amount

__all__ = ["change", "difference", "known_to", "percent", "quotient", "total", "total_of_ranges", "vague", "yearly"]

_VAGUE = frozenset({"over", "under", "up_to", "at_least", "nearly"})


def vague(amount: Amount) -> bool:
    """Whether nothing can be computed from an amount: a range, or one that is only a bound."""
    return amount.high is not None or amount.qualifier in _VAGUE


def known_to(amount: Amount) -> Decimal:
    """How far the true value may lie from what is written: half of the last place, or of the last digit of "about 20,000"."""
    half = Decimal(5).scaleb(amount.scale - 1)
    if amount.qualifier == "about" and amount.value:
        last = amount.value.normalize().as_tuple().exponent
        return max(half, Decimal(5).scaleb(int(last) - 1))
    return half


def total(parts: Sequence[tuple[Amount, int]]) -> Amount | None:
    """The sum of amounts of one unit, each with its sign, to the coarsest of their places.

    None where the places leave more than a twentieth of it open.
    """
    value = sum((amount.value * sign for amount, sign in parts), Decimal(0))
    slack = sum((known_to(amount) for amount, _ in parts), Decimal(0))
    if slack * 20 > abs(value):
        return None
    scale = max(amount.scale for amount, _ in parts)
    about = "about" if any(amount.qualifier == "about" for amount, _ in parts) else None
    return _rounded(replace(parts[0][0], high=None, qualifier=about), value, min(scale, value.adjusted()))


def total_of_ranges(parts: Sequence[Amount]) -> Amount | None:
    """The sum of plans of one unit, of which some are ranges: from the sum of the lower ends to that of the upper ones, "about" where one is.

    None where one is a bound ("up to", "over"). Plans are said in round numbers, which are meant as they are said.
    """
    if any(amount.qualifier in _VAGUE for amount in parts):
        return None
    low = sum((amount.value for amount in parts), Decimal(0))
    high = sum((amount.value if amount.high is None else amount.high for amount in parts), Decimal(0))
    about = "about" if any(amount.qualifier == "about" for amount in parts) else None
    scale = max(amount.scale for amount in parts)
    made = replace(parts[0], high=None, qualifier=about)
    first = _rounded(made, low, min(scale, low.adjusted()))
    return first if high == low else replace(first, high=_rounded(made, high, min(scale, high.adjusted())).value)


def difference(before: Amount, after: Amount) -> Amount | None:
    """By how much one amount is more (or, below zero, less) than another, to the coarser of their places.

    None where one is a range or a bound, or where the places leave a third of it open; "about" where they leave much.
    """
    if vague(before) or vague(after) or before.unit != after.unit:
        return None
    value = after.value - before.value
    slack = known_to(before) + known_to(after)
    if not value or slack * 3 > abs(value):
        return None
    loose = slack * 20 > abs(value) or "about" in {before.qualifier, after.qualifier}
    place = min(max(before.scale, after.scale), value.adjusted())
    return _rounded(replace(after, high=None, qualifier="about" if loose else None), value, place)


def quotient(above: Amount, below: Decimal, slack: Decimal, unit: str, per: str | None = None) -> Amount | None:
    """An amount divided by a number that is known to `slack`, to the places that both leave sure; at least two digits."""
    if not below:
        return None
    value = above.value / below
    relative = known_to(above) / abs(above.value) + slack / abs(below) if above.value else Decimal(0)
    if relative > Decimal("0.2"):
        return None
    place = _place_of(abs(value) * relative)
    place = max(min(place, value.adjusted() - 1), value.adjusted() - 3) if value else 0
    return _rounded(replace(above, unit=unit, per=per, high=None, qualifier="about"), value, place)


def percent(part: Amount, whole: Amount, *, finest: int = -1) -> Amount | None:
    """One amount as a percentage of another, to `finest` as a power of ten at the most."""
    if not whole.value or vague(part) or vague(whole):
        return None
    value = part.value / whole.value * 100
    return _in_percent(part, value, _slack(part, whole, value), finest)


def yearly(before: Amount, after: Amount, years: int) -> Amount | None:
    """The yearly rate in percent that makes one amount of another over some years."""
    if before.value <= 0 or after.value <= 0 or vague(before) or vague(after) or years < 1:
        return None
    value = ((after.value / before.value) ** (Decimal(1) / years) - 1) * 100
    return _in_percent(after, value, _slack(after, before, value + 100) / years)


def change(before: Amount, after: Amount) -> Amount | None:
    """By how many percent one amount is more (or, below zero, less) than another; None where the sign changed."""
    if before.value * after.value <= 0 or vague(before) or vague(after):
        return None
    value = (abs(after.value) / abs(before.value) - 1) * 100
    return _in_percent(after, value, _slack(after, before, value + 100))


def _slack(above: Amount, below: Amount, value: Decimal) -> Decimal:
    part = known_to(above) / abs(above.value) if above.value else Decimal(0)
    return abs(value) * (part + known_to(below) / abs(below.value))


def _in_percent(like: Amount, value: Decimal, slack: Decimal, finest: int = -1) -> Amount | None:
    """A percentage to the places that are sure; None where not even its size is."""
    if slack > max(abs(value) / 2, Decimal(1)):
        return None
    place = max(finest, min(_place_of(slack), max(0, value.adjusted()) if value else 0))
    about = "about" if place > 0 else None
    return _rounded(replace(like, unit="percent", per=None, high=None, qualifier=about), value, place)


def _place_of(slack: Decimal) -> int:
    """The power of ten of the first place that an error of this size leaves sure."""
    return slack.adjusted() + 1 if slack else -12


def _rounded(like: Amount, value: Decimal, place: int) -> Amount:
    rounded = value.quantize(Decimal(1).scaleb(place), rounding=ROUND_HALF_UP)
    rounded = rounded.quantize(Decimal(1)) if place > 0 else rounded
    return replace(like, start=0, end=0, value=rounded, scale=place, digits=max(1, rounded.adjusted() - place + 1))
