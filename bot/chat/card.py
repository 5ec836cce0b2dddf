"""Cards: what is shown in chat, laid out but not yet in any platform's own words.

Every text in a card is plain: a platform's renderer escapes all of it, so that nothing in a source or a question can
ping, link or break out of its quote. `[1]` in a text marks a source.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Action", "Button", "Card", "CardKind", "Field", "Picture", "Quoted", "SourceLine", "Style"]


class CardKind(StrEnum):
    """What a card is, which decides its colour and its mark."""

    ANSWER = "answer"
    NOT_FOUND = "not_found"
    CLARIFY = "clarify"
    DECLINED = "declined"
    WAITING = "waiting"
    PROGRESS = "progress"
    DONE = "done"
    NOTICE = "notice"
    ERROR = "error"


class Action(StrEnum):
    """What a button does; part of what a platform sends back when it is pressed, so never renamed."""

    SOURCES = "sources"  # unfold the quotes and sources, to whoever pressed
    DISAGREEMENTS = "differ"
    HELPFUL = "good"
    UNHELPFUL = "bad"  # asks why, in a form
    SHARE = "share"  # a private answer, to the channel
    MORE = "more"  # the next page of a long answer
    STOP = "stop"
    ASK = "ask"  # ask what the button says
    PUBLISH = "publish"
    DISCARD = "discard"
    ROLLBACK = "rollback"
    ADD = "add"
    REMOVE = "remove"
    CANCEL = "cancel"


class Style(StrEnum):
    """How loud a button is."""

    PLAIN = "plain"
    MAIN = "main"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A button; `ref` is what it acts on: the id of an answer kept, a generation, a request kept. At most 60 characters."""

    action: Action
    ref: str
    label: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a source, and the number of the source they are from."""

    text: str
    n: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as it is listed: `about` says publisher, date and kind ("SEC, 20 May 2026 · our digest of this filing")."""

    n: int
    title: str
    url: str
    about: str
    where: str = ""  # item and section, or page


@dataclass(frozen=True, slots=True)
class Field:
    """A name and what it is, set side by side where there is room."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as PNG bytes, with the words that say the same to whoever cannot see it."""

    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Card:
    """One message. Only what is set is shown, in the order of the fields.

    `headline` is the figure or the fact ("$6.4 billion"), `lead` the sentences that say what it is, `lines` further
    paragraphs, `items` a list, `progress` how far something is (0 to 1). A renderer shortens what its platform has no
    room for and ends it with an ellipsis; the core pages long answers before, so that nothing is lost.
    """

    kind: CardKind
    headline: str = ""
    lead: str = ""
    lines: tuple[str, ...] = ()
    progress: float | None = None
    fields: tuple[Field, ...] = ()
    items: tuple[str, ...] = ()
    picture: Picture | None = None
    quotes: tuple[Quoted, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    footer: str = ""
    buttons: tuple[Button, ...] = ()
