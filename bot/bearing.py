"""Bearing: whether a quote is about what a question asks for at all: its measure, whose it is and when.

Weights order quotes by how much of a question they speak of, and a sentence about another year, the parent company or
a part of it speaks of nearly all. What the figures read from a quote say, and where there are none its own words, is
held against the question as any other figure is; a quote that strays is no evidence however well its words fit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.corrections import put_right
from bot.coverage import cover, stem_line, stem_set
from bot.evidence import Asking
from bot.fitness import (
    FUTURE,
    STATED_LINES,
    Misfit,
    basis_fits,
    beside_name,
    of_one_thing,
    one_of_two,
    only_aimed,
    ordinal_in,
    says_measure,
    took_in,
    undone,
    whose_revenue,
    without_taken_in,
)
from bot.lapses import without_lapse
from bot.library import Library
from bot.measures import BOUGHT, PAYMENTS, RELATIONS, interchanged, is_vague, opposite
from bot.named_rounds import OF_ROUNDS, of_another_round, round_asked
from bot.owners import asks_owner, tells_of_owning
from bot.parties import doer_between, of_others
from bot.picking import ASKS_SHARE_PRICE, says_sum
from bot.reading import Candidate, picked
from bot.selection import TOTAL
from bot.times import speaks_for
from bot.wanted import NUMERIC, PART, SPANS, Kind, fitting, unsaid_money
from bot.words import stem
from corpus.document import SourceType
from index._footing import FORMER_VIEW, speaks_of_former_view
from index._rejected import is_rejected
from index.amount import is_money
from index.amounts import agree, find_amounts
from index.caseless import has_any
from index.change import is_change
from index.figure import ONE_OF_SEVERAL, Basis, Figure
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.periods import find_periods
from index.taxonomy import Span

__all__ = ["leaves_out", "stray", "takes_back"]

_TOLD_LATER = timedelta(days=100)
"""How long after a time has ended what is published about it may leave it unsaid."""


def stray(asking: Asking, quote: Candidate) -> Misfit | None:
    """In what a quote is about something else than a question about a measure; None where it may answer it."""
    question = asking.question
    of_others_deed = asking.parties is not None and not quote.row and (_leaves_party(asking, quote) or of_others(asking.parties, quote.text, asking.library))
    if of_others_deed or _given_by_others(asking, quote):
        return Misfit.NAME
    if asks_owner(asking) and not tells_of_owning(asking, quote):
        return Misfit.MEASURE  # that two had some deal with each other does not tell whose one of them is
    numeric = not quote.row and asking.wanted.kind in NUMERIC
    if not quote.row and (_of_another_place(asking, quote) or _of_its_sibling(asking, quote) or (numeric and one_of_two(question, quote.text))):
        return Misfit.PART
    if (numeric and _only_supposed(asking, quote)) or takes_back(asking, quote) or is_rejected(asking.library.text(quote.document.document_id), quote.start, quote.end) or (quote.row and _of_results(asking, quote)) or (numeric and _of_former_view(asking, quote)):
        return Misfit.BASIS
    if asking.wanted.kind is Kind.DURATION:
        # How long something lasts is no number of the measure that is spoken of; but of another's deal it says nothing.
        return Misfit.NAME if _WITH.search(quote.text) and _third_party(asking, quote) else None
    if numeric and (_only_last_of_all(asking, quote) or (not question.metrics and (_at_other_rate(asking, quote) or _no_payment(asking, quote) or _only_sought(asking, quote) or _of_one_alone(asking, quote)))):
        return Misfit.KIND
    led_or_counted = asking.wanted.kind in NUMERIC if not question.metrics else asking.wanted.kind is Kind.PERSON and asking.metrics <= OF_ROUNDS
    by_then = asking.wanted.kind is Kind.PERSON and _written_before(asking, quote)
    if led_or_counted and asking.periods and not quote.row and (by_then or _of_other_times(asking, quote)):
        return Misfit.PERIOD  # who led a round of February did not lead that of May
    if not question.metrics or asking.wanted.kind not in NUMERIC or quote.row or quote.measures["undisclosed"]:
        return None
    if without_lapse(question.text, quote.text):
        return Misfit.PERIOD
    if asking.wanted.kind is Kind.COUNT and _lasts(asking, quote):
        return Misfit.KIND
    if PART.search(question.text) and (_of_no_part(asking, quote) or not _of_the_whole(asking, quote)):
        return Misfit.PART
    return _of_measure(asking, quote)


def _of_results(asking: Asking, quote: Candidate) -> bool:
    """Whether a row has what the measure came to, where a question is what is expected of it."""
    question = asking.question
    if not question.bases & FUTURE or not question.metrics:
        return False
    asked = {mention.metric for mention in question.metrics}
    own = [f for f in asking.library.snapshot.figures_within(quote.document.document_id, quote.start, quote.end) if f.metric in asked]
    return bool(own) and not any(f.basis in FUTURE for f in own)


def _of_former_view(asking: Asking, quote: Candidate) -> bool:
    """Whether the number that a quote is given for was expected until another took its place, and is not asked for as that."""
    if asking.question.earlier or not speaks_of_former_view(quote.text):
        return False  # which number a quote is given for takes longer to tell
    number = picked(asking, quote)
    return number is not None and FORMER_VIEW.search(quote.text[: number.start]) is not None


def _of_one_alone(asking: Asking, quote: Candidate) -> bool:
    """Whether a number was read as a measure of one of several companies asked about, in a sentence that names no other: what Acme spent is not what it put into Bolt."""
    if len(asking.question.entities) < 2:
        return False
    own = [f for f in _at_number(asking, quote) if f.metric and f.metric not in RELATIONS | PAYMENTS]
    no_sum = asking.question.wants == "money" and not any(is_money(a.unit) or unsaid_money(a) for a in quote.amounts)
    return (bool(own) or no_sum) and leaves_out(asking, quote)


_VARIANT = lazy_pattern(r"^(?P<family>.+) (?:mini|small|medium|large|pro|max|lite|nano|ultra|turbo|flash|plus|air|micro|tiny|xl|preview)$", re.IGNORECASE)


def _of_its_sibling(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote names only the model of whose family the one asked about is a variant: what Acme 3 has, Acme 3 Mini has not."""
    for name in asking.question.entities:
        variant = _VARIANT.match(name)
        if variant is not None and name.lower() not in quote.text.lower() and re.search(rf"\b{re.escape(variant['family'])}\b", quote.text):
            return not asking.library.names.is_company(name)
    return False


