"""Claims of a deal between two that nothing held bears out: what the number really is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

_PAGES = {
    "stake.md": ("# Marrick Group and Tolver Labs\n\nBy October 2025 Marrick Group had invested $13 million in Tolver Labs.\n", "2025-10-02", "article"),
    "rent.md": ("# Corran Systems\n\nCorran Systems committed to spend $200 million on Quell Mills capacity over five years.\n", "2025-11-02", "article"),
    "quell.md": ("# Quell Mills\n\nQuell Mills has 30 employees. Quell Mills had revenue of $7 million in 2024.\n", "2025-09-02", "article"),
    "marrick.md": ("# Marrick Group\n\nMarrick Group has 90 employees. Marrick Group had revenue of $57 million in 2024.\n", "2025-09-02", "article"),
    "none.md": ("# Velloe Dyes\n\nVelloe Dyes has 40 employees. Velloe Dyes works with Corran Systems.\n", "2025-11-02", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("other_party"), _PAGES, date(2026, 1, 10))


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("did Marrick Group invest 13 million in Velloe Dyes?", "“By October 2025 Marrick Group had invested $13 million in Tolver Labs.”"),
        ("did Corran Systems commit $200 million to Velloe Dyes?", "“Corran Systems committed to spend $200 million on Quell Mills capacity over five years.”"),
    ],
)
def test_the_sum_of_another_deal_is_said_to_be_that(ask: Callable[..., Answer], question: str, quote: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith("No source I hold says so. The number is that of another deal:\n" + quote), answer.text


@pytest.mark.parametrize("question", ["did Marrick Group invest 19 million in Velloe Dyes?", "did Quell Mills invest 13 million in Velloe Dyes?"])
def test_what_is_nobodys_sum_of_these_two_is_not_found(ask: Callable[..., Answer], question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND
