"""What a measure is, told in burnrate's own words and marked as such."""

from __future__ import annotations

import pytest

from bot.answer import Status
from bot.defining import explained
from index.entity_table import EntityTable, TableEntry
from index.taxonomy import Taxonomy
from tests.bot.conftest import Ask

NAMES = EntityTable([TableEntry("Acme", kind="company")])


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load(None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What is RPO", "Contracted, not yet earned"),
        ("what does backlog mean?", "Signed but not delivered"),
        ("define adjusted ebitda", "each company says what it leaves out"),
        ("explain free cash flow", "operating cash flow less capital expenditures"),
        ("difference between run rate and revenue", "multiplies a recent month or quarter"),
        ("what's the difference between net loss and cash burn?", "not cash spent"),
    ],
)
def test_a_measure_is_explained_as_ours(text: str, said: str, taxonomy: Taxonomy) -> None:
    told = explained(text, taxonomy, NAMES, goes_on=False)
    assert told is not None
    assert said in told
    assert "burnrate's own explanation" in told


@pytest.mark.parametrize(
    "text",
    ["what is acme's backlog", "define acme", "explain acme's net loss", "what is the backlog", "what is the revenue in 2024", "difference between 2024 and 2025 revenue", "what is a token", "what was revenue"],
)
def test_what_asks_for_a_number_is_not_explained(text: str, taxonomy: Taxonomy) -> None:
    assert explained(text, taxonomy, NAMES, goes_on=False) is None


def test_in_a_conversation_only_a_meaning_is_explained(taxonomy: Taxonomy) -> None:
    assert explained("what is RPO", taxonomy, NAMES, goes_on=True) is None
    assert explained("what does RPO mean", taxonomy, NAMES, goes_on=True) is not None


def test_an_explanation_cites_nothing_and_is_no_answer_of_a_source(ask: Ask) -> None:
    answer = ask("what does backlog mean")
    assert (answer.status, answer.citations, answer.figures) == (Status.CLARIFY, (), ())
    assert ask("what is revenue", after=["thornwick net loss 2024"]).status is Status.ANSWERED
