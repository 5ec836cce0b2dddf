"""The memory of chat: all that is kept, each duty in its own module, in one file."""

from __future__ import annotations

from pathlib import Path

from bot.chat import channels
from bot.chat.channels import Channels
from bot.chat.message import Person
from bot.chat.settings import ChatSettings
from bot.chat.store import Store

__all__ = ["Memory"]


class Memory:
    """What chat remembers in a data directory. Close it at the end."""

    def __init__(self, data_dir: Path, settings: ChatSettings) -> None:
        """Open it. Raises StoreFailed where the file cannot be used."""
        self.settings = settings
        self._store = Store(data_dir, channels.SCHEMA)
        self.channels = Channels(self._store)

    async def forget(self, person: Person) -> int:  # noqa: ARG002  nothing of anybody is kept yet
        """Forget what a person asked, was answered and said of answers; gives how many questions. Raises StoreFailed."""
        return await self._store.do(lambda _database: 0)

    async def recent(self, person: Person, limit: int = 5) -> list[str]:  # noqa: ARG002  the same
        """The questions that a person asked last, the newest first; none where they cannot be read."""
        return []

    def close(self) -> None:
        """Finish what is in hand and close the file."""
        self._store.close()
