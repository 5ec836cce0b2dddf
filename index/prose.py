"""Figures in prose: each amount of a sentence with the metric, company, period and basis it belongs to.

Attribution is by nearness within the clause. What a clause leaves out is taken from the sentence, then from the
sentence before it in the same paragraph, then from the document, and each step lowers the confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus.document import Block, BlockKind, Revision
from index._attribution import is_subject, nearest_metric, owner
from index._calendar import instant
from index._comparing import comparisons
from index._declared import declared
from index._denied import corrects, denied
from index._label import label_of
from index._part import of_a_part, part_of_balance, place_of
from index._series import in_order, leaders, respectively, scaled, series_of
from index._subject import called, points_back, roles_of, run_in, section_of
from index._timing import (
    NEXT_CLAUSE,
    SUPERSEDED,
    Said,
    Topic,
    announce,
    heading_period,
    main_period,
    remember,
    settled,
    when,
)
from index.amount import Amount
from index.amounts import find_amounts
from index.basis import basis_of, gives_orders
from index.entities import plain_name
from index.entity_table import EntityMatch, EntityTable
from index.figure import Basis, Figure
from index.fiscal import FiscalCalendar
from index.period import Period, PeriodKind
from index.periods import find_periods
from index.sentences import sentence_spans
from index.taxonomy import MetricMention, Span, Taxonomy

__all__ = ["is_change", "prose_figures"]

# "Up 22 MW in the month", "6,500 more GPUs": what came on top, not the whole.
_UP_BY = re.compile(
    r"\b(?:(?:up|down)\s+(?:by\s+)?(?:(?:about|around|roughly|some)\s+)?|(?:additional|extra|further|another)\s+)$", re.IGNORECASE
)
_MORE = re.compile(r"[$€£¥]?[\d.,]+\s(?:(?:thousand|million|billion)\s)?(?:more|additional|extra|further|fewer)\s(?!than\b)", re.IGNORECASE)
_MORE_AFTER = re.compile(r"\s(?:more|additional|extra|further|fewer)\s(?!than\b)", re.IGNORECASE)
_CHANGED_BY = re.compile(
    r"\b(?:reduc|increas|decreas|rose|ris|fell|fall|gr[eo]w|declin|dropp?|climb|jump|cut|lower|rais|boost|lift|widen|narrow|improv"
    r"|shr[aiu]nk|exceed|miss|beat)\w*\b[^;.]{0,80}?\bby\s+(?:(?:an?|about|around|roughly|approximately|nearly|almost|over|some|another|"
    r"additional|more than)\s+)*$",
    re.IGNORECASE,
)
_QUALS = r"(?:(?:an?|about|around|roughly|approximately|nearly|almost|over|some|another|additional|more than|just|only)\s)*"
_ROSE = re.compile(rf"\b(?:increas|decreas|declin|improv|widen|narrow)(?:e|es|ed|ing)\s{_QUALS}$|\b(?:rose|grew|fell|climbed|dropped)\s{_QUALS}$", re.IGNORECASE)
_RISE_OF = re.compile(
    rf"\b(?:increase|decrease|decline|reduction|rise|drop|improvement|jump)s?\s(?:of|in\s(?:[\w&’'-]+\s){{1,6}}?of)\s{_QUALS}$", re.IGNORECASE
)
# "Driven by increases in pay of $1.5 billion, depreciation of $1.4 billion and fees of ...": all of them are changes.
_DRIVEN = re.compile(
    r"\b(?:driven by|due to|owing to|reflect\w*|attributable to|because of|result of|offset by|caused by)\s(?:[\w-]+\s){0,3}?(?:increase|decrease|growth|decline|reduction)s?\s(?:in|of)\s[^;.]*\bof\s"
    rf"{_QUALS}$",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\b(?:from|by|to|with|of|than|at|over|versus|against|for|in)\s+(?:the\s+)?$", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|never|nor|isn['’]t|wasn['’]t|rather than|instead of|excluding|excludes|unlike)\s+(?:\w+\s+){0,3}?$", re.IGNORECASE
)
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|[Tt]he Company|[Tt]he Registrant)\b")
_CARRIES_ON = re.compile(
    r"^(?:(?:in|for|by|at|over|during)\s[^,;:]{1,30}?,?\s)?(?:it|its|they|their|that|this|these|those|the (?:company|figure|number|loss|total|amount)|up|down)\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"^\W*(?:(?:yes|no|well|so|oh|about|around|roughly|some|nearly|almost|over|more than|under|just|only|north of|close to|we|it|it['’]s|they)\b[\s,]*)*$", re.IGNORECASE)
_OUR = re.compile(r"\b[Oo]ur\s(?:[\w-]+\s){0,3}$")
_GROWING = re.compile(
    r"\b(?:up|ros\w+|rise|rising|grew|grow\w*|increas\w+|jump\w*|climb\w*|surg\w*|soar\w*|gain\w*)(?:\s(?:by|of|about|around|nearly|almost|over|more than|some))*\s$",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"^\W*(?:[A-Z][\w.'’-]+\s){0,3}[A-Z][\w.'’-]+(?:\s?[(,–—-][^:]{0,60})?:\s")


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
    unsaid = declared(revision).scaled and revision.source_type.authority >= 4
    main = main_period(revision, calendar)
    topic = Topic(entity=principal, period=main)
    base = main
    prose = "\n".join(revision.text[b.start : b.end] for b in revision.blocks if b.kind is not BlockKind.HEADING)
    own = bool(principal) and revision.source_type.authority >= _OWN_REPORT
    for block in revision.blocks:
        if block.kind is BlockKind.ROW:
            continue
        words = revision.text[block.start : block.end]
        if block.kind is BlockKind.HEADING:
            section = "" if own else section_of(words, table, prose)
            # A section about a product of the company is still about the company.
            section = "" if principal in table.lineage(section)[1:] else section
            base = heading_period(words, revision.published, calendar) or main
            entity = section or _heading_entity(words, table) or principal
            topic = Topic(entity=entity, period=base, section=section, titled=topic.titled, roles=topic.roles)
            topic.titled = tuple(taxonomy.find_metrics(words)) or topic.titled
            _asks(words, topic, taxonomy, table, principal)
            if block.level > 1:
                continue
        else:
            topic.metric = topic.day = None
            topic.period = base
        for figure in _block_figures(revision, block, taxonomy, table, topic, principal, calendar):
            if not (unsaid and _of_unknown_scale(figure, revision.text, taxonomy)):
                yield figure
        _asks(words, topic, taxonomy, table, principal)


_OWN_REPORT = 4
_LONGEST_ASKED = 200


_YOUR = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)


def _asks(words: str, topic: Topic, taxonomy: Taxonomy, table: EntityTable, principal: str) -> None:
    """Keep what a paragraph asks, as an interviewer does, for the answer in the next one."""
    if len(words) < _LONGEST_ASKED and words.rstrip().endswith("?"):
        topic.asked = tuple(_affirmed(words, taxonomy.find_metrics(words, asked=True)))
        # Whom a question mentions is not who answers it: "Acme is half of your sales?"
        named = [] if _YOUR.search(words) else table.find(words)
        topic.entity = named[0].name if named else topic.section or principal or topic.entity
    else:
        topic.asked = ()


_SMALLEST_SUM = 100_000
_SMALLEST_OF_ALL = 1_000


def _too_small(amount: Amount, units: Sequence[str]) -> bool:
    """Whether a sum is one no company has: to have "earned $0.42" is to have earned it per share."""
    whole = "money" in units and "money_per_unit" not in units and amount.per is None
    return whole and len(amount.unit) == 3 and amount.unit.isupper() and abs(amount.value) < _SMALLEST_OF_ALL




def _of_unknown_scale(figure: Figure, text: str, taxonomy: Taxonomy) -> bool:
    """Whether a company's sum is written without a scale and too small to be the whole of it: revenue of "$1,935"."""
    amount = figure.amount
    whole = not figure.metric or ("money" in taxonomy.metric(figure.metric).units and not amount.per)
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
    topic: Topic,
    principal: str,
    calendar: FiscalCalendar | None,
) -> Iterator[Figure]:
    for start, end in sentence_spans(revision.text, block.start, block.end):
        sentence = revision.text[start:end]
        if gives_orders(sentence):
            continue
        alone = run_in(sentence, table) if start == block.start else ""
        if alone:
            topic.entity = alone
            continue
        metrics = _affirmed(sentence, taxonomy.find_metrics(sentence))
        names = _acting(sentence, table.find(sentence), metrics, revision, principal)
        amounts = find_amounts(sentence)
        if _FIRST_PERSON.search(sentence) and principal and revision.source_type.authority >= 4:
            topic.entity = principal
            names = [n for n in names if not table.is_company(n.name) or _OUR.search(sentence[: n.start])]
        topic.roles.update(roles_of(sentence, names, table))
        if amounts:
            periods = settled(sentence, find_periods(sentence, published=revision.published, calendar=calendar), revision.published)
            amounts = scaled(sentence, amounts)
            against = comparisons(sentence, amounts, periods)
            series = series_of(sentence, amounts, periods)
            paired = {**respectively(sentence, amounts, periods), **{start: [own] for start, (_, own) in series.items()}}
            firsts = {**leaders(sentence, amounts, metrics), **{start: first for start, (first, _) in series.items()}}
            said = Said(sentence, amounts, metrics, names, periods, {s: a for s, a in against.items() if s not in firsts}, paired, firsts, in_order(sentence, amounts, metrics))
            if topic.period is None and not said.free:
                remember(topic, said, revision.published)
            for amount in amounts:
                yield from _figure(revision, start, end, amount, said, taxonomy, table, topic, principal)
            remember(topic, said, revision.published)
        else:
            announce(topic, sentence, find_periods(sentence, published=revision.published, calendar=calendar), measured=bool(metrics))
        topic.asked = ()
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


