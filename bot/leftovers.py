"""Leftovers: what a clause says beside the numbers that were held against the sources.

A number that is right supports no sentence that says more than the number: who led the round, that it was a record, that
it is without leases. All that has to stand in the source too, and nothing there may say the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from bot.coverage import stem_set
from bot.directions import direction
from bot.library import Library
from bot.parsing import parse
from bot.words import STOP_WORDS, fold, stem, stems, synonyms_of
from index.amount import Amount
from index.amounts import agree, find_amounts
from index.figure import Figure
from index.fiscal import same_period
from index.pattern import lazy_pattern
from index.period import PeriodKind
from index.periods import find_periods
from index.records import DocumentMeta

__all__ = ["at_odds", "attributed", "measure_unmet", "narrowed", "negated", "strangers", "unmet", "ways", "words_around"]

_NEGATED = lazy_pattern(
    r"\b(?:not|never|no longer|nor|neither|without|den(?:y|ies|ied)|refus(?:e|es|ed)|reject(?:s|ed)?|declin(?:e|es|ed) (?:to|an?|the)|fail(?:s|ed)? to|"
    r"\w+n['’]t|cannot|false|untrue)\b|\bno (?=[a-z])",
    re.IGNORECASE,
)
_ATTRIBUTED = lazy_pattern(
    r"\b(?:according to|as reported by)\s[^,;]{2,60}(?=,|;|\.?$)"
    r"|,\s(?:the )?[A-Z][\w.&’' -]{1,50}?\s(?:has |have )?(?:reported|reports|said|says|wrote|writes|noted|notes)(?:\s(?:on|in)\s[^,;]{3,24})?(?=[,.;]|$)"
    r"|^\W*[A-Z][\w.&’' -]{1,50}?\s(?:has |have )?(?:reported|reports|said|says|wrote|writes|noted|notes)(?:\s(?:on|in)\s[^,;]{3,24})?\sthat\s",
)
"""Who is given as the source, which says nothing of the thing itself."""
_NARROWS = frozenset(
    stem(w)
    for w in "adjusted non-gaap gaap organic diluted basic gross excluding including exclude include before after excludes includes alone only "
    "record largest biggest highest lowest smallest fastest slowest first last second third double doubled triple tripled quadrupled halved half twice "
    "monthly weekly daily hourly quarterly annual annually each per share capita additional another cumulative combined total average median "
    "domestic international overseas foreign cash non-cash proceeds minimum maximum majority minority all every most fewer least input output cached "
    "non-binding binding exclusive confirmed audited unaudited secured unsecured convertible preferred common".split()
)
"""Words that make a number another one, wherever they stand."""
_CARRY = frozenset(
    stem(w)
    for w in "hit reach reached stand stands stood come came total totaled totalled post posted book booked report reported deliver delivered "
    "generate generated log logged announce announced put show showed clock clocked register registered end ended close closed worth roughly around about parent maker owner giant startup start-up company firm business".split()
)
"""Words that only carry a number, or say in general what a company is."""
_NARROWED = lazy_pattern(
    r"\b(?:excluding|exclud(?:es|ed)|before|net of|without|non-?gaap|adjusted|pro forma|organic|constant currency|one-time|non-cash|in part|part of|of which|"
    r"includ(?:es|ing)|together|combined|cumulative|additional)\b",
    re.IGNORECASE,
)
"""What a source's number is with or without, which a claim of it has to say too."""
_ODDS = tuple(
    (frozenset(map(stem, first.split())), frozenset(map(stem, second.split())))
    for first, second in (
        ("rose rise risen grew grow grown increased increase up climbed jumped soared surged", "fell fall fallen shrank shrink dropped drop declined decline decreased decrease down slid slumped"),
        ("widened widen widening worsened worse", "narrowed narrow narrowing improved better"),
        ("above more over exceeded beat beating topped higher bigger larger greater", "below less under missed short lower smaller fewer"),
        ("bought acquired buying buy acquire acquisition purchase purchased", "sold selling sell divested spun"),
        ("hired hiring added adding recruited", "fired laid cut layoffs layoff dismissed eliminated"),
        ("joined join appointed named hired", "left quit resigned departed leave stepped ousted"),
        ("won win", "lost lose"),
        ("approved approve cleared granted", "rejected blocked denied dismissed refused"),
        ("profit profitable gain income earned", "loss losses lost unprofitable"),
        ("raised raise increased increase lifted", "lowered cut reduced trimmed lower slashed"),
        ("before", "after"),
        ("oldest earliest first", "last latest"),
        ("inflow received", "outflow paid"),
        ("opened open started launched launch began", "closed close ended shut stopped cancelled canceled"),
        ("fastest", "slowest"), ("largest biggest highest", "smallest lowest"), ("public", "private"), ("input", "output"),
        ("diluted", "basic"), ("including", "excluding"), ("long-term", "short-term"), ("borrowed borrow", "lent lend"),
    )
)  # fmt: skip
_CAPITAL = lazy_pattern(r"(?<![\w.'’-])[A-Z][\w&'’-]*(?:\.(?=[a-z]{2})\w+)?")
_NO_NAME = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday "
    "sunday fy h1 h2 q1 q2 q3 q4 i usd eur us the a an in on at by for as it its this that but and while although inc corp co ltd plc llc ag se nv ai "
    "ceo cfo coo cto ipo api gpu gpus arr rpo capex ebitda gaap eps r&d".split()
)
_COUNTS_TIME = frozenset({"year", "quarter", "month", "week", "day", "half"})


