"""Figures of tagged filings: what inline XBRL says of a number goes before what its row, column and caption say.

A tag gives the number's value, unit and dates, and a concept that either is one of our measures or is not. Which part of the
company a number is for stays in the row's and column's words, as people ask for it in these; the tag says whether it is
for a part at all. What a filing tags as its own for a time is its word on it: a number of its tables or sentences that was read
as the same and differs is something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from corpus.document import Block, BlockKind, Revision, Tag
from index import _calendar
from index.amount import Amount, is_money
from index.amounts import agree, parse_cell
from index.concepts import metric_of, rank_of
from index.figure import TAGGED, Basis, Figure
from index.filed import FiledTags
from index.fiscal import FiscalCalendar
from index.members import concept_of, part_name
from index.period import Period, PeriodKind
from index.taxonomy import PER_SHARE, Taxonomy

__all__ = ["calendar_of", "sheet_figures", "tagged_figures", "tagged_period"]

_FIRST = 0.008  # more for the concept that says a measure best, less for those after it
_BY_LABEL = 0.95  # whose tag is one of the company's own, so that only its label names the measure
_TELLING_DIGITS = 4
"""Digits of a number by which it is known where it stands again."""
_UNNAMED = 0.6  # as of any cell that only its label names
_LENGTHS = {
    PeriodKind.QUARTER: (80, 100),
    PeriodKind.HALF: (172, 192),
    PeriodKind.NINE_MONTHS: (262, 285),
    PeriodKind.YEAR: (350, 378),
}
"""Days, both ends counted, that a period of each kind has at least and at most; 13 to 14 and 52 to 53 weeks among them."""
_PAID = re.compile(r"(?:Payments(?:To|For|Of)|InterestExpense|InterestPaid|IncomeTaxesPaid|ShareBasedCompensation|AllocatedShareBasedCompensation)")
"""Concepts of what goes out, whose sign says nothing more: a filing that brackets it tags it as negative."""
_LOSS = re.compile(r"(?!.*\b(?:income|gains?|profits?|earnings|benefit)\b)[^›]*\bloss(?:es)?\b", re.IGNORECASE)
"""A row of a loss and of nothing else: what is tagged there as a profit has lost its sign."""
_UNITS = {"shares": "share", "pure": ""}


def tagged_figures(
    figures: Iterable[Figure], revision: Revision, taxonomy: Taxonomy, principal: str, calendar: FiscalCalendar | None
) -> Iterator[Figure]:
    """The figures of a revision as its tags have them, and those that only its tags tell; unchanged where it has none."""
    if not revision.tags:
        yield from figures
        return
    calendar = calendar or calendar_of(revision.tags)
    tags = FiledTags(revision)
    said: set[int] = set()
    for figure in figures:
        tag = tags.on(figure.amount.start, figure.amount.end)
        if tag is None:
            yield _untagged(figure, tags, taxonomy, principal, calendar)
            continue
        said.add(tag.start)
        if tags.contested(tag):
            yield _by_row(figure, tag, taxonomy, calendar)
            continue
        yield _as_tagged(figure, tag, tags, taxonomy, principal, calendar)
    for tag in revision.tags:
        if tag.start not in said and principal and not tags.contested(tag):
            found = _told_by_tag(tag, revision, taxonomy, principal, calendar, tags)
            if found is not None:
                yield found


def _by_row(figure: Figure, tag: Tag, taxonomy: Taxonomy, calendar: FiscalCalendar | None) -> Figure:
    """A figure whose tag has its value right and leaves out of what part or what time it is, which its row and column say."""
    amount = _amount(figure.amount, tag)
    amount = replace(amount, value=amount.value.copy_sign(figure.amount.value))
    metric = figure.metric if figure.metric and taxonomy.compatible(figure.metric, amount.unit) else ""
    return replace(figure, amount=amount, metric=metric, period=figure.period or tagged_period(tag, calendar))


def calendar_of(tags: Sequence[Tag]) -> FiscalCalendar | None:
    """The fiscal calendar that the yearly numbers of a filing have; None where it has no such numbers."""
    ends = Counter((tag.ends.month, tag.ends.day) for tag in tags if _kind(tag.begins, tag.ends) is PeriodKind.YEAR)
    return FiscalCalendar(*ends.most_common(1)[0][0]) if ends else None


def tagged_period(tag: Tag, calendar: FiscalCalendar | None) -> Period:
    """The period of a tag, by the name that the company's calendar has for it."""
    return _period_of(tag.begins, tag.ends, calendar)


