"""Looking at the corpus from chat, and deciding on what is held."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot import gaps as asked
from bot.chat.card import Action, Button, Card, CardKind, Field, Style
from bot.chat.commands_refresh import leaving
from bot.chat.means import FAILURES, Call, Means, Press, failed
from bot.chat.reports import decision_card, diff_lines, listing, short, some
from bot.differences import Differences, differences
from bot.errors import RefreshError
from bot.holding import pending
from bot.serving import publications, serving
from corpus.audit import deeds
from corpus.catalog.reading import read_catalog
from corpus.exclusion import holder
from corpus.runs import runs
from corpus.schedule import next_due, standings
from corpus.withheld import withheld
from index.generation import open_current

__all__ = ["Corpus"]


class Corpus:
    """What is held, what happened, and what is to be decided."""

    def __init__(self, means: Means) -> None:
        self._means = means

    async def status(self, call: Call) -> None:
        """Say what is served, what is in it, and what is held."""
        await call.whisper(await asyncio.to_thread(self._status))

    def _status(self) -> Card:
        data_dir = self._means.data_dir
        with open_current(data_dir) as snapshot:
            info, newest = snapshot.info, snapshot.newest()
        held, busy = pending(data_dir), holder(data_dir)
        with withheld(data_dir) as kept:
            documents = kept.all()
        fields = [
            Field("Documents", f"{info.documents:,}"), Field("Figures", f"{info.figures:,}"),
            Field("Newest document", newest.isoformat() if newest else "undated"),
            Field("Generation", f"{info.id}, built {info.built_at:%Y-%m-%d %H:%M} UTC"),
        ]  # fmt: skip
        lines = [f"Now: {busy}."] if busy is not None else []
        buttons: tuple[Button, ...] = ()
        if held is not None:
            lines.append(f"Generation {held.generation} is held since {held.at:%Y-%m-%d %H:%M} UTC, by a change of {held.who}.")
            buttons = (
                Button(Action.PUBLISH, held.generation, "Publish", Style.MAIN),
                Button(Action.DISCARD, held.generation, "Discard", Style.DANGER),
            )
        rows = some(f"held: {one.title or one.url} ({one.reason}) — “/corpus publish {one.document_id}” takes it" for one in documents)
        return Card(
            CardKind.NOTICE, headline="The corpus", lines=tuple(lines), fields=tuple(fields), items=tuple(map(short, rows)), buttons=buttons
        )

    async def sources(self, call: Call) -> None:
        """List what is followed and how each source stands."""
        rows = await asyncio.to_thread(self._sources)
        await call.whisper(listing("What is followed", rows, _page(call), "/corpus sources", "Nothing yet: “/corpus add URL” follows a page or feed."))

    def _sources(self) -> list[str]:
        standing = standings(self._means.data_dir)
        rows = []
        for source in read_catalog(self._means.data_dir).sources:
            known = standing.get(source.name)
            due = next_due(source, known)
            read = f"read {known.succeeded:%Y-%m-%d %H:%M}" if known is not None and known.succeeded else "never read"
            wrong = f", failed {known.failures} times: {known.reason}" if known is not None and known.failures else ""
            again = f", next {due:%Y-%m-%d %H:%M} UTC" if due is not None else ""
            rows.append(f"{source.name} ({source.kind.value}, {source.publisher}): {read}{wrong}{again}")
        return rows

    async def history(self, call: Call) -> None:
        """Show what was served when, and the latest refreshes."""
        rows = await asyncio.to_thread(self._history)
        await call.whisper(listing("What happened", rows, _page(call), "/corpus history", "Nothing was published or refreshed yet."))

    def _history(self) -> list[str]:
        data_dir = self._means.data_dir
        events = [(p.at, f"{p.generation} served: {p.how} by {p.who}") for p in publications(data_dir)]
        events += [(run.began, f"refresh {run.number} by {run.who}: {_ended(run.report)}") for run in runs(data_dir)]
        return [f"{at:%Y-%m-%d %H:%M} · {what}" for at, what in sorted(events, reverse=True)]

    async def gaps(self, call: Call) -> None:
        """List the questions that found nothing."""
        found = await asyncio.to_thread(asked.gaps, self._means.data_dir, 200)
        rows = [f"{gap.count}× {gap.question} (last {gap.last:%Y-%m-%d})" for gap in found]
        await call.whisper(listing("Asked in vain", rows, _page(call), "/corpus gaps", "Nobody has asked in vain."))

    async def audit(self, call: Call) -> None:
        """Show who changed what."""
        found = await asyncio.to_thread(deeds, self._means.data_dir, 200)
        rows = [f"{deed.at:%Y-%m-%d %H:%M} · {deed.what} by {deed.who} ({deed.origin})" for deed in found]
        await call.whisper(listing("Who changed what", rows, _page(call), "/corpus audit", "Nothing was changed yet."))

    async def diff(self, call: Call) -> None:
        """Show what differs between two generations, the one served and the one before it unless named."""
        try:
            found = await asyncio.to_thread(self._differences, call.words)
        except FAILURES as error:
            await call.whisper(failed("There is nothing to compare", error))
            return
        lines, sources = diff_lines(found)
        counts = f"{len(found.added)} added, {len(found.changed)} changed, {len(found.removed)} removed, {len(found.moved)} figures moved"
        await call.whisper(Card(CardKind.NOTICE, headline=counts, lead=f"From {found.before} to {found.after}.", lines=lines, sources=sources))

    def _differences(self, words: tuple[str, ...]) -> Differences:
        data_dir = self._means.data_dir
        if len(words) >= 2:
            return differences(data_dir, words[0], words[1])
        held = pending(data_dir)
        if held is not None and not words:
            return differences(data_dir, serving(data_dir) or held.base, held.generation)
        from bot.deciding import earlier

        return differences(data_dir, words[0] if words else earlier(data_dir), serving(data_dir) or "")

    async def verify(self, call: Call) -> None:
        """Check checksums, references and stored texts."""
        reply = await call.begin(Card(CardKind.WAITING, lead="Checking everything that is kept …"))
        try:
            found = await self._means.job("verify", call.actor, {})
        except FAILURES as error:
            await reply.show(failed("It could not be checked", error))
            return
        if found["ok"]:
            await reply.show(Card(CardKind.DONE, headline="Everything is as it should be"))
        else:
            count = len(found["problems"])
            await reply.show(
                Card(
                    CardKind.ERROR, headline=f"{count} problem{'' if count == 1 else 's'}", items=some(map(short, found["problems"])),
                    footer="“burnrate corpus verify --repair”, on the command line, mends what can be mended",
                )
            )  # fmt: skip

    async def publish(self, call: Call) -> None:
        """Publish what is held, or take the documents named."""
        args = {"documents": list(call.words), "generation": None}
        await self._decide("publish", args, call)

    async def discard(self, call: Call) -> None:
        """Discard what is held, or the documents named."""
        args = {"documents": list(call.words), "generation": None}
        await self._decide("discard", args, call)

    async def roll_back(self, call: Call) -> None:
        """Serve the generation before again, or the one named."""
        await self._decide("rollback", {"generation": call.words[0] if call.words else None, "leaving": None}, call)

    async def pressed(self, press: Press) -> None:
        """Publish, discard or roll back, by a button: what it was shown for must still be so."""
        action, ref = Action(press.clicked.action), press.clicked.ref
        stale = await asyncio.to_thread(self._stale, action, ref)
        if stale:
            await press.whisper(Card(CardKind.NOTICE, lead=stale))
            return
        args: dict[str, Any] = {"documents": [], "generation": ref}
        if action is Action.ROLLBACK:
            args = {"generation": None, "leaving": ref}
        await self._decide(action.value, args, press)

    def _stale(self, action: Action, ref: str) -> str:
        """Why a button has nothing to decide any more, "" where it has."""
        now = serving(self._means.data_dir)
        if action is Action.ROLLBACK:
            return "" if now == ref else f"That is past: generation {now} is served now."
        held = pending(self._means.data_dir)
        if held is None or held.generation != ref:
            return f"That was decided already: generation {now} is served now."
        return ""

    async def _decide(self, job: str, args: Mapping[str, Any], by: Call | Press) -> None:
        reply = await by.begin(Card(CardKind.WAITING, lead=f"{_DOING[job]} …"))
        try:
            decided = await self._means.job(job, by.actor, args)
        except FAILURES as error:
            card = failed(f"The {job} was not done", error)
            if isinstance(by, Press) and not isinstance(error, RefreshError):
                # It may only have been the wrong moment: the same button works again.
                again = Button(Action(by.clicked.action), by.clicked.ref, "Try again")
                card = replace(card, buttons=(again,))
            await reply.show(card)
            return
        back = await asyncio.to_thread(leaving, self._means.data_dir) if job == "publish" else None
        await reply.show(decision_card(decided, leaving=back))


_DOING = {"publish": "Publishing", "discard": "Discarding", "rollback": "Rolling back"}


def _ended(report: Mapping[str, Any] | None) -> str:
    if report is None:
        return "running"
    if "error" in report:
        return str(report["error"])
    kinds = ("new", "changed", "retired", "held", "failed")
    return ", ".join(f"{len(report[kind])} {kind}" for kind in kinds if report[kind]) or "nothing new"


def _page(call: Call) -> int:
    return int(call.words[0]) if call.words and call.words[0].isascii() and call.words[0].isdecimal() and len(call.words[0]) < 6 else 1
