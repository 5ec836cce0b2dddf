"""How well questions about filings' figures are answered, the questions made of the filings' own XBRL tags.

    python -m benchmarks.tagged DATA_DIR [--most 400] [--seed 1] [--failing] [--stripped | --over FACTS_DIR]

Every tagged number of the filings of a data directory whose concept is one of our measures is a question: whose, which measure, which
period, in wordings drawn at random from those below, which are not those of `index/data/metrics.yaml`. The first number that an
answer states is held against the tag: right (value and unit agree, in full or as rounded in the answer, to three digits at least), wrong, or not answered. With
`--stripped` the index is built again without the tags first, in a directory of its own: what tables alone give. With `--over` the
questions are put to the index of another data directory, as of a week after the day of the filing: one of company facts alone, which have no
parts, so that questions about parts are left out. Of the fact sheets in DATA_DIR itself each number is asked about once, and the
newest filing that states it is right.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from bot.answer import Status
from bot.building import rebuild, store_path
from bot.engine import Engine
from bot.library import Library
from corpus.archives import is_sheet
from corpus.document import Revision, Tag
from corpus.store import Store
from index.amount import Amount
from index.concepts import metric_of, rank_of
from index.fiscal import FiscalCalendar
from index.members import OF_SEGMENTS, concept_of, member_name, part_members
from index.period import Period, PeriodKind
from index.tagged import calendar_of, tagged_period

__all__ = ["Asked", "main", "questions"]

MEASURES = {
    "revenue": ("revenue", "total revenue", "sales"),
    "cost_of_revenue": ("cost of revenue", "cost of sales"),
    "gross_profit": ("gross profit",),
    "operating_expenses": ("operating expenses", "opex"),
    "total_expenses": ("total costs and expenses",),
    "research_and_development": ("R&D", "research and development expense", "r&d spend"),
    "sales_and_marketing": ("marketing and sales expense", "sales and marketing"),
    "general_and_administrative": ("general and administrative expense", "G&A"),
    "selling_general_administrative": ("SG&A",),
    "operating_income": ("operating income", "income from operations", "operating profit"),
    "operating_loss": ("operating loss", "loss from operations"),
    "net_income": ("net income", "profit", "net profit"),
    "net_loss": ("net loss",),
    "pretax_income": ("income before taxes", "pretax income"),
    "income_tax": ("income tax expense", "provision for income taxes"),
    "tax_rate": ("effective tax rate",),
    "eps": ("diluted EPS", "earnings per diluted share"),
    "stock_compensation": ("stock-based compensation", "share-based compensation expense"),
    "operating_cash_flow": ("operating cash flow", "cash from operations"),
    "capital_expenditures": ("capex", "capital expenditures", "purchases of property and equipment"),
    "buyback": ("share buybacks", "stock repurchases"),
    "cash": ("cash and cash equivalents", "cash"),
    "marketable_securities": ("marketable securities",),
    "accounts_receivable": ("accounts receivable", "receivables"),
    "inventory": ("inventory", "inventories"),
    "total_assets": ("total assets",),
    "total_liabilities": ("total liabilities",),
    "current_assets": ("current assets",),
    "current_liabilities": ("current liabilities",),
    "accounts_payable": ("accounts payable",),
    "equity": ("shareholders' equity", "stockholders equity", "total equity"),
    "goodwill": ("goodwill",),
    "retained_earnings": ("retained earnings",),
    "property_and_equipment": ("property and equipment, net", "PP&E"),
    "deferred_revenue": ("deferred revenue",),
}
"""What a chat user calls each measure; those that are not here are not asked about."""
_WORDED = {"us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest": ("total equity",)}
"""What concepts are called that are not quite what their measure is called."""
_APART = {"revenue": ("total revenue",), "equity": ("shareholders' equity", "stockholders equity")}
"""What is asked for where a filing has two numbers for one measure: sales, and with them what else came in; what owners have, and all have."""
SHAPES = (
    "{who} {what} {when}", "what was {who}'s {what} {on} {when}?", "how much {what} did {who} report {on} {when}",
    "{when} {what} for {who}", "{who} {what}, {when}?", "tell me {who}'s {what} {on} {when}",
)  # fmt: skip
_TOTAL = re.compile(r"^total\s+|\s+(?:segments?|revenues?|sales)\W*$|\s*\(\w{1,2}\)", re.IGNORECASE)
_SALES = re.compile(r" (?:sales|revenues?)$", re.IGNORECASE)
_LONGEST_NAME = 80
_NO_NAMES = frozenset({"other", "others", "total", "total segments", "reportable segment", "reportable segments", "operating segments"})
_MEMBERS = re.compile(r"(?:Segments?|ProductOrService|BusinessSegments|Geograph\w*)Axis$")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what its tag says."""

    text: str
    day: date
    metric: str
    value: Decimal
    unit: str
    part: str


