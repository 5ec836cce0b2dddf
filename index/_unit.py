"""Units: what a number counts or is measured in, and what it is per."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.pattern import lazy_pattern

__all__ = ["MEASURES", "Unit", "attached_measure", "measure_after", "noun_after", "per_after", "plural", "singular"]

MEASURES = {
    "percent": "percent", "per cent": "percent", "pct": "percent", "percentage point": "percentage_points",
    "percentage points": "percentage_points", "pp": "percentage_points", "ppt": "percentage_points",
    "ppts": "percentage_points", "basis point": "basis_point", "basis points": "basis_point", "bps": "basis_point",
    "bp": "basis_point", "times": "ratio", "x": "ratio", "×": "ratio",
    "hour": "hour", "hours": "hour", "hr": "hour", "hrs": "hour", "minute": "minute", "minutes": "minute",
    "min": "minute", "mins": "minute", "second": "second", "seconds": "second", "sec": "second", "secs": "second",
    "millisecond": "millisecond", "milliseconds": "millisecond", "ms": "millisecond", "day": "day", "days": "day",
    "week": "week", "weeks": "week", "wk": "week", "wks": "week", "month": "month", "months": "month",
    "year": "year", "years": "year",
    "yr": "year", "yrs": "year", "decade": "decade", "decades": "decade", "quarters": "quarter",
    "watt": "watt", "watts": "watt", "kilowatt": "kilowatt", "kilowatts": "kilowatt", "kw": "kilowatt",
    "megawatt": "megawatt", "megawatts": "megawatt", "mw": "megawatt", "gigawatt": "gigawatt",
    "gigawatts": "gigawatt", "gw": "gigawatt", "terawatt": "terawatt", "terawatts": "terawatt", "tw": "terawatt",
    "kwh": "kilowatt hour", "mwh": "megawatt hour", "gwh": "gigawatt hour", "twh": "terawatt hour",
    "kilowatt-hour": "kilowatt hour", "kilowatt-hours": "kilowatt hour", "kilowatt hours": "kilowatt hour",
    "megawatt-hour": "megawatt hour", "megawatt-hours": "megawatt hour", "megawatt hours": "megawatt hour",
    "gigawatt-hours": "gigawatt hour", "gigawatt hours": "gigawatt hour", "terawatt-hours": "terawatt hour",
    "terawatt hours": "terawatt hour",
    "kb": "kilobyte", "mb": "megabyte", "gb": "gigabyte", "tb": "terabyte", "pb": "petabyte", "eb": "exabyte",
    "kilobytes": "kilobyte", "megabytes": "megabyte", "gigabytes": "gigabyte", "gigabyte": "gigabyte",
    "terabytes": "terabyte", "terabyte": "terabyte", "petabytes": "petabyte", "petabyte": "petabyte",
    "exabytes": "exabyte", "bit": "bit", "bits": "bit", "gbps": "gigabit per second", "tbps": "terabit per second",
    "hz": "hertz", "khz": "kilohertz", "mhz": "megahertz", "ghz": "gigahertz", "nm": "nanometer",
    "nanometer": "nanometer", "nanometers": "nanometer", "mm": "millimeter", "cm": "centimeter", "km": "kilometer",
    "kilometers": "kilometer", "kilometres": "kilometer", "kilometer": "kilometer", "mile": "mile", "miles": "mile",
    "meter": "meter", "meters": "meter", "metres": "meter", "metre": "meter", "foot": "foot", "feet": "foot",
    "square foot": "square foot", "square feet": "square foot", "sq ft": "square foot", "sq. ft.": "square foot",
    "square meters": "square meter", "square metres": "square meter", "acre": "acre", "acres": "acre",
    "inch": "inch", "inches": "inch", "kg": "kilogram", "kilograms": "kilogram", "ton": "ton", "tons": "ton",
    "tonne": "tonne", "tonnes": "tonne", "metric tons": "tonne", "metric ton": "tonne",
    "petaflops": "petaflop", "petaflop": "petaflop", "exaflops": "exaflop", "exaflop": "exaflop",
    "teraflops": "teraflop", "teraflop": "teraflop", "gigaflops": "gigaflop",
}  # fmt: skip
"""Words of a closed list that close a number, and the unit each means; matched without regard to case."""

_MEASURE = lazy_pattern(
    r"(?:\s{0,2}(%|¢(?!.)|°)|(?:\s{1,2}|-)("
    + "|".join(sorted((re.escape(w) for w in MEASURES if len(w) > 1), key=len, reverse=True))
    + r")(?![\w])(?!-for-))",
    re.IGNORECASE,
)
_SHORT_MEASURES = frozenset("pp bp wk hr yr ms nm km cm kg mm".split())
_PERCENT = lazy_pattern(r"\s{0,2}[%％]")
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "data": "data",
    "staff": "staff", "personnel": "personnel", "headcount": "headcount", "series": "series", "aircraft": "aircraft",
    "businesses": "business", "buses": "bus", "gases": "gas", "lenses": "lens", "media": "media", "indices": "index",
    "criteria": "criterion", "analyses": "analysis", "movies": "movie", "cookies": "cookie", "selfies": "selfie",
    "salespeople": "salesperson", "movie": "movie", "lives": "life", "wives": "wife", "shelves": "shelf",
    "halves": "half", "police": "police", "crew": "crew", "faculty": "faculty", "apis": "api", "species": "species",
    "statuses": "status", "viruses": "virus", "bonuses": "bonus", "campuses": "campus", "caches": "cache",
    "axes": "axis", "employee": "employee", "ties": "tie", "pies": "pie", "dies": "die", "software": "software",
}  # fmt: skip
_PLURAL_OF = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "business": "businesses",
    "salesperson": "salespeople", "life": "lives", "square foot": "square feet", "index": "indices", "die": "dies",
    "criterion": "criteria", "analysis": "analyses", "basis_point": "basis points", "hertz": "hertz",
    "staff": "staff", "personnel": "personnel", "headcount": "headcount", "data": "data", "series": "series",
    "aircraft": "aircraft", "software": "software", "media": "media", "police": "police", "species": "species",
}  # fmt: skip
_MASS = {"staff", "personnel", "people", "men", "women", "children", "feet", "aircraft", "salespeople", "headcount"}
_MASS |= {"police", "crew", "faculty", "criteria", "indices", "followers"}

# Words a counted noun phrase cannot run across.
_STOP = frozenset(
    "a an the of in on at by for from to with as and or but nor than that which who whom whose where when while if is "
    "are was were be been being has have had do does did will would can could may might must shall should not no this "
    "these those it its their his her our your my they he she we you i per each every versus vs via into onto over "
    "under above below between among during before after since until through across about against around because so "
    "then also both either neither only just yet still even due up down out off away ago later earlier apart "
    "includes represents comes means remains makes goes gets takes seems says shows plus minus less more most least "
    "what how why there here amid toward towards within without upon compared respectively including excluding "
    "increased decreased grew rose fell represented came went said reported announced totaled totalled until "
    "worldwide globally all any some such other others".split()
)
_NOT_PLURAL = frozenset(
    "us as is was has its this his plus versus less across thus always perhaps towards besides works".split()
)
_GIVEN = lazy_pattern(r"(?:\s{1,2}|-)([A-Za-z][A-Za-z0-9]*(?:[-'’&/][A-Za-z0-9]+)*)")
_LIKELY_VERB_END = ("ss", "ous", "us", "is", "'s", "’s")

_ACRONYM = lazy_pattern(r"[A-Z][A-Z0-9]+s|[A-Za-z]?[gctnd]pus|skus|menus")

_PERIODIC = {"annually": "year", "yearly": "year", "monthly": "month", "daily": "day", "weekly": "week"}
_PERIODIC |= {"quarterly": "quarter", "hourly": "hour"}
_SHORT = {
    "mo": "month", "mth": "month", "yr": "year", "hr": "hour", "h": "hour", "min": "minute", "s": "second",
    "tok": "token", "sec": "second", "wk": "week", "d": "day", "q": "quarter", "toks": "token",
    "annum": "year", "capita": "person", "diem": "day",
    "kwh": "kilowatt hour", "mwh": "megawatt hour", "gpu-hr": "gpu hour", "gpu-hour": "gpu hour", "head": "person",
}  # fmt: skip
_ARTICLE_PER = (
    "share|month|year|day|week|hour|quarter|minute|second|user|seat|person|piece|barrel|ton|tonne|unit|gallon|pound"
    "|ounce|token|employee|head|acre|night|chip|gpu|subscriber|customer|watt|kilowatt|megawatt|gigawatt"
)
_PER = lazy_pattern(
    r"\s{0,2}(?:(?:per|for\s(?:each|every)|/|each(?=\s(?:year|month|day|week|quarter|hour)\b)"
    r"|every(?=\s(?:year|month|day|week|quarter|hour)\b)|(?P<article>an?)(?=\s(?:" + _ARTICLE_PER + r")\b))"
    r"(?:\s{0,2}|-)(?:one\s|a\s)?(?P<number>1,000,000|1,000|1000|100|1)?\s?"
    r"(?P<scale>hundred|thousand|million|billion|[KMB](?=\s|tok))?\s?(?P<noun>[A-Za-z][A-Za-z-]*)?"
    r"|(?P<adverb>annually|yearly|monthly|daily|weekly|quarterly|hourly)\b)",
    re.IGNORECASE,
)
_AGO = lazy_pattern(r"\s{1,2}(?:earlier|ago|before|prior|later|previously|from\snow|and\sa\s(?:half|quarter))\b")
_NUMBERED = {"1,000,000": "million", "1,000": "thousand", "1000": "thousand", "100": "hundred"}
_LETTERED = {"k": "thousand", "m": "million", "b": "billion"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's name in singular, and where its words start and end."""

    name: str
    start: int
    end: int


