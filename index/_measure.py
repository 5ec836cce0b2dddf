"""Measures: which measure of the taxonomy an amount of a sentence is of, by the words of that sentence."""

from __future__ import annotations

import re

from index._attribution import nearest_metric
from index._carrying import spoken_of
from index._timing import NEXT_CLAUSE, Said
from index.amount import Amount, is_money
from index.taxonomy import MetricMention, Taxonomy

__all__ = ["measure_of"]

_GROWING = re.compile(
    r"\b(?:up|ros\w+|rise|rising|grew|grow\w*|increas\w+|jump\w*|climb\w*|surg\w*|soar\w*|gain\w*)(?:\s(?:by|of|about|around|nearly|almost|over|more than|some))*\s$",
    re.IGNORECASE,
)
_FALLING = re.compile(
    r"\b(?:(?:an?\s)?(?:increase|rise|growth|gain|jump|decline|drop|fall|decrease)\sof|down|fell|fall\w*|dropp?\w*|declin\w*|decreas\w*|slid|slipp\w*|shr[aiu]nk)(?:\s(?:by|of|about|around|nearly|almost|over|more than|some|just))*\s$",
    re.IGNORECASE,
)
_OTHER_CAUSE = re.compile(r"\b(?:as|because|since|when|while|where|though)\s(?!well\b|much\b)", re.IGNORECASE)
"""What begins of what else grew: "sales fell as prices dropped 12 percent"."""
_BY_A_PART = re.compile(r"\b(?:up|rose|risen|grew|grown|fell|fallen|down|increased|climbed|jumped|dropped|declined)\s(?:by\s)?[^.;,\d]{1,30},?\sor\s(?:(?:about|around|nearly|almost|over)\s)*$", re.IGNORECASE)
_ON_THE_YEAR = re.compile(
    r"\s(?:higher|lower|more|less|up|down|above|below|over|ahead of|better|growth)\s?(?:than|on|from|of)?\s?(?:in\s)?(?:an?|the|that of|those of|its|it was)?\s?(?:same|last|year|quarter|half|period|prior|previous|preceding|month|comparable|corresponding|first|second|third|fourth|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\b(?:reported|posted|delivered|came in at|logged|recorded|achieved|got|managed|turned in)\s(?:(?:about|around|just|only|nearly|almost|over|some)\s)*$", re.IGNORECASE)
_GREW = re.compile(r"(?:revenue|sales|topline|top line)\b.*\b(?:increas|grew|rose|jump|climb|surg|soar|fell|declin|dropp?|decreas|up\b|down\b|rising|growing)", re.IGNORECASE)
_REACHING = re.compile(
    r"(?:\s(?:by\s)?[\d.,]+\s?(?:%|per ?cent))?(?:,?(?:\s(?!and\b|as\b|with\b|it\b|which\b|that\b|to\b)[\w’'%-]+){1,8}?)?,?\s(?:to|at|reaching|hitting|totall?ing)\s(?:(?:an?|the|about|around|roughly|approximately|nearly|almost|"
    r"over|more than|just|some|record)\s)*$",
    re.IGNORECASE,
)


def _reached(sentence: str, amount: Amount, said: Said) -> MetricMention | None:
    """The measure whose growth a sentence tells, where the amount is what it grew to: "revenue rose 34% to $5bn"."""
    for mention in reversed(said.metrics):
        if mention.end <= amount.start and mention.metric == "revenue_growth" and _GREW.match(mention.words):
            return mention._replace(metric="revenue") if _REACHING.fullmatch(sentence[mention.end : amount.start]) else None
    return None


_BOUGHT = re.compile(
    r"\b(?:buy|buys|bought|buying|acquir\w+)\s[^.;$€£¥]{3,120},[^,.;$€£¥]{3,90},\sfor\s(?:(?:an?|about|around|roughly|nearly|almost|over|some|more than|up to)\s)*$", re.IGNORECASE
)
_DEAL_WORTH = re.compile(
    r"\b(?:deal|contract|agreement|order|pact)\b[^.;$€£¥]{0,60}\b(?:that|which)\s(?:is|was)\s(?:worth|valued at)\s(?:(?:about|around|roughly|nearly|almost|over|some|more than|up to)\s)*$", re.IGNORECASE
)


_NAMED_DEAL = re.compile(r"[ \u00a0](?:(?:[A-Z][\w.&’'-]*|of|and|x?AI)\s){1,4}(?P<noun>investment|acquisition|takeover|buyout|round|contract|settlement)\b")
_DEALS = {
    "investment": "investment", "acquisition": "acquisition_price", "takeover": "acquisition_price", "buyout": "acquisition_price",
    "round": "funding_raised", "contract": "contract_value", "settlement": "settlement",
}  # fmt: skip


