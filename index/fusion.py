"""Fusion: one order out of the dense and the lexical scores of a question's candidates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Fusion", "fuse"]


@dataclass(frozen=True, slots=True)
class Fusion:
    """How scores are weighed.

    `lexical` (0 to 1) is the share of the lexical score, the rest is the dense one's. `neighbours` is how much of
    its document's next best passage a passage gains: a page that answers tends to be about the question in
    more than one place.
    """

    lexical: float = 0.5
    neighbours: float = 0.1


def fuse(
    dense: Mapping[int, float], lexical: Mapping[int, float], document_of: Mapping[int, str], fusion: Fusion
) -> dict[int, float]:
    """The fused score of every candidate, 0 to about 1.

    Cosines count from 0 up; lexical scores are divided by the best one, as they compare within one question only.
    """
    most = max(lexical.values(), default=0.0) or 1.0
    top = max(dense.values(), default=0.0)
    top = top if top > 0 else 1.0
    of_dense, of_lexical = (1 - fusion.lexical) / top, fusion.lexical / most
    fused = {number: of_dense * max(0.0, score) for number, score in dense.items()}
    for number, score in lexical.items():
        fused[number] = fused.get(number, 0.0) + of_lexical * score
    if not fusion.neighbours:
        return fused
    best: dict[str, tuple[float, float]] = {}
    for number, score in fused.items():
        document = document_of[number]
        first, second = best.get(document, _NONE)
        if score > first:
            best[document] = score, first
        elif score > second:
            best[document] = first, score
        else:
            best[document] = first, second
    share, whole = fusion.neighbours, 1 + fusion.neighbours
    for number, score in fused.items():
        first, second = best[document_of[number]]
        # The document's best passage besides this one.
        fused[number] = (score + share * (second if score >= first else first)) / whole
    return fused


_NONE = 0.0, 0.0
