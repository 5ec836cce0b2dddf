"""Picking: which of the numbers in a quoted sentence is the one asked for.

"Net cash used was $19,575 million in 2025, up from $10,796 million in 2024" holds two. The kind of number wanted, what is
counted, the period said beside each, and how near the words of the question stand decide; where they do not, none is
picked, and the quote speaks for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from bot.corrections import put_right
from bot.coverage import LOOSE_FROM, loosely, stem_set
from bot.evidence import Asking
from bot.fitness import owner_asked
from bot.named_rounds import nearest_sum, round_asked
from bot.paraphrases import paraphrases_of
from bot.question import Reckoning
from bot.siblings import COMPARED
from bot.wanted import ASKS_WHEN_TOLD, IN_HOW_MANY, PART, Kind, days_in, days_of, fitting, unsaid_money
from bot.words import STOP_WORDS, stem, tokens
from index._attribution import CLAUSE
from index._series import respectively
from index.amount import Amount
from index.amounts import agree, find_amounts
from index.entity_table import EntityMatch
from index.fiscal import Match, YearEnd, same_period
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.periods import find_periods
from index.records import DocumentMeta

__all__ = ["ASKS_SHARE_PRICE", "asks_sum", "named_for", "pick", "pick_day", "says_sum", "told_day"]

_ALTOGETHER = lazy_pattern(r"\b(?:all[- ]in|in (?:all|total)|total(?:s|ing)?|together|combined|altogether|overall|sum|add(?:s|ed)? up|everything)\b", re.IGNORECASE)
"""A question about a sum."""
_SUMMED = lazy_pattern(r"\b(?:total(?:s|led|ed|ing)?|sum|altogether|combined|overall|(?:bring|take|make)s? \w+ (?:\w+ ){0,3}to)\b[^\d]{0,16}$", re.IGNORECASE)
_SUMS = lazy_pattern(r"\s(?:together|in (?:all|total)|combined|altogether|overall)\b", re.IGNORECASE)
"""What stands before a number, or after it, that is a sum."""
_OF_IT = lazy_pattern(r"\b(?:of (?:which|that|this|these|those|it|them)|including|includes|with)\b[^\d;.]{0,24}$", re.IGNORECASE)
"""What stands before a number that is a part of the one before."""
_ASKS_NORM = lazy_pattern(r"\b(?:others|everyone else|(?:every|any)body else|rivals?|peers?|competitors?|industry|sector|usual(?:ly)?|typical(?:ly)?|normal(?:ly)?|norm)\b", re.IGNORECASE)
_IS_NORM = lazy_pattern(r"\b(?:industry|sector|market|peers?['’]?|rivals?['’]?|typical|usual)\s(?:norm|average|median|standard|rate|price|cost|figure|level)s?\b[^.;,\d]{0,20}$", re.IGNORECASE)
"""A question about what is so for others, and what stands before the number for them."""
_BY_LAW = lazy_pattern(r"\bstatutory\b", re.IGNORECASE)
_RATE = lazy_pattern(r"\bstatutory (?:[\w.]+ ){0,4}rates? of\s*$", re.IGNORECASE)
"""What stands before the rate that the law sets, which is nobody's own."""
_REACH = 48.0
"""Characters over which a word of the question near a number loses most of its pull."""
_CLEAR = 1.3
_CROSSING = 24.0
"""Characters that a clause's edge or another number in between counts for."""
_TOGETHER = 3.0
"""What two words of the question weigh that stand together as they do there."""
_ORDERED = 8.0
"""The same where the first of them tells which of several is meant: "the first gigawatt"."""
_SAID_TOO = 8.0
"""What a number weighs that the question says too."""
_ORDINALS = frozenset("first second third fourth last other".split())
_MEASURE = 2.0
"""What the measure asked for weighs beside the other words."""


