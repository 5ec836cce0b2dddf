"""Amounts as people write them, and whether two written amounts say the same."""

from __future__ import annotations

from decimal import Decimal

from index._currency import sign_of
from index._unit import plural
from index.amount import Amount, is_money

__all__ = ["agree", "format_amount"]

_WORDS = ((12, "trillion"), (9, "billion"), (6, "million"))
_ACRONYMS = frozenset("gpu cpu tpu api llm ip vm sku pc ads ar vr ev".split())
_SUFFIX = {"percent": "%", "ratio": "x"}


def format_amount(amount: Amount) -> str:
    """The amount for people: "$6.355 billion", "200,000 GPUs", "24.1%", "$130 billion to $145 billion".

    Keeps the precision that was written, and says what the amount is per, but leaves its qualifier to the caller.
    """
    if amount.high is not None:
        ends = f"{_one(amount, amount.value)} to {_one(amount, amount.high)}"
        text = ends + _noun(amount)
    else:
        text = _one(amount, amount.value) + _noun(amount)
    return f"{text} per {amount.per}" if amount.per else text


def _noun(amount: Amount) -> str:
    unit = amount.unit
    if not unit or is_money(unit) or unit in _SUFFIX:
        return ""
    single = amount.high is None and abs(amount.value) == 1 and amount.scale == 0
    name = unit.replace("_", " ")
    if unit == "percentage_points":
        return " percentage point" if single else " percentage points"
    head = name.upper() if name in _ACRONYMS else name
    if single:
        return f" {head}"
    return f" {head}s" if name in _ACRONYMS else f" {plural(unit)}"


def _one(amount: Amount, value: Decimal) -> str:
    """One end, with its sign, currency, scale word and percent sign."""
    sign = "-" if value < 0 else ""
    size = abs(value)
    money = is_money(amount.unit)
    before = sign_of(amount.unit) if money else ""
    suffix = _SUFFIX.get(amount.unit, "")
    for power, word in _WORDS:
        if size >= Decimal(10) ** power and (money or amount.scale > 0 or size >= Decimal(10) ** 9):
            scaled = size.scaleb(-power)
            places = max(0, power - amount.scale)
            return f"{sign}{before}{_grouped(scaled, places, trim=_digits(scaled) < places)} {word}{suffix}"
    return f"{sign}{before}{_grouped(size, max(0, -amount.scale), trim=False)}{suffix}"


def _digits(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _grouped(value: Decimal, places: int, *, trim: bool) -> str:
    """Digits with thousands separators and at least the places the value needs; exact, never rounded."""
    needed = _digits(value)
    if trim and places - needed > 0 and places > 3:
        places = needed
    return f"{value:,.{max(places, needed)}f}"


def agree(a: Amount, b: Amount) -> bool:
    """Whether two amounts say the same, at the precision of the one that was written more coarsely.

    $6.36 billion agrees with $6.4 billion. "About" allows one twentieth more, "over", "at least", "nearly", "under"
    and "up to" allow their side. A single amount agrees with a range that holds it, and two ranges agree where their
    ends do or one holds the other. Units and denominators must be the same.
    """
    if a.unit != b.unit or a.per != b.per:
        return False
    if a.scale == b.scale and a.qualifier is None and b.qualifier is None and a.high is None and b.high is None:
        return a.value == b.value
    low_a, high_a = _extent(a, b)
    low_b, high_b = _extent(b, a)
    if a.high is not None and b.high is not None:
        return (low_a <= low_b and high_b <= high_a) or (low_b <= low_a and high_a <= high_b)
    return low_a <= high_b and low_b <= high_a


def _extent(amount: Amount, other: Amount) -> tuple[Decimal, Decimal]:
    """The least and greatest value that an amount may stand for beside another."""
    low = amount.value
    high = amount.high if amount.high is not None else amount.value
    size = max(abs(low), abs(high))
    half = Decimal(5).scaleb(amount.scale - 1) if amount.scale > other.scale else Decimal(0)
    if amount.high is not None:
        half = min(half, size / 50)
    if amount.qualifier is None:
        return low - half, high + half
    unit = _last_place(amount)
    below = above = half
    match amount.qualifier:
        case "about":
            below = above = max(half, min(unit / 2, size / 20))
        case "over" | "at_least":
            above = max(half, min(unit, size / 5))
            below = half
        case "under" | "up_to" | "nearly":
            below = max(half, min(unit, size / 5 if amount.qualifier != "nearly" else size / 20))
    return low - below, high + above


def _last_place(amount: Amount) -> Decimal:
    """One unit of the last digit that is not zero: 100,000 for "200,000"."""
    if not amount.value:
        return Decimal(0)
    exponent = amount.value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
