from __future__ import annotations

from bot.chat.limiting import Limits
from bot.chat.message import Platform
from bot.chat.settings import ChatSettings
from tests.bot.chat.office import person, place


def test_each_limit_counts_its_own() -> None:
    limits = Limits(ChatSettings(person_rate="2/hour", channel_rate="3/hour", workspace_rate="4/hour"))
    asked = [limits.over(place(channel), person(who)) for who, channel in (("A", "1"), ("A", "1"), ("A", "2"), ("B", "1"), ("C", "1"), ("C", "2"), ("D", "3"))]
    assert [over and over.scope for over in asked] == [None, None, "person", None, "channel", None, "workspace"]
    over = limits.over(place("3"), person("D"))
    assert over is not None
    assert 3500 < over.seconds <= 3600


def test_what_is_refused_is_not_counted() -> None:
    limits = Limits(ChatSettings(person_rate="1/hour", channel_rate="2/hour"))
    assert limits.over(place(), person("A")) is None
    for _ in range(5):
        assert limits.over(place(), person("A"))
    assert limits.over(place(), person("B")) is None


def test_direct_conversations_outside_workspaces_share_no_limit() -> None:
    limits = Limits(ChatSettings(workspace_rate="1/hour"))
    for who in "ABC":
        assert limits.over(place(f"D{who}", workspace="", platform=Platform.DISCORD), person(who, "", Platform.DISCORD)) is None
