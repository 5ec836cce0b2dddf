"""Selection: which of the corpus's figures answers a question, which back it up and which disagree.

A figure fits when it is about the company asked about, measures what was asked (or its near kin, for a vague word
such as "burn"), is for the period asked and has the basis asked; whatever else the question says has to stand in or
around the figure's quote. Among those that fit, authority decides, then the newer publication.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from bot.coverage import cover, stem_set
from bot.filed import from_source_asked
from bot.fitness import (
    FUTURE,
    OF_PARTS,
    PLANS,
    RELATIVE,
    STATED_LINES,
    Standard,
    beside_name,
    named_in_words,
    of_note,
    only_talked,
    speaks_of_talks,
    versions_in,
    without_taken_in,
)
from bot.library import Library
from bot.measures import RELATIONS, interchanged, is_vague, opposite
from bot.question import Intent, Question
from bot.standing import as_filed_last
from bot.times import Matches, dated_period, event_match, period_rank
from bot.words import STOP_WORDS, stems
from corpus.dates import known_by
from corpus.document import SourceType
from index._attribution import CLAUSE
from index.amounts import agree
from index.caseless import has_any
from index.concepts import has_concepts
from index.entity_table import EntityTable
from index.figure import ONE_OF_SEVERAL, STATED, TAGGED, Basis, Figure
from index.fiscal import Match, same_period
from index.frozen import maker
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.records import DocumentMeta, Glance
from index.taxonomy import PER_SHARE, Span, Taxonomy

__all__ = ["SETTLED", "TOTAL", "Cluster", "Fit", "cluster", "distinct", "fits", "glances", "pointed_at", "same_measure"]

_BASIS_WORTH = {
    Basis.ACTUAL: 0.5,
    Basis.REPORTED: 0.3,
    Basis.ESTIMATE: 0.05,
    Basis.COMMITMENT: 0.0,
    Basis.GUIDANCE: -0.1,
    Basis.RUN_RATE: -0.4,
    Basis.PROJECTION: -0.3,
}
# Kin of a vague word that is only a part of what it means: what was spent on equipment is not what was burned.
_PART_OF = frozenset({"capital_expenditures"})
_SOME_OF = frozenset({"subscribers"})
"""Kin that counts only some of what is meant, and answers where nothing nearer does, however new it is: who pays is not all who use it."""
_AUTHORITY = 0.3
"""What one step of authority is worth: a filing leads a news report of the same by 0.6."""
_TIER = 0.85
_FIRST_HAND = max(kind.authority for kind in SourceType)
"""The rank of a filing, of which the newer corrects the older however often that was copied."""
_STANDS = {2: 60, 1: 90}
"""Days that a figure from a blog (2) or an aggregator (1) counts as older than it is."""
_BEFORE_MONEY = lazy_pattern(
    r"\bpre-?money\b|\bbefore (?:counting )?(?:the |any )?(?:new |fresh )?(?:money|cash|capital|investment|funding)\b", re.IGNORECASE
)
"""A price of the company without what its round brought in."""
_STALE = lazy_pattern(r"\b(?:stale|outdated|out of date|superseded|preliminary|early report|initial report|at first reported|first put at)\b|\bstill (?:gave|gives|showed|shows|listed|lists)\b", re.IGNORECASE)
"""What a source itself says of a number that no longer holds."""
_SIGNS_OF_AGE = (
    *("stale", "outdated", "out of date", "superseded", "preliminary", "early report", "initial report", "at first reported", "first put at"),
    *("still gave", "still give", "still show", "still list"),
)
_UNDATED = 75
"""The same for a figure that says no day of its own."""
_YEAR = 365
_IN_PASSING = 0.46
"""Less sure than this is what was so at an earlier time that the text leaves open: "up from 22%"."""
_STAND_INS = {"operating_expenses": ("total_expenses",), "total_expenses": ("spending",)}
"""What answers for a measure, under its own name, where nothing nearer is held: people call all costs opex."""
_STAND_INS_UNDATED = {
    "takeover_offer": ("acquisition_price",),
    "revenue": ("run_rate_revenue", "arr"),
    "acquisition_price": ("licensing_deal", "contract_value", "investment", "stake"),
}
"""Measures that are better than no answer where a company's own is not held and no period was asked for."""
_OF_A_PART = frozenset({"investment", "stake", "contract_value"})
"""What was bought or paid where the whole was not."""
_STANDS_IN = 1.0
"""What a figure is worth whose measure answers only where nothing nearer is held."""
_IN_FULL, _LESS_FULL = 0.9, 0.2
"""From which share on the words of a question are all met, and by how much less they may be met beside that."""
_BY_LABEL = 2.6
"""What a figure is worth whose row says the words asked, though it is filed under another metric or none."""
_BY_CLAUSE = 2.0
"""The same of a number whose clause has the measure's words: less than any that was read as that measure."""
_OF_WHOLES = frozenset("valuation pre_money_valuation market_cap funding_raised total_funding stake headcount debt cash".split())
"""What is a company's own and not a product's, beside which it may be named."""
_AT_SITES = frozenset({"gpus", "power_capacity"})
"""What is counted where it stands, under the name of a data center."""
_ONE_SIDED = frozenset({"funding_raised", "purchase_commitments", "announced_investment"})
"""Those of them that are only one party's: who leads a round raises nothing."""
_RAISED = frozenset({"funding_raised", "investment", "acquisition_price", "stake"})
"""What was raised or paid, beside which what is only promised is a part or a plan."""
SETTLED = RELATIONS | {"valuation", "pre_money_valuation", "market_cap"}
"""Measures that a deal settles: what is only talked about does not stand before what was agreed."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A figure that may answer and how well: `score` without time, `kin` where it is not quite the measure asked."""

    figure: Figure
    document: DocumentMeta
    score: float
    kin: bool
    match: Match | None
    coverage: float

    @classmethod
    def held(cls, figure: Figure, document: DocumentMeta, score: float | None = None) -> Fit:
        """A figure that is found by other means than by how well it fits a question; scored by how sure it is where nothing else is given."""
        return cls(figure, document, figure.confidence if score is None else score, kin=False, match=None, coverage=1.0)

    @property
    def day(self) -> date | None:
        """The day by which it was so: a deal "in 2026" that was told in August was made by then. None where neither time is known."""
        return min((day for day in (self.figure.period.end if self.figure.period is not None else None, self.document.published) if day is not None), default=None)


