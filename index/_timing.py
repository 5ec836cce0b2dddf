"""Timing: the period that an amount of a sentence is for, from its own words out to the whole document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.document import Revision, SourceType
from index._attribution import gap
from index._calendar import quarter, quarter_of, year
from index._comparing import Against, following
from index.amount import Amount
from index.basis import basis_of
from index.entity_table import EntityMatch
from index.figure import Basis
from index.fiscal import FiscalCalendar
from index.period import Period, PeriodKind
from index.periods import FoundPeriod, find_periods
from index.taxonomy import MetricMention, Span

__all__ = ["NEXT_CLAUSE", "SUPERSEDED", "Said", "Topic", "announce", "heading_period", "is_outlook", "main_period", "remember", "settled", "timely", "when"]

_ENDING = re.compile(r"\b(?:which |that )?(?:ended|ending|ends|closed)\s+(?:on\s+)?$", re.IGNORECASE)
_COMPARISON = re.compile(
    r"\b(?:compared|versus|against|than|up|down|relative to|as opposed to|(?:above|below|ahead of|short of)(?=\s(?:the|its|what|their)\b)"
    r"|from(?=\s*$|\s(?:(?:about|around|some|just|only|nearly|almost|roughly|approximately|an?|the)\s)*(?:$|[$€£¥R\d]|year|same|previous|prior|loss|profit)))(?!\w)",
    re.IGNORECASE,
)
# "Revenue rose from $40 million", and to what is not said: it was so before.
_LONE_FROM = re.compile(
    r"\b(?:up|down|r[io]se[sn]?|rising|gr[eo]w\w*|climb\w*|jump\w*|surg\w*|soar\w*|f[ae]ll\w*|drop\w*|declin\w*|slid\w*|slump\w*"
    r"|shr[aiu]nk\w*|increas\w*|decreas\w*)\s(?:(?:by\s)?[\d.,]+(?:%|\spercent)\s|\w+ly\s)?from\s(?:an?\s|about\s|around\s|roughly\s"
    r"|some\s|just\s|only\s|nearly\s|almost\s|approximately\s)*$",
    re.IGNORECASE,
)
# Where one finite clause ends and the next, with its own time and standing, begins.
NEXT_CLAUSE = re.compile(
    r";|\bwhile\b|\bwhereas\b|,? but\b|,\sof (?:which|whom)\b"
    r"|,? and (?:(?:it|they|the \w+|[A-Z]\w+) )?(?:also |now |still |currently )?(?:plans?|expects?|aims?|projects?|forecasts?|will|would|intends?|hopes?"
    r"|targets?|predicts?|had|has|have|was|were|is|are)\b"
    r"|,? and (?:it|they|the \w+|[A-Z]\w+) (?:also |now |still )?(?:planned|expected|aimed|projected|forecasted|intended|hoped|targeted|predicted)\b"
    r"|,? and (?:also )?(?:planned|expected|aimed|intended|hoped) to\b"
    r"|,\s(?:will|would|could|plans?|expects?|hopes?|aims?|wants?|intends?)\b|,\s(?:which|who|that|an? \w+ (?:that|which)) (?:will|would|could|is expected|are expected)\b"
)
_PAST = re.compile(
    r"\b(?:had|was|were|stood|held|ended|closed|employed|reached|total[l]?ed|amounted|carried|owned|operated|counted|numbered|came|finished|left)\b", re.IGNORECASE
)
_COMING = re.compile(
    r"\b(?:will|would|expects?|expected|plans?|planned|by(?=\s(?:the\s|then|next|early|late|mid|year|\d|[A-Z]))|until|aims?|targets?)\b", re.IGNORECASE
)
# Who is named or when something was begun between commas is beside the point: "Acme, founded in 2019, lost ...".
_BESIDE_THE_POINT = re.compile(
    r",\s(?:which|who|whose|where|first|\w+ed|built|begun|known|set up)\s[^,;]*,"
    r"|\b(?:that|which|who)\s(?:\w+ed|went|fell|shut|left|began|rose|won|lost|ran|quit|sold|bought|made|broke)\s[^,;]*,"
)
_YEAR_AGO = re.compile(r"\byears?[ -](?:earlier|ago|before)\b|\b(?:prior|previous|preceding)[ -]year\b", re.IGNORECASE)
_TWO_YEARS = re.compile(r"\b(?:two|2) years\b", re.IGNORECASE)
_FALLS_DUE = re.compile(r"\b(?:matur\w+|heard|decided|of record|due|expir\w+|payable|redeemable|callable|repayable|vest(?:s|ing)?|meeting|complet\w+|finish\w*|operational|online|ready|opens?|opening)\s(?:in|on|by|at|of|until|through|over)?\s*(?:the\s)?$", re.IGNORECASE)
_FOUNDED = re.compile(
    r"\b(?:founded|co-?founded|started|set up|established|created|born|incorporated|spun (?:out|off)|begun|formed|launched|built|opened|listed|settled|first listed)\b(?:\s(?!and\b|in\b)[\w-]+){0,4}\s(?:in|since)\s(?:(?:early|late|mid|the \w+ of|spring|summer|autumn|fall|winter)[\s-]+)?$",
    re.IGNORECASE,
)
"""What stands before the time when something began: no number is of then that is not said beside it."""
_IN_WHICH = re.compile(r"\s(?:in which|that|where|when|since|of profit|of growth|as a)\b")
_FAR_SINCE = 40
SUPERSEDED = 0.4
"""How sure a figure is that a newer one replaced."""
_UNDATED_PAST = 0.45
"""How sure one is that was so at an earlier time that the text leaves open."""
_BESIDE = 12
_OWN_REPORT = 4


@dataclass(slots=True)
class Topic:
    """What the sentences so far were about: whom, what, which stretch of time and which day.

    `section` is the name that the heading over them is, `here` whether the paragraph itself names the entity, `opened` whom its first words name, `thing` what was last named of what companies make, `asked` what the paragraph before them asks for, `titled`
    what the last heading that names a measure does, `roles` whom words such as "start-up" and "buyer" stand for, `report` the
    stretch of time that the document is a report on, `last` the last number that had a unit, with how it is written, and `money` the currency
    of the last sum of the paragraph. `bought` is the company that was last said to be bought, and how many sentences ago, `ahead`
    the time to come that the paragraph last gave an outlook for, `foreseen` whether the heading is that of an outlook, `told_of` the
    companies that the paragraph has named, in their order, `owner` of whom its last number of a known measure is, `listed` what the line over a list of expectations says of them.
    """

    entity: str = ""
    metric: MetricMention | None = None
    period: Period | None = None
    day: Period | None = None
    section: str = ""
    here: bool = False
    opened: str = ""
    thing: str = ""
    asked: tuple[MetricMention, ...] = ()
    titled: tuple[MetricMention, ...] = ()
    roles: dict[str, str] = field(default_factory=dict)
    report: Period | None = None
    last: tuple[Amount, str] | None = None
    money: str = ""
    bought: tuple[str, int] = ("", 0)
    ahead: Period | None = None
    foreseen: bool = False
    told_of: tuple[str, ...] = ()
    owner: str = ""
    listed: tuple[Basis, Period | None] | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says, found once for all its amounts.

    `against` are amounts that others are compared with and `firsts` the first of the list that one belongs to, both
    by where they start; `paired` are the periods, and `named` the measures, that belong to one amount alone.
    """

    sentence: str
    amounts: Sequence[Amount]
    metrics: Sequence[MetricMention]
    names: Sequence[EntityMatch]
    periods: Sequence[FoundPeriod]
    against: dict[int, Against]
    paired: dict[int, list[FoundPeriod]]
    firsts: dict[int, Amount] = field(default_factory=dict)
    named: dict[int, MetricMention] = field(default_factory=dict)

    @property
    def free(self) -> list[FoundPeriod]:
        """The periods that do not belong to a comparison."""
        taken = [a.period for a in self.against.values() if a.period is not None]
        return [p for p in self.periods if p not in taken]