# A filing's thousands of numbers are for some tens of times.
@lru_cache(maxsize=512)
def _period_of(begins: date | None, ends: date, calendar: FiscalCalendar | None) -> Period:
    if begins is None:
        return _calendar.instant(ends)
    kind = _kind(begins, ends)
    if kind is None:
        return _calendar.span(begins, ends, f"{begins:%B} {begins.day}, {begins.year} to {ends:%B} {ends.day}, {ends.year}")
    named = calendar.label(kind, ends) if calendar is not None and not calendar.is_calendar else None
    return replace(named or _calendar.ended(kind, ends), start=begins, end=ends)


def _kind(begins: date | None, ends: date) -> PeriodKind | None:
    if begins is None:
        return None
    days = (ends - begins).days + 1
    return next((kind for kind, (least, most) in _LENGTHS.items() if least <= days <= most), None)


def _untagged(figure: Figure, tags: FiledTags, taxonomy: Taxonomy, principal: str, calendar: FiscalCalendar | None) -> Figure:
    """A figure without a tag, by what the filing tags elsewhere.

    A cell with the very number that is tagged for the same time is that number again. What was read as a measure of the company
    itself is not that measure where the filing tags another number as it for the same time.
    """
    if not figure.metric or figure.period is None or figure.basis is not Basis.ACTUAL or figure.entity != principal:
        return figure
    if figure.table is not None and figure.amount.digits >= _TELLING_DIGITS:
        again = [tag for tag in tags.valued.get(abs(figure.amount.value), ()) if _same_time(tagged_period(tag, calendar), figure.period)]
        meant = {metric_of(concept_of(tag)) for tag in again}
        if len(meant) == 1 and None not in meant and not meant & {figure.metric, taxonomy.opposite(figure.metric)}:
            return replace(_as_tagged(figure, again[0], tags, taxonomy, principal, calendar), confidence=_BY_LABEL)
    if figure.dimension:
        return figure
    sides = (figure.metric, taxonomy.opposite(figure.metric) or figure.metric)
    same = [
        told
        for metric in sides
        for tag in tags.wholes.get(metric, ())
        if (told := _amount(figure.amount, tag)).unit == figure.amount.unit and told.per == figure.amount.per
        and _same_time(tagged_period(tag, calendar), figure.period)
    ]  # fmt: skip
    if not same or any(agree(_exactly(told), replace(figure.amount, value=abs(figure.amount.value))) for told in same):
        return figure
    return replace(figure, metric="", confidence=min(figure.confidence, _UNNAMED))


def _exactly(told: Amount) -> Amount:
    """The size of what a tag tells, as precise as its own digits: prose rounds it."""
    value = abs(told.value)
    exponent = value.normalize().as_tuple().exponent
    return replace(told, value=value, scale=int(exponent))


def _same_time(one: Period, other: Period) -> bool:
    return one.kind is other.kind and (one.end == other.end if one.kind is PeriodKind.INSTANT else (one.year, one.number, one.fiscal) == (other.year, other.number, other.fiscal))


def _as_tagged(figure: Figure, tag: Tag, tags: FiledTags, taxonomy: Taxonomy, principal: str, calendar: FiscalCalendar | None) -> Figure:
    amount = _amount(figure.amount, tag)
    metric, dimension, entity = figure.metric, figure.dimension, figure.entity
    meant = tags.measured(tag)
    members = tags.members(tag)
    if meant is not None and meant in taxonomy:
        if metric not in {meant, taxonomy.opposite(meant)}:
            dimension = ""
        metric = meant
        entity = entity if members else principal or entity
    elif _doubtful(metric, tags.metrics, taxonomy):
        # The filing has this measure under its public concept elsewhere, so this number is something else.
        metric = dimension = ""
    if metric and members:
        dimension = part_name(members, figure.label, dimension, tags.words, telling=tags.telling(tag))
    elif metric in PER_SHARE:
        dimension = next((form for form in ("Basic", "Diluted") if form in tag.concept), dimension)
    else:
        dimension = ""
    bracketed = figure.amount.value < 0 or (bool(figure.metric) and taxonomy.opposite(metric) == figure.metric)
    unsigned = amount.value > 0 and metric == meant and bracketed and taxonomy.opposite(metric) is not None and _LOSS.match(figure.label) is not None
    metric, value = taxonomy.canonical(metric, -amount.value if unsigned else amount.value)
    amount = replace(amount, value=value)
    if metric and amount.unit and not taxonomy.compatible(metric, amount.unit):
        metric = dimension = ""
    period = tagged_period(tag, calendar)
    basis = Basis.ACTUAL if figure.basis is Basis.ACTUAL or meant is not None else figure.basis
    sure = TAGGED if meant is not None else _BY_LABEL
    return replace(
        figure, entity=entity, amount=amount, metric=metric, dimension=dimension, period=period, basis=basis,
        confidence=sure if metric else min(figure.confidence, _UNNAMED),
    )  # fmt: skip


