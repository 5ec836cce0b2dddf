"""Watching companies from chat, and telling the channels that do what is new."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import structlog

from bot.chat import watching
from bot.chat.card import Card, CardKind, Quoted, SourceLine
from bot.chat.cleaning import unmarked
from bot.chat.means import Call, Means
from bot.chat.message import Place, Platform
from bot.chat.port import Gone, Port
from bot.chat.reports import short
from bot.chat.watching import News
from bot.serving import serving
from corpus.audit import Actor

__all__ = ["Watching", "news_card"]

_CHANNEL = re.compile(r"<#(?P<id>\w{1,40})(?:\|[^>]*)?>", re.ASCII)
_FIGURES = 10
"""Of all companies together, in one message."""
_log = structlog.get_logger()


class Watching:
    """Which channels are told about which companies."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._looked = ""

    async def watch(self, call: Call) -> None:
        """Have a channel, this one unless named, told of new figures about a company."""
        words, place = _channel(call)
        if not words or place is None:
            await call.whisper(_USAGE)
            return
        typed = " ".join(words)
        library = (await asyncio.to_thread(self._means.answering.engine)).library
        company, like = await asyncio.to_thread(watching.resolve, library, typed)
        if company is None:
            hint = f" Did you mean {' or '.join(like)}?" if like else " “/corpus gaps” shows what people asked in vain."
            await call.whisper(Card(CardKind.NOTICE, lead=f"The corpus tells nothing of “{short(typed, 80)}” yet.{hint}"))
            return
        if not await asyncio.to_thread(watching.watch, self._means.data_dir, library, place, company, call.actor):
            await call.whisper(Card(CardKind.NOTICE, lead=f"That channel watches {company} already."))
            return
        hello = Card(CardKind.NOTICE, headline=f"This channel now watches {company}", lead="New figures about it are told here after each refresh that brings some, with their sources.")
        try:
            await call.port.announce(place, hello)
        except Gone:
            # Nobody would ever see the news there.
            await asyncio.to_thread(watching.unwatch, self._means.data_dir, place, company, call.actor)
            await call.whisper(Card(CardKind.ERROR, lead="I cannot post in that channel: invite me to it, then say it again."))
            return
        await call.whisper(Card(CardKind.DONE, lead=f"{company} is watched there now."))

    async def unwatch(self, call: Call) -> None:
        """Have a channel told no more about a company."""
        words, place = _channel(call)
        if not words or place is None:
            await call.whisper(_USAGE)
            return
        typed = " ".join(words)
        library = (await asyncio.to_thread(self._means.answering.engine)).library
        company = (await asyncio.to_thread(watching.resolve, library, typed))[0] or typed
        gone = await asyncio.to_thread(watching.unwatch, self._means.data_dir, place, company, call.actor)
        said = f"{company} is not watched there any more." if gone else f"That channel does not watch {short(company, 80)}."
        await call.whisper(Card(CardKind.DONE if gone else CardKind.NOTICE, lead=said))

    async def watches(self, call: Call) -> None:
        """List what is watched in this workspace."""
        here = call.commanded.place
        found = await asyncio.to_thread(watching.watches, self._means.data_dir, here.platform, here.workspace)
        rows = tuple(f"{one.company} · channel {one.place.channel}, since {one.at:%Y-%m-%d}, by {one.who}" for one in found)
        lead = "" if rows else "Nothing is watched: “/corpus watch COMPANY #channel” has a channel told."
        await call.whisper(Card(CardKind.NOTICE, headline="What is watched", lead=lead, items=rows[:50]))

    async def tell(self, ports: Mapping[Platform, Port]) -> None:
        """Look at what is published, where it was not looked at yet, and tell what is new by the platforms that are there."""
        data_dir = self._means.data_dir
        published = await asyncio.to_thread(serving, data_dir)
        if published and published != self._looked:
            library = (await asyncio.to_thread(self._means.answering.engine)).library
            count = await asyncio.to_thread(watching.look, data_dir, library)
            self._looked = library.snapshot.id
            if count:
                _log.info("figures to announce", generation=self._looked, channels=count)
        for platform, port in ports.items():
            for batch in await asyncio.to_thread(watching.pending_news, data_dir, platform):
                await self._announce(port, batch)

    async def _announce(self, port: Port, batch: Sequence[News]) -> None:
        place = batch[0].place
        try:
            await port.announce(place, news_card(batch))
        except Gone:
            _log.warning("a channel that watches is gone", platform=place.platform.value, channel=place.channel)
            for company in {one.company for one in batch}:
                await asyncio.to_thread(watching.unwatch, self._means.data_dir, place, company, Actor("burnrate", "the channel is gone"))
        except Exception:  # noqa: BLE001 - another try may do; the others are told meanwhile
            _log.exception("news not posted", platform=place.platform.value, channel=place.channel)
            await asyncio.to_thread(watching.put_back, self._means.data_dir, batch)


_USAGE = Card(
    CardKind.NOTICE,
    lead="Say “/corpus watch COMPANY #channel”, choosing the channel from the list; without one it is this channel.",
)


def _channel(call: Call) -> tuple[tuple[str, ...], Place | None]:
    """The words of a command without the channel it names, and that channel; None where it is not a real one."""
    here = call.commanded.place.outside_thread
    if call.words:
        linked = _CHANNEL.fullmatch(call.words[-1])
        if linked is not None:
            return call.words[:-1], replace(here, channel=linked["id"])
        if call.words[-1].startswith(("#", "<#")):
            return call.words[:-1], None
    return call.words, here


def news_card(batch: Sequence[News]) -> Card:
    """What is new about companies: each figure with the number of its source."""
    rows: list[str] = []
    sources: dict[str, SourceLine] = {}
    quotes: list[Quoted] = []
    merged: dict[str, list[watching.Item]] = {}
    for one in batch:
        merged.setdefault(one.company, []).extend(one.items)
    room = max(2, _FIGURES // len(merged))
    left = sum(one.more for one in batch)
    for company, items in merged.items():
        left += max(0, len(items) - room)
        for item in items[:room]:
            line = sources.get(item.url)
            if line is None:
                line = sources[item.url] = SourceLine(
                    len(sources) + 1, short(item.title, 150), item.url, f"{short(item.publisher, 100)}, {item.published}"
                )  # fmt: skip
            noted = f" ({item.note})" if item.note else ""
            rows.append(f"{short(f'{company}: {item.what}: {item.value}{noted}')} [{line.n}]")
            if all(quoted.text != unmarked(item.quote) for quoted in quotes) and len(quotes) < 3:
                quotes.append(Quoted(unmarked(item.quote), line.n))
    footer = f"and {left} more new figures: ask me about them" if left else ""
    return Card(
        CardKind.ANSWER, headline=f"New figures about {_names(list(merged))}", items=tuple(rows), quotes=tuple(quotes),
        sources=tuple(sources.values()), footer=footer,
    )  # fmt: skip


def _names(companies: Sequence[str]) -> str:
    if len(companies) > 4:
        return f"{', '.join(companies[:3])} and {len(companies) - 3} others"
    return " and ".join(companies) if len(companies) < 3 else f"{', '.join(companies[:-1])} and {companies[-1]}"
