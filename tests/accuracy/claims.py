"""Claims to be checked: sentences over the starter corpus, of which some were altered, and what becomes of them."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.checking import check
from bot.engine import Engine
from bot.library import Library
from index.figure import Figure
from tests.accuracy.split import is_apart

__all__ = ["CLAIMS", "TODAY", "Sentence", "altered_by_machine", "digest_of_claims", "outcome", "read_claims", "tally"]

CLAIMS = Path(__file__).resolve().parent / "fixtures" / "claims" / "claims.jsonl"
TODAY = date(2026, 11, 26)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what of it was altered: number, company, year, unit, sign, basis; "" where it is as the sources say."""

    text: str
    altered: str

    @property
    def apart(self) -> bool:
        """Whether only totals of it may be looked at: about two fifths, by a hash of the text."""
        return is_apart(self.text)


def read_claims() -> list[Sentence]:
    """The set, in its order."""
    rows = [json.loads(line) for line in CLAIMS.read_text("utf-8").splitlines() if line]
    return [Sentence(row["text"], row["altered"] or "") for row in rows]


def digest_of_claims() -> str:
    """The SHA-256 of the set."""
    return hashlib.sha256(CLAIMS.read_bytes()).hexdigest()


def outcome(engine: Engine, text: str) -> str:
    """What became of a whole sentence: it is supported only where all its claims are."""
    found = {claim.verdict.value for claim in check(engine, text, today=TODAY).claims}
    return next((one for one in ("contradicted", "not_found", "supported") if one in found), "unchecked")


def tally(engine: Engine, sentences: list[Sentence]) -> Counter[tuple[bool, str]]:
    """How many of the altered and of the true sentences came out how."""
    return Counter((bool(one.altered), outcome(engine, one.text)) for one in sentences)


def altered_by_machine(library: Library, *, step: int, seed: int) -> Iterator[tuple[str, str]]:
    """Every so many-th sentence that bears a figure, each altered in one thing after another: what was altered, and the text."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    quotes = {library.quote(f): f for f in library.snapshot.figures() if f.table is None and f.metric and f.entity}
    names = [name for name, _ in library.snapshot.entities()[:25] if name]
    for quote in sorted(quotes)[::step]:
        yield from _altered(quote, quotes[quote], names, library, chance)


def _altered(quote: str, figure: Figure, names: list[str], library: Library, chance: random.Random) -> Iterator[tuple[str, str]]:
    start, end = figure.amount.start - figure.start, figure.amount.end - figure.start
    written = quote[start:end]
    number = re.search(r"\d[\d,.]*\d|\d", written)
    if number:
        first = number.group()[0]
        other = str((int(first) + chance.randint(1, 8)) % 9 + 1)
        if other != first:
            yield "number", quote[:start] + written.replace(number.group(), other + number.group()[1:], 1) + quote[end:]
    for scale, wrong in (("billion", "million"), ("million", "billion")):
        if scale in written:
            yield "unit", quote[:start] + written.replace(scale, wrong) + quote[end:]
            break
    if "$" in written:
        yield "unit", quote[:start] + written.replace("$", "€") + quote[end:]
    years = set(re.findall(r"\b20[12]\d\b", quote))
    if len(years) == 1:
        year = years.pop()
        yield "year", quote.replace(year, str(int(year) + chance.choice((-1, 1))))
    whose = next((m for m in library.names.find(quote) if m.name == figure.entity), None)
    kin = library.names.family([figure.entity])
    if whose is not None:
        yield "company", quote[: whose.start] + chance.choice([n for n in names if n not in kin]) + quote[whose.end :]
    for word, opposite in (("net income", "net loss"), ("net loss", "net income"), (" rose ", " fell "), (" grew ", " shrank "), (", up ", ", down ")):
        if word in quote:
            yield "sign", quote.replace(word, opposite, 1)
            break
