"""Accounts: quotes of several sources about one matter that do not say the same: another day, another number, another state.

Which one leads goes by who says it, then by how many independent publications say so, whether it vouches for itself, and
the day it came out; of what was planned and what came of it, by what came of it. How a matter stands is told by the newest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.coverage import stem_line
from bot.evidence import Asking
from bot.fitness import designators, undone, versions_in
from bot.picking import told_day
from bot.question import Intent
from bot.reading import Candidate, picked
from bot.states import OF_STATES, State, state_of
from bot.wanted import Kind
from index.amount import Amount, is_money
from index.amounts import agree, find_amounts
from index.pattern import lazy_pattern
from index.period import Period
from index.periods import find_periods
from index.records import DocumentMeta

__all__ = ["Later", "later_state", "others_than", "settled", "stood_before"]

_AS_MUCH = 0.8
"""How much of what the first quote speaks of another one has to, to say otherwise."""
_TO_LEAD = 0.8
"""The same, to stand before it."""
_NEAR_ENOUGH = 3.0
"""How much worse than the first it may be."""
_FAR_ENOUGH = 5.0
"""The same of one that speaks of all that is asked: both parties and the measure."""
_MATTER = 0.75
"""How much of the matter that the first quote speaks of one has to that tells how it stands since."""
_FAR_BELOW = 2
"""Ranks of authority by which a newer source may not be lower, to stand before an older."""
_UNVOUCHED = lazy_pattern(
    r"\b(?:by (?:this|one|its|another|some|that) accounts?|according to this (?:source|account|report)|reportedly|allegedly|is said to|are said to|supposedly|rumou?r(?:s|ed)?|apparently|unconfirmed|by some reports?)\b",
    re.IGNORECASE,
)
"""What a source says of what it does not vouch for itself."""
_PLANS = lazy_pattern(r"\b(?:will|would|plan(?:s|ned)?|expect(?:s|ed)?|schedul(?:ed|es?)|due|aims?|intend(?:s|ed)?|set to|target(?:s|ed)?|slated|hop(?:es|ed))\b", re.IGNORECASE)
_AFTER_PLAN = lazy_pattern(r"\b(?:than|as) (?:\w+ ){0,2}(?:planned|expected|scheduled)\b", re.IGNORECASE)
_WITHIN_A_DAY = timedelta(days=1)
"""How far days may lie apart that are one: clocks differ."""


@dataclass(frozen=True, slots=True)
class Later:
    """A newer quote that says how a matter stands since, and whether it stands before the older."""

    quote: Candidate
    leads: bool
    reverses: bool


def settled(asking: Asking, ordered: Sequence[Candidate]) -> list[Candidate]:
    """Candidates in their order, with the one in front of several accounts of one day or number that is the best by who says it."""
    if not ordered or asking.question.earlier:
        return list(ordered)
    first = ordered[0]
    accounts = [first, *_rivals(asking, ordered, first, _TO_LEAD)]
    if len(accounts) < 2:
        return list(ordered)
    told = [one for one in ordered if _may_be_said_of(asking, one, first, 0.5)]
    planned = _PLANS.search(asking.question.text) is not None

    def rank(one: Candidate) -> tuple[float, ...]:
        plan = bool(_PLANS.search(_AFTER_PLAN.sub("", one.text)))
        published = (one.document.published or date.min).toordinal()
        if plan:
            # Of two plans the newer one stands, whoever passes it on.
            return (float(planned), published, 0.0, 0.0, 0.0)
        voices = {other.document.voice or other.document.document_id for other in told if _same(asking, one, other)}
        return (1.0, one.document.source_type.authority, float(not _UNVOUCHED.search(one.text)), len(voices), published)

    own = [one for one in accounts if not _of_someone_else(asking, one)]
    if own and first not in own:
        # "Bolt followed Acme with a filing of its own" is no account of when Acme filed.
        ordered = [one for one in ordered if one in own or not _of_someone_else(asking, one)]
        first = own[0]
    best = max(own or accounts, key=rank)  # the first of those that are alike
    best = first if rank(best) == rank(first) else best
    return [best, *(one for one in ordered if one is not best)]


def others_than(asking: Asking, ordered: Sequence[Candidate], lead: Candidate) -> list[Candidate]:
    """The quotes of other documents that say another day or number of the same than `lead`, the best one of each."""
    out: list[Candidate] = []
    for one in _rivals(asking, ordered, lead, _AS_MUCH):
        if not any(_same(asking, one, other) for other in out):
            out.append(one)
    return out


def _rivals(asking: Asking, ordered: Sequence[Candidate], lead: Candidate, share: float) -> list[Candidate]:
    """The candidates that answer about as much as `lead` with another value, in their order."""
    if _value(asking, lead) is None:
        return []
    return [one for one in ordered if one is not lead and _may_be_said_of(asking, one, lead, share) and _same(asking, one, lead) is False]


def _may_be_said_of(asking: Asking, one: Candidate, lead: Candidate, share: float) -> bool:
    """Whether a candidate of another document speaks of as good as all of what `lead` answers."""
    if one is lead:
        return True
    if one.document.document_id == lead.document.document_id or one.row or one.title or len(one.parts) > 1 or len(one.units) > 1:
        return False
    # What names both parties and the measure is about the same, in whatever words.
    whole = len(asking.companies) > 1 and one.measures["measure"] >= 1 and one.measures["together"] >= lead.measures["together"]
    if one.measures["subject_other"] or one.score < lead.score - (_FAR_ENOUGH if whole else _NEAR_ENOUGH) or one.measures["together"] < share * lead.measures["together"]:
        return False
    words = asking.question.text
    if not asking.companies <= one.named or (_of_someone_else(asking, one) and not _of_someone_else(asking, lead)):
        return False
    return designators(words) <= designators(one.text) and _of_one_version(asking, one, lead)


def _of_someone_else(asking: Asking, one: Candidate) -> bool:
    """Whether the first company that a quote names is not asked about, where a single one is: it tells what that one did."""
    names = asking.library.names
    first = next((match.name for match in names.find(one.text) if names.is_company(match.name)), "")
    return bool(first) and len(asking.companies) == 1 and first not in asking.family


def _of_one_version(asking: Asking, one: Candidate, lead: Candidate) -> bool:
    known = versions_in(asking.question.text)
    return versions_in(one.text) - known == versions_in(lead.text) - known or not (versions_in(one.text) - known and versions_in(lead.text) - known)


def _value(asking: Asking, one: Candidate) -> Period | Amount | None:
    if asking.wanted.kind is not Kind.DAY:
        amount = picked(asking, one)
        # Percentages and bare numbers are told of too many things, unless it is said of what.
        loose = amount is not None and (amount.unit == "" or (amount.unit == "percent" and not (one.measures["measure"] or asking.wanted.kind is Kind.SHARE)))
        return None if loose else amount
    if one.row:
        return None
    place = told_day(asking, one.text)
    if place is None:
        return None
    found = find_periods(one.text[slice(*place)], published=one.document.published, calendar=asking.calendar)
    return found[0].period if len(found) == 1 and found[0].period.end is not None else None


def _same(asking: Asking, one: Candidate, other: Candidate) -> bool | None:
    """Whether two candidates give one value; None where it cannot be told or they speak of different times."""
    mine, theirs = _value(asking, one), _value(asking, other)
    if isinstance(mine, Period) and isinstance(theirs, Period):
        return _overlap(mine, theirs)
    if isinstance(mine, Amount) and isinstance(theirs, Amount):
        if mine.unit != theirs.unit:
            return None
        if agree(mine, theirs) or agree(theirs, mine):
            return True
        return None if _apart(_times(asking, one), _times(asking, other)) else False
    return None


def _overlap(one: Period, other: Period) -> bool:
    """Whether two times may be the same: a day lies in its month."""
    first, second = (one.start or one.end, one.end), (other.start or other.end, other.end)
    if first[0] is None or first[1] is None or second[0] is None or second[1] is None:
        return True
    return first[0] <= second[1] + _WITHIN_A_DAY and second[0] <= first[1] + _WITHIN_A_DAY


def _times(asking: Asking, candidate: Candidate) -> frozenset[str]:
    found = find_periods(candidate.text, published=candidate.document.published, calendar=asking.calendar)
    return frozenset(one.period.label for one in found)


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both say a time and none of one is of the other."""
    return bool(one and other) and one.isdisjoint(other)


