"""Questions: which company, measure and period a chat-style question asks about, and what kind of answer it wants."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.asked import head_metrics, meant_names, said_amounts
from bot.chat_writing import written_out
from bot.focus import narrowing
from bot.words import STOP_WORDS, fold, stem, tokens
from index.amount import Amount
from index.entity_table import EntityTable
from index.figure import Basis
from index.fiscal import FiscalCalendar
from index.period import Period, PeriodKind
from index.periods import question_period, shifted
from index.taxonomy import MetricMention, Taxonomy

__all__ = ["Intent", "Question", "Turn", "understand"]


class Intent(StrEnum):
    """What kind of answer a question wants."""

    FIGURE = "figure"
    COMPARISON = "comparison"
    TREND = "trend"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    WHY = "why"
    LIST = "list"
    CHECK = "check"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of a conversation."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood.

    `entities` are names of the corpus, in the order asked; `unknown` names that no document has. `terms` are the
    stems of content words that no entity, metric or period accounts for; `phrases` are name-and-number pairs
    ("heron 5") that an answer must contain. `inherited` says what came from earlier turns; `wants` is
    "money" or "count" where the wording says which kind of number would do, `points` whether it
    has a pronoun that stands for something said before. `parts` are
    segments of a company that were named, `firm` those of the terms that narrow what is asked, `earlier` whether what
    stood before the newest is wanted.
    """

    text: str
    asked_on: date
    intent: Intent
    entities: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    metrics: tuple[MetricMention, ...] = ()
    periods: tuple[Period, ...] = ()
    latest: bool = False
    over_time: bool = False
    bases: frozenset[Basis] = frozenset()
    amounts: tuple[Amount, ...] = ()
    terms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    currency: str = ""
    background: tuple[str, ...] = ()
    inherited: frozenset[str] = frozenset()
    refers_back: bool = False
    wants: str = ""
    points: bool = False
    parts: tuple[str, ...] = ()
    firm: frozenset[str] = frozenset()
    earlier: bool = False


