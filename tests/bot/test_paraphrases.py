"""Paraphrases: everyday words for what reports and filings say, wider than synonyms."""

from __future__ import annotations

import pytest

from bot.meeting import Meeting
from bot.paraphrases import paraphrases_of
from bot.words import stem, stems, synonyms_of


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("plug", "the model will be switched off in May"),
        ("lockup", "holders agreed to a lock-up of 180 days"),
        ("peak", "at its height it had 40 people"),
        ("reserved", "it has put aside money for the case"),
        ("returned", "of the 131 machines 119 came back"),
        ("axe", "the old plan retires in June"),
        ("breakeven", "it expects to be profitable in 2029"),
        ("probe", "the Bureau has opened an inquiry"),
        ("neighbors", "residents complained"),
        ("revenue", "sales rose"),  # a synonym
    ],
)
def test_a_source_may_say_it_otherwise(asked: str, said: str) -> None:
    assert any(Meeting([stem(asked)]).of(" ".join(stems(said))))


def test_what_a_claim_is_held_to_is_narrower() -> None:
    assert stem("retired") in paraphrases_of(stem("plug"))
    assert not synonyms_of(stem("plug"))
