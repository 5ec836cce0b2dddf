"""In full: follow-ups that only make sense beside the question before, said with the names and the measure that they leave out.

"Is it higher than Bolt's?" after Acme's run rate asks whether Acme's run rate is; "at what price?" after a takeover asks
what was paid in it, after a round what the company was valued at. Said so, they are read as any other question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import measures
from bot.comparing import COMPARATIVES
from bot.question import Question
from index.figure import Basis
from index.pattern import lazy_pattern
from index.period import PeriodKind
from index.taxonomy import Taxonomy

__all__ = ["in_full", "leaves_out"]

_OPENING = r"\W*(?:(?:so|and|ok|okay|but|n|wait|then|hm+)\W+)*"
_THAN = lazy_pattern(
    rf"(?P<open>{_OPENING}(?:is|was|are|were|isn['’]?t|wasn['’]?t)) (?P<it>it|that|this|they|those) (?P<rest>(?:(?:still|even|really|much|any|a lot|far|way|actually|now|already)\s)*(?P<more>[a-z]+)\b[^?]*? than (?!that\b|this\b|it\b|in\b|last\b|the (?:year|quarter)\b|[$€£]?\d).+)",
    re.IGNORECASE,
    signs=(" than ",),
)
_THEY_DID = lazy_pattern(rf"(?P<open>{_OPENING}(?:does|did|do|has|have|had|will|can|(?:is|are|was|were)(?= \w+ (?:worth|valued|[a-z]+ing)\b))) (?P<it>it|they|he|she) (?P<rest>[^?]*?\b(?P<more>[a-z]+) than (?!that\b|this\b|it\b|in\b|last\b|the (?:year|quarter)\b|[$€£]?\d).+)", re.IGNORECASE, signs=(" than ",))
_BOUGHT = lazy_pattern(
    r"\b(?:buy|buys|bought|buying|buyer|acquir\w+|acquisitions?|takeovers?|(?:take|takes|took|taking|taken) over|purchas\w+|merg\w+|(?:who|which|whom) (?:now )?owns?|owned by|snap(?:s|ped)? up|scoop(?:s|ed)? up|pick(?:s|ed)? up|swallow(?:s|ed)?)\b", re.IGNORECASE
)
"""What says of a question that it is about a takeover."""
_RAISED = lazy_pattern(r"\b(?:rais(?:e|es|ed|ing)|(?:funding|financing) rounds?|series [a-n]|rounds?|fundrais\w+|tender(?: offer)?)\b", re.IGNORECASE)
_PRICE = lazy_pattern(
    rf"{_OPENING}(?:(?:at|for) (?:what|which) (?:price|sum|amount)|for how much(?: money)?|how much|what price|(?:what(?:['’]?s| is| was) )?(?:the )?(?:purchase |sale )?price(?: tag)?|price"
    r"|(?:what|how much) (?:did|do|does|will|would|is|are|was|were) (?:it|they|he|she) (?:pay|paying|be paying|spend|shell out|fork out)(?: (?:for|on) (?:it|that|them|this))?|(?:what|how much) (?:was|is|got) paid(?: for (?:it|that|them|this))?"
    r"|(?:what|how much) did (?:it|that|they|this) (?:cost|go for|sell for)(?: (?:it|them))?)(?: then| in the end| in all| in total)?\W*",
    re.IGNORECASE,
)
"""A message that asks for nothing but what was paid."""
_AT_PRICE = lazy_pattern(rf"{_OPENING}(?:at |for )?(?:what|which) price\W*", re.IGNORECASE, signs=("price",))
_PAID_FOR_IT = lazy_pattern(r"\b(?P<paid>(?:pay|pays|paid|paying) for) (?:it|that|them|this|the (?:rest|remainder|other (?:part|half|bit|one|piece))(?: of (?:it|that|them))?)\b", re.IGNORECASE, signs=("pay", "paid"))
_SOMEBODY_PAID = lazy_pattern(
    rf"(?P<all>{_OPENING}(?:(?:what|how much) (?:did|does|do|will|would|is|are|was|were) (?!(?:it|they|he|she|we|you|i|that|this|these|those|people|users|customers|the)\b)(?P<who>[\w.&’'-]+(?: [\w.&’'-]+){{0,2}}) (?:pay|paying|offer|offering|have paid)))(?: (?P<mood>then|in the end|in all|in total))?\W*", re.IGNORECASE, signs=("pay", "paid", "offer")
)
"""What somebody paid, which does not say for what: "what did Acme pay?"."""
_CHANGED_IT = lazy_pattern(
    rf"(?P<open>{_OPENING}(?:did|have|has|do|will|does|when (?:did|have|has|will))) (?:it|they|he|she|the company) (?P<verb>(?:(?:since|already|ever|later|just)\s)?(?:raised?|cut|lower(?:ed)?|increased?|changed?|lift(?:ed)?|hik(?:e|ed)|reaffirm(?:ed)?|confirm(?:ed)?|updated?|trim(?:med)?)) (?:it|that|them|this)(?P<rest>\b.*)", re.IGNORECASE, signs=(" it", " that", " them", " this")
)
"""What was done to a plan that was just spoken of: "did they raise it?"."""
_WAS_CHANGED = lazy_pattern(
    rf"{_OPENING}(?:was|were|has|have|had|is|are) (?:it|that|this|they) (?:(?:been|since|already|ever|later|just)\s)*(?P<verb>raised|cut|lowered|increased|changed|lifted|hiked|reaffirmed|confirmed|updated|trimmed)(?P<rest>\b.*)", re.IGNORECASE, signs=(" it", " that", " they", " this")
)
"""The same where nobody is said to have done it: "was it raised?"."""
_WORTH = lazy_pattern(rf"{_OPENING}(?:(?:what|how much)(?:['’]?s| is| was) (?:it|that|this|the stake) (?:worth|valued at)|(?:the )?value|worth)\W*", re.IGNORECASE, signs=("worth", "valu"))
"""What a stake just spoken of is worth."""
_BY = lazy_pattern(r"\b(?:bought|acquired|owned|taken over|purchased|snapped up|picked up|swallowed|swallowed up)\s(?:up\s)?by\b", re.IGNORECASE)
_BUYS = lazy_pattern(r"\b(?:what|who|whom|which \w+) (?:did|does|has|have|is|was|will) .+\b(?:buy|bought|buying|acquir\w+|purchas\w+)\b", re.IGNORECASE)
"""A question for what somebody bought, which names the buyer."""


def leaves_out(text: str) -> bool:
    """Whether a message may leave out what is put in full."""
    return _CORRECTS.match(text) is not None or _ONE_WORD.fullmatch(text) is not None or _THAN.match(text) is not None or _THEY_DID.match(text) is not None or _PAID_FOR_IT.search(text) is not None or _SOMEBODY_PAID.fullmatch(text) is not None or _CHANGED_IT.fullmatch(text) is not None or _WAS_CHANGED.fullmatch(text) is not None or _WORTH.fullmatch(text) is not None or _PRICE.fullmatch(text) is not None


def in_full(text: str, asked: Sequence[str], before: Question, taxonomy: Taxonomy) -> str:
    """A follow-up with what it leaves out, where it compares what was just told or asks what was paid; else as it is.

    `asked` are the messages before, `before` the last of them as it was meant.
    """
    if not before.entities:
        return text
    text = _CORRECTS.sub("", text)
    return _compared(text, before, taxonomy) or _changed(text, before, taxonomy) or _worth(text, before) or _paid(text, asked[-1] if asked else "", before) or _priced(text, asked, before) or _of_kind(text, before, taxonomy) or text


def _compared(text: str, before: Question, taxonomy: Taxonomy) -> str:
    """Whether what was just told is more than another's, with whose it is: "is it higher than Bolt's?"."""
    if len(before.entities) != 1:
        return ""
    (name,) = before.entities
    did = _THEY_DID.match(text)
    if did is not None and did["more"].lower() in COMPARATIVES:
        return f"{did['open']} {name} {did['rest']}"
    found = _THAN.match(text)
    if found is None or found["more"].lower() not in COMPARATIVES:
        return ""
    if not before.metrics or found["more"].lower() in _OF_PRICE or not text[found.end("more") :].startswith(" than "):
        return f"{found['open']} {name} {found['rest']}"
    when = before.periods[0] if len(before.periods) == 1 and before.periods[0].kind in _STRETCHES and before.periods[0].year is not None else None
    return f"{found['open']} {name}'s {measures.name(taxonomy, before.metrics[0].metric)}{f' in {when.label}' if when else ''} {found['rest']}"


