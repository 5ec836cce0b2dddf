"""Dates in the language of a channel."""

from __future__ import annotations

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from bot.wording import day_words
from corpus.dates import Month

__all__ = ["day_in", "knows", "language_name"]


def knows(language: str) -> bool:
    """Whether dates can be written in a language, named as in "de" or "pt-BR"."""
    return _locale(language) is not None


def language_name(language: str) -> str:
    """What a language is called in English; as it was given where it is not known."""
    locale = _locale(language)
    return (locale.english_name if locale is not None else None) or language


def day_in(language: str, day: date | None) -> str:
    """A day as people write it in a language, or its month where only that is known; in English where it is unknown."""
    locale = _locale(language)
    if day is None or locale is None or locale.language == "en":
        return day_words(day)
    if isinstance(day, Month):
        return format_skeleton("yMMMM", day, locale=locale)
    return format_date(day, "long", locale=locale)


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError, TypeError):
        return None
