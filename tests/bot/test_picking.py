from __future__ import annotations

import pytest

from bot.evidence import Asking
from bot.library import Library
from bot.picking import pick
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
        ("how many gpus has ardenmoor", "Ardenmoor runs 64,000 GPUs in 14 halls.", "64,000"),
        ("what is the price ardenmoor paid", "It paid $40 million, more than the $25 million that Sorrel offered.", "$40 million"),
    ],
)  # fmt: skip
def test_the_number_asked_for_is_picked(library: Library, question: str, quote: str, picked: str) -> None:
    asked = understand(question, asked_on=TODAY, names=library.names, taxonomy=library.taxonomy)
    amount = pick(Asking(asked, library), quote, find_amounts(quote), library.snapshot.documents()[0])
    assert amount is not None
    assert quote[amount.start : amount.end].strip() == picked


def test_of_two_that_may_be_meant_none_is_picked(library: Library) -> None:
    quote = "It costs $15 in Europe and $60 in Asia."
    asked = understand("price of the ardenmoor card", asked_on=TODAY, names=library.names, taxonomy=library.taxonomy)
    assert pick(Asking(asked, library), quote, find_amounts(quote), library.snapshot.documents()[0]) is None