_INTENTS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        Intent.WHY,
        re.compile(
            r"\bwhy\b|\bhow come\b|\breasons?\b|\bwhat (?:caused|drove|ate into|led to|is behind|explains?)\b|^explain\b",
            re.I,
        ),
    ),
    (
        Intent.TREND,
        re.compile(
            r"\bover time\b|\btrend(?:s|ing)?\b|\bby (?:year|quarter)\b|\bper (?:year|quarter) since\b|\bhistory\b"
            r"|\bhow (?:did|has|have|is|are) .{2,50} (?:grow|grown|growing|change|changed|changing|evolve|evolved|develop|developed|climb|climbed|rise|risen|fall|fallen|drop|dropped|decline|declined|increase|increased|decrease|decreased|move|moved|shift|shifted)\b"
            r"|\b(?:getting|gotten) (?:better|worse|bigger|smaller)\b|\b(?:shrinking|widening|improving|increasing|decreasing|narrowing)\b"
            r"|\bgoing (?:up|down|up or down)\b|\b(?:past|last) (?:\w+) (?:fiscal )?(?:years|yrs|quarters|qtrs)\b|\b20\d\d (?:to|through|-|–) (?:20)?\d\d\b",
            re.I,
        ),
    ),
    (
        Intent.COMPARISON,
        re.compile(
            r"\bvs\.?\b|\bversus\b|\bcompared? (?:to|with)\b|\b(?:which|who|whose)\b.{0,40}\b(?:more|higher|bigger|larger|lower|less|smaller|most|least)\b"
            r"|\b(?:bigger|larger|higher|more|smaller|lower|less)\b.{0,60}\bor\b|\bcompare\b|\bdifference between\b",
            re.I,
        ),
    ),
    (
        Intent.CHECK,
        re.compile(
            r"\b(?:is|was) (?:it|that) (?:right|true|correct)\b|,? (?:true|right|correct|really)\s*\?*$|\bis that\b|\bi (?:saw|read|heard)\b|\bdid .{2,60} (?:or|really)\b"
            r"|^(?:so )?(?:is|was|are|were|did|does|do|has|have|can|could)\b",
            re.I,
        ),
    ),
    (
        Intent.WHEN,
        re.compile(
            r"\bwhen\b|\bwhat (?:date|day|month|year)\b|\bon which (?:day|date)\b|\bdate of\b|\bsince when\b", re.I
        ),
    ),
    (
        Intent.WHO,
        re.compile(
            r"\bwho(?:se|m|s)?\b|\b(?:name|names) of\b|\bwhich (?:bank|investor|firm|person|fund)s?\b"
            r"|\b(?:ceo|cfo|coo|cto|founders?|auditors?|chair(?:man|woman)?|boss|finance chief|chief executive)\b(?! pay)",
            re.I,
        ),
    ),
    (
        Intent.LIST,
        re.compile(
            r"\bwhich\b|\blist\b|\bbackers\b|\bper segment\b|\bby segment\b|\bbreakdown\b|\bwhat are\b|\btop \d+\b|\beach\b",
            re.I,
        ),
    ),
    (Intent.WHERE, re.compile(r"\bwhere\b", re.I)),
)
_QUESTION_WORD = re.compile(r"\b(?:what|whats|how|who|whos|whose|when|whens|where|wheres|which|why)\b", re.I)
# "When" that only says at what time a number is meant: "headcount when 2023 ended".
_ASKS_WHEN = re.compile(
    r"^\W*(?:(?:and|so|ok|okay|hey|but|then|n|also)\W+)*(?:since |until |till )?when\b|\b(?:date|day|month|which year|what year)\b"
    r"|\bwhen(?:['’]?s|['’]?d|['’]?ll| is| was| did| does| do| will| are| were| has| have| would| can| could| should)\b",
    re.IGNORECASE,
)
_AT_TIME = re.compile(r"\b(?:when|once|after|while)\b(.*)", re.IGNORECASE | re.DOTALL)
_HOW_MUCH = re.compile(r"\bhow (?:much|many|big|large|high|long|fast|mny|far|old)\b", re.I)
_POINTING = re.compile(r"\b(?:it|its|they|them|their|he|she|him|her|that one|this one)\b", re.I)
_MONEY = re.compile(
    r"\bhow much\b|\bprice\b|\bcosts?\b|\bvalue\b|\bworth\b|\bdollars?\b|\bpa(?:y|id)\b|\bspen[dt]\b|\$|€|£|\bsalary\b|\braise[ds]?\b"
    r"|\brevenue\b|\bmoney\b|\bfee\b|\bfunding\b|\bwrite-?off\b|\bcharge\b",
    re.I,
)
_COUNT = re.compile(r"\bhow m(?:an|n)y\b|\bnumber of\b|\bcount\b|\bhow (?:long|big|large|fast)\b|\bmw\b|\bgw\b|\bhow much (?:time|power|compute)\b", re.I)
_BACK = re.compile(
    r"\b(?:it|its|they|them|their|he|she|him|her|that|those|these|this one|there|same|the (?:deal|round|other|company))\b|^(?:and|n|what about|how about|same|so)\b",
    re.I,
)
_TIME_WORDS = frozenset(
    stem(w)
    for w in """year years yr yrs quarter quarters qtr qtrs half halves h1 h2 1h 2h q1 q2 q3 q4 fy fiscal month months week weeks day days
    last this next past previous prior first second third fourth 1st 2nd 3rd 4th ytd ttm january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec mid early late end ended start today yesterday
    calendar spring summer autumn fall winter full since ago earlier nine six three twelve date annual yearly quarterly time""".split()
)
_TIME_TOKEN = re.compile(r"^(?:(?:19|20)\d\d|fy\d+|q[1-4]|[1-4]q\d*|h[12]|[12]h\d*|9m|[1-4]q|\d{1,2}(?:st|nd|rd|th)?)$")
_BASIS_WORDS: tuple[tuple[frozenset[Basis], re.Pattern[str]], ...] = (
    (
        frozenset({Basis.GUIDANCE, Basis.PROJECTION}),
        re.compile(
            r"\bguid(?:ance|e|ed|ing)\b|\boutlook\b|\bforecasts?\b|\bplan(?:s|ned|ning)?\b|\btargets?\b|\bexpect(?:s|ed|ation|ations)?\b|\bproject(?:ed|ion|ions)\b|\bbudget(?:ed)?\b",
            re.I,
        ),
    ),
    (frozenset({Basis.RUN_RATE}), re.compile(r"\brun[- ]?rate\b|\barr\b|\bannuali[sz]ed\b", re.I)),
    (
        frozenset({Basis.COMMITMENT, Basis.GUIDANCE}),
        re.compile(r"\bcommit(?:s|ted|ment|ments)?\b|\bhas to pay\b|\bhave to pay\b|\bpledged?\b", re.I),
    ),
)
_CURRENCIES = {
    "euros": "EUR", "euro": "EUR", "eur": "EUR", "dollars": "USD", "usd": "USD", "pounds": "GBP", "gbp": "GBP", "reais": "BRL", "brl": "BRL", "yen": "JPY", "yuan": "CNY",
}  # fmt: skip
_TREND_WORDS = frozenset(
    stem(w)
    for w in "better worse grow grew growing grown growth change changed changing trend trends increase increasing decrease "
    "decreasing shrink shrinking widen widening improve improving narrow narrowing develop evolve history rise rose risen fall fell fallen climb climbed jump jumped drop dropped decline declined soar "
    "soared surge surged slip slipped move moved".split()
)
_ROUND = re.compile(r"\bseries[ -]([a-n])\b", re.IGNORECASE)
# What a question compares by or how it asks for size says nothing of the source's own words.
_COMPARING = frozenset(
    stem(w)
    for w in "higher lower bigger larger smaller greater fewer better worse highest lowest biggest largest smallest greatest "
    "size sized level higher-up combined overall whole".split()
)
_HEARSAY = frozenset(stem(w) for w in "saw read heard seen told claim claims claimed rumor rumour supposedly apparently".split())
_CLAIMS = re.compile(r"\b(?:true|right|really|correct|legit|or|saw|heard|read|only)\b|\?$", re.IGNORECASE)
_POINTS_BACK = frozenset(stem(w) for w in "same other cash before prior previous earlier later after usd eur gbp".split())
_FILLER = frozenset(
    {stem(w) for w in "compare happen explain tell show list name names total overall exactly amount".split()}
)


