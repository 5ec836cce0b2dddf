"""Evidence: what can be measured of how well a piece of a document answers a question.

Each measure is a number, mostly 0 to 1. None decides alone: `bot.weighing` weighs them, with weights fitted on
question sets (`python -m benchmarks.fitting_reader`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.comparing import COMPARATIVES
from bot.coverage import stem_line
from bot.lazily import lazily
from bot.library import Library
from bot.meeting import Meeting, Met, Share
from bot.parties import Parties, Payment, parties_of, payment
from bot.question import Intent, Question
from bot.speaking import ours, speakers
from bot.wanted import NUMERIC, Kind, Wanted, gives_cause, offers, wanted_by
from bot.windows import Unit, Window
from bot.words import STOP_WORDS, fold, stem, stems, tokens
from index.amount import Amount
from index.amounts import find_amounts
from index.caseless import has_any
from index.fiscal import FiscalCalendar, Match, same_period
from index.pattern import lazy_pattern
from index.period import Period
from index.periods import find_periods
from index.records import DocumentMeta, Passage

__all__ = ["MEASURES", "Asking", "Seen", "may_answer", "measured", "undisclosed"]

_UNDISCLOSED = lazy_pattern(
    r"\b(?:did|do|does|has|have|had|was|were|is|are)(?: not|n['’]t)(?: been| yet)? (?:\w+ )?(?:disclos\w*|publish\w*|reveal\w*|announc\w*|determin\w*|"
    r"nam(?:e|ed)|stat(?:e|ed)|giv(?:e|en)|said|say|report\w*|made public|break out|identif\w*)\b"
    r"|\bundisclosed\b|\bdeclined to (?:say|comment|disclose|name|give)\b|\bnot (?:been )?(?:disclosed|determined|made public|published|named|announced|say)\b"
    r"|\bneither\b.{0,80}\b(?:determined|disclosed|named|published)\b|\bwon['’]t (?:say|tell)\b|\bno (?:price|terms?|figure|successor)\b.{0,40}\b(?:been|given|named|set)\b",
    re.IGNORECASE,
)

MEASURES = (
    *("near", "like", "like_gap", "own", "all", "own_gap", "all_gap", "heaviest", "least", "firm", "background"),
    *("measure", "measure_near", "subject", "subject_near", "subject_page", "subject_other", "offers", "offers_none", "together"),
    *("time", "time_near", "time_other", "time_unsaid", "row", "title", "more", "length", "asks", "undisclosed", "cause"),
    *("authority", "newer", "newer_check", "novel"),
)
"""The names of what is measured, in the order of the weights."""


_MEASURE = 4.0
"""What the measure asked for weighs beside the other words, about as much as a word one passage in fifty has."""


_ASKED = (0.9, 0.75, 0.6)
"""What a word of the question counts for in a question of the page, in the first, second and later sentences that answer it."""
_AROUND, _TITLE = 0.6, 0.5
"""What a word of the question counts for in a neighbour or heading and in the title, beside one in the words themselves."""


_INITIALS = lazy_pattern(r"[a-z]{3,5}")
"""A word that may be made of initials, where no source has it."""


def undisclosed(sentence: str) -> bool:
    """Whether a sentence says that something is not made public."""
    # Few sentences have any of these, and the pattern is slow where there is nothing to find.
    return has_any(sentence.lower(), _SIGNS_OF_SECRECY) and bool(_UNDISCLOSED.search(sentence))


_SIGNS_OF_SECRECY = ("not", "n't", "n’t", "neither", "no ", "declined", "undisclosed")


class Standing(NamedTuple):
    """How far a question's words are met by a text and what is around it.

    `met` is the share of the terms met with the surroundings and by the text itself, and the same of the measure's words,
    then come how well the heaviest term is met, the one met least, those that have to be, and what was talked of before.
    """

    met: tuple[float, float, float, float]
    heaviest: float
    least: float
    firm: float
    background: float


@dataclass(frozen=True)
class Asking:
    """A question with what is worked out of it once for all its candidates."""

    question: Question
    library: Library

    @lazily
    def terms(self) -> tuple[str, ...]:
        """The stems that carry meaning, but for those of the measure asked for; those of the part asked about where there are no others."""
        said = self.question.terms
        if not said and "entities" not in self.question.inherited:
            said = tuple(s for part in self.question.parts for s in stems(part) if s not in STOP_WORDS)
        return tuple(dict.fromkeys(t for t in said if t not in self.of_measure))

    @lazily
    def of_measure(self) -> tuple[str, ...]:
        """The stems of the measure asked for, in the question's words."""
        return tuple(dict.fromkeys(stem(w) for m in self.question.metrics for w, _, _ in tokens(m.words) if w not in STOP_WORDS))

    @lazily
    def meeting(self) -> Meeting:
        """How far pieces of text meet the question's words."""
        unseen = [t for t in self.terms if _INITIALS.fullmatch(t) and self.library.weights.absent(t)]
        return Meeting((*self.terms, *self.of_measure, *self.question.background), unseen)

    @lazily
    def _of_terms(self) -> Share:
        return self.meeting.share(self.terms, self.library.weights)

    @lazily
    def _of_said(self) -> Share:
        return self.meeting.share(self.of_measure, self.library.weights)

    @lazily
    def of_firm(self) -> Share:
        """The terms that an answer has to speak of."""
        return self.meeting.share([t for t in self.terms if t in self.question.firm], self.library.weights)

    @lazily
    def of_background(self) -> Share:
        """What the conversation was about before."""
        return self.meeting.share(self.question.background, self.library.weights)

    def standing(self, own: Met, outside: Met) -> Standing:
        """How far the question's words are met by a text's own and those around it; most texts are met alike."""
        found = self._standings.get((own, outside))
        if found is None:
            covered, by_itself = self._of_terms.of(own, outside) if self.terms else (0.0, 0.0)
            said, said_own = self._of_said.of(own, outside) if self.of_measure and self.metrics else (0.0, 0.0)
            firm = self.of_firm.of(own, outside)[0]
            background = self.of_background.of(own, outside)[0] if self.question.background else 0.0
            found = Standing((covered, by_itself, said, said_own), *self._extremes(own, outside), firm, background)
            self._standings[own, outside] = found
        return found

    @lazily
    def _standings(self) -> dict[tuple[Met, Met], Standing]:
        return {}

    def _extremes(self, own: Met, outside: Met) -> tuple[float, float]:
        if not self.terms:
            return 1.0, 1.0
        each = [weight * max(own[place], outside[place]) / weight for place, weight in self._of_terms.places]
        return each[self._heaviest], min(each)

    def of_title(self, title: str) -> Met:
        """How far a document's title meets the question's words; less than its text would."""
        found = self._titles.get(title)
        if found is None:
            met = self.meeting.of(stem_line(title))
            found = self._titles[title] = met if met is self.meeting.none else tuple([max(0.0, _TITLE * value) for value in met])
        return found

    @lazily
    def _titles(self) -> dict[str, Met]:
        return {}

    def about(self, document_id: str) -> frozenset[str]:
        """The names that a document is about."""
        found = self._about.get(document_id)
        if found is None:
            found = self._about[document_id] = frozenset(self.library.names.subjects(document_id))
        return found

    @lazily
    def _about(self) -> dict[str, frozenset[str]]:
        return {}

    @lazily
    def _heaviest(self) -> int:
        weights = [weight for _, weight in self._of_terms.places]
        return weights.index(max(weights))

    @lazily
    def known(self) -> frozenset[str]:
        """The stems of the question."""
        return frozenset((*self.terms, *self.of_measure))

    def share(self, standing: Standing, named: float, named_near: float) -> tuple[float, float]:
        """The share of what is asked for that a text has, with its surroundings and by itself.

        The measure is one term of weight `_MEASURE`, met by any of its names (`named`) or in the question's own words.
        """
        covered, own, said, said_own = standing.met
        if not self.metrics:
            return (covered, own) if self.terms else (1.0, 1.0)
        total = self._of_terms.total
        near = max(named, 0.6 * named_near, 0.9 * said)
        here = max(named, 0.9 * said_own)
        return (covered * total + near * _MEASURE) / (total + _MEASURE), (own * total + here * _MEASURE) / (total + _MEASURE)

    def offered(self, text: str) -> float:
        """How far a text holds what is wanted, 0 to 1."""
        amounts = find_amounts(text) if self.wanted.kind in NUMERIC else ()
        named = self.library.names_in(text) if self.wanted.kind is Kind.PERSON else ()
        return offers(self.wanted, text, amounts, self.question, self.library.names, named)

    @lazily
    def picks(self) -> dict[tuple[str, int, int], Amount | None]:
        """The numbers that quotes are given for, by their documents and places, as `bot.reading.picked` told them."""
        return {}

    @lazily
    def borne(self) -> dict[tuple[str, int, int], bool]:
        """Whether quotes may be given for what is asked, by their documents and places, as `bot.explaining` told them."""
        return {}

    @lazily
    def wanted(self) -> Wanted:
        """The kind of answer wanted."""
        return wanted_by(self.question)

    @lazily
    def companies(self) -> frozenset[str]:
        """The companies asked about."""
        return frozenset(self.question.entities)

    @lazily
    def parties(self) -> Parties | None:
        """Who the question says did something to whom."""
        return parties_of(self.question, self.library)

    @lazily
    def payment(self) -> Payment | None:
        """Who pays or gives whom money, where the question is for that."""
        return payment(self.question, self.library)

    @lazily
    def family(self) -> frozenset[str]:
        """Those, what they own and what owns them."""
        return frozenset(self.library.names.family(self.companies)) if self.companies else frozenset()

    @lazily
    def bare(self) -> bool:
        """Whether nothing but company, measure and time is asked: "biggest customer" asks for no number of the measure."""
        return not self.question.terms and COMPARATIVES.isdisjoint(word for word, _, _ in tokens(self.question.text))

    @lazily
    def stands(self) -> bool:
        """Whether what is asked may have changed since an older document: who leads, whether it is so, when it will be."""
        return self.question.intent in {Intent.CHECK, Intent.WHO, Intent.WHEN}

    @lazily
    def metrics(self) -> frozenset[str]:
        """The measures asked for."""
        return frozenset(m.metric for m in self.question.metrics)

    @lazily
    def calendar(self) -> FiscalCalendar | None:
        """The fiscal calendar of the company asked about first, where it is not the usual one."""
        return self.library.names.calendar(self.question.entities[0]) if self.question.entities else None

    @lazily
    def periods(self) -> tuple[Period, ...]:
        """The periods asked about that are particular ones, not "the latest quarter"."""
        return tuple(p for p in self.question.periods if p.year or p.end)


