"""Weighing: how good a piece of evidence is beside its rivals, and how sure it is that it answers at all.

Both are weighted sums of what `bot.evidence` measures. The weights were fitted by `python -m benchmarks.fitting_reader`
on the question sets that may be looked at, and are in `bot/data/reading.json` with what they were fitted on: the first
so that the right evidence of a question comes before the others (a softmax over its candidates), the second so that
the share of right ones among those said to be 0.7 sure is 0.7 (a logistic regression).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from operator import mul

from bot.wanted import Kind

__all__ = ["DOUBTS", "Weighing", "doubts", "shipped"]

_OF_LEAD = (
    *("near", "like", "own", "all", "heaviest", "least", "firm", "measure", "together", "time", "time_near", "time_other", "row"),
    *("title", "more", "novel", "cause", "offers", "offers_none", "authority"),
)
_KINDS = tuple(kind.value for kind in Kind)
DOUBTS = ("score", "margin", "rivals", "words", "weight", "picked", "about", *_OF_LEAD, "measured", "timed", *_KINDS)
"""What the certainty is weighed of: how the lead stands to the others, what the question says, the lead's measures, and
what kind of answer is wanted: who did something is told more surely than how much of something there is."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weights of the measures, those of the doubts and the constant of the latter, and the same of explanations (`bot.explaining`)."""

    rank: Mapping[str, float]
    sure: Mapping[str, float]
    constant: float
    explain: Mapping[str, float] = field(default_factory=dict)
    explain_constant: float = 0.0

    def score(self, measures: Mapping[str, float]) -> float:
        """How good a candidate is; only differences between candidates of one question mean anything."""
        return float(sum(map(mul, self.rank.values(), map(measures.__getitem__, self.rank))))

    def certainty(self, doubts: Mapping[str, float]) -> float:
        """How likely it is that the lead answers the question, 0 to 1."""
        return _chance(self.sure, self.constant, doubts)

    def explains(self, weighed: Mapping[str, float]) -> float:
        """How likely it is that one of the quotes given for an explanation answers the question, 0 to 1."""
        return _chance(self.explain, self.explain_constant, weighed)


def _chance(weights: Mapping[str, float], constant: float, measured: Mapping[str, float]) -> float:
    total = constant + sum(weight * measured[name] for name, weight in weights.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def doubts(
    lead: Mapping[str, float], *, kind: Kind, score: float, margin: float, rivals: int, words: int, weight: float, picked: bool, measured: bool, timed: bool
) -> dict[str, float]:
    """The measures that the certainty is weighed of.

    `margin` is the lead's over the best that says something else, `rivals` how many meet the question about as well, `words`
    those of the question and `weight` theirs, in that of a word no passage has, `picked` whether the number wanted could be told among those of the lead,
    `measured` and `timed` whether the question names a measure and a time.
    """
    out = {"score": score, "margin": min(margin, 3.0), "rivals": min(rivals, 6) / 6, "words": words / 5, "weight": weight / 3}
    out |= {"picked": float(picked), "measured": float(measured), "timed": float(timed)}
    out |= {name: float(name == kind.value) for name in _KINDS}
    out["about"] = max(lead["subject"], 0.8 * lead["subject_near"], 0.5 * lead["subject_page"])
    return out | {name: lead[name] for name in _OF_LEAD}


@lru_cache(maxsize=1)
def shipped() -> Weighing:
    """The weights that come with the program."""
    held = json.loads(files("bot").joinpath("data/reading.json").read_text("utf-8"))
    return Weighing(held["rank"], held["sure"], held["constant"], held["explain"], held["explain_constant"])
