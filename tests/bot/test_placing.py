"""Segments, sites and officers that a question names by themselves, although their numbers stand in a company's report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

REPORT = """<html><head><title>Orrinvale Group, Inc. Form 10-K</title></head><body>
<h1>Orrinvale Group, Inc. annual report</h1>
<p>Common Stock (ORVG), The Nasdaq Stock Market. Operating income of Shuttleworks reached $2,389 million as revenue outgrew headcount.</p>
<p>Our auditor is Penny &amp; Frost LLP, which has served since 2011. We had 6,318 employees at December 31, 2025, of whom 4,477 were engineers.</p>
<h2>Segments</h2><p>(in millions)</p>
<table><tr><td></td><td>2023</td><td>2024</td><td>2025</td></tr>
<tr><td>Revenues:</td><td></td><td></td><td></td></tr>
<tr><td>Looms</td><td>$ 8,000</td><td>$ 9,000</td><td>$ 10,000</td></tr>
<tr><td>Shuttleworks</td><td>2,000</td><td>3,000</td><td>5,000</td></tr>
<tr><td>Total revenues</td><td>$ 10,000</td><td>$ 12,000</td><td>$ 15,000</td></tr></table>
<table><tr><td></td><td>2023</td><td>2024</td><td>2025</td></tr>
<tr><td>Operating income (loss):</td><td></td><td></td><td></td></tr>
<tr><td>Looms</td><td>$ 1,100</td><td>$ 1,200</td><td>$ 1,300</td></tr>
<tr><td>Shuttleworks</td><td>(602)</td><td>741</td><td>2,389</td></tr>
<tr><td>Total operating income</td><td>$ 498</td><td>$ 1,941</td><td>$ 3,689</td></tr></table>
<h2>Pay</h2>
<table><tr><th>Name and position</th><th>Year</th><th>Salary ($)</th><th>Stock awards ($)</th><th>Total ($)</th></tr>
<tr><td>Dana Castellane, Chief Technology Officer</td><td>2025</td><td>980,000</td><td>19,750,628</td><td>20,730,628</td></tr></table>
<p>The annual total compensation of our median employee in 2025 was $318,440.</p>
</body></html>"""
PAGES = {
    "orrinvale.html": (REPORT, "2026-02-12", "filing", "Filings Archive"),
    "weekly.md": ("# Shuttleworks goes on\n\nShuttleworks, the cloud of Orrinvale, has bought more halls. Shuttleworks said that it hires.\n", "2026-03-02", "article"),
}


@pytest.fixture(scope="module")
def ask(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("placing"), PAGES, date(2026, 5, 20))


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("shuttleworks revenue 2025", "$5.0 billion"),
        ("shuttleworks operating profit or loss in 2023", "$602 million"),
        ("shuttleworks operating income 2025 vs 2024", "$2.4 billion against $741 million"),
        ("what part of orrinvale 2025 revenue was shuttleworks", "33.3%"),
        ("castellane total comp 2025", "$20.7 million"),
        ("castellane salary 2025", "$980,000"),
        ("ORVG revenue 2025", "$15.0 billion"),
    ],
)
def test_what_is_named_by_itself_is_a_part_of_whose_report_has_it(ask: Callable[..., Answer], question: str, number: str) -> None:
    answer = ask(question)
    assert answer.status is Status.ANSWERED, answer.text
    assert number in answer.text


def test_how_many_engineers_there_are_is_not_how_many_people(ask: Callable[..., Answer]) -> None:
    assert "headcount of 6,318" not in ask("how many engineers does orrinvale employ").text


def test_what_the_median_employee_gets_is_no_executives_pay(ask: Callable[..., Answer]) -> None:
    assert "318,440 in 2025 [1]" not in ask("ceo pay at orrinvale in 2025").text


def test_who_audits_is_the_auditor(ask: Callable[..., Answer]) -> None:
    assert "Penny & Frost LLP" in ask("which firm audits orrinvale").text
