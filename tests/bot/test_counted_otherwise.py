"""What one source counts as jobs and another as positions is one thing, and what a page goes on to say of others' counts is told beside its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "courier.md": (
        """# Lodestrand to axe 410 jobs

Lodestrand, a maker of looms, is to cut 410 jobs at its works in Marrowby.
""",
        "2026-08-20",
        "article",
    ),
    "wire.md": (
        """# Lodestrand replaces its chief

A notice that Lodestrand filed with the labour office lists 340 positions to be eliminated.
""",
        "2026-09-02",
        "article",
    ),
    "letter.md": (
        """# Counting the lights of Corvane

Corvane Cloud had 702 megawatts of power capacity on September 30, 2026. I asked nine utilities for the demand at its sites. Scaling for two of them, I get about 640.

Thessaly Labs has cut 85 positions. Four employees put the number nearer to 120, if you count contractors.

Ostrey Cloud has 300 megawatts of power capacity. It got 12 prizes in all. In 2021 a rival put it at 500 megawatts.
""",
        "2026-10-12",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("counted"), PAGES, date(2026, 11, 10))


@pytest.mark.parametrize(
    ("question", "leads", "beside"),
    [
        ("how many jobs is lodestrand cutting", "340", "410"),
        ("power capacity of corvane cloud at the end of september 2026", "702", "640"),
        ("how many people did thessaly labs lay off", "85", "120"),
    ],
)
def test_another_count_is_told_beside(ask: Callable[[str], Answer], question: str, leads: str, beside: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    first, _, rest = answer.text.partition("\n")
    assert leads in first
    assert beside in rest, answer.text


def test_what_is_counted_besides_or_was_so_before_is_no_other_count(ask: Callable[[str], Answer]) -> None:
    answer = ask("power capacity of ostrey cloud")
    assert "300 megawatts" in answer.text
    assert "another number" not in answer.text
