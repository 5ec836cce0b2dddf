"""The memory of chat: all that is kept, each duty in its own module, in one file."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from bot.chat import channels, feedback, handled, questions
from bot.chat.channels import Channels
from bot.chat.feedback import Feedbacks
from bot.chat.handled import Handled
from bot.chat.message import Person
from bot.chat.questions import Questions
from bot.chat.settings import ChatSettings
from bot.chat.store import Store

__all__ = ["Memory"]

_TIDIED_EVERY = timedelta(hours=1)


class Memory:
    """What chat remembers in a data directory. Close it at the end."""

    def __init__(self, data_dir: Path, settings: ChatSettings) -> None:
        """Open it. Raises StoreFailed where the file cannot be used."""
        self.settings = settings
        self._store = Store(data_dir, channels.SCHEMA + handled.SCHEMA + questions.SCHEMA + feedback.SCHEMA)
        self.channels = Channels(self._store)
        self.handled = Handled(self._store)
        self.questions = Questions(self._store, self.handled.run)
        self.feedback = Feedbacks(self._store)
        self._tidied: datetime | None = None

    async def forget(self, person: Person) -> int:
        """Forget what a person asked, was answered and said of answers; gives how many questions. Raises StoreFailed."""
        return await self.questions.forget(person)

    async def recent(self, person: Person, limit: int = 5) -> list[str]:
        """The questions that a person asked last, the newest first; none where they cannot be read."""
        return await self.questions.recent(person, limit)

    async def tidy(self, now: datetime) -> None:
        """Forget what is older than the settings keep, where it is a while since that was last done."""
        if self._tidied is None or now - self._tidied >= _TIDIED_EVERY:
            self._tidied = now
            await self.questions.tidy(now - timedelta(days=self.settings.retention_days))

    def close(self) -> None:
        """Finish what is in hand and close the file."""
        self._store.close()
