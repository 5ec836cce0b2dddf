"""The desk on the real engine and the real store, with a platform in memory."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.chat.card import Action, CardKind
from bot.chat.channels import Channel, Mode
from bot.chat.message import Asked, Commanded, Entry
from bot.gaps import gaps
from tests.bot.chat.conftest import Play
from tests.bot.chat.office import Office, office, person, place
from tests.bot.chat.port import until

REVENUE = "What was Thornwick's revenue in 2024?"
LOSS = "What was Ardenmoor's operating loss in 2024?"


def test_a_mention_is_answered_in_the_message_that_said_looking(play: Play) -> None:
    async def scene(it: Office) -> None:
        message = await it.ask(REVENUE)
        assert [card.kind for card in message.cards] == [CardKind.WAITING, CardKind.ANSWER]
        assert message.cards[0].buttons[0].action is Action.STOP
        assert message.card.headline == "$213.0 million"
        assert it.counted("questions", platform="slack", entry="mention", status="answered") == 1

    play(scene)


def test_twins_are_answered_once_however_they_come(data_dir: Path, tmp_path: Path) -> None:
    async def run() -> None:
        async with office(data_dir, tmp_path) as it:
            asked = it.question(REVENUE)
            twin = replace(asked, entry=Entry.OPEN)
            await asyncio.gather(*(it.desk.asked(one, it.port) for one in (asked, twin, asked)))
            await it.desk.asked(asked, it.port)
            assert len(it.port.messages) == 1
            assert it.answering.asked == 1
            # The same number in another channel is another message.
            await it.desk.asked(replace(asked, place=place("C2")), it.port)
            assert len(it.port.messages) == 2
        async with office(data_dir, tmp_path) as again:
            await again.desk.asked(asked, again.port)
            assert again.port.messages == []

    asyncio.run(run())


def test_a_follow_up_sees_the_turn_before_it_even_while_that_is_worked_on(play: Play) -> None:
    async def scene(it: Office) -> None:
        first = it.question(REVENUE)
        then = it.question("and in 2023?", Entry.FOLLOW_UP, place=place(thread=first.id))
        it.answering.held.clear()
        both = asyncio.gather(it.desk.asked(first, it.port), it.desk.asked(then, it.port))
        await it.answering.until_waiting()
        assert it.desk.follows(place(thread=first.id))
        it.answering.held.set()
        await both
        assert it.port.reply(then.id).card.headline == "$141.7 million"
        assert it.desk.follows(place(thread=first.id))
        assert not it.desk.follows(place(thread="other"))
        assert not it.desk.follows(place("C2", thread=first.id))

    play(scene)


def test_a_conversation_goes_on_after_a_restart_and_never_into_another_one(data_dir: Path, tmp_path: Path) -> None:
    async def run() -> None:
        async with office(data_dir, tmp_path) as it:
            first = it.question(REVENUE)
            await it.desk.asked(first, it.port)
        async with office(data_dir, tmp_path) as it:
            assert it.desk.follows(place(thread=first.id))
            said = await it.ask("and in 2023?", Entry.FOLLOW_UP, place=place(thread=first.id))
            assert said.card.headline == "$141.7 million"
            alone = await it.ask("and in 2023?", Entry.MENTION)
            assert alone.card.kind is CardKind.CLARIFY
            replied = await it.ask("and in 2022?", Entry.MENTION, reply_to=said.id)
            assert replied.card.headline == "$88.3 million"

    asyncio.run(run())


def test_a_direct_conversation_is_one_for_a_sitting(play: Play) -> None:
    async def scene(it: Office) -> None:
        await it.ask(REVENUE, Entry.DIRECT, place=place("D1"))
        said = await it.ask("and in 2023?", Entry.DIRECT, place=place("D1"))
        assert said.card.headline == "$141.7 million"
        it.now = it.now.replace(day=11)
        said = await it.ask("and in 2022?", Entry.DIRECT, place=place("D1"))
        assert said.card.kind is CardKind.CLARIFY

    play(scene)


def test_an_edit_answers_anew_in_place(play: Play) -> None:
    async def scene(it: Office) -> None:
        asked = it.question(REVENUE)
        await it.desk.asked(asked, it.port)
        await it.desk.edited(asked, it.port)  # an unfolded link, say: the text is the same
        message = it.port.reply(asked.id)
        assert len(message.cards) == 2
        await it.desk.edited(replace(asked, text=LOSS), it.port)
        assert message.card.headline == "$310 million"
        follow = await it.ask("and its revenue?", Entry.FOLLOW_UP, place=place(thread=asked.id))
        assert follow.card.headline == "$96 million"
        assert len(it.port.messages) == 2

    play(scene)


def test_an_edit_during_the_answer_never_lets_the_stale_one_land(play: Play) -> None:
    async def scene(it: Office) -> None:
        asked = it.question(REVENUE)
        it.answering.held.clear()
        task = asyncio.create_task(it.desk.asked(asked, it.port))
        await it.answering.until_waiting()
        await it.desk.edited(replace(asked, text=LOSS), it.port)
        it.answering.held.set()
        await task
        message = it.port.reply(asked.id)
        assert [card.headline for card in message.cards] == ["", "$310 million"]

    play(scene)


def test_an_edit_that_comes_as_the_answer_is_shown_still_wins(play: Play) -> None:
    async def scene(it: Office) -> None:
        asked = it.question(REVENUE)
        edits: list[asyncio.Task[None]] = []

        def edit(what: str) -> None:
            if what == "show" and not edits:
                edits.append(asyncio.create_task(it.desk.edited(replace(asked, text=LOSS), it.port)))

        it.port.before = edit
        await it.desk.asked(asked, it.port)
        await asyncio.gather(*edits)
        assert it.port.reply(asked.id).card.headline == "$310 million"

    play(scene)


def test_what_was_edited_into_a_mention_is_answered(play: Play) -> None:
    async def scene(it: Office) -> None:
        asked = it.question(REVENUE)
        await it.desk.edited(asked, it.port)
        assert it.port.reply(asked.id).card.headline == "$213.0 million"
        await it.desk.edited(it.question(REVENUE, Entry.FOLLOW_UP), it.port)
        assert len(it.port.messages) == 1

    play(scene)


def test_deleting_a_question_takes_its_reply_and_its_turn(play: Play) -> None:
    async def scene(it: Office) -> None:
        asked = it.question(REVENUE)
        await it.desk.asked(asked, it.port)
        await it.desk.deleted(place(), asked.id, it.port)
        assert it.port.replies(asked.id) == []
        assert await it.memory.recent(person()) == []
        await it.desk.asked(asked, it.port)  # a retry that comes late
        assert it.port.replies(asked.id) == []
        follow = await it.ask("and in 2023?", Entry.FOLLOW_UP, place=place(thread=asked.id))
        assert follow.card.kind is CardKind.CLARIFY

    play(scene)


def test_deleting_while_answering_leaves_nothing(play: Play) -> None:
    async def scene(it: Office) -> None:
        asked = it.question(REVENUE)
        it.answering.held.clear()
        task = asyncio.create_task(it.desk.asked(asked, it.port))
        await it.answering.until_waiting()
        await it.desk.deleted(place(), asked.id, it.port)
        await task
        it.answering.held.set()
        assert it.port.replies(asked.id) == []
        assert it.port.messages[0].card.kind is CardKind.WAITING
        assert await it.memory.recent(person()) == []

    play(scene)


@pytest.mark.parametrize("how", ["button", "platform"])
def test_stopping_stops(play: Play, how: str) -> None:
    async def scene(it: Office) -> None:
        asked = it.question(REVENUE)
        it.answering.held.clear()
        task = asyncio.create_task(it.desk.asked(asked, it.port))
        await it.answering.until_waiting()
        message = it.port.reply(asked.id)
        if how == "button":
            await it.press(message, Action.STOP, by="U2")
            assert "Only who asked" in it.port.whispered()
            assert not task.done()
            await it.press(message, Action.STOP)
        else:
            await it.desk.stopped(place(thread="another"), it.port)
            assert not task.done()
            await it.desk.stopped(place(thread=asked.id), it.port)
        await task
        it.answering.held.set()
        assert message.card.lead.startswith("Stopped")
        assert it.counted("questions", status="stopped") == 1

    play(scene)


def test_limits_are_told_privately_and_count_by_person(play: Play) -> None:
    async def scene(it: Office) -> None:
        for _ in range(3):
            await it.desk.asked(it.question("revenue?"), it.port)
        assert len(it.port.messages) == 2
        assert "one person" in it.port.whispered()
        await it.desk.asked(it.question("revenue?", person=person("U2")), it.port)
        assert len(it.port.messages) == 3
        assert it.counted("limited", scope="person") == 1

    play(scene, person_rate="2/minute")


def test_too_many_in_hand_are_told_so(play: Play) -> None:
    async def scene(it: Office) -> None:
        it.answering.held.clear()
        tasks = [asyncio.create_task(it.desk.asked(it.question(REVENUE), it.port)) for _ in range(3)]
        await it.answering.until_waiting(2)
        await until(lambda: bool(it.port.whispers))
        assert "Very many questions" in it.port.whispered()
        it.answering.held.set()
        await asyncio.gather(*tasks)
        assert len(it.port.messages) == 2

    play(scene, most_in_hand=2)


def test_a_failure_shows_a_reference_and_logs_the_traceback(data_dir: Path, tmp_path: Path) -> None:
    async def run() -> str:
        async with office(data_dir, tmp_path) as it:
            asked = it.question(REVENUE)
            failures = iter([ConnectionError("the platform fell over")])

            def fail(what: str) -> None:
                if what == "show" and (error := next(failures, None)) is not None:
                    raise error

            it.port.before = fail
            await it.desk.asked(asked, it.port)
            card = it.port.reply(asked.id).card
            assert card.kind is CardKind.ERROR
            assert it.counted("failed") == 1
            return card.footer.rpartition(" ")[2]

    with capture_logs() as logged:
        reference = asyncio.run(run())
    (entry,) = logged
    assert (entry["log_level"], entry["reference"]) == ("error", reference)
    assert str(entry["exc_info"]) == "the platform fell over"
    assert REVENUE not in str(entry)


def test_without_an_index_it_says_so(tmp_path: Path) -> None:
    async def run() -> None:
        async with office(tmp_path / "empty", tmp_path) as it:
            message = await it.ask(REVENUE)
            assert "no documents" in message.card.lead
            assert it.desk.companies("a") == []
            assert it.desk.suggestions() == []

    asyncio.run(run())


def test_answers_go_on_when_the_store_fails(play: Play) -> None:
    async def scene(it: Office) -> None:
        it.memory._store._database.close()
        asked = it.question(REVENUE)
        await asyncio.gather(it.desk.asked(asked, it.port), it.desk.asked(asked, it.port))
        message = it.port.reply(asked.id)
        assert message.card.headline == "$213.0 million"
        await it.press(message, Action.DISAGREEMENTS)
        assert "$230 million" in it.port.whispers[-1][1].lines[0]

    play(scene)


def test_a_retry_after_a_crash_is_answered_in_the_reply_that_stands(data_dir: Path, tmp_path: Path) -> None:
    async def run() -> None:
        async with office(data_dir, tmp_path) as it:
            asked = it.question(REVENUE)
            await _crash(it, asked)
            message = it.port.reply(asked.id)
            assert message.card.kind is CardKind.WAITING
        async with office(data_dir, tmp_path) as again:
            again.port.messages = it.port.messages
            await asyncio.gather(again.desk.asked(asked, again.port), again.desk.resumed(again.port))
            assert again.port.reply(asked.id) is message
            assert [card.headline for card in message.cards if card.kind is CardKind.ANSWER] == ["$213.0 million"]

    asyncio.run(run())


def test_what_a_crash_left_is_taken_up_when_the_platform_is_back(data_dir: Path, tmp_path: Path) -> None:
    async def run() -> None:
        async with office(data_dir, tmp_path) as it:
            asked, old = it.question(REVENUE), it.question(LOSS, at=it.now.replace(hour=9))
            await _crash(it, asked)
            await _crash(it, old)
        async with office(data_dir, tmp_path) as again:
            again.port.messages = it.port.messages
            await again.desk.resumed(again.port)
            assert again.port.reply(asked.id).card.headline == "$213.0 million"
            assert again.port.reply(old.id).card.kind is CardKind.WAITING
            await again.desk.asked(asked, again.port)
            assert len(again.port.messages) == 2

    asyncio.run(run())


async def _crash(it: Office, asked: Asked) -> None:
    """The program ends while a question is worked on."""
    it.answering.held.clear()
    task = asyncio.create_task(it.desk.asked(asked, it.port))
    await it.answering.until_waiting()
    task.cancel()
    await asyncio.wait({task})


def test_closing_finishes_what_is_in_hand_and_takes_no_more(data_dir: Path, tmp_path: Path) -> None:
    async def run() -> None:
        async with office(data_dir, tmp_path) as it:
            asked, late = it.question(REVENUE), it.question(LOSS)
            it.answering.held.clear()
            task = asyncio.create_task(it.desk.asked(asked, it.port))
            await it.answering.until_waiting()
            closing = asyncio.create_task(it.desk.close())
            await asyncio.sleep(0)
            await it.desk.asked(late, it.port)
            assert "being restarted" in it.port.whispered()
            assert not closing.done()
            it.answering.held.set()
            await asyncio.gather(task, closing)
            assert it.port.reply(asked.id).card.headline == "$213.0 million"
        async with office(data_dir, tmp_path) as again:
            await again.desk.asked(late, again.port)
            assert again.port.reply(late.id).card.headline == "$310 million"

    asyncio.run(run())


def test_channels_are_answered_as_their_admins_set_them(data_dir: Path, tmp_path: Path) -> None:
    async def run() -> None:
        async with office(data_dir, tmp_path) as it:
            channels = it.memory.channels
            assert not it.desk.answers_all(place())
            await channels.configure(place(), Channel(Mode.EVERY))
            assert it.desk.answers_all(place(thread="1"))
            for text in ("who wants lunch?", "I like Thornwick", "thanks", "what is the weather like?"):
                await it.desk.asked(it.question(text, Entry.OPEN), it.port)
            assert it.port.messages == []
            assert it.port.whispers == []
            said = await it.ask(REVENUE, Entry.OPEN)
            assert [card.kind for card in said.cards] == [CardKind.ANSWER]
            said = await it.ask("What was Thornwick's revenue in 1999?", Entry.OPEN)
            assert said.card.kind is CardKind.NOT_FOUND

            await channels.configure(place(), Channel(Mode.NEVER))
            await it.desk.asked(it.question(REVENUE), it.port)
            assert "don't answer in this channel" in it.port.whispered()
            count = len(it.port.messages)
            await it.desk.asked(it.question(REVENUE, Entry.FOLLOW_UP, place=place(thread="9")), it.port)
            assert (len(it.port.messages), len(it.port.whispers)) == (count, 1)

            await channels.configure(place(), Channel(private=True, language="de"))
            said = await it.ask(REVENUE)
            assert said.only_for == "U1"
            assert "20. Februar 2025" in said.card.footer
            assert not said.has(Action.SHARE)

            await channels.configure(place(), Channel(topics=("Ardenmoor AI",)))
            said = await it.ask(REVENUE)
            assert said.card.kind is CardKind.DECLINED
            assert "Ardenmoor AI only" in said.card.lead
            assert (await it.ask(LOSS)).card.headline == "$310 million"
        async with office(data_dir, tmp_path) as it:
            assert it.memory.channels.of(place()).topics == ("Ardenmoor AI",)

    asyncio.run(run())


def test_threads_are_followed_by_questions_alone(play: Play) -> None:
    async def scene(it: Office) -> None:
        first = it.question(REVENUE)
        await it.desk.asked(first, it.port)
        for text in ("thanks, great!", "ok", "👍", "I will tell the others about all of this when we meet tomorrow at noon"):
            await it.desk.asked(it.question(text, Entry.FOLLOW_UP, place=place(thread=first.id)), it.port)
        assert len(it.port.messages) == 1

    play(scene)


def test_long_and_empty_questions(play: Play) -> None:
    async def scene(it: Office) -> None:
        message = await it.ask(REVENUE + " " + "please " * 40)
        assert "I have read its first 100 characters." in message.card.lines[-1]
        message = await it.ask("\u200b \u202e")
        assert message.card.kind is CardKind.CLARIFY
        assert message.card.lead.startswith("What would you like to know?")

    play(scene, longest_question=100)


def test_commands_run_once_and_their_failures_are_told(data_dir: Path, tmp_path: Path) -> None:
    async def run() -> None:
        async with office(data_dir, tmp_path) as it:
            command = Commanded("c1", place(), person(), "corpus", ("status",), it.now)
            await asyncio.gather(*(it.desk.commanded(command, it.port) for _ in range(2)))
            assert it.orders.ran == [command]
            await it.desk.commanded(replace(command, id="c2", words=("explode",)), it.port)
            assert it.port.whispers[-1][1].kind is CardKind.ERROR
        async with office(data_dir, tmp_path) as it:
            await it.desk.commanded(command, it.port)
            assert it.orders.ran == []

    asyncio.run(run())


def test_what_is_offered_can_be_answered(play: Play) -> None:
    async def scene(it: Office) -> None:
        assert it.desk.companies("thorn") == ["Thornwick Systems"]
        assert it.desk.companies("SYS") == ["Thornwick Systems"]
        assert it.desk.companies("zz") == []
        await it.desk.warm()
        offered = it.desk.suggestions()
        assert offered
        for _, question in offered:
            assert (await it.ask(question)).card.kind is CardKind.ANSWER
        assert await asyncio.to_thread(it.desk.suggestions) == offered
        home = await it.desk.home(person(), it.port)
        assert [card.lead for card in home.cards] == [question for _, question in reversed(offered)]

    play(scene)


def test_what_is_offered_is_worked_out_where_it_is_asked_for_in_a_thread(play: Play) -> None:
    async def scene(it: Office) -> None:
        offered = await asyncio.to_thread(it.desk.suggestions)
        assert len(offered) >= 2
        for _, question in offered:
            assert (await it.ask(question)).card.kind is CardKind.ANSWER

    play(scene)


def test_forgetting_forgets_everywhere(data_dir: Path, tmp_path: Path) -> None:
    async def run() -> None:
        async with office(data_dir, tmp_path) as it:
            first = it.question(REVENUE)
            await it.desk.asked(first, it.port)
            message = it.port.reply(first.id)
            await it.press(message, Action.UNHELPFUL, text="it is about another company")
            other = await it.ask(LOSS, person=person("U2"))
            await it.press(other, Action.HELPFUL, by="U1")
            assert await it.memory.forget(person()) == 1
            assert await it.memory.recent(person()) == []
            assert await it.memory.feedback.newest() == []
            assert not it.desk.follows(place(thread=first.id))
            await it.press(message, Action.DISAGREEMENTS)
            assert "don't have that answer any more" in it.port.whispered()
            assert await it.memory.recent(person("U2")) == [LOSS]

    asyncio.run(run())
    assert b"another company" not in b"".join(file.read_bytes() for file in tmp_path.glob("chat.sqlite*"))


def test_what_is_old_is_forgotten(play: Play) -> None:
    async def scene(it: Office) -> None:
        message = await it.ask(REVENUE)
        it.now = it.now.replace(day=18)
        await it.ask(LOSS, at=it.now)
        assert await it.memory.recent(person()) == [LOSS]
        assert message.card.kind is CardKind.ANSWER

    play(scene, retention_days=7)


def test_the_claims_of_somebodys_message_are_checked(play: Play) -> None:
    async def scene(it: Office) -> None:
        about = "Thornwick had revenue of $300 million in 2024 [1]."
        message = await it.ask(about, Entry.CHECK, about=about, private=True)
        assert message.card.headline == "Contradicted"
        assert message.card.lead.endswith("revenue of $213.0 million in 2024 [1].")
        assert message.has(Action.SHARE)
        about += " And Ardenmoor's operating loss was $310 million in 2024! I like it."
        message = await it.ask("", Entry.CHECK, about=about)
        assert message.card.headline == "1 supported, 1 contradicted"
        assert message.card.footer.startswith("Checked: “Thornwick had revenue of $300 million in 2024 [ 1 ].")
        assert message.card.lead == "“Thornwick had revenue of $300 million in 2024 [ 1 ].”"
        lines = message.card.lines
        assert lines[0].startswith("Contradicted: ")
        supported = lines.index("“And Ardenmoor's operating loss was $310 million in 2024!”") + 1
        assert lines[supported] == "Supported: Ardenmoor AI: operating loss of $310 million in 2024 [2]."
        assert lines[-1].startswith("Not checked: “I like it.”")
        assert [source.n for source in message.card.sources] == [1, 2]
        message = await it.ask("", Entry.CHECK, about="hello there")
        assert message.card.kind is CardKind.CLARIFY
        message = await it.ask("", Entry.CHECK, about="Thornwick's revenue in 2019 was $3 million.")
        assert (message.card.kind, message.card.headline) == (CardKind.NOT_FOUND, "Not found")

    play(scene)


def test_a_question_about_somebodys_message_is_read_with_it(play: Play) -> None:
    async def scene(it: Office) -> None:
        message = await it.ask("and in 2023?", Entry.ASK_ABOUT, about=REVENUE)
        assert message.card.headline == "$141.7 million"
        message = await it.ask("", Entry.ASK_ABOUT, about=REVENUE)
        assert message.card.headline == "$213.0 million"

    play(scene)


def test_what_was_not_found_is_noted_once_and_without_a_name(data_dir: Path, tmp_path: Path) -> None:
    async def run() -> None:
        async with office(data_dir, tmp_path) as it:
            question = "What was Thornwick's revenue in 1987?"
            before = {gap.question: gap.count for gap in gaps(data_dir)}
            asked = it.question(question, person=person("U777"))
            await asyncio.gather(it.desk.asked(asked, it.port), it.desk.asked(asked, it.port))
            await it.ask(REVENUE)
            after = {gap.question: gap.count for gap in gaps(data_dir)}
            new = {one: count - before.get(one, 0) for one, count in after.items() if count != before.get(one, 0)}
            assert new == {"what was thornwick's revenue in 1987": 1}

    asyncio.run(run())


def test_its_own_messages_are_no_questions(data_dir: Path, tmp_path: Path) -> None:
    async def run() -> None:
        async with office(data_dir, tmp_path) as it:
            message = await it.ask(REVENUE)
            echo = it.question(REVENUE, Entry.FOLLOW_UP, id=message.id, place=place(thread=message.under))
            await it.desk.asked(echo, it.port)
            await it.desk.edited(replace(echo, entry=Entry.DIRECT), it.port)
            assert len(it.port.messages) == 1
        async with office(data_dir, tmp_path) as again:
            await again.desk.asked(echo, again.port)
            assert again.port.messages == []

    asyncio.run(run())


def test_a_deleted_reply_is_not_kept_and_not_answered_again(play: Play) -> None:
    async def scene(it: Office) -> None:
        message = await it.ask(REVENUE)
        message.removed = True
        await it.desk.deleted(place(), message.id, it.port)
        assert await it.memory.recent(person()) == []
        await it.desk.edited(it.question(LOSS, id=message.under), it.port)
        assert len(it.port.messages) == 1

    play(scene)


def test_a_question_edited_after_its_thread_went_on_is_read_as_it_stood(play: Play) -> None:
    async def scene(it: Office) -> None:
        first = it.question(REVENUE)
        await it.desk.asked(first, it.port)
        second = it.question("and in 2023?", Entry.FOLLOW_UP, place=place(thread=first.id))
        await it.desk.asked(second, it.port)
        await it.ask(LOSS, Entry.FOLLOW_UP, place=place(thread=first.id))
        await it.desk.edited(replace(second, text="and in 2022?"), it.port)
        assert it.port.reply(second.id).card.headline == "$88.3 million"

    play(scene)


def test_a_private_question_is_no_part_of_what_others_go_on_from(play: Play) -> None:
    async def scene(it: Office) -> None:
        first = it.question(REVENUE)
        await it.desk.asked(first, it.port)
        there = place(thread=first.id)
        await it.ask(LOSS, Entry.COMMAND, place=there, private=True)
        said = await it.ask("and in 2023?", Entry.FOLLOW_UP, place=there, person=person("U2"))
        assert said.card.headline == "$141.7 million"

    play(scene)


def test_a_course_comes_with_its_chart_and_is_shared_with_it_after_a_restart(data_dir: Path, tmp_path: Path) -> None:
    async def run() -> None:
        async with office(data_dir, tmp_path) as it:
            message = await it.ask("How did Thornwick's revenue develop from 2022 to 2024?", Entry.COMMAND, private=True)
            picture = message.card.picture
            assert picture is not None
            assert picture.png.startswith(b"\x89PNG")
            assert "213" in picture.alt
            assert (await it.ask(REVENUE)).card.picture is None
        async with office(data_dir, tmp_path) as it:
            await it.press(message, Action.SHARE)
            assert it.port.messages[-1].card.picture == picture

    asyncio.run(run())
