"""Whose word an answer is wanted on, what a source says there never was, and what a question says in its own way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

ANNUAL_REPORT = """<!DOCTYPE html><html><head><title>Morvane Systems, Inc. Form 10-K for 2025</title></head><body>
<h1>Morvane Systems, Inc. Form 10-K for 2025</h1>
<p>Morvane Systems, Inc. (NYSE: MRVN), or Morvane, rents inference servers. Our fiscal year ends on December 31.</p>
<p>Our headcount was 2,310 employees at December 31, 2025. None is represented by a union.</p>
<p>We have never paid a dividend and our lenders forbid one.</p>
<p>In May 2025 we issued $400 million of 8.25% senior notes due 2031. In June 2024 we issued $300 million of 6.5% senior notes due 2029.</p>
<p>In September 2025 our Board approved a plan to eliminate 188 positions, approximately 8% of our workforce.</p>
<p>On April 7, 2025 we acquired all shares of Tindlewick Oy for $61 million.</p>
<p>Skerrit &amp; Lowe LLP has been our independent auditor since 2018.</p>
<table>
<tr><td>(in thousands)</td><td>Year ended December 31, 2025</td><td>Year ended December 31, 2024</td></tr>
<tr><td>Revenue:</td><td></td><td></td></tr>
<tr><td>API and platform</td><td>402,700</td><td>218,400</td></tr>
<tr><td>Consumer subscriptions</td><td>95,900</td><td>41,100</td></tr>
<tr><td>Total revenue</td><td>498,600</td><td>259,500</td></tr>
</table>
</body></html>"""
LEDGER = """# The Power Ledger: every campus

| Campus | Operator | Announced | Planned power |
|---|---|---|---|
| Gable Ridge, Colorado | Ostrell Cloud | $870 million | 75 MW |
| Anse Corvin, Louisiana | Ostrell Cloud | $1.9 billion | 140 MW |
| Pell Harbour, Maine | Morvane Systems | $640 million | 52 MW |
"""
PRICES = """# Introducing Tallow 3

Morvane Systems offers Tallow 3 from today.

