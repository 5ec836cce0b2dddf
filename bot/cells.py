"""Cells: which numbers of tables answer a question, by the words of their row, their column and what stands above.

A table says what a number is by where it stands, so a cell is told by its labels whether or not its measure is one that
the taxonomy knows. Each thing asked has to be met: the names by whose table it is or by its labels, the measure and the
other words by its labels or, where those only say a time, by what introduces the table. What the labels say beyond the
question counts against a cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from heapq import nsmallest

from bot.chat_writing import written_out
from bot.coverage import stem_set
from bot.fitness import (
    FUTURE,
    RELATIVE,
    STATED_LINES,
    asks_balances,
    basis_fits,
    beside_name,
    for_tokens_asked,
    half_named,
    is_flow,
    of_kind,
    of_note,
    of_other_side,
    only_part,
)
from bot.labels import Labels, content
from bot.lazily import lazily
from bot.library import Library
from bot.measures import interchanged, opposite
from bot.question import Question
from bot.selection import TOTAL, Fit
from bot.times import Matches, Timed, is_balance, period_rank
from bot.words import STOP_WORDS, fold, stem, stems, synonyms_of, tokens
from corpus.dates import known_by
from corpus.document import Block
from index.amount import is_money
from index.amounts import agree
from index.concepts import has_concepts
from index.figure import TAGGED, Basis, Figure
from index.fiscal import Match
from index.pattern import lazy_pattern
from index.period import PeriodKind
from index.sentences import sentence_spans
from index.taxonomy import PER_SHARE

__all__ = ["CLEAR", "TOTAL", "Cells", "cells_of", "header_of", "heading_of_rows", "met", "tables_about"]

_ENOUGH = 0.8
"""The share of what is asked that a cell with all its surroundings must meet."""
_OWN = 0.5
"""The share that its own labels must meet."""
CLEAR = 0.07
"""How far ahead of a different cell the best one has to be."""
_HALF_SAID = 0.5
_ABOVE = 0.7
"""What a word counts for that only introduces the table."""
_MEASURE = 4.0
"""What the measure asked for weighs beside the other words, about as much as a word one passage in fifty has."""
_UNSAID = 0.025
"""What is lost for each weight of a label's words that were not asked for, and the most of it."""
_MOST_UNSAID = 0.4
_MOST_BEYOND = 2.5
"""How many times as much as is asked the labels may say beyond it."""
_IN_WORDS = 0.2
"""What it is worth that the labels say a measure in the question's words: of an "output price" the output too."""
_OWN_PART = 0.1
"""What it is worth that a cell is of a part of the company which the question names."""
_EXCLUDING = 5.0
"""What "other" weighs: it leaves out all that is named."""
_MOST_DOCUMENTS = 40
_LONGEST_TABLE = 2000
# "Size of the order book" asks for the order book.
_OF_SIZE = frozenset(stem(w) for w in "size sized level big large high low much".split())
_TOTAL = stem("total")
_OF_TESTS = frozenset(stem(w) for w in "result results score scores scored performance".split())
_GLUE = frozenset("the and for are was has had did how who its per".split())
_UNITS = {
    "USD": "dollar money", "EUR": "euro money", "GBP": "pound sterling money", "JPY": "yen money", "percent": "percent share",
    "megawatt": "megawatt mw power", "gigawatt": "gigawatt gw power", "kilowatt": "kilowatt kw power",
}  # fmt: skip
_OF_CHANGE = lazy_pattern(r"\b(?:change|growth|grow|grew|increase|decrease|yoy|y/y)\w*|Δ", re.IGNORECASE)
_OTHER = lazy_pattern(r"\bother\b", re.IGNORECASE)
_WHOLE = frozenset({PeriodKind.YEAR, PeriodKind.TRAILING_YEAR, PeriodKind.INSTANT})
_PROMISED = frozenset({"purchase_commitments", "leases_not_commenced"})


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells that say one thing for different times or in different places, the best first, and how well they fit.

    They are exact where their labels say all that is asked and nothing else.
    """

    fits: tuple[Fit, ...]
    score: float
    exact: bool

    @property
    def lead(self) -> Fit:
        """The one to answer with."""
        return self.fits[0]

    @property
    def unclear(self) -> bool:
        """Whether cells of one table say the same of one time and differ: what tells them apart was not read."""
        return any(_clash(self.lead.figure, fit.figure) for fit in self.fits[1:])


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question asks of a cell: its words, what it calls each measure, and all that it says."""

    question: Question
    terms: tuple[str, ...]
    firm: frozenset[str]
    measures: tuple[tuple[frozenset[str], tuple[str, ...]], ...]
    said: frozenset[str]

    @classmethod
    def of(cls, question: Question, library: Library) -> _Asked:
        """The asked of a question; one word that may mean several measures is one thing asked."""
        places: dict[tuple[int, int], tuple[set[str], str]] = {}
        for mention in question.metrics:
            places.setdefault((mention.start, mention.end), (set(), mention.words))[0].add(mention.metric)
        measured = []
        named = {s for name in question.entities for s in stems(name)}
        whole = not question.parts and not question.terms  # "Other assets" are no total assets
        for known, words in places.values():
            if set(stems(words)) <= _OF_TESTS and (question.terms or len(question.entities) > 1):
                continue  # "its LedgerMaze score" is what the row LedgerMaze says
            for metric in tuple(known):
                known |= {*interchanged(metric), *filter(None, (opposite(library.taxonomy, metric),))}
            measured.append((frozenset(known), tuple(s for s in stems(words) if (s not in STOP_WORDS or (s == _TOTAL and whole)) and s not in named)))
        text = written_out(question.text, question.asked_on)
        said = {root for word, _, _ in tokens(text) if (root := stem(word)) and len(root) > 1 and root not in _GLUE}
        said.update(s for words in (*question.entities, *(m.words for m in question.metrics)) for s in stems(words))
        said.update(question.terms)
        missing = tuple(s for name in question.unknown for s in stems(name))
        if not measured and not question.terms and len(question.entities) > 1:
            # "Alphabet TAC", "Corncrake on PatchWorks": what is no company is what is asked of the one that is.
            missing += tuple(s for name in question.entities if not library.names.is_company(name) for s in stems(name))
        terms = tuple(t for t in dict.fromkeys((*question.terms, *missing)) if t not in _OF_SIZE)
        return cls(question, terms, question.firm | frozenset(missing), tuple(measured), frozenset(said))


