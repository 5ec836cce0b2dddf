"""Denied: numbers that a sentence names only to say that they are not so, or supposes without saying that they are."""

from __future__ import annotations

import re

from index.amount import Amount

__all__ = ["corrects", "denied"]

_CLAUSE_END = re.compile(r"[;:]|\.\s|,\s(?:but|and|it|they|while|whereas)\b|\bbut\b")
_QUALIFIED = r"(?:(?:the|an?|about|around|some|roughly|nearly|almost|over|even)\s)*"
# "It was $4.8 million, not $48 million"; "not more than $5 million" and "not only" are no denials.
_NOT = re.compile(rf"\b(?:not|never|no)\s{_QUALIFIED}$", re.IGNORECASE)
_NOT_DONE = re.compile(
    r"\b(?:(?:did|does|do|has|have|had|was|were|is|are|will|would)(?:\snot|n['’]t)|never|no longer)\s(?!only\b|just\b)(?:[\w-]+\s){0,2}(?!(?:the|its|their|that|this|our|those)\s)[\w-]+\s$",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:that|which|who)\s$")
_MISTAKEN = re.compile(
    r"\b(?:wrongly|incorrectly|mistakenly|erroneously|falsely|misstated|misreported|mis-stated|overstated|understated)\b", re.IGNORECASE
)
_REJECTED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:ed|es|ing)?|reject(?:ed|s|ing)?|refut(?:ed|es|ing)|debunk\w*|disput(?:ed|es|ing))\s"
    r"(?:(?:\w+\s){0,3}?(?:that|of|it|having|reports?|claims?|rumou?rs?|suggestions?|speculation|talk)\b)",
    re.IGNORECASE,
)
_HEARSAY = re.compile(r"\b(?:reports?|claims?|rumou?rs?|stories|suggestions?|posts?|the idea)\s(?:that|of)\b", re.IGNORECASE)
_UNTRUE = re.compile(
    r"\b(?:(?:is|are|was|were)\s(?:\w+\s)?(?:wrong|false|untrue|incorrect|inaccurate|mistaken|baseless|unfounded|fiction|nonsense|not true|fake|made up))\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"(?:^|[,;:(]\s?|\b(?:and|or|but|that|even|only)\s)(?:if|unless|suppos(?:e|ing)|assuming|imagine|had it|were it)\b", re.IGNORECASE)
# "At the rates of the year before, revenue would have been $5 million": what did not come about.
_UNREAL = re.compile(r"\b(?:would|could|might)(?:\snot|n['’]t)?\shave\s(?:\w+ly\s)?(?:been|\w+ed|cost|paid|lost|made|had|spent|put|brought|given|got|gotten|won|sold|cut|grown|fallen|risen)\b", re.IGNORECASE)
_RELATED = re.compile(rf"{_CLAUSE_END.pattern}|,\swhich\b")
# "Something like 64,000 GPUs, if I count the racks that are not accepted yet".
_COUNTING = re.compile(r"[^.;,]{0,40},?\s(?:but\s)?(?:only\s)?if\s(?:I|you|we|one)\s(?:count|include|add|throw in)\b")
# "A pile of debt ($8 billion? more?)".
_ASKED = re.compile(r"\s?\?")
_SET_RIGHT = re.compile(r"\b(?:in fact|actually|in reality|rather|should have (?:been|said|read)|correct(?:ly)?|the true|really)\b", re.IGNORECASE)


def denied(sentence: str, amount: Amount) -> bool:
    """Whether an amount is one that its sentence says is not so, or only supposes.

    "It was $4.8 million, not $48 million", "denied that it had lost $70 million", "reports that it raised $500 million
    are wrong", "the article wrongly said $48 million", "has not raised $50 million", "if it lost $70 million, ...", "would
    have lost $70 million".
    """
    before, after = sentence[: amount.start], sentence[amount.end :]
    if _COUNTING.match(after) or _ASKED.match(after):
        return True
    undone = _NOT_DONE.search(before)
    if _NOT.search(before) or (undone and not _WHICH.search(before[: undone.start()])):
        return True
    unreal = [*_UNREAL.finditer(before)]
    if unreal and not _RELATED.search(before[unreal[-1].end() :]):
        return True
    for cue in (_MISTAKEN, _REJECTED, _SUPPOSED):
        found = list(cue.finditer(before))
        if not found:
            continue
        between = before[found[-1].end() :]
        if cue is _SUPPOSED:
            # What follows from it stands after the comma.
            if "," not in between and not _CLAUSE_END.search(between) and " then " not in between:
                return True
        elif not _CLAUSE_END.search(between) and not _SET_RIGHT.search(between):
            return True
    claimed = _HEARSAY.search(before)
    if claimed and not _CLAUSE_END.search(before[claimed.end() :]):
        stop = _CLAUSE_END.search(after)
        return bool(_UNTRUE.search(after[: stop.start() if stop else len(after)]))
    return False


def corrects(sentence: str, amount: Amount, others: list[Amount]) -> bool:
    """Whether an amount is put in the place of another that its sentence denies: the 4.8 of "$4.8 million, not $48 million"."""
    return any(
        other.unit == amount.unit and other.start > amount.end and other.start - amount.end < 30 and _NOT.search(sentence[: other.start])
        for other in others
    )
