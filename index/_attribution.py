"""Attribution: which measure, and which company, an amount of a sentence belongs to, by nearness within its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.amount import Amount
from index.entity_table import EntityMatch, EntityTable
from index.pattern import lazy_pattern
from index.taxonomy import MetricMention, Taxonomy

__all__ = ["CLAUSE", "OF_PRODUCTS", "PENALTIES", "gap", "is_against", "is_subject", "is_thing", "nearest_metric", "owner", "puts_in", "values"]

CLAUSE = lazy_pattern(
    r";|\s[–—]\s|—|,\s(?:while|whereas|but|though|although|and)\s|\s(?:while|whereas|compared (?:with|to)|versus|against|"
    r"up from|down from|from)\s|,\s(?:up|down)\s"
)
# Who is named between the commas of "Acme, which is made up of Bolt and Crate, lost ..." is not the subject.
_ASIDE = lazy_pattern(r",\s(?:which|who|whose|where|the\s(?:number|sum|total|share|amount|ratio|percentage|average)\sof|including|formerly|owned|led|backed|founded|together|made by|(?:also|itself|too)\s(?:from|by|of|at|an?))\b[^,;]*,|\([^()]*\)")
_OF_IT = lazy_pattern(r"\s*(?:(?:in|of|for|as|worth of)\s+)?(?:(?!in\b|and\b|or\b|on\b|at\b|from\b|to\b|with\b|by\b|(?:in|ex)cluding\b|counting\b|plus\b|before\b|after\b)[\w-]+\s+){0,2}")
_IS = lazy_pattern(
    r"\s*(?:of|was|were|is|are|at|to|totall?ed|reached|hit|came to|stood at|:|,)?\s*(?:an?|the|about|around|roughly|approximately|nearly|"
    r"almost|over|more than|just|some|up to|only|between|US)?\s*\(?",
    re.IGNORECASE,
)
_IN_FRONT = lazy_pattern(r"[ \u00a0-]")
_WHOLE_NOUN = -80
"""What a measure is worth right after an amount, with which it makes one noun: "a $965 billion valuation"."""
_BESIDES = lazy_pattern(r"\b(?:including|with|from|to|by|excluding|besides|for|against)\s(?:\w+\s){0,4}$", re.IGNORECASE)
_NO_PRICE = 100_000
_OF_ONE = frozenset({"subscription_price", "eps", "loss_per_share"})
"""Measures of one seat or share, which no large sum is."""
_FARTHEST = 220
_SENTENCES_APART = 250


def _crossings(sentence: str, left: int, right: int, amounts: Sequence[Amount]) -> int:
    """How much stands between two places of a sentence: clause boundaries, brackets and other amounts."""
    between = sentence[left:right]
    others = sum(1 for a in amounts if a.start >= left and a.end <= right)
    brackets = abs(between.count("(") - between.count(")"))
    return 45 * len(CLAUSE.findall(between)) + 30 * others + _SENTENCES_APART * between.count(";") + 60 * brackets


def gap(sentence: str, mention: tuple[int, int], amount: Amount, amounts: Sequence[Amount]) -> int:
    """How far a mention is from an amount; least for "METRIC of/was AMOUNT", then for "AMOUNT in METRIC"."""
    start, end = mention
    if end <= amount.start:
        tied = -60 if _IS.fullmatch(sentence[end : amount.start]) else 0
        return amount.start - end + tied + _crossings(sentence, end, amount.start, amounts)
    if start >= amount.end:
        near = _WHOLE_NOUN if _IN_FRONT.fullmatch(sentence[amount.end : start]) else -30 if _OF_IT.fullmatch(sentence[amount.end : start]) else 25
        return start - amount.end + near + _crossings(sentence, amount.end, start, amounts)
    return -40


def nearest_metric(
    sentence: str, amount: Amount, amounts: Sequence[Amount], metrics: Sequence[MetricMention], taxonomy: Taxonomy
) -> MetricMention | None:
    """The mention nearest to an amount among those whose unit it can be in; None where none is near enough."""
    fitting = [m for m in metrics if taxonomy.compatible(m.metric, amount.unit) and not _anothers(sentence, m, amount, amounts)]
    if abs(amount.value) >= _NO_PRICE:
        # "A bit over $1 billion a month" is what a company spends, not what a subscriber pays.
        fitting = [m for m in fitting if m.metric not in _OF_ONE]
    if not amount.unit:
        # "Only 26 had gone to customers": a count of them would have had them next to it.
        fitting = [m for m in fitting if m.start < amount.end or not any(u.startswith("count:") for u in taxonomy.metric(m.metric).units)]
    named = [m for m in fitting if not _UNIT_ONLY.fullmatch(m.words)]
    if any(m.end <= amount.start and not CLAUSE.search(sentence[m.end : amount.start]) for m in named):
        # "Its ARPU slipped to $66 a month" is no subscription's price.
        fitting = named
    if not fitting:
        return None
    best = min(fitting, key=lambda m: gap(sentence, (m.start, m.end), amount, amounts))
    # A longer mention at the same place says more ("operating loss" over "loss").
    return best if gap(sentence, (best.start, best.end), amount, amounts) < _FARTHEST else None


_UNIT_ONLY = lazy_pattern(r"(?:an?|per)\s(?:month|year|seat|user|week|day)", re.IGNORECASE)


def _anothers(sentence: str, metric: MetricMention, amount: Amount, amounts: Sequence[Amount]) -> bool:
    """Whether a measure after an amount is said of the next one: $270 million "at a valuation of $2.2 billion"."""
    if metric.start < amount.end or _OF_IT.fullmatch(sentence[amount.end : metric.start]):
        return False
    if any(amount.end <= a.start and a.unit == amount.unit and _IN_FRONT.fullmatch(sentence[a.end : metric.start]) for a in amounts):
        # "A $100 million extension took it to a $7 billion valuation": the valuation is not the extension's.
        return True
    following = next((a for a in amounts if a.start >= metric.end), None)
    return following is not None and bool(_IS.fullmatch(sentence[metric.end : following.start]))


_HANDING = lazy_pattern(r"\b(?:ow|pa|giv|gav|hand|award|lend|lent|offer|sold|sell|bring|brought|earn|nett?|sav|made|mak)\w*\s$", re.IGNORECASE)
_GETS = lazy_pattern(r"^[^.;]{0,40}?\b(?:gets?|got|earn\w*|makes?|made|draws?|drew|derives?|derived|has|had|took|takes|received?|receives)\b", re.IGNORECASE)


_OF_ROUNDS = frozenset({"funding_raised", "valuation", "pre_money_valuation"})
_LED_BY = lazy_pattern(r"\b(?:co-)?(?:led|headed|anchored|backed) by\s(?:[^.;]{1,60}?(?:,|\band)\s)?(?:the\s)?$", re.IGNORECASE)
_LEADS = lazy_pattern(r"\s(?:(?:is|was|will|would|has|had|to)\s)?(?:co-)?(?:lead|leads|led|leading|anchor|anchors|anchored|join|joins|joined|put in|puts in|chipped in|contributed)\b", re.IGNORECASE)


_FOR = lazy_pattern(r"\s(?:for|on)\s(?:the\s)?")
_VALUES = frozenset({"valuation", "pre_money_valuation", "acquisition_price", "takeover_offer"})


def values(sentence: str, amount: Amount, metric: MetricMention, name: EntityMatch) -> bool:
    """Whether a sentence puts a value on a name right behind the number: "an implied equity value of $60 billion for Acme"."""
    return metric.metric in _VALUES and name.start >= amount.end and _FOR.fullmatch(sentence[amount.end : name.start]) is not None


def puts_in(sentence: str, name: EntityMatch) -> bool:
    """Whether a name is of who leads or joins a round, or is called a backer: the money goes to another."""
    return bool(_LED_BY.search(sentence[: name.start]) or _LEADS.match(sentence[name.end :]) or _BACKING.search(sentence[: name.start]))


_BACKING = lazy_pattern(
    r"\b(?:(?:backers?|investors?|shareholders?|funders?|underwriters?|lenders?|bookrunners?|advisers?|advisors?)\s(?:including\s|such as\s|like\s|are\s|were\s|is\s|was\s)?|joined by\s)"
    r"(?:[^.;]{1,60}?(?:,|\band)\s)?(?:the\s)?$",
    re.IGNORECASE,
)


_TOLD_BY = lazy_pattern(r"\b(?:[Aa]ccording to|(?:was|were|been|is) reported by|[Cc]iting|[Dd]ata (?:compiled |collected |gathered )?(?:by|from)|as (?:first )?reported by|seen by|estimates (?:by|from)|told to)\b[^,;]*")
"""Who says it: "according to data compiled by Acme"."""


_LED = lazy_pattern(r"\b(?:when|in (?:a|an|its|the)|(?:the|a|its|that|last|latest) (?:\w+ )?round)\b", re.IGNORECASE)
"""Where a round is spoken of as another's: "when Acme led a $95 million round"."""
PENALTIES = frozenset({"fine", "damages", "damages_sought"})
_AGAINST = lazy_pattern(r"\s(?:\w+\s){0,2}?(?:against|on|upon)\s(?:the\s)?")


