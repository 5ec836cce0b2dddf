"""The quality gate: asks every question set, prints what the answers are worth, and fails where a floor is broken.

python -m tests.accuracy.gate [--set NAME]... [--update [--allow-lower]] [--json FILE] [--wrong]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tests.accuracy.asking import ProgramFailed
from tests.accuracy.floors import FLOORS, LowerFloor, broken, read_floors, updated, write_floors
from tests.accuracy.scoring import Grade, Total, table, totals
from tests.accuracy.sets import SETS, STANDING, SetMissing, digest, measure
from tests.accuracy.verdicts import Verdict

__all__ = ["Measurement", "main", "measure_sets"]


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one set's answers are worth, and which set that was."""

    name: str
    sha256: str
    size: int
    grades: tuple[Grade, ...]

    @property
    def totals(self) -> dict[str, Total]:
        """The totals by type, with that of all under "all"."""
        return totals(self.grades)

    @property
    def rates(self) -> dict[str, float]:
        """The rates that have floors."""
        return self.totals["all"].rates()


def measure_sets(names: Sequence[str]) -> Iterator[Measurement | SetMissing]:
    """Measures the sets, those of one corpus together; a set whose files are missing gives the reason instead.

    Raises ProgramFailed. Answers are kept in memory and the data directories are removed: nothing of a set kept
    apart is left lying about.
    """
    for corpus in dict.fromkeys(SETS[name].corpus for name in names):
        sets = [SETS[name] for name in names if SETS[name].corpus == corpus]
        with tempfile.TemporaryDirectory(prefix="burnrate-gate-") as folder:
            try:
                graded = measure(sets, Path(folder))
            except SetMissing as missing:
                yield missing
                continue
        for one in sets:
            questions = one.questions()
            yield Measurement(one.name, digest(questions), len(questions), tuple(graded[one.name]))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Returns 0 when all floors hold, 1 when one is broken or the program failed, 2 for wrong usage."""
    options = _parser().parse_args(arguments)
    if options.allow_lower and not options.update:
        click.echo("--allow-lower goes with --update", err=True)
        return 2
    floors, problems, report = read_floors(options.floors), [], {}
    try:
        for found in measure_sets(options.sets or STANDING):
            if isinstance(found, SetMissing):
                click.echo(f"skipped: {found}", err=True)
                continue
            click.echo(table(f"{found.name} ({found.size} questions, {found.sha256[:12]})", found.totals) + "\n")
            report[found.name] = {name: total.to_json() for name, total in found.totals.items()}
            if options.wrong and SETS[found.name].shown:
                wrong = [grade.question_id for grade in found.grades if grade.verdict is Verdict.WRONG]
                click.echo(f"wrong: {' '.join(wrong) or 'none'}\n")
            about = (found.name, floors.get(found.name), found.sha256, found.size, found.rates)
            if options.update:
                try:
                    floors[found.name] = updated(*about, allow_lower=options.allow_lower)
                except LowerFloor as refused:
                    problems.append(str(refused))
            else:
                problems += broken(*about)
    except ProgramFailed as failure:
        problems.append(str(failure))
    if options.json:
        options.json.write_text(json.dumps(report, indent=2) + "\n", "utf-8")
    for problem in problems:
        click.echo(problem, err=True)
    if options.update and not problems:
        write_floors(floors, options.floors)
    return 1 if problems else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.gate", description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--set",
        dest="sets",
        action="append",
        choices=sorted(SETS),
        help=f"measure this set (default: {', '.join(STANDING)})",
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    parser.add_argument(
        "--allow-lower", action="store_true", help="with --update: lower them too; say why in the commit"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the totals there")
    parser.add_argument("--wrong", action="store_true", help="name the wrong answers of the sets that may be looked at")
    parser.add_argument("--floors", type=Path, default=FLOORS, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
