"""Times put together from others that are held."""

from __future__ import annotations

from datetime import date

import pytest

from bot.stretches import Stretch, path, stretch_of
from index.period import Period, PeriodKind

YEAR, NINE, HALF, Q1, Q2, Q3, Q4 = Stretch(0, 12), Stretch(0, 9), Stretch(0, 6), Stretch(0, 3), Stretch(3, 6), Stretch(6, 9), Stretch(9, 12)


@pytest.mark.parametrize(
    ("target", "held", "steps"),
    [
        (Q4, [YEAR, NINE], [(YEAR, 1), (NINE, -1)]),
        (Q4, [YEAR, Q1, Q2, Q3], [(YEAR, 1), (Q1, -1), (Q2, -1), (Q3, -1)]),
        (Q4, [YEAR, HALF, Q3], [(YEAR, 1), (HALF, -1), (Q3, -1)]),
        (YEAR, [Q1, Q2, Q3, Q4, HALF], [(HALF, 1), (Q3, 1), (Q4, 1)]),
        (Stretch(6, 18), [YEAR, HALF, Stretch(12, 18)], [(YEAR, 1), (Stretch(12, 18), 1), (HALF, -1)]),
    ],
)
def test_the_fewest_that_make_up_a_time(target: Stretch, held: list[Stretch], steps: list[tuple[Stretch, int]]) -> None:
    assert path(target, held) == steps


@pytest.mark.parametrize("held", [[YEAR], [YEAR, Q1, Q3], [Q4, Stretch(12, 24)], []])
def test_what_leaves_a_hole_makes_up_nothing(held: list[Stretch]) -> None:
    assert path(Q4 if Q4 not in held else Q3, held) is None


def test_a_year_of_whole_weeks_is_of_whole_months() -> None:
    fiscal = Period(PeriodKind.YEAR, "fiscal 2025", 2025, fiscal=True, start=date(2024, 1, 29), end=date(2025, 1, 26))
    assert stretch_of(fiscal) == Stretch(2024 * 12 + 1, 2025 * 12 + 1)


@pytest.mark.parametrize(
    "period",
    [
        Period(PeriodKind.INSTANT, "June 30, 2025", end=date(2025, 6, 30)),
        Period(PeriodKind.QUARTER, "Q1 fiscal 2025", 2025, 1, fiscal=True),
        Period(PeriodKind.SPAN, "six weeks", start=date(2025, 1, 1), end=date(2025, 2, 14)),
    ],
)
def test_a_moment_or_a_broken_month_is_none(period: Period) -> None:
    assert stretch_of(period) is None
