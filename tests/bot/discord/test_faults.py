"""What goes wrong between burnrate and Discord, each survived with one right message."""

from __future__ import annotations

import asyncio
from functools import partial

from tests.bot.discord.conftest import OpenDesk
from tests.bot.discord.running import connected, running
from tests.bot.discord.server import ADA, BOT, GENERAL, GUILD, SECOND, Discord, Fault, discord_server, texts, waiting

REVENUE = "What was Thornwick's revenue in 2024?"
ASKED = f"<@{BOT}> {REVENUE}"


def answered_in(discord: Discord, channel: int) -> bool:
    return any("$213" in texts(one) for one in discord.by_bot(channel))


def test_the_gateway_dropped_while_an_answer_is_worked_on(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            bureau.gate.held.clear()
            asked = discord.say(ADA, GENERAL, ASKED)
            await bureau.gate.until_waiting()
            await discord.drop()
            missed = discord.say(ADA, GENERAL, ASKED)  # said while nobody listens, replayed by the resume
            await discord.until(lambda: discord.resumes)
            bureau.gate.held.set()
            for one in (asked, missed):
                assert "$213" in texts(await discord.answer_to(one))
                assert len(discord.replies_to(one)) == 1
            # A connection that cannot be resumed is made anew.
            await discord.drop(resumable=False)
            await discord.until(lambda: len(discord.identifies) == 2, 25)
            assert "$213" in texts(await discord.answer_to(discord.say(ADA, GENERAL, ASKED)))

    asyncio.run(scenario())


def test_twin_events_after_a_resume(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            asked = discord.say(ADA, GENERAL, ASKED)
            await discord.answer_to(asked)
            await discord.drop()
            await discord.until(lambda: discord.resumes)
            discord.again(asked)
            discord.again(asked)
            await discord.answer_to(discord.say(ADA, GENERAL, ASKED))
            assert len(discord.replies_to(asked)) == 1
            assert len(discord.by_bot()) == 2

    asyncio.run(scenario())


def test_errors_of_the_server_and_limits_leave_one_answer(open_desk: OpenDesk) -> None:
    limited = {"message": "You are being rate limited.", "retry_after": 0.05, "global": False}

    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            post, edit = rf"/channels/{GENERAL}/messages$", rf"/channels/{GENERAL}/messages/\d+"
            faults = [
                Fault("POST", post, 503),
                Fault("POST", post, 503, after=True),  # done, and said not to be: sending it again is no second message
                Fault("POST", post, 500, after=True),
                Fault("POST", post, 429, body=limited, headers={"Via": "1.1 a", "Retry-After": "0.05"}, times=2),
                Fault("POST", post, 429, body=limited, headers={"Retry-After": "0.05"}, times=2),
                Fault("PATCH", edit, 502),
                Fault("PATCH", edit, 429, body=limited, headers={"Retry-After": "0.05"}),
            ]
            for fault in faults:
                discord.faults = [fault]
                asked = discord.say(ADA, GENERAL, ASKED)
                answer = await discord.answer_to(asked)
                assert "$213" in texts(answer)
                assert len(discord.replies_to(asked)) == 1, fault
                assert not fault.times

    asyncio.run(scenario())


def test_a_question_deleted_while_it_is_answered_leaves_nothing(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            bureau.gate.held.clear()
            asked = discord.say(ADA, GENERAL, ASKED)
            await bureau.gate.until_waiting()
            (reply,) = discord.replies_to(asked)
            discord.delete(asked)
            await discord.until(lambda: int(reply["id"]) in discord.deleted)
            bureau.gate.held.set()
            await discord.answer_to(discord.say(ADA, GENERAL, ASKED))
            assert not discord.replies_to(asked)

    asyncio.run(scenario())


def test_a_reply_deleted_while_it_is_awaited_is_not_posted_again(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            bureau.gate.held.clear()
            asked = discord.say(ADA, GENERAL, ASKED)
            await bureau.gate.until_waiting()
            discord.delete(int(discord.replies_to(asked)[0]["id"]))
            bureau.gate.held.set()
            await discord.answer_to(discord.say(ADA, GENERAL, ASKED))
            assert not discord.replies_to(asked)

    asyncio.run(scenario())


def test_an_interaction_that_expired_is_answered_in_the_channel(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            for public in (True, False):
                bureau.gate.held.clear()
                told = discord.slash(ADA, GENERAL, "ask", question=REVENUE, private=not public)
                await bureau.gate.until_waiting()
                told.over = True
                before = len(discord.by_bot(GENERAL))
                bureau.gate.held.set()
                # Edited by its id; what was meant for one is written to them, and never shown to all.
                where = GENERAL if public else discord.direct(ADA)
                await discord.until(partial(answered_in, discord, where))
                assert len(discord.by_bot(GENERAL)) == before
                assert sum("$213" in texts(one) for one in discord.by_bot(GENERAL)) == 1

            bureau.gate.held.clear()
            told = discord.slash(ADA, GENERAL, "ask", question=REVENUE)
            await bureau.gate.until_waiting(1)
            told.over = True
            del discord.messages[told.original or 0]
            bureau.gate.held.set()
            await discord.until(lambda: sum("$213" in texts(one) for one in discord.by_bot(GENERAL)) == 2)

    asyncio.run(scenario())


def test_a_slow_answer_is_acknowledged_in_time_and_can_be_stopped(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            bureau.gate.held.clear()
            told = discord.slash(ADA, GENERAL, "ask", question=REVENUE)
            await discord.until(
                lambda: told.responded and told.original and "Looking" in texts(discord.messages[told.original])
            )
            assert told.responded is not None
            assert told.responded - told.at < 1
            stopped = discord.press(ADA, told.original or 0, "Stop")
            await discord.until(lambda: "Stopped" in texts(discord.messages[told.original or 0]))
            await discord.until(lambda: stopped.responded)

    asyncio.run(scenario())


def test_missing_permissions_are_logged_and_the_rest_goes_on(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            discord.forbidden.add(SECOND)
            asked = discord.say(ADA, SECOND, ASKED)
            await discord.until(lambda: any(path == f"/channels/{SECOND}/messages" for _, path in discord.requests))
            await discord.answer_to(discord.say(ADA, GENERAL, ASKED))
            assert not discord.replies_to(asked)
            # Interactions need no permission in the channel.
            told = discord.slash(ADA, SECOND, "ask", question=REVENUE)
            assert "$213" in texts(await discord.answer_in(told))

    asyncio.run(scenario())


def test_where_only_a_person_installed_it_a_private_answer_is_shared_by_a_reply_to_the_press(
    open_desk: OpenDesk,
) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            discord.forbidden.add(SECOND)
            private = await discord.answer_in(discord.slash(ADA, SECOND, "ask", question=REVENUE, private=True))
            shared = await discord.answer_in(discord.press(ADA, int(private["id"]), "Share to channel"))
            assert "$213" in texts(shared)
            assert not shared["flags"] & 64
            again = await discord.answer_in(discord.press(ADA, int(private["id"]), "Share to channel"))
            assert "shared already" in texts(again)
            assert sum(not one["flags"] & 64 for one in discord.by_bot(SECOND)) == 1

    asyncio.run(scenario())


def test_a_chart_that_may_not_be_attached_is_left_out(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            discord.no_files = True
            question = "How did Thornwick's revenue develop from 2022 to 2024?"
            told = discord.slash(ADA, GENERAL, "ask", question=question, private=True)
            answer = await discord.answer_in(told)
            await discord.until(lambda: any("50013" in one for one in discord.refusals), 30)
            shared = discord.press(ADA, int(answer["id"]), "Share to channel")
            await discord.until(partial(answered_in, discord, GENERAL), 30)
            await discord.until(lambda: shared.responded)
            assert not any(one["attachments"] for one in discord.by_bot())

    asyncio.run(scenario())


def test_components_refused_are_shown_plainly(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            discord.refuses_components = True
            answer = await discord.answer_to(discord.say(ADA, GENERAL, ASKED))
            assert "$213" in texts(answer)
            assert not answer["flags"] & (1 << 15)
            told = discord.slash(ADA, GENERAL, "ask", question=REVENUE)
            assert "$213" in texts(await discord.answer_in(told))

    asyncio.run(scenario())


def test_a_restart_between_click_and_response_and_between_form_and_answer(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with discord_server() as discord:
            async with open_desk() as bureau, connected(discord, bureau.desk):
                answer = await discord.answer_to(discord.say(ADA, GENERAL, ASKED))
                form = discord.press(ADA, int(answer["id"]), "Not helpful")
                await discord.until(lambda: form.response == 9)
                bureau.gate.held.clear()
                asked = discord.say(ADA, GENERAL, ASKED)
                await bureau.gate.until_waiting()
                await bureau.desk.close(0.01)  # the program ends with the question in hand
            async with open_desk() as bureau, connected(discord, bureau.desk):
                told = discord.submit(ADA, form, "It is from an old filing")
                assert "Thank you" in texts(await discord.answer_in(told))
                assert "Thank you" in texts(await discord.answer_in(discord.press(ADA, int(answer["id"]), "Helpful")))
                assert "$213" in texts(await discord.answer_to(asked))
                assert len(discord.replies_to(asked)) == 1

    asyncio.run(scenario())


def test_private_replies_to_messages_come_directly(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        from dataclasses import replace

        from bot.chat.channels import Channel
        from bot.chat.message import Place, Platform

        async with open_desk() as bureau, running(bureau.desk) as discord:
            place = Place(Platform.DISCORD, str(GUILD), str(GENERAL))
            await bureau.memory.channels.configure(place, replace(Channel(), private=True))
            discord.say(ADA, GENERAL, ASKED)
            await discord.until(lambda: any("$213" in texts(one) for one in discord.by_bot(discord.direct(ADA))))
            assert not discord.by_bot(GENERAL)
            # Somebody who takes no direct messages is told how to, and nothing of the answer is shown.
            discord.closed_to_messages.add(402)
            asked = discord.say(402, GENERAL, ASKED)
            note = await discord.until(lambda: discord.replies_to(asked))
            assert "privacy settings" in texts(note[0])
            assert not waiting(note[0])

    asyncio.run(scenario())
