"""Whether something went up or down: yes or no by two figures, by what its sentence says, or the word that one alone tells neither."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

_PAGES = {
    "skylark.md": (
        ("# Skylark Networks\n\nSkylark Networks's ARPU slipped to $66 a month in the second quarter of 2026, down from $85 in the second quarter of 2025.\n\n"
        "Skylark Networks had 12 million subscribers on June 30, 2026. Skylark Networks had 9 million subscribers on December 31, 2025.\n\n"
        "Skylark Networks's run-rate revenue was $400 million in June 2026. Skylark Networks's run-rate revenue was $250 million in September 2025.\n"),
        "2026-08-04",
        "press_release",
    ),
    "tarn.md": (
        ("# Tarn Labs\n\nThe net loss of Tarn Labs was $74 million in the first quarter of 2026.\n\n"
        "The backlog of Tarn Labs was $9 million on March 31, 2026.\n\n"
        "Veska Robotics had an operating loss of $19 million in 2025, wider than its loss of $17 million in 2024.\n"),
        "2026-05-04",
        "press_release",
    ),
    "orlo.md": (
        ("# Orlo Systems\n\nThe operating loss of Orlo Systems narrowed to $1.2 million in the second quarter of 2026, from $1.5 million in the second quarter of 2025.\n\n"
        "The operating loss of Orlo Systems was $6 million in 2025. The operating loss of Orlo Systems was $2 million in 2024.\n\n"
        "Orlo Systems's revenue grew 28% in 2025.\n"),
        "2026-08-05",
        "press_release",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("which_way"), _PAGES, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("question", "opening", "values"),
    [
        ("Did Skylark Networks's ARPU fall?", "Yes, it went down.", ("$66", "$85")),
        ("Skylark Networks's ARPU rose, right?", "No, it went down.", ("$66", "$85")),
        ("have Skylark Networks's subscribers grown?", "Yes, it went up.", ("12 million", "9 million")),
        ("Skylark Networks's run rate fell, right?", "No, it went up.", ("$400 million", "$250 million")),
        ("is Orlo Systems's loss widening?", "No, it went down.", ("$1.2 million", "$1.5 million")),
        ("did Orlo Systems's loss widen in 2025?", "Yes, it went up.", ("$6 million", "$2 million")),
    ],
)
def test_two_points_that_are_cited_tell_it(ask: Callable[..., Answer], question: str, opening: str, values: tuple[str, str]) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(opening), answer.text
    assert all(value in answer.text for value in values), answer.text
    assert answer.citations


def test_the_words_of_its_sentence_tell_it(ask: Callable[..., Answer]) -> None:
    assert ask("is Veska Robotics' operating loss growing?").text.startswith("Yes. Veska Robotics: operating loss of $19")
    assert ask("did Veska Robotics' operating loss shrink?").text.startswith("No. Veska Robotics: operating loss of $19")


def test_growth_that_is_stated_tells_whether_it_grows(ask: Callable[..., Answer]) -> None:
    assert ask("did Orlo Systems grow in 2025?").text.startswith("Yes. Orlo Systems: revenue growth of 28% in 2025")


@pytest.mark.parametrize("question", ["is Tarn Labs' net loss widening?", "did Tarn Labs' backlog fall?"])
def test_of_one_point_it_is_said_that_it_tells_neither(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("Whether it rose or fell I cannot tell: I hold it for one time only."), answer.text
    assert answer.citations