_ASKS_SUM = lazy_pattern(
    r"\b(?:and|plus|,)\s.*\b(?:together|combined(?! (?:company|group|firm|business|entity|concern)\b)|altogether|add(?:s|ed)? (?:up|together)|summed(?: up)?|in sum)\b|\b(?:sum|combined (?:\w+ ){0,2}?(?:of|for)|total of both)\b.*\b(?:and|plus)\b|\w\s?\+\s?[a-z].*\b(?:together|combined|altogether)\b",
    re.IGNORECASE,
    signs=("together", "combined", "altogether", "add", "sum", "total of both"),
)
"""What asks for several things added up."""
_SAYS_SUM = lazy_pattern(r"\b(?:together|combined|altogether|in (?:all|total)|sum(?:s|med)?|total(?:s|l?ed|ing)?|overall|between them|both|consolidated)\b", re.IGNORECASE)


def asks_sum(text: str) -> bool:
    """Whether a question names several things and wants them together."""
    return _ASKS_SUM.search(text) is not None


def says_sum(sentence: str) -> bool:
    """Whether a sentence speaks of things taken together."""
    return _SAYS_SUM.search(sentence) is not None


def pick(asking: Asking, text: str, amounts: Sequence[Amount], document: DocumentMeta) -> Amount | None:
    """The number of `text` that is asked for, or None where none is or several may be."""
    taxonomy = asking.library.taxonomy
    if not _BY_LAW.search(asking.question.text):
        amounts = [a for a in amounts if not (_BY_LAW.search(text[: a.start]) and _RATE.search(text[: a.start]))]
    if PART.search(asking.question.text):
        amounts = [a for a in amounts if not _MOVED_BY.search(text[: a.start])]  # by how much something grew is no part of it
    corrected = put_right(text) if len(amounts) > 1 else None
    if corrected is not None:
        amounts = [a for a in amounts if a.start != corrected[1].start]
    part = _part_said(asking, text, amounts)
    if part is not None:
        return part
    metrics = [] if IN_HOW_MANY.search(asking.question.text) else [m for m in asking.metrics if m in taxonomy]
    if ASKS_SHARE_PRICE.search(asking.question.text):
        amounts = [a for a in amounts if a.per] or amounts
    of_measure = [a for a in amounts if any(taxonomy.compatible(metric, a.unit) for metric in metrics)]
    of_measure = of_measure or [a for a in amounts if unsaid_money(a) and any(taxonomy.compatible(metric, "USD") for metric in metrics)]
    left = fitting(asking.wanted, of_measure, asking.question) or fitting(asking.wanted, amounts, asking.question)
    left = _with_unsaid(text, left) if asking.wanted.kind is Kind.COUNT else left
    asked = asking.question.computation
    rates = [a for a in left if asked is not None and asked.reckoning is Reckoning.PACE and a.per == asked.unit]
    if len(rates) == 1:
        return rates[0]
    of_round = nearest_sum(round_asked(asking.question.text), text, [a.start for a in left]) if asking.metrics == {"funding_raised"} else None
    if of_round is not None:
        return next(a for a in left if a.start == of_round)
    told = _who_did(asking.question.text, text, left)
    if told is not None:
        return told
    deed = _by_deed(asking, text, left) if len(left) > 1 and "respectively" not in text else None
    if deed is not None:
        return deed
    if asking.question.periods and len(left) > 1:
        left = _timely(asking, text, left, document)
    if len(left) > 1 and _ALTOGETHER.search(asking.question.text):
        whole = [a for a in left if _SUMMED.search(text[max(0, a.start - 30) : a.start]) or _SUMS.match(text[a.end :])]
        left = whole if len(whole) == 1 else left
    if len(left) > 1 and PART.search(asking.question.text):
        some = [a for a in left if _OF_IT.search(text[max(0, a.start - 40) : a.start])]
        left = some if len(some) == 1 else left
    if len(left) > 1:
        others = [a for a in left if _IS_NORM.search(text[: a.start])]
        left = others if others and _ASKS_NORM.search(asking.question.text) else [a for a in left if a not in others] or left
    if len(left) > 1 and asking.companies:
        bound = [named_for(text, a, asking.library.names.find(text)) for a in left]
        named = [a for a, name in zip(left, bound, strict=True) if name in asking.companies]
        left = named or [a for a, name in zip(left, bound, strict=True) if not name or name in asking.family] or left
    if asking.question.earlier or len(left) > 1:
        compared = [a for a in left if COMPARED.search(text[: a.start])]
        left = compared if asking.question.earlier else [a for a in left if a not in compared] or left
    if len(left) < 2:
        return left[0] if left else None
    for way in (_by_name, _by_label):
        own = way(asking, text, left)
        if own is not None:
            return own
    places = _places(asking, text)
    every = [(a.start, a.end) for a in amounts]
    pulls = sorted(((_pull(places, text, (a.start, a.end), every), -a.start, a) for a in left), key=lambda p: p[:2], reverse=True)
    return pulls[0][2] if pulls[0][0] > _CLEAR * pulls[1][0] else None


