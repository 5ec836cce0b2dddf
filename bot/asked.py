"""What a question asks for, read from its words: names that are meant as names, numbers said, the measure at its head."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from bot.chat_writing import bare_amounts
from bot.lapses import lapse_in
from bot.measures import OF_OFFERINGS
from bot.named_rounds import is_round, round_asked
from bot.words import STOP_WORDS, stems, tokens
from index.amount import Amount
from index.amounts import find_amounts
from index.entity_table import EntityMatch, EntityTable
from index.pattern import lazy_pattern
from index.taxonomy import MetricMention

__all__ = [
    "REACHED",
    "called_parts",
    "called_segments",
    "deal_metrics",
    "grown",
    "had_by",
    "head_metrics",
    "idle_words",
    "implied_metrics",
    "in_other_sense",
    "in_segments",
    "joined_names",
    "makers",
    "meant_names",
    "of_product",
    "only_governed",
    "owned_names",
    "owned_share",
    "priced_tokens",
    "raised",
    "said_amounts",
    "sold_between",
    "unwanted",
    "with_losses",
    "without_deals",
    "without_makers",
]  # fmt: skip

_LONGEST_OBJECT = 5
"""Words from a preposition to what it governs."""
_SELDOM = 3
"""Mentions up to which a discovered name may be a word that a heading set in capitals."""


def meant_names(
    text: str, matches: Sequence[EntityMatch], metrics: Sequence[MetricMention], names: EntityTable
) -> list[EntityMatch]:
    """The names a question means as names. A heading that some document sets in capitals is a name there only.

    What no list has and is no company's, product's or segment's name goes, if it is the measure itself ("EBIT",
    "Active People"), ends in it ("Ad Revenue"), or is all ordinary words beside another name ("nvidia data center").
    """

    def ordinary(match: EntityMatch) -> bool:
        entry = names.entry(match.name)
        if entry is None or entry.listed:
            return False
        if len(matches) > 1 and any(_measures(m, match) for m in metrics):
            return True  # "Brightwell R&D" asks for Brightwell's, whoever else is called by it
        written = text[match.start : match.end]
        if len(matches) > 1 and entry.count <= _SELDOM and written.islower():
            # A name hardly ever seen, asked as documents write the plain word.
            if names.is_plain(written) or (" " not in written and (entry.count == 1 or names.is_word(written))):
                return True
        if entry.kind != "other":
            return False
        for metric in metrics:
            if _measures(metric, match):
                return True
            if match.start <= metric.start and metric.end == match.end:
                return True
        return len(matches) > 1 and names.is_plain(text[match.start : match.end])

    kept: list[EntityMatch] = []
    for match in matches:
        listed = (entry := names.entry(match.name)) is not None and entry.listed
        if not listed and any(match.start < m.start < match.end < m.end for m in metrics):
            # "Acme Research" in "acme research and development expense" is only the company.
            kept += _whose(match, text, names, metrics) or [match]
        elif not ordinary(match):
            kept.append(_as_part(match, text, names))
            continue
        kept += _whose(match, text, names, metrics)
    return kept


def joined_names(text: str, matches: Sequence[EntityMatch], names: EntityTable) -> list[EntityMatch]:
    """The names, where two that stand side by side are how the name of a firm begins: "vanter hollow" is no two people.

    Only names that no list has are joined, and only to a firm that is the one whose name begins so.
    """
    out: list[EntityMatch] = []
    for match in sorted(matches, key=lambda m: m.start):
        if out and text[out[-1].end : match.start] == " ":
            both = text[out[-1].start : match.end]
            firm = _begins_with(both, names)
            if firm and not any(names.is_company(one.name) for one in (out[-1], match)):
                out[-1] = EntityMatch(firm, out[-1].start, match.end)
                continue
        out.append(match)
    return out


def _begins_with(words: str, names: EntityTable) -> str:
    """The one firm whose name begins with some words and goes on behind them; "" where there is none or several."""
    start = f"{words.lower()} "
    found = {entry.name for entry in names.entries() if entry.name.lower().startswith(start) and names.is_company(entry.name)}
    return found.pop() if len(found) == 1 else ""


def _measures(metric: MetricMention, match: EntityMatch) -> bool:
    """Whether a name is of the words of a measure, and not just between them: "what percentage of Acme does Bolt hold"."""
    return metric.start <= match.start and match.end <= metric.end and not any(start <= match.start and match.end <= end for start, end in metric.holes)


_UNIT_OF = lazy_pattern(r"\b(?P<name>(?:[\w&-]+ )?[\w&-]+) (?P<kind>business|unit|division|arm|operations|side)\b", re.IGNORECASE)


def in_segments(text: str, names: EntityTable) -> str:
    """The text with "its cloud unit" called a segment, where that names what a company of the text has for one."""
    units = [*_UNIT_OF.finditer(text)]
    owners = {match.name for match in names.match(text)} if units else set()
    for said in reversed(units):
        words = said["name"].split()
        for tried in (" ".join(words[-n:]) for n in range(len(words), 0, -1)):
            segment = f"{tried} segment"
            whole = [m for m in names.match(segment) if (m.start, m.end) == (0, len(segment))]
            if whole and owners & set(names.lineage(whole[0].name)[1:]):
                text = f"{text[: said.start('kind')]}segment{text[said.end('kind') :]}"
                break
    return text


_POSSESSED = lazy_pattern(r"['’]s? (?P<of>[\w.-]*\w)")


def owned_names(text: str, names: EntityTable) -> str:
    """The text with a name that is written as somebody's in full: "Acme's R1" is Acme R1, where that is a name."""
    for match in reversed(names.match(text)):
        said = _POSSESSED.match(text, match.end)
        whole = f"{text[match.start : match.end]} {said['of']}" if said else ""
        found = names.match(whole) if whole else []
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(whole)) and found[0].name != match.name:
            text = f"{text[: match.end]} {text[said.start('of') :]}" if said else text
    return text