_BY_END = lazy_pattern(r"\b(?:paid|invested|raised|spent|put in|burned|sold|shipped|delivered|installed|built|lost|money|in total|altogether)\b.*\b(?:by|until|up to|through) (?:the )?end of\b", re.IGNORECASE)
_PARTS = frozenset({PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.HALF})


def _only_last_of_all(asking: Asking, quote: Candidate) -> bool:
    """Whether the number that a quote is given for is of a quarter or month alone, where a question is what it came to by then."""
    if _BY_END.search(asking.question.text) is None or says_sum(quote.text):
        return False
    return any(f.period is not None and f.period.kind in _PARTS for f in _at_number(asking, quote))


_SUPPOSED = lazy_pattern(r"\b(?:if|assuming|unless)\b[^,;.:]*$", re.IGNORECASE)
_SUPPOSES = lazy_pattern(r"\b(?:if|assuming|unless|need\w*|would|could|condition\w*|depend\w*|threshold|minimum|even|when|trigger\w*|have to|must|can|limit)\b", re.IGNORECASE)


def _only_supposed(asking: Asking, quote: Candidate) -> bool:
    """Whether the number that a quote is given for is of the case that something comes about, where a question asks how it is: "if we have four hundred by then"."""
    if not has_any(quote.text, ("if ", "If ", "ssuming ", "nless ")) or _SUPPOSES.search(asking.question.text):
        return False
    number = picked(asking, quote)
    return number is not None and _SUPPOSED.search(quote.text[: number.start]) is not None


_PAY = stem("pay")


def _no_payment(asking: Asking, quote: Candidate) -> bool:
    """Whether the number that a quote is given for was read as one of what nobody pays, where a question is what one pays another.

    A loss that more interest to pay made larger is not what was paid.
    """
    return asking.parties is not None and _PAY in asking.parties.deed and _paid_by_nobody(_at_number(asking, quote))


_PAYMENT_ASKED = lazy_pattern(r"\b(?:pay|pays|paid|paying|owes?|owed|settled?|fined|award(?:ed)?|got|gets?|rais(?:e|ed)|invest(?:ed)?|spen[dt])\b", re.IGNORECASE)
_WISHED = lazy_pattern(r"\b(?:ask|sought|seek|demand|want|claim|request|sue|offer|bid|hope|hoping|aim|target)\w*\b", re.IGNORECASE)
_ONLY_SOUGHT = lazy_pattern(r"\b(?:ask(?:s|ed|ing) for|sought|seek(?:s|ing)|demand(?:s|ed|ing)|want(?:s|ed)|suing for|sued for|request(?:s|ed))\s(?:(?:at least|about|around|roughly|nearly|almost|over|up to|more than|some|as much as|another|the)\s)*$", re.IGNORECASE)


def _only_sought(asking: Asking, quote: Candidate) -> bool:
    """Whether the number that a quote is given for is what somebody asked for, where a question is what was paid or has to be."""
    if not _PAYMENT_ASKED.search(asking.question.text) or _WISHED.search(asking.question.text) or not _WISHED.search(quote.text):
        return False
    number = picked(asking, quote)
    return number is not None and _ONLY_SOUGHT.search(quote.text[: number.start]) is not None


