"""Whether one company bought another: told by what there was between them, be it a purchase, a licence or one that failed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "licence.md": ("# Marrick Group and Tolver Labs\n\nMarrick Group struck a $2 billion deal with Tolver Labs in July 2025, for its technology and most of its staff. It is structured as a non-exclusive licence.\n\nTolver Labs was last valued at $900 million, before its deal with Marrick Group.\n", "2025-07-20", "article"),
    "done.md": ("# Quell Mills buys Yarrow Looms\n\nQuell Mills completed its acquisition of Yarrow Looms on May 2, 2025.\n", "2025-05-20", "article"),
    "option.md": ("# Quell Mills\n\nQuell Mills held an option to buy Yarrow Looms for $5 million in 2024.\n", "2024-05-20", "filing"),
    "off.md": ("# Corran Systems and Istra Dyes\n\nCorran Systems bought Istra Dyes for $3 million, by pages of May 2025; that deal later collapsed.\n", "2025-06-20", "article"),
    "chips.md": ("# Pennow Works\n\nPennow Works agreed to buy cloud services of $40 million from Ister Group in 2025. Pennow Works has 90 employees.\n", "2025-06-20", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("whether_bought"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize("question", ["did marrick group buy tolver labs", "has marrick group acquired tolver labs?", "does marrick group own tolver labs"])
def test_a_licence_is_no_purchase_and_is_told(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith("No source I hold says that one of Marrick Group and Tolver Labs bought the other."), answer.text
    assert "non-exclusive licence" in answer.text
    assert "last valued" not in answer.text


def test_a_purchase_is_quoted_by_the_source_that_says_it_was_completed(ask: Callable[[str], Answer]) -> None:
    answer = ask("did quell mills buy yarrow looms")
    assert "“Quell Mills completed its acquisition of Yarrow Looms on May 2, 2025.”" in answer.text
    assert "option" not in answer.text
    assert not answer.text.startswith(("No", "Not"))


def test_another_time_and_the_other_way_round_are_said(ask: Callable[[str], Answer]) -> None:
    assert ask("is it true that quell mills bought yarrow looms in 2024").text.startswith("Not in 2024, by what sources say:")
    assert ask("did yarrow looms buy quell mills").text.startswith("It was the other way round: Quell Mills is the buyer")


def test_a_purchase_that_failed_is_said_to(ask: Callable[[str], Answer]) -> None:
    assert "collapsed" in ask("did corran systems buy istra dyes").text


def test_what_is_bought_of_somebody_is_no_purchase_of_them(ask: Callable[[str], Answer]) -> None:
    answer = ask("did pennow works buy ister group")
    assert answer.status is Status.NOT_FOUND or answer.text.startswith("No source I hold says"), answer.text
