"""Rejected: what is put to somebody, as an interviewer does, and rejected in the paragraph behind it."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.document import BlockKind, Revision
from index.pattern import lazy_pattern

__all__ = ["is_rejected", "rejected_in"]

_LONGEST = 200
"""Characters of what is put to somebody."""
_REJECTS = lazy_pattern(
    r"\W*(?:(?:[A-ZÀ-Þ][\w.'’-]*\s){0,3}[A-ZÀ-Þ][\w.'’-]*:\s)?(?:they (?:do|did|have)\b[^.]{0,20}\b(?:wrong|not (?:true|right))|(?:that|this|it|which)(?:['’]s| is| was)(?: \w+)? (?:wrong|false|untrue|nonsense|rubbish|not (?:true|right|so|correct)|too (?:high|low))\b"
    r"|i (?:don['’]t|do not) know where (?:that|they|it|you)\b|(?:not true|nonsense|rubbish|wrong)\b|they(?:['’]re| are) wrong\b|no[,.:] (?:that|it|they) (?:is|isn['’]t|was|wasn['’]t|are|aren['’]t)\b)",
    re.IGNORECASE,
)
"""How an answer begins that rejects what was put to it."""


def rejected_in(revision: Revision) -> set[int]:
    """Where the paragraphs begin that are put to somebody and rejected in the next one."""
    spoken = [block for block in revision.blocks if block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}]
    return {put.start for put, answer in pairwise(spoken) if put.end - put.start < _LONGEST and _REJECTS.match(revision.text, answer.start)}


def is_rejected(text: str, start: int, end: int) -> bool:
    """Whether a paragraph that ends with a span of a text is short and rejected by what begins behind it."""
    behind = _BETWEEN.match(text, end)
    return behind is not None and end - max(text.rfind("\n", 0, start) + 1, 0) < _LONGEST and _REJECTS.match(text, behind.end()) is not None


_BETWEEN = lazy_pattern(r"\s*\n\s*")
