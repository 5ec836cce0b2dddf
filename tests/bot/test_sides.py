"""Comparisons of products, segments, partners and companies whose years differ."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "velmora.md": """# Velmora Systems annual report 2025

Velmora Systems had revenue of $80 million in 2025, and 410 employees at December 31, 2025.

Revenue by segment

| (in millions) | Year ended December 31, 2025 | Year ended December 31, 2024 |
|---|---|---|
| Revenue: | | |
| Hosted Search | $50.0 | $41.0 |
| Licences | $30.0 | $33.0 |
| Total revenue | $80.0 | $74.0 |
""",
    "prices.md": """# What models cost

Tarnwell Labs charges for its model: Tarnwell costs $2 per million input tokens and $9 per million output tokens.

Brillick AI charges for its model: Brillick costs $3 per million input tokens and $7 per million output tokens.
""",
    "deals.md": """# Two deals

Velmora Systems signed a contract worth $5 billion with Osterly Cloud in 2025.

Velmora Systems signed a contract worth $3 billion with Pellbrook Power in 2025.
""",
    "kestrand.md": """# Kestrand annual report

Kestrand's fiscal year ends on January 31. Kestrand had revenue of $95 million in the year ended January 31, 2026.

Kestrand had 388 employees at January 31, 2026.
""",
    "kestrand-quarter.md": """# Kestrand report for the quarter ended July 31, 2025

Kestrand's fiscal year ends on January 31. Quillrail is operated by Kestrand. The Quillrail segment grew.

Revenue by market

| (in millions) | Quarter ended July 31, 2025 | Quarter ended July 31, 2024 |
|---|---|---|
| Quillrail | $14.0 | $11.0 |
| Marine | $9.0 | $8.0 |
""",
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    pages = {name: (text, "2026-03-02", "filing") for name, text in PAGES.items()}
    return asker(new_data_dir(), tmp_path_factory.mktemp("sides"), pages, date(2026, 4, 1))


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("which is cheaper per output token, tarnwell labs or brillick ai", "The smaller: Brillick AI, "),
        ("which costs more per input token, brillick ai or tarnwell labs", "The larger: Brillick AI, "),
        ("kestrand quillrail revenue q2 fy26 vs year before", "The larger: the quarter ended July 31, 2025, $14.0 million against $11.0 million"),
        ("velmora 2025: did hosted search or licences sell more", "The larger: Hosted Search, "),
        ("velmora 2025: did search or licences sell more, and how much was each", "The larger: Hosted Search, "),
        (
            "which of velmora's contracts is larger, with osterly cloud or with pellbrook power",
            "The larger: Osterly Cloud, ",
        ),
        ("who has fewer people, velmora or kestrand", "The smaller: Kestrand, "),
        ("velmoras 2025 or kestrands fy26 revenue, which is higher", "The larger: Kestrand, "),
        ("did velmora or kestrand make more revenue in 2025", "The larger: Kestrand, "),
    ],
)
def test_the_side_ahead_is_named(ask: Callable[[str], Answer], question: str, opening: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert answer.text.startswith(opening), answer.text
    assert len(answer.figures) == 2


@pytest.mark.parametrize(
    "question",
    [
        "who has more people, velmora, kestrand or osterly cloud",
        "velmora vs kestrand revenue in 2023",
        "velmora 2025: did hosted search or consulting sell more",
    ],
)
def test_a_missing_side_leaves_it_open(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is not Status.ANSWERED, answer.text
