"""Figures in prose: each amount of a sentence with the metric, company, period and basis it belongs to.

Attribution is by nearness within the clause. What a clause leaves out is taken from the sentence, then from the
sentence before it in the same paragraph, then from the document, and each step lowers the confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.document import Block, BlockKind, Revision, SourceType
from index._declared import declared
from index.amount import Amount
from index.amounts import find_amounts
from index.basis import basis_of, gives_orders
from index.entity_table import EntityMatch, EntityTable
from index.figure import Basis, Figure
from index.fiscal import FiscalCalendar
from index.period import Period, PeriodKind
from index.periods import FoundPeriod, find_periods
from index.sentences import sentence_spans
from index.taxonomy import MetricMention, Taxonomy

__all__ = ["is_change", "prose_figures"]

_CLAUSE = re.compile(
    r";|\s[–—]\s|—|,\s(?:while|whereas|but|though|although|and)\s|\s(?:while|whereas|compared (?:with|to)|versus|against|"
    r"up from|down from|from)\s|,\s(?:up|down)\s"
)
# Who is named between the commas of "Acme, which is made up of Bolt and Crate, lost ..." is not the subject.
_ASIDE = re.compile(r",\s(?:which|who|whose|where|including|formerly|owned|led|backed|founded|together)\b[^,;]*,|\([^()]*\)")
_CHANGED_BY = re.compile(
    r"\b(?:reduc|increas|decreas|rose|ris|fell|fall|gr[eo]w|declin|dropp?|climb|jump|cut|lower|rais|boost|lift|widen|narrow|improv"
    r"|shr[aiu]nk|exceed|miss|beat)\w*\b[^;.]{0,80}?\bby\s+(?:(?:an?|about|around|roughly|approximately|nearly|almost|over|some|another|"
    r"additional|more than)\s+)*$",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\b(?:which |that )?(?:ended|ending|ends|closed)\s+(?:on\s+)?$", re.IGNORECASE)
_OBJECT = re.compile(r"\b(?:from|by|to|with|of|than|at|over|versus|against|for|in)\s+(?:the\s+)?$", re.IGNORECASE)
_PRONOUN = re.compile(r"\W*(?:it|its|they|their|that|this|he|she|his|her|of (?:that|this)|in all|together)\b", re.IGNORECASE)
_COMPARISON = re.compile(
    r"\b(?:compared|versus|against|than|from|up|down|relative to|as opposed to)\b", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:not|never|nor|isn['’]t|wasn['’]t|rather than|instead of|excluding|excludes|unlike)\s+(?:\w+\s+){0,3}?$", re.IGNORECASE
)
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|[Tt]he Company|[Tt]he Registrant)\b")
_CARRIES_ON = re.compile(
    r"^(?:it|its|they|their|that|this|these|those|the (?:company|figure|loss|total|amount)|up|down)\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Topic:
    """What the sentences so far were about."""

    entity: str = ""
    metric: MetricMention | None = None
    period: Period | None = None


def prose_figures(
    revision: Revision,
    taxonomy: Taxonomy,
    table: EntityTable,
    principal: str,
) -> Iterator[Figure]:
    """Yield the figures of a revision's paragraphs, list items and headings, in reading order.

    `table` knows the names of the corpus, `principal` is the company the whole
    document is about ("" where it is about none).
    """
    calendar = table.calendar(principal)
    # Where the statements are "in thousands", a sum in a footnote is too, whether or not it says so.
    unsaid = declared(revision).caption is not None and revision.source_type.authority >= 4
    main = main_period(revision, calendar)
    topic = _Topic(entity=principal, period=main)
    for block in revision.blocks:
        if block.kind is BlockKind.ROW:
            continue
        if block.kind is BlockKind.HEADING:
            topic = _Topic(
                entity=_heading_entity(revision.text[block.start : block.end], table) or principal, period=main
            )
            if block.level > 1:
                continue
        else:
            topic.metric = None
            topic.period = main
        for figure in _block_figures(revision, block, taxonomy, table, topic, principal, calendar):
            if not (unsaid and _of_unknown_scale(figure, revision.text, taxonomy)):
                yield figure


_SMALLEST_SUM = 100_000


def _of_unknown_scale(figure: Figure, text: str, taxonomy: Taxonomy) -> bool:
    """Whether a company's sum is written without a scale and too small to be the whole of it: revenue of "$1,935"."""
    amount = figure.amount
    whole = "money" in taxonomy.metric(figure.metric).units and not amount.per
    bare = not re.search(r"[a-z]{2}|[mbk]\b", text[amount.start : amount.end], re.IGNORECASE)
    return whole and len(amount.unit) == 3 and amount.unit.isupper() and bare and 0 < abs(amount.value) < _SMALLEST_SUM


