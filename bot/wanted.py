"""What a question wants: a person, a day, a length of time, money, a share, a count, a reason; and whether words offer it.

A quote that speaks of the right thing and holds nothing of the kind asked for is no answer: "Acme's finance chief
spoke on Tuesday" does not say who that is. What the question says itself is not offered by repeating it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.intents import asks_manner
from bot.paraphrases import paraphrases_of
from bot.question import Intent, Question
from bot.states import asks_standing
from bot.words import STOP_WORDS, fold, stem, tokens
from index._ordinary import ORDINARY
from index.amount import Amount, is_money
from index.caseless import has_any
from index.entity_table import EntityTable
from index.pattern import lazy_pattern

__all__ = ["ASKS_WHEN_TOLD", "DAY", "IN_HOW_MANY", "NUMERIC", "PART", "SHARES", "SPANS", "Kind", "Wanted", "counts", "days_in", "days_of", "fitting", "gives_cause", "offers", "place_in", "places_in", "unsaid_money", "wanted_by", "weighs_days"]


class Kind(StrEnum):
    """The kind of thing that answers a question."""

    PERSON = "person"
    DAY = "day"
    DURATION = "duration"
    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    NUMBER = "number"
    REASON = "reason"
    PLACE = "place"
    OPEN = "open"


NUMERIC = frozenset({Kind.DURATION, Kind.MONEY, Kind.SHARE, Kind.COUNT, Kind.NUMBER})
"""The kinds that are numbers: one sentence or row has to hold it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of answer a question wants; for a count the stems of what is counted ("how many GPUs")."""

    kind: Kind
    counted: frozenset[str] = frozenset()


_DURATION = lazy_pattern(
    r"\bhow (?:long|much time|much notice)\b|\bhow (?:quick(?:ly)?\b|fast (?:did|was|were|can|could)\b)(?!.*\b(?:gr[eo]w\w*|expand\w*|increas\w*|r[io]s(?:e|ing)|climb\w*|f[ae]ll\w*|declin\w*|shr[iau]nk\w*|burn\w*|spend\w*|scal(?:e|ing))\b)|\bhow many (?:\w+ )?(?:days|weeks|months|years|hours|minutes|quarters)\b"
    r"|\b(?:duration|notice period|length) of\b|\bhow old\b"
    r"|\b(?:over|across|for|during|within) (?:what|which|how (?:long|many|much)) (?:a )?(?:time|period|span|stretch|years|months|weeks|days)\b"
    r"|^\W*(?:(?:number of|the) )?(?:days|weeks|months|years|hours) (?:to|until|till|before|between|for|from)\b",
    re.IGNORECASE,
    signs=("how", "duration", "notice period", "length of", "time", "period", "span", "stretch", "years", "months", "weeks", "days", "hours"),
)
_SHARE = lazy_pattern(
    r"%|\bper ?cent(?:age)?\b|\bpct\b|\b(?:what|which|how (?:big|large|much) (?:of )?an?) (?:share|portion|proportion|fraction|slice|part|cut|stake)\b"
    r"|\b(?:share|portion|proportion|stake|slice) of\b|\bhow much of\b|\bmargins?\b|\b(?:growth|interest|attach|churn|hit|win|utili[sz]ation|occupancy|tax|conversion|retention) rate\b|\bspread over\b",
    re.IGNORECASE,
)
PART = lazy_pattern(r"\b(?:how much of|(?!(?:big|large|any|main|the|an?|this|that|our|major|good|what|which)\b)[a-z][\w-]+(?:['’]s)? (?:part|bit|portion|chunk|slice|piece) of|(?:bit|part|portion|chunk|slice) (?:that|which)(?:['’]s)? (?:is|was|just|only|due|from)|(?:what|which|how (?:big|large|much) (?:of )?an?) (?:portion|part|cut|chunk|slice))\b", re.IGNORECASE)
"""A question for a part of something."""
_HOW_MANY_PERCENT = lazy_pattern(r"\bhow many (?:per ?cent|pct|%)", re.IGNORECASE)
_HOW_MANY = lazy_pattern(
    r"\b(?:how m(?:an|n)y|number of|no\. of|# of|count of|total of)\s+((?:[\w'’-]+\s*){1,4})", re.IGNORECASE
)
IN_HOW_MANY = lazy_pattern(r"\b(?:in|across|at|on) how many (?:different )?(?!years|months|weeks|days|quarters|hours)([a-z]+)\b", re.IGNORECASE, signs=("how many",))
"""What asks for the number of places or things among which another number is spread."""
_MONEY = lazy_pattern(
    r"\bhow much (?:did|does|do|is|was|were|has|have|will|would|money|cash|\w+ (?:pay|cost|spend|raise))\b|\bprices?\b|\bpric(?:ed|ey|ing)\b|\bcosts?\b|\bworth\b|\bpa(?:y|id|ys)\b|\b(?:is|are|was|were|been)\b[^.?!]{0,40}\bpaying\b"
    r"|\bspen[dt]s?\b|\bsalary\b|\bfees?\b|\bbudget\b|\bbill\b|\btab\b|\$|€|£|\bhow (?:expensive|pricey|cheap)\b|\bmoney\b|\bwhat (?:did|does|do|will|would|has|have) (?:[\w’'&.-]+ ){1,4}(?:earn|pay|spend|charge|cost|raise|owe|lose|fetch)\b",
    re.IGNORECASE,
)
_STUFF = lazy_pattern(
    r"\bhow much (?!(?:did|does|do|is|was|were|are|has|have|had|will|would|can|could|should|more|less|of|in|it|they|we|you|money|cash|funding|debt|dough|revenue)\b)[a-z]+",
    re.IGNORECASE,
)
"""What is asked how much there is of, in its own unit: "how much memory"."""
_NUMBER = lazy_pattern(r"\bhow (?:much|big|large|high|low|small|fast|heavy|tall|hot|powerful|deep|far)\b|\bsize of\b|\blevel of\b|\bwattage\b|\b(?:at|from|above|below|up to|over|under) (?:what|which) (?:[\w-]+ ){0,2}?(?:temp(?:erature)?|speed|level|pressure|voltage|frequency|height|depth|score|threshold|size|age)s?\b|\b(?:size|amount|sum)\W*$", re.IGNORECASE)
_CAUSE = lazy_pattern(
    r"\bbecause\b|\bdue to\b|\bowing to\b|\bthanks to\b|\bafter\b|\bas a result\b|\battribut\w+\b|\breflect\w*\b|\bdriven by\b|\bcaused?\b|\breasons?\b|\bsince\b"
    r"|\bprimarily\b|\bon (?:higher|lower|weaker|stronger)\b|\bwhen\b|\bsuspended\b|\boffset\b|\bled to\b|\bso\b|\bincluded? a charge\b|\bin order to\b|\bcit(?:ed|ing)\b|\bblam\w+\b|\bwould (?:have|leave|give)\b",
    re.IGNORECASE,
)
_PERSON = lazy_pattern(
    r"\b(?:[A-ZÀ-Þ][\w'’À-ÿ-]+|[A-Z]\.)(?:\s+(?:[A-ZÀ-Þ][\w'’À-ÿ-]+|[A-Z]\.|de|da|van|von|bin|al)){1,3}\b"
)
DAY = lazy_pattern(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
    r"|\b(?:19|20)\d\d\b|\b\d{4}-\d\d-\d\d\b|\b(?:first|second|third|fourth|this|next|last|current) (?:quarter|half)\b|\b(?:spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
_WHICH_DAY = lazy_pattern(
    r"\b(?:until|till|by|since|from|through|before|after) when\b|\b(?:what|which|for what|for which) (?:calendar |fiscal )?(?:day|date|year|month|quarter|season)\b(?!['’]s| over| on)", re.IGNORECASE
)
_WHERE = lazy_pattern(
    r"\bwhere\b|\b(?:what|which) (?:\w+ )?(?:country|city|town|state|place|site|campus|location|region)\b|\b(?:hq|headquarters)\b", re.IGNORECASE
)
_WHICH_ONE = lazy_pattern(
    r"\b(?:which|what) (?:[\w-]+ )?(?:person|judge|bank|firm|company|maker|chipmaker|investor|fund|analyst|lender|lawyer|founder|executive|startup|"
    r"start-up|supplier|customer|partner|auditor|regulator|court|vendor|broker|rival)s?\b",
    re.IGNORECASE,
)
_PLACE = lazy_pattern(r"\b(?:in|at|near|outside|from|to|of)\s+(?:(?:the|an?|its|old|new|downtown|central)\s+){0,2}([A-ZÀ-Þ][\w’'À-ÿ-]+)")
SPANS = frozenset({"day", "week", "month", "year", "hour", "minute", "second", "quarter", "decade", "night"})
"""Units of lengths of time."""
SHARES = frozenset({"percent", "percentage_points", "basis_point"})
"""Units of shares and of what they moved by."""


def wanted_by(question: Question) -> Wanted:
    """What `question` wants, by its words and the kind of question it is."""
    text = question.text
    if _DURATION.search(text):
        return Wanted(Kind.DURATION)
    if _HOW_MANY_PERCENT.search(text):
        return Wanted(Kind.SHARE)
    counted = _HOW_MANY.search(text)
    if counted and question.intent not in {Intent.WHO, Intent.WHEN, Intent.WHY}:
        return _count_of([w for w, _, _ in tokens(counted[1])])
    if question.intent is Intent.WHERE or (_WHERE.search(text) and not question.metrics):
        return Wanted(Kind.PLACE)
    if _WHICH_ONE.search(text) and not question.metrics:
        return Wanted(Kind.PERSON)
    kinds = {Intent.WHO: Kind.PERSON, Intent.WHEN: Kind.DAY, Intent.WHY: Kind.REASON}
    if question.intent in kinds:
        return Wanted(kinds[question.intent])
    if _WHICH_DAY.search(text) and not question.metrics:
        return Wanted(Kind.DAY)
    if question.intent in {Intent.CHECK, Intent.LIST} or (question.intent is Intent.FACT and (asks_standing(text) or asks_manner(text))):
        return Wanted(Kind.OPEN)
    if _SHARE.search(text):
        return Wanted(Kind.SHARE)
    if _MONEY.search(text) or (question.wants == "money" and not _STUFF.search(text)):
        return Wanted(Kind.MONEY)
    if _NUMBER.search(text) or question.wants or question.intent in {Intent.FIGURE, Intent.TREND, Intent.COMPARISON}:
        return Wanted(Kind.NUMBER)
    return Wanted(Kind.OPEN)


_OF_MONEY = frozenset({"millions", "billions", "trillions", "dollars", "euros", "bucks"})


def _count_of(nouns: Sequence[str]) -> Wanted:
    """What "how many" some words asks for: a count of them, or, where these only say how money is counted, a sum."""
    cut = next((i for i, w in enumerate(nouns) if w in STOP_WORDS), len(nouns))
    if 0 < cut == sum(w in _OF_MONEY for w in nouns[:cut]) and (cut == len(nouns) or nouns[cut] != "of"):
        return Wanted(Kind.MONEY)
    return Wanted(Kind.COUNT, frozenset(map(_counted, nouns[:cut])))


@lru_cache(maxsize=512)
def gives_cause(sentence: str) -> bool:
    """Whether a sentence says why something happened."""
    return bool(_CAUSE.search(sentence))


_PASSED_ON = lazy_pattern(
    r"\b(?:reported|wrote|published|posted|updated|retrieved|accessed) (?:(?:it|this|that) )?(?:on|in) (?:[A-Z][a-z]+day,? )?(?:\d{1,2} )?(?:the \d{1,2}\w\w of )?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2}\b)?(?:,? \d{4})?",
)
ASKS_WHEN_TOLD = lazy_pattern(r"\b(?:report|publish|wrote|write|post|updat|news|article|story|announc|confirm|disclos|reveal|publicly|admit|acknowledg|own(?:ed)? up|in public\b)\w*", re.IGNORECASE)
"""A question for the day on which something was told."""


def days_in(text: str, question: Question) -> list[re.Match[str]]:
    """The days that a text says, without those of the question and those on which somebody only passed it on."""
    said = days_of(question.text)
    told = [] if ASKS_WHEN_TOLD.search(question.text) else [m.span() for m in _PASSED_ON.finditer(text)]
    return [m for m in DAY.finditer(text) if m.group().lower() not in said and not _no_month(m, text) and not any(start <= m.start() < end for start, end in told)]


_DATE_BEFORE = lazy_pattern(r"\b(?:\d{1,2}(?:st|nd|rd|th)?|in|by|since|until|till|early|late|mid|of|from|to)[\s-]$", re.IGNORECASE)
_DATE_AFTER = lazy_pattern(r"\.?,? (?:\d|of (?:this|last|next)\b)")


def _no_month(found: re.Match[str], text: str) -> bool:
    """Whether "may" or "march" is a verb: one may appeal."""
    if found.group() not in {"may", "march"}:
        return False
    return not _DATE_BEFORE.search(text[: found.start()]) and not _DATE_AFTER.match(text, found.end())


_OF_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_WEIGHED = lazy_pattern(
    rf"\b(?:{_OF_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?\b)?|\d{{1,2}}(?:st|nd|rd|th)? {_OF_MONTH})(?:,? 20\d\d)? (?:and|or|vs\.?|versus|&)(?: (?:also|some(?:times)?|in|on|as))* (?:{_OF_MONTH}|\d{{1,2}}(?:st|nd|rd|th)? {_OF_MONTH})",
    re.IGNORECASE,
)


def weighs_days(asked: str) -> bool:
    """Whether a question sets two days or months against each other: "i see may 22 and june 7"."""
    return _WEIGHED.search(asked) is not None


@lru_cache(maxsize=64)
def days_of(asked: str) -> frozenset[str]:
    """The days that a question says, but for two that it weighs against each other: one of these is what it asks for."""
    return frozenset() if weighs_days(asked) else frozenset(found.group().lower() for found in DAY.finditer(asked))


def fitting(wanted: Wanted, amounts: Sequence[Amount], question: Question) -> list[Amount]:
    """The amounts of the kind wanted, without those that the question says itself; none where no number is wanted."""
    fresh = [a for a in amounts if not any(a.value == b.value and a.unit in ("", b.unit) for b in question.amounts)]
    money = [a for a in fresh if is_money(a.unit)]
    shares = [a for a in fresh if a.unit in SHARES]
    if wanted.kind is Kind.DURATION:
        return [a for a in fresh if a.unit in SPANS]
    if wanted.kind is Kind.MONEY:
        return money or [a for a in fresh if unsaid_money(a)]
    if wanted.kind is Kind.SHARE:
        # What part of a sum something is may be said as a sum itself.
        return shares or (money if PART.search(question.text) and not _IN_SHARES & {m.metric for m in question.metrics} else [])
    if wanted.kind is Kind.COUNT:
        counts = [a for a in fresh if a not in money and a not in shares]
        named = [a for a in counts if wanted.counted & _units(a)]
        # "1,524 and 5,238 shares": the noun is that of both.
        named = [a for a in counts if a in named or (not a.unit and any(0 < b.start - a.end <= _AND for b in named))]
        return named or [a for a in counts if _may_count(wanted, a)]
    # The size of something is a share only where nothing else is said.
    return [a for a in fresh if a not in shares] or shares if wanted.kind is Kind.NUMBER else []


_IN_SHARES = frozenset({"stake", "voting_power", "market_share"})
"""What is told in parts of a whole alone: how much of a company somebody owns is not what was raised."""


def unsaid_money(amount: Amount) -> bool:
    """Whether a number may be a sum whose currency goes without saying, as on a call: "capital expenditure will be around 180 million"."""
    return not amount.unit and amount.scale >= _MILLIONS


_MILLIONS = 6
_AND = len(", and ")
_FEW = 12
"""Up to how many is as likely to be of anything else: "on three continents"."""


def _may_count(wanted: Wanted, amount: Amount) -> bool:
    """Whether a number with another noun may be of what is counted, under another name: "1,200 agents" of bots."""
    own = _units(amount)
    alike = {_counted(other) for one in wanted.counted for other in paraphrases_of(one) if " " not in other}
    return abs(amount.value) > _FEW or not own or not wanted.counted or bool(own & alike)


def _counted(word: str) -> str:
    """A counted noun, one or many of it: the stem, without the s that stems of abbreviations keep."""
    return stem(word).removesuffix("s")


def _units(amount: Amount) -> set[str]:
    return {_counted(word) for word in amount.unit.replace("_", " ").split()}


def counts(unit: str) -> bool:
    """Whether a number of a unit may be of things: neither money nor a share."""
    return not is_money(unit) and unit not in SHARES


def offers(
    wanted: Wanted, text: str, amounts: Sequence[Amount], question: Question, names: EntityTable, named: Collection[str]
) -> float:
    """How far a text offers what is wanted, 0 to 1; 1 where nothing particular is.

    `amounts` are those of the text, `named` the names in it. Names, days and numbers that the question has itself do not count.
    """
    kind = wanted.kind
    if kind is Kind.OPEN:
        return 1.0
    if kind is Kind.REASON:
        return 1.0 if gives_cause(text) else 0.5
    if kind is Kind.PERSON:
        return _names_someone(text, question, names, named)
    if kind is Kind.DAY:
        return 1.0 if days_in(text, question) else 0.0
    if kind is Kind.PLACE:
        return float(place_in(text, question))
    found = fitting(wanted, amounts, question)
    if kind is Kind.COUNT:
        exact = any(wanted.counted & _units(a) for a in found)
        return 1.0 if exact else 0.6 if found else 0.0
    if found:
        return 1.0
    if kind is Kind.DURATION:
        return 0.2 if DAY.search(text) else 0.0
    return 0.4 if kind is Kind.SHARE and amounts else 0.0


def place_in(text: str, question: Question) -> bool:
    """Whether a text names a place that a question does not."""
    return bool(places_in(text, question))


def places_in(text: str, question: Question) -> list[str]:
    """What a text names as places that a question does not, by their first words."""
    asked = fold(question.text)
    named = (m[1] for m in _PLACE.finditer(text))
    return [name for name in named if fold(name) not in asked and fold(name) not in ORDINARY and not DAY.match(name) and not name.endswith(("'s", "’s"))]


def _names_someone(text: str, question: Question, names: EntityTable, named: Collection[str]) -> float:
    """Whether a person or an organisation is named that the question does not name."""
    said = _words_of(question.text)
    people = list(_PERSON.finditer(text))
    things = {m.start for m in names.companies(text)} if people and named else ()
    for match in people:
        # "Chief Executive Tobias Renfrew" is two words of a role and two of a name.
        own = [w for w in match.group().split() if w.lower().strip(".") not in ORDINARY]
        if match.start() not in things and len(own) > 1 and _surname(own[-1]) not in said and not _only_tells(match.group(), text):
            return 1.0
    others = [name for name in set(named).difference(question.entities) if _surname(name.split()[-1]) not in said]
    return 0.7 if any(not _only_tells(name, text) for name in others) else 0.0


@lru_cache(maxsize=64)
def _words_of(asked: str) -> frozenset[str]:
    """The folded words of a question, which hundreds of sentences are held against."""
    return frozenset(word for word, _, _ in tokens(asked))


def _surname(word: str) -> str:
    return fold(word).removesuffix("'s")


def _only_tells(name: str, text: str) -> bool:
    """Whether a name is that of who reported what the text says: "Bloomberg reported that Acme had raised"."""
    if not has_any(text, _TELLING):
        return False  # a pattern made of a name takes long to compile
    said = re.escape(name)
    return re.search(rf"\b{said}(?:['’]s \w+)? (?:first |also )?(?:report(?:ed|s)|wrote|writes)\b|\b(?:according to|reported by|told) (?:the )?{said}\b", text) is not None


_TELLING = ("report", "wrote", "writes", "according to", "told")
"""Of which a text has one that says who reported something."""