class Seen:
    """A unit of a document with what is worked out of it, each thing once however many windows it is in.

    `near` is how well its passage was found. What every unit is ranked by is worked out at once: `met` is how far its
    own words meet the question's, `outside` how far those around it, in the headings and in the title do (less than its
    own count), `measure` whether it names the measure asked for, `measure_near` whether its headings or neighbours do,
    and `coverage` the share of what is asked for that it has, with its surroundings and by itself.
    """

    def __init__(self, document: DocumentMeta, unit: Unit, near: float, asking: Asking, passage: Passage) -> None:
        self.document = document
        self._passage = passage
        self.unit = unit
        self.near = near
        self.asking = asking
        told, headings, beside = unit[:3]
        meeting, metrics = asking.meeting, asking.metrics
        of, none = meeting.of, meeting.none
        worth = asking.of_title(document.title)
        named = False
        for one in (*headings, *beside):
            met = of(one.line)
            if met is not none:
                worth = tuple([max(most, _AROUND * value) for most, value in zip(worth, met, strict=True)])
            if metrics and not named:
                named = not metrics.isdisjoint(one.metrics)
        self.met = of(told.line)
        self.measure = not metrics.isdisjoint(told.metrics)
        for one in unit.asked:
            # What the page asks is said by what answers it.
            met = of(one.line)
            if met is not none:
                worth_asked = _ASKED[min(unit.place, len(_ASKED) - 1)]
                self.met = tuple([max(own, worth_asked * value) for own, value in zip(self.met, met, strict=True)])
            self.measure = self.measure or (unit.place < len(_ASKED) - 1 and not metrics.isdisjoint(one.metrics))
        self.outside: Met = worth
        self.measure_near = named
        # What has the measure itself gains nothing by what is near it.
        self.coverage = asking.share(asking.standing(self.met, worth), float(self.measure), float(not self.measure and named))

    @lazily
    def text(self) -> str:
        """Its words."""
        return self.words(self.unit.told.start, self.unit.told.end)

    def words(self, start: int, end: int) -> str:
        """What stands from `start` to `end` of its document's text."""
        passage = self._passage
        if passage.start <= start and end <= passage.end:
            return passage.text[start - passage.start : end - passage.start]
        return self.asking.library.text(self.document.document_id)[start:end]

    @lazily
    def amounts(self) -> list[Amount]:
        """Its numbers."""
        return self.unit.told.amounts(self.text)

    @lazily
    def named(self) -> frozenset[str]:
        """The names in it, and that of who says "we" there, where the page is not about them: then its subject tells it."""
        speaking = speakers(self.document, self.asking.library) - self.asking.about(self.document.document_id)
        return self.unit.told.names | speaking if speaking and not self.unit.row and ours(self.text) else self.unit.told.names

    @lazily
    def companies(self) -> frozenset[str]:
        """Those of them that are companies."""
        names = self.asking.library.names
        return frozenset(name for name in self.named if names.is_company(name))

    @lazily
    def named_near(self) -> frozenset[str]:
        """The names in its headings and neighbours."""
        return frozenset().union(*[told.names for told in self.unit.near])

    @lazily
    def periods(self) -> tuple[Period, ...]:
        """The periods it speaks of."""
        found = find_periods(self.text, published=self.document.published, calendar=self.asking.calendar)
        return tuple(f.period for f in found)

    @lazily
    def unknown(self) -> frozenset[str]:
        """Its stems that the question does not have."""
        return frozenset(self.unit.told.line.split()) - self.asking.known

    @lazily
    def offers(self) -> float:
        """How far it holds what is wanted."""
        asking = self.asking
        amounts = self.amounts if asking.wanted.kind in NUMERIC else ()
        return offers(asking.wanted, self.text, amounts, asking.question, asking.library.names, self.named)

    @lazily
    def undisclosed(self) -> bool:
        """Whether it says that something is not made public."""
        return undisclosed(self.text)

    @lazily
    def cause(self) -> bool:
        """Whether it says why something happened."""
        return gives_cause(self.text)


