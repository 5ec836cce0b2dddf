"""The errors of the corpus.

CorpusError
├── ImportFailure (ValueError)      a file cannot be read as a document
│   ├── TooLarge                    it is over the size cap
│   └── TookTooLong (TimeoutError)  reading it passed the time or memory cap
├── CatalogError (ValueError)       what is to be followed cannot be read; has all its problems
├── ReadSettingError (ValueError)   a cap on reading files is no number, or out of its range
├── ManifestError (ValueError)      a manifest cannot be read
├── UnknownDocument (LookupError)   no document or revision has this id
├── CorpusBusy (BlockingIOError)    someone else is changing the corpus
└── StoreError (OSError)            the store cannot be opened, or is damaged
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "CatalogError",
    "CorpusBusy",
    "CorpusError",
    "ImportFailure",
    "ManifestError",
    "ReadSettingError",
    "StoreError",
    "TooLarge",
    "TookTooLong",
    "UnknownDocument",
]


class CorpusError(Exception):
    """Anything that goes wrong with documents; the message says what, with which value, and what to do."""


class ReadSettingError(CorpusError, ValueError):
    """A cap on reading files is no number, or out of its range."""


class ImportFailure(CorpusError, ValueError):
    """A file cannot be read as a document."""


class TooLarge(ImportFailure):
    """A file is over the size cap."""


class TookTooLong(ImportFailure, TimeoutError):
    """Reading a file passed the cap on time or memory."""


class CatalogError(CorpusError, ValueError):
    """What is to be followed cannot be read. `problems` are all that is wrong, each with its file, line and key."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class ManifestError(CorpusError, ValueError):
    """A manifest cannot be read."""


class UnknownDocument(CorpusError, LookupError):
    """No document or revision has this id."""


class StoreError(CorpusError, OSError):
    """The store cannot be opened or is damaged."""


class CorpusBusy(CorpusError, BlockingIOError):
    """Someone else is changing the corpus; the message says who, and since when."""