def understand(
    text: str, *, asked_on: date, names: EntityTable, taxonomy: Taxonomy, context: Sequence[Turn] = ()
) -> Question:
    """Understand `text` as asked on a day after the turns of `context`."""
    question = replace(_parse(text, asked_on, names, taxonomy), text=text)
    earlier = [turn for turn in context if turn.role == "user"]
    if not earlier:
        return question
    before = _parse(earlier[0].text, asked_on, names, taxonomy)
    for turn in earlier[1:]:
        before = _follow(_parse(turn.text, asked_on, names, taxonomy), before)
    replies = [turn for turn in context if turn.role != "user"]
    if replies and not before.entities:
        before = replace(before, entities=_parse(replies[-1].text, asked_on, names, taxonomy).entities)
    if replies and not before.periods and _MOVES.search(written_out(text, asked_on)):
        before = replace(before, periods=_parse(replies[-1].text, asked_on, names, taxonomy).periods)
    return _follow(question, before)


def _parse(text: str, asked_on: date, names: EntityTable, taxonomy: Taxonomy) -> Question:
    text = written_out(text, asked_on)
    matches = names.match(text)
    unknown = tuple(names.unknown(text))
    mentions = taxonomy.find_metrics(text, asked=True)
    matches = meant_names(text, matches, mentions, names)
    metrics, others = head_metrics(text, mentions, matches)
    end = next((names.year_end(m.name) for m in matches if names.year_end(m.name)), None)
    when = question_period(text, asked_on=asked_on, calendar=FiscalCalendar(*end) if end else None)
    bases: frozenset[Basis] = frozenset()
    for kinds, words in _BASIS_WORDS:
        if words.search(text):
            bases |= kinds
    claims = bool(metrics) or bool(_MONEY.search(text)) or bool(_CLAIMS.search(text))
    amounts = said_amounts(text, [(m.start, m.end) for m in matches], money=claims)
    taken = [
        *((m.start, m.end) for m in matches),
        *((m.start, m.end) for m in mentions if m.metric in {asked.metric for asked in metrics}),
        *((a.start, a.end) for a in amounts),
    ]
    if bases:
        taken += [m.span() for _, words in _BASIS_WORDS for m in words.finditer(text)]
    terms, phrases = _content(text, taken)
    phrases = tuple(dict.fromkeys((*phrases, *(f"series {found[1].lower()}" for found in _ROUND.finditer(text)))))
    firm = narrowing(text, [(m.start, m.end) for m in matches], [(m.start, m.end) for m in metrics], _TIME_WORDS)
    terms = tuple(dict.fromkeys((*terms, *(s for m in others for s in _stems(m.words)), *_qualifiers(metrics))))
    if metrics:
        terms = tuple(t for t in terms if t not in _COMPARING)
    at_time = _AT_TIME.search(text, metrics[0].end) if metrics else None
    if at_time:
        # "Power when hall B was switched on": the time meant is told by what happened then.
        firm |= {root for root in terms if root in _stems(at_time[1])}
    intent = _intent(text, measured=bool(metrics))
    if intent is Intent.CHECK:
        terms = tuple(t for t in terms if t not in _HEARSAY)
    if intent is Intent.TREND:
        terms = tuple(t for t in terms if t not in _TREND_WORDS)
    currency = next(
        (code for word, code in _CURRENCIES.items() if re.search(rf"\b(?:in|us) (?:us )?{word}\b", text, re.I)), ""
    )
    entities, parts = _companies_and_parts(tuple(dict.fromkeys(m.name for m in matches)), names)
    if intent is Intent.WHEN and metrics and not _ASKS_WHEN.search(text):
        intent = Intent.FIGURE
    if intent in {Intent.WHO, Intent.LIST, Intent.CHECK, Intent.WHERE} and _HOW_MUCH.search(text):
        intent = Intent.FIGURE
    if (
        intent is Intent.COMPARISON
        and len(entities) < 2
        and len(when.periods) < 2
        and not re.search(r"\bvs\b|versus|compar|differen", text, re.I)
    ):
        intent = Intent.FIGURE if metrics else Intent.FACT
    return Question(
        text=text, asked_on=asked_on, intent=intent, entities=entities, unknown=unknown, metrics=metrics,
        periods=_every_year(text, tuple(when.periods)), latest=when.latest, over_time=when.over_time or intent is Intent.TREND, bases=bases,
        amounts=amounts, terms=terms, phrases=phrases, currency=currency, refers_back=bool(_BACK.search(text)), wants=_wanted(text), points=bool(_POINTING.search(text)), parts=parts,
        firm=(firm | frozenset(_qualifiers(metrics))) & frozenset(terms),
    )  # fmt: skip


