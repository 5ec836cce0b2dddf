"""The terminal: answers with colour and links where there are any, progress bars on long work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from bot.answer import Answer, Status
from bot.progress import STAGE_WORDS
from bot.terminal_series import lines_beside, show_series
from bot.wording import day_words, plain

__all__ = ["progress_bar", "refresh_board", "show_answer"]

_LOOKS = {
    Status.ANSWERED: "bold green",
    Status.NOT_FOUND: "bold yellow",
    Status.CLARIFY: "bold cyan",
    Status.DECLINED: "bold magenta",
}


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error, one line a stage; call what it gives with (stage, done, total)."""
    # Imported here: an answer needs none.
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

    console = Console(stderr=True)
    bar = Progress(TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(), console=console)
    tasks: dict[str, TaskID] = {}

    def tell(stage: str, done: int, total: int) -> None:
        if not tasks:
            bar.start()  # not before there is something to show: an empty one leaves an empty line
        if stage not in tasks:
            tasks[stage] = bar.add_task(STAGE_WORDS.get(stage, stage), total=total or None)
        bar.update(tasks[stage], completed=done, total=total or None)

    try:
        yield tell
    finally:
        if tasks:
            bar.stop()


@contextmanager
def refresh_board() -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """How far a refresh is, on standard error: a line for each source that is read, and for each stage of the build."""
    with progress_bar() as tell:
        console = Console(stderr=True)
        done: set[str] = set()

        def show(told: Mapping[str, Any]) -> None:
            if "total" in told:
                tell(told["stage"], told["done"], told["total"])
            source = told.get("source")
            if source is not None and told.get("finished") and source not in done:
                done.add(source)
                counts = ", ".join(f"{count} {kind}" for kind, count in told["counts"].items())
                console.print(f"  {plain(source)}: {counts or 'nothing'}", style="dim", highlight=False)

        yield show


def show_answer(answer: Answer, console: Console) -> None:
    """Print an answer for a person: what it says, then each source with its quote."""
    for place, line in enumerate(lines_beside(answer)):
        console.print(_marked(line, "" if place else _LOOKS[answer.status]))
    show_series(answer, console)
    if not answer.citations:
        return
    console.print()
    for citation in answer.citations:
        head = Text(f"[{citation.n}] ", style="bold")
        head.append(
            plain(citation.title),
            style=Style(link=citation.url if citation.url.startswith("http") else None, bold=True),
        )
        head.append(f" — {plain(citation.publisher)}, {day_words(citation.published)}")
        kind = citation.source_type.replace("_", " ")
        head.append(f" · burnrate's digest of this {kind}" if citation.digest else f" · {kind}", style="dim")
        console.print(head)
        where = plain(citation.section or citation.heading)
        if citation.page:
            where = f"{where} · p. {citation.page}".strip(" ·")
        if where and where != plain(citation.title):
            console.print(Padding(Text(where, style="dim"), (0, 0, 0, 4)))
        console.print(Padding(Text(f"“{_shortened(citation.quote)}”", style="italic"), (0, 0, 0, 4)))
        console.print(Padding(Text(citation.url, style="dim blue"), (0, 0, 0, 4)))


def _marked(line: str, style: str) -> Text:
    text = Text(line, style=style)
    text.highlight_regex(r"\[\d+\]", "dim")
    return text


def _shortened(quote: str) -> str:
    words = plain(re.sub(r"\s*\n\s*", " ", quote))
    return words if len(words) <= 420 else f"{words[:400].rsplit(' ', 1)[0]} …"
