"""Checks of figures: a figure that somebody claims, held field by field against those that the sources give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot import measures
from bot.answer import Answer, Status
from bot.checked import Verdict
from bot.claims import unsettled
from bot.claims import verdict as ask_verdict
from bot.drafting import Draft
from bot.figure_answers import MADE, aside_words, figure_sentence
from bot.fitness import OF_PARTS, undone
from bot.leftovers import at_odds, attributed, narrowed, negated, unmet, ways, words_around
from bot.library import Library
from bot.measures import RELATIONS
from bot.premises import went
from bot.question import Intent, Question
from bot.selection import Fit, cluster, fits
from bot.statements import Claimed, Clause
from bot.times import event_match, period_match
from bot.wording import plain
from bot.words import stems
from corpus.dates import known_by
from index.amount import Amount, is_money, turned
from index.amounts import agree, find_amounts
from index.basis import basis_of
from index.figure import Basis, Figure
from index.fiscal import Match, same_period
from index.period import PeriodKind
from index.periods import find_periods
from index.taxonomy import Span

__all__ = ["Finding", "check_figure", "same_amount"]

_OFF = Decimal("0.05")
"""How far a number may be from the one it is rounded from."""
_BACKING = 6
"""How many of the figures that are the number claimed are looked at for one that bears out all of the clause."""
_TELLING = 3
"""Digits from which on two numbers are not the same by chance."""
_LEAST_SURE = 0.35
_FOOTING = {
    Basis.ACTUAL: "result", Basis.REPORTED: "result", Basis.ESTIMATE: "estimate", Basis.GUIDANCE: "plan", Basis.PROJECTION: "plan",
    Basis.COMMITMENT: "commitment", Basis.RUN_RATE: "rate",
}  # fmt: skip
_RATES = frozenset({"run_rate_revenue", "arr", "annualized_revenue"})
_BY_PROMISE = frozenset({"purchase_commitments", "announced_investment", "contract_value", "settlement", "credit_facility"})
"""Measures of what was promised: there is no other footing."""
_SIGNED = frozenset({"percent", "percentage_points"})
_DID = re.compile(r"\b(?:spent|was|were|had|made|earned|lost|burned|burnt|paid|totall?ed|came|posted|recorded|reached|hit|generated|booked|did|ended)\b", re.IGNORECASE)
_AT_LEAST, _AT_MOST = frozenset({"over", "at_least"}), frozenset({"under", "up_to", "nearly"})
_PRESENT = re.compile(r"\b(?:is|are|has|have|stands?|now|currently|today)\b(?! (?:been|raised|invested|spent|paid|agreed|committed|acquired|bought))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a claim: the verdict, and why in the words and citations of what is told.

    `held` is whether the sources give any figure of what is claimed, or the number claimed for something else.
    """

    verdict: Verdict
    told: Answer
    held: bool = True

    @classmethod
    def of(cls, verdict: Verdict, draft: Draft, *, held: bool = True) -> Finding:
        """The finding that a draft tells."""
        return cls(verdict, draft.answer(Status.NOT_FOUND if verdict is Verdict.NOT_FOUND else Status.ANSWERED), held)


def check_figure(claimed: Claimed, clause: Clause, library: Library, today: date, as_of: date | None) -> Finding:
    """Hold one figure of a clause against the sources published by `as_of`."""
    question = _question(claimed, clause, today)
    found = _found(claimed, question, clause, library, as_of)
    if not found and (other := _planned_for(claimed, clause)) is not None:
        return check_figure(other, clause, library, today, as_of)
    alike = [f for f in found if _same_footing(claimed.figure, f, clause, library)]
    if alike:
        lead, backing = _backing(claimed, alike, clause, library)
        findings: list[Finding] = []
        for fit in backing[:_BACKING]:
            findings.append(_stands(claimed, fit, lead, question, clause, library, as_of))
            if findings[-1].verdict is Verdict.SUPPORTED or undone(library.quote(fit.figure)):
                return findings[-1]
        if findings:
            return findings[0]
    return _otherwise(claimed, alike, found, question, clause, library, as_of)


