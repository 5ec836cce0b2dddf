"""Messages that ask for two things: each is answered, or it is said for which nothing is held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.measured_pieces import measured_pieces
from index.entity_table import EntityTable, TableEntry
from index.taxonomy import Taxonomy
from tests.bot.asking import asker

PAGES = {
    "old.md": ("# Larkspur Robotics then\n\nLarkspur Robotics had 170 employees in August 2023.\n", "2023-08-24", "article"),
    "new.md": ("# Larkspur Robotics now\n\nLarkspur Robotics has about 635 employees as of September 2025.\n", "2025-09-20", "article"),
    "round.md": ("# Larkspur Robotics raises\n\nLarkspur Robotics raised $17 million in its Series C round of September 2025, at a post-money valuation of $117 million.\n", "2025-09-21", "article"),
    "older.md": ("# An older round\n\nIn March 2024 Larkspur Robotics closed a funding round of $4 million led by Ostman Capital.\n", "2024-03-31", "article"),
    "flows.md": ("# Cash of Hollin Power\n\nHollin Power generated $68 million of operating cash flow in 2024. Net cash used in investing activities by Hollin Power was $196 million in 2024.\n\nHollin Power had revenue of $300 million in 2024.\n\nHollin Power had revenue of $250 million in 2023.\n", "2025-02-20", "article"),
    "loss.md": ("# Losses of Hollin Power\n\nHollin Power had a net loss of $38 million in 2024, wider than its operating loss because of changes in the fair value of warrants. Hollin Power had an operating loss of $20 million in 2024.\n", "2025-02-21", "article"),
    "guide.md": ("# A plan\n\nHollin Power in February 2025 guided to capital expenditures of $175 million to $185 million for 2025.\n", "2025-02-22", "press_release"),
    "guide2.md": ("# A new plan\n\nIn July 2025 Hollin Power put its 2025 capital expenditures at $190 million to $200 million.\n", "2025-07-30", "press_release"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("halves"), PAGES, date(2025, 11, 10))


def values(answer: Answer) -> list[int]:
    return [int(f.amount.value) for f in answer.figures]


def test_then_and_now(ask: Callable[..., Answer]) -> None:
    assert values(ask("how many staff did Larkspur Robotics have in 2023 and now?")) == [170, 635]


def test_two_times_with_a_short_word_between_them(ask: Callable[..., Answer]) -> None:
    assert sorted(values(ask("hollin power revenue 2023 v 2024"))) == [250_000_000, 300_000_000]


def test_who_led_it_is_said_to_be_missing(ask: Callable[..., Answer]) -> None:
    answer = ask("Larkspur Robotics Series C - who led and how much did they take")
    assert answer.status is Status.NOT_FOUND
    assert "who led" in answer.text
    assert "$17 million" in answer.text


def test_the_round_is_the_one_of_the_valuation_just_told(ask: Callable[..., Answer]) -> None:
    answer = ask("what's larkspur robotics' valuation and who led the round")
    assert "$117 million" in answer.text
    assert "Ostman" not in answer.text
    assert "“who led the round”" in answer.text


def test_a_measure_that_leaves_out_the_word_they_share(ask: Callable[..., Answer]) -> None:
    for question in ("hollin power operating cash flow vs investing 2024", "hollin power operating and investing cash flow 2024"):
        assert [abs(value) for value in values(ask(question))] == [68_000_000, 196_000_000]


def test_one_of_two_measures_is_said_to_be_missing(ask: Callable[..., Answer]) -> None:
    answer = ask("hollin power revenue and headcount 2024")
    assert answer.status is Status.NOT_FOUND
    assert "could not find headcount" in answer.text
    assert values(answer) == [300_000_000]


def test_neither_of_two_measures_is_told_by_a_third(ask: Callable[..., Answer]) -> None:
    answer = ask("hollin power valuation and headcount 2025")
    assert answer.status is Status.NOT_FOUND
    assert not answer.figures


def test_what_was_guided_in_a_month_and_later(ask: Callable[..., Answer]) -> None:
    answer = ask("what did hollin power guide for capex in feb 25 and what later")
    assert values(answer) == [175_000_000, 190_000_000]


def test_two_companies_each_with_a_measure(ask: Callable[..., Answer]) -> None:
    answer = ask("hollin power revenue 2024 and larkspur robotics headcount in september 2025")
    assert values(answer) == [300_000_000, 635]


def test_why_the_difference_is_asked_of_the_two_before_it(ask: Callable[..., Answer]) -> None:
    answer = ask("hollin power net loss 2024 vs operating loss 2024, why the difference")
    assert values(answer)[:2] == [-38_000_000, -20_000_000] or values(answer)[:2] == [38_000_000, 20_000_000]
    assert "fair value of warrants" in answer.text


NAMES = EntityTable([TableEntry("Acme", kind="company"), TableEntry("Bolt", kind="company")])


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Acme revenue 2024 and Bolt run rate in May", ["Acme revenue 2024", "Bolt run rate in May"]),
        ("did Acme hit its revenue and capex targets", ["did Acme hit its revenue targets", "did Acme hit its capex targets"]),
        ("Acme and Bolt revenue", []),
        ("Acme revenue vs Bolt capex, which is bigger", []),
        ("Acme revenue and capex", []),
    ],
)
def test_which_questions_a_message_asks(text: str, asked: list[str]) -> None:
    assert [piece.text for piece in measured_pieces(text, NAMES, Taxonomy.load(None))] == asked
