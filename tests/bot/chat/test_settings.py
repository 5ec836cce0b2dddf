from __future__ import annotations

import pytest

from bot.chat.message import Platform
from bot.chat.settings import Admin, ChatSettings
from bot.errors import SettingError


def test_nothing_set_is_the_defaults() -> None:
    assert ChatSettings.read({}) == ChatSettings() == ChatSettings.read({"BURNRATE_ADMINS": "  "})


def test_reads_what_is_set() -> None:
    settings = ChatSettings.read(
        {
            "BURNRATE_ADMINS": "slack:U01ABC, slack:S0GROUP,discord:123,discord:role:456,slack:U01ABC",
            "BURNRATE_CHAT_RETENTION_DAYS": "7",
            "BURNRATE_CHAT_PERSON_RATE": "5/minute",
        }
    )
    assert settings.admins == (
        Admin(Platform.SLACK, "U01ABC"),
        Admin(Platform.SLACK, "S0GROUP", group=True),
        Admin(Platform.DISCORD, "123"),
        Admin(Platform.DISCORD, "456", group=True),
    )
    assert (settings.retention_days, settings.person_rate) == (7, "5/minute")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("BURNRATE_ADMINS", "U01ABC"),
        ("BURNRATE_ADMINS", "slack:"),
        ("BURNRATE_ADMINS", "slack:C01ABC"),
        ("BURNRATE_ADMINS", "discord:everyone"),
        ("BURNRATE_ADMINS", "discord:role:"),
        ("BURNRATE_ADMINS", "discord:١٢"),
        ("BURNRATE_CHAT_RETENTION_DAYS", "0"),
        ("BURNRATE_CHAT_RETENTION_DAYS", "a week"),
        ("BURNRATE_CHAT_MOST_IN_HAND", "-1"),
        ("BURNRATE_CHAT_WORKSPACE_RATE", "often"),
    ],
)
def test_says_which_setting_is_wrong_and_what_would_do(key: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        ChatSettings.read({key: value})
    assert key in str(caught.value)
    assert repr(value.strip()) in str(caught.value)
    assert "give" in str(caught.value)


def test_managers_are_admins_only_of_a_workspace_that_is_named() -> None:
    read = ChatSettings.read({"BURNRATE_ADMINS": "slack:managers:T123, discord:managers:42"})
    assert read.admins == (Admin(Platform.SLACK, "T123", managers=True), Admin(Platform.DISCORD, "42", managers=True))
    for wrong in ("slack:managers", "discord:managers:", "discord:managers:a b"):
        with pytest.raises(SettingError, match="BURNRATE_ADMINS"):
            ChatSettings.read({"BURNRATE_ADMINS": wrong})
