"""The nearest thing held: what a question that gets no answer is told instead, and which of its words kept it from being one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot import measures
from bot.answer import Answer, Status
from bot.coverage import cover, stem_set
from bot.drafting import Draft
from bot.figure_answers import aside_words, figure_sentence
from bot.fitness import FUTURE
from bot.library import Library
from bot.quantity import is_moment
from bot.question import Question
from bot.selection import Fit, fits
from bot.wording import period_words
from bot.words import stem, tokens

__all__ = ["held_around", "held_before", "held_without_words", "measured", "nearest_times", "when_asked"]

_LABELS = 3


def held_without_words(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """That a figure is held of all that a question says but some words, which ones, and the figure; None where none is.

    To say that no source has it would not be true, and to give it as the answer more than is known: "the chip business"
    may be what a filing calls otherwise, or nothing that it tells apart.
    """
    if not question.metrics or not question.firm:
        return None
    found = [fit for fit in fits(replace(question, terms=(), firm=frozenset()), library, as_of=as_of) if not fit.kin and fit.figure.metric and fit.figure.entity]
    words = _unmet(question, found[0], library) if found else []
    if not words:
        return None
    draft = Draft(library, question.text)
    number = draft.cite_fit(found[0])
    said = " and ".join(f"“{word}”" for word in words)
    # It is shown, and is no figure of the answer.
    draft.say(f"I could not find {measured(question, library)} for {' and '.join(question.entities)}{when_asked(question)} with {said} beside it. Without {'that word' if len(words) == 1 else 'those words'} I hold this:")
    draft.say(f"{figure_sentence(found[0], library, number)}{aside_words(found[0])}")
    return draft.answer(Status.NOT_FOUND)


def held_before(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """Where what is still to come is asked for and no source has it, that this is so, and the newest that is held of what was; else None."""
    if not question.ahead:
        return None
    found = [fit for fit in fits(replace(question, bases=frozenset(), periods=(), ahead=False), library, as_of=as_of) if not fit.kin and fit.figure.metric and fit.figure.basis not in FUTURE]
    if not found:
        return None
    newest = max(found, key=lambda fit: (fit.figure.period is not None and fit.figure.period.end) or date.min)
    draft = Draft(library, question.text)
    number = draft.cite_fit(newest)
    draft.say(f"I could not find what {measured(question, library)} of {' and '.join(question.entities)} will be{when_asked(question)}: no source I hold gives guidance or a projection that still stands. What was, as far as I hold it:")
    draft.say(f"{figure_sentence(newest, library, number)}{aside_words(newest)}")
    return draft.answer(Status.NOT_FOUND)


def held_around(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """Where how things stood at a time is asked for that no source gives, that this is so, with the last that is held from before it and the next from after; else None."""
    if len(question.entities) != 1 or len(question.periods) != 1 or question.over_time or question.bases & FUTURE or not question.metrics:
        return None
    asked = question.periods[0]
    if asked.end is None or not all(is_moment(m.metric, library) for m in question.metrics):
        return None
    found = fits(replace(question, periods=(), latest=False), library, as_of=as_of)
    dated = [(fit.figure.period.end, fit) for fit in found if not fit.kin and fit.figure.metric and fit.figure.basis not in FUTURE and fit.figure.period is not None and fit.figure.period.end is not None]
    earlier = [one for one in dated if one[0] <= asked.end]
    later = [one for one in dated if one[0] > asked.end]
    if not earlier:
        return None
    draft = Draft(library, question.text)
    draft.say(f"I could not find {measured(question, library)} for {question.entities[0]}{when_asked(question)}: no source I hold says. The last that I hold from before{' and the next from after' if later else ''}:")
    for _, fit in (max(earlier, key=lambda one: (one[0], one[1].score)), *([min(later, key=lambda one: (one[0], -one[1].score))] if later else [])):
        number = draft.cite_fit(fit)
        draft.say(f"{figure_sentence(fit, library, number)}{aside_words(fit)}")
    return draft.answer(Status.NOT_FOUND)


def measured(question: Question, library: Library) -> str:
    """What a question asks for, in the taxonomy's words; "that" where it names no measure."""
    together = len({(m.start, m.end) for m in question.metrics}) > 1
    return (" and " if together else " or ").join(dict.fromkeys(measures.name(library.taxonomy, m.metric) for m in question.metrics)) or "that"


def nearest_times(question: Question, library: Library, as_of: date | None) -> str:
    """The times other than the one asked about for which a measure is held; "" where there are none."""
    held = fits(replace(question, periods=(), terms=()), library, as_of=as_of)
    # Years for a year, quarters for a quarter.
    kind = question.periods[0].kind
    held.sort(key=lambda f: f.figure.period is None or f.figure.period.kind is not kind)
    asked = {period.label for period in question.periods}
    labels = [label for label in dict.fromkeys(f.figure.period.label for f in held if f.figure.period is not None and not f.kin) if label not in asked]
    return f"I do hold it for {', '.join(labels[:_LABELS])}." if labels else ""


def when_asked(question: Question) -> str:
    """The time that a question asks about, as it stands behind what is asked for; "" where it names none."""
    return f" {period_words(question.periods[0], None)}" if question.periods else ""


def _unmet(question: Question, fit: Fit, library: Library) -> Sequence[str]:
    """The words of a question that narrow it and that neither a figure's quote nor what stands around it says, as written."""
    figure = fit.figure
    layers = [(1.0, stem_set(f"{library.quote(figure)} {figure.label} {figure.dimension} {library.around(figure)} {fit.document.title}"))]
    unmet = {term for term in question.firm if not cover([term], layers, library.weights)[0]}
    names = [name for name in question.unknown if name in unmet]
    return list(dict.fromkeys((*names, *(question.text[start:end] for word, start, end in tokens(question.text) if stem(word) in unmet))))
