from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.chat import handled
from bot.chat.handled import Handled, Taken, key_of
from bot.chat.message import Platform
from bot.chat.store import Store
from tests.bot.chat.office import NOW, place

KEY = key_of(place(thread="9"), "m1")


def run(folder: Path, *scenes: Callable[[Handled], Awaitable[None]]) -> None:
    """Each scene in a run of the program of its own."""

    async def all_of_them() -> None:
        for scene in scenes:
            store = Store(folder, handled.SCHEMA)
            await scene(Handled(store))
            store.close()

    asyncio.run(all_of_them())


def test_an_event_is_taken_once_in_a_run_and_again_only_where_it_was_left(tmp_path: Path) -> None:
    async def first(it: Handled) -> None:
        taken = await asyncio.gather(*(it.take(KEY, NOW) for _ in range(5)))
        assert sorted(one.value for one in taken) == [Taken.NEW.value, *[Taken.NO.value] * 4]

    async def after_a_crash(it: Handled) -> None:
        assert await it.take(KEY, NOW) is Taken.AGAIN
        assert await it.take(KEY, NOW) is Taken.NO
        await it.done(KEY, NOW)

    async def later(it: Handled) -> None:
        assert await it.take(KEY, NOW) is Taken.NO

    run(tmp_path, first, after_a_crash, later)


def test_what_makes_an_event_one_of_its_kind() -> None:
    assert key_of(place(), "m1") == KEY
    others = [place("C2"), place(workspace="T2"), place(platform=Platform.DISCORD)]
    assert len({KEY, key_of(place(), "m2"), *(key_of(one, "m1") for one in others)}) == 5