def _planned_for(claimed: Claimed, clause: Clause) -> Claimed | None:
    """A plan as one for the year that its clause names, where it was read as one for the month in which it was told."""
    own = claimed.figure.period
    if own is None or own.kind not in {PeriodKind.MONTH, PeriodKind.INSTANT} or not _planned(clause.words):
        return None
    years = [f.period for f in find_periods(clause.words, published=None) if f.period.kind is PeriodKind.YEAR]
    return replace(claimed, figure=replace(claimed.figure, period=years[0])) if len(years) == 1 else None


def _question(claimed: Claimed, clause: Clause, today: date) -> Question:
    """The question whose answer would be the figure claimed."""
    figure = claimed.figure
    return Question(
        text=clause.words, asked_on=today, intent=Intent.CHECK, entities=(figure.entity,), metrics=claimed.mentions,
        periods=(figure.period,) if figure.period is not None else (), amounts=(figure.amount,),
    )  # fmt: skip


def _found(claimed: Claimed, question: Question, clause: Clause, library: Library, as_of: date | None) -> list[Fit]:
    """The figures of the measure, company, part and time claimed, on whatever footing, best first."""
    asked = _meant_by(claimed, library)
    figure = claimed.figure
    mentions = tuple(question.metrics[0]._replace(metric=metric) for metric in sorted(asked))
    out = []
    for fit in fits(replace(question, metrics=mentions), library, as_of=as_of):
        held = fit.figure
        if held.metric not in asked | {measures.opposite(library.taxonomy, m) for m in asked} or not _whose(figure, held, clause, library):
            continue
        if question.periods and not _timely(claimed, fit, library):
            continue
        if held.confidence < _LEAST_SURE or not _same_part(figure, held) or (held.amount.per or "") != (figure.amount.per or ""):
            continue
        if not _same_unit(figure.amount, held.amount) or at_odds(_tail(clause.words, _within(figure.amount, clause)), _tail(library.quote(held), _at(held))):
            continue
        out.append(fit)
    return out


def _tail(words: str, amount: Amount) -> str:
    """What stands right behind an amount, up to the next number: "per million output tokens"."""
    return re.split(r"[$€£]|\d|[,;]", words[amount.end : amount.end + 60])[0]


def _meant_by(claimed: Claimed, library: Library) -> set[str]:
    """The measures that a claim may mean: "lost" is any loss, while what was burned is cash; what was "made" is sold or earned."""
    asked = {m.metric for m in claimed.mentions}
    if claimed.figure.period is not None and any(m.metric == "revenue" and MADE.fullmatch(m.words) for m in claimed.mentions):
        asked.add("net_income")
    for metric in tuple(asked):
        if metric in {"loss", "profit_unspecified"}:
            asked |= {kin.metric for kin in library.taxonomy.kin(metric) if metric[:4] in kin.metric or "income" in kin.metric or "profit" in kin.metric}
        asked |= set(measures.interchanged(metric))
    return asked - ({"cash_burn"} if "cash_burn" not in {m.metric for m in claimed.mentions} else set())


def _timely(claimed: Claimed, fit: Fit, library: Library) -> bool:
    period = claimed.figure.period
    if period is None or fit.match is Match.EXACT:
        return True
    if fit.match is not Match.WEAK:
        return False
    metric = fit.figure.metric
    moment = metric in RELATIONS or (metric in library.taxonomy and library.taxonomy.metric(metric).span is Span.INSTANT)
    return moment or period.kind in {PeriodKind.INSTANT, PeriodKind.MONTH}


def _same_part(claimed: Figure, held: Figure) -> bool:
    mine, theirs = ({s for s in stems(f.dimension) if s not in OF_PARTS and s not in stems(f.entity)} for f in (claimed, held))
    return mine == theirs


def _same_unit(said: Amount, held: Amount) -> bool:
    """Whether two amounts are counted in the same thing; a bare count goes with any."""
    if said.unit == held.unit or (not said.unit and is_money(held.unit) and said.scale > 0):
        return True  # "46.7 billion of revenue" leaves the currency out
    plain_counts = all(not is_money(a.unit) and a.unit not in {"percent", "percentage_points", "ratio"} for a in (said, held))
    return plain_counts and (not said.unit or not held.unit or {said.unit, held.unit} <= _PEOPLE)


