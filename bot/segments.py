"""Parts: which part of a company a question names, by what the company's own figures call their parts.

A filing says of its segments, products and regions what they are called, and people ask in these words: "acme sales cloud
revenue". Such a name may have a measure's word in it, or the end of another's name, so it is looked for as a whole, and what is
left of the question says the rest. It has to be all of a name: a cloud is not the Sales Cloud.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answer import Answer
from bot.figure_answers import single
from bot.fitness import OF_PARTS, names_of
from bot.library import Library
from bot.parsing import parse
from bot.question import Intent, Question
from bot.words import stem, tokens
from index.pattern import lazy_pattern
from index.taxonomy import MetricMention

__all__ = ["named_part", "of_part"]

_GLUE = frozenset({"and", "the", "of", "s"})
_LONGEST = 9
"""Words of a part's name."""
_SEGMENT = stem("segment")
_KINDS = frozenset(stem(word) for word in ("segment", "segments", "business", "division", "unit", "group"))
"""What kind of part something is, which people say and leave out as they like."""
_NOBODYS = frozenset(stem(word) for word in ("reportable", "reported", "operating", "segments", "total", "all", "consolidated", "company"))
"""Words of which alone no part's name is made."""
_NAME_GOES = lazy_pattern(r"^(?:['’]s)? (?:[A-Z][a-z]+ )+(?:(?:and|&) )?$")
"""What stands between a company's name and a part's where that is not all of the part's name."""
_JOINS = lazy_pattern(r"\b(?:and|or|vs\.?|versus|than|with)\b|[,/&]")
"""What stands between two companies that a question is about both: "Acme and Bolt revenue"."""
_POSSESSIVE = lazy_pattern(r"['’]s?\b")


@dataclass(frozen=True, slots=True)
class _Word:
    stem: str
    start: int
    end: int


def of_part(question: Question, library: Library, as_of: date | None) -> Answer | None:
    """The answer of the part of a company that a question names; None where it names none or none is held."""
    found = named_part(question, library)
    return None if found is None else single(found, library, as_of)


def named_part(question: Question, library: Library) -> Question | None:
    """The question with the part of its company that it names as its part, None where it names none."""
    return library.once(_named_part, question)


def _named_part(library: Library, question: Question) -> Question | None:
    """The question with the part of its company that it names as its part, None where it names none.

    Of names that stand in the question the longest that leaves a measure to ask for is meant.
    """
    if not question.metrics or question.inherited or question.intent is Intent.COMPARISON:
        return None
    owner = _owner(question, library)
    if owner is None:
        return None
    name, start, end = owner
    words = [word for word in _words(question.text) if not start <= word.start < end]
    held = library.kept(_parts, name)
    measures: Sequence[MetricMention] | None = None
    for first, last in _places(words):
        place = words[first:last]
        dimensions = held.get(_joined([word.stem for word in place]), [])
        begins, ends = place[0].start, place[-1].end
        if not any(_takes_none(place, called) for _, _, called in dimensions) or begins < start < ends:
            continue
        measures = library.taxonomy.find_metrics(question.text, asked=True) if measures is None else measures
        if not _stands_apart(place, measures):
            continue
        # A part may have its company's name before its own: "Acme's Acme Consumer Group".
        between = question.text[end:begins].replace(f"{question.text[start:end]} ", "")
        if start <= begins and (_NAME_GOES.search(between) or (len(question.entities) > 1 and _JOINS.search(between))):
            continue  # of "Acme Business Services" the services are not all that is named
        rest = _without(question.text, begins, ends)
        asked = parse(rest, question.asked_on, library.names, library.taxonomy)
        wanted = {m.metric for m in asked.metrics} | {library.taxonomy.opposite(m.metric) for m in asked.metrics}
        parts = _closest([d for d, metric, _ in dimensions if metric in wanted], segment=_SEGMENT in {word.stem for word in _words(question.text)})
        if parts and asked.entities == (name,) and not asked.unknown:
            return replace(asked, text=question.text, parts=parts, latest=question.latest)
    return None


