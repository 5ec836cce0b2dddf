"""Numbers that are claimed: of which of several measures they are, in which currency, and at which end of a range."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.checked import Verdict
from bot.checking import check
from tests.bot.asking import _published, asker

_PAGES = {
    "losses.md": ("# Corvane Labs in 2025\n\nCorvane Labs' net loss was $38.5 million in 2025. Corvane Labs' operating loss was $20.9 million in 2025. Corvane Labs' cash burn was $8 million in 2025.\n", "2026-02-02", "press_release"),
    "earned.md": ("# Tellis Systems\n\nTellis Systems had revenue of $1,407 million in 2025. Tellis Systems' net income was $609 million in 2025.\n", "2026-02-03", "press_release"),
    "round.md": ("# Ondine Software\n\nOndine Software raised €1.7 billion (about $2 billion) in its Series C round in September 2025.\n", "2025-09-09", "article"),
    "plan.md": ("# Tellis Systems\n\nTellis Systems guides to capital expenditures of $125 million to $145 million for 2026.\n", "2026-02-03", "press_release"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("as_claimed"), _PAGES, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("did Corvane Labs lose 38.5 million in 2025?", "Yes. Corvane Labs: net loss of $38.5 million"),
        ("did Corvane Labs lose 20.9 million in 2025?", "Yes. Corvane Labs: operating loss of $20.9 million"),
        ("did Corvane Labs lose 8 million in 2025?", "Corvane Labs: cash burn of $8"),
        ("did Corvane Labs burn 38.5 million in 2025?", "No. Corvane Labs: cash burn of $8"),
        ("did Tellis Systems make 609 million in 2025?", "Yes. Tellis Systems: net income of $609 million"),
        ("did Tellis Systems make 1.4 billion in 2025?", "Yes. Tellis Systems: revenue of $1.4 billion"),
        ("did Tellis Systems make 800 million in 2025?", "No. Tellis Systems: revenue of $1.4 billion"),
        ("Ondine Software raised 1.7 billion dollars, correct?", "Not in that currency: Ondine Software: funding raised of €1.7 billion"),
        ("Ondine Software raised 2 billion dollars, correct?", "Yes. Ondine Software: funding raised of €1.7 billion"),
        ("Ondine Software raised 3 billion dollars, correct?", "No. Ondine Software: funding raised of €1.7 billion"),
        ("is Tellis Systems planning capex of 145 million in 2026?", "As the top of its guidance: Tellis Systems: capital expenditures of $125 million to $145 million"),
        ("is Tellis Systems planning capex of 125 million in 2026?", "As the bottom of its guidance: Tellis Systems: capital expenditures"),
        ("is Tellis Systems planning capex of 135 million in 2026?", "Within its guidance: Tellis Systems: capital expenditures"),
        ("is Tellis Systems planning capex of 160 million in 2026?", "No. Tellis Systems: capital expenditures"),
    ],
)
def test_a_number_is_held_against_what_it_may_be(ask: Callable[..., Answer], question: str, opening: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(opening), answer.text


def test_a_text_that_is_checked_is_held_against_the_same(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> None:
    engine = _published(new_data_dir(), tmp_path_factory.mktemp("checked"), {"earned.md": _PAGES["earned.md"]})
    said = {"609 million": Verdict.SUPPORTED, "1,407 million": Verdict.SUPPORTED, "800 million": Verdict.CONTRADICTED}
    for number, verdict in said.items():
        (claim,) = check(engine, f"Tellis Systems made ${number} in 2025.", today=date(2026, 3, 1)).claims
        assert claim.verdict is verdict, claim.why
