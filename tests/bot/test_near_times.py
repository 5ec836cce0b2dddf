"""What is like the thing asked and is not it: another part of the world, another time, kin of a measure named exactly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "tarnwick.md": (
        ("# Tarnwick in 2025\n\nTarnwick had 8.0 million subscribers at June 30, 2026.\n\nTarnwick had an operating loss of $340 million in 2024.\n\n"
        "Tarnwick's cash burn was $510 million in 2025.\n"),
        "2026-07-10",
        "news",
    ),
    "brackmere.md": (
        ("# Brackmere in the United States\n\nBrackmere had 3.0 million subscribers in the United States at June 30, 2026.\n\n"
        "Brackmere expects capital expenditures of $2.5 billion in 2030.\n"),
        "2026-07-10",
        "news",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("near"), PAGES, date(2026, 9, 1))


@pytest.mark.parametrize(
    "question",
    [
        "tarnwick subscribers in the US only, june 2026",
        "tarnwick US subscribers at june 30, 2026",
        "how many subscribers does tarnwick have in the united states",
        "tarnwick cash burn in 2024",
        "how much cash will tarnwick burn by 2030",
    ],
)
def test_a_near_miss_is_not_given(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("tarnwick subscribers june 30, 2026", 8_000_000),
        ("tell us tarnwick's subscribers at june 30, 2026", 8_000_000),
        ("brackmere subscribers in the US, june 30 2026", 3_000_000),
        ("how much did tarnwick burn in 2024", 340_000_000),
        ("tarnwick cash burn 2025", 510_000_000),
        ("brackmere capex in 2030", 2_500_000_000),
    ],
)
def test_the_thing_itself_is(ask: Callable[[str], Answer], question: str, value: int) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.figures[0].amount.value == value
