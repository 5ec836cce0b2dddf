"""Answers made of one figure, with what differs from it and what a number claimed really is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from bot import measures
from bot.answer import Answer, Status
from bot.claims import (
    BY_ITS_VALUATION,
    SOURCES_DIFFER,
    another_measure,
    apart,
    either,
    in_its_currency,
    is_claim,
    meant,
    refuted,
    stood_before,
    verdict,
)
from bot.coverage import stem_line
from bot.directions import asks_way
from bot.disputing import disputed
from bot.drafting import Draft
from bot.evidence import Asking
from bot.fitness import PLANS, only_talked, undone, versions_in
from bot.leftovers import ways
from bot.library import Library
from bot.measures import RELATIONS
from bot.named_otherwise import NamedOtherwise, named_otherwise
from bot.otherwise import measured_otherwise, of_the_deal, soon_before_or_after, stood_earlier, time_between
from bot.part_of_time import of_a_part
from bot.price_paid import paid_since
from bot.question import Intent, Question
from bot.rounds import before_closing, parts_told
from bot.selection import SETTLED, Cluster, Fit, cluster, fits, pointed_at, same_measure
from bot.set_right import SetRight, right_fit, set_right
from bot.siblings import prior, sibling
from bot.splits import split_words
from bot.standing import is_tagged
from bot.text_answers import from_text, presumes_deed, say_elsewhere, say_since, told_elsewhere
from bot.times import dated_period, period_rank
from bot.wanted import PART
from bot.wording import amount_words, basis_words, day_words, in_short, metric_words, origin_words, period_words, plain
from bot.words import stem
from corpus.document import SourceType
from index.amount import Amount
from index.amounts import agree, find_amounts
from index.figure import Basis
from index.fiscal import Match, same_period
from index.pattern import lazy_pattern
from index.period import PeriodKind
from index.taxonomy import MetricMention, Span

__all__ = ["EXPECTED", "MADE", "aside_words", "asks_for_loss", "asks_for_profit", "count_words", "figure_sentence", "freshness", "single"]

_MOST_DIFFERENT = 3
_COUNTED = frozenset({"loss", "profit", "commitment", "stake", "valuation", "deal", "settlement"})
_IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def single(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The answer of one figure, or None where none fits."""
    question = _of_either_sign(question)
    named = NamedOtherwise(fits(question, library, as_of=as_of))
    named = named if named.fits else named_otherwise(question, library, as_of)
    found = [f for f in named.fits if f.figure.metric in _SIGNED] if asks_for_profit(question) else named.fits
    if question.earlier and found:
        first = bool(_AT_FIRST.search(question.text))
        stood = None if first or question.steps_back > 1 else prior(found[0], library)
        if stood is not None:
            return _of_sibling(question, found[0], stood, library)
        # Where one value alone is held, nothing says that it has changed since.
        alone = not first and _BEFORE_EVENT.search(question.text) is not None and all(agree(f.figure.amount, found[0].figure.amount) for f in found)
        found = _earlier(found, question.steps_back, first=first) or (found if alone else [])
    if not found:
        return None
    found = list(_as_claimed(question, _of_its_product(question, found, library, as_of), library, as_of))
    if found[0].kin and _named_exactly(question):
        found = sorted(found, key=lambda f: f.kin)  # the measure itself, whoever says so, before what is only akin to it
    other_time = _held_otherwise(question, found[0], library, as_of) or _outdated(question, found[0], library)
    if other_time is not None:
        return other_time
    both = either(question, found, library, as_of)
    if len(both) >= 2:
        return _both(question, both, library)
    groups = cluster(found, library.names)
    correction = set_right(groups[0].best, library, as_of) if question.metrics and not question.earlier else None
    printed = None
    if correction is not None:
        printed = groups[0].best
        right = right_fit(question, printed, correction, library, as_of)
        if right is None:
            return _put_right(question, printed, correction, library)
        found = [right, *(f for f in found if f is not right and not agree(f.figure.amount, printed.figure.amount))]
        groups = cluster(found, library.names)
    lead, *parts = _parts_said(found, groups[0].best)
    beside = sibling(question, lead, library)
    if beside is not None:
        return _of_sibling(question, lead, beside, library)
    if PART.search(question.text) and any(meant(a, lead.figure.amount) for a in question.amounts):
        return None  # a part of what a question says itself is not that
    if PART.search(question.text) and _told_in_parts(lead, library):
        return None  # nor is the whole, of which its sentence goes on to tell the part
    elsewhere = _said_elsewhere(question, lead, library, as_of)
    if elsewhere is not None:
        return elsewhere
    return _told(question, _Chosen(named, found, groups, lead, parts, printed), library, as_of)


_OF_WHICH = lazy_pattern(r"[,;(]\s*(?:\w+\s)?of (?:which|that|it|this)\b|[,;(]\s*including\b", re.IGNORECASE)


