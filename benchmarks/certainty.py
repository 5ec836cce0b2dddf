"""Certainty: how many questions quotes answer on pages that nothing was fitted on, and how sure they are of it.

    python -m benchmarks.certainty [--keep DIR]

Each corpus of the sets that may be looked at is held out in turn, with all the sets asked over it. The weights that order
quotes, those of the certainty and how sure a quote has to be are fitted on the others as `benchmarks.fitting_reader` does,
the last by the share of questions right less twice the wrong ones, on corpora held out once more. What is printed is what
comes of them on the corpus held out: Brier score and log loss of the certainty, and the questions that come to be answered
by quotes by whether they are right, wrong or not answered. --keep holds the indexes in DIR, for a second run.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fitting_reader import Case, Lead, cases, doubtful, fit_rank, fit_sure, foremost_of, lead_of
from bot.quoting import SURE, told_outright
from bot.weighing import Weighing

__all__ = ["Measured", "chosen", "main", "outcome"]

_BARS = tuple(at / 100 for at in range(40, 91, 2))
_COST = 2
"""What a wrong answer costs, in right ones."""


@dataclass(frozen=True)
class Measured:
    """A question that comes to be answered by quotes: its lead, if any, how sure it is, and the same of one that says who it is."""

    corpus: str
    lead: Lead | None
    sure: float = 0.0
    told: Lead | None = None


def outcome(one: Measured, bar: float) -> str:
    """Whether a question would be answered right, wrong or not at all where a quote has to be sure by `bar`."""
    lead = one.told if one.told is not None and one.sure < bar else one.lead
    if lead is None or (lead is one.lead and one.sure < min(bar, lead.needed)) or lead.needed > 1:
        return "none"
    return "right" if lead.right else "wrong"


def chosen(some: Sequence[Measured]) -> float:
    """How sure a quote has to be for the most right answers less `_COST` times the wrong ones."""
    return max(_BARS, key=lambda bar: _gain(some, bar))


def _gain(some: Sequence[Measured], bar: float) -> int:
    counts = Counter(outcome(one, bar) for one in some)
    return counts["right"] - _COST * counts["wrong"]


def _measured(rank: Mapping[str, float], fitted: Weighing, some: Sequence[Case]) -> list[Measured]:
    """What the reached ones of some cases come to, with the order of `rank` and the certainty of `fitted`."""
    weighing = Weighing(rank, {}, 0.0)
    out = []
    for case in some:
        if not case.reached:
            continue
        ordered = foremost_of(weighing, case)
        if not ordered:
            out.append(Measured(case.corpus, None))
            continue
        lead, told = lead_of(case, ordered), told_outright(case.asking, ordered)
        other = [told, *(one for one in ordered if one is not told)] if told is not None else []
        out.append(Measured(case.corpus, lead, fitted.certainty(lead.doubts), lead_of(case, other, told=True) if other else None))
    return out


def _on(corpora: Sequence[str], every: Sequence[Case]) -> list[Case]:
    return [case for case in every if case.corpus in corpora]


def held_out(every: Sequence[Case]) -> list[tuple[Measured, float]]:
    """Every question with how sure a quote had to be, by what was fitted on the other corpora alone."""
    corpora = sorted({case.corpus for case in every})
    out: list[tuple[Measured, float]] = []
    for place, corpus in enumerate(corpora, 1):
        others = [one for one in corpora if one != corpus]
        print(f"{place} of {len(corpora)}: {corpus}", file=sys.stderr, flush=True)
        ranks = {one: fit_rank(_on([other for other in others if other != one], every)) for one in others}
        rows = {one: doubtful(ranks[one], _on([one], every)) for one in others}

        def fitted(some: Sequence[str], rows: Mapping[str, tuple[list[tuple[Mapping[str, float], bool]], list[Mapping[str, float]]]] = rows) -> Weighing:
            sure, constant = fit_sure([row for one in some for row in rows[one][0]], [row for one in some for row in rows[one][1]])
            return Weighing({}, sure, constant)

        within = [found for one in others for found in _measured(ranks[one], fitted([other for other in others if other != one]), _on([one], every))]
        bar = chosen(within)
        out += [(found, bar) for found in _measured(fit_rank(_on(others, every)), fitted(others), _on([corpus], every))]
    return out


def _line(name: str, found: Sequence[Measured], bars: Sequence[float]) -> str:
    counts = Counter(outcome(one, bar) for one, bar in zip(found, bars, strict=True))
    sure = [(one.sure, one.lead.right) for one in found if one.lead is not None]
    brier = sum((p - right) ** 2 for p, right in sure) / max(len(sure), 1)
    loss = -sum(math.log(max(p if right else 1 - p, 1e-9)) for p, right in sure) / max(len(sure), 1)
    given = counts["right"] + counts["wrong"]
    return (
        f"{name:16} {len(found):5} {counts['right']:6} {counts['wrong']:6} {counts['none']:6} {(counts['right'] - counts['wrong']) / len(found):+7.3f}"
        f" {counts['wrong'] / max(given, 1):8.3f} {brier:7.4f} {loss:7.4f}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, and prints a line for each corpus and for all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.certainty", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--keep", type=Path, metavar="DIR", help="hold the indexes there")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="burnrate-certainty-") as folder:
        results = held_out(cases(options.keep or Path(folder)))
    print(f"{'held out':16} {'asked':>5} {'right':>6} {'wrong':>6} {'none':>6} {'CRAG':>7} {'wrong of':>8} {'Brier':>7} {'loss':>7}  has to be sure by")
    for corpus in sorted({one.corpus for one, _ in results}):
        mine = [(one, bar) for one, bar in results if one.corpus == corpus]
        print(_line(corpus, [one for one, _ in mine], [bar for _, bar in mine]), f" {mine[0][1]:.2f}")
    found = [one for one, _ in results]
    print(_line("all", found, [bar for _, bar in results]))
    for bar in sorted({0.5, 0.55, 0.6, 0.7, 0.75, SURE}):
        print(_line(f"all, at {bar:.2f}", found, [bar] * len(found)))


if __name__ == "__main__":
    main()