@dataclass(frozen=True)
class _Place:
    """The words a cell is judged by; many a cell is set aside before all of them are read."""

    figure: Figure
    question: Question
    library: Library

    @lazily
    def over(self) -> str:
        """What introduces its table."""
        return _over(self.figure, self.library)

    @lazily
    def labels(self) -> frozenset[str]:
        """The stems of its labels."""
        figure = self.figure
        parts = figure.label.split(" › ")
        labels = stem_set(f"{figure.label} {figure.dimension} {figure.amount.per or ''} {_UNITS.get(figure.amount.unit, '')}")
        names = content(f"{figure.entity} {' '.join(self.question.entities)}")
        if not content(figure.label) - names or (len(parts) > 1 and not content(parts[-1])):
            labels |= stem_set(self.over)  # a row or column of the time or the total alone is of what the table is of
        return labels | stem_set(heading_of_rows(figure, self.library))

    @lazily
    def above(self) -> frozenset[str]:
        """The stems of what introduces its table, its headings and its page's title."""
        figure, library = self.figure, self.library
        return stem_set(f"{self.over} {library.around(figure)} {library.document(figure.document_id).title}")


def cells_of(question: Question, library: Library, as_of: date | None) -> list[Cells]:
    """The cells that answer a question, grouped by what they say, the best group first; none where none answers it.

    Groups whose scores are less than `CLEAR` apart fit as well as each other.
    """
    return library.once(_cells_of, question, as_of)