def _told_in_parts(lead: Fit, library: Library) -> bool:
    """Whether a figure's sentence tells a part of its number right behind it: "$9 billion, of which $4 billion is in stock"."""
    figure = lead.figure
    return figure.table is None and not figure.dimension and _OF_WHICH.search(library.quote(figure)) is not None


def _by_another_source(question: Question, lead: Fit, found: Sequence[Fit], library: Library, *, so: bool) -> bool:
    """Whether another source gives for the very time what a question claims, where the lead does not; or, where the lead does (`so`), one no weaker and newer gives another number.

    A plan that has been replaced since is no account of its own.
    """
    if lead.kin or lead.figure.basis in PLANS:
        return False
    others = [fit for fit in found if fit.figure.document_id != lead.figure.document_id and fit.figure.basis not in PLANS and same_measure(fit, lead, library.names)]
    if not so:
        return any(meant(said, fit.figure.amount) for fit in others for said in question.amounts)
    since = lead.document.source_type.authority, lead.document.published or date.min
    newer = [fit for fit in others if fit.document.source_type.authority >= since[0] and (fit.document.published or date.min) > since[1]]
    return any(not agree(fit.figure.amount, lead.figure.amount) for fit in newer) and not any(meant(said, fit.figure.amount) for fit in newer for said in question.amounts)


class _Chosen(NamedTuple):
    """What a question is answered with: the figures that fit, those that agree, the leading one with its parts, and what was first printed of it."""

    named: NamedOtherwise
    found: Sequence[Fit]
    groups: Sequence[Cluster]
    lead: Fit
    parts: Sequence[Fit]
    printed: Fit | None


def _told(question: Question, chosen: _Chosen, library: Library, as_of: date | None) -> Answer:
    named, found, groups, lead, parts, printed = chosen
    draft = Draft(library, question.text)
    claimed = is_claim(question, lead)
    number = draft.cite_fit(lead)
    if lead.figure.metric in RELATIONS and undone(library.quote(lead.figure)):
        draft.say("It did not come to that, by the source's words.")
    taken_back = printed is not None and any(meant(a, printed.figure.amount) for a in question.amounts)
    opening = "No. " if taken_back else verdict(question, lead, library, claimed=claimed) or _of_its_kind(question, lead, library) or in_its_currency(question, lead, library) or refuted(question, lead, found, library) or _profitable(question, lead)
    if opening in {"Yes. ", "No. "} and _by_another_source(question, lead, found, library, so=opening == "Yes. "):
        opening = SOURCES_DIFFER
    opening = opening or _which_way(question, lead, found, library)
    paid = paid_since(question, lead, library, as_of)
    if paid is not None and opening == "Yes. ":
        opening = BY_ITS_VALUATION
    others = told_elsewhere(question, lead, library, as_of)
    if others.since is not None and not others.since.leads and presumes_deed(question) and undone(others.since.quote.text):
        draft.say("It did not come about.")
        others = replace(others, since=replace(others.since, leads=True))
    if others.since is not None and others.since.leads:
        say_since(draft, others.since.quote)
    # Two numbers that look the same when they are rounded are told apart by their digits.
    exact = any(in_short(group.best.figure.amount) == in_short(lead.figure.amount) for group in groups[1:])
    draft.say(f"{opening}{figure_sentence(lead, library, number, exact=exact)}")
    draft.state(lead, (number,))
    for part in parts:
        draft.state(part, (number,))
        draft.say(figure_sentence(part, library, number))
    draft.say(_what_it_is(question, lead, library))
    draft.say(split_words(lead, library, as_of))
    if lead.figure.table is None:
        draft.say(f"“{plain(library.quote(lead.figure))}” [{number}]")
    if printed is not None:
        _say_printed(draft, printed, library)
    for start, end in parts_told(lead, library):
        draft.say(f"“{plain(library.text(lead.figure.document_id)[start:end])}” [{draft.cite(lead.document, start, end)}]")
    say_elsewhere(draft, others)
    if paid is not None:
        bought = draft.cite_fit(paid)
        draft.state(paid, (bought,))
        draft.say(f"A price for the whole company came later: “{plain(library.quote(paid.figure))}” [{bought}]")
    _say_disputed(draft, question, lead, library, as_of)
    if claimed and not any(meant(a, lead.figure.amount) for a in question.amounts):
        before = stood_before(question, lead, library, as_of)
        other_measure = another_measure(question, lead, library) if before is None else None
        if before is not None:
            earlier = draft.cite_fit(before)
            draft.state(before, (earlier,))
            another = _of_another_version(question, before, library)
            draft.say(f"The number claimed is of something else: “{plain(library.quote(before.figure))}” [{earlier}]" if another else f"The number claimed is of an earlier time: {figure_sentence(before, library, earlier)}")
        if other_measure is not None:
            other = draft.cite_fit(other_measure)
            draft.state(other_measure, (other,))
            told = figure_sentence(other_measure, library, other)
            if other_measure.figure.table is None:
                told = f"“{plain(library.quote(other_measure.figure))}” [{other}]"
            draft.say(f"The number claimed is another measure: {told}")
    _say_period(draft, named, library)
    _say_others(draft, question, found, groups, library, as_of)
    draft.say(freshness(lead, groups[0].voices, contested=len(groups) > 1))
    return draft.answer(Status.ANSWERED)


