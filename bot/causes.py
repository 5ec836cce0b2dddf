"""Causes: sentences that say in so many words why something happened, of the very thing that a question asks the cause of.

"Why did Acme's margin fall" is answered by "Acme's margin fell because copper got dearer": what happened on one side, and
why on the other. Such a sentence is sure where one that only speaks of the margin is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from bot.directions import direction
from bot.evidence import Asking, Seen
from bot.fitness import FUTURE
from bot.question import Intent
from bot.reading import Candidate, questions_of
from bot.speaking import ours, speakers
from bot.wanted import Kind
from bot.words import stem, stems
from index.pattern import lazy_pattern

__all__ = ["ONLY_ASKS", "cause_of_another", "gives_reason", "says_why"]

_BECAUSE = lazy_pattern(
    r"\bbecause\b|\b(?:due|owing|thanks) to\b|\b(?:is|are|was|were|came|comes) (?:all |largely |mostly |mainly |partly )?down to (?![\d$€£¥])|\bas a (?:result|consequence) of\b|\bon account of\b|\bon the back of\b|\battribut\w+\b[^.;]{0,60}?\bto\b|\b(?:driven|caused|prompted|triggered) by\b"
    r"|\b(?:stem(?:s|med|ming)|came|comes|result(?:s|ed|ing)|arose|arises) (?:\w+ )?from\b|, since (?!\d|the (?:start|beginning|end)\b|(?:early|late|mid|then|last|its|january|february|march|april|may|june|july|august|september|october|november|december)\b)|\breflect(?:s|ed|ing)\b|\b(?:partly|mainly|largely|mostly|primarily|chiefly|simply) (?:on|as|from)\b|\bon (?:higher|lower|weaker|stronger|rising|falling|slower)\b"
    r"|\bblam(?:ed|es|ing)\b|\bthe (?:\w+ )?(?:reason|cause)s?\b|(?:^|\b(?:is|was|lies|lay) )behind (?:the|this|that|it|its)\b|,? so (?:we|it|they|he|she|that)\b|\b(?:which|that)(?: is|['’]s| was) why\b"
    r"|\bas (?:(?:the|its|their|our|more|fewer|many|several|new|some)\s|[a-z]{3,}s\s)(?:[\w'’-]+\s){0,4}?[a-z]+(?:ed|ew|ose|ell|ept|ent|ade|ame|ilt|old|ook|ost|ought|aught)\b"
    r"|\bafter (?!\d|that\b|this\b|which\b|tax\b|hours\b|(?:the |its |a )?(?:close|quarter|year|end|first|second|half|month|week)\b|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)",
    re.IGNORECASE,
)
_OPENS = lazy_pattern(
    r"^\W*(?:because\b|(?:that|this|it)(?:['’]s| is| was| has been| reflects?| reflected| follow(?:s|ed)| came| comes)\b|(?:the|one|another|its|their) (?:\w+ ){0,2}(?:reason|cause|culprit)s?\b|behind (?:the|this|that|it)\b"
    r"|(?:the|this|that|its|their) (?:improvement|increase|decrease|rise|fall|drop|decline|growth|change|delay|gain|loss|jump|difference|slip|move|cut|restatement)s? (?:came|comes|was|were|is|are|reflect\w*|stem\w*|result\w*|follow\w*)\b)"
    r"|\b(?:attribut|blam)\w+\s(?:it|this|that|the \w+)\b",
    re.IGNORECASE,
)
"""How a sentence begins that gives the cause of what the one before it tells."""


_IT = lazy_pattern(r"\W*(?:it|they|he|she|this|that|these|both)\b|.*\b(?:is|was|are|were) (?:the|one|its|their) (?:\w+ )?(?:reason|cause|culprit)s?\W*$", re.IGNORECASE)
_SO = lazy_pattern(r"\b(?:therefore|consequently|hence|accordingly|for (?:that|this) reason|that['’]?s why|that is why)\b|\bas a result\b(?! of\b)", re.IGNORECASE)
"""What stands in a sentence whose cause the one before it tells."""
ONLY_ASKS = frozenset(stem(word) for word in "cause caused causing drove driving driven prompted explains explained push pushed pushing lead led make made hurt hit fix fixed lift lifted weigh weighing drag dragging behind".split())
"""What only asks for the cause: "what drove its revenue"."""
_OF_PLANS = lazy_pattern(r"\b(?:outlook|forecasts?|guidance|guide[ds]?|targets?|plan(?:s|ned)?|expectations?|projections?|estimates?|budgets?|range|goals?)\b", re.IGNORECASE)
_AS_PLANNED = lazy_pattern(r"\b(?:than|as) (?:it |they )?(?:had )?(?:planned|expected|intended)\b", re.IGNORECASE)
_OF_GROWTH = frozenset({"revenue", "revenue_growth"})
_WHY = lazy_pattern(r"\bwhy\b|\bhow come\b|\bwhat(?: was| is|['’]s)? (?:the )?(?:reason|cause[ds]?|behind|drove|prompted)\b", re.IGNORECASE)
_POINTS_ON = lazy_pattern(r"\b(?:reason|cause|culprit)s?\b[^.;:]{0,12}\b(?:in|below|above|simple|plain|clear|obvious|this|these|here|not hard|easy)\b[^.;:]{0,30}[.:]?\s*$", re.IGNORECASE)
"""A sentence that only says where the cause stands: "The reason is in the line below"."""


def gives_reason(words: str) -> bool:
    """Whether some words have a cause in so many words, of whatever."""
    return any(pattern.search(words) is not None for pattern in (_BECAUSE, _OPENS, _SO))


def says_why(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote says why what a question asks the cause of happened, in so many words."""
    question = asking.question
    if question.intent is not Intent.WHY or asking.wanted.kind is not Kind.REASON or quote.row or quote.title:
        return False
    if not asking.terms and not asking.metrics:
        return False
    return any(_tells_of_it(asking, quote, some) for some in (*_causes(quote), *_answers(quote)))


