"""What is said on a call: sums without a currency, the year that runs, and what another time had."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.wanted import unsaid_money
from index.amounts import find_amounts
from tests.bot.asking import asker

PAGES = {
    "call.md": (
        """# Varnholt Robotics Q3 2026 earnings call transcript

Silje Aune: Welcome. Varnholt Robotics reports in Norwegian kroner.

Ragnhild Moe: Order intake of Varnholt Robotics was 910 million, which is a record, and it takes the backlog to 2.7 billion.

Ragnhild Moe: We ended the year with a party. If you want a truck, buy Osterby Motors, not Varnholt.
""",
        "2026-10-28",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("call"), PAGES, date(2026, 11, 10))


def test_a_sum_needs_no_currency_where_its_measure_is_said(ask: Callable[[str], Answer]) -> None:
    assert ask("varnholt robotics backlog").text.startswith("2.7 billion")


@pytest.mark.parametrize(("text", "money"), [("180 million", True), ("$180 million", False), ("5,500", False), ("180 million users", False)])
def test_a_large_bare_number_may_be_a_sum(text: str, money: bool) -> None:
    assert unsaid_money(find_amounts(text)[0]) is money


def test_what_nobody_bought_has_no_day(ask: Callable[[str], Answer]) -> None:
    assert ask("when did varnholt robotics buy osterby motors").status is Status.NOT_FOUND
