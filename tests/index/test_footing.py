"""What stands before what was expected until now is looked for only where a sentence can have it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from index._footing import _FORMER, _VIEWS, FORMER_VIEW, speaks_of_former_view


@pytest.mark.parametrize("case", [str, str.upper, str.title])
def test_a_sentence_that_may_speak_of_a_former_view_is_known_by_its_words(case: Callable[[str], str]) -> None:
    for former, view in product(_FORMER, _VIEWS):
        words = case(f"it now sees more than the company's {former} full-year {view}s of about ")
        assert FORMER_VIEW.search(words), words
        assert speaks_of_former_view(f"{words}$40 billion"), words


@pytest.mark.parametrize("words", ["It sold 40 chips and told nobody.", "The range was $5 to $6 billion.", ""])
def test_other_sentences_are_set_aside_by_their_words(words: str) -> None:
    assert not speaks_of_former_view(words)
