"""Who somebody is, said in so many words: offices, founders, leads and owners, and of whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "may.md": (
        """# Corvendale opens a second mill

Corvendale Labs, whose chief executive is Tilda Marwick, opened a second mill on Monday. Rollo Fennick, its finance director, cut the ribbon.

Corvendale was started in 2019 by Tilda Marwick and Anselm Dray. It is owned by the pension manager Brackwater.

The mill's looms come from Hestermoor Systems. Hestermoor's chief executive, Una Prell, was there too.
""",
        "2025-05-02",
        "article",
    ),
    "round.md": (
        """# Corvendale raises money

Corvendale Labs has closed a Series B of $48 million, led by Tollgate Ventures.
""",
        "2025-03-02",
        "article",
    ),
    "september.md": (
        """# A change at the top of Corvendale

Corvendale Labs has a new head. Anselm Dray, who ran its mills, took over as chief executive on September 1.
""",
        "2025-09-03",
        "article",
    ),
    "case.md": (
        """# Judge trims weavers' suit against Corvendale

A federal judge threw out two of the four claims that weavers brought against Corvendale Labs.

District Judge Petra Vosswinkel held that the looms were fairly bought. A retired magistrate, Yusuf Penhallow, will mediate.
""",
        "2025-08-20",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("forms"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("corvendale ceo", "Anselm Dray"),  # the newer of two
        ("whos running finance at corvendale", "Rollo Fennick"),
        ("corvendale cfo", "Rollo Fennick"),
        ("who founded corvendale", "Tilda Marwick"),
        ("who owns corvendale", "Brackwater"),
        ("who led corvendales b round", "Tollgate Ventures"),
        ("which judge is handling the corvendale case", "Petra Vosswinkel"),
        ("hestermoor boss", "Una Prell"),
        ("corvendale series b lead", "Tollgate Ventures"),
    ],
)
def test_who_it_is_is_told(ask: Callable[[str], Answer], question: str, name: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert name in answer.text


@pytest.mark.parametrize("question", ["who is the coo of corvendale", "hestermoor cfo", "who founded hestermoor", "corvendales next cfo", "corvendale ceo salary"])
def test_an_office_of_someone_else_is_no_answer(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is not Status.ANSWERED, answer.text
