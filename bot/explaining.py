"""Explanations: the quotes that are given for a question why or how something is so, and how sure it is that one of them says it.

The reason seldom stands in the words of the question: it is told beside what happened, by a sentence that has little in common with
what was asked. Up to three quotes are given therefore, and what is weighed is whether any of them answers. The weights were fitted
by `python -m benchmarks.fitting_reader --explaining --write`, which prints what they are worth on pages they were not fitted on.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from bot.causes import ONLY_ASKS, cause_of_another, gives_reason
from bot.directions import direction
from bot.evidence import Asking
from bot.namings import asks_name
from bot.question import Intent
from bot.quoting import needed
from bot.reading import Candidate, lead_doubts, overlap
from bot.wanted import Kind
from bot.weighing import Weighing, shipped
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["ENOUGH", "asks_to_explain", "explained", "explaining", "likeliest_first", "may_explain", "weighed"]

ENOUGH = 0.6
"""How sure it has to be that one of the quotes answers: less than of one quote alone, since a reader sees by them whether they do."""
_SHOWN = 3
_OF_LEAD = ("all", "own", "like", "heaviest", "least", "near", "together", "measure", "firm", "novel", "cause", "offers")
_OF_ANY = ("all", "own", "like", "heaviest", "least", "cause")
_FARTHEST = 3.0
_NEAR_ENOUGH = 3.0
"""How much worse than the first another quote may be."""
_OF_IT, _OF_WHAT_HAPPENED, _OF_ALL = 0.2, 0.3, 0.7
"""How much of what is asked a quote has to speak of to be shown, one of them to give the reason, and to be about the measure without its name."""
_SHORTEST = 8
"""Words below which it tells too little to be worth showing beside the first."""


def asks_to_explain(asking: Asking) -> bool:
    """Whether a question is why or how something is so, what it is for or what comes of it, and for no name, day, place or number."""
    question = asking.question
    open_ended = question.intent is Intent.FACT and asking.wanted.kind is Kind.OPEN and _ASKS.search(question.text) is not None
    return (question.intent is Intent.WHY or open_ended) and not question.unknown and not asks_name(asking)


_ASKS = lazy_pattern(r"\b(?:what|whats|how|hows|why|whys|which)\b", re.IGNORECASE)
"""What a question has that asks for more than it names: "acme deliveries per day" asks for a number alone."""


def explaining(ordered: Sequence[Candidate]) -> list[Candidate]:
    """The foremost of `ordered` that are no titles, share no words with each other and are not much worse than the first, three at most."""
    out: list[Candidate] = []
    for one in ordered:
        if out and one.score < out[0].score - _NEAR_ENOUGH:
            break
        if not one.title and _speaks(one) >= _OF_IT and (not out or one.text.count(" ") >= _SHORTEST) and not any(overlap(one, other) for other in out):
            out.append(one)
        if len(out) == _SHOWN:
            break
    return out


def likeliest_first(asking: Asking, ordered: Sequence[Candidate]) -> list[Candidate]:
    """Those that are given of `ordered`, with what may be the reason before what only speaks of the matter."""
    return sorted(explaining(ordered), key=lambda one: not _borne(asking, one))


def may_explain(asking: Asking, ordered: Sequence[Candidate]) -> bool:
    """Whether one of the quotes can give a reason, where one is asked for: it speaks of what happened, and gives a cause or goes on.

    "It closed four depots." by itself tells nothing of why.
    """
    if asking.question.intent is not Intent.WHY:
        return True
    text = asking.library.text
    of_measure_alone = bool(asking.metrics) and all(term in ONLY_ASKS or direction(term) for term in asking.terms)
    return any(
        _speaks(one) >= _OF_WHAT_HAPPENED
        and (not of_measure_alone or one.measures["measure"] > 0 or one.measures["measure_near"] > 0 or _speaks(one) >= _OF_ALL)
        and (gives_reason(one.text) or any(sum(1 for _ in sentence_spans(text(one.document.document_id), *part)) > 1 for part in one.parts))
        and _borne(asking, one)
        for one in explaining(ordered)
    )


def _speaks(quote: Candidate) -> float:
    """How much of what is asked a quote speaks of, with what is around it or by itself."""
    return max(quote.measures["all"], quote.measures["own"])


def _borne(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote may be given at all."""
    place = (quote.document.document_id, quote.start, quote.end)
    if place not in asking.borne:
        asking.borne[place] = needed(asking, quote, told=False, least=0.5) <= 1
    return asking.borne[place]


def explained(asking: Asking, ordered: Sequence[Candidate], weighing: Weighing | None = None) -> float:
    """How likely it is that one of the quotes of `ordered` answers, 0 to 1."""
    weighing = weighing or shipped()
    return weighing.explains(weighed(asking, ordered, weighing))


def weighed(asking: Asking, ordered: Sequence[Candidate], weighing: Weighing) -> Mapping[str, float]:
    """What that is weighed of: how sure the first quote is by itself, what it and any of them have of the question, and whether they give causes."""
    some = explaining(ordered)
    lead, doubts = some[0], lead_doubts(asking, ordered)
    sure = min(max(weighing.certainty(doubts), 1e-6), 1 - 1e-6)
    borne = [_borne(asking, one) for one in some]
    out = {f"first_{name}": lead.measures[name] for name in _OF_LEAD}
    out |= {f"any_{name}": max(one.measures[name] for one in some) for name in _OF_ANY}
    out |= {name: doubts[name] for name in ("about", "words", "weight", "timed", "measured", "row")}
    out["sure"] = math.log(sure / (1 - sure))
    out["first_reason"] = float(gives_reason(lead.text))
    out["any_reason"] = float(any(gives_reason(one.text) for one in some))
    out["first_borne"], out["borne"] = float(borne[0]), sum(borne) / _SHOWN
    out["number"] = len(some) / _SHOWN
    out["one_source"] = float(len({one.document.document_id for one in some}) == 1)
    out["score"] = lead.score / 10
    out["ahead"] = min(_FARTHEST, lead.score - some[1].score) if len(some) > 1 else _FARTHEST
    out["of_another"] = float(cause_of_another(asking, lead))
    out["open"] = float(asking.wanted.kind is Kind.OPEN)
    return out
