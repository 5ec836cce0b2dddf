"""Nothing leads to an address that is not public and that no setting names: not a URL, a name, or a redirect.

Every case goes through a `Fetcher`, with a server listening on this machine that must never see a connection.
"""

from __future__ import annotations

import asyncio
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import ThreadedResolver
from aiohttp.abc import ResolveResult

from corpus.net.errors import AddressRefused, FetchFailure
from corpus.net.exchange import Answer
from corpus.net.guarding import Hop
from corpus.net.targets import Target
from tests.corpus.net.loopback import Names, fetching, scenario, serve

# PORT stands for the port of a server on this machine, which would answer.
ADDRESSES = """
ftp://news.example/a
file:///etc/passwd
gopher://127.0.0.1:PORT/_GET
data:text/html,hello
javascript:alert(1)
ws://127.0.0.1:PORT/
unix:///var/run/docker.sock
http+unix://%2Fvar%2Frun%2Fdocker.sock/info
//127.0.0.1:PORT/
/etc/passwd
127.0.0.1:PORT
http:127.0.0.1:PORT
http:/127.0.0.1:PORT/
http:///127.0.0.1:PORT/
http://
https:///
http://127.0.0.1:PORT/
http://127.0.0.1/
https://127.0.0.1/
http://127.0.0.1:22/
http://127.8.9.10/
http://127.1:PORT/
http://127.0.1:PORT/
http://2130706433:PORT/
http://0x7f000001:PORT/
http://0x7f.0x0.0x0.0x1:PORT/
http://0177.0.0.1:PORT/
http://017700000001:PORT/
http://0x7f.1:PORT/
http://127.0.0.01:PORT/
http://127.0.0.1.:PORT/
http://00000127.0.0.1:PORT/
http://127.0.0.1.1:PORT/
http://4294967297:PORT/
http://0:PORT/
http://0.0.0.0:PORT/
http://0.0.0.0/
http://①②⑦.⓪.⓪.①/
http://１２７.０.０.１/
http://127。0。0。1/
http://127%2e0%2e0%2e1/
http://%31%32%37.0.0.1/
http://%6c%6f%63alhost/
http://10.0.0.1/
http://10.255.255.254/
http://172.16.0.1/
http://172.31.255.254/
http://192.168.1.1/
http://100.64.0.1/
http://100.127.255.254/
http://169.254.169.254/latest/meta-data/
http://169.254.170.2/v2/credentials
http://169.254.1.1/
http://0xa9fea9fe/
http://2852039166/
http://168.63.129.16/metadata
http://100.100.100.200/latest/meta-data/
http://192.0.0.192/opc/v1/
http://192.0.0.8/
http://192.0.2.1/
http://198.18.0.1/
http://198.51.100.7/
http://203.0.113.9/
http://192.88.99.1/
http://224.0.0.1/
http://239.255.255.250/
http://240.0.0.1/
http://255.255.255.255/
http://[::1]:PORT/
http://[::1]/
http://[0:0:0:0:0:0:0:1]:PORT/
http://[::]:PORT/
http://[::ffff:127.0.0.1]:PORT/
http://[::ffff:7f00:1]:PORT/
http://[0:0:0:0:0:ffff:127.0.0.1]/
http://[::ffff:169.254.169.254]/
http://[::ffff:8.8.8.8]/
http://[::ffff:0:127.0.0.1]/
http://[::127.0.0.1]:PORT/
http://[::7f00:1]/
http://[64:ff9b::7f00:1]/
http://[64:ff9b::10.0.0.1]/
http://[64:ff9b::a9fe:a9fe]/
http://[64:ff9b:1::1]/
http://[2002:7f00:1::]/
http://[2002:a9fe:a9fe::1]/
http://[2001:0:7f00:1::]/
http://[2001:db8::1]/
http://[2001:10::1]/
http://[3fff::1]/
http://[fc00::1]/
http://[fd12:3456::1]/
http://[fd00:ec2::254]/latest/meta-data/
http://[fe80::1]/
http://[fe80::1%25eth0]/
http://[fe80::1%eth0]/
http://[::1%25lo]:PORT/
http://[fec0::1]/
http://[ff02::1]/
http://[100::1]/
http://[4000::1]/
http://[v1.127.0.0.1]/
http://[::1/
http://::1/
http://[127.0.0.1]:PORT/
http://localhost:PORT/
http://localhost/
http://LOCALHOST./
http://localhost.localdomain/
http://a.localhost/
http://router/
http://printer.local/
http://wiki.internal/
http://metadata.google.internal/computeMetadata/v1/
http://metadata.goog/
http://nas.home.arpa/
http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/
http://user@news.example/
http://user:password@news.example/
http://news.example@127.0.0.1:PORT/
http://127.0.0.1:PORT@news.example/
http://@127.0.0.1:PORT/
http://:@127.0.0.1:PORT/
http://news.example%40127.0.0.1:PORT/
http://news.example\\@127.0.0.1:PORT/
http://127.0.0.1:PORT\\@news.example/
http:\\\\127.0.0.1:PORT\\
http://news.example#@127.0.0.1:PORT/
http://news.example:PORT/
http://news.example:22/
http://news.example:8080/
http://8.8.8.8:53/
http://[2606:4700::1111]:6379/
https://news.example:80/
http://news.example:0/
http://news.example:65616/
http://news.example:80:80/
http://news.example:+80/
http://news.example:８０/
http://news.example: 80/
http://news .example/
http://news.example\t/
 http://127.0.0.1:PORT/
http://news..example/
http://-news.example/
http://news.example/\u202e
http://\u200b127.0.0.1/
http://exa\u00admple/
http://127.0.0.1\u3002:PORT/
"""
CASES = [line for line in ADDRESSES.split("\n") if line] + ["http://127.0.0.1:PORT\n/", "http://news.example\r\nX: 1/"]


