"""Pooled vectors: what each sentence, list item and row of a generation means, read a few at a time."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from index.errors import GenerationDamaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["UNITS", "copy", "create", "read", "take", "write"]

UNITS = "units.f16"
"""The file: half-precision vectors of length 1, one after another. It is ten times as large as the vectors of passages,
so it is read and written by place and never mapped: nothing of it stays in this process's memory."""

_WIDTH = 2
_BLOCK = 16_384


def create(directory: Path) -> BinaryIO:
    """The new file of a generation that is being built, to be closed by whoever asked for it."""
    return (directory / UNITS).open("wb")


def write(file: BinaryIO, row: int, vectors: NDArray[np.float16]) -> None:
    """Puts vectors, shape (count, dimensions), into the rows from `row` on."""
    file.seek(row * vectors.shape[1] * _WIDTH)
    file.write(vectors.tobytes())


def take(file: BinaryIO, row: int, count: int, dimensions: int) -> NDArray[np.float16]:
    """The vectors in `count` rows from `row` on, shape (count, dimensions). Raises GenerationDamaged."""
    import numpy as np

    size = dimensions * _WIDTH
    held = os.pread(file.fileno(), count * size, row * size)
    if len(held) != count * size:
        raise GenerationDamaged(f"{file.name} ends before row {row + count}; `burnrate corpus verify --repair` builds it again")
    return np.frombuffer(held, dtype=np.float16).reshape(count, dimensions)


def copy(former: BinaryIO, former_row: int, file: BinaryIO, row: int, count: int, dimensions: int) -> None:
    """Puts what another file has in `count` rows from `former_row` on into the rows from `row` on. Raises GenerationDamaged."""
    for start in range(0, count, _BLOCK):
        write(file, row + start, take(former, former_row + start, min(_BLOCK, count - start), dimensions))


def read(directory: Path, rows: Sequence[int], dimensions: int) -> NDArray[np.float32]:
    """The vectors in some rows, shape (len(rows), dimensions). Raises GenerationDamaged where they are not there.

    Rows that follow one another are read at once.
    """
    import numpy as np

    vectors = np.empty((len(rows), dimensions), dtype=np.float32)
    first = 0
    try:
        with (directory / UNITS).open("rb", buffering=0) as file:
            for last in range(1, len(rows) + 1):
                if last == len(rows) or rows[last] != rows[last - 1] + 1:
                    vectors[first:last] = take(file, rows[first], last - first, dimensions)
                    first = last
    except FileNotFoundError as error:
        raise GenerationDamaged(f"{directory / UNITS} is missing; `burnrate corpus verify --repair` builds it again") from error
    return vectors