_fitting = maker(Fit)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Figures for one measure and period that say the same, best first."""

    fits: tuple[Fit, ...]

    @property
    def best(self) -> Fit:
        """The one to lead with."""
        return self.fits[0]

    @property
    def voices(self) -> int:
        """How many independent publications say so."""
        return len({fit.document.voice or fit.document.document_id for fit in self.fits})


def fits(
    question: Question,
    library: Library,
    *,
    entities: Sequence[str] | None = None,
    periods: Sequence[Period] | None = None,
    as_of: date | None = None,
) -> list[Fit]:
    """The figures that fit a question, best first. `entities` and `periods` narrow it to one side of a comparison.

    Several ways of answering ask for the same ones.
    """
    wanted = question.entities if entities is None else tuple(entities)
    when = question.periods if periods is None else tuple(periods)
    return list(library.once(_fits, question, wanted, when, as_of))


def _fits(library: Library, question: Question, wanted: Sequence[str], when: Sequence[Period], as_of: date | None) -> list[Fit]:
    asked = [m.metric for m in question.metrics]
    if not wanted or not (asked or question.terms):
        return []
    worth = _worth(asked, library.taxonomy, undated=not when)
    family = library.names.same(wanted)
    # "Other assets" are no total assets.
    words = tuple(dict.fromkeys(s for m in question.metrics for s in stems(m.words) if s not in STOP_WORDS or s == _TOTAL))
    matches = Matches(when, library) if when else None
    near = list(_candidates(_Near(question, family, worth, words, library, matches)))
    library.document.all(figure.document_id for figure in near)  # read at once
    timely: list[tuple[Figure, DocumentMeta, Match | None]] = []
    for figure in near:
        document = library.document(figure.document_id)
        if as_of is not None and not known_by(document.published, as_of):
            continue
        match = None if matches is None else matches.of(figure) or event_match(figure, document, when, library)
        if match is not None and figure.period is None and figure.table is None and figure.confidence < _IN_PASSING:
            continue  # what a number is set against was so at no time that is told: "$31 billion, against $13 billion"
        if figure.dimension == ONE_OF_SEVERAL and TOTAL.search(question.text):
            continue  # one cluster is not all that there is
        if match is not Match.NONE:
            timely.append((figure, document, match))
    library.body.all(figure.document_id for figure, _, _ in timely)  # read at once
    if question.terms:
        library.passages_at(figure for figure, _, _ in timely)
    if (told := from_source_asked(question, library)) is not None:
        timely = [one for one in timely if told(one[1], library.quote(one[0]))]
    sought = _Sought(question, library, worth, when)
    out = [found for one in timely if (found := _fit(sought, *one)) is not None]
    fullest = max((fit.coverage for fit in out), default=0.0) if question.firm else 0.0
    if fullest >= _IN_FULL:
        # Of two share sales the one of employees is meant where that is said: the newer is another.
        out = [fit for fit in out if fit.coverage >= fullest - _LESS_FULL]
    out = _of_payer(question, _between_all(question, out, library), library)
    just = [fit for fit in out if fit.figure.dimension in question.parts]
    out = just or out  # another part may share the name's last word
    out.sort(key=_order(question, library, out, dated=bool(when)), reverse=True)
    return as_filed_last(out)


@dataclass(frozen=True)
class _Near:
    """Where figures that may fit are looked for: whose, of which measures or with which words, and of which time (None: any)."""

    question: Question
    family: set[str]
    worth: dict[str, float]
    words: tuple[str, ...]
    library: Library
    matches: Matches | None

    def timely(self, glances: Iterable[Glance]) -> list[Glance]:
        """Those that may be of the time asked about."""
        return list(glances) if self.matches is None else list(filter(self.matches.may, glances))

    def own(self) -> list[Glance]:
        """The figures of these names by metric or by the words of their row."""
        question, library, worth = self.question, self.library, self.worth
        own = library.glances(self.family, worth, self.words)
        asked = {mention.metric for mention in question.metrics}
        if asked and not question.terms and all(map(has_concepts, asked)):
            # What a filing states of a measure it tags so: other labels only sound alike ("deferred revenue").
            tagging = {one.document_id for one in own if one.metric in asked and one.confidence >= TAGGED}
            own = [one for one in own if one.metric in worth or not (one.document_id in tagging or one.document_id in library.sheets)]
        return self.timely(own)

    def in_words(self) -> list[Glance]:
        """Those by the words of their clause."""
        every = [one for name in sorted(self.family) for one in self.library.unnamed(name)] if self.question.metrics else []
        return named_in_words(self.question, every, self.timely, self.library)

    def of_parents(self) -> Iterator[Figure]:
        """What a document says of a product, which it may file under the company."""
        library, family = self.library, self.family
        for parent in {p for name in family for p in library.names.lineage(name)} - family:
            theirs = library.figures(self.timely(library.glances({parent}, self.worth.keys() - _OF_WHOLES)))
            library.body.all(figure.document_id for figure in theirs)
            for figure in theirs:
                about = library.names.principal(figure.document_id) in family
                quote = library.quote(figure)
                if about or (family & {m.name for m in library.names.find(quote)} and not _after_number(figure, family, library)) or any(_by_number(name, parent, quote) for name in family):
                    yield figure

    def at_sites(self) -> Iterator[Figure]:
        """What is counted where the machines of a company stand, its name said beside the site's."""
        library, family = self.library, self.family
        for metric in _AT_SITES & set(self.worth):
            for figure in library.figures(one for one in self.timely(library.of_metric(metric)) if family & set(library.names.lineage(one.entity)[1:])):
                if family & library.names_in(library.quote(figure)):
                    yield figure

    def of_others(self) -> Iterator[Figure]:
        """Deals that are filed under another party to them."""
        library, family = self.library, self.family
        for metric in (RELATIONS - _ONE_SIDED if len(family) == 1 else RELATIONS) & set(self.worth):
            for figure in library.figures(one for one in self.timely(library.of_metric(metric)) if one.entity not in family):
                if family & {m.name for m in library.names.find(library.quote(figure))}:
                    yield figure


