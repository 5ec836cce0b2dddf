"""Front ends: the platforms that `serve` runs, each as one object, and what it asks of them.

A platform's package has a module `app` with `front_end(environ, desk) -> FrontEnd | None`: None where none of its
credentials are set, SettingError (which names the key) where they cannot be used. Nothing is connected before `run`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from aiohttp import web

from bot.chat.message import Platform
from bot.chat.port import Port

__all__ = ["FrontEnd"]


class FrontEnd(Protocol):
    """A platform, connected while `run` runs."""

    @property
    def platform(self) -> Platform:
        """Which one it is."""

    @property
    def ready(self) -> bool:
        """Whether it is connected and takes questions now."""

    @property
    def port(self) -> Port | None:
        """By which to post without having been asked; None while nothing is connected that could."""

    @property
    def routes(self) -> Sequence[web.RouteDef]:
        """What it wants served by the HTTP port of `serve`, such as POST /slack/events; read once, before `run`."""

    async def run(self) -> None:
        """Connect and take events until `stop`, reconnecting by itself where the platform only drops a connection.

        Raises `Refused` where the platform does not take the credentials; whatever else it raises, and a return that
        nobody asked for, is tried again after a wait that grows.
        """

    async def stop(self) -> None:
        """Close the connection; called after the desk has finished what was in hand, also where `run` never was."""
