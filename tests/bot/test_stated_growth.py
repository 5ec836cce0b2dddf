"""What a source says itself that something grew or fell by stands before what can be computed, of any measure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from tests.bot.asking import asker

PAGES = {
    "tolver.md": (("# Tolver Labs in the quarter\n\nTolver Labs had revenue of $16.1 million in the third quarter of 2025, which ended on September 30, 2025, up 14%.\n\n"
                  "Tolver Labs had a backlog of $240 million at the end of September 2025. The backlog was up 55% in a single quarter.\n"), "2025-10-29", "article"),
    "corran.md": ("# Corran Systems\n\nCorran Systems ended 2024 with 780 employees, up 6%.\n", "2025-01-30", "article"),
    "corran2.md": ("# Corran Systems a year before\n\nCorran Systems had 732 employees at the end of 2023.\n", "2024-01-30", "article"),
    "marrick.md": ("# Marrick Group\n\nMarrick Group had a backlog of $240 million at the end of 2024.\n", "2025-02-02", "article"),
    "marrick2.md": ("# Marrick Group in the quarter\n\nMarrick Group had a backlog of $462 million at the end of March 2025.\n", "2025-05-02", "article"),
    "quell.md": ("# Quell Mills\n\nQuell Mills had revenue of $818 million in the second quarter of 2025, a rise of only $91 million (12.5%) from a year earlier, as its advertising revenue fell by $100 million.\n", "2025-08-02", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("stated_growth"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how quickly did tolver labs revenue grow in q3 2025", "14% [1]."),
        ("tolver labs backlog growth in the third quarter of 2025, pct", "55% [2]."),
        ("corran systems headcount grew by what percent in 2024", "6% [1]."),
        ("quell mills revenue up by how much yoy in q2 2025, in $", "$91 million [1]."),
    ],
)
def test_growth_is_told_as_its_source_states_it(ask: Callable[..., Answer], question: str, told: str) -> None:
    assert ask(question).text.startswith(told)


@pytest.mark.parametrize("question", ["marrick group backlog gained in q1 2025", "marrick group backlog, how much added q1 2025 vs end of 2024"])
def test_what_was_added_is_a_difference(ask: Callable[..., Answer], question: str) -> None:
    assert "$222 million" in ask(question).text.partition("\n")[0]


def test_growth_in_a_quarter_is_none_in_a_year(ask: Callable[..., Answer]) -> None:
    assert "55%" not in ask("tolver labs backlog growth in 2025, pct").text
