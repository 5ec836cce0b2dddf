"""Frozen records made fast: those that a question makes by the hundred, mostly of rows that were checked when they were written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, ParamSpec, TypeVar, cast

__all__ = ["maker"]

_P = ParamSpec("_P")
_T = TypeVar("_T")


def maker(made: Callable[_P, _T]) -> Callable[_P, _T]:
    """What makes the same records as `made`, a frozen dataclass with slots, in a third of the time.

    A frozen record sets each of its fields past its own guard. So one of a class with the same slots and no guard is
    filled instead, and then told that it is of `made`: nothing tells it from one that `made` made. It takes all
    fields, in their order.
    """
    twin: Any = None

    def make(*values: Any) -> _T:
        nonlocal twin
        if twin is None:  # made when it is first needed, as compiling it takes a fifth of a millisecond
            twin = _unguarded(made)
        one = twin(*values)
        one.__class__ = made
        record: _T = one
        return record

    return cast("Callable[_P, _T]", make)


def _unguarded(made: Any) -> Any:
    names = [one.name for one in fields(made)]
    body = "".join(f"\n    self.{name} = {name}" for name in names)
    space: dict[str, Any] = {}
    exec(f"def fill(self, {', '.join(names)}):{body}", space)  # noqa: S102 - of names of fields alone, as dataclasses does
    return type(made.__name__, (), {"__slots__": tuple(names), "__init__": space["fill"]})
