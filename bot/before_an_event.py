"""Before an event: how things stood before a round or a deal that a question names: "worth before its Series C", "valuation before the merger with Bolt"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.answer import Answer, Status
from bot.coverage import stem_set
from bot.drafting import Draft
from bot.figure_answers import aside_words, figure_sentence
from bot.fitness import FUTURE
from bot.library import Library
from bot.measures import caveat
from bot.named_rounds import round_names
from bot.quantity import is_moment
from bot.question import Intent, Question
from bot.selection import Fit, fits
from bot.wording import period_words, plain
from index.pattern import lazy_pattern
from index.period import PeriodKind
from index.taxonomy import MetricMention

__all__ = ["before_an_event"]

_DEALS = ("acquisition_price", "takeover_offer", "investment", "licensing_deal", "valuation", "funding_raised")
_NO_TIME_OF = frozenset({"funding_raised", "stake", "announced_investment", "voting_power", "acquisition_price"})
"""What is a deal's own, and not how things stood before it."""
_BEFORE = lazy_pattern(
    r"(?:,\s*)?\b(?:(?:right |just |shortly )?(?:before|prior to|ahead of|until|up to|going into)|pre)[- ](?P<event>[^,;?]*?\b(?:series[ -][a-n]\b(?: (?:round|raise|funding|financing))?|rounds?|raise|fundrais\w+|funding|merger|takeover|acquisition|buyout|deal|tie-up|ipo|listing)"
    r"(?: (?:with|by|of|from) (?:the )?[\w.’'-]+(?: [A-Z][\w.’'-]+)?)?)", re.IGNORECASE, signs=("before", "prior to", "ahead of", "until", "up to", "going into", "pre-", "pre "),
)
"""A round or a deal before which something was so."""
_BEFORE_A_TIME = lazy_pattern(
    r"\b(?:before|prior to)\s(?:the\s)?(?:(?:start|beginning|early|late|mid|end|of|the|fiscal|fy|cy|q[1-4]|h[12]|spring|summer|autumn|fall|winter|first|second|third|fourth|half|quarter|year|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|\d{1,4})[\s,-]*)+\W*$",
    re.IGNORECASE, signs=("before", "prior to"),
)
_NEW_MONEY = lazy_pattern(r"\b(?:new|fresh) (?:money|cash|capital|funds)\b|\bpre-?money\b", re.IGNORECASE)
_OF_ROUNDS = lazy_pattern(r"\b(?:series|rounds?|raise|fundrais\w+|funding)\b", re.IGNORECASE)
_NEWLY = timedelta(days=4)
"""How long before the day of an event a figure has to be of: what was told with it is of the event."""


