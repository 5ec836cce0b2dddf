"""Parsing: one message of a chat read into a question, by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.asked import (
    called_parts,
    called_segments,
    deal_metrics,
    grown,
    had_by,
    head_metrics,
    idle_words,
    implied_metrics,
    in_other_sense,
    in_segments,
    joined_names,
    makers,
    meant_names,
    of_product,
    only_governed,
    owned_names,
    owned_share,
    owning,
    priced_tokens,
    raised,
    said_amounts,
    sold_between,
    unwanted,
    with_losses,
    without_deals,
    without_makers,
)
from bot.chat_writing import with_closing_year, written_out
from bot.comparing import ASKS_TIMES, COMPARATIVES, OF_RATIOS, OVERTAKES
from bot.elided import with_heads
from bot.fitness import FUTURE, PLANS
from bot.focus import asked_for, narrowing
from bot.idioms import in_plain_words
from bot.intents import asked_intent, asks_manner
from bot.kin_names import with_kin_named
from bot.measures import RELATIONS
from bot.named_rounds import OF_ROUNDS, round_names
from bot.question import Intent, Question
from bot.states import OF_STATES, asks_standing
from bot.steps import steps_asked
from bot.wanted import weighs_days
from bot.word_names import word_names
from bot.words import STOP_WORDS, fold, stem, synonyms_of, tokens
from index.entity_table import EntityMatch, EntityTable
from index.figure import Basis
from index.fiscal import FiscalCalendar
from index.pattern import lazy_pattern
from index.period import Period, PeriodKind
from index.periods import question_period, shifted
from index.taxonomy import MetricMention, Span, Taxonomy

__all__ = ["parse", "word_stems", "year_shifted"]

_AT_TIME = lazy_pattern(r"\b(?:when|once|after|while|(?:at|by|around) the (?:time|moment|point))\b(.*)", re.IGNORECASE | re.DOTALL)
_POINTING = lazy_pattern(r"\b(?:it|its|they|them|their|he|she|him|her|that one|this one)\b", re.I)
_MONEY = lazy_pattern(
    r"\bhow much\b|\bprice\b|\bcosts?\b|\bvalue\b|\bworth\b|\bdollars?\b|\bpa(?:y|id)\b|\bspen[dt]\b|\$|€|£|\bsalary\b|\braise[ds]?\b"
    r"|\brevenue\b|\bmoney\b|\bfee\b|\bfunding\b|\bwrite-?off\b|\bcharge\b",
    re.I,
)
_COUNT = lazy_pattern(r"\bhow m(?:an|n)y\b|\bnumber of\b|\bcount\b|\bhow (?:long|big|large|fast)\b|\bmw\b|\bgw\b|\bhow much (?:time|power|compute)\b", re.I)
_BACK = lazy_pattern(
    r"\b(?:it|its|they|them|their|he|she|him|her|that|those|these|this one|there|same|the (?:deal|round|other|company))\b|^(?:and|n|what about|how about|same|so)\b",
    re.I,
)
_TIME_WORDS = frozenset(
    stem(w)
    for w in """year years yr yrs quarter quarters qtr qtrs half halves h1 h2 1h 2h q1 q2 q3 q4 fy fiscal month months week weeks day days
    last this next past previous prior first second third fourth 1st 2nd 3rd 4th ytd ttm january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec mid early late end ended start today yesterday
    calendar spring summer autumn fall winter full since ago earlier before nine six three twelve date annual yearly quarterly time""".split()
)
_DONE = frozenset({"started"})
"""Verbs that look like words of time: who started a company is no matter of when."""
_HOW_ASKS = frozenset("long soon often old quickly quick fast".split())
"""What asks how long or how often something is, and describes nothing that a source would say so."""
_TIME_TOKEN = lazy_pattern(r"^(?:(?:19|20)\d\d|[fc]y\d+|q[1-4]|[1-4]q\d*|h[12]|[12]h\d*|9m|[1-4]q|\d{1,2}(?:st|nd|rd|th)?)$")
_BASIS_WORDS: tuple[tuple[frozenset[Basis], re.Pattern[str]], ...] = (
    (
        frozenset({Basis.GUIDANCE, Basis.PROJECTION}),
        lazy_pattern(
            r"\bguid(?:ance|es?|ed|ing)\b|\boutlook\b|\bforecasts?\b|\bplan(?:s|ned|ning)?\b|\btarget(?:s|ed|ing)?\b|\bexpect(?:s|ed|ing|ation|ations)?\b|\banticipat(?:e|es|ed|ing)\b|\bforesee[sn]?\b|\b(?:do|does|did) \S+(?: \S+)? (?:see|think|reckon)\b(?=.*\b(?:for|in|by|coming)\b)|\bproject(?:ed|ion|ions)\b|\bbudget(?:ed)?\b"
            r"|\bgoals?\b|\baim(?:s|ed|ing)? (?:for|at|to)\b|\b(?:looking for|banking on|counting on|shooting for|gunning for|angling for)\b(?= (?:in|for|by|this|next|of)\b|\W*$)|\bhop(?:es|ed|ing) (?:for|to)\b|\b(?:what|how) .{0,60}\bwant(?:s|ed)?\b(?: (?!to (?:know|see|hear)\b)(?:\S+ ){0,4}to (?:be|raise|spend|hire|reach|sell|earn|make|add)\b|\s*(?:$|[?!.]|in\b|for\b|by\b))",
            re.I,
            signs=("guid", "outlook", "forecast", "plan", "target", "expect", "anticipat", "forese", "see", "think", "reckon", "project", "budget", "goal", "aim", "hop", "want", "ing for", "ing on"),
        ),
    ),
    (frozenset({Basis.RUN_RATE}), lazy_pattern(r"\brun[- ]?rates?\b|\barr\b|\bannuali[sz]ed\b", re.I, signs=("run", "arr", "annuali"))),
    (
        frozenset({Basis.COMMITMENT, Basis.GUIDANCE}),
        lazy_pattern(r"\bcommit(?:s|ted|ment|ments)?\b|\bhas to pay\b|\bhave to pay\b|\bpledged?\b", re.I, signs=("commit", "to pay", "pledge")),
    ),
)
_CURRENCIES = {
    "euros": "EUR", "euro": "EUR", "eur": "EUR", "dollars": "USD", "usd": "USD", "pounds": "GBP", "gbp": "GBP", "reais": "BRL", "brl": "BRL", "yen": "JPY", "jpy": "JPY", "yuan": "CNY", "cny": "CNY", "rmb": "CNY", "won": "KRW", "krw": "KRW", "rupees": "INR", "inr": "INR", "francs": "CHF", "chf": "CHF",
}  # fmt: skip
_IN_CURRENCY = lazy_pattern(rf"\b(?:in|us) (?:us )?({'|'.join(_CURRENCIES)})\b", re.IGNORECASE)
_TREND_WORDS = frozenset(
    stem(w)
    for w in "better worse grow grew growing grown growth change changed changing trend trends increase increasing decrease "
    "decreasing shrink shrinking widen widening improve improving narrow narrowing develop evolve history rise rose risen fall fell fallen climb climbed jump jumped drop dropped decline declined soar "
    "soared surge surged slip slipped move moved gone up down ever each every "
    "always steadily consistently continuously".split()
)
# What a question compares by or how it asks for size says nothing of the source's own words.
_COMPARING = frozenset(stem(w) for w in ("size", "sized", "level", "combined", "overall", "whole", "ahead", "lead", "leads", "leading", "winning", "front", "trailing", *COMPARATIVES))
_HEARSAY = frozenset(stem(w) for w in "saw read heard seen told claim claims claimed rumor rumour supposedly apparently".split())
_ASKS_WHY = frozenset(stem(w) for w in "reason reasons rationale ground grounds instead".split())
"""What only asks for the cause."""
_CLAIMS = lazy_pattern(r"\b(?:true|right|really|correct|legit|or|saw|heard|read|only)\b|\?$", re.IGNORECASE)
_FILLER = frozenset(
    {stem(w) for w in "compare happen explain tell show list name names total overall exactly amount".split()}
)


def parse(text: str, asked_on: date, names: EntityTable, taxonomy: Taxonomy, *, whose: Sequence[str] = ()) -> Question:
    """The question that one message asks, without those before it.

    `whose` are the companies on whose calendar its times are where it names none.
    """
    text = _acquired(in_segments(in_plain_words(written_out(text, asked_on)), names), names)
    text, matches, mentions = _named_and_measured(text, asked_on, names, taxonomy)
    unknown, called, mentions = _not_known(text, matches, mentions, names)
    matches, deals = _without_deals(text, without_makers(text, matches, mentions, names), mentions)
    without_growth = grown(text, mentions)
    mentions = list(without_growth or mentions)
    metrics, others = head_metrics(text, mentions, matches)
    sized = ("count:", "power") if _BILL_FOR.search(text) else ("count:",)
    if only_governed(text, metrics, matches, lambda metric: all(unit.startswith(sized) for unit in taxonomy.metric(metric).units)):
        metrics, mentions = (), []
    several = len({m.name for m in matches})
    metrics = sold_between(text, with_losses(priced_tokens(text, deal_metrics(text, metrics, several))), several) or implied_metrics(text, matches)
    metrics = owned_share(text, matches) or (() if _only_told_of(text, metrics, matches) else metrics)
    asks_owner, metrics = owning(text, metrics, len({m.name for m in matches}))
    metrics = () if _is_of_trade(metrics) or asks_manner(text) else _still_owed(text, metrics)
    metrics = of_product(raised(text, metrics, matches), product=bool(matches) and (all(names.is_product(m.name) for m in matches) or _TIERED.search(text) is not None))
    end = next((names.year_end(name) for name in ([m.name for m in matches] or whose) if names.year_end(name)), None)
    bases, ahead = _bases_asked(text, metrics, taxonomy)
    due = tuple(dict.fromkeys(found[1] for found in _FALLING_DUE.finditer(text)))
    # "Before the October cut": the month is that of the cut.
    timed = _BEFORE_IT_CHANGED.sub(lambda found: " " * len(found[0]), _FALLING_DUE.sub(lambda found: " " * len(found[0]), text) if due else text)
    when = question_period(timed, asked_on=asked_on, calendar=FiscalCalendar(*end) if end else None, ahead=bool(bases & FUTURE))
    claims = bool(metrics) or bool(_MONEY.search(text)) or bool(_CLAIMS.search(text))
    no_amounts = [*(m.span() for m in _MONTHS_LONG.finditer(text)), *((m.start, m.end) for m in matches), *((m.start, m.end) for m in metrics if m.metric == "api_price")]
    amounts = said_amounts(text, no_amounts, money=claims)
    had = had_by(text, metrics, amounts) if metrics else []
    taken = [
        *((m.start, m.end) for m in matches),
        *(place for m in (*mentions, *metrics) if m.metric in {asked.metric for asked in metrics} for place in m.own(text)),
        *((a.start, a.end) for a in amounts),
        *idle_words(text, mentions, metrics),
        *had,
        *called.values(),
        *(found.span() for found in (_BARE_RANGE.finditer(text) if metrics and not amounts else ())),
        *(role.span() for m in matches if (role := _ROLE.match(text, m.end))),
    ]
    if bases:
        taken += [m.span() for _, words in _BASIS_WORDS for m in words.finditer(text) if not _is_sold(text, m) and (metrics or not (m.group().lower().startswith("goal") or asks_manner(text)))]
    terms, phrases = _content(text, taken, [(a.start, a.end) for a in amounts if a.unit or a.scale])
    terms = (*terms, *due, *((stem("own"),) if asks_owner else ()), *called)
    rounds = round_names(text)
    phrases = tuple(dict.fromkeys((*phrases, *rounds)))
    firm = frozenset((*due, *called, *(stem(found["what"].lower()) for found in _HOW_SO.finditer(text)))) | narrowing(text, [(m.start, m.end) for m in matches], [(m.start, m.end) for m in metrics], _TIME_WORDS) | of_another_sum(text)
    terms = tuple(dict.fromkeys((*terms, *(s for m in others if not any(start <= m.start and m.end <= end for start, end in had) for s in word_stems(m.words)), *_qualifiers(metrics))))
    if metrics:
        of_rounds = _words_of_rounds(rounds, matches, {m.metric for m in metrics})
        terms = tuple(t for t in terms if t not in _COMPARING and t not in of_rounds)
    at_time = _AT_TIME.search(text, metrics[0].end) if metrics else None
    if at_time:
        # "Power when hall B was switched on": the time meant is told by what happened then, in whatever words where by whom is said.
        then = {root for root in terms if root in word_stems(at_time[1])}
        firm = firm - then if any(m.start >= at_time.start() for m in matches) else firm | then
    of_it, by_whom = _without_of_time(text, matches, metrics, taxonomy)
    terms, firm = (*terms, *by_whom), firm.union(by_whom)
    entities, parts = _companies_and_parts(tuple(dict.fromkeys(m.name for m in of_it)), _beside_owner(text, of_it, names), names)
    intent = asked_intent(text, measured=bool(metrics), several=len(entities) > 1 or len(when.periods) > 1, claims=len(amounts))
    intent, terms = _by_its_verb(text, matches, intent, terms, grows=without_growth is not None, of_two=len(entities) == _TWO_SIDES and bool(metrics) and not amounts)
    # "Base pay of the new finance chief" is no question for who that is.
    intent = Intent.FIGURE if intent is Intent.WHO and _is_for_pay(text, metrics) else intent
    if intent in {Intent.FIGURE, Intent.WHERE, Intent.CHECK, Intent.FACT} and {m.metric for m in metrics} <= RELATIONS and asks_standing(text):
        intent = Intent.FACT
        left = tuple(t for t in terms if t not in OF_STATES)
        terms = left if left or metrics or amounts else terms
    if metrics and not amounts and intent in {Intent.FIGURE, Intent.CHECK, Intent.FACT} and steps_asked(text):
        intent = Intent.TREND
    terms = _told_by_a_source(terms, text, intent, measured=bool(metrics))
    firm = firm - _ASKS_WHY if intent is Intent.WHY else firm
    stood_before = bool(metrics) and (
        (intent is Intent.FIGURE and _STOOD_BEFORE.search(text) is not None) or (intent is Intent.CHECK and _DID_BEFORE.search(text) is not None)
    )
    if stood_before:
        terms = tuple(t for t in terms if t not in word_stems(" ".join(m.group() for m in _STOOD_BEFORE.finditer(text))))
    currency = _IN_CURRENCY.search(text)
    return Question(
        text=text, asked_on=asked_on, intent=intent, entities=entities, unknown=unknown, metrics=tuple(m._replace(words=" ".join(text[slice(*place)].strip() for place in m.own(text))) for m in metrics),
        periods=() if intent is Intent.WHEN and weighs_days(text) else _bound(text, _every_year(text, tuple(when.periods))), latest=when.latest, over_time=when.over_time or intent is Intent.TREND, bases=bases or _happened(when.periods),
        amounts=amounts, terms=terms, phrases=phrases, currency=_CURRENCIES[currency[1].lower()] if currency else "", refers_back=bool(_BACK.search(text)), wants="" if asks_manner(text) else _wanted(text), points=bool(_POINTING.search(text)), parts=parts,
        firm=((firm - _of_its_name(metrics, taxonomy) | frozenset(_qualifiers(metrics)) | _officers(metrics)) & frozenset(terms)) - deals, earlier=stood_before, ahead=ahead,
    )  # fmt: skip


_TWO_SIDES = 2
_OVERTAKING = lazy_pattern(rf"['’]?s?\s(?:\w+\s)?(?:(?:ever|already|now|finally|just|really)\s)?(?P<verb>{OVERTAKES})\s(?:the\s)?", re.IGNORECASE)


def _overtaking(text: str, matches: Sequence[EntityMatch]) -> str | None:
    """The verb by which one company of a question comes to have more than the other: "has Acme overtaken Bolt"; None where nothing of the kind stands between them."""
    for one, other in pairwise(sorted(matches, key=lambda m: m.start)):
        found = _OVERTAKING.fullmatch(text, one.end, other.start)
        if found is not None and one.name != other.name:
            return found["verb"]
    return None


def _by_its_verb(text: str, matches: Sequence[EntityMatch], intent: Intent, terms: tuple[str, ...], *, grows: bool, of_two: bool) -> tuple[Intent, tuple[str, ...]]:
    """The kind of answer and the words of a question that its verb makes one for a course ("subscriber growth") or for a comparison ("has Acme overtaken Bolt")."""
    if grows and intent in {Intent.FIGURE, Intent.FACT}:
        return Intent.TREND, terms
    passing = _overtaking(text, matches) if of_two and intent is Intent.CHECK else None
    return (intent, terms) if passing is None else (Intent.COMPARISON, tuple(t for t in terms if t not in word_stems(passing)))


_HOW_SO = lazy_pattern(
    r"\bhow (?P<what>(?!(?:much|many|big|large|high|low|fast|long|far|old|soon|quick|well|bad|good|great|small|strong|weak|healthy|close|profitable|sure|often|deep|wide|steep|expensive|cheap|pricey|likely"
    r"|hard|serious|real|new|rich|important|come|else|exactly|recent|late|early|heavy|tall|young|valuable|costly|badly|quickly|slow|did|does|do|is|are|was|were|has|have|will|can|would)\b)[a-z]{4,}) (?:is|are|was|were)\b",
    re.IGNORECASE, signs=("how",),
)
"""What a measure is asked to be besides how much: "how concentrated is its revenue" is told by no revenue."""


def _of_its_name(metrics: Sequence[MetricMention], taxonomy: Taxonomy) -> frozenset[str]:
    """The stems of the name of the one measure asked for, which say no more than it does: "average monthly revenue per subscriber"."""
    named = {m.metric for m in metrics}
    return frozenset(word_stems(taxonomy.metric(named.pop()).name)) if len(named) == 1 else frozenset()


def _officers(metrics: Sequence[MetricMention]) -> frozenset[str]:
    """The stems of offices, where a question is for what an officer is paid: one's pay is not another's."""
    return _OFFICES if any(m.metric == "executive_pay" for m in metrics) else frozenset()


_OFFICES = frozenset(stem(w) for w in "ceo cfo coo cto cso cpo cro cmo cio chair chairman chairwoman founder president technology finance financial operating".split())
_MONTHS_LONG = lazy_pattern(r"\b(?:[369]|12)\s?m\b(?= ?(?:20\d\d|fy|['’]\d\d|to\b|ended|ending))", re.IGNORECASE)
"""So many months of a year: "revenue 9m 2026"."""
_TAKEN_OVER = lazy_pattern(r"\b(?:take|takes|took|taken|taking) over (?=\w)", re.IGNORECASE)


def _acquired(text: str, names: EntityTable) -> str:
    """The text with "took over" put as a purchase where a company or product is what was taken over, by none who came into an office."""
    for said in reversed([*_TAKEN_OVER.finditer(text)]):
        behind = next((m for m in names.match(text) if m.start == said.end() and (names.is_company(m.name) or names.is_product(m.name))), None)
        if behind is not None and not re.match(r"['’]|\s(?:as|ceo|cfo|chief|boss|chair\w*|head|leadership|sales|operations)\b", text[behind.end :], re.IGNORECASE):
            text = f"{text[: said.start()]}acquire {text[said.end() :]}"
    return text


_OF_PEOPLE = frozenset({"headcount", "users", "customers", "subscribers", "developers"})
def _without_deals(text: str, named: Sequence[EntityMatch], mentions: Sequence[MetricMention]) -> tuple[list[EntityMatch], set[str]]:
    """The names without those that only say in which deal, and the stems of the words for those deals."""
    matches = without_deals(text, named, mentions)
    return matches, {root for match in named if match not in matches for root in word_stems(text[match.start : match.end + _DEAL_BEHIND])}


def _only_told_of(text: str, metrics: Sequence[MetricMention], matches: Sequence[EntityMatch]) -> bool:
    """Whether the measures that a question names only tell of what it opens by asking for: the people who get it, or what was done with it ("what changes did the court order")."""
    if not metrics:
        return False
    people = {m.metric for m in metrics} <= _OF_PEOPLE
    if not people and not all(m.holes and m.words.split()[0].lower() in _HELPERS for m in metrics):
        return False
    own = [(m.start, m.end) for m in matches]
    return asked_for(text, [*((m.start, m.end) for m in metrics), *own]) if people else asked_for(text, own) and _SUM_ASKED.match(text) is None


_HELPERS = frozenset("did does do has have had will would is are was were".split())
_SUM_ASKED = lazy_pattern(r"\W*(?:what|which|whats) (?:sums?|price|money|cash|share|percent\w*|portion|fraction|rate|multiple|currency|discount|premium|capacity|volume|size|power|compute|fees?|rent|salary|salaries|commitments?|investments?|stakes?|deals?|compan(?:y|ies)|firms?|years?|quarters?|months?|day|date)\b", re.IGNORECASE)
"""A measure, or what tells which one of it, that a question opens by asking for."""


_DEAL_BEHIND = 12
"""Characters behind the other party of a deal in which the deal's own word stands: "in the Acme merger"."""
_ROLE = lazy_pattern(r"[-‑–](?:led|backed|owned|funded|financed|controlled|run)\b", re.IGNORECASE)
"""What a name with a hyphen is to another: "an Acme-led round" is one that Acme led, in whatever words."""
_BILL_FOR = lazy_pattern(r"\b(?:bills?|costs?|prices?|fees?|rent|payments?) (?:for|of)\b", re.IGNORECASE)
_HAPPENED = frozenset({Basis.ACTUAL, Basis.REPORTED, Basis.ESTIMATE})

