"""Prices paid: what somebody pays for the whole of a company whose valuation is told, where that came later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.fitness import undone
from bot.library import Library
from bot.owners import BOUGHT
from bot.parties import doer_between
from bot.question import Question
from bot.selection import Fit
from corpus.dates import known_by

__all__ = ["paid_since"]


def paid_since(question: Question, lead: Fit, library: Library, as_of: date | None) -> Fit | None:
    """The newest price of a purchase of the company that a sentence tells, later than its valuation; None where there is none or it was called off."""
    own = lead.figure
    if own.metric != "valuation" or own.dimension or question.periods or question.earlier or question.over_time:
        return None
    valued = lead.day
    found: list[tuple[date, Fit]] = []
    told = [one for one in library.of_metric("acquisition_price") if one.table is None and one.unit == own.amount.unit] if valued is not None else []
    named, same = library.each(_named_beside, [one.number for one in told]), library.names.same((own.entity,))
    # Few of all prices that are held are of its purchase: the others are not read.
    for figure in library.figures(one for one in told if not same.isdisjoint(named[one.number]) or (one.entity in same and not named[one.number])):
        if figure.amount.per:
            continue
        quote, document = library.quote(figure), library.document(figure.document_id)
        if not _is_bought(own.entity, figure.entity, quote, library):
            continue
        fit = Fit.held(figure, document)
        then = fit.day
        if then is not None and valued is not None and then > valued and not undone(quote) and (as_of is None or known_by(document.published, as_of)):
            found.append((then, fit))
    return max(found, key=lambda one: (one[0], one[1].document.source_type.authority), default=(None, None))[1]


def _named_beside(library: Library, numbers: Sequence[int]) -> dict[int, frozenset[str]]:
    """The names in the sentences of figures, by their numbers."""
    figures = library.figure.all(numbers)
    library.body.all(figure.document_id for figure in figures.values())  # read at once
    return {number: library.names_in(library.quote(figure)) for number, figure in figures.items()}


def _is_bought(company: str, whose: str, quote: str, library: Library) -> bool:
    """Whether a sentence tells of the purchase of a company; a price may be told as that of who pays it as well."""
    own, said = library.names.same((company,)), library.names_in(quote)
    others = sorted(said - own)
    if own & said:
        return any(doer_between(quote, BOUGHT, (other, name), library) == other for other in others for name in own & said)
    return whose in own and not others  # "The price was undisclosed and is put at $2 billion"
