"""The figures believed: which are wanted in which words, in which order they come, and what is said where there are none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.errors import QuestionError
from bot.figure_table import FigureRow, held_instead, rows, wanted
from bot.library import Library

_TODAY = date(2025, 11, 10)


def asked(library: Library, entity: str | None = None, metric: str | None = None, period: str | None = None, basis: str | None = None) -> list[FigureRow]:
    return list(rows(library, wanted(library, entity=entity, metric=metric, period=period, basis=basis, today=_TODAY)))


def values(found: list[FigureRow]) -> set[str]:
    return {format(row.figure.amount.value.normalize(), "f") for row in found}


@pytest.mark.parametrize("entity", ["Thornwick Systems", "thornwick", "THWK", "thornwick's"])
def test_a_company_goes_by_any_of_its_names(library: Library, entity: str) -> None:
    assert {row.figure.entity for row in asked(library, entity)} == {"Thornwick Systems"}


@pytest.mark.parametrize("metric", ["research_and_development", "R&D", "research and development", "r&d spending"])
def test_a_measure_goes_by_any_of_its_names(library: Library, metric: str) -> None:
    found = asked(library, "thornwick", metric)
    assert values(found) == {"121400000", "97300000", "64900000"}


@pytest.mark.parametrize("period", ["2024", "FY2024", "fy24", "year 2024"])
def test_a_period_is_read_in_any_wording(library: Library, period: str) -> None:
    assert values(asked(library, "thornwick", "revenue", period, "actual")) == {"213000000", "230000000"}


def test_a_quarter_is_not_its_year(library: Library) -> None:
    assert values(asked(library, "thornwick", "revenue", "Q3 2025")) == {"84900000"}


def test_a_footing_is_told_apart(library: Library) -> None:
    assert {row.figure.basis.value for row in asked(library, "thornwick", "revenue", "2025", "guidance")} == {"guidance"}
    assert values(asked(library, "ardenmoor", basis="run rate")) == {"400000000"}


def test_each_row_has_the_words_that_bear_it(library: Library) -> None:
    for row in asked(library):
        assert row.quote == library.text(row.document.document_id)[row.figure.start : row.figure.end]
        assert row.quote
        assert row.document.url.startswith("https://")


def test_rows_come_by_company_then_from_the_oldest_period_on_the_best_source_first(library: Library) -> None:
    every = asked(library)
    names = [row.figure.entity for row in every]
    assert names == sorted(names, key=str.casefold)
    years = asked(library, "thornwick", "revenue", "2022 to 2024", "actual")
    assert [row.figure.period.year for row in years if row.figure.period] == sorted(row.figure.period.year or 0 for row in years if row.figure.period)
    of_2024 = [row for row in years if row.figure.period and row.figure.period.year == 2024]
    assert of_2024[0].document.source_type == "filing"
    assert of_2024[-1].document.source_type == "blog"


@pytest.mark.parametrize(
    ("filters", "nearest"),
    [
        ({"entity": "Thornwik Sistems Group"}, "Thornwick Systems"),
        ({"metric": "operating lossess profile"}, "operating_loss"),
        ({"metric": "capexx"}, "capital_expenditures"),
        ({"basis": "guidence"}, "guidance"),
        ({"period": "whenever"}, "Q2 2026"),
    ],
)
def test_what_is_not_known_names_the_nearest(library: Library, filters: dict[str, str], nearest: str) -> None:
    with pytest.raises(QuestionError, match=nearest):
        asked(library, **filters)


def test_where_nothing_fits_it_says_what_is_held(library: Library) -> None:
    which = wanted(library, entity="thornwick", metric="revenue", period="2009", basis=None, today=_TODAY)
    assert not list(rows(library, which))
    assert "2024" in held_instead(library, which)
    which = wanted(library, entity="ardenmoor", metric="capex", period=None, basis=None, today=_TODAY)
    assert "revenue" in held_instead(library, which)
