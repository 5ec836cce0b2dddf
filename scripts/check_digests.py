"""Checks the starter corpus against the facts it was written from: every identity, every number.

    python scripts/check_digests.py [--facts PATH] [--digests DIR]

A digest is our own prose about one public source. For each one this checks that its front matter is valid,
that its title, publisher, address and date are those of the facts it covers, that none of those facts is known
to be wrong, that each covered value stands in the body, and that each number in the body comes from a covered
fact (as written, at another scale, or correctly rounded). Without the facts only the front matter is checked.
Prints one line for each problem; exits 1 if there was any and 2 if there was nothing to check.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import yaml

__all__ = ["Digest", "front_matter_problems", "main", "numbers", "problems", "read_digest"]

ROOT = Path(__file__).resolve().parents[1]
DIGESTS = ROOT / "corpus" / "starter"
FACTS = ROOT.parent / "shared" / "data" / "facts.jsonl"

KEYS = ("title", "publisher", "url", "published", "source_type", "digest", "covers")
SOURCE_TYPES = {"filing", "press_release", "article", "blog", "dataset"}
SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "k": 3, "m": 6, "b": 9, "t": 12}
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_FRONT = re.compile(r"\A---\n(.*?\n)---\n(.*)\Z", re.DOTALL)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_DATE = re.compile(
    rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?:, (\d{{4}}))?(?!\d)|\b(\d{{4}})-(\d{{2}})-(\d{{2}})\b", re.IGNORECASE
)
_FORM = re.compile(r"\b(?:S-1|10-[KQ]|8-K)\b")
# A range shares the scale and the unit written after its second number: "$115-135 billion".
_AMOUNT = re.compile(
    rf"(?<![\w.])(?P<first>[A-Za-z]?(?:{_NUMBER}))(?:(?:-|–)\$?(?P<second>{_NUMBER}))?"
    r"(?:[ -](?P<scale>thousand|million|billion|trillion)\b|(?P<short>[KMBT])\b)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Digest:
    """One file of the starter corpus: its front matter as parsed, and its prose."""

    name: str
    meta: Mapping[str, Any]
    body: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: its absolute value, and the power of ten its last digit stands for.

    `letter` is the one a name begins with ("H100", "V3"): such a number is a name, never an amount.
    """

    value: Decimal
    last: int
    written: str
    letter: str = ""


def read_digest(path: Path) -> Digest:
    """The digest in a file. Raises `ValueError` where it has no front matter, or none that is a YAML mapping."""
    match = _FRONT.match(path.read_text("utf-8"))
    if match is None:
        raise ValueError("has no front matter between --- lines at its start")
    try:
        meta = yaml.safe_load(match[1])
    except yaml.YAMLError as error:
        raise ValueError(f"has front matter that is not YAML: {error}") from None
    if not isinstance(meta, dict):
        raise ValueError("has front matter that is not a mapping")  # noqa: TRY004 - the file's text, not an argument
    return Digest(path.name, cast("Mapping[str, Any]", meta), match[2])


def front_matter_problems(digest: Digest) -> list[str]:
    """What is wrong with a digest's front matter and headline, whatever the facts say."""
    meta = digest.meta
    found: list[str] = []
    if tuple(meta) != KEYS:
        return [f"its keys are {', '.join(meta)}; they must be {', '.join(KEYS)}, in that order"]
    found.extend(
        f"{key} is {meta[key]!r}; it must be text (quote dates)"
        for key in ("title", "publisher", "url", "published")
        if not isinstance(meta[key], str) or not (meta[key].strip() or key == "published")
    )
    if found:
        return found
    parts = urlsplit(meta["url"])
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        found.append(f"url {meta['url']!r} is not an http or https address")
    if meta["published"] and not _is_date(meta["published"]):
        found.append(f"published {meta['published']!r} is not YYYY-MM-DD or YYYY-MM, nor empty where neither is known")
    if meta["source_type"] not in SOURCE_TYPES:
        found.append(f"source_type {meta['source_type']!r} is not one of {', '.join(sorted(SOURCE_TYPES))}")
    if meta["digest"] is not True:
        found.append("digest must be true")
    covers = meta["covers"]
    if not isinstance(covers, list) or not covers or len(set(covers)) != len(covers):
        found.append("covers must list one or more fact ids, each once")
    if not re.match(r"\s*# \S", digest.body):
        found.append("the body must begin with a headline ('# ...')")
    if len(re.findall(r"^# ", digest.body, re.MULTILINE)) > 1:
        found.append("the body has more than one headline at the first level")
    return found


