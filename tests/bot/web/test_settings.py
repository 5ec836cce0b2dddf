from __future__ import annotations

import pytest

from bot.errors import SettingError
from bot.web.settings import HttpSettings


def test_defaults_listen_on_this_machine_alone_and_take_no_questions() -> None:
    assert HttpSettings.read({"BURNRATE_HTTP_PORT": " ", "OTHER": "x"}) == HttpSettings("127.0.0.1", 8080, None)


def test_all_of_it() -> None:
    environ = {"BURNRATE_HTTP_HOST": "::", "BURNRATE_HTTP_PORT": "0", "BURNRATE_API_TOKEN": " s3cret ", "BURNRATE_HTTP_RATE": "5"}
    read = HttpSettings.read(environ)
    assert (read.host, read.port, read.token, read.rate) == ("::", 0, "s3cret", 5)
    assert "s3cret" not in repr(read)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("BURNRATE_HTTP_PORT", "65536"),
        ("BURNRATE_HTTP_PORT", "-1"),
        ("BURNRATE_HTTP_PORT", "http"),
        ("BURNRATE_HTTP_PORT", "٨٠"),
        ("BURNRATE_HTTP_HOST", "http://here"),
        ("BURNRATE_HTTP_RATE", "0"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_key(key: str, value: str) -> None:
    with pytest.raises(SettingError) as raised:
        HttpSettings.read({key: value})
    assert key in str(raised.value)
    assert repr(value) in str(raised.value)


def test_a_token_that_cannot_be_sent_is_refused_without_showing_it() -> None:
    with pytest.raises(SettingError, match="BURNRATE_API_TOKEN") as raised:
        HttpSettings.read({"BURNRATE_API_TOKEN": "two words"})
    assert "two words" not in str(raised.value)
