"""Picking: which of the numbers in a quoted sentence is the one asked for.

"Net cash used was $19,575 million in 2025, up from $10,796 million in 2024" holds two. The kind of number wanted, what is
counted, the period said beside each, and how near the words of the question stand decide; where they do not, none is
picked, and the quote speaks for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.evidence import Asking
from bot.siblings import COMPARED
from bot.wanted import fitting
from bot.words import stem, tokens
from index.amount import Amount
from index.fiscal import Match, same_period
from index.periods import find_periods
from index.records import DocumentMeta

__all__ = ["pick"]

_ALTOGETHER = re.compile(r"\b(?:all[- ]in|in (?:all|total)|total(?:s|ing)?|together|combined|altogether|overall|sum|add(?:s|ed)? up|everything)\b", re.IGNORECASE)
"""A question about a sum."""
_SUMMED = re.compile(r"\b(?:total(?:s|led|ed|ing)?|sum|altogether|combined|overall|(?:bring|take|make)s? \w+ (?:\w+ ){0,3}to)\b[^\d]{0,16}$", re.IGNORECASE)
_SUMS = re.compile(r"\s(?:together|in (?:all|total)|combined|altogether|overall)\b", re.IGNORECASE)
"""What stands before a number, or after it, that is a sum."""
_REACH = 48.0
"""Characters over which a word of the question near a number loses most of its pull."""
_CLEAR = 1.3


def pick(asking: Asking, text: str, amounts: Sequence[Amount], document: DocumentMeta) -> Amount | None:
    """The number of `text` that is asked for, or None where none is or several may be."""
    taxonomy = asking.library.taxonomy
    asked = [m for m in asking.metrics if m in taxonomy]
    of_measure = [a for a in amounts if any(taxonomy.compatible(metric, a.unit) for metric in asked)]
    left = fitting(asking.wanted, of_measure, asking.question) or fitting(asking.wanted, amounts, asking.question)
    if asking.question.periods and len(left) > 1:
        left = _timely(asking, text, left, document)
    if len(left) > 1 and _ALTOGETHER.search(asking.question.text):
        whole = [a for a in left if _SUMMED.search(text[max(0, a.start - 30) : a.start]) or _SUMS.match(text[a.end :])]
        left = whole if len(whole) == 1 else left
    if asking.question.earlier or len(left) > 1:
        compared = [a for a in left if COMPARED.search(text[: a.start])]
        left = compared if asking.question.earlier else [a for a in left if a not in compared] or left
    if len(left) < 2:
        return left[0] if left else None
    pulls = sorted(((_pull(asking, text, a), -a.start, a) for a in left), key=lambda p: p[:2], reverse=True)
    return pulls[0][2] if pulls[0][0] > _CLEAR * pulls[1][0] else None


def _timely(asking: Asking, text: str, amounts: Sequence[Amount], document: DocumentMeta) -> list[Amount]:
    """The amounts whose own period is asked for; those that have none where no other's is."""
    names = asking.library.names
    company = next(iter(asking.question.entities), "")
    calendar = names.calendar(company) if company else None
    end = (calendar.month, calendar.day) if calendar else None
    found = find_periods(text, published=document.published, calendar=calendar)
    right, undated = [], []
    for place, amount in enumerate(amounts):
        until = amounts[place + 1].start if place + 1 < len(amounts) else len(text)
        since = amounts[place - 1].end if place else 0
        after = [f.period for f in found if amount.end <= f.start < until]
        before = [f.period for f in found if since <= f.start < amount.start]
        own = after[0] if after else before[-1] if before else None
        if own is None:
            undated.append(amount)
        elif any(same_period(own, asked, year_end=end) is not Match.NONE for asked in asking.question.periods):
            right.append(amount)
    return right or undated or list(amounts)


def _pull(asking: Asking, text: str, amount: Amount) -> float:
    """How near to a number the question's words stand, the rarer the better."""
    total = 0.0
    for term in asking.terms:
        gaps = [max(amount.start - end, start - amount.end, 0) for word, start, end in tokens(text) if stem(word) == term]
        if gaps:
            total += asking.library.weights.of(term) * 2 ** (-min(gaps) / _REACH)
    return total
