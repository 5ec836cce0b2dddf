"""Adding a source and removing a document from chat, each shown first and done when it is confirmed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.building import store_path
from bot.chat import requests
from bot.chat.card import Action, Button, Card, CardKind, Field, Style
from bot.chat.commands_refresh import Refreshing
from bot.chat.means import FAILURES, Call, Means, Press, failed
from bot.chat.reports import progress_card, short, trial_card
from bot.wording import day_words
from corpus.errors import UnknownDocument
from corpus.store import Store
from corpus.urls import document_id

__all__ = ["Sources"]

_ADD, _REMOVE = "add", "remove"
_LINK = re.compile(r"<(https?://[^|>\s]+)(?:\|[^>]*)?>")


class Sources:
    """What is followed and held, changed from chat."""

    def __init__(self, means: Means, refreshing: Refreshing) -> None:
        self._means = means
        self._refreshing = refreshing

    async def add(self, call: Call) -> None:
        """Try an address and show what it would add."""
        if len(call.words) != 1:
            await call.whisper(Card(CardKind.NOTICE, lead="Say which address: “/corpus add https://…”"))
            return
        url = _bare(call.words[0])
        reply = await call.begin(Card(CardKind.WAITING, lead=f"Looking at {short(url, 200)} …"))
        try:
            trial = await self._means.job("try", call.actor, {"url": url})
            ref = None
            if trial["followed_as"] is None:
                ref = await asyncio.to_thread(requests.keep, self._means.data_dir, _ADD, trial)
        except FAILURES as error:
            await reply.show(failed("That address cannot be followed", error))
            return
        await reply.show(trial_card(trial, ref))

    async def added(self, press: Press) -> None:
        """Follow what was shown, and read it."""
        trial = await self._take(press, _ADD)
        if trial is None:
            return
        reply = await press.begin(progress_card({}, {}, press.actor.who))
        try:
            kept = await self._means.job("keep", press.actor, {"trial": dict(trial)})
        except FAILURES as error:
            await reply.show(failed("It is not followed", error))
            return
        await self._refreshing.see_through(reply, press, [kept["name"]])

    async def remove(self, call: Call) -> None:
        """Show a document that is to be removed."""
        if len(call.words) != 1:
            await call.whisper(Card(CardKind.NOTICE, lead="Say which document: “/corpus remove ID”, or its address."))
            return
        try:
            about = await asyncio.to_thread(self._document, _bare(call.words[0]))
            ref = await asyncio.to_thread(requests.keep, self._means.data_dir, _REMOVE, about)
        except FAILURES as error:
            await call.whisper(failed("Nothing was removed", error))
            return
        await call.begin(
            Card(
                CardKind.NOTICE, headline=f"Remove “{about['title']}”?",
                lead="Answers stop using it at once. A refresh does not bring it back, an import does.",
                fields=(Field("Publisher", about["publisher"]), Field("Published", about["published"]), Field("Address", about["url"])),
                buttons=(Button(Action.REMOVE, ref, "Remove", Style.DANGER), Button(Action.CANCEL, ref, "Cancel")),
            )
        )  # fmt: skip

    async def removed(self, press: Press) -> None:
        """Remove the document that was shown."""
        about = await self._take(press, _REMOVE)
        if about is None:
            return
        reply = await press.begin(Card(CardKind.WAITING, lead=f"Removing “{about['title']}” …"))
        try:
            done = await self._means.job("remove", press.actor, {"document": about["document"]})
        except FAILURES as error:
            # It may only have been the wrong moment: the same button works again.
            await asyncio.to_thread(requests.keep, self._means.data_dir, _REMOVE, about, press.clicked.ref)
            again = Button(Action.REMOVE, press.clicked.ref, "Try again", Style.DANGER)
            await reply.show(replace(failed("It is not removed", error), buttons=(again,)))
            return
        await reply.show(
            Card(CardKind.DONE, headline=f"Removed “{about['title']}”", lead=f"Generation {done['generation']} is served without it.")
        )

    async def cancelled(self, press: Press) -> bool:
        """Drop a request that was shown; says whether there was one."""
        ref = press.clicked.ref
        kind = await asyncio.to_thread(requests.peek, self._means.data_dir, ref)
        if kind not in {_ADD, _REMOVE} or await asyncio.to_thread(requests.take, self._means.data_dir, kind, ref) is None:
            return False
        await press.begin(Card(CardKind.NOTICE, lead="Cancelled; nothing was changed."))
        return True

    async def _take(self, press: Press, kind: str) -> Mapping[str, Any] | None:
        about = await asyncio.to_thread(requests.take, self._means.data_dir, kind, press.clicked.ref)
        if about is None:
            await press.whisper(Card(CardKind.NOTICE, lead="That was decided already, or is more than a week old."))
        return about

    def _document(self, named: str) -> dict[str, str]:
        """What is shown of a document, by its id or address."""
        with Store(store_path(self._means.data_dir)) as store:
            current = dict(store.current_ids())
            wanted = named
            if named not in current and "://" in named:
                try:
                    wanted = document_id(named)
                except ValueError:
                    wanted = named
            if wanted not in current:
                raise UnknownDocument(f"there is no document {short(named, 200)!r}; give its address as its sources have it")
            found = store.revision(current[wanted])
        return {
            "document": wanted, "title": short(found.title, 150), "publisher": short(found.publisher, 100), "url": found.url,
            "published": day_words(found.published),
        }  # fmt: skip


def _bare(word: str) -> str:
    """An address without what chats put around it."""
    linked = _LINK.fullmatch(word)
    return linked[1] if linked is not None else word.strip("<>")
