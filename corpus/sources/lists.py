"""What readers of lists share: under which name a list is remembered, and when a host is left alone."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from corpus.net.errors import BadStatus, FetchFailure, TookTooLong, Unreachable
from corpus.source import Source

__all__ = ["Patience", "list_address"]

_PATIENCE = 3
_REFUSALS = frozenset({401, 402, 403, 451})


def list_address(url: str, source: Source) -> str:
    """The address to ask for a list under, so that what is remembered of it is this reading of it.

    "Not modified" must mean that nothing is to be done, and that depends on what the source takes from the list: the
    same list read for more forms, other topics or further back is read anew. So the address gets a fragment, which
    never leaves this machine, made from what decides it.
    """
    wanted = "\n".join((*source.forms, "", *source.topics, "", str(source.limit), *([f"facts {source.facts}"] if source.facts else [])))
    return f"{url}#{hashlib.sha256(wanted.encode()).hexdigest()[:12]}"


class Patience:
    """Which hosts to leave alone for the rest of a reading: those that ask for it, or fail or refuse again and again."""

    def __init__(self) -> None:
        self._failures: dict[str, int] = {}
        self._lost: dict[str, FetchFailure] = {}
        self.put_off = 0
        """How much failed that another refresh may get."""

    def lost(self, url: str) -> FetchFailure | None:
        """Why the host of an address is left alone; None where it is not."""
        return self._lost.get(_host(url))

    def failed(self, url: str, failure: FetchFailure) -> None:
        """Take note of a failure."""
        passing = failure.transient or isinstance(failure, TookTooLong | Unreachable)
        self.put_off += passing or failure.retry_after is not None
        host = _host(url)
        refused = isinstance(failure, BadStatus) and failure.status in _REFUSALS
        self._failures[host] = self._failures.get(host, 0) + 1 if passing or refused else 0
        if failure.retry_after is not None or self._failures[host] >= _PATIENCE:
            self._lost[host] = failure

    def answered(self, url: str) -> None:
        """Take note that a host answered."""
        self._failures.pop(_host(url), None)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
