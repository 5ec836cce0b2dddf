"""Notices: what burnrate says of itself, and the buttons under an answer."""

from __future__ import annotations

from dataclasses import replace

from bot.chat.card import Action, Button, Card, CardKind, Style
from bot.chat.cleaning import unmarked
from bot.chat.limiting import Over
from bot.chat.message import Entry
from bot.chat.questions import Kept

__all__ = [
    "BUSY", "CLOSING", "NO_INDEX", "SILENT_HERE", "STOPPED", "dressed", "failed", "folded", "gone", "limited", "notice",
    "shared", "waiting",
]  # fmt: skip

_LONGEST_LABEL, _LONGEST_ECHO = 75, 150
_UNSEEN = {Entry.COMMAND, Entry.CHECK, Entry.ASK_ABOUT}


def notice(text: str, *buttons: Button) -> Card:
    """A plain word to somebody."""
    return Card(CardKind.NOTICE, lead=text, buttons=buttons)


BUSY = notice("Very many questions are in hand just now, so I have not taken yours. Please ask again in a minute.")
CLOSING = notice("I am being restarted, so I have not taken your question. Please ask again in a minute.")
STOPPED = notice("Stopped. I have not answered.")
SILENT_HERE = notice("I don't answer in this channel: its admins set it so. You can ask me in a direct message.")
NO_INDEX = Card(
    CardKind.ERROR,
    lead="I have no documents to answer from yet. An admin can bring them in with `/corpus refresh`.",
)
_SCOPES = {
    "person": "You have asked as much as one person may for now",
    "channel": "This channel has asked as much as it may for now",
    "workspace": "This workspace has asked as much as it may for now",
}


def waiting(answer: str) -> Card:
    """What stands there until the answer does."""
    return Card(CardKind.WAITING, lead="Looking …", buttons=(Button(Action.STOP, answer, "Stop"),))


def limited(over: Over) -> Card:
    """Too much was asked."""
    if over.seconds < 90:
        when = f"in {over.seconds} seconds" if over.seconds > 1 else "in a second"
    elif over.seconds < 5400:
        when = f"in about {round(over.seconds / 60)} minutes"
    else:
        when = f"in about {round(over.seconds / 3600)} hours"
    return notice(f"{_SCOPES[over.scope]}. Please ask again {when}.")


def failed(reference: str) -> Card:
    """Something broke; the log has it under the reference."""
    return Card(
        CardKind.ERROR,
        lead="Something went wrong on my side, and I have no answer. Please ask again.",
        footer=f"If it keeps happening, tell an admin this reference: {reference}",
    )


def gone(days: int) -> Card:
    """A button of an answer that is not kept any more."""
    return notice(f"I don't have that answer any more: answers are kept for {days} days, or until they are forgotten. Please ask again.")


def dressed(kept: Kept, *, may_share: bool = False) -> Card:
    """The first page of an answer with its buttons."""
    laid = kept.laid
    if laid is None:
        return waiting(kept.id)
    card = laid.shown[0]
    buttons = [Button(Action.ASK, f"{kept.id}.{n}", _short(unmarked(offer), _LONGEST_LABEL)) for n, offer in enumerate(kept.offered)]
    if len(laid.shown) > 1:
        buttons.append(Button(Action.MORE, f"{kept.id}.1", f"More (1 of {len(laid.shown)})", Style.MAIN))
    if laid.differ:
        label = "1 source differs" if laid.differ == 1 else f"{laid.differ} sources differ"
        buttons.append(Button(Action.DISAGREEMENTS, kept.id, label))
    if laid.sources and laid.folded:
        buttons.append(Button(Action.SOURCES, kept.id, "Quotes and sources"))
    if may_share and kept.private and not kept.shared:
        buttons.append(Button(Action.SHARE, kept.id, "Share to channel"))
    if card.kind in {CardKind.ANSWER, CardKind.NOT_FOUND}:
        buttons += [Button(Action.HELPFUL, kept.id, "Helpful"), Button(Action.UNHELPFUL, kept.id, "Not helpful")]
    card = replace(card, buttons=tuple(buttons), picture=kept.picture)
    return _with_question(card, kept) if kept.entry in _UNSEEN and not kept.private else card


def shared(kept: Kept) -> Card:
    """An answer for people who have not seen what was asked."""
    card = dressed(replace(kept, private=False))
    return card if kept.entry in _UNSEEN else _with_question(card, kept)


def folded(pages: tuple[Card, ...], answer: str, page: int, letter: str = "") -> Card:
    """A further page, or what was folded, with a button for the page after it."""
    card = pages[page]
    if page + 1 == len(pages):
        return card
    return replace(card, buttons=(Button(Action.MORE, f"{answer}.{letter}{page + 1}", f"More ({page + 1} of {len(pages)})", Style.MAIN),))


def _with_question(card: Card, kept: Kept) -> Card:
    asked = f"{'Checked' if kept.entry is Entry.CHECK else 'Asked'}: “{_short(unmarked(kept.question), _LONGEST_ECHO)}”"
    return replace(card, footer=f"{asked} · {card.footer}" if card.footer else asked)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
