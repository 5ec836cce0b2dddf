"""Results held against what had been guided for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "morvane-guide.md": (
        """# Morvane Systems looks ahead

Morvane Systems expects revenue of $300 million to $320 million for 2025.

Morvane Systems expects capital expenditures of $90 million to $100 million for 2025.
""",
        "2025-02-10",
        "press_release",
    ),
    "morvane-raise.md": (
        "# Morvane Systems raises its outlook\n\nMorvane Systems now expects revenue of $340 million to $350 million for 2025.\n",
        "2025-08-11",
        "press_release",
    ),
    "morvane-year.md": (
        """# Morvane Systems annual report 2025

Morvane Systems had revenue of $331 million in 2025.

Capital expenditures at Morvane Systems were $112 million in 2025.
""",
        "2026-02-12",
        "filing",
    ),
    "kestrel.md": ("# Kestrel Optics looks ahead\n\nKestrel Optics expects revenue of $5 million for 2025.\n", "2025-03-04", "press_release"),
    "kestrel-year.md": ("# Kestrel Optics in 2025\n\nKestrel Optics had revenue of $32 million in 2025, including that of Lumen Glass, which it merged with.\n", "2026-02-20", "filing"),
    "orrin.md": ("# Orrin Glass looks ahead\n\nOrrin Glass expects revenue of $200 million, plus or minus 3%, for 2025.\n", "2025-03-04", "press_release"),
    "orrin-year.md": ("# Orrin Glass annual report 2025\n\nOrrin Glass had revenue of $205 million in 2025.\n", "2026-02-20", "filing"),
    "tessaly-year.md": (
        "# Tessaly annual report 2025\n\nTessaly's revenue was $52 million in 2025, against the outlook of $45 million to $50 million that it gave in spring.\n",
        "2026-02-13",
        "filing",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("targets"), PAGES, date(2026, 3, 2))


@pytest.mark.parametrize(
    ("question", "opening", "value"),
    [
        ("did morvane hit its 2025 revenue guidance", "No: it came in below", "$331 million"),
        ("was morvane's 2025 capex above the outlook?", "Yes: it came in above", "$112 million"),
        ("did morvane miss its 2025 revenue guidance", "Yes: it came in below", "$331 million"),
        ("did tessaly miss its 2025 sales forecast", "No: it came in above", "$52 million"),
        ("tessaly 2025 sales vs guidance", "It came in above", "$52 million"),
        ("how did tessaly's 2025 sales compare with guidance", "Tessaly", "It came in above"),
        ("did orrin glass beat its 2025 revenue outlook", "No: it came in within the goal of $200 million, plus or minus 3%", "$205 million"),
        ("did orrin glass meet its 2025 revenue outlook", "Yes: it came in within", "$205 million"),
        ("did tessaly beat its own 2025 sales forecast", "Yes: it came in above", "$52 million"),
    ],
)
def test_a_result_is_held_against_the_last_goal(
    ask: Callable[[str], Answer], question: str, opening: str, value: str
) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert answer.text.startswith(opening), answer.text
    assert value in answer.text


@pytest.mark.parametrize("question", ["did morvane beat guidance", "did morvane miss its outlook in 2025"])
def test_where_no_measure_is_named_it_is_revenue_and_that_is_said(ask: Callable[[str], Answer], question: str) -> None:
    opening, verdict = ask(question).text.splitlines()[:2]
    assert opening == "By revenue, as no measure is named."
    assert verdict.startswith("Yes: it came in below" if "miss" in question else "No: it came in below")


def test_how_far_apart_they_lie_is_told_where_it_is_asked_last(ask: Callable[[str], Answer]) -> None:
    assert ask("did morvane's 2025 capex come in above what it had guided? by how much").text.startswith("By about $12 million: $112 million against $100 million (computed).")


@pytest.mark.parametrize(
    "question",
    [
        "did morvane hit its target",
        "did morvane hit its 2024 revenue guidance",
        "did tessaly meet its 2025 capex target",
        "did morvane beat its 2025 headcount target",
    ],
)
def test_without_goal_or_result_nothing_is_said(ask: Callable[[str], Answer], question: str) -> None:
    assert "came in" not in ask(question).text


@pytest.mark.parametrize("question", ["did kestrel optics beat its revenue forecast for 2025", "did kestrel optics meet its 2025 revenue guidance"])
def test_a_result_of_more_than_the_company_is_held_against_no_goal_of_its_own(ask: Callable[[str], Answer], question: str) -> None:
    text = ask(question).text
    assert text.startswith("These cannot be set against each other"), text
    assert "$32 million" in text
    assert "$5 million" in text
