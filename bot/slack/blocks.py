"""Blocks: a card laid out in Block Kit, within Slack's limits, with nothing in it that could ping, link or mislead.

All that comes from sources and people goes into rich text and plain text objects, which nothing is read from. The limits
are those of Slack's reference of blocks and, for the size over all blocks, what `msg_blocks_too_long` was seen at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.chat.card import Button, Card, CardKind, Field, Quoted, SourceLine, Style
from bot.slack.escapes import clean, escaped, host_of, literal, looks_like_address, shortened

__all__ = ["ACTION_PREFIX", "Block", "Message", "brief", "card_blocks", "laid_out", "plain_text", "size_of"]

Block = dict[str, Any]

ACTION_PREFIX = "burnrate."
_MOST_BLOCKS = 50
_MOST_SIGNS = 12_500  # of about 13,200
_HEADER = 150
_TEXT = 3900  # chat.update takes 4,000
_RICH = 2900
_QUOTE = 900
_TITLE = 150
_LABEL = 75
_ALT = 2000
_MOST_ITEMS = 30
_MOST_QUOTES = 6
_MOST_SOURCES = 15
_MOST_BUTTONS = 25
_IN_A_ROW = 5
_STYLES = {Style.MAIN: "primary", Style.DANGER: "danger"}
_MARKS = {CardKind.WAITING: "⏳", CardKind.NOTICE: "ℹ️", CardKind.ERROR: "⚠️", CardKind.DONE: "✅"}
_CELLS = 20


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: `text` for notifications and for who cannot see blocks, and the blocks."""

    text: str
    blocks: tuple[Block, ...] = ()

    def fields(self) -> dict[str, Any]:
        """The arguments of Slack's methods that post, update and answer."""
        return {"text": self.text, "blocks": list(self.blocks)}


def laid_out(card: Card, picture: str | None = None) -> Message:
    """A card as a message; `picture` is the id of the uploaded file with the card's chart."""
    return Message(plain_text(card), tuple(card_blocks(card, picture)))


def card_blocks(card: Card, picture: str | None = None) -> list[Block]:
    """The blocks of a card, shortened from the sources up until they keep to Slack's limits."""
    blocks: list[Block] = []
    for quotes, sources, items, length in (
        (_MOST_QUOTES, _MOST_SOURCES, _MOST_ITEMS, _RICH),
        (3, 8, 15, 1500),
        (1, 4, 8, 600),
    ):
        blocks = _blocks(_cut(card, quotes, sources, items), picture, length)
        if len(blocks) <= _MOST_BLOCKS and size_of(blocks) <= _MOST_SIGNS:
            break
    return blocks[:_MOST_BLOCKS]


def brief(card: Card) -> Message:
    """The least of a card that still says what it says: for when Slack takes its blocks for too long or wrong."""
    least = replace(
        _cut(card, 1, 3, 3), lines=card.lines[:1], fields=(), picture=None, buttons=card.buttons[:_IN_A_ROW]
    )
    return Message(plain_text(card), tuple(_blocks(least, None, 600)))


def plain_text(card: Card) -> str:
    """A card in words alone, escaped, within what `text` may hold."""
    parts = [card.headline, card.lead, *card.lines]
    if card.progress is not None:
        parts.append(_bar(card.progress))
    parts += [f"{field.name}: {field.value}" for field in card.fields]
    parts += [f"• {item}" for item in card.items]
    if card.picture is not None:
        parts.append(card.picture.alt)
    parts += [f"“{' '.join(quote.text.split())}” [{quote.n}]" for quote in card.quotes[:_MOST_QUOTES]]
    parts += [_listed(source) for source in card.sources]
    parts.append(card.footer)
    text = escaped("\n".join(part for part in parts if part.strip()))
    return _whole_escapes(shortened(text, _TEXT)) or "…"


def size_of(blocks: Sequence[Block]) -> int:
    """The signs of all texts of blocks, as Slack is taken to count them."""
    return sum(map(_signs, blocks))


def _signs(value: object) -> int:
    if isinstance(value, dict):
        return sum(
            len(inner) if isinstance(inner, str) and key in {"text", "alt_text", "url", "value"} else _signs(inner)
            for key, inner in value.items()
        )
    return sum(map(_signs, value)) if isinstance(value, list) else 0


def _cut(card: Card, quotes: int, sources: int, items: int) -> Card:
    left = len(card.items) - items
    kept = (*card.items[:items], f"… and {left} more") if left > 0 else card.items
    return replace(card, quotes=card.quotes[:quotes], sources=card.sources[:sources], items=kept)


