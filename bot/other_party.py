"""Claims of a deal between two that no figure of the two bears out: what the number really is, or the sentence that says so after all.

"Did Microsoft invest 13 billion in Anthropic" is not so by anything held; that it invested 13 billion in OpenAI is what the one who asks
may have in mind.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from bot.answer import Answer, Status
from bot.claims import apart, unsettled
from bot.drafting import Draft
from bot.figure_answers import freshness
from bot.fitness import undone
from bot.library import Library
from bot.measures import RELATIONS
from bot.question import Intent, Question
from bot.selection import Fit
from bot.wording import plain
from corpus.dates import known_by
from index.amount import Amount, is_money
from index.figure import Basis, Figure
from index.pattern import lazy_pattern

__all__ = ["of_another_deal"]

_TWO = 2
_SMALLEST = 1_000_000
_SAME = Decimal("0.02")
_NUMBERED = lazy_pattern(r"\s?\d")
"""What makes a name that is a common word no name: "Figure 3"."""


def of_another_deal(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What the sum of a deal that a question puts up between two is by the sources: of these two all the same, or of one of them with another; None where it is neither."""
    if question.intent is not Intent.CHECK or len(question.entities) != _TWO or len(question.amounts) != 1:
        return None
    (said,), asked = question.amounts, {m.metric for m in question.metrics}
    if said.value < _SMALLEST or not (is_money(said.unit) or not said.unit) or not asked <= RELATIONS or (not asked and not question.bases & {Basis.COMMITMENT}):
        return None
    found = sorted(_deals(question, said, library, as_of), key=lambda fit: (fit.figure.metric in asked, fit.document.source_type.authority, fit.document.published or date.min), reverse=True)
    both = next((fit for fit in found if _named(fit, library) >= set(question.entities)), None)
    lead = both or next((fit for fit in found if _with_a_third(fit, question, library)), None)
    if lead is None:
        return None
    quote = library.quote(lead.figure)
    draft = Draft(library, question.text)
    number = draft.cite_fit(lead)
    if both is None:
        draft.say("No source I hold says so. The number is that of another deal:")
    elif unsettled(quote) or undone(quote):
        draft.say("Not as something done:")
    else:
        draft.say("As a commitment, by this source:" if lead.figure.basis is Basis.COMMITMENT else "Yes, by this source:")
    draft.say(f"“{plain(quote)}” [{number}]")
    draft.say(freshness(lead, 1))
    return draft.answer(Status.ANSWERED)


def _deals(question: Question, said: Amount, library: Library, as_of: date | None) -> Iterator[Fit]:
    """The sums of deals that are the one said, in sentences that name one of the two."""
    for figure in library.snapshot.figures(metric=sorted(RELATIONS)):
        if figure.table is not None or not _is(figure, said):
            continue
        document = library.document(figure.document_id)
        if as_of is not None and not known_by(document.published, as_of):
            continue
        fit = Fit.held(figure, document)
        if _named(fit, library) & set(question.entities):
            yield fit


def _is(figure: Figure, said: Amount) -> bool:
    off = apart(said, figure.amount) if is_money(figure.amount.unit) and said.unit in ("", figure.amount.unit) else None
    return off is not None and off <= _SAME


def _named(fit: Fit, library: Library) -> set[str]:
    """The companies that a sentence names, with those that own what it names; beside one of these a common word that is a name ("Amazon") is one too."""
    quote = library.quote(fit.figure)
    here = {m.name for m in library.names.match(quote) if quote[m.start].isupper() and not _NUMBERED.match(quote, m.end)}
    return {owner for name in here for owner in library.names.lineage(name)}


def _with_a_third(fit: Fit, question: Question, library: Library) -> bool:
    """Whether a sentence is of a deal of one of the two with a company that is not asked about."""
    asked = library.names.same(question.entities)
    return any(library.names.is_company(name) and name not in asked for name in _named(fit, library))