_MOVED_BY = lazy_pattern(r"\b(?:up|down|rose|rising|risen|grew|growing|grown|fell|falling|fallen|jumped|climbed|gained|dropped|declined|increased|decreased|higher|lower)(?: by)?(?: (?:about|nearly|almost|some|over|more than|around|roughly))?\s$", re.IGNORECASE)
ASKS_SHARE_PRICE = lazy_pattern(r"\b(?:share|stock) price\b|\bprice (?:per|a|of (?:a|each|one)) share\b", re.IGNORECASE)
_OF_WHICH = lazy_pattern(r"\s(?:of (?:that|this|which|it)|(?:was|is|were|are|came|comes) (?:in|from|for))\b(?P<rest>[^;,]{0,60})", re.IGNORECASE)
"""What stands behind a number that is a part of one before: "$365 million of that rise came from subscriptions"."""


def _part_said(asking: Asking, text: str, amounts: Sequence[Amount]) -> Amount | None:
    """The one number that a text calls a part with the words of a question for a part; None where it is not one."""
    if not PART.search(asking.question.text) or not asking.terms:
        return None
    said = [a for a in amounts if (found := _OF_WHICH.match(text[a.end :])) and not stem_set(found["rest"]).isdisjoint(asking.terms)]
    return said[0] if len(said) == 1 else None


_UNSAID = lazy_pattern(
    r"\b(?:and|but|while|of which|of whom)(?: that| only| just)*\s(?P<count>\d[\d,]*|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|two|three|four(?:teen)?|five|six(?:teen)?"
    r"|seven(?:teen)?|eight(?:een)?|nine(?:teen)?|ten|eleven|twelve|thirteen|fifteen)\s(?:of (?:them|those|these)\s)?(?:have|had|has|were|are|did|will)\b",
    re.IGNORECASE,
)


_MANY_DID = lazy_pattern(r"\bhow many (?:\S+ ){1,3}?(?:have|has|had|did|were|are|will)(?: (?:actually|really|already|now|ever))? (?P<verb>[a-z]+)", re.IGNORECASE)
_THESE_DID = lazy_pattern(r"(?:\s[\w-]+){0,2}?\s(?:have|has|had|did|were|are|will)\s(?P<verb>[a-z]+)")


def _who_did(question: str, text: str, counts: Sequence[Amount]) -> Amount | None:
    """The one count of several whose things did what a question asks: how many have bought it, not how many have tried it."""
    asked = _MANY_DID.search(question)
    if asked is None or len(counts) < 2:
        return None
    names = {stem(asked["verb"].lower()), *paraphrases_of(stem(asked["verb"].lower()))}
    own = [a for a in counts if (did := _THESE_DID.match(text, a.end)) is not None and stem(did["verb"]) in names]
    return own[0] if len(own) == 1 else None


def _with_unsaid(text: str, counts: Sequence[Amount]) -> list[Amount]:
    """Counts with those behind them that leave out what they count: "fourteen hospitals have tried it and nine have bought"."""
    out = list(counts)
    for match in _UNSAID.finditer(text, counts[0].end) if counts else ():
        start, end = match.span("count")
        read = find_amounts(f"{match['count']} things")
        if len(read) == 1 and not any(a.start < end and start < a.end for a in out):
            out.append(replace(read[0], start=start, end=end, unit=counts[0].unit))
    return sorted(out, key=lambda a: a.start)