_SOUGHT_OF = frozenset({"valuation", "funding_raised"})
_SOUGHT = lazy_pattern(r"\b(?:seek(?:s|ing)?|chas(?:es|ing)|ey(?:es|eing)|pursu(?:es|ing)|angling|gunning|shooting|mull(?:s|ing)|in talks|negotiat(?:es|ing)|looking (?:for|to)|(?:is|are|be) (?:\S+ ){1,4}?(?:out |now |currently )?raising\b(?=.{0,40}\bat\b))\b", re.IGNORECASE)
"""What is wanted of a round that has not come about."""
_IN_TALKS = frozenset({Basis.REPORTED, Basis.PROJECTION, Basis.GUIDANCE})


_TO_COME = lazy_pattern(
    r"\b(?:what|how (?:much|many|big|large|high|low|deep))\b(?: [\w'’&.-]+){0,8}? (?:will|(?:is|are) (?:going|about) to|gonna)\b(?! (?:have )?been\b| have \w+ed\b)", re.IGNORECASE, signs=("will", "to", "gonna")
)
"""A question for what is to come: "how much will Acme spend on capex"."""


def _named_and_measured(text: str, asked_on: date, names: EntityTable, taxonomy: Taxonomy) -> tuple[str, list[EntityMatch], list[MetricMention]]:
    """The names and measures of a question, and its text with its segments called so and the year that closes it in full."""
    text = with_kin_named(owned_names(text, names) if "'" in text or "’" in text else text, names)
    found, measured = [m for m in names.match(text) if not _FORM.fullmatch(m.name)], taxonomy.find_metrics(text, asked=True)
    meant = with_heads(_spelled(text, measured, taxonomy), measured, taxonomy)
    if meant != text:
        text, found, measured = meant, [m for m in names.match(meant) if not _FORM.fullmatch(m.name)], taxonomy.find_metrics(meant, asked=True)
    told = called_segments(called_parts(text, found, names), found, measured, names)
    if told != text:
        text, found, measured = told, names.match(told), taxonomy.find_metrics(told, asked=True)
    mentions = [m for m in measured if not in_other_sense(text, m)]
    matches = makers(text, meant_names(text, joined_names(text, found, names), mentions, names), names)
    return with_closing_year(text, [*(m.end for m in matches), *(m.end for m in mentions)], asked_on), matches, mentions


