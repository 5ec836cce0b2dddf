"""Answering for chat: questions answered in worker threads, from whatever generation is published as each is asked."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TypeVar

from bot.answer import Answer
from bot.engine import Engine
from bot.library import Library
from bot.question import Turn
from index.errors import NoGeneration
from index.generation import current_id

__all__ = ["Answering"]

_T = TypeVar("_T")


class Answering:
    """The engine on the published generation, opened again when another one is. Close it at the end."""

    def __init__(self, data_dir: Path, *, threads: int = 2) -> None:
        self.data_dir = data_dir
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="answer")
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._threads = threads
        self._in_hand = 0

    async def ask(self, question: str, *, today: date, context: Sequence[Turn] = ()) -> Answer:
        """Answer a question in a worker thread. Raises NoGeneration where nothing is published."""
        turns = tuple(context)
        return await self.work(lambda engine: engine.ask(question, today=today, context=turns))

    async def work(self, work: Callable[[Engine], _T]) -> _T:
        """Do something with the engine in a worker thread. Raises NoGeneration where nothing is published.

        Cancelling it takes it out of the queue where it has not begun.
        """
        self._in_hand += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: work(self.engine()))
        finally:
            self._in_hand -= 1

    @property
    def busy(self) -> bool:
        """Whether there is more to do than threads to do it, so that what is not needed had better be left."""
        return self._in_hand >= self._threads

    def engine(self) -> Engine:
        """The engine on the generation that is published now; a question in hand keeps the one it began with.

        The files of a generation that no question uses any more are closed with its last reference.
        """
        published = current_id(self.data_dir)
        with self._lock:
            if self._engine is None or self._engine.library.snapshot.id != published:
                self._engine = Engine(Library.open(self.data_dir))
            return self._engine

    def published(self) -> str:
        """The generation that is published now, "" where none is."""
        try:
            return current_id(self.data_dir)
        except NoGeneration:
            return ""

    def close(self) -> None:
        """Finish the questions in hand and take no more."""
        self._pool.shutdown(wait=True)
