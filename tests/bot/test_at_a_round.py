"""A measure at the time of a round that is named is told by the month of the round."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "round.md": ("# Tolver Labs raises\n\nTolver Labs announced on May 28, 2025, a Series D funding round of $65 million at a post-money valuation of $965 million.\n", "2025-05-29", "article"),
    "rate.md": ("# Tolver Labs sells more\n\nTolver Labs had annualized revenue of $47 million in May 2025. It had annualized revenue of $65 million in July 2025.\n", "2025-08-02", "article"),
    "before.md": ("# Before the money\n\nTolver Labs was valued at $900 million in its May 2025 round before the new money was counted.\n", "2025-06-01", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("at_a_round"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("tolver labs run rate around the time of the series d", "Tolver Labs: run-rate revenue of $47 million in May 2025 [1]."),
        ("series d tolver labs valuation before the new cash", "Tolver Labs: valuation of $900 million in May 2025 [1]."),
        ("tolver labs valuation in may 2025 pre-money", "Tolver Labs: valuation of $900 million in May 2025 [1]."),
    ],
)
def test_the_time_of_a_round_is_its_month(ask: Callable[..., Answer], question: str, told: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(told)
