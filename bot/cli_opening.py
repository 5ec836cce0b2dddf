"""Opening the engine for a command, with the starter corpus built first where there is nothing yet."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import click

from bot.cli_shared import bar
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.engine import Engine

__all__ = ["opened_engine"]


def opened_engine(settings: Settings, *, for_one: bool = False) -> Engine:
    """The engine on the published generation; on an empty data directory the starter corpus is built first.

    `for_one` is for a process that ends with one answer: nothing that it loads is ever garbage, and looking through it
    for some, again and again, would take a twentieth of its time.
    """
    if for_one:
        gc.disable()
    from bot.engine import Engine
    from bot.library import Library
    from index.errors import NoGeneration

    try:
        return Engine(Library.open(settings.data_dir))
    except NoGeneration:
        gc.enable()
        from bot.building import first_generation

        click.echo("No index yet: building one from the starter corpus (once, about a minute).", err=True)
        with bar() as tell:
            first_generation(settings.data_dir, model=settings.model, progress=tell)
        return Engine(Library.open(settings.data_dir))