def _named_between(sentence: str, amount: Amount, taxonomy: Taxonomy) -> MetricMention | None:
    """The measure of a sum with a name between it and what it is: "a $41 billion Acme investment"."""
    said = _NAMED_DEAL.match(sentence, amount.end)
    if said is None or _DEALS[said["noun"]] not in taxonomy:
        return None
    return MetricMention(_DEALS[said["noun"]], said.start("noun"), said.end("noun"), said["noun"])


def _of_deal(sentence: str, amount: Amount, found: MetricMention | None, taxonomy: Taxonomy) -> MetricMention | None:
    """The measure of a sum that a clause puts between: "buy Acme, a maker of chips, for $5bn", "a deal with Acme that is worth $5bn"."""
    before = sentence[: amount.start]
    for metric, words in (("acquisition_price", _BOUGHT), ("contract_value", _DEAL_WORTH)):
        said = words.search(before)
        if said is not None and metric in taxonomy and (found is None or metric == "contract_value"):
            return MetricMention(metric, said.start(), said.end(), said.group().split()[0])
    return found


_IN_ALL = re.compile(r"\s(?:in all|in total|altogether|all told|together|combined)\b", re.IGNORECASE)
_OF_NOUN = re.compile(
    r"\b(?:an?|the|its|another|further)\s(?P<noun>(?:[\w-]+\s){0,3}(?:fees?|charges?|payments?|bonus|grants?|tax|fines?|penalty|loans?|dividends?|premium|deposit))\sof\s(?:(?:about|around|some|roughly|up to|nearly|over)\s)?$", re.IGNORECASE
)


def _of_other_noun(sentence: str, amount: Amount, found: MetricMention, said: Said) -> bool:
    """Whether right before an amount stands what it is of, in words that name no measure: "a deferred services fee of"."""
    noun = _OF_NOUN.search(sentence[: amount.start])
    return noun is not None and found.end <= noun.start("noun") and not any(m.start < noun.end("noun") and noun.start("noun") < m.end for m in said.metrics)


