"""Reading: the pieces of the passages found that answer a question put in words, best first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.evidence import Asking, Seen, may_answer, measured, phrases_met
from bot.filed import from_source_asked
from bot.library import Library
from bot.picking import pick
from bot.wanted import NUMERIC
from bot.weighing import Weighing, doubts, shipped
from bot.windows import Unit, Window, answering, is_byline, is_credit, is_menu, names_columns, stretch, units, windows
from corpus.dates import known_by
from index.amount import Amount
from index.amounts import find_amounts
from index.frozen import maker
from index.period import Period
from index.periods import find_periods
from index.records import DocumentMeta
from index.search import Hit

__all__ = ["Candidate", "candidates", "lead_doubts", "overlap", "picked", "questions_of", "read", "sure_of"]

_LOOKED_AT = 20
"""Sentences and rows that are looked at closely, of some two hundred in the passages found."""
_SHORTEST, _LONGEST = 4, 1500
_TOP = 1500
"""Where in a document it says who wrote it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quote that may answer: its document and span, what was measured of it and how good that makes it.

    `parts` are the spans that are quoted word for word, one for each paragraph.
    """

    document: DocumentMeta
    start: int
    end: int
    text: str
    row: bool
    title: bool
    parts: tuple[tuple[int, int], ...]
    measures: Mapping[str, float]
    units: tuple[Seen, ...] = field(compare=False, repr=False)
    score: float = 0.0

    @property
    def answered(self) -> list[str]:
        """The questions of its page that it answers, as the page puts them."""
        return questions_of(self.units)

    @property
    def amounts(self) -> list[Amount]:
        """The numbers in it."""
        return self.units[0].amounts if len(self.units) == 1 else find_amounts(self.text)

    @property
    def periods(self) -> Sequence[Period]:
        """The times it speaks of."""
        if len(self.units) == 1:
            return self.units[0].periods
        return [f.period for f in find_periods(self.text, published=self.document.published, calendar=self.units[0].asking.calendar)]

    @property
    def named(self) -> frozenset[str]:
        """The names in it."""
        return self.units[0].named if len(self.units) == 1 else self.units[0].asking.library.names_in(self.text)

    def weighed(self, weighing: Weighing) -> Candidate:
        """The same with its score."""
        # Not `replace`, which takes longer than the weighing.
        score = weighing.score(self.measures)
        return _candidate(self.document, self.start, self.end, self.text, self.row, self.title, self.parts, self.measures, self.units, score)


_candidate = maker(Candidate)


def questions_of(units: Sequence[Seen]) -> list[str]:
    """The questions of their page that some units of one document answer, each once."""
    told = dict.fromkeys(one for seen in units for one in seen.unit.asked)
    whole = units[0].asking.library.text(units[0].document.document_id) if told else ""
    return [whole[one.start : one.end] for one in told]


def read(asking: Asking, query: str, hits: Sequence[Hit], *, as_of: date | None = None) -> list[Candidate]:
    """The candidates in the passages of `hits`, best first. `query` is what they were searched with."""
    weighing = shipped()
    found = candidates(asking, query, hits, as_of=as_of)
    return sorted((one.weighed(weighing) for one in found), key=lambda one: -one.score)


def sure_of(asking: Asking, ordered: Sequence[Candidate], weighing: Weighing | None = None) -> float:
    """How likely it is that the first of `ordered` answers, 0 to 1."""
    return (weighing or shipped()).certainty(lead_doubts(asking, ordered))


def lead_doubts(asking: Asking, ordered: Sequence[Candidate]) -> dict[str, float]:
    """What the certainty of the first of `ordered` is weighed of."""
    lead = ordered[0]
    others = [one for one in ordered[1:] if not overlap(one, lead)]
    near = 0.8 * lead.measures["together"]
    return doubts(
        lead.measures,
        kind=asking.wanted.kind,
        score=lead.score,
        margin=lead.score - others[0].score if others else 3.0,
        rivals=len({(one.document.document_id, one.start) for one in others if one.measures["together"] >= near}),
        words=len(asking.terms) + len(asking.metrics),
        weight=sum(map(asking.library.weights.of, (*asking.terms, *asking.of_measure))) / asking.library.weights.most,
        picked=picked(asking, lead) is not None,
        measured=bool(asking.metrics),
        timed=bool(asking.periods),
    )


def picked(asking: Asking, lead: Candidate) -> Amount | None:
    """The number that a quote is given for; None where none is wanted or it cannot be told which."""
    if lead.row or asking.wanted.kind not in NUMERIC:
        return None
    place = (lead.document.document_id, lead.start, lead.end)
    if place not in asking.picks:
        asking.picks[place] = pick(asking, lead.text, lead.amounts, lead.document)
    return asking.picks[place]


def overlap(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates share words of one document."""
    return one.document.document_id == other.document.document_id and one.start < other.end and other.start < one.end


