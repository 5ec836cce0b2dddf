"""Replies: messages of burnrate's in Discord, edited in place by whatever way is open."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import discord
import structlog

from bot.chat.card import Card, CardKind
from bot.chat.message import Place
from bot.chat.port import Gone
from bot.discord.exchange import Exchange
from bot.discord.layout import Look, embedded, laid_out
from bot.discord.patience import Unseen, patiently

if TYPE_CHECKING:
    from bot.discord.port import DiscordPort

__all__ = ["ChannelReply", "InteractionReply", "Target", "channel_of", "shown"]

_T = TypeVar("_T")
_log = structlog.get_logger()
_SILENT = discord.AllowedMentions.none()


class Target(StrEnum):
    """Which message of an interaction is meant."""

    ORIGINAL = "original"
    FOLLOW_UP = "follow-up"
    PRESSED = "pressed"


class ChannelReply:
    """A message in a channel, edited by its id."""

    def __init__(self, port: DiscordPort, channel: int, message: str, *, plain: bool = False) -> None:
        self._port = port
        self._channel = channel
        self._message = message
        self._plain = plain
        self._pace = _Pace()

    @property
    def message(self) -> str:
        """The id of the message."""
        return self._message

    async def show(self, card: Card) -> None:
        """Edit the message. Raises `Gone` where it is."""
        if not self._message:
            raise Gone("that message was seen by one person alone, and cannot be edited any more")
        await self._pace.wait(card)

        async def edit(look: Look) -> discord.Message:
            found = self._port.messageable(self._channel).get_partial_message(int(self._message))
            return await found.edit(allowed_mentions=_SILENT, **look.as_edit())

        try:
            _, self._plain = await shown(card, edit, plain=self._plain)
        except Unseen as error:
            raise Gone(str(error)) from error

    async def remove(self) -> None:
        """Delete the message."""
        if not self._message:
            return
        found = self._port.messageable(self._channel).get_partial_message(int(self._message))
        try:
            await patiently(found.delete)
        except (Gone, Unseen):
            return


class InteractionReply:
    """A message of an interaction, edited through it while Discord lets it be, by its id or anew in the channel after."""

    def __init__(
        self,
        port: DiscordPort,
        exchange: Exchange,
        place: Place,
        message: str,
        target: Target,
        *,
        person: str = "",
        private: bool = False,
        plain: bool = False,
    ) -> None:
        self._port = port
        self._person = person
        self._exchange = exchange
        self._place = place
        self._message = message
        self._target = target
        self._private = private
        self._plain = plain
        self._after: ChannelReply | None = None
        self._pace = _Pace()

    @property
    def message(self) -> str:
        """The id of the message; empty where only its reader sees it, since nobody can edit that later."""
        if self._private:
            return ""
        return self._after.message if self._after is not None else self._message

    async def show(self, card: Card) -> None:
        """Edit the message. Raises `Gone` where it is and no other can take its place."""
        if self._after is not None:
            await self._after.show(card)
            return
        await self._pace.wait(card)
        if self._exchange.alive:
            try:
                sent, self._plain = await shown(card, self._edit, plain=self._plain)
            except Unseen:
                _log.info("discord exchange over", message=self._message)
            else:
                self._message = str(sent.id)
                return
        await self._show_after(card)

    async def remove(self) -> None:
        """Delete the message."""
        if self._after is not None or not self._exchange.alive:
            await (self._after or ChannelReply(self._port, channel_of(self._place), self._message)).remove()
            return
        interaction = self._exchange.interaction
        try:
            if self._target is Target.FOLLOW_UP:
                await patiently(lambda: interaction.followup.delete_message(int(self._message)))
            else:
                await patiently(interaction.delete_original_response)
        except (Gone, Unseen):
            return

    async def _edit(self, look: Look) -> discord.Message:
        interaction = self._exchange.interaction
        await self._exchange.acknowledge(private=True)
        if self._target is Target.FOLLOW_UP:
            return await interaction.followup.edit_message(
                int(self._message), allowed_mentions=_SILENT, **look.as_edit()
            )
        return await interaction.edit_original_response(allowed_mentions=_SILENT, **look.as_edit())

    async def _show_after(self, card: Card) -> None:
        """Show a card when the interaction is over: in the message itself, or in a new one beside it."""
        if self._private:
            # Nobody can edit what one person sees, and what was meant for one is never shown to all.
            self._after = await self._port.write_to(self._person, card)
            return
        if self._message:
            standing = ChannelReply(self._port, channel_of(self._place), self._message, plain=self._plain)
            try:
                await standing.show(card)
            except Gone:
                _log.info("discord reply not editable", message=self._message)
            else:
                self._after = standing
                return
        self._after = await self._port.send(self._place, card, None)


class _Pace:
    """When a message was edited last: progress is shown at most about once a second, an answer at once."""

    def __init__(self) -> None:
        self._last = float("-inf")

    async def wait(self, card: Card) -> None:
        """Wait until progress may be shown again."""
        now = asyncio.get_running_loop().time
        if card.kind in {CardKind.PROGRESS, CardKind.WAITING}:
            await asyncio.sleep(max(0.0, self._last + 1.0 - now()))
        self._last = now()


async def shown(card: Card, send: Callable[[Look], Awaitable[_T]], *, plain: bool = False) -> tuple[_T, bool]:
    """Send a card in components, and as an embed where those are refused; also says which it was.

    Where files may not be attached it goes without its picture, which says nothing that its words do not.
    """
    try:
        return await _shown(card, send, plain=plain)
    except (Gone, discord.HTTPException) as error:
        if card.picture is None or (isinstance(error, discord.HTTPException) and error.status != 413):
            raise
        return await _shown(replace(card, picture=None), send, plain=plain)


async def _shown(card: Card, send: Callable[[Look], Awaitable[_T]], *, plain: bool) -> tuple[_T, bool]:
    if not plain:
        try:
            return await patiently(lambda: send(laid_out(card))), False
        except discord.HTTPException as error:
            if error.status != 400:
                raise
            _log.warning("discord refused components", code=error.code, said=str(error.text)[:300])
    return await patiently(lambda: send(embedded(card))), True


def channel_of(place: Place) -> int:
    """The id by which Discord knows a place: the thread's where it is one."""
    return int(place.thread or place.channel)
