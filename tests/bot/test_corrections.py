"""What a correction says stands before what it corrects, and only of what it corrects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot import corrections
from bot.answer import Answer, Status
from bot.corrections import put_right
from tests.bot.asking import asker

PAGES = {
    "story.md": (
        """# The looms of Harpenby

Harpenby Looms was started in 2018. At its height, in the summer of 2023, it employed 640 people.

The five-year loan of Harpenby Looms carries interest of 7 percent and is backed by 4,200 looms.

Harpenby Looms sold 310 looms in 2024.
""",
        "2025-05-02",
        "article",
    ),
    "corrections.md": (
        """# Corrections

An article of May 2 about Harpenby Looms gave the wrong number of people employed by the company at its height. It was 460, not 640.

The article about Harpenby Looms gave a wrong number of looms that back its loan. It is 2,400, not 4,200.
""",
        "2025-05-09",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("corrections"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("It was 460, not 640.", 460, 640),
        ("The fee is $3 million, rather than $30 million.", 3_000_000, 30_000_000),
        ("It employs 460 people, not counting 30 in Oslo.", None, None),
        ("Not 30 but 40 people came.", None, None),
    ],
)
def test_a_number_put_right(text: str, right: int | None, wrong: int | None) -> None:
    found = put_right(text)
    assert (found is None) == (right is None)
    assert found is None or tuple(int(amount.value) for amount in found) == (right, wrong)


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("how many people did harpenby employ at its peak", "460", "640"),
        ("how many looms secure the harpenby loan", "2,400", "4,200 ["),
    ],
)
def test_the_correction_answers(ask: Callable[[str], Answer], question: str, right: str, wrong: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    first = answer.text.partition("\n")[0]
    assert right in first
    assert wrong not in first


@pytest.mark.parametrize("question", ["how many looms did harpenby lease out", "how many people did harpenby lay off"])
def test_it_answers_nothing_else(ask: Callable[[str], Answer], question: str) -> None:
    answer = ask(question)
    assert answer.status is not Status.ANSWERED, answer.text


def test_numbers_are_not_read_of_what_puts_nothing_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corrections, "find_amounts", lambda _: pytest.fail("its numbers were read"))
    assert put_right("Revenue was 12 million euros in 2024 and 15 million in 2025.") is None