_RESULTS = frozenset({"revenue", "net_income", "net_loss", "operating_income", "operating_loss", "gross_profit", "ebitda"})
# "Hedging gains related to revenue were $236 million", "taxes on net income": not the revenue, not the income.
_RELATED = re.compile(
    r"(?:\w\)?\s(?:(?:related|relating|tied|linked|attributable)\sto|(?:associated|connected)\swith|in\srespect\sof)|\b(?:tax(?:es)?|fees?|commissions?|royalt(?:y|ies)|lev(?:y|ies)|interest)\son)"
    r"\s(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)


_WORTH = re.compile(
    r"\b(?P<thing>contracts?|deals?|agreements?|pacts?|orders?|stakes?|holdings?|shareholdings?|prizes?|awards?|grants?|portfolios?|packages?|polic(?:y|ies)|propert(?:y|ies))\b"
    r"(?!['’])[^;,.$€£¥]{0,60},?(?:\s(?:which|that))?\s(?:(?:is|was|are|were|be|been|being|now|then|once|still|today)\s)+worth\s(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
_A_DEAL = re.compile(r"contract|deal|agreement|pact", re.IGNORECASE)


def _thing_worth(sentence: str, amount: Amount, found: MetricMention) -> MetricMention | None:
    """The measure where a thing is said to be worth the sum: a stake's worth is not the company's."""
    thing = _WORTH.search(sentence[: amount.start]) if found.metric in {"valuation", "market_cap"} else None
    if thing is None:
        return found
    return found._replace(metric="contract_value") if _A_DEAL.match(thing["thing"]) else None


_LOSS_OF = {"operating_income": "operating_loss", "net_income": "net_loss", "pretax_income": "pretax_loss"}
"""What a loss is that a profit is compared with."""
_A_SHARE = {"net_income": "eps", "profit_unspecified": "eps", "net_loss": "loss_per_share", "loss": "loss_per_share"}
"""What a measure is called where a sum is per share: "profit came to $1.42 a share"."""


def _kind_of_loss(amount: Amount, said: Said, found: MetricMention | None, taxonomy: Taxonomy) -> MetricMention | None:
    """The loss that a profit is compared with as that profit's kind: an operating profit, "compared with a loss of $36 million"."""
    if found is None or found.metric != "loss" or amount.start not in said.against:
        return found
    kinds = [_LOSS_OF[m.metric] for m in said.metrics if m.end <= found.start and m.metric in _LOSS_OF]
    return found._replace(metric=kinds[-1]) if kinds and kinds[-1] in taxonomy else found


def _grown(amount: Amount, said: Said, found: MetricMention | None) -> MetricMention | None:
    """Growth of the revenue that a clause names: "revenue was $88 million, 31 percent more than in the same quarter of 2025"."""
    if amount.unit != "percent" or (found is not None and found.metric == "revenue_growth"):
        return None
    before, after = said.sentence[: amount.start], said.sentence[amount.end :]
    if not _GROWING.search(before) and (found is not None or not (_FALLING.search(before) or _BY_A_PART.search(before) or _ON_THE_YEAR.match(after))):
        return None
    named = [m for m in said.metrics if m.end <= amount.start]
    if not named or named[-1].metric != "revenue" or _OTHER_CAUSE.search(said.sentence[named[-1].end : amount.start]) or NEXT_CLAUSE.search(said.sentence[named[-1].end : amount.start]):
        return None
    return named[-1]._replace(metric="revenue_growth")


def measure_of(amount: Amount, said: Said, taxonomy: Taxonomy) -> MetricMention | None:
    """The measure of an amount: that of the amount it is compared with, unless one is named right beside it."""
    sentence = said.sentence
    told = said.named.get(amount.start)
    if told is not None and taxonomy.compatible(told.metric, amount.unit):
        return told
    amount = said.firsts.get(amount.start, amount)
    found = nearest_metric(sentence, amount, said.amounts, said.metrics, taxonomy)
    if found is not None and found.start >= amount.end and _OTHER_CAUSE.search(sentence[amount.end : found.start]):
        # Of "operating income of Acme reached $2bn as revenue grew" the revenue is what it came of.
        named = [m for m in said.metrics if m.end <= amount.start and taxonomy.compatible(m.metric, amount.unit) and not NEXT_CLAUSE.search(sentence[m.end : amount.start])]
        found = named[-1] if named else found
    against = said.against.get(amount.start)
    if against is not None:
        low, high = sorted((against.lead.end, amount.start)) if against.lead.start < amount.start else (0, amount.start)
        # "$66 a month, down from $85": what stands right behind the first number is the first one's.
        own = found is not None and against.lead.end <= found.start <= against.lead.end + 1
        beside = found is not None and not own and low <= found.start and found.end <= high + 40 and found.start < high
        if not beside:
            lead = nearest_metric(sentence, against.lead, said.amounts, said.metrics, taxonomy)
            if lead is not None and taxonomy.compatible(lead.metric, amount.unit):
                return lead
    if found is None:
        for other in said.amounts:
            # "To $4.5bn, after agreeing a price of $5.4bn": what it is held against says what it is.
            if other.start in said.against and said.against[other.start].lead is amount:
                found = nearest_metric(sentence, other, said.amounts, said.metrics, taxonomy)
    if is_money(amount.unit):
        if found is not None and found.start >= amount.end and "," in sentence[amount.end : found.start]:
            # As of the 642 in "revenue rose by 29% to €642 million, EBITDA by 36%".
            found = _reached(sentence, amount, said) or found
        between = _named_between(sentence, amount, taxonomy)
        if between is not None:
            return between
        found = _of_deal(sentence, amount, found, taxonomy) or _reached(sentence, amount, said) if found is None or found.metric == "valuation" else found
    if found is None and _REPORTED.search(sentence[: amount.start]):
        # "Analysts had expected revenue of $95 million; it reported $90 million."
        before = [m for m in said.metrics if m.end <= amount.start and taxonomy.compatible(m.metric, amount.unit)]
        found = before[-1] if before else None
    if found is not None:
        found = _thing_worth(sentence, amount, found)
    if amount.per == "share" and found is not None and found.metric in _A_SHARE and _A_SHARE[found.metric] in taxonomy:
        found = found._replace(metric=_A_SHARE[found.metric])
    if amount.per == "share" and found is not None and found.metric == "eps" and "loss_per_share" in taxonomy:
        before = [m for m in said.metrics if m.end <= amount.start]
        if before and before[-1].metric == "net_loss":
            return found._replace(metric="loss_per_share")
    former = spoken_of(sentence, amount, said.amounts) if found is None else None
    if former is not None:
        found = nearest_metric(sentence, former, said.amounts, said.metrics, taxonomy)
    grown = _grown(amount, said, found)
    if grown is not None:
        return grown
    found = _kind_of_loss(amount, said, found, taxonomy)
    if found is not None and (_of_other_noun(sentence, amount, found, said) or (_IN_ALL.match(sentence[amount.end :]) and any(_of_other_noun(sentence, a, found, said) for a in said.amounts))):
        return None  # "a termination fee of $1.5 billion plus a services fee of $8.5 billion, or $10 billion in all"
    return None if found is not None and found.end <= amount.start and found.metric in _RESULTS and _RELATED.search(sentence[: found.start]) else found
