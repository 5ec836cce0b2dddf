"""Who comes after somebody who is named: told by a verb of coming after, or by an office that one leaves and another takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "filing.md": (
        """# Marlowend Systems, Inc. Form 8-K, March 3, 2025

(b) On March 1, 2025, Odile Frayne notified Marlowend Systems that she will resign as Chief Financial Officer, effective April 30, 2025. She will serve as an adviser until December 31, 2025.

(c) On March 2, 2025, the Board of Directors appointed Casimir Blount, 46, as Chief Financial Officer, effective May 1, 2025. Mr. Blount has been the company's Chief Accounting Officer since 2022.
""",
        "2025-03-03",
        "filing",
    ),
    "report.md": ("# Orvane Cloud annual report\n\nDov Lind, Chief Executive Officer; Bettina Kerr, Chief Financial Officer. February 26, 2025.\n", "2025-02-26", "filing"),
    "leaves.md": (
        "# Orvane Cloud's finance chief leaves\n\nBettina Kerr, the chief financial officer of Orvane Cloud, will leave on September 1. She has held the post since 2022.\n\nHer successor is Ansel Quade, 51, who has been treasurer of Marrow Group for six years.\n",
        "2025-08-04",
        "article",
    ),
    "news.md": (
        """# Changes at Tarrowby Labs

Chief operating officer Hugo Lindqvist will leave Tarrowby Labs on October 31; Petra Sandoval, the treasurer, will succeed him.

Rhys Calder was pushed out of Tarrowby Labs in September and replaced by Imelda Voss, who had run the service side.

Odalys Brome, the chief scientist of Tarrowby Labs, has resigned. Her successor is Tamsin Okoro, who had been in charge of looms. She starts at once.

Anton Breck, who ran research at Tarrowby Labs, is leaving after 14 months. Selma Quist takes over for now while the company looks for someone.
""",
        "2025-10-02",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("successions"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("who takes over from odile frayne", "Casimir Blount"),
        ("who took over from frayne and from what date", "May 1, 2025"),
        ("who replaces hugo lindqvist", "Petra Sandoval"),
        ("who is lindqvist's successor", "Petra Sandoval"),
        ("who replaced rhys calder", "Imelda Voss"),
        ("who steps in for anton breck", "Selma Quist"),
        ("who took over from odalys brome", "Tamsin Okoro"),
    ],
)
def test_who_comes_after_somebody_is_told(ask: Callable[[str], Answer], question: str, name: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert name in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "who takes over from casimir blount",
        "who replaces petra sandoval",
        "who replaced imelda voss",
        "who did rhys calder succeed",
        "who succeeds selma quist",
    ],
)
def test_whom_somebody_came_after_is_not_who_comes_next(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is not Status.ANSWERED, answer.text


@pytest.mark.parametrize(("question", "name"), [("who is orvane cloud's finance chief now", "Ansel Quade"), ("who is the ceo of orvane cloud", "Dov Lind")])
def test_an_office_that_passed_on_since_is_told_by_the_newer_source(ask: Callable[[str], Answer], question: str, name: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert name in answer.text
