"""States: how a matter stands by a sentence's words: planned, done, or not to be."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from bot.words import stem
from index.pattern import lazy_pattern

__all__ = ["OF_STATES", "State", "asks_standing", "state_of"]


class State(StrEnum):
    """How something stands: what was agreed or announced, what came about, what was put off or will not be."""

    PLANNED = "planned"
    DONE = "done"
    OFF = "off"


_OFF = lazy_pattern(
    r"\b(?:delay(?:ed|s)|postponed|halted|suspended|blocked|reversed|overturned|put (?:it |them )?off|put (?:it |them )?on (?:hold|ice)|on hold|cancel+ed|paused|shelved|struck down|"
    r"(?:threw|thrown) out|voided|annulled|rescinded|revoked|withdrew|withdrawn|rejected|refused|turned (?:\w+ ){0,3}down|terminated|abandoned|scrapped|dropped|"
    r"called off|fell (?:through|apart)|collapsed|walked away|backed out|lapsed|pushed back|sent back|stopped|mothballed|axed|discontinued|end(?:ed|ing) (?:work|development|production|sales)|closed down|shut down)\b",
    re.IGNORECASE,
)
_ENDED = (
    "clos(?:e|es|ed)|complet(?:e|es|ed)|sign(?:ed)?|finali[sz]ed?|approv(?:e|es|ed)|clear(?:ed)?|final approval|take effect|took effect|tak(?:e|en) over|took over|"
    "launch(?:ed)?|open(?:ed|s)?|start(?:ed|s)?|going live|went live|go live|release[ds]?|resum(?:e|ed|es)|reinstat(?:e|ed|es)|upheld|uphold|go(?:ne)? through|went through|sealed|happen(?:ed)?"
)
_DONE = lazy_pattern(rf"\b(?:{_ENDED})\b", re.IGNORECASE)
_NOT_DONE = lazy_pattern(rf"(?:\b(?:not|never|cannot|yet to|failed to|no longer)\b|n['’]t\b)(?: yet)?(?: (?:been|be|a|fully|formally))*(?: (?:{_ENDED}|commitment|binding|happen))\b|\bno\b[^.;]{{0,60}}?\b(?:has|had|have)(?: been)? (?:{_ENDED})\b", re.IGNORECASE)
"""That something did not come about: "no deal had closed", "never a commitment"."""
_TO_COME = lazy_pattern(
    r"\b(?:to|will|would|could|may|might|should|shall|be|expect(?:s|ed)?|plan(?:s|ned)?|pending|preliminar(?:y|ily)|conditionally)(?: (?!been\b|and\b)[\w'’]+){0,2} $"
    r"|\b(?:until|before|if|unless|in case)\b(?: (?!and\b)[\w'’]+){0,5} $",
    re.IGNORECASE,
)
"""What stands before something that is only to be done."""
_IN_PASSING = lazy_pattern(r"\b(?:after|despite|following|having|once|had(?: been)?|than|which|that|formerly|previously|earlier)\b[^,;.]{0,60}$", re.IGNORECASE)
"""What stands before something that is told of an earlier time."""
_PLANNED = lazy_pattern(
    r"\b(?:agree[sd]?|agreement|plan(?:s|ned)?|will|would|intend(?:s|ed)?|propos(?:e|ed|es|al)|preliminar(?:y|ily)|pending|in talks|letter of intent|option|offer(?:ed|s)?|bid|announced?|expect(?:s|ed)?|aims?|schedul(?:ed|es?)|due)\b",
    re.IGNORECASE,
)

_ASKS_STANDING = lazy_pattern(
    r"\bstatus\b|\bstate of play\b|\bwhat(?:['’]s| is| was)? (?:the )?(?:latest|news|update|outcome|fate)\b (?:on|of|with|about)\b|\bwhat(?:['’]s| has| is)? (?:ever )?(?:happen(?:ed|ing)|bec(?:ame|ome)) (?:to|of|with)\b"
    r"|\bwhere (?:does|do|did) .{2,60} stand\b|\b(?:outcome|fate) of\b|\bhow did .{2,60} (?:turn out|end)\b|\b(?:is|was|are) .{2,60} (?:case|suit|lawsuit|trial|appeal|dispute) (?:now |finally |all )?(?:over|done|finished|settled|decided|resolved|closed)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def asks_standing(text: str) -> bool:
    """Whether a question is how a matter stands: "status of the deal", "what became of it"."""
    return bool(_ASKS_STANDING.search(text))


OF_STATES = frozenset(
    stem(word)
    for word in "approve approved approval final finally finalized complete completed completion close closed closing done through sign signed open opened launch launched start started "
    "begin began finish finished clear cleared pass passed happen happened delay delayed status state stand stands still latest outcome news suspended halted blocked cancelled canceled "
    "pending own owns owned agreed settled binding live running official commitment confirmed cut place take effect rejected called off dead".split()
)
"""Stems of words that ask how something stands, not what it is."""


def state_of(text: str) -> State | None:
    """How what a sentence tells stands by it; None where it does not say."""
    if _NOT_DONE.search(text):
        return State.OFF
    for found in sorted((*_OFF.finditer(text), *_DONE.finditer(text)), key=lambda match: match.start()):
        before = text[: found.start()]
        if _TO_COME.search(before) or _IN_PASSING.search(before):
            continue
        return State.OFF if _OFF.match(text, found.start()) else State.DONE
    return State.PLANNED if _PLANNED.search(text) or _DONE.search(text) else None