_OF_PRICE = frozenset({"cheaper", "dearer", "pricier"})
_CORRECTS = lazy_pattern(r"^\W*(?:(?:sorry|oops|whoops|no|nope|i meant?|actually|correction|make (?:that|it)|or rather|rather|my bad|typo)\b[,:;.!–—-]*\s+)+(?=\S)", re.IGNORECASE, signs=("sorry", "oops", "no", "mean", "actually", "correction", "make", "rather", "my bad", "typo"))
"""How a message corrects the one before it: "sorry, Q1"."""
_ONE_WORD = lazy_pattern(rf"{_OPENING}(?:(?:what about|how about|what of|the|its|their|just|only|is that|in)\s+)*(?P<word>[a-z][a-z-]+)(?: (?:one|ones|you mean|i mean|then|basis|figure|number|too))*\W*", re.IGNORECASE)
_STRETCHES = frozenset({PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.HALF})


def _changed(text: str, before: Question, taxonomy: Taxonomy) -> str:
    """What became of the plan spoken of, with what is planned: "did they raise it?"."""
    found, passive = _CHANGED_IT.fullmatch(text), _WAS_CHANGED.fullmatch(text)
    found = found or passive
    if found is None or len(before.entities) != 1 or not before.metrics or not before.bases & {Basis.GUIDANCE, Basis.PROJECTION}:
        return ""
    when = f"{before.periods[0].label} " if len(before.periods) == 1 else ""
    opening = "has" if passive is not None else found["open"]
    return f"{opening} {before.entities[0]} {found['verb']} its {when}{measures.name(taxonomy, before.metrics[0].metric)} guidance{found['rest']}"


