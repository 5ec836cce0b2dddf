"""Our reading of filings beside edgartools': items and tables found, processor seconds, memory.

    python benchmarks/filings.py FILE... [--edgar PYTHON]

PYTHON is an interpreter that has edgartools; without it only our own reading is measured. Each file is read in a process
of its own, started before the clock is.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

_OURS = """
import json, re, resource, sys, time
from pathlib import Path
from corpus.html import extract_html
data = Path(sys.argv[1]).read_text("utf-8", "replace")
started = time.process_time()
found = extract_html(data)
spent = time.process_time() - started
heads = [(b.level, found.text[b.start:b.end]) for b in found.blocks if b.kind == "heading"]
items = sum(level == 3 and words.lower().startswith("item") for level, words in heads)
tables = len({b.table for b in found.blocks if b.table is not None})
print(json.dumps([items, len(heads), tables, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
_EDGAR = """
import json, resource, sys, time
from pathlib import Path
from edgar.documents import HTMLParser, ParserConfig
form = "10-Q" if "10-q" in sys.argv[1].lower() else "10-K"
data = Path(sys.argv[1]).read_text("utf-8", "replace")
started = time.process_time()
document = HTMLParser(ParserConfig(form=form)).parse(data)
sections = dict(document.sections)
tables = len(document.tables)
spent = time.process_time() - started
items = sum("item" in name.lower() for name in sections)
print(json.dumps([items, len(sections), tables, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def _measure(python: str, program: str, file: Path) -> list[float] | str:
    done = subprocess.run([python, "-c", program, str(file)], capture_output=True, text=True, check=False, timeout=600)
    lines = done.stdout.strip().splitlines()
    return json.loads(lines[-1]) if done.returncode == 0 and lines else (done.stderr.strip().splitlines() or ["failed"])[-1]


def main() -> None:
    """Print a line for each file and reader."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--edgar", metavar="PYTHON")
    given = parser.parse_args()
    print(f"{'file':34} {'reader':10} {'items':>6} {'headings':>9} {'tables':>7} {'CPU s':>6} {'MB':>6}")
    for file in given.files:
        readers = [("burnrate", sys.executable, _OURS), *([("edgartools", given.edgar, _EDGAR)] if given.edgar else [])]
        for name, python, program in readers:
            found = _measure(python, program, file)
            shown = found if isinstance(found, str) else "{:6.0f} {:9.0f} {:7.0f} {:6.2f} {:6.0f}".format(*found)
            print(f"{file.name:34} {name:10} {shown}", flush=True)


if __name__ == "__main__":
    main()
