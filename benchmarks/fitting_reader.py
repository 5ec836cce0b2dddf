"""Fitting the reader: the weights by which quotes are chosen, and those of how sure they are.

    python -m benchmarks.fitting_reader [--keep DIR] [--write] [--certainty | --explaining]

Every question set that may be looked at is asked over its own corpus, without figures: what is measured of each candidate
quote (`bot.evidence`) is kept, and whether it holds the expected answer. The weights are fitted on all, and with
--write they replace `bot/data/reading.json`, with --certainty only those of the certainty, with --explaining only those of how sure
an explanation is, of which it is printed what they are worth where each corpus is held out in turn.
`python -m benchmarks.certainty` measures what weights fitted like that are worth on pages they were not fitted on. --keep holds the indexes in DIR, for a second run.
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
from bot.explaining import ENOUGH, asks_to_explain, explaining, may_explain, weighed
from bot.library import Library
from bot.premises import denial
from bot.question import Question
from bot.quoting import LOOKED_AT, foremost, needed, told_outright, unsaid
from bot.reading import Candidate, candidates, lead_doubts, overlap
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
_LACKING = 0.3
"""What a lead counts, beside one of a real case, where what answers was taken away: it is wrong for sure."""

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


def foremost_of(weighing: Weighing, case: Case, *, without: bool = False) -> list[Candidate]:
    """A case's candidates in the order they would be quoted; `without` those that hold the answer, as if no page said it."""
    held = [one for one, right in zip(case.found, case.right, strict=True) if right]
    scored = sorted(
        (
            (replace(one, score=weighing.score(one.measures)), near)
            for one, right, near in zip(case.found, case.right, case.near, strict=True)
            if not without or not (right or any(overlap(one, other) for other in held))
        ),
        key=lambda pair: -pair[0].score,
    )
    bearing = [one for one, near in scored[:LOOKED_AT] if near]
    return foremost(case.asking, [*bearing, *(one for one, _ in scored[LOOKED_AT:])]) if bearing else []


@dataclass(frozen=True)
class Lead:
    """What would be quoted first: the doubts about it, whether it answers, and how sure it has to be at most."""

    doubts: Mapping[str, float]
    right: bool
    needed: float


def lead_of(case: Case, ordered: Sequence[Candidate], *, told: bool = False) -> Lead:
    """The first of `ordered`, which are a case's. Of several quotes shown any may answer; of several numbers the first has to."""
    asking, right = case.asking, {_place(one) for one, good in zip(case.found, case.right, strict=True) if good}
    quoted = ordered[:1] if asking.wanted.kind in NUMERIC else shown(asking.question, ordered)
    bare = asking.question.earlier and not said_first(asking, ordered[0])
    bar = 2.0 if bare or unsaid(ordered[0]) else needed(asking, ordered[0], told=told, least=1.0)
    return Lead(lead_doubts(asking, ordered), any(_place(one) in right for one in quoted), bar)


def _place(one: Candidate) -> tuple[str, int, int]:
    return one.document.document_id, one.start, one.end


def fit_sure(
    rows: Sequence[tuple[Mapping[str, float], bool]], lacking: Sequence[Mapping[str, float]] = (), decay: float = 5.0, names: Sequence[str] = DOUBTS, share: float = _LACKING
) -> tuple[dict[str, float], float]:
    """The weights of the doubts, or of what else `names` says: a logistic regression with a squared penalty, by Newton's method.

    `lacking` are the doubts about what comes first where what answers was taken away. They count `share` and not for the
    constant: it is such that as many of `rows` are expected to be right as are.
    """
    values = np.array([[doubt[name] for name in names] for doubt in (*(doubt for doubt, _ in rows), *lacking)])
    right = np.array([float(good) for _, good in rows] + [0.0] * len(lacking))
    count = np.array([1.0] * len(rows) + [share] * len(lacking))
    mean = np.average(values, axis=0, weights=count)
    spread = np.sqrt(np.average((values - mean) ** 2, axis=0, weights=count)) + 1e-3
    design = np.hstack([np.ones((len(values), 1)), (values - mean) / spread])
    weights = np.zeros(design.shape[1])
    penalty = np.full(len(weights), decay)
    penalty[0] = 0.0
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (count * (chance - right)) + penalty * weights
        bend = (design.T * (count * chance * (1 - chance))) @ design + np.diag(penalty + 1e-6)
        weights -= np.linalg.solve(bend, slope)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design[: len(rows)] @ weights))
        weights[0] -= (chance - right[: len(rows)]).sum() / ((chance * (1 - chance)).sum() + 1e-9)
    raw = weights[1:] / spread
    return dict(zip(names, raw.tolist(), strict=True)), float(weights[0] - raw @ mean)


def doubtful(rank: Mapping[str, float], some: Sequence[Case]) -> tuple[list[tuple[Mapping[str, float], bool]], list[Mapping[str, float]]]:
    """What a certainty is fitted on: the leads of cases that come to be answered by quotes, and those without what answers."""
    weighing = Weighing(rank, {}, 0.0)
    rows: list[tuple[Mapping[str, float], bool]] = []
    lacking: list[Mapping[str, float]] = []
    for case in some:
        ordered = foremost_of(weighing, case) if case.reached else []
        if not ordered:
            continue
        lead = lead_of(case, ordered)
        rows.append((lead.doubts, lead.right))
        rest = foremost_of(weighing, case, without=True) if lead.right else []
        if rest:
            lacking.append(lead_doubts(case.asking, rest))
    return rows, lacking


