"""Refreshing from chat: one message that shows how far it is, and ends as its report."""

from __future__ import annotations

import asyncio
import secrets
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import structlog

from bot.chat import requests
from bot.chat.card import Action, Button, Card, CardKind, Style
from bot.chat.means import FAILURES, Call, Means, Press, failed
from bot.chat.message import Place, Platform
from bot.chat.port import Gone, Port, Reply
from bot.chat.reports import progress_card, report_card
from bot.deciding import earlier
from bot.differences import Differences, differences
from bot.errors import RefreshError
from bot.serving import serving
from corpus import runs
from corpus.audit import Actor
from corpus.errors import CorpusBusy, CorpusError
from corpus.exclusion import holder
from index.errors import IndexingError

__all__ = ["Refreshing", "leaving"]

_PAUSE = 1.2
"""Seconds between two edits of a message: platforms want no more than about one a second."""
_PATIENCE = 10.0
_KIND = "refresh"
_INTERRUPTED = Card(
    CardKind.ERROR, headline="The refresh was interrupted",
    lines=("burnrate was stopped while it ran. What it had read is kept: refresh again to publish it.",),
)  # fmt: skip
_log = structlog.get_logger()


@dataclass(slots=True)
class _Board:
    """What was told of a refresh so far."""

    who: str
    told: Mapping[str, Any] = field(default_factory=dict)
    sources: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def put(self, event: Mapping[str, Any]) -> None:
        """Something was told; from any thread, as each line stands by itself."""
        self.told = event
        if event.get("source"):
            self.sources = {**self.sources, event["source"]: event}

    def card(self, *buttons: Button) -> Card:
        """How far it is."""
        return progress_card(self.told, self.sources, self.who, *buttons)


