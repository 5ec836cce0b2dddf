"""Annual reports: what indexing one and asking it for a figure cost, by processor time.

    python -m benchmarks.annual FILE... [--dearest]

Each file is imported and indexed in a process of its own, in an empty data directory with the exported model. Printed are
the seconds of processor time (all threads, and the child process that reads the file) by what they go to, beside those
that the bare parser (lxml) takes for the same bytes. Aimed at are five seconds for all but the embedding of the passages,
which is told by itself: it is what the model takes for so much text (`python -m benchmarks.indexing` sets it beside the
bare model). Then some twenty figures that the filing states are asked for, each once, after a few other questions: aimed
at is that all else takes less than embedding the question once.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import lxml.html

from benchmarks.asking import Asked, asked, met
from bot import building
from bot.engine import Engine
from bot.library import Library
from corpus.importing import import_paths
from corpus.store import Store
from index import model as models

__all__ = ["main", "measured"]

_AIM = 5.0
_PARTS = ("reading", "names", "passages", "figures", "told", "indexes", "embedding", "starting")
_MEASURES = (
    *("revenue", "net income", "operating income", "cost of revenue", "gross profit", "research and development expenses"),
    *("total assets", "operating cash flow", "capital expenditures", "income tax", "cash and cash equivalents"),
)


class _Spent:
    """Seconds of processor time by what they went to; what is measured within something else is taken out of it."""

    def __init__(self) -> None:
        self.on = dict.fromkeys(_PARTS, 0.0)
        self._inner = 0.0

    @contextmanager
    def to(self, part: str) -> Iterator[None]:
        """Count what is done within."""
        outside, self._inner, begun = self._inner, 0.0, _processor()
        yield
        took = _processor() - begun
        self.on[part] += took - self._inner
        self._inner = outside + took

    def each(self, part: str, work: Callable[..., Iterable[Any]]) -> Callable[..., Any]:
        """The same work with its whole outcome made, and counted, when it is asked for."""

        def counted(*given: object) -> list[Any]:
            with self.to(part):
                return list(work(*given))

        return counted

    def once(self, part: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same work, counted."""

        def counted(*given: object) -> Any:
            with self.to(part):
                return work(*given)

        return counted


def _processor() -> float:
    usages = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in usages)


def measured(file: Path, data_dir: Path) -> dict[str, Any]:
    """What one file takes: `bare` of the parser alone, the parts, how many passages and figures, and questions asked of it."""
    data, begun = file.read_bytes(), _processor()
    lxml.html.fromstring(data)
    bare = _processor() - begun
    spent = _Spent()
    marks: list[tuple[str, float]] = []
    building.figures_of = spent.each("figures", building.figures_of)  # type: ignore[attr-defined]  # stands in for it
    building.told_of = spent.each("told", building.told_of)  # type: ignore[attr-defined]
    building.gather_remembering = spent.once("names", building.gather_remembering)  # type: ignore[attr-defined]
    with Store(building.store_path(data_dir)) as store:
        with spent.to("reading"):
            report = import_paths(store, [file], None, datetime.now(UTC))
        if report.failed:
            raise SystemExit(f"{file}: {report.failed[0].reason}")
        begun = _processor()
        info = building.rebuild(data_dir, store, progress=lambda stage, _done, _all: marks.append((stage, _processor())))
        ended = _processor()
    first = {stage: next(at for name, at in marks if name == stage) for stage in ("read", "embed", "index")}
    on = spent.on
    on["starting"] = first["read"] - begun - on["names"]
    on["passages"] = first["embed"] - first["read"] - on["figures"] - on["told"]
    on["embedding"] = first["index"] - first["embed"]
    on["indexes"] = ended - first["index"]
    questions = asked(Engine(Library.open(data_dir)), {"figure": _questions(data_dir)})
    return {"bare": bare, "on": on, "passages": info.passages, "figures": info.figures, "asked": [asdict(one) for one in questions]}


def _questions(data_dir: Path) -> list[str]:
    """Questions for figures of the company that files it, of its two newest years."""
    library = Library.open(data_dir)
    company, _ = library.snapshot.entities()[0]
    years = sorted({f.period.year for f in library.snapshot.figures(entity=[company], metric=["revenue"]) if f.period and f.period.year})[-2:]
    return [f"What was {company}'s {measure} in fiscal {year}?" for year in years for measure in _MEASURES]


def _measured_apart(file: Path, model: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as temporary:
        (Path(temporary) / "models").symlink_to(model)
        done = subprocess.run([sys.executable, "-m", "benchmarks.annual", "--within", temporary, str(file)], stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _report(file: Path, found: dict[str, Any], *, dearest: bool) -> None:
    on: dict[str, float] = found["on"]
    rest = sum(on.values()) - on["embedding"]
    print(f"{file.name}: {found['passages']} passages, {found['figures']} figures; the bare parser takes {found['bare']:.2f} s")
    print("  " + "  ".join(f"{part} {seconds:.2f}" for part, seconds in on.items() if part != "embedding"))
    print(f"  all but embedding {rest:.2f} s, {rest / found['bare']:.0f} times the bare parser   {met(rest, _AIM)}")
    print(f"  embedding {on['embedding']:.2f} s; in all {rest + on['embedding']:.2f} s   {met(rest + on['embedding'], _AIM)}")
    questions = [Asked(**one) for one in found["asked"]]
    embed, other = (statistics.median(values) for values in zip(*((one.embed, one.rest) for one in questions), strict=True))
    answered = sum(one.status == "answered" for one in questions)
    print(f"  {len(questions)} questions, {answered} answered: all else {other:.2f} ms, embedding {embed:.2f} ms, ratio {other / embed:.2f}   {met(other / embed, 1)}", flush=True)
    for one in sorted(questions, key=lambda one: -one.rest) if dearest else ():
        print(f"    {one.rest:7.2f} {one.status:10} {one.question}", {name: round(took, 1) for name, took in one.stages.items()})


def main() -> None:
    """Measure each file and say whether the aims are met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--dearest", action="store_true", help="print each question, the dearest first")
    parser.add_argument("--within", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.within is not None:
        print(json.dumps(measured(chosen.files[0], chosen.within)))
        return
    missing = [str(file) for file in chosen.files if not file.is_file()]
    if missing:
        parser.error(f"there is no file {', '.join(missing)}; give HTML files of annual reports")
    with tempfile.TemporaryDirectory() as temporary:
        models.export(models.find(), Path(temporary))
        for file in chosen.files:
            _report(file, _measured_apart(file, Path(temporary) / "models"), dearest=chosen.dearest)


if __name__ == "__main__":
    main()
