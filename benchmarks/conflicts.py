"""How conflicts are settled: for groups of facts that disagree, whether the one to prefer leads and the other is named.

    python -m benchmarks.conflicts DATA_DIR [--groups PATH] [--facts PATH] [--failing]

A group holds facts of one thing that disagree, were replaced or restated, or measure different things under one name, with
the one to prefer. Each is asked for by that one's own words (whose, what, and for when where all members are for one time),
in two wordings, over an index of the starter corpus. It leads where the answer's first number or day is its value, or, of
what has neither, where the first source cited is its own. A disagreement is named where the answer gives the value of
another member as well, or cites its source; members that no document of the corpus states are left out. Nothing in the program knows the groups.

Some of the groups (`is_apart`) are kept apart: `--failing` prints nothing of them.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.answer import Answer, Status
from bot.coverage import stem_set
from bot.engine import Engine
from bot.library import Library
from corpus.urls import canonical_url
from index.amounts import find_amounts
from index.period import PeriodKind
from index.periods import question_period
from scripts.check_digests import FACTS
from tests.accuracy.expected import Expected, ExpectedKind, dates_in, read_values, same_day, same_value

__all__ = ["Group", "is_apart", "leads", "main", "names", "questions_of"]

GROUPS = FACTS.with_name("conflict_groups.json")
_TODAY = date(2026, 9, 15)
_OUTER = re.compile(r"\s*\(([^()]*)\)")
_SAYS_WHICH = re.compile(
    r"\b(?:projected|prior|other figure|preliminary|alternative|outlier|wrong|erroneous|misattributed|completed|effective|outcome|amount|stale claim|first close)\b|\"", re.IGNORECASE
)
"""What a fact's measure says of the fact and not of what it measures."""
_DISAGREE = frozenset({"conflict", "definition", "restated"})


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its facts; `preferred` is "" where none is."""

    id: str
    kind: str
    preferred: str
    facts: tuple[Mapping[str, Any], ...]

    @property
    def lead(self) -> Mapping[str, Any]:
        """The fact to ask by."""
        return next((f for f in self.facts if f["id"] == self.preferred), self.facts[0])


def is_apart(group_id: str) -> bool:
    """Whether a group is one of those whose questions and answers nobody who works on answering reads."""
    return int(sha256(f"conflicts-1:{group_id}".encode()).hexdigest(), 16) % 5 < 2


def questions_of(group: Group, library: Library) -> list[str]:
    """A group's question in two wordings, by the words of its preferred fact."""
    fact = group.lead
    whose = _whose(str(fact["entity"]), library)
    what = _what(group)
    when = _when(group)
    if fact["unit"] == "date":
        what = what.removesuffix(" date")
        return [f"when was the {whose} {what}?", f"date of the {whose} {what}"]
    newest = "latest " if not when and group.kind == "superseded" else ""
    return [f"{newest}{whose} {what} {when}".strip(), f"what is the {newest}{what} of {whose}{f' in {when}' if when else ''}?"]


def _what(group: Group) -> str:
    """What is asked for: the measure of the preferred fact, or, of several under one name, that name ("loss")."""
    lead = _measure(group.lead)
    if group.kind != "definition":
        return lead
    words = lead.split()
    others = [m for f in group.facts if (m := _measure(f)) != lead]
    # The words at the end that another member's measure has too: of an operating loss and a net loss, "loss".
    tails = [" ".join(words[place:]) for place in range(len(words))]
    return next((tail for tail in tails if any(f" {other}".endswith(f" {tail}") for other in others)), lead)


def _measure(fact: Mapping[str, Any]) -> str:
    return " ".join(_SAYS_WHICH.sub(" ", _OUTER.sub("", str(fact["metric"]))).split())


def _whose(entity: str, library: Library) -> str:
    inside = _OUTER.search(entity)
    outer = _OUTER.sub("", entity).replace(" / ", " ").strip()
    if inside is None:
        return outer
    found = library.names.match(inside[1])
    return inside[1] if len(found) == 1 and (found[0].start, found[0].end) == (0, len(inside[1])) else outer


def _when(group: Group) -> str:
    """The time that all members are for, or, of one that is not about the newest, the preferred one's."""
    own = [_period(f) for f in group.facts]
    lead = _period(group.lead) or (_OUTER.sub("", str(group.lead["period"])) if group.kind in _DISAGREE else "")
    if lead and (group.kind != "superseded" or all(p == lead for p in own)):
        return lead
    return ""


def _period(fact: Mapping[str, Any]) -> str:
    """The year, quarter or half that a fact is for, as written; "" for a day, a month or none."""
    text = _OUTER.sub("", str(fact["period"])).strip()
    found = question_period(text, asked_on=_TODAY).periods
    whole = len(found) == 1 and found[0].kind in {PeriodKind.YEAR, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.NINE_MONTHS}
    return text if whole else ""


def _values(fact: Mapping[str, Any]) -> list[Expected]:
    unit, value = str(fact["unit"] or ""), str(fact["value"])
    unit = _OUTER.sub("", unit).partition(" per ")[0].strip()
    ends = re.split(r"\s+(?:and|/)\s+", value)
    return list(read_values([f"{end} {unit}" if unit not in {"date", "status"} else end for end in ends]))


def leads(fact: Mapping[str, Any], answer: Answer) -> bool:
    """Whether an answer gives a fact first."""
    if answer.status is not Status.ANSWERED:
        return False
    kinds = {e.kind for e in _values(fact)}
    if ExpectedKind.NUMBER in kinds:
        first = [f.amount for f in answer.figures[:1]] or find_amounts(answer.text)[:1]
        return bool(first) and _gives(fact, first)
    if ExpectedKind.DATE in kinds:
        return any(same_day(e, *d[1:]) for e in _values(fact) for d in dates_in(answer.text)[:1])
    return _has_words(fact, answer) or (bool(answer.citations) and canonical_url(answer.citations[0].url) == canonical_url(fact["source_url"]))


