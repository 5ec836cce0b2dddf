"""Questions whose company is held and whose measure, part, year or unit is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "corran-halls.md": (
        ("# Corran's halls\n\nCorran Systems opened its first hall in 122 days and its first hall abroad in 91 days. Corran Systems agreed in 2025 to pay about $19.6 billion for "
        "Ellmar Spectrum, of which $11.1 billion is in stock at $42.40 a share. Corran Systems pays Tavish Power $12 million a month through 2029. "
        "Corran Systems' revenue rose by $581 million, or 22%, in 2025, and $365 million of that rise came from subscriptions.\n"),
        "2026-02-12",
        "filing",
    ),
    "halvery-year.md": (
        """# Halvery Systems annual report 2025

Halvery Systems sells the assistant Linnet. Capital expenditures at Halvery Systems were $44 million in 2025.

| (in millions) | Year ended December 31, 2025 | Year ended December 31, 2024 |
|---|---|---|
| Revenue: | | |
| Hosted Search | $50.0 | $41.0 |
| Licences | $30.0 | $33.0 |
| Total revenue | $80.0 | $74.0 |

| | December 31, 2025 | December 31, 2024 |
|---|---|---|
| Deferred revenue (in millions) | $12.5 | $9.5 |
| Paying subscribers, Linnet (thousands) | 310 | 205 |
""",
        "2026-02-12",
        "filing",
    ),
    "halvery-months.md": (
        """# Halvery Systems monthly figures

| Halvery Systems (in millions) | January 2026 | February 2026 |
|---|---|---|
| Revenue | $7.1 | $7.4 |
""",
        "2026-03-05",
        "press_release",
    ),
    "halvery-customers.md": (
        """# Halvery Systems and its customers

At Halvery Systems, Customer A accounted for 31% and Customer B for 18% of revenue in 2025.

Halvery Systems had a net loss of $9 million in 2025.
""",
        "2026-02-20",
        "article",
    ),
    "halvery-worth.md": (
        """# What Halvery Systems is worth

Halvery Systems was valued at $900 million in January 2026.
""",
        "2026-01-20",
        "article",
    ),
    "halvery-worth-old.md": (
        """# Halvery Systems in the news

A story of March 2026 still gave Halvery Systems a valuation of $700 million. That value is stale.
""",
        "2026-03-20",
        "article",
    ),
    "halvery-half.md": (
        """# Halvery Systems first half of 2025

Halvery Systems had revenue of $37 million in the first half of 2025, compared with $34 million in the first half of 2024.
""",
        "2025-08-05",
        "press_release",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("near"), PAGES, date(2026, 4, 10))


@pytest.mark.parametrize(
    "question",
    [
        "what did halvery pay for linnet",
        "halvery hosted search capex 2025",
        "halvery revenue q1 2026",
        "halvery revenue 2023",
        "halvery revenue shipped to norway in 2025",
        "halvery revenue 2025 in euros",
        "halvery consulting revenue 2025",
        "so halvery had 80m revenue in 2023?",
        "halvery customer c share of revenue 2025",
    ],
)
def test_what_is_not_held_is_not_answered(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is not Status.ANSWERED, answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("halvery revenue 2025", "$80.0 million"),
        ("halvery h1 revenue 2024", "$34 million"),
        ("halvery licences revenue 2024", "$33.0 million"),
        ("halvery deferred revenue end of 2025", "$12.5 million"),
        ("halvery revenue february 2026", "$7.4 million"),
        ("halvery customer b share of revenue 2025", "18%"),
        ("halvery customer a share of revenue 2025", "31%"),
        ("did halvery make a profit in 2025", "No. Halvery Systems: net loss of $9 million"),
        ("halvery licences revenue before", "$33.0 million"),
        ("what is halvery worth", "$900 million"),
        ("is halvery profitable", "No. Halvery Systems: net loss of $9 million"),
    ],
)
def test_what_is_held_is(ask: Callable[[str], Answer], question: str, value: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert value in answer.text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("in how many days did corran open its second hall", "122"),
        ("share price in the ellmar spectrum deal of corran", "19.6 billion ["),
        ("what does corran pay tavish power in total by 2029", "$12 million per month ["),
        ("how much of corran's growth in 2025 was subscriptions", "22% ["),
    ],
)
def test_another_number_of_the_sentence_is_not_given(ask: Callable[[str], Answer], question: str, wrong: str) -> None:
    assert wrong not in ask(question).text


def test_the_part_that_a_sentence_tells_is_given(ask: Callable[[str], Answer]) -> None:
    assert ask("how much of corran's growth in 2025 was subscriptions").text.startswith("$365 million")
