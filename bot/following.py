"""Following: what a message takes from the ones before it."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.chat_writing import written_out
from bot.comparing import COMPARATIVES
from bot.measures import RELATIONS
from bot.parsing import word_stems, year_shifted
from bot.question import Intent, Question
from bot.words import fold, stem
from index.figure import Basis
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.periods import calendar_month

__all__ = ["asks_later", "follow", "moves", "narrowed", "numbered"]

_REACHING = frozenset(stem(w) for w in "hit reach reached cross crossed pass passed top topped surpass exceed exceeded break broke clear cleared get got past even ever actually".split())
"""Words that say of a number that something came to it."""
_HAPPENED = lazy_pattern(r"\bwhat(?:['’]s| has| is)? (?:happen\w*|the (?:outcome|result|upshot|latest)|became of|came of)\b|\bhow did (?:it|that) (?:end|go|turn out)\b", re.IGNORECASE)
_POINTS_BACK = frozenset(stem(w) for w in "ahead lead leads leading winning same other cash before prior previous earlier following later after usd eur gbp".split())
_OF_SIZE = frozenset(stem(w) for w in (*COMPARATIVES, *"difference gap discrepancy expensive cheap high low big large small much little drop fall rise jump increase decrease".split()))
"""Words that say of a number only how large it is or that it moved."""
_FORMS = frozenset(s for w in ("gaap", "non-gaap", "adjusted", "diluted", "basic", "organic", "underlying", "reported") for s in (stem(w), *word_stems(w)))
"""Words for the form of a measure, which name none by themselves."""
_YEAR_BEFORE = lazy_pattern(r"\b(?:the )?(?:year|yr) (?:before|prior|earlier)\b|\b(?:previous|prior) (?:year|yr)\b|\ba (?:year|yr) (?:ago|earlier|before)\b", re.I)
_SAME_LAST_YEAR = lazy_pattern(r"\b(?:the )?same (?:quarter|qtr|period|half|months?|stretch|time),?(?: of| in)?(?: the)? (?:(?:last|previous|prior) (?:year|yr)|(?:a )?(?:year|yr) (?:ago|before|earlier))\b", re.I)
_FROM_WHAT = lazy_pattern(r"^\W*(?:(?:and|so|but|is that|was that|that is)\W+)*(?:up|down) from(?: what)?\W*$", re.I)
"""What asks where something rose or fell from: "down from?"."""
_STRETCHED = frozenset({PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS})
_ON_LAST_YEAR = lazy_pattern(r"\b(?:vs\.?|versus|against|than|over|compared? (?:to|with)) (?:last|the (?:last|previous|prior)) (?:year|yr)\b", re.I)
"""What sets the time just told against the same a year before: "vs last year?"."""
_YEAR_AFTER = lazy_pattern(r"\b(?:the )?(?:year|yr) (?:after|later)\b|\b(?:following|next) (?:year|yr)\b|\ba (?:year|yr) later\b", re.I)
_EARLIER = lazy_pattern(
    r"\bbefore (?:that|this|then|it|they|the \w+)\b(?: \w+)?|\b(?:the )?(?:previous|prior|earlier) (?:one|figure|number|target|plan|level)\b"
    r"|\b(?:round|series) before\b|\bprior to (?:that|this|it)\b|\bthe old (?:one|figure|number|target|plan|level|price)\b|\b(?:up|down|raised|cut|lowered) from what\b|(?:\b(?:up|down|raised|cut|lowered) |^\W*(?:and |so )?)from(?: what)?\W*$"
    r"|(?<!\byear )(?<!\byr )(?<!\bquarter )(?<!\bqtr )(?<!\bhalf )(?<!\bmonth )(?<!\bmonths )(?<!\byears )\bbefore\W*$|\bpreviously\b|\boriginally\b|\binitially\b|\bat first\b|\bused to be\b",
    re.I,
)
_SINCE_THEN = lazy_pattern(r"^\W*(?:(?:and|so|but|what|how about|what about|is it|was it|what is it|whats it)\W+)*(?:later(?: on)?|since(?: then)?|afterwards?|after that|now|today|currently|these days|nowadays|lately)\W*$", re.IGNORECASE)
"""What asks how the same stands since: "and what later", "and now?"."""
_NEXT_ONE = lazy_pattern(r"\b(?:this|the current|the next|next|the coming) one\b", re.I)
_QUARTER_BEFORE = lazy_pattern(r"\b(?:previous|prior|preceding) (?:quarter|qtr)\b|\bthe (?:quarter|qtr) (?:before|prior|earlier)\b|\ba (?:quarter|qtr) (?:earlier|before)\b", re.I)
_QUARTER_AFTER = lazy_pattern(r"\b(?:the )?(?:next|following) (?:quarter|qtr)\b(?: (?:after|from) (?:this|that)(?: one)?\b)?|\bthe (?:quarter|qtr) after\b", re.I)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12, "eighteen": 18}
_SO_MANY_ON = lazy_pattern(
    rf"\b(?P<count>\d{{1,2}}|{'|'.join(_COUNTS)}) (?P<unit>month|mth|quarter|qtr|year|yr)s? (?P<way>earlier|before|prior|previously|later|after)\b(?! \w+ \d)", re.IGNORECASE
)
"""So much time before or after what was told: "and six months earlier"."""
_MONTHS_IN = {"m": 1, "q": 3, "y": 12}
_PART = lazy_pattern(
    r"\b(?:q(?P<q>[1-4])|(?P<q2>[1-4])q|(?P<q3>first|second|third|fourth|1st|2nd|3rd|4th) (?:quarter|qtr)|h(?P<h>[12])|(?P<h2>[12])h|(?P<h3>first|second|1st|2nd) half)\b",
    re.I,
)
_NUMBERED = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_YEAR_SAID = lazy_pattern(r"\b(?:19|20)\d\d\b|\bfy ?['’]?\d\d|['’]\d\d\b|\b(?:this|last|next) (?:fiscal )?(?:year|yr)\b", re.I)
_YEAR_BEHIND = lazy_pattern(r"(?:,| of| in| for)? ?(?:fy|cy)?['’]?\d\d(?![\d%]|[.,]\d)", re.I)
"""A year in two digits right behind the part of it: "and Q1 26?"."""
_IN_DIGITS = lazy_pattern(r"\b(?:19|20)\d\d\b|\bfy ?['’]?\d\d|['’]\d\d\b", re.I)
_MONTHS = tuple(name.lower() for name in month_abbr[1:])
_MONTH_ALONE = lazy_pattern(rf"\W*(?:(?:and|n|ok|so|what about|how about|then|in|by|at the end of|end of|as of)\s+)*(?P<month>{'|'.join((*month_name[1:], *month_abbr[1:]))}|sept)\.?(?: then| too)?\W*", re.IGNORECASE)
_SAME = lazy_pattern(r"\b(?:the |that )?same (?:line|row|item|measure|metric|figure|number|stat|thing|one|question)s?\b|\b(?:that|this) (?:line|row|item|measure|metric|stat)\b", re.I)
"""What says no more than that the measure is that of before: "same line q3 last yr"."""
_THAT_DEAL = lazy_pattern(r"\b(?:the|that|this) (?:licen[cs]e|deal|contract|takeover|purchase|acquisition|stake|investment|agreement)\b|\bin (?:return|exchange)\b", re.I)
"""What points at a deal with the one just spoken of."""
_AGAINST = lazy_pattern(r"\W*(?:(?:and|ok|so|now|then)\W+)*(?:vs\.?|versus|against|compared? (?:to|with|that (?:to|with))|how does (?:that|it|this) compare (?:to|with))\b", re.IGNORECASE)
"""How a follow-up sets something against what was just told."""
_THE_OTHER = lazy_pattern(r"\bthe other\b", re.I)
_STRETCHES = (
    (PeriodKind.HALF, lazy_pattern(r"\b(?:the )?(?:half[- ]year|first half|half|six months|6 months|h1)\b", re.I)),
    (PeriodKind.QUARTER, lazy_pattern(r"\b(?:the |three |3 )(?:quarter|qtr|months)\b", re.I)),
    (PeriodKind.NINE_MONTHS, lazy_pattern(r"\b(?:nine|9) months\b|\b9m\b", re.I)),
    (PeriodKind.YEAR, lazy_pattern(r"\b(?:full|whole|entire|fiscal) (?:year|yr)\b|\bthe year\b|\bannual(?:ly)?\b", re.I)),
)


def _moved(text: str, before: Sequence[Period], asked_on: date) -> tuple[Period, ...]:
    """The period that a follow-up names by the one before it: "the year before", "and the half year?", "and q2?"."""
    if len(before) != 1 or (before[0].year is None and before[0].end is None):
        return ()
    one = before[0]
    if (steps := _SO_MANY_ON.search(text)) is not None:
        count = _COUNTS.get(steps["count"].lower()) or int(steps["count"])
        way = 1 if steps["way"].lower() in {"later", "after"} else -1
        return _on(one, way * count * _MONTHS_IN[steps["unit"][0].lower()])
    if (named_month := _MONTH_ALONE.fullmatch(text)) is not None:
        return _nearest_month(one, _MONTHS.index(named_month["month"].lower()[:3]) + 1)
    if _YEAR_BEFORE.search(text) or _ON_LAST_YEAR.search(text) or _SAME_LAST_YEAR.search(text):
        return (year_shifted(one, -1),)
    over = one.end < asked_on if one.end is not None else (one.year or 0) <= asked_on.year
    of_quarters = _QUARTER_BEFORE.search(text) or _QUARTER_AFTER.search(text)
    if _YEAR_AFTER.search(text) or (over and not of_quarters and _NEXT_ONE.search(text)):
        return (year_shifted(one, 1),)
    for step, words in ((-1, _QUARTER_BEFORE), (1, _QUARTER_AFTER)):
        if words.search(text) and one.kind is PeriodKind.QUARTER and one.number is None and one.end is not None:
            return (_months_on(one.end, 3 * step),)
        if words.search(text) and one.kind is PeriodKind.QUARTER and one.year is not None and one.number is not None:
            return (numbered(one, PeriodKind.QUARTER, one.year * 4 + one.number - 1 + step),)
    part = _PART.search(text)
    if part and not _YEAR_SAID.search(text) and not _YEAR_BEHIND.match(text, part.end()) and one.year is not None and one.kind is not PeriodKind.INSTANT:
        quarter, half = part["q"] or part["q2"] or part["q3"], part["h"] or part["h2"] or part["h3"]
        number = _NUMBERED.get(str(quarter or half).lower()) or int(quarter or half)
        kind = PeriodKind.QUARTER if quarter else PeriodKind.HALF
        return (numbered(one, kind, one.year * (4 if quarter else 2) + number - 1),)
    if (part and _YEAR_BEHIND.match(text, part.end())) or _IN_DIGITS.search(text):
        return ()  # "and the first half of 2025" says of which year
    named = [kind for kind, words in _STRETCHES if words.search(text)]
    if _THE_OTHER.search(text):
        named = [kind for kind in named if kind is not one.kind]
    elif PeriodKind.QUARTER in named or one.kind in named:
        return ()
    if len(named) == 1 and one.year is not None:
        return _longer(one, named[0])
    return ()


def _from_what(text: str, before: Question) -> tuple[Period, ...]:
    """The year before, where a message asks from what something rose or fell that is no plan: "down from?"."""
    if not _FROM_WHAT.search(text) or before.bases or len(before.periods) != 1 or before.periods[0].kind not in _STRETCHED:
        return ()
    return (year_shifted(before.periods[0], -1),)


def _on(one: Period, months: int) -> tuple[Period, ...]:
    """A period so many months from another: one of the same kind where these are whole years or quarters, else the month it falls in."""
    if months % 12 == 0:
        return (year_shifted(one, months // 12),)
    if months % 3 == 0 and one.kind is PeriodKind.QUARTER and one.year is not None and one.number is not None:
        return (numbered(one, PeriodKind.QUARTER, one.year * 4 + one.number - 1 + months // 3),)
    if one.end is None:
        return ()
    place = one.end.year * 12 + one.end.month - 1 + months
    return (calendar_month(place // 12, place % 12 + 1),)


def _nearest_month(one: Period, month: int) -> tuple[Period, ...]:
    """The month of a name that lies nearest to another: "and December?" after June 2024 is that of 2024. Of a year it is the one in it."""
    if one.kind is not PeriodKind.MONTH or one.end is None:
        return ()
    ahead = (month - one.end.month) % 12
    return _on(one, ahead if ahead <= _HALF_A_YEAR else ahead - 12)


_HALF_A_YEAR = 6


def _months_on(end: date, months: int) -> Period:
    """The quarter that ends so many months from the end of one that is none of the calendar's."""
    first = end.year * 12 + end.month + months
    last = date(first // 12, first % 12 + 1, 1) - timedelta(days=1)
    begin = date((first - 3) // 12, (first - 3) % 12 + 1, 1)
    return Period(PeriodKind.QUARTER, f"quarter ended {last:%B} {last.day}, {last.year}", fiscal=True, start=begin, end=last)


def numbered(one: Period, kind: PeriodKind, index: int) -> Period:
    """A quarter or half by its index since the year 0, on the calendar that a period before it is on."""
    parts, letter = (4, "Q") if kind is PeriodKind.QUARTER else (2, "H")
    year, number = index // parts, index % parts + 1
    if one.fiscal:
        return Period(kind, f"{letter}{number} fiscal {year}", year, number, fiscal=True)
    months = 12 // parts
    last = number * months
    end = date(year + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    return Period(kind, f"{letter}{number} {year}", year, number, start=date(year, last - months + 1, 1), end=end)


def _longer(one: Period, kind: PeriodKind) -> tuple[Period, ...]:
    """The half, nine months or year that a quarter or half is part of; none where the days are not known."""
    year, number = one.year or 0, one.number or 1
    if kind is PeriodKind.YEAR:
        return (Period(kind, f"fiscal {year}" if one.fiscal else str(year), year, fiscal=one.fiscal,
                       start=None if one.fiscal else date(year, 1, 1), end=None if one.fiscal else date(year, 12, 31)),)  # fmt: skip
    if one.fiscal or kind is PeriodKind.QUARTER:
        return ()
    if kind is PeriodKind.HALF:
        half = 1 if one.kind is PeriodKind.NINE_MONTHS or number <= 2 else 2
        first = date(year, 1 if half == 1 else 7, 1)
        return (Period(kind, f"H{half} {year}", year, half, start=first, end=date(year, 6, 30) if half == 1 else date(year, 12, 31)),)
    return (Period(kind, f"first nine months of {year}", year, start=date(year, 1, 1), end=date(year, 9, 30)),)


def follow(question: Question, before: Question) -> Question:
    """A follow-up takes from the turn before what it leaves out."""
    question = _of_their_pay(_of_its_growth(_of_its_margin(question, before), before))
    inherited: set[str] = set()
    said = written_out(question.text, question.asked_on)
    out = question
    if not question.entities and not question.unknown:
        out = replace(out, entities=before.entities, unknown=before.unknown, parts=question.parts or before.parts)
        inherited.add("entities")
    elif question.metrics and {m.metric for m in question.metrics} <= RELATIONS and not set(question.entities) & set(before.entities) and _THAT_DEAL.search(said):
        # "How much did Bolt pay for the licence" after one about Acme asks for Acme's.
        out = replace(out, entities=(*question.entities, *before.entities))
    if len(question.entities) == 1 and len(before.entities) == 2 and before.intent is not Intent.COMPARISON and not question.metrics and question.entities[0] not in before.entities:
        # "Same for Bolt?" after one about Acme's deal with Cern: Bolt takes the place of one of the two.
        (new,) = question.entities
        out = replace(out, instead=((before.entities[0], new), (new, before.entities[1])))
    if not question.entities and question.metrics and question.intent is Intent.FIGURE and before.intent is Intent.COMPARISON and len(before.entities) > 1:
        # "And headcount?" after one that compared two compares them by that.
        out = replace(out, intent=Intent.COMPARISON)
    if question.entities and before.entities and not question.metrics and _AGAINST.match(said) and not set(question.entities) & set(before.entities):
        # "Vs Bolt?" sets the one just asked about against another.
        out = replace(out, entities=(*before.entities, *question.entities), intent=Intent.COMPARISON, instead=())
        inherited.add("entities")
    moved = _moved(said, before.periods, question.asked_on) or _from_what(said, before)
    earlier = None if moved or _YEAR_BEFORE.search(said) else _EARLIER.search(said)
    if (earlier and before.metrics and question.intent is Intent.FIGURE) or (question.intent is Intent.FACT and earlier):
        # "And before that round?" asks for the same measure, as it stood earlier.
        out = replace(out, earlier=True, steps_back=before.steps_back + 1 if before.earlier and not question.entities else 1, terms=(), firm=frozenset())
        if all(earlier.start() <= m.start and m.end <= earlier.end() for m in question.metrics):
            question = out = replace(out, metrics=(), periods=())
    # "How many did they ship a year ago" says again what was asked of another time.
    again = {*before.terms, *(w for m in before.metrics for w in word_stems(m.words))} if moved else set()
    again.update(word_stems(" ".join(found.group() for found in _SAME.finditer(said))))
    forms = tuple(t for t in question.terms if t in _FORMS)
    if forms and before.metrics and not question.metrics and not question.entities:
        # "What about non-GAAP?" is the same measure in another form.
        return replace(out, metrics=before.metrics, terms=tuple(dict.fromkeys((*forms, *before.terms))), firm=before.firm | frozenset(forms), periods=question.periods or before.periods,
                       latest=before.latest, intent=before.intent, inherited=frozenset(inherited | {"metrics", "periods"}))  # fmt: skip
    if question.amounts and before.metrics and not question.metrics and not question.entities and question.intent is Intent.CHECK and set(question.terms) <= _REACHING:
        # "Did it hit 35 billion?" is about what was just told.
        question = replace(question, terms=(), phrases=())
        out = replace(out, terms=(), firm=frozenset(), phrases=())
    bare = (out.earlier and not question.metrics) or (not question.metrics and not [t for t in question.terms if t not in _POINTS_BACK and t not in again])
    out = out if bare else replace(out, instead=())
    if bare and question.intent in {Intent.FIGURE, Intent.FACT, Intent.COMPARISON, Intent.CHECK, Intent.TREND}:
        # The round before is another than the one that was named.
        named = {word for phrase in before.phrases for word in word_stems(phrase)} if out.earlier else set()
        out = replace(
            out,
            metrics=before.metrics,
            terms=tuple(term for term in before.terms if term not in named),
            firm=before.firm - named,
            phrases=out.phrases or (() if out.earlier else _not_of_names(before) if question.entities else before.phrases),
            bases=out.bases or before.bases,
        )
        if question.intent is Intent.FACT and not (before.intent is Intent.WHY and _HAPPENED.search(said)):
            alone = before.intent is Intent.COMPARISON and len(out.entities) == 1 and len(out.metrics) and len(out.periods) < 2
            out = replace(out, intent=Intent.FIGURE if alone else before.intent)
        inherited.add("metrics")
    else:
        out = replace(
            out,
            background=tuple(
                dict.fromkeys(
                    (*before.terms, *before.background, *(w for m in before.metrics for w in word_stems(m.words)))
                )
            ),
        )
        if not question.metrics and question.bases and before.metrics:
            out = replace(out, metrics=before.metrics, terms=before.terms, firm=before.firm)
            inherited.add("metrics")
    if question.intent is Intent.WHEN and before.metrics and not {m.metric for m in before.metrics} & RELATIONS and not (question.metrics or question.entities or question.terms or question.periods or question.phrases):
        # "When was that?" is told by the figure, which says of when it is.
        return replace(out, intent=Intent.FIGURE if before.intent in {Intent.FACT, Intent.CHECK} else before.intent, metrics=before.metrics, terms=before.terms, firm=before.firm, phrases=before.phrases,
                       periods=before.periods, latest=before.latest, bases=before.bases, inherited=frozenset(inherited | {"metrics", "periods"}))  # fmt: skip
    if question.intent is Intent.WHY and before.metrics and not question.metrics and not question.entities and set(question.terms) <= _OF_SIZE:
        # "Why the difference" and "why so high" ask for the reason of what was just told.
        return replace(out, metrics=before.metrics, terms=(), firm=frozenset(), periods=question.periods or before.periods, inherited=frozenset(inherited | {"metrics", "periods"}))
    if bare and _SINCE_THEN.match(said) and all(p.end is None or p.end < question.asked_on for p in before.periods):
        return replace(out, intent=before.intent if question.intent is Intent.FACT else question.intent, periods=(), latest=True, inherited=frozenset(inherited))
    if moved and (question.metrics or bare):
        if question.intent in {Intent.CHECK, Intent.FACT}:
            # "Is that the quarter or the half? Give me the other" wants a number.
            out = replace(out, intent=Intent.FIGURE if before.intent is Intent.CHECK else before.intent)
        return replace(out, periods=moved, latest=False, inherited=frozenset(inherited | {"periods"}))
    if not question.periods and not question.latest and not question.over_time and (question.metrics or bare):
        over = all(p.end is not None and p.end < question.asked_on for p in before.periods)
        ahead = bool(question.bases & {Basis.GUIDANCE, Basis.PROJECTION}) and not before.bases
        if not (ahead and over):
            # What is planned is planned for a time to come, not for the one just spoken of.
            out = replace(out, periods=before.periods, latest=before.latest)
            inherited.add("periods")
    return replace(out, inherited=frozenset(inherited))


_NARROWS = lazy_pattern(r"\W*(?:(?:and|so|ok|then|n|what about|how about|what of|how much|just|only|is that|for|in|of|per|by|the|its|their|a|an)\s+)*[\w-]+(?: [\w-]+)?(?: (?:only|alone|part|side|bit))?\W*", re.IGNORECASE)
"""A word or two that narrow what was asked: "output?", "and per work?", "how much for data centers"."""


_SHORT = 60
"""Characters of a message that says no more than a word or two."""


def narrowed(question: Question, before: Question) -> Question | None:
    """The question before narrowed to what a follow-up of a word or two names; None where it is none."""
    own = tuple(term for term in question.terms if term not in _POINTS_BACK)
    if not own or len(question.text) > _SHORT or question.metrics or question.entities or question.unknown or question.periods or question.bases or question.amounts:
        return None
    if not before.metrics or question.intent not in {Intent.FACT, Intent.FIGURE} or not _NARROWS.fullmatch(question.text) or _EARLIER.search(question.text) or moves(question.text, question.asked_on):
        return None
    return replace(
        question, entities=before.entities, unknown=before.unknown, parts=before.parts, metrics=before.metrics, periods=before.periods, latest=before.latest, bases=before.bases,
        terms=tuple(dict.fromkeys((*own, *before.terms))), firm=before.firm | frozenset(own), phrases=question.phrases or before.phrases, intent=Intent.FIGURE,
        inherited=frozenset({"entities", "metrics", "periods"}),
    )  # fmt: skip


_MARGINS = {"net_income": "net_margin", "net_loss": "net_margin", "operating_income": "operating_margin", "operating_loss": "operating_margin", "gross_profit": "gross_margin"}


def _of_its_margin(question: Question, before: Question) -> Question:
    """The follow-up with the margin of the profit just spoken of, where it says no more than "margin"."""
    own = {_MARGINS[m.metric] for m in before.metrics if m.metric in _MARGINS}
    if len(own) != 1 or len(question.metrics) != 1 or question.metrics[0].words.lower() not in {"margin", "margins"}:
        return question
    return replace(question, metrics=(question.metrics[0]._replace(metric=own.pop()),))


_GROWS = frozenset({"growing", "grew"})


def _of_its_growth(question: Question, before: Question) -> Question:
    """The follow-up for the course of what was just spoken of, where it says no more than that it grows: "is it growing?" after subscribers."""
    asked = {m.metric for m in before.metrics}
    if question.entities or question.terms or {m.metric for m in question.metrics} != {"revenue_growth"} or not asked or asked & {"revenue", "revenue_growth"}:
        return question
    if not all(m.words.lower() in _GROWS for m in question.metrics):
        return question
    return replace(question, metrics=before.metrics, terms=before.terms, firm=before.firm, intent=Intent.TREND, over_time=True)


_OF_A_PERSON = lazy_pattern(r"\b(?:he|she)\b.{0,20}\b(?:earns?|earned|earning|makes?|made|making|paid|gets?|got)\b", re.IGNORECASE, signs=("he", "she"))


def _of_their_pay(question: Question) -> Question:
    """The follow-up for what a person is paid, where it asks what he or she makes: a company's revenue is none of that."""
    if question.entities or not question.metrics or not _OF_A_PERSON.search(question.text) or not {m.metric for m in question.metrics} <= _MADE:
        return question
    return replace(question, metrics=(question.metrics[0]._replace(metric="executive_pay"),))


_MADE = frozenset({"revenue", "net_income", "profit_unspecified", "net_loss", "operating_income", "loss"})


def _not_of_names(before: Question) -> tuple[str, ...]:
    """The phrases that an answer had to have, without those that are names of whom was asked about: "gpt 5" of GPT-5."""
    named = [re.sub(r"\W+", " ", fold(name)) for name in before.entities]
    return tuple(phrase for phrase in before.phrases if not any(re.sub(r"\W+", " ", fold(phrase)) in name for name in named))


def asks_later(text: str) -> bool:
    """Whether a message asks how what was told stood later: "and later?"."""
    return _SINCE_THEN.match(text) is not None and _LATER.search(text) is not None


_LATER = lazy_pattern(r"\b(?:later|after)", re.IGNORECASE)


def moves(text: str, asked_on: date) -> bool:
    """Whether a message names its period by the one before it."""
    said = written_out(text, asked_on)
    named = (_SO_MANY_ON, _SAME_LAST_YEAR, _ON_LAST_YEAR, _YEAR_BEFORE, _YEAR_AFTER, _NEXT_ONE, _QUARTER_BEFORE, _QUARTER_AFTER, _THE_OTHER)
    return any(words.search(said) for words in named)
