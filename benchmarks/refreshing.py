"""Refreshing: what it costs when little changed, what answering notices of it, and what kills and full disks do to it.

    python -m benchmarks.refreshing cost [--documents 5000]
    python -m benchmarks.refreshing load [--times 100]
    python -m benchmarks.refreshing faults [--times 100]

The documents are the invented briefs of `benchmarks.growth`, in a folder that a source follows; everything goes through
the command line. `cost` compares the processor time of a refresh in which 1 % of the documents changed with that of the
first one, and of one in which nothing did. `load` asks without a pause, while the corpus is refreshed so many times and
in the quiet between; every answer must be right and cite what its generation lists. `faults` ends refreshes at random
moments, by kill -9 of the command, of its child or of both, or by a disk that is full (in a file system of its own, which
takes the right to mount one; else only kills): what was served answers on, and the next refresh completes.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.growth import brief
from benchmarks.killing import Failed, _burnrate, _command
from bot.answer import Status
from bot.engine import Engine
from bot.library import Library
from corpus.exclusion import holder
from corpus.store import Store
from index import model as models
from index.generation import current_id

__all__ = ["Folder", "faults", "load", "main"]

_COMPANIES = 10**6
_FACT = re.compile(r"^(\S+ \S+)'s revenue was \$([\d.]+) million in (\d{4})", re.MULTILINE)
_TODAY = date(2026, 11, 20)


@dataclass(slots=True)
class Folder:
    """A folder of briefs that a source called "briefs" follows; the first brief never changes."""

    path: Path
    size: int
    data_dir: Path
    version: int = 0

    def fill(self, companies: int = _COMPANIES) -> None:
        """Write the briefs, and the catalog that follows them."""
        self.path.mkdir(parents=True)
        for number in range(self.size):
            self._file(number).write_text(brief(number, companies), encoding="utf-8")
        catalog = self.data_dir / "catalog"
        catalog.mkdir(parents=True)
        (catalog / "own.yaml").write_text(
            f"- name: briefs\n  folder: {self.path}\n  publisher: The Courier\n", encoding="utf-8"
        )

    def change(self, count: int) -> None:
        """Correct so many briefs, others each time: they get another figure and a sentence."""
        self.version += 1
        for place in range(count):
            path = self._file(1 + (self.version * count + place) % (self.size - 1))
            text = path.read_text(encoding="utf-8").split("\nA correction", 1)[0]
            path.write_text(f"{text}\nA correction of day {self.version}: it has {self.version + 20} plants.\n", encoding="utf-8")

    def fact(self) -> tuple[str, str, str]:
        """Company, millions and year of the brief that never changes."""
        found = _FACT.search(self._file(0).read_text(encoding="utf-8"))
        if found is None:
            raise Failed("the first brief has no fact")
        return found[1], found[2], found[3]

    def _file(self, number: int) -> Path:
        return self.path / f"{number:06}.md"


def _refresh(data_dir: Path) -> Any:
    return _burnrate(data_dir, "corpus", "refresh", "briefs", "--json")


def cost(documents: int, scratch: Path) -> dict[str, float]:
    """Processor seconds of a first refresh, of one with 1 % changed, and of one without a change."""
    folder = Folder(scratch / "pages", documents, _new_data_dir(scratch))
    folder.fill(max(1, documents // 4))
    out: dict[str, float] = {}
    for name, changed in (("first", 0), ("changed", max(1, documents // 100)), ("unchanged", 0)):
        folder.change(changed)
        report = _refresh(folder.data_dir)
        out[name] = report["usage"]["cpu_seconds"]
        print(f"{name:10} {out[name]:7.2f} CPU s  {out[name] / out['first']:6.1%} of the first  "
              f"{ {k: len(report[k]) for k in ('new', 'changed', 'unchanged', 'failed')} }", flush=True)  # fmt: skip
    return out


@dataclass(slots=True)
class _Asker:
    """Asks one question after another, on the generation that is current, until it is stopped."""

    data_dir: Path
    fact: tuple[str, str, str]
    refreshing: threading.Event
    stopped: threading.Event = field(default_factory=threading.Event)
    quiet: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    generations: set[str] = field(default_factory=set)

    def run(self) -> None:
        company, value, year = self.fact
        question = f"What was {company}'s revenue in {year}?"
        library, listing = self._open()
        engine = Engine(library)
        while not self.stopped.is_set():
            if current_id(self.data_dir) != library.snapshot.id:
                library.snapshot.close()
                library, listing = self._open()
                engine = Engine(library)
                engine.ask(question, today=_TODAY)  # the first question of a generation loads it
            during = self.refreshing.is_set()
            begun = time.perf_counter()
            answer = engine.ask(question, today=_TODAY)
            took = time.perf_counter() - begun
            if during == self.refreshing.is_set():
                (self.busy if during else self.quiet).append(took)
            if answer.status is not Status.ANSWERED or f"${value} million" not in answer.text:
                self.wrong.append(answer.text)
            if answer.generation != library.snapshot.id or any(listing.get(c.document_id) != c.revision_id for c in answer.citations):
                self.wrong.append(f"mixed: {answer.citations}")
            self.generations.add(answer.generation)
        library.snapshot.close()

    def _open(self) -> tuple[Library, dict[str, str]]:
        library = Library.open(self.data_dir)
        return library, {d.document_id: d.revision_id for d in library.snapshot.documents()}


def load(times: int, scratch: Path, size: int = 60) -> _Asker:
    """Refresh so many times while questions are asked without a pause. Raises Failed."""
    folder = Folder(scratch / "pages", size, _new_data_dir(scratch))
    folder.fill()
    _refresh(folder.data_dir)
    asker = _Asker(folder.data_dir, folder.fact(), threading.Event())
    thread = threading.Thread(target=asker.run)
    thread.start()
    try:
        for number in range(times):
            if number and number % 10 == 0:
                print(f"{number:4} refreshes: {_compared(asker)}", flush=True)
            time.sleep(2)  # the quiet that it is compared with
            folder.change(2)
            asker.refreshing.set()
            report = _refresh(folder.data_dir)
            asker.refreshing.clear()
            if not report["published"] or len(report["changed"]) != 2:
                raise Failed(f"a refresh published nothing: {report}")
    finally:
        asker.stopped.set()
        thread.join()
    if asker.wrong:
        raise Failed(f"{len(asker.wrong)} answers are wrong, such as {asker.wrong[0]}")
    return asker


def _compared(asker: _Asker) -> str:
    if min(len(asker.quiet), len(asker.busy)) < 20:
        return "too few questions to compare"
    quiet, busy = (statistics.quantiles(one, n=20)[18] * 1000 for one in (asker.quiet, asker.busy))
    return f"p95 {quiet:.1f} ms in the quiet, {busy:.1f} ms while refreshing: {busy / quiet:.2f} times; {len(asker.wrong)} wrong"


def faults(times: int, scratch: Path, *, full_disks: bool, seed: int = 1, size: int = 24) -> Counter[str]:
    """End so many refreshes before their time; says how. Raises Failed."""
    chance = random.Random(seed)  # noqa: S311 - the same moments each time
    data_dir = _new_data_dir(scratch)
    folder = Folder(scratch / "pages", size, data_dir)
    folder.fill()
    begun = time.monotonic()
    _refresh(data_dir)
    whole = time.monotonic() - begun
    ends: Counter[str] = Counter()
    for number in range(times):
        folder.change(4)
        before = current_id(data_dir)
        if full_disks and number % 3 == 2:
            ends[_fill_the_disk(data_dir, chance)] += 1
        else:
            ends[_kill(data_dir, whole * (number + chance.random()) / times, chance)] += 1
        _check(folder, before)
        begun = time.monotonic()
        report = _wait_and_refresh(data_dir)
        whole = (whole + time.monotonic() - begun) / 2
        if report["failed"] or report["held_generation"]:
            raise Failed(f"the refresh after it did not succeed: {report}")
        _check(folder, current_id(data_dir))
        if number % 10 == 9:
            print(f"{number + 1:4} ended: {dict(ends)}", flush=True)
    with Store(data_dir / "corpus.sqlite") as store:
        texts = [revision.text for revision in store.current()]
    for number in range(size):
        wanted = folder._file(number).read_text(encoding="utf-8").rpartition("\n\n")[2].strip()  # noqa: SLF001 - its own
        if not any(" ".join(wanted.split())[-40:] in " ".join(text.split()) for text in texts):
            raise Failed(f"what brief {number} says now is not held")
    _burnrate(data_dir, "corpus", "verify", "--json")
    return ends


def _kill(data_dir: Path, after: float, chance: random.Random) -> str:
    """Kill a refresh after so many seconds: the command, its child, or both."""
    with subprocess.Popen(
        _command(data_dir, "corpus", "refresh", "briefs"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        time.sleep(after)
        found = holder(data_dir)
        victim = chance.choice(("the command", "its child", "both"))
        if victim != "the command" and found is not None:
            with suppress(ProcessLookupError):
                os.kill(found.pid, signal.SIGKILL)
        if victim != "its child" or found is None:
            process.kill()
        if process.wait(120) == 0:
            return "too late"
    return f"killed {victim}" if found is not None else "killed before it began"


def _fill_the_disk(data_dir: Path, chance: random.Random) -> str:
    """Refresh on a disk with little room left; the room comes back afterwards."""
    ballast = data_dir / "ballast"
    state = os.statvfs(data_dir)
    left = int(2_500_000 * chance.random())
    with ballast.open("wb") as stream:
        os.posix_fallocate(stream.fileno(), 0, max(1, state.f_bavail * state.f_frsize - left))
    done = subprocess.run(
        _command(data_dir, "corpus", "refresh", "briefs"), capture_output=True, text=True, check=False
    )
    ballast.unlink()
    if done.returncode and ("Traceback" in done.stderr or not done.stderr.strip()):
        raise Failed(f"a full disk is told as: {done.stderr[-500:]}")
    return "disk full" if done.returncode else "room enough"


def _wait_and_refresh(data_dir: Path) -> Any:
    """The refresh after a kill: a child whose parent was killed ends by itself, in a moment."""
    deadline = time.monotonic() + 10
    while holder(data_dir) is not None and time.monotonic() < deadline:
        time.sleep(0.02)
    return _refresh(data_dir)


def _check(folder: Folder, generation: str) -> None:
    company, value, year = folder.fact()
    library = Library.open(folder.data_dir)
    with library.snapshot:
        answer = Engine(library).ask(f"What was {company}'s revenue in {year}?", today=_TODAY)
    if answer.status is not Status.ANSWERED or f"${value} million" not in answer.text:
        raise Failed(f"asked for {company}'s {value} million, {generation} says: {answer.text}")


def _new_data_dir(scratch: Path) -> Path:
    data_dir = scratch / "data"
    data_dir.mkdir(exist_ok=True)
    (data_dir / "models").symlink_to(scratch / "models")
    return data_dir


def _mounted(folder: Path) -> bool:
    """Whether a small file system of its own could be put in place of a folder."""
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)], capture_output=True, check=False  # noqa: S607
    )
    return done.returncode == 0


def main() -> None:
    """Measures one thing and prints it; ends with 1 where something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["cost", "load", "faults"])
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--times", type=int, default=100)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        models.export(models.find(), scratch)
        try:
            if chosen.what == "cost":
                cost(chosen.documents, scratch)
            elif chosen.what == "load":
                asker = load(chosen.times, scratch)
                print(f"{chosen.times} refreshes, {len(asker.quiet) + len(asker.busy)} questions over "
                      f"{len(asker.generations)} generations: none failed, none mixed")  # fmt: skip
                print(_compared(asker))
            else:
                (scratch / "data").mkdir()
                full_disks = _mounted(scratch / "data")
                try:
                    ends = faults(chosen.times, scratch, full_disks=full_disks)
                finally:
                    if full_disks:
                        subprocess.run(["umount", str(scratch / "data")], check=False)  # noqa: S607
                print(f"{chosen.times} refreshes ended before their time; what was served answered, the next one succeeded:")
                for end, count in ends.most_common():
                    print(f"{count:4} {end}")
        except Failed as error:
            raise SystemExit(f"FAILED: {error}") from None
    sys.stdout.flush()


if __name__ == "__main__":
    main()
