"""Support: whether an answer cites the right source, quotes it word for word, and has no number without a quote."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any

from corpus.urls import canonical_url
from index.amount import Amount
from index.amounts import find_amounts
from tests.accuracy.verdicts import plain

__all__ = ["StoredText", "cites", "numbers_supported", "quotes_verified"]

StoredText = Callable[[Mapping[str, Any]], str | None]
"""Gives the stored text of the document that a citation names, or None where there is none."""


def citations_of(answer: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    """An answer's citations, empty where it has none."""
    return list((answer or {}).get("citations") or [])


def cites(answer: Mapping[str, Any], urls: Collection[str]) -> bool:
    """Whether one of the answer's citations has one of these URLs."""
    wanted = {_address(url) for url in urls}
    return any(_address(str(citation.get("url") or "")) in wanted for citation in citations_of(answer))


def _address(url: str) -> str:
    """A URL by which two may be compared: without scheme, www. and a slash at the end."""
    with suppress(ValueError):  # what is no URL is compared as it stands
        url = canonical_url(url)
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def quotes_verified(answer: Mapping[str, Any], stored_text: StoredText) -> tuple[int, int]:
    """How many quotes the answer has, and how many stand in their document's stored text, white space aside."""
    found = [_stands(citation, stored_text) for citation in citations_of(answer)]
    return len(found), sum(found)


def _stands(citation: Mapping[str, Any], stored_text: StoredText) -> bool:
    quote = _tight(str(citation.get("quote") or ""))
    text = stored_text(citation)
    return bool(quote) and text is not None and quote in _tight(text)


def _tight(text: str) -> str:
    return re.sub(r"\s", "", text)


def numbers_supported(answer: Mapping[str, Any]) -> tuple[int, int]:
    """How many amounts the answer's text has, and how many a quote, title or date of its citations bears.

    Years and dates are no amounts. Scale is set aside, since a table's quote leaves out its caption: "$6.4 billion"
    is borne by "(6,355)". A figure that the answer marks `computed` bears its number itself.
    """
    said = find_amounts(plain(str(answer.get("answer") or "")))
    held = list(_held(answer))
    return len(said), sum(all(_borne(end, amount, held) for end in _ends(amount)) for amount in said)


_LENGTHS = frozenset({*range(28, 32), *range(89, 93), *range(181, 185), *range(273, 275), 365, 366})
"""Days of months, quarters, halves, nine months and years."""


def _ends(amount: Amount) -> list[Decimal]:
    return [amount.value] if amount.high is None else [amount.value, amount.high]


def _held(answer: Mapping[str, Any]) -> Iterator[Decimal]:
    for citation in citations_of(answer):
        for key in ("quote", "title", "published", "heading"):
            text = plain(str(citation.get(key) or ""))
            for digits in re.findall(r"\d[\d,]*(?:\.\d+)?|\.\d+", text):
                yield Decimal(digits.replace(",", "") or "0")
            for amount in find_amounts(text):
                yield from _ends(amount)
    # How many days a year or a quarter has no source need say.
    for days in map(int, re.findall(r"\bover (\d{2,3}) days \(computed\)", str(answer.get("answer") or ""))):
        if days in _LENGTHS:
            yield Decimal(days)
    figures = [*answer.get("figures", ()), *(one.get("figure", {}) for one in answer.get("disagreements", ()))]
    for figure in figures:
        if figure.get("computed"):
            for key in ("value", "high"):
                try:
                    yield Decimal(str(figure.get(key)))
                except InvalidOperation:
                    continue


def _borne(said: Decimal, amount: Amount, held: list[Decimal]) -> bool:
    """Whether a number held, at some power of ten, is what was said when written as coarsely."""
    said = abs(said)
    for number in held:
        one = abs(number)
        if one == said:
            return True
        if not one or not said:
            continue
        for power in (0, 2, 3, 6, 9, 12, -2, -3, -6, -9):
            moved = one.scaleb(power)
            if abs(moved - said) <= Decimal(5).scaleb(amount.scale - 1):
                return True
    return False
