"""Table cells: reads a cell's number, and the unit and scale that a table's caption gives its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from index._currency import CURRENCY_PREFIX, CURRENCY_WORD, code_of_prefix, code_of_word, names_currency
from index._number import MAGNITUDES, Numeral, numeral_of
from index._unit import attached_measure, measure_after, noun_after, per_after, singular
from index.amount import Amount
from index.caseless import caseless, has_any
from index.pattern import lazy_pattern

__all__ = ["Caption", "currency_signs", "parse_cell", "scale_of_caption", "unit_in_label"]


@dataclass(frozen=True, slots=True)
class Caption:
    """What a caption such as "(in millions, except per share amounts)" says of its table's numbers.

    `unit` is an ISO currency code, a counted noun in singular, "percent", or None where it is not said; a cell's value
    is to be multiplied by `factor`, except in rows about one of the `exceptions` ("per share amounts", "ratios").
    `percentages`, `ratios` and per-share rows never take the factor, whether or not the caption says so. Where it
    is `of_document`, not of the table, the factor is for money only; where the
    unit alone is `by_document`, it is for rows that are known to be money only. `per` is what prices are for ("million tokens").
    """

    unit: str | None
    factor: Decimal
    exceptions: tuple[str, ...] = ()
    of_document: bool = False
    by_document: bool = False
    per: str | None = None

    def excepts(self, label: str) -> bool:
        """Whether the row called `label` keeps its numbers as they are written."""
        low = label.lower()
        if _NEVER_SCALED.search(low):
            return True
        for exception in self.exceptions:
            head = exception.removesuffix(" amounts").removesuffix(" data").removesuffix(" information")
            words = [singular(word) for word in re.findall(r"[a-z]+", head)]
            given = [singular(word) for word in re.findall(r"[a-z]+", low)]
            if words and all(word in given for word in words):
                return True
        return False


_NEVER_SCALED = lazy_pattern(
    r"\bper\s(?:\w+\s){0,3}share\b|\bper\s(?:unit|ads|employee|user)\b|\(%\)|\bpercent|\bmargin\b|\brate\b"
)
_QUALIFIED = lazy_pattern(
    r"(?:(?P<about>approximately|approx\.?|about|around|roughly|circa|ca?\.|est\.|~|≈)|(?P<up_to>up\sto|≤)|(?P<over>over|more\sthan|above|>)"
    r"|(?P<at_least>at\sleast|no\sless\sthan|minimum\s(?:of\s)?|≥)|(?P<nearly>nearly|almost)|(?P<under>under|less\sthan|below|<))"
    r"\s*(?=[$€£¥₹(\dA-Z.])",
    re.IGNORECASE,
)
_DURATIONS = frozenset({"day", "week", "month", "quarter", "year", "hour", "minute"})
_OR_MORE = lazy_pattern(r"(?<=\d)\+$|\s(?:or\smore|plus)$", re.IGNORECASE)
_JOINT = lazy_pattern(r"\s*(?:[–—]|(?<=[\d%A-Za-z])\s?-\s?(?=[$€£¥₹\d])|\bto\b|\band\b)\s*", re.IGNORECASE)
_JOINTS = ("–", "—", "-", "to", "and")
"""One of which a text must have to be two parts of a range."""
_DASHES = frozenset("- – — − -- --- nil n/a na nm n/m n.m. * ** none … ...".split()) | {""}
_FOOTNOTE = lazy_pattern(r"(?:\s?\((?:\d{1,2}|[a-z]{1,3})\)|\s?\[(?:\d{1,2}|[a-z])\]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+)+$")
_FOOTNOTE_ENDS = frozenset(")]*†‡§¹²³⁴⁵⁶⁷⁸⁹")
_BODY = lazy_pattern(
    r"(?P<lead>[^\d.]{0,12}?)(?P<run>\.?\d(?:[\d.,'’ \u00a0\u202f]{0,40}\d)?)(?P<close>\s?\))?(?P<tail>.{0,40})$",
    re.DOTALL,
)
_SPACED = lazy_pattern(r"\d{1,3}(?:[ \u00a0\u202f'’]\d{3})+(?:[.,]\d+)?")
_EUROPEAN = lazy_pattern(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2}")


@lru_cache(maxsize=4096)
def parse_cell(cell: str) -> Amount | None:
    """The number that a table cell holds, as written: the caller applies the caption's scale.

    Reads "$ 1,234", "(95.9)", "24.1%", "(4.2)%", "7.1x", "150 MW", "$1.2 billion" and "12,000 employees", a number with
    a word of measure before it ("approximately 61%", "up to 500") and a range ("$2.9 to $3.2 billion", "5.2 – 5.5",
    "between 4% and 5%"). Footnote marks are dropped, and the span covers the cell without them. A bracket before the
    number makes it negative, closed or not. None for a dash, "nil", "n/m", a cell with other words around the number,
    and a bare year such as "2025" (a heading, far more often than a count). "1.234,5" is read where only one reading is
    possible.
    """
    start = len(cell) - len(cell.lstrip())
    body = cell.strip()
    if body.lower() in _DASHES or len(body) > 80 or not any(c.isdigit() for c in body):
        return None
    qualified = _QUALIFIED.match(body)
    inner = body[qualified.end() :] if qualified else body
    more = _OR_MORE.search(inner)
    if more:
        inner = inner[: more.start()]
    one = _range_in(inner) or _number_in(inner)
    if one is None or ((one.high is not None or qualified or more) and one.unit in _DURATIONS):
        return None  # "1-3 years", "more than 5 years": a heading
    qualifier = str(qualified.lastgroup) if qualified else "at_least" if more else None
    left = start + (qualified.end() if qualified else 0)
    return replace(one, start=left + one.start, end=left + one.end, qualifier=qualifier)


def _range_in(body: str) -> Amount | None:
    """The range that a cell's whole text is; each end takes sign, scale and unit from the other where it has none."""
    if not has_any(caseless(body), _JOINTS):
        return None
    parts = _JOINT.split(re.sub(r"^between\s+", "", body, flags=re.IGNORECASE))
    if len(parts) != 2 or not all(re.search(r"\d", part) for part in parts):
        return None
    low, high = (part.strip() for part in parts)
    if re.fullmatch(r"(?:19|20)\d\d", low):
        return None
    tail = re.search(r"[A-Za-z%][^\d]*$", high)
    if tail and not re.search(r"[A-Za-z%]\s*$", low):
        low += " " + tail[0] if tail[0][0] != "%" else tail[0]
    first, last = _number_in(low), _number_in(high)
    if first is None or last is None or first.value >= last.value:
        return None
    if first.unit and last.unit and first.unit != last.unit:
        return None
    unit = first.unit or last.unit
    return replace(first, start=0, end=len(body), unit=unit, high=last.value)


