"""Where no time is asked, the newest year leads, whoever tells it; of one year the company's own word does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from tests.bot.asking import asker

PAGES = {
    "annual.md": ("# Annual report\n\nTolver Labs spent $39.23 million on capital expenditures in 2024. Tolver Labs had revenue of $210.5 million in 2024.\n", "2025-02-05", "filing"),
    "year.md": ("# A year later\n\nTolver Labs's capital expenditures were $72 million in 2025.\n", "2026-01-20", "blog"),
    "quell.md": ("# Quell\n\nThe capital expenditures of Quell Mills were $9 million in 2025.\n", "2026-01-22", "article"),
    "rumour.md": ("# On Tolver\n\nTolver Labs had revenue of $195 million in 2024.\n", "2025-02-09", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("newest_period"), PAGES, date(2026, 3, 1))


@pytest.mark.parametrize("question", ["tolver labs capex", "what does tolver labs spend on capex?"])
def test_a_blog_of_the_last_year_leads_a_filing_of_the_one_before(ask: Callable[..., Answer], question: str) -> None:
    assert ask(question).text.startswith("Tolver Labs: capital expenditures of $72 million in 2025")


def test_of_one_year_the_filing_leads(ask: Callable[..., Answer]) -> None:
    assert ask("tolver labs revenue").text.startswith("Tolver Labs: revenue of $210.5 million in 2024")


@pytest.mark.parametrize("question", ["who spends more on capex, tolver labs or quell mills?", "did tolver labs's capex hit $70 million?"])
def test_a_verb_of_having_pulls_no_source_forward(ask: Callable[..., Answer], question: str) -> None:
    assert "$72 million" in ask(question).text
