"""Lazily: attributes worked out when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

__all__ = ["lazily"]

_T = TypeVar("_T")


class lazily(Generic[_T]):  # noqa: N801 - a decorator
    """An attribute that is worked out when it is first asked for, and kept.

    Unlike `functools.cached_property` before Python 3.12 it takes no lock, which would take longer than most of what a
    question's objects keep; threads that share one may work it out twice.
    """

    def __init__(self, work: Callable[[Any], _T]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, _: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, one: None, _: type) -> lazily[_T]: ...

    @overload
    def __get__(self, one: object, _: type) -> _T: ...

    def __get__(self, one: object | None, _: type) -> _T | lazily[_T]:
        if one is None:
            return self
        found = one.__dict__[self._name] = self._work(one)
        return found
