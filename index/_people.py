"""People: whom a page speaks of as of persons, and the company that each is of: a founder has no staff, her company has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.document import Revision
from index._ordinary import ALWAYS_TRIMMED, COMPANY_NOUNS, ORDINARY
from index.entity_table import EntityTable
from index.pattern import lazy_pattern

__all__ = ["people_of", "persons_in"]

_OFFICE = (
    r"(?:co-?)?founders?|chief|ceo|cfo|coo|cto|chair|chairman|chairwoman|president|boss|economist|engineer|professor|spokes\w+|treasurer|"
    r"general counsel|inventor|(?:finance|operations|technology|research|managing|product|design|security) (?:chief|director|head)"
)
_NAME = r"[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ][\w’'-]*(?: [A-ZÀ-Þ]\.)?(?: [A-ZÀ-Þ][\w’'-]*[a-zà-ÿ][\w’'-]*){1,2}"
_CALLED = lazy_pattern(
    rf"\b(?P<name>{_NAME})(?=, \d\d(?:,| years\b)|, who\b|, (?:(?:the|its|our|an?|[\w.& -]{{1,30}}['’]s?)\s)?(?:[\w-]+\s){{0,3}}(?i:{_OFFICE})\b)"
    rf"|\b(?i:{_OFFICE})(?: (?:executive|officer|scientist|of staff))?,?\s(?P<after>{_NAME})\b"
    rf"|\b(?:Mr|Ms|Mrs|Dr|Sir|Dame)\.?\s(?P<titled>{_NAME}|[A-ZÀ-Þ][a-zà-ÿ][\w’'-]+)"
)
_OF = lazy_pattern(
    rf",?\s(?:[\w-]+\s){{0,2}}?(?i:{_OFFICE})(?:\s(?:executive|officer|scientist))?(?:\s(?:and|&)\s(?:[\w-]+\s){{0,2}}?(?i:{_OFFICE})(?:\s(?:executive|officer|scientist))?)?\s(?:of|at)\s(?:the\s(?:[\w-]+\s){{0,3}})?$"
)
_IN_OFFICE = lazy_pattern(
    rf"(?:['’]s?)?,?\s(?:[\w-]+\s){{0,2}}?(?i:{_OFFICE})(?:\s(?:executive|officer|scientist))?(?:\s(?:and|&)\s(?:[\w-]+\s){{0,2}}?(?i:{_OFFICE})(?:\s(?:executive|officer|scientist))?)?,?\s$"
)
_LONGEST = 90


def people_of(revision: Revision, table: EntityTable) -> dict[str, str]:
    """The names, whole and last, of the people on a page, with the company that each is said to be of, "" where none is."""
    found: dict[str, str] = {}
    for name, start, end in _called(revision.text):
        if table.is_listed(name):
            continue
        home = _home(revision.text, start, end, table)
        for form in dict.fromkeys((name, name.split()[-1])):
            if form == name or form.lower() not in ORDINARY:
                found[form] = found.get(form) or home
    return found | {form: "" for name in _spoken_of(revision.text) if not table.is_listed(name) for form in (name, name.split()[-1]) if form not in found}


@lru_cache(maxsize=4)
def persons_in(text: str) -> frozenset[str]:
    """The names, whole and last, that a text uses of people."""
    names = {name for name, _, _ in _called(text)} | set(_spoken_of(text))
    return frozenset(names | {last for name in names if (last := name.split()[-1]).lower() not in ORDINARY})


def _called(text: str) -> Iterator[tuple[str, int, int]]:
    """Names that stand beside an office, an age, a "who" or a title, and where."""
    for match in _CALLED.finditer(text):
        group = next(name for name, said in match.groupdict().items() if said)
        words = match[group].split()
        while words and words[0].lower() in ALWAYS_TRIMMED | {"professor", "judge"}:
            words = words[1:]
        if words and words[-1].lower() not in _NO_PERSON and (len(words) > 1 or group == "titled"):
            yield " ".join(words), *match.span(group)


@lru_cache(maxsize=4)
def _spoken_of(text: str) -> tuple[str, ...]:
    """The whole names that a text goes on about as he or she."""
    names = {m.group() for m in _WHOLE.finditer(text) if not {word.lower() for word in m.group().split()} & _NO_PERSON}
    out = []
    for name in names:
        last = re.escape(name.split()[-1])
        said = re.findall(rf"\b{last}\b(?!['’]s?\s[A-Z])[^A-Z]{{0,100}}(?:\b(?:he|she|his|her|him|herself|himself)\b|[.”\"]\s(?:He|She|His|Her)\b)", text)
        if len(said) >= _OFTEN or any(len(one) < _CLOSE for one in said):
            out.append(name)
    return tuple(out)


_WHOLE = lazy_pattern(rf"\b{_NAME}\b")
_NO_PERSON = COMPANY_NOUNS | ORDINARY | ALWAYS_TRIMMED
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
