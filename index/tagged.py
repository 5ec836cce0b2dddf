"""Figures of tagged filings: what inline XBRL says of a number goes before what its row, column and caption say.

A tag gives the number's value, unit and dates, and a concept that either is one of our measures or is not. Which part of the
company a number is for stays in the row's and column's words, as people ask for it in these; the tag says whether it is
for a part at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus.document import Block, BlockKind, Revision, Tag
from index import _calendar
from index.amount import Amount
from index.amounts import parse_cell
from index.concepts import metric_of, rank_of
from index.figure import Basis, Figure
from index.fiscal import FiscalCalendar
from index.period import Period, PeriodKind
from index.taxonomy import Taxonomy

__all__ = ["TAGGED", "calendar_of", "sheet_figures", "tagged_figures", "tagged_period"]

TAGGED = 0.99
"""How sure a figure is whose measure its tag names."""
_FIRST = 0.008  # more for the concept that says a measure best, less for those after it
_UNNAMED = 0.6  # as of any cell that only its label names
_LENGTHS = {
    PeriodKind.QUARTER: (80, 100),
    PeriodKind.HALF: (172, 192),
    PeriodKind.NINE_MONTHS: (262, 285),
    PeriodKind.YEAR: (350, 378),
}
"""Days, both ends counted, that a period of each kind has at least and at most; 13 to 14 and 52 to 53 weeks among them."""
_UNITS = {"shares": "share", "pure": ""}
# Axes that say how a number is stated, not for which part of the company.
_ASIDE = re.compile(r"(?:ConsolidationItems|Range|StatementScenario|LegalEntity|ClassOfStock)Axis$")
_WHOLE = re.compile(r"(?:Consolidat\w*|CommonStock|CommonClass[A-Z]|OperatingSegments|ReportableSegment\w*|CorporateNonSegment)Member$")
_NAMES_A_PART = re.compile(r"(?:Segments?|ProductOrService|Geograph\w*)Axis$")
_LONGEST_NAME = 40  # characters of a member's name that is worth showing beside the row's own word
_OF_SHARES = frozenset({"eps", "loss_per_share"})
"""Measures whose basic and diluted forms are concepts of their own."""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def tagged_figures(
    figures: Iterable[Figure], revision: Revision, taxonomy: Taxonomy, principal: str, calendar: FiscalCalendar | None
) -> Iterator[Figure]:
    """The figures of a revision as its tags have them, and those that only its tags tell; unchanged where it has none."""
    if not revision.tags:
        yield from figures
        return
    calendar = calendar or calendar_of(revision.tags)
    tags = _Tags(revision.tags)
    said: set[int] = set()
    for figure in figures:
        tag = tags.on(figure.amount.start, figure.amount.end)
        if tag is None:
            yield figure
            continue
        said.add(tag.start)
        yield _as_tagged(figure, tag, tags, taxonomy, calendar)
    for tag in revision.tags:
        if tag.start not in said and principal:
            found = _told_by_tag(tag, revision, taxonomy, principal, calendar, tags)
            if found is not None:
                yield found


def calendar_of(tags: Sequence[Tag]) -> FiscalCalendar | None:
    """The fiscal calendar that the yearly numbers of a filing have; None where it has no such numbers."""
    ends = Counter((tag.ends.month, tag.ends.day) for tag in tags if _kind(tag) is PeriodKind.YEAR)
    return FiscalCalendar(*ends.most_common(1)[0][0]) if ends else None


def tagged_period(tag: Tag, calendar: FiscalCalendar | None) -> Period:
    """The period of a tag, by the name that the company's calendar has for it."""
    if tag.begins is None:
        return _calendar.instant(tag.ends)
    kind = _kind(tag)
    if kind is None:
        return _calendar.span(tag.begins, tag.ends, f"{tag.begins:%B} {tag.begins.day}, {tag.begins.year} to {tag.ends:%B} {tag.ends.day}, {tag.ends.year}")
    named = calendar.label(kind, tag.ends) if calendar is not None and not calendar.is_calendar else None
    return replace(named or _calendar.ended(kind, tag.ends), start=tag.begins, end=tag.ends)


def _kind(tag: Tag) -> PeriodKind | None:
    if tag.begins is None:
        return None
    days = (tag.ends - tag.begins).days + 1
    return next((kind for kind, (least, most) in _LENGTHS.items() if least <= days <= most), None)


class _Tags:
    """The tags of a filing by place, and the measures that its concepts are."""

    def __init__(self, tags: Sequence[Tag]) -> None:
        self._starts = {tag.start: tag for tag in tags}
        self._within = sorted(tags, key=lambda tag: tag.start)
        self.metrics = {metric for tag in tags if (metric := metric_of(tag.concept)) is not None}

    def on(self, start: int, end: int) -> Tag | None:
        """The tag of a number, which may be written with its sign and its scale around the tag."""
        if start in self._starts:
            return self._starts[start]
        at = bisect_left(self._within, start, key=lambda tag: tag.start)
        return self._within[at] if at < len(self._within) and self._within[at].start < end else None


