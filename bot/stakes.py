"""Stakes: who holds how much of a company, where a question is whose it is and nobody is said to own it."""

from __future__ import annotations

from datetime import date

from bot.answer import Answer, Status
from bot.claims import meant
from bot.drafting import Draft
from bot.figure_answers import aside_words, figure_sentence
from bot.library import Library
from bot.outright import asks_whose
from bot.question import Question
from bot.selection import Fit
from bot.text_answers import from_text
from bot.wording import plain
from corpus.dates import known_by
from index.figure import Figure
from index.pattern import lazy_pattern

__all__ = ["holds_in", "stakes_held", "whose_told"]

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
