"""Periods in English text and in questions: years, halves, quarters, months, days and stretches, named or relative."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from index._calendar import half, latest_month, quarter, shifted
from index._calendar import month as calendar_month
from index._calendar import year as calendar_year
from index._period_builders import Context, month_number
from index._period_rules import ALSO, MONTH, TRIGGER, rules_for
from index.caseless import caseless, has_any, in_lower_case
from index.fiscal import FiscalCalendar
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind

__all__ = ["FoundPeriod", "QuestionPeriods", "calendar_month", "calendar_year", "find_periods", "question_period", "shifted"]


@dataclass(frozen=True, slots=True)
class FoundPeriod:
    """A period named at `text[start:end]`.

    `relative` is true where its year was inferred from the day of publication ("last year", "in March") or from a
    period before it in the text ("a year earlier"); a relative one may lack dates altogether ("in the quarter").
    """

    period: Period
    start: int
    end: int
    relative: bool = False

    @property
    def anchored(self) -> bool:
        """Whether the text itself says which period it is."""
        return not self.relative


@dataclass(frozen=True, slots=True)
class QuestionPeriods:
    """What a question says of time: the periods it names, whether it wants the newest, or a course over time."""

    periods: tuple[Period, ...]
    latest: bool = False
    over_time: bool = False


def find_periods(text: str, *, published: date | None, calendar: FiscalCalendar | None = None, before: Period | None = None) -> list[FoundPeriod]:
    """The periods that `text` names, in order and not overlapping; relative ones count from `published`.

    A list such as "the years ended December 31, 2025, 2024 and 2023" gives a period for each year. A quarter or month
    without a year is the latest that had begun; given the fiscal `calendar` of whom the text is about, such a quarter
    and "last quarter" are fiscal ones, and "this fiscal year" is the one that calendar says. `before` is the time that was
    spoken of before the text, which "the same period of 2025" is told by. Never raises; a day of
    publication outside the years 1900 to 2199 is taken for unknown.
    """
    if published and not 1900 <= published.year < 2200:
        published = None
    return list(_periods(text, published, None if calendar and calendar.is_calendar else calendar, before))


@lru_cache(maxsize=2048)
def _periods(text: str, published: date | None, calendar: FiscalCalendar | None, before: Period | None) -> tuple[FoundPeriod, ...]:
    found: list[FoundPeriod] = []
    position, low = 0, in_lower_case(text)
    while trigger := TRIGGER.search(low, position):
        hit = _at(text, trigger, Context(published, found[-1].period if found else before, calendar))
        if hit is None:
            position = trigger.end()
            continue
        hit = _to_come(text, hit, published)
        shorter = _and_shorter(text, hit, Context(published, None, calendar))
        if shorter is not None and not (found and found[-1].end > shorter.start):
            found.append(shorter)
            both = _BOTH.match(text, hit.start, hit.end)
            hit = hit if both is None else replace(hit, start=both.end())
        found.append(hit)
        position = hit.end
        for further in _listed(text, hit):
            found.append(further)
            position = further.end
    return tuple(found)


def _to_come(text: str, hit: FoundPeriod, published: date | None) -> FoundPeriod:
    """A month, day or quarter without a year as the next of that name, where it is said of what is still to happen: "it will open in June"."""
    period = hit.period
    if not hit.relative or published is None or period.end is None or period.end >= published or period.kind not in _OF_SOME_YEAR or _SAYS_WHICH.search(text, hit.start, hit.end):
        return hit
    before = _CLAUSE.split(text[max(0, hit.start - _REACH) : hit.start])[-1]
    promised = [*_WILL.finditer(before)]
    if promised:
        ahead = _HAPPENED.search(before, promised[-1].end()) is None
    else:
        ahead = _FROM_THEN.search(f"{before}{text[hit.start : hit.end].partition(' ')[0]} " if text[hit.start].islower() or not before.strip() else before) is not None and _IS_PROMISED.match(text, hit.end) is not None
    moved = shifted(period, 1) if ahead else period
    return replace(hit, period=moved) if moved.end is not None and moved.end > published else hit


_OF_SOME_YEAR = frozenset({PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.INSTANT})
_SAYS_WHICH = lazy_pattern(r"\b(?:last|this|same|past|previous|prior|earlier|ago|latest|next|coming)\b", re.IGNORECASE)
_REACH = 120
"""Characters before a time in which its verb stands."""
_CLAUSE = lazy_pattern(r"[;:!?]\s|\.\s|\n|,\s(?:and|but|which|who|where|while|after|when|as)\b|\bthat\b|\bwhich\b|[“”]")
_WILL = lazy_pattern(
    r"\b(?:will|shall|won['’]t)\b|['’]ll\b|\b(?:is|are|remains?) (?:now |still |not |also )?(?:due|expected|scheduled|slated|set|planned|on track|to|supposed|forecast|going)\b"
    r"|\b(?:expects?|plans?|aims?|hopes?|intends?|wants?|promises) to\b|(?<!\bwe )(?<!\bit )(?<!\bthey )\b(?:due|scheduled|slated|expected|planned) (?:to|for|in|on|by)\b",
    re.IGNORECASE,
)
_HAPPENED = lazy_pattern(r"\b(?:compared|versus|against|instead of|rather than|than)\b|(?<!\bbe )\b\w{3,}ed by\b|\b(?:was|were|had|did|said|told|wrote|signed|announced|agreed|reported|raised|launched|filed|began|started)\b", re.IGNORECASE)
_FROM_THEN = lazy_pattern(r"^\W*(?:from|starting|beginning|effective|as of|on|in|by)\s$", re.IGNORECASE)
_IS_PROMISED = lazy_pattern(r"(?:(?!\bthat\b|\bsaid\b)[^.;:\n]){0,60}?\b(?:will|shall)\b|(?:(?!\bthat\b|\bsaid\b)[^.;:\n]){0,40}?['’]ll\b", re.IGNORECASE)


_SHORTER = lazy_pattern(r"\b(?P<count>three|six|nine|twelve|thirteen|twenty-six|thirty-nine|[369]|1[23]|26|39)(?:[\s-](?:months?|weeks?))?(?:[\s-]periods?)?(?:\s(?:ended|ending))?,?\s(?:and|or)\s(?:the\s)?$", re.IGNORECASE)
_BOTH = lazy_pattern(_SHORTER.pattern.removesuffix("$"), re.IGNORECASE)
_UNTIL = lazy_pattern(r"[\w-]+?(?P<until>[\s-](?:months?|weeks?)\b.*)", re.IGNORECASE | re.DOTALL)


def _and_shorter(text: str, hit: FoundPeriod, context: Context) -> FoundPeriod | None:
    """The stretch that ends with another and is told by its length alone: the three months of "three and six months ended June 30"."""
    whole = _BOTH.match(text, hit.start, hit.end)
    start = whole.end() if whole is not None else hit.start
    before = _SHORTER.search(text, max(0, start - 40), start)
    until = _UNTIL.fullmatch(text[start : hit.end]) if before is not None else None
    if before is None or until is None:
        return None
    alone = f"{before['count']}{until['until']}"
    trigger = TRIGGER.match(in_lower_case(alone))
    found = _at(alone, trigger, context) if trigger is not None else None
    return None if found is None else replace(found, start=before.start("count"), end=before.end("count"))


def _at(text: str, trigger: re.Match[str], context: Context) -> FoundPeriod | None:
    """The period that begins at a trigger, if one does."""
    kind = trigger.lastgroup or "word"
    word = trigger[0]
    if kind == "month" and text[trigger.start() : trigger.end()] in {"may", "mar", "march"} and not _NUMBER_NEXT.match(text, trigger.end()):
        return None  # the verb, not the month
    keys = {"digits": (trigger["digits"], word, kind), "month": (kind,), "months": (kind,), "year4": (kind,)}.get(kind, (word,))
    for key in dict.fromkeys(keys):
        for pattern, build in rules_for(key or ""):
            match = pattern.match(text, trigger.start())
            if match and (made := build(match, context)):
                return FoundPeriod(made[0], match.start(), match.end(), made[1])
    return None


_NUMBER_NEXT = lazy_pattern(r"\s\d")


def _listed(text: str, hit: FoundPeriod) -> list[FoundPeriod]:
    """The same period of the further years of a list; bare calendar years are left to be found on their own."""
    period = hit.period
    of = period.end.year if period.end else period.year
    plain = period.kind is PeriodKind.YEAR and not period.fiscal and hit.end - hit.start <= 4
    if hit.relative or of is None or plain or period.kind is PeriodKind.SPAN:
        return []
    found: list[FoundPeriod] = []
    position = hit.end
    while (also := ALSO.match(text, position)) and abs(int(also["year"]) - of) <= 20:
        moved = shifted(period, int(also["year"]) - of)
        found.append(FoundPeriod(moved, also.start("year"), also.end("year")))
        position = also.end()
    return found


_CHAT = tuple(
    (needed, lazy_pattern(pattern, re.IGNORECASE), word)
    for needed, pattern, word in (
        (("yrs",), r"\byrs\b\.?", "years"),
        (("yr",), r"\byr\b\.?", "year"),
        (("qtrs",), r"\bqtrs\b\.?", "quarters"),
        (("qtr",), r"\bqtr\b\.?", "quarter"),
        (("mos",), r"\bmos\b", "months"),
        (("march quarter",), r"\bmarch(?= quarter\b)", "March"),
        (("may quarter",), r"\bmay(?= quarter\b)", "May"),
        (("nxt",), r"\bnxt\b", "next"),
        ((" q",), r"\b(same|last|this|next|latest) q\b(?! ?\d)", r"\1 quarter"),
        (("financial year",), r"\bfinancial year\b", "fiscal year"),
        (("year ",), r"(?<!\bthe )(?<!\ba )(?<!\bone )(?<!\bfiscal )\byear (before|earlier|ago|prior)\b", r"a year \1"),
        ((" year",), r"\b(last|this|next) year['’]?s\b", r"\1 year"),
        (("year ",), rf"\b(last|this|next) year,? (?:the )?(q[1-4]|h[12]|(?:first|second|third|fourth|final|opening|closing|1st|2nd|3rd|4th) (?:quarter|half)|{MONTH}[ -]quarter)\b", r"\2 of \1 year"),
        (("holiday", "xmas", "christmas"), r"\b(?:holiday|xmas|christmas)[ -]quarter\b", "December quarter"),
        ((" just ",), r"\b(?:the )?((?:fiscal )?(?:quarter|month|year)) (?:that |which )?(?:has |had )?just (?:been |is )?(?:gone|past|passed|ended|closed|finished|over|reported)\b", r"last \1"),
        (("half", "six months"), rf"\b(?:(?:fiscal )?half(?:[- ]year)?|six months) (?:that |which )?(?:(?:has |had )?(?:finished|ended|closed)|ending|finishing|closing) (?:at |on |in |with )?(?:the )?(?:end of )?(?={MONTH})", "six months ended "),
        (("quarter", "three months"), rf"\b(?:(?:fiscal )?quarter|three months) (?:that |which )?(?:(?:has |had )?(?:finished|ended|closed)|ending|finishing|closing) (?:at |on |in |with )?(?:the )?(?:end of )?(?={MONTH})", "quarter ended "),
        (("year", "twelve months"), rf"\b(?:(?:fiscal )?year|twelve months) (?:that |which )(?:(?:has |had )?(?:finished|ended|closed)|ending|finishing|closing) (?:at |on |in |with )?(?:the )?(?:end of )?(?={MONTH})", "year ended "),
        (("fiscal ", "fy "), rf"\b(?:fiscal|fy)(?: year)? (?:ending|ended|to) (?={MONTH})", "year ended "),
        (("20",), r"(?<![\d/])(?<!fy)(20\d\d)/(?=\d\d(?![\d/]))", r"FY\1/"),
        (("2", "3"), rf"\b({MONTH}) ?(?:[-–—]|to|through|thru) ?({MONTH}) ([23]\d)\b(?![,.]?\d|[ ,]*20\d\d| ?(?:%|per|points?|[mbt]n?\b|million|billion))", r"\1-\2 20\3"),
        (("spring", "summer", "fall", "autumn", "winter"), r"\b(spring|summer|fall|autumn|winter) ([23]\d)\b(?![,.]?\d| ?(?:%|per|points?|[mbt]n?\b|million|billion))", r"\1 20\2"),
        (("quarter to ",), r"\b(the )?quarter to (?=[a-z])", "quarter ended "),
        ((" quarter", " half"), rf"\b({MONTH})[ -](20\d\d) (quarter|half)\b", r"\3 ended \1 \2"),
        (("ytd", "to-date", "to date"), r"\b((?:three|six|nine|[369]) months),? (?:ytd|year[- ]to[- ]date)\b", r"\1"),
        ((" start of", " beginning of"), r"(?<!since )(?<!from )\bthe (?:very )?(?:start|beginning) of (?=(?:this|last|next) year\b|20\d\d\b)", "the first quarter of "),
        (("months ", "half "), r"\b(months|half) (?=(?:this|last|next) year\b)", r"\1 of "),
        (("mid", "early", "late"), r"\b(?:mid|early|late)[ -](?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))", "in "),
    )
)
_LATEST = lazy_pattern(
    r"\b(?:rn|right now|now|nowadays|latest|most recent(?:ly)?|current(?:ly)?|today|these days|at the moment|atm"
    r"|at present|presently|newest|so far(?! this)|to date|last reported|most up to date|still|by now|as (?:it|things) stands?"
    r"|as of the (?:last|latest) \w+)\b",
    re.IGNORECASE,
)
_OVER_TIME = lazy_pattern(
    r"\b(?:over time|over the years|(?:the )?(?:course|path|timeline|progression) of|through the years|trend(?:s|ing|ed|line)?|by (?:year|quarter|month)|time series"
    r"|year by year|quarter by quarter|month by month|(?:each|every) (?:year|quarter|month)|yearly|trajectory"
    r"|histor(?:y|ical|ically)|evol(?:ve|ved|ution|ving)|progress(?:ed|ion)"
    r"|(?:how|what) (?:has|have|did|is|are) .{1,60}\b(?:chang|grow|grew|develop|evolv|mov)\w*"
    r"|how (?!much\b|many\b)(?:[\w'’.-]+ ){1,6}?(?:has |have )?(?:moved|changed|developed|evolved|grew|grown|climbed|risen|fallen)\b"
    r"|(?:show|plot|chart|trace|track|sketch) (?:me )?(?:the |its |their )?(?:climb|rise|growth|path|development|decline|slide)"
    r"|over the (?:last|past|previous) (?:[\w-]+ )?(?:months|quarters|years)"
    r"|(?:last|past|previous) (?:\w+ )?(?:fiscal )?(?:years|quarters))\b",
    re.IGNORECASE,
)
_LAST_FULL = lazy_pattern(
    r"\b(?:last|latest|most recent)(?P<whole> full| complete| completed| reported)*(?P<fiscal> fiscal)?"
    r" (?P<what>year|quarter)\b",
    re.IGNORECASE,
)
_WHOLE_YEAR = lazy_pattern(r"\b(?:full|whole|entire)[- ](?:(?:fiscal|calendar|financial) )?year\b", re.IGNORECASE)
_MONTHS_ALONE = lazy_pattern(r"(?<!\bin )(?<!\bwithin )(?<!\bevery )(?<!\bper )(?<!\blast )(?<!\bpast )(?<!\bthan )(?<!\babout )(?<!\bof )(?<!\bnext )(?<!\bin the )\b(?:first )?(?P<count>six|nine|[69]) months\W*$", re.IGNORECASE)
"""How long a report's year has run, by itself: "net income nine months"."""
_BARE_MONTH = lazy_pattern(rf"(?<![\w-])(?P<month>{MONTH})(?!\s?\d|\w)", re.IGNORECASE)


