"""Chatting: what the desk adds to the engine when many ask at once.

    python -m benchmarks.chatting DATA_DIR [--people 20] [--each 10] [--rounds 5]

DATA_DIR holds an index. The same questions are put, all at once, to the engine in as many threads as the desk has, and
to the desk, with a platform in memory that takes no time. They take turns, since what else the machine does weighs on
both; the median of the rounds counts. Prints throughput, the 95th percentile of the time to an answer and the processor
time of a question, and each as a ratio to the engine's. What the desk adds is layout, keeping, and charts.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

from benchmarks.asking import questions
from bot.chat.answering import Answering
from bot.chat.card import Card, CardKind
from bot.chat.desk import Desk
from bot.chat.home import Home
from bot.chat.memory import Memory
from bot.chat.message import Asked, Clicked, Commanded, Entry, Person, Place, Platform
from bot.chat.port import Event, Port
from bot.chat.settings import ChatSettings

__all__ = ["main"]

_THREADS = 2
_OFTEN = "1000000/minute"


class _Reply:
    def __init__(self, shown: dict[str, float], message: str) -> None:
        self._shown = shown
        self._message = message

    @property
    def message(self) -> str:
        return self._message

    async def show(self, card: Card) -> None:
        if card.kind is not CardKind.WAITING:
            self._shown.setdefault(self._message, time.perf_counter())  # a chart may follow

    async def remove(self) -> None:
        """Nothing stands there."""


class _Nowhere:
    """A platform that takes no time and keeps nothing but when answers were shown."""

    platform = Platform.SLACK

    def __init__(self) -> None:
        self.shown: dict[str, float] = {}

    async def begin(self, event: Event, card: Card, *, private: bool = False) -> _Reply:
        del card, private
        return _Reply(self.shown, event.id)

    async def standing(self, place: Place, message: str) -> _Reply:
        del place
        return _Reply(self.shown, message)

    async def announce(self, place: Place, card: Card) -> str:
        raise NotImplementedError(place, card)

    async def whisper(self, event: Event, card: Card) -> None:
        raise NotImplementedError(event, card)

    async def ask_back(self, event: Clicked, question: str) -> None:
        raise NotImplementedError(event, question)

    async def may_manage(self, person: Person, place: Place) -> bool:
        raise NotImplementedError(person, place)


class _NoCommands:
    async def run(self, commanded: Commanded, port: Port) -> None:
        raise NotImplementedError(commanded, port)

    async def clicked(self, clicked: Clicked, port: Port) -> None:
        raise NotImplementedError(clicked, port)

    async def home(self, person: Person, recent: list[str], port: Port) -> Home:
        raise NotImplementedError(person, recent, port)


Measured = tuple[float, float, float]


def directly(answering: Answering, texts: Sequence[str], now: datetime) -> Measured:
    """Questions a second, the 95th percentile of seconds to an answer, processor seconds of each: of the engine in threads."""
    engine = answering.engine()
    begun, worked = time.perf_counter(), time.process_time()

    def ask(text: str) -> float:
        engine.ask(text, today=now.date())
        return time.perf_counter() - begun

    with ThreadPoolExecutor(_THREADS) as pool:
        took = list(pool.map(ask, texts))
    return _measured(took, worked)


async def at_the_desk(desk: Desk, texts: Sequence[str], people: int, now: datetime, turn: int) -> Measured:
    """The same of the desk, each of the people in a channel of their own."""
    port = _Nowhere()
    asked = [
        Asked(f"{turn}-{n}", Place(Platform.SLACK, "T", f"C{n % people}"), Person(Platform.SLACK, "T", f"U{n % people}"), text, Entry.MENTION, now)
        for n, text in enumerate(texts)
    ]
    begun, worked = time.perf_counter(), time.process_time()
    await asyncio.gather(*(desk.asked(one, port) for one in asked))
    if len(port.shown) != len(asked):
        raise SystemExit(f"{len(asked) - len(port.shown)} questions were not answered")
    return _measured([shown - begun for shown in port.shown.values()], worked)


def _measured(took: Sequence[float], worked: float) -> Measured:
    return len(took) / max(took), statistics.quantiles(took, n=20)[-1], (time.process_time() - worked) / len(took)


async def measure(data_dir: Path, people: int, each: int, rounds: int) -> None:
    """Measure and print."""
    asked = [one for group in zip_longest(*questions().values()) for one in group if one is not None]
    texts = [asked[n % len(asked)] for n in range(people * each)]
    now = datetime.now(UTC)
    answering = Answering(data_dir, threads=_THREADS)
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory(Path(folder), ChatSettings(person_rate=_OFTEN, channel_rate=_OFTEN, workspace_rate=_OFTEN, most_in_hand=10 * len(texts)))
        desk = Desk(answering, memory, _NoCommands())
        directly(answering, texts, now)
        await at_the_desk(desk, texts, people, now, -1)
        pairs = []
        for turn in range(rounds):
            direct = await asyncio.to_thread(directly, answering, texts, now)
            pairs.append((direct, await at_the_desk(desk, texts, people, now, turn)))
        await desk.close()
        memory.close()
        answering.close()
    for name, place, unit in (("throughput", 0, "questions/s"), ("p95", 1, "s"), ("processor", 2, "s a question")):
        engine, chat = (statistics.median(pair[who][place] for pair in pairs) for who in (0, 1))
        ratio = statistics.median(pair[1][place] / pair[0][place] for pair in pairs)
        print(f"{name:12} engine {engine:8.3f} {unit}, desk {chat:8.3f} {unit}, ratio {ratio:.2f}")


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    asyncio.run(measure(options.data_dir, options.people, options.each, options.rounds))


if __name__ == "__main__":
    main()
