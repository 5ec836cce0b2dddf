"""Which of the quotes found comes first, and how sure it has to be."""

from __future__ import annotations

from datetime import date

import pytest

from bot.evidence import Asking
from bot.library import Library
from bot.quoting import SURE, bearing, needed
from bot.reading import Candidate, read
from bot.text_answers import found_for
from bot.understanding import understand


def _found(question: str, library: Library) -> tuple[Asking, list[Candidate]]:
    asked = understand(question, asked_on=date(2025, 11, 10), names=library.names, taxonomy=library.taxonomy, context=())
    asking = Asking(asked, library)
    return asking, bearing(asking, read(asking, *found_for(asked, library)))


def test_what_only_says_how_many_there_are_is_never_given_for_how_many_were_opened(library: Library) -> None:
    asking, found = _found("how many labs did Ardenmoor AI open", library)
    assert "open" in asking.terms
    without = next(one for one in found if "open" not in one.text)
    assert needed(asking, without, told=False) > 1


@pytest.mark.parametrize(("told", "less"), [(False, False), (True, True)])
def test_a_quote_that_says_who_it_is_need_not_be_as_sure(library: Library, told: bool, less: bool) -> None:
    asking, found = _found("who founded Ardenmoor AI", library)
    lead = next(one for one in found if "found" in one.text)
    assert (needed(asking, lead, told=told) < SURE) is less
    assert needed(asking, lead, told=False, least=0.9) == 0.9
