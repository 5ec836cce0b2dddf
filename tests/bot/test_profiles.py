"""Questions for a company and for nothing in particular of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.library import Library
from bot.profiles import what_is_held
from bot.understanding import understand
from tests.bot.asking import asker

PAGES = {
    "tolver-q1.md": ("# Tolver in the first quarter\n\nTolver had revenue of $1.1 billion in the first quarter of 2025. Tolver's net loss was $90 million in the first quarter of 2025.\n", "2025-05-20", "article"),
    "tolver-2024.md": ("# Tolver in 2024\n\nTolver had revenue of $3.7 billion in 2024. Tolver had 4,100 employees at the end of 2024. Capital expenditures at Tolver were $700 million in 2024.\n", "2025-03-20", "article"),
    "tolver-plan.md": ("# Tolver's plans\n\nTolver guided to capital expenditures of $900 million in 2025. Tolver plans an IPO in New York, its founders told staff in June 2025.\n", "2025-06-10", "article"),
    "tolver-rumour.md": ("# Tolver\n\nTolver is in talks to be valued at $40 billion, according to people familiar with the matter.\n", "2025-07-01", "article"),
    "corran.md": ("# Corran Systems in 2024\n\nCorran Systems had revenue of $2.1 billion in 2024.\n", "2025-03-21", "article"),
}


@pytest.fixture(scope="module")
def data_dir(new_data_dir: Callable[[], Path]) -> Path:
    return new_data_dir()


@pytest.fixture(scope="module")
def ask(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(data_dir, tmp_path_factory.mktemp("profiles"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize("question", ["Tell me about Tolver", "How is Tolver doing?", "key figures of tolver", "Tolver", "what do you have on tolver", "Give me an overview of Tolver's finances", "tolver results", "could you summarise tolver for me?", "Tell me a bit about Tolver"])
def test_a_broad_question_is_answered_by_the_newest_figures(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    lines = answer.text.split("\n")
    assert answer.status is Status.ANSWERED
    assert lines[0] == "What I hold of Tolver, the newest first:"
    assert lines[1].startswith("Tolver: capital expenditures of $900 million in 2025 [1]. (Guidance, not a result.)")
    assert lines[2].startswith("Tolver: revenue of $1.1 billion in Q1 2025")
    assert lines[3].startswith("Tolver: net loss of $90 million in Q1 2025")
    assert any(line.startswith("Tolver: headcount of 4,100 employees") for line in lines)
    assert "$40 billion" not in answer.text
    assert {f.metric for f in answer.figures} == {"capital_expenditures", "revenue", "net_loss", "headcount"}
    assert all(f.citations for f in answer.figures)


@pytest.mark.parametrize("question", ["latest news on Tolver", "what's new at tolver?", "any updates on Tolver?", "what's Tolver up to", "catch me up on tolver"])
def test_news_are_what_the_newest_documents_open_with(ask: Callable[..., Answer], question: str) -> None:
    lines = ask(question).text.split("\n")
    assert lines[0] == "The newest that I hold about Tolver:"
    assert lines[1].startswith("1 July 2025: “Tolver is in talks")
    assert lines[2].startswith("10 June 2025: “Tolver guided to")
    assert lines[3].startswith("20 May 2025: “Tolver had revenue of $1.1 billion")


def test_a_matter_that_is_only_named_is_told_by_the_newest_documents(ask: Callable[..., Answer], data_dir: Path) -> None:
    assert "“Tolver plans an IPO in New York, its founders told staff in June 2025.” [1]" in ask("Tolver IPO").text
    library = Library.open(data_dir)
    question = understand("Tolver IPO", asked_on=date(2025, 11, 10), names=library.names, taxonomy=library.taxonomy)
    answer = what_is_held(question, library, None)
    assert answer is not None
    assert answer.text == "What I hold about that at Tolver, the newest first:\n10 June 2025: “Tolver plans an IPO in New York, its founders told staff in June 2025.” [1]"


def test_what_nobody_says_is_said_before_what_is_held(ask: Callable[..., Answer]) -> None:
    assert ask("What is Tolver?").text.startswith("No source I hold says in so many words what Tolver is.\nWhat I hold of Tolver")


def test_what_is_held_of_other_times_is_shown_and_no_answer(ask: Callable[..., Answer]) -> None:
    answer = ask("How did Tolver do in the third quarter of 2025?")
    assert answer.status is Status.NOT_FOUND
    assert answer.text.startswith("I could not find that for Tolver in Q3 2025: no source I hold says.\nWhat I hold of Tolver")
    assert not answer.figures


@pytest.mark.parametrize("question", ["latest news", "what's new", "key figures please"])
def test_news_of_nobody_are_asked_back(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.CLARIFY
    assert answer.text.startswith("Which company do you mean?")


@pytest.mark.parametrize("question", ["Tell me about Tolver's revenue in 2024", "and Corran?"])
def test_what_asks_for_something_is_answered_by_that(ask: Callable[..., Answer], question: str) -> None:
    assert "revenue" in ask(question, "What was Tolver's revenue in 2024?").text.split("\n")[0]
