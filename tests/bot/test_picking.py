from __future__ import annotations

import pytest

from bot.evidence import Asking
from bot.library import Library
from bot.picking import asks_sum, pick, pick_day
from bot.understanding import understand
from index.amounts import find_amounts
from tests.bot.conftest import TODAY


@pytest.mark.parametrize(
    ("question", "quote", "picked"),
    [
        ("ardenmoor cash used in investing in 2024", "Ardenmoor used $19,575 million in 2025, up from $10,796 million in 2024.", "$10,796 million"),
        ("ardenmoor cash used in investing in 2025", "Ardenmoor used $19,575 million in 2025, up from $10,796 million in 2024.", "$19,575 million"),
        ("how big was halvard's cheque to ardenmoor", "Halvard put in €1.3 billion for about 11% of Ardenmoor.", "€1.3 billion"),
        ("what stake did halvard get in ardenmoor, in percent", "Halvard put in €1.3 billion for about 11% of Ardenmoor.", "11%"),
        ("how much notice does ardenmoor have to give", "Either side can end the $300 million agreement on 90 days' notice.", "90 days"),
        ("how many cars did ardenmoor produce", "Ardenmoor produced about 773,000 cars and delivered about 721,000 cars.", "773,000"),
        ("how many shares did ardenmoor buy back in the quarter", "In the three and six months ended June 30, 2025, Ardenmoor bought back 1,524 and 5,238 shares, respectively.", "1,524"),
        ("how many shares did ardenmoor buy back in the first half of 2025", "In the three and six months ended June 30, 2025, Ardenmoor bought back 1,524 and 5,238 shares, respectively.", "5,238"),
        ("in how many countries does ardenmoor have staff", "Ardenmoor had about 36,000 employees in 38 countries.", "38"),
        ("how many gpus has ardenmoor", "Ardenmoor runs 64,000 GPUs in 14 halls.", "64,000"),
        ("what could ardenmoor owe all in", "Ardenmoor could owe a fee of $2 million plus interest of $5 million, or $7 million together.", "$7 million"),
        ("what portion of ardenmoor's purchase is stock", "Ardenmoor pays $9 billion for the spectrum, of which $4 billion is in stock.", "$4 billion"),
        ("what was ardenmoor's price before the cut", "Ardenmoor cut its price to $4 million from $6 million.", "$6 million"),
        ("how long did it take ardenmoor to go online", "Halvard went online in 12 days and Ardenmoor in 9 days.", "9 days"),
        ("what is the price ardenmoor paid", "It paid $40 million, more than the $25 million that Sorrel offered.", "$40 million"),
        ("deferred services fee of ardenmoor's option", "Ardenmoor could owe a termination fee of $2 million plus a deferred services fee of $5 million.", "$5 million"),
        ("ardenmoor extension of may 2025: how much was added", "Ardenmoor reached a value of $7 billion in May 2025, with an extension of its round by $100 million.", "$100 million"),
        ("ardenmoor's expected spend per month in 2025", "It expected to spend about $13 million in 2025, a bit over $1 million a month.", "$1 million"),
    ],
)  # fmt: skip
def test_the_number_asked_for_is_picked(library: Library, question: str, quote: str, picked: str) -> None:
    asked = understand(question, asked_on=TODAY, names=library.names, taxonomy=library.taxonomy)
    amount = pick(Asking(asked, library), quote, find_amounts(quote), library.snapshot.documents()[0])
    assert amount is not None
    assert quote[amount.start : amount.end].strip() == picked


@pytest.mark.parametrize(
    ("question", "sums"),
    [("rack rev and launch rev 2025 added up", True), ("a + b users together?", True), ("who works together with ardenmoor", False), ("ardenmoor revenue and profit", False)],
)
def test_what_asks_for_a_sum_is_told(question: str, sums: bool) -> None:
    assert asks_sum(question) is sums


def test_of_two_that_may_be_meant_none_is_picked(library: Library) -> None:
    quote = "It costs $15 in Europe and $60 in Asia."
    asked = understand("price of the ardenmoor card", asked_on=TODAY, names=library.names, taxonomy=library.taxonomy)
    assert pick(Asking(asked, library), quote, find_amounts(quote), library.snapshot.documents()[0]) is None


@pytest.mark.parametrize(
    ("question", "quote", "day"),
    [
        ("until when does ardenmoor pay for the halls", "Ardenmoor agreed in May 2026 to pay through March 2029 for the halls.", "March 2029"),
        ("when does ardenmoor's second hall open", "Ardenmoor's hall in Narvik went up in October 2025, and its second hall in March 2026.", "March 2026"),
        ("when did ardenmoor hit a 1bn run rate", "Ardenmoor's run-rate revenue was $7 billion in October 2025. It had hit $1 billion in December 2024, and $9 billion is a target for 2026.", "December 2024"),
        ("when was ardenmoor's lawsuit filed", "The lawsuit against Ardenmoor was filed on 3 May 2024, and the trial is set for June 2026.", "3 May 2024"),
    ],
)
def test_of_several_days_the_one_asked_for_is_picked(library: Library, question: str, quote: str, day: str) -> None:
    asked = understand(question, asked_on=TODAY, names=library.names, taxonomy=library.taxonomy)
    found = pick_day(Asking(asked, library), quote)
    assert found is not None
    assert quote[slice(*found)] == day


def test_a_day_that_stands_alone_needs_no_picking(library: Library) -> None:
    asked = understand("when did ardenmoor open", asked_on=TODAY, names=library.names, taxonomy=library.taxonomy)
    assert pick_day(Asking(asked, library), "Ardenmoor opened in May 2024.") is None
