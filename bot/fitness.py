"""Fitness: what a figure is, held field by field against what a question asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from bot.coverage import stem_set
from bot.lapses import lapse_in, without_lapse
from bot.lazily import lazily
from bot.library import Library
from bot.measures import OF_OFFERINGS, RELATIONS
from bot.named_rounds import OF_ROUNDS, of_another_round, round_asked, rounds_in
from bot.question import Intent, Question
from bot.speaking import ours, speakers
from bot.taken_in import of_other_scope
from bot.times import is_balance
from bot.wanted import PART
from bot.words import STOP_WORDS, stem, stems
from corpus.document import SourceType
from index._attribution import CLAUSE
from index.amount import Amount, is_money
from index.amounts import find_amounts
from index.entity_table import EntityTable
from index.figure import TAGGED, Basis, Figure
from index.fiscal import Match
from index.pattern import lazy_pattern
from index.period import PeriodKind
from index.records import DocumentMeta, Glance, Place
from index.taxonomy import Span

__all__ = ["FUTURE", "LINES", "OF_PARTS", "PLANS", "RELATIVE", "STATED_LINES", "Misfit", "Standard", "adjusted_wrongly", "aims", "asks_balances", "asks_salary", "at_home", "basis_fits", "beside_name", "designators", "for_tokens_asked", "generations_named", "half_named", "is_flow", "named_in_words", "names_generations", "names_of", "names_versions", "of_kind", "of_note", "of_other_side", "one_of_two", "only_aimed", "only_part", "only_talked", "ordinal_in", "owner_asked", "said_designators", "says_measure", "speaks_of_talks", "took_in", "undone", "versions_in", "versions_named", "whose_revenue", "without_taken_in"]

FUTURE = frozenset({Basis.GUIDANCE, Basis.PROJECTION, Basis.COMMITMENT})
_FLOWS_OF_CASH = frozenset({"free_cash_flow", "operating_cash_flow"})
_OF_WHO_PUBLISHES = frozenset({Basis.ESTIMATE, Basis.PROJECTION})
"""What is said of a company by who looks at it."""
PLANS = frozenset({Basis.GUIDANCE, Basis.PROJECTION})
"""What was only planned or expected."""
_DID = lazy_pattern(r"\b(?:did|has|have|had) (?!to\b)(?!.*\b(?:plan|aim|want|hope|expect|intend|seek|look|try|target|agree|commit|promise|pledge|announce)\w*)", re.IGNORECASE)
"""A question about what was done: to raise or pay is a deal, and one that is aimed at has not been done."""
RELATIVE = frozenset({"percent", "percentage_points", "ratio"})
"""Units of shares and changes, which a row of any measure may have beside it."""
OF_PARTS = frozenset(stem(w) for w in "total segment segments business division unit group net revenue revenues expense cost and the".split())
_OF_ANY = frozenset(stem(w) for w in "market markets region regions country countries area areas product products service services brand brands channel channels".split())
"""Kinds of parts, of which a company has several."""
_OF_KINDS = frozenset({"revenue_share", "api_price"})
_RUN_RATE_METRICS = frozenset({"run_rate_revenue", "arr", "annualized_revenue"})
_PER_SHARE = lazy_pattern(r"\b(?:per|a|each) (?:\w+ )?share\b", re.IGNORECASE, signs=("share",))
_IN_PERCENT = lazy_pattern(
    r"(?:\bpercent(?:age)?|\bper cent|%\)?) ?(?:of )?(?:\w+ ){0,2}(?:change|increase|decrease|growth|rise|drop|decline)|\b(?:change|increase|decrease|growth) ?\((?:in )?(?:%|percent)"
    r"|\b(?:share|percent(?:age)?|fraction|proportion) of (?:the |its |their |all |total )*(?:workforce|staff|employees|headcount|jobs|people)\b",
    re.IGNORECASE,
    signs=("percent", "per cent", "%", "share", "fraction", "proportion"),
)
_DESIGNATED = lazy_pattern(
    r"\b(customer|class|hall|building|phase|tranche|unit|site|supplier|vendor|lender|segment|stage|block)\s(?P<which>[a-h]|[ivx]{1,4}|\d{1,2})\b",
    re.IGNORECASE,
)
"""One of several of a kind that a letter or number tells apart: "Customer B", "phase 2"."""
_OF_HOME = lazy_pattern(r"\b(?:in|within|inside|just|only|across|from) (?:the )?(?:US|U\.S\.(?:A\.)?|USA|United States|States|America)\b(?! (?:dollars?|gaap)|[$ ]?\d)|\b(?:US|U\.S\.|American|domestic)[- ](?:only|alone|subscribers|customers|users|revenue|sales|employees|staff|headcount)\b", re.IGNORECASE)
"""The home country as a part of what is asked; its short name is a word that means nothing anywhere else."""
_HOME = lazy_pattern(r"\bU\.?S\.?(?:A\b\.?)?(?![$\w])|\bUnited States\b|\bAmericans?\b|\b[Dd]omestic(?:ally)?\b|\bthe States\b")
_TOKENS = lazy_pattern(r"\b(?:cached[- ]input|input|output|cached)\b", re.IGNORECASE)
_UNDONE = lazy_pattern(
    r"\b(?:declined|rejected|refused|turned (?:\w+ ){0,3}down|called off|fell through|collapsed|abandoned|scrapped|withdrew|walked away|"
    r"(?:was|were|been) (?:terminated|withdrawn|dropped|blocked)|never (?:closed|completed|signed|happened))\b",
    re.IGNORECASE,
)


class Misfit(StrEnum):
    """Why a figure does not answer a question: in what it is another than was asked."""

    PERIOD = "another time"
    MEASURE = "another measure"
    KIND = "another kind of number"
    BASIS = "on another footing"
    NAME = "of someone else"
    PART = "of another part"


_HELD_BY = frozenset({"stake", "voting_power"})
_BEFORE_SOLD, _AFTER_SOLD = (lazy_pattern(rf"\b(?:{side})\W?\s?(?:(?:the|its|this|that|their)\s)?{OF_OFFERINGS}\b", re.IGNORECASE) for side in ("before|prior to|ahead of|pre-?", "after|following|upon|once|post-?"))
_BEFORE = lazy_pattern(r"\b(?:before|prior|pre)\b", re.IGNORECASE)
_AFTER = lazy_pattern(r"\b(?:after|following|upon|post)\b", re.IGNORECASE)


def of_other_side(asked: str, label: str) -> bool:
    """Whether a column is of before an offering where a question asks for after it, or the other way round."""
    before, after = (side.search(asked) is not None for side in (_BEFORE_SOLD, _AFTER_SOLD))
    was, since = (side.search(label) is not None for side in (_BEFORE, _AFTER))
    return (before and not after and since and not was) or (after and not before and was and not since)


_BUILT = frozenset({"power_capacity", "contracted_power", "gpus", "data_centers"})
_RUNNING_ASKED = lazy_pattern(r"\b(?:actually|really|already|currently|now|today|so far|in fact)\b.*\b(?:built|running|online|live|operational|operating|energi[sz]ed|switched on|up|working|in service)\b|\b(?:built|running|online|live|operational|energi[sz]ed|in service)\b.*\b(?:today|now|already|currently|so far|yet|as of)\b|\bup and running\b", re.IGNORECASE)
_ONLY_SECURED = lazy_pattern(r"\b(?:secur(?:e|ed|ing)|contract(?:s|ed)?|reserv(?:e|ed|ing)|plan(?:s|ned|ning)?|goals?|target(?:s|ed)?|commit(?:s|ted|ment)?|announc(?:e|ed|ing)|pledg(?:e|ed)|agree[sd]?|sign(?:s|ed)?|order(?:s|ed)?|pipeline)\b", re.IGNORECASE)
_RUNS = lazy_pattern(r"\b(?:built|running|runs|online|live|operational|operat(?:es|ed|ing)|energi[sz]ed|in service|installed|active|working|opened|completed|up and)\b", re.IGNORECASE)


def _only_secured(asked: str, quote: str) -> bool:
    """Whether a question is what is built and running and a sentence tells what is secured or planned."""
    return _RUNNING_ASKED.search(asked) is not None and _ONLY_SECURED.search(quote) is not None and _RUNS.search(quote) is None


_SALARY_ASKED = lazy_pattern(r"\bsalar|\bbase\b", re.IGNORECASE)


def asks_salary(text: str) -> bool:
    """Whether a question for what an officer is paid is for the salary alone."""
    return _SALARY_ASKED.search(text) is not None


class Standard:
    """What a question asks of a figure, field by field, with what its words say worked out once for all its figures."""

    def __init__(self, question: Question, library: Library, worth: Collection[str]) -> None:
        """`worth` are the measures that would do."""
        self._question, self._library, self._worth = question, library, worth
        self._metrics = {mention.metric for mention in question.metrics}
        self._kinds = _kinds(question.text)
        self._changes = [told for asked, (_, told) in zip(self._kinds.changed, _CHANGES, strict=True) if asked]
        self._of_kinds = bool(question.currency) or any((self._kinds.counted, self._kinds.per_share, self._kinds.in_percent)) or _OF_EACH.search(question.text) is not None
        self._balances = asks_balances(question, library)
        self._several = len(question.entities) > 1 and question.intent is not Intent.COMPARISON
        self._beside = beside_name(question) if question.metrics else frozenset[str]()
        self._parts = library.once(_parts_named, question) if question.metrics else ()
        self._named = bool(designators(question.text)) or _of_home(question.text)
        self._owner = owner_asked(question, library.names)
        self._place = ordinal_in(question.text)
        self._lapse = lapse_in(question.text) is not None
        self._one_round = bool(round_asked(question.text))

    def misfit(self, figure: Figure, document: DocumentMeta, match: Match | None) -> Misfit | None:
        """In what a figure is another than was asked; None where it may answer.

        `match` is how well its time is one asked about (None where none was). What reads the figure's sentence comes last.
        """
        question, library, cell = self._question, self._library, figure.table is not None
        # What was held before shares were sold is not what is held after.
        if match is Match.NONE or is_balance(figure, question.periods, self._metrics) or (cell and figure.metric in _HELD_BY and of_other_side(question.text, figure.label)):
            return Misfit.PERIOD
        if figure.metric not in self._worth and ((figure.metric and not _named_alike(question, figure)) or (cell and _only_above(question, figure, library))):
            return Misfit.MEASURE
        if self._changes and not cell and not all(told.search(library.quote(figure)) for told in self._changes):
            return Misfit.KIND  # how much was added or lost is not how much there is
        if question.terms and ((self._kinds.of_part and stem_set(library.quote(figure)).isdisjoint(question.terms)) or (not cell and one_of_two(question, library.quote(figure)))):
            return Misfit.PART  # of a part that nothing is said of the whole is no answer
        if took_in(figure, self._metrics):
            return Misfit.MEASURE
        if (self._of_kinds and not of_kind(question, figure)) or not _at_rate(question, figure, library):
            return Misfit.KIND
        if cell and self._balances and is_flow(figure, library):
            return Misfit.KIND
        if not basis_fits(question, figure) or only_aimed(question, figure) or (figure.metric in _BUILT and not cell and _only_secured(question.text, library.quote(figure))) or (self._kinds.by_rules and not _by_rules_asked(question, figure, library)):
            return Misfit.BASIS
        if not cell and ((self._place and _of_another_place(self._place, figure, library)) or of_other_scope(question.text, library.quote(figure))):
            return Misfit.PART  # with its leases it is another number than without them
        if (self._several and not _names_all(question, figure, document, library)) or (self._owner and self._of_another_owner(figure)):
            return Misfit.NAME
        only_salary = figure.metric == "executive_pay" and cell and figure.dimension.endswith(" salary") and not asks_salary(question.text)
        whole = (cell and (half_named(question, figure) or only_part(question, figure))) or not self._of_named_part(figure)
        if only_salary or (not _of_part(question.parts, figure) if question.parts else whole) or not self._of_what_is_named(figure, document):
            return Misfit.PART
        return Misfit.PERIOD if self._lapse and not cell and without_lapse(question.text, library.quote(figure)) else None

    def _of_another_owner(self, figure: Figure) -> bool:
        """Whether a figure is of one name of a question that says that another's is meant."""
        lineage = self._library.names.lineage(figure.entity)
        return self._owner not in lineage and any(one in lineage for one in self._question.entities if one != self._owner)

    def _of_named_part(self, figure: Figure) -> bool:
        """Whether a figure is of the part that a question names by all of its name, where it names one that its company has."""
        if not self._beside and not self._parts:
            return True
        own = stem_set(f"{figure.label} {figure.dimension} {figure.entity} {self._library.quote(figure)}")
        return self._beside <= own and (not self._parts or any(part <= own for part in self._parts))

    def _of_what_is_named(self, figure: Figure, document: DocumentMeta) -> bool:
        """Whether a figure is of the customer, round or kind of token that a question names, and in a unit of its measure."""
        by_measure = figure.amount.per == "share" or figure.metric in _OF_KINDS or (self._one_round and figure.metric in OF_ROUNDS)
        return not (by_measure or self._named) or _of_what_is_named(self._question, figure, document, self._library)


