"""The command that keeps running."""

from __future__ import annotations

import signal
import sys

import click

from bot.cli_shared import Invocation, shared

__all__ = ["serve"]


@click.command()
@shared
@click.pass_obj
def serve(obj: Invocation) -> None:
    """Refresh what is followed as it falls due, until SIGTERM or ctrl-C; says what it does in lines of JSON."""
    # Imported here, as it takes longer than answering a question does.
    import asyncio

    import structlog

    from bot.scheduling import Schedule
    from corpus.catalog.reading import read_catalog

    settings = obj.settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    followed = len(read_catalog(settings.data_dir).sources)  # what is wrong with it is said at once
    log = structlog.wrap_logger(
        structlog.PrintLogger(sys.stdout),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
    )

    async def run() -> None:
        schedule = Schedule(settings.data_dir, log, settings.model)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, schedule.stop)
        log.info("serving", data_dir=str(settings.data_dir), sources=followed)
        await schedule.run()
        log.info("stopped")

    asyncio.run(run())