_SAME = Decimal("0.02")
"""How far a number may be off that tells which of several measures is meant."""
_EARNED = frozenset({"net_income", "operating_income"})
MADE = lazy_pattern(r"(?:make|makes|made|making|earn|earns|earned|earning)", re.IGNORECASE)


def _is_said(question: Question, fit: Fit) -> bool:
    off = apart(question.amounts[0], fit.figure.amount)
    return off is not None and off <= _SAME and question.amounts[0].unit in ("", fit.figure.amount.unit)


def _of_its_kind(question: Question, lead: Fit, library: Library) -> str:
    """"Yes. " where a number is put up of a vague measure ("did Acme lose 38bn") and a measure of that kind is it: a net loss is a loss."""
    if question.intent is not Intent.CHECK or len(question.amounts) != 1 or not lead.kin or lead.figure.basis is not Basis.ACTUAL:
        return ""
    kind = any(measures.is_kind_of(library.taxonomy, lead.figure.metric, m.metric) for m in question.metrics)
    return "Yes. " if kind and _is_said(question, lead) and (not question.periods or lead.match is Match.EXACT) else ""


def _as_claimed(question: Question, found: Sequence[Fit], library: Library, as_of: date | None) -> Sequence[Fit]:
    """What fits with the measure that a claimed number is before the others that a vague word may mean: "lost 21bn" of an operating loss, "made 609m" of a net income."""
    if not found or question.intent is not Intent.CHECK or len(question.amounts) != 1:
        return found
    lead = found[0]
    if lead.kin:
        said = next((f for f in found if f.kin and f.match is lead.match and f.figure.basis is Basis.ACTUAL and f.figure.dimension == lead.figure.dimension and _is_said(question, f)), None)
        return found if said is None else [said, *(f for f in found if f is not said)]
    made = [m for m in question.metrics if m.metric == "revenue" and MADE.fullmatch(m.words)]
    if not made or not question.periods or any(_is_said(question, f) for f in found if f.match is lead.match):
        return found
    earned = fits(replace(question, metrics=tuple(made[0]._replace(metric=metric) for metric in sorted(_EARNED))), library, as_of=as_of)
    said = next((f for f in earned if not f.kin and f.match is Match.EXACT and f.figure.metric in _EARNED and not f.figure.dimension and _is_said(question, f)), None)
    return found if said is None else [said]


def _which_way(question: Question, lead: Fit, found: Sequence[Fit], library: Library) -> str:
    """What to begin with where it is asked whether something rose or fell, and no earlier figure is held: what the sentence says of it, else that this cannot be told; "" where that is not asked."""
    way = asks_way(question)
    own = lead.figure
    if not way or own.metric in RELATIONS or own.basis in PLANS or own.amount.unit == "percent" or not own.metric:
        return ""
    said = ways(library.text(own.document_id)[own.start : own.end], replace(own.amount, start=own.amount.start - own.start, end=own.amount.end - own.start), growth=False) if own.table is None else 0
    if said:
        return "Yes. " if said == way else "No. "
    alone = all(f.figure.period == own.period for f in found if f.figure.metric == own.metric and f.figure.dimension == own.dimension)
    return f"Whether it rose or fell I cannot tell{': I hold it for one time only' if alone else ' from what I hold'}.\n"


_SINCE_DAYS = 45


def _of_its_product(question: Question, found: Sequence[Fit], library: Library, as_of: date | None) -> Sequence[Fit]:
    """What fits with the newer number of the product before it that the company's own is told by: of "500 million people used Acme Chat" the newest is Acme Chat's."""
    lead = found[0]
    own = lead.figure
    if question.periods or question.earlier or question.parts or len(question.entities) != 1 or own.entity != question.entities[0] or own.metric not in library.taxonomy:
        return found
    if library.taxonomy.metric(own.metric).span is not Span.INSTANT or own.basis is not Basis.ACTUAL or own.table is not None:
        return found
    products = [name for name in library.names_in(library.quote(own)) if name != own.entity and library.names.is_product(name) and own.entity in library.names.lineage(name)]
    newer = [f for f in (fits(replace(question, entities=(products[0],)), library, as_of=as_of) if len(products) == 1 else []) if not f.kin and f.figure.entity == products[0] and (f.figure.metric, f.figure.dimension, f.figure.basis) == (own.metric, own.dimension, own.basis)]
    if not newer or (period_rank(newer[0].figure.period, newer[0].document) - period_rank(own.period, lead.document)).days < _SINCE_DAYS:
        return found
    return [newer[0], *found]