_OWNS = lazy_pattern(r"['’]s\s+(?:\w+\s+)?", re.IGNORECASE)


_TAKEN_IN = lazy_pattern(r"\b(?:which|that|it|this)\s(?:also\s)?(?:includes?|included|covers?|covered|takes? in|contains?)\b[^.;:$€£¥\d]*|\bnot only\b[^.;:$€£¥\d]*", re.IGNORECASE)


def without_taken_in(sentence: str) -> str:
    """A sentence without what its number is said to take in, which is not what it is of: "that includes advertising"."""
    return _TAKEN_IN.sub(" ", sentence)


_ORDINAL = lazy_pattern(r"\b(?P<place>first|second|third|fourth|fifth)\b(?!\s(?:quarter|half|fiscal|time|day|year|of all|thing|place|and foremost|hand))", re.IGNORECASE)


def ordinal_in(text: str) -> str:
    """Which of several a text speaks of ("the second cluster"); "" where it does not say, or says more than one."""
    found = {match["place"].lower() for match in _ORDINAL.finditer(text)}
    return found.pop() if len(found) == 1 else ""


def _of_another_place(place: str, figure: Figure, library: Library) -> bool:
    """Whether a number's words say another of several than is asked about: the first one is not the second."""
    told = ordinal_in(library.quote(figure)[: figure.amount.end - figure.start])
    return bool(told) and told != place


