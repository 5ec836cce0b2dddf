"""Politeness towards one host, without a second of waiting."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path

from corpus.net.turns import Turns
from tests.corpus.net.loopback import TestClock, fetching, scenario, serve


@scenario
async def test_few_at_once_and_a_pause_between_two(tmp_path: Path) -> None:
    clock = TestClock()
    turns = Turns(clock)
    begun: dict[str, list[float]] = {"a.example": [], "b.example": []}
    running = {"a.example": 0, "b.example": 0}

    async def visit(host: str, pause: float) -> None:
        async with turns.turn(host, at_once=2, pause=pause):
            begun[host].append(clock.monotonic())
            running[host] += 1
            assert running[host] <= 2
            await asyncio.sleep(0)
            running[host] -= 1

    await asyncio.gather(*(visit(host, 0.5) for host in begun for _ in range(10)))
    for times in begun.values():
        assert all(later - sooner >= 0.5 for sooner, later in itertools.pairwise(times))
    assert clock.monotonic() < 1000 + 5.5  # the two did not wait for one another


@scenario
async def test_the_time_waited_is_told() -> None:
    clock = TestClock()
    turns = Turns(clock)
    async with turns.turn("a.example", at_once=2, pause=3) as waited:
        assert waited == 0
    async with turns.turn("a.example", at_once=2, pause=3) as waited:
        assert waited == 3


@scenario
async def test_who_asks_to_be_left_alone_is_left_alone() -> None:
    clock = TestClock()
    turns = Turns(clock)
    turns.leave_alone("a.example", 5, longest=60)  # never asked, so nothing to heed
    assert turns.left_alone("a.example") == 0
    async with turns.turn("a.example", at_once=1, pause=0):
        turns.leave_alone("a.example", 5, longest=60)
    async with turns.turn("a.example", at_once=1, pause=0) as waited:
        assert waited == 5
        turns.leave_alone("a.example", 500, longest=60)
    assert turns.left_alone("a.example") == 500
    assert turns.left_alone("b.example") == 0
    clock.time += 499
    assert turns.left_alone("a.example") == 1


@scenario
async def test_ones_own_hosts_are_asked_without_pauses_and_waiting_costs_no_time(tmp_path: Path) -> None:
    clock = TestClock()
    async with serve() as web, fetching(tmp_path, clock=clock, least_pause=5.0, total_seconds=10.0) as fetcher:
        web.page("/a")
        await asyncio.gather(*(fetcher.get(web.url("/a")) for _ in range(10)))
        assert clock.slept == []
        web.status("/robots.txt", 200, b"User-agent: *\nCrawl-delay: 9", Content_Type="text/plain")
    async with serve() as web, fetching(tmp_path, clock=clock, total_seconds=10.0) as fetcher:
        web.status("/robots.txt", 200, b"User-agent: *\nCrawl-delay: 9", Content_Type="text/plain")
        web.page("/a")
        # Nine wait longer for their turn than a page may take: that is not the page's time.
        pages = await asyncio.gather(*(fetcher.get(web.url("/a")) for _ in range(10)))
        assert all(page.body for page in pages)
        assert clock.monotonic() >= 1000 + 9 * 9