def remember(topic: Topic, said: Said, published: date | None) -> None:
    """Take from a sentence the time that what follows is about."""
    for found in said.free:
        if found.period.year is None or (found.relative and not _told(said.sentence, found)):
            continue
        if _began(said.sentence, found) or _FALLS_DUE.search(said.sentence[: found.start]):
            continue
        if found.period.kind is PeriodKind.INSTANT:
            topic.day = found.period
        elif found.period.kind is not PeriodKind.MONTH:
            # The month of one event is not what a report goes on about.
            topic.period = found.period
        else:
            continue
        return
    for against in said.against.values():
        after = following(against.period.period, published) if against.period else None
        if after is not None:
            topic.period = after
            return


_STRETCHES = frozenset({PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.NINE_MONTHS})
_BEGAN = re.compile(
    r"\b(?:found\w*|start(?:ed|s)?|launch\w*|born|open(?:ed|s)|join\w*|since|graduat\w*|creat\w*|set up|establish\w*|hir\w+|appoint\w*|left|moved|"
    r"sign\w*|became|until|expir\w*|mature\w*|due|will|plans?|expects?|would)\b",
    re.IGNORECASE,
)
_OF_RESULTS = re.compile(
    r"\b(?:results?|figures|accounts|numbers|performance|earnings|year|quarter|half|(?:good|bad|strong|weak|record|tough|hard|busy|best|worst|great|fine|"
    r"difficult|solid|quiet|blockbuster|bumper)\s(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def _told(sentence: str, found: FoundPeriod) -> bool:
    """Whether a stretch of time without a year ("third-quarter") is one that a sentence reports on."""
    if found.period.kind not in _STRETCHES or found.period.end is None or _YEAR_AGO.search(sentence[found.start : found.end]):
        return False
    return basis_of(sentence) in {Basis.ACTUAL, Basis.REPORTED} and not _COMING.search(sentence)


def announce(topic: Topic, sentence: str, periods: Sequence[FoundPeriod], *, measured: bool) -> None:
    """Take the time that what follows is about from a sentence without a number: "Acme had a good 2025."."""
    stretches = [p for p in periods if p.period.kind in _STRETCHES and p.period.year is not None]
    if len(stretches) != 1 or _BEGAN.search(sentence) or not (measured or _OF_RESULTS.search(sentence)):
        return
    if not stretches[0].relative or _told(sentence, stretches[0]):
        topic.period = stretches[0].period


def heading_period(heading: str, published: date | None, calendar: FiscalCalendar | None) -> Period | None:
    """The stretch of time that a heading names for what stands below it, None where it names none or several."""
    told = timely(heading, find_periods(heading, published=published, calendar=calendar), published)
    found = [p.period for p in told if not p.relative]
    stretches = list(dict.fromkeys(p for p in found if p.kind in _STRETCHES and p.year is not None))
    if len(stretches) == _BOTH and len({p.kind for p in stretches}) == 1 and _SET_SIDE_BY_SIDE.search(heading):
        # "Comparison of the years ended December 31, 2024 and 2025": what is told below is of the later, where it says no more.
        stretches = [max(stretches, key=lambda p: p.year or 0)]
    return stretches[0] if len(stretches) == 1 and len(heading) < _LONGEST_HEADING and not _BEGAN.search(heading) else None


_BOTH = 2
_SET_SIDE_BY_SIDE = re.compile(r"\b(?:comparisons?|compared|versus|vs\.?)\b", re.IGNORECASE)
_OUTLOOK = re.compile(
    r"^\W*(?:[A-Z][\w&.’'-]*['’]s\s)?(?:(?:our|the|updated|initial|financial|business|company|current|full|year|quarter(?:ly)?|annual|fiscal|first|second|third|fourth|half|[qh][1-4]|fy\s?['’]?\d\d(?:\d\d)?|20\d\d(?:[/–-]\d\d)?"
    r"|and|revenue|sales|earnings|profit|capital|capex|expense|spending|management['’]s|company['’]s)[\s-]+)*(?:outlook|guidance|forecasts?|projections?|expectations|(?:the\s)?(?:year|quarter) ahead)(?:\s(?:for|on|and|&|of|in)\b[^.!?]*|\s?\([^)]*\)|:|\s?[–—-]\s[^.!?]*|\s20\d\d)?\W*$",
    re.IGNORECASE,
)
_LONGEST_OUTLOOK = 80


def is_outlook(heading: str) -> bool:
    """Whether a heading says that what stands below it is expected: "Outlook for fiscal year 2027", "2026 guidance"."""
    return len(heading) < _LONGEST_OUTLOOK and _OUTLOOK.match(heading) is not None


_LONGEST_HEADING = 120
_LONG_AGO = 40


def timely(text: str, periods: Sequence[FoundPeriod], published: date | None) -> list[FoundPeriod]:
    """The periods of a text that numbers can be for: not the year of a law, nor one of another age."""
    return [
        p
        for p in periods
        # "The first quarter in which it made money" is not the first of a year.
        if not _STATUTE.search(text[: p.start]) and not (p.period.kind in _PARTS and p.relative and _IN_WHICH.match(text[p.end :]))
        and (published is None or p.period.year is None or abs(p.period.year - published.year) < _LONG_AGO)
    ]


_STATUTE = re.compile(r"\b(?:Act|Code|Law|Plan|Rules?|Regulation|Directive)\s(?:of\s)?$")


def settled(sentence: str, periods: Sequence[FoundPeriod], published: date | None) -> list[FoundPeriod]:
    """The periods with days that are told of in the past moved there: "at the end of December it had"."""
    past = bool(_PAST.search(sentence)) and not _COMING.search(sentence)
    out: list[FoundPeriod] = []
    for found in periods:
        day = found.period.end
        if past and found.relative and found.period.kind is PeriodKind.INSTANT and day and published and day > published and day.day < 32:
            last = day.replace(year=day.year - 1) if (day.month, day.day) != (2, 29) else day.replace(year=day.year - 1, day=28)
            moved = replace(found.period, end=last, year=last.year if found.period.year else None,
                            label=found.period.label.replace(str(day.year), str(last.year)))
            out.append(replace(found, period=moved))
        elif found.relative and found.period.kind is PeriodKind.MONTH and _BY.match(sentence[found.start :]) and _AHEAD_OF.search(sentence) and day and published and day < published:
            # "By March we should be at 14,000": the next one.
            later = _year_after(found.period)
            out.append(replace(found, period=later) if later is not None else found)
        else:
            out.append(found)
    return out


_BY = re.compile(r"by\s", re.IGNORECASE)
_AHEAD_OF = re.compile(r"\b(?:will|would|should|expects?|plans?|aims?|hopes?|going to|[’']ll|targets?)\b", re.IGNORECASE)


def _year_after(period: Period) -> Period | None:
    if period.start is None or period.end is None or period.year is None:
        return None
    try:
        start, end = (day.replace(year=day.year + 1) for day in (period.start, period.end))
    except ValueError:  # 29 February
        return None
    return replace(period, year=period.year + 1, start=start, end=end, label=period.label.replace(str(period.year), str(period.year + 1)))


def when(
    amount: Amount, said: Said, span: Span, topic: Topic, revision: Revision, *, earned: bool = False
) -> tuple[Period | None, float]:
    """The period of an amount and how sure it is: its own, the comparison's, then that of the text so far.

    `earned` is whether its measure is of a stretch of time, such as revenue: no day is its period.
    """
    against = said.against.get(amount.start)
    if against is not None:
        lead, _ = _period(said, against.lead, topic, span, earned=earned)
        if against.period is not None:
            a_year_ago = against.period.relative and (against.period.period.kind is PeriodKind.YEAR or _YEAR_AGO.search(said.sentence[against.period.start : against.period.end]))
            earlier = _year_before(lead or topic.period) if a_year_ago or (against.period.relative and against.period.period.year is None) else None
            return earlier or _dated(against.period.period), 1.0
        if earned and not against.superseded and not _FORESEEN.search(said.sentence) and (before := _compared_with(lead, topic)) is not None:
            return before, 0.7
        return (lead, SUPERSEDED) if against.superseded else (None, _UNDATED_PAST)
    if _LONE_FROM.search(said.sentence[: amount.start]):
        own = next((p for p in said.free if 0 <= p.start - amount.end < _BESIDE), None)
        return (None, _UNDATED_PAST) if own is None else (_year_before(topic.period) if own.relative else _dated(own.period), 0.9)
    period, sure = _period(said, amount, topic, span, earned=earned)
    if period is not None:
        return (_whole_year(period, said.sentence) if earned else None) or period, sure
    reported = _of_report(said, amount, topic.report) if span is not Span.INSTANT else None
    if reported is not None:
        return reported, 0.9
    for other in said.against.values():
        if other.lead is amount and other.period is not None:
            after = following(other.period.period, revision.published)
            if after is not None:
                return after, 0.85
    previous = max((a.end for a in said.amounts if a.end <= amount.start), default=0)
    previous = max(previous, *(m.end() for m in re.finditer(r"[;:]\s", said.sentence[: amount.start])), 0)
    # "Revenue was up 34%" compares with nothing that it names; it is of the time spoken of.
    grew = amount.unit == "percent" and sum(a.unit == "percent" for a in said.amounts) == 1
    if not grew and _COMPARISON.search(said.sentence[previous : amount.start]):
        return None, 1.0
    return _of_text_so_far(amount, said, span, topic, revision, earned=earned)


_FOR_THE_YEAR = re.compile(r"\bfor the (?:(?:whole|full|entire) )?year\b(?! (?:ended|ending|of|to|in|20\d\d))", re.IGNORECASE)


def _whole_year(period: Period, sentence: str) -> Period | None:
    """The year of a month or day, where a sentence tells of "the year": "December 2025: revenue for the year comes to €74 million"."""
    if period.kind not in {PeriodKind.MONTH, PeriodKind.INSTANT} or period.end is None or not _FOR_THE_YEAR.search(sentence):
        return None
    return year(period.end.year)


def _of_text_so_far(amount: Amount, said: Said, span: Span, topic: Topic, revision: Revision, *, earned: bool) -> tuple[Period | None, float]:
    """The period that the sentences before tell of, for an amount that has none of its own, and how sure that is."""
    coming = basis_of(said.sentence) not in {Basis.ACTUAL, Basis.REPORTED}
    if span is Span.INSTANT:
        if topic.day is not None and (coming or not _to_come(topic.day, revision.published)):
            return topic.day, 0.7
        if revision.source_type.authority < _OWN_REPORT:
            # "In 2025 it lost $3 million. It has 260 staff": today's, not last year's.
            return None, 0.9
    if not coming and _to_come(topic.period, revision.published):
        # "It will open in 2027. It has 318 employees": what is so now is not of then.
        return (topic.report, 0.7) if topic.report is not None and not _to_come(topic.report, revision.published) else (None, 0.9)
    if earned and basis_of(said.sentence) in _TO_COME and _AUXILIARY.search(said.sentence[: amount.start]) and topic.period is not None and topic.period.end and revision.published and topic.period.end <= revision.published:
        return None, 0.9  # "2025 was $2 billion. Spending will be $180 million"
    if not earned and span is Span.FLOW and topic.period == topic.report and revision.source_type.authority < _OWN_REPORT:
        return None, 0.9  # a deed told of in an article on a quarter's results is of no time that is known
    return topic.period, 0.7 if topic.period else 1.0


_TO_COME = frozenset({Basis.PROJECTION, Basis.GUIDANCE})
_AUXILIARY = re.compile(r"\b(?:will|shall|going to|expects? to|plans? to|[’']ll)\b", re.IGNORECASE)


def _to_come(period: Period | None, published: date | None) -> bool:
    """Whether a period is not over when it is written about."""
    return period is not None and period.end is not None and published is not None and period.end > published


_FORESEEN = re.compile(
    r"\b(?:expect\w*|forecast\w*|estimate\w*|guid(?:ed|es|ing|ance)|outlook|model(?:s|led|ed)?|look(?:s|ing)? for|consensus|plan(?:s|ned)?|target\w*|project(?:s|ed|ion|ions)|"
    r"trim(?:s|med|ming)?|rais(?:e|es|ed|ing) (?:its|our|the|their|\d{4})|lift(?:s|ed|ing)? (?:its|our|the|their|\d{4})|cut(?:s|ting)? (?:its|our|the|their|\d{4})|revis(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
"""How what is expected is told of: what it is "up from" is what was expected before, for the same time."""


def _compared_with(lead: Period | None, topic: Topic) -> Period | None:
    """The time of what a number of a year, or of the quarter that a report is on, is compared with and that says none: a year before."""
    lead = lead or (topic.period if topic.period is not None and topic.period != topic.report else None)
    if lead is not None and lead.kind is PeriodKind.YEAR:
        return _year_before(lead)
    return _year_before(topic.report) if topic.report is not None and topic.report.kind in _PARTS and (lead is None or lead == topic.report) else None


_BARE = re.compile(
    r"\b(?:in|for|during|over|throughout|and) (?:the|our|its|this) (?:(?:latest|reported|current|full|whole|entire|first) )?(?:(?:fiscal|financial) )?(?P<part>quarter|half|nine months|year)\b"
    r"(?! (?:ended|ending|of|to|just|earlier|ago|before|after|in|20\d\d))|\bfull[- ](?P<whole>year)\b(?! (?:ended|ending|of|20\d\d))",
    re.IGNORECASE,
)
"""The stretch of a report, or its whole year, by no name of its own: "in the quarter", "for the full year"."""
_THIRD = 3
_KIND_OF = {"quarter": PeriodKind.QUARTER, "half": PeriodKind.HALF}


def _of_report(said: Said, amount: Amount, report: Period | None) -> Period | None:
    """The period of an amount that is said to be of "the quarter" or "the year", in a report on a quarter or half."""
    if report is None or report.year is None or report.kind not in _PARTS:
        return None
    near = sorted(_BARE.finditer(said.sentence), key=lambda found: gap(said.sentence, found.span(), amount, said.amounts))
    if not near or NEXT_CLAUSE.search(said.sentence[min(near[0].end(), amount.end) : max(near[0].start(), amount.start)]):
        return None
    part = (near[0]["part"] or near[0]["whole"]).lower()
    if part == "nine months":
        label = f"nine months of fiscal {report.year}" if report.fiscal else f"nine months of {report.year}"
        whole = next((found.period for found in find_periods(label, published=None) if found.period.kind is PeriodKind.NINE_MONTHS), None)
        return whole if report.number == _THIRD else report if report.kind is PeriodKind.NINE_MONTHS else None
    if part != "year":
        within = part == "quarter" and report.kind is not PeriodKind.QUARTER and report.end is not None and not report.fiscal
        # "In the quarter" of a report on nine months is the last of them.
        return quarter(*quarter_of(report.end)) if within and report.end is not None else report if report.kind is _KIND_OF[part] else None
    label = f"in fiscal {report.year}" if report.fiscal else f"in {report.year}"
    return next((found.period for found in find_periods(label, published=None) if found.period.kind is PeriodKind.YEAR), None)


def _year_before(period: Period | None) -> Period | None:
    """The same stretch of time a year earlier: what "a year earlier" and "previous year" mean beside it."""
    if period is None or period.year is None:
        return None
    label = period.label.replace(str(period.year), str(period.year - 1))
    if period.start is None or period.end is None:
        return replace(period, year=period.year - 1, label=label) if period.fiscal else None
    try:
        start, end = (day.replace(year=day.year - 1) for day in (period.start, period.end))
    except ValueError:  # 29 February
        return None
    return replace(period, year=period.year - 1, start=start, end=end, label=label)


def _dated(period: Period) -> Period | None:
    return None if period.year is None and period.end is None else period


def _period(said: Said, amount: Amount, topic: Topic, span: Span, *, earned: bool = False) -> tuple[Period | None, float]:
    """The period said of an amount and how sure that is; None where the nearest belongs to what it is compared with."""
    sentence = said.sentence
    periods = said.paired.get(amount.start, said.free)
    outside = [p for p in periods if p.end <= amount.start or p.start >= amount.end]
    # "in the third quarter, which ended on October 26": the day belongs to the quarter.
    stretches = [p for p in outside if not _ENDING.search(sentence[: p.start])]
    # "Notes due 2030", "a loan that matures in November": when it ends is not when it was so.
    outside = [p for p in stretches or outside if not _FALLS_DUE.search(sentence[: p.start])]
    outside = [p for p in outside if not _began(sentence, p) or abs(p.start - amount.end) < _BESIDE]
    # "For 2025, it said in January that it expects": when a plan was told is not when it is for.
    outside = [p for p in outside if not _told_then(sentence, p)]
    if span is Span.INSTANT:
        outside = [p for p in outside if p.period.kind is not PeriodKind.TRAILING_YEAR]
    if earned:
        # "Second-quarter results on August 6": what was earned was not earned on a day.
        outside = [p for p in outside if not (p.period.kind is PeriodKind.INSTANT and _DAY.search(sentence[p.start : p.end]))]
    best: FoundPeriod | None = None
    for found in sorted(outside, key=lambda p: gap(sentence, (p.start, p.end), amount, said.amounts)):
        between = sentence[amount.end : found.start] if found.start >= amount.end else ""
        apart = sentence[min(amount.end, found.end) : max(amount.start, found.start)]
        if len(between) > _FAR_SINCE and found.period.label.startswith("since"):
            continue
        if _COMPARISON.search(between) or ";" in apart or NEXT_CLAUSE.search(between) or _inside(sentence, found, amount):
            continue
        if amount.unit == "percent" and _SINCE_THEN.fullmatch(between):
            continue  # "83% over the same period of 2025" is how much it has grown since
        if _GREW_SINCE.search(sentence[: found.start]):
            continue  # "$5 million, which is 41 percent over the same quarter of last year"
        if _THEN.search(between) and _YEAR_AGO.search(sentence[found.start : found.end]):
            continue  # "it was 1,260, and a year ago it was 870"
        if _ANOTHER_TIME.search(between) or _MULTIPLE.search(between) or _of_another(said, found, amount):
            continue
        best = found
        break
    if best is not None and best.period.kind is PeriodKind.INSTANT and best.period.end is None:
        # "At the end of the first quarter of fiscal 2027, on August 31, 2026": the day is the same moment, said exactly.
        days = (p for p in outside if p.period.kind is PeriodKind.INSTANT and p.period.end and p.start >= best.end)
        best = next((p for p in days if re.fullmatch(r",?\s*(?:on\s*)?", sentence[best.end : p.start])), best)
    if best is None or _dated(best.period) is None:
        return None, 1.0
    part = topic.period is not None and topic.period.kind in {PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS}
    if part and best.relative and best.period.kind is PeriodKind.YEAR and _YEAR_AGO.search(sentence[best.start : best.end]):
        # In a report on a quarter, "a year earlier" is the same quarter, and "two years ago" that of the year before.
        earlier = _year_before(topic.period)
        return _year_before(earlier) if _TWO_YEARS.search(sentence[best.start : best.end]) else earlier, 0.85
    return best.period, 1.0 if gap(sentence, (best.start, best.end), amount, said.amounts) < 120 else 0.85


def _began(sentence: str, found: FoundPeriod) -> bool:
    """Whether a time is when something was founded or launched, and not what it had then: "launched in 2024 with 900 chips"."""
    return bool(_FOUNDED.search(sentence[: found.start])) and not re.match(r"\s(?:with|at|for)\b", sentence[found.end :])


_SINCE_THEN = re.compile(r"\s(?:over|from|on|above|below)\s(?:the\s)?")
_THEN = re.compile(r",? and\s$")
_GREW_SINCE = re.compile(r"(?:%|\bper ?cent|\bpoints?)\s(?:(?:higher|lower|more|less|up|down|better|worse)\s)?(?:over|above|below|than|on|from|up on|down on)\s(?:(?:in|the|that of)\s)*$", re.IGNORECASE)
_AND = re.compile(r",|\b(?:and|but)\b")
_DAY = re.compile(r"\b(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2,8})\b")
_ANOTHER_TIME = re.compile(r",?\s(?:after|before|although|though|because|(?<=, )as(?! (?:of|at|an?|was|were|is|did|does)\b)|(?<=, )since)\s|,\s(?:expects?|plans?|aims?|says|said|will|would|has|had)\b", re.IGNORECASE)
"""Where a clause with a time of its own begins: "will cut 130 jobs, after sales in the first half fell"."""
_MULTIPLE = re.compile(r"\b(?:times|double|twice|treble|triple|half)\s(?:what|the|its|as much)\b", re.IGNORECASE)
"""What stands before that of which a number is a multiple: "three times the $4.8 billion at which it last raised, in 2024"."""


def _of_another(said: Said, found: FoundPeriod, amount: Amount) -> bool:
    """Whether a time stands between the words of another measure and its number: "88 people and revenue last year of $2 million"."""
    for other in said.amounts:
        if other is amount or not found.end <= other.start < found.end + _BESIDE or amount.start <= found.start < amount.end:
            continue
        if any(m.end <= found.start and found.start - m.end < _BESIDE and m.start > amount.end and _AND.search(said.sentence[amount.end : m.start]) for m in said.metrics):
            return True
    return False


_TELLING = "said|told|guided|announced|forecast|forecasted|projected|expected|predicted|stated|estimated|put its|set a|gave|reiterated"
_TOLD_IN = re.compile(rf"\b(?:{_TELLING})\s(?:\w+\s){{0,2}}(?:in|on)\s(?:(?:early|mid|late)[-\s])?$", re.IGNORECASE)
_THAN_TOLD = re.compile(rf"\b(?:than|as|what)\s(?:we|it|they|I|he|she|the company|management)\s(?:had\s)?(?:{_TELLING})\s(?:\w+\s)?$", re.IGNORECASE)
_THEN_TOLD = re.compile(rf",?\s(?:(?:had|has|also|still|first)\s)?(?:{_TELLING})\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:guid(?:ed|ance)|outlook|forecast|project(?:s|ed|ion)|expect(?:s|ed)?|plan(?:s|ned)?|will|would|target(?:s|ed)?)\b", re.IGNORECASE)


def _told_then(sentence: str, found: FoundPeriod) -> bool:
    """Whether a month or day of a sentence about what is to come is when it was told."""
    if found.period.kind not in {PeriodKind.MONTH, PeriodKind.INSTANT} or not _AHEAD.search(sentence):
        return False
    before = sentence[: found.start]
    return bool(_TOLD_IN.search(before) or _THAN_TOLD.search(before) or _THEN_TOLD.match(sentence[found.end :]))


def _inside(sentence: str, found: FoundPeriod, amount: Amount) -> bool:
    """Whether a period stands in an aside that the amount is not in: brackets with an amount of their own, "founded in 2019"."""
    for aside in _BESIDE_THE_POINT.finditer(sentence):
        if aside.start() <= found.start < aside.end() and not aside.start() <= amount.start < aside.end():
            return True
    left, right = sentence.rfind("(", 0, found.start), sentence.find(")", found.end)
    if left < 0 or right < 0 or ")" in sentence[left : found.start] or left <= amount.start < right:
        return False
    # A bracket with a number of its own has its own time: "a margin of 41% (40% in 2025)".
    return bool(re.search(r"\d", sentence[left : found.start] + sentence[found.end : right]))


_RESULTS_CALL = re.compile(r"\b(?:earnings|results|conference|quarterly) call\b|\btranscript\b", re.IGNORECASE)
_ON_RESULTS = re.compile(r"\b(?:results|earnings|preview|quarter(?:ly)?|sales|revenues?|profits?)\b", re.IGNORECASE)


def main_period(revision: Revision, calendar: FiscalCalendar | None) -> Period | None:
    """The quarter, half or year that a company's own report is about, from its opening lines, or that of a results call."""
    if revision.source_type not in {SourceType.FILING, SourceType.PRESS_RELEASE}:
        return _call_period(revision, calendar)
    titled = heading_period(revision.title, revision.published, calendar)
    titled = titled if titled is not None and titled.kind in _PARTS and (titled.end is None or revision.published is None or titled.end <= revision.published) else None
    if titled is not None and titled.kind is not PeriodKind.NINE_MONTHS:
        return titled
    opening = f"{revision.title}\n{revision.text[:2500]}"
    kinds = {PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.NINE_MONTHS}
    told = find_periods(opening, published=revision.published, calendar=calendar)
    found = [f.period for f in timely(opening, told, revision.published)]
    if revision.source_type is SourceType.PRESS_RELEASE:
        # A release that mentions a year is not a report on it.
        kinds -= {PeriodKind.YEAR}
    recent = revision.published.year - _RECENT if revision.published else 0
    # A filing that says since when its lender has lent is no report on that year.
    dated = [p for p in found if p.kind in kinds and p.end is not None and (p.year or recent) >= recent]
    past = [p for p in dated if p.end and (revision.published is None or p.end <= revision.published)]
    if titled is not None and not any(p.kind is PeriodKind.QUARTER and p.end == titled.end for p in past):
        return titled
    if not past:
        return None
    last = max(p.end or date.min for p in past)
    # The months up to a quarter's end are told of beside it: the report is on the quarter.
    late = [p for p in past if (last - (p.end or date.min)).days <= _SAME_END]
    return next((p for p in late if p.kind is not PeriodKind.NINE_MONTHS), late[0])


_PARTS = frozenset({PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS})
_RECENT = 2
"""How many years back what a report is on may lie."""
_SAME_END = 10
"""Days that a quarter of 13 weeks may end before or after its month."""


def _call_period(revision: Revision, calendar: FiscalCalendar | None) -> Period | None:
    """The quarter that a results call is about, where its title or one of its first lines says that it is one."""
    if _ON_RESULTS.search(revision.title) and (titled := heading_period(revision.title, revision.published, calendar)) and titled.kind in _PARTS:
        return titled
    for text in (revision.title, *(revision.text[b.start : b.end] for b in revision.blocks[:4])):
        if _RESULTS_CALL.search(text) and (found := heading_period(text, revision.published, calendar)):
            return found
    return None
