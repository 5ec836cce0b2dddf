"""Understanding: a question as it is meant after the messages before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.chat_writing import written_out
from bot.computing import Asked, goes_on_computing, reckoning_asked
from bot.following import follow, moves
from bot.measures import UNNAMED
from bot.parsing import parse
from bot.question import Computation, Intent, Question, Reckoning, Turn
from bot.words import STOP_WORDS, tokens
from index.entity_table import EntityTable
from index.pattern import lazy_pattern
from index.period import PeriodKind
from index.taxonomy import Taxonomy

__all__ = ["understand"]


def understand(
    text: str, *, asked_on: date, names: EntityTable, taxonomy: Taxonomy, context: Sequence[Turn] = ()
) -> Question:
    """Understand `text` as asked on a day after the turns of `context`."""
    text = _of_another_round(text, context)
    question = _understood(text, asked_on, names, taxonomy, context)
    return replace(question, computation=_computation(question, names, taxonomy, context))


_ANOTHER_ROUND = lazy_pattern(r"\W*(?:(?:and|what about|how about|what of|n|same for) )?(?:the |its )?(?:series )?(?P<letter>[a-n])(?: round)?(?: then| too)?\W*", re.IGNORECASE)
_ROUND = lazy_pattern(r"\b(?P<series>series[ -])(?P<letter>[a-n])\b", re.IGNORECASE)


def _of_another_round(text: str, context: Sequence[Turn]) -> str:
    """The question before, of the round that a follow-up names by its letter alone: "and the D?" after one of the series C."""
    found = _ANOTHER_ROUND.fullmatch(text)
    asked = next((turn.text for turn in reversed(context) if turn.role == "user"), "") if found is not None else ""
    if found is None or not _ROUND.search(asked):
        return text
    return _ROUND.sub(lambda match: f"{match['series']}{found['letter'].upper()}", asked)


def _computation(question: Question, names: EntityTable, taxonomy: Taxonomy, context: Sequence[Turn]) -> Computation | None:
    """What a question wants computed, with the question for its parts; None where nothing is.

    A follow-up that names only another company or time wants the same computed.
    """
    asked = reckoning_asked(written_out(question.text, question.asked_on)) or _still_asked(question.text, context)
    if asked is None:
        return None
    replies = asked.reckoning is not Reckoning.RANKING
    plain = [turn if turn.role != "user" else replace(turn, text=_rest(turn.text)) for turn in context if replies or turn.role == "user"]
    base = replace(_understood(asked.rest, question.asked_on, names, taxonomy, plain), intent=Intent.FIGURE)
    if not base.metrics and asked.reckoning is Reckoning.GROWTH:
        base = replace(base, metrics=UNNAMED)  # what grows, where nothing is named
    if asked.reckoning is Reckoning.RANKING and question.metrics:
        base = replace(base, metrics=question.metrics)  # "burns the most cash" is one measure, whatever stands in between
    spans = any(period.kind is PeriodKind.SPAN for period in base.periods)
    if asked.reckoning is Reckoning.SUM and len(base.entities) < 2 and len(base.periods) < 2 and not spans:
        return None
    if asked.reckoning is Reckoning.SUM and question.intent is Intent.COMPARISON:
        return None  # "total revenue of acme vs bolt" is no sum of theirs
    if not base.metrics and asked.reckoning not in {Reckoning.SHARE, Reckoning.RUNWAY}:
        return None
    return Computation(
        asked.reckoning, base, unit=asked.unit, step=asked.step, part=asked.part, whole=asked.whole, most=asked.most, least=asked.least
    )


def _still_asked(text: str, context: Sequence[Turn]) -> Asked | None:
    for turn in reversed([turn for turn in context if turn.role == "user"]):
        if not goes_on_computing(text):
            return None
        before = reckoning_asked(turn.text)
        if before is not None:
            return replace(before, rest=text)
    return None


def _rest(text: str) -> str:
    asked = reckoning_asked(text)
    return asked.rest if asked is not None else text


def _understood(text: str, asked_on: date, names: EntityTable, taxonomy: Taxonomy, context: Sequence[Turn]) -> Question:
    """The question, whatever of it is to be computed."""
    question = replace(parse(text, asked_on, names, taxonomy), text=text)
    earlier = [turn for turn in context if turn.role == "user"]
    if not earlier:
        return question
    before = parse(earlier[0].text, asked_on, names, taxonomy)
    for turn in earlier[1:]:
        before = follow(parse(turn.text, asked_on, names, taxonomy), before)
    replies = [turn for turn in context if turn.role != "user"]
    if replies and not before.entities and not _ranks(earlier[-1].text):
        # Who was ranked is not who is asked about next: "and by revenue?" ranks all again.
        before = replace(before, entities=parse(replies[-1].text, asked_on, names, taxonomy).entities)
    if replies and moves(text, asked_on):
        # What was answered says the period better than what was asked ("latest", "last half").
        answered = parse(replies[-1].text, asked_on, names, taxonomy).periods
        if len(answered) == 1 or not before.periods:
            before = replace(before, periods=answered)
    if not question.entities and len(before.entities) < _PAIR and _OF_THEM.search(text):
        # "Which is bigger?" after one about Acme and one about Bolt is of the two.
        told = [name for turn in reversed(earlier) for name in reversed(parse(turn.text, asked_on, names, taxonomy).entities)]
        last = tuple(reversed(tuple(dict.fromkeys(told))[:_PAIR]))
        question = replace(question, entities=last, intent=Intent.COMPARISON, terms=(), firm=frozenset()) if len(last) == _PAIR else question
    if replies and not question.periods and not question.entities and _THAT_ROUND.search(text):
        # "Who led that round" is of the one just told of, and not of any other.
        question = replace(question, periods=parse(replies[-1].text, asked_on, names, taxonomy).periods[:1])
    asked = follow(_of_family(question, before, names), before)
    if replies and question.metrics and not question.amounts and not question.entities and _IS_THAT.search(text):
        # "Is that cash?" is about the number just given.
        given = parse(replies[-1].text, asked_on, names, taxonomy).amounts[:1]
        if given:
            return replace(asked, amounts=given, intent=Intent.CHECK, inherited=asked.inherited | {"amounts"})
    return asked


_IS_THAT = lazy_pattern(r"^\W*(?:(?:so|and|wait|ok|but|n)\W+)*(?:is|was|isn['’]?t|wasn['’]?t) (?:that|this|it)\b(?!.*\bor\b)", re.IGNORECASE)


_PAIR = 2
_OF_THEM = lazy_pattern(
    r"^\W*(?:(?:and|so|ok|then|but)\W+)*(?:which|who)(?: one|['’]?s| is| was| has| had| of (?:them|the two|those))*\b(?: \w+){0,3}? (?:bigger|larger|higher|more|most|less|least|lower|smaller|cheaper|ahead|better|biggest|largest|highest)\b"
    r"|\b(?:the )?(?:difference|gap) between (?:them|the two|those)\b|\bcompare (?:them|the two|those)\b",
    re.IGNORECASE,
    signs=("which", "who", "difference", "gap", "compare"),
)
_THAT_ROUND = lazy_pattern(r"\b(?:that|this) (?:round|raise|funding)\b", re.IGNORECASE)


def _ranks(text: str) -> bool:
    asked = reckoning_asked(text)
    return asked is not None and asked.reckoning is Reckoning.RANKING


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