_PEOPLE = frozenset({"person", "user", "employee", "customer", "subscriber", "member", "staff", "worker"})


def _whose(claimed: Figure, held: Figure, clause: Clause, library: Library) -> bool:
    """Whether a figure is of whom it is claimed of: of a product also where it is filed under its owner and named first.

    A sentence that begins with a part that the claim does not name is about that part.
    """
    named = [m.name for m in library.names.find(library.quote(held))]
    if held.entity == claimed.entity:
        said = {m.name for m in library.names.find(clause.sentence)}
        return not (named and named[0] not in said and held.entity in library.names.lineage(named[0])[1:])
    money = is_money(held.amount.unit)
    if held.entity not in library.names.lineage(claimed.entity):
        return False
    return claimed.entity in (named[:1] if money else [n for n in named if n != held.entity][:1])


def _same_footing(claimed: Figure, fit: Fit, clause: Clause, library: Library) -> bool:
    held = fit.figure
    mine, theirs = (_FOOTING[f.basis] if f.metric not in _RATES else "rate" for f in (claimed, held))
    if theirs == "plan" and _was_so(fit, library):
        theirs = "result"
    elif theirs == "result" and held.table is None and _planned(library.quote(held)[: held.amount.end - held.start + _BEHIND]):
        theirs = "plan"
    said = _FOOTING[basis_of(_up_to(claimed.amount, clause))]
    if mine == "plan" and said == "result" and _DID.search(clause.words):
        # Of a year that is not over nothing is a result yet; to say that it is claims one all the same.
        mine = said
    elif mine == "result" and said == "plan":
        mine = said  # and to expect what is over claims no result
    if mine == theirs:
        return True
    if held.metric in _BY_PROMISE:
        paid = re.search(r"\b(?:paid|has spent|spent|completed)\b", clause.words, re.IGNORECASE)
        return {mine, theirs} == {"result", "commitment"} and not (paid and theirs == "commitment")
    return False


def _was_so(fit: Fit, library: Library) -> bool:
    """Whether a sentence with a plan in it tells of something else before that: "it had 4,500 staff and planned to hire"."""
    figure, day = fit.figure, fit.document.published
    over = figure.period is not None and figure.period.end is not None and day is not None and figure.period.start is not None and figure.period.start <= day
    before = library.quote(figure)[: figure.amount.end - figure.start + _BEHIND]
    return over and figure.table is None and basis_of(before) is Basis.ACTUAL and bool(_DID.search(before))


def _up_to(amount: Amount, clause: Clause) -> str:
    """The words of a clause up to a little behind an amount, which say on what footing it stands."""
    return clause.words[: _within(amount, clause).end + _BEHIND]


_BEHIND = 25
_OF_RATES = re.compile(r"\b(?:run[- ]?rates?|annuali[sz]ed|arr|annual recurring|estimated?)\b", re.IGNORECASE)


def _planned(text: str) -> bool:
    """Whether words tell of what is to come, a run rate to come too."""
    return basis_of(_OF_RATES.sub(" ", text)) in {Basis.PROJECTION, Basis.GUIDANCE}


def _backing(claimed: Claimed, alike: Sequence[Fit], clause: Clause, library: Library) -> tuple[Fit, list[Fit]]:
    """The figure that leads among those of the measure claimed, and those that are the number claimed, if it may stand.

    A number that only a lower or older source gives does not stand against a better one's for the same time.
    """
    lead = alike[0]
    said = [f for f in alike if _is_number(claimed, f, library)]
    groups = cluster(alike, library.names)
    if not said or any(best is fit for best in said for fit in groups[0].fits):
        return lead, said
    if claimed.figure.period is None and _of_now(lead, clause, library):
        return lead, []  # what was so once is not what is so
    if _planned(clause.words) and _told_on(claimed, clause):
        return lead, said
    same_time = any(said[0] is fit for group in groups for fit in group.fits)
    return lead, [] if same_time and max(map(_standing, said)) < _standing(lead) else said


