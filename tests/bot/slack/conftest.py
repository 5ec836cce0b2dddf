"""Scenes: a Slack and a burnrate that is connected to it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chat.answering import Answering
from tests.bot.slack.server import Slack
from tests.bot.slack.world import Play, Scene, burnrate


@pytest.fixture(scope="session")
def answering(data_dir: Path) -> Iterator[Answering]:
    """The pages, opened once for all scenes."""
    opened = Answering(data_dir)
    yield opened
    opened.close()


def _player(answering: Answering, kept: Path, *, sockets: bool) -> Play:
    def play(scene: Scene) -> None:
        async def whole() -> None:
            async with Slack().running() as slack, burnrate(slack, answering, kept, sockets=sockets) as bot:
                await scene(slack, bot)

        asyncio.run(whole())

    return play


@pytest.fixture(params=[False, True], ids=["http", "socket"])
def play(request: pytest.FixtureRequest, answering: Answering, tmp_path: Path) -> Play:
    """Plays a scene over signed HTTP requests, and again over Socket Mode."""
    return _player(answering, tmp_path, sockets=request.param)


@pytest.fixture
def play_http(answering: Answering, tmp_path: Path) -> Play:
    """Plays a scene over signed HTTP requests."""
    return _player(answering, tmp_path, sockets=False)


@pytest.fixture
def play_socket(answering: Answering, tmp_path: Path) -> Play:
    """Plays a scene over Socket Mode."""
    return _player(answering, tmp_path, sockets=True)
