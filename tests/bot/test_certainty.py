"""The estimate of how many quotes are right on pages that nothing was fitted on."""

from __future__ import annotations

import pytest

from benchmarks.certainty import Measured, chosen, outcome
from benchmarks.fitting_reader import Lead, fit_sure
from bot.weighing import DOUBTS, Weighing


def _lead(*, right: bool, needed: float = 1.0) -> Lead:
    return Lead(dict.fromkeys(DOUBTS, 0.0), right, needed)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Measured("a", None), "none"),
        (Measured("a", _lead(right=True), 0.7), "right"),
        (Measured("a", _lead(right=False), 0.7), "wrong"),
        (Measured("a", _lead(right=True), 0.5), "none"),
        (Measured("a", _lead(right=True, needed=0.5), 0.5), "right"),
        (Measured("a", _lead(right=True, needed=2.0), 0.9), "none"),
        (Measured("a", _lead(right=False), 0.3, _lead(right=True, needed=0.15)), "right"),
        (Measured("a", _lead(right=False), 0.7, _lead(right=True, needed=0.15)), "wrong"),
        (Measured("a", _lead(right=True), 0.3, _lead(right=True, needed=2.0)), "none"),
    ],
)
def test_a_question_is_right_wrong_or_not_answered(one: Measured, expected: str) -> None:
    assert outcome(one, 0.6) == expected


def test_how_sure_a_quote_has_to_be_weighs_a_wrong_answer_twice() -> None:
    found = [Measured("a", _lead(right=right), sure) for sure, right in ((0.85, True), (0.75, False), (0.7, True), (0.5, False), (0.5, True))]
    assert 0.75 < chosen(found) <= 0.85, "one more right answer is not worth a wrong one"
    assert chosen([one for one in found if one.sure != 0.75]) <= 0.7


def test_a_lead_left_over_without_the_answer_makes_what_it_has_less_sure_and_not_all_else() -> None:
    none = dict.fromkeys(DOUBTS, 0.0)
    rows = [(none | {"all": share, "near": 0.5 + side / 10}, right) for share, right in ((0.9, True), (0.5, False)) for side in range(10)]
    sure, constant = fit_sure(rows)
    less, other = fit_sure(rows, [none | {"all": 0.5, "near": 1.0}] * 10)
    expected = [sum(Weighing({}, weights, at).certainty(doubt) for doubt, _ in rows) for weights, at in ((sure, constant), (less, other))]
    assert expected == pytest.approx([10, 10], abs=0.01), "as many are expected to be right as are"
    assert less["near"] < sure["near"]
