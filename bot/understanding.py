"""Understanding: a question as it is meant after the messages before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.following import follow, moves
from bot.parsing import parse
from bot.question import Question, Turn
from index.entity_table import EntityTable
from index.taxonomy import Taxonomy

__all__ = ["understand"]


def understand(
    text: str, *, asked_on: date, names: EntityTable, taxonomy: Taxonomy, context: Sequence[Turn] = ()
) -> Question:
    """Understand `text` as asked on a day after the turns of `context`."""
    question = replace(parse(text, asked_on, names, taxonomy), text=text)
    earlier = [turn for turn in context if turn.role == "user"]
    if not earlier:
        return question
    before = parse(earlier[0].text, asked_on, names, taxonomy)
    for turn in earlier[1:]:
        before = follow(parse(turn.text, asked_on, names, taxonomy), before)
    replies = [turn for turn in context if turn.role != "user"]
    if replies and not before.entities:
        before = replace(before, entities=parse(replies[-1].text, asked_on, names, taxonomy).entities)
    if replies and not before.periods and moves(text, asked_on):
        before = replace(before, periods=parse(replies[-1].text, asked_on, names, taxonomy).periods)
    return follow(question, before)