def question_period(
    question: str, *, asked_on: date, calendar: FiscalCalendar | None = None, ahead: bool = False
) -> QuestionPeriods:
    """What a question written in a chat says of time, relative to the day it was asked; `calendar` as `find_periods`.

    A bare "q4" is the last one that was over, or, where what is to come is asked for (`ahead`), the one under way.
    "Latest qtr" and "last full fiscal year" are given as a period without dates and `latest`, since only what is held
    can say which those are. Raises ValueError where `asked_on` is not in the years 1900 to 2199.
    """
    if not 1900 <= asked_on.year < 2200:
        raise ValueError(f"no one asks on {asked_on.isoformat()}; give a day of the years 1900 to 2199")
    text, said = question, caseless(question)
    for needed, pattern, word in _CHAT:
        if has_any(said, needed) and (changed := pattern.sub(word, text)) != text:
            text, said = changed, caseless(changed)
    if _ORDINALS.search(text):
        text = _ORDINALS.sub(_each_ordinal, text)
    if has_any(said, ("ytd", "to-date", "to date", "this year")):
        text = _SO_FAR_OF_YEAR.sub(partial(_in_months, asked_on=asked_on, calendar=calendar), text)
    latest = bool(_LATEST.search(text))
    periods: list[Period] = []
    for full in _LAST_FULL.finditer(text):
        named_so = full[0].lower()
        if named_so in {"last year", "last quarter"} or (calendar and full["fiscal"] and named_so.startswith("last ")):
            continue
        latest = True
        kind = PeriodKind.YEAR if full["what"].lower() == "year" else PeriodKind.QUARTER
        periods.append(Period(kind, named_so, fiscal=bool(full["fiscal"])))
        text = text[: full.start()] + " " * len(named_so) + text[full.end() :]
    hits = find_periods(text, published=asked_on, calendar=calendar)
    hits = _in_its_year(_of_the_next(hits, text))
    if not hits and not periods and _WHOLE_YEAR.search(text):
        periods.append(Period(PeriodKind.YEAR, "full year"))
        latest = True
    if not hits and not periods and (alone := _MONTHS_ALONE.search(text)):
        periods.append(Period(PeriodKind.HALF if alone["count"].lower() in {"six", "6"} else PeriodKind.NINE_MONTHS, alone.group().strip(" ?!.")))
        latest = True
    periods += [hit.period if ahead or len(hits) > 1 else _over(hit, text, asked_on) for hit in hits]
    for named in _BARE_MONTH.finditer(text):
        if not any(hit.start <= named.start() < hit.end for hit in hits) and not _is_verb(text, named):
            periods.append(latest_month(month_number(named["month"]), asked_on))
    spanned = any(hit.period.kind is PeriodKind.SPAN and _YEAR_SPAN.search(hit.period.label) for hit in hits)
    return QuestionPeriods(tuple(dict.fromkeys(periods)), latest, spanned or bool(_OVER_TIME.search(text)))