def candidates(asking: Asking, query: str, hits: Sequence[Hit], *, as_of: date | None = None) -> list[Candidate]:
    """The windows around the most promising sentences and rows of some passages, measured but not weighed."""
    passages = _passages(asking, hits, as_of)
    library = asking.library
    chosen: dict[tuple[str, int, int], tuple[list[Seen], Window]] = {}
    looked_at = 0
    alone = asking.wanted.kind in NUMERIC
    of_passage: dict[int, list[Unit]] = {}
    for p, u in _promising(asking, passages):
        passage = passages[p]
        if not _may_concern(asking, passage[u]):
            continue
        looked_at += 1
        source = passage[u].document.document_id
        of = of_passage.get(p) or of_passage.setdefault(p, [seen.unit for seen in passage])
        for window in windows(of, u, alone=alone):
            first = u if window.units[0] is of[u] else u - 1  # a window starts no further back
            chosen.setdefault((source, window.start, window.end), (passage[first : first + len(window.units)], window))
        if looked_at == _LOOKED_AT:
            break
    days = [some[0].document.published.toordinal() for some, _ in chosen.values() if some[0].document.published]
    oldest, newest = (min(days), max(days)) if days else (0, 0)
    # What cannot answer need not be measured, and is mostly more than half.
    able = [(some, window) for some, window in chosen.values() if may_answer(some)]
    places = [(some[0].document.document_id, [unit.start for unit in window.units]) for some, window in able]
    likeness = library.snapshot.likeness_at(query, places) if places else []
    out = []
    for (some, window), like in zip(able, likeness, strict=True):
        document = some[0].document
        text = some[0].text if len(some) == 1 else some[0].words(window.start, window.end)
        if asking.question.phrases and not phrases_met(asking.question, some[0], text):
            continue
        newer = (document.published.toordinal() - oldest) / max(newest - oldest, 30) if document.published else 0.5
        measures = measured(asking, some, window, like, newer)
        out.append(_candidate(document, window.start, window.end, text, some[0].unit.row, some[0].unit.title, window.parts, measures, tuple(some), 0.0))
    for name in ("like", "own", "all"):
        best = max((one.measures[name] for one in out), default=0.0)
        for one in out:
            one.measures[f"{name}_gap"] = best - one.measures[name]  # type: ignore[index]  # made just above, a dict
    return out


def _promising(asking: Asking, passages: Sequence[Sequence[Seen]]) -> list[tuple[int, int]]:
    """The places of units in passages, the most promising first."""
    # A number in a table is found by its row and column, not by what they have in common with a question.
    rows_too = asking.wanted.kind not in NUMERIC
    ranked = [
        (-_promise(seen), p, u)
        for p, passage in enumerate(passages)
        for u, seen in enumerate(passage)
        if rows_too or not seen.unit.row
    ]
    return [(p, u) for _, p, u in sorted(ranked)]


def _promise(seen: Seen) -> float:
    covered, own = seen.coverage
    return covered + 0.5 * own + 0.3 * seen.near


def _passages(asking: Asking, hits: Sequence[Hit], as_of: date | None) -> list[list[Seen]]:
    """The units of the passages found, each once, without those that give orders to machines."""
    library = asking.library
    top = max((hit.score for hit in hits), default=1.0) or 1.0
    documents = library.document.all(hit.passage.document_id for hit in hits)
    known_then = [hit for hit in hits if as_of is None or known_by(documents[hit.passage.document_id].published, as_of)]
    if (told := from_source_asked(asking.question, library)) is not None:
        known_then = [hit for hit in known_then if told(documents[hit.passage.document_id], library.text(hit.passage.document_id)[hit.passage.start : hit.passage.end])]
    places = [(hit.passage.document_id, hit.passage.start, hit.passage.end) for hit in known_then]
    units_of = library.each(_units_of, places)
    known: set[tuple[str, int]] = set()
    out = []
    for hit, place in zip(known_then, places, strict=True):
        document, near = documents[place[0]], hit.score / top
        passage = []
        for unit in units_of[place]:
            key = (place[0], unit.told.start)
            if key not in known:
                known.add(key)
                passage.append(Seen(document, unit, near, asking, hit.passage))
        if passage:
            out.append(passage)
    return out


def _units_of(library: Library, places: Sequence[tuple[str, int, int]]) -> dict[tuple[str, int, int], list[Unit]]:
    """The units of stretches of documents that may be quoted."""
    bodies = library.body.all(document for document, _, _ in places)
    parts = {(document, start, end): stretch(bodies[document].outline, start, end) for document, start, end in places}
    wanted: dict[str, set[int]] = {}
    for (document, _, _), part in parts.items():
        wanted.setdefault(document, set()).update(part.needed)
    told = library.told(wanted)
    return {
        (document, start, end): [
            unit
            for unit in answering(units(bodies[document].outline, part, told[document]), bodies[document].text)
            if _SHORTEST <= unit.end - unit.start <= _LONGEST and not unit.told.orders and not _says_nothing(bodies[document].text, unit)
        ]
        for (document, start, end), part in parts.items()
    }


def _says_nothing(text: str, unit: Unit) -> bool:
    """Whether a unit only says who wrote a page and when, where else to go on its site, or what the columns of a table are."""
    words = text[unit.start : unit.end]
    if unit.row:
        return any(one.start == unit.start for one in unit.beside) and names_columns(words)
    return not unit.title and ((unit.told.start < _TOP and (is_byline(words) or is_menu(words))) or is_credit(words))


def _may_concern(asking: Asking, seen: Seen) -> bool:
    """Whether a unit may be about the companies asked about, by its words, what is around it or its page."""
    if not asking.companies:
        return True
    apart = asking.family.isdisjoint
    return not (apart(asking.about(seen.document.document_id)) and apart(seen.named) and apart(seen.named_near))
