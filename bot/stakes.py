"""Stakes: who holds how much of a company, where a question is whose it is and nobody is said to own it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.answer import Answer, Status
from bot.claims import meant
from bot.drafting import Draft
from bot.figure_answers import aside_words, figure_sentence, single
from bot.library import Library
from bot.outright import asks_whose
from bot.question import Question
from bot.selection import Fit
from bot.text_answers import from_text
from bot.wording import plain
from corpus.dates import known_by
from index.figure import Figure
from index.pattern import lazy_pattern

__all__ = ["holds_in", "stake_turned", "stakes_held", "whose_told"]

_MOST = 4
_WHOLE = lazy_pattern(r"\b(?:of|in)\s(?:the\s|all\s|outstanding\s|shares?\s|stock\s|of\s|in\s|[A-Z]\w+[’']s?\s)*$")
"""What stands between a share and the company that it is of."""


def stakes_held(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The newest stake of each that a sentence gives one of the company, the largest first; None where none does."""
    if not asks_whose(question) or not {m.metric for m in question.metrics} <= {"stake"}:
        return None
    found = _held(question, library, as_of)
    if not found:
        return None
    draft = Draft(library, question.text)
    if not question.amounts:
        draft.say(f"No source I hold says who owns all of {question.entities[0]}. Stakes in it that sources tell of:")
    for fit in found[:_MOST]:
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(f"{figure_sentence(fit, library, number)}{aside_words(fit)}")
        draft.say(f"“{plain(library.quote(fit.figure))}” [{number}]")
    return draft.answer(Status.ANSWERED)


_OWNED_FIRST = lazy_pattern(r"\b(?:of|in)\s(?:the\s)?$", re.IGNORECASE)
_OWNER_AFTER = lazy_pattern(r"(?:['’]s)?\s(?:(?:shares?|stock|equity|company)\s)?(?:does|do|did|will|has|have|is (?:owned|held) by|was (?:owned|held) by|are (?:owned|held) by|belongs? to|(?:now )?(?:owned|held) by)\s(?:the\s)?$", re.IGNORECASE)
_OWNER_FIRST = lazy_pattern(r"(?:['’]s?)?\s(?:(?:current|present|total|remaining|new|own|minority|majority|equity|actually|still|now)\s)*(?:stake|shares?|holding|interest|ownership|slice|piece|owns?|holds?|held|owned|has|have|had)\b[^?.;]*?\b(?:in|of)\s(?:the\s)?$", re.IGNORECASE)


def _owner_and_owned(question: Question, library: Library) -> tuple[str, str] | None:
    """Who holds a stake in whom, as a question has it: "how much of Acme does Bolt own", "Bolt's stake in Acme"; None where it does not say."""
    places = [match for match in library.names.match(question.text) if match.name in question.entities]
    if len(places) != len(question.entities) or len(places) != _BOTH:
        return None
    first, second = sorted(places, key=lambda match: match.start)
    text, between = question.text, question.text[min(p.end for p in places) : max(p.start for p in places)]
    if _OWNED_FIRST.search(text[: first.start]) and _OWNER_AFTER.fullmatch(between):
        return second.name, first.name
    return (first.name, second.name) if _OWNER_FIRST.fullmatch(between) else None


_BOTH = 2


def stake_turned(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """That no stake of one in the other is held, with the one that the other holds in the first; None where it is as asked, or nothing is held."""
    if len(question.entities) != _BOTH or not question.metrics or not {m.metric for m in question.metrics} <= {"stake"} or question.over_time:
        return None
    parties = _owner_and_owned(question, library)
    if parties is None:
        return None
    owner, owned = parties
    names = library.names
    answer = single(question, library, as_of)
    if answer is None or answer.status is not Status.ANSWERED or not answer.figures:
        return None
    turned = [figure for c in answer.citations[:1] for figure in library.snapshot.figures_within(c.document_id, c.start, c.end) if figure.metric == "stake"]
    if not turned or not all(owned in names.lineage(figure.entity) and owner not in names.lineage(figure.entity) and holds_in(figure, owner, library) for figure in turned):
        return None
    return replace(answer, status=Status.NOT_FOUND, text=f"I could not find a stake of {owner} in {owned}. I do hold one the other way round:\n{answer.text}", figures=(), disagreements=())


def holds_in(figure: Figure, company: str, library: Library) -> bool:
    """Whether a stake is one in a company by its sentence: "27% in Acme", and not Acme's own in another."""
    quote, own = library.quote(figure), library.names.same((company,))
    behind = figure.amount.end - figure.start
    return any(m.name in own and m.start >= behind and _WHOLE.search(quote[behind : m.start]) is not None for m in library.names.find(quote))


def whose_told(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """What sentences say of whose a company is; not what the company itself holds of another."""
    answer = from_text(question, library, as_of)
    if answer is None or not asks_whose(question) or not question.metrics:
        return answer
    company = library.names.same(question.entities)
    told = [figure for c in answer.citations[:1] for figure in library.snapshot.figures_within(c.document_id, c.start, c.end) if figure.metric == "stake"]
    return None if told and all(figure.entity in company for figure in told) else answer


def _held(question: Question, library: Library, as_of: date | None) -> list[Fit]:
    company = library.names.same(question.entities)
    newest: dict[str, tuple[date, Fit]] = {}
    for figure in library.snapshot.figures(metric=["stake"]):
        if figure.table is not None or figure.amount.unit != "percent" or not figure.entity or figure.entity in company:
            continue
        if not holds_in(figure, question.entities[0], library) or (question.amounts and not any(meant(said, figure.amount) for said in question.amounts)):
            continue
        document = library.document(figure.document_id)
        if as_of is not None and not known_by(document.published, as_of):
            continue
        fit = Fit.held(figure, document)
        then = fit.day or date.min
        if figure.entity not in newest or newest[figure.entity][0] < then:
            newest[figure.entity] = then, fit
    return sorted((fit for _, fit in newest.values()), key=lambda fit: -fit.figure.amount.value)
