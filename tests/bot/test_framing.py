"""What people put around a question: who asks and what for, which is no part of it; and what looks like that and is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.framing import unframed
from bot.library import Library
from tests.bot.asking import asker

PAGES = {
    "tolver.md": ("# Tolver Labs in 2024\n\nTolver Labs had revenue of $3.7 billion in 2024. Tolver Labs lost $640 million in 2024.\n", "2025-03-20", "article"),
    "corran.md": ("# Corran Systems in 2024\n\nCorran Systems had revenue of $2.1 billion in 2024.\n", "2025-03-21", "article"),
}


@pytest.fixture(scope="module")
def data_dir(new_data_dir: Callable[[], Path]) -> Path:
    return new_data_dir()


@pytest.fixture(scope="module")
def ask(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(data_dir, tmp_path_factory.mktemp("framing"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Hi team, quick one for the board deck: what was Tolver's 2024 revenue?", "what was Tolver's 2024 revenue?"),
        ("quick sanity check before I send this out: tolver lost 640m in 2024?", "tolver lost 640m in 2024?"),
        ("trying to settle a bet: did tolver or corran have more revenue", "did tolver or corran have more revenue"),
        ("our CFO asked what tolver made in 2024", "what tolver made in 2024"),
        ("help me find tolver's revenue", "tolver's revenue"),
        ("my boss wants to know about tolver revenue", "tolver revenue"),
        ("I have a call with a journalist in 5 min, what was tolver's revenue?", "what was tolver's revenue?"),
        ("writing this up for a client, need tolver's revenue 2024", "tolver's revenue 2024"),
        ("I'm preparing a note for our CFO and would need Tolver's revenue for 2024, could you help?", "Tolver's revenue for 2024"),
        ("could you pull tolver's 2024 revenue? my boss is asking", "tolver's 2024 revenue?"),
        ("What was the revenue of Tolver Labs? Best regards, Ada", "What was the revenue of Tolver Labs?"),
    ],
)
def test_a_frame_is_taken_off(ask: Callable[..., Answer], data_dir: Path, said: str, asked: str) -> None:
    assert ask is not None
    library = Library.open(data_dir)
    assert unframed(said, library.names, library.taxonomy) == asked


@pytest.mark.parametrize(
    "said",
    [
        "bigger loss: tolver or corran",
        "which of them made more: tolver or corran",
        "tolver revenue 2024, and corran's?",
        "revenue: tolver 2024",
        "what is tolver's revenue, and who said so?",
        "tolver told our team that it lost money, what is its revenue",
        "hi team, how are you?",
        "compare for me: tolver vs corran revenue",
        "tolver revenue 2024. what about 2023?",
    ],
)
def test_what_is_part_of_the_question_stays(ask: Callable[..., Answer], data_dir: Path, said: str) -> None:
    assert ask is not None
    library = Library.open(data_dir)
    assert unframed(said, library.names, library.taxonomy) == said


def test_the_question_is_answered_and_kept_as_it_was_typed(ask: Callable[..., Answer]) -> None:
    answer = ask("Hi team, quick one for the board deck: what was Tolver's 2024 revenue?")
    assert answer.text.startswith("Tolver Labs: revenue of $3.7 billion in 2024")
    assert answer.question == "Hi team, quick one for the board deck: what was Tolver's 2024 revenue?"


def test_a_question_before_is_read_without_its_frame(ask: Callable[..., Answer]) -> None:
    assert "$2.1 billion" in ask("and corran?", "for a client deck, need tolver's revenue 2024").text


def test_what_asks_for_advice_is_declined_whatever_stands_around_it(ask: Callable[..., Answer]) -> None:
    assert ask("my boss wants to know, should I buy tolver stock: what is its revenue?").status.value == "declined"
