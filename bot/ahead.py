"""Ahead: what may be said first of figures set against each other: which is the largest, that they are equal, or that it is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index.amount import Amount
from index.amounts import agree

__all__ = ["Standing", "ahead"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One of the things compared: its name and its number for people, and the amount; `turned` where that is a loss among profits."""

    name: str
    said: str
    amount: Amount
    turned: bool = False

    @property
    def reach(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest that the number is given as."""
        ends = abs(self.amount.value), abs(self.amount.high if self.amount.high is not None else self.amount.value)
        low, high = (-end for end in ends) if self.turned else ends
        return min(low, high), max(low, high)

    @property
    def middle(self) -> Decimal:
        """What to order by: the middle of a range."""
        low, high = self.reach
        return (low + high) / 2


def ahead(standing: Sequence[Standing], *, less: bool, ends: tuple[str, str] = ("larg", "small")) -> str:
    """Which of them is the largest, or the smallest where `less` is asked for, as far as the numbers tell. They come in that order.

    `ends` are the roots of the words for the two ends of the order.
    """
    first, second = standing[0], standing[1]
    of_two = len(standing) == _TWO
    end = ends[less] + ("er" if of_two else "est")
    level = [other for other in standing[1:] if _equal(first, other)]
    if level:
        if of_two:
            return "The two are equal as far as they are rounded."
        return f"The {end} are equal as far as they are rounded: {_listed([first.name, *(other.name for other in level)])}, {first.said}."
    unclear = [other for other in standing[1:] if _overlap(first, other)]
    if unclear:
        rivals = " or ".join(f"{one.name} ({one.said})" for one in (first, *unclear))
        return f"It is open which is the {end}, since a range holds the other: {rivals}."
    against = f"{first.name}, {first.said} against {second.said}{'' if of_two else f' for the next, {second.name}'}"
    if agree(first.amount, second.amount) and not first.turned and not second.turned:
        return f"The {end} as they are given: {against}; rounded as these are, they may be equal."
    return f"The {end}: {against}."


_TWO = 2


def _equal(one: Standing, other: Standing) -> bool:
    """Whether two single numbers are the same as far as the one that was written more coarsely goes."""
    if one.amount.high is not None or other.amount.high is not None or one.turned is not other.turned:
        return False
    return agree(replace(one.amount, qualifier=None), replace(other.amount, qualifier=None))


def _overlap(one: Standing, other: Standing) -> bool:
    (low, high), (others_low, others_high) = one.reach, other.reach
    ranged = one.amount.high is not None or other.amount.high is not None
    return ranged and low < others_high and others_low < high


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
