"""Commands for everybody, and how burnrate behaves in a channel."""

from __future__ import annotations

import asyncio
import difflib
from dataclasses import replace

from bot.chat.card import Card, CardKind, Field
from bot.chat.channels import Channel, Mode
from bot.chat.dates import knows, language_name
from bot.chat.means import Call, Means
from bot.chat.reports import short
from bot.chat.watching import resolve
from bot.library import Library
from bot.wording import day_words
from corpus.audit import note
from index.generation import open_current

__all__ = ["Here"]

_MODES = {
    "mentioned": Mode.MENTIONED, "mention": Mode.MENTIONED, "mentions": Mode.MENTIONED, "every": Mode.EVERY, "all": Mode.EVERY,
    "never": Mode.NEVER, "off": Mode.NEVER,
}  # fmt: skip
_PRIVATE = {"private": True, "public": False}
_MODE_WORDS = {
    Mode.MENTIONED: "when it is mentioned", Mode.EVERY: "every question in the channel", Mode.NEVER: "never",
}  # fmt: skip
_KEYS = ("mode", "answers", "topics", "language")


class _NotUnderstood(Exception):
    """What was asked for cannot be set; the message says what can."""


class Here:
    """What a person may ask of burnrate itself, and what an admin sets for a channel."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def forget(self, call: Call) -> None:
        """Forget what a person asked."""
        count = await self._means.memory.forget(call.commanded.person)
        said = f"{count} question{'' if count == 1 else 's'} of yours, with the answers," if count else "Nothing of yours was kept, so nothing"
        await call.whisper(Card(CardKind.DONE, lead=f"{said} {'is' if count == 1 or not count else 'are'} forgotten."))

    async def status(self, call: Call) -> None:
        """Say what the corpus covers and how fresh it is."""
        await call.whisper(await asyncio.to_thread(self._status))

    def _status(self) -> Card:
        with open_current(self._means.data_dir) as snapshot:
            info, newest = snapshot.info, snapshot.newest()
            companies = [name for name, _ in snapshot.entities()]
        lead = f"{info.documents:,} documents with {info.figures:,} figures about {len(companies):,} companies and products."
        return Card(
            CardKind.NOTICE, headline="What I answer from", lead=lead,
            fields=(Field("Newest document", day_words(newest)), Field("Index of", f"{info.built_at:%Y-%m-%d %H:%M} UTC")),
            lines=(f"Most is about {', '.join(companies[:8])}.",) if companies else (),
        )  # fmt: skip

    async def config(self, call: Call) -> None:
        """Show how burnrate behaves in a channel, or set it."""
        place, channels = call.commanded.place, self._means.memory.channels
        now = channels.of(place)
        if not call.words:
            await call.whisper(_settings(now, "How I behave in this channel", CardKind.NOTICE))
            return
        try:
            library = (await asyncio.to_thread(self._means.answering.engine)).library
            wanted = await asyncio.to_thread(self._set, now, call.words, library)
        except _NotUnderstood as error:
            await call.whisper(Card(CardKind.NOTICE, lead=str(error)))
            return
        if wanted != now:
            await channels.configure(place, wanted)
            await asyncio.to_thread(
                note, self._means.data_dir, call.actor, "config", mode=wanted.mode.value, private=wanted.private,
                topics=list(wanted.topics), language=wanted.language,
            )  # fmt: skip
        await call.whisper(_settings(wanted, "Set for this channel", CardKind.DONE))

    def _set(self, now: Channel, words: tuple[str, ...], library: Library) -> Channel:
        """The settings that a command asks for: "mode every", "mode=every", "private", "topics A, B", "language de"."""
        key, _, first = words[0].partition("=")
        rest = " ".join(filter(None, (first, *words[1:]))).strip()
        key = key.casefold()
        value = rest.casefold()
        if key in _PRIVATE and not rest:
            return replace(now, private=_PRIVATE[key])
        if key in {"answers", "private"} and value in {*_PRIVATE, "on", "off", "yes", "no"}:
            return replace(now, private=value in {"private", "on", "yes"})
        if key == "answers":
            raise _NotUnderstood("Answers are “private” (seen by who asked alone) or “public”.")
        if key == "mode":
            if value not in _MODES:
                raise _NotUnderstood("The mode is “mentioned” (I answer when I am mentioned), “every” (every question) or “never”.")
            return replace(now, mode=_MODES[value])
        if key in {"topics", "topic"}:
            return replace(now, topics=self._topics(rest, library))
        if key in {"language", "dates"}:
            if not knows(rest):
                raise _NotUnderstood(f"“{short(rest, 40)}” is no language that I can write dates in; give a code such as en, de or pt-BR.")
            return replace(now, language=rest.replace("_", "-"))
        near = difflib.get_close_matches(key, _KEYS, 1, 0.5)
        hint = f"Did you mean “/burnrate config {near[0]} …”? " if near else ""
        raise _NotUnderstood(f"{hint}You can set mode, answers, topics and language: “/burnrate config” alone shows them.")

    def _topics(self, typed: str, library: Library) -> tuple[str, ...]:
        if typed.casefold() in {"", "all", "any", "none", "off"}:
            return ()
        found = []
        for one in filter(None, map(str.strip, typed.split(","))):
            company, like = resolve(library, one)
            if company is None:
                hint = f" Did you mean {' or '.join(like)}?" if like else ""
                raise _NotUnderstood(f"The corpus tells nothing of “{short(one, 80)}”.{hint} Nothing was changed.")
            found.append(company)
        return tuple(dict.fromkeys(found))


def _settings(channel: Channel, title: str, kind: CardKind) -> Card:
    return Card(
        kind, headline=title,
        fields=(
            Field("Mode", f"{channel.mode.value}: I answer {_MODE_WORDS[channel.mode]}"),
            Field("Answers", "private: seen by who asked alone" if channel.private else "public"),
            Field("Topics", ", ".join(channel.topics) or "all"), Field("Language of dates", f"{channel.language} ({language_name(channel.language)})"),
        ),
        items=(
            "/burnrate config mode mentioned, every or never", "/burnrate config answers public or private",
            "/burnrate config topics COMPANY, COMPANY or all", "/burnrate config language CODE",
        ),
    )  # fmt: skip
