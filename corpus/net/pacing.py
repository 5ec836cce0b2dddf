"""One pace for all who share a data directory: the SEC counts requests by where they come from, not by process."""

from __future__ import annotations

import asyncio
import fcntl
import os
import struct
from pathlib import Path

from corpus.errors import StoreError
from corpus.net.clock import Clock

__all__ = ["Pace"]

_STAMP = struct.Struct("<d")
_BUSY = 0.005  # seconds until the file is looked at again while another process holds it, which takes microseconds


class Pace:
    """Lets one through at a time, `rate` of them a second, over all tasks and all processes that use the file.

    The file holds when the last one went through. Nothing is reserved ahead: who goes stamps the file at that moment,
    so that someone who is held up in between never goes together with those behind.
    """

    def __init__(self, path: Path, rate: float, clock: Clock) -> None:
        self._path = path
        self._interval = 1.0 / rate
        self._clock = clock
        self._queue = asyncio.Lock()

    async def turn(self) -> None:
        """Return when it is one's turn. Raises `StoreError` where the file cannot be used."""
        async with self._queue:
            while (wait := self._take()) > 0:
                await self._clock.sleep(wait)

    def _take(self) -> float:
        """Go now, which is 0, or the seconds to wait before asking again."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return _BUSY
                stamp = os.pread(file, _STAMP.size, 0)
                now = self._clock.monotonic()
                if len(stamp) == _STAMP.size:
                    last: float = _STAMP.unpack(stamp)[0]
                    # A stamp from the future was made before the machine was started anew.
                    if last <= now < last + self._interval:
                        return last + self._interval - now
                os.pwrite(file, _STAMP.pack(now), 0)
                return 0.0
            finally:
                os.close(file)
        except OSError as error:
            raise StoreError(f"{self._path} cannot be used ({error}); check its permissions and the disk") from error