def called_parts(text: str, matches: Sequence[EntityMatch], names: EntityTable) -> str:
    """The text with a part that is called by another of its company's names: "goog cloud" is Google Cloud, where that is Alphabet's."""
    for match in reversed(matches):
        behind, entry = _NEXT_WORD.match(text, match.end), names.entry(match.name)
        if behind is None or entry is None:
            continue
        owners = {called.lower() for called in (entry.name, *entry.aliases)}
        for whole in (called for part in map(names.entry, names.parts(match.name)) if part is not None for called in (part.name, *sorted(part.aliases))):
            owner, _, last = whole.rpartition(" ")
            if last.lower() == behind["word"].lower() and owner.lower() in owners:
                text = f"{text[: match.start]}{whole}{text[behind.end() :]}"
                break
    return text


_NEXT_WORD = lazy_pattern(r"(?:['’]s?)? (?P<word>[A-Za-z][\w.-]*\w)")


def without_makers(text: str, matches: Sequence[EntityMatch], metrics: Sequence[MetricMention], names: EntityTable) -> list[EntityMatch]:
    """The names without one that only says whose the thing right behind it is: "pinion solo" asked for its price is Solo."""
    if len(matches) < 2 or not any(m.metric in _OF_THINGS for m in metrics):
        return list(matches)
    ordered = sorted(matches, key=lambda m: m.start)
    makers_of = {one for one, thing in pairwise(ordered) if text[one.end : thing.start] in {" ", "'s ", "’s "} and not names.is_listed(thing.name)}
    return [one for one in ordered if one not in makers_of]


_OF_THINGS = frozenset({"subscription_price", "api_price", "unit_price", "context_window", "parameters", "training_cost", "power_draw"})
"""What a product has, and only through it who makes it."""


def called_segments(text: str, matches: Sequence[EntityMatch], metrics: Sequence[MetricMention], names: EntityTable) -> str:
    """The text with a word called a segment that names one of a company of the text: "connectivity sales of acme" are those of its Connectivity segment.

    Only a word right behind the company's name or right before a measure is taken for one: what is spent on AI is no segment's.
    """
    behind, before = {match.end for match in matches}, {metric.start for metric in metrics}
    taken = [*((m.start, m.end) for m in matches), *((m.start, m.end) for m in metrics)]
    for word, start, end in reversed(list(tokens(text))):
        if word in STOP_WORDS or any(first < end and start < last for first, last in taken):
            continue
        close = len(text[:start].rstrip(" '’s")) in behind or any(end < place <= end + 1 for place in before)
        whole = names.match(f"{word} segment") if close and text[end:].lstrip()[:7].lower() != "segment" else []
        owned = {name for match in whole if match.end == len(word) + 8 and match.start == 0 for name in names.lineage(match.name)[1:]}
        if owned & {match.name for match in matches}:
            text = f"{text[:end]} segment{text[end:]}"
    return text


_IN_DEAL = lazy_pattern(r"\b(?:in|after|before|at|during|with|implied by|implied in) (?:the |its |their |that )?$", re.IGNORECASE)
_NAMED_DEAL = lazy_pattern(r"(?:['’]?s)?\s+(?:merger|deal|takeover|acquisition|transaction|tie-up|round)\b", re.IGNORECASE)


def without_deals(text: str, matches: Sequence[EntityMatch], metrics: Sequence[MetricMention]) -> list[EntityMatch]:
    """The names without those that only say in which deal the one asked about had a value: "what was X worth in the xAI merger"."""
    if len(matches) < 2 or not any(m.metric in _WORTH for m in metrics):
        return list(matches)
    kept = [m for m in matches if not (_IN_DEAL.search(text[: m.start]) and _NAMED_DEAL.match(text[m.end :]))]
    return kept or list(matches)


_WORTH = frozenset({"valuation", "pre_money_valuation", "market_cap"})
_MAKER = lazy_pattern(r"(?:['’]s?)?\s+(?:maker|developer|creator|owner|parent(?: company)?|operator|builder)(?:['’]?s)?\b", re.IGNORECASE)


def makers(text: str, matches: Sequence[EntityMatch], names: EntityTable) -> list[EntityMatch]:
    """The names asked about, where "Claude's maker" is who makes Claude."""
    out = []
    for match in matches:
        owners, said = names.lineage(match.name)[1:], _MAKER.match(text[match.end :])
        if said and not owners and _goes_by_another_name(text[match.start : match.end], match.name):
            owners = [match.name]
        out.append(EntityMatch(owners[0], match.start, match.end + said.end()) if owners and said else match)
    return out


def _goes_by_another_name(written: str, name: str) -> bool:
    """Whether what is written is another name of a company than its own: who says "Google's parent" means Alphabet, which Google stands for."""
    return not set(stems(written)) & set(stems(name))


def _whose(match: EntityMatch, text: str, names: EntityTable, metrics: Sequence[MetricMention]) -> list[EntityMatch]:
    """The company that a name begins with which is none itself: Acme, where "acme data center" means its measure."""
    inside = [m.start for m in metrics if match.start < m.start < match.end]
    until = min(inside, default=match.start)
    return [EntityMatch(n, s + match.start, e + match.start) for n, s, e in names.match(text[match.start : until]) if names.is_company(n)]


