"""Reading: the sentences and rows of the passages found that answer a question put in words.

A candidate is one sentence, list item or table row. It is judged by what it covers of the question's terms, in
itself and, for less, in its neighbours, headings and title; by whether it is about the company asked about; and by
whether it holds what the question wants: a person for "who", a day for "when", an amount for "how many".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.coverage import cover, stem_set
from bot.library import Library
from bot.question import Intent, Question
from bot.words import fold
from corpus.dates import known_by
from corpus.document import BlockKind
from index._ordinary import ORDINARY
from index.amounts import find_amounts
from index.basis import basis_of, gives_orders
from index.entity_table import EntityTable
from index.figure import Basis
from index.fiscal import Match, same_period
from index.outline import Outline
from index.periods import find_periods
from index.prose import is_change
from index.records import DocumentMeta
from index.search import Hit
from index.sentences import sentence_spans

__all__ = ["Candidate", "gives_cause", "read", "undisclosed"]

_UNDISCLOSED = re.compile(
    r"\b(?:did|do|does|has|have|had|was|were|is|are)(?: not|n['’]t)(?: been| yet)? (?:\w+ )?(?:disclos\w*|publish\w*|reveal\w*|announc\w*|determin\w*|"
    r"nam(?:e|ed)|stat(?:e|ed)|giv(?:e|en)|said|say|report\w*|made public|break out|identif\w*)\b"
    r"|\bundisclosed\b|\bdeclined to (?:say|comment|disclose|name|give)\b|\bnot (?:been )?(?:disclosed|determined|made public|published|named|announced|say)\b"
    r"|\bneither\b.{0,80}\b(?:determined|disclosed|named|published)\b|\bwon['’]t say\b|\bno (?:price|terms?|figure|successor)\b.{0,40}\b(?:been|given|named|set)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\bbecause\b|\bdue to\b|\bowing to\b|\bafter\b|\bas a result\b|\battribut\w+\b|\breflect\w*\b|\bdriven by\b|\bcaused?\b|\breason\b|\bsince\b"
    r"|\bprimarily\b|\bon (?:higher|lower|weaker|stronger)\b|\bwhen\b|\bsuspended\b|\boffset\b|\bled to\b|\bso\b|\bincluded? a charge\b",
    re.IGNORECASE,
)
_FIGURE_LIKE = frozenset({Intent.FIGURE, Intent.TREND, Intent.COMPARISON, Intent.LIST})
_MEASURE = 4.0
"""What the measure asked for weighs beside the other words, about as much as a word one passage in fifty has."""
_LEAST_OWN = 0.12
"""The share of what is asked that a sentence must speak of itself."""
_NEWER = 0.12
"""What the newest document is worth over the oldest, other things equal: newer beats older for the same thing."""
_PERSON = re.compile(
    r"\b(?:[A-ZÀ-Þ][\w'’À-ÿ-]+|[A-Z]\.)(?:\s+(?:[A-ZÀ-Þ][\w'’À-ÿ-]+|[A-Z]\.|de|da|van|von|bin|al)){1,3}\b"
)
_DATE = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
    r"|\b(?:19|20)\d\d\b|\b\d{4}-\d\d-\d\d\b|\bquarter\b|\b(?:spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quote that may answer: its document and span, how well it fits (0 to about 1.5) and what it covers (0 to 1)."""

    document: DocumentMeta
    start: int
    end: int
    text: str
    heading: str
    page: int | None
    score: float
    coverage: float
    own: float


def undisclosed(sentence: str) -> bool:
    """Whether a sentence says that something is not made public."""
    return bool(_UNDISCLOSED.search(sentence))


def gives_cause(sentence: str) -> bool:
    """Whether a sentence says why something happened."""
    return bool(_CAUSE.search(sentence))


def read(
    question: Question,
    hits: Sequence[Hit],
    library: Library,
    *,
    as_of: date | None = None,
    limit: int = 12,
) -> list[Candidate]:
    """The best candidates in the passages of `hits`, best first."""
    seen: set[tuple[str, int]] = set()
    out: list[Candidate] = []
    top = max((hit.score for hit in hits), default=1.0) or 1.0
    wanted = frozenset(question.entities)
    terms = question.terms
    measured = frozenset(m.metric for m in question.metrics)
    for hit in hits:
        document = library.document(hit.passage.document_id)
        if as_of is not None and not known_by(document.published, as_of):
            continue
        text = library.text(document.document_id)
        about = library.names.subjects(document.document_id)
        for unit in _units(text, library.outline(document.document_id), hit.passage.start, hit.passage.end):
            key = (document.document_id, unit.start)
            if key in seen:
                continue
            seen.add(key)
            candidate = _judge(
                question, unit, text, document, about, wanted, terms, library, measured, hit.score / top
            )
            if candidate is not None:
                out.append(candidate)
    days = [c.document.published.toordinal() for c in out if c.document.published]
    oldest, newest = (min(days), max(days)) if days else (0, 0)

    def rank(candidate: Candidate) -> float:
        day = candidate.document.published
        newer = 2 * _NEWER if question.intent in {Intent.CHECK, Intent.WHO, Intent.WHEN} else _NEWER
        return candidate.score + (newer * (day.toordinal() - oldest) / max(newest - oldest, 30) if day else 0.0)

    out.sort(key=rank, reverse=True)
    return out[:limit]


