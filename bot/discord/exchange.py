"""Exchanges: an interaction of Discord's and what may still be said in it.

Discord gives three seconds to the first response and fifteen minutes to all later ones. The first response decides
whether what follows is seen by one or by all, so it is put off a moment, to what the desk says first, and given anyway
where that takes long.
"""

from __future__ import annotations

import asyncio
from typing import Any

import discord

from bot.discord.buttons import form

__all__ = ["Exchange"]

_PUT_OFF = 0.7
"""Seconds that the desk has to begin before an interaction is acknowledged without it."""


class Exchange:
    """One interaction, acknowledged once whoever comes first."""

    def __init__(self, interaction: discord.Interaction[Any], *, private: bool = False) -> None:
        self.interaction = interaction
        self._private = private
        self._lock = asyncio.Lock()
        self._original_free = False
        self._hidden = private

    @property
    def alive(self) -> bool:
        """Whether Discord still takes what is said in it."""
        return not self.interaction.is_expired()

    async def watch(self) -> None:
        """Acknowledge in time, if nobody has by then."""
        await asyncio.sleep(_PUT_OFF)
        await self.acknowledge(private=self._private)

    async def acknowledge(self, *, private: bool) -> None:
        """Tell Discord that something is coming; a button is left as it is, a command shows that burnrate thinks."""
        async with self._lock:
            response = self.interaction.response
            if response.is_done():
                return
            # A pressed button's own message stays; whatever comes is a message beside it.
            new = self.interaction.message is None
            await response.defer(ephemeral=private, thinking=new)
            if new:
                self._original_free = True
                self._hidden = private

    async def take_original(self, *, private: bool) -> bool:
        """Whether the first response is there to be filled, once; one of the wrong visibility is taken away instead."""
        await self.acknowledge(private=private)
        async with self._lock:
            if not self._original_free:
                return False
            self._original_free = False
            fits = self._hidden == private
        if not fits:
            await self.interaction.delete_original_response()
        return fits

    async def ask(self, action: str, ref: str, question: str) -> bool:
        """Open a form; no where it is too late, since a form can only be the first response."""
        async with self._lock:
            if self.interaction.response.is_done():
                return False
            await self.interaction.response.send_modal(form(action, ref, question))
            return True

    async def finish(self) -> None:
        """Take away a first response that nothing followed, and give one where none was."""
        try:
            await self.acknowledge(private=True)
            async with self._lock:
                if not self._original_free:
                    return
                self._original_free = False
            await self.interaction.delete_original_response()
        except discord.HTTPException:
            return