def _cells_of(library: Library, question: Question, as_of: date | None) -> list[Cells]:
    near = library.once(_Near, question, as_of)
    groups: dict[_Says, list[Fit]] = {}
    for figure in near.figures:
        found = near.judged(figure)
        if found is not None:
            groups.setdefault(found[1], []).append(found[0])
    out = [
        Cells(tuple(sorted(group, key=lambda fit: _order(question, fit), reverse=True)), max(fit.score for fit in group), exact)
        for (_, _, exact), group in groups.items()
    ]
    out.sort(key=lambda cells: -cells.score)
    return [] if any(cells.unclear for cells in out if cells.score > out[0].score - CLEAR) else out


_Says = tuple[str, frozenset[str], bool]
"""What a cell says: its measure where that is asked for, the words that tell it from others, and whether it is exact."""


class _Near:
    """The cells that may answer a question, each of which is judged at most once."""

    def __init__(self, library: Library, question: Question, as_of: date | None) -> None:
        self.asked = _Asked.of(question, library)
        self._library, self._times = library, _Times(question, library)
        able = bool(self.asked.measures or self.asked.terms)
        self.figures = list(_candidates(self.asked, library, as_of, self._times)) if able else []
        self._known: dict[int, tuple[Fit, _Says] | None] = {}

    def judged(self, figure: Figure) -> tuple[Fit, _Says] | None:
        """One of them as it fits, and what it says; None where it does not fit."""
        if id(figure) not in self._known:
            self._known[id(figure)] = _judged(self.asked, figure, self._library, self._times)
        return self._known[id(figure)]

    def exact(self, figure: Figure) -> bool:
        """Whether one fits and is exact."""
        found = self.judged(figure)
        return found is not None and found[1][2]


def may_be_exact(question: Question, library: Library, as_of: date | None) -> bool:
    """Whether a cell of no known measure or of a part is exact, or a row has several cells of a measure asked for.

    Few cells have to be judged to tell.
    """
    near = library.once(_Near, question, as_of)
    metrics = {mention.metric for mention in question.metrics}
    rows: dict[Hashable, list[Figure]] = {}
    for figure in near.figures:
        part = bool(figure.dimension) and figure.confidence < TAGGED and bool(question.terms or question.parts or {*question.entities} - {figure.entity})
        bare = not figure.metric and all(_explained(word, near.asked, figure) for word in _telling(figure.label))
        if (part or bare) and near.exact(figure):
            return True
        if figure.metric in metrics and (figure.dimension or figure.confidence < TAGGED):
            rows.setdefault((figure.document_id, figure.start, figure.amount.unit, figure.amount.per), []).append(figure)
    return any(len([figure for figure in row if near.judged(figure) is not None]) > 1 for row in rows.values() if len(row) > 1)


@lru_cache(maxsize=8192)
def _telling(words: str) -> frozenset[str]:
    """The stems of a label or part that tell it from others, but for what stands in parentheses."""
    return content(re.sub(r"\([^()]*\)", " ", words))


class _Times:
    """How well the times of cells are those asked about."""

    def __init__(self, question: Question, library: Library) -> None:
        self._periods = question.periods
        self._matches = Matches(question.periods, library)
        self._metrics = {mention.metric for mention in question.metrics}

    def fit(self, figure: Timed) -> bool:
        """Whether a cell is of a time asked about, or none was."""
        return self.match(figure) is not Match.NONE and not is_balance(figure, self._periods, self._metrics)

    def match(self, figure: Timed) -> Match | None:
        """How well its time is one asked about; None where none was."""
        return self._matches.of(figure) if self._periods else None