def owner_asked(question: Question, names: EntityTable) -> str:
    """Whose measure it is, where a question names several and says so right before it ("Acme's run rate when Bolt overtook"); else ""."""
    if len(question.entities) < 2 or not question.metrics or any(m.metric in RELATIONS for m in question.metrics) or question.intent is Intent.COMPARISON:
        return ""
    start = min(m.start for m in question.metrics)
    owners = [m.name for m in names.match(question.text[:start]) if _OWNS.fullmatch(question.text[m.end : start])]
    return owners[0] if len(owners) == 1 else ""


_HEADS = r"(?: \w+){0,3} (?:users|subscribers|customers|members|people|employees|staff|workers|clients|seats|accounts)\b"
_CHANGES = tuple(
    (lazy_pattern(rf"\bhow (?:much|many)\b{counted}.*\b(?:do|did|does|has|have|will|is|are)\b.*\b(?:{asked})\b", re.IGNORECASE), lazy_pattern(rf"\b(?:{told})\b", re.IGNORECASE))
    for counted, asked, told in (
        ("", r"add|added|bolt(?:ed)? on(?:to)?", r"add(?:ed|s|ing|itions?)?|more|new|additional|extra|further|another|net"),
        (
            _HEADS, r"lose|losing|lost|shed|shedding",
            r"los(?:e|es|t|ing|s|ses)|shed(?:s|ding)?|drop\w*|fe(?:ll|wer)|declin\w*|decreas\w*|down|left|leav\w*|depart\w*|churn\w*|cancel\w*|cut\w*|quit",
        ),
        (
            _HEADS, r"gain|gained|win|won|attract|attracted|hire|hired|sign up|signed up",
            r"gain\w*|w[io]n\w*|attract\w*|hir\w*|sign\w*|add(?:ed|s|ing|itions?)?|new|more|net|join\w*|grew|increas\w*|up",
        ),
    )
)  # fmt: skip
"""What asks by how much or how many something changed, each with what a sentence says that tells it."""
_BY_RULES = lazy_pattern(r"(?<!non[- ])(?<!non)\bgaap\b|\bunadjusted\b", re.IGNORECASE)
_ADJUSTED = lazy_pattern(r"\bnon[- ]?gaap\b|\badjusted\b", re.IGNORECASE)


def adjusted_wrongly(asked: str, said: str) -> bool:
    """Whether words are of an adjusted measure alone where a question asks for the one by accounting rules: "gaap eps"."""
    return bool(_BY_RULES.search(asked)) and not _ADJUSTED.search(asked) and bool(_ADJUSTED.search(said)) and not _BY_RULES.search(said)


def _by_rules_asked(question: Question, figure: Figure, library: Library) -> bool:
    before = "" if figure.table is not None else library.text(figure.document_id)[figure.start : figure.amount.start]
    return not adjusted_wrongly(question.text, f"{figure.label} {figure.dimension} {before}")


_CHANGE = lazy_pattern(r"\b(?:increases?|decreases?|changes?) (?:\((?:increases?|decreases?)\) )?in\b|\b(?:operating|investing|financing) activities\b", re.IGNORECASE)


def asks_balances(question: Question, library: Library) -> bool:
    """Whether a question is for what there was at a day: how that changed over a quarter is no answer."""
    at_a_day = bool(question.periods) and all(p.kind is PeriodKind.INSTANT for p in question.periods)
    return at_a_day and bool(question.metrics) and all(m.metric in library.taxonomy and library.taxonomy.metric(m.metric).span is Span.INSTANT for m in question.metrics)


def is_flow(figure: Figure, library: Library) -> bool:
    """Whether a cell says what came or went over a stretch of time."""
    if figure.metric in library.taxonomy:
        return library.taxonomy.metric(figure.metric).span is Span.FLOW
    period = figure.period
    stretch = period is not None and period.kind is not PeriodKind.INSTANT and period.start is not None
    return stretch or _CHANGE.search(figure.label) is not None


_AIMED = lazy_pattern(r"\b(?:target(?:s|ed|ing)?|aim(?:s|ed|ing)?|goals?|expect(?:s|ed|ing)?|project(?:s|ed|ing|ion|ions)|forecast(?:s|ed)?|hop(?:es|ed|ing)|plan(?:s|ned|ning)?|on (?:track|course|pace))\b", re.IGNORECASE)


def aims(quote: str) -> bool:
    """Whether a sentence speaks of what somebody aims at or expects."""
    return _AIMED.search(quote) is not None