| Per million tokens | Input | Output | Cached input |
|---|---|---|---|
| Tallow 3 | $4.00 | $22.00 | $0.80 |
"""
PAGES = {
    "report.html": (ANNUAL_REPORT, "2026-02-20", "filing", "Morvane Systems"),
    "ledger.md": (LEDGER, "2026-06-28", "article", "Rackmark"),
    "prices.md": (PRICES, "2026-05-19", "press_release", "Morvane Systems"),
    "cuts.md": ("# Morvane to cut\n\nMorvane Systems is to cut about 300 jobs, or one in eight, two people briefed on the plan said.\n", "2025-09-02", "article", "Rackmark"),
    "staff.md": ("# Morvane's people\n\nMorvane Systems had 2,600 employees at December 31, 2025, by one count.\n", "2026-03-03", "article", "Tollgate Post"),
    "ardwick.md": ("# Ardwick AI raises $48 million\n\nArdwick AI closed a round of $48 million in June 2026. Maurice Adelle of Corbel Capital joins our board.\n", "2026-06-23", "press_release", "Ardwick AI"),
    "burn.md": ("# Ardwick's cash\n\nArdwick AI's cash burn was $31 million in 2025. Ardwick AI had cash of $77 million at December 31, 2025.\n", "2026-03-01", "article"),
    "deals.md": (
        "# Clouds\n\nArdwick AI signed a cloud contract with Ostrell Cloud worth $38 million over seven years in May 2026.\n\nWith Pellbrook, Ardwick AI agreed in June 2026 to a cloud contract worth $90 million over five years.\n",
        "2026-06-30",
        "article",
    ),
    "price.md": ("# Morvane on a spree\n\nMorvane Systems said in June 2026 that it was buying Corrin Labs, a maker of test rigs. The price was undisclosed and is estimated at about $210 million.\n", "2026-06-30", "article"),
    "course.md": ("# Ardwick's worth\n\nArdwick AI was valued at $220 million in January 2025. Ardwick AI was valued at $600 million in November 2025. Ardwick AI was valued at $1.4 billion in June 2026.\n", "2026-06-30", "article"),
    "filed.md": ("# Ardwick files\n\nArdwick AI confidentially filed for its IPO around May 22, 2026.\n", "2026-06-25", "article"),
    "filed2.md": ("# Listings\n\nArdwick AI filed confidentially for its IPO on June 7, 2026, by this account.\n", "2026-06-26", "article"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("whose"), PAGES, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("how many employees did morvane have at the end of 2025 per the annual report", "2,310", "2,600"),
        ("morvane headcount december 31 2025 according to the 10-k", "2,310", "2,600"),
        ("how many jobs is morvane cutting according to rackmark", "300", "188"),
        ("what headcount does tollgate post give for morvane", "2,600", "2,310"),
    ],
)
def test_an_answer_is_given_on_the_word_that_is_asked_for(question: str, told: str, not_told: str, ask: Callable[..., Answer]) -> None:
    answer = ask(question)
    assert told in answer.text
    assert not_told not in answer.text


@pytest.mark.parametrize("question", ["ardwick cash burn 2025 per tollgate post", "morvane cash burn 2025 according to the 10-k"])
def test_what_that_source_does_not_say_is_not_told_on_another_s_word(question: str, ask: Callable[..., Answer]) -> None:
    assert ask(question).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("morvanes last dividend per share", "We have never paid a dividend"),
        ("when did morvane pay its first dividend", "We have never paid a dividend"),
        ("which union represents staff at morvane", "None is represented by a union"),
    ],
)
def test_what_a_source_says_there_never_was_is_told(question: str, told: str, ask: Callable[..., Answer]) -> None:
    answer = ask(question)
    assert told in answer.text
    assert answer.text.startswith("“")


@pytest.mark.parametrize("question", ["morvane bonus per share", "ardwick dividend per share", "which union represents staff at ardwick", "morvane interest expense 2025"])
def test_a_denial_of_something_else_is_no_answer(question: str, ask: Callable[..., Answer]) -> None:
    assert "never" not in ask(question).text
    assert "union" not in ask(question).text.partition("“")[2]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how many megawatts is gable ridge", "75 megawatts"),
        ("How big is Anse Corvin meant to be, in megawatts?", "140 megawatts"),
        ("announced investment for pell harbour", "$640 million"),
        ("how many megawatts is pell harbour", "52 megawatts"),
        ("tallow 3 cahced input price", "$0.80"),
        ("tallow 3 cached input price", "$0.80"),
        ("tallow 3 input vs output price", "$22.00"),
        ("morvane api revenue 2025", "$402.7 million"),
        ("morvane 2025: consumer subs revenue vs api", "$95.9 million"),
        ("coupon on the morvane 2029 notes", "6.5%"),
        ("morvane 2031 notes coupon", "8.25%"),
        ("what share of its workforce is morvane cutting", "8%"),
        ("who audits morvane's books?", "Skerrit & Lowe LLP"),
        ("new ardwick board member", "Maurice Adelle"),
        ("what day did the tindlewick deal close", "April 7, 2025"),
        ("how much cash did ardwick get thru in 2025", "$31 million"),
        ("how much cash has ardwick got on hand", "$77 million"),
        ("anyone know what morvane paid for corrin labs? ballpark ok", "$210 million"),
    ],
)
def test_what_is_asked_in_its_own_way_is_found(question: str, told: str, ask: Callable[..., Answer]) -> None:
    assert told in ask(question).text


def test_only_the_tokens_asked_about_are_priced(ask: Callable[..., Answer]) -> None:
    assert "$4.00" not in ask("tallow 3 cahced input price").text
    assert "$0.80" not in ask("tallow 3 input price").text


def test_notes_of_another_year_are_not_told(ask: Callable[..., Answer]) -> None:
    assert ask("morvane 2030 notes coupon").status is Status.NOT_FOUND


def test_who_holds_an_office_is_asked_back_without_a_company(ask: Callable[..., Answer]) -> None:
    assert ask("who's the cfo").status is Status.CLARIFY


def test_two_days_set_against_each_other_are_both_told(ask: Callable[..., Answer]) -> None:
    answer = ask("when exactly did ardwick file confidentially for its ipo? i see may 22 and june 7")
    assert answer.text.startswith("“Ardwick AI confidentially filed for its IPO around May 22, 2026.”")
    assert "June 7, 2026" in answer.text


def test_a_course_from_a_day_on_is_one(ask: Callable[..., Answer]) -> None:
    answer = ask("please show me how ardwick's valuation moved from early 2025 on")
    assert "rose from $220 million in January 2025 to $1.4 billion" in answer.text


def test_a_follow_up_puts_another_in_the_place_of_one_of_two(ask: Callable[..., Answer]) -> None:
    before = "how large is the ardwick cloud contract with ostrell cloud"
    assert "$90 million" in ask("same for pellbrook?", before).text


def test_a_follow_up_asks_for_the_same_line(ask: Callable[..., Answer]) -> None:
    before = "morvane api revenue 2025"
    assert "$218.4 million" in ask("same line the year before?", before).text
