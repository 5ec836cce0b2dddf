"""What goes wrong when something is fetched.

CorpusError
├── FetchSettingError (ValueError)      a setting cannot be used
└── FetchFailure                        one address could not be fetched
    ├── AddressRefused (ValueError)     burnrate does not go there: a private or odd address, a bad redirect
    ├── RobotsRefused (PermissionError) the host's robots.txt does not want us to
    ├── IdentityMissing (LookupError)   the SEC asks who we are, and no setting says so
    ├── BadStatus (ConnectionError)     the server answered, but not with the page
    ├── TooBig (ValueError)             it is over a size cap, or a decompression bomb
    ├── TookTooLong (TimeoutError)      it passed a time cap
    ├── BadBody (ValueError)            what came is broken, empty or not a document
    └── Unreachable (ConnectionError)   no connection, or it broke before an answer came
"""

from __future__ import annotations

import re
from typing import Self

from corpus.errors import CorpusError

__all__ = [
    "AddressRefused",
    "BadBody",
    "BadStatus",
    "FetchFailure",
    "FetchSettingError",
    "IdentityMissing",
    "RobotsRefused",
    "TooBig",
    "TookTooLong",
    "Unreachable",
]


class FetchSettingError(CorpusError, ValueError):
    """A setting of fetching cannot be used; the message names its key and value."""


class FetchFailure(CorpusError):
    """An address could not be fetched.

    `url` is the address that was asked for, `reason` one line about what happened, `retry_after` the seconds that
    the server asked to be left alone for, if it did. `transient` says whether another try soon may do better.
    """

    def __init__(self, url: str, reason: str, *, retry_after: float | None = None, transient: bool = False) -> None:
        self.url = url
        self.reason = _one_line(reason)
        self.retry_after = retry_after
        self.transient = transient
        super().__init__(f"{_shown(url)}: {self.reason}")

    def asked(self, url: str, *, first: str) -> Self:
        """The failure, told of the URL that was asked for; where it happened after a redirect, the reason says so."""
        if self.url not in {url, first}:
            self.reason = _one_line(f"{self.reason} (redirected to {_shown(self.url)})")
        self.url = url
        self.args = (f"{_shown(url)}: {self.reason}",)
        return self


class AddressRefused(FetchFailure, ValueError):
    """The address, or one that it leads to, is not fetched."""


class RobotsRefused(FetchFailure, PermissionError):
    """The host's robots.txt refuses the page, or cannot be read now."""


class IdentityMissing(FetchFailure, LookupError):
    """The SEC requires that programs say who runs them, and no setting does."""


class BadStatus(FetchFailure, ConnectionError):
    """The server answered with a status that is not the page; `status` is its number."""

    def __init__(
        self, url: str, reason: str, *, status: int, retry_after: float | None = None, transient: bool = False
    ) -> None:
        self.status = status
        super().__init__(url, reason, retry_after=retry_after, transient=transient)


class TooBig(FetchFailure, ValueError):
    """The body is over a size cap, as it comes or once it is decompressed."""


class TookTooLong(FetchFailure, TimeoutError):
    """Connecting, waiting or reading passed a time cap."""


class BadBody(FetchFailure, ValueError):
    """The body is cut short, broken, empty, or no kind of document."""


class Unreachable(FetchFailure, ConnectionError):
    """The host has no address, refuses connections, or hung up before it answered."""


def _one_line(text: str, most: int = 400) -> str:
    """A text for a report: libraries quote what a server sent, over several lines and in any characters."""
    clean = "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))
    return clean if len(clean) <= most else clean[:most] + "…"


def _shown(url: str) -> str:
    """A URL for a message: in one line, not too long, without a password."""
    return _one_line(re.sub(r"//[^/?#]*@", "//…@", url[:5000]), most=300)
