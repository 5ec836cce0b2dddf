"""What a page says of itself, of the columns of its tables and of other times or the whole is no answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "guide.md": (
        """# Quiet mode in Tamsin Enterprise

Last reviewed 25 August 2026

Overview | Identity | Connectors | Quiet mode | Audit

## The case against Tamsin Labs

| Count | Theory | Plaintiffs |
|---|---|---|
| I | Infringement | All |
| II | Unjust enrichment | All |
""",
        "2026-08-25",
        "article",
    ),
    "lab.md": (
        """# The lab on the mountain

Firnlicht Labs moved into a former ski works in 2021. Firnlicht Labs now has around 590 researchers.

Gross margin at Firnlicht Labs was 60.3% in the third quarter of 2026, compared with 62.7% in the third quarter of 2025.

Firnlicht Labs spent $241 million on research and development in 2025.
""",
        "2026-09-29",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("nothing"), PAGES, date(2026, 11, 10))


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("whats quiet mode for in tamsin enterprise", "Last reviewed"),
        ("whats quiet mode for in tamsin enterprise", "Connectors"),
        ("what are the four counts against tamsin labs", "“Count | Theory"),
        ("avg no. of researchers employed by firnlicht labs in 2025", "590"),
        ("how much of firnlicht labs 2025 R&D went into 204", "$241 million [1]"),
    ],
)
def test_what_says_nothing_of_it_is_not_quoted(ask: Callable[[str], Answer], question: str, never: str) -> None:
    answer = ask(question)
    assert answer.status is not Status.ANSWERED or never not in answer.text


def test_how_it_stands_now_is_told_where_that_is_asked(ask: Callable[[str], Answer]) -> None:
    assert "590" in ask("how many researchers does firnlicht labs have now").text


def test_why_a_measure_fell_is_not_told_by_how_far(ask: Callable[[str], Answer]) -> None:
    assert ask("why is firnlicht labs gross margin down yoy").status is not Status.ANSWERED
