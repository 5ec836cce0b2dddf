"""What of an answer makes a picture: a course, companies or parts side by side, and what makes none."""

from __future__ import annotations

from datetime import date

from bot.answer import Status
from bot.series import SeriesKind, series_of
from index.figure import Basis
from tests.bot.drawing import answer_of, figure


def test_years_make_a_course_in_their_order_whatever_order_they_are_told_in() -> None:
    series = series_of(answer_of(*(figure("Thornwick", "revenue", v, y) for y, v in (("2024", "3"), ("2022", "1"), ("2023", "2")))))
    assert series is not None
    assert series.kind is SeriesKind.COURSE
    assert [p.period for p in series.points] == ["2022", "2023", "2024"]
    assert series.title == "Thornwick: revenue"


def test_a_period_that_is_not_held_is_missing_and_keeps_its_place() -> None:
    series = series_of(answer_of(*(figure("Thornwick", "revenue", "5", p) for p in ("Q1 2024", "Q2 2024", "Q1 2025"))))
    assert series is not None
    assert [label for _, label in series.missing] == ["Q3 2024", "Q4 2024"]
    fiscal = series_of(answer_of(*(figure("Thornwick", "revenue", "5", p) for p in ("fiscal 2022", "fiscal 2023", "fiscal 2025"))))
    assert fiscal is not None
    assert [label for _, label in fiscal.missing] == ["fiscal 2024"]


def test_quarters_after_full_years_are_no_points_of_the_years() -> None:
    figures = [figure("Thornwick", "revenue", "5", p) for p in ("2022", "2023", "2024", "Q1 2025")]
    series = series_of(answer_of(*figures))
    assert series is not None
    assert [p.period for p in series.points] == ["2022", "2023", "2024"]


def test_balances_stand_on_their_days() -> None:
    figures = [
        figure("Thornwick", "backlog", "1", "December 31, 2024", until=date(2024, 12, 31)),
        figure("Thornwick", "backlog", "2", "Q1 2025", until=date(2025, 3, 31)),
        figure("Thornwick", "backlog", "3", "end of fiscal 2025", until=date(2025, 6, 30)),
    ]
    series = series_of(answer_of(*figures))
    assert series is not None
    assert series.dated
    assert [date.fromordinal(p.place) for p in series.points] == [f.until for f in figures]


def test_profits_and_losses_of_one_company_are_drawn_on_either_side_of_zero() -> None:
    figures = [figure("Thornwick", "net_loss", "6", "2022"), figure("Thornwick", "net_loss", "2", "2023"), figure("Thornwick", "net_income", "4", "2024")]
    series = series_of(answer_of(*figures))
    assert series is not None
    assert series.flipped
    assert [int(p.amount.value) for p in series.points] == [-6, -2, 4]
    losses = series_of(answer_of(*(figure("Thornwick", "net_loss", "6", y) for y in ("2022", "2023", "2024"))))
    assert losses is not None
    assert [int(p.amount.value) for p in losses.points] == [6, 6, 6]


def test_companies_stand_side_by_side_the_largest_first() -> None:
    series = series_of(answer_of(*(figure(e, "revenue", v, "2024") for e, v in (("Ardenmoor AI", "2"), ("Thornwick", "9"), ("Halvard", "4")))))
    assert series is not None
    assert series.kind is SeriesKind.COMPANIES
    assert [p.name for p in series.points] == ["Thornwick", "Halvard", "Ardenmoor AI"]
    assert series.title == "Revenue, 2024"


def test_parts_stand_side_by_side() -> None:
    series = series_of(answer_of(*(figure("Thornwick", "revenue", v, "2024", part=p) for p, v in (("Racks", "2"), ("Service", "9"), ("Licences", "4")))))
    assert series is not None
    assert series.kind is SeriesKind.PARTS
    assert series.points[0].name == "Service"


def test_what_is_planned_is_told_apart() -> None:
    figures = [figure("Thornwick", "revenue", "5", "2023"), figure("Thornwick", "revenue", "5", "2024"), figure("Thornwick", "revenue", "6", "2025", high="7", basis=Basis.GUIDANCE)]
    series = series_of(answer_of(*figures))
    assert series is not None
    assert [p.planned for p in series.points] == [False, False, True]


def test_what_is_signed_for_is_no_plan_of_itself() -> None:
    days = (("1", date(2024, 12, 31)), ("2", date(2025, 3, 31)), ("3", date(2025, 6, 30)))
    told = {
        metric: series_of(answer_of(*(figure("Thornwick", metric, v, f"{d:%B} {d.day}, {d.year}", until=d, basis=Basis.COMMITMENT) for v, d in days)))
        for metric in ("remaining_performance_obligations", "capital_expenditures")
    }
    assert {metric: series is not None and [p.planned for p in series.points] for metric, series in told.items()} == {
        "remaining_performance_obligations": [False] * 3,
        "capital_expenditures": [True] * 3,
    }


def test_fewer_than_three_or_of_several_measures_or_not_found_is_no_series() -> None:
    two = [figure("Thornwick", "revenue", "5", y) for y in ("2023", "2024")]
    assert series_of(answer_of(*two)) is None
    assert series_of(answer_of(*two, figure("Thornwick", "headcount", "5", "2025", unit="employee"))) is None
    assert series_of(answer_of(*two, figure("Thornwick", "revenue", "5", "2025", unit="EUR"))) is None
    assert series_of(answer_of(*two, figure("Thornwick", "revenue", "5", "2025"), status=Status.NOT_FOUND)) is None
    assert series_of(answer_of()) is None


def test_more_places_than_a_phone_can_show_are_no_series() -> None:
    assert series_of(answer_of(*(figure("Thornwick", "revenue", "5", str(y)) for y in range(1990, 2020)))) is None
    assert series_of(answer_of(*(figure("Thornwick", "revenue", "5", y) for y in ("1990", "2010", "2024")))) is None
