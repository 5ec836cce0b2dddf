"""The command that keeps running."""

from __future__ import annotations

import signal

import click

from bot.cli_shared import Invocation, shared

__all__ = ["serve"]


@click.command()
@shared
@click.pass_obj
def serve(obj: Invocation) -> None:
    """Answer in Slack, Discord and over HTTP, and refresh what is followed, until SIGTERM or ctrl-C.

    Runs every platform whose credentials are set. Says what it does in lines of JSON. Settings: docs/serving.md.
    """
    # Imported here, as it takes longer than answering a question does.
    import asyncio
    import os

    import structlog

    from bot.logs import secrets_of, start_logging
    from bot.service import Service
    from corpus.catalog.reading import read_catalog
    from corpus.net.settings import FetchSettings

    settings = obj.settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    # What is wrong with these is said at once, not when something is first refreshed.
    read_catalog(settings.data_dir)
    FetchSettings.read(os.environ)
    start_logging(secrets_of(os.environ))

    async def run() -> None:
        service = Service(settings, os.environ)
        loop = asyncio.get_running_loop()
        main = asyncio.current_task()

        def stop() -> None:
            structlog.get_logger().info("stopping")
            service.stop()
            for number in (signal.SIGTERM, signal.SIGINT):
                # Who asks twice does not want to wait.
                loop.add_signal_handler(number, main.cancel if main is not None else service.stop)

        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop)
        await service.run()

    try:
        asyncio.run(run())
    except asyncio.CancelledError:
        raise SystemExit(1) from None