def _not_known(
    text: str, matches: Sequence[EntityMatch], mentions: Sequence[MetricMention], names: EntityTable
) -> tuple[tuple[str, ...], dict[str, tuple[int, int]], list[MetricMention]]:
    """The names in a question that no document has, those of them that are everyday words with where they stand, and the measures without these.

    Such a word is asked for as it is written: what the corpus says with the word is not said of who is called so.
    """
    called = {text[start:end]: (start, end) for start, end in word_names(text, [(m.start, m.end) for m in matches], [(m.start, m.end) for m in mentions], _FILLER)}
    # "DDTL" is a kind of loan, and no name that nothing has.
    strange = [name for name in names.unknown(text) if not _FORM.fullmatch(name) and not synonyms_of(stem(name.lower()))]
    kept = [m for m in mentions if not any(start <= m.start and m.end <= end for start, end in called.values())]
    return tuple(dict.fromkeys((*strange, *called))), called, kept


def _happened(periods: Sequence[Period]) -> frozenset[Basis]:
    """That only what was is asked about, where a time is called the last of a company whose calendar is not known: a year to come is none."""
    return frozenset({Basis.ACTUAL}) if any(p.year is None and p.end is None and p.label.startswith(("last", "previous")) for p in periods) else frozenset()


def _is_of_trade(metrics: Sequence[MetricMention]) -> bool:
    """Whether it is asked how many engineers there are, which is not how many people."""
    return any(m.metric == "headcount" and _TRADE.search(m.words) for m in metrics)


