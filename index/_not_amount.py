"""What numbers are not amounts: years, dates, versions, sections, addresses and identifiers."""

from __future__ import annotations

import re

from index.pattern import lazy_pattern

__all__ = ["is_label", "is_year_like", "token_is_address"]

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER"
    r"|DECEMBER)\b\.?"
)
_MONTH_BEFORE = lazy_pattern(rf"\b{_MONTH}\s{{0,2}}(?:\d{{1,2}}\s?[-–]\s?)?$")
_MONTH_AFTER = lazy_pattern(rf"(?:\s?[-–]\s?\d{{1,2}})?(?:\s|\sof\s|-){_MONTH}")
_CLOCK_AFTER = lazy_pattern(r"\s{0,2}(?:[ap]\.?m\b|o[’']clock|[ECMPB][SD]?T\b|CEST\b|IST\b|JST\b|UTC\b|GMT\b)", re.I)
_PHONE_BEFORE = lazy_pattern(r"\+\d{1,3}(?:[ .-]\d{1,5}){0,4}[ .-]$")
_WORD_BEFORE = lazy_pattern(r"([A-Za-z][A-Za-z.&’']*)[\s\u00a0]{0,2}\(?$")

_LABELS = frozenset(
    "form forms item items page pages p pp note notes section sections sec exhibit exhibits rule rules regulation "
    "schedule chapter figure fig table part parts article articles no nos number appendix annex line version v series "
    "phase level tier type generation gen step volume vol issue footnote paragraph para clause topic asc asu ifrs ias "
    "sfas fas rev release room suite floor apt box route building zip tel telephone phone fax ext title proposal "
    "tranche file registration commission cusip cik isin fy fiscal year years calendar group model grade category "
    "stage round act subsection subtopic codification class chip claim claims patent amendment slide question "
    "q h quarter half update episode season round".split()
)
_FUNCTION = frozenset(
    "the a an about over nearly some in with of at on by for from to and or approximately around roughly almost than "
    "more less under up as our we its their they it total revenue revenues only just all these those this that "
    "between additionally currently also now today then while when if has had have is was were are employees "
    "headcount after before since until through during however meanwhile last next another additional plus minus "
    "exactly fewer at least most least every each per these were being be".split()
)
_HANGING = lazy_pattern(r"-\s(?:or|to|and)\s\d{1,3}-[a-z]")
_TWO_CAPITALS = lazy_pattern(r"\b[A-Z]{2}\s$")


def is_year_like(written: str) -> bool:
    """Whether the digits look like a calendar year from 1900 to 2099."""
    return len(written) == 4 and written.isdigit() and written[:2] in {"19", "20"}


def token_is_address(text: str, start: int) -> bool:
    """Whether the number lies within a web or mail address; looks back at most 200 characters."""
    low = max(0, start - 200)
    token = text[low:start]
    if "/" not in token and "@" not in token and "www." not in token:
        return False
    token = token.split()[-1] if token and not token[-1].isspace() else ""
    return "://" in token or "www." in token or "@" in token or bool(re.search(r"\.[a-z]{2,6}/", token))


def is_label(text: str, head: int, end: int, written: str, *, counted: bool = False, noun: bool = False) -> bool:
    """Whether a bare number names something (a day, a page, a version, an identifier) rather than counts.

    `head` is where its sign begins, `counted` says that a noun people often count follows it, `noun` that any does.
    """
    before = text[max(0, head - 32) : head]
    integer = written.isdigit()
    value = int(written) if integer and len(written) <= 12 else None
    if integer and len(written) > 1 and written[0] == "0":
        return True
    if value is not None and value <= 31:
        if _MONTH_BEFORE.search(before) or _MONTH_AFTER.match(text, end):
            return True
        if value <= 24 and _CLOCK_AFTER.match(text, end):
            return True
    if re.fullmatch(r"\d{1,2}\.\d\d", written) and _CLOCK_AFTER.match(text, end):
        return True
    if "+" in before and _PHONE_BEFORE.search(before):
        return True
    if is_year_like(written) and (_MONTH_BEFORE.search(before) or (not noun and not counted)):
        return True
    if integer and not noun and len(written) >= 5:
        return True  # an identifier or a postal code; counts this long are written with commas or a noun
    if (integer and len(written) == 5 and _TWO_CAPITALS.search(before)) or (value is not None and _HANGING.match(text, end)):
        return True  # a postal code, or "the 52- or 53-week year"
    if before.endswith("(") and text[end : end + 1] == ")" and integer and not noun:
        return True
    if before.rstrip().endswith(("[", "§", "№", "#")) or (before.endswith("+") and integer):
        return True
    if _is_list_mark(text, head, end):
        return True
    return _named_before(before, value, written, counted=counted, noun=noun)


def _is_list_mark(text: str, head: int, end: int) -> bool:
    """Whether it numbers a line of a list: "1. Business" and "2) Risk"."""
    if end - head > 3 or not text[head:end].isdigit():
        return False
    line_start = head == 0 or text[head - 1] == "\n"
    return line_start and text[end : end + 2] in {". ", ") ", ".\t", ")\t"}


def _named_before(before: str, value: int | None, written: str, *, counted: bool, noun: bool) -> bool:
    found = _WORD_BEFORE.search(before)
    if not found:
        return False
    word = found[1]
    lower = word.rstrip(".").lower()
    if (lower in _LABELS and "," not in written) or word.lower() == "no.":
        return True
    if word.islower() or lower in _FUNCTION or "," in written:
        return False
    ahead = before[: found.start()].rstrip(" ")
    starts_sentence = not ahead or ahead[-1] in ".!?:\n|•"
    if starts_sentence and word[1:].islower() and noun and value is not None and value >= 20:
        return False
    return not (counted and value is not None and value >= 20)
