"""How well what has to be computed is answered, the questions and the numbers made of filings' own XBRL tags.

    python -m benchmarks.derived DATA_DIR [--most 300] [--seed 1] [--failing]

From the tagged numbers of the filings of a data directory this computes, apart from the program, growth, shares, margins, free
cash flow, quarters and twelve months that no tag states, sums, averages, rates per day and yearly rates, and asks for each in
wordings drawn at random. The first number that an answer marks as computed is held against it: right (the same to the last place
that is given), wrong, or not computed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from benchmarks.tagged import MEASURES, _owner
from bot.answer import Status
from bot.building import store_path
from bot.engine import Engine
from bot.library import Library
from corpus.document import Tag, words_of
from corpus.store import Store
from index.concepts import metric_of
from index.fiscal import FiscalCalendar
from index.period import Period, PeriodKind
from index.tagged import calendar_of, tagged_period

__all__ = ["Derived", "main", "questions"]

_FLOWS = ("revenue", "cost_of_revenue", "research_and_development", "operating_income", "net_income", "operating_cash_flow", "capital_expenditures", "sales_and_marketing", "stock_compensation")
_MARGINS = {"net margin": "net_income", "operating margin": "operating_income"}
_PLACES = {PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.NINE_MONTHS: 9, PeriodKind.YEAR: 12}

_Facts = dict[tuple[str, PeriodKind, int, int], Decimal]
"""A number for each measure, kind of period, fiscal year and number of the quarter (0 for none)."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A question, what kind it is of, the day it is asked on, and the number that answers it."""

    kind: str
    text: str
    day: date
    value: Decimal


def questions(who: str, facts: _Facts, parts: dict[tuple[str, int], Decimal], day: date, chance: random.Random, *, fiscal: bool) -> Iterator[Derived]:
    """Questions for what is computed from a company's own numbers; `parts` are the revenues of its parts by year."""

    def said(metric: str) -> str:
        return chance.choice([words for words in MEASURES[metric] if not words.endswith("spend")])

    def year_of(year: int) -> str:
        return chance.choice((f"fy{year % 100}", f"FY{year}")) if fiscal else str(year)

    def made(kind: str, shapes: Sequence[str], value: Decimal, **words: str) -> Derived:
        return Derived(kind, " ".join(chance.choice(shapes).format(who=who, **words).split()), day, value)

    years = sorted({key[2] for key in facts if key[1] is PeriodKind.YEAR})
    for metric in _FLOWS:
        of = {year: facts[metric, PeriodKind.YEAR, year, 0] for year in years if (metric, PeriodKind.YEAR, year, 0) in facts}
        for year, value in of.items():
            before = of.get(year - 1)
            if before and before > 0 and value > 0:
                yield made("growth", ("by how much did {who} {what} grow in {when}", "{who} {what} yoy {when}", "{who} {what} % change {when}"), (value / before - 1) * 100, what=said(metric), when=year_of(year))
                yield made("sum", ("sum of {who} {what} {one} and {when}", "{who} combined {what} {one} and {when}"), value + before, what=said(metric), one=year_of(year - 1), when=year_of(year))
            if value > 0:
                yield made("average", ("average quarterly {what} of {who} in {when}", "{who} avg quarterly {what} {when}"), value / 4, what=said(metric), when=year_of(year))
            if metric != "revenue" and value > 0 and facts.get(("revenue", PeriodKind.YEAR, year, 0)):
                whole = facts["revenue", PeriodKind.YEAR, year, 0]
                yield made("share", ("{who} {what} as a % of revenue {when}", "what percent of revenue did {who} spend on {what} in {when}") if metric in {"research_and_development", "sales_and_marketing"} else ("{who} {what} as a % of revenue {when}",), value / whole * 100, what=said(metric), when=year_of(year))
            first = of.get(year - 2)
            if first and first > 0 and value > 0:
                yield made("cagr", ("{who} {what} cagr {one} to {when}", "{who} {what} compound annual growth {one} to {when}"), (((value / first) ** Decimal("0.5")) - 1) * 100, what=said(metric), one=year_of(year - 2), when=year_of(year))
            yield from _quarters(metric, year, facts, made, said, fiscal=fiscal)
    for name, metric in _MARGINS.items():
        for year in years:
            top, sales = facts.get((metric, PeriodKind.YEAR, year, 0)), facts.get(("revenue", PeriodKind.YEAR, year, 0))
            if top and sales:
                yield made("margin", ("{who} {what} {when}", "what was {who}'s {what} in {when}?"), top / sales * 100, what=name, when=year_of(year))
    for year in years:
        cash, spent = facts.get(("operating_cash_flow", PeriodKind.YEAR, year, 0)), facts.get(("capital_expenditures", PeriodKind.YEAR, year, 0))
        if cash and spent:
            yield made("free cash flow", ("{who} fcf {when}", "{who} free cash flow {when}"), cash - spent, when=year_of(year))
    for (name, year), own in parts.items():
        total = facts.get(("revenue", PeriodKind.YEAR, year, 0))
        if total and 0 < own < total:
            yield made("share of a part", ("what percent of {who}'s revenue is {part} in {when}", "what share of {who} revenue came from {part} in {when}"), own / total * 100, part=name, when=year_of(year))