def _is_for_pay(text: str, metrics: Sequence[MetricMention]) -> bool:
    return any(m.metric == "executive_pay" for m in metrics) and not _NAMED_WHO.search(text)


_TIERED = lazy_pattern(r"\b(?:plus|pro|max|premium|basic|starter|teams?|business|enterprise|standard|lite|family|personal)(?: (?:plan|tier|edition|subscription|version))? (?:costs?|go(?:es)? for|sells? for|run me)\b", re.IGNORECASE)
"""What a tier that is sold costs: "what does acme plus cost"."""
_NAMED_WHO = lazy_pattern(r"\b(?:who(?:se|m)?|name|names)\b", re.IGNORECASE)
_TRADE = lazy_pattern(r"\b(?:engineer|researcher|scientist|developer|driver|analyst|contractor|lawyer|nurse)s?\b", re.IGNORECASE)
"""Who works somewhere, by what they do."""
_FALLING_DUE = lazy_pattern(r"\b(20\d\d)(?=s? (?:[\w-]+ ){0,2}(?:notes?|bonds?|debentures?|converts?|convertibles?|maturit(?:y|ies)|paper)\b)(?!s? (?:maturit\w+ )?(?:revenue|results|figures))", re.IGNORECASE)
"""The year in which a debt falls due, which tells it from others: "the 2031 notes"."""
_FORM = lazy_pattern(r"(?:form )?(?:s|f)-?[1-4](?:/a)?|(?:form )?(?:10|8|20|6)-?[kqf](?:/a)?", re.IGNORECASE)
"""The name of a form that is filed, which is nobody's."""
_BARE_RANGE = lazy_pattern(r"(?<![\w.,$€£/-])\d{1,3}(?:\.\d+)?\s*(?:to|[-–])\s*\d{1,3}(?:\.\d+)?(?![\w%]|[.,/]\d|\s?(?:%|percent|months?|weeks?|days?|years?))", re.IGNORECASE)
"""A range in which of a measure a question thinks, without its scale: "capex guide is 115 to 135, right"."""