def may_answer(some: Sequence[Seen]) -> bool:
    """Whether a window of the units `some` holds any of what is wanted, or says that it is not made public."""
    if all(seen.unit.asks for seen in some):
        return False  # a question is no answer
    if some[0].unit.row and not some[0].asking.standing(met_by(some), some[0].outside).least:
        return False  # a row says no more than its labels do
    return any(seen.offers for seen in some) or any(seen.undisclosed for seen in some)


def met_by(some: Sequence[Seen]) -> Met:
    """How far the words of several units meet the question's."""
    return some[0].met if len(some) == 1 else tuple(map(max, zip(*(seen.met for seen in some), strict=True)))


def measured(asking: Asking, some: Sequence[Seen], window: Window, like: float, newer: float) -> dict[str, float]:
    """What there is to measure of a window of the units `some`; those that need its rivals are left at 0.

    `like` is how near it is to the question in meaning, `newer` the place of its document's day among its rivals'.
    """
    first = some[0]
    out = dict.fromkeys(MEASURES, 0.0)
    met = met_by(some)
    out["near"] = first.near  # of its passage, as that of the others
    out["like"] = like
    out["measure"], out["measure_near"] = float(any(seen.measure for seen in some)), float(first.measure_near)
    standing = asking.standing(met, first.outside)
    out["all"], out["own"] = first.coverage if len(some) == 1 else asking.share(standing, out["measure"], out["measure_near"])
    out["heaviest"], out["least"] = standing.heaviest, standing.least
    out["firm"], out["background"] = standing.firm, standing.background
    _subject(asking, some, out)
    offered = [seen.offers for seen in some]
    out["offers"] = max(offered)
    out["offers_none"] = float(out["offers"] == 0)
    # A day three sentences on need not be that of what is asked about.
    out["together"] = max([min(seen.coverage[0], offers) for seen, offers in zip(some, offered, strict=True)])
    if asking.periods:
        _time(asking, [period for seen in some for period in seen.periods], out)
    out["row"], out["title"] = float(first.unit.row), float(first.unit.title)
    out["more"] = (len(some) - 1) / 2
    out["length"] = math.log(max(window.end - window.start, 1)) / 6
    out["asks"] = float(some[-1].text.rstrip().endswith("?"))
    out["undisclosed"] = float(any(seen.undisclosed for seen in some))
    out["cause"] = float(asking.wanted.kind is Kind.REASON and any(seen.cause for seen in some))
    out["authority"] = first.document.source_type.authority / 4
    out["newer"] = newer
    out["newer_check"] = newer * asking.stands
    out["novel"] = min(1.0, len(frozenset().union(*[seen.unknown for seen in some])) / 25)
    return out


