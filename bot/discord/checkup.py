"""The check-up of Discord for `doctor`: what Discord says of the token, the intents and the permissions, and what to click."""

from __future__ import annotations

import aiohttp
import discord

from bot.checkup import Check
from bot.discord.app import NO_CONTENT, NO_LOGIN, addresses
from bot.discord.invite import PERMISSIONS, guild_link
from bot.discord.settings import DiscordSettings

__all__ = ["check"]

_MOST_SERVERS = 200
_PAGE = "https://discord.com/developers/applications"


async def check(settings: DiscordSettings) -> list[Check]:
    """Ask Discord about the token, the application's intents and installs, its commands, and its role in each server."""
    with addresses(settings):
        async with discord.Client(intents=discord.Intents(guilds=True)) as client:
            try:
                await client.login(settings.token)
            except discord.LoginFailure:
                return [Check("Discord token", ok=False, detail=NO_LOGIN)]
            except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
                return [Check("Discord token", ok=False, detail=f"{settings.api_url} cannot be asked: {error}")]
            application = await client.application_info()
            name = client.user.name if client.user is not None else "?"
            out = [Check("Discord token", ok=True, detail=f"{name}, application {application.id}")]
            out += [_content(application), _installs(application), _endpoint(application)]
            try:
                out += [await _commands(client, application.id), *await _servers(client, application.id)]
            except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
                out.append(Check("Discord servers", ok=False, detail=f"cannot be listed: {error}"))
            return out


def _content(application: discord.AppInfo) -> Check:
    flags = application.flags
    on = flags.gateway_message_content or flags.gateway_message_content_limited
    return Check("Discord message content", ok=on, detail="intent switched on" if on else NO_CONTENT)


def _installs(application: discord.AppInfo) -> Check:
    by_people = application.user_integration_config is not None
    by_servers = application.guild_integration_config is not None
    missing = [name for name, there in (("Guild Install", by_servers), ("User Install", by_people)) if not there]
    if not missing:
        return Check("Discord installs", ok=True, detail="servers and people can add it")
    return Check(
        "Discord installs",
        ok=by_servers or not by_people,
        detail=f"{' and '.join(missing)} switched off; {_PAGE}/{application.id}/installation, tick it under Installation Contexts",
    )


def _endpoint(application: discord.AppInfo) -> Check:
    url = application.interactions_endpoint_url
    return Check(
        "Discord interactions",
        ok=not url,
        detail="come by the gateway"
        if not url
        else f"are sent to {url} and never reach burnrate; {_PAGE}/{application.id}/information, empty Interactions Endpoint URL",
    )


async def _commands(client: discord.Client, application: int) -> Check:
    held = await client.http.get_global_commands(application)
    names = {one["name"] for one in held}
    there = {"ask", "corpus", "burnrate"} <= names
    return Check(
        "Discord commands",
        ok=there,
        detail=f"{len(held)} registered"
        if there
        else "not registered yet; `burnrate serve` registers them when it starts",
    )


async def _servers(client: discord.Client, application: int) -> list[Check]:
    out = []
    count = 0
    async for guild in client.fetch_guilds(limit=_MOST_SERVERS, with_counts=False):
        count += 1
        member = await client.http.get_member(guild.id, client.user.id if client.user is not None else 0)
        roles = {int(role) for role in member["roles"]} | {guild.id}
        held = discord.Permissions.none()
        for role in await guild.fetch_roles():
            if role.id in roles:
                held |= role.permissions
        missing = (
            [] if held.administrator else [name for name, needed in PERMISSIONS if needed and not getattr(held, name)]
        )
        if missing:
            said = ", ".join(name.replace("_", " ").title() for name in missing)
            out.append(
                Check(
                    f"Discord server {guild.name}",
                    ok=False,
                    detail=f"burnrate's role lacks {said}; Server Settings, Roles, burnrate, Permissions, or add it anew by {guild_link(application)}",
                )
            )
    if not count:
        return [Check("Discord servers", ok=False, detail=f"burnrate is in none; open {guild_link(application)}")]
    return [
        *out,
        Check("Discord servers", ok=not out, detail=f"in {count}, {count - len(out)} with every permission it needs"),
    ]
