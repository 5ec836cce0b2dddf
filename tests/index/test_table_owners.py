"""Tables of who holds how much of a company. Invented holders."""

from __future__ import annotations

import pytest

from index.taxonomy import Taxonomy
from tests.index.tabled import OWNER, figures, table

TAXONOMY = Taxonomy.load()
HOLDERS = ("Halvard Fund | 15,940,000 | 14.6%", "Quillow Partners (1) | 7,305,000 | 6.7%", "Total | 23,245,000 | 21.3%")


def _stakes(body: str) -> set[tuple[str, str, str]]:
    return {(f.metric, f.dimension, f"{f.amount.value:f}") for f in figures(body, TAXONOMY) if f.entity == OWNER and f.metric in {"stake", "voting_power"}}


@pytest.mark.parametrize("heading", ["Principal stockholders", "Security ownership of certain beneficial owners", "Largest shareholders"])
def test_the_percentages_of_a_table_of_holders_are_stakes(heading: str) -> None:
    body = f"<h2>{heading}</h2>{table('Name | Shares before the offering | Percent', *HOLDERS)}"
    assert _stakes(body) == {("stake", "Halvard Fund", "14.6"), ("stake", "Quillow Partners", "6.7")}


def test_a_column_of_votes_is_no_stake() -> None:
    body = f"<h2>Principal stockholders</h2>{table('Name | Shares | Percent of total voting power', *HOLDERS)}"
    assert {metric for metric, _, _ in _stakes(body)} == {"voting_power"}


@pytest.mark.parametrize("heading", ["Revenue by customer", "Gross margin by segment"])
def test_percentages_of_other_tables_are_none(heading: str) -> None:
    assert not _stakes(f"<h2>{heading}</h2>{table('Name | Sales | Percent', *HOLDERS)}")