def _acting(
    sentence: str, names: Sequence[EntityMatch], metrics: Sequence[MetricMention], revision: Revision, principal: str
) -> list[EntityMatch]:
    """The names of a sentence that may own its figures: no speaker of a transcript, publisher, or measure."""
    speaker = _SPEAKER.match(sentence)
    publisher = plain_name(revision.publisher or "")
    return [
        n
        for n in names
        if not (speaker and n.end <= speaker.end() and n.name != principal)
        and not (publisher and n.name != principal and plain_name(n.name) == publisher)
        and not any(m.start <= n.start and n.end <= m.end for m in metrics)
    ]


def _figure(
    revision: Revision,
    start: int,
    end: int,
    amount: Amount,
    said: Said,
    taxonomy: Taxonomy,
    table: EntityTable,
    topic: Topic,
    principal: str,
) -> Iterator[Figure]:
    sentence = said.sentence
    if is_change(sentence, amount) or denied(sentence, amount):
        return
    confidence = 1.0
    against = said.against.get(amount.start)
    metric = _metric(amount, said, taxonomy)
    if metric is not None and _too_small(amount, taxonomy.metric(metric.metric).units):
        metric = None
    if metric is not None and (
        (of_a_part(sentence, amount) and not amount.end <= metric.start < amount.end + 25)
        or (taxonomy.metric(metric.metric).span is Span.INSTANT and part_of_balance(sentence, amount, metric.start))
    ):
        metric = None
    elif metric is None:
        metric = _carried(amount, said, taxonomy, topic)
        topic.metric = metric or topic.metric
        confidence *= 0.7
    if metric is None:
        # No measure that is known: kept under its own words.
        label = label_of(sentence, amount)
        if not label:
            return
        metric = MetricMention("", amount.start, amount.end, label)
        confidence = _UNNAMED
    whose = owner(sentence, amount, metric, said.names, table)
    if whose and principal and not table.is_company(whose) and not is_subject(sentence, whose, metric, said.names):
        # A place or a person that happens to stand near owns no figures.
        whose = ""
    if whose and principal and revision.source_type.authority >= _OWN_REPORT and whose not in table.family([principal]):
        last = max(metric.start, amount.start)
        if not any(n.name == whose and (n.start < last or _AT_NAME.search(sentence[: n.start])) for n in said.names):
            # Who is only named after it in a company's own report has a part in it at most.
            whose = ""
    if not whose:
        about = topic.section or principal
        back = points_back(sentence) or (bool(topic.asked) and _ANSWERS.match(sentence[: amount.start]) is not None)
        carried = (called(sentence, topic.roles) or topic.entity) if back else about
        whose = carried or topic.entity or about
        confidence *= 0.9 if whose else 0.5
    if corrects(sentence, amount, list(said.amounts)):
        # Who sets a number right has looked twice.
        confidence = 1.0
    span = taxonomy.metric(metric.metric).span if metric.metric else Span.INSTANT
    period, sure = when(amount, said, span, topic, revision)
    if period is None and revision.published and any(a.lead is amount and a.replaced for a in said.against.values()):
        # What has just replaced an earlier sum is of the day of the news.
        period = instant(revision.published)
    basis = basis_of(_clause(sentence, against.lead if against else amount))
    past = period is not None and period.end and revision.published and period.end <= revision.published
    if basis is Basis.PROJECTION and past:
        basis = Basis.ACTUAL
    elif basis is Basis.ACTUAL and _yet_to_end(period, revision.published):
        # What is given for a time that is not over can only be expected.
        basis = Basis.PROJECTION
    if against is not None and (against.superseded or basis in _FUTURE):
        sure = SUPERSEDED
    yield Figure(
        document_id=revision.document_id,
        revision_id=revision.revision_id,
        amount=replace(amount, unit=_counted(metric.metric, amount.unit), start=start + amount.start, end=start + amount.end),
        start=start,
        end=end,
        entity=whose,
        metric=metric.metric,
        label=metric.words,
        basis=basis,
        period=period,
        dimension=place_of(sentence, amount, [n.name for n in said.names if table.is_company(n.name)]) if metric.metric == "headcount" else "",
        confidence=round(confidence * sure, 3),
    )