def _of_another_version(question: Question, fit: Fit, library: Library) -> bool:
    """Whether a figure's sentence is of another version than the one that a question names: what V3 cost is not what R1 did."""
    asked, told = versions_in(question.text), versions_in(library.quote(fit.figure)) if fit.figure.table is None else set()
    return bool(asked and told) and asked.isdisjoint(told)


def _parts_said(found: Sequence[Fit], lead: Fit) -> list[Fit]:
    """The figures of the leading one's sentence that give the same measure of other parts, as they stand in it.

    Input and output tokens have a price each: where neither is asked for, both are the answer.
    """
    if lead.figure.table is not None or not lead.figure.dimension:
        return [lead]
    own = lead.figure
    alike = [
        f
        for f in found
        if (f.figure.document_id, f.figure.start, f.figure.entity, f.figure.metric) == (own.document_id, own.start, own.entity, own.metric)
        and f.figure.dimension and f.figure.amount.unit == own.amount.unit and f.score > lead.score - _OF_PART
    ]  # fmt: skip
    return sorted(alike, key=lambda f: f.figure.amount.start)


def _say_disputed(draft: Draft, question: Question, lead: Fit, library: Library, as_of: date | None) -> None:
    """Say that another source, or somebody on the same page, sets a number against the one given, unless a filing or a table states that."""
    if lead.figure.table is not None or lead.document.source_type is SourceType.FILING:
        return
    against = disputed(lead, question.entities, library, as_of)
    if against is not None:
        number = draft.cite(*against)
        whose = "The same source has another number, too" if against.document.document_id == lead.figure.document_id else "Another source sets a number against it"
        draft.say(f"{whose}: “{plain(library.text(against.document.document_id)[against.start : against.end])}” [{number}]")


_OF_PART = 1.5
"""How much worse a part of the same sentence may fit than the one that leads: the part asked for is worth more."""
def _say_period(draft: Draft, named: NamedOtherwise, library: Library) -> None:
    """Say what a period asked for is called by the company, and what the other one has that may be meant."""
    beside = ""
    if named.beside is not None:
        number = draft.cite_fit(named.beside)
        draft.state(named.beside, (number,))
        beside = figure_sentence(named.beside, library, number)
    draft.say(f"{named.why} {beside}".strip())


_ONE_NUMBER = frozenset({Intent.FIGURE, Intent.FACT})


def _said_elsewhere(question: Question, lead: Fit, library: Library, as_of: date | None) -> Answer | None:
    """What another sentence says that has all the words of a question of which the figure's own has none.

    How many gigawatts Acme "added" is not the capacity that it has, where a sentence says what it added.
    """
    if not question.terms or question.amounts or question.over_time or question.intent not in _ONE_NUMBER:
        return None
    asking = Asking(question, library)

    def met(text: str) -> list[float]:
        found = asking.meeting.of(stem_line(text))
        return [found[asking.meeting.terms.index(term)] for term in asking.terms]

    # What stands around a figure speaks of other numbers.
    own = f"{lead.figure.label} {lead.figure.dimension}" if lead.figure.table is not None else ""
    if not asking.terms or any(met(f"{lead.document.title} {own} {pointed_at(lead.figure, library)} {library.quote(lead.figure)}")):
        return None
    answer = from_text(question, library, as_of)
    if answer is None or answer.status is not Status.ANSWERED or not all(met(answer.citations[0].quote)):
        return None
    first = answer.citations[0]
    read = [f.amount for f in library.snapshot.figures_within(first.document_id, first.start, first.end) if f.metric and f.metric not in {m.metric for m in question.metrics}]
    # A number that was read as that of another measure is none of this one.
    told = [a for a in find_amounts(first.quote) if a.unit == lead.figure.amount.unit and not any(other.start == first.start + a.start for other in read)]
    return answer if told and not any(agree(amount, lead.figure.amount) for amount in told) else None


def _of_sibling(question: Question, lead: Fit, beside: Amount, library: Library) -> Answer:
    """Another number of a figure's sentence, which alone says what it is."""
    draft = Draft(library, question.text)
    number, quote = draft.cite_fit(lead), library.quote(lead.figure)
    written = plain(quote[beside.start : beside.end])
    draft.say(f"{amount_words(beside, written) if any(map(str.isdigit, written)) else written} [{number}].")
    draft.say(f"“{plain(quote)}” [{number}]")
    draft.say(freshness(lead, 1))
    return draft.answer(Status.ANSWERED)


