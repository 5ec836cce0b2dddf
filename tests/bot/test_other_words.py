"""Measures and deals by the words that people use for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

PAGES = {
    "worth.md": ("# Pellworth raises\n\nPellworth closed a funding round of $300 million in March 2026, at a post-money valuation of $4.2 billion.\n", "2026-03-20", "article"),
    "payout.md": ("# Pellworth settles\n\nPellworth agreed to pay $150 million to settle a class action by photographers.\n", "2026-02-02", "article"),
    "arpu.md": ("# Skyrill's customers\n\nSkyrill's ARPU was $61 a month in the second quarter of 2026.\n", "2026-08-02", "press_release"),
    "backlog.md": ("# Orders at Corvale\n\nCorvale had a backlog of $46 billion at the end of the first quarter of 2026. Ostler's backlog was $31 billion at the end of the first quarter of 2026.\n", "2026-05-02", "article"),
    "research.md": ("# Corvale's research\n\nCorvale spent $1,840 million on research and development in 2025.\n", "2026-02-02", "press_release"),
    "deals.md": (
        "# Pellworth signs up\n\nPellworth has committed to spend $30 billion with Corvale over five years.\n\nPellworth committed to buy $8 billion of capacity from Ostler.\n\nPellworth also had an agreement for $2 billion of capacity with Skyrill.\n",
        "2026-05-20",
        "article",
    ),
    "shares.md": ("# Ostler lists\n\nOstler shares began trading on June 12, 2026, the date of its IPO.\n", "2026-06-13", "article"),
    "merger.md": ("# Skyrill and Tamber\n\nSkyrill's acquisition of Tamber took effect on February 2, 2026.\n", "2026-02-03", "article"),
    "licence.md": ("# Two licences\n\nCorvale licensed Tamber's technology for $240 million in July 2025. Corvale paid $27 million to license Quillon's technology.\n", "2025-07-20", "article"),
    "loss.md": ("# Tamber's costs\n\nTamber had an operating loss of $878 million in 2025, on costs of $1,248 million.\n", "2026-03-02", "article"),
    "target.md": ("# Tamber's course\n\nTamber was reported to be on track for a run rate of $90 million by the end of 2026; that figure is a target.\n", "2026-05-02", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("words"), PAGES, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("pellworth pricetag as of now?", "valuation of $4.2 billion"),
        ("post of pellworth's march 2026 round", "valuation of $4.2 billion"),
        ("payout by pellworth to the photographers", "settlement of $150 million"),
        ("monthly take per skyrill subscriber, q2 26", "$61"),
        ("signed but not yet delivered at corvale, end of march 2026", "backlog of $46 billion"),
        ("who had more signed-but-not-yet-billed business at the end of march 2026, corvale or ostler?", "Corvale"),
        ("corvale research budget 2025", "$1,840 million"),
        ("over how many years does the pellworth corvale 30bn run", "5 years"),
        ("how much did corvale fork over for tamber's licence", "$240 million"),
        ("which day did ostler stock first change hands on the exchange", "June 12, 2026"),
        ("when did ostler stock start trading", "June 12, 2026"),
        ("what date did skyrill take over tamber", "February 2, 2026"),
        ("how deep in the hole was tamber in 2025, operating level", "operating loss of $878 million"),
        ("what did tamber cost in all in 2025 (total costs not loss)", "$1,248 million"),
        ("where did tamber expect to be on run rate by end of 2026", "$90 million"),
    ],
)
def test_a_measure_by_other_words(question: str, told: str, ask: Callable[[str], Answer]) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    ["ostler dividend payout", "take per skyrill employee", "who took over tamber as ceo", "when did corvale stock start trading", "signed but not yet delivered at tamber", "ostler research budget 2025"],
)  # fmt: skip
def test_what_only_sounds_like_it_has_no_answer(question: str, ask: Callable[[str], Answer]) -> None:
    assert ask(question).status is not Status.ANSWERED