def _spelled(text: str, measured: Sequence[MetricMention], taxonomy: Taxonomy) -> str:
    """The text with the names of its measures spelled as they are meant."""
    for start, end in sorted({place for mention in measured for place in mention.own(text)}, reverse=True):
        text = f"{text[:start]}{taxonomy.spelled(text[start:end])}{text[end:]}"
    return text


_SAID_OF_NUMBER = lazy_pattern(r"\d\s?(?:[kmbtg]w?|mw|bn|mn|tn|thousand|million|billion|trillion)?\s$", re.IGNORECASE)
"""What stands before a word that only says what a number was: "the 75bn target or something else in the end"."""


_OF_COMMITMENTS = frozenset({"purchase_commitments"})
_COMMITTED_TO = lazy_pattern(r"^(?!.*\bcommitments?\b).*\b(?:commit(?:s|ted)?|pledged?) (?:\w+ ){0,3}?to (?!(?:buy|spend|pay|purchase|invest|put)\b)", re.IGNORECASE | re.DOTALL)


def _bases_asked(text: str, metrics: Sequence[MetricMention], taxonomy: Taxonomy) -> tuple[frozenset[Basis], bool]:
    """The bases that a question asks for, and whether it asks for what is still to come without a word for the plan."""
    bases = _bases(text, [(m.start, m.end) for m in metrics])
    if metrics and {m.metric for m in metrics} <= _OF_COMMITMENTS and _COMMITTED_TO.search(text):
        # "How much did Acme commit to Bolt" asks for no plan: what is signed is a commitment however it is said.
        bases -= {Basis.COMMITMENT, Basis.GUIDANCE}
    if not bases and {m.metric for m in metrics} & _SOUGHT_OF and _SOUGHT.search(text):
        return _IN_TALKS, False
    ahead = not bases and bool(metrics) and _TO_COME.search(text) is not None and all(taxonomy.metric(m.metric).span is Span.FLOW for m in metrics)
    return (PLANS, True) if ahead else (bases, False)


