"""Courtesies around a question; and what looks like one and is part of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.courtesies import without_courtesies
from bot.library import Library
from tests.bot.asking import asker

PAGES = {
    "tolver.md": ("# Tolver in 2024\n\nTolver had revenue of $3.7 billion in 2024. Tolver lost $640 million in 2024. Tolver's share price was $41 at the end of 2024.\n", "2025-03-20", "article"),
    "corran.md": ("# Corran Systems in 2024\n\nCorran Systems had revenue of $2.1 billion in 2024.\n", "2025-03-21", "article"),
}


@pytest.fixture(scope="module")
def data_dir(new_data_dir: Callable[[], Path]) -> Path:
    return new_data_dir()


@pytest.fixture(scope="module")
def ask(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(data_dir, tmp_path_factory.mktemp("courtesies"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    "question",
    [
        "please provide Tolver's revenue in 2024",
        "Kindly advise Tolver's revenue for 2024.",
        "Could you possibly share Tolver's 2024 revenue?",
        "Hello, could you tell me Tolver's revenue for 2024, please? Many thanks!",
        "Good morning! Could you please provide Tolver's revenue for 2024? Kind regards, Ada Quill",
        "@burnrate tolver revenue 2024",
        "hey @burnrate-bot tolver revenue 2024 :pray:",
        "just out of curiosity, what was tolver's revenue in 2024?",
        "for context what was tolver's revenue in 2024",
        "With regard to Tolver, what was revenue in 2024?",
        "Can I please have the revenue of Tolver for 2024",
        "looking for tolver's revenue 2024, many thanks in advance",
        "I need to know Tolver's revenue in 2024 asap",
        "what was tolver's 2024 revenue lol",
        "I can't find Tolver's 2024 revenue, can you help?",
        "When you have a minute, what was Tolver's revenue in 2024?",
        "retrieve Tolver's revenue 2024",
        "Summarize Tolver's 2024 revenue",
        "In terms of revenue, how did Tolver do in 2024?",
        "how did tolver do on revenue in 2024",
        "From what you have, what was Tolver's 2024 revenue? Thx - M.",
    ],
)
def test_a_courtesy_is_no_part_of_the_question(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("Tolver: revenue of $3.7 billion in 2024 [1]."), answer.text


@pytest.mark.parametrize(
    "said",
    [
        "share price of tolver",
        "share of tolver in corran",
        "could you check if tolver lost money",
        "tolver revenue 2024, which is best",
        "thanks to whom did tolver grow",
        "tolver revenue 2024? thanks, and Corran Systems",
        "when you have a loss of 640 million like tolver, who pays",
        "report date of tolver",
        "out of tolver and corran, who made more",
        "hello, how are you?",
    ],
)
def test_what_is_part_of_the_question_stays(ask: Callable[..., Answer], data_dir: Path, said: str) -> None:
    assert ask is not None
    library = Library.open(data_dir)
    assert without_courtesies(said, library.names, library.taxonomy) == said
