"""What a company is worth, where somebody has paid for the whole of it since its last round, or is about to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from tests.bot.asking import asker

PAGES = {
    "round.md": ("# Tolver Labs raises\n\nTolver Labs was valued at $2.3 billion in a round in March 2025.\n", "2025-03-20", "article"),
    "bought.md": ("# Marrick buys Tolver Labs\n\nMarrick Group completed its $6 billion acquisition of Tolver Labs on August 14, 2025.\n", "2025-08-20", "article"),
    "corran.md": ("# Corran Systems raises\n\nCorran Systems was valued at $900 million in May 2025. In 2024 Corran Systems bought Yarrow Mills for $20 million.\n", "2025-05-20", "article"),
    "istra.md": ("# Istra Dyes raises\n\nIstra Dyes was valued at $70 million in May 2025.\n", "2025-05-20", "article"),
    "off.md": ("# No deal for Istra Dyes\n\nMarrick Group's plan to buy Istra Dyes for $95 million was called off in July 2025.\n", "2025-07-20", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("price_paid"), PAGES, date(2025, 11, 10))


def test_the_price_paid_since_is_told_beside_the_valuation(ask: Callable[[str], Answer]) -> None:
    answer = ask("what is tolver labs worth")
    assert answer.text.startswith("Tolver Labs: valuation of $2.3 billion")
    assert "A price for the whole company came later: “Marrick Group completed its $6 billion acquisition" in answer.text


def test_a_claim_is_confirmed_of_the_last_valuation_alone(ask: Callable[[str], Answer]) -> None:
    assert ask("is tolver labs valued at 2.3 billion?").text.startswith("By its last valuation, yes: ")


@pytest.mark.parametrize("question", ["what is corran systems worth", "what is istra dyes worth", "valuation of tolver labs in march 2025"])
def test_what_the_company_bought_or_a_deal_called_off_is_no_price_of_it(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.figures
    assert "came later" not in answer.text
