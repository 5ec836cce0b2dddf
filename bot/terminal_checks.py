"""A checked text in the terminal: each claim with its verdict, why, and where that stands."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from bot.checked import Checked, CheckedClaim, Verdict
from bot.wording import day_words, plain

__all__ = ["show_checked"]

_LOOKS = {
    Verdict.SUPPORTED: ("SUPPORTED", "bold green"),
    Verdict.CONTRADICTED: ("CONTRADICTED", "bold red"),
    Verdict.NOT_FOUND: ("NOT FOUND", "bold yellow"),
}


def show_checked(checked: Checked, console: Console) -> None:
    """Print what was found of a text, claim by claim, for a person."""
    for place, claim in enumerate(checked.claims):
        if place:
            console.print()
        _show_claim(claim, console)
    if checked.unchecked and checked.claims:
        console.print()
    for one in checked.unchecked:
        console.print(Text("NOT CHECKED ", style="bold dim").append(f"{plain(one.text)} ({one.why})", style="dim not bold"))
    if not checked.claims and not checked.unchecked:
        console.print("There is nothing to check.")


def _show_claim(claim: CheckedClaim, console: Console) -> None:
    word, style = _LOOKS[claim.verdict]
    head = Text(f"{word} ", style=style)
    head.append(plain(claim.text), style="bold")
    console.print(head)
    for line in claim.why.split("\n"):
        told = Text(line)
        told.highlight_regex(r"\[\d+\]", "dim")
        console.print(Padding(told, (0, 0, 0, 4)))
    for citation in claim.citations:
        source = Text(f"[{citation.n}] ", style="dim")
        source.append(plain(citation.title), style=Style(link=citation.url if citation.url.startswith("http") else None))
        source.append(f" — {plain(citation.publisher)}, {day_words(citation.published)}")
        kind = citation.source_type.replace("_", " ")
        source.append(f" · burnrate's digest of this {kind}" if citation.digest else f" · {kind}", style="dim")
        console.print(Padding(source, (0, 0, 0, 4)))
        console.print(Padding(Text(citation.url, style="dim blue"), (0, 0, 0, 8)))
