"""The gate by itself: what a hop may connect to, and the last look at a connection."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from corpus.net.addresses import Permit
from corpus.net.errors import AddressRefused
from corpus.net.guarding import Guard, Hop
from corpus.net.targets import Target
from tests.corpus.net.loopback import Names, fetching, scenario, serve

HERE = Permit(network=ip_network("127.0.0.1"))


class Ends(asyncio.BaseTransport):
    """A connection of which only the ends matter."""

    def __init__(self, peer: tuple[str, int] | None, own: tuple[str, int] | None) -> None:
        super().__init__({"peername": peer, "sockname": own})


def entered(url: str, *permits: Permit, **fields: Any) -> tuple[Guard, Hop]:
    guard, hop = Guard(permits), Hop(Target.parse(url), **fields)
    guard.enter(hop)
    return guard, hop


def test_a_socket_is_made_only_for_what_was_checked() -> None:
    guard, _ = entered("http://127.0.0.1:8080/", HERE)
    guard.socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 8080))).close()
    for peer in (("127.0.0.1", 8081), ("127.0.0.2", 8080), ("10.0.0.1", 8080)):
        with pytest.raises(PermissionError, match="was not checked"):
            guard.socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", peer))
    # The next hop is another: what was checked for the one before does not count.
    guard.enter(Hop(Target.parse("http://127.0.0.1:8081/")))
    with pytest.raises(PermissionError):
        guard.socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 8080)))


def test_a_connection_is_looked_at_once_more() -> None:
    guard, _ = entered("https://93.184.216.34/")
    guard.last_look(Ends(("93.184.216.34", 443), ("192.168.1.7", 50000)))
    for peer, own in (
        (("93.184.216.35", 443), ("192.168.1.7", 50000)),
        (("93.184.216.34", 80), ("192.168.1.7", 50000)),
        (("127.0.0.1", 443), ("127.0.0.1", 50000)),
        (None, None),
    ):
        with pytest.raises(PermissionError):
            guard.last_look(Ends(peer, own))
    with pytest.raises(PermissionError, match="this machine's own"):
        guard.last_look(Ends(("93.184.216.34", 443), ("93.184.216.34", 50000)))


@scenario
async def test_only_the_host_at_hand_is_resolved() -> None:
    guard, _ = entered("http://news.example/")
    for host, port in (("other.example", 80), ("news.example", 8080)):
        with pytest.raises(AddressRefused, match="instead"):
            await guard.resolve(host, port)
    await guard.close()


@pytest.mark.parametrize(
    ("permits", "url", "refused"),
    [
        ([], "http://localhost:8080/", True),
        ([HERE], "http://localhost:8080/", False),
        ([Permit(network=ip_network("127.0.0.1"), port=8080)], "http://localhost:8080/", False),
        ([Permit(network=ip_network("127.0.0.1"), port=8080)], "http://localhost:8081/", True),
        ([Permit(host="localhost")], "http://localhost:8081/", False),
        ([Permit(host="wiki")], "http://wiki:8081/", False),
        ([Permit(host="wiki")], "http://intranet/", True),
        ([Permit(host="wiki")], "http://127.0.0.1/", True),
        ([Permit(host="news.example", port=8080)], "http://news.example:8080/", False),
        ([Permit(host="news.example", port=8080)], "http://news.example:8081/", True),
        ([Permit(network=ip_network("8.8.8.0/24"), port=8080)], "http://8.8.8.8:8080/", False),
        ([Permit(network=ip_network("8.8.8.0/24"), port=8080)], "http://8.8.8.8:8081/", True),
    ],
)
def test_what_a_url_says_by_itself(permits: list[Permit], url: str, refused: bool) -> None:
    if refused:
        with pytest.raises(AddressRefused):
            entered(url, *permits)
    else:
        entered(url, *permits)


@scenario
async def test_this_machine_is_no_question_for_a_name_server() -> None:
    guard, hop = entered("http://localhost:8080/", HERE)
    answers = await guard.resolve("localhost", 8080)
    assert [answer["host"] for answer in answers] == ["127.0.0.1"]  # and not ::1, which nobody opened
    assert hop.private


@scenario
async def test_a_kept_connection_that_was_not_checked_is_not_used(tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path) as fetcher:
        web.page("/a")
        assert (await fetcher.get(web.url("/a", "localhost"))).body
        fetcher._exchange.guard._judged.clear()  # as if aiohttp had mixed connections up
        asked = len(web.seen)
        with pytest.raises(AddressRefused, match="was not checked"):
            await fetcher.get(web.url("/a", "localhost"))
        assert len(web.seen) == asked


@scenario
async def test_a_name_that_was_private_once_is_judged_anew() -> None:
    names = Names(news=[["127.0.0.1"], ["93.184.216.34"], ["93.184.216.34"]])
    guard, hop = Guard((HERE,), names), Hop(Target.parse("http://news.example:8080/"))
    guard.enter(hop)
    await guard.resolve("news.example", 8080)
    assert hop.private
    guard.enter(hop)
    with pytest.raises(AddressRefused, match="port 8080"):
        await guard.resolve("news.example", 8080)
    assert not hop.private
