from __future__ import annotations

import asyncio

from bot.chat.ordering import Ordering


def test_turns_come_in_the_order_of_the_tickets() -> None:
    async def run() -> None:
        ordering = Ordering()
        done: list[int] = []

        async def one(number: int) -> None:
            ticket = ordering.ticket("here")
            try:
                await asyncio.sleep(0.003 - number / 1000)
                await ticket.turn()
                done.append(number)
            finally:
                ticket.give_back()

        await asyncio.gather(*(one(number) for number in range(3)))
        assert done == [0, 1, 2]
        assert len(ordering) == 0

    asyncio.run(run())


def test_giving_up_is_no_way_past_those_before() -> None:
    async def run() -> None:
        ordering = Ordering()
        first, second, third, elsewhere = (ordering.ticket(name) for name in ("a", "a", "a", "b"))
        second.give_back()
        waiting = asyncio.create_task(third.turn())
        await elsewhere.turn()
        await asyncio.sleep(0)
        assert not waiting.done()
        first.give_back()
        await waiting
        third.give_back()
        elsewhere.give_back()
        assert len(ordering) == 0

    asyncio.run(run())