def _of_now(lead: Fit, clause: Clause, library: Library) -> bool:
    """Whether a clause says how something stands now; of deals, each stands by itself."""
    return lead.figure.metric not in RELATIONS and _is_moment(lead.figure, library) and bool(_PRESENT.search(clause.words))


def _told_on(claimed: Claimed, clause: Clause) -> bool:
    """Whether a clause says when a plan was told, beside what it is for: plans that were replaced since were plans then."""
    own = claimed.figure.period
    times = [f.period for f in find_periods(clause.words, published=None) if f.period.kind in {PeriodKind.MONTH, PeriodKind.INSTANT}]
    return own is not None and any(p != own for p in times)


def _standing(fit: Fit) -> tuple[int, date]:
    return fit.document.source_type.authority, fit.document.published or date.min


def _is_moment(figure: Figure, library: Library) -> bool:
    return figure.metric in library.taxonomy and library.taxonomy.metric(figure.metric).span is Span.INSTANT


def _is_number(claimed: Claimed, fit: Fit, library: Library) -> bool:
    return same_amount(_signed(claimed.figure, library), _signed(fit.figure, library))


def _signed(figure: Figure, library: Library) -> Amount:
    """An amount with the sign it has as a gain: a loss of 5 is a gain of -5, and one printed as -5 is too."""
    amount, value = figure.amount, figure.amount.value
    if figure.metric in library.taxonomy and library.taxonomy.metric(figure.metric).opposite is not None:
        metric, value = library.taxonomy.canonical(figure.metric, value)
        if "loss" in metric or metric.endswith(("_used", "_debt")):
            return amount if amount.value < 0 else turned(amount)
        return replace(amount, value=value)
    if figure.metric in _OUTFLOWS:
        return replace(amount, value=abs(value))
    return amount


_OUTFLOWS = frozenset("capital_expenditures research_and_development cost_of_revenue operating_expenses total_expenses cash_burn loss spending".split())
"""Measures whose minus sign only says that money went out."""


def same_amount(said: Amount, held: Amount) -> bool:
    """Whether a number claimed is the one held, as far as either is rounded; a range is only itself."""
    said = replace(said, unit=held.unit)
    if (said.high is None) != (held.high is None):
        end = {"up_to": held.high, "at_least": held.value}.get(said.qualifier or "") if said.high is None else None
        return end is not None and end == said.value
    if said.high is not None and held.high is not None:
        low, high = (replace(said, high=None), replace(held, high=None)), (replace(said, value=said.high, high=None), replace(held, value=held.high, high=None))
        return all(same_amount(one, other) for one, other in (low, high))
    if (said.qualifier in _AT_LEAST and held.qualifier in _AT_MOST) or (said.qualifier in _AT_MOST and held.qualifier in _AT_LEAST):
        return False
    if said.qualifier == held.qualifier:
        said, held = replace(said, qualifier=None), replace(held, qualifier=None)
    if not agree(said, held) or (said.value != held.value and _place(said) < _place(held)):
        return False  # what is said more exactly than its source is not said by it
    return not held.value or abs(said.value - held.value) / abs(held.value) <= _OFF