def glances(question: Question, library: Library) -> list[Glance]:
    """Glances at all figures that may fit a question whatever time it asks about, and at some that do not; none of those found by words alone."""
    family = library.names.same(question.entities)
    worth = _worth([m.metric for m in question.metrics], library.taxonomy, undated=True)
    parents = {p for name in family for p in library.names.lineage(name)}
    elsewhere = (_AT_SITES | RELATIONS) & set(worth)
    return [*library.glances(family | parents, worth), *(one for metric in elsewhere for one in library.of_metric(metric))]


def _candidates(near: _Near) -> Iterator[Figure]:
    """Figures of these names: by metric, by the words of their row or clause, and by being named beside them."""
    yield from near.library.figures((*near.own(), *near.in_words()))
    yield from near.of_parents()
    yield from near.at_sites()
    yield from near.of_others()


def _between_all(question: Question, found: Sequence[Fit], library: Library) -> list[Fit]:
    """The fits; of deals of several companies asked about only those whose sentences name all, where some do.

    Under a headline that names both of them, a sentence may tell of what one offered for a third.
    """
    if len(question.entities) < 2 or question.intent is Intent.COMPARISON or not all(m.metric in RELATIONS for m in question.metrics):
        return list(found)
    asked = set(question.entities)
    naming = [fit for fit in found if asked <= {other for name in library.names_in(library.quote(fit.figure)) for other in library.names.lineage(name)}]
    return naming if any(not fit.kin for fit in naming) else list(found)


def _of_payer(question: Question, found: list[Fit], library: Library) -> list[Fit]:
    """The fits; of break fees that two companies would owe each other those of the one that a question says would pay."""
    if len(question.entities) < 2 or {m.metric for m in question.metrics} != {"termination_fee"}:
        return found
    payers = {m.name for m in library.names.match(question.text) if _WOULD_PAY.match(question.text, m.end)}
    return [fit for fit in found if fit.figure.entity in payers] or found