def attributed(text: str) -> str:
    """A text without whom it names as its source, its offsets kept."""
    return _ATTRIBUTED.sub(lambda m: " " * len(m.group()), text)


def negated(text: str) -> bool:
    """Whether a text denies something."""
    return bool(_NEGATED.search(text))


def words_around(document: DocumentMeta, start: int, end: int, library: Library) -> str:
    """A quote with the headings and the title that it stands under."""
    text = library.text(document.document_id)
    passage = library.passage_at(document.document_id, start)
    above = f"{passage.heading} {passage.context}" if passage else ""
    return f"{text[start:end]}\n{above}\n{document.title}"


def strangers(clause: str, evidence: str, known: Collection[str], library: Library) -> list[str]:
    """The names of a clause that are not known: companies of the corpus, and capitalised words that evidence does not have."""
    names = library.names
    here = names.find(clause)
    missing = [m.name for m in here if m.name not in known]
    words = set(fold(evidence).replace("’", "'").split())
    bare = {re.sub(r"^\W+|(?:'s)?\W*$", "", w) for w in words}
    taken = [(m.start, m.end) for m in here]
    for found in _CAPITAL.finditer(clause):
        word = re.sub(r"['’]s?$", "", found.group())
        low = fold(word).replace("’", "'")
        opens = not clause[: found.start()].strip(" \"“'(")
        if low in _NO_NAME or any(s <= found.start() < e for s, e in taken) or re.fullmatch(r"[QHF]Y?\d+", word):
            continue
        if opens and (low in STOP_WORDS or names.is_word(low) or names.is_plain(low)):
            continue
        if low not in bare and low not in fold(evidence):
            missing.append(word)
    return missing


def unmet(
    clause: str, evidence: str, quote: str, document: DocumentMeta, figures: Sequence[Figure], stated: Sequence[Amount], library: Library
) -> str:
    """The first thing that a clause says and evidence does not, in the clause's words; "" where it has all.

    `figures` are those that the clause claims, which are held against the sources elsewhere; `stated` their amounts.
    """
    # Whose the figures are is known; what that belongs to may be said beside it.
    known = library.names_in(evidence) | set(library.names.subjects(document.document_id))
    known |= {each for figure in figures for each in library.names.lineage(figure.entity)}
    stranger = strangers(clause, evidence, known, library)
    if stranger:
        return stranger[0]
    held = find_amounts(quote)
    for amount in find_amounts(clause):
        if amount.unit in _COUNTS_TIME or any(amount.value == own.value or agree(amount, own) for own in stated):
            continue
        same = [o for o in held if agree(amount, o) or agree(o, amount)]
        if not same or all(ways(clause, amount, growth=False) * ways(quote, o, growth=False) < 0 for o in same):
            return _with_way(clause, amount)
    told = find_periods(evidence, published=document.published)
    own_periods = [f.period for f in figures if f.period is not None]
    for found in find_periods(clause, published=document.published):
        whole = found.period.kind is PeriodKind.YEAR
        if found.period.year is None or any(same_period(found.period, p, year_end=None) or (whole and p.year == found.period.year) for p in own_periods):
            continue
        day = document.published
        if day is not None and found.period.start and found.period.end and found.period.start <= day <= found.period.end:
            continue
        if not any(same_period(found.period, other.period, year_end=None) for other in told):
            return clause[found.start : found.end]
    missing = measure_unmet(clause, evidence, {f.metric for f in figures}, library)
    return missing or _words_unmet(clause, evidence, document, figures, library)