def only_aimed(question: Question, figure: Figure) -> bool:
    """Whether a deal is only aimed at, where a question is what was done."""
    return figure.metric in RELATIONS and figure.basis in PLANS and _DID.search(question.text) is not None


@lru_cache(maxsize=4096)
def designators(text: str) -> frozenset[str]:
    """What a text names as one of several of a kind, in lower case."""
    return frozenset(" ".join(found.group().lower().split()) for found in _DESIGNATED.finditer(text))


_BY_ORDER = lazy_pattern(r"\b(?:(?P<nth>first|second|third|fourth|fifth)\s(?P<of>phase|stage|tranche|building|hall|unit|block)|(?P<noun>phase|stage|tranche|building|hall|unit|block)\s(?P<n>one|two|three|four|five))\b", re.IGNORECASE)
_NTH = ("first", "second", "third", "fourth", "fifth")
_WRITTEN = ("one", "two", "three", "four", "five")


def said_designators(text: str) -> frozenset[str]:
    """What a source names as one of several of a kind, by a number or by its order: "second phase" is phase 2."""
    by_order = (
        f"{m['of'].lower()} {_NTH.index(m['nth'].lower()) + 1}" if m["nth"] else f"{m['noun'].lower()} {_WRITTEN.index(m['n'].lower()) + 1}"
        for m in _BY_ORDER.finditer(text)
    )
    return designators(text).union(by_order)


_CODE = lazy_pattern(r"\b(?![qh][1-4]\b|fy\d|cy\d)[a-z]{1,2}\d{1,2}(?:\.\d)?\b", re.IGNORECASE)


def versions_named(text: str, names: EntityTable) -> set[str]:
    """The versions that a text tells by letters and a number right after a name, in lower case: "Acme's V4"."""
    if not _CODE.search(text):
        return set()
    ends = [match.end for match in names.match(text)]
    found = [code for code in _CODE.finditer(text) if any(re.fullmatch(r"(?:['’]s)?[ -]", text[end : code.start()]) for end in ends)]
    return {code.group().lower() for code in found}


def names_versions(versions: Collection[str], words: str) -> bool:
    """Whether words name all of some versions."""
    return set(versions) <= versions_in(words)


_NEXT_NUMBER = lazy_pattern(
    r"(?P<point>\.\d+)(?![\d%])|[ -](?P<number>[1-9]|1\d|i{2,3}|iv|vi{0,3})(?![\w.,-]*\d)\b(?!\s*(?:%|per ?cent|pct|years?|yrs?|months?|weeks?|days?|quarters?|hours?|[gm]w\b|gigawatts?|megawatts?|k\b|m\b|bn?\b|million|billion|thousand|times|x\b|users?|employees|or|and|to|-))",
    re.IGNORECASE,
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}


def generations_named(text: str, names: EntityTable) -> list[str]:
    """Products that a text names by a name that is known and a number more: "heron 5.5" is no Heron 5, and "Talos 3" neither Talos nor Talos II."""
    if _NEXT_NUMBER.search(text) is None:
        return []
    out = []
    for match in names.match(text):
        following = _NEXT_NUMBER.match(text, match.end)
        if following is None:
            continue
        said = text[match.start : match.end]
        if following["point"] and said[-1].isdigit():
            out.append(f"{said}{following['point']}")
        elif following["number"] and not said[-1].isdigit() and any(other.name != match.name for other in names.match(f"{said} II") if other.start == 0):
            # Where one of the name has a number, a number behind the name is that of another.
            out.append(f"{said} {_ROMAN.get(following['number'].lower(), following['number'])}")
    return out


def names_generations(generations: Sequence[str], words: str) -> bool:
    """Whether words name all of some products, the number of each in figures or Roman."""
    flat = re.sub(r"[\s-]+", " ", words.lower())
    for each in generations:
        name, _, number = re.sub(r"[\s-]+", " ", each.lower()).rpartition(" ")
        numbers = [number, *(roman for roman, figure in _ROMAN.items() if figure == number and len(roman) > 1)]
        if not re.search(rf"\b{re.escape(name)} ?(?:{'|'.join(map(re.escape, numbers))})(?![\w])(?!\.\d)", flat):
            return False
    return True


def versions_in(words: str) -> set[str]:
    """All that looks like a version in some words, in lower case; a quarter or half does not."""
    return {code.group().lower() for code in _CODE.finditer(words)}


def took_in(figure: Figure, asked: Collection[str]) -> bool:
    """Whether a figure is of cash that came in, where what was burned is asked for."""
    return figure.metric in _FLOWS_OF_CASH and figure.amount.value > 0 and set(asked) == {"cash_burn"}


def at_home(asked: str, words: str) -> bool:
    """Whether words speak of the United States, where a question asks for that part alone, or of what lies abroad, where it asks for that."""
    abroad = _ASKS_ABROAD.search(asked) is None or _SAYS_ABROAD.search(words) is not None
    return abroad and (not _of_home(asked) or bool(_HOME.search(words)))


_ASKS_ABROAD = lazy_pattern(r"\boutside (?:of )?(?:the )?(?:us\b|usa\b|u\.s|united states|america|north america|china|europe|uk\b|home)", re.IGNORECASE, signs=("outside",))
_SAYS_ABROAD = lazy_pattern(r"\b(?:outside|international\w*|rest of (?:the )?world|foreign|overseas|abroad|non-u\.?s|excluding|other countries)\b", re.IGNORECASE)


@lru_cache(maxsize=256)
def _of_home(asked: str) -> bool:
    return bool(_OF_HOME.search(asked))

_SMALLEST_SUM = 10_000_000
_OF_EACH = lazy_pattern(
    r"\b(?:per|an?|each) (?:(?:gpu|chip|card|compute|node|server)[- ])?(?:hour|hr|minute|call|token|seat|user|subscriber|customer|item|unit|robot|card|chip|gpu|ride|trip|box|order|image|page|word|book|work)\b|\bper (?:employee|head|worker|person|capita|engineer|staffer)\b",
    re.IGNORECASE,
)
"""What asks for the price of one of many, or for what one of many brings in."""
_NO_SHARE = 100_000
"""What no single share pays or earns."""