_WOULD_PAY = lazy_pattern(r"\s(?:(?:would|wd|wld|will|must|has to|had to|might|may|could|should|have to|be)\s){0,3}(?:owes?|owed|pays?|paid|paying|on the hook)\b", re.IGNORECASE)
_PAYS = lazy_pattern(r"\b(?:pay\w*|paid|spen[dt]\w*|shell\w*|fork\w*|put|invest\w*)\b", re.IGNORECASE)


def _is_bought(question: Question) -> bool:
    """Whether the one company that a question names is bought, and does not pay: "what did Acme sell for"."""
    return len(question.entities) < 2 and _PAYS.search(question.text) is None


def _after_number(figure: Figure, family: set[str], library: Library) -> bool:
    """Whether a sentence names a product only after what it says of the company: "Revenue was $350 billion, driven by Acme Cloud"."""
    if figure.table is not None:
        return False
    quote, place = library.quote(figure), figure.amount.start - figure.start
    return min((m.start for m in library.names.find(quote) if m.name in family), default=0) > place and CLAUSE.search(quote[place:]) is not None


def _by_number(name: str, parent: str, quote: str) -> bool:
    """Whether a sentence of its maker's calls a product by its number alone: "R1" for Acme R1, and no other."""
    return versions_in(quote) == {name.removeprefix(parent).strip().lower()}


def _worth(asked: Sequence[str], taxonomy: Taxonomy, *, undated: bool) -> dict[str, float]:
    """Each metric that may answer, and what it is worth: 3 for the one asked, less for its kin."""
    worth: dict[str, float] = {}
    for metric in asked:
        vague = is_vague(metric)
        # The taxonomy lists kin nearest first.
        for place, kin in enumerate(taxonomy.kin(metric) if vague else ()):
            if kin.metric in _PART_OF:
                continue
            if kin.metric in _SOME_OF:
                worth[kin.metric] = max(worth.get(kin.metric, 0.0), _STANDS_IN)
                continue
            worth[kin.metric] = max(worth.get(kin.metric, 0.0), 2.75 - 0.12 * place)
        for near in interchanged(metric):
            worth[near] = max(worth.get(near, 0.0), 2.7)
        for stand_in in (*_STAND_INS.get(metric, ()), *(_STAND_INS_UNDATED.get(metric, ()) if undated else ())):
            worth[stand_in] = max(worth.get(stand_in, 0.0), _STANDS_IN)
        if metric == "pre_money_valuation":
            worth["valuation"] = 2.7
        other = opposite(taxonomy, metric)
        if other:
            worth[other] = max(worth.get(other, 0.0), 2.9)
        worth[metric] = 3.0
    if {"net_income", "loss"} <= worth.keys() and worth["net_income"] == worth["loss"]:
        # Whether it is profitable: an operating income says so too, by its own name.
        worth.setdefault("operating_income", 2.4)
    return worth


class _Sought:
    """What figures are held against, with what is worked out of the question once for all of them."""

    def __init__(self, question: Question, library: Library, worth: dict[str, float], when: Sequence[Period]) -> None:
        self.question, self.library, self.worth, self.when = question, library, worth, when
        self.metrics = {mention.metric for mention in question.metrics}
        self.standard = Standard(question, library, worth)
        # Slang between the words that matter ("plow into", "throw off") is not asked of a source.
        self.needed = [t for t in question.terms if t in question.firm] if question.metrics else question.terms
        self._would_do = frozenset(worth)

    def tagged(self, figure: Figure) -> bool:
        """Whether a figure's document says by tags what is asked for of its company."""
        return figure.document_id in self.library.once(_tagged, figure.entity, self._would_do)