def _candidates(asked: _Asked, library: Library, as_of: date | None, times: _Times) -> Iterator[Figure]:
    """Cells of the tables in which what is asked about may stand, that share a measure or a word with the question, and its time."""
    documents = _known(_documents(asked.question, library), library, as_of)
    measured = {metric for metrics, _ in asked.measures for metric in metrics}
    wanted = {*asked.terms, *(s for _, words in asked.measures for s in words), *(s for e in asked.question.entities for s in content(e))}
    held = library.labels.all(documents).values()
    timely = [group for each in held for group in each.alike if times.fit(group.first)]
    labels = _meeting(wanted, held, library)
    labels.update(label for group in timely if group.first.metric in measured for _, label in group.cells)
    if not _of_change(asked.question.text):
        labels = {label for label in labels if not _of_change(label)}
    numbers = sorted([number for group in timely for number, label in group.cells if label in labels])
    found = library.figure.all(numbers)
    balances = asks_balances(asked.question, library)
    named = beside_name(asked.question) if asked.question.metrics else frozenset()
    others = STATED_LINES - measured if measured and measured <= STATED_LINES else frozenset()
    of_tax = not asked.question.metrics or _TAX.search(asked.question.text) is not None
    for figure in map(found.__getitem__, numbers):
        if figure.metric in others or (not figure.metric and others and not (asked.terms or asked.question.parts) and of_note(figure.label)):
            continue  # what a part sold is not what it cost, nor "Total Level 3 Assets" all assets
        if half_named(asked.question, figure) or (not asked.question.parts and only_part(asked.question, figure)) or (balances and is_flow(figure, library)) or not (of_tax or not _TAX.search(figure.label)):
            continue
        if named <= stem_set(f"{figure.label} {figure.dimension} {figure.entity}") and for_tokens_asked(asked.question, figure) and not of_other_side(asked.question.text, figure.label):
            yield figure


_TAX = lazy_pattern(r"\btax(?:es)?\b", re.IGNORECASE)


def _known(documents: Sequence[str], library: Library, as_of: date | None) -> Sequence[str]:
    """Those of some documents that were published by a day."""
    if as_of is None:
        return documents
    held = library.document.all(documents)
    return [d for d in documents if known_by(held[d].published, as_of)]


def _meeting(wanted: Collection[str], held: Iterable[Labels], library: Library) -> set[str]:
    """The labels that have a word that meets any of the stems wanted, as `met` has it, and those that say nothing of their own."""
    sure = {*wanted, *(s for term in wanted for s in synonyms_of(term))}
    loose = {t for t in wanted if len(t) >= 3}
    known: dict[str, bool] = {}

    def meets(word: str) -> bool:
        if word not in known:
            known[word] = any(met(term, frozenset((word,)), library) for term in loose)
        return known[word]

    return {label for each in held for label in (*each.bare, *each.meeting(sure, loose, meets))}


def _documents(question: Question, library: Library) -> list[str]:
    """The documents about or naming what is asked about, those about it first; without a name those that search finds.

    A company's fact sheets are many, and come after all else, the newest first. Where nothing is asked for but a measure
    that filings tag they are left out: what they state of it is a figure.
    """
    if not question.entities:
        return list(dict.fromkeys(hit.passage.document_id for hit in library.search(question.text)))
    # What filings tag is not looked for in sheets of what they tag.
    sheets = not (question.metrics and not question.terms and all(has_concepts(mention.metric) for mention in question.metrics))
    return list(library.kept(_naming, question.entities, sheets))


def _naming(library: Library, names: tuple[str, ...], sheets: bool) -> tuple[str, ...]:  # noqa: FBT001 - by place, as it is kept by what it is of
    """The documents about or naming some names, best first, with or without fact sheets."""
    naming: dict[str, float] = {}
    for name in names:
        entry = library.names.entry(name)
        for document, times in (entry.documents if entry is not None else {}).items():
            naming[document] = naming.get(document, 0.0) + min(times, 20) / 20
        for document in library.names.documents_about(name):
            naming[document] = naming.get(document, 0.0) + 2
        for document in library.published_by(name):
            naming[document] = naming.get(document, 0.0) + 1
    ranked = [(library.sheets.get(d, -1), -worth, d) for d, worth in naming.items() if sheets or d not in library.sheets]
    first = [d for _, _, d in nsmallest(2 * _MOST_DOCUMENTS, ranked)]
    held = library.snapshot.held(first)
    if len(ranked) > len(first) and len(held) < _MOST_DOCUMENTS:
        first = [d for _, _, d in sorted(ranked)]
        held = library.snapshot.held(first)
    return tuple([d for d in first if d in held][:_MOST_DOCUMENTS])


