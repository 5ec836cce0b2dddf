"""Parts: how an answer tells the figures that a number was computed from, and when two are not to be compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from bot import measures
from bot.answer import Answer, Status
from bot.drafting import Draft
from bot.figure_answers import aside_words, figure_sentence
from bot.library import Library
from bot.quantity import Quantity
from bot.selection import Fit
from bot.wording import in_short, is_plural, metric_words
from index.pattern import lazy_pattern
from index.taxonomy import PER_SHARE

__all__ = ["come_to", "measure_of", "name_of", "tell", "unequal"]

_SPLIT = lazy_pattern(
    r"[^.\n]*\b(?:\d{1,3}|two|three|four|five|ten|twenty|fifty)[- ]for[- ](?:one|1)\b[^.\n]{0,80}\bsplit\b[^.\n]*\.?|[^.\n]*\bsplit\b[^.\n]{0,80}\b(?:\d{1,3}|two|three|four|five|ten|twenty|fifty)[- ]for[- ](?:one|1)\b[^.\n]*\.?",
    re.IGNORECASE,
)


def tell(each: Quantity, draft: Draft, library: Library, *, state: bool = True) -> tuple[int, ...]:
    """Say what a quantity is made of, each figure with its citation; the numbers of these."""
    numbers = tuple(draft.cite_fit(fit) for fit in each.fits)
    if each.how:
        fit = each.fit()
        if state:
            draft.state(fit, numbers, each.how)
        marks = "".join(f"[{n}]" for n in dict.fromkeys(numbers))
        draft.say(f"{fit.figure.entity}: {metric_words(fit.figure, library.taxonomy)} of {in_short(each.amount)} {each.when}, computed as {each.how} {marks}.")
    for fit, number in zip(each.fits, numbers, strict=True):
        sentence = f"{figure_sentence(fit, library, number)}{aside_words(fit)}"
        if draft.has_said(sentence):
            continue
        if state:
            draft.state(fit, (number,))
        draft.say(sentence)
    return numbers


def unequal(old: Quantity, new: Quantity, library: Library) -> Callable[[Draft], Answer] | None:
    """How to say that two figures per share are from before and after a split; None where nothing says that they are.

    A document that has both has them on one footing.
    """
    if new.amount.per != "share" and new.metric not in PER_SHARE | {"share_price", "dividend"}:
        return None
    documents = {fit.figure.document_id: fit for fit in (*old.fits, *new.fits)}
    if len(documents) < 2:
        return None
    for fit in documents.values():
        found = _SPLIT.search(library.text(fit.figure.document_id))
        if found is not None:
            return partial(_split_between, fit=fit, place=(found.start(), found.end()), both=(old, new), library=library)
    return None


def _split_between(draft: Draft, *, fit: Fit, place: tuple[int, int], both: Sequence[Quantity], library: Library) -> Answer:
    text = library.text(fit.figure.document_id)[slice(*place)]
    start = place[0] + len(text) - len(text.lstrip())
    number = draft.cite(fit.document, start, place[0] + len(text.rstrip()))
    draft.say(f"These are not to be compared as they stand: the shares were split [{number}], and the two figures per share are from different documents.")
    for each in both:
        tell(each, draft, library)
    return draft.answer(Status.NOT_FOUND)


def name_of(each: Quantity, library: Library) -> str:
    """Whose a quantity is and what it measures: "Meta's capital expenditures"."""
    return f"{each.lead.figure.entity}'s {metric_words(each.fit().figure, library.taxonomy)}"


def measure_of(each: Quantity, library: Library) -> str:
    """What a quantity measures, in words."""
    return measures.name(library.taxonomy, each.metric)


def come_to(each: Quantity, library: Library) -> str:
    """The verb for what a quantity amounts to: expenditures "come to", revenue "comes to"."""
    return f"{'come' if is_plural(measure_of(each, library)) else 'comes'} to"
