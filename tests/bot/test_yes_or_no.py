"""Yes or no: comparisons and marks that a question puts as so, and what is said of a plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from tests.bot.asking import asker

PAGES = {
    "marrick.md": ("# Marrick Group\n\nMarrick Group had revenue of $640 million in 2024. It is valued at $852 billion. Marrick Group guided to capital expenditures of $125 million to $145 million for 2026. Marrick Group guided to total expenses of $162 million to $169 million for 2026. Its cash burn was $80 million in 2024.\n", "2025-02-20", "article"),
    "tolver.md": ("# Tolver Labs\n\nTolver Labs had revenue of $310 million in 2024. Tolver Labs had been bought by Istra Dyes for $318 million in May 2023.\n", "2025-02-20", "article"),
    "since.md": ("# Corran Systems\n\nCorran Systems had revenue of $48 million in the first quarter of 2025. Corran Systems had revenue of $115 million in the second quarter of 2025.\n", "2025-08-20", "article"),
    "then.md": ("# Quell Mills\n\nQuell Mills had revenue of $57 million in the first quarter of 2025.\n", "2025-05-20", "article"),
    "older.md": ("# Marrick Group burns cash\n\nMarrick Group's cash burn was $220 million in 2024, by this account.\n", "2025-01-10", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("yes_or_no"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("did marrick group have more revenue than tolver labs in 2024?", "Yes. The larger: Marrick Group"),
        ("did tolver labs have more revenue than marrick group in 2024?", "No. The larger: Marrick Group"),
        ("did tolver labs have less revenue than marrick group in 2024?", "Yes. The smaller: Tolver Labs"),
        ("marrick group had higher revenue than tolver labs in 2024, right?", "Yes. The larger: Marrick Group"),
        ("who had more revenue in 2024, marrick group or tolver labs?", "The larger: Marrick Group"),
        ("has marrick group overtaken tolver labs in revenue?", "Yes. The larger: Marrick Group"),
        ("did tolver labs' revenue surpass marrick group's in 2024?", "No. The larger: Marrick Group"),
        ("has quell mills overtaken corran systems in revenue?", "The larger: Quell Mills"),
        ("is marrick group worth more than a trillion?", "No. Marrick Group: valuation of $852 billion"),
        ("is marrick group worth more than 800 billion?", "Yes. Marrick Group: valuation of $852 billion"),
        ("is marrick group spending 125 to 145m on capex in 2026", "As guidance, yes: Marrick Group: capital expenditures of $125 million to $145 million"),
        ("is marrick group spending 162 to 169m on capex in 2026", "No. Marrick Group: capital expenditures of $125 million to $145 million"),
        ("marrick group burned 220 million in 2024?", "Sources differ. Marrick Group: cash burn of"),
        ("marrick group burned 400 million in 2024?", "No. Marrick Group: cash burn of"),
    ],
)
def test_what_is_put_as_so_is_confirmed_or_denied(ask: Callable[[str], Answer], question: str, opening: str) -> None:
    assert ask(question).text.startswith(opening), ask(question).text


def test_a_range_that_is_claimed_is_told_to_be_that_of_another_measure(ask: Callable[[str], Answer]) -> None:
    assert "The number claimed is another measure: “Marrick Group guided to total expenses of $162 million to $169 million for 2026.”" in ask("is marrick group spending 162 to 169m on capex in 2026").text


def test_the_price_of_a_purchase_explains_no_claim_of_revenue(ask: Callable[[str], Answer]) -> None:
    answer = ask("tolver labs revenue was 318m in 2024, right?")
    assert answer.text.startswith("No. Tolver Labs: revenue of $310 million")
    assert "another measure" not in answer.text


def test_one_measure_of_one_company_is_not_held_against_another_of_the_other(ask: Callable[[str], Answer]) -> None:
    assert "These are not the same measure" not in ask("marrick group and tolver labs: cash burn and revenue 2024").text
