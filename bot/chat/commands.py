"""Commands: what people and admins tell burnrate to do, by a word and those after it, and the buttons of the replies."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.chat.admins import may_run
from bot.chat.answering import Answering
from bot.chat.card import Action, Card, CardKind
from bot.chat.commands_corpus import Corpus
from bot.chat.commands_here import Here
from bot.chat.commands_refresh import Refreshing
from bot.chat.commands_sources import Sources
from bot.chat.commands_watch import Watching
from bot.chat.home import Home, home_of
from bot.chat.means import FAILURES, Call, Do, Means, Press, failed
from bot.chat.memory import Memory
from bot.chat.message import Clicked, Commanded, Person, Place, Platform
from bot.chat.port import Port
from bot.refresh_process import job_in_child

__all__ = ["ChatCommands"]

_LOOK = 0.1
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Command:
    """A command: how it is written, what it does, and whether it is for admins alone."""

    usage: str
    tells: str
    run: Callable[[Call], Awaitable[None]]
    admins: bool = True

    @property
    def word(self) -> str:
        """The word that it is called by."""
        return self.usage.split()[0]


class ChatCommands:
    """All commands, for all platforms. `do` does what takes long, in a child process unless told otherwise."""

    def __init__(
        self, data_dir: Path, answering: Answering, memory: Memory, model: Path | None = None, do: Do = job_in_child
    ) -> None:
        self._means = Means(data_dir, answering, memory, do, model)
        self._admins = memory.settings.admins
        self._count = 0
        self._refreshing = Refreshing(self._means)
        self._sources = Sources(self._means, self._refreshing)
        self._corpus = Corpus(self._means)
        self._watching = Watching(self._means)
        here = Here(self._means)
        self._groups: Mapping[str, Sequence[_Command]] = {
            "corpus": (
                _Command("status", "what is served, what is in it, and what is held", self._corpus.status),
                _Command("refresh [SOURCE …]", "read what is followed now, and publish what is new", self._refreshing.refresh),
                _Command("sources", "what is followed, and how each source stands", self._sources_listed),
                _Command("add URL", "try a page or feed, and follow it when you confirm", self._sources.add),
                _Command("remove ID", "take a document out, by its id or address", self._sources.remove),
                _Command("publish [ID …]", "publish what is held, or take documents held for review", self._corpus.publish),
                _Command("discard [ID …]", "discard what is held", self._corpus.discard),
                _Command("rollback [GENERATION]", "serve the generation before again", self._corpus.roll_back),
                _Command("history", "what was served when, and the latest refreshes", self._corpus.history),
                _Command("diff [GENERATION GENERATION]", "which documents and figures differ", self._corpus.diff),
                _Command("gaps", "what people asked in vain", self._corpus.gaps),
                _Command("watch COMPANY [#channel]", "have a channel told of new figures about a company", self._watching.watch),
                _Command("unwatch COMPANY [#channel]", "have it told no more", self._watching.unwatch),
                _Command("watches", "what is watched here", self._watching.watches),
                _Command("verify", "check everything that is kept", self._corpus.verify),
                _Command("audit", "who changed what, and from where", self._corpus.audit),
                _Command("help", "this", self._help),
            ),
            "burnrate": (
                _Command("help", "this", self._help, admins=False),
                _Command("status", "what I answer from, and how fresh it is", here.status, admins=False),
                _Command("forget", "forget what you asked me", here.forget, admins=False),
                _Command("config [SETTING VALUE]", "how I behave in this channel", here.config),
            ),
        }

    async def run(self, commanded: Commanded, port: Port) -> None:
        """Run a command and reply to it."""
        with self._in_hand():
            await self._run(commanded, port)

    async def _run(self, commanded: Commanded, port: Port) -> None:
        name = commanded.command.lstrip("/").casefold()
        commands = self._groups.get(name)
        if commands is None:
            await port.whisper(commanded, Card(CardKind.NOTICE, lead=f"I know no command “{name[:40]}”; there are /corpus and /burnrate."))
            return
        word = commanded.words[0].casefold() if commanded.words else "help"
        command = next((one for one in commands if one.word == word), None)
        needs = command.admins if command is not None else all(one.admins for one in commands)
        if needs and not await self._may(commanded.person, commanded.place, port):
            _log.info("command refused", command=name, word=word[:40], platform=commanded.place.platform.value, person=commanded.person.id)
            await port.whisper(commanded, _NOT_YOU)
            return
        if command is None:
            await port.whisper(commanded, _unknown(name, word, commands))
            return
        call = Call(commanded, commanded.words[1:], port)
        try:
            await command.run(call)
        except FAILURES as error:
            _log.info("command failed", command=name, word=word, reason=str(error))
            await call.whisper(failed("That did not work", error))

    async def clicked(self, clicked: Clicked, port: Port) -> None:
        """Do what a button of a reply says, where whoever pressed it may."""
        with self._in_hand():
            await self._clicked(clicked, port)

    async def _clicked(self, clicked: Clicked, port: Port) -> None:
        # A button stays where it was posted for all to see: who presses it is asked again, each time.
        if not await self._may(clicked.person, clicked.place, port):
            _log.info("button refused", action=clicked.action, platform=clicked.place.platform.value, person=clicked.person.id)
            await port.whisper(clicked, _NOT_YOU)
            return
        press = Press(clicked, port)
        try:
            await self._press(press)
        except FAILURES as error:
            _log.info("button failed", action=clicked.action, reason=str(error))
            await press.whisper(failed("That did not work", error))

    async def _press(self, press: Press) -> None:
        match press.clicked.action:
            case Action.PUBLISH | Action.DISCARD | Action.ROLLBACK:
                await self._corpus.pressed(press)
            case Action.ADD:
                await self._sources.added(press)
            case Action.REMOVE:
                await self._sources.removed(press)
            case Action.CANCEL:
                if not await self._sources.cancelled(press):
                    await self._refreshing.stop(press)
            case _:
                await press.whisper(Card(CardKind.NOTICE, lead="I do not know that button any more."))

    async def home(self, person: Person, recent: list[str], port: Port) -> Home:
        """The home of a person, with the questions that they asked last; for admins with how the corpus stands."""
        admin = await self._may(person, Place(person.platform, person.workspace, ""), port)
        return await home_of(self._means, recent, admin=admin)

    async def tell_news(self, ports: Mapping[Platform, Port]) -> None:
        """Tell the channels that watch companies what is new, if anything is, and who waits for a refresh that a crash ended."""
        await self._refreshing.take_up(ports)
        await self._watching.tell(ports)

    async def close(self) -> None:
        """End what runs in child processes, which loses nothing, and wait until that is said."""
        while self._count:
            self._means.stop()
            await asyncio.sleep(_LOOK)

    @contextmanager
    def _in_hand(self) -> Iterator[None]:
        self._count += 1
        try:
            yield
        finally:
            self._count -= 1

    async def _may(self, person: Person, place: Place, port: Port) -> bool:
        return await may_run(self._admins, person, place, port)

    async def _sources_listed(self, call: Call) -> None:
        await self._corpus.sources(call)

    async def _help(self, call: Call) -> None:
        name = call.commanded.command.lstrip("/").casefold()
        shown = [one for one in self._groups[name] if one.word != "help"]
        rows = tuple(f"/{name} {one.usage} — {one.tells}{' (admins)' if one.admins and name == 'burnrate' else ''}" for one in shown)
        if name == "corpus":
            await call.whisper(Card(CardKind.NOTICE, headline="Running the corpus", items=rows))
            return
        await call.whisper(
            Card(
                CardKind.NOTICE, headline="Ask me about the AI industry's money",
                lead="Mention me in a channel, write to me directly, or use /ask, which only you see. I answer with the number, what it "
                "is and for when, the words it comes from, and who says otherwise; where I hold nothing that fits, I say so.",
                items=rows, footer="In a thread that I answered in you can go on asking without mentioning me.",
            )
        )  # fmt: skip


_NOT_YOU = Card(CardKind.NOTICE, lead="That is for burnrate's admins. Whoever runs burnrate names them in its settings.")


def _unknown(name: str, word: str, commands: Sequence[_Command]) -> Card:
    near = difflib.get_close_matches(word, [one.word for one in commands], 1, 0.5)
    hint = f"Did you mean “/{name} {near[0]}”?" if near else f"“/{name} help” lists what there is."
    return Card(CardKind.NOTICE, lead=f"There is no “/{name} {word[:40]}”. {hint}")