def _number_in(body: str) -> Amount | None:
    start = 0
    marked = _FOOTNOTE.search(body) if body.rstrip()[-1:] in _FOOTNOTE_ENDS else None
    if marked and re.search(r"\d", body[: marked.start()]):
        body = body[: marked.start()].rstrip()
    found = _BODY.match(body)
    if not found:
        return None
    lead, tail = found["lead"].strip(), found["tail"].strip()
    numeral = _numeral(found["run"], found.end("run"))
    if numeral is None:
        return None
    opened = "(" in lead
    closed = bool(found["close"]) or tail.startswith(")") or tail.endswith(")")
    negative = opened or any(sign in lead for sign in _MINUS)  # the closing bracket may be a cell of its own
    if closed and not opened:
        return None
    sign = lead.replace("(", "").strip(f"{_MINUS} +~<>≥≤≈")
    unit = ""
    if sign:
        if not (prefix := CURRENCY_PREFIX.fullmatch(sign)):
            return None
        unit = code_of_prefix(prefix["cur"])
    tail, per = _priced(tail.strip("() ")) if unit else (tail.strip("() "), None)
    numeral_unit = _tail_unit(tail, numeral, unit)
    if numeral_unit is None:
        return None
    numeral, unit = numeral_unit
    if not unit and re.fullmatch(r"(?:19|20)\d\d", found["run"]) and not negative and not opened:
        return None
    value = -numeral.value if negative else numeral.value
    return Amount(start, start + len(body), value, unit, per=per, digits=numeral.digits, scale=numeral.scale)


