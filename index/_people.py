"""People: whom a page speaks of as of persons, and the company that each is of: a founder has no staff, her company has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from corpus.document import Revision
from index._ordinary import ALWAYS_TRIMMED, COMPANY_NOUNS, MEASURES, ORDINARY
from index.entity_table import EntityTable
from index.pattern import lazy_pattern

__all__ = ["homes_in", "people_of", "persons_in"]

_OFFICE = (
    r"(?:co-?)?founders?|chief|ceo|cfo|coo|cto|chair|chairman|chairwoman|president|boss|economist|engineer|professor|spokes\w+|treasurer|"
    r"general counsel|inventor|(?:finance|operations|technology|research|managing|product|design|security) (?:chief|director|head)"
)
_NAME = r"[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ][\w’'-]*(?: [A-ZÀ-Þ]\.)?(?: [A-ZÀ-Þ][\w’'-]*[a-zà-ÿ][\w’'-]*){1,2}"
_ANCHOR = lazy_pattern(
    rf"\b(?P<office>{_OFFICE})\b(?: (?:executive|officer|scientist|of staff)\b)?,?|(?P<age>, [0123456789]{{2}}(?:,| years\b))|(?P<who>, who\b)|\b(?P<title>Mr|Ms|Mrs|Dr|Sir|Dame)\b\.?",
    re.IGNORECASE,
    begins=(
        *("founder", "cofounder", "co-founder", "chief", "ceo", "cfo", "coo", "cto", "chair", "president", "boss", "economist", "engineer", "professor"),
        *("spokes", "treasurer", "general counsel", "inventor"),
        *("finance ", "operations ", "technology ", "research ", "managing ", "product ", "design ", "security "),
        *(", who", *(f", {digit}" for digit in "0123456789"), "mr", "ms", "dr", "sir", "dame"),
    ),
)
"""What stands beside the name of a person; names are looked for there alone, as a long report has thousands of them."""
_SPEAKER = lazy_pattern(rf"^(?:\[[\d:.]+\]\s*)?(?P<name>{_NAME})(?:\s?[(,–—-][^:\n]{{0,60}})?(?::(?:\s|$)|$)", re.MULTILINE)
_AFTER = lazy_pattern(rf"\s(?P<name>{_NAME})\b")
_TITLED = lazy_pattern(rf"\s(?P<name>{_NAME}|[A-ZÀ-Þ][a-zà-ÿ][\w’'-]+)")
_BEFORE = lazy_pattern(rf"\b(?P<name>{_NAME})$")
_BEFORE_OFFICE = lazy_pattern(rf"\b(?P<name>{_NAME}), (?:(?:the|its|our|an?|[\w.& -]{{1,30}}['’]s?)\s)?(?:[\w-]+\s){{0,3}}$")
_SPOKEN = lazy_pattern(r", who\b|, the (?:daughter|son)\b|\b(?:he|she|his|her|him|herself|himself)\b|[.”\"]\s(?:He|She|His|Her)\b")
_NAMED_LAST = lazy_pattern(r"(?P<last>[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ]\w*)\b(?!['’]s?\s[A-Z])(?P<between>[^A-Z]{0,120})$")
_OF = lazy_pattern(
    rf",?\s(?:[\w-]+\s){{0,2}}?(?i:{_OFFICE})(?:\s(?:executive|officer|scientist))?(?:\s(?:and|&)\s(?:[\w-]+\s){{0,2}}?(?i:{_OFFICE})(?:\s(?:executive|officer|scientist))?)?\s(?:of|at)\s(?:the\s(?:[\w-]+\s){{0,3}})?$"
)
_IN_OFFICE = lazy_pattern(
    rf"(?:['’]s?)?,?\s(?:[\w-]+\s){{0,2}}?(?i:{_OFFICE})(?:\s(?:executive|officer|scientist))?(?:\s(?:and|&)\s(?:[\w-]+\s){{0,2}}?(?i:{_OFFICE})(?:\s(?:executive|officer|scientist))?)?,?\s$"
)
_LONGEST = 120


def people_of(revision: Revision, table: EntityTable) -> dict[str, str]:
    """The names, whole and last, of the people on a page, with the company that each is said to be of, "" where none is."""
    found = homes_in(revision.text, table)
    return found | {form: "" for name in _spoken_of(revision.text) if not table.is_listed(name) for form in (name, name.split()[-1]) if form not in found}


@lru_cache(maxsize=4)
def homes_in(text: str, table: EntityTable) -> dict[str, str]:
    """The names, whole and last, that stand beside an office in a text, with the company whose office it is said to be, "" where none is."""
    found: dict[str, str] = {}
    for name, start, end in _called(text):
        if table.is_listed(name):
            continue
        home = _home(text, start, end, table)
        for form in dict.fromkeys((name, name.split()[-1])):
            if form == name or form.lower() not in ORDINARY:
                found[form] = found.get(form) or home
    return found


def persons_in(text: str) -> frozenset[str]:
    """The names, whole and last, that a text uses of people."""
    names = {name for name, _, _ in _called(text)} | set(_spoken_of(text))
    return frozenset(names | {last for name in names if (last := name.split()[-1]).lower() not in ORDINARY})


@lru_cache(maxsize=4)
def _called(text: str) -> tuple[tuple[str, int, int], ...]:
    """Names that stand beside an office, an age, a "who" or a title, and where; two ask for those of one text in turn."""
    return tuple(_each_called(text))


def _each_called(text: str) -> Iterator[tuple[str, int, int]]:
    lines = [m for m in _SPEAKER.finditer(text) if not {word.lower() for word in m["name"].split()} & _NO_SPEAKER]
    often = Counter(line["name"] for line in lines)
    # "Ann Lee: It's 17 percent": who speaks does so more than once.
    yield from ((line["name"], line.start("name"), line.end("name")) for line in lines if often[line["name"]] >= _OFTEN)
    for anchor in _ANCHOR.finditer(text):
        before = text[max(0, anchor.start() - _LONGEST) : anchor.start()]
        if anchor["title"]:
            found = [(_TITLED.match(text, anchor.end()), 0)]
        elif anchor["office"]:
            found = [(_AFTER.match(text, anchor.end()), 0), (_BEFORE_OFFICE.search(before), anchor.start() - len(before))]
        else:
            found = [(_BEFORE.search(before), anchor.start() - len(before))]
        for match, offset in found:
            words = match["name"].split() if match else []
            while words and words[0].lower() in ALWAYS_TRIMMED | {"professor", "judge"}:
                words = words[1:]
            if match and words and words[-1].lower() not in _NO_PERSON and (len(words) > 1 or anchor["title"]):
                yield " ".join(words), match.start("name") + offset, match.end("name") + offset


@lru_cache(maxsize=4)
def _spoken_of(text: str) -> tuple[str, ...]:
    """The whole names that a text goes on about as he or she."""
    times: Counter[str] = Counter()
    for spoken in _SPOKEN.finditer(text):
        named = _NAMED_LAST.search(text, max(0, spoken.start() - _LONGEST), spoken.start())
        if named is not None:
            times[named["last"]] += _OFTEN if len(named["between"]) < _CLOSE else 1
    out = []
    for last in (word for word, count in times.items() if count >= _OFTEN and word.lower() not in _NO_PERSON):
        whole = re.search(rf"\b(?:[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ][\w’'-]*(?: [A-ZÀ-Þ]\.)? ){{1,2}}{re.escape(last)}\b", text)
        words = whole.group().split() if whole else []
        while words and words[0].lower() in _NO_PERSON:
            words = words[1:]
        if len(words) > 1 and not {word.lower() for word in words} & _NO_PERSON:
            out.append(" ".join(words))
    return tuple(out)


_NO_PERSON = COMPANY_NOUNS | ORDINARY | ALWAYS_TRIMMED
_NO_SPEAKER = _NO_PERSON | MEASURES
_OFTEN = 2
_CLOSE = 40


def _home(text: str, start: int, end: int, table: EntityTable) -> str:
    """The company that is said beside a name to be whose office it holds: "Acme chief executive ANN LEE", "ANN LEE, founder of Acme"."""
    before, after = text[max(0, start - _LONGEST) : start], text[end : end + _LONGEST]
    for name in table.companies(before):
        if _IN_OFFICE.fullmatch(before[name.end :]):
            return name.name
    for name in table.companies(after):
        if _OF.fullmatch(after[: name.start]):
            return name.name
    return ""
