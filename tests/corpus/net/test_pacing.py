"""The pace of requests to the SEC, kept over tasks and processes."""

from __future__ import annotations

import asyncio
import itertools
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.errors import StoreError
from corpus.net.clock import SystemClock
from corpus.net.pacing import Pace
from tests.corpus.net.loopback import TestClock, fetching, scenario, serve

ROOT = Path(__file__).resolve().parents[3]
IDENTITY = "Larkspur Research desk@larkspur.example"

WORKER = """
import asyncio, sys
from pathlib import Path
from corpus.net.clock import SystemClock
from corpus.net.pacing import Pace

class Stamps(SystemClock):
    last = 0.0
    def monotonic(self):
        self.last = super().monotonic()
        return self.last

async def go():
    clock = Stamps()
    pace = Pace(Path(sys.argv[1]), float(sys.argv[2]), clock)
    async def task():
        for _ in range(int(sys.argv[3])):
            await pace.turn()
            print(clock.last)  # when it went through: nothing looked at the clock in between
    await asyncio.gather(*(task() for _ in range(3)))

asyncio.run(go())
"""


@scenario
async def test_turns_are_an_interval_apart_however_many_ask(tmp_path: Path) -> None:
    clock = TestClock()
    paces = [Pace(tmp_path / "pace", 10, clock) for _ in range(4)]  # as of four programs
    went: list[float] = []

    async def go(pace: Pace) -> None:
        await pace.turn()
        went.append(clock.monotonic())

    await asyncio.gather(*(go(pace) for pace in paces for _ in range(25)))
    went.sort()
    assert len(went) == 100
    assert all(later - sooner >= 0.0999 for sooner, later in itertools.pairwise(went))
    assert all(went[i + 10] - went[i] >= 0.999 for i in range(90))
    assert went[-1] - went[0] < 12


def test_processes_share_one_pace(tmp_path: Path) -> None:
    rate, each, processes = 100, 15, 3
    arguments = [sys.executable, "-c", WORKER, str(tmp_path / "pace"), str(rate), str(each)]
    running = [subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(processes)]
    stamps = sorted(float(line) for process in running for line in process.communicate(timeout=60)[0].split())
    assert [process.returncode for process in running] == [0] * processes
    assert len(stamps) == processes * 3 * each
    assert all(later - sooner >= 1 / rate - 1e-6 for sooner, later in itertools.pairwise(stamps))


@scenario
async def test_the_sec_gets_no_more_than_the_rate_whatever_is_asked(tmp_path: Path) -> None:
    """Real requests: pages, redirected ones and conditional ones, by two fetchers at once."""
    async with serve() as sec:
        where = sec.url("")
        sec.page("/a")
        sec.redirect("/b", "/a")
        async with (
            fetching(tmp_path, sec_data_url=where, sec_archives_url=where, sec_identity=IDENTITY, sec_rate=20) as one,
            fetching(tmp_path, sec_data_url=where, sec_archives_url=where, sec_identity=IDENTITY, sec_rate=20) as two,
        ):
            begun = time.monotonic()
            await asyncio.gather(*(f.get(sec.url(p), sec=True) for f in (one, two) for p in ("/a", "/b") * 3))
        times = [seen.at for seen in sec.seen]
    assert len(times) == 18  # 6 pages, and 6 redirects to one
    # Each went after its turn, so none can be early; that one is late makes the gap behind it look short.
    for number, at in enumerate(sorted(times)):
        assert at - begun >= number / 20 - 0.001
    assert max(times) - begun >= 17 / 20


@scenario
async def test_a_stamp_of_before_the_machine_started_does_not_hold_anyone_up(tmp_path: Path) -> None:
    clock = TestClock()
    (tmp_path / "pace").write_bytes(struct.pack("<d", 9e9))
    pace = Pace(tmp_path / "pace", 10, clock)
    await pace.turn()
    assert clock.slept == []
    await pace.turn()
    assert clock.slept == [pytest.approx(0.1)]
    (tmp_path / "pace").write_bytes(b"xyz")  # cut short by a full disk
    await pace.turn()


@scenario
async def test_a_pace_that_cannot_be_kept_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "pace").mkdir()
    with pytest.raises(StoreError, match="pace cannot be used"):
        await Pace(tmp_path / "pace", 10, SystemClock()).turn()