def _put_right(question: Question, printed: Fit, correction: SetRight, library: Library) -> Answer:
    """The number that a correction says is right, and the one that it replaces."""
    draft = Draft(library, question.text)
    document, text = correction.document, library.text(correction.document.document_id)
    number = draft.cite(document, correction.start, correction.end)
    sentence = text[correction.start : correction.end]
    false, true = (any(meant(a, amount) for a in question.amounts) for amount in (printed.figure.amount, correction.right))
    # Of two numbers that are set against each other neither is confirmed by a yes.
    claimed = "" if len(question.amounts) != 1 else "No. " if false else "Yes. " if true else ""
    written = plain(sentence[correction.right.start : correction.right.end])
    draft.say(f"{claimed}{amount_words(correction.right, written) if any(map(str.isdigit, written)) else written} [{number}].")
    draft.say(f"“{plain(sentence)}” [{number}]")
    _say_printed(draft, printed, library)
    draft.say(f"Source: {origin_words(document)}.")
    return draft.answer(Status.ANSWERED)


def _say_printed(draft: Draft, printed: Fit, library: Library) -> None:
    """Say what was first printed of a number that a newer source puts right."""
    number = draft.cite_fit(printed)
    draft.differ(printed, number, "What was first printed, and corrected since.")
    draft.say(f"First printed, and corrected since: {figure_sentence(printed, library, number)}")


def _held_otherwise(question: Question, lead: Fit, library: Library, as_of: date | None) -> Answer | None:
    """That a measure named exactly is held for other times only, where nothing but its kin is of the time asked.

    "Burned in 2024" may be answered by a loss, "cash burn in 2024" may not where cash burn itself is known of 2025.
    """
    if not lead.kin or not _named_exactly(question) or not question.periods or question.amounts:
        return None
    held = [f for f in fits(replace(question, periods=()), library, as_of=as_of) if not f.kin and f.figure.period is not None]
    if not held:
        return None
    draft = Draft(library, question.text)
    number = draft.cite_fit(held[0])
    draft.say(f"I could not find it {period_words(question.periods[0], None)}. I do hold this:")
    draft.state(held[0], (number,))
    draft.say(f"{figure_sentence(held[0], library, number)}{aside_words(held[0])}")
    return draft.answer(Status.NOT_FOUND)


def _named_exactly(question: Question) -> bool:
    """Whether a question says that cash is meant, and no loss or other kin of it."""
    return any("cash" in m.words.lower() for m in question.metrics)


_NOW = lazy_pattern(r"\b(?:now|nowadays|these days|current(?:ly)?|today|at the moment|still|at present|presently|stands?)\b", re.IGNORECASE)
_STALE_DAYS = 400
"""How old a figure may be to answer for now: what is published once a year just passes."""


def _outdated(question: Question, lead: Fit, library: Library) -> Answer | None:
    """That only a figure of long ago is held, where a question is about now; None where that is not so."""
    if not question.latest or question.periods or not _NOW.search(question.text):
        return None
    if question.amounts and not any(meant(said, lead.figure.amount) for said in question.amounts):
        return None  # what was otherwise by the newest source that is held does not hold still
    spoken = period_rank(dated_period(lead.figure, library), lead.document)
    if spoken == date.min or (question.asked_on - spoken).days <= _STALE_DAYS:
        return None
    draft = Draft(library, question.text)
    number = draft.cite_fit(lead)
    draft.say("I could not find how it stands now. The newest that I hold is old:")
    draft.state(lead, (number,))
    draft.say(f"{figure_sentence(lead, library, number)}{aside_words(lead)}")
    return draft.answer(Status.NOT_FOUND)


_PROFITABLE = lazy_pattern(r"\b(?:(?P<loss>(?:los(?:e|es|ing|t) money|in the red)(?! (?:on|with|for) (?:each|every|that|this|one))|unprofitable|loss-?making|(?:mak(?:e|es|ing)|made|post(?:s|ed)?|book(?:s|ed)?|report(?:s|ed)?|run(?:s|ning)? at) (?:a |any )?(?:net )?loss(?! of\b))|profitable|(?:mak(?:e|es|ing)|made|turn(?:ed|s)?|earn(?:ed|s)?) (?:any |a )?(?:profits?|money)|in the black|cash[- ]?flow[- ](?P<sign>positive|negative))\b", re.IGNORECASE)


_PROFIT = frozenset({"profit", "a profit", "profits", "profitable", "money"})
_PROFIT_OR_LOSS = lazy_pattern(r"\bor (?:an? |did it )?(?:net )?(?:los|profit|mak|earn)", re.IGNORECASE)


def asks_for_profit(question: Question) -> bool:
    """Whether a question is whether a profit is made, yes or no."""
    if question.intent is not Intent.CHECK or question.amounts:
        return False
    if "metrics" in question.inherited and any(m.words.lower() in _PROFIT for m in question.metrics):
        return True  # "and in 2025?" after whether a profit was made in 2024
    said = _PROFITABLE.search(question.text)
    # "Did it make or lose money" is for neither.
    return said is not None and not (said["loss"] and _PROFIT_OR_LOSS.search(question.text))


