"""Every way to ask over the real wire: discord.py against a gateway and a REST API on the loopback."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import Any

from bot.chat.channels import Channel, Mode
from bot.chat.message import Place, Platform
from tests.bot.discord.conftest import OpenDesk
from tests.bot.discord.running import connected, running
from tests.bot.discord.server import (
    ADA,
    BOT,
    BOT_ROLE,
    FORUM,
    GENERAL,
    GUILD,
    SECOND,
    Discord,
    Told,
    discord_server,
    texts,
    walk,
)

REVENUE = "What was Thornwick's revenue in 2024?"
BEN = 402


def labels(message: dict[str, Any]) -> list[str]:
    return [part["label"] for part in walk(message["components"]) if part.get("type") == 2]


def opened(form: Told) -> bool:
    return form.response == 9


def test_a_mention_is_answered_in_a_reply_with_the_figure_first(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            for text in (f"<@{BOT}> {REVENUE}", f"{REVENUE} <@!{BOT}>", f"<@&{BOT_ROLE}> {REVENUE}"):
                answer = await discord.answer_to(discord.say(ADA, GENERAL, text))
                said = texts(answer)
                assert said.startswith("# $213.0 million\n"), said
                assert "filings.example" in said
                assert answer["flags"] & (1 << 15)
                assert {"Helpful", "Not helpful"} <= set(labels(answer))
            assert not discord.rung
            assert not discord.refusals

    asyncio.run(scenario())


def test_a_chart_comes_with_its_words(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            question = "How did Thornwick's revenue develop from 2022 to 2024?"
            told = discord.slash(ADA, GENERAL, "ask", question=question)
            asked = discord.say(ADA, GENERAL, f"<@{BOT}> {question}")
            for answer in (await discord.answer_to(asked), await discord.answer_in(told)):
                # It is drawn when the answer stands already.
                (attached,) = await discord.until(partial(answer.get, "attachments"), 30)
                (gallery,) = [part for part in walk(answer["components"]) if part["type"] == 12]
                assert attached["description"] == gallery["items"][0]["description"]
                assert "213" in attached["description"]
            assert not discord.refusals

    asyncio.run(scenario())


def test_direct_messages_threads_and_replies(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            direct = discord.direct(ADA)
            assert "$213" in texts(await discord.answer_to(discord.say(ADA, direct, REVENUE)))

            thread, other = discord.thread("money"), discord.thread("lunch")
            first = await discord.answer_to(discord.say(ADA, thread, f"<@{BOT}> {REVENUE}"))
            assert first["channel_id"] == str(thread)
            # Without a new mention in the thread that it answered in, and in no other.
            unheard = discord.say(BEN, other, "And in 2023?")
            follow = await discord.answer_to(discord.say(BEN, thread, "And in 2023?"))
            assert "$141.7" in texts(follow)

            in_channel = await discord.answer_to(discord.say(ADA, GENERAL, f"<@{BOT}> {REVENUE}"))
            chat = discord.say(BEN, GENERAL, "And in 2023?")
            reply = await discord.answer_to(discord.say(BEN, GENERAL, "And in 2023?", reply_to=int(in_channel["id"])))
            assert "$141.7" in texts(reply)
            assert not discord.replies_to(unheard)
            assert not discord.replies_to(chat)
            assert not discord.refusals

    asyncio.run(scenario())


def test_others_than_people_are_not_heard(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            text = f"<@{BOT}> {REVENUE}"
            robot: dict[str, Any] = {
                "author": {"id": "77", "username": "robot", "discriminator": "0", "avatar": None, "bot": True}
            }
            hook: dict[str, Any] = {
                "webhook_id": "78",
                "author": {"id": "78", "username": "hook", "discriminator": "0000", "avatar": None},
            }
            unheard = [
                discord.say(ADA, GENERAL, text, **robot),
                discord.say(ADA, GENERAL, text, **hook),
                discord.say(ADA, GENERAL, text, type=7),
                discord.say(ADA, GENERAL, "@everyone " + REVENUE),
                discord.say(BOT, GENERAL, text),
            ]
            await discord.answer_to(discord.say(ADA, GENERAL, text))
            assert not any(discord.replies_to(one) for one in unheard)
            assert len(discord.by_bot()) == 2  # the answer, and what a person wrote in the bot's name

    asyncio.run(scenario())


def test_edits_answer_anew_in_place_and_deletions_tidy_up(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            asked = discord.say(ADA, GENERAL, f"<@{BOT}> {REVENUE}")
            first = await discord.answer_to(asked)
            discord.unfold(asked)
            discord.edit(asked, f"<@{BOT}> What was Thornwick's revenue in 2023?")
            await discord.until(lambda: "$141.7" in texts(first))
            assert [one["id"] for one in discord.by_bot()] == [first["id"]]
            assert sum("$213" in one for one in first["versions"]) == 1

            discord.delete(asked)
            await discord.until(lambda: int(first["id"]) in discord.deleted)
            several = [discord.say(ADA, GENERAL, f"<@{BOT}> {REVENUE}") for _ in range(2)]
            answers = [await discord.answer_to(one) for one in several]
            discord.delete(*several)
            await discord.until(lambda: {int(one["id"]) for one in answers} <= set(discord.deleted))

    asyncio.run(scenario())


def test_the_same_event_twice_is_one_question(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            asked = discord.say(ADA, GENERAL, f"<@{BOT}> {REVENUE}")
            discord.again(asked)
            await discord.answer_to(asked)
            discord.again(asked)
            await discord.answer_to(discord.say(ADA, GENERAL, f"<@{BOT}> {REVENUE}"))
            assert len(discord.replies_to(asked)) == 1

    asyncio.run(scenario())


def test_forums_and_channels_by_opt_in(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            unheard = discord.say(ADA, SECOND, REVENUE)
            post = discord.thread(REVENUE, FORUM)
            discord.say(ADA, post, "Thanks in advance", number=post)
            await discord.answer_to(
                discord.say(ADA, GENERAL, f"<@{BOT}> {REVENUE}")
            )  # those before it are seen by then
            for channel in (SECOND, FORUM):
                place = Place(Platform.DISCORD, str(GUILD), str(channel))
                await bureau.memory.channels.configure(place, replace(Channel(), mode=Mode.EVERY))
            assert "$213" in texts(await discord.answer_to(discord.say(ADA, SECOND, REVENUE)))
            opened = discord.thread(REVENUE, FORUM)
            asked = discord.say(ADA, opened, "Thanks in advance", number=opened)
            assert "$213" in texts(await discord.answer_to(asked))
            assert not discord.replies_to(unheard)
            assert not discord.by_bot(post)

    asyncio.run(scenario())


def test_commands_public_and_private(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            answer: dict[str, Any] = {}
            for private in (False, True):
                told = discord.slash(ADA, GENERAL, "ask", question=REVENUE, private=private)
                answer = await discord.answer_in(told)
                assert "$213" in texts(answer)
                assert bool(answer["flags"] & 64) == private
                assert told.responded is not None
                assert told.responded - told.at < 3
            shared = discord.press(ADA, int(answer["id"]), "Share to channel")
            found = await discord.until(
                lambda: [one for one in discord.by_bot(GENERAL) if not one["flags"] & 64 and "Asked:" in texts(one)]
            )
            assert "$213" in texts(found[-1])
            await discord.until(lambda: shared.responded)
            assert not discord.refusals

    asyncio.run(scenario())


def test_menus_on_a_message(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, discord_server() as discord, connected(discord, bureau.desk) as app:
            client = app.client
            assert client is not None
            claim = discord.say(BEN, GENERAL, "Thornwick had revenue of $213 million in 2024, I heard.")
            checked = await discord.answer_in(discord.menu(ADA, claim, "Check this claim"))
            assert checked["flags"] & 64
            assert "$213" in texts(checked)
            said = discord.say(BEN, GENERAL, "Thornwick Systems is doing well, it seems.")
            for known in (True, False):
                form = discord.menu(ADA, said, "Ask about this")
                await discord.until(partial(opened, form))
                if not known:  # the form was opened before a restart
                    client._asked_of.clear()
                about = await discord.answer_in(discord.submit(ADA, form, "What was its revenue in 2024?"))
                assert "$213" in texts(about)
                assert about["flags"] & 64
            assert not discord.refusals

    asyncio.run(scenario())


def test_companies_are_completed_inside_the_question(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            await bureau.desk.warm()
            told = discord.complete(ADA, GENERAL, "ask", "question", "what was the revenue of thorn")
            await discord.until(lambda: told.responded)
            names = [one["value"] for one in told.data["choices"]]
            assert "what was the revenue of Thornwick Systems" in names
            empty = discord.complete(ADA, GENERAL, "ask", "question", "")
            await discord.until(lambda: empty.responded)
            assert len(empty.data["choices"]) <= 25
            assert all(len(one["name"]) <= 100 for one in empty.data["choices"])

    asyncio.run(scenario())


def test_admin_commands_arrive_as_typed(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            discord.managers.add(ADA)
            told = discord.slash(ADA, GENERAL, "corpus refresh", which="one two")
            await discord.answer_in(told)
            (ran,) = bureau.orders.ran
            assert (ran.command, ran.words, ran.person.manages) == ("corpus", ("refresh", "one", "two"), True)
            await discord.answer_in(discord.slash(BEN, GENERAL, "burnrate config", setting="mode", value="every"))
            assert bureau.orders.ran[-1].words == ("config", "mode", "every")
            assert not bureau.orders.ran[-1].person.manages
            names = {one["name"]: one for one in discord.commands}
            assert names["corpus"]["default_member_permissions"] == str(1 << 5)
            assert "default_member_permissions" not in names["ask"]
            assert names["ask"]["integration_types"] == [0, 1]
            assert sorted(names["ask"]["contexts"]) == [0, 1, 2]

    asyncio.run(scenario())


def test_commands_are_sent_only_where_they_changed(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        async with open_desk() as bureau, running(bureau.desk) as discord:
            assert discord.syncs == 1
            async with connected(discord, bureau.desk):
                assert discord.syncs == 1
            discord.commands[0]["description"] = "Another"
            async with connected(discord, bureau.desk):
                assert discord.syncs == 2

    asyncio.run(scenario())


def test_without_the_privileged_intent(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        def without(discord: Discord) -> None:
            discord.content_approved = False

        async with open_desk() as bureau, running(bureau.desk, without) as discord:
            answer = await discord.answer_to(discord.say(ADA, GENERAL, f"<@{BOT}> {REVENUE}"))
            assert "$213" in texts(answer)
            assert "$213" in texts(await discord.answer_to(discord.say(ADA, discord.direct(ADA), REVENUE)))
            told = discord.slash(ADA, GENERAL, "ask", question=REVENUE)
            assert "$213" in texts(await discord.answer_in(told))
            # A reply that does not mention it cannot be read, and it says so.
            unread = discord.say(BEN, GENERAL, "And in 2023?", reply_to=int(answer["id"]))
            assert "mention me" in texts(await discord.answer_to(unread))

    asyncio.run(scenario())


def test_several_shards(open_desk: OpenDesk) -> None:
    async def scenario() -> None:
        def large(discord: Discord) -> None:
            discord.shards = 2

        async with open_desk() as bureau, running(bureau.desk, large) as discord:
            assert [one["shard"] for one in discord.identifies] == [[0, 2], [1, 2]]
            assert "$213" in texts(await discord.answer_to(discord.say(ADA, GENERAL, f"<@{BOT}> {REVENUE}")))
            assert "$213" in texts(await discord.answer_to(discord.say(ADA, discord.direct(ADA), REVENUE)))

    asyncio.run(scenario())