_MINUS = "-−–△"
"""Signs of a negative number; the triangle is that of statements in Korea and Japan. A black one is an arrow elsewhere."""


def _priced(tail: str) -> tuple[str, str | None]:
    """What follows a sum without what it is paid for, and that: "per seat", "/user/month", "a month per seat"."""
    rest, per = tail, None
    while rest and (found := per_after(" " + rest, 0)) is not None:
        rest, per = (" " + rest)[found.end :].strip(" ,"), found.name
    return ("", per) if per is not None and not rest else (tail, None)


def _numeral(run: str, end: int) -> Numeral | None:
    if run.startswith("."):
        return numeral_of("0" + run, end)
    if (numeral := numeral_of(run, end)) is not None:
        return numeral
    if _SPACED.fullmatch(run):
        return numeral_of(re.sub(r"[ \u00a0\u202f'’]", "", run).replace(",", "."), end)
    if _EUROPEAN.fullmatch(run):
        return numeral_of(run.replace(".", "").replace(",", "."), end)
    return None


def _tail_unit(tail: str, numeral: Numeral, unit: str) -> tuple[Numeral, str] | None:
    """Applies what follows the digits in a cell ("%", "x", "bn", "million", "MW"); None for other words."""
    if not tail:
        return numeral, unit
    word = re.match(r"(?:-(?=[a-z]{2}))?([A-Za-z]+)\b", tail)
    if word and (word[1] in MAGNITUDES or word[1].lower() in MAGNITUDES) and (unit or word[1] != "mm"):
        power = MAGNITUDES.get(word[1]) or MAGNITUDES[word[1].lower()]
        rest = tail[word.end() :].strip()
        return _tail_unit(rest, numeral.times(power, numeral.end), unit)
    if unit:
        iso = CURRENCY_WORD.fullmatch(tail)
        return (numeral, code_of_word(iso)) if iso else None
    if measure := measure_after(" " + tail, 0):
        return (numeral, measure.name) if measure.end >= len(tail) + 1 else None
    if name := attached_measure(tail):
        return numeral, name
    if money := CURRENCY_WORD.fullmatch(" " + tail):
        return numeral, code_of_word(money)
    noun = noun_after(" " + tail, 0)
    if noun and noun.end >= len(tail) + 1:
        return numeral, noun.name
    return None