def cause_of_another(asking: Asking, quote: Candidate) -> bool:
    """Whether all the causes that a quote gives are of something else than a question asks the cause of."""
    question = asking.question
    if question.intent is not Intent.WHY or asking.wanted.kind is not Kind.REASON or quote.row or quote.title:
        return False
    if question.bases & FUTURE and not asking.metrics and _names_plan(question.text) and not _names_plan(" ".join((quote.text, *quote.answered))):
        return True  # why an outlook was raised is not told where nothing is said of one
    causes, answers = list(_causes(quote)), list(_answers(quote))
    if not causes and not answers:
        return False
    way = direction(question.text)
    turned = [term for term in asking.terms if direction(term)]
    beside = _compared_with(asking)
    rest = [term for term in asking.terms if not direction(term) and term not in ONLY_ASKS and term not in beside]

    def may_be(some: Sequence[Seen], words: str) -> bool:
        met = _met(asking, some)
        behind = some[0].text[len(words) :]
        if way and direction(behind) == way and any(m.metric in asking.metrics for m in asking.library.taxonomy.find_metrics(behind)):
            return True  # "costs grew because rendering takes more; as a result margin fell"
        if way and (direction(words) == -way or (some in answers and direction(words) != way and not any(met[term] for term in turned))):
            return False
        if asking.metrics and (way or direction(words)) and _of_other_measure(asking, words, some):
            return False
        return not rest or any(met[term] for term in rest)

    told = [may_be(some, _effect(some[0].text)) for some in causes]
    told += [may_be(some, " ".join(questions_of(some))) for some in answers]
    loosely = any(seen.cause and not any(seen in some for some in causes) for seen in quote.units)
    return not any(told) and not (loosely and not answers)


def _of_other_measure(asking: Asking, words: str, some: Sequence[Seen]) -> bool:
    """Whether what moved, by some words of sentences, is another measure than the one asked about, of which those say nothing."""
    find = asking.library.taxonomy.find_metrics
    return bool(find(words)) and not any(m.metric in asking.metrics for seen in some for m in find(seen.text))


_THAN = lazy_pattern(r"\b(?:than|compared (?:with|to)|versus|vs\.?)\s")


def _compared_with(asking: Asking) -> frozenset[str]:
    """The words for what a measure is held against: why a loss is bigger "than the cash it burned" need not speak of the cash again."""
    text = asking.question.text
    found = _THAN.search(text) if asking.metrics else None
    return frozenset(stems(text[found.end() :])) if found is not None else frozenset()


