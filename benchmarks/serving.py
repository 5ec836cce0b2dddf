"""Serving: what 200 questions of 20 people at once cost a whole `burnrate serve`, by the way of each platform.

    python -m benchmarks.serving DATA_DIR [--platform slack --platform discord] [--people 20] [--each 10] [--waves 6]

DATA_DIR holds an index; a copy of it is served. `burnrate serve` runs in a process of its own, and the engine alone, with
as many threads, in another. This process is the people and the platform: the Slack or Discord of the tests, on the
loopback. Waves of questions go to the engine and to `serve` in turn, since what else the machine does weighs on both; the
median of the waves counts. Prints throughput, the 95th percentile of the time to an answer and the processor time of a
question with their ratios to the engine's, the longest time until something was acknowledged, and the memory of `serve`
after each wave. Ends with an error where a question is answered twice, elsewhere, or not at all.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, Protocol

import aiohttp

from benchmarks.asking import questions
from tests.bot.discord.server import BOT as DISCORD_BOT
from tests.bot.discord.server import GENERAL, SECOND, Discord, Told, discord_server
from tests.bot.slack.server import BOT, Slack

__all__ = ["main"]

_OFTEN = "1000000/minute"
_ENGINE = """
import json, sys, time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from bot.engine import Engine
from bot.library import Library
engine = Engine(Library.open(Path(sys.argv[1])))
with ThreadPoolExecutor(2) as pool:
    for line in sys.stdin:
        begun, worked = time.perf_counter(), time.process_time()
        def ask(text):
            engine.ask(text, today=date.today())
            return time.perf_counter() - begun
        took = list(pool.map(ask, json.loads(line)))
        print(json.dumps([took, time.process_time() - worked]), flush=True)
"""
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Wave:
    """What came of some questions: the seconds that each took, processor seconds of all, and until the last was acknowledged."""

    took: Sequence[float]
    worked: float
    acknowledged: float = 0.0

    @property
    def measured(self) -> tuple[float, float, float]:
        """Questions a second, the 95th percentile of seconds, processor seconds of each."""
        return len(self.took) / max(self.took), statistics.quantiles(self.took, n=20)[-1], self.worked / len(self.took)


class _Platform(Protocol):
    late: int

    async def ask(self, people: int, texts: Sequence[str]) -> tuple[list[float], float]:
        """Put all at once; gives the seconds to each answer and the longest until something was acknowledged."""


class _TimedSlack(Slack):
    """The tests' Slack, which writes down when each answer stood there first."""

    def __init__(self) -> None:
        super().__init__()
        self.stood: dict[str, float] = {}
        self.enough = asyncio.Event()
        self.wanted = 0
        self.late = 0  # events that had to be sent again, since three seconds went by

    def answered(self, method: str, args: dict[str, Any], token: str) -> dict[str, Any]:
        """Answer a call."""
        said = super().answered(method, args, token)
        message = self.messages.get((str(args.get("channel")), str(said.get("ts")))) if "ts" in said else None
        if message is not None and message["user"] == BOT and message["finished"]:
            self.stood.setdefault(str(message["ts"]), time.monotonic())
            if len(self.stood) >= self.wanted:
                self.enough.set()
        return said

    async def ask(self, people: int, texts: Sequence[str]) -> tuple[list[float], float]:
        """Everybody writes all that they ask at once, some in each of five channels."""
        self.stood.clear()
        self.enough.clear()
        self.wanted = len(texts)
        begun: dict[tuple[str, str], float] = {}

        async def say(number: int, text: str) -> float:
            channel, at = f"C{number % 5}", time.monotonic()
            ts, delivered = await self.say(channel, f"U{number % people}", f"<@{BOT}> {text}")
            begun[channel, ts] = at
            self.late += sum(one.tries > 1 for one in delivered)
            if {one.status for one in delivered} != {200}:
                raise SystemExit(f"not acknowledged: {delivered}")
            return max(one.seconds for one in delivered)

        acknowledged = max(await asyncio.gather(*(say(*one) for one in enumerate(texts))))
        async with asyncio.timeout(600):
            await self.enough.wait()
        found = {(one["channel"], one["thread_ts"]): one["ts"] for one in self.messages.values() if one["user"] == BOT}
        if set(found) != set(begun) or len(self.stood) != len(texts):
            raise SystemExit(f"{len(texts)} questions, {len(self.stood)} answers in {len(found)} threads")
        took = [self.stood[ts] - begun[thread] for thread, ts in found.items()]
        await asyncio.sleep(1)  # statuses and charts that follow
        for kept in (self.messages, self.statuses, self.calls, self.sent, self.files):
            kept.clear()
        return took, acknowledged


class _People:
    """People of the tests' Discord."""

    def __init__(self, discord: Discord) -> None:
        self.discord = discord
        self.late = 0

    async def ask(self, people: int, texts: Sequence[str]) -> tuple[list[float], float]:
        """Everybody asks all at once: by mentions in two channels, and by `/ask`."""
        discord = self.discord
        begun: list[tuple[float, int | Told]] = []
        for number, text in enumerate(texts):
            person, at = 1000 + number % people, time.monotonic()
            if number % 3 == 2:
                begun.append((at, discord.slash(person, GENERAL, "ask", question=text)))
            else:
                begun.append((at, discord.say(person, (GENERAL, SECOND)[number % 2], f"<@{DISCORD_BOT}> {text}")))
        await discord.until(lambda: len(discord.answered) >= len(texts), 600)
        await asyncio.sleep(1)
        took, acknowledged = [], 0.0
        for at, asked in begun:
            if isinstance(asked, Told):
                numbers = [number for number in (asked.original, *asked.followed) if number in discord.answered]
                acknowledged = max(acknowledged, (asked.responded or float("inf")) - asked.at)
            else:
                numbers = [int(one["id"]) for one in discord.replies_to(asked)]
            if len(numbers) != 1:
                raise SystemExit(f"{len(numbers)} answers to one question")
            took.append(discord.answered[int(numbers[0] or 0)] - at)
        for kept in (discord.messages, discord.interactions, discord.requests, discord.answered, discord.sent_bodies):
            kept.clear()
        return took, acknowledged