def _worth(text: str, before: Question) -> str:
    """What the stake spoken of is worth, which is no valuation of either company."""
    if len(before.entities) != _PAIR or {m.metric for m in before.metrics} != {"stake"} or not _WORTH.fullmatch(text):
        return ""
    return f"how much is {before.entities[0]}'s stake in {before.entities[1]} worth"


_PAIR, _FEW = 2, 3


def _paid(text: str, asked: str, before: Question) -> str:
    """What somebody paid for what was spoken of: "and what did Acme pay for the rest?"."""
    somebody = _SOMEBODY_PAID.fullmatch(text)
    if somebody is not None and len(before.entities) == 1 and somebody["who"].lower() not in before.entities[0].lower():
        return f"{somebody['all']} for {before.entities[0]}"
    found = _PAID_FOR_IT.search(text)
    if found is None or len(before.entities) != 1 or not _BOUGHT.search(asked):
        return ""
    return f"{text[: found.start()]}{found['paid']} {before.entities[0]}{text[found.end() :]}"


def _priced(text: str, asked: Sequence[str], before: Question) -> str:
    """What was paid in the takeover spoken of, or what a company was valued at in the round: "at what price?"."""
    if not _PRICE.fullmatch(text):
        return ""
    others = [said for said in reversed(asked) if not _PRICE.fullmatch(said)]
    # A word or two between, as on the stake, leaves the takeover spoken of.
    deal = next((said for said in others[: 2 if others and len(others[0].split()) <= _FEW else 1] if _BOUGHT.search(said) or _RAISED.search(said)), "")
    if not _BOUGHT.search(deal):
        if not _AT_PRICE.fullmatch(text) or not _RAISED.search(deal):
            return ""
        under_way = f" is {before.entities[0]} raising" if re.search(r"\braising\b", deal, re.IGNORECASE) else ""
        return f"{re.sub(r'price.*', 'valuation', text, flags=re.IGNORECASE)}{under_way}"
    if len(before.entities) == 1:
        return f"what did {before.entities[0]} pay for the acquisition" if _BUYS.search(deal) else f"what was paid for {before.entities[0]}"
    buyer, bought = before.entities[:2] if not _BY.search(deal) else reversed(before.entities[:2])
    return f"what did {buyer} pay for {bought}"


def _of_kind(text: str, before: Question, taxonomy: Taxonomy) -> str:
    """Another kind of what was spoken of, named by the word in which the two differ: "monthly?" after weekly users, "operating?" after a net loss."""
    found = _ONE_WORD.fullmatch(text)
    if found is None or not before.metrics or taxonomy.find_metrics(found["word"], asked=True):
        return ""
    for said in dict.fromkeys((before.metrics[0].words, measures.name(taxonomy, before.metrics[0].metric))):
        name = f"{found['word']} {said.partition(' ')[2]}"
        kinds = {m.metric for m in taxonomy.find_metrics(name, asked=True) if (m.start, m.end) == (0, len(name))}
        if " " in said and kinds and kinds.isdisjoint(m.metric for m in before.metrics):
            return name
    return ""
