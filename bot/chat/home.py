"""The home: what a person finds of burnrate before they have asked anything."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.card import Card

__all__ = ["Home"]


@dataclass(frozen=True, slots=True)
class Home:
    """A page of cards under a title."""

    title: str
    cards: tuple[Card, ...] = ()