def _fit(sought: _Sought, figure: Figure, document: DocumentMeta, match: Match | None) -> Fit | None:
    question, library, worth, when, asked = sought.question, sought.library, sought.worth, sought.when, sought.metrics
    if sought.standard.misfit(figure, document, match) is not None or (figure.metric not in worth and _is_no_line(question, figure, document, asked)):
        return None
    if worth.get(figure.metric) == _STANDS_IN and _stands_for_none(question, figure, library):
        return None
    # Most questions for a measure have no other words, and there is nothing to look for around a figure.
    layers = [
        (1.0, stem_set(f"{without_taken_in(library.quote(figure))} {figure.label} {figure.dimension}")),
        # What stands around a company's own statement, or the total of a table of parts, says nothing of it.
        (0.0 if _of_whole(figure) else 0.6, stem_set(library.around(figure))),
        (0.5, stem_set(f"{document.title} {document.publisher}")),
        *([(_POINTED_AT, stem_set(back))] if (back := pointed_at(figure, library)) else []),
    ] if question.terms else []
    coverage, _ = cover(question.terms, layers, library.weights)
    if sought.needed and cover(sought.needed, layers, library.weights)[0] < 0.45:
        return None
    if figure.table is not None and _OTHERS.search(question.text) and not _OTHER.search(f"{figure.label} {figure.dimension}"):
        return None  # "Acme Other" is a part of Acme, if the corpus knows it or not
    kin = figure.metric in worth and figure.metric not in asked and opposite(library.taxonomy, figure.metric) not in asked
    # A share of a company, kin or not, is not what was paid for it.
    of_other_kind = figure.metric not in worth or (kin and question.wants == "money")
    if of_other_kind and figure.amount.unit in RELATIVE and not any(library.taxonomy.compatible(m, figure.amount.unit) for m in asked):
        return None
    by_words = _BY_LABEL if figure.table is not None else _BY_CLAUSE
    score = worth.get(figure.metric, by_words) + figure.confidence + _BASIS_WORTH[figure.basis] + _AUTHORITY * document.source_type.authority
    if question.bases and figure.basis in question.bases:
        score += 0.8
    if question.terms:
        score += 1.5 * coverage
    if figure.dimension and not (figure.metric in PER_SHARE and figure.dimension == (_BASIC if _SAYS_BASIC.search(question.text) else _UNSAID_FORM)):
        named = (
            cover(question.terms, [(1.0, stem_set(figure.dimension))], library.weights)[1] if question.terms else 0.0
        )
        own = stem_set(figure.dimension) - OF_PARTS
        # "Revenue from EMEA", where EMEA is a name of its own; "shipped to Germany" names that part in full, whatever else it says.
        in_full = any(name != figure.entity and own.issuperset(stems(name)) for name in question.entities)
        in_full = in_full or _called_so(question, figure) or figure.dimension in question.parts or (bool(own) and own <= set(question.terms)) or (figure.metric in PER_SHARE and figure.dimension.lower() in question.text.lower())
        score += 2.5 if in_full else 2.0 if named > 0.5 else -2.5
    if figure.metric == "valuation":
        before_money = bool(_BEFORE_MONEY.search(library.quote(figure)))
        if "pre_money_valuation" in asked and not before_money:
            return None
        score -= 1.5 * _TIER if before_money and "valuation" in asked else 0.0
        kin = kin and not before_money
    if when and figure.table is not None and STATED <= figure.confidence < TAGGED and figure.metric in asked:
        score += _IN_STATEMENT
    elif figure.table is not None and figure.confidence < TAGGED:
        # What a filing's own tag calls by the measure's name may have any words in its row.
        unsaid = _unsaid(question, figure, library)
        score -= min(_MOST_UNSAID, _UNSAID * unsaid)
        plain = bool(when) and not figure.dimension and figure.metric in asked and document.source_type.authority == _FIRST_HAND
        score += _PLAIN_ROW if not unsaid and plain and not sought.tagged(figure) else 0.0
    elif figure.table is not None:
        # Of two rows with one tag, the plainer is of the whole: "Operating income" before "Segment operating income", whatever their size.
        score -= 0.03 * min(figure.amount.digits, 6) + 0.01 * min(6, _unsaid(question, figure, library)) - 0.18
    # Of two that agree, the one with more digits says more.
    score += 0.03 * min(figure.amount.digits, 6)
    if match is Match.WEAK:
        score -= 0.4
    if not when and _falls_due(figure, document):
        score -= 1.5 * _TIER
    if _is_stale(library.text(figure.document_id)[figure.start : figure.end + 120]):
        score -= 1.5 * _TIER
    if figure.period is not None and figure.period.kind is PeriodKind.INSTANT and any(p.kind is PeriodKind.INSTANT for p in when):
        # A balance at the day asked about, not what changed in the quarter that it closes.
        score += 0.8
    if figure.amount.per == "share" and figure.metric == "dividend" and _PAID_OUT.search(question.text) and not _EACH_SHARE.search(question.text):
        score -= 2.0  # what was paid is a sum; what a share got is asked for as such
    if figure.amount.qualifier == "up_to":
        score -= 0.2
    return _fitting(figure, document, score, kin, match, coverage)


def _stands_for_none(question: Question, figure: Figure, library: Library) -> bool:
    """Whether a figure of another measure may not answer for the one asked for.

    It stands in for the whole of a company alone, and a part's price not for that of the one that was sold. What Acme paid for a
    licence is not what Bolt, named further on, paid for the rest.
    """
    if figure.dimension or (figure.metric in _OF_A_PART and _is_bought(question)):
        return True
    return len(question.entities) > 1 and figure.table is None and _in_another_clause(question, figure, library)


_CLAUSES = lazy_pattern(r",\s(?:and|but|while|whereas|which|who)\s|;\s|\s(?:while|whereas)\s", re.IGNORECASE)