def _place(amount: Amount) -> int:
    """The power of ten of the last digit that is not zero."""
    exponent = amount.value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _stands(
    claimed: Claimed, backing: Fit, lead: Fit, question: Question, clause: Clause, library: Library, as_of: date | None
) -> Finding:
    """What is said of a number that a source gives: supported, unless the clause says more than the source."""
    draft = Draft(library, clause.words)
    if _was_so(backing, library):
        backing = replace(backing, figure=replace(backing.figure, basis=Basis.ACTUAL))
    number = draft.cite_fit(backing)
    quote = library.quote(backing.figure)
    evidence = f"{words_around(backing.document, backing.figure.start, backing.figure.end, library)}\n{backing.figure.label} {backing.figure.dimension}"
    said, ours = attributed(clause.words), claimed.figure

    def told(verdict: Verdict, opening: str) -> Finding:
        draft.state(backing, (number,))
        draft.say(f"{opening}{figure_sentence(backing, library, number)}{aside_words(backing)}")
        if backing.figure.table is None:
            draft.say(f"“{plain(quote)}” [{number}]")
        return Finding.of(verdict, draft)

    if negated(said):
        return told(Verdict.CONTRADICTED if not negated(quote) else Verdict.NOT_FOUND, "The source says that it is so. ")
    growth = ours.amount.unit in _SIGNED and ours.metric.endswith("growth")
    mine, theirs = ways(said, _within(ours.amount, clause), growth=growth), ways(library.text(backing.document.document_id)[: backing.figure.end], backing.figure.amount, growth=growth)
    if growth and mine != theirs:
        return told(Verdict.CONTRADICTED, "The number is right, but it went the other way. ")
    if at_odds(said, evidence):
        return told(Verdict.CONTRADICTED if len(clause.claims) == 1 else Verdict.NOT_FOUND, "The number is right, but the source says the opposite of something beside it. ")
    if _planned(_up_to(ours.amount, clause)) and not _planned(quote):
        return told(Verdict.CONTRADICTED, "The source gives it as it is, not as a plan. ")
    bases = frozenset({Basis.PROJECTION, Basis.GUIDANCE, ours.basis} if _planned(clause.words) else {ours.basis}) - {Basis.ACTUAL}
    settled = ask_verdict(replace(question, bases=bases), backing, library, claimed=True)
    if settled.startswith("Not") and not (unsettled(said) and unsettled(quote) and not undone(quote)) and not (backing.figure.metric in _BY_PROMISE and backing.figure.basis is Basis.COMMITMENT):
        open_still = backing.figure.basis in {Basis.REPORTED, Basis.COMMITMENT} and not undone(quote)
        return told(Verdict.NOT_FOUND if open_still else Verdict.CONTRADICTED, "The number is on record, but not as a fact. ")
    without = narrowed(quote, _at(backing.figure), clause.sentence) if backing.figure.table is None else ""
    if without and not (without.lower() in {"before", "part of", "together", "combined"} and backing is lead):
        return told(Verdict.NOT_FOUND, f"The number is on record with a limit that the claim leaves out (“{without}”). ")
    missing = unmet(said, evidence, quote, backing.document, [c.figure for c in clause.claims], [c.figure.amount for c in clause.claims], library)
    if missing:
        return told(Verdict.NOT_FOUND, f"The number is on record, but I could not find “{missing}” with it. ")
    if not growth and mine and mine != theirs:
        turned = _turned(question, mine, library, as_of)
        if turned is not Verdict.SUPPORTED:
            way = "that it went up" if mine > 0 else "that it went down"
            opening = f"The number is on record, but I could not find {way}. " if turned is Verdict.NOT_FOUND else "The number is right, but it went the other way. "
            return told(turned, opening)
    draft.state(backing, (number,))
    draft.say(f"{figure_sentence(backing, library, number)}{aside_words(backing)}")
    if backing.figure.table is None:
        draft.say(f"“{plain(quote)}” [{number}]")
    if lead is not backing and lead.figure.period == backing.figure.period and not same_amount(_signed(lead.figure, library), _signed(backing.figure, library)):
        other = draft.cite_fit(lead)
        draft.differ(lead, other, "Another source differs.")
        draft.say(f"Another source differs: {figure_sentence(lead, library, other)}")
    return Finding.of(Verdict.SUPPORTED, draft)


def _at(figure: Figure) -> Amount:
    """A figure's amount with its place in its quote."""
    return replace(figure.amount, start=figure.amount.start - figure.start, end=figure.amount.end - figure.start)


def _within(amount: Amount, clause: Clause) -> Amount:
    """The amount with its place in the words of its clause, which is where the same digits stand."""
    near = [a for a in find_amounts(clause.words) if a.value == amount.value and a.unit == amount.unit]
    if len(near) > 1:
        # The same number twice: the one that stands as far from the end of the sentence as it was read.
        near.sort(key=lambda a: abs(clause.at + a.start - amount.start))
    return near[0] if near else replace(amount, start=0, end=0)