_FOR = lazy_pattern(r"\s(?:for|at|by|in|from|on|with|of)\s(?:the\s)?", re.IGNORECASE)


def named_for(text: str, amount: Amount, names: Sequence[EntityMatch]) -> str:
    """Whose a number is by the name that stands right behind it, "5.6% for Acme 1"; "" where none does."""
    return next((m.name for m in names if m.start >= amount.end and _FOR.fullmatch(text[amount.end : m.start])), "")


def _by_name(asking: Asking, text: str, amounts: Sequence[Amount]) -> Amount | None:
    """The one number of several that stands behind a name asked about while the others stand behind another's."""
    names = asking.library.names.find(text)
    last = [next((n.name for n in reversed(names) if n.end <= a.start), "") for a in amounts]
    owner = owner_asked(asking.question, asking.library.names)
    own = [a for a, name in zip(amounts, last, strict=True) if name in ({owner} if owner else asking.companies)]
    return own[0] if len(own) == 1 and all(last) else None


_LABEL = lazy_pattern(r"(?:^|[,;:(]|\b(?:an?|the|its|their|and|plus|or|with|of|to|by|at|in)\b)\s*(?P<label>(?:[\w’'-]+\s){1,4}?)(?:of|at|was|were|is|are)\s(?:(?:about|around|roughly|nearly|over|under|up to|some|just)\s)*$", re.IGNORECASE)
"""What a number is called where it stands: "a deferred services fee of"."""


def _by_label(asking: Asking, text: str, amounts: Sequence[Amount]) -> Amount | None:
    """The one number of several that stands there under a name of two words or more that the question says in full."""
    asked = _besides_owners(asking.question.text, asking.question.entities)
    named = []
    for amount in amounts:
        label = _LABEL.search(text[: amount.start])
        words = {stem(word) for word, _, _ in tokens(label["label"]) if word not in STOP_WORDS} if label is not None else set()
        if len(words) > 1 and words <= asked:
            named.append(amount)
    return named[0] if len(named) == 1 else None


_TO_WHEN = lazy_pattern(r"\b(?:until|till|through|how long|expir\w*|run(?:s)? out|end(?:s|ing)?|matur\w*|fall due|due)\b", re.IGNORECASE)
_LAST_DAY = lazy_pattern(r"\b(?:until|till|through|to|ends?|ending|expires?|expiring|matur\w+|due)(?: (?:in|on|at|by|the|end|of|early|late|mid))*[\s-]$", re.IGNORECASE)
_TOLD_ON = lazy_pattern(r"\b(?:said|confirmed|disclosed|acknowledged|revealed|announced|reported|admitted|denied)\b[^,;.]{0,60}\b(?:on|in) $", re.IGNORECASE)
"""What stands before the day on which something was only told: "and confirmed the filing on June 9"."""
_JOINT = 6
"""Characters between two words of one day: "on 3 May 2026"."""


_FROM, _TO = lazy_pattern(r"\bfrom $"), lazy_pattern(r" to ")
_OPENS = 3


def told_day(asking: Asking, text: str) -> tuple[int, int] | None:
    """Where the day asked for stands in a text that says one, or of several tells which; else None."""
    days = _days(asking, text)
    return days[0] if len(days) == 1 else pick_day(asking, text)


def pick_day(asking: Asking, text: str) -> tuple[int, int] | None:
    """Where the day asked for stands in a text that says several; None where there is one alone, or it cannot be told.

    What is said twice, once roughly, is given as it is said most exactly: "in mid-August; it is dated August 14, 2026".
    """
    days = _days(asking, text)
    if len(days) < 2:
        return None
    moved = [day for day in days if not (_FROM.search(text[: day[0]]) and _TO.match(text, day[1])) and not (day[0] < _OPENS and text[day[1] : day[1] + 1] == ":")]
    if len(moved) == 1:
        return moved[0]  # "June 12: put back from October 2026 to March 2027"
    days = moved or days
    if _TO_WHEN.search(asking.question.text):
        last = [day for day in days if _LAST_DAY.search(text[: day[0]])]
        if len(last) == 1:
            return last[0]
    if not ASKS_WHEN_TOLD.search(asking.question.text):
        days = [day for day in days if not _TOLD_ON.search(text[: day[0]])] or days
    places = _places(asking, text)
    pulls = sorted(((_pull(places, text, day, days), -day[0], day) for day in days), reverse=True)
    alike = [day for pull, _, day in pulls if pulls[0][0] <= _CLEAR * pull]
    if len(alike) < 2:
        return _finest(text, pulls[0][2], days)
    return next((_finest(text, one, alike) for one in alike if len(_within(text, one, alike)) == len(alike)), None)