def _time(asking: Asking, said: Sequence[Period], out: dict[str, float]) -> None:
    """Whether a period asked about is spoken of, one of the same year, another, or none."""
    end = (asking.calendar.month, asking.calendar.day) if asking.calendar else None
    found = {same_period(a, b, year_end=end) for a in said for b in asking.periods}
    if Match.EXACT in found:
        out["time"] = 1.0
    elif Match.WEAK in found:
        out["time"] = 0.7
    elif {a.year for a in said} & {b.year for b in asking.periods} - {None}:
        out["time_near"] = 1.0
    else:
        out["time_other" if said else "time_unsaid"] = 1.0


def _subject(asking: Asking, some: Sequence[Seen], out: dict[str, float]) -> None:
    wanted = asking.companies
    if not wanted:
        out["subject"] = 0.5
        return
    here = some[0].named if len(some) == 1 else frozenset().union(*(seen.named for seen in some))
    near = some[0].named_near
    about = asking.about(some[0].document.document_id)
    if wanted & here:
        out["subject"] = len(wanted & here) / len(wanted)
    elif wanted & near:
        out["subject_near"] = len(wanted & near) / len(wanted)
    elif wanted & about:
        out["subject_page"] = 1.0
    elif not all(map(asking.family.isdisjoint, (here, near, about))):
        out["subject_page"] = 0.4
    others = [seen.companies for seen in some if seen.companies]
    out["subject_other"] = float(bool(others) and all(map(asking.family.isdisjoint, others)))


