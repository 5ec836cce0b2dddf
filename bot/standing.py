"""Standing: of a company's tagged statements of one number the last filed leads, from the filing's own page where that is held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from datetime import date
from typing import TYPE_CHECKING

from corpus.archives import filing_folder, is_index_page
from corpus.document import SourceType
from index.amounts import agree
from index.figure import says_tag

if TYPE_CHECKING:
    from bot.selection import Fit

__all__ = ["as_filed_last", "is_tagged"]


def as_filed_last(found: list[Fit]) -> list[Fit]:
    """Figures in their order, those that say what filings' tags say of the same number among each other's places.

    The places stay, so that nothing else moves: what a newer filing says otherwise takes the first of them.
    """
    corrected: dict[Hashable, list[int]] = defaultdict(list)
    for place, fit in enumerate(found):
        if is_tagged(fit):
            corrected[_number(fit), fit.figure.label.casefold()].append(place)
    out = list(found)
    for places in corrected.values():
        same = [found[place] for place in places]
        if any(not agree(same[0].figure.amount, other.figure.amount) for other in same[1:]):
            same.sort(key=lambda fit: fit.document.published or date.min, reverse=True)
            for place, fit in zip(places, same, strict=True):
                out[place] = fit
    return _own_pages_first(out)


def _own_pages_first(found: list[Fit]) -> list[Fit]:
    """The same with a filing's own page where its sheet of facts stood, which says the same."""
    out = list(found)
    sheets: dict[Hashable, int] = {}
    for place, fit in enumerate(found):
        folder = filing_folder(fit.document.url) if is_tagged(fit) else ""
        if not folder:
            continue
        key = (_number(fit), folder)
        if is_index_page(fit.document.url):
            sheets.setdefault(key, place)
        elif key in sheets and agree(found[sheets[key]].figure.amount, fit.figure.amount):
            first = sheets.pop(key)
            out[first], out[place] = fit, out[first]
    return out


def is_tagged(fit: Fit) -> bool:
    """Whether a figure is what a filing's own tag says."""
    return says_tag(fit.figure) and fit.document.source_type is SourceType.FILING


def _number(fit: Fit) -> Hashable:
    """What a figure is a number of."""
    figure, period = fit.figure, fit.figure.period
    # Of a fiscal time whose days are not known the label alone tells it from others.
    days = (period.start, period.end, period.label if period.start is None else "") if period is not None else None
    return figure.entity, figure.metric, figure.dimension, figure.amount.unit, figure.amount.per, days