EXPECTED = "By what is expected: "
"""What opens the answer whether a profit is made where only a plan is held."""


def asks_for_loss(question: Question) -> bool:
    """Whether a question is whether money is lost, yes or no."""
    said = _PROFITABLE.search(question.text) if asks_for_profit(question) else None
    return said is not None and said["loss"] is not None


_EITHER_SIGN = frozenset({"net_income", "net_loss", "loss", "profit_unspecified"})


def _of_either_sign(question: Question) -> Question:
    """A question whether a profit or a loss is made as one that either answers."""
    if not asks_for_profit(question) or not {m.metric for m in question.metrics} <= _EITHER_SIGN or (not question.metrics and not asks_for_loss(question)):
        return question
    mention = question.metrics[0] if question.metrics else MetricMention("", 0, 0, "")
    return replace(question, metrics=(mention._replace(metric="net_income"), mention._replace(metric="loss")), terms=tuple(t for t in question.terms if t not in _TURNING))


_TURNING = frozenset(map(stem, ("turn", "unprofitable", "book", "post", "report")))


def _profitable(question: Question, lead: Fit) -> str:
    """Yes or no to whether a profit is made, by the sign of the figure that answers; "" where that is not asked."""
    if not asks_for_profit(question):
        return ""
    if lead.figure.metric not in _SIGNED:
        return ""
    if lead.figure.basis in PLANS:
        return EXPECTED
    said = _PROFITABLE.search(question.text)
    denied = said is not None and bool((said["sign"] or "").lower() == "negative" or said["loss"])
    loss = lead.figure.metric.endswith(("loss", "_used")) == (lead.figure.amount.value > 0)
    return "No. " if loss != denied else "Yes. "


_SIGNED = frozenset({"net_income", "net_loss", "operating_income", "operating_loss", "loss", "profit_unspecified", "free_cash_flow", "operating_cash_flow", "operating_cash_used"})


def figure_sentence(fit: Fit, library: Library, number: int, *, exact: bool = False) -> str:
    """A figure as one sentence with the number of its citation; with all its digits where it has to be `exact`."""
    figure = fit.figure
    written = library.text(figure.document_id)[figure.amount.start : figure.amount.end]
    words = amount_words(figure.amount, written, exact=exact)
    if not figure.metric and figure.table is None:
        return f"{words} [{number}]."  # what it is of only its sentence says
    happened = figure.metric in library.taxonomy and library.taxonomy.metric(figure.metric).span is Span.FLOW
    when = period_words(figure.period, fit.document.published, happened=happened)
    return f"{figure.entity or fit.document.title}: {metric_words(figure, library.taxonomy)} of {words} {when} [{number}]."


def aside_words(fit: Fit) -> str:
    """What a figure's basis says of it, in parentheses, or ""."""
    words = basis_words(fit.figure.basis)
    return f" ({words[0].upper()}{words[1:]}.)" if words else ""


def _what_it_is(question: Question, lead: Fit, library: Library) -> str:
    parts: list[str] = []
    words = basis_words(lead.figure.basis)
    if words:
        parts.append(f"This is {words}.")
    if lead.figure.metric in SETTLED and only_talked(lead.figure, library):
        parts.append("These were talks, not a deal.")
    if lead.kin and question.metrics:
        asked = question.metrics[0]
        given, wanted = (measures.name(library.taxonomy, m) for m in (lead.figure.metric, asked.metric))
        how = measures.difference(library.taxonomy, asked.metric, lead.figure.metric)
        article = "" if given.split()[-1] not in _COUNTED else "an " if given[0] in "aeiou" else "a "
        contrast = "" if measures.is_kind_of(library.taxonomy, lead.figure.metric, asked.metric) else f", not {wanted}"
        parts.append(f"This is {article}{given}{contrast}: {how}.")
    elif measures.caveat(library.taxonomy, lead.figure.metric):
        parts.append(measures.caveat(library.taxonomy, lead.figure.metric))
    if lead.match is Match.WEAK and lead.figure.period is not None:
        parts.append(f"The period is as the source gives it: {lead.figure.period.label}.")
    return " ".join(parts)


_BEFORE_EVENT = lazy_pattern(r"\b(?:before|prior to) \w", re.IGNORECASE)
_AT_FIRST = lazy_pattern(r"\b(?:original(?:ly)?|initial(?:ly)?|at first|first|to begin with)\b", re.IGNORECASE)


