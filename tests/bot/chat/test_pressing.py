"""The buttons of answers."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.building import import_files
from bot.chat.card import Action, CardKind
from bot.chat.channels import Channel, Mode
from bot.chat.message import Entry
from corpus.manifest import read_manifest
from tests.bot.chat.conftest import Play
from tests.bot.chat.office import Office, office, place

REVENUE = "What was Thornwick's revenue in 2024?"


def test_sources_and_disagreements_unfold_to_whoever_pressed_also_after_a_restart(data_dir: Path, tmp_path: Path) -> None:
    async def run() -> None:
        async with office(data_dir, tmp_path) as it:
            message = await it.ask(REVENUE)
            labels = [button.label for button in message.card.buttons]
            assert labels == ["1 source differs", "Quotes and sources", "Helpful", "Not helpful"]
        async with office(data_dir, tmp_path) as it:
            await it.press(message, Action.SOURCES, by="U7")
            event, card = it.port.whispers[-1]
            assert event.person.id == "U7"
            assert [quote.text for quote in card.quotes] == [
                "Revenue | 213,000 | 141,700 | 88,250",
                "Thornwick had revenue of $230 million in 2024, by my reading of its slides.",
            ]
            assert [source.n for source in card.sources] == [1, 2]
            await it.press(message, Action.DISAGREEMENTS, by="U7")
            card = it.port.whispers[-1][1]
            assert card.lead == "One source says otherwise:"
            assert card.lines[0].startswith("Thornwick Systems: revenue of $230 million in 2024 [2].")
            assert [source.title for source in card.sources] == ["Is Thornwick Systems overvalued?"]

    asyncio.run(run())


def test_an_earlier_answer_keeps_its_sources_when_another_generation_is_served(
    new_data_dir: Callable[[], Path], pages: Path, tmp_path: Path
) -> None:
    made = new_data_dir()
    lines = (pages / "manifest.jsonl").read_text("utf-8").splitlines(keepends=True)
    fewer = tmp_path / "fewer"
    fewer.mkdir()
    (fewer / "manifest.jsonl").write_text("".join(line for line in lines if "thornwick-blog.md" in line), "utf-8")
    shutil.copy(pages / "thornwick-blog.md", fewer)
    import_files(made, [fewer], read_manifest(fewer / "manifest.jsonl"))
    question = "What was Thornwick's revenue in 2024?"

    async def run() -> None:
        async with office(made, tmp_path) as it:
            before = await it.ask(question)
            assert before.card.headline == "$230 million"
            import_files(made, [pages], read_manifest(pages / "manifest.jsonl"))
            after = await it.ask(question)
            assert after.card.headline == "$213.0 million"
            ref = before.button(Action.HELPFUL)
            await it.press(before, Action.SOURCES, ref=ref)
            assert [source.title for source in it.port.whispers[-1][1].sources] == ["Is Thornwick Systems overvalued?"]
            follow = await it.ask("and in 2023?", Entry.FOLLOW_UP, place=place(thread=before.under))
            assert follow.card.headline == "$141.7 million"

    asyncio.run(run())


def test_feedback_asks_why_and_counts_once(play: Play) -> None:
    async def scene(it: Office) -> None:
        message = await it.ask(REVENUE)
        await it.press(message, Action.UNHELPFUL)
        assert it.port.forms[0][1].startswith("What is wrong")
        (said,) = await it.memory.feedback.newest()
        assert (said.question, said.good, said.why) == (REVENUE, False, "")
        await it.press(message, Action.UNHELPFUL, text="wrong\u202e year\n")
        assert "admins will see it" in it.port.whispered()
        (said,) = await it.memory.feedback.newest()
        assert said.why == "wrong year"
        await it.press(message, Action.HELPFUL, by="U2")
        await it.press(message, Action.HELPFUL, by="U2")
        assert await it.memory.feedback.counts() == (1, 1)
        assert it.counted("feedback", verdict="good") == 1

    play(scene)


def test_a_private_answer_is_for_its_asker_until_shared_once(play: Play) -> None:
    async def scene(it: Office) -> None:
        message = await it.ask(REVENUE, Entry.COMMAND, private=True)
        assert message.only_for == "U1"
        await it.press(message, Action.SOURCES, by="U2")
        assert "for somebody else" in it.port.whispered()
        await it.press(message, Action.SHARE, by="U2")
        assert len(it.port.messages) == 1
        it.port.closed.add("C1")
        await it.press(message, Action.SHARE)
        assert "can't post in this channel" in it.port.whispered()
        it.port.closed.clear()
        await asyncio.gather(it.press(message, Action.SHARE), it.press(message, Action.SHARE))
        assert "shared already" in it.port.whispered()
        _, shared = it.port.messages
        assert (shared.only_for, shared.under) == ("", "")
        assert shared.card.footer.startswith(f"Asked: “{REVENUE}”")
        assert not shared.has(Action.SHARE)
        await it.press(shared, Action.DISAGREEMENTS, by="U2")
        assert it.port.whispered() == "One source says otherwise:"
        follow = await it.ask("and in 2023?", reply_to=shared.id)
        assert follow.card.headline == "$141.7 million"

    play(scene)


def test_where_it_is_no_member_a_private_answer_is_shared_by_a_reply_to_the_press(play: Play) -> None:
    async def scene(it: Office) -> None:
        it.port.replies_only.add("C1")
        message = await it.ask(REVENUE, Entry.COMMAND, private=True)
        await it.press(message, Action.SHARE)
        shared = it.port.messages[-1]
        assert (shared.only_for, shared.card.headline) == ("", message.card.headline)
        await it.press(message, Action.SHARE)
        assert "shared already" in it.port.whispered()
        assert len(it.port.messages) == 2

    play(scene)


def test_a_channel_set_to_private_shares_nothing(play: Play) -> None:
    async def scene(it: Office) -> None:
        message = await it.ask(REVENUE, Entry.COMMAND, private=True)
        await it.memory.channels.configure(place(), Channel(Mode.MENTIONED, private=True))
        await it.press(message, Action.SHARE)
        assert "stay private" in it.port.whispered()
        assert len(it.port.messages) == 1

    play(scene)


def test_what_is_offered_is_asked_by_whoever_presses_it(play: Play) -> None:
    async def scene(it: Office) -> None:
        message = await it.ask("What was Thornwick's revenue in 2019?")
        assert message.card.kind is CardKind.NOT_FOUND
        assert message.card.buttons[0].label == "What was the revenue of Thornwick Systems in 2024?"
        clicked = await it.press(message, Action.ASK, by="U3")
        said = it.port.reply(clicked.id)
        assert said.card.headline == "$213.0 million"
        assert "Asked: “What was the revenue of Thornwick Systems in 2024?”" in said.card.footer
        await it.desk.clicked(clicked, it.port)  # the same press, delivered again
        assert len(it.port.replies(clicked.id)) == 1
        message = await it.ask("what is the revenue?")
        assert message.card.kind is CardKind.CLARIFY
        assert all("revenue" in button.label for button in message.card.buttons)

    play(scene)


def test_buttons_of_nothing_say_so(play: Play) -> None:
    async def scene(it: Office) -> None:
        message = await it.ask(REVENUE)
        answer = message.button(Action.HELPFUL)
        forged = ["no-such-answer", f"{answer}.9999", f"{answer}.s7", "../../etc", "a" * 500, "x'; DROP TABLE questions; --", f"{answer}.١"]
        for action in (Action.SOURCES, Action.MORE, Action.ASK):
            for ref in forged:
                if action is Action.SOURCES and ref.startswith(answer) and ref.isascii():
                    continue
                await it.press(message, action, ref=ref)
                assert "don't have that answer" in it.port.whispers.pop()[1].lead, (action, ref)
        await it.press(message, Action.STOP, ref="no-such-answer")
        await it.press(message, Action.SOURCES, place=place("C2"))
        assert "don't have that answer" in it.port.whispered()
        assert len(it.port.messages) == 1

    play(scene)


def test_other_buttons_are_for_the_commands(play: Play) -> None:
    async def scene(it: Office) -> None:
        message = await it.ask(REVENUE)
        clicked = await it.press(message, Action.PUBLISH, ref="g1")
        await it.desk.clicked(clicked, it.port)
        assert it.orders.pressed == [clicked]
        await it.desk.clicked(replace(clicked, text="why"), it.port)
        assert len(it.orders.pressed) == 2

    play(scene)


def test_a_long_answer_goes_on_under_a_button_also_after_a_restart(data_dir: Path, tmp_path: Path) -> None:
    claims = [f"Thornwick had revenue of ${n} million in 2024." for n in range(201, 226)]

    async def run() -> None:
        async with office(data_dir, tmp_path) as it:
            message = await it.ask("", Entry.CHECK, about=" ".join(claims))
            shown = [message.card]
            assert shown[0].headline == "1 supported, 24 contradicted"
        async with office(data_dir, tmp_path) as it:
            card = message.card
            while any(button.action is Action.MORE for button in card.buttons):
                ref = next(button.ref for button in card.buttons if button.action is Action.MORE)
                await it.press(message, Action.MORE, by="U9", ref=ref)
                card = it.port.whispers[-1][1]
                shown.append(card)
            assert len(shown) > 2
            lines = [line for page in shown for line in (page.lead, *page.lines)]
            assert [line for line in lines if line.startswith("“")] == [f"“{claim}”" for claim in claims]
            assert all(page.sources for page in shown)

    asyncio.run(run())
