"""Settings are read from the environment; a bad one is told with its key and value."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from corpus.errors import CorpusError
from corpus.net.addresses import Permit
from corpus.net.errors import FetchSettingError
from corpus.net.settings import FetchSettings


def test_without_any_there_are_defaults() -> None:
    settings = FetchSettings.read({"BURNRATE_SEC_IDENTITY": " ", "OTHER": "x"})
    assert settings == FetchSettings()
    assert settings.sec_identity is None
    assert settings.sec_origins == {("https", "data.sec.gov", 443), ("https", "www.sec.gov", 443)}
    assert settings.permits == settings.all_permits == ()
    assert settings.sec_rate < 10


def test_all_can_be_set() -> None:
    settings = FetchSettings.read({
        "BURNRATE_SEC_IDENTITY": "Larkspur Research desk@larkspur.example",
        "BURNRATE_SEC_DATA_URL": "http://127.0.0.1:8001/",
        "BURNRATE_SEC_ARCHIVES_URL": "http://[::1]:8002/Archives/",
        "BURNRATE_SEC_RATE": "5",
        "BURNRATE_FETCH_AGENT": "larkspurbot/2 (+https://larkspur.example/bot)",
        "BURNRATE_FETCH_MOST_MB": "0.5",
        "BURNRATE_FETCH_ATTEMPTS": "1",
        "BURNRATE_FETCH_SECONDS": "4",
        "BURNRATE_FETCH_TOTAL_SECONDS": "8",
        "BURNRATE_FETCH_RETRY_AFTER": "0",
        "BURNRATE_FETCH_PER_HOST": "3",
        "BURNRATE_FETCH_PAUSE": "0",
    })  # fmt: skip
    assert settings.sec_identity == "Larkspur Research desk@larkspur.example"
    assert (settings.sec_data_url, settings.sec_archives_url) == ("http://127.0.0.1:8001", "http://[::1]:8002/Archives")
    assert settings.sec_origins == {("http", "127.0.0.1", 8001), ("http", "::1", 8002)}
    assert (settings.sec_rate, settings.most_bytes, settings.attempts) == (5.0, 524288, 1)
    assert (settings.attempt_seconds, settings.total_seconds, settings.longest_retry_after) == (4.0, 8.0, 0.0)
    assert (settings.connect_seconds, settings.header_seconds) == (4.0, 4.0)
    assert (settings.per_host, settings.least_pause) == (3, 0.0)
    assert settings.agent.startswith("larkspurbot/2")
    # A mirror that a setting names may be private, on its port.
    assert set(settings.all_permits) == {
        Permit(network=ip_network("127.0.0.1"), port=8001),
        Permit(network=ip_network("::1"), port=8002),
    }


@pytest.mark.parametrize(
    ("text", "permits"),
    [
        ("127.0.0.1", [Permit(network=ip_network("127.0.0.1/32"))]),
        ("127.0.0.1:8080", [Permit(network=ip_network("127.0.0.1/32"), port=8080)]),
        ("10.1.2.3/8", [Permit(network=ip_network("10.0.0.0/8"))]),
        ("10.0.0.0/8:443", [Permit(network=ip_network("10.0.0.0/8"), port=443)]),
        ("::1", [Permit(network=ip_network("::1/128"))]),
        ("[::1]", [Permit(network=ip_network("::1/128"))]),
        ("[::1]:8080", [Permit(network=ip_network("::1/128"), port=8080)]),
        ("fd00::/8", [Permit(network=ip_network("fd00::/8"))]),
        ("[fd00::]/8:80", [Permit(network=ip_network("fd00::/8"), port=80)]),
        ("Wiki.Example.", [Permit(host="wiki.example")]),
        ("http://wiki.example:8080/", [Permit(host="wiki.example", port=8080)]),
        ("HTTPS://10.1.2.3", [Permit(network=ip_network("10.1.2.3"), port=443)]),
        ("http://[::1]/", [Permit(network=ip_network("::1"), port=80)]),
        ("wiki:8080", [Permit(host="wiki", port=8080)]),
        ("localhost, 10.0.0.0/8\n wiki.example:81",
         [Permit(host="localhost"), Permit(network=ip_network("10.0.0.0/8")), Permit(host="wiki.example", port=81)]),
    ],
)  # fmt: skip
def test_private_addresses_are_named_in_many_ways(text: str, permits: list[Permit]) -> None:
    assert FetchSettings.read({"BURNRATE_FETCH_ALLOW_PRIVATE": text}).permits == tuple(permits)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("BURNRATE_SEC_IDENTITY", "Larkspur Research"),
        ("BURNRATE_SEC_IDENTITY", "a@b.example\r\nX-Injected: 1"),
        ("BURNRATE_SEC_IDENTITY", "Lärkspur desk@larkspur.example"),
        ("BURNRATE_SEC_IDENTITY", "a@b.example" + "x" * 400),
        ("BURNRATE_SEC_DATA_URL", "data.sec.gov"),
        ("BURNRATE_SEC_DATA_URL", "ftp://data.sec.gov"),
        ("BURNRATE_SEC_DATA_URL", "https://me:secret@data.sec.gov"),
        ("BURNRATE_SEC_ARCHIVES_URL", "https://www.sec.gov/Archives?x=1"),
        ("BURNRATE_SEC_ARCHIVES_URL", "https://www.sec.gov/Archives#x"),
        ("BURNRATE_SEC_RATE", "11"),
        ("BURNRATE_SEC_RATE", "0"),
        ("BURNRATE_SEC_RATE", "nan"),
        ("BURNRATE_FETCH_AGENT", "tab\tbot"),
        ("BURNRATE_FETCH_MOST_MB", "lots"),
        ("BURNRATE_FETCH_MOST_MB", "inf"),
        ("BURNRATE_FETCH_ATTEMPTS", "2.5"),
        ("BURNRATE_FETCH_ATTEMPTS", "0"),
        ("BURNRATE_FETCH_SECONDS", "-1"),
        ("BURNRATE_FETCH_PAUSE", ""),
        ("BURNRATE_FETCH_ALLOW_PRIVATE", "10.0.0.0/33"),
        ("BURNRATE_FETCH_ALLOW_PRIVATE", "10.0.0.256"),
        ("BURNRATE_FETCH_ALLOW_PRIVATE", "wiki.example:0"),
        ("BURNRATE_FETCH_ALLOW_PRIVATE", "wiki.example:web"),
        ("BURNRATE_FETCH_ALLOW_PRIVATE", "wiki.example:"),
        ("BURNRATE_FETCH_ALLOW_PRIVATE", "http://wiki.example/a"),
        ("BURNRATE_FETCH_ALLOW_PRIVATE", "*"),
        ("BURNRATE_FETCH_ALLOW_PRIVATE", "127.0.0.1, -wiki"),
    ],
)
def test_a_bad_one_is_told_with_key_and_value(key: str, value: str) -> None:
    if not value:  # is as good as none
        assert FetchSettings.read({key: value}) == FetchSettings()
        return
    with pytest.raises(FetchSettingError) as caught:
        FetchSettings.read({key: value})
    message = str(caught.value)
    assert key in message
    shown = value.rpartition(", ")[2]
    assert shown[:20] in message or ascii(shown)[1:20] in message
    assert "\n" not in message
    assert isinstance(caught.value, CorpusError | ValueError)
