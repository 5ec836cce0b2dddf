"""The port: cards sent to Discord and edited there, whatever the network and Discord's limits do meanwhile."""

from __future__ import annotations

import asyncio
import uuid
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

import discord
import structlog

from bot.chat.card import Card, CardKind
from bot.chat.message import Asked, Clicked, Commanded, Person, Place, Platform
from bot.chat.port import Event, Gone, Reply
from bot.discord.exchange import Exchange
from bot.discord.layout import Look, embedded, laid_out
from bot.discord.patience import Unseen, patiently

__all__ = ["DiscordPort"]

_T = TypeVar("_T")
_log = structlog.get_logger()
_SILENT = discord.AllowedMentions.none()
_CLOSED = Card(
    CardKind.NOTICE,
    lead="I cannot write to you privately. Allow direct messages from members of this server in its privacy settings, or use /ask.",
)
_REMEMBERED = 500
_CLOSED_SECONDS = 30.0


class DiscordPort:
    """Discord as the core sees it. `client` is replaced when the connection is built anew."""

    platform = Platform.DISCORD

    def __init__(self) -> None:
        self.client: discord.Client | None = None
        self._exchanges: OrderedDict[str, Exchange] = OrderedDict()
        self._removals: set[asyncio.Task[None]] = set()

    async def begin(self, event: Event, card: Card, *, private: bool = False) -> Reply:
        """Reply to an event: to the message, to the command, or beside the button that was pressed."""
        exchange = _exchange(event)
        if exchange is not None and exchange.alive:
            try:
                return await self._in_exchange(exchange, event, card, private=private)
            except Unseen:
                _log.info("discord exchange over", event=event.id)
        if private and event.place.workspace:
            return await self._directly(event, card)
        return await self._in_channel(event.place, card, event)

    async def standing(self, place: Place, message: str) -> Reply:
        """A reply sent earlier; one that only its reader sees can be edited while its buttons are being pressed."""
        exchange = self._exchanges.get(message)
        if exchange is not None and exchange.alive:
            return InteractionReply(self, exchange, place, message, _Target.PRESSED)
        return ChannelReply(self, _channel(place), message)

    async def announce(self, place: Place, card: Card) -> str:
        """Post in a channel."""
        return (await self._in_channel(place, card, None)).message

    async def whisper(self, event: Event, card: Card) -> None:
        """Tell the person alone: in the interaction, or in a direct message."""
        await self.begin(event, card, private=True)

    async def ask_back(self, event: Clicked, question: str) -> None:
        """Open a form with one question."""
        exchange = _exchange(event)
        if exchange is None:
            raise Gone("a form can only be opened by a button that was just pressed")
        if not await patiently(lambda: exchange.ask(event.action, event.ref, question)):
            await self.whisper(event, Card(CardKind.NOTICE, lead="That took too long. Please press the button again."))

    async def may_manage(self, person: Person, place: Place) -> bool:
        """Whether a person may manage the server, as Discord says now."""
        client = self._connected()
        guild = client.get_guild(int(place.workspace)) if place.workspace else None
        if guild is None or place.workspace != person.workspace:
            return False
        try:
            member = await patiently(lambda: guild.fetch_member(int(person.id)))
        except (Gone, Unseen, discord.HTTPException):
            return False
        return member.guild_permissions.manage_guild

    def pressed_on(self, message: str, exchange: Exchange) -> None:
        """Remember by which interaction a message can be edited that nobody but its reader sees."""
        self._exchanges[message] = exchange
        self._exchanges.move_to_end(message)
        while len(self._exchanges) > _REMEMBERED:
            self._exchanges.popitem(last=False)

    async def send(self, place: Place, card: Card, event: Event | None) -> ChannelReply:
        """Send a card to a channel, as a reply to the message of the event."""
        return await self._in_channel(place, card, event)

    async def write_to(self, person: str, card: Card) -> ChannelReply:
        """Send a card in a direct message. Raises `Gone` where the person takes none."""
        user = await patiently(lambda: self._connected().fetch_user(int(person)))
        channel = await patiently(user.create_dm)
        return await self._in_channel(Place(Platform.DISCORD, "", str(channel.id)), card, None)

    def messageable(self, channel: int) -> discord.PartialMessageable:
        """A channel to write to, known or not."""
        return self._connected().get_partial_messageable(channel)

    def _connected(self) -> discord.Client:
        if self.client is None:
            raise ConnectionError("Discord is not connected")  # it will be again: not `Gone`
        return self.client

    async def _in_exchange(self, exchange: Exchange, event: Event, card: Card, *, private: bool) -> Reply:
        if await patiently(lambda: exchange.take_original(private=private)):
            reply = InteractionReply(
                self, exchange, event.place, "", _Target.ORIGINAL, person=event.person.id, private=private
            )
            await reply.show(card)
            return reply

        async def send(look: Look) -> discord.WebhookMessage:
            return await exchange.interaction.followup.send(
                ephemeral=private, allowed_mentions=_SILENT, wait=True, **look.as_new()
            )

        sent, plain = await shown(card, send)
        return InteractionReply(
            self,
            exchange,
            event.place,
            str(sent.id),
            _Target.FOLLOW_UP,
            person=event.person.id,
            private=private,
            plain=plain,
        )

    async def _in_channel(self, place: Place, card: Card, event: Event | None) -> ChannelReply:
        number = _channel(place)
        reference = None
        if isinstance(event, Asked) and isinstance(event.via, discord.Message):
            reference = discord.MessageReference(message_id=int(event.id), channel_id=number, fail_if_not_exists=False)

        # Discord takes a message once under one nonce, however often sending it has to be tried.
        nonce = uuid.uuid4().hex[:24]

        async def send(look: Look) -> discord.Message:
            more: dict[str, Any] = look.as_new()
            if reference is not None:
                more["reference"] = reference
            return await self.messageable(number).send(
                allowed_mentions=_SILENT, mention_author=False, suppress_embeds=look.embed is None, nonce=nonce, **more
            )

        sent, plain = await shown(card, send)
        return ChannelReply(self, number, str(sent.id), plain=plain)

    async def _directly(self, event: Event, card: Card) -> Reply:
        """Reply in a direct message; where the person takes none, say so in the channel, without what was to be said."""
        try:
            return await self.write_to(event.person.id, card)
        except Gone:
            note = await self._in_channel(event.place, _CLOSED, event)
            task = asyncio.get_running_loop().create_task(_remove_later(note))
            self._removals.add(task)
            task.add_done_callback(self._removals.discard)
            raise


class _Target(StrEnum):
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
        target: _Target,
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
            await (self._after or ChannelReply(self._port, _channel(self._place), self._message)).remove()
            return
        interaction = self._exchange.interaction
        try:
            if self._target is _Target.FOLLOW_UP:
                await patiently(lambda: interaction.followup.delete_message(int(self._message)))
            else:
                await patiently(interaction.delete_original_response)
        except (Gone, Unseen):
            return

    async def _edit(self, look: Look) -> discord.Message:
        interaction = self._exchange.interaction
        await self._exchange.acknowledge(private=True)
        if self._target is _Target.FOLLOW_UP:
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
            standing = ChannelReply(self._port, _channel(self._place), self._message, plain=self._plain)
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


async def _remove_later(reply: ChannelReply) -> None:
    await asyncio.sleep(_CLOSED_SECONDS)
    await reply.remove()


def _exchange(event: Asked | Clicked | Commanded) -> Exchange | None:
    return event.via if isinstance(event.via, Exchange) else None


def _channel(place: Place) -> int:
    return int(place.thread or place.channel)
