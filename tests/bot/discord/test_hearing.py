"""Messages read as people mean them: names in place of ids, burnrate's own left out."""

from __future__ import annotations

from typing import Any

import pytest

from bot.chat.message import Entry
from bot.discord.hearing import said_in
from tests.bot.discord.conftest import OpenDesk
from tests.bot.discord.running import connected
from tests.bot.discord.server import ADA, ADMIN_ROLE, BOT, BOT_ROLE, GENERAL, GUILD, discord_server

OTHER = 555


def heard(open_desk: OpenDesk, *said: dict[str, Any]) -> list[Any]:
    """What the client makes of messages, each as the gateway would send it."""
    import asyncio

    import discord

    async def scenario() -> list[Any]:
        async with open_desk() as bureau, discord_server() as served, connected(served, bureau.desk) as app:
            client = app.client
            assert client is not None
            out = []
            for one in said:
                number = served.say(OTHER, GENERAL, one["text"], **one.get("more", {}))
                data: Any = served._with_member(served.messages[number], one.get("by", ADA))
                channel = client.get_channel(GENERAL)
                message = discord.Message(state=client._connection, channel=channel, data=data)  # type: ignore[arg-type]  # a channel of the server
                out.append((await client._asked(message), said_in(message)))
            return out

    return asyncio.run(scenario())


def test_names_stand_in_place_of_ids(open_desk: OpenDesk) -> None:
    texts = {
        f"<@{BOT}> what of <@{OTHER}> in <#{GENERAL}>?": "what of Person 555 in #general?",
        f"<@!{BOT}>what of <@&{ADMIN_ROLE}>?": "what of admins?",
        f"hey <@&{BOT_ROLE}>, revenue <:money:123> <a:up:4> at <t:1735689600:D>?": "hey , revenue :money: :up: at 2025-01-01?",
        f"<@{BOT}> see </ask:77> and <#999999> by <@1>": "see /ask and a channel by Person 1",
        f"<@{BOT}>\u202e what\u200b of it?\n\n next": "what of it?\n\n next",
    }
    found = heard(open_desk, *({"text": text} for text in texts))
    assert [asked.text for asked, _ in found] == list(texts.values())
    assert {asked.entry for asked, _ in found} == {Entry.MENTION}
    assert all(asked.place.workspace == str(GUILD) for asked, _ in found)


@pytest.mark.parametrize("text", ["what of it?", "@burnrate what of it?", f"<@{BOT}1> what?", f"\\<@{OTHER}> what?"])
def test_what_does_not_name_burnrate_is_not_for_it(open_desk: OpenDesk, text: str) -> None:
    assert heard(open_desk, {"text": text})[0][0] is None


def test_all_of_a_message_is_read_where_it_is_asked_about(open_desk: OpenDesk) -> None:
    embed = {
        "type": "rich",
        "title": "Results",
        "description": "Revenue was $5 million",
        "fields": [{"name": "Loss", "value": "$1"}],
    }
    box = {"type": 17, "id": 1, "components": [{"type": 10, "id": 2, "content": "And more"}]}
    ((_, said),) = heard(open_desk, {"text": f"Look, <@{OTHER}>", "more": {"embeds": [embed], "components": [box]}})
    assert said == "Look, Person 555\nResults\nRevenue was $5 million\nLoss: $1\nAnd more"