_TO = re.compile(r"\b(?:fy|fiscal)?\s?['’]?\d\d(?:\d\d)?\s*(?:to|thru|through|until|till|[-–])\s*(?:fy|fiscal)?\s?['’]?\d\d", re.IGNORECASE)


def _every_year(text: str, periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """The years from the first to the last of "fy23 through fy26"."""
    if len(periods) != 2 or any(p.kind is not PeriodKind.YEAR or p.year is None for p in periods) or not _TO.search(text):
        return periods
    first, last = periods[0].year or 0, periods[1].year or 0
    if not 1 < last - first <= 10:
        return periods
    return (*(_shifted(periods[0], step) for step in range(last - first)), periods[1])


def _intent(text: str, *, measured: bool) -> Intent:
    """The kind of answer wanted: that of the question word it opens with, where a later one only adds to it.

    "What was its revenue when it listed" asks no day, "how many of those who left" no person.
    """
    found = next((kind for kind, cue in _INTENTS if cue.search(text)), None)
    if measured and found in {Intent.WHEN, Intent.WHO, Intent.WHERE, Intent.LIST}:
        opening = _QUESTION_WORD.search(text)
        if opening and opening.group().lower().startswith(("what", "how")):
            later = next((cue.search(text) for kind, cue in _INTENTS if kind is found), None)
            if later and opening.start() < later.start() and not opening.group().lower().startswith(later.group().lower()[:4]):
                found = None
    if found is not None:
        return found
    return Intent.FIGURE if measured or _HOW_MUCH.search(text) else Intent.FACT


def _companies_and_parts(found: tuple[str, ...], names: EntityTable) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names asked about, and of these the segments that a company reports: they stand for parts of its figures."""
    parts = tuple(n for n in found if (entry := names.entry(n)) is not None and entry.kind == "segment")
    whole = [n for n in found if n not in parts]
    for part in parts:
        parent = names.lineage(part)[-1]
        if parent not in (*whole, part):
            whole.append(parent)
    return tuple(whole) or parts, parts


def _content(text: str, taken: Sequence[tuple[int, int]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stems that carry meaning, and name-and-number pairs."""
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
            ):
                phrases.append(f"{previous} {word}")
            continue
        if inside or word in STOP_WORDS or len(word) < 2 or _TIME_TOKEN.match(word):
            continue
        root = stem(word)
        if root in _TIME_WORDS or root in _FILLER or word in _CURRENCIES or root in terms:
            continue
        terms.append(root)
    return tuple(terms), tuple(phrases)


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


