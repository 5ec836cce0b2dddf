"""The documents of one filing, as the header of its submission lists them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

__all__ = ["Exhibit", "has_exhibits", "read_exhibits", "wanted"]

_LARGEST = 4 * 1024 * 1024
_FIELD = re.compile(r"<(TYPE|FILENAME)>([^<\r\n]{1,200})")
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)
_READ = frozenset({".htm", ".html", ".txt"})
_WANTED = {"8-K": r"EX-99(?:\.\w{1,6})*", "6-K": r"EX-99(?:\.\w{1,6})*", "10-K": r"EX-13(?:\.\w{1,6})*"}
_MOST = 10


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A document of a filing: its type ("EX-99.1", or the form) and file name."""

    type: str
    name: str

    @property
    def number(self) -> str:
        """The number that it is cited by: "99.1"."""
        return self.type.removeprefix("EX-")


def read_exhibits(data: bytes) -> tuple[Exhibit, ...]:
    """The documents that `ACCESSION-index-headers.html` lists: an SGML header, escaped in a page.

    `index.json` is no substitute: it does not tell types, and for some filings leaves the documents out.
    """
    text = html.unescape(data[:_LARGEST].decode("utf-8", "replace"))
    found = []
    type_ = ""
    for match in _FIELD.finditer(text):
        value = match[2].strip()
        if match[1] == "TYPE":
            type_ = value.upper()
        elif type_ and _NAME.fullmatch(value):
            found.append(Exhibit(type_, value))
            type_ = ""
    return tuple(found)


def wanted(form: str, documents: tuple[Exhibit, ...]) -> tuple[Exhibit, ...]:
    """The exhibits worth reading beside the main document of a form, at most ten.

    Of an 8-K or 6-K those that carry the news (EX-99), of a 10-K the annual report to shareholders where the figures
    are in that (EX-13).
    """
    pattern = _WANTED.get(form.removesuffix("/A"))
    if pattern is None:
        return ()
    fitting = [
        document
        for document in documents
        if re.fullmatch(pattern, document.type) and PurePosixPath(document.name).suffix.lower() in _READ
    ]
    return tuple(fitting[:_MOST])


def has_exhibits(form: str) -> bool:
    """Whether a form has exhibits worth looking for."""
    return form.removesuffix("/A") in _WANTED
