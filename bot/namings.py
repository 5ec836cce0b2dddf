"""Namings: what something is called, was called before, or is called by those who work on it, said in so many words.

"What was Acme called before" is answered by "founded as Bolt Works, Inc. … took our present name in 2019" and by "formerly Bolt Works",
neither of which has much in common with the question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.coverage import stem_line
from bot.evidence import Asking
from bot.forms import tells_of_company
from bot.reading import Candidate
from bot.speaking import ours, speakers
from bot.wanted import Kind
from bot.words import fold
from index.pattern import lazy_pattern
from index.sentences import sentence_spans

__all__ = ["asks_name", "says_name"]

_ONE = r"(?P<name>(?:[A-ZÀ-Þ][\w&’'À-ÿ-]*)(?:\s(?:[A-ZÀ-Þ&\d][\w&’'À-ÿ-]*|of))*)"
_LINKED = r"[,“\"‘'\s]{1,3}"


@dataclass(frozen=True, slots=True)
class _Naming:
    """How a name of one sort is asked for, and what a source writes of it."""

    asked: re.Pattern[str]
    said: tuple[re.Pattern[str], ...]
    of_company: bool = False


_OLD = _Naming(
    asked=lazy_pattern(
        r"\b(?:called|named|known as|known|go(?:es)? by|went by|going by|call (?:itself|themselves))\b.*\b(?:before|previously|formerly|originally|first|at first|back then|until|in the past)\b"
        r"|\b(?:before|formerly|previously|originally) (?:called|named|known)\b|\bused to be (?:called|named|known)\b|\b(?:old|former|previous|original|earlier|prior|first) names?\b"
        r"|\b(?:renamed|rebranded|changed? (?:its|their|the) names?) from\b|\bwhat did .* (?:use|used) to (?:be called|call itself|go by)\b",
        re.IGNORECASE,
    ),
    said=tuple(
        map(
            lazy_pattern,
            (
                rf"\b(?:[Ff]ormerly|[Pp]reviously|[Oo]riginally)(?:\s(?:known|called|named|trading|operating)(?:\sas)?)?{_LINKED}{_ONE}",
                rf"\b(?:known|called|named|trading|operating|traded|operated|went)\s(?:as|by)?{_LINKED}{_ONE}[^.;]{{0,30}}\b(?:until|before|when|at first|to begin with)\b",
                rf"\b(?:[Uu]ntil|[Bb]efore)\s[^.;]{{2,30}}\b(?:known|called|named)\s(?:as\s)?{_ONE}",
                rf"\b(?:changed|changing)\s(?:its|our|their|the)\s(?:\w+\s)?name\sfrom{_LINKED}{_ONE}",
                rf"\b(?:renamed|rebranded)\s(?:itself\s)?from{_LINKED}{_ONE}",
                rf"\b(?:founded|incorporated|started|formed|set up|established|organized|began|launched|born)\b[^.;]{{0,60}}\s(?:as|under the name(?:\sof)?){_LINKED}{_ONE}",
                rf"\b(?:old|former|previous|original|first)\sname,?\s(?:was\s)?{_ONE}",
            ),
        )
    ),
    of_company=True,
)
_CODE = _Naming(
    asked=lazy_pattern(r"\bcode ?-?\s?name[ds]?\b|\binternal names?\b|\bcall(?:s|ed)?\b.*\b(?:internally|in-house)\b|\binternally (?:called|known|named)\b", re.IGNORECASE),
    said=tuple(
        map(
            lazy_pattern,
            (
                rf"\b[Cc]ode[\s-]?named?{_LINKED}(?:is\s|was\s|of\s|for it is\s)?{_ONE}",
                rf"\b(?:known|called|dubbed|named|referred to)\s(?:internally|in-house|inside)[^.;,]{{0,40}}\s(?:as{_LINKED})?{_ONE}",
                rf"\b(?:[Ii]nternally|[Ii]nside the company|[Ii]n-house),?\s(?:it\sis\s|it['’]s\s|is\s)?(?:known|called|dubbed|referred to)(?:\s(?:only|simply))?(?:\sas)?{_LINKED}{_ONE}",
                r"(?P<name>\bProject\s[A-ZÀ-Þ]\w+)",
            ),
        )
    ),
)
_THING = _Naming(
    asked=lazy_pattern(
        r"\bnames? of (?:the|its|their|that|this|(?:\S+\s){0,2}\S+['’]s)\s(?!(?:\w+\s)?(?:ceo|cfo|coo|cto|chief|boss|person|people|man|woman|founders?|judge|lawyer|director|chair\w*|head|investors?|lenders?|buyers?|banks?|firms?|compan(?:y|ies)|customers?|funds?|partners?|suppliers?|auditors?|analysts?)\b)"
        r"|\bwhat(?:['’]?s| is| was| are)?\s(?!(?:else|so)\b)[^?]{2,60}\b(?:called|named)\W*$",
        re.IGNORECASE,
    ),
    said=tuple(
        map(
            lazy_pattern,
            (
                rf"\b(?:called|named|dubbed|codenamed|known as|[Nn]ame is|by the name of|[Nn]ame(?: for it)?:){_LINKED}{_ONE}",
                rf"\b(?:model|campus|robot|chip|product|system|service|site|plant|factory|fund|unit|subsidiary|app|assistant|platform|programme|program|project|accelerator|processor|switch|truck|machine|drug|compound)(?:,|\sis|\swill be|\swas)?\s(?:the\s)?{_ONE}",
                rf"^{_ONE},\s(?:a|an|the|its|their|our|[A-ZÀ-Þ][\w]*['’]s)\s",
            ),
        )
    ),
)
_NAMINGS = (_OLD, _CODE, _THING)
_AROUND, _BEHIND = 180, 100
_LATEST = frozenset({"new", "newest", "next", "upcom", "itself", "own"})
_NO_SENSE = frozenset({"called", "call", "name", "code", "codenam", "intern", "insid", "previous", "former", "origin", "use", "befor", "first", "old", "known"})


def asks_name(asking: Asking) -> bool:
    """Whether a question is for a former name, a code name or the name of a thing."""
    return _asked(asking) is not None and asking.wanted.kind in {Kind.OPEN, Kind.PERSON, Kind.PLACE}


def says_name(asking: Asking, quote: Candidate) -> bool:
    """Whether a quote says the name that a question asks for, of what it asks about."""
    naming = _asked(asking)
    if naming is None or quote.row:
        return False
    text, question = asking.library.text(quote.document.document_id), fold(asking.question.text)
    about = [term for term in asking.terms if term not in _NO_SENSE]
    for start, end in ((s, e) for a, b in quote.parts for s, e in sentence_spans(text, a, b)):
        sentence = text[start:end]
        for found in _named_in(naming, sentence):
            if fold(found["name"]) in question or found["name"].split()[0].lower() in _MONTHS:
                continue
            # Whose name it was is not told by the name itself.
            rest = sentence[: found.start("name")] + "_" * len(found["name"]) + sentence[found.end("name") :]
            if naming.of_company and tells_of_company(asking, quote, rest, found.span()):
                return True
            if ours(sentence) and speakers(quote.document, asking.library).isdisjoint(asking.family):
                continue  # what others call theirs
            if not naming.of_company and _speaks_of(asking, quote, text[max(0, start - _AROUND) : end + _BEHIND], about):
                return True
    return False


@lru_cache(maxsize=256)  # most sentences stand in several quotes
def _named_in(naming: _Naming, sentence: str) -> tuple[re.Match[str], ...]:
    return tuple(found for said in naming.said for found in said.finditer(sentence))


_MONTHS = frozenset("january february march april may june july august september october november december the a".split())


def _speaks_of(asking: Asking, quote: Candidate, around: str, about: list[str]) -> bool:
    """Whether what stands around a name or over it speaks of all the companies asked about, and of what it is the name of."""
    around = f"{quote.document.title}\n{around}"
    met = asking.meeting.by_term(stem_line(around))
    if not all(met[term] > 0 for term in about if term not in _LATEST):
        return False  # finding its names takes longer
    here = asking.library.names_in(around)
    return all(here & asking.library.names.family({one}) for one in asking.companies)


def _asked(asking: Asking) -> _Naming | None:
    return _asked_by(asking.question.text)


@lru_cache(maxsize=64)
def _asked_by(text: str) -> _Naming | None:
    return next((naming for naming in _NAMINGS if naming.asked.search(text)), None)
