"""Checks of what is claimed in words: who, what and when, held against the sentences that speak of it.

A sentence supports a claim only where it has all of it: every name, number and time, nearly every word that carries
meaning, the names in the same order, and neither a denial nor a plan where the claim has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.checked import Verdict
from bot.coverage import cover, stem_set
from bot.drafting import Draft
from bot.figure_checks import Finding, same_amount
from bot.fitness import undone
from bot.leftovers import at_odds, attributed, measure_unmet, negated, strangers, ways, words_around
from bot.library import Library
from bot.parsing import parse
from bot.premises import went
from bot.question import Intent, Question
from bot.statements import Clause, clause_spans
from bot.text_answers import found_for
from bot.windows import stretch, units
from bot.wording import plain
from bot.words import STOP_WORDS, stem, tokens
from corpus.dates import known_by
from index.amounts import find_amounts
from index.basis import basis_of
from index.figure import Basis
from index.fiscal import Match, same_period
from index.period import Period, PeriodKind
from index.periods import find_periods
from index.records import DocumentMeta
from index.search import Hit

__all__ = ["check_words"]

_LONGEST = 1500
"""Characters that a sentence or row has at most."""
_ALL = 0.86
"""How much of the weight of a claim's words a sentence has to have to support it."""
_MOST = 0.8
"""The same to contradict it in the one thing that differs."""
_NEAR = 0.5
"""The same to be shown as the nearest thing held."""
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|got)\s(?:\w+\s)?\w+(?:ed|en|ght|ld|de|un)\s(?:\w+\s){0,2}?by\b|\bby\b", re.IGNORECASE)
_TIME = frozenset({"year", "quarter", "month", "week", "day", "half"})
_OUR = re.compile(r"\b(?:[Oo]ur|[Ww]e|us|[Tt]he Company)\b")
_OPEN = frozenset({Basis.GUIDANCE, Basis.PROJECTION, Basis.REPORTED})


def check_words(clause: Clause, library: Library, today: date, as_of: date | None) -> Finding:
    """Hold a clause that states no figure of a known measure against the sources published by `as_of`."""
    said = attributed(clause.words)
    question = _question(said, clause, library, today)
    moved = _went(question, library, as_of)
    if moved is not None:
        return moved
    _, hits = found_for(question, library)
    draft = Draft(library, clause.words)
    near: _Quote | None = None
    differing: tuple[_Quote, str] | None = None
    for quote in _quotes(hits, library, as_of):
        verdict, why = _held_against(said, quote, question, library)
        if verdict is Verdict.SUPPORTED:
            draft.say(f"“{plain(quote.text)}” [{_cite(draft, quote)}]")
            return Finding.of(verdict, draft)
        if verdict is Verdict.CONTRADICTED and differing is None:
            differing = (quote, why)
        if near is None and why == "near":
            near = quote
    if differing is not None:
        quote, why = differing
        draft.say(f"{why} “{plain(quote.text)}” [{_cite(draft, quote)}]")
        return Finding.of(Verdict.CONTRADICTED, draft)
    draft.say("No source I hold says so.")
    if near is not None:
        draft.say(f"The nearest that I hold: “{plain(near.text)}” [{_cite(draft, near)}]")
    return Finding.of(Verdict.NOT_FOUND, draft)


def _went(question: Question, library: Library, as_of: date | None) -> Finding | None:
    """What the figures say of a claim that a measure rose or fell; None where it is no such claim or they do not tell."""
    if not question.metrics or find_amounts(question.text):
        return None
    answer = went(replace(question, intent=Intent.CHECK, terms=()), library, as_of)
    if answer is None:
        return None
    return Finding(Verdict.SUPPORTED if answer.text.startswith("Yes") else Verdict.CONTRADICTED, answer)


@dataclass(frozen=True, slots=True)
class _Quote:
    """A sentence or row of a document."""

    document: DocumentMeta
    start: int
    end: int
    text: str


