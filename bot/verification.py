"""Verification: nothing is sent that its sources do not say.

Every quote must stand at its offsets in the stored text, every `[n]` must be a citation, and every number of the
answer must occur in a cited quote (or in the title, date or period that goes with it) or be computed from such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from bot.answer import MARK, Answer, Status
from bot.errors import VerificationError
from bot.wording import day_words
from bot.words import fold
from index.amount import Amount
from index.amounts import agree, find_amounts, parse_cell
from index.pattern import lazy_pattern

__all__ = ["verify"]

_PLACE = lazy_pattern(r"^\d{1,2}\. ", re.MULTILINE)
"""The place of a line in a ranking."""
_NUMBER = lazy_pattern(r"\d[\d,.]*\d|\d")
_SPACED = lazy_pattern(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?(?!\d)")
"""A number whose thousands are set apart: "4 117"."""


def verify(answer: Answer, text_of: Callable[[str], str]) -> Answer:
    """Return `answer` as it is, or raise VerificationError saying what it states without support.

    `text_of` gives the stored text of a document by its id.
    """
    for citation in answer.citations:
        if text_of(citation.document_id)[citation.start : citation.end] != citation.quote or not citation.quote:
            msg = f"quote {citation.n} does not stand at its place in document {citation.document_id}"
            raise VerificationError(msg)
    known = {citation.n for citation in answer.citations}
    for mark in MARK.finditer(answer.text):
        if int(mark.group(1)) not in known:
            msg = f"the answer refers to a citation {mark.group()} that it does not have"
            raise VerificationError(msg)
    if answer.status is Status.ANSWERED and not answer.citations:
        msg = "an answer needs at least one citation"
        raise VerificationError(msg)
    if answer.status is Status.ANSWERED:
        _check_numbers(answer)
    return answer


def _check_numbers(answer: Answer) -> None:
    said = _PLACE.sub("", MARK.sub(" ", answer.text))
    support = " \n ".join(
        part
        for c in answer.citations
        for part in (c.quote, c.title, c.publisher, c.heading, c.published.isoformat() if c.published else "", day_words(c.published))
    )
    # A name may have a number in it ("Series 4 Labs") that no quote repeats, and so has the day of a table's column.
    told = (*answer.figures, *(differing.figure for differing in answer.disagreements))
    support += " \n " + " \n ".join(f"{figure.period} \n {figure.entity} \n {day_words(figure.until) if figure.until else ''}" for figure in told)
    # How a number was computed says over how many days or quarters.
    support += " \n " + " \n ".join(figure.computed for figure in answer.figures if figure.computed)
    # Most numbers stand in the sources as they are; only the others have to be read as amounts.
    written = {*map(_bare, _NUMBER.findall(fold(support))), *map(_bare, _NUMBER.findall(fold(answer.question)))}
    unwritten = [number for number in _NUMBER.finditer(said) if _bare(number.group()) not in written]
    if unwritten:
        # "Fell by 10%" says with a word what the sign says of a figure.
        stated = [f.amount for f in answer.figures]
        stated += [replace(f.amount, value=abs(f.amount.value)) for f in answer.figures if f.computed and f.amount.high is None]
        stated += [d.figure.amount for d in answer.disagreements]
        claimed = find_amounts(said)
        unstated = _not_among(unwritten, claimed, stated)
        # Long rows take a while to read, and mostly every number is of a figure that is stated.
        unsupported = _not_among(unstated, claimed, find_amounts(support)) if unstated else []
        if unsupported:
            msg = f"the number {unsupported[0].group()!r} is in no cited quote"
            raise VerificationError(msg)
    written_in = {c.n: frozenset(map(_digits, (*_NUMBER.findall(c.quote), *_SPACED.findall(c.quote)))) for c in answer.citations}
    for figure in answer.figures:
        if not figure.computed and not _borne(answer, figure.citations, figure.amount, written_in):
            msg = f"the figure {figure.amount.value} {figure.amount.unit} is not in the quotes it cites"
            raise VerificationError(msg)


def _not_among(numbers: Sequence[re.Match[str]], claimed: Sequence[Amount], held: Sequence[Amount]) -> list[re.Match[str]]:
    """The numbers of a text that are in none of its amounts that are also held."""
    covered = [(a.start, a.end) for a in claimed if any(_close(a, other) for other in held)]
    return [number for number in numbers if not any(start <= number.start() and number.end() <= end for start, end in covered)]


def _bare(number: str) -> str:
    return number.replace(",", "").rstrip(".")


def _close(a: Amount, b: Amount) -> bool:
    return agree(a, b) or agree(b, a)


def _digits(number: str) -> str:
    """What is left of a number as it is written at another scale."""
    return "".join(letter for letter in number if letter.isdigit()).strip("0")


def _borne(answer: Answer, numbers: tuple[int, ...], amount: Amount, written_in: Mapping[int, Collection[str]]) -> bool:
    """Whether one of the cited quotes holds the digits of an amount, at whatever scale its table gives them.

    `written_in` has the digits of the numbers of each quote.
    """
    digits = _digits(format(amount.value.copy_abs().normalize(), "f"))
    for citation in answer.citations:
        if citation.n not in numbers:
            continue
        if digits in written_in[citation.n] and (digits or any(_digits(one) == "" and parse_cell(one) is not None for one in _NUMBER.findall(citation.quote))):
            return True
        # What a number counts may stand in the sentence before.
        if any(_close(found if found.unit else replace(found, unit=amount.unit), amount) for found in find_amounts(citation.quote)):
            return True
    return False
