"""Chat writing: what people shorten when they type, written out before a question is read."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from index.amount import Amount
from index.amounts import find_amounts
from index.pattern import lazy_pattern

__all__ = ["bare_amounts", "with_closing_year", "written_out"]

# Shortened words that stand for one word whatever the question. "rev", "capex" and the like are the taxonomy's.
_SHORT = {
    "abt": "about", "acq": "acquisition", "addl": "additional", "ann": "annual", "approx": "approximately", "atm": "now",
    "avg": "average", "b4": "before", "biz": "business", "btwn": "between", "bw": "between", "cos": "companies",
    "ctx": "context", "cust": "customer", "dept": "department", "dev": "development", "dif": "difference", "diff": "difference",
    "emps": "employees", "eta": "when", "est": "estimated", "excl": "excluding", "exec": "executive", "execs": "executives",
    "gonna": "going to", "gov": "government", "govt": "government", "hq": "headquarters", "incl": "including",
    "inv": "investment", "lmk": "tell me", "mgmt": "management", "mil": "million", "mkt": "market", "mktg": "marketing", "mo": "month",
    "opinc": "operating income", "netinc": "net income",
    "mth": "month", "mtg": "meeting", "lastest": "latest", "mths": "months", "nbr": "number", "num": "number", "org": "organization", "ovr": "over",
    "ppl": "people", "pct": "percent", "perf": "performance", "pretax": "pre-tax", "posttax": "after-tax", "prev": "previous", "prob": "probably", "prod": "product",
    "qty": "quantity", "rn": "now", "sub": "subscriber", "subs": "subscribers", "tho": "though", "thru": "through",
    "tmrw": "tomorrow", "tot": "total", "wk": "week", "wkly": "weekly", "wks": "weeks", "w": "with", "w/": "with",
    "wat": "what", "wd": "would", "wld": "would", "wats": "what is", "w/o": "without", "wo": "without", "yrly": "yearly", "mthly": "monthly", "qtrly": "quarterly",
}  # fmt: skip
_SHORTENED = lazy_pattern(
    r"(?<![\w.$€£'’&-])(?:" + "|".join(sorted(map(re.escape, _SHORT), key=len, reverse=True)) + r")(?![\w'’&/-]|\.\w)",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
_MONTHS += "|january|february|march|april|august|september|october|november|december"
# "may 25" in a chat about results is a month of 2025, unless a day of the month is plainly meant.
_MONTH_AND_YEAR = lazy_pattern(rf"\b({_MONTHS})\.? ['’]?(\d\d)\b(?!\s*(?:,|st|nd|rd|th|\d|[-–]\s*\d))", re.IGNORECASE)
_LAST_DAYS = {**dict.fromkeys(("jan", "mar", "may", "jul", "aug", "oct", "dec"), ("31",)), **dict.fromkeys(("apr", "jun", "sep", "nov"), ("30",)), "feb": ("28", "29")}
"""The day that closes each month, on which books are closed: "cash at june 30" is no June of 2030."""
_CLOSING = lazy_pattern(r"(?<!\byr )(?<!\byrs )(?<!\byear )(?<!\byears )\b(?:ended|ending|to|until|till|through|thru|on|at|as of)\s$", re.IGNORECASE)
"""What stands before the day on which months end or something stood: "three months to june 28" is no June of 2028."""
_DAYS = lazy_pattern(rf"\b(?:{_MONTHS})\.? \d{{1,2}},? (?:and|or|vs\.?|versus|&|/|to) (?:{_MONTHS})\.? (?:[1-9]|1\d|3[01])\b(?!,? ?\d|\s?(?:million|billion|%))", re.IGNORECASE)
"""Two days set side by side, of which the second is no year: "may 22 and june 7"."""
_YEARS_SIDE_BY_SIDE = lazy_pattern(
    r"(?<![\w.,$€£])['’]?(\d\d)(\s*(?:vs\.?|versus|to|through|and|or|against|[-–/&])\s*)['’]?(\d\d)(?![\w%]|[.,]\d|\s*(?:%|percent|points?|"
    r"[kmb]\b|[bmt]n\b|million|billion|trillion|thousand|gpus?|[mg]w\b|months?|weeks?|days?|quarters?|years?|people|employees))",
    re.IGNORECASE,
)
_YEARS_LISTED = lazy_pattern(r"\b(?:19|20)\d\d((?:\s*(?:,|/|&|\band\b)\s*['’]?\d\d(?![\w%]|[.,]\d)){1,8})(?=\s*(?:[:;?!,.)]|$|[a-z]))(?!\s*(?:%|percent|points?|million|billion|thousand|people|days?|months?))", re.IGNORECASE)
"""A year in full with further ones in two digits behind it: "2023, 24, 25"."""
_SEASON_AND_YEAR = lazy_pattern(r"\b(spring|summer|autumn|fall|winter|year|end of|since|in|for|of|by|during) ['’](\d\d)\b", re.IGNORECASE)


_YEAR_ALONE = lazy_pattern(
    r"\b(in|for|during|of|since|throughout|by) (\d\d)(?=\s*(?:[?!,;)]|\.(?!\d)|$|(?:pls|plz|please)\b))", re.IGNORECASE
)
"""A number that a preposition stands before and nothing counted stands behind: "burn in 25?"."""
_ONLY_YEAR = lazy_pattern(r"^(\W*(?:(?:and|n|what about|how about|what of|then|ok|okay|so|but|now|same|for|in)\s+)*)['’]?(\d\d)(?=(?: (?:then|too|as well))?\W*$)(?! ?%)", re.IGNORECASE)
"""A message that is nothing but a year in two digits: "and 25?" after one about 2024."""
_BARE = lazy_pattern(r"(?<![\w.,$€£-])(\d+(?:[.,]\d+)?)\s?(k|mm?|mn|bn?|tn?|trn)\b(?!-|\s?(?:param|model|weights))", re.IGNORECASE)
_SCALES = {"k": "thousand", "m": "million", "b": "billion", "t": "trillion"}
_MONTH_RANGE = lazy_pattern(
    rf"\b({_MONTHS})\.?\s?(?:[-–—]|to|through|till|until|thru)\s?({_MONTHS})\b\.?(?!\s?\d)(?:\s?,?\s?(?:of |in )?(this|last) (?:fiscal )?(?:year|yr)\b)?",
    re.IGNORECASE,
)
_OPENING = lazy_pattern(r"\b(?:going|heading|headed|moving) into (?:(?:the )?(?:start of )?)(20\d\d)\b|\b(?:entering|at the (?:start|beginning|outset) of) (20\d\d)\b", re.IGNORECASE)
_BY_YEAR_END = lazy_pattern(
    r"(\b(?:will|wants?|plan(?:s|ned|ning)?|expect(?:s|ed)?|aim(?:s|ing)?|hop(?:es|ing)|target(?:s|ing)?|going to|supposed to|should|intends?)\b[^.?!]{0,60}?)"
    r"\bby (?:the )?(?:(?:x-?mas|christmas)(?: ?/ ?(?:the )?year[- ]end)?|year[- ]?end|end of (?:the|this) year)\b(?! (?:of )?\d)",
    re.IGNORECASE,
    signs=("by ",),
)
"""The end of the year that a question is asked in, for what is still to come."""
_END_OF_YEAR = lazy_pattern(
    r"\b(?:(?P<last>closing|final|last|ending)|opening|first|initial|starting) (?P<part>quarter|qtr|half|(?:three|3|six|6) months) of (?=(?:calendar |fiscal |fy ?)?(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
"""A quarter or half that begins or closes a year: "the closing three months of 2025"."""
_HALVES = frozenset({"half", "six months", "6 months"})
_WHEN_PROFITABLE = lazy_pattern(
    r"(?P<when>\b(?:when|what (?:year|quarter|month)|which (?:year|quarter|month)|how soon|until when)\b[^?]*?)"
    r"(?:\bstop\w* (?:losing|bleeding|burning)(?: through)?(?: money| cash)?|\b(?:get|be|come|climb) out of the red|\b(?:be|get|go|move) in(?:to)? the black|\b(?:be|become|turn|go|get)(?:s|ing)? (?:cash[- ]flow[- ])?(?:profitable|positive)"
    r"|\b(?:turn|make|post)(?:s|ing)? (?:a|its first) profit|\b(?:reach|achieve|hit)\w* profitability)",
    re.IGNORECASE,
    signs=("when", "what ", "which ", "how soon"),
)
"""A question for the time from which a company makes money, in whatever words."""
_MONTHS_TO = lazy_pattern(
    rf"\b(?P<count>9|nine|6|six|3|three|12|twelve)[ -]?(?:m|mo|mos|mths?|months?) (?:to|thru|through|until|till|ended|ending) (?P<month>{_MONTHS})\.? ['’]?(?P<year>\d\d)\b(?!,? ?\d|\.\d| ?(?:%|million|billion))", re.IGNORECASE
)
"""Some months that end with one whose year is in two digits: "9m to sept 26"."""
_MONTHS_OF = lazy_pattern(r"(?<![\w.$€£-])(?P<count>9|6)m['’]?(?P<year>2\d)\b(?![.,]?\d|\s?%)", re.IGNORECASE)
"""Nine or six months of a year: "9M25"."""
_FISCAL_END = lazy_pattern(r"\b(?:at |as of |on |by )?(?:the )?(?:fiscal|financial) year[- ]?end (?:of )?(?:fy ?)?(20\d\d)\b", re.IGNORECASE, signs=("year",))
_WHO_AUDITS = lazy_pattern(r"\b(?:who|(?:which|what) (?:[\w-]+ ){0,2}?(?:firm|accountants?|auditors?)) (?:audits?|audited|is auditing|does the audits? (?:of|for|at))\b", re.IGNORECASE, signs=("audit",))
_DEAL_DONE = lazy_pattern(r"\b(deal|acquisition|takeover|purchase|merger|buyout)((?: is| was| be| been| get| gets| getting|['’]s)* )done\b(?! deal\b)", re.IGNORECASE, signs=("done",))
_NEW_YEARS_EVE = lazy_pattern(r"\bnew year['’]?s['’]? eve\b,?(?: (?:of |in )?(?=(?:19|20)\d\d\b))?", re.IGNORECASE, signs=("new year",))
_CLOSING_YEAR = lazy_pattern(r"(?<=\w)(?:['’]s)? ['’]?(\d\d)(?=\W*(?:\b(?:pls|plz|please)\W*)?$)")
_YEARS_BACK, _YEARS_AHEAD = 6, 4
"""How far a year in two digits may lie that stands alone at the end of a question."""
_PART_AND_YEAR = lazy_pattern(r"\b(early|mid|late|spring|summer|autumn|winter|(?:start|beginning|end|middle) of)[ -]['’]?(\d\d)\b(?![.,:]?\d|\s?(?:%|percent|points?|million|billion|bn?\b|thousand|people|days?|months?|years?))", re.IGNORECASE)
"""A year in two digits after a part of it: "early 24"."""
_FISCAL_YEARS = lazy_pattern(r"\b(fy ?['’]?\d{2,4}) ?[-–] ?(fy ?['’]?\d{2,4})\b", re.IGNORECASE)
"""The first and last of some fiscal years: "fy23-fy25"."""
_FALLS = lazy_pattern(r"(\b(?:did|does|do|will|would|could|can|to)\b(?: \S+){1,5}) fall\b(?! due\b)(?!,? (?:of |in )?(?:this|last|next|(?:20)?\d\d)\b)", re.IGNORECASE, signs=(" fall",))
"""Where "fall" is what something did, and no season."""
_FOR_WHOM = lazy_pattern(r"(?:^|[,;]?\s)(?:for|in|to show(?: to)?|to put in(?:to)?) (?:our|my) (?:(?!and\b|or\b)[\w-]+\s?){1,3}(?=\s*(?:[,:;?!]|$))", re.IGNORECASE, signs=("our", "my"))
"""Who wants to know or what for, which is no part of what is asked: "for our CFO", "in my deck:"."""
_ENDED_UP = lazy_pattern(r"\b(?:end(?:ed|s)?|wind|wound) up (?=\w+ing\b)", re.IGNORECASE, signs=(" up ",))
_TO_QUOTE = lazy_pattern(r"\b(?:the )?(?:(?:right|correct|latest) )?(?:number|figure|one) to (?:quote|use|cite|go (?:with|by))\b", re.IGNORECASE, signs=("to quote", "to use", "to cite", "to go"))
"""What only says that a number is to be passed on."""
_NEWEST = lazy_pattern(r"\b(?:newest|freshest|(?:most )?up[- ]to[- ]date|(?:last|latest|newest) known|most current)\b", re.IGNORECASE, signs=("newest", "freshest", "date", "known", "current"))
_NTH_Q = lazy_pattern(r"\b(first|second|third|fourth|1st|2nd|3rd|4th|last|same) q\b", re.IGNORECASE, signs=(" q",))
_YEARS_BEFORE = lazy_pattern(
    r"\b(?P<count>the|an?|one|two|three|four|five|[1-5]) (?:years?|yrs?) (?:before|prior to|ahead of) (?P<part>(?:q[1-4]|h[12]|[1-4]q|[12]h)?\s?(?:of )?(?:fy|fiscal |cy)?\s?['’]?)(?P<year>20\d\d|(?<=[a-z1-4]\s)\d\d|(?<=fy)\d\d)\b",
    re.IGNORECASE,
)
"""A year told by a later one: "two years before 2025", "the year before q1 fy26"."""
_COUNTS = {"the": 1, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12}
_MONTH_BEFORE = lazy_pattern(
    r"\b(?P<count>an?|one|two|three|four|five|six|nine|twelve|[1-6]|9|12) (?P<unit>months?|years?|yrs?) (?:before|prior to|ahead of|earlier than) "
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b(?:,? (?P<year>20\d\d)\b)?(?! \d)",
    re.IGNORECASE,
    signs=("before", "prior to", "ahead of", "earlier than"),
)
"""A month told by a later one: "twelve months before September", "a year before June 2026"."""
_FROM_ON = lazy_pattern(
    rf"\bfrom ((?:(?:early|mid|late|(?:the )?(?:start|beginning|end) of|q[1-4]|h[12]|{_MONTHS})[ -])?(?:of )?(?:fy ?|fiscal )?20\d\d) (?:on(?:wards?)?\b(?! (?!(?:please|pls|plz)\b)\w)|forwards?\b|(?:to|until|till|through|thru) (?:now|date|today|(?:the )?present)\b)",
    re.IGNORECASE,
)
"""The start of a course that goes on: "from early 2025 on"."""
_FY_MONTH = lazy_pattern(r"\bfy ?(1[0-2]|0?[1-9])/(?:20)?(\d\d)\b(?!/)", re.IGNORECASE)
"""A fiscal year by the month that ends it, as in Japan: "fy3/27"."""
_CONTRACTOR = lazy_pattern(r"\bgc(?= (?:on|for|at) )", re.IGNORECASE)
"""Who runs a building site: "who's the GC on Cimarron"."""
_LATELY = lazy_pattern(r"(?<!costs )(?<!cost )(?<!price )(?<!pay )(?<!charge )\b(?:per|an?|each|every) (quarter|month) (?:lately|now|these days|nowadays|recently|right now|at the moment|currently|at present)\b", re.IGNORECASE)
"""The last of the quarters or months that are spoken of: "losing per quarter lately"."""
_LAST_YEAR_END = lazy_pattern(r"\b(?:at|as of|on) (?:the |its |their )?(?:last|latest|most recent|previous|prior) (fiscal |financial )?year[- ]?end\b", re.IGNORECASE)
_PART_ON_PART = lazy_pattern(r"\b([hq][1-4]) (?:on|over|to) \1\b(?! (?:20)?\d\d)", re.IGNORECASE)
"""A part of a year set against that of the year before: "H1 on H1"."""
_THIS_AND_LAST = lazy_pattern(
    r"(?:(?P<part>\b[qh][1-4] )(?P<mid>(?:(?!vs|this|last|and|or)[\w&-]+ ){0,3}))?\b(?P<one>this|last) (?:year|yr) (?P<and>vs\.?|versus|against|and|or|to) (?P<other>last|this)\b(?! (?:quarter|qtr|month|week|half|one|time|fiscal))(?: (?:year|yr))?", re.IGNORECASE
)
"""Two years of which the second goes without its word: "q3 this year vs last"."""
_WHEN_IT_CLOSED = lazy_pattern(r"\bwhen (20\d\d|the year|the fiscal year|fiscal 20\d\d|fy ?20\d\d) (?:closed|ended|was over|came to an end)\b", re.IGNORECASE)
_TIME_V_TIME = lazy_pattern(r"\b((?:[qh][1-4] )?(?:fy ?|fiscal )?['’]?\d\d(?:\d\d)?|[qh][1-4]) v\.? (?=(?:[qh][1-4]\b|fy ?|fiscal )?['’]?\d|[qh][1-4]\b|(?:last|this) )", re.IGNORECASE)
"""Two times set against each other: "2024 v 2025"."""
_QUARTER_OF_MONTHS = lazy_pattern(rf"\b(({_MONTHS})\.?\s?(?:[-–—]|to)\s?({_MONTHS})\.? (?:20)?\d\d) (?:quarter|qtr)\b", re.IGNORECASE, signs=("quarter", "qtr"))
"""A quarter by its first and last month: "the jan-mar 2026 quarter"."""
_DATA_CENTER = lazy_pattern(r"\bdc\b(?= (?:rev\w*|sales|growth|segment|business|unit|division|capex|income|profit|margin|spend\w*|backlog|chips?|gpus?)\b)", re.IGNORECASE, signs=("dc",))
_FISCAL_LIST = lazy_pattern(r"\bfy ?['’]?(?P<first>\d\d)(?P<rest>(?:(?:\s?[,/&]\s?|\s)(?:and\s)?(?:fy ?)?['’]?\d\d(?![\w%]|[.,]\d)){1,8})(?!\s?(?:%|percent|points?|[mbt]n?\b|million|billion))", re.IGNORECASE, signs=("fy",))
"""Fiscal years one after the other of which the first alone is called so: "fy24 25 26"."""
_FULL_YEARS = lazy_pattern(r"\b((?:last|past|previous) (?:two|three|four|five|[2-5])) (?:full|complete|whole) (years|quarters)\b", re.IGNORECASE, signs=("full ", "complete ", "whole "))
_YEAR_BEFORE_PART = lazy_pattern(r"(?<=[a-z] )['’]?(\d\d)(?= (?:w/o|without|excl\w*|incl\w*|ex|net of)\b)", re.IGNORECASE)
"""A year in two digits before what is left out or counted in: "capex 25 w/o leases"."""
_YEAR_TO_YEAR = lazy_pattern(r"\b((?:19|20)\d\d)\s?(?:->|=>|→)\s?['’]?((?:(?:19|20)\d\d)|\d\d)\b", re.IGNORECASE)
_SHORT_FIRMS = {"ms": "Microsoft", "pplx": "Perplexity"}
_OF_A_FIRM = r"(?:ai|capex|cap ex|cloud|azure|copilot|revenues?|rev|sales|earnings|profits?|net income|run[- ]rate|backlog|spend(?:ing)?|fy ?\d\d|q[1-4]|raises?|rounds?|valuation|arr)\b"
_SHORT_FIRM = lazy_pattern(rf"(?<![\w.'’-])(?P<firm>{'|'.join(_SHORT_FIRMS)})(?:['’]s)?(?= {_OF_A_FIRM})", re.IGNORECASE, signs=("ms", "pplx"))
"""What a company is called for short before what only a company has: "ms capex"."""
_CHRISTMAS = lazy_pattern(r"\b(?:x-?mas|christmas)\b", re.IGNORECASE, signs=("mas",))


# What tells at once that a question has nothing to write out, as most have nothing.
_WORD, _DIGIT = lazy_pattern(r"\w+"), lazy_pattern(r"\d")
_SHORT_WORDS = frozenset(word.partition("/")[0] for word in _SHORT)
_OF_DIGITS = frozenset({_QUARTER_OF_MONTHS, _TIME_V_TIME, _MONTHS_TO, _MONTHS_OF, _FISCAL_YEARS, _MONTH_AND_YEAR, _YEARS_SIDE_BY_SIDE, _YEARS_LISTED, _SEASON_AND_YEAR, _YEAR_ALONE, _ONLY_YEAR, _PART_AND_YEAR, _END_OF_YEAR, _OPENING, _YEARS_BEFORE, _FROM_ON, _PART_ON_PART, _FY_MONTH})


def bare_amounts(text: str) -> list[Amount]:
    """Numbers with nothing but a letter for their scale ("8b or 22b?"), without a unit. A claim's, never a source's."""
    out = []
    for match in _BARE.finditer(text):
        found = find_amounts(f"{match[1]} {_SCALES[match[2][0].lower()]}")
        out += [replace(a, start=match.start(), end=match.end()) for a in found[:1]]
    return out


def _fiscal_list(match: re.Match[str]) -> str:
    """Each of some fiscal years that follow one another, called so."""
    years = [match["first"], *re.findall(r"\d\d", match["rest"])]
    if match["rest"].startswith("/") and len(years) < _THREE:
        return match.group()  # "fy25/26" is one year, as some companies keep them
    in_turn = all(int(later) == int(sooner) + 1 for sooner, later in pairwise(years))
    return ", ".join(f"fy{year}" for year in years) if in_turn and len(years) > 1 else match.group()


_THREE = 3


@lru_cache(maxsize=256)
def written_out(text: str, asked_on: date) -> str:
    """The question with shortened words and two-digit years in full, to be read but never shown.

    A two-digit year is one that a chat on that day would mean: from fifteen years before to nine years after.
    """

    def full(digits: str) -> str | None:
        year = asked_on.year // 100 * 100 + int(digits)
        return str(year) if asked_on.year - 15 <= year <= asked_on.year + 9 else None

    def month_year(match: re.Match[str]) -> str:
        year = full(match[2])
        last_day = f"{int(match[2]):02}" in _LAST_DAYS.get(match[1][:3].lower(), ())
        closed = int(year or 0) > asked_on.year and _CLOSING.search(match.string[: match.start()]) is not None
        plain_day = int(match[2]) <= 31 and (last_day or closed or abs(int(year or 0) - asked_on.year) > 4 or _DAYS.search(text) is not None)
        return match.group() if year is None or plain_day else f"{match[1]} {year}"

    def side_by_side(match: re.Match[str]) -> str:
        first, second = full(match[1]), full(match[3])
        return f"{first}{match[2]}{second}" if first and second else match.group()

    def listed(match: re.Match[str]) -> str:
        if match[1].startswith("/") and match[1][1:] == f"{(int(match[0][2:4]) + 1) % 100:02}":
            return match.group()  # "2025/26" is one year, as companies keep them
        said = match.group()[: match.start(1) - match.start()]
        return said + re.sub(r"['’]?(\d\d)", lambda m: full(m[1]) or m.group(), match[1])

    def season(match: re.Match[str]) -> str:
        year = full(match[2])
        return f"{match[1]} {year}" if year else match.group()

    def near_year(match: re.Match[str]) -> str:
        # "Before it settled for 14" says no year.
        return season(match) if match[1].lower() in {"in", "during", "since", "throughout"} or _is_near(int(match[2]), asked_on) else match.group()

    def months(match: re.Match[str]) -> str:
        last = _month_of(match[2])
        year = asked_on.year - (1 if (match[3] or "").lower() == "last" or (not match[3] and last > asked_on.month) else 0)
        return f"{match[1]} to {match[2]} {year}"

    def end_of_year(match: re.Match[str]) -> str:
        half = match["part"].lower() in _HALVES
        return f"{('second' if half else 'fourth') if match['last'] else 'first'} {'half' if half else 'quarter'} of "

    def opening(match: re.Match[str]) -> str:
        return f"at the end of {int(match[1] or match[2]) - 1}"

    def months_to(match: re.Match[str]) -> str:
        last_day = match["year"] in _LAST_DAYS.get(match["month"][:3].lower(), ())
        # Months that are over end in no year to come: "three months to june 28" is a day.
        ago = asked_on.year % 100 - int(match["year"])
        near = not last_day and (0 if match["count"].lower() not in {"12", "twelve"} else -_YEARS_BACK) <= ago <= _YEARS_BACK
        count = {"9": "nine", "6": "six", "3": "three", "12": "twelve"}.get(match["count"], match["count"].lower())
        return f"{count} months ended {match['month']} {full(match['year'])}" if near else match.group()

    def years_before(match: re.Match[str]) -> str:
        said = (match["count"] or "").lower()
        back = _COUNTS.get(said) or int(said)
        year = match["year"] if len(match["year"]) == 4 else full(match["year"])
        return f"{match['part'] or ''}{int(year) - back}" if year else match.group()

    def month_before(match: re.Match[str]) -> str:
        said, month = match["count"].lower(), _month_of(match["month"])
        back = (_COUNTS.get(said) or int(said)) * (12 if match["unit"].lower().startswith("y") else 1)
        year = int(match["year"] or asked_on.year - (month > asked_on.month))
        year, place = divmod(year * 12 + month - 1 - back, 12)
        return f"{month_name[place + 1]} {year}"

    steps: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
        (_SHORTENED, lambda m: _SHORT[m.group().lower()]),
        (_FALLS, lambda m: f"{m[1]} drop"),
        (_SHORT_FIRM, lambda m: _SHORT_FIRMS[m["firm"].lower()]),
        (_FISCAL_LIST, _fiscal_list),
        (_FULL_YEARS, lambda m: f"{m[1]} {m[2]}"),
        (_YEAR_BEFORE_PART, lambda m: (full(m[1]) or m[1]) if _is_near(int(m[1]), asked_on) else m.group()),
        (_YEAR_TO_YEAR, lambda m: f"{m[1]} to {m[2] if len(m[2]) == 4 else full(m[2]) or m[2]}"),
        (_DATA_CENTER, lambda _: "data center"),
        (_QUARTER_OF_MONTHS, lambda m: m[1]),
        (_FOR_WHOM, lambda _: ""),
        (_TO_QUOTE, lambda _: "right"),
        (_NEWEST, lambda _: "latest"),
        (_ENDED_UP, lambda _: ""),
        (_NTH_Q, lambda m: f"{m[1]} quarter"),
        (_MONTHS_TO, months_to),
        (_MONTHS_OF, lambda m: f"first {'nine months' if m['count'] == '9' else 'half'} of {full(m['year'])}"),
        (_FISCAL_END, lambda m: f"at the end of fiscal {m[1]}"),
        (_MONTH_AND_YEAR, month_year),
        (_YEARS_SIDE_BY_SIDE, side_by_side),
        (_YEARS_LISTED, listed),
        (_SEASON_AND_YEAR, season),
        (_YEAR_ALONE, near_year),
        (_ONLY_YEAR, lambda m: f"{m[1]}{full(m[2])}" if _is_near(int(m[2]), asked_on) else m.group()),
        (_FISCAL_YEARS, lambda m: f"{m[1]} to {m[2]}"),
        (_PART_AND_YEAR, season),
        (_BY_YEAR_END, lambda m: f"{m[1]}by December 31, {asked_on.year}"),
        (_CHRISTMAS, lambda _: "December"),
        (_END_OF_YEAR, end_of_year),
        (_NEW_YEARS_EVE, lambda m: "December 31, " if m.group().endswith(" ") else "December 31"),
        (_MONTH_RANGE, months),
        (_MONTH_BEFORE, month_before),
        (_YEARS_BEFORE, years_before),
        (_OPENING, opening),
        (_WHEN_PROFITABLE, lambda m: f"{m['when']}breakeven"),
        (_WHO_AUDITS, lambda _: "who is the auditor of"),
        (_DEAL_DONE, lambda m: f"{m[1]}{m[2]}completed"),
        (_CONTRACTOR, lambda _: "general contractor"),
        (_LATELY, lambda m: f"in the latest {m[1]}"),
        (_FY_MONTH, lambda m: f"fiscal year ending {month_name[int(m[1])]} {full(m[2])}" if full(m[2]) else m.group()),
        (_LAST_YEAR_END, lambda m: f"at the end of last {m[1] or ''}year"),
        (_PART_ON_PART, lambda m: f"{m[1]} vs {m[1]} last year"),
        (_FROM_ON, lambda m: f"since {m[1]}"),
        (_THIS_AND_LAST, lambda m: f"{m['mid'] or ''}{m['part'] or ''}{m['one']} year {m['and']} {m['part'] or ''}{m['other']} year"),
        (_TIME_V_TIME, lambda m: f"{m[1]} vs "),
        (_WHEN_IT_CLOSED, lambda m: f"at the end of {m[1]}"),
    )
    if _SHORT_WORDS.isdisjoint(_WORD.findall(text.lower())):
        steps = steps[1:]
    for pattern, change in steps:
        if pattern not in _OF_DIGITS or _DIGIT.search(text):
            text = pattern.sub(change, text)
    return text


def with_closing_year(text: str, named: Sequence[int], asked_on: date) -> str:
    """The question with the year in two digits that closes it in full: "acme capex 25".

    `named` are the places where the names and measures of the question end: only right behind one of them is it a year, and no count.
    """
    found = _CLOSING_YEAR.search(text)
    if found is None or found.start() not in named:
        return text
    year = asked_on.year // 100 * 100 + int(found[1])
    return f"{text[: found.start(1)]}{year}{text[found.end(1) :]}" if _is_near(int(found[1]), asked_on) else text


def _is_near(digits: int, asked_on: date) -> bool:
    """Whether a year in two digits is one that is asked about without saying that it is a year."""
    return asked_on.year - _YEARS_BACK <= asked_on.year // 100 * 100 + digits <= asked_on.year + _YEARS_AHEAD


def _month_of(name: str) -> int:
    return 1 + "jan feb mar apr may jun jul aug sep oct nov dec".split().index(name.lower()[:3])