def later_state(asking: Asking, ordered: Sequence[Candidate], document: DocumentMeta, text: str) -> Later | None:
    """The newest quote about the same matter as a document's `text` by which it stands otherwise: done since, called off, delayed.

    None where there is none.
    """
    day, stood = document.published, _state(text)
    if day is None or asking.question.earlier:
        return None
    found: list[tuple[date, float, Candidate, State]] = []
    for one in ordered:
        published, stands = one.document.published, _state(one.text)
        if one.row or one.title or len(one.units) > 1 or published is None or published <= day:
            continue
        turned = stood is not State.OFF if stands is State.OFF else stands is State.DONE and stood in {State.PLANNED, State.OFF}
        if turned and _of_same_matter(asking, one, text):
            found.append((published, one.score, one, stands or State.OFF))
    if not found:
        return None
    _, _, newest, stands = max(found, key=lambda each: each[:2])
    leads = newest.document.source_type.authority > document.source_type.authority - _FAR_BELOW
    return Later(newest, leads and asking.question.intent in _OF_STANDING, State.OFF in {stands, stood})


def stood_before(asking: Asking, ordered: Sequence[Candidate], document: DocumentMeta, text: str) -> Candidate | None:
    """The newest quote of another document by which a matter stood the other way before a document's `text`: approved, which is on hold now."""
    reverse = {State.OFF: State.DONE, State.DONE: State.OFF}.get(_state(text) or State.PLANNED)
    day = document.published
    if reverse is None or day is None or asking.question.intent not in _OF_STANDING:
        return None
    found = [
        one
        for one in ordered
        if not one.row and not one.title and len(one.units) == 1 and one.document.published is not None and one.document.published < day
        and _state(one.text) is reverse and _of_same_matter(asking, one, text)
    ]  # fmt: skip
    return max(found, key=lambda one: (one.document.published or date.min, one.score), default=None)


