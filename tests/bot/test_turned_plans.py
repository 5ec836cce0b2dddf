"""Why an outlook was cut, where it was raised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "release.md": (
        """# Ostermark Looms reports third quarter 2025 results

Ostermark Looms raised its full-year outlook on Thursday after a strong autumn.

Ostermark's mills in Velm are full.
""",
        "2025-10-30",
        "press_release",
    ),
    "wire.md": (
        """# Brackwell cuts forecast after fire

Brackwell Dyes lowered its sales forecast for the year, because a fire had halted its vats in Ostby.
""",
        "2025-10-12",
        "article",
    ),
    "note.md": (
        """# Fennick and its rivals

Fennick Weaves opened a mill in Tarn. Its rival Ostermark Looms lifted its guidance in May.
""",
        "2025-06-12",
        "article",
    ),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("plans"), PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("question", "denied"),
    [
        ("why did ostermark cut its outlook", "It was not cut; it was raised"),
        ("why has ostermark lowered its guidance", "It was not cut; it was raised"),
        ("why did brackwell raise its forecast", "It was not raised; it was cut"),
    ],
)
def test_what_went_the_other_way_is_set_right(ask: Callable[[str], Answer], question: str, denied: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(denied)


def test_what_is_so_is_not_denied(ask: Callable[[str], Answer]) -> None:
    answer = ask("why did brackwell cut its forecast")
    assert "a fire had halted" in answer.text
    assert "not" not in answer.text.partition("\n")[0]


def test_what_a_rival_did_denies_nothing(ask: Callable[[str], Answer]) -> None:
    assert "raised" not in ask("why did fennick cut its guidance").text
