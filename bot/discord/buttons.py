"""Buttons and forms: what each carries in its id, so that it works after a restart and costs no memory."""

from __future__ import annotations

import re
from typing import Any, Self

import discord
from discord import ui

from bot.chat.card import Button, Style
from bot.discord.escaping import on_one_line

__all__ = ["PressedButton", "form", "parsed", "typed_text"]

_TEMPLATE = re.compile(r"burnrate:(?P<action>[a-z_]{1,24}):(?P<ref>.{0,64})", re.DOTALL)
_STYLES = {
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.MAIN: discord.ButtonStyle.primary,
    Style.DANGER: discord.ButtonStyle.danger,
}
_TYPED = "typed"
_MOST_LABEL = 80
_MOST_TITLE = 45
_MOST_TYPED = 1000


class PressedButton(ui.DynamicItem[ui.Button[Any]], template=_TEMPLATE):
    """A button of a card. Pressed ones reach the client's `pressed`, also those of messages sent before a restart."""

    def __init__(self, button: ui.Button[Any], action: str, ref: str) -> None:
        super().__init__(button)
        self.action = action
        self.ref = ref

    @classmethod
    def of(cls, button: Button, row: int | None = None) -> Self:
        """The button of a card as Discord's."""
        label = on_one_line(button.label) or button.action.value
        shown: ui.Button[Any] = ui.Button(
            style=_STYLES[button.style],
            label=label if len(label) <= _MOST_LABEL else f"{label[: _MOST_LABEL - 2].rstrip()} …",
            custom_id=_carried(button.action, button.ref),
            row=row,
        )
        return cls(shown, button.action, button.ref)

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003  the library's signature
        item: ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """The button that somebody pressed, from what its id carries."""
        assert isinstance(item, ui.Button)  # noqa: S101  only buttons are sent with these ids
        return cls(item, match["action"], match["ref"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand it to the client."""
        await interaction.client.pressed(interaction, self.action, self.ref)


def form(action: str, ref: str, question: str) -> ui.Modal:
    """A form with one question; what is typed comes back under the same action and ref."""
    words = on_one_line(question)
    modal = ui.Modal(title=words[:_MOST_TITLE] or "burnrate", timeout=None, custom_id=_carried(action, ref))
    entry: ui.TextInput[Any] = ui.TextInput(
        style=discord.TextStyle.paragraph, custom_id=_TYPED, max_length=_MOST_TYPED, required=True
    )
    modal.add_item(ui.Label(text=words[:_MOST_TITLE] or "burnrate", description=words[:100] or None, component=entry))
    modal.stop()  # read by what it carries when it comes back, perhaps after a restart
    return modal


def parsed(custom_id: str) -> tuple[str, str] | None:
    """The action and ref that an id carries; None where it is none of ours."""
    match = _TEMPLATE.fullmatch(custom_id)
    return (match["action"], match["ref"]) if match else None


def typed_text(components: list[Any]) -> str:
    """What was typed into a form, from the components that come back."""
    for component in components:
        if component.get("custom_id") == _TYPED:
            return str(component.get("value", ""))
        inner = [*component.get("components", ()), *([component["component"]] if "component" in component else [])]
        if inner and (found := typed_text(inner)):
            return found
    return ""


def _carried(action: str, ref: str) -> str:
    custom_id = f"burnrate:{action}:{ref}"
    if not _TEMPLATE.fullmatch(custom_id):
        raise ValueError(f"a button cannot carry {custom_id!r}; its ref may have 64 characters")
    return custom_id
