"""The schedule at work: due sources are refreshed in a child process, one refresh at a time, until it is told to stop."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from bot.errors import BotError
from bot.refresh_process import in_child
from corpus.audit import Actor
from corpus.catalog.reading import read_catalog
from corpus.errors import CorpusBusy, CorpusError
from corpus.schedule import due, standings

__all__ = ["Log", "Schedule"]

_LOOK = 30.0  # seconds between two looks at what is due


class Log(Protocol):
    """Where it is told what happens: structlog's loggers."""

    def info(self, event: str, **more: object) -> object:
        """Something happened."""

    def warning(self, event: str, **more: object) -> object:
        """Something went wrong that will be tried again."""


Refresh = Callable[..., Mapping[str, Any]]


@dataclass(slots=True)
class Schedule:
    """Refreshes what is due in a data directory. `run` ends soon after `stop` was called, and its child with it."""

    data_dir: Path
    log: Log
    model: Path | None = None
    refresh: Refresh = in_child
    look: float = _LOOK
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _stopped: asyncio.Event = field(default_factory=asyncio.Event)
    _child: subprocess.Popen[bytes] | None = None

    async def run(self) -> None:
        """Look for what is due and refresh it, again and again."""
        said = ""
        while not self._stopped.is_set():
            try:
                names = await asyncio.to_thread(self._due)
                if names:
                    await self._refresh(names)
                said = ""
            except (CorpusError, BotError, OSError, sqlite3.Error) as error:
                # A catalog with a mistake is one message, not one in every half minute.
                if str(error) != said:
                    self.log.warning("schedule waits", reason=str(error))
                said = str(error)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), self.look)

    def stop(self) -> None:
        """Refresh no more; what is running is ended, and loses nothing."""
        self._stopped.set()
        child = self._child
        if child is not None and child.poll() is None:
            child.terminate()

    def _due(self) -> list[str]:
        found = due(read_catalog(self.data_dir).sources, standings(self.data_dir), self.clock())
        return [source.name for source in found]

    async def _refresh(self, names: Sequence[str]) -> None:
        self.log.info("refresh begins", sources=len(names))
        try:
            report = await asyncio.to_thread(
                self.refresh, self.data_dir, Actor("schedule", "serve"), names, model=self.model, started=self._started
            )
        except CorpusBusy as busy:
            self.log.info("refresh put off", reason=str(busy))
            return
        finally:
            self._child = None
        counts = {kind: len(report[kind]) for kind in ("new", "changed", "unchanged", "retired", "held", "failed")}
        self.log.info(
            "refresh ended", generation=report["generation"], published=report["published"],
            held_generation=report["held_generation"], took=report["took"], **counts,
        )  # fmt: skip

    def _started(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child
        if self._stopped.is_set():
            child.terminate()