def _bases(text: str, measured: Sequence[tuple[int, int]]) -> frozenset[Basis]:
    """The bases that a question asks for; those of what happened where it says which it does not want ("not the plan").

    `measured` are the places of what names the measure: a "research budget" is what goes on research, planned or not.
    """
    bases: frozenset[Basis] = frozenset()
    denied = False
    for kinds, words in _BASIS_WORDS:
        for found in words.finditer(text):
            if _is_sold(text, found) or (found.group().lower() == "budget" and any(start < found.start() and found.end() <= end for start, end in measured)):
                continue
            if unwanted(text, found.start()) or (_TURNED_OUT.search(text) and _SAID_OF_NUMBER.search(text[: found.start()])):
                denied = True
            else:
                bases |= kinds
    return bases or (_HAPPENED if denied or _TURNED_OUT.search(text) else bases)


_TURNED_OUT = lazy_pattern(r"\b(?:final|actual) (?:number|figure|tally|total|result|outcome|amount|bill|count|sum)s?\b|\b(?:turned out|ended up|came out) (?:to be|as|at)\b|\bin the end\b(?! of\b)", re.IGNORECASE, signs=("final", "actual", "turned out", "ended up", "came out", "in the end"))
"""What is asked for is what came of it, whatever was planned."""


_TIER = lazy_pattern(
    r"\b(?:team|pro|plus|max|premium|basic|starter|standard|business|enterprise|free|paid|personal|individual|family|solo|student|education|growth|scale|developer|monthly|annual|"
    r"yearly|subscription|pricing|price|cheapest|priciest|top|lowest|highest)(?:['’]s)?\s$",
    re.IGNORECASE,
)
_OF_TIER = lazy_pattern(r"['’]?s?\s(?:per (?:seat|user|person|month)|prices?|costs?|includes?|comes?|tiers?|(?:have|has|with|get|gets) (?:sso|support|access))\b", re.IGNORECASE)


def _is_sold(text: str, found: re.Match[str]) -> bool:
    """Whether a "plan" is one that is sold ("team plan, per seat") and says nothing of what is to come."""
    named = found.group().lower() in {"plan", "plans"}
    return named and bool(_TIER.search(text[: found.start()]) or _OF_TIER.match(text[found.end() :]))


_BEFORE_CHANGE = (
    r"\b(?:before|prior to)\s(?:[a-z'’-]+\s){0,4}(?:cuts?|(?:rais|increas|hik|revis|reduc|chang|dilut|repric|lower|trimm?|slash|upsiz|dropp?|jump|restructur|recapitali[sz])\w*|"
    r"bump(?:ed)?|upgraded?|downgraded?|recut|split|layoffs?|down[- ]?round|fell|fall|rose|rise)(?: (?:it|them|that|then))?\W*$"
)
_STOOD_BEFORE = lazy_pattern(
    r"\b(?:previous|prior|earlier|original|initial|old|former)\s+(?:(?!year|quarter|fiscal|month|half)\w+\s+){0,3}"
    r"(?:guidance|guide|outlook|forecast|target|plan|budget|estimate|projection|price|valuation|offer|bid|range)\b"
    r"|(?<!\bthan )(?<!\byear )(?<!\byr )(?<!\bquarter )(?<!\bqtr )\bbefore(?: (?:the|its|their) (?:cut|raise|increase|hike|bump|revision|upgrade|downgrade|reduction|change))?\W*$"
    r"|\bfirst (?:(?:fy ?|fiscal )?['’]?(?:(?:19|20)?\d\d) )?(?:\w+ ){0,2}(?:guidance|guide|outlook|forecast|target|plan|estimate)\b"
    r"|\b(?:originally|initially|at first|first reported|previously|formerly|used to (?:be|cost|have|own|hold|charge|stand))\b"
    r"|" + _BEFORE_CHANGE,
    re.IGNORECASE,
)
"""What stood before the newest: "previous capex guidance", "price before the cut"."""
_BEFORE_IT_CHANGED = lazy_pattern(_BEFORE_CHANGE, re.IGNORECASE)
_DID_BEFORE = lazy_pattern(r"^\W*(?:has|have|had|did)\b.*\b(?:before|previously|in the past|earlier|another time)\W*$", re.IGNORECASE)
"""Whether something happened before what is the news now: "has it had layoffs before"."""
_TO = lazy_pattern(r"\b(?:fy|fiscal)?\s?['’]?\d\d(?:\d\d)?\s*(?:to|thru|through|until|till|[-–])\s*(?:fy|fiscal)?\s?['’]?\d\d", re.IGNORECASE)