def measure_unmet(clause: str, evidence: str, known: Collection[str], library: Library) -> str:
    """The first measure that a clause names and that neither is known nor is named by evidence, in the clause's words."""
    told = {m.metric for m in library.taxonomy.find_metrics(evidence)} | set(known)
    places: dict[tuple[int, int], set[str]] = {}
    for mention in library.taxonomy.find_metrics(clause):
        places.setdefault((mention.start, mention.end), set()).add(mention.metric)
    return next((clause[start:end] for (start, end), metrics in places.items() if not metrics & told), "")


def _with_way(clause: str, amount: Amount) -> str:
    """A number in its own words, with "up" and the like before it."""
    before = re.search(r"\b[a-z]+(?: by)? $", clause[: amount.start])
    return clause[before.start() if before and direction(before.group()) else amount.start : amount.end]


def _words_unmet(clause: str, evidence: str, document: DocumentMeta, figures: Sequence[Figure], library: Library) -> str:
    question = parse(_masked(clause, library), document.published or library.newest, library.names, library.taxonomy)
    have = stem_set(evidence)
    measure = {s for f in figures for s in (*stems(f.label), *_name_stems(f.metric, library))}
    for word in _content(clause, library):
        roots = stems(word)
        root = roots[-1] if roots else ""
        if word.lower() == "recorded" or set(roots) <= have | measure or not synonyms_of(root).isdisjoint(have) or root in _CARRY:
            continue
        if set(roots) & _NARROWS or root in question.firm:
            return word
    return ""


def _name_stems(metric: str, library: Library) -> tuple[str, ...]:
    return tuple(stems(library.taxonomy.metric(metric).name)) if metric in library.taxonomy else ()


def _masked(clause: str, library: Library) -> str:
    """A clause without its numbers and times, of which "billion" would be taken for what the measure is of."""
    spans = [(a.start, a.end) for a in find_amounts(clause)] + [(p.start, p.end) for p in find_periods(clause, published=library.newest)]
    out = clause
    for start, end in spans:
        out = out[:start] + "," * (end - start) + out[end:]
    return out


def _content(clause: str, library: Library) -> list[str]:
    """The words of a clause that may narrow it, none of a number or a time."""
    spans = [(a.start, a.end) for a in find_amounts(clause)] + [(p.start, p.end) for p in find_periods(clause, published=library.newest)]
    words = re.finditer(r"[A-Za-z][\w'’-]*", clause)
    return [m.group() for m in words if not any(s <= m.start() < e for s, e in spans)]


def narrowed(quote: str, amount: Amount, clause: str) -> str:
    """What a source's number is with or without, in its words near it, where a clause does not say so; "" where nothing is.

    `amount` has its place in the quote.
    """
    before = re.split(r";|\bwhile\b|\bbut\b", quote[max(0, amount.start - _BEFORE) : amount.start])[-1]
    after = re.split(r";|\bwhile\b|\bbut\b", quote[amount.end : amount.end + _AFTER])[0]
    for found in _NARROWED.finditer(f"{before}~{after}"):
        if not stem_set(found.group()) & stem_set(clause):
            return found.group()
    return ""


_BEFORE, _AFTER = 70, 40
"""How far from a number what limits it may stand."""


def ways(clause: str, amount: Amount, *, growth: bool) -> int:
    """Which way the words right before and after an amount say that it went; a growth that says nothing is one upwards."""
    before = clause[max(0, amount.start - 40) : amount.start]
    said = direction(re.split(r"[,;]|\band\b", before)[-1]) or direction(clause[amount.end : amount.end + 16])
    return said or (1 if growth else 0)


@lru_cache(maxsize=1024)
def at_odds(clause: str, evidence: str) -> bool:
    """Whether a clause has a word whose opposite the evidence has in its place: "widened" for "narrowed"."""
    said, told = stem_set(clause), stem_set(evidence)
    for one, other in _ODDS:
        for mine, theirs in ((one, other), (other, one)):
            if said & mine and not said & theirs and told & theirs and not told & mine:
                return True
    return False

