"""A course or a comparison as a table in the terminal, with a bar for each figure."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from bot.answer import Answer
from bot.series import Series, SeriesKind, series_of
from bot.wording import basis_words, in_short, plain
from index.pattern import lazy_pattern

__all__ = ["lines_beside", "show_series"]

_BAR = 24
_SENTENCE = lazy_pattern(r"^(?P<entity>.+?): .+ \[\d+\]\.(?: \([^()]*\))?$")


def lines_beside(answer: Answer) -> list[str]:
    """The lines of an answer that its table does not hold: all but a sentence for each figure."""
    lines = answer.text.split("\n")
    if series_of(answer) is None:
        return lines
    told = {plain(f.entity) for f in answer.figures}
    return [line for line in lines if not ((found := _SENTENCE.match(line)) and found["entity"] in told)]


def show_series(answer: Answer, console: Console) -> None:
    """Print the table of an answer that tells a course or a comparison; nothing for any other."""
    series = series_of(answer)
    if series is None:
        return
    from rich.table import Table

    several = series.kind is not SeriesKind.COURSE or len(series.names) > 1
    largest = max(abs(p.middle) for p in series.points) or 1
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), title=plain(series.title), title_justify="left", title_style="bold")
    for justify in ("left", "left", "right", "left", "left"):
        table.add_column(justify=justify, no_wrap=justify == "right")
    for place, name, label, number, share, note in _rows(series, float(largest)):
        bar = Text("█" * round(share * _BAR) if share >= 0 else "░" * round(-share * _BAR), style="blue" if share >= 0 else "red")
        table.add_row(Text(name if several else "", style="bold"), Text(label), Text(number), bar, Text(note, style="dim"), style=None if place else "dim")
    console.print(table)
    rest = len(answer.figures) - len(series.points)
    if rest:
        console.print(Text(f"{rest} more, for other lengths of time:", style="dim"))
        shown = {(p.name, p.period) for p in series.points}
        for figure in answer.figures:
            if (figure.entity, figure.period) not in shown:
                console.print(f"  {plain(figure.entity)} {figure.period}: {in_short(figure.amount)} {_marks(figure.citations)}")


def _rows(series: Series, largest: float) -> list[tuple[bool, str, str, str, float, str]]:
    """Whether something is held, whose, for when, how much, its share of the largest, and what to know of it."""
    out = [
        (p.place, (True, plain(p.name), p.period, in_short(p.amount), float(p.middle) / largest, f"{_marks(p.citations)} {basis_words(p.basis)}".strip()))
        for p in series.points
    ]
    out += [(place, (False, series.names[0], label, "not held", 0.0, "")) for place, label in series.missing]
    return [row for _, row in sorted(out, key=lambda each: each[0])] if series.kind is SeriesKind.COURSE else [row for _, row in out]


def _marks(citations: tuple[int, ...]) -> str:
    return "".join(f"[{n}]" for n in citations)
