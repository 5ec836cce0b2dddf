"""Bought: the price of a purchase, where it stands in another sentence than what was bought.

"Acme has bought Bolt. The price was $75 million", "Cern acquired Dorn in May; terms were not disclosed, though an analyst puts them at
about $1.1 billion".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.amount import Amount, is_money
from index.entity_table import EntityMatch, EntityTable
from index.pattern import lazy_pattern
from index.taxonomy import MetricMention

__all__ = ["REMEMBERED", "bought_in", "price_told"]

REMEMBERED = 2
"""How many sentences after a purchase its price may be told without what was bought."""
_SMALLEST = 500_000
_BUYING = lazy_pattern(
    r"\b(?:(?:has|have|had|is|was|to|will|would|be|been)\s)?(?:buy|buys|bought|buying|acquir(?:e|es|ed|ing)|tak(?:e|es|ing) over|took over|takeover of|purchase of|acquisition of|snapp?(?:s|ed|ing) up|picks? up|picked up)\s"
    r"(?:(?:the|a|an|its|rival|fellow|smaller|[a-z][\w-]+)\s){0,5}$",
    re.IGNORECASE,
    signs=("buy", "bought", "acquir", "take over", "takes over", "taking over", "took over", "takeover of", "purchase of", "acquisition of", "snap", "pick"),
)
_PART = lazy_pattern(r"\b(?:stake|share|shares|percent|per cent|part|half|chips?|gpus?|servers?|capacity|power|compute)\b|%", re.IGNORECASE)
_Q = r"(?:(?:an?|the|about|around|roughly|approximately|some|just|only|nearly|almost|over|under|up to|as much as|at least|more than|less than|well over|something like|between|perhaps)\s)*"
_PRICE = lazy_pattern(
    r"(?:^|[.;:]\s|\b(?:and|but|though|although|while)\s)\W*(?:(?:the|its|that|this)\s)?(?:(?:purchase|sale|acquisition|takeover|agreed|reported|final|total|whole|all-in|asking)\s)?"
    r"(?:price(?: tag)?|consideration|deal|transaction|purchase|acquisition|takeover|terms|sum paid|bill)\b(?!\s(?:of|for|with|between|to)\b)"
    rf"[^.;$€£]{{0,90}}?(?:\b(?:is|was|were|at|to|of|worth|be|been|totall?ed|cost|costs)|\b(?:estimat\w+|put|puts|reckon\w*|believe[sd]?|say|says|said|suggest\w*)(?:\s(?:it|them|that|this|the price|the figure|the sum))?(?:\s(?:at|is|was|to be))?)\s{_Q}$",
    re.IGNORECASE,
)
_ELSE = lazy_pattern(r"\b(?:valu(?:e|es|ed|ing|ation)|revenue|sales|round|rais(?:e|es|ed|ing)|loan|debt|loss|profit|shares?|stock|earn-?out|fee|fine|a year|per|save|savings|synerg\w+)\b", re.IGNORECASE)
_AFTER = lazy_pattern(r"\s(?:in (?:revenue|sales|debt|savings|synergies|annual)|of (?:revenue|debt|sales)|a (?:year|month)|per|each|valuation)\b", re.IGNORECASE)


def bought_in(sentence: str, names: Sequence[EntityMatch], table: EntityTable) -> str:
    """The company that a sentence says is bought, "" where it says so of none, or only of a part."""
    for name in reversed(names):
        before = sentence[: name.start]
        found = _BUYING.search(before)
        twice = any(other.name == name.name and other.start < name.start for other in names)
        if found is not None and not twice and table.is_company(name.name) and not _PART.search(before[found.start() :]) and not re.match(r"['’]s?\s(?!for\b)[a-z]", sentence[name.end :]):
            return name.name
    return ""


def price_told(sentence: str, amount: Amount) -> MetricMention | None:
    """The measure of a sum that a sentence gives as what the purchase spoken of came to; None where it is none."""
    if not is_money(amount.unit) or amount.per or amount.value < _SMALLEST or _AFTER.match(sentence[amount.end :]):
        return None
    found = _PRICE.search(sentence[: amount.start])
    if found is None or _ELSE.search(found.group()):
        return None
    return MetricMention("acquisition_price", found.start(), amount.start, "price")
