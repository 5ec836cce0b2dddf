"""Selection: figures told apart by measure and time, the same as if each was held against each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from bot.library import Library
from bot.selection import Fit, distinct, same_measure
from bot.times import Matches, event_match, period_match
from corpus.document import SourceType
from index.amount import Amount
from index.entity_table import EntityTable, TableEntry
from index.figure import Basis, Figure
from index.period import Period, PeriodKind
from index.records import DocumentMeta, Glance
from index.taxonomy import Taxonomy

DOCUMENT = DocumentMeta("a", "a-1", "https://a.example/", "A", "A", date(2026, 1, 2), SourceType.ARTICLE, datetime(2026, 1, 3, tzinfo=UTC))
NAMES = EntityTable([TableEntry("Acme", "company", year_end=(1, 31)), TableEntry("Bolt", "company")])
PERIODS = [
    None,
    Period(PeriodKind.YEAR, "2025", 2025, start=date(2025, 1, 1), end=date(2025, 12, 31)),
    Period(PeriodKind.YEAR, "fiscal 2025", 2025, fiscal=True),
    Period(PeriodKind.YEAR, "fiscal 2025", 2025, fiscal=True, start=date(2024, 2, 1), end=date(2025, 1, 31)),
    Period(PeriodKind.QUARTER, "Q4 fiscal 2025", 2025, 4, fiscal=True),
    Period(PeriodKind.INSTANT, "January 31, 2025", 2025, end=date(2025, 1, 31)),
    Period(PeriodKind.MONTH, "January 2025", 2025, 1, start=date(2025, 1, 1), end=date(2025, 1, 31)),
    Period(PeriodKind.SPAN, "since then"),
]
figures = st.builds(
    lambda period, entity, metric, unit, basis, table: Figure(
        "a", "a-1", Amount(40, 42, Decimal(5), unit), 0, 50, entity, metric, "", basis, period, table=table
    ),
    st.sampled_from(PERIODS),
    st.sampled_from(["Acme", "Bolt"]),
    st.sampled_from(["revenue", "headcount"]),
    st.sampled_from(["USD", "employee"]),
    st.sampled_from([Basis.ACTUAL, Basis.GUIDANCE, Basis.RUN_RATE]),
    st.sampled_from([None, 1]),
)


@given(st.lists(figures, max_size=12))
def test_of_what_is_the_same_the_first_is_kept(some: list[Figure]) -> None:
    found = [Fit(replace(figure, start=place), DOCUMENT, 1.0, kin=False, match=None, coverage=1.0) for place, figure in enumerate(some)]
    kept: list[Fit] = []
    for fit in found:
        if not any(same_measure(fit, other, NAMES) for other in kept):
            kept.append(fit)
    assert distinct(found, NAMES) == kept


class _Held:
    """As much of a library as the times of figures are judged by; every sentence says when it was told."""

    names, taxonomy = NAMES, Taxonomy.load()

    @staticmethod
    def quote(figure: Figure) -> str:
        return "In January 2025, Acme disclosed that" if figure.start % 2 else "Acme says that"


@given(st.lists(figures, max_size=12), st.lists(st.sampled_from(PERIODS[1:]), min_size=1, max_size=2))
def test_times_are_matched_as_one_by_one(some: list[Figure], when: list[Period]) -> None:
    library = cast(Library, _Held())
    matches = Matches(when, library)
    for place, figure in enumerate(some):
        own = replace(figure, start=place)
        assert matches.of(own) is period_match(own, when, library)


@given(figures, st.lists(st.sampled_from(PERIODS[1:]), min_size=1, max_size=2))
def test_a_glance_sets_no_figure_aside_that_is_of_the_time(figure: Figure, when: list[Period]) -> None:
    library = cast(Library, _Held())
    matches = Matches(when, library)
    own = replace(figure, start=1)
    glance = Glance(1, "a", own.entity, own.metric, own.label, own.amount.unit, own.table, own.confidence, own.start, own.end, own.amount.start, own.period)
    assert matches.may(glance) or not (matches.of(own) or event_match(own, DOCUMENT, when, library))
