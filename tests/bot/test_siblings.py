"""Another number of a figure's sentence, where the question's words stand by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "plan.md": (
        "# Torvane's plans\n\nTorvane guided to capital expenditures of about $8 billion for 2026, of which $900 million is due to dearer transformers.\n",
        "2026-03-02",
        "company",
    ),
    "worth.md": ("# Corvale and its suitor\n\nCorvale makes looms. The bid is a modest bump on the $1.9 billion that Corvale was worth in April, when it last raised money.\n", "2026-06-02", "news"),
    "staff.md": ("# Corvale grows\n\nCorvale had 640 employees at the end of May 2026, up from 410 a year earlier. Corvale's 30 lorries are electric.\n", "2026-06-05", "news"),
    "cut.md": ("# Dunmere trims\n\nDunmere cut its guidance for 2026 capital expenditures to $4 billion, from $6 billion.\n", "2026-06-05", "news"),
    "capacity.md": (
        "# Ostrava Grid\n\nOstrava Grid has 40 megawatts of power capacity. Ostrava Grid added 12 megawatts of power in one summer.\n",
        "2026-06-05",
        "news",
    ),
    "quarters.md": (
        "# Pellam\n\nPellam's revenue was $40.2 million in the first quarter of 2026. Pellam's revenue was $52.5 million in the second quarter of 2026.\n",
        "2026-08-05",
        "news",
    ),
    "round.md": ("# Ellery raises\n\nEllery Labs raised $270 million in June 2025, at a valuation of $2.2 billion.\n", "2025-06-10", "news"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("siblings"), PAGES, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("how much of torvane's 2026 capex is down to transformers", "$900 million"),
        ("torvane capex 2026", "Torvane: capital expenditures of about $8 billion"),
        ("what was corvale worth", "Corvale: valuation of $1.9 billion"),
        ("dunmere's previous capex guidance", "$6 billion"),
        ("how much more revenue did pellam have in q2 2026 than in q1 2026", "The difference is $12.3 million (computed)."),
        ("how much did ellery raise in 2025 (the money, not the valuation)", "Ellery Labs: funding raised of $270 million"),
    ],
)
def test_the_number_that_the_question_speaks_of_leads(ask: Callable[[str], Answer], question: str, first: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(first)


def test_a_number_of_no_known_measure_is_found_by_the_words_beside_it(ask: Callable[[str], Answer]) -> None:
    assert "$1.9 billion" in ask("what was corvale worth").text


def test_a_difference_is_said_to_be_computed(ask: Callable[[str], Answer]) -> None:
    answer = ask("how much more revenue did pellam have in q2 2026 than in q1 2026")
    assert [figure.computed for figure in answer.figures if figure.computed] == ["the difference between $52.5 million and $40.2 million"]
