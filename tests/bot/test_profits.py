"""Whether a profit is made, told in words and by no figure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.profits import says_profit
from tests.bot.asking import asker

PAGES = {
    "post.md": (
        """# A little news from Wrenfield

Wrenfield Labs has closed a round. We don't make a profit and we won't for some time.

Our Tideway unit is profitable. Wrenfield sells looms to 40 mills.
""",
        "2025-05-02",
        "company",
    ),
    "older.md": ("# Wrenfield in 2023\n\nWrenfield Labs was profitable in its first years.\n", "2023-05-02", "article"),
    "rival.md": ("# Calder and Wrenfield\n\nCalder Mills has four sites. Wrenfield Labs loses money.\n", "2025-06-02", "article"),
    "sables.md": ("# Sable Foundry in 2024\n\nSable Foundry's net income was $60 million in 2024.\n", "2025-02-02", "press_release"),
    "kelps.md": ("# Kelp Networks in 2024\n\nKelp Networks had an operating loss of $6 million in 2024.\n", "2025-02-02", "press_release"),
    "plan.md": ("# Marlow Robotics looks ahead\n\nIn May 2025 Marlow Robotics expected operating income of $5 million for the second quarter of 2025.\n", "2025-05-02", "article"),
    "result.md": ("# Marlow Robotics\n\nMarlow Robotics made its first operating profit in the second quarter.\n", "2025-08-02", "article"),
    "quarter.md": ("# Ostrey turns the corner\n\nOstrey Dyes made its first profit in the spring.\n", "2025-07-02", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("profits"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("sentence", "way"),
    [
        ("We don't make a profit and we won't for some time.", -1),
        ("The unit has never made money.", -1),
        ("It is not yet profitable.", -1),
        ("The company has yet to turn a profit.", -1),
        ("Acme is now profitable.", 1),
        ("Acme made its first quarterly profit.", 1),
        ("Acme expects to be profitable by 2028.", 0),
        ("She would not say when Acme might be profitable.", 0),
        ("It still loses money on each token.", 0),
        ("Acme had gross profit of $4 million.", 0),
    ],
)
def test_a_profit_or_none_is_read(sentence: str, way: int) -> None:
    assert says_profit(sentence) == way


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("is wrenfield profitable", "No"),
        ("does wrenfield make any money", "No"),
        ("is ostrey profitable", "Yes"),
        ("now that wrenfield turned profitable whats it earning", "No"),
        ("is wrenfield losing money", "Yes"),
        ("is ostrey loss-making", "No"),
        ("did sable foundry lose money in 2024", "No. Sable Foundry: net income of $60 million"),
        ("was sable foundry unprofitable in 2024", "No. Sable Foundry: net income of $60 million"),
        ("was sable foundry in the black in 2024", "Yes. Sable Foundry: net income of $60 million"),
        ("did kelp networks lose money in 2024", "Yes. Kelp Networks: operating loss of $6 million"),
        ("did kelp networks turn a profit in 2024", "No. Kelp Networks: operating loss of $6 million"),
        ("is marlow robotics profitable", "Yes, by this source."),
    ],
)
def test_whether_a_profit_is_made_is_told(ask: Callable[[str], Answer], question: str, said: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(said)


def test_a_rival_tells_nothing(ask: Callable[[str], Answer]) -> None:
    assert ask("is calder profitable").status is not Status.ANSWERED


def test_in_which_year_a_profit_was_first_made_is_denied_where_none_was(ask: Callable[[str], Answer]) -> None:
    assert ask("what year did wrenfield labs first make a profit").text.startswith("No: it makes no profit")


def test_which_of_both_it_was_is_no_yes_or_no(ask: Callable[[str], Answer]) -> None:
    assert not ask("did sable foundry make or lose money in 2024").text.startswith(("Yes", "No"))
