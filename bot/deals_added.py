"""Answers that add up what one company has committed to several others: "Acme's commitments to Bolt and Corvid together"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot import measures
from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.figure_answers import aside_words, figure_sentence
from bot.library import Library
from bot.question import Computation, Question
from bot.reckoned import total
from bot.selection import Fit, fits
from bot.wording import in_short

__all__ = ["deals_added"]

_DEALS = ("purchase_commitments", "contract_value")
"""What a commitment to a supplier is told as."""
_AT_MOST, _AT_LEAST = frozenset({"under", "up_to", "nearly"}), frozenset({"over", "at_least"})


def deals_added(asked: Computation, question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The sum of what the company named first has committed to each of those named after it; None where not all of it is held.

    Each sum stands in a sentence that names these two and none of the others, so that no total is taken for a part.
    """
    base = asked.base
    if len(base.entities) < 3 or not base.metrics or not {m.metric for m in base.metrics} <= {*_DEALS} or len(base.periods) > 1:
        return None
    if base.unknown or base.terms:
        return None  # a name that is not known would be left out of the sum
    payer, *others = base.entities
    held = [_between(base, payer, other, others, library, as_of) for other in others]
    parts = [fit for fit in held if fit is not None]
    if len(parts) < len(others) or len({(f.figure.amount.unit, f.figure.amount.per) for f in parts}) > 1:
        return None
    if any(f.figure.amount.high is not None or f.figure.amount.qualifier in _AT_MOST for f in parts):
        return None
    made = total([(f.figure.amount, 1) for f in parts])
    if made is None:
        return None
    draft = Draft(library, question.text)
    numbers = tuple(draft.cite_fit(f) for f in parts)
    how = " plus ".join(f"{in_short(f.figure.amount)} (with {other})" for f, other in zip(parts, others, strict=True))
    lead = parts[0]
    draft.state(replace(lead, figure=replace(lead.figure, amount=made, period=None)), numbers, how)
    bound = "at least " if any(f.figure.amount.qualifier in _AT_LEAST for f in parts) else ""
    draft.say(f"{payer}: {bound}{in_short(made)} in all, {how} (computed).")
    for fit, number in zip(parts, numbers, strict=True):
        draft.state(fit, (number,))
        draft.say(f"{figure_sentence(fit, library, number)}{aside_words(fit)}")
    draft.say(measures.caveat(library.taxonomy, "purchase_commitments"))
    return draft.answer(Status.ANSWERED)


def _between(base: Question, payer: str, other: str, others: Sequence[str], library: Library, as_of: date | None) -> Fit | None:
    """What a company has committed to one other, by a sentence that names no third of those asked about and gives one such sum."""
    mentions = tuple(base.metrics[0]._replace(metric=metric) for metric in _DEALS)
    asked = replace(base, entities=(payer, other), metrics=mentions, terms=(), firm=frozenset(), bases=frozenset())
    for fit in fits(asked, library, as_of=as_of):
        named = {name for said in library.names_in(library.quote(fit.figure)) for name in library.names.lineage(said)}
        if fit.figure.metric in _DEALS and fit.figure.entity == payer and other in named and not named & {*others} - {other, *library.names.lineage(other)}:
            return fit
    return None
