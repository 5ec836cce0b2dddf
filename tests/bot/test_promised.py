"""What is only promised, what is committed to several, and two numbers that are set against each other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "worth.md": ("# Pellworth raises\n\nPellworth closed a funding round of $300 million in March 2026, at a post-money valuation of $4.2 billion.\n", "2026-03-20", "article"),
    "payout.md": ("# Pellworth settles\n\nPellworth agreed to pay $150 million to settle a class action by photographers.\n", "2026-02-02", "article"),
    "deals.md": (
        "# Pellworth signs up\n\nPellworth has committed to spend $30 billion with Corvale over five years.\n\nPellworth committed to buy $8 billion of capacity from Ostler.\n\nPellworth also had an agreement for $2 billion of capacity with Skyrill.\n",
        "2026-05-20",
        "article",
    ),
    "paid.md": ("# Ostler's year\n\nOstler spent $6.4 billion on capital expenditures in 2025.\n", "2026-02-10", "press_release"),
    "arpu.md": ("# Skyrill's customers\n\nSkyrill's ARPU was $61 a month in the second quarter of 2026.\n", "2026-08-02", "press_release"),
    "research.md": ("# Corvale's research\n\nCorvale spent $1,840 million on research and development in 2025.\n", "2026-02-02", "press_release"),
    "before.md": ("# Pellworth before the money\n\nPellworth was valued at $3.9 billion in its March 2026 round before the new money was counted.\n", "2026-03-21", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("promised"), PAGES, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("has pellworth paid corvale the 30bn already or how does it work", "purchase commitments of $30 billion"),
        ("is the 8bn from pellworth for ostler cash already out of the door", "purchase commitments of $8 billion"),
        ("did pellworth already spend the 2bn at skyrill", "contract value of $2 billion"),
    ],
)
def test_what_is_promised_is_not_said_to_be_paid(question: str, told: str, ask: Callable[[str], Answer]) -> None:
    answer = ask(question)
    assert answer.text.startswith("No source that I hold says that it was paid: it is told of as a commitment.")
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    ["has ostler already spent 6.4bn on capex in 2025", "has pellworth paid tamber the 30bn already", "has pellworth already paid the 150m settlement", "is the 30bn from pellworth to tamber already spent", "has corvale paid pellworth the 7bn already"],
)  # fmt: skip
def test_what_is_paid_or_told_of_others_is_no_promise(question: str, ask: Callable[[str], Answer]) -> None:
    assert "told of as" not in ask(question).text


def test_commitments_to_several_are_added_up(ask: Callable[[str], Answer]) -> None:
    answer = ask("pellworth commitments to corvale, ostler and skyrill summed")
    assert answer.text.startswith("Pellworth: $40 billion in all, $30 billion (with Corvale) plus $8 billion (with Ostler) plus $2 billion (with Skyrill) (computed).")
    assert len(answer.citations) == 3


@pytest.mark.parametrize("question", ["pellworth commitments to corvale and tamber added up", "corvale commitments to pellworth and ostler summed", "pellworth commitments to corvale, ostler and tamber summed"])
def test_what_is_not_held_of_one_is_not_added_up(question: str, ask: Callable[[str], Answer]) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["one paper has pellworth at 3.9bn and another says 4.2bn, who's right?", "3.9bn or 4.2bn for pellworth, which is right?"])
def test_two_numbers_of_one_measure_are_both_told(question: str, ask: Callable[[str], Answer]) -> None:
    answer = ask(question)
    assert "valuation of $3.9 billion" in answer.text
    assert "valuation of $4.2 billion" in answer.text
    assert "before the new money" in answer.text


def test_a_number_that_nobody_gives_is_not_told_as_one_of_two(ask: Callable[[str], Answer]) -> None:
    assert ask("one paper has pellworth at 5.1bn and another says 4.2bn, who's right?").status is not Status.ANSWERED