def is_against(sentence: str, metric: MetricMention, name: EntityMatch) -> bool:
    """Whether a penalty is said to be one against a name, which stands right behind it."""
    return name.start >= metric.end and _AGAINST.fullmatch(sentence[metric.end : name.start]) is not None


_INTO = lazy_pattern(r"\b(?:into|in)\s(?:the\s)?$")
_WHERE_AT = lazy_pattern(r"\s(?:at|for)\s(?:the\s)?")


def owner(
    sentence: str, amount: Amount, metric: MetricMention, names: Sequence[EntityMatch], table: EntityTable, amounts: Sequence[Amount] = ()
) -> str:
    """The company whose figure it is: the possessor of the metric, else the subject nearest before.

    Of `amounts` of one measure each is that of the name before it: "Acme went online in 12 days and Bolt in 9".
    """
    before = max((other.end for other in amounts if metric.end <= other.start < other.end <= amount.start), default=None)
    last = max(metric.start, amount.start)
    # "obligations of $12 billion, including the agreement with Acme": Acme only comes into it.
    beside = [n for n in names if n.start >= last and _BESIDES.search(sentence[last : n.start]) and not values(sentence, amount, metric, n)]
    leading = [
        n for n in names
        if metric.metric in _OF_ROUNDS and puts_in(sentence, n)
    ]  # fmt: skip
    # Who leads a round puts the money in: "Acme leads a $40 million round for Bolt" is Bolt's.
    names = [n for n in names if n not in beside and n not in leading] or (beside if leading else []) or ([] if _LED.search(sentence) else [n for n in leading if not _BACKING.search(sentence[: n.start])])
    if metric.metric == "revenue_share":
        # "Its largest customer, Acme, provided 28% of revenue": Acme's is the custom, not the revenue.
        names = [
            n for n in names
            if n.start >= amount.end or sentence[n.end : n.end + 1] in {"'", "’"} or _GETS.match(sentence[n.end : amount.start])
        ]  # fmt: skip
    told_by = [m.span() for m in _TOLD_BY.finditer(sentence)]
    names = [n for n in names if not any(start < n.start < end for start, end in told_by)]
    if not names:
        return ""
    asides = list(_ASIDE.finditer(sentence))

    def cost(name: EntityMatch) -> float:
        possessive = sentence[name.end : name.end + 2] in ("'s", "’s", "s'")
        anchor = min((metric.start, amount.start), key=lambda p: abs(p - name.end))
        if name.start > last:
            far = 60.0 + name.start - last
            if re.search(r"\b(?:at|for|by)\s+(?:the\s+)?$", sentence[: name.start]):
                far -= 40
        else:
            far = (anchor - name.end) * 0.5
        closer = any(name.end < other.start < metric.start for other in names)
        if possessive and not closer and 0 <= metric.start - name.end < 40:
            far -= 60
        if re.search(
            r"\b(?:from|by|to|with|and|of|than|at|over|versus|against)\s+(?:the\s+)?$", sentence[: name.start]
        ):
            far += 40
        if re.search(r"\b(?:in|near|outside)\s$", sentence[: name.start]):
            # "Acme's site in Marlow held": Marlow is where.
            far += 70
        handed = min(amount.start, metric.start) if name.end <= metric.start else amount.start
        if re.fullmatch(r"\s(?:an?\s)?", sentence[name.end : handed]) and _HANDING.search(sentence[: name.start]):
            # "It owes Acme $5 million", "the unit brought Acme revenue of $5 million": Acme is at the other end of it.
            far += 80
        between = (
            sentence[name.end : min(metric.start, amount.start)] if name.end < min(metric.start, amount.start) else ""
        )
        if any(m.start() < name.start and name.end <= m.end() <= last + 1 for m in asides):
            far += 90
        if before is not None and before <= name.start and name.end <= amount.start:
            far -= 90
        if metric.metric in _OF_ROUNDS and metric.start <= name.start and name.end <= metric.end:
            # "The $1.9 billion that Acme was worth when Bolt led its round"
            far -= 120
        if metric.metric == "investment" and name.start > last and _INTO.search(sentence[: name.start]):
            # "Acme put $5 million into Bolt" tells of Bolt.
            far -= 120
        if metric.metric in PENALTIES and is_against(sentence, metric, name):
            # "The penalty against Acme was $5 million", in a decision about Bolt.
            far -= 160
        giver = next((other for other in amounts if _WHERE_AT.fullmatch(sentence[other.end : name.start])), None) if name.start > metric.end else None
        if giver is not None:
            # "$5 million at Acme and $7 million at Bolt"
            far += -120 if giver.start == amount.start else 120
        stranger = 0 if table.is_company(name.name) or _made_by(sentence, name, metric, names, table) or (metric.metric in OF_PRODUCTS and is_thing(name.name, table)) else 45
        return far + stranger + 40 * len(CLAUSE.findall(between))

    return min(names, key=cost).name


