"""Changes: what a source says something rose or fell by, where a question asks for that and it cannot be computed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.figure_answers import freshness
from bot.library import Library
from bot.question import Question
from bot.selection import fits
from bot.wording import amount_words, plain
from index.amount import Amount
from index.amounts import agree, find_amounts
from index.change import is_change
from index.pattern import lazy_pattern

__all__ = ["leads_with_change", "of_a_change", "of_effect", "says_change", "stated_change"]

_SHARES = frozenset({"percent", "percentage_points", "ratio", "basis_point"})
_MOVED = lazy_pattern(
    r"\b(?:up|down|rose|grew|fell|gain|lost|jump|climb|drop|surg|declin|increas|decreas|shrank|slipp|widen|narrow|doubl|tripl|rise|growth|growing|add(?:ed|ing)|more than doubl)\w*\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_MOVES = lazy_pattern(r"\s(?:growth|increase|decrease|rise|drop|decline|fall|jump|more|less|higher|lower)\b", re.IGNORECASE)
_Attempt = Callable[[Question, Library, date | None], Answer | None]


_EFFECT = lazy_pattern(
    r"\bwhat (?:do|does|did|would|will) (?:\S+ ){1,6}(?:do|does|mean) (?:to|for)\b|\bsensitivity\b"
    r"|\bhow (?:did|does|do|has|have|will|would) (?:\S+ ){1,7}?(?:hit|affect(?:ed)?|impact(?:ed)?|hurt|help(?:ed)?|dent(?:ed)?|weigh(?:ed)? on|moved?) (?:its|their|the|our|\w+['’]s) "
    r"|\b(?:impact|effect|hit|drag|headwind|tailwind|toll|dent)\b(?:\s(?:\w+\s){0,3})?(?:on|to|from)\b"
    r"|\b(?:what|how much) would (?:it|that|this) (?:cost|save|add|bring|take off|do)\b(?=.*\b(?:to|if)\b)"
    r"|\bhow (?:much|many \w+) (?:\S+ ){0,4}did (?:\S+ ){1,4}(?:eat|shave|knock|dent|hurt|take off|cost|trim|add|boost|lift)\b(?! (?:up|in)\b)(?=.*\b(?:margins?|earnings|profits?|eps|growth|revenue|sales)\b)",
    re.IGNORECASE,
    signs=("what do", "what did", "what would", "what will", "sensitivity", "impact", "effect", "hit", "drag", "headwind", "tailwind", "toll", "dent", "how much", "how many", "how did", "how do", "how has", "how have", "how will", "how would"),
)


def of_effect(text: str) -> bool:
    """Whether a question is by how much one thing moved another: "tariff impact on margin"."""
    return _EFFECT.search(text) is not None


def says_change(sentence: str, amount: Amount) -> bool:
    """Whether an amount of a sentence is what something moved by."""
    if amount.unit in _SHARES:
        return bool(_MOVED.search(sentence[: amount.start]) or _MOVES.match(sentence[amount.end :]))
    return is_change(sentence, amount)


def of_a_change(attempt: _Attempt, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What an attempt answers, where the number that it leads with says by how much something moved."""
    answer = attempt(question, library, as_of)
    return answer if answer is not None and answer.status is Status.ANSWERED and leads_with_change(answer) else None


def leads_with_change(answer: Answer) -> bool:
    """Whether the number that an answer leads with is one that something moved by, in the words of its quote."""
    said = next(iter(find_amounts(answer.text.partition("“")[0])), None)
    quote = answer.citations[0].quote if answer.citations else ""
    return said is not None and any(agree(a, said) and says_change(quote, a) for a in find_amounts(quote))


def stated_change(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What the sentence of a figure says that it moved by: "$627 billion, up 99%"; None where it says nothing or several things."""
    asked = question.computation
    if asked is None or asked.base.terms:
        return None  # what else is asked for may be another change of the sentence
    found = [f for f in fits(asked.base, library, as_of=as_of) if not f.kin and f.figure.table is None][:_LOOKED_AT]
    for lead in found:
        quote, place = library.quote(lead.figure), lead.figure.amount.end - lead.figure.start
        others = [f.amount.start - lead.figure.start for f in library.snapshot.figures(document=[lead.figure.document_id]) if f.metric and f.start == lead.figure.start]
        until = min((start for start in others if start >= place), default=len(quote))
        moved = [a for a in find_amounts(quote) if place <= a.start < until and says_change(quote, a) and (a.unit in _SHARES) is (asked.unit != "difference")]
        if lead.figure.metric != found[0].figure.metric or len(moved) != 1:
            continue
        draft = Draft(library, question.text)
        number = draft.cite_fit(lead)
        draft.say(f"{amount_words(moved[0], quote[moved[0].start : moved[0].end])} [{number}].")
        draft.say(f"“{plain(quote)}” [{number}]")
        draft.say(freshness(lead, 1))
        return draft.answer(Status.ANSWERED)
    return None


_LOOKED_AT = 3
