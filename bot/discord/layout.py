"""Layout: a card as a Discord message, in components where they are taken and as an embed where not."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import discord
from discord import ui

from bot.chat.card import Button, Card, CardKind
from bot.discord.buttons import PressedButton
from bot.discord.escaping import on_one_line
from bot.discord.text import Block, blocks

__all__ = ["Look", "embedded", "laid_out"]

_MOST_TEXT = 4000
_BETWEEN = 18
"""Characters of the blank lines between the blocks of a card, of which it has nine at most."""
_MOST_BUTTONS = 20
_IN_A_ROW = 5
_MOST_CONTENT = 2000
_MOST_ALT = 1024
_CHART = "chart.png"
_COLOURS = {
    CardKind.ANSWER: 0x2E9E6B,
    CardKind.NOT_FOUND: 0xC9891B,
    CardKind.CLARIFY: 0x3B7DD8,
    CardKind.DECLINED: 0x7A6FA6,
    CardKind.WAITING: 0x8A8F98,
    CardKind.PROGRESS: 0x3B7DD8,
    CardKind.DONE: 0x2E9E6B,
    CardKind.NOTICE: 0x8A8F98,
    CardKind.ERROR: 0xC0392B,
}
_OPENS_A_PART = frozenset({"sources", "footer"})


@dataclass(frozen=True, slots=True)
class Look:
    """A message as it is to look; what is None is absent."""

    view: ui.View | ui.LayoutView | None
    content: str | None = None
    embed: discord.Embed | None = None
    files: tuple[discord.File, ...] = ()

    def as_new(self) -> dict[str, Any]:
        """What a call that sends takes."""
        given: dict[str, Any] = {
            "view": self.view,
            "content": self.content,
            "embed": self.embed,
            "files": list(self.files),
        }
        return {name: value for name, value in given.items() if value}

    def as_edit(self) -> dict[str, Any]:
        """What a call that edits takes; whatever the message had before and has no more is taken away."""
        return {
            "view": self.view,
            "content": self.content,
            "embeds": [self.embed] if self.embed is not None else [],
            "attachments": list(self.files),
        }


def laid_out(card: Card) -> Look:
    """The card in components: one container in the colour of its kind, parts set apart, its buttons at the end."""
    box: ui.Container[Any] = ui.Container(accent_colour=_COLOURS[card.kind])
    shown = blocks(card, _MOST_TEXT - _BETWEEN)
    top = [block for block in shown if block.name not in _OPENS_A_PART]
    if top:
        box.add_item(ui.TextDisplay(_joined(top)))
    files = _chart(card)
    if card.picture is not None:
        gallery: ui.MediaGallery[Any] = ui.MediaGallery()
        gallery.add_item(media=f"attachment://{_CHART}", description=_alt(card) or None)
        box.add_item(gallery)
    for block in shown:
        if block.name not in _OPENS_A_PART:
            continue
        if block.name == "sources" and (top or files):
            box.add_item(ui.Separator(spacing=discord.SeparatorSpacing.small))
        box.add_item(ui.TextDisplay(block.text))
    if not shown and not files:
        box.add_item(ui.TextDisplay("…"))
    buttons = _buttons(card)
    for start in range(0, len(buttons), _IN_A_ROW):
        box.add_item(ui.ActionRow(*(PressedButton.of(button) for button in buttons[start : start + _IN_A_ROW])))
    view = ui.LayoutView(timeout=None)
    view.add_item(box)
    view.stop()  # its buttons are told by what they carry; the library need not remember the message
    return Look(view, files=files)


def embedded(card: Card) -> Look:
    """The same for where components are refused: plain text, or one embed where that is too long, above the buttons."""
    text = _joined(blocks(card, _MOST_TEXT - _BETWEEN)) or "…"
    files = _chart(card)
    embed = None
    if len(text) > _MOST_CONTENT or files:
        embed = discord.Embed(description=text, colour=_COLOURS[card.kind])
        if files:
            embed.set_image(url=f"attachment://{_CHART}")
    buttons = _buttons(card)
    view: ui.View | None = None
    if buttons:
        view = ui.View(timeout=None)
        for number, button in enumerate(buttons):
            view.add_item(PressedButton.of(button, row=number // _IN_A_ROW))
        view.stop()
    return Look(view, None if embed else text, embed, files)


def _joined(shown: list[Block]) -> str:
    """Blocks under one another; a headline stands close to what it heads."""
    out = ""
    for block in shown:
        apart = "" if not out else "\n" if out.startswith("#") and "\n" not in out else "\n\n"
        out += apart + block.text
    return out


def _chart(card: Card) -> tuple[discord.File, ...]:
    if card.picture is None:
        return ()
    return (discord.File(BytesIO(card.picture.png), filename=_CHART, description=_alt(card) or None),)


def _alt(card: Card) -> str:
    return on_one_line(card.picture.alt)[:_MOST_ALT] if card.picture is not None else ""


def _buttons(card: Card) -> list[Button]:
    """The buttons, each once: Discord refuses a message with two that do the same."""
    return list({(button.action, button.ref): button for button in card.buttons}.values())[:_MOST_BUTTONS]
