"""Which of the numbers of a sentence, or what between two of them, a question means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from bot.gap_answers import asks_apart, leaves_out_of_it
from tests.bot.asking import asker

PAGES = {
    "plan.md": (
        "# Torvane's plans\n\nIn March 2026 Torvane guided to capital expenditures of about $8.4 billion for 2026, of which $900 million is due to dearer transformers.\n",
        "2026-03-02",
        "press_release",
    ),
    "first-plan.md": ("# Torvane's first plans\n\nIn November 2025 Torvane planned capital expenditures of about $6.1 billion for 2026.\n", "2025-11-02", "article"),
    "loss.md": (
        "# Two losses\n\nEllery Labs' net loss was $13.5 million in the first half of 2026. Ellery Labs' operating loss for the first half of 2026 was smaller, at $7.8 million.\n",
        "2026-08-02",
        "article",
    ),
    "leases.md": ("# What Norvane spends\n\nNorvane's capital expenditures including finance leases were $72.22 million in 2025. Excluding leases, Norvane's capital expenditures for 2025 were $69.7 million.\n", "2026-02-02", "article"),
    "norvane.md": ("# Norvane's year\n\nNorvane's revenue rose 34% to $34.6 million in 2025.\n", "2026-02-02", "article"),
    "norvane2.md": ("# A part of Norvane\n\nNorvane had data center revenue of $16.6 million in 2025.\n", "2026-02-03", "article"),
    "backlog.md": ("# Ostrava Grid\n\nOstrava Grid's backlog stood at $627 million at March 31, 2026, up 99%.\n", "2026-05-02", "press_release"),
    "research.md": ("# Pellam\n\nResearch and development expense at Pellam grew by $388 million, or 33.8%, in 2025. Of that increase, $167 million was rent of laboratories.\n", "2026-02-02", "press_release"),
    "race.md": ("# Brackenfell overtakes Corvale\n\nBrackenfell, Inc. makes models. Brackenfell's run-rate revenue passed $30 million in April 2026 and so overtook Corvale, which was at $25 million.\n", "2026-05-02", "article"),
    "loom.md": (
        "# Loomwright Code\n\nCorvale's Loomwright had annualized revenue of $250 million by February 2026. That was five times the $50 million at which Loomwright had been running three months after its launch in May 2025.\n",
        "2026-05-02",
        "article",
    ),
    "round.md": ("# Dunmere raises\n\nDunmere closed an upsized Series B funding round of $20 million on January 6, 2026, above a target of $15 million.\n", "2026-01-07", "article"),
    "norm.md": ("# Sorrel builds\n\nSorrel spent about $2.7 million per hall on construction, in a draft prospectus that put the industry norm at $12.3 million.\n", "2026-04-07", "article"),
    "rent.md": ("# Torvane rents\n\nHallmoor, Inc. agreed in May 2026 to pay Torvane $1.25 million a month through May 2029, with a reduced fee in June 2026.\n", "2026-05-20", "article"),
    "option.md": ("# An option\n\nIf the option on Sorrel lapses, Dunmere could owe a termination fee of $1.5 million plus a deferred services fee of $8.5 million.\n", "2026-01-07", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("gap"), PAGES, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("torvane capex 2026 without the dearer transformers", "$7.5 billion: $8.4 billion less $900 million (computed)"),
        ("gap between ellery labs' net and operating loss h1 2026", "The difference is $5.7 million: $13.5 million less $7.8 million (computed)."),
        ("norvane capex 25 w/o leases", "Norvane: capital expenditures of $69.7 million in 2025 [1]."),
        ("norvane revenue outside data center 2025", "$18.0 million: $34.6 million less $16.6 million (computed)"),
        ("ostrava grid backlog up how much %", "99%"),
        ("pellam r&d grew by what pct in 2025", "33.8%"),
        ("how much of the r&d jump at pellam was just rent", "$167 million"),
        ("what was corvale's run rate when brackenfell went past it", "$25 million"),
        ("loomwright run rate 3 months in", "Loomwright: run-rate revenue of $50 million"),
        ("how big did dunmere first want the series b to be", "Dunmere: funding raised of $15 million"),
        ("dunmere series b: how far over target did they end up", "By about $5 million: $20 million against $15 million (computed)."),
        ("deferred services fee on the sorrel option", "$8.5 million"),
        ("what do others pay to build a hall by sorrel's draft prospectus", "$12.3 million"),
        ("what does hallmoor pay torvane a month", "$1.25 million per month"),
        ("torvane first 2026 capex plan", "Torvane: capital expenditures of about $6.1 billion"),
    ],
)
def test_the_number_meant_leads(ask: Callable[[str], Answer], question: str, first: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(first)


@pytest.mark.parametrize(
    "question",
    [
        "torvane capex 2026 without the land",
        "norvane revenue outside the us in 2025",
        "gap between torvane's capex and its r&d in 2026",
        "by how much did ellery labs' net loss grow in h1 2026",
        "torvane capex 2026 final number",
        "loomwright run rate 6 months in",
        "what's the break fee if hallmoor walks from the torvane deal",
    ],
)
def test_a_number_beside_the_one_meant_is_no_answer(ask: Callable[[str], Answer], question: str) -> None:
    assert ask(question).status is Status.NOT_FOUND


def test_what_is_asked_for_is_read_from_the_words() -> None:
    assert leaves_out_of_it("acme capex minus leases")
    assert not leaves_out_of_it("acme capex with leases")
    assert not leaves_out_of_it("acme revenue outside the us")
    assert not leaves_out_of_it("what outside lab looked at acme")
    assert asks_apart("how far below target was acme")
    assert not asks_apart("how far along is acme")
