"""Batches: questions as JSON Lines in, answers as JSON Lines out, in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.errors import QuestionError
from bot.question import Turn

__all__ = ["BatchQuestion", "read_batch"]


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
        yield _read(row, number)


def _read(row: Any, number: int) -> BatchQuestion:
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        msg = f'line {number} needs an object with a "question" that is a text'
        raise QuestionError(msg)
    turns = row.get("context") or []
    if not isinstance(turns, list):
        msg = f'line {number}: "context" must be a list of turns'
        raise QuestionError(msg)
    context = tuple(_turn(turn, number) for turn in turns)
    asked = row.get("asked_on")
    try:
        asked_on = date.fromisoformat(asked) if asked else None
    except (TypeError, ValueError) as error:
        msg = f'line {number}: "asked_on" is {asked!r}; write it as YYYY-MM-DD'
        raise QuestionError(msg) from error
    return BatchQuestion(row["question"], row.get("id"), "id" in row, context, asked_on)


def _turn(turn: Any, number: int) -> Turn:
    if isinstance(turn, str):
        return Turn("user", turn)
    text = turn.get("text", turn.get("content")) if isinstance(turn, dict) else None
    if not isinstance(text, str):
        msg = f'line {number}: each turn of "context" needs a "role" and a "text"'
        raise QuestionError(msg)
    return Turn(str(turn.get("role", "user")), text)
