"""Speaking: transcripts and interviews, in which a line of its own names who speaks next."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from corpus.document import BlockKind, Revision
from index.pattern import lazy_pattern

__all__ = ["is_speaker", "with_turns"]

_NAMED = r"[A-ZÀ-Þ][\w.'’-]*(?:\s(?:de|da|van|von|bin|al|[A-ZÀ-Þ][\w.'’-]*)){1,4}"
_SPEAKER = lazy_pattern(rf"^\W*(?:\[?[\d:]{{4,8}}\]?\s+)?(?:{_NAMED}|Operator|Moderator|Interviewer|Host)\s?:?$")
_LONGEST = 48
_QUESTIONS = 3
"""Questions that a conversation has at least."""
_FILING = 4


def is_speaker(words: str) -> bool:
    """Whether a line only names who may speak next: "Ada Hale", "[00:12:40] Ada Hale", "Operator"."""
    return len(words) <= _LONGEST and bool(_SPEAKER.match(words))


def with_turns(revision: Revision) -> Revision:
    """The revision without the headings that only name who speaks: what is asked and what is answered belong together.

    Such a page has questions, and two names at least that come back as headings of the same level.
    """
    if revision.source_type.authority >= _FILING or revision.text.count("?") < _QUESTIONS:
        return revision
    headed = [(block, revision.text[block.start : block.end].strip()) for block in revision.blocks if block.kind is BlockKind.HEADING]
    often = Counter((words, block.level) for block, words in headed if is_speaker(words))
    back = {key for key, count in often.items() if count > 1}
    if len(back) < 2:
        return revision
    levels = {level for _, level in back}
    lower = frozenset(re.findall(r"(?<![\w'’@/._-])[a-zà-ÿ]{3,}", revision.text))
    turns = {
        block.start
        for block, words in headed
        if block.level in levels and is_speaker(words) and (words in {"Operator", "Moderator", "Interviewer", "Host"} or not lower & set(re.findall(r"\w+", words.lower())))
    }
    blocks = tuple(replace(block, kind=BlockKind.PARAGRAPH, level=0) if block.start in turns else block for block in revision.blocks)
    return replace(revision, blocks=blocks)