def singular(noun: str) -> str:
    """The lower-case singular of an English noun, as far as spelling tells: "GPUs" is "gpu"."""
    word = noun.lower().removesuffix("'s").removesuffix("’s").rstrip("'’")
    if "-" in word:
        stem, _, last = word.rpartition("-")
        return f"{stem}-{singular(last)}"
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if _ACRONYM.fullmatch(noun):
        return word[:-1]
    if len(word) <= 2 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ous")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def plural(noun: str) -> str:
    """The plural people read: "company" is "companies"; a unit of several words has its last one inflected."""
    if noun in _PLURAL_OF:
        return _PLURAL_OF[noun]
    if " " in noun and " per " not in noun:
        stem, _, last = noun.rpartition(" ")
        return f"{stem} {plural(last)}"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "sh", "ch", "x", "z")):
        return noun + "es"
    return noun + "s"


def attached_measure(letters: str) -> str | None:
    """The unit written straight after a number: "150MW", "80GB", "7.1x"."""
    if letters in {"h", "d"}:
        return None
    return MEASURES.get(letters.lower())


def measure_after(text: str, position: int) -> Unit | None:
    """A unit of the closed list at `position`: "%", " percent", "-year", " megawatts"."""
    if found := _PERCENT.match(text, position):
        return Unit("percent", position, found.end())
    found = _MEASURE.match(text, position)
    if not found or not found[2]:
        return None
    word = found[2]
    if len(word) <= 2 and word.islower() and word not in _SHORT_MEASURES:
        return None
    return Unit(MEASURES[word.lower()], found.start(2), found.end())