def questions(
    revision: Revision, who: str, calendar: FiscalCalendar | None, chance: random.Random, asked_before: set[tuple[str, str, str]] | None = None
) -> Iterator[Asked]:
    """A question for each number of a filing that a person may ask for; numbers of parts are asked about by the part's name.

    Where a filing has several numbers that are one measure, such as profit with and without what belongs to others, the one of the
    concept that `index/data/concepts.yaml` names first is asked for. What is in `asked_before` is left out, and what is asked added
    to it.
    """
    latest = revision.published or max(tag.ends for tag in revision.tags) + timedelta(days=60)
    before = set() if asked_before is None else asked_before
    parts = _Parts(revision)
    found: dict[tuple[str, str, str], tuple[Tag, Period]] = {}
    several: set[tuple[str, str, str]] = set()
    for tag in revision.tags:
        metric = metric_of(concept_of(tag))
        part = parts.called(tag)
        if metric == "revenue" and part is not None and _SALES.search(part):
            continue  # "Automotive Sales sales" and "Automotive sales" are asked for alike
        if metric not in MEASURES or part is None or not tag.value or "Basic" in tag.concept:
            continue
        period = tagged_period(tag, calendar)
        held = found.setdefault((metric, part, period.label), (tag, period))
        if held[0].value != tag.value:
            several.add((metric, part, period.label))
        if rank_of(concept_of(tag)) < rank_of(concept_of(held[0])):
            found[metric, part, period.label] = (tag, period)
    for (metric, part, label), (tag, period) in found.items():
        asked = metric if tag.value > 0 else {"operating_income": "operating_loss", "net_income": "net_loss"}.get(metric)
        whens = list(_whens(period))
        if asked is None or not whens or (asked, part, label) in before:
            continue
        before.add((asked, part, label))
        whose = who if not part else f"{who} {part}"
        when = chance.choice(whens)
        shape = chance.choice(SHAPES)
        on = "at" if period.kind is PeriodKind.INSTANT else "in"
        words = (_WORDED.get(tag.concept) if concept_of(tag) == tag.concept else None) or (_APART.get(asked) if (metric, part, label) in several else None) or MEASURES[asked]
        text = shape.format(who=whose, what=chance.choice(words), when=when, on="" if when.startswith(("as of", "at")) else on)
        yield Asked(" ".join(text.split()), latest, asked, abs(tag.value), tag.unit, part)


def _in_words(text: str) -> str:
    """The bare words of a text, without what stands between them: nobody asks for a part by a name that its filing does not use."""
    return " ".join(word for word in re.findall(r"[a-z0-9]+", text.lower()) if word != "and")


