"""The ways English names a period: patterns by the word they begin with, longer readings first."""

from __future__ import annotations

import re
from functools import cache

from index import _period_builders as build
from index import _period_relative as relative
from index._period_builders import Builder
from index.pattern import lazy_pattern

__all__ = ["ALSO", "MONTH", "TRIGGER", "rules_for"]

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
"""Pattern for a month's name or abbreviation."""

_W = r"[\s\u00a0]{1,3}"
_YEAR4 = r"(?:19|20)\d\d(?![\d,.]?\d|%)"
_YEAR = rf"(?:{_YEAR4}|['’]\d\d(?!\d)|\d\d(?!\d|%|[.,]\d))"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ISO = r"(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)(?!\d)"
_DATE = (
    rf"(?:(?P<m1>{MONTH}){_W}(?P<d1>{_DAY})(?:\s?,{_W}?|{_W})(?P<y1>{_YEAR4})"
    rf"|(?P<d2>{_DAY}){_W}(?:of{_W})?(?P<m2>{MONTH})(?:\s?,)?{_W}(?P<y2>{_YEAR4})|{_ISO})"
)
_DATE_OPEN = (
    rf"(?:{_DATE}|(?P<m4>{MONTH}){_W}(?P<d4>{_DAY})(?![\d,]\d)"
    rf"|(?P<m5>{MONTH})(?:\s?,)?{_W}(?:of{_W})?(?P<y5>{_YEAR4}))"
)
_DATE_OR_MONTH = rf"(?:{_DATE_OPEN}|(?:the{_W})?(?:end{_W}of{_W})?(?P<m6>{MONTH})(?!{_W}?\d))"
_ORDINAL = "|".join(build.ORDINALS)
_TENS = "twenty|thirty|forty|fifty|fourteen|sixteen|seventeen"
"""What the counts of the weeks that retailers report begin with."""
_COUNT = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
_SEASON = "|".join(build.SEASONS)
_FISCAL = rf"fiscal(?:{_W}years?)?{_W}|FY[\s-]?['’]?|fiscal[\s-]?year[\s-]"
_THIS = (
    rf"(?:this|(?:the{_W})?current|same|last|(?:the{_W})?(?:prior|previous)|next){_W}(?P<rfiscal>fiscal{_W})?year"
    r"|(?:the\s)?year[-\s]ago"
)
_WHICH = (
    rf"(?:(?:(?P<fiscal>{_FISCAL})|calendar{_W}(?:year{_W})?|year{_W}|CY\s?)?"
    rf"(?P<year>{_YEAR})(?P<after>{_W}fiscal{_W}year)?|(?P<this>{_THIS}))\b"
)
_OF = rf"(?:,?{_W}(?:of{_W}|in{_W}|for{_W})?(?:the{_W}|its{_W}|our{_W})?|[-\s]?(?=['’]|\d|FY)|\s?/\s?(?=(?:19|20)\d\d))"
_OF_WHICH = rf"(?:{_OF}{_WHICH})?"
_ENDED = rf"(?:[-\s](?:(?:interim|fiscal){_W})?periods?)?{_W}(?:ended|ending|to|through|that{_W}ended){_W}(?:on{_W})?"
_TO = rf"(?:\s?[-–—]\s?|{_W}(?:to|through|until|thru){_W})"
_SAME_TIME = (
    rf"(?:{_W}(?:of{_W}|in{_W})?(?:the{_W})?|{_W}a{_W})"
    rf"(?:(?:last|prior|previous){_W}year|year{_W}(?:ago|earlier|before))"
)

