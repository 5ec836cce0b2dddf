"""A desk on the small corpus, with chat's real memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from bot.chat.answering import Answering
from bot.chat.card import Card, CardKind
from bot.chat.desk import Desk
from bot.chat.home import Home
from bot.chat.memory import Memory
from bot.chat.message import Clicked, Commanded, Person
from bot.chat.port import Port
from bot.chat.settings import ChatSettings
from tests.bot.discord.running import NOW, copied

OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]


class NoCommands:
    async def run(self, commanded: Commanded, port: Port) -> None:
        await port.begin(commanded, Card(CardKind.NOTICE, lead=" ".join(commanded.words)), private=True)

    async def clicked(self, clicked: Clicked, port: Port) -> None:
        return

    async def home(self, person: Person, recent: list[str], port: Port) -> Home:
        return Home("", ())


@pytest.fixture
def open_desk(data_dir: Path, tmp_path: Path) -> OpenDesk:
    """Opens a desk on the small corpus; opened again, it has the memory of the first."""
    own = tmp_path / "data"
    own.mkdir()
    copied(data_dir, own)

    @asynccontextmanager
    async def opened() -> AsyncIterator[Desk]:
        answering = Answering(own)
        memory = Memory(own, ChatSettings())
        desk = Desk(answering, memory, NoCommands(), lambda: NOW)
        try:
            yield desk
        finally:
            await desk.close()
            memory.close()
            answering.close()

    return opened
