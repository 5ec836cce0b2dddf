"""Understanding: a question as it is meant after the messages before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.following import follow, moves
from bot.parsing import parse
from bot.question import Intent, Question, Turn
from bot.words import STOP_WORDS, tokens
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
    if replies and moves(text, asked_on):
        # What was answered says the period better than what was asked ("latest", "last half").
        answered = parse(replies[-1].text, asked_on, names, taxonomy).periods
        if len(answered) == 1 or not before.periods:
            before = replace(before, periods=answered)
    asked = follow(_of_family(question, before, names), before)
    if replies and question.metrics and not question.amounts and not question.entities and _IS_THAT.search(text):
        # "Is that cash?" is about the number just given.
        given = parse(replies[-1].text, asked_on, names, taxonomy).amounts[:1]
        if given:
            return replace(asked, amounts=given, intent=Intent.CHECK, inherited=asked.inherited | {"amounts"})
    return asked


_IS_THAT = re.compile(r"^\W*(?:(?:so|and|wait|ok|but|n)\W+)*(?:is|was|isn['’]?t|wasn['’]?t) (?:that|this|it)\b(?!.*\bor\b)", re.IGNORECASE)


def _of_family(question: Question, before: Question, names: EntityTable) -> Question:
    """The question with the sibling it names by its last word: "and mini?" after one about Heron 4 is Heron 4 Mini."""
    words = [w for w, _, _ in tokens(question.text) if w not in STOP_WORDS]
    known = bool(question.entities) and all(names.is_company(name) for name in question.entities)
    if known or question.metrics or not 1 <= len(words) <= 2 or len(before.entities) != 1:
        return question
    own = before.entities[0]
    for stem_of in dict.fromkeys((own, own.rpartition(" ")[0])):
        tried = f"{stem_of} {' '.join(words)}"
        found = names.match(tried)
        if stem_of and len(found) == 1 and (found[0].start, found[0].end) == (0, len(tried)) and found[0].name != own:
            return replace(question, entities=(found[0].name,), unknown=(), terms=())
    return question
