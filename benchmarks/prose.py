"""Prose: how many of the numbers that pages of news, blogs and calls state are read as what they are.

    python -m benchmarks.prose FOLDER... [--show]

A folder is a set of pages with a `manifest.jsonl` and a `figures.jsonl`, whose lines give a number of a page by a quote that holds
it: whose it is ("owner", and other names that are as right in "also"), which of our measures ("metric", "also_metric"; "" where
none fits), when and on what basis. Their writers did not know how the program reads. A number is right if it is read with one of
its measures, its owner, no other period and a basis of the same side: what happened, or what is expected. Of the tests' sets
`developed/sixth` was developed on; of `apart/sixth2` only totals may be looked at, so --show refuses it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.document import Revision
from corpus.importing import import_paths
from corpus.manifest import read_manifest
from corpus.store import Store
from index.entities import Entities, plain_name
from index.extraction import figures_of
from index.figure import Basis, Figure
from index.names import gather_remembering
from index.periods import find_periods
from index.taxonomy import Taxonomy

__all__ = ["Judged", "every", "judged", "main"]

_Label = Mapping[str, Any]
_AHEAD = frozenset({Basis.GUIDANCE, Basis.PROJECTION, Basis.ESTIMATE, Basis.COMMITMENT})
_LOOSE = frozenset({Basis.REPORTED, Basis.ESTIMATE, Basis.COMMITMENT})
"""What may be said of what happened and of what is expected alike."""
_KINDS = ("right", "undated", "basis", "period", "owner", "no owner", "measure", "no measure of ours", "not read")


@dataclass(frozen=True, slots=True)
class Judged:
    """A label with what was read of its number and how that compares: one of `_KINDS`."""

    label: _Label
    kind: str
    read: Figure | None


def judged(label: _Label, figures: Sequence[Figure], revision: Revision) -> Judged | None:
    """How a number was read; None where it has no measure of ours and none was read, or its quote is not on the page."""
    place = _place(revision.text, str(label["quote"]), str(label["amount"]))
    if place is None:
        return None
    there = [f for f in figures if f.metric and f.amount.start < place[1] and f.amount.end > place[0]]
    measures = {label["metric"], *label.get("also_metric", ())} - {""}
    if not there:
        return Judged(label, "not read", None) if label["metric"] else None
    read = next((f for f in there if f.metric in measures), there[0])
    return Judged(label, _kind(label, read, measures), read)


def _kind(label: _Label, read: Figure, measures: set[str]) -> str:
    when = read.period.label if read.period else ""
    if read.metric not in measures:
        return "measure" if label["metric"] else "no measure of ours"
    if not any(_same(read.entity, owner) for owner in (label["owner"], *label.get("also", ()))):
        return "owner" if read.entity else "no owner"
    if label["period"] and when and not _agrees(str(label["period"]), when, read):
        return "period"
    basis = Basis(label["basis"])
    if (basis in _AHEAD) != (read.basis in _AHEAD) and basis not in _LOOSE and read.basis not in _LOOSE:
        return "basis"
    return "undated" if label["period"] and not when else "right"


def _agrees(said: str, when: str, read: Figure) -> bool:
    """Whether two labels of a period may mean one: "2026" is said of its third quarter too, "July 2026" of its 15th."""
    named = next((found.period for found in find_periods(said, published=None)), None)
    if named is not None and named.start and named.end and read.period is not None and read.period.end is not None and named.start <= read.period.end <= named.end:
        return read.period.start is None or read.period.start >= named.start
    return said in when or when in said or (read.period is not None and str(read.period.end) == said)


def _same(read: str, owner: str) -> bool:
    first, second = plain_name(read), plain_name(owner)
    return bool(first) and (first == second or first in second.split() or second in first.split() or f"{second} ".startswith(f"{first} ") or f"{first} ".startswith(f"{second} "))


def _place(text: str, quote: str, amount: str) -> tuple[int, int] | None:
    """Where an amount stands, by a quote that holds it; white space and the shape of quotation marks aside."""
    found = re.search(_loosely(quote), text)
    within = re.search(rf"(?<![\d.,]){_loosely(amount)}", found.group()) if found else None
    return (found.start() + within.start(), found.start() + within.end()) if found and within else None


def _loosely(words: str) -> str:
    escaped = re.escape(" ".join(words.split()))
    return re.sub(r"['’‘]", "['’‘]", re.sub(r'["“”]', '["“”]', escaped)).replace(r"\ ", r"\s+")


def every(folder: Path) -> list[Judged]:
    """Each labelled number of a folder's pages with how it was read."""
    labels = [json.loads(line) for line in (folder / "figures.jsonl").read_text("utf-8").splitlines()]
    files = {row["url"]: row["file"] for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines() for row in [json.loads(line)]}
    with tempfile.TemporaryDirectory(prefix="burnrate-prose-") as scratch, Store(Path(scratch) / "corpus.sqlite") as store:
        import_paths(store, [folder / "pages"], read_manifest(folder / "manifest.jsonl"), datetime.now(UTC))
        names = gather_remembering(store, Entities.load(None), Path(scratch) / "readings.sqlite", "benchmark")
        taxonomy = Taxonomy.load(None)
        out: list[Judged] = []
        for revision in store.current():
            figures = list(figures_of(revision, taxonomy, names))
            mine = [label for label in labels if label["page"] == files.get(revision.url)]
            out += [one for label in mine if (one := judged(label, figures, revision)) is not None]
    return out


def _shown(one: Judged) -> str:
    read, label = one.read, one.label
    got = f"{read.entity or '-'} / {read.metric} / {read.period.label if read.period else '-'} / {read.basis.value}" if read else "-"
    want = f"{label['owner']} / {label['metric'] or '-'} / {label['period'] or '-'} / {label['basis']}"
    return f"{one.kind}: {label['amount']} [{label['page']}] {got}; want {want} | {' '.join(str(label['quote']).split())}"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns 2 where single numbers of a set kept apart are asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.prose", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="pages with labels of their figures")
    parser.add_argument("--show", action="store_true", help="print what was not read rightly")
    options = parser.parse_args(arguments)
    if options.show and any("apart" in folder.resolve().parts for folder in options.folders):
        print("Of a set kept apart only totals may be looked at: leave out --show.", file=sys.stderr)
        return 2
    for folder in options.folders:
        judged_here = every(folder)
        counts = Counter(one.kind for one in judged_here)
        shares = (f"{kind} {counts[kind]} ({counts[kind] / len(judged_here):.1%})" for kind in _KINDS if counts[kind])
        print(f"{folder.name}: {len(judged_here)} numbers; {', '.join(shares)}")
        if options.show:
            print("\n".join(_shown(one) for one in judged_here if one.kind not in {"right", "undated"}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