def _as_part(match: EntityMatch, text: str, names: EntityTable) -> EntityMatch:
    """A company for a name that is only it and plain words: "NVIDIA Data Center" is a part of what NVIDIA does."""
    entry = names.entry(match.name)
    if entry is None or entry.listed or entry.kind == "company":
        return match
    words = text[match.start : match.end].split()
    for count in range(len(words) - 1, 0, -1):
        first = " ".join(words[:count])
        found = names.match(first)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(first)) and names.is_company(found[0].name) and found[0].name != match.name:
            plain = names.is_plain(" ".join(words[count:]))
            return EntityMatch(found[0].name, match.start, match.start + len(first)) if plain else match
    return match


_TIME_UNITS = frozenset({"year", "quarter", "month", "half"})
_OR = lazy_pattern(r"\s*(?:,|or|vs\.?|versus|and|/|-|–)\s*", re.IGNORECASE)


_OR_MORE = lazy_pattern(r"\s?(?:or|vs\.?|versus|/)\s?[$€£]?\d[\d.,]*\s?(?:[kmbt]n?\b|thousand|million|billion|trillion|%)", re.IGNORECASE)
"""What stands behind the first of two numbers that are set against each other."""


def said_amounts(text: str, names: Sequence[tuple[int, int]], *, money: bool) -> tuple[Amount, ...]:
    """The numbers that a question says: "$6.4 billion", "162b" where `money` is asked about, "4.9 or 6.4 billion".

    A number that is put beside another without a scale of its own shares the other's. `names` are spans of no numbers
    ("GPT-5 tokens"); a length of time says when, not how much.
    """
    found = [
        a
        for a in find_amounts(text)
        if a.unit not in _TIME_UNITS and a != lapse_in(text)
        # "Heron 4" is a name; in "softbank 41 or 40 billion" the number is one of two.
        and not any(s <= a.start < e or (0 <= a.start - e <= 1 and not a.unit and a.value < 100 and not _OR_MORE.match(text, a.end)) for s, e in names)
    ]
    for bare in bare_amounts(text) if money else ():
        scaled = [(a.start, a.end) for a in found if a.unit or a.scale > 0]
        if not any(s < bare.end and bare.start < e for s, e in (*scaled, *names)):
            found = [a for a in found if a.end <= bare.start or bare.end <= a.start]
            found.append(bare)
    for other in [a for a in found if a.value >= _SCALED]:
        # "Backlog 638 or 664bn": the first looks like the number of what is named before it.
        first = _FIRST_OF_TWO.search(text, 0, other.start)
        if first is not None and not any(a.start < first.end("number") and first.start("number") < a.end for a in found):
            written = first["number"].replace(",", "")
            digits = written.replace(".", "")
            found.append(Amount(*first.span("number"), Decimal(written), "", digits=len(digits.lstrip("0")), scale=-len(written.partition(".")[2])))
    found.sort(key=lambda a: a.start)
    for place in range(len(found) - 2, -1, -1):
        one, other = found[place], found[place + 1]
        if one.unit or one.value >= 1_000 or not _OR.fullmatch(text[one.end : other.start]):
            continue
        if other.unit == "percent":
            found[place] = replace(one, unit="percent")
        elif other.value >= 1_000:
            factor = Decimal(10) ** (3 * ((other.value.adjusted()) // 3))
            found[place] = replace(one, value=one.value * factor, unit=other.unit, scale=one.scale + factor.adjusted())
    return tuple(a for a in found if a.unit or a.value > 100 or a.value != int(a.value))


_SCALED = 1_000_000
_FIRST_OF_TWO = lazy_pattern(r"\b(?P<number>\d{1,3}(?:\.\d{1,3})?) (?:or|vs\.?|versus) [$€£]?$", re.IGNORECASE)
_GENERAL = frozenset({"spending", "loss", "profit_unspecified", "investment", "total_expenses"})
_CHANGED = lazy_pattern(r"(?:raise|raises|raised|raising|cut|cuts)", re.IGNORECASE)
"""Verbs that name a measure by themselves ("raised", "cuts") and otherwise say what happened to one."""
_EARNING = lazy_pattern(r"\b(?:make|makes|made|making|earn|earns|earned|spend|spends|spent|spending)\b", re.IGNORECASE)
_OWN = lazy_pattern(r"\b(?:its|their|his|her|our|your|my)\s+own$", re.IGNORECASE)
_LISTED = lazy_pattern(r",|\bvs\b|\bversus\b|\bagainst\b|\band\b|\bor\b|&|\s\+\s|\bplus\b|\b(?:as well|along(?:side)?|together) (?:as|with)\b", re.IGNORECASE)


def _loose(mention: MetricMention) -> bool:
    """Whether words name a measure only loosely: "spent" gives way to "capex", "made" to "a profit", "cash paid for" to what was paid for."""
    return mention.metric in _GENERAL or mention.words.lower() == "cash" or bool(_CHANGED.fullmatch(mention.words) or _EARNING.search(mention.words))


_SIDE_BY_SIDE = lazy_pattern(
    r"(?:['’]?s)?\s*(?:(?:business|unit|division|segment|arm|side|operations|group)(?:['’]?s)?\s*)?", re.IGNORECASE
)


_GROWS = lazy_pattern(r"growth|grow|grows|growing|grew|grown", re.IGNORECASE)


def grown(text: str, mentions: Sequence[MetricMention]) -> tuple[MetricMention, ...] | None:
    """The measures without the growth of one ("subscriber growth" asks how subscribers went); None where none grows."""
    for growth in mentions:
        if growth.metric != "revenue_growth" or not _GROWS.fullmatch(growth.words):
            continue
        before = [m for m in mentions if m is not growth and re.fullmatch(r"(?:['’]?s)?\s*", text[m.end : growth.start]) and m.end <= growth.start]
        if before and before[0].metric != "revenue":
            return tuple(m for m in mentions if m is not growth)
    return None


def head_metrics(
    text: str, mentions: Sequence[MetricMention], names: Sequence[EntityMatch]
) -> tuple[tuple[MetricMention, ...], tuple[MetricMention, ...]]:
    """The metric that a question asks for, and others that only describe it ("valued at in the series b").

    Side by side the last is the head ("series b valuation"); otherwise the first is. A verb that takes the company
    between its words gives way to a noun ("how much did acme spend on capex"). Several that a list or a comparison
    puts on one footing are all asked for.
    """
    mentions = [m for m in mentions if not _OWN.search(m.words) and not _is_salary(text, m)]
    mentions = [m for m in mentions if not unwanted(text, m.start)] or mentions
    mentions = [m for m in mentions if not _BESIDES.search(text[: m.start])]  # what else there is is no number of it
    # "Building cost per GW" is no power: what a price is per is not what is asked for.
    mentions = [m for m in mentions if not _PER.search(text[: m.start])] or mentions
    mentions = _put_plainly(text, mentions) or mentions
    # A measure that is only a word of a name ("Power Modules") is not asked for where another is.
    whole = [m for m in mentions if not any(n.start <= m.start and m.end <= n.end and m.end - m.start < n.end - n.start for n in names)]
    mentions = whole or mentions
    framed = [m for m in mentions if m.metric not in _DONE_BY_PEOPLE and any(m.start < n.start and n.end <= m.end for n in names)]
    if framed and len(framed) < len(mentions):
        mentions = [m for m in mentions if m not in framed]
    # "Valuation series d" asks for a valuation, and says at which round.
    of_rounds = tuple(m for m in mentions if is_round(m.words))
    measured = [m for m in mentions if m not in of_rounds]
    if of_rounds and not all(map(_loose, measured)):
        wanted, described = head_metrics(text, measured, names)
        return wanted, (*described, *of_rounds)
    growth = [m for m in mentions if m.metric == "revenue_growth" and m.words.lower() == "growth"]
    if growth and not _LISTED.search(text[min(m.start for m in mentions) : growth[-1].start]):
        mentions = [m for m in mentions if m.metric != "revenue"]  # "revenue q4 growth" asks how that grew
    places = list(dict.fromkeys((m.start, m.end) for m in mentions))
    if len(places) < 2 or _LISTED.search(text[places[0][1] : places[-1][0]]):
        return tuple(mentions), ()
    head = places[0]
    for place in places[1:]:
        verb = text[place[0] : place[1]].lower().endswith("ed")
        if not verb and _SIDE_BY_SIDE.fullmatch(text[head[1] : place[0]]):
            head = place
    head = _counted(places, mentions, text) or head
    exact = [p for p in places if not all(_loose(m) for m in mentions if (m.start, m.end) == p)]
    if head not in exact and exact:
        # "Spend on capex", "lost from operations": what is said more exactly is what is asked.
        head = exact[0]
    asked = tuple(m for m in mentions if (m.start, m.end) == head)
    known = {m.metric for m in asked}
    # "How many people work at" says the same thing twice; what repeats the measure describes nothing.
    repeats = {(m.start, m.end) for m in mentions if m.metric in known}
    return asked, tuple(m for m in mentions if (m.start, m.end) not in repeats)


_BRACKETS = lazy_pattern(r"\([^()]*\)")


def _put_plainly(text: str, mentions: Sequence[MetricMention]) -> list[MetricMention]:
    """The measure that brackets say is meant by a loose word outside them: "what did it cost in all (total expenses, not the loss)"."""
    inside = [m for m in mentions if any(b.start() < m.start and m.end < b.end() for b in _BRACKETS.finditer(text))]
    outside = [m for m in mentions if m not in inside]
    return inside if inside and outside and all(map(_loose, outside)) else []


def idle_words(text: str, mentions: Sequence[MetricMention], asked: Sequence[MetricMention]) -> list[tuple[int, int]]:
    """The places of words beside the measure asked for that describe nothing: measures that are denied, and what brackets put plainly or rule out."""
    plainly = _put_plainly(text, mentions)
    in_brackets = bool(plainly) and bool(asked) and asked[0] in plainly
    idle = [(m.start, m.end) for m in mentions if asked and m not in asked and (in_brackets or unwanted(text, m.start))]
    if any(m.metric == "api_price" for m in asked):
        idle += [found.span() for pattern in (_CHARGES, _LIST_PRICE) for found in pattern.finditer(text)]
    if any(m.metric in {"stake", "voting_power"} for m in asked):
        idle += [found.span() for found in _AROUND_OFFERING.finditer(text)]  # which column of a table of holders is meant
    idle += [found.span() for found in _IN_STATEMENT.finditer(text)] if asked else []
    return [*idle, *(m.span() for m in _RULED_OUT.finditer(text))] if in_brackets else idle


REACHED = lazy_pattern(r"\b(?:hit|hits|reach(?:ed|es)?|cross(?:ed|es)?|pass(?:ed|es)?|top(?:ped|s)?|surpass(?:ed|es)?|exceed(?:ed|s)?|eclips(?:e|ed|es)|breach(?:ed|es)?|crack(?:ed|s)?|smash(?:ed|es)?|broke|break|clear(?:ed)?|(?:get|got|made it|make it|come|came|up) to|past)\s(?:(?:about|the|its|a|an|at least)\s)*$", re.IGNORECASE)
"""What stands before a number that is a mark to be reached."""
_HAS = lazy_pattern(r"\b(?:spend|spends|spent|spending|pays?|paid|mak(?:e|es|ing)|made|booked|posted|generat(?:e|es|ed|ing)|earn(?:s|ed|ing)?|br(?:ings?|ought|inging)|rak(?:es|ed|ing)|recorded|racked|logged|clocked|sported|boast(?:s|ed)?|commanded|enjoy(?:s|ed)?|carr(?:y|ies|ied)|ha(?:s|ve|d|ving))\s(?:(?:more|less|most|least|the|its|their|any|so|as|much|higher|lower|highest|lowest|biggest|bigger|larger|largest|up|in|on|for|to|of)\s)*$", re.IGNORECASE)
"""A verb by which somebody has a measure, right before it: "spends more on research", "booked revenue"."""


_ASKS_WHEN = lazy_pattern(r"\bwhen\b|\b(?:what|which) (?:day|date|month|quarter|year)\b|\bhow (?:long|soon)\b", re.IGNORECASE)


def had_by(text: str, metrics: Sequence[MetricMention], amounts: Sequence[Amount]) -> list[tuple[int, int]]:
    """The places of verbs that only say that somebody has a measure, or came to a number of it: which source uses the same verb tells nothing."""
    before = [found for metric in metrics if (found := _HAS.search(text[: metric.start])) is not None]
    if not _ASKS_WHEN.search(text):  # when it was reached is told where it is said to be
        before += [found for amount in amounts if (found := REACHED.search(text[: amount.start])) is not None]
    return [found.span() for found in before]


_CHARGES = lazy_pattern(r"\b(?:charg(?:e|es|ed|ing)|costs?|bill(?:s|ed)?|ask(?:s|ing)?)\b", re.IGNORECASE)
_LIST_PRICE = lazy_pattern(r"\b(?:by |at )?list(?:ed)?(?= prices?\b)", re.IGNORECASE)
_AROUND_OFFERING = lazy_pattern(rf"\b(?:before|prior to|ahead of|after|following|upon|once)\s(?:(?:the|its|this|that|their)\s)?{OF_OFFERINGS}\b(?:\s(?:is|was|has been|gets?) (?:done|over|closed|complete[d]?|priced))?|\b(?:keep|keeps|still|left with|hold on to)\b", re.IGNORECASE)
_IN_STATEMENT = lazy_pattern(r"\b(?:balance sheets?|income statements?|p&l|profit and loss (?:statement|account)s?|cash flow statements?|statements? of (?:cash flows|income|operations)|(?:statutory |annual |latest |last |full )*accounts(?! (?:receivable|payable|for)\b))\b", re.IGNORECASE)
"""In which statement a number stands, which tells it from no other."""
_RULED_OUT = lazy_pattern(r"(?<=[( ])not\b[^()]*(?=\))", re.IGNORECASE)


_PER = lazy_pattern(r"(?:\bper|/)\s?$|\b(?:per|(?:for )?(?:each|every)) (?:dollar|buck|euro|pound|[$€£]1?) (?:of|in)\s$", re.IGNORECASE)
_HOW_MANY = lazy_pattern(r"how many", re.IGNORECASE)


def _counted(places: Sequence[tuple[int, int]], mentions: Sequence[MetricMention], text: str) -> tuple[int, int] | None:
    """The place of what people do, where "how many people" opens a question: "how many people is acme laying off"."""
    if not _HOW_MANY.match(text[slice(*places[0])]):
        return None
    doing = [(m.start, m.end) for m in mentions if m.metric in _DONE_BY_PEOPLE and (m.start, m.end) != places[0]]
    return doing[0] if doing else None


_DONE_BY_PEOPLE = frozenset({"layoffs", "users", "subscribers", "monthly_active_users", "weekly_active_users", "daily_active_users"})

_GOVERNS = frozenset("of in on at for from to with through thru via by per into".split())
_PARTITIVE = frozenset("size level count total lot plenty sort kind rest lots fleet cluster pool base army".split())


def only_governed(text: str, metrics: Sequence[MetricMention], names: Sequence[EntityMatch], counts: Callable[[str], bool]) -> bool:
    """Whether what names the measure only says what something else is of: "water cap for the data center", "memory on the chip".

    That holds of things that are counted (`counts` of a metric), where a noun phrase of other words comes before a preposition.
    """
    if not metrics or not all(counts(m.metric) for m in metrics):
        return False
    words = list(tokens(text))
    start = metrics[0].start
    before = [w for w in words if w[2] <= start]
    governed = next((i for i in range(len(before) - 1, -1, -1) if before[i][0] in _GOVERNS), None)
    if governed is None or len(before) - governed > _LONGEST_OBJECT:
        return False
    taken = [(n.start, n.end) for n in names]
    return any(
        word not in STOP_WORDS and word not in _PARTITIVE and not word[0].isdigit() and not any(s <= at < e for s, e in taken)
        for word, at, _ in before[:governed]
    )


_DEAL = lazy_pattern(r"\b(?:deals?|contracts?|agreements?|pacts?|tie-?ups?|partnerships?|orders?)\b", re.IGNORECASE)
_SIZE = lazy_pattern(r"\b(?:how (?:big|large|much)|size|worth|value[ds]?|bigger|larger|largest|biggest|smaller|costs?|price)\b", re.IGNORECASE)
_OF_DEALS = ("contract_value", "purchase_commitments", "acquisition_price", "licensing_deal")


def deal_metrics(text: str, metrics: tuple[MetricMention, ...], names: int) -> tuple[MetricMention, ...]:
    """The measures asked for, or what the size of a deal between companies may be measured by: "how big is the deal of acme with bolt"."""
    project = _PROJECT_SIZED.search(text)
    if project is not None:
        # "How large is the project the contract hangs on" asks for no contract.
        return (MetricMention("announced_investment", project.start(), project.end(), project.group()),)
    deal = _DEAL.search(text)
    if not {m.metric for m in metrics} <= {"contract_value"} or names < 2 or deal is None or not _SIZE.search(text):
        return metrics
    return tuple(MetricMention(metric, deal.start(), deal.end(), deal.group()) for metric in _OF_DEALS)


_PROJECT_SIZED = lazy_pattern(r"\bhow (?:big|large) is (?:the |its |their )?(?:[\w-]+ ){0,4}?(?:project|initiative|programme)\b", re.IGNORECASE)


_OF_PURCHASE = lazy_pattern(r"^(?!.*\b(?:tokens?|api|seats?|subscriptions?|plans?|per|months?|monthly|users?)\b).*\b(?:deals?|acquisitions?|takeovers?|buy-?outs?|purchases?|acqui-?hires?)\b", re.IGNORECASE | re.DOTALL)
"""What a price is that of a purchase by, and of nothing that is sold to customers."""


def sold_between(text: str, metrics: tuple[MetricMention, ...], names: int) -> tuple[MetricMention, ...]:
    """The measures asked for; the price of a deal is that of a takeover or licence, and that of something between two names may be."""
    if not metrics or not all(m.metric in _PRICES or m.metric == "api_price" for m in metrics) or any(m.metric == "acquisition_price" for m in metrics):
        return metrics
    if _OF_PURCHASE.search(text) and any(m.metric == "api_price" for m in metrics):
        return tuple(metrics[0]._replace(metric=metric) for metric in ("acquisition_price", "licensing_deal"))
    return metrics if names < 2 else (*metrics, metrics[0]._replace(metric="acquisition_price"))


_OWNS = lazy_pattern(r"\b(?:owns?|owned|owning)\b", re.IGNORECASE)
_YES_OR_NO = lazy_pattern(r"^\W*(?:(?:so|and|but|wait|ok|hey)\W+)*(?:is|are|do|does|did|has|have|was|were)\b", re.IGNORECASE)
_HOW_MUCH_OF_IT = lazy_pattern(r"\b(?:stakes?|shares?|percent\w*|how much|majority|minority|half|a third|control\w*)\b|%", re.IGNORECASE)


def owning(text: str, metrics: tuple[MetricMention, ...], names: int) -> tuple[bool, tuple[MetricMention, ...]]:
    """Whether a question is whether one of two `names` owns the other, and the measures asked for: that is how a deal stands, and no share."""
    whether = names > 1 and bool(_YES_OR_NO.search(text)) and bool(_OWNS.search(text)) and not _HOW_MUCH_OF_IT.search(text)
    return whether, tuple(m for m in metrics if m.metric != "stake") if whether else metrics


_LISTING = lazy_pattern(r"\b(?:ipo|listing|flotation|float|going public|went public|go public)\b", re.IGNORECASE)


_IN_ALL = lazy_pattern(r"\b(?:in total|in all|altogether|to date|so far|since|overall|ever)\b", re.IGNORECASE)


_OF_A_GIVER = frozenset({"funding_raised", "stake"})
_GIVES = lazy_pattern(r"(?:['’]s?\s(?:own\s)?(?P<how>money|cash|cheque|check|contribution|(?:part|slice|share|piece|portion|chunk|cut)\b(?!\s(?:price|count|buyback|capital))))\b|\s(?P<put>put|invest|contribute|chip|throw|pay)\b", re.IGNORECASE)
_IN_A_ROUND = lazy_pattern(r"\b(?:rounds?|series[ -][a-n]\b|raise)\b", re.IGNORECASE, signs=("round", "series", "raise"))


def _gives(text: str, names: Sequence[EntityMatch]) -> re.Match[str] | None:
    """Where a question asks what somebody who is named gave to a round: "Acme's slice of the series B", which is not all that it brought in."""
    if not _IN_A_ROUND.search(text):
        return None
    for name in names:
        found = _GIVES.match(text, name.end)
        if found is not None and (found["how"] or _ASKS_DID.search(text[: name.start])):
            return found
    return None


_ASKS_DID = lazy_pattern(r"\b(?:did|does|do|will|has|have)\s(?:the\s)?$", re.IGNORECASE)
_OF_ROUND = frozenset({"revenue", "spending", "investment", "api_price", "contract_value"})
"""What "brought in", "put in" and the like mean where no round is spoken of."""
_BRINGS = lazy_pattern(r"\b(?:br(?:ing|ings|ought) in|t(?:ake|ook) in|g[eo]t|size|amount|how (?:big|large|much)|worth)\b", re.IGNORECASE)


def raised(text: str, metrics: tuple[MetricMention, ...], names: Sequence[EntityMatch] = ()) -> tuple[MetricMention, ...]:
    """The measures asked for; what was raised by going public is what the offering brought in, in all the total of the rounds.

    What a round that is named "brought in" is what was raised in it.
    """
    gave = _gives(text, names) if names and {m.metric for m in metrics} <= _OF_A_GIVER else None
    if gave is not None:
        said_as = "how" if gave["how"] else "put"
        return (MetricMention("investment", *gave.span(said_as), gave[said_as]),)
    said = _BRINGS.search(text) if names and round_asked(text) else None
    if said is not None and (not metrics or ({m.metric for m in metrics} <= _OF_ROUND and not _EARNING.search(metrics[0].words))):
        return (MetricMention("funding_raised", said.start(), said.end(), said.group()),)
    if not metrics or any(m.metric != "funding_raised" for m in metrics):
        return metrics
    if _LISTING.search(text):
        return (metrics[0]._replace(metric="ipo_proceeds"), *metrics)
    return (metrics[0]._replace(metric="total_funding"),) if _IN_ALL.search(text) else metrics


_COST = lazy_pattern(r"\bcosts?\b", re.IGNORECASE)


def of_product(metrics: tuple[MetricMention, ...], *, product: bool) -> tuple[MetricMention, ...]:
    """The measures asked for; what a `product` "cost" is what it took to train, or what it is sold for."""
    if not product or not any(m.metric == "spending" and _COST.fullmatch(m.words) for m in metrics):
        return metrics
    return (*metrics, *(metrics[0]._replace(metric=metric) for metric in ("training_cost", "api_price")))


_ANNUALIZED = lazy_pattern(r"\b(?:annuali[sz]ed?|annual pace|on an annual basis)\b(?: (?:number|figure|level|pace|at|sum|total))?", re.IGNORECASE)
_TOKENS = lazy_pattern(r"\b(?:1 ?m|1 ?mn|mtok|(?:a|one|per|1) ?(?:million|mn|m|thousand|1,000))\s+(?:\w+\s+)?tokens?\b", re.IGNORECASE)
_FOR_TOKENS = lazy_pattern(r"\b(?:for|per|on) tokens?\b|\b(?:cached|input|output|prompt|completion|reasoning) tokens?\b", re.IGNORECASE)
_PRICES = frozenset({"subscription_price", "unit_price", "acquisition_price", "spending"})


_OF_ANOTHER = lazy_pattern(r"['’]s? (?:share|slice|cut|part|piece|percentage|ownership|interest)\s(?:of|in)\s$", re.IGNORECASE)
"""How one company's stake in another is asked for: "Bolt's share of Acme"."""


_EARNS = lazy_pattern(r"\b(?:makes?|made|earns?|earned|brings? in|brought in|takes? in|took in|sells?|sold|rakes? in)\s(?:the\s)?(?:more|most|less|least)\b(?!\s(?!money|in\b|from\b|than\b|per\b|last\b|this\b)\w)", re.IGNORECASE)
"""What of two companies takes in more, which is told by revenue."""


def implied_metrics(text: str, matches: Sequence[EntityMatch]) -> tuple[MetricMention, ...]:
    """The measure that a question names none of and means: "acme annualised these days" is what revenue comes to.

    `matches` are the names in it.
    """
    found = _ANNUALIZED.search(text)
    if found is not None:
        return (MetricMention("run_rate_revenue", found.start(), found.end(), found.group()),)
    for one, other in pairwise(matches):
        if _OF_ANOTHER.fullmatch(text[one.end : other.start]) and not re.match(r"['’]?s?\s\w", text[other.end :]):
            return (MetricMention("stake", one.end, other.start, text[one.end : other.start].strip("’'s ")),)
    if matches:
        for metric, words in _AT_SUMS:
            said = words.search(text)
            if said is not None:
                return (MetricMention(metric, said.start(), said.end(), said.group()),)
    earns = _EARNS.search(text) if len(matches) > 1 else None
    if earns is not None:
        return (MetricMention("revenue", earns.start(), earns.end(), earns.group()),)
    dearer = _DEARER.search(text)
    if dearer is not None and matches:
        return priced_tokens(text, tuple(MetricMention(price, dearer.start(), dearer.end(), dearer.group()) for price in ("api_price", "subscription_price", "unit_price")))
    return priced_tokens(text, ())


_OWNS_OF = lazy_pattern(r"\b(?P<what>how much|what (?:share|part|portion|slice|chunk|percentage|percent|%)|how (?:big|large) an?(?: \w+)?) of [\w.&’' -]{2,40}? (?:do|does|did|will|would) [\w.&’' -]{2,40}? (?:own|hold|keep|control|have)\b", re.IGNORECASE)
"""How much of one company another owns, in whichever words: "what slice of Acme does Bolt keep"."""


def owned_share(text: str, matches: Sequence[EntityMatch]) -> tuple[MetricMention, ...]:
    """The stake that a question asks for by how much of one company another owns; none where it does not."""
    held = _OWNS_OF.search(text) if len(matches) > 1 else None
    return (MetricMention("stake", held.start("what"), held.end("what"), held["what"]),) if held is not None else ()


_SUM = r"(?=(?: (?:about|around|roughly|like|almost|nearly|over|some|only|just|something|at|near|close|to|still|an?))* ?(?:[$€£~]\s?)*(?:\d[\d.,]*\s?(?:tn|trn|bn|b|t|trillion|billion)\b|(?:half a|an?|one|two|three) (?:trillion|billion)\b)"
_AT_SUMS = (
    ("valuation", lazy_pattern(rf"\b(?:priced|pegged) at{_SUM})", re.IGNORECASE)),
    ("run_rate_revenue", lazy_pattern(rf"\b(?:doing|does|pulling in|bringing in|clocking|running at|raking in|pulls in|brings in|rakes in){_SUM}(?: (?:in revenue|in sales|dollars|bucks))? (?:a|per|every|each) (?:year|yr)\b)", re.IGNORECASE)),
)
"""What a company is said to do to a sum of billions, and the measure that is meant: "doing like 7bn a year"."""
_DEARER = lazy_pattern(r"\b(?:cheaper|cheapest|dearer|dearest|pricier|priciest|(?:more|less|most|least) expensive)\b", re.IGNORECASE)


def priced_tokens(text: str, metrics: tuple[MetricMention, ...]) -> tuple[MetricMention, ...]:
    """The measures asked for; what a million tokens cost is the price of an API, by whatever word for a price."""
    found = _TOKENS.search(text) or (_FOR_TOKENS.search(text) if metrics else None)
    if found is None or not all(m.metric in _PRICES for m in metrics):
        return metrics
    return (MetricMention("api_price", found.start(), found.end(), found.group()),)


_NOT_THAT = lazy_pattern(
    r"\b(?:not (?:yet )?(?:booked|recogni[sz]ed|recorded|counted|taken|reported|shown) (?:as|in|under|into)\s+)$|\b(?:not|no|isn['’]?t|rather than|instead of|as opposed to|excluding|without)\s+(?:(?:a|an|any|the|its|their|some|just|only|mere)\s+)*$",
    re.IGNORECASE,
)


_BESIDES = lazy_pattern(r"\b(?:what|anything|something|who|which|how) (?:else )?.*\b(?:besides?|apart from|aside from|other than|in addition to|on top of|beyond)\s(?:(?:the|its|their|all|those|these)\s)*(?:\w+\s){0,2}?$", re.IGNORECASE)


def unwanted(text: str, start: int) -> bool:
    """Whether what stands at a place is what a question says it does not want: "revenue, not the run rate"."""
    return bool(_NOT_THAT.search(text[:start]))


_MAKES_PROFIT = lazy_pattern(r"profitable|(?:mak(?:e|ing)|made) money|in the black", re.IGNORECASE)


def with_losses(metrics: tuple[MetricMention, ...]) -> tuple[MetricMention, ...]:
    """The measures asked for; to whether a company is "profitable" any profit or loss of its answers."""
    vague = [m for m in metrics if m.metric == "net_income" and _MAKES_PROFIT.fullmatch(m.words)]
    return (*metrics, *(m._replace(metric="loss") for m in vague))


_PEOPLE = r"(?:staff|jobs?|people|workers?|workforce|headcount|positions?|roles?|employees?|team|teams|ranks|engineers|managers|payroll)"
_OTHER_SENSES = {
    # "Cut its outlook" lays nobody off, "paying a dividend" is no subscriber.
    "layoffs": lazy_pattern(rf"(?:cut|cuts|cutting|axed)\b(?=\s+(?:its|their|the|his|her|our|that|all|any|some|an?)\s+)(?!(?:\s+[\w'’-]+){{1,4}}?\s+{_PEOPLE}\b)(?!\s+the (?:most|least)\b)", re.IGNORECASE),
    "funding_raised": lazy_pattern(
        r"(?:raise|raises|raised|raising)\b(?=\s(?:its|their|the|his|her|our)\s(?:[\w'’-]+\s){0,4}?(?:outlook|forecasts?|guidance|guide|targets?|range|prices?|estimates?|projections?|dividend|budget|fees?|rates?|pay|wages|ratings?|bid|offer|stake)\b)",
        re.IGNORECASE,
    ),
    "share_price": lazy_pattern(r"(?:stock|shares?)\b(?=\s(?:\S+\s){0,2}?(?:start|begin|began|debut|float|list)\w*\b)(?!.*\b(?:at|price|worth|cost)\b)", re.IGNORECASE),
    "subscribers": lazy_pattern(r"paying\b(?=\s+(?:an?|the|its|their|out|off|back|dividends?)\b)", re.IGNORECASE),
    "data_centers": lazy_pattern(r"data ?cent(?:er|re)s?\b(?=\s+(?:part|side|business|segment|unit|piece|portion|arm|division|bit|sales|revenues?|rev)\b)", re.IGNORECASE),
}
"""Words that name a measure by themselves and mean something else before an object of another kind."""


def in_other_sense(text: str, mention: MetricMention) -> bool:
    """Whether what looks like a measure is a word in another sense: "cut its outlook" lays nobody off."""
    if mention.metric == "stake" and mention.words.lower() == "own" and _OF_ONES_OWN.search(text[: mention.start]):
        return True  # "Acme's own money" is no share of anything
    if mention.metric == "data_centers" and _HOW_MUCH_OF.search(text[: mention.start]):
        return True  # how much of a sum is made there, not how many there are
    other = _OTHER_SENSES.get(mention.metric)
    one_word = " " not in mention.words.lower().replace("data ", "data")
    return other is not None and one_word and other.match(text, mention.start) is not None


_OF_ONES_OWN = lazy_pattern(r"(?:['’]s?|\b(?:its|their|his|her|our|my|your|whose))\s$", re.IGNORECASE)
_HOW_MUCH_OF = lazy_pattern(r"\bhow much of (?:that|it|this|which|the|its)\b", re.IGNORECASE)


_PAY = lazy_pattern(r"\b(?:the|base|basic|annual|yearly|total|executive|ceo|cfo|boss|chief|director|fixed|variable|severance|['’]s|of|in) $", re.IGNORECASE)


def _is_salary(text: str, mention: MetricMention) -> bool:
    """Whether "pay for" is what someone earns ("base pay for the new chief"), not what something was bought for."""
    return mention.words.lower().startswith("pay for") and bool(_PAY.search(text[: mention.start]))