def _quarters(metric: str, year: int, facts: _Facts, made: Callable[..., Derived], said: Callable[[str], str], *, fiscal: bool) -> Iterator[Derived]:
    """The fourth quarter and the first that no tag states, from the year or half and what is in it."""
    whole, nine = facts.get((metric, PeriodKind.YEAR, year, 0)), facts.get((metric, PeriodKind.NINE_MONTHS, year, 0))
    half, second = facts.get((metric, PeriodKind.HALF, year, 1)), facts.get((metric, PeriodKind.QUARTER, year, 2))
    of_year = f"fy{year % 100}" if fiscal else str(year)
    if whole and nine and (metric, PeriodKind.QUARTER, year, 4) not in facts and whole > nine:
        yield made("quarter", ("{who} q4 {when} {what}", "{who} {what} q4 {when}"), whole - nine, what=said(metric), when=of_year)
    if half and second and (metric, PeriodKind.QUARTER, year, 1) not in facts and half > second:
        yield made("quarter", ("{who} q1 {when} {what}", "{who} {what} q1 {when}"), half - second, what=said(metric), when=of_year)


def _gathered(data_dir: Path, library: Library) -> Iterator[tuple[str, _Facts, dict[tuple[str, int], Decimal], date, bool]]:
    facts: dict[str, _Facts] = defaultdict(dict)
    parts: dict[str, dict[tuple[str, int], Decimal]] = defaultdict(dict)
    days: dict[str, date] = {}
    fiscal: dict[str, bool] = {}
    with Store(store_path(data_dir)) as store:
        tagged = sorted((r for r in store.current() if r.tags), key=lambda r: r.published or date.min)
    for revision in tagged:
        who = _owner(library, revision)
        if not who:
            continue
        calendar: FiscalCalendar | None = library.names.calendar(who) or calendar_of(revision.tags)
        days[who] = revision.published or date.max
        for tag in revision.tags:
            metric, part = metric_of(tag.concept), _part(tag)
            if part is None or not tag.value or (metric not in _FLOWS):
                continue
            period = tagged_period(tag, calendar)
            if period.kind not in _PLACES or period.year is None:
                continue
            fiscal[who] = fiscal.get(who, False) or period.fiscal
            if part:
                if metric == "revenue" and period.kind is PeriodKind.YEAR:
                    parts[who].setdefault((part, period.year), tag.value)
            else:
                facts[who].setdefault((metric, period.kind, period.year, _number(period)), tag.value)
    for who, own in facts.items():
        yield who, own, parts[who], days[who], fiscal.get(who, False)


def _part(tag: Tag) -> str | None:
    """The segment that a number is for, "" for the whole, None where it is for something that nobody would ask like this."""
    members = [(axis, member) for axis, member in tag.members if not axis.endswith(("ConsolidationItemsAxis", "ClassOfStockAxis"))]
    if not members:
        return "" if not tag.members or all(m.endswith(("OperatingSegmentsMember", "CommonStockMember")) for _, m in tag.members) else None
    if len(members) > 1 or not _MEMBERS.search(members[0][0]):
        return None
    name = members[0][1].rpartition(":")[2].removesuffix("Member").removesuffix("Segment")
    if re.search(r"Excluding|Including|NotSeparately", name):
        return None  # nobody types that
    return words_of(name) if len(name) > 2 else None


_MEMBERS = re.compile(r"(?:Segments?|ProductOrService|BusinessSegments|Geograph\w*)Axis$")


def _number(period: Period) -> int:
    return period.number or 0 if period.kind in {PeriodKind.QUARTER, PeriodKind.HALF} else 0


def _judged(engine: Engine, asked: Derived) -> tuple[str, str]:
    answer = engine.ask(asked.text, today=asked.day)
    told = answer.text[:160].replace("\n", " / ")
    computed = next((f for f in answer.figures if f.computed), None)
    if answer.status is not Status.ANSWERED:
        return "not computed", told
    first = computed or next(iter(answer.figures), None)
    if first is None:
        return "wrong", told
    if computed is None and asked.kind == "free cash flow":
        return "stated", told  # by the company's own definition, which may be another
    step = Decimal(1).scaleb(first.amount.scale)
    rounded = abs(first.amount.value - asked.value) <= max(step / 2, abs(asked.value) / 2000)
    return ("right" if rounded else "wrong"), told


def main(arguments: Sequence[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failing", action="store_true", help="print what is not right")
    chosen = parser.parse_args(arguments)
    chance = random.Random(chosen.seed)  # noqa: S311 - the same questions each time
    library = Library.open(chosen.data_dir)
    engine = Engine(library)
    asked = [one for who, facts, parts, day, fiscal in _gathered(chosen.data_dir, library) for one in questions(who, facts, parts, day, chance, fiscal=fiscal)]
    if not asked:
        sys.exit(f"{chosen.data_dir} holds no filing with tags; import some")
    chance.shuffle(asked)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in asked[: chosen.most]:
        verdict, told = _judged(engine, one)
        counts[one.kind][verdict] += 1
        if chosen.failing and verdict not in {"right", "stated"}:
            print(f"{verdict}: {one.text} | wanted {one.value:.6g} | {told}")
    counts["all"] = sum(counts.values(), Counter())
    for kind, counted in counts.items():
        total = counted.total()
        print(f"{kind:16} {total:4}  right {counted['right'] / total:.3f}  wrong {counted['wrong'] / total:.3f}  not computed {counted['not computed'] / total:.3f}  stated {counted['stated'] / total:.3f}")


if __name__ == "__main__":
    main()