@dataclass(frozen=True, slots=True)
class _Unit:
    start: int
    end: int
    around: str
    heading: str
    page: int | None
    row: bool = False
    title: bool = False


def _units(text: str, blocks: Outline, start: int, end: int) -> Iterator[_Unit]:
    """The sentences and rows of `text[start:end]`, each with the words around it."""
    first = max(0, bisect_right(blocks.starts, start) - 1)
    headings = [(level, text[s:e]) for level, s, e in blocks.headings(first)]
    header_row = ""
    previous = ""
    lead = ""
    for position in range(first, len(blocks)):
        block = blocks[position]
        if block.start >= end:
            break
        words = text[block.start : block.end]
        if block.kind is BlockKind.HEADING:
            headings = [h for h in headings if h[0] < block.level] + [(block.level, words)]
            previous = ""
            yield _Unit(block.start, block.end, "", " › ".join(h for _, h in headings[:-1]), block.page, title=True)
            continue
        path = " › ".join(h for _, h in headings)
        if block.kind is BlockKind.ROW:
            if block.table is not None:
                table_first = blocks[blocks.table_start(position, 60)]
                header_row = text[table_first.start : table_first.end]
            yield _Unit(block.start, block.end, f"{header_row} {lead}", path, block.page, row=True)
            continue
        spans = list(sentence_spans(text, block.start, block.end))
        lead = text[spans[0][0] : spans[0][1]] if spans else lead
        for place, (s, e) in enumerate(spans):
            before = text[spans[place - 1][0] : spans[place - 1][1]] if place else previous
            after = text[spans[place + 1][0] : spans[place + 1][1]] if place + 1 < len(spans) else ""
            yield _Unit(s, e, f"{before} {after}", path, block.page)
        previous = text[spans[-1][0] : spans[-1][1]] if spans else ""


def _judge(
    question: Question,
    unit: _Unit,
    text: str,
    document: DocumentMeta,
    about: Collection[str],
    wanted: frozenset[str],
    terms: tuple[str, ...],
    library: Library,
    measured: frozenset[str],
    nearness: float,
) -> Candidate | None:
    # What costs least and tells most comes first: nine sentences in ten do not fit.
    sentence = text[unit.start : unit.end]
    if not 8 <= len(sentence) <= 1200:
        return None
    exact = question.intent in _FIGURE_LIKE or (question.intent is Intent.FACT and (question.periods or question.currency))
    if measured and exact and not _measures(question, sentence, measured, library):
        return None
    names, weights = library.names, library.weights
    own = stem_set(sentence)
    named = _own_measure(question, sentence, measured, library) if measured else 0.0
    if terms and _inside(question, cover(terms, [(1.0, own)], weights)[1], named, measured, library) < _LEAST_OWN:
        return None
    subject = _subject_fit(question, sentence, unit, document, about, wanted, names)
    if subject <= 0:
        return None
    layers = [(1.0, own), (0.6, stem_set(unit.around)), (0.6, stem_set(unit.heading)), (0.5, stem_set(document.title))]
    coverage, inside = cover(terms, layers, weights)
    if measured:
        coverage, inside = _with_measure(question, named, unit, measured, library, (coverage, inside))
    if terms and (inside < _LEAST_OWN or coverage < 0.3):
        return None
    if question.phrases:
        wide = fold(f"{document.title} {unit.heading} {unit.around} {sentence}")
        if not all(re.search(rf"\b{re.escape(p)}\b", wide) for p in question.phrases):
            return None
    score = coverage + 0.25 * inside + 0.15 * subject + 0.15 * nearness + 0.02 * document.source_type.authority
    score += _type_fit(question, sentence, names)
    if question.background:
        score += 0.25 * cover(question.background, layers, weights)[0]
    if question.periods:
        timely = _period_fit(question, sentence, document)
        if timely < 0 and question.intent is Intent.FIGURE:
            return None
        score += timely
    if len(sentence) > 400:
        score -= 0.05
    if unit.title:
        score -= 0.25 if document.source_type.authority == 3 and not document.digest else 0.6
    if measured and exact and not _states(question, sentence, measured, document, library):
        return None
    if len(wanted) > 1 and not wanted <= {m.name for m in names.find(f"{sentence}\n{unit.around}\n{unit.heading}\n{document.title}")}:
        return None
    if gives_orders(sentence):
        return None
    if sentence.rstrip().endswith("?"):
        score -= 0.3
    return Candidate(document, unit.start, unit.end, sentence, unit.heading, unit.page, score, coverage, inside)


