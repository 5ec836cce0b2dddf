"""Elided: measures of a question that leave out a word they have in common: "operating cash flow vs investing", "net and operating loss"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.pattern import lazy_pattern
from index.taxonomy import MetricMention, Taxonomy

__all__ = ["with_heads"]

_JOINT = r"(?:,\s*|\s+(?:and|&|\+|vs\.?|versus|against|as well as)\s+)"
_BEHIND = lazy_pattern(rf"{_JOINT}(?:the |its )?(?P<word>[a-z-]{{3,}})\b(?!['’])", re.IGNORECASE)
_NEAR = 60
"""Characters before a measure in which the word of another stands."""
_BEFORE = lazy_pattern(rf"\b(?P<word>[a-z-]{{3,}}){_JOINT}(?:the |its )?$", re.IGNORECASE)


def with_heads(text: str, mentions: Sequence[MetricMention], taxonomy: Taxonomy) -> str:
    """The text with the word that two measures share put to the one that leaves it out."""
    for mention in sorted(mentions, key=lambda m: m.start, reverse=True):
        first, _, head = text[mention.start : mention.end].partition(" ")
        if not head or not first:
            continue
        behind, before = _BEHIND.match(text, mention.end), _BEFORE.search(text[max(0, mention.start - _NEAR) : mention.start])
        for found in (behind, before):
            if found is not None and _is_another(f"{found['word']} {head}", found["word"], mention, taxonomy):
                end = found.end("word") + (max(0, mention.start - _NEAR) if found is before else 0)
                return f"{text[:end]} {head}{text[end:]}"
    return text


def _is_another(name: str, word: str, mention: MetricMention, taxonomy: Taxonomy) -> bool:
    """Whether a name made up so is that of another measure, and its word alone of none ("investing" says what is done)."""
    named = {m.metric for m in taxonomy.find_metrics(name, asked=True) if (m.start, m.end) == (0, len(name))}
    return bool(named) and mention.metric not in named and (word.endswith("ing") or not taxonomy.find_metrics(word, asked=True))
