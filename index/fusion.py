"""Fusion: one order out of the dense and the lexical scores of a question's candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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


def fuse(dense: NDArray[np.float64], lexical: NDArray[np.float64], documents: NDArray[np.int64], fusion: Fusion) -> NDArray[np.float64]:
    """The fused score of each candidate, 0 to about 1, from its cosine, its lexical score (0 for none) and its document's number.

    Cosines count from 0 up; lexical scores are divided by the best one, as they compare within one question only.
    """
    import numpy as np

    if not len(dense):
        return dense
    top, most = float(dense.max()), float(lexical.max())
    of_dense, of_lexical = (1 - fusion.lexical) / (top if top > 0 else 1.0), fusion.lexical / (most or 1.0)
    fused: NDArray[np.float64] = of_dense * np.maximum(dense, 0.0) + of_lexical * lexical
    if not fusion.neighbours:
        return fused
    # The best two of each document: what a passage gains is by its document's best besides itself.
    order = np.lexsort((-fused, documents))
    scores, owners = fused[order], documents[order]
    starts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(order))))
    following = np.append(scores[1:], 0.0)
    alone = np.append(owners[1:] != owners[:-1], True)
    first, second = scores[starts], np.where(alone[starts], 0.0, following[starts])
    others = np.where(scores >= first[group], second[group], first[group])
    fused[order] = (scores + fusion.neighbours * others) / (1 + fusion.neighbours)
    return fused
