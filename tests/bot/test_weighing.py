from __future__ import annotations

from bot.evidence import MEASURES
from bot.wanted import Kind
from bot.weighing import DOUBTS, Weighing, doubts, shipped


def test_the_shipped_weights_are_of_what_is_measured() -> None:
    held = shipped()
    assert set(held.rank) == set(MEASURES)
    assert set(held.sure) == set(DOUBTS)


def test_what_lacks_the_thing_wanted_is_worth_less_and_less_sure() -> None:
    held = shipped()
    base = dict.fromkeys(MEASURES, 0.5)
    with_it, without = base | {"offers": 1.0, "offers_none": 0.0, "together": 0.9}, base | {"offers": 0.0, "offers_none": 1.0, "together": 0.0}
    assert held.score(with_it) > held.score(without)
    sure, unsure = (held.certainty(doubts(m, score=held.score(m), margin=0.5, rivals=2, words=3, weight=2.0, picked=False, kind=Kind.PERSON, measured=False, timed=False)) for m in (with_it, without))
    assert 0 < unsure < sure < 1


def test_certainty_stays_a_probability() -> None:
    extreme = Weighing({}, dict.fromkeys(DOUBTS, 1e6), 0.0)
    assert extreme.certainty(dict.fromkeys(DOUBTS, 1.0)) <= 1.0
    assert extreme.certainty(dict.fromkeys(DOUBTS, -1.0)) >= 0.0