def _earlier(found: Sequence[Fit], steps: int, *, first: bool) -> list[Fit]:
    """What stood before the figure that leads, of its measure, for an earlier time or said earlier of the same.

    The one so many `steps` before it leads, or, of what was so at `first`, the first of all.
    """
    if not found:
        return []
    lead = found[0]

    def day(fit: Fit) -> tuple[date, date, float]:
        # A plan and the one it replaced may stand in one sentence: the older is read with less confidence.
        sure = fit.figure.confidence if fit.figure.basis in PLANS else 0.0
        return period_rank(fit.figure.period, fit.document), fit.document.published or date.min, sure

    older = [
        f
        for f in found
        if f.figure.metric == lead.figure.metric
        and f.figure.dimension == lead.figure.dimension
        and (f.figure.amount.unit, f.figure.amount.per) == (lead.figure.amount.unit, lead.figure.amount.per)
        and day(f) < day(lead)
        and not agree(f.figure.amount, lead.figure.amount)
    ]
    older.sort(key=lambda f: (day(f), f.score), reverse=not first)
    for _ in range(1, steps):
        older = [f for f in older if day(f) < day(older[0]) and not agree(f.figure.amount, older[0].figure.amount)]
    return older


_TWO_TIMES = 28
"""Days from which on two figures of one measure are of two times."""


def _how_apart(one: Fit, two: Fit) -> str:
    """How two figures that a question sets against each other differ: a plan replaced the other, they are of two times, or two things."""
    a, b = one.figure, two.figure
    ends = [f.period.end for f in (a, b) if f.period is not None and f.period.end is not None]
    if (a.entity, a.metric, a.dimension, a.basis) == (b.entity, b.metric, b.dimension, b.basis):
        if a.basis in PLANS and a.period == b.period and one.document.document_id != two.document.document_id:
            return "; the first replaced the second"
        if len(ends) == 2 and abs((ends[0] - ends[1]).days) >= _TWO_TIMES:
            return ", of two times"
    return "; they are not the same thing"


def _both(question: Question, told: Sequence[Fit], library: Library) -> Answer:
    draft = Draft(library, question.text)
    if all(fit.figure.basis in PLANS for fit in told):
        told = sorted(told, key=lambda fit: fit.document.published or date.min, reverse=True)
    unheard = [place for place, said in zip(("first", "second", "third", "fourth"), question.amounts, strict=False) if not any(meant(said, fit.figure.amount) for fit in told)]
    which = "Some of these" if unheard else "Both" if len(told) == 2 else "All"
    draft.say(f"{which} are on record{_how_apart(*told) if len(told) == 2 else ''}.")
    for fit in told:
        number = draft.cite_fit(fit)
        draft.state(fit, (number,))
        if fit.figure.metric:
            draft.say(f"{figure_sentence(fit, library, number)}{aside_words(fit)}")
        if fit.figure.table is None:
            draft.say(f"“{plain(library.quote(fit.figure))}” [{number}]")
    if unheard:
        draft.say(f"I have no source for the {' and the '.join(unheard)} number that you give.")
    return draft.answer(Status.ANSWERED)


_PROFITS = frozenset({"net_income", "operating_income"})


def _kin_beside(question: Question, found: Sequence[Fit], lead: Fit, library: Library) -> list[Fit]:
    """For a vague word ("burn", "lost"), the best figure of each other measure it may mean, for the same time."""
    asked = {m.metric for m in question.metrics}
    if not any(measures.is_vague(m) for m in asked) and not lead.kin:
        return []
    out: dict[str, Fit] = {}
    for fit in found:
        metric = fit.figure.metric
        if (
            metric == lead.figure.metric
            or metric in out
            or fit.figure.dimension
            or metric in asked & {lead.figure.metric}
            or (metric == "loss" and lead.figure.metric in _PROFITS)  # some loss in a note says nothing of a profit
        ):
            continue
        if (
            fit.figure.basis not in {Basis.ACTUAL, Basis.REPORTED}
            or fit.figure.period is None
            or lead.figure.period is None
        ):
            continue
        if fit.figure.period.year == lead.figure.period.year:
            out[metric] = fit
    return list(out.values())[:2]


