"""Owners: tables of who holds how much of a company, whose percentages are stakes in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.figure import Figure
from index.grid import TableText
from index.pattern import lazy_pattern

__all__ = ["owners_told"]

_HOLDERS = lazy_pattern(
    r"\bbeneficial(?:ly)?\b|\b(?:principal|major|largest|main|selling|significant|existing|current) (?:and selling )?(?:stock|share|unit)?holders?\b|\b(?:share|stock)holders?\b(?!['’]? (?:equity|funds|deficit|returns?|letter))"
    r"|\bownership\b|\bshareholdings?\b|\bcap(?:italization)? table\b|\bname of (?:beneficial )?(?:owner|holder)\b|\bsecurity ownership\b",
    re.IGNORECASE,
)
_HELD = lazy_pattern(r"\b(?:percent(?:age)?|%|share|stake|interest|holding|held|owned|voting|votes?|capital|class|before|prior|after|following|outstanding|offering)\b|%", re.IGNORECASE)
_VOTES = lazy_pattern(r"\bvot(?:es?|ing)\b", re.IGNORECASE)
_NOBODY = lazy_pattern(r"^\W*(?:total|all (?:directors|executive|officers|other)|sub-?total|treasury|public|free float|other(?:s| (?:share|stock)holders)?)\b", re.IGNORECASE)
_SHARES = frozenset({"stake", "voting_power"})
_FEWEST = 2


def owners_told(lines: list[list[Figure]], table: TableText, headings: Sequence[str]) -> list[list[Figure]]:
    """The figures of a table with its percentages as stakes of those who hold them, where it lists who holds a company's shares.

    The company stays whose figure it is, and who holds the stake is its part: "Halvard Fund" of Acme, 12.2 percent.
    """
    over = " ".join((table.caption, *headings[-1:], *(header for row in table.rows[:1] for cell in row.cells for header in cell.headers)))
    if _HOLDERS.search(over) is None:
        return lines
    held = [figure for line in lines for figure in line if _is_held(figure)]
    if len({figure.start for figure in held}) < _FEWEST or not all(0 <= figure.amount.value <= 100 for figure in held):
        return lines
    # How many shares somebody has is no share of the company, and the total is nobody's.
    return [[_stake(figure) if _is_held(figure) else replace(figure, metric="", dimension="") if figure.metric in _SHARES else figure for figure in line] for line in lines]


def _is_held(figure: Figure) -> bool:
    """Whether a figure is a share that somebody holds, by its column, and not a total."""
    column = figure.label.rpartition(" › ")[2] if " › " in figure.label else ""
    return figure.amount.unit == "percent" and (not figure.metric or figure.metric in _SHARES) and (not column or _HELD.search(column) is not None) and not _NOBODY.match(figure.label)


def _stake(figure: Figure) -> Figure:
    row, _, column = figure.label.rpartition(" › ")
    holder = re.sub(r"\s*\([^()]*\)", "", (row or column).rpartition(" › ")[2]).strip(" ,*")
    return replace(figure, metric="voting_power" if row and _VOTES.search(column) else "stake", dimension=holder)