_TABLE: tuple[tuple[str, str, Builder], ...] = (
    # Stretches that ended on a day.
    (
        f"{_COUNT}|{_TENS} 3 6 9 12 13 14 16 17 24 26 27 28 36 39 40 52 53".replace("|", " "),
        (
            rf"(?:(?:three|six|3|6){_W}and{_W})?(?P<count>(?:twenty|thirty|fifty)[-\s](?:two|three|four|six|seven|eight|nine)|forty|fourteen|sixteen|seventeen|{_COUNT}|\d\d?)"
            rf"(?P<what>[-\s](?:fiscal{_W})?(?:months?|weeks?)){_ENDED}{_DATE_OR_MONTH}"
        ),
        build.stretch_ended,
    ),
    (
        "twelve 12 trailing last past ttm ltm",
        (
            rf"(?:(?:trailing|last|past){_W}(?:twelve|12)[-\s]months?|(?:twelve|12){_W}months?"
            rf"(?={_W}(?:to|through|ended|ending)\b)|TTM\b|LTM\b)(?:{_W}(?:to|through|ended|ending){_W}{_DATE_OR_MONTH})?"
        ),
        build.trailing_year,
    ),
    (
        "quarter quarters half year years fiscal full first second third fourth half-year",
        (
            rf"(?:full{_W})?(?:(?P<ordinal>{_ORDINAL}){_W})?(?:fiscal{_W})?(?:(?P<ordinal2>{_ORDINAL}){_W})?"
            r"(?P<what>quarters?|half[-\s]years?|half|years?)"
            rf"(?:{_W}(?:of{_W})?(?P<of_fiscal>fiscal{_W})?(?:year{_W})?(?P<named>{_YEAR4}))?,?{_ENDED}{_DATE_OR_MONTH}"
        ),
        build.stretch_ended,
    ),
    # From one day to another.
    (
        "month",
        rf"(?P<fm>{MONTH}){_W}(?P<fd>{_DAY}){_TO}(?:(?P<tm>{MONTH}){_W})?(?P<td>{_DAY})(?:\s?,)?{_W}(?P<year>{_YEAR4})",
        build.day_span,
    ),
    (
        "digits",
        rf"(?P<fd>{_DAY}){_W}(?P<fm>{MONTH}){_TO}(?P<td>{_DAY}){_W}(?P<tm>{MONTH})(?:\s?,)?{_W}(?P<year>{_YEAR4})",
        build.day_span,
    ),
    # Ends of years, quarters and months.
    (
        "end year-end yearend",
        (
            rf"(?:end{_W}of{_W}|year[-\s]?end[-\s]|end[-\s])(?:the{_W})?"
            rf"(?:(?:(?P<ordinal>{_ORDINAL}){_W}quarter|Q(?P<number>[1-4])){_W}(?:of{_W})?)?"
            rf"(?:(?P<month>{MONTH})(?:,?{_W}(?:of{_W})?(?P<my>{_YEAR4}))?|{_WHICH})"
        ),
        build.end_of,
    ),
    ("ended ends closed closes finished exited", rf"(?:ended|ends|closed|closes|finished|exited){_W}{_WHICH}(?=,?{_W}(?:with|at|on)\b)", build.end_of),
    ("end year-end", rf"(?:end{_W}of{_W}the{_W}(?:calendar{_W})?year\b|year-end\b)", build.end_of),
    # Quarters and halves.
    ("q1", rf"Q1\s?[-–—]\s?Q(?P<last>[2-4])(?:{_W}|/){_WHICH}", build.quarters_so_far),
    (
        "q1 q2 q3 q4 q",
        rf"Q\s?(?P<number>[1-4])(?:{_OF}{_WHICH}|[-\s]?(?P<qfiscal>FY)\b)?(?![-\w])",
        build.named_quarter,
    ),
    ("1q 2q 3q 4q", r"(?P<number>[1-4])Q[-\s]?(?P<year>(?:20)?\d\d)(?=[AEeF]\b)", build.named_quarter),
    ("q1 q2 q3 q4", r"Q(?P<number>[1-4])[-\s]?['’]?(?P<year>(?:20)?\d\d)(?=[AEeF]\b)", build.named_quarter),
    ("1q 2q 3q 4q", rf"(?P<number>[1-4])Q(?:[-\s]?{_WHICH}|\b)", build.named_quarter),
    (
        "first second third fourth final opening closing 1st 2nd 3rd 4th",
        rf"(?P<ordinal>{_ORDINAL})[-\s](?P<qfiscal>fiscal[-\s])?quarter\b{_OF_WHICH}",
        build.named_quarter,
    ),
    (
        "fiscal",
        rf"(?P<qfiscal>fiscal){_W}(?:(?P<ordinal>{_ORDINAL})[-\s]quarter|Q(?P<number>[1-4]))\b{_OF_WHICH}",
        build.named_quarter,
    ),
    (
        "fiscal fy",
        (
            rf"(?P<fiscal>{_FISCAL})(?P<year>{_YEAR}),?[-\s]{{1,2}}"
            rf"(?:(?P<ordinal>{_ORDINAL})[-\s]quarter|Q(?P<number>[1-4]))\b"
        ),
        build.named_quarter,
    ),
    ("h1 h2", rf"H(?P<number>[12])(?![\w-]){_OF_WHICH}", build.half_year),
    ("h1 h2", rf"H(?P<number>[12])-{_WHICH}", build.half_year),
    ("1h 2h", rf"(?P<number>[12])H(?:[-\s]?{_WHICH}|\b)", build.half_year),
    ("first second opening closing 1st 2nd", rf"(?P<ordinal>first|second|opening|closing|1st|2nd)[-\s]half\b{_OF_WHICH}", build.half_year),
    ("front back latter", rf"(?P<ordinal>front|back|latter)[-\s]half{_OF}{_WHICH}", build.half_year),
    ("3m 6m 9m 12m", rf"(?P<count>[369]|12)M[-\s/]?{_WHICH}", build.first_months),
    # Reports of the north write "1–6/2026" for the first half and "Q1–Q3/2026" for nine months.
    ("months", rf"(?P<from>\d\d?)\s?[-–—]\s?(?P<to>\d\d?)/(?P<year>{_YEAR4})", build.numbered_months),
    (
        "three six nine 3 6 9",
        rf"(?P<count>three|six|nine|[369])[-\s]months?{_W}(?:of{_W}|in{_W})?(?:the{_W})?{_WHICH}",
        build.first_months,
    ),
    ("first 1st opening", rf"(?:first|1st|opening){_W}(?P<count>{_COUNT}|\d\d?){_W}months{_OF_WHICH}", build.first_months),
    ("first 1st opening", rf"(?:first|1st|opening){_W}(?P<quarters>two|three|[23]){_W}quarters{_OF}{_WHICH}", build.first_months),
    (
        "last final closing concluding",
        rf"(?:last|final|closing|concluding){_W}(?:(?P<count>three|six|[36]){_W}months|(?P<quarters>two|2){_W}quarters){_OF}{_WHICH}",
        build.last_months,
    ),
    # Years.
    (
        "fiscal fy years from",
        (
            rf"(?:from{_W})?(?P<fiscal>fiscal(?:{_W}years?)?{_W}|FY\s?)?(?:years{_W})?(?P<from>{_YEAR4}){_TO}"
            rf"(?:fiscal{_W}|FY\s?)?(?P<to>{_YEAR4})"
        ),
        build.year_span,
    ),
    ("fy", r"FY\s?(?P<from>(?:19|20)\d\d)\s?[-–/]\s?(?P<to>\d\d)\b", build.split_year),
    ("year4", r"(?P<from>(?:19|20)\d\d)/(?P<to>\d\d)(?![\d/])", build.split_year),
    ("fiscal fy calendar cy full full-year", rf"(?:full[-\s]year{_W})?{_WHICH}", build.named_year),
    ("fiscal fy cy", r"(?P<fiscal>FY)?(?:CY)?\s?['’]?(?P<year>(?:20)?\d\d)(?=[AEeF]\b)", build.named_year),
    ("year", rf"year{_W}(?P<year>{_YEAR4})", build.named_year),
    ("early late mid", rf"(?:early|late|mid)-(?P<year>{_YEAR4})", build.named_year),
    # Months and days.
    ("month", rf"(?P<month>{MONTH})[-\s]quarter\b{_OF_WHICH}", build.month_quarter),
    ("month", _DATE, build.moment),
    (
        "month",
        (
            rf"(?P<from>{MONTH})(?:{_W}(?P<from_year>{_YEAR4}))?(?:\s?[-–—]\s?|{_W}(?:to|through|and){_W})(?P<to>{MONTH})"
            rf"(?:,?{_W}|\s?|/)(?:of{_W})?(?:(?P<year>{_YEAR4}|['’]\d\d\b)|(?P<this>{_THIS})\b)"
        ),
        build.month_span,
    ),
    ("month from", rf"(?:from{_W})?(?P<from>{MONTH})(?:\s?[-–—]\s?|{_W}(?:to|through){_W})(?P<to>{MONTH})(?!{_W}?\d|\w)", build.months_alone),
    ("month", rf"(?P<month>{MONTH})(?:\s?,)?(?:{_W}of{_W}|{_W}|-)(?P<year>{_YEAR4}|['’]\d\d\b)", build.month_year),
    ("month", rf"(?P<m4>{MONTH}){_W}(?P<d4>{_DAY})(?!\d|[,.]\d|\s?[-–]\d)", build.moment),
    ("digits", _DATE, build.moment),
    ("digits", rf"(?P<d4>{_DAY}){_W}(?:of{_W})?(?P<m4>{MONTH})", build.moment),
    ("year4", _ISO, build.moment),
    ("year4", rf"(?P<from>(?:19|20)\d\d){_TO}(?P<to>(?:19|20)\d\d|\d\d)(?![\d-])", build.year_span),
    (
        "year4",
        rf"(?P<year>(?:19|20)\d\d)(?:[-\s]?Q(?P<number>[1-4])\b|{_W}(?P<ordinal>{_ORDINAL}){_W}quarter\b)",
        build.named_quarter,
    ),
    ("year4", rf"(?P<year>{_YEAR4})(?P<after>{_W}fiscal{_W}year)?(?![-\w])", build.named_year),
    ("year4", r"(?P<year>(?:19|20)\d\d)(?=[EeAF]\b|-(?!\d|[A-Z]))", build.named_year),
    # Relative ones.
    (
        f"{_SEASON} next last this in".replace("|", " "),
        (
            rf"(?:(?P<which>next|last|this|in{_W}the){_W})?(?P<season>{_SEASON})\b(?:{_W}(?:of{_W})?(?P<year>{_YEAR4}|['’]\d\d\b))?"
            rf"(?!{_W}(?:in|to|by|of|short|back|from|into|due|through|off|behind|apart|under|within|for|up|below)\b)(?!{_W}\d[\d.,]*\s?(?:%|per|points?))"
        ),
        relative.season,
    ),
    (
        "same comparable corresponding",
        rf"(?:same|comparable|corresponding){_W}(?P<what>period|quarter|month|half|time|stretch|span|(?:three|six|nine){_W}months){_SAME_TIME}\b",
        relative.same_last_year,
    ),
    (
        "same comparable corresponding",
        rf"(?:same|comparable|corresponding){_W}(?:period|quarter|month|half|stretch|span|(?:three|six|nine){_W}months){_W}(?:of{_W}|in{_W})?(?P<year>{_YEAR4})",
        relative.same_of_year,
    ),
    ("year-ago prior-year", rf"(?:year-ago|prior-year){_W}(?P<what>period|quarter)\b", relative.same_last_year),
    (
        "a one the",
        rf"(?:(?:a|one){_W}year{_W}(?:earlier|ago|before|prior)|the{_W}year{_W}(?:before|earlier|prior))\b",
        relative.year_earlier,
    ),
    ("a one the", rf"(?:a|one|the){_W}quarter{_W}(?:before|earlier|prior)\b(?:{_W}that\b)?(?!{_W}(?:the|its|their|our|this|we|it|they|an?)\b)", relative.quarter_earlier),
    (
        "the",
        rf"(?<!than )(?<!to )the{_W}(?:(?:next|following)(?:{_W}year)?|year{_W}after(?:{_W}(?:that|next))?|one{_W}after(?:{_W}that)?)(?=\W*$|[.,;:)]|{_W}(?:and|but|while|before|then)\b)",
        relative.year_next,
    ),
    (
        f"{_COUNT} 2 3 4 5 6 7 8 9 10".replace("|", " "),
        rf"(?P<count>{_COUNT}|\d\d?){_W}years{_W}(?:ago|earlier|before(?!{_W}\w+ing))\b",
        relative.years_ago,
    ),
    (
        "last this next previous prior current",
        rf"(?P<which>last|this|next|previous|prior|current)(?:{_W}full)?{_W}(?P<rfiscal>fiscal{_W})?year\b(?!-)",
        relative.relative_year,
    ),
    (
        "last this next previous prior current latest in for during of the",
        (
            rf"(?P<which>(?:the{_W})?(?:last|this|next|previous|prior|current|latest|most{_W}recent)"
            rf"|(?:in|for|during|of){_W}the){_W}(?:fiscal{_W})?quarter\b(?!{_W}(?:of|ended|ending|million|billion|before)\b)"
        ),
        relative.relative_quarter,
    ),
    ("last this next", rf"(?P<which>last|this|next){_W}month\b", relative.relative_month),
    (
        "last past next previous coming",
        (
            rf"(?P<which>last|past|next|previous|coming){_W}(?P<count>{_COUNT}|couple{_W}of|few|\d\d?){_W}"
            rf"(?P<rfiscal>fiscal{_W})?(?P<unit>years|quarters|months)\b"
        ),
        relative.past_stretch,
    ),
    (
        "since",
        (
            rf"since{_W}(?:(?:early|late|mid|(?:the{_W})?(?:start|beginning|end){_W}of)[-\s]{{1,2}})?"
            rf"(?:{_DATE_OPEN}|(?P<since_year>{_YEAR4})|(?P<since_month>{MONTH}))(?!\w)"
        ),
        relative.since,
    ),
    ("year-to-date ytd so", rf"(?:year-to-date|YTD|so{_W}far{_W}this{_W}year)\b", relative.to_date),
    (
        "in last this by during of until through early late mid throughout from for",
        (
            r"(?:in|last|this|by|during|of|until|through|throughout|from|for|early|late|mid)[-\s](?:(?:early|late|mid)[-\s])?"
            rf"(?P<month>{MONTH})(?!{_W}\d|\w|{_TO}{MONTH}(?:,?{_W}|\s?)(?:of{_W})?{_YEAR4})"
        ),
        build.month_alone,
    ),
    (
        "ended closed finished",
        rf"(?:ended|closed|finished){_W}(?P<month>{MONTH})(?={_W}(?:at|with|on|having)\b)",
        build.month_closed,
    ),
)