def tables_about(
    question: Question, library: Library, as_of: date | None, has: Callable[[str], bool] | None = None
) -> dict[tuple[str, int | None], list[Figure]]:
    """By document and table, one figure of each row that is of every name asked about or published by them.

    `has` tells the labels that one of a document's cells must have for its tables to matter.
    """
    documents = _known(_documents(question, library), library, as_of)
    if has is not None:
        labels = library.labels.all(documents)
        documents = [d for d in documents if any(map(has, labels[d].every))]
    out: dict[tuple[str, int | None], dict[int, Figure]] = {}
    for figure in library.snapshot.figures(document=documents):
        if figure.table is None:
            continue
        publisher = library.names_in(library.document(figure.document_id).publisher)
        if set(question.entities) <= publisher or _named(question, figure, _Place(figure, question, library), library) is not None:
            out.setdefault((figure.document_id, figure.table), {}).setdefault(figure.start, figure)
    return {table: list(rows.values()) for table, rows in out.items()}


def _judged(asked: _Asked, figure: Figure, library: Library, times: _Times) -> tuple[Fit, _Says] | None:
    """A cell as it fits apart from its time, which is one asked about, and what it says; None where it does not fit."""
    question = asked.question
    if not _kind_fits(question, figure) or not basis_fits(question, figure):
        return None
    if not question.periods and figure.basis in FUTURE and not question.bases & FUTURE:
        return None
    promised = any(metrics & _PROMISED for metrics, _ in asked.measures)
    if figure.basis is Basis.COMMITMENT and not promised and Basis.COMMITMENT not in question.bases:
        return None
    place = _Place(figure, question, library)
    total = own = most = 0.0
    values = [(library.weights.of(term), met(term, place.labels, library)) for term in asked.terms]
    values += [(_MEASURE, _measured(figure, metrics, said, place, library)) for metrics, said in asked.measures]
    for weight, value in values:
        total, own, most = total + weight, own + weight * value, most + weight * max(value, _ABOVE)
    # Most cells are set aside by their own labels, whatever stands above them.
    named = None if own < _OWN * total or most < _ENOUGH * total else _named(question, figure, place, library)
    if named is None:
        return None
    got = 0.0
    for term, (weight, value) in zip(asked.terms, values, strict=False):
        near = met(term, place.above, library) if value < _ABOVE else 0.0  # more adds nothing
        if term in asked.firm and not value and not near:
            return None
        got += weight * max(value, _ABOVE * near)
    for (metrics, said), (_, value) in zip(asked.measures, values[len(asked.terms) :], strict=True):
        near = 0.0
        if value < _ABOVE:
            near = 1.0 if library.taxonomy.named(place.over, metrics) else _said(said, place.above, library)
        got += _MEASURE * max(value, _ABOVE * near)
        named += _IN_WORDS * _said(said, place.labels, library)
    document = library.document(figure.document_id)
    named += _IN_WORDS * ("total" in place.labels and bool(TOTAL.search(question.text)))
    named += _IN_WORDS / 2 * ("other" in place.labels and bool(_OTHER.search(question.text)))
    if _other_one(question.text, figure.label):
        return None
    if got < _ENOUGH * total or not _has_phrases(question, figure, place, document.title):
        return None
    measured = any(figure.metric in metrics for metrics, _ in asked.measures)
    telling = _telling(figure.dimension if measured else figure.label)
    unsaid = sum(_EXCLUDING if s == "other" else library.weights.of(s) for s in telling if not _explained(s, asked, figure))
    if unsaid > _MOST_BEYOND * total:
        return None
    if measured and telling and not unsaid:
        named += _OWN_PART
    score = (got + own * 0.25) / total - min(_MOST_UNSAID, _UNSAID * unsaid) + 0.03 * document.source_type.authority + named
    key = (figure.metric if measured else "", telling - content(f"{figure.entity} {' '.join(question.entities)}"))
    return Fit(figure, document, score, kin=False, match=times.match(figure), coverage=got / total), (*key, own == total and not unsaid and bool(content(figure.label)))


