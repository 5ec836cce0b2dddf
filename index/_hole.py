"""Holes: the places in a phrase that a sum, a percentage, a count or any few words fill."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["HOLES", "NUMBER_WORDS", "SIGNS", "Word", "fill", "leads"]

HOLES = frozenset({"*", "{amount}", "{percent}", "{count}", "{power}", "{duration}", "{year}"})
_ANY_WORDS = 4
_LONGEST_ASIDE = 16
_OPENS_ASIDE = frozenset("a an the its their which who whose".split())
_LEAD = frozenset(
    "about around over roughly nearly almost some only just under up to more than less approximately at least a an "
    "another as much many its close well upwards of the nearly additional extra further record r us c au hk another "
    "estimated reported whopping total combined little north something like shy".split()
)
_SCALE = frozenset("hundred thousand million billion trillion m mn mm bn b tn t k mln bln crore lakh".split())
_MONEY = frozenset("$ € £ ¥ ₹ dollar usd euro eur pound gbp yen yuan real reai brl sek inr cny jpy chf cad aud nok dkk kroner kronor krona krone rupee franc sterling buck zloty pln peso rand lira ringgit shekel ils krw hkd sgd nzd twd mxn zar".split())
SIGNS = frozenset("$€£¥₹")
_OPENING = _LEAD | _MONEY
NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety".split()
)
"""Words that a number written out begins with; "one" is a pronoun as often."""
_WRITTEN = NUMBER_WORDS | {"one", "half", "hundred", "thousand", "dozen"}
_AFTER_ARTICLE = frozenset("hundred thousand million billion trillion dozen".split())
_NUMBERS = NUMBER_WORDS | _AFTER_ARTICLE
"""Words that a number begins with, be it after an article."""
_POWER = frozenset("megawatt gigawatt kilowatt terawatt watt mw gw kw tw".split())
_TIME = frozenset("day week month year hour minute".split())
_BARE = frozenset("million billion trillion crore lakh mn bn mln".split())
_BEFORE_NO_NOUN = frozenset(", . in of on for from to at by a an the and or last this up down over with more less".split()) | {""}
"""What follows a scaled number that counts nothing, and so may be a sum in a page's own currency."""
_PERCENT = frozenset({"%", "percent", "pct", "per", "percentage"})


class Word(NamedTuple):
    """A word at `text[start:end]`, as phrases compare it: lower-case and singular."""

    form: str
    start: int
    end: int


def leads(words: list[Word], place: int) -> bool:
    """Whether a sum or a number can begin at a word, by that word and the next; no hole but "*" begins where none does."""
    form = words[place].form
    if form[0].isdigit() or form in NUMBER_WORDS:
        return True
    if form not in _OPENING or place + 1 >= len(words):
        return False
    following = words[place + 1].form
    return following[0].isdigit() or following in _OPENING or following in _NUMBERS


def fill(hole: str, words: list[Word], place: int) -> list[int]:
    """Where a hole that starts at a word may end."""
    if hole == "*":
        ends: list[int] = []
        for end in range(place + 1, min(place + _ANY_WORDS, len(words)) + 1):
            if words[end - 1].form == "," and end > place + 1:
                return [*ends, *_after_aside(words, end)]
            if words[end - 1].form in {".", ","}:
                break
            ends.append(end)
        return ends
    if hole == "{year}":
        form = words[place].form
        return [place + 1] if len(form) == 4 and form.isdigit() and form[:2] in {"19", "20"} else []
    end = place
    while end < len(words) and end - place < 5 and words[end].form in _LEAD:
        end += 1
    money = False
    while end < len(words) and words[end].form in _MONEY:
        money, end = True, end + 1
    if end >= len(words) or not _begins_number(words, end, place):
        return []
    number = words[end].form
    end += 1
    if not number[0].isdigit():
        end = _written_out(words, end)
    while end < len(words) and (words[end].form in _SCALE or words[end].form in _MONEY or _continues(words, end)):
        money = money or words[end].form in _MONEY
        end += 1
    following = words[end].form if end < len(words) else ""
    following = words[end].form if end < len(words) else ""
    if hole == "{amount}":
        # "1.15 billion in cash", where the page says once that all is in kroner.
        return [end] if money or (words[end - 1].form in _BARE and following in _BEFORE_NO_NOUN) else []
    if money:
        return []
    if hole == "{percent}":
        return [end + 1 + (following == "per")] if following in _PERCENT else []
    if following in _PERCENT:
        return []
    if hole == "{power}":
        return [end + 1] if following in _POWER else [end] if number.endswith(("mw", "gw")) else []
    if hole == "{duration}":
        return [end + 1] if following in _TIME else []
    year = len(number) == 4 and number[:2] in {"19", "20"} and number.isdigit()
    return [] if year else [end]


def _after_aside(words: list[Word], place: int) -> list[int]:
    """Where what a name is said to be ends, after the comma before it: "Hale Optics, | a maker of lenses, | for $214 million"."""
    if place >= len(words) or words[place].form not in _OPENS_ASIDE:
        return []
    for end in range(place + 1, min(place + _LONGEST_ASIDE, len(words))):
        if words[end].form == ".":
            return []
        if words[end].form == ",":
            return [end + 1]
    return []


def _begins_number(words: list[Word], end: int, place: int) -> bool:
    form = words[end].form
    if form[0].isdigit() or form in NUMBER_WORDS:
        return True
    return form in _AFTER_ARTICLE and end > place and words[end - 1].form in {"a", "an"}


def _written_out(words: list[Word], end: int) -> int:
    """Where a number in words ends that goes on at a place: "two | hundred and ten", "five | and a half"."""
    while end < len(words):
        form = words[end].form
        ahead = words[end + 1].form if end + 1 < len(words) else ""
        if form in _WRITTEN or (form == "and" and ahead in _WRITTEN | {"a"}):
            end += 1
        elif form == "a" and ahead in {"half", "quarter"}:
            end += 2
        else:
            break
    return end


def _continues(words: list[Word], place: int) -> bool:
    """A second number of a range: "5 to 6", "130-145"."""
    form = words[place].form
    if form[0].isdigit():
        return True
    following = words[place + 1].form if place + 1 < len(words) else ""
    return form in {"to", "and"} and (following[:1].isdigit() or following in _MONEY)