# Every other word is one of these; most are seen not to begin a period by the word after them.
_LITTLE = (
    rf"a(?={_W}(?:year|quarter{_W}(?:before|earlier|prior)))|the(?={_W}(?:year|quarter{_W}(?:before|earlier|prior)|last|this|next|previous|prior|current|latest|most))"
    r"|(?:in|by|during|until|through|throughout|early|late|mid|for|of|from)(?=[-\s]{1,3}(?:early|late|mid|fiscal|fy|years|19|20"
    rf"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|the{_W}(?:fiscal|quarter|{_SEASON})))"
)

TRIGGER = lazy_pattern(
    r"(?<![\w$€£¥.#/-])(?:(?P<year4>(?:19|20)\d\d)(?![\d,]\d|\d)|(?P<nq>[1-4]q|[12]h|(?:[369]|12)m)(?=\d|\b)"
    r"|(?P<quarter>[qh][1-4](?!\d))|(?P<fy>fy|cy)(?=[\s'’\d-])|(?P<months>(?:1[0-2]|[1-9])(?=\s?[-–—]\s?(?:1[0-2]|[1-9])/(?:19|20)\d\d(?!\d)))"
    r"|(?P<digits>\d\d?)(?:st|nd|rd|th)?(?=[\s-])"
    rf"|(?P<month>{MONTH.lower()})|(?P<word>{_ORDINAL}|{_COUNT}|(?:{_TENS})(?=[\s-])|{_SEASON}|year-to-date|year-end|year-ago|prior-year|half-year"
    r"|full-year|opening|closing|concluding|front|back|latter|quarters?|half|years?|yearend|fiscal|calendar|full|end|q|trailing|last|past|ttm|ltm|next|this|same"
    rf"|comparable|corresponding|previous|prior|current|latest|coming|since|ytd|so|ended|closed|finished|{_LITTLE})(?![\w]))"
)
"""Matches where a period may begin in lower-case text; its last group says what kind of word that is.

Of some hundred words it is tried at every other one, and takes three times as long where it has to ignore case.
"""

ALSO = lazy_pattern(rf"\s?,?{_W}(?:and{_W}|or{_W}|&\s)?(?P<year>{_YEAR4})(?![-\w])")
"""Matches a further year of a list: ", 2024" and " and 2023"."""


@cache
def rules_for(trigger: str) -> tuple[tuple[re.Pattern[str], Builder], ...]:
    """The patterns to try, in order, and what builds their period, for a trigger's kind or lower-case word.

    They are compiled when a text first has the trigger: all of them would take longer than most single questions.
    """
    listed = _by_trigger().get(trigger, ())
    return tuple((re.compile(pattern, re.IGNORECASE), builder) for pattern, builder in listed)


@cache
def _by_trigger() -> dict[str, tuple[tuple[str, Builder], ...]]:
    made: dict[str, tuple[tuple[str, Builder], ...]] = {}
    for triggers, pattern, builder in _TABLE:
        for trigger in triggers.split():
            made[trigger] = (*made.get(trigger, ()), (pattern, builder))
    return made