_PEOPLE = frozenset({"person", "staff", "worker", "staffer"})


def _counted(metric: str, unit: str) -> str:
    """What a count of people is of: those who work somewhere are its employees, those who use something its users."""
    if unit in _PEOPLE and metric == "headcount":
        return "employee"
    return "user" if unit == "person" and (metric == "users" or metric.endswith("_active_users")) else unit


_AT_NAME = re.compile(r"\b(?:at|of|for|by)\s(?:the\s)?$")
_UNNAMED = 0.5
"""How sure a figure is that has only words of its own to say what it measures."""
_FUTURE = frozenset({Basis.GUIDANCE, Basis.PROJECTION})


# "Size: £450 million" under "A new credit line".
_SIZE = re.compile(r"^\W*(?:the\s)?(?:(?:deal|total|overall|headline)\s)?(?:size|amount|total|value|sum|volume|how much|principal)(?:\s\w+){0,2}\s?[:=–-]\s*(?:\w+\s){0,2}$", re.IGNORECASE)


def _carried(amount: Amount, said: Said, taxonomy: Taxonomy, topic: Topic) -> MetricMention | None:
    """The measure that a sentence goes on about without naming it, or that the paragraph before asked for."""
    if topic.metric is not None and _CARRIES_ON.match(said.sentence) and taxonomy.compatible(topic.metric.metric, amount.unit):
        return topic.metric
    if not said.metrics and _SIZE.match(said.sentence[: amount.start]):
        return next((m for m in topic.titled if taxonomy.compatible(m.metric, amount.unit)), None)
    if topic.asked and not said.metrics and _ANSWERS.match(said.sentence[: amount.start]):
        return next((m for m in topic.asked if taxonomy.compatible(m.metric, amount.unit)), None)
    return None


