"""Stages: where the time of an answer goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter

__all__ = ["stage", "timed"]


class _Watch:
    """Milliseconds by stage; a stage inside another takes its time out of that one's."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._open: list[str] = []
        self._since = 0.0

    def enter(self, name: str) -> None:
        self._note()
        self._open.append(name)

    def leave(self) -> None:
        self._note()
        self._open.pop()

    def _note(self) -> None:
        now = perf_counter()
        if self._open:
            name = self._open[-1]
            self.spent[name] = self.spent.get(name, 0.0) + (now - self._since) * 1000
        self._since = now


_WATCH: ContextVar[_Watch | None] = ContextVar("watch", default=None)


@contextmanager
def timed(name: str) -> Iterator[dict[str, float]]:
    """Measure what is done within, and the stages of it; what no stage claims goes to `name`."""
    watch = _Watch()
    token = _WATCH.set(watch)
    watch.enter(name)
    try:
        yield watch.spent
    finally:
        watch.leave()
        _WATCH.reset(token)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """A stage of the answer that is being measured, if one is."""
    watch = _WATCH.get()
    if watch is None:
        yield
        return
    watch.enter(name)
    try:
        yield
    finally:
        watch.leave()
