"""What one of something costs is no sum of a company, and what it is worth no money that it got."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

_ROUND = (
    "# Veltmoor closes smaller round\n\nVeltmoor AI said on Thursday that it had completed a Series C of $750 million, at a valuation of $9.4 billion.\n\n"
    "The price is below what was discussed in June, when Veltmoor AI was expected to be valued at $11 billion in June 2026.\n"
)
PAGES = {
    "round.md": (_ROUND, "2026-05-20", "article"),
    "apples.md": ("# Larkmoor in the orchards\n\nLarkmoor AI makes robots that pick. Growers pay Larkmoor AI four pence an apple. The reason is not disclosed, but Larkmoor AI has said that it is moving work to Hull.\n", "2026-11-04", "article"),
    "talks.md": (
        "# Larkmoor in talks\n\nLarkmoor AI may be sold. It would fetch almost double the $3.1 billion at which investors valued Larkmoor AI in February.\n",
        "2026-11-04",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("thing"), PAGES, date(2026, 11, 27))


@pytest.mark.parametrize(
    "question",
    [
        "what did larkmoor ai pay to end the suit",
        "how much must larkmoor ai pay the photographers",
        "how much money did investors put into larkmoor ai",
    ],
)
def test_a_price_or_a_worth_is_no_sum_that_was_paid(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(("question", "told"), [("what is veltmoor ai worth", "$9.4 billion"), ("what was larkmoor ai valued at in february", "$3.1 billion"), ("what do growers pay larkmoor ai for an apple", "four pence")])
def test_what_is_asked_is_told(ask: Callable[[str], Answer], question: str, told: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert told in answer.text


def test_a_reason_that_is_not_given_is_no_number_that_is_kept_back(ask: Callable[[str], Answer]) -> None:
    answer = ask("how many people work at larkmoor ai")
    assert answer.status is Status.NOT_FOUND
    assert "not disclosed" not in answer.text
