"""Modifiers: the part of a company that a measure is said of: "advertising revenue", "our Graphics segment"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.amount import Amount
from index.amounts import find_amounts
from index.entity_table import EntityMatch
from index.taxonomy import MetricMention

__all__ = ["KINDS", "OF_PARTS", "part_said"]

OF_PARTS = frozenset(
    "revenue revenue_growth operating_income operating_loss operating_margin gross_profit gross_margin bookings cost_of_revenue "
    "depreciation_amortization goodwill adjusted_ebitda ebitda ebitda_margin loss profit_unspecified capital_expenditures".split()
)
"""Measures that companies give for their parts too, by the part's name alone."""
KINDS = frozenset(
    "advertising ad subscription subscriptions product products service services licence license licensing hardware software cloud networking gaming "
    "automotive enterprise consumer commercial government international domestic overseas foreign european american chinese japanese asian hosting "
    "hosted support maintenance professional api search retail wholesale rental leasing mining on-demand training inference chip device devices app apps "
    "games music video payments payment transaction platform marketplace partner reseller channel royalty segment compute colocation storage "
    "consulting embedded industrial medical defence defense export exports mobile desktop ai data center centre centers centres".split()
)
"""What a measure's name is preceded by where it is of a kind of business: "subscription revenue"."""
_WORDS = re.compile(r"(?:[\w&.-]+\s){1,5}$")
_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w&.-]*")
# Capitals that say when, how or in what money, not of what.
_NO_PART = re.compile(
    r"(?:Q[1-4]|[HC][12]|[1-4]Q|FY\S*|CY\S*|GAAP|Non-GAAP|IFRS|USD?|EUR|GBP|The|Its|Our|Total|Net|Annual|Quarterly|Group|Full|First|Second|Third|Fourth|"
    r"(?:First|Second|Third|Fourth)-[Qq]uarter|Full-[Yy]ear|Half-[Yy]ear|January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Adjusted|Reported|Record|Consolidated|Fiscal|In|On|At|By|For|Of|And|While|But|Year|Quarter|Annualized|Annualised|Gross|Statutory|Underlying|Organic)\.?"
)
_NAMED = r"[A-ZÀ-Þ][\w&.-]*(?:\s(?:(?:and|&|of)\s)?[A-ZÀ-Þ][\w&.-]*){0,4}"
_WHAT = r"(?:reportable\s|operating\s|reporting\s)?(?:segment|division|business|unit)s?"
_SEGMENT = re.compile(rf"(?:\b(?:our|the|its|their)|['’]s?)\s(?P<part>{_NAMED})\s{_WHAT}\b")
_OPENS_WITH = re.compile(
    rf"^\W*(?:(?:In|At|Within|Meanwhile,|But|And)\s)?(?:(?:[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir)|[A-ZÀ-Þ][\w&. -]{{0,40}}?['’]s?)\s(?P<part>{_NAMED}|[a-z][\w-]*(?:\s(?:and\s)?[a-z][\w-]*)?)\s"
    r"(?:segment|division|business|unit|arm|operations)\b(?!\s(?:plan|model|leader|chief|head|day|week|year|case|customers?|users?|clients?|software|services?|tools?)\b)"
)
"""A part of a company that is what a sentence is about: "The Handling segment of Acme", "Acme's robots business"."""
_NO_KIND = frozenset(
    "the whole entire core main new old other same own overall combined continuing existing remaining underlying current former family local private public big small good company's firm's group's total "
    "global ongoing discontinued quarterly annual net gross first second third last next this that one two three day-to-day of in for and to from".split()
)
"""Words before "business" that name no part of it."""
_OTHER_CLAUSE = re.compile(r"[;:]|,?\s(?:and|but|while|whereas|as|so|which|who)\s(?!(?:an?|operating|net|gross|adjusted|had|was|made|earned|lost|posted|reported|its|revenue|sales|bookings|is)\b)")


