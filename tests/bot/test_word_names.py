"""Names that are everyday words as well: asked for, and never answered by what is held of somebody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.word_names import word_names
from tests.bot.asking import asker

PAGES = {
    "talks.md": ("# Marrick Group and Tolver Labs\n\nMarrick Group paid $3 billion for Tolver Labs in July 2025. The total figure was agreed in June 2025. Marrick Group had total revenue of $900 million in 2024.\n", "2025-07-20", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("word_names"), PAGES, date(2025, 11, 10))


def _named(text: str, measures: tuple[str, ...] = ()) -> list[str]:
    spans = [(text.index(words), text.index(words) + len(words)) for words in measures]
    return [text[start:end] for start, end in word_names(text, [], spans, frozenset({"compar"}))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("what did nvidia pay for Figure AI", "Figure AI"),
        ("what did nvidia pay for figure ai", "figure ai"),
        ("what did nvidia pay for figure", "figure"),
        ("how much did google pay for Exact Networks?", "Exact Networks"),
        ("how much did meta pay for Compare", "Compare"),
        ("who founded Figure AI", "Figure AI"),
        ("is Now worth more than openai", "Now"),
    ],
)
def test_a_word_written_as_a_name_is_one(text: str, name: str) -> None:
    assert _named(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "what is the total figure for openai",
        "What Did Nvidia Pay For Its Total Last Year And How Much Of It Was Paid Now",
        "how much of all AI spending is nvidia's",
        "Is it true? Now they say it is gone",
        "I saw “Total costs fell” somewhere",
        "what figure did google pay for it",
        "WHAT DID NVIDIA PAY FOR IT NOW",
    ],
)
def test_a_word_written_as_a_word_is_none(text: str) -> None:
    assert _named(text) == []


def test_a_measure_is_a_name_only_where_it_was_bought() -> None:
    assert _named("what did google pay for Runway", ("Runway",)) == ["Runway"]
    assert _named("what is the Runway of openai", ("Runway",)) == []
    assert _named("give me Latest valuation of openai", ("valuation",)) == []


@pytest.mark.parametrize("name", ["Figure AI", "Figure", "figure ai", "figure", "Exact Networks", "Runway", "Zorblax"])
def test_the_price_of_another_is_none_of_who_is_asked_about(ask: Callable[[str], Answer], name: str) -> None:
    answer = ask(f"how much did Marrick Group pay for {name}")
    assert answer.status is Status.NOT_FOUND, answer.text
    assert not answer.figures


@pytest.mark.parametrize("question", ["how much did Marrick Group pay for Tolver Labs", "What figure did Marrick Group pay for Tolver Labs", "how much did Marrick Group pay for Tolver Labs in Total"])
def test_what_was_asked_for_is_told(ask: Callable[[str], Answer], question: str) -> None:
    assert "$3 billion" in ask(question).text


def test_a_capital_before_a_measure_names_nobody(ask: Callable[[str], Answer]) -> None:
    assert "$900 million" in ask("what was the Total revenue of Marrick Group in 2024").text