def _metric(amount: Amount, said: Said, taxonomy: Taxonomy) -> MetricMention | None:
    """The measure of an amount: that of the amount it is compared with, unless one is named right beside it."""
    sentence = said.sentence
    told = said.named.get(amount.start)
    if told is not None and taxonomy.compatible(told.metric, amount.unit):
        return told
    amount = said.firsts.get(amount.start, amount)
    found = nearest_metric(sentence, amount, said.amounts, said.metrics, taxonomy)
    against = said.against.get(amount.start)
    if against is not None:
        low, high = sorted((against.lead.end, amount.start)) if against.lead.start < amount.start else (0, amount.start)
        beside = found is not None and low <= found.start and found.end <= high + 40 and found.start < high
        if not beside:
            lead = nearest_metric(sentence, against.lead, said.amounts, said.metrics, taxonomy)
            if lead is not None and taxonomy.compatible(lead.metric, amount.unit):
                return lead
    if found is None:
        for other in said.amounts:
            # "To $4.5bn, after agreeing a price of $5.4bn": what it is held against says what it is.
            if other.start in said.against and said.against[other.start].lead is amount:
                found = nearest_metric(sentence, other, said.amounts, said.metrics, taxonomy)
    if found is None and _REPORTED.search(sentence[: amount.start]):
        # "Analysts had expected revenue of $95 million; it reported $90 million."
        before = [m for m in said.metrics if m.end <= amount.start and taxonomy.compatible(m.metric, amount.unit)]
        found = before[-1] if before else None
    if amount.per == "share" and found is not None and found.metric == "eps" and "loss_per_share" in taxonomy:
        before = [m for m in said.metrics if m.end <= amount.start]
        if before and before[-1].metric == "net_loss":
            return found._replace(metric="loss_per_share")
    if amount.unit == "percent" and (found is None or found.metric != "revenue_growth") and _GROWING.search(sentence[: amount.start]):
        before = [m for m in said.metrics if m.end <= amount.start]
        if before and before[-1].metric == "revenue" and not NEXT_CLAUSE.search(sentence[before[-1].end : amount.start]):
            return before[-1]._replace(metric="revenue_growth")
    return found