def of_kind(question: Question, figure: Figure) -> bool:
    """Whether a number is of the kind asked for: in a currency, per share, a change in percent."""
    unit = figure.amount.unit
    if question.currency and unit != question.currency:
        return False
    kinds = _kinds(question.text)
    if kinds.counted and is_money(unit):
        return False
    if is_money(unit) and not figure.amount.per and abs(figure.amount.value) >= _SMALLEST_SUM and _OF_EACH.search(question.text):
        return False  # what a chip costs by the hour is no contract's sum
    if kinds.per_share and figure.amount.per != "share" and ((figure.table is not None and unit not in {"", "ratio"}) or (is_money(unit) and abs(figure.amount.value) >= _NO_SHARE)):
        return False
    return not kinds.in_percent or unit in {"", "percent", "percentage_points"}


class _Kinds(NamedTuple):
    """What a question's words say of the kind of number: per share, a change in percent, how many there are, and so on."""

    per_share: bool
    in_percent: bool
    counted: bool
    changed: tuple[bool, ...]
    of_part: bool
    by_rules: bool
    monthly: bool


@lru_cache(maxsize=256)
def _kinds(asked: str) -> _Kinds:
    per_share, in_percent, counted, of_part, by_rules, monthly = (
        pattern.search(asked) is not None for pattern in (_PER_SHARE, _IN_PERCENT, _HOW_MANY, PART, _BY_RULES, _MONTHLY)
    )
    return _Kinds(per_share, in_percent, counted, tuple(change.search(asked) is not None for change, _ in _CHANGES), of_part, by_rules, monthly)


_HOW_MANY = lazy_pattern(
    r"\bhow many\s(?!(?:us\s|american\s)?(?:times|x|dollars?|bucks?|euros?|pounds?|yen|yuan|cents?|b|m|k|bn|mn|billions?|millions?|trillions?|thousands?|usd|eur|gbp)\b|[$€£¥])(?!.*\bhow much\b)", re.IGNORECASE,
    signs=("how many",)
)


_SMALLEST = 1_000
"""What a company's sum comes to at least, where its scale is said."""
_TIMES = frozenset("year quarter month week day hour minute second".split())


def of_one_thing(metrics: Collection[str], amount: Amount, document: DocumentMeta, library: Library) -> bool:
    """Whether an amount is what one of something costs, where sums of a company are asked for: four pence an apple is no settlement.

    A filing may count in millions.
    """
    known = [library.taxonomy.metric(metric) for metric in metrics if metric in library.taxonomy]
    if not known or not is_money(amount.unit) or any("money_per_unit" in metric.units for metric in known):
        return False
    return bool(amount.per and amount.per not in _TIMES) or (abs(amount.value) < _SMALLEST and document.source_type is not SourceType.FILING)


def _at_rate(question: Question, figure: Figure, library: Library) -> bool:
    """Whether a sum of money is for as long as was asked: what a month takes is not what the year took, nor the other way."""
    metric = library.taxonomy.metric(figure.metric) if figure.metric in library.taxonomy else None
    if metric is None and figure.table is None and of_one_thing([m.metric for m in question.metrics], figure.amount, library.document(figure.document_id), library):
        return False
    if metric is None or metric.span is not Span.FLOW or "money" not in metric.units:
        return True
    if figure.metric == "cash_burn" and not question.periods and any(m.metric == "cash_burn" for m in question.metrics):
        return True  # how fast money is burned is told by the month as well as by the year
    if _kinds(question.text).monthly:
        return figure.amount.per == "month" or (figure.period is not None and figure.period.kind is PeriodKind.MONTH)
    return figure.amount.per in {"", None, "share"} or (figure.amount.per not in {"month", "week", "day"} and _EACH.search(question.text) is not None)


_EACH = lazy_pattern(r"\b(?:per|each|every|apiece|a piece|average)\b|/", re.IGNORECASE)

_MONTHLY = lazy_pattern(r"\b(?:monthly|(?:a|per|each|every) month)\b", re.IGNORECASE)


_TALKS = lazy_pattern(r"\b(?:in|held|holding|holds|early|advanced|late-stage) talks\b|\bnegotiat(?:es|ed|ing|ions?)\b|\bdiscuss(?:es|ed|ing|ions?)\b", re.IGNORECASE)


def only_talked(figure: Figure, library: Library) -> bool:
    """Whether a sentence gives a number of a deal as what is talked about."""
    return figure.table is None and speaks_of_talks(library.text(figure.document_id)[figure.start : figure.amount.start])


def speaks_of_talks(words: str) -> bool:
    """Whether some words are of talks about a deal."""
    return _TALKS.search(words) is not None


_RANGE = lazy_pattern(r"\brange\b", re.IGNORECASE)


def basis_fits(question: Question, figure: Figure) -> bool:
    """Whether a figure stands on what is asked for: a result, guidance, a run rate; for what is to come, of a time that is not over."""
    if question.ahead and figure.period is not None and figure.period.end is not None and figure.period.end < question.asked_on:
        return False
    if not question.bases:
        if figure.basis is Basis.ESTIMATE and _RANGE.search(question.text):
            return False  # a range is what a company gives, an analyst has a number
        return figure.basis is not Basis.COMMITMENT or figure.metric not in _BOOKED
    if question.bases & FUTURE:
        return figure.basis in question.bases or figure.basis in FUTURE
    if Basis.ACTUAL in question.bases:
        return figure.basis in question.bases and figure.metric not in _RUN_RATE_METRICS
    return figure.basis in question.bases or figure.metric in _RUN_RATE_METRICS


def _of_what_is_named(question: Question, figure: Figure, document: DocumentMeta, library: Library) -> bool:
    """Whether a figure is of the customer, round or kind of token that a question names, and in a unit of its measure."""
    if figure.amount.per == "share" and figure.metric in library.taxonomy and "money_per_unit" not in library.taxonomy.metric(figure.metric).units:
        return False
    if not _designated(question, figure, library):
        return False
    if figure.metric == "revenue_share" and (several := _customers_counted(question.text)) and several != _customers_counted(library.quote(figure)):
        return False
    if figure.metric == "api_price" and not _token_fits(question, figure, library):
        return False
    named_round = round_asked(question.text) if figure.metric in OF_ROUNDS and not question.over_time else ""
    if named_round and not _of_round(named_round, figure, document, library):
        return False
    if not _of_home(question.text):
        return True
    return at_home(question.text, f"{document.title} {library.around(figure)} {library.quote(figure)} {figure.label} {figure.dimension}")


_SEVERAL_CUSTOMERS = lazy_pattern(
    r"\b(two|three|four|five|six|seven|eight|ten|[2-9]|10)\s(?:largest|biggest|top|main|major|single)?\s?(?:\w+\s)?(?:customers|clients)\b|\btop[ -](two|three|four|five|ten|[2-9]|10)\b", re.IGNORECASE
)
_IN_DIGITS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "ten": "10"}