def _measured(figure: Figure, metrics: frozenset[str], said: Sequence[str], place: _Place, library: Library) -> float:
    """How surely a cell is of a measure asked for, 0 to 1."""
    unit = figure.amount.unit
    if (unit in RELATIVE or (not unit and not figure.amount.scale)) and figure.metric not in metrics and not any(library.taxonomy.compatible(m, unit) for m in metrics):
        return 0.0  # a share or a change; or a bare number, whose money and scale nothing tells
    if metrics <= PER_SHARE and figure.amount.per != "share":
        return 0.0  # what was divided, not what came of it
    if figure.metric in metrics or (not figure.metric and figure.basis is Basis.COMMITMENT and metrics & _PROMISED):
        return 1.0
    row = (figure.label.rpartition(" › ")[0] or figure.label).rpartition(" › ")[2]
    if figure.metric and library.taxonomy.row_metric(row) == figure.metric:
        return 0.0  # gross profit, where profit is asked
    if not figure.metric and library.taxonomy.named(figure.label.replace(" › ", ". "), metrics):
        return 0.95
    share = _said(said, place.labels, library)
    return share if share > _HALF_SAID else 0.0  # "total deferred" is no deferred revenue


def _has_phrases(question: Question, figure: Figure, place: _Place, title: str) -> bool:
    words = fold(f"{figure.label} {place.over} {title}")
    return all(re.search(rf"\b{re.escape(p)}\b", words) for p in question.phrases)


def _named(question: Question, figure: Figure, place: _Place, library: Library) -> float | None:
    """None unless a cell is of every name asked about; better where its labels name it than where its table does."""
    names = library.names
    worth = 0.0
    here = frozenset().union(*map(library.names_in, (*figure.label.split(" › "), figure.dimension)))
    for name in question.entities:
        if name in here:
            worth += 0.1
        elif (figure.entity == name and not any(names.is_company(o) and name not in names.lineage(o) for o in here.difference(question.entities))) or (not names.is_listed(name) and set(stems(name)) <= place.labels):
            pass
        elif figure.entity or name not in library.names_in(place.over):
            return None
    return worth


_ONE_OF = lazy_pattern(r"\b(?P<what>[A-Za-z]{4,}) (?P<which>[A-Za-z]|\d{1,2}|[ivxIVX]{2,4})\b(?![.,]\d)")


def _other_one(asked: str, label: str) -> bool:
    """Whether a label is of another one of what the question names by a letter or number: class A, not class B."""
    wanted = {(stem(m["what"].lower()), m["which"].lower()) for m in _ONE_OF.finditer(asked)}
    here = {(stem(m["what"].lower()), m["which"].lower()) for m in _ONE_OF.finditer(label)}
    return any(one not in here and any(what == one[0] for what, _ in here) for one in wanted)


@lru_cache(maxsize=8192)
def _of_change(words: str) -> bool:
    """Whether words speak of a change; those of a row do for each of its cells, and for each question."""
    return _OF_CHANGE.search(words) is not None


def _kind_fits(question: Question, figure: Figure) -> bool:
    """Whether a number is of the kind asked for: money, or a count that is no money and no share."""
    unit = figure.amount.unit
    money = is_money(unit)
    if not of_kind(question, figure) or (_of_change(figure.label) and not _of_change(question.text)):
        return False
    if question.metrics or not unit:
        return True
    if question.wants == "count":
        return not money and unit not in _UNITS
    return money or question.wants != "money"


