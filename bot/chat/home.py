"""The home: what a person finds of burnrate before they have asked anything."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.chat.card import Action, Button, Card, CardKind, Field, Style
from bot.chat.means import FAILURES, Means
from bot.chat.reports import short
from bot.chat.watching import watches
from bot.gaps import gaps
from bot.golden import golden_questions
from bot.holding import pending
from bot.wording import day_words
from corpus.catalog.reading import read_catalog
from corpus.runs import latest
from corpus.schedule import standings
from index.errors import IndexingError
from index.generation import open_current

__all__ = ["Home", "home_of"]


@dataclass(frozen=True, slots=True)
class Home:
    """A page of cards under a title."""

    title: str
    cards: tuple[Card, ...] = ()


async def home_of(means: Means, recent: list[str], *, admin: bool) -> Home:
    """The home with what the corpus covers, some recent questions and, for admins, how the corpus stands."""
    cards = [await asyncio.to_thread(_coverage, means.data_dir)]
    if recent:
        cards.append(Card(CardKind.NOTICE, headline="Your recent questions", items=tuple(short(one, 150) for one in recent)))
    if admin:
        try:
            good, bad = await means.memory.feedback.counts()
            cards += await asyncio.to_thread(_panel, means.data_dir, good, bad)
        except FAILURES as error:
            cards.append(Card(CardKind.ERROR, headline="For admins", lead=str(error)))
    return Home("burnrate", tuple(cards))


def _coverage(data_dir: Path) -> Card:
    try:
        with open_current(data_dir) as snapshot:
            info, newest = snapshot.info, snapshot.newest()
            companies = [name for name, _ in snapshot.entities()]
    except IndexingError:
        return Card(CardKind.NOTICE, headline="Nothing to answer from yet", lead="The first index is being built, or an admin has to bring documents.")
    told = ", ".join(companies[:10])
    return Card(
        CardKind.NOTICE, headline="Ask me about the AI industry's money",
        lead=f"I answer from {info.documents:,} documents with {info.figures:,} figures, and show the words they stand in.",
        lines=(f"Most is about {told}.",) if told else (),
        fields=(Field("Newest document", day_words(newest)), Field("Brought up to date", f"{info.built_at:%Y-%m-%d %H:%M} UTC")),
    )  # fmt: skip


def _panel(data_dir: Path, good: int, bad: int) -> list[Card]:
    sources, standing = read_catalog(data_dir).sources, standings(data_dir)
    failing = [one.name for one in sources if (known := standing.get(one.name)) is not None and known.failures]
    run, held = latest(data_dir), pending(data_dir)
    vain = gaps(data_dir, 5)
    golden = golden_questions(data_dir)
    own = sum(not one.shipped for one in golden)
    fields = (
        Field("Sources", f"{len(sources)} followed" + (f", {len(failing)} failing: {', '.join(failing[:3])}" if failing else "")),
        Field("Last refresh", "never" if run is None else f"{run.began:%Y-%m-%d %H:%M} UTC by {run.who}"),
        Field("Held", f"generation {held.generation}" if held is not None else "nothing"),
        Field("Golden questions", f"{len(golden)}, {own} of your own"),
        Field("Feedback", f"{good} helpful, {bad} not" if good or bad else "none yet"),
        Field("Channels that watch", str(len({(w.place.platform, w.place.workspace, w.place.channel) for w in watches(data_dir)}))),
    )
    buttons: tuple[Button, ...] = ()
    if held is not None:
        buttons = (
            Button(Action.PUBLISH, held.generation, "Publish", Style.MAIN),
            Button(Action.DISCARD, held.generation, "Discard", Style.DANGER),
        )
    panel = Card(CardKind.NOTICE, headline="For admins", fields=fields, buttons=buttons, footer="/corpus help lists what you can do")
    if not vain:
        return [panel]
    asked = tuple(short(f"{gap.count}× {gap.question}", 150) for gap in vain)
    return [panel, Card(CardKind.NOTICE, headline="Asked in vain most", items=asked)]
