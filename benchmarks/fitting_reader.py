"""Fitting the reader: the weights by which quotes are chosen, and how well they do on sets they were not fitted on.

    python -m benchmarks.fitting_reader [--keep DIR] [--write] [--certainty]

Every question set that may be looked at is asked over its own corpus, without figures: what is measured of each candidate
quote (`bot.evidence`) is kept, and whether it holds the expected answer. Then for each corpus the weights are
fitted on the other corpora and measured on it; those are the numbers printed. Last they are fitted on all, and with
--write they replace `bot/data/reading.json`, with --certainty only those of the certainty. --keep holds the indexes in DIR, for a second run.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.batch import read_batch
from bot.bearing import stray
from bot.claims import claim_from_text
from bot.engine import Engine
from bot.evidence import MEASURES, Asking
from bot.library import Library
from bot.premises import denial
from bot.question import Question
from bot.reading import Candidate, candidates, lead_doubts
from bot.scope import refusal
from bot.text_answers import found_for, from_text, said_first, shown
from bot.understanding import understand
from bot.wanted import NUMERIC
from bot.weighing import DOUBTS, Weighing, shipped
from tests.accuracy.asking import _run, import_pages
from tests.accuracy.practice import load_scorer
from tests.accuracy.sets import SETS, QuestionSet, SetMissing
from tests.accuracy.verdicts import Verdict, verdict

_OUT = Path(__file__).resolve().parents[1] / "bot" / "data" / "reading.json"
_NOT_TEXT = {"clarify", "refuse", "decline_advice", "resist_injection"}
_TODAY = date(2026, 11, 16)

_Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A question with its candidates and which of them hold the answer; none does where nothing should be said.

    `near` tells those that do not stray from the question: only they are quoted.
    """

    name: str
    corpus: str
    asking: Asking
    found: Sequence[Candidate]
    right: _Floats
    near: Sequence[bool]
    answerable: bool
    reached: bool

    def measures(self) -> _Floats:
        """What was measured, shape (candidates, measures)."""
        return np.array([[one.measures[name] for name in MEASURES] for one in self.found])


def cases(base: Path) -> list[Case]:
    """The cases of every set that may be looked at."""
    out: list[Case] = []
    for one in SETS.values():
        if not one.shown:
            continue
        try:
            one.require()
        except SetMissing as missing:
            print(f"skipped: {missing}")
            continue
        folder = base / one.corpus
        if not (folder / "generations" / "CURRENT").exists():
            folder.mkdir(parents=True, exist_ok=True)
            if one.pages is not None and one.manifest is not None:
                import_pages(one.pages, one.manifest, folder)
            else:
                _run(["init"], folder, "", 900)
        library = Library.open(folder)
        engine = Engine(library)
        holds = _grader(one)
        for row in one.questions():
            if row["expected_behavior"] in _NOT_TEXT or refusal(str(row["question"])):
                continue
            (asked,) = read_batch([json.dumps({k: v for k, v in row.items() if k in {"question", "context", "asked_on"}})])
            question = understand(
                asked.question, asked_on=asked.asked_on or _TODAY, names=library.names, taxonomy=library.taxonomy, context=asked.context
            )
            asking = Asking(question, library)
            found = candidates(asking, *found_for(question, library))
            answerable = row["expected_behavior"] != "abstain"
            right = np.array([float(answerable and holds(row, candidate, said_first(asking, candidate))) for candidate in found])
            near = [stray(asking, candidate) is None for candidate in found]
            reached = _reached(engine, question)
            out.append(Case(f"{one.name}/{row['id']}", one.corpus, asking, found, right, near, answerable, reached))
        print(f"{one.name}: {sum(c.name.startswith(one.name + '/') for c in out)} questions")
    return out


def _reached(engine: Engine, question: Question) -> bool:
    """Whether a question comes to be answered by quotes: no way tried before them gives an answer."""
    for attempt in (denial, *engine.attempts(question)):
        if attempt in {from_text, claim_from_text}:
            return True
        if attempt(question, engine.library, None) is not None:
            return False
    return False


def _grader(one: QuestionSet) -> Callable[[Mapping[str, Any], Candidate, str], bool]:
    """Whether a quote holds what a question's set expects."""
    if one.manifest is None or one.pages is None:
        facts = {fact["id"]: fact for line in one.reference.read_text("utf-8").splitlines() for fact in [json.loads(line)]}

        def holds_value(row: Mapping[str, Any], candidate: Candidate, first: str) -> bool:
            answer = {"status": "answered", "answer": f"{first}. {candidate.text}"}
            return verdict(row, answer, facts) is Verdict.CORRECT

        return holds_value
    scorer, _ = load_scorer(one.reference, one.manifest, one.pages)
    listed = [json.loads(line) for line in one.manifest.read_text("utf-8").splitlines()]
    urls = {row["file"]: row["url"] for row in listed}

    def holds(row: Mapping[str, Any], candidate: Candidate, first: str) -> bool:
        pages = [urls[name] for name in (*row["must_cite"], *row.get("also_from", ())) if name in urls]
        text = scorer.plain(f"{first} {candidate.text}")
        none = row["answer_none"] and scorer.matches(row["answer_none"], text)
        return (not pages or candidate.document.url in pages) and bool(scorer.matches(row["answer_any"], text)) and not none

    return holds


