"""Commands: what people and admins tell burnrate to do, by a word and those after it, and the buttons of the replies."""

from __future__ import annotations

from pathlib import Path

from bot.chat.home import Home
from bot.chat.memory import Memory
from bot.chat.message import Clicked, Commanded, Person
from bot.chat.port import Port

__all__ = ["ChatCommands"]


class ChatCommands:
    def __init__(self, data_dir: Path, memory: Memory, model: Path | None = None) -> None:
        self._data_dir = data_dir

    async def run(self, commanded: Commanded, port: Port) -> None:
        """Run a command and reply to it."""

    async def clicked(self, clicked: Clicked, port: Port) -> None:
        """Do what a button of a reply says."""

    async def home(self, person: Person, recent: list[str], port: Port) -> Home:
        """The home of a person."""
        return Home("burnrate")
