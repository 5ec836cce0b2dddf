"""Commands for setting Discord up."""

from __future__ import annotations

import os

import click

from bot.cli_shared import Invocation, print_json, shared

__all__ = ["discord"]


@click.group()
def discord() -> None:
    """Set up burnrate in Discord (docs/discord.md)."""


@discord.command()
@click.option("--application", metavar="ID", help="The application's id, where the token does not tell it.")
@click.option("--json", "as_json", is_flag=True, help="Print the links as JSON.")
@shared
@click.pass_obj
def invite(obj: Invocation, application: str | None, as_json: bool) -> None:  # noqa: ARG001  options shared by all commands
    """Print the link that adds burnrate to a server, and the one that adds it to a person's own apps."""
    import asyncio

    from bot.discord.invite import application_of, asked_application, guild_link, user_link
    from bot.discord.settings import DiscordSettings
    from bot.errors import SettingError

    settings = DiscordSettings.read(os.environ)
    number = None
    if application is None and settings is not None:
        number = application_of(settings) or asyncio.run(asked_application(settings))
    if application is not None:
        if not (application.isascii() and application.isdecimal()):
            msg = f"--application is {application!r}; give the number that the Developer Portal shows as Application ID"
            raise click.UsageError(msg)
        number = int(application)
    if number is None:
        raise SettingError(
            "BURNRATE_DISCORD_TOKEN is not set, or Discord does not take it, so the application is not known; set it to the bot's token, or give --application "
            "with the Application ID that the Developer Portal shows under General Information"
        )
    server, person = guild_link(number), user_link(number)
    if as_json:
        print_json({"server": server, "person": person})
        return
    click.echo(f"Add it to a server:      {server}")
    click.echo(f"Add it to your own apps: {person}")