def _blocks(card: Card, picture: str | None, length: int) -> list[Block]:
    blocks: list[Block] = []
    if headline := _line(card.headline):
        blocks.append(_header(headline))
        if len(headline) > _HEADER:
            blocks.append(_rich(_section([_text(shortened(literal(card.headline), length))])))
    mark = _MARKS.get(card.kind, "")
    paragraphs = [words for part in (card.lead, *card.lines) if (words := literal(part).strip())]
    for number, words in enumerate(paragraphs):
        begun = f"{mark} " if mark and number == 0 and not headline else ""
        blocks.append(_rich(_section([_text(begun + shortened(words, length))])))
    if card.progress is not None:
        blocks.append(_rich(_section([_text(_bar(card.progress), code=True)])))
    blocks += _fields(card.fields, length)
    if card.items:
        blocks.append(_rich(_list([[_text(shortened(_line(item) or "–", length))] for item in card.items])))
    if picture is not None and card.picture is not None:
        alt = shortened(_line(card.picture.alt), _ALT) or "A chart"
        blocks.append({"type": "image", "slack_file": {"id": picture}, "alt_text": alt})
    blocks += [_quote(quote, length) for quote in card.quotes]
    if card.sources:
        blocks.append(_rich(_section(_sources(card.sources))))
    if footer := _line(card.footer):
        blocks.append({"type": "context", "elements": [_plain(shortened(footer, _RICH))]})
    blocks += _rows(card.buttons)
    return blocks or [_rich(_section([_text("…")]))]


def _line(text: str) -> str:
    """Literal text in one line."""
    return " ".join(literal(text).split())


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def _header(text: str) -> Block:
    return {"type": "header", "text": _plain(shortened(text, _HEADER))}


def _text(text: str, **style: bool) -> Block:
    element: Block = {"type": "text", "text": text}
    if style:
        element["style"] = style
    return element


def _rich(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def _section(elements: list[Block]) -> Block:
    return {"type": "rich_text_section", "elements": elements}


def _list(items: list[list[Block]]) -> Block:
    return {"type": "rich_text_list", "style": "bullet", "elements": [_section(item) for item in items]}


def _quote(quote: Quoted, length: int) -> Block:
    words = shortened(_line(quote.text), min(_QUOTE, length))
    return _rich({"type": "rich_text_quote", "elements": [_text(f"“{words}”", italic=True), _text(f" [{quote.n}]")]})


def _sources(sources: Sequence[SourceLine]) -> list[Block]:
    """The sources, each on a line."""
    elements: list[Block] = []
    for number, source in enumerate(sources):
        elements += ([_text("\n")] if number else []) + _source(source)
    return elements


def _source(source: SourceLine) -> list[Block]:
    """A source: its number, its title as the link to it, the host it leads to, and what it is."""
    host = host_of(source.url)
    title = shortened(_line(source.title), _TITLE) or host or "Untitled"
    elements = [_text(f"{source.n}.  ")]
    if not host:
        elements.append(_text(title, bold=True))
    elif looks_like_address(title) and host not in title.lower():
        # A title that reads like another address must not be what is pressed on.
        elements += [_text(f"{title} · "), {"type": "link", "url": source.url, "text": host}]
    else:
        elements.append({"type": "link", "url": source.url, "text": title})
        elements.append(_text(f" ({host})"))
    more = " · ".join(part for part in (_line(source.about), _line(source.where)) if part)
    if more:
        elements.append(_text(f" — {shortened(more, 300)}"))
    return elements


def _listed(source: SourceLine) -> str:
    """A source in plain words; its address stands there in full, and nothing makes a link of it but the reader."""
    host = host_of(source.url)
    parts = [" ".join(source.title.split()), source.about, source.where, host]
    return f"{source.n}. " + " · ".join(part for part in parts if part.strip())


def _fields(fields: Sequence[Field], length: int) -> list[Block]:
    """Each on a line of its own, which phones show whole, with the name in bold."""
    elements: list[Block] = []
    for number, field in enumerate(fields):
        name, value = (shortened(_line(text), min(900, length)) or "–" for text in (field.name, field.value))
        elements += [*([_text("\n")] if number else []), _text(name, bold=True), _text(f"  {value}")]
    return [_rich(_section(elements))] if elements else []


def _rows(buttons: Sequence[Button]) -> list[Block]:
    shown = [_button(number, button) for number, button in enumerate(buttons[:_MOST_BUTTONS])]
    rows = (shown[start : start + _IN_A_ROW] for start in range(0, len(shown), _IN_A_ROW))
    return [{"type": "actions", "elements": row} for row in rows]


def _button(number: int, button: Button) -> Block:
    # An action_id may stand only once in a message; the number keeps two of one kind apart.
    shown: Block = {
        "type": "button",
        "action_id": f"{ACTION_PREFIX}{button.action.value}.{number}",
        "text": _plain(shortened(_line(button.label), _LABEL) or "…"),
    }
    if button.ref:
        shown["value"] = button.ref
    if button.style in _STYLES:
        shown["style"] = _STYLES[button.style]
    return shown


def _bar(progress: float) -> str:
    share = min(max(progress, 0.0), 1.0)
    done = round(share * _CELLS)
    return "█" * done + "░" * (_CELLS - done) + f" {share:.0%}"


def _whole_escapes(text: str) -> str:
    """Text that was cut, without the half of an escape at its end."""
    head, mark, tail = text.rpartition("&")
    return text if not mark or ";" in tail else clean(head).rstrip() + "…"
