"""A desk on the small corpus, for one scene."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.bot.chat.office import Office, office

__all__ = ["Play"]


class Play(Protocol):
    """Plays a scene at a desk."""

    def __call__(self, scene: Callable[[Office], Awaitable[None]], **settings: Any) -> None:
        """Play it; `settings` are chat's."""


@pytest.fixture
def play(data_dir: Path, tmp_path: Path) -> Play:
    """Plays a scene at a desk that answers from the small corpus and remembers nothing from before."""

    def played(scene: Callable[[Office], Awaitable[None]], **settings: Any) -> None:
        async def whole() -> None:
            async with office(data_dir, tmp_path, **settings) as it:
                await scene(it)

        asyncio.run(whole())

    return played
