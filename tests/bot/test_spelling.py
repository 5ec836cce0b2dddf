"""Words of a question that are mistyped, read as they are meant; names and what pages have are left alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.library import Library
from bot.spelling import respelled
from bot.understanding import understand
from tests.bot.asking import asker

PAGES = {
    "vote.md": (
        "# Harrowby and its owners\n\nThe shareholders of Harrowby Looms will vote on the takeover on 9 December 2025. Headquarters stay in Ostby.\n",
        "2025-10-02",
        "article",
    ),
    "price.md": ("# Prices\n\nOpenAI's GPT-5 cost $10 per million output tokens in September 2025.\n", "2025-09-12", "article"),
}


@pytest.fixture(scope="module")
def data(new_data_dir: Callable[[], Path]) -> Path:
    return new_data_dir()


@pytest.fixture(scope="module")
def ask(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(data, tmp_path_factory.mktemp("spelling"), PAGES, date(2025, 11, 10))


def test_a_mistyped_word_is_read_as_it_is_meant(ask: Callable[[str], Answer]) -> None:
    answer = ask("when do harrowby sharholders vote")
    assert answer.status is Status.ANSWERED
    assert "9 December" in answer.text


@pytest.mark.parametrize("question", ["gpt5 output token price", "gpt-5 output token price", "gpt 5 output token price"])
def test_a_number_may_be_run_together_with_its_name(ask: Callable[[str], Answer], question: str) -> None:
    assert "$10 per million tokens" in ask(question).text


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("when do harrowby sharholders vote", "sharehold"),
        ("where are harrowby headquaters", "headquart"),
        ("when do harrowby weavers vote", "weaver"),
        ("when does harrowby barrow", "barrow"),
        ("what is the hexley of harrowby", "hexley"),
    ],
)
def test_only_slips_of_everyday_words_are_read_otherwise(ask: Callable[[str], Answer], data: Path, text: str, term: str) -> None:
    library = Library.open(data)
    question = understand(text, asked_on=date(2025, 11, 10), names=library.names, taxonomy=library.taxonomy)
    assert term in respelled(question, library).terms