def part_said(sentence: str, amount: Amount, metric: MetricMention, names: Sequence[EntityMatch], owner: str) -> str:
    """The part of the company that a measure is said of, "" where it is the whole or the name of the figure's owner."""
    if (share := _accounts_for(sentence, amount, names)) is not None:
        return share
    if behind := _of_part_named(sentence, amount, metric, [n for n in names if n.name == owner]):
        return behind
    found = _WORDS.search(sentence[: metric.start])
    words = found.group().split() if found else []
    begins = found is not None and found.start() == 0
    part: list[str] = []
    place = metric.start
    for position, word in reversed(list(enumerate(words))):
        place = sentence.rindex(word, 0, place)
        opening = begins and position == 0
        named = any(n.start <= place < n.end for n in names)
        capital = _CAPITAL.fullmatch(word) is not None and not opening and not _NO_PART.fullmatch(word)
        joins = word in {"and", "&"} and bool(part) and position > 0
        if named or not (word.lower() in KINDS or capital or joins):
            break
        part.insert(0, word)
    while part and part[0] in {"and", "&"}:
        part = part[1:]
    if part:
        return " ".join(part)
    low, high = min(metric.start, amount.start), max(metric.end, amount.end)
    for segment in _SEGMENT.finditer(sentence):
        if any(n.name == owner and n.start < segment.end("part") and segment.start("part") < n.end for n in names):
            # A part with a name of its own owns its figures.
            continue
        between = sentence[min(high, segment.end()) : max(low, segment.start())] if not low <= segment.start() < high else ""
        if len(between) < 40 and not re.search(r"[;,]", between):
            return _of_order(sentence, segment["part"], segment.end(), amount)
    return _spoken_of(sentence, low, names, owner)


_NAMED = r"(?:the\s)?(?P<part>[A-ZÀ-Þ][\w&’'-]*(?:\s(?:(?:and|&|of)\s)?[A-ZÀ-Þ][\w&’'-]*){0,3})"
_REVENUE_OF = re.compile(rf"\s(?:of|from|at|in)\s{_NAMED}\s(?:segment\s|business\s|unit\s|division\s)?(?:was|were|rose|fell|grew|declined|amounted|came|reached|totall?ed|increased|decreased|stood)\b")
_AND_OF = re.compile(rf"\b(?:and|,)\s(?:that\s)?of\s{_NAMED}\s(?:(?:was|were|about|some)\s)?$")


def _of_part_named(sentence: str, amount: Amount, metric: MetricMention, owners: Sequence[EntityMatch]) -> str:
    """The part whose name stands behind the measure: "revenue of Power Distribution was $9 million and of Services $5 million"; "" where none does.

    `owners` are the places of whose number it is, which is no part of itself.
    """
    first = _REVENUE_OF.match(sentence, metric.end) if metric.end <= amount.start else None
    if first is None:
        return ""
    found = _AND_OF.search(sentence[: amount.start]) or (first if amount.start - metric.end < _NEAR_IT else None)
    if found is None or any(n.start < found.end("part") and found.start("part") < n.end for n in owners):
        return ""
    return found["part"]


_NEAR_IT = 90
"""Characters between a measure and its number that name the part."""


_ACCOUNTED = re.compile(r"\b(?:account(?:s|ed)?\sfor|made\sup|makes?\sup|contribut(?:es|ed)|brought\sin|represent(?:s|ed))\b")
_ACCOUNTS = re.compile(
    r"(?:^|[.;,:]\s|\band\s|\bwhile\s)(?:[Tt]he\s)?(?P<part>[A-Za-zÀ-ÿ][\w&’' -]{1,40}?)\s(?:account(?:s|ed)?\sfor|made\sup|makes?\sup|contribut(?:es|ed)|brought\sin|represent(?:s|ed)|for)\s(?:(?:about|some|roughly|nearly|only|just)\s)?$"
)


def _accounts_for(sentence: str, amount: Amount, names: Sequence[EntityMatch]) -> str | None:
    """The part that made up a sum of the whole: "Cards accounted for $9 million of sales, systems for $2 million"; None where none is said to.

    Who is a name of its own is a customer, and no part.
    """
    if not _ACCOUNTED.search(sentence[: amount.start]):
        return None
    found = _ACCOUNTS.search(sentence[: amount.start])
    if found is None or any(n.start < found.end("part") and found.start("part") < n.end for n in names):
        return None
    return found["part"]


def _spoken_of(sentence: str, until: int, names: Sequence[EntityMatch], owner: str) -> str:
    """The part that a sentence opens with and goes on about up to an offset, "" where there is none or it has a name that owns the figure."""
    opening = _OPENS_WITH.match(sentence)
    if opening is None or opening.end() > until or _OTHER_CLAUSE.search(sentence, opening.end(), until):
        return ""
    part = opening["part"]
    if not _NO_KIND.isdisjoint(part.lower().split()) or any(n.name == owner and n.start < opening.end("part") and opening.start("part") < n.end for n in names):
        return ""
    return part


def _of_order(sentence: str, part: str, end: int, amount: Amount) -> str:
    """Which of several parts an amount is for where as many amounts follow in their order, "respectively"."""
    parts = re.split(r",? and |, ", part)
    if len(parts) < 2 or not re.search(r"\brespectively\b", sentence[end:]):
        return part
    starts = [a.start for a in find_amounts(sentence) if a.start >= end and a.unit == amount.unit]
    return parts[starts.index(amount.start)] if len(starts) == len(parts) and amount.start in starts else part
