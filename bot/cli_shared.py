"""What the commands share: their settings, options that stand anywhere, and how they print."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click

from bot.settings import Settings
from corpus.errors import CorpusError

__all__ = ["Invocation", "bar", "open_store", "print_json", "shared"]


@dataclass(slots=True)
class Invocation:
    """How the program was called, before the command's name or after it."""

    data_dir: str | None
    debug: bool

    def settings(self) -> Settings:
        """The settings; raises SettingError."""
        return Settings.read(os.environ, self.data_dir)


def shared(command: Any) -> Any:
    """Let --data-dir and --debug stand after the command's name too."""

    def keep(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
        if value:
            setattr(context.obj, parameter.name or "", value)
        return value

    command = click.option(
        "--data-dir", metavar="FOLDER", callback=keep, expose_value=False, help="Where everything is kept."
    )(command)
    return click.option("--debug", is_flag=True, callback=keep, expose_value=False, help="Show tracebacks.")(command)


@contextmanager
def open_store(obj: Invocation) -> Iterator[Any]:
    """The documents of the data directory. Raises CorpusError where there are none yet."""
    from bot.building import store_path
    from corpus.store import Store

    path = store_path(obj.settings().data_dir)
    if not path.is_file():
        msg = f"there is no corpus in {path.parent}; `burnrate init` makes one"
        raise CorpusError(msg)
    with Store(path) as store:
        yield store


@contextmanager
def bar() -> Iterator[Any]:
    """A progress bar on standard error; call what it gives with (stage, done, total)."""
    from bot.terminal import progress_bar

    with progress_bar() as tell:
        yield tell


def print_json(value: object) -> None:
    """Print JSON on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