def _names_plan(words: str) -> bool:
    return _OF_PLANS.search(_AS_PLANNED.sub("", words)) is not None


# A sentence stands in several quotes, and each is asked for its causes more than once.
@lru_cache(maxsize=512)
def _gives(sentence: str) -> bool:
    return _BECAUSE.search(sentence) is not None


@lru_cache(maxsize=512)
def _opens(sentence: str) -> bool:
    return _OPENS.search(sentence) is not None


@lru_cache(maxsize=512)
def _follows(sentence: str) -> bool:
    return _SO.search(sentence) is not None


def _causes(quote: Candidate) -> Iterator[tuple[Seen, ...]]:
    """The sentences of a quote that give a cause, with the one before where that tells of what."""
    seen = quote.units
    for place, one in enumerate(seen):
        if _gives(one.text) and not _opens(one.text):
            # Of whom and what "It decided not to, since ..." is the sentence before it tells.
            yield (seen[place - 1], one) if place and _IT.match(one.text) else (one,)
    for place, (before, one) in enumerate(pairwise(seen)):
        if (_opens(one.text) and _gives(one.text) and (not _POINTS_ON.search(one.text) or place + 2 < len(seen))) or _follows(one.text):
            yield before, one


def _answers(quote: Candidate) -> Iterator[tuple[Seen, ...]]:
    """The sentences of a quote that answer a question of the page for the cause, from the first of the answer on."""
    for place, one in enumerate(quote.units):
        if one.unit.asked and not one.unit.place and any(_WHY.search(words) for words in questions_of((one,))):
            yield tuple(other for other in quote.units[place:] if other.unit.asked == one.unit.asked)


def _tells_of_it(asking: Asking, quote: Candidate, some: Sequence[Seen]) -> bool:
    """Whether sentences, with the questions of the page that they answer, speak of all that a question asks the cause of."""
    question = asking.question
    if quote.measures["time_other"] and any(seen.periods for seen in some):
        return False
    words = " ".join((*(seen.text for seen in some), *questions_of(some)))
    way = direction(question.text)
    planned = bool(question.bases & FUTURE)
    if planned and (not _names_plan(words) or (way and direction(words) != way)):
        return False
    if not planned and not asking.metrics and all(direction(term) or term in ONLY_ASKS for term in asking.terms):
        return False  # that something went up or down is said of too much
    what = _effect(some[0].text)
    if way and direction(what) == -way:
        return False
    met = _met(asking, some)
    beside = _compared_with(asking)
    unmet = [term for term in asking.terms if not met[term] and term not in ONLY_ASKS and term not in beside and not (direction(term) and direction(words) == way)]
    # A part that is written like a name and asked about by it is nobody else.
    named = frozenset(name for seen in some for name in seen.companies if name in asking.family or not set(stems(name)) <= set(asking.terms))
    measured = not asking.metrics or any(seen.measure for seen in some) or all(met[root] for root in asking.of_measure)
    if not measured and asking.metrics <= _OF_GROWTH and way and direction(what) == way and {m.metric for m in asking.library.taxonomy.find_metrics(what)} <= _OF_GROWTH:
        # "Field Services declined 6%": what grows or shrinks, where nothing else is said.
        measured = bool(question.parts) or bool(named & asking.family)
    if unmet or not measured:
        return False
    if not asking.companies or named & asking.family:
        return bool(asking.companies)
    if ours(words) and speakers(quote.document, asking.library) & asking.family:
        return True  # "our share of Acme's losses", in a report of the company asked about
    return not named and any(quote.measures[one] for one in ("subject", "subject_near", "subject_page"))


def _met(asking: Asking, some: Sequence[Seen]) -> dict[str, float]:
    """How far some sentences meet each of a question's words."""
    return dict(zip(asking.meeting.terms, map(max, zip(*(seen.met for seen in some), strict=True)), strict=True))


def _effect(sentence: str) -> str:
    """What of a sentence tells what happened, where its cause stands behind it."""
    found = _BECAUSE.search(sentence)
    return sentence[: found.start()] if found is not None and found.start() > 0 else sentence
