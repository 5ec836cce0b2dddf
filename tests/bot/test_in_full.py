"""What a follow-up leaves out of a comparison or of a question for a price is put in full."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.in_full import leaves_out
from tests.bot.asking import talker

PAGES = {
    "sales.md": ("# Sales\n\nTolver Labs had revenue of $120 million in 2025. Corran Systems had revenue of $100 million in 2025. Tolver Labs had revenue of $90 million in 2024.\n", "2026-01-20", "article"),
    "prices.md": ("# Prices\n\nTolver Labs' Wren 3 costs $1.25 per million input tokens and $10 per million output tokens as of January 2026. Corran Systems' Heron 5 costs $5 per million input tokens and $25 per million output tokens as of January 2026.\n", "2026-01-21", "article"),
    "deal.md": ("# The takeover\n\nIn January 2026 Tolver Labs acquired Marlow Grid. Tolver Labs paid $640 million for Marlow Grid.\n", "2026-01-25", "article"),
    "deal2.md": ("# Another takeover\n\nCorran Systems bought Pindle Robotics for $75 million in May 2025.\n", "2025-05-25", "article"),
    "research.md": ("# Research\n\nResearch and development cost Tolver Labs $31 million in 2025.\n", "2026-01-27", "article"),
    "round.md": ("# A round\n\nIn June 2025 Ostrel raised $50 million in its series B at a valuation of $700 million.\n", "2025-06-25", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def talk(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return talker(new_data_dir(), tmp_path_factory.mktemp("in_full"), PAGES, date(2026, 3, 1))


@pytest.mark.parametrize(
    ("questions", "first"),
    [
        (("tolver labs revenue 2025", "is that more than corran systems?"), "Yes. The larger: Tolver Labs, $120 million against $100 million."),
        (("tolver labs revenue 2024", "was it higher than corran systems' in 2025?"), "No."),
        (("how much does wren 3 cost", "is it cheaper than heron 5?"), "Yes. The smaller: Wren 3"),
        (("tolver labs valuation", "did they sell more than corran systems in 2025"), "Yes. The larger: Tolver Labs, $120 million against $100 million."),
        (("when did tolver labs buy marlow grid?", "at what price?"), "Marlow Grid: acquisition price of $640 million"),
        (("did tolver labs buy marlow grid?", "what did they pay"), "Marlow Grid: acquisition price of $640 million"),
        (("was pindle robotics bought by corran systems", "how much?"), "$75 million"),
        (("who owns pindle robotics now", "what was paid for it?"), "$75 million"),
        (("who owns pindle robotics now", "and what did corran systems pay for it?"), "$75 million"),
        (("who bought marlow grid", "what stake", "for how much?"), "$640 million"),
        (("what is marlow grid worth", "what did tolver labs pay"), "$640 million"),
        (("how much did ostrel raise in its series b", "at what price?"), "Ostrel: valuation of $700 million in June 2025"),
    ],
)  # fmt: skip
def test_it_is_read_in_full(talk: Callable[..., Answer], questions: tuple[str, ...], first: str) -> None:
    assert first in talk(*questions).text.partition("\n")[0]


def test_the_price_of_one_takeover_is_not_that_of_another(talk: Callable[..., Answer]) -> None:
    answer = talk("did ostrel buy marlow grid", "for how much?")
    assert answer.status is Status.NOT_FOUND or "Tolver Labs" in answer.text


@pytest.mark.parametrize("text", ["is that more than in 2024?", "is it more than 3 billion", "what did they buy", "how much did it grow", "did it make more than last year"])
def test_what_needs_no_names_is_left_as_it_is(text: str) -> None:
    assert not leaves_out(text)
