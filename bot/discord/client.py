"""The client: Discord's events taken in, and each handed to the desk in a task of its own."""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Coroutine
from typing import Any

import aiohttp
import discord
import structlog
import yarl
from discord import app_commands

from bot.chat.card import Card, CardKind
from bot.chat.desk import Desk
from bot.chat.message import Asked, Clicked, Commanded, Entry, Place
from bot.chat.port import Event, Gone
from bot.discord.buttons import PressedButton, form, parsed, typed_text
from bot.discord.commands import add_commands, sync_commands
from bot.discord.exchange import Exchange
from bot.discord.hearing import person_of, place_in, question_in, said_in
from bot.discord.patience import Unseen, patiently
from bot.discord.port import DiscordPort

__all__ = ["BurnrateClient", "intents"]

_log = structlog.get_logger()
_ABOUT = "about"
_MOST_ASKED_OF = 200


def intents(*, content: bool) -> discord.Intents:
    """What is asked of the gateway: servers, their messages and direct ones; with `content` also what those say."""
    wanted = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
    wanted.message_content = content
    return wanted


class BurnrateClient(discord.AutoShardedClient):
    """A connection to Discord, in as many shards as it recommends. Keeps no messages and no members."""

    def __init__(self, desk: Desk, port: DiscordPort, *, content: bool = True, shards: int | None = None) -> None:
        super().__init__(
            intents=intents(content=content),
            shard_count=shards,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0.3,  # nothing is kept of servers that would have to be complete
            allowed_mentions=discord.AllowedMentions.none(),
            activity=discord.CustomActivity(name="/ask about a company's figures"),
        )
        self.desk = desk
        self.port = port
        self.reads_content = content
        self.tree = _Tree(self)
        self._asked_of: OrderedDict[tuple[int | None, str], str] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        add_commands(self)

    async def setup_hook(self) -> None:
        """Take over buttons of messages sent before, and tell Discord of the commands where they changed."""
        self.port.client = self
        self.add_dynamic_items(PressedButton)
        try:
            await sync_commands(self)
        except (discord.HTTPException, app_commands.AppCommandError, aiohttp.ClientError, OSError) as error:
            # Questions can be asked without; it is tried again at the next start.
            _log.warning("discord commands not synced", error=str(error)[:300])

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """Connect a shard, trying again until it is or the client is closed, which the library would not look at."""
        if not self.is_closed():
            await super().launch_shard(gateway, shard_id, initial=initial)

    @property
    def in_hand(self) -> int:
        """How many events are being seen through."""
        return len(self._tasks)

    async def leave(self) -> None:
        """Close the connection and let go of what is still in hand; the desk takes it up again at the next start."""
        await self.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def on_ready(self) -> None:
        """Answer what an earlier run of the program had begun to."""
        try:
            await self.desk.resumed(self.port)
        except Exception:  # noqa: BLE001  the outermost edge: new questions are answered all the same
            _log.exception("discord questions not taken up again")

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message, if it is a question for burnrate."""
        asked = await self._asked(message)
        if asked is None:
            return
        if not asked.text and not message.content and not self.reads_content and asked.entry is Entry.FOLLOW_UP:
            if asked.reply_to:
                self._begin(asked, self.port.begin(asked, _UNREADABLE))
            return
        self._begin(asked, self.desk.asked(asked, self.port))

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer a question anew whose text was changed; Discord also says so when a link was unfolded."""
        message = payload.message
        if message.edited_at is None or message.author.bot:
            return
        asked = await self._asked(message)
        if asked is not None and (asked.text or message.content):
            self._begin(asked, self.desk.edited(asked, self.port))

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Take away the reply to a message that was deleted."""
        await self._deleted(payload.guild_id, payload.channel_id, payload.message_id)

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """The same for many at once."""
        for message in payload.message_ids:
            await self._deleted(payload.guild_id, payload.channel_id, message)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Take a form that was filled in; the library forgets forms over a restart, this does not."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        data: Any = interaction.data or {}
        carried = parsed(str(data.get("custom_id", "")))
        if carried is None:
            return
        typed = typed_text(data.get("components", []))
        if carried[0] == _ABOUT:
            await self._asked_about(interaction, carried[1], typed)
        else:
            await self.pressed(interaction, *carried, text=typed)

    async def ask_what_about(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Open a form for the question that somebody has about a message."""
        self._asked_of[interaction.channel_id, str(message.id)] = said_in(message)
        while len(self._asked_of) > _MOST_ASKED_OF:
            self._asked_of.popitem(last=False)
        await interaction.response.send_modal(form(_ABOUT, str(message.id), "What would you like to know about it?"))

    async def _asked_about(self, interaction: discord.Interaction[Any], ref: str, typed: str) -> None:
        """Take the question from the form; the message is fetched where the form was opened before a restart."""
        exchange = Exchange(interaction, private=True)
        about = self._asked_of.get((interaction.channel_id, ref))
        if about is None and ref.isdecimal():
            await exchange.acknowledge(private=True)
            try:
                channel = self.port.messageable(interaction.channel_id or 0)
                about = said_in(await patiently(lambda: channel.fetch_message(int(ref))))
            except (Gone, Unseen, discord.HTTPException) as error:
                _log.info("discord message not readable", message=ref, why=str(error)[:200])
        await self.asked_by(interaction, typed, Entry.ASK_ABOUT, private=True, about=about or "", exchange=exchange)

    async def pressed(
        self, interaction: discord.Interaction[Any], action: str, ref: str, text: str | None = None
    ) -> None:
        """Hand a pressed button, or the form it opened, to the desk."""
        exchange = Exchange(interaction, private=True)
        message = str(interaction.message.id) if interaction.message is not None else ""
        if message:
            self.port.pressed_on(message, exchange)
        clicked = Clicked(
            id=str(interaction.id),
            place=self._where(interaction),
            person=person_of(interaction.user, interaction.guild_id, interaction.permissions),
            action=action,
            ref=ref,
            message=message,
            at=interaction.created_at,
            text=text,
            via=exchange,
        )
        self._begin(clicked, self.desk.clicked(clicked, self.port))

    async def asked_by(
        self,
        interaction: discord.Interaction[Any],
        text: str,
        entry: Entry,
        *,
        private: bool,
        about: str = "",
        exchange: Exchange | None = None,
    ) -> None:
        """Hand a question that came by a command or its form to the desk."""
        exchange = exchange or Exchange(interaction, private=private)
        asked = Asked(
            id=str(interaction.id),
            place=self._where(interaction),
            person=person_of(interaction.user, interaction.guild_id, interaction.permissions),
            text=text,
            entry=entry,
            at=interaction.created_at,
            private=private,
            about=about,
            via=exchange,
        )
        self._begin(asked, self.desk.asked(asked, self.port))

    async def commanded_by(self, interaction: discord.Interaction[Any], command: str, *words: str) -> None:
        """Hand a command to the desk."""
        commanded = Commanded(
            id=str(interaction.id),
            place=self._where(interaction),
            person=person_of(interaction.user, interaction.guild_id, interaction.permissions),
            command=command,
            words=words,
            at=interaction.created_at,
            via=Exchange(interaction, private=True),
        )
        self._begin(commanded, self.desk.commanded(commanded, self.port))

    def _begin(self, event: Event, work: Coroutine[Any, Any, Any]) -> None:
        task = self.loop.create_task(self._run(event, work), name=f"discord {event.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, event: Event, work: Coroutine[Any, Any, Any]) -> None:
        """See the desk through an event: acknowledged in time, errors told by a short reference."""
        exchange = event.via if isinstance(event.via, Exchange) else None
        watch = self.loop.create_task(_watched(exchange)) if exchange is not None else None
        try:
            await work
        except (Gone, Unseen) as error:
            _log.info("discord reply gone", event=event.id, why=str(error))
        except Exception:  # noqa: BLE001  the outermost edge of an event
            reference = secrets.token_hex(4)
            _log.exception("discord event failed", event=event.id, reference=reference)
            await self._apologise(event, reference)
        finally:
            if watch is not None:
                watch.cancel()
            if exchange is not None:
                await exchange.finish()

    async def _apologise(self, event: Event, reference: str) -> None:
        card = Card(
            CardKind.ERROR,
            lead=f"Something went wrong here. Please try again; if it stays so, tell your admin this reference: {reference}",
        )
        try:
            await self.port.begin(event, card, private=isinstance(event.via, Exchange))
        except (Gone, Unseen, discord.HTTPException, aiohttp.ClientError, OSError) as error:
            _log.warning("discord event failed unsaid", reference=reference, why=str(error)[:200])

    async def _asked(self, message: discord.Message) -> Asked | None:
        if self.user is None or message.author.bot:
            return None
        place = await self._place(message.guild.id if message.guild else None, message.channel, message.channel.id)
        return question_in(
            message, self.user, place, follows=self.desk.follows(place), answers_all=self.desk.answers_all(place)
        )

    async def _deleted(self, guild: int | None, channel: int, message: int) -> None:
        place = await self._place(guild, self.get_channel(channel), channel)
        try:
            await self.desk.deleted(place, str(message), self.port)
        except (Gone, Unseen) as error:
            _log.info("discord reply gone", message=message, why=str(error))
        except Exception:  # noqa: BLE001  the outermost edge of an event
            _log.exception("discord deletion failed", message=message)

    async def _place(self, guild: int | None, channel: Any, channel_id: int) -> Place:
        """Where something happened. A thread that the gateway has not told of is asked for."""
        if guild is not None and not isinstance(channel, (discord.abc.GuildChannel, discord.Thread)):
            try:
                channel = self.get_channel(channel_id) or await self.fetch_channel(channel_id)
            except (discord.HTTPException, discord.InvalidData, aiohttp.ClientError, OSError) as error:
                _log.warning("discord channel unknown", channel=channel_id, why=str(error)[:200])
        return place_in(guild, channel, channel_id)

    def _where(self, interaction: discord.Interaction[Any]) -> Place:
        channel = interaction.channel if isinstance(interaction.channel, discord.abc.Snowflake) else None
        return place_in(interaction.guild_id, channel, interaction.channel_id or 0)


_UNREADABLE = Card(
    CardKind.NOTICE,
    lead="Discord does not show me what this message says, as it does not mention me. Please mention me in it.",
)


class _Tree(app_commands.CommandTree[BurnrateClient]):
    """The commands; one that cannot be run says so to whoever typed it."""

    async def on_error(
        self, interaction: discord.Interaction[BurnrateClient], error: app_commands.AppCommandError, /
    ) -> None:
        reference = secrets.token_hex(4)
        _log.error("discord command failed", reference=reference, exc_info=error)
        if not interaction.response.is_done():
            await interaction.response.send_message(
                f"That did not work. Reference: {reference}",
                ephemeral=True,
                allowed_mentions=discord.AllowedMentions.none(),
            )


async def _watched(exchange: Exchange) -> None:
    try:
        await exchange.watch()
    except discord.HTTPException as error:
        _log.warning("discord not acknowledged", interaction=exchange.interaction.id, why=str(error)[:200])