_ORDINALS = lazy_pattern(
    r"\b(?P<one>first|second|third|1st|2nd|3rd)(?P<between>\s?(?:,|and|&|or|to|through|vs\.?|versus|plus|/)\s?(?:the )?)(?P<two>second|third|fourth|2nd|3rd|4th)\s(?P<what>quarter|hal|qtr)(?:s|f|ves)?\b", re.IGNORECASE
)
"""The first of two parts of a year that are named once: "first and second quarter of 2025"."""
_LISTED = lazy_pattern(r"(?:\s[a-z&]+){0,2}?\s?(?:,|,?\s?(?:and|&|\+|or|vs\.?|versus|to|thru|through|plus|minus|against|over|from|than|compared (?:to|with))|-|–|/)\s?(?:the |in |for |of )*", re.IGNORECASE)

_SET_AGAINST = lazy_pattern(r"(?:\s[^\s,;:\d]+){0,6}?\s(?:from|than|vs\.?|versus|against|over|compared (?:to|with))\s(?:the |in |for |of )*", re.IGNORECASE)
_ONWARD = lazy_pattern(r"\b(?:to|thru|through|until)\b|[-–]", re.IGNORECASE)


def _each_ordinal(found: re.Match[str]) -> str:
    what = "half" if found["what"].lower() == "hal" else "quarter"
    return f"{found['one']} {what}{found['between']}{found['two']} {what}"


