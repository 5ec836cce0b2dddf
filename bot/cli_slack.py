"""The commands about Slack."""

from __future__ import annotations

import os

import click

from bot.cli_shared import Invocation, print_json, shared

__all__ = ["slack"]


@click.group()
def slack() -> None:
    """Set up Slack."""


@slack.command()
@click.option(
    "--socket/--http", "sockets", default=True, help="How events come: Socket Mode (default), or HTTP requests."
)
@click.option(
    "--url", metavar="URL", help="Where Slack and browsers reach the HTTP port (or BURNRATE_SLACK_PUBLIC_URL)."
)
@click.option("--assistant", is_flag=True, help="The older assistant view, for workspaces without the agent view.")
@shared
@click.pass_obj
def manifest(obj: Invocation, sockets: bool, url: str | None, assistant: bool) -> None:  # noqa: ARG001  shared wants it
    """Print the app manifest, to be pasted at api.slack.com/apps > Create New App > From a manifest."""
    from bot.slack.manifest import app_manifest
    from bot.slack.settings import SlackSettings

    environ = dict(os.environ) if url is None else {**os.environ, "BURNRATE_SLACK_PUBLIC_URL": url}
    public = SlackSettings.public_address(environ)
    if not sockets and not public:
        msg = "--http needs --url: the address at which Slack reaches the HTTP port, such as https://burnrate.example"
        raise click.UsageError(msg)
    print_json(app_manifest(sockets=sockets, public_url=public, older_view=assistant))
