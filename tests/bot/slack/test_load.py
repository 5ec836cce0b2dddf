"""Two hundred questions at once: all acknowledged in time, all answered once, none out of its thread."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from tests.bot.slack.rules import read
from tests.bot.slack.server import BOT, Delivered, Slack
from tests.bot.slack.world import Burnrate, Play

ASKED = [
    ("What was Thornwick's revenue in 2024?", "$213.0 million"),
    ("What was Thornwick's revenue in 2023?", "$141.7 million"),
    ("How much did Ardenmoor AI raise in March 2025?", "$750 million"),
    ("What was Ardenmoor AI's revenue in 2024?", "$96 million"),
]
PEOPLE, EACH = 20, 10


def test_two_hundred_questions_of_twenty_people_at_once(play_http: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.limits = {"chat.startStream": 0.02, "chat.postMessage": 0.01}  # so that some are told to wait
        wanted: dict[str, tuple[str, str]] = {}

        async def person(number: int) -> list[Delivered]:
            acknowledged: list[Delivered] = []
            for turn in range(EACH):
                question, figure = ASKED[(number + turn) % len(ASKED)]
                channel = f"C{number % 5}"
                ts, delivered = await slack.say(channel, f"U{number}", f"<@{BOT}> {question}")
                wanted[ts] = (channel, figure)
                acknowledged += delivered
            return acknowledged

        delivered = [one for some in await asyncio.gather(*map(person, range(PEOPLE))) for one in some]
        assert len(delivered) == 2 * PEOPLE * EACH
        assert {one.status for one in delivered} == {200}
        assert {one.tries for one in delivered} == {1}
        await slack.until(lambda: sum(one["finished"] for one in _all(slack)) >= PEOPLE * EACH, 120)
        stood = Counter(str(one["thread_ts"]) for one in _all(slack))
        assert set(stood) == set(wanted)
        assert set(stood.values()) == {1}
        for message in _all(slack):
            channel, figure = wanted[str(message["thread_ts"])]
            assert message["channel"] == channel
            assert figure in read(message)
        # Nothing is left of it: no task, no line of waiting calls.
        await slack.until(lambda: not bot.front._tasks, 60)
        assert not bot.front._calls._lines
        assert {tuple(one[-1:]) for one in slack.statuses.values()} == {("active",)}

    play_http(scene)


def _all(slack: Slack) -> list[dict[str, Any]]:
    return [one for number in range(5) for one in slack.ours(f"C{number}")]
