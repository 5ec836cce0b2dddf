"""Text of cards: the blocks of a card in Discord's markup, shortened to what one message has room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.card import Card
from bot.discord.escaping import escaped, link, on_one_line, shortened, size

__all__ = ["Block", "blocks"]

_LEAST = {
    "headline": 200,
    "lead": 1100,
    "lines": 700,
    "fields": 300,
    "items": 600,
    "quotes": 500,
    "sources": 500,
    "footer": 100,
}
"""What a block may fill however long the others are; together they fit a message of 4,000 characters."""
_FIRST_SERVED = ("headline", "lead", "sources", "quotes", "items", "lines", "fields", "footer")
_MOST_OF_QUOTE = 500
_MOST_READ = 5000
_MOST_OF_LINE = 1000
_STEPS = 12


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a message: the name of the card's field that it shows, and its text in markup."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """One paragraph or line: plain text between two pieces of markup."""

    before: str
    text: str
    after: str = ""

    def fitted(self, room: int) -> str:
        """The entry in markup within so many characters; empty where not even a word has room."""
        left = room - size(self.before) - size(self.after)
        text = escaped(shortened(self.text, left)) if left > 2 else ""
        return f"{self.before}{text}{self.after}" if text or (left >= 0 and not self.text) else ""


def blocks(card: Card, room: int) -> list[Block]:
    """The blocks of a card in the order of its fields, in at most `room` characters of markup together."""
    entries = {name: some for name, some in _entries(card).items() if some}
    rooms = _rooms({name: _length(some) for name, some in entries.items()}, room)
    fitted = [Block(name, _fitted(some, rooms[name])) for name, some in entries.items()]
    return [block for block in fitted if block.text]


def _entries(card: Card) -> dict[str, list[_Entry]]:
    headline = _read(card.headline)
    mark = "# " if len(headline) <= 40 else "## " if len(headline) <= 90 else "### "
    return {
        "headline": [_Entry(mark, headline)] if headline else [],
        "lead": [_Entry("", card.lead[:_MOST_READ].strip())] if card.lead.strip() else [],
        "lines": [_Entry("", line[:_MOST_READ].strip()) for line in card.lines if line.strip()],
        "progress": [_Entry(_bar(card.progress), "")] if card.progress is not None else [],
        "fields": [_field(one.name, one.value) for one in card.fields],
        "items": [_Entry("- ", _read(item)) for item in card.items if item.strip()],
        "quotes": [
            _Entry("> “", shortened(_read(quote.text), _MOST_OF_QUOTE), f"” \\[{quote.n}\\]") for quote in card.quotes
        ],
        "sources": [
            _source(one.n, one.title, one.url, " · ".join(filter(None, (one.about, one.where)))) for one in card.sources
        ],
        "footer": [_Entry("-# ", _read(card.footer))] if card.footer.strip() else [],
    }


def _read(text: str) -> str:
    """A text on one line; what stands beyond all that a message could show is not looked at."""
    return on_one_line(text[:_MOST_OF_LINE])


def _field(name: str, value: str) -> _Entry:
    return _Entry(f"**{escaped(shortened(_read(name), 80))}**  ", _read(value))


def _source(n: int, title: str, url: str, about: str) -> _Entry:
    """A line of the list of sources; an address too long for any message is left out, never cut."""
    mark, plain = f"-# \\[{n}\\] ", shortened(_read(title), 150)
    shown = link(plain, url)
    if size(shown) > 700:
        return _Entry(mark, _read(f"{plain} · {about}"))
    return _Entry(f"{mark}{shown}{' · ' if about.strip() else ''}", _read(about))


def _bar(progress: float) -> str:
    done = min(max(progress, 0.0), 1.0)
    full = round(done * _STEPS)
    return f"`{'█' * full}{'░' * (_STEPS - full)}`  **{done:.0%}**"


def _length(entries: Sequence[_Entry]) -> int:
    return sum(size(f"{one.before}{escaped(one.text)}{one.after}") + 2 for one in entries)


def _rooms(wanted: dict[str, int], room: int) -> dict[str, int]:
    """How much each block may fill: all of what it wants where everything fits, else its least and what others leave."""
    if sum(wanted.values()) <= room:
        return wanted
    share = room / 4000
    given = {name: min(want, int(_LEAST.get(name, 40) * share)) for name, want in wanted.items()}
    left = room - sum(given.values())
    for name in (*_FIRST_SERVED, *wanted):
        if name in wanted:
            more = max(0, min(wanted[name] - given[name], left))
            given[name] += more
            left -= more
    return given


def _fitted(entries: Sequence[_Entry], room: int) -> str:
    """As many entries as have room, the last of them shortened; what was left out ends in an ellipsis."""
    apart = "\n\n" if not entries[0].before else "\n"
    out: list[str] = []
    used = 0
    for number, entry in enumerate(entries):
        rest = len(entries) - number - 1
        space = room - used - len(apart) * bool(out) - (len(apart) + 1) * bool(rest)
        text = entry.fitted(space)
        if not text:
            if out:
                out.append("…")
            break
        used += size(text) + len(apart) * bool(out)
        out.append(text)
    return apart.join(out)
