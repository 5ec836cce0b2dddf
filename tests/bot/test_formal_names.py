"""Companies called by their registered name in a question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.formal_names import in_short
from bot.library import Library
from tests.bot.asking import asker

PAGES = {
    "tolver.md": ("# Tolver in 2024\n\nTolver builds data centers. Tolver had revenue of $3.7 billion in 2024. Tolver Inc. was founded in 2017. Revenue at Tolver had been $2.9 billion in 2023.\n", "2025-03-20", "article"),
    "corran.md": ("# Corran Systems in 2024\n\nCorran Systems had revenue of $2.1 billion in 2024.\n", "2025-03-21", "article"),
}


@pytest.fixture(scope="module")
def data_dir(new_data_dir: Callable[[], Path]) -> Path:
    return new_data_dir()


@pytest.fixture(scope="module")
def ask(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(data_dir, tmp_path_factory.mktemp("formal"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    "question",
    [
        "Tolver Corporation revenue 2024",
        "tolver inc revenue 2024",
        "What was Tolver Inc.'s revenue in 2024?",
        "revenue of Tolver Group Ltd. in 2024",
        "Tolver, Inc., revenue in 2024",
        "Tolver PBC revenue 2024?",
        "What was the 2024 revenue of Tolver Corp.? Many thanks",
    ],
)
def test_a_legal_form_says_nothing_of_what_is_asked(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("Tolver: revenue of $3.7 billion in 2024 [1]."), answer.text


@pytest.mark.parametrize(
    ("said", "short"),
    [
        ("NVIDIA Corporation revenue fiscal 2024", "NVIDIA revenue fiscal 2024"),
        ("Meta Platforms' headcount", "Meta's headcount"),
        ("alphabet inc vs oracle corp revenue", "Alphabet vs oracle revenue"),
        ("Amazon.com, Inc. capex 2025", "Amazon capex 2025"),
        ("SoftBank Group Corp.'s stake", "SoftBank's stake"),
        ("I asked about Oracle Corp. What is its RPO?", "I asked about Oracle. What is its RPO?"),
        ("has Anthropic limited access to Claude", "has Anthropic limited access to Claude"),
        ("OpenAI as of March 2025", "OpenAI as of March 2025"),
        ("Initech Corp revenue", "Initech Corp revenue"),
        ("a NVIDIA co-founder", "a NVIDIA co-founder"),
    ],
)
def test_a_company_is_called_as_people_call_it(ask: Callable[..., Answer], data_dir: Path, said: str, short: str) -> None:
    assert ask is not None
    assert in_short(said, Library.open(data_dir).names).lower() == short.lower()


@pytest.mark.parametrize(("said", "meant"), [("x and grok users together", "X and grok users together"), ("value of x at xai", "value of X at xai"), ("x and tolver together", "x and tolver together"), ("r and d of grok", "r and d of grok")])
def test_a_company_of_one_letter_is_known_beside_its_family(ask: Callable[..., Answer], data_dir: Path, said: str, meant: str) -> None:
    assert ask is not None
    assert in_short(said, Library.open(data_dir).names) == meant
