"""Settling: what an amount is after all, where the measure nearest to it is told apart from its look-alikes by the words around both."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index._series import OF_OTHER
from index._timing import Said, Topic
from index.amount import Amount, is_money
from index.pattern import lazy_pattern, spanning
from index.taxonomy import MetricMention, Taxonomy

__all__ = ["mistaken", "settle"]


def _near(words: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    return lazy_pattern(spanning(words), flags)


_TOLD_BY = _near(r"\s(?:(?:people|persons|sources|officials|executives|bankers|insiders|employees|investors)\s)?(?:briefed|familiar|with (?:direct )?knowledge|close to|said|told|who (?:have |had )?(?:seen|know|knew|asked|declined|spoke))\b")
_FEW = 20
_LEAST_DEAL = 1_000_000
_A_THING = _near(r"\b(?:cards?|chips?|robots?|machines?|devices?|units?|servers?|racks?|headsets?|boards?|drones?|accelerators?|GPUs?|laptops?|phones?|kits?)\b", re.IGNORECASE)
# "Joins the board, which now has seven members"
_OF_BOARD = _near(r"\b(?:board|committee|council|panel|jury|commission|tribunal)\b[^.;]{0,60}$", re.IGNORECASE)
# "Commercial use by firms with fewer than 500 employees"
_OF_ANY_FIRM = _near(r"\b(?:firms|companies|businesses|organi[sz]ations|customers|clients|groups|employers|anyone|those)\s(?:with|of|that have|having|employing)\s(?:(?:fewer|more|less) than|over|under|up to|at least)\s$", re.IGNORECASE)
# "Backed us when we were five people"
_ONCE = _near(r"\bwhen\s(?:we|it|they|the company)\s(?:were|was|had)\s(?:just\s|only\s|still\s)?$")
_ONE_PERSON = _near(r"\b(?:[Hh]e|[Ss]he|Mr\.?|Ms\.?|Mrs\.?|Dr\.?)\b[^.;]{0,40}$")
# "Let the 40 MW plant decay"
_SITE_AFTER = _near(r"\s(?:plant|campus|site|project|hall|facility|station|data cent(?:re|er)|building|connection|line)\b", re.IGNORECASE)
_OF_SHARES = _near(r"\sof (?:its|the|their|our|his|her) (?:own )?(?:shares|stock)\b", re.IGNORECASE)
_OTHER_CARDS = _near(r"\s(?:of\s)?(?:[\w-]+\s){0,2}?(?:greeting|bank|credit|gift|sim|payment|loyalty|business|debit|identity|birthday|playing|trading|membership|travel|prepaid|library|memory|post)\s?cards?\b", re.IGNORECASE)
_OF_WHAT_IT_HAS = _near(
    r"\sof (?:its|their|our|his|her|the(?: (?:company|group|firm)['’]s)?|[A-Z]\w+['’]s?)\s(?:[\w-]+\s)?(?:power|revenues?|sales|capacity|energy|electricity|computing|compute|chips|traffic|orders?|output|staff|employees|workforce|time|market|spending|costs?|needs|customers|users|water|load|income)\b",
    re.IGNORECASE,
)
_FEWEST_CARDS = 100
_MANY = 100_000
_IN_THINGS = _near(r"\s(?:in|into)\s(?:[\w-]+\s){0,3}?(?:servers|equipment|machinery|buildings|halls|plants|research|R&D|tooling|hardware)\b", re.IGNORECASE)
_RESEARCH = _near(r"\s(?:in|into)\s(?:[\w-]+\s){0,2}?(?:research|R&D)\b", re.IGNORECASE)
_CHARGE = _near(r"\bcharge|\bcost", re.IGNORECASE)
_OF_LAYOFFS = _near(r"\b(?:severance|layoffs?|lay-offs?|redundanc\w+|job cuts|restructur\w*|reorgani[sz]\w*|closures?|closing|shut\w*|eliminat\w+|positions|workforce|headcount reduction|dismiss\w*)\b", re.IGNORECASE)
_OF_STOCK = _near(r"\b(?:inventor(?:y|ies)|unsold|stocks? of|obsolete|excess stock|superseded|surplus)\b", re.IGNORECASE)
_SAVES = _near(r"\bsav(?:e|es|ed|ing|ings)\b[^.;$€£]{0,40}$", re.IGNORECASE)
_COURT = _near(r"\b(?:jury|jurors?|judge|court|tribunal|arbitrat\w+|verdict)\b[^.;]{0,60}\bpay\w*\s[^.;]{0,40}$", re.IGNORECASE)
_SOUGHT = _near(r"\b(?:seek\w*|sought|demand\w*|asks? for|asked for|asking for|claim\w*|sue[sd]? for|suing for|alleg\w+)\b[^.;]{0,40}\bdamages of\s(?:\w+\s){0,2}$", re.IGNORECASE)
_BUYING = _near(r"\b(?:buy|buys|buying|bought|acqui\w+|takeover|merger|purchase of)\b[^.;]{0,100}$", re.IGNORECASE)
_GOODS = _near(r"\b(?:buy|buys|buying|bought|purchase of)\s(?:[\w-]+\s){0,3}(?:chips?|GPUs?|servers?|power|energy|electricity|capacity|computing|cards|accelerators|robots|equipment|hardware|software|services)\b", re.IGNORECASE)
_COSTS_OF = _near(r"\b(?:costs?|expenses|outgoings|spending|overheads|outlays?|losses|debts?|liabilities|assets|borrowings|grants|subsidies)\sof\s(?:(?:about|around|some|roughly|nearly|over|up to|only|just)\s)*$", re.IGNORECASE)
_A_COST = _near(r"\b(?:costs?|comput(?:e|ing)|spending|payroll|expenses?|payments?|research|capex|capital expenditures?|depreciation|interest|rent|bill|burn|wages|salaries|R&D|order book|backlog)\b[^.;,]{0,40}$", re.IGNORECASE)
_OTHER_RATE = _near(
    r"\b(?:return|growth|churn|failure|error|tax|success|win|vacancy|occupancy|retention|conversion|attrition|inflation|response|unemployment|take-up|hit|refresh|run|exchange|click|click-through|default|discount|defect|renewal"
    r"|completion|approval|rejection|utili[sz]ation|hallucination|pass|dropout|acceptance|birth|death|crime|frame|sampling|capacity)\s$",
    re.IGNORECASE,
)
_INTEREST_PAID = _near(r"\b(?:capitali[sz]ed|accrued|paid|cash)\s$", re.IGNORECASE)
_A_PENALTY = _near(r"\b(?:fines?|penalt(?:y|ies))\b[^.;]{0,40}$", re.IGNORECASE)
_FOR_LOSSES = _near(
    r"\b(?:cases?|suits?|lawsuits?|litigation|claims?|fines?|damages|settle\w*|legal|courts?|loss(?:es)?|bad debts?|loans?|warrant(?:y|ies)|recalls?|ruling|inquiry|inquiries|investigation|penalt(?:y|ies)|dispute|verdict|refunds?|defaults?|tax|cover\w*)\b",
    re.IGNORECASE,
)
_MUST_HOLD = _near(r"\b(?:requir\w+|must|oblig\w+|covenants?|has to|have to)\b[^.;]{0,60}\b(?:hold|maintain|keep|have|minimum)\b[^.;]{0,30}$", re.IGNORECASE)
_OF_PROCEEDS = _near(r"\sof (?:the |its |those |these )?(?:net |gross )?proceeds\b")
_EACH_PART = _near(r"^[^.;]{0,60}?\b(?:accounted|represented|provided|contributed|made up|each)\b", re.IGNORECASE)
_WRITTEN_DOWN = _near(r"\b(?:written|wrote|marked|writing|marking|cut|writes)\s(?:[\w-]+\s){0,6}(?:down|off|value)\b[^.;]{0,20}\bby\s(?:\w+\s)?$", re.IGNORECASE)
_COMPARED = _near(r"\bgr[eo]w\w*|\bfell|\brose|\bup\b|\bby\b", re.IGNORECASE)
_ONCE_A_MONTH = _near(r"\s(?:people\s)?(?:who\s|that\s)?(?:open|use|visit|log|watch|play|talk)\w*\b[^.;,]{0,40}\b(?:once a month|every month|each month|a month|monthly)\b", re.IGNORECASE)
_DISCOUNT_FROM = _near(r"%\s(?:off|discount|from)\b[^.;]{0,20}$")
_MARGINS = {
    "ebitda": "ebitda_margin", "adjusted_ebitda": "ebitda_margin", "operating_income": "operating_margin", "gross_profit": "gross_margin",
    "net_income": "net_margin", "free_cash_flow": "free_cash_flow_margin",
}  # fmt: skip
_MARGIN_OF = _near(r",?\s(?:at\s|with\s|for\s|which is\s|or\s)?an?\s(?:record\s)?margin\sof\s(?:(?:about|around|roughly|nearly|just|over|under)\s)*$")
_TO_DELIVER = _near(r"[^.;]{0,40}\b(?:still to be|yet to be|waiting to be|to be) (?:delivered|filled|shipped)\b")
_TOOK = _near(r"\b(?:signed|took|won|booked|received|logged|landed|takes|wins)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
_OR_OF_SALES = _near(r"\b(?:profit|income|EBITDA|earnings|loss|cash flow)\b[^.;]{0,60},?\s(?:or|which is|that is)\s(?:(?:about|around|nearly|just|over|some)\s)*$", re.IGNORECASE)
_ROUND_BROUGHT = _near(r"\bround\b[^.;]{0,60}\b(?:brought in|took in|raised)\s(?:\w+\s){0,2}$")
_CAME_IN = _near(r"(?:took|takes?|taken|taking|brought|brings?|bringing|pulled|pulls?|raked) in\b", re.IGNORECASE)
_AT_COURT = _near(r"\b(?:plaintiffs?|lawsuit|class action|copyright|to settle|out of court)\b", re.IGNORECASE)
_PRICED = _near(r"\b(?:shares|stock|notes|bonds|units)\s(?:are|is|were|was)\s(?:now\s)?priced at\s$")
_OPEN = _near(r"\s(?:open|vacant|unfilled|advertised)\b")
_HAD_RAISED = _near(r"\bhad (?:by then )?raised\s(?:(?:about|around|some|nearly|over|more than|just)\s)*$")
_HAS_RAISED = _near(r"\bha[sd] raised\s(?:(?:about|around|some|nearly|over|more than|just)\s)*$")
_ROUND = _near(r"\b(?:round|Series|seed|in (?:19|20)\d\d|last (?:year|month|week)|on \w+day|valuation|from|as recently as|in the (?:spring|summer|autumn|fall|winter))\b")
_THE_LAST = _near(r",\s(?:the last|most of it|including|of which)\b")
_OF_ONE_USE = frozenset({"minute", "hour", "second", "call", "page", "image"})
_RESULTS = frozenset({"revenue", "net_income", "operating_income", "operating_loss", "net_loss", "loss", "ebitda", "gross_profit", "profit_unspecified", "adjusted_ebitda"})


@dataclass(frozen=True, slots=True)
class _Look:
    """An amount with the measure that it seems to be of, and the words of its sentence before, after and of the mention."""

    amount: Amount
    said: Said
    found: MetricMention
    topic: Topic
    before: str
    after: str
    words: str


def settle(amount: Amount, said: Said, found: MetricMention | None, topic: Topic, taxonomy: Taxonomy) -> MetricMention | None:
    """The measure of an amount after a look at the words around; None where it is of none that we know."""
    sentence = said.sentence
    if found is None:
        return _margin(amount, said, taxonomy)
    after = sentence[amount.end :]
    if amount.unit in {"person", "", "source"} and abs(amount.value) <= _FEW and _TOLD_BY.match(after):
        return None
    look = _Look(amount, said, found, topic, sentence[: amount.start], after, sentence[found.start : found.end])
    if found.metric == "revenue_growth" and _of_another(found, amount, said, taxonomy):
        return None
    other = _settled(look)
    if other is None:
        return None
    return found if other == found.metric or other not in taxonomy else found._replace(metric=other)


def _settled(look: _Look) -> str | None:
    metric = look.found.metric
    if is_money(look.amount.unit):
        return _of_money(metric, look) if metric in _SUMS else _result(metric, look)
    if look.amount.unit == "percent":
        return _of_percent(metric, look)
    return _of_count(metric, look)


def _of_count(metric: str, look: _Look) -> str | None:
    amount, before, after = look.amount, look.before, look.after
    wrong: re.Match[str] | bool | None = None
    if metric == "users":
        wrong = amount.unit == "member" and _OF_BOARD.search(before)
    elif metric == "headcount":
        wrong = _OF_ANY_FIRM.search(before) or _ONCE.search(before) or (amount.unit == "job" and _OPEN.match(after))
    elif metric == "customers":
        wrong = abs(amount.value) <= _FEW and _EACH_PART.match(after)
    elif metric in {"shipments", "gpus"}:
        wrong = (_OF_SHARES if metric == "shipments" else _OTHER_CARDS).match(after) or (amount.unit == "card" and abs(amount.value) < _FEWEST_CARDS)
    if wrong:
        return None
    if metric == "subscribers":
        if amount.unit == "member" and _OF_BOARD.search(before):
            return None
        if _ONCE_A_MONTH.match(after):
            return "monthly_active_users"
        return "customers" if amount.unit == "customer" and abs(amount.value) < _MANY else metric
    return "power_capacity" if metric == "contracted_power" and _SITE_AFTER.match(after) else metric


def _of_percent(metric: str, look: _Look) -> str | None:
    if metric == "revenue_share" and _OR_OF_SALES.search(look.before):
        results = [m.metric for m in look.said.metrics if m.end <= look.amount.start and m.metric in _MARGINS]
        return _MARGINS[results[-1]] if results else None  # "an operating profit of £24 million, or 9 per cent of sales"
    if metric == "revenue_share" and (_A_COST.search(look.before) or _A_PENALTY.search(look.before)):
        return None
    if metric == "layoffs" and not any(m.metric == "layoffs" for m in look.said.metrics):
        return None
    if metric == "stake" and (_WRITTEN_DOWN.search(look.before) or _OF_WHAT_IT_HAS.match(look.after)):
        return None
    return metric


def _result(metric: str, look: _Look) -> str | None:
    """A result, or what one costs: sums that stand for themselves."""
    before, words = look.before, look.words
    dear = metric in _RESULTS and look.found.end <= look.amount.start and _COSTS_OF.search(before) and not re.search(r"\b(?:costs?|losses)\b", words, re.IGNORECASE)
    if dear or (metric in _RESULTS and look.amount.per in _OF_ONE_USE):
        return None  # what was spent beside it, or what somebody earns an hour
    if metric == "revenue" and (_ROUND_BROUGHT.search(before) or (_CAME_IN.match(words) and _on_funding(look.topic))):
        return "funding_raised"
    if metric == "ipo_proceeds" and re.search(r"\b(?:costs?|expenses|fees)\s(?:of|for)\b[^.;]{0,40}$", before):
        return None
    if metric == "provision" and re.search(r"\baside|earmark|reserv", words, re.IGNORECASE) and not _FOR_LOSSES.search(look.said.sentence) and not _at_law(look.said, look.topic):
        return None
    if metric == "restructuring_charge" and _ONE_PERSON.search(before):
        return None
    if metric == "impairment":
        return _kind_of_charge(before, look.after, words, look.topic)
    if metric == "stake" and words.lower().startswith("interest") and _INTEREST_PAID.search(look.said.sentence[: look.found.start]):
        return "interest_expense"
    if metric == "unit_price" and _PRICED.search(before):
        return "offering_price"
    if metric == "subscription_price":
        if _DISCOUNT_FROM.search(before):
            return None
        against = look.said.against.get(look.amount.start)
        return "unit_price" if (against.lead if against else look.amount).per in _OF_ONE_USE else metric
    return metric


def _of_money(metric: str, look: _Look) -> str | None:
    """Sums of deals and debts."""
    before, after, words = look.before, look.after, look.words
    if metric in {"acquisition_price", "purchase_commitments"} and _COURT.search(before):
        return "damages"
    if metric == "takeover_offer":
        return "settlement" if _AT_COURT.search(look.said.sentence) else metric
    if metric == "acquisition_price":
        cheap = abs(look.amount.value) < _LEAST_DEAL and re.match(r"sold|sale", words, re.IGNORECASE) and _A_THING.search(before)
        return "unit_price" if cheap else metric
    if metric == "damages":
        return "damages_sought" if _SOUGHT.search(before) else metric
    if metric == "contract_value" and words.lower().startswith("orders"):
        return "backlog" if _TO_DELIVER.match(after) else "bookings" if _TOOK.search(before[: look.found.start]) else metric
    if metric == "contract_value":
        return "acquisition_price" if words.lower().endswith("deal") and _BUYING.search(before) and not _GOODS.search(before) else metric
    if metric == "investment":
        return metric if not _IN_THINGS.match(after) else "research_and_development" if _RESEARCH.match(after) else "capital_expenditures"
    if metric == "funding_raised":
        whole = (_HAD_RAISED.search(before) and not _ROUND.search(look.said.sentence)) or (_HAS_RAISED.search(before) and _THE_LAST.match(after))
        return "total_funding" if whole else metric
    held = _MUST_HOLD.search(before) or (metric == "loan" and _OF_PROCEEDS.match(after)) or (metric == "cash" and look.found.end <= look.amount.start and OF_OTHER.match(after))
    return None if metric in {"loan", "debt", "cash"} and held else metric


_SUMS = frozenset("acquisition_price purchase_commitments damages contract_value investment funding_raised takeover_offer loan debt cash".split())


def mistaken(mention: MetricMention, sentence: str) -> bool:
    """Whether words only look as if they named a measure: a "return rate of", "capitalized interest of"."""
    before = sentence[: mention.start]
    if mention.metric == "interest_rate":
        return mention.words.lower().startswith("rate") and _OTHER_RATE.search(before) is not None
    return mention.metric == "stake" and mention.words.lower().startswith("interest") and _INTEREST_PAID.search(before) is not None


def _on_funding(topic: Topic) -> bool:
    """Whether a text is on money of investors, by its heading or by the sentence before, where "took in" tells of no sales."""
    spoken = {m.metric for m in (*topic.titled, *((topic.metric,) if topic.metric else ()))}
    return bool(spoken & _OF_INVESTORS) and "revenue" not in spoken


_OF_INVESTORS = frozenset({"funding_raised", "total_funding"})


def _at_law(said: Said, topic: Topic) -> bool:
    """Whether a sentence, or the one before it, tells of a case: what is set aside then is for that."""
    return any(m.metric in _LAW for m in said.metrics) or (topic.metric is not None and topic.metric.metric in _LAW)


_LAW = frozenset({"damages", "damages_sought", "fine", "settlement"})


def _margin(amount: Amount, said: Said, taxonomy: Taxonomy) -> MetricMention | None:
    """The margin that follows a result: "EBITDA was $139 million, a margin of 38%"."""
    if amount.unit != "percent":
        return None
    lead = said.against[amount.start].lead if amount.start in said.against else amount
    if not _MARGIN_OF.search(said.sentence[: lead.start]):
        return None
    before = [m for m in said.metrics if m.end <= lead.start and m.metric in _MARGINS and _MARGINS[m.metric] in taxonomy]
    return before[-1]._replace(metric=_MARGINS[before[-1].metric]) if before else None


def _kind_of_charge(before: str, after: str, words: str, topic: Topic) -> str | None:
    """What a charge that nothing names is for: layoffs, stock that does not sell, or assets; None for what a plan saves."""
    if _SAVES.search(before):
        return None
    if (_OF_STOCK.search(after[:80]) or _OF_STOCK.search(before[-60:])) and re.search(r"\b(?:writ|wrote)", before + after, re.IGNORECASE):
        return "inventory_write_down"
    laid_off = topic.metric is not None and topic.metric.metric in {"layoffs", "restructuring_charge"}
    if _CHARGE.search(words) and (laid_off or _OF_LAYOFFS.search(before) or _OF_LAYOFFS.search(after)):
        return "restructuring_charge"
    return "impairment"


def _of_another(found: MetricMention, amount: Amount, said: Said, taxonomy: Taxonomy) -> bool:
    """Whether what grew is another measure than revenue: "research and development grew 17%", "revenue rose 29%, EBITDA by 36%"."""
    own = re.match(r"revenue|sales|turnover|top ?line|increase in|growth|year-over", found.words, re.IGNORECASE)
    place = amount.start if own else found.start
    before = [m for m in said.metrics if m.end <= place and m.metric != "revenue_growth" and m.start >= (found.end if own else 0)]
    last = before[-1] if before else None
    return last is not None and last.metric not in {"revenue", "arr", "run_rate_revenue"} and is_measured(last, taxonomy) and re.fullmatch(r"\s(?:[\w-]+\s){0,2}", said.sentence[last.end : place]) is not None


def is_measured(mention: MetricMention, taxonomy: Taxonomy) -> bool:
    """Whether a measure is a sum or a count, which may grow."""
    return any(unit == "money" or unit.startswith("count") for unit in taxonomy.metric(mention.metric).units)
