"""Numerals: reads "6,355", "6.4", "four hundred" and "five and a half" into exact decimals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from index.pattern import lazy_pattern

__all__ = ["MAGNITUDES", "NUMBER_WORD", "Numeral", "magnitude_after", "numeral_of", "read_words"]

MAGNITUDES = {
    "hundred": 2, "thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "trillion": 12,
    "k": 3, "K": 3, "m": 6, "M": 6, "mn": 6, "mm": 6, "MM": 6, "mln": 6, "Mn": 6, "MN": 6, "mil": 6, "mio": 6,
    "b": 9, "B": 9, "bn": 9, "Bn": 9, "BN": 9, "bln": 9, "bil": 9, "t": 12, "T": 12, "tn": 12, "Tn": 12, "trn": 12,
}  # fmt: skip
"""Power of ten of each word or letter that scales a number ("mm" only after money: else it is millimetres)."""

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_LARGE = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}

NUMBER_WORD = (
    r"zero|one|two|three|four(?:teen)?|five|six(?:teen)?|seven(?:teen)?|eight(?:een)?|nine(?:teen)?|ten|eleven|twelve"
    r"|thirteen|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|half an? (?:hundred|thousand|million|billion|trillion|dozen)"
    r"|an? (?:hundred|thousand|million|billion|trillion|dozen|quarter of an? (?:million|billion|trillion))"
)
"""Pattern for the words a written-out number can begin with."""

_GROUPED = lazy_pattern(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?")
_WORD = lazy_pattern(r"[\s-]{0,2}([A-Za-z]+)")
_MAGNITUDE = lazy_pattern(
    r"(?:\s{1,2}|-)(hundred|thousand|lakhs?|million|crores?|billion|trillion|mn|mln|bn|bln|tn|trn)\b", re.IGNORECASE
)
_HALF = lazy_pattern(r"\s{1,2}and\s{1,2}an?\s{1,2}(half|quarter)\b", re.I)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written, ending at `end`: `digits` significant digits, the last worth ten to the `scale`."""

    value: Decimal
    digits: int
    scale: int
    end: int

    def times(self, power: int, end: int) -> Numeral:
        """The same digits, worth ten to the `power` more."""
        return Numeral(_plain(self.value.scaleb(power)), self.digits, self.scale + power, end)


def _plain(value: Decimal) -> Decimal:
    """The value without an exponent where it is whole, so that it prints as "6400000000"."""
    return Decimal(int(value)) if value == value.to_integral_value() and value.as_tuple().exponent != 0 else value


def numeral_of(run: str, end: int) -> Numeral | None:
    """Reads a run of digits, points and commas; None where its grouping is not that of one number.

    A run longer than 24 characters is an identifier, not a number.
    """
    if len(run) > 24 or not _GROUPED.fullmatch(run):
        return None
    plain = run.replace(",", "")
    whole, _, fraction = plain.partition(".")
    significant = (whole + fraction).lstrip("0")
    return Numeral(Decimal(plain), max(1, len(significant)), -len(fraction), end)


def _from_value(value: Decimal, end: int) -> Numeral:
    """The numeral of a value written in words: "four hundred million" has one significant digit."""
    if value == 0:
        return Numeral(value, 1, 0, end)
    _, digits, exponent = value.normalize().as_tuple()
    if not isinstance(exponent, int):  # infinite or no number, which words do not make
        return Numeral(value, 1, 0, end)
    if exponent in (1, 2) and len(digits) <= 2:  # "twenty" and "two hundred" are exact as often as not
        digits, exponent = digits + (0,) * exponent, 0
    return Numeral(value, len(digits), exponent, end)


def read_words(text: str, start: int) -> Numeral | None:
    """Reads a number in words at `start`: "twenty-three million", "half a billion", "five and a half"."""
    total = group = Decimal(0)
    end = start
    seen = False
    last = ""
    factor = Decimal(1)
    while (word := _WORD.match(text, end)) and (end > start or word.start(1) == start):
        name = word[1].lower()
        gap = text[end : word.start(1)]
        if name in _ONES:
            if last == "point" or last in _ONES or (last in _TENS and (_ONES[name] > 9 or not _ONES[name])):
                break
            group += _ONES[name]
        elif name in _TENS:
            if last == "point" or last in _ONES or last in _TENS:
                break
            group += _TENS[name]
        elif name in {"a", "an"} and (not seen or last in {"half", "of"}):
            group = group or Decimal(1)
        elif name == "half" and not seen:
            factor, group = Decimal("0.5"), Decimal(1)
        elif name == "quarter" and last in {"a", "an"}:
            factor = Decimal("0.25")
        elif name == "of" and last == "quarter":
            pass
        elif name == "dozen" and group:
            group *= 12
        elif name == "hundred" and 0 < group < 100:
            group *= 100
        elif name in _LARGE and (group or total):
            total = (total + group) * 10 ** _LARGE[name] if not total else total + group * 10 ** _LARGE[name]
            group = Decimal(0)
        elif name == "point" and seen and last not in {"point", "dozen"} and group and (places := _places(text, word.end())):
            group, last, end = group + places[0], "point", places[1]
            continue
        elif name == "and" and last in {"hundred", "thousand"} and " " in gap:
            follow = _WORD.match(text, word.end())
            if not follow or (follow[1].lower() not in _ONES and follow[1].lower() not in _TENS):
                break
            last = "hundred"
            end = word.end()
            continue
        else:
            break
        seen, last, end = True, name, word.end()
    if not seen or last in {"a", "an", "of", "quarter", "half"}:
        return None
    value = _plain((total + group) * factor)
    if half := _HALF.match(text, end):
        value += Decimal("0.5") if half[1].lower() == "half" else Decimal("0.25")
        end = half.end()
        if scaled := magnitude_after(text, end):
            return _from_value(value, end).times(scaled[0], scaled[1])
    return _from_value(value, end)


def _places(text: str, position: int) -> tuple[Decimal, int] | None:
    """The places after a spoken point ("point one", "point two five") and where they end; None where none follow."""
    digits = ""
    while (word := _WORD.match(text, position)) and _ONES.get(word[1].lower(), 10) < 10:
        digits += str(_ONES[word[1].lower()])
        position = word.end()
    return (Decimal(f"0.{digits}"), position) if digits else None


def magnitude_after(text: str, position: int) -> tuple[int, int] | None:
    """The power of ten that the scale words at `position` stand for ("hundred million": 8) and where they end."""
    power = 0
    end = position
    while (found := _MAGNITUDE.match(text, end)) and power < 18:
        name = found[1].lower()
        power += MAGNITUDES.get(name) or MAGNITUDES[name.rstrip("s")]
        end = found.end()
    return (power, end) if power else None