_REPORTED = re.compile(r"\b(?:reported|posted|delivered|came in at|logged|recorded|achieved|got|managed|turned in)\s(?:(?:about|around|just|only|nearly|almost|over|some)\s)*$", re.IGNORECASE)


def is_change(sentence: str, amount: Amount) -> bool:
    """Whether an amount is what something changed by: "reduced operating profit by $17 billion" is not the profit."""
    if amount.unit == "percent":
        return False
    before, after = sentence[: amount.start], sentence[amount.end :]
    moved = any(cue.search(before) for cue in (_CHANGED_BY, _UP_BY, _ROSE, _RISE_OF, _DRIVEN))
    return bool(moved or _MORE.match(sentence[amount.start :]) or _MORE_AFTER.match(after))


def _affirmed(sentence: str, metrics: Sequence[MetricMention]) -> list[MetricMention]:
    """The metrics of a sentence without those it says its number is not ("it is not cash burn")."""
    denied = {m.metric for m in metrics if _DENIED.search(sentence[: m.start])}
    return [m for m in metrics if m.metric not in denied]


def _yet_to_end(period: Period | None, published: date | None) -> bool:
    if period is None or period.end is None or period.start is None or published is None:
        return False
    return period.end > published and period.kind in {PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER}


def _clause(sentence: str, amount: Amount) -> str:
    left = max((m.start() for m in NEXT_CLAUSE.finditer(sentence, 0, amount.start)), default=0)
    right = NEXT_CLAUSE.search(sentence, amount.end)
    return sentence[left : right.start() if right else len(sentence)]