def before_an_event(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The newest figure of a level from before the round or deal that a question names; None where no day of that is held, or nothing from before."""
    found = _BEFORE.search(question.text)
    dated = _BEFORE_A_TIME.search(question.text) if found is None else None
    if dated is not None and len(question.periods) == 1 and question.periods[0].start is not None:
        return _before_a_time(question, dated, library, as_of)
    if found is None or _NEW_MONEY.search(question.text) or question.intent not in {Intent.FIGURE, Intent.FACT} or not question.metrics or question.over_time:
        return None
    if any(m.metric in _NO_TIME_OF or not is_moment(m.metric, library) for m in question.metrics):
        return None
    named = [match.name for match in library.names.match(found["event"])]
    inside = stem_set(found["event"])
    asked = tuple(name for name in question.entities if name not in named or name in {m.name for m in library.names.match(question.text[: found.start()])})
    if len(asked) != 1:
        return None
    event = _event(replace(question, entities=asked), found["event"], [name for name in named if name not in asked], library, as_of)
    day = event.day if event is not None else None
    if event is None or day is None:
        return None
    terms = tuple(term for term in question.terms if term not in inside)
    text = f"{question.text[: found.start()]}{question.text[found.end() :]}"
    level = replace(question, text=text, entities=asked, earlier=False, periods=(), latest=False, terms=terms, firm=question.firm & frozenset(terms), phrases=(), parts=())
    others = {name for name in named if name not in asked}
    lead = _newest_before(level, day - _NEWLY, others, library, as_of)
    if lead is None:
        return None
    draft = _draft_of(lead, question, library)
    told = draft.cite_fit(event)
    draft.say(f"It is the newest that I hold from before that, which was {period_words(event.figure.period, event.document.published, happened=True)} [{told}].")
    return draft.answer(Status.ANSWERED)


def _draft_of(lead: Fit, question: Question, library: Library) -> Draft:
    """An answer that tells a figure, with its quote."""
    draft = Draft(library, question.text)
    number = draft.cite_fit(lead)
    draft.state(lead, (number,))
    draft.say(f"{figure_sentence(lead, library, number)}{aside_words(lead)}")
    draft.say(caveat(library.taxonomy, lead.figure.metric))
    draft.say(f"“{plain(library.quote(lead.figure))}” [{number}]")
    return draft


def _newest_before(level: Question, day: date, others: Collection[str], library: Library, as_of: date | None) -> Fit | None:
    """The newest figure of a level from before a day whose sentence speaks of none of some companies."""
    held = [fit for fit in fits(level, library, as_of=as_of) if not fit.kin and fit.figure.basis not in FUTURE and not _NEW_MONEY.search(library.quote(fit.figure))]
    before = [(since, fit) for fit in held if (since := _since(fit)) is not None and since < day and (not others or set(others).isdisjoint(library.names_in(library.quote(fit.figure))))]
    return max(before, key=lambda one: (one[0], one[1].score))[1] if before else None


def _since(fit: Fit) -> date | None:
    """The day by which a figure was so; of a whole year its first, since nothing says when in it."""
    period = fit.figure.period
    return None if period is None else period.start if period.kind is PeriodKind.YEAR else period.end


def _before_a_time(question: Question, dated: re.Match[str], library: Library, as_of: date | None) -> Answer | None:
    """The newest figure of a level from before the time that a question names: "backlog before 2026"."""
    if question.intent not in {Intent.FIGURE, Intent.FACT} or not question.metrics or question.over_time or question.bases & FUTURE or len(question.entities) != 1:
        return None
    start = question.periods[0].start
    if start is None or any(m.metric in _NO_TIME_OF or not is_moment(m.metric, library) for m in question.metrics):
        return None
    level = replace(question, text=question.text[: dated.start()], earlier=False, periods=(), latest=False)
    lead = _newest_before(level, start, (), library, as_of)
    if lead is None:
        return None
    draft = _draft_of(lead, question, library)
    draft.say("It is the newest that I hold from before then.")
    return draft.answer(Status.ANSWERED)


def _event(question: Question, words: str, others: Sequence[str], library: Library, as_of: date | None) -> Fit | None:
    """The figure that tells when an event was: a round of the company by its name, month or being the newest, or a deal with another company."""
    rounds = round_names(words)
    metrics = tuple(MetricMention(metric, 0, 0, "") for metric in _DEALS)
    bare = replace(question, metrics=metrics, bases=frozenset(), terms=(), firm=frozenset(), phrases=(), latest=False)
    of_round = _OF_ROUNDS.search(words) is not None
    if of_round and not others:
        bare = replace(bare, metrics=metrics[-1:])
    if not rounds and not others and not question.periods and not re.search(r"\b(?:last|latest|newest|most recent)\b", words, re.IGNORECASE):
        return None
    companies = {question.entities[0], *others}
    bare = replace(bare, text=f"{question.entities[0]} {words}" if others else question.entities[0], earlier=False)
    found = [fit for name in (question.entities[0], *others) for fit in fits(replace(bare, entities=(name,)), library, as_of=as_of)]
    found = [fit for fit in found if fit.figure.period is not None and fit.figure.period.end is not None and fit.figure.basis not in FUTURE]
    if rounds:
        found = [fit for fit in found if all(name.lower() in library.quote(fit.figure).lower() for name in rounds)]
    if others:
        found = [fit for fit in found if companies <= {name for match in library.names.find(library.quote(fit.figure)) for name in library.names.lineage(match.name)}]
    first = of_round and bool(others)  # what a round brought in is told again when it is paid
    return (min if first else max)(found, key=lambda fit: fit.figure.period.end if fit.figure.period is not None and fit.figure.period.end is not None else date.min, default=None)
