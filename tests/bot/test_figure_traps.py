"""Traps of filings that answers do not fall into: fiscal years, scales, spans of time, and rows that look like others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.answer import Answer, Status
from tests.bot.asking import asker

ANNUAL = """<html><head><title>Corvale Semiconductor Corp Form 10-K for fiscal 2025</title></head><body>
<h1>Corvale Semiconductor Corp Form 10-K for fiscal 2025</h1>
<p>Corvale Semiconductor Corp (NASDAQ: CRVL), or Corvale, designs accelerators. Our fiscal year ends on the last Sunday in January.
Fiscal year 2025 ended on January 26, 2025 and fiscal year 2024 ended on January 28, 2024.</p>
<h2>Consolidated statements of income</h2>
<table>
<tr><td colspan="4">(In millions, except per share data)</td></tr>
<tr><td></td><td colspan="3">Year Ended</td></tr>
<tr><td></td><td>January 26, 2025</td><td>January 28, 2024</td><td>January 29, 2023</td></tr>
<tr><td>Revenue</td><td>$ 9,412</td><td>$ 6,087</td><td>$ 3,944</td></tr>
<tr><td>Cost of revenue</td><td>3,120</td><td>2,205</td><td>1,688</td></tr>
<tr><td>Net income</td><td>2,871</td><td>1,310</td><td>402</td></tr>
<tr><td>Net income per share:</td><td></td><td></td><td></td></tr>
<tr><td>Basic</td><td>$ 2.36</td><td>$ 1.08</td><td>$ 0.34</td></tr>
<tr><td>Diluted</td><td>$ 2.31</td><td>$ 1.05</td><td>$ 0.33</td></tr>
</table>
<h2>Consolidated statements of cash flows</h2>
<table>
<tr><td colspan="3">(In millions)</td></tr>
<tr><td></td><td colspan="2">Year Ended</td></tr>
<tr><td></td><td>January 26, 2025</td><td>January 28, 2024</td></tr>
<tr><td>Purchases of property and equipment</td><td>$ (712)</td><td>$ (488)</td></tr>
<tr><td>Principal payments on finance leases</td><td>(64)</td><td>(51)</td></tr>
</table>
<h2>Consolidated balance sheets</h2>
<table>
<tr><td colspan="3">(In millions)</td></tr>
<tr><td></td><td>January 26, 2025</td><td>January 28, 2024</td></tr>
<tr><td>Cash and equivalents</td><td>$ 7,464</td><td>$ 6,010</td></tr>
<tr><td>Total current assets</td><td>21,300</td><td>17,100</td></tr>
<tr><td>Total assets</td><td>36,600</td><td>30,050</td></tr>
<tr><td>Total liabilities</td><td>12,200</td><td>11,000</td></tr>
</table>
<h2>Fair value measurements</h2>
<table>
<tr><td colspan="4">(In millions)</td></tr>
<tr><td></td><td colspan="3">January 26, 2025</td></tr>
<tr><td></td><td>Assets at fair value</td><td>Cash and equivalents</td><td>Short-term investments</td></tr>
<tr><td>Cash</td><td>$ 1,221</td><td>$ 1,221</td><td>$ -</td></tr>
<tr><td>Money market funds</td><td>6,243</td><td>6,243</td><td>-</td></tr>
</table>
<p>Our gross margin was 66.9% in fiscal year 2025, an increase of 310 basis points from fiscal year 2024.</p>
</body></html>"""

QUARTERLY = """<html><head><title>Brackenfell Energy Inc Form 10-Q for the quarter ended September 30, 2025</title></head><body>
<h1>Brackenfell Energy Inc Form 10-Q for the quarter ended September 30, 2025</h1>
<p>Brackenfell Energy Inc (NYSE: BRKF), or Brackenfell, sells power to data centers.</p>
<h2>Condensed consolidated statements of operations</h2>
<table>
<tr><td colspan="5">(in thousands, except per share amounts)</td></tr>
<tr><td></td><td colspan="2">Three Months Ended September 30,</td><td colspan="2">Nine Months Ended September 30,</td></tr>
<tr><td></td><td>2025</td><td>2024</td><td>2025</td><td>2024</td></tr>
<tr><td>Revenue</td><td>$ 412,500</td><td>$ 377,310</td><td>$ 1,188,940</td><td>$ 1,064,200</td></tr>
<tr><td>Cost of revenue</td><td>301,200</td><td>280,050</td><td>880,410</td><td>799,600</td></tr>
<tr><td>Net loss</td><td>(21,340)</td><td>(8,120)</td><td>(59,700)</td><td>(30,250)</td></tr>
</table>
</body></html>"""

_PAGES = {"corvale.html": (ANNUAL, "2025-03-01", "filing"), "brackenfell.html": (QUARTERLY, "2025-11-02", "filing")}


@pytest.fixture(scope="module")
def asked(new_data_dir: Callable[[], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    return asker(new_data_dir(), tmp_path_factory.mktemp("traps"), _PAGES, date(2025, 11, 10))


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        # A fiscal year that ends in January is named after the year it ends in, also where columns give only days.
        ("corvale revenue fiscal 2025", "9412000000", "USD"),
        ("corvale revenue fy24", "6087000000", "USD"),
        ("corvale revenue fy2023", "3944000000", "USD"),
        # Millions in one filing, thousands in another.
        ("corvale net income fy25", "2871000000", "USD"),
        ("brackenfell revenue q3 2025", "412500000", "USD"),
        # Three months against nine months to date, in one table.
        ("brackenfell revenue first nine months of 2025", "1188940000", "USD"),
        ("brackenfell revenue q3 2024", "377310000", "USD"),
        ("brackenfell net loss q3 2025", "21340000", "USD"),
        # Cost of revenue is not revenue.
        ("brackenfell cost of revenue q3 2025", "301200000", "USD"),
        ("corvale cost of revenue fy25", "3120000000", "USD"),
        # Diluted and basic; "except per share data" is not in millions.
        ("corvale diluted eps fy25", "2.31", "USD"),
        ("corvale basic eps fiscal 2025", "2.36", "USD"),
        # Purchases printed as negatives are what was spent, and leases are none of them.
        ("corvale capex fy25", "712000000", "USD"),
        # The balance sheet's cash, not the bank balance among what is held at fair value.
        ("corvale cash and cash equivalents as of January 26, 2025", "7464000000", "USD"),
        # A margin, not the basis points that it rose by.
        ("corvale gross margin fy25", "66.9", "percent"),
    ],
)
def test_the_right_number_is_given(asked: Callable[[str], Answer], question: str, value: str, unit: str) -> None:
    answer = asked(question)
    assert answer.status is Status.ANSWERED
    assert (format(abs(answer.figures[0].amount.value).normalize(), "f"), answer.figures[0].amount.unit) == (value, unit)


@pytest.mark.parametrize("question", ["brackenfell revenue 2025", "brackenfell revenue q4 2024", "brackenfell revenue q2 2025", "corvale revenue calendar 2024"])
def test_no_part_of_a_year_stands_for_it_nor_a_fiscal_for_a_calendar_year(asked: Callable[[str], Answer], question: str) -> None:
    answer = asked(question)
    assert answer.status is not Status.ANSWERED, answer.text
