"""One number in text with its sign, currency, scale and closed unit: half of a range, or an amount before its noun."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index._currency import CURRENCY_PREFIX, CURRENCY_WORD, code_of_prefix, code_of_word
from index._not_amount import is_label, token_is_address
from index._number import MAGNITUDES, NUMBER_WORD, Numeral, magnitude_after, numeral_of, read_words
from index._unit import Unit, attached_measure, measure_after, noun_after
from index.pattern import lazy_pattern

__all__ = ["CANDIDATE", "Term", "term_at"]

CANDIDATE = lazy_pattern(rf"\d(?:[\d.,]*\d)?|\b(?=[aefhnostzAEFHNOSTZ])(?:{NUMBER_WORD})\b", re.IGNORECASE)
"""Matches where a number may be: a run of digits, or a number word."""

_LETTERS = lazy_pattern(r"[A-Za-z×%％]+")
_JUNK = lazy_pattern(r"(?:[-/:.,]?\d+|[-/]\w+)*")
_SHORT_SCALE = lazy_pattern(r"\s([KkMmB]|[Mm]n|MM)(?![\w'’-])")
_SPACED = lazy_pattern(r"\d{1,3}(?:(?P<gap>[ \u00a0\u202f\u2009])\d{3})(?:(?P=gap)\d{3})*(?:[.,]\d{1,2})?(?!\d|[.,]\d)")
"""A number whose thousands are apart, as it is written in the Nordic countries, France or Poland: "SEK 1 284 m"."""
_TOLD_BY = lazy_pattern(r"\b(?:jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|week|day|page|pages|phase|level|version|model|series|no|number|chapter|section|item|note|step|hall|q[1-4]|h[12])\.?\s$", re.IGNORECASE)
"""What stands before a number that is by itself, with another behind it: "on May 21 400 people left"."""
_MINUS_WORD = lazy_pattern(r"\b(?:minus|negative)\s$", re.IGNORECASE)
_WORD_BEFORE = lazy_pattern(r"([A-Za-z]+)\s{0,2}$")
_CODE_HINT = lazy_pattern(r"(?:\b[A-Z]{3}|\bRs\.?)$")
_FRACTION = lazy_pattern(r"[\s-](?:thirds?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|halves)\b", re.I)
_SIGNS = frozenset("$€£₹₩₽₺₪₫฿₱₦￥¥")
_NEGATIVE_LEAD = frozenset(
    "of was were is to at from or and by loss losses totaled totalled deficit share unit approximately about".split()
)
_PART_OF_NAME = frozenset("_#№§/=&@:'’^.\\")
_MOST_PENCE = 200
"""Above it "p" is for lines of a picture, as in 1080p."""
_SPELT = {"million", "billion", "trillion", "thousand"}


_IN_MILLIONS = lazy_pattern(r"(?<![A-Za-z])[Mm](?P<code>SEK|NOK|DKK|EUR|USD|CHF|GBP|PLN)[ \u00a0]?$")
_OF_MILLIONS = lazy_pattern(r"[ \u00a0](?:[Mm](?P<code>SEK|NOK|DKK|EUR|USD|CHF|GBP|PLN))(?![A-Za-z])")
"""A currency with its scale before it, as it is written in the Nordic countries: "MSEK 1 284", "1 284 MSEK"."""


@dataclass(frozen=True, slots=True)
class Term:
    """A number at `text[start:end]`, scaled out.

    `written` is its digits or words alone, `scaled` whether a scale word multiplied them.
    """

    start: int
    end: int
    numeral: Numeral
    currency: str | None
    unit: Unit | None
    scaled: bool
    written: str

    @property
    def power(self) -> int:
        """The power of ten that the scale word stands for."""
        _, _, fraction = self.written.partition(".")
        return self.numeral.scale + len(fraction)


@dataclass(frozen=True, slots=True)
class _Lead:
    """What stands before a number's digits, from `head` on."""

    head: int
    currency: str | None = None
    negative: bool = False
    opened: bool = False


def term_at(text: str, match: re.Match[str], floor: int) -> tuple[Term | None, int]:
    """The number at a match of `CANDIDATE` and where to go on; None for what is no amount.

    The number does not reach back before `floor`.
    """
    start, end = match.span()
    if not text[start].isdigit():
        return _worded(text, start, end)
    run = match[0]
    if not run.isascii():
        return None, end
    if start > floor and text[start - 1] == "." and (start < 2 or not text[start - 2].isalnum()) and run.isdigit():
        start, run = start - 1, "0." + run
    numeral = _spaced(text, start) or numeral_of(run, end)
    if numeral is None:
        return None, _past_junk(text, end)
    return _numbered(text, start, numeral, floor)