def _of_the_next(hits: list[FoundPeriod], text: str) -> list[FoundPeriod]:
    """The periods of a question, where a quarter or half has the year of the one that it is listed with: "q1 and q2 2025", "q4 vs q1 2026", "q2 fy27 vs q1"."""
    out = list(hits)
    for place in (*range(len(out) - 2, -1, -1), *range(len(out) - 1)):
        first, second = out[place], out[place + 1]
        own, other = (place, place + 1) if first.relative else (place + 1, place)
        between = text[first.end : second.start]
        if first.relative == second.relative or not (_LISTED.fullmatch(between) or _SET_AGAINST.fullmatch(between)):
            continue
        onward = own > other and _ONWARD.search(between) is not None
        if (named := _with_its_year(out[own], out[other].period, text, onward=onward)) is not None:
            out[own] = replace(out[own], period=named, relative=False)
    return out


def _with_its_year(hit: FoundPeriod, beside: Period, text: str, *, onward: bool) -> Period | None:
    """A part of a year that is named without one, in the year of the part beside it; a last quarter beside a first one is of the year before, unless it goes `onward` to it."""
    number, year = hit.period.number, beside.year
    if hit.period.kind is not beside.kind or beside.kind not in _PARTS or not number or not year or not _BARE.fullmatch(text[hit.start : hit.end]):
        return None
    if beside.kind is PeriodKind.HALF:
        return half(year, number, fiscal=beside.fiscal)
    return quarter(year - (number == _LAST_QUARTER and beside.number == 1 and not onward), number, fiscal=beside.fiscal)


