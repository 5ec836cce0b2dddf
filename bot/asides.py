"""Asides: what the basis of several figures says of each, once for all where it is the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.figure_answers import aside_words
from bot.selection import Fit
from bot.wording import basis_words
from index.figure import Basis

__all__ = ["RUN_RATES", "asides_of"]

RUN_RATES = frozenset({"run_rate_revenue", "arr"})
"""Measures that are run rates by their name, told as a plain fact or not."""


def asides_of(told: Sequence[Fit]) -> tuple[Callable[[Fit], str], str]:
    """What goes behind the line of each figure, and what is said behind all the lines: one of them is always ""."""
    bases = {Basis.RUN_RATE if fit.figure.metric in RUN_RATES else fit.figure.basis for fit in told}
    words = basis_words(next(iter(bases))) if len(bases) == 1 else ""
    if len(told) < _SEVERAL or not words:
        return aside_words, ""
    return (lambda _: ""), f"Each of these is {words}."


_SEVERAL = 2
