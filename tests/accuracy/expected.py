"""Expected values as the question set writes them ("6355 USD million", "130-145 USD billion", "2026-02-02", "no")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from index.amount import Amount

__all__ = ["Expected", "ExpectedKind", "dates_in", "read_values", "same_day", "same_value"]

_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_VALUE = re.compile(
    r"^(?:over|about|up to|under|nearly|~|≈)?\s*-?(?P<code>[A-Z]{3}\s?)?[$€£]?(?P<low>\d[\d,]*(?:\.\d+)?)"
    r"(?:\s?(?:-|–|to)\s?(?P<high>\d[\d,]*(?:\.\d+)?))?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"\b(?:USD|EUR|GBP|JPY|CNY|KRW|INR|CAD|AUD|CHF|SEK|TWD|BRL)\b")
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP"}
_SCALE_WORD = re.compile(r"(?<!\bper )\b(thousand|million|billion|trillion)\b", re.IGNORECASE)
"""What multiplies a value; "USD per million tokens" is a price."""
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = (
    re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)(?:-(?P<day>\d\d))?(?![\d-])"),
    re.compile(rf"\b{_MONTH}\s+(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
    ),
)


class ExpectedKind(StrEnum):
    """How an expected value is looked for."""

    NUMBER = "number"
    DATE = "date"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Expected:
    """One expected value.

    A number has its scale multiplied out, `high` for a range, `unit` an ISO 4217 code, "percent", or the counted
    words in lower case ("" where none are given), and `last`, the value of one unit of its last written digit.
    A date without a `day` stands for its month. Words are a name or a state of affairs ("terminated", "no").
    """

    kind: ExpectedKind
    text: str
    low: Decimal = Decimal(0)
    high: Decimal | None = None
    unit: str = ""
    last: Decimal = Decimal(1)
    year: int = 0
    month: int = 0
    day: int | None = None

    @property
    def money(self) -> bool:
        """Whether it is an amount of money."""
        return len(self.unit) == 3 and self.unit.isupper()


def read_values(values: Sequence[str]) -> list[Expected]:
    """Reads a list of values. A bare number takes the unit of the next that has one ("3973", "6355 USD million")."""
    rest = ""
    read: list[Expected] = []
    for value in reversed(values):
        plain = re.sub(r"\([^)]*\)", "", str(value)).strip()
        match = _VALUE.match(plain)
        days = dates_in(plain)
        if days and len(plain) <= 20:
            _, year, month, day = days[0]
            read.append(Expected(ExpectedKind.DATE, plain, year=year, month=month, day=day))
        elif match and not re.match(r"^[A-Za-z]*\d", match["rest"]):
            sign = (match["code"] or _SIGNS.get(next((c for c in plain if c in _SIGNS), ""), "")).strip()
            rest = match["rest"].strip() or (sign or rest)
            read.append(_number(plain, match, f"{sign} {rest}" if sign not in rest else rest))
        else:
            read.append(Expected(ExpectedKind.WORDS, plain))
    return read[::-1]


def _number(plain: str, match: re.Match[str], rest: str) -> Expected:
    scale_word = _SCALE_WORD.search(rest)
    power = _SCALES[scale_word[1].lower()] if scale_word else 0
    currency = _CURRENCY.search(rest)
    percent = re.match(r"\s*(?:%|percent)", rest)
    low_text = match["low"].replace(",", "")
    low = Decimal(low_text).scaleb(power)
    high = Decimal(match["high"].replace(",", "")).scaleb(power) if match["high"] else None
    decimals = len(low_text.partition(".")[2])
    words = _SCALE_WORD.sub("", rest).strip().lower()
    unit = currency[0] if currency else "percent" if percent else words
    return Expected(ExpectedKind.NUMBER, plain, low, high, unit, Decimal(1).scaleb(power - decimals))


def same_value(wanted: Decimal, last: Decimal, amount: Amount, said: Decimal) -> bool:
    """Whether `said`, a value of `amount`, is `wanted` at the coarser precision of the two; sign aside.

    What rounds to fewer than two significant digits must be exact: "$6 billion" does not say $6.355 billion.
    """
    wanted, said = abs(wanted), abs(said)
    if wanted == said:
        return True
    step = Decimal(1).scaleb(amount.scale)
    if step >= last:
        return said >= 10 * step and abs(wanted - said) <= step / 2
    return wanted >= 10 * last and abs(wanted - said) <= last / 2


def dates_in(text: str) -> list[tuple[int, int, int, int | None]]:
    """The dates in a text in order: offset, year, month, and the day where it is given."""
    found: dict[int, tuple[int, int, int, int | None]] = {}
    for pattern in _DATES:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            name = groups.get("month")
            month = (
                int(groups["number"])
                if name is None
                else 1 + next(i for i, full in enumerate(_MONTHS) if full.startswith(name.lower()))
            )
            day = int(groups["day"]) if groups.get("day") else None
            if not 1 <= month <= 12 or (day is not None and not _is_day(int(groups["year"]), month, day)):
                continue
            previous = next(
                (at for at in found if at <= match.start() < at + 12 or match.start() <= at < match.end()), None
            )
            if previous is not None and (found[previous][3] is not None or day is None):
                continue
            if previous is not None:
                del found[previous]
            found[match.start()] = (match.start(), int(groups["year"]), month, day)
    return [found[at] for at in sorted(found)]


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def same_day(wanted: Expected, year: int, month: int, day: int | None) -> bool:
    """Whether a date found is the expected one; an expected month is met by any of its days."""
    return (wanted.year, wanted.month) == (year, month) and (wanted.day is None or wanted.day == day)
