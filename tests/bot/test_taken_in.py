"""What a number takes in or leaves out, by the question and by the sentence; and what stands before one measure of a list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.taken_in import of_other_scope
from tests.bot.asking import asker

PAGES = {
    "spending.md": ("# What Tolver Labs spent\n\nTolver Labs' capital expenditures including finance leases were $72.2 million in 2024. Excluding leases, Tolver Labs' capital expenditures for 2024 were $69.7 million.\n", "2025-01-30", "article"),
    "results.md": ("# Results of Tolver Labs\n\nTolver Labs had revenue of $140 million in 2024. Its GAAP net income was $60 million in 2024, and its adjusted net income $66 million.\n", "2025-01-31", "article"),
    "deal.md": ("# Marrick and Tolver Labs\n\nMarrick Group delivers 6,000 accelerators to Tolver Labs. Tolver Labs also gets a warrant for 160 million shares of Marrick Group.\n", "2025-03-31", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("taken_in"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("tolver labs capex 2024 without leases", "$69.7 million"),
        ("capex of tolver labs in 2024 excluding finance leases", "$69.7 million"),
        ("tolver labs capex 2024 including leases", "$72.2 million"),
    ],
)
def test_the_number_is_the_one_with_or_without(ask: Callable[..., Answer], question: str, number: str) -> None:
    assert f"capital expenditures of {number}" in ask(question).text.splitlines()[0]


def test_a_question_that_follows_may_leave_something_out(ask: Callable[..., Answer]) -> None:
    assert "$69.7 million" in ask("and without the leases?", "tolver labs capex 2024").text.splitlines()[0]


@pytest.mark.parametrize(
    ("asked", "said", "other"),
    [
        ("capex without leases", "capital expenditures including finance leases were $5 million", True),
        ("capex with leases", "excluding leases, it was $5 million", True),
        ("capex without leases", "capital expenditures excluding leases were $5 million", False),
        ("capex without leases", "capital expenditures were $5 million", False),
        ("capex", "capital expenditures including finance leases were $5 million", False),
        ("the deal with Acme without fees", "the deal with fees of $5 million", True),
    ],
)
def test_another_scope(asked: str, said: str, *, other: bool) -> None:
    assert of_other_scope(asked, said) is other


@pytest.mark.parametrize("question", ["tolver labs revenue and gaap net income 2024", "Tolver Labs' revenue as well as its GAAP net income for 2024"])
def test_what_stands_before_one_measure_is_said_of_it_alone(ask: Callable[..., Answer], question: str) -> None:
    text = ask(question).text
    assert "revenue of $140 million" in text
    assert "net income of $60 million" in text


def test_what_there_is_besides_is_no_number_of_it(ask: Callable[..., Answer]) -> None:
    assert "warrant for 160 million shares" in ask("what does tolver labs get from marrick besides chips").text