def _turned(question: Question, way: int, library: Library, as_of: date | None) -> Verdict:
    """Whether a measure went the way that is claimed, by the figure before it."""
    asked = replace(question, amounts=(), text="did it rise" if way > 0 else "did it fall", firm=frozenset())
    answer = went(asked, library, as_of)
    if answer is None:
        return Verdict.NOT_FOUND
    return Verdict.SUPPORTED if answer.text.startswith("Yes") else Verdict.CONTRADICTED


def _otherwise(
    claimed: Claimed, alike: Sequence[Fit], found: Sequence[Fit], question: Question, clause: Clause, library: Library, as_of: date | None
) -> Finding:
    """What is said of a number that no source gives for what is claimed: what they give instead, and what it is true of."""
    draft = Draft(library, clause.words)
    home = _true_of(claimed, found, question, clause, library, as_of)
    lead = alike[0] if alike else None
    if lead is not None and not _settles(claimed, lead, clause, library):
        lead = None
    if lead is not None:
        number = draft.cite_fit(lead)
        draft.state(lead, (number,))
        draft.say(f"The sources say otherwise. {figure_sentence(lead, library, number)}{aside_words(lead)}")
        if lead.figure.table is None:
            draft.say(f"“{plain(library.quote(lead.figure))}” [{number}]")
    if home is not None:
        fit, how, sure = home
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        draft.say(f"The number claimed is {how}: {figure_sentence(fit, library, number)}{aside_words(fit)}")
        if lead is None and fit.figure.table is None:
            draft.say(f"“{plain(library.quote(fit.figure))}” [{number}]")
        return Finding.of(Verdict.CONTRADICTED if lead is not None or sure else Verdict.NOT_FOUND, draft)
    if lead is not None:
        return Finding.of(Verdict.CONTRADICTED, draft)
    name = measures.name(library.taxonomy, claimed.figure.metric)
    when = f" for {claimed.figure.period.label}" if claimed.figure.period else ""
    draft.say(f"No source I hold gives {name} of {claimed.figure.entity}{when} as claimed.")
    near = alike[0] if alike else next(iter(_any_time(claimed, question, clause, library, as_of)), None)
    if near is not None:
        number = draft.cite_fit(near)
        draft.state(near, (number,))
        draft.say(f"The nearest that I hold: {figure_sentence(near, library, number)}{aside_words(near)}")
    return Finding.of(Verdict.NOT_FOUND, draft, held=bool(alike))


def _any_time(claimed: Claimed, question: Question, clause: Clause, library: Library, as_of: date | None) -> list[Fit]:
    bare = replace(claimed, figure=replace(claimed.figure, period=None))
    return _found(bare, replace(question, periods=()), clause, library, as_of)


def _settles(claimed: Claimed, lead: Fit, clause: Clause, library: Library) -> bool:
    """Whether another number shows that the one claimed is wrong: for the same time, or for now where now is claimed.

    A range may be said by one of its ends, and of several rounds or deals each has a number of its own.
    """
    said, held = claimed.figure.amount, lead.figure.amount
    if lead.figure.table is None and any(same_amount(said, a) for a in find_amounts(library.quote(lead.figure)) if a.unit == said.unit):
        return False  # which of its numbers is of what, the sentence may tell better than it was read
    if (said.qualifier in _AT_LEAST and held.value > said.value) or agree(_signed(claimed.figure, library), _signed(lead.figure, library)):
        return False
    if claimed.figure.period is not None:
        return not (lead.figure.metric in RELATIONS and _several_deals(claimed, lead, clause, library))
    if lead.figure.metric in RELATIONS:
        others = {m.name for m in library.names.find(clause.words)} - {claimed.figure.entity}
        return bool(others) and others <= library.names_in(library.quote(lead.figure)) and not _several_deals(claimed, lead, clause, library)
    return _of_now(lead, clause, library)


def _several_deals(claimed: Claimed, lead: Fit, clause: Clause, library: Library) -> bool:
    """Whether the deal that a source tells is with others than the one claimed."""
    named = {m.name for m in library.names.find(clause.words)} - {claimed.figure.entity}
    theirs = library.names_in(library.quote(lead.figure)) - {claimed.figure.entity}
    return bool(named - theirs)