_FACTOR = lazy_pattern(
    r"(?<![A-Za-z\d])(?<!\d,)(?P<word>thousands?|millions?|billions?|trillions?|[’']?000s?|mn|bn|mln|mm)(?![A-Za-z])", re.I
)
_THE_THOUSAND = lazy_pattern(r"(?:\bin |\()[$€£]?\s?1,000s?\b")
"""How a scale is written as a number: "(in $1,000)", unlike "allowances of $985 and $1,000"."""
_PER_MANY = lazy_pattern(r"(?:\bper|/|\bfor\s(?:each|every|an?|one))\s?(?:(?:one|1)\s)?(?:\d[\d,]*\s?|thousand|million|billion|[1-9]?[MK])\b\s?(?:[a-z]+\s){0,2}?[a-z]+s\b", re.I)
_FOR_EACH = lazy_pattern(r"^for\s(?:each|every|an?|one)\b", re.IGNORECASE)
_CODES = "RMB|CNY|USD|EUR|GBP|JPY|BRL|INR|CAD|AUD|CHF|KRW|SEK|NOK|DKK|HKD|SGD|TWD|ILS|MXN|ZAR|AED|SAR"
# "FROM" is no scale of a currency FRO.
_LONE = lazy_pattern(rf"(?:[$€£¥₹]\s?|\b(?:{_CODES})\s?)(?P<word>[mMbBkK]|bn|mn|MM|mm)(?![A-Za-z])")
_EXCEPT = lazy_pattern(
    r"(?:\bexcept|\bexcluding|\bother\sthan)(?:\s(?:for|as|where|otherwise|noted|indicated|stated|the|all))*"
    r"\s(?P<what>[^();.:|\n]{3,120})",
    re.IGNORECASE,
)
_SIGN = lazy_pattern(
    r"(?<![A-Za-z])(?:U\.S\.\s?\$|(?:US|R|CAD?|C|AU?|NZ|HK|SG?|NT|MX)?\$|[€£¥₹₩]|(?:"
    rf"{_CODES})(?![A-Za-z]))",
    begins=(
        *("$", "us$", "r$", "ca$", "cad$", "c$", "a$", "au$", "nz$", "hk$", "s$", "sg$", "nt$", "mx$", "u.s.", "€", "£", "¥", "₹", "₩"),
        *map(str.lower, _CODES.split("|")),
    ),
)
_OF_NOUN = lazy_pattern(
    r"\b(?:thousands|millions|billions|hundreds)\sof\s(?!U\.S\.|US\b|shares\sand)"
    r"(?P<noun>(?:[a-z][a-z-]*\s){0,2}?[a-z-]+s|people)\b",
    re.IGNORECASE,
)
_NOUN_IN = lazy_pattern(r"\b(?P<noun>[A-Za-z]+s|headcount)\sin\s(?:thousands|millions|billions)\b")
_IN_MEASURE = lazy_pattern(r"(?:\bin\s|\(|,\s|^)(?P<what>(?:mega|giga|kilo|tera)watts?|[MGKk]W|[MGTk]Wh)(?![A-Za-z])(?!\sof\b)")
_IN_PERCENT = lazy_pattern(r"\(%\)|\bin\spercent(?:ages?)?\b|\bpercentages?\sof\b|^\s*(?:%|percent)\s*$", re.I)
_POWERS = {"thousand": 3, "000": 3, "’000": 3, "'000": 3, "million": 6, "billion": 9, "trillion": 12}
_POWERS |= {"mn": 6, "bn": 9, "mln": 6, "mm": 6, "m": 6, "b": 9, "k": 3}


