"""Memory of indexing: the peak of an import and build for corpora of growing size.

    python -m benchmarks.growth [--documents 500 2000 8000]

Each corpus is of invented news briefs of about 60 words, one passage each, in Markdown files; a quarter as many companies as
briefs. The import runs by itself, through the command line, on an empty data directory with the exported model; its
peak is that of the process that builds (the one that reads the files is another, and starts anew for each import).
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.asking import PEAK
from index import model as models

__all__ = ["brief", "main", "peak_of"]

_IMPORT = """
import sys
from bot.cli import cli
cli(["corpus", "import", "--data-dir", sys.argv[1], sys.argv[2]], standalone_mode=False)
"""
_PLACES = "Tromso Pecs Varna Graz Turku Lodz Arezzo Split Brno Faro Ghent Umea".split()
_THINGS = "sensors turbines ledgers looms lanterns valves kites anchors pumps lathes kilns drones".split()


def brief(number: int, companies: int) -> str:
    """An invented brief with figures of one of so many invented companies."""
    chance = random.Random(number)  # noqa: S311 - the same texts each time
    maker, rival = (_company(chance.randrange(companies)) for _ in range(2))
    year, thing = chance.randrange(2015, 2026), chance.choice(_THINGS)
    return f"""---
title: "{maker} sells more {thing}"
publisher: "The {chance.choice(_PLACES)} Courier"
url: "https://courier.example/{number}"
published: "{year + 1}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}"
source_type: article
---

# {maker} sells more {thing}

{maker}'s revenue was ${chance.randrange(100, 9000) / 10} million in {year}, up {chance.randrange(2, 40)}% from the year
before, as it shipped {chance.randrange(10, 900)},000 {thing} from its plant in {chance.choice(_PLACES)}. Its net loss was
${chance.randrange(10, 900) / 10} million. {rival} said that it would buy {chance.randrange(2, 90)},000 of them.
"""


def _company(number: int) -> str:
    chance = random.Random(f"company {number}")  # noqa: S311
    word = "".join(chance.choice(letters) for letters in ("BDFGKLMNPRSTVZ", "aeiou", "lnrs", "aeiou", "dktvx"))
    return f"{word}{number % 97} {chance.choice(('Systems', 'Works', 'Labs', 'Holdings'))}"


def peak_of(documents: int, models_at: Path, scratch: Path) -> tuple[float, float]:
    """Peak megabytes and seconds of importing so many briefs."""
    pages, data_dir = scratch / f"pages-{documents}", scratch / f"data-{documents}"
    pages.mkdir()
    data_dir.mkdir()
    (data_dir / "models").symlink_to(models_at)
    for number in range(documents):
        (pages / f"{number:06}.md").write_text(brief(number, max(1, documents // 4)), encoding="utf-8")
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT + PEAK, str(data_dir), str(pages)], capture_output=True, text=True, check=True
    )
    return int(done.stdout.splitlines()[-1]) / 1024, time.perf_counter() - begun


def main() -> None:
    """Measures each size and prints a line for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[500, 2000, 8000])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        models.export(models.find(), scratch)
        first = 0.0
        for documents in chosen.documents:
            peak, seconds = peak_of(documents, scratch / "models", scratch)
            first = first or peak
            rate = documents / seconds
            print(f"{documents:6} documents  peak {peak:5.0f} MB  ratio {peak / first:.2f}  {rate:5.0f} a second", flush=True)


if __name__ == "__main__":
    main()
