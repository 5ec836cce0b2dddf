"""The split of the question set: an open part to develop on, and a part kept apart, known only by its totals."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["is_apart", "part"]

_SALT = "split-1:"
"""Changing it would deal the questions anew, and show people questions that were kept from them."""


def is_apart(question_id: str) -> bool:
    """Whether a question belongs to the part kept apart: two fifths, decided by a hash of its id alone."""
    return int(hashlib.sha256((_SALT + question_id).encode()).hexdigest(), 16) % 5 < 2


def part(questions: Iterable[Mapping[str, Any]], *, apart: bool) -> list[Mapping[str, Any]]:
    """The questions of one part, in their order."""
    return [question for question in questions if is_apart(str(question["id"])) is apart]
