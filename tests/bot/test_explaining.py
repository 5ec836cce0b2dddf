"""Explanations told beside what happened: up to three quotes, none where nothing can be the reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.intents import asked_intent, asks_manner
from bot.question import Intent
from tests.bot.asking import asker

PAGES = {
    "call.md": (
        """# Torbay Silicon first quarter call

Good afternoon, and welcome to the call of Torbay Silicon for the first quarter.

We have also qualified a second packaging partner, Yarrow Assembly. The earthquake at Port Selwyn in April stopped our only line for nineteen days. We never want to be in that position again.

Torbay Silicon gives its Osprey chips first to customers that can show a hall with power and cooling. Price is no part of it.

Torbay Silicon opened a test floor at Ballacree in May. It has ninety testers.

Item 3.

In July Torbay Silicon left the trade body.
""",
        "2026-10-29",
        "article",
    ),
    "prices.md": (
        """# Lumen Works makes its small model cheaper

Lumen Works cut the price of Sextant Small by 40% on Monday. It has rewritten the software that serves the model. A draft model proposes tokens and the large one checks them.
""",
        "2026-09-02",
        "blog",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("explaining"), PAGES, date(2026, 11, 20))


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("why is torbay bringing in yarrow as a second packaging partner", "earthquake at Port Selwyn"),
        ("how does torbay ration its osprey chips between customers", "a hall with power"),
        ("how could lumen works cut the price of sextant small", "rewritten the software"),
    ],
)
def test_a_reason_told_beside_what_happened_is_quoted(ask: Callable[[str], Answer], question: str, reason: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert reason in answer.text
    assert "Item 3." not in answer.text


@pytest.mark.parametrize("question", ["why did torbay leave the trade body", "why did lumen works sue torbay", "what pushed up torbay's interest expense"])
def test_what_happened_by_itself_is_no_reason(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is not Status.ANSWERED, answer.text


@pytest.mark.parametrize(
    ("question", "manner"),
    [
        ("how does Acme ration its chips between customers when there is not enough", True),
        ("the training run lost nodes: how did it keep going", True),
        ("how did acme's revenue develop from 2022 to 2024", False),
        ("how has acme's r&d gone fy24 to fy26", False),
        ("how many customers does acme have", False),
        ("how does acme compare with bolt on revenue", False),
        ("what's acme going to do with the loan money", True),
        ("what does acme plan to do with its cash", True),
        ("what revenue does acme do with bolt", False),
    ],
)
def test_how_it_is_done_is_no_course_of_a_number(question: str, manner: bool) -> None:
    assert asks_manner(question) is manner


@pytest.mark.parametrize(
    "question",
    ["root cause of the March outage at Acme?", "what's delaying acme's campus", "what put acme off the deal", "what is the analyst's explanation for acme's share price", "what's the ceo's argument against legs"],
)
def test_other_ways_to_ask_why(question: str) -> None:
    assert asked_intent(question, measured=False, several=False, claims=0) is Intent.WHY
