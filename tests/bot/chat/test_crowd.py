"""Many people at once, and many things at once to one question."""

from __future__ import annotations

import asyncio
import os
import random
import resource
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.chat.card import Action, CardKind
from bot.chat.message import Asked, Entry
from tests.bot.chat.conftest import Play
from tests.bot.chat.office import Office, office, person, place
from tests.bot.chat.port import until

ANSWERS = {
    "What was Thornwick's revenue in 2024?": "$213.0 million",
    "What was Thornwick's revenue in 2023?": "$141.7 million",
    "What was Ardenmoor's operating loss in 2024?": "$310 million",
    "What was Thornwick's net loss in 2024?": "$61.9 million",
    "What is Ardenmoor's run rate?": "$400 million",
}
FOLLOWING = {"and in 2023?": "$141.7 million", "and in 2022?": "$88.3 million"}
MEGABYTE = 1024 * 1024


def test_two_hundred_questions_of_twenty_people_at_once(data_dir: Path, tmp_path: Path) -> None:
    """Each is answered once, in its own thread, with its own answer, though every one comes twice; memory stays as it is."""

    async def wave(it: Office, number: int) -> None:
        asked: dict[str, tuple[Asked, str]] = {}
        for who in range(20):
            first = it.question("What was Thornwick's revenue in 2024?", id=f"{number}-{who}-0", person=person(f"U{who}"), place=place(f"C{who % 4}"))
            asked[first.id] = first, "$213.0 million"
            for count in range(1, 10):
                known = list((ANSWERS if count % 2 else FOLLOWING).items())
                text, headline = known[(number + who + count) % len(known)]
                there = place(f"C{who % 4}") if count % 2 else replace(first.place, thread=first.id)
                entry = Entry.MENTION if count % 2 else Entry.FOLLOW_UP
                one = it.question(text, entry, id=f"{number}-{who}-{count}", person=person(f"U{who}"), place=there)
                asked[one.id] = one, headline
        assert len(asked) == 200
        await asyncio.gather(*(it.desk.asked(one, it.port) for one, _ in [*asked.values(), *asked.values()]))
        for one, headline in asked.values():
            reply = it.port.reply(one.id)
            assert (reply.card.headline, reply.place) == (headline, one.place), one
            assert [card.kind for card in reply.cards] == [CardKind.WAITING, CardKind.ANSWER]
        assert len(it.port.messages) == 200
        assert it.port.whispers == []
        it.port.messages.clear()

    async def run() -> None:
        async with office(data_dir, tmp_path, person_rate="100/minute", channel_rate="1000/minute", workspace_rate="5000/minute") as it:
            await wave(it, 0)
            before = _memory()
            await wave(it, 1)
            assert _memory() - before < 24 * MEGABYTE
            assert it.desk._works == {}
            assert len(it.desk._ordering) == 0
            assert len(it.memory.questions._recent) <= 500

    asyncio.run(run())


def _memory() -> int:
    """Bytes of this process in memory."""
    with Path("/proc/self/statm").open(encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


@pytest.mark.parametrize("seed", range(int(os.environ.get("BURNRATE_SEEDS", "6"))))
def test_whatever_comes_in_whatever_order_the_last_word_stands(data_dir: Path, tmp_path: Path, seed: int) -> None:
    """Questions are asked, repeated, edited, deleted and stopped at random; each ends as what came last says."""
    chance = random.Random(seed)  # noqa: S311  not for secrets

    async def run() -> None:
        async with office(data_dir, tmp_path, person_rate="1000/minute") as it:
            last: dict[str, str] = {}
            gone: set[str] = set()
            tasks: list[asyncio.Task[None]] = []

            def pause(_: str) -> None:
                if chance.random() < 0.2:
                    (it.answering.held.set if chance.random() < 0.7 else it.answering.held.clear)()

            it.port.before = pause

            def start(coroutine: Coroutine[Any, Any, None]) -> None:
                tasks.append(asyncio.create_task(coroutine))

            for count in range(40):
                one = it.question(chance.choice(list(ANSWERS)), id=f"q{chance.randrange(12)}", person=person(f"U{count % 3}"))
                what = chance.random()
                if one.id not in last:
                    last[one.id] = one.text
                    start(it.desk.asked(one, it.port))
                    start(it.desk.asked(one, it.port))
                elif one.id in gone:
                    start(it.desk.asked(replace(one, text=last[one.id]), it.port))
                elif what < 0.55:
                    last[one.id] = one.text
                    start(it.desk.edited(one, it.port))
                elif what < 0.75:
                    gone.add(one.id)
                    start(it.desk.deleted(one.place, one.id, it.port))
                else:
                    start(it.desk.asked(replace(one, text=last[one.id]), it.port))
                for _ in range(chance.randrange(4)):
                    await asyncio.sleep(0)
                if chance.random() < 0.3:
                    await asyncio.sleep(chance.random() * 0.02)
            it.port.before = None
            it.answering.held.set()
            await asyncio.gather(*tasks)
            for message, text in last.items():
                replies = it.port.replies(message)
                if message in gone:
                    assert replies == [], message
                else:
                    assert [reply.card.headline for reply in replies] == [ANSWERS[text]], (message, [c.headline for r in replies for c in r.cards])
            assert it.desk._works == {}
            assert len(it.desk._ordering) == 0
            asked = await it.memory.recent(person("U0"), 50)
            assert all(one in ANSWERS for one in asked)

    asyncio.run(run())


def test_forgetting_while_a_question_is_in_hand_keeps_nothing_of_it(play: Play) -> None:
    async def scene(it: Office) -> None:
        asked = it.question("What is Ardenmoor's run rate?")
        it.answering.held.clear()
        task = asyncio.create_task(it.desk.asked(asked, it.port))
        await it.answering.until_waiting()
        assert await it.memory.forget(person()) == 1
        it.answering.held.set()
        await task
        assert it.port.reply(asked.id).card.headline == "$400 million"
        assert await it.memory.recent(person()) == []

    play(scene)


def test_a_message_that_vanishes_under_the_answer_is_let_go(play: Play) -> None:
    async def scene(it: Office) -> None:
        asked = it.question("What is Ardenmoor's run rate?")
        it.answering.held.clear()
        task = asyncio.create_task(it.desk.asked(asked, it.port))
        await it.answering.until_waiting()
        it.port.messages[0].removed = True  # by an admin, say
        it.answering.held.set()
        await task
        assert it.port.whispers == []
        assert it.counted("failed") == 0
        await until(lambda: it.desk._works == {})
        said = await it.ask("What is Ardenmoor's run rate?")
        assert said.has(Action.HELPFUL)

    play(scene)
