"""Exclusion: one change of the corpus at a time, and who makes it, for all who would like to."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.audit import Actor
from corpus.errors import CorpusBusy

__all__ = ["Holder", "exclusively", "holder"]

_LOCK = "corpus.lock"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who changes the corpus now: in which process, and since when."""

    doing: str
    who: str
    origin: str
    pid: int
    host: str
    since: datetime

    def __str__(self) -> str:
        minutes = max(0, int((datetime.now(UTC) - self.since).total_seconds())) // 60
        return (
            f"{self.doing} by {self.who} ({self.origin}, process {self.pid} on {self.host}) is running since "
            f"{self.since:%Y-%m-%d %H:%M:%S} UTC, for {minutes} min"
        )

    def to_json(self) -> dict[str, object]:
        """The holder for programs."""
        return {
            "doing": self.doing, "who": self.who, "from": self.origin, "pid": self.pid, "host": self.host,
            "since": self.since.isoformat(timespec="seconds"),
        }  # fmt: skip


@contextmanager
def exclusively(data_dir: Path, actor: Actor, doing: str) -> Iterator[None]:
    """Keep other changes of the corpus out, in all processes; the system lets go of it when this process dies.

    `doing` is what others are told ("a refresh"). Raises `CorpusBusy`, which says who is at it.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / _LOCK).open("a+", encoding="utf-8") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            found = _read(stream)
            raise CorpusBusy(
                f"{found if found is not None else 'another change of the corpus is just starting'}; "
                "`burnrate corpus refresh --follow` shows how far a refresh is"
            ) from error
        stream.seek(0)
        stream.truncate()
        json.dump(
            {
                "doing": doing, "who": actor.who, "origin": actor.origin, "pid": os.getpid(),
                "host": socket.gethostname(), "since": datetime.now(UTC).isoformat(),
            },
            stream,
        )  # fmt: skip
        stream.flush()
        yield


def holder(data_dir: Path) -> Holder | None:
    """Who changes the corpus now; None where nobody does."""
    try:
        with (data_dir / _LOCK).open("r", encoding="utf-8") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return _read(stream)
    except FileNotFoundError:
        pass
    return None


def _read(stream: Any) -> Holder | None:
    stream.seek(0)
    try:
        row = json.loads(stream.read())
        return Holder(
            row["doing"], row["who"], row["origin"], row["pid"], row["host"], datetime.fromisoformat(row["since"])
        )
    except (ValueError, KeyError, TypeError):
        return None