class _Parts:
    """What the parts of a filing are called by who asks about them."""

    def __init__(self, revision: Revision) -> None:
        self._text = _in_words(revision.text)
        self._words = frozenset(re.findall(r"[a-z]{3,}", revision.text.casefold()))
        cells = (revision.text[cell.start : cell.end] for block in revision.blocks for cell in block.cells)
        self._called = {_in_words(_TOTAL.sub("", words)) for words in cells if len(words) < _LONGEST_NAME}
        self._rows = sorted((block.start, _in_words(revision.text[block.cells[0].start : block.cells[0].end])) for block in revision.blocks if block.cells)
        members = {member for tag in revision.tags for axis, member in part_members(tag) if _MEMBERS.search(axis)}
        self._names = {member: member_name(member, self._words) for member in members}

    def called(self, tag: Tag) -> str | None:
        """The part that a number is for, "" for the whole, None where it is for something that nobody would ask like this."""
        members = part_members(tag)
        if not members:
            return ""
        if len(members) > 1 or OF_SEGMENTS.search(members[0][0]) or not _MEMBERS.search(members[0][0]):
            return None
        member = members[0][1]
        name = self._names[member]
        if len(name) <= 2 or not self._is_name(name) or re.search(r"Excluding|Including|Not Separately|Aggregation|Segments Total", name):
            return None  # nobody types that
        if self._is_of_another(name, tag):
            return None
        # Where a product and a segment have one name, people say which.
        namesakes = [other for other, called in self._names.items() if other != member and called.startswith(name)]
        return f"{name} segment" if namesakes and member.endswith("SegmentMember") else name


    def _is_name(self, name: str) -> bool:
        """Whether a filing calls a part so: the name is all that some cell of a table says, or stands in its text and in no cell.

        "Pacific" is not what anybody calls the part that the tables call "Asia Pacific", and "Other" is not one part.
        """
        words = _in_words(name)
        if words in _NO_NAMES or f" {words} " not in f" {self._text} ":
            return False
        return words in self._called or not any(words in called for called in self._called)

    def _is_of_another(self, name: str, tag: Tag) -> bool:
        """Whether the row of a number is called by another part's name: filings have been filed with their members mixed up."""
        at = bisect_right(self._rows, tag.start, key=lambda row: row[0]) - 1
        row = self._rows[at][1] if at >= 0 else ""
        return row != _in_words(name) and any(row == _in_words(other) for other in self._names.values())


def _whens(period: Period) -> Iterator[str]:
    year = period.year
    if period.kind is PeriodKind.YEAR and year is not None:
        yield from (f"fiscal {year}", f"FY{year}", f"fy{year % 100:02}", f"fiscal year {year}") if period.fiscal else (str(year), f"FY{year}", f"fiscal {year}")
    elif period.kind is PeriodKind.QUARTER and year is not None and period.number:
        yield from (f"Q{period.number} fiscal {year}", f"Q{period.number} FY{year % 100:02}") if period.fiscal else (f"Q{period.number} {year}",)
    elif period.kind is PeriodKind.INSTANT and period.end is not None:
        yield f"as of {period.end:%B} {period.end.day}, {period.end.year}"
    elif period.kind is PeriodKind.HALF and year is not None and period.number:
        yield f"first half of fiscal {year}" if period.fiscal else f"H{period.number} {year}"


def _judged(engine: Engine, asked: Asked, *, as_of: bool) -> tuple[str, str]:
    # A page is dated by its signatures, which may be some days before it was filed.
    answer = engine.ask(asked.text, today=asked.day, as_of=asked.day + timedelta(days=7) if as_of else None)
    if answer.status is not Status.ANSWERED or not answer.figures:
        return ("none", answer.text[:90]) if answer.status is not Status.ANSWERED else ("wrong", answer.text[:90])
    stated = answer.figures[0].amount
    value = asked.value * 100 if stated.unit == "percent" and asked.unit == "pure" else asked.value
    if value in {abs(stated.value), _to_places_of(value, abs(stated.value))} | _as_rounded(value, stated) and (stated.unit in asked.unit or asked.unit == "pure"):
        return "right", ""
    return "wrong", answer.text[:110].replace("\n", " / ")


def _as_rounded(tagged: Decimal, stated: Amount) -> set[Decimal]:
    """A tagged number to the digits in which its filing states it elsewhere, where these are three at least: $5,136 million for 5,136.4."""
    value = abs(stated.value)
    places = stated.value.adjusted() - len("".join(map(str, value.as_tuple().digits)).rstrip("0")) + 1
    return {tagged} if value and stated.value.adjusted() - places >= _FEWEST_DIGITS - 1 and round(tagged, -places) == value else set()