_YEAR_BEFORE = re.compile(r"\b(?:the )?(?:year|yr) (?:before|prior|earlier)\b|\b(?:previous|prior) (?:year|yr)\b|\ba (?:year|yr) (?:ago|earlier|before)\b", re.I)
_YEAR_AFTER = re.compile(r"\b(?:the )?(?:year|yr) (?:after|later)\b|\b(?:following|next) (?:year|yr)\b|\ba (?:year|yr) later\b", re.I)
_MOVES = re.compile(rf"{_YEAR_BEFORE.pattern}|{_YEAR_AFTER.pattern}", re.I)
_EARLIER = re.compile(
    r"\bbefore (?:that|this|then|it|they|the \w+)\b(?: \w+)?|\b(?:the )?(?:previous|prior|earlier) (?:one|figure|number|target|plan|level)\b"
    r"|\bpreviously\b|\boriginally\b|\bused to be\b",
    re.I,
)
_STRETCHES = (
    (PeriodKind.HALF, re.compile(r"\b(?:the )?(?:half[- ]year|first half|half|six months|6 months|h1)\b", re.I)),
    (PeriodKind.NINE_MONTHS, re.compile(r"\b(?:nine|9) months\b|\b9m\b", re.I)),
    (PeriodKind.YEAR, re.compile(r"\b(?:full|whole|entire|fiscal) (?:year|yr)\b|\bthe year\b|\bannual(?:ly)?\b", re.I)),
)


def _moved(text: str, before: Sequence[Period]) -> tuple[Period, ...]:
    """The period that a follow-up names by the one before it: "the year before", "and the half year?"."""
    if len(before) != 1 or (before[0].year is None and before[0].end is None):
        return ()
    one = before[0]
    if _YEAR_BEFORE.search(text):
        return (_shifted(one, -1),)
    if _YEAR_AFTER.search(text):
        return (_shifted(one, 1),)
    for kind, words in _STRETCHES:
        if words.search(text) and one.kind is not kind and one.year is not None:
            return _longer(one, kind)
    return ()


