"""Settings of Discord from the environment."""

from __future__ import annotations

import pytest

from bot.discord.settings import DiscordSettings
from bot.errors import SettingError

KEY = "BURNRATE_DISCORD_"


def test_defaults_and_what_is_set() -> None:
    assert DiscordSettings.read({}) is None
    plain = DiscordSettings.read({KEY + "TOKEN": " Bot a.b.c "})
    assert plain == DiscordSettings("a.b.c", "https://discord.com/api/v10", None, None)
    given = DiscordSettings.read(
        {
            KEY + "TOKEN": "t",
            KEY + "API_URL": "http://127.0.0.1:1/api/v10/",
            KEY + "GATEWAY_URL": "ws://127.0.0.1:1/g/",
            KEY + "SHARDS": "3",
        }
    )
    assert given == DiscordSettings("t", "http://127.0.0.1:1/api/v10", "ws://127.0.0.1:1/g/", 3)


def test_the_token_is_never_printed() -> None:
    assert "secret" not in repr(DiscordSettings.read({KEY + "TOKEN": "secret.secret.secret"}))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("TOKEN", "a b"),
        ("TOKEN", "tökén"),
        ("API_URL", "discord.com/api"),
        ("API_URL", "ftp://discord.example"),
        ("API_URL", "https://discord.example/api?x=1"),
        ("API_URL", "http://[bad"),
        ("GATEWAY_URL", "https://gateway.example"),
        ("GATEWAY_URL", "ws://"),
        ("SHARDS", "0"),
        ("SHARDS", "many"),
        ("SHARDS", "1.5"),
    ],
)
def test_what_cannot_be_used_is_named(key: str, value: str) -> None:
    with pytest.raises(SettingError, match=KEY + key):
        DiscordSettings.read({KEY + "TOKEN": "t", KEY + key: value})