_FEWEST_DIGITS = 3


def _to_places_of(tagged: Decimal, stated: Decimal) -> Decimal:
    """A stated number to the digits that a tag has, where these are two at least: "$2.8 billion" in a note is $2,769 million in another."""
    places = tagged.as_tuple()
    digits = len("".join(map(str, places.digits)).rstrip("0"))
    return round(stated, digits - 1 - stated.adjusted()) if digits > 1 and stated else stated


def main(arguments: Sequence[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--most", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failing", action="store_true", help="print what is not right")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--stripped", action="store_true", help="build the index without the tags first")
    way.add_argument("--over", type=Path, help="ask over the index of this data directory, about whole companies")
    chosen = parser.parse_args(arguments)
    chance = random.Random(chosen.seed)  # noqa: S311 - the same questions each time
    with Store(store_path(chosen.data_dir)) as store:
        tagged = [revision for revision in store.current() if revision.tags]
    if not tagged:
        sys.exit(f"{chosen.data_dir} holds no filing with tags; import some")
    with tempfile.TemporaryDirectory() as scratch:
        where = chosen.over or chosen.data_dir
        library = Library.open(_without_tags(chosen.data_dir, Path(scratch)) if chosen.stripped else where)
        asked = [one for one in _asked(tagged, library, chance) if not (chosen.over and one.part)]
        chance.shuffle(asked)
        _report(Engine(library), asked[: chosen.most], failing=chosen.failing, as_of=chosen.over is not None)


def _asked(tagged: Sequence[Revision], library: Library, chance: random.Random) -> Iterator[Asked]:
    """The questions of all filings; of fact sheets the newest is asked about first, and what it corrects never."""
    of_facts: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for revision in sorted(tagged, key=lambda one: (one.published or date.min, one.document_id), reverse=True):
        who = _owner(library, revision)
        calendar = library.names.calendar(who) or calendar_of(revision.tags)
        for one in questions(revision, who, calendar, chance, of_facts[who] if is_sheet(revision) else None):
            # Of which day an undated filing is, is not known; asked on an earlier day than others are of, nothing of it is known yet.
            timeless = is_sheet(revision) or revision.published is None
            yield replace(one, day=library.snapshot.newest() or one.day) if timeless else one


def _owner(library: Library, revision: Revision) -> str:
    named = library.names.principal(revision.document_id)
    if named:
        return named
    found = library.names.find(f"{revision.title}\n{revision.text[:3000]}")
    return found[0].name if found else revision.publisher


def _without_tags(data_dir: Path, scratch: Path) -> Path:
    import shutil
    import sqlite3

    shutil.copyfile(store_path(data_dir), store_path(scratch))
    (scratch / "models").symlink_to((data_dir / "models").resolve(), target_is_directory=True)
    with sqlite3.connect(store_path(scratch)) as database:
        database.execute("DELETE FROM tags")
    with Store(store_path(scratch)) as store:
        rebuild(scratch, store)
    return scratch


def _report(engine: Engine, asked: Sequence[Asked], *, failing: bool, as_of: bool) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in asked:
        verdict, why = _judged(engine, one, as_of=as_of)
        for group in ("all", "of parts" if one.part else "of the whole", one.metric):
            counts[group][verdict] += 1
        if failing and verdict != "right":
            print(f"{verdict:5} {one.text!r} wants {one.value} {one.unit}: {why}")
    print(f"{'':32} {'asked':>6} {'right':>7} {'wrong':>7} {'none':>7}")
    for group, count in sorted(counts.items(), key=lambda pair: -pair[1].total()):
        total = count.total()
        print(f"{group:32} {total:6} {count['right'] / total:7.1%} {count['wrong'] / total:7.1%} {count['none'] / total:7.1%}")


if __name__ == "__main__":
    main()
