"""Many people at once: every question acknowledged in time and answered once, in its own place."""

from __future__ import annotations

import asyncio
import itertools
import time
from dataclasses import dataclass

import pytest

from tests.bot.chat.office import NOW, Gate
from tests.bot.discord.conftest import OpenDesk
from tests.bot.discord.running import connected
from tests.bot.discord.server import BOT, GENERAL, SECOND, Discord, Fault, Told, discord_server, texts, waiting

PEOPLE, EACH = 20, 10
QUESTIONS = [
    ("What was Thornwick's revenue in {}?", {"2024": "$213", "2023": "$141.7", "2022": "$88.3"}),
    ("How much did Thornwick spend on research and development in {}?", {"2024": "$121.4", "2023": "$97.3"}),
]


@dataclass(slots=True)
class Put:
    """A question that was put: where, what its answer has to say, and the message or interaction it was."""

    channel: int
    question: str
    expected: str
    at: float
    message: int = 0
    told: Told | None = None


def put(discord: Discord, person: int, number: int, threads: list[int]) -> Put:
    """Have a person ask their next question, by another door each time."""
    pairs = [(text.format(year), said) for text, by_year in QUESTIONS for year, said in by_year.items()]
    text, expected = pairs[(person + number) % len(pairs)]
    door = number % 5
    channel = (GENERAL, SECOND, threads[person % len(threads)], discord.direct(person), GENERAL)[door]
    if door == 4:
        told = discord.slash(person, channel, "ask", question=text, private=bool(person % 2))
        return Put(channel, text, expected, time.monotonic(), told=told)
    return Put(
        channel,
        text,
        expected,
        time.monotonic(),
        message=discord.say(person, channel, text if door == 3 else f"<@{BOT}> {text}"),
    )


def replies(discord: Discord, one: Put) -> list[str]:
    if one.told is not None:
        numbers = [one.told.original, *one.told.followed]
        return [
            texts(discord.messages[n]) for n in numbers if n in discord.messages and not waiting(discord.messages[n])
        ]
    found = discord.replies_to(one.message)
    assert all(reply["channel_id"] == str(one.channel) for reply in found)
    return [texts(reply) for reply in found if not waiting(reply)]


def seconds(discord: Discord, one: Put) -> float:
    """How long it took until the answer stood."""
    number = one.told.original or 0 if one.told is not None else int(discord.replies_to(one.message)[0]["id"])
    return discord.answered[number] - one.at


async def alone(gate: Gate, questions: list[str]) -> list[float]:
    """How long each question takes, all put at once, where the engine alone is asked."""
    began = time.monotonic()

    async def ask(question: str) -> float:
        await gate.ask(question, today=NOW.date())
        return time.monotonic() - began

    return sorted(await asyncio.gather(*map(ask, questions)))


def test_two_hundred_questions_of_twenty_people(open_desk: OpenDesk, capsys: pytest.CaptureFixture[str]) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, discord_server() as discord, connected(discord, bureau.desk) as app:
            threads = [discord.thread(f"thread {n}") for n in range(7)]
            limited = {"message": "You are being rate limited.", "retry_after": 0.1, "global": False}
            discord.faults = [
                Fault("POST", r"/messages$", 429, 5, limited, {"Via": "1.1 a", "Retry-After": "0.1"}),
                Fault("PATCH", r"/messages/", 503, 5),
            ]
            asked = [put(discord, 1000 + p, n, threads) for n, p in itertools.product(range(EACH), range(PEOPLE))]
            await discord.until(lambda: len(discord.answered) >= len(asked), 120)
            for one in asked:
                (said,) = replies(discord, one)
                assert one.expected in said, (one, said)
                if one.told is not None:
                    assert one.told.responded is not None
                    assert one.told.responded - one.told.at < 3
            assert len(discord.by_bot()) == len(asked)
            took, direct = (
                sorted(seconds(discord, one) for one in asked),
                await alone(bureau.gate, [one.question for one in asked]),
            )
            with capsys.disabled():
                print(  # noqa: T201  a measurement, which no assertion can hold on a busy machine
                    f"\n{len(asked)} questions at once: {took[-1]:.1f} s, p95 {took[-10]:.1f} s; the engine alone {direct[-1]:.1f} s, p95 "
                    f"{direct[-10]:.1f} s: {took[-1] / direct[-1]:.2f} and {took[-10] / direct[-10]:.2f} times as long"
                )
            assert not discord.rung
            assert not discord.refusals
            client = app.client
            assert client is not None
            async with asyncio.timeout(5):
                while client.in_hand:  # noqa: ASYNC110  its tasks end of themselves, and set nothing
                    await asyncio.sleep(0.01)
            # Nothing of all that is kept by the library or waits in ours.
            store = client._connection._view_store
            assert not store._views
            assert not store._synced_message_views
            assert not client._connection._messages

    asyncio.run(scenario())
