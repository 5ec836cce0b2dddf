"""How many numbers of labelled pages are read as what they are: no fewer than before, and no more as what they are not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.prose import every

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.mark.parametrize(
    ("folder", "least_right", "most_wrong"),
    [("developed/sixth", 0.64, 0.14), ("labelled/overseas", 0.5, 0.145), ("labelled/tech_press", 0.55, 0.13), ("developed/seventh", 0.48, 0.195), ("developed/eighth", 0.44, 0.195)],
)
def test_numbers_of_prose_are_read_as_what_they_are(folder: str, least_right: float, most_wrong: float) -> None:
    """Right are those whose time is not told too; wrong those with another owner, measure, time or basis."""
    judged = every(FIXTURES / folder)
    kinds = Counter(one.kind for one in judged)
    right = (kinds["right"] + kinds["undated"]) / len(judged)
    wrong = 1 - right - kinds["not read"] / len(judged)
    assert right >= least_right
    assert wrong <= most_wrong
