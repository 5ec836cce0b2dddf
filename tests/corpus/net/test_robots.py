"""What a host's robots.txt says is heeded."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path

import pytest

from corpus.net.errors import AddressRefused, BadStatus, RobotsRefused, TookTooLong, Unreachable
from corpus.net.guarding import Hop
from corpus.net.robots import Robots
from corpus.net.targets import Target
from tests.corpus.net.loopback import HTML, TestClock, fetching, scenario, serve, serve_raw


def rules(*lines: str) -> bytes:
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        (b"", "/a", True),
        (rules("User-agent: *", "Disallow: /"), "/a", False),
        (rules("User-agent: *", "Disallow: /private"), "/a", True),
        (rules("User-agent: *", "Disallow: /private"), "/private/a", False),
        (rules("User-agent: *", "Disallow: /", "Allow: /news"), "/news/a", True),
        (rules("User-agent: burnrate", "Disallow: /", "", "User-agent: *", "Disallow:"), "/a", False),
        (rules("User-agent: BurnRate", "Disallow:", "", "User-agent: *", "Disallow: /"), "/a", True),
        (rules("User-agent: otherbot", "Disallow: /"), "/a", True),
        (rules("User-agent: *", "Disallow: /*.html$"), "/a.html", False),
        (rules("User-agent: *", "Disallow: /*?sort="), "/a?sort=1", False),
        (rules("User-agent: *", "Disallow: /%61"), "/a", False),
        (b"<!doctype html><p>Not found, but with status 200", "/a", True),
        (b"\xff\xfe\x00garbage" * 100, "/a", True),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /", "/a", False),
        (b"User-agent: *\nDisallow: /late\n" + b"# padding\n" * 30_000, "/late", False),
    ],
)  # fmt: skip
@scenario
async def test_rules_are_heeded(text: bytes, path: str, allowed: bool, tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path) as fetcher:
        web.status("/robots.txt", 200, text, Content_Type="text/plain")
        web.page(path.partition("?")[0])
        for _ in range(2):
            if allowed:
                assert (await fetcher.get(web.url(path))).body == HTML.encode()
            else:
                with pytest.raises(RobotsRefused, match="asks programs not to") as caught:
                    await fetcher.get(web.url(path))
                assert caught.value.url == web.url(path)
        # Asked once for the whole refresh; and the page never, where it is refused.
        assert [seen.path for seen in web.seen] == ["/robots.txt", *([path.partition("?")[0]] * 2 * allowed)]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
@scenario
async def test_a_host_without_rules_allows_all(status: int, tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path) as fetcher:
        web.status("/robots.txt", status)
        web.page("/a")
        assert (await fetcher.get(web.url("/a"))).body


@pytest.mark.parametrize("status", [429, 500, 502, 503])
@scenario
async def test_a_host_whose_rules_cannot_be_read_is_left_alone_for_a_while(status: int, tmp_path: Path) -> None:
    clock = TestClock()
    async with serve() as web, fetching(tmp_path, clock=clock) as fetcher:
        web.status("/robots.txt", status, Retry_After="20")
        web.page("/a")
        for _ in range(3):
            with pytest.raises(RobotsRefused, match=f"robots.txt cannot be read now.*{status}") as caught:
                await fetcher.get(web.url("/a"))
            assert caught.value.retry_after == 20.0
        assert [seen.path for seen in web.seen] == ["/robots.txt"]
        clock.time += 301
        web.status("/robots.txt", 404)
        assert (await fetcher.get(web.url("/a"))).body


@scenario
async def test_rules_behind_redirects_are_read_and_their_circles_and_traps_end(tmp_path: Path) -> None:
    async with (
        serve() as web,
        serve() as other,
        fetching(tmp_path, f"127.0.0.1:{web.port} {other.url()[7:-1]}") as fetcher,
    ):
        web.redirect("/robots.txt", other.url("/rules"))
        other.status("/rules", 200, b"User-agent: *\nDisallow: /a")
        web.page("/a")
        with pytest.raises(RobotsRefused):
            await fetcher.get(web.url("/a"))
    async with serve() as web, fetching(tmp_path, f"127.0.0.1:{web.port}") as fetcher:
        web.redirect("/robots.txt", "/robots.txt")
        web.page("/a")
        assert (await fetcher.get(web.url("/a"))).body  # no rules are to be had, so it has none
    async with serve() as web, fetching(tmp_path, f"127.0.0.1:{web.port}") as fetcher:
        web.redirect("/robots.txt", "http://169.254.169.254/robots.txt")
        web.page("/a")
        with pytest.raises(AddressRefused, match=r"169\.254\.169\.254"):
            await fetcher.get(web.url("/a"))


@scenario
async def test_each_host_of_a_redirect_has_its_own_rules(tmp_path: Path) -> None:
    async with serve() as web, serve() as other, fetching(tmp_path) as fetcher:
        web.redirect("/a", other.url("/b"))
        other.status("/robots.txt", 200, b"User-agent: *\nDisallow: /b")
        other.page("/b")
        with pytest.raises(RobotsRefused, match=f"redirected to {other.url('/b')}") as caught:
            await fetcher.get(web.url("/a"))
        assert caught.value.url == web.url("/a")
        assert other.paths() == []


@scenario
async def test_a_crawl_delay_is_kept_within_its_cap(tmp_path: Path) -> None:
    for lines, pause in (
        (("Crawl-delay: 3",), 3.0),
        (("Crawl-delay: 3600",), 10.0),
        (("Request-rate: 1/4",), 4.0),
        (("Crawl-delay: nan",), 0.0),
        (("Crawl-delay: -5",), 0.0),
        (("Crawl-delay: inf",), 0.0),
        (("Request-rate: 0/5",), 0.0),
    ):
        clock = TestClock()
        async with serve() as web, fetching(tmp_path, clock=clock) as fetcher:
            web.status("/robots.txt", 200, rules("User-agent: *", *lines))
            web.page("/a")
            begun = clock.monotonic()
            await asyncio.gather(*(fetcher.get(web.url("/a")) for _ in range(3)))
            assert clock.monotonic() - begun == pytest.approx(2 * pause), lines


@scenario
async def test_a_bomb_of_rules_is_cut_and_a_host_that_hangs_is_unreachable(tmp_path: Path) -> None:
    body = gzip.compress(b"User-agent: *\nDisallow: /b\n" + b"#" * 20_000_000)
    async with serve() as web, fetching(tmp_path) as fetcher:
        web.status("/robots.txt", 200, body, Content_Encoding="gzip")
        web.page("/a")
        web.page("/b")
        assert (await fetcher.get(web.url("/a"))).body
        with pytest.raises(RobotsRefused):
            await fetcher.get(web.url("/b"))

    async def silent(writer: asyncio.StreamWriter, asked: bytes) -> None:
        await asyncio.sleep(1)

    async with (
        serve_raw(silent, everything=True) as raw,
        fetching(tmp_path, connect_seconds=0.1, header_seconds=0.1) as fetcher,
    ):
        with pytest.raises(TookTooLong) as caught:
            await fetcher.get(raw.url("/a"))
        assert caught.value.url == raw.url("/a")

    async with serve_raw(b"") as raw:
        pass
    async with fetching(tmp_path) as fetcher:
        with pytest.raises(Unreachable):
            await fetcher.get(raw.url("/a"))


@scenario
async def test_a_page_that_asks_for_a_pause_is_not_the_hosts_rules(tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path) as fetcher:
        web.status("/robots.txt", 200, rules("User-agent: *", "Disallow: /robots.txt"))
        web.page("/a")
        assert (await fetcher.get(web.url("/a"))).body
        web.status("/a", 500)
        with pytest.raises(BadStatus):
            await fetcher.get(web.url("/a"))


@scenario
async def test_rules_that_cannot_be_read_once_are_asked_for_again() -> None:
    clock = TestClock()
    answers = [500, 502, None, 500, 500, 500, 500]
    hop = Hop(Target.parse("http://news.example/a"))

    async def read(hop: Hop) -> bytes:
        status = answers.pop(0)
        if status is not None:
            raise BadStatus(str(hop.target.url), "down", status=status, transient=True)
        return b""

    robots = Robots("burnrate/1", clock, read)
    for wait in (1.1, 3.1):
        for _ in range(2):  # the second time by what is remembered
            with pytest.raises(RobotsRefused) as caught:
                await robots.check(hop)
            assert caught.value.transient  # so that the page is tried again
        clock.time += wait
    assert await robots.check(hop) == 0
    clock.time += 25 * 3600
    for transient in (True, True, False, False):
        with pytest.raises(RobotsRefused) as caught:
            await robots.check(hop)
        assert caught.value.transient is transient
        clock.time += 3.1
    assert len(answers) == 1


@scenario
async def test_a_host_that_stays_away_is_asked_for_its_rules_three_times_in_all(tmp_path: Path) -> None:
    clock = TestClock()
    async with serve() as web, fetching(tmp_path, clock=clock) as fetcher:
        web.status("/robots.txt", 500)
        for _ in range(20):
            with pytest.raises(RobotsRefused):
                await fetcher.get(web.url("/a"))
            clock.time += 2
        assert len(web.seen) == 3


@scenario
async def test_rules_take_no_more_room_than_there_is(tmp_path: Path) -> None:
    clock = TestClock()
    read: list[str] = []

    async def rule(hop: Hop) -> bytes:
        read.append(hop.target.host)
        return b"User-agent: *\nDisallow: /b\n" + b"#" * 500_000

    robots = Robots("burnrate (for tests)", clock, rule)
    hosts = [f"h{number}.example" for number in range(6)]
    for host in hosts * 2:
        assert await robots.check(Hop(Target.parse(f"http://{host}/a"))) == 0
    assert read == hosts * 2  # four fit, so that the first two were let go, and then the next
    await robots.check(Hop(Target.parse("http://h5.example/a")))
    assert read == hosts * 2
