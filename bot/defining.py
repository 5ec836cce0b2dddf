"""Defining: what a measure is, in burnrate's own words and marked as such, where a question is for that and for no company's number.

The taxonomy says of each measure what a reader should know, and how it differs from those that people take for it. That is no
source's word: it comes without a citation, as what is asked back comes, and never with a number.
"""

from __future__ import annotations

import re

from bot import measures
from index.entity_table import EntityTable
from index.pattern import lazy_pattern
from index.taxonomy import Taxonomy

__all__ = ["explained"]

_OPENING = r"\W*(?:(?:so|and|ok|okay|but|hey|hi|please|pls|can you|could you|quick question)\b\W*)*"
_DEFINES = lazy_pattern(
    rf"{_OPENING}(?:(?:define|explain)|(?:what(?:['’]?s| is| are)? )?(?:the )?(?:meaning|definition) of|what (?:is|are) meant by|what do (?:you|u|they|people) mean by|what (?:does|do)(?=.* (?:mean|stand for)\b))"
    r"\s+(?:an?\s+|the\s+)?(?P<what>.+?)(?:\s+(?:means?|stands? for|is|are|exactly|actually|again|to me|for me|please))*\W*",
    re.IGNORECASE,
    signs=("define", "explain", "mean", "definition", "stand for", "what do"),
)
_WHAT_IS = lazy_pattern(rf"{_OPENING}what(?:['’]?s| is| are)?\s+(?:an?\s+)?(?P<what>(?!the\b|its\b|their\b|your\b).+?)(?:\s+(?:exactly|actually|again))?\W*", re.IGNORECASE, signs=("what",))
_DIFFERENCE = lazy_pattern(
    rf"{_OPENING}(?:(?:what(?:['’]?s| is)?|explain|tell me) )?(?:the )?difference between\s+(?P<one>.+?)\s+(?:and|vs\.?|versus|or)\s+(?P<other>.+?)\W*|{_OPENING}how (?:is|are|does|do)\s+(?P<this>.+?)\s+(?:different from|differ from)\s+(?P<that>.+?)\W*",
    re.IGNORECASE,
    signs=("differ",),
)
_ARTICLE = lazy_pattern(r"^(?:an?|the)\s+", re.IGNORECASE)
_OURS = "That is burnrate's own explanation, and no source's."
_LONGEST = 120
"""Characters of a question for what a measure is."""
_MOST = 2
"""Other measures from which one is told apart."""


def explained(text: str, taxonomy: Taxonomy, names: EntityTable, *, goes_on: bool) -> str | None:
    """What a measure is, or how two differ; None where a question is for something else, or nothing of ours says it.

    In a conversation that `goes_on`, "what is revenue" is for that of whom was spoken of, and only what asks for a meaning is for that.
    """
    if len(text) > _LONGEST:
        return None
    pair = _DIFFERENCE.fullmatch(text) if not goes_on else None
    asked = _DEFINES.fullmatch(text) or (_WHAT_IS.fullmatch(text) if not goes_on else None) if pair is None else None
    if (pair is None and asked is None) or names.match(text):
        return None
    if pair is not None:
        one, other = (_measure(pair[a] or pair[b], taxonomy) for a, b in (("one", "this"), ("other", "that")))
        return _apart(one, other, taxonomy) if one and other and one != other else None
    metric = _measure(asked["what"], taxonomy) if asked is not None else ""
    return _of(metric, taxonomy) if metric else None


def _measure(words: str, taxonomy: Taxonomy) -> str:
    """The measure that some words name, "" where they say anything besides."""
    name = _ARTICLE.sub("", words.strip("“”\"'’ "))
    return next((m.metric for m in taxonomy.find_metrics(name, asked=True) if (m.start, m.end) == (0, len(name))), "")


def _of(metric: str, taxonomy: Taxonomy) -> str | None:
    name, caveat = measures.name(taxonomy, metric), measures.caveat(taxonomy, metric)
    clauses = [kin.differs for kin in taxonomy.kin(metric) if _CLAUSE.search(kin.differs) and kin.differs not in caveat][:_MOST]
    if not caveat and not any(name.lower() in clause.lower() for clause in clauses):
        return None
    told = " ".join(f"{_begun(clause.rstrip('.'))}." for clause in (name, caveat, *clauses) if clause)
    return f"{told} {_OURS} Which company do you mean, and for which period? I can look up its {name} once I know."


_CLAUSE = lazy_pattern(r"\b(?:is|are|may|need|counts?|compares|pay|includes?|excludes?|leaves?)\b", re.IGNORECASE)
"""What a clause has that says something by itself."""


def _begun(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _apart(one: str, other: str, taxonomy: Taxonomy) -> str | None:
    differs = [kin.differs for first, second in ((one, other), (other, one)) for kin in taxonomy.kin(first) if kin.metric == second][:1]
    each = [f"{_begun(measures.name(taxonomy, metric))}: {said[0].lower()}{said[1:]}" for metric in (one, other) if (said := measures.caveat(taxonomy, metric))]
    clauses = differs or each
    if not differs and len(clauses) < _MOST:
        return None
    told = " ".join(f"{_begun(clause.rstrip('.'))}." for clause in clauses)
    return f"{told} {_OURS} Name a company, and I can look up both."