@lru_cache(maxsize=1024)
def _customers_counted(words: str) -> str:
    """How many customers a share is of together, in digits; "" for one: "our three largest customers", "top five"."""
    found = _SEVERAL_CUSTOMERS.search(words)
    said = (found[1] or found[2]).lower() if found else ""
    return _IN_DIGITS.get(said, said)


def _designated(question: Question, figure: Figure, library: Library) -> bool:
    """Whether a figure is of the one of several of a kind that a question names, by its row or what last stood before it."""
    asked = designators(question.text)
    if not asked:
        return True
    if figure.table is not None:
        return bool(asked & designators(f"{figure.dimension} {figure.label} {library.quote(figure)}"))
    before = library.text(figure.document_id)[figure.start : figure.amount.start]
    said = [found.group().lower() for found in _DESIGNATED.finditer(before)]
    return bool(said) and " ".join(said[-1].split()) in asked


def _token_fits(question: Question, figure: Figure, library: Library) -> bool:
    """Whether a price is for the tokens asked about: in a list of prices those words stand after each, or head its column."""
    if figure.table is not None:
        return for_tokens_asked(question, figure)
    after = library.text(figure.document_id)[figure.amount.end : min(figure.amount.end + 60, figure.end)]
    return _said_tokens(question, re.split(r"[$€£]|\d", after)[0])


def for_tokens_asked(question: Question, cell: Figure) -> bool:
    """Whether a cell is for the tokens asked about, by its row and column: what goes in from a cache is not all that goes in."""
    return _said_tokens(question, f"{cell.label} {cell.dimension}")


def _tokens_in(words: str) -> set[str]:
    return {found.lower().replace("-", " ") for found in _TOKENS.findall(words)}


def _said_tokens(question: Question, words: str) -> bool:
    asked = _tokens_in(question.text)
    if len(asked) == 1:
        # What names the measure is spelled as it is meant.
        asked = _tokens_in(" ".join(mention.words for mention in question.metrics)) or asked
    said = _TOKENS.search(words) if len(asked) == 1 else None
    return said is None or said.group().lower().replace("-", " ") in asked


def _named_alike(question: Question, figure: Figure) -> bool:
    """Whether a row filed under another measure is called just what is asked: "deferred revenue" is not revenue."""
    asked = frozenset(s for m in question.metrics for s in stems(m.words) if s not in STOP_WORDS)
    said = frozenset(s for s in stems(figure.label.split(" › ")[0]) if s not in STOP_WORDS)
    return len(asked) > 1 or said <= asked | set(question.terms)


def _only_above(question: Question, figure: Figure, library: Library) -> bool:
    """Whether a cell's row and column say nothing of what is asked, only what stands over its row: "Other" below "Accounts receivable"."""
    if question.terms or not question.metrics:
        return False
    row = library.text(figure.document_id)[figure.start : figure.amount.start]
    own = stem_set(f"{row} {figure.label.rpartition(' › ')[2]}")
    return not any(own.issuperset(s for s in stems(m.words) if s not in STOP_WORDS) for m in question.metrics)


def _of_round(asked: str, figure: Figure, document: DocumentMeta, library: Library) -> bool:
    """Whether a figure is of the round that is asked for: what all of them brought in is of none."""
    if figure.metric == "total_funding":
        return False
    if figure.basis in FUTURE and rounds_in(library.quote(figure)) == {asked}:
        return True  # what was aimed at stands beside what came of it
    text, quote = library.text(figure.document_id), library.quote(figure)
    others = {f.amount.start - figure.start for f in library.snapshot.figures_within(figure.document_id, figure.start, figure.end) if f.metric not in {"", figure.metric}}
    over = f"{document.title}\n{library.around(figure)}"
    return not of_another_round(asked, figure.metric, quote, figure.amount.start - figure.start, before=text[: figure.start], over=over, others=others)


_ALSO = (("APAC", "Asia Pacific"), ("EMEA", "Europe Middle East and Africa"), ("LATAM", "Latin America"), ("U.S.", "United States"))
"""What regions are called for short."""
_JOINED = lazy_pattern(r"[&+;]|\band\b", re.IGNORECASE)
_MEMBERS = lazy_pattern(r"\s*(?:[&,;+]|\band\b)\s*", re.IGNORECASE)
_WHOLE = frozenset(
    "equity net_income net_loss total_assets total_liabilities current_assets current_liabilities retained_earnings cash goodwill pretax_income pretax_loss income_tax stock_compensation property_and_equipment".split()
)
"""Measures of which nobody who names no part means one."""
_WHOLE_ALONE = frozenset("marketable_securities capital_expenditures operating_income operating_loss operating_expenses total_expenses accounts_payable accounts_receivable deferred_revenue".split())
"""Measures of which nobody means a part who says nothing besides them; other words may name one: "the robots arm"."""
LINES = frozenset("revenue cost_of_revenue gross_profit operating_expenses total_expenses operating_income operating_loss pretax_income income_tax net_income net_loss".split())
"""Lines of a statement of income, of which none stands for another."""
STATED_LINES = LINES | _WHOLE | _WHOLE_ALONE | frozenset("inventory deferred_revenue research_and_development sales_and_marketing general_and_administrative selling_general_administrative".split())
"""Measures that a company's own statements call by their names: what a filing calls otherwise is another number."""
_BOOKED = frozenset("accounts_payable accounts_receivable inventory cash equity goodwill total_assets total_liabilities current_assets current_liabilities".split())
"""Balances of which nothing is only promised: what a sentence on a commitment says of one is of a part of it."""
_IN_ALL = lazy_pattern(r"\b(?:total|consolidated|all)\b", re.IGNORECASE)
_PLAIN = lazy_pattern(r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|fiscal|year|quarter|first|second|third|fourth|half|annual|and|report|result|total|gaap)")
"""How words begin that say when or how, not of what."""
_REST = frozenset(stem(word) for word in ("other", "others"))
_BESIDE = lazy_pattern(r"(?P<name>[^()]+?)\s*\((?P<other>[^()]+)\)")


def names_of(dimension: str) -> tuple[str, ...]:
    """The names of a part: "Sales (Sales Cloud)" has two."""
    beside = _BESIDE.fullmatch(dimension)
    return tuple(beside.groups()) if beside else (dimension, *_also(dimension))


