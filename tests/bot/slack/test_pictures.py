"""Charts in Slack: uploaded with their words, shown within the message, beside it, or left out, but never in the way."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.chat.card import Card, CardKind, Picture
from bot.chat.message import Asked, Entry, Person, Place, Platform
from bot.slack.events import Via
from tests.bot.slack.rules import read
from tests.bot.slack.server import BOT, TEAM, Fault, Slack
from tests.bot.slack.world import Burnrate, Play

PNG = b"\x89PNG\r\n\x1a\n" + bytes(2000)
CHART = Card(
    CardKind.ANSWER, headline="$213.0 million", lead="Up from 2023.", picture=Picture(PNG, "Revenue: 141.7, 213.0")
)


async def shown(slack: Slack, bot: Burnrate) -> dict[str, Any]:
    """Answer a question with the chart; gives the message."""
    asked = slack.stand("C1", "U1", "a course?")
    port = bot.front.port
    assert port is not None
    place = Place(Platform.SLACK, TEAM, "C1", asked["ts"])
    question = Asked(
        asked["ts"], place, Person(Platform.SLACK, TEAM, "U1"), "a course?", Entry.MENTION, datetime.now(UTC), via=Via()
    )
    reply = await port.begin(question, Card(CardKind.WAITING, lead="Looking …"))
    await reply.show(CHART)
    (message,) = slack.ours("C1")
    assert message["ts"] == reply.message
    assert read(message).startswith("$213.0 million")
    return message


def images(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in message.get("blocks") or [] if one["type"] == "image"]


@pytest.mark.parametrize("streams", [True, False])
def test_a_chart_stands_in_the_message_with_its_words(play_http: Play, streams: bool) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.lacking |= set() if streams else {"chat.startStream"}
        (image,) = images(await shown(slack, bot))
        file = slack.files[image["slack_file"]["id"]]
        assert image["alt_text"] == file["alt"] == "Revenue: 141.7, 213.0"
        assert file["content"] == PNG
        assert file["channel"] is None

    play_http(scene)


def test_a_chart_that_slack_does_not_take_within_goes_beside(play_http: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.lacking |= {"chat.startStream"}
        slack.fail("chat.update", Fault("invalid_blocks"))
        message = await shown(slack, bot)
        assert not images(message)
        await slack.until(lambda: [one for one in slack.files.values() if one.get("channel") == "C1"])
        beside = next(one for one in slack.files.values() if one.get("channel") == "C1")
        assert beside["thread"] == message["thread_ts"]

    play_http(scene)


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("files.getUploadURLExternal", Fault("missing_scope", more={"needed": "files:write"})),
        ("files.getUploadURLExternal", Fault("unknown_method")),
        ("files.completeUploadExternal", Fault("storage_limit_reached")),
    ],
)
def test_a_chart_that_cannot_be_uploaded_is_left_out(
    play_http: Play, method: str, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.fail(method, fault)
        assert not images(await shown(slack, bot))
        assert "a chart is left out" in caplog.text
        assert ("add the scope files:write" in caplog.text) == (fault.error == "missing_scope")

    play_http(scene)


def test_a_course_is_answered_with_its_chart(play_http: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        ts, _ = await slack.say("C1", "U1", f"<@{BOT}> How did Thornwick's revenue develop from 2022 to 2024?")
        await slack.until(lambda: [one for one in slack.ours("C1", ts) if images(one)])
        (message,) = slack.ours("C1", ts)
        (image,) = images(message)
        assert "213.0" in image["alt_text"]
        assert slack.files[image["slack_file"]["id"]]["content"].startswith(b"\x89PNG")

    play_http(scene)
