"""Supervising: a platform is connected again after whatever befalls it, with waits that grow, until it is to stop."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress

import structlog

from bot.chat.frontend import FrontEnd
from bot.errors import Refused

__all__ = ["Supervised"]

_FIRST = 1.0
_LONGEST = 60.0
_REFUSED = 300.0
"""Seconds before credentials that were refused are tried again: an admin may let them in meanwhile."""
_STEADY = 60.0
"""After so many seconds of running, what went wrong before counts no more."""
_PATIENCE = 10.0
_LOOK = 0.1
_log = structlog.get_logger()


def _jittered(seconds: float) -> float:
    """A wait of half to all of the seconds, so that many programs do not come back at one moment."""
    return random.uniform(seconds / 2, seconds)  # noqa: S311 - no secret depends on it


class Supervised:
    """A front end that is kept running."""

    def __init__(self, front_end: FrontEnd) -> None:
        self.front_end = front_end
        self.problem = ""
        self._stopping = asyncio.Event()

    @property
    def name(self) -> str:
        """Which platform."""
        return self.front_end.platform.value

    @property
    def ready(self) -> bool:
        """Whether it is connected."""
        return self.front_end.ready

    async def run(self) -> None:
        """Run the platform until `stop`, whatever it raises."""
        wait, loop = _FIRST, asyncio.get_running_loop()
        while not self._stopping.is_set():
            began = loop.time()
            pause = await self._once(wait)
            wait = _FIRST if loop.time() - began > _STEADY else min(wait * 2, _LONGEST)
            if not self._stopping.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), _jittered(pause))

    async def _once(self, wait: float) -> float:
        """Run the platform once; gives the seconds to wait before the next time."""
        running = asyncio.create_task(self.front_end.run())
        stopping = asyncio.create_task(self._stopping.wait())
        telling = asyncio.create_task(self._tell_when_ready())
        try:
            await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if self._stopping.is_set():
                # `stop` has closed the connection, or does.
                await asyncio.wait({running}, timeout=_PATIENCE)
                return 0.0
            await running
            self.problem = "the connection ended"
            _log.warning("platform disconnected", platform=self.name)
        except Refused as error:
            self.problem = str(error)
            _log.error("platform refused", platform=self.name, reason=str(error), again_in_s=_REFUSED)
            return _REFUSED
        except OSError as error:
            # No mistake of anybody's here: a line says enough.
            self.problem = str(error) or type(error).__name__
            _log.warning("platform not reached", platform=self.name, reason=self.problem, again_in_s=wait)
        except Exception as error:  # noqa: BLE001 - nothing that one platform does may stop the others
            self.problem = str(error) or type(error).__name__
            _log.exception("platform failed", platform=self.name, again_in_s=wait)
        finally:
            stopping.cancel()
            telling.cancel()
            if not running.done():
                running.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await running
        return wait

    async def _tell_when_ready(self) -> None:
        """Log that it is connected, once it is."""
        while not self.front_end.ready:  # noqa: ASYNC110  platforms have no event for it
            await asyncio.sleep(_LOOK)
        self.problem = ""
        _log.info("platform connected", platform=self.name)

    async def stop(self) -> None:
        """Connect no more, and close what is open."""
        self._stopping.set()
        try:
            async with asyncio.timeout(_PATIENCE):
                await self.front_end.stop()
        except Exception:  # noqa: BLE001 - the others are still to be closed
            _log.exception("platform not closed cleanly", platform=self.name)
