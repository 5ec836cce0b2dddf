"""Filed: the tags of one filing, by their places, by what they measure and by what the filing has as its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from corpus.document import Revision, Tag
from index.concepts import metric_of, rank_of
from index.members import OF_SEGMENTS, Member, concept_of, part_members

__all__ = ["FiledTags"]

_Time: TypeAlias = tuple[date | None, date]
_Number: TypeAlias = tuple[str, str, _Time, tuple[Member, ...], bool]
"""What tells one number of a filing from another: measure, unit, time, part, and whether it is a basic sum per share."""


_ROUNDED = Decimal("0.02")
"""How far two writings of one number may differ, as part of it."""
_SEVERAL = 3
"""How many numbers of one concept and time are more than a slip."""


class FiledTags:
    """The tags of a filing by place, the measures that its concepts are, and what the filing has as its own."""

    def __init__(self, revision: Revision) -> None:
        self._text = revision.text
        self._within = sorted(revision.tags, key=lambda tag: tag.start)
        self._starts = {tag.start: tag for tag in self._within}
        self.metrics = {metric for tag in self._within if (metric := metric_of(concept_of(tag))) is not None}
        self._first: dict[_Number, Tag] = {}
        beside: dict[tuple[str, _Time, Member], set[tuple[Member, ...]]] = {}
        for tag in self._within:
            metric, members, time = metric_of(concept_of(tag)), part_members(tag), (tag.begins, tag.ends)
            for member in members:
                beside.setdefault((tag.concept, time, member), set()).add(members)
            if metric is not None:
                number = (metric, tag.unit, time, members, "Basic" in tag.concept)
                first = self._first.setdefault(number, tag)
                if rank_of(concept_of(tag)) < rank_of(concept_of(first)):
                    self._first[number] = tag
        self._beside = beside

    def on(self, start: int, end: int) -> Tag | None:
        """The tag of a number, which may be written with its sign and its scale around the tag."""
        if start in self._starts:
            return self._starts[start]
        at = bisect_left(self._within, start, key=lambda tag: tag.start)
        return self._within[at] if at < len(self._within) and self._within[at].start < end else None

    def measured(self, tag: Tag) -> str | None:
        """The measure of a number, by its concept; none for one that another concept of the same measure goes before.

        A filing that has shareholders' equity and the same with what belongs to others has two numbers, one of which is meant.
        """
        metric = metric_of(concept_of(tag))
        if metric is None:
            return None
        first = self._first[metric, tag.unit, (tag.begins, tag.ends), part_members(tag), "Basic" in tag.concept]
        return metric if first.value == tag.value else None

    def members(self, tag: Tag) -> tuple[Member, ...]:
        """The members of the part that a number is for; none where it is the company's own, be it tagged as all of its segments."""
        found = part_members(tag)
        if len(found) == 1 and OF_SEGMENTS.search(found[0][0]):
            metric = metric_of(concept_of(tag))
            whole = self._first.get((metric, tag.unit, (tag.begins, tag.ends), (), "Basic" in tag.concept)) if metric is not None else None
            if whole is not None and whole.value == tag.value:
                return ()
        return found

    def contested(self, tag: Tag) -> bool:
        """Whether a filing has several numbers as its own of one concept and time: then at most one is, and its rows say of what part the others are."""
        return not part_members(tag) and (tag.concept, tag.unit, tag.begins, tag.ends) in self._contested

    @cached_property
    def _contested(self) -> frozenset[tuple[str, str, date | None, date]]:
        found: dict[tuple[str, str, date | None, date], list[Decimal]] = {}
        for tag in self._within:
            if not part_members(tag) and tag.begins is not None:
                held = found.setdefault((tag.concept, tag.unit, tag.begins, tag.ends), [])
                if not any(abs(tag.value - one) <= abs(one) * _ROUNDED for one in held):
                    held.append(tag.value)
        return frozenset(key for key, values in found.items() if len(values) >= _SEVERAL)

    def telling(self, tag: Tag) -> set[Member]:
        """Those of a number's members that no other number of its concept and time has, but with the same others beside it."""
        return {one for one in part_members(tag) if len(self._beside[tag.concept, (tag.begins, tag.ends), one]) == 1}

    @cached_property
    def wholes(self) -> dict[str, list[Tag]]:
        """What the filing tags as its own, by measure."""
        found: dict[str, list[Tag]] = {}
        for (metric, _, _, members, _), tag in self._first.items():
            if not members and not self.contested(tag):
                found.setdefault(metric, []).append(tag)
        return found

    @cached_property
    def valued(self) -> dict[Decimal, list[Tag]]:
        """The tags by their number, without its sign."""
        found: dict[Decimal, list[Tag]] = {}
        for tag in self._within:
            found.setdefault(abs(tag.value), []).append(tag)
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the filing, in lower case."""
        return frozenset(re.findall(r"[a-z]{3,}", self._text.casefold()))
