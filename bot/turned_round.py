"""Claims that are turned round: "is it false that Acme lost $4bn", "Acme never made a profit, right?", "am I wrong that".

What sources say is held against the claim itself, and the yes or no to that is no answer to the question as it was put: it is
worded anew, so that nobody takes it for its opposite.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.answer import Answer, Status
from index.pattern import lazy_pattern

__all__ = ["TURNED_OPENINGS", "TurnedRound", "turned_round"]

_TRUE, _FALSE = "No, that is true", "Yes, that is false"
_SO, _NOT_SO, _NOT_THEN = "No, it is so", "Right, it is not so", "Right for the time that I hold it for"
TURNED_OPENINGS = tuple(f"{opening}. " for opening in (_TRUE, _FALSE, _SO, _NOT_SO, _NOT_THEN))
"""What the answer to a claim that is turned round begins with."""

_LEADS_IN = r"^\W*(?:(?:so|and|but|ok|okay|hey|wait|hm+|well|then)\W+)*"
_SAID_FALSE = (
    r"(?:(?:just|simply|actually|really|plain|completely|totally|all)\s)*"
    r"(?:false|untrue|wrong|incorrect|inaccurate|fake(?:\snews)?|nonsense|a\s(?:myth|lie|hoax|mistake|misconception|falsehood))"
)
_FRAME = lazy_pattern(
    rf"{_LEADS_IN}(?:(?:is|was)\sit\s{_SAID_FALSE}|(?:it\sis|it['’]?s|that['’]s)\s(?:{_SAID_FALSE}|not\s(?:true|right|correct|the\scase))|it\sisn['’]?t\s(?:true|right|correct|the\scase)|(?:am|would)\s(?:i|we)\s(?:be\s)?(?:wrong|mistaken|incorrect))"
    r"\s(?:that|(?:in|for|by)\s(?:thinking|saying|believing|assuming)(?:\sthat)?|to\s(?:think|say|believe|assume|claim)(?:\sthat)?|if\si\s(?:say|think)(?:\sthat)?)\s",
    re.IGNORECASE,
)
"""What calls a claim false before it is made."""
_TAG = lazy_pattern(
    r"\s*[,;–—-]?\s*\b(?:right|correct|true|yes|no|(?:is|was|are|were|do|does|did|has|have|had|can|could|will|would)\s(?:it|they|he|she|that|this|there))\b\W*$|\s*\?+\W*$",
    re.IGNORECASE,
)
"""How a statement ends that is put to be confirmed."""
_ASKS = lazy_pattern(
    rf"{_LEADS_IN}(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)(?:n['’]?t)?\b|\b(?:who(?:se|m)?|what|when|where|why|how|which|if|whether|or)\b|\bthat\s(?:is|are|was|were|do|does|did|has|have|had)(?:n['’]?t)?\b", re.IGNORECASE
)
"""What a statement has none of: it would be a question, or hang on another."""
_NOT = lazy_pattern(
    r"\b(?P<verb>is|are|was|were|do|does|did|has|have|had|could|would)(?:n['’]?t|\snot)\b(?!\s(?:only|just|even|including|counting)\b)(?:\s(?:yet|ever|actually|really)\b)?"
    r"|(?P<never>\b(?:(?P<has>has|have|had)\s)?never)\s(?:yet\s|ever\s|once\s)?"
    r"|\b(?P<none>ha[sd]|made|makes|turned|turns|posted|earned|had)\s(?:still\s|so\sfar\s)?no\s(?P<what>profits?|money)\b",
    re.IGNORECASE,
)
_ANY_NOT = lazy_pattern(r"\b(?:not|never|no|none|neither|nor|without|hardly|barely)\b|n['’]t\b", re.IGNORECASE)
_STILL = lazy_pattern(r"\s(?:yet|so far|at all|ever)(?=\W*$)", re.IGNORECASE)
_INVERTED = lazy_pattern(rf"(?P<before>{_LEADS_IN})(?P<verb>is|are|was|were|do|does|did|has|have|had)n['’]?t(?=\s)", re.IGNORECASE)
"""How a claim is put that the one who asks takes to be so: "isn't it true that", "didn't Acme lose"."""
_OPENING = lazy_pattern(r"(?P<word>Yes|No)(?P<end>[.,:]) ?")
_AS_PLANNED = lazy_pattern(r"(?:As|By) [^.:\n]+, yes: ")
"""As what it holds; that it is no result is said behind the figure too."""


@dataclass(frozen=True, slots=True)
class TurnedRound:
    """A claim as it is without what turns it round, with what the answer opens with where it holds and where it does not."""

    text: str
    holds: str = "Yes"
    fails: str = "No"

    def put(self, answer: Answer) -> Answer:
        """An answer to the claim as one to the question that was put."""
        if self.holds == "Yes" or answer.status is not Status.ANSWERED:
            return answer
        planned = _AS_PLANNED.match(answer.text)
        if planned is not None:
            return replace(answer, text=f"{self.holds}. {answer.text[planned.end() :]}")
        found = _OPENING.match(answer.text)
        if found is None:
            return answer
        rest = answer.text[found.end() :]
        opening = self.holds if found["word"] == "Yes" else self.fails
        return replace(answer, text=f"{opening}{'.' if found['end'] == '.' else ':'} {rest}")


def turned_round(text: str) -> TurnedRound | None:
    """The claim of a question that calls it false, denies it or asks whether it is not so; None where a question turns nothing round."""
    frame = _FRAME.match(text)
    if frame is not None:
        claim = _TAG.sub("", text[frame.end() :]).rstrip(" .")
        return None if _ANY_NOT.search(claim) else TurnedRound(f"is it true that {claim}?", _TRUE, _FALSE)
    inverted = _INVERTED.match(text)
    if inverted is not None:
        return TurnedRound(f"{inverted['before']}{inverted['verb']}{text[inverted.end() :]}")
    tag = _TAG.search(text)
    if tag is None or _ASKS.search(text[: tag.start()]):
        return None
    claim = text[: tag.start()].rstrip()
    denied = _NOT.search(claim)
    if denied is None or len([*_ANY_NOT.finditer(claim)]) > 1:
        return None
    if denied["none"]:
        said = f"made {'money' if denied['what'].lower() == 'money' else 'a profit'}"
    elif denied["never"]:
        said = f"{denied['has']} " if denied["has"] else ""
    else:
        said = denied["verb"]
    claim = _STILL.sub("", re.sub(r"\s+", " ", f"{claim[: denied.start()]}{said}{claim[denied.end() :]}").strip())
    return TurnedRound(f"{claim}, right?", _SO, _NOT_THEN if denied["never"] else _NOT_SO)