def _say_others(draft: Draft, question: Question, found: Sequence[Fit], groups: Sequence[Cluster], library: Library, as_of: date | None) -> None:
    """Say what else is held of what was asked: its kin, what other sources give, what was expected, what was said before."""
    lead = groups[0].best
    kins = _kin_beside(question, found, lead, library)
    for kin in kins:
        other = draft.cite_fit(kin)
        draft.state(kin, (other,))
        draft.say(f"Beside it: {figure_sentence(kin, library, other)}")
    if (part := of_a_part(question, lead, library, as_of)) is not None:
        other = draft.cite_fit(part)
        draft.state(part, (other,))
        draft.say(f"For a part of that time: {figure_sentence(part, library, other)}{aside_words(part)}")
    if not kins and (beside := measured_otherwise(question, lead, library, as_of)) is not None:
        other = draft.cite_fit(beside)
        draft.differ(beside, other, "Another measure, which goes by the same name or is of the same deal.")
        draft.say(f"Beside it: {figure_sentence(beside, library, other)}")
    # Two numbers of one sentence are two things, not two accounts of one.
    others = [g for g in groups[1:] if (g.best.figure.document_id, g.best.figure.start) != (lead.figure.document_id, lead.figure.start)]
    for group in others[:_MOST_DIFFERENT]:
        other, alike = draft.cite_fit(group.best), in_short(group.best.figure.amount) == in_short(lead.figure.amount)
        sentence, before = figure_sentence(group.best, library, other, exact=alike), stood_earlier(lead, group.best, library)
        if before:
            draft.differ(group.best, other, "An earlier figure, since replaced.")
            draft.say(f"{before}: {sentence} ({day_words(group.best.document.published)})")
            continue
        why = _why_different(lead, group.best)
        draft.differ(group.best, other, why)
        same = group.best.figure.document_id == lead.figure.document_id
        draft.say(f"{'The same source also has' if same else 'Another source differs'}: {sentence} {why}")
    deal = of_the_deal(question, groups, lead, library, as_of)
    near = [*soon_before_or_after(found, groups, lead, library), *([deal] if deal is not None else [])]
    earlier = before_closing(question, found, lead, library, as_of)
    for fit in near:
        if not any(agree(fit.figure.amount, older.figure.amount) for older in earlier):
            other = draft.cite_fit(fit)
            when = time_between(fit, lead, library)
            draft.differ(fit, other, f"Told {when.lower()} by another source.")
            draft.say(f"{when} another source had: {figure_sentence(fit, library, other)}")
    expected = _expected_before(found, lead, library)
    if expected is not None:
        other = draft.cite_fit(expected)
        draft.differ(expected, other, "What was expected of it before.")
        draft.say(f"Before it was out: {figure_sentence(expected, library, other)} (Expected {_since(expected)}.)")
    shown = [group.best.figure.amount for group in groups[1:]]
    for older in (*earlier, *_superseded(found, lead, library)):
        if any(agree(older.figure.amount, amount) for amount in shown):
            continue
        other = draft.cite_fit(older)
        draft.differ(older, other, "An earlier figure for the same period, since replaced.")
        draft.say(f"Before that: {figure_sentence(older, library, other)} ({day_words(older.document.published)})")


def _expected_before(found: Sequence[Fit], lead: Fit, library: Library) -> Fit | None:
    """The newest that was expected for the time of a result, where the result is another."""
    if lead.figure.basis not in {Basis.ACTUAL, Basis.REPORTED} or lead.figure.period is None or lead.figure.period.kind is PeriodKind.INSTANT:
        return None
    plans = [
        f
        for f in found
        if f.figure.basis in PLANS
        and (f.figure.metric, f.figure.dimension, f.figure.entity) == (lead.figure.metric, lead.figure.dimension, lead.figure.entity)
        and (f.figure.amount.unit, f.figure.amount.per) == (lead.figure.amount.unit, lead.figure.amount.per)
        and f.figure.period is not None
        and same_period(f.figure.period, lead.figure.period, year_end=library.names.year_end(lead.figure.entity)) is Match.EXACT
        and not agree(f.figure.amount, lead.figure.amount)
    ]
    return max(plans, key=lambda f: (f.document.published or date.min, f.score), default=None)


def _since(fit: Fit) -> str:
    return f"as of {day_words(fit.document.published)}" if fit.document.published else "at a day not said"


def _superseded(found: Sequence[Fit], lead: Fit, library: Library) -> list[Fit]:
    """Older guidance for the same period, which the answer's replaced."""
    if lead.figure.basis not in PLANS:
        return []
    out: list[Fit] = []
    for fit in found:
        older = (fit.document.published or date.min) < (lead.document.published or date.min)
        if older and same_measure(fit, lead, library.names) and not agree(fit.figure.amount, lead.figure.amount):
            if not any(agree(fit.figure.amount, o.figure.amount) for o in out):
                out.append(fit)
    return out[:2]


def _why_different(lead: Fit, other: Fit) -> str:
    if other.document.source_type.authority < lead.document.source_type.authority:
        return f"({lead.document.publisher} ranks before {other.document.publisher}: it is closer to the origin.)"
    if lead.document.published and other.document.published and other.document.published < lead.document.published:
        if is_tagged(lead) and is_tagged(other) and lead.figure.period == other.figure.period:
            return f"(Filed {day_words(other.document.published)}, and restated since.)"
        return f"(It is older: {day_words(other.document.published)}.)"
    if other.figure.period != lead.figure.period:
        return "(It may be for another period.)"
    return "(It may be defined differently.)"


def count_words(count: int) -> str:
    """A small number in words, "many" for a larger one."""
    return _IN_WORDS[count] if count < len(_IN_WORDS) else "many"


def freshness(lead: Fit, voices: int, *, contested: bool = False) -> str:
    """Where an answer comes from, of when, and how many independent publications say the same; `contested` where others do not."""
    backed = f"; {count_words(voices)} independent sources agree{' on this number' if contested else ''}" if voices > 1 else ""
    return f"Source: {origin_words(lead.document)}{backed}."
