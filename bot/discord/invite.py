"""The invite: the link that adds burnrate to a server or to a person's own apps, with what it needs and no more."""

from __future__ import annotations

import base64
import binascii

import aiohttp
import discord
from yarl import URL

from bot.discord.app import addresses
from bot.discord.settings import DiscordSettings

__all__ = ["PERMISSIONS", "application_of", "asked_application", "guild_link", "user_link"]

_AUTHORIZE = "https://discord.com/oauth2/authorize"
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    read_message_history=True,  # replying to a message asks for it
    embed_links=True,
    attach_files=True,
)


def application_of(settings: DiscordSettings) -> int | None:
    """The application that a token belongs to, which the token's first part spells; None where it does not."""
    first = settings.token.split(".")[0]
    try:
        spelt = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    return int(spelt) if spelt.isdecimal() and 15 <= len(spelt) <= 20 else None


async def asked_application(settings: DiscordSettings) -> int | None:
    """The same as Discord tells it; None where it cannot be asked or does not take the token."""
    with addresses(settings):
        async with discord.Client(intents=discord.Intents(guilds=True)) as client:
            try:
                await client.login(settings.token)
            except (discord.DiscordException, aiohttp.ClientError, OSError):
                return None
            return client.application_id


def guild_link(application: int) -> str:
    """The link that adds burnrate to a server."""
    query = {
        "client_id": str(application),
        "scope": "bot applications.commands",
        "permissions": str(PERMISSIONS.value),
        "integration_type": "0",
    }
    return str(URL(_AUTHORIZE).with_query(query))


def user_link(application: int) -> str:
    """The link that adds burnrate's commands to a person's own apps, to be used anywhere."""
    query = {"client_id": str(application), "scope": "applications.commands", "integration_type": "1"}
    return str(URL(_AUTHORIZE).with_query(query))
