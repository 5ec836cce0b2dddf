"""A claimed number that is of another version of a product."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from tests.bot.asking import asker

_PAGES = {
    "r1.md": ("# Noisette Labs\n\nThe training cost of Noisette Labs was $294,000 for R1 in September 2025.\n", "2025-09-20", "article"),
    "v3.md": ("# Noisette Labs\n\nThe training cost of Noisette Labs was $5.6 million for V3 in December 2024.\n", "2025-01-20", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("versions"), _PAGES, date(2026, 1, 10))


def test_it_is_of_something_else_and_not_of_an_earlier_time(ask: Callable[..., Answer]) -> None:
    text = ask("the training cost of Noisette Labs was $5.6 million for R1, right?").text
    assert text.startswith("No. Noisette Labs: training cost of $294,000"), text
    assert "The number claimed is of something else: “The training cost of Noisette Labs was $5.6 million for V3" in text