@dataclass(frozen=True)
class Explained:
    """A question for an explanation: what is weighed of its quotes, whether one of them answers, and the first where what answers was taken away."""

    corpus: str
    weighed: Mapping[str, float]
    right: bool
    lacking: Mapping[str, float] | None


def explanations(some: Sequence[Case], weighing: Weighing) -> list[Explained]:
    """The questions for an explanation that come to be answered by quotes and by none that says it outright."""
    out = []
    for case in some:
        ordered = foremost_of(weighing, case) if case.reached and asks_to_explain(case.asking) else []
        if not explaining(ordered) or not may_explain(case.asking, ordered) or told_outright(case.asking, ordered) is not None:
            continue
        answers = {_place(one) for one, good in zip(case.found, case.right, strict=True) if good}
        right = any(_place(one) in answers for one in explaining(ordered))
        rest = foremost_of(weighing, case, without=True) if answers else []
        out.append(Explained(case.corpus, weighed(case.asking, ordered, weighing), right, weighed(case.asking, rest, weighing) if explaining(rest) and may_explain(case.asking, rest) else None))
    return out


def fit_explaining(some: Sequence[Explained]) -> tuple[dict[str, float], float]:
    """The weights of how sure it is that one of the quotes answers, and their constant."""
    return fit_sure([(one.weighed, one.right) for one in some], [one.lacking for one in some if one.lacking is not None], decay=15.0, names=list(some[0].weighed), share=1.0)


def _print_held_out(some: Sequence[Explained]) -> None:
    """What such weights are worth on each corpus when fitted on the others, by how sure one has to be."""
    held: list[tuple[float, bool]] = []
    lacking: list[float] = []
    for corpus in sorted({one.corpus for one in some}):
        sure, constant = fit_explaining([one for one in some if one.corpus != corpus])
        weighing = Weighing({}, {}, 0.0, sure, constant)
        mine = [one for one in some if one.corpus == corpus]
        held += [(weighing.explains(one.weighed), one.right) for one in mine]
        lacking += [weighing.explains(one.lacking) for one in mine if one.lacking is not None]
    print(f"{'sure by':>8} {'right':>6} {'wrong':>6} {'none':>6}   of those without what answers, given")
    for bar in sorted({0.5, 0.55, ENOUGH, 0.66, 0.7}):
        given = [right for sure, right in held if sure >= bar]
        print(f"{bar:8.2f} {sum(given):6} {len(given) - sum(given):6} {len(held) - len(given):6}   {sum(sure >= bar for sure in lacking)} of {len(lacking)}")


def fit(some: Sequence[Case]) -> Weighing:
    """Both kinds of weights; the certainty is fitted on leads chosen by weights that had not seen their corpus."""
    rows: list[tuple[Mapping[str, float], bool]] = []
    lacking: list[Mapping[str, float]] = []
    for corpus in sorted({case.corpus for case in some}):
        found, less = doubtful(fit_rank([case for case in some if case.corpus != corpus]), [case for case in some if case.corpus == corpus])
        rows, lacking = rows + found, lacking + less
    sure, constant = fit_sure(rows, lacking)
    whole = Weighing(fit_rank(some), sure, constant)
    explain, explain_constant = fit_explaining(explanations(some, whole))
    return replace(whole, explain=explain, explain_constant=explain_constant)


def _write(weighing: Weighing, questions: int, *, explaining_alone: bool) -> None:
    before = json.loads(_OUT.read_text("utf-8"))

    def rounded(weights: Mapping[str, float]) -> dict[str, float]:
        return {name: round(value, 4) for name, value in weights.items()}

    held = {
        "about": "Fitted by `python -m benchmarks.fitting_reader --write`; see bot/weighing.py and bot/explaining.py.",
        "questions": before["questions"] if explaining_alone else questions,
        "rank": rounded(weighing.rank),
        "sure": rounded(weighing.sure),
        "constant": round(weighing.constant, 4),
        "explain_questions": questions,
        "explain": rounded(weighing.explain),
        "explain_constant": round(weighing.explain_constant, 4),
    }
    _OUT.write_text(json.dumps(held, indent=1) + "\n", "utf-8")


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fitting_reader", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--keep", type=Path, metavar="DIR", help="hold the indexes there")
    parser.add_argument("--certainty", action="store_true", help="keep the weights by which quotes are chosen")
    parser.add_argument("--explaining", action="store_true", help="fit only how sure explanations are")
    parser.add_argument("--write", action="store_true", help="replace the shipped weights")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="burnrate-fitting-") as folder:
        every = cases(options.keep or Path(folder))
    weighing = shipped()
    if options.explaining:
        some = explanations(every, weighing)
        _print_held_out(some)
        explain, constant = fit_explaining(some)
        weighing = replace(weighing, explain=explain, explain_constant=constant)
    elif options.write:
        fitted = fit(every)
        weighing = replace(fitted, rank=weighing.rank) if options.certainty else fitted
    if options.write:
        _write(weighing, len(every), explaining_alone=options.explaining)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