@lru_cache(maxsize=4096)
def _also(dimension: str) -> tuple[str, ...]:
    """What else a region is called: "Asia-Pacific" is APAC."""
    said = _name_stems(dimension)
    return tuple(other for pair in _ALSO for one, other in (pair, pair[::-1]) if said == _name_stems(one))


_SOLD_BESIDE = frozenset(map(stem, ("platform", "service", "services", "solution", "solutions", "tools", "support", "applications", "related", "accessories")))


def half_named(question: Question, figure: Figure) -> bool:
    """Whether a question names one of two things that a part joins: "Compute & Networking" is more than Compute."""
    if figure.table is None or not _JOINED.search(figure.dimension):
        return False  # "Oak Bend, Ohio" is one place
    members = [_name_stems(member) - _REST for member in _MEMBERS.split(figure.dimension)]
    # Whatever is sold beside it: "API and platform" is called the API.
    members = [member for member in members if not member <= _SOLD_BESIDE] or members
    said = stem_set(question.text)
    named = [member <= said for member in members if member]
    return any(named) and any(not member & said for member in members if member)


def only_part(question: Question, figure: Figure) -> bool:
    """Whether a figure is of a part of what is only asked for as a whole: treasury stock is no equity, restricted cash not the cash."""
    if figure.table is None or not figure.dimension or figure.confidence >= TAGGED:
        return False
    own = frozenset(s for s in _name_stems(figure.dimension) if not s.isdigit() and not _PLAIN.search(s))
    named = own & stem_set(question.text)
    if named and named < own and named <= _OF_ANY:
        return True  # a word that several parts have names none of them: "US market" and "International Operated Markets"
    if figure.metric not in (_WHOLE if question.terms else _WHOLE | _WHOLE_ALONE) or (figure.dimension.startswith("with ") and _IN_ALL.search(question.text)):
        return False
    # Who asks for cash asks for no "Cash, beginning of year".
    return not named - STOP_WORDS - {s for m in question.metrics for s in stems(m.words)}


_NOTES = lazy_pattern(r"\bdeferred (?:income )?tax\b|\bcomprehensive\b|\blevels? [123]\b|\bpensions?\b|\bplan assets\b", re.IGNORECASE)


def of_note(label: str) -> bool:
    """Whether a row or column is of what only notes speak of: taxes deferred, pensions, how surely a fair value is known."""
    return _NOTES.search(label) is not None


@lru_cache(maxsize=256)
def beside_name(question: Question) -> frozenset[str]:
    """The words written like a name right after a company's: in "Acme Widgets revenue" it is theirs that is asked for, in "Acme and Bolt" not."""
    measured = {s for m in question.metrics for s in stems(m.words)} | stem_set(" ".join(question.entities)) | OF_PARTS
    found: set[str] = set()
    for name in question.entities:
        for more in _behind(name, question.text):
            found |= {s for s in stem_set(more) if s not in measured and not _PLAIN.search(s)}
    return frozenset(found)


_WORD_EDGE = lazy_pattern(r"\b")
_LIKE_A_NAME = lazy_pattern(r"(?:[A-Z]{2,5} )?[A-Z][a-z]+ ?(?:(?:[A-Z][a-z]+|and|&) ?)*")


def _behind(name: str, text: str) -> Iterator[str]:
    """What is written like a name right behind another in a text."""
    # No pattern is made of the name: compiling one takes longer than all else that is asked of a question's words here.
    place = text.find(f"{name} ")
    while place >= 0:
        more = _LIKE_A_NAME.match(text, place + len(name) + 1) if _WORD_EDGE.match(text, place) else None
        if more is not None:
            yield more.group()
        place = text.find(f"{name} ", place + 1 if more is None else more.end())


def _parts_named(library: Library, question: Question) -> tuple[frozenset[str], ...]:
    """The names, as stems, of the parts of the companies of a question that stand in it with a word that says nothing else."""
    said, terms = stem_set(question.text), set(question.terms)
    names = {name for entity in question.entities for name in library.kept(_part_names, entity)}
    return tuple(name for name in names if name <= said and name & terms)


def _part_names(library: Library, entity: str) -> frozenset[frozenset[str]]:
    """The names of a company's parts, as stems."""
    return frozenset({_name_stems(called) for dimension, _ in library.parts_of(entity) for called in names_of(dimension)} - {frozenset()})


_SET_AGAINST = lazy_pattern(r"\b(?P<first>[A-Za-z][A-Za-z-]+) (?:vs\.?|versus|or|against|compared (?:to|with)) (?P<second>[A-Za-z][A-Za-z-]+)\b(?! \d)", re.IGNORECASE)
_BOTH = lazy_pattern(r"\b(?P<one>[\w-]+) and (?P<other>[\w-]+) (?:staff|employees|workers|people|users|customers|subscribers|members|contracts|tokens|chips|gpus)\b", re.IGNORECASE)


_TAKEN_TOGETHER = lazy_pattern(r"\b(?:includ\w+|counting|counted|all|both|in total|altogether|as well)\b", re.IGNORECASE)


def one_of_two(question: Question, quote: str) -> bool:
    """Whether a question names one of two kinds that a sentence counts together: "full-time and part-time staff" are not the part-time ones.

    The same of two that a question sets against each other without a measure, of which a sentence names one: "nand vs dram".
    """
    if question.intent is Intent.COMPARISON and not question.metrics and (against := _SET_AGAINST.search(question.text)) is not None:
        told = stem_set(quote)
        alike = Counter(a.unit for a in find_amounts(quote))
        if sum(bool(stem_set(against[side]) & told) for side in ("first", "second")) == 1 or max(alike.values(), default=0) < 2:
            return True
    both = _BOTH.search(quote)
    if both is None or _TAKEN_TOGETHER.search(question.text):
        return False
    named = [not stem_set(both[kind].replace("-", " ")).isdisjoint(question.terms) or both[kind].lower() in question.text.lower() for kind in ("one", "other")]
    return named[0] != named[1]


def whose_revenue(question: Question, library: Library) -> str:
    """Whose revenue a question asks another's share of: "what share of Acme's sales is Bolt"; "" where it asks for none or does not say."""
    if "revenue_share" not in {m.metric for m in question.metrics} or len(question.entities) < 2:
        return ""
    whole = {m.name for m in library.names.match(question.text) if _ITS_SALES.match(question.text, m.end) or _SALES_OF.search(question.text[: m.start])}
    return whole.pop() if len(whole) == 1 else ""


