"""Amounts in English text: finds, compares and writes numbers with their unit and scale.

An amount's span covers its sign, currency, digits, scale and, where they are of a closed list, its unit ("$6.4
billion", "24 percent", "150 MW", "12-year"); a counted noun and a denominator lie outside it ("200,000" GPUs,
"$8" a month). Years, dates, times, versions, and numbers of sections, forms and telephones are not amounts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from index._cell import Caption, parse_cell, scale_of_caption, unit_in_label
from index._not_amount import is_label, is_year_like
from index._term import CANDIDATE, Term, term_at
from index._unit import Unit, noun_after, per_after
from index._written import agree, format_amount
from index.amount import Amount
from index.pattern import lazy_pattern

__all__ = ["Caption", "agree", "find_amounts", "format_amount", "parse_cell", "scale_of_caption", "unit_in_label", "unit_phrase"]

_RANGE = lazy_pattern(r"\s?(?:[-–—]|\bto\b|\band\b)\s?(?=[$€£¥₹(\d]|[A-Z]{1,3}\s?[$\d]|[a-z])")
_LEADS = "$€£¥₹ (ABCDHNRSTUZ."
_BETWEEN = lazy_pattern(r"\bbetween\s(?:about\s|approximately\s|roughly\s)?\(?$", re.IGNORECASE)
_FROM = lazy_pattern(r"\bfrom\s\S*$", re.IGNORECASE)
_MOVED = lazy_pattern(
    r"\b(?:from|increas\w*|decreas\w*|rose|ris(?:e|en|ing)|fell|fall\w*|gr[eo]w\w*|climb\w*|jump\w*|declin\w*|drop\w*"
    r"|surg\w*|widen\w*|narrow\w*|up|down|gain\w*|rais\w+|cut|lower\w*|doubl\w+|improv\w*|by)"
    r"(?:\s(?:by|about|approximately|roughly|from|nearly|an?|additional|another))*\s?\(?$",
    re.IGNORECASE,
)
# "Raised to $400 million to $420 million from $380 million to $400 million": one range after another.
_RANGE_BEFORE = lazy_pattern(r"\d\S*\s(?:\w+\s)?to\s[^\s\d]{0,3}\d\S*\s(?:\w+\s)?(?:up\s|down\s)?from\s\S{0,3}$")
_RANGING = lazy_pattern(r"\b(?:rang(?:e|es|ed|ing)|anywhere)\s(?:from|between)\s?$", re.IGNORECASE)
_QUALIFIERS = {
    "nearly": "nearly|almost|close to|just under|just shy of|just below|approaching",
    "at_least": "at least|no less than|not less than|no fewer than|a minimum of|minimum of|≥",
    "up_to": "up to|as (?:much|many|high) as|at most|(?:no|not) more than|a maximum of|maximum of|≤",
    "over": (
        "over|more than|above|exceed(?:s|ed|ing)?|in excess of|upwards? of|greater than|north of|surpass(?:es|ed|ing)"
        "|topped|topping|>"
    ),
    "under": "under|less than|below|fewer than|<",
    "about": "about|around|approximately|approx\\.?|roughly|some|circa|c\\.|an estimated|in the region of|~|≈|∼",
}
_QUALIFIER = lazy_pattern(
    r"(?:(?<=\s)|^|(?<=[(\"“|]))(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _QUALIFIERS.items())
    + r")\s{0,2}(?:an?\s|-)?\(?$",
    re.IGNORECASE,
)
_OR_MORE = lazy_pattern(r"\+(?!\d)|-plus\b|\s(?:or\s(?:more|greater|higher)|plus(?!\s(?:an?|the|its|their|another|up|[$€£¥\d])))\b")
_WORDS_BEFORE = lazy_pattern(r"[A-Za-z][A-Za-z.'’]*|[^\sA-Za-z]")
_MODEL = lazy_pattern(r"[\s-](?:parameters?|params?|models?)\b", re.IGNORECASE)
_ENDED = lazy_pattern(r"(?:[\s-]periods?)?\s{1,2}(?:ended|ending)\b")
_OF_PERIOD = lazy_pattern(r"\b(?:first|three\sand)\s$", re.IGNORECASE)
_HYPHENED = lazy_pattern(r"-[A-Za-z]")
_DURATIONS = frozenset({"month", "week", "day", "year", "quarter"})
_COUNTED = frozenset(
    "gpu employee person user customer token share subscriber chip server accelerator developer worker company unit "
    "vehicle job parameter engineer staff member seat dollar download query request city country satellite".split()
)
_BEFORE_YEAR = frozenset(
    "in of for fiscal since by until through during year from and to early late mid fy calendar before after the ended "
    "ending than vs versus ,".split()
)


def find_amounts(text: str) -> list[Amount]:
    """The amounts in `text`, in order and not overlapping. Takes time linear in the length; never raises."""
    return list(_amounts(text))


@lru_cache(maxsize=4096)
def _amounts(text: str) -> tuple[Amount, ...]:
    # Remembered: a sentence is read for its figures and for what it tells, a quote for what it offers and to verify it.
    found: list[Amount] = []
    position = 0
    while match := CANDIDATE.search(text, position):
        amount, position = _amount_at(text, match, found[-1].end if found else 0)
        if amount:
            found.append(_of_the_same(text, found[-1], amount) if found else amount)
    return tuple(found)


_TO = lazy_pattern(r"\s(?:[a-z-]+\s){1,2}to\s(?:(?:about|around|some|roughly|nearly|over|almost|just)\s){0,2}")


def _of_the_same(text: str, former: Amount, amount: Amount) -> Amount:
    """The end of a change in the unit of its beginning: "from 130 employees to 200"."""
    if amount.unit or not former.unit or former.unit.isupper() or not _TO.fullmatch(text[former.end : amount.start]) or not _FROM.search(text[max(0, former.start - 12) : former.start]):
        return amount
    return replace(amount, unit=former.unit)


def unit_phrase(text: str, amount: Amount) -> str:
    """The whole noun phrase that `amount` counts ("monthly active users"), or "" for money, shares and ratios."""
    if amount.unit in {"", "percent", "percentage_points", "ratio"} or amount.unit.isupper():
        return ""
    noun = noun_after(text, amount.end)
    if noun and noun.name == amount.unit:
        return text[noun.start : noun.end]
    tail = re.search(r"[A-Za-z][A-Za-z. -]*$", text[amount.start : amount.end])
    return tail[0].strip() if tail else amount.unit


def _amount_at(text: str, match: re.Match[str], floor: int) -> tuple[Amount | None, int]:
    """The amount that begins at a candidate, and where to go on looking. Nothing before `floor` is touched."""
    low, resume = term_at(text, match, floor)
    if low is None:
        return None, resume
    gap = _RANGE.match(text, low.end)
    if gap is None:
        return _finished(text, low, None)
    joint = gap[0].strip()
    if _is_change(text, low, joint):
        return _finished(text, _share_scale(text, low, gap) if joint == "to" and not low.scaled else low, None)
    other, after = _other_end(text, gap)
    joined = _joined(low, other, joint) if other else None
    if joined:
        return _finished(text, *joined)
    if joint in "-–—" and not (low.currency or low.scaled or low.unit or text[gap.end()].isalpha()):
        return None, max(after, resume)  # a score, a page range, an identifier
    return _finished(text, low, None)


def _other_end(text: str, gap: re.Match[str]) -> tuple[Term | None, int]:
    """The number straight after the joint of a range."""
    follow = CANDIDATE.search(text, gap.end(), gap.end() + 24)
    if follow is None or text[gap.end() : follow.start()].strip(_LEADS):
        return None, gap.end()
    whole = CANDIDATE.match(text, follow.start())  # unbounded: the first stopped at 24 characters
    other, after = term_at(text, whole or follow, gap.end())
    return (other if other and other.start == gap.end() else None), after


def _is_change(text: str, term: Term, joint: str) -> bool:
    """Whether "A to B" tells of a change from A, or by A, rather than a range; or "A and B" is a mere list."""
    before = text[max(0, term.start - 60) : term.start]
    if joint == "and":
        return not _BETWEEN.search(before)
    if joint != "to" or _RANGING.search(before) or _RANGE_BEFORE.search(before):
        return False
    whole = term.currency or term.unit or term.scaled  # a change would say "percent" twice
    return bool(_MOVED.search(before) if whole else _FROM.search(before))


def _share_scale(text: str, term: Term, gap: re.Match[str]) -> Term:
    """In "from $5 to $6 billion" and "from 5 to 6 percent" the first number has the scale and unit of the second."""
    other, _ = _other_end(text, gap)
    if other is None or term.unit or not _FROM.search(text[max(0, term.start - 12) : term.start]):
        return term
    if not other.scaled:
        return replace(term, unit=other.unit) if not term.currency and not other.currency else term
    shared = term.numeral.times(other.power, term.end)
    if shared.value > other.numeral.value * 100:
        return term
    return replace(term, numeral=shared, currency=term.currency or other.currency, scaled=True)


def _joined(low: Term, high: Term, joint: str) -> tuple[Term, Term] | None:
    """The two ends of a range with what each takes from the other, or None where they do not make one."""
    if low.currency and high.currency and low.currency != high.currency:
        return None
    if low.unit and (not high.unit or low.unit.name != high.unit.name):
        return None
    if (low.unit and high.currency) or (high.unit and low.currency):
        return None
    if high.currency and not low.currency and low.scaled and joint != "to":
        return None
    if is_year_like(low.written) and is_year_like(high.written) and not (low.currency or high.scaled or high.unit):
        return None
    numeral = low.numeral
    if high.scaled and not low.scaled:
        shared = numeral.times(high.power, low.end)
        numeral = shared if shared.value < high.numeral.value else numeral
    if numeral.value >= 0 and high.numeral.value <= numeral.value:
        return None
    currency = low.currency or high.currency
    scaled = low.scaled or high.scaled
    ends = replace(low, numeral=numeral, currency=currency, unit=low.unit or high.unit, scaled=scaled)
    return ends, replace(high, currency=currency)


def _finished(text: str, low: Term, high: Term | None) -> tuple[Amount | None, int]:
    """The amount of a number or range, with its noun, denominator and qualifier; None where it is none after all."""
    end = (high or low).end
    noun: Unit | None = None
    unit = low.currency or (low.unit.name if low.unit else "")
    if not unit:
        noun = noun_after(text, end + 1 if text[end : end + 1] == "+" else end)
        unit = noun.name if noun else ""
        if text[end - 1] == "B" and _MODEL.match(text, end):
            unit = "parameter"
    if _is_none(text, low, high, unit):
        return None, end
    per = per_after(text, noun.end if noun else end)
    amount = Amount(
        start=low.start,
        end=end,
        value=low.numeral.value,
        unit=unit,
        high=high.numeral.value if high else None,
        per=per.name if per else None,
        qualifier=_qualifier(text, low.start, end, unit),
        digits=low.numeral.digits,
        scale=low.numeral.scale,
    )
    return amount, max(end, per.end if per else 0)


def _is_none(text: str, low: Term, high: Term | None, unit: str) -> bool:
    """Whether a number, now that what follows is known, is no amount: a year, a name, part of a period's name."""
    end = (high or low).end
    if low.unit:
        is_part = _ENDED.match(text, end) or _OF_PERIOD.search(text[max(0, low.start - 10) : low.start])
        return high is None and low.unit.name in _DURATIONS and bool(is_part)
    if low.currency or low.scaled:
        return False
    if not unit and (low.written[0].isalpha() or _HYPHENED.match(text, end)):
        return True
    if high is not None:
        return not unit and "," not in low.written and "." not in low.written
    counted = unit in _COUNTED
    if is_year_like(low.written) and (not counted or _follows_time_word(text, low.start)):
        return True
    return is_label(text, low.start, end, low.written, counted=counted, noun=bool(unit))


def _follows_time_word(text: str, start: int) -> bool:
    words = _WORDS_BEFORE.findall(text[max(0, start - 24) : start])
    return bool(words) and words[-1].lower() in _BEFORE_YEAR


def _qualifier(text: str, start: int, end: int, unit: str) -> str | None:
    found = _QUALIFIER.search(text[max(0, start - 24) : start])
    if found:
        during = unit in _DURATIONS and found[0].lower().startswith(("over ", "under "))
        return None if during else found.lastgroup  # "over five years" means during them
    return "at_least" if _OR_MORE.match(text, end) else None
