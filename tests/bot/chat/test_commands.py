"""Commands in chat, run on a real corpus whose sources stand on a web of the test's own."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from bot.chat.card import Action, Card, CardKind
from bot.chat.message import Person, Platform
from bot.chat.requests import keep, kept
from bot.chat.settings import Admin
from bot.gaps import record
from bot.holding import pending
from bot.refresh_process import job_in_child
from bot.serving import serving
from corpus.audit import Actor, deeds
from corpus.exclusion import exclusively
from tests.bot.chat.admin import ANNA, BEN, Room, done_here, here, room, words
from tests.bot.chat.port import Platformed, until
from tests.bot.following import story
from tests.web import Web


def test_a_day_of_an_admin(followed: Path, web: Web) -> None:
    async def work(it: Room) -> None:
        # The first refresh: one message from the first word of progress to the report.
        message = await it.reply("/corpus refresh verrin")
        assert message.cards[0].kind is CardKind.PROGRESS
        assert message.cards[0].footer == "for slack:U1ANNA"
        assert (message.card.kind, message.card.headline) == (CardKind.DONE, "1 new")
        assert "Verrin Labs reports its results" in words(message.card)
        assert not message.has(Action.ROLLBACK)  # there is nothing to go back to
        first = serving(it.data_dir)

        # A change moves a figure, which the report shows, and can be rolled back.
        web.put("/verrin", story(13))
        message = await it.reply("/corpus refresh verrin")
        assert message.card.headline == "1 changed"
        assert "$12 million → $13 million" in words(message.card)
        assert message.card.sources[0].url == web.url("/verrin")
        second = serving(it.data_dir)
        assert message.button(Action.ROLLBACK) == second
        await it.press(message, Action.ROLLBACK)
        assert serving(it.data_dir) == first
        assert "is served again" in words(message.card)

        # Once more is once too often: the button says which generation it was for.
        await it.press(message, Action.ROLLBACK, ref=second)
        assert f"generation {first} is served now" in words(it.port.whispers[-1][1])
        assert serving(it.data_dir) == first

        # A golden answer that breaks holds the next one.
        (it.data_dir / "golden.yaml").write_text("- question: verrin labs revenue 2024\n  value: 12000000\n", encoding="utf-8")
        web.put("/verrin", story(14))
        message = await it.reply("/corpus refresh verrin")
        held = pending(it.data_dir)
        assert held is not None
        assert serving(it.data_dir) == first
        assert "1 golden answer breaks" in message.card.lead
        said = words(message.card)
        assert "Golden question broken: verrin labs revenue 2024" in said
        assert "$12 million" in said
        assert "$14 million" in said
        assert message.button(Action.PUBLISH) == message.button(Action.DISCARD) == held.generation
        assert "is held since" in await it.whispered("/corpus status")

        # Whoever is no admin presses in vain; an admin publishes, once.
        await it.press(message, Action.PUBLISH, BEN)
        assert serving(it.data_dir) == first
        assert "admins" in words(it.port.whispers[-1][1])
        await it.press(message, Action.PUBLISH)
        assert serving(it.data_dir) == held.generation
        assert message.card.headline == f"Published generation {held.generation}"
        await it.press(message, Action.DISCARD, ref=held.generation)
        assert "decided already" in words(it.port.whispers[-1][1])

        history = await it.whispered("/corpus history")
        assert "refresh 3 by slack:U1ANNA: 1 changed" in history
        assert f"{held.generation} served: publish by slack:U1ANNA" in history
        found = deeds(it.data_dir)
        assert [deed.what for deed in found] == ["publish", "refresh", "rollback", "refresh", "refresh"]
        assert {(deed.who, deed.origin) for deed in found} == {("slack:U1ANNA", "slack, workspace T1, channel C1")}
        assert "publish by slack:U1ANNA (slack, workspace T1, channel C1)" in await it.whispered("/corpus audit")

    room(followed, work)


def test_adding_is_shown_first_and_done_once_when_confirmed(followed: Path, web: Web) -> None:
    url = web.put("/arden", story(40, "Ardenmoor"))

    async def work(it: Room) -> None:
        message = await it.reply(f"/corpus add <{url}|arden>")
        said = words(message.card)
        assert "Ardenmoor reports its results" in said
        assert "1 figure" in said
        assert serving(it.data_dir) is None  # nothing is kept before somebody confirms
        ref = message.button(Action.ADD)
        await it.press(message, Action.ADD, BEN)
        assert message.has(Action.ADD)
        await it.press(message, Action.ADD)
        assert message.card.headline == "1 new"
        await it.press(message, Action.ADD, ref=ref)
        assert "decided already" in words(it.port.whispers[-1][1])
        assert "arden" in await it.whispered("/corpus sources 4")
        message = await it.reply(f"/corpus add {url}")
        assert "followed already" in words(message.card)
        assert not message.card.buttons

        message = await it.reply(f"/corpus remove {url}")
        assert "Remove “Ardenmoor reports its results”?" in words(message.card)
        await it.press(message, Action.CANCEL)
        assert "nothing was changed" in words(message.card)
        message = await it.reply(f"/corpus remove {url}")
        await it.press(message, Action.REMOVE)
        assert message.card.headline == "Removed “Ardenmoor reports its results”"
        assert "there is no document" in await it.whispered(f"/corpus remove {url}")
        assert [deed.what for deed in deeds(it.data_dir)] == ["remove", "refresh", "add"]

    room(followed, work)


def test_an_address_that_cannot_be_followed_says_why(followed: Path, web: Web) -> None:
    web.fail("/gone", 410)

    async def work(it: Room) -> None:
        message = await it.reply(f"/corpus add {web.url('/gone')}")
        assert message.card.kind is CardKind.ERROR
        assert "410" in words(message.card)
        for refused in ("file:///etc/passwd", "http://169.254.169.254/latest/meta-data", "nonsense"):
            message = await it.reply(f"/corpus add {refused}")
            assert message.card.kind is CardKind.ERROR, refused
        assert "Say which address" in await it.whispered("/corpus add")

    room(followed, work)


EVERYTHING = (
    "status", "refresh", "sources", "add https://ledger.example/x", "remove X", "publish", "discard", "rollback", "history", "diff", "gaps",
    "watch Thornwick", "unwatch Thornwick", "watches", "verify", "audit", "help", "", "nonsense",
)  # fmt: skip


@pytest.mark.parametrize(
    "person",
    [
        BEN,
        Person(Platform.DISCORD, "T1", "U1ANNA"),  # the same id elsewhere is somebody else
        Person(Platform.SLACK, "T1", "u1anna"),
        Person(Platform.SLACK, "T1", "U1ANNA\u200b"),
        Person(Platform.SLACK, "T1", "U9", groups=frozenset({"U1ANNA"})),
        Person(Platform.SLACK, "T1", "U9", manages=True),
    ],
)
def test_who_is_no_admin_changes_nothing_and_is_told_so_privately(own_data_dir: Path, person: Person) -> None:
    async def work(it: Room) -> None:
        for line in (*(f"/corpus {one}" for one in EVERYTHING), "/burnrate config mode every"):
            assert "admins" in await it.whispered(line, person), line
        assert not it.port.messages
        assert deeds(it.data_dir) == []

    room(own_data_dir, work)


def test_groups_and_managers_where_a_setting_names_them(own_data_dir: Path) -> None:
    admins = (Admin(Platform.SLACK, "S0GROUP", group=True), Admin(Platform.SLACK, "T1", managers=True))

    async def work(it: Room) -> None:
        member = Person(Platform.SLACK, "T1", "U5", groups=frozenset({"S0GROUP"}))
        assert "Running the corpus" in await it.whispered("/corpus help", member)
        manager = Person(Platform.SLACK, "T1", "U6", manages=True)
        assert "admins" in await it.whispered("/corpus help", manager)  # the platform is asked, not the event
        it.port.managers.add("U6")
        assert "Running the corpus" in await it.whispered("/corpus help", manager)
        elsewhere = Person(Platform.SLACK, "T2", "U6", manages=True)
        assert "admins" in await it.whispered("/corpus help", elsewhere)

    room(own_data_dir, work, admins=admins)


def test_unknown_words_are_answered_with_the_nearest_command(own_data_dir: Path) -> None:
    async def work(it: Room) -> None:
        assert "“/corpus refresh”" in await it.whispered("/corpus refersh")
        assert "“/burnrate forget”" in await it.whispered("/burnrate forgt", BEN)
        assert "/burnrate help" in await it.whispered("/burnrate xyzzy", BEN)
        assert "There is no “/corpus" in await it.whispered("/corpus " + "x" * 500)
        assert len(it.port.whispers[-1][1].lead) < 150
        assert "/burnrate config" in await it.whispered("/burnrate", BEN)

    room(own_data_dir, work)


def test_what_can_be_looked_at(own_data_dir: Path) -> None:
    record(own_data_dir, ["what did quillon spend on chips?"])

    async def work(it: Room) -> None:
        assert "Documents: 6" in await it.whispered("/corpus status")
        assert "1× what did quillon spend on chips" in await it.whispered("/corpus gaps")
        assert "Nothing was published or refreshed yet" in await it.whispered("/corpus history")
        listed = await it.whispered("/corpus sources")
        assert "page 1 of" in listed
        assert "“/corpus sources" not in listed
        assert await it.whispered("/corpus sources 2") != listed
        assert "nothing to compare" in await it.whispered("/corpus diff")
        assert "Nothing is watched" in await it.whispered("/corpus watches")
        assert "nothing is held" in words((await it.reply("/corpus publish")).card)
        assert "no earlier generation" in words((await it.reply("/corpus rollback")).card)
        assert (await it.reply("/corpus verify")).card.headline == "Everything is as it should be"
        assert "6 documents" in await it.whispered("/burnrate status", BEN)
        assert "Nothing of yours was kept" in await it.whispered("/burnrate forget", BEN)

    room(own_data_dir, work)


def test_a_channel_is_configured(own_data_dir: Path) -> None:
    async def work(it: Room) -> None:
        assert "Mode: mentioned" in await it.whispered("/burnrate config")
        assert "Mode: every" in await it.whispered("/burnrate config mode every")
        assert "Mode: never" in await it.whispered("/burnrate config mode=never")
        assert "Answers: private" in await it.whispered("/burnrate config answers private")
        assert "Answers: public" in await it.whispered("/burnrate config public")
        assert "Topics: Ardenmoor AI" in await it.whispered("/burnrate config topics ardenmoor, thornwick")
        assert "Language of dates: de" in await it.whispered("/burnrate config language de")
        assert "Topics: all" in await it.whispered("/burnrate config topics all")
        for wrong in ("mode sometimes", "topics Quillon", "language klingonish-x-y", "answers loud", "volume 11"):
            assert "Set for this channel" not in await it.whispered(f"/burnrate config {wrong}"), wrong
        assert "“/burnrate config mode …”" in await it.whispered("/burnrate config mod every")
        assert it.memory.channels.of(it.port.whispers[-1][0].place).language == "de"
        assert [deed.what for deed in deeds(it.data_dir, 7)] == ["config"] * 7

    room(own_data_dir, work)


def test_a_second_refresh_follows_the_first_and_tells_whose_it_is(followed: Path, web: Web) -> None:
    begun, go = threading.Event(), threading.Event()

    def held(order: Any, *, tell: Any = None, started: Any = None) -> Any:
        """A refresh that waits, with the lock, until it may end."""

        def wait(event: Any) -> None:
            tell(event)
            begun.set()
            assert go.wait(60)

        return done_here(order, tell=wait if not begun.is_set() else tell, started=started)

    async def work(it: Room) -> None:
        first = asyncio.create_task(it.reply("/corpus refresh verrin"))
        await asyncio.to_thread(begun.wait, 60)
        second = asyncio.create_task(it.reply("/corpus refresh verrin"))
        await until(lambda: any("it ran already" in words(m.card) for m in it.port.messages))
        go.set()
        assert (await first).card.headline == (await second).card.headline == "1 new"
        assert sum(deed.what == "refresh" for deed in deeds(it.data_dir)) == 1

        with exclusively(it.data_dir, Actor("carl", "a test"), "an import"):
            message = await it.reply("/corpus refresh verrin")
            assert message.card.kind is CardKind.ERROR
            assert "an import by carl" in words(message.card)

    room(followed, work, do=held)


def test_a_refresh_that_fails_or_loses_its_message(followed: Path, web: Web) -> None:
    async def work(it: Room) -> None:
        message = await it.reply("/corpus refresh verin")
        assert message.card.kind is CardKind.ERROR
        assert "verrin" in words(message.card)  # the source that was meant

        web.fail("/verrin", 503)
        message = await it.reply("/corpus refresh verrin")
        assert message.card.kind is CardKind.ERROR
        assert "503" in words(message.card)
        web.put("/verrin", story(12))

        def delete(what: str) -> None:
            if what == "show" and not it.port.messages[-1].removed and it.port.messages[-1].card.kind is CardKind.PROGRESS:
                it.port.messages[-1].removed = True

        it.port.before = delete
        said = await it.say("/corpus refresh verrin")
        it.port.before = None
        assert it.port.reply(said).card.headline == "1 new"

    room(followed, work)


def test_a_refresh_runs_in_a_child_that_a_button_stops(followed: Path, web: Web) -> None:
    web.put("/verrin", story(12), wait=30.0)

    async def work(it: Room) -> None:
        refreshing = asyncio.create_task(it.reply("/corpus refresh verrin"))
        await until(lambda: bool(it.port.messages) and it.port.messages[0].has(Action.CANCEL))
        message = it.port.messages[0]
        await until(lambda: bool(web.requests))
        await it.press(message, Action.CANCEL, BEN)
        assert "admins" in words(it.port.whispers[-1][1])
        ref = message.button(Action.CANCEL)
        await it.press(message, Action.CANCEL)
        message = await refreshing
        assert message.card.kind is CardKind.ERROR
        assert "was ended" in words(message.card)
        await it.press(message, Action.CANCEL, ref=ref)
        assert "not running any more" in words(it.port.whispers[-1][1])

    room(followed, work, do=job_in_child)


def test_a_refresh_that_ended_with_the_program_is_told_at_the_next_start(followed: Path) -> None:
    async def work(it: Room) -> None:
        # What a crash leaves: the message as it was, and that it was of a refresh.
        card = Card(CardKind.PROGRESS, headline="Refreshing the corpus")
        message = await it.port.announce(here, card)
        about = {"platform": "slack", "place": asdict(here), "message": message}
        keep(it.data_dir, "refresh", about)
        keep(it.data_dir, "refresh", {**about, "message": "gone"})
        await it.commands.tell_news({Platform.DISCORD: Platformed(Platform.DISCORD)})
        assert it.port.messages[0].card is card
        await it.commands.tell_news({Platform.SLACK: it.port})
        assert it.port.messages[0].card.headline == "The refresh was interrupted"
        assert kept(it.data_dir, "refresh") == []

    room(followed, work)


def test_closing_ends_a_refresh_and_waits_until_that_is_said(followed: Path, web: Web) -> None:
    web.put("/verrin", story(12), wait=30.0)

    async def work(it: Room) -> None:
        refreshing = asyncio.create_task(it.reply("/corpus refresh verrin"))
        await until(lambda: bool(web.requests))
        await it.commands.close()
        message = await refreshing
        assert message.card.kind is CardKind.ERROR
        assert "was ended" in words(message.card)
        assert kept(it.data_dir, "refresh") == []

    room(followed, work, do=job_in_child)


def test_the_home_has_a_panel_for_admins_alone(own_data_dir: Path) -> None:
    async def work(it: Room) -> None:
        home = await it.commands.home(BEN, ["how much did ardenmoor lose?"], it.port)
        said = "\n".join(words(card) for card in home.cards)
        assert "6 documents" in said
        assert "how much did ardenmoor lose?" in said
        assert "Golden questions" not in said
        home = await it.commands.home(ANNA, [], it.port)
        said = "\n".join(words(card) for card in home.cards)
        assert "Golden questions" in said
        assert "followed" in said

    room(own_data_dir, work)
