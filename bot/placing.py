"""Placing: what a question names by itself although its numbers stand as a part of a company's.

A site's megawatts stand in a list of sites as its operator's, and a segment's results in its company's report: people ask for
"Acme Cloud operating income", or only for "Workbench", and name no company.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.coverage import stem_set
from bot.fitness import asks_salary
from bot.library import Library
from bot.question import Intent, Question
from bot.selection import fits
from bot.words import fold, tokens
from index.pattern import lazy_pattern

__all__ = ["placed"]

_SET_AGAINST = lazy_pattern(r"\b(?:\w+er|more|less|better|worse) than\b(?! (?:a|the|one|last|this|in) (?:year|quarter|month))", re.IGNORECASE)
"""What is set against another of its kind, of which the number of one is no answer."""
_OWN_REPORT = 4
"""The least authority of a company's own reports."""
_FURTHER = 2
"""How many of the words behind a name may belong to what the part is called."""


def placed(question: Question, library: Library, as_of: date | None = None) -> Question:
    """A question about a site or a segment as one about that part of whose it is, where only such figures are held of what is asked.

    "How many megawatts is Gable Ridge": a list has them in the row of "Gable Ridge, Colorado", as its own or as its operator's.
    """
    if len(question.entities) != 1 or question.parts or not question.metrics or (question.intent is Intent.CHECK and not question.amounts) or _SET_AGAINST.search(question.text):
        return question
    (name,) = question.entities
    names = library.names
    if {mention.metric for mention in question.metrics} == {_PAY} and not names.is_listed(name) and (paid := _paid(question, name, library)):
        return replace(question, entities=paid[:1], parts=paid[1:])
    if names.is_listed(name) or names.is_product(name) or len(names.lineage(name)) > 1 or any(library.document(one).source_type.authority >= _OWN_REPORT for one in names.documents_about(name)):
        return question
    asked = {mention.metric for mention in question.metrics}
    taxonomy = library.taxonomy
    asked |= {opposite for metric in asked if (opposite := taxonomy.opposite(metric))} | {kin.metric for metric in asked for kin in taxonomy.kin(metric)}
    held = {(owner, part) for called in _called(question, name, library) for owner, part, metric in library.owners_of(called) if metric in asked and owner != name}
    owners = {owner for owner, _ in held}
    # A sentence may tell of it for a time; of its course the tables tell.
    over_time = question.over_time or question.intent is Intent.TREND or len(question.periods) > 1
    if len(owners) != 1 or (not over_time and library.glances({name}, asked) and fits(question, library, as_of=as_of)):
        return question
    parts = tuple(sorted(part for _, part in held if part))
    terms = tuple(term for term in question.terms if term not in stem_set(" ".join(parts)))
    return replace(question, entities=tuple(owners), parts=parts, terms=terms, firm=question.firm & frozenset(terms))


_PAY = "executive_pay"


def _paid(question: Question, name: str, library: Library) -> tuple[str, ...]:
    """Whose pay table has rows of the person of a name, and what they are of: the total, or the salary where that is asked for; nothing where none or several have."""
    last = fold(name.rsplit(maxsplit=1)[-1])
    rows = [figure for figure in library.snapshot.figures(metric=[_PAY]) if figure.table is not None and last in {word for word, _, _ in tokens(figure.dimension)}]
    salary = asks_salary(question.text)
    owners = {figure.entity for figure in rows}
    parts = sorted({figure.dimension for figure in rows if figure.dimension.endswith(" salary") is salary})
    return (owners.pop(), *parts) if len(owners) == 1 and parts else ()


def _called(question: Question, name: str, library: Library) -> list[str]:
    """A name, and as it stands in the question with what goes on behind it: "azimuth platform"."""
    found = [name]
    for match in library.names.match(question.text):
        following = [end for _, start, end in tokens(question.text) if start >= match.end][:_FURTHER]
        found += [match.name, *(question.text[match.start : end] for end in (match.end, *following))]
    return list(dict.fromkeys(found))