def _is_plural(word: str) -> bool:
    lower = word.lower()
    if _ACRONYM.fullmatch(word):
        return True
    if lower in _MASS:
        return True
    if len(lower) < 3 or not lower.endswith("s") or lower in _NOT_PLURAL:
        return False
    return not lower.endswith(_LIKELY_VERB_END)


_OF_SHARES = re.compile(r"\sof\s(?:its|our|their|the|these|those)\s(?:(?:own|outstanding|common|ordinary|preferred|Class\s[A-Z])\s){0,3}(?P<what>shares)\b", re.IGNORECASE)


def noun_after(text: str, position: int) -> Unit | None:
    """The counted noun phrase after a number; `name` is its head, in singular.

    The head is the first plural within five words that no function word comes before, or the last of a run of
    plurals ("sales people"). A hyphenated singular ("100-seat") is its own head. None where there is none.
    Of shares a number may be a part: "32.3 million of its common shares".
    """
    if shares := _OF_SHARES.match(text, position):
        return Unit("share", shares.start("what"), shares.end())
    words: list[re.Match[str]] = []
    end = position
    while len(words) < 6 and (found := _GIVEN.match(text, end)):
        word = found[1]
        if word.lower() in _STOP:
            break
        words.append(found)
        end = found.end()
    if not words:
        return None
    if text[position : position + 1] == "-":
        head = words[0][1].split("-")[0]
        if head == "strong" and len(words) > 1:  # "its 1,300-strong workforce"
            return Unit(singular(words[1][1]), words[1].start(1), words[1].end())
        if head in _STOP or not (head.islower() or (head.isupper() and len(head) > 2)):
            return None
        stop = words[0].start(1) + len(head)
        return Unit(singular(head), words[0].start(1), stop)
    plurals = [_is_plural(found[1]) for found in words]
    if True not in plurals[:5]:
        return None
    place = plurals.index(True)
    while plurals[place + 1 : place + 2] == [True]:
        place += 1
    return Unit(singular(words[place][1]), words[0].start(1), words[place].end())


def per_after(text: str, position: int) -> Unit | None:
    """What an amount ending at `position` is per: "a month" is "month", "/Mtok" is "million tokens"."""
    found = _PER.match(text, position)
    if not found:
        return None
    if adverb := found["adverb"]:
        return Unit(_PERIODIC[adverb.lower()], found.start("adverb"), found.end())
    noun, end = found["noun"], found.end()
    scale = (found["scale"] or "").lower()
    scale = _LETTERED.get(scale, scale) or _NUMBERED.get(found["number"] or "", "")
    if noun is None:
        return None
    lower = noun.lower()
    if lower in _SHORT:
        name = _SHORT[lower]
        return Unit(f"{scale} {plural(name)}" if scale else name, found.start(), end)
    if lower in _STOP:
        return None
    if found["article"]:
        if _AGO.match(text, end):
            return None
        return Unit(singular(noun), found.start(), end)
    # "per diluted share", "per million input tokens": on to the head noun, at most three words further.
    if lower in _LEADING:
        for _ in range(3):
            follow = _GIVEN.match(text, end)
            if not follow or follow[1].lower() in _STOP:
                break
            joined = lower in {"gpu", "kilowatt", "megawatt", "gigawatt"} and follow[1].lower() in {"hour", "hours"}
            noun, end = (f"{noun}-{follow[1]}" if joined else follow[1]), follow.end()
            if noun.lower() not in _LEADING:
                break
    name = singular(noun)
    return Unit(f"{scale} {plural(name)}" if scale else name.replace("-", " "), found.start(), end)


_LEADING = frozenset(
    "diluted basic common ordinary input output cached prompt completion active paying paid monthly daily weekly "
    "annual calendar fiscal american depositary class full trading business generated text audio image average "
    "weighted outstanding working kilowatt megawatt gigawatt gpu".split()
)