def _paid_by_nobody(own: Sequence[Figure]) -> bool:
    return bool(own) and all(f.metric and f.metric not in PAYMENTS for f in own)


_PAYING = frozenset(map(stem, "pay paid settle settled commit committed spend spent buy bought invest invested".split()))


def _given_by_others(asking: Asking, quote: Candidate) -> bool:
    """Whether a question is what one gave another, and a quote leaves one of them out or gives a number of what nobody gives.

    What a company was valued at in the year before is told on the page of that deal too.
    """
    given = asking.payment
    if given is None or not given.given:
        return False
    own = _at_number(asking, quote)
    if any(f.metric in BOUGHT and given.payee in asking.library.names.lineage(f.entity) for f in own):
        return True  # what the other one buys of it goes the other way
    if doer_between(quote.text, _PAYING, {given.payer, given.payee}, asking.library) == given.payee:
        return True
    return leaves_out(asking, quote) or _paid_by_nobody(own)


def _written_before(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote was published before the time asked about, of which it can tell nothing."""
    published = quote.document.published
    begins = [begin for period in asking.periods if (begin := period.start or period.end) is not None]
    return published is not None and bool(begins) and published < min(begins)


def _of_other_times(asking: Asking, quote: Candidate) -> bool:
    """Whether all the times that a quote speaks of are others than are asked about; "now" is long after a time that is over."""
    said, day = _dated(quote.periods), quote.document.published
    if not said and day is not None and _NOW.search(quote.text):
        return all(period.end is not None and period.end + _TOLD_LATER < day for period in asking.periods)
    return bool(said) and not _any_asked(asking, said)


_NOW = lazy_pattern(r"\b(?:now|currently|today|nowadays|at present|these days)\b", re.IGNORECASE)


def _lasts(asking: Asking, quote: Candidate) -> bool:
    """Whether the number that a quote is given for says how long something lasts, where it is not that which is counted."""
    number = picked(asking, quote)
    return number is not None and number.unit in SPANS and number.unit not in asking.wanted.counted


_TAKES_BACK = lazy_pattern(
    r"\b(?:story|stories|article|report|chart|table|graphic|headline|caption|post|issue|version|column|piece|item)\b[^.;]{0,60}?\b(?:said|says|gave|give|stated|misstated|reported|put|wrongly|incorrectly|misidentified|described|misspelled|omitted)\b"
    r"|\blast (?:time|week|month|issue) I (?:wrote|said)\b|\b(?:wrongly|incorrectly|mistakenly) (?:said|gave|stated|reported|put)\b",
    re.IGNORECASE,
    signs=(
        *("stor", "article", "report", "chart", "table", "graphic", "headline", "caption", "post", "issue", "version", "column", "piece", "item"),
        *(" i wrote", " i said", "wrongly", "incorrectly", "mistakenly"),
    ),
)
_CORRECTS = lazy_pattern(r"\b(?:corrections?|corrected|clarifications?|clarified|errat(?:um|a)|got wrong|amended|setting the record)\b", re.IGNORECASE)


def takes_back(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote is what a correction says was wrong: "A story on June 9 gave the number as 40"."""
    said = _TAKES_BACK.search(quote.text)
    if said is None or put_right(quote.text) is not None:
        return False
    whole = asking.library.text(quote.document.document_id)
    over = " ".join((quote.document.title, *(whole[told.start : told.end] for seen in quote.units[:1] for told in seen.unit.headings)))
    return bool(_CORRECTS.search(over) or _CORRECTS.search(quote.text)) and len(quote.units) == 1


def _of_measure(asking: Asking, quote: Candidate) -> Misfit | None:
    """The same, by the figures that were read from a quote and its words for the measure and the time."""
    question = asking.question
    bare = asking.bare
    said = _said(asking, quote) if asking.periods else []
    if (said and not _any_asked(asking, said)) or _of_whole_year(asking, quote):
        return Misfit.PERIOD
    figures = _figures(asking, quote)
    if asking.periods and not _timely(asking, quote, said, figures):
        return Misfit.PERIOD
    if _at_other_rate(asking, quote) or _of_another_debt(asking, quote) or _in_other_money(asking, quote) or (bare and not _of_kind(asking, quote)) or _only_compared(asking, quote) or _only_changed(asking, quote):
        return Misfit.KIND
    named = quote.measures["measure"] or not asking.metrics <= _TOLD_BY_NAME or any(f.metric in asking.metrics for f in figures)
    if _of_another(asking, quote, figures) or not named:
        return Misfit.MEASURE
    if quote.document.source_type is SourceType.FILING and asking.metrics <= STATED_LINES and (amiss := _of_other_line(asking, quote, figures)) is not None:
        return amiss
    own = [f for f in figures if f.metric in asking.metrics] or [f for f in figures if f.metric not in RELATIONS]
    if own and question.firm and not any(_narrowed(asking, quote, f) for f in own):
        return Misfit.PART
    own_read = _at_number(asking, quote)
    if _of_another_round(asking, quote, own_read):
        return Misfit.PART  # nor is what all rounds brought in what one did
    if any(read and all(only_aimed(question, f) for f in read) for read in (figures, own_read)):
        return Misfit.BASIS
    if own_read and not any(basis_fits(question, f) for f in own_read) and question.bases & FUTURE:
        return Misfit.BASIS  # what was spent is not what was budgeted
    if bare and not _measured(asking, quote, figures):
        return Misfit.MEASURE
    if bare and asking.metrics <= RELATIONS and undone(quote.text):
        return Misfit.BASIS
    return _whose(asking, quote, figures, bare=bare)


def _of_other_line(asking: Asking, quote: Candidate, figures: Sequence[Figure]) -> Misfit | None:
    """In what a sentence of a filing is of another number than the line of a statement that is asked for; None where it may be it.

    A filing calls its lines and its parts by their names, so that a sentence without them is of something else, as is one that gives the
    numbers of several parts side by side.
    """
    own = {f.metric for f in _at_number(asking, quote)} - {""}
    meant = {m for metric in asking.metrics for m in (metric, opposite(asking.library.taxonomy, metric) or metric)}
    if own and own <= STATED_LINES - meant:
        return Misfit.MEASURE
    if asking.bare and not quote.measures["measure"] and not any(f.metric in meant for f in figures):
        return Misfit.MEASURE
    parts = [stem_set(part) for part in asking.question.parts] or [beside_name(asking.question)]
    said = stem_set(quote.text)
    if not any(part <= said for part in parts):
        return Misfit.PART
    several = len(fitting(asking.wanted, quote.amounts, asking.question)) > 1
    return Misfit.PART if several and asking.question.parts and not any(stem_set(f.dimension) in parts for f in _at_number(asking, quote)) else None


_FULL_YEAR = lazy_pattern(r"\b(?:full|whole|entire)[- ]year\b", re.IGNORECASE)


def _of_whole_year(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote speaks of the full year, where only parts of one are asked about."""
    return bool(asking.periods) and all(p.kind in _PARTS_OF_YEAR for p in asking.periods) and bool(_FULL_YEAR.search(quote.text)) and not _dated(quote.periods)


_PARTS_OF_YEAR = frozenset({PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.MONTH, PeriodKind.NINE_MONTHS})
_BESIDE = lazy_pattern(r"\b(?:from|than|against|compared (?:with|to)|versus|vs\.?|after (?:(?:plus|minus|a|an|about)\s)?[-–$€£]?(?=\d))", re.IGNORECASE)
"""What stands before another time's number: "71 percent, down from 78 percent in the June quarter"."""


def _set_against(asking: Asking, quote: Candidate) -> int:
    """Where in its document a quote comes to what the number that it is given for is only compared with; its end where it does not."""
    if _BESIDE.search(quote.text) is None:
        return quote.end  # telling which number it is given for takes longer
    number = picked(asking, quote)
    beside = _BESIDE.search(quote.text, number.end) if number is not None else None
    return quote.end if beside is None else quote.start + beside.start()


def _said(asking: Asking, quote: Candidate) -> list[Period]:
    """The times that a quote speaks of, without those of a number that the one it is given for is only compared with."""
    until = _set_against(asking, quote)
    return _dated(quote.periods) if until == quote.end else _periods(asking, quote, quote.text[: until - quote.start])


_TAKES_PART = lazy_pattern(r"\b(?:was|were|is|are|goes|went|go|came|comes|come|stems?|for|from)\b(?:\s+(?:just|only|mere(?:ly)?|to|from|due to|because of|for|on|the|an?|still|really))*\s+(?P<part>.+)", re.IGNORECASE)
"""What stands before the words for the part, where a question asks how much of something that is."""


def _of_no_part(asking: Asking, quote: Candidate) -> bool:
    """Whether nothing in a quote is said of the part that a question asks about: "how much of the rise was rent"."""
    found = PART.search(asking.question.text)
    part = _TAKES_PART.search(asking.question.text, found.end()) if found is not None else None
    if part is None or asking.library.names.match(part["part"]):
        return False
    wanted = [term for term in asking.terms if term in stem_set(part["part"])]
    met = asking.meeting.of(stem_line(quote.text))
    return bool(wanted) and not any(met[asking.meeting.terms.index(term)] for term in wanted)


_WITH = lazy_pattern(r"\b(?:[Ww]ith|[Ff]rom|to) [A-Z]")


def _of_the_whole(asking: Asking, quote: Candidate) -> bool:
    """Whether a sum of which a question asks a part is spoken of near a quote: "how much of the 8 billion"."""
    said = [a for a in asking.question.amounts if a.scale >= _SUM_FROM]
    around = asking.library.text(quote.document.document_id)[max(0, quote.start - _NEAR) : quote.end + _NEAR] if said else ""
    near = find_amounts(around) if said else []
    return all(any(agree(replace(b, unit=a.unit, per=a.per), a) for b in near) for a in said)


_SUM_FROM, _NEAR = 6, 400
"""The power of ten from which a number is a sum, and characters around a quote in which it may stand."""


def _of_another_round(asking: Asking, quote: Candidate, own_read: Sequence[Figure]) -> bool:
    """Whether the number that a quote is given for is of another round than a question names, or of all of them."""
    asked = round_asked(asking.question.text)
    number = picked(asking, quote) if asked and asking.metrics & OF_ROUNDS else None
    if number is None:
        return False
    if {f.metric for f in own_read} == {"total_funding"}:
        return True
    text, passage = asking.library.text(quote.document.document_id), asking.library.passage_at(quote.document.document_id, quote.start)
    over = f"{quote.document.title}\n{passage.heading if passage else ''}"
    others = {f.amount.start - quote.start for f in _read(asking, quote) if f.metric and f.metric not in asking.metrics}
    metric = next(iter(asking.metrics & OF_ROUNDS))
    return of_another_round(asked, metric, quote.text, number.start, before=text[: quote.start], over=over, others=others)


_IN_ALL = lazy_pattern(r"\b(?:in total|in all|altogether|all told|overall)\b", re.IGNORECASE)


def _at_other_rate(asking: Asking, quote: Candidate) -> bool:
    """Whether the number that a quote is given for is a rate where a sum is asked for, one of several where all are, or no price of one where that is."""
    number = picked(asking, quote)
    if number is None:
        return False
    if number.per in {"month", "week", "day", "quarter"} and _IN_ALL.search(asking.question.text):
        return True
    if TOTAL.search(asking.question.text) and any(f.dimension == ONE_OF_SEVERAL and f.amount.start - quote.start == number.start for f in _read(asking, quote)):
        return True  # one cluster is not all that there is
    if of_one_thing(asking.metrics, number, quote.document, asking.library):
        return True
    return not number.per and ASKS_SHARE_PRICE.search(asking.question.text) is not None


def _of_another_place(asking: Asking, quote: Candidate) -> bool:
    """Whether the number that a quote is given for is said of another of several than is asked about: the first one is not the second."""
    place = ordinal_in(asking.question.text)
    number = picked(asking, quote) if place else None
    told = ordinal_in(quote.text[: number.end]) if number is not None else ""
    return bool(told) and told != place


_NOTES, _LOAN = r"(?:notes?|bonds?|debentures?)", r"(?:loans?|facility|credit line|line of credit|revolver)"
_OF_NOTES = lazy_pattern(rf"^\s?(?:[\w-]+\s){{0,4}}?{_NOTES}\b", re.IGNORECASE)
_ASKS_LOAN = lazy_pattern(rf"\b{_LOAN}\b(?!.*\b{_NOTES}\b)", re.IGNORECASE)


def _of_another_debt(asking: Asking, quote: Candidate) -> bool:
    """Whether the rate that a quote is given for is that of notes, where a loan's is asked for."""
    number = picked(asking, quote) if "interest_rate" in asking.metrics and _ASKS_LOAN.search(asking.question.text) else None
    return number is not None and _OF_NOTES.match(quote.text[number.end :]) is not None


def _in_other_money(asking: Asking, quote: Candidate) -> bool:
    """Whether the number that a quote is given for is money of another kind than the question says."""
    number = picked(asking, quote)
    wanted = asking.question.currency
    return bool(wanted) and number is not None and is_money(number.unit) and number.unit != wanted


def _figures(asking: Asking, quote: Candidate) -> list[Figure]:
    """The figures of the measure asked for, or of what people mean by its name, that were read from a quote."""
    meant = _meant(asking)
    return [f for f in _read(asking, quote) if f.metric in meant and not took_in(f, asking.metrics)]


def _read(asking: Asking, quote: Candidate) -> list[Figure]:
    """All figures that were read from a quote, with or without a measure."""
    return asking.library.kept(_held, quote.document.document_id, quote.start, quote.end)


def _held(library: Library, document_id: str, start: int, end: int) -> list[Figure]:
    return library.snapshot.figures_within(document_id, start, end)


def _timely(asking: Asking, quote: Candidate, said: Sequence[Period], figures: Sequence[Figure]) -> bool:
    """Whether a quote is of a time asked about, by its figures or, where neither they nor its words say one, its page's day.

    Of the times `said` in it one at least was asked about, where there are any.
    """
    day = quote.document.published
    until = _set_against(asking, quote)
    known = [f.period for f in figures if f.period is not None and f.amount.start < until]
    if said:
        return not asking.bare or not known or _any_asked(asking, known)
    if known:
        return _any_asked(asking, known)
    passage = asking.library.passage_at(quote.document.document_id, quote.start)
    above = _periods(asking, quote, f"{quote.document.title}\n{passage.heading if passage else ''}")
    over = day is not None and all(p.end is not None and p.end <= day for p in above)
    if day is not None and over and _EXPECTS.search(quote.text) and any(p.start and p.end and p.start <= day <= p.end and (p.end - p.start).days > _HALF for p in asking.periods):
        return True  # what is expected is of the year that runs, where nothing else is said but which quarter has been reported
    if above:
        return _any_asked(asking, above)
    # What came in over a stretch is told when it is over, what stands at a moment, or is a rate, any day of it.
    at_rate = any(f.basis is Basis.RUN_RATE for f in _at_number(asking, quote))
    late = timedelta(0) if at_rate else _TOLD_LATER
    return day is not None and any(p.start and p.end and (p.end if _flows(asking) and not at_rate else p.start) <= day <= p.end + late for p in asking.periods)


def _so_far(asking: Asking, own: Period, asked: Period) -> bool:
    """Whether a time is what has passed of the year asked about, which is not over: the first nine months of this year."""
    newest = asking.library.newest
    return bool(own.start and own.end and asked.start == own.start and asked.end and own.end < asked.end and newest < asked.end and _THIS_YEAR.search(asking.question.text))


_THIS_YEAR = lazy_pattern(r"\b(?:this (?:fiscal )?(?:year|yr)|so far|year to date|ytd|to date)\b", re.IGNORECASE)
_EXPECTS = lazy_pattern(r"\b(?:will (?:be|come|reach|total|spend)|now (?:see|expect|forecast|plan)s?|expect(?:s|ed|ing)?|forecast(?:s|ing)?|guid(?:e|es|ance|ing)|outlook|range|rais(?:e|ed|es|ing)|lift(?:ed|s|ing)?|lower(?:ed|s|ing)?)\b", re.IGNORECASE)
_HALF = 200
"""Days from which on a time is a year."""


def _flows(asking: Asking) -> bool:
    """Whether the measures asked for add up over a stretch of time."""
    taxonomy = asking.library.taxonomy
    return all(m in taxonomy and taxonomy.metric(m).span is Span.FLOW for m in asking.metrics)


def _periods(asking: Asking, quote: Candidate, words: str) -> list[Period]:
    found = find_periods(words, published=quote.document.published, calendar=asking.calendar)
    return _dated([f.period for f in found])


def _dated(periods: Sequence[Period]) -> list[Period]:
    return [p for p in periods if p.year is not None or p.end is not None]


def _any_asked(asking: Asking, said: Sequence[Period]) -> bool:
    end = (asking.calendar.month, asking.calendar.day) if asking.calendar else None
    flows = _flows(asking)
    if any(_so_far(asking, own, asked) for own in said for asked in asking.periods):
        return True
    return any(speaks_for(own, asked, year_end=end, flows=flows) for own in said for asked in asking.periods)


def _only_compared(asking: Asking, quote: Candidate) -> bool:
    """Whether the only numbers of the kind wanted are such that the thing itself is lower or higher than."""
    wanted = fitting(asking.wanted, quote.amounts, asking.question)
    return bool(wanted) and all(_THAN.search(quote.text[: a.start]) for a in wanted)


_THAN = lazy_pattern(r"\b(?:lower|higher|less|more|greater|smaller|below|above|from|differ\w*)\s(?:than\s)?(?:the\s)(?:[\w.’'-]+\s){0,4}(?:rate|average|level|target|minimum|maximum|limit|median|norm)\sof\s(?:\w+\s)?$", re.IGNORECASE)


_OF_CHANGE = lazy_pattern(
    r"\b(?:increas|ris(?:e|en|ing)\b|rose|gr[eo]w|add|pick(?:s|ed|ing)? up\b|more\b|additional|another|extra|further|by how|chang|cut|reduc|sav|drop|f[ae]ll|declin|decreas|lower|higher|rais|up by|(?:go|goes|gone|went|going|is|was) (?:up|down)\b(?! and running)|jump|climb|impact|improv|widen"
    r"|narrow|contribut|bolt|tack|onto\b|on top|than\b|differ|exceed|miss|beat)",
    re.IGNORECASE,
)
"""What a question says that asks by how much something moved."""


def _only_changed(asking: Asking, quote: Candidate) -> bool:
    """Whether the number that a quote is given for says by how much something moved, where a question asks how much it is."""
    number = picked(asking, quote)
    return number is not None and not _OF_CHANGE.search(asking.question.text) and is_change(quote.text, number)


def _of_kind(asking: Asking, quote: Candidate) -> bool:
    """Whether the number that a quote is given for, or else some number in it, is in a unit of the measure asked for."""
    taxonomy = asking.library.taxonomy
    metrics = [m for m in asking.metrics if m in taxonomy]
    number = picked(asking, quote)
    numbers = [number] if number is not None else quote.amounts
    return not metrics or any(taxonomy.compatible(metric, unit) for metric in metrics for number in numbers for unit in ((number.unit, "USD") if unsaid_money(number) else (number.unit,)))


def _measured(asking: Asking, quote: Candidate, figures: Sequence[Figure]) -> bool:
    """Whether a quote is of the measure asked for, by its figures or its words; kin will do for a word such as "burn"."""
    if any(f.metric in asking.metrics for f in figures):
        return True
    loose = any(is_vague(metric) for metric in asking.metrics)
    if quote.measures["measure"]:
        return (loose and bool(figures)) or not _read_otherwise(asking, quote)
    said = stem_set(quote.text)
    if any(says_measure(m.words, said) for m in asking.question.metrics) and picked(asking, quote) is not None and not _read_otherwise(asking, quote):
        return True
    return bool(figures) and (loose or set(asking.of_measure) <= said)


def _read_otherwise(asking: Asking, quote: Candidate) -> bool:
    """Whether the number of a quote was read as one of another measure."""
    own = _at_number(asking, quote)
    return bool(own) and all(f.metric and f.metric not in asking.metrics for f in own)


def _third_party(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote is of a deal with someone who is not asked about, and leaves out one of several who are."""
    others = [name for name in quote.named - asking.family if asking.library.names.is_company(name)]
    return len(asking.companies) > 1 and bool(others) and leaves_out(asking, quote)


_BOTH = 2


def _leaves_party(asking: Asking, quote: Candidate) -> bool:
    """Whether one of the two that a question says did something to each other is named neither by a quote nor around it.

    What is around it tells nothing of a quote that names somebody else instead.
    """
    parties, library = asking.parties, asking.library
    if parties is None or len(parties.named) < _BOTH:
        return False
    families = [library.names.family({party}) for party in parties.named]
    here = quote.named
    if not parties.of_office and (here & set().union(*families) or not any(map(library.names.is_company, here))):
        passage = library.passage_at(quote.document.document_id, quote.start)
        before = library.text(quote.document.document_id)[max(0, quote.start - _NEAR) : quote.start]
        around = f"{quote.document.title}\n{passage.heading if passage else ''}\n{before}"
        here = here | library.names_in(around) | frozenset(library.names.subjects(quote.document.document_id)[:1])
    return any(family.isdisjoint(here) for family in families)


def leaves_out(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote names neither one of the companies asked about nor anything of its."""
    lineage = asking.library.names.lineage
    return any(all(name not in lineage(each) for each in quote.named) for name in asking.companies)


def _read_of(asking: Asking, quote: Candidate) -> set[str]:
    """Whose the number of a quote was read as."""
    return {f.entity for f in _at_number(asking, quote)}


def _at_number(asking: Asking, quote: Candidate) -> list[Figure]:
    """The figures read of the number that a quote is given for."""
    number = picked(asking, quote)
    if number is None:
        return []
    return [f for f in _read(asking, quote) if f.amount.start == quote.start + number.start]


def _narrowed(asking: Asking, quote: Candidate, figure: Figure) -> bool:
    """Whether what narrows a question is spoken of by a quote or over it; a sentence beside it may speak of another number."""
    library = asking.library
    words = f"{without_taken_in(quote.text)} {figure.label} {figure.dimension}"
    asked = frozenset(stem for seen in quote.units for told in seen.unit.asked for stem in told.stems)
    layers = [(1.0, stem_set(words)), (0.9, asked), (0.6, stem_set(library.around(figure))), (0.5, stem_set(quote.document.title))]
    if cover(sorted(asking.question.firm), layers, library.weights)[0] > 0:
        return True
    # "At its height" is what a question calls the peak.
    lines = [stem_line(without_taken_in(quote.text)), *(told.line for seen in quote.units for told in seen.unit.asked)]
    met = [asking.meeting.by_term(line) for line in lines]
    return any(one.get(root, 0.0) > 0 for one in met for root in asking.question.firm)


def _of_another(asking: Asking, quote: Candidate, figures: Sequence[Figure]) -> bool:
    """Whether the number that a quote is given for, or all of several, was read as one of a measure that is not asked for.

    Beside a number of the measure itself that rules it out; else only where nothing but the company is spoken of.
    """
    every = _read(asking, quote) if picked(asking, quote) is None else ()
    own = {f.metric for f in _at_number(asking, quote) or every}
    if not own or "" in own or own & asking.metrics:
        return False
    if any(f.metric in asking.metrics for f in figures) or any(own <= _NEVER_MEANT.get(metric, frozenset()) for metric in asking.metrics):
        return True
    met = asking.meeting.of(stem_line(quote.text))
    spoken = any(met[asking.meeting.terms.index(term)] for term in asking.terms)
    meant = _meant(asking)
    return own.isdisjoint(meant) and (not spoken or (asking.metrics <= RELATIONS and leaves_out(asking, quote)))


def _meant(asking: Asking) -> frozenset[str]:
    """The measures asked for, with what people mean by their names and what is akin to them."""
    taxonomy = asking.library.taxonomy
    wanted = set[str]()
    for metric in asking.metrics:
        wanted |= {metric, opposite(taxonomy, metric) or metric, *interchanged(metric)}
        # What is held on a day is akin to what comes or goes in a year and never that; what a year would bring stands in for what one brought.
        wanted |= {k.metric for k in taxonomy.kin(metric) if k.metric in taxonomy and (k.metric in _PACES or taxonomy.metric(k.metric).span is taxonomy.metric(metric).span)}
    return frozenset(wanted)


_NEVER_MEANT = {"damages": frozenset({"damages_sought"}), "damages_sought": frozenset({"damages"})}
"""What is akin to a measure and never it, however much of a question a sentence says: what was asked for is not what a court gave."""
_PACES = frozenset({"run_rate_revenue", "arr"})
_TOLD_BY_NAME = frozenset(
    "termination_fee interest_rate dividend layoffs build_cost daily_active_users weekly_active_users monthly_active_users market_cap "
    "gross_profit gross_margin operating_margin net_margin tax_rate income_tax interest_expense interest_income eps loss_per_share "
    "free_cash_flow free_cash_flow_margin operating_cash_flow sales_and_marketing general_and_administrative stock_compensation depreciation_amortization "
    "backlog remaining_performance_obligations deferred_revenue bookings billings book_to_bill goodwill inventory accounts_receivable accounts_payable total_assets total_liabilities "
    "equity working_capital short_interest conversion_price price_target buyback shares_outstanding".split()
)
"""Measures that no other words of a question stand for: what is paid every month is no break fee, whatever deal both are of, what a robot sells
for is not what it costs to make, and who comes once a month does not come every day."""
_ON_ANOTHER = lazy_pattern(r"\b(?:make|made|making|earn|earned|earning|gain|gained|gaining|lose|lost|losing|book|booked)\b.{0,30}\b(?:on|from|off|out of|with)\b", re.IGNORECASE)


def _whose(asking: Asking, quote: Candidate, figures: Sequence[Figure], *, bare: bool) -> Misfit | None:
    """Whether a quote is of another company than was asked about, or of a part of it where the whole was."""
    names = asking.library.names
    # Of a product and its maker it is the product that is asked about: "what did Alphabet make from Gemini".
    wanted = {one for one in asking.companies if not any(one != other and one in names.lineage(other) for other in asking.companies)}
    if not wanted:
        return None
    if asking.metrics & RELATIONS and _third_party(asking, quote):
        return Misfit.NAME
    whole = whose_revenue(asking.question, asking.library)
    if whole and any(f.metric == "revenue_share" for f in figures) and not any(whole in names.lineage(f.entity) for f in figures):
        return Misfit.NAME  # a share of the other's
    if bare and len(wanted) > 1 and _ON_ANOTHER.search(asking.question.text) and leaves_out(asking, quote):
        return Misfit.NAME  # what one made on another is not what the other made
    if any(f.entity in wanted for f in figures):
        return None
    here = quote.named
    owners = {f.entity for f in figures if f.entity}
    if not wanted & here:
        if _read_of(asking, quote) & here - asking.family:
            return Misfit.NAME  # the number is said of someone else who is named
        others_of_family = asking.family - wanted
        on_their_page = names.principal(quote.document.document_id) in others_of_family and not quote.measures["subject_near"]
        if bare and (here & others_of_family or on_their_page):
            # Named is who owns it, or what it owns; or it is their page, which speaks of them where it names nobody.
            return Misfit.NAME
        others = any(names.is_company(name) for name in here) and not quote.measures["subject_near"] and quote.measures["subject_page"] < 1
        if not others and not any(map(names.is_company, wanted)) and quote.measures["subject_near"] and owners == {names.principal(quote.document.document_id)}:
            return None  # "It was trained on 26,000 chips", right after its name: what is read as its maker's is its own
        return Misfit.NAME if owners or others else None
    if not bare or not owners or asking.metrics & RELATIONS or not any(map(names.is_company, wanted)):
        return None  # a number of a model or a place that no list has is told by whose it is: "DeepSeek said that R1 cost $294,000"
    return Misfit.PART if all(wanted & set(names.lineage(owner)) for owner in owners) else Misfit.NAME
