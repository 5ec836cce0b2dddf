"""Killing imports: kill -9 at moments spread over an import; what was published answers on, and nothing is lost.

    python -m benchmarks.killing [--times 50]

Each time a folder of new briefs is imported and the process killed after a share of what such an import takes, from
its first to its last moment; every fourth time in the short while when indexes are written and published, which is
waited for. Another process then asks something that the documents published before answer, and the same import again
has to succeed. In the end all documents have to be there, all checksums right, and nothing left over.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.growth import brief
from index import model as models

__all__ = ["Failed", "main", "run"]

_PROGRAM = "import sys; sys.argv[0] = 'burnrate'; from bot.cli import main; main()"
_FACT = re.compile(r"^(\S+ \S+)'s revenue was \$([\d.]+) million in (\d{4})", re.MULTILINE)
_INDEXING = 0.6  # seconds from the first vector to the new generation, roughly
_COMPANIES = 10**6  # no two briefs about one company


class Failed(Exception):
    """What should hold after a kill does not."""


def run(times: int, data_dir: Path, pages: Path, seed: int = 1) -> Counter[str]:
    """Kills so many imports into `data_dir`; says how many in which stage. Raises Failed. `pages` is filled."""
    chance = random.Random(seed)  # noqa: S311 - the same moments each time
    first = _folder(pages, 0, 12)
    _burnrate(data_dir, "corpus", "import", str(first))
    fact = _FACT.search((first / "000000.md").read_text(encoding="utf-8"))
    if fact is None:
        raise Failed("the first brief has no fact")
    begun = time.monotonic()
    _burnrate(data_dir, "corpus", "import", str(_folder(pages, 1, 6)))
    whole = time.monotonic() - begun
    stages: Counter[str] = Counter()
    for number in range(times):
        folder = _folder(pages, number + 2, 6)
        before = _current(data_dir)
        share = (number + chance.random()) / times
        with subprocess.Popen(
            _command(data_dir, "corpus", "import", str(folder)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            if number % 4 == 3:
                _wait_for_indexing(data_dir, process)
                time.sleep(_INDEXING * chance.random())
            else:
                time.sleep(whole * share)
            # In turns the whole group, as when a machine goes down, and the program alone.
            if number % 2:
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        stages[_stage(data_dir, before, finished=process.returncode == 0)] += 1
        _check_answer(data_dir, *fact.groups())
        begun = time.monotonic()
        _burnrate(data_dir, "corpus", "import", str(folder))
        # Other work on the machine comes and goes: the next moment goes by what an import takes now.
        whole = (whole + time.monotonic() - begun) / 2
    imported = _burnrate(data_dir, "corpus", "import", "--json", *map(str, sorted(pages.iterdir())))
    if imported["failed"]:
        raise Failed(f"the last import left out {imported['failed']}")
    _burnrate(data_dir, "corpus", "verify", "--json")
    held = len(_burnrate(data_dir, "corpus", "list", "--json"))
    wanted = 12 + 6 * (times + 1)
    served = _burnrate(data_dir, "corpus", "status", "--json")["documents"]
    if (held, served) != (wanted, wanted):
        raise Failed(f"{wanted} documents were imported; {held} are held and {served} served")
    left = [path.name for path in (data_dir / "generations").iterdir() if path.name.startswith((".build-", ".CURRENT-"))]
    if left:
        raise Failed(f"left over: {left}")
    _check_answer(data_dir, *fact.groups())
    return stages


def _wait_for_indexing(data_dir: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the import writes its indexes, or ends."""
    while process.poll() is None and not list((data_dir / "generations").glob(".build-*/vectors.f16")):
        time.sleep(0.005)


def _folder(pages: Path, number: int, size: int) -> Path:
    folder = pages / f"{number:04}"
    folder.mkdir(parents=True)
    for place in range(size):
        (folder / f"{number * 100 + place:06}.md").write_text(brief(number * 100 + place, _COMPANIES), encoding="utf-8")
    return folder


def _current(data_dir: Path) -> str:
    return (data_dir / "generations" / "CURRENT").read_text(encoding="utf-8").strip()


def _stage(data_dir: Path, before: str, *, finished: bool) -> str:
    """How far an import had come when it was killed, by what it left."""
    if finished:
        return "after its end"
    if _current(data_dir) != before:
        return "after publishing"
    building = list((data_dir / "generations").glob(".build-*"))
    if not building:
        return "reading files or gathering names"
    there = {path.name for path in building[0].iterdir()}
    marks = (("manifest.json", "publishing"), ("dense.faiss", "indexing words"), ("vectors.f16", "embedding"))
    return next((stage for name, stage in marks if name in there), "finding figures")


def _check_answer(data_dir: Path, company: str, value: str, year: str) -> None:
    answer = _burnrate(data_dir, "ask", "--json", "--today", "2026-11-20", f"What was {company}'s revenue in {year}?")
    if answer["status"] != "answered" or f"${value} million" not in answer["answer"]:
        raise Failed(f"asked for {company}'s {value} million, it says: {answer['answer']}")


def _command(data_dir: Path, *arguments: str) -> Sequence[str]:
    return [sys.executable, "-c", _PROGRAM, *arguments, "--data-dir", str(data_dir)]


def _burnrate(data_dir: Path, *arguments: str) -> Any:
    """The JSON that a command prints, None without --json. Raises Failed where it fails."""
    done = subprocess.run(_command(data_dir, *arguments), capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"`{' '.join(arguments[:2])}` ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return json.loads(done.stdout) if "--json" in arguments else None


def main() -> None:
    """Kills and prints in which stages; ends with 1 where something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=50)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        data_dir = scratch / "data"
        data_dir.mkdir()
        models.export(models.find(), data_dir)
        try:
            stages = run(chosen.times, data_dir, scratch / "pages")
        except Failed as error:
            raise SystemExit(f"FAILED: {error}") from None
    print(f"{chosen.times} imports killed: the published generation answered each time, the last import succeeded,")
    print("every document is there, checksums are right, nothing is left over. Killed while")
    for stage, count in stages.most_common():
        print(f"{count:4} {stage}")


if __name__ == "__main__":
    main()
