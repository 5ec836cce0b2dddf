"""What stands at the head of a page tells whose it is and answers nothing; whom somebody reports to is asked of what is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "10q.md": (
        ("# Form 10-Q\n\nTOLVER LABS, INC.\n\nFor the quarterly period ended July 31, 2026\n\nDurham, North Carolina\n\nClass A common stock, TLVR, Nasdaq Global Select Market\n\n"
        "Tolver Labs had revenue of $631.5 million in the quarter ended July 31, 2026.\n"), "2026-09-08", "filing",
    ),
    "unit.md": ("# A unit\n\nAda Quist runs the new unit of Tolver Labs. Quist will report to the operating chief, Bartosz Lind.\n", "2026-09-03", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("head_of_a_page"), PAGES, date(2026, 11, 20))


@pytest.mark.parametrize("question", ["who does tolver labs report to", "who audits tolver labs", "who does tolver labs answer to"])
def test_the_head_of_a_page_is_no_answer(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert not any("TOLVER LABS, INC." in c.quote or "Class A" in c.quote or "quarterly period" in c.quote for c in answer.citations)


def test_whom_somebody_reports_to_is_told_by_the_sentence_that_says_so(ask: Callable[..., Answer]) -> None:
    answer = ask("who does ada quist report to")
    assert answer.status is Status.ANSWERED
    assert "Bartosz Lind" in answer.citations[0].quote
