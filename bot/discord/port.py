"""The port: cards sent to Discord and edited there, whatever the network and Discord's limits do meanwhile."""

from __future__ import annotations

import asyncio
import uuid
from collections import OrderedDict
from typing import Any

import discord
import structlog

from bot.chat.card import Card, CardKind
from bot.chat.message import Asked, Clicked, Commanded, Person, Place, Platform
from bot.chat.port import Event, Gone, Reply
from bot.discord.exchange import Exchange
from bot.discord.layout import Look
from bot.discord.patience import Unseen, patiently
from bot.discord.replies import ChannelReply, InteractionReply, Target, channel_of, shown

__all__ = ["DiscordPort"]

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
        return await self._inchannel_of(event.place, card, event)

    async def standing(self, place: Place, message: str) -> Reply:
        """A reply sent earlier; one that only its reader sees can be edited while its buttons are being pressed."""
        exchange = self._exchanges.get(message)
        if exchange is not None and exchange.alive:
            return InteractionReply(self, exchange, place, message, Target.PRESSED)
        return ChannelReply(self, channel_of(place), message)

    async def announce(self, place: Place, card: Card) -> str:
        """Post in a channel."""
        return (await self._inchannel_of(place, card, None)).message

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
        return await self._inchannel_of(place, card, event)

    async def write_to(self, person: str, card: Card) -> ChannelReply:
        """Send a card in a direct message. Raises `Gone` where the person takes none."""
        user = await patiently(lambda: self._connected().fetch_user(int(person)))
        channel = await patiently(user.create_dm)
        return await self._inchannel_of(Place(Platform.DISCORD, "", str(channel.id)), card, None)

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
                self, exchange, event.place, "", Target.ORIGINAL, person=event.person.id, private=private
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
            Target.FOLLOW_UP,
            person=event.person.id,
            private=private,
            plain=plain,
        )

    async def _inchannel_of(self, place: Place, card: Card, event: Event | None) -> ChannelReply:
        number = channel_of(place)
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
            note = await self._inchannel_of(event.place, _CLOSED, event)
            task = asyncio.get_running_loop().create_task(_remove_later(note))
            self._removals.add(task)
            task.add_done_callback(self._removals.discard)
            raise


async def _remove_later(reply: ChannelReply) -> None:
    await asyncio.sleep(_CLOSED_SECONDS)
    await reply.remove()


def _exchange(event: Asked | Clicked | Commanded) -> Exchange | None:
    return event.via if isinstance(event.via, Exchange) else None