def _every_year(text: str, periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """The years from the first to the last of "fy23 through fy26"."""
    if len(periods) != 2 or any(p.kind is not PeriodKind.YEAR or p.year is None for p in periods) or not _TO.search(text):
        return periods
    first, last = periods[0].year or 0, periods[1].year or 0
    if not 1 < last - first <= 10:
        return periods
    return (*(year_shifted(periods[0], step) for step in range(last - first)), periods[1])


_BETWEEN = lazy_pattern(r"\b(?:vs\.?|versus|against|compared?|and|or|to|from|than|n)\b|&", re.IGNORECASE)
_LAST_YEAR = lazy_pattern(r"\b(?:vs\.?|versus|against|compared (?:to|with)|than|or|from|and)\s+(?:(?:the|that|in|of|a)\s+)*(?:last|prior|previous)\s+(?:year|yr)\b", re.IGNORECASE)
_AGAINST_YEAR = lazy_pattern(r"\b(?:vs\.?|versus|against|compared? (?:to|with)|from|and|or)\s+(?:fy|fiscal|cy)?\s?['’]?(?:20)?\d\d\b(?!.*\b(?:full|whole|entire|all of|total))", re.IGNORECASE)
_OF_A_YEAR = frozenset({PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS})


def _bound(text: str, periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """One period of a part and a year that stand apart ("h1 revenue 2025"), unless both are meant ("q2 vs 2025")."""
    parts = [p for p in periods if p.kind in _OF_A_YEAR and p.year is not None]
    years = [p for p in periods if p.kind is PeriodKind.YEAR and p.year is not None]
    if len(periods) != 2 or len(parts) != 1 or len(years) != 1:
        return periods
    part, year = parts[0], years[0]
    if _LAST_YEAR.search(text) and (part.year or 0) - (year.year or 0) == 1:
        return part, year_shifted(part, -1)  # "q3 this year against last year"
    if _AGAINST_YEAR.search(text) and part.fiscal == year.fiscal and part.year != year.year:
        # "Q2 fy26 vs fy25": a quarter is set against that quarter of the other year, never against the whole of it.
        return part, year_shifted(part, (year.year or 0) - (part.year or 0))
    if _BETWEEN.search(text):
        return periods
    if len(re.findall(r"\b(?:19|20)\d\d\b|\bfy ?['’]?\d\d", text, re.IGNORECASE)) != 1 or part.fiscal != year.fiscal:
        return periods
    return (year_shifted(part, (year.year or 0) - (part.year or 0)),)


_TOUCHING = lazy_pattern(r"(?:['’]s?)?\s+", re.IGNORECASE)


def _words_of_rounds(rounds: Collection[str], matches: Sequence[EntityMatch], metrics: Collection[str]) -> Collection[str]:
    """The stems by which rounds are named, which are looked for by their names; those of a round that nobody names, where one put something into another."""
    if rounds and matches and set(metrics) <= OF_ROUNDS:
        return {root for name in rounds for root in (*name.split(), stem(name.split()[0]))}
    return _A_ROUND if not rounds and set(metrics) == {"investment"} and len({m.name for m in matches}) > 1 else ()


_A_ROUND = frozenset({stem("round"), stem("raise")})
_OTHER_SUM = lazy_pattern(r"\b(?:hourly|legal|lawyers?['’]?|attorneys?['’]?|commissions?|retainers?)\b(?: (?:fees?|rates?|costs?|bills?))?", re.IGNORECASE, signs=("hourly", "legal", "lawyer", "attorney", "commission", "retainer"))
_OF_SEGMENT = lazy_pattern(r"(?P<name>[a-z][\w&-]+(?: \([\w &-]+\))?)(?= (?:segment|division)\b)", re.IGNORECASE)


def of_another_sum(text: str) -> frozenset[str]:
    """The stems of what a question wants the sum of where a deal or a company is only named with it: "the settlement's lawyers' fees", "the launch segment's profit"."""
    return frozenset(stem(word) for pattern, group in ((_OTHER_SUM, 0), (_OF_SEGMENT, "name")) for found in pattern.finditer(text) for word, _, _ in tokens(found[group]) if word not in STOP_WORDS)


_WHEN_SOME_DID = lazy_pattern(r"\b(?:when|once|by the time|(?:at|around) the (?:time|moment|point)(?: that| when| of)?)\s", re.IGNORECASE, signs=("when", "once", "time", "moment", "point"))


def _without_of_time(text: str, matches: Sequence[EntityMatch], metrics: Sequence[MetricMention], taxonomy: Taxonomy) -> tuple[Sequence[EntityMatch], tuple[str, ...]]:
    """The names of a question without those that only tell at what time, and a stem of each of these: "Acme's headcount when Bolt bought it" is none of Bolt's."""
    if len(matches) < _SEVERAL or not metrics or any(m.metric in RELATIONS or taxonomy.metric(m.metric).span is not Span.INSTANT for m in metrics):
        return matches, ()
    found = _WHEN_SOME_DID.search(text, metrics[0].end)
    if found is None:
        return matches, ()
    before = [m for m in matches if m.end <= found.start()]
    only_of_time = dict.fromkeys(m.name for m in matches if m.start >= found.end() and m.name not in {other.name for other in before})
    if not before or not only_of_time:
        return matches, ()
    return [m for m in matches if m.name not in only_of_time], tuple(word_stems(name)[0] for name in only_of_time if word_stems(name))


_SEVERAL = 2


def _beside_owner(text: str, matches: Sequence[EntityMatch], names: EntityTable) -> dict[str, str]:
    """Whose part each name is that stands right behind a company's: "Alphabet Google Cloud", "Alphabet's Asia Pacific"."""
    placed = sorted(matches, key=lambda match: match.start)
    return {
        after.name: before.name
        for before, after in pairwise(placed)
        if _TOUCHING.fullmatch(text[before.end : after.start]) and names.is_company(before.name)
        and (before.name in names.lineage(after.name)[1:] or not names.is_company(after.name))
    }  # fmt: skip


def _companies_and_parts(
    found: tuple[str, ...], beside: Mapping[str, str], names: EntityTable
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names asked about, and of these the segments that a company reports: they stand for parts of its figures.

    `beside` are names that stand behind those of whom they are a part: one with figures of its own is asked about alone, of
    any other the company's figures for it are.
    """
    own = {name for name, owner in beside.items() if owner in names.lineage(name)}
    found = tuple(name for name in found if name not in {beside[part] for part in own})
    parts = tuple(n for n in found if ((entry := names.entry(n)) is not None and entry.kind == "segment") or (n in beside and n not in own))
    whole = [n for n in found if n not in parts]
    for part in parts:
        parent = beside.get(part) or names.lineage(part)[-1]
        if parent not in (*whole, part):
            whole.append(parent)
    return tuple(whole) or parts, parts


def _still_owed(text: str, metrics: Sequence[MetricMention]) -> tuple[MetricMention, ...]:
    """The measures, with what is still owed on a loan in place of how large it is: "how much was outstanding on the DDTL 2.0"."""
    found = _OUTSTANDING.search(text)
    if found is None or {m.metric for m in metrics} != {"loan"}:
        return tuple(metrics)
    return (MetricMention("debt", found.start(), found.end(), found.group()),)


_OUTSTANDING = lazy_pattern(r"\b(?:still )?(?:outstanding|owed|owe[sd]?|owing|drawn(?: down)?)\b", re.IGNORECASE)
_OF_HUNDRED = lazy_pattern(r" ?(?:%|per ?cent\b|pct\b)", re.IGNORECASE)
"""What makes a number a share, and no part of a name: "make Sextant Small 40% cheaper"."""


def _content(text: str, taken: Sequence[tuple[int, int]], said: Sequence[tuple[int, int]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stems that carry meaning, and name-and-number pairs, whose number is none of the amounts `said`."""
    terms: list[str] = []
    phrases: list[str] = []
    words = list(tokens(text))
    same_length = len(fold(text)) == len(text)
    for position, (word, start, end) in enumerate(words):
        inside = same_length and any(s <= start and end <= e for s, e in taken)
        if word.isdigit() and len(word) <= 2 and position:
            previous = words[position - 1][0]
            if (
                previous.isalpha()
                and previous not in STOP_WORDS
                and stem(previous) not in _TIME_WORDS
                and start - words[position - 1][2] <= 1
                and not _OF_HUNDRED.match(text, end)
                and not any(s <= start < e for s, e in said)
            ):
                phrases.append(f"{previous} {word}")
            continue
        # Whom somebody reports to is asked of what is told; what was reported is only told.
        idle = word in STOP_WORDS and not (word in _REPORTS and position + 1 < len(words) and words[position + 1][0] == "to")
        if inside or idle or len(word) < 2 or _TIME_TOKEN.match(word):
            continue
        root = stem(word)
        if word in _HOW_ASKS and position and words[position - 1][0] == "how":
            continue
        if (root in _TIME_WORDS and word not in _DONE) or root in _FILLER or word in _CURRENCIES or root in terms:
            continue
        terms.append(root)
    return tuple(terms), tuple(phrases)


_REPORTS = frozenset({"report", "reports", "reporting", "reported"})


def _told_by_a_source(terms: tuple[str, ...], text: str, intent: Intent, *, measured: bool) -> tuple[str, ...]:
    """The terms without those by which a question only asks, and which no source would say."""
    idle: set[str] = set(_HEARSAY if measured or intent is Intent.CHECK else ())
    if intent is Intent.COMPARISON and ASKS_TIMES.search(text):
        idle |= OF_RATIOS
    if intent is Intent.WHY:
        idle |= _ASKS_WHY
    if intent is Intent.TREND:
        idle |= _TREND_WORDS
    return tuple(t for t in terms if t not in idle)


_PAID = frozenset("cost bill expense spend spending expenditure outlay tab".split())


def _qualifiers(metrics: Sequence[MetricMention]) -> Iterator[str]:
    """What narrows a loose measure down: of a "compute bill" the compute, which not all spending is."""
    for mention in metrics:
        words = [w for w, _, _ in tokens(mention.words)]
        if mention.metric == "spending" and len(words) > 1 and words[-1].removesuffix("s") in _PAID:
            yield from (stem(w) for w in words[:-1] if w not in STOP_WORDS)


def _wanted(text: str) -> str:
    if _COUNT.search(text):
        return "count"
    return "money" if _MONEY.search(text) else ""


def word_stems(words: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning."""
    return tuple(stem(w) for w, _, _ in tokens(words) if w not in STOP_WORDS)


def year_shifted(one: Period, years: int) -> Period:
    """The same period of another year; a fiscal one by its label alone, since its days differ from year to year."""
    moved = shifted(one, years)
    return replace(moved, start=None, end=None) if one.fiscal and one.year is not None else moved