def _quotes(hits: Sequence[Hit], library: Library, as_of: date | None) -> Iterator[_Quote]:
    """The sentences and rows of the passages found, but for those that give orders to machines."""
    seen: set[tuple[str, int]] = set()
    for hit in hits:
        document = library.document(hit.passage.document_id)
        if as_of is not None and not known_by(document.published, as_of):
            continue
        text = library.text(document.document_id)
        outline = library.outline(document.document_id)
        part = stretch(outline, hit.passage.start, hit.passage.end)
        told = library.told({document.document_id: part.needed})[document.document_id]
        for unit in units(outline, part, told):
            if (document.document_id, unit.start) in seen or unit.told.orders or unit.end - unit.start > _LONGEST:
                continue
            seen.add((document.document_id, unit.start))
            yield _Quote(document, unit.start, unit.end, text[unit.start : unit.end])


def _cite(draft: Draft, quote: _Quote) -> int:
    return draft.cite(quote.document, quote.start, quote.end)


def _question(said: str, clause: Clause, library: Library, today: date) -> Question:
    question = parse(said, today, library.names, library.taxonomy)
    terms = tuple(dict.fromkeys((*question.terms, *_terms(said, library))))
    entities = question.entities or parse(clause.sentence, today, library.names, library.taxonomy).entities
    return replace(question, text=said, intent=Intent.FACT, entities=entities, terms=terms, over_time=False)


def _terms(said: str, library: Library) -> list[str]:
    """The stems of a claim's words that carry meaning, without those of its names, numbers and times."""
    spans = [(m.start, m.end) for m in library.names.find(said)] + [(a.start, a.end) for a in find_amounts(said)]
    spans += [(p.start, p.end) for p in find_periods(said, published=library.newest)]
    return [stem(w) for w, start, end in tokens(said) if w not in STOP_WORDS and not w[0].isdigit() and not any(s < end and start < e for s, e in spans)]


def _held_against(said: str, quote: _Quote, question: Question, library: Library) -> tuple[Verdict, str]:
    """What one quote says of a claim, and in a contradiction in what they differ; "near" where it is only about it.

    What supports a claim stands in one clause: of two, each is about something of its own.
    """
    found = [_clause_against(said, words, quote, question, library) for words in _parts(quote.text)]
    for verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED):
        for one in found:
            if one[0] is verdict:
                return one
    return next((one for one in found if one[1]), (Verdict.NOT_FOUND, ""))


def _parts(text: str) -> list[str]:
    return [text[start:end] for start, end in clause_spans(text)]


def _clause_against(said: str, told: str, quote: _Quote, question: Question, library: Library) -> tuple[Verdict, str]:
    evidence = f"{told}\n{words_around(quote.document, quote.start, quote.start, library)}"
    terms = _terms(said, library)
    covered = cover(terms, [(1.0, stem_set(told)), (0.6, stem_set(evidence))], library.weights)[0] if terms else 1.0
    about = _named(quote, told, evidence, library)
    missing = strangers(said, evidence, about, library)
    near = "near" if covered >= _NEAR and not missing and library.names_in(said) & library.names_in(told) else ""
    if covered < _MOST or missing or not terms or (question.entities and not about & set(question.entities)):
        return Verdict.NOT_FOUND, near
    if negated(said) != negated(told) or (undone(told) and not undone(said)) or at_odds(said, told):
        if len(terms) < _FEWEST and not library.names_in(said) & library.names_in(told):
            return Verdict.NOT_FOUND, near
        return Verdict.CONTRADICTED, "The source says the opposite."
    if (basis_of(told) in _OPEN) != (basis_of(said) in _OPEN):
        return Verdict.NOT_FOUND, near
    if find_amounts(said) and measure_unmet(told, said, (), library):
        return Verdict.NOT_FOUND, near
    if not _in_order(said, told, library) or _undoes(said, told) or measure_unmet(said, told, (), library):
        return Verdict.NOT_FOUND, near
    # What a sentence says beside the claim may be what it is about in truth.
    theirs = _terms(told, library)
    if theirs and cover(theirs, [(1.0, stem_set(said))], library.weights)[0] < _BACK:
        return Verdict.NOT_FOUND, near
    differs = _other_number(said, told) or _other_time(said, told, quote, evidence)
    if differs == "missing":
        return Verdict.NOT_FOUND, near
    if differs:
        return Verdict.CONTRADICTED, f"The source gives {differs} instead."
    return (Verdict.SUPPORTED, "") if covered >= _ALL else (Verdict.NOT_FOUND, near)