def _states(
    question: Question, sentence: str, measured: frozenset[str], document: DocumentMeta, library: Library
) -> bool:
    """Whether a quote that names the measure asked for could state it: a number of its kind, and the time asked."""
    levels = [a for a in find_amounts(sentence) if not is_change(sentence, a)]
    fitting = [a for a in levels if any(library.taxonomy.compatible(m, a.unit) for m in measured)]
    if question.currency:
        fitting = [a for a in fitting if a.unit == question.currency]
    if not fitting:
        return undisclosed(sentence)
    companies = {m.name for m in library.names.companies(sentence)}
    if companies and question.entities and not companies & library.names.family(question.entities):
        # What it states is another company's.
        return False
    if question.bases and basis_of(sentence) is Basis.ACTUAL:
        return False
    dated = [p for p in question.periods if p.year or p.end]
    if not dated:
        return True
    calendar = library.names.calendar(question.entities[0]) if question.entities else None
    said = [f.period for f in find_periods(sentence, published=document.published, calendar=calendar)]
    end = (calendar.month, calendar.day) if calendar else None
    return any(same_period(a, b, year_end=end) is not Match.NONE for a in said for b in dated)


def _measures(question: Question, sentence: str, measured: frozenset[str], library: Library) -> bool:
    """Whether a quote names the measure asked for, or has the question's words for it."""
    if library.taxonomy.named(sentence, measured):
        return True
    words = stem_set(sentence)
    return any(all(s in words for s in _content_stems(m.words)) for m in question.metrics)


def _own_measure(question: Question, sentence: str, measured: frozenset[str], library: Library) -> float:
    """How surely a quote names the measure asked for, 0 to 1."""
    if library.taxonomy.named(sentence, measured):
        return 1.0
    words = stem_set(sentence)
    said = max((sum(s in words for s in w) / len(w) for m in question.metrics if (w := _content_stems(m.words))), default=0.0)
    return 0.9 * said if said > 0.6 else 0.0


def _inside(question: Question, covered: float, named: float, measured: frozenset[str], library: Library) -> float:
    """The share of what is asked that a quote covers itself, with the measure as one more term."""
    if not measured:
        return covered
    total = sum(library.weights.of(t) for t in question.terms)
    return ((covered if question.terms else 0.0) * total + named * _MEASURE) / (total + _MEASURE)


def _with_measure(
    question: Question,
    named: float,
    unit: _Unit,
    measured: frozenset[str],
    library: Library,
    covered: tuple[float, float],
) -> tuple[float, float]:
    """Coverage with the measure asked for as one more term, which the words around a quote may name too."""
    total = sum(library.weights.of(t) for t in question.terms)
    near = named or (0.6 if library.taxonomy.named(f"{unit.heading} {unit.around}", measured) else 0.0)
    return (
        (covered[0] * total + near * _MEASURE) / (total + _MEASURE),
        _inside(question, covered[1], named, measured, library),
    )


def _subject_fit(
    question: Question,
    sentence: str,
    unit: _Unit,
    document: DocumentMeta,
    about: Collection[str],
    wanted: frozenset[str],
    names: EntityTable,
) -> float:
    if not wanted:
        return 0.5
    here = {m.name for m in names.find(sentence)}
    if wanted & here:
        extra = len(wanted & here) / len(wanted)
        return 0.6 + 0.4 * extra
    near = {m.name for m in names.find(f"{unit.heading} {unit.around}")}
    family = names.family(wanted)
    if wanted & near:
        return 0.5 if not here or here & family else 0.2
    if wanted & set(about):
        return 0.5 if not here or here & family else 0.25
    if family & here or (family & set(about) and not here):
        return 0.25
    return 0.0


def _type_fit(question: Question, sentence: str, names: EntityTable) -> float:
    if question.intent is Intent.WHO:
        things = [m.start for m in names.companies(sentence)]
        people = [
            m
            for m in _PERSON.finditer(sentence)
            if m.start() not in things
            and fold(m.group()) not in fold(question.text)
            and not any(w.lower().strip(".") in ORDINARY for w in m.group().split())
        ]
        named = [m.name for m in names.find(sentence) if m.name not in question.entities]
        return 0.15 if people or named else -1.0
    if question.intent is Intent.WHEN:
        return 0.15 if _DATE.search(sentence) else -0.35
    if question.intent is Intent.WHY:
        return 0.15 if _CAUSE.search(sentence) else -0.05
    if question.intent is Intent.FIGURE:
        amounts = find_amounts(sentence)
        if question.wants == "money":
            amounts = [a for a in amounts if len(a.unit) == 3 and a.unit.isupper()]
        elif question.wants == "count":
            amounts = [a for a in amounts if not (len(a.unit) == 3 and a.unit.isupper())]
        return 0.15 if amounts else -0.6
    return 0.0


def _period_fit(question: Question, sentence: str, document: DocumentMeta) -> float:
    years = {p.year for p in question.periods if p.year}
    found = {f.period.year for f in find_periods(sentence, published=document.published) if f.period.year}
    if not years:
        return 0.0
    if not found:
        # Undated words of an undated or much later page do not speak of a year gone by.
        return 0.0 if document.published is None or document.published.year - max(years) <= 1 else -0.25
    return 0.12 if years & found else -0.25


@lru_cache(maxsize=1024)
def _content_stems(words: str) -> tuple[str, ...]:
    return tuple(s for s in sorted(stem_set(words)) if " " not in s)
