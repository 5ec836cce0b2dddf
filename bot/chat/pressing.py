"""Pressing: what the buttons of answers do, also of those that were given before a restart."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection

from bot.chat import notices
from bot.chat.card import Action
from bot.chat.cleaning import question_text
from bot.chat.memory import Memory
from bot.chat.message import Asked, Clicked, Entry
from bot.chat.port import Gone, Port
from bot.chat.questions import Kept
from bot.chat.tally import Tally
from bot.chat.work import End, Work

__all__ = ["OF_ANSWERS", "Pressing"]

OF_ANSWERS = frozenset(
    {
        Action.SOURCES, Action.DISAGREEMENTS, Action.HELPFUL, Action.UNHELPFUL, Action.SHARE, Action.MORE, Action.STOP, Action.ASK,
    }
)  # fmt: skip
_REF = re.compile(r"(?P<answer>[\w-]{1,40})(?:\.(?P<letter>[sd]?)(?P<page>\d{1,4}))?", re.ASCII)
_LONGEST_WHY = 1000
_THANKS = notices.notice("Thank you.")
_THANKS_WHY = notices.notice("Thank you. The admins will see it.")
_NOT_YOURS = notices.notice("That answer is for somebody else.")
_NOT_YOUR_STOP = notices.notice("Only who asked, or an admin, can stop this.")
_ALREADY_SHARED = notices.notice("That answer is shared already.")
_NOT_HERE = notices.notice("Answers stay private in this channel: its admins set it so.")
_CANNOT_POST = notices.notice("I can't post in this channel, so I have not shared it. Somebody who manages it can let me in.")


class Pressing:
    """Does what buttons under answers say."""

    def __init__(
        self, memory: Memory, tally: Tally, works: Collection[Work], ask: Callable[[Clicked, Asked, Port], Awaitable[None]]
    ) -> None:
        self._memory = memory
        self._tally = tally
        self._works = works
        self._ask = ask
        self._sharing: set[str] = set()

    async def press(self, clicked: Clicked, port: Port) -> None:
        """Do what a button says."""
        ref = _REF.fullmatch(clicked.ref)
        action = Action(clicked.action)
        if ref is None:
            await self._gone(clicked, port)
        elif action is Action.STOP:
            await self._stop(clicked, ref["answer"], port)
        else:
            kept = await self._memory.questions.get(ref["answer"])
            if kept is None or kept.laid is None or _elsewhere(kept, clicked):
                await self._gone(clicked, port)
            elif kept.private and not _is_asker(kept, clicked):
                await port.whisper(clicked, _NOT_YOURS)
            else:
                await self._do(action, kept, clicked, port, ref["letter"] or "", int(ref["page"] or 0))

    async def _do(self, action: Action, kept: Kept, clicked: Clicked, port: Port, letter: str, page: int) -> None:
        if action in {Action.HELPFUL, Action.UNHELPFUL}:
            await self._judge(action, kept, clicked, port)
        elif action is Action.SHARE:
            await self._share(kept, clicked, port)
        elif action is Action.ASK:
            await self._ask_offered(kept, page, clicked, port)
        elif kept.laid is not None:
            folded = {Action.SOURCES: ("s", kept.laid.sources), Action.DISAGREEMENTS: ("d", kept.laid.differing)}
            named = {"": kept.laid.shown, "s": kept.laid.sources, "d": kept.laid.differing}
            letter, pages = folded.get(action, (letter, named[letter]))
            if page >= len(pages):
                await self._gone(clicked, port)
            else:
                await port.whisper(clicked, notices.folded(pages, kept.id, page, letter))

    async def _stop(self, clicked: Clicked, answer: str, port: Port) -> None:
        work = next((one for one in self._works if one.kept.id == answer), None)
        if work is None:
            return  # it was answered as the button was pressed
        if _is_asker(work.kept, clicked) or await port.may_manage(clicked.person, clicked.place):
            work.finish(End.STOPPED)
        else:
            await port.whisper(clicked, _NOT_YOUR_STOP)

    async def _judge(self, action: Action, kept: Kept, clicked: Clicked, port: Port) -> None:
        why = question_text(clicked.text or "", _LONGEST_WHY)[0]
        good = action is Action.HELPFUL
        if await self._memory.feedback.give(kept.id, clicked.person, clicked.at, good=good, why=why):
            self._tally.feedback.labels(clicked.place.platform.value, "good" if good else "bad").inc()
        if good or clicked.text is not None:
            await port.whisper(clicked, _THANKS if good or not why else _THANKS_WHY)
        else:
            await port.ask_back(clicked, "What is wrong with this answer?")

    async def _share(self, kept: Kept, clicked: Clicked, port: Port) -> None:
        if not _is_asker(kept, clicked):
            await port.whisper(clicked, _NOT_YOURS)
        elif self._memory.channels.of(kept.place).private:
            await port.whisper(clicked, _NOT_HERE)
        elif kept.shared or not kept.private or kept.id in self._sharing:
            await port.whisper(clicked, _ALREADY_SHARED)
        else:
            self._sharing.add(kept.id)
            try:
                await self._memory.questions.shared(kept, await self._posted(kept, clicked, port))
            except Gone:
                await port.whisper(clicked, _CANNOT_POST)
            finally:
                self._sharing.discard(kept.id)

    @staticmethod
    async def _posted(kept: Kept, clicked: Clicked, port: Port) -> str:
        """Show a private answer to its channel; gives the id of the message. Raises Gone where that cannot be.

        Where burnrate is no member, a reply to the press may still be seen by all: people take it along to such places.
        """
        card = notices.shared(kept)
        try:
            return await port.announce(kept.place, card)
        except Gone:
            return (await port.begin(clicked, card)).message

    async def _ask_offered(self, kept: Kept, number: int, clicked: Clicked, port: Port) -> None:
        if number >= len(kept.offered):
            await self._gone(clicked, port)
            return
        entry = Entry.DIRECT if kept.entry is Entry.DIRECT else Entry.COMMAND
        asked = Asked(
            clicked.id, clicked.place, clicked.person, kept.offered[number], entry, clicked.at, private=kept.private, via=clicked.via
        )
        await self._ask(clicked, asked, port)

    async def _gone(self, clicked: Clicked, port: Port) -> None:
        await port.whisper(clicked, notices.gone(self._memory.settings.retention_days))


def _is_asker(kept: Kept, clicked: Clicked) -> bool:
    return (kept.person.platform, kept.person.id) == (clicked.person.platform, clicked.person.id)


def _elsewhere(kept: Kept, clicked: Clicked) -> bool:
    """Whether a button was not pressed where its answer stands, so that no card can be made to open another place's."""
    mine, its = kept.place, clicked.place
    return (mine.platform, mine.workspace, mine.channel) != (its.platform, its.workspace, its.channel)