def _heading_entity(heading: str, table: EntityTable) -> str:
    found = table.companies(heading)
    return found[0].name if found else ""


def _block_figures(
    revision: Revision,
    block: Block,
    taxonomy: Taxonomy,
    table: EntityTable,
    topic: _Topic,
    principal: str,
    calendar: FiscalCalendar | None,
) -> Iterator[Figure]:
    for start, end in sentence_spans(revision.text, block.start, block.end):
        sentence = revision.text[start:end]
        if gives_orders(sentence):
            continue
        names = table.find(sentence)
        amounts = find_amounts(sentence)
        metrics = _affirmed(sentence, taxonomy.find_metrics(sentence))
        if _FIRST_PERSON.search(sentence) and principal and revision.source_type.authority >= 4:
            topic.entity = principal
            names = [name for name in names if not table.is_company(name.name)]
        if amounts:
            periods = find_periods(sentence, published=revision.published, calendar=calendar)
            amounts = _scaled(sentence, amounts)
            paired = _respectively(sentence, amounts, periods)
            for amount in amounts:
                yield from _figure(
                    revision, start, end, amount, amounts, metrics, names, paired.get(amount.start, periods),
                    taxonomy, table, topic, principal
                )
            dated = [p.period for p in periods if p.period.year is not None and not p.relative]
            if dated:
                topic.period = dated[0]
        subject = next(
            (
                name.name
                for name in names
                if table.is_company(name.name) and not _OBJECT.search(sentence[: name.start]) and name.start < len(sentence) * 0.6
            ),
            "",
        )
        if subject:
            topic.entity = subject
        if metrics:
            topic.metric = metrics[0]


_IN_SCALE = re.compile(r"\bin (?:each case in )?(?:\w+ )?(thousands|millions|billions)\b", re.IGNORECASE)
_FACTORS = {"thousands": 1_000, "millions": 1_000_000, "billions": 1_000_000_000}


