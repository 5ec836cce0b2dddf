"""Conversations in Slack with all that the desk does: buttons, forms, sharing, stopping, follow-ups, restarts."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.chat.answering import Answering
from bot.chat.channels import Channel, Mode
from bot.chat.message import Place, Platform
from tests.bot.slack.rules import read
from tests.bot.slack.server import BOT, TEAM, Slack
from tests.bot.slack.world import Burnrate, Play, burnrate

QUESTION = "What was Thornwick's revenue in 2024?"
FIGURE = "$213.0 million"
ELLIPTIC = "And in 2023?"
OTHER_FIGURE = "$141.7 million"


async def answered(slack: Slack, channel: str = "C1", question: str = f"<@{BOT}> {QUESTION}") -> dict[str, Any]:
    """Ask and wait; gives the answer as it stands."""
    ts, _ = await slack.say(channel, "U1", question)
    return await slack.answer(channel, ts)


def actions(message: dict[str, Any]) -> list[str]:
    """What the buttons of a message do."""
    return [
        one["action_id"].split(".")[1]
        for block in message.get("blocks") or []
        if block["type"] == "actions"
        for one in block["elements"]
    ]


def test_an_answer_leads_with_the_figure_and_has_its_source(play_http: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        lines = read(await answered(slack, "C1", f"<@{BOT}> How much did Ardenmoor AI raise in March 2025?")).split(
            "\n"
        )
        assert lines[0] == "$750 million"
        assert any(line.startswith("“Ardenmoor raised $750 million") and line.endswith("[1]") for line in lines)
        assert any(line.startswith("1.  ") and ".example)" in line for line in lines)

    play_http(scene)


def test_a_follow_up_goes_on_from_what_was_said_in_the_thread(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        first = await answered(slack)
        await slack.say("C1", "U2", ELLIPTIC, first["thread_ts"])
        await slack.until(lambda: any(OTHER_FIGURE in read(one) for one in slack.ours("C1", first["thread_ts"])[1:]))
        await slack.say("C1", "U2", "thanks!", first["thread_ts"])
        assert len(slack.ours("C1")) == 2

    play(scene)


def test_a_direct_conversation_is_one_in_threads_and_out_of_them(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        first = await answered(slack, "D1", QUESTION)
        ts, _ = await slack.say("D1", "U1", ELLIPTIC)
        assert OTHER_FIGURE in read(await slack.answer("D1", ts))
        await slack.say("D1", "U1", "And in 2024?", first["thread_ts"])
        await slack.until(lambda: len([one for one in slack.ours("D1", first["thread_ts"]) if one["finished"]]) == 2)
        assert FIGURE in read(slack.ours("D1", first["thread_ts"])[1])

    play(scene)


def test_a_private_answer_is_shared_to_the_channel_once(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        await slack.command("/ask", QUESTION, "U1", "C1")
        await slack.until(lambda: slack.ephemeral and "share" in actions(slack.ephemeral[0]))
        await slack.press(slack.ephemeral[0], "share", "U1")
        await slack.until(lambda: slack.ours("C1"))
        assert FIGURE in read(slack.ours("C1")[0])
        assert QUESTION in read(slack.ours("C1")[0])  # nobody else saw what was asked
        await slack.press(slack.ephemeral[0], "share", "U1")
        await slack.until(lambda: len(slack.ephemeral) == 2)
        assert "shared already" in read(slack.ephemeral[1])
        assert len(slack.ours("C1")) == 1

    play(scene)


def test_a_private_answer_is_shared_where_it_is_no_member_too(play_http: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.members["C9"] = {"U1"}
        await slack.command("/ask", QUESTION, "U1", "C9")
        await slack.until(lambda: slack.ephemeral and "share" in actions(slack.ephemeral[0]))
        for _ in range(2):
            await slack.press(slack.ephemeral[0], "share", "U1")
            await slack.until(lambda: slack.ours("C9"))
        assert FIGURE in read(slack.ours("C9")[0])
        await slack.until(lambda: any("shared already" in read(one) for one in slack.ephemeral))
        assert len(slack.ours("C9")) == 1

    play_http(scene)


def test_a_bad_mark_asks_why_and_keeps_it(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        answer = await answered(slack)
        await slack.press(answer, "bad", "U2")
        await slack.until(lambda: slack.views)
        await slack.submit(slack.views[0], "It is the wrong year <!channel>", "U2")
        await slack.until(lambda: [one for one in slack.ephemeral if "Thank you" in read(one)])
        assert slack.ephemeral[-1]["to"] == "U2"
        await slack.press(answer, "good", "U3")
        await slack.until(lambda: [one for one in slack.ephemeral if one["to"] == "U3"])

    play(scene)


def test_the_native_stop_button_stops_and_says_so(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        gate = bot.hold(monkeypatch)
        ts, _ = await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
        await slack.until(lambda: slack.ours("C1"))
        event = {
            "type": "agent_session_stopped",
            "channel": "C1",
            "thread_ts": ts,
            "user": "U1",
            "streaming_message_ts": [],
        }
        await slack.deliver(slack.event(event))
        await slack.until(lambda: "Stopped" in read(slack.ours("C1", ts)[0]))
        gate.set()
        await slack.until(lambda: slack.statuses["C1", ts][-1:] == ["active"])
        assert FIGURE not in read(slack.ours("C1", ts)[0])
        assert len(slack.ours("C1")) == 1

    play(scene)


def test_our_stop_button_stops_where_slack_has_none(play_http: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.lacking |= {"agents.sessions.setStatus"}
        gate = bot.hold(monkeypatch)
        ts, _ = await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
        await slack.until(lambda: slack.ours("C1"))
        await slack.press(slack.ours("C1")[0], "stop", "U2")
        await slack.until(lambda: slack.ephemeral)  # not theirs to stop
        await slack.press(slack.ours("C1")[0], "stop", "U1")
        await slack.until(lambda: "Stopped" in read(slack.ours("C1", ts)[0]))
        gate.set()

    play_http(scene)


def test_a_question_deleted_while_it_is_answered_leaves_nothing(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        gate = bot.hold(monkeypatch)
        ts, _ = await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
        await slack.until(lambda: slack.ours("C1"))
        await slack.delete("C1", ts)
        await slack.until(lambda: not slack.ours("C1"))
        gate.set()
        await slack.until(lambda: slack.statuses["C1", ts][-1:] == ["active"])
        assert not slack.ours("C1")

    play(scene)


def test_a_question_changed_while_it_is_answered_has_one_answer(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        gate = bot.hold(monkeypatch)
        ts, _ = await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
        await slack.until(lambda: slack.ours("C1"))
        await slack.edit("C1", ts, f"<@{BOT}> What was Thornwick's revenue in 2023?")
        gate.set()
        await slack.until(lambda: OTHER_FIGURE in read(slack.ours("C1", ts)[0]))
        assert len(slack.ours("C1")) == 1

    play(scene)


def test_a_button_works_after_a_restart(answering: Answering, tmp_path: Path) -> None:
    async def run() -> None:
        async with Slack().running() as slack:
            async with burnrate(slack, answering, tmp_path):
                answer = await answered(slack)
            async with burnrate(slack, answering, tmp_path):
                await slack.press(answer, "good", "U2")
                await slack.until(lambda: slack.ephemeral)
                assert "Thank you" in read(slack.ephemeral[0])
                await slack.edit("C1", answer["thread_ts"], f"<@{BOT}> What was Thornwick's revenue in 2023?")
                await slack.until(lambda: OTHER_FIGURE in read(slack.ours("C1")[0]))
                assert len(slack.ours("C1")) == 1

    asyncio.run(run())


def test_a_restart_between_a_press_and_its_response_and_between_a_form_and_its_answer(
    answering: Answering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        async with Slack().running() as slack:
            async with burnrate(slack, answering, tmp_path, patience=0.01) as bot:
                answer = await answered(slack)
                await slack.press(answer, "bad", "U2")
                await slack.until(lambda: slack.views)
                begun = asyncio.Event()

                async def never(*_: object) -> None:
                    begun.set()
                    await asyncio.Event().wait()

                monkeypatch.setattr(bot.desk, "clicked", never)
                await slack.press(answer, "good", "U3")  # acknowledged, and then the program ends
                await begun.wait()
            assert not slack.ephemeral
            async with burnrate(slack, answering, tmp_path) as bot:
                await slack.submit(slack.views[0], "It is the wrong year", "U2")
                await slack.until(lambda: slack.ephemeral)
                await slack.press(answer, "good", "U3")
                await slack.until(lambda: len(slack.ephemeral) == 2)
                assert sorted(one["to"] for one in slack.ephemeral) == ["U2", "U3"]
                assert all("Thank you" in read(one) for one in slack.ephemeral)
                assert [one["ts"] for one in slack.ours("C1")] == [answer["ts"]]

    asyncio.run(run())


def test_a_question_that_a_restart_interrupted_is_answered_after_it(
    answering: Answering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        async with Slack().running() as slack:
            async with burnrate(slack, answering, tmp_path, patience=0.01) as bot:
                bot.hold(monkeypatch)
                ts, _ = await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
                await slack.until(lambda: slack.ours("C1"))
            monkeypatch.undo()
            async with burnrate(slack, answering, tmp_path):
                assert FIGURE in read(await slack.answer("C1", ts))
                assert len(slack.ours("C1")) == 1

    asyncio.run(run())


def test_a_channel_may_be_private_or_silent(play_http: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        await bot.memory.channels.configure(Place(Platform.SLACK, TEAM, "C5"), Channel(private=True))
        await slack.say("C5", "U1", f"<@{BOT}> {QUESTION}")
        await slack.until(lambda: [one for one in slack.ephemeral if FIGURE in read(one)])
        assert slack.ephemeral[-1]["to"] == "U1"
        assert not slack.ours("C5")
        await bot.memory.channels.configure(Place(Platform.SLACK, TEAM, "C6"), Channel(mode=Mode.NEVER))
        await slack.say("C6", "U1", f"<@{BOT}> {QUESTION}")
        await slack.until(lambda: [one for one in slack.ephemeral if one["channel"] == "C6"])
        assert not slack.ours("C6")

    play_http(scene)


def test_too_many_questions_are_told_to_wait_privately(answering: Answering, tmp_path: Path) -> None:
    async def run() -> None:
        chat = {"BURNRATE_CHAT_PERSON_RATE": "2/minute"}
        async with Slack().running() as slack, burnrate(slack, answering, tmp_path, chat=chat):
            for _ in range(2):
                await answered(slack)
            await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
            await slack.until(lambda: slack.ephemeral)
            assert slack.ephemeral[0]["to"] == "U1"
            assert "Please ask again" in read(slack.ephemeral[0])
            assert len(slack.ours("C1")) == 2

    asyncio.run(run())


def test_an_answer_that_somebody_deletes_is_not_brought_back(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        answer = await answered(slack)
        await slack.delete("C1", answer["ts"])
        await slack.edit("C1", answer["thread_ts"], f"<@{BOT}> What was Thornwick's revenue in 2023?")
        other = await answered(slack, "C2")
        assert FIGURE in read(other)
        assert not [one for one in slack.ours("C1") if FIGURE in read(one)]

    play(scene)