_ITS_SALES = lazy_pattern(r"(?:['’]s?|s)?\s(?:\w+\s)?(?:sales|revenues?|rev|turnover|top line)\b", re.IGNORECASE)
_SALES_OF = lazy_pattern(r"\b(?:sales|revenues?|rev|turnover)\s(?:of|at|for)\s$", re.IGNORECASE)


def _of_part(parts: Sequence[str], figure: Figure) -> bool:
    """Whether a figure is of one of the segments asked about, by any of its names: "APAC (Asia Pacific)"."""
    if figure.dimension in parts:
        return True
    names = (figure.dimension, *names_of(figure.dimension))
    own = {_name_stems(name) for name in names} - {frozenset()}
    # "Compute & Networking" is more than Networking.
    return any(figure.entity == part or _name_stems(part) in own for part in parts)


def _name_stems(name: str) -> frozenset[str]:
    return frozenset(s for s in stems(name.replace("-", " ")) if s not in OF_PARTS)


def _names_all(question: Question, figure: Figure, document: DocumentMeta, library: Library) -> bool:
    """Whether the quote, or what it is filed under, names every company of a question about several."""
    others = set(question.entities) - {figure.entity} - set(library.names.lineage(figure.entity)) - set(question.parts)
    if len(question.entities) < 2 or not others or question.intent is Intent.COMPARISON:
        return True
    asked = any(m.metric == figure.metric for m in question.metrics)
    # Under a headline that names both, a sentence may be about one of them and a stand-in about neither's deal.
    words = f"{document.title}\n{library.quote(figure)}" if asked else library.quote(figure)
    here = {m.name for m in library.names.find(words)}
    if figure.basis in _OF_WHO_PUBLISHES:
        # What an analyst expects of another company is told under the analyst's name.
        here |= {name for name in others if f"{document.publisher} ".lower().startswith(f"{name} ".lower())}
    if figure.table is None and ours(library.quote(figure)):
        here |= speakers(document, library)
    if figure.metric in RELATIONS and not others & library.names_in(library.quote(figure)) and _with_another(question, figure, library):
        # Beside a headline that names both, the sum may be of a deal with a third.
        return False
    part = stem_set(f"{figure.label} {figure.dimension}")
    # "Other Bets" and "Other Bet" may be two names of the corpus.
    here |= {name for name in others if not library.names.is_listed(name) and part.issuperset(stems(name))}
    # "Oak Bend, Ohio" in a row is Oak Bend.
    return all(any(name == other or name.startswith(f"{other},") for name in here) for other in others)


def _with_another(question: Question, figure: Figure, library: Library) -> bool:
    """Whether a figure's sentence names a company besides its own that is not asked about."""
    asked = library.names.same((figure.entity, *question.entities))
    return any(library.names.is_company(name) and name not in asked for name in library.names_in(library.quote(figure)))


_ROOT = 4
"""Letters that two words of one root have in common at least: "valued" and "valuation"."""
_NOT_ITSELF = lazy_pattern(
    r"\b(?:by|from|than|versus|vs\.?|against|above|below|over|under|which|instead of|rather than|not)\s(?:(?:about|roughly|nearly|just|the|an?|its)\s){0,2}\S{0,3}$",
    re.IGNORECASE,
)
"""What stands before a number that something grew by, came from or is compared with."""


_THING_WORTH = lazy_pattern(
    r"\b(?:contracts?|deals?|agreements?|orders?|stakes?|loans?|grants?|notes|bonds|shares|stock|holdings?|assets|options|warrants|packages?|bonus)\sworth\s(?:\w+\s){0,3}\S{0,3}$",
    re.IGNORECASE,
)


def named_in_words(question: Question, every: Sequence[Glance], timely: Callable[[Iterable[Glance]], list[Glance]], library: Library) -> list[Glance]:
    """Those of the numbers that no known measure was read for that are ones asked for, by the words of their own clauses.

    "The $1.9 billion that Acme was worth" has no measure in so many words; a question what Acme is worth has the same word.
    `timely` keeps those that may be of the time asked about.
    """
    taxonomy = library.taxonomy
    words = {unit: [m.words for m in question.metrics if m.metric in taxonomy and taxonomy.compatible(m.metric, unit)] for unit in {one.unit for one in every}}
    near = timely(one for one in every if words[one.unit])
    clauses = library.each(_clauses, [one.place for one in near])
    return [one for one in near if any(map(clauses[one.place].says, words[one.unit])) and clauses[one.place].of_itself]


class _Clause:
    """The clause around a number of a quote: its stems with their first letters, and whether the number is of the thing itself."""

    def __init__(self, quote: str, place: int) -> None:
        edges = [0, *(edge for found in CLAUSE.finditer(quote) for edge in found.span()), len(quote)]
        first, last = max(e for e in edges if e <= place), min(e for e in edges if e > place)
        self._said = frozenset(stems(quote[first:last]))
        self._roots = frozenset([s[:_ROOT] for s in self._said])
        self._before = quote[:place]

    def says(self, words: str) -> bool:
        """Whether it has every word of a measure's name or one of its root."""
        # Most have not, which their first letters tell.
        return all(s in STOP_WORDS or s in self._said or s[:_ROOT] in self._roots for s in stems(words)) and says_measure(words, self._said)

    @lazily
    def of_itself(self) -> bool:
        """Whether what stands there is the thing itself, and not what it grew by, came from or is worth as a part."""
        return not (_NOT_ITSELF.search(self._before) or _THING_WORTH.search(self._before))


def _clauses(library: Library, places: Sequence[Place]) -> dict[Place, _Clause]:
    """What the clauses around some numbers say."""
    bodies = library.body.all(place.document_id for place in places)
    return {place: _Clause(bodies[place.document_id].text[place.start : place.end], place.at - place.start) for place in places}


def says_measure(words: str, said: Collection[str]) -> bool:
    """Whether some stems have every word of a measure's name that carries meaning, or one of its root; False where none does."""
    asked = [s for s in stems(words) if s not in STOP_WORDS]
    return bool(asked) and all(s in said or any(_of_root(s, other) for other in said) for s in asked)


def _of_root(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= _ROOT and (one.startswith(other) or other.startswith(one)))


def undone(quote: str) -> bool:
    """Whether a source says of a deal that it did not come about."""
    return bool(_UNDONE.search(quote))
