"""How many use a company's product, asked of the company: the newest number of the product that the company's own is told by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from tests.bot.asking import asker

_PAGES = {
    "then.md": ("# Users\n\nOpenAI said that 500 million people used ChatGPT every week as of March 2025.\n", "2025-03-31", "article"),
    "first.md": ("# Users\n\nIn October 2024 OpenAI had 250 million weekly active users.\n", "2024-10-03", "article"),
    "now.md": ("# Users\n\nOpenAI said in February 2026 that ChatGPT had over 900 million weekly active users.\n", "2026-03-01", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("product"), _PAGES, date(2026, 4, 10))


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("how many weekly users does OpenAI have", "ChatGPT: weekly active users of over 900 million"),
        ("OpenAI has 900 million weekly users, true or false", "Yes. ChatGPT: weekly active users of over 900 million"),
        ("OpenAI has 500 million weekly users, true or false", "No. ChatGPT: weekly active users of over 900 million"),
        ("how many weekly users did OpenAI have in March 2025", "OpenAI: weekly active users of 500 million"),
    ],
)
def test_the_newer_number_of_its_product_leads(ask: Callable[..., Answer], question: str, opening: str) -> None:
    assert ask(question).text.startswith(opening), ask(question).text


def test_the_number_claimed_is_said_to_be_of_an_earlier_time(ask: Callable[..., Answer]) -> None:
    assert "The number claimed is of an earlier time: OpenAI: weekly active users of 500 million" in ask("OpenAI has 500 million weekly users, true or false").text
