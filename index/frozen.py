"""Frozen records made fast: those that a question makes by the hundred, mostly of rows that were checked when they were written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, make_dataclass
from typing import Any, ParamSpec, TypeVar, cast

__all__ = ["maker"]

_P = ParamSpec("_P")
_T = TypeVar("_T")


def maker(made: Callable[_P, _T]) -> Callable[_P, _T]:
    """What makes the same records as `made`, a frozen dataclass with slots, in about half the time.

    A frozen record sets each of its fields past its own guard. So one of a class with the same slots and no guard is
    filled instead, and then told that it is of `made`: nothing tells it from one that `made` made. It takes all
    fields, in their order.
    """
    twin: Any = None

    def make(*values: Any) -> _T:
        nonlocal twin
        if twin is None:  # made when it is first needed: most processes need few of them
            twin = _unguarded(made)
        one = twin(*values)
        one.__class__ = made
        record: _T = one
        return record

    return cast("Callable[_P, _T]", make)


def _unguarded(made: Any) -> Any:
    # Slots alike and in the same order are what lets one be told that it is of the other.
    return make_dataclass(made.__name__, [(one.name, Any) for one in fields(made)], slots=True, eq=False, repr=False)