class Trap:
    """A listening socket that counts who connects: nobody should."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.connections = 0
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self._thread.join()


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    made = Trap()
    yield made
    made.close()
    assert made.connections == 0


def test_there_are_many_cases() -> None:
    assert len(set(CASES)) == len(CASES) >= 120


@scenario
async def test_no_url_leads_inside(trap: Trap, tmp_path: Path) -> None:
    # Names resolve to where the trap is, so that only what is refused before asking, or by the answer, is safe.
    names = Names(news=[["127.0.0.1"]], printer=[["127.0.0.1"]], router=[["127.0.0.1"]])
    async with fetching(tmp_path, "", resolver=names) as fetcher:
        for case in CASES:
            with pytest.raises(AddressRefused) as caught:
                await fetcher.get(case.replace("PORT", str(trap.port)), conditional=False)
            assert "\n" not in str(caught.value)
            assert ":password" not in str(caught.value)
            assert trap.connections == 0, case
    # Nobody was asked about what says by its spelling that it is not public.
    assert set(names.asked) == {"news.example"}


@scenario
async def test_no_redirect_leads_inside(trap: Trap, tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path, f"127.0.0.1:{web.port}") as fetcher:
        for number, case in enumerate(case for case in CASES if "news" not in case and "\n" not in case):
            location = case.replace("PORT", str(trap.port))
            start = web.url(f"/{number}")
            web.redirect(f"/{number}", f"/{number}/again", 301)
            web.redirect(f"/{number}/again", location, 307)
            with pytest.raises(FetchFailure) as caught:
                await fetcher.get(start, conditional=False)
            assert caught.value.url == start
            if re.match(r"/etc|127|http:/?1", case):
                continue  # a path on the same server, or what browsers take for one
            assert isinstance(caught.value, AddressRefused), case
    assert trap.connections == 0


@pytest.mark.parametrize(
    "answer",
    [
        ["10.0.0.5"],
        ["127.0.0.1"],
        ["::1"],
        ["fe80::1%lo"],
        ["::ffff:127.0.0.1"],
        ["169.254.169.254"],
        ["0.0.0.0"],  # noqa: S104  what a name server may say
        ["93.184.216.34", "127.0.0.1"],
        ["127.0.0.1", "93.184.216.34"],
        ["2606:2800:220:1::1", "::1"],
        ["64:ff9b::7f00:1"],
    ],
)
@scenario
async def test_one_bad_address_of_a_name_is_enough(answer: list[str], trap: Trap, tmp_path: Path) -> None:
    names = Names(evil=[answer])
    async with fetching(tmp_path, "", resolver=names) as fetcher:
        with pytest.raises(AddressRefused, match="has the address"):
            await fetcher.get("http://evil.example/")
    assert names.asked == ["evil.example"]


@scenario
async def test_a_name_that_changes_its_address_gets_nobody_through(tmp_path: Path) -> None:
    """DNS rebinding: the first answer is a public server (127.0.0.2 stands for one), later ones are private."""
    async with serve("127.0.0.2") as public, serve("127.0.0.1", public.port) as private:
        private.page("/secret")
        public.page("/open", Connection="close")
        public.redirect("/lure", f"http://evil.example:{public.port}/secret")
        names = Names(evil=[["127.0.0.2"], ["127.0.0.2"], ["127.0.0.2"], ["127.0.0.1"]])
        async with fetching(tmp_path, "127.0.0.2", resolver=names) as fetcher:
            page = await fetcher.get(f"http://evil.example:{public.port}/open")
            assert page.body
            asked = len(names.asked)
            assert 1 <= asked <= len(public.seen)  # never more often than there were connections
            names.answers["evil"] = [["127.0.0.1"]]
            for path in ("/secret", "/lure", "/open"):
                with pytest.raises(AddressRefused, match=r"127\.0\.0\.1"):
                    await fetcher.get(f"http://evil.example:{public.port}{path}", conditional=False)
        assert private.seen == []


@scenario
async def test_the_connection_goes_to_the_address_that_was_checked(tmp_path: Path) -> None:
    """Between the check and the connection nobody is asked again: a flapping name server is asked once a connection."""
    async with serve("127.0.0.2") as public, serve("127.0.0.1", public.port) as private:
        public.page("/open", Connection="close")
        for _ in range(5):
            names = Names(evil=[["127.0.0.2"], ["127.0.0.1"]])
            # The file robots.txt comes over the first connection, which is kept for the page.
            async with fetching(tmp_path, "127.0.0.2", resolver=names) as fetcher:
                assert (await fetcher.get(f"http://evil.example:{public.port}/open")).body
            assert names.asked == ["evil.example"]
        assert len(public.paths()) == 5
        assert private.seen == []


@scenario
async def test_what_another_resolver_says_of_host_and_port_does_not_count(trap: Trap, tmp_path: Path) -> None:
    class Elsewhere(Names):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
        ) -> list[ResolveResult]:
            return [
                ResolveResult(
                    hostname="other.example", host="127.0.0.2", port=trap.port, family=socket.AF_INET, proto=0, flags=0
                )
            ]

    async with serve("127.0.0.2") as public, fetching(tmp_path, "127.0.0.2", resolver=Elsewhere()) as fetcher:
        public.page("/open")
        assert (await fetcher.get(f"http://evil.example:{public.port}/open")).body


@scenario
async def test_a_public_page_does_not_lead_to_a_private_one_that_a_setting_opens(tmp_path: Path) -> None:
    """The setting is for what an admin asks for, not for what a stranger's page points at."""
    async with serve() as own:
        own.page("/wiki")
        names = Names(wiki=[["127.0.0.1"]])
        async with fetching(tmp_path, "127.0.0.1", resolver=names) as fetcher:
            for url in (own.url("/wiki"), own.url("/wiki", "localhost"), own.url("/wiki", "wiki.example")):
                for _ in range(2):  # on a new connection, and where one is open already
                    with pytest.raises(AddressRefused, match="a public page leads to it"):
                        await fetcher.get(url, private=False)
                    page = await fetcher.get(url)
                    assert (page.body != b"", page.private) == (True, True)
        assert len(own.paths()) == 6