def _finest(text: str, day: tuple[int, int], days: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Of days written in a text that lie within one of them the one with the least leeway."""
    inside = _within(text, day, days)
    return min(inside, key=inside.__getitem__, default=day)


def _within(text: str, day: tuple[int, int], days: Sequence[tuple[int, int]]) -> dict[tuple[int, int], timedelta]:
    """Those of some days that lie within one, with their leeway."""
    out = {}
    around = _span(text, day)
    for one in days:
        span = _span(text, one)
        if around is not None and span is not None and around[0] <= span[0] and span[1] <= around[1]:
            out[one] = span[1] - span[0]
    return out


def _span(text: str, day: tuple[int, int]) -> tuple[date, date] | None:
    """The first and last day that are written at a place."""
    found = find_periods(text[slice(*day)], published=None)
    period = found[0].period if len(found) == 1 else None
    return (period.start or period.end, period.end) if period is not None and period.end is not None else None


def _days(asking: Asking, text: str) -> list[tuple[int, int]]:
    """Where a text says days that the question does not."""
    asked = days_of(asking.question.text)
    days: list[tuple[int, int]] = []
    for found in days_in(text, asking.question):
        if days and found.start() - days[-1][1] <= _JOINT and not re.search(r"[a-z]{3}", text[days[-1][1] : found.start()]):
            days[-1] = (days[-1][0], found.end())
        else:
            before = re.search(r"\b\d{1,2}(?:st|nd|rd|th)? $", text[: found.start()])
            days.append((before.start() if before and found.group()[0].isalpha() else found.start(), found.end()))
    return [day for day in days if text[slice(*day)].lower() not in asked]


def _timely(asking: Asking, text: str, amounts: Sequence[Amount], document: DocumentMeta) -> list[Amount]:
    """The amounts whose own period is asked for; those that have none where no other's is."""
    names = asking.library.names
    company = next(iter(asking.question.entities), "")
    calendar = names.calendar(company) if company else None
    end = (calendar.month, calendar.day) if calendar else None
    found = find_periods(text, published=document.published, calendar=calendar)
    in_order = respectively(text, amounts, found)
    right, undated = [], []
    for place, amount in enumerate(amounts):
        until = amounts[place + 1].start if place + 1 < len(amounts) else len(text)
        since = amounts[place - 1].end if place else 0
        after = [f.period for f in found if amount.end <= f.start < until]
        before = [f.period for f in found if since <= f.start < amount.start]
        own = in_order[amount.start][0].period if amount.start in in_order else after[0] if after else before[-1] if before else None
        if own is None:
            undated.append(amount)
        elif any(_is_for(own, asked, end) for asked in asking.question.periods):
            right.append(amount)
    return right or undated or list(amounts)


def _is_for(own: Period, asked: Period, year_end: YearEnd | None) -> bool:
    """Whether a number's time is one asked about; "the quarter" by itself is any quarter."""
    if asked.year is None and asked.end is None and asked.kind in _PARTS:
        return asked.kind is own.kind
    return same_period(own, asked, year_end=year_end) is not Match.NONE


_PARTS = frozenset({PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR})
_DEED = lazy_pattern(r"\b(?:did|does|do|has|have|had|will)\s+(?:\S+\s+){1,4}?(?P<verb>[a-z]+)(?=\s*(?:\?|$|(?:in|by|during|for|last|this|on|over|as|so|to|at|through|from)\b))", re.IGNORECASE)
_RIGHT_BEFORE = lazy_pattern(r"\s+(?:(?:about|around|roughly|approximately|nearly|almost|over|some|a total of|just|only|more than|the|its|their)\s+)*$", re.IGNORECASE)


def _by_deed(asking: Asking, text: str, amounts: Sequence[Amount]) -> Amount | None:
    """The one number of several that the verb of a question governs: what was produced, not what was delivered."""
    found = _DEED.search(asking.question.text)
    if found is None:
        return None
    names = {stem(found["verb"].lower()), *paraphrases_of(stem(found["verb"].lower()))}
    ends = [end for word, _, end in tokens(text) if stem(word) in names]
    governed = [a for a in amounts if any(end <= a.start and _RIGHT_BEFORE.fullmatch(text[end : a.start]) for end in ends)]
    return governed[0] if len(governed) == 1 else None


def _places(asking: Asking, text: str) -> list[tuple[float, list[tuple[int, int]]]]:
    """The weight of each thing that is asked for, and where the text has it: the words of the question, and its measure's names."""
    words = [(stem(word), start, end) for word, start, end in tokens(text)]
    out = []
    for term in asking.terms:
        names = {term, *paraphrases_of(term)}
        found = [(start, end) for word, start, end in words if word in names or (len(term) >= LOOSE_FROM and loosely(term, (word,)))]
        out.append((asking.library.weights.of(term), found))
    side_by_side = _side_by_side(asking.question.text, asking.question.entities)
    for one, other in pairwise(words):
        if (one[0], other[0]) in side_by_side:
            out.append((_TOGETHER if one[0] not in _ORDINALS else _ORDERED, [(one[1], other[2])]))
    taxonomy = asking.library.taxonomy
    if asking.question.amounts:
        # What a number that the question says is beside: when it was 1 billion.
        out.append((_SAID_TOO, [(a.start, a.end) for a in find_amounts(text) if any(agree(a, said) or (not said.unit and a.value == said.value) for said in asking.question.amounts)]))
    measured = [(m.start, m.end) for m in taxonomy.find_metrics(text) if m.metric in asking.metrics] if taxonomy.may_name(text, asking.metrics) else []
    return [*out, (_MEASURE, measured)]


@lru_cache(maxsize=64)
def _side_by_side(text: str, entities: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """The stems of words that stand together in a question: "the first gigawatt", "secured notes"."""
    # Whose it is every number of a sentence has in common.
    named = {pair for name in entities for pair in pairwise([stem(word) for word, _, _ in tokens(name)])}
    return frozenset((stem(a[0]), stem(b[0])) for a, b in pairwise(list(tokens(text))) if b[0] not in STOP_WORDS and not b[0].isdigit() and (a[0] not in STOP_WORDS or a[0] in _ORDINALS)) - named


@lru_cache(maxsize=64)
def _besides_owners(text: str, entities: tuple[str, ...]) -> frozenset[str]:
    """The stems of a question without those of whose it is, which is no name of what it is."""
    return frozenset(stem(word) for word, _, _ in tokens(text)) - {stem(word) for name in entities for word, _, _ in tokens(name)}


_SENTENCE_ENDS, _WITH = lazy_pattern(r"[.!?]\s(?=[A-Z])"), lazy_pattern(r",\s(?:with|including|of which|as)\s")


def _pull(places: Sequence[tuple[float, list[tuple[int, int]]]], text: str, one: tuple[int, int], every: Sequence[tuple[int, int]]) -> float:
    """How near to a number or day stands what is asked for, the rarer the better; what lies in another clause or beyond another one less."""
    total = 0.0
    for weight, found in places:
        far = []
        for start, end in found:
            left, right = (end, one[0]) if end <= one[0] else (one[1], start)
            between = text[left:right]
            crossed = len(CLAUSE.findall(between)) + 2 * len(_SENTENCE_ENDS.findall(between)) + len(_WITH.findall(between)) + sum(1 for s, e in every if left <= s and e <= right)
            far.append(max(right - left, 0) + _CROSSING * crossed)
        if far:
            total += weight * 2 ** (-min(far) / _REACH)
    return total