def _true_of(
    claimed: Claimed, found: Sequence[Fit], question: Question, clause: Clause, library: Library, as_of: date | None
) -> tuple[Fit, str, bool] | None:
    """What the number claimed is a true figure of, in what that differs, and whether that cannot be chance."""
    ours = claimed.figure
    for fit in found:
        if _same_footing(ours, fit, clause, library) and _is_number(claimed, fit, library):
            return fit, "what an older or weaker source gave", False
    for fit in found:
        if not _same_footing(ours, fit, clause, library) and _number_alike(ours.amount, fit.figure.amount):
            return fit, "on another footing", True
    for fit in found:
        signs = _signed(ours, library).value * _signed(fit.figure, library).value < 0
        if signs and _number_alike(ours.amount, fit.figure.amount):
            return fit, "of the other sign", True
    telling = ours.amount.digits >= _TELLING
    for fit in _any_time(claimed, question, clause, library, as_of):
        if question.periods and _same_footing(ours, fit, clause, library) and _number_alike(ours.amount, fit.figure.amount):
            return fit, "for another time", telling and _is_number(claimed, fit, library) and not _speaks_of(fit, question, library)
    best: tuple[int, Fit, str, bool] | None = None
    for figure, kind, how in _elsewhere(claimed, library):
        document = library.document(figure.document_id)
        if as_of is not None and not known_by(document.published, as_of):
            continue
        if question.periods and not (period_match(figure, question.periods, library) or event_match(figure, document, question.periods, library)):
            continue
        if not _number_alike(ours.amount, figure.amount, any_unit=kind == 2):
            continue
        fit = Fit.held(figure, document)
        if best is None or (kind, -fit.document.source_type.authority) < (best[0], -best[1].document.source_type.authority):
            best = (kind, fit, how, (telling or kind == 0) and bool(question.periods) and not _related(ours, figure, library))
    return best[1:] if best else None


def _speaks_of(fit: Fit, question: Question, library: Library) -> bool:
    """Whether the quote of a figure of another time also speaks of the time claimed: which is whose is then left open."""
    told = find_periods(library.quote(fit.figure), published=fit.document.published)
    return any(same_period(f.period, p, year_end=library.names.year_end(fit.figure.entity)) for f in told for p in question.periods)


def _related(claimed: Figure, held: Figure, library: Library) -> bool:
    """Whether a figure of another name is so of a part or an owner, or of the other side of a deal."""
    names = library.names
    if held.entity in names.lineage(claimed.entity) or claimed.entity in names.lineage(held.entity):
        return held.entity != claimed.entity and held.amount.unit not in {"USD", "EUR", "GBP"}
    return held.metric in RELATIONS and claimed.entity in library.names_in(library.quote(held))


def _elsewhere(claimed: Claimed, library: Library) -> Sequence[tuple[Figure, int, str]]:
    """Figures that differ from what is claimed in one thing: the measure or part, the unit, the company."""
    ours = claimed.figure
    asked = {m.metric for m in claimed.mentions}
    out: list[tuple[Figure, int, str]] = []
    for figure in library.snapshot.figures(entity=[ours.entity]):
        if not figure.metric or figure.confidence < _LEAST_SURE:
            continue
        if figure.metric not in asked:
            out.append((figure, 0, f"{measures.name(library.taxonomy, figure.metric)}, another measure"))
        elif not _same_part(ours, figure):
            out.append((figure, 0, "of another part"))
        elif not _same_unit(ours.amount, figure.amount):
            out.append((figure, 2, "in another unit"))
    others = library.snapshot.figures(metric=sorted(asked))
    out += [(f, 1, f"that of {f.entity}") for f in others if f.entity not in {"", ours.entity} and f.confidence >= _LEAST_SURE]
    return out


def _number_alike(said: Amount, held: Amount, *, any_unit: bool = False) -> bool:
    """Whether two amounts are one number whatever their sign, and where told so whatever they count."""
    if not any_unit and not _same_unit(said, held):
        return False
    one, other = (replace(a, value=abs(a.value), unit="", per=None, qualifier=None) for a in (said, held))
    return same_amount(one, other)

