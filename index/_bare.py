"""Bare numbers: what a sum without a currency, and a number without scale or unit, is in by what stands around it.

Calls and releases say once that all is in kroner and then "revenue came in at 684 million"; a second number of a kind
leaves out what the first one said: "2.4 to 2.6, before" after "2.6 to 2.7 billion".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import BlockKind, Revision
from index._attribution import gap, nearest_metric
from index._carrying import goes_on
from index._cell import currency_signs
from index._currency import CURRENCY_WORD, code_of_word, names_currency
from index._number import MAGNITUDES
from index._timing import Topic
from index.amount import Amount, is_money
from index.pattern import lazy_pattern
from index.taxonomy import MetricMention, Taxonomy

__all__ = ["Currency", "completed", "counts_money_in", "in_money"]

_MOST_OF = 0.9
_FEWEST = 2
_LONGEST_STATEMENT = 900
_FARTHEST_SAID = 80
_STATES = lazy_pattern(r"\b(?:figures|amounts|numbers|sums|results|prices|values|accounts)\b", re.IGNORECASE, begins=("figures", "amounts", "numbers", "sums", "results", "prices", "values", "accounts"))
_IN = lazy_pattern(r"\bin(?=(?:\s(?:thousands|millions|billions)(?:\sof)?)?(?P<what>\s[A-Z]{3}\b|\s(?:[A-Z][a-z.]+\s)?[a-z]+))")
_SCALED = lazy_pattern(r"\d(?!\d)(?:\s?(?:thousand|million|billion|trillion|m|mn|bn)\b)?", re.IGNORECASE)
_IN_RUPEES = lazy_pattern(r"₹|\bRs\.?\s?\d|\b(?:rupees?|INR)\b", re.IGNORECASE, begins=("₹", "rs", "rupee", "inr"))
_CRORES = lazy_pattern(r"\b(?:crores?|lakhs?)$", re.IGNORECASE)
_BIG = lazy_pattern(r"\b(?:million|billion|trillion|crores?|lakhs?|bn|mn|mln|bln)$|\d(?:m|mn|bn|b)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Currency:
    """The currency that a page's bare sums are in, "" where nothing tells, and whether it says so; and that its crores are rupees."""

    code: str = ""
    stated: bool = False
    crores: str = ""


def counts_money_in(revision: Revision) -> Currency:
    """Read a page's currency from what it says, else from what all but a few of its sums have."""
    sums: Counter[str] = Counter()
    stated = ""
    for block in revision.blocks:
        if block.kind is BlockKind.ROW:
            continue
        words = revision.text[block.start : block.end]
        stated = stated or _stated(words)
        sums.update(currency_signs(words))
        if names_currency(words):
            sums.update(code_of_word(found) for scale in _SCALED.finditer(words) if (found := CURRENCY_WORD.match(words, scale.end())) is not None and not found["iso"])
    crores = "INR" if _IN_RUPEES.search(revision.text) else ""
    currency, count = sums.most_common(1)[0] if sums else ("", 0)
    shared = currency if count >= max(_FEWEST, _MOST_OF * sum(sums.values())) else ""
    return Currency(stated or shared, bool(stated), crores)


def _stated(words: str) -> str:
    """The currency that a sentence says all sums are in: "All figures are in Norwegian kroner", "amounts in EUR"; "" for none."""
    for noun in _STATES.finditer(words) if len(words) <= _LONGEST_STATEMENT else ():
        until = next((place for place in range(noun.end(), min(noun.end() + _FARTHEST_SAID, len(words))) if words[place] in ".;"), noun.end() + _FARTHEST_SAID)
        for said in _IN.finditer(words, noun.end(), until):
            found = CURRENCY_WORD.match(said["what"])
            if found is not None and not found["cents"] and not found["sign"]:
                return code_of_word(found)
    return ""


def in_money(sentence: str, amounts: Sequence[Amount], metrics: Sequence[MetricMention], taxonomy: Taxonomy, topic: Topic, page: Currency) -> list[Amount]:
    """The amounts of a sentence with bare scaled ones in the page's currency, where the measure beside them is one of money.

    "Users came to 5 million and revenue to 300 million": each is what the measure next to it is in.
    """
    beside = topic.money if topic.money and not page.stated else page.code
    counting = topic.metric is not None and topic.last is not None and not is_money(topic.last[0].unit) and taxonomy.compatible(topic.metric.metric, "")
    if counting and _IT.match(sentence):
        return list(amounts)  # "It may use 240,000 litres a day. It had asked for 1.1 million."
    return [_in_money(sentence, amount, amounts, metrics, taxonomy, topic, page.crores if _CRORES.search(sentence[amount.start : amount.end]) else beside) for amount in amounts]


def _in_money(
    sentence: str, amount: Amount, amounts: Sequence[Amount], metrics: Sequence[MetricMention], taxonomy: Taxonomy, topic: Topic, currency: str
) -> Amount:
    """A bare scaled number in a currency, where the measure beside it is one of money; else as it is."""
    if not currency or amount.unit or not _BIG.search(sentence[amount.start : amount.end]):
        return amount
    money = replace(amount, unit=currency)
    said = nearest_metric(sentence, money, amounts, metrics, taxonomy)
    other = nearest_metric(sentence, amount, amounts, [m for m in metrics if m.metric not in _NEVER_BARE], taxonomy)
    if said is None:
        # What the sentence before spoke of, or asked for.
        spoken = [m.metric for m in ([topic.metric] if topic.metric is not None else topic.asked)]
        return money if other is None and any(taxonomy.compatible(metric, currency) for metric in spoken) else amount
    if other is None or gap(sentence, (said.start, said.end), amount, amounts) <= gap(sentence, (other.start, other.end), amount, amounts):
        return money
    return amount