def _has_words(fact: Mapping[str, Any], answer: Answer) -> bool:
    wanted = stem_set(str(fact["value"])) - {"a"}
    denied = re.match(r"un(?=[a-z]{6})", str(fact["value"]))
    told = stem_set(answer.text)
    # What was undisclosed was not disclosed.
    return bool(wanted) and (wanted <= told or (denied is not None and {"not", *stem_set(str(fact["value"])[denied.end() :])} <= told))


def _others(group: Group, held: set[str]) -> list[Mapping[str, Any]]:
    """The members that disagree with the one asked by, which some document of the corpus states, of the same time and thing or not said."""
    lead = group.lead
    when, which = _period(lead), _which(lead)
    rest = [f for f in group.facts if f["id"] != lead["id"] and canonical_url(f["source_url"]) in held and f["value"] != lead["value"]]
    return [f for f in rest if (not when or _period(f) in {"", when}) and (not which or _which(f) in {"", which})]


def _which(fact: Mapping[str, Any]) -> str:
    """The version that a fact is about, where that stands for its time ("V3 (December 2024)"): R1 and V3 are two things; else ""."""
    text = _OUTER.sub("", str(fact["period"])).strip()
    return text if re.fullmatch(r"(?![QH][1-4]\b|FY|CY)[A-Za-z]{1,3}-?\d+(?:\.\d+)?", text) else ""


def _gives(fact: Mapping[str, Any], amounts: Iterable[Any]) -> bool:
    wanted = [e for e in _values(fact) if e.kind is ExpectedKind.NUMBER]
    told = [(amount, end) for amount in amounts for end in (amount.value, amount.high) if end is not None]
    money = {e.money for e in wanted}
    return any(same_value(e.low, e.last, amount, end) for e in wanted for amount, end in told if (len(amount.unit) == 3 and amount.unit.isupper()) in money)


def names(fact: Mapping[str, Any], answer: Answer) -> bool:
    """Whether an answer gives a fact at all."""
    kinds = {e.kind for e in _values(fact)}
    cited = any(canonical_url(c.url) == canonical_url(fact["source_url"]) for c in answer.citations)
    if ExpectedKind.NUMBER in kinds:
        told = [*find_amounts(answer.text), *(f.amount for f in answer.figures), *(d.figure.amount for d in answer.disagreements)]
        return _gives(fact, told)
    if ExpectedKind.DATE in kinds:
        return any(same_day(e, *d[1:]) for e in _values(fact) for d in dates_in(answer.text))
    return cited or _has_words(fact, answer)


def read_groups(path: Path, facts: Mapping[str, Mapping[str, Any]]) -> list[Group]:
    """The groups of a file, with their facts."""
    rows = json.loads(path.read_text("utf-8"))
    # The one to prefer of some groups is no fact of the file, so nothing can be asked by it.
    return [Group(r["group_id"], r["kind"], r["preferred"] if r.get("preferred") in r["members"] else "", tuple(facts[m] for m in r["members"])) for r in rows]


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; the exit status is 0, or 2 where there is nothing to compare with."""
    parser = argparse.ArgumentParser(description="Ask for each group of facts that disagree.")
    parser.add_argument("data_dir", type=Path, metavar="DATA_DIR")
    parser.add_argument("--groups", type=Path, default=GROUPS, metavar="PATH", help="the groups, as JSON")
    parser.add_argument("--facts", type=Path, default=FACTS, metavar="PATH", help="JSON Lines of facts")
    parser.add_argument("--failing", action="store_true", help="print each question that misses")
    options = parser.parse_args(argv)
    for path in (options.groups, options.facts):
        if not path.is_file():
            print(f"{path}: no such file; give --groups and --facts", file=sys.stderr)
            return 2
    facts = {fact["id"]: fact for fact in map(json.loads, options.facts.read_text("utf-8").splitlines())}
    library = Library.open(options.data_dir)
    engine = Engine(library)
    held = {canonical_url(document.url) for document in library.snapshot.documents()}
    led: Counter[tuple[bool, bool]] = Counter()
    named: Counter[tuple[bool, bool]] = Counter()
    unanswered = 0
    for group in read_groups(options.groups, facts):
        apart = is_apart(group.id)
        for question in questions_of(group, library):
            answer = engine.ask(question, today=_TODAY)
            unanswered += answer.status is not Status.ANSWERED
            told = []
            if group.preferred and canonical_url(group.lead["source_url"]) in held:
                right = leads(group.lead, answer)
                led[apart, right] += 1
                told += [] if right else ["does not lead"]
            others = _others(group, held)
            if group.kind in _DISAGREE and others:
                right = any(names(f, answer) for f in others)
                named[apart, right] += 1
                told += [] if right else ["no other named"]
            if options.failing and told and not apart:
                print(f"{group.id} ({group.kind}): {question}: {', '.join(told)}")
                print(f"    wanted {group.lead['value']} {group.lead['unit']} ({group.lead['period']}); others {[str(f['value']) for f in others]}")
                print(f"    {answer.status.value}: {answer.text[:300]!r}")
    for name, counted in (("preferred leads", led), ("disagreement named", named)):
        hits = counted[False, True] + counted[True, True]
        parts = ", ".join(f"{which} {counted[apart, True]} of {counted[apart, True] + counted[apart, False]}" for which, apart in (("developed on", False), ("kept apart", True)))
        print(f"{name:20} {hits:4} of {counted.total():4} {hits / max(1, counted.total()):.3f}  ({parts})")
    print(f"{'not answered':20} {unanswered:4}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
