"""What leads where sources differ, and what is named beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer
from tests.bot.asking import asker

PAGES = {
    "corven-10k.md": ("# Corven Inc. Form 10-K for 2024\n\nCorven expects capital expenditures of $6 billion to $6.5 billion in 2025.\n", "2025-02-01", "filing"),
    "corven-news.md": ("# Corven's year\n\nCorven's capital expenditures were $7.22 billion in 2025.\n", "2026-02-01", "news"),
    "daily-one.md": ("# Corven hires\n\nCorven's revenue was $910 million in 2025, the Daily One found.\n", "2026-03-01", "news"),
    "daily-two.md": ("# Looking at Corven\n\nA look at its books shows that Corven had revenue of $910 million for 2025.\n", "2026-03-02", "news"),
    "daily-three.md": ("# Corven again\n\nCorven's revenue was $840 million in 2025, by one account.\n", "2026-05-02", "news"),
    "apart.md": (
        ("# Corven's third quarter\n\nCorven's research and development expense was $310 million in the third quarter of 2025. "
        "That was $66 million less than the $376 million Corven had spent on research and development in the second quarter of 2025.\n"),
        "2025-11-01",
        "company",
    ),
    "brackwell-10k.md": ("# Brackwell Systems Form 10-K\n\nBrackwell Systems had revenue of $2,159 million in fiscal 2026.\n", "2026-02-25", "filing"),
    "brackwell-10q.md": ("# Brackwell Systems Form 10-Q\n\nBrackwell Systems had revenue of $816 million in the first quarter of fiscal 2027.\n", "2026-05-20", "filing"),
    "haverly-10k.md": ("# Haverly Systems Form 10-K\n\nHaverly Systems had free cash flow of -$2,796 million in 2025.\n", "2026-02-25", "filing"),
    "haverly-news.md": ("# Haverly Systems goes through cash\n\nHaverly Systems burned $3.1 billion of cash in 2025.\n", "2026-04-09", "news"),
    "dunmere-10q.html": (
        ("<html><head><title>Dunmere Inc. Form 10-Q</title></head><body><h1>Dunmere Inc. Form 10-Q</h1><p>Payments due by period at June 30, 2026 (in millions):</p>"
        "<table><tr><th></th><th>Total</th><th>Next 12 months</th></tr><tr><td>Debt</td><td>$900</td><td>$50</td></tr></table>"
        "<p>Dunmere returned $310 million to shareholders through dividends in the first half of 2026.</p>"
        "<p>Dunmere had an operating loss of $40 million in the second quarter of 2026.</p></body></html>"),
        "2026-07-30",
        "filing",
    ),
    "ellory.md": ("# Ellory Inc. reports\n\nEllory Inc. had operating income of $25 million in the second quarter of 2026.\n", "2026-07-30", "company"),
    "orrel-round.md": ("# Orrel Labs raises\n\nOrrel Labs was valued at $4 billion in its Series C in May 2026.\n", "2026-05-20", "news"),
    "orrel-talks.md": ("# Orrel Labs in talks\n\nOrrel Labs was reported in July 2026 to be in talks to raise money at a valuation of $9 billion.\n", "2026-07-20", "news"),
    "tarnwick-news.md": ("# Tarnwick grows\n\nTarnwick's revenue rose from $40 million.\n", "2026-08-02", "news"),
    "tarnwick-q2.md": ("# Tarnwick's quarter\n\nTarnwick's revenue was $12 million in the quarter ended June 30, 2025.\n", "2025-08-02", "news"),
    "round-talk.md": ("# A round for Corven\n\nCorven raised $110 million in February 2026, at the first close of its round.\n", "2026-03-01", "news"),
    "round-done.md": ("# Corven closes\n\nCorven raised $122 million in March 2026.\n", "2026-04-05", "news"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("differing"), PAGES, date(2026, 9, 1))


def test_a_result_leads_before_what_a_better_source_had_expected(ask: Callable[[str], Answer]) -> None:
    answer = ask("corven capex 2025")
    assert answer.figures[0].amount.value == 7_220_000_000
    assert [(int(d.figure.amount.value), d.why) for d in answer.disagreements] == [(6_000_000_000, "What was expected of it before.")]
    assert "(Expected as of 1 February 2025.)" in answer.text


def test_what_more_independent_sources_say_leads_before_what_is_newer(ask: Callable[[str], Answer]) -> None:
    answer = ask("corven revenue 2025")
    assert answer.figures[0].amount.value == 910_000_000
    assert [d.figure.amount.value for d in answer.disagreements] == [840_000_000]


def test_how_far_a_number_lies_from_another_is_not_the_number(ask: Callable[[str], Answer]) -> None:
    answer = ask("corven r&d q3 2025")
    assert answer.figures[0].amount.value == 310_000_000
    assert not answer.disagreements


def test_a_newer_quarter_of_unknown_days_does_not_correct_the_year(ask: Callable[[str], Answer]) -> None:
    assert ask("brackwell systems revenue").figures[0].amount.value == 2_159_000_000


def test_what_is_sought_is_asked_for_by_itself(ask: Callable[[str], Answer]) -> None:
    assert ask("what is orrel labs valued at").figures[0].amount.value == 4_000_000_000
    assert ask("what valuation is orrel labs chasing").figures[0].amount.value == 9_000_000_000


def test_what_it_grew_from_is_not_what_it_is(ask: Callable[[str], Answer]) -> None:
    assert ask("tarnwick revenue").figures[0].amount.value == 12_000_000


def test_what_was_said_of_a_round_before_it_closed_stays_visible(ask: Callable[[str], Answer]) -> None:
    answer = ask("corven's latest funding round")
    assert answer.figures[0].amount.value == 122_000_000
    assert [d.figure.amount.value for d in answer.disagreements] == [110_000_000]


def test_a_measure_named_exactly_leads_before_its_kin_from_a_better_source(ask: Callable[[str], Answer]) -> None:
    answer = ask("how much cash did haverly go through in 2025")
    assert answer.figures[0].amount.value == 3_100_000_000, answer.text


def test_what_falls_due_soon_is_not_all_that_is_owed(ask: Callable[[str], Answer]) -> None:
    assert ask("how much debt does dunmere have").figures[0].amount.value == 900_000_000


def test_what_all_shares_are_paid_is_not_paid_on_each(ask: Callable[[str], Answer]) -> None:
    assert ask("dunmere dividends").figures[0].amount.value == 310_000_000
    assert not ask("dunmere dividend per share").figures


def test_a_loss_is_called_one_beside_a_profit_however_large(ask: Callable[[str], Answer]) -> None:
    assert ask("dunmere vs ellory operating income q2 2026").text.startswith("The larger: Ellory, $25 million against an operating loss of $40 million.")