def _scaled(sentence: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Amounts of a sentence that says they are "in thousands", scaled out; those with a scale of their own stay."""
    said = _IN_SCALE.search(sentence)
    if said is None:
        return list(amounts)
    factor = _FACTORS[said.group(1).lower()]
    return [
        replace(a, value=a.value * factor, scale=a.scale + len(str(factor)) - 1)
        if len(a.unit) == 3 and a.unit.isupper() and not re.search(r"[a-z]{2}", sentence[a.start : a.end])
        else a
        for a in amounts
    ]


def _respectively(
    sentence: str, amounts: Sequence[Amount], periods: Sequence[FoundPeriod]
) -> dict[int, list[FoundPeriod]]:
    """Pairs of "$1, $2 and $3 in 2023, 2024 and 2025": as many amounts as periods, each list unbroken, in order."""
    pairs: dict[int, list[FoundPeriod]] = {}
    for amount_run in _runs([(a.start, a.end) for a in amounts], sentence):
        for period_run in _runs([(p.start, p.end) for p in periods], sentence):
            first, last = amounts[amount_run[0]], amounts[amount_run[-1]]
            near = periods[period_run[0]].start - last.end
            before = first.start - periods[period_run[-1]].end
            if len(amount_run) == len(period_run) >= 2 and (0 <= near < 40 or 0 <= before < 60):
                for i, j in zip(amount_run, period_run, strict=True):
                    pairs[amounts[i].start] = [periods[j]]
    return pairs


def _runs(spans: Sequence[tuple[int, int]], sentence: str) -> list[list[int]]:
    """Places of `spans` that only commas and "and" keep apart."""
    runs: list[list[int]] = []
    for place, (start, _) in enumerate(spans):
        if runs and re.fullmatch(r"\s*(?:,|,?\s*(?:and|or|&))\s*(?:in|at|for)?\s*", sentence[spans[place - 1][1] : start]):
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _figure(
    revision: Revision,
    start: int,
    end: int,
    amount: Amount,
    amounts: Sequence[Amount],
    metrics: Sequence[MetricMention],
    names: Sequence[EntityMatch],
    periods: Sequence[FoundPeriod],
    taxonomy: Taxonomy,
    table: EntityTable,
    topic: _Topic,
    principal: str,
) -> Iterator[Figure]:
    sentence = revision.text[start:end]
    if is_change(sentence, amount):
        return
    confidence = 1.0
    metric = _nearest_metric(sentence, amount, amounts, metrics, taxonomy)
    if metric is None and topic.metric is not None and _CARRIES_ON.match(sentence):
        if taxonomy.compatible(topic.metric.metric, amount.unit):
            metric = topic.metric
            confidence *= 0.7
    if metric is None:
        return
    entity = _owner(sentence, amount, metric, names, table)
    if entity and principal and not table.is_company(entity) and not _is_subject(sentence, entity, metric, names):
        # A place or a person that happens to stand near owns no figures.
        entity = ""
    if not entity:
        carried = topic.entity if _PRONOUN.match(sentence) else principal
        entity = carried or topic.entity or principal
        confidence *= 0.9 if entity else 0.5
    period, sure = _period(sentence, amount, amounts, periods)
    if period is None and topic.period is not None and not _COMPARISON.search(sentence[: amount.start]):
        period, sure = topic.period, 0.7
    basis = basis_of(_clause(sentence, amount))
    past = period is not None and period.end and revision.published and period.end <= revision.published
    if basis is Basis.PROJECTION and past:
        basis = Basis.ACTUAL
    elif basis is Basis.ACTUAL and _yet_to_end(period, revision.published):
        # What is given for a time that is not over can only be expected.
        basis = Basis.PROJECTION
    yield Figure(
        document_id=revision.document_id,
        revision_id=revision.revision_id,
        amount=replace(amount, start=start + amount.start, end=start + amount.end),
        start=start,
        end=end,
        entity=entity,
        metric=metric.metric,
        label=metric.words,
        basis=basis,
        period=period,
        confidence=round(confidence * sure, 3),
    )


def is_change(sentence: str, amount: Amount) -> bool:
    """Whether an amount is what something changed by: "reduced operating profit by $17 billion" is not the profit."""
    return amount.unit != "percent" and bool(_CHANGED_BY.search(sentence[: amount.start]))


def _affirmed(sentence: str, metrics: Sequence[MetricMention]) -> list[MetricMention]:
    """The metrics of a sentence without those it says its number is not ("it is not cash burn")."""
    denied = {m.metric for m in metrics if _DENIED.search(sentence[: m.start])}
    return [m for m in metrics if m.metric not in denied]


def _crossings(sentence: str, left: int, right: int, amounts: Sequence[Amount]) -> int:
    """How much stands between two places of a sentence: clause boundaries and other amounts."""
    between = sentence[left:right]
    others = sum(1 for a in amounts if a.start >= left and a.end <= right)
    return 45 * len(_CLAUSE.findall(between)) + 30 * others


_OF_IT = re.compile(r"\s*(?:(?:in|of|for|as|worth of)\s+)?(?:(?!in\b|and\b|or\b|on\b|at\b|from\b|to\b|with\b|by\b)[\w-]+\s+){0,2}")
_IS = re.compile(
    r"\s*(?:of|was|were|is|are|at|to|totall?ed|reached|hit|came to|stood at|:|,)?\s*(?:an?|the|about|around|roughly|approximately|nearly|"
    r"almost|over|more than|just|some|up to|only|US)?\s*\(?",
    re.IGNORECASE,
)


def _gap(sentence: str, mention: tuple[int, int], amount: Amount, amounts: Sequence[Amount]) -> int:
    """How far a mention is from an amount; least for "METRIC of/was AMOUNT", then for "AMOUNT in METRIC"."""
    start, end = mention
    if end <= amount.start:
        tied = -60 if _IS.fullmatch(sentence[end : amount.start]) else 0
        return amount.start - end + tied + _crossings(sentence, end, amount.start, amounts)
    if start >= amount.end:
        near = -30 if _OF_IT.fullmatch(sentence[amount.end : start]) else 25
        return start - amount.end + near + _crossings(sentence, amount.end, start, amounts)
    return -40


def _nearest_metric(
    sentence: str, amount: Amount, amounts: Sequence[Amount], metrics: Sequence[MetricMention], taxonomy: Taxonomy
) -> MetricMention | None:
    fitting = [m for m in metrics if taxonomy.compatible(m.metric, amount.unit)]
    if not fitting:
        return None
    best = min(fitting, key=lambda m: _gap(sentence, (m.start, m.end), amount, amounts))
    # A longer mention at the same place says more ("operating loss" over "loss").
    return best if _gap(sentence, (best.start, best.end), amount, amounts) < 220 else None


def _owner(
    sentence: str, amount: Amount, metric: MetricMention, names: Sequence[EntityMatch], table: EntityTable
) -> str:
    """The company whose figure it is: the possessor of the metric, else the subject nearest before."""
    if not names:
        return ""
    asides = list(_ASIDE.finditer(sentence))

    def cost(name: EntityMatch) -> float:
        possessive = sentence[name.end : name.end + 2] in ("'s", "’s", "s'")
        anchor = min((metric.start, amount.start), key=lambda p: abs(p - name.end))
        if name.start > max(metric.start, amount.start):
            gap = 60.0 + name.start - max(metric.start, amount.start)
            if re.search(r"\b(?:at|for|by)\s+(?:the\s+)?$", sentence[: name.start]):
                gap -= 40
        else:
            gap = (anchor - name.end) * 0.5
        closer = any(name.end < other.start < metric.start for other in names)
        if possessive and not closer and 0 <= metric.start - name.end < 40:
            gap -= 60
        if re.search(
            r"\b(?:from|by|to|with|and|of|than|at|over|versus|against)\s+(?:the\s+)?$", sentence[: name.start]
        ):
            gap += 40
        between = (
            sentence[name.end : min(metric.start, amount.start)] if name.end < min(metric.start, amount.start) else ""
        )
        if any(m.start() < name.start and name.end <= m.end() <= max(metric.start, amount.start) + 1 for m in asides):
            gap += 90
        stranger = 0 if table.is_company(name.name) else 45
        return gap + stranger + 40 * len(_CLAUSE.findall(between))

    return min(names, key=cost).name


def _yet_to_end(period: Period | None, published: date | None) -> bool:
    if period is None or period.end is None or period.start is None or published is None:
        return False
    return period.end > published and period.kind in {PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER}


def _is_subject(sentence: str, entity: str, metric: MetricMention, names: Sequence[EntityMatch]) -> bool:
    """Whether a product or place is what the sentence is about: first in it, or possessing the metric."""
    for name in names:
        if name.name == entity:
            leads = not re.search(r"\w{3}", sentence[: name.start].replace("The", ""))
            owns = sentence[name.end : name.end + 1] in {"'", "’"} and 0 <= metric.start - name.end < 40
            if leads or owns:
                return True
    return False


def _clause(sentence: str, amount: Amount) -> str:
    left = max((m.end() for m in re.finditer(r";|\bwhile\b|\bwhereas\b|, but\b", sentence[: amount.start])), default=0)
    right = re.search(r";|\bwhile\b|\bwhereas\b|, but\b", sentence[amount.end :])
    return sentence[left : amount.end + (right.start() if right else len(sentence))]


def _period(
    sentence: str, amount: Amount, amounts: Sequence[Amount], periods: Sequence[FoundPeriod]
) -> tuple[Period | None, float]:
    """The period that an amount is for and how sure that is; None where the nearest belongs to what it is compared with."""
    outside = [p for p in periods if p.end <= amount.start or p.start >= amount.end]
    # "in the third quarter, which ended on October 26": the day belongs to the quarter.
    stretches = [p for p in outside if not _ENDING.search(sentence[: p.start])]
    outside = stretches or outside
    best: FoundPeriod | None = None
    for found in sorted(outside, key=lambda p: _gap(sentence, (p.start, p.end), amount, amounts)):
        between = sentence[amount.end : found.start] if found.start >= amount.end else ""
        apart = sentence[min(amount.end, found.end) : max(amount.start, found.start)]
        if _COMPARISON.search(between) or ";" in apart:
            continue
        best = found
        break
    if best is not None and best.period.kind is PeriodKind.INSTANT and best.period.end is None:
        # "At the end of the first quarter of fiscal 2027, on August 31, 2026": the day is the same moment, said exactly.
        said = (p for p in outside if p.period.kind is PeriodKind.INSTANT and p.period.end and p.start >= best.end)
        best = next((p for p in said if re.fullmatch(r",?\s*(?:on\s*)?", sentence[best.end : p.start])), best)
    if best is None or (best.period.year is None and best.period.end is None):
        return None, 1.0
    return best.period, 1.0 if _gap(sentence, (best.start, best.end), amount, amounts) < 120 else 0.85


def main_period(revision: Revision, calendar: FiscalCalendar | None) -> Period | None:
    """The quarter, half or year that a company's own report is about, from its opening lines."""
    if revision.source_type not in {SourceType.FILING, SourceType.PRESS_RELEASE}:
        return None
    opening = f"{revision.title}\n{revision.text[:2500]}"
    kinds = {PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.NINE_MONTHS}
    found = [f.period for f in find_periods(opening, published=revision.published, calendar=calendar)]
    if revision.source_type is SourceType.PRESS_RELEASE:
        # A release that mentions a year is not a report on it.
        kinds -= {PeriodKind.YEAR}
    dated = [p for p in found if p.kind in kinds and p.end is not None]
    past = [p for p in dated if p.end and (revision.published is None or p.end <= revision.published)]
    return max(past, key=lambda p: p.end or date.min) if past else None