def met(term: str, words: frozenset[str], library: Library) -> float:
    """How far a stem is met: itself, something that means the same, the word it shortens, two words that it joins."""
    if term in words:
        return 1.0
    if not synonyms_of(term).isdisjoint(words):
        return 0.85
    if len(term) < 3:
        return 0.0
    initial = term[0]
    near = [w for w in words if w[0] == initial]
    if any(w.startswith(term) or w.replace(" ", "") == term for w in near) and library.weights.absent(term):
        return 0.8
    if len(term) >= 5 and any(w.startswith(term) or (term.startswith(w) and (len(w) >= 5 or (len(w) == 4 and len(term) == 5))) for w in near if w[:3] == term[:3]):
        return 0.75
    return 0.0


def _said(said: Sequence[str], words: frozenset[str], library: Library) -> float:
    """How far labels say what a question calls a measure."""
    if not said or any(s in words for s in synonyms_of(" ".join(said))):
        return 0.85 if said else 0.0
    return sum(met(s, words, library) for s in said) / len(said)


def _explained(word: str, asked: _Asked, figure: Figure) -> bool:
    """Whether the question says a word of a label, or would have had no need to."""
    if word in asked.said or word in stem_set(figure.entity) or synonyms_of(word) & asked.said:
        return True
    return any(len(s) >= 3 and (word.startswith(s) or (len(word) >= 5 and s.startswith(word))) for s in asked.said)


def _clash(lead: Figure, other: Figure) -> bool:
    same = (lead.document_id, lead.table, lead.period, lead.amount.unit) == (other.document_id, other.table, other.period, other.amount.unit)
    return same and lead.label == other.label and not agree(lead.amount, other.amount)


def _order(question: Question, fit: Fit) -> tuple[float, ...]:
    """The sort key of cells of one row, largest first: the time asked for, else the newest, a whole year before a part."""
    figure = fit.figure
    spoken = period_rank(figure.period, fit.document)
    published = (fit.document.published or date.min).toordinal()
    if question.periods and not question.latest:
        return (float(fit.match is Match.EXACT), fit.document.source_type.authority, published, fit.score)
    whole = question.latest or figure.period is None or figure.period.kind in _WHOLE
    return (-float(spoken > question.asked_on), float(whole), spoken.toordinal(), fit.document.source_type.authority, published, fit.score)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table's first row, what its header says that the rows are, and what introduces it."""

    first: Block
    heading: str
    over: str


def _table_of(figure: Figure, library: Library) -> _Table | None:
    outline = library.outline(figure.document_id)
    place = outline.at(figure.start)
    if place is None or outline.table_of(place) is None:
        return None
    return library.kept(_read_table, figure.document_id, outline.table_start(place, _LONGEST_TABLE))


def _read_table(library: Library, document_id: str, first: int) -> _Table:
    outline, text = library.outline(document_id), library.text(document_id)
    header = outline[first]
    cells = text[header.start : header.end].split(" | ")
    told = len(cells) > 1 and not any(re.match(r"\W*\d[\d.,]*\W*$", cell) for cell in cells[1:]) and len(cells[0]) < 30
    headings = [text[s:e] for _, s, e in outline.headings(first)[-1:]]
    before = outline[first - 1] if first else None
    if before is not None and before.table is None and text[before.start : before.end] not in headings:
        start, end = list(sentence_spans(text, before.start, before.end))[-1:][0]
        headings.append(text[start:end])
    return _Table(header, cells[0] if told else "", ". ".join(headings))


def header_of(figure: Figure, library: Library) -> tuple[int, int] | None:
    """The span of the first row of a cell's table, where it is another row than the cell's."""
    table = _table_of(figure, library)
    return (table.first.start, table.first.end) if table is not None and table.first.start < figure.start else None


def heading_of_rows(figure: Figure, library: Library) -> str:
    """What the header above a table's labels says that its rows are: "Campus", "Model"; "" where it says nothing."""
    table = _table_of(figure, library)
    return table.heading if table is not None and table.first.start < figure.start else ""


def _over(figure: Figure, library: Library) -> str:
    """What introduces a cell's table: the last sentence before it and the heading over it."""
    table = _table_of(figure, library)
    return table.over if table is not None else ""