def problems(digest: Digest, facts: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What is wrong with a digest whose front matter is valid, by the facts it covers (id to fact)."""
    covered: list[Mapping[str, Any]] = []
    found: list[str] = []
    for fact_id in digest.meta["covers"]:
        if fact_id not in facts:
            found.append(f"covers {fact_id}, which is not among the facts")
        elif str(facts[fact_id]["source_quality"]).startswith("D"):
            found.append(f"covers {fact_id}, which is known to be wrong")
        else:
            covered.append(facts[fact_id])
    if not covered:
        return found
    return [*found, *_identity(digest, covered), *_missing(digest, covered), *_unsupported(digest, covered)]


def numbers(text: str) -> list[Number]:
    """The numbers in a text as absolute values, scale words applied. Dates and names of forms are left out."""
    found = []
    for match in _AMOUNT.finditer(_FORM.sub(" ", _DATE.sub(" ", text))):
        power = SCALES.get((match["scale"] or match["short"] or "").lower(), 0)
        for part in (match["first"], match["second"]):
            if part:
                letter = part[0] if part[0].isalpha() else ""
                digits = Decimal(part.removeprefix(letter).replace(",", ""))
                last = power + cast("int", digits.as_tuple().exponent)
                found.append(Number(digits.scaleb(power), last, match[0], letter))
    return found


def _is_date(text: str) -> bool:
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _days(text: str) -> set[tuple[int, int, int | None]]:
    """The days named in a text as month, day and, where it is given, year."""
    found: set[tuple[int, int, int | None]] = set()
    for match in _DATE.finditer(text):
        if match[1]:
            found.add((MONTHS.index(match[1].lower()) + 1, int(match[2]), int(match[3]) if match[3] else None))
        else:
            found.add((int(match[5]), int(match[6]), int(match[4])))
    return found


def _values(fact: Mapping[str, Any]) -> list[Number]:
    """The numbers of a fact's value, as absolute amounts in its unit."""
    unit = str(fact.get("unit") or "").lower()
    power = next((SCALES[word] for word in unit.split() if len(word) > 1 and word in SCALES), 0)
    if "per million" in unit:  # a price for a million tokens, not an amount in millions
        power = 0
    found = numbers(str(fact["value"]).replace("-", " ").replace("/", " "))
    return [Number(number.value.scaleb(power), number.last + power, number.written, number.letter) for number in found]


def _identity(digest: Digest, covered: list[Mapping[str, Any]]) -> Iterable[str]:
    """The digest has the address of its facts, and a title, publisher and date they give.

    A fact read at another address of the same filing (same publisher and date) may be written up too. Where an
    address showed two pieces, the digest's title joins both titles with "; ".
    """
    meta = digest.meta
    own = [fact for fact in covered if fact["source_url"] == meta["url"]]
    if not own:
        yield f"url {meta['url']} is not that of any fact it covers"
        return
    for fact in covered:
        same_filing = (fact["publisher"], fact["source_date"]) == (meta["publisher"], meta["published"])
        if fact["source_url"] != meta["url"] and not (same_filing and fact["source_type"] == "filing"):
            yield f"{fact['id']} is from another source, {fact['source_url']}"
    titles = {str(fact["source_title"]) for fact in own}
    if meta["title"] not in titles and not set(meta["title"].split("; ")) <= titles:
        yield f"title {meta['title']!r} is not the source's: {'; '.join(sorted(titles))}"
    publishers = {str(fact["publisher"]) for fact in own}
    if meta["publisher"] not in publishers:
        yield f"publisher {meta['publisher']!r} is not the source's: {'; '.join(sorted(publishers))}"
    published = max(str(fact["source_date"]) for fact in own)
    if meta["published"] != (published if _is_date(published) else ""):
        yield f"published {meta['published']!r} is not the source's date, {published}"


def _missing(digest: Digest, covered: list[Mapping[str, Any]]) -> Iterable[str]:
    """The covered facts whose value the body does not state."""
    body = digest.body.lower()
    there = {number.value for number in numbers(digest.body) if not number.letter}
    days = _days(digest.body)
    for fact in covered:
        value, unit = str(fact["value"]), str(fact.get("unit") or "")
        wanted = _days(value)
        if wanted:
            if not wanted <= days:
                yield f"{fact['id']}: the body does not give the date {value}"
        elif re.search(r"\d", value):
            for number in _values(fact):
                if number.value not in there:
                    yield f"{fact['id']}: the body does not state {number.written} {unit}"
        else:
            absent = [word for word in re.findall(r"[a-z]+", value.lower()) if word[:5] not in body]
            if absent:
                yield f"{fact['id']}: the body does not say {value!r} ({', '.join(absent)})"


def _unsupported(digest: Digest, covered: list[Mapping[str, Any]]) -> Iterable[str]:
    """The numbers and days in the body that no covered fact gives."""
    keys = ("statement", "note", "period", "metric", "entity", "source_title", "source_date", "as_of")
    texts = [str(fact[key]) for fact in covered for key in keys if fact.get(key)]
    texts += [str(fact["value"]) for fact in covered if _days(str(fact["value"]))]
    allowed = [number for text in texts for number in numbers(text)]
    allowed += [number for fact in covered if not _days(str(fact["value"])) for number in _values(fact)]
    days = {day for text in texts for day in _days(text)}
    days |= {(month, day, None) for month, day, _ in days}
    years = {Decimal(year) for text in texts for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)}
    for month, day, year in sorted(_days(digest.body), key=str):
        if (month, day, year) not in days and not ((month, day, None) in days and year in years):
            yield f"the date {MONTHS[month - 1].title()} {day}{f', {year}' if year else ''} is in no covered fact"
    for number in numbers(digest.body):
        if number.value not in years and not any(_rounds_to(exact, number) for exact in allowed):
            yield f"the number {number.written!r} is in no covered fact"


