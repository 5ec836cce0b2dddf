"""How well figures are read: each fact that a digest of the starter corpus states, against the figures of its index.

    python -m benchmarks.facts DATA_DIR [--facts PATH] [--failing]

A fact is a number somebody wrote down with its company, measure, period and unit, apart from this program. Its measure
is looked up by its own words in the taxonomy, its period as a question's would be; a fact whose words either cannot
read is left out of that field's count, which is printed. For each field: of the facts whose number was found at all,
the share that some figure has right (recall), and of the figures with that number, the share that are right
(precision). `whole` asks for one figure that has every field right. Several facts of one number in one document share
their figures, and each figure is judged by the fact it comes nearest.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.library import Library
from bot.measures import interchanged, opposite
from corpus.starting import starter_documents
from index.amount import Amount
from index.amounts import agree, find_amounts
from index.basis import basis_of
from index.figure import Basis, Figure
from index.fiscal import same_period
from index.period import Period, PeriodKind
from index.periods import find_periods
from scripts.check_digests import FACTS, read_digest

__all__ = ["FIELDS", "Fact", "judged", "main", "read_fact"]

FIELDS = ("entity", "metric", "unit", "period", "basis")
_AHEAD = frozenset({Basis.GUIDANCE, Basis.PROJECTION, Basis.COMMITMENT, Basis.ESTIMATE})
_OUTER = re.compile(r"\s*\([^()]*\)")
_MONEY = re.compile(r"\b(USD|EUR|GBP)\b")
_SCALE = re.compile(r"\b(thousand|million|billion|trillion)\b")
_GIVEN = re.compile(r"\((?:given|set|reported|as|pre)[^()]*\)")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as this program's own nouns: amounts, names of the corpus, metrics and periods; empty where unreadable."""

    id: str
    amounts: tuple[Amount, ...]
    entities: frozenset[str]
    metrics: frozenset[str]
    periods: tuple[Period, ...]
    basis: Basis
    statement: str


def read_fact(raw: Mapping[str, Any], library: Library) -> Fact | None:
    """A line of the facts file; None where its value is no number."""
    unit, value = str(raw.get("unit") or ""), str(raw["value"])
    if unit in {"date", "status", "file number", "model"} or not re.search(r"\d", value):
        return None
    money, scale = _MONEY.search(unit), _SCALE.search(unit)
    counted = _OUTER.sub("", unit).strip()
    low = re.split(r"(?<=\d)\s*(?:-|/|to)\s*(?=\d)", value)
    written = []
    for one in low:
        # A count without marks between its thousands might be a year.
        grouped = re.sub(r"\d{4,}(?![\d.])", lambda digits: f"{int(digits.group()):,}", one)
        text = f"{grouped} {'' if 'per million' in unit else scale[1] if scale else ''} {'' if money else _SCALE.sub('', counted)}"
        written.append(f"{money[1]} {text}" if money else text)
    amounts = tuple(a for text in written for a in find_amounts(" ".join(text.split())))[:2]
    asked = library.taxonomy.find_metrics(str(raw["metric"]), asked=True)
    metrics = {m.metric for m in asked}
    for metric in list(metrics):
        metrics |= set(interchanged(metric)) | {opposite(library.taxonomy, metric) or metric}
    when = _GIVEN.sub("", str(raw["period"]))
    # A year that is not the calendar's says so ("fiscal year 2025", "ended"); "FY2025" is anyone's.
    periods = tuple(f.period for f in find_periods(when, published=_day(str(raw["source_date"]))))
    names = {m.name for m in library.names.find(str(raw["entity"]))}
    return Fact(
        str(raw["id"]), amounts, frozenset(names), frozenset(metrics), periods,
        basis_of(f"{raw['metric']} {raw['unit']}"), str(raw["statement"]),
    )  # fmt: skip


def _day(text: str) -> date | None:
    parts = [int(p) for p in re.findall(r"\d+", text)]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 28) if parts else None


def _same_number(amount: Amount, fact: Fact) -> bool:
    for other in fact.amounts:
        like = Amount(0, 0, other.value, amount.unit, per=amount.per, digits=other.digits, scale=other.scale)
        if agree(amount, like) or any(abs(end) == abs(other.value) for end in (amount.value, amount.high or Decimal("NaN"))):
            return True
    return False


