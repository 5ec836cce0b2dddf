"""People in the place of the companies that they head."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "tolver.md": ("# Tolver in 2024\n\nTolver had revenue of $3.7 billion in 2024. Tolver lost $640 million in 2024. Ada Quill, the chief executive of Tolver, said that 2025 would be better.\n", "2025-03-20", "article"),
    "corran.md": ("# Corran Systems in 2024\n\nCorran Systems had revenue of $2.1 billion in 2024.\n", "2025-03-21", "article"),
    "brenta.md": ("# Brenta in 2024\n\nBrenta had revenue of $400 million in 2024. Brenta had 300 employees in 2024.\n", "2025-03-22", "article"),
}
LIST = """
- name: Corran Systems
  people: [Otto Vane, Vane, ottov]
- name: Brenta
  people: [Otto Vane, Vane, ottov]
- name: Tolver
  people: [Mira Holt]
"""


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    data_dir = new_data_dir()
    (data_dir / "entities.yaml").write_text(LIST, encoding="utf-8")
    return asker(data_dir, tmp_path_factory.mktemp("people"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize("question", ["Mira Holt revenue 2024", "mira holt's company revenue 2024", "What was the revenue of Mira Holt's firm in 2024?", "Ada Quill's company revenue in 2024", "quill's startup: revenue 2024?"])
def test_a_head_stands_for_the_company(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("Tolver: revenue of $3.7 billion in 2024 [1].\n“"), answer.text
    assert "is taken for Tolver here." in answer.text


def test_whose_company_of_several_is_told_by_what_is_held(ask: Callable[..., Answer]) -> None:
    assert ask("how many employees did ottov have in 2024").text.startswith("Brenta: headcount of 300 employees")
    assert ask("Vane's revenue in 2024").text == "Which company do you mean by “Vane”: Corran Systems or Brenta?"


def test_what_is_not_held_of_the_company_is_said_of_it(ask: Callable[..., Answer]) -> None:
    answer = ask("Mira Holt's capex in 2024")
    assert answer.status is Status.NOT_FOUND
    assert "capital expenditures for Tolver in 2024" in answer.text
    assert "“Mira Holt” is taken for Tolver here." in answer.text


@pytest.mark.parametrize("question", ["What is Mira Holt's salary?", "Who is Mira Holt?", "Did Mira Holt lose the lawsuit?"])
def test_what_is_asked_in_person_is_not_asked_of_the_company(ask: Callable[..., Answer], question: str) -> None:
    assert "Tolver" not in ask(question).text


def test_a_follow_up_goes_on_about_the_company(ask: Callable[..., Answer]) -> None:
    assert ask("and its loss?", "Mira Holt revenue 2024").text.startswith("Tolver: loss of $640 million in 2024")
