"""What can go wrong in the index.

IndexingError
├── ModelError (RuntimeError)
│   ├── ModelMissing (FileNotFoundError)
│   └── ModelAltered (ValueError)
└── GenerationError (RuntimeError)
    ├── NoGeneration (FileNotFoundError)
    ├── BuildLocked (BlockingIOError)
    └── GenerationDamaged (ValueError)
"""

from __future__ import annotations

__all__ = [
    "BuildLocked",
    "GenerationDamaged",
    "GenerationError",
    "IndexingError",
    "ModelAltered",
    "ModelError",
    "ModelMissing",
    "NoGeneration",
]


class IndexingError(Exception):
    """The base of every error this package raises by itself."""

    def __str__(self) -> str:
        # OSError formats its arguments its own way; a message is all that is ever given here.
        return str(self.args[0]) if self.args else type(self).__name__


class ModelError(IndexingError, RuntimeError):
    """The embedding model cannot be used."""


class ModelMissing(ModelError, FileNotFoundError):
    """The embedding model, or what is needed to export it, is not installed."""


class ModelAltered(ModelError, ValueError):
    """The weights are not the ones that were published: their hash differs."""


class GenerationError(IndexingError, RuntimeError):
    """A generation cannot be built, opened or changed."""


class NoGeneration(GenerationError, FileNotFoundError):
    """There is no such generation, or none has been published yet."""


class BuildLocked(GenerationError, BlockingIOError):
    """Another process is building; the message says which and since when."""


class GenerationDamaged(GenerationError, ValueError):
    """A generation's files do not fit together."""
