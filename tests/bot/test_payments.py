"""What one company pays another is told by whatever measure a source tells it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "deals.md": (
        """# Who rents from whom

Arkwell AI signed a $22 billion contract with Sundry Cloud in March 2026, for five years.

Arkwell AI committed to spend $40 billion with Tamber Compute.

Brightmoor Systems settled with Corley Semiconductor for $12 million in May 2026.

Tamber Compute has invested $700 million in Brightmoor Systems, as of June 2026. Before that Brightmoor Systems was valued at $9 billion. Brightmoor Systems
signed a contract worth $3 billion with Tamber Compute.

Vantle Holdings bought Osprey Robotics for $640 million in June 2026. Josephine Tarrow founded Osprey Robotics in 2019.
""",
        "2026-07-02",
        "article",
    ),
    "quarter.md": (
        """# Sundry Cloud's quarter

Sundry Cloud rents computers to Arkwell AI. Its net loss widened to $166 million, as it had more interest to pay.
""",
        "2026-08-02",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("payments"), PAGES, date(2026, 11, 10))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("what does arkwell ai pay sundry cloud", "$22 billion"),
        ("what is arkwell ai paying tamber compute", "$40 billion"),
        ("how much did brightmoor systems pay corley semiconductor", "$12 million"),
    ],
)
def test_any_sum_that_one_pays_the_other_answers(ask: Callable[[str], Answer], question: str, number: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert number in answer.text.partition("\n")[0]


def test_that_it_is_not_by_the_year_is_said(ask: Callable[[str], Answer]) -> None:
    assert "No source that I hold gives it by the year." in ask("what is arkwell ai paying tamber compute a year").text


@pytest.mark.parametrize(
    "question",
    ["what does sundry cloud pay arkwell ai", "what does tamber compute pay arkwell ai", "what did vantle holdings pay josephine tarrow", "what does arkwell ai pay corley semiconductor"],
)
def test_what_the_other_pays_or_a_person_got_is_not_told_by_it(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    ["how much did brightmoor systems get from tamber compute", "how much money did tamber compute give brightmoor systems", "how much has brightmoor systems taken from tamber compute"],
)
def test_what_one_got_of_another_is_what_that_one_put_in(ask: Callable[[str], Answer], question: str) -> None:
    """Not what it was valued at before, which the same page tells, nor what it buys of the other."""
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert "$700 million" in answer.text.partition("\n")[0]


@pytest.mark.parametrize("question", ["how much did sundry cloud give arkwell ai", "how much did corley semiconductor give brightmoor systems", "how much did arkwell ai get from sundry cloud"])
def test_what_goes_the_other_way_was_not_given(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


def test_a_follow_up_that_names_neither_of_the_two_is_answered_or_not_found(ask: Callable[..., Answer]) -> None:
    answer = ask("and how much did they give them", "did tamber compute invest in brightmoor systems")
    assert answer.status in {Status.ANSWERED, Status.NOT_FOUND}