def _rounds_to(exact: Number, written: Number) -> bool:
    """Whether a number written in a digest is a fact's number, or that number correctly rounded."""
    if exact.letter != written.letter:
        return False
    if exact.value == written.value:
        return True
    if written.letter or exact.value == 0 or written.last <= exact.last:
        return False
    digits = len(str(int(written.value.scaleb(-written.last))))
    if digits < 2:  # one digit would round almost anything
        return False
    step = Decimal(1).scaleb(written.last)
    return written.value in {
        (exact.value / step).quantize(Decimal(1), rounding) * step for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN)
    }


def main(argv: list[str] | None = None) -> int:
    """Checks every digest of a folder; the exit status is 0, 1 (problems) or 2 (nothing to check)."""
    parser = argparse.ArgumentParser(description="Check the starter corpus against the facts it was written from.")
    parser.add_argument("--facts", type=Path, default=FACTS, metavar="PATH", help="JSON Lines of facts")
    parser.add_argument("--digests", type=Path, default=DIGESTS, metavar="DIR", help="folder of digests")
    options = parser.parse_args(argv)
    paths = sorted(options.digests.glob("*.md"))
    if not paths:
        print(f"{options.digests}: no digests there", file=sys.stderr)
        return 2
    facts: dict[str, Mapping[str, Any]] = {}
    if options.facts.is_file():
        lines = options.facts.read_text("utf-8").splitlines()
        facts = {fact["id"]: fact for fact in map(json.loads, lines)}
    elif options.facts != FACTS:
        print(f"{options.facts}: no such file; give --facts the facts file", file=sys.stderr)
        return 2
    bad = 0
    for path in paths:
        try:
            digest = read_digest(path)
            found = front_matter_problems(digest) or (problems(digest, facts) if facts else [])
        except ValueError as error:
            found = [str(error)]
        bad += bool(found)
        for problem in found:
            print(f"{path.name}: {problem}")
    scope = f"against {len(facts)} facts" if facts else "front matter only: the facts are not here"
    print(f"{len(paths)} digests checked ({scope}), {bad} with problems")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
