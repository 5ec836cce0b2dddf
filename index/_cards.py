"""Price cards: a plan's price that stands by itself under the plan's name, as pages of plans set them: "Plus", "$18 / month"."""

from __future__ import annotations

import re
from dataclasses import replace

from index.amount import Amount, is_money
from index.amounts import find_amounts

__all__ = ["card_price", "plan_named"]

_MONTHLY = re.compile(r"(?:/|\bper\b|\ban?\b|\beach\b)\s?(?:mo|mth|month)\b|\bmonthly\b", re.IGNORECASE)
_YEARLY = re.compile(r"(?:/|\bper\b|\ban?\b|\beach\b)\s?(?:yr|year)\b|\b(?:yearly|annually)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"(?:or|from|only|just|starts? at|starting at|per|an?|each|every|seat|user|editor|member|person|developer|mo|mth|month|monthly|yr|year|yearly|annually|billed|when|paid|usd|eur|gbp|now|was|plus|tax|vat)\b|[\s/·•,*()+]",
    re.IGNORECASE,
)
_LONGEST = 60
_MOST_WORDS = 4
_PRICES = 2


def card_price(words: str) -> Amount | None:
    """The price that a line of a page consists of, a month, a year or a seat, with its place in the line; None where it says anything else.

    Of two prices side by side one is struck out: nobody sets a lower price beside one that is asked.
    """
    if len(words) > _LONGEST or not any(letter.isdigit() for letter in words):
        return None
    found = find_amounts(words)
    if not 1 <= len(found) <= _PRICES or any(not is_money(a.unit) or a.high is not None or a.value <= 0 for a in found) or len({a.unit for a in found}) > 1:
        return None
    left = words
    for amount in reversed(found):
        left = left[: amount.start] + left[amount.end :]
    if _BESIDE.sub("", left):
        return None
    per = "month" if _MONTHLY.search(words) else "year" if _YEARLY.search(words) else next((a.per for a in found if a.per), None)
    return replace(min(found, key=lambda a: a.value), per=per) if per is not None else None


def plan_named(heading: str) -> str:
    """The plan that a heading names; "" where it is a sentence, a question or longer than a plan's name."""
    words = heading.split()
    return heading.strip() if 1 <= len(words) <= _MOST_WORDS and not heading.rstrip().endswith(("?", ".", ":", "!")) and not any(map(str.isdigit, heading)) else ""
