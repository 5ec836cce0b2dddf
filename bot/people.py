"""People in the place of companies: "jensen capex 2026", "Quill's company revenue".

A list that an admin may add to says whose name stands for which company (index/data/entities.yaml), and so does a document that
calls somebody the head or founder of one. What is asked of somebody in person (pay, a lawsuit, what was said) is not asked of
the company.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from index._people import homes_in
from index.entities import Entity
from index.entity_table import EntityTable
from index.pattern import lazy_pattern

if TYPE_CHECKING:
    from bot.library import Library

__all__ = ["Meant", "People", "told_in_texts"]

_COMPANY = r"(?:(?:ai|tech|chip|software|cloud|data|social media)\s)?(?:company|firm|startup|start-up|lab|outfit|business|shop|chipmaker|giant)"
_IN_PERSON = lazy_pattern(
    r"\b(?:net worth|fortune|wealth\w*|richest|salary|salaries|pay (?:package|himself|herself|deal)|paycheck|bonus|compensation|earn(?:s|ed|ing)?|(?:is|was|gets?|got|being) paid|wages?|own (?:personally|of|in|any)|old|age|born|wife|husband|married|kids|children|house|home|live[sd]?|live in|personal(?:ly)?|himself|herself"
    r"|says?|said|saying|quotes?|quoted|tweet\w*|thinks?|thought|claim(?:s|ed)?|suit|lawsuit|sue[sd]?|suing|court|trial|jury|judge|damages|appeal\w*|testif\w+|verdict|won|win|v|v\.|who (?:is|was|are)|ceo|chief|founder|founded|resign\w*|fired|ousted|votes?|voting)\b",
    re.IGNORECASE,
)
"""What is asked of somebody, and of no company."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A question with a company in the place of a person, and the person's name as it was written."""

    text: str
    said: str
    company: str


class People:
    """Who stands for which companies."""

    def __init__(self, listed: Iterable[Entity]) -> None:
        self._companies: dict[str, list[str]] = {}
        for entity in listed:
            for name in entity.people:
                self._companies.setdefault(name.lower(), []).append(entity.name)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        forms = sorted(self._companies, key=len, reverse=True)
        return re.compile(rf"(?<![\w@])(?P<who>{'|'.join(map(re.escape, forms))})(?:(?P<s>['’]?s|['’])(?=\W|$)(?:\s(?P<company>{_COMPANY})\b(?P<own>['’]s)?)?)?(?!\w)", re.IGNORECASE)

    def meant(self, text: str, names: EntityTable) -> list[Meant]:
        """A question as it would be asked of each company that a person in it stands for; none where it is about the person."""
        found = self._names.search(text) if self._companies else None
        if found is None or _IN_PERSON.search(text):
            return []
        companies = [name for name in self._companies[found["who"].lower()] if names.entry(name) is not None]
        ends = found["own"] or "" if found["company"] else "'s" if found["s"] else ""
        # "Elon's AI company" is called by another form of his name on the list.
        for other, theirs in self._companies.items():
            called = f"{text[: found.start('who')]}{other}{text[found.end('who') :]}"
            whose = next((m for m in names.match(called) if m.start == found.start() and m.end > found.start() + len(other) + 2), None) if theirs == self._companies[found["who"].lower()] else None
            if whose is not None:
                return [Meant(f"{called[: whose.start]}{whose.name}{called[whose.end :]}", found["who"], whose.name)]
        return [Meant(f"{text[: found.start()]}{name}{ends}{text[found.end() :]}", found["who"], name) for name in companies]


_OFFICES = "chief executive CEO founder"
_LOOKED_AT = 8
"""Passages in which somebody's office is looked for."""
_SOMEBODY = lazy_pattern(rf"(?<!\w)(?P<who>[A-Za-zÀ-þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?)['’]?s\s{_COMPANY}\b(?P<own>['’]s)?")


def told_in_texts(text: str, library: Library) -> list[Meant]:
    """A question for "Quill's company" as it would be asked of each company whose head or founder documents call somebody of that name."""
    found = _SOMEBODY.search(text)
    if found is None or _IN_PERSON.search(text) or any(library.names.is_company(match.name) for match in library.names.match(found["who"])):
        return []
    who = found["who"].lower()
    homes = [
        home
        for passage in library.snapshot.with_words(f"{who} {_OFFICES}", _LOOKED_AT)
        for name, home in homes_in(passage.text, library.names).items()
        if home and name.lower() == who
    ]
    return [Meant(f"{text[: found.start()]}{home}{found['own'] or ''}{text[found.end() :]}", found["who"], home) for home in dict.fromkeys(homes)]