def fit_rank(some: Sequence[Case], decay: float = 0.02, steps: int = 160) -> dict[str, float]:
    """The weights that put right candidates first: the softmax over a question's candidates, by Adam."""
    usable = [case for case in some if case.right.any()]
    stacked = np.vstack([case.measures() for case in usable])
    mean, spread = stacked.mean(0), stacked.std(0) + 1e-3
    widest = max(len(case.found) for case in usable)
    values = np.zeros((len(usable), widest, len(MEASURES)))
    there, right = np.zeros((len(usable), widest), bool), np.zeros((len(usable), widest), bool)
    for place, case in enumerate(usable):
        count = len(case.found)
        values[place, :count] = (case.measures() - mean) / spread
        there[place, :count], right[place, :count] = True, case.right > 0
    weights = np.zeros(len(MEASURES))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        scores = np.where(there, values @ weights, -1e9)
        every = _softmax(scores)
        good = _softmax(np.where(right, scores, -1e9))
        slope = np.einsum("qc,qcm->m", every - good, values) / len(usable) + 2 * decay * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return dict(zip(MEASURES, (weights / spread).tolist(), strict=True))


def _softmax(scores: _Floats) -> _Floats:
    powers = np.exp(scores - scores.max(1, keepdims=True))
    result: _Floats = powers / powers.sum(1, keepdims=True)
    return result


def ordered_by(weighing: Weighing, case: Case) -> tuple[list[Candidate], list[float]]:
    """A case's candidates that do not stray, best first, with whether each is right."""
    from dataclasses import replace

    scored = sorted(
        ((replace(one, score=weighing.score(one.measures)), good) for one, good, near in zip(case.found, case.right, case.near, strict=True) if near),
        key=lambda pair: -pair[0].score,
    )
    return [one for one, _ in scored], [good for _, good in scored]


def judged(weighing: Weighing, case: Case) -> tuple[dict[str, float], bool, bool] | None:
    """The doubts about a case's lead, whether the lead is right, and whether something shown is."""
    ordered, good = ordered_by(weighing, case)
    if not ordered:
        return None
    quoted = shown(case.asking.question, ordered)
    right = {id(one): value for one, value in zip(ordered, good, strict=True)}
    return lead_doubts(case.asking, ordered), bool(good[0]), any(right[id(one)] for one in quoted)


def fit_sure(rows: Sequence[tuple[dict[str, float], bool]], decay: float = 5.0) -> tuple[dict[str, float], float]:
    """The weights of the doubts: a logistic regression with a squared penalty, by Newton's method."""
    values = np.array([[doubt[name] for name in DOUBTS] for doubt, _ in rows])
    right = np.array([float(good) for _, good in rows])
    mean, spread = values.mean(0), values.std(0) + 1e-3
    design = np.hstack([np.ones((len(rows), 1)), (values - mean) / spread])
    weights = np.zeros(design.shape[1])
    penalty = np.full(len(weights), decay)
    penalty[0] = 0.0
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (chance - right) + penalty * weights
        bend = (design.T * (chance * (1 - chance))) @ design + np.diag(penalty + 1e-6)
        weights -= np.linalg.solve(bend, slope)
    raw = weights[1:] / spread
    return dict(zip(DOUBTS, raw.tolist(), strict=True)), float(weights[0] - raw @ mean)


def fit(some: Sequence[Case]) -> Weighing:
    """Both kinds of weights.

    The certainty is fitted on the questions that come to be answered by quotes, with leads chosen by weights that had not
    seen their corpus.
    """
    corpora = sorted({case.corpus for case in some})
    rows: list[tuple[dict[str, float], bool]] = []
    for corpus in corpora:
        others = [case for case in some if case.corpus != corpus] if len(corpora) > 1 else list(some)
        outside = Weighing(fit_rank(others), {}, 0.0)
        # Of several quotes shown any may answer; of several numbers the first has to.
        judgements = ((judged(outside, case), case.asking.wanted.kind in NUMERIC) for case in some if case.corpus == corpus and case.reached)
        rows += [(found[0], found[1] if numeric else found[2]) for found, numeric in judgements if found is not None]
    sure, constant = fit_sure(rows)
    return Weighing(fit_rank(some), sure, constant)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fitting_reader", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--keep", type=Path, metavar="DIR", help="hold the indexes there")
    parser.add_argument("--quick", action="store_true", help="measure nothing, only fit")
    parser.add_argument("--certainty", action="store_true", help="keep the weights by which quotes are chosen")
    parser.add_argument("--write", action="store_true", help="replace the shipped weights")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="burnrate-fitting-") as folder:
        every = cases(options.keep or Path(folder))
    results: list[tuple[Case, float, bool, bool]] = []
    for corpus in () if options.quick else sorted({case.corpus for case in every}):
        weighing = fit([case for case in every if case.corpus != corpus])
        for case in every:
            if case.corpus != corpus or not case.reached:
                continue
            found = judged(weighing, case)
            results.append((case, weighing.certainty(found[0]), found[1], found[2]) if found else (case, 0.0, False, False))
        here = [r for r in results if r[0].corpus == corpus and r[0].answerable]
        print(f"{corpus:10} answerable {len(here):3}  held {np.mean([r[0].right.any() for r in here]):.2f}  "
              f"first {np.mean([r[2] for r in here]):.2f}  shown {np.mean([r[3] for r in here]):.2f}")  # fmt: skip
    print("certainty  answered  right  wrong  (of which nothing should be said)   of", len(results))
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        said = [r for r in results if r[1] >= least]
        right = sum(r[3] for r in said)
        print(f"{least:9.1f} {len(said):9} {right:6} {len(said) - right:6}  {sum(not r[0].answerable for r in said):6}")
    if options.write:
        weighing = fit(every)
        if options.certainty:
            weighing = replace(weighing, rank=shipped().rank)
        held = {
            "about": "Fitted by `python -m benchmarks.fitting_reader --write`; see bot/weighing.py.",
            "questions": len(every),
            "rank": {name: round(value, 4) for name, value in weighing.rank.items()},
            "sure": {name: round(value, 4) for name, value in weighing.sure.items()},
            "constant": round(weighing.constant, 4),
        }
        _OUT.write_text(json.dumps(held, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