def _shifted(one: Period, years: int) -> Period:
    """The same period of another year; a fiscal one by its label alone, since its days differ from year to year."""
    moved = shifted(one, years)
    return replace(moved, start=None, end=None) if one.fiscal and one.year is not None else moved


def _longer(one: Period, kind: PeriodKind) -> tuple[Period, ...]:
    """The half, nine months or year that a quarter or half is part of; none where the days are not known."""
    year, number = one.year or 0, one.number or 1
    if kind is PeriodKind.YEAR:
        return (Period(kind, f"fiscal {year}" if one.fiscal else str(year), year, fiscal=one.fiscal,
                       start=None if one.fiscal else date(year, 1, 1), end=None if one.fiscal else date(year, 12, 31)),)  # fmt: skip
    if one.fiscal:
        return ()
    if kind is PeriodKind.HALF:
        half = 1 if one.kind is PeriodKind.NINE_MONTHS or number <= 2 else 2
        first = date(year, 1 if half == 1 else 7, 1)
        return (Period(kind, f"H{half} {year}", year, half, start=first, end=date(year, 6, 30) if half == 1 else date(year, 12, 31)),)
    return (Period(kind, f"first nine months of {year}", year, start=date(year, 1, 1), end=date(year, 9, 30)),)


def _follow(question: Question, before: Question) -> Question:
    """A follow-up takes from the turn before what it leaves out."""
    inherited: set[str] = set()
    said = written_out(question.text, question.asked_on)
    out = question
    if not question.entities and not question.unknown:
        out = replace(out, entities=before.entities, unknown=before.unknown, parts=question.parts or before.parts)
        inherited.add("entities")
    moved = _moved(said, before.periods)
    earlier = None if moved or _YEAR_BEFORE.search(said) else _EARLIER.search(said)
    if (earlier and before.metrics and question.intent is Intent.FIGURE) or (question.intent is Intent.FACT and earlier):
        # "And before that round?" asks for the same measure, as it stood earlier.
        out = replace(out, earlier=True, terms=(), firm=frozenset())
        if all(earlier.start() <= m.start and m.end <= earlier.end() for m in question.metrics):
            question = out = replace(out, metrics=(), periods=())
    bare = out.earlier or (not question.metrics and not [t for t in question.terms if t not in _POINTS_BACK])
    if bare and question.intent in {Intent.FIGURE, Intent.FACT, Intent.COMPARISON, Intent.CHECK, Intent.TREND}:
        out = replace(
            out,
            metrics=before.metrics,
            terms=before.terms,
            firm=before.firm,
            phrases=out.phrases or (() if out.earlier else before.phrases),
            bases=out.bases or before.bases,
        )
        if question.intent is Intent.FACT:
            out = replace(out, intent=before.intent)
        inherited.add("metrics")
    else:
        out = replace(
            out,
            background=tuple(
                dict.fromkeys(
                    (*before.terms, *before.background, *(w for m in before.metrics for w in _stems(m.words)))
                )
            ),
        )
        if not question.metrics and question.bases and before.metrics:
            out = replace(out, metrics=before.metrics, terms=before.terms, firm=before.firm)
            inherited.add("metrics")
    if moved and (question.metrics or bare):
        return replace(out, periods=moved, latest=False, inherited=frozenset(inherited | {"periods"}))
    if not question.periods and not question.latest and not question.over_time and (question.metrics or bare):
        over = all(p.end is not None and p.end < question.asked_on for p in before.periods)
        ahead = bool(question.bases & {Basis.GUIDANCE, Basis.PROJECTION}) and not before.bases
        if not (ahead and over):
            # What is planned is planned for a time to come, not for the one just spoken of.
            out = replace(out, periods=before.periods, latest=before.latest)
            inherited.add("periods")
    return replace(out, inherited=frozenset(inherited))


def _stems(words: str) -> tuple[str, ...]:
    return tuple(stem(w) for w, _, _ in tokens(words) if w not in STOP_WORDS)
