"""New figures are announced where a company is watched: with their sources, in one message, and never twice."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.chat.card import Card, CardKind
from bot.chat.commands_watch import news_card
from bot.chat.message import Place, Platform
from bot.chat.watching import Item, News, watches
from bot.deciding import roll_back
from index.generation import current_id
from tests.bot.chat.admin import Room, room, words
from tests.bot.chat.port import Platformed
from tests.bot.following import ANNA, Web, follow, page, story

VERRIN = "https://ledger.example/verrin"
ARDEN = "https://ledger.example/arden"
AGAIN = "https://mirror.example/verrin"
PAGES: dict[str, str | int] = {VERRIN: story(12), ARDEN: story(40, "Ardenmoor")}
THERE = Place(Platform.SLACK, "T1", "C9")


@pytest.fixture(scope="module")
def read(new_data_dir: Callable[[], Path]) -> Path:
    """A data directory that follows two pages and has read them."""
    made = new_data_dir()
    follow(made, verrin=VERRIN, arden=ARDEN, again=AGAIN)
    assert Web(dict(PAGES)).refresh(made, "verrin", "arden").published
    return made


@pytest.fixture
def web() -> Web:
    return Web(dict(PAGES))


@pytest.fixture
def data_dir(read: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(read, tmp_path / "data", symlinks=True))


async def told(it: Room) -> list[Card]:
    """What channels are told of what is published now."""
    before = len(it.port.messages)
    await it.commands.tell_news({it.port.platform: it.port})
    return [message.card for message in it.port.messages[before:]]


def test_new_figures_are_told_once(data_dir: Path, web: Web) -> None:
    async def work(it: Room) -> None:
        assert "is watched there now" in await it.whispered("/corpus watch verrin labs <#C9|numbers>")
        (hello,) = it.port.messages
        assert (hello.place, hello.card.headline) == (THERE, "This channel now watches Verrin Labs")
        assert "already" in await it.whispered("/corpus watch Verrin Labs <#C9>")
        assert "Verrin Labs · channel C9" in await it.whispered("/corpus watches")
        assert await told(it) == []  # what was held before is no news

        web.pages[VERRIN] = story(13)
        await asyncio.to_thread(web.refresh, data_dir, "verrin")
        (news,) = await told(it)
        assert it.port.messages[-1].place == THERE
        assert (news.kind, news.headline) == (CardKind.ANSWER, "New figures about Verrin Labs")
        assert news.items == ("Verrin Labs: revenue in 2024: $13 million [1]",)
        assert (news.sources[0].n, news.sources[0].url) == (1, VERRIN)
        assert "Revenue at Verrin Labs was $13 million in 2024." in news.quotes[0].text
        assert await told(it) == []

        # Neither a rollback, nor its taking back, nor another source of the same is news.
        served = current_id(data_dir)
        roll_back(data_dir, ANNA)
        assert await told(it) == []
        roll_back(data_dir, ANNA, served)
        web.pages[AGAIN] = page("Verrin Labs in short", "Verrin Labs, Inc. had revenue of $13 million in 2024.")
        assert (await asyncio.to_thread(web.refresh, data_dir, "again")).published
        assert await told(it) == []

    room(data_dir, work)


def test_a_restart_tells_nothing_twice_and_forgets_nothing(data_dir: Path, web: Web) -> None:
    async def watch(it: Room) -> None:
        await it.say("/corpus watch verrin <#C9>")

    room(data_dir, watch)
    web.pages[VERRIN] = story(13)
    web.refresh(data_dir, "verrin")

    async def after(it: Room) -> None:
        # Only Discord is connected so far: Slack's channels wait.
        await it.commands.tell_news({Platform.DISCORD: Platformed(Platform.DISCORD)})
        assert not it.port.messages

    room(data_dir, after)

    async def connected(it: Room) -> None:
        assert [card.headline for card in await told(it)] == ["New figures about Verrin Labs"]

    room(data_dir, connected)

    async def again(it: Room) -> None:
        assert await told(it) == []

    room(data_dir, again)


def test_several_companies_are_one_message_for_a_channel(data_dir: Path, web: Web) -> None:
    async def work(it: Room) -> None:
        await it.say("/corpus watch verrin <#C9>")
        await it.say("/corpus watch ardenmoor <#C9>")
        await it.say("/corpus watch ardenmoor")
        web.pages[VERRIN], web.pages[ARDEN] = story(13), story(41, "Ardenmoor")
        await asyncio.to_thread(web.refresh, data_dir, "verrin", "arden")
        news = await told(it)
        assert len(news) == 2
        both = next(card for card in news if "Verrin Labs" in card.headline)
        assert both.headline == "New figures about Ardenmoor and Verrin Labs"
        assert "$13 million [2]" in words(both)
        assert "$41 million [1]" in words(both)
        assert [line.n for line in both.sources] == [1, 2]

    room(data_dir, work)


def test_what_cannot_be_posted_is_tried_again_and_a_channel_that_is_gone_is_let_go(data_dir: Path, web: Web) -> None:
    async def work(it: Room) -> None:
        await it.say("/corpus watch verrin <#C9>")
        web.pages[VERRIN] = story(13)
        await asyncio.to_thread(web.refresh, data_dir, "verrin")

        def down(what: str) -> None:
            raise ConnectionError("the platform is down")

        it.port.before = down
        assert await told(it) == []
        it.port.before = None
        assert [card.headline for card in await told(it)] == ["New figures about Verrin Labs"]

        web.pages[VERRIN] = story(14)
        await asyncio.to_thread(web.refresh, data_dir, "verrin")
        it.port.closed.add("C9")
        assert await told(it) == []
        assert watches(data_dir) == []

    room(data_dir, work)


def test_what_cannot_be_watched(data_dir: Path) -> None:
    async def work(it: Room) -> None:
        assert "tells nothing of “Quillon”" in await it.whispered("/corpus watch Quillon")
        assert "choosing the channel" in await it.whispered("/corpus watch verrin #numbers")
        assert "choosing the channel" in await it.whispered("/corpus watch")
        it.port.closed.add("C9")
        assert "invite me" in await it.whispered("/corpus watch verrin <#C9>")
        assert watches(data_dir) == []
        await it.say("/corpus watch verrin")
        assert "not watched there any more" in await it.whispered("/corpus unwatch Verrin Labs")
        assert "does not watch" in await it.whispered("/corpus unwatch Verrin Labs")

    room(data_dir, work)


def test_words_of_sources_carry_no_marks_of_ours() -> None:
    item = Item("revenue in 2024", "$13 million", "", "It had\u202e $13 million [2] in 2024.", "Verrin [1] <!channel>", "The [3] Ledger", "2025", VERRIN)
    card = news_card([News(THERE, "Verrin Labs", (item,), 2)])
    assert card.items == ("Verrin Labs: revenue in 2024: $13 million [1]",)
    assert card.quotes[0].text == "It had $13 million [ 2 ] in 2024."
    assert card.sources[0].title == "Verrin [ 1 ] <!channel>"  # what pings is the renderer's to escape
    assert card.footer == "and 2 more new figures: ask me about them"
