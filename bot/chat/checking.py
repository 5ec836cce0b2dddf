"""Checking: the claims that a message makes, and what the sources say of each, as one answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Answer, Citation, Disagreement, StatedFigure, Status
from bot.chat.cleaning import unmarked
from index.sentences import sentence_spans

__all__ = ["claims_of", "merged"]

_MOST = 5
_LEAST_WORDS = 3
_MARK = re.compile(r"\[(\d+)\]")


def claims_of(text: str) -> list[str]:
    """The claims of a message: its sentences, those with a number in them where there are any, the first few."""
    whole = " ".join(text.split())
    sentences = [whole[start:end].strip(" .!?;") for start, end in sentence_spans(whole, 0, len(whole))]
    said = [one for one in sentences if len(one.split()) >= _LEAST_WORDS] or [whole.strip(" .!?;")]
    with_numbers = [one for one in said if re.search(r"\d", one)]
    return (with_numbers or said)[:_MOST]


def merged(text: str, checked: Sequence[tuple[str, Answer]]) -> Answer:
    """The answers to several claims as one, each behind its claim, with their sources numbered through."""
    if len(checked) == 1:
        return replace(checked[0][1], question=text)
    lines: list[str] = []
    citations: list[Citation] = []
    figures: list[StatedFigure] = []
    differing: list[Disagreement] = []
    for claim, answer in checked:
        moved = len(citations)

        def moved_up(numbers: Sequence[int], by: int = moved) -> tuple[int, ...]:
            return tuple(n + by for n in numbers)

        lines += [f"“{unmarked(claim)}”", *_renumbered(answer.text, moved).split("\n")]
        citations += [replace(one, n=one.n + moved) for one in answer.citations]
        figures += [replace(one, citations=moved_up(one.citations)) for one in answer.figures]
        differing += [
            replace(one, citations=moved_up(one.citations), figure=replace(one.figure, citations=moved_up(one.figure.citations)))
            for one in answer.disagreements
        ]
    found = [answer for _, answer in checked if answer.status is Status.ANSWERED]
    return Answer(
        text, Status.ANSWERED if found else checked[0][1].status, "\n".join([f"{len(checked)} claims, one by one:", *lines]),
        tuple(figures), tuple(citations), tuple(differing), max((a.as_of for a in found if a.as_of), default=None),
        checked[0][1].generation,
    )  # fmt: skip


def _renumbered(text: str, by: int) -> str:
    return _MARK.sub(lambda match: f"[{int(match[1]) + by}]", text)
