"""Named rounds: "seed", "Series B"; and of which of them a sum is that stands beside their names.

A page on a company's Series C mostly says what the rounds before it came to as well. Each name of a round has the sum of
money that stands nearest to it, and a sum that is nearest to none is of none of those that its sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from index.amount import is_money
from index.amounts import find_amounts
from index.pattern import lazy_pattern

__all__ = ["OF_ROUNDS", "is_round", "nearest_sum", "of_another_round", "round_asked", "round_names", "rounds_in"]

_ROUND = lazy_pattern(
    r"\b(?:series|round)[ -](?P<letter>[a-n])\b|(?<!random )(?P<pre>\bpre-?)?\bseed\b(?=[’'\s,.;:!?)]|$|-(?:stage|round)\b)(?!\s(?:capital|partners|ventures|fund\b|investors|data|value|crops?|oil|oils))",
    re.IGNORECASE,
    signs=("series", "round", "seed"),
)
_NAME_ALONE = lazy_pattern(r"(?:(?:the|its|their|a)\s)?(?:series[ -][a-n]|(?:pre-?)?seed)(?:\s(?:round|funding|financing|raise))?", re.IGNORECASE)
_IN_ALL = lazy_pattern(r"\b(?:in (?:all|total)|total(?:s|ling|ing)?|altogether|to date|since|so far|overall|cumulative(?:ly)?)\b", re.IGNORECASE)
"""What a sentence says that adds the rounds up."""
_UNDER_WAY = lazy_pattern(
    r"\b(?:(?:is|are|was|were|be|out|now|already|started|begun) raising|in (?:\w+ )?talks|looking to raise|seek(?:s|ing)?|wants? to raise|(?:next|another|future|coming) (?:round|raise)|raise again|raising again)\b",
    re.IGNORECASE,
)
"""What a sentence says that is of a round still to come, which no name told before it is of."""
_BEFORE = 700
"""Characters before a sum in which its round may have been named."""
_IN_OTHER_MONEY = lazy_pattern(r"\s?[(\[](?:about|around|roughly|approximately|some|nearly|or|ca\.?|c\.)?\s?")
_EDGE = lazy_pattern(r"[;.]\s|,?\s(?:and|but|while|whereas)\s")
_CROSSING = 20
"""Characters that the edge of a clause between a round's name and a sum counts for."""
_SET_AGAINST = lazy_pattern(r"\b(?:than|times|from|since|before|previous|last|earlier|when|double|triple|twice|half)\b|;", re.IGNORECASE)
OF_ROUNDS = frozenset({"funding_raised", "total_funding", "investment", "valuation", "pre_money_valuation"})
"""Measures that a round settles."""
_WORTH = frozenset({"valuation", "pre_money_valuation"})


class _Named(NamedTuple):
    """A round's name with its place in some words."""

    name: str
    start: int
    end: int


def _named(words: str) -> list[_Named]:
    return [_Named((m["letter"] or ("pre-seed" if m["pre"] else "seed")).lower(), *m.span()) for m in _ROUND.finditer(words)]


def rounds_in(words: str) -> frozenset[str]:
    """The rounds that some words name, by their letters or as "seed"."""
    return frozenset(one.name for one in _named(words))


def is_round(words: str) -> bool:
    """Whether some words are the name of a round and nothing else."""
    return _NAME_ALONE.fullmatch(words) is not None


def round_asked(text: str) -> str:
    """The one round that a question names; "" where it names none or several."""
    named = rounds_in(text)
    return next(iter(named)) if len(named) == 1 else ""


def round_names(text: str) -> tuple[str, ...]:
    """The rounds that a question names, as a source would: "series b", "seed"."""
    return tuple(dict.fromkeys(f"series {one.name}" if len(one.name) == 1 else one.name for one in _named(text) if len(one.name) > 1 or text[one.start : one.end].lower().startswith("series")))


def of_another_round(asked: str, metric: str, quote: str, place: int, *, before: str, over: str, others: Collection[int] = ()) -> bool:
    """Whether the sum of money at a place of a quote is of another round than is asked for, or of none that is named.

    `before` is the text that leads up to the quote, `over` the title and headings above it, and `others` are the places of
    money in the quote that is something else than what is asked for.
    """
    here = _named(quote)
    if here and metric in _WORTH:
        led_up_to = [one for one in here if one.end <= place]
        # "It values Acme at $1.6 billion, four times what it fetched in its Series B" is of another round than that.
        here = led_up_to[-1:] or [one for one in here[:1] if not _SET_AGAINST.search(quote[place : one.start])]
    if not here:
        if _UNDER_WAY.search(quote) or (metric not in _WORTH and _IN_ALL.search(quote)):
            return True
        earlier = _named(before[-_BEFORE:])
        return (earlier[-1].name if earlier else asked) != asked or not (earlier or rounds_in(over) == {asked})
    if metric in _WORTH:
        return here[0].name != asked
    money = [a for a in find_amounts(quote) if is_money(a.unit)]
    # "€1.7 billion (about $2 billion)" is one sum.
    again = {b.start for a, b in pairwise(money) if _IN_OTHER_MONEY.fullmatch(quote[a.end : b.start])}
    sums = [a.start for a in money if a.start == place or not (a.start in others or a.start in again)]
    if place not in sums:
        return asked not in {one.name for one in here}
    return asked not in {one.name for one in here if min(sums, key=lambda at: _apart(quote, one, at)) == place}


def _apart(quote: str, named: _Named, place: int) -> int:
    """How far a sum stands from a round's name, an edge of a clause between them counted."""
    between = quote[named.end : place] if named.end <= place else quote[place : named.start]
    return len(between) + _CROSSING * len(_EDGE.findall(between))


def nearest_sum(asked: str, quote: str, places: Sequence[int]) -> int | None:
    """Which of some sums of money stands nearest to the name of a round; None where the quote has no such name."""
    own = [one for one in _named(quote) if one.name == asked]
    return min(places, key=lambda at: _apart(quote, own[0], at)) if own and places else None
