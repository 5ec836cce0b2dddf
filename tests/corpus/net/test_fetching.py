"""Fetching pages from a real server: conditional requests, redirects, statuses, retries, identity."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import stamina
from aiohttp import web as aiohttp_web

from corpus.net.errors import AddressRefused, BadStatus, FetchFailure, IdentityMissing, Unreachable
from corpus.net.fetching import Fetcher
from corpus.net.memory import FetchMemory, Validators
from tests.corpus.net.loopback import HTML, TestClock, Web, fetching, scenario, serve, serve_raw, settings_for

IDENTITY = "Larkspur Research desk@larkspur.example"


def versioned(web: Web, path: str, etag: str | None = '"v1"', modified: str | None = None) -> None:
    """A page that knows conditional requests."""

    async def answer(request: aiohttp_web.BaseRequest) -> aiohttp_web.StreamResponse:
        headers = {k: v for k, v in {"ETag": etag, "Last-Modified": modified}.items() if v is not None}
        same = (etag is not None and request.headers.get("If-None-Match") == etag) or (
            modified is not None and request.headers.get("If-Modified-Since") == modified
        )
        if same:
            return aiohttp_web.Response(status=304, headers=headers)
        return aiohttp_web.Response(text=HTML, content_type="text/html", headers=headers)

    web.on(path, answer)


@scenario
async def test_a_page_comes_with_its_type_time_and_validators(tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path, clock=TestClock()) as fetcher:
        web.page("/a", ETag='W/"abc"', Last_Modified="Tue, 04 Mar 2031 10:00:00 GMT")
        page = await fetcher.get(web.url("/a#part"))
    assert (page.url, page.final_url) == (web.url("/a#part"), web.url("/a"))
    assert page.body == HTML.encode()
    assert (page.content_type, page.media_type) == ("text/html; charset=utf-8", "text/html")
    assert page.fetched_at == datetime(2031, 3, 4, 12, tzinfo=UTC)
    assert page.validators == Validators('W/"abc"', "Tue, 04 Mar 2031 10:00:00 GMT", web.url("/a"))
    assert not page.not_modified


@pytest.mark.parametrize(
    ("etag", "modified"), [('"v1"', None), (None, "Tue, 04 Mar 2031 10:00:00 GMT"), ('W/"a b"', "yesterday")]
)
@scenario
async def test_only_what_was_kept_is_asked_for_conditionally(
    etag: str | None, modified: str | None, tmp_path: Path
) -> None:
    memory = FetchMemory(tmp_path)
    async with serve() as web, Fetcher(settings_for(), memory) as fetcher:
        versioned(web, "/a", etag, modified)
        url = web.url("/a")
        first = await fetcher.get(url)
        assert (await fetcher.get(url)).body == first.body  # nothing was kept, so it is fetched again
        memory.keep(url, first.validators)
        again = await fetcher.get(url)
        assert (again.not_modified, again.body, again.validators) == (True, b"", first.validators)
        assert (await fetcher.get(url, conditional=False)).body == first.body
        memory.forget(url)
        assert (await fetcher.get(url)).body == first.body


@scenario
async def test_validators_go_only_to_the_address_that_gave_them(tmp_path: Path) -> None:
    memory = FetchMemory(tmp_path)
    async with serve() as web, serve() as other, Fetcher(settings_for(), memory) as fetcher:
        web.redirect("/start", "/v1", 301)
        versioned(web, "/v1")
        versioned(other, "/v2")
        first = await fetcher.get(web.url("/start"))
        assert first.final_url == web.url("/v1")
        memory.keep(web.url("/start"), first.validators)
        assert (await fetcher.get(web.url("/start"))).not_modified
        asked = [seen for seen in web.seen if seen.path == "/start"]
        assert all("If-None-Match" not in seen.headers for seen in asked)
        # It moves to another server, whose pages happen to have the same ETag.
        web.redirect("/start", other.url("/v2"))
        moved = await fetcher.get(web.url("/start"))
        assert (moved.not_modified, moved.final_url) == (False, other.url("/v2"))
        # The same where the page itself is moved away, and where all that is known is what was asked for.
        for known in (Validators('"v1"', None, web.url("/start")), Validators('"v1"')):
            memory.keep(web.url("/start"), known)
            moved = await fetcher.get(web.url("/start"))
            assert (moved.not_modified, moved.final_url) == (False, other.url("/v2"))
            assert web.seen[-1].headers["If-None-Match"] == '"v1"'
        assert all("If-None-Match" not in seen.headers for seen in other.seen)


@scenario
async def test_a_304_that_nobody_asked_for_is_no_page(tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path) as fetcher:
        web.status("/a", 304)
        with pytest.raises(BadStatus) as caught:
            await fetcher.get(web.url("/a"))
    assert caught.value.status == 304


@scenario
async def test_a_304_without_validators_keeps_those_known(tmp_path: Path) -> None:
    memory = FetchMemory(tmp_path)
    async with serve() as web, Fetcher(settings_for(), memory) as fetcher:
        web.status("/a", 304)
        memory.keep(web.url("/a"), Validators('"v1"'))
        page = await fetcher.get(web.url("/a"))
    assert (page.not_modified, page.validators.etag) == (True, '"v1"')


@scenario
async def test_validators_that_could_break_a_header_are_passed_over(tmp_path: Path) -> None:
    memory = FetchMemory(tmp_path)
    async with serve_raw(
        b'HTTP/1.1 200 OK\r\nETag: "\xe4\xff"\r\nLast-Modified: ' + b"x" * 2000 + b"\r\nConnection: close\r\n\r\n" + HTML.encode()
    ) as raw, Fetcher(settings_for(), memory) as fetcher:  # fmt: skip
        page = await fetcher.get(raw.url())
        assert not page.validators
        memory.keep(raw.url(), Validators('"a"\r\nX-Injected: 1', "b\n"))
        await fetcher.get(raw.url())
        assert b"Injected" not in b"".join(raw.requests)
        assert b"If-" not in b"".join(raw.requests)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@scenario
async def test_redirects_are_followed(status: int, tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path) as fetcher:
        web.redirect("/a", "b/../c?x=1#y", status)
        web.redirect("/c", "//" + web.url("/d e")[7:], status)
        web.page("/d e")
        page = await fetcher.get(web.url("/a"))
    assert (page.url, page.final_url, page.body) == (web.url("/a"), web.url("/d%20e"), HTML.encode())


@scenario
async def test_redirects_in_circles_and_without_end_are_given_up(tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path, redirects=5) as fetcher:
        web.redirect("/self", "/self")
        web.redirect("/a", "/b")
        web.redirect("/b", "/a#again")
        for number in range(20):
            web.redirect(f"/{number}", f"/{number + 1}")
        web.page("/20")
        for path, words in (("/self", "in a circle"), ("/a", "in a circle"), ("/0", "more than 5 times")):
            with pytest.raises(BadStatus, match=words) as caught:
                await fetcher.get(web.url(path))
            assert caught.value.status == 302
            assert caught.value.url == web.url(path)
        assert (await fetcher.get(web.url("/15"))).body


@scenario
async def test_a_redirect_without_a_place_is_no_page(tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path) as fetcher:
        web.status("/a", 302)
        web.status("/b", 301, Location="")
        with pytest.raises(BadStatus):
            await fetcher.get(web.url("/a"))
        with pytest.raises(BadStatus, match="in a circle"):
            await fetcher.get(web.url("/b"))


@pytest.mark.parametrize(
    ("status", "word"),
    [(401, "login"), (402, "paid"), (403, "refuses"), (404, "no such page"), (410, "gone"), (418, "no page"),
     (451, "legal"), (204, "no page"), (206, "no page"), (300, "no page")],
)  # fmt: skip
@scenario
async def test_statuses_are_told_and_final_ones_not_tried_again(status: int, word: str, tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path, attempts=3) as fetcher:
        web.status("/a", status)
        with pytest.raises(BadStatus, match=word) as caught:
            await fetcher.get(web.url("/a"))
        assert (caught.value.status, caught.value.url) == (status, web.url("/a"))
        assert web.paths() == ["/a"]


@pytest.fixture
def without_waits() -> object:
    """Retries come at once."""
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.mark.usefixtures("without_waits")
@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
@scenario
async def test_what_may_pass_is_tried_again(status: int, tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path, attempts=3, clock=TestClock()) as fetcher:
        answers = [status, status, 200]

        async def answer(request: aiohttp_web.BaseRequest) -> aiohttp_web.StreamResponse:
            return aiohttp_web.Response(status=answers.pop(0), text=HTML, content_type="text/html")

        web.on("/a", answer)
        assert (await fetcher.get(web.url("/a"))).body
        web.status("/b", status, Retry_After="7")
        with pytest.raises(BadStatus) as caught:
            await fetcher.get(web.url("/b"))
        assert (caught.value.status, caught.value.retry_after) == (status, 7.0)
        assert web.paths() == ["/a"] * 3 + ["/b"] * 3


@pytest.mark.usefixtures("without_waits")
@scenario
async def test_a_server_that_hangs_up_or_cuts_short_is_tried_again(tmp_path: Path) -> None:
    answers = [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone",
    ]

    async def answer(writer: asyncio.StreamWriter, asked: bytes) -> None:
        writer.write(answers.pop(0))

    async with serve_raw(answer) as raw, fetching(tmp_path, attempts=3) as fetcher:
        assert (await fetcher.get(raw.url())).body == b"done"


@scenario
async def test_retry_after_is_waited_for_by_everyone(tmp_path: Path) -> None:
    clock = TestClock()
    async with serve() as web, fetching(tmp_path, clock=clock) as fetcher:
        web.status("/busy", 429, Retry_After="30")
        web.page("/a")
        with pytest.raises(BadStatus) as caught:
            await fetcher.get(web.url("/busy"))
        assert caught.value.retry_after == 30.0
        await fetcher.get(web.url("/a"))
        assert clock.slept == [30.0]


@scenario
async def test_a_retry_after_is_really_waited_for(tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path, attempts=2) as fetcher:
        answers = [429, 200]

        async def answer(request: aiohttp_web.BaseRequest) -> aiohttp_web.StreamResponse:
            headers = {"Retry-After": "1", "Content-Type": "text/html"}
            return aiohttp_web.Response(status=answers.pop(0), text=HTML, headers=headers)

        web.on("/a", answer)
        assert (await fetcher.get(web.url("/a"))).body
        first, second = (seen.at for seen in web.seen if seen.path == "/a")
        assert second - first >= 0.99


@scenario
async def test_a_retry_after_beyond_the_cap_is_not_waited_for_nor_is_the_host_asked_again(tmp_path: Path) -> None:
    clock = TestClock()
    then = (clock.now() + timedelta(hours=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    async with serve() as web, serve() as other, fetching(tmp_path, attempts=3, clock=clock) as fetcher:
        web.status("/busy", 503, Retry_After=then)
        web.page("/a")
        with pytest.raises(BadStatus) as caught:
            await fetcher.get(web.url("/busy"))
        assert caught.value.retry_after == 3600.0
        with pytest.raises(BadStatus, match="left alone") as caught:
            await fetcher.get(web.url("/a"))
        assert caught.value.retry_after == 3600.0
        assert web.paths() == ["/busy"]
        assert clock.slept == []
        clock.time += 3601
        assert (await fetcher.get(web.url("/a"))).body
        assert other.seen == []


@scenario
async def test_a_host_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    async with serve() as web:
        pass
    async with fetching(tmp_path) as fetcher:
        with pytest.raises(Unreachable) as caught:
            await fetcher.get(web.url("/a"))
        assert isinstance(caught.value, ConnectionError)
        assert caught.value.url == web.url("/a")


@scenario
async def test_the_sec_is_told_who_asks_and_others_are_not(tmp_path: Path) -> None:
    async with serve() as sec, serve() as other:
        where: dict[str, Any] = {
            "sec_data_url": sec.url(""),
            "sec_archives_url": sec.url("/Archives"),
        }
        sec.page("/submissions/CIK0000000001.json", "{}")
        sec.redirect("/moved", other.url("/b"))
        other.page("/b")
        async with fetching(tmp_path, **where, sec_identity=IDENTITY) as fetcher:
            await fetcher.get(sec.url("/submissions/CIK0000000001.json"), sec=True)
            await fetcher.get(sec.url("/moved"), sec=True)
            with pytest.raises(AddressRefused, match="BURNRATE_SEC_DATA_URL"):
                await fetcher.get(other.url("/b"), sec=True)
        assert {seen.headers["User-Agent"] for seen in sec.seen} == {IDENTITY}
        assert "/robots.txt" not in {seen.path for seen in sec.seen}
        assert all(seen.headers["User-Agent"].startswith("burnrate") for seen in other.seen)
        assert [seen.path for seen in other.seen] == ["/robots.txt", "/b"]


@pytest.mark.parametrize("sec", [True, False])
@scenario
async def test_without_an_identity_the_sec_is_not_asked(sec: bool, tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path, sec_data_url=web.url("")) as fetcher:
        with pytest.raises(IdentityMissing, match="BURNRATE_SEC_IDENTITY"):
            await fetcher.get(web.url("/a"), sec=sec)
        with pytest.raises(IdentityMissing, match="BURNRATE_SEC_IDENTITY"):
            await fetcher.get("https://www.sec.gov/newsroom", sec=False)
        assert web.seen == []
        # Nor where another host sends us there, be it for its rules.
        for path in ("/a", "/robots.txt"):
            async with serve() as other:
                other.page("/a")
                other.redirect(path, web.url(path))
                with pytest.raises(IdentityMissing, match="BURNRATE_SEC_IDENTITY"):
                    await fetcher.get(other.url("/a"))
        assert web.seen == []


@scenario
async def test_a_403_of_the_sec_tells_what_to_do(tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path, sec_data_url=web.url(""), sec_identity=IDENTITY) as fetcher:
        web.status("/a", 403)
        with pytest.raises(BadStatus, match="BURNRATE_SEC_IDENTITY") as caught:
            await fetcher.get(web.url("/a"), sec=True)
        assert caught.value.retry_after == 600.0


@scenario
async def test_nothing_but_our_own_headers_is_sent(tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path) as fetcher:
        web.page("/a", Set_Cookie="id=1; Path=/")
        await fetcher.get(web.url("/a"))
        await fetcher.get(web.url("/a"))
        sent = set(web.seen[-1].headers)
    assert sent == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Accept-Language"}
    assert web.seen[-1].headers["Accept-Encoding"] == "gzip, deflate"


@scenario
async def test_it_has_to_be_entered(tmp_path: Path) -> None:
    fetcher = Fetcher(settings_for(), FetchMemory(tmp_path))
    with pytest.raises(RuntimeError, match="async with"):
        await fetcher.get("http://127.0.0.1:1/")


@scenario
async def test_many_at_once_are_all_served_with_few_connections(tmp_path: Path) -> None:
    async with serve() as web, fetching(tmp_path, per_host=2) as fetcher:
        running, most = 0, 0

        async def answer(request: aiohttp_web.BaseRequest) -> aiohttp_web.StreamResponse:
            nonlocal running, most
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.005)
            running -= 1
            return aiohttp_web.Response(text=HTML + request.path, content_type="text/html")

        for number in range(30):
            web.on(f"/{number}", answer)
        pages = await asyncio.gather(*(fetcher.get(web.url(f"/{number}")) for number in range(30)))
    assert [page.body.decode().removeprefix(HTML) for page in pages] == [f"/{number}" for number in range(30)]
    assert most == 2
    assert [seen.path for seen in web.seen].count("/robots.txt") == 1


def test_failures_are_also_what_they_resemble() -> None:
    failure = BadStatus("http://news.example/b", "status 404: none", status=404)
    assert isinstance(failure, FetchFailure | ConnectionError)
    told = failure.asked("http://news.example/a", first="http://news.example/a")
    assert str(told) == "http://news.example/a: status 404: none (redirected to http://news.example/b)"
    assert (told.url, told.retry_after) == ("http://news.example/a", None)
