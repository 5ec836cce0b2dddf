"""What was only sought, what is only supposed, and who does something for somebody else: pages that tell of these, and what they answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "verdict.md": (
        """# Jury sides with Arden Loom

A jury found on Friday that Quillfire stole the secrets of Arden Loom and gave it $74 million.

Arden Loom had asked for $210 million.
""",
        "2026-05-15",
        "article",
    ),
    "pickers.md": (
        """# A robot in the orchard

Pellworth rents out robots that pick apples. Pellworth has 74 employees.

Pellworth expects to break even in 2029, if Pellworth has four hundred machines out by then.
""",
        "2026-06-23",
        "article",
    ),
    "filing.md": (
        """# Lumenfold, Inc. Form 10-Q

Lumenfold, Inc. provides software with which marketers edit video.

Studios love Dravincore and its new boss, said Halvard Quist, president of Dravincore.
""",
        "2026-06-08",
        "article",
    ),
    "history.md": (
        """# Veltrane, a history

In 2017 Veltrane had six employees.

Gross margin at Veltrane was 58.0% in 2025, compared with 61.0% in 2024 and 62.0% in 2023.
""",
        "2026-06-03",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("sought"), PAGES, date(2026, 11, 10))


@pytest.mark.parametrize(
    ("question", "number"),
    [("how much does quillfire have to pay arden loom", "$74 million"), ("how much had arden loom asked for", "$210 million")],
)
def test_what_was_asked_for_is_not_what_is_paid(ask: Callable[[str], Answer], question: str, number: str) -> None:
    assert ask(question).text.startswith(number)


def test_a_number_of_the_case_that_something_comes_about_is_not_how_it_is(ask: Callable[[str], Answer]) -> None:
    assert "four hundred" not in ask("how many machines does pellworth have out").text
    assert "four hundred" in ask("how many machines does pellworth need to have out to break even").text


@pytest.mark.parametrize("question", ["who supplies lumenfold's compute", "who's dravincore's new landlord"])
def test_what_somebody_does_is_not_who_does_it_for_them(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is not Status.ANSWERED


def test_a_count_of_the_staff_does_not_tell_whether_it_was_fired(ask: Callable[[str], Answer]) -> None:
    assert ask("did veltrane fire half its staff?").status is not Status.ANSWERED
    assert ask("did veltrane have six staff in 2017?").status is Status.ANSWERED


@pytest.mark.parametrize("question", ["is veltrane's gross margin heading up or down?", "how's the gross margin at veltrane been moving"])
def test_where_a_measure_is_heading_is_told_by_its_course(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert all(number in answer.text for number in ("58.0%", "62.0%"))
    assert len(answer.figures) > 1
