"""Claims of growth: yes or no by what is stated of it or by what two figures come to, and never a level in its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

_PAGES = {
    "halden.md": (
        ("# Halden Robotics results\n\nHalden Robotics had revenue of $420 million in 2025, up 28%. "
        "In the first quarter of 2026 Halden Robotics had revenue of $130 million, up 41%.\n\n"
        "Halden Robotics ended 2025 with 1,230 employees, up 7%.\n\n"
        "Halden Robotics' net income was $60 million in 2025. Halden Robotics' net income was $50 million in 2024.\n"),
        "2026-05-02",
        "press_release",
    ),
    "orvane.md": (
        ("# Orvane results\n\nOrvane's revenue was $300 million in 2024. Orvane's revenue was $240 million in 2025.\n\n"
        "Revenue at Orvane was $90 million in the second quarter of 2026, up 112%.\n"),
        "2026-08-01",
        "press_release",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("pages"), _PAGES, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("did Halden Robotics' revenue grow 28% in 2025?", "Yes. Halden Robotics: revenue growth of 28% in 2025"),
        ("did Halden Robotics grow 35% in 2025?", "No. Halden Robotics: revenue growth of 28% in 2025"),
        ("did Halden Robotics grow more than 20% in 2025?", "Yes. Halden Robotics: revenue growth of 28% in 2025"),
        ("did Halden Robotics' revenue fall 28% in 2025?", "No. Halden Robotics: revenue growth of 28% in 2025"),
        ("did Halden Robotics' net income grow 20% in 2025?", "Yes. Halden Robotics's net income rose by about 20%"),
        ("did Halden Robotics' net income grow 30% in 2025?", "No. Halden Robotics's net income rose by about 20%"),
        ("did Halden Robotics' headcount grow 7% in 2025?", "Yes. It went up by 7%"),
        ("did Halden Robotics' headcount fall 7% in 2025?", "No. It went up by 7%"),
        ("Orvane's revenue fell 20% in 2025, right?", "Yes. Orvane's revenue fell by"),
        ("Orvane's revenue grew 20% in 2025, right?", "No. Orvane's revenue fell by"),
        ("did Orvane's revenue double in Q2 2026?", "Yes. Orvane: revenue growth of 112% in Q2 2026"),
        ("did Orvane's revenue triple in Q2 2026?", "No. Orvane: revenue growth of 112% in Q2 2026"),
    ],
)
def test_a_growth_that_is_claimed_is_held_against_growth(ask: Callable[..., Answer], question: str, opening: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(opening), answer.text


def test_a_growth_of_another_time_is_said_to_be_that(ask: Callable[..., Answer]) -> None:
    text = ask("did Halden Robotics grow 41% in 2025?").text
    assert text.startswith("No. ")
    assert "The number claimed is of another time: Halden Robotics: revenue growth of 41% in Q1 2026" in text


def test_of_no_time_in_particular_the_newer_one_confirms(ask: Callable[..., Answer]) -> None:
    assert ask("did Halden Robotics grow 41%?").text.startswith("Yes. Halden Robotics: revenue growth of 41% in Q1 2026")


@pytest.mark.parametrize("question", ["did Halden Robotics cut 7% of its staff?", "did Halden Robotics' margin fall to 7% in 2025?"])
def test_a_share_of_something_is_no_growth(ask: Callable[..., Answer], question: str) -> None:
    assert not ask(question).text.startswith(("Yes", "No."))
