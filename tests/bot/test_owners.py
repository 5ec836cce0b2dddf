"""Whether one of two companies owns the other: by a deal that closed, was called off, or is only agreed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot import outright
from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "done.md": ("# Marrick buys Tolver\n\nMarrick Group completed its $60 million acquisition of Tolver Labs on August 14, 2025.\n", "2025-08-15", "article"),
    "tolver.md": ("# Tolver Labs opens a mill\n\nTolver Labs, a maker of looms, opened a mill. Tolver Labs has 40 people.\n", "2024-08-15", "article"),
    "off.md": ("# Quell drops Istra\n\nThe bid of Quell Systems for Istra Dyes collapsed in July 2025. Vantor Corp licensed the looms of Istra Dyes instead.\n", "2025-07-15", "article"),
    "agreed.md": ("# Quell to buy Pennow\n\nQuell Systems agreed in September 2025 to buy Pennow Mills for $9 million.\n", "2025-09-15", "article"),
    "stake.md": ("# Halvern and Corran\n\nHalvern Capital holds a stake of 27% in Corran Systems.\n", "2025-06-15", "article"),
    "effect.md": ("# Report of Selwick Space\n\nSelwick Space's acquisition of Orrin took effect on February 2, 2025. Orrin, for its part, had acquired Yarrow Holdings in 2024. Orrin had 900 people in June.\n", "2025-06-01", "filing"),
    "orrin.md": ("# Orrin burns cash\n\nOrrin lost $2 million in 2024, its owner said. The forecast of Orrin was called nonsense by its founder.\n", "2025-05-01", "article"),
    "unit.md": ("# Corliss Mills names a boss\n\nCorliss Mills, a unit of Brannock Industries, named Ada Tern as chief executive.\n", "2025-04-01", "article"),
    "supplier.md": ("# Looms for Marrick\n\nMarrick Group has a contract with Quell Systems for looms over five years, worth $30 million.\n", "2025-06-20", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("owners"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("does marrick own tolver", "Marrick Group owns it"),
        ("is tolver owned by marrick now", "Marrick Group owns it"),
        ("does quell own istra dyes now", "collapsed"),
        ("does quell own pennow", "agreed in September 2025"),
        ("does halvern capital own corran systems", "27%"),
    ],
)
def test_whose_it_is_is_told(ask: Callable[[str], Answer], question: str, said: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text


@pytest.mark.parametrize("question", ["does marrick own quell", "does tolver own pennow", "is marrick owned by quell"])
def test_another_deal_of_theirs_tells_nothing(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is not Status.ANSWERED, answer.text


def test_what_is_only_agreed_is_not_owned(ask: Callable[[str], Answer]) -> None:
    assert "owns it" not in ask("does quell own pennow").text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who owns orrin", "Selwick Space's acquisition of Orrin"),
        ("who bought orrin", "Selwick Space's acquisition of Orrin"),
        ("which company owns orrin", "Selwick Space's acquisition of Orrin"),
        ("which company is orrin owned by", "Selwick Space's acquisition of Orrin"),
        ("whats the parent company of orrin", "Selwick Space's acquisition of Orrin"),
        ("who is orrin's parent?", "Selwick Space's acquisition of Orrin"),
        ("who owns corliss mills", "a unit of Brannock Industries"),
        ("who took over tolver", "Marrick Group completed"),
    ],
)
def test_who_owns_or_bought_it_is_told_by_the_purchase(ask: Callable[[str], Answer], question: str, said: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text


@pytest.mark.parametrize("question", ["who owns brannock", "who bought selwick space", "who owns istra dyes", "who owns marrick"])
def test_what_it_bought_itself_or_a_bid_that_failed_tells_no_owner(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is not Status.ANSWERED, answer.text


@pytest.mark.parametrize("pattern", ["_OWNS_BEFORE", "_BUYS"])
def test_a_long_word_in_capitals_holds_nothing_up(pattern: str) -> None:
    # With ways to part one word in four this took hours; it need only end.
    assert getattr(outright, pattern).search(f", owned by {'A' * 2000}_ {'A' * 2000}") is None