@scenario
async def test_https_does_not_lead_to_http(tmp_path: Path) -> None:
    async with fetching(tmp_path) as fetcher:
        hop = Hop(Target.parse("https://news.example/a"))
        with pytest.raises(AddressRefused, match="from https to http"):
            fetcher._next(hop, Answer(301, {"Location": "http://news.example/a"}), set(), 8)


@scenario
async def test_proxies_and_passwords_of_the_environment_are_not_used(
    trap: Trap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{trap.port}")
        monkeypatch.setenv(name.upper(), f"http://127.0.0.1:{trap.port}")
    netrc = tmp_path / "netrc"
    netrc.write_text("default login someone password secret\n", encoding="ascii")
    monkeypatch.setenv("NETRC", str(netrc))
    async with serve() as web, fetching(tmp_path) as fetcher:
        web.page("/a")
        assert (await fetcher.get(web.url("/a"))).body
        assert all("Authorization" not in seen.headers for seen in web.seen)
    assert trap.connections == 0


@scenario
async def test_the_machines_own_resolver_is_judged_too(trap: Trap, tmp_path: Path) -> None:
    class Own(ThreadedResolver):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
        ) -> list[ResolveResult]:
            return await super().resolve("localhost", port, family)

    async with fetching(tmp_path, "", resolver=Own(asyncio.get_running_loop())) as fetcher:
        with pytest.raises(AddressRefused, match="an address of this machine"):
            await fetcher.get("http://news.example/")