OF_PRODUCTS = frozenset(
    "api_price subscription_price unit_price training_cost training_tokens parameters context_window users monthly_active_users weekly_active_users "
    "daily_active_users subscribers downloads power_draw error_rate benchmark_score efficiency".split()
)
"""Measures of what a company makes, not of the company."""


_NUMBERED = lazy_pattern(r".*[^\W\d_].*\s\d+(?:\.\d+)?[A-Za-z]?")


def is_thing(name: str, table: EntityTable) -> bool:
    """Whether a name is of what a company makes: known to be, or with a number at its end, as "Wren 3"."""
    return not table.is_company(name) and (table.is_product(name) or _NUMBERED.fullmatch(name) is not None)


def _made_by(sentence: str, name: EntityMatch, metric: MetricMention, names: Sequence[EntityMatch], table: EntityTable) -> bool:
    """Whether a name is that of what a company makes, for a measure of such things: Wren in "Acme's Wren costs $5"."""
    if metric.metric not in OF_PRODUCTS:
        return False
    return any(table.is_company(other.name) and _POSSESSED.fullmatch(sentence[other.end : name.start]) for other in names if other.end <= name.start)


_POSSESSED = lazy_pattern(r"['’]s?\s")


def is_subject(sentence: str, entity: str, metric: MetricMention, names: Sequence[EntityMatch]) -> bool:
    """Whether a product or place is what the sentence is about: first in it, or possessing the metric."""
    for name in names:
        if name.name == entity:
            before = next((o.start for o in names if o.end < name.start and _POSSESSED.fullmatch(sentence[o.end : name.start])), name.start)
            leads = not re.search(r"\w{3}", sentence[:before].replace("The", ""))
            owns = sentence[name.end : name.end + 1] in {"'", "’"} and 0 <= metric.start - name.end < 40
            acts = _OPENING.fullmatch(sentence[:before]) is not None and _ACTS.match(sentence, name.end) is not None
            if leads or owns or acts:
                return True
    return False


_OPENING = re.compile(r"\W*(?:After|Before|Following|Since|By|In|On|At|During|Until|As of|With|Under|Last|Earlier|That|This|Late|Early)\b[^.;:“”\"]{2,90},\s(?:the\s)?")
_ACTS = re.compile(r"\s(?:(?:\w+ly|has|had|now|also|still|then|already)\s){0,2}(?:held|holds?|took|takes|owns?|owned|bought|acquired|paid|raised|invested|had|has|reported|posted|made|lost|earned|spent|sold|kept|keeps|put|booked|signed|agreed|committed)\b")
"""Who acts behind what a sentence opens with is what it is about: "After the round, Acme held 27% of Bolt"."""