def _in_another_clause(question: Question, figure: Figure, library: Library) -> bool:
    """Whether a company asked about, other than whose figure it is, is named in its sentence only beside the clause that has it."""
    quote, place = library.quote(figure), figure.amount.start - figure.start
    start = max((m.end() for m in _CLAUSES.finditer(quote, 0, place)), default=0)
    end = next((m.start() for m in _CLAUSES.finditer(quote, place)), len(quote))
    named = {parent for name in library.names_in(quote[start:end]) for parent in library.names.lineage(name)}
    elsewhere = {parent for name in library.names_in(quote[:start] + " " + quote[end:]) for parent in library.names.lineage(name)}
    return any(name not in named and name in elsewhere for name in question.entities if name != figure.entity)


_POINTS_BACK = lazy_pattern(r"\W*(?:the (?:notes?|bonds?|loans?|facility|deal|contract|agreement|lease|campus|site|plant|model|chip|round|offering|acquisition|purchase|settlement|fine|award|order|plan|programme|program|unit|stake|shares)|these|those|it|they|that|this)\b", re.IGNORECASE)
_POINTED_AT = 0.7
"""What the words of the sentence count that a figure's own sentence points back to."""
_SENTENCE_BEFORE = 400


def pointed_at(figure: Figure, library: Library) -> str:
    """The sentence before that of a figure, where its own begins with what was spoken of: "The notes have a conversion price of"."""
    text = library.text(figure.document_id)
    if figure.table is not None or not _POINTS_BACK.match(text, figure.start):
        return ""
    before = text[max(0, figure.start - _SENTENCE_BEFORE) : figure.start].rstrip()
    return before[max(before.rfind(end, 0, -1) for end in (". ", "\n", "? ", "! ")) + 1 :]


def _tagged(library: Library, entity: str, metrics: Collection[str]) -> frozenset[str]:
    """The documents that say by tags what is asked for of a company, which go before its rows' words."""
    return frozenset(one.document_id for one in library.glances({entity}, metrics) if one.confidence >= TAGGED and one.table is not None)


def _of_whole(figure: Figure) -> bool:
    """Whether a cell without a tag is of the company as a whole for sure."""
    if figure.table is None or figure.confidence >= TAGGED or figure.dimension:
        return False
    return figure.confidence >= STATED or (bool(figure.metric) and figure.label.lower().rpartition(" › ")[2].startswith("total"))


def _called_so(question: Question, figure: Figure) -> bool:
    """Whether a question calls what others own too as its row does: "total equity" beside "Total Acme shareholders' equity"."""
    row = figure.label.rpartition(" › ")[2].casefold()
    return figure.dimension.startswith("with ") and row.startswith("total ") and any(m.words.casefold() == row for m in question.metrics)


def _is_no_line(question: Question, figure: Figure, document: DocumentMeta, asked: Collection[str]) -> bool:
    """Whether a number that was read as no measure, or another, is none of the lines of a statement that a question asks for and nothing else.

    What a statement calls otherwise is no line of it: "Warrant liability" is not the current liabilities, nor is "Total liabilities".
    """
    if not STATED_LINES.issuperset(asked) or question.terms or question.parts or beside_name(question) or figure.confidence >= TAGGED:
        return False
    if figure.metric in STATED_LINES:
        return True
    if figure.table is None:
        return document.source_type is SourceType.FILING
    return of_note(figure.label) or not any(set(stems(m.words)) <= stem_set(figure.label) for m in question.metrics)


_PAID_OUT = lazy_pattern(r"\b(?:pa(?:y|ys|id|ying)|spen[dt]|return(?:s|ed)?|total)\b", re.IGNORECASE)
_EACH_SHARE = lazy_pattern(r"\b(?:per|a|each|every) share\b|\bdps\b", re.IGNORECASE)
_TOTAL = "total"
TOTAL = lazy_pattern(r"\b(?:total|overall|all[- ]in|altogether|in all|combined)\b", re.IGNORECASE)
_OTHERS = lazy_pattern(r"(?<=\w )Other\b(?! than\b)")
_OTHER = lazy_pattern(r"\bother\b", re.IGNORECASE)
_UNSAID_FORM = "Diluted"
"""What a sum per share is where nobody says which."""
_BASIC = "Basic"
_SAYS_BASIC = lazy_pattern(r"\b(?:basic|undiluted)\b", re.IGNORECASE)
_UNSAID = 0.05
"""What each word of a row costs that neither the question nor the measure's name says: free cash flow (pre-spectrum)."""
_MOST_UNSAID = 0.3
_PLAIN_ROW = 0.2
"""What a row of a filing that says the measure and nothing else is worth before a sentence that may speak of a part in passing."""
_IN_STATEMENT = 0.25
"""What it is worth that a figure stands in the company's own statement, not in a note on a part of it."""


def _is_stale(words: str) -> bool:
    return has_any(words.lower(), _SIGNS_OF_AGE) and _STALE.search(words) is not None