def phrases_met(question: Question, seen: Seen, text: str) -> bool:
    """Whether the name-and-number pairs of a question ("heron 5") stand in the words or around them."""
    whole = seen.asking.library.text(seen.document.document_id)
    wide = _HYPHENED.sub(" ", fold(" ".join((seen.document.title, *(whole[told.start : told.end] for told in seen.unit.near), text))))
    return all(re.search(rf"\b(?:{'|'.join(map(re.escape, _ways_of(p)))})\b", wide) for p in question.phrases)


_HYPHENED = lazy_pattern(r"(?<=[^\W\d])-(?=\d)")
"""What ties a name to its number in some: "Loom-2"."""
_ORDINALS = {"1": ("one", "first"), "2": ("two", "second"), "3": ("three", "third"), "4": ("four", "fourth"), "5": ("five", "fifth")}
_NUMBERED = lazy_pattern(r"(phase|stage|step|round|tranche|building|hall|unit|part|volume) ([1-5])")


def _ways_of(phrase: str) -> tuple[str, ...]:
    """How a source may write a name with a number: "phase 2" as "phase two" or "second phase"."""
    found = _NUMBERED.fullmatch(phrase)
    if found is None:
        return (phrase,)
    word, ordinal = _ORDINALS[found[2]]
    return phrase, f"{found[1]} {word}", f"{ordinal} {found[1]}"
