"""Batches: questions as JSON Lines in, answers as JSON Lines out, in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.errors import QuestionError
from bot.question import Turn

__all__ = ["BatchQuestion", "read_batch", "read_question"]


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """One line of a batch."""

    question: str
    id: object = None
    has_id: bool = False
    context: tuple[Turn, ...] = ()
    asked_on: date | None = None


def read_batch(lines: Iterable[str]) -> Iterator[BatchQuestion]:
    """Read questions, blank lines left out. Raises QuestionError, naming the line, for one that cannot be read."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            msg = f"line {number} is not JSON ({error.msg} at column {error.colno})"
            raise QuestionError(msg) from error
        try:
            yield read_question(row)
        except QuestionError as error:
            raise QuestionError(f"line {number}: {error}") from error


def read_question(row: Any) -> BatchQuestion:
    """Read a question from its JSON, once parsed. Raises QuestionError, naming the key, where it cannot be read."""
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise QuestionError('it needs an object with a "question" that is a text')
    turns = row.get("context") or []
    if not isinstance(turns, list):
        raise QuestionError('"context" must be a list of turns')
    asked = row.get("asked_on")
    try:
        asked_on = date.fromisoformat(asked) if asked else None
    except (TypeError, ValueError) as error:
        raise QuestionError(f'"asked_on" is {asked!r}; write it as YYYY-MM-DD') from error
    return BatchQuestion(row["question"], row.get("id"), "id" in row, tuple(map(_turn, turns)), asked_on)


def _turn(turn: Any) -> Turn:
    if isinstance(turn, str):
        return Turn("user", turn)
    text = turn.get("text", turn.get("content")) if isinstance(turn, dict) else None
    if not isinstance(text, str):
        raise QuestionError('each turn of "context" needs a "role" and a "text"')
    return Turn(str(turn.get("role", "user")), text)
