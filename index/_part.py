"""Parts: whether an amount counts only a part of the company, such as those who work at one of its offices."""

from __future__ import annotations

import re

from index.amount import Amount, is_money

__all__ = ["of_a_part", "part_of_balance", "place_of"]

_UNIT = r"(?:office|plant|factory|lab|laboratory|site|unit|division|team|arm|campus|branch|warehouse|hub|studio|department|segment|headquarters)"
_WHERE = re.compile(r"(?P<place>(?:[A-ZÀ-Þ][\w'’-]+(?:\s(?=[A-ZÀ-Þ]))?)+|\b" + _UNIT + r"s?),?\s(?:\([^()]*\)\s)?where\b[^,;]{0,40}$")
_DIVISION = re.compile(rf"\b(?:an?|the|its|their|our|another)\s(?P<place>(?:[\w&'’-]+\s){{0,4}}?{_UNIT})\s(?:of|with|has|had|employs|employing|that employs)\s(?:\w+\s){{0,2}}$")
_AT = re.compile(
    r"\s?(?:(?:people|employees|staff|workers|jobs|engineers|researchers|roles|positions)\b\s?)?(?:(?:who\s)?work(?:s|ing)?\s|(?:are\s)?based\s|(?:are\s)?employed\s|(?:of\sthem|more)\s)?"
    rf"(?:in|at)\s(?:(?P<unit>(?:its|the|their|our|an?)\s(?:[\w&'’-]+\s){{0,4}}?{_UNIT}s?)\b|(?P<town>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?))"
)
_MONTHS = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Q[1-4]|H[12]|FY|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
)
_OF_THEM_AFTER = re.compile(r"\s(?:of|out of)\s(?:it|that|this|them|these|those|which|whom)\b", re.IGNORECASE)
_OF_THEM_BEFORE = re.compile(
    r"\b(?:of|out of)\s(?:which|whom|it|that|them|these|those)\b[,\s]+(?:\w+\s){0,3}$|\b(?:including|includes?|included)\s(?:(?:about|around|some|up to|over|nearly|almost|an?|the|roughly|just|approximately|more than|at least)\s)*$",
    re.IGNORECASE,
)


def place_of(sentence: str, amount: Amount, companies: list[str]) -> str:
    """The office, town or division that a count of people is for, "" where it is for the whole company."""
    before, after = sentence[: amount.start], sentence[amount.end :]
    for pattern in (_WHERE, _DIVISION):
        found = pattern.search(before)
        if found and found["place"].strip() not in companies:
            return found["place"].strip()
    found = _AT.match(after)
    if found:
        place = (found["unit"] or found["town"]).strip()
        if not _MONTHS.match(place) and not any(place.startswith(name) or name.startswith(place) for name in companies):
            return re.sub(r"^(?:its|the|their|our|an?)\s", "", place)
    return ""


def of_a_part(sentence: str, amount: Amount) -> bool:
    """Whether an amount is a part of one before it: "$400 million of debt, $35 million of it due in 2027"."""
    return bool(_OF_THEM_AFTER.match(sentence, amount.end) or _OF_THEM_BEFORE.search(sentence[: amount.start]))


_OF_ITS = re.compile(r"\sof\s(?:our|its|their|the|this|that)\s(?:[\w-]+\s){0,2}", re.IGNORECASE)


def part_of_balance(sentence: str, amount: Amount, named: int) -> bool:
    """Whether an amount is a part of the balance named at an offset: "$721 million of our deferred revenue"."""
    money = is_money(amount.unit)
    return money and named > amount.end and bool(_OF_ITS.fullmatch(sentence, amount.end, named))
