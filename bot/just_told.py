"""Just told: what the last answer of a conversation said first, and whether another says no more than that.

A follow-up that asks for something else is never answered by the figure just given: where nothing else is held, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answer import MARK, Answer, Status
from bot.comparing import asks_how_much_more
from bot.computing import reckoning_asked
from bot.following import asks_later, moves
from bot.question import Intent, Question, Reckoning, Turn
from index.amounts import agree, find_amounts
from index.entity_table import EntityTable
from index.pattern import lazy_pattern

__all__ = ["figure_lines", "lead", "nothing_more", "repeats", "without_sources"]

_FIGURE = lazy_pattern(r"[^“”:\n]+: [^\n]+ of [^\n]*\[\d+\]\.")
_QUOTE = lazy_pattern(r"“([^”]{20,})”")
_PER = lazy_pattern(r"\b(?:per (?!cent\b)|each\b)", re.IGNORECASE)
_PER_ALONE = lazy_pattern(r"\W*(?:(?:and|so|ok|what is (?:that|it)|what|how much is (?:that|it)|that is|is that)\s+)*(?:per|a|an|each|every) (?:year|month|quarter|week|day|head|employee|person|user|share|seat)\W*", re.IGNORECASE)
"""A message that asks for what was told by the year or by the head."""
_OF_EACH = lazy_pattern(r"\b(?:per|a|an|each|every) (?:year|month|quarter|week|day|head|employee|person|user|share|seat)\b|\b(?:annual|month|year|quarter|week|dai)ly\b|/", re.IGNORECASE)
_LINE, _REPLY = 500, 5000
"""Characters of a line that states a figure, and of a reply that is read for quotes."""
_OF_SOURCES = ("Source:", "Sources:", "Before that, from")
"""How lines begin that say where an answer is from, with days that are no times of its figures."""


def lead(reply: str) -> str:
    """The first line of a reply, which has its figure or its quote, without marks."""
    return MARK.sub("", reply.strip().partition("\n")[0]).replace(" .", ".").strip()


def figure_lines(reply: str) -> list[str]:
    """The lines of a reply that state a figure each, without marks."""
    return [MARK.sub("", line) for line in reply.split("\n") if len(line) < _LINE and _FIGURE.match(line)]


def without_sources(reply: str) -> str:
    """A reply without the lines that say where it is from."""
    return "\n".join(line for line in reply.split("\n") if not line.startswith(_OF_SOURCES))


def repeats(answer: Answer, question: Question, context: Sequence[Turn], names: EntityTable) -> bool:
    """Whether an answer leads with what was just told, where a follow-up asks for something else, or with one number for a sum."""
    replies = [turn.text for turn in context if turn.role != "user"]
    if not replies or answer.status is not Status.ANSWERED or any(stated.computed for stated in answer.figures):
        return False
    if _only_sums(question) and len(figure_lines(replies[-1])) <= 1:
        return True  # what stands by itself is no sum
    said, told = lead(answer.text), lead(replies[-1])
    if _PER_ALONE.fullmatch(question.text) and not _OF_EACH.search(said):
        return True  # what it is in all is not what it is a year
    if question.intent is Intent.WHY and "metrics" in question.inherited and any(quote == said.strip("“” ") for quote in _QUOTE.findall(replies[-1][:_REPLY])):
        return True  # what a number is, is no reason for it
    return (said == told or _same_number(said, told)) and _asks_another(question, said, context, names)


def _same_number(said: str, told: str) -> bool:
    """Whether two lines tell one number first, and one of them has nothing but that to tell what it is of."""
    if said.startswith("“") or (": " in said and ": " in told):
        return False
    number, before = find_amounts(said)[:1], find_amounts(told)[:1]
    return bool(number and before) and agree(number[0], before[0])


def _asks_another(question: Question, said: str, context: Sequence[Turn], names: EntityTable) -> bool:
    """Whether a follow-up asks for another time, another company or a computation of what was told."""
    if question.earlier or asks_later(question.text) or moves(question.text, question.asked_on):
        # One sentence may tell of both times.
        return not (said.startswith("“") and question.periods and all(str(period.year) in said for period in question.periods))
    if _works_it_out(question) and not any(reckoning_asked(turn.text) for turn in context if turn.role == "user"):
        return True
    if _PER.search(question.text) and not _PER.search(said):
        return True
    named = {match.name for match in names.match(said)}
    return "entities" not in question.inherited and bool(question.entities) and bool(named) and named.isdisjoint(names.family(question.entities))


def _only_sums(question: Question) -> bool:
    """Whether a follow-up asks for the sum of what was told and names nothing itself: "total"."""
    asked = reckoning_asked(question.text)
    return asked is not None and asked.reckoning is Reckoning.SUM and not question.amounts and (not question.metrics or question.inherited >= {"entities", "metrics"})


def _works_it_out(question: Question) -> bool:
    return reckoning_asked(question.text) is not None or asks_how_much_more(question.text)


def nothing_more(question: Question) -> str:
    """What is said where a follow-up is answered by nothing but what was just told."""
    if _works_it_out(question):
        return "I cannot work that out from what I hold: beside what I just told, no source I hold says."
    return f"I could not find that for {' and '.join(question.entities)} beside what I just told: no source I hold says."