_FEWEST = 2
"""Words that a claim has at least, to be contradicted by a sentence that names nobody it does."""
_BACK = 0.2
"""How much of the words of a sentence's clause a claim has to have."""
_UNDOES = frozenset(
    stem(w)
    for w in "delay delayed delays block blocked halt halted postpone postponed suspend suspended consider considered considering seek sought seeking ask asked asks "
    "try tried attempt attempted want wanted hope hoped threaten threatened oppose opposed propose proposed proposal explore exploring discuss discussed discussing "
    "option if unless whether may might could would should plan planned plans aim aims rumor rumour rumored rumoured speculate speculated allege alleged alleges "
    "claim claimed claims preliminary interim provisional conditional conditionally tentative argue argued argues dispute disputed disputes doubt doubted almost nearly part partly formerly former previously once".split()
)
"""Words that make something said another thing, or less than said."""


def _undoes(said: str, told: str) -> bool:
    return bool((stem_set(told) ^ stem_set(said)) & _UNDOES)


def _named(quote: _Quote, told: str, evidence: str, library: Library) -> frozenset[str]:
    """Whom a clause is about: those it names, or, where it names no company, whom its page or heading does."""
    own = library.names_in(told)
    if _OUR.search(told):
        own |= frozenset(library.names.subjects(quote.document.document_id)[:1])
    if any(library.names.is_company(name) for name in own):
        return own
    return own | library.names_in(evidence) | frozenset(library.names.subjects(quote.document.document_id)[:1])


def _in_order(said: str, told: str, library: Library) -> bool:
    """Whether names that both have come in the same order, or in the other one where just one of them is passive."""
    mine = list(dict.fromkeys(m.name for m in library.names.find(said)))
    theirs = [n for n in dict.fromkeys(m.name for m in library.names.find(told)) if n in mine]
    mine = [n for n in mine if n in theirs]
    if len(mine) < 2:
        return True
    turned = bool(_PASSIVE.search(said)) != bool(_PASSIVE.search(told))
    return (mine == theirs) != turned


def _other_number(said: str, told: str) -> str:
    """The number that a source gives in place of one claimed; "missing" where it gives none, "" where all are the same."""
    held = [a for a in find_amounts(told) if a.unit not in _TIME]
    if find_amounts(said) and len(held) > len(find_amounts(said)):
        # Which of several numbers is of what, the words do not tell.
        return "missing"
    for amount in find_amounts(said):
        same = [o for o in held if o.unit == amount.unit and o.per == amount.per and same_amount(amount, o)]
        if same and not all(ways(said, amount, growth=False) * ways(told, o, growth=False) < 0 for o in same):
            continue
        rivals = [o for o in held if o.unit == amount.unit]
        if len(rivals) == 1 and len([a for a in find_amounts(said) if a.unit == amount.unit]) == 1:
            return told[rivals[0].start : rivals[0].end]
        return "missing"
    return ""


def _other_time(said: str, words: str, quote: _Quote, evidence: str) -> str:
    """The time that a source gives in place of one claimed; "missing" where it gives none, "" where all are the same."""
    published = quote.document.published
    told = [f.period for f in find_periods(words, published=published)]
    around = [f.period for f in find_periods(evidence, published=published)]
    for found in find_periods(said, published=published):
        asked = found.period
        if any(_is_time(asked, one) for one in (*told, *around)):
            continue
        dated = [p for p in told if p.year is not None]
        if len(dated) == 1 and dated[0].year != asked.year and asked.year is not None:
            return dated[0].label
        return "missing"
    return ""


def _is_time(asked: Period, told: Period) -> bool:
    if same_period(asked, told, year_end=None) is Match.EXACT:
        return True
    if asked.kind is PeriodKind.MONTH and told.end is not None and asked.end is not None:
        return told.kind is PeriodKind.INSTANT and (told.end.year, told.end.month) == (asked.end.year, asked.end.month)
    # "In 2025" is so of a day or month of 2025.
    return asked.kind is PeriodKind.YEAR and told.year == asked.year and told.kind in {PeriodKind.INSTANT, PeriodKind.MONTH} and not asked.fiscal