_IT = re.compile(r"\W*(?:it|they|that|this|these|those)\b", re.IGNORECASE)
_NEVER_BARE = frozenset({"power_capacity", "contracted_power"})
"""Measures whose numbers have their unit with them where they go into millions."""
_SCALE = re.compile(r"(?P<word>[A-Za-z]+)$")
_QUALIFIED = r"(?:(?:an?|the|about|around|roughly|some|just|only|nearly|almost|over|under|maybe|perhaps|something like|more like|closer to)\s)*"
_SECOND = lazy_pattern(
    r"(?:\b(?:compared (?:with|to)|against|versus|vs\.?|from|up from|down from|after|rather than|instead of|not|than|previously|earlier|before)\s" + _QUALIFIED + r"(?:plus\s|minus\s)?"
    r"|\bof which [^,.;]{1,50}?\b(?:is|was|are|were|will be)\s" + _QUALIFIED + r"|\(" + _QUALIFIED + r")$",
    re.IGNORECASE,
)
_AND_THEN = lazy_pattern(r",?\s(?:and|then|but)\s" + _QUALIFIED + r"$", re.IGNORECASE)
_AT_ANOTHER_TIME = lazy_pattern(
    r"\s(?:(?:in|for|at|during|over)\s)?(?:the\s)?(?:(?:same|prior|previous|preceding|first|second|third|fourth|last|comparable)\b|(?:19|20)\d\d\b|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:an?|one|two|three|six|nine|twelve|12)\s(?:years?|months?|quarters?)\s(?:ago|earlier|before|prior))",
)
_ENDS = lazy_pattern(r"\s?(?:$|[.,;:)?!—–]|(?:in|at|for|on|last|this|earlier|previously|before|by|ago|that|who|which|we|it|they|she|he|is|was|when)\b|(?:an?|the|one|two|three|six|nine|twelve|12)\s(?:same|year|month|quarter|week|previous|prior|first|second|third|fourth)s?\b)")
_OF_THAT = lazy_pattern(r"\sof (?:that|it|this|those|them)\b", re.IGNORECASE)
_OPENS = lazy_pattern(r"^\W*" + _QUALIFIED + r"$", re.IGNORECASE)
_FAR_APART = 25


def completed(sentence: str, amounts: Sequence[Amount], before: Amount | None, said_before: str) -> list[Amount]:
    """The amounts of a sentence with bare numbers in the unit and scale of the one that they stand beside.

    "Gross margin was 38.4 percent, compared with 36.1 percent a year ago and 37.9 in the second quarter". `before` is the last number of
    the sentence before, written as `said_before`: "Before, we said 2.4 to 2.6".
    """
    out: list[Amount] = []
    for amount in amounts:
        lead, written = _lead_of(sentence, amount, out, before, said_before)
        out.append(_like(amount, lead, written) if lead is not None else amount)
    return out


def _lead_of(sentence: str, amount: Amount, told: Sequence[Amount], before: Amount | None, said_before: str) -> tuple[Amount | None, str]:
    """The amount whose unit and scale a bare one takes, and how that is written; None for an amount that has its own."""
    own = sentence[amount.start : amount.end]
    if amount.unit or amount.per or _BIG.search(own) or _CRORES.search(own) or not own[:1].isdigit():
        return None, ""
    ahead, after = sentence[: amount.start], sentence[amount.end :]
    if not _ENDS.match(after) and not _OF_THAT.match(after):
        return None, ""
    last = next((a for a in reversed(told) if a.unit and a.unit not in _TIMES), None)
    if last is not None:
        between = sentence[last.end : amount.start]
        second = _SECOND.search(ahead) or (_AND_THEN.search(ahead) and _AT_ANOTHER_TIME.match(after))
        return (last, sentence[last.start : last.end]) if second and len(between) < _MOST_BETWEEN and ";" not in between else (None, "")
    if before is not None and not told and (goes_on(ahead) or (_OPENS.match(ahead) and _OF_THAT.match(after))):
        return before, said_before
    return None, ""


_MOST_BETWEEN = 90
_TIMES = frozenset("day week month year quarter hour minute second ratio".split())


def _like(amount: Amount, lead: Amount, written: str) -> Amount:
    """A bare amount in the unit and scale of another, where the two are of one size as they are written."""
    scale = _SCALE.search(written)
    power = MAGNITUDES.get(scale["word"].lower().rstrip("s"), 0) if scale else 0
    value, high = amount.value.scaleb(power), amount.high.scaleb(power) if amount.high is not None else None
    if power:
        value = value.quantize(1) if value == value.to_integral_value() else value
        high = high.quantize(1) if high is not None and high == high.to_integral_value() else high
    if not lead.value or not value or not 1 / _FAR_APART <= abs(value / lead.value) <= _FAR_APART:
        return amount
    return replace(amount, value=value, high=high, unit=lead.unit, per=lead.per, scale=amount.scale + power)
