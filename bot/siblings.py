"""Siblings: another number of a figure's own sentence that the question's words stand by.

"Capital expenditures of about $190 billion, of which $25 billion is due to higher component prices" is found for a
question about capital expenditures, but one that speaks of components wants the second number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.fitness import PLANS, designators
from bot.library import Library
from bot.question import Intent, Question
from bot.selection import Fit
from bot.wanted import PART, SPANS, Kind, wanted_by
from bot.words import STOP_WORDS, stem, synonyms_of, tokens
from index.amount import Amount
from index.amounts import agree, find_amounts
from index.figure import Figure
from index.pattern import lazy_pattern

__all__ = ["COMPARED", "prior", "sibling"]

_ONE_NUMBER = frozenset({Intent.FIGURE, Intent.FACT})
_BOUNDARY = lazy_pattern(
    r"[,;:()—–]|\b(?:of which|including|and|but|while|with|above|below|against|versus|from|on|plus|or)\b", re.IGNORECASE
)


COMPARED = lazy_pattern(
    r"(?:\b(?:than|from|versus|vs\.?|against|compared (?:with|to)|double|triple|twice|above|below|over|instead of|rather than|not)"
    r"(?: the| a| its| an?)?(?: (?!to\b|\d)\w+){0,2}|\((?:was|from|previously|before)[ :]?)\s*$",
    re.IGNORECASE,
)
"""What stands before a number that another is compared with."""
_BEFORE = lazy_pattern(
    r"\b(?:from|than|versus|vs\.?|against|compared (?:with|to)|instead of|rather than|was|were|had been)(?: (?:the|an?|its|about|roughly|nearly|some|just|over|under)){0,2}\s\S{0,1}$",
    re.IGNORECASE,
)


_OF_CHANGE = lazy_pattern(r"\b(?:increas|decreas|declin|reduc|grew|growth|chang|statutory)\w*[^.;]*$", re.IGNORECASE)
"""What stands before a number that says by how much something changed, or what the law sets."""
_CHANGED = lazy_pattern(r"[\s,]*(?:or [\d.]+%,? )?(?:increase|decrease|decline|reduction|growth|improvement)\b", re.IGNORECASE)
_IN_ORDER = lazy_pattern(r"\brespectively\b", re.IGNORECASE)


def prior(lead: Fit, library: Library) -> Amount | None:
    """What a figure's own sentence says that it was before: "up from $61 million"; offsets are those in the quote.

    None where the sentence gives no such number, more than one, or the figure's own is one.
    """
    figure = lead.figure
    if figure.table is not None:
        return None
    quote, place = library.quote(figure), figure.amount.start - figure.start
    alike = [a for a in find_amounts(quote) if (a.unit, a.per) == (figure.amount.unit, figure.amount.per)]
    older = [a for a in alike if a.start > place and _BEFORE.search(quote[: a.start]) and not agree(a, figure.amount)]
    if len(older) != 1 or _BEFORE.search(quote[:place]) or (figure.basis in PLANS and _of_another_time(older[0], figure, library)):
        return None
    return older[0]


def _of_another_time(number: Amount, figure: Figure, library: Library) -> bool:
    """Whether a number in a figure's sentence is known to be for another time, as no earlier plan for the same one is."""
    known = [f for f in library.snapshot.figures(document=[figure.document_id]) if f.amount.start == figure.start + number.start]
    return any(f.period is not None and figure.period is not None and f.period.label != figure.period.label for f in known)


def sibling(question: Question, lead: Fit, library: Library) -> Amount | None:
    """The other number of a sentence that is asked for rather than the figure's own; offsets are those in the quote.

    It has the figure's unit, what a question says beyond company, measure and time stands in its part of the sentence, and
    nothing of that in the figure's. None where there is no such number, or more than one.
    """
    figure = lead.figure
    if wanted_by(question).kind is Kind.DURATION and figure.table is None and figure.amount.unit not in SPANS:
        # How long a deal of so much runs is said beside it.
        lasting = [a for a in find_amounts(library.quote(figure)) if a.unit in SPANS]
        return lasting[0] if len(lasting) == 1 else None
    if figure.table is not None or question.intent not in _ONE_NUMBER or not question.terms:
        return None
    if any(not agree(replace(said, unit=figure.amount.unit, per=figure.amount.per), figure.amount) for said in question.amounts) or (question.amounts and not PART.search(question.text)):
        return None
    if designators(question.text):  # which of several is meant has been told by its letter or number
        return None
    quote = library.quote(figure)
    if _IN_ORDER.search(quote):
        return None  # "our Alpha and Beta units of $4 million and $2 million, respectively": what is near does not tell
    shift = figure.start
    alike = [a for a in find_amounts(quote) if (a.unit, a.per) == (figure.amount.unit, figure.amount.per)]
    own = [a for a in alike if a.start < figure.amount.end - shift and figure.amount.start - shift < a.end]
    if len(own) != 1 or len(alike) < 2:
        return None
    # What another figure is known to be, selection has weighed already.
    known = {f.amount.start - shift for f in library.snapshot.figures(document=[figure.document_id]) if f.metric in library.taxonomy and not _told_alike(f, figure)}
    alike = [a for a in alike if a in own or not (_OF_CHANGE.search(quote[max(0, a.start - 60) : a.start]) or _CHANGED.match(quote[a.end :]))]
    told = _terms_by(question, quote, alike, library)
    mine = told[alike.index(own[0])]
    best = max(weight for weight in told)
    first = [a for a, weight in zip(alike, told, strict=True) if weight == best]
    if mine or not best or len(first) != 1 or first[0].start in known or agree(first[0], own[0]):
        return None
    return first[0]


def _told_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures are told apart by nothing that selection weighs: one measure, part, time and footing."""
    return (one.metric, one.dimension, one.entity, one.period, one.basis) == (other.metric, other.dimension, other.entity, other.period, other.basis)


def _terms_by(question: Question, quote: str, amounts: Sequence[Amount], library: Library) -> list[float]:
    """The weight of the question's terms that stand in the part of the sentence of each amount."""
    edges = [_opening(quote, amounts[0]), *(_between(quote, a, b) for a, b in pairwise(amounts)), len(quote)]
    told = [0.0] * len(amounts)
    for term in question.terms:
        if term in STOP_WORDS:
            continue
        names = {term, *synonyms_of(term)}
        places = [start for word, start, _ in tokens(quote) if stem(word) in names]
        parts = {part for place in places for part in range(len(amounts)) if edges[part] <= place < edges[part + 1]}
        if len(parts) == 1:
            told[parts.pop()] += library.weights.of(term)
    return told


def _opening(quote: str, first: Amount) -> int:
    """Where the part of the first amount begins: what stands before is said of all of them."""
    # "Purchases only, $37 billion": what stands at the number itself sets nothing off from it.
    found = [boundary.end() for boundary in _BOUNDARY.finditer(quote, 0, first.start) if quote[boundary.end() : first.start].strip(" $€£")]
    return found[-1] if found else 0


def _between(quote: str, one: Amount, other: Amount) -> int:
    """Where the part of the second of two amounts begins."""
    found = [boundary.start() for boundary in _BOUNDARY.finditer(quote, one.end, other.start)]
    return found[0] if found else (one.end + other.start) // 2
