"""Pictures of every kind of message, as Slack and Discord show them, for the documentation.

    .venv/bin/python -m scripts.pictures.take FOLDER [--browser /usr/bin/chromium] [--only figure --only home_1]

Questions are asked of the starter corpus through the desk, and commands run, as the platforms would; the cards that come back
are laid out by the front ends' own renderers, and the payloads drawn by `scripts.pictures.slack` and `discord` in the look of
the platforms, light and dark. Takes a browser (Debian's package chromium) for the screenshots.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.building import start
from bot.chat.answering import Answering
from bot.chat.card import Action, Card
from bot.chat.commands import ChatCommands
from bot.chat.desk import Desk
from bot.chat.memory import Memory
from bot.chat.message import Asked, Clicked, Commanded, Entry, Person, Place, Platform
from bot.chat.port import Event
from bot.chat.settings import ChatSettings
from scripts.pictures import discord, slack

__all__ = ["main"]

_PLACE = Place(Platform.SLACK, "T1", "C1", "1.0")
_ADMIN = Person(Platform.SLACK, "T1", "U1", manages=True)
_QUESTIONS = {
    "figure": "how much did xAI burn in 2025?",
    "comparison": "which spent more on capex in 2025, Meta or Alphabet?",
    "trend": "nvidia revenue over time",
    "fact": "who led Anthropic's Series H?",
    "premise": "did xAI lose $64 billion in 2025?",
    "not_found": "how much did xAI burn in 2019?",
    "clarify": "how much did they lose?",
    "declined": "should I buy nvidia stock?",
}


@dataclass(slots=True)
class _Message:
    """A message as it was last shown."""

    id: str
    card: Card

    @property
    def message(self) -> str:
        """Its id."""
        return self.id

    async def show(self, card: Card) -> None:
        """Show another card."""
        self.card = card

    async def remove(self) -> None:
        """Nothing stays of it."""


@dataclass(slots=True)
class _Camera:
    """A port that keeps what it is shown."""

    platform: Platform = Platform.SLACK
    messages: list[_Message] = field(default_factory=list)

    async def begin(self, event: Event, card: Card, *, private: bool = False) -> _Message:  # noqa: ARG002
        """Keep the reply to an event."""
        self.messages.append(_Message(str(len(self.messages)), card))
        return self.messages[-1]

    async def standing(self, place: Place, message: str) -> _Message:  # noqa: ARG002
        """A reply kept."""
        return self.messages[int(message)]

    async def announce(self, place: Place, card: Card) -> str:  # noqa: ARG002
        """Keep an announcement."""
        self.messages.append(_Message(str(len(self.messages)), card))
        return self.messages[-1].id

    async def whisper(self, event: Event, card: Card) -> None:
        """Keep what one person is told."""
        await self.begin(event, card)

    async def ask_back(self, event: Clicked, question: str) -> None:
        """No form is taken a picture of."""

    async def may_manage(self, person: Person, place: Place) -> bool:  # noqa: ARG002
        """Everybody may."""
        return True


async def _cards(data_dir: Path) -> dict[str, Card]:
    """A card of each kind, by its name."""
    settings = ChatSettings.read({"BURNRATE_ADMINS": "slack:U1"})
    answering, memory = Answering(data_dir), Memory(data_dir, settings)
    commands = ChatCommands(data_dir, answering, memory)
    desk = Desk(answering, memory, commands)
    camera, now = _Camera(), datetime.now(UTC)
    found: dict[str, Card] = {}
    for name, question in _QUESTIONS.items():
        camera.messages.clear()
        place = Place(Platform.SLACK, "T1", "C1", f"{name}.0")
        await desk.asked(Asked(name, place, _ADMIN, question, Entry.MENTION, now), camera)
        found[name] = camera.messages[0].card
        for action, kind in ((Action.DISAGREEMENTS, "differing"), (Action.SOURCES, "sources")):
            ref = next((button.ref for button in found[name].buttons if button.action is action), None)
            if ref is not None and kind not in found:
                before = len(camera.messages)
                await desk.clicked(Clicked(f"{name}-{kind}", place, _ADMIN, action.value, ref, "0", now), camera)
                if len(camera.messages) > before:
                    found[kind] = camera.messages[-1].card
    pages = data_dir / "pages"
    pages.mkdir()
    (pages / "note.md").write_text(
        "---\ntitle: Larkmoor opens its second hall\npublisher: Larkmoor Systems\npublished: 2026-11-20\n"
        "source_type: press_release\nurl: https://larkmoor.example/second-hall\n---\n\n# Larkmoor opens its second hall\n\n"
        "Larkmoor Systems opened its second hall on November 20, 2026, at a cost of $240 million. Revenue of Larkmoor Systems "
        "was $96 million in the third quarter of 2026, up from $71 million a year earlier.\n",
        encoding="utf-8",
    )
    (data_dir / "catalog").mkdir(exist_ok=True)
    (data_dir / "catalog" / "own.yaml").write_text(
        f"- name: notes\n  folder: {pages}\n  publisher: Larkmoor Systems\n  source_type: press_release\n",
        encoding="utf-8",
    )
    for name, command, words in (
        ("status", "corpus", ("status",)), ("refresh", "corpus", ("refresh", "notes")), ("gaps", "corpus", ("gaps",)),
        ("help", "burnrate", ("help",)), ("history", "corpus", ("history",)),
    ):  # fmt: skip
        camera.messages.clear()
        await desk.commanded(Commanded(name, _PLACE, _ADMIN, command, words, now), camera)
        for _ in range(1200):
            if name != "refresh" or (camera.messages and camera.messages[0].card.progress is None):
                break
            await asyncio.sleep(0.1)
        if camera.messages:
            found[name] = camera.messages[0].card
    home = await desk.home(_ADMIN, camera)
    for number, card in enumerate(home.cards):
        found[f"home_{number + 1}"] = card
    await desk.close()
    answering.close()
    memory.close()
    return found


def _take(page: str, to: Path, browser: str, width: int = 640) -> None:
    """A screenshot of a page, cut to what is on it."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "page.html"
        source.write_text(page, encoding="utf-8")
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--no-first-run", f"--user-data-dir={scratch}/profile",
             "--force-device-scale-factor=2", f"--window-size={width},2600", f"--screenshot={to}", source.as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    from PIL import Image, ImageChops

    picture = Image.open(to).convert("RGB")
    box = ImageChops.difference(
        picture, Image.new("RGB", picture.size, picture.getpixel((picture.width - 1, picture.height - 1)))
    ).getbbox()
    if box is not None:
        picture = picture.crop((0, 0, picture.width, min(picture.height, box[3] + 32)))
    picture.quantize(128).save(to, optimize=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--browser", default=shutil.which("chromium") or "/usr/bin/chromium")
    parser.add_argument("--models", type=Path, help="a `models` folder of a data directory, to export nothing anew")
    parser.add_argument("--only", action="append", help="a kind to take, in place of all; more than once for several")
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        data_dir = Path(scratch) / "data"
        data_dir.mkdir()
        if chosen.models is not None:
            (data_dir / "models").symlink_to(chosen.models.resolve(), target_is_directory=True)
        start(data_dir)
        cards = asyncio.run(_cards(data_dir))
    for name, card in cards.items():
        if chosen.only and name not in chosen.only:
            continue
        print(name, flush=True)
        said = _QUESTIONS.get(name, "")
        for dark in (False, True):
            look = "dark" if dark else "light"
            _take(slack.page(card, said, dark=dark), chosen.folder / f"slack-{name}-{look}.png", chosen.browser)
            _take(discord.page(card, said, dark=dark), chosen.folder / f"discord-{name}-{look}.png", chosen.browser)


if __name__ == "__main__":
    main()