def _spaced(text: str, start: int) -> Numeral | None:
    """The number at a place whose thousands are apart; None where two numbers may stand side by side.

    A space that does not break holds them together; a plain one does beside a currency or a unit, or between brackets.
    """
    found = _SPACED.match(text, start)
    if found is None or (start and (text[start - 1].isalnum() or text[start - 1] in ".,")):
        return None
    if found["gap"] == " " and len(found.group().split()) < _SURE_GROUPS:
        hint = text[max(0, start - 8) : start].rstrip(" \u00a0(−-–")
        money = bool(hint) and (hint[-1] in _SIGNS or bool(_CODE_HINT.search(hint)) or hint[-1:].isupper())
        before, behind = text[max(0, start - 3) : start].rstrip(" ")[-1:], text[found.end() : found.end() + 3].lstrip(" ")[:1]
        # All of what stands between brackets or between the bars of a table's row.
        bracketed = (before == "(" and behind == ")") or (before == "|" and behind in {"|", "", "\n"})
        counted = measure_after(text, found.end()) or noun_after(text, found.end()) or CURRENCY_WORD.match(text, found.end()) or _OF_MILLIONS.match(text, found.end())
        if not (money or bracketed or (counted and not _TOLD_BY.search(text[max(0, start - 12) : start]))):
            return None
    return numeral_of(re.sub(r"\s", "", found.group()).replace(",", "."), found.end())


_SURE_GROUPS = 3
"""Groups of digits side by side that are one number whatever stands around them: "82 300 000"."""


def _past_junk(text: str, position: int) -> int:
    """The end of the identifier, date or address that goes on at `position`."""
    found = _JUNK.match(text, position)
    return found.end() if found else position


def _worded(text: str, start: int, end: int) -> tuple[Term | None, int]:
    if start and (text[start - 1].isalnum() or text[start - 1] in "-'’_/"):
        return None, end
    numeral = read_words(text, start)
    if numeral is None or _FRACTION.match(text, numeral.end):
        return None, end
    written = text[start : numeral.end]
    term = _with_unit(text, start, numeral, written, scaled=numeral.value >= 1000)
    if written.lower() == "one" and not term.unit and not term.currency:
        return None, numeral.end
    return term, term.end


def _numbered(text: str, start: int, numeral: Numeral, floor: int) -> tuple[Term | None, int]:
    end, scale = numeral.end, numeral.scale
    written = text[start:end]
    lead = _lead(text, start, floor)
    if lead.currency is None and _is_inside_name(text, lead.head, floor):
        return None, _past_junk(text, end)
    if lead.currency is None and token_is_address(text, start):
        return None, end
    after = text[end : end + 1]
    if after in {"/", ":"} and lead.currency is None and text[end + 1 : end + 2].isdigit():
        return None, _past_junk(text, end)
    closing = lead.opened and after == ")"
    if closing:
        numeral = replace(numeral, end=end + 1)
    elif letters := _LETTERS.match(text, end):
        if letters[0] == "p" and lead.currency is None and numeral.value < _MOST_PENCE:
            pence = numeral.times(-2, letters.end())
            return Term(lead.head + lead.opened, letters.end(), pence, "GBP", None, scaled=False, written=written), letters.end()
        power = _attached_power(letters[0], money=lead.currency is not None)
        if power is None:
            return None, letters.end()
        if power:
            numeral = numeral.times(power, letters.end())
    head = lead.head
    millions = None if lead.currency else _IN_MILLIONS.search(text, max(floor, start - 8), start) or _OF_MILLIONS.match(text, numeral.end)
    if millions is not None:
        first, last = min(millions.start(), head), max(millions.end(), numeral.end)
        return Term(first, last, numeral.times(6, last), millions["code"], None, scaled=True, written=written), last
    if lead.negative or (lead.opened and _bracket_negates(text, lead, written, closing=closing)):
        numeral = replace(numeral, value=-numeral.value)
    elif lead.opened:  # an aside, not an accountant's minus
        head += 1
        numeral = replace(numeral, end=end) if closing else numeral
        closing = False
    numeral = _scaled(text, numeral, money=lead.currency is not None)
    scaled = numeral.scale > scale
    if head == lead.head and lead.opened and not closing and text[numeral.end : numeral.end + 1] == ")":
        numeral = replace(numeral, end=numeral.end + 1)
    term = _with_unit(text, head, numeral, written, scaled=scaled, currency=lead.currency)
    if not (term.currency or term.unit or scaled) and is_label(text, head, end, written):
        return None, _past_junk(text, end)
    return term, term.end