class _Served:
    """A `burnrate serve` that runs."""

    def __init__(self, process: int) -> None:
        self._proc = Path(f"/proc/{process}")

    def worked(self) -> float:
        """Processor seconds until now."""
        fields = (self._proc / "stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    def memory(self) -> float:
        """Megabytes held now."""
        return int((self._proc / "statm").read_text("utf-8").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


@asynccontextmanager
async def _serving(data_dir: Path, environ: dict[str, str], port: int) -> AsyncIterator[_Served]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("BURNRATE_")}
    often = {f"BURNRATE_CHAT_{scope}_RATE": _OFTEN for scope in ("PERSON", "CHANNEL", "WORKSPACE")}
    # The clock of the tests' Slack stands in the past, and nothing of it is to be forgotten meanwhile.
    settings = often | {"BURNRATE_CHAT_RETENTION_DAYS": "3650", "BURNRATE_SCHEDULE": "off", "BURNRATE_HTTP_PORT": str(port)}
    words = ["-m", "bot.cli", "serve", "--data-dir", str(data_dir)]
    log = await asyncio.to_thread((data_dir / "serve.log").open, "wb")
    process = await asyncio.create_subprocess_exec(sys.executable, *words, env=clean | settings | environ, stdout=log, stderr=log)
    try:
        async with asyncio.timeout(120), aiohttp.ClientSession() as session:
            while process.returncode is None:
                try:
                    async with session.get(f"http://127.0.0.1:{port}/readyz") as response:
                        if response.status == 200:
                            break
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.1)
        if process.returncode is not None:
            raise SystemExit(f"serve ended with {process.returncode}: {(data_dir / 'serve.log').read_text('utf-8')[-2000:]}")
        yield _Served(process.pid)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        log.close()


@asynccontextmanager
async def _platform(name: str, port: int) -> AsyncIterator[tuple[_Platform, dict[str, str]]]:
    if name == "slack":
        slack = _TimedSlack()
        async with slack.running():
            slack.events_url = f"http://127.0.0.1:{port}/slack/events"
            yield slack, slack.environ()
    else:
        async with discord_server() as discord:
            yield _People(discord), discord.environ()


async def measure(name: str, data_dir: Path, texts: Sequence[str], people: int, waves: int) -> None:
    """Measure one platform and print."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    pipe = asyncio.subprocess.PIPE
    engine = await asyncio.create_subprocess_exec(sys.executable, "-c", _ENGINE, str(data_dir), stdin=pipe, stdout=pipe, limit=1 << 24)
    if engine.stdin is None or engine.stdout is None:
        raise SystemExit("the engine has no pipes")
    pairs: list[tuple[Wave, Wave]] = []
    held: list[float] = []
    async with _platform(name, port) as (platform, environ), _serving(data_dir, environ, port) as served:
        for _ in range(waves + 1):
            engine.stdin.write(json.dumps(list(texts)).encode() + b"\n")
            direct = Wave(*json.loads(await engine.stdout.readline()))
            before = served.worked()
            took, acknowledged = await platform.ask(people, texts)
            pairs.append((direct, Wave(took, served.worked() - before, acknowledged)))
            held.append(served.memory())
    engine.stdin.close()
    await engine.wait()
    counted = pairs[1:]  # the first loads what is loaded once
    print(f"{name}: {len(texts)} questions of {people} people at once, {waves} times")
    for what, place, unit in (("throughput", 0, "questions/s"), ("p95", 1, "s"), ("processor", 2, "s a question")):
        alone, whole = (statistics.median(pair[who].measured[place] for pair in counted) for who in (0, 1))
        ratio = statistics.median(pair[1].measured[place] / pair[0].measured[place] for pair in counted)
        print(f"  {what:12} engine {alone:8.3f} {unit}, {name} {whole:8.3f} {unit}, ratio {ratio:.2f}")
    longest = [wave.acknowledged for _, wave in pairs]
    print(f"  acknowledged within {statistics.median(longest):.2f} s in half of the waves, {max(longest):.2f} s in all; {platform.late} events sent again")
    print(f"  memory after each wave, MB: {' '.join(f'{size:.0f}' for size in held)}")


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--platform", action="append", choices=["slack", "discord"])
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--each", type=int, default=10)
    parser.add_argument("--waves", type=int, default=6)
    options = parser.parse_args()
    asked = [one for group in zip_longest(*questions().values()) for one in group if one is not None]
    texts = [asked[number % len(asked)] for number in range(options.people * options.each)]
    for name in options.platform or ["slack", "discord"]:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(shutil.copytree(options.data_dir, Path(folder) / "data"))
            (copy / "chat.sqlite").unlink(missing_ok=True)
            asyncio.run(measure(name, copy, texts, options.people, options.waves))


if __name__ == "__main__":
    main()