class Refreshing:
    """Refreshes, each with its message; those of this process can be stopped by a button."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._running: dict[str, Callable[[], None]] = {}
        self._looked: set[Platform] = set()

    async def refresh(self, call: Call) -> None:
        """Refresh the sources named, or all."""
        reply = await call.begin(progress_card({}, {}, call.actor.who))
        await self.see_through(reply, call, call.words)

    async def see_through(self, reply: Reply, by: Call | Press, names: Sequence[str]) -> None:
        """Refresh sources and show it in a reply."""
        ref = secrets.token_hex(6)
        self._running[ref] = lambda: None  # before there is a child there is nothing to stop
        about = {"platform": by.port.platform.value, "place": asdict(by.place), "message": reply.message}
        if reply.message:
            await asyncio.to_thread(requests.keep, self._means.data_dir, _KIND, about, ref)
        try:
            await self._see_through(reply, by, names, ref)
        finally:
            self._running.pop(ref, None)
            await asyncio.to_thread(requests.take, self._means.data_dir, _KIND, ref)

    async def take_up(self, ports: Mapping[Platform, Port]) -> None:
        """Say of refreshes that ended with the program, on platforms not yet looked at, that they did."""
        for platform in ports.keys() - self._looked:
            self._looked.add(platform)
            for ref, about in await asyncio.to_thread(requests.kept, self._means.data_dir, _KIND):
                if about["platform"] != platform.value or ref in self._running:
                    continue
                await asyncio.to_thread(requests.take, self._means.data_dir, _KIND, ref)
                place = Place(**{**about["place"], "platform": platform})
                try:
                    await (await ports[platform].standing(place, about["message"])).show(_INTERRUPTED)
                except Gone:
                    continue
                except Exception:  # noqa: BLE001 - a word about the past; what is to come matters more
                    _log.exception("an interrupted refresh is not told", platform=platform.value)

    async def _see_through(self, reply: Reply, by: Call | Press, names: Sequence[str], ref: str) -> None:
        data_dir, anew = self._means.data_dir, by.begin
        before = await asyncio.to_thread(serving, data_dir)
        try:
            try:
                report = await self._run(reply, by.actor, names, ref)
            except CorpusBusy as busy:
                report = await self._follow(reply, busy)
        except FAILURES as error:
            await _show(reply, failed("The refresh failed", error), anew)
            return
        found = await asyncio.to_thread(_differences, data_dir, before, report)
        back = await asyncio.to_thread(leaving, data_dir)
        await _show(reply, report_card(report, found, leaving=back), anew)

    async def stop(self, press: Press) -> None:
        """Stop the refresh whose button was pressed."""
        stop = self._running.get(press.clicked.ref)
        if stop is None:
            await press.whisper(Card(CardKind.NOTICE, lead="That refresh is not running any more."))
            return
        stop()
        _log.info("refresh stopped", who=press.actor.who)

    async def _run(self, reply: Reply, actor: Actor, names: Sequence[str], ref: str) -> Mapping[str, Any]:
        """Refresh in a child process, and keep the message up to date meanwhile."""
        board = _Board(actor.who)

        loop = asyncio.get_running_loop()

        def started(child: subprocess.Popen[bytes]) -> None:
            def stop() -> None:
                child.terminate()
                # Whatever it is at may be ended at any moment, if it does not end by itself.
                loop.call_later(_PATIENCE, lambda: child.kill() if child.poll() is None else None)

            self._running[ref] = stop

        job = self._means.job("refresh", actor, {"names": list(names)}, tell=board.put, started=started)
        working = asyncio.create_task(job)
        stop = Button(Action.CANCEL, ref, "Stop", Style.PLAIN)
        await _keep_up(reply, working, lambda: board.card(stop))
        return await working

    async def _follow(self, reply: Reply, busy: CorpusBusy) -> Mapping[str, Any]:
        """Follow the refresh that runs already to its report. Raises RefreshError where it is something else, or fails."""
        data_dir = self._means.data_dir
        at_it, run = await asyncio.to_thread(lambda: (holder(data_dir), runs.latest(data_dir)))
        if run is None or run.ended is not None:
            raise RefreshError(str(at_it or busy)) from busy
        board = _Board(f"{run.who}, since {run.began:%H:%M} UTC; it ran already")

        async def watch() -> Mapping[str, Any]:
            while True:
                now = await asyncio.to_thread(runs.latest, data_dir)
                if now is None or now.number != run.number:
                    raise RefreshError("the refresh that ran already was ended before it was done")
                if now.ended is not None:
                    report = now.report or {"error": "it left no report"}
                    if "error" in report:
                        raise RefreshError(f"the refresh that ran already failed: {report['error']}")
                    return report
                if await asyncio.to_thread(holder, data_dir) is None:
                    await asyncio.sleep(_PAUSE)
                    after = await asyncio.to_thread(runs.latest, data_dir)
                    if after is not None and after.number == run.number and after.ended is None:
                        raise RefreshError("the refresh that ran already was killed; what it had read is kept: refresh again")
                    continue
                board.sources = {row["source"]: row for row in now.progress.get("sources", [])}
                board.told = {key: now.progress[key] for key in ("stage", "done", "total") if key in now.progress}
                await asyncio.sleep(_PAUSE / 2)

        watching = asyncio.create_task(watch())
        try:
            await _keep_up(reply, watching, board.card)
            return await watching
        finally:
            watching.cancel()


async def _keep_up(reply: Reply, working: asyncio.Task[Any], card: Callable[[], Card]) -> None:
    """Show a card in a reply again and again while something is worked on; whatever ails the message, the work goes on."""
    shown: Card | None = None
    while not working.done():
        now = card()
        if now != shown:
            shown = now
            try:
                await reply.show(now)
            except Gone:
                break
            except Exception:  # noqa: BLE001 - the next word of progress may get through, and the report has its own way
                _log.exception("progress not shown")
        await asyncio.wait({working}, timeout=_PAUSE)
    await asyncio.wait({working})


async def _show(reply: Reply, card: Card, anew: Callable[[Card], Any]) -> None:
    """Show a card in a reply, or in a new one where somebody has taken that away."""
    try:
        await reply.show(card)
    except Gone:
        await anew(card)


def leaving(data_dir: Path) -> str | None:
    """The generation that is served, where there is an earlier one to go back to."""
    try:
        earlier(data_dir)
        return serving(data_dir)
    except (RefreshError, IndexingError, CorpusError):
        return None


def _differences(data_dir: Path, before: str | None, report: Mapping[str, Any]) -> Differences | None:
    """What a refresh changed for those who ask; None where it did not publish, or was the first."""
    after = report["generation"]
    if before is None or not report["published"] or before == after:
        return None
    try:
        return differences(data_dir, before, after)
    except IndexingError:
        return None  # the former generation is not kept any more
