"""A desk on the small corpus, with chat's real memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.chat.desk import Desk
from bot.chat.memory import Memory
from bot.chat.settings import ChatSettings
from tests.bot.chat.office import NOW, Gate, Orders

__all__ = ["Bureau", "OpenDesk"]


@dataclass(slots=True)
class Bureau:
    """A desk and what it works with."""

    desk: Desk
    gate: Gate
    memory: Memory
    orders: Orders


OpenDesk = Callable[..., AbstractAsyncContextManager[Bureau]]


@pytest.fixture
def open_desk(data_dir: Path, tmp_path: Path) -> OpenDesk:
    """Opens a desk on the small corpus; opened again, it has the memory of the first. Takes settings of chat."""

    @asynccontextmanager
    async def opened(**settings: Any) -> AsyncIterator[Bureau]:
        gate = Gate(data_dir)
        memory = Memory(tmp_path, ChatSettings(**settings))
        orders = Orders()
        desk = Desk(gate, memory, orders, lambda: NOW)
        try:
            yield Bureau(desk, gate, memory, orders)
        finally:
            gate.held.set()
            await desk.close()
            memory.close()
            gate.close()

    return opened
