"""Shelves: what was read of a generation, kept for the questions that follow.

What a question needs of several documents is asked for at once: one statement that reads twenty rows takes little
longer than one that reads a single row.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar

__all__ = ["Shelf"]

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class Shelf(Generic[_K, _V]):
    """The newest things that `read` gave, by their keys: at most so many, or of a `size` of so much, but always one. Safe to share between threads."""

    def __init__(self, read: Callable[[Sequence[_K]], Mapping[_K, _V]], most: int, *, size: Callable[[_V], int] | None = None) -> None:
        self._read = read
        self._most = most
        self._size = size or _one
        self._sum = 0
        self._held: dict[_K, _V] = {}
        self._lock = Lock()

    def __call__(self, key: _K) -> _V:
        """The thing of one key. Raises KeyError where there is none."""
        try:
            return self._held[key]
        except KeyError:
            return self.all((key,))[key]

    def all(self, keys: Iterable[_K]) -> dict[_K, _V]:
        """The things of several keys, those that are not held read together; keys of nothing are left out."""
        found: dict[_K, _V] = {}
        missing: list[_K] = []
        get, absent = self._held.get, _ABSENT
        for key in dict.fromkeys(keys):
            # Not by an exception: most that a question needs was not held before it.
            value = get(key, absent)
            if value is absent:
                missing.append(key)
            else:
                found[key] = value
        if missing:
            new = self._read(missing)
            found.update(new)
            with self._lock:
                for key, value in new.items():
                    if key not in self._held:  # another thread may have read it meanwhile
                        self._held[key] = value
                        self._sum += self._size(value)
                while self._sum > self._most and len(self._held) > 1:
                    self._sum -= self._size(self._held.pop(next(iter(self._held))))
        return found


_ABSENT: Any = object()


def _one(_: object) -> int:
    return 1
