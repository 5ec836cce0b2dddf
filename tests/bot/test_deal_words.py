"""Deals in other words than sources have for them, and whether a company is its own still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.deal_words import in_deal_words
from bot.library import Library
from tests.bot.asking import asker

PAGES = {
    "tolver.md": ("# Tolver buys Corran\n\nTolver completed its acquisition of Corran Systems in March 2025, for $2.1 billion. Brenta had bid for it in 2024.\n", "2025-03-20", "article"),
    "brenta.md": ("# Brenta and Senna\n\nBrenta agreed in May 2024 to merge with Senna Labs. The merger of Brenta and Senna Labs was terminated in August 2024, and the two remain separate companies.\n", "2024-09-02", "article"),
    "vire.md": ("# Vire\n\nTolver licensed the technology of Vire Robotics in 2025 and hired most of its staff. Vire Robotics had revenue of $40 million in 2024.\n", "2025-04-01", "article"),
    "lease.md": ("# Compute\n\nTolver agreed in June 2025 to pay Brenta $200 million a year for compute capacity. Either side may end the agreement between Tolver and Brenta on 60 days' notice.\n", "2025-06-20", "article"),
}


@pytest.fixture(scope="module")
def data_dir(new_data_dir: Callable[[], Path]) -> Path:
    return new_data_dir()


@pytest.fixture(scope="module")
def ask(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(data_dir, tmp_path_factory.mktemp("deal_words"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("who picked up Corran Systems", "who bought Corran Systems"),
        ("which company snapped up the remainder of Corran Systems", "which company bought the rest of Corran Systems"),
        ("who bought what was left of Corran Systems", "who bought the rest of Corran Systems"),
        ("is Corran Systems part of Tolver?", "does Tolver own Corran Systems?"),
        ("does Corran Systems belong to Tolver?", "does Tolver own Corran Systems?"),
        ("Brenta owns Senna Labs, right?", "does Brenta own Senna Labs?"),
        ("Can Tolver walk away from the Brenta deal?", "can either side terminate the Tolver Brenta agreement?"),
        ("is there an exit clause in the Tolver Brenta contract", "can either side terminate the Tolver Brenta agreement?"),
        ("notice period in the Tolver/Brenta contract", "on how much notice may either side end the Tolver Brenta agreement?"),
    ],
)
def test_a_deal_is_asked_for_in_the_words_of_sources(ask: Callable[..., Answer], data_dir: Path, said: str, asked: str) -> None:
    assert ask is not None
    assert in_deal_words(said, Library.open(data_dir).names) == asked


@pytest.mark.parametrize(
    "said",
    [
        "who picked up Tolver customers",
        "did revenue pick up at Tolver",
        "what is the remainder of the year worth to Tolver",
        "did Tolver end its deal",
        "who owns Tolver",
        "how much of Corran Systems does Tolver own",
        "Tolver owns Corran Systems",
        "is part of Tolver for sale",
    ],
)
def test_what_asks_for_something_else_stays(ask: Callable[..., Answer], data_dir: Path, said: str) -> None:
    assert ask is not None
    assert in_deal_words(said, Library.open(data_dir).names) == said


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Is Corran Systems independent?", "No: it was bought, by what sources say.\n“Tolver completed its acquisition of Corran Systems"),
        ("is Senna Labs still a separate company", "It was not bought, by what sources say: that did not come about.\n“The merger of Brenta and Senna Labs was terminated"),
        ("Is Corran Systems no longer independent?", "It was bought, by what sources say.\n“Tolver completed its acquisition of Corran Systems"),
        ("Is Vire Robotics still independent?", "No source I hold says that it was bought. What there was instead:\n“Tolver licensed the technology of Vire Robotics"),
    ],
)
def test_whether_a_company_is_its_own(ask: Callable[..., Answer], question: str, opening: str) -> None:
    assert ask(question).text.startswith(opening), ask(question).text


def test_who_buys_is_not_said_to_be_bought(ask: Callable[..., Answer]) -> None:
    assert ask("Is Tolver independent?").status is Status.NOT_FOUND


def test_the_price_of_a_company_is_what_was_paid_for_it(ask: Callable[..., Answer]) -> None:
    assert "$2.1 billion" in ask("what is the Corran Systems price").text.split("\n")[0]
    assert ask("Vire Robotics price").status is Status.NOT_FOUND


def test_the_way_out_of_a_contract(ask: Callable[..., Answer]) -> None:
    assert "60 days' notice" in ask("Can Tolver walk away from the Brenta deal?").text
