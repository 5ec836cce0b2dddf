"""Faults of Slack and of the way to it: the right word comes, once, or the right person is told why not."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from bot.chat.answering import Answering
from bot.chat.card import Card, CardKind
from bot.chat.message import Clicked, Commanded, Place, Platform
from bot.chat.port import Port
from bot.errors import Refused
from tests.bot.slack.rules import read
from tests.bot.slack.server import BOT, TEAM, Fault, Slack
from tests.bot.slack.world import Burnrate, Play, burnrate

QUESTION = "What was Thornwick's revenue in 2024?"
FIGURE = "$213.0 million"
LONG_AGO = Fault("ratelimited", 429, retry_after=0)
BROKEN = Fault(status=502)
INSIDE = Fault("internal_error", 500)


def short(value: object) -> str:
    """A name of a fault, or of several, for the list of tests."""
    if isinstance(value, list):
        return "+".join(map(short, value))
    if isinstance(value, Fault):
        return f"{value.error or value.status}{' dropped' * value.drop}{' after it was done' * value.done}"
    return str(value)


async def once(slack: Slack, channel: str = "C1") -> None:
    """A question is asked, and its answer stands there once."""
    ts, delivered = await slack.say(channel, "U1", f"<@{BOT}> {QUESTION}")
    assert {one.status for one in delivered} == {200}
    answer = await slack.answer(channel, ts)
    assert FIGURE in read(answer)
    await slack.until(lambda: slack.statuses[channel, ts][-1:] == ["active"])
    assert [one["ts"] for one in slack.ours(channel)] == [answer["ts"]]
    assert "streaming" not in slack.messages[channel, answer["ts"]]


@pytest.mark.parametrize(
    ("method", "faults"),
    [
        ("chat.postMessage", [LONG_AGO, LONG_AGO]),
        ("chat.postMessage", [BROKEN]),
        ("chat.postMessage", [INSIDE, INSIDE]),
        ("chat.postMessage", [Fault(drop=True)]),
        ("chat.postMessage", [Fault(status=502, done=True)]),
        ("chat.postMessage", [Fault(drop=True, done=True)]),
        ("chat.postMessage", [Fault("invalid_blocks")]),
        ("chat.update", [LONG_AGO]),
        ("chat.update", [BROKEN, INSIDE, Fault(drop=True)]),
        ("chat.update", [Fault(drop=True, done=True)]),
        ("chat.update", [Fault("invalid_blocks")]),
        ("chat.update", [Fault("msg_blocks_too_long"), Fault("msg_blocks_too_long")]),
        ("agents.sessions.setStatus", [INSIDE]),
    ],
    ids=short,
)
def test_a_post_and_an_edit_survive(play_http: Play, method: str, faults: list[Fault]) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.lacking |= {"chat.startStream"}
        slack.fail(method, *faults)
        await once(slack)
        assert not slack.faults[method], "not all of them came to be"

    play_http(scene)


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        (method, fault)
        for method in ("chat.startStream", "chat.stopStream")
        for fault in (
            Fault("unknown_method"),
            Fault("missing_scope", more={"needed": "chat:write"}),
            Fault("message_not_in_streaming_state"),
            Fault("invalid_blocks"),
            Fault("invalid_chunks"),
            Fault("some_error_of_next_year"),
            Fault("ratelimited", 429, retry_after=30),
            INSIDE,
            BROKEN,
            Fault(drop=True),
            Fault(drop=True, done=True),
            Fault(status=502, done=True),
        )
    ],
    ids=short,
)
def test_any_error_of_a_stream_falls_back_to_post_and_edit(play_http: Play, method: str, fault: Fault) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.fail(method, fault)
        await once(slack)

    play_http(scene)


def test_a_stream_that_expired_is_edited(play_http: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        gate = bot.hold(monkeypatch)
        ts, _ = await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
        await slack.until(lambda: slack.called("chat.startStream"))
        slack.streams_last = 0.0
        gate.set()
        assert FIGURE in read(await slack.answer("C1", ts))
        assert len(slack.ours("C1")) == 1
        assert slack.called("chat.update")

    play_http(scene)


def test_where_streams_are_lacking_they_are_not_tried_each_time(play_http: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.lacking |= {"chat.startStream"}
        for number in range(3):
            await once(slack, f"C{number}")
        assert len(slack.called("chat.startStream")) == 1

    play_http(scene)


def test_without_agent_sessions_the_older_status_is_shown_and_a_stop_button_of_ours(
    play_http: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.lacking |= {"agents.sessions.setStatus"}
        gate = bot.hold(monkeypatch)
        for number in range(3):
            ts, _ = await slack.say(f"C{number}", "U1", f"<@{BOT}> {QUESTION}")
            await slack.until(lambda ts=ts, number=number: slack.ours(f"C{number}", ts))  # type: ignore[misc]
        gate.set()
        await slack.until(lambda: len([one for one in slack.statuses.values() if one[-1] == "assistant: "]) == 3)
        assert len(slack.called("agents.sessions.setStatus")) == 1  # once, and not each time
        assert not slack.called("chat.startStream")

    play_http(scene)


def test_somebody_is_told_at_once_however_slow_the_answer(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        gate = bot.hold(monkeypatch)
        ts, delivered = await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
        assert {one.status for one in delivered} == {200}
        await slack.until(lambda: slack.ours("C1", ts))
        assert not slack.ours("C1", ts)[0]["finished"]
        delivered_command = await slack.command("/ask", QUESTION, "U1", "C1")
        assert delivered_command.status == 200
        await slack.until(lambda: slack.ephemeral)
        gate.set()
        assert FIGURE in read(await slack.answer("C1", ts))
        await slack.until(lambda: FIGURE in read(slack.ephemeral[0]))

    play(scene)


def test_one_message_that_comes_eleven_times_is_answered_once(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        message = slack.stand("C1", "U1", f"<@{BOT}> {QUESTION}")
        event = {key: value for key, value in message.items() if key != "finished"}
        kinds = ["message", "app_mention"] * 5 + ["message"]
        bodies = [slack.event(event | {"type": kind, "channel_type": "channel"}) for kind in kinds]
        await asyncio.gather(*map(slack.deliver, bodies))
        assert FIGURE in read(await slack.answer("C1", message["ts"]))
        await slack.until(lambda: slack.statuses["C1", message["ts"]][-1:] == ["active"])
        assert len(slack.ours("C1")) == 1

    play(scene)


def test_a_socket_that_drops_mid_answer_is_opened_again(play_socket: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        gate = bot.hold(monkeypatch)
        ts, _ = await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
        await slack.until(lambda: slack.called("chat.startStream"))
        await slack.drop_socket()
        gate.set()
        assert FIGURE in read(await slack.answer("C1", ts))
        await slack.until(lambda: slack.sockets)
        await once(slack, "C2")
        assert len(slack.called("apps.connections.open")) >= 2

    play_socket(scene)


def test_slack_asks_for_another_socket_and_gets_one(play_socket: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        first = slack.sockets[0]
        await first.send_json({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}})
        await slack.until(lambda: slack.sockets and slack.sockets[-1] is not first)
        await once(slack)

    play_socket(scene)


def test_what_was_not_acknowledged_comes_again_and_is_answered_once(play_socket: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        message = slack.stand("C1", "U1", f"<@{BOT}> {QUESTION}")
        event = {key: value for key, value in message.items() if key != "finished"}
        body = slack.event(event | {"type": "app_mention"})
        await slack.deliver(body)
        await slack.until(lambda: slack.ours("C1"))
        slack.unacked["again"] = {"envelope_id": "again", "type": "events_api", "payload": body}
        await slack.drop_socket()
        await slack.until(lambda: "again" in slack.acked)
        await slack.answer("C1", message["ts"])
        assert len(slack.ours("C1")) == 1

    play_socket(scene)


def test_an_address_for_replies_that_is_used_up_is_done_without(
    play_http: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        gate = bot.hold(monkeypatch)
        slack.members["C9"] = {"U1"}  # it is no member there, so only a direct message is left
        for channel in ("C1", "C9"):
            await slack.command("/ask", QUESTION, "U1", channel)
        await slack.until(lambda: len(slack.ephemeral) == 2)
        slack.expire_urls()
        gate.set()
        await slack.until(lambda: [one for one in slack.ephemeral if FIGURE in read(one)])
        assert [one["channel"] for one in slack.ephemeral if FIGURE in read(one)] == ["C1"]
        await slack.until(lambda: slack.ours("DU1"))
        assert FIGURE in read(slack.ours("DU1")[0])

    play_http(scene)


@pytest.mark.parametrize("faults", [[BROKEN], [LONG_AGO, BROKEN], [BROKEN, BROKEN, BROKEN]], ids=short)
def test_a_private_answer_survives_errors_of_its_address(play_http: Play, faults: list[Fault]) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.fail("response_url", *faults)
        await slack.command("/ask", QUESTION, "U1", "C1")
        await slack.until(lambda: [one for one in slack.ephemeral if FIGURE in read(one)])
        assert len([one for one in slack.ephemeral if FIGURE in read(one)]) == 1

    play_http(scene)


def test_a_message_that_was_pressed_before_a_restart_is_changed_after_it(answering: Answering, tmp_path: Path) -> None:
    async def published(event: Commanded | Clicked, port: Port) -> None:
        assert isinstance(event, Clicked)
        reply = await port.standing(event.place, event.message)
        await reply.show(Card(CardKind.DONE, lead=f"published {event.ref}"))

    async def run() -> None:
        async with Slack().running() as slack:
            async with burnrate(slack, answering, tmp_path) as bot:
                await slack.command("/corpus", "refresh", "U1", "C1")
                await slack.until(lambda: slack.ephemeral)
            async with burnrate(slack, answering, tmp_path) as bot:
                bot.spoken.then = published
                await slack.press(slack.ephemeral[0], "publish", "U1")
                await slack.until(lambda: "published g1" in read(slack.ephemeral[0]))
                assert len(slack.ephemeral) == 1

    asyncio.run(run())


def test_a_press_where_it_is_no_member_is_answered_there_all_the_same(play_http: Play) -> None:
    async def shared(event: Commanded | Clicked, port: Port) -> None:
        await port.begin(event, Card(CardKind.ANSWER, lead="for all to see"))

    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.members["C9"] = {"U1"}
        await slack.command("/corpus", "x", "U1", "C9")
        await slack.until(lambda: slack.ephemeral)
        bot.spoken.then = shared
        await slack.press(slack.ephemeral[0], "publish", "U1")
        await slack.until(lambda: slack.ours("C9"))
        assert read(slack.ours("C9")[0]) == "for all to see"

    play_http(scene)


def test_a_form_that_is_called_for_too_late_is_no_error_for_anybody(
    play_http: Play, caplog: pytest.LogCaptureFixture
) -> None:
    async def asks(event: Commanded | Clicked, port: Port) -> None:
        assert isinstance(event, Clicked)
        await port.ask_back(event, "Why?")

    async def scene(slack: Slack, bot: Burnrate) -> None:
        await slack.command("/corpus", "x", "U1", "C1")
        await slack.until(lambda: slack.ephemeral)
        bot.spoken.then = asks
        slack.fail("views.open", Fault("expired_trigger_id"))
        await slack.press(slack.ephemeral[0], "publish", "U1")
        await slack.until(lambda: slack.called("views.open"))
        await slack.press(slack.ephemeral[0], "publish", "U1")
        await slack.until(lambda: slack.views)
        await slack.submit(slack.views[0], "The year is wrong", "U1")
        await slack.until(lambda: len(bot.spoken.clicks) == 3)
        assert (bot.spoken.clicks[2].text, bot.spoken.clicks[2].ref) == ("The year is wrong", "g1")

    play_http(scene)


@pytest.mark.parametrize(
    ("error", "says"), [("missing_scope", "add the scope chat:write"), ("not_in_channel", "/invite @burnrate")]
)
def test_a_right_that_is_missing_is_logged_with_what_to_click(
    play_http: Play, caplog: pytest.LogCaptureFixture, error: str, says: str
) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.lacking |= {"chat.startStream"}
        slack.fail("chat.postMessage", Fault(error, more={"needed": "chat:write"}))
        await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
        await slack.until(lambda: slack.called("chat.postMessage"))
        await slack.until(lambda: slack.statuses)
        await once(slack, "C2")
        assert says in caplog.text
        assert "Traceback" not in caplog.text

    play_http(scene)


def test_an_error_of_ours_gives_the_person_a_reference_and_the_log_the_rest(
    play_http: Play, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(commanded: Commanded, port: Port) -> None:
        raise ZeroDivisionError("deep inside")

    async def scene(slack: Slack, bot: Burnrate) -> None:
        monkeypatch.setattr(bot.desk, "commanded", fails)
        await slack.command("/corpus", "status", "U1", "C1")
        await slack.until(lambda: slack.ephemeral)
        words = read(slack.ephemeral[0])
        reference = words.split()[-1].rstrip(".")
        assert "deep inside" not in words
        assert f"reference {reference}" in caplog.text
        assert "ZeroDivisionError: deep inside" in caplog.text

    with caplog.at_level(logging.INFO):
        play_http(scene)


def test_credentials_that_slack_does_not_take_are_said_so(answering: Answering, tmp_path: Path) -> None:
    async def run() -> None:
        async with Slack().running() as slack:
            slack.tokens.clear()
            with pytest.raises(Refused, match="invalid_auth; the token is no longer good"):
                async with burnrate(slack, answering, tmp_path):
                    pass

    asyncio.run(run())


def test_a_slack_that_is_down_at_the_start_is_tried_again_by_serve(answering: Answering, tmp_path: Path) -> None:
    async def run() -> None:
        async with Slack().running() as slack:
            slack.fail("auth.test", *[BROKEN] * 5)
            with pytest.raises(ConnectionError, match=r"Slack is not to be reached: auth\.test broke off"):
                async with burnrate(slack, answering, tmp_path):
                    pass
            async with burnrate(slack, answering, tmp_path) as bot:
                assert bot.front.ready
                await once(slack)

    asyncio.run(run())


def test_a_message_taken_away_by_somebody_is_no_error(play_http: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.lacking |= {"chat.startStream"}
        gate = bot.hold(monkeypatch)
        await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
        await slack.until(lambda: slack.ours("C1"))
        slack.messages.clear()
        gate.set()
        await slack.until(lambda: slack.called("chat.update"))
        assert not slack.ours("C1")
        await once(slack, "C2")

    play_http(scene)


def test_an_announcement_goes_where_it_is_told(play_http: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        port = bot.front.port
        assert port is not None
        ts = await port.announce(Place(Platform.SLACK, TEAM, "C4"), Card(CardKind.DONE, lead="New figures"))
        assert read(slack.messages["C4", ts]) == "✅ New figures"
        assert slack.messages["C4", ts]["unfurl_links"] is False
        assert slack.messages["C4", ts]["unfurl_media"] is False

    play_http(scene)