def _unsaid(question: Question, figure: Figure, library: Library) -> int:
    row = figure.label.rpartition(" › ")[0] or figure.label
    name = library.taxonomy.metric(figure.metric).name if figure.metric in library.taxonomy else ""
    known = stem_set(f"{question.text} {name} {figure.entity}")
    return sum(1 for s in stems(row) if s not in known and s not in STOP_WORDS and len(s) > 2)


def _order(
    question: Question, library: Library, found: Sequence[Fit], *, dated: bool
) -> Callable[[Fit], tuple[float, ...]]:
    """The sort key, largest first. What scores within a tier of the best counts as fitting as well."""
    best = max((f.score for f in found), default=0.0)
    spoken_for = {id(f): period_rank(dated_period(f.figure, library), f.document).toordinal() for f in found}
    newest = max((spoken_for[id(f)] for f in found if f.figure.period is not None and f.figure.basis not in FUTURE), default=0)
    top = max((f.score - _AUTHORITY * f.document.source_type.authority for f in found), default=0.0)

    asks_talks = speaks_of_talks(question.text)

    def key(fit: Fit) -> tuple[float, ...]:
        figure = fit.figure
        published = (fit.document.published or date.min).toordinal()
        spoken = spoken_for[id(fit)]
        ahead = figure.period is not None and spoken > question.asked_on.toordinal()
        # What was planned for a time that is over is told after what came of it.
        turned_out = float(bool(question.bases - {Basis.RUN_RATE}) or figure.basis not in PLANS or ahead)
        authority = fit.document.source_type.authority
        measure = library.taxonomy.metric(figure.metric) if figure.metric in library.taxonomy else None
        moment = measure is not None and (measure.span is Span.INSTANT or figure.metric in RELATIONS)
        future = bool(question.bases & FUTURE) or figure.basis in FUTURE
        bare = fit.score - _AUTHORITY * authority
        tier = -int((top - bare) / _TIER)
        if future and question.bases & FUTURE:
            # Guidance is what was said last, whoever passes it on.
            return (tier, published, fit.score)
        if dated and ahead and (figure.basis in FUTURE or (figure.basis is Basis.ESTIMATE and not question.bases)):
            # Of two forecasts of a time that is not over, the newer one stands, and the company's own before what others think.
            return (tier, -float(figure.basis is Basis.ESTIMATE), published, fit.score)
        at_a_day = all(period.kind is PeriodKind.INSTANT for period in question.periods)
        if dated and not question.latest and (at_a_day or not moment):
            return (turned_out, -int((best - fit.score) / 0.5), 1.0, fit.score, published)
        if question.latest or moment:
            # A filing's or a reporter's word stands against a newer one of lower rank for a while.
            settled = figure.metric not in SETTLED or not (figure.basis is Basis.REPORTED or (figure.basis in FUTURE and not question.bases and figure.metric in _RAISED))
            # What is talked about does not stand before what was agreed, whoever tells either.
            agreed = figure.metric not in SETTLED or bool(question.bases) or asks_talks or not only_talked(figure, library)
            held = spoken - _STANDS.get(authority, 0) - _undated(figure)
            return (tier, -float(ahead), float(agreed), float(settled), turned_out, held, authority, fit.score, published)
        # With no period asked, of periods a full year says more than a part of one, unless it is long past.
        whole = figure.period is None or figure.period.kind in {
            PeriodKind.YEAR,
            PeriodKind.TRAILING_YEAR,
            PeriodKind.INSTANT,
        }
        if figure.period is None:
            # What has no time is of the day it was told; where nobody says when that was, or it is only what another grew from, of none.
            whole = fit.document.published is not None and figure.confidence >= _IN_PASSING
        whole = whole and (figure.period is None or newest - spoken <= _LONG_PAST)
        held = spoken - _undated(figure)
        return (tier, -float(ahead), float(whole), held, fit.score, published)

    return key


def _falls_due(figure: Figure, document: DocumentMeta) -> bool:
    """Whether a cell is of what is to be paid within some time to come, a part of all that is owed."""
    ahead = figure.period.end if figure.period is not None and figure.table is not None and figure.basis is Basis.COMMITMENT else None
    return ahead is not None and document.published is not None and ahead > document.published


_LONG_PAST = 550
"""By how many days a full year may have ended before the newest part of one and still stand before it."""


def _undated(figure: Figure) -> int:
    """The days that a figure without a period counts as older; more where it is only what another grew from."""
    if figure.period is not None:
        return 0
    return _UNDATED if figure.confidence >= _IN_PASSING else _UNDATED + _YEAR


def _counts(figure: Figure) -> Hashable:
    """What a figure is a number of, but for its time."""
    return figure.metric, figure.dimension, _unit(figure), figure.amount.per, figure.basis in FUTURE, figure.basis is Basis.RUN_RATE


def _unit(figure: Figure) -> str:
    """The unit of a figure; of people, who are jobs to one source and employees to another, what all of them are."""
    unit = figure.amount.unit
    return _PEOPLE if figure.metric in _OF_PEOPLE and unit not in _SHARES else unit


