"""What the values of a catalog may be. Each check raises `ValueError` with what is wrong and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from corpus.document import SourceType
from corpus.urls import shown_url

__all__ = [
    "FORMS", "address", "amount", "choice", "duration", "filer", "folder", "form", "meant", "single_line", "source_type",
]  # fmt: skip

FORMS = ("10-K", "10-Q", "8-K", "S-1", "20-F", "6-K", "424B", "40-F", "F-1")
"""The forms that can be followed, each with its amendments; 424B stands for 424B1 to 424B8."""

_CIK = re.compile(r"(?:CIK)?0*([1-9]\d{0,9})", re.IGNORECASE)
_TICKER = re.compile(r"[A-Za-z][A-Za-z0-9]{0,5}(?:[.-][A-Za-z]{1,2})?")
_DURATION = re.compile(r"(\d{1,5})\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?)", re.IGNORECASE)
_UNITS = {"m": 1, "h": 60, "d": 1440, "w": 10080}
_SHORTEST, _LONGEST = timedelta(minutes=5), timedelta(days=366)
_YES, _NO = {"true", "yes", "on"}, {"false", "no", "off"}


def filer(text: str) -> str:
    """The ten digits of a CIK, or a ticker as the SEC writes it."""
    if (number := _CIK.fullmatch(text)) is not None:
        return number[1].zfill(10)
    if _TICKER.fullmatch(text):
        return text.upper().replace(".", "-")
    raise ValueError(
        "is neither a CIK (up to ten digits) nor a ticker; look it up at https://www.sec.gov/search-filings"
    )


def address(text: str) -> str:
    """An http or https address, without credentials."""
    if any(c.isspace() or not c.isprintable() for c in text):
        raise ValueError("holds a space or a control character; give the address of one page")
    try:
        parts = urlsplit(text)
        shown = shown_url(text)
    except ValueError:
        raise ValueError("is not an http or https address; give it in full, as https://host/path") from None
    if parts.username is not None or parts.password is not None:
        raise ValueError("holds a user name or password; burnrate reads public pages only")
    host = urlsplit(shown).hostname or ""
    if "." not in host and ":" not in host and host != "localhost":
        raise ValueError("has a host without a dot; give the address in full, as https://host/path")
    return shown


def folder(text: str, home: Path) -> str:
    """The absolute path of a folder; what is relative starts from the data directory."""
    if "\0" in text:
        raise ValueError("holds a NUL character; give the path of a folder")
    path = Path(text)
    if path.parts[:1] == ("~",):
        path = Path.home().joinpath(*path.parts[1:])
    return str(home.absolute() / path)


def form(text: str) -> str:
    """A form of the SEC that can be followed."""
    name = text.upper().removeprefix("FORM ").strip()
    if name in FORMS:
        return name
    if name.removesuffix("/A") in FORMS:
        raise ValueError(f"is an amendment; write {name.removesuffix('/A')}, which brings its amendments along")
    if re.fullmatch(r"424B\d", name):
        raise ValueError("is one of several kinds of prospectus; write 424B, which means them all")
    raise ValueError(f"is not a form that can be followed{meant(name, FORMS)}; use {', '.join(FORMS)}")


def duration(text: str) -> timedelta:
    """How often: minutes, hours, days or weeks."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError("is not a length of time; write a number and m, h, d or w, as 30m, 6h or 1d")
    length = timedelta(minutes=int(match[1]) * _UNITS[match[2][0].lower()])
    if length < _SHORTEST:
        raise ValueError("is too often for the servers asked; write 5m or more")
    if length > _LONGEST:
        raise ValueError("is longer than a year; write follow: false for what should not be read")
    return length


def amount(text: str) -> int:
    """How many filings or entries."""
    if re.fullmatch(r"\d{1,6}", text) and 1 <= int(text) <= 500:
        return int(text)
    raise ValueError("is not a number from 1 to 500")


def some_or_none(text: str) -> int:
    """How many filings, which may be none."""
    return 0 if text == "0" else amount(text)


def source_type(text: str) -> SourceType:
    """What kind of publication it is."""
    try:
        return SourceType(text.lower().replace(" ", "_"))
    except ValueError:
        kinds = [member.value for member in SourceType]
        raise ValueError(f"is not a kind of publication{meant(text, kinds)}; use {', '.join(kinds)}") from None


def choice(text: str) -> bool:
    """True or false."""
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    raise ValueError("is neither true nor false")


def single_line(text: str) -> str:
    """A name: one line of text."""
    if len(text) > 120 or not text.isprintable():
        raise ValueError("is not a name: use one line of at most 120 characters")
    return text


def meant(word: str, known: Iterable[str]) -> str:
    """The question whether a known word was meant, where one is close; nothing where none is."""
    near = get_close_matches(word.lower(), [name.lower() for name in known], n=1)
    return f" (did you mean {next(name for name in known if name.lower() == near[0])}?)" if near else ""