def _doubtful(metric: str, tagged: set[str], taxonomy: Taxonomy) -> bool:
    return bool(metric) and (metric in tagged or taxonomy.opposite(metric) in tagged)


def _amount(amount: Amount, tag: Tag) -> Amount:
    """The amount with the tag's value and unit; what was written keeps saying how precise it is."""
    value, unit, per = abs(tag.value) if _PAID.match(tag.concept.rpartition(":")[2]) else tag.value, tag.unit, amount.per
    money, _, share = unit.partition("/")
    if share == "shares":
        unit, per = money, "share"
    elif unit == "pure":
        if amount.unit == "percent" or (amount.value and abs(amount.value) == abs(value) * 100):
            value, unit = value * 100, "percent"
        else:
            unit = amount.unit
    else:
        unit = _UNITS.get(unit, unit if is_money(unit) else amount.unit)
    scale = amount.scale
    if amount.value and value:
        shift = (abs(value) / abs(amount.value)).adjusted() if abs(value) != abs(amount.value) else 0
        scale += shift
    return replace(amount, value=value, unit=unit, per=per, scale=scale, high=None if abs(value) != abs(amount.value) else amount.high)


def _told_by_tag(
    tag: Tag, revision: Revision, taxonomy: Taxonomy, principal: str, calendar: FiscalCalendar | None, tags: FiledTags
) -> Figure | None:
    """A figure of a row that was not read as one; nothing where its concept is no measure of ours or it says nothing."""
    metric = tags.measured(tag)
    if metric is None or metric not in taxonomy or not tag.value:
        return None
    block = next((b for b in revision.blocks if b.start <= tag.start < b.end), None)
    if block is None or block.kind is not BlockKind.ROW:
        return None
    text = revision.text[tag.start : tag.end]
    parsed = parse_cell(text)
    if parsed is None:
        return None
    label = _label(block, revision.text)
    bare = Figure(
        document_id=revision.document_id, revision_id=revision.revision_id, amount=replace(parsed, start=tag.start, end=tag.end),
        start=block.start, end=block.end, entity=principal, metric=metric, label=label, basis=Basis.ACTUAL, table=block.table,
    )  # fmt: skip
    return _as_tagged(bare, tag, tags, taxonomy, principal, calendar)


def _label(block: Block, text: str) -> str:
    first = next((cell for cell in block.cells), None)
    return "" if first is None else text[first.start : first.end]


def sheet_figures(revision: Revision, taxonomy: Taxonomy, principal: str, calendar: FiscalCalendar | None) -> Iterator[Figure]:
    """The figures of a fact sheet (`corpus.factsheet`): of each row what its tag says, of no part, and nothing that is read from words.

    Where several concepts of a measure differ for one period, the first on the list is it; the others, and concepts that
    are no measure of ours, keep their label, by which they are found.
    """
    calendar = calendar or calendar_of(revision.tags)
    tags = FiledTags(revision)
    rows = {cell.start: block for block in revision.blocks if block.kind is BlockKind.ROW for cell in block.cells}
    best: dict[tuple[str, str, date | None, date, bool], int] = {}
    for tag in revision.tags:
        rank, key = rank_of(tag.concept), _measured(tag)
        best[key] = min(rank, best.get(key, rank))
    for tag in revision.tags if principal else ():
        row = rows.get(tag.start)
        if row is None:
            continue
        value = abs(tag.value).normalize()
        words = revision.text[tag.start : tag.end]
        # What ends in zeros is rounded as far as anyone knows: company facts leave out how exact a number is.
        amount = Amount(
            tag.start, tag.end, tag.value, "percent" if words.endswith("%") else "", digits=len(value.as_tuple().digits),
            scale=int(value.as_tuple().exponent) if value else 0,
        )  # fmt: skip
        bare = Figure(
            document_id=revision.document_id, revision_id=revision.revision_id, amount=amount, start=row.start, end=row.end,
            entity=principal, metric="", label=_label(row, revision.text), basis=Basis.ACTUAL, table=row.table,
        )  # fmt: skip
        figure = _as_tagged(bare, tag, tags, taxonomy, principal, calendar)
        rank = rank_of(tag.concept)
        if figure.metric and rank > best[_measured(tag)]:
            figure = replace(figure, metric="", dimension="", confidence=_UNNAMED)
        elif figure.metric:
            figure = replace(figure, confidence=round(TAGGED + _FIRST / (1 + rank), 4))
        yield figure


def _measured(tag: Tag) -> tuple[str, str, date | None, date, bool]:
    return metric_of(tag.concept) or tag.concept, tag.unit, tag.begins, tag.ends, "Basic" in tag.concept