def _is_inside_name(text: str, head: int, floor: int) -> bool:
    """Whether a letter, hyphen or sign before a number makes it part of a name: "H100", "GPT-5", "#12", "a@1"."""
    if head <= floor:
        return False
    before = text[head - 1]
    if before.isalnum() or before in _PART_OF_NAME:
        return True
    return before in "-–—" and head >= 2 and (text[head - 2].isalnum() or text[head - 2] in ").")


def _attached_power(letters: str, *, money: bool) -> int | None:
    """The power of ten of letters straight after a number, 0 for a unit, None for what makes it a name ("5G")."""
    if letters in MAGNITUDES and (money or letters not in {"mm", "t", "b"}):
        return MAGNITUDES[letters]
    if letters.lower() in _SPELT:
        return MAGNITUDES[letters.lower()]
    code = len(letters) == 3 and letters.isupper()
    return 0 if letters in {"%", "％"} or attached_measure(letters) or code else None


def _scaled(text: str, numeral: Numeral, *, money: bool) -> Numeral:
    """The numeral times the scale words that follow it; single letters after a space only where it is money."""
    if power := magnitude_after(text, numeral.end):
        return numeral.times(power[0], power[1])
    if money and numeral.scale <= 0 and (short := _SHORT_SCALE.match(text, numeral.end)):
        return numeral.times(MAGNITUDES[short[1]], short.end())
    return numeral


def _with_unit(
    text: str, start: int, numeral: Numeral, written: str, *, scaled: bool, currency: str | None = None
) -> Term:
    """Adds the currency word or closed unit that follows a number."""
    end = numeral.end
    unit: Unit | None = None
    if currency is None:
        letters = _LETTERS.match(text, end)
        name = attached_measure(letters[0]) if letters else None
        unit = Unit(name, end, letters.end()) if letters and name else measure_after(text, end)
        word = CURRENCY_WORD.match(text, end) if unit is None else None
        if word and (word["word"] or "").lower() != "won":  # the verb, far more often than the money
            currency, end = code_of_word(word), word.end()
            numeral = numeral.times(-2, end) if word["cents"] else numeral
        elif unit:
            end = unit.end
    elif (word := CURRENCY_WORD.match(text, end)) and word["iso"] == code_of_word(word):
        currency, end = code_of_word(word), word.end()  # "$5 million CAD"
    return Term(start, end, numeral, currency, unit, scaled, written)


def _lead(text: str, start: int, floor: int) -> _Lead:
    """The currency before a number, where the whole begins, whether a sign negates it, and if a bracket opens it."""
    low = max(floor, start - 14)
    before = text[low:start]
    hint = before.rstrip(" \u00a0\u202f(−-–")
    currency: str | None = None
    head = start
    negative = opened = False
    likely = bool(hint) and (hint[-1] in _SIGNS or bool(_CODE_HINT.search(hint)))
    if likely and (found := CURRENCY_PREFIX.search(before)):
        currency = code_of_prefix(found["cur"])
        head = low + found.start("cur")
        inner = (found["inner"] or "").strip()
        opened = inner == "("
        negative = bool(inner) and not opened
    if head > floor and text[head - 1] == "(" and not opened:
        opened = True
        head -= 1
    elif head > floor and text[head - 1] in "-−" and not negative:
        outer = text[head - 2] if head >= 2 else " "
        if outer in " \t\n\u00a0(|" or (currency and not outer.isalnum()):
            head, negative = head - 1, True
    if not negative and (word := _MINUS_WORD.search(text[max(floor, head - 10) : head])):
        head, negative = head - len(word[0]), True
    return _Lead(head, currency, negative, opened)


def _bracket_negates(text: str, lead: _Lead, written: str, *, closing: bool) -> bool:
    """Whether a bracket before a number is an accountant's minus rather than an aside."""
    if text[lead.head] != "(":
        return True  # "$(0.09)"
    if closing and lead.currency is None and ("," in written or "." in written):
        return True
    if closing and magnitude_after(text, text.index(")", lead.head) + 1):
        return True
    if lead.currency is None:
        return False
    word = _WORD_BEFORE.search(text[max(0, lead.head - 20) : lead.head])
    return word is not None and word[1].lower() in _NEGATIVE_LEAD