_OF_STANDING = frozenset({Intent.CHECK, Intent.FACT})


def _state(text: str) -> State | None:
    return State.OFF if undone(text) else state_of(text)


def _of_same_matter(asking: Asking, one: Candidate, text: str) -> bool:
    """Whether a quote is about the deal, case or work that a text is about: the same parties, and what it is or what it comes to."""
    wanted = asking.companies
    if not wanted <= one.named | asking.about(one.document.document_id):
        return False
    mine, theirs = one.named - wanted, asking.library.names_in(text) - wanted
    if mine and theirs and mine.isdisjoint(theirs):
        return False
    sums, held = ([a for a in amounts if is_money(a.unit)] for amounts in (one.amounts, find_amounts(text)))
    alike = any(agree(a, b) or agree(b, a) for a in sums for b in held)
    if (sums and held and not alike) or not (alike or wanted <= one.named):
        return False
    matter = [term for term in asking.terms if term not in OF_STATES]
    known = len(wanted) > 1 or bool(one.measures["measure"])
    if alike:
        return True
    if not matter:
        return known
    has, had = (_spoken_of(asking, matter, words) for words in (one.text, text))
    return has >= _MATTER * had and (known or had > 0)


def _spoken_of(asking: Asking, matter: Sequence[str], text: str) -> float:
    """The share of some words of a question, by weight, that a text has, in whatever words."""
    met = asking.meeting.by_term(stem_line(text))
    weights = {term: asking.library.weights.of(term) for term in matter}
    return sum(weight for term, weight in weights.items() if met.get(term)) / sum(weights.values())
