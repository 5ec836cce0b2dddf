"""Every door of Slack, from a signed request or a socket to the answer that stands in the channel."""

from __future__ import annotations

import pytest

from bot.chat.channels import Channel, Mode
from bot.chat.message import Place, Platform
from tests.bot.slack.rules import read
from tests.bot.slack.server import BOT, TEAM, Slack
from tests.bot.slack.world import Burnrate, Play

QUESTION = "What was Thornwick's revenue in 2024?"
FIGURE = "$213.0 million"
OTHER = "What was Thornwick's revenue in 2023?"
OTHER_FIGURE = "$141.7 million"


def test_a_mention_is_answered_once_in_its_thread(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        ts, delivered = await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
        assert [one.status for one in delivered] == [200, 200]
        answer = await slack.answer("C1", ts)
        assert FIGURE in read(answer)
        assert len(slack.ours("C1")) == 1
        assert answer["thread_ts"] == ts
        await slack.until(lambda: slack.statuses["C1", ts][-1:] == ["active"])
        assert slack.statuses["C1", ts] == ["processing", "active"]

    play(scene)


def test_a_direct_message_is_answered(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        ts, _ = await slack.say("D1", "U1", QUESTION)
        assert FIGURE in read(await slack.answer("D1", ts))

    play(scene)


def test_a_thread_that_it_answered_in_is_followed_without_a_mention(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        other, _ = await slack.say("C1", "U1", QUESTION)  # nobody asked us
        await slack.say("C1", "U2", OTHER, other)
        ts, _ = await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
        await slack.answer("C1", ts)
        await slack.say("C1", "U2", f"<@U1> {OTHER}", ts)  # said to somebody else
        await slack.say("C1", "U2", OTHER, ts)
        await slack.until(lambda: len([one for one in slack.ours("C1", ts) if one["finished"]]) == 2)
        assert OTHER_FIGURE in read(slack.ours("C1", ts)[1])
        assert not slack.ours("C1", other)

    play(scene)


def test_a_channel_that_opted_in_has_every_question_answered(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        await bot.memory.channels.configure(Place(Platform.SLACK, TEAM, "C7"), Channel(mode=Mode.EVERY))
        ts, _ = await slack.say("C7", "U1", QUESTION)
        assert FIGURE in read(await slack.answer("C7", ts))

    play(scene)


def test_a_changed_question_is_answered_anew_in_place(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        ts, _ = await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
        before = await slack.answer("C1", ts)
        await slack.edit("C1", ts, f"<@{BOT}> {OTHER}")
        await slack.until(
            lambda: OTHER_FIGURE in read(slack.ours("C1", ts)[0]) and FIGURE not in read(slack.ours("C1", ts)[0])
        )
        assert [one["ts"] for one in slack.ours("C1", ts)] == [before["ts"]]

    play(scene)


def test_a_change_that_comes_without_what_was_before_is_taken_too(play_http: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        ts, _ = await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
        await slack.answer("C1", ts)
        message = slack.messages["C1", ts] | {"text": f"<@{BOT}> {OTHER}"}
        event = {"type": "message", "subtype": "message_changed", "channel": "C1", "ts": "9.9", "message": message}
        await slack.deliver(slack.event(event))
        await slack.until(lambda: OTHER_FIGURE in read(slack.ours("C1", ts)[0]))
        assert len(slack.ours("C1")) == 1

    play_http(scene)


def test_a_mention_that_is_added_later_is_answered(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        ts, _ = await slack.say("C1", "U1", QUESTION)
        await slack.edit("C1", ts, f"<@{BOT}> {QUESTION}")
        assert FIGURE in read(await slack.answer("C1", ts))

    play(scene)


def test_a_deleted_question_takes_its_answer_with_it(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        ts, _ = await slack.say("C1", "U1", f"<@{BOT}> {QUESTION}")
        await slack.answer("C1", ts)
        await slack.delete("C1", ts)  # a tombstone, as our answer hangs on it
        await slack.until(lambda: not slack.ours("C1"))

    play(scene)


def test_ask_is_answered_privately_and_changes_in_place(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.members["C9"] = {"U1"}  # it is no member there
        delivered = await slack.command("/ask", QUESTION, "U1", "C9")
        assert delivered.status == 200
        await slack.until(lambda: slack.ephemeral and FIGURE in read(slack.ephemeral[0]))
        assert [(one["to"], one["channel"]) for one in slack.ephemeral] == [("U1", "C9")]
        assert slack.ephemeral[0]["edited"]
        assert not slack.messages

    play(scene)


def test_ask_without_a_question_is_help(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        await slack.command("/ask", " ", "U1", "C1")
        await slack.until(lambda: slack.ephemeral)
        assert [(one.command, one.words) for one in bot.spoken.commands] == [("burnrate", ("help",))]

    play(scene)


def test_commands_come_with_their_words_and_who_says_them(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.usergroups = [{"id": "S0ADMIN", "users": ["U1", "U2"]}, {"id": "S0OTHER", "users": ["U3"]}]
        await slack.command("/corpus", "watch Thornwick <#C5|general>", "U1", "C1")
        await slack.until(lambda: slack.ephemeral)
        assert read(slack.ephemeral[0]).startswith("ℹ️ heard corpus: watch Thornwick <\u2060#C5>")
        (told,) = bot.spoken.commands
        assert told.words == ("watch", "Thornwick", "<#C5>")
        assert (told.person.id, told.person.workspace, set(told.person.groups)) == ("U1", TEAM, {"S0ADMIN"})
        await slack.command("/burnrate", "config", "U3", "C1")
        await slack.until(lambda: len(bot.spoken.commands) == 2)
        assert bot.spoken.commands[1].person.groups == {"S0OTHER"}

    play(scene)


def test_check_this_claim_is_answered_privately(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        said = slack.stand("C1", "U2", "Thornwick had revenue of $213.0 million in 2024.")
        await slack.shortcut("burnrate_check", said, "U1")
        await slack.until(lambda: slack.ephemeral and FIGURE in read(slack.ephemeral[-1]))
        assert not slack.ours("C1")

    play(scene)


def test_ask_about_this_asks_what_and_answers_privately(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        said = slack.stand("C1", "U2", "Thornwick did well. " * 400)
        await slack.shortcut("burnrate_ask_about", said, "U1")
        await slack.until(lambda: slack.views)
        assert slack.views[0]["title"]["text"] == "Ask about this"
        await slack.submit(slack.views[0], QUESTION, "U1")
        await slack.until(lambda: slack.ephemeral and FIGURE in read(slack.ephemeral[-1]))

    play(scene)


def test_a_press_comes_with_what_it_acts_on(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        await slack.command("/corpus", "refresh", "U1", "C1")
        await slack.until(lambda: slack.ephemeral)
        await slack.press(slack.ephemeral[0], "publish", "U1")
        await slack.until(lambda: bot.spoken.clicks)
        (click,) = bot.spoken.clicks
        assert (click.action, click.ref, click.message, click.text) == ("publish", "g1", slack.ephemeral[0]["ts"], None)

    play(scene)


def test_slack_can_see_that_the_address_is_ours(play_http: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        done = await slack.post({"type": "url_verification", "token": "x", "challenge": "3eZbrw1a"})
        assert (done.status, "3eZbrw1a" in done.body) == (200, True)

    play_http(scene)


def test_the_home_is_shown_to_who_opens_it(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        slack.usergroups = [{"id": "S0ADMIN", "users": ["U1"]}]
        await slack.deliver(slack.event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"}))
        await slack.until(lambda: "U1" in slack.homes)
        assert "home of U1 in [S0ADMIN]" in read(slack.homes["U1"])

    play(scene)


@pytest.mark.parametrize("newer", [True, False], ids=["agent view", "assistant"])
def test_prompts_are_offered_where_a_conversation_is_opened(
    play: Play, newer: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        prompts = [("Thornwick's revenue", QUESTION)]
        monkeypatch.setattr(bot.desk, "suggestions", lambda: prompts)
        if newer:
            event: dict[str, object] = {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"}
        else:
            event = {"type": "assistant_thread_started"}
        thread = {"user_id": "U1", "channel_id": "D1", "thread_ts": "1.2", "context": {}}
        await slack.deliver(slack.event(event if newer else event | {"assistant_thread": thread}))
        await slack.until(lambda: slack.prompts)
        assert slack.prompts[0]["prompts"] == [{"title": "Thornwick's revenue", "message": QUESTION}]
        assert slack.prompts[0].get("thread_ts") == (None if newer else "1.2")

    play(scene)


def test_slacks_stop_button_reaches_the_desk_and_ends_the_status(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        stopped: list[Place] = []

        async def stop(place: Place, port: object) -> None:
            stopped.append(place)

        monkeypatch.setattr(bot.desk, "stopped", stop)
        event = {
            "type": "agent_session_stopped",
            "channel": "C1",
            "thread_ts": "5.5",
            "user": "U1",
            "streaming_message_ts": [],
        }
        await slack.deliver(slack.event(event))
        await slack.until(lambda: slack.statuses["C1", "5.5"] == ["active"])
        assert stopped == [Place(Platform.SLACK, TEAM, "C1", "5.5")]

    play(scene)


def test_other_bots_itself_and_notices_are_left_alone(play: Play) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        text = f"<@{BOT}> {QUESTION}"
        await slack.say("C1", "U5", text, bot_id="B9")
        await slack.say("C1", "U5", text, bot_profile={"id": "B9"})
        await slack.say("C1", BOT, text)
        await slack.say("C1", "USLACKBOT", text)
        for subtype in ("channel_join", "bot_message", "channel_topic", "reminder_add"):
            await slack.say("C1", "U5", text, subtype=subtype)
        await slack.say("C1", "U5", text, hidden=True)
        await slack.deliver(slack.event({"type": "reaction_added", "user": "U1", "item": {}}))
        ts, _ = await slack.say("C1", "U1", text)
        await slack.answer("C1", ts)
        assert {one.get("thread_ts") for one in slack.ours("C1")} == {
            None,
            ts,
        }  # without one: what it is made to say above

    play(scene)


def test_people_of_other_workspaces_in_a_shared_channel_are_answered_as_such(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(slack: Slack, bot: Burnrate) -> None:
        entries: list[tuple[str, str]] = []
        asked = bot.desk.asked

        async def noted(one: object, port: object) -> None:
            entries.append((one.person.workspace, one.place.workspace))  # type: ignore[attr-defined]
            await asked(one, port)  # type: ignore[arg-type]

        monkeypatch.setattr(bot.desk, "asked", noted)
        ts, _ = await slack.say("C1", "U77", f"<@{BOT}> {QUESTION}", team="T0THEIRS", user_team="T0THEIRS")
        await slack.answer("C1", ts)
        assert set(entries) == {("T0THEIRS", TEAM)}

    play(scene)