def _as_tagged(figure: Figure, tag: Tag, tags: _Tags, taxonomy: Taxonomy, calendar: FiscalCalendar | None) -> Figure:
    amount = _amount(figure.amount, tag)
    metric, dimension = figure.metric, figure.dimension
    meant = metric_of(tag.concept)
    if meant is not None and meant in taxonomy:
        if meant != metric and not _kin(meant, metric, taxonomy):
            dimension = ""
        metric = meant
    elif _doubtful(metric, tags.metrics, taxonomy):
        # The filing has this measure under its public concept elsewhere, so this number is something else.
        metric = dimension = ""
    if metric and _is_part(tag):
        dimension = _part(tag, figure.label, dimension)
    elif metric in _OF_SHARES:
        dimension = next((form for form in ("Basic", "Diluted") if form in tag.concept), dimension)
    else:
        dimension = ""
    amount, metric = _signed(amount, metric, taxonomy)
    if metric and amount.unit and not taxonomy.compatible(metric, amount.unit):
        metric = dimension = ""
    period = tagged_period(tag, calendar)
    basis = Basis.ACTUAL if figure.basis is Basis.ACTUAL or meant is not None else figure.basis
    return replace(
        figure, amount=amount, metric=metric, dimension=dimension, period=period, basis=basis,
        confidence=TAGGED if metric else min(figure.confidence, _UNNAMED),
    )  # fmt: skip


def _doubtful(metric: str, tagged: set[str], taxonomy: Taxonomy) -> bool:
    opposite = taxonomy.metric(metric).opposite if metric in taxonomy else None
    return bool(metric) and (metric in tagged or opposite in tagged)


def _kin(meant: str, metric: str, taxonomy: Taxonomy) -> bool:
    return metric in taxonomy and taxonomy.metric(metric).opposite == meant


def _amount(amount: Amount, tag: Tag) -> Amount:
    """The amount with the tag's value and unit; what was written keeps saying how precise it is."""
    value, unit, per = tag.value, tag.unit, amount.per
    money, _, share = unit.partition("/")
    if share == "shares":
        unit, per = money, "share"
    elif unit == "pure":
        if amount.unit == "percent" or (amount.value and abs(amount.value) == abs(value) * 100):
            value, unit = value * 100, "percent"
        else:
            unit = amount.unit
    else:
        unit = _UNITS.get(unit, unit if re.fullmatch(r"[A-Z]{3}", unit) else amount.unit)
    scale = amount.scale
    if amount.value and value:
        shift = (abs(value) / abs(amount.value)).adjusted() if abs(value) != abs(amount.value) else 0
        scale += shift
    return replace(amount, value=value, unit=unit, per=per, scale=scale, high=None if abs(value) != abs(amount.value) else amount.high)


def _signed(amount: Amount, metric: str, taxonomy: Taxonomy) -> tuple[Amount, str]:
    """A negative income is its opposite, a loss of so much."""
    opposite = taxonomy.metric(metric).opposite if metric in taxonomy else None
    if opposite and amount.value < 0 and "loss" not in metric:
        return replace(amount, value=-amount.value), opposite
    return amount, metric


def _is_part(tag: Tag) -> bool:
    return any(not _ASIDE.search(axis) and not _WHOLE.search(member) for axis, member in tag.members)


def _part(tag: Tag, label: str, read: str) -> str:
    """The part that a number is for: in the words of its label that name the tag's member, else as it was read, else the member's own.

    Words that do not say what the member does get the member's beside them: "APAC (Asia Pacific)".
    """
    members = [member for axis, member in tag.members if not _ASIDE.search(axis) and not _WHOLE.search(member)]
    named = [_words(member) for member in members]
    for said in label.split(" › "):
        if any(_same_name(said, words) for words in named):
            return said
    if not read:
        return " ".join(named)
    known_by = len(named) == 1 and _NAMES_A_PART.search(tag.members[0][0]) is not None and len(named[0]) <= _LONGEST_NAME
    return f"{read} ({named[0]})" if known_by else read


def _same_name(said: str, member: str) -> bool:
    """Whether one of two names has all the words of the other: "Family of Apps (FoA)" and "Family Of Apps"."""
    one, other = (frozenset(re.findall(r"\w+", words.casefold())) - {"and"} for words in (said, member))
    return bool(one) and bool(other) and (one <= other or other <= one)


def _words(member: str) -> str:
    name = member.rpartition(":")[2].removesuffix("Member").removesuffix("Segment")
    return _CAMEL.sub(" ", name)


def _told_by_tag(
    tag: Tag, revision: Revision, taxonomy: Taxonomy, principal: str, calendar: FiscalCalendar | None, tags: _Tags
) -> Figure | None:
    """A figure of a row that was not read as one; nothing where its concept is no measure of ours or it says nothing."""
    metric = metric_of(tag.concept)
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
    return _as_tagged(bare, tag, tags, taxonomy, calendar)


def _label(block: Block, text: str) -> str:
    first = next((cell for cell in block.cells), None)
    return "" if first is None else text[first.start : first.end]


def sheet_figures(revision: Revision, taxonomy: Taxonomy, principal: str, calendar: FiscalCalendar | None) -> Iterator[Figure]:
    """The figures of a fact sheet (`corpus.factsheet`): of each row what its tag says, of no part, and nothing that is read from words.

    Where several concepts of a measure differ for one period, the first on the list is it; the others, and concepts that
    are no measure of ours, keep their label, by which they are found.
    """
    calendar = calendar or calendar_of(revision.tags)
    tags = _Tags(revision.tags)
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
        figure = _as_tagged(bare, tag, tags, taxonomy, calendar)
        rank = rank_of(tag.concept)
        if figure.metric and rank > best[_measured(tag)]:
            figure = replace(figure, metric="", dimension="", confidence=_UNNAMED)
        elif figure.metric:
            figure = replace(figure, confidence=round(TAGGED + _FIRST / (1 + rank), 4))
        yield figure


def _measured(tag: Tag) -> tuple[str, str, date | None, date, bool]:
    return metric_of(tag.concept) or tag.concept, tag.unit, tag.begins, tag.ends, "Basic" in tag.concept
