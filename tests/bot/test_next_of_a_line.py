"""The next product of a line, or the next site of a name, is not the one that is held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.fitness import names_generations
from tests.bot.asking import asker

PAGES = {
    "price.md": ("# Prices\n\nOpenAI's GPT-5 cost $1.25 per million input tokens and $10 per million output tokens in September 2025.\n", "2025-09-12", "article"),
    "sites.md": ("# Sites of Tolver Labs\n\nThe COLOSSUS and COLOSSUS II sites of xAI together provided about 1.0 gigawatt of compute power as of March 31, 2025.\n", "2025-05-20", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("next_of_a_line"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize("question", ["gpt-5.5 api price", "colossus 3 capacity"])
def test_the_next_is_not_told_by_the_one_before(ask: Callable[..., Answer], question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(("question", "told"), [("gpt-5 api price", "$1.25 per million tokens"), ("colossus capacity", "1.0 gigawatts")])
def test_the_one_that_is_held_is_told(ask: Callable[..., Answer], question: str, told: str) -> None:
    assert told in ask(question).text


@pytest.mark.parametrize(("said", "named"), [("Heron 5.5 costs $3.", True), ("Heron-5.5 costs $3.", True), ("Heron 5 costs $3.", False), ("Heron 5.51 costs $3.", False)])
def test_a_number_of_a_line_has_to_be_named(said: str, *, named: bool) -> None:
    assert names_generations(["heron 5.5"], said) is named


def test_a_number_may_be_roman() -> None:
    assert names_generations(["talos 3"], "Talos III runs.")
    assert not names_generations(["talos 3"], "Talos II runs.")