_SO_FAR_OF_YEAR = lazy_pattern(
    rf"\b(?:ytd|year[- ]to[- ]date|this year(?: so far)?),?(?P<between>(?: [^\s,;?]+){{0,6}}?),? (?:through|thru|to|till|until|up to|as of|ending|ended)(?: the)?(?: end of)? (?P<month>{MONTH})\.?(?: 3[01](?:st|th)?)?(?:,? (?P<year>20\d\d))?(?!\w|,? ?\d)", re.IGNORECASE
)
"""A year up to the end of one of its months: "ytd net loss through sept 2026"."""
_MONTHS_OF_YEAR = {3: "three", 6: "six", 9: "nine"}


def _in_months(found: re.Match[str], asked_on: date, calendar: FiscalCalendar | None) -> str:
    """A year up to a month as so many months to then; as it is written where those are no whole quarters."""
    month = month_number(found["month"])
    count = _MONTHS_OF_YEAR.get((month - (calendar.month if calendar else 0)) % 12)
    year = int(found["year"] or latest_month(month, asked_on).year or 0)
    return f"{found['between'].strip()} {count} months ended {calendar_month(year, month).label}" if count else found.group()


def _in_its_year(hits: list[FoundPeriod]) -> list[FoundPeriod]:
    """The periods of a question, where one year is said for all its quarters or halves: "q2 loss vs q1 loss 2026"."""
    years = [hit for hit in hits if hit.period.kind is PeriodKind.YEAR and not hit.relative and hit.period.year]
    parts = [hit for hit in hits if hit.relative and hit.period.kind in _PARTS and hit.period.number]
    if len(years) != 1 or len(parts) < 2 or len(parts) + 1 != len(hits):
        return hits
    own = years[0].period
    return [
        replace(hit, period=(quarter if hit.period.kind is PeriodKind.QUARTER else half)(own.year, hit.period.number or 1, fiscal=own.fiscal or hit.period.fiscal), relative=False)
        for hit in parts
    ]


_LAST_QUARTER = 4
_PARTS = frozenset({PeriodKind.QUARTER, PeriodKind.HALF})
_YEAR_SPAN = lazy_pattern(r"\d{4} to \d{4}$")


_BARE = lazy_pattern(rf"(?:in |for |of |the )*(?:[qh] ?[1-4]|[1-4] ?[qh]|(?:first|second|third|fourth|1st|2nd|3rd|4th) (?:quarter|half|qtr)|{MONTH}[- ]quarter)", re.IGNORECASE)


def _over(hit: FoundPeriod, text: str, asked_on: date) -> Period:
    """The period of a hit; a part of a year that is named without one and not over yet is last year's."""
    period = hit.period
    bare = hit.relative and _BARE.fullmatch(text[hit.start : hit.end])
    return period if not bare or period.end is None or period.end < asked_on else shifted(period, -1)


def _is_verb(text: str, named: re.Match[str]) -> bool:
    """Whether "may" or "march" is the verb; as a month without a year it ends a clause."""
    if named["month"].lower().rstrip(".") not in {"may", "mar", "march"}:
        return False
    after = text[named.end() :].lstrip()
    return after[:1].isalpha()