def judged(fact: Fact, figure: Figure, library: Library) -> dict[str, bool]:
    """For each field that the fact says and can be read, whether the figure has it."""
    out: dict[str, bool] = {}
    if fact.entities:
        family = library.names.family(fact.entities) | fact.entities
        out["entity"] = figure.entity in family
    if fact.metrics:
        out["metric"] = figure.metric in fact.metrics
    units = {a.unit for a in fact.amounts}
    if any(len(u) == 3 and u.isupper() for u in units) or "percent" in units:
        out["unit"] = figure.amount.unit in units
    if fact.periods:
        end = library.names.year_end(figure.entity)
        out["period"] = figure.period is not None and any(
            bool(same_period(figure.period, p, year_end=end)) or _near(figure.period, p) for p in fact.periods
        )
    out["basis"] = (fact.basis in _AHEAD) == (figure.basis in _AHEAD) and (fact.basis is Basis.RUN_RATE) <= (figure.basis is Basis.RUN_RATE)
    return out


def _near(own: Period, told: Period) -> bool:
    """Whether a day or month lies in, or closes, the time that a fact gives."""
    if own.end is None or told.end is None:
        return False
    if told.kind in {PeriodKind.INSTANT, PeriodKind.MONTH}:
        return abs((own.end - told.end).days) <= 31
    return own.kind in {PeriodKind.INSTANT, PeriodKind.MONTH} and told.start is not None and told.start <= own.end <= told.end


def _stated(library: Library, digests: Path, facts: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Fact]]:
    """The facts that each digest says it covers, with its document."""
    held = {library.document(d).url: d for d in library.snapshot.listing()}
    for path in sorted(digests.glob("*.md")):
        meta = read_digest(path).meta
        for identity in meta["covers"]:
            fact = read_fact(facts[identity], library) if identity in facts else None
            if fact is not None and meta["url"] in held:
                yield held[meta["url"]], fact


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; the exit status is 0, or 2 where there is nothing to compare with."""
    parser = argparse.ArgumentParser(description="Compare an index's figures with the facts they were written from.")
    parser.add_argument("data_dir", type=Path, metavar="DATA_DIR")
    parser.add_argument("--facts", type=Path, default=FACTS, metavar="PATH", help="JSON Lines of facts")
    parser.add_argument("--failing", action="store_true", help="print each fact that no figure has whole")
    options = parser.parse_args(argv)
    if not options.facts.is_file():
        print(f"{options.facts}: no such file; give --facts the facts file", file=sys.stderr)
        return 2
    facts = {fact["id"]: fact for fact in map(json.loads, options.facts.read_text("utf-8").splitlines())}
    library = Library.open(options.data_dir)
    figures: dict[str, list[Figure]] = defaultdict(list)
    for figure in library.snapshot.figures():
        figures[figure.document_id].append(figure)
    recall: dict[str, Counter[bool]] = defaultdict(Counter)
    precision: dict[str, Counter[bool]] = defaultdict(Counter)
    best: dict[tuple[str, int], dict[str, bool]] = {}
    for document, fact in _stated(library, starter_documents(), facts):
        found = [(judged(fact, f, library), f) for f in figures[document] if _same_number(f.amount, fact)]
        recall["number"][bool(found)] += 1
        for place, (fields, figure) in enumerate(found):
            key = (document, figure.amount.start * 100 + place)
            if key not in best or sum(fields.values()) > sum(best[key].values()):
                best[key] = fields
        whole = any(all(fields.values()) for fields, _ in found)
        recall["whole"][whole] += 1
        for name in FIELDS:
            said = [fields[name] for fields, _ in found if name in fields]
            if said:
                recall[name][any(said)] += 1
        if options.failing and not whole:
            print(f"{fact.id}: {fact.statement}")
            for fields, figure in found:
                wrong = ", ".join(f"{k} {getattr(figure, k, figure.amount.unit)!s:.60}" for k, v in fields.items() if not v)
                print(f"    {figure.entity} | {figure.metric or figure.label!r} | {figure.period and figure.period.label} | {figure.basis.value}: {wrong}")
                print(f"      {library.quote(figure)[:240]}")
    for fields in best.values():
        for name in FIELDS:
            if name in fields:
                precision[name][fields[name]] += 1
        precision["whole"][all(fields.values())] += 1
    print(f"{'field':8} {'facts':>6} {'recall':>7} {'figures':>8} {'precision':>9}")
    for name in ("number", *FIELDS, "whole"):
        asked, right = recall[name].total(), precision[name]
        share = f"{right[True] / right.total():9.3f}" if right.total() else " " * 9
        print(f"{name:8} {asked:6} {recall[name][True] / max(asked, 1):7.3f} {right.total():8} {share}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