_NEEDED = (
    *("thousand", "million", "billion", "trillion", "hundred", "000", "mn", "bn", "mln", "mm", "percent", "%", "watt", "mw", "gw", "kw", "twh"),
    *("$", "€", "£", "¥", "₹", "₩", *map(str.lower, _CODES.split("|"))),
)
"""Strings one of which, or the name of a currency, has all that says a unit or a scale: most rows' labels have none."""
_GOES_ON = lazy_pattern(r",\s+(?=(?:are|is|were|was|have been|has been)\b)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def scale_of_caption(text: str) -> Caption | None:
    """What a table's caption or heading says of its numbers' unit and scale, or None where it says neither.

    Reads "(in thousands, except per share amounts)", "In millions of U.S. dollars", "R$ thousand", "$ in millions",
    "(thousands of employees)". Pass the caption, heading or header cell, not running text.
    """
    text = _JOINED.sub(lambda said: f"{said['code'] or said['first']} {_SCALE_OF[(said['scale'] or said['last']).lower()]}", _UNLESS.sub(" ", text[:400]))
    text = _THE_THOUSAND.sub(lambda said: said[0].replace("1,000", "000"), text)
    if not has_any(caseless(text), _NEEDED) and not names_currency(text):
        return None
    exceptions: list[str] = []
    priced = _PER_MANY.search(text)
    per = per_after(" " + _FOR_EACH.sub("per", priced[0]), 0) if priced else None
    # "US dollars per million tokens" is no scale.
    main = text = _PER_MANY.sub(" ", text)
    if left_out := _EXCEPT.search(text):
        # "All amounts, except per-share amounts, are in millions": the sentence goes on after what it leaves out.
        what = _GOES_ON.split(left_out["what"], maxsplit=1)[0]
        main = text[: left_out.start()] + " " + text[left_out.start("what") + len(what) if what != left_out["what"] else left_out.end() :]
        for listed in re.split(r",|\band\b|\bor\b", what):
            part = re.sub(r"^(?:for|as|where|otherwise)\s", "", " ".join(listed.lower().split()).strip(" -–"))
            if part and part not in {"as noted", "noted", "otherwise noted", "indicated", "unaudited"}:
                exceptions.append(part)
    scale = _FACTOR.search(main) or _LONE.search(main)
    unit = _caption_unit(main)
    if scale is None and unit is None:
        return None
    word = scale["word"].lower() if scale else ""
    power = _POWERS.get(word) or _POWERS.get(word.rstrip("s")) or 0
    return Caption(unit, Decimal(10) ** power, tuple(exceptions), per=per.name if per else None)


_UNLESS = lazy_pattern(r",?\s(?:unless|except where|except as)\s(?:otherwise\s)?(?:noted|stated|indicated|specified|shown|described)\b", re.IGNORECASE)
_SCALE_OF = {"m": "million", "t": "thousand", "k": "thousand", "bn": "billion"}
_JOINED = lazy_pattern(r"(?<![A-Za-z])(?:(?P<scale>[MmTtKk])(?P<code>SEK|NOK|DKK|EUR|USD|GBP|CHF|PLN)|(?P<first>SEK|NOK|DKK|EUR|USD|GBP|CHF|PLN)(?P<last>[mk]|bn))(?![A-Za-z])")
"""A currency with its scale, written as one word: "MSEK", "TEUR", "SEKm"."""


def currency_signs(text: str) -> Iterator[str]:
    """Yield the ISO code of every currency sign or code in a text, in order."""
    for sign in _SIGN.finditer(text):
        yield code_of_prefix(sign[0])


@lru_cache(maxsize=4096)
def unit_in_label(label: str) -> str:
    """The unit that a row's label or a header gives beside its words: "Power (MW)", "Lead time, months"; "" if none."""
    found = _UNIT_BESIDE.search(label)
    beside = (attached_measure(found["what"].strip()) or "") if found else ""
    power = None if beside else _POWER_IN.search(label)
    return (attached_measure(power[0]) or "") if power else beside


_POWER_IN = lazy_pattern(r"(?<![A-Za-z])(?:MW|GW|(?:[Mm]ega|[Gg]iga)watts?)(?![A-Za-z])")


_UNIT_BESIDE = lazy_pattern(r"(?:\((?:in\s)?|,\s(?:in\s)?|^\s*)(?P<what>[A-Za-z][A-Za-z -]{1,14}?)\s*(?:\)|$)")


def _caption_unit(text: str) -> str | None:
    if sign := _SIGN.search(text):
        return code_of_prefix(sign[0])
    counted = _OF_NOUN.search(text) or _NOUN_IN.search(text)
    # A code inside a word is none: "country" ends in Turkey's.
    money = None if not names_currency(text) else next((m for m in CURRENCY_WORD.finditer(text) if not text[max(0, m.start() - 1) : m.start()].isalpha() or m[0][0].isspace()), None)
    if money and (not counted or CURRENCY_WORD.fullmatch(" " + counted["noun"].split()[-1])):
        return code_of_word(money)
    if counted and counted["noun"].lower() not in {"amounts", "figures", "numbers", "thousands", "data", "values"}:
        return singular(counted["noun"].split()[-1])
    if measured := _IN_MEASURE.search(text):
        return attached_measure(measured["what"]) or None
    if _IN_PERCENT.search(text):
        return "percent"
    return None
