"""What has changed since: deals called off, versions, makers of products, and several companies in one question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "brandle-offer.md": (
        """# Brandle agrees to buy Corvane

Brandle Compute agreed in March 2025 to buy Corvane Mining for $9 billion in stock.
""",
        "2025-03-10",
        "article",
    ),
    "brandle-off.md": (
        """# Brandle and Corvane part

The merger of Brandle Compute and Corvane Mining was terminated, and by May 2026 the two remain separate companies.
""",
        "2026-05-07",
        "article",
    ),
    "brandle-staff.md": (
        """# Who employs how many

Brandle Compute had 2,400 employees at December 31, 2025.

Corvane Mining had 900 employees at December 31, 2025.

Brandle Compute said that its model V3 cost $5 million to train.
""",
        "2026-02-02",
        "article",
    ),
    "brandle-orders.md": (
        """# Brandle's order book

Brandle Compute's remaining performance obligations were $455 million at August 31, 2025.

Brandle Compute's remaining performance obligations were $638 million at May 31, 2026.

Brandle Compute's remaining performance obligations were $664 million at August 31, 2026.
""",
        "2026-09-10",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("brandle"), PAGES, date(2026, 11, 20))


@pytest.mark.parametrize("question", ["is Brandle Compute buying Corvane Mining?", "did Brandle Compute buy Corvane Mining?"])
def test_a_newer_source_that_calls_a_deal_off_comes_first(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("No: it was called off since")
    assert "terminated" in answer.citations[0].quote


def test_that_a_deal_was_agreed_stays_true_when_it_is_called_off(ask: Callable[[str], Answer]) -> None:
    answer = ask("did Brandle Compute agree to buy Corvane Mining?")
    assert not answer.text.startswith("No")
    assert "terminated" in answer.text


@pytest.mark.parametrize("question", ["headcount of Brandle Compute and Corvane Mining in 2025", "staff at Brandle Compute, Corvane Mining side by side"])
def test_several_companies_of_one_measure_are_told_side_by_side(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert "2,400" in answer.text
    assert "900" in answer.text


def test_a_version_that_no_source_names_is_not_another(ask: Callable[[str], Answer]) -> None:
    assert ask("training cost of Brandle Compute V4?").status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["Brandle Compute RPO over the last 18 months", "Brandle Compute RPO, show the climb"])
def test_a_course_over_months_is_told_in_its_order(ask: Callable[[str], Answer], question: str) -> None:
    text = ask(question).text
    assert text.index("$455") < text.rindex("$638") < text.rindex("$664")