def _parts(library: Library, name: str) -> dict[str, list[tuple[str, str, frozenset[str]]]]:
    """The parts of a company by the words that tell them from others: the part, a metric that it has, and all words of its name."""
    held: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
    for dimension, metric in library.parts_of(name):
        for called in names_of(dimension):
            own = [word.stem for word in _words(called)]
            if all(word in _NOBODYS or word in OF_PARTS for word in own):
                continue  # "Total reportable segments": no part is called so, and who asks what was reported names none
            held.setdefault(_joined(own), []).append((dimension, metric, frozenset(own)))
    return held


def _stands_apart(name: Sequence[_Word], measures: Sequence[MetricMention]) -> bool:
    """Whether a name takes nothing from what a measure is called.

    Of "cash and cash equivalents" the cash is no part that is asked about, and the cost of "beverage cost of sales" is none of a
    part that some row calls its beverage costs. A word that only looks like a measure's may be a name's: "Advertising cost of sales".
    """
    start, end = name[0].start, name[-1].end
    for measure in measures:
        shared = [word for word in name if word.start < measure.end and measure.start < word.end]
        within = measure.start <= start and end <= measure.end
        if within or (shared and not start <= measure.start <= measure.end <= end and all(word.stem in OF_PARTS - _KINDS for word in shared)):
            return False
    return True


def _takes_none(name: Sequence[_Word], called: frozenset[str]) -> bool:
    """Whether a name begins and ends with none of the words of measures that it has not by itself: "cloud" in "cloud cost of revenue"."""
    return all(word.stem in called or word.stem not in OF_PARTS - _KINDS for word in (name[0], name[-1]))


def _owner(question: Question, library: Library) -> tuple[str, int, int] | None:
    """Whose part is named, and where the question names it: the one company with parts that it names, by itself or in a part's name."""
    found = set()
    for match in library.names.match(question.text):
        written = question.text[match.start : match.end]
        ends = [m.end() for m in re.finditer(r"\S+", written)][::-1]
        for end in ends:
            named = library.names.match(written[:end])
            if len(named) == 1 and named[0].start == 0 and library.parts_of(named[0].name):
                found.add((named[0].name, match.start, match.start + named[0].end))
                break
    if not found:
        return None
    # A part may be called by its company's other name, "General Foods GF Brands", or be known as a company itself.
    first = min(found, key=lambda one: one[1])
    held = library.kept(_parts, first[0])
    others = {name for name, start, end in found if name != first[0] and _joined([word.stem for word in _words(question.text[start:end])]) not in held}
    return None if others else first


def _words(text: str) -> list[_Word]:
    return [_Word(stem(word.replace(".", "")), start, end) for word, start, end in tokens(text) if word not in _GLUE]


def _places(words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """Where a name may stand, the longest first."""
    for count in range(min(_LONGEST, len(words)), 0, -1):
        for first in range(len(words) - count + 1):
            yield first, first + count


def _joined(words: Sequence[str]) -> str:
    """The words that tell a part from others in one, as "MedTech" and "Med Tech" are the same."""
    return "".join(word for word in words if word not in OF_PARTS) or "".join(words)


def _closest(dimensions: Sequence[str], *, segment: bool) -> tuple[str, ...]:
    """Those of several parts of one name that are meant: a segment where the question says so, else what is none, if there is one."""
    told = {one: _SEGMENT in {word.stem for word in _words(one)} for one in dimensions}
    return tuple(sorted(one for one in told if told[one] is segment)) or tuple(sorted(told))


def _without(text: str, start: int, end: int) -> str:
    """A question without the name of a part, and without the possessive after it, which stays with what is before it."""
    before, after = text[:start].rstrip(), text[end:]
    return f"{before}{after}" if _POSSESSIVE.match(after) else f"{before} {after.lstrip()}"
