"""Footing: when a number of a sentence was so, and whether it was, is planned or was only wanted."""

from __future__ import annotations

import re
from datetime import date

from corpus.document import Revision
from index._calendar import instant
from index._comparing import Against
from index._timing import NEXT_CLAUSE, SUPERSEDED, Said, Topic, when
from index.amount import Amount
from index.basis import basis_of
from index.caseless import caseless, has_any
from index.figure import Basis
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.taxonomy import Span

__all__ = ["FORMER_VIEW", "footing", "speaks_of_former_view"]

_IS_BUILDING = re.compile(r"\b(?:is|are|was|were)\s(?:now\s|still\s)?(?:building|constructing|developing|planning|adding)\s(?:\w+\s){0,2}$|\b(?:was|were|is|are)\sto\s(?:be|have|get|open|draw|house|hold)\s(?:\w+\s){0,3}$", re.IGNORECASE)
"""What stands before what is not there yet: "it is building a 90 MW hall"."""
_STILL_TO_BUILD = re.compile(r"\s(?:\w+\s){0,3}?(?:(?:was|were|is|are) (?:due )?to (?:be|come|go|have)|(?:still|yet|left) to (?:build|come|be built|open)|under construction|in the pipeline)\b", re.IGNORECASE)
_BUILT = frozenset({"power_capacity", "contracted_power", "gpus", "data_centers", "build_cost", "announced_investment"})
_SAID_NOW = re.compile(r"\b(?:present|current|today|now|existing|so far|already)\b", re.IGNORECASE)
_ASIDE = re.compile(r",\s(?:which|who|whose)\s[^,;]*,")
_SO_FAR = re.compile(r"\b(?:first|early|opening) (?:part|months|weeks|days|stretch) of (?:this|the) (?:year|quarter|half)\b|\bso far (?:this|in)\b|\b(?:year|quarter) to date\b|\bearlier this (?:year|quarter)\b", re.IGNORECASE)
"""How what has been of a time that is not over is told of: it is no plan."""
_STILL_GIVES = re.compile(r"\bstill (?:gives?|gave|giving|cit(?:es?|ed|ing)|list(?:s|ed)?|quot(?:es?|ed)|puts?|show(?:s|ed)?|repeat(?:s|ed)?|us(?:es?|ed)|sa(?:ys?|id)|report(?:s|ed)?)\b[^.;]*$", re.IGNORECASE)
_OF_A_ROUND = frozenset({"funding_raised", "valuation", "pre_money_valuation"})
_SOUGHT = re.compile(r"\b(?:seek(?:s|ing)?|sought|looking (?:for|to raise)|in talks|hoping to raise|out for|out raising)\b[^.;]*$", re.IGNORECASE)
_HOLDS_TO = re.compile(r"\b(?:we|it|they|he|she|management|company|group)\s(?:also\s|still\s)?(?:retains?|maintains?|reiterates?|sticks? (?:to|with)|guides? (?:to|for))\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)
_HAD_SAID = re.compile(
    r"(?:\b(?:before|previously|earlier|until then)\b[^.;]{0,20}|\bhad\s(?:previously\s|earlier\s|first\s)?)\b(?:said|forecast|guided(?: to| for)?|promised|expected)\s(?:(?:about|around|roughly|between|some|only)\s)*$", re.IGNORECASE
)
_FORMER = ("old", "previous", "prior", "earlier", "original", "former", "initial")
_VIEWS = ("range", "guidance", "guide", "outlook", "forecast", "target", "plan", "view", "estimate", "projection", "budget")
FORMER_VIEW = lazy_pattern(
    rf"\b(?:the|its|our|their|an?)\s(?:company['’]s\s)?(?:{'|'.join(_FORMER)})\s(?:[\w-]+\s)?(?:{'|'.join(_VIEWS)})s?\b[^.;$€£]{{0,60}}$", re.IGNORECASE
)
"""What stands before what was expected until now: "the old range was"."""
_OF_THE_YEAR = re.compile(r"\b(?:full|whole|entire)[- ](?:fiscal )?year\b|\b(?:for|over|in) the (?:fiscal )?year\b|\bannual\b", re.IGNORECASE)
_ONLY_WANTED = re.compile(
    r"\b(?:(?:aim|hop|want|seek|look|try|intend|plan|target|start)(?:n?ed|ing|s)?|sought|tried|trying|hoping) to\s(?:\w+\s){1,2}(?:(?:about|around|up to|as much as|some|another|at least|over)\s)*$"
    r"|\b(?:seek|sought|target|eye|aim)(?:ing|ed|s)?(?: for)?\s(?:(?:an?|about|around|up to|as much as|some|another|at least|over)\s)*$",
    re.IGNORECASE,
)
"""What stands before a number that was only wanted: that its day is past makes it no result."""
_STILL_TO_REACH = re.compile(r"\b(?:on (?:track|course|pace)|target\w*|goal|aim\w*|expect\w*|project\w*|forecast\w*|plan\w*|hop(?:es?|ed|ing)|wants?|wanted|will|would|could)\b", re.IGNORECASE)
_SIGNED = frozenset({"remaining_performance_obligations", "backlog", "impairment", "inventory_write_down", "restructuring_charge", "provision"})
_AIMED_AT = re.compile(r"\b(?:above|over|beating|exceeding|topping|below|short of|than|against|versus|from|beyond)\s(?:an?|its|the|their|our|my|his|her)\s(?:[\w-]+\s){0,2}(?:target|goal|aim)s?\sof\s(?:(?:about|around|some|only|just)\s)*$", re.IGNORECASE)
_WAS = re.compile(r"\b(?:impl(?:y|ies|ied)|was|were|had|has been|have been|grew|rose|fell|came|totall?ed|reached|reported|recorded|generated|ended|earned|lost|spent|raised)\b", re.IGNORECASE)
"""What under a heading of an outlook tells of what has been, or of what only follows from it."""
_FUTURE = frozenset({Basis.GUIDANCE, Basis.PROJECTION})
_OF_NO_TIME = frozenset({"build_time", "contract_length", "useful_life", "termination_fee"})
"""What is so at no time in particular, but at one that its own sentence gives."""
_DEEDS = frozenset(
    "acquisition_price takeover_offer funding_raised investment licensing_deal contract_value settlement fine damages damages_sought layoffs loan "
    "ipo_proceeds dividend buyback secondary_sale termination_fee grants warrants impairment inventory_write_down announced_investment purchase_commitments".split()
)
"""What is done once, and so may have been done in a year that is not over: "raised $40 million in 2026"."""


def footing(amount: Amount, metric: str, span: Span, said: Said, topic: Topic, revision: Revision) -> tuple[Period | None, Basis, float]:
    """The period of an amount, its basis, and how sure both are, 0 to 1; `metric` is "" where it has no measure that is known."""
    sentence = said.sentence
    against = said.against.get(amount.start)
    period, sure = when(amount, said, span, topic, revision, earned=span is Span.FLOW and bool(metric) and metric not in _DEEDS)
    if period is None and revision.published and (span is not Span.FLOW or metric in _DEEDS) and any(a.lead is amount and a.replaced for a in said.against.values()):
        # What has just replaced an earlier sum is of the day of the news.
        period = instant(revision.published)
    basis = said_so = _basis_said(sentence, amount, metric, against)
    if basis is Basis.RUN_RATE and period is not None and period.end and revision.published and period.end > revision.published and _STILL_TO_REACH.search(sentence[: amount.start]):
        basis = Basis.PROJECTION  # "on track for a run rate of $9 billion by the end of the year" is no rate that anything ran at
    past = period is not None and period.end and revision.published and period.end <= revision.published
    wanted = _ONLY_WANTED.search(sentence[: amount.start]) or (metric in _OF_A_ROUND and _SOUGHT.search(sentence[: amount.start]))
    if basis is Basis.PROJECTION and past and _STILL_TO_BUILD.match(sentence[amount.end :]):
        period = None  # "were to be energized in November" is said of the next one, or of one that was missed
    elif basis is Basis.PROJECTION and past and not wanted:
        basis = Basis.ACTUAL
    elif basis is Basis.ACTUAL and span is Span.FLOW and metric not in _DEEDS and _yet_to_end(period, revision.published) and not _SO_FAR.search(sentence):
        # What is given for a time that is not over can only be expected.
        basis = Basis.PROJECTION
    if basis is Basis.COMMITMENT and metric in _SIGNED:
        # "Remaining performance obligations" are what customers owe, and a charge for "purchase obligations" was taken: both are facts.
        basis = Basis.ACTUAL
    if _AIMED_AT.search(sentence[: amount.start]):
        # "It raised $20 million, above a target of $15 million": what was wanted is not what was had.
        basis, sure = Basis.PROJECTION, SUPERSEDED
    if against is not None and basis in _FUTURE and not against.superseded and _was_before(against, sentence, period, revision.published):
        basis = Basis.ACTUAL  # "forecast $50 billion for fiscal 2026, compared with $21 billion in fiscal 2025"
    elif against is not None and (against.superseded or basis in _FUTURE or (period is None and span is Span.INSTANT and metric)):
        # "A run rate of $31 billion, against $13 billion": what it is set against was so at some time before.
        sure = SUPERSEDED
    if _HAD_SAID.search(sentence[: amount.start]):
        sure = SUPERSEDED
        period = topic.period if period is None or period.kind is PeriodKind.MONTH else period
    if metric and FORMER_VIEW.search(sentence[: amount.start]):
        basis, sure = (Basis.GUIDANCE if basis is Basis.ACTUAL else basis), SUPERSEDED
        period = topic.ahead or (period if period is not None and not past else None)
    elif metric and span is Span.FLOW and metric not in _DEEDS and basis in _FUTURE and period is None:
        # An outlook says once for when it is; one for the year is for no quarter.
        whole = topic.ahead is None or topic.ahead.kind is PeriodKind.YEAR or _OF_THE_YEAR.search(sentence[: amount.end + 20]) is None
        period = topic.ahead if whole else None
    if topic.foreseen and topic.listed is None and metric and against is None and said_so is Basis.ACTUAL and not past and not _WAS.search(sentence[: amount.start]):
        basis = Basis.GUIDANCE
    if topic.listed is not None and basis is Basis.ACTUAL and not said.periods:
        basis, period = topic.listed
    if metric in _OF_NO_TIME and not said.periods:
        period = None  # what the text speaks of before is no time of it
    if _STILL_GIVES.search(sentence[: amount.start]):
        # "A page of May 2026 still gave it as $730 billion": it was so at some time before.
        period, sure = None, SUPERSEDED
    return period, basis, sure


def _was_before(against: Against, sentence: str, period: Period | None, published: date | None) -> bool:
    """Whether what a plan is compared with is of a time of its own that is over, of which nothing says that it was only expected."""
    if against.period is None or period is None or published is None or basis_of(sentence[against.lead.end :]) is not Basis.ACTUAL:
        return False
    if period.end is not None:
        return period.end <= published
    # Which day ends a fiscal year is not known here; by autumn most that are called after the year have ended.
    return period.fiscal and period.kind is PeriodKind.YEAR and period.year is not None and (period.year, _AUTUMN) <= (published.year, published.month)


_AUTUMN = 10


def _basis_said(sentence: str, amount: Amount, metric: str, against: Against | None) -> Basis:
    """The basis that the words around an amount give it; what it is compared with is of the other side where its own words say so."""
    if against is not None and not against.superseded:
        own = sentence[against.lead.end :]
        stop = NEXT_CLAUSE.search(own)
        if _SAID_NOW.search(own[: stop.start() if stop else len(own)]):
            return Basis.ACTUAL  # "will cost $4, compared with $6 at present"
    aside = next((m for m in _ASIDE.finditer(sentence) if m.start() < amount.start < m.end()), None) if against is None else None
    # "Acme, which employs 880 people, expects to save": he who expects is not who is employed.
    basis = basis_of(aside.group() if aside else _clause(sentence, against.lead if against else amount))
    before = sentence[: amount.start]
    if basis is Basis.ACTUAL and (_HAD_SAID.search(before) or _HOLDS_TO.search(before)):
        return Basis.GUIDANCE  # "In July it had said $6.4 billion": that was the outlook then
    # "It was seeking $900 million at $11 billion": neither came about by that.
    unbuilt = metric in _BUILT and (_IS_BUILDING.search(before) or _STILL_TO_BUILD.match(sentence[amount.end :]))
    ahead = unbuilt or (metric in _OF_A_ROUND and _SOUGHT.search(before))
    return Basis.PROJECTION if basis is Basis.ACTUAL and ahead else basis


def _yet_to_end(period: Period | None, published: date | None) -> bool:
    if period is None or published is None:
        return False
    if period.end is None or period.start is None:
        # A fiscal year whose days are not known ends in the year that it is called after, or later.
        return period.kind is PeriodKind.YEAR and period.fiscal and period.year is not None and period.year > published.year
    return period.end > published and period.kind in {PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER}


def _clause(sentence: str, amount: Amount) -> str:
    left = max((m.start() for m in NEXT_CLAUSE.finditer(sentence, 0, amount.start)), default=0)
    right = NEXT_CLAUSE.search(sentence, amount.end)
    behind = sentence[amount.end : right.start() if right else len(sentence)]
    return sentence[left : amount.end] + _HELD_AGAINST.sub(" ", behind)


_HELD_AGAINST = lazy_pattern(
    r"\b(?:(?:well |just |far )?(?:above|below|beyond|within|under|over)|(?:well |just )?(?:ahead|short|north|south) of|beat(?:s|ing)?|exceed(?:s|ed|ing)?|miss(?:es|ed|ing)?|topp(?:ed|ing)|tops|against|compared (?:with|to)|versus|vs\.?"
    r"|(?:better|worse|more|less|higher|lower|stronger|weaker) than|in line with|at the (?:top|high|low|bottom|upper|lower)(?: end)? of)\s(?:(?!\b(?:and|but|will)\b)[\w'’.$€£-]+,?\s){0,7}?"
    r"(?:outlook|guidance|guided|forecasts?|projections?|projected|estimates?d?|targets?|plan(?:ned)?|expect(?:ed|ations?)|consensus|budget(?:ed)?)\b(?:\s(?:range|of|by|for|among|from)\s[^,.;]*)?",
    re.IGNORECASE,
)
"""What a number is held against behind it: "$5 million, above its outlook of July" is what it was, whatever was looked for."""


def speaks_of_former_view(sentence: str) -> bool:
    """Whether a sentence has words that `FORMER_VIEW` cannot do without, up to whatever number."""
    low = caseless(sentence)
    return has_any(low, _FORMER) and has_any(low, _VIEWS)