_PEOPLE = "person"
_SHARES = frozenset({"percent", "percentage_points"})
_OF_PEOPLE = frozenset({"headcount", "layoffs"})


def _agree(one: Figure, other: Figure) -> bool:
    if one.metric not in _OF_PEOPLE:
        return agree(one.amount, other.amount)
    return agree(replace(one.amount, unit=_unit(one)), replace(other.amount, unit=_unit(other)))


def distinct(found: Sequence[Fit], names: EntityTable) -> list[Fit]:
    """Figures without those for the same measure and time as one before them, as `same_measure` has it."""
    out: list[Fit] = []
    groups: dict[Hashable, dict[str, dict[int | None, list[Fit]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    said: set[Hashable] = set()
    for fit in found:
        # Hundreds of figures are for the same few times: what one of them is the same as, the next is too.
        counts, entity = _counts(fit.figure), fit.figure.entity
        alike = counts, entity, id(fit.figure.period)
        if alike in said:
            continue
        # Of one company's times none is the same as one that ends some weeks before or after.
        end, group = _end_of(fit.figure, names), groups[counts]
        near = chain.from_iterable(some for at, some in group[entity].items() if at is None or end is None or abs(at - end) <= 1)
        others = chain.from_iterable(some for name, of_name in group.items() if name != entity for some in of_name.values())
        if any(same_measure(fit, other, names) for other in chain(near, others)):
            said.add(alike)
        else:
            group[entity][end].append(fit)
            out.append(fit)
    return out


def _end_of(figure: Figure, names: EntityTable) -> int | None:
    """About when a figure's time ends, in stretches longer than times that are the same may end apart; None where that does not tell it."""
    calendar = names.calendar(figure.entity)
    period = calendar.resolve(figure.period) if calendar is not None and figure.period is not None else figure.period
    if period is None or period.end is None or (period.start is None and period.kind is not PeriodKind.INSTANT):
        return None
    return period.end.toordinal() // _WEEKS


_WEEKS = 30


def same_measure(a: Fit, b: Fit, names: EntityTable) -> bool:
    """Whether two figures should be equal: one metric, company part, basis family and period."""
    if a.figure.metric != b.figure.metric or _counts(a.figure) != _counts(b.figure):
        return False
    if a.figure.period is None or b.figure.period is None:
        return a.figure.period is b.figure.period
    return same_period(a.figure.period, b.figure.period, year_end=names.year_end(a.figure.entity)) is not Match.NONE


def cluster(found: Sequence[Fit], names: EntityTable) -> list[Cluster]:
    """Part figures of the leading one's measure and period by value; the first cluster holds the leading one."""
    if not found:
        return []
    lead = found[0]
    groups: list[list[Fit]] = []
    for fit in found:
        if fit is not lead and (not same_measure(lead, fit, names) or _of_another_time(lead, fit)):
            continue
        home = next((g for g in groups if _agree(g[0].figure, fit.figure)), None)
        if home is None:
            groups.append([fit])
        else:
            home.append(fit)
    return _most_voices_first([Cluster(tuple(_precise_first(group))) for group in groups])


def _most_voices_first(clusters: list[Cluster]) -> list[Cluster]:
    """The clusters with the one in front that most independent publications say, of those that stand as well as the first.

    That is so for a time that is asked about and over; of how things stand, or are planned, what was said last holds.
    """
    lead = clusters[0].best
    if lead.match is not Match.EXACT or lead.figure.basis in FUTURE or lead.document.source_type.authority == _FIRST_HAND:
        return clusters

    def as_good(one: Cluster) -> bool:
        own = one.best
        return own.document.source_type.authority == lead.document.source_type.authority and own.match is lead.match and own.figure.basis is lead.figure.basis and own.kin == lead.kin

    most = max((c for c in clusters if as_good(c)), key=lambda c: c.voices)
    return [most, *(c for c in clusters if c is not most)]


def _of_another_time(lead: Fit, fit: Fit) -> bool:
    """Whether a figure is for about the time that a tag has another for to the day."""
    return lead.figure.confidence >= TAGGED and lead.match is Match.EXACT and fit.match is Match.WEAK


def _precise_first(group: Sequence[Fit]) -> list[Fit]:
    """The figures of a group with the one in front that says the same as the first but more exactly, on no lower authority."""
    lead = group[0]

    def as_good(fit: Fit) -> bool:
        authority = fit.document.source_type.authority >= lead.document.source_type.authority
        return authority and fit.match is lead.match and fit.kin == lead.kin and fit.figure.basis is lead.figure.basis

    finer = max((fit for fit in group if as_good(fit)), key=lambda fit: fit.figure.amount.digits, default=lead)
    if finer.figure.amount.digits <= lead.figure.amount.digits:
        return list(group)
    return [finer, *(fit for fit in group if fit is not finer)]
